//! The pace of a development chain: when its next block is due, and what waits for it.

use futures::{
	future::{Fuse, FusedFuture},
	FutureExt,
};
use futures_timer::Delay;
use std::{
	collections::{HashSet, VecDeque},
	hash::Hash,
	time::{Duration, Instant},
};

/// How long to leave alone what has just failed.
pub const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// When the next block is due that needs no transaction.
pub struct Beat {
	period: Option<Duration>,
	due: Option<Instant>,
}

impl Beat {
	/// With this period, `None` for never.
	pub fn new(period: Option<Duration>) -> Self {
		let mut beat = Self { period, due: None };
		beat.restart();
		beat
	}

	/// A full period from now.
	pub fn restart(&mut self) {
		self.due = self.after(Instant::now());
	}

	/// A period after the last was due, so that delays do not add up; but what is missed is missed.
	pub fn advance(&mut self) {
		self.due = self.due.and_then(|due| self.after(due)).map(|due| due.max(Instant::now()));
	}

	/// `None` if there is no period, or one so long that it never ends.
	fn after(&self, start: Instant) -> Option<Instant> {
		self.period.and_then(|period| start.checked_add(period))
	}

	/// Until it is due.
	pub fn wait(&self) -> impl FusedFuture<Output = ()> + Unpin {
		match self.due {
			Some(due) => Delay::new(due.saturating_duration_since(Instant::now())).fuse(),
			None => Fuse::terminated(),
		}
	}
}

/// How many blocks back a transaction is known to be sealed. Word of its arrival may come after it
/// went into a block, but not much after.
const REMEMBERED_BLOCKS: usize = 8;

/// The transactions that the pool told of and that are in no block yet.
pub struct Waiting<H> {
	arrived: HashSet<H>,
	recently_sealed: VecDeque<HashSet<H>>,
}

impl<H> Default for Waiting<H> {
	fn default() -> Self {
		Self { arrived: HashSet::new(), recently_sealed: VecDeque::new() }
	}
}

impl<H: Eq + Hash> Waiting<H> {
	/// Notes that a transaction came, unless it is in a recent block. Answers with whether it waits.
	pub fn add(&mut self, hash: H) -> bool {
		let sealed = self.recently_sealed.iter().any(|block| block.contains(&hash));
		if !sealed {
			self.arrived.insert(hash);
		}
		!sealed
	}

	/// Notes what went into a block.
	pub fn sealed(&mut self, block: HashSet<H>) {
		self.arrived.retain(|hash| !block.contains(hash));
		self.recently_sealed.truncate(REMEMBERED_BLOCKS.saturating_sub(1));
		self.recently_sealed.push_front(block);
	}

	/// Does none wait?
	pub fn is_empty(&self) -> bool {
		self.arrived.is_empty()
	}

	/// Gives up on all that wait.
	pub fn clear(&mut self) {
		self.arrived.clear();
	}
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]

	use super::*;

	#[test]
	fn transactions_wait_until_they_are_sealed() {
		let mut waiting = Waiting::default();
		waiting.add(1);
		waiting.add(2);
		waiting.add(2);
		waiting.sealed([1].into());
		assert!(!waiting.is_empty());
		waiting.sealed([2].into());
		assert!(waiting.is_empty());
	}

	#[test]
	fn a_late_word_of_a_sealed_transaction_is_ignored() {
		let mut waiting = Waiting::default();
		waiting.sealed([0].into());
		for other in 1..REMEMBERED_BLOCKS {
			waiting.sealed([other].into());
			waiting.add(0);
			assert!(waiting.is_empty());
		}
		waiting.sealed([REMEMBERED_BLOCKS].into());
		waiting.add(0);
		assert!(!waiting.is_empty(), "only {REMEMBERED_BLOCKS} blocks are remembered");
	}

	#[test]
	fn a_beat_keeps_step_but_does_not_catch_up() {
		let hour = Duration::from_secs(3_600);
		let mut beat = Beat::new(Some(hour));
		let first = beat.due.unwrap();
		beat.advance();
		assert_eq!(beat.due, Some(first + hour));

		// Three hours were missed.
		let missed = Instant::now().checked_sub(3 * hour).unwrap_or_else(Instant::now);
		beat.due = Some(missed);
		beat.advance();
		assert!(beat.due.unwrap() >= missed + hour);
		assert!(beat.due.unwrap() <= Instant::now() + hour);
	}

	#[test]
	fn no_beat_without_a_period_or_with_an_endless_one() {
		assert_eq!(Beat::new(None).due, None);
		assert!(Beat::new(None).wait().is_terminated());
		assert_eq!(Beat::new(Some(Duration::MAX)).due, None);
	}
}
