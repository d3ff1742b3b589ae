//! Towers: their bonds, their terms, and that they are there.

use crate::{
	custody::Money,
	tower::{ensure_sound, Rules, Tower, TowerRecord},
	types::{Due, Profile, Terms, TowerId},
	AssetIdOf, Config, Error, Event, NextTowerId, Pallet, TowerIds, TowerOf, TowerRecordOf, Towers,
};
use bloc_primitives::{id::next_id, instant::Instant, Balance, Moment};
use bloc_timetable::{Owner, Timetable, RETRY_MS};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Get, Time},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{Convert, Saturating},
	DispatchError, DispatchResult, SaturatedConversion,
};

/// Reading and writing.
impl<T: Config> Pallet<T> {
	/// The instant.
	pub(crate) fn instant() -> Instant {
		let block = frame_system::Pallet::<T>::block_number().saturated_into();
		Instant { ms: T::Clock::now(), block }
	}

	/// What the chain asks of towers in `asset`.
	pub(crate) fn rules(asset: &AssetIdOf<T>) -> Rules {
		Rules {
			min_bond: T::MinBond::convert(asset.clone()),
			beat_ms: T::BeatMs::get(),
			block_ms: T::SlowestBlockMs::get(),
			notice_ms: T::NoticeMs::get(),
			min_hire_ms: T::MinHireMs::get(),
		}
	}

	/// What the owner of a tower pays a storage deposit for: it, its index, and an entry of the
	/// timetable.
	pub fn tower_footprint() -> Footprint {
		let index = <(T::AccountId, AssetIdOf<T>, TowerId)>::max_encoded_len();
		let size = TowerRecordOf::<T>::max_encoded_len()
			.saturating_add(<(Moment, Due)>::max_encoded_len())
			.saturating_add(index);
		Footprint::from_parts(2, size)
	}

	/// Reads a tower and brings it up to now. One read.
	pub(crate) fn load_tower(
		id: TowerId,
		now: &Instant,
	) -> Result<(TowerRecordOf<T>, Rules), DispatchError> {
		let mut record = Towers::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		let rules = Self::rules(&record.tower.asset);
		record.tower.advance(now, &rules).map_err(Error::<T>::from)?;
		Ok((record, rules))
	}

	/// The same for its owner.
	fn load_own_tower(
		who: &T::AccountId,
		id: TowerId,
		now: &Instant,
	) -> Result<(TowerRecordOf<T>, Rules), DispatchError> {
		let (record, rules) = Self::load_tower(id, now)?;
		ensure!(record.tower.owner == *who, Error::<T>::NotOwner);
		Ok((record, rules))
	}

	/// Changes a tower of `who`.
	fn change_tower(
		who: &T::AccountId,
		id: TowerId,
		change: impl FnOnce(&mut TowerOf<T>, &Instant, &Rules) -> DispatchResult,
	) -> Result<TowerOf<T>, DispatchError> {
		let now = Self::instant();
		let (mut record, rules) = Self::load_own_tower(who, id, &now)?;
		change(&mut record.tower, &now, &rules)?;
		Towers::<T>::insert(id, &record);
		Ok(record.tower)
	}

	/// Has the hook look at a tower when it is to have shown again that it is there.
	pub(crate) fn await_beat(id: TowerId, tower: &mut TowerOf<T>, now: &Instant, rules: &Rules) {
		let silent_from_ms = tower.silent_from_ms(now, rules);
		let due_ms = silent_from_ms.max(now.ms.saturating_add(1));
		tower.due_ms = Some(due_ms);
		Self::push(due_ms, Due::Beat(id));
	}

	/// Tells of a tower's bond.
	pub(crate) fn tell_bond(id: TowerId, tower: &TowerOf<T>) {
		let Tower { bond, covered, .. } = *tower;
		Self::deposit_event(Event::BondChanged { tower: id, bond, covered });
	}
}

