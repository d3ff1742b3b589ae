// The node, the colours, and what is kept in this browser.

import { useEffect, useState } from 'preact/hooks';
import { toHex } from '@lightning-bloc/sdk/channel';
import { choose, DEFAULT_URL, isNodeUrl, link } from '../chain/connection.js';
import { life } from '../chain/life.js';
import { nameOf } from '../chain/accounts.js';
import { allKept, type KeptMachine } from '../lib/database.js';
import { FieldError, textOf } from '../lib/fields.js';
import { instant } from '../lib/text.js';
import { forgetMachine, working } from '../offchain/parties.js';
import { Card, Facts, saveFile, Table } from '../parts/bits.js';
import { Text, useForm } from '../parts/form.js';

function Node() {
	const form = useForm({ url: link.peek().url }, (values) => {
		const url = textOf(values, 'url') || DEFAULT_URL;
		if (!isNodeUrl(url)) {
			throw new FieldError('url', 'ws:// on this machine, or wss:// elsewhere.');
		}
		choose(url);
	});
	const now = link.value;
	return (
		<Card title="Node">
			<form
				noValidate
				onSubmit={(event) => {
					event.preventDefault();
					form.send();
				}}
			>
				<Text form={form} name="url" label="Address" hint={`As ${DEFAULT_URL}.`} />
				<div class="buttons"><button type="submit" class="main">Connect</button></div>
			</form>
			{now.state === 'connected' && (
				<Facts facts={[
					['Chain', now.chain.info.name], ['Genesis', now.chain.genesis],
					['Prefix of addresses', `${now.chain.info.prefix}`],
				]} />
			)}
			<p class="hint">A node sees which accounts you look at, and could show you anything: choose
				one that you trust, best your own.</p>
		</Card>
	);
}

function Machines() {
	const of = life.value;
	const [rows, setRows] = useState<readonly KeptMachine[]>([]);
	const [asked, setAsked] = useState<string | null>(null);
	const read = () => {
		if (of !== null) allKept('machines', of).then(setRows, () => {});
	};
	useEffect(read, [of]);
	const forget = (key: string) => {
		if (asked !== key) return setAsked(key);
		void forgetMachine(key).then(read);
	};
	return (
		<Card title="Kept in this browser">
			<p>The states of channels, and the secrets of your invoices: nowhere else. Deleting the
				browser's data deletes them, and can lose money.</p>
			{rows.length > 0 && (
				<Table label="Channels off chain" heads={['Channel', 'Whose', 'Stored', 'Actions']}>
					{rows.map(({ key, channel, account, snapshot, savedMs }) => (
						<tr key={key}>
							<td>{channel.toString()}</td>
							<td>{nameOf(account)}</td>
							<td>{instant(BigInt(savedMs))}</td>
							<td>
								<button type="button" class="small" onClick={() =>
									saveFile(`channel-${channel}.txt`, toHex(snapshot), 'text/plain')}>
									Save a backup<span class="unseen"> of channel {channel.toString()}</span>
								</button>{' '}
								{!working.value.has(key) && (
									<button type="button" class="small" onClick={() => forget(key)}>
										{asked === key ? 'Really forget' : 'Forget'}
										<span class="unseen"> channel {channel.toString()}</span>
									</button>
								)}
							</td>
						</tr>
					))}
				</Table>
			)}
		</Card>
	);
}

export default function Settings() {
	return <div class="cards"><Node /><Machines /></div>;
}
