// Invoices: made with a QR code and waited for; read, planned and paid.

import { useState } from 'preact/hooks';
import type { Chain } from '@lightning-bloc/sdk/chain';
import { NoPlan } from '@lightning-bloc/sdk/routes';
import { current, type Account } from '../chain/accounts.js';
import { currencyOf } from '../chain/assets.js';
import { now, seconds } from '../chain/clock.js';
import { live } from '../chain/connection.js';
import { useQuery } from '../chain/query.js';
import {
	invoiceTrouble, payAction, planFor, readInvoice, shortfallInWords, type Planned, type Read,
	type Reading,
} from '../invoices/reading.js';
import { forget, invoices, make, standingOf, troubles } from '../invoices/waiting.js';
import type { KeptInvoice } from '../lib/database.js';
import {
	amountIn, durationIn, FieldError, maybeAmountIn, textOf,
} from '../lib/fields.js';
import { exactAmount, shortHash } from '../lib/text.js';
import {
	Amount, Asked, At, Card, Copy, Countdown, Facts, FaultNote, Table, Tag, Who,
} from '../parts/bits.js';
import { AssetChoice, assetIn, Form, LongText, Text, Tick, useForm } from '../parts/form.js';
import { Qr } from '../parts/qr.js';
import { Way } from '../parts/way.js';
import { Payments } from '../invoices/payments.js';
import { ask } from '../tx/action.js';

interface Bounds {
	readonly longest: bigint;
	readonly maxHold: bigint;
}

async function boundsOf(chain: Chain): Promise<Bounds> {
	const { Mpp } = chain.api.constants;
	const [longest, maxHold] = await Promise.all([Mpp.MaxInvoiceMs(), Mpp.MaxHoldMs()]);
	return { longest, maxHold };
}

const LEAST_MS = 30_000n;
const MOST_MEMO = 200;

function Make({ account, bounds, show }: {
	account: Account;
	bounds: Bounds;
	show: (row: KeptInvoice) => void;
}) {
	const initial = { amount: '', asset: '', memo: '', lasts: '30m', instant: '' };
	const form = useForm(initial, async (values) => {
		const chain = live.peek();
		if (!chain) return;
		const asset = assetIn(values);
		const memo = textOf(values, 'memo');
		if (memo.length > MOST_MEMO) throw new FieldError('memo', `At most ${MOST_MEMO} characters.`);
		show(await make(chain, {
			account, asset, memo,
			amount: maybeAmountIn(values, 'amount', currencyOf(asset)),
			deadlineMs: now() + durationIn(values, 'lasts', LEAST_MS, bounds.longest),
			instant: values.instant === 'yes',
		}));
	});
	return (
		<Card title="Ask to be paid">
			<Form form={form} submit="Make an invoice">
				<Text
					form={form} name="amount" label="Amount (optional)"
					unit={currencyOf(assetIn(form.values)).symbol} hint="Empty: the payer chooses."
				/>
				<AssetChoice form={form} name="asset" label="Currency" />
				<Text form={form} name="memo" label="For (optional)"
					hint="It stays here: only its hash is in the invoice." />
				<Text form={form} name="lasts" label="It can be paid for" hint="As 30m, 2h or 1d." />
				<Tick form={form} name="instant" label="Take it at once"
					hint="Cheaper: nothing has to be claimed. The payer then has no proof by a secret." />
			</Form>
			<p class="hint">Making it costs nothing. When it is paid, this page claims it for a small fee:
				keep it open.</p>
		</Card>
	);
}

const KINDS = { open: 'warn', paid: 'good', expired: 'plain' } as const;

function Shown({ row }: { row: KeptInvoice }) {
	const { text, amount, asset, memo, received, deadlineMs, key } = row;
	const standing = standingOf(row, seconds.value);
	const trouble = troubles.value.get(key);
	return (
		<Card title={memo || 'An invoice'} actions={<Tag kind={KINDS[standing]}>{standing}</Tag>}>
			<p class={standing === 'paid' ? 'big paid' : 'big'} role="status">
				{received !== null
					? `Paid: ${exactAmount(received, currencyOf(asset))}`
					: amount === null ? 'any amount' : exactAmount(amount, currencyOf(asset))}
			</p>
			{standing === 'open' && (
				<>
					<Qr text={text} label="The invoice as a QR code" />
					<p class="invoice-text">{text}</p>
					<p><Copy text={text} what="invoice" /> It can be paid for{' '}
						<Countdown to={deadlineMs} over="no longer" />.</p>
				</>
			)}
			{trouble && <FaultNote fault={{ title: 'Waiting for it has failed', text: trouble }} />}
		</Card>
	);
}

function Kept({ account, show }: { account: Account; show: (row: KeptInvoice) => void }) {
	const rows = invoices.value.filter(({ payee }) => payee === account.id);
	if (rows.length === 0) return null;
	return (
		<Card title="Made in this browser">
			<Table label="Invoices" heads={['State', 'Amount', 'For', 'Until', 'Actions']}>
				{rows.map((row) => {
					const standing = standingOf(row, seconds.value);
					const shown = row.received ?? row.amount;
					return (
						<tr key={row.key}>
							<td><Tag kind={KINDS[standing]}>{standing}</Tag></td>
							<td class="number">
								{shown === null ? 'any' : <Amount of={shown} asset={row.asset} />}
							</td>
							<td>{row.memo || <span class="mono">{shortHash(row.paymentHash)}</span>}</td>
							<td><At ms={row.deadlineMs} /></td>
							<td>
								<button type="button" class="small" onClick={() => show(row)}>
									Show<span class="unseen"> {row.memo || row.paymentHash}</span>
								</button>{' '}
								{standing !== 'open' && (
									<button type="button" class="small" onClick={() => void forget(row.key)}>
										Forget<span class="unseen"> {row.memo || row.paymentHash}</span>
									</button>
								)}
							</td>
						</tr>
					);
				})}
			</Table>
		</Card>
	);
}

