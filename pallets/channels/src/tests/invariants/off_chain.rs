//! What two parties of a channel sign and keep: a plain model of an honest protocol, in which
//! anybody may stop at any time.

use super::*;
use bloc_primitives::{
	state::{Htlc, State},
	Balance, Moment,
};

/// The states of a channel since its base.
#[derive(Clone, Debug, Default)]
pub struct Notebook {
	/// The version that the base is.
	pub base: u64,
	/// The states that both signed, of versions counting up from the base.
	pub states: Vec<CoSignedState>,
	/// How many of them each party holds: all, or all but the last.
	pub held: [usize; 2],
}

pub fn index(side: Side) -> usize {
	match side {
		Side::Opener => 0,
		Side::Counterparty => 1,
	}
}

impl Notebook {
	pub fn after(base: u64) -> Self {
		Self { base, ..Self::default() }
	}

	/// The version to sign next, if both hold all that was signed: nobody signs a version while it
	/// does not hold the one before.
	pub fn next_version(&self) -> Option<u64> {
		let count = self.states.len();
		(self.held == [count; 2]).then_some(self.base + count as u64 + 1)
	}

	/// Both have signed `state`; `holders` got the other's signature.
	pub fn add(&mut self, state: CoSignedState, holders: [bool; 2]) {
		self.states.push(state);
		for (held, holds) in self.held.iter_mut().zip(holders) {
			*held += usize::from(holds);
		}
	}

	pub fn deliver(&mut self) {
		self.held = [self.states.len(); 2];
	}

	/// The latest state that a party holds; none if it holds none.
	pub fn latest(&self, side: Side) -> Option<&CoSignedState> {
		self.states[..self.held[index(side)]].last()
	}

	/// The latest state that both signed, as it divides.
	pub fn last(&self) -> State {
		self.states
			.last()
			.map_or_else(|| state(self.base, Side::Opener, 0), |signed| signed.body.clone())
	}

	/// Those that a party must be content with: the latest that it holds, and later ones that it
	/// has signed.
	pub fn acceptable(&self, side: Side) -> Vec<State> {
		let held = self.held[index(side)];
		let held_latest = match held.checked_sub(1) {
			Some(last) => self.states[last].body.clone(),
			None => state(self.base, Side::Opener, 0),
		};
		let later = self.states[held..].iter().map(|signed| signed.body.clone());
		std::iter::once(held_latest).chain(later).collect()
	}
}

/// A point in time: what the clock says, and in which block.
#[derive(Clone, Copy, Debug)]
pub struct Instant {
	pub at_ms: Moment,
	pub block: u64,
}

/// What `side` has for sure by `state`, HTLCs included, in a channel that began to close at `begun`.
pub fn due_by(
	state: &State,
	side: Side,
	committed: &Pair<Balance>,
	begun: Instant,
	reveals: impl Fn(&Htlc) -> Vec<Instant>,
) -> Balance {
	let sure = *state.balances(committed).unwrap().of(side);
	let won = state.htlcs.iter().filter(|htlc| {
		let in_time = reveals(htlc).into_iter().filter(|reveal| reveal.at_ms < htlc.deadline_ms);
		match htlc.payer == side {
			true => in_time.count() == 0,
			// A preimage is not kept for ever: who knows it must go on chain in time.
			false => in_time.into_iter().any(|reveal| {
				begun.at_ms.saturating_sub(reveal.at_ms) <= SPARE_MS
					&& begun.block.saturating_sub(reveal.block) <= SPARE_MS / BLOCK_MS
			}),
		}
	});
	sure + won.map(|htlc| htlc.amount).sum::<Balance>()
}

/// For how long after a reveal a channel can begin to close, so that the preimage is surely still
/// known when it is settled.
const SPARE_MS: Moment = RETENTION - HORIZON - 30 * MINUTE;
