//! Streams. Durations are in milliseconds.

use crate::{
	configs::{assets::NativeAndAssets, hooks::HookShare, limits::MinStreamIntervalMs},
	constants::{
		time::{DAY, SECOND},
		FeeOfWeight, StorageDeposit,
	},
	AccountId, Balances, Runtime, RuntimeHoldReason, Timestamp,
};
use bloc_primitives::hook_fee::Charge;
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU64},
	PalletId,
};

// ANCHOR: config
parameter_types! {
	/// Names the accounts that hold the streams' money.
	pub const StreamingId: PalletId = PalletId(*b"bloc/str");
	/// The reason for which the deposit is held.
	pub const StorageDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Streaming(pallet_bloc_streaming::HoldReason::StorageDeposit);
}

impl pallet_bloc_streaming::Config for Runtime {
	type WeightInfo = pallet_bloc_streaming::weights::SubstrateWeight<Runtime>;
	type Assets = NativeAndAssets;
	type Consideration =
		HoldConsideration<AccountId, Balances, StorageDepositReason, StorageDeposit>;
	type Clock = Timestamp;
	type PalletId = StreamingId;
	// A look of the hook costs what a transaction of its weight does, and that goes where transaction
	// fees go: it is burnt.
	type HookFee = Charge<Balances, FeeOfWeight, ()>;
	type MinIntervalMs = MinStreamIntervalMs;
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
		weights::WeightToFee,
	};
	use pallet_bloc_streaming::{
		types::{Flow, Rate, StreamSpec, Terms},
		Error, WeightInfo,
	};

	const ALICE: AccountId = AccountId::new([1; 32]);
	const BOB: AccountId = AccountId::new([2; 32]);
	const RICH: Balance = 10_u128.pow(18);

	#[test]
	fn a_stream_on_a_development_chain_pays_out_every_twelve_seconds_for_a_deposit() {
		sp_io::TestExternalities::default().execute_with(|| {
			System::set_block_number(1);
			assert_ok!(Balances::mint_into(&ALICE, RICH));
			let create = |interval_ms| {
				let spec = StreamSpec {
					flow: Flow::Rate(Rate(1_000_000_000_000)),
					start_ms: None,
					end_ms: None,
					cliff_ms: None,
					max_total: None,
					interval_ms,
					grace_ms: 0,
					terms: Terms::FREE,
				};
				Streaming::create(RuntimeOrigin::signed(ALICE), BOB, Native, 1_000_000, spec)
			};
			assert_noop!(create(11_999), Error::<Runtime>::IntervalTooShort);
			assert_noop!(create(366 * DAY + 1), Error::<Runtime>::IntervalTooLong);
			assert_ok!(create(12_000));
			assert_ok!(create(366 * DAY));
			let held = Balances::balance_on_hold(&StorageDepositReason::get(), &ALICE);
			assert!(held > 0 && held < 200 * fee_unit(), "{held}");
			assert_ok!(Streaming::do_try_state());
		});
	}

	/// Whoever fills the hook's share of a block pays what transactions of that weight cost.
	#[test]
	fn the_hook_is_no_cheaper_than_transactions() {
		sp_io::TestExternalities::default().execute_with(|| {
			type Weights = <Runtime as pallet_bloc_streaming::Config>::WeightInfo;
			let look = Weights::serve_stream().saturating_add(Weights::pay());
			assert_eq!(Streaming::look_fee(), FeeOfWeight::weight_to_fee(&look));
			let fee = Streaming::look_fee();
			assert!(fee > fee_unit() / 2 && fee < 2 * fee_unit(), "{fee}");
		});
	}
}
