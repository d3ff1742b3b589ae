// What is clicked and typed, on the chain that is made up: said beforehand, followed, refused with
// the reason; by keyboard, too; and when the connection is lost.

import assert from 'node:assert/strict';
import { devSigner } from '@lightning-bloc/sdk/signers';
import { accessible, browserTest, mock, opened, picture, type Watched } from '../kit/page.js';

interface Made {
	failure: unknown;
	readonly sent: { readonly name: string; readonly args: unknown }[];
	isDown: boolean;
	lose(): void;
	seal(events?: unknown[]): number;
}

/** Opens a page of the console, and hands its chain over. */
async function at(address: string): Promise<Watched> {
	const watched = await opened(`${await mock()}/#/${address}`);
	await watched.page.getByText('Made-up Chain').first().waitFor();
	return watched;
}

/** The calls that were sent. Large numbers come as texts. */
const sent = ({ page }: Watched): Promise<{ name: string; args: any }[]> => page.evaluate(() => {
	const { made } = globalThis as unknown as { made: Made };
	return JSON.parse(JSON.stringify(made.sent, (_, value) =>
		(typeof value === 'bigint' ? `${value}` : value)));
});

const calm = async ({ wrong, close }: Watched) => {
	assert.deepEqual(wrong, []);
	await close();
};

browserTest('a channel is opened by keyboard alone', async () => {
	const watched = await at('channels');
	const { page } = watched;
	await page.getByLabel('With', { exact: true }).waitFor();
	// To the content, and on from field to field.
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
	await page.getByLabel('With', { exact: true }).focus();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.getByLabel('You put in').focus();
	await page.keyboard.type('12.5');
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: 'Open a channel' });
	await dialog.getByText('about 0.00123456789 BLOC').waitFor();
	await picture(page, 'dialog-light');
	assert.deepEqual(await accessible(page, 'dialog'), []);
	assert.match(await dialog.innerText(), /With\s+Bob[\s\S]+12\.5\sBLOC[\s\S]+1m[\s\S]+It fails if/);
	await dialog.getByRole('button', { name: 'Sign and send' }).focus();
	await page.keyboard.press('Enter');
	await dialog.getByText('Done: final in block').waitFor();
	assert.match(await dialog.innerText(), /Held as deposits: 0\.125\sBLOC/);
	await page.keyboard.press('Escape');
	await page.waitForSelector('dialog', { state: 'detached' });
	assert.equal(await page.locator('.tasks p').count(), 0, 'it is over, and was read');
	assert.match(page.url(), /#\/channel\/0$/);
	const [call] = await sent(watched);
	assert.equal(call?.name, 'Channels.open');
	assert.deepEqual([call?.args.amount, call?.args.challenge_period_ms, call?.args.asset.type],
		['12500000000000', '60000', 'Native']);
	await calm(watched);
});

browserTest('what is typed wrongly is told beside its field, and nothing is sent', async () => {
	const watched = await at('channels');
	const { page } = watched;
	await page.getByLabel('With', { exact: true }).fill('5Nobody');
	await page.getByLabel('You put in').fill('1,5');
	await page.getByRole('button', { name: 'Open…' }).click();
	await page.getByText('That is no address of an account.').waitFor();
	await page.getByRole('button', { name: 'Bob', exact: true }).click();
	await page.getByRole('button', { name: 'Open…' }).click();
	const field = page.getByLabel('You put in');
	await page.waitForFunction((one) => one?.getAttribute('aria-invalid') === 'true',
		await field.elementHandle());
	assert.deepEqual(await accessible(page, 'wrong'), []);
	await field.fill('1.5');
	await page.getByLabel('Challenge period').fill('5s');
	await page.getByRole('button', { name: 'Open…' }).click();
	await page.getByText('Shorter than the chain takes.').waitFor();
	assert.equal(await page.locator('dialog').count(), 0);
	assert.deepEqual(await sent(watched), []);
	await calm(watched);
});

browserTest('what the chain refuses is told in the words of its pallet', async () => {
	const watched = await at('channel/0');
	const { page } = watched;
	await page.getByLabel('Amount').first().fill('1');
	await page.evaluate(() => {
		const { made } = globalThis as unknown as { made: Made };
		const value = { type: 'Channels', value: { type: 'InsufficientBalance' } };
		made.failure = { type: 'Module', value };
	});
	await page.getByRole('button', { name: 'Pay…', exact: true }).click();
	await page.getByRole('button', { name: 'Sign and send' }).click();
	await page.getByText('Channels: insufficient balance').waitFor();
	await page.getByText('There is less than that to spend').waitFor();
	assert.deepEqual(await accessible(page, 'refused'), []);
	await page.getByRole('button', { name: 'Close', exact: true }).click();
	await calm(watched);
});

