// Paying off chain: two parties sign states and send them to each other, here from tab to tab or at
// a relay. The chain sees none of it.

import { useState } from 'preact/hooks';
import { toHex, WebSocketTransport } from '@lightning-bloc/sdk/channel';
import { nameOf, ownAccount, type Account } from '../chain/accounts.js';
import { currencyOf } from '../chain/assets.js';
import { isNodeUrl, live } from '../chain/connection.js';
import { faultOf } from '../chain/errors.js';
import { amountIn, FieldError, textOf, type Values } from '../lib/fields.js';
import { shortAmount } from '../lib/text.js';
import { begin, end, restore, type Working } from '../offchain/parties.js';
import { roomOf, TabTransport } from '../offchain/wires.js';
import { Amount, Card, Facts, FaultNote, saveFile, Tag } from '../parts/bits.js';
import { Choice, Form, LongText, Text, Tick, useForm } from '../parts/form.js';
import { Plot } from '../parts/plot.js';
import { useMachine } from './closing.js';
import type { Whole } from './read.js';

const WAYS = [
	['tab', 'another tab of this browser'], ['relay', 'a relay, for two browsers'],
] as const;

const hereRelay = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}`;

async function wireOf(of: Whole, values: Values) {
	const room = await roomOf(of.subject.genesis, of.seen.id, textOf(values, 'word'));
	if (values.way !== 'relay') return { transport: new TabTransport(room), way: 'this browser' };
	const url = textOf(values, 'relay').replace(/\/$/, '');
	if (!isNodeUrl(url)) throw new FieldError('relay', 'An address as wss://relay.example.');
	return { transport: new WebSocketTransport(`${url}/${room}`), way: url };
}

/** Puts a party of this page to work, and the other's, too, if it is asked to. */
async function connect(of: Whole, account: Account, values: Values): Promise<void> {
	const chain = live.peek();
	if (!chain) throw new Error('there is no connection to a node');
	const channel = of.seen.id;
	await begin({ chain, account, channel, ...await wireOf(of, values) });
	const other = values.both === 'yes' ? ownAccount(of.seen.other) : null;
	if (other) await begin({ chain, account: other, channel, ...await wireOf(of, values) });
}

function Connect({ of, account, isNew }: { of: Whole; account: Account; isNew: boolean }) {
	const other = ownAccount(of.seen.other);
	const initial = {
		way: 'tab', word: '', relay: hereRelay(), both: other ? 'yes' : '', fresh: '',
	};
	const form = useForm(initial, async (values) => {
		if (isNew && values.fresh !== 'yes') {
			throw new Error('Tick that nothing was signed elsewhere, or restore a backup.');
		}
		await connect(of, account, values);
	});
	return (
		<Form form={form} submit="Connect to the other">
			<Choice form={form} name="way" label="By" options={WAYS} />
			{form.values.way === 'relay' && (
				<Text form={form} name="relay" label="The relay"
					hint="It sees what is paid, and is not trusted with money." />
			)}
			<Text form={form} name="word" label="A word that only you two know (optional)" />
			{other && (
				<Tick form={form} name="both" label={`Run ${other.name} in this page, too`} />
			)}
			{isNew && (
				<Tick
					form={form} name="fresh" label="I have signed nothing for this channel elsewhere"
					hint="In another browser, or before its data were deleted. Else restore a backup."
				/>
			)}
		</Form>
	);
}

function Restore({ of, account }: { of: Whole; account: Account }) {
	const [said, setSaid] = useState('');
	const form = useForm({ backup: '' }, async (values) => {
		const text = textOf(values, 'backup');
		if (!/^0x([0-9a-f]{2})+$/.test(text)) throw new FieldError('backup', 'That is no backup.');
		const chain = live.peek();
		if (!chain) return;
		const bytes = Uint8Array.from(text.slice(2).match(/../g) ?? [], (byte) => parseInt(byte, 16));
		await restore(chain, account, of.seen.id, bytes);
		setSaid('Restored. Connect to the other: it tells what is newer.');
	});
	return (
		<details>
			<summary>Restore a backup</summary>
			<Form form={form} submit="Restore">
				<LongText form={form} name="backup" label="The backup" rows={3} />
			</Form>
			<p role="status">{said}</p>
		</details>
	);
}

function PayOffChain({ of, at }: { of: Whole; at: Working }) {
	const currency = currencyOf(of.seen.asset);
	const [said, setSaid] = useState('');
	const form = useForm({ amount: '' }, async (values) => {
		const amount = amountIn(values, 'amount', currency);
		setSaid('Asking for the other’s signature…');
		try {
			const version = await at.party.pay(amount);
			setSaid(`Paid ${shortAmount(amount, currency)}: both have signed state ${version}.`);
		} catch (error) {
			setSaid('');
			throw error;
		}
	});
	return (
		<>
			<Form form={form} submit={`Pay ${nameOf(of.seen.other)} off chain`}>
				<Text form={form} name="amount" label="Amount" unit={currency.symbol}
					hint="No fee: nothing is written on the chain." />
			</Form>
			<p role="status">{said}</p>
		</>
	);
}

function Course({ of, at }: { of: Whole; at: Working }) {
	const { course } = at;
	if (course.length < 3) return null;
	const { one } = currencyOf(of.seen.asset);
	// A picture only: thousandths of a coin.
	const y = course.map((amount) => Number((amount * 1_000n) / one) / 1_000);
	return (
		<Plot
			label={`Your balance over the last ${course.length} changes`}
			x={course.map((_, number) => number)} y={y} xName="Change" yName="Balance" steps
		/>
	);
}

/** A party at work. */
function AtWork({ of, at }: { of: Whole; at: Working }) {
	const { party, trouble, defences, way } = at;
	const { machine } = party;
	const isOpen = machine.stage.type === 'Open';
	const name = `channel-${of.seen.id}-state-${machine.state.version}.txt`;
	const save = () => saveFile(name, toHex(party.backup()), 'text/plain');
	return (
		<>
			<Facts facts={[
				['Connected by', way],
				['State', <>{machine.state.version.toString()} {machine.isSure
					? <Tag kind="good">the newest</Tag> : <Tag kind="warn">asking the other</Tag>}</>],
				['Yours', <Amount of={party.balance} asset={of.seen.asset} />],
			]} />
			<Course of={of} at={at} />
			{isOpen && <PayOffChain of={of} at={at} />}
			{trouble && <FaultNote fault={{ title: trouble, text: '' }} />}
			{defences.map((one, number) => (
				<p key={number} role="status">
					{one.type === 'Failed'
						? `A challenge failed: ${faultOf(one.error).title}`
						: `Defended: ${one.type.toLowerCase()} on chain.`}
				</p>
			))}
			<div class="buttons">
				<button type="button" onClick={save}>Save a backup</button>
				<button type="button" onClick={() => end(at.key)}>Disconnect</button>
			</div>
			<p class="hint">States are kept in this browser. Losing them can lose money: save a backup
				after you were paid, and keep this page open while you are connected.</p>
		</>
	);
}

/** The off-chain half of a channel. */
export function OffChain({ of, account, isOpen }: {
	of: Whole;
	account: Account;
	isOpen: boolean;
}) {
	const { at, machine } = useMachine(of.seen.id, account);
	const { mine, theirs } = of.seen;
	const isEmpty = mine.committed + theirs.committed === 0n;
	// A party that begins once the channel closes has nothing to say.
	if (!isOpen && !at && !machine) return null;
	return (
		<Card title="Off chain">
			{isEmpty && !at && (
				<p class="quiet">Nothing is committed yet. Commit something, here or on the other side, and
					you can pay each other as fast as you can sign.</p>
			)}
			{at
				? <AtWork of={of} at={at} />
				: (!isEmpty || machine) && (
					<>
						{machine && <p>State {machine.state.version.toString()} is kept in this browser.</p>}
						<Connect key={`${machine === null}`} of={of} account={account}
							isNew={machine === null} />
						<Restore of={of} account={account} />
					</>
				)}
		</Card>
	);
}

