// What can be done with watchtowers: in words, with its cost, as a call.

import { formatRate, formatShare, lastsMs } from '@lightning-bloc/sdk/amounts';
import { coSignedState, toChainAsset, toChainSignature } from '@lightning-bloc/sdk/chain';
import type { CoSigned, State } from '@lightning-bloc/sdk/channel';
import type { SignedReceipt } from '@lightning-bloc/sdk/towers';
import { current, nameOf } from '../chain/accounts.js';
import { assetOf, currencyOf, type AssetId } from '../chain/assets.js';
import { Enum } from '../chain/enums.js';
import { sideEnum, type SeenTower, type SeenWatch } from '../chain/towers.js';
import type { AccountId } from '../lib/fields.js';
import { exactAmount, instant, roughDuration, shortHash } from '../lib/text.js';
import type { Action } from '../tx/action.js';

type Hash = `0x${string}`;
const amountOf = (amount: bigint, asset: AssetId) => exactAmount(amount, currencyOf(asset));
const chainAsset = (asset: AssetId) => toChainAsset(assetOf(asset));

/** On what terms a tower is hired. */
export interface Terms {
	/** In 10⁻¹² units a second. */
	readonly rate: bigint;
	readonly cover: bigint;
	readonly response_ms: bigint;
}

const termFacts = ({ rate, cover, response_ms: response }: Terms, asset: AssetId) => [
	['Costs', formatRate(rate, currencyOf(asset), 'month')],
	['Answers for up to', amountOf(cover, asset)],
	['Once it is its turn, within', roughDuration(response)],
] as [string, string][];

export function hire(
	channel: bigint,
	{ id, owner, asset, state: { tower: { terms } } }: SeenTower,
	deposit: bigint,
): Action {
	const lasts = lastsMs(deposit, terms.rate);
	return {
		title: `Hire tower ${id}`,
		does: [
			`It watches your side of channel ${channel}: if the other closes with an old state, it ` +
				'shows the newest that you sent it. It comes after those that you have hired before.',
			'It knows only what you send it: have it sign a receipt for each new state.',
		],
		facts: [
			['Channel', `${channel}`], ['Tower', `${id}, of ${nameOf(owner)}`],
			...termFacts(terms, asset),
			['You put down', amountOf(deposit, asset)],
			['It lasts', lasts === undefined ? 'for ever' : roughDuration(lasts)],
			['At most, out of your account', amountOf(deposit, asset)],
		],
		holds: 'with the first tower of a channel, a deposit for what is stored; it comes back',
		fails: 'its terms are worse by then, it has no room or bond left, all of your towers ' +
			'together are too slow for the challenge period, or the deposit is too small',
		call: (chain) => chain.api.tx.Watchtowers.hire({
			channel, tower: id, deposit, accepts: { ...terms },
		}),
	};
}

export const topUp = (
	{ channel, side, asset }: SeenWatch,
	tower: bigint,
	rate: bigint,
	amount: bigint,
): Action => ({
	title: `Pay tower ${tower} for longer`,
	does: ['It is paid out of that by the second; the rest comes back in the end.'],
	facts: [['Channel', `${channel}`], ['Amount', amountOf(amount, asset)],
		['Longer by', roughDuration(lastsMs(amount, rate) ?? 0n)]],
	fails: 'the account has less than that and the fee, or the hire is over',
	call: (chain) => chain.api.tx.Watchtowers.top_up({
		channel, side: sideEnum(side), tower, amount,
	}),
});

export const dismiss = ({ channel }: SeenWatch, tower: bigint): Action => ({
	title: `Send tower ${tower} away`,
	does: ['It watches no longer, and what it has not earned comes back.'],
	facts: [['Channel', `${channel}`]],
	warning: 'From then on it answers for nothing. While nobody watches, look in at least once in ' +
		'each challenge period yourself.',
	fails: 'the channel is being closed, or something is demanded of it',
	call: (chain) => chain.api.tx.Watchtowers.dismiss({ channel, tower }),
});

