// On what terms liquidity is let, and for which fee; as in the pallet's modules `provider` and
// `menu`.

import { MAX_BALANCE } from '../amounts/index.js';
import {
	balance, flag, nullable, number16, number32, number64, signed128, signed32, Struct, type Codec,
} from '../core/scale.js';

/** How many items a menu has at most. */
export const MAX_ITEMS = 8;

const MAX_32 = 2 ** 32 - 1;
const MILLION = 1_000_000n;

/** On what terms a party forwards payments in a channel. Shares are in millionths. */
export interface Policy {
	/** Asked for each payment that leaves over this side. */
	readonly baseFee: bigint;
	/** Asked beside it, of the amount that leaves. */
	readonly feePpm: number;
	/** Added for each payment that arrives over this side; a discount when negative. */
	readonly inboundBaseFee: bigint;
	/** Added beside it; a discount when negative. */
	readonly inboundFeePpm: number;
	/** The smallest amount that is forwarded. */
	readonly minAmount: bigint;
	/** The largest. */
	readonly maxAmount: bigint;
	/** What stays with the party. */
	readonly reserve: bigint;
	/** The most that waiting payments may lock of the party's balance; `null` is no bound. */
	readonly maxLocked: bigint | null;
	/** Asked for a payment that waited and is not made, for each minute. */
	readonly holdPpm: number;
	/** It forwards only while true. */
	readonly enabled: boolean;
}

/** Forwards whatever comes, for nothing. */
export const FREE: Policy = {
	baseFee: 0n,
	feePpm: 0,
	inboundBaseFee: 0n,
	inboundFeePpm: 0,
	minAmount: 0n,
	maxAmount: MAX_BALANCE,
	reserve: 0n,
	maxLocked: null,
	holdPpm: 0,
	enabled: true,
};

/** The conditions of all channels of a provider. Shares are in millionths. */
export interface Terms {
	/** Where it is, as the providers' lists number regions. */
	readonly region: number;
	/** The share of the time in which it promises to be there. */
	readonly uptime: number;
	/** How it forwards in channels that it has let: no worse while they are leased. */
	readonly policy: Policy;
	/** What it asks for keeping stock ready for somebody, for each minute. */
	readonly holdPpm: number;
	/** The challenge period of its channels. */
	readonly challengePeriodMs: bigint;
}

/** The worst terms that a client takes. */
export interface Limits {
	/** It is promised to be there for no smaller share of the time, in millionths. */
	readonly uptime: number;
	/** It forwards on no worse terms, in nothing. */
	readonly policy: Policy;
	/** The challenge period is no shorter. */
	readonly minChallengeMs: bigint;
	/** Nor longer: who closes alone waits for so long. */
	readonly maxChallengeMs: bigint;
}

/** Takes whatever there is: terms to set out from. */
export const NO_LIMITS: Limits = {
	uptime: 0,
	policy: {
		baseFee: MAX_BALANCE,
		feePpm: MAX_32,
		inboundBaseFee: 2n ** 127n - 1n,
		inboundFeePpm: 2 ** 31 - 1,
		minAmount: MAX_BALANCE,
		maxAmount: 0n,
		reserve: MAX_BALANCE,
		maxLocked: 0n,
		holdPpm: MAX_32,
		enabled: false,
	},
	minChallengeMs: 0n,
	maxChallengeMs: 2n ** 64n - 1n,
};

/** One line of a menu: for which channels, at what price, until when. */
export interface Item {
	/** The least that is asked for a channel. */
	readonly minFee: bigint;
	/** What is asked, if that is more: in millionths of what the provider brings, rounded up. */
	readonly ppm: number;
	/** The smallest amount that the provider brings. */
	readonly minSize: bigint;
	/** The largest. */
	readonly maxSize: bigint;
	/** For how long it leaves that there, if it is wanted for so long. */
	readonly lifetimeMs: bigint;
	/** The item binds until this instant. */
	readonly validUntilMs: bigint;
}

/**
 * The fee for a channel: that share of its size, rounded up, and `minFee` at the least; `null` if a
 * step does not fit, as on the chain.
 */
export function openingFee(
	size: bigint,
	{ minFee, ppm }: Pick<Item, 'minFee' | 'ppm'>,
): bigint | null {
	const scaled = size * BigInt(ppm) + MILLION - 1n;
	if (scaled > MAX_BALANCE) return null;
	const share = scaled / MILLION;
	return share > minFee ? share : minFee;
}

/** What an item asks for a channel of a size and a lifetime; `null` if it is not for that. */
export function feeOfItem(
	item: Item,
	size: bigint,
	lifetimeMs: bigint,
	nowMs: bigint,
): bigint | null {
	const isFor = nowMs < item.validUntilMs && lifetimeMs <= item.lifetimeMs &&
		size >= item.minSize && size <= item.maxSize;
	return isFor ? openingFee(size, item) : null;
}

