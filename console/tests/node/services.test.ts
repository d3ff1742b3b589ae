// The exchange, liquidity for hire and watchtowers in the browser on a running node.

import assert from 'node:assert/strict';
import { before } from 'node:test';
import { coSignedState, openChannel, topUp, type Chain } from '@lightning-bloc/sdk/chain';
import { Machine, toHex, type CoSigned, type State } from '@lightning-bloc/sdk/channel';
import { holdingOf, ordersOf } from '@lightning-bloc/sdk/dex';
import { leaseOf } from '@lightning-bloc/sdk/lsp';
import { devSigner, type Signer } from '@lightning-bloc/sdk/signers';
import {
	allTowers, expectedOf, receiptOf, receiptToBytes, registerTower, sealingKey, signReceipt, turnsOf,
	watchedOf,
} from '@lightning-bloc/sdk/towers';
import type { Page } from 'playwright-core';
import { accessible, browserTest, hasBrowser, picture } from '../kit/page.js';
import { agree, as, connected, consoleOn, goTo, startNode } from '../kit/node.js';

const COIN = 10n ** 12n;
const DOLLAR = { type: 'WithId', id: 1 } as const;
const NATIVE = { type: 'Native' } as const;
let url = '';
let chain: Chain;

before(async () => {
	if (!hasBrowser) return;
	({ url } = await startNode());
	chain = await connected(url);
});

const account = (name: string) => devSigner(chain, `//${name}`).account;

/** Clicks, and agrees to what is asked; answers with what was said. */
async function done(page: Page, button: string | RegExp): Promise<string> {
	await page.getByRole('button', { name: button }).first().click();
	const said = (await agree(page)).replaceAll('\u00a0', ' ');
	assert.match(said, /Done: final/, `${button}`);
	return said;
}

const fill = async (page: Page, values: Record<string, string>) => {
	for (const [label, value] of Object.entries(values)) {
		await page.getByLabel(label, { exact: true }).first().fill(value);
	}
};

/** Alice opens a pair, and Bob sells in it at two prices. */
async function openBook(page: Page): Promise<void> {
	await as(page, 'Alice');
	await page.getByText('There are no pairs yet.').waitFor();
	await page.getByText('On terms that never change').click();
	await fill(page, {
		'Smallest amount traded': '0.01', 'Step of the price, for that': '0.000001',
		'Least order, in smallest amounts': '2', 'Least worth of an order': '0.0001',
	});
	await done(page, 'Open…');
	await page.getByRole('heading', { name: 'BLOC / TUSD, pair 0' }).waitFor();

	await as(page, 'Bob');
	await page.getByLabel('Currency').selectOption({ label: 'BLOC' });
	await fill(page, { 'How much': '100' });
	assert.match(await done(page, 'Bring in…'), /Held as deposits/);
	await done(page, 'Set the room…');
	await page.getByText('Room for 4 more orders').waitFor();
	await page.getByLabel('Buy or sell').selectOption('Sell');
	await fill(page, { Amount: '2', Price: '0.5' });
	assert.match(await done(page, 'Sell…'), /Takes now\s+nothing[\s\S]+Rests with\s+2 BLOC/);
	await page.getByLabel('Kind').selectOption('PostOnly');
	await fill(page, { Amount: '3', Price: '0.51', 'Rests for (optional)': '1d' });
	await done(page, 'Sell…');
}

