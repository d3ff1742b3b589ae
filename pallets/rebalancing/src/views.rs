//! Answers of the view functions and of the runtime API. Recommendations and plans read the whole
//! graph of channels, and are for use off chain only.

use crate::{
	advice::{aim, NoAdvice, Priority, Reason, RebalancePlan, Recommendation},
	planning::{cycle_of, Limits, Own, Planner},
	types::{ChannelPolicy, Holding, Place, RebalancePolicy, Report, Status, Trigger},
	ChannelPolicies, Config, Pallet, Policies, PolicyRecordOf,
};
use alloc::vec::Vec;
use bloc_math::{balance, flow::Part};
use bloc_primitives::{Balance, ChannelId};
use core::cmp::Reverse;
use frame_support::traits::{Get, Time};
use sp_runtime::Permill;

/// The most recommendations that a query answers with: each takes up to two dozen searches, of one
/// sum of steps.
pub const MAX_RECOMMENDATIONS: u32 = 32;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::status`].
	pub(crate) fn status_of(account: &T::AccountId, asset: &T::AssetId) -> Option<Status> {
		Policies::<T>::get(account, asset).map(|record| record.status(T::Clock::now()))
	}

	/// See [`Pallet::channel_policy`].
	pub(crate) fn channel_policy_of(
		account: &T::AccountId,
		id: ChannelId,
	) -> Option<ChannelPolicy> {
		let both = ChannelPolicies::<T>::get(id)?;
		let own = [both.opener, both.counterparty].into_iter().flatten();
		own.into_iter().find(|own| own.owner == *account).map(|own| own.policy)
	}

	/// The bounds of a search by an account's policy.
	fn limits_of(record: Option<&PolicyRecordOf<T>>, max_fee: Balance) -> Limits {
		let policy: Option<&RebalancePolicy> = record.map(|record| &record.policy);
		Limits {
			max_cycles: T::MaxCycles::get(),
			min_amount: policy.map_or(1, |policy| policy.min_amount),
			fee_ppm: policy.map_or(Permill::one(), |policy| policy.fee_limit).deconstruct(),
			max_fee,
		}
	}

	/// Returns what an automatic run may cost now.
	fn left_of_budget(record: &PolicyRecordOf<T>) -> Balance {
		let policy = &record.policy;
		let spending = record.spending.at(T::Clock::now(), policy.budget_period_ms);
		policy.fee_budget.saturating_sub(spending.spent)
	}

	/// Plans a run. See [`Pallet::plan_rebalance`], which is for manual ones; an automatic one is
	/// bound by what is left of the budget, too.
	pub fn plan_for(
		account: &T::AccountId,
		asset: &T::AssetId,
		trigger: Trigger,
		max_fee: Balance,
	) -> RebalancePlan {
		let record = Policies::<T>::get(account, asset);
		let max_fee = match (&record, trigger) {
			(Some(record), Trigger::Automatic) => max_fee.min(Self::left_of_budget(record)),
			_ => max_fee,
		};
		let planner = Planner::of_chain::<T>(account, asset, record.as_ref(), trigger);
		let Ok(mut planner) = planner else { return RebalancePlan::nothing(Report::TooLarge) };
		let limits = Self::limits_of(record.as_ref(), max_fee);
		if !planner.presses(limits.min_amount) {
			return RebalancePlan::nothing(Report::Balanced);
		}
		let parts = planner.plan(limits);
		if parts.is_empty() {
			let unlimited = Limits { max_fee: Balance::MAX, max_cycles: 1, ..limits };
			let dear = max_fee < Balance::MAX && !planner.plan(unlimited).is_empty();
			return RebalancePlan::nothing(match (dear, planner.steps.cut()) {
				(true, _) => Report::ExceedsFeeBudget,
				(false, true) => Report::GaveUp,
				(false, false) => Report::NoPlan,
			});
		}
		RebalancePlan {
			amount: parts.iter().map(Part::delivers).fold(0, Balance::saturating_add),
			fee: parts.iter().map(Part::fee).fold(0, Balance::saturating_add),
			cycles: parts.iter().filter_map(cycle_of).collect(),
			report: None,
			complete: !planner.steps.cut(),
		}
	}

	/// See [`Pallet::recommendations`].
	pub(crate) fn recommend(
		account: &T::AccountId,
		asset: &T::AssetId,
		limit: u32,
	) -> Result<Vec<Recommendation>, NoAdvice> {
		let record = Policies::<T>::get(account, asset);
		let planner = Planner::of_chain::<T>(account, asset, record.as_ref(), Trigger::Manual);
		let planner = planner.map_err(|_| NoAdvice::TooLarge)?;
		let mut steps = planner.steps;
		let limits = Self::limits_of(record.as_ref(), Balance::MAX);
		let limits = Limits { max_cycles: 1, min_amount: 1, ..limits };
		let advised = planner.own.iter().filter_map(|own| {
			let Holding { local, remote } = own.holding;
			balance::advice(local, remote, &aim(&own.band)).map(|advice| (own, advice))
		});
		let mut advised: Vec<_> = advised.collect();
		advised.sort_by_key(|(own, advice)| {
			(Reverse(advice.priority), Reverse(advice.amount), own.id)
		});
		advised.truncate(usize::try_from(limit.min(MAX_RECOMMENDATIONS)).unwrap_or(usize::MAX));
		let recommendation = |(own, advice, left): (&Own<T::AccountId>, balance::Advice, u64)| {
			let direction = advice.direction.into();
			let (part, complete) = steps.share(left, |steps| {
				(planner.best_for(steps, own, direction, &limits), !steps.cut())
			});
			Recommendation {
				channel: own.id,
				holding: own.holding,
				ratio: Permill::from_parts(advice.ratio),
				amount: advice.amount,
				direction,
				priority: Priority::from(advice.priority),
				reason: match own.place() {
					Place::Below(units) => Reason::BelowLow(units),
					Place::Above(units) => Reason::AboveHigh(units),
					Place::Inside => Reason::OffTarget,
				},
				mode: own.mode,
				fee: part.as_ref().map(Part::fee),
				cycle: part.as_ref().and_then(cycle_of),
				complete,
			}
		};
		let count = u64::try_from(advised.len()).unwrap_or(u64::MAX);
		let shared = advised.into_iter().zip((1..=count).rev());
		let shared = shared.map(|((own, advice), left)| (own, advice, left));
		Ok(shared.map(recommendation).collect())
	}
}
