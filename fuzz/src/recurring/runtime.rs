//! The runtime that the model runs on, and what recurring payments are like there.

use crate::common::{self, MINUTE};
use bloc_primitives::Moment;
use frame_support::{
	parameter_types,
	traits::{ConstU32, ConstU64},
	BoundedVec,
};
use pallet_bloc_recurring::{
	plan::PlanDetails,
	types::{CatchUp, Frequency, Terms},
	MAX_RETRIES,
};
use sp_core::H256;

bloc_testing::test_runtime! {
	Recurring: pallet_bloc_recurring,
	with_assets: true,
	// 31 January 2024, noon.
	start_ms: 1_706_702_400_000,
	genesis: genesis(),
	set_up: || (),
	check: || Recurring::do_try_state().unwrap(),
}

impl common::Runtime for Test {}

/// The chain before its first block.
pub fn genesis() -> RuntimeGenesisConfig {
	RuntimeGenesisConfig {
		balances: common::balances(WEALTH),
		assets: common::assets(WEALTH),
		..Default::default()
	}
}

/// What each person has of each asset at first.
const WEALTH: Balance = 1_000_000;
/// The notes of a history.
pub const NOTES: u32 = 6;
/// The price of [`plan_details`] for each month.
pub const PRICE: Balance = 100;

parameter_types! {
	pub RetryDelaysMs: BoundedVec<Moment, ConstU32<MAX_RETRIES>> = BoundedVec::truncate_from(
		[1, 6, 24, 72].map(|hours| hours * common::HOUR).to_vec()
	);
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
	type WeightInfo = ();
}

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
		terms_hash: H256::zero(),
	}
}
