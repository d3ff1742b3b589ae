// Invoices that are signed off chain and handed over as text, payments at once, and what is refused.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as chain from './lib/chain.mjs';
import { account, NATIVE, refused, succeed } from './lib/chain.mjs';
import { feeOf, LARGEST, Mesh, plain } from './lib/mesh.mjs';
import { startNode, succeed as run } from './lib/node.mjs';
import * as payments from './lib/payments.mjs';
import { AT_ONCE, IN_PARTS, invoice, reference } from './lib/payments.mjs';

const COIN = 10n ** 12n;

const [alice, bob, charlie, dave] = ['Alice', 'Bob', 'Charlie', 'Dave'].map((name) => account(name));

let node;
let api;
let mesh;
/** The channels between two people, as `ids.ab`. */
const ids = {};

before(async () => {
	node = await startNode();
	api = await chain.connect(node);
	mesh = new Mesh(api);
	ids.ab = await mesh.open([alice, bob], [50n * COIN, 0n]);
	ids.ac = await mesh.open([alice, charlie], [50n * COIN, 0n]);
	ids.bc = await mesh.open([bob, charlie], [20n * COIN, 0n]);
	await mesh.forward(bob, ids.bc, { baseFee: 3n, feePpm: 1_001n });
});

const over = (payer, names, amount) => mesh.route(payer, names.map((name) => ids[name]), amount);
const find = (events, method) => chain.find(events, method, 'mpp');
const fails = (who, call, error) => refused(api, who, call, error);
const deposits = (who) => payments.depositOf(api, 'mpp', who);
const signedBy = (payee, amount, more) =>
	payments.signedBy(api.genesisHash.toHex(), payee, amount, more);

/** The call that pays an invoice. */
function pay(asked, total, routes, deadlineMs = asked.document.deadlineMs) {
	return api.tx.mpp.pay(reference(asked), total, routes, feeOf(routes), deadlineMs);
}

test('an invoice that comes as text is paid by its document', async () => {
	// Any amount will do.
	const asked = signedBy(charlie, null, { hints: [[ids.ac]] });
	const total = 3n * COIN + 1n;
	const plan = (exclude) => api.call.mppApi.planPayment(
		alice.address, asked.document.payee, NATIVE, total, 2, COIN, exclude);
	const direct = plain((await plan([])).asOk.routes);
	assert.deepEqual(direct, [over(alice, ['ac'], total)]);
	assert.ok((await plan([ids.ac, ids.bc])).asErr.shortfall.isNoRoute);
	const routes = plain((await plan([ids.ac])).asOk.routes);
	assert.deepEqual(routes, [over(alice, ['ab', 'bc'], total)]);

	const opened = await succeed(api, alice, pay(asked, total, routes));
	const id = find(opened, 'PaymentOpened').payment.toBigInt();
	find(opened, 'PaymentCompleted');
	mesh.lock(alice, routes);
	await mesh.check('while it is locked');
	// Whoever knows the preimage claims for the payee.
	const claimed = await succeed(api, dave, api.tx.mpp.claim(id, asked.preimage, LARGEST));
	const settled = find(claimed, 'PaymentSettled');
	assert.ok(settled.payee.eq(charlie.address));
	assert.equal(settled.fees.toBigInt(), 3n + (total * 1_001n) / 1_000_000n);
	mesh.settle(alice, routes);
	await mesh.check('when it is settled');
	await fails(alice, pay(asked, total, routes), 'mpp.AlreadyRevealed');
	for (const who of [alice, charlie]) assert.equal(await deposits(who), 0n);
});