/// Calls.
impl<T: Config> Pallet<T> {
	/// See [`Call::register`](crate::Call::register).
	pub(crate) fn do_register(
		owner: T::AccountId,
		asset: AssetIdOf<T>,
		bond: Balance,
		key: T::AccountId,
		(profile, terms): (Profile, Terms),
	) -> DispatchResult {
		Money::<T>::ensure_worthwhile(&asset, bond)?;
		ensure!(!TowerIds::<T>::contains_key(&owner, &asset), Error::<T>::AlreadyRegistered);
		let (now, rules, region) = (Self::instant(), Self::rules(&asset), profile.region);
		let accounts = (owner.clone(), key);
		let tower = Tower::new(accounts, asset.clone(), (profile, terms), bond, now, &rules);
		let mut tower = tower.map_err(Error::<T>::from)?;
		let id = next_id::<NextTowerId<T>, TowerId>().ok_or(Error::<T>::Overflow)?;
		Money::<T>::take(&asset, &owner, bond)?;
		let ticket = T::Consideration::new(&owner, Self::tower_footprint())?;
		TowerIds::<T>::insert(&owner, &asset, id);
		Self::await_beat(id, &mut tower, &now, &rules);
		Towers::<T>::insert(id, TowerRecord { tower, ticket });
		Self::deposit_event(Event::Registered { tower: id, owner, asset, bond, terms, region });
		Ok(())
	}

	/// See [`Call::set_terms`](crate::Call::set_terms).
	pub(crate) fn do_set_terms(who: &T::AccountId, id: TowerId, terms: Terms) -> DispatchResult {
		Self::change_tower(who, id, |tower, _, _| {
			ensure_sound(&terms, &tower.profile).map_err(Error::<T>::from)?;
			tower.terms = terms;
			Ok(())
		})?;
		Self::deposit_event(Event::TermsSet { tower: id, terms });
		Ok(())
	}

	/// See [`Call::set_profile`](crate::Call::set_profile).
	pub(crate) fn do_set_profile(
		who: &T::AccountId,
		id: TowerId,
		profile: Profile,
	) -> DispatchResult {
		Self::change_tower(who, id, |tower, _, _| {
			ensure_sound(&tower.terms, &profile).map_err(Error::<T>::from)?;
			tower.profile = profile;
			Ok(())
		})?;
		Self::deposit_event(Event::ProfileSet { tower: id });
		Ok(())
	}

	/// See [`Call::set_key`](crate::Call::set_key).
	pub(crate) fn do_set_key(who: &T::AccountId, id: TowerId, key: T::AccountId) -> DispatchResult {
		let mut since_ms = 0;
		Self::change_tower(who, id, |tower, now, rules| {
			since_ms = now.ms.saturating_add(rules.beat_ms);
			tower.keys.replace(key.clone(), now.ms, since_ms).map_err(Error::<T>::from)?;
			Ok(())
		})?;
		Self::deposit_event(Event::KeySet { tower: id, key, since_ms });
		Ok(())
	}

	/// See [`Call::add_bond`](crate::Call::add_bond).
	pub(crate) fn do_add_bond(who: &T::AccountId, id: TowerId, amount: Balance) -> DispatchResult {
		let tower = Self::change_tower(who, id, |tower, _, _| {
			ensure!(amount > 0, Error::<T>::ZeroAmount);
			tower.add_bond(amount).map_err(Error::<T>::from)?;
			Money::<T>::take(&tower.asset, who, amount)
		})?;
		Self::tell_bond(id, &tower);
		Ok(())
	}

	/// See [`Call::withdraw_bond`](crate::Call::withdraw_bond).
	pub(crate) fn do_withdraw_bond(
		who: &T::AccountId,
		id: TowerId,
		amount: Balance,
	) -> DispatchResult {
		let tower = Self::change_tower(who, id, |tower, now, rules| {
			ensure!(amount > 0, Error::<T>::ZeroAmount);
			tower.take_bond(amount, now.ms, rules).map_err(Error::<T>::from)?;
			Money::<T>::pay_out(&tower.asset, who, amount)
		})?;
		Self::tell_bond(id, &tower);
		Ok(())
	}

