// The book's first channel, as a program: opened, paid through off chain, and closed by both.
//
//   npm ci && node examples/first-channel.mjs [ws://127.0.0.1:9944]

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import { coSigned, isSignedBy, netTransfer, payload, sign } from '../lib/state.mjs';

const [url = 'ws://127.0.0.1:9944'] = process.argv.slice(2);
const api = await ApiPromise.create({ provider: new WsProvider(url), noInitWarn: true });
const { channels } = api.tx;
const coin = 10n ** BigInt(api.registry.chainDecimals[0]);
const keyring = new Keyring({ type: 'sr25519' });
const [alice, bob] = ['//Alice', '//Bob'].map((uri) => keyring.addFromUri(uri));

/** Sends a call and waits until it is final; answers with the events. */
const send = (who, call) => new Promise((resolve, reject) => {
	call.signAndSend(who, { nonce: -1 }, ({ status, events, dispatchError }) => {
		if (dispatchError) reject(new Error(`${call.method.method}: ${dispatchError}`));
		else if (status.isFinalized) resolve(events.map(({ event }) => event));
	}).catch(reject);
});

// On chain: Alice opens, both put money in, and commit it.
const opening = await send(alice, channels.open(bob.address, 'Native', 10n * coin, 60_000));
const { channel } = opening.find(({ method }) => method === 'Opened').data;
await send(bob, channels.deposit(channel, 5n * coin));
await send(alice, channels.commit(channel, 4n * coin));
await send(bob, channels.commit(channel, 4n * coin));

// Off chain: each payment is a state with a higher version, which the payer signs, then the payee.
// Both keep the last that has both signatures.
let paidByAlice = 0n;
let version = 0n;
let latest;
for (const payment of [2n * coin, -1n * coin, 3n * coin]) {
	paidByAlice += payment;
	version += 1n;
	const state = { version, net: netTransfer(paidByAlice), htlcs: [] };
	const bytes = payload(api.genesisHash, channel, { state });
	const [byAlice, byBob] = [sign(alice, bytes), sign(bob, bytes)];
	if (!isSignedBy(byAlice, alice.address, bytes)) throw new Error('not signed by Alice');
	if (!isSignedBy(byBob, bob.address, bytes)) throw new Error('not signed by Bob');
	latest = coSigned(state, byAlice, byBob);
}

// Both agree to close: one extrinsic, by either or by anybody, pays them what is theirs. It counts
// for two minutes; if it came to nothing they would go on paying after that.
const validUntilMs = Date.now() + 120_000;
const close = { version: version + 1n, net: netTransfer(paidByAlice), validUntilMs };
const bytes = payload(api.genesisHash, channel, { close });
await send(bob, channels.close(channel, coSigned(close, sign(alice, bytes), sign(bob, bytes))));

// If Alice were gone, Bob would have sent channels.forceClose(channel, latest), and if she closed with
// an older state, he or anybody else channels.challenge(channel, latest).
await api.disconnect();
