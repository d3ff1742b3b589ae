// A line over time or blocks, drawn by uPlot, which is fetched when the first is drawn.

import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { theme } from '../lib/theme.js';

interface PlotProps {
	/** What is to be seen, in words: it is all that a screen reader has, beside the table. */
	label: string;
	x: readonly number[];
	y: readonly number[];
	xName: string;
	yName: string;
	steps?: boolean;
}

const HEIGHT = 160;

/** A colour of the style sheet as a canvas takes it: of the theme that is on. */
function resolved(box: HTMLElement, name: string): string {
	const probe = box.appendChild(document.createElement('i'));
	probe.style.color = `var(${name})`;
	const { color } = getComputedStyle(probe);
	probe.remove();
	return color;
}

function optionsOf(kind: typeof uPlot, box: HTMLElement, { xName, yName, steps }: PlotProps) {
	const colour = (name: string) => resolved(box, name);
	const axis = {
		stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 },
		ticks: { stroke: colour('--line'), width: 1 },
		values: (_: uPlot, values: number[]) =>
			values.map((value) => (Number.isInteger(value) ? `${value}` : '')),
	};
	const paths = steps ? kind.paths.stepped?.({ align: 1 }) : undefined;
	return {
		width: box.clientWidth, height: HEIGHT,
		cursor: { show: false }, legend: { show: false },
		scales: { x: { time: false } },
		axes: [axis, { ...axis, size: 40 }],
		series: [
			{ label: xName },
			{
				label: yName, stroke: colour('--mine'), width: 2, points: { show: false },
				...(paths ? { paths } : {}),
			},
		],
	} satisfies uPlot.Options;
}

export function Plot(props: PlotProps) {
	const box = useRef<HTMLDivElement>(null);
	const drawn = useRef<uPlot | null>(null);
	const newest = useRef(props);
	newest.current = props;
	const data = (): uPlot.AlignedData => [[...newest.current.x], [...newest.current.y]];
	const colours = theme.value;
	useEffect(() => {
		let isGone = false;
		const dark = matchMedia('(prefers-color-scheme: dark)');
		const draw = () => void import('uplot').then(({ default: kind }) => {
			if (isGone || !box.current) return;
			drawn.current?.destroy();
			drawn.current = new kind(optionsOf(kind, box.current, newest.current), data(), box.current);
		});
		draw();
		const resized = new ResizeObserver(([entry]) => {
			if (entry) drawn.current?.setSize({ width: entry.contentRect.width, height: HEIGHT });
		});
		if (box.current) resized.observe(box.current);
		dark.addEventListener('change', draw);
		return () => {
			isGone = true;
			dark.removeEventListener('change', draw);
			resized.disconnect();
			drawn.current?.destroy();
			drawn.current = null;
		};
	}, [colours]);
	useEffect(() => drawn.current?.setData(data()), [props.x, props.y]);
	return <div ref={box} class="plot" role="img" aria-label={props.label} />;
}
