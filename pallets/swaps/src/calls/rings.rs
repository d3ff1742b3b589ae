//! Legs of rings, and the bonds for them.

use crate::{
	custody::{Money, PayoutsOf},
	leg::{Leg, Place},
	ring::{Bond, BondRecord, LegTimes, RingLeg},
	types::{BondAmount, Due, Source},
	AssetIdOf, BondOf, BondRecordOf, Bonds, Config, DueOf, Error, Event, Pallet, RingTermsOf,
	WeightInfo,
};
use bloc_primitives::{channel::ToldResult, PaymentHash};
use bloc_timetable::{Entry, Owner};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Get, Time},
	weights::Weight,
};
use sp_runtime::{DispatchError, DispatchResult};

/// A leg of a ring of this runtime.
type RingLegOf<T> = RingLeg<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;

impl<T: Config> Pallet<T> {
	/// Returns what the poster of a bond pays a storage deposit for: the bond, its key, and its
	/// entry on the timetable.
	pub fn bond_footprint() -> Footprint {
		let key = <(T::AccountId, PaymentHash)>::max_encoded_len();
		let size = BondRecordOf::<T>::max_encoded_len()
			.saturating_add(key)
			.saturating_add(Entry::<DueOf<T>>::max_encoded_len());
		Footprint::from_parts(2, size)
	}

	/// The leg at `position` of sound terms, if it is for this chain, and its instants.
	fn leg_here(
		terms: &RingTermsOf<T>,
		position: u8,
	) -> Result<(&RingLegOf<T>, LegTimes), DispatchError> {
		let (least_ms, most_ms) = (T::MinGapMs::get(), T::MaxExtensionMs::get());
		terms.ensure_sound(least_ms, most_ms).map_err(Error::<T>::from)?;
		let (leg, times) = terms.leg(position).map_err(Error::<T>::from)?;
		ensure!(Self::is_this_chain(&leg.chain), Error::<T>::WrongChain);
		Ok((leg, times))
	}

	/// See [`Call::lock_ring`](crate::Call::lock_ring). Returns what telling of it weighed.
	pub(crate) fn do_lock_ring(
		owner: T::AccountId,
		terms: RingTermsOf<T>,
		position: u8,
		source: Source,
	) -> ToldResult {
		let (asked, times) = Self::leg_here(&terms, position)?;
		ensure!(owner == asked.owner, Error::<T>::NotOwner);
		let made = Self::instant();
		ensure!(made.ms < times.lock_by_ms, Error::<T>::Expired);
		Self::ensure_deadline(times.deadline_ms, made.ms)?;
		let hash = terms.payment_hash;
		Self::ensure_new(&owner, hash)?;
		let place = Place { terms: terms.hash(), position, legs: terms.len() };
		let bond = asked.bond.as_ref().map(|_| Self::take_bond(asked, hash, &place)).transpose()?;
		let (receiver, asset) = (asked.receiver.clone(), asked.asset.clone());
		let leg = Leg {
			extension_ms: terms.extension_of(position, T::MaxExtensionMs::get()),
			into: asked.into,
			bond,
			counterpart: terms.counterpart(position),
			ring: Some(place),
			..Leg::new(receiver, asset, asked.amount, times.deadline_ms, made)
		};
		Self::put_leg(owner, hash, leg, source)
	}

	/// Takes the bond that waits for a leg, which has it from now on.
	fn take_bond(
		asked: &RingLegOf<T>,
		hash: PaymentHash,
		place: &Place,
	) -> Result<BondOf<T>, DispatchError> {
		let poster = &asked.receiver;
		let found = Bonds::<T>::take(poster, hash).ok_or(Error::<T>::BondNotFound)?;
		let BondRecord { bond, ticket } = found;
		// The terms say how much: so that is the same, too.
		let its = bond.terms == place.terms && bond.position == place.position;
		ensure!(its, Error::<T>::WrongBond);
		Self::give_back(poster, ticket);
		Ok(BondAmount { asset: bond.asset, amount: bond.amount })
	}

	/// See [`Call::post_bond`](crate::Call::post_bond).
	pub(crate) fn do_post_bond(
		poster: T::AccountId,
		terms: RingTermsOf<T>,
		position: u8,
	) -> DispatchResult {
		let (asked, times) = Self::leg_here(&terms, position)?;
		ensure!(poster == asked.receiver, Error::<T>::NotReceiver);
		let BondAmount { asset, amount } = asked.bond.clone().ok_or(Error::<T>::NoBond)?;
		let now_ms = T::Clock::now();
		ensure!(now_ms < times.bond_by_ms, Error::<T>::Expired);
		Self::ensure_deadline(times.deadline_ms, now_ms)?;
		let hash = terms.payment_hash;
		ensure!(!Bonds::<T>::contains_key(&poster, hash), Error::<T>::AlreadyBonded);
		Self::ensure_new(&asked.owner, hash)?;
		Money::<T>::ensure_worthwhile(&asset, amount)?;
		for who in [&poster, &asked.owner] {
			Self::ensure_not_pot(&asset, who)?;
		}
		Money::<T>::take(&asset, &poster, amount)?;
		let ticket = T::Consideration::new(&poster, Self::bond_footprint())?;
		let (owner, terms, lock_by_ms) = (asked.owner.clone(), terms.hash(), times.lock_by_ms);
		let bond = Bond { owner, asset, amount, terms, position, lock_by_ms };
		Self::push(lock_by_ms, Due::Bond(poster.clone(), hash));
		Bonds::<T>::insert(&poster, hash, BondRecord { bond: bond.clone(), ticket });
		Self::deposit_event(Event::BondPosted {
			poster,
			payment_hash: hash,
			owner: bond.owner,
			asset: bond.asset,
			amount,
			terms,
			position,
			lock_by_ms,
		});
		Ok(())
	}

	/// See [`Call::return_bond`](crate::Call::return_bond).
	pub(crate) fn do_return_bond(poster: &T::AccountId, hash: PaymentHash) -> DispatchResult {
		let record = Bonds::<T>::get(poster, hash).ok_or(Error::<T>::NotFound)?;
		ensure!(T::Clock::now() >= record.bond.lock_by_ms, Error::<T>::NotExpired);
		let mut payouts = PayoutsOf::<T>::default();
		Self::release_bond(poster, hash, record, &mut payouts);
		payouts.pay();
		Ok(())
	}

	/// Removes a bond whose leg was not locked in time, and adds it to what is paid to its poster.
	/// Returns what that weighed, with the transfer.
	pub(crate) fn release_bond(
		poster: &T::AccountId,
		hash: PaymentHash,
		record: BondRecordOf<T>,
		payouts: &mut PayoutsOf<T>,
	) -> Weight {
		let BondRecord { bond, ticket } = record;
		Bonds::<T>::remove(poster, hash);
		Self::give_back(poster, ticket);
		let transfers = payouts.add(&bond.asset, poster, bond.amount).into();
		Self::deposit_event(Event::BondReturned {
			poster: poster.clone(),
			payment_hash: hash,
			owner: bond.owner,
			asset: bond.asset,
			amount: bond.amount,
		});
		T::WeightInfo::return_bond().saturating_add(Self::transfers(transfers))
	}
}
