// A pair is opened by whoever wants one, on terms that never change.

import * as actions from '../actions/dex.js';
import { choices, currencyOf } from '../chain/assets.js';
import { amountIn, FieldError, shareIn, wholeIn } from '../lib/fields.js';
import { Card } from '../parts/bits.js';
import { AssetChoice, assetIn, Form, Text, useForm } from '../parts/form.js';
import { ask } from '../tx/action.js';

const MOST_LOTS = 1_000_000_000;

export function OpenPair() {
	const initial = {
		base: '', quote: `${choices()[1]?.id ?? ''}`, lot: '', tick: '', lots: '1', least: '',
		taker: '0.25%', maker: '0.1%',
	};
	const form = useForm(initial, (values) => {
		const [base, quote] = [assetIn(values, 'base'), assetIn(values, 'quote')];
		if (base === quote) throw new FieldError('quote', 'Another one than what is traded.');
		const [paid, taker, maker] = [currencyOf(quote), shareIn(values, 'taker'),
			shareIn(values, 'maker')];
		ask(actions.openPair(base, quote, {
			lot: amountIn(values, 'lot', currencyOf(base)), tickValue: amountIn(values, 'tick', paid),
			minLots: BigInt(wholeIn(values, 'lots', 1, MOST_LOTS)),
			minQuote: amountIn(values, 'least', paid),
			maker: { type: 'Pays', ppm: maker }, takerPpm: taker,
		}));
	});
	const [base, quote] = [currencyOf(assetIn(form.values, 'base')),
		currencyOf(assetIn(form.values, 'quote'))];
	return (
		<Card title="Open a pair">
			<details>
				<summary>On terms that never change; its fees are yours</summary>
				<Form form={form} submit="Open…">
					<AssetChoice form={form} name="base" label="Bought and sold" />
					<AssetChoice form={form} name="quote" label="Paid in" />
					<Text form={form} name="lot" label="Smallest amount traded" unit={base.symbol} />
					<Text form={form} name="tick" label="Step of the price, for that" unit={quote.symbol} />
					<Text form={form} name="lots" label="Least order, in smallest amounts" />
					<Text form={form} name="least" label="Least worth of an order" unit={quote.symbol} />
					<Text form={form} name="taker" label="Fee of who takes" />
					<Text form={form} name="maker" label="Fee of who rested" />
				</Form>
			</details>
		</Card>
	);
}
