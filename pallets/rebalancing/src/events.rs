//! What the pallet tells: all that a watcher needs, so that nobody has to decode calls. A section of
//! the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An account has another policy in an asset, or none any more.
		PolicySet {
			/// Whose.
			account: T::AccountId,
			/// In which asset.
			asset: T::AssetId,
			/// The policy from now on.
			policy: Option<RebalancePolicy>,
		},
		/// An account has another policy for one of its channels, or none any more: the channel is
		/// treated as the others, or is gone.
		ChannelPolicySet {
			/// Whose.
			account: T::AccountId,
			/// For which channel.
			channel: ChannelId,
			/// The policy from now on.
			policy: Option<ChannelPolicy>,
		},
		/// Channels are watched for an account from now on, or no longer, by its own call.
		ChannelsWatched {
			/// For whom.
			account: T::AccountId,
			/// Which channels.
			channels: BoundedVec<ChannelId, ConstU32<MAX_WATCHED>>,
			/// Are they?
			on: bool,
		},
		/// A channel came out of its owner's thresholds, and a run will be due for it.
		ImbalanceNoted {
			/// Whose thresholds.
			account: T::AccountId,
			/// In which asset.
			asset: T::AssetId,
			/// Which channel.
			channel: ChannelId,
			/// What is in it now, as the owner sees it.
			holding: Holding,
			/// From when on a run is due.
			due_ms: Moment,
		},
		/// An automatic run is due: the account's worker is to plan one now.
		RunDue {
			/// Whose.
			account: T::AccountId,
			/// In which asset.
			asset: T::AssetId,
		},
		/// Money went round, and the account's channels are better for it.
		Rebalanced {
			/// Whose channels.
			account: T::AccountId,
			/// In which asset.
			asset: T::AssetId,
			/// Who wanted it.
			trigger: Trigger,
			/// What went over which channels.
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
			/// Whose.
			account: T::AccountId,
			/// In which asset.
			asset: T::AssetId,
			/// Why.
			reason: Refusal,
			/// How often in a row that was so.
			failures: u8,
			/// From when on the next run is due.
			due_ms: Moment,
		},
		/// A run was due and there was nothing to do.
		FoundBalanced {
			/// Whose.
			account: T::AccountId,
			/// In which asset.
			asset: T::AssetId,
			/// From when on the next run is due, if a channel has changed since this one was.
			due_ms: Option<Moment>,
		},
		/// The owners of channels are asked to let money go round without a fee.
		CycleProposed {
			/// Names the proposal.
			proposal: ProposalId,
			/// In which asset.
			asset: T::AssetId,
			/// Over which channels.
			channels: BoundedVec<ChannelId, ConstU32<MAX_HOPS>>,
			/// Who pays over each of them. The first proposes it, and agrees.
			owners: BoundedVec<T::AccountId, ConstU32<MAX_HOPS>>,
			/// How much is to go round.
			amount: Balance,
			/// From when on it is no more.
			deadline_ms: Moment,
		},
		/// One of the owners agrees.
		CycleAgreed {
			/// To this.
			proposal: ProposalId,
			/// Who.
			owner: T::AccountId,
			/// How many have still to agree.
			missing: u32,
		},
		/// All agreed and the money went round.
		CycleDone {
			/// What was proposed.
			proposal: ProposalId,
			/// In which asset.
			asset: T::AssetId,
			/// How much went round.
			amount: Balance,
		},
		/// A proposal is gone, and nothing moved.
		CycleDropped {
			/// Which.
			proposal: ProposalId,
			/// Why.
			reason: DropReason<T::AccountId>,
		},
		/// A deposit could not be returned and stays held; what it was for is gone all the same.
		DepositKept {
			/// Whose.
			who: T::AccountId,
			/// Why.
			error: DispatchError,
		},
	}
}
