// The examples run as they are, and say what they are to say.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startChain } from '../kit/node.js';

const folder = fileURLToPath(new URL('../../../examples', import.meta.url));
const SAYS: Record<string, RegExp> = {
	'pay.mjs': /^paid: 1\.5 BLOC\n$/,
	'stream.mjs': /^streaming: true\nstopped\n$/,
	'channel.mjs': /^after 20 payments: 2 BLOC\nclosed\n$/,
	'invoice.mjs':
		/^asks for 1\.5 BLOC\na month's rate: \d+\nLightning asks for 250000000 msat: .+\n$/,
};

let url: string;
before(async () => {
	({ node: { url } } = await startChain());
});

test('there is one line here for each', () => {
	assert.deepEqual(readdirSync(folder).sort(), Object.keys(SAYS).sort());
});

for (const [name, says] of Object.entries(SAYS)) {
	test(`${name} runs`, async () => {
		const env = { ...process.env, LIGHTNING_BLOC_URL: url };
		const { stdout } = await promisify(execFile)(process.execPath, [`${folder}/${name}`], {
			env, timeout: 60_000,
		});
		assert.match(stdout, says);
	});
}
