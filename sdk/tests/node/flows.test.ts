// The short ways on a live node: invoices paid and waited for, streams, subscriptions, and a
// budget.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Budget, BudgetExceeded, NoPlan, NotPaid, Wallet } from '../../src/index.js';
import { accrued, parseRate } from '../../src/amounts/index.js';
import { Chain, eventOf, eventsOf, openChannel } from '../../src/chain/index.js';
import { invoiceFromText, InvoiceError } from '../../src/invoice/index.js';
import { payInvoice, planPayment } from '../../src/routes/index.js';
import { devSigner } from '../../src/signers/index.js';
import * as streams from '../../src/streams/index.js';
import * as subscriptions from '../../src/subscriptions/index.js';
import { startChain, WebSocket } from '../kit/node.js';

const COIN = 10n ** 12n;

let chain: Chain;
let alice: Wallet;
let bob: Wallet;
let url: string;
let channel: bigint;

before(async () => {
	const started = await startChain();
	({ chain } = started);
	url = started.node.url;
	const budget = new Budget('shop', { payment: 20n * COIN, day: 30n * COIN });
	alice = await Wallet.connect(url, { signer: '//Alice', budget, WebSocket });
	bob = await Wallet.connect(url, { signer: '//Bob', WebSocket });
	channel = await openChannel(chain, alice.signer, {
		counterparty: bob.address, amount: 50n * COIN,
	});
});
after(() => {
	alice?.destroy();
	bob?.destroy();
});

const free = async () => {
	const { ledger } = (await chain.api.view.Channels.channel(channel)) ?? assert.fail('gone');
	return [ledger.opener.free, ledger.counterparty.free];
};

test('an invoice is paid, and its payee hears of it and has claimed', async () => {
	const [hers, his] = await free();
	const asked = await bob.invoice('1.5 BLOC', { memo: 'a bicycle', hints: [[channel]] });
	const payment = await alice.pay(asked.text);
	const received = await asked.paid();
	assert.deepEqual([payment.amount, payment.fee, received.amount], [1_500_000_000_000n, 0n,
		1_500_000_000_000n]);
	assert.deepEqual(await free(), [(hers ?? 0n) - received.amount, (his ?? 0n) + received.amount]);
	await assert.rejects(alice.pay(asked.text), /Mpp\.AlreadyRevealed/);
});

test('one that was paid before a restart ends as paid', async () => {
	const asked = await bob.invoice('0.5 BLOC', { hints: [[channel]] });
	await alice.pay(asked.text);
	const { amount } = await asked.paid();
	// Its own event is some blocks ago by now.
	await chain.reaches((await chain.now()) + 1n);
	const again = await bob.resume(asked.text, asked.preimage).paid();
	assert.equal(again.amount, amount);
	const instant = await bob.invoice('0.25 BLOC', { instant: true });
	await alice.pay(instant.text);
	await instant.paid();
	await chain.reaches((await chain.now()) + 1n);
	assert.equal((await bob.resume(instant.text, instant.preimage).paid()).amount, COIN / 4n);
});

test('a node of another chain is not used', async () => {
	const expect = { symbol: 'ETH' };
	await assert.rejects(Chain.connect(url, { WebSocket, expect }), /another chain/);
});

test('one that allows it is paid at once', async () => {
	const asked = await bob.invoice(null, { instant: true });
	const payment = await alice.pay(asked.text, { amount: 2n * COIN });
	assert.equal(payment.payment, null);
	assert.equal((await asked.paid()).amount, 2n * COIN);
});

test('the budget bounds a payment and a day, and what fails is not spent', async () => {
	const large = await bob.invoice(21n * COIN);
	await assert.rejects(alice.pay(large.text), (error) =>
		error instanceof BudgetExceeded && error.limit === 'payment');
	const spent = alice.budget?.spent.inDay;
	assert.equal(spent, 4_250_000_000_000n);
	const one = await bob.invoice(20n * COIN);
	await alice.pay(one.text);
	await one.paid();
	const other = await bob.invoice(10n * COIN);
	await assert.rejects(alice.pay(other.text), (error) =>
		error instanceof BudgetExceeded && error.limit === 'day' && error.app === 'shop');
});

test('what cannot be paid is refused with the reason', async () => {
	const asked = await alice.invoice(1_000n * COIN);
	await assert.rejects(bob.pay(asked.text), (error) =>
		error instanceof NoPlan && error.shortfall.type === 'Amount');
	const carol = devSigner(chain, '//Charlie');
	await assert.rejects(planPayment(chain, bob.signer.account, carol.account, COIN), NoPlan);
	const wrong = `${asked.text.slice(0, -1)}${asked.text.endsWith('q') ? 'p' : 'q'}`;
	await assert.rejects(async () => bob.pay(wrong), (error) =>
		error instanceof InvoiceError && error.reason === 'BadChecksum');
	const signed = invoiceFromText(chain.genesis, asked.text);
	await assert.rejects(payInvoice(chain, bob.signer, signed, { amount: 1n }), RangeError);
});

