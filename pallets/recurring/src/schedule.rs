//! What the pallet does by itself: pays what is due.

use crate::{
	types::SubscriptionId, Config, Pallet, SubscriptionOf, TimetableHead, TimetablePages,
	WeightInfo, HORIZON_MS,
};
use bloc_primitives::Moment;
use bloc_timetable::{share_of_block, Entry, Handler, Outcome, Store, Timetable};
use core::marker::PhantomData;
use frame_support::{
	traits::{Get, Time},
	weights::Weight,
};
use sp_runtime::DispatchError;

/// The notes that a history may have at most: it is part of an item that each payment writes.
const MOST_NOTES: u32 = 64;

/// The storage of the pallet's timetable.
pub struct Schedule<T>(PhantomData<T>);

impl<T: Config> Store for Schedule<T> {
	type Payload = SubscriptionId;
	type SlotMs = T::SlotMs;
	type DbWeight = T::DbWeight;
	type Head = TimetableHead<T>;
	type Pages = TimetablePages<T>;
}

/// Does what is due.
struct Server<T>(PhantomData<T>);

impl<T: Config> Handler<SubscriptionId> for Server<T> {
	fn weight(&self, _: &Entry<SubscriptionId>) -> Weight {
		Pallet::<T>::heaviest()
	}

	fn handle(
		&mut self,
		entry: &Entry<SubscriptionId>,
		now_ms: Moment,
	) -> Result<Outcome, DispatchError> {
		Pallet::<T>::look_at(entry.payload, entry.due_ms, now_ms)
	}

	fn failed(&mut self, entry: &Entry<SubscriptionId>, now_ms: Moment, error: DispatchError) {
		Pallet::<T>::look_failed(entry.payload, now_ms, error);
	}
}

impl<T: Config> Pallet<T> {
	/// Sees to it that the hook looks at a subscription when there is something to do, or at the
	/// horizon. An entry that waits already and comes earlier will do: it finds nothing and looks
	/// again. So breaks and retries do not fill the timetable.
	pub(crate) fn schedule(
		id: SubscriptionId,
		subscription: &mut SubscriptionOf<T>,
		now_ms: Moment,
	) {
		let waits = subscription.look_ms.filter(|look_ms| *look_ms > now_ms);
		let horizon_ms = now_ms.saturating_add(HORIZON_MS);
		subscription.look_ms = match (waits, subscription.look().map(|ms| ms.min(horizon_ms))) {
			(Some(waits), None) => Some(waits),
			(Some(waits), Some(look_ms)) if waits <= look_ms => Some(waits),
			(_, Some(look_ms)) => {
				Timetable::<Schedule<T>>::push(look_ms, id);
				Some(look_ms)
			},
			(None, None) => None,
		};
	}

	/// Serves what is due for as long as `limit` allows; answers with what that weighed.
	pub(crate) fn serve(limit: Weight) -> Weight {
		Timetable::<Schedule<T>>::serve(limit, T::Clock::now, &mut Server::<T>(PhantomData))
	}

	/// What `on_initialize` may spend.
	pub(crate) fn hook_budget() -> Weight {
		share_of_block(T::HookShare::get(), T::BlockWeights::get().max_block)
	}

	/// The most that one look weighs: a payment is tried, fails, and the subscription ends.
	pub(crate) fn heaviest() -> Weight {
		T::WeightInfo::pay()
			.max(T::WeightInfo::fail())
			.max(T::WeightInfo::fail_and_end())
			.max(T::WeightInfo::end())
			.max(T::WeightInfo::look())
	}

	/// Panics if the runtime's configuration contradicts itself. Run by tests, never by the chain.
	pub(crate) fn check_config() {
		assert!(T::MinPeriodMs::get() > 0, "MinPeriodMs is zero");
		let delays_ms = T::RetryDelaysMs::get();
		assert!(!delays_ms.is_empty(), "no payment would ever be tried again");
		assert!(delays_ms.iter().all(|delay_ms| *delay_ms > 0), "a retry without a delay");
		assert!(delays_ms.is_sorted(), "retries that do not back off");
		// An early look at what is past due would be a retry.
		assert!(delays_ms.iter().all(|delay_ms| *delay_ms <= HORIZON_MS), "a retry too late");
		assert!(T::MaxHistory::get() <= MOST_NOTES, "the history makes each payment costly");
		Timetable::<Schedule<T>>::assert_fits(Self::hook_budget(), Self::heaviest());
	}
}
