// Each of the fourteen chains starts from its preset, makes blocks, and is what its spec says.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { encodeAddress } from '@polkadot/util-crypto';
import * as chain from './lib/chain.mjs';
import { account } from './lib/chain.mjs';
import { startNode, until } from './lib/node.mjs';
import { PBCS } from './lib/pbcs.mjs';

const hashes = new Set();

// Most of the time goes into compiling the runtime, again by each node: two at a time.
describe('from its preset there starts', { concurrency: 2 }, () => {
	for (const { id, properties } of PBCS) {
		test(id, async () => {
			const node = await startNode({ args: ['--chain', id] });
			assert.deepEqual(await node.rpc('system_properties'), properties);
			const api = await chain.connect(node);
			assert.equal(api.consts.system.ss58Prefix.toNumber(), properties.ss58Format);
			const { address } = account('Alice');
			const { data } = await api.query.system.account(address);
			// An address in the chain's own prefix, which clients write, and in the generic one.
			for (const prefix of [properties.ss58Format, 42]) {
				assert.equal(await node.rpc('system_accountNextIndex', encodeAddress(address, prefix)), 0);
			}
			assert.equal(data.free.toBigInt(), 10n ** BigInt(properties.tokenDecimals + 6));
			await until(20_000, 'a final block', async () => (await chain.finalized(api)).number >= 1);
			hashes.add(api.genesisHash.toHex());
			await chain.disconnect(api);
			await node.stop();
		});
	}
});

test('no two have the same genesis', () => assert.equal(hashes.size, PBCS.length));
