// What is served: its size, what is in it, and how it is served; and the house's limits.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';
import ts from 'typescript';
import { WebSocket } from 'ws';
import { bundle, root } from '../../scripts/bundle.mjs';
import { serve } from '../../scripts/server.mjs';

const KB = 1_000;
/** The most that is loaded before the overview is seen, and the most of each part after it. */
const FIRST_LOAD = 150 * KB;
const PART = 60 * KB;

const outdir = join(root, 'build/bundle');
let outputs: Metafile['outputs'];

before(async () => {
	({ outputs } = await bundle({ outdir }));
});

const read = (name: string) => readFileSync(join(root, name));
const gzipped = (name: string) => gzipSync(read(name)).length;

/** An output with all that it imports at once. */
function withImports(name: string, all = new Set<string>()): Set<string> {
	if (all.has(name)) return all;
	all.add(name);
	for (const { path, kind } of outputs[name]?.imports ?? []) {
		if (kind === 'import-statement') withImports(path, all);
	}
	return all;
}

function outputOf(entry: string): string {
	const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === entry);
	assert.ok(found, entry);
	return found[0];
}

test('what is loaded first, and each part, is small', () => {
	const first = new Set([outputOf('src/style.css')]);
	// The overview, and on a development chain the keys that everybody knows.
	const entries = ['src/main.tsx', 'src/pages/overview.tsx', '../sdk/dist/signers/index.js'];
	for (const entry of entries) withImports(outputOf(entry), first);
	const page = gzipped('build/bundle/index.html');
	const size = [...first].reduce((sum, name) => sum + gzipped(name), page);
	assert.ok(size <= FIRST_LOAD, `${size} of ${FIRST_LOAD}`);
	assert.ok(size > FIRST_LOAD / 2, `${size}: the budget says nothing`);
	console.log(`first load: ${size} bytes, gzipped`);
	for (const name of Object.keys(outputs)) {
		if (/\.(js|css)$/.test(name)) assert.ok(gzipped(name) <= PART, name);
	}
});

/** What is only named: namespaces, the own node, an example, and where errors are explained. */
const NAMED = new RegExp([
	'http://www\\.w3\\.org$', 'ws://127\\.0\\.0\\.1$', 'wss://relay\\.example\\.?$',
	'https://(papi\\.how|github\\.com)$',
].map((one) => `^${one}`).join('|'));