export const reorder = ({ channel }: SeenWatch, order: readonly bigint[]): Action => ({
	title: 'Change the order',
	does: ['The first answers first; each other one if those before it have not in their time, or ' +
		'are silent.'],
	facts: [['Channel', `${channel}`], ['Order', order.join(', ')]],
	fails: 'the channel is being closed',
	call: (chain) => chain.api.tx.Watchtowers.reorder({ channel, order: [...order] }),
});

export const end = ({ channel, side }: SeenWatch): Action => ({
	title: 'End what is over',
	does: ['Hires that are over end, and deposits come back. The chain does it by itself, too.'],
	fails: 'nothing is over yet',
	call: (chain) => chain.api.tx.Watchtowers.end({ channel, side: sideEnum(side) }),
});

export const postState = ({ channel }: SeenWatch, state: CoSigned<State>): Action => ({
	title: 'Put the newest state on the chain',
	does: ['All of your towers are bound by it from now on, without receipts: for when they do not ' +
		'answer.'],
	facts: [['Channel', `${channel}`], ['State', `${state.body.version}`]],
	holds: 'a deposit for what is kept; it comes back',
	warning: 'Everybody sees how the channel is divided.',
	fails: 'a newer one is there already',
	call: (chain) => chain.api.tx.Watchtowers.post_state({
		channel, state: coSignedState(state),
	}),
});

/** A receipt in the chain's form. */
export const chainReceipt = ({ receipt, signature }: SignedReceipt) => ({
	receipt: {
		channel: receipt.channel, side: sideEnum(receipt.side), tower: receipt.tower,
		hire: receipt.hire, base_version: receipt.baseVersion, version: receipt.version,
		state: receipt.state, preimages: receipt.preimages, backup: receipt.backup,
		accepted_ms: receipt.acceptedMs,
	},
	signature: toChainSignature(signature),
});

const receiptFacts = ({ receipt }: SignedReceipt): [string, string][] => [
	['Channel', `${receipt.channel}`], ['Tower', `${receipt.tower}`],
	['State', `${receipt.version}`], ['Signed for', instant(receipt.acceptedMs)],
];

export const proveMiss = (signed: SignedReceipt, state: CoSigned<State>): Action => ({
	title: 'Prove a miss',
	does: ['The tower signed for a newer state than the one that counted, and you lost by it: you ' +
		'are paid your loss out of its bond, up to its cover.'],
	facts: receiptFacts(signed),
	fails: 'the receipt does not hold, you lost nothing by it, or the time for claims is over',
	call: (chain) => chain.api.tx.Watchtowers.prove_miss({
		channel: signed.receipt.channel, side: sideEnum(signed.receipt.side),
		evidence: Enum('Receipt', { signed: chainReceipt(signed), named: [] }),
		state: coSignedState(state),
	}),
});

export const proveLate = (signed: SignedReceipt): Action => ({
	title: 'Prove that it was late',
	does: ['Somebody else had to answer when its time was over. It costs the tower a part of its ' +
		'score; nobody is paid.'],
	facts: receiptFacts(signed), fails: 'it was not late, or that is counted already',
	call: (chain) => chain.api.tx.Watchtowers.prove_late({ signed: chainReceipt(signed) }),
});

export const proveFalse = (signed: SignedReceipt): Action => ({
	title: 'Prove a false report',
	does: ['It presented an older state than it had signed for. It costs the tower a part of its ' +
		'score; nobody is paid.'],
	facts: receiptFacts(signed), fails: 'it did not, or that is counted already',
	call: (chain) => chain.api.tx.Watchtowers.prove_false({ signed: chainReceipt(signed) }),
});

export const demand = (signed: SignedReceipt): Action => ({
	title: 'Demand the backup',
	does: ['The tower has to publish what you left with it, sealed. If it does not in its time, ' +
		'its whole cover is yours. Ask it off chain first.'],
	facts: [...receiptFacts(signed), ['Backup', shortHash(signed.receipt.backup)]],
	holds: 'something is put down: the tower\'s if it answers, else it comes back',
	fails: 'the hire or your deposit do not last for as long, or something is demanded already',
	call: (chain) => chain.api.tx.Watchtowers.demand({ signed: chainReceipt(signed) }),
});

