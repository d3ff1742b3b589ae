// A tower that is run by the agent, on a live node: a client gives it states, and has the newest
// back. Only where LIGHTNING_BLOC_AGENT says where the agent is.

import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openChannel, topUp, type Chain } from '../../src/chain/index.js';
import { paymentHash, payload, type Htlc, type State } from '../../src/channel/index.js';
import { random, toHex } from '../../src/core/bytes.js';
import { devSigner, type Signer } from '../../src/signers/index.js';
import * as towers from '../../src/towers/index.js';
import { startChain, until } from '../kit/node.js';

const AGENT = process.env.LIGHTNING_BLOC_AGENT ?? '';
const skip = AGENT === '' && 'LIGHTNING_BLOC_AGENT is not set';
const COIN = 10n ** 12n;
const folder = mkdtempSync(join(tmpdir(), 'lightning-bloc-tower-'));
let agent: ChildProcess | undefined;
// At the top: a hook that is made in another belongs to that.
after(() => {
	agent?.kill('SIGKILL');
	rmSync(folder, { recursive: true, force: true });
});

let chain: Chain;
let [alice, bob, charlie] = [] as unknown as [Signer, Signer, Signer];
let hired: towers.Hired;
let tower: towers.Tower;
const secret = random(32);
const own = towers.sealingKey(secret);

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const address = server.address();
	await new Promise((done) => server.close(done));
	return typeof address === 'object' && address ? address.port : assert.fail();
}

/** An agent whose role is to run a tower of Charlie's. */
async function startAgent(url: string): Promise<void> {
	const [http, listen] = [await freePort(), await freePort()];
	const write = (name: string, text: string) => {
		writeFileSync(join(folder, name), text);
		chmodSync(join(folder, name), 0o600);
	};
	write('key', '//Charlie');
	write('bloc-agent.toml', `[agent]\ndata = "data"\n[http]\nlisten = "127.0.0.1:${http}"\n
[chains.dev]\nurl = "${url}"\n[keys.own]\nfile = "key"\n
[roles.watchtower]\nkey = "own"\nlisten = "127.0.0.1:${listen}"\n
[[roles.watchtower.towers]]\nchain = "dev"\nbond = "300"\ncover = "60"\nprice_a_day = "1"
response_s = 15\ncontact = "http://127.0.0.1:${listen}"\nmost_tip = "1"\n`);
	agent = spawn(AGENT, ['run', '--config', join(folder, 'bloc-agent.toml')], { stdio: 'ignore' });
}

before(async () => {
	if (skip) return;
	const started = await startChain();
	({ chain } = started);
	[alice, bob, charlie] = ['//Alice', '//Bob', '//Charlie'].map((path) =>
		devSigner(chain, path)) as [Signer, Signer, Signer];
	await startAgent(started.node.url);
	// The chain makes blocks at need: what is registered then is final.
	await until(90_000, 'the tower is registered', async () =>
		await towers.towerOfOwner(chain, charlie.account) !== null);
	const id = await towers.towerOfOwner(chain, charlie.account) ?? assert.fail();
	tower = await towers.towerOf(chain, id) ?? assert.fail();
	const channel = await openChannel(chain, alice, {
		counterparty: bob.account, amount: COIN, challengePeriodMs: 180_000n,
	});
	for (const who of [alice, bob]) await topUp(chain, who, channel, 100n * COIN);
	hired = await towers.hireTower(chain, alice, {
		channel, tower: id, deposit: 50n * COIN, accepts: tower.terms,
	});
});

async function uploaded(version: bigint, over: Partial<towers.TowerRecord> = {}, by = alice) {
	const preimage = toHex(random(32));
	const htlc: Htlc = {
		payer: 'Counterparty', amount: COIN, paymentHash: paymentHash(preimage),
		deadlineMs: await chain.now() + 3_600_000n,
	};
	const net = { payer: 'Counterparty', amount: version * COIN } as const;
	const body: State = { version, net, htlcs: [htlc] };
	const bytes = payload(chain.genesis, hired.channel, 0n, { type: 'State', ...body });
	const signatures = { opener: await alice.sign(bytes), counterparty: await bob.sign(bytes) };
	const record = {
		baseVersion: 0n, state: { body, signatures }, preimages: [preimage], ...over,
	};
	const { sealingKey: to } = tower.profile;
	const upload = await towers.uploadOf(chain, by, { ...hired, record, to, own });
	return { record, upload };
}

const fails = (said: RegExp) => (error: unknown) =>
	error instanceof towers.TowerError && error.reason === 'Refused' && said.test(error.said ?? '');

test('an agent takes what the SDK seals and signs, and gives it back', { skip }, async () => {
	const client = new towers.TowerClient(tower.profile.contact);
	const of = { channel: hired.channel, side: hired.side };
	const back = () => client.restore(chain, alice, secret, of);
	const first = await uploaded(1n);
	const receipt = await client.give(chain, first.upload);
	assert.deepEqual(await client.give(chain, first.upload), receipt, 'the same again');
	assert.deepEqual(await back(), { record: first.record, receipt });
	// The same version sealed anew is another record.
	await assert.rejects(client.give(chain, (await uploaded(1n)).upload), fails(/another record/));
	const second = await uploaded(2n);
	const newest = await client.give(chain, second.upload);
	assert.deepEqual(await back(), { record: second.record, receipt: newest });
	await assert.rejects(client.give(chain, first.upload), fails(/newer/));
	await assert.rejects(client.restore(chain, bob, secret, of), fails(/not signed by the party/));
	const byBob = await uploaded(3n, {}, bob);
	await assert.rejects(client.give(chain, byBob.upload), fails(/not signed by the party/));
	const strange = await uploaded(3n, { preimages: [toHex(random(32))] });
	await assert.rejects(client.give(chain, strange.upload), fails(/of no HTLC/));
});
