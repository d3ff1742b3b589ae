//! The runtime API: what is computed, for clients that know no view functions. What is only stored
//! they read from storage.

use crate::{
	price::Tick,
	types::{Amount, Hop, PairId, Side, SwapSpec},
	views::{Day, Depth, Holding, OrderView, Quote, SwapQuote},
};
use alloc::vec::Vec;
use bloc_primitives::{Balance, Moment};
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Books, orders and balances.
	pub trait DexApi<AccountId, AssetId>
	where
		AccountId: Codec,
		AssetId: Codec,
	{
		/// Up to `limit` (at most 1,000) pairs of these assets, after the one named.
		fn pairs_of(
			base: AssetId,
			quote: AssetId,
			after: Option<PairId>,
			limit: u32,
		) -> Vec<PairId>;

		/// The best price at which somebody buys, and the best at which somebody sells.
		fn best(pair: PairId) -> Option<[Option<Tick>; 2]>;

		/// What rests on a side, price by price: up to `limit` (at most 1,000) levels, the best
		/// first, behind the tick named.
		fn depth(pair: PairId, side: Side, behind: Option<Tick>, limit: u32) -> Vec<Depth>;

		/// What an order would take, and its fee, if it came now.
		fn quote(
			pair: PairId,
			side: Side,
			amount: Amount,
			limit: Tick,
			max_steps: u32,
		) -> Option<Quote>;

		/// What a swap would cost and bring, if it came now: the limit and the deadline do not count. None
		/// if it would be refused, or has too many hops.
		fn quote_swap(from: AssetId, hops: Vec<Hop<AssetId>>, swap: SwapSpec) -> Option<SwapQuote>;

		/// The orders of a trader, with what is filled of each.
		fn orders(who: AccountId) -> Vec<OrderView>;

		/// What a trader has of an asset.
		fn balance(who: AccountId, asset: AssetId) -> Holding;

		/// What was traded in the last 24 hours.
		fn day(pair: PairId) -> Option<Day>;

		/// The sum of steady prices over time up to now, and the time: the difference of two,
		/// divided by the time between, is the mean price of that time, in steps of the pair.
		fn price_sum(pair: PairId) -> Option<(u128, Moment)>;

		/// The price of a tick, in quote for each lot.
		fn price_of(pair: PairId, tick: Tick) -> Option<Balance>;
	}
}
