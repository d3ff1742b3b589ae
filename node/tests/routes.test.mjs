// Payments in parts over several routes, as payers, payees and those in between see them: all parts
// arrive or none, and every unit is accounted for.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as chain from './lib/chain.mjs';
import { account, balance, feesOf, NATIVE, refused, succeed } from './lib/chain.mjs';
import { arrives, feeOf, LARGEST, Mesh, plain } from './lib/mesh.mjs';
import { startNode, succeed as run, until } from './lib/node.mjs';
import { depositOf, drawn, invoice, INVOICE_MS, reference } from './lib/payments.mjs';

const COIN = 10n ** 12n;
/** For the hook to get to what is due: a heartbeat is 6 s. */
const SOON_MS = 30_000;

const people = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve'].map((name) => account(name));
const [alice, bob, charlie, dave, eve] = people;

let node;
let api;
let mesh;
/** The channels between two people, as `ids.ab`. */
const ids = {};

before(async () => {
	node = await startNode();
	api = await chain.connect(node);
	mesh = new Mesh(api);
	const channels = [
		['ab', [alice, bob], [60n, 40n]],
		['ac', [alice, charlie], [50n, 20n]],
		['ad', [alice, dave], [40n, 10n]],
		['be', [bob, eve], [70n, 15n]],
		['ce', [charlie, eve], [60n, 15n]],
		['de', [dave, eve], [30n, 15n]],
		['bc', [bob, charlie], [20n, 20n]],
	];
	await Promise.all(channels.map(async ([name, parties, coins]) => {
		// Odd amounts, so that shares have to be rounded.
		ids[name] = await mesh.open(parties, coins.map((coin, side) => coin * COIN + BigInt(7 + side)));
	}));
	const policies = [
		[bob, ['be', 'ab'], { baseFee: 1_000n, feePpm: 501n }],
		[bob, ['bc'], { baseFee: 10n, feePpm: 77n }],
		[charlie, ['ce'], { baseFee: 2_003n, feePpm: 250n }],
		// Takes something off for what comes from Alice.
		[charlie, ['ac'], { feePpm: 333n, inboundBaseFee: -99n, inboundFeePpm: -51n }],
		[charlie, ['bc'], { baseFee: 10n, inboundFeePpm: 13n }],
		[dave, ['de', 'ad'], { feePpm: 1_007n, reserve: COIN }],
	];
	await Promise.all(policies.flatMap(([who, names, terms]) =>
		names.map((name) => mesh.forward(who, ids[name], terms))));
	await mesh.check('at the start');
});

const over = (payer, names, amount) => mesh.route(payer, names.map((name) => ids[name]), amount);
const find = (events, method) => chain.find(events, method, 'mpp');
const list = (events, name) =>
	events.filter(({ section, method }) => section === 'mpp' && method === name);
const register = (payee, { document }) => succeed(api, payee, api.tx.mpp.registerInvoice(document));
const fails = (who, call, error) => refused(api, who, call, error);
const deposits = (who) => depositOf(api, 'mpp', who);

/** The call that pays an invoice. */
function pay(asked, total, routes, { maxFee = feeOf(routes), deadlineMs } = {}) {
	const lastMs = deadlineMs ?? asked.document.deadlineMs;
	return api.tx.mpp.pay(reference(asked), total, routes, maxFee, lastMs);
}

/** Begins to pay. Answers with the payment's id and the events. */
async function begin(payer, asked, total, routes, how) {
	const events = await succeed(api, payer, pay(asked, total, routes, how));
	mesh.lock(payer, routes);
	return { id: find(events, 'PaymentOpened').payment.toBigInt(), events };
}

const plan = (from, to, amount, parts, maxFee) =>
	api.call.mppApi.planPayment(from.address, to.address, NATIVE, amount, parts, maxFee, []);

