//! Which pallets are benchmarked on this runtime, and how.

use crate::{
	AccountId, AllPalletsWithSystem, AssetConversion, AssetRewards, Assets, Balances, Channels,
	Dex, Grandpa, Lsp, Mpp, Multisig, Preimage, Proxy, Rebalancing, Recurring, Runtime,
	RuntimeOrigin, Scheduler, Streaming, Sudo, Swaps, Timestamp, Utility, Watchtowers,
};
use alloc::{string::String, vec::Vec};
use bloc_primitives::{channel::Open, ChannelId, Pair, Policy, Side};
use frame_benchmarking::{
	baseline::Pallet as BaselineBench, define_benchmarks, BenchmarkBatch, BenchmarkConfig,
	BenchmarkList,
};
use frame_support::traits::{
	fungible::{Mutate as _, NativeOrWithId},
	fungibles::{Inspect as _, Mutate as _},
	Get, StorageInfo, StorageInfoTrait, WhitelistedStorageKeys,
};
use frame_system_benchmarking::{
	extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench,
};
use sp_runtime::traits::IdentifyAccount;

define_benchmarks!(
	[frame_benchmarking, BaselineBench::<Runtime>]
	[frame_system, SystemBench::<Runtime>]
	[frame_system_extensions, SystemExtensionsBench::<Runtime>]
	[pallet_asset_conversion, AssetConversion]
	[pallet_asset_rewards, AssetRewards]
	[pallet_assets, Assets]
	[pallet_balances, Balances]
	[pallet_bloc_channels, Channels]
	[pallet_bloc_dex, Dex]
	[pallet_bloc_lsp, Lsp]
	[pallet_bloc_mpp, Mpp]
	[pallet_bloc_rebalancing, Rebalancing]
	[pallet_bloc_recurring, Recurring]
	[pallet_bloc_streaming, Streaming]
	[pallet_bloc_swaps, Swaps]
	[pallet_bloc_watchtowers, Watchtowers]
	[pallet_grandpa, Grandpa]
	[pallet_multisig, Multisig]
	[pallet_preimage, Preimage]
	[pallet_proxy, Proxy]
	[pallet_scheduler, Scheduler]
	[pallet_sudo, Sudo]
	[pallet_timestamp, Timestamp]
	[pallet_utility, Utility]
);

impl frame_system_benchmarking::Config for Runtime {}
impl frame_benchmarking::baseline::Config for Runtime {}

/// The benchmarks and the storage that they may touch.
pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::<BenchmarkList>::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Runs one benchmark.
pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	let mut batches = Vec::<BenchmarkBatch>::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}

type Asset = NativeOrWithId<crate::AssetId>;

/// An asset that is not the native one, and the clock: what the benchmarks of most pallets need.
pub struct AssetHelper;

impl AssetHelper {
	fn make_asset() -> NativeOrWithId<crate::AssetId> {
		if !Assets::asset_exists(BENCHMARK_ASSET) {
			let owner = key_of(0);
			let root = frame_system::RawOrigin::Root.into();
			// Not sufficient by itself: an account of it costs the most to make.
			let made = Assets::force_create(root, BENCHMARK_ASSET.into(), owner.into(), false, 1);
			frame_support::assert_ok!(made);
		}
		NativeOrWithId::WithId(BENCHMARK_ASSET)
	}

	fn put_time(now_ms: crate::Moment) {
		pallet_timestamp::Now::<Runtime>::put(now_ms);
	}
}

impl pallet_bloc_streaming::BenchmarkHelper<Runtime> for AssetHelper {
	fn asset() -> NativeOrWithId<crate::AssetId> {
		Self::make_asset()
	}

	fn set_time(now_ms: crate::Moment) {
		Self::put_time(now_ms);
	}
}

impl pallet_bloc_recurring::BenchmarkHelper<Runtime> for AssetHelper {
	fn asset() -> NativeOrWithId<crate::AssetId> {
		Self::make_asset()
	}

	fn set_time(now_ms: crate::Moment) {
		Self::put_time(now_ms);
	}
}

impl pallet_bloc_lsp::BenchmarkHelper<Runtime> for AssetHelper {
	fn asset() -> NativeOrWithId<crate::AssetId> {
		Self::make_asset()
	}

	fn set_time(now_ms: crate::Moment) {
		Self::put_time(now_ms);
	}

	fn signer() -> Option<AccountId> {
		Some(key_of(1))
	}

	fn sign(payload: &[u8]) -> Option<crate::Signature> {
		Some(<ChannelsHelper as pallet_bloc_channels::BenchmarkHelper<Runtime>>::sign(1, payload))
	}
}

impl pallet_bloc_dex::BenchmarkHelper<Runtime> for AssetHelper {
	fn assets() -> [NativeOrWithId<crate::AssetId>; 2] {
		[Self::make_asset(), NativeOrWithId::Native]
	}

	fn set_time(now_ms: crate::Moment) {
		Self::put_time(now_ms);
	}
}

/// What the benchmarks of channels need beside: people whose keys the benchmark's keystore has.
pub struct ChannelsHelper;

/// Where the keystore keeps their keys.
const KEYS: sp_core::crypto::KeyTypeId = sp_core::crypto::KeyTypeId(*b"bnch");
/// Enough for all deposits.
const RICH: crate::Balance = 1 << 80;
/// The asset.
const BENCHMARK_ASSET: crate::AssetId = 4_242;

fn key(n: u32) -> sp_core::sr25519::Public {
	sp_io::crypto::sr25519_generate(KEYS, Some(alloc::format!("//{n}").into_bytes()))
}

/// The account of a key.
fn key_of(n: u32) -> AccountId {
	sp_runtime::MultiSigner::from(key(n)).into_account()
}

