// Quotes as bytes, and what is checked of them; fees and terms; requests within a budget; leases
// followed to their end.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Budget, BudgetExceeded } from '../../src/budgets/index.js';
import { ChainError, Uncertain } from '../../src/chain/index.js';
import { assetWithId, NATIVE } from '../../src/core/assets.js';
import { toHex } from '../../src/core/bytes.js';
import { devKeyPair } from '../../src/core/keys.js';
import { ScaleError } from '../../src/core/scale.js';
import * as lsp from '../../src/lsp/index.js';
import { all, hex, little, reading, text } from '../kit/bytes.js';
import { event, FakeChain, fakeSigner, type FakeBlock } from '../kit/chain.js';

const GENESIS = all('07');
const signer = fakeSigner();
const provider = devKeyPair('//Alice');
const DAY = 86_400_000n;

const TERMS: lsp.Terms = {
	region: 7, uptime: 999_000, holdPpm: 10, challengePeriodMs: 60_000n,
	policy: {
		baseFee: 1_003n, feePpm: 101, inboundBaseFee: -5n, inboundFeePpm: -7, minAmount: 2n,
		maxAmount: 10n ** 30n, reserve: 3n, maxLocked: 11n, holdPpm: 4, enabled: true,
	},
};
const ITEM: lsp.Item = {
	minFee: 1_000n, ppm: 10_000, minSize: 100_000n, maxSize: 10n ** 20n, lifetimeMs: 30n * DAY,
	validUntilMs: 5_000n,
};
const QUOTE: lsp.Quote = {
	client: signer.account, item: ITEM, terms: TERMS, uses: 2, number: 9n,
};
const OFFERED = { provider: provider.account, asset: assetWithId(3), quote: QUOTE };
const signed = (over: Partial<lsp.Quote> = {}, asset = OFFERED.asset) => lsp.signQuote(
	GENESIS, (payload) => provider.sign(payload),
	{ ...OFFERED, asset, quote: { ...QUOTE, ...over } });

test('what a provider signs is the domain, the chain, who it is, the asset and the quote', () => {
	const { policy } = TERMS;
	const expected = [
		...text('lightning-bloc/lsp/quote/v1'), ...hex(GENESIS), ...hex(provider.account),
		1, ...little(3, 4),
		1, ...hex(signer.account),
		...little(ITEM.minFee, 16), ...little(ITEM.ppm, 4), ...little(ITEM.minSize, 16),
		...little(ITEM.maxSize, 16), ...little(ITEM.lifetimeMs, 8), ...little(ITEM.validUntilMs, 8),
		...little(TERMS.region, 2), ...little(TERMS.uptime, 4),
		...little(policy.baseFee, 16), ...little(policy.feePpm, 4),
		...little(policy.inboundBaseFee, 16), ...little(policy.inboundFeePpm, 4),
		...little(policy.minAmount, 16), ...little(policy.maxAmount, 16), ...little(policy.reserve, 16),
		1, ...little(11, 16), ...little(policy.holdPpm, 4), 1,
		...little(TERMS.holdPpm, 4), ...little(TERMS.challengePeriodMs, 8),
		...little(2, 4), ...little(9, 8),
	];
	assert.equal(toHex(lsp.quotePayload(GENESIS, OFFERED)), toHex(Uint8Array.from(expected)));
});

test('a quote that differs in anything is another', () => {
	const others: Omit<lsp.SignedQuote, 'signature'>[] = [
		OFFERED,
		{ ...OFFERED, provider: all('01') },
		{ ...OFFERED, asset: NATIVE },
		...[
			{ client: null }, { uses: 3 }, { number: 10n }, { item: { ...ITEM, minFee: 1n } },
			{ item: { ...ITEM, validUntilMs: 6_000n } }, { terms: { ...TERMS, region: 8 } },
			{ terms: { ...TERMS, policy: { ...TERMS.policy, inboundBaseFee: 5n } } },
			{ terms: { ...TERMS, policy: { ...TERMS.policy, maxLocked: null } } },
		].map((over) => ({ ...OFFERED, quote: { ...QUOTE, ...over } })),
	];
	const names = others.map((one) => lsp.quoteId(GENESIS, one));
	names.push(lsp.quoteId(all('08'), OFFERED));
	assert.equal(new Set(names).size, others.length + 1);
});

