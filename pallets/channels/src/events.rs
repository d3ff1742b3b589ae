//! The events: all that a client needs, so that nobody has to decode calls. A section of the pallet
//! module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// A channel is open.
		Opened {
			channel: ChannelId,
			parties: Pair<T::AccountId>,
			asset: AssetIdOf<T>,
			ledger: Pair<Ledger>,
			challenge_period_ms: Moment,
		},
		/// The opener has paid `amount` in and asks the counterparty for `requested`.
		Proposed {
			channel: ChannelId,
			parties: Pair<T::AccountId>,
			asset: AssetIdOf<T>,
			amount: Balance,
			requested: Balance,
			/// The first instant at which it can no longer be accepted.
			deadline_ms: Moment,
		},
		/// A proposal ended without a channel; the opener has its money back.
		ProposalEnded { channel: ChannelId, reason: ProposalEnd },
		/// A party paid into its ledger balance.
		Deposited {
			channel: ChannelId,
			side: Side,
			amount: Balance,
			/// After the change.
			ledger: Pair<Ledger>,
		},
		/// A party took out of its ledger balance.
		Withdrawn {
			channel: ChannelId,
			side: Side,
			amount: Balance,
			/// After the change.
			ledger: Pair<Ledger>,
		},
		/// A party paid the other.
		Paid {
			channel: ChannelId,
			payer: Side,
			amount: Balance,
			/// After the change.
			ledger: Pair<Ledger>,
		},
		/// A party set the terms on which it forwards.
		PolicySet { channel: ChannelId, side: Side, policy: Option<Policy> },
		/// A party committed balance to off-chain payments.
		Committed {
			channel: ChannelId,
			side: Side,
			amount: Balance,
			/// After the change.
			committed: Pair<Balance>,
		},
		/// The parties took committed balance back into the ledger. States up to this version count
		/// no more.
		CommittedWithdrawn {
			channel: ChannelId,
			base_version: u64,
			amounts: Pair<Balance>,
			/// After the change.
			committed: Pair<Balance>,
		},
		/// A party closes alone. Whoever holds a later state has until then to present it.
		ForceClosed {
			channel: ChannelId,
			closer: Side,
			/// With the latest state, or with what it claims after it lost its states.
			kind: Kind,
			/// Of the state that it presented; the base version where it presented none.
			version: u64,
			/// What the closer has put down, in the native coin.
			deposit: Balance,
			/// The channel is settled from then on, but not before the block `settles_at`.
			settles_ms: Moment,
			settles_at: BlockNumberFor<T>,
		},
		/// A later state was presented.
		Challenged {
			channel: ChannelId,
			challenger: T::AccountId,
			version: u64,
			/// What each side has claimed for sure above its balance by this state, HTLCs aside.
			excess: Pair<Balance>,
		},
		/// A side pays for having claimed more than what is due to it.
		Penalised {
			channel: ChannelId,
			side: Side,
			amount: Balance,
			/// Who presented the state that counts; the other party, if the closer began with it.
			challenger: T::AccountId,
			/// The part of the amount that the challenger gets; the rest is the other party's.
			reward: Balance,
		},
		/// A channel was paid out; what is pending or held follows when it is decided.
		Settled {
			channel: ChannelId,
			/// The version that decided, except in a cooperative close of the ledger alone.
			version: u64,
			/// To each party, or to the account that it has named (`PayoutSet`).
			paid: Pair<Balance>,
			/// What each side still has in HTLCs as their payer, or has locked.
			pending: Pair<Balance>,
			/// What is held back of each side's until all HTLCs are decided.
			held: Pair<Balance>,
		},
		/// A channel is gone and its deposit returned.
		Closed { channel: ChannelId },
		/// A preimage became public.
		PreimageRevealed {
			payment_hash: PaymentHash,
			preimage: Preimage,
			/// It counts for deadlines after this instant.
			revealed_ms: Moment,
			/// It can be forgotten from then on, but not before the block `retained_until`.
			retained_until_ms: Moment,
			retained_until: BlockNumberFor<T>,
		},
		/// A preimage was forgotten and its deposit returned.
		PreimageForgotten { payment_hash: PaymentHash },
		/// A payout was refused by the asset and is kept for its owner.
		Credited {
			owner: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			reason: DispatchError,
		},
		/// The owner of credit took it.
		CreditClaimed {
			owner: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			to: T::AccountId,
		},
		/// Something that was due could not be done. It is tried again later, and a call can do it
		/// meanwhile.
		ServiceFailed { due: Due, error: DispatchError },
		/// A deposit could not be returned and stays held. What it was for is gone all the same.
		DepositKept { who: T::AccountId, error: DispatchError },
		/// The closer claimed more than what is due to it: its deposit went to who presented the
		/// state that counts.
		ClosingDepositLost {
			channel: ChannelId,
			closer: T::AccountId,
			challenger: T::AccountId,
			/// In the native coin.
			amount: Balance,
		},
		/// A party consents to a message on chain, as if it had signed it.
		Approved {
			channel: ChannelId,
			side: Side,
			/// BLAKE2-256 of what would have been signed.
			payload_hash: H256,
			message: Message,
		},
		/// An approval that counts no more was forgotten and its deposit returned.
		ApprovalForgotten { channel: ChannelId, side: Side, payload_hash: H256 },
		/// A party wants to take a part of what it has committed out, without the other. Whoever holds
		/// a state of a later version in which it has less than both for sure has until then to
		/// present it.
		WithdrawalRequested {
			channel: ChannelId,
			side: Side,
			amount: Balance,
			/// Of the newest state that the party holds; the base version where it holds none.
			version: u64,
			/// What it keeps beside that.
			reserve: Balance,
			/// What the party has put down, in the native coin.
			deposit: Balance,
			/// It is finished from then on, but not before the block `finishes_at`.
			finishes_ms: Moment,
			finishes_at: BlockNumberFor<T>,
		},
		/// A request ended. The party has its deposit back; if it closes, that is what it puts down.
		WithdrawalEnded { channel: ChannelId, side: Side, reason: WithdrawalEnd },
		/// A part of what a party had committed became its ledger balance.
		WithdrawalFinished {
			channel: ChannelId,
			side: Side,
			amount: Balance,
			/// After the change.
			ledger: Pair<Ledger>,
			/// After the change.
			committed: Pair<Balance>,
		},
		/// A party's money goes to this account when the channel ends; to its own where there is none.
		PayoutSet { channel: ChannelId, side: Side, to: Option<T::AccountId> },
		/// Another pallet has bound a side of a channel, or what binds it is gone before its time.
		GuardSet { channel: ChannelId, guard: Option<Guard> },
	}

	/// Why a request to withdraw ended without being finished.
	#[frame_support::stored]
	#[derive(Copy)]
	pub enum WithdrawalEnd {
		/// Both parties closed the channel, or made a new base.
		Void,
		/// A party closes the channel alone, or the request was contested: which is the same. It is judged
		/// by the state that counts in the end.
		Closing,
	}

	/// How a proposal ended.
	#[frame_support::stored]
	#[derive(Copy)]
	pub enum ProposalEnd {
		/// The counterparty declined it.
		Declined,
		/// The opener withdrew it.
		Withdrawn,
		/// Nobody answered in time.
		Expired,
	}
}
