//! Legs: locked, ended, forgotten.

use crate::{
	custody::{Money, PayoutsOf},
	leg::{Ending, Funds, Leg, LegRecord},
	types::{ChainId, Due, LegSpec, Source},
	AssetIdOf, Config, DueOf, Error, Event, LegOf, LegRecordOf, Legs, Pallet, WeightInfo,
};
use bloc_primitives::{
	channel::{Fund, Lock, Purpose, ToldResult},
	instant::Instant,
	preimage::Registry,
	Balance, Moment, PaymentHash, Preimage,
};
use bloc_timetable::{Entry, Owner};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{Consideration, Footprint, Get, Time},
	weights::Weight,
};
use sp_runtime::{DispatchError, DispatchResult, SaturatedConversion};

impl<T: Config> Pallet<T> {
	/// Returns what the owner of a leg pays a storage deposit for: the leg, its key, and its entry
	/// on the timetable.
	pub fn leg_footprint() -> Footprint {
		let key = <(T::AccountId, PaymentHash)>::max_encoded_len();
		let size = LegRecordOf::<T>::max_encoded_len()
			.saturating_add(key)
			.saturating_add(Entry::<DueOf<T>>::max_encoded_len());
		Footprint::from_parts(2, size)
	}

	/// This chain's genesis hash.
	pub(crate) fn genesis() -> T::Hash {
		frame_system::Pallet::<T>::block_hash(
			frame_system::pallet_prelude::BlockNumberFor::<T>::default(),
		)
	}

	/// Whether that is this chain.
	pub(crate) fn is_this_chain(chain: &ChainId) -> bool {
		chain.index == T::ChainIndex::get() && chain.genesis.as_slice() == Self::genesis().as_ref()
	}

	/// That instant, in this block.
	pub(crate) fn instant_at(ms: Moment) -> Instant {
		let block = frame_system::Pallet::<T>::block_number().saturated_into();
		Instant { ms, block }
	}

	/// Now, in this block.
	pub(crate) fn instant() -> Instant {
		Self::instant_at(T::Clock::now())
	}

	/// Returns a leg that is there.
	pub(crate) fn record(
		owner: &T::AccountId,
		hash: PaymentHash,
	) -> Result<LegRecordOf<T>, Error<T>> {
		Legs::<T>::get(owner, hash).ok_or(Error::<T>::NotFound)
	}

	/// See [`Call::lock`](crate::Call::lock). Returns what telling of it weighed.
	pub(crate) fn do_lock(
		owner: T::AccountId,
		spec: LegSpec<T::AccountId, AssetIdOf<T>>,
		source: Source,
	) -> ToldResult {
		let LegSpec { payment_hash, receiver, asset, amount, .. } = spec;
		ensure!(owner != receiver, Error::<T>::SameParty);
		ensure!(spec.extension_ms <= T::MaxExtensionMs::get(), Error::<T>::ExtensionTooLong);
		let made = Self::instant();
		Self::ensure_deadline(spec.deadline_ms, made.ms)?;
		let leg = Leg {
			extension_ms: spec.extension_ms,
			into: spec.into,
			counterpart: spec.counterpart,
			..Leg::new(receiver, asset, amount, spec.deadline_ms, made)
		};
		Self::ensure_new(&owner, payment_hash)?;
		Self::put_leg(owner, payment_hash, leg, source)
	}

	/// A deadline leaves time to claim, and is not too far.
	pub(crate) fn ensure_deadline(deadline_ms: Moment, now_ms: Moment) -> DispatchResult {
		let earliest_ms = now_ms.saturating_add(T::MinLegMs::get());
		ensure!(deadline_ms >= earliest_ms, Error::<T>::DeadlineTooSoon);
		let latest_ms = now_ms.saturating_add(T::MaxLegMs::get());
		ensure!(deadline_ms <= latest_ms, Error::<T>::DeadlineTooFar);
		Ok(())
	}

	/// The name is free.
	pub(crate) fn ensure_unnamed(owner: &T::AccountId, hash: PaymentHash) -> DispatchResult {
		ensure!(!Legs::<T>::contains_key(owner, hash), Error::<T>::AlreadyLocked);
		Ok(())
	}

	/// So it is, and the preimage is not public: so every reveal is later than the leg.
	pub(crate) fn ensure_new(owner: &T::AccountId, hash: PaymentHash) -> DispatchResult {
		Self::ensure_unnamed(owner, hash)?;
		ensure!(T::Preimages::revealed(&hash).is_none(), Error::<T>::AlreadyRevealed);
		Ok(())
	}

	/// Takes the money of a new leg, and stores it. Returns what telling of it weighed.
	pub(crate) fn put_leg(
		owner: T::AccountId,
		hash: PaymentHash,
		mut leg: LegOf<T>,
		source: Source,
	) -> ToldResult {
		let told = Self::fund(&owner, &mut leg, source)?;
		Self::store_leg(owner, hash, leg)?;
		Ok(told)
	}

	/// Stores a leg whose money is there. One that is tied to a payment ends with that, and has
	/// nobody look at it before.
	pub(crate) fn store_leg(
		owner: T::AccountId,
		hash: PaymentHash,
		leg: LegOf<T>,
	) -> DispatchResult {
		let ticket = T::Consideration::new(&owner, Self::leg_footprint())?;
		if !leg.is_tied() {
			Self::push(leg.deadline_ms, Due::Leg(owner.clone(), hash));
		}
		Legs::<T>::insert(&owner, hash, LegRecord { leg: leg.clone(), ticket });
		Self::deposit_event(Event::LegLocked {
			owner,
			payment_hash: hash,
			receiver: leg.receiver,
			asset: leg.asset,
			amount: leg.amount,
			deadline_ms: leg.deadline_ms,
			extension_ms: leg.extension_ms,
			funds: leg.funds,
			into: leg.into,
			bond: leg.bond,
			counterpart: leg.counterpart,
			ring: leg.ring,
			submarine: leg.submarine,
		});
		Ok(())
	}

