// A channel as a bar: the own part, the other's, and of each what is committed or waits. Colour is
// not the only sign: what is not free is striped, and the numbers are in the bar's description.

import { useId } from 'preact/hooks';
import { nameOf } from '../chain/accounts.js';
import { currencyOf } from '../chain/assets.js';
import { allOf, type Seen, type Share } from '../chain/channels.js';
import { shortAmount, thousandths } from '../lib/text.js';

/** The pieces of a bar from left to right, in thousandths of the whole. */
export function pieces(mine: Share, theirs: Share): { kind: string; at: number; size: number }[] {
	const whole = allOf(mine) + allOf(theirs);
	const parts = [
		['mine', mine.free], ['mine waits', mine.locked], ['mine committed', mine.committed],
		['theirs committed', theirs.committed], ['theirs waits', theirs.locked],
		['theirs', theirs.free],
	] as const;
	let sum = 0n;
	return parts.flatMap(([kind, amount]) => {
		const at = thousandths(sum, whole);
		sum += amount;
		const size = thousandths(sum, whole) - at;
		return size > 0 ? [{ kind, at, size }] : [];
	});
}

/** What the bar shows, in words. */
function inWords({ mine, theirs, asset, other }: Seen): string {
	const currency = currencyOf(asset);
	const of = (share: Share) => [
		`${shortAmount(share.free, currency)} free`,
		...(share.locked > 0n ? [`${shortAmount(share.locked, currency)} waiting`] : []),
		...(share.committed > 0n ? [`${shortAmount(share.committed, currency)} committed`] : []),
	].join(', ');
	return `You: ${of(mine)}. ${nameOf(other)}: ${of(theirs)}.`;
}

export function Bar({ of }: { of: Seen }) {
	const stripes = useId();
	return (
		<svg
			class="bar" viewBox="0 0 1000 18" preserveAspectRatio="none" role="img"
			aria-label={inWords(of)}
		>
			<defs>
				<pattern id={stripes} width="14" height="18" patternUnits="userSpaceOnUse"
					patternTransform="skewX(-30)">
					<rect width="5" height="18" fill="var(--card)" fill-opacity="0.55" />
				</pattern>
			</defs>
			<rect class="base" width="1000" height="18" />
			{pieces(of.mine, of.theirs).map(({ kind, at, size }) => (
				<g key={kind}>
					<rect class={kind.split(' ')[0]} x={at} width={size} height="18" />
					{kind.includes(' ') &&
						<rect x={at} width={size} height="18" fill={`url(#${stripes})`} />}
				</g>
			))}
		</svg>
	);
}

/** What the colours and stripes mean. */
export const BarKey = () => (
	<p class="hint">
		<span class="key mine" aria-hidden="true" />yours{'  '}
		<span class="key theirs" aria-hidden="true" />the other's; striped: committed, or waiting
	</p>
);
