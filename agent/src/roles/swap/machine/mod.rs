//! What a party of a ring does next: a pure function of where it is and of what the chains show. It
//! has no clock and does nothing itself: it says what is wanted, and that is written down together
//! with the new state before anything goes out. Whoever is killed at any instant asks it again, and
//! goes on.
//!
//! Locks, bonds and ends count in final blocks alone. A secret counts from whatever block shows it.
//! Margins are looked at before the leader reveals; from then on what is open is claimed.

use crate::roles::swap::terms::{Party, Terms};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Where a party is.
#[derive(
	Clone, Copy, Debug, Display, EnumIter, EnumString, Eq, IntoStaticStr, Ord, PartialEq, PartialOrd,
)]
#[strum(serialize_all = "kebab-case")]
pub enum State {
	/// All have signed the terms.
	Agreed,
	/// Its bond is on its way.
	Bonding,
	/// Its bond is there, or none is asked for.
	Bonded,
	/// The lock of the leg that it pays is on its way.
	Locking,
	/// The leg that it pays is locked.
	Locked,
	/// The leader claims: the secret may be out.
	Revealing,
	/// The secret is public, and it claims.
	SecretSeen,
	/// It has what it was to receive.
	Claimed,
	/// The time of the leg that it pays is over: it comes back.
	RefundDue,
	/// It gave and it received.
	Done,
	/// It received, and nothing of what it gave was taken.
	Gained,
	/// It gave nothing, or has it back, and received nothing.
	Refunded,
	/// Nothing ever came about.
	Aborted,
	/// A leg was divided: the parties agreed on something else.
	Divided,
	/// What it gave was taken, and it received nothing.
	Lost,
}

impl State {
	/// Whether nothing of the party's is open any more.
	pub const fn is_over(&self) -> bool {
		matches!(
			self,
			Self::Done | Self::Gained | Self::Refunded | Self::Aborted | Self::Divided | Self::Lost
		)
	}

	/// As the store and the interface have it.
	pub fn name(&self) -> &'static str {
		self.into()
	}
}

/// How a leg has ended.
#[derive(Clone, Copy, Debug, Deserialize, EnumString, Eq, IntoStaticStr, PartialEq, Serialize)]
#[strum(serialize_all = "kebab-case")]
pub enum How {
	/// Its receiver has it.
	Claimed,
	/// Its owner has it back, since its time was over.
	Refunded,
	/// Its owner has it back, since its receiver wanted it so.
	HandedBack,
	/// Each has a part.
	Divided,
}

/// A leg, in final blocks. One that is not as the terms have it is not there.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum LegSeen {
	/// It was not locked yet.
	#[default]
	Absent,
	/// It waits.
	Open,
	/// It does not any more.
	Ended(How),
}

/// A bond, in final blocks.
#[derive(
	Clone, Copy, Debug, Default, Deserialize, EnumString, Eq, IntoStaticStr, PartialEq, Serialize,
)]
#[strum(serialize_all = "kebab-case")]
pub enum BondSeen {
	/// It was not posted yet.
	#[default]
	Absent,
	/// It is there; or it is in its leg, if that is.
	Posted,
	/// Its poster has it back, since the leg was not locked in time.
	Returned,
}

/// What a chain shows. What is not known is not safe.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ChainSeen {
	/// The time of the last final block.
	pub last_ms: u64,
	/// The time of the best block.
	pub best_ms: u64,
	/// Whether it goes on: its newest blocks are new, its clock is right, and all of it was read.
	pub is_alive: bool,
}

/// A leg, its bond and its chain.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Seen {
	/// The leg.
	pub leg: LegSeen,
	/// What its receiver put up for it.
	pub bond: BondSeen,
	/// Its chain.
	pub chain: ChainSeen,
}

/// All that counts, at one instant.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct View {
	/// The legs, by position.
	pub legs: Vec<Seen>,
	/// Whether any block of any chain has shown the secret.
	pub is_public: bool,
	/// Whether a claim of the leader's may have been sent: the secret may have left it.
	pub is_out: bool,
	/// Whether the account that claims can pay for that.
	pub can_claim: bool,
}

impl View {
	fn at(&self, position: u8) -> Seen {
		let place = usize::from(position).checked_sub(1);
		place.and_then(|place| self.legs.get(place)).copied().unwrap_or_default()
	}

	fn all_alive(&self, terms: &Terms) -> bool {
		self.legs.len() == terms.legs.len() && self.legs.iter().all(|seen| seen.chain.is_alive)
	}
}

/// How much time things take, in milliseconds: the terms of the gap, by the book.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Timing {
	/// Until a block is final.
	pub final_ms: u64,
	/// By how much a chain's clock may be wrong.
	pub skew_ms: u64,
	/// The slowest usual block.
	pub block_ms: u64,
	/// For how many blocks a claim may have to wait.
	pub blocks: u64,
}

impl Timing {
	/// That of live chains.
	pub const LIVE: Self = Self { final_ms: 60_000, skew_ms: 30_000, block_ms: 12_000, blocks: 20 };
	/// That of chains for development.
	pub const DEVELOPMENT: Self =
		Self { final_ms: 12_000, skew_ms: 6_000, block_ms: 6_000, blocks: 3 };

