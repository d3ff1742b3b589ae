//! Payments over routes of channels. Durations are in milliseconds.

use crate::{
	configs::{
		hooks::HookShare,
		limits::{MaxExtensionMs, MinClaimMs},
	},
	constants::{
		time::{DAY, HOUR, MINUTE, SECOND},
		StorageDeposit, SLOT_DURATION_MS,
	},
	AccountId, Balances, Channels, Runtime, RuntimeHoldReason, Signature, Swaps, Timestamp,
};
use frame_support::{
	parameter_types,
	traits::{
		fungible::{HoldConsideration, NativeOrWithId},
		ConstU64,
	},
};

type Asset = NativeOrWithId<crate::AssetId>;

// ANCHOR: config
parameter_types! {
	/// The reason for which the deposit is held.
	pub const StorageDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Mpp(pallet_bloc_mpp::HoldReason::StorageDeposit);
}

impl pallet_bloc_mpp::Config for Runtime {
	type WeightInfo = pallet_bloc_mpp::weights::SubstrateWeight<Runtime>;
	type AssetId = Asset;
	type Channels = Channels;
	type Preimages = Channels;
	// Swaps have payments made that legs of theirs are tied to.
	type Ties = Swaps;
	type Consideration =
		HoldConsideration<AccountId, Balances, StorageDepositReason, StorageDeposit>;
	type Signature = Signature;
	type Clock = Timestamp;
	// No longer than the registry remembers a preimage: so no signed invoice can be paid twice.
	type MaxInvoiceMs = ConstU64<{ 30 * DAY }>;
	// While a payment is locked, the liquidity of those who forward it is, too.
	type MaxHoldMs = ConstU64<HOUR>;
	type MaxGatherMs = ConstU64<{ 2 * MINUTE }>;
	type MinClaimMs = MinClaimMs;
	type BlockMs = ConstU64<SLOT_DURATION_MS>;
	type MaxExtensionMs = MaxExtensionMs;
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
	use pallet_bloc_mpp::{
		types::{PaymentId, Size},
		Call,
	};

	#[test]
	fn the_largest_claim_takes_a_fraction_of_a_block() {
		let (payment, preimage, size) = (PaymentId(0), Preimage([0; 32]), Size::MOST);
		let claim = Call::<Runtime>::claim { payment, preimage, size };
		let claim = claim.get_dispatch_info().call_weight;
		let weights = <Runtime as frame_system::Config>::BlockWeights::get();
		let block = weights.get(DispatchClass::Normal).max_total.unwrap();
		assert!(claim.all_lte(block.div(4)), "{claim:?} of {block:?}");
	}
}
