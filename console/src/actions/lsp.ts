// What can be done with liquidity for hire: in words, with its cost, as a call.

import { formatShare } from '@lightning-bloc/sdk/amounts';
import { toChainAsset } from '@lightning-bloc/sdk/chain';
import { placeOf } from '@lightning-bloc/sdk/lsp';
import { current, nameOf } from '../chain/accounts.js';
import { assetOf, currencyOf, type AssetId } from '../chain/assets.js';
import { Enum } from '../chain/enums.js';
import type { Item, Listing, Policy, SeenLease, Terms, Wish } from '../chain/lsp.js';
import type { AccountId } from '../lib/fields.js';
import { exactAmount, instant, roughDuration } from '../lib/text.js';
import type { Action } from '../tx/action.js';

const amountOf = (amount: bigint, asset: AssetId) => exactAmount(amount, currencyOf(asset));
const chainAsset = (asset: AssetId) => toChainAsset(assetOf(asset));
const MILLION = 1_000_000n;

/** What a party asks for each payment that it forwards. */
export const policyInWords = (policy: Policy, asset: AssetId): string =>
	`${amountOf(policy.base_fee, asset)} and ${formatShare(policy.fee_ppm)}`;

/** How the fee is paid. */
export type Payment =
	| { readonly type: 'UpFront' | 'FirstReceived' }
	| { readonly type: 'Streamed'; readonly first: bigint };

/** Inbound liquidity to be bought, on what terms. */
export interface Purchase extends Wish {
	readonly provider: AccountId;
	readonly isBest: boolean;
	readonly fee: bigint;
	readonly terms: Terms;
	readonly payment: Payment;
	/** What the client brings itself. */
	readonly own: bigint;
}

const WAYS: Record<Payment['type'], string> = {
	UpFront: 'The fee is paid ahead; what is not earned comes back if the provider breaks its word.',
	Streamed: 'The fee is paid bit by bit: pay the rest before what you paid is used up, or the ' +
		'lease ends.',
	FirstReceived: 'The fee comes out of what you first receive. Until then as much is put down; ' +
		'what does not come back in time is the fee.',
};

/** What leaves the account for the fee, now. */
const nowOf = ({ payment, fee }: Purchase): bigint =>
	(payment.type === 'Streamed' ? payment.first : fee);

export function buy(of: Purchase): Action {
	const { provider, isBest, asset, size, lifetimeMs, fee, terms, payment, own } = of;
	const now = nowOf(of);
	return {
		title: 'Buy inbound liquidity',
		does: [
			`A channel opens with ${nameOf(provider)}, who puts its money in: so much you can be paid ` +
				'at once. The provider may not take it out before the end.',
			WAYS[payment.type],
			'No more is paid than this, and on no worse terms: else it is refused and costs nothing ' +
				'but the fee of the transaction.',
		],
		facts: [
			['Provider', `${nameOf(provider)}${isBest ? ', the best that is listed' : ''}`],
			['It brings', amountOf(size, asset)], ['For', roughDuration(lifetimeMs)],
			['Fee, at most', `${amountOf(fee, asset)} (${formatShare(Number((fee * MILLION) / size))})`],
			[payment.type === 'FirstReceived' ? 'Put down now' : 'Paid now', amountOf(now, asset)],
			...(own > 0n ? [['You bring', amountOf(own, asset)] as const] : []),
			['At most, out of your account', amountOf(now + own, asset)],
			['It promises to be there', formatShare(terms.uptime)],
			['It asks for payments', policyInWords(terms.policy, asset)],
			['Challenge period', roughDuration(terms.challenge_period_ms)],
		],
		holds: 'deposits for what is stored; they come back at the end',
		fails: 'the offer has changed, the provider has too little stock or bond, or the account has ' +
			'less than that',
		call: (chain) => chain.api.tx.Lsp.request_channel({
			asset: chainAsset(asset),
			request: {
				size, own, lifetime_ms: lifetimeMs, max_fee: fee,
				payment: payment.type === 'Streamed'
					? Enum('Streamed', payment.first) : Enum(payment.type),
				limits: {
					uptime: terms.uptime, policy: terms.policy,
					min_challenge_ms: terms.challenge_period_ms,
					max_challenge_ms: terms.challenge_period_ms,
				},
			},
			selection: isBest
				? Enum('Best', undefined) : Enum('Provider', chain.address(provider)),
		}),
	};
}

export const payFee = ({ channel, asset }: SeenLease, amount: bigint): Action => ({
	title: `Pay more of the fee of channel ${channel}`,
	does: ['The lease is paid for further ahead.'],
	facts: [['Amount', amountOf(amount, asset)]],
	fails: 'less than that is left to pay, or the lease is over',
	call: (chain) => chain.api.tx.Lsp.pay_fee({ channel, amount }),
});

