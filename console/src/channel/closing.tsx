// How a channel ends: together, alone, and what is done about it when the other does.

import { useEffect, useState } from 'preact/hooks';
import type { Machine, MultiSignature, Side } from '@lightning-bloc/sdk/channel';
import * as actions from '../actions/channels.js';
import { nameOf, ownAccount, type Account } from '../chain/accounts.js';
import { now, seconds } from '../chain/clock.js';
import { faultOf, type Fault } from '../chain/errors.js';
import { life } from '../chain/life.js';
import { roughDuration } from '../lib/text.js';
import {
	closePayload, isForOther, offerOf, offerText, plainClose,
} from '../offchain/offer.js';
import { keyOf, stored, storedMachine, working, type Working } from '../offchain/parties.js';
import { Amount, At, Card, Copy, Countdown, Facts, FaultNote } from '../parts/bits.js';
import { Form, LongText, useForm } from '../parts/form.js';
import { ask } from '../tx/action.js';
import type { Whole } from './read.js';

const TEN_MINUTES_MS = 600_000n;

/** The own machine of a channel: of the party that works, or as it is stored. */
export function useMachine(channel: bigint, account: Account): {
	readonly at: Working | null;
	readonly machine: Machine | null;
} {
	const of = life.value;
	const key = of === null ? null : keyOf(of, channel, account.id);
	const at = key === null ? null : working.value.get(key) ?? null;
	const [kept, setKept] = useState<Machine | null>(null);
	useEffect(() => {
		let isGone = false;
		setKept(null);
		if (key !== null && !at) {
			storedMachine(key).then((machine) => { if (!isGone) setKept(machine); }, () => {});
		}
		return () => { isGone = true; };
	}, [key, at === null, stored.value]);
	return { at, machine: at ? at.party.machine : kept };
}

/** Until when a closing that is signed now counts. */
const validUntil = ({ maxEndingMs }: Whole): bigint => {
	const longest = (maxEndingMs * 9n) / 10n;
	return now() + (longest < TEN_MINUTES_MS ? longest : TEN_MINUTES_MS);
};

/** Both keys are here: both sign at once. */
async function signBoth(of: Whole, one: Account, other: Account) {
	const close = plainClose(of.shown + 1n, validUntil(of));
	const bytes = closePayload(of.subject, close);
	const isOpener = of.subject.parties.opener === one.id;
	const [mine, theirs] = [await one.signer.sign(bytes), await other.signer.sign(bytes)];
	const signatures = isOpener
		? { opener: mine, counterparty: theirs }
		: { opener: theirs, counterparty: mine };
	ask({ ...actions.closeTogether(of.seen, { body: close, signatures }), account: one });
}

function TakeOffer({ of, side }: { of: Whole; side: Side }) {
	const form = useForm({ offer: '' }, (values) => {
		const offer = offerOf(values.offer ?? '', of.subject);
		if (!isForOther(offer, side)) throw new Error('That is your own offer: the other takes it.');
		ask(actions.closeTogether(of.seen, offer.close));
	});
	return (
		<Form form={form} submit="Close by it…">
			<LongText form={form} name="offer" label="The other's offer" />
		</Form>
	);
}

function MakeOffer({ of, account, side }: { of: Whole; account: Account; side: Side }) {
	const [text, setText] = useState('');
	const [fault, setFault] = useState<Fault | null>(null);
	const make = async () => {
		const close = plainClose(of.shown + 1n, validUntil(of));
		const signature: MultiSignature = await account.signer.sign(closePayload(of.subject, close));
		setText(offerText(of.subject, side, close, signature));
	};
	return (
		<>
			<div class="buttons">
				<button
					type="button"
					onClick={() => void make().then(
						() => setFault(null), (error) => setFault(faultOf(error)))}
				>
					Sign an offer to close
				</button>
			</div>
			{fault && <FaultNote fault={fault} />}
			{text && (
				<>
					<p>Give this to {nameOf(of.seen.other)}, who can close by it in the next minutes.
						Pay nothing off chain meanwhile. <Copy text={text} what="offer" /></p>
					<p class="invoice-text">{text}</p>
				</>
			)}
		</>
	);
}

