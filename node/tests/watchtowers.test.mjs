// Watchtowers for hire, as clients, towers and cheats see them: three watch a channel in an order, of
// which the first falls silent and the next answers and has the reward; and one that is bribed, signs
// for a state and lets an older one settle, pays the loss out of its bond.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { compactStripLength, stringToHex, u8aConcat, u8aToHex } from '@polkadot/util';
import * as chain from './lib/chain.mjs';
import { account, balance, feesOf, NATIVE, refused, succeed, timeOf } from './lib/chain.mjs';
import { advance, startNode, succeed as run } from './lib/node.mjs';
import { depositOf } from './lib/payments.mjs';
import { evidenceOf, isReceiptOf, receiptOf, signReceipt } from './lib/receipt.mjs';
import * as off from './lib/state.mjs';

const COIN = 10n ** 12n;
const PPM = 1_000_000n;
const DAY_MS = 86_400_000;
/** A rate counts in 10^-15 units a millisecond. */
const PARTS = 10n ** 15n;
const BLOCK_MS = 6_000;
/** Three towers of 40 s are just two thirds of it. */
const PERIOD_MS = 180_000;
/** So small that a win which pays a tenth of its reward counts for the score. */
const BOND = 100n * COIN;
const HIRE_DEPOSIT = 50n * COIN;
/** A thousandth of a coin a second, for 60 coins of cover, within 40 s. */
const TERMS = { rate: 10n ** 21n, cover: 60n * COIN, responseMs: 40_000 };
const START_POINTS = 100;

const COMMITTED = [100n * COIN, 100n * COIN];
/** What Alice has paid Bob by the old state, and by the newest: Bob has gained by going back. */
const OLD = { version: 1n, paid: 50n * COIN };
const NEWEST = { version: 9n, paid: -10n * COIN };
const GAIN = OLD.paid - NEWEST.paid;

const [alice, bob, charlie, dave, eve, ferdie] =
	['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie'].map((name) => account(name));
const parties = [alice, bob];
/** The key that signs for a tower is its machine's, and not that of its money. */
const keyOf = new Map([charlie, dave, eve, ferdie].map((owner, at) => [
	owner.address,
	account(`${['Charlie', 'Dave', 'Eve', 'Ferdie'][at]}//tower`),
]));

let node;
let api;
let watchtowers;
let channels;
let genesis;
/** The towers by their owners' addresses: since when they are registered, and were there last. */
const towers = new Map();
/** The watched channel, and the hires of its towers, as they were told, by their owners' addresses. */
let watched;
const hires = new Map();

before(async () => {
	node = await startNode({ args: ['--dev', '--state-pruning', 'archive'] });
	api = await chain.connect(node);
	({ watchtowers, channels } = api.tx);
	genesis = api.genesisHash.toU8a();
	// One that stays, so that nobody gets back meanwhile what the pot of the channels was lent.
	await succeed(api, eve, channels.open(ferdie.address, NATIVE, COIN, PERIOD_MS));
});

const find = (events, method) => chain.find(events, method, 'watchtowers');
const fails = (who, call, error) => refused(api, who, call, error);
const towerOf = ({ address }) => towers.get(address).id;
const stateOf = async (owner, at = api) =>
	(await at.call.watchtowersApi.tower(towerOf(owner))).unwrap();
const turnsOf = async (id) => (await api.call.watchtowersApi.turns(id, 'Opener')).map((turn) => ({
	tower: turn.tower.toBigInt(),
	afterMs: turn.afterMs.toNumber(),
	isSilent: turn.isSilent.isTrue,
}));
const turn = (owner, afterMs, isSilent = false) => ({ tower: towerOf(owner), afterMs, isSilent });

/** The events of a kind among records. */
const told = (records, method, section = 'watchtowers') => records
	.map(({ event }) => event)
	.filter((event) => event.section === section && event.method === method)
	.map(({ data }) => data);

const bodyOf = ({ version, paid }) => ({ version, net: off.netTransfer(paid), htlcs: [] });
const signedBy = (id, state) => off.signByBoth(genesis, id, 'state', bodyOf(state), parties);

