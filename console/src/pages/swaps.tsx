// Swaps: amounts under a secret's hash, of which each is one leg. Rings across chains are the
// agent's; here a leg is locked, claimed and taken back by hand.

import { useState } from 'preact/hooks';
import { accountOf, toChainAsset, type Chain } from '@lightning-bloc/sdk/chain';
import { toHex } from '@lightning-bloc/sdk/channel';
import * as actions from '../actions/swaps.js';
import type { NamedLeg } from '../actions/swaps.js';
import { current, type Account } from '../chain/accounts.js';
import { assetIdOf, assetOf, choices, currencyOf, type AssetId } from '../chain/assets.js';
import { now, seconds } from '../chain/clock.js';
import { Enum } from '../chain/enums.js';
import { live } from '../chain/connection.js';
import { useQuery } from '../chain/query.js';
import {
	accountIn, amountIn, durationIn, FieldError, hashIn, textOf, type AccountId,
} from '../lib/fields.js';
import { roughDuration, shortHash } from '../lib/text.js';
import { formatShare } from '@lightning-bloc/sdk/amounts';
import { Amount, Asked, At, Card, Copy, Countdown, Facts, Table, Tag, Who } from '../parts/bits.js';
import { AssetChoice, assetIn, Form, Somebody, Text, useForm } from '../parts/form.js';
import { ask } from '../tx/action.js';

type Hash = `0x${string}`;

