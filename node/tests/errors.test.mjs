// What must not work, tried over the wire: each gets an error of its own, and changes nothing but
// the fee of whoever tried.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { xxhashAsHex } from '@polkadot/util-crypto';
import * as chain from './lib/chain.mjs';
import { account, NATIVE, submit, succeed } from './lib/chain.mjs';
import { startNode } from './lib/node.mjs';
import * as off from './lib/state.mjs';

const COIN = 10n ** 12n;
const FAR_MS = 400 * 86_400_000;

const [alice, bob, charlie] = ['Alice', 'Bob', 'Charlie'].map((name) => account(name));
const parties = [alice, bob];
const committed = [10n * COIN, 5n * COIN];

let api;
let channels;
let genesis;
let periodMs;
/** An open channel, and one that closes with version 5. */
let open;
let closing;

const state = (version, paid = 0n, htlcs = []) => ({ version, net: off.netTransfer(paid), htlcs });
const by = (pairs, id, kind, body) => off.signByBoth(genesis, id, kind, body, pairs);
const signed = (id, kind, body) => by(parties, id, kind, body);

before(async () => {
	api = await chain.connect(await startNode());
	channels = api.tx.channels;
	genesis = api.genesisHash.toU8a();
	periodMs = api.consts.channels.minChallengePeriodMs.toNumber();
	// Long enough that nothing settles while the tests run.
	const period = 3_600_000;
	open = await chain.openCommitted(api, NATIVE, parties, committed, period);
	closing = await chain.openCommitted(api, NATIVE, parties, committed, period);
	await succeed(api, bob, channels.deposit(open, 100n));
	await succeed(api, bob, channels.forceClose(closing, signed(closing, 'state', state(5))));
});

/** All accounts and all that the pallet stores, but for where its clockwork stands. */
async function everything() {
	const all = new Map();
	const clockwork = xxhashAsHex('Channels', 128) + xxhashAsHex('TimetableHead', 128).slice(2);
	const prefixes = [
		xxhashAsHex('Channels', 128),
		xxhashAsHex('System', 128) + xxhashAsHex('Account', 128).slice(2),
		xxhashAsHex('Balances', 128) + xxhashAsHex('Holds', 128).slice(2),
	];
	for (const prefix of prefixes) {
		const keys = await api.rpc.state.getKeysPaged(prefix, 1_000);
		assert.ok(keys.length > 0 && keys.length < 1_000, 'all keys are on one page');
		const values = await api.rpc.state.queryStorageAt(keys.map((key) => key.toHex()));
		keys.forEach((key, index) => all.set(key.toHex(), values[index].toHex()));
	}
	all.delete(clockwork);
	return all;
}

/** `call` by `signer` is refused with the error of that name, and changes nothing but the fee. */
async function refused(signer, call, name) {
	const [before, had] = [await everything(), await chain.balance(api, signer.address)];
	const { error, events } = await submit(api, signer, call);
	assert.equal(error, name);
	const after = await everything();
	const payer = api.query.system.account.key(signer.address);
	const changed = [...new Set([...before.keys(), ...after.keys()])];
	assert.deepEqual(changed.filter((key) => before.get(key) !== after.get(key)), [payer]);
	const fee = chain.find(events, 'TransactionFeePaid', 'transactionPayment').actualFee.toBigInt();
	assert.ok(fee > 0n);
	assert.equal(await chain.balance(api, signer.address), had - fee);
	const { reserved } = (await api.query.system.account(signer.address)).data;
	assert.equal(reserved.toBigInt(), (await chain.holds(api, signer.address))
		.reduce((sum, [, amount]) => sum + amount, 0n));
}

/** A test for each line: what it shows, who tries, with what, and the name of the error. */
function table(lines) {
	for (const [what, who, call, error] of lines) {
		test(`${what}: ${error}`, () => refused(who, call(), `channels.${error}`));
	}
}

describe('signatures', () => {
	const close = (id, pairs) => channels.close(id, by(pairs, id, 'close', { version: 9, net: state(9).net }));
	const withdrawal = { version: 9, net: state(9).net, amounts: { opener: 1n, counterparty: 0n } };
	const mixed = () => {
		// The signatures are good, but of another message each.
		const body = state(9, 1n);
		return { ...signed(open, 'state', state(9, 2n)), body };
	};
	table([
		['a stranger signs for the opener', alice,
			() => channels.forceClose(open, by([charlie, bob], open, 'state', state(9))), 'BadOpenerSignature'],
		['a stranger signs for the counterparty', alice,
			() => channels.forceClose(open, by([alice, charlie], open, 'state', state(9))), 'BadCounterpartySignature'],
		['one party signs twice', alice, () => close(open, [alice, alice]), 'BadCounterpartySignature'],
		['the sides are swapped', alice, () => close(open, [bob, alice]), 'BadOpenerSignature'],
		['the body is changed after signing', alice, () => channels.forceClose(open, mixed()), 'BadOpenerSignature'],
		['a state of another channel', charlie,
			() => channels.challenge(closing, signed(open, 'state', state(9))), 'BadOpenerSignature'],
		['a state presented as a close', alice,
			() => channels.close(open, { ...signed(open, 'state', state(9)), body: { version: 9, net: state(9).net } }),
			'BadOpenerSignature'],
		['a withdrawal that one did not sign', alice,
			() => channels.withdrawCommitted(open, by([alice, charlie], open, 'withdrawal', withdrawal)),
			'BadCounterpartySignature'],
	]);
});