/** What a tower gives a client for the newest state. */
async function receiptFor(owner, hired) {
	const receipt = receiptOf(hired, bodyOf(NEWEST), await chain.nowMs(api));
	return signReceipt(genesis, keyOf.get(owner.address), receipt);
}

async function register(owner) {
	const profile = {
		region: 7,
		sealingKey: `0x${'09'.repeat(32)}`,
		contact: stringToHex('https://tower.example'),
		uptimePpm: 999_000,
	};
	const key = keyOf.get(owner.address).address;
	const events = await succeed(api, owner, watchtowers.register(NATIVE, BOND, key, TERMS, profile));
	const id = find(events, 'Registered').tower.toBigInt();
	const sinceMs = await timeOf(api, events.block);
	towers.set(owner.address, { id, sinceMs, lastMs: sinceMs });
}

/** Alice hires a tower for a channel. Answers with what was told of the hire, and since when. */
async function hire(id, owner) {
	const call = watchtowers.hire(id, towerOf(owner), HIRE_DEPOSIT, TERMS);
	const events = await succeed(api, alice, call);
	const data = find(events, 'Hired');
	return {
		channel: id,
		side: data.side.type,
		tower: data.tower.toBigInt(),
		hire: data.hire.toBigInt(),
		place: data.place.toNumber(),
		fromMs: await timeOf(api, events.block),
	};
}

/** Shows that a tower is there: by its owner, or by its key. Answers with the events. */
async function beat(owner, by = owner) {
	const { number, hash } = await chain.finalized(api);
	const events = await succeed(api, by, watchtowers.beat(towerOf(owner), number, hash));
	towers.get(owner.address).lastMs = await timeOf(api, events.block);
	return events;
}

const allBeat = (owners) => Promise.all(owners.map((owner) => beat(owner)));

/** Lets time pass at the usual pace. */
const pass = (ms) => advance(node, ms, Math.ceil(ms / BLOCK_MS));

/** Lets the challenge period of a channel pass, and waits until its towers are paid. */
async function settle(id, from, count) {
	await pass(PERIOD_MS + 2 * BLOCK_MS);
	await chain.gone(api, id, 30_000);
	const mine = (data) => data.channel.toBigInt() === id;
	await chain.hears(api, from, ['watchtowers', 'HireEnded'], mine, count);
}

test('a client hires three towers, in its own order', async () => {
	for (const owner of [charlie, dave, eve, ferdie]) await register(owner);
	watched = await chain.openCommitted(api, NATIVE, parties, COMMITTED, PERIOD_MS);
	const had = await balance(api, alice.address);
	const { number: from } = await chain.finalized(api);
	for (const [place, owner] of [charlie, dave, eve].entries()) {
		const one = await hire(watched, owner);
		assert.deepEqual([one.side, one.hire, one.place], ['Opener', 1n, place]);
		hires.set(owner.address, one);
	}
	const fees = feesOf(alice.address, await chain.eventsAfter(api, from));
	assert.equal(await balance(api, alice.address), had - fees - 3n * HIRE_DEPOSIT);
	assert.deepEqual(await turnsOf(watched), [turn(charlie, 0), turn(dave, 40_000), turn(eve, 80_000)]);

	const order = [dave, charlie, eve].map(towerOf);
	await succeed(api, alice, watchtowers.reorder(watched, order));
	assert.deepEqual(await turnsOf(watched), [turn(dave, 0), turn(charlie, 40_000), turn(eve, 80_000)]);
	const lastsMs = Number((HIRE_DEPOSIT * PARTS) / TERMS.rate);
	const runsOut = await api.call.watchtowersApi.runsOutAt(watched, 'Opener', towerOf(charlie));
	assert.equal(runsOut.unwrap().toNumber(), hires.get(charlie.address).fromMs + lastsMs);

	const { tower, isSilent, points, collectable } = await stateOf(charlie);
	assert.ok(tower.owner.eq(charlie.address) && isSilent.isFalse);
	assert.deepEqual([tower.bond, tower.covered].map(BigInt), [BOND, TERMS.cover]);
	assert.deepEqual([points, collectable].map(Number), [START_POINTS, 0]);
	const all = await api.call.watchtowersApi.towers(null, 10);
	assert.deepEqual(all.map((id) => id.toBigInt()).sort(), [...towers.values()].map(({ id }) => id).sort());
});