	/// How long before the first deadline the leader has to have begun to claim.
	pub const fn reveal_margin_ms(&self) -> u64 {
		let waits = self.blocks.saturating_mul(self.block_ms);
		self.skew_ms.saturating_add(waits).saturating_add(self.final_ms)
	}

	/// How far finality may be behind the newest block: a block counts until the next one is final.
	pub const fn final_lag_ms(&self) -> u64 {
		self.final_ms.saturating_add(self.block_ms)
	}

	/// What begins so late comes to nothing: two blocks.
	pub const fn lock_margin_ms(&self) -> u64 {
		self.block_ms.saturating_mul(2)
	}

	/// How late a hook may be before its work is done by a call.
	pub const fn grace_ms(&self) -> u64 {
		self.final_ms.saturating_add(self.block_ms.saturating_mul(5))
	}
}

/// Calls that are to come about. What is not wanted any more is put off.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Wants {
	/// `post_bond`, for the leg that it receives.
	pub bond: bool,
	/// `lock_ring`, of the leg that it pays.
	pub lock: bool,
	/// `claim`, of the leg that it receives.
	pub claim: bool,
	/// `settle`, of the leg that it pays.
	pub settle: bool,
	/// `return_bond`, of its own.
	pub return_bond: bool,
}

/// From this time of its chain on, a leader does not send its first claim.
pub fn reveal_by_ms(terms: &Terms, timing: &Timing) -> u64 {
	let deadline_ms = terms.times(1).map_or(0, |times| times.deadline_ms);
	deadline_ms.saturating_sub(timing.reveal_margin_ms())
}

/// One step: where the party is now, and what it wants. The same view again changes nothing more.
pub fn step(
	state: State,
	party: Party,
	terms: &Terms,
	timing: &Timing,
	view: &View,
) -> (State, Wants) {
	let machine = Machine { party, terms, timing, view };
	if state.is_over() {
		return (state, Wants::default());
	}
	if let Some(over) = machine.over(state) {
		return (over, Wants::default());
	}
	let state = machine.next(state);
	(state, machine.wants(state))
}

struct Machine<'a> {
	party: Party,
	terms: &'a Terms,
	timing: &'a Timing,
	view: &'a View,
}