test('numbers that a field has no room for are refused, and never cut', () => {
	const refused = (over: Partial<lsp.Quote>) => assert.throws(
		() => lsp.quotePayload(GENESIS, { ...OFFERED, quote: { ...QUOTE, ...over } }), RangeError);
	refused({ uses: -1 });
	refused({ uses: 2 ** 32 });
	refused({ uses: 1.5 });
	refused({ number: 2n ** 64n });
	refused({ item: { ...ITEM, minFee: -1n } });
	refused({ terms: { ...TERMS, region: 65_536 } });
	const policy = (over: Partial<lsp.Policy>) =>
		refused({ terms: { ...TERMS, policy: { ...TERMS.policy, ...over } } });
	policy({ inboundBaseFee: 2n ** 127n });
	policy({ inboundBaseFee: -(2n ** 127n) - 1n });
	policy({ inboundFeePpm: -(2 ** 31) - 1 });
});

test('a signed quote is handed over as bytes, and nothing else is one', async () => {
	const quote = await signed();
	const bytes = lsp.quoteToBytes(quote);
	assert.deepEqual(lsp.quoteFromBytes(bytes), quote);
	const message = Uint8Array.of(1, 2, 3, ...bytes);
	assert.deepEqual(lsp.quoteFromBytes(message.subarray(3)), quote, 'a part of something larger');
	assert.throws(() => lsp.quoteFromBytes(bytes.subarray(1)), ScaleError);
	assert.throws(() => lsp.quoteFromBytes(Uint8Array.of(...bytes, 0)), ScaleError);
});

test('a quote is checked before it is used, and the first fault is named', async () => {
	const wish: lsp.QuoteWish = {
		client: signer.account, size: 200_000n, lifetimeMs: DAY, maxFee: 2_000n,
	};
	const good = await signed();
	const check = (quote: lsp.SignedQuote, over: Partial<lsp.QuoteWish> = {}, nowMs = 4_999n) =>
		lsp.checkQuote(GENESIS, quote, { ...wish, ...over }, nowMs);
	assert.equal(check(good), 2_000n);
	assert.equal(check(await signed({ client: null }), { client: all('05') }), 2_000n);
	const strict = { ...lsp.NO_LIMITS, uptime: 999_001 };
	const cases: [lsp.QuoteReason, () => bigint][] = [
		['Expired', () => check(good, {}, 5_000n)],
		['NotClient', () => check(good, { client: all('05') })],
		['NotForThis', () => check(good, { size: 99_999n })],
		['NotForThis', () => check(good, { lifetimeMs: 30n * DAY + 1n })],
		['FeeTooHigh', () => check(good, { maxFee: 1_999n })],
		['TermsTooPoor', () => check(good, { limits: strict })],
		['BadSignature', () => check({ ...good, asset: NATIVE })],
		['BadSignature', () => check({ ...good, quote: { ...QUOTE, number: 10n } })],
		['BadSignature', () => check({ ...good, provider: all('01') })],
	];
	const none = await signed({ uses: 0 });
	const whole = await signed({ item: { ...ITEM, minFee: 200_000n } });
	cases.push(['NoUses', () => check(none)]);
	cases.push(['FeeTooHigh', () => check(whole, { maxFee: 10n ** 9n })]);
	for (const [reason, act] of cases) {
		assert.throws(act,
			(error) => error instanceof lsp.QuoteError && error.reason === reason, reason);
	}
	assert.throws(() => lsp.checkQuote(all('08'), good, wish, 0n), lsp.QuoteError);
});

test('fees are those of the chain: rounded up, the least at least, or none', () => {
	const price = { minFee: 1_000n, ppm: 10_000 };
	assert.deepEqual([99_999n, 100_000n, 100_001n].map((size) => lsp.openingFee(size, price)),
		[1_000n, 1_000n, 1_001n]);
	assert.equal(lsp.openingFee(2n ** 127n, { minFee: 0n, ppm: 1_000_000 }), null);
	const menu = [{ ...ITEM, ppm: 0, lifetimeMs: DAY }, { ...ITEM, minFee: 2_000n }];
	const fee = (lifetimeMs: bigint, size = 100_000n, nowMs = 0n) =>
		lsp.lowestFee(menu, size, lifetimeMs, nowMs);
	assert.deepEqual([fee(DAY), fee(DAY + 1n), fee(30n * DAY + 1n)], [1_000n, 2_000n, null]);
	assert.deepEqual([fee(DAY, 99_999n), fee(DAY, 10n ** 20n + 1n), fee(DAY, 100_000n, 5_000n)],
		[null, null, null]);
});