test('what cannot be hired is refused by name', async () => {
	await allBeat([charlie, dave, eve, ferdie]);
	const { rate, cover, responseMs } = TERMS;
	const call = (owner, deposit = HIRE_DEPOSIT, accepts = TERMS) =>
		watchtowers.hire(watched, towerOf(owner), deposit, accepts);
	await fails(alice, call(ferdie), 'watchtowers.PeriodTooShort');
	// Its bond is enough for one.
	await fails(alice, call(charlie), 'watchtowers.BondExhausted');
	for (const less of [{ rate: rate - 1n }, { cover: cover + 1n }, { responseMs: responseMs - 1 }]) {
		const better = call(ferdie, HIRE_DEPOSIT, { ...TERMS, ...less });
		await fails(alice, better, 'watchtowers.TermsChanged');
	}
	await fails(eve, call(charlie), 'watchtowers.NotParty');
	const twice = [charlie, charlie, eve].map(towerOf);
	await fails(alice, watchtowers.reorder(watched, twice), 'watchtowers.WrongOrder');
	const covered = watchtowers.withdrawBond(towerOf(charlie), BOND - cover + 1n);
	await fails(charlie, covered, 'watchtowers.BondExhausted');
	await fails(charlie, watchtowers.retire(towerOf(charlie)), 'watchtowers.NotLeft');
	const { number, hash } = await chain.finalized(api);
	await fails(bob, watchtowers.beat(towerOf(dave), number, hash), 'watchtowers.NotOperator');
	const forged = hash.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
	await fails(dave, watchtowers.beat(towerOf(dave), number, forged), 'watchtowers.StaleBeat');
});

test('what is signed off chain are the bytes that the chain says', async () => {
	for (const state of [OLD, NEWEST]) {
		const body = bodyOf(state);
		const said = await api.call.channelsApi.payload(watched, { State: body });
		// polkadot.js leaves the length before the bytes that an API returns.
		const [, bytes] = compactStripLength(said.toU8a(true));
		assert.equal(u8aToHex(bytes), u8aToHex(off.payload(genesis, watched, { state: body })));
	}
	for (const owner of [charlie, dave, eve]) {
		const signed = await receiptFor(owner, hires.get(owner.address));
		assert.ok(isReceiptOf(genesis, keyOf.get(owner.address).address, signed));
		assert.ok(!isReceiptOf(genesis, owner.address, signed), 'the key is the machine\'s');
	}
	const posted = await api.query.watchtowers.postings(watched, 'Opener');
	assert.ok(posted.isNone, 'nothing of it is on the chain');
});

/** The tower whose turn it is so long after a channel began to close: the first that is there. */
function onDuty(turns, elapsedMs) {
	const due = turns.filter(({ isSilent, afterMs }) => !isSilent && afterMs <= elapsedMs);
	return [charlie, dave, eve].find((owner) => towerOf(owner) === due[0]?.tower);
}

/** Dave's tower stops. The others show that they are there, until all know that his does not. */
async function fallSilent() {
	const { number: from } = await chain.finalized(api);
	const beatMs = api.consts.watchtowers.beatMs.toNumber();
	for (let passed = 0; passed <= beatMs; passed += 30_000) {
		await allBeat([charlie, eve]);
		await pass(30_000);
	}
	await allBeat([charlie, eve]);
	const mine = (data) => data.tower.toBigInt() === towerOf(dave);
	const [{ event: { data } }] = await chain.hears(api, from, ['watchtowers', 'Silent'], mine);
	assert.equal(data.sinceMs.toNumber(), towers.get(dave.address).lastMs + beatMs);
	assert.equal(data.watches.toNumber(), 1);
	return data.sinceMs.toNumber();
}

/** What the settlement of the answered channel has to be: the penalty, and the reward out of it. */
function expectedPenalty() {
	const { maxPenalty, challengerShare } = api.consts.channels;
	const due = COMMITTED[1] + NEWEST.paid;
	const most = (due * maxPenalty.toBigInt() + PPM - 1n) / PPM;
	const penalty = GAIN < most ? GAIN : most;
	return { due, penalty, reward: (penalty * challengerShare.toBigInt()) / PPM };
}

