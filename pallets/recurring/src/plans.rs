//! Plans: a payee's offers to everybody.

use crate::{
	types::{Plan, PlanId, PlanRecord, PlanStatus, PlanTerms, Terms},
	AssetIdOf, Config, Error, Event, NextPlanId, Pallet, PlanOf, PlanRecordOf, Plans, PlansOf,
};
use bloc_math::calendar;
use bloc_primitives::Moment;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{fungibles::Inspect, Consideration, Footprint, Get},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// What the payee of a plan pays a storage deposit for: the plan and an index entry.
	pub fn plan_footprint() -> Footprint {
		let index = <(T::AccountId, PlanId)>::max_encoded_len();
		Footprint::from_parts(2, PlanRecordOf::<T>::max_encoded_len().saturating_add(index))
	}

	/// See [`Call::create_plan`](crate::Call::create_plan).
	pub(crate) fn do_create_plan(
		payee: T::AccountId,
		offered: PlanTerms<AssetIdOf<T>>,
	) -> DispatchResult {
		Self::ensure_sound(&offered)?;
		let id = NextPlanId::<T>::get();
		let next = id.0.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let ticket = T::Consideration::new(&payee, Self::plan_footprint())?;
		NextPlanId::<T>::put(PlanId(next));
		PlansOf::<T>::insert(&payee, id, ());
		let plan = Plan {
			payee: payee.clone(),
			offered: offered.clone(),
			edition: 0,
			subscribers: 0,
			status: PlanStatus::Open,
		};
		Plans::<T>::insert(id, PlanRecord { plan, ticket });
		Self::deposit_event(Event::PlanCreated { plan: id, payee, offered });
		Ok(())
	}

	/// See [`Call::edit_plan`](crate::Call::edit_plan).
	pub(crate) fn do_edit_plan(
		who: &T::AccountId,
		id: PlanId,
		offered: PlanTerms<AssetIdOf<T>>,
	) -> DispatchResult {
		let mut record = Self::own_plan(who, id)?;
		ensure!(record.plan.status == PlanStatus::Open, Error::<T>::Retired);
		Self::ensure_sound(&offered)?;
		record.plan.edition = record.plan.edition.checked_add(1).ok_or(Error::<T>::Overflow)?;
		record.plan.offered = offered.clone();
		let edition = record.plan.edition;
		Plans::<T>::insert(id, record);
		Self::deposit_event(Event::PlanEdited { plan: id, edition, offered });
		Ok(())
	}

	/// See [`Call::retire_plan`](crate::Call::retire_plan).
	pub(crate) fn do_retire_plan(who: &T::AccountId, id: PlanId) -> DispatchResult {
		let mut record = Self::own_plan(who, id)?;
		ensure!(record.plan.status == PlanStatus::Open, Error::<T>::Retired);
		record.plan.status = PlanStatus::Retired;
		Self::deposit_event(Event::PlanRetired { plan: id });
		Self::store_plan(id, record)
	}

	/// A plan as somebody read it who wants to be on it.
	pub(crate) fn offered_plan(id: PlanId, edition: u32) -> Result<PlanRecordOf<T>, DispatchError> {
		let record = Plans::<T>::get(id).ok_or(Error::<T>::PlanNotFound)?;
		ensure!(record.plan.status == PlanStatus::Open, Error::<T>::Retired);
		ensure!(record.plan.edition == edition, Error::<T>::Stale);
		Ok(record)
	}

	/// One more subscription on a plan.
	pub(crate) fn join_plan(plan: &mut PlanOf<T>) -> DispatchResult {
		let most = plan.offered.max_subscribers.unwrap_or(u32::MAX);
		ensure!(plan.subscribers < most, Error::<T>::TooManySubscribers);
		plan.subscribers = plan.subscribers.saturating_add(1);
		Ok(())
	}

	/// One subscription less on a plan. With the last one a retired plan goes, too.
	pub(crate) fn leave_plan(id: PlanId) -> DispatchResult {
		let mut record = Plans::<T>::get(id).ok_or(Error::<T>::PlanNotFound)?;
		record.plan.subscribers = record.plan.subscribers.saturating_sub(1);
		Self::store_plan(id, record)
	}

	/// Writes a plan, or removes it if nobody has a use for it any more.
	fn store_plan(id: PlanId, record: PlanRecordOf<T>) -> DispatchResult {
		if record.plan.subscribers > 0 || record.plan.status == PlanStatus::Open {
			Plans::<T>::insert(id, record);
			return Ok(());
		}
		Plans::<T>::remove(id);
		PlansOf::<T>::remove(&record.plan.payee, id);
		Self::give_back(&record.plan.payee, record.ticket);
		Self::deposit_event(Event::PlanRemoved { plan: id });
		Ok(())
	}

	/// A plan of the caller's.
	fn own_plan(who: &T::AccountId, id: PlanId) -> Result<PlanRecordOf<T>, DispatchError> {
		let record = Plans::<T>::get(id).ok_or(Error::<T>::PlanNotFound)?;
		ensure!(record.plan.payee == *who, Error::<T>::NotPayee);
		Ok(record)
	}

	/// Can anybody ever subscribe to this?
	fn ensure_sound(offered: &PlanTerms<AssetIdOf<T>>) -> DispatchResult {
		ensure!(offered.terms.price > 0, Error::<T>::ZeroAmount);
		ensure!(offered.max_payments != Some(0), Error::<T>::ZeroAmount);
		Self::ensure_payable(&offered.asset, &offered.terms, offered.trial_ms)
	}

	/// Are there such an asset and such a calendar?
	pub(crate) fn ensure_payable(
		asset: &AssetIdOf<T>,
		terms: &Terms,
		anchor_ms: Moment,
	) -> DispatchResult {
		ensure!(T::Assets::asset_exists(asset.clone()), Error::<T>::UnknownAsset);
		let shortest_ms = T::MinPeriodMs::get();
		ensure!(terms.frequency.shortest_ms() >= shortest_ms, Error::<T>::PeriodTooShort);
		let second = calendar::nth(anchor_ms, terms.frequency.step(), 1);
		ensure!(second.is_some(), Error::<T>::BeyondCalendar);
		Ok(())
	}
}
