//! What the pallet does by itself: it takes out what has expired, settles what is filled, and
//! forgets what is over.

use crate::{types::Due, Config, DueOf, Pallet, TimetableHead, TimetablePages};
use bloc_primitives::Moment;
use bloc_timetable::{Entry, Handler, Outcome, Owner, Store};
use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use sp_runtime::DispatchError;

/// The orders that a trader may have at most: they are part of an item that each of its calls
/// writes.
const MOST_ORDERS: u32 = 64;
/// The hops that a swap may have at most.
const MOST_HOPS: u32 = 8;
/// The assets that a trader may have at most.
const MOST_ASSETS: u32 = 32;

impl<T: Config> Store for Pallet<T> {
	type Payload = DueOf<T>;
	type SlotMs = T::SlotMs;
	type DbWeight = T::DbWeight;
	type Head = TimetableHead<T>;
	type Pages = TimetablePages<T>;
}

impl<T: Config> Owner for Pallet<T> {
	type HookShare = T::HookShare;
	type Clock = T::Clock;
	type Handler = DueHandler<T>;

	fn max_block() -> Weight {
		T::BlockWeights::get().max_block
	}

	fn heaviest() -> Weight {
		Self::heaviest_due()
	}

	fn service_failed(due: DueOf<T>, error: DispatchError) {
		Self::tell_failed(due, error);
	}
}

/// Does what is due.
pub struct DueHandler<T>(PhantomData<T>);

impl<T> Default for DueHandler<T> {
	fn default() -> Self {
		Self(PhantomData)
	}
}

impl<T: Config> Handler<DueOf<T>> for DueHandler<T> {
	fn weight(&self, entry: &Entry<DueOf<T>>) -> Weight {
		Pallet::<T>::weight_of(&entry.payload)
	}

	fn handle(
		&mut self,
		entry: &Entry<DueOf<T>>,
		now_ms: Moment,
	) -> Result<Outcome, DispatchError> {
		match entry.payload.clone() {
			Due::Trader(who) => Pallet::<T>::serve_trader(who, now_ms),
			Due::Filled(pair, job) => Pallet::<T>::serve_filled(pair, job, now_ms),
		}
	}

	fn failed(&mut self, entry: &Entry<DueOf<T>>, now_ms: Moment, error: DispatchError) {
		Pallet::<T>::try_again(entry.payload.clone(), now_ms, error);
	}
}

impl<T: Config> Pallet<T> {
	/// Panics if the runtime's configuration contradicts itself. Run by tests, never by the chain.
	pub(crate) fn check_config() {
		let orders = T::MaxOrders::get();
		assert!(orders > 0 && orders <= MOST_ORDERS, "a trader's item would be costly, or useless");
		let assets = T::MaxAssets::get();
		assert!((2..=MOST_ASSETS).contains(&assets), "a trader needs two assets, and not too many");
		assert!(T::MaxActions::get() > 0, "no call could do anything");
		assert!(T::MaxSteps::get() > 0, "no order could take anything");
		assert!((1..=MOST_HOPS).contains(&T::MaxHops::get()), "no swap, or one of too many hops");
		assert!(T::MaxLateMs::get() >= T::SlotMs::get(), "the hook would always be late");
	}
}
