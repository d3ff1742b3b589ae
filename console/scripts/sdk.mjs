// Sees to it that the SDK beside this folder is installed and built: the console is made of it.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sdk = fileURLToPath(new URL('../../sdk', import.meta.url));
const npm = (...args) => execFileSync('npm', args, { cwd: sdk, stdio: 'inherit' });

/** As `scripts/test` notes it: which lock file the packages are of. */
const lock = readFileSync(join(sdk, 'package-lock.json'));
const wanted = `${createHash('sha256').update(lock).digest('hex')}  package-lock.json\n`;
const note = join(sdk, 'node_modules/.installed');
if (!existsSync(note) || readFileSync(note, 'utf8') !== wanted) {
	npm('ci', '--no-audit', '--no-fund');
	writeFileSync(note, wanted);
}

const newest = (folder) => Math.max(...readdirSync(folder, { recursive: true })
	.map((name) => statSync(join(folder, name)).mtimeMs));
const built = join(sdk, 'dist/index.js');
const sources = Math.max(newest(join(sdk, 'src')), newest(join(sdk, 'descriptors')));
if (!existsSync(built) || statSync(built).mtimeMs < sources) npm('run', 'build');
