// The form for an order: what it would do now is asked of the chain, and told before it is signed.

import type { Chain } from '@lightning-bloc/sdk/chain';
import * as actions from '../actions/dex.js';
import { live } from '../chain/connection.js';
import { now } from '../chain/clock.js';
import type { SeenBook, Trader } from '../chain/dex.js';
import { FieldError } from '../lib/fields.js';
import { shortAmount } from '../lib/text.js';
import { Card } from '../parts/bits.js';
import { Choice, Form, Text, Tick, useForm, type FormState } from '../parts/form.js';
import { ask } from '../tx/action.js';
import { KIND_WORDS, KINDS, leastOf, mayRest, orderIn, quoted, type Kind } from './order.js';

const SIDES = [['Buy', 'Buy'], ['Sell', 'Sell']] as const;
const KIND_CHOICES = KINDS.map((kind) => [kind, KIND_WORDS[kind][0]] as const);
const PURSES = [['Balance', 'Balance in the exchange'], ['Wallet', 'Account']] as const;

/** Which price: that of the order, or for a market order how much worse than the best. */
function Prices({ form, of }: { form: FormState; of: SeenBook }) {
	const symbol = of.pair.quoteCurrency.symbol;
	const unit = `${symbol} for 1 ${of.pair.baseCurrency.symbol}`;
	if (form.values.kind !== 'Market') {
		return <Text form={form} name="price" label="Price" unit={unit} />;
	}
	return (
		<>
			<Text form={form} name="slip" label="Worse than the best price by at most"
				hint="The order takes nothing beyond that." />
			<Text form={form} name="worst" label="Or the worst price (optional)" unit={unit} />
		</>
	);
}

function Resting({ form }: { form: FormState }) {
	return (
		<>
			<Text form={form} name="lasts" label="Rests for (optional)"
				hint="As 2h or 7d; until it is cancelled if nothing is said." />
			<Tick form={form} name="settled" label="Have the chain settle it when it is filled"
				hint="For a small fee now. Else you settle it yourself." />
			{form.values.kind === 'PostOnly' && (
				<Tick form={form} name="slide" label="Move it to where it rests if it would take" />
			)}
		</>
	);
}

function Hints({ of, trader }: { of: SeenBook; trader: Trader }) {
	const free = trader.slots - trader.orders.length;
	const has = (asset: typeof of.base) => trader.holdings.find(([one]) => one === asset)?.[1].free;
	return (
		<p class="quiet">
			Free in the exchange: {shortAmount(has(of.base) ?? 0n, of.pair.baseCurrency)},{' '}
			{shortAmount(has(of.quote) ?? 0n, of.pair.quoteCurrency)}. Room for{' '}
			{free === 1 ? 'one more order' : `${free} more orders`}
			{free <= 0 && ': make room below first'}.
		</p>
	);
}

const INITIAL = {
	side: 'Buy', kind: 'Limit', unit: 'base', amount: '', price: '', slip: '1%', worst: '',
	purse: 'Balance', lasts: '', settled: '', slide: '',
};

/** An order is read, asked for, and shown. */
async function propose(chain: Chain, of: SeenBook, trader: Trader, values: typeof INITIAL) {
	const order = orderIn(values, of, now());
	if (trader.slots <= trader.orders.length) {
		throw new FieldError('kind', 'There is no room for one more order: make room below first.');
	}
	ask(actions.place(order, await quoted(chain, of.pair, order), of));
}

export function Place({ of, trader }: { of: SeenBook; trader: Trader }) {
	const form = useForm(INITIAL, async (values) => {
		const chain = live.peek();
		if (chain) await propose(chain, of, trader, values as typeof INITIAL);
	});
	const kind = form.values.kind as Kind;
	const { pair } = of;
	const isQuote = !mayRest(kind) && form.values.unit === 'quote';
	const amounts = [
		['base', `What is bought or sold (${pair.baseCurrency.symbol})`],
		['quote', `What is paid for it (${pair.quoteCurrency.symbol})`],
	] as const;
	return (
		<Card title="Place an order">
			<Hints of={of} trader={trader} />
			<Form form={form} submit={form.values.side === 'Sell' ? 'Sell…' : 'Buy…'}>
				<Choice form={form} name="side" label="Buy or sell" options={SIDES} />
				<Choice form={form} name="kind" label="Kind" options={KIND_CHOICES}
					hint={KIND_WORDS[kind][1]} />
				{!mayRest(kind) && (
					<Choice form={form} name="unit" label="The amount is of" options={amounts} />
				)}
				<Text form={form} name="amount" label="Amount"
					unit={(isQuote ? pair.quoteCurrency : pair.baseCurrency).symbol}
					hint={mayRest(kind) ? leastOf(of) : undefined} />
				<Prices form={form} of={of} />
				<Choice form={form} name="purse" label="Out of, and into" options={PURSES} />
				{mayRest(kind) && <Resting form={form} />}
			</Form>
		</Card>
	);
}