test('an invoice larger than any channel is paid in parts', async () => {
	const { number: from } = await chain.finalized(api);
	const hadOutside = await Promise.all(people.map(({ address }) => balance(api, address)));
	const had = people.map((who) => mesh.sum(who));
	const amount = 120n * COIN + 7n;
	const asked = invoice(eve, amount);
	const { document, preimage } = asked;

	const tooMuch = (await plan(alice, eve, 1_000n * COIN, 16, COIN)).asErr.shortfall;
	assert.ok(tooMuch.isAmount, `${tooMuch}`);
	assert.ok(tooMuch.asAmount.most.toBigInt() < mesh.sum(alice));
	const tooFew = (await plan(alice, eve, amount, 2, COIN)).asErr.shortfall;
	const needed = tooFew.asParts.needed.toNumber();
	assert.ok(needed > 2 && (await plan(alice, eve, amount, needed, COIN)).isOk, `${needed} parts`);
	const tooDear = (await plan(alice, eve, amount, 4, 0)).asErr.shortfall;
	const found = (await plan(alice, eve, amount, 4, COIN)).asOk;
	const fee = found.fee.toBigInt();
	assert.equal(tooDear.asFee.cheapest.toBigInt(), fee);

	const routes = plain(found.routes);
	assert.ok(routes.length >= 3);
	assert.equal(arrives(routes), amount);
	assert.equal(feeOf(routes), fee);
	for (const route of routes) {
		const path = route.map(({ channel }) => channel);
		assert.deepEqual(route, mesh.route(alice, path, route.at(-1).amount), 'no unit more than asked');
	}

	await register(eve, asked);
	const registered = (await api.query.mpp.invoices(eve.address, document.paymentHash)).unwrap().invoice;
	assert.ok(registered.status.isOpen);
	assert.equal(registered.document.amount.unwrap().toBigInt(), amount);
	assert.ok((await deposits(eve)) > 0n);

	await fails(alice, pay(asked, amount, routes, { maxFee: fee - 1n }), 'mpp.FeeTooHigh');
	const spoilt = structuredClone(routes);
	spoilt[0][0].amount -= 1n;
	await fails(alice, pay(asked, amount, spoilt), 'mpp.FeeTooLow');
	await mesh.check('after what was refused');
	const { id, events } = await begin(alice, asked, amount, routes);
	const parts = list(events, 'PartLocked');
	assert.equal(parts.length, routes.length);
	assert.deepEqual(parts.map(({ data }) => plain([data.locks])[0]), routes);
	assert.equal(parts.at(-1).data.received.toBigInt(), amount);
	assert.equal(parts.at(-1).data.fees.toBigInt(), fee);
	assert.equal(find(events, 'PaymentCompleted').total.toBigInt(), amount);
	await mesh.check('while it is locked');
	assert.ok((await deposits(alice)) > 0n);
	const waiting = await api.call.mppApi.byPayee(eve.address, null, 10);
	assert.deepEqual(waiting.map((one) => one.toBigInt()), [id]);
	const complete = await api.query.mpp.complete(document.paymentHash, eve.address);
	assert.equal(complete.unwrap().toBigInt(), id);

	await fails(alice, api.tx.mpp.cancel(id, LARGEST), 'mpp.PaymentComplete');
	await fails(bob, pay(asked, amount, [over(bob, ['be'], amount)]), 'mpp.AlreadyComplete');
	await fails(eve, api.tx.mpp.claim(id, drawn(), LARGEST), 'mpp.BadPreimage');
	const settled = find(await succeed(api, eve, api.tx.mpp.claim(id, preimage, LARGEST)), 'PaymentSettled');
	assert.equal(settled.preimage.toHex(), preimage, 'which proves to Alice that she has paid');
	assert.equal(settled.total.toBigInt(), amount);
	assert.equal(settled.fees.toBigInt(), fee);
	mesh.settle(alice, routes);
	await mesh.check('when it is settled');
	await fails(alice, pay(asked, amount, routes), 'mpp.AlreadyPaid');

	const gains = people.map((who, index) => mesh.sum(who) - had[index]);
	assert.equal(gains[0], -amount - fee);
	assert.equal(gains[4], amount);
	assert.equal(gains[1] + gains[2] + gains[3], fee);
	assert.ok(gains.slice(1, 4).every((gain) => gain >= 0n));
	assert.equal(await deposits(alice), 0n);
	const records = await chain.eventsAfter(api, from);
	for (const [index, { address }] of people.entries()) {
		const left = hadOutside[index] - feesOf(address, records);
		assert.equal(await balance(api, address), left, 'out of channels, only fees of transactions');
	}
});

test('parts are added, replaced and dropped until all is there', async () => {
	const total = 40n * COIN + 3n;
	const asked = invoice(alice, total);
	await register(alice, asked);
	const byBob = [over(eve, ['be', 'ab'], 15n * COIN)];
	const byDave = [over(eve, ['de', 'ad'], 5n * COIN)];
	const byCharlie = [over(eve, ['ce', 'ac'], 25n * COIN + 3n)];
	const maxFee = feeOf(byBob) + feeOf(byCharlie);
	const { id, events } = await begin(eve, asked, total, byBob, { maxFee });
	assert.equal(list(events, 'PaymentCompleted').length, 0);
	await fails(alice, api.tx.mpp.claim(id, asked.preimage, LARGEST), 'mpp.PaymentIncomplete');
	await fails(bob, api.tx.mpp.addParts(id, byDave), 'mpp.NotPayer');

	const dropped = find(await succeed(api, eve, api.tx.mpp.dropPart(id, 0, 8)), 'PartDropped');
	assert.equal(dropped.received.toBigInt(), 0n);
	mesh.release(eve, byBob);
	await mesh.check('when its only part is dropped');
	const added = find(await succeed(api, eve, api.tx.mpp.addParts(id, byDave)), 'PartLocked');
	mesh.lock(eve, byDave);

	const replace = api.tx.mpp.replacePart(id, added.part, 8, byCharlie);
	const replaced = await succeed(api, eve, replace);
	assert.equal(find(replaced, 'PartDropped').part.toNumber(), added.part.toNumber());
	assert.equal(find(replaced, 'PartLocked').received.toBigInt(), arrives(byCharlie));
	mesh.release(eve, byDave);
	mesh.lock(eve, byCharlie);
	await mesh.check('when another part is in its place');
	await fails(eve, api.tx.mpp.addParts(id, [over(eve, ['be', 'ab'], 20n * COIN)]), 'mpp.ExceedsTotal');

	find(await succeed(api, eve, api.tx.mpp.addParts(id, byBob)), 'PaymentCompleted');
	mesh.lock(eve, byBob);
	await mesh.check('when all is there');
	await fails(eve, api.tx.mpp.dropPart(id, 0, 8), 'mpp.PaymentComplete');

	// The preimage comes to light elsewhere: the hook settles what waits for it.
	const { number: from } = await chain.finalized(api);
	await succeed(api, alice, api.tx.channels.revealPreimage(asked.preimage));
	const [{ event, phase }] = await chain.hears(api, from, ['mpp', 'PaymentSettled']);
	assert.ok(!phase.isApplyExtrinsic);
	assert.equal(event.data.fees.toBigInt(), maxFee);
	mesh.settle(eve, [...byBob, ...byCharlie]);
	await mesh.check('when it is settled');
});

