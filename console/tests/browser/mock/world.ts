// What there is on the chain that is made up: something of everything, seen by Alice.

import { devSigner } from '@lightning-bloc/sdk/signers';

const DEVELOPMENT = { info: { development: true } };
const signer = (name: string) => devSigner(DEVELOPMENT, `//${name}`);
const address = (name: string) => signer(name).address(42);

export const NOW = BigInt(Date.now());
export const COIN = 10n ** 12n;
export const [ALICE, BOB, CHARLIE, DAVE] =
	['Alice', 'Bob', 'Charlie', 'Dave'].map(address) as [string, string, string, string];

const v = (type: string, value?: unknown) => ({ type, value });
const NATIVE = v('Native');
export const HASH = `0x${'5a'.repeat(32)}`;

const POLICY = {
	base_fee: 10n, fee_ppm: 1_000, inbound_base_fee: 0n, inbound_fee_ppm: 0, min_amount: 0n,
	max_amount: 2n ** 128n - 1n, reserve: 0n, max_locked: undefined, hold_ppm: 0, enabled: true,
};

interface ChannelOf {
	parties: [string, string];
	free: [bigint, bigint];
	committed?: [bigint, bigint];
	phase?: unknown;
	asset?: unknown;
}

const channel = ({ parties, free, committed, phase, asset }: ChannelOf) => ({
	parties: { opener: parties[0], counterparty: parties[1] },
	asset: asset ?? NATIVE,
	phase: phase ?? v('Open'),
	ledger: {
		opener: { free: free[0], locked: COIN / 2n }, counterparty: { free: free[1], locked: 0n },
	},
	committed: { opener: committed?.[0] ?? 0n, counterparty: committed?.[1] ?? 0n },
	base_version: 0n,
	challenge_period_ms: 60_000n,
	policies: { opener: POLICY, counterparty: undefined },
	subscribed: { opener: false, counterparty: false },
});

export const channels = new Map<bigint, ReturnType<typeof channel>>([
	[0n, channel({
		parties: [ALICE, BOB], free: [7n * COIN, 3n * COIN], committed: [4n * COIN, 2n * COIN],
	})],
	[1n, channel({
		parties: [BOB, ALICE], free: [0n, COIN], committed: [5n * COIN, 5n * COIN],
		phase: v('Closing', { settles_ms: NOW + 3_600_000n }),
	})],
	[2n, channel({
		parties: [CHARLIE, ALICE], free: [2n * COIN, 0n],
		phase: v('Proposed', { requested: 2n * COIN, deadline_ms: NOW + 7_200_000n }),
	})],
	[3n, channel({ parties: [ALICE, DAVE], free: [1_500_000n, 500_000n], asset: v('WithId', 1) })],
	[4n, channel({ parties: [BOB, CHARLIE], free: [9n * COIN, 9n * COIN] })],
]);

export const closings = new Map([[1n, {
	state: { version: 12n, net: { payer: v('Opener'), amount: COIN }, htlcs: [] },
	scheduled_ms: NOW + 3_600_000n, settles_at: 99, closer: v('Opener'), deposit: COIN / 10n,
}]]);

const stream = (payer: string, payee: string, rate: bigint, funds: bigint, more = {}) => ({
	payer, payee, asset: NATIVE, funding: v('Own', funds), source: v('Rate', rate),
	accrued: { units: COIN, parts: 0n }, from_ms: NOW - 60_000n, paid: 3n * COIN,
	start_ms: NOW - 3_600_000n, end_ms: undefined, cliff_ms: undefined, max_total: undefined,
	interval_ms: 3_600_000n, grace_ms: 86_400_000n,
	terms: { cancel: v('Payer'), pause: v('Payer'), lower: v('Payer') },
	paused_ms: undefined, dry_ms: undefined, due_ms: undefined, ...more,
});

export const streams = new Map([
	[0n, {
		stream: stream(ALICE, BOB, 10n ** 22n, 100n * COIN), status: v('Streaming'), owed: COIN,
		runs_out_ms: NOW + 9_000_000n,
	}],
	[1n, {
		stream: stream(CHARLIE, ALICE, 38_580_246_913n, 0n, { dry_ms: NOW }), status: v('Dry'),
		owed: 0n, runs_out_ms: NOW,
	}],
]);

