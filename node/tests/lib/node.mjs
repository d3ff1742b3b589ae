// Starts the node's binary, for a while or for one command, and leaves nothing behind: what a test
// file started ends with it, however it ends.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

const target = process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache/lightning-bloc/target');

/** The binary under test. */
export const BINARY = process.env.LIGHTNING_BLOC_BIN ?? join(target, 'debug/lightning-bloc');

/** The runtime is compiled several times at a start: seconds each, and more on a busy machine. */
const START_MS = 120_000;
const STOP_MS = 15_000;
const COMMAND_MS = 120_000;
/** A node says much; of that, the last is what explains a failure. */
const LOG_LINES_KEPT = 5_000;

const running = new Set();
const directories = new Set();
const farewells = [];

/** Has something done after the tests, while the nodes still run. */
export const atEnd = (farewell) => farewells.push(farewell);

after(async () => {
	await Promise.allSettled(farewells.map((farewell) => farewell()));
	await Promise.all([...running].map((node) => node.stop()));
	clear();
});

// Also when the file is stopped from outside, or throws where no test catches it.
process.on('exit', () => {
	for (const node of running) node.process.kill('SIGKILL');
	clear();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

function clear() {
	for (const path of directories) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
	directories.clear();
}

/** A directory that is gone after the tests. */
export function temporaryDirectory() {
	const path = mkdtempSync(join(tmpdir(), 'lightning-bloc-test-'));
	directories.add(path);
	return path;
}

/** A TCP port that nobody listens on just now. */
export async function freePort() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address();
	server.close();
	await once(server, 'close');
	return port;
}

/** Waits for `promise`, but no longer than `ms`. */
export async function within(ms, what, promise) {
	const done = new AbortController();
	const late = sleep(ms, undefined, { signal: done.signal }).then(
		() => Promise.reject(new Error(`${what}: not within ${ms} ms`)),
		() => {},
	);
	try {
		return await Promise.race([promise, late]);
	} finally {
		done.abort();
	}
}

/** Asks `probe` again and again until it answers with something, but no longer than `ms`. */
export async function until(ms, what, probe, everyMs = 200) {
	const end = Date.now() + ms;
	for (;;) {
		const answer = await within(Math.max(end - Date.now(), 1), what, probe());
		if (answer) return answer;
		if (Date.now() >= end) throw new Error(`${what}: not within ${ms} ms`);
		await sleep(everyMs);
	}
}

/** A running node. */
class RunningNode {
	#lines = [];

	constructor(args, basePath) {
		this.basePath = basePath;
		this.process = spawn(BINARY, args, { stdio: ['ignore', 'pipe', 'pipe'] });
		this.exited = new Promise((resolve) => {
			this.process.once('error', (error) => resolve(error.message));
			this.process.once('close', (code, signal) => resolve(signal ?? code));
		});
		running.add(this);
		this.exited.then(() => running.delete(this));
		for (const stream of [this.process.stdout, this.process.stderr]) this.#collect(stream);
	}

	#collect(stream) {
		let rest = '';
		stream.setEncoding('utf8').on('data', (text) => {
			const lines = (rest + text).split('\n');
			rest = lines.pop();
			this.#lines.push(...lines);
			this.#lines.splice(0, this.#lines.length - LOG_LINES_KEPT);
		});
	}

	/** What the node has logged. */
	get log() {
		return this.#lines.join('\n');
	}

	/** Waits until the log matches; answers with the match. */
	async logged(pattern, ms) {
		const gone = this.exited.then((how) => {
			throw new Error(`the node is gone (${how}):\n${this.log}`);
		});
		const matches = until(ms, `${pattern} in the log`, async () => this.log.match(pattern));
		gone.catch(() => {});
		try {
			return await Promise.race([matches, gone]);
		} catch (error) {
			matches.catch(() => {});
			throw new Error(`${error.message}; the last of the log:\n${this.log.slice(-3_000)}`);
		}
	}

	/** Waits until the node answers on its RPC port. */
	async ready() {
		// The node takes a port that is free, and says which.
		const [, port] = await this.logged(/JSON-RPC server: addr=127\.0\.0\.1:(\d+)/, START_MS);
		this.url = `ws://127.0.0.1:${port}`;
		this.http = `http://127.0.0.1:${port}`;
		return this;
	}

	/** One JSON-RPC call, without a client library between. */
	async rpc(method, ...params) {
		const response = await fetch(this.http, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
			signal: AbortSignal.timeout(30_000),
		});
		const { result, error } = await response.json();
		if (error) throw new Error(`${method}: ${error.message} ${error.data ?? ''}`);
		return result;
	}

	/** Asks the node to end, and waits until it has. */
	async stop() {
		this.process.kill('SIGTERM');
		try {
			return await within(STOP_MS, 'the node stops', this.exited);
		} catch (error) {
			await this.kill9();
			throw error;
		}
	}

	/** Ends the node as a power cut would. */
	async kill9() {
		this.process.kill('SIGKILL');
		return within(STOP_MS, 'the node is killed', this.exited);
	}
}

/** Starts a node and waits until it answers. Its database is in a new directory unless told. */
export async function startNode({ args = ['--dev'], basePath = temporaryDirectory() } = {}) {
	const common = ['--base-path', basePath, '--rpc-port', '0', '--no-telemetry'];
	const prometheus = args.includes('--prometheus-port') ? [] : ['--no-prometheus'];
	return new RunningNode([...args, ...common, ...prometheus], basePath).ready();
}

/** Puts the clock of a node's chain forward, evenly over so many blocks, or by one. */
export const advance = (node, ms, blocks) =>
	node.rpc('dev_advanceTime', ms, ...(blocks === undefined ? [] : [blocks]));

/** Runs the binary to its end. Never throws: a command that fails is a result, too. */
export function run(...args) {
	const limits = { timeout: COMMAND_MS, killSignal: 'SIGKILL', maxBuffer: 1 << 28 };
	return new Promise((resolve) => {
		execFile(BINARY, args, limits, (error, stdout, stderr) => {
			resolve({ code: error ? (error.code ?? error.signal) : 0, stdout, stderr });
		});
	});
}

/** Runs a command that has to succeed. Answers with what it prints. */
export async function succeed(...args) {
	const { code, stdout, stderr } = await run(...args);
	assert.equal(code, 0, `${args.join(' ')}: ${stderr}`);
	return stdout;
}
