//! Watchtowers. Durations are in milliseconds.

use crate::{
	configs::{
		assets::NativeAndAssets,
		hooks::HookShare,
		limits::{BeatMs, MinHireMs},
	},
	constants::{
		fee_unit,
		time::{DAY, SECOND},
		FeeOfLength, FeeOfWeight, StorageDeposit,
	},
	AccountId, AssetId, Balance, Balances, Channels, FullBlocks, Runtime, RuntimeHoldReason,
	Signature, Timestamp,
};
use frame_support::{
	parameter_types,
	traits::{
		fungible::{HoldConsideration, NativeOrWithId},
		fungibles::Inspect,
		ConstU32, ConstU64, Get,
	},
	weights::{constants::ExtrinsicBaseWeight, Weight, WeightToFee},
	PalletId,
};
use pallet_bloc_watchtowers::{types::MAX_BACKUP, WeightInfo};
use sp_runtime::{
	traits::{AccountIdConversion, Convert},
	Permill,
};

// ANCHOR: config
parameter_types! {
	/// Names the accounts that hold bonds and deposits.
	pub const WatchtowersId: PalletId = PalletId(*b"bloc/wtt");
	/// The reason for which the deposit is held.
	pub const StorageDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Watchtowers(pallet_bloc_watchtowers::HoldReason::StorageDeposit);
	/// A tenth of a reward.
	pub const LevyShare: Permill = Permill::from_percent(10);
	/// And at least a hundredth of the tower's own bond, for ten points.
	pub const LeastLevy: Permill = Permill::from_percent(1);
	/// Nobody has the key of this account: what it gets is for the chain to decide on.
	pub Treasury: AccountId = PalletId(*b"bloc/trs").into_account_truncating();
}

/// A thousand fee units; of other assets, a thousand times the least that an account can have.
pub struct MinBond;

impl Convert<NativeOrWithId<AssetId>, Balance> for MinBond {
	fn convert(asset: NativeOrWithId<AssetId>) -> Balance {
		let unit = match asset {
			NativeOrWithId::Native => fee_unit(),
			asset => <NativeAndAssets as Inspect<AccountId>>::minimum_balance(asset),
		};
		unit.saturating_mul(1_000)
	}
}

/// What surrounds an answer in a transaction: its channel, side and tower, its sender, nonce and
/// signature.
const AROUND_ANSWER: u32 = 200;

/// What a client puts down for a demand: twice the fee of the longest answer, most of which is for its
/// length. The fees' factor of the moment is not in it, so that it is the same for all.
pub struct DemandDeposit;

impl Get<Balance> for DemandDeposit {
	fn get() -> Balance {
		let work = <Runtime as pallet_bloc_watchtowers::Config>::WeightInfo::answer();
		let length = Weight::from_parts(MAX_BACKUP.saturating_add(AROUND_ANSWER).into(), 0);
		FeeOfWeight::weight_to_fee(&work.saturating_add(ExtrinsicBaseWeight::get()))
			.saturating_add(FeeOfLength::weight_to_fee(&length))
			.saturating_mul(2)
	}
}

impl pallet_bloc_watchtowers::Config for Runtime {
	type WeightInfo = pallet_bloc_watchtowers::weights::SubstrateWeight<Runtime>;
	type Assets = NativeAndAssets;
	type Native = Balances;
	type Channels = Channels;
	type Preimages = Channels;
	type Consideration =
		HoldConsideration<AccountId, Balances, StorageDepositReason, StorageDeposit>;
	type Signature = Signature;
	type Clock = Timestamp;
	type Misses = ();
	type PalletId = WatchtowersId;
	type MinBond = MinBond;
	type BeatMs = BeatMs;
	type MaxBeatAge = ConstU32<100>;
	type SlowestBlockMs = ConstU64<{ 12 * SECOND }>;
	// Longer than any challenge period.
	type NoticeMs = ConstU64<{ 15 * DAY }>;
	type MaxChallengePeriodMs = <Self as pallet_bloc_channels::Config>::MaxChallengePeriodMs;
	type MinHireMs = MinHireMs;
	type ClaimWindowMs = ConstU64<{ 14 * DAY }>;
	type MaxHtlcHorizonMs = ConstU64<{ 14 * DAY }>;
	type Crowding = FullBlocks;
	type DemandDeposit = DemandDeposit;
	type LevyShare = LevyShare;
	type LeastLevy = LeastLevy;
	type LevyTo = Treasury;
	type SlotMs = ConstU64<SECOND>;
	type HookShare = HookShare;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::ChannelsHelper;
}
// ANCHOR_END: config
