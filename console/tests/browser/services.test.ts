// Orders, leases and watches on the chain that is made up: said beforehand with what they cost, and
// sent as the chain takes them.

import assert from 'node:assert/strict';
import { toHex } from '@lightning-bloc/sdk/channel';
import { devSigner } from '@lightning-bloc/sdk/signers';
import { receiptToBytes, signReceipt, type Receipt } from '@lightning-bloc/sdk/towers';
import { accessible, browserTest, mock, opened, picture, type Watched } from '../kit/page.js';

interface Made {
	readonly sent: { readonly name: string; readonly args: unknown }[];
	seal(events?: unknown[]): number;
}

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

/** Signs what is asked for, and closes the dialog; answers with what it said. */
async function agree({ page }: Watched): Promise<string> {
	const dialog = page.getByRole('dialog');
	const tick = dialog.getByLabel('I have understood this.');
	await dialog.getByText('about 0.00123456789 BLOC').waitFor();
	if (await tick.count() > 0) await tick.check();
	const said = (await dialog.innerText()).replaceAll('\u00a0', ' ');
	await dialog.getByRole('button', { name: 'Sign and send' }).click();
	await dialog.getByText('Done: final').waitFor();
	await dialog.getByRole('button', { name: 'Close', exact: true }).click();
	await page.waitForSelector('dialog', { state: 'detached' });
	return said;
}

const calm = async ({ wrong, close }: Watched) => {
	assert.deepEqual(wrong, []);
	await close();
};

browserTest('an order is quoted, told at its most, and sent', async () => {
	const watched = await at('exchange');
	const { page } = watched;
	await page.getByLabel('Amount', { exact: true }).fill('1');
	await page.getByRole('button', { name: 'Buy…' }).click();
	await page.getByText('Fill this in.').waitFor();
	await page.getByLabel('Price', { exact: true }).fill('0.505');
	await page.getByRole('button', { name: 'Buy…' }).click();
	await page.getByRole('dialog', { name: 'Buy BLOC' }).waitFor();
	await picture(page, 'order-light');
	assert.deepEqual(await accessible(page, 'order'), []);
	const limit = await agree(watched);
	assert.match(limit, /Takes now\s+0\.8 BLOC[\s\S]+For\s+0\.4 TUSD[\s\S]+Rests with\s+0\.2 BLOC/);
	assert.match(limit, /At most\s+0\.506264 TUSD/);
	await page.getByLabel('Kind').selectOption('Market');
	await page.getByLabel('Buy or sell').selectOption('Sell');
	await page.getByLabel('Worse than the best price by at most').fill('2%');
	await page.getByRole('button', { name: 'Sell…' }).click();
	assert.match(await agree(watched), /Takes at least\s+0\.4802 TUSD/);
	await page.getByLabel('Kind').selectOption('PostOnly');
	await page.getByLabel('Price', { exact: true }).fill('0.6');
	await page.getByLabel('Rests for (optional)').fill('2h');
	await page.getByLabel('Move it to where it rests').check();
	await page.getByRole('button', { name: 'Sell…' }).click();
	assert.match(await agree(watched), /Rests until\s+20\d\d/);
	const [first, second, third] = await sent(watched);
	assert.deepEqual([first?.name, first?.args.pair], ['Dex.place', '0']);
	const order = first?.args.order;
	assert.deepEqual([order.side.type, order.tick, order.amount.value, order.kind.type],
		['Buy', 5_050, '100', 'Limit']);
	assert.deepEqual([second?.args.order.kind.type, second?.args.order.tick],
		['ImmediateOrCancel', 4_802]);
	assert.equal(third?.args.order.kind.value.slide, true);
	await calm(watched);
});

