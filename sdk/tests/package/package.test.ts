// What is published: its files, its size, what it brings along, and its documentation.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import ts from 'typescript';

// Compiled, this file is in build/tests/package.
const root = new URL('../../../', import.meta.url);
const path = (name: string) => fileURLToPath(new URL(name, root));
const read = (name: string) => readFileSync(path(name), 'utf8');
const manifest = JSON.parse(read('package.json'));
const entries = Object.entries(manifest.exports as Record<string, string>);

/** The most that an entry point weighs with all that it brings, in bytes, minified and gzipped. */
const BUDGETS: Record<string, number> = {
	'.': 138_000, './chain': 138_000, './channel': 42_000, './invoice': 38_000, './signers': 41_000,
	'./routes': 14_000, './swaps': 9_000, './streams': 5_000, './subscriptions': 5_000,
	'./dex': 14_000, './lsp': 38_000, './towers': 46_000,
	'./amounts': 2_000, './budgets': 2_000,
};

async function bundle(file: string): Promise<string[]> {
	const { outputFiles } = await build({
		entryPoints: [path(file)], bundle: true, format: 'esm', platform: 'browser', minify: true,
		splitting: true, outdir: 'out', write: false, logLevel: 'silent',
	});
	return outputFiles.map(({ text }) => text);
}

test('each entry point has a budget', () => {
	assert.deepEqual(entries.map(([name]) => name).sort(), Object.keys(BUDGETS).sort());
});

for (const [name, file] of entries) {
	test(`${name} is there with its types, and within its size`, async () => {
		assert.ok(existsSync(path(file)));
		assert.ok(existsSync(path(file.replace(/\.js$/, '.d.ts'))));
		const texts = await bundle(file);
		const size = texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
		const most = BUDGETS[name] ?? 0;
		assert.ok(size <= most, `${size} of ${most}`);
		assert.ok(size > most / 2, `${size}: the budget of ${most} says nothing`);
		for (const text of texts) {
			// A page with a strict policy can run it, and a bundler for browsers finds all there
			// is.
			assert.doesNotMatch(text, /\beval\(|new Function\(|WebAssembly\.|from\s*"node:/);
		}
	});
}

test('what is published is what is meant to be', () => {
	// npm says what it would pack; it runs no script for that.
	const said = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: path('.'), encoding: 'utf8',
	});
	const [{ files, unpackedSize }] = JSON.parse(said);
	const names = (files as { path: string }[]).map((file) => file.path);
	const meant = /^(package\.json|README\.md|LICENSE|(dist|descriptors)\/.+\.(js|d\.ts))$/;
	assert.deepEqual(names.filter((name) => !meant.test(name)), []);
	for (const [, file] of entries) assert.ok(names.includes(file.slice(2)), file);
	assert.ok(names.includes('descriptors/index.js') && names.includes('LICENSE'));
	assert.ok(unpackedSize < 1_500_000, `${unpackedSize}`);
	for (const name of names) {
		assert.doesNotMatch(read(name), /\/(home|root|work|tmp)\/\w/, name);
	}
});

test('nothing runs at installation, and nothing brings a surprise', () => {
	const scripts = Object.keys(manifest.scripts);
	assert.deepEqual(scripts.filter((name) => /install|prepare|prepack/.test(name)), []);
	const { packages } = JSON.parse(read('package-lock.json'));
	const shipped = Object.entries<Record<string, unknown>>(packages)
		.filter(([name, { dev, optional }]) => name && !dev && !optional);
	assert.ok(shipped.length > 10);
	const runs = shipped.filter(([, { hasInstallScript }]) => hasInstallScript);
	// esbuild comes with the command line of polkadot-api, which nothing here starts; it does
	// without.
	assert.deepEqual(runs.map(([name]) => name).filter((name) => !/\/esbuild$/.test(name)), []);
	const exact = Object.values<string>(manifest.dependencies);
	assert.ok(exact.every((version) => /^\d+\.\d+\.\d+$/.test(version)), `${exact}`);
});

test('what the README shows is in an example that runs', () => {
	const blocks = [...read('README.md').matchAll(/<!-- (\S+) -->\n```js\n([\s\S]*?)```/g)];
	const all = [...read('README.md').matchAll(/```js\n/g)];
	assert.equal(blocks.length, all.length, 'each block says which example it is of');
	assert.ok(blocks.length >= 4);
	for (const [, file = '', code = ''] of blocks) assert.ok(read(file).includes(code), code);
});

test('each entry point is in the reference, without a warning', () => {
	const { entryPoints } = JSON.parse(read('typedoc.json'));
	const sources = entries.map(([, file]) => file.replace('./dist', 'src').replace(/js$/, 'ts'));
	assert.deepEqual([...entryPoints].sort(), sources.sort());
	execFileSync(process.execPath, [path('node_modules/typedoc/bin/typedoc'), '--emit', 'none',
		'--treatWarningsAsErrors'], { cwd: path('.'), stdio: 'pipe' });
});

/** The most lines of a function's body in a file. */
function longest(name: string): number {
	const source = ts.createSourceFile(name, read(name), ts.ScriptTarget.Latest, true);
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
	for (const folder of ['src', 'tests', 'examples', 'scripts']) {
		for (const name of readdirSync(path(folder), { recursive: true, encoding: 'utf8' })) {
			if (!/\.(ts|mjs)$/.test(name)) continue;
			const lines = read(`${folder}/${name}`).split('\n');
			assert.ok(lines.length <= (folder === 'tests' ? 801 : 601), name);
			// An invoice is one word.
			const tooLong = lines.filter((line) =>
				line.replaceAll('\t', '  ').length > 100 && !/'ln[a-z0-9]+'/.test(line));
			assert.deepEqual(tooLong, [], name);
			assert.ok(longest(`${folder}/${name}`) <= 50, name);
		}
	}
});
