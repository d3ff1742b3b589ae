//! What the pallet does by itself: says when a run is due, ends proposals.

use crate::{
	types::{DropReason, Due, ProposalId, Refusal},
	Config, DueOf, Event, Pallet, Policies, Proposals, RecordOf, TimetableHead, TimetablePages,
	WeightInfo,
};
use bloc_primitives::Moment;
use bloc_timetable::{share_of_block, Entry, Handler, Outcome, Store, Timetable};
use core::marker::PhantomData;
use frame_support::{
	traits::{Get, Time},
	weights::Weight,
};
use sp_runtime::DispatchError;

/// The storage of the pallet's timetable.
pub struct Schedule<T>(PhantomData<T>);

impl<T: Config> Store for Schedule<T> {
	type Payload = DueOf<T>;
	type SlotMs = T::SlotMs;
	type DbWeight = T::DbWeight;
	type Head = TimetableHead<T>;
	type Pages = TimetablePages<T>;
}

/// Does what is due.
struct Server<T>(PhantomData<T>);

impl<T: Config> Handler<DueOf<T>> for Server<T> {
	fn weight(&self, entry: &Entry<DueOf<T>>) -> Weight {
		match entry.payload {
			Due::Run(..) => T::WeightInfo::ripen(),
			Due::Proposal(_) => T::WeightInfo::expire(),
		}
	}

	fn handle(
		&mut self,
		entry: &Entry<DueOf<T>>,
		now_ms: Moment,
	) -> Result<Outcome, DispatchError> {
		let done = match &entry.payload {
			Due::Run(account, asset) => Pallet::<T>::come_up(account, asset, entry.due_ms, now_ms),
			Due::Proposal(id) => Pallet::<T>::expire(*id),
		};
		Ok(match done {
			true => Outcome::Done(None),
			false => Outcome::Stale(Some(T::DbWeight::get().reads(1))),
		})
	}

	// Nothing of the above can fail. If it did one day: a proposal that is left ends by a call, and a
	// run is due at its instant whether an event says so or not.
	fn failed(&mut self, _: &Entry<DueOf<T>>, _: Moment, _: DispatchError) {}
}

impl<T: Config> Pallet<T> {
	/// Puts an account's channels on the timetable, unless they are on it for the same time or an
	/// earlier one: so there is at most one entry, but for those that the owner's own calls overtook.
	/// These stay for the longest wait at most, for they outlive the policy and its deposit.
	pub(crate) fn schedule(account: &T::AccountId, asset: &T::AssetId, record: &mut RecordOf<T>) {
		let latest_ms = T::Clock::now().saturating_add(T::MaxBackoffMs::get());
		let Some(entry_ms) = record.wanted_entry_ms(latest_ms) else { return };
		Self::push(entry_ms, Due::Run(account.clone(), asset.clone()));
		record.entry_ms = Some(entry_ms);
	}

	/// Notes that `due` is to be looked at from `at_ms` on. Two reads, at most two writes.
	pub(crate) fn push(at_ms: Moment, due: DueOf<T>) {
		Timetable::<Schedule<T>>::push(at_ms, due);
	}

	/// The entry of `due_ms` has come up: says that a run is due, if it is; waits on, if it has been
	/// put off. False if another entry comes earlier, or came, or the policy is another one.
	pub(crate) fn come_up(
		account: &T::AccountId,
		asset: &T::AssetId,
		due_ms: Moment,
		now_ms: Moment,
	) -> bool {
		let known = Policies::<T>::get(account, asset);
		let Some(mut record) = known.filter(|record| record.entry_ms == Some(due_ms)) else {
			return false;
		};
		if record.ripen(now_ms) {
			let (account, asset) = (account.clone(), asset.clone());
			Self::deposit_event(Event::RunDue { account, asset });
		}
		Self::put(account, asset, record);
		true
	}

	/// A proposal's deadline has come. False if it is gone already.
	pub(crate) fn expire(id: ProposalId) -> bool {
		let Some(record) = Proposals::<T>::get(id) else { return false };
		Self::drop_proposal(id, record, DropReason::Expired);
		true
	}

	/// No run now, and the next is due later and later.
	pub(crate) fn refuse(
		account: T::AccountId,
		asset: T::AssetId,
		mut record: RecordOf<T>,
		reason: Refusal,
	) {
		let due_ms = record.back_off(T::Clock::now(), T::MaxBackoffMs::get());
		let failures = record.failures;
		Self::put(&account, &asset, record);
		Self::deposit_event(Event::RunRefused { account, asset, reason, failures, due_ms });
	}

	/// Serves what is due for as long as `limit` allows; answers with what that weighed.
	pub(crate) fn serve(limit: Weight) -> Weight {
		Timetable::<Schedule<T>>::serve(limit, T::Clock::now, &mut Server::<T>(PhantomData))
	}

	/// What `on_initialize` may spend.
	pub(crate) fn hook_budget() -> Weight {
		share_of_block(T::HookShare::get(), T::BlockWeights::get().max_block)
	}

	/// Panics if the runtime's configuration contradicts itself. Run by tests, never by the chain.
	pub(crate) fn check_config() {
		assert!(T::MaxCycles::get() > 0, "no run could have a cycle");
		assert!(T::MinIntervalMs::get() > 0, "MinIntervalMs is zero");
		assert!(T::MaxBackoffMs::get() >= T::MinIntervalMs::get(), "runs that do not back off");
		assert!(T::MaxProposalMs::get() > 0, "no cycle could be proposed");
		let heaviest = T::WeightInfo::ripen().max(T::WeightInfo::expire());
		Timetable::<Schedule<T>>::assert_fits(Self::hook_budget(), heaviest);
	}
}