browserTest('own orders become smaller, go, and are settled; money comes and goes', async () => {
	const watched = await at('exchange/0');
	const { page } = watched;
	await page.getByRole('button', { name: /^Smaller.*Buy 1 BLOC at 0\.49/ }).click();
	await page.getByLabel('Keep open').fill('2');
	await page.getByRole('button', { name: 'Make it smaller…' }).click();
	await page.getByText('Less than the 1 BLOC now open.').waitFor();
	await page.getByLabel('Keep open').fill('0.6');
	await page.getByRole('button', { name: 'Make it smaller…' }).click();
	await agree(watched);
	await page.getByRole('button', { name: /^Cancel.*Sell 0\.8 BLOC/ }).click();
	await agree(watched);
	await page.getByRole('button', { name: 'Cancel all…' }).click();
	await agree(watched);
	await page.getByRole('button', { name: 'Settle what is filled…' }).click();
	await agree(watched);
	await page.getByLabel('How much').fill('5');
	await page.getByRole('button', { name: 'Bring in…' }).click();
	assert.match(await agree(watched), /Amount\s+5 TUSD/);
	await page.getByLabel('Which way').selectOption('out');
	await page.getByRole('button', { name: 'Take out…' }).click();
	await agree(watched);
	await page.getByLabel('Room for orders').fill('1');
	await page.getByRole('button', { name: 'Set the room…' }).click();
	await page.getByText('A whole number from 2 to 32.').waitFor();
	await page.getByLabel('Room for orders').fill('12');
	await page.getByRole('button', { name: 'Set the room…' }).click();
	await agree(watched);
	await page.getByRole('button', { name: 'Claim it' }).click();
	await agree(watched);
	const calls = await sent(watched);
	assert.deepEqual(calls.map(({ name }) => name.split('.')[1]), [
		'reduce', 'cancel', 'cancel_all', 'settle', 'deposit', 'withdraw', 'set_slots', 'claim_credit',
	]);
	assert.deepEqual(calls[0]?.args, { id: '1', keep: '60' });
	assert.deepEqual(calls[3]?.args.orders, ['2']);
	await calm(watched);
});

browserTest('trades are told as they happen', async () => {
	const watched = await at('exchange');
	const { page } = watched;
	await page.getByText('None since this page is open.').waitFor();
	await page.evaluate(() => {
		const { made } = globalThis as unknown as { made: Made };
		const taker = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';
		const trade = { tick: 5_000, lots: 30n, quote: 150_000n };
		const value = { pair: 0n, taker, side: { type: 'Buy' }, trade };
		made.seal([{ event: { type: 'Dex', value: { type: 'Traded', value } } }]);
	});
	const row = page.getByRole('region', { name: 'Trades', exact: true }).getByRole('row').nth(1);
	await row.waitFor();
	assert.match((await row.innerText()).replaceAll('\u00a0', ' '), /bought\s+0\.5 TUSD\s+0\.3 BLOC/);
	await calm(watched);
});

browserTest('inbound liquidity is asked for, chosen and bought', async () => {
	const watched = await at('liquidity');
	const { page } = watched;
	const buy = page.getByRole('button', { name: 'Buy…' });
	await page.getByLabel('To be paid up to').fill('200');
	await page.getByRole('button', { name: 'What does it cost?' }).click();
	await page.getByText('Nothing is listed for that.').waitFor();
	await page.getByLabel('To be paid up to').fill('10');
	await page.getByRole('button', { name: 'What does it cost?' }).click();
	await page.getByRole('button', { name: 'Choose the best' }).click();
	await buy.click();
	await page.getByRole('dialog', { name: 'Buy inbound liquidity' }).waitFor();
	await picture(page, 'liquidity-buy-light');
	assert.deepEqual(await accessible(page, 'buy'), []);
	const best = await agree(watched);
	assert.match(best, /Bob, the best that is listed[\s\S]+It brings\s+10 BLOC\s+For\s+1w/);
	assert.match(best, /Fee, at most\s+0\.1 BLOC \(1%\)[\s\S]+out of your account\s+0\.1 BLOC/);
	await page.getByRole('button', { name: 'Choose', exact: true }).click();
	await page.getByLabel('Pay the fee').selectOption('Streamed');
	await page.getByLabel('Of that now').fill('0.02');
	await page.getByLabel('You bring (optional)').fill('3');
	await buy.click();
	assert.match(await agree(watched), /out of your account\s+3\.02 BLOC/);
	const [first, second] = await sent(watched);
	assert.deepEqual([first?.name, first?.args.selection.type, first?.args.request.max_fee],
		['Lsp.request_channel', 'Best', '100000000000']);
	assert.deepEqual([second?.args.selection.type, second?.args.request.payment.value],
		['Provider', '20000000000']);
	assert.equal(second?.args.request.limits.uptime, 990_000);
	await calm(watched);
});

