//! The errors of calls. A section of the pallet module.

use crate::Error;
use bloc_primitives::errors_from;
use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call is refused. Nothing has changed then but the fee.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such channel, or no longer.
		NotFound,
		/// The caller is not a party of the channel.
		NotParty,
		/// Only the opener can do this.
		NotOpener,
		/// Only the counterparty can do this.
		NotCounterparty,
		/// The channel is not open: it is only proposed, or already closing.
		NotOpen,
		/// The channel is not an unanswered proposal.
		NotProposed,
		/// The channel is not closing.
		NotClosing,
		/// The channel is paid out already; only what is pending is left.
		AlreadySettled,
		/// Both parties are the same account.
		SameParty,
		/// An amount is zero.
		ZeroAmount,
		/// The channel would hold less than the minimum balance of its asset (dust).
		BelowMinimum,
		/// There is no such asset.
		UnknownAsset,
		/// The channel is in another asset.
		WrongAsset,
		/// The challenge period is shorter than the shortest.
		ChallengePeriodTooShort,
		/// The challenge period is longer than the longest.
		ChallengePeriodTooLong,
		/// The deadline of a proposal is now or in the past.
		DeadlineTooSoon,
		/// A deadline is too far in the future: of a proposal, of an HTLC, or of an ending.
		DeadlineTooFar,
		/// Too late: the proposal or the ending has expired, or the challenge period is over, also that
		/// of a request.
		Expired,
		/// Too early: the challenge period is not over, also that of a request, the preimage still has to be kept, or the
		/// approval still counts.
		NotExpired,
		/// The free ledger balance of the party does not cover the amount.
		InsufficientLedger,
		/// A party would get less than nothing: the message moves, or the party claims, more than it
		/// has committed.
		ExceedsCommitted,
		/// The version is not above the one that counts: the base, or the state presented last.
		StaleVersion,
		/// The opener's signature is not one over this message, channel and chain.
		BadOpenerSignature,
		/// The counterparty's signature is not one over this message, channel and chain.
		BadCounterpartySignature,
		/// Something in the channel is still locked for payments under way.
		HasLocks,
		/// Something in the channel is committed: only both parties' signatures divide that.
		HasCommitted,
		/// A fee rate is above a million millionths, or the smallest amount above the largest.
		UnsoundPolicy,
		/// The party's policy does not let this payment pass, or it has none.
		PolicyRefuses,
		/// The preimage is known already.
		AlreadyRevealed,
		/// The preimage is not known.
		NotRevealed,
		/// There is no credit to claim.
		NoCredit,
		/// A sum does not fit.
		Overflow,
		/// The pallet has less of the asset than it owes, since the asset's issuer took or
		/// destroyed some of it: more would go to those to whom the rest is owed.
		PotShort,
		/// No HTLC of this channel waits for the preimage, or its deadline is over.
		NothingWaits,
		/// The opener has not signed this, does not present it, and has not approved it.
		NoOpenerConsent,
		/// The counterparty has not signed this, does not present it, and has not approved it.
		NoCounterpartyConsent,
		/// The party has approved this already.
		AlreadyApproved,
		/// The party has not approved this, or its approval is forgotten.
		NotApproved,
		/// The account is the pallet's own: money that is paid to it is lost.
		PotAccount,
		/// The side has requested a withdrawal already: there can be one at a time.
		AlreadyRequested,
		/// The side has not requested a withdrawal, or no longer.
		NotRequested,
		/// By the state with which it requests a withdrawal the party has less than that for sure.
		ExceedsBalance,
		/// By this state the side has what it has requested, and the reserve: it says nothing against
		/// that.
		RequestCovered,
		/// A later state was shown with a request to withdraw: nothing older than that counts.
		OlderThanShown,
		/// By the state with which it requests a withdrawal the party would keep less than the reserve
		/// beside it. The rest comes out by closing, or as both sign.
		BelowReserve,
		/// The side is bound for a time: it cannot commit, nor request a withdrawal, nor end the channel
		/// by itself, but with a state that has HTLCs.
		Guarded,
		/// The side is bound for a time to keep more than that free.
		BelowFloor,
		/// The side is bound for a time to forward on better terms than these.
		PolicyBelowGuard,
	}
}

errors_from!(bloc_primitives::channel::Fault {
	NotOpen,
	ZeroAmount,
	InsufficientLedger,
	ExceedsCommitted,
	StaleVersion,
	DeadlineTooFar,
	PolicyRefuses,
	Overflow,
	Guarded,
	BelowFloor,
	PolicyBelowGuard,
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
