// Bundles the tests of the parts that are named and runs them: `node scripts/tests.mjs unit`.

import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './bundle.mjs';

// `unit`, or `unit/text` for one file.
const parts = process.argv.slice(2);
const files = parts.flatMap((named) => {
	const [part, file] = named.split('/');
	return readdirSync(join(root, 'tests', part))
		.filter((name) => /\.test\.tsx?$/.test(name) && (!file || name === `${file}.test.ts`))
		.map((name) => join('tests', part, name));
});
if (files.length === 0) throw new Error(`no tests in ${parts}`);

rmSync(join(root, 'build'), { recursive: true, force: true });
await build({
	absWorkingDir: root,
	entryPoints: files,
	outdir: 'build',
	outbase: 'tests',
	outExtension: { '.js': '.mjs' },
	bundle: true,
	format: 'esm',
	platform: 'node',
	packages: 'external',
	external: ['*.mjs'],
	sourcemap: 'inline',
	jsx: 'automatic',
	jsxImportSource: 'preact',
	logLevel: 'warning',
});
const compiled = files.map((file) => file.replace(/^tests/, 'build').replace(/\.tsx?$/, '.mjs'));
const { status } = spawnSync(process.execPath, [
	'--enable-source-maps', '--test', '--test-concurrency=1', '--test-reporter=spec', ...compiled,
], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
