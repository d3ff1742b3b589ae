//! The events: all that a client needs, so that nobody has to decode calls. A section of the pallet
//! module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A payee registered an invoice.
		InvoiceRegistered { invoice: InvoiceOf<T> },
		/// A registered invoice is gone and its deposit returned.
		InvoiceEnded { payee: T::AccountId, payment_hash: PaymentHash, reason: InvoiceEnd },
		/// A payer opened a payment.
		PaymentOpened {
			payment: PaymentId,
			payer: T::AccountId,
			payee: T::AccountId,
			asset: AssetIdOf<T>,
			payment_hash: PaymentHash,
			total: Balance,
			max_fee: Balance,
			/// From then on it is released if it is not complete.
			complete_by_ms: Moment,
			/// From then on it is released if its preimage was not revealed before.
			deadline_ms: Moment,
			/// The most by which its end is later, if the chain stands still.
			extension_ms: Moment,
			/// Whether it pays for something that the payee has locked for it, and so for no
			/// invoice.
			bound: bool,
		},
		/// A part is locked, in each channel of its route.
		PartLocked {
			payment: PaymentId,
			part: PartId,
			/// From the payer to the payee.
			locks: Locks,
			/// The amount that arrives over all parts, after the change.
			received: Balance,
			/// The sum that the parties in between keep of all parts, after the change.
			fees: Balance,
		},
		/// The payer released a part, whose place is free again.
		PartDropped {
			payment: PaymentId,
			part: PartId,
			/// The amount that arrives over all parts, after the change.
			received: Balance,
			/// The sum that the parties in between keep of all parts, after the change.
			fees: Balance,
			/// The sum that the parties in between got for having waited, from the payer.
			hold_fee: Balance,
		},
		/// All parts are locked: whoever knows the preimage can claim the payment for the payee.
		PaymentCompleted {
			payment: PaymentId,
			payee: T::AccountId,
			payment_hash: PaymentHash,
			total: Balance,
			/// How large it is: whoever ends it has to say so.
			size: Size,
			deadline_ms: Moment,
			/// Whether it pays for something that the payee has locked for it, and so for no
			/// invoice.
			bound: bool,
		},
		/// The payee is paid: every part is settled in every channel.
		PaymentSettled {
			payment: PaymentId,
			payer: T::AccountId,
			payee: T::AccountId,
			asset: AssetIdOf<T>,
			payment_hash: PaymentHash,
			/// The proof that it is paid.
			preimage: Preimage,
			total: Balance,
			/// The sum that the parties in between kept.
			fees: Balance,
			/// Whether it has paid for something that the payee had locked for it, and so no
			/// invoice.
			bound: bool,
		},
		/// A payment is over without being paid: every lock is its payer's again, but for what
		/// waiting costs.
		PaymentReleased {
			payment: PaymentId,
			payer: T::AccountId,
			payee: T::AccountId,
			payment_hash: PaymentHash,
			/// The amount that was ready to arrive.
			received: Balance,
			/// The sum that the parties in between got for having waited, from the payer.
			hold_fee: Balance,
			reason: ReleaseReason,
		},
		/// An invoice is paid at once, without a preimage, as its payee allows.
		PaidInstantly {
			payer: T::AccountId,
			payee: T::AccountId,
			asset: AssetIdOf<T>,
			payment_hash: PaymentHash,
			total: Balance,
			/// The sum that the parties in between kept.
			fees: Balance,
			routes: Routes,
		},
		/// What was due failed. It is tried again later, and anybody may try it by a call.
		ServiceFailed { due: Due, error: DispatchError },
		/// A deposit could not be returned and stays held. Its reason is gone all the same.
		DepositKept { who: T::AccountId, error: DispatchError },
	}
}