/** Closing with the other, where nothing is signed off chain here. */
function Plainly({ of, account, side }: { of: Whole; account: Account; side: Side }) {
	const other = ownAccount(of.seen.other);
	const [fault, setFault] = useState<Fault | null>(null);
	return (
		<>
			<p>Both sign, and both have what is theirs in the next block.</p>
			{other && (
				<div class="buttons">
					<button
						type="button" class="main"
						onClick={() => void signBoth(of, account, other).catch((error) =>
							setFault(faultOf(error)))}
					>
						Close together…
					</button>
				</div>
			)}
			{other && <p class="quiet">{other.name} is an account of this page, too: both sign here.</p>}
			{fault && <FaultNote fault={fault} />}
			<details open={!other}>
				<summary>By an offer that one gives the other</summary>
				<MakeOffer of={of} account={account} side={side} />
				<TakeOffer of={of} side={side} />
			</details>
		</>
	);
}

/** Closing with the other over the wire, by the party that works here. */
function OverWire({ of, at }: { of: Whole; at: Working }) {
	const [fault, setFault] = useState<Fault | null>(null);
	const [isAsked, setAsked] = useState(false);
	const { ending } = at.party.machine;
	const agree = async () => {
		setAsked(true);
		setFault(null);
		try {
			await at.party.close(validUntil(of));
		} catch (error) {
			setFault(faultOf(error));
		} finally {
			setAsked(false);
		}
	};
	const action = ending && actions.carryOut(of.seen, ending);
	return (
		<>
			<p>The other is asked over the wire; then either can take it to the chain.</p>
			<div class="buttons">
				{action
					? <button type="button" class="main" onClick={() => ask(action)}>Close together…</button>
					: <button type="button" disabled={isAsked} onClick={() => void agree()}>
						{isAsked ? 'Asking…' : 'Ask the other to close'}
					</button>}
			</div>
			{fault && <FaultNote fault={fault} />}
		</>
	);
}

/** The two ways to end an open channel. */
export function Ends({ of, account }: { of: Whole; account: Account }) {
	const { at, machine } = useMachine(of.seen.id, account);
	const { side } = of.seen;
	const [fault, setFault] = useState<Fault | null>(null);
	if (side === null) return null;
	const alone = () => {
		try {
			ask(actions.forceClose(of.seen, machine ? machine.closeAloneWith() : null, of.terms));
			setFault(null);
		} catch (error) {
			setFault(faultOf(error));
		}
	};
	return (
		<Card title="Close">
			<h3>Together</h3>
			{at ? <OverWire of={of} at={at} />
				: machine ? <p>States are signed off chain: connect to the other above, then close.</p>
					: <Plainly of={of} account={account} side={side} />}
			<h3>Alone</h3>
			<p>If the other does not answer. It takes{' '}
				{roughDuration(of.seen.channel.challenge_period_ms)} if something is committed, and whoever
				closes by an old state pays for it.</p>
			<div class="buttons">
				<button type="button" onClick={alone}>Close alone…</button>
			</div>
			{fault && <FaultNote fault={fault} />}
		</Card>
	);
}

/** A closing that goes on: how long, by which state, and what can be done. */
export function Dispute({ of, closing, account }: {
	of: Whole;
	closing: NonNullable<Whole['closing']>;
	account: Account;
}) {
	const { machine } = useMachine(of.seen.id, account);
	const { channel: { phase }, side, other, id } = of.seen;
	const settles = phase.type === 'Closing' ? phase.value.settles_ms : closing.scheduled_ms;
	const isOwn = closing.closer.type === side;
	const later = machine?.answer() ?? null;
	const standing = closing.state.version;
	const held = machine?.state.version ?? null;
	const isOver = settles <= seconds.value;
	return (
		<Card title="It is being closed">
			<p class="big"><Countdown to={settles} over="The challenge period is over." /></p>
			<Facts facts={[
				['By', isOwn ? 'you' : nameOf(other)],
				['State that stands', `${standing}`],
				['State held here', held === null ? 'none' : `${held}`],
				['Until', <At ms={settles} />],
				['Closing deposit', <Amount of={closing.deposit} asset={null} />],
			]} />
			{later && (
				<div class="notice bad" role="alert">
					<p><strong>A later state is held here.</strong> Challenge before the time is over.</p>
					<div class="buttons">
						<button type="button" class="main"
							onClick={() => ask(actions.challenge(of.seen, later))}>
							Challenge…
						</button>
					</div>
				</div>
			)}
			{!later && !isOwn && !isOver && (
				<p class="quiet">No later state is held here: there is nothing to do but wait.</p>
			)}
			{isOver && (
				<div class="buttons">
					<button type="button" onClick={() => ask(actions.settle({ id }))}>Settle…</button>
				</div>
			)}
		</Card>
	);
}