	/// Takes the money of a leg from where it is to come from, and says where it lies then.
	fn fund(owner: &T::AccountId, leg: &mut LegOf<T>, source: Source) -> ToldResult {
		let (asset, amount) = (&leg.asset, leg.amount);
		match source {
			Source::Account => {
				Money::<T>::ensure_worthwhile(asset, amount)?;
				Self::ensure_not_pot(asset, &leg.receiver)?;
				Money::<T>::take(asset, owner, amount)?;
				Ok(Weight::zero())
			},
			Source::Channel(channel) => {
				// What lies in a channel arrives there.
				ensure!(leg.into.is_none(), Error::<T>::ArrivesInChannel);
				ensure!(amount > 0, Error::<T>::ZeroAmount);
				let (lock, terms) = T::Channels::lock(channel, owner, asset, amount, Purpose::Own)?;
				ensure!(terms.payee == leg.receiver, Error::<T>::WrongReceiver);
				leg.funds = Funds::Channel { channel, payer: lock.payer };
				Ok(terms.told)
			},
		}
	}

	/// Ends a leg: what it holds goes where `how` says. What the pot has to pay for that is added
	/// to `payouts`, as the last step. The record stays for those who ask. Returns what it weighed,
	/// with the transfers.
	pub(crate) fn end_leg(
		owner: &T::AccountId,
		hash: PaymentHash,
		mut record: LegRecordOf<T>,
		how: Ending,
		now_ms: Moment,
		payouts: &mut PayoutsOf<T>,
	) -> Result<Weight, DispatchError> {
		record.leg.end(how, now_ms).map_err(Error::<T>::from)?;
		let leg = record.leg.clone();
		Legs::<T>::insert(owner, hash, record);
		let to_receiver = how.to_receiver(leg.amount);
		let to_owner = leg.amount.saturating_sub(to_receiver);
		let mut transfers: u32 = 0;
		let mut add = |asset: &AssetIdOf<T>, [of, to]: [&T::AccountId; 2], amount: Balance| {
			transfers = transfers.saturating_add(payouts.add_for(asset, of, to, amount).into());
		};
		let work = match leg.funds.lock(leg.amount) {
			Some(lock) => {
				let told = T::Channels::release_for(lock, to_receiver)?;
				Self::unlock_weight().saturating_add(told)
			},
			None => {
				if !Self::pay_into(&leg, to_receiver) {
					// Where a taker has it sent to may be an account of which nobody can claim a
					// credit.
					let of = if leg.is_stock() { owner } else { &leg.receiver };
					add(&leg.asset, [of, &leg.receiver], to_receiver);
				}
				if !leg.is_stock() {
					add(&leg.asset, [owner; 2], to_owner);
				}
				// What it takes to try a channel is weighed, whatever comes of it.
				T::WeightInfo::end_leg().saturating_add(Self::into_weight(&leg))
			},
		};
		if let Some(bond) = &leg.bond {
			let to = if how.returns_bond() { &leg.receiver } else { owner };
			add(&bond.asset, [to; 2], bond.amount);
		}
		Ok(work.saturating_add(Self::transfers(transfers)))
	}

	/// Pays so much into the channel in which a leg is to arrive. Whether that has been done: it
	/// may be closed meanwhile, or not the receiver's.
	fn pay_into(leg: &LegOf<T>, amount: Balance) -> bool {
		let Leg { receiver, asset, .. } = leg;
		let Some(id) = leg.into.filter(|_| amount > 0) else { return false };
		let fund = |pot: &T::AccountId| T::Funding::fund(id, pot, receiver, asset, amount);
		with_storage_layer(|| Money::<T>::pay_by(asset, amount, fund)).is_ok()
	}

	/// Tells that a leg was claimed.
	pub(crate) fn tell_claimed(
		owner: &T::AccountId,
		hash: PaymentHash,
		preimage: Preimage,
		leg: LegOf<T>,
	) {
		let Leg { receiver, asset, amount, bond, .. } = leg;
		Self::deposit_event(Event::LegClaimed {
			owner: owner.clone(),
			payment_hash: hash,
			preimage,
			receiver,
			asset,
			amount,
			bond,
		});
	}

	/// Tells that a leg was refunded.
	pub(crate) fn tell_refunded(owner: &T::AccountId, hash: PaymentHash, leg: LegOf<T>) {
		let Leg { receiver, asset, amount, bond, .. } = leg;
		Self::deposit_event(Event::LegRefunded {
			owner: owner.clone(),
			payment_hash: hash,
			receiver,
			asset,
			amount,
			bond,
		});
	}

	/// See [`Call::prune`](crate::Call::prune).
	pub(crate) fn do_prune(
		who: &T::AccountId,
		owner: &T::AccountId,
		hash: PaymentHash,
	) -> DispatchResult {
		let record = Self::record(owner, hash)?;
		let (now_ms, keep_ms) = (T::Clock::now(), T::KeepMs::get());
		record.leg.ensure_prunable(who == owner, now_ms, keep_ms).map_err(Error::<T>::from)?;
		Self::forget(owner, hash, record);
		Ok(())
	}

	/// Removes a leg that has ended, and returns its deposit.
	pub(crate) fn forget(owner: &T::AccountId, hash: PaymentHash, record: LegRecordOf<T>) {
		Legs::<T>::remove(owner, hash);
		Self::give_back(owner, record.ticket);
		Self::deposit_event(Event::LegPruned { owner: owner.clone(), payment_hash: hash });
	}
}
