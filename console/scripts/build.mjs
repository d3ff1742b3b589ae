// Builds the page into dist/.

import { bundle } from './bundle.mjs';

const { outputs } = await bundle();
const size = Object.entries(outputs).filter(([name]) => !name.endsWith('.txt'))
	.reduce((sum, [, { bytes }]) => sum + bytes, 0);
console.log(`dist/: ${Object.keys(outputs).length + 2} files, ${Math.round(size / 1000)} kB`);
