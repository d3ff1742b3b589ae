// A chain as the tests see it through @polkadot/api: transactions with what came of them, and
// balances to the unit.

import assert from 'node:assert/strict';
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import { atEnd, until, within } from './node.mjs';

const CONNECT_MS = 30_000;
const FINAL_MS = 60_000;

const keyring = new Keyring({ type: 'sr25519' });
const clients = new Set();

atEnd(() => Promise.all([...clients].map((client) => client.disconnect())));

/** The key pair of a well-known development account. */
export const account = (name, type = 'sr25519') => keyring.createFromUri(`//${name}`, {}, type);

export const NATIVE = 'Native';
/** The asset that every development account has a million of. */
export const TEST_DOLLAR = { WithId: 1 };

/** A client of a node, which ends with the tests. */
export async function connect(node) {
	const provider = new WsProvider(node.url, 1_000);
	const api = new ApiPromise({ provider, noInitWarn: true });
	// Also one that never connects is to end: it tries for ever.
	clients.add(api);
	return within(CONNECT_MS, 'the client connects', api.isReadyOrError);
}

/** Ends a client before the tests end, as before its node is killed. */
export async function disconnect(api) {
	clients.delete(api);
	await api.disconnect();
}

/** The name of an error: `channels.NotParty`. */
export function nameOf(api, error) {
	if (!error.isModule) return error.toString();
	const { section, name } = api.registry.findMetaError(error.asModule);
	return `${section}.${name}`;
}

function watch(api, signer, call, options) {
	return new Promise((resolve, reject) => {
		call.signAndSend(signer, options, ({ status, events, dispatchError, isError }) => {
			if (status.isFinalized) {
				const error = dispatchError && nameOf(api, dispatchError);
				const list = events.map(({ event }) => event);
				resolve({ block: status.asFinalized.toHex(), events: list, error });
			} else if (isError) {
				reject(new Error(`the transaction is ${status.type}`));
			}
		}).catch(reject);
	});
}

const lastOf = new Map();

/** Signs and sends a call, and waits until it is final. One after the other for each account. */
export function submit(api, signer, call) {
	const name = `${call.method.section}.${call.method.method} is final`;
	const line = `${signer.address} on ${api.genesisHash}`;
	const before = lastOf.get(line) ?? Promise.resolve();
	const result = before.then(() => within(FINAL_MS, name, watch(api, signer, call, { nonce: -1 })));
	lastOf.set(line, result.catch(() => {}));
	return result;
}

/** As `submit`, where the call has to succeed. Answers with the events. */
export async function succeed(api, signer, call) {
	const { error, events, block } = await submit(api, signer, call);
	assert.equal(error, undefined, `${call.method.section}.${call.method.method}: ${error}`);
	return Object.assign(events, { block });
}

/** The error of an urgent call, which is refused before it is included: by the number of it. */
export function barredBy(api, { method: { section } }, refusal) {
	const code = /Custom error: (\d+)/.exec(refusal.message)?.[1];
	if (code === undefined) throw refusal;
	const of = Object.entries(api.errors[section]).find(([, { meta }]) => meta.index.toString() === code);
	return `${section}.${of?.[0]}`;
}

/** Sends a call that has to be refused with this error, as `channels.NotParty`. */
export async function refused(api, signer, call, name) {
	const barred = (refusal) => barredBy(api, call, refusal);
	const error = await submit(api, signer, call).then(({ error }) => error, barred);
	assert.equal(error, name, `${call.method.section}.${call.method.method}`);
}

/** The data of the only event of a kind, as `find(events, 'Opened')`. */
export function find(events, method, section = 'channels') {
	const found = events.filter((event) => event.section === section && event.method === method);
	assert.equal(found.length, 1, `there is one ${section}.${method}`);
	return found[0].data;
}

/** What an account has of an asset, held or free. */
export async function balance(api, address, asset = NATIVE) {
	if (asset === NATIVE) {
		const { data } = await api.query.system.account(address);
		return data.free.toBigInt() + data.reserved.toBigInt();
	}
	const found = await api.query.assets.account(asset.WithId, address);
	return found.isSome ? found.unwrap().balance.toBigInt() : 0n;
}

/** The deposits held of an account, by reason. */
export async function holds(api, address) {
	const list = await api.query.balances.holds(address);
	return list.map(({ id, amount }) => [id.toString(), amount.toBigInt()]);
}

/** The chain's last final block. */
export async function finalized(api) {
	const hash = await api.rpc.chain.getFinalizedHead();
	const { number } = await api.rpc.chain.getHeader(hash);
	return { hash: hash.toHex(), number: number.toNumber() };
}

/** The events of the blocks after `from`, up to the last final one, with block and phase. */
export async function eventsAfter(api, from) {
	const all = [];
	const { number: last } = await finalized(api);
	for (let number = from + 1; number <= last; number += 1) {
		const hash = await api.rpc.chain.getBlockHash(number);
		const { events } = (await api.at(hash)).query.system;
		for (const { event, phase } of await events()) all.push({ event, phase, number });
	}
	return all;
}

/** Waits until blocks after `from` tell of it, and answers with what they tell, the oldest first. */
export async function hears(api, from, [section, method], wanted = () => true, count = 1, ms = 40_000) {
	let found = [];
	await until(ms, `${count} ${section}.${method}`, async () => {
		found = (await eventsAfter(api, from)).filter(({ event }) =>
			event.section === section && event.method === method && wanted(event.data));
		return found.length >= count;
	}, 500);
	return found;
}

/** What an account paid in fees, from such events. */
export function feesOf(address, records) {
	return records
		.map(({ event }) => event)
		.filter((event) => event.method === 'TransactionFeePaid' && event.data.who.eq(address))
		.reduce((sum, { data }) => sum + data.actualFee.toBigInt() + data.tip.toBigInt(), 0n);
}

/** The chain's clock, in Unix milliseconds. */
export const nowMs = async (api) => (await api.query.timestamp.now()).toNumber();

/** The time of the block with this hash. */
export const timeOf = async (api, hash) => (await (await api.at(hash)).query.timestamp.now()).toNumber();

/** The number of the block with this hash. */
export const numberOf = async (api, hash) => (await api.rpc.chain.getHeader(hash)).number.toNumber();

/** A channel as it is in storage, or `undefined`. */
export async function channelOf(api, id) {
	const record = await api.query.channels.channels(id);
	return record.isSome ? record.unwrap().channel : undefined;
}

/** Waits until a channel is gone. */
export function gone(api, id, ms) {
	const what = `channel ${id} is gone`;
	return until(ms, what, async () => (await channelOf(api, id)) === undefined, 500);
}

/** Opens a channel that both parties have committed these amounts to. Answers with its id. */
export async function openCommitted(api, asset, [opener, counterparty], amounts, periodMs) {
	const { channels } = api.tx;
	const [first, second] = amounts;
	const open = channels.open(counterparty.address, asset, first, periodMs);
	const id = find(await succeed(api, opener, open), 'Opened').channel.toBigInt();
	await succeed(api, counterparty, channels.deposit(id, second));
	await Promise.all([
		succeed(api, opener, channels.commit(id, first)),
		succeed(api, counterparty, channels.commit(id, second)),
	]);
	return id;
}
