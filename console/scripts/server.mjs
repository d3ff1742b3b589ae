// A file server for the page, on loopback only, with a relay on the same port.

import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { relay } from '@lightning-bloc/sdk/channel';
import { WebSocketServer } from 'ws';
import { HEADERS } from './policy.mjs';

const TYPES = {
	'.css': 'text/css; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
};
const HOSTS = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** The file that an address names; none outside of the folder, or of an unknown kind. */
function fileOf(folder, address) {
	const path = decodeURIComponent(new URL(address, 'http://localhost').pathname);
	const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
	const isInside = file.startsWith(normalize(folder) + sep);
	if (!isInside || !(extname(file) in TYPES)) return null;
	const found = statSync(file, { throwIfNoEntry: false });
	return found?.isFile() ? file : null;
}

function answer(folder, request, response) {
	const refuse = (status, text) => response.writeHead(status, HEADERS).end(text);
	// A page elsewhere that makes its name mean this machine is not to read from here.
	if (!HOSTS.test(request.headers.host ?? '')) return refuse(421, 'not this host');
	if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'GET only');
	let file = null;
	try {
		file = fileOf(folder, request.url);
	} catch {
		return refuse(400, 'not an address');
	}
	if (!file) return refuse(404, 'not here');
	const isPage = file.endsWith('.html');
	response.writeHead(200, {
		...HEADERS,
		'content-type': TYPES[extname(file)],
		// All but the page have a hash in their names.
		'cache-control': isPage ? 'no-cache' : 'public, max-age=31536000, immutable',
	});
	if (request.method === 'HEAD') return response.end();
	createReadStream(file).pipe(response);
}

/** Serves a folder until the process ends, or `close` is called. */
export async function serve(folder, port = 0) {
	if (!statSync(join(folder, 'index.html'), { throwIfNoEntry: false })) {
		throw new Error(`there is no page in ${folder}: npm run build`);
	}
	const server = createServer((request, response) => answer(folder, request, response));
	const sockets = new WebSocketServer({ server, maxPayload: 16_384 });
	sockets.on('error', () => {}); // the server tells it, too
	relay(sockets);
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${server.address().port}`;
	const close = async () => {
		for (const socket of sockets.clients) socket.terminate();
		sockets.close();
		server.closeAllConnections();
		server.close();
		await once(server, 'close');
	};
	return { url, close };
}