browserTest('a pair is opened, and traded in by two', async () => {
	const { page, wrong } = await consoleOn(url, 'exchange');
	await openBook(page);
	const taker = await consoleOn(url, 'exchange', { width: 390, height: 800 });
	await as(taker.page, 'Charlie');
	await done(taker.page, 'Set the room…');
	await taker.page.getByLabel('Kind').selectOption('Market');
	await taker.page.getByLabel('Out of, and into').selectOption('Wallet');
	await fill(taker.page, { Amount: '2.5', 'Worse than the best price by at most': '5%' });
	const had = await chain.balance(account('Charlie'), DOLLAR);
	const bought = await done(taker.page, 'Buy…');
	assert.match(bought, /Takes now\s+2\.5 BLOC\s+For\s+1\.255 TUSD[\s\S]+At most\s+1\.315783 TUSD/);
	// 2 at 0.5 and a half at 0.51, with a quarter of a percent; and the least that the account of
	// the exchange has to have, since nobody has brought this currency before.
	assert.equal(had - await chain.balance(account('Charlie'), DOLLAR), 1_255_000n + 3_138n + 1n);
	await taker.page.getByRole('region', { name: 'Trades', exact: true }).waitFor();
	await picture(taker.page, 'node-exchange-phone');
	assert.deepEqual(await accessible(taker.page, 'exchange on a phone'), []);

	await page.getByText('to be settled').first().waitFor();
	await picture(page, 'node-exchange');
	assert.deepEqual(await accessible(page, 'exchange'), []);
	await done(page, 'Settle what is filled…');
	await page.getByRole('button', { name: /^Smaller.*Sell 2\.5 BLOC/ }).click();
	await fill(page, { 'Keep open': '1' });
	await done(page, 'Make it smaller…');
	assert.deepEqual((await ordersOf(chain, account('Bob'))).map(({ open }) => open), [100n]);
	await done(page, 'Cancel all…');
	await page.getByText('None in this pair.').waitFor();
	const { free } = await holdingOf(chain, account('Bob'), NATIVE);
	assert.equal(free, 97_500_000_000_000n);
	await page.getByLabel('Which way').selectOption('out');
	await fill(page, { 'How much': '97.5' });
	await done(page, 'Take out…');
	// More than there is: in the words of the pallet.
	await page.getByRole('button', { name: 'Take out…' }).click();
	assert.match(await agree(page), /Dex: insufficient balance/);
	assert.deepEqual([...wrong, ...taker.wrong], []);
});

browserTest('liquidity is let by one and bought by another, and ended together', async () => {
	const { page, wrong } = await consoleOn(url, 'liquidity');
	await as(page, 'Alice');
	await page.getByText('Register as a provider in BLOC').click();
	await fill(page, { Bond: '20', 'Challenge period of channels': '1m' });
	await done(page, 'Register…');
	await fill(page, { 'How much': '200' });
	await done(page, 'Move…');
	await fill(page, { 'For sizes from': '1', To: '100' });
	await done(page, 'Add to the menu…');
	await fill(page, { 'Found for about': '10', 'And for': '1d' });
	await done(page, 'List it…');
	await page.getByRole('button', { name: 'Take off' }).waitFor();

	await as(page, 'Bob');
	await fill(page, { 'To be paid up to': '10', For: '1d' });
	await page.getByRole('button', { name: 'What does it cost?' }).click();
	await page.getByRole('button', { name: 'Choose the best' }).click();
	await fill(page, { 'You bring (optional)': '1' });
	const said = await done(page, 'Buy…');
	assert.match(said, /Fee, at most\s+0\.1 BLOC \(1%\)[\s\S]+out of your account\s+1\.1 BLOC/);
	await page.getByRole('heading', { name: /^Leased: channel/ }).waitFor();
	const title = await page.getByRole('heading', { name: /^Leased: channel/ }).innerText();
	const channel = BigInt(title.replace(/\D/g, ''));
	const { ledger } = await chain.api.view.Channels.channel(channel) ?? assert.fail();
	assert.deepEqual([ledger.opener.free, ledger.counterparty.free], [COIN, 10n * COIN]);
	await picture(page, 'node-liquidity');
	assert.deepEqual(await accessible(page, 'liquidity'), []);
	await page.getByText('Pay, renew, or give it up').click();
	await done(page, 'Renew…');
	// As much again, less what was earned by then.
	const paid = (await leaseOf(chain, channel))?.lease.paid ?? 0n;
	assert.ok(paid > 19n * COIN / 100n && paid <= COIN / 5n, `${paid}`);
	await fill(page, { 'Back to the client': '0.15' });
	await done(page, 'Propose to end it…');
	await page.getByText('You propose to end it').waitFor();

	await as(page, 'Alice');
	await page.getByText('The other proposes to end it').waitFor();
	const had = await chain.balance(account('Bob'));
	await done(page, 'End it so…');
	assert.equal(await leaseOf(chain, channel), undefined);
	assert.ok(await chain.balance(account('Bob')) - had >= 15n * COIN / 100n);
	await done(page, 'I am there…');
	await done(page, 'Pay out what is earned…');
	assert.deepEqual(wrong, []);
});

