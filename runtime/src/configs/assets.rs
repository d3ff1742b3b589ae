//! Assets beside the chain's own token, pools that exchange them, and rewards for who provides
//! liquidity.

use crate::{
	constants::{deposit, fee_unit, StorageDeposit},
	AccountId, AssetId, Assets, AssetsFreezer, Balance, Balances, Channels, Dex, Lsp, PoolAssets,
	PoolAssetsFreezer, Runtime, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason, Streaming,
	Swaps, System, Watchtowers,
};
// What `ord_parameter_types` writes uses the macro.
use alloc::vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	instances::{Instance1, Instance2},
	ord_parameter_types, parameter_types,
	traits::{
		fungible::{self, HoldConsideration, NativeFromLeft, NativeOrWithId},
		fungibles, AsEnsureOriginWithArg, ConstU128, ConstU32, Footprint,
	},
	PalletId,
};
use frame_system::{EnsureRoot, EnsureSigned, EnsureSignedBy};
use pallet_asset_conversion::{AccountIdConverter, Ascending};
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{AccountIdConversion, Convert},
	Either, Permill,
};

/// The instance of `pallet-assets` that holds everybody's assets.
pub type UserAssets = Instance1;
/// The instance of `pallet-assets` that holds the shares in pools.
pub type PoolShares = Instance2;

/// The chain's own token and every asset, under one id type: what the exchange and all pallets of
/// the suite move.
pub type NativeAndAssets =
	fungible::UnionOf<Balances, Assets, NativeFromLeft, NativeOrWithId<AssetId>, AccountId>;

parameter_types! {
	/// An asset is an item of 190 bytes.
	pub AssetDeposit: Balance = deposit(1, 190);
	/// An account of an asset that does not keep accounts alive is an item of 16 bytes.
	pub AssetAccountDeposit: Balance = deposit(1, 16);
	/// The metadata of an asset is an item of 68 bytes.
	pub MetadataDepositBase: Balance = deposit(1, 68);
	/// And the bytes of its name and symbol.
	pub MetadataDepositPerByte: Balance = deposit(0, 1);
	/// An approval is an item of 148 bytes.
	pub ApprovalDeposit: Balance = deposit(1, 148);
}

impl pallet_assets::Config<UserAssets> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Balance = Balance;
	type RemoveItemsLimit = ConstU32<1_000>;
	type AssetId = AssetId;
	type AssetIdParameter = codec::Compact<AssetId>;
	type ReserveData = ();
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type ForceOrigin = EnsureRoot<AccountId>;
	type AssetDeposit = AssetDeposit;
	type AssetAccountDeposit = AssetAccountDeposit;
	type MetadataDepositBase = MetadataDepositBase;
	type MetadataDepositPerByte = MetadataDepositPerByte;
	type ApprovalDeposit = ApprovalDeposit;
	type StringLimit = ConstU32<50>;
	type Freezer = AssetsFreezer;
	type Holder = ();
	type Extra = ();
	type CallbackHandle = NothingOwed;
	type AssetIdAllocator = ();
	type WeightInfo = crate::weights::assets::Weights<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = CompactIds;
}

// ANCHOR: names
/// The name of an asset that was destroyed is given again only when no pallet owes anybody any of it,
/// and no pair of the exchange names it: what is owed would be owed in the new one, and what rests
/// would be traded for it at prices of the old one.
pub struct NothingOwed;

impl pallet_assets::AssetsCallback<AssetId, AccountId> for NothingOwed {
	fn created(id: &AssetId, _: &AccountId) -> Result<(), ()> {
		let asset = NativeOrWithId::WithId(*id);
		let owed = Channels::owes(&asset)
			|| Streaming::owes(&asset)
			|| Swaps::owes(&asset)
			|| Lsp::owes(&asset)
			|| Watchtowers::owes(&asset)
			|| Dex::owes(&asset);
		if owed {
			return Err(());
		}
		Ok(())
	}
}
// ANCHOR_END: names

ord_parameter_types! {
	/// The exchange, which alone makes and unmakes shares in its pools.
	pub const Exchange: AccountId =
		AccountIdConversion::<AccountId>::into_account_truncating(&ExchangeId::get());
}

impl pallet_assets::Config<PoolShares> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Balance = Balance;
	type RemoveItemsLimit = ConstU32<1_000>;
	type AssetId = AssetId;
	type AssetIdParameter = codec::Compact<AssetId>;
	type ReserveData = ();
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSignedBy<Exchange, AccountId>>;
	type ForceOrigin = EnsureRoot<AccountId>;
	// A pool is paid for by its set-up fee; its shares' storage comes with it.
	type AssetDeposit = ConstU128<0>;
	type AssetAccountDeposit = AssetAccountDeposit;
	type MetadataDepositBase = ConstU128<0>;
	type MetadataDepositPerByte = ConstU128<0>;
	type ApprovalDeposit = ApprovalDeposit;
	type StringLimit = ConstU32<50>;
	type Freezer = PoolAssetsFreezer;
	type Holder = ();
	type Extra = ();
	type CallbackHandle = ();
	type AssetIdAllocator = ();
	type WeightInfo = crate::weights::assets::Weights<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = CompactIds;
}

