//! The errors of calls. A section of the pallet module.

use crate::Error;
use bloc_primitives::errors_from;
use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call is refused. Nothing has changed then but the fee. What channels and assets refuse
	/// comes with their own errors.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such leg or bond, or no longer; of a claim, none for this preimage.
		NotFound,
		/// The owner has a leg with this payment hash already, or one that is not forgotten yet.
		AlreadyLocked,
		/// The preimage is public: whoever locks money for it gives it away.
		AlreadyRevealed,
		/// The leg has ended.
		AlreadyEnded,
		/// The leg has not ended.
		NotEnded,
		/// The time for this is over.
		Expired,
		/// The time for this has not come.
		NotExpired,
		/// There is nothing to settle yet.
		NotDue,
		/// The call names no leg.
		NoLegs,
		/// The deadline leaves too little time to claim.
		DeadlineTooSoon,
		/// The deadline, or until when a signature is good, is later than can be chosen.
		DeadlineTooFar,
		/// A standstill would put the deadline off for longer than it may.
		ExtensionTooLong,
		/// Owner and receiver are the same account.
		SameParty,
		/// Only the receiver can do this.
		NotReceiver,
		/// Only the owner can do this.
		NotOwner,
		/// The receiver is not the other party of the channel.
		WrongReceiver,
		/// The receiver would get more than there is in the leg.
		ExceedsLeg,
		/// The signature is not the party's, or not for this chain, leg or agreement.
		BadSignature,
		/// A ring has two legs at the least.
		TooFewLegs,
		/// The terms have no leg at this position.
		WrongPosition,
		/// This leg of the ring is for another chain.
		WrongChain,
		/// An account pays two legs of the ring on one chain, or receives two.
		RepeatsAccount,
		/// The terms leave too little time between two steps.
		GapTooShort,
		/// The terms ask for no bond here.
		NoBond,
		/// The receiver has posted a bond for this payment hash already.
		AlreadyBonded,
		/// The receiver has not posted the bond that the terms ask for.
		BondNotFound,
		/// The bond that the receiver has posted is for other terms, or another leg.
		WrongBond,
		/// An amount is zero.
		ZeroAmount,
		/// There is no such asset.
		UnknownAsset,
		/// The amount is below the minimum balance of its asset.
		BelowMinimum,
		/// The pallet has less of the asset than it owes, since the asset's issuer took or
		/// destroyed some of it: more would go to those to whom the rest is owed.
		PotShort,
		/// The account is the pallet's own, which holds the asset: money that is paid to it is
		/// lost.
		PotAccount,
		/// There is no credit to claim.
		NoCredit,
		/// A sum does not fit.
		Overflow,
		/// The provider has no such quote.
		QuoteNotFound,
		/// The quote has other rates than the caller has read.
		QuoteChanged,
		/// The quote stands: until it expires, or is paused, its provider can only give more room.
		QuoteBinding,
		/// The quote is paused.
		QuotePaused,
		/// Swaps by the quote are under way.
		QuoteInUse,
		/// A rate is above what can be asked, the smallest amount is zero or above the largest,
		/// there is no time to choose, or a quote for swaps out of channels is to pay elsewhere.
		UnsoundQuote,
		/// The quote is for smaller amounts, or for larger ones.
		AmountOutOfRange,
		/// Swaps under way would have more than the quote allows.
		LimitReached,
		/// The provider has put up less than that.
		StockShort,
		/// The quote is for invoices of this chain alone.
		InvoiceOnly,
		/// The leg is tied to a payment, and ends with that.
		EndsWithPayment,
		/// What is locked in a channel arrives there, and in no other.
		ArrivesInChannel,
		/// The leg is tied to no payment.
		NotTied,
	}
}

errors_from!(crate::leg::Fault {
	AlreadyEnded,
	NotEnded,
	Expired,
	NotExpired,
	ExceedsLeg,
	EndsWithPayment,
});
errors_from!(crate::quote::Fault {
	UnsoundQuote,
	QuoteChanged,
	QuoteBinding,
	QuoteInUse,
	QuotePaused,
	Expired,
	AmountOutOfRange,
	DeadlineTooSoon,
	DeadlineTooFar,
	LimitReached,
	StockShort,
	InvoiceOnly,
	Overflow,
});
errors_from!(crate::ring::Fault {
	TooFewLegs,
	WrongPosition,
	SameParty,
	RepeatsAccount,
	ZeroAmount,
	GapTooShort,
	ExtensionTooLong,
	Overflow,
});
errors_from!(crate::consent::Fault { Expired, DeadlineTooFar, BadSignature });
errors_from!(bloc_custody::Fault {
	Overflow,
	NoCredit,
	UnknownAsset,
	ZeroAmount,
	BelowMinimum,
	PotShort,
	PotAccount,
});