/** What became of the three hires: the client has back what was not spent, to the unit. */
async function checkHires(records, sinceMs) {
	const ended = told(records, 'HireEnded').filter(({ channel }) => channel.toBigInt() === watched);
	assert.deepEqual(ended.map(({ reason }) => reason.type), Array(3).fill('ChannelOver'));
	const back = ended.reduce((sum, data) => sum + data.back.toBigInt(), 0n);
	const states = await Promise.all([charlie, dave, eve].map((owner) => stateOf(owner)));
	const earned = states.map(({ tower }) => tower.income.earned.units.toBigInt());
	assert.equal(back + earned.reduce((sum, one) => sum + one), 3n * HIRE_DEPOSIT);
	// A tower is paid while it is there.
	const ranMs = BigInt(sinceMs - hires.get(dave.address).fromMs);
	assert.equal(earned[1], (TERMS.rate * ranMs + PARTS - 1n) / PARTS);
	assert.ok(earned[0] > earned[1] && earned[2] > earned[1]);
	return back;
}

test('where the first tower is silent the next answers in its turn, and has the reward', async () => {
	const sinceMs = await fallSilent();
	assert.deepEqual(await turnsOf(watched), [turn(dave, 0, true), turn(charlie, 0), turn(eve, 40_000)]);
	assert.ok((await stateOf(dave)).isSilent.isTrue);
	const other = watchtowers.hire(watched, towerOf(dave), HIRE_DEPOSIT, TERMS);
	await fails(bob, other, 'watchtowers.TowerSilent');
	const people = [alice, bob, charlie];
	const had = await Promise.all(people.map(({ address }) => balance(api, address)));
	const { number: from } = await chain.finalized(api);

	const closed = await succeed(api, bob, channels.forceClose(watched, signedBy(watched, OLD)));
	assert.equal(find(closed, 'Alarmed').version.toBigInt(), OLD.version);
	const deposit = chain.find(closed, 'ForceClosed').deposit.toBigInt();
	const closedMs = await timeOf(api, closed.block);
	const order = [charlie, dave, eve].map(towerOf);
	await fails(alice, watchtowers.reorder(watched, order), 'watchtowers.InDispute');
	await fails(alice, watchtowers.dismiss(watched, towerOf(dave)), 'watchtowers.InDispute');

	const duty = onDuty(await turnsOf(watched), (await chain.nowMs(api)) - closedMs);
	assert.equal(duty, charlie, 'at once, since the one before it is silent');
	const answer = await succeed(api, duty, channels.challenge(watched, signedBy(watched, NEWEST)));
	const answered = find(answer, 'Answered');
	assert.ok(answered.by.eq(charlie.address));
	assert.equal(answered.version.toBigInt(), NEWEST.version);
	const responseMs = (await timeOf(api, answer.block)) - closedMs;
	assert.equal(answered.responseMs.toNumber(), responseMs);
	assert.ok(responseMs <= TERMS.responseMs, 'within its time');

	await settle(watched, from, 3);
	const records = await chain.eventsAfter(api, from);
	const { due, penalty, reward } = expectedPenalty();
	const [penalised] = told(records, 'Penalised', 'channels');
	assert.deepEqual([penalised.amount, penalised.reward].map(BigInt), [penalty, reward]);
	const [lost] = told(records, 'ClosingDepositLost', 'channels');
	assert.ok(lost.challenger.eq(charlie.address));

	const levy = (reward + 9n) / 10n;
	const [marked] = told(records, 'Marked');
	assert.deepEqual([marked.tower.toBigInt(), marked.mark.type], [towerOf(charlie), 'Win']);
	assert.deepEqual([marked.points, marked.levy].map(BigInt), [BigInt(START_POINTS) + 10n, levy]);
	const won = await stateOf(charlie);
	assert.equal(won.tower.bond.toBigInt(), BOND - levy);
	assert.equal(won.responseMs.unwrap().toNumber(), responseMs);
	const treasury = u8aConcat(stringToHex('modlbloc/trs'), new Uint8Array(20));
	assert.equal(await balance(api, api.createType('AccountId', treasury)), levy);

	const back = await checkHires(records, sinceMs);
	const fees = people.map(({ address }) => feesOf(address, records));
	assert.deepEqual(await Promise.all(people.map(({ address }) => balance(api, address))), [
		had[0] - fees[0] + COMMITTED[0] - NEWEST.paid + penalty - reward + back,
		had[1] - fees[1] + due - penalty - deposit,
		had[2] - fees[2] + reward + deposit,
	]);
});

