// How much happens, block by block, drawn; with a table beside it.

import { blocks } from '../chain/blocks.js';
import { Plot } from './plot.js';
import { Table } from './bits.js';

export function Activity() {
	const rows = [...blocks.value].reverse();
	if (rows.length < 2) return null;
	const numbers = rows.map(({ number }) => number);
	const counts = rows.map(({ happened }) => happened.length);
	return (
		<>
			<Plot
				label={`Events in each of the last ${rows.length} blocks`}
				x={numbers} y={counts} xName="Block" yName="Events" steps
			/>
			<details>
				<summary>The same as a table</summary>
				<Table label="Events in each block" heads={['Block', 'Events']}>
					{rows.slice(-20).reverse().map(({ number, hash, happened }) => (
						<tr key={hash}>
							<td class="number">{number}</td>
							<td class="number">{happened.length}</td>
						</tr>
					))}
				</Table>
			</details>
		</>
	);
}