browserTest('a lease is paid on, renewed, ended together or given up', async () => {
	const watched = await at('liquidity');
	const { page } = watched;
	const leased = page.locator('.card', { has: page.getByRole('heading', { name: 'Leased:' }) });
	await leased.getByText('Pay, renew, or give it up').click();
	await leased.getByLabel('More of the fee').fill('1');
	await leased.getByRole('button', { name: 'Pay…', exact: true }).click();
	await leased.getByText('No more than 0.05 BLOC is left.').waitFor();
	await leased.getByLabel('More of the fee').fill('0.05');
	await leased.getByRole('button', { name: 'Pay…', exact: true }).click();
	await agree(watched);
	await leased.getByLabel('Longer by').fill('60d');
	await leased.getByRole('button', { name: 'Renew…' }).click();
	await leased.getByText('offers nothing for so long').waitFor();
	await leased.getByLabel('Longer by').fill('7d');
	await leased.getByRole('button', { name: 'Renew…' }).click();
	assert.match(await agree(watched), /Fee, at most\s+0\.1 BLOC/);
	await leased.getByLabel('Back to the client').fill('0.01');
	await leased.getByRole('button', { name: 'Propose to end it…' }).click();
	await agree(watched);
	await leased.getByRole('button', { name: 'Give it up…' }).click();
	assert.match(await agree(watched), /does not come back/);
	const let_ = page.locator('.card', { has: page.getByRole('heading', { name: 'Let:' }) });
	await let_.getByRole('button', { name: 'End it so…' }).click();
	assert.match(await agree(watched), /Back to the client\s+0\.02 BLOC/);
	await let_.getByRole('button', { name: 'Decline…' }).click();
	await agree(watched);
	const calls = await sent(watched);
	assert.deepEqual(calls.map(({ name }) => name.split('.')[1]),
		['pay_fee', 'renew', 'propose_end', 'give_up', 'accept_end', 'propose_end']);
	assert.deepEqual(calls[1]?.args,
		{ channel: '0', lifetime_ms: '604800000', max_fee: '100000000000' });
	assert.equal(calls[5]?.args.refund, undefined);
	await calm(watched);
});

browserTest('a provider brings stock, adds to its menu, lists it, and is paid', async () => {
	const watched = await at('liquidity');
	const { page } = watched;
	await page.getByLabel('How much').fill('5');
	await page.getByRole('button', { name: 'Move…' }).click();
	await agree(watched);
	await page.getByLabel('For sizes from').fill('5');
	await page.getByLabel('To', { exact: true }).fill('2');
	await page.getByLabel('Or of the size').fill('3%');
	await page.getByLabel('Fee, at least').fill('0.2');
	await page.getByRole('button', { name: 'Add to the menu…' }).click();
	await page.getByText('More than the smallest.').waitFor();
	await page.getByLabel('To', { exact: true }).fill('50');
	await page.getByRole('button', { name: 'Add to the menu…' }).click();
	assert.match(await agree(watched), /Lines of the menu\s+3/);
	await page.getByLabel('Found for about').fill('10');
	await page.getByRole('button', { name: 'List it…' }).click();
	await agree(watched);
	await page.getByRole('button', { name: 'Take off' }).click();
	await agree(watched);
	await page.getByRole('button', { name: 'I am there…' }).click();
	await agree(watched);
	await page.getByRole('button', { name: 'Pay out what is earned…' }).click();
	await agree(watched);
	await page.getByText('Other terms').click();
	await page.getByLabel('And of its amount').fill('0.2%');
	await page.getByRole('button', { name: 'Set the terms…' }).click();
	await agree(watched);
	const calls = await sent(watched);
	assert.deepEqual(calls.map(({ name }) => name.split('.')[1]),
		['stock', 'set_menu', 'list', 'delist', 'beat', 'collect', 'set_terms']);
	assert.deepEqual(calls[1]?.args.menu.map(({ ppm }: { ppm: number }) => ppm),
		[10_000, 20_000, 30_000]);
	assert.deepEqual(calls[2]?.args.place, { class: 43, term: 1 });
	assert.deepEqual(calls[5]?.args.channels, ['2']);
	assert.equal(calls[6]?.args.terms.policy.base_fee, '1000');
	await page.getByLabel('Account').selectOption({ label: 'Dave (test key)' });
	await page.getByText('Register as a provider in BLOC').click();
	await page.getByLabel('Bond', { exact: true }).fill('20');
	await page.getByRole('button', { name: 'Register…' }).click();
	assert.match(await agree(watched), /Bond\s+20 BLOC[\s\S]+be there\s+99%/);
	await calm(watched);
});

