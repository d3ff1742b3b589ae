// The map of all channels: accounts as dots, channels as lines in two colours by who has how much.
// The layout is computed by d3-force, which is fetched when the map is first drawn.

import { useEffect, useState } from 'preact/hooks';
import { current, nameOf } from '../chain/accounts.js';
import { everybodys, type Edge } from '../chain/channels.js';
import { useQuery } from '../chain/query.js';
import { hrefOf } from '../lib/router.js';
import { thousandths } from '../lib/text.js';
import { Amount, Asked, Table, Who } from './bits.js';

const MOST = 300;
const SIZE = { width: 720, height: 420, edge: 60 };

interface Dot {
	readonly id: string;
	readonly x: number;
	readonly y: number;
}

/** Puts a layout into the picture's frame. */
export function framed(dots: readonly Dot[]): Map<string, Dot> {
	const span = (values: readonly number[], size: number) => {
		const [least, most] = [Math.min(...values), Math.max(...values)];
		const room = size - 2 * SIZE.edge;
		return (value: number) => (most === least
			? size / 2 : SIZE.edge + ((value - least) / (most - least)) * room);
	};
	const left = span(dots.map(({ x }) => x), SIZE.width);
	const top = span(dots.map(({ y }) => y), SIZE.height);
	return new Map(dots.map(({ id, x, y }) => [id, { id, x: left(x), y: top(y) }]));
}

async function layout(edges: readonly Edge[]): Promise<Map<string, Dot>> {
	const { forceCenter, forceLink, forceManyBody, forceSimulation } = await import('d3-force');
	const nodes = [...new Set(edges.flatMap(({ parties }) => parties))]
		.map((id) => ({ id: id as string, x: Number.NaN, y: Number.NaN }));
	const links = edges.map(({ parties: [source, target] }) => ({ source, target }));
	const forces = forceSimulation(nodes)
		.force('link', forceLink<(typeof nodes)[number], never>(links as never[])
			.id(({ id }) => id).distance(80))
		.force('charge', forceManyBody().strength(-220))
		.force('center', forceCenter(0, 0))
		.stop();
	forces.tick(200);
	return framed(nodes);
}

function Line({ edge, dots }: { edge: Edge; dots: ReadonlyMap<string, Dot> }) {
	const { id, parties: [one, other], shares: [first, second] } = edge;
	const [from, to] = [dots.get(one), dots.get(other)];
	if (!from || !to) return null;
	const part = thousandths(first, first + second) / 1_000;
	const [x, y] = [from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part];
	return (
		<a href={hrefOf('channel', id)} aria-label={`Channel ${id}: ${nameOf(one)}, ${nameOf(other)}`}>
			<line class="mine" x1={from.x} y1={from.y} x2={x} y2={y} />
			<line class="theirs" x1={x} y1={y} x2={to.x} y2={to.y} />
		</a>
	);
}

function Picture({ edges }: { edges: readonly Edge[] }) {
	const [dots, setDots] = useState<ReadonlyMap<string, Dot> | null>(null);
	const shape = edges.map(({ id }) => `${id}`).join();
	useEffect(() => {
		let isGone = false;
		void layout(edges).then((made) => { if (!isGone) setDots(made); });
		return () => { isGone = true; };
	}, [shape]);
	if (!dots) return <p class="quiet">Drawing…</p>;
	return (
		<svg
			class="graph" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
			role="group" aria-label={`A map of ${edges.length} channels; the table below says the same`}
		>
			{edges.map((edge) => <Line key={edge.id} edge={edge} dots={dots} />)}
			{[...dots.values()].map(({ id, x, y }) => (
				<g key={id}>
					<circle class={id === current.value?.id ? 'own' : ''} cx={x} cy={y} r="9" />
					<text x={x} y={y - 14} text-anchor="middle">{nameOf(id)}</text>
				</g>
			))}
		</svg>
	);
}

export function ChannelMap() {
	const answer = useQuery(['Channels', 'Mpp', 'Rebalancing', 'Swaps'], 'map',
		(chain) => everybodys(chain, MOST));
	return (
		<Asked answer={answer} empty="There are no channels yet.">{(edges) => (
			<>
				{edges.length >= MOST && <p class="quiet">Only {MOST} of them are drawn.</p>}
				<Picture edges={edges} />
				<details>
					<summary>The same as a table</summary>
					<Table label="All channels" heads={['Channel', 'Opener', 'has', 'Counterparty', 'has ']}>
						{edges.map(({ id, parties: [one, other], shares: [first, second], asset }) => (
							<tr key={id}>
								<td><a href={hrefOf('channel', id)}>{id.toString()}</a></td>
								<td><Who is={one} /></td>
								<td class="number"><Amount of={first} asset={asset} /></td>
								<td><Who is={other} /></td>
								<td class="number"><Amount of={second} asset={asset} /></td>
							</tr>
						))}
					</Table>
				</details>
			</>
		)}</Asked>
	);
}