const terms = { price: 3n * COIN, frequency: v('Monthly', 1), catch_up: v('Latest') };

export const plan = {
	payee: BOB,
	details: {
		asset: NATIVE, terms, trial_ms: 0n, max_subscribers: undefined, max_payments: undefined,
		terms_hash: HASH,
	},
	edition: 0, subscribers: 2, status: v('Open'),
};

const subscription = (payer: string, payee: string) => ({
	payer, payee, asset: NATIVE, plan: 0n, terms,
	limits: { total: undefined, payments: undefined, end_ms: undefined, charges: COIN },
	payments_left: undefined, proposed_price: undefined, anchor_ms: NOW, next_period: 1n,
	paid_until_ms: NOW + 2_000_000_000n, period_value: 3n * COIN, credit: 0n, payments: 1,
	paid: 3n * COIN, charges: { period: 0n, amount: 0n }, status: v('Active'), look_ms: undefined,
});

const DAY = 86_400_000n;
export const subscriptions = new Map([
	[0n, {
		subscription: subscription(ALICE, BOB),
		state: { phase: v('Active'), paid_until_ms: NOW + 20n * DAY, next: undefined, owed: 0n },
		due: [NOW + 20n * DAY, NOW + 50n * DAY],
		history: [{ at_ms: NOW - DAY, what: v('Paid', { period: 0n, amount: 3n * COIN }) }],
	}],
	[1n, {
		subscription: subscription(DAVE, ALICE),
		state: { phase: v('PastDue'), paid_until_ms: NOW - DAY, next: undefined, owed: 3n * COIN },
		due: [NOW + DAY],
		history: [{
			at_ms: NOW - DAY, what: v('Failed', { period: 1n, cause: v('InsufficientFunds') }),
		}],
	}],
]);

const CYCLE = [{ channel: 0n, amount: COIN }, { channel: 4n, amount: COIN }];

export const rebalancing = {
	status: {
		policy: {
			band: { low: 200_000, target: 500_000, high: 800_000 }, fee_limit: 5_000,
			fee_budget: COIN, budget_period_ms: DAY, min_interval_ms: 600_000n, min_amount: 0n,
			automatic: true,
		},
		standing: v('Noted', { due_ms: NOW + 60_000n }), is_due: false,
		spending: { since_ms: NOW, spent: COIN / 100n }, last_look_ms: NOW, failures: 0,
		channel_policies: 0,
	},
	advice: {
		success: true,
		value: [{
			channel: 0n, holding: { local: 7n * COIN, remote: 3n * COIN }, ratio: 700_000,
			amount: COIN, direction: v('Give'), priority: v('High'), reason: v('OffTarget'),
			mode: v('Automatic'), cycle: CYCLE, fee: 1_000n, complete: true,
		}],
	},
	plan: { cycles: [CYCLE], amount: COIN, fee: 1_000n, report: undefined, complete: true },
};

export const leg = {
	receiver: BOB, asset: NATIVE, amount: 2n * COIN, deadline_ms: NOW + 600_000n, extension_ms: 0n,
	made: { ms: NOW, block: 1n }, funds: v('Pot'), into: undefined, bond: undefined,
	counterpart: undefined, ring: undefined, submarine: undefined, state: v('Open'),
};

export const quote = {
	terms: {
		rates: { base: 5n * 10n ** 9n, ppm: 2_500, open_base: 0n, hold_ppm: 0 }, min_amount: COIN,
		max_amount: 100n * COIN, most_ms: 3_600_000n, limit: 100n * COIN,
		valid_until_ms: NOW + DAY, external_ms: undefined,
	},
	paused_in: undefined, stock: 50n * COIN, pending: 0n,
};

export const payment = {
	payer: DAVE, payee: ALICE, asset: NATIVE, payment_hash: HASH, registered: false, total: COIN,
	max_fee: 0n, received: COIN, fees: 0n, hold_fees: 0n, parts: 1, hops: 2,
	complete_by_ms: NOW, deadline_ms: NOW + 900_000n, extension_ms: 0n, made: { ms: NOW, block: 1n },
	tie: undefined,
};
