//! The events: all that a client needs, so that nobody has to decode calls. A section of the pallet
//! module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// An account has another policy in an asset, or none any more.
		PolicySet { account: T::AccountId, asset: T::AssetId, policy: Option<RebalancePolicy> },
		/// An account has another policy for one of its channels, or none any more: the channel is
		/// treated as the others, or is gone.
		ChannelPolicySet {
			account: T::AccountId,
			channel: ChannelId,
			policy: Option<ChannelPolicy>,
		},
		/// An account has another operator for its channels in an asset, or none any more.
		OperatorSet { account: T::AccountId, asset: T::AssetId, operator: Option<T::AccountId> },
		/// An operator acts for an account from now on, or no longer, by its own call.
		Operates { operator: T::AccountId, account: T::AccountId, asset: T::AssetId, on: bool },
		/// Channels are tracked for an account from now on, or no longer, by its own call.
		ChannelsTracked {
			account: T::AccountId,
			channels: BoundedVec<ChannelId, ConstU32<MAX_TRACKED>>,
			tracked: bool,
		},
		/// A channel came out of its owner's thresholds, and a run will be due for it.
		ImbalanceNoted {
			/// Whose thresholds these are.
			account: T::AccountId,
			asset: T::AssetId,
			channel: ChannelId,
			/// After the change, as the account sees it.
			holding: Holding,
			/// The first instant at which a run is due.
			due_ms: Moment,
		},
		/// An automatic run is due: the account's worker is to plan one now.
		RunDue { account: T::AccountId, asset: T::AssetId },
		/// Money went round, and the account's channels are better for it.
		Rebalanced {
			account: T::AccountId,
			asset: T::AssetId,
			trigger: Trigger,
			cycles: CyclesOf<T>,
			/// What came back in all.
			amount: Balance,
			/// What forwarders kept in all.
			fee: Balance,
			/// How far outside of their thresholds the account's channels in these cycles lie now,
			/// added up, in units.
			outside: Balance,
			/// What automatic runs have spent in the present period, if this was one.
			spent: Option<Balance>,
		},
		/// An automatic run was due, and nothing moved.
		RunRefused {
			account: T::AccountId,
			asset: T::AssetId,
			reason: Refusal,
			/// How often in a row that was so.
			failures: u8,
			/// The first instant at which the next run is due.
			due_ms: Moment,
		},
		/// A run was due and there was nothing to do.
		FoundBalanced {
			account: T::AccountId,
			asset: T::AssetId,
			/// The first instant at which the next run is due, if a channel has changed since this
			/// one was.
			due_ms: Option<Moment>,
		},
		/// The owners of channels are asked to let money go round without a fee.
		Proposed {
			proposal: ProposalId,
			asset: T::AssetId,
			channels: BoundedVec<ChannelId, ConstU32<MAX_HOPS>>,
			/// Who pays over each of the channels. The first has proposed it, and accepts by that.
			owners: BoundedVec<T::AccountId, ConstU32<MAX_HOPS>>,
			amount: Balance,
			/// The first instant at which it can no longer be accepted.
			deadline_ms: Moment,
		},
		/// One of the owners accepted a proposed cycle.
		Accepted {
			proposal: ProposalId,
			owner: T::AccountId,
			/// How many have still to accept.
			missing: u32,
		},
		/// All owners have accepted a proposed cycle, and the money went round.
		CycleExecuted { proposal: ProposalId, asset: T::AssetId, amount: Balance },
		/// A proposal ended, and nothing moved.
		ProposalEnded { proposal: ProposalId, reason: ProposalEnd<T::AccountId> },
		/// A deposit could not be returned and stays held; what it was for is gone all the same.
		DepositKept { who: T::AccountId, error: DispatchError },
		/// What was due could not be done; it is tried again later.
		ServiceFailed { due: DueOf<T>, error: DispatchError },
	}
}
