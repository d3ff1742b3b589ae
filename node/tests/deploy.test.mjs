// What `node/deploy` has for operators: its commands start nodes that finalise, and its alerts and its
// dashboard ask for what nodes export. What is left to tools is left out where they are not installed.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { BINARY, freePort, startNode, succeed, temporaryDirectory, until } from './lib/node.mjs';

const SCRIPTS = join(import.meta.dirname, '../../scripts');
const DEPLOY = join(import.meta.dirname, '../deploy');
const MONITORING = join(DEPLOY, 'monitoring');
const FINALITY_MS = 60_000;

const execute = promisify(execFile);
const read = (...path) => readFileSync(join(DEPLOY, ...path), 'utf8');
const yaml = (...path) => parseYaml(read(...path), { merge: true });

/** The chains that a description names. */
const chainsOf = (description) =>
	read(description).split('\n').map((line) => line.replace(/#.*/, '').trim()).filter(Boolean);
const THREE = chainsOf('three.chains');
const FOURTEEN = chainsOf('fourteen.chains');
/** The port of a chain's first validator by the scheme of all that is here. */
const portOf = (base, chain) => base + 10 * (FOURTEEN.indexOf(chain) + 1);

const compose = yaml('compose.yaml');
const unit = read('systemd/lightning-bloc@.service');
const dashboard = JSON.parse(read('monitoring/dashboard.json'));

/** A tool's answer, or nothing if there is no such tool. */
async function tool(...command) {
	try {
		const { stdout, stderr } = await execute(command[0], command.slice(1), { cwd: MONITORING });
		return { code: 0, said: stdout + stderr };
	} catch (error) {
		if (error.code === 'ENOENT') return undefined;
		return { code: error.code, said: error.stdout + error.stderr };
	}
}

/** A test of what a tool says, passed over where there is none. */
function byTool(name, what, check) {
	test(`${what}, by ${name}`, async (context) => {
		const there = await tool(name, '--version');
		if (there === undefined) return context.skip(`${name} is not installed`);
		return check();
	});
}

async function isFinal(node) {
	return Number((await node.rpc('chain_getHeader', await node.rpc('chain_getFinalizedHead'))).number) >= 1;
}

/** The command's words, with other paths and ports: those of this machine's tests. */
function elsewhere(command, replacements) {
	const text = replacements.reduce((so, [from, to]) => so.replaceAll(from, to), command);
	return text.trim().split(/\s+/);
}

describe('the files', () => {
	test('name the same chains by the same ports', () => {
		assert.equal(FOURTEEN.length, 14);
		const nodes = Object.keys(compose.services).filter((name) => !['specs', 'agent'].includes(name));
		assert.deepEqual(nodes, THREE);
		for (const chain of THREE) {
			const { command, environment, ports, volumes } = compose.services[chain];
			assert.ok(command.includes(`--chain /specs/${chain}.json`));
			const rpc = String(portOf(11_000, chain));
			assert.ok(command.includes(` --rpc-port ${rpc} `));
			assert.deepEqual(environment, { RPC_PORT: rpc });
			assert.deepEqual(ports, [
				`127.0.0.1:${rpc}:${rpc}`,
				`127.0.0.1:${portOf(12_000, chain)}:9615`,
			]);
			assert.deepEqual(volumes, ['specs:/specs:ro', `${chain}:/data`]);
			assert.ok(chain in compose.volumes);
		}
		const [{ static_configs: [{ targets }] }] = yaml('monitoring/prometheus.yml').scrape_configs;
		assert.deepEqual(new Set(targets), new Set(THREE.map((chain) => `127.0.0.1:${portOf(12_000, chain)}`)));
		const [rpc, prometheus, peers] = [11_000, 12_000, 13_000].map((base) => portOf(base, 'btc-pbc'));
		assert.match(
			read('systemd/btc-pbc.env'),
			new RegExp(`--rpc-port ${rpc} --prometheus-port ${prometheus} --port ${peers}$`, 'm'),
		);
	});

	test('have agents ask the nodes where they answer, and be asked where they listen', () => {
		const [, { job_name: job, static_configs: [{ targets }] }] = yaml('monitoring/prometheus.yml').scrape_configs;
		assert.equal(job, 'bloc-agent');
		for (const [path, chains] of [['compose.agent.toml', THREE], ['systemd/bloc-agent.toml', ['eth-pbc', 'btc-pbc']]]) {
			const config = parseToml(read(path));
			assert.deepEqual(Object.keys(config.chains), chains);
			for (const chain of chains) {
				assert.equal(config.chains[chain].url, `ws://127.0.0.1:${portOf(11_000, chain)}`);
			}
			assert.deepEqual(targets, [config.http.listen]);
			assert.equal(config.roles.swap.listen, '127.0.0.1:15001');
		}
		const { command, environment, network_mode: network, volumes } = compose.services.agent;
		assert.equal(network, 'host');
		assert.ok(volumes.includes(`./compose.agent.toml:${command.at(-1)}:ro`));
		const { keys } = parseToml(read('compose.agent.toml'));
		assert.deepEqual(Object.keys(environment), Object.values(keys).map(({ env }) => env));
		assert.match(read('systemd/bloc-agent.service'), /--config %E\/bloc-agent\/bloc-agent\.toml$/m);
	});

	test('have nodes keep the states that an agent that was off reads', () => {
		for (const chain of THREE) assert.match(compose.services[chain].command, / --state-pruning 30000 /);
		assert.match(unit, / --state-pruning 30000 /);
		assert.match(readFileSync(join(SCRIPTS, 'network'), 'utf8'), /^kept_states=30000$/m);
	});

	test('start containers that may do little', () => {
		for (const name of [...THREE, 'agent']) {
			const service = compose.services[name];
			assert.equal(service.read_only, true);
			assert.deepEqual(service.cap_drop, ['ALL']);
			assert.deepEqual(service.security_opt, ['no-new-privileges:true']);
			if (name !== 'agent') assert.equal(service.depends_on.specs.condition, 'service_completed_successfully');
		}
		const image = read('Dockerfile');
		assert.match(image, /^USER [1-9]\d*$/m);
		for (const [, path] of image.matchAll(/^COPY (?!--from)(.*) \S+$/gm)) {
			for (const name of path.split(' ').filter((word) => word !== '.' && !word.includes('*'))) {
				assert.ok(existsSync(join(SCRIPTS, '..', name)), name);
			}
		}
	});

	test('tell zombienet of a chain that there is', async () => {
		const { relaychain } = parseToml(read('zombienet.toml'));
		assert.equal(relaychain.default_command, 'lightning-bloc');
		const [, fallback] = relaychain.chain.match(/^\{\{ PBC or "(.*)" \}\}-local$/);
		assert.ok(FOURTEEN.includes(fallback));
		assert.equal(relaychain.nodes.filter(({ validator }) => validator).length, 2);
		// It looks for the lists of authorities where a chain has no session keys, and fills them.
		const spec = JSON.parse(await succeed('export-chain-spec', '--chain', `${fallback}-local`));
		const { aura, grandpa, session } = spec.genesis.runtimeGenesis.patch;
		assert.ok(Array.isArray(aura.authorities) && Array.isArray(grandpa.authorities) && !session);
	});

	byTool('systemd-analyze', 'the units are right and shut in', async () => {
		const directory = temporaryDirectory();
		writeFileSync(join(directory, 'lightning-bloc@.service'), unit.replace('/usr/local/bin/lightning-bloc', BINARY));
		writeFileSync(join(directory, 'lightning-bloc.target'), read('systemd/lightning-bloc.target'));
		const path = join(directory, 'lightning-bloc@btc-pbc.service');
		writeFileSync(path, readFileSync(join(directory, 'lightning-bloc@.service')));
		const target = join(directory, 'lightning-bloc.target');
		const verified = await tool('systemd-analyze', 'verify', '--man=no', path, target);
		// It also tells what is wrong with the machine's own units.
		assert.deepEqual(verified.said.split('\n').filter((line) => line.includes('lightning-bloc')), []);
		const agent = join(directory, 'bloc-agent.service');
		writeFileSync(agent, read('systemd/bloc-agent.service').replaceAll('/usr/local/bin/bloc-agent', BINARY));
		const its = await tool('systemd-analyze', 'verify', '--man=no', agent);
		assert.deepEqual(its.said.split('\n').filter((line) => line.includes('bloc-agent')), []);
		for (const one of [path, agent]) {
			const { said } = await tool('systemd-analyze', 'security', '--offline=true', one);
			const [, exposure] = said.match(/exposure level .*: ([\d.]+)/);
			assert.ok(Number(exposure) <= 2, `exposed by ${exposure} of 10`);
		}
	});

	byTool('promtool', 'rules and their tests', async () => {
		for (const command of [
			['check', 'rules', 'alerts.yml'], ['check', 'config', 'prometheus.yml'], ['test', 'rules', 'alerts.test.yml'],
		]) {
			const { code, said } = await tool('promtool', ...command);
			assert.equal(code, 0, said);
		}
	});
});

describe('the commands', { concurrency: 2 }, () => {
	const specs = temporaryDirectory();

	before(async () => {
		const description = join(specs, 'description');
		writeFileSync(description, 'eth-pbc\nbtc-pbc');
		await execute(join(SCRIPTS, 'network'), ['specs', specs, description], {
			env: { ...process.env, LIGHTNING_BLOC_BIN: BINARY },
		});
		assert.deepEqual(readdirSync(specs).sort(), ['btc-pbc.json', 'description', 'eth-pbc.json']);
	});

	test('of compose start a validator that finalises', async () => {
		const args = elsewhere(compose.services['eth-pbc'].command, [
			['/specs', specs], ['--base-path /data', ''], ['--no-telemetry', ''], ['--unsafe-rpc-external', ''],
			['--rpc-port 11010', ''],
			['--prometheus-external', `--listen-addr /ip4/127.0.0.1/tcp/${await freePort()}`],
		]);
		const node = await startNode({ args });
		await until(FINALITY_MS, 'a final block', () => isFinal(node));

		// As the image asks whether it is well.
		const [, words] = read('Dockerfile').match(/^HEALTHCHECK .*\\\n +CMD (\[.*\])$/m);
		const [program, ...rest] = JSON.parse(words);
		const well = () => execute(program, rest, { env: { ...process.env, RPC_PORT: new URL(node.http).port } });
		await well();
		await node.stop();
		await assert.rejects(well());
	});

	describe('of systemd', { concurrency: 1 }, () => {
		const basePath = temporaryDirectory();
		const prometheus = freePort();
		let exported;

		test('start a validator that finalises', async () => {
			const spec = join(specs, 'btc-pbc.json');
			for (const [type, scheme] of [['aura', 'sr25519'], ['gran', 'ed25519']]) {
				await succeed('key', 'insert', '--base-path', basePath, '--chain', spec, '--key-type', type,
					'--scheme', scheme, '--suri', '//Alice');
			}
			const [, command] = unit.match(/^ExecStart=\/usr\/local\/bin\/lightning-bloc (.*)$/m);
			const [, options] = read('systemd/btc-pbc.env').match(/^OPTIONS=(.*)$/m);
			const args = elsewhere(command, [
				['$OPTIONS', options], ['%E/lightning-bloc/%i.json', spec],
				['--base-path %S/lightning-bloc/%i', ''], ['--no-telemetry', ''],
				['--rpc-port 11020', ''], ['--prometheus-port 12020', `--prometheus-port ${await prometheus}`],
				['--port 13020', `--listen-addr /ip4/127.0.0.1/tcp/${await freePort()}`],
			]);
			const node = await startNode({ basePath, args });
			await until(FINALITY_MS, 'a final block', () => isFinal(node));
			await assert.rejects(node.rpc('no_such_method'));
		});

		/** The metrics that a live node exports, each with its samples' labels. */
		async function ask() {
			const found = new Map();
			const text = await (await fetch(`http://127.0.0.1:${await prometheus}/metrics`)).text();
			for (const [, name, labels] of text.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
				if (!found.has(name)) found.set(name, []);
				found.get(name).push(Object.fromEntries([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, ...pair]) => pair)));
			}
			return found;
		}

		const alerts = yaml('monitoring/alerts.yml').groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
		const shown = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
		const variables = dashboard.templating.list.map(({ definition }) => definition).filter(Boolean);
		const asked = [...alerts, ...shown, ...variables].flatMap((expression) =>
			[...expression.matchAll(/\b(substrate_\w+)(?:\{([^}]*)\})?/g)].map(([, name, labels = '']) => ({ name, labels })));

		test('and it exports all that alerts and dashboard ask for', async () => {
			assert.ok(asked.length >= 30);
			// It writes them every five seconds.
			await until(20_000, 'the metrics of a final block', async () => {
				exported = await ask();
				return exported.has('substrate_finality_grandpa_round') && exported.has('substrate_rpc_calls_finished');
			});
			assert.deepEqual([...new Set(asked.map(({ name }) => name))].filter((name) => !exported.has(name)), []);
		});

		test('with the labels by which they ask', () => {
			// Only Prometheus knows an instance, and there was no panic yet.
			const others = ['instance', 'reason'];
			for (const { name, labels } of asked) {
				const samples = exported.get(name);
				assert.ok(samples.every(({ chain }) => chain === 'btc-pbc-local'), name);
				for (const [, label, how, value] of labels.matchAll(/(\w+)(=~?)"([^"]*)"/g)) {
					const values = samples.map((sample) => sample[label]);
					const right = how === '=' ? values.includes(value) : values.every((one) => one !== undefined);
					assert.ok(right || others.includes(label), `${name}{${label}="${value}"}: ${new Set(values)}`);
				}
			}
			for (const [name, label] of [
				['substrate_rpc_calls_started', 'method'], ['substrate_tasks_ended_total', 'task_name'],
				['substrate_tasks_ended_total', 'reason'], ['substrate_tasks_polling_duration_sum', 'task_name'],
				['substrate_proposer_block_constructed_bucket', 'le'],
			]) {
				assert.ok(exported.get(name).every((sample) => label in sample), `${name} by ${label}`);
			}
		});
	});
});