impl pallet_assets_freezer::Config<UserAssets> for Runtime {
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RuntimeEvent = RuntimeEvent;
}

impl pallet_assets_freezer::Config<PoolShares> for Runtime {
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RuntimeEvent = RuntimeEvent;
}

parameter_types! {
	/// Names the exchange's account.
	pub const ExchangeId: PalletId = PalletId(*b"bloc/amm");
	/// What liquidity providers take of a swap unless their pool says otherwise: 0.3 %.
	pub const PoolFee: Permill = Permill::from_parts(3_000);
	/// The most that a pool can be set to take: 10 %.
	pub const GreatestPoolFee: Permill = Permill::from_percent(10);
	/// Burnt when a pool is made: a pool is never removed, so that this is a price, not a deposit.
	pub PoolSetupFee: Balance = fee_unit().saturating_mul(100);
	/// It is paid in the chain's own token.
	pub const PoolSetupFeeAsset: NativeOrWithId<AssetId> = NativeOrWithId::Native;
	/// Leaving a pool is free.
	pub const LiquidityWithdrawalFee: Permill = Permill::zero();
}

/// What names a pool: its two assets, the smaller id first.
pub type PoolId = (NativeOrWithId<AssetId>, NativeOrWithId<AssetId>);

impl pallet_asset_conversion::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Balance = Balance;
	type HigherPrecisionBalance = sp_core::U256;
	type AssetKind = NativeOrWithId<AssetId>;
	type Assets = NativeAndAssets;
	type PoolId = PoolId;
	// Any two assets make a pool; nothing has to go through the chain's own token.
	type PoolLocator = Ascending<
		AccountId,
		NativeOrWithId<AssetId>,
		AccountIdConverter<ExchangeId, (NativeOrWithId<AssetId>, NativeOrWithId<AssetId>)>,
	>;
	type PoolAssetId = AssetId;
	type PoolAssets = PoolAssets;
	type LPFee = PoolFee;
	type AdminOrigin = EnsureRoot<AccountId>;
	type MaxSwapFee = GreatestPoolFee;
	type PoolSetupFee = PoolSetupFee;
	type PoolSetupFeeAsset = PoolSetupFeeAsset;
	type PoolSetupFeeTarget = ();
	type LiquidityWithdrawalFee = LiquidityWithdrawalFee;
	type MintMinLiquidity = ConstU128<100>;
	type MaxSwapPathLength = ConstU32<4>;
	type PalletId = ExchangeId;
	type WeightInfo = pallet_asset_conversion::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = pallet_asset_conversion::NativeOrWithIdFactory<AssetId>;
}

/// What can be staked, and given as a reward: the chain's own token, an asset, or a share in a
/// pool.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum RewardAssetId {
	/// The chain's own token.
	#[codec(index = 0)]
	Native,
	/// An asset.
	#[codec(index = 1)]
	Asset(AssetId),
	/// A share in the pool with this share id.
	#[codec(index = 2)]
	PoolShare(AssetId),
}

/// Says for each [`RewardAssetId`] where it is kept.
pub struct SharesFromRight;

impl Convert<RewardAssetId, Either<NativeOrWithId<AssetId>, AssetId>> for SharesFromRight {
	fn convert(id: RewardAssetId) -> Either<NativeOrWithId<AssetId>, AssetId> {
		match id {
			RewardAssetId::Native => Either::Left(NativeOrWithId::Native),
			RewardAssetId::Asset(id) => Either::Left(NativeOrWithId::WithId(id)),
			RewardAssetId::PoolShare(id) => Either::Right(id),
		}
	}
}

/// Everything that can be staked.
pub type AllAssets =
	fungibles::UnionOf<NativeAndAssets, PoolAssets, SharesFromRight, RewardAssetId, AccountId>;

/// The freezes of all that can be staked.
pub type AllAssetsFreezer = fungibles::UnionOf<
	fungible::UnionOf<Balances, AssetsFreezer, NativeFromLeft, NativeOrWithId<AssetId>, AccountId>,
	PoolAssetsFreezer,
	SharesFromRight,
	RewardAssetId,
	AccountId,
>;

parameter_types! {
	/// Names the account that keeps the rewards.
	pub const RewardsId: PalletId = PalletId(*b"bloc/rwd");
	/// The reason for which its deposit is held.
	pub const RewardPoolHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::AssetRewards(pallet_asset_rewards::HoldReason::PoolCreation);
}

