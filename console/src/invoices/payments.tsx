// Payments under way, and what became of those that this page has seen.

import type { Chain } from '@lightning-bloc/sdk/chain';
import { accountOf } from '@lightning-bloc/sdk/chain';
import type { Account } from '../chain/accounts.js';
import { assetIdOf, type AssetId } from '../chain/assets.js';
import { blocks } from '../chain/blocks.js';
import { pages, useQuery } from '../chain/query.js';
import type { AccountId } from '../lib/fields.js';
import { Amount, Asked, Card, Countdown, Table, Tag, Who } from '../parts/bits.js';
import { ask, type Action } from '../tx/action.js';

interface Under {
	readonly id: bigint;
	readonly isOut: boolean;
	readonly other: AccountId;
	readonly asset: AssetId;
	readonly total: bigint;
	readonly received: bigint;
	readonly deadlineMs: bigint;
	readonly parts: number;
	readonly hops: number;
}

async function paymentsOf(chain: Chain, account: AccountId): Promise<Under[]> {
	const at = { at: 'best' } as const;
	const who = chain.address(account);
	const views = chain.api.view.Mpp;
	const [out, coming] = await Promise.all([
		pages<bigint>((after, limit) => views.by_payer(who, after, limit, at), 200),
		pages<bigint>((after, limit) => views.by_payee(who, after, limit, at), 200),
	]);
	const ids = [
		...out.map((id) => [id, true] as const), ...coming.map((id) => [id, false] as const),
	];
	const all = await Promise.all(ids.map(async ([id, isOut]) => {
		const payment = await views.payment(id, at);
		if (!payment) return null;
		return {
			id, isOut, other: accountOf(isOut ? payment.payee : payment.payer),
			asset: assetIdOf(payment.asset), total: payment.total, received: payment.received,
			deadlineMs: payment.deadline_ms, parts: payment.parts, hops: payment.hops,
		};
	}));
	return all.filter((one) => one !== null).reverse();
}

/** Gives a payment back that came, and that is not wanted. */
const giveBack = ({ id, parts, hops }: Under): Action => ({
	title: 'Give the payment back',
	does: ['The payer has it again. It cannot be claimed any more.'],
	call: (chain) => chain.api.tx.Mpp.cancel({ payment: id, size: { parts, hops } }),
});

function Rows({ list }: { list: readonly Under[] }) {
	return (
		<Table label="Payments under way"
			heads={['Payment', 'Who', 'Amount', 'State', 'Left', 'Actions']}>
			{list.map((one) => (
				<tr key={one.id}>
					<td>{one.id.toString()} {one.isOut ? 'to' : 'from'}</td>
					<td><Who is={one.other} /></td>
					<td class="number"><Amount of={one.total} asset={one.asset} /></td>
					<td>
						<Tag kind="warn">
							{one.received < one.total ? 'not all of it has arrived' : 'waits to be claimed'}
						</Tag>
					</td>
					<td><Countdown to={one.deadlineMs} over="goes back" /></td>
					<td>
						{!one.isOut && (
							<button type="button" class="small" onClick={() => ask(giveBack(one))}>
								Give back<span class="unseen"> payment {one.id.toString()}</span>
							</button>
						)}
					</td>
				</tr>
			))}
		</Table>
	);
}

interface Ended {
	readonly payer: string;
	readonly payee: string;
	readonly total?: bigint;
	readonly received?: bigint;
	readonly asset?: Parameters<typeof assetIdOf>[0];
}

const ENDS: Record<string, { kind: 'good' | 'warn'; text: string }> = {
	PaymentSettled: { kind: 'good', text: 'paid' },
	PaidInstantly: { kind: 'good', text: 'paid at once' },
	PaymentReleased: { kind: 'warn', text: 'came back' },
};

/** What ended in the last blocks, of this account's. */
function Seen({ account }: { account: Account }) {
	const ended = blocks.value.flatMap(({ happened }) => happened).flatMap((one) => {
		const end = one.pallet === 'Mpp' ? ENDS[one.name] : undefined;
		const value = one.value as Ended;
		const isOwn = end && [value.payer, value.payee].some((who) => accountOf(who) === account.id);
		return isOwn ? [{ block: one.block, end, value }] : [];
	}).slice(0, 8);
	if (ended.length === 0) return null;
	return (
		<Table label="Ended a moment ago" heads={['Block', 'From', 'To', 'Amount', 'State']}>
			{ended.map(({ block, end, value }, at) => (
				<tr key={at}>
					<td class="number">{block}</td>
					<td><Who is={value.payer} /></td>
					<td><Who is={value.payee} /></td>
					<td class="number">
						{value.asset
							? <Amount of={value.total ?? 0n} asset={assetIdOf(value.asset)} />
							: '–'}
					</td>
					<td><Tag kind={end.kind}>{end.text}</Tag></td>
				</tr>
			))}
		</Table>
	);
}

export function Payments({ account }: { account: Account }) {
	const answer = useQuery(['Mpp'], account.id, (chain) => paymentsOf(chain, account.id));
	return (
		<Card title="Payments">
			<Asked answer={answer} empty="None is under way.">{(list) => <Rows list={list} />}</Asked>
			<Seen account={account} />
		</Card>
	);
}