test('a payee that agrees is paid at once', async () => {
	const total = 2n * COIN;
	const routes = [over(alice, ['ab'], total)];
	const slow = signedBy(bob, total);
	const asked = signedBy(bob, total, {
		features: IN_PARTS | AT_ONCE,
		deadlineMs: BigInt(Date.now() + 20_000),
	});
	const atOnce = (what, amount = total) =>
		api.tx.mpp.payInstant(reference(what), amount, routes, 0);
	await fails(alice, atOnce(slow), 'mpp.NotInstant');
	await fails(alice, atOnce(asked, total + 1n), 'mpp.PaymentIncomplete');
	const { number: from } = await chain.finalized(api);
	const paid = find(await succeed(api, alice, atOnce(asked)), 'PaidInstantly');
	assert.deepEqual(plain(paid.routes), routes);
	assert.equal(paid.total.toBigInt(), total);
	assert.equal(paid.fees.toBigInt(), 0n);
	mesh.pay(alice, routes);
	await mesh.check('when it is paid');
	assert.ok((await deposits(alice)) > 0n, 'for what remembers that it is paid');
	await fails(alice, atOnce(asked), 'mpp.AlreadyPaid');

	// From its deadline on nobody can pay it anyway, and it is forgotten.
	const [{ event }] = await chain.hears(api, from, ['mpp', 'InvoiceEnded']);
	assert.equal(event.data.paymentHash.toHex(), asked.document.paymentHash);
	assert.equal(event.data.reason.toString(), 'Settled');
	assert.equal(await deposits(alice), 0n);
	await fails(alice, atOnce(asked), 'mpp.Expired');
});

test('what is not as the payee has it is refused by name', async () => {
	const total = COIN;
	const routes = [over(alice, ['ab'], total)];
	const asked = invoice(bob, total, { features: 0n });
	const { document } = asked;
	await fails(alice, pay(asked, total, routes), 'mpp.InvoiceNotFound');
	await fails(charlie, api.tx.mpp.registerInvoice(document), 'mpp.NotPayee');
	const obvious = { ...document, paymentSecret: document.paymentHash };
	await fails(bob, api.tx.mpp.registerInvoice(obvious), 'mpp.ObviousSecret');
	await succeed(api, bob, api.tx.mpp.registerInvoice(document));
	await fails(bob, api.tx.mpp.registerInvoice(document), 'mpp.AlreadyExists');

	const other = { document: { ...document, paymentSecret: payments.drawn() } };
	await fails(alice, pay(other, total, routes), 'mpp.BadSecret');
	await fails(alice, pay(asked, total - 1n, routes), 'mpp.WrongTotal');
	await fails(alice, pay(asked, 2n * total + 1n, routes), 'mpp.WrongTotal');
	await fails(alice, pay(asked, 2n * total, routes), 'mpp.SinglePartOnly');
	await fails(alice, pay(asked, total, []), 'mpp.NoParts');
	await fails(alice, pay(asked, total, [over(alice, ['ac'], total)]), 'mpp.WrongPayee');
	await fails(alice, pay(asked, total, [over(alice, ['ac', 'bc'], total)]), 'channels.PolicyRefuses');
	await fails(bob, pay(asked, total, routes), 'mpp.SameParty');
	await fails(alice, pay(asked, total, routes, document.deadlineMs + 1n), 'mpp.DeadlineTooFar');
	await fails(alice, pay(asked, total, routes, BigInt(Date.now())), 'mpp.DeadlineTooSoon');

	const late = signedBy(bob, total, { deadlineMs: 1n });
	await fails(alice, pay(late, total, routes, document.deadlineMs), 'mpp.Expired');
	const forged = { ...signedBy(bob, total), signature: signedBy(bob, total).signature };
	await fails(alice, pay(forged, total, routes), 'mpp.BadSignature');
	await mesh.check('after all that was refused');
	await succeed(api, bob, api.tx.mpp.cancelInvoice(document.paymentHash, LARGEST));
	assert.equal(await deposits(bob), 0n);
});

test('the books balance', async () => {
	await mesh.check('at the end');
	await chain.disconnect(api);
	await node.stop();
	assert.match(await run('audit', '--base-path', node.basePath, '--chain', 'dev'), /owed = held/);
});
