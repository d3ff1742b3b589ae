// Watchtowers: who can be hired, who watches one's channels, and what came of it.

import { current, type Account } from '../chain/accounts.js';
import { useQuery } from '../chain/query.js';
import {
	towerBounds, towerNews, towersOf, watchesOf, type SeenTower, type TowerBounds,
} from '../chain/towers.js';
import { inWords } from '../lib/text.js';
import { Asked, Card, Table } from '../parts/bits.js';
import { Hiring, Towers } from '../towers/hiring.js';
import { Owning } from '../towers/owning.js';
import { Watching } from '../towers/watches.js';

const SHOWN = 20;

const NAMES = ['channel', 'tower', 'version', 'hire'] as const;

/** What an event is about. */
function aboutOf(value: unknown): string {
	const fields = (value ?? {}) as Record<string, unknown>;
	return NAMES.flatMap((name) =>
		(typeof fields[name] === 'bigint' ? [`${name} ${fields[name]}`] : [])).join(', ');
}

/** The own kind of an event, where it has one: of a mark, or why something ended. */
function kindOf(value: unknown): string {
	const { mark, reason } = (value ?? {}) as Record<string, { type?: string } | undefined>;
	const type = mark?.type ?? reason?.type;
	return type === undefined ? '' : inWords(type);
}

function News() {
	const news = towerNews().filter(({ name }) => name !== 'Beaten').slice(0, SHOWN);
	return (
		<Card title="What happened">
			{news.length === 0 ? <p class="quiet">Nothing since this page is open.</p> : (
				<Table label="What happened" heads={['Block', 'What', 'About', 'Of which kind']}>
					{news.map(({ key, block, name, value }) => (
						<tr key={key}>
							<td class="number">{block}</td>
							<td>{inWords(name)}</td>
							<td>{aboutOf(value)}</td>
							<td>{kindOf(value)}</td>
						</tr>
					))}
				</Table>
			)}
		</Card>
	);
}

function Mine({ account, towers, bounds }: {
	account: Account;
	towers: readonly SeenTower[];
	bounds: TowerBounds;
}) {
	const answer = useQuery(['Watchtowers', 'Channels'], account.id,
		(chain) => watchesOf(chain, account.id));
	return (
		<>
			<Asked answer={answer}>{(of) => (
				<Watching of={of} towers={towers} account={account} />
			)}</Asked>
			<Hiring towers={towers} account={account} bounds={bounds} />
		</>
	);
}

export default function Watchtowers() {
	const account = current.value;
	const towers = useQuery(['Watchtowers'], 'towers', towersOf);
	const bounds = useQuery([], 'bounds', towerBounds);
	return (
		<Asked answer={bounds}>{(of) => (
			<Asked answer={towers}>{(all) => (
				<>
					{account && <Mine key={account.id} account={account} towers={all} bounds={of} />}
					<Card title="Towers"><Towers towers={all} /></Card>
					<News />
					{account && <Owning key={`own ${account.id}`} towers={all} account={account}
						bounds={of} />}
				</>
			)}</Asked>
		)}</Asked>
	);
}
