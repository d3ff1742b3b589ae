// The same chain through polkadot-api, without generated code.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient, Enum } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { getWsProvider } from 'polkadot-api/ws';
import { Keyring } from '@polkadot/keyring';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import WebSocket from 'ws';
import { startNode, within } from './lib/node.mjs';
import * as off from './lib/state.mjs';

const COIN = 10n ** 12n;
/** A development chain finalises as it seals: more than this is a client that hangs. */
const FINAL_MS = 15_000;
const NATIVE = Enum('Native');

await cryptoWaitReady();
const keyring = new Keyring({ type: 'sr25519' });
const [alice, bob] = ['//Alice', '//Bob'].map((uri) => keyring.createFromUri(uri));
const signers = new Map([alice, bob].map((pair) => [
	pair,
	getPolkadotSigner(pair.publicKey, 'Sr25519', (bytes) => pair.sign(bytes)),
]));

let node;
let client;
let api;

before(async () => {
	node = await startNode();
	// Node 20 has no WebSocket of its own.
	client = createClient(getWsProvider(node.url, { websocketClass: WebSocket }));
	api = client.getUnsafeApi();
});
after(() => client?.destroy());

async function submit(pair, tx) {
	const result = await within(FINAL_MS, 'the transaction is final', tx.signAndSubmit(signers.get(pair)));
	assert.ok(result.ok, JSON.stringify(result.dispatchError, (_, value) =>
		typeof value === 'bigint' ? value.toString() : value));
	const ofChannels = result.events.filter(({ type }) => type === 'Channels');
	return ofChannels.map(({ value }) => value);
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
		'the runtime API': await api.apis.ChannelsApi.channel(id),
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

	// The chain itself says what is to be signed: the same bytes as the off-chain code.
	const genesis = await client._request('chain_getBlockHash', [0]);
	const net = { payer: Enum('Counterparty'), amount: 0n };
	const message = Enum('Close', { version: 1n, net });
	const bytes = off.payload(genesis, id, { close: { version: 1n, net: off.netTransfer(0n) } });
	for (const answer of [
		await api.apis.ChannelsApi.payload(id, Enum('Close', { version: 1n, net: { payer: Enum('Opener'), amount: 0n } })),
		await api.view.Channels.payload(id, Enum('Close', { version: 1n, net: { payer: Enum('Opener'), amount: 0n } })),
	]) {
		assert.deepEqual(Uint8Array.from(answer.asBytes?.() ?? answer), bytes);
	}
});

test('a view of nothing is nothing', async () => {
	assert.equal(await api.view.Channels.channel(999n), undefined);
	assert.equal(await api.apis.ChannelsApi.channel(999n), undefined);
	assert.equal(await api.view.Channels.credit(alice.address, NATIVE), 0n);
});

test('an error has its name', async () => {
	const tx = api.tx.Channels.pay({ channel: 999n, amount: 1n });
	const result = await within(FINAL_MS, 'the transaction is final', tx.signAndSubmit(signers.get(bob)));
	assert.equal(result.ok, false);
	assert.equal(result.dispatchError.type, 'Module');
	assert.equal(result.dispatchError.value.type, 'Channels');
	assert.equal(result.dispatchError.value.value.type, 'NotFound');
});
