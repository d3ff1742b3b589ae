// How much rests, drawn: buyers to the left, sellers to the right, summed up from the best price
// on. Beside the picture stands the same as a table.

import { stepsAt, type Level, type Side } from '@lightning-bloc/sdk/dex';
import { pairName, type SeenBook } from '../chain/dex.js';
import { shortAmount, thousandths, THIN } from '../lib/text.js';
import { Amount, Table } from '../parts/bits.js';

export const SIZE = { width: 1_000, height: 220 };
const SHOWN = 8;
const MORE = { group: THIN, maxDecimals: 8 };

/** A price as this page writes it. */
export const priceOf = ({ pair }: Pick<SeenBook, 'pair'>, tick: number): string =>
	pair.formatPrice(tick, MORE);

/** The levels of a side with the sums up to each, the best first. */
export function summed(levels: readonly Level[]): { tick: number; lots: bigint; sum: bigint }[] {
	let sum = 0n;
	return levels.map(({ tick, lots }) => {
		sum += lots;
		return { tick, lots, sum };
	});
}

/** The areas of both sides, as paths; empty of a side on which nothing rests. */
export function areas(
	buys: readonly Level[],
	sells: readonly Level[],
): Readonly<Record<Side, string>> {
	const [below, above] = [summed(buys), summed(sells)];
	const ticks = [...below, ...above].map(({ tick }) => stepsAt(tick));
	const [least, most] = ticks.reduce<readonly [bigint, bigint]>(
		([low, high], one) => [one < low ? one : low, one > high ? one : high],
		[ticks[0] ?? 0n, ticks[0] ?? 0n]);
	const deepest = [below.at(-1)?.sum ?? 0n, above.at(-1)?.sum ?? 0n]
		.reduce((one, other) => (one > other ? one : other));
	// With a little room at both ends, so that the last level is seen, too.
	const edge = (most - least) / 20n + 1n;
	const x = (tick: number) => thousandths(stepsAt(tick) - least + edge, most - least + 2n * edge);
	const y = (sum: bigint) =>
		SIZE.height - (thousandths(sum, deepest) * (SIZE.height - 10)) / 1_000;
	const area = (levels: ReturnType<typeof summed>, end: number): string => {
		const [first] = levels;
		if (!first) return '';
		const steps = levels.map(({ tick, sum }) => `H${x(tick)}V${y(sum)}`);
		return `M${x(first.tick)} ${SIZE.height}${steps.join('')}H${end}V${SIZE.height}Z`;
	};
	return { Buy: area(below, 0), Sell: area(above, SIZE.width) };
}

const SAYS: Record<Side, string> = { Buy: 'bought', Sell: 'sold' };

/** What the picture shows, in words. */
function inWords(of: SeenBook): string {
	const side = (levels: readonly Level[], name: Side) => {
		const [best] = levels;
		if (!best) return `Nothing is ${SAYS[name]}.`;
		const all = of.pair.baseOf(summed(levels).at(-1)?.sum ?? 0n);
		return `${shortAmount(all, of.pair.baseCurrency)} is ${SAYS[name]}, at best for ` +
			`${priceOf(of, best.tick)}.`;
	};
	return `Depth of ${pairName(of)}. ${side(of.buys, 'Buy')} ${side(of.sells, 'Sell')}`;
}

export function Depth({ of }: { of: SeenBook }) {
	if (of.buys.length + of.sells.length === 0) return null;
	const paths = areas(of.buys, of.sells);
	return (
		<>
			<svg class="depth" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} preserveAspectRatio="none"
				role="img" aria-label={inWords(of)}>
				<path class="mine" d={paths.Buy} />
				<path class="theirs" d={paths.Sell} />
			</svg>
			<p class="hint">
				<span class="key mine" aria-hidden="true" />bought{'  '}
				<span class="key theirs" aria-hidden="true" />sold; summed up from the best price on
			</p>
		</>
	);
}

function Rows({ of, side }: { of: SeenBook; side: Side }) {
	const levels = summed(side === 'Buy' ? of.buys : of.sells).slice(0, SHOWN);
	const title = side === 'Buy' ? 'Buyers, the best first' : 'Sellers, the best first';
	if (levels.length === 0) {
		return <p class="quiet">{side === 'Buy' ? 'Nobody buys now.' : 'Nobody sells now.'}</p>;
	}
	return (
		<Table label={title} heads={[`${side === 'Buy' ? 'Buy' : 'Sell'} at`, 'Amount', 'Up to here']}>
			{levels.map(({ tick, lots, sum }) => (
				<tr key={tick}>
					<td class="number">{priceOf(of, tick)}</td>
					<td class="number"><Amount of={of.pair.baseOf(lots)} asset={of.base} /></td>
					<td class="number"><Amount of={of.pair.baseOf(sum)} asset={of.base} /></td>
				</tr>
			))}
		</Table>
	);
}

/** Both sides of the book, price by price. */
export const Levels = ({ of }: { of: SeenBook }) => (
	<div class="sides">
		<Rows of={of} side="Buy" />
		<Rows of={of} side="Sell" />
	</div>
);
