//! The pallet's names for stored things, and where the book finds its pages and chunks.

use crate::{
	book::{Book, Hour},
	chunk::Chunk,
	desk::{Desk, Shelf},
	level::ChunkName,
	order::{Fund, Order, Trader},
	page::{Page, PageName},
	types::{Action, Due, Hop, OrderId, Owner, PairId, PairRecord},
	Chunks, Config, Pages,
};
use bloc_primitives::Moment;
use core::marker::PhantomData;
use frame_support::{
	traits::{fungibles::Inspect, ConstU32},
	BoundedVec,
};

/// How many orders one page of owners has.
pub const OWNERS: u32 = 16;
/// How many orders the hook takes out in one look at a trader.
pub const LOOKS: u32 = 4;
/// How many hours are kept beside the one that goes on.
pub const HOURS: u32 = 24;
/// The longest time for which an order can rest, if it has a time: a leap year.
pub const HORIZON_MS: Moment = 366 * 86_400_000;

/// How long before anybody takes orders out of a pair that is to be closed its owner has to say so, so
/// that traders can go by themselves: a week.
pub const NOTICE_MS: Moment = 7 * 86_400_000;

/// How long a pair stays as its owner has it, trading or not, before the owner can change that again: an
/// hour.
pub const STEADY_MS: Moment = 3_600_000;

/// The id of an asset, as `T::Assets` has it.
pub type AssetIdOf<T> =
	<<T as Config>::Assets as Inspect<<T as frame_system::Config>::AccountId>>::AssetId;
/// A book of this runtime.
pub type BookOf<T> = Book<AssetIdOf<T>>;
/// What a trader has that is free.
pub type FundsOf<T> = BoundedVec<Fund<AssetIdOf<T>>, <T as Config>::MaxAssets>;
/// A trader of this runtime.
pub type TraderOf<T> =
	Trader<FundsOf<T>, BoundedVec<Order, <T as Config>::MaxOrders>, <T as Config>::Consideration>;
/// Who opened a pair.
pub type PairRecordOf<T> =
	PairRecord<<T as frame_system::Config>::AccountId, <T as Config>::Consideration>;
/// What the hook is to do.
pub type DueOf<T> = Due<<T as frame_system::Config>::AccountId>;
/// A page of owners.
pub type AccountOwners<T> =
	BoundedVec<Owner<<T as frame_system::Config>::AccountId>, ConstU32<OWNERS>>;
/// The hours of a day.
pub type HoursOf = BoundedVec<Hour, ConstU32<HOURS>>;
/// Several things that one call does.
pub type ActionsOf<T> = BoundedVec<Action, <T as Config>::MaxActions>;
/// One of the steps from one asset to another.
pub type HopOf<T> = Hop<AssetIdOf<T>>;
/// A path from one asset to another.
pub type HopsOf<T> = BoundedVec<HopOf<T>, <T as Config>::MaxHops>;
/// Several orders.
pub type NamesOf<T> = BoundedVec<OrderId, <T as Config>::MaxActions>;
/// A book that is being worked on.
pub type DeskOf<T> = Desk<Shelves<T>, AssetIdOf<T>>;

/// The pages and chunks of the pallet.
pub struct Shelves<T>(PhantomData<T>);

impl<T> Clone for Shelves<T> {
	fn clone(&self) -> Self {
		Self(PhantomData)
	}
}

impl<T> Default for Shelves<T> {
	fn default() -> Self {
		Self(PhantomData)
	}
}

impl<T: Config> Shelf for Shelves<T> {
	fn page(&self, pair: PairId, name: PageName) -> Option<Page> {
		Pages::<T>::get(pair, name)
	}

	fn chunk(&self, pair: PairId, name: ChunkName) -> Option<Chunk> {
		Chunks::<T>::get(pair, name)
	}
}
