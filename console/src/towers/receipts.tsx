// The receipts of a watch: kept in this browser, and what can be done by them.

import { useEffect, useState } from 'preact/hooks';
import { signal } from '@preact/signals';
import { NO_BACKUP, receiptFromBytes, receiptToBytes } from '@lightning-bloc/sdk/towers';
import * as actions from '../actions/towers.js';
import type { Account } from '../chain/accounts.js';
import { chain } from '../chain/connection.js';
import { life } from '../chain/life.js';
import type { SeenTower, SeenWatch } from '../chain/towers.js';
import { useMachine } from '../channel/closing.js';
import { allKept, keep, kept } from '../lib/database.js';
import { FieldError } from '../lib/fields.js';
import { At, Copy, Table, Tag } from '../parts/bits.js';
import { Form, LongText, useForm } from '../parts/form.js';
import { ask } from '../tx/action.js';
import {
	asText, faultIn, isNewer, receiptIn, receiptKey, stateFor, type HeldReceipt,
} from './receipt.js';

/** Counts up when a receipt was kept. */
const changed = signal(0);

/** The receipts of a channel that are kept in this browser, for an account. */
function useReceipts(channel: bigint, account: Account): readonly HeldReceipt[] {
	const [held, setHeld] = useState<readonly HeldReceipt[]>([]);
	const of = life.value;
	useEffect(() => {
		let isGone = false;
		if (of === null) return;
		allKept('receipts', of).then((rows) => {
			if (isGone) return;
			setHeld(rows.filter((row) => row.channel === channel && row.account === account.id)
				.map(({ receipt, state }) => ({ signed: receiptFromBytes(receipt), state })));
		}, () => {});
		return () => { isGone = true; };
	}, [of, channel, account.id, changed.value]);
	return held;
}

/** The own newest state, to be put on the chain for towers that do not answer. */
export function Post({ watch, account }: { watch: SeenWatch; account: Account }) {
	const { machine } = useMachine(watch.channel, account);
	const state = machine?.closeAloneWith() ?? null;
	if (state === null || (watch.posting && watch.posting.version >= state.body.version)) return null;
	return (
		<button type="button" onClick={() => ask(actions.postState(watch, state))}>
			Put state {state.body.version.toString()} on the chain…
		</button>
	);
}

function Does({ held: { signed, state }, watch }: { held: HeldReceipt; watch: SeenWatch }) {
	const { version, tower, hire: number } = signed.receipt;
	const name = <span class="unseen"> by the receipt of tower {tower.toString()}</span>;
	const settled = watch.dispute?.settled;
	const mayHaveMissed = settled !== undefined && settled.version < version && state !== null;
	const hire = watch.hires.find(({ hire: one }) => one.tower === tower && one.number === number);
	const isRunning = hire !== undefined && hire.hire.stopped_ms === undefined;
	const mayDemand = signed.receipt.backup !== NO_BACKUP && isRunning && !hire.hire.demand;
	return (
		<>
			{mayHaveMissed && (
				<button type="button" class="small" onClick={() => ask(actions.proveMiss(signed, state))}>
					Prove the miss{name}
				</button>
			)}{' '}
			{watch.dispute && (
				<>
					<button type="button" class="small" onClick={() => ask(actions.proveLate(signed))}>
						It was late{name}
					</button>{' '}
					<button type="button" class="small" onClick={() => ask(actions.proveFalse(signed))}>
						It showed an older one{name}
					</button>{' '}
				</>
			)}
			{mayDemand && (
				<button type="button" class="small" onClick={() => ask(actions.demand(signed))}>
					Demand the backup{name}
				</button>
			)}
		</>
	);
}

function Keep({ watch, towers, account }: {
	watch: SeenWatch;
	towers: readonly SeenTower[];
	account: Account;
}) {
	const { machine } = useMachine(watch.channel, account);
	const form = useForm({ receipt: '' }, async (values) => {
		const [on, of] = [chain.peek(), life.peek()];
		if (!on || of === null) return;
		const signed = receiptIn(values, 'receipt');
		const fault = faultIn(on.genesis, signed, watch, towers);
		if (fault !== null) throw new FieldError('receipt', fault);
		const key = receiptKey(of, account.id, signed);
		const before = await kept('receipts', key);
		if (before && isNewer(receiptFromBytes(before.receipt), signed)) {
			throw new FieldError('receipt', 'A newer one of this hire is kept already.');
		}
		const state = stateFor(signed, machine?.closeAloneWith() ?? null);
		await keep('receipts', {
			key, life: of, channel: watch.channel, account: account.id, state,
			receipt: receiptToBytes(signed), savedMs: Date.now(),
		});
		changed.value += 1;
		form.set('receipt', '');
	});
	return (
		<Form form={form} submit="Check and keep it">
			<LongText form={form} name="receipt" label="A receipt of a tower" rows={2} />
		</Form>
	);
}

export function Receipts({ watch, towers, account }: {
	watch: SeenWatch;
	towers: readonly SeenTower[];
	account: Account;
}) {
	const held = useReceipts(watch.channel, account);
	return (
		<details>
			<summary>Receipts: {held.length} kept in this browser</summary>
			<p class="hint">By its receipt a tower is held to a state. Whoever sends it the states has
				them; those that are kept here are checked first, and have the state beside them if this
				browser holds it then.</p>
			{held.length > 0 && (
				<Table label={`Receipts of channel ${watch.channel}`}
					heads={['Tower', 'State', 'Signed for', 'The state', 'Actions']}>
					{held.map((one) => (
						<tr key={`${one.signed.receipt.tower} ${one.signed.receipt.hire}`}>
							<td>{one.signed.receipt.tower.toString()}</td>
							<td class="number">{one.signed.receipt.version.toString()}</td>
							<td><At ms={one.signed.receipt.acceptedMs} /></td>
							<td>{one.state ? <Tag kind="good">held here</Tag>
								: <Tag kind="warn">not held here</Tag>}</td>
							<td><Copy text={asText(receiptToBytes(one.signed))} what="receipt" />
								<Does held={one} watch={watch} /></td>
						</tr>
					))}
				</Table>
			)}
			<Keep watch={watch} towers={towers} account={account} />
		</details>
	);
}
