// `scripts/network`: several chains on one machine, from one description. They finalise, one crashes and
// comes back, all end, and all is still there afterwards.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { atEnd, BINARY, freePort, temporaryDirectory, until } from './lib/node.mjs';

const SCRIPT = join(import.meta.dirname, '../../scripts/network');
/** `up` itself waits for five minutes, after it has made the specs. */
const COMMAND_MS = 600_000;

/** Runs the script on the network in that folder. Never throws. */
function network(data, ...args) {
	const options = { timeout: COMMAND_MS, env: { ...process.env, LIGHTNING_BLOC_BIN: BINARY } };
	return new Promise((resolve) => {
		execFile(SCRIPT, ['--data', data, ...args], options, (error, stdout, stderr) => {
			resolve({ code: error ? (error.code ?? error.signal) : 0, stdout, stderr });
		});
	});
}

async function succeed(data, ...args) {
	const { code, stdout, stderr } = await network(data, ...args);
	assert.equal(code, 0, `${args.join(' ')}: ${stdout}${stderr}`);
	return stdout;
}

/** The nodes by their names, as `status` tells of them. */
async function status(data) {
	const { code, stdout } = await network(data, 'status', '--json');
	const nodes = JSON.parse(stdout);
	assert.equal(code, nodes.every(({ state }) => state === 'running') ? 0 : 1);
	return Object.fromEntries(nodes.map((node) => [`${node.chain} ${node.node}`, node]));
}

/** A description in a file of its own. */
function describedBy(...lines) {
	const path = join(temporaryDirectory(), 'description');
	writeFileSync(path, lines.join('\n'));
	return path;
}

/** The processes of all nodes in a network's folder. */
function processes(data) {
	return readdirSync(data, { recursive: true })
		.filter((name) => name.endsWith('/pid'))
		.map((name) => Number(readFileSync(join(data, name), 'utf8').split(' ')[0]));
}

/** A folder for a network. Its nodes would outlive the tests: they end with them, however those end. */
function folder(name) {
	const data = join(temporaryDirectory(), name);
	atEnd(() => network(data, 'down'));
	process.prependListener('exit', () => {
		for (const pid of existsSync(data) ? processes(data) : []) if (exists(pid)) process.kill(pid, 'SIGKILL');
	});
	return data;
}

const exists = (pid) => existsSync(`/proc/${pid}`);

async function rpc({ rpc: url }, method, ...params) {
	const response = await fetch(url.replace('ws:', 'http:'), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
	});
	return (await response.json()).result;
}

/** A port on which this process listens. */
async function takenPort() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	after(() => server.close());
	return server.address().port;
}

describe('a description', { concurrency: 4 }, () => {
	/** What `up` answers to that description; it must not even begin. */
	async function refused(...lines) {
		const data = join(temporaryDirectory(), 'network');
		const { code, stderr } = await network(data, 'up', describedBy(...lines));
		assert.equal(code, 1);
		assert.ok(!existsSync(join(data, 'description')), 'nothing is begun');
		return stderr;
	}

	for (const [what, lines, answer] of [
		['an unknown chain', ['# mine', '', 'usd-pbc'], /description:3: there is no chain 'usd-pbc'.*eth-pbc btc-pbc/],
		['a chain named twice', ['btc-pbc', 'btc-pbc'], /:2: btc-pbc stands here a second time/],
		['an unknown setting', ['btc-pbc colour=red'], /:1: 'colour=red' is no setting/],
		['too many validators', ['btc-pbc validators=9'], /'validators=9' is no setting/],
		['a setting twice', ['btc-pbc validators=2 validators=3'], /'validators' stands here twice/],
		['no port', ['btc-pbc rpc-port=70000'], /'rpc-port=70000' is no port/],
		['two nodes of a development chain', ['btc-pbc kind=dev validators=2'], /kind=dev has one node/],
		['no chain', ['# nothing'], /names no chain/],
	]) {
		test(`with ${what} is refused`, async () => assert.match(await refused(...lines), answer));
	}

	test('is never run', async () => {
		const trace = join(temporaryDirectory(), 'trace');
		for (const line of [`$(touch ${trace})`, `btc-pbc rpc-port=a[$(touch\${IFS}${trace})]`, '*', `; touch ${trace}`]) {
			await refused(line);
		}
		assert.ok(!existsSync(trace));
	});

	test('with a port that somebody has is refused, and says whose it was to be', async () => {
		const port = await takenPort();
		assert.match(
			await refused('eth-pbc', `btc-pbc prometheus-port=${port}`),
			new RegExp(`port ${port}, the prometheus-port of btc-pbc, alice, is taken`),
		);
	});

	test('gives no port twice', async () => {
		const port = await freePort();
		assert.match(
			await refused(`eth-pbc rpc-port=${port}`, `btc-pbc rpc-port=${port}`),
			/is taken by the rpc-port of eth-pbc, alice/,
		);
	});
});

