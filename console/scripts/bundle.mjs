// How the page is put together: scripts and styles with a hash in their names, and one page that
// names them. Tests put another entry in, of the same page on a chain that is made up.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { META } from './policy.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 8);

/** The options that the page is bundled with. */
const options = (entry, outdir) => ({
	absWorkingDir: root,
	entryPoints: { main: entry, style: 'src/style.css' },
	outdir,
	entryNames: '[name]-[hash]',
	chunkNames: 'part-[hash]',
	bundle: true,
	format: 'esm',
	platform: 'browser',
	target: ['chrome123', 'firefox120', 'safari17.5'],
	minify: true,
	splitting: true,
	metafile: true,
	legalComments: 'external',
	jsx: 'automatic',
	jsxImportSource: 'preact',
	logLevel: 'warning',
});

/** Builds the page into a folder; answers with what esbuild says of the files. */
export async function bundle({ entry = 'src/main.tsx', outdir = join(root, 'dist') } = {}) {
	rmSync(outdir, { recursive: true, force: true });
	mkdirSync(outdir, { recursive: true });
	const { metafile } = await build(options(entry, outdir));
	const made = Object.entries(metafile.outputs);
	const of = (name) => {
		const found = made.find(([, { entryPoint }]) => entryPoint === name);
		if (!found) throw new Error(`${name} was not built`);
		return basename(found[0]);
	};
	const icon = readFileSync(join(root, 'src/icon.svg'));
	const iconName = `icon-${hash(icon)}.svg`;
	writeFileSync(join(outdir, iconName), icon);
	const page = readFileSync(join(root, 'src/index.html'), 'utf8')
		.replace('{{policy}}', META)
		.replace('{{script}}', of(entry))
		.replace('{{style}}', of('src/style.css'))
		.replace('{{icon}}', iconName);
	writeFileSync(join(outdir, 'index.html'), page);
	return metafile;
}
