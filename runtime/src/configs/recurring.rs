//! Recurring payments. Durations are in milliseconds.

use crate::{
	configs::{assets::NativeAndAssets, hooks::HookShare, limits::MinSubscriptionIntervalMs},
	constants::{
		time::{DAY, HOUR, SECOND},
		FeeOfWeight, StorageDeposit,
	},
	AccountId, Balances, Moment, Runtime, RuntimeHoldReason, Timestamp,
};
use alloc::vec;
use bloc_primitives::hook_fee::Charge;
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU32, ConstU64},
	BoundedVec,
};
use pallet_bloc_recurring::MAX_RETRIES;

// ANCHOR: config
parameter_types! {
	/// The reason for which the deposit is held.
	pub const StorageDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Recurring(pallet_bloc_recurring::HoldReason::StorageDeposit);
	/// A quarter of a minute, for a purse that is being filled just now, then longer and longer: five
	/// weeks in all before a payer without money loses the subscription.
	pub RetryDelaysMs: BoundedVec<Moment, ConstU32<MAX_RETRIES>> = BoundedVec::truncate_from(vec![
		15 * SECOND,
		HOUR,
		6 * HOUR,
		DAY,
		3 * DAY,
		7 * DAY,
		10 * DAY,
		14 * DAY,
	]);
}

impl pallet_bloc_recurring::Config for Runtime {
	type WeightInfo = pallet_bloc_recurring::weights::SubstrateWeight<Runtime>;
	type Assets = NativeAndAssets;
	type Consideration =
		HoldConsideration<AccountId, Balances, StorageDepositReason, StorageDeposit>;
	type Clock = Timestamp;
	// A run by the hook costs what a transaction of its weight does, and that goes where transaction
	// fees go: it is burnt.
	type HookFee = Charge<Balances, FeeOfWeight, ()>;
	type MinIntervalMs = MinSubscriptionIntervalMs;
	type RetryDelaysMs = RetryDelaysMs;
	type MaxHistory = ConstU32<12>;
	type SlotMs = ConstU64<SECOND>;
	type HookShare = HookShare;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::AssetHelper;
}
// ANCHOR_END: config

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{constants::fee_unit, Balance, Recurring, RuntimeOrigin, System};
	use frame_support::{
		assert_noop, assert_ok,
		traits::fungible::{Inspect, InspectHold, Mutate, NativeOrWithId::Native},
		weights::WeightToFee,
	};
	use pallet_bloc_recurring::{
		types::{CatchUp, Frequency, Limits, Terms},
		Error, WeightInfo,
	};

	const ALICE: AccountId = AccountId::new([1; 32]);
	const BOB: AccountId = AccountId::new([2; 32]);
	const RICH: Balance = 10_u128.pow(18);

	#[test]
	fn who_lacks_money_has_five_weeks_to_find_some() {
		let all: Moment = RetryDelaysMs::get().iter().sum();
		assert!((34 * DAY..=36 * DAY).contains(&all), "{all}");
	}

	#[test]
	fn a_subscription_on_a_development_chain_is_paid_every_twelve_seconds_for_a_deposit() {
		sp_io::TestExternalities::default().execute_with(|| {
			System::set_block_number(1);
			assert_ok!(Balances::mint_into(&ALICE, RICH));
			assert_ok!(Balances::mint_into(&BOB, RICH));
			let authorise = |period| {
				let frequency = Frequency::Custom(period);
				let terms = Terms { price: 1_000_000, frequency, catch_up: CatchUp::Each };
				let alice = RuntimeOrigin::signed(ALICE);
				Recurring::authorise(alice, BOB, Native, terms, Limits::default(), None)
			};
			assert_noop!(authorise(11_999), Error::<Runtime>::IntervalTooShort);
			assert_ok!(authorise(12_000));
			assert_eq!(Balances::balance(&BOB), RICH + 1_000_000);
			let held = Balances::balance_on_hold(&StorageDepositReason::get(), &ALICE);
			assert!(held > 0 && held < 100 * fee_unit(), "{held}");
			assert_ok!(Recurring::do_try_state());
		});
	}

	/// Whoever fills the hook's share of a block pays what transactions of that weight cost.
	#[test]
	fn the_hook_is_no_cheaper_than_transactions() {
		sp_io::TestExternalities::default().execute_with(|| {
			type Weights = <Runtime as pallet_bloc_recurring::Config>::WeightInfo;
			assert_eq!(Recurring::run_fee(), FeeOfWeight::weight_to_fee(&Weights::pay()));
			// Neither does one that fails cost less than it weighs.
			assert!(Weights::fail().all_lte(Weights::pay()));
			let fee = Recurring::run_fee();
			assert!(fee > fee_unit() / 2 && fee < 2 * fee_unit(), "{fee}");
		});
	}
}
