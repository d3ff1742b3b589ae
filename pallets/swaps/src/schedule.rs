//! The pallet's timetable: what is due is settled, returned and forgotten by itself.

use crate::{
	custody::PayoutsOf, ring::MAX_LEGS, types::Due, Bonds, Config, DueOf, Event, Legs, Pallet,
	TimetableHead, TimetablePages, WeightInfo,
};
use bloc_primitives::{preimage::Registry, Moment, PaymentHash};
use bloc_timetable::{Entry, Handler, Outcome, Owner, Store, Timetable};
use frame_support::{pallet_macros::pallet_section, traits::Get, weights::Weight};
use sp_runtime::DispatchError;

/// The hooks. A section of the pallet module.
#[pallet_section]
mod hooks {
	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Serves what became due up to the last block (this one's time is not known yet), for at
		/// most [`Config::HookShare`] of the block.
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
}

/// How late the hook may be at the worst, for the registry to know still what decides a leg: a day.
const MAX_LATE_MS: Moment = 86_400_000;

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
		Self::deposit_event(Event::ServiceFailed { due, error });
	}
}

/// Does what is due, and gathers what is to be paid: a payee of many legs gets one transfer.
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

impl<T: Config> Handler<DueOf<T>> for DueHandler<T> {
	fn weight(&self, entry: &Entry<DueOf<T>>) -> Weight {
		Pallet::<T>::weight_of(&entry.payload)
	}

	fn handle(
		&mut self,
		entry: &Entry<DueOf<T>>,
		now_ms: Moment,
	) -> Result<Outcome, DispatchError> {
		let payouts = &mut self.payouts;
		match &entry.payload {
			Due::Leg(owner, hash) => Pallet::<T>::look_at_leg(owner, *hash, now_ms, payouts),
			Due::Bond(poster, hash) => Pallet::<T>::look_at_bond(poster, *hash, now_ms, payouts),
		}
	}

	fn failed(&mut self, entry: &Entry<DueOf<T>>, now_ms: Moment, error: DispatchError) {
		Pallet::<T>::retry(entry.payload.clone(), now_ms, error);
	}

	fn finish(self) {
		// The entries that brought these up have their transfers in what they weighed.
		self.payouts.pay();
	}
}

impl<T: Config> Pallet<T> {
	/// Settles a leg whose time has come, or forgets one that has been kept for long enough. If its
	/// deadline has come while the chain stood still, or it has ended since, looks again later: so
	/// each leg is on the timetable once, and whoever ends one has not to touch that.
	pub(crate) fn look_at_leg(
		owner: &T::AccountId,
		hash: PaymentHash,
		now_ms: Moment,
		payouts: &mut PayoutsOf<T>,
	) -> Result<Outcome, DispatchError> {
		let Some(record) = Legs::<T>::get(owner, hash) else {
			return Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		};
		let (leg, keep_ms) = (&record.leg, T::KeepMs::get());
		if leg.is_open() && leg.is_tied() {
			// An entry of an earlier leg of this name: this one ends with its payment.
			return Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		}
		let push = Timetable::<Self>::push_weight();
		if let Ok(kept_until_ms) = leg.kept_until_ms(keep_ms) {
			if now_ms >= kept_until_ms {
				Self::forget(owner, hash, record);
				return Ok(Outcome::Done(Some(T::WeightInfo::prune())));
			}
			Self::push(kept_until_ms, Due::Leg(owner.clone(), hash));
			return Ok(Outcome::Done(Some(T::WeightInfo::look().saturating_add(push))));
		}
		let (late, closes_ms) = (
			now_ms >= leg.deadline_ms,
			leg.closes_ms(&Self::instant_at(now_ms), T::BlockMs::get()),
		);
		let settled = Self::conclude(owner, hash, record, now_ms, payouts)?;
		let (at_ms, used) = match settled {
			Some(used) => (now_ms.saturating_add(keep_ms), used),
			None if late => (closes_ms, T::WeightInfo::look()),
			// An entry of an earlier leg of this name: the one of this leg comes later.
			None => return Ok(Outcome::Stale(Some(T::WeightInfo::look()))),
		};
		Self::push(at_ms, Due::Leg(owner.clone(), hash));
		Ok(Outcome::Done(Some(used.saturating_add(push))))
	}

	/// Returns a bond whose leg was not locked in time.
	pub(crate) fn look_at_bond(
		poster: &T::AccountId,
		hash: PaymentHash,
		now_ms: Moment,
		payouts: &mut PayoutsOf<T>,
	) -> Result<Outcome, DispatchError> {
		match Bonds::<T>::get(poster, hash) {
			Some(record) if now_ms >= record.bond.lock_by_ms => {
				let used = Self::release_bond(poster, hash, record, payouts);
				Ok(Outcome::Done(Some(used)))
			},
			_ => Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1)))),
		}
	}

	/// Panics if the runtime's configuration contradicts itself. Run by tests, never by the chain.
	pub(crate) fn check_config() {
		let (shortest, longest) = (T::MinLegMs::get(), T::MaxLegMs::get());
		assert!(shortest > 0 && shortest <= longest, "there is no deadline to choose");
		assert!(T::BlockMs::get() > 0, "BlockMs is zero: the chain would always stand still");
		assert!(T::MinGapMs::get() > 0, "MinGapMs is zero: the parties of a ring have no time");
		let extended_ms = longest.saturating_add(T::MaxExtensionMs::get());
		let decided_ms = extended_ms.saturating_add(MAX_LATE_MS);
		assert!(
			T::Preimages::retention_ms() >= decided_ms,
			"the registry forgets what decides a leg before the leg is settled"
		);
		let gap_ms = T::MinGapMs::get().saturating_add(T::MaxExtensionMs::get());
		let legs = u8::try_from(MAX_LEGS).unwrap_or(u8::MAX);
		let nearest = crate::ring::Schedule::nearest(legs, gap_ms, T::MinGapMs::get(), 0);
		let last_ms = nearest.and_then(|it| it.times(legs)).map(|times| times.deadline_ms);
		assert!(last_ms.is_some_and(|last_ms| last_ms <= longest), "the longest ring has no time");
	}
}
