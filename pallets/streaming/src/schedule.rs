//! What the pallet does by itself: pays out, notices what has run dry, ends what is over.

use crate::{
	custody::PayoutsOf,
	types::{Due, StreamId, VaultId},
	Config, Event, Pallet, Streams, TimetableHead, TimetablePages, Vaults, WeightInfo,
};
use bloc_primitives::Moment;
use bloc_timetable::{share_of_block, Entry, Handler, Outcome, Store, Timetable};
use core::marker::PhantomData;
use frame_support::{
	traits::{Get, Time},
	weights::Weight,
};
use sp_runtime::DispatchError;

/// After which time something that failed is tried again.
const RETRY_MS: Moment = 3_600_000;

/// The storage of the pallet's timetable.
pub struct Schedule<T>(PhantomData<T>);

impl<T: Config> Store for Schedule<T> {
	type Payload = Due;
	type SlotMs = T::SlotMs;
	type DbWeight = T::DbWeight;
	type Head = TimetableHead<T>;
	type Pages = TimetablePages<T>;
}

/// Does what is due, and gathers what is to be paid: a payee of many streams gets one transfer.
/// Whatever adds to it does so as its last step, after all that can fail: storage is rolled back then,
/// and this is not.
struct Server<T: Config> {
	payouts: PayoutsOf<T>,
}

impl<T: Config> Handler<Due> for Server<T> {
	fn weight(&self, entry: &Entry<Due>) -> Weight {
		Pallet::<T>::weight_of(&entry.payload)
	}

	fn handle(&mut self, entry: &Entry<Due>, now_ms: Moment) -> Result<Outcome, DispatchError> {
		match entry.payload {
			Due::Stream(id) => {
				Pallet::<T>::serve_stream(id, entry.due_ms, now_ms, &mut self.payouts)
			},
			Due::Vault(id) => Pallet::<T>::serve_vault(id, entry.due_ms, now_ms, &mut self.payouts),
		}
	}

	fn failed(&mut self, entry: &Entry<Due>, now_ms: Moment, error: DispatchError) {
		// Nothing that is owed is given up: it is tried again, and anybody can do it by a call.
		let at_ms = now_ms.saturating_add(RETRY_MS);
		match entry.payload {
			Due::Stream(id) => Streams::<T>::mutate_extant(id, |record| {
				record.stream.due_ms = Some(at_ms);
			}),
			Due::Vault(id) => Vaults::<T>::mutate_extant(id, |record| {
				record.vault.due_ms = Some(at_ms);
			}),
		}
		Pallet::<T>::push(at_ms, entry.payload);
		Pallet::<T>::deposit_event(Event::ServiceFailed { due: entry.payload, error });
	}
}

impl<T: Config> Pallet<T> {
	/// Notes that `due` is to be looked at from `at_ms` on. Two reads, at most two writes.
	pub(crate) fn push(at_ms: Moment, due: Due) {
		Timetable::<Schedule<T>>::push(at_ms, due);
	}

	/// Serves what is due for as long as `limit` allows, and pays what that comes to; answers with
	/// what that weighed.
	pub(crate) fn serve(limit: Weight) -> Weight {
		let mut server = Server::<T> { payouts: PayoutsOf::<T>::default() };
		let weight = Timetable::<Schedule<T>>::serve(limit, T::Clock::now, &mut server);
		// The entries that brought these up have their transfers in what they weighed.
		server.payouts.pay();
		weight
	}

	/// What `on_initialize` may spend.
	pub(crate) fn hook_budget() -> Weight {
		share_of_block(T::HookShare::get(), T::BlockWeights::get().max_block)
	}

	/// So many transfers.
	fn transfers(count: u32) -> Weight {
		T::WeightInfo::pay().saturating_mul(count.into())
	}

	/// The most that doing `due` weighs, with the push that a failure takes.
	fn weight_of(due: &Due) -> Weight {
		let work = match due {
			// To the payee and to the payer.
			Due::Stream(_) => T::WeightInfo::serve_stream()
				.max(T::WeightInfo::serve_end())
				.saturating_add(Self::transfers(2)),
			Due::Vault(_) => T::WeightInfo::serve_vault().saturating_add(Self::transfers(1)),
		};
		work.saturating_add(Timetable::<Schedule<T>>::push_weight())
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	/// Pays out what a stream owes, and ends it if it is over.
	pub(crate) fn serve_stream(
		id: StreamId,
		due_ms: Moment,
		now_ms: Moment,
		payouts: &mut PayoutsOf<T>,
	) -> Result<Outcome, DispatchError> {
		let found = Self::find(id);
		let Some(found) = found.filter(|found| found.record.stream.due_ms == Some(due_ms)) else {
			return Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		};
		let mut loaded = Self::bring_up(id, found, now_ms)?;
		if let Some(reason) = loaded.over() {
			let transfers = Self::end(loaded, reason, None)?.add_to(payouts);
			let weight = T::WeightInfo::serve_end().saturating_add(Self::transfers(transfers));
			return Ok(Outcome::Done(Some(weight)));
		}
		let stream = &mut loaded.record.stream;
		stream.due_ms = None;
		let amount = stream.take_owed(now_ms).map_err(crate::Error::<T>::from)?;
		let (asset, to, total) = (stream.asset.clone(), stream.payee.clone(), stream.paid);
		Self::put(loaded);
		if amount > 0 {
			Self::deposit_event(Event::Paid { stream: id, to: to.clone(), amount, total });
		}
		let transfers = u32::from(payouts.add(&asset, &to, amount));
		let weight = T::WeightInfo::serve_stream().saturating_add(Self::transfers(transfers));
		Ok(Outcome::Done(Some(weight)))
	}

	/// Notices that a vault has run dry, and closes it when it is over and has no streams. Those that
	/// it has close it when the last of them ends.
	pub(crate) fn serve_vault(
		id: VaultId,
		due_ms: Moment,
		now_ms: Moment,
		payouts: &mut PayoutsOf<T>,
	) -> Result<Outcome, DispatchError> {
		let record = Vaults::<T>::get(id);
		let Some(mut record) = record.filter(|record| record.vault.due_ms == Some(due_ms)) else {
			return Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		};
		let was_dry = record.vault.dry_ms.is_some();
		record.vault.due_ms = None;
		record.vault.advance(now_ms).map_err(crate::Error::<T>::from)?;
		let mut transfers = 0;
		if record.vault.streams == 0 && record.vault.is_over(now_ms) {
			let (asset, owner) = (record.vault.asset.clone(), record.vault.owner.clone());
			let refunded = Self::end_vault(id, record);
			transfers = payouts.add(&asset, &owner, refunded).into();
		} else {
			Self::put_vault(id, record, was_dry, now_ms);
		}
		let weight = T::WeightInfo::serve_vault().saturating_add(Self::transfers(transfers));
		Ok(Outcome::Done(Some(weight)))
	}

	/// Panics if the runtime's configuration contradicts itself. Run by tests, never by the chain.
	pub(crate) fn check_config() {
		let (shortest, longest) = (T::MinIntervalMs::get(), T::MaxIntervalMs::get());
		assert!(shortest > 0 && shortest <= longest, "there is no interval to choose");
		let heaviest = Self::weight_of(&Due::Stream(StreamId(0)))
			.max(Self::weight_of(&Due::Vault(VaultId(0))));
		Timetable::<Schedule<T>>::assert_fits(Self::hook_budget(), heaviest);
	}
}
