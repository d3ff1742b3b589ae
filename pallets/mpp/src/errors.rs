//! Why calls are refused. A section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call is refused. Nothing has changed then but the fee. What the channels refuse comes with
	/// their own error.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such payment, or no longer.
		NotFound,
		/// There is no such part, or no longer.
		PartNotFound,
		/// There is no such invoice, or no longer, or only another one that the payment does not fit.
		InvoiceNotFound,
		/// The payee has registered an invoice with this payment hash already; not the same one, if that
		/// is to be paid at once.
		AlreadyExists,
		/// The caller is neither payer nor payee.
		NotParty,
		/// Only the payer can do this.
		NotPayer,
		/// Only the payee can do this.
		NotPayee,
		/// Payer and payee are the same account.
		SameParty,
		/// The signature is not the payee's, or not for this chain.
		BadSignature,
		/// It is another invoice than the one that the payer read.
		BadSecret,
		/// The payment secret is one that anybody could guess.
		ObviousSecret,
		/// A route hint without a channel.
		EmptyHint,
		/// It does not open this payment.
		BadPreimage,
		/// The invoice asks for something that this chain does not know.
		UnknownFeature,
		/// The invoice cannot be paid in parts.
		SinglePartOnly,
		/// The payee has not agreed to be paid without a preimage.
		NotInstant,
		/// The invoice asks for another amount: less, or more than twice as much.
		WrongTotal,
		/// An amount is zero.
		ZeroAmount,
		/// The invoice has been paid.
		AlreadyPaid,
		/// Another payment of this invoice is complete and waits to be claimed.
		Taken,
		/// The preimage is public: whoever locks money for it gives it away.
		AlreadyRevealed,
		/// The time for this is over.
		Expired,
		/// The time for this has not come.
		NotExpired,
		/// Later than can be chosen.
		DeadlineTooLate,
		/// There is no part.
		NoParts,
		/// There can be no more parts.
		TooManyParts,
		/// A route without a channel.
		EmptyRoute,
		/// The route ends at somebody who is not the payee.
		WrongPayee,
		/// A party in between would keep less than its policies ask for.
		FeeTooLow,
		/// The parties in between would keep more, over all parts, than the payer allows.
		FeeTooHigh,
		/// The parts would bring more than the total.
		OverTotal,
		/// The payment is complete: its parts wait for the payee, or for the deadline.
		Complete,
		/// Parts are missing.
		Incomplete,
		/// Nothing is to be done.
		NotDue,
		/// A sum does not fit.
		Overflow,
		/// The payee would have too little time to claim.
		DeadlineTooSoon,
	}
}