export const claimCredit = (asset: AssetId, amount: bigint): Action => ({
	title: 'Claim what could not be paid out',
	does: ['It is paid to your account.'],
	facts: [['Amount', amountOf(amount, asset)]],
	fails: 'the account still cannot take it',
	call: (chain) => {
		const to = current.peek();
		if (!to) throw new Error('no account is chosen');
		return chain.api.tx.Watchtowers.claim_credit({
			asset: chainAsset(asset), to: chain.address(to.id),
		});
	},
});

// What owners of towers do.

/** A tower to be registered. */
export interface Registration {
	readonly asset: AssetId;
	readonly bond: bigint;
	readonly key: AccountId;
	readonly terms: Terms;
	readonly region: number;
	readonly uptimePpm: number;
	readonly sealingKey: Hash;
	readonly contact: string;
}

export const register = (of: Registration): Action => ({
	title: 'Register a tower',
	does: ['Clients can hire it from now on. It answers with its bond for what its key signs: run ' +
		'one that is awake.'],
	facts: [
		['Bond', amountOf(of.bond, of.asset)], ...termFacts(of.terms, of.asset),
		['Promises to be there', formatShare(of.uptimePpm)], ['Key that signs', nameOf(of.key)],
		['To be reached at', of.contact],
	],
	holds: 'a deposit for what is stored; it comes back when the tower is retired',
	fails: 'the bond is too small, or you have a tower in this currency',
	call: (chain) => chain.api.tx.Watchtowers.register({
		asset: chainAsset(of.asset), bond: of.bond, key: chain.address(of.key), terms: { ...of.terms },
		profile: {
			region: of.region, sealing_key: of.sealingKey, uptime_ppm: of.uptimePpm,
			contact: new TextEncoder().encode(of.contact),
		},
	}),
});

export const beat = ({ id }: SeenTower): Action => ({
	title: `Tower ${id} is there`,
	does: ['It names the newest final block. A tower that does not for too long is silent: it is ' +
		'not paid, and it is the turn of the next.'],
	call: async (chain) => {
		const { number, hash } = await chain.client.getFinalizedBlock();
		return chain.api.tx.Watchtowers.beat({ tower: id, number, hash });
	},
});

export const collect = ({ id, asset, state }: SeenTower): Action => ({
	title: `Pay out what tower ${id} has earned`,
	does: ['It goes to the owner of the tower.'],
	facts: [['Amount, about', amountOf(state.collectable, asset)]],
	fails: 'nothing is earned',
	call: (chain) => chain.api.tx.Watchtowers.collect({ tower: id }),
});

export const bond = ({ id, asset }: SeenTower, isOut: boolean, amount: bigint): Action => ({
	title: isOut ? `Take bond out of tower ${id}` : `Add to the bond of tower ${id}`,
	does: [isOut ? 'What no hire counts on comes back to your account.' : 'It can watch more.'],
	facts: [['Amount', amountOf(amount, asset)]],
	fails: isOut ? 'hires count on it, or less than the least would be left'
		: 'the account has less than that',
	call: ({ api: { tx: { Watchtowers } } }) => (isOut
		? Watchtowers.withdraw_bond({ tower: id, amount })
		: Watchtowers.add_bond({ tower: id, amount })),
});

export const setTerms = ({ id, asset }: SeenTower, terms: Terms): Action => ({
	title: `Terms of tower ${id}`,
	does: ['They are those of whoever hires it from now on. Who has hired it keeps those of then.'],
	facts: termFacts(terms, asset),
	call: (chain) => chain.api.tx.Watchtowers.set_terms({ tower: id, terms: { ...terms } }),
});

export const leave = ({ id }: SeenTower, noticeMs: bigint): Action => ({
	title: `Tower ${id} leaves`,
	does: [`Nobody can hire it any more. After ${roughDuration(noticeMs)} it may be retired, and ` +
		'you have all of its bond back that nothing is claimed of.'],
	warning: 'It cannot be taken back.',
	call: (chain) => chain.api.tx.Watchtowers.leave({ tower: id }),
});

export const retire = ({ id }: SeenTower): Action => ({
	title: `Retire tower ${id}`,
	does: ['Its bond and what it has earned come back to your account.'],
	fails: 'its time is not over, or something can still be claimed of it',
	call: (chain) => chain.api.tx.Watchtowers.retire({ tower: id }),
});