browserTest('a tower is hired, paid for longer, put first, and sent away', async () => {
	const watched = await at('watchtowers');
	const { page } = watched;
	await page.getByLabel('You put down').fill('0.0001');
	await page.getByRole('button', { name: 'Hire…' }).click();
	await page.getByText('At least 0.086400000001 BLOC: for 1d.').waitFor();
	await page.getByLabel('You put down').fill('8.64');
	await page.getByRole('button', { name: 'Hire…' }).click();
	await page.getByRole('dialog', { name: 'Hire tower 0' }).waitFor();
	await picture(page, 'hire-light');
	assert.deepEqual(await accessible(page, 'hire'), []);
	const hired = await agree(watched);
	assert.match(hired, /Answers for up to\s+60 BLOC/);
	assert.match(hired, /You put down\s+8\.64 BLOC\s+It lasts\s+14w/);
	await page.getByText('Pay a tower for longer').first().click();
	await page.getByLabel('More money').first().fill('0.864');
	await page.getByRole('button', { name: 'Top up…' }).first().click();
	assert.match(await agree(watched), /Longer by\s+1w 3d/);
	await page.getByRole('button', { name: /^Earlier.*tower 1/ }).click();
	assert.match(await agree(watched), /Order\s+1, 0/);
	await page.getByRole('button', { name: /^Send away.*tower 1/ }).click();
	assert.match(await agree(watched), /answers for nothing/);
	await page.getByRole('button', { name: 'End what is over…' }).click();
	await agree(watched);
	const calls = await sent(watched);
	assert.deepEqual(calls.map(({ name }) => name.split('.')[1]),
		['hire', 'top_up', 'reorder', 'dismiss', 'end']);
	assert.deepEqual(calls[0]?.args, {
		channel: '0', tower: '0', deposit: '8640000000000',
		accepts: { rate: `${10n ** 18n}`, cover: '60000000000000', response_ms: '20000' },
	});
	assert.equal(calls[4]?.args.side.type, 'Counterparty');
	await calm(watched);
});

const RECEIPT: Receipt = {
	channel: 9n, side: 'Counterparty', tower: 0n, hire: 4n, baseVersion: 0n, version: 7n,
	state: `0x${'33'.repeat(32)}`, preimages: `0x${'44'.repeat(32)}`, backup: `0x${'55'.repeat(32)}`,
	acceptedMs: BigInt(Date.now()),
};

const receiptBy = async (name: string, more: Partial<Receipt> = {}): Promise<string> => {
	const signer = devSigner({ info: { development: true } }, `//${name}`);
	const signed = await signReceipt(
		`0x${'11'.repeat(32)}`, (bytes) => signer.sign(bytes), { ...RECEIPT, ...more });
	return toHex(receiptToBytes(signed));
};

