//! Names, arguments and small values that calls, events and storage share.

use crate::consent::Consent;
use bloc_primitives::{Balance, ChannelId, Moment, PaymentHash};
use frame_support::{traits::ConstU32, BoundedVec};

/// How many legs one call can claim.
pub const MAX_CLAIMS: u32 = 8;

/// The owners of the legs that one call claims: all of them have the same payment hash.
pub type Owners<AccountId> = BoundedVec<AccountId, ConstU32<MAX_CLAIMS>>;

/// Names a chain: its number among its sisters, and what no sister has, and no other launch of it.
#[frame_support::stored]
#[derive(Copy)]
pub struct ChainId {
	/// The number by which the chains know each other.
	pub index: u8,
	/// The hash of its first block.
	pub genesis: [u8; 32],
}

/// Where the money of a leg comes from.
#[frame_support::stored]
#[derive(Copy)]
pub enum Source {
	/// The owner's account: the pallet holds it, and pays it into an account.
	Account,
	/// The owner's free ledger balance in a channel with the receiver: it stays in the channel, and
	/// becomes the receiver's there.
	Channel(ChannelId),
}

/// What a free-standing leg is to be.
#[frame_support::stored]
pub struct LegSpec<AccountId, AssetId> {
	/// SHA-256 of the preimage that pays the receiver.
	pub payment_hash: PaymentHash,
	/// Who gets the amount for the preimage.
	pub receiver: AccountId,
	/// The asset.
	pub asset: AssetId,
	/// How much.
	pub amount: Balance,
	/// From this instant on the leg goes back to its owner.
	pub deadline_ms: Moment,
	/// The most by which that is later, if the chain stands still meanwhile.
	pub extension_ms: Moment,
	/// The chain on which the owner gets something for it. Nothing depends on it here: it is for
	/// those who carry the swap across.
	pub counterpart: Option<ChainId>,
}

/// An amount of an asset that a receiver puts up, so that the owner of a leg loses nothing by
/// locking it in vain.
#[frame_support::stored]
pub struct BondAmount<AssetId> {
	/// The asset: mostly that of the leg.
	pub asset: AssetId,
	/// How much.
	pub amount: Balance,
}

/// The signatures under a division of a leg. Whoever makes the call needs none.
#[frame_support::stored]
pub struct Consents<Signature> {
	/// The owner's.
	pub by_owner: Option<Consent<Signature>>,
	/// The receiver's.
	pub by_receiver: Option<Consent<Signature>>,
}

impl<Signature> Consents<Signature> {
	/// How many there are.
	pub fn count(&self) -> u32 {
		u32::from(self.by_owner.is_some()).saturating_add(self.by_receiver.is_some().into())
	}
}

/// An entry of the timetable.
#[frame_support::stored]
#[derive(Ord, PartialOrd)]
pub enum Due<AccountId> {
	/// A leg that may have to be settled or forgotten, by owner and payment hash.
	Leg(AccountId, PaymentHash),
	/// A bond that may have to go back, by poster and payment hash.
	Bond(AccountId, PaymentHash),
}