test('a tower that was silent comes back, and is paid out by anybody', async () => {
	const key = keyOf.get(dave.address);
	await succeed(api, alice, api.tx.balances.transferKeepAlive(key.address, COIN));
	const { sinceMs, lastMs } = towers.get(dave.address);
	const events = await beat(dave, key);
	const nowMs = towers.get(dave.address).lastMs;
	const silentMs = find(events, 'Returned').silentMs.toNumber();
	assert.equal(silentMs, nowMs - lastMs - api.consts.watchtowers.beatMs.toNumber());
	const at = await api.at(events.block);
	const { isSilent, uptimePpm, keepsUptime, tower, collectable } = await stateOf(dave, at);
	assert.ok(isSilent.isFalse && keepsUptime.isFalse);
	const [allMs, goneMs] = [nowMs - sinceMs, tower.presence.silentMs.toNumber()];
	assert.ok(goneMs >= silentMs);
	assert.equal(uptimePpm.toNumber(), Math.floor(((allMs - goneMs) * 1_000_000) / allMs));

	const earned = tower.income.earned.units.toBigInt();
	assert.equal(collectable.toBigInt(), earned);
	const had = await balance(api, dave.address);
	const collected = await succeed(api, eve, watchtowers.collect(towerOf(dave)));
	assert.equal(find(collected, 'Collected').amount.toBigInt(), earned);
	assert.equal(await balance(api, dave.address), had + earned);
	await fails(eve, watchtowers.collect(towerOf(dave)), 'watchtowers.NothingOwed');
});

/** What a bribed tower signed for, and what cannot be proved with something else. */
async function refuseWhatIsNoProof(id, signed, prove) {
	const { receipt } = signed;
	const [key, eves] = [ferdie, eve].map((owner) => keyOf.get(owner.address));
	const other = (more) => signReceipt(genesis, key, { ...receipt, ...more });
	await fails(dave, prove(other({ hire: receipt.hire + 1n })), 'watchtowers.BadReceipt');
	await fails(dave, prove(other({ version: 10n })), 'watchtowers.BadReceipt');
	await fails(dave, prove(other({ acceptedMs: 1 })), 'watchtowers.BadReceipt');
	await fails(dave, prove(signReceipt(genesis, eves, receipt)), 'watchtowers.BadSignature');
	await fails(dave, prove(other({ tower: towerOf(eve) })), 'watchtowers.BadSignature');
	const { body, signatures } = signedBy(id, NEWEST);
	const alone = { body, signatures: { ...signatures, counterparty: null } };
	await fails(dave, prove(signed, alone), 'watchtowers.BadSignature');
	const posted = { Posted: { tower: towerOf(ferdie) } };
	const unposted = watchtowers.proveMiss(id, 'Opener', posted, signedBy(id, NEWEST));
	await fails(dave, unposted, 'watchtowers.NotPosted');
}

/** Bob closes the bribed tower's channel with the old state, and nobody says a word. */
async function cheatUnanswered(id, from, prove) {
	await fails(dave, prove(), 'watchtowers.NotSettled');
	const closed = await succeed(api, bob, channels.forceClose(id, signedBy(id, OLD)));
	assert.equal(find(closed, 'Alarmed').channel.toBigInt(), id);
	await fails(dave, prove(), 'watchtowers.NotSettled');
	await settle(id, from, 1);
}

