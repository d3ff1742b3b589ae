//! Which pallets are benchmarked on this runtime, and how.

use crate::{
	AccountId, AllPalletsWithSystem, AssetConversion, AssetRewards, Assets, Balances, Channels,
	Grandpa, Multisig, PoolAssets, Preimage, Proxy, Recurring, Runtime, RuntimeCall, Scheduler,
	Streaming, Sudo, System, Timestamp, Utility,
};
use alloc::{string::String, vec::Vec};
use frame_benchmarking::{
	add_benchmark, baseline::Pallet as BaselineBench, define_benchmarks, list_benchmark,
	BenchmarkBatch, BenchmarkConfig, BenchmarkList, Benchmarking,
};
use frame_support::traits::{
	fungible::NativeOrWithId, StorageInfo, StorageInfoTrait, WhitelistedStorageKeys,
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
	[pallet_bloc_recurring, Recurring]
	[pallet_bloc_streaming, Streaming]
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

/// An asset that is not the native one, and the clock: what the benchmarks of most pallets need.
pub struct AssetHelper;

impl AssetHelper {
	fn make_asset() -> NativeOrWithId<crate::AssetId> {
		let owner = key_of(0);
		let root = frame_system::RawOrigin::Root.into();
		// Not sufficient by itself: an account of it costs the most to make.
		let made = Assets::force_create(root, BENCHMARK_ASSET.into(), owner.into(), false, 1);
		frame_support::assert_ok!(made);
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

/// What the benchmarks of channels need beside: people whose keys the benchmark's keystore has.
pub struct ChannelsHelper;

/// Where the keystore keeps their keys.
const KEYS: sp_core::crypto::KeyTypeId = sp_core::crypto::KeyTypeId(*b"bnch");
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