/** The least that a menu asks for a channel of a size and a lifetime; `null` if nothing is. */
export function lowestFee(
	menu: readonly Item[],
	size: bigint,
	lifetimeMs: bigint,
	nowMs: bigint,
): bigint | null {
	return menu.reduce<bigint | null>((least, item) => {
		const fee = feeOfItem(item, size, lifetimeMs, nowMs);
		return fee !== null && (least === null || fee < least) ? fee : least;
	}, null);
}

/** Whether a policy is in nothing worse, for who pays by it, than another. */
function isNoWorse(one: Policy, other: Policy): boolean {
	const noMore = ['baseFee', 'feePpm', 'inboundBaseFee', 'inboundFeePpm', 'minAmount', 'reserve',
		'holdPpm'] as const;
	const locked = one.maxLocked === null ||
		(other.maxLocked !== null && one.maxLocked >= other.maxLocked);
	return noMore.every((name) => one[name] <= other[name]) && one.maxAmount >= other.maxAmount &&
		locked && (one.enabled || !other.enabled);
}

/** Whether a client takes these terms. */
export function admits(limits: Limits, terms: Terms): boolean {
	const { challengePeriodMs: periodMs } = terms;
	return terms.uptime >= limits.uptime && isNoWorse(terms.policy, limits.policy) &&
		periodMs >= limits.minChallengeMs && periodMs <= limits.maxChallengeMs;
}

const policyCodec: Codec<Policy> = Struct({
	baseFee: balance,
	feePpm: number32,
	inboundBaseFee: signed128,
	inboundFeePpm: signed32,
	minAmount: balance,
	maxAmount: balance,
	reserve: balance,
	maxLocked: nullable(balance),
	holdPpm: number32,
	enabled: flag,
});

export const termsCodec: Codec<Terms> = Struct({
	region: number16,
	uptime: number32,
	policy: policyCodec,
	holdPpm: number32,
	challengePeriodMs: number64,
});

export const itemCodec: Codec<Item> = Struct({
	minFee: balance,
	ppm: number32,
	minSize: balance,
	maxSize: balance,
	lifetimeMs: number64,
	validUntilMs: number64,
});

/** The chain's form of a policy. */
export const toChainPolicy = (policy: Policy) => ({
	base_fee: policy.baseFee,
	fee_ppm: policy.feePpm,
	inbound_base_fee: policy.inboundBaseFee,
	inbound_fee_ppm: policy.inboundFeePpm,
	min_amount: policy.minAmount,
	max_amount: policy.maxAmount,
	reserve: policy.reserve,
	max_locked: policy.maxLocked ?? undefined,
	hold_ppm: policy.holdPpm,
	enabled: policy.enabled,
});

type ChainPolicy = ReturnType<typeof toChainPolicy>;

const fromChainPolicy = (policy: ChainPolicy): Policy => ({
	baseFee: policy.base_fee,
	feePpm: policy.fee_ppm,
	inboundBaseFee: policy.inbound_base_fee,
	inboundFeePpm: policy.inbound_fee_ppm,
	minAmount: policy.min_amount,
	maxAmount: policy.max_amount,
	reserve: policy.reserve,
	maxLocked: policy.max_locked ?? null,
	holdPpm: policy.hold_ppm,
	enabled: policy.enabled,
});

/** The chain's form of terms. */
export const toChainTerms = (terms: Terms) => ({
	region: terms.region,
	uptime: terms.uptime,
	policy: toChainPolicy(terms.policy),
	hold_ppm: terms.holdPpm,
	challenge_period_ms: terms.challengePeriodMs,
});

/** The terms in the chain's form. */
export const fromChainTerms = (terms: ReturnType<typeof toChainTerms>): Terms => ({
	region: terms.region,
	uptime: terms.uptime,
	policy: fromChainPolicy(terms.policy),
	holdPpm: terms.hold_ppm,
	challengePeriodMs: terms.challenge_period_ms,
});

/** The chain's form of limits. */
export const toChainLimits = (limits: Limits) => ({
	uptime: limits.uptime,
	policy: toChainPolicy(limits.policy),
	min_challenge_ms: limits.minChallengeMs,
	max_challenge_ms: limits.maxChallengeMs,
});

/** The chain's form of an item. */
export const toChainItem = (item: Item) => ({
	min_fee: item.minFee,
	ppm: item.ppm,
	min_size: item.minSize,
	max_size: item.maxSize,
	lifetime_ms: item.lifetimeMs,
	valid_until_ms: item.validUntilMs,
});

/** The item in the chain's form. */
export const fromChainItem = (item: ReturnType<typeof toChainItem>): Item => ({
	minFee: item.min_fee,
	ppm: item.ppm,
	minSize: item.min_size,
	maxSize: item.max_size,
	lifetimeMs: item.lifetime_ms,
	validUntilMs: item.valid_until_ms,
});
