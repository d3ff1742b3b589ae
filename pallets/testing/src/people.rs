//! Who lives on a test's chain. Each test says what its people do.

use sp_keyring::Sr25519Keyring;
use sp_runtime::AccountId32;

/// Accounts, as the template runtime has them.
pub type AccountId = AccountId32;

/// Alice.
pub fn alice() -> AccountId {
	Sr25519Keyring::Alice.to_account_id()
}

/// Bob.
pub fn bob() -> AccountId {
	Sr25519Keyring::Bob.to_account_id()
}

/// Charlie.
pub fn charlie() -> AccountId {
	Sr25519Keyring::Charlie.to_account_id()
}

/// Dave.
pub fn dave() -> AccountId {
	Sr25519Keyring::Dave.to_account_id()
}

/// Eve.
pub fn eve() -> AccountId {
	Sr25519Keyring::Eve.to_account_id()
}

/// Ferdie.
pub fn ferdie() -> AccountId {
	Sr25519Keyring::Ferdie.to_account_id()
}

/// Owns the assets.
pub fn issuer() -> AccountId {
	Sr25519Keyring::Ferdie.to_account_id()
}
