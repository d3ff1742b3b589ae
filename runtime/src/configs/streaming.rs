//! Streams. Durations are in milliseconds.

use crate::{
	configs::assets::NativeAndAssets, constants::StorageDeposit, AccountId, Balances, Moment,
	Runtime, RuntimeHoldReason, Timestamp,
};
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU64},
	PalletId,
};
use sp_runtime::Perbill;

const SECOND: Moment = 1_000;
const DAY: Moment = 24 * 60 * 60 * SECOND;

// ANCHOR: config
parameter_types! {
	/// Names the accounts that hold the streams' money.
	pub const StreamingId: PalletId = PalletId(*b"bloc/str");
	/// The reason for which the deposit is held.
	pub const StorageDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Streaming(pallet_bloc_streaming::HoldReason::StorageDeposit);
	/// Payouts may take a fifth of a block as they fall due, and what is left.
	pub const HookShare: Perbill = Perbill::from_percent(20);
}

impl pallet_bloc_streaming::Config for Runtime {
	type WeightInfo = pallet_bloc_streaming::weights::SubstrateWeight<Runtime>;
	type Assets = NativeAndAssets;
	type Consideration =
		HoldConsideration<AccountId, Balances, StorageDepositReason, StorageDeposit>;
	type Clock = Timestamp;
	type PalletId = StreamingId;
	// Two blocks of a network, so that a development chain shows a stream while one watches. The hook's
	// work is paid for by nobody: a live chain with many users should ask for a minute.
	type MinIntervalMs = ConstU64<{ 12 * SECOND }>;
	type MaxIntervalMs = ConstU64<{ 366 * DAY }>;
	type MaxGraceMs = ConstU64<{ 90 * DAY }>;
	// Ten years: no salary is agreed on for longer, and no deposit is bound for ever.
	type MaxBoundMs = ConstU64<{ 3_653 * DAY }>;
	type MaxWindowMs = ConstU64<{ 30 * DAY }>;
	type SlotMs = ConstU64<SECOND>;
	type HookShare = HookShare;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::AssetHelper;
}
// ANCHOR_END: config

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{constants::fee_unit, Balance, RuntimeOrigin, Streaming, System};
	use frame_support::{
		assert_noop, assert_ok,
		traits::fungible::{InspectHold, Mutate, NativeOrWithId::Native},
	};
	use pallet_bloc_streaming::{
		types::{Flow, Plan, Rate, Terms},
		Error,
	};

	const ALICE: AccountId = AccountId::new([1; 32]);
	const BOB: AccountId = AccountId::new([2; 32]);
	const RICH: Balance = 10_u128.pow(18);

	#[test]
	fn a_stream_pays_out_every_twelve_seconds_at_most_for_a_deposit() {
		sp_io::TestExternalities::default().execute_with(|| {
			System::set_block_number(1);
			assert_ok!(Balances::mint_into(&ALICE, RICH));
			let create = |interval_ms| {
				let plan = Plan {
					flow: Flow::Rate(Rate(1_000_000_000_000)),
					start_ms: None,
					end_ms: None,
					cliff_ms: None,
					max_total: None,
					interval_ms,
					grace_ms: 0,
					terms: Terms::FREE,
				};
				Streaming::create(RuntimeOrigin::signed(ALICE), BOB, Native, 1_000_000, plan)
			};
			assert_noop!(create(11_999), Error::<Runtime>::UnsoundInterval);
			assert_noop!(create(366 * DAY + 1), Error::<Runtime>::UnsoundInterval);
			assert_ok!(create(12_000));
			assert_ok!(create(366 * DAY));
			let held = Balances::balance_on_hold(&StorageDepositReason::get(), &ALICE);
			assert!(held > 0 && held < 200 * fee_unit(), "{held}");
			assert_ok!(Streaming::do_try_state());
		});
	}
}
