// Apart from the codecs, for who needs none of them.

import type { Asset } from './assets.js';

/** Whether two names are of one asset. */
export const sameAsset = (one: Asset, other: Asset): boolean =>
	(one.type === 'WithId' && other.type === 'WithId'
		? one.id === other.id
		: one.type === other.type);
