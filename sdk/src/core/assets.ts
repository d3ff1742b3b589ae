// Assets, as `NativeOrWithId<u32>`.

import { nothing, Struct, u32, variants, type Codec } from './scale.js';

/** An asset: the chain's own coin, or one with a number. */
export type Asset =
	| { readonly type: 'Native' }
	| { readonly type: 'WithId'; readonly id: number };

/** The chain's own coin. */
export const NATIVE: Asset = { type: 'Native' };

/** The asset with this number. */
export const assetWithId = (id: number): Asset => ({ type: 'WithId', id });

const codec = variants({ Native: nothing, WithId: Struct({ id: u32 }) as Codec<any> });
export const assetCodec = codec as unknown as Codec<Asset>;
