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
		/// The account is no provider in this asset.
		NotProvider,
		/// The account is a provider in this asset already.
		AlreadyProvider,
		/// The bond is smaller than the least.
		BondTooSmall,
		/// The bond has not so much that answers for nothing.
		BondExhausted,
		/// The provider has not so much stock that nobody has.
		StockShort,
		/// Leases or reservations bind the provider.
		StillLeased,
		/// The terms cannot be computed with, nobody could be paid by them, or they ask for more
		/// than waiting may cost; or, of what is listed: not all sizes of the class could be paid by
		/// them at once, something has to stay, or they ask for more than a tenth.
		UnsoundTerms,
		/// An item of the menu has no size or lifetime to choose, asks for more than a whole
		/// amount, or has expired.
		UnsoundMenu,
		/// The items of a menu go from the cheaper to the dearer: no price falls, and one rises.
		UnsortedMenu,
		/// Something of the menu, or of the terms, binds until a later time.
		MenuBinds,
		/// An instant is later than can be chosen.
		DeadlineTooFar,
		/// The time for this is over.
		Expired,
		/// The time for this has not come.
		NotExpired,
		/// The provider, or nobody, offers anything in this asset.
		NoOffer,
		/// What the provider has offered has expired.
		MenuExpired,
		/// The provider offers only larger channels.
		SizeTooSmall,
		/// The provider offers only smaller channels.
		SizeTooLarge,
		/// The provider offers this for a shorter time, or no lease can be so long.
		LifetimeTooLong,
		/// No lease can be so short.
		LifetimeTooShort,
		/// The fee cannot be computed: a step does not fit.
		FeeOverflow,
		/// The fee is above what the caller pays at most.
		FeeTooHigh,
		/// The fee is not below what the provider brings: what is first received could not cover
		/// it.
		FeeNotBelowSize,
		/// The provider's terms are worse than the client takes.
		TermsTooPoor,
		/// The provider's terms are worse now than those that bind it in the channel: what it asks now
		/// is not for these.
		OtherTerms,
		/// The quote was used as often as it can be.
		QuoteUsed,
		/// What is signed is something else, or by somebody else.
		BadSignature,
		/// There is no such class of sizes, or no such term.
		NoSuchShelf,
		/// The item is not for all sizes of the class.
		ClassNotCovered,
		/// The item is not for all lifetimes of the term.
		TermNotCovered,
		/// In this class the item is neither flat nor proportional: at the smaller sizes its least
		/// fee counts, at the larger ones its share.
		MixesInClass,
		/// The shelf has no room.
		ShelfFull,
		/// The menu has no such item.
		NoSuchItem,
		/// The provider is on as many shelves as it can be.
		TooManyListings,
		/// The provider is not listed there.
		NotListed,
		/// The offer is where it belongs.
		UpToDate,
		/// None of the offers within reach is for this request. There may be others, by name.
		NoneInReach,
		/// The block is not one of this chain, or too old.
		StaleBeat,
		/// The client has reserved something of this provider already.
		AlreadyReserved,
		/// The client has reserved nothing of this provider, or no longer.
		NotReserved,
		/// The client has reserved less, or for a shorter time.
		ExceedsReserved,
		/// Client and provider are the same account.
		SameParty,
		/// There is no such lease, or no longer.
		NotFound,
		/// The caller is not a party of the lease.
		NotParty,
		/// Only the client can do this, or the one that a quote names.
		NotClient,
		/// The fee is not there yet, or what was paid of it is used up.
		FeeUnpaid,
		/// More would be paid than the fee.
		ExceedsFee,
		/// More would go back than was paid and is not collected.
		ExceedsPaid,
		/// What is paid at first is used up sooner than the time of grace.
		FirstTooSmall,
		/// The other party has not proposed just that.
		NotProposed,
		/// An amount is zero.
		ZeroAmount,
		/// There is nothing to collect.
		NothingOwed,
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
	}
}

errors_from!(crate::menu::Fault {
	NoOffer,
	MenuExpired,
	SizeTooSmall,
	SizeTooLarge,
	LifetimeTooLong,
	FeeOverflow,
	UnsoundMenu,
	UnsortedMenu,
	MenuBinds,
	DeadlineTooFar,
});
errors_from!(crate::quote::Fault {
	MenuExpired,
	DeadlineTooFar,
	NotClient,
	QuoteUsed,
	BadSignature,
});
errors_from!(crate::shelf::Fault {
	NoSuchShelf,
	ClassNotCovered,
	TermNotCovered,
	MixesInClass,
	FeeOverflow,
	ShelfFull,
	NotListed,
	NoneInReach,
});
errors_from!(crate::provider::Fault {
	StockShort,
	BondExhausted,
	StillLeased,
	TooManyListings,
	NotListed,
	UnsoundTerms,
	Overflow,
});
errors_from!(crate::lease::Fault {
	Expired,
	FeeUnpaid,
	ExceedsFee,
	ExceedsPaid,
	FirstTooSmall,
	NotProposed,
	Overflow,
});
errors_from!(bloc_custody::Fault {
	Overflow,
	NoCredit,
	UnknownAsset,
	ZeroAmount,
	BelowMinimum,
	PotShort,
	PotAccount,
});