describe('versions and amounts', () => {
	const challenge = (body) => channels.challenge(closing, signed(closing, 'state', body));
	const forceClose = (body) => channels.forceClose(open, signed(open, 'state', body));
	const htlc = (payer, amount, deadlineMs = Date.now() + 60_000) =>
		({ payer, amount, paymentHash: off.paymentHash(new Uint8Array(32)), deadlineMs });
	table([
		['a challenge with the same version', charlie, () => challenge(state(5)), 'Stale'],
		['a challenge with an older version', charlie, () => challenge(state(4)), 'Stale'],
		['the base version', alice, () => forceClose(state(0)), 'Stale'],
		['a state that pays more than the opener has', alice, () => forceClose(state(9, committed[0] + 1n)), 'OverSum'],
		['a state that pays more than the counterparty has', alice,
			() => forceClose(state(9, -committed[1] - 1n)), 'OverSum'],
		['an amount near the limit of the type', alice, () => forceClose(state(9, 2n ** 128n - 1n)), 'OverSum'],
		['HTLCs above what is left', alice,
			() => forceClose(state(9, 1n, [htlc('Opener', committed[0])])), 'OverSum'],
		['an HTLC of nothing', alice, () => forceClose(state(9, 0n, [htlc('Opener', 0n)])), 'ZeroAmount'],
		['an HTLC without end', alice,
			() => forceClose(state(9, 0n, [htlc('Opener', 1n, Date.now() + FAR_MS)])), 'DeadlineTooFar'],
		['a close that pays too much', alice,
			() => channels.close(open, signed(open, 'close', { version: 9, net: off.netTransfer(committed[0] + 1n) })),
			'OverSum'],
		['a payment above the ledger balance', bob, () => channels.pay(open, 101n), 'InsufficientLedger'],
		['a payment out of what is committed', alice, () => channels.pay(open, 1n), 'InsufficientLedger'],
		['a payment of nothing', bob, () => channels.pay(open, 0n), 'ZeroAmount'],
	]);
});

describe('times, persons and phases', () => {
	table([
		['settling early', charlie, () => channels.settle(closing), 'NotExpired'],
		['settling what is open', charlie, () => channels.settle(open), 'NotClosing'],
		['challenging what is open', charlie,
			() => channels.challenge(open, signed(open, 'state', state(9))), 'NotClosing'],
		['closing twice', alice, () => channels.forceClose(closing, null), 'NotOpen'],
		['paying in a closing channel', bob, () => channels.pay(closing, 1n), 'NotOpen'],
		['a stranger pays', charlie, () => channels.pay(open, 1n), 'NotParty'],
		['a stranger withdraws', charlie, () => channels.withdraw(open, 1n), 'NotParty'],
		['a stranger closes', charlie, () => channels.forceClose(open, null), 'NotParty'],
		['no such channel', alice, () => channels.pay(999n, 1n), 'NotFound'],
		['accepting what was not offered', bob, () => channels.accept(open), 'NotOffered'],
		['a channel with oneself', alice, () => channels.open(alice.address, NATIVE, COIN, periodMs), 'SameParty'],
		['a channel in no asset', alice, () => channels.open(bob.address, { WithId: 999 }, COIN, periodMs), 'UnknownAsset'],
		['no credit', alice, () => channels.claimCredit(NATIVE, alice.address), 'NoCredit'],
	]);
});

test('a state of a sister chain is good there, and worth nothing here', async () => {
	const sister = await chain.connect(await startNode({ args: ['--dev', '--chain', 'btc-pbc-dev'] }));
	assert.notEqual(sister.genesisHash.toHex(), api.genesisHash.toHex());
	// On the sister there is a channel of the same name and parties.
	const small = committed.map((amount) => amount / 10_000n);
	const there = await chain.openCommitted(sister, NATIVE, parties, small, 3_600_000);
	assert.equal(there, open);
	const body = state(9, 1n);
	const ofSister = off.signByBoth(sister.genesisHash.toU8a(), open, 'state', body, parties);
	await refused(alice, channels.forceClose(open, ofSister), 'channels.BadOpenerSignature');
	await succeed(sister, alice, sister.tx.channels.forceClose(open, ofSister));
});
