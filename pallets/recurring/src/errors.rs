//! The errors of calls. A section of the pallet module.

use crate::Error;
use bloc_primitives::errors_from;
use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// The reasons for which calls are refused. Nothing has changed then but the fee.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such subscription, or no longer.
		NotFound,
		/// There is no such plan, or no longer.
		PlanNotFound,
		/// The caller is neither payer nor payee.
		NotParty,
		/// Only the payer can do this.
		NotPayer,
		/// Only the payee can do this.
		NotPayee,
		/// Payer and payee are the same account.
		SameParty,
		/// There would never be anything to pay, or the amount is zero.
		ZeroAmount,
		/// There is no such asset.
		UnknownAsset,
		/// The plan is in another asset than the subscription.
		WrongAsset,
		/// The plan is another payee's.
		WrongPayee,
		/// A period would be shorter than the shortest.
		IntervalTooShort,
		/// The second payment would be beyond the calendar.
		BeyondCalendar,
		/// The start is not after now.
		StartInPast,
		/// The start is more than a year ahead.
		StartTooFar,
		/// The end has come, or would come before anything is due.
		Expired,
		/// The plan or the price is not the one that the caller read: read again.
		TermsChanged,
		/// The plan takes no more subscribers, for good.
		PlanRetired,
		/// The plan has as many subscriptions as it may have.
		TooManySubscribers,
		/// It would be more than the payer or the plan allows.
		LimitReached,
		/// The limit is below what has been paid already.
		LimitBelowPaid,
		/// The subscription is paused, past due or suspended.
		NotActive,
		/// The subscription is not paused.
		NotPaused,
		/// Only the party that paused can resume.
		NotPauser,
		/// Something is due that has to be paid first.
		PaymentDue,
		/// Nothing is due.
		NotDue,
		/// Before the first due instant nothing can be charged, and an authorisation cannot go over to
		/// a plan: a trial is the payee's to give.
		NotStarted,
		/// The payee has not proposed another price.
		NotProposed,
		/// A sum does not fit.
		Overflow,
		/// The payer cannot pay for the hook's work. (Told by [`Event::PaymentFailed`]; no call is
		/// refused for it.)
		HookFeeUnpaid,
	}
}

errors_from!(crate::subscription::Fault {
	NotStarted,
	Expired,
	NotActive,
	PaymentDue,
	LimitReached,
});