test('nothing in it needs what the policy forbids, or asks another host', () => {
	for (const name of Object.keys(outputs).filter((one) => one.endsWith('.js'))) {
		const text = read(name).toString();
		const forbidden = /\beval\(|new Function\(|WebAssembly\./.exec(text);
		assert.equal(forbidden, null, name);
		const addresses = [...text.matchAll(/\b(?:https?|wss?):\/\/[\w.-]+/g)].map(([found]) => found);
		assert.deepEqual(addresses.filter((one) => !NAMED.test(one)), [], name);
	}
	const page = read('build/bundle/index.html').toString();
	assert.match(page, /Content-Security-Policy" content="default-src 'none'; script-src 'self';/);
	assert.doesNotMatch(page, /unsafe|<script(?![^>]* src=)|<style| style=| on\w+=|\{\{/);
	assert.ok(!/url\(|@import/.test(read(outputOf('src/style.css')).toString()));
	for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
		if (!/\.tsx?$/.test(file)) continue;
		assert.doesNotMatch(read(join('src', file)).toString(), /innerHTML|InnerHTML|outerHTML/, file);
	}
});

interface Answer {
	readonly status: number | undefined;
	readonly headers: Record<string, unknown>;
}

const asked = (url: string, path: string, options = {}): Promise<Answer> =>
	new Promise((resolve, reject) => {
		request(`${url}${path}`, options, (response) => {
			response.resume();
			resolve({ status: response.statusCode, headers: response.headers });
		}).on('error', reject).end();
	});

test('the server gives the page with its policy, and nothing else', async () => {
	const { url, close } = await serve(outdir);
	const page = await asked(url, '/');
	assert.equal(page.status, 200);
	assert.match(`${page.headers['content-security-policy']}`, /frame-ancestors 'none'/);
	assert.equal(page.headers['x-content-type-options'], 'nosniff');
	assert.equal(page.headers['cache-control'], 'no-cache');
	const script = await asked(url, `/${outputOf('src/main.tsx').split('/').at(-1)}`);
	assert.match(`${script.headers['cache-control']}`, /immutable/);
	assert.match(`${script.headers['content-type']}`, /^text\/javascript/);
	for (const path of ['/../../package.json', '/%2e%2e/%2e%2e/package.json', '/nothing.js', '/%']) {
		assert.ok([400, 404].includes((await asked(url, path)).status ?? 0), path);
	}
	assert.equal((await asked(url, '/', { method: 'POST' })).status, 405);
	assert.equal((await asked(url, '/', { headers: { host: 'evil.example' } })).status, 421);
	await close();
});

test('two that meet at the relay of the server hear each other', async () => {
	const { url, close } = await serve(outdir);
	const room = `${url.replace('http', 'ws')}/${'r'.repeat(32)}`;
	const [one, other] = [new WebSocket(room), new WebSocket(room)];
	await Promise.all([one, other].map((socket) =>
		new Promise((resolve) => socket.once('open', resolve))));
	const heard = new Promise<Buffer>((resolve) => other.once('message', resolve));
	one.send(Uint8Array.of(1, 2, 3));
	assert.deepEqual([...await heard], [1, 2, 3]);
	await close();
});

const SHIPPED = /^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD)$/;

test('what is taken in is exact, free, and runs nothing at installation', () => {
	const { dependencies, devDependencies, scripts } = JSON.parse(read('package.json').toString());
	for (const version of Object.values<string>({ ...dependencies, ...devDependencies })) {
		assert.match(version, /^\d+\.\d+\.\d+$|^file:\.\.\/sdk$/);
	}
	assert.deepEqual(Object.keys(scripts).filter((name) => /install|prepare|prepack/.test(name)), []);
	const { packages } = JSON.parse(read('package-lock.json').toString());
	const all = Object.entries<Record<string, unknown>>(packages)
		.filter(([name]) => name.startsWith('node_modules/') && !name.includes('@lightning-bloc'));
	const runs = all.filter(([, { hasInstallScript }]) => hasInstallScript).map(([name]) => name);
	assert.deepEqual(runs, ['node_modules/esbuild']);
	for (const [name, { license }] of all) {
		// Only for the tests: nothing of it is served.
		if (name !== 'node_modules/axe-core') assert.match(`${license}`, SHIPPED, name);
	}
});

/** The most lines of a function's body in a file. */
function longest(name: string): number {
	const source = ts.createSourceFile(name, read(name).toString(), ts.ScriptTarget.Latest, true);
	const line = (at: number) => source.getLineAndCharacterOfPosition(at).line;
	let most = 0;
	const visit = (node: ts.Node): void => {
		if (ts.isFunctionLike(node) && 'body' in node && node.body) {
			const body = node.body as ts.Node;
			most = Math.max(most, line(body.end) - line(body.getStart()) - 1);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return most;
}

test('files, functions and lines are no longer than the house has them', () => {
	for (const folder of ['src', 'tests', 'scripts']) {
		for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
			if (!/\.(tsx?|m[jt]s|css)$/.test(file)) continue;
			const name = join(folder, file);
			const lines = read(name).toString().split('\n');
			assert.ok(lines.length <= (folder === 'tests' ? 801 : 601), name);
			const tooLong = lines.filter((line) => line.replaceAll('\t', '  ').length > 100);
			// A style is a list of words.
			if (!name.endsWith('.css')) assert.deepEqual(tooLong, [], name);
			if (!name.endsWith('.css')) assert.ok(longest(name) <= 50, `${name}: ${longest(name)}`);
		}
	}
});
