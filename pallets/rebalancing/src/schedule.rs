//! What the pallet does by itself: tells when a run is due, ends proposals.

use crate::{
	types::{Due, ProposalEnd, ProposalId},
	Config, DueOf, Event, Pallet, Policies, PolicyRecordOf, Proposals, TimetableHead,
	TimetablePages, WeightInfo,
};
use bloc_primitives::Moment;
use bloc_timetable::{Entry, Handler, Outcome, Owner, Store, Timetable};
use core::marker::PhantomData;
use frame_support::{
	traits::{Get, Time},
	weights::Weight,
};
use sp_runtime::DispatchError;

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
		let work = T::WeightInfo::ripen().max(T::WeightInfo::expire());
		work.saturating_add(Timetable::<Self>::push_weight())
	}

	fn service_failed(due: DueOf<T>, error: DispatchError) {
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

/// The most that doing `due` weighs.
fn work_of<T: Config>(due: &DueOf<T>) -> Weight {
	match due {
		Due::Run(..) => T::WeightInfo::ripen(),
		Due::Proposal(_) => T::WeightInfo::expire(),
	}
}

impl<T: Config> Handler<DueOf<T>> for DueHandler<T> {
	/// With the push that a failure takes.
	fn weight(&self, entry: &Entry<DueOf<T>>) -> Weight {
		work_of::<T>(&entry.payload).saturating_add(Timetable::<Pallet<T>>::push_weight())
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
			true => Outcome::Done(Some(work_of::<T>(&entry.payload))),
			false => Outcome::Stale(Some(T::DbWeight::get().reads(1))),
		})
	}

	// Nothing of the above can fail. If it did one day: meanwhile a proposal ends by a call, and a
	// new policy has its run due at once.
	fn failed(&mut self, entry: &Entry<DueOf<T>>, now_ms: Moment, error: DispatchError) {
		let at_ms = Pallet::<T>::retry(entry.payload.clone(), now_ms, error);
		if let Due::Run(account, asset) = &entry.payload {
			Policies::<T>::mutate_exists(account, asset, |record| {
				if let Some(record) = record {
					record.put_off(at_ms);
				}
			});
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Puts an account's channels on the timetable, unless they are on it for the same time or an
	/// earlier one: so there is at most one entry, but for those that the owner's own calls
	/// overtook. These stay for the longest wait at most, for they outlive the policy and its
	/// deposit.
	pub(crate) fn schedule(
		account: &T::AccountId,
		asset: &T::AssetId,
		record: &mut PolicyRecordOf<T>,
	) {
		let latest_ms = T::Clock::now().saturating_add(T::MaxBackoffMs::get());
		let Some(entry_ms) = record.wanted_entry_ms(latest_ms) else { return };
		Self::push(entry_ms, Due::Run(account.clone(), asset.clone()));
		record.entry_ms = Some(entry_ms);
	}

	/// The entry of `due_ms` has come up: tells that a run is due, if it is; waits on, if it has
	/// been put off. False if another entry comes earlier, or came, or the policy is another one.
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
		Self::end_proposal(id, record, ProposalEnd::Expired);
		true
	}

	/// Panics if the runtime's configuration contradicts itself. Run by tests, never by the chain.
	pub(crate) fn check_config() {
		assert!(T::MaxCycles::get() > 0, "no run could have a cycle");
		assert!(T::MinIntervalMs::get() > 0, "MinIntervalMs is zero");
		assert!(T::MaxBackoffMs::get() >= T::MinIntervalMs::get(), "runs that do not back off");
		assert!(T::MaxProposalMs::get() > 0, "no cycle could be proposed");
	}
}