test('what is not complete, or not claimed, in time goes back by itself', async () => {
	const { number: from } = await chain.finalized(api);
	const total = 10n * COIN;
	const minClaimMs = api.consts.mpp.minClaimMs.toNumber();
	// Both have to be begun, and looked at, before the first is due.
	const completeByMs = Date.now() + 12_000;
	const deadlineMs = completeByMs + minClaimMs;
	const payments = [];
	for (const [amount, reason, dueMs] of [
		[total - 1n, 'Incomplete', completeByMs],
		[total, 'Expired', deadlineMs],
	]) {
		const asked = invoice(alice, total);
		await register(alice, asked);
		const routes = [over(eve, ['be', 'ab'], amount)];
		const { id, events } = await begin(eve, asked, total, routes, { deadlineMs });
		assert.equal(find(events, 'PaymentOpened').completeByMs.toNumber(), completeByMs);
		payments.push({ id, asked, routes, reason, dueMs });
	}
	await mesh.check('while both wait');
	await fails(bob, api.tx.mpp.settle(payments[0].id, LARGEST), 'mpp.NotDue');

	const ofEve = ({ payer }) => payer.eq(eve.address);
	const withinMs = deadlineMs - Date.now() + SOON_MS;
	const released =
		await chain.hears(api, from, ['mpp', 'PaymentReleased'], ofEve, payments.length, withinMs);
	for (const { id, asked, routes, reason, dueMs } of payments) {
		const { event, phase, number } = released.find(({ event: { data } }) => data.payment.eq(id));
		assert.ok(!phase.isApplyExtrinsic, 'released by the hook');
		assert.equal(event.data.reason.toString(), reason);
		assert.equal(event.data.received.toBigInt(), arrives(routes));
		const then = await api.at(await api.rpc.chain.getBlockHash(number));
		assert.ok((await then.query.timestamp.now()).toNumber() >= dueMs, 'not before its time');
		mesh.release(eve, routes);
		await fails(alice, api.tx.mpp.claim(id, asked.preimage, LARGEST), 'mpp.NotFound');
		await succeed(api, alice, api.tx.mpp.cancelInvoice(asked.document.paymentHash, LARGEST));
	}
	await mesh.check('when nothing is locked any more');
	assert.equal((await api.call.mppApi.byPayer(eve.address, null, 10)).length, 0);
});

test('a payee holds a complete payment, and lets it go', async () => {
	const total = 12n * COIN;
	const asked = invoice(alice, total);
	await register(alice, asked);
	const routes = [over(eve, ['be', 'ab'], 5n * COIN), over(eve, ['ce', 'ac'], 7n * COIN)];
	const { id, events } = await begin(eve, asked, total, routes);
	find(events, 'PaymentCompleted');
	await fails(charlie, api.tx.mpp.cancel(id, LARGEST), 'mpp.NotParty');
	const cancelled = await succeed(api, alice, api.tx.mpp.cancel(id, LARGEST));
	assert.equal(find(cancelled, 'PaymentReleased').reason.toString(), 'Cancelled');
	mesh.release(eve, routes);
	await mesh.check('when it is cancelled');

	// It can be paid again: this time she withdraws what she asked for, and the payment goes with it.
	const again = await begin(eve, asked, total, routes);
	const ended = await succeed(api, alice, api.tx.mpp.cancelInvoice(asked.document.paymentHash, LARGEST));
	assert.equal(find(ended, 'InvoiceEnded').reason.toString(), 'Cancelled');
	assert.equal(find(ended, 'PaymentReleased').payment.toBigInt(), again.id);
	mesh.release(eve, routes);
	await mesh.check('when the invoice is gone');
});

test('what is over is forgotten, and the books balance', async () => {
	await until(INVOICE_MS + SOON_MS, 'the last invoice ends', async () =>
		(await api.query.mpp.invoices.keys()).length === 0, 1_000);
	for (const who of people) assert.equal(await deposits(who), 0n, 'all deposits are back');
	await mesh.check('at the end');
	await chain.disconnect(api);
	await node.stop();
	assert.match(await run('audit', '--base-path', node.basePath, '--chain', 'dev'), /owed = held/);
});