	/// See [`Call::beat`](crate::Call::beat).
	pub(crate) fn do_beat(
		who: &T::AccountId,
		id: TowerId,
		number: BlockNumberFor<T>,
		hash: T::Hash,
	) -> DispatchResult {
		let now = Self::instant();
		let (mut record, rules) = Self::load_tower(id, &now)?;
		let tower = &mut record.tower;
		ensure!(tower.is_operator(who, now.ms), Error::<T>::NotOperator);
		let here = frame_system::Pallet::<T>::block_number();
		let oldest = here.saturating_sub(T::MaxBeatAge::get().into());
		let is_recent = number >= oldest && number < here;
		let is_known = is_recent && frame_system::Pallet::<T>::block_hash(number) == hash;
		ensure!(is_known, Error::<T>::StaleBeat);
		let silent_ms = tower.beat(now).map_err(Error::<T>::from)?;
		// While it is there an entry waits, which the hook puts off.
		if tower.due_ms.is_none() {
			Self::await_beat(id, tower, &now, &rules);
		}
		Towers::<T>::insert(id, record);
		Self::deposit_event(Event::Beaten { tower: id });
		if silent_ms > 0 {
			Self::deposit_event(Event::Returned { tower: id, silent_ms });
		}
		Ok(())
	}

	/// See [`Call::leave`](crate::Call::leave).
	pub(crate) fn do_leave(who: &T::AccountId, id: TowerId) -> DispatchResult {
		let mut leaves_ms = 0;
		Self::change_tower(who, id, |tower, now, rules| {
			leaves_ms = tower.leave(now.ms, rules).map_err(Error::<T>::from)?;
			Ok(())
		})?;
		Self::deposit_event(Event::Leaving { tower: id, leaves_ms });
		Ok(())
	}

	/// See [`Call::retire`](crate::Call::retire).
	pub(crate) fn do_retire(who: &T::AccountId, id: TowerId) -> DispatchResult {
		let now = Self::instant();
		let (record, _) = Self::load_own_tower(who, id, &now)?;
		let TowerRecord { tower, ticket } = record;
		ensure!(tower.has_left(now.ms), Error::<T>::NotLeft);
		ensure!(tower.watches == 0 && tower.kept == 0, Error::<T>::StillWatching);
		// Without hires there are no parts of a unit.
		let paid = tower.bond.saturating_add(tower.income.earned.units);
		Towers::<T>::remove(id);
		TowerIds::<T>::remove(who, &tower.asset);
		Self::give_back(who, ticket);
		Money::<T>::pay_or_credit(&tower.asset, who, paid);
		Self::deposit_event(Event::Retired { tower: id, paid });
		Ok(())
	}

	/// See [`Call::collect`](crate::Call::collect).
	pub(crate) fn do_collect(id: TowerId) -> DispatchResult {
		let now = Self::instant();
		let (mut record, _) = Self::load_tower(id, &now)?;
		let tower = &mut record.tower;
		let unseen_ms = Self::unseen_ms(now.ms);
		let amount = tower.collectable(unseen_ms).map_err(Error::<T>::from)?;
		ensure!(amount > 0, Error::<T>::NothingOwed);
		tower.collect(amount).map_err(Error::<T>::from)?;
		Money::<T>::pay_or_credit(&tower.asset, &tower.owner, amount);
		Towers::<T>::insert(id, record);
		Self::deposit_event(Event::Collected { tower: id, amount });
		Ok(())
	}

	/// For how long something may have been due that nobody has looked at: what of the timetable is
	/// late, two slots, and the time after which what failed is tried again.
	pub(crate) fn unseen_ms(now_ms: Moment) -> Moment {
		let waits_since_ms = Timetable::<Self>::next_due_ms().unwrap_or(now_ms);
		let slots_ms = T::SlotMs::get().max(1).saturating_mul(2);
		now_ms.saturating_sub(waits_since_ms).saturating_add(slots_ms).saturating_add(RETRY_MS)
	}
}
