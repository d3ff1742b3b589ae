// A cheat closes all of its channels at once, each with an old state as large as can be, on a chain
// with the limits of a live one and the shortest challenge period there is. Somebody else answers
// every one in time. A handful, so that it is quick; with LIGHTNING_BLOC_CLOSINGS=1000 it is what
// the book says (docs/src/costs.md), and takes about half an hour.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import * as chain from './lib/chain.mjs';
import { account, NATIVE, succeed } from './lib/chain.mjs';
import { atEnd, BINARY, freePort, temporaryDirectory, until } from './lib/node.mjs';
import * as off from './lib/state.mjs';

const CLOSINGS = Number(process.env.LIGHTNING_BLOC_CLOSINGS ?? 12);
// The token of btc-pbc.
const COIN = 10n ** 8n;
const MAX_HTLCS = 32;
/** Calls in one transaction: an opening writes most. */
const BATCH = 40;
/** What waits in a pool that others fill, too, comes in at least this fast. */
const PATIENCE_MS = 120_000 + CLOSINGS * 4_000;

const [cheat, honest, watcher] = ['Alice', 'Bob', 'Charlie'].map((name) => account(name));

let api;
let genesis;

before(async () => {
	const folder = temporaryDirectory();
	const network = (...args) =>
		execFileSync(join(import.meta.dirname, '../../scripts/network'), ['--data', folder, ...args], {
			encoding: 'utf8',
			env: { ...process.env, LIGHTNING_BLOC_BIN: BINARY },
			stdio: ['ignore', 'pipe', 'inherit'],
		});
	const description = join(folder, 'one.chains');
	// Ports of its own: those of the scheme are other tests' at the same time.
	const [rpc, prometheus, p2p] = [await freePort(), await freePort(), await freePort()];
	const ports = `rpc-port=${rpc} prometheus-port=${prometheus} p2p-port=${p2p}`;
	writeFileSync(description, `btc-pbc limits=live ${ports}\n`);
	atEnd(() => network('down'));
	network('up', description);
	const [{ rpc: url }] = JSON.parse(network('status', '--json'));
	api = await chain.connect({ url });
	genesis = api.genesisHash.toU8a();
});

/** Sends many calls, a transaction each, and does not wait for one before the next. */
async function sendAll(signer, calls) {
	let nonce = (await api.rpc.system.accountNextIndex(signer.address)).toNumber();
	for (const call of calls) await call.signAndSend(signer, { nonce: nonce++ });
}

/** Does many calls in few transactions. Answers with all events. */
async function inBatches(signer, calls) {
	const events = [];
	for (let from = 0; from < calls.length; from += BATCH) {
		events.push(...await succeed(api, signer, api.tx.utility.batchAll(calls.slice(from, from + BATCH))));
	}
	return events;
}

/** A state in which the cheat has paid `paid`, and as many HTLCs as there can be are under way. */
function state(id, version, paid, deadlineMs) {
	const htlcs = Array.from({ length: MAX_HTLCS }, (_, index) => ({
		payer: index % 2 ? 'Opener' : 'Counterparty',
		amount: COIN / 1_000n,
		paymentHash: off.paymentHash(Buffer.from(`${id} ${version} ${index}`)),
		deadlineMs,
	}));
	const body = { version, net: off.netTransfer(paid), htlcs };
	return off.signByBoth(genesis, id, 'state', body, [cheat, honest]);
}

test(`${CLOSINGS} channels are closed at once with old states, and every one is answered in time`, async (t) => {
	const { channels } = api.tx;
	const periodMs = api.consts.channels.minChallengePeriodMs.toNumber();
	const each = 2n * COIN;
	const open = channels.open(honest.address, NATIVE, each, periodMs);
	const opened = await inBatches(cheat, Array(CLOSINGS).fill(open));
	const ids = opened.filter(({ method }) => method === 'Opened').map(({ data }) => data.channel.toBigInt());
	assert.equal(ids.length, CLOSINGS);
	await inBatches(cheat, ids.map((id) => channels.commit(id, each)));

	const deadlineMs = await chain.nowMs(api) + periodMs;
	const old = ids.map((id) => state(id, 1, COIN / 2n, deadlineMs));
	const latest = new Map(ids.map((id) => [id, state(id, 2, COIN, deadlineMs)]));
	const begin = await chain.finalized(api);
	await sendAll(cheat, ids.map((id, index) => channels.forceClose(id, old[index])));

	// Block by block: what is closed in one is answered from the next.
	const closings = new Map();
	let seen = begin.number;
	let first;
	await until(PATIENCE_MS, 'all are closed', async () => {
		const { number } = await chain.finalized(api);
		const records = await chain.eventsAfter(api, seen);
		const closed = records.filter(({ event: { method } }) => method === 'ForceClosed');
		seen = Math.max(number, ...records.map((record) => record.number));
		first ??= closed[0]?.number;
		for (const { event: { data } } of closed) closings.set(data.channel.toBigInt(), data);
		await sendAll(watcher, closed.map(({ event: { data } }) => {
			const id = data.channel.toBigInt();
			return channels.challenge(id, latest.get(id));
		}));
		return closings.size === CLOSINGS;
	}, 1_000);

	const answered = async () => {
		const at = await api.at((await chain.finalized(api)).hash);
		const entries = await at.query.channels.closings.multi(ids);
		return entries.every((entry) => entry.unwrap().state.version.toNumber() === 2);
	};
	await until(PATIENCE_MS, 'all are answered', answered, 2_000);
	const records = await chain.eventsAfter(api, begin.number);
	const answers = records.filter(({ event: { method } }) => method === 'Challenged');
	assert.equal(answers.length, CLOSINGS);

	// Each before its end, by the clock and by blocks.
	const instants = new Map();
	for (const { number } of answers) {
		if (instants.has(number)) continue;
		const at = await api.at(await api.rpc.chain.getBlockHash(number));
		instants.set(number, (await at.query.timestamp.now()).toNumber());
	}
	const left = answers.map(({ event: { data }, number }) => {
		const { settlesMs, settlesAt } = closings.get(data.channel.toBigInt());
		assert.ok(number < settlesAt.toNumber());
		return settlesMs.toNumber() - instants.get(number);
	});
	assert.ok(left.every((ms) => ms > 0), 'none is too late');

	const last = Math.max(...answers.map(({ number }) => number));
	const fees = [cheat, watcher].map(({ address }) => chain.feesOf(address, records));
	const deposit = closings.get(ids[0]).deposit.toBigInt();
	const coins = (amount) => (Number(amount) / Number(COIN)).toPrecision(3);
	t.diagnostic(`blocks from the first closing to the last answer: ${last - first + 1}`);
	t.diagnostic(`least time left: ${Math.round(Math.min(...left) / 1_000)} s of ${periodMs / 1_000} s`);
	t.diagnostic(`fee of a closing ${coins(fees[0] / BigInt(CLOSINGS))}, of an answer ` +
		`${coins(fees[1] / BigInt(CLOSINGS))}, closing deposit ${coins(deposit)} coins`);
	assert.ok(deposit > fees[1] / BigInt(CLOSINGS), 'the deposit pays for the answer');
});
