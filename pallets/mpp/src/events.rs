//! What the pallet tells: all that a watcher needs, so that nobody has to decode calls. A section of
//! the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A payee asks to be paid.
		InvoiceRegistered {
			/// Who is to be paid, what, and what opens the payment.
			invoice: InvoiceOf<T>,
		},
		/// A registered invoice is gone and its deposit returned.
		InvoiceEnded {
			/// Whose it was.
			payee: T::AccountId,
			/// Its payment hash.
			payment_hash: PaymentHash,
			/// Why.
			reason: InvoiceEnd,
		},
		/// A payer begins to pay.
		PaymentOpened {
			/// Its name.
			payment: PaymentId,
			/// Who pays.
			payer: T::AccountId,
			/// Who is paid.
			payee: T::AccountId,
			/// In which asset.
			asset: AssetIdOf<T>,
			/// What opens it.
			payment_hash: PaymentHash,
			/// What the payee is to get.
			total: Balance,
			/// The most that the parties in between may keep.
			max_fee: Balance,
			/// From then on it is released if it is not complete.
			complete_by_ms: Moment,
			/// From then on it is released if its preimage was not revealed before.
			deadline_ms: Moment,
		},
		/// A part is locked, in each channel of its route.
		PartLocked {
			/// Of this payment.
			payment: PaymentId,
			/// Its place, by which it can be dropped.
			part: PartId,
			/// Where it is locked, from the payer to the payee.
			locks: Locks,
			/// What arrives over all parts now.
			received: Balance,
			/// What the parties in between keep of all parts.
			fees: Balance,
		},
		/// The payer took a part back.
		PartDropped {
			/// Of this payment.
			payment: PaymentId,
			/// Its place, which is free again.
			part: PartId,
			/// What arrives over all parts now.
			received: Balance,
			/// What the parties in between keep of all parts.
			fees: Balance,
		},
		/// All parts are locked: whoever knows the preimage can claim the payment for the payee.
		PaymentCompleted {
			/// This payment.
			payment: PaymentId,
			/// Who is to claim it.
			payee: T::AccountId,
			/// What opens it.
			payment_hash: PaymentHash,
			/// What the payee gets.
			total: Balance,
			/// Before when.
			deadline_ms: Moment,
		},
		/// The payee is paid: every part is settled in every channel.
		PaymentSettled {
			/// This payment.
			payment: PaymentId,
			/// Who has paid.
			payer: T::AccountId,
			/// Who is paid.
			payee: T::AccountId,
			/// In which asset.
			asset: AssetIdOf<T>,
			/// What was locked for.
			payment_hash: PaymentHash,
			/// What opened it, which proves that it is paid.
			preimage: Preimage,
			/// What the payee got.
			total: Balance,
			/// What the parties in between kept.
			fees: Balance,
		},
		/// A payment is over without being paid: every part is the payer's again, and that of the
		/// parties in between.
		PaymentReleased {
			/// This payment.
			payment: PaymentId,
			/// Who has not paid.
			payer: T::AccountId,
			/// Who is not paid.
			payee: T::AccountId,
			/// What would have opened it.
			payment_hash: PaymentHash,
			/// What was ready to arrive.
			received: Balance,
			/// Why.
			reason: ReleaseReason,
		},
		/// An invoice is paid at once, without a preimage, as its payee agreed.
		PaidInstantly {
			/// Who has paid.
			payer: T::AccountId,
			/// Who is paid.
			payee: T::AccountId,
			/// In which asset.
			asset: AssetIdOf<T>,
			/// Which invoice of the payee.
			payment_hash: PaymentHash,
			/// What the payee got.
			total: Balance,
			/// What the parties in between kept.
			fees: Balance,
			/// Over which channels.
			routes: Routes,
		},
		/// Something that was due went wrong. It is tried again later, and anybody may try it by a call.
		ServiceFailed {
			/// What.
			due: Due,
			/// Why.
			error: DispatchError,
		},
		/// A deposit could not be returned and stays held. What it was for is gone all the same.
		DepositKept {
			/// Whose deposit.
			who: T::AccountId,
			/// Why.
			error: DispatchError,
		},
	}
}
