// Channels in the browser on a running node: opened, paid in, paid off chain, closed in every way.

import assert from 'node:assert/strict';
import { before } from 'node:test';
import type { Chain } from '@lightning-bloc/sdk/chain';
import { devSigner } from '@lightning-bloc/sdk/signers';
import { accessible, browserTest, hasBrowser, picture } from '../kit/page.js';
import { agree, as, connected, consoleOn, goTo, startNode } from '../kit/node.js';

const COIN = 10n ** 12n;
let url = '';
let chain: Chain;

before(async () => {
	if (!hasBrowser) return;
	({ url } = await startNode());
	chain = await connected(url);
});

const account = (name: string) => devSigner(chain, `//${name}`).account;
const record = async (id: bigint) => chain.api.view.Channels.channel(id);

/** The number of the channel that the page shows. */
const shown = (address: string) => BigInt(/#\/channel\/(\d+)/.exec(address)?.[1] ?? '-1');

browserTest('the chain is seen, and money is sent', async () => {
	const { page, wrong } = await consoleOn(url, '');
	await as(page, 'Alice');
	await page.getByText('for development: its keys are public').waitFor();
	const had = await chain.balance(account('Eve'));
	await page.getByRole('button', { name: 'Eve', exact: true }).click();
	await page.getByLabel('Amount', { exact: true }).fill('2.5');
	await page.getByRole('button', { name: 'Send…' }).click();
	assert.match(await agree(page), /Done: final/);
	assert.equal(await chain.balance(account('Eve')), had + 25n * COIN / 10n);
	await page.waitForTimeout(500);
	await picture(page, 'node-overview');
	assert.deepEqual(await accessible(page, 'overview'), []);
	assert.deepEqual(wrong, []);
});

browserTest('a channel is opened, paid in, paid off chain, and closed by both', async () => {
	const { page, wrong } = await consoleOn(url, 'channels');
	await as(page, 'Alice');
	await page.getByRole('button', { name: 'Bob', exact: true }).click();
	await page.getByLabel('You put in').fill('10');
	await page.getByLabel('Challenge period').fill('30s');
	await page.getByRole('button', { name: 'Open…' }).click();
	assert.match(await agree(page), /Held as deposits: [\d.…]+\sBLOC/);
	await page.getByRole('heading', { name: 'Pay Bob' }).waitFor();
	const id = shown(page.url());
	const amounts = page.getByLabel('Amount', { exact: true });
	const [amount, moved] = [amounts.first(), amounts.nth(1)];
	await amount.fill('3');
	await page.getByRole('button', { name: 'Pay…', exact: true }).click();
	assert.match(await agree(page), /Done: final/);
	assert.equal((await record(id))?.ledger.counterparty.free, 3n * COIN);

	// More than there is: refused, in the words of the pallet.
	await amount.fill('300');
	await page.getByRole('button', { name: 'Pay…', exact: true }).click();
	const refused = await agree(page);
	assert.match(refused, /It did not work\.\s+Channels: insufficient ledger\s+\w+ \w+ \w+/);

	for (const [name, much] of [['Alice', '4'], ['Bob', '2']] as const) {
		await as(page, name);
		await page.getByRole('heading', { name: 'Move your money' }).waitFor();
		await page.getByLabel('Which way').selectOption('commit');
		await moved.fill(much);
		await page.getByRole('button', { name: 'Move…' }).click();
		assert.match(await agree(page), /Done: final/);
	}
	await as(page, 'Alice');
	await page.getByLabel('I have signed nothing for this channel elsewhere').check();
	await page.getByRole('button', { name: 'Connect to the other' }).click();
	await page.getByText('Connected by').waitFor();
	for (const state of [1, 2, 3, 4]) {
		await page.locator('.card', { has: page.getByRole('heading', { name: 'Off chain' }) })
			.getByLabel('Amount').fill('0.5');
		await page.getByRole('button', { name: 'Pay Bob off chain' }).click();
		await page.getByText(`both have signed state ${state}`).waitFor();
	}
	await picture(page, 'node-channel');
	assert.deepEqual(await accessible(page, 'channel'), []);
	const had = await chain.balance(account('Bob'));
	await page.getByRole('button', { name: 'Ask the other to close' }).click();
	await page.getByRole('button', { name: 'Close together…' }).click();
	assert.match(await agree(page), /Done: final/);
	assert.equal(await record(id), undefined);
	// On the ledger 3 less 2, committed 2 and 4 times a half.
	assert.equal(await chain.balance(account('Bob')) - had, 5n * COIN);
	assert.deepEqual(wrong, []);
});

browserTest('closing alone is warned of, counted down and settled', async () => {
	const { page, wrong } = await consoleOn(url, 'channels', { dark: true });
	await as(page, 'Charlie');
	await page.getByRole('button', { name: 'Dave', exact: true }).click();
	await page.getByLabel('You put in').fill('5');
	await page.getByLabel('Challenge period').fill('20s');
	await page.getByRole('button', { name: 'Open…' }).click();
	await agree(page);
	await page.getByRole('heading', { name: 'Move your money' }).waitFor();
	const id = shown(page.url());
	await page.getByLabel('Which way').selectOption('topUp');
	await page.getByLabel('Amount', { exact: true }).nth(1).fill('7');
	await page.getByRole('button', { name: 'Move…' }).click();
	await agree(page);
	await page.getByRole('button', { name: 'Close alone…' }).click();
	await page.getByText('costs you up to').waitFor();
	assert.match(await agree(page), /Done: final/);
	await page.getByRole('heading', { name: 'It is being closed' }).waitFor();
	await picture(page, 'node-closing');
	await goTo(page, '');
	await page.getByText('left to challenge').waitFor();
	await goTo(page, `channel/${id}`);
	await page.getByText(`There is no channel ${id}`).waitFor({ timeout: 90_000 });
	assert.equal(await record(id), undefined);
	assert.deepEqual(wrong, []);
});

browserTest('the story is told in five clicks: the cheat loses', async () => {
	const { page, wrong } = await consoleOn(url, 'story');
	for (const [button, said] of [
		['Open it', /is open\. Both have committed/], ['Pay along', /100 payments in/],
		['Cheat', /She has shown state/], ['Challenge', /it counts now/],
		['Settle', /Settled: .* Her lie has cost Alice/],
	] as const) {
		await page.getByRole('button', { name: button, exact: true }).click();
		await page.getByText(said).waitFor({ timeout: 180_000 });
	}
	await picture(page, 'node-story');
	assert.deepEqual(await accessible(page, 'story'), []);
	assert.deepEqual(wrong, []);
});

browserTest('two tabs pay each other, and one answers the other\'s old state', async () => {
	const { page, context, wrong } = await consoleOn(url, 'channels');
	await as(page, 'Eve');
	await page.getByRole('button', { name: 'Ferdie', exact: true }).click();
	await page.getByLabel('You put in').fill('1');
	await page.getByLabel('Challenge period').fill('1m');
	await page.getByRole('button', { name: 'Open…' }).click();
	await agree(page);
	await page.getByRole('heading', { name: 'Move your money' }).waitFor();
	const id = shown(page.url());
	await page.getByLabel('Which way').selectOption('topUp');
	await page.getByLabel('Amount', { exact: true }).nth(1).fill('9');
	await page.getByRole('button', { name: 'Move…' }).click();
	await agree(page);
	const other = await context.newPage();
	await other.goto(page.url());
	for (const [tab, name] of [[page, 'Eve'], [other, 'Ferdie']] as const) {
		await as(tab, name);
		await tab.getByLabel(/^Run \w+ in this page, too/).uncheck();
		await tab.getByLabel('I have signed nothing for this channel elsewhere').check();
		await tab.getByRole('button', { name: 'Connect to the other' }).click();
		await tab.getByText('Connected by').waitFor();
	}
	const offChain = page.locator('.card', { has: page.getByRole('heading', { name: 'Off chain' }) });
	for (const state of [1, 2, 3]) {
		await offChain.getByLabel('Amount').fill('1');
		await page.getByRole('button', { name: 'Pay Ferdie off chain' }).click();
		await page.getByText(`both have signed state ${state}`).waitFor();
	}
	await other.locator('.facts', { hasText: 'the newest' }).getByText('3 BLOC').waitFor();
	// Eve closes as if nothing had been paid; the tab of Ferdie answers by itself. (Her own party
	// would, too: it presents the newest state, whoever has closed.)
	await page.getByRole('button', { name: 'Disconnect' }).click();
	await page.getByText('State 3 is kept in this browser.').waitFor();
	await chain.submit(devSigner(chain, '//Eve'), chain.api.tx.Channels.force_close({
		channel: id, state: undefined,
	}));
	await other.getByText('Defended: challenged on chain.').waitFor({ timeout: 60_000 });
	await other.getByText('No later state is held here').or(other.getByText('State that stands'))
		.first().waitFor();
	assert.equal((await chain.api.view.Channels.closing(id))?.state.version, 3n);
	assert.deepEqual(wrong, []);
});
