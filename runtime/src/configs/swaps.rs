//! Swaps, on this chain and with its sisters. Durations are in milliseconds.

use crate::{
	configs::{
		assets::NativeAndAssets,
		hooks::HookShare,
		limits::{MaxExtensionMs, MinClaimMs, MinRingGapMs},
	},
	constants::{
		time::{DAY, SECOND},
		StorageDeposit, SLOT_DURATION_MS,
	},
	AccountId, Balances, ChainIdentity, Channels, Mpp, Runtime, RuntimeHoldReason, Signature,
	Timestamp,
};
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU64, Get},
	PalletId,
};

/// The number of this chain among its sisters: of no PBC, 0.
pub struct ChainIndex;

impl Get<u8> for ChainIndex {
	fn get() -> u8 {
		ChainIdentity::current().index
	}
}

// ANCHOR: config
parameter_types! {
	/// Names the accounts that hold what is swapped.
	pub const SwapsId: PalletId = PalletId(*b"bloc/swp");
	/// The reason for which the deposit is held.
	pub const StorageDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Swaps(pallet_bloc_swaps::HoldReason::StorageDeposit);
}

impl pallet_bloc_swaps::Config for Runtime {
	type WeightInfo = pallet_bloc_swaps::weights::SubstrateWeight<Runtime>;
	type Assets = NativeAndAssets;
	type Channels = Channels;
	type Funding = Channels;
	type Payments = Mpp;
	type Preimages = Channels;
	type Consideration =
		HoldConsideration<AccountId, Balances, StorageDepositReason, StorageDeposit>;
	type Signature = Signature;
	type Clock = Timestamp;
	type PalletId = SwapsId;
	type ChainIndex = ChainIndex;
	type MinLegMs = MinClaimMs;
	// The registry remembers for 30 days: longer than any leg waits.
	type MaxLegMs = ConstU64<{ 7 * DAY }>;
	type MinGapMs = MinRingGapMs;
	type BlockMs = ConstU64<SLOT_DURATION_MS>;
	type MaxExtensionMs = MaxExtensionMs;
	type KeepMs = ConstU64<DAY>;
	type SlotMs = ConstU64<SECOND>;
	type HookShare = HookShare;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::ChannelsHelper;
}
// ANCHOR_END: config

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{genesis_config_presets::storage, pbc::PBCS, Swaps};
	use bloc_primitives::Preimage;
	use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
	use pallet_bloc_swaps::Call;

	#[test]
	fn the_largest_claim_takes_a_fraction_of_a_block() {
		let owners = vec![AccountId::new([1; 32]); 8].try_into().unwrap();
		let claim = Call::<Runtime>::claim { owners, preimage: Preimage([0; 32]) };
		let claim = claim.get_dispatch_info().call_weight;
		let weights = <Runtime as frame_system::Config>::BlockWeights::get();
		let block = weights.get(DispatchClass::Normal).max_total.unwrap();
		assert!(claim.all_lte(block.div(4)), "{claim:?} of {block:?}");
	}

	/// The agent keeps so many fee units free beside amounts (`agent/src/roles/swap/funds.rs`): for a lock,
	/// a bond and a claim, each with a deposit and fees.
	#[test]
	fn deposits_leave_an_agent_room_for_fees() {
		use crate::constants::fee_unit;
		use sp_runtime::traits::Convert;

		for pbc in &PBCS {
			sp_io::TestExternalities::new(storage(pbc.id).unwrap()).execute_with(|| {
				let units = |footprint| StorageDeposit::convert(footprint).div_ceil(fee_unit());
				assert!(units(Swaps::leg_footprint()) <= 40 - 10);
				assert!(units(Swaps::bond_footprint()) <= 36 - 10);
				assert!(units(Channels::preimage_footprint()) <= 20 - 5);
			});
		}
	}

	/// A swap of two on a live chain takes its parties 40 and 70 minutes at the worst, a ring of all
	/// fourteen half a day.
	#[test]
	fn rings_of_live_chains_have_the_instants_of_the_book() {
		const MINUTE: u64 = 60 * SECOND;
		for pbc in &PBCS {
			sp_io::TestExternalities::new(storage(pbc.id).unwrap()).execute_with(|| {
				assert_eq!(Swaps::this_chain().unwrap().index, pbc.index);
				let deadlines = |legs| {
					let times = Swaps::safe_deadlines(legs, 30 * MINUTE, 20 * MINUTE);
					let minutes = |at: usize| times[at].deadline_ms / MINUTE;
					(minutes(0), minutes(usize::from(legs) - 1))
				};
				assert_eq!(deadlines(2), (40, 70));
				assert_eq!(deadlines(14), (232, 622));
				// 28 minutes are the least.
				assert!(Swaps::safe_deadlines(2, 28 * MINUTE - 1, 20 * MINUTE).is_empty());
			});
		}
	}
}
