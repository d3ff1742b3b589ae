//! What the chain keeps of a channel that a party closed alone, and what it says about towers.
//! Pure, without storage.

use crate::{types::Fault, watch::Hire};
use bloc_primitives::{
	channel::Settlement,
	instant::Instant,
	state::{Htlc, State},
	Balance, Moment, Pair, PaymentHash, Side,
};
use frame_support::{traits::ConstU32, BoundedVec};

/// How many presentations are kept: the newest ones.
pub const MAX_PRESENTED: u32 = 4;

/// So many blocks with room are enough to find it in one of them.
pub const ENOUGH_ROOM: u64 = 10;

/// Whether nobody could count on getting an urgent call into one of `blocks`, of which `crowded` had no
/// room: less than [`ENOUGH_ROOM`] had any, and where there were not many, not even half of them.
pub const fn had_no_room(crowded: u64, blocks: u64) -> bool {
	crowded.saturating_mul(2) > blocks && blocks.saturating_sub(crowded) < ENOUGH_ROOM
}

/// A state that was presented against the closer's.
#[frame_support::stored]
pub struct Presented<AccountId> {
	/// By whom.
	pub who: AccountId,
	/// Its version.
	pub version: u64,
	/// When.
	pub at_ms: Moment,
}

/// A time in which something could be contradicted.
#[frame_support::stored]
#[derive(Copy)]
pub struct Span {
	/// From when on.
	pub since: Instant,
	/// When it was done, since nobody had.
	pub until: Instant,
	/// In how many of the blocks between an urgent call found no room.
	pub crowded: u64,
}

/// The state that counts, and what it paid.
#[frame_support::stored]
#[derive(Copy)]
pub struct Settled {
	/// Its version.
	pub version: u64,
	/// The base version on which it counts.
	pub base_version: u64,
	/// What was divided.
	pub committed: Pair<Balance>,
	/// Whether a party had withdrawn alone before.
	pub is_drawn: bool,
	/// When it was.
	pub at: Instant,
	/// In how many blocks since the closing an urgent call found no room.
	pub crowded: u64,
	/// What it paid to each party by now.
	pub paid: Pair<Balance>,
	/// What each paid as a penalty.
	pub penalties: Pair<Balance>,
	/// What of that went to whoever presented it.
	pub reward: Balance,
}

/// A party has closed a channel alone.
#[frame_support::stored]
pub struct Dispute<AccountId> {
	/// Which.
	pub closer: Side,
	/// Since when.
	pub since: Instant,
	/// With which version.
	pub first: u64,
	/// In how many blocks an urgent call had found no room by then.
	pub crowded: u64,
	/// What was presented against that: the last is the newest.
	pub presented: BoundedVec<Presented<AccountId>, ConstU32<MAX_PRESENTED>>,
	/// Whether more was presented than is kept.
	pub is_cut: bool,
	/// The state that counts, once the challenge period is over.
	pub settled: Option<Settled>,
	/// What each party was paid for misses.
	pub compensated: Pair<Balance>,
}

impl<AccountId: PartialEq> Dispute<AccountId> {
	/// `closer` closes with a state of this version.
	pub fn begin(closer: Side, since: Instant, first: u64, crowded: u64) -> Self {
		Self {
			closer,
			since,
			first,
			crowded,
			presented: BoundedVec::new(),
			is_cut: false,
			settled: None,
			compensated: Pair::new(0, 0),
		}
	}

	/// `who` presents a later state.
	pub fn present(&mut self, who: AccountId, version: u64, at_ms: Moment) {
		let presented = Presented { who, version, at_ms };
		if self.presented.is_full() {
			self.presented.remove(0);
			self.is_cut = true;
		}
		// There is room for one now.
		let _ = self.presented.try_push(presented);
	}

