//! The exchange. Durations are in milliseconds.

use crate::{
	configs::{assets::NativeAndAssets, hooks::HookShare},
	constants::{
		time::{HOUR, MINUTE, SECOND},
		FeeOfWeight, StorageDeposit,
	},
	AccountId, AssetConversion, AssetId, Balance, Balances, Runtime, RuntimeHoldReason, Timestamp,
};
use alloc::vec;
use bloc_primitives::hook_fee::Charge;
use frame_support::{
	parameter_types,
	traits::{
		fungible::{HoldConsideration, NativeOrWithId},
		fungibles::{Credit, Inspect},
		tokens::{Fortitude::Polite, Preservation::Preserve},
		ConstU32, ConstU64,
	},
	weights::Weight,
	PalletId,
};
use frame_system::{EnsureRoot, EnsureSigned};
use pallet_asset_conversion::{PoolLocator, SwapCredit, WeightInfo as _};
use pallet_bloc_dex::pools::Pools;
use sp_runtime::{DispatchError, Permill};

/// Names an asset.
type Asset = NativeOrWithId<AssetId>;

/// Finds pools.
type Locator = <Runtime as pallet_asset_conversion::Config>::PoolLocator;

/// A pool, as it is read: its fee, what it has of both assets, and the most that it gives.
pub struct Reserves {
	fee: Permill,
	has: Balance,
	gives: Balance,
	most: Balance,
}

/// The pools of `pallet-asset-conversion`, in which the exchange swaps what its books do dearer.
pub struct AssetConversionPools;

impl Pools<AccountId, NativeAndAssets> for AssetConversionPools {
	type Pool = Reserves;

	fn pool(from: &Asset, to: &Asset) -> Option<Reserves> {
		let (has, gives) = AssetConversion::get_reserves(from.clone(), to.clone()).ok()?;
		let id = Locator::pool_id(from, to).ok()?;
		let account = Locator::address(&id).ok()?;
		let most = NativeAndAssets::reducible_balance(to.clone(), &account, Preserve, Polite);
		Some(Reserves { fee: AssetConversion::pool_fee(&id), has, gives, most })
	}

	fn out_of(pool: &Reserves, amount: Balance) -> Option<Balance> {
		let out = AssetConversion::get_amount_out(pool.fee, &amount, &pool.has, &pool.gives);
		out.ok().filter(|out| *out > 0 && *out <= pool.most)
	}

	fn needed_for(pool: &Reserves, amount: Balance) -> Option<Balance> {
		let into = AssetConversion::get_amount_in(pool.fee, &amount, &pool.has, &pool.gives);
		into.ok().filter(|_| amount <= pool.most)
	}

	fn swap(
		given: Credit<AccountId, NativeAndAssets>,
		to: &Asset,
		least: Balance,
	) -> Result<Credit<AccountId, NativeAndAssets>, DispatchError> {
		let path = vec![given.asset(), to.clone()];
		let swapped = <AssetConversion as SwapCredit<AccountId>>::swap_exact_tokens_for_tokens(
			path,
			given,
			Some(least),
		);
		swapped.map_err(|(_, error)| error)
	}

	fn weight() -> Weight {
		// A swap of two, and as much again for the questions before it: they only compute.
		<Runtime as pallet_asset_conversion::Config>::WeightInfo::swap_exact_tokens_for_tokens(2)
			.saturating_mul(2)
	}
}

// ANCHOR: config
parameter_types! {
	/// Names the accounts that hold what traders brought.
	pub const DexId: PalletId = PalletId(*b"bloc/dex");
	/// The reason for which the deposit is held.
	pub const StorageDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Dex(pallet_bloc_dex::HoldReason::StorageDeposit);
	/// No pair asks for more than a hundredth.
	pub const MaxFee: Permill = Permill::from_percent(1);
}

impl pallet_bloc_dex::Config for Runtime {
	type WeightInfo = pallet_bloc_dex::weights::SubstrateWeight<Runtime>;
	type Assets = NativeAndAssets;
	type PalletId = DexId;
	type Pools = AssetConversionPools;
	type Consideration =
		HoldConsideration<AccountId, Balances, StorageDepositReason, StorageDeposit>;
	type Clock = Timestamp;
	// What the hook does for an order costs what a transaction of its weight does, and is burnt.
	type HookFee = Charge<Balances, FeeOfWeight, ()>;
	type OpenOrigin = EnsureSigned<AccountId>;
	type ManageOrigin = EnsureRoot<AccountId>;
	type MaxFee = MaxFee;
	type MaxOrders = ConstU32<32>;
	type MaxAssets = ConstU32<8>;
	type MaxActions = ConstU32<20>;
	type MaxSteps = ConstU32<32>;
	type MaxHops = ConstU32<4>;
	type MaxStopMs = ConstU64<{ 24 * HOUR }>;
	type MaxLateMs = ConstU64<MINUTE>;
	type SlotMs = ConstU64<SECOND>;
	type HookShare = HookShare;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::AssetHelper;
}
// ANCHOR_END: config
