//! The pallet's timetable: what is due is paid by itself.

use crate::{
	types::{Due, SubscriptionId},
	Config, Event, Pallet, SubscriptionOf, TimetableHead, TimetablePages, WeightInfo, HORIZON_MS,
};
use bloc_primitives::Moment;
use bloc_timetable::{Entry, Handler, Outcome, Owner, Store};
use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use sp_runtime::DispatchError;

/// The notes that a history may have at most: it is part of an item that each payment writes.
const MOST_NOTES: u32 = 64;

impl<T: Config> Store for Pallet<T> {
	type Payload = Due;
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

	/// A payment is tried, fails, and the subscription ends.
	fn heaviest() -> Weight {
		T::WeightInfo::pay()
			.max(T::WeightInfo::fail())
			.max(T::WeightInfo::fail_and_end())
			.max(T::WeightInfo::end())
			.max(T::WeightInfo::look())
	}

	fn service_failed(due: Due, error: DispatchError) {
		Self::deposit_event(Event::ServiceFailed { due, error });
	}
}

/// Does what is due.
pub struct DueHandler<T>(PhantomData<T>);

impl<T> Default for DueHandler<T> {
	fn default() -> Self {
		Self(PhantomData)
	}
}

impl<T: Config> Handler<Due> for DueHandler<T> {
	fn weight(&self, _: &Entry<Due>) -> Weight {
		Pallet::<T>::heaviest()
	}

	fn handle(&mut self, entry: &Entry<Due>, now_ms: Moment) -> Result<Outcome, DispatchError> {
		let Due::Subscription(id) = entry.payload;
		Pallet::<T>::look_at(id, entry.due_ms, now_ms)
	}

	/// Not [`Owner::retry`]: a payment that fails has retries of its own, and all else is suspended.
	fn failed(&mut self, entry: &Entry<Due>, now_ms: Moment, error: DispatchError) {
		let Due::Subscription(id) = entry.payload;
		Pallet::<T>::look_failed(id, now_ms, error);
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
				Self::push(look_ms, Due::Subscription(id));
				Some(look_ms)
			},
			(None, None) => None,
		};
	}

	/// Panics if the runtime's configuration contradicts itself. Run by tests, never by the chain.
	pub(crate) fn check_config() {
		assert!(T::MinIntervalMs::get() > 0, "MinIntervalMs is zero");
		let delays_ms = T::RetryDelaysMs::get();
		assert!(!delays_ms.is_empty(), "no payment would ever be tried again");
		assert!(delays_ms.iter().all(|delay_ms| *delay_ms > 0), "a retry without a delay");
		assert!(delays_ms.is_sorted(), "retries that do not back off");
		// An early look at what is past due would be a retry.
		assert!(delays_ms.iter().all(|delay_ms| *delay_ms <= HORIZON_MS), "a retry too late");
		assert!(T::MaxHistory::get() <= MOST_NOTES, "the history makes each payment costly");
	}
}