export const renew = (
	{ channel, asset, state: { lease } }: SeenLease,
	lifetimeMs: bigint,
	fee: bigint,
): Action => ({
	title: `Renew the lease of channel ${channel}`,
	does: ['It goes on for longer, at what the provider\'s menu asks now. That is paid ahead.'],
	facts: [
		['For', roughDuration(lifetimeMs)], ['Then it ends', instant(lease.end_ms + lifetimeMs)],
		['Fee, at most', amountOf(fee, asset)],
	],
	fails: 'the provider asks more by then, has worse terms now, or something of the fee is unpaid',
	call: (chain) => chain.api.tx.Lsp.renew({ channel, lifetime_ms: lifetimeMs, max_fee: fee }),
});

export const proposeEnd = (
	{ channel, asset, isClient }: SeenLease,
	refund: bigint,
	untilMs: bigint,
): Action => ({
	title: 'Propose to end together',
	does: [`The lease ends when the other agrees. ${isClient ? 'You get' : 'The client gets'} back ` +
		'so much of what is paid ahead; the rest is the provider\'s.'],
	facts: [['Back to the client', amountOf(refund, asset)], ['It counts until', instant(untilMs)]],
	fails: 'it is more than was paid ahead, or the lease is over',
	call: (chain) => chain.api.tx.Lsp.propose_end({ channel, refund, until_ms: untilMs }),
});

export const dropProposal = ({ channel }: SeenLease, isOwn: boolean): Action => ({
	title: isOwn ? 'Take the proposal back' : 'Decline the proposal',
	does: ['The lease goes on as it was.'],
	call: (chain) => chain.api.tx.Lsp.propose_end({ channel, refund: undefined, until_ms: 0n }),
});

export const acceptEnd = ({ channel, asset, isClient }: SeenLease, refund: bigint): Action => ({
	title: 'End it together',
	does: [`The lease is over at once, and ${isClient ? 'you have' : 'the client has'} just that ` +
		'back. The channel stays open.'],
	facts: [['Back to the client', amountOf(refund, asset)]],
	fails: 'it was taken back, or its time is over',
	call: (chain) => chain.api.tx.Lsp.accept_end({ channel, refund }),
});

export const giveUp = ({ channel, asset, state: { lease, earned } }: SeenLease): Action => ({
	title: `Give up the lease of channel ${channel}`,
	does: ['The provider may take its money out of the channel from now on.'],
	facts: [['Paid, and not earned yet', amountOf(
		lease.paid + lease.received > earned ? lease.paid + lease.received - earned : 0n, asset)]],
	warning: 'What was paid ahead does not come back: it is the provider\'s. To have something ' +
		'back, propose to end together.',
	call: (chain) => chain.api.tx.Lsp.give_up({ channel }),
});

export const settle = ({ channel }: SeenLease): Action => ({
	title: `Settle the lease of channel ${channel}`,
	does: ['Its time is over: each gets what is due. The chain does it by itself, too.'],
	call: (chain) => chain.api.tx.Lsp.settle({ channel }),
});

export const claimCredit = (asset: AssetId, amount: bigint): Action => ({
	title: 'Claim what could not be paid out',
	does: ['It is paid to your account.'],
	facts: [['Amount', amountOf(amount, asset)]],
	fails: 'the account still cannot take it',
	call: (chain) => {
		const to = current.peek();
		if (!to) throw new Error('no account is chosen');
		return chain.api.tx.Lsp.claim_credit({ asset: chainAsset(asset), to: chain.address(to.id) });
	},
});

// What providers do.

const termFacts = (terms: Terms, asset: AssetId): [string, string][] => [
	['You promise to be there', formatShare(terms.uptime)],
	['You ask for payments', policyInWords(terms.policy, asset)],
	['For keeping stock, a minute', formatShare(terms.hold_ppm)],
	['Challenge period', roughDuration(terms.challenge_period_ms)], ['Region', `${terms.region}`],
];

export const register = (asset: AssetId, bond: bigint, terms: Terms): Action => ({
	title: 'Be a provider',
	does: ['Clients find you, once you have stock, a menu and what is listed of it. You answer ' +
		'with your bond: who breaks its word pays out of it.'],
	facts: [['Bond', amountOf(bond, asset)], ...termFacts(terms, asset)],
	holds: 'a deposit for what is stored; it comes back when you leave',
	fails: 'the bond is too small, or the account has less than that',
	call: (chain) => chain.api.tx.Lsp.register({ asset: chainAsset(asset), bond, terms }),
});

export const setTerms = (asset: AssetId, terms: Terms): Action => ({
	title: 'Set the terms',
	does: ['They are those of channels to come. Those that are let keep theirs.'],
	facts: termFacts(terms, asset),
	fails: 'something of the menu still binds',
	call: (chain) => chain.api.tx.Lsp.set_terms({ asset: chainAsset(asset), terms }),
});

