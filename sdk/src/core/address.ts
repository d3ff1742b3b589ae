// Addresses: an account's 32 bytes as people see them, with the chain's prefix.

import { AccountId as Ss58, getSs58AddressInfo } from '@polkadot-api/substrate-bindings';
import { sized, toHex } from './bytes.js';
import type { AccountId } from './signatures.js';

/** The account of an address, of any chain; or the account itself. */
export function accountOf(address: string): AccountId {
	if (address.startsWith('0x')) return toHex(sized(address as AccountId, 32));
	const info = getSs58AddressInfo(address);
	if (!info.isValid || info.publicKey.length !== 32) {
		throw new RangeError(`not an address of an account: ${address}`);
	}
	return toHex(info.publicKey);
}

/** The address of an account on chains with this prefix. */
export const addressOf = (account: AccountId, prefix = 42): string =>
	Ss58(prefix).dec(sized(account, 32));
