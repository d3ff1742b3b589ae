//! Liquidity providers. Durations are in milliseconds.

use crate::{
	configs::{
		assets::NativeAndAssets,
		hooks::HookShare,
		limits::{BeatMs, FirstPaymentMs, LeaseGraceMs, MinLeaseMs},
	},
	constants::{
		fee_unit,
		time::{DAY, SECOND},
		StorageDeposit, SLOT_DURATION_MS,
	},
	AccountId, AssetId, Balance, Balances, Channels, Runtime, RuntimeHoldReason, Timestamp,
};
use frame_support::{
	parameter_types,
	traits::{
		fungible::{HoldConsideration, NativeOrWithId},
		fungibles::Inspect,
		ConstU32, ConstU64,
	},
	PalletId,
};
use sp_runtime::{traits::Convert, Permill};

// ANCHOR: config
parameter_types! {
	/// Names the accounts that hold what providers and leases have.
	pub const LspId: PalletId = PalletId(*b"bloc/lsp");
	/// What a breach costs beside what comes back.
	pub const BreachShare: Permill = Permill::from_percent(50);
	/// The reason for which the deposit is held.
	pub const StorageDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Lsp(pallet_bloc_lsp::HoldReason::StorageDeposit);
}

/// A hundred fee units; of other assets, a hundred times the least that an account can have. What a
/// provider answers with beyond that grows with what it lets.
pub struct MinBond;

impl Convert<NativeOrWithId<AssetId>, Balance> for MinBond {
	fn convert(asset: NativeOrWithId<AssetId>) -> Balance {
		let unit = match asset {
			NativeOrWithId::Native => fee_unit(),
			asset => <NativeAndAssets as Inspect<AccountId>>::minimum_balance(asset),
		};
		unit.saturating_mul(100)
	}
}

impl pallet_bloc_lsp::Config for Runtime {
	type WeightInfo = pallet_bloc_lsp::weights::SubstrateWeight<Runtime>;
	type Assets = NativeAndAssets;
	type Channels = Channels;
	type LeaseHooks = ();
	type Consideration =
		HoldConsideration<AccountId, Balances, StorageDepositReason, StorageDeposit>;
	type Clock = Timestamp;
	type PalletId = LspId;
	type MinBond = MinBond;
	type MinLeaseMs = MinLeaseMs;
	type MaxLeaseMs = ConstU64<{ 365 * DAY }>;
	type MaxMenuMs = ConstU64<{ 30 * DAY }>;
	type MaxReserveMs = ConstU64<DAY>;
	type GraceMs = LeaseGraceMs;
	type FirstPaymentMs = FirstPaymentMs;
	type BreachShare = BreachShare;
	type BeatMs = BeatMs;
	type BeatBlocks = ConstU32<100>;
	type BlockMs = ConstU64<SLOT_DURATION_MS>;
	type SlotMs = ConstU64<SECOND>;
	type HookShare = HookShare;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::AssetHelper;
}
// ANCHOR_END: config
