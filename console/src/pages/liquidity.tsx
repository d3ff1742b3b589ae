// Liquidity for hire: who lets it and for what, what is leased and let, and what providers do.

import { useState } from 'preact/hooks';
import { current } from '../chain/accounts.js';
import { choices, type AssetId } from '../chain/assets.js';
import { lspBounds } from '../chain/lsp.js';
import { useQuery } from '../chain/query.js';
import { Leases } from '../liquidity/leases.js';
import { Find } from '../liquidity/offers.js';
import { Providing } from '../liquidity/providing.js';
import { Asked } from '../parts/bits.js';

function Currencies({ asset, choose }: { asset: AssetId; choose: (asset: AssetId) => void }) {
	return (
		<p>
			<label>
				Currency{' '}
				<select class="inline" value={`${asset ?? ''}`} onChange={({ currentTarget: { value } }) =>
					choose(value === '' ? null : Number(value))}>
					{choices().map(({ id, currency }) => (
						<option key={`${id}`} value={`${id ?? ''}`}>{currency.symbol}</option>
					))}
				</select>
			</label>
		</p>
	);
}

export default function Liquidity() {
	const account = current.value;
	const [asset, choose] = useState<AssetId>(null);
	const bounds = useQuery([], 'bounds', lspBounds);
	return (
		<>
			<Currencies asset={asset} choose={choose} />
			<Asked answer={bounds}>{(of) => (
				<>
					<Find key={`find ${asset}`} asset={asset} bounds={of} />
					{account && <Leases key={`leases ${account.id}`} account={account} />}
					{account && (
						<Providing key={`${account.id} ${asset}`} account={account} asset={asset}
							bounds={of} />
					)}
				</>
			)}</Asked>
		</>
	);
}
