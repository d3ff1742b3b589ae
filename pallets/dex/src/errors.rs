//! The errors of calls. A section of the pallet module.

use crate::Error;
use bloc_primitives::errors_from;
use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// The reasons for which calls are refused. Nothing has changed then but the fee.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such pair, or no longer.
		PairNotFound,
		/// The account has nothing here.
		TraderNotFound,
		/// The account has no order of this name.
		OrderNotFound,
		/// The account has an order of this name already.
		IdInUse,
		/// Only the pair's owner, or who manages pairs, can do this.
		NotOwner,
		/// Base and quote are the same asset.
		SameAsset,
		/// There is no such asset.
		UnknownAsset,
		/// An amount is zero, the maker's rebate is above the taker's fee, a fee is above the
		/// highest, or the smallest order is worth too much.
		UnsoundTerms,
		/// There are orders in the pair, or something is to be settled.
		PairInUse,
		/// The pair takes no orders.
		NotTrading,
		/// The pair is stopped for now.
		PairStopped,
		/// The stop would last longer than it may, or not at all, or the last one is not over for long
		/// enough.
		StopTooLong,
		/// The pair is to be closed. Only who manages pairs can change that.
		PairClosing,
		/// The pair is not to be closed, or its traders have some time left to go by themselves.
		NotClosing,
		/// The time that traders would have to go by themselves is too short, or the owner had the pair
		/// trade, or not, too short a time ago.
		NoticeTooShort,
		/// The deadline has passed.
		Expired,
		/// The order would rest for longer than it can, or the pair be closed too far ahead.
		DeadlineTooFar,
		/// The hook is late: nothing is taken until it has caught up.
		CatchingUp,
		/// The number is no tick.
		UnknownTick,
		/// The order, or the amount, is below the smallest.
		BelowMinimum,
		/// An amount in quote is only for orders that do not rest.
		NotResting,
		/// The order would take, and is only to rest.
		WouldTake,
		/// The order cannot be filled at once and in full; or neither book nor pool can do a hop of the
		/// swap.
		NotFilled,
		/// Nothing of the order is open, or less than that.
		NothingOpen,
		/// More steps than an order may take.
		TooManySteps,
		/// The account has as many orders as it has paid a deposit for, or may have.
		TooManyOrders,
		/// The account has something of as many assets as it may have.
		TooManyAssets,
		/// The account has more orders than that.
		SlotsInUse,
		/// The account has less of the asset here.
		InsufficientBalance,
		/// The account cannot pay for the hook's work.
		HookFeeUnpaid,
		/// Nothing has expired.
		NotDue,
		/// There are no fees to collect.
		NoFees,
		/// The amount is zero.
		ZeroAmount,
		/// The pallet has less of the asset than it owes, since the asset's issuer took or
		/// destroyed some of it: nothing is taken in or traded, as it would be another's.
		PotShort,
		/// The account is the pallet's own: money that is paid to it is lost.
		PotAccount,
		/// There is no credit to claim.
		NoCredit,
		/// A sum does not fit, or an order would be worth more than can be traded.
		Overflow,
		/// The book contradicts itself. This is a fault of the pallet: nothing is done.
		Inconsistent,
		/// The swap has no hop.
		EmptyPath,
		/// The swap comes to an asset twice.
		AssetTwice,
		/// The pair is not of the two assets of the hop.
		OtherAssets,
		/// The swap would bring less, or cost more, than it may.
		LimitNotMet,
	}
}

errors_from!(crate::types::Fault {
	Overflow,
	Inconsistent,
	UnknownTick,
	BelowMinimum,
	NotResting,
	UnsoundTerms,
	NothingOpen,
	WouldTake,
	NotFilled,
	InsufficientBalance,
	TooManyAssets,
	TooManyOrders,
	OrderNotFound,
	IdInUse,
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
