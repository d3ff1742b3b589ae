//! The rules of a dispute that can be taken out, one at a time.

/// A rule. Its documentation says what happens without it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rule {
	/// An HTLC is looked up once the channel settles, when its preimage may be forgotten.
	Pinned,
	/// A co-signed close counts for ever.
	EndingsExpire,
	/// What both once signed to end the base counts whatever was shown or presented since.
	EndingsInOrder,
	/// If both close together, they owe nobody a reward.
	EndingsPay,
	/// Whoever contradicts the closer first has the reward, however stale its state.
	LastPresenterPaid,
	/// A penalty is taken out of the balance only, and not out of what HTLCs bring.
	RefundsPay,
	/// A penalty may take all.
	HalfAtMost,
	/// A stale state costs a fifth of all that is committed, whatever it would have gained.
	ByGain,
	/// An HTLC that a later state has no more is forgotten from the claim.
	Folding,
	/// A claim is the balance and all HTLCs, also those that still wait in the later state.
	PendingIsPending,
	/// A closer gets all that the state that counts gives it, whoever presented that.
	Capped,
	/// Whoever has requested to withdraw can take that back, for nothing.
	NoCancelling,
	/// What is requested is forgotten when the channel is closed alone before anybody contests it.
	RequestsCount,
	/// After a request that was not true the newest state counts no more, if a side had less by that
	/// than it has withdrawn.
	CutToWhatIsLeft,
	/// A request may take all that a side has, and leave it nothing to lose.
	RequestsLeaveReserve,
	/// Who lies to get at the reserve does not answer for that.
	ReserveCounts,
	/// What is older than what was shown counts all the same.
	NothingOlder,
	/// A co-signed withdrawal counts for ever.
	WithdrawalsExpire,
	/// A period is over once its time is, also if the chain stood still.
	BlocksCount,
}

impl Rule {
	/// All of them.
	pub const ALL: [Self; 19] = [
		Self::Pinned,
		Self::EndingsExpire,
		Self::EndingsInOrder,
		Self::EndingsPay,
		Self::LastPresenterPaid,
		Self::RefundsPay,
		Self::HalfAtMost,
		Self::ByGain,
		Self::Folding,
		Self::PendingIsPending,
		Self::Capped,
		Self::NoCancelling,
		Self::RequestsCount,
		Self::CutToWhatIsLeft,
		Self::RequestsLeaveReserve,
		Self::ReserveCounts,
		Self::NothingOlder,
		Self::WithdrawalsExpire,
		Self::BlocksCount,
	];
}

/// All rules, or all but one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Rules {
	without: Option<Rule>,
}

impl Rules {
	/// As the pallet has them.
	pub const WHOLE: Self = Self { without: None };

	/// All but this one.
	pub const fn without(rule: Rule) -> Self {
		Self { without: Some(rule) }
	}

	/// Whether it is there.
	pub fn has(self, rule: Rule) -> bool {
		self.without != Some(rule)
	}
}
