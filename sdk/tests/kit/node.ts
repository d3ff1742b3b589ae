// The node of the tests: that of node/tests, started on a free port and taken away in the end.

import { Chain } from '../../src/chain/index.js';
import { after } from 'node:test';
import WebSocket from 'ws';

// Compiled, this file is in build/tests/kit.
const library = new URL('../../../../node/tests/lib/node.mjs', import.meta.url).href;

interface RunningNode {
	readonly url: string;
	readonly basePath: string;
	stop(): Promise<unknown>;
	kill9(): Promise<unknown>;
}

interface Library {
	startNode(options?: { args?: string[]; basePath?: string }): Promise<RunningNode>;
	until<Value>(ms: number, what: string, probe: () => Promise<Value>): Promise<Value>;
	succeed(...args: string[]): Promise<string>;
}

export const { startNode, until, succeed } = await import(library) as Library;

const chains = new Set<Chain>();
// At the top: a hook that is made in another belongs to that.
after(() => {
	for (const chain of chains) chain.destroy();
});

/** A development node, and a chain that is connected to it until the tests end. */
export async function startChain(): Promise<{ node: RunningNode; chain: Chain }> {
	const given = process.env.LIGHTNING_BLOC_URL;
	const node = given
		? { url: given, basePath: '', stop: async () => {}, kill9: async () => {} }
		: await startNode();
	const chain = await Chain.connect(node.url, { WebSocket });
	chains.add(chain);
	return { node, chain };
}

export { WebSocket };
