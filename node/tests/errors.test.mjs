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
/** An open channel, one that closes with version 5, and one from which version 7 has withdrawn. */
let open;
let closing;
let withdrawn;

const state = (version, paid = 0n, htlcs = []) => ({ version, net: off.netTransfer(paid), htlcs });
const withdrawal = (version, opener, counterparty = 0n, validUntilMs = off.soon()) =>
	({ version, net: state(version).net, amounts: { opener, counterparty }, validUntilMs });
const closeOf = (version, paid = 0n, validUntilMs = off.soon()) =>
	({ version, net: off.netTransfer(paid), validUntilMs });
const by = (pairs, id, kind, body) => off.signByBoth(genesis, id, kind, body, pairs);
const signed = (id, kind, body, base) => off.signByBoth(genesis, id, kind, body, parties, base);
/** As the counterparty alone has signed it. */
const signedByOne = (id, kind, body) =>
	off.coSigned(body, null, signed(id, kind, body).signatures.counterparty);

before(async () => {
	api = await chain.connect(await startNode());
	channels = api.tx.channels;
	genesis = api.genesisHash.toU8a();
	periodMs = api.consts.channels.minChallengePeriodMs.toNumber();
	// Long enough that nothing settles while the tests run.
	const period = 3_600_000;
	open = await chain.openCommitted(api, NATIVE, parties, committed, period);
	closing = await chain.openCommitted(api, NATIVE, parties, committed, period);
	withdrawn = await chain.openCommitted(api, NATIVE, parties, committed, period);
	await succeed(api, bob, channels.deposit(open, 100n));
	const both = signed(withdrawn, 'withdrawal', withdrawal(7, 1n, 1n));
	await succeed(api, charlie, channels.withdrawCommitted(withdrawn, both));
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

/**
 * `call` by `signer` is refused with the error of that name, and changes nothing but the fee; nothing
 * at all if it is urgent, and so is refused before it is included.
 */
async function refused(signer, call, name) {
	const [before, had] = [await everything(), await chain.balance(api, signer.address)];
	const barred = (refusal) => ({ error: chain.barredBy(api, call, refusal) });
	const { error, events } = await submit(api, signer, call).catch(barred);
	assert.equal(error, name);
	const after = await everything();
	const payer = api.query.system.account.key(signer.address);
	const keys = [...new Set([...before.keys(), ...after.keys()])];
	const changed = keys.filter((key) => before.get(key) !== after.get(key));
	assert.deepEqual(changed, events ? [payer] : []);
	if (!events) return;
	const fee = chain.find(events, 'TransactionFeePaid', 'transactionPayment').actualFee.toBigInt();
	assert.ok(fee > 0n);
	assert.equal(await chain.balance(api, signer.address), had - fee);
	const { reserved } = (await api.query.system.account(signer.address)).data;
	assert.equal(reserved.toBigInt(), (await chain.holds(api, signer.address))
		.reduce((sum, [, amount]) => sum + amount, 0n));
}

/** A test for each line: the error, what it is shown by, who tries it, and with what. */
function table(lines) {
	for (const [error, what, who, call] of lines) {
		test(`${what}: ${error}`, () => refused(who, call(), `channels.${error}`));
	}
}

const forceClose = (body, pairs = parties) =>
	channels.forceClose(open, by(pairs, open, 'state', body));
const challenge = (body) => channels.challenge(closing, signed(closing, 'state', body));
const close = (body, pairs = parties) => channels.close(open, by(pairs, open, 'close', body));
const withdraw = (body, pairs = parties) =>
	channels.withdrawCommitted(open, by(pairs, open, 'withdrawal', body));

describe('signatures', () => {
	table([
		['BadOpenerSignature', 'a stranger signs for the opener', alice,
			() => forceClose(state(9), [charlie, bob])],
		['BadCounterpartySignature', 'a stranger signs for the counterparty', alice,
			() => forceClose(state(9), [alice, charlie])],
		['BadCounterpartySignature', 'one party signs twice', alice,
			() => close(closeOf(9), [alice, alice])],
		['BadOpenerSignature', 'the sides are swapped', alice,
			() => close(closeOf(9), [bob, alice])],
		['BadOpenerSignature', 'the body is changed after signing', alice,
			() => channels.forceClose(open, { ...signed(open, 'state', state(9, 2n)), body: state(9, 1n) })],
		['BadOpenerSignature', 'a state of another channel', charlie,
			() => channels.challenge(closing, signed(open, 'state', state(9)))],
		['BadOpenerSignature', 'a state presented as a close', alice,
			() => channels.close(open, { ...signed(open, 'state', state(9)), body: closeOf(9) })],
		['BadCounterpartySignature', 'a withdrawal that one did not sign', alice,
			() => withdraw(withdrawal(9, 1n), [alice, charlie])],
		['NoOpenerConsent', 'a state without the signature of who does not present it', bob,
			() => channels.forceClose(open, signedByOne(open, 'state', state(9)))],
		['NoOpenerConsent', 'a challenge by a stranger with one signature', charlie,
			() => channels.challenge(closing, signedByOne(closing, 'state', state(9)))],
		['NotApproved', 'forgetting what nobody has approved', charlie,
			() => channels.forgetApproval(open, 'Opener', genesis)],
	]);
});

describe('versions and amounts', () => {
	const htlc = (payer, amount, deadlineMs = Date.now() + 60_000) =>
		({ payer, amount, paymentHash: off.paymentHash(new Uint8Array(32)), deadlineMs });
	table([
		['StaleVersion', 'a challenge with the same version', charlie, () => challenge(state(5))],
		['StaleVersion', 'a challenge with an older version', charlie, () => challenge(state(4))],
		['StaleVersion', 'the base version', alice, () => forceClose(state(0))],
		['StaleVersion', 'the version of a withdrawal', alice,
			() => channels.forceClose(withdrawn, signed(withdrawn, 'state', state(7), 7n))],
		['StaleVersion', 'a withdrawal once more', alice,
			() => channels.withdrawCommitted(withdrawn,
				signed(withdrawn, 'withdrawal', withdrawal(7, 1n), 7n))],
		['BadOpenerSignature', 'a state from before a withdrawal, whatever its version', alice,
			() => channels.forceClose(withdrawn, signed(withdrawn, 'state', state(99)))],
		['ExceedsCommitted', 'a state that pays more than the opener has', alice,
			() => forceClose(state(9, committed[0] + 1n))],
		['ExceedsCommitted', 'a state that pays more than the counterparty has', alice,
			() => forceClose(state(9, -committed[1] - 1n))],
		['ExceedsCommitted', 'the largest amount there is', alice, () => forceClose(state(9, 2n ** 128n - 1n))],
		['ExceedsCommitted', 'HTLCs above what is left', alice,
			() => forceClose(state(9, 1n, [htlc('Opener', committed[0])]))],
		['ExceedsCommitted', 'a close that pays too much', alice,
			() => close(closeOf(9, committed[0] + 1n))],
		['ZeroAmount', 'an HTLC of nothing', alice, () => forceClose(state(9, 0n, [htlc('Opener', 0n)]))],
		['DeadlineTooFar', 'an HTLC without end', alice,
			() => forceClose(state(9, 0n, [htlc('Opener', 1n, Date.now() + FAR_MS)]))],
		['Expired', 'a close whose time is over', alice, () => close(closeOf(9, 0n, 1))],
		['Expired', 'a withdrawal whose time is over', alice,
			() => withdraw(withdrawal(9, 1n, 0n, 1))],
		['DeadlineTooFar', 'a close without end', alice,
			() => close(closeOf(9, 0n, off.soon(FAR_MS)))],
		['DeadlineTooFar', 'a withdrawal without end', alice,
			() => withdraw(withdrawal(9, 1n, 0n, off.soon(FAR_MS)))],
		['StaleVersion', 'a close below what was presented', alice,
			() => channels.close(closing, signed(closing, 'close', closeOf(5)))],
		['InsufficientLedger', 'a payment above the balance', bob, () => channels.pay(open, 101n)],
		['InsufficientLedger', 'a payment out of what is committed', alice, () => channels.pay(open, 1n)],
		['ZeroAmount', 'a payment of nothing', bob, () => channels.pay(open, 0n)],
	]);
});

describe('times, persons and phases', () => {
	const opening = (counterparty, asset, amount, period) =>
		channels.open(counterparty.address, asset, amount, period);
	const longest = 2n ** 64n - 1n;
	table([
		['NotExpired', 'settling early', charlie, () => channels.settle(closing)],
		['NotClosing', 'settling what is open', charlie, () => channels.settle(open)],
		['NotClosing', 'challenging what is open', charlie,
			() => channels.challenge(open, signed(open, 'state', state(9)))],
		['NotOpen', 'closing twice', alice, () => channels.forceClose(closing, null)],
		['NotOpen', 'paying in a closing channel', bob, () => channels.pay(closing, 1n)],
		['NotParty', 'a stranger pays', charlie, () => channels.pay(open, 1n)],
		['NotParty', 'a stranger withdraws', charlie, () => channels.withdraw(open, 1n)],
		['NotParty', 'a stranger closes', charlie, () => channels.forceClose(open, null)],
		['NotFound', 'no such channel', alice, () => channels.pay(999n, 1n)],
		['NotProposed', 'accepting what was not proposed', bob, () => channels.accept(open)],
		['DeadlineTooSoon', 'a proposal until yesterday', alice,
			() => channels.propose(bob.address, NATIVE, COIN, COIN, periodMs, 1)],
		['SameParty', 'a channel with oneself', alice, () => opening(alice, NATIVE, COIN, periodMs)],
		['ChallengePeriodTooShort', 'a period that is too short', alice,
			() => opening(bob, NATIVE, COIN, periodMs - 1)],
		['ChallengePeriodTooLong', 'a period that is too long', alice,
			() => opening(bob, NATIVE, COIN, longest)],
		['BelowMinimum', 'dust', alice, () => opening(bob, NATIVE, 999n, periodMs)],
		['UnknownAsset', 'an asset that is not there', alice,
			() => opening(bob, { WithId: 999 }, COIN, periodMs)],
		['NotRevealed', 'forgetting what was never revealed', alice,
			() => channels.forgetPreimage(off.paymentHash(new Uint8Array(32)))],
		['NoCredit', 'claiming nothing', alice, () => channels.claimCredit(NATIVE, alice.address)],
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
