// The test that `scripts/tests/towers` runs.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { before, test } from 'node:test';
import * as chain from '../../node/tests/lib/chain.mjs';
import { account, NATIVE, succeed } from '../../node/tests/lib/chain.mjs';
import { atEnd, freePort, startNode, temporaryDirectory, until } from '../../node/tests/lib/node.mjs';
import * as off from '../../node/tests/lib/state.mjs';

const AGENT = process.env.LIGHTNING_BLOC_AGENT;
const COIN = 10n ** 12n;
const PERIOD_MS = 90_000;
const HIRE_DEPOSIT = 50n * COIN;
const COMMITTED = [100n * COIN, 100n * COIN];
const SECRET = Buffer.alloc(32, 7);
/** By this Bob has gained what he lost by later ones. */
const OLD = { version: 1n, paid: 50n * COIN };

const [alice, bob, ferdie] = ['Alice', 'Bob', 'Ferdie'].map((name) => account(name));
const owners = ['Charlie', 'Dave', 'Eve'];

const folder = temporaryDirectory();
const running = new Set();
const alerts = [];
let node;
let api;
let genesis;
let hook;
const towers = [];
let client;

/** An agent: its configuration, where its owner asks it, and its process. */
class Agent {
	constructor(name, key, port, role) {
		Object.assign(this, { name, port, at: join(folder, name) });
		mkdirSync(this.at, { recursive: true });
		this.#write('key', key);
		this.#write('alerts.secret', `whsec_${SECRET.toString('base64')}`);
		this.#write('bloc-agent.toml', `[agent]\ndata = "data"\nlog = "info,sqlx=warn,jsonrpsee=warn"\n
[http]\nlisten = "127.0.0.1:${port}"\n
[alerts]\nwebhook = "${hook}"\nsecret = { file = "alerts.secret" }\n
[chains.dev]\nurl = "${node.url}"\n
[keys.own]\nfile = "key"\n
${role}`);
	}

	#write(name, text) {
		writeFileSync(join(this.at, name), text);
		chmodSync(join(this.at, name), 0o600);
	}

	start(env = {}) {
		const log = openSync(join(this.at, 'log'), 'a');
		this.process = spawn(AGENT, ['run', '--config', join(this.at, 'bloc-agent.toml')], {
			stdio: ['ignore', log, log],
			env: { ...process.env, ...env },
		});
		this.ended = once(this.process, 'close').then(([code, signal]) => {
			running.delete(this);
			return signal ?? code;
		});
		running.add(this);
		return this;
	}

	async end(signal = 'SIGKILL') {
		this.process.kill(signal);
		return this.ended;
	}

	get log() {
		return readFileSync(join(this.at, 'log'), 'utf8');
	}

	async ask(path, body) {
		const token = readFileSync(join(this.at, 'data/token'), 'utf8').trim();
		const response = await fetch(`http://127.0.0.1:${this.port}/v1/${path}`, {
			method: body === undefined ? 'GET' : 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(30_000),
		});
		const answer = await response.json();
		assert.ok(response.ok, `${path}: ${JSON.stringify(answer)}`);
		return answer;
	}
}

atEnd(async () => {
	for (const agent of running) agent.process.kill('SIGKILL');
	if (process.env.LIGHTNING_BLOC_LOGS) {
		for (const agent of [...towers, client]) console.log(`--- ${agent.name}\n${agent.log}`);
	}
});