type Move = 'stock' | 'unstock' | 'addBond' | 'withdrawBond';

const MOVES: Record<Move, readonly [string, string, string]> = {
	stock: ['Bring stock', 'It can be let from now on.', 'the account has less than that'],
	unstock: ['Take stock out', 'It comes back to your account. What is let or kept for somebody ' +
		'stays.', 'less than that is free'],
	addBond: ['Bring bond', 'You can let more, and answer with more.',
		'the account has less than that'],
	withdrawBond: ['Take bond out', 'It comes back to your account.',
		'something still stands on it, or less than the least would be left'],
};

export function move(kind: Move, asset: AssetId, amount: bigint): Action {
	const [title, does, fails] = MOVES[kind];
	const args = { asset: chainAsset(asset), amount };
	return {
		title, does: [does], fails, facts: [['Amount', amountOf(amount, asset)]],
		call: ({ api: { tx: { Lsp } } }) => {
			switch (kind) {
				case 'stock': return Lsp.stock(args);
				case 'unstock': return Lsp.unstock(args);
				case 'addBond': return Lsp.add_bond(args);
				default: return Lsp.withdraw_bond(args);
			}
		},
	};
}

/** One line of a menu in words. */
export const itemInWords = (item: Item, asset: AssetId): string =>
	`${amountOf(item.min_fee, asset)} or ${formatShare(item.ppm)}, for ` +
	`${amountOf(item.min_size, asset)} to ${amountOf(item.max_size, asset)}, up to ` +
	roughDuration(item.lifetime_ms);

/** A menu from the cheaper to the dearer, as the chain wants it. */
export const sorted = (menu: readonly Item[]): Item[] => [...menu].sort((one, other) =>
	(one.min_fee === other.min_fee
		? one.ppm - other.ppm : one.min_fee < other.min_fee ? -1 : 1));

export const setMenu = (asset: AssetId, menu: readonly Item[], added: Item): Action => ({
	title: 'Add to the menu',
	does: ['Anybody can have a channel of you at this price until then. It cannot be taken back ' +
		'before: a short one, renewed often, follows the market.'],
	facts: [['Fee', itemInWords(added, asset)], ['It binds until', instant(added.valid_until_ms)],
		['Lines of the menu', `${menu.length + 1}`]],
	fails: 'another line is as cheap in one and dearer in the other, or the menu is full',
	call: (chain) => chain.api.tx.Lsp.set_menu({
		asset: chainAsset(asset), menu: sorted([...menu, added]),
	}),
});

export const list = (asset: AssetId, item: number, wish: Wish): Action => {
	const place = placeOf(wish.size, wish.lifetimeMs);
	return {
		title: 'List an offer',
		does: ['Who looks for a channel of about this size and time finds it, among the best.'],
		facts: [['Sizes', `${amountOf(2n ** BigInt(place.class), asset)} to ` +
			amountOf(2n ** BigInt(place.class + 1) - 1n, asset)],
		['Line of the menu', `${item + 1}`]],
		holds: 'a deposit for what is stored; it comes back when it is taken off',
		fails: 'the line is not for all of these sizes, or stock or bond are too little for the ' +
			'largest',
		call: (chain) => chain.api.tx.Lsp.list({
			asset: chainAsset(asset), item, place: { ...place },
		}),
	};
};

export const delist = (asset: AssetId, { shelf: { place } }: Listing): Action => ({
	title: 'Take an offer off',
	does: ['It is found no longer. The menu stays as it is.'],
	call: (chain) => {
		const own = current.peek();
		if (!own) throw new Error('no account is chosen');
		return chain.api.tx.Lsp.delist({
			asset: chainAsset(asset), provider: chain.address(own.id), place,
		});
	},
});

export const beat = (asset: AssetId): Action => ({
	title: 'Show that you are there',
	does: ['It names the newest final block. Who shows it too seldom is taken for away.'],
	call: async (chain) => {
		const { number, hash } = await chain.client.getFinalizedBlock();
		return chain.api.tx.Lsp.beat({ asset: chainAsset(asset), number, hash });
	},
});

export const collect = (asset: AssetId, leases: readonly SeenLease[]): Action => ({
	title: 'Pay out what is earned',
	does: ['What leases that are over have earned, and these up to now, is paid to your account.'],
	facts: [['Leases that go on', `${leases.length}`]],
	fails: 'nothing is earned',
	call: (chain) => chain.api.tx.Lsp.collect({
		asset: chainAsset(asset), channels: leases.map(({ channel }) => channel),
	}),
});

export const leave = (asset: AssetId): Action => ({
	title: 'Be no provider any more',
	does: ['Stock, bond and what is earned come back to your account.'],
	fails: 'something is let, kept for somebody, or of the menu still binds',
	call: (chain) => chain.api.tx.Lsp.leave({ asset: chainAsset(asset) }),
});
