#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod bits;
pub mod book;
mod calls;
pub mod chunk;
mod config;
mod custody;
pub mod desk;
mod errors;
mod events;
pub mod level;
pub mod matching;
pub mod order;
pub mod page;
pub mod pools;
pub mod price;
pub mod prices;
pub mod router;
pub mod runtime_api;
mod schedule;
mod shelves;
pub mod terms;
mod try_state;
pub mod types;
pub mod views;
mod weighing;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use shelves::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;

use frame_support::pallet_macros::import_section;

#[import_section(config::config)]
#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use bloc_custody::Pot;
	use bloc_primitives::{hook_fee::HookFee, paging::page, Balance, Moment};
	use bloc_timetable::{Head, Owner, PageKey};
	use chunk::Chunk;
	use custody::Money;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungibles, Consideration, EnsureOrigin, Footprint, Time},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use level::ChunkName;
	use page::{Page, PageName};
	use price::Tick;
	use sp_runtime::Permill;
	use terms::Terms;
	use types::{
		Amount, End, OrderId, OrderSpec, OwnersName, PairId, Purse, Reason, Rest, Side, Status,
		SwapSpec, Trade,
	};

	/// The version of the storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The id of the next pair.
	#[pallet::storage]
	pub type NextPairId<T> = StorageValue<_, PairId, ValueQuery>;

	/// Who opened each pair, with the deposit for it and for its items in [`PairsOf`], [`PairCounts`],
	/// [`Books`] and [`Statistics`].
	// Ids count up, so a cheap hasher will do: here and for all that is of a pair.
	#[pallet::storage]
	pub type Pairs<T: Config> = StorageMap<_, Twox64Concat, PairId, PairRecordOf<T>>;

	/// The pairs of each base and quote.
	#[pallet::storage]
	pub type PairsOf<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		(AssetIdOf<T>, AssetIdOf<T>),
		Twox64Concat,
		PairId,
		(),
	>;

	/// How many pairs name each asset, as base or as quote.
	#[pallet::storage]
	pub type PairCounts<T: Config> = StorageMap<_, Blake2_128Concat, AssetIdOf<T>, u64, ValueQuery>;

	/// The books: terms, best prices, the index of pages, sums. About 800 bytes, whatever rests.
	#[pallet::storage]
	pub type Books<T: Config> = StorageMap<_, Twox64Concat, PairId, BookOf<T>>;

	/// The levels of each book, in pages of 64 ticks of a side. Who rests an order pays for its share.
	// Whoever chooses a price chooses a key, of two bytes: that is no path to build.
	#[pallet::storage]
	pub type Pages<T: Config> = StorageDoubleMap<_, Twox64Concat, PairId, Identity, PageName, Page>;

	/// What was cut of the orders of a chunk, and what is left in chunks that wait.
	// Queues count up.
	#[pallet::storage]
	pub type Chunks<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PairId, Twox64Concat, ChunkName, Chunk>;

	/// The orders of a chunk that the hook is to settle, in pages of [`OWNERS`].
	#[pallet::storage]
	pub type Owners<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PairId, Twox64Concat, OwnersName, AccountOwners<T>>;

	/// What each trader has: money, and its orders, which are nowhere else. It pays for the item with
	/// a deposit.
	#[pallet::storage]
	pub type Traders<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, TraderOf<T>>;

	/// The last hours in which a pair was traded, oldest first, but for the latest.
	#[pallet::storage]
	pub type Statistics<T: Config> = StorageMap<_, Twox64Concat, PairId, HoursOf, ValueQuery>;

	/// What is held of each asset.
	#[pallet::storage]
	pub type Pots<T: Config> = StorageMap<_, Blake2_128Concat, AssetIdOf<T>, Pot<T::AccountId>>;

	/// Payouts that an asset refused.
	#[pallet::storage]
	pub type Credits<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		AssetIdOf<T>,
		Balance,
		ValueQuery,
	>;

	/// The head of the timetable.
	#[pallet::storage]
	pub type TimetableHead<T> = StorageValue<_, Head, ValueQuery>;

	/// The pages of the timetable.
	#[pallet::storage]
	pub type TimetablePages<T: Config> =
		StorageMap<_, Identity, PageKey, bloc_timetable::Page<DueOf<T>>>;

	/// The reasons for holds of native coins.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A refundable deposit for what the account causes to be stored.
		#[codec(index = 0)]
		StorageDeposit,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Does what became due up to the last block (this one's time is not known yet), for at most
		/// [`Config::HookShare`] of the block.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::serve_share()
		}

		/// Goes on with what the block has left, now up to its own time.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::serve_left(remaining)
		}

		fn integrity_test() {
			Self::check_config();
			Self::assert_fits();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Opens a pair. Its terms never change: for others, another pair is opened.
		///
		/// ## Dispatch Origin
		/// [`Config::OpenOrigin`]: the account that pays the deposit, and gets the fees.
		///
		/// ## Cost
		/// O(1): six items written, a deposit held.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::open_pair())]
		pub fn open_pair(
			origin: OriginFor<T>,
			base: AssetIdOf<T>,
			quote: AssetIdOf<T>,
			terms: Terms,
		) -> DispatchResult {
			let owner = T::OpenOrigin::ensure_origin(origin)?;
			Self::do_open_pair(owner, base, quote, terms)
		}

		/// Closes a pair in which nothing rests and nothing is to be settled. What fees there are go
		/// to the owner, and the deposit comes back.
		///
		/// ## Dispatch Origin
		/// Signed, by the pair's owner; or [`Config::ManageOrigin`].
		///
		/// ## Cost
		/// O(1): six items removed or written, a deposit released, at most one transfer, and one of the
		/// pot's seed, if those were the last of the asset.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::close_pair())]
		pub fn close_pair(origin: OriginFor<T>, pair: PairId) -> DispatchResult {
			Self::do_close_pair(Self::ensure_manager(origin)?, pair)
		}

		/// Says whether a pair trades. Only who manages pairs can stop one, for at most
		/// [`Config::MaxStopMs`], and after that not again for as long. An owner who has said that the
		/// pair is to be closed, at least [`NOTICE_MS`] ahead and at most [`HORIZON_MS`], cannot take that
		/// back; and one who had it trade, or not, changes that again after [`STEADY_MS`] at the earliest.
		///
		/// ## Dispatch Origin
		/// Signed, by the pair's owner; or [`Config::ManageOrigin`].
		///
		/// ## Cost
		/// Two items read and written.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_status())]
		pub fn set_status(origin: OriginFor<T>, pair: PairId, status: Status) -> DispatchResult {
			Self::do_set_status(Self::ensure_manager(origin)?, pair, status)
		}

		/// Pays the fees of a pair to its owner.
		///
		/// ## Dispatch Origin
		/// Signed, by anybody.
		///
		/// ## Cost
		/// Two items read, one written, one transfer, and one of the pot's seed, if those were the last of
		/// the asset.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::collect_fees())]
		pub fn collect_fees(origin: OriginFor<T>, pair: PairId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_collect_fees(pair)
		}

		/// Brings money in, to be traded with.
		///
		/// ## Dispatch Origin
		/// Signed, by who has it, and pays a storage deposit if it has nothing here yet.
		///
		/// ## Cost
		/// O(1): one item written and a pot, one transfer.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::deposit())]
		pub fn deposit(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			amount: Balance,
		) -> DispatchResult {
			Self::do_deposit(ensure_signed(origin)?, asset, amount)
		}

		/// Takes money out that no order locks. All that is free of an asset goes in any case: if the
		/// asset refuses the payout, it becomes a credit of the caller's.
		///
		/// ## Dispatch Origin
		/// Signed, by whose it is.
		///
		/// ## Cost
		/// O(1): one item written and a pot, one transfer; the deposit comes back with the last of it.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			amount: Balance,
		) -> DispatchResult {
			Self::do_withdraw(ensure_signed(origin)?, asset, amount)
		}

		/// Sets how many orders the caller can have that rest, or wait to be settled: at most
		/// [`Config::MaxOrders`].
		///
		/// ## Dispatch Origin
		/// Signed, by the trader, who pays a storage deposit for each.
		///
		/// ## Cost
		/// O(1): one item written, the deposit changed.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::set_slots())]
		pub fn set_slots(origin: OriginFor<T>, slots: u32) -> DispatchResult {
			Self::do_set_slots(ensure_signed(origin)?, slots)
		}

		/// Places an order: it takes what rests at its price or better, the better first, and at one
		/// price whoever came first; then it rests, or goes, as its kind says.
		///
		/// ## Dispatch Origin
		/// Signed, by the trader.
		///
		/// ## Details
		/// It is paid out of what the trader has here, and what it takes is there at once; or both out
		/// of the account and into it, as its [purse](Purse) says. For what
		/// the hook is to do for it (to take it out in time, to settle it, to forget a chunk of 256
		/// orders that it opened) it pays [`Config::HookFee`].
		///
		/// ## Cost
		/// An order that rests: the trader, a page, and the book if its price is new, at most four
		/// items written, whatever rests. A level that is taken whole: the trader, the book and a page,
		/// at most six items written, whatever number of orders it has; a further level of the same 64
		/// ticks none. Each step beyond the first, at most [`OrderSpec::max_steps`]: a page or a chunk
		/// read and written. Beside that a push on the timetable for an expiry, and for a level whose
		/// orders the hook is to settle; once an hour the statistics.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::placing_weight(order))]
		pub fn place(
			origin: OriginFor<T>,
			pair: PairId,
			order: OrderSpec,
		) -> DispatchResultWithPostInfo {
			Self::do_place(ensure_signed(origin)?, pair, &order)
		}

		/// Takes what is open of an order out of the book. What others have filled of it is settled.
		///
		/// ## Dispatch Origin
		/// Signed, by the trader.
		///
		/// ## Cost
		/// O(1): the trader, a page, a chunk and the book, at most four items written.
		#[pallet::call_index(8)]
		#[pallet::weight(Pallet::<T>::cancelling_weight(1))]
		pub fn cancel(origin: OriginFor<T>, id: OrderId) -> DispatchResultWithPostInfo {
			Self::do_cancel(ensure_signed(origin)?, id)
		}

		/// Makes an order smaller, down to `keep` lots that are still open. It keeps its place. To make
		/// it larger, or for another price, replace it.
		///
		/// ## Dispatch Origin
		/// Signed, by the trader.
		///
		/// ## Cost
		/// As [`Call::cancel`].
		#[pallet::call_index(9)]
		#[pallet::weight(Pallet::<T>::cancelling_weight(1))]
		pub fn reduce(origin: OriginFor<T>, id: OrderId, keep: u64) -> DispatchResultWithPostInfo {
			Self::do_reduce(ensure_signed(origin)?, id, keep)
		}

		/// Cancels an order and places another in the same pair, which may have the same name: both or
		/// neither. One that is filled, settled or not, is not replaced.
		///
		/// ## Dispatch Origin
		/// Signed, by the trader.
		///
		/// ## Cost
		/// Together what [`Call::cancel`] and [`Call::place`] cost; trader and book are written once.
		#[pallet::call_index(10)]
		#[pallet::weight(Pallet::<T>::placing_weight(order).saturating_add(Pallet::<T>::cancelling_weight(1)))]
		pub fn replace(
			origin: OriginFor<T>,
			id: OrderId,
			order: OrderSpec,
		) -> DispatchResultWithPostInfo {
			Self::do_replace(ensure_signed(origin)?, id, &order)
		}

		/// Cancels up to `limit` (at most [`Config::MaxActions`]) of the caller's orders in a pair. To
		/// go on, call it again.
		///
		/// ## Dispatch Origin
		/// Signed, by the trader.
		///
		/// ## Cost
		/// As [`Call::cancel`] for each; trader and book are written once.
		#[pallet::call_index(11)]
		#[pallet::weight(Pallet::<T>::cancelling_weight((*limit).min(T::MaxActions::get())))]
		pub fn cancel_all(
			origin: OriginFor<T>,
			pair: PairId,
			limit: u32,
		) -> DispatchResultWithPostInfo {
			Self::do_cancel_all(ensure_signed(origin)?, pair, limit)
		}

		/// Places, cancels and reduces several orders of one pair, one after the other. One that is
		/// refused changes nothing, and is told of ([`Event::ActionFailed`]); the others go on. What
		/// orders take out of the account, and bring it, is moved once, in the end: if it has not as
		/// much then, the whole call is refused.
		///
		/// ## Dispatch Origin
		/// Signed, by the trader.
		///
		/// ## Cost
		/// The trader, the book and each page that is touched are read and written once.
		#[pallet::call_index(12)]
		#[pallet::weight(Pallet::<T>::act_weight(actions))]
		pub fn act(
			origin: OriginFor<T>,
			pair: PairId,
			actions: ActionsOf<T>,
		) -> DispatchResultWithPostInfo {
			Self::do_act(ensure_signed(origin)?, pair, &actions)
		}

		/// Pays `who` what others have filled of these orders, into its balance here.
		///
		/// ## Dispatch Origin
		/// Signed, by anybody.
		///
		/// ## Cost
		/// For each order the trader, the book, a page and a chunk read, and the first two written.
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::settling_call_weight(orders.len()))]
		pub fn settle(
			origin: OriginFor<T>,
			who: T::AccountId,
			orders: NamesOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_settle(who, orders)
		}

		/// Does what the hook would do: takes orders of `who` whose time is over out of the book, up to
		/// [`LOOKS`] of them.
		///
		/// ## Dispatch Origin
		/// Signed, by anybody.
		///
		/// ## Cost
		/// As [`Call::cancel`] for each.
		#[pallet::call_index(14)]
		#[pallet::weight(Pallet::<T>::look_weight())]
		pub fn expire(origin: OriginFor<T>, who: T::AccountId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_expire(&who)
		}

		/// Pays out a credit of the caller's: what an asset had refused.
		///
		/// ## Dispatch Origin
		/// Signed, by the credit's owner.
		///
		/// ## Cost
		/// Two items written, one transfer.
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::claim_credit())]
		pub fn claim_credit(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			to: T::AccountId,
		) -> DispatchResult {
			Money::<T>::claim(&ensure_signed(origin)?, &asset, &to)
		}

		/// Takes orders of `who` out of a pair that is to be closed, once its traders have had their
		/// time to go: what is open comes back to their owner, and what was filled is settled. Names
		/// that are no orders of this pair are passed over. So a pair can be closed however many
		/// orders others have left in it.
		///
		/// ## Dispatch Origin
		/// Signed, by anybody.
		///
		/// ## Cost
		/// As [`Call::cancel`] for each; trader and book are written once.
		#[pallet::call_index(16)]
		#[pallet::weight(Pallet::<T>::cancelling_weight(u32::try_from(orders.len()).unwrap_or(u32::MAX)))]
		pub fn clear(
			origin: OriginFor<T>,
			pair: PairId,
			who: T::AccountId,
			orders: NamesOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_clear(pair, who, orders)
		}

		/// Swaps an asset for another out of the caller's account and into it, over one hop or several.
		/// Each hop is traded in the book of the pair that it names, or in the pool of its two assets,
		/// or a part in each, whichever brings most or costs least: never worse than either alone. All
		/// of it or nothing.
		///
		/// ## Dispatch Origin
		/// Signed, by who has the asset. It needs neither a balance nor room here, nor an account of an
		/// asset on the way. In a book it stops at an order of its own.
		///
		/// ## Details
		/// No asset comes twice. What is left of an asset on the way, as it is less than a lot and no
		/// pool takes it, is paid to the account. If that is more than a lot, the swap is refused.
		///
		/// ## Cost
		/// For each hop: a book is looked at as an order does that takes, once for what there is, once to
		/// take of it, and once more if only a part of a long queue is to be had with these steps; a swap
		/// in a pool. Beside that a few transfers.
		#[pallet::call_index(17)]
		#[pallet::weight(Pallet::<T>::swap_weight(hops.len(), swap))]
		pub fn swap(
			origin: OriginFor<T>,
			from: AssetIdOf<T>,
			hops: HopsOf<T>,
			swap: SwapSpec,
		) -> DispatchResultWithPostInfo {
			Self::do_swap(ensure_signed(origin)?, from, &hops, &swap)
		}
	}

	impl<T: Config> Pallet<T> {
		/// The account that calls, or none for who manages pairs.
		fn ensure_manager(origin: OriginFor<T>) -> Result<Option<T::AccountId>, DispatchError> {
			match T::ManageOrigin::try_origin(origin) {
				Ok(_) => Ok(None),
				Err(origin) => Ok(Some(ensure_signed(origin)?)),
			}
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A pair: its terms, and its book at a glance.
		pub fn book(pair: PairId) -> Option<BookOf<T>> {
			Books::<T>::get(pair)
		}

		/// Up to `limit` (at most 1,000) pairs of these assets, after the one named.
		pub fn pairs_of(
			base: AssetIdOf<T>,
			quote: AssetIdOf<T>,
			after: Option<PairId>,
			limit: u32,
		) -> Vec<PairId> {
			page::<PairsOf<T>, _, _>(&(base, quote), after, limit)
		}

		/// The best price at which somebody buys, and the best at which somebody sells.
		pub fn best(pair: PairId) -> Option<[Option<Tick>; 2]> {
			Self::best_of(pair)
		}

		/// What rests on a side, price by price: up to `limit` (at most 1,000) levels, the best first,
		/// behind the tick named.
		pub fn depth(
			pair: PairId,
			side: Side,
			behind: Option<Tick>,
			limit: u32,
		) -> Vec<views::Depth> {
			Self::depth_of(pair, side, behind, limit)
		}

		/// What an order would take, and its fee, if it came now from somebody without orders of his
		/// own. None if it would be refused now, as the pair does not trade, or the hook is late, or an
		/// asset is not all there.
		pub fn quote(
			pair: PairId,
			side: Side,
			amount: Amount,
			limit: Tick,
			max_steps: u32,
		) -> Option<views::Quote> {
			Self::quote_of(pair, side, amount, limit, max_steps)
		}

		/// What a swap would cost and bring, if it came now from somebody without orders of his own: the
		/// limit and the deadline do not count. None if it would be refused.
		pub fn quote_swap(
			from: AssetIdOf<T>,
			hops: HopsOf<T>,
			swap: SwapSpec,
		) -> Option<views::SwapQuote> {
			Self::swap_quote_of(&from, &hops, &swap)
		}

		/// The orders of a trader, with what is filled of each.
		pub fn orders(who: T::AccountId) -> Vec<views::OrderView> {
			Self::orders_of(&who)
		}

		/// What a trader has of an asset: free, locked by orders, and to be settled.
		pub fn balance(who: T::AccountId, asset: AssetIdOf<T>) -> views::Holding {
			Self::balance_of(&who, &asset)
		}

		/// What was traded in the last 24 hours.
		pub fn day(pair: PairId) -> Option<views::Day> {
			Self::day_of(pair)
		}

		/// The sum of steady prices over time up to now, and the time: see [`prices::Prices::sum`].
		pub fn price_sum(pair: PairId) -> Option<(u128, Moment)> {
			Self::price_sum_of(pair)
		}

		/// The price of a tick, in quote for each lot.
		pub fn price_of(pair: PairId, tick: Tick) -> Option<Balance> {
			Books::<T>::get(pair)?.terms.price_of(tick).ok()
		}

		/// The account that holds an asset.
		pub fn pot_account(asset: AssetIdOf<T>) -> T::AccountId {
			Money::<T>::account(&asset)
		}

		/// What an asset had refused to pay to `owner`.
		pub fn credit(owner: T::AccountId, asset: AssetIdOf<T>) -> Balance {
			Credits::<T>::get(owner, asset)
		}
	}
}
