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
	'inbound.mjs':
		/^the fee: 0\.1 BLOC\nan hour more: 0\.1 BLOC\nover: GivenUp\nas quoted: 0\.05 BLOC\n$/,
	'tower.mjs': /^hired: 1\nsigned for version 1\ngiven back: version 1\n$/,
	'exchange.mjs':
		/^for 0\.375 TUSD, as quoted: true\nsold 1\.5 BLOC at 0\.25 TUSD\n0\.374812 TUSD to be .+\n$/,
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
