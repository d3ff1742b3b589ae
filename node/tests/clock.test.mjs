// The clock of a development chain, put forward: hours of a dispute, a month of a stream and a year of
// a subscription in seconds, to the unit; also when the node dies in between.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import * as chain from './lib/chain.mjs';
import { account, balance, feesOf, NATIVE, succeed, timeOf } from './lib/chain.mjs';
import { advance, run, startNode, succeed as command, temporaryDirectory, until } from './lib/node.mjs';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;
/** What goes by on the machine's clock while a test runs, at most. */
const MEANWHILE_MS = 60_000;
const COIN = 10n ** 12n;
/** A rate counts in 10^-12 units a second, so in 10^-15 units a millisecond. */
const PARTS = 10n ** 15n;
// States of hundreds of blocks back are looked at.
const ARCHIVE = ['--state-pruning', 'archive'];

const [alice, bob] = ['Alice', 'Bob'].map((name) => account(name));
const IN_TURN = { concurrency: 1 };

const isAbout = (ms, expected) => ms >= expected && ms < expected + MEANWHILE_MS;

describe('the clock', { concurrency: 2 }, () => {
	describe('of a development chain', IN_TURN, () => {
		const basePath = temporaryDirectory();
		const args = ['--dev', ...ARCHIVE];
		let node;
		let api;
		const start = async () => {
			node = await startNode({ basePath, args });
			api = await chain.connect(node);
		};
		before(start);

		test('goes forward by a block, or evenly over many', async () => {
			const { number } = await chain.finalized(api);
			const one = await advance(node, HOUR_MS);
			assert.equal(one.aheadMs, HOUR_MS);
			assert.ok(isAbout(one.timeMs, Date.now() + HOUR_MS - MEANWHILE_MS));
			assert.equal(one.timeMs, await timeOf(api, one.hash));

			const last = await advance(node, '2h', 4);
			assert.equal(last.aheadMs, 3 * HOUR_MS);
			const after = await chain.finalized(api);
			assert.ok(after.number >= number + 5, 'they are final');
			assert.equal(await node.rpc('chain_getBlockHash', after.number), after.hash);
			const times = [];
			for (let back = 4; back >= 0; back -= 1) {
				const hash = await node.rpc('chain_getBlockHash', after.number - back);
				times.push(await timeOf(api, hash));
			}
			for (let block = 1; block < times.length; block += 1) {
				assert.ok(isAbout(times[block] - times[block - 1], HOUR_MS / 2), `${times}`);
			}
		});

		test('a month of a stream is paid day by day', async () => {
			const rate = COIN * 10n ** 12n / 3n; // a third of a coin a second
			const bobHad = await balance(api, bob.address);
			const { number: from } = await chain.finalized(api);
			const spec = {
				flow: { Rate: rate },
				startMs: null,
				endMs: null,
				cliffMs: null,
				maxTotal: null,
				intervalMs: DAY_MS,
				graceMs: 0,
				terms: { cancel: 'Payer', pause: 'Payer', lower: 'Payer' },
			};
			const deposit = 900_000n * COIN;
			const made = await succeed(api, alice, api.tx.streaming.create(bob.address, NATIVE, deposit, spec));
			const { stream, startMs } = chain.find(made, 'Created', 'streaming');

			// Each block somewhat more than an interval after the one before: the timetable counts in
			// slots of a second.
			const stepMs = DAY_MS + 2 * SECOND_MS;
			await advance(node, 30 * stepMs, 30);
			const payouts = await chain.hears(api, from, ['streaming', 'Paid'], (data) => data.stream.eq(stream), 30);
			assert.equal(payouts.length, 30, 'a payout a day');
			assert.ok(payouts.every(({ phase }) => !phase.isApplyExtrinsic), 'by the hook');
			const paid = payouts.reduce((sum, { event: { data } }) => sum + data.amount.toBigInt(), 0n);
			const lastMs = await timeOf(api, await node.rpc('chain_getBlockHash', payouts.at(-1).number));
			assert.equal(paid, (rate * BigInt(lastMs - startMs.toNumber())) / PARTS);
			assert.equal(await balance(api, bob.address), bobHad + paid);
			assert.ok(isAbout(lastMs - startMs.toNumber(), 30 * stepMs));

			const ended = await succeed(api, alice, api.tx.streaming.cancel(stream, null));
			const { total, refunded } = chain.find(ended, 'Ended', 'streaming');
			assert.equal(total.toBigInt() + refunded.toBigInt(), deposit);
			const endMs = await timeOf(api, ended.block);
			assert.equal(total.toBigInt(), (rate * BigInt(endMs - startMs.toNumber())) / PARTS);
		});

		test('a year of a subscription is paid month by month, also if the node dies', async () => {
			const price = 5n * COIN;
			const bobHad = await balance(api, bob.address);
			const { number: from } = await chain.finalized(api);
			const terms = { price, frequency: { Monthly: 1 }, catchUp: 'Each' };
			const limits = { total: null, payments: null, endMs: null, charges: 0n };
			const authorise = api.tx.recurring.authorise(bob.address, NATIVE, terms, limits, null);
			const made = await succeed(api, alice, authorise);
			const { subscription, anchorMs } = chain.find(made, 'Subscribed', 'recurring');

			await advance(node, 180 * DAY_MS, 180);
			await chain.disconnect(api);
			await node.kill9();
			await start();
			await advance(node, 190 * DAY_MS, 190);

			const mine = (data) => data.subscription.eq(subscription);
			const payments = await chain.hears(api, from, ['recurring', 'Paid'], mine, 13, 180_000);
			assert.equal(payments.length, 13, 'the first, and one each month');
			for (const [month, { event: { data }, number }] of payments.entries()) {
				assert.equal(data.period.toNumber(), month);
				assert.equal(data.amount.toBigInt(), price);
				const due = addMonths(anchorMs.toNumber(), month);
				assert.equal(data.dueMs.toNumber(), due, new Date(due).toISOString());
				const paidMs = await timeOf(api, await node.rpc('chain_getBlockHash', number));
				assert.ok(paidMs >= due && paidMs < due + 2 * DAY_MS, 'no sooner, and by the next block');
			}
			assert.equal(await balance(api, bob.address), bobHad + 13n * price);
			await succeed(api, alice, api.tx.recurring.cancel(subscription));
		});

		test('goes on from the last block when the node is started again', async () => {
			const { hash } = await chain.finalized(api);
			const lastMs = await timeOf(api, hash);
			assert.ok(lastMs > Date.now() + 400 * DAY_MS);
			await chain.disconnect(api);
			await node.stop();
			await start();
			await node.logged(/clock is \d+.*s ahead of the machine's/, MEANWHILE_MS);
			const events = await succeed(api, alice, api.tx.system.remark('0x'));
			const nextMs = await timeOf(api, events.block);
			assert.ok(nextMs > lastMs && nextMs < lastMs + MEANWHILE_MS, `${nextMs - lastMs} ms later`);
			// By itself it goes as fast as the machine's.
			await sleep(2 * SECOND_MS);
			const { timeMs } = await advance(node, 0);
			assert.ok(timeMs >= nextMs + 2 * SECOND_MS && timeMs < nextMs + MEANWHILE_MS);
		});

		test('refuses by name what makes no sense', async () => {
			for (const [params, name] of [
				[[1, 0], 'NoBlocks'],
				[[1, 10_001], 'TooManyBlocks'],
				[[36_525 * DAY_MS, 1], 'TooFar'],
				[['soon'], 'Invalid params'],
				[[-1], 'Invalid params'],
				[[], 'Invalid params'],
				[[1, -1], 'Invalid params'],
			]) {
				const { hash } = await chain.finalized(api);
				const lastMs = await timeOf(api, hash);
				await assert.rejects(node.rpc('dev_advanceTime', ...params), (error) => {
					assert.ok(error.message.includes(name), `${params}: ${error.message}`);
					return true;
				});
				const after = await timeOf(api, (await chain.finalized(api)).hash);
				assert.ok(after < lastMs + MEANWHILE_MS, 'nothing has happened');
			}
		});

		test('and the books balance', async () => {
			await chain.disconnect(api);
			await node.stop();
			assert.match(await command('audit', '--base-path', basePath, '--chain', 'dev'), /owed = held/);
		});
	});

	describe('of a development chain with the limits of the fourteen', IN_TURN, () => {
		const directory = temporaryDirectory();
		const path = join(directory, 'btc.json');
		let node;
		let api;
		let periodMs;

		before(async () => {
			const spec = JSON.parse(await command('export-chain-spec', '--chain', 'btc-pbc-dev'));
			spec.id = 'btc-pbc-as-live';
			spec.genesis.runtimeGenesis.patch.chainIdentity.development = false;
			writeFileSync(path, JSON.stringify(spec));
			node = await startNode({ args: ['--chain', path, ...ARCHIVE] });
			api = await chain.connect(node);
			periodMs = api.consts.channels.minChallengePeriodMs.toNumber();
		});

		test('they are hours and minutes', () => {
			assert.equal(periodMs, HOUR_MS);
			const { mpp, streaming, recurring, rebalancing } = api.consts;
			assert.equal(mpp.minClaimMs.toNumber(), 60_000);
			for (const { minIntervalMs } of [streaming, recurring, rebalancing]) {
				assert.equal(minIntervalMs.toNumber(), 60_000);
			}
		});

		test('a challenge period passes by its time and its blocks', async () => {
			const { channels } = api.tx;
			const short = channels.open(bob.address, NATIVE, 1_000_000n, periodMs - 1);
			await chain.refused(api, alice, short, 'channels.ChallengePeriodTooShort');

			const { number: from } = await chain.finalized(api);
			const parties = [alice, bob];
			const had = await Promise.all(parties.map(({ address }) => balance(api, address)));
			const amounts = [3_000_000n, 2_000_000n];
			const id = await chain.openCommitted(api, NATIVE, parties, amounts, periodMs);
			const closed = await succeed(api, alice, channels.forceClose(id, null));
			const { settlesMs, settlesAt } = chain.find(closed, 'ForceClosed');

			// The time alone is not enough: the chain might have stood still.
			const { timeMs } = await advance(node, periodMs);
			assert.ok(timeMs >= settlesMs.toNumber());
			await chain.refused(api, bob, channels.settle(id), 'channels.NotExpired');
			const { number } = await chain.finalized(api);
			const missing = settlesAt.toNumber() - number;
			assert.ok(missing > 290, `${missing} of 300 blocks`);
			await advance(node, 0, missing - 2);
			assert.notEqual(await chain.channelOf(api, id), undefined);
			// The timetable looks a while later.
			await advance(node, periodMs, 20);
			await chain.gone(api, id, MEANWHILE_MS);

			const records = await chain.eventsAfter(api, from);
			const fees = parties.map(({ address }) => feesOf(address, records));
			const has = await Promise.all(parties.map(({ address }) => balance(api, address)));
			assert.deepEqual(has, had.map((before, index) => before - fees[index]), 'each has its own');
		});
	});

	describe('of a chain that starts ahead', IN_TURN, () => {
		test('is ahead from the first block on', async () => {
			const node = await startNode({ args: ['--dev', '--time-offset', '30d'] });
			const api = await chain.connect(node);
			const before = Date.now();
			const events = await succeed(api, alice, api.tx.system.remark('0x'));
			const ms = await timeOf(api, events.block);
			assert.ok(ms >= before + 30 * DAY_MS && ms <= Date.now() + 30 * DAY_MS, `${ms - before}`);
			await chain.disconnect(api);
			await node.stop();
		});
	});

	describe('of a network', IN_TURN, () => {
		test('is its validators\' alone', async () => {
			const network = ['--chain', 'btc-pbc-local'];
			const { code, stderr } = await run(...network, '--tmp', '--time-offset', '30d');
			assert.equal(code, 1);
			assert.match(stderr, /--time-offset is for development chains, and `btc-pbc-local` is not one/);

			const node = await startNode({ args: [...network, '--alice', '--validator'] });
			await assert.rejects(advance(node, HOUR_MS), /NotDevelopment.*validators/);
			await until(MEANWHILE_MS, 'the node still answers', () => node.rpc('system_health'));
			await node.stop();
		});
	});
});

/** So many months after an instant, by the calendar in UTC, on a month's last where it has no such day. */
function addMonths(ms, months) {
	const date = new Date(ms);
	const day = date.getUTCDate();
	date.setUTCDate(1);
	date.setUTCMonth(date.getUTCMonth() + months);
	const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
	date.setUTCDate(Math.min(day, last));
	return date.getTime();
}
