//! Payments over routes of channels. Durations are in milliseconds.

use crate::{
	constants::StorageDeposit, AccountId, Balances, Channels, Moment, Runtime, RuntimeHoldReason,
	Signature, Timestamp,
};
use bloc_primitives::channel::Hooks;
use frame_support::{
	parameter_types,
	traits::{
		fungible::{HoldConsideration, NativeOrWithId},
		ConstU64,
	},
	weights::Weight,
};
use sp_runtime::Perbill;

const SECOND: Moment = 1_000;
const MINUTE: Moment = 60 * SECOND;
const HOUR: Moment = 60 * MINUTE;
const DAY: Moment = 24 * HOUR;

type Asset = NativeOrWithId<crate::AssetId>;

// ANCHOR: config
parameter_types! {
	/// The reason for which the deposit is held.
	pub const StorageDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Mpp(pallet_bloc_mpp::HoldReason::StorageDeposit);
	/// What a channel tells its hooks, each time.
	pub ChannelHookWeight: Weight =
		<<Runtime as pallet_bloc_channels::Config>::Hooks as Hooks<AccountId, Asset>>::weight();
	/// Payments that are settled or released by themselves may take a fifth of a block as they fall
	/// due, and what is left.
	pub const HookShare: Perbill = Perbill::from_percent(20);
}

impl pallet_bloc_mpp::Config for Runtime {
	type WeightInfo = pallet_bloc_mpp::weights::SubstrateWeight<Runtime>;
	type AssetId = Asset;
	type Channels = Channels;
	type Preimages = Channels;
	type Consideration =
		HoldConsideration<AccountId, Balances, StorageDepositReason, StorageDeposit>;
	type Signature = Signature;
	type Clock = Timestamp;
	// No longer than the registry remembers a preimage: so no signed invoice can be paid twice.
	type MaxInvoiceMs = ConstU64<{ 30 * DAY }>;
	// While a payment is locked, the liquidity of those who forward it is, too.
	type MaxHoldMs = ConstU64<HOUR>;
	type MaxGatherMs = ConstU64<{ 2 * MINUTE }>;
	// Two blocks. Short, so that a development chain shows a time-out while one watches; a live one
	// wants a minute or more, for payees to see what came and for their claims to get into a block.
	type MinClaimMs = ConstU64<{ 12 * SECOND }>;
	type ChannelHookWeight = ChannelHookWeight;
	type SlotMs = ConstU64<SECOND>;
	type HookShare = HookShare;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::ChannelsHelper;
}
// ANCHOR_END: config

#[cfg(test)]
mod tests {
	use super::*;
	use bloc_primitives::Preimage;
	use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
	use pallet_bloc_mpp::{types::PaymentId, Call};

	#[test]
	fn the_largest_claim_takes_a_fraction_of_a_block() {
		let (payment, preimage) = (PaymentId(0), Preimage([0; 32]));
		let claim = Call::<Runtime>::claim { payment, preimage }.get_dispatch_info().call_weight;
		let weights = <Runtime as frame_system::Config>::BlockWeights::get();
		let block = weights.get(DispatchClass::Normal).max_total.unwrap();
		assert!(claim.all_lte(block.div(4)), "{claim:?} of {block:?}");
	}
}
