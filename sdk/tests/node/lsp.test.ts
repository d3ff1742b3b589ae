// Liquidity for hire on a live node: a channel of the best provider, by name, by a quote and by
// what was reserved; the chain says the same bytes and fees; and a lease is followed to its end.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Budget } from '../../src/budgets/index.js';
import { eventOf, toChainAsset, type Chain } from '../../src/chain/index.js';
import { NATIVE } from '../../src/core/assets.js';
import { wrapped } from '../../src/core/signatures.js';
import * as lsp from '../../src/lsp/index.js';
import { toChainQuote } from '../../src/lsp/quotes.js';
import { devSigner, type Signer } from '../../src/signers/index.js';
import { startChain } from '../kit/node.js';

const COIN = 10n ** 12n;
const DAY_MS = 86_400_000n;
const SIZE = 10n * COIN;
const LEASE_MS = 900_000n;

let chain: Chain;
let provider: Signer;
let client: Signer;
let terms: lsp.Terms;
let menu: lsp.Item[];

before(async () => {
	({ chain } = await startChain());
	[provider, client] = [devSigner(chain, '//Alice'), devSigner(chain, '//Bob')];
	terms = {
		region: 7, uptime: 999_000, holdPpm: 10,
		policy: { ...lsp.FREE, baseFee: 1_003n, feePpm: 101 },
		challengePeriodMs: await chain.api.constants.Channels.MinChallengePeriodMs(),
	};
	const item = { minFee: 1n, ppm: 10_000, minSize: 2n ** 40n, maxSize: 2n ** 46n };
	const validUntilMs = (await chain.latest()) + 20n * DAY_MS;
	menu = [{ ...item, lifetimeMs: DAY_MS, validUntilMs },
		{ ...item, ppm: 20_000, lifetimeMs: 30n * DAY_MS, validUntilMs }];
});

test('a provider registers, and is found with what it offers', async () => {
	const least = await lsp.leastBond(chain);
	assert.ok(least > 0n && least <= 20n * COIN);
	const less = lsp.registerProvider(chain, provider, least - 1n, terms);
	await assert.rejects(less, /Lsp\.BondTooSmall/);
	const number = await lsp.registerProvider(chain, provider, 20n * COIN, terms);
	await lsp.stock(chain, provider, 200n * COIN);
	await lsp.setMenu(chain, provider, menu);
	assert.equal(await lsp.bestOffer(chain, SIZE, LEASE_MS), null, 'nothing is listed');
	await lsp.listItem(chain, provider, 0, lsp.placeOf(SIZE, LEASE_MS));
	const found = await lsp.providerOf(chain, provider.account) ?? assert.fail();
	assert.deepEqual([found.account, found.terms, found.provider.number],
		[provider.account, terms, number]);
	const all: string[] = [];
	for await (const { account } of lsp.providersOf(chain)) all.push(account);
	assert.deepEqual(all, [provider.account]);
	assert.deepEqual(await lsp.menuOf(chain, provider.account), menu);
	const nowMs = await chain.now();
	for (const [size, ms] of [
		[SIZE, LEASE_MS], [SIZE + 1n, LEASE_MS], [SIZE, 2n * DAY_MS], [1n, LEASE_MS],
		[2n ** 46n, DAY_MS], [2n ** 46n + 1n, DAY_MS], [SIZE, 31n * DAY_MS],
	] as const) {
		const fee = await lsp.feeOf(chain, provider.account, size, ms);
		assert.equal(fee, lsp.lowestFee(menu, size, ms, nowMs), `${size} for ${ms}`);
	}
	const offer = await lsp.bestOffer(chain, SIZE, LEASE_MS, { region: 7 });
	assert.deepEqual(offer, { provider: provider.account, fee: SIZE / 100n, terms });
	assert.equal(await lsp.bestOffer(chain, SIZE, LEASE_MS, { region: 8 }), null);
	const { all: sums } = await lsp.statisticsOf(chain);
	assert.equal(sums.pool.free, 200n * COIN);
	await lsp.beat(chain, provider);
	await lsp.addBond(chain, provider, COIN);
	await lsp.withdrawBond(chain, provider, COIN);
	await assert.rejects(lsp.withdrawBond(chain, provider, 100n * COIN), /Lsp\.BondExhausted/);
	await assert.rejects(lsp.unstock(chain, provider, 201n * COIN), /Lsp\.StockShort/);
	const worse = { ...terms, uptime: 1 };
	await assert.rejects(lsp.setProviderTerms(chain, provider, worse), /Lsp\.MenuBinds/);
});

