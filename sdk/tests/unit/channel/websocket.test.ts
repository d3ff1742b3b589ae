// Two parties that meet at a relay pay each other a thousand times, while connections break.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket, { WebSocketServer } from 'ws';
import { devKeyPair } from '../../../src/core/keys.js';
import { SIDES, type Side } from '../../../src/core/sides.js';
import { DEFAULT_LIMITS } from '../../../src/channel/limits.js';
import { Machine } from '../../../src/channel/machine.js';
import { Party } from '../../../src/channel/party.js';
import { relay, type RelaySocket } from '../../../src/channel/relay.js';
import { WebSocketTransport } from '../../../src/channel/websocket.js';
import { GENESIS, pair } from '../../kit/duo.js';

const PAYMENTS = 500;
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
relay(server);
await once(server, 'listening');
const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
const room = `${url}/a-room-that-nobody-guesses`;
after(() => server.close());

const wait = async (holds: () => boolean) => {
	while (!holds()) await sleep(5);
};

test(`${2 * PAYMENTS} payments through a relay whose connections break`, async () => {
	const keys = {
		Opener: devKeyPair('//Alice', 'Ed25519'), Counterparty: devKeyPair('//Bob', 'Ed25519'),
	};
	const parties = { opener: keys.Opener.account, counterparty: keys.Counterparty.account };
	const at = (side: Side) => {
		const transport = new WebSocketTransport(room, { WebSocket: WebSocket as any, retryMs: 10 });
		const identity = { genesis: GENESIS, channel: 1n, parties, side, limits: DEFAULT_LIMITS };
		const machine = Machine.create(identity, 0n, pair(10n ** 9n, 10n ** 9n));
		const sign = (payload: Uint8Array) => keys[side].sign(payload);
		return { transport, party: new Party({ machine, transport, sign, resendMs: 50 }) };
	};
	const ends = { Opener: at('Opener'), Counterparty: at('Counterparty') };
	let broken = 0;
	const breaking = setInterval(() => {
		broken += 1;
		for (const socket of server.clients) socket.terminate();
	}, 500);
	const pays = async (side: Side, amount: bigint) => {
		for (let made = 0; made < PAYMENTS; made += 1) await ends[side].party.pay(amount);
	};
	await Promise.all([pays('Opener', 3n), pays('Counterparty', 2n)]);
	clearInterval(breaking);
	const [one, other] = [ends.Opener.party.machine, ends.Counterparty.party.machine];
	await wait(() => one.isIdle && other.isIdle && one.state.version === other.state.version);
	const expected = pair(10n ** 9n - BigInt(PAYMENTS), 10n ** 9n + BigInt(PAYMENTS));
	for (const machine of [one, other]) assert.deepEqual(machine.balances, expected);
	assert.ok(broken > 0);
	for (const side of SIDES) {
		ends[side].party.stop();
		ends[side].transport.close();
	}
});

test('a third is turned away, and so is who has no room', async () => {
	const sockets = [0, 1].map(() => new WebSocket(`${url}/another-room-of-two`));
	await Promise.all(sockets.map((socket) => once(socket, 'open')));
	for (const [path, code] of [['another-room-of-two', 1013], ['short', 1008]] as const) {
		const [closed] = await once(new WebSocket(`${url}/${path}`), 'close');
		assert.equal(closed, code);
	}
	const heard = once(sockets[1] as WebSocket, 'message');
	sockets[0]?.send('text is dropped');
	sockets[0]?.send(new Uint8Array(20_000));
	sockets[0]?.send(Uint8Array.of(1, 2, 3));
	const [data] = await heard;
	assert.deepEqual([...data], [1, 2, 3], 'neither text nor what is too long');
	for (const socket of sockets) socket.terminate();
});

test('what nobody reads is not kept', () => {
	let joined: (socket: RelaySocket, request: { url: string }) => void = () => {};
	relay({ on: (_, listener) => { joined = listener; } });
	const join = (bufferedAmount: number) => {
		const sent: Uint8Array[] = [];
		let say = (_: Uint8Array, __: boolean) => {};
		const socket = {
			readyState: 1, bufferedAmount, send: (data: Uint8Array) => sent.push(data),
			close: () => {}, on: (name: string, listener: typeof say) => {
				if (name === 'message') say = listener;
			},
		};
		joined(socket as unknown as RelaySocket, { url: '/a-room-that-is-full-of-it' });
		return { sent, say: () => say(Uint8Array.of(1), true) };
	};
	const [slow, quick] = [join(300_000), join(0)];
	quick.say();
	slow.say();
	assert.deepEqual([slow.sent.length, quick.sent.length], [0, 1]);

	const sent: number[] = [];
	const socket = {
		readyState: 1, bufferedAmount: 0, binaryType: 'blob', addEventListener: () => {},
		close: () => {}, send: () => sent.push(socket.bufferedAmount),
	};
	const transport = new WebSocketTransport(room, { WebSocket: class {
		constructor() { return socket; }
	} as any });
	for (const waits of [0, 300_000, 10]) {
		socket.bufferedAmount = waits;
		transport.send(Uint8Array.of(1));
	}
	assert.deepEqual(sent, [0, 10]);
	transport.close();
});
