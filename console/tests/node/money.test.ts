// Invoices, streams, subscriptions, routes and swaps in the browser on a running node.

import assert from 'node:assert/strict';
import { before } from 'node:test';
import { openChannel, type Chain } from '@lightning-bloc/sdk/chain';
import { devSigner } from '@lightning-bloc/sdk/signers';
import { counterOf, owedAt } from '@lightning-bloc/sdk/streams';
import { accessible, browserTest, hasBrowser, picture } from '../kit/page.js';
import { agree, as, connected, consoleOn, door, startNode } from '../kit/node.js';

const COIN = 10n ** 12n;
let url = '';
let chain: Chain;

before(async () => {
	if (!hasBrowser) return;
	({ url } = await startNode());
	chain = await connected(url);
	await openChannel(chain, devSigner(chain, '//Alice'), {
		counterparty: devSigner(chain, '//Bob').account, amount: 50n * COIN,
	});
});

browserTest('an invoice is made in one browser, paid in another, and turns to paid', async () => {
	const payee = await consoleOn(url, 'invoices');
	await as(payee.page, 'Bob');
	await payee.page.getByLabel('Amount (optional)').fill('1.5');
	await payee.page.getByLabel('For (optional)').fill('a bell');
	await payee.page.getByRole('button', { name: 'Make an invoice' }).click();
	await payee.page.locator('.qr svg').waitFor();
	const text = await payee.page.locator('.invoice-text').innerText();

	const payer = await consoleOn(url, 'invoices', { width: 390, height: 800 });
	await as(payer.page, 'Alice');
	await payer.page.getByRole('textbox', { name: 'The invoice' }).fill(text);
	await payer.page.getByRole('button', { name: 'Read it' }).click();
	await payer.page.locator('.way', { hasText: 'over channel 0' }).waitFor();
	await picture(payer.page, 'node-pay-phone');
	await payer.page.getByRole('button', { name: 'Pay…' }).click();
	assert.match(await agree(payer.page), /Done: final/);
	const began = Date.now();
	await payee.page.getByText(/^Paid: 1\.5\sBLOC$/).waitFor();
	console.log(`paid after ${Date.now() - began} ms`);
	await picture(payee.page, 'node-paid');
	assert.deepEqual(await accessible(payee.page, 'paid'), []);
	// Once more: it is refused, and says why.
	await payer.page.getByRole('textbox', { name: 'The invoice' }).fill(text);
	await payer.page.getByRole('button', { name: 'Read it' }).click();
	await payer.page.getByRole('button', { name: 'Pay…' }).click();
	assert.match(await agree(payer.page), /It did not work\.\s+Mpp: already revealed\s+\w+ \w+/);
	assert.deepEqual([...payee.wrong, ...payer.wrong], []);
});

browserTest('a stream ticks as the chain counts, is topped up, paused and ended', async () => {
	const { page, wrong } = await consoleOn(url, 'streams', { calm: false });
	await as(page, 'Charlie');
	await page.getByRole('button', { name: 'Dave', exact: true }).click();
	await page.getByLabel('Rate', { exact: true }).fill('0.01');
	await page.getByLabel('Each').last().selectOption('second');
	await page.getByLabel('You put in').fill('20');
	await page.getByRole('button', { name: 'Start…' }).click();
	assert.match(await agree(page), /Done: final/);
	const counted = page.locator('.big').first();
	await counted.waitFor();
	const read = async () => BigInt((await counted.innerText()).replace(/\D/g, ''));
	const first = await read();
	await page.waitForTimeout(1_500);
	const second = await read();
	const moved = second - first;
	assert.ok(moved >= 10n * COIN / 1_000n && moved <= 40n * COIN / 1_000n, `${first} ${second}`);
	const counter = await counterOf(chain, 0n);
	assert.ok(counter);
	const off = owedAt(counter, BigInt(Date.now())) - (await read());
	assert.ok(off < COIN / 100n && off > -COIN / 100n, `${off}`);
	await picture(page, 'node-streams');
	assert.deepEqual(await accessible(page, 'streams'), []);
	await page.getByText('Top up, or change the rate').click();
	await page.getByLabel('More money', { exact: true }).fill('5');
	await page.getByRole('button', { name: 'Top up…' }).click();
	assert.match(await agree(page), /Done: final/);
	await page.getByRole('button', { name: 'Pause…' }).click();
	await agree(page);
	await page.getByText('paused', { exact: true }).waitFor();
	await page.getByRole('button', { name: 'Resume…' }).click();
	await agree(page);
	await page.getByText('flowing', { exact: true }).waitFor();
	await page.getByRole('button', { name: 'End…' }).click();
	await agree(page);
	await page.getByText('No streams yet.').waitFor();
	assert.equal(await chain.api.view.Streaming.stream(0n), undefined);
	assert.deepEqual(wrong, []);
});

