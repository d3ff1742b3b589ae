//! A runtime with recurring payments, and people with money in it.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use crate as pallet_bloc_recurring;
use crate::{
	plan::PlanDetails,
	types::{CatchUp, Frequency, Limits, PlanId, SubscriptionId, Terms},
};
use bloc_primitives::Moment;
use frame_support::{
	parameter_types,
	traits::{ConstU32, ConstU64},
	BoundedVec,
};
use sp_core::H256;

pub use bloc_testing::{people::*, HookPrice};

bloc_testing::test_runtime! {
	Recurring: pallet_bloc_recurring,
	with_assets: true,
	// 31 January 2024, noon.
	start_ms: 1_706_702_400_000,
	genesis: with_money(&[alice(), bob(), charlie()], WEALTH),
	set_up: || (),
	check: || Recurring::do_try_state().unwrap(),
}

/// A second.
pub const SECOND: Moment = 1_000;
/// A minute.
pub const MINUTE: Moment = 60 * SECOND;
/// An hour.
pub const HOUR: Moment = 60 * MINUTE;
/// A day.
pub const DAY: Moment = 24 * HOUR;
/// The delays before retries.
pub const DELAYS: [Moment; 4] = [HOUR, 6 * HOUR, DAY, 3 * DAY];
/// The notes of a history.
pub const NOTES: u32 = 6;
/// The wealth of each person in each asset at first. Dave has none.
pub const WEALTH: Balance = 1_000_000;

parameter_types! {
	pub RetryDelaysMs: BoundedVec<Moment, ConstU32<{ crate::MAX_RETRIES }>> =
		BoundedVec::truncate_from(DELAYS.to_vec());
}

impl pallet_bloc_recurring::Config for Test {
	type Assets = AllAssets;
	type Clock = Timestamp;
	type Consideration = Ticket;
	type HookFee = bloc_testing::TestHookFee<Balances>;
	type HookShare = HookShare;
	type MaxHistory = ConstU32<NOTES>;
	type MinIntervalMs = ConstU64<MINUTE>;
	type RetryDelaysMs = RetryDelaysMs;
	type SlotMs = ConstU64<SLOT_MS>;
	type WeightInfo = crate::weights::SubstrateWeight<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

#[cfg(feature = "runtime-benchmarks")]
/// Assets and the clock, for benchmarks.
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<Test> for Helper {
	fn asset() -> Asset {
		TOKEN
	}

	fn set_time(now_ms: Moment) {
		Timestamp::set_timestamp(now_ms);
	}
}

/// The price of [`plan_details`] for each month.
pub const PRICE: Balance = 100;

/// Monthly, each period paid.
pub fn monthly() -> Terms {
	Terms { price: PRICE, frequency: Frequency::Monthly(1), catch_up: CatchUp::Each }
}

/// The same, in `asset`, without a trial.
pub fn plan_details(asset: Asset) -> PlanDetails<Asset> {
	PlanDetails {
		asset,
		terms: monthly(),
		trial_ms: 0,
		max_subscribers: None,
		max_payments: None,
		terms_hash: H256::repeat_byte(7),
	}
}

/// A plan of Bob's.
pub fn new_plan(details: PlanDetails<Asset>) -> PlanId {
	let id = crate::NextPlanId::<Test>::get();
	Recurring::create_plan(origin(bob()), details).unwrap();
	id
}

/// Alice subscribes to a new plan of Bob's.
pub fn subscribed(details: PlanDetails<Asset>) -> SubscriptionId {
	let id = crate::NextSubscriptionId::<Test>::get();
	let plan = new_plan(details);
	Recurring::subscribe(origin(alice()), plan, 0, Limits::default()).unwrap();
	id
}

/// Alice authorises Bob, from now on.
pub fn authorised(asset: Asset, terms: Terms, limits: Limits) -> SubscriptionId {
	let id = crate::NextSubscriptionId::<Test>::get();
	Recurring::authorise(origin(alice()), bob(), asset, terms, limits, None).unwrap();
	id
}
