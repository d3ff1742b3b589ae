// What is read of a chain, block by block, and of what goes wrong there.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChainError } from '@lightning-bloc/sdk/chain';
import { named } from '../../src/chain/assets.js';
import { freshOf } from '../../src/chain/blocks.js';
import { seenFrom, type OnChain } from '../../src/chain/channels.js';
import { nowOf } from '../../src/chain/clock.js';
import { firstUrl, isLoopback, isNodeUrl } from '../../src/chain/connection.js';
import { faultOf, refusal } from '../../src/chain/errors.js';
import { pages } from '../../src/chain/query.js';
import { frequencyInWords } from '../../src/chain/subscriptions.js';
import { channels } from '../browser/mock/world.js';
import { pieces } from '../../src/parts/bar.js';
import { framed } from '../../src/parts/map.js';
import { peopleOn } from '../../src/parts/way.js';
import { accountOf } from '@lightning-bloc/sdk/chain';

const block = (number: number, fork = '') => ({ number, hash: `0x${number}${fork}` });

test('of blocks, those that are new are read, and a gap is seen', () => {
	const seen = [block(5), block(4), block(3)];
	assert.deepEqual(freshOf(seen, []), { blocks: [], gap: false });
	assert.deepEqual(freshOf(seen, [block(5), block(4)]), { blocks: [], gap: false });
	assert.deepEqual(freshOf(seen, [block(6), block(5)]), { blocks: [block(6)], gap: false });
	assert.deepEqual(freshOf(seen, [block(7), block(6), block(5)]),
		{ blocks: [block(6), block(7)], gap: false });
	// The first of all, one that was missed, another in the place of one, and back to an old one.
	assert.deepEqual(freshOf([], [block(5), block(4)]), { blocks: [block(5)], gap: true });
	assert.deepEqual(freshOf(seen, [block(9), block(8)]), { blocks: [block(9)], gap: true });
	assert.deepEqual(freshOf(seen, [block(5, 'b'), block(4)]),
		{ blocks: [block(5, 'b')], gap: true });
	assert.deepEqual(freshOf(seen, [block(6, 'b'), block(5, 'b'), block(4)]),
		{ blocks: [block(6, 'b')], gap: true });
	assert.deepEqual(freshOf(seen, [block(4), block(3)]), { blocks: [block(4)], gap: true });
});

test('a chain that was put forward has its own time', () => {
	assert.equal(nowOf(1_000_000n, 999_000n, 999_500n), 1_000_000n);
	assert.equal(nowOf(1_000_000n, 500n, 999_500n), 1_000_000n, 'a chain at rest');
	assert.equal(nowOf(1_000_000n, 9_999_500n, 999_500n), 10_000_000n);
});

test('nodes are on this machine, or behind TLS', () => {
	const cases: [string, boolean][] = [
		['ws://127.0.0.1:9944', true], ['ws://localhost:1', true], ['wss://rpc.example', true],
		['ws://rpc.example', false], ['http://127.0.0.1', false], ['javascript:alert(1)', false],
		['ws://127.0.0.1.evil.example', false], ['', false],
	];
	for (const [url, isGood] of cases) assert.equal(isNodeUrl(url), isGood, url);
	assert.equal(isLoopback('127.evil.example'), false);
	assert.equal(firstUrl('?node=ws%3A%2F%2F127.0.0.1%3A9999'), 'ws://127.0.0.1:9999');
	assert.equal(firstUrl('?node=wss%3A%2F%2Fevil.example'), 'ws://127.0.0.1:9944',
		'a link chooses no node elsewhere');
});