impl pallet_bloc_channels::BenchmarkHelper<Runtime> for ChannelsHelper {
	fn asset() -> NativeOrWithId<crate::AssetId> {
		AssetHelper::make_asset()
	}

	fn account(n: u32) -> AccountId {
		key_of(n)
	}

	fn sign(n: u32, payload: &[u8]) -> crate::Signature {
		let signature = sp_io::crypto::sr25519_sign(KEYS, &key(n), payload);
		signature.expect("the keystore has made the key").into()
	}

	fn set_time(now_ms: crate::Moment) {
		AssetHelper::put_time(now_ms);
	}
}

impl ChannelsHelper {
	/// Pays both parties these amounts and more.
	fn pay_both(parties: &Pair<AccountId>, asset: &Asset, amounts: &Pair<crate::Balance>) {
		for side in Side::BOTH {
			let who = parties.of(side);
			frame_support::assert_ok!(Balances::mint_into(who, RICH));
			let purse = amounts.of(side).saturating_add(RICH);
			frame_support::assert_ok!(crate::configs::assets::NativeAndAssets::mint_into(
				asset.clone(),
				who,
				purse
			));
		}
	}

	/// Opens a channel with these amounts, and pays both parties them first.
	fn open_channel(
		parties: &Pair<AccountId>,
		asset: Asset,
		amounts: &Pair<crate::Balance>,
	) -> ChannelId {
		let period = <Runtime as pallet_bloc_channels::Config>::MinChallengePeriodMs::get();
		Self::open_for(parties, asset, amounts, period)
	}

	fn open_for(
		parties: &Pair<AccountId>,
		asset: Asset,
		amounts: &Pair<crate::Balance>,
		challenge_period_ms: crate::Moment,
	) -> ChannelId {
		Self::pay_both(parties, &asset, amounts);
		<Channels as Open<AccountId>>::open(parties, asset, amounts, challenge_period_ms)
			.expect("both parties have the money")
	}

	fn set_terms(id: ChannelId, who: &AccountId, policy: Policy) {
		let origin = RuntimeOrigin::signed(who.clone());
		frame_support::assert_ok!(Channels::set_policy(origin, id, Some(policy)));
	}
}

impl pallet_bloc_mpp::BenchmarkHelper<Runtime> for ChannelsHelper {
	fn asset() -> Asset {
		AssetHelper::make_asset()
	}

	fn set_time(now_ms: crate::Moment) {
		AssetHelper::put_time(now_ms);
	}

	fn channel(
		opener: AccountId,
		counterparty: AccountId,
		asset: Asset,
		amount: crate::Balance,
		policy: Policy,
	) -> ChannelId {
		let parties = Pair::new(opener, counterparty);
		let id = Self::open_channel(&parties, asset, &Pair::new(amount, amount));
		for side in Side::BOTH {
			Self::set_terms(id, parties.of(side), policy);
		}
		id
	}

	fn force_close(id: ChannelId, closer: AccountId) {
		// Nothing is committed, so it is settled at once: its locks are what is left.
		frame_support::assert_ok!(Channels::force_close(RuntimeOrigin::signed(closer), id, None));
	}

	fn signer() -> AccountId {
		key_of(1)
	}

	fn sign(payload: &[u8]) -> crate::Signature {
		<Self as pallet_bloc_channels::BenchmarkHelper<Runtime>>::sign(1, payload)
	}
}

impl pallet_bloc_rebalancing::BenchmarkHelper<Runtime> for ChannelsHelper {
	fn asset() -> Asset {
		AssetHelper::make_asset()
	}

	fn set_time(now_ms: crate::Moment) {
		AssetHelper::put_time(now_ms);
	}

	fn open(parties: &Pair<AccountId>, asset: Asset, amounts: &Pair<crate::Balance>) -> ChannelId {
		Self::open_channel(parties, asset, amounts)
	}

	fn set_policy(id: ChannelId, who: &AccountId, policy: Policy) {
		Self::set_terms(id, who, policy);
	}
}

impl pallet_bloc_swaps::BenchmarkHelper<Runtime> for ChannelsHelper {
	fn asset() -> Asset {
		AssetHelper::make_asset()
	}

	fn set_time(now_ms: crate::Moment) {
		AssetHelper::put_time(now_ms);
	}

	fn channel(
		opener: AccountId,
		counterparty: AccountId,
		asset: Asset,
		amount: crate::Balance,
	) -> ChannelId {
		let parties = Pair::new(opener, counterparty);
		Self::open_channel(&parties, asset, &Pair::new(amount, amount))
	}

	fn signer() -> AccountId {
		key_of(1)
	}

	fn sign(payload: &[u8]) -> crate::Signature {
		<Self as pallet_bloc_channels::BenchmarkHelper<Runtime>>::sign(1, payload)
	}
}

impl pallet_bloc_watchtowers::BenchmarkHelper<Runtime> for ChannelsHelper {
	fn asset() -> Asset {
		AssetHelper::make_asset()
	}

	fn set_time(now_ms: crate::Moment) {
		AssetHelper::put_time(now_ms);
	}

	fn account(n: u32) -> AccountId {
		key_of(n)
	}

	fn sign(n: u32, payload: &[u8]) -> crate::Signature {
		<Self as pallet_bloc_channels::BenchmarkHelper<Runtime>>::sign(n, payload)
	}

	fn channel(parties: Pair<AccountId>, asset: Asset, committed: crate::Balance) -> ChannelId {
		let period = <Runtime as pallet_bloc_channels::Config>::MaxChallengePeriodMs::get();
		let amounts = Pair::new(committed, committed);
		let id = Self::open_for(&parties, asset, &amounts, period);
		let opener = RuntimeOrigin::signed(parties.opener);
		frame_support::assert_ok!(Channels::commit(opener, id, committed));
		id
	}
}
