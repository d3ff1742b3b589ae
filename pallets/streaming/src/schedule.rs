//! What the pallet does by itself. What that comes to is told beside the calls of the same subject.

use crate::{custody::PayoutsOf, types::Due, Config, Event, Pallet, Streams, Vaults};
use crate::{TimetableHead, TimetablePages};
use bloc_primitives::Moment;
use bloc_timetable::{Entry, Handler, Outcome, Owner, Store};
use frame_support::{traits::Get, weights::Weight};
use sp_runtime::DispatchError;

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

	fn heaviest() -> Weight {
		Self::heaviest_due()
	}

	fn service_failed(due: Due, error: DispatchError) {
		Self::deposit_event(Event::ServiceFailed { due, error });
	}
}

/// Does what is due, and gathers what is to be paid: a payee of many streams gets one transfer.
/// Whatever adds to it does so as its last step, after all that can fail: storage is rolled back
/// then, and this is not.
pub struct DueHandler<T: Config> {
	payouts: PayoutsOf<T>,
}

impl<T: Config> Default for DueHandler<T> {
	fn default() -> Self {
		Self { payouts: PayoutsOf::<T>::default() }
	}
}

impl<T: Config> Handler<Due> for DueHandler<T> {
	fn weight(&self, entry: &Entry<Due>) -> Weight {
		Pallet::<T>::weight_of(&entry.payload)
	}

	fn handle(&mut self, entry: &Entry<Due>, now_ms: Moment) -> Result<Outcome, DispatchError> {
		let (due_ms, payouts) = (entry.due_ms, &mut self.payouts);
		match entry.payload {
			Due::Stream(id) => Pallet::<T>::serve_stream(id, due_ms, now_ms, payouts),
			Due::Vault(id) => Pallet::<T>::serve_vault(id, due_ms, now_ms, payouts),
		}
	}

	fn failed(&mut self, entry: &Entry<Due>, now_ms: Moment, error: DispatchError) {
		let at_ms = Pallet::<T>::retry(entry.payload, now_ms, error);
		match entry.payload {
			Due::Stream(id) => {
				Streams::<T>::mutate_extant(id, |record| record.stream.due_ms = Some(at_ms));
			},
			Due::Vault(id) => {
				Vaults::<T>::mutate_extant(id, |record| record.vault.due_ms = Some(at_ms));
			},
		}
	}

	fn finish(self) {
		// The entries that brought these up have their transfers in what they weighed.
		self.payouts.pay();
	}
}

impl<T: Config> Pallet<T> {
	/// Whether `due_ms` is not in the timetable yet. An entry that comes too early does no harm: it
	/// is looked at, and put in again.
	pub(crate) fn is_sooner(due_ms: Option<Moment>, known_ms: Option<Moment>) -> bool {
		due_ms.is_some_and(|due_ms| known_ms.is_none_or(|known_ms| due_ms < known_ms))
	}

	/// Panics if the runtime's configuration contradicts itself. Run by tests, never by the chain.
	pub(crate) fn check_config() {
		let (shortest, longest) = (T::MinIntervalMs::get(), T::MaxIntervalMs::get());
		assert!(shortest > 0 && shortest <= longest, "there is no interval to choose");
	}
}
