//! Legs that end before their time, because their parties want it so.

use crate::{
	consent::{payload, Agreement, LegName},
	custody::PayoutsOf,
	leg::{Ending, Leg},
	types::Consents,
	Config, ConsentOf, Error, Event, LegOf, LegRecordOf, Legs, Pallet,
};
use alloc::vec::Vec;
use bloc_primitives::{Balance, Moment, PaymentHash};
use frame_support::{
	traits::{Get, Time},
	weights::Weight,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// See [`Call::hand_back`](crate::Call::hand_back). Returns what it weighed, but for the
	/// signature.
	pub(crate) fn do_hand_back(
		who: &T::AccountId,
		owner: T::AccountId,
		hash: PaymentHash,
		consent: Option<ConsentOf<T>>,
	) -> Result<Weight, DispatchError> {
		let record = Self::undecided(&owner, hash)?;
		let name = Self::name_of(&owner, hash, &record.leg);
		let receiver = (&record.leg.receiver, Error::<T>::NotReceiver);
		Self::ensure_agreed(who, receiver, consent, &name, &Agreement::HandBack)?;
		let (used, leg) = Self::agreed(&owner, hash, record, Ending::HandedBack)?;
		let Leg { receiver, asset, amount, bond, .. } = leg;
		Self::deposit_event(Event::LegHandedBack {
			owner,
			payment_hash: hash,
			receiver,
			asset,
			amount,
			bond,
		});
		Ok(used)
	}

	/// See [`Call::divide`](crate::Call::divide). Returns what it weighed, but for signatures.
	pub(crate) fn do_divide(
		who: &T::AccountId,
		owner: T::AccountId,
		hash: PaymentHash,
		to_receiver: Balance,
		consents: Consents<T::Signature>,
	) -> Result<Weight, DispatchError> {
		let record = Self::undecided(&owner, hash)?;
		let how = record.leg.divided(to_receiver).map_err(Error::<T>::from)?;
		let name = Self::name_of(&owner, hash, &record.leg);
		let agreement = Agreement::Divide { to_receiver };
		let Consents { by_owner, by_receiver } = consents;
		let receiver = (&record.leg.receiver, Error::<T>::NotReceiver);
		Self::ensure_agreed(who, (&owner, Error::<T>::NotOwner), by_owner, &name, &agreement)?;
		Self::ensure_agreed(who, receiver, by_receiver, &name, &agreement)?;
		let (used, leg) = Self::agreed(&owner, hash, record, how)?;
		let Leg { receiver, asset, amount, bond, .. } = leg;
		Self::deposit_event(Event::LegDivided {
			owner,
			payment_hash: hash,
			receiver,
			asset,
			to_owner: amount.saturating_sub(to_receiver),
			to_receiver,
			bond,
		});
		Ok(used)
	}

	/// Returns a leg whose parties can still agree.
	fn undecided(owner: &T::AccountId, hash: PaymentHash) -> Result<LegRecordOf<T>, DispatchError> {
		let record = Self::record(owner, hash)?;
		record.leg.ensure_untied().map_err(Error::<T>::from)?;
		let now = Self::instant();
		record.leg.ensure_undecided(&now, T::BlockMs::get()).map_err(Error::<T>::from)?;
		Ok(record)
	}

	/// Ends a leg as agreed, and pays. Returns what that weighed, and the leg as it was.
	fn agreed(
		owner: &T::AccountId,
		hash: PaymentHash,
		record: LegRecordOf<T>,
		how: Ending,
	) -> Result<(Weight, LegOf<T>), DispatchError> {
		let mut payouts = PayoutsOf::<T>::default();
		let leg = record.leg.clone();
		let used = Self::end_leg(owner, hash, record, how, T::Clock::now(), &mut payouts)?;
		payouts.pay();
		Ok((used, leg))
	}

	/// `party` makes the call, or has signed; otherwise the refusal beside it.
	pub(crate) fn ensure_agreed(
		who: &T::AccountId,
		(party, refusal): (&T::AccountId, Error<T>),
		consent: Option<ConsentOf<T>>,
		name: &LegName<T::AccountId>,
		agreement: &Agreement,
	) -> DispatchResult {
		if who == party {
			return Ok(());
		}
		let (consent, genesis) = (consent.ok_or(refusal)?, Self::genesis());
		let given = consent.ensure_given(party, &genesis, name, agreement, T::Clock::now());
		given.map_err(|fault| Error::<T>::from(fault).into())
	}

	/// What names a leg for good.
	pub(crate) fn name_of(
		owner: &T::AccountId,
		hash: PaymentHash,
		leg: &LegOf<T>,
	) -> LegName<T::AccountId> {
		LegName { owner: owner.clone(), payment_hash: hash, made: leg.made }
	}

	/// Returns the bytes that a party of a leg signs to agree, until `valid_until_ms`. For clients.
	pub(crate) fn payload_of(
		owner: T::AccountId,
		hash: PaymentHash,
		agreement: &Agreement,
		valid_until_ms: Moment,
	) -> Option<Vec<u8>> {
		let leg = Legs::<T>::get(&owner, hash)?.leg;
		let name = Self::name_of(&owner, hash, &leg);
		Some(payload(&Self::genesis(), &name, agreement, valid_until_ms))
	}
}