/** Charlie registers a tower, and shows that it is there. */
async function registerInPage(page: Page): Promise<void> {
	await as(page, 'Charlie');
	await page.getByText('Register one that is awake').click();
	await fill(page, {
		Bond: '200', 'It costs': '0.1', 'It answers for up to': '50',
		'Within, once it is its turn': '20s',
		'Key to which clients seal': sealingKey(new Uint8Array(32).fill(7)),
		'Where it is reached': 'https://tower.example',
	});
	await page.getByLabel('Each', { exact: true }).selectOption('day');
	await done(page, 'Register…');
	await page.getByRole('heading', { name: 'Your tower 0' }).waitFor();
	await done(page, 'It is there…');
}

browserTest('a tower is registered, hired, held to a receipt, and sent away', async () => {
	const channel = await openChannel(chain, devSigner(chain, '//Alice'), {
		counterparty: account('Bob'), amount: 10n * COIN, challengePeriodMs: 60_000n,
	});
	const { page, wrong } = await consoleOn(url, 'watchtowers');
	await registerInPage(page);

	await as(page, 'Alice');
	await page.getByLabel('For channel').selectOption(`${channel}`);
	await fill(page, { 'You put down': '0.5' });
	assert.match(await done(page, 'Hire…'), /Answers for up to\s+50 BLOC[\s\S]+It lasts\s+5d/);
	await page.getByRole('heading', { name: `Channel ${channel}`, exact: true }).waitFor();
	await page.getByText('Pay a tower for longer').click();
	await fill(page, { 'More money': '0.1' });
	await done(page, 'Top up…');

	const expected = await expectedOf(chain, { channel, side: 'Opener', tower: 0n });
	const hash = `0x${'33'.repeat(32)}` as const;
	const sign = (bytes: Uint8Array) => devSigner(chain, '//Charlie').sign(bytes);
	const signed = await signReceipt(chain.genesis, sign, {
		channel, side: 'Opener', tower: 0n, hire: expected.hire, baseVersion: 0n, version: 7n,
		state: hash, preimages: hash, backup: hash, acceptedMs: await chain.now(),
	});
	await page.getByText('Receipts: 0 kept').click();
	await fill(page, { 'A receipt of a tower': toHex(receiptToBytes(signed)) });
	await page.getByRole('button', { name: 'Check and keep it' }).click();
	await page.getByText('Receipts: 1 kept').waitFor();
	await picture(page, 'node-watchtowers');
	assert.deepEqual(await accessible(page, 'watchtowers'), []);
	await done(page, /^Demand the backup/);
	await page.getByText('backup of state 7 demanded').waitFor();
	const watched = await watchedOf(chain, channel);
	assert.equal(watched?.watches.opener?.hires[0]?.demand?.version, 7n);
	await done(page, /^Send away/);
	assert.deepEqual(await turnsOf(chain, channel, 'Opener'), []);

	await as(page, 'Charlie');
	await done(page, 'Pay out what is earned…');
	await done(page, 'Leave…');
	for await (const tower of allTowers(chain)) assert.equal(tower.isFree, false);
	assert.deepEqual(wrong, []);
});

/** The newest state that a page holds for one of its parties, with both signatures. */
async function heldBy(page: Page, who: string): Promise<CoSigned<State>> {
	const bytes = await page.evaluate(async (id) => {
		const request = indexedDB.open('lightning-bloc');
		const database = await new Promise<IDBDatabase>((resolve) => {
			request.onsuccess = () => resolve(request.result);
		});
		const all = database.transaction('machines').objectStore('machines').getAll();
		const rows = await new Promise<{ account: string; snapshot: Uint8Array }[]>((resolve) => {
			all.onsuccess = () => resolve(all.result);
		});
		database.close();
		return [...rows.find(({ account: one }) => one === id)?.snapshot ?? []];
	}, account(who));
	return Machine.resume(Uint8Array.from(bytes)).closeAloneWith() ?? assert.fail('no state');
}