test('an invoice that nobody pays expires', async () => {
	const asked = await bob.invoice(COIN, { lastsMs: 3_000n });
	await assert.rejects(asked.paid(), NotPaid);
	await assert.rejects(alice.pay(asked.text), (error) =>
		error instanceof InvoiceError && error.reason === 'Expired');
});

test('a stream is counted as the chain counts it, and stopped', async () => {
	const payer = await Wallet.connect(url, { signer: '//Dave', WebSocket });
	const flow = await payer.stream(bob.address, '0.001 BLOC a second', '10 BLOC');
	const counter = await streams.counterOf(chain, flow.id);
	assert.ok(counter);
	for (const afterMs of [0n, 1n, 999n, 1_000n, 123_457n, 9_999_999n, 10_000_000n, 2n ** 40n]) {
		const nowMs: bigint = counter.fromMs + afterMs;
		const owed: bigint | undefined = await streams.owedOnChain(chain, flow.id, nowMs);
		assert.equal(streams.owedAt(counter, nowMs), owed, `${afterMs}`);
	}
	assert.equal(await streams.runsOutAt(chain, flow.id), counter.fromMs + 10_000_000n);
	assert.ok(flow.owed() >= 0n);
	await flow.stop();
	assert.equal(await streams.counterOf(chain, flow.id), null);
	payer.destroy();
});

test('a stream is topped up, paused, resumed and claimed', async () => {
	const rate = parseRate('0.01 BLOC a second', chain.currency, 'down');
	const id = await streams.createStream(chain, alice.signer, {
		payee: bob.address, rate, deposit: COIN, intervalMs: 86_400_000n,
	});
	await streams.topUpStream(chain, alice.signer, id, COIN);
	await streams.pauseStream(chain, alice.signer, id);
	const paused = await streams.counterOf(chain, id);
	assert.ok(paused);
	assert.deepEqual([paused.rate, paused.most], [0n, 2n * COIN]);
	await streams.resumeStream(chain, alice.signer, id);
	const { fromMs } = (await streams.counterOf(chain, id)) ?? assert.fail('gone');
	await chain.reaches(fromMs + 2_000n);
	const claimed = await streams.claimStream(chain, bob.signer, id);
	const { amount } = eventOf<{ amount: bigint }>(claimed.events, 'Streaming', 'Paid');
	assert.ok(amount >= accrued(rate, 2_000n));
	const ended = await streams.cancelStream(chain, alice.signer, id);
	const { total, refunded } = eventOf<{ total: bigint; refunded: bigint }>(
		ended.events, 'Streaming', 'Ended');
	assert.equal(total + refunded, 2n * COIN);
});

test('a subscription is paid, paused, charged and cancelled', async () => {
	const plan = await subscriptions.createPlan(chain, bob.signer, {
		price: COIN, frequency: subscriptions.every(1, 'month'), catchUp: 'Latest',
	});
	const payer = devSigner(chain, '//Eve');
	const had = await chain.balance(bob.signer.account);
	const id = await subscriptions.subscribe(chain, payer, plan, { charges: COIN, payments: 12 });
	assert.equal(await chain.balance(bob.signer.account), had + COIN, 'the first period');
	const due = await subscriptions.nextDue(chain, id, 2);
	assert.equal(due.length, 2);
	assert.ok((due[1] ?? 0n) - (due[0] ?? 0n) >= 28n * 86_400_000n);
	const charged = await subscriptions.charge(chain, bob.signer, id, COIN / 2n);
	assert.equal(eventsOf(charged.events, 'Recurring', 'Charged').length, 1);
	await assert.rejects(subscriptions.charge(chain, bob.signer, id, COIN), /Recurring\.\w+/);
	await subscriptions.pauseSubscription(chain, payer, id);
	await subscriptions.resumeSubscription(chain, payer, id);
	const ended = await subscriptions.cancelSubscription(chain, payer, id);
	assert.equal(eventsOf(ended.events, 'Recurring', 'Ended').length, 1);
	const custom = { type: 'Custom', ms: 3_600_000n } as const;
	const other = await subscriptions.authorise(chain, payer, bob.address, {
		price: COIN, frequency: custom,
	});
	await subscriptions.cancelSubscription(chain, payer, other);
	assert.throws(() => subscriptions.every(0, 'day'), RangeError);
});
