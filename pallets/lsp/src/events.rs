//! The events: all that a client needs, so that nobody has to decode calls. Sums are those after
//! the change. A section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Somebody provides liquidity in an asset.
		Registered {
			asset: AssetIdOf<T>,
			provider: T::AccountId,
			number: u32,
			bond: Balance,
			terms: Terms,
		},
		/// A provider has other terms for what comes.
		TermsSet { asset: AssetIdOf<T>, provider: T::AccountId, terms: Terms },
		/// A provider has this menu.
		MenuSet { asset: AssetIdOf<T>, provider: T::AccountId, menu: Menu },
		/// A provider has so much stock that nobody has.
		StockChanged { asset: AssetIdOf<T>, provider: T::AccountId, free: Balance },
		/// A provider answers with so much, and so much of it stands for leases and the like.
		BondChanged { asset: AssetIdOf<T>, provider: T::AccountId, bond: Balance, covered: Balance },
		/// A provider is none any more, and has all of it back.
		Left { asset: AssetIdOf<T>, provider: T::AccountId, paid: Balance },
		/// A provider has given a sign of life, and was away for so long up to then, in all.
		Beaten { asset: AssetIdOf<T>, provider: T::AccountId, away_ms: Moment },
		/// An offer is on a shelf.
		Listed { asset: AssetIdOf<T>, provider: T::AccountId, listing: Listing },
		/// An offer is on no shelf any more.
		Delisted { asset: AssetIdOf<T>, provider: T::AccountId, place: Place, reason: DelistReason },
		/// Stock is kept for a client, at a price that holds.
		Reserved {
			asset: AssetIdOf<T>,
			provider: T::AccountId,
			client: T::AccountId,
			reservation: Reservation,
			/// What the client has paid for that.
			paid: Balance,
		},
		/// Stock is kept no longer.
		ReservationEnded {
			asset: AssetIdOf<T>,
			provider: T::AccountId,
			client: T::AccountId,
			reason: ReservationEnd,
		},
		/// A client has used what a provider has signed.
		QuoteUsed {
			asset: AssetIdOf<T>,
			provider: T::AccountId,
			client: T::AccountId,
			quote: QuoteId,
			/// So often up to now.
			used: u32,
			/// At the most.
			uses: u32,
		},
		/// A channel is open with a provider's liquidity in it, which it has let.
		Leased {
			channel: ChannelId,
			asset: AssetIdOf<T>,
			provider: T::AccountId,
			client: T::AccountId,
			size: Balance,
			fee: Balance,
			payment: Payment,
			/// What of the provider's bond stands for it.
			cover: Balance,
			end_ms: Moment,
			/// The first instant at which it is over, as things stand.
			over_ms: Moment,
		},
		/// The client has paid more of the fee.
		FeePaid {
			channel: ChannelId,
			amount: Balance,
			/// Of the fee, in all.
			paid: Balance,
			over_ms: Moment,
		},
		/// So much of the fee came out of what was first received, and the client has back as much
		/// of what it had put down. The rest of that is the rest of the fee, paid ahead.
		FeeReceived { channel: ChannelId, fee: Balance, deposit: Balance },
		/// A lease goes on for longer.
		Renewed {
			channel: ChannelId,
			/// For the time that is added.
			added: Balance,
			/// For all of the time that is left.
			fee: Balance,
			cover: Balance,
			end_ms: Moment,
		},
		/// A party asks for an end by agreement, or no longer.
		EndProposed {
			channel: ChannelId,
			by: Party,
			refund: Option<Balance>,
			/// From this instant on that is worth nothing.
			until_ms: Moment,
		},
		/// A lease is over, and who gets what.
		LeaseEnded {
			channel: ChannelId,
			reason: Ending,
			/// Out of what the client had paid or put down, to it.
			refund: Balance,
			/// Out of that, to the provider.
			earned: Balance,
			/// Out of the bond, to the client.
			compensation: Balance,
		},
		/// A provider has closed a channel before its time.
		Breached {
			channel: ChannelId,
			provider: T::AccountId,
			client: T::AccountId,
			/// The fee of the time that the client does not have.
			lost: Balance,
			/// Out of the bond.
			compensation: Balance,
		},
		/// A provider was away for longer than it promised.
		Missed {
			channel: ChannelId,
			provider: T::AccountId,
			client: T::AccountId,
			excess_ms: Moment,
			/// Out of the bond.
			compensation: Balance,
		},
		/// A provider has got what it had earned.
		Collected { asset: AssetIdOf<T>, provider: T::AccountId, amount: Balance },
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
	}
}