impl Machine<'_> {
	fn paid(&self) -> Seen {
		self.view.at(self.party.pays())
	}

	fn received(&self) -> Seen {
		self.view.at(self.party.receives())
	}

	/// An instant of a leg. One that does not fit is never reached, and never missed.
	fn times(&self, position: u8) -> super::terms::Times {
		let never = super::terms::Times { bond_by_ms: 0, lock_by_ms: 0, deadline_ms: u64::MAX };
		self.terms.times(position).unwrap_or(never)
	}

	fn asks_bond(&self, position: u8) -> bool {
		self.terms.leg(position).is_some_and(|leg| leg.bond.is_some())
	}

	/// Whether the leg at a position has ended, or can not come any more.
	fn is_gone(&self, position: u8) -> bool {
		let seen = self.view.at(position);
		match seen.leg {
			LegSeen::Absent => seen.chain.last_ms >= self.times(position).lock_by_ms,
			LegSeen::Open => false,
			LegSeen::Ended(_) => true,
		}
	}

	/// How it ended, if nothing of the party's is open and nothing can come any more.
	fn over(&self, state: State) -> Option<State> {
		let (pays, receives) = (self.party.pays(), self.party.receives());
		if state == State::Agreed && self.is_left_alone() {
			return Some(State::Aborted);
		}
		// What it never sent cannot come.
		let never_paid = matches!(state, State::Agreed | State::Bonding | State::Bonded)
			&& self.paid().leg == LegSeen::Absent;
		if !(self.is_gone(receives) && (never_paid || self.is_gone(pays)) && self.bond_is_over()) {
			return None;
		}
		Some(match (self.received().leg, self.paid().leg) {
			(LegSeen::Ended(How::Divided), _) | (_, LegSeen::Ended(How::Divided)) => State::Divided,
			(LegSeen::Ended(How::Claimed), LegSeen::Ended(How::Claimed)) => State::Done,
			(LegSeen::Ended(How::Claimed), _) => State::Gained,
			(_, LegSeen::Ended(How::Claimed)) => State::Lost,
			(LegSeen::Absent, LegSeen::Absent) => State::Aborted,
			_ => State::Refunded,
		})
	}

	/// The bond in its favour was not posted in time, and it has sent nothing: it does not wait for what
	/// cannot be any more, and what it was to pay is free for others.
	fn is_left_alone(&self) -> bool {
		let (position, seen) = (self.party.pays(), self.paid());
		!self.party.leads()
			&& self.asks_bond(position)
			&& seen.bond == BondSeen::Absent
			&& seen.chain.last_ms >= self.times(position).bond_by_ms
	}

	/// Whether its bond is nowhere: never posted, back, or gone with its leg.
	fn bond_is_over(&self) -> bool {
		let seen = self.received();
		match seen.bond {
			BondSeen::Absent => {
				!self.asks_bond(self.party.receives())
					|| seen.chain.last_ms >= self.times(self.party.receives()).bond_by_ms
			},
			BondSeen::Posted => matches!(seen.leg, LegSeen::Ended(_)),
			BondSeen::Returned => true,
		}
	}

	fn next(&self, state: State) -> State {
		let state = match state {
			State::Revealing if self.may_still_let_go() => State::Locked,
			state => state,
		};
		if self.received().leg == LegSeen::Ended(How::Claimed) {
			return State::Claimed;
		}
		if self.view.is_public {
			return if self.party.leads() { State::Revealing } else { State::SecretSeen };
		}
		let next = match state {
			State::Agreed if self.may_bond() => State::Bonding,
			State::Agreed if !self.asks_bond(self.party.receives()) => State::Bonded,
			State::Agreed | State::Bonding if self.received().bond == BondSeen::Posted => {
				State::Bonded
			},
			State::Bonded if self.may_lock() => State::Locking,
			State::Bonded | State::Locking if self.paid().leg != LegSeen::Absent => State::Locked,
			// It is out, whatever was decided meanwhile.
			State::Locked if self.party.leads() && self.view.is_out => return State::Revealing,
			State::Locked if self.may_reveal() => State::Revealing,
			State::Locked if self.is_refund_due() => State::RefundDue,
			state => return state,
		};
		// One fact may be enough for several steps.
		self.next(next)
	}

	/// A bond is posted after the one in the party's own favour.
	fn may_bond(&self) -> bool {
		let seen = self.received();
		let until_ms = self.times(self.party.receives()).bond_by_ms;
		self.asks_bond(self.party.receives())
			&& seen.bond == BondSeen::Absent
			&& (self.party.leads() || self.is_secured())
			&& self.view.can_claim
			&& self.view.all_alive(self.terms)
			&& self.in_time(seen, until_ms)
	}

	/// The bond for the leg that it pays is there, or none is asked for.
	fn is_secured(&self) -> bool {
		!self.asks_bond(self.party.pays()) || self.paid().bond == BondSeen::Posted
	}

	/// The leader locks when all bonds are there; each other party when the leg that it receives is.
	fn may_lock(&self) -> bool {
		let ready = match self.party.leads() {
			true => (1..=self.terms.len())
				.all(|at| !self.asks_bond(at) || self.view.at(at).bond == BondSeen::Posted),
			false => self.received().leg == LegSeen::Open && self.is_secured(),
		};
		let until_ms = self.times(self.party.pays()).lock_by_ms;
		ready
			&& self.paid().leg == LegSeen::Absent
			&& self.view.can_claim
			&& self.view.all_alive(self.terms)
			&& self.in_time(self.paid(), until_ms)
	}

	fn in_time(&self, seen: Seen, until_ms: u64) -> bool {
		seen.chain.best_ms.saturating_add(self.timing.lock_margin_ms()) < until_ms
	}

	/// The leader reveals while the first leg is open, all chains go on, there is time for its claim to
	/// be included and final, and it can pay for that: a claim that fails shows the secret, too.
	fn may_reveal(&self) -> bool {
		self.party.leads()
			&& self.received().leg == LegSeen::Open
			&& self.view.can_claim
			&& self.view.all_alive(self.terms)
			&& self.has_time_to_reveal()
	}

	fn has_time_to_reveal(&self) -> bool {
		self.received().chain.best_ms < reveal_by_ms(self.terms, self.timing)
	}

	/// A leader that was killed between the decision to reveal and the sending finds that no claim was
	/// ever sent: nobody has the secret, and it decides anew.
	fn may_still_let_go(&self) -> bool {
		self.party.leads() && !self.view.is_out && !self.view.is_public && !self.may_reveal()
	}

	fn is_refund_due(&self) -> bool {
		self.paid().chain.last_ms >= self.times(self.party.pays()).deadline_ms
	}

	fn wants(&self, state: State) -> Wants {
		let (paid, received) = (self.paid(), self.received());
		let (pays, receives) = (self.times(self.party.pays()), self.times(self.party.receives()));
		let grace_ms = self.timing.grace_ms();
		let late_ms = grace_ms.saturating_add(self.terms.extension_ms);
		let has_secret = matches!(state, State::Revealing | State::SecretSeen);
		Wants {
			bond: state == State::Bonding && received.chain.last_ms < receives.bond_by_ms,
			lock: state == State::Locking && paid.chain.last_ms < pays.lock_by_ms,
			claim: has_secret && received.leg == LegSeen::Open,
			settle: paid.leg == LegSeen::Open
				&& paid.chain.last_ms >= pays.deadline_ms.saturating_add(late_ms),
			return_bond: received.bond == BondSeen::Posted
				&& received.leg == LegSeen::Absent
				&& received.chain.last_ms >= receives.lock_by_ms.saturating_add(grace_ms),
		}
	}
}

#[cfg(test)]
mod model;
#[cfg(test)]
mod tests;