test('limits take what is no worse, in anything', () => {
	const limits: lsp.Limits = {
		uptime: TERMS.uptime, policy: TERMS.policy, minChallengeMs: 60_000n, maxChallengeMs: 60_000n,
	};
	assert.ok(lsp.admits(limits, TERMS) && lsp.admits(lsp.NO_LIMITS, TERMS));
	const policies: Partial<lsp.Policy>[] = [
		{ baseFee: 1_004n }, { feePpm: 102 }, { inboundBaseFee: -4n }, { inboundFeePpm: -6 },
		{ minAmount: 3n }, { maxAmount: 10n ** 30n - 1n }, { reserve: 4n }, { maxLocked: 10n },
		{ holdPpm: 5 }, { enabled: false },
	];
	const worse = policies.map((over) => ({ ...TERMS, policy: { ...TERMS.policy, ...over } }));
	const others = [
		{ ...TERMS, uptime: 998_999 }, { ...TERMS, challengePeriodMs: 59_999n },
		{ ...TERMS, challengePeriodMs: 60_001n },
	];
	for (const terms of [...worse, ...others]) assert.ok(!lsp.admits(limits, terms));
	const unbound = { ...TERMS, policy: { ...TERMS.policy, maxLocked: null } };
	assert.ok(lsp.admits(limits, unbound));
	assert.ok(!lsp.admits({ ...limits, policy: unbound.policy }, TERMS));
});

test('an offer is looked for by its size and lifetime', () => {
	assert.deepEqual(lsp.placeOf(2n ** 43n, DAY), { class: 43, term: 0 });
	assert.deepEqual(lsp.placeOf(2n ** 44n - 1n, DAY + 1n), { class: 43, term: 1 });
	assert.deepEqual(lsp.placeOf(1n, 365n * DAY), { class: 0, term: 5 });
	for (const [size, ms] of [[0n, DAY], [1n, 365n * DAY + 1n], [2n ** 101n, DAY]] as const) {
		assert.throws(() => lsp.placeOf(size, ms), RangeError);
	}
});

const BLOCK: FakeBlock = { number: 1, nowMs: 4_000n };
const LEASED = event('Lsp', 'Leased', {
	channel: 4n, provider: provider.account, fee: 2_000n, end_ms: 9_000n, over_ms: 8_000n,
});
const REQUEST: lsp.ChannelRequest = {
	size: 200_000n, lifetimeMs: DAY, maxFee: 2_500n, own: 500n,
};

function setup() {
	const fake = new FakeChain();
	fake.push(BLOCK);
	fake.outcomes.push({ final: { ...BLOCK, number: 2, events: [LEASED] } });
	return fake;
}

test('a channel is asked for of the best, and counts in the budget at its most', async () => {
	const fake = setup();
	const budget = new Budget('app', { payment: 3_000n, total: 10_000n });
	const leased = await lsp.requestChannel(fake.chain, signer, REQUEST, { budget });
	assert.deepEqual([leased.channel, leased.fee, leased.endMs, leased.overMs, leased.provider],
		[4n, 2_000n, 9_000n, 8_000n, provider.account]);
	assert.equal(budget.left, 3_000n);
	assert.equal(budget.spent.total, 3_000n);
	const [{ name, value } = assert.fail()] = fake.signed;
	assert.equal(name, 'Lsp.request_channel');
	assert.deepEqual([value.selection.type, value.selection.value, value.request.payment.type],
		['Best', undefined, 'UpFront']);
	assert.deepEqual([value.request.own, value.request.max_fee, value.request.limits.uptime],
		[500n, 2_500n, 0]);
});

test('what a way of paying takes at once is what counts', async () => {
	const cases: [lsp.PaymentWay, bigint][] = [
		[{ type: 'Streamed', first: 100n }, 600n], [{ type: 'FirstReceived' }, 3_000n],
	];
	for (const [payment, most] of cases) {
		const fake = setup();
		const budget = new Budget('app', { total: 10_000n });
		await lsp.requestChannel(fake.chain, signer, { ...REQUEST, payment }, { budget });
		assert.equal(budget.spent.total, most);
	}
});

test('beyond the budget, or in another asset, nothing is signed', async () => {
	for (const limits of [{ payment: 2_999n }, { asset: assetWithId(3) }]) {
		const fake = setup();
		const budget = new Budget('app', limits);
		const asked = lsp.requestChannel(fake.chain, signer, REQUEST, { budget });
		await assert.rejects(asked, BudgetExceeded);
		assert.deepEqual([fake.signed, budget.spent.total], [[], 0n]);
	}
});

test('a request that failed costs no budget; one of which nothing is known does', async () => {
	const failed = { type: 'Module', value: { type: 'Lsp', value: { type: 'FeeTooHigh' } } };
	const budget = new Budget('app', { total: 10_000n });
	const own = { budget, key: 'a channel' };
	const fake = setup();
	fake.outcomes.unshift({ failed }, { broken: new Error('gone') });
	await assert.rejects(lsp.requestChannel(fake.chain, signer, REQUEST, own),
		(error) => error instanceof ChainError && error.error === 'FeeTooHigh');
	assert.equal(budget.spent.total, 0n);
	await assert.rejects(lsp.requestChannel(fake.chain, signer, REQUEST, own), Uncertain);
	assert.deepEqual(budget.pending.map(({ key, amount }) => [key, amount]), [['a channel', 3_000n]]);
});

