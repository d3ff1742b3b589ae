//! Signatures for which nobody has to compute, for the models in which parties sign.

use bloc_testing::people::AccountId;
use sp_io::hashing::twox_128;
use sp_runtime::traits::{IdentifyAccount, Lazy, Verify};

/// A signature for which nobody has to compute: who signed, mixed with what. Signing and checking
/// real ones would take nearly all of the time of a run, and the pallets treat them alike.
#[frame_support::stored]
pub struct Seal(pub [u8; 16]);

impl Seal {
	/// That of `who` over `payload`.
	pub fn of(who: &AccountId, payload: &[u8]) -> Self {
		let signer: &[u8] = who.as_ref();
		Self(twox_128(&[signer, payload].concat()))
	}
}

impl Verify for Seal {
	type Signer = SealKey;

	fn verify<L: Lazy<[u8]>>(&self, mut payload: L, signer: &AccountId) -> bool {
		*self == Self::of(signer, payload.get())
	}
}

/// The key that goes with a [`Seal`]: an account.
pub struct SealKey(AccountId);

impl IdentifyAccount for SealKey {
	type AccountId = AccountId;

	fn into_account(self) -> AccountId {
		self.0
	}
}
