//! The errors of calls. A section of the pallet module.

use crate::Error;
use bloc_primitives::errors_from;
use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call is refused. Nothing has changed then but the fee. What the channels refuse comes
	/// with their own error.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such payment, or no longer.
		NotFound,
		/// There is no such part, or no longer.
		PartNotFound,
		/// There is no such invoice, or no longer, or only another one that the payment does not
		/// fit.
		InvoiceNotFound,
		/// The payee has registered an invoice with this payment hash already; not the same one, if
		/// that is to be paid at once.
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
		/// The invoice is another one than the payer read: its payment secret is not the one named.
		BadSecret,
		/// The payment secret is one that anybody could guess.
		ObviousSecret,
		/// A route hint without a channel.
		EmptyHint,
		/// The preimage does not open this payment.
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
		/// A payment of this invoice, or another one to its payee under the same hash, is complete
		/// and waits to be claimed.
		AlreadyComplete,
		/// The preimage is public: whoever locks money for it gives it away, and what has waited
		/// for it is the payee's.
		AlreadyRevealed,
		/// The time for this is over.
		Expired,
		/// The time for this has not come.
		NotExpired,
		/// The payee would have too little time to claim before the deadline.
		DeadlineTooSoon,
		/// The deadline is later than can be chosen.
		DeadlineTooFar,
		/// No route is given.
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
		ExceedsTotal,
		/// The payment is complete: its parts wait for the payee, or for the deadline.
		PaymentComplete,
		/// Parts are missing.
		PaymentIncomplete,
		/// There is nothing to settle or to release yet.
		NotDue,
		/// A sum does not fit.
		Overflow,
		/// The payment has more parts or hops than the caller says, and pays for.
		ExceedsSize,
		/// The parties in between would get more than the payer allows, over all parts, if those
		/// wait to the end and are not made.
		HoldFeeTooHigh,
		/// The payment is for something that its payee has locked for it: the payee can neither
		/// give it up nor claim it.
		Binding,
		/// The invoice is in another asset.
		WrongAsset,
	}
	impl<T> From<InvoiceError> for Error<T> {
		fn from(error: InvoiceError) -> Self {
			match error {
				InvoiceError::UnknownFeature(_) => Error::UnknownFeature,
				InvoiceError::ZeroAmount => Error::ZeroAmount,
				InvoiceError::ObviousSecret => Error::ObviousSecret,
				InvoiceError::EmptyHint => Error::EmptyHint,
				InvoiceError::Expired => Error::Expired,
				InvoiceError::BadSignature => Error::BadSignature,
			}
		}
	}
}

errors_from!(crate::payment::Fault {
	PaymentComplete,
	PaymentIncomplete,
	Expired,
	PartNotFound,
	TooManyParts,
	ExceedsTotal,
	FeeTooHigh,
	HoldFeeTooHigh,
	ExceedsSize,
	Overflow,
	Binding,
});
