//! The errors. A section of the pallet module.

use crate::Error;
use bloc_primitives::errors_from;
use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call is refused. Nothing has changed then but the fee.
	#[pallet::error]
	pub enum Error<T> {
		/// The account has no policy in this asset, or none for this channel.
		PolicyNotFound,
		/// There is no such channel.
		ChannelNotFound,
		/// There is no such proposal, or no longer.
		ProposalNotFound,
		/// The account is not a party of the channel.
		NotParty,
		/// The caller is neither the account nor its operator.
		NotOperator,
		/// The account pays over none of the channels of the proposed cycle.
		NotOwner,
		/// The channel is not open.
		NotOpen,
		/// The channel is in another asset, or not all channels are in one.
		WrongAsset,
		/// The target does not lie between the thresholds.
		UnsoundBand,
		/// The interval between runs is shorter than the shortest.
		IntervalTooShort,
		/// The budget's period is shorter than the shortest.
		BudgetPeriodTooShort,
		/// Channels have policies of their own, which have to be removed first.
		ChannelPoliciesRemain,
		/// The account's policy leaves all to manual runs.
		NotAutomatic,
		/// No automatic run is due, or the last was too recent.
		NotDue,
		/// There is no cycle in the call.
		NoCycle,
		/// The channels do not lead from the caller back to the caller, or lead through it in
		/// between.
		NotACycle,
		/// An amount is zero.
		ZeroAmount,
		/// A forwarder would keep less than it asks for.
		FeeTooLow,
		/// The fees are more than the call or the account's policy allows.
		FeeTooHigh,
		/// The fees are more than what is left of the period's budget.
		ExceedsFeeBudget,
		/// The caller's policy excludes this channel.
		ChannelExcluded,
		/// The caller's policy leaves this channel to manual runs.
		ManualOnly,
		/// One of the caller's channels would come out of its thresholds, or lie farther out.
		WorsensBalance,
		/// The caller's channels together would not be nearer to their targets.
		NoImprovement,
		/// An account comes twice in the proposed cycle.
		RepeatsAccount,
		/// The account has accepted this proposal already.
		AlreadyAccepted,
		/// The deadline of the proposal has passed.
		Expired,
		/// The deadline is not in the future.
		DeadlineTooSoon,
		/// The deadline is farther in the future than the runtime allows.
		DeadlineTooFar,
		/// A sum does not fit.
		Overflow,
	}
}

errors_from!(crate::proposal::Fault { Expired, NotOwner, AlreadyAccepted });
