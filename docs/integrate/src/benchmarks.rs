//! What the benchmarks of channels need of a runtime.

use super::{Assets, Moment, Runtime, RuntimeOrigin};
use frame_support::{
	assert_ok,
	traits::{fungible::NativeOrWithId, fungibles::Inspect},
};
use sp_core::{crypto::KeyTypeId, sr25519::Public};
use sp_io::crypto::{sr25519_generate, sr25519_sign};
use sp_runtime::{traits::IdentifyAccount, AccountId32, MultiSignature, MultiSigner};

/// Where the benchmarks' keystore keeps the keys of the people in them.
const KEYS: KeyTypeId = KeyTypeId(*b"bnch");
/// The asset.
const ASSET: u32 = 4_242;

fn key(n: u32) -> Public {
	sr25519_generate(KEYS, Some(format!("//{n}").into_bytes()))
}

/// An asset, people who can sign, and the clock.
pub struct Helper;

impl pallet_bloc_channels::BenchmarkHelper<Runtime> for Helper {
	fn asset() -> NativeOrWithId<u32> {
		if !Assets::asset_exists(ASSET) {
			// Not sufficient by itself: an account of it costs the most to make.
			let (root, owner) = (RuntimeOrigin::root(), Self::account(0).into());
			assert_ok!(Assets::force_create(root, ASSET.into(), owner, false, 1));
		}
		NativeOrWithId::WithId(ASSET)
	}

	fn account(n: u32) -> AccountId32 {
		MultiSigner::from(key(n)).into_account()
	}

	fn sign(n: u32, payload: &[u8]) -> MultiSignature {
		sr25519_sign(KEYS, &key(n), payload).expect("the keystore has made the key").into()
	}

	fn set_time(now_ms: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now_ms);
	}
}
