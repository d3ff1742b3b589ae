//! # How fast it is
//!
//! Measures Lightning-Bloc beside what a user would otherwise use, in one process: subject and
//! yardstick take turns, what counts is the CPU time of the thread, and what is reported is the
//! median and the ratio. Absolute times depend on the machine; ratios and counts are promised, and
//! the tests of this crate hold the suite to them.
//!
//! `cargo run -p bloc-benches --bin payments`, `--bin routes`, `--bin swaps`, `--bin timetable`,
//! `--bin clock`, `--bin crowd` and `--bin wasm` print the tables in `docs/src/costs.md`.

pub mod atomic;
pub mod clock;
pub mod crowd;
pub mod payments;
pub mod routes;
pub mod swaps;
pub mod timetable;
pub mod vesting;
pub mod wasm;

use rustix::time::{clock_gettime, ClockId};
use std::time::Duration;

/// The CPU time that this thread has used.
pub fn cpu_time() -> Duration {
	let now = clock_gettime(ClockId::ThreadCPUTime);
	Duration::new(
		u64::try_from(now.tv_sec).unwrap_or_default(),
		u32::try_from(now.tv_nsec).unwrap_or_default(),
	)
}

/// The CPU time of one of `times` runs of `work`, in nanoseconds.
pub fn nanos_each(times: u32, mut work: impl FnMut()) -> u64 {
	let before = cpu_time();
	for _ in 0..times {
		work();
	}
	let spent = cpu_time().saturating_sub(before).as_nanos();
	u64::try_from(spent.checked_div(times.into()).unwrap_or(0)).unwrap_or(u64::MAX)
}

/// The median, the smallest and the largest of some measurements.
#[derive(Clone, Copy, Debug)]
pub struct Spread {
	/// The middle one.
	pub median: u64,
	/// The smallest.
	pub min: u64,
	/// The largest.
	pub max: u64,
}

impl Spread {
	/// Of these measurements; nothing of none.
	pub fn of(mut measured: Vec<u64>) -> Self {
		measured.sort_unstable();
		let at = |index: usize| measured.get(index).copied().unwrap_or_default();
		let last = measured.len().saturating_sub(1);
		Self { median: at(last.div_euclid(2)), min: at(0), max: at(last) }
	}

	/// Of two things that took turns, each by itself.
	pub fn of_turns(turns: Vec<(u64, u64)>) -> (Self, Self) {
		let (one, other) = turns.into_iter().unzip();
		(Self::of(one), Self::of(other))
	}

	/// This median in thousandths of the other's.
	pub fn per_mille_of(&self, other: &Self) -> u64 {
		self.median.saturating_mul(1_000).checked_div(other.median).unwrap_or(u64::MAX)
	}

	/// The smallest in thousandths of the other's: for tests, since whatever else the machine does can
	/// only add to what is measured.
	pub fn least_per_mille_of(&self, other: &Self) -> u64 {
		self.min.saturating_mul(1_000).checked_div(other.min).unwrap_or(u64::MAX)
	}
}

impl std::fmt::Display for Spread {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		write!(f, "{:>9} ns ({} to {})", self.median, self.min, self.max)
	}
}

/// Thousandths as a decimal number.
pub fn decimal(per_mille: u64) -> String {
	format!("{}.{:03}", per_mille.div_euclid(1_000), per_mille.rem_euclid(1_000))
}