impl pallet_asset_rewards::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type PalletId = RewardsId;
	type AssetId = RewardAssetId;
	type Balance = Balance;
	type CreatePoolOrigin = EnsureSigned<AccountId>;
	type Assets = AllAssets;
	type AssetsFreezer = AllAssetsFreezer;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type Consideration =
		HoldConsideration<AccountId, Balances, RewardPoolHoldReason, StorageDeposit>;
	type WeightInfo = ();
	type BlockNumberProvider = System;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkedRewards;
}

/// What is held of whoever makes a pool of rewards.
pub fn reward_pool_cost() -> Balance {
	type Pool = pallet_asset_rewards::PoolInfoFor<Runtime>;
	StorageDeposit::convert(Footprint::from_mel::<(pallet_asset_rewards::PoolId, Pool)>())
}

/// Ids for the benchmarks of `pallet-assets`.
#[cfg(feature = "runtime-benchmarks")]
pub struct CompactIds;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_assets::BenchmarkHelper<codec::Compact<AssetId>, ()> for CompactIds {
	fn create_asset_id_parameter(id: u32) -> codec::Compact<AssetId> {
		id.into()
	}

	fn create_reserve_id_parameter(_: u32) {}
}

/// Assets for the benchmarks of `pallet-asset-rewards`.
#[cfg(feature = "runtime-benchmarks")]
pub struct BenchmarkedRewards;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_asset_rewards::benchmarking::BenchmarkHelper<RewardAssetId> for BenchmarkedRewards {
	fn staked_asset() -> RewardAssetId {
		RewardAssetId::Asset(100)
	}