browserTest('a plan is offered, subscribed to, paid, paused and cancelled', async () => {
	const { page, wrong } = await consoleOn(url, 'subscriptions');
	await as(page, 'Bob');
	const offer = page.locator('.card', { has: page.getByRole('heading', { name: 'Plans that' }) });
	await offer.getByLabel('Amount').fill('3');
	await offer.getByRole('button', { name: 'Offer…' }).click();
	assert.match(await agree(page), /Done: final/);
	await offer.getByRole('cell', { name: 'every month' }).waitFor();
	await as(page, 'Eve');
	await page.getByLabel('Its number').fill('0');
	await page.getByRole('button', { name: 'Look it up' }).click();
	await page.getByLabel('At most payments (optional)').first().fill('12');
	await page.getByRole('button', { name: 'Subscribe…' }).click();
	assert.match(await agree(page), /At most payments\s+12[\s\S]+Done: final/);
	await page.getByRole('heading', { name: 'Subscription 0' }).waitFor();
	await page.getByText('Due next').waitFor();
	await picture(page, 'node-subscriptions');
	assert.deepEqual(await accessible(page, 'subscriptions'), []);
	await page.getByRole('button', { name: 'Pause…' }).click();
	await agree(page);
	await page.getByText('paused', { exact: true }).waitFor();
	await page.getByRole('button', { name: 'Cancel…' }).click();
	await agree(page);
	await page.getByText('No subscriptions yet.').waitFor();
	assert.deepEqual(wrong, []);
});

browserTest('a way is found, and a policy set and taken away', async () => {
	const { page, wrong } = await consoleOn(url, 'routes');
	await as(page, 'Alice');
	await page.getByRole('button', { name: 'Bob', exact: true }).click();
	await page.getByLabel('Amount', { exact: true }).fill('1');
	await page.getByRole('button', { name: 'Find', exact: true }).click();
	await page.getByText('There is a way').waitFor();
	await page.getByRole('button', { name: 'Ferdie', exact: true }).click();
	await page.getByRole('button', { name: 'Find', exact: true }).click();
	await page.getByText('There is no way there').waitFor();
	await page.getByRole('button', { name: 'Set the policy…' }).click();
	assert.match(await agree(page), /Done: final/);
	await page.getByText('What is recommended').waitFor();
	await picture(page, 'node-routes');
	assert.deepEqual(await accessible(page, 'routes'), []);
	await page.getByRole('button', { name: 'Take the policy away…' }).click();
	await agree(page);
	await page.getByText('There is no policy').waitFor();
	assert.deepEqual(wrong, []);
});

browserTest('an amount is locked for a secret, and claimed by it', async () => {
	const { page, wrong } = await consoleOn(url, 'swaps');
	await as(page, 'Alice');
	const lock = page.locator('.card', { has: page.getByRole('heading', { name: 'Lock for' }) });
	await lock.getByRole('button', { name: 'Bob', exact: true }).click();
	await lock.getByLabel('Amount', { exact: true }).fill('2');
	await lock.getByRole('button', { name: 'Draw a secret here' }).click();
	const secret = await lock.locator('.invoice-text').innerText();
	await lock.getByRole('button', { name: 'Lock…' }).click();
	assert.match(await agree(page), /Done: final/);
	await page.getByText(/^locked, /).first().waitFor();
	await picture(page, 'node-swaps');
	await as(page, 'Bob');
	const had = await chain.balance(devSigner(chain, '//Bob').account);
	const claim = page.locator('.card', { has: page.getByRole('heading', { name: 'Locked for' }) });
	await claim.getByRole('button', { name: 'Alice', exact: true }).click();
	await claim.getByLabel('The secret, to claim it').fill(secret);
	await claim.getByRole('button', { name: 'Claim…' }).click();
	assert.match(await agree(page), /Done: final/);
	const has = await chain.balance(devSigner(chain, '//Bob').account);
	assert.ok(has - had > 18n * COIN / 10n, `${has - had}`);
	assert.deepEqual(wrong, []);
});

browserTest('a node that is killed and started again is found again', async () => {
	const { url: address, leadTo } = await door();
	const first = await startNode();
	leadTo(first.url);
	const { page, wrong } = await consoleOn(address, '');
	await as(page, 'Alice');
	await page.getByRole('heading', { name: 'Send' }).waitFor();
	await page.getByRole('button', { name: 'Bob', exact: true }).click();
	await page.getByLabel('Amount', { exact: true }).fill('1');
	await page.getByRole('button', { name: 'Send…' }).click();
	await agree(page);
	const before = await page.locator('.standing b').first().innerText();
	await first.kill9();
	await page.getByText('is lost').waitFor();
	await page.getByText(`What is shown is of block ${before}`).waitFor();
	assert.equal(await page.getByRole('button', { name: 'Send…' }).isDisabled(), true);
	await picture(page, 'node-lost');
	// Another life of the chain, which begins anew.
	const second = await startNode();
	leadTo(second.url);
	await page.locator('.standing.good').waitFor({ timeout: 60_000 });
	await page.waitForSelector('main:not(.stale)');
	await page.getByText('1 000 000 BLOC').first().waitFor();
	assert.equal(await page.getByRole('button', { name: 'Send…' }).isEnabled(), true);
	assert.deepEqual(wrong, []);
});