	/// A step of the settlement is done. Returns whether it was the last.
	pub fn settle(&mut self, step: &Settlement, now: Instant, crowded: u64) -> bool {
		let settled = self.settled.get_or_insert(Settled {
			version: step.version,
			base_version: step.base_version,
			committed: step.committed,
			is_drawn: step.is_drawn,
			at: now,
			crowded: crowded.saturating_sub(self.crowded),
			paid: Pair::new(0, 0),
			penalties: Pair::new(0, 0),
			reward: 0,
		});
		let add = |sums: &mut Pair<Balance>, more: &Pair<Balance>| {
			for side in Side::BOTH {
				let sum = sums.of_mut(side);
				// All of it is part of what was committed: the sums fit.
				*sum = sum.saturating_add(*more.of(side));
			}
		};
		add(&mut settled.paid, &step.paid);
		add(&mut settled.penalties, &step.penalties);
		settled.reward = settled.reward.saturating_add(step.reward);
		step.is_decided
	}

	/// The time in which the closing could be contradicted.
	pub const fn span(&self, settled: &Settled) -> Span {
		Span { since: self.since, until: settled.at, crowded: settled.crowded }
	}

	/// Whether `who` has presented something that is kept.
	pub fn is_presented_by(&self, who: &AccountId) -> bool {
		self.presented.iter().any(|presented| presented.who == *who)
	}

	/// Who presented the state that counts, if not the closer.
	pub fn winner(&self) -> Option<&Presented<AccountId>> {
		let version = self.settled.as_ref()?.version;
		self.presented.last().filter(|presented| presented.version == version)
	}

	/// The most that the party on this `side` can still be paid for a miss of the settlement, once that
	/// has begun. Nothing, if it has closed the channel itself.
	pub fn most_due(&self, side: Side) -> Balance {
		let Some(settled) = self.settled.as_ref().filter(|_| self.closer != side) else { return 0 };
		let Pair { opener, counterparty } = settled.committed;
		let has = [&settled.paid, &settled.penalties, &self.compensated];
		has.into_iter().fold(opener.saturating_add(counterparty), |most, has| {
			most.saturating_sub(*has.of(side))
		})
	}

	/// Whether the tower of `hire`, which leaves at `leaves_ms`, can have been held to a state: it was
	/// hired and there until its time was over, had it been the first.
	pub fn could_hold(&self, hire: &Hire, leaves_ms: Option<Moment>) -> bool {
		hire.is_held_at(self.since.ms.saturating_add(hire.response_ms), leaves_ms)
	}

	/// Whether the other party had claimed more than was its own: then `side` would have lost.
	pub fn was_cheated(&self, side: Side) -> bool {
		let settled = self.settled.as_ref();
		settled.is_some_and(|settled| *settled.penalties.of(side.other()) > 0)
	}
}

/// What was asked of a tower when a party closed a channel, or requested to withdraw.
#[derive(Clone, Copy, Debug)]
pub struct Duty {
	/// How long after that it was its turn.
	pub turn_ms: Moment,
	/// When it had accepted the state.
	pub accepted_ms: Moment,
	/// The channel's challenge period.
	pub period_ms: Moment,
	/// How slowly blocks can come before the chain stands still.
	pub block_ms: Moment,
}

impl Duty {
	/// When the tower's time begins: with its turn, or with what it was given later.
	fn begins_ms(&self, since: &Instant) -> Moment {
		since.ms.saturating_add(self.turn_ms).max(self.accepted_ms)
	}

	/// When it is over.
	pub fn ends_ms(&self, hire: &Hire, since: &Instant) -> Moment {
		self.begins_ms(since).saturating_add(hire.response_ms)
	}

