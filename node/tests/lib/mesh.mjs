// Channels with ledger balances, and a model beside them: what is to move is moved in the model, and
// then the chain has to say the same, to the unit.

import assert from 'node:assert/strict';
import { channelOf, find, NATIVE, succeed } from './chain.mjs';

const MILLION = 1_000_000n;
const MAX_U128 = 2n ** 128n - 1n;

/** The largest size of a payment: whoever ends one says how large it is at the most. */
export const LARGEST = { parts: 16, hops: 128 };

/** On which terms a party forwards, with what is not said left at nothing asked and nothing barred. */
export const terms = (asked) => ({
	baseFee: 0n,
	feePpm: 0n,
	inboundBaseFee: 0n,
	inboundFeePpm: 0n,
	minAmount: 1n,
	maxAmount: MAX_U128,
	reserve: 0n,
	maxLocked: null,
	holdPpm: 0,
	enabled: true,
	...asked,
});

/**
 * What a party keeps of a payment of which it lets `amount` leave: by its terms in the channel over
 * which that leaves, and by those in the channel over which the payment came.
 */
export function forwardFee(outgoing, incoming, amount) {
	const outbound = outgoing.baseFee + (amount * outgoing.feePpm) / MILLION;
	// Both divisions round towards zero, as the chain has it.
	const inbound = incoming.inboundBaseFee + ((amount + outbound) * incoming.inboundFeePpm) / MILLION;
	const fee = outbound + inbound;
	return fee > 0n ? fee : 0n;
}

/** Routes or cycles as the chain tells them, in plain values: as calls take them, too. */
export const plain = (routes) => routes.map((route) =>
	route.map(({ channel, amount }) => ({ channel: channel.toBigInt(), amount: amount.toBigInt() })));

/** What arrives over routes. */
export const arrives = (routes) => routes.reduce((sum, route) => sum + route.at(-1).amount, 0n);

/** What the parties in between keep of them. */
export const feeOf = (routes) =>
	routes.reduce((sum, route) => sum + route[0].amount - route.at(-1).amount, 0n);

export class Mesh {
	#api;
	#periodMs;
	#channels = new Map();

	constructor(api) {
		this.#api = api;
		this.#periodMs = api.consts.channels.minChallengePeriodMs.toNumber();
	}

	/** Opens a channel in the native coin with these ledger balances. Answers with its id. */
	async open([opener, counterparty], [first, second]) {
		const { channels } = this.#api.tx;
		const open = channels.open(counterparty.address, NATIVE, first, this.#periodMs);
		const id = find(await succeed(this.#api, opener, open), 'Opened').channel.toBigInt();
		if (second > 0n) await succeed(this.#api, counterparty, channels.deposit(id, second));
		const parties = [opener.address, counterparty.address];
		const channel = { parties, free: [first, second], locked: [0n, 0n], terms: [] };
		this.#channels.set(id, channel);
		return id;
	}

	/** Has a party forward over its side of a channel on these terms. */
	async forward(who, id, asked) {
		const whole = terms(asked);
		await succeed(this.#api, who, this.#api.tx.channels.setPolicy(id, whole));
		const { parties, terms: all } = this.#channels.get(id);
		all[parties.indexOf(who.address)] = whole;
	}

	/** The route over these channels that brings `amount`, and each in between what it asks for. */
	route(payer, ids, amount) {
		const forwarders = [];
		for (let at = 0, who = payer.address; at + 1 < ids.length; at += 1) {
			const { parties } = this.#channels.get(ids[at]);
			who = parties.find((party) => party !== who);
			forwarders.push(who);
		}
		const hops = [];
		let carried = amount;
		for (let at = ids.length - 1; at >= 0; at -= 1) {
			hops.unshift({ channel: ids[at], amount: carried });
			if (at === 0) break;
			const [outgoing, incoming] = [ids[at], ids[at - 1]].map((id) => {
				const { parties, terms: all } = this.#channels.get(id);
				return all[parties.indexOf(forwarders[at - 1])] ?? terms();
			});
			carried += forwardFee(outgoing, incoming, carried);
		}
		return hops;
	}

	/** Takes what goes over the routes from a place of each payer and adds it to one of `receiver`. */
	#move(payer, routes, from, [to, receiver]) {
		for (const route of routes) {
			let who = payer.address;
			for (const { channel: id, amount } of route) {
				const channel = this.#channels.get(id);
				const side = channel.parties.indexOf(who);
				channel[from][side] -= amount;
				channel[to][receiver === 'payer' ? side : 1 - side] += amount;
				who = channel.parties[1 - side];
			}
		}
	}

	lock(payer, routes) {
		this.#move(payer, routes, 'free', ['locked', 'payer']);
	}

	settle(payer, routes) {
		this.#move(payer, routes, 'locked', ['free', 'payee']);
	}

	release(payer, routes) {
		this.#move(payer, routes, 'locked', ['free', 'payer']);
	}

	/** A payment without locks. */
	pay(payer, routes) {
		this.#move(payer, routes, 'free', ['free', 'payee']);
	}

	/** Pays in one channel, on chain and in the model. */
	async payIn(payer, channel, amount) {
		await succeed(this.#api, payer, this.#api.tx.channels.pay(channel, amount));
		this.pay(payer, [[{ channel, amount }]]);
	}

	/** What a party has in a channel, locked or free. */
	has({ address }, id) {
		const { parties, free, locked } = this.#channels.get(id);
		const side = parties.indexOf(address);
		return side < 0 ? 0n : free[side] + locked[side];
	}

	/** What a party has in all of them. */
	sum(who) {
		return [...this.#channels.keys()].reduce((sum, id) => sum + this.has(who, id), 0n);
	}

	/** Does the chain say the same? */
	async check(when) {
		for (const [id, { free, locked }] of this.#channels) {
			const { ledger } = await channelOf(this.#api, id);
			const sides = [ledger.opener, ledger.counterparty];
			const found = {
				free: sides.map((side) => side.free.toBigInt()),
				locked: sides.map((side) => side.locked.toBigInt()),
			};
			assert.deepEqual(found, { free, locked }, `${when}: channel ${id}`);
		}
	}
}
