//! Legs that are decided: by a preimage, or by the clock.

use crate::{
	custody::PayoutsOf,
	leg::{Ending, Verdict},
	types::Owners,
	Config, Error, LegRecordOf, Legs, Pallet, WeightInfo,
};
use bloc_primitives::{instant::Instant, preimage::Registry, Moment, PaymentHash, Preimage};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{Get, Time},
	weights::Weight,
};
use sp_runtime::DispatchError;

/// A preimage that somebody shows now, and since when it is known.
pub(crate) struct Ruling {
	pub(crate) payment_hash: PaymentHash,
	preimage: Preimage,
	/// When it was revealed: now, if it was not known.
	revealed_ms: Moment,
	/// Whether the registry has it.
	known: bool,
	now: Instant,
}

impl<T: Config> Pallet<T> {
	/// What follows from `preimage`, now. One read.
	pub(crate) fn ruling(preimage: Preimage) -> Ruling {
		let (payment_hash, now) = (preimage.payment_hash(), Self::instant());
		let known = T::Preimages::revealed(&payment_hash);
		let revealed_ms = known.map_or(now.ms, |known| known.revealed_ms);
		Ruling { payment_hash, preimage, revealed_ms, known: known.is_some(), now }
	}

	/// The leg is its receiver's by that.
	pub(crate) fn ensure_pays(
		record: Option<&LegRecordOf<T>>,
		ruling: &Ruling,
	) -> Result<(), Error<T>> {
		let leg = &record.ok_or(Error::<T>::NotFound)?.leg;
		leg.ensure_open()?;
		leg.ensure_untied()?;
		match leg.verdict(Some(ruling.revealed_ms), &ruling.now, T::BlockMs::get()) {
			Verdict::Claim => Ok(()),
			_ => Err(Error::<T>::Expired),
		}
	}

	/// See [`Call::claim`](crate::Call::claim). Returns what it weighed.
	pub(crate) fn do_claim(
		who: &T::AccountId,
		owners: Owners<T::AccountId>,
		preimage: Preimage,
	) -> Result<Weight, DispatchError> {
		let ruling = Self::ruling(preimage);
		let mut payouts = PayoutsOf::<T>::default();
		let mut used = Weight::zero();
		let (mut paid, mut refusal) = (false, None);
		for owner in &owners {
			// What is wrong with one leg, as that somebody else has claimed it, is not to keep the
			// others from their receivers.
			match with_storage_layer(|| Self::claim_leg(owner, &ruling, &mut payouts)) {
				Ok(work) => {
					used = used.saturating_add(work);
					paid = true;
				},
				Err(refused) => {
					used = used.saturating_add(T::WeightInfo::look());
					refusal = refusal.or(Some(refused));
				},
			}
		}
		ensure!(paid, refusal.unwrap_or(Error::<T>::NoLegs.into()));
		payouts.pay();
		if !ruling.known {
			T::Preimages::reveal(who, preimage)?;
			used = used.saturating_add(T::Preimages::weight());
		}
		Ok(used)
	}

	/// Claims one leg.
	fn claim_leg(
		owner: &T::AccountId,
		ruling: &Ruling,
		payouts: &mut PayoutsOf<T>,
	) -> Result<Weight, DispatchError> {
		let hash = ruling.payment_hash;
		let found = Legs::<T>::get(owner, hash);
		Self::ensure_pays(found.as_ref(), ruling)?;
		let record = found.ok_or(Error::<T>::NotFound)?;
		let (leg, how) = (record.leg.clone(), Ending::Claimed);
		let used = Self::end_leg(owner, hash, record, how, ruling.now.ms, payouts)?;
		Self::tell_claimed(owner, hash, ruling.preimage, leg);
		Ok(used)
	}

	/// See [`Call::settle`](crate::Call::settle). Returns what it weighed.
	pub(crate) fn do_settle(
		owner: &T::AccountId,
		hash: PaymentHash,
	) -> Result<Weight, DispatchError> {
		let record = Self::record(owner, hash)?;
		record.leg.ensure_open().map_err(Error::<T>::from)?;
		record.leg.ensure_untied().map_err(Error::<T>::from)?;
		let mut payouts = PayoutsOf::<T>::default();
		let settled = Self::conclude(owner, hash, record, T::Clock::now(), &mut payouts)?;
		let used = settled.ok_or(Error::<T>::NotDue)?;
		payouts.pay();
		Ok(used)
	}

	/// Ends an open leg if its preimage is known or its time is over. Returns what that weighed, if
	/// it did.
	pub(crate) fn conclude(
		owner: &T::AccountId,
		hash: PaymentHash,
		record: LegRecordOf<T>,
		now_ms: Moment,
		payouts: &mut PayoutsOf<T>,
	) -> Result<Option<Weight>, DispatchError> {
		let leg = record.leg.clone();
		let known = T::Preimages::revealed(&hash);
		let revealed_ms = known.map(|known| known.revealed_ms);
		let verdict = leg.verdict(revealed_ms, &Self::instant_at(now_ms), T::BlockMs::get());
		let used = match (verdict, known) {
			(Verdict::Claim, Some(known)) => {
				let how = Ending::Claimed;
				let used = Self::end_leg(owner, hash, record, how, now_ms, payouts)?;
				Self::tell_claimed(owner, hash, known.preimage, leg);
				used
			},
			(Verdict::Refund, _) => {
				let how = Ending::Refunded;
				let used = Self::end_leg(owner, hash, record, how, now_ms, payouts)?;
				Self::tell_refunded(owner, hash, leg);
				used
			},
			_ => return Ok(None),
		};
		Ok(Some(used))
	}
}