test('errors are told in the words of the pallet', () => {
	assert.deepEqual(faultOf(new ChainError('Channels', 'BelowMinimum', 'Too little.')),
		{ title: 'Channels: below minimum', text: 'Too little.' });
	assert.match(faultOf(new ChainError('Token', 'FundsUnavailable', '')).text, /as much to spend/);
	assert.equal(faultOf(new Error('Cancelled')).title, 'Not signed');
	const docs = new Map([['Swaps.3', 'Expired'], ['Swaps.Expired', 'It is too late.']]);
	const invalid = (type: string, value?: unknown) =>
		({ error: { type: 'Invalid', value: { type, value } } });
	assert.deepEqual(refusal(invalid('Custom', 3), 'Swaps', docs),
		{ title: 'Swaps: expired', text: 'It is too late.' });
	assert.match(refusal(invalid('Payment'), 'Swaps', docs)?.text ?? '', /cannot pay the fee/);
	assert.equal(refusal(new Error('else'), 'Swaps', docs), null);
});

test('nobody\'s asset passes for another\'s', () => {
	const list = [
		{ id: 2, symbol: 'TUSD', decimals: 6 }, { id: 1, symbol: 'TUSD', decimals: 6 },
		{ id: 3, symbol: 'bloc', decimals: 12 }, { id: 4, symbol: '\u202e', decimals: 0 },
		{ id: 5, symbol: 'X', decimals: 99 },
	];
	const known = named('BLOC', list);
	assert.deepEqual([...known].map(([id, { symbol }]) => [id, symbol]),
		[[1, 'TUSD'], [2, 'TUSD #2'], [3, 'bloc #3'], [4, 'asset #4']]);
});

test('lists are read page by page, up to a limit', async () => {
	const all = Array.from({ length: 250 }, (_, id) => BigInt(id));
	const asked: (bigint | undefined)[] = [];
	const read = (most?: number) => pages<bigint>(async (after, limit) => {
		asked.push(after);
		const from = after === undefined ? 0 : Number(after) + 1;
		return all.slice(from, from + limit);
	}, most);
	assert.deepEqual(await read(), all);
	assert.deepEqual(asked, [undefined, 99n, 199n]);
	assert.equal((await read(150)).length, 200);
});

test('a channel is seen from either side, and its bar adds up', () => {
	const channel = channels.get(0n) as unknown as OnChain;
	const { opener, counterparty } = channel.parties;
	const [one, other] = [
		seenFrom(0n, channel, accountOf(opener)), seenFrom(0n, channel, accountOf(counterparty)),
	];
	assert.deepEqual([one.side, other.side], ['Opener', 'Counterparty']);
	assert.deepEqual([one.mine, one.theirs], [other.theirs, other.mine]);
	assert.equal(seenFrom(0n, channel, `0x${'00'.repeat(32)}`).side, null);
	const bar = pieces(one.mine, one.theirs);
	assert.equal(bar.reduce((sum, { size }) => sum + size, 0), 1_000);
	assert.deepEqual(bar.map(({ at }) => at), bar.reduce<number[]>((starts, { size }) =>
		[...starts, (starts.at(-1) ?? 0) + size], [0]).slice(0, -1));
	const nothing = { free: 0n, locked: 0n, committed: 0n };
	assert.deepEqual(pieces(nothing, nothing), []);
});

test('a way is told by who is on it', () => {
	const [a, b, c] = ['aa', 'bb', 'cc'].map((byte) => `0x${byte.repeat(32)}` as const);
	assert.ok(a && b && c);
	assert.deepEqual(peopleOn(a, [[b, a], [b, c]]), [b, c]);
	assert.deepEqual(peopleOn(a, [[b, c], [b, c]]), [null, null]);
	assert.deepEqual(peopleOn(a, [null]), [null]);
});

test('a layout fills its frame', () => {
	const dots = [...framed([{ id: 'a', x: -3, y: 9 }, { id: 'b', x: 5, y: 9 }]).values()];
	assert.deepEqual(dots, [{ id: 'a', x: 60, y: 210 }, { id: 'b', x: 660, y: 210 }]);
});

test('how often something is paid', () => {
	const words = (type: string, value: unknown) => frequencyInWords(
		{ type, value } as Parameters<typeof frequencyInWords>[0], (ms) => `${ms} ms`);
	assert.deepEqual([words('Monthly', 1), words('Weekly', 2), words('Custom', 60_000n)],
		['every month', 'every 2 weeks', 'every 60000 ms']);
});
