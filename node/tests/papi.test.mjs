// The same chain through polkadot-api, without generated code.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { inspect } from 'node:util';
import { createClient, Enum } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { getWsProvider } from 'polkadot-api/ws';
import { Keyring } from '@polkadot/keyring';
import { u8aToHex } from '@polkadot/util';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import WebSocket from 'ws';
import { atEnd, startNode, within } from './lib/node.mjs';
import * as off from './lib/state.mjs';

const COIN = 10n ** 12n;
/** A development chain finalises as it seals: more than this is a client that hangs. */
const FINAL_MS = 15_000;
const NATIVE = Enum('Native');

await cryptoWaitReady();
const keyring = new Keyring({ type: 'sr25519' });
const [alice, bob] = ['//Alice', '//Bob'].map((uri) => keyring.createFromUri(uri));

const signer = (pair) => getPolkadotSigner(pair.publicKey, 'Sr25519', (bytes) => pair.sign(bytes));

let node;
let client;
let api;

before(async () => {
	node = await startNode();
	// Node 20 has no WebSocket of its own.
	client = createClient(getWsProvider(node.url, { websocketClass: WebSocket }));
	api = client.getUnsafeApi();
});
atEnd(() => client?.destroy());

/** Signs and sends; a transaction resolves when it is final, which must not take long. */
const send = (pair, tx) =>
	within(FINAL_MS, 'the transaction is final', tx.signAndSubmit(signer(pair)));

/** A transaction that has to succeed. Answers with the pallet's events. */
async function submit(pair, tx) {
	const { ok, dispatchError, events } = await send(pair, tx);
	assert.ok(ok, inspect(dispatchError, { depth: 5 }));
	return events.filter(({ type }) => type === 'Channels').map(({ value }) => value);
}

test('there is metadata V16, with the view functions', async () => {
	const versions = await node.rpc('state_call', 'Metadata_metadata_versions', '0x');
	// A SCALE vector of u32, of less than 64 items.
	const list = Buffer.from(versions.slice(2), 'hex').subarray(1);
	const known = Array.from({ length: list.length / 4 }, (_, index) => list.readUInt32LE(4 * index));
	assert.ok(known.includes(16), `${known}`);
	const v16 = await node.rpc('state_call', 'Metadata_metadata_at_version', '0x10000000');
	// Some, a length, then what all metadata begins with, and its version.
	assert.match(v16.slice(0, 40), /6d65746110/);
});

test('a channel lives and dies, and is read in every way there is', async () => {
	const { Channels } = api.tx;
	const period = await api.constants.Channels.MinChallengePeriodMs();
	const [opened] = await submit(alice, Channels.open({
		counterparty: bob.address, asset: NATIVE, amount: 10n * COIN, challenge_period_ms: period,
	}));
	assert.equal(opened.type, 'Opened');
	const id = opened.value.channel;
	const [paid] = await submit(alice, Channels.pay({ channel: id, amount: 3n * COIN }));
	assert.equal(paid.type, 'Paid');
	assert.equal(paid.value.payer.type, 'Opener');
	await submit(alice, Channels.commit({ channel: id, amount: 5n * COIN }));

	const read = {
		'the view function': await api.view.Channels.channel(id),
		storage: (await api.query.Channels.Channels.getValue(id)).channel,
	};
	for (const [how, channel] of Object.entries(read)) {
		assert.equal(channel.parties.opener, alice.address, how);
		assert.equal(channel.parties.counterparty, bob.address, how);
		assert.equal(channel.phase.type, 'Open', how);
		assert.equal(channel.ledger.opener.free, 2n * COIN, how);
		assert.equal(channel.ledger.counterparty.free, 3n * COIN, how);
		assert.deepEqual(channel.committed, { opener: 5n * COIN, counterparty: 0n }, how);
		assert.equal(channel.challenge_period_ms, period, how);
	}
	for (const { address } of [alice, bob]) {
		assert.deepEqual(await api.apis.ChannelsApi.channels_of(address, undefined, 10), [id]);
		assert.deepEqual(await api.view.Channels.channels_of(address, undefined, 10), [id]);
	}

	// The chain says itself what is to be signed: the same bytes as the off-chain code.
	const { genesisHash } = await client.getChainSpecData();
	const validUntilMs = off.soon();
	const close = { version: 1, net: off.netTransfer(4n * COIN), validUntilMs };
	const bytes = off.payload(genesisHash, id, { close });
	const net = { payer: Enum('Opener'), amount: 4n * COIN };
	const body = { version: 1n, net, valid_until_ms: BigInt(validUntilMs) };
	assert.deepEqual(await api.apis.ChannelsApi.payload(id, Enum('Close', body)), bytes);
	assert.deepEqual(await api.view.Channels.payload(id, Enum('Close', body)), bytes);

	const signature = (pair) => Enum('Sr25519', u8aToHex(pair.sign(bytes)));
	const signatures = { opener: signature(alice), counterparty: signature(bob) };
	const events = await submit(bob, Channels.close({ channel: id, close: { body, signatures } }));
	assert.deepEqual(events.map(({ type }) => type), ['Settled', 'Closed']);
	assert.deepEqual(events[0].value.paid, { opener: 3n * COIN, counterparty: 7n * COIN });
	assert.equal(await api.view.Channels.channel(id), undefined);
});

test('a view of nothing is nothing', async () => {
	assert.equal(await api.view.Channels.channel(999n), undefined);
	assert.equal(await api.query.Channels.Channels.getValue(999n), undefined);
	assert.equal(await api.view.Channels.credit(alice.address, NATIVE), 0n);
});

test('an error has its name', async () => {
	const { ok, dispatchError } = await send(bob, api.tx.Channels.pay({ channel: 999n, amount: 1n }));
	assert.equal(ok, false);
	const { type, value: error } = dispatchError;
	assert.deepEqual([type, error.type, error.value.type], ['Module', 'Channels', 'NotFound']);
});