	fn reward_asset() -> RewardAssetId {
		RewardAssetId::Asset(101)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{AssetConversion, AssetRewards, RuntimeOrigin};
	use alloc::boxed::Box;
	use frame_support::{
		assert_noop, assert_ok,
		traits::{
			fungible::{Inspect as _, Mutate as _},
			fungibles::{Inspect, InspectFreeze, Mutate},
			schedule::DispatchTime,
		},
	};
	use pallet_bloc_dex::terms::{MakerFee, Terms};
	use sp_runtime::DispatchError;
	use NativeOrWithId::{Native, WithId};

	const ALICE: AccountId = AccountId::new([1; 32]);
	const RICH: Balance = 10_u128.pow(18);

	fn alice() -> RuntimeOrigin {
		RuntimeOrigin::signed(ALICE)
	}

	/// Alice is rich and has a million of asset 1, which is hers.
	fn with_an_asset(test: impl FnOnce()) {
		sp_io::TestExternalities::default().execute_with(|| {
			System::set_block_number(1);
			assert_ok!(Balances::mint_into(&ALICE, RICH));
			assert_ok!(Assets::create(alice(), 1.into(), ALICE.into(), 1));
			assert_ok!(Assets::mint(alice(), 1.into(), ALICE.into(), 1_000_000));
			test();
		});
	}

	/// The pool of the token and asset 1, with liquidity from Alice, whose share id is 0.
	fn make_pool() {
		let (token, asset) = (Box::new(Native), Box::new(WithId(1)));
		assert_ok!(AssetConversion::create_pool(alice(), token.clone(), asset.clone()));
		let amount = 500_000;
		assert_ok!(AssetConversion::add_liquidity(
			alice(),
			token,
			asset,
			amount,
			amount,
			1,
			1,
			ALICE
		));
	}

	#[test]
	fn a_name_is_given_again_only_when_nothing_is_owed() {
		with_an_asset(|| {
			let bob = AccountId::new([2; 32]);
			let minute = 60_000;
			assert_ok!(Channels::open(alice(), bob.clone(), WithId(1), 5_000, minute));
			assert_ok!(Assets::start_destroy(alice(), 1.into()));
			assert_ok!(Assets::destroy_accounts(alice(), 1.into()));
			assert_ok!(Assets::finish_destroy(alice(), 1.into()));
			let again = || Assets::create(alice(), 1.into(), ALICE.into(), 1);
			type Refusal = pallet_assets::Error<Runtime, UserAssets>;
			assert_noop!(again(), Refusal::CallbackFailed);
			// Not even when all of it has become credit, which nobody can claim.
			assert_ok!(Channels::force_close(alice(), bloc_primitives::ChannelId(0), None));
			assert_noop!(again(), Refusal::CallbackFailed);
			// Any other name will do.
			assert_ok!(Assets::create(alice(), 2.into(), ALICE.into(), 1));
		});
	}

	/// What rests there would buy the new one at the prices of the old one.
	#[test]
	fn a_name_is_given_again_only_when_no_pair_has_it() {
		with_an_asset(|| {
			let terms = Terms {
				lot: 1,
				tick_value: 1,
				min_lots: 1,
				min_quote: 0,
				maker: MakerFee::Pays(Permill::zero()),
				taker: Permill::zero(),
			};
			assert_ok!(Dex::open_pair(alice(), Native, WithId(1), terms));
			assert_ok!(Assets::start_destroy(alice(), 1.into()));
			assert_ok!(Assets::destroy_accounts(alice(), 1.into()));
			assert_ok!(Assets::finish_destroy(alice(), 1.into()));
			let again = || Assets::create(alice(), 1.into(), ALICE.into(), 1);
			type Refusal = pallet_assets::Error<Runtime, UserAssets>;
			assert_noop!(again(), Refusal::CallbackFailed);
			assert_ok!(Dex::close_pair(alice(), pallet_bloc_dex::types::PairId(0)));
			assert_ok!(again());
		});
	}

	#[test]
	fn balances_is_used_for_deposits() {
		with_an_asset(|| assert_eq!(Balances::reserved_balance(&ALICE), deposit(1, 190)));
	}

	#[test]
	fn one_id_type_covers_the_token_and_the_assets() {
		with_an_asset(|| {
			let token = <NativeAndAssets as Inspect<_>>::balance(Native, &ALICE);
			assert_eq!(token, Balances::balance(&ALICE));
			assert_eq!(<NativeAndAssets as Inspect<_>>::balance(WithId(1), &ALICE), 1_000_000);
			assert_ok!(<NativeAndAssets as Mutate<_>>::burn_from(
				WithId(1),
				&ALICE,
				400_000,
				frame_support::traits::tokens::Preservation::Expendable,
				frame_support::traits::tokens::Precision::Exact,
				frame_support::traits::tokens::Fortitude::Polite,
			));
			assert_eq!(Assets::balance(1, &ALICE), 600_000);
		});
	}

	#[test]
	fn only_the_exchange_makes_shares() {
		with_an_asset(|| {
			let made = PoolAssets::create(alice(), 7.into(), ALICE.into(), 1);
			assert_noop!(made, DispatchError::BadOrigin);
			make_pool();
			assert!(PoolAssets::balance(0, &ALICE) > 0);
		});
	}

	#[test]
	fn two_assets_make_a_pool_without_the_token() {
		with_an_asset(|| {
			assert_ok!(Assets::create(alice(), 2.into(), ALICE.into(), 1));
			let pool =
				AssetConversion::create_pool(alice(), Box::new(WithId(2)), Box::new(WithId(1)));
			assert_ok!(pool);
			assert!(pallet_asset_conversion::Pools::<Runtime>::contains_key((
				WithId(1),
				WithId(2)
			)));
		});
	}

	#[test]
	fn the_set_up_fee_is_burnt() {
		with_an_asset(|| {
			let before = Balances::total_issuance();
			let pool = AssetConversion::create_pool(alice(), Box::new(Native), Box::new(WithId(1)));
			assert_ok!(pool);
			assert_eq!(Balances::total_issuance(), before - 100 * fee_unit());
		});
	}

	#[test]
	fn shares_in_a_pool_are_staked_for_rewards() {
		with_an_asset(|| {
			make_pool();
			let staked = RewardAssetId::PoolShare(0);
			assert_ok!(AssetRewards::create_pool(
				alice(),
				Box::new(staked),
				Box::new(RewardAssetId::Native),
				10,
				DispatchTime::At(100),
				None,
			));
			assert_ok!(AssetRewards::stake(alice(), 0, 1_000));
			let reason =
				RuntimeFreezeReason::AssetRewards(pallet_asset_rewards::FreezeReason::Staked);
			assert_eq!(PoolAssetsFreezer::balance_frozen(0, &reason, &ALICE), 1_000);
			let free = <AllAssets as Inspect<_>>::balance(staked, &ALICE) - 1_000;
			assert!(PoolAssets::transfer(
				alice(),
				0.into(),
				AccountId::new([2; 32]).into(),
				free + 1
			)
			.is_err());
		});
	}

	#[test]
	fn the_freezer_guards_assets_too() {
		with_an_asset(|| {
			assert_ok!(AssetRewards::create_pool(
				alice(),
				Box::new(RewardAssetId::Asset(1)),
				Box::new(RewardAssetId::Native),
				10,
				DispatchTime::At(100),
				None,
			));
			assert_ok!(AssetRewards::stake(alice(), 0, 400_000));
			let to = AccountId::new([2; 32]);
			assert_ok!(Balances::mint_into(&to, RICH));
			let send = |amount| Assets::transfer(alice(), 1.into(), to.clone().into(), amount);
			assert!(send(600_001).is_err());
			assert_ok!(send(600_000));
		});
	}
}