test('a bribed tower that signed and let an older state settle pays the victim', async () => {
	assert.ok(find(await beat(ferdie), 'Returned').silentMs.toNumber() > 0);
	const id = await chain.openCommitted(api, NATIVE, parties, COMMITTED, PERIOD_MS);
	const own = await hire(id, ferdie);
	const signed = await receiptFor(ferdie, own);
	assert.ok(isReceiptOf(genesis, keyOf.get(ferdie.address).address, signed), 'the client has checked it');
	const prove = (by, state = signedBy(id, NEWEST)) =>
		watchtowers.proveMiss(id, 'Opener', evidenceOf(by), state);
	const { number: from } = await chain.finalized(api);
	const had = await Promise.all(parties.map(({ address }) => balance(api, address)));
	await cheatUnanswered(id, from, () => prove(signed));

	const records = await chain.eventsAfter(api, from);
	const fees = parties.map(({ address }) => feesOf(address, records));
	const [ended] = told(records, 'HireEnded').filter(({ channel }) => channel.toBigInt() === id);
	const paid = [COMMITTED[0] - OLD.paid + ended.back.toBigInt(), COMMITTED[1] + OLD.paid];
	const cheated = had.map((each, side) => each - fees[side] + paid[side]);
	assert.deepEqual(await Promise.all(parties.map(({ address }) => balance(api, address))), cheated);

	await refuseWhatIsNoProof(id, signed, prove);
	// Anybody proves it for the victim.
	const proved = await succeed(api, dave, prove(signed));
	const missed = find(proved, 'Missed');
	assert.equal(missed.tower.toBigInt(), towerOf(ferdie));
	assert.deepEqual(
		[missed.loss, missed.compensation, missed.compensated, missed.bond].map(BigInt),
		[GAIN, GAIN, GAIN, BOND - GAIN],
	);
	const marked = find(proved, 'Marked');
	assert.deepEqual([marked.mark.type, marked.points.toNumber()], ['Miss', START_POINTS - 50]);
	assert.equal(await balance(api, alice.address), cheated[0] + GAIN, 'as if the newest had counted');
	const { tower } = await stateOf(ferdie);
	assert.deepEqual([tower.bond, tower.covered].map(BigInt), [BOND - GAIN, TERMS.cover - GAIN]);
	assert.equal(tower.reputation.misses.toNumber(), 1);
	await fails(dave, prove(signed), 'watchtowers.NoLoss');
	await fails(dave, watchtowers.proveLate(signed), 'watchtowers.NotLate');
	await fails(dave, watchtowers.proveFalse(signed), 'watchtowers.NotFalse');
});

test('when nothing can be claimed any more, towers leave with their bonds', async () => {
	const owners = [charlie, dave, eve, ferdie];
	assert.ok((await depositOf(api, 'watchtowers', alice)) > 0n, 'for what is kept of disputes');
	for (const owner of owners) {
		const leaving = find(await succeed(api, owner, watchtowers.leave(towerOf(owner))), 'Leaving');
		assert.ok(leaving.leavesMs.toNumber() > await chain.nowMs(api));
	}
	await fails(dave, watchtowers.leave(towerOf(dave)), 'watchtowers.TowerLeaves');
	await fails(ferdie, watchtowers.retire(towerOf(ferdie)), 'watchtowers.NotLeft');
	const { number: from } = await chain.finalized(api);
	await advance(node, api.consts.watchtowers.noticeMs.toNumber() + DAY_MS, 4);
	const over = await chain.hears(api, from, ['watchtowers', 'WatchEnded'], () => true, 2);
	assert.equal(over.length, 2);
	assert.equal(await depositOf(api, 'watchtowers', alice), 0n);

	for (const owner of owners) {
		const { tower } = await stateOf(owner);
		assert.deepEqual([tower.covered, tower.watches].map(Number), [0, 0]);
		const owed = tower.bond.toBigInt() + tower.income.earned.units.toBigInt();
		const retired = find(await succeed(api, owner, watchtowers.retire(towerOf(owner))), 'Retired');
		assert.equal(retired.paid.toBigInt(), owed);
		assert.equal(await depositOf(api, 'watchtowers', owner), 0n);
	}
	assert.ok((await api.query.watchtowers.pots(NATIVE)).isNone);
	const pot = await api.call.watchtowersApi.potAccount(NATIVE);
	assert.equal(await balance(api, pot), 0n);
});

test('the books balance', async () => {
	await chain.disconnect(api);
	await node.stop();
	assert.match(await run('audit', '--base-path', node.basePath, '--chain', 'dev'), /owed = held/);
});
