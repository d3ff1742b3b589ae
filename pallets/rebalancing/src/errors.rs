//! Why calls are refused. A section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call is refused. Nothing has changed then but the fee.
	#[pallet::error]
	pub enum Error<T> {
		/// The account has no policy in this asset: set one first.
		NotFound,
		/// There is no such channel.
		ChannelNotFound,
		/// There is no such proposal, or no longer.
		ProposalNotFound,
		/// The account is not a party of the channel.
		NotParty,
		/// The account owns none of the channels of the proposed cycle.
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
		PeriodTooShort,
		/// Channels have policies of their own: remove these first.
		OverridesLeft,
		/// The account's policy leaves all to manual runs.
		NotAutomatic,
		/// No automatic run is due, or the last was too recent.
		NotDue,
		/// There is no cycle in the call.
		NoCycle,
		/// The channels do not lead from the caller back to the caller, or lead through it in between.
		NotACycle,
		/// An amount is zero.
		ZeroAmount,
		/// A forwarder would keep less than it asks for.
		FeeTooLow,
		/// The fees are more than the call, or the account's policy, allows.
		FeeAboveLimit,
		/// The fees are more than what is left of the period's budget.
		OverBudget,
		/// The caller's policy excludes this channel.
		Excluded,
		/// The caller's policy leaves this channel to manual runs.
		ManualOnly,
		/// One of the caller's channels would come out of its thresholds, or farther out.
		Worse,
		/// None of the caller's channels would be better for it.
		NotBetter,
		/// An account comes twice in the proposed cycle.
		PassesTwice,
		/// The account has agreed already.
		AlreadyAgreed,
		/// The deadline has passed.
		Expired,
		/// The deadline is farther in the future than can be.
		DeadlineTooFar,
		/// A sum does not fit.
		Overflow,
	}
}