/** Listens to alerts, and sees that each is signed. */
async function listenToAlerts() {
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (part) => (body += part));
		request.on('end', () => {
			const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': by } = request.headers;
			const signed = createHmac('sha256', SECRET).update(`${id}.${at}.${body}`).digest('base64');
			alerts.push({ ...JSON.parse(body), id, isSigned: by === `v1,${signed}` });
			response.writeHead(204).end();
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	atEnd(() => server.close());
	return `http://127.0.0.1:${server.address().port}/`;
}

/** The chain goes on by itself: a block at least each two seconds. */
function keepGoing() {
	let nonce;
	const timer = setInterval(async () => {
		try {
			nonce ??= (await api.rpc.system.accountNextIndex(ferdie.address)).toNumber();
			await api.tx.system.remark('0x').signAndSend(ferdie, { nonce: nonce++ });
		} catch {
			nonce = undefined;
		}
	}, 2_000);
	atEnd(() => clearInterval(timer));
}

before(async () => {
	node = await startNode({ args: ['--dev', '--state-pruning', 'archive'] });
	api = await chain.connect(node);
	genesis = api.genesisHash.toU8a();
	hook = await listenToAlerts();
	keepGoing();
	for (const owner of owners) {
		const [port, listen] = [await freePort(), await freePort()];
		towers.push(new Agent(owner.toLowerCase(), `//${owner}`, port, `[roles.watchtower]
key = "own"\nlisten = "127.0.0.1:${listen}"\n
[[roles.watchtower.towers]]\nchain = "dev"\nbond = "300"\ncover = "60"\nprice_a_day = "1"
response_s = 15\ncontact = "http://127.0.0.1:${listen}"\nmost_tip = "1"\n`).start());
	}
	client = new Agent('client', '//Alice', await freePort(), `[roles.client]\nkey = "own"
chains = ["dev"]\n`).start();
});

const towerOf = async (owner) => {
	const found = await api.query.watchtowers.towerIds(account(owner).address, NATIVE);
	return found.isSome ? found.unwrap().toBigInt() : undefined;
};

const bodyOf = ({ version, paid }) => ({ version, net: off.netTransfer(paid), htlcs: [] });
const signed = (id, state) => off.signByBoth(genesis, id, 'state', bodyOf(state), [alice, bob]);
const bytesOf = (id, state) => api.tx.channels.challenge(id, signed(id, state)).args[1].toHex().slice(2);
/** The newest one of so many: each pays Alice a coin more. */
const state = (version) => ({ version, paid: -version * COIN });

const give = (id, version) => client.ask('client/states', {
	chain: 'dev', channel: Number(id), base_version: 0, state: bytesOf(id, state(version)),
});

const shown = async (id) =>
	(await client.ask('client/channels')).find(({ channel }) => channel === Number(id));

const receipted = (id, version, count = towers.length) =>
	until(120_000, `${count} receipts for version ${version}`, async () => {
		const all = (await shown(id))?.towers ?? [];
		return all.filter((tower) => tower.version === Number(version)).length >= count;
	});

let channel;
let other;
/** Only the last tower is hired for this one. */
let missed;

test('towers register themselves, and are hired', async () => {
	await until(240_000, 'all towers are registered', async () =>
		(await Promise.all(owners.map(towerOf))).every((id) => id !== undefined), 1_000);
	channel = await chain.openCommitted(api, NATIVE, [alice, bob], COMMITTED, PERIOD_MS);
	other = await chain.openCommitted(api, NATIVE, [alice, bob], COMMITTED, PERIOD_MS);
	missed = await chain.openCommitted(api, NATIVE, [alice, bob], COMMITTED, PERIOD_MS);
	for (const [id, hired] of [[channel, owners], [other, owners], [missed, owners.slice(2)]]) {
		for (const owner of hired) {
			const tower = await towerOf(owner);
			const { tower: { terms } } = (await api.call.watchtowersApi.tower(tower)).unwrap();
			await succeed(api, alice, api.tx.watchtowers.hire(id, tower, HIRE_DEPOSIT, terms));
		}
	}
	await until(120_000, 'the client knows its towers', async () =>
		(await shown(other))?.towers.length === owners.length && (await shown(missed))?.towers.length === 1);
});

test('each tower signs for each newest state, also one that was killed in between', async () => {
	for (let version = 1n; version <= 5n; version += 1n) await give(channel, version);
	await receipted(channel, 5n);
	await towers[1].end();
	for (let version = 6n; version <= 8n; version += 1n) await give(channel, version);
	await receipted(channel, 8n, 2);
	towers[1].start({ BLOC_AGENT_DIE_AT: 'kept' });
	await give(channel, 9n);
	// It dies when the state is on its disk, and its receipt is not on its way.
	assert.equal(await towers[1].ended, 'SIGKILL');
	towers[1].start();
	await receipted(channel, 9n);
	for (let version = 1n; version <= 7n; version += 1n) await give(other, version);
	await receipted(other, 7n);
	await give(missed, 9n);
	await receipted(missed, 9n, 1);
	for (const [index, tower] of towers.entries()) {
		const watches = await tower.ask('watchtower/watches');
		assert.equal(watches.length, index === 2 ? 3 : 2, owners[index]);
	}
});

test('an old state is answered by a tower that is killed in between, while all others sleep', async () => {
	await client.end('SIGTERM');
	await towers[0].end('SIGTERM');
	await towers[2].end('SIGTERM');
	await towers[1].end();
	towers[1].start({ BLOC_AGENT_DIE_AT: 'stored' });
	await until(60_000, 'it is there', () => towers[1].ask('status').then(() => true, () => false));
	const { number: from } = await chain.finalized(api);
	const events = await succeed(api, bob, api.tx.channels.forceClose(channel, signed(channel, OLD)));
	const { settlesMs } = chain.find(events, 'ForceClosed');
	await succeed(api, bob, api.tx.channels.forceClose(missed, signed(missed, OLD)));
	// It is killed when the answer is in its store, and nowhere else.
	assert.equal(await towers[1].ended, 'SIGKILL');
	towers[1].start();
	const mine = (data) => data.channel.toBigInt() === channel;
	const [answer] = await chain.hears(api, from, ['channels', 'Challenged'], mine, 1, 60_000);
	assert.equal(answer.event.data.version.toNumber(), 9);
	assert.equal(answer.event.data.challenger.toString(), account(owners[1]).address);
	const at = await chain.timeOf(api, await api.rpc.chain.getBlockHash(answer.number));
	const left = settlesMs.toNumber() - at;
	assert.ok(left > PERIOD_MS / 2, `${left} ms were left`);
	const [penalty] = await chain.hears(api, from, ['channels', 'Penalised'], mine, 1, PERIOD_MS + 60_000);
	assert.equal(penalty.event.data.side.type, 'Counterparty');
	assert.ok(penalty.event.data.reward.toBigInt() > 0n);
	const told = () => new Set(alerts.map(({ type }) => type));
	await until(30_000, 'the owner is told', async () =>
		['watchtower.closing', 'watchtower.answered'].every((type) => told().has(type)));
	assert.ok(alerts.every(({ isSigned }) => isSigned));
});

test('a tower that was down for all of its time pays for what its client lost', async () => {
	const from = (await chain.finalized(api)).number;
	await until(PERIOD_MS + 60_000, 'the old state has counted', async () =>
		(await chain.channelOf(api, missed)) === undefined, 1_000);
	client.start();
	const mine = (data) => data.channel.toBigInt() === missed;
	const [paid] = await chain.hears(api, from, ['watchtowers', 'Missed'], mine, 1, 60_000);
	const { tower, loss, compensation } = paid.event.data;
	assert.equal(tower.toBigInt(), await towerOf(owners[2]));
	assert.deepEqual([loss, compensation].map(BigInt), [OLD.paid + 9n * COIN, OLD.paid + 9n * COIN]);
	await client.end('SIGTERM');
});

test('a client whose store is gone has its states back, and closes with the newest', async () => {
	for (const tower of [towers[0], towers[2]]) tower.start();
	rmSync(join(client.at, 'data'), { recursive: true });
	client.start();
	const back = await until(180_000, 'the state is back', async () => {
		const found = await shown(other).catch(() => undefined);
		return found?.version === 7 && found;
	}, 1_000);
	assert.ok(back.is_restored);
	const { number: from } = await chain.finalized(api);
	await client.ask(`client/channels/dev/${other}/close`, {});
	const mine = (data) => data.channel.toBigInt() === other;
	const [closed] = await chain.hears(api, from, ['channels', 'ForceClosed'], mine, 1, 60_000);
	assert.equal(closed.event.data.version.toNumber(), 7);
	const [settled] = await chain.hears(api, from, ['channels', 'Settled'], mine, 1, PERIOD_MS + 60_000);
	assert.deepEqual([settled.event.data.paid.opener, settled.event.data.paid.counterparty].map(BigInt),
		[COMMITTED[0] + 7n * COIN, COMMITTED[1] - 7n * COIN]);
	const penalties = (await chain.eventsAfter(api, from)).filter(({ event }) =>
		event.method === 'Penalised' && mine(event.data));
	assert.deepEqual(penalties, []);
});

test('towers go on showing that they are there', async () => {
	const states = await Promise.all(owners.map(async (owner) =>
		(await api.call.watchtowersApi.tower(await towerOf(owner))).unwrap()));
	assert.ok(states.every(({ isSilent }) => isSilent.isFalse));
	assert.ok(states[1].tower.reputation.wins.toNumber() > 0);
});