test('a quote is checked first, and then used in its asset', async () => {
	const fake = setup();
	const quoted = (quote: lsp.SignedQuote) =>
		({ ...REQUEST, from: { type: 'Quoted', signed: quote } as const });
	const good = await signed();
	const forged = { ...good, quote: { ...QUOTE, uses: 3 } };
	await assert.rejects(lsp.requestChannel(fake.chain, signer, quoted(forged)), lsp.QuoteError);
	assert.equal(fake.signed.length, 0);
	await lsp.requestChannel(fake.chain, signer, quoted(good));
	const [{ value } = assert.fail()] = fake.signed;
	assert.deepEqual([value.asset.type, value.asset.value], ['WithId', 3]);
	const [by, { quote, signature }] = value.selection.value;
	assert.equal(by, fake.chain.address(provider.account));
	assert.deepEqual([quote.uses, quote.number, quote.item.min_fee], [2, 9n, 1_000n]);
	assert.equal(signature.type, 'Sr25519');
});

test('what a lease costs later counts in its asset', async () => {
	const fake = setup();
	const lease = { asset: { type: 'WithId', value: 3 } };
	fake.answers['Lsp.lease'] = () => ({ lease });
	const budget = new Budget('app', { asset: assetWithId(3), total: 1_000n });
	fake.outcomes.unshift({ final: BLOCK }, {
		final: { ...BLOCK, events: [event('Lsp', 'Renewed', { added: 50n, end_ms: 7n })] },
	});
	await lsp.payFee(fake.chain, signer, 4n, 300n, { budget });
	const renewed = await lsp.renewLease(
		fake.chain, signer, 4n, { lifetimeMs: DAY, maxFee: 400n }, { budget });
	assert.deepEqual([renewed.added, renewed.endMs, budget.spent.total], [50n, 7n, 700n]);
	const coins = new Budget('app', { total: 1_000n });
	await assert.rejects(lsp.payFee(fake.chain, signer, 4n, 1n, { budget: coins }), BudgetExceeded);
});

test('a lease is followed to its end, also over blocks that were not seen', async () => {
	const fake = new FakeChain();
	fake.answers['Lsp.lease'] = ({ number }) =>
		(number < 9 ? { over_ms: BigInt(number) } : undefined);
	const happens = (number: number, ...events: NonNullable<FakeBlock['events']>) =>
		fake.push({ number, nowMs: BigInt(number), events });
	happens(1);
	const follower = reading(lsp.followLease(fake.chain, 4n));
	const first = await follower.next();
	assert.deepEqual([first?.number, first?.events, first?.lease?.over_ms], [1, [], 1n]);
	const other = event('Lsp', 'FeePaid', { channel: 5n });
	happens(2, other);
	happens(3, other, event('Lsp', 'FeePaid', { channel: 4n, amount: 6n }));
	const paid = await follower.next();
	assert.deepEqual([paid?.number, paid?.events.map(({ type }) => type)], [3, ['FeePaid']]);
	happens(6);
	assert.equal((await follower.next())?.number, 6);
	const end = { reason: { type: 'Breached' }, refund: 1n, earned: 2n, compensation: 3n };
	happens(7);
	happens(8);
	happens(9, event('Lsp', 'LeaseEnded', { channel: 4n, ...end }));
	const over = await follower.next();
	assert.deepEqual([over?.lease, over?.ended], [null, { ...end, reason: 'Breached' }]);
	assert.equal(await follower.next(), undefined);
	assert.equal(fake.listeners, 0);
});

test('providers come page by page', async () => {
	const fake = new FakeChain();
	fake.push(BLOCK);
	const accounts = ['//Alice', '//Bob', '//Charlie'].map((name) => devKeyPair(name).account);
	const chainTerms = { policy: {} };
	fake.answers['Lsp.providers'] = (_, __, after: string | undefined, limit: number) => {
		const from = after === undefined ? 0 : accounts.map(fake.chain.address.bind(fake.chain))
			.indexOf(after) + 1;
		return accounts.slice(from, from + limit)
			.map((account) => [fake.chain.address(account), { terms: chainTerms }]);
	};
	for (const page of [1, 2, 3, 5]) {
		const found: string[] = [];
		for await (const { account } of lsp.providersOf(fake.chain, NATIVE, page)) found.push(account);
		assert.deepEqual(found, accounts);
	}
});