browserTest('closing alone warns first; closing together takes both signatures', async () => {
	const watched = await at('channel/0');
	const { page } = watched;
	await page.getByRole('button', { name: 'Close alone…' }).click();
	const go = page.getByRole('button', { name: 'Sign and send' });
	await page.getByText('about 0.00123456789 BLOC').waitFor();
	assert.equal(await go.isDisabled(), true);
	assert.match(await page.getByRole('dialog').innerText(), /0\.1\sBLOC until[\s\S]+up to 50%/);
	await picture(page, 'warning-light');
	assert.deepEqual(await accessible(page, 'warning'), []);
	await page.getByLabel('I have understood this.').check();
	await go.click();
	await page.getByText('Done: final').waitFor();
	await page.getByRole('button', { name: 'Close', exact: true }).click();
	await page.getByRole('button', { name: 'Close together…' }).click();
	await page.getByRole('button', { name: 'Sign and send' }).click();
	await page.getByText('Done: final').waitFor();
	const [alone, together] = await sent(watched);
	assert.deepEqual([alone?.name, alone?.args.state], ['Channels.force_close', undefined]);
	assert.equal(together?.name, 'Channels.close');
	const { opener, counterparty } = together?.args.close.signatures;
	assert.deepEqual([opener.type, counterparty.type], ['Sr25519', 'Sr25519']);
	await calm(watched);
});

browserTest('an offer to close is signed by one and taken by the other', async () => {
	const watched = await at('channel/0');
	const { page } = watched;
	await page.getByText('By an offer that one gives the other').click();
	await page.getByRole('button', { name: 'Sign an offer to close' }).click();
	const text = await page.locator('.invoice-text', { hasText: 'bloc-close-1' }).innerText();
	await page.getByLabel('The other\'s offer').fill(text);
	await page.getByRole('button', { name: 'Close by it…' }).click();
	await page.getByText('That is your own offer').waitFor();
	await page.getByLabel('Account').selectOption({ label: 'Bob (test key)' });
	await page.getByText('By an offer that one gives the other').click();
	await page.getByLabel('The other\'s offer').fill(text);
	await page.getByRole('button', { name: 'Close by it…' }).click();
	await page.getByRole('button', { name: 'Sign and send' }).click();
	await page.getByText('Done: final').waitFor();
	const [call] = await sent(watched);
	assert.equal(call?.args.close.signatures.counterparty, undefined);
	assert.equal(call?.args.close.signatures.opener.type, 'Sr25519');
	await calm(watched);
});

browserTest('an invoice is made with its code, read by the other, and paid', async () => {
	const watched = await at('invoices');
	const { page } = watched;
	await page.getByLabel('Account').selectOption({ label: 'Bob (test key)' });
	await page.getByLabel('Amount (optional)').fill('1');
	await page.getByLabel('For (optional)').fill('a bell');
	await page.getByRole('button', { name: 'Make an invoice' }).click();
	await page.locator('.qr svg').waitFor();
	await picture(page, 'invoice-light');
	assert.deepEqual(await accessible(page, 'invoice'), []);
	const text = await page.locator('.invoice-text').innerText();
	assert.match(text, /^bloc1[0-9a-z]+$/);
	await page.getByRole('textbox', { name: 'The invoice' }).fill(text);
	await page.getByRole('button', { name: 'Read it' }).click();
	await page.getByText('This is your own invoice.').waitFor();
	await page.getByLabel('Account').selectOption({ label: 'Alice (test key)' });
	const wrong = `${text.slice(0, -1)}${text.endsWith('q') ? 'p' : 'q'}`;
	await page.getByRole('textbox', { name: 'The invoice' }).fill(wrong);
	await page.getByRole('button', { name: 'Read it' }).click();
	await page.getByText('It cannot be paid: something in it is wrong.').waitFor();
	await page.getByRole('textbox', { name: 'The invoice' }).fill(text);
	await page.getByRole('button', { name: 'Read it' }).click();
	await page.getByText('Alice → 1 BLOC over channel 0 to Bob').or(
		page.locator('.way', { hasText: 'over channel 0' })).first().waitFor();
	await page.getByRole('button', { name: 'Pay…' }).click();
	await page.getByRole('dialog').getByText('To those in between').waitFor();
	await page.keyboard.press('Escape');
	// Kept over a reload, for Bob.
	await page.reload();
	await page.getByLabel('Account').selectOption({ label: 'Bob (test key)' });
	await page.getByRole('cell', { name: 'a bell', exact: true }).waitFor();
	await calm(watched);
});