test('a channel of the best is paid as it goes, renewed, and ended by agreement', async () => {
	const budget = new Budget('app', { total: 10n * COIN });
	const fee = SIZE / 100n;
	const limits = {
		...lsp.NO_LIMITS, uptime: terms.uptime, policy: terms.policy,
		maxChallengeMs: terms.challengePeriodMs,
	};
	const payment = { type: 'Streamed', first: fee / 2n } as const;
	const request = { size: SIZE, lifetimeMs: LEASE_MS, maxFee: fee, payment, limits, own: COIN };
	const leased = await lsp.requestChannel(chain, client, request, { budget });
	assert.deepEqual([leased.provider, leased.fee, leased.size], [provider.account, fee, SIZE]);
	assert.ok(leased.overMs < leased.endMs);
	assert.equal(budget.spent.total, COIN + fee / 2n);
	const { channel } = leased;
	const { ledger } = await chain.api.view.Channels.channel(channel) ?? assert.fail();
	assert.deepEqual([ledger.opener.free, ledger.counterparty.free], [COIN, SIZE]);

	const news = lsp.followLease(chain, channel);
	const next = async (): Promise<lsp.LeaseNews> =>
		(await news.next()).value ?? assert.fail('it ended');
	assert.equal((await next()).lease?.lease.paid, fee / 2n);
	await lsp.payFee(chain, client, channel, fee / 2n, { budget });
	const paid = await next();
	assert.deepEqual(paid.events.map(({ type }) => type), ['FeePaid']);
	assert.equal(paid.lease?.lease.paid, fee);
	const renewal = { lifetimeMs: LEASE_MS, maxFee: fee };
	const renewed = await lsp.renewLease(chain, client, channel, renewal, { budget });
	assert.deepEqual([renewed.added, renewed.endMs], [fee, leased.endMs + LEASE_MS]);
	assert.equal(budget.spent.total, COIN + 2n * fee);
	assert.equal((await next()).lease?.lease.end_ms, renewed.endMs);

	const untilMs = (await chain.latest()) + 600_000n;
	await lsp.proposeEnd(chain, provider, channel, { refund: fee, untilMs });
	assert.deepEqual((await next()).lease?.lease.proposal?.refund, fee);
	await lsp.proposeEnd(chain, client, channel, null);
	assert.equal((await next()).lease?.lease.proposal, undefined);
	await lsp.proposeEnd(chain, client, channel, { refund: fee, untilMs });
	await next();
	await assert.rejects(lsp.acceptEnd(chain, provider, channel, fee + 1n), /Lsp\.NotProposed/);
	await lsp.acceptEnd(chain, provider, channel, fee);
	const over = await next();
	const { reason, refund, compensation, earned } = over.ended ?? assert.fail();
	assert.deepEqual([over.lease, reason, refund, compensation], [null, 'Agreed', fee, 0n]);
	assert.ok((await news.next()).done);
	assert.equal(await lsp.leaseOf(chain, channel), undefined);
	const { amount } = await lsp.collectFees(chain, provider);
	// What was earned before it was renewed was the provider's then.
	assert.ok(amount === fee && earned > 0n && earned <= fee);
});

test('a signed quote is the bytes of the chain, and is used as often as it says', async () => {
	const quote: lsp.Quote = {
		client: client.account, terms: { ...terms, holdPpm: 0 }, uses: 1, number: 77n,
		item: {
			...menu[0] ?? assert.fail(), ppm: 1_000, validUntilMs: (await chain.latest()) + DAY_MS,
		},
	};
	const offered = { provider: provider.account, asset: NATIVE, quote };
	const said = await chain.api.view.Lsp.quote_payload(
		toChainAsset(NATIVE), chain.address(provider.account), toChainQuote(quote));
	assert.deepEqual(said, lsp.quotePayload(chain.genesis, offered), 'the chain says the same bytes');
	// As browser wallets sign.
	const signed = await lsp.signQuote(chain.genesis,
		(payload) => provider.sign(wrapped(payload)), offered);
	const request = { size: SIZE, lifetimeMs: LEASE_MS, maxFee: COIN };
	const from = { type: 'Quoted', signed } as const;
	const forged = { type: 'Quoted', signed: { ...signed, quote: { ...quote, uses: 2 } } } as const;
	const refused = lsp.requestChannel(chain, client, { ...request, from: forged });
	await assert.rejects(refused,
		(error) => error instanceof lsp.QuoteError && error.reason === 'BadSignature');
	assert.equal(await lsp.usesOfQuote(chain, offered), 0);
	const leased = await lsp.requestChannel(chain, client, { ...request, from });
	assert.equal(leased.fee, SIZE / 1_000n);
	assert.equal(await lsp.usesOfQuote(chain, offered), 1);
	const used = eventOf<{ quote: string }>(leased.events, 'Lsp', 'QuoteUsed');
	assert.equal(used.quote, lsp.quoteId(chain.genesis, offered));
	await assert.rejects(lsp.requestChannel(chain, client, { ...request, from }), /Lsp\.QuoteUsed/);
	await lsp.giveUp(chain, client, leased.channel);
});

test('what is reserved is there, and what is asked by name is checked by its limits', async () => {
	const untilMs = (await chain.latest()) + 600_000n;
	const reserved = await lsp.reserveStock(chain, client, {
		provider: provider.account, size: SIZE, lifetimeMs: LEASE_MS, untilMs, maxPrice: COIN,
	});
	assert.deepEqual([reserved.fee, reserved.paid > 0n], [SIZE / 100n, true]);
	const request = { size: SIZE, lifetimeMs: LEASE_MS, maxFee: COIN };
	const from = { type: 'Reserved', provider: provider.account } as const;
	const leased = await lsp.requestChannel(chain, client, { ...request, from });
	await assert.rejects(lsp.endReservation(chain, client, provider.account), /Lsp\.NotReserved/);
	await assert.rejects(lsp.settleLease(chain, client, leased.channel), /Lsp\.NotExpired/);
	await assert.rejects(lsp.leaveProviders(chain, provider), /Lsp\.StillLeased/);
	const limits = { ...lsp.NO_LIMITS, uptime: terms.uptime + 1 };
	const named = { type: 'Provider', provider: provider.account } as const;
	const strict = lsp.requestChannel(chain, client, { ...request, from: named, limits });
	await assert.rejects(strict, /Lsp\.TermsTooPoor/);
	await lsp.giveUp(chain, client, leased.channel);
	await lsp.delistItem(chain, provider, lsp.placeOf(SIZE, LEASE_MS));
	const { paid } = await lsp.leaveProviders(chain, provider);
	assert.ok(paid > 0n);
});
