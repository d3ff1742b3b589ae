//! The events: all that a client needs, so that nobody has to decode calls. A section of the pallet
//! module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A leg waits for its preimage.
		LegLocked {
			owner: T::AccountId,
			payment_hash: PaymentHash,
			receiver: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			/// From then on it goes back.
			deadline_ms: Moment,
			/// The most by which that is later, if the chain stands still.
			extension_ms: Moment,
			funds: Funds,
			/// The channel of the receiver's in which it arrives.
			into: Option<ChannelId>,
			/// What the receiver had put up for it, and is part of the leg from now on.
			bond: Option<BondOf<T>>,
			/// The chain on which the owner gets something for it.
			counterpart: Option<ChainId>,
			/// Its place in a ring.
			ring: Option<Place>,
			/// The quote that it was made by.
			submarine: Option<Submarine<T::AccountId>>,
		},
		/// The receiver has a leg, and the bond for it back.
		LegClaimed {
			owner: T::AccountId,
			payment_hash: PaymentHash,
			/// Opens whatever else waits for it, on whatever chain.
			preimage: Preimage,
			receiver: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			bond: Option<BondOf<T>>,
		},
		/// The time of a leg is over, and it is its owner's again, with the bond.
		LegRefunded {
			owner: T::AccountId,
			payment_hash: PaymentHash,
			receiver: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			bond: Option<BondOf<T>>,
		},
		/// The receiver has given a leg back to its owner. The receiver has its bond back.
		LegHandedBack {
			owner: T::AccountId,
			payment_hash: PaymentHash,
			receiver: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			bond: Option<BondOf<T>>,
		},
		/// Owner and receiver have divided a leg. The receiver has its bond back.
		LegDivided {
			owner: T::AccountId,
			payment_hash: PaymentHash,
			receiver: T::AccountId,
			asset: AssetIdOf<T>,
			to_owner: Balance,
			to_receiver: Balance,
			bond: Option<BondOf<T>>,
		},
		/// A leg that has ended is forgotten, and its deposit returned.
		LegPruned { owner: T::AccountId, payment_hash: PaymentHash },
		/// The receiver of a leg of a ring has put something up for it.
		BondPosted {
			poster: T::AccountId,
			payment_hash: PaymentHash,
			owner: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			/// The hash of the terms of the ring.
			terms: [u8; 32],
			position: u8,
			/// From then on it goes back, if the leg is not locked before.
			lock_by_ms: Moment,
		},
		/// The leg was not locked in time: its receiver has the bond back.
		BondReturned {
			poster: T::AccountId,
			payment_hash: PaymentHash,
			owner: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
		},
		/// An asset refused a payout, which is kept for its owner.
		Credited {
			owner: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			reason: DispatchError,
		},
		/// A credit was paid out.
		CreditClaimed {
			owner: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			to: T::AccountId,
		},
		/// What was due failed. It is tried again later, and anybody may try it by a call.
		ServiceFailed { due: DueOf<T>, error: DispatchError },
		/// A deposit could not be returned and stays held. Its reason is gone all the same.
		DepositKept { who: T::AccountId, error: DispatchError },
		/// A quote stands, with these terms.
		QuoteSet {
			provider: T::AccountId,
			asset: AssetIdOf<T>,
			direction: Direction,
			terms: QuoteTerms,
		},
		/// A quote can no longer be taken, from the next block on; or again, now.
		QuotePaused {
			provider: T::AccountId,
			asset: AssetIdOf<T>,
			direction: Direction,
			paused: bool,
		},
		/// A quote is gone. Its provider has the stock back.
		QuoteClosed {
			provider: T::AccountId,
			asset: AssetIdOf<T>,
			direction: Direction,
			stock: Balance,
		},
		/// A provider has so much ready now to pay out.
		StockChanged { provider: T::AccountId, asset: AssetIdOf<T>, stock: Balance },
		/// A taker has locked money on the chain for a payment by a provider, and both wait for the
		/// preimage.
		SwappedIn {
			taker: T::AccountId,
			provider: T::AccountId,
			asset: AssetIdOf<T>,
			payment_hash: PaymentHash,
			/// What arrives at the payee.
			amount: Balance,
			/// What the provider gets for the preimage.
			to_send: Balance,
			/// What the provider has got already, and keeps.
			open_fee: Balance,
			deadline_ms: Moment,
		},
		/// A taker pays a provider through channels for money on the chain, and both wait for the
		/// preimage.
		SwappedOut {
			taker: T::AccountId,
			provider: T::AccountId,
			asset: AssetIdOf<T>,
			payment_hash: PaymentHash,
			/// Who gets the amount on the chain.
			to: T::AccountId,
			amount: Balance,
			/// What the provider gets in channels.
			to_send: Balance,
			/// What the provider has got already, and keeps.
			open_fee: Balance,
			deadline_ms: Moment,
		},
	}
}
