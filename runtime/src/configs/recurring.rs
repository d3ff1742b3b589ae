//! Recurring payments. Durations are in milliseconds.

use crate::{
	configs::assets::NativeAndAssets, constants::StorageDeposit, AccountId, Balances, Moment,
	Runtime, RuntimeHoldReason, Timestamp,
};
use alloc::vec;
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU32, ConstU64},
	BoundedVec,
};
use pallet_bloc_recurring::MAX_RETRIES;
use sp_runtime::Perbill;

const SECOND: Moment = 1_000;
const HOUR: Moment = 60 * 60 * SECOND;
const DAY: Moment = 24 * HOUR;

// ANCHOR: config
parameter_types! {
	/// The reason for which the deposit is held.
	pub const StorageDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Recurring(pallet_bloc_recurring::HoldReason::StorageDeposit);
	/// Payments may take a fifth of a block as they fall due, and what is left.
	pub const HookShare: Perbill = Perbill::from_percent(20);
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
	// Short, so that a development chain shows a subscription while one watches. A live chain with many
	// users should ask for a minute or more.
	type MinPeriodMs = ConstU64<{ 12 * SECOND }>;
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
	};
	use pallet_bloc_recurring::{
		types::{CatchUp, Frequency, Limits, Terms},
		Error,
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
	fn a_subscription_is_paid_every_twelve_seconds_at_most_for_a_deposit() {
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
			assert_noop!(authorise(11_999), Error::<Runtime>::PeriodTooShort);
			assert_ok!(authorise(12_000));
			assert_eq!(Balances::balance(&BOB), RICH + 1_000_000);
			let held = Balances::balance_on_hold(&StorageDepositReason::get(), &ALICE);
			assert!(held > 0 && held < 100 * fee_unit(), "{held}");
			assert_ok!(Recurring::do_try_state());
		});
	}
}
