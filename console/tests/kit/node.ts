// The node of the tests: that of node/tests, started on a free port and taken away in the end; and
// the page on it, as it is published.

import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { after } from 'node:test';
import { Chain } from '@lightning-bloc/sdk/chain';
import type { Page } from 'playwright-core';
import WebSocket from 'ws';
import { opened, served, type Look, type Watched } from './page.js';

// Compiled, this file is in build/node.
const library = new URL('../../../node/tests/lib/node.mjs', import.meta.url).href;

export interface RunningNode {
	readonly url: string;
	readonly basePath: string;
	stop(): Promise<unknown>;
	kill9(): Promise<unknown>;
}

interface Library {
	startNode(options?: { args?: string[]; basePath?: string }): Promise<RunningNode>;
	until<Value>(ms: number, what: string, probe: () => Promise<Value>): Promise<Value>;
}

export const { startNode, until } = await import(library) as Library;

const chains = new Set<Chain>();
after(() => {
	for (const chain of chains) chain.destroy();
});

/** A chain that is connected until the tests end. */
export async function connected(url: string): Promise<Chain> {
	const chain = await Chain.connect(url, { WebSocket });
	chains.add(chain);
	return chain;
}

/** A door to a node that stays where it is while the node behind it is another. */
export async function door(): Promise<{ url: string; leadTo(url: string): void }> {
	let target = '';
	const server = createServer((near) => {
		const far = connect({ host: '127.0.0.1', port: Number(new URL(target).port) });
		near.pipe(far).pipe(near);
		for (const [one, other] of [[near, far], [far, near]] as const) {
			one.on('error', () => other.destroy());
			one.on('close', () => other.destroy());
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	after(() => server.close());
	const { port } = server.address() as AddressInfo;
	return { url: `ws://127.0.0.1:${port}`, leadTo: (url) => { target = url; } };
}

let page: Promise<string> | null = null;

/** The page at an address, on a node. */
export async function consoleOn(url: string, address: string, look?: Look): Promise<Watched> {
	page ??= served('src/main.tsx', 'real');
	const at = `${await page}/?node=${encodeURIComponent(url)}#/${address}`;
	const watched = await opened(at, look);
	await watched.page.locator('.standing.good').waitFor();
	return watched;
}

/** Goes to a page of the console. */
export async function goTo(of: Page, address: string): Promise<void> {
	await of.evaluate((hash) => { location.hash = hash; }, `#/${address}`);
	await of.locator('main h1').waitFor();
}

/** In whose name everything is done from now on. */
export const as = (of: Page, name: string): Promise<string[]> =>
	of.getByLabel('Account').selectOption({ label: `${name} (test key)` });

/** Says yes to what is asked, and waits until it is final; answers with what the dialog says. */
export async function agree(of: Page): Promise<string> {
	const dialog = of.getByRole('dialog');
	const tick = dialog.getByLabel('I have understood this.');
	await dialog.getByText(/^about /).waitFor();
	if (await tick.count() > 0) await tick.check();
	await dialog.getByRole('button', { name: 'Sign and send' }).click();
	await dialog.getByText(/^Done: final in block|It did not work/).waitFor();
	const said = await dialog.innerText();
	await dialog.getByRole('button', { name: 'Close', exact: true }).click();
	await of.waitForSelector('dialog', { state: 'detached' });
	return said;
}
