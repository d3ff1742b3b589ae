//! The seam between the pallet that makes payments through channels and those who have one made
//! that is tied to something of their own: money under the same payment hash, elsewhere.
//!
//! Both halves are over in the same call, and in the same way. The payment decides, since it is the
//! one whose parts lie in many channels: whoever has it made ends the other half when
//! [`Ties::ended`] tells, and not by itself.

use crate::{Balance, Moment, PaymentHash, Preimage};
use frame_support::{weights::Weight, Parameter};
use sp_runtime::DispatchError;

/// What a payment is tied to.
#[frame_support::stored]
pub struct Tie<AccountId> {
	/// Names, together with the payment hash, what it is tied to; and pays the storage deposit of
	/// the payment.
	pub owner: AccountId,
	/// Whether the payee has locked something of its own for it: then it can neither give it up nor
	/// claim it, and has been paid for no invoice by it.
	pub binding: bool,
}

/// A complete payment that is tied, while it waits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Waiting<AccountId, AssetId> {
	/// To what.
	pub tie: Tie<AccountId>,
	/// In which asset.
	pub asset: AssetId,
	/// How much is to arrive.
	pub total: Balance,
	/// When it goes back.
	pub deadline_ms: Moment,
}

/// A payment that somebody is to have made, on behalf of the owner of the tie. The caller vouches
/// for its consent, and for that of `payer`. If that is somebody else, what the policies of its
/// channels say of other people's payments holds for this one, too: not the payer has chosen the
/// routes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Order<AccountId, AssetId, Routes> {
	/// Out of whose channels.
	pub payer: AccountId,
	/// In which asset.
	pub asset: AssetId,
	/// How much arrives.
	pub total: Balance,
	/// Over which channels.
	pub routes: Routes,
	/// The most that those in between may keep of the payer's: of what is paid, or for having
	/// waited for what is not.
	pub max_fee: Balance,
	/// The payment ends at this instant, whether or not the chain stood still.
	pub deadline_ms: Moment,
	/// What it is tied to.
	pub tie: Tie<AccountId>,
}

/// Who is paid.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Target<AccountId, Invoice> {
	/// Whoever asks for it by this invoice.
	Invoice(Invoice),
	/// An account that asks for nothing: the caller vouches for its consent.
	Account(AccountId, PaymentHash),
}

/// What came of an [`Order`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ordered<AccountId> {
	/// Who is paid.
	pub payee: AccountId,
	/// Its preimage opens the payment.
	pub payment_hash: PaymentHash,
	/// What it weighed.
	pub weight: Weight,
}

/// Makes payments that are tied to something.
pub trait Pay<AccountId> {
	/// What names an asset.
	type AssetId;
	/// An invoice, as whoever pays one names it.
	type Invoice: Parameter;
	/// The ways that the parts of a payment take.
	type Routes: Parameter;
	/// How large a payment is that is to be ended.
	type Size: Parameter;

	/// Opens a payment that is complete at once, or fails. To be called inside a storage
	/// transaction. Nothing is locked for a preimage that is public, nor twice for one hash and
	/// payee.
	fn pay(
		order: Order<AccountId, Self::AssetId, Self::Routes>,
		target: Target<AccountId, Self::Invoice>,
	) -> Result<Ordered<AccountId>, DispatchError>;

	/// The most that [`pay`](Self::pay) weighs: for an invoice, or none, over such routes.
	fn weight(invoice: Option<&Self::Invoice>, routes: &Self::Routes) -> Weight;

	/// The complete payment of this hash to `payee`, while it waits, if it is tied. Two reads.
	fn waiting(payee: &AccountId, hash: &PaymentHash) -> Option<Waiting<AccountId, Self::AssetId>>;

	/// Releases that payment, of `size` at the most: whoever it was promised to does not want it
	/// any more, for which the caller vouches. [`Ties::ended`] tells of it, as of any other end.
	/// Refused once its preimage is public. To be called inside a storage transaction. Answers with
	/// what it weighed.
	fn release(
		payee: &AccountId,
		hash: &PaymentHash,
		size: &Self::Size,
	) -> Result<Weight, DispatchError>;

	/// The most that [`release`](Self::release) weighs, with telling of it.
	fn release_weight(size: &Self::Size) -> Weight;
}

/// How a payment ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum End {
	/// All of it went to its payee, for this preimage.
	Settled(Preimage),
	/// All of it went back to its payer, but for what those in between get for having waited.
	Released,
}

/// Is told of the end of each payment that is tied, in the same call.
pub trait Ties<AccountId> {
	/// The payment that is tied to what `owner` and `hash` name is over, and every lock of it
	/// ended. An error takes that back: so this fails only if what it does fails. Answers with what
	/// it weighed, at most [`weight`](Self::weight).
	fn ended(owner: &AccountId, hash: PaymentHash, end: End) -> Result<Weight, DispatchError>;

	/// The most that it weighs to be told of it.
	fn weight() -> Weight;
}

impl<AccountId> Ties<AccountId> for () {
	fn ended(_: &AccountId, _: PaymentHash, _: End) -> Result<Weight, DispatchError> {
		Ok(Weight::zero())
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}