/** What an invoice of this chain says. */
function Said({ read: { signed: { invoice }, asset, isInstant } }: { read: Read }) {
	return (
		<Facts facts={[
			['To', <Who is={invoice.payee} />],
			['Amount', invoice.amount === null
				? 'you choose' : <Amount of={invoice.amount} asset={asset} />],
			['Until', <><At ms={invoice.deadlineMs} /> (<Countdown to={invoice.deadlineMs}
				over="over" />)</>],
			['How', isInstant ? 'at once' : 'waits to be claimed'],
		]} />
	);
}

interface Step {
	readonly reading: Reading;
	readonly planned: Planned | null;
}

/** The plan, and paying by it. */
function ToPay({ planned, from, over }: {
	planned: Planned;
	from: Account;
	over: (payment: bigint | null) => void;
}) {
	const { plan, read: { asset } } = planned;
	return (
		<>
			<h3>{plan.routes.length === 1 ? 'The way' : `In ${plan.routes.length} parts`}</h3>
			{plan.routes.map((hops, at) => <Way key={at} from={from.id} hops={hops} asset={asset} />)}
			<p>To those in between: <Amount of={plan.fee} asset={asset} />.</p>
			<div class="buttons">
				<button type="button" class="main" onClick={() => ask(payAction(planned, over))}>
					Pay…
				</button>
			</div>
		</>
	);
}

function Pay({ account, bounds }: { account: Account; bounds: Bounds }) {
	const [step, setStep] = useState<Step | null>(null);
	const [over, setOver] = useState('');
	const form = useForm({ text: '', amount: '' }, async (values) => {
		setOver('');
		const chain = live.peek();
		if (!chain) return;
		const reading = readOrRefuse(chain, textOf(values, 'text'));
		setStep({ reading, planned: null });
		if (reading.type !== 'ours') return;
		const { read } = reading;
		const asked = read.signed.invoice.amount;
		if (asked === null && textOf(values, 'amount') === '') return;
		const amount = asked ?? amountIn(values, 'amount', currencyOf(read.asset));
		const nowMs = now();
		const plan = await planned(chain, account, read, amount, nowMs);
		setStep({ reading, planned: { read, plan, amount, nowMs, maxHoldMs: bounds.maxHold } });
	});
	const reading = step?.reading;
	const isOpen = reading?.type === 'ours' && reading.read.signed.invoice.amount === null;
	const paid = (payment: bigint | null) => {
		setStep(null);
		form.set('text', '');
		setOver(payment === null
			? 'Paid at once.' : `Payment ${payment} is on its way: see below when it is claimed.`);
	};
	return (
		<Card title="Pay an invoice">
			<Form form={form} submit="Read it">
				<LongText form={form} name="text" label="The invoice" hint="It begins with bloc1." />
				{isOpen && <Text form={form} name="amount" label="How much"
					unit={currencyOf(reading.read.asset).symbol} />}
			</Form>
			{reading?.type === 'ours' && <Said read={reading.read} />}
			{reading?.type === 'lightning' && (
				<>
					<Facts facts={reading.facts} />
					<p class="quiet">This is an invoice of the Lightning Network: it cannot be paid from
						here, only read.</p>
				</>
			)}
			{step?.planned && <ToPay planned={step.planned} from={account} over={paid} />}
			<p role="status">{over}</p>
		</Card>
	);
}

function readOrRefuse(chain: Chain, text: string): Reading {
	if (text === '') throw new FieldError('text', 'Paste an invoice.');
	try {
		return readInvoice(chain.genesis, text);
	} catch (error) {
		const trouble = invoiceTrouble(error);
		if (trouble === null) throw error;
		throw new FieldError('text', `It cannot be paid: ${trouble}.`);
	}
}

async function planned(chain: Chain, account: Account, read: Read, amount: bigint, nowMs: bigint) {
	try {
		return await planFor(chain, account, read, amount, nowMs);
	} catch (error) {
		if (error instanceof NoPlan) throw new Error(shortfallInWords(error, read.asset));
		const trouble = invoiceTrouble(error);
		if (trouble !== null) throw new FieldError('text', `It cannot be paid: ${trouble}.`);
		throw error;
	}
}

function Mine({ account, bounds }: { account: Account; bounds: Bounds }) {
	const [shown, setShown] = useState<string | null>(null);
	const row = invoices.value.find(({ key }) => key === shown);
	const show = ({ key }: KeptInvoice) => setShown(key);
	return (
		<>
			<div class="cards">
				<Make account={account} bounds={bounds} show={show} />
				{row && <Shown row={row} />}
				<Pay account={account} bounds={bounds} />
			</div>
			<Kept account={account} show={show} />
			<Payments account={account} />
		</>
	);
}

export default function Invoices() {
	const account = current.value;
	const bounds = useQuery([], 'bounds', boundsOf);
	if (!account) return <p>Choose an account first.</p>;
	return (
		<Asked answer={bounds}>
			{(of) => <Mine key={account.id} account={account} bounds={of} />}
		</Asked>
	);
}

