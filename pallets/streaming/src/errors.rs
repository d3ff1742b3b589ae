//! Errors: why calls are refused. A section of the pallet module.

use crate::Error;
use bloc_primitives::errors_from;
use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call is refused. Nothing has changed then but the fee.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such stream, or no longer.
		NotFound,
		/// Only the payer can do this.
		NotPayer,
		/// Only the payee can do this.
		NotPayee,
		/// The caller is not a party of the stream.
		NotParty,
		/// Payer and payee are the same account.
		SameParty,
		/// There is no such asset.
		UnknownAsset,
		/// An amount is zero.
		ZeroAmount,
		/// The deposit is less than the minimum balance of its asset (dust).
		BelowMinimum,
		/// A rate is zero. To stop a stream for a while, pause it.
		ZeroRate,
		/// The stream has this rate already.
		SameRate,
		/// The interval is shorter than the shortest.
		IntervalTooShort,
		/// The interval is longer than the longest.
		IntervalTooLong,
		/// The grace period is longer than the longest.
		GraceTooLong,
		/// The start is in the past.
		StartInPast,
		/// The start is more than 366 days ahead.
		StartTooFar,
		/// The end is not after the start.
		EndTooSoon,
		/// The cliff is before the start or after the end.
		CliffOutOfRange,
		/// The payer could not take the deposit back for longer than that may be: name an earlier
		/// end, a higher rate, or let the payer cancel.
		DepositBoundTooLong,
		/// A price, cap or period of a meter is zero, or the dispute window is longer than the
		/// longest.
		UnsoundPrice,
		/// By the stream's terms this takes the other party, too: propose it.
		NeedsConsent,
		/// The other party has not proposed this change, or not to the stream as it is now: its
		/// rate has changed since, or it was paused or resumed.
		NotProposed,
		/// The stream is paused.
		Paused,
		/// The stream is not paused.
		NotPaused,
		/// The stream's money is used up: it waits for more.
		RanDry,
		/// The stream's time is over: the hook or [`Call::claim`] ends it.
		StreamEnded,
		/// The stream has not started yet.
		NotStarted,
		/// There is nothing owed that could be paid now.
		NothingOwed,
		/// There is not as much that is not owed.
		InsufficientFunds,
		/// The stream is metered: it has no rate.
		Metered,
		/// The stream is not metered.
		NotMetered,
		/// The stream is paid from a vault: what concerns its money concerns the vault.
		PaidFromVault,
		/// The last report can still be disputed: only one can wait.
		ReportPending,
		/// There is no report that can be disputed.
		NoReport,
		/// More units than can be reported in a period.
		ExceedsCap,
		/// More than the stream pays in all.
		ExceedsMaximum,
		/// The payer has no such vault.
		VaultNotFound,
		/// Only the owner of the vault can do this.
		NotOwner,
		/// The payer has a vault in this asset already.
		VaultExists,
		/// Streams are still paid from the vault.
		VaultInUse,
		/// The vault cannot pay its streams: it waits for more money.
		VaultRanDry,
		/// The vault's time is over: its streams end, and then it is closed.
		VaultEnded,
		/// The account is the pallet's own, which holds the asset: money that is paid to it is
		/// lost.
		PotAccount,
		/// There is no credit to claim.
		NoCredit,
		/// A sum does not fit.
		Overflow,
		/// The pallet has less of the asset than it owes, since the asset's issuer took or
		/// destroyed some of it: more would go to those to whom the rest is owed.
		PotShort,
		/// The change names another report than the one that can be disputed now, or names one and
		/// there is none: read again.
		WrongReport,
	}
}

errors_from!(crate::types::Fault {
	ZeroAmount,
	ZeroRate,
	SameRate,
	Paused,
	NotPaused,
	RanDry,
	NotStarted,
	Metered,
	NotMetered,
	PaidFromVault,
	ReportPending,
	NoReport,
	ExceedsCap,
	ExceedsMaximum,
	InsufficientFunds,
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