describe('a network', { concurrency: 1 }, () => {
	const data = folder('a "network"');
	let description;
	let first;

	before(async () => {
		description = describedBy(
			`btc-pbc  # the port that follows is mine\r`,
			`eth-pbc  validators=2   limits=development`,
			'',
			`edsc-pbc kind=dev rpc-port=${await freePort()}`,
		);
	});

	test('comes up, and every node finalises', async () => {
		// The port that btc-pbc would have; perhaps somebody has it already.
		const server = createServer().on('error', () => {}).listen(11_020, '127.0.0.1');
		const said = await succeed(data, 'up', description);
		server.close();
		assert.match(said, /Port 11020, the rpc-port of btc-pbc, alice, is taken.*: it is \d+ now/);
		first = await status(data);
		assert.deepEqual(Object.keys(first), ['btc-pbc alice', 'eth-pbc alice', 'eth-pbc bob', 'edsc-pbc alice']);
		for (const node of Object.values(first)) {
			assert.equal(node.state, 'running');
			assert.ok(node.final >= 1 && node.head >= node.final);
			for (const told of [node.chain, node.rpc, node.prometheus, node.data]) assert.ok(said.includes(told));
			assert.equal(await rpc(node, 'chain_getBlockHash', 0), node.genesis);
			assert.match(await (await fetch(node.prometheus)).text(), /substrate_block_height/);
		}
		assert.equal(first['eth-pbc alice'].genesis, first['eth-pbc bob'].genesis);
		assert.equal(new Set(Object.values(first).map(({ genesis }) => genesis)).size, 3);
		assert.equal((await rpc(first['btc-pbc alice'], 'system_properties')).tokenSymbol, 'BTC');
		assert.equal((await rpc(first['eth-pbc bob'], 'system_health')).peers, 1);
		assert.equal(await rpc(first['edsc-pbc alice'], 'system_chain'), 'EDSC PBC Development');
	});

	test('tells of a crash, and brings back what is missing', async () => {
		const at = first['btc-pbc alice'].data;
		process.kill(Number(readFileSync(join(at, 'pid'), 'utf8').split(' ')[0]), 'SIGKILL');
		const crashed = await until(10_000, 'the crash is told', async () => {
			const { stdout } = await network(data, 'status');
			return stdout.includes('crashed (SIGKILL)') && stdout;
		});
		assert.match(crashed, /^btc-pbc +alice +crashed \(SIGKILL\)/m);
		assert.equal(crashed.match(/ running /g).length, 3);
		const others = processes(data).filter(exists);
		assert.equal(others.length, 3);

		await succeed(data, 'up');
		const now = await status(data);
		assert.ok(now['btc-pbc alice'].final > first['btc-pbc alice'].final);
		assert.ok(others.every(exists), 'the others were left alone');
	});

	test('says what its nodes said', async () => {
		const { stdout } = await network(data, 'logs', 'eth-pbc');
		assert.match(stdout, /eth-pbc\/alice\/log[^]*eth-pbc\/bob\/log/);
		assert.ok(!stdout.includes('btc-pbc/alice/log'));
		assert.match((await network(data, 'logs', 'sol-pbc')).stderr, /no chain 'sol-pbc'/);
	});

	test('keeps to the genesis that it has', async () => {
		await succeed(data, 'down', 'eth-pbc');
		assert.match((await network(data, 'status')).stdout, /^eth-pbc +bob +stopped/m);
		const lines = readFileSync(description, 'utf8').replace('validators=2', 'validators=3');
		const { code, stderr } = await network(data, 'up', describedBy(lines));
		assert.equal(code, 1);
		assert.match(stderr, /eth-pbc was begun as .*validators=2 .*another genesis/);
	});

	test('does not forget a chain that runs', async () => {
		const { code, stderr } = await network(data, 'up', describedBy('btc-pbc'));
		assert.equal(code, 1);
		assert.match(stderr, /edsc-pbc runs and is not in the description/);
	});

	test('ends what it started, and nothing else', async () => {
		const nodes = processes(data).filter(exists);
		assert.equal(nodes.length, 2);
		// A process that has got the number of a node that is gone.
		const bystander = spawn('sleep', ['600']);
		const at = join(data, 'eth-pbc/bob');
		mkdirSync(at, { recursive: true });
		writeFileSync(join(at, 'pid'), `${bystander.pid} 1\n`);
		writeFileSync(join(at, 'ports'), '1 2 3\n');
		assert.match(await succeed(data, 'down'), /data stays/);
		assert.ok(!nodes.some(exists));
		assert.equal(bystander.exitCode, null);
		bystander.kill();
		const stopped = Object.values(await status(data));
		assert.ok(stopped.every(({ state, head }) => state === 'stopped' && head === null));
	});

	test('is the same when it comes up again', async () => {
		await succeed(data, 'up');
		const again = await status(data);
		for (const [name, { genesis, final }] of Object.entries(first)) {
			assert.equal(again[name].genesis, genesis);
			assert.ok(again[name].final > final, `${name}: ${again[name].final} after ${final}`);
		}
		await succeed(data, 'down');
	});
});

// Fourteen nodes at once: for large machines, when it is asked for.
test('all fourteen chains', { skip: !process.env.ALL_CHAINS && 'ALL_CHAINS=1 has them' }, async () => {
	const data = folder('fourteen');
	const fourteen = join(import.meta.dirname, '../deploy/fourteen.chains');
	console.log(await succeed(data, 'up', fourteen, '--wait', '600'));
	const nodes = Object.values(await status(data));
	assert.equal(nodes.length, 14);
	assert.ok(nodes.every(({ final }) => final >= 1));
	assert.equal(new Set(nodes.map(({ genesis }) => genesis)).size, 14);
	await succeed(data, 'down');
});