browserTest('a receipt is checked, kept, and a tower held to it', async () => {
	const watched = await at('watchtowers');
	const { page } = watched;
	const card = page.locator('.card', { has: page.getByRole('heading', { name: 'Channel 9' }) });
	await card.getByText('Receipts: 0 kept').click();
	const give = async (text: string) => {
		await card.getByLabel('A receipt of a tower').fill(text);
		await card.getByRole('button', { name: 'Check and keep it' }).click();
	};
	for (const [text, said] of [
		['nothing', 'A receipt is 0x'], ['0x1234', 'That is no receipt.'],
		[await receiptBy('Dave'), 'not signed by the key of the tower'],
		[await receiptBy('Charlie', { channel: 0n }), 'for another channel'],
		[await receiptBy('Charlie', { hire: 3n }), 'for no hire of this channel'],
		[await receiptBy('Charlie', { acceptedMs: 5n }), 'before the tower was hired'],
	] as const) {
		await give(text);
		await card.getByText(said).waitFor();
	}
	await give(await receiptBy('Charlie'));
	await card.getByText('Receipts: 1 kept').waitFor();
	await give(await receiptBy('Charlie', { version: 6n }));
	await card.getByText('A newer one of this hire is kept already.').waitFor();
	await page.reload();
	await card.getByText('Receipts: 1 kept').click();
	await picture(page, 'receipts-light');
	assert.deepEqual(await accessible(page, 'receipts'), []);
	await card.getByRole('button', { name: /^It was late/ }).click();
	assert.match(await agree(watched), /State\s+7/);
	await card.getByRole('button', { name: /^It showed an older one/ }).click();
	await agree(watched);
	const other = page.locator('.card', { has: page.getByRole('heading', { name: 'Channel 0' }) });
	await other.getByText('Receipts: 0 kept').click();
	const here = { channel: 0n, side: 'Opener', hire: 3n } as const;
	await other.getByLabel('A receipt of a tower').fill(await receiptBy('Charlie', here));
	await other.getByRole('button', { name: 'Check and keep it' }).click();
	await other.getByRole('button', { name: /^Demand the backup/ }).click();
	assert.match(await agree(watched), /whole cover is yours/);
	const calls = await sent(watched);
	assert.deepEqual(calls.map(({ name }) => name.split('.')[1]),
		['prove_late', 'prove_false', 'demand']);
	assert.deepEqual(calls[0]?.args.signed.receipt.version, '7');
	assert.equal(calls[0]?.args.signed.signature.type, 'Sr25519');
	await calm(watched);
});

browserTest('an owner shows that its tower is there, is paid, and registers one', async () => {
	const watched = await at('watchtowers');
	const { page } = watched;
	await page.getByRole('button', { name: 'It is there…' }).click();
	await agree(watched);
	await page.getByRole('button', { name: 'Pay out what is earned…' }).click();
	await agree(watched);
	await page.getByText('Bond, or other terms').click();
	await page.getByLabel('How much').fill('5');
	await page.getByRole('button', { name: 'Move…' }).click();
	await agree(watched);
	await page.getByLabel('It costs').first().fill('2');
	await page.getByRole('button', { name: 'Set the terms…' }).click();
	assert.match(await agree(watched), /Answers for up to\s+60 BLOC/);
	await page.getByRole('button', { name: 'Leave…' }).click();
	assert.match(await agree(watched), /cannot be taken back/);
	await page.getByLabel('Account').selectOption({ label: 'Bob (test key)' });
	await page.getByText('Register one that is awake').click();
	await page.getByLabel('Bond', { exact: true }).fill('200');
	await page.getByLabel('It costs').fill('2.5');
	await page.getByLabel('It answers for up to').fill('50');
	await page.getByLabel('Where it is reached').fill('https://tower.example');
	await page.getByLabel('Key to which clients seal').fill('0x12');
	await page.getByRole('button', { name: 'Register…' }).click();
	await page.getByText('0x and 64 hexadecimal digits.').waitFor();
	await page.getByLabel('Key to which clients seal').fill(`0x${'ab'.repeat(32)}`);
	await page.getByRole('button', { name: 'Register…' }).click();
	assert.match(await agree(watched), /Costs\s+2\.499999999999 BLOC a month/);
	const calls = await sent(watched);
	assert.deepEqual(calls.map(({ name }) => name.split('.')[1]),
		['beat', 'collect', 'add_bond', 'set_terms', 'leave', 'register']);
	assert.equal(calls[5]?.args.terms.response_ms, '600000');
	await calm(watched);
});
