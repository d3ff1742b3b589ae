//! The keys with which a node's worker signs for the accounts that it rebalances: sr25519, under
//! the key type `rbal`, in the node's keystore.

use sp_core::{crypto::KeyTypeId, sr25519::Signature};
use sp_runtime::{traits::Verify, MultiSignature, MultiSigner};

/// Under which such keys are in a keystore.
pub const KEY_TYPE: KeyTypeId = KeyTypeId(*b"rbal");

/// The key itself.
#[allow(missing_docs)]
pub mod app {
	use super::KEY_TYPE;
	use sp_runtime::app_crypto::{app_crypto, sr25519};
	app_crypto!(sr25519, KEY_TYPE);
}

/// For [`Config::AuthorityId`](crate::Config::AuthorityId) of a runtime whose accounts are known by
/// their public keys.
pub struct Key;

impl frame_system::offchain::AppCrypto<MultiSigner, MultiSignature> for Key {
	type RuntimeAppPublic = app::Public;
	type GenericPublic = sp_core::sr25519::Public;
	type GenericSignature = sp_core::sr25519::Signature;
}

impl frame_system::offchain::AppCrypto<<Signature as Verify>::Signer, Signature> for Key {
	type RuntimeAppPublic = app::Public;
	type GenericPublic = sp_core::sr25519::Public;
	type GenericSignature = sp_core::sr25519::Signature;
}