browserTest('a lost connection is said, and what is shown then is read again', async () => {
	const watched = await at('channel/0');
	const { page } = watched;
	await page.getByRole('button', { name: 'Pay…', exact: true }).waitFor();
	await page.evaluate(() => (globalThis as unknown as { made: Made }).made.lose());
	await page.getByText('is lost').waitFor();
	await page.getByText('What is shown is of block').waitFor();
	assert.equal(await page.locator('main.stale').count(), 1);
	assert.equal(await page.getByRole('button', { name: 'Pay…', exact: true }).isDisabled(), true);
	assert.deepEqual(await accessible(page, 'lost'), []);
	await picture(page, 'lost-light');
	await page.evaluate(() => { (globalThis as unknown as { made: Made }).made.isDown = false; });
	await page.waitForSelector('main:not(.stale)');
	await page.waitForFunction(() => !document.querySelector('main .notice.bad[role=alert]'));
	assert.equal(await page.getByRole('button', { name: 'Pay…', exact: true }).isEnabled(), true);
	await calm(watched);
});

browserTest('colours are chosen, and stay chosen', async () => {
	const watched = await at('settings');
	const { page } = watched;
	const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	const light = await colour();
	await page.getByLabel('Colours').selectOption('dark');
	const dark = await colour();
	assert.notEqual(light, dark);
	await page.reload();
	await page.getByText('Made-up Chain').first().waitFor();
	assert.equal(await colour(), dark);
	await calm(watched);
});

browserTest('two parties in one page pay each other off chain, and it is kept', async () => {
	const watched = await at('channel/0');
	const { page } = watched;
	await page.getByRole('button', { name: 'Connect to the other' }).click();
	await page.getByText('Tick that nothing was signed elsewhere').waitFor();
	await page.getByLabel('I have signed nothing for this channel elsewhere').check();
	await page.getByRole('button', { name: 'Connect to the other' }).click();
	await page.getByText('Connected by').waitFor();
	for (const state of [1, 2, 3]) {
		await page.getByLabel('Amount', { exact: true }).last().fill('0.25');
		await page.getByRole('button', { name: 'Pay Bob off chain' }).click();
		await page.getByText(`both have signed state ${state}`).waitFor();
	}
	await page.getByText('3.25 BLOC').first().waitFor();
	await picture(page, 'offchain-light');
	assert.deepEqual(await accessible(page, 'off chain'), []);
	await page.reload();
	await page.getByText('State 3 is kept in this browser.').waitFor();
	assert.deepEqual(await sent(watched), []);
	await calm(watched);
});

browserTest('an extension is asked for its accounts, and signs an invoice', async () => {
	const watched = await opened('about:blank');
	const { page, context } = watched;
	const { account, address, sign } = devSigner({ info: { development: true } }, '//Carol');
	await context.exposeFunction('signByExtension', async (data: string) => {
		const bytes = Uint8Array.from(data.slice(2).match(/../g) ?? [], (byte) => parseInt(byte, 16));
		// Extensions wrap what is not wrapped; the page has done so.
		assert.match(new TextDecoder().decode(bytes), /^<Bytes>[\s\S]*<\/Bytes>$/);
		return await sign(bytes);
	});
	await context.addInitScript((own) => {
		const { signByExtension } = globalThis as unknown as {
			signByExtension(data: string): Promise<string>;
		};
		const accounts = [{ address: own, name: 'Carol\u202e of the wallet', type: 'sr25519' }];
		const signer = {
			signPayload: () => Promise.reject(new Error('Cancelled')),
			signRaw: async ({ data }: { data: string }) => ({
				id: 1, signature: await signByExtension(data),
			}),
		};
		Object.assign(globalThis, {
			injectedWeb3: {
				'a-wallet': {
					version: '1',
					enable: async () => ({
						accounts: {
							get: async () => accounts,
							subscribe: (tell: (list: unknown) => void) => { tell(accounts); return () => {}; },
						},
						signer,
					}),
				},
			},
		});
	}, address(42));
	await page.goto(`${await mock()}/#/invoices`);
	await page.getByText('Made-up Chain').first().waitFor();
	const choice = page.getByLabel('Account');
	await choice.focus();
	await choice.selectOption({ label: 'Connect a-wallet…' });
	await page.waitForFunction((id) => document.querySelector('select')?.value === id, account);
	assert.equal(await choice.locator('option:checked').innerText(), 'Carol of the wallet');
	await page.getByLabel('Amount (optional)').fill('2');
	await page.getByRole('button', { name: 'Make an invoice' }).click();
	await page.locator('.qr svg').waitFor();
	// It is connected again after a reload, without being asked.
	await page.reload();
	await page.waitForFunction((id) => document.querySelector('select')?.value === id, account);
	await calm(watched);
});