/** The hash of a secret. */
export async function hashOf(secret: Hash): Promise<Hash> {
	const bytes = Uint8Array.from(secret.slice(2).match(/../g) ?? [], (byte) => parseInt(byte, 16));
	return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

const ENDS: Record<string, string> = {
	Claimed: 'claimed', Refunded: 'came back', HandedBack: 'given back', Divided: 'divided',
};

function State({ of: { leg } }: { of: NamedLeg }) {
	if (leg.state.type === 'Ended') return <Tag kind="plain">{ENDS[leg.state.value.how.type]}</Tag>;
	return <Tag kind="warn">locked, <Countdown to={leg.deadline_ms} over="time is over" /></Tag>;
}

async function legsOf(chain: Chain, account: AccountId): Promise<NamedLeg[]> {
	const legs = await chain.api.view.Swaps.swaps_of(
		chain.address(account), undefined, 100, { at: 'best' });
	return legs.map(([hash, leg]) => ({ owner: account, paymentHash: hash as Hash, leg }));
}

function Locked({ account }: { account: Account }) {
	const answer = useQuery(['Swaps'], account.id, (chain) => legsOf(chain, account.id));
	return (
		<Card title="Locked by you">
			<Asked answer={answer} empty="Nothing.">{(legs) => (
				<Table label="Locked by you" heads={['Hash', 'For', 'Amount', 'State', 'Actions']}>
					{legs.map((of) => (
						<tr key={of.paymentHash}>
							<td class="mono">{shortHash(of.paymentHash)} <Copy text={of.paymentHash}
								what="hash" /></td>
							<td><Who is={of.leg.receiver} /></td>
							<td class="number"><Amount of={of.leg.amount} asset={assetIdOf(of.leg.asset)} /></td>
							<td><State of={of} /></td>
							<td>
								{of.leg.state.type === 'Open' && of.leg.deadline_ms <= seconds.value && (
									<button type="button" class="small" onClick={() => ask(actions.settle(of))}>
										Take back
									</button>
								)}
							</td>
						</tr>
					))}
				</Table>
			)}</Asked>
		</Card>
	);
}

function Lock({ bounds }: { bounds: Bounds }) {
	const [secret, setSecret] = useState<Hash | null>(null);
	const initial = { receiver: '', asset: '', amount: '', hash: '', lasts: '1h' };
	const form = useForm(initial, (values) => {
		const asset = assetIn(values);
		ask(actions.lock({
			receiver: accountIn(values, 'receiver'), asset,
			amount: amountIn(values, 'amount', currencyOf(asset)),
			paymentHash: hashIn(values, 'hash'),
			deadlineMs: now() + durationIn(values, 'lasts', bounds.least, bounds.most),
		}));
	});
	const draw = async () => {
		const drawn = toHex(crypto.getRandomValues(new Uint8Array(32)));
		form.set('hash', await hashOf(drawn));
		setSecret(drawn);
	};
	return (
		<Card title="Lock for a secret">
			<Form form={form} submit="Lock…">
				<Somebody form={form} name="receiver" label="For" />
				<AssetChoice form={form} name="asset" label="Currency" />
				<Text form={form} name="amount" label="Amount"
					unit={currencyOf(assetIn(form.values)).symbol} />
				<Text form={form} name="hash" label="Hash of the secret" />
				<Text form={form} name="lasts" label="Until, from now"
					hint={`From ${roughDuration(bounds.least)} to ${roughDuration(bounds.most)}.`} />
			</Form>
			<div class="buttons">
				<button type="button" onClick={() => void draw()}>Draw a secret here</button>
			</div>
			{secret && (
				<p role="status">The secret, kept nowhere else:{' '}
					<span class="invoice-text">{secret}</span>{' '}
					<Copy text={secret} what="secret" /></p>
			)}
		</Card>
	);
}

function Claim({ account }: { account: Account }) {
	const [found, setFound] = useState<NamedLeg | null>(null);
	const form = useForm({ owner: '', hash: '', secret: '' }, async (values) => {
		const chain = live.peek();
		if (!chain) return;
		const owner = accountIn(values, 'owner');
		const secret = textOf(values, 'secret') === '' ? null : hashIn(values, 'secret');
		const paymentHash = secret === null ? hashIn(values, 'hash') : await hashOf(secret);
		const leg = await chain.api.view.Swaps.swap(chain.address(owner), paymentHash, { at: 'best' });
		setFound(leg ? { owner, paymentHash, leg } : null);
		if (!leg) throw new FieldError('owner', 'Nothing is locked by this account under that.');
		if (secret !== null) ask(actions.claim({ owner, paymentHash, leg }, secret));
	});
	return (
		<Card title="Locked for you">
			<Form form={form} submit={form.values.secret ? 'Claim…' : 'Look it up'}>
				<Somebody form={form} name="owner" label="Locked by" />
				<Text form={form} name="hash" label="Hash of the secret" />
				<Text form={form} name="secret" label="The secret, to claim it" />
			</Form>
			{found && <Found of={found} account={account} />}
		</Card>
	);
}

function Found({ of, account }: { of: NamedLeg; account: Account }) {
	const { leg } = of;
	const isMine = accountOf(leg.receiver) === account.id;
	return (
		<>
			<Facts facts={[
				['For', <Who is={leg.receiver} />],
				['Amount', <Amount of={leg.amount} asset={assetIdOf(leg.asset)} />],
				['State', <State of={of} />], ['Until', <At ms={leg.deadline_ms} />],
			]} />
			{isMine && leg.state.type === 'Open' && (
				<div class="buttons">
					<button type="button" onClick={() => ask(actions.handBack(of))}>Give it back…</button>
				</div>
			)}
		</>
	);
}

interface Bounds {
	readonly least: bigint;
	readonly most: bigint;
}

async function boundsOf(chain: Chain): Promise<Bounds> {
	const { Swaps } = chain.api.constants;
	const [least, most] = await Promise.all([Swaps.MinLegMs(), Swaps.MaxLegMs()]);
	// What is typed now is in a block a while later.
	return { least: least + 30_000n, most: (most * 9n) / 10n };
}

async function quotesOf(chain: Chain, asset: AssetId) {
	const view = chain.api.view.Swaps;
	const of = async (direction: 'In' | 'Out') => {
		const list = await view.providers(toChainAsset(assetOf(asset)), Enum(direction), undefined, 50,
			{ at: 'best' });
		return list.map(([provider, quote]) => ({ provider, quote, direction, asset }));
	};
	return (await Promise.all([of('In'), of('Out')])).flat();
}

/** What providers offer between the chain and its channels: to be seen; taken by the SDK. */
function Quotes() {
	const assets = choices().map(({ id }) => id);
	const answer = useQuery(['Swaps'], assets.join(), async (chain) =>
		(await Promise.all(assets.slice(0, 10).map((id) => quotesOf(chain, id)))).flat());
	return (
		<Card title="Providers' quotes">
			<p class="quiet">For money on the chain against payments in channels.</p>
			<Asked answer={answer} empty="Nobody offers that now.">{(quotes) => (
				<Table label="Quotes" heads={['Provider', 'Into', 'Price', 'From', 'To', 'Until']}>
					{quotes.map(({ provider, direction, asset, quote: { terms } }) => (
						<tr key={`${provider} ${direction} ${asset}`}>
							<td><Who is={provider} /></td>
							<td>{direction === 'In' ? 'channels' : 'the chain'}</td>
							<td class="number"><Amount of={terms.rates.base} asset={asset} /> and{' '}
								{formatShare(terms.rates.ppm)}</td>
							<td class="number"><Amount of={terms.min_amount} asset={asset} /></td>
							<td class="number"><Amount of={terms.max_amount} asset={asset} /></td>
							<td><At ms={terms.valid_until_ms} /></td>
						</tr>
					))}
				</Table>
			)}</Asked>
		</Card>
	);
}

export default function Swaps() {
	const account = current.value;
	const bounds = useQuery([], 'bounds', boundsOf);
	if (!account) return <p>Choose an account first.</p>;
	return (
		<>
			<Locked key={account.id} account={account} />
			<div class="cards">
				<Asked answer={bounds}>{(of) => <Lock bounds={of} />}</Asked>
				<Claim key={account.id} account={account} />
			</div>
			<Quotes />
		</>
	);
}