/** Bob pays Alice so much off chain, both in this page, state by state. */
async function payOffChain(page: Page, channel: bigint, amounts: string[]) {
	await goTo(page, `channel/${channel}`);
	await as(page, 'Bob');
	await page.getByLabel('I have signed nothing for this channel elsewhere').check();
	await page.getByRole('button', { name: 'Connect to the other' }).click();
	await page.getByText('Connected by').waitFor();
	const card = page.locator('.card', { has: page.getByRole('heading', { name: 'Off chain' }) });
	const states: CoSigned<State>[] = [];
	for (const [at, amount] of amounts.entries()) {
		await card.getByLabel('Amount').fill(amount);
		await page.getByRole('button', { name: 'Pay Alice off chain' }).click();
		await page.getByText(`both have signed state ${at + 1}`).waitFor();
		states.push(await heldBy(page, 'Alice'));
	}
	for (const name of ['Bob', 'Alice']) {
		// Else the one of Alice would answer by itself.
		await as(page, name);
		await page.getByRole('button', { name: 'Disconnect' }).click();
		await page.getByRole('button', { name: 'Connect to the other' }).waitFor();
	}
	return states as [CoSigned<State>, CoSigned<State>];
}

/** Dave's tower signs for a state, for Alice. */
async function receiptFor(channel: bigint, tower: bigint, { body: state }: CoSigned<State>) {
	const hire = await expectedOf(chain, { channel, side: 'Opener', tower });
	const baseVersion = (await chain.api.view.Channels.channel(channel))?.base_version ?? 0n;
	const receipt = receiptOf(hire, { state, baseVersion }, await chain.now());
	const sign = (bytes: Uint8Array) => devSigner(chain, '//Dave').sign(bytes);
	return toHex(receiptToBytes(await signReceipt(chain.genesis, sign, receipt)));
}

/** A tower of Dave's, and a channel in which Alice and Bob have put ten coins each. */
async function prepare(): Promise<{ tower: bigint; channel: bigint }> {
	const [alice, bob, dave] = ['//Alice', '//Bob', '//Dave'].map((path) =>
		devSigner(chain, path)) as [Signer, Signer, Signer];
	const tower = await registerTower(chain, dave, {
		bond: 200n * COIN, key: dave.account,
		terms: { rate: 10n ** 18n, cover: 60n * COIN, responseMs: 20_000n },
		profile: { region: 1, sealingKey: `0x${'77'.repeat(32)}`, contact: '', uptimePpm: 0 },
	});
	const channel = await openChannel(chain, alice, {
		counterparty: bob.account, amount: COIN, challengePeriodMs: 60_000n,
	});
	for (const who of [alice, bob]) await topUp(chain, who, channel, 10n * COIN);
	return { tower, channel };
}

browserTest('a tower that let an older state settle pays its client, by the receipt', async () => {
	const { tower, channel } = await prepare();
	const { page, wrong } = await consoleOn(url, 'watchtowers');
	await as(page, 'Alice');
	await page.getByLabel('For channel').selectOption(`${channel}`);
	await page.getByLabel('Tower to be hired').selectOption(`${tower}`);
	await fill(page, { 'You put down': '5' });
	await done(page, 'Hire…');
	const [old, newest] = await payOffChain(page, channel, ['1', '3']);
	assert.deepEqual([old.body.version, newest.body.version], [1n, 2n]);

	await goTo(page, 'watchtowers');
	const card = page.locator('.card', {
		has: page.getByRole('heading', { name: `Channel ${channel}`, exact: true }),
	});
	await card.getByText('Receipts: 0 kept').click();
	await card.getByLabel('A receipt of a tower').fill(await receiptFor(channel, tower, newest));
	await card.getByRole('button', { name: 'Check and keep it' }).click();
	await card.getByText('held here', { exact: true }).waitFor();

	await chain.submit(devSigner(chain, '//Bob'), chain.api.tx.Channels.force_close({
		channel, state: coSignedState(old),
	}));
	await card.getByText('It is being closed by one alone.').waitFor();
	await chain.client._request('dev_advanceTime', [120_000, 21]);
	await card.getByText('It was closed by one alone.').waitFor({ timeout: 60_000 });
	await picture(page, 'node-missed');
	assert.deepEqual(await accessible(page, 'missed'), []);
	const had = await chain.balance(account('Alice'));
	await done(page, /^Prove the miss/);
	const gain = await chain.balance(account('Alice')) - had;
	assert.ok(gain > 29n * COIN / 10n && gain <= 3n * COIN, `${gain}`);
	await card.getByText('missed, and paid').waitFor();
	assert.deepEqual(wrong, []);
});