	/// Whether the tower had its time, and there was room in blocks.
	///
	/// The challenge period does not end before both its time and its blocks have passed. Here it
	/// counts as over when its time is, less what the chain stood still: never later than it was.
	pub fn ensure_possible(&self, hire: &Hire, span: &Span) -> Result<(), Fault> {
		let Span { since, until, crowded } = span;
		let passed_ms = until.ms.saturating_sub(since.ms).min(self.period_ms);
		let stood_ms = since.standstill_ms(until, self.block_ms);
		let ends_ms = since.ms.saturating_add(passed_ms.saturating_sub(stood_ms));
		if self.ends_ms(hire, since) > ends_ms || !hire.works_at(self.ends_ms(hire, since)) {
			return Err(Fault::NotMissed);
		}
		let blocks = until.block.saturating_sub(since.block);
		match had_no_room(*crowded, blocks) {
			true => Err(Fault::RoomWasMissing),
			false => Ok(()),
		}
	}
}

/// What a tower, and the chain, knew of preimages.
pub struct Known<'a, Revealed: Fn(&PaymentHash) -> Option<Moment>> {
	/// The payment hashes whose preimages the tower was given, with the state.
	pub named: &'a [PaymentHash],
	/// When the tower's time was over: it would have presented the state, and revealed what it had, by
	/// then.
	pub presents_ms: Moment,
	/// Up to when no preimage can be forgotten that became public since the tower has the state.
	pub forgets_ms: Moment,
	/// When a preimage became public.
	pub revealed_ms: Revealed,
	/// When it is now.
	pub now_ms: Moment,
}

impl<Revealed: Fn(&PaymentHash) -> Option<Moment>> Known<'_, Revealed> {
	/// Whether the amount is surely the party's on this `side`, had the state been presented.
	fn is_its_own(&self, htlc: &Htlc, side: Side) -> bool {
		let revealed_ms = (self.revealed_ms)(&htlc.payment_hash);
		let is_revealed = revealed_ms.is_some_and(|revealed_ms| revealed_ms < htlc.deadline_ms);
		if htlc.payer == side {
			let is_over = self.now_ms >= htlc.deadline_ms;
			return !is_revealed && is_over && self.now_ms < self.forgets_ms;
		}
		let had_it = self.named.contains(&htlc.payment_hash);
		is_revealed || (had_it && self.presents_ms < htlc.deadline_ms)
	}

	/// What the party surely has by `state`, which divides what is `committed`.
	pub(crate) fn sure(
		&self,
		state: &State,
		side: Side,
		committed: &Pair<Balance>,
	) -> Result<Balance, Fault> {
		let balances = state.balances(committed).ok_or(Fault::NotServable)?;
		let own = state.htlcs.iter().filter(|htlc| self.is_its_own(htlc, side));
		Ok(own.fold(*balances.of(side), |sum, htlc| sum.saturating_add(htlc.amount)))
	}

	/// What the party would surely have had by `state`.
	fn least(&self, state: &State, side: Side, settled: &Settled) -> Result<Balance, Fault> {
		let cut = settled.is_drawn.then(|| state.clone().cut_to(&settled.committed));
		self.sure(cut.as_ref().unwrap_or(state), side, &settled.committed)
	}

	/// What the party on this `side` has lost since `state` was not presented: what it would surely
	/// have had by that, less what it was paid. What it paid itself as a penalty is its own fault.
	pub fn loss(&self, state: &State, side: Side, settled: &Settled) -> Result<Balance, Fault> {
		let least = self.least(state, side, settled)?;
		let got = settled.paid.of(side).saturating_add(*settled.penalties.of(side));
		match least.saturating_sub(got) {
			0 => Err(Fault::NoLoss),
			loss => Ok(loss),
		}
	}
}

/// Whether `state` could be presented all the time, and its HTLCs were not too far ahead.
pub fn ensure_servable(state: &State, since_ms: Moment, horizon_ms: Moment) -> Result<(), Fault> {
	let latest_ms = since_ms.saturating_add(horizon_ms);
	let fits = |htlc: &Htlc| htlc.amount > 0 && htlc.deadline_ms <= latest_ms;
	match state.htlcs.iter().all(fits) {
		true => Ok(()),
		false => Err(Fault::NotServable),
	}
}
