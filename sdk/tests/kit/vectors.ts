// The vectors that Rust writes and checks: the contract between both languages.

import { readFileSync } from 'node:fs';

// Compiled, this file is in build/tests/kit.
const root = new URL('../../../../', import.meta.url);

export const vectors = <Of>(path: string): Of =>
	JSON.parse(readFileSync(new URL(path, root), 'utf8')) as Of;
