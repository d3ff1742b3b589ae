//! What the pallet tells: all that a watcher needs, so that nobody has to decode calls. A section of
//! the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A channel is open.
		Opened {
			/// Its name.
			channel: ChannelId,
			/// Who they are.
			parties: Pair<T::AccountId>,
			/// In which asset.
			asset: AssetIdOf<T>,
			/// With what ledger balances.
			ledger: Pair<Ledger>,
			/// How long anybody may contradict a party that closes alone.
			challenge_period_ms: Moment,
		},
		/// The opener has paid in and asks the counterparty to do so too.
		Offered {
			/// The channel that is to be.
			channel: ChannelId,
			/// Who they are.
			parties: Pair<T::AccountId>,
			/// In which asset.
			asset: AssetIdOf<T>,
			/// What the opener paid in.
			amount: Balance,
			/// What the counterparty is asked for.
			requested: Balance,
			/// From when on it can no longer be accepted.
			expires_ms: Moment,
		},
		/// An offer ended without a channel; the opener has its money back.
		OfferEnded {
			/// The channel that was to be.
			channel: ChannelId,
			/// Who ended it.
			reason: OfferEnd,
		},
		/// A party paid into its ledger balance.
		Deposited {
			/// In this channel.
			channel: ChannelId,
			/// Which party.
			side: Side,
			/// How much.
			amount: Balance,
			/// The ledger afterwards.
			ledger: Pair<Ledger>,
		},
		/// A party took out of its ledger balance.
		Withdrawn {
			/// In this channel.
			channel: ChannelId,
			/// Which party.
			side: Side,
			/// How much.
			amount: Balance,
			/// The ledger afterwards.
			ledger: Pair<Ledger>,
		},
		/// A party paid the other.
		Paid {
			/// In this channel.
			channel: ChannelId,
			/// Which party paid.
			payer: Side,
			/// How much.
			amount: Balance,
			/// The ledger afterwards.
			ledger: Pair<Ledger>,
		},
		/// A party set the terms on which it forwards.
		PolicySet {
			/// In this channel.
			channel: ChannelId,
			/// Which party.
			side: Side,
			/// Its terms from now on.
			policy: Option<Policy>,
		},
		/// A party committed balance to off-chain payments.
		Committed {
			/// In this channel.
			channel: ChannelId,
			/// Which party.
			side: Side,
			/// How much more.
			amount: Balance,
			/// What is committed now.
			committed: Pair<Balance>,
		},
		/// The parties took committed balance back into the ledger. States up to this version count
		/// no more.
		CommittedWithdrawn {
			/// In this channel.
			channel: ChannelId,
			/// The new base version.
			base_version: u64,
			/// What each took.
			amounts: Pair<Balance>,
			/// What is committed now.
			committed: Pair<Balance>,
		},
		/// A party closes alone. Whoever holds a later state has until then to present it.
		ForceClosed {
			/// This channel.
			channel: ChannelId,
			/// Which party.
			closer: Side,
			/// The version of the state it presented; the base version where it presented none.
			version: u64,
			/// From when on the channel is settled.
			settles_ms: Moment,
			/// But not before this block.
			settles_at: BlockNumberFor<T>,
		},
		/// A later state was presented.
		Challenged {
			/// This channel.
			channel: ChannelId,
			/// By whom.
			challenger: T::AccountId,
			/// Its version.
			version: u64,
			/// Whom it proved to have presented a stale state, now or earlier.
			stale: Pair<bool>,
		},
		/// A party pays for having presented a stale state.
		Penalised {
			/// In this channel.
			channel: ChannelId,
			/// Which party.
			side: Side,
			/// How much in all.
			amount: Balance,
			/// Who exposed it.
			challenger: T::AccountId,
			/// What of the amount went there, and not to the other party.
			reward: Balance,
		},
		/// A channel was paid out; what is pending follows when it is decided.
		Settled {
			/// This channel.
			channel: ChannelId,
			/// The version that decided, except in a cooperative close of the ledger alone.
			version: u64,
			/// What each party got.
			paid: Pair<Balance>,
			/// What each side still offers in HTLCs or has locked.
			pending: Pair<Balance>,
		},
		/// A channel is gone and its deposit returned.
		Closed {
			/// This channel.
			channel: ChannelId,
		},
		/// A preimage became public.
		PreimageRevealed {
			/// Its payment hash.
			payment_hash: PaymentHash,
			/// The secret.
			preimage: Preimage,
			/// Counts for deadlines after this instant.
			revealed_ms: Moment,
			/// From when on it can be forgotten.
			retained_until_ms: Moment,
			/// But not before this block.
			retained_until: BlockNumberFor<T>,
		},
		/// A preimage was forgotten and its deposit returned.
		PreimageForgotten {
			/// Its payment hash.
			payment_hash: PaymentHash,
		},
		/// A payout was refused by the asset and is kept for its owner.
		Credited {
			/// Whose it is.
			owner: T::AccountId,
			/// In which asset.
			asset: AssetIdOf<T>,
			/// How much.
			amount: Balance,
			/// Why it could not be paid out.
			reason: DispatchError,
		},
		/// The owner of credit took it.
		CreditClaimed {
			/// Whose it was.
			owner: T::AccountId,
			/// In which asset.
			asset: AssetIdOf<T>,
			/// How much.
			amount: Balance,
			/// Where it went.
			to: T::AccountId,
		},
		/// Something that was due could not be done. It can be done by a call.
		ServiceFailed {
			/// What was due.
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

	/// How an offer ended.
	#[derive(
		Clone,
		Copy,
		Debug,
		Decode,
		DecodeWithMemTracking,
		Encode,
		Eq,
		MaxEncodedLen,
		PartialEq,
		TypeInfo,
	)]
	pub enum OfferEnd {
		/// The counterparty said no.
		Declined,
		/// The opener took it back.
		Cancelled,
		/// Nobody answered in time.
		Expired,
	}
}
