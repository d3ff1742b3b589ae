// Two parties pay each other off chain, and close together. In one program here; in two browsers,
// give each its party, and both the same room of a relay.
import { once } from 'node:events';
import { Party, WebSocketTransport, relay } from '@lightning-bloc/sdk/channel';
import {
	Chain, carryOut, channelMachine, followChannel, openChannel, revealedOn, topUp,
} from '@lightning-bloc/sdk/chain';
import { devSigner } from '@lightning-bloc/sdk/signers';
import WebSocket, { WebSocketServer } from 'ws';

const url = process.env.LIGHTNING_BLOC_URL ?? 'ws://127.0.0.1:9944';
const chain = await Chain.connect(url, { WebSocket });
const [alice, bob] = [devSigner(chain, '//Alice'), devSigner(chain, '//Bob')];
const coin = chain.currency.one;

const id = await openChannel(chain, alice, { counterparty: bob.account, amount: coin });
await topUp(chain, alice, id, 10n * coin);

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 16_384 });
relay(server);
await once(server, 'listening');
const room = `ws://127.0.0.1:${server.address().port}/a-name-that-nobody-guesses`;
const leaving = new AbortController();

async function join(signer) {
	const transport = new WebSocketTransport(room, { WebSocket });
	const party = new Party({
		machine: await channelMachine(chain, id, signer.account),
		transport,
		sign: (payload) => signer.sign(payload),
		isRevealed: revealedOn(chain),
		store: { save: (snapshot) => {} }, // keep it: states that are lost are money that is lost
		onError: console.error,
		resendMs: 200,
	});
	// Tells the party what the chain says, and challenges old states.
	const onDefence = (what) => what.type === 'Failed' && console.error(what.error);
	followChannel(chain, party, { signer, onDefence, signal: leaving.signal }).catch(console.error);
	return { party, transport };
}

const [one, other] = [await join(alice), await join(bob)];
const arrived = new Promise((resolve) => {
	other.party.on(() => other.party.balance === 2n * coin && resolve());
});
for (let payment = 0; payment < 20; payment += 1) await one.party.pay(coin / 10n);
await arrived;
console.log(`after 20 payments: ${chain.currency.format(other.party.balance)}`);

await other.party.close((await chain.latest()) + 600_000n);
await carryOut(chain, bob, id, other.party.machine.ending);
console.log('closed');

leaving.abort();
for (const { party, transport } of [one, other]) {
	party.stop();
	transport.close();
}
server.close();
chain.destroy();
