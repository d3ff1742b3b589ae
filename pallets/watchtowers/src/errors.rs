//! Errors: why calls are refused. A section of the pallet module.

use crate::Error;
use bloc_primitives::errors_from;
use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call is refused. Nothing has changed then but the fee.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such tower, or channel, or no longer.
		NotFound,
		/// Only the tower's owner can do this.
		NotOwner,
		/// Only the tower's owner, or its machine, can do this.
		NotOperator,
		/// The caller has a tower in this asset already.
		AlreadyRegistered,
		/// The bond would be smaller than the smallest.
		BondTooSmall,
		/// So much of the bond is not free: hires count on it.
		BondExhausted,
		/// The tower watches as many channels as it may with its bond and its score.
		CapacityReached,
		/// The cover or the response time is zero, or the uptime above all of the time.
		UnsoundTerms,
		/// The tower has had as many keys as one can have: register it anew.
		TooManyKeys,
		/// Another key of the tower is about to count: one at a time.
		KeyPending,
		/// The tower leaves, or has said so already.
		TowerLeaves,
		/// The tower is silent.
		TowerSilent,
		/// The tower is not leaving, or not yet gone.
		NotLeft,
		/// The tower still has hires, or some that can be claimed for.
		StillWatching,
		/// The block that the beat names is too old, or not of this chain.
		StaleBeat,
		/// Nothing is earned that could be paid out now.
		NothingOwed,
		/// The channel is not open.
		NotOpen,
		/// The caller is not a party of the channel.
		NotParty,
		/// The channel is in another asset than the tower.
		WrongAsset,
		/// The party has hired this tower for the channel already.
		AlreadyHired,
		/// The party has not hired this tower for the channel.
		NotHired,
		/// Something is demanded of the tower already: one at a time.
		AlreadyDemanded,
		/// Nothing is demanded of the tower.
		NotDemanded,
		/// The receipt names no backup.
		NoBackup,
		/// The tower answers for nothing any more in this hire: it has paid that, or nothing can be lost.
		CoverSpent,
		/// The hire, or the tower, would be over before it has to answer.
		HireTooShort,
		/// It is not the backup that is demanded, nor a later state.
		WrongAnswer,
		/// The time for an answer is over.
		TooLate,
		/// The party has hired as many towers for the channel as it can.
		TooManyTowers,
		/// All towers together may take more than two thirds of the channel's challenge period.
		PeriodTooShort,
		/// The deposit does not pay for the shortest hire.
		DepositTooSmall,
		/// The tower is dearer, slower, or answers for less, than the caller accepts.
		TermsChanged,
		/// The hire's money is used up.
		RanDry,
		/// The order does not name each tower once.
		WrongOrder,
		/// The channel is in a dispute: towers stay as they are until that is over.
		InDispute,
		/// Nothing of the watch is over.
		NotOver,
		/// Something of this version, or of a later one, is there already.
		StaleVersion,
		/// A signature is missing or wrong.
		BadSignature,
		/// Nothing is posted in clear, or not this state.
		NotPosted,
		/// The receipt is not of this tower, hire, state or time.
		BadReceipt,
		/// The state could not have been presented: it is on another base, or not sound.
		NotServable,
		/// No state counts yet, or HTLCs still wait.
		NotSettled,
		/// The time in which this could be proved is over, or too short for an answer.
		WindowClosed,
		/// The state that counts, or that was shown, is as new; or the tower did not have its time.
		NotMissed,
		/// The tower presented it, somebody did in time, or nobody had claimed too much.
		NotLate,
		/// The tower presented no older state than one that it had signed for in time.
		NotFalse,
		/// The party has lost nothing by it, has closed the channel itself, or was paid all that the
		/// tower answers for.
		NoLoss,
		/// In nearly all of the blocks an urgent call found no room.
		RoomWasMissing,
		/// There is no such asset.
		UnknownAsset,
		/// An amount is zero.
		ZeroAmount,
		/// The amount is less than the minimum balance of its asset (dust).
		BelowMinimum,
		/// The account is the pallet's own, which holds the asset: money that is paid to it is
		/// lost.
		PotAccount,
		/// There is no credit to claim.
		NoCredit,
		/// A sum does not fit.
		Overflow,
		/// The pallet has less of the asset than it owes, since the asset's issuer took or
		/// destroyed some of it: more would go to those to whom the rest is owed.
		PotShort,
	}
}

errors_from!(crate::types::Fault {
	AlreadyDemanded,
	AlreadyHired,
	BadReceipt,
	BondExhausted,
	BondTooSmall,
	CapacityReached,
	CoverSpent,
	DepositTooSmall,
	HireTooShort,
	KeyPending,
	NoLoss,
	NotFalse,
	NotHired,
	NotLate,
	NotMissed,
	NotServable,
	Overflow,
	PeriodTooShort,
	RanDry,
	RoomWasMissing,
	TooManyKeys,
	TooManyTowers,
	TowerLeaves,
	TowerSilent,
	UnsoundTerms,
	WindowClosed,
	WrongOrder,
});
errors_from!(bloc_custody::Fault {
	Overflow,
	NoCredit,
	UnknownAsset,
	ZeroAmount,
	BelowMinimum,
	PotShort,
	PotAccount,
});
