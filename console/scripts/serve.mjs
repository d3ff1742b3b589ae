// Serves the page on this machine, and brings two browsers together that pay each other off chain.
//
//   node scripts/serve.mjs [--port 9955] [--folder dist] [--while PID] [--node ws://127.0.0.1:9944]
//
// With `--while` it ends when that process does; `--node` is only named in the address it prints.

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { serve } from './server.mjs';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '9955' },
		folder: { type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url)) },
		while: { type: 'string' },
		node: { type: 'string' },
	},
});

const { url } = await serve(values.folder, Number(values.port)).catch((error) => {
	console.error(`error: ${error.message}`);
	process.exit(1);
});
const node = values.node ? `?node=${encodeURIComponent(values.node)}` : '';
console.log(`The console: ${url}/${node}`);

if (values.while) {
	const other = Number(values.while);
	setInterval(() => {
		try {
			process.kill(other, 0);
		} catch {
			process.exit(0);
		}
	}, 500);
}
