// The chains that the node knows, its ways to seal, and every subcommand.

import assert from 'node:assert/strict';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import * as chain from './lib/chain.mjs';
import { account } from './lib/chain.mjs';
import { freePort, run, startNode, succeed, temporaryDirectory, until } from './lib/node.mjs';
import { PBCS } from './lib/pbcs.mjs';

const numberOf = (header) => Number(header.number);
const best = async (node) => numberOf(await node.rpc('chain_getHeader'));
async function final(node) {
	return numberOf(await node.rpc('chain_getHeader', await node.rpc('chain_getFinalizedHead')));
}

const IN_TURN = { concurrency: 1 };

// Most of the time goes into compiling the runtime, again by each node: two at a time.
describe('lightning-bloc', { concurrency: 2 }, () => {
	describe('chain specs', IN_TURN, () => {
		test('each PBC has its properties and its own genesis', async () => {
			const geneses = new Map();
			for (const { id, properties } of PBCS) {
				const spec = JSON.parse(await succeed('export-chain-spec', '--chain', id));
				assert.equal(spec.id, id);
				assert.equal(spec.chainType, 'Development');
				assert.deepEqual(spec.properties, properties);
				assert.equal(`${spec.genesis.runtimeGenesis.patch.chainIdentity.id}-dev`, id);
				geneses.set(JSON.stringify(spec.genesis.runtimeGenesis.patch), id);
			}
			assert.equal(geneses.size, PBCS.length);
		});

		test('build-spec and export-chain-spec say the same', async () => {
			const [built, exported] = await Promise.all(
				['build-spec', 'export-chain-spec'].map((command) => succeed(command, '--chain', 'local')),
			);
			const specs = [built, exported].map((text) => JSON.parse(text));
			for (const spec of specs) delete spec.bootNodes;
			assert.deepEqual(specs[0], specs[1]);
		});

		test('an unknown chain is answered with the known ones', async () => {
			const { stderr } = await run('--chain', 'usd-pbc-dev');
			for (const { id } of PBCS) assert.match(stderr, new RegExp(`\\b${id}\\b`));
		});
	});

	describe('a live chain', IN_TURN, () => {
		const directory = temporaryDirectory();
		const path = join(directory, 'live.json');
		let spec;

		/** Lets `change` at the genesis of a live chain, and writes it to the file. */
		function write(change) {
			const live = { ...structuredClone(spec), id: 'my-chain', name: 'Mine', chainType: 'Live' };
			change(live.genesis.runtimeGenesis.patch ?? live.genesis.runtimeGenesis.config);
			writeFileSync(path, JSON.stringify(live));
		}
		async function generate(scheme) {
			const text = await succeed('key', 'generate', '--scheme', scheme, '--output-type', 'json');
			return JSON.parse(text);
		}

		before(async () => {
			spec = JSON.parse(await succeed('export-chain-spec', '--chain', 'btc-pbc-local'));
		});

		test('is refused where well-known keys rule it', async () => {
			write(() => {});
			const { code, stderr } = await run('--chain', path, '--base-path', directory, '--validator');
			assert.equal(code, 1);
			assert.match(stderr, /`my-chain` is live, but well-known development keys rule it/);
			assert.match(stderr, /an Aura authority is \/\/Alice/);
			assert.match(stderr, /a GRANDPA authority is \/\/Bob/);
			assert.match(stderr, /the sudo key is \/\/Alice/);
			assert.match(stderr, /an account with money is \/\/Ferdie/);
			assert.match(stderr, /in charge of an asset is \/\/Alice/);
			assert.ok(!existsSync(join(directory, 'chains')), 'nothing is begun');
		});

		/** Has keys of its own rule the chain. */
		function own(genesis, aura, grandpa) {
			genesis.aura.authorities = [aura.ss58Address];
			genesis.grandpa.authorities = [[grandpa.ss58Address, 1]];
			genesis.sudo.key = aura.ss58Address;
			genesis.balances.balances = [[aura.ss58Address, 10 ** 15]];
			delete genesis.assets;
		}

		test('is refused where it is a development chain by its genesis', async () => {
			const [aura, grandpa] = [await generate('sr25519'), await generate('ed25519')];
			for (const wrong of [{ development: true }, { id: 'bloc-dev' }]) {
				write((genesis) => {
					own(genesis, aura, grandpa);
					Object.assign(genesis.chainIdentity, wrong);
				});
				const { code, stderr } = await run('--chain', path, '--base-path', directory, '--validator');
				assert.equal(code, 1);
				assert.match(stderr, /`my-chain` is live, but a development chain by its genesis/);
			}
			assert.ok(!existsSync(join(directory, 'chains')), 'nothing is begun');
		});

		test('has another genesis at each launch', async () => {
			const states = [];
			for (const launch of [0, 1]) {
				write((genesis) => Object.assign(genesis.chainIdentity, { launch }));
				const raw = JSON.parse(await succeed('export-chain-spec', '--chain', path, '--raw'));
				states.push(raw.genesis.raw.top);
			}
			const differing = Object.keys(states[0]).filter((key) => states[0][key] !== states[1][key]);
			assert.equal(differing.length, 1);
		});

		test('runs with keys of its own', async () => {
			const [aura, grandpa] = [await generate('sr25519'), await generate('ed25519')];
			const inspected = JSON.parse(await succeed('key', 'inspect', '--output-type', 'json', aura.secretPhrase));
			assert.equal(inspected.publicKey, aura.publicKey);
			write((genesis) => own(genesis, aura, grandpa));
			const where = ['--base-path', directory, '--chain', path];
			for (const [type, scheme, { secretPhrase }] of [['aura', 'sr25519', aura], ['gran', 'ed25519', grandpa]]) {
				await succeed('key', 'insert', ...where, '--key-type', type, '--scheme', scheme, '--suri', secretPhrase);
			}
			await succeed('key', 'generate-node-key', ...where);
			const nodeKey = join(directory, 'chains/my-chain/network/secret_ed25519');
			const peer = (await succeed('key', 'inspect-node-key', '--file', nodeKey)).trim();
			const listen = `/ip4/127.0.0.1/tcp/${await freePort()}`;
			const args = ['--chain', path, '--validator', '--listen-addr', listen];
			const node = await startNode({ basePath: directory, args });
			assert.equal(await node.rpc('system_localPeerId'), peer);
			await assert.rejects(node.rpc('dev_advanceTime', 1_000), /NotDevelopment/);
			await until(40_000, 'a final block', async () => (await final(node)) >= 1);
			await node.stop();
		});
	});

	test('a network cannot be sealed at will', async () => {
		const args = ['--chain', 'local', '--base-path', temporaryDirectory()];
		for (const option of [['--sealing', 'manual'], ['--time-offset', '1d'], ['--dev']]) {
			const { code, stderr } = await run(...args, ...option);
			assert.equal(code, 1);
			assert.ok(stderr.includes(`${option[0]} is for development chains`), stderr);
		}
	});

	describe('sealing at an interval', IN_TURN, () => {
		const INTERVAL_MS = 500;
		/** The node writes its metrics every five seconds. */
		const METRICS_MS = 15_000;
		const port = freePort();
		let node;

		before(async () => {
			const prometheus = ['--prometheus-port', String(await port)];
			node = await startNode({ args: ['--dev', '--sealing', String(INTERVAL_MS), ...prometheus] });
		});

		test('makes a block each time, empty or not', async () => {
			const began = Date.now();
			const first = await best(node);
			await until(20_000, 'six blocks', async () => (await best(node)) >= first + 6, 50);
			const passed = Date.now() - began;
			// There are five intervals between, of which the first may begin late.
			assert.ok(passed >= 4 * INTERVAL_MS, `six blocks in ${passed} ms`);
		});

		test('is seen by Prometheus', () => until(METRICS_MS, 'the height in the metrics', async () => {
			const metrics = await (await fetch(`http://127.0.0.1:${await port}/metrics`)).text();
			const height = (status) =>
				metrics.match(new RegExp(`^substrate_block_height{[^}]*status="${status}"[^}]*} (\\d+)$`, 'm'))?.[1];
			return Number(height('best')) >= 6 && Number(height('finalized')) >= 6;
		}));
	});

	describe('sealing at once', IN_TURN, () => {
		const EACH = 150;
		const LARGE = 40;
		const senders = ['Alice', 'Bob'].map((name) => account(name));
		const seen = [];
		let node;
		let api;

		before(async () => {
			node = await startNode({ args: ['--dev', '--sealing', 'instant', '--heartbeat', '0'] });
			api = await chain.connect(node);
			await api.rpc.chain.subscribeFinalizedHeads((header) => {
				seen.push({ header, at: Date.now() });
			});
		});

		test('takes all of a burst of transactions', async () => {
			const { genesisHash, runtimeVersion } = api;
			const options = { genesisHash, blockHash: genesisHash, era: 0, runtimeVersion };
			const burst = Array.from({ length: EACH }, (_, nonce) => senders.map((pair) =>
				api.tx.system.remark('0x').sign(pair, { ...options, nonce }).toHex())).flat();
			for (const transaction of burst) await node.rpc('author_submitExtrinsic', transaction);
			await until(15_000, 'all are in blocks', async () => {
				const accounts = await api.query.system.account.multi(senders.map(({ address }) => address));
				return accounts.every(({ nonce }) => nonce.eq(EACH));
			});
		});

		test('takes also those whose turn comes late, block after block', async () => {
			const { genesisHash, runtimeVersion } = api;
			const charlie = account('Charlie');
			const options = { genesisHash, blockHash: genesisHash, era: 0, runtimeVersion };
			// More than a block takes, the first of them last.
			const remark = new Uint8Array(200_000);
			for (let nonce = LARGE - 1; nonce >= 0; nonce -= 1) {
				const transaction = api.tx.system.remark(remark).sign(charlie, { ...options, nonce });
				await node.rpc('author_submitExtrinsic', transaction.toHex());
			}
			await until(30_000, 'all are in blocks', async () =>
				(await api.query.system.account(charlie.address)).nonce.eq(LARGE));
		});

		test('never runs ahead of the clock', async () => {
			const last = await final(node);
			assert.ok(last >= 10, `${last} blocks: too few to show anything`);
			await until(5_000, 'the client has seen them', async () => seen.at(-1).header.number.toNumber() === last);
			let before = 0;
			for (const { header: { hash, number }, at } of seen) {
				const now = (await (await api.at(hash)).query.timestamp.now()).toNumber();
				assert.ok(now > before || number.toNumber() === 0, `block ${number}`);
				assert.ok(now <= at, `block ${number} of ${now} was there at ${at}`);
				before = now;
			}
		});

		test('makes no block without a transaction, if there is no heartbeat', async () => {
			const last = await best(node);
			await sleep(1_000);
			assert.equal(await best(node), last);
		});
	});

	describe('the database', IN_TURN, () => {
		const BLOCKS = 5;
		const basePath = temporaryDirectory();
		const copy = temporaryDirectory();
		const blocks = join(temporaryDirectory(), 'blocks');
		const at = (path) => ['--base-path', path, '--chain', 'dev'];
		const info = async (path) => JSON.parse(await succeed('chain-info', ...at(path)));
		let hashes;

		before(async () => {
			const node = await startNode({ basePath, args: ['--dev', '--sealing', 'manual'] });
			const api = await chain.connect(node);
			const eve = account('Eve');
			await api.tx.system.remarkWithEvent('0x01').signAndSend(eve, { nonce: 0 });
			await sleep(1_000);
			assert.equal(await best(node), 0, 'no block without a command');
			for (let number = 1; number <= BLOCKS; number += 1) {
				const { hash } = await node.rpc('engine_createBlock', true, number < BLOCKS);
				assert.equal(hash, await node.rpc('chain_getBlockHash', number));
			}
			assert.equal((await api.query.system.account(eve.address)).nonce.toNumber(), 1);
			assert.equal(await final(node), BLOCKS - 1, 'finality is up to the caller');
			hashes = await node.rpc('chain_getBlockHash', [...Array(BLOCKS + 1).keys()]);
			await node.rpc('engine_finalizeBlock', hashes[BLOCKS], null);
			assert.equal(await final(node), BLOCKS);
			await chain.disconnect(api);
			await node.stop();
		});

		test('chain-info', async () => {
			const known = await info(basePath);
			assert.equal(known.best_hash, hashes[BLOCKS]);
			assert.equal(Number(known.best_number), BLOCKS);
			assert.equal(known.finalized_hash, hashes[BLOCKS]);
			assert.equal(known.genesis_hash, hashes[0]);
		});

		test('export-blocks and import-blocks', async () => {
			await succeed('export-blocks', ...at(basePath), '--binary', blocks);
			assert.ok(statSync(blocks).size > 0);
			await succeed('import-blocks', ...at(copy), '--binary', blocks);
			assert.equal((await info(copy)).best_hash, hashes[BLOCKS]);
		});

		test('check-block', async () => {
			await succeed('check-block', ...at(basePath), hashes[3]);
		});

		test('export-state', async () => {
			const spec = await succeed('export-state', ...at(basePath), '1');
			const { top } = JSON.parse(spec).genesis.raw;
			// System::Number of the state after block 1.
			assert.equal(top['0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac'], '0x01000000');
			const path = join(copy, 'state.json');
			writeFileSync(path, spec);
			const again = JSON.parse(await succeed('export-chain-spec', '--chain', path, '--raw'));
			assert.deepEqual(again.genesis.raw.top, top);
		});

		test('revert takes what is not final', async () => {
			const before = await info(copy);
			await succeed('revert', ...at(copy), '2');
			const { best_number: number } = await info(copy);
			assert.equal(Number(number), Math.max(BLOCKS - 2, Number(before.finalized_number)));
		});

		test('audit', async () => {
			assert.match(await succeed('audit', ...at(basePath), '--block', '2'), /block 2 .*owed = held/);
		});

		test('purge-chain', async () => {
			await info(copy);
			await succeed('purge-chain', ...at(copy), '-y');
			const { code, stderr } = await run('audit', ...at(copy));
			assert.notEqual(code, 0);
			assert.match(stderr, /no chain to audit/);
		});
	});
});
