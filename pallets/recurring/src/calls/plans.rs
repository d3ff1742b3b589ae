//! Plans: published, edited, retired.

use crate::{
	plan::{Plan, PlanDetails, PlanRecord, PlanStatus},
	types::{PlanId, Terms},
	AssetIdOf, Config, Error, Event, NextPlanId, Pallet, PlanRecordOf, Plans, PlansOf,
};
use bloc_math::calendar;
use bloc_primitives::{id::next_id, Moment};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{fungibles::Inspect, Consideration, Footprint, Get},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The footprint that the payee of a plan pays a deposit for: the plan and an index entry.
	pub fn plan_footprint() -> Footprint {
		let index = <(T::AccountId, PlanId)>::max_encoded_len();
		Footprint::from_parts(2, PlanRecordOf::<T>::max_encoded_len().saturating_add(index))
	}

	/// See [`Call::create_plan`](crate::Call::create_plan).
	pub(crate) fn do_create_plan(
		payee: T::AccountId,
		details: PlanDetails<AssetIdOf<T>>,
	) -> DispatchResult {
		Self::ensure_sound(&details)?;
		let id = next_id::<NextPlanId<T>, _>().ok_or(Error::<T>::Overflow)?;
		let ticket = T::Consideration::new(&payee, Self::plan_footprint())?;
		PlansOf::<T>::insert(&payee, id, ());
		let plan = Plan {
			payee: payee.clone(),
			details: details.clone(),
			edition: 0,
			subscribers: 0,
			status: PlanStatus::Open,
		};
		Plans::<T>::insert(id, PlanRecord { plan, ticket });
		Self::deposit_event(Event::PlanCreated { plan: id, payee, details });
		Ok(())
	}

	/// See [`Call::edit_plan`](crate::Call::edit_plan).
	pub(crate) fn do_edit_plan(
		who: &T::AccountId,
		id: PlanId,
		details: PlanDetails<AssetIdOf<T>>,
	) -> DispatchResult {
		let mut record = Self::own_plan(who, id)?;
		ensure!(record.plan.is_open(), Error::<T>::PlanRetired);
		Self::ensure_sound(&details)?;
		record.plan.edition = record.plan.edition.checked_add(1).ok_or(Error::<T>::Overflow)?;
		record.plan.details = details.clone();
		let edition = record.plan.edition;
		Plans::<T>::insert(id, record);
		Self::deposit_event(Event::PlanEdited { plan: id, edition, details });
		Ok(())
	}

	/// See [`Call::retire_plan`](crate::Call::retire_plan).
	pub(crate) fn do_retire_plan(who: &T::AccountId, id: PlanId) -> DispatchResult {
		let mut record = Self::own_plan(who, id)?;
		ensure!(record.plan.is_open(), Error::<T>::PlanRetired);
		record.plan.status = PlanStatus::Retired;
		Self::deposit_event(Event::PlanRetired { plan: id });
		Self::store_plan(id, record)
	}

	/// An open plan in the edition that somebody read who wants to be on it.
	pub(crate) fn plan_as_read(id: PlanId, edition: u32) -> Result<PlanRecordOf<T>, DispatchError> {
		let record = Plans::<T>::get(id).ok_or(Error::<T>::PlanNotFound)?;
		ensure!(record.plan.is_open(), Error::<T>::PlanRetired);
		ensure!(record.plan.edition == edition, Error::<T>::TermsChanged);
		Ok(record)
	}

	/// Takes a subscription off a plan. With the last one a retired plan goes, too.
	pub(crate) fn leave_plan(id: PlanId) -> DispatchResult {
		let mut record = Plans::<T>::get(id).ok_or(Error::<T>::PlanNotFound)?;
		record.plan.leave();
		Self::store_plan(id, record)
	}

	/// Writes a plan, or removes it if nobody has a use for it any more.
	fn store_plan(id: PlanId, record: PlanRecordOf<T>) -> DispatchResult {
		if record.plan.is_in_use() {
			Plans::<T>::insert(id, record);
			return Ok(());
		}
		Plans::<T>::remove(id);
		PlansOf::<T>::remove(&record.plan.payee, id);
		Self::give_back(&record.plan.payee, record.ticket);
		Self::deposit_event(Event::PlanRemoved { plan: id });
		Ok(())
	}

	/// A plan of `who`.
	fn own_plan(who: &T::AccountId, id: PlanId) -> Result<PlanRecordOf<T>, DispatchError> {
		let record = Plans::<T>::get(id).ok_or(Error::<T>::PlanNotFound)?;
		ensure!(record.plan.payee == *who, Error::<T>::NotPayee);
		Ok(record)
	}

	/// Refuses details under which nobody could ever subscribe.
	fn ensure_sound(details: &PlanDetails<AssetIdOf<T>>) -> DispatchResult {
		ensure!(details.terms.price > 0, Error::<T>::ZeroAmount);
		ensure!(details.max_payments != Some(0), Error::<T>::ZeroAmount);
		Self::ensure_payable(&details.asset, &details.terms, details.trial_ms)
	}

	/// Refuses an unknown asset, too short a period, and what is beyond the calendar.
	pub(crate) fn ensure_payable(
		asset: &AssetIdOf<T>,
		terms: &Terms,
		anchor_ms: Moment,
	) -> DispatchResult {
		ensure!(T::Assets::asset_exists(asset.clone()), Error::<T>::UnknownAsset);
		let shortest_ms = T::MinIntervalMs::get();
		ensure!(terms.frequency.shortest_ms() >= shortest_ms, Error::<T>::IntervalTooShort);
		let second = calendar::nth(anchor_ms, terms.frequency.step(), 1);
		ensure!(second.is_some(), Error::<T>::BeyondCalendar);
		Ok(())
	}
}
