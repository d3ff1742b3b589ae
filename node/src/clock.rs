//! The clock of a development chain: the machine's, or ahead of it by as much as it was told to be.
//!
//! A challenge period lasts for hours and a subscription for a year. So that a test lives through
//! both in seconds, the clock can be put forward, in one step for each of any number of blocks.
//! It never goes back, and by itself it goes as fast as the machine's.

use crate::{pace::AFTER_FAILURE, sealing::LOG_TARGET};
use futures_timer::Delay;
use sp_timestamp::Timestamp;
use std::{fmt, time::Duration};

const SECOND_MS: u64 = 1_000;
const MINUTE_MS: u64 = 60 * SECOND_MS;
const HOUR_MS: u64 = 60 * MINUTE_MS;
const DAY_MS: u64 = 24 * HOUR_MS;

/// How far ahead of the machine's clock a chain's can be: a hundred years.
pub const MAX_AHEAD_MS: u64 = 36_525 * DAY_MS;
/// How many blocks can be sealed by one request: some hours of a network.
pub const MAX_BLOCKS: u32 = 10_000;

/// Why the clock is not put forward. Clients know the reason by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
	/// The chain is a network's.
	NotDevelopment,
	/// A time without a block is none on chain.
	NoBlocks,
	/// More than [`MAX_BLOCKS`].
	TooManyBlocks,
	/// More than [`MAX_AHEAD_MS`] in all.
	TooFar,
	/// The sealer does not get on.
	NotSealed(String),
}

impl Refusal {
	/// The name.
	pub fn name(&self) -> &'static str {
		match self {
			Self::NotDevelopment => "NotDevelopment",
			Self::NoBlocks => "NoBlocks",
			Self::TooManyBlocks => "TooManyBlocks",
			Self::TooFar => "TooFar",
			Self::NotSealed(_) => "NotSealed",
		}
	}
}

impl fmt::Display for Refusal {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		match self {
			Self::NotDevelopment => write!(
				f,
				"only a development chain's clock can be put forward; this one's is its validators'"
			),
			Self::NoBlocks => write!(f, "time passes with a block: ask for one at least"),
			Self::TooManyBlocks => write!(f, "{MAX_BLOCKS} blocks at once are the most"),
			Self::TooFar => {
				write!(f, "a hundred years ahead of the machine's clock are the most")
			},
			Self::NotSealed(reason) => write!(f, "no block could be sealed: {reason}"),
		}
	}
}

/// A wish to put the clock forward while blocks are sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advance {
	ms: u64,
	blocks: u32,
}

impl Advance {
	/// `ms` in all, spread over `blocks`.
	///
	/// # Errors
	/// [`Refusal::NoBlocks`], [`Refusal::TooManyBlocks`].
	pub fn new(ms: u64, blocks: u32) -> Result<Self, Refusal> {
		match blocks {
			0 => Err(Refusal::NoBlocks),
			1..=MAX_BLOCKS => Ok(Self { ms, blocks }),
			_ => Err(Refusal::TooManyBlocks),
		}
	}

	/// By how much the clock goes forward before each block: as evenly as milliseconds allow.
	pub fn steps(self) -> impl Iterator<Item = u64> {
		let until = move |block: u32| {
			let share = u128::from(self.ms).saturating_mul(block.into());
			// No more than `ms`, which fits.
			let share = share.checked_div(self.blocks.into()).unwrap_or_default();
			u64::try_from(share).unwrap_or(u64::MAX)
		};
		let later = (1..=self.blocks).map(until);
		later.zip((0..self.blocks).map(until)).map(|(to, from)| to.saturating_sub(from))
	}
}

/// The clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
	ahead_ms: u64,
}

impl Clock {
	/// At least `ahead_ms` ahead of the machine's; further if the chain's last block, of `last_ms`,
	/// is ahead of that: a chain that was put forward goes on from there when it is started again.
	pub fn new(ahead_ms: u64, last_ms: u64) -> Self {
		Self::at(ahead_ms, last_ms, Timestamp::current().as_millis())
	}

	fn at(ahead_ms: u64, last_ms: u64, machine_ms: u64) -> Self {
		Self { ahead_ms: ahead_ms.max(last_ms.saturating_sub(machine_ms)) }
	}

	/// How far it is ahead of the machine's.
	pub fn ahead_ms(&self) -> u64 {
		self.ahead_ms
	}

	/// Whether there is room for so much more.
	///
	/// # Errors
	/// [`Refusal::TooFar`].
	pub fn ensure_room(&self, advance: Advance) -> Result<(), Refusal> {
		let ahead_ms = self.ahead_ms.checked_add(advance.ms);
		ahead_ms.filter(|ms| *ms <= MAX_AHEAD_MS).map(|_| ()).ok_or(Refusal::TooFar)
	}

	/// Puts it forward.
	pub fn forward(&mut self, ms: u64) {
		self.ahead_ms = self.ahead_ms.saturating_add(ms);
	}

	fn now_ms(&self) -> u64 {
		Timestamp::current().as_millis().saturating_add(self.ahead_ms)
	}

	/// The present, once it is later than `last_ms`. Two blocks of one millisecond, or a machine
	/// whose clock was set back, make the chain wait: its time must rise, and must not run ahead.
	pub async fn moment_after(&self, last_ms: u64) -> Timestamp {
		loop {
			let now_ms = self.now_ms();
			let Some(wait) = wait_after(last_ms, now_ms) else { return now_ms.into() };
			if wait > AFTER_FAILURE {
				log::warn!(
					target: LOG_TARGET,
					"The clock is {wait:?} behind the last block: no block is sealed until then",
				);
			}
			Delay::new(wait.min(AFTER_FAILURE)).await;
		}
	}
}

/// How long it is until a block may follow one of `last_ms`.
fn wait_after(last_ms: u64, now_ms: u64) -> Option<Duration> {
	let behind = last_ms.checked_sub(now_ms)?;
	Some(Duration::from_millis(behind.saturating_add(1)))
}

/// Reads how far ahead a clock is to be: milliseconds, or a number with a unit, as `90m` or `30d`.
///
/// # Errors
/// What is wrong with the text.
pub fn parse_span(text: &str) -> Result<u64, String> {
	let digits = text.find(|char: char| !char.is_ascii_digit()).unwrap_or(text.len());
	let (number, unit) = text.split_at(digits);
	let unit_ms = match unit {
		"" | "ms" => 1,
		"s" => SECOND_MS,
		"m" => MINUTE_MS,
		"h" => HOUR_MS,
		"d" => DAY_MS,
		_ => return Err(format!("`{unit}` is no unit of time: ms, s, m, h or d")),
	};
	let number: u64 = number.parse().map_err(|_| {
		"neither a number of milliseconds nor one with a unit, as `90m` or `30d`".to_string()
	})?;
	let ms = number.checked_mul(unit_ms).filter(|ms| *ms <= MAX_AHEAD_MS);
	ms.ok_or_else(|| Refusal::TooFar.to_string())
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]

	use super::*;

	#[test]
	fn time_rises_by_a_millisecond_at_least() {
		assert_eq!(wait_after(0, 1_700_000_000_000), None);
		assert_eq!(wait_after(1_000, 1_001), None);
		assert_eq!(wait_after(1_000, 1_000), Some(Duration::from_millis(1)));
		assert_eq!(wait_after(1_000, 999), Some(Duration::from_millis(2)));
		assert_eq!(wait_after(u64::MAX, 0), Some(Duration::from_millis(u64::MAX)));
	}

	#[test]
	fn a_block_never_runs_ahead_of_the_clock() {
		for ahead_ms in [0, 30 * DAY_MS] {
			let clock = Clock::new(ahead_ms, 0);
			let last = Timestamp::current().as_millis() + ahead_ms + 20;
			let moment = futures::executor::block_on(clock.moment_after(last)).as_millis();
			assert!(moment > last);
			assert!(moment <= Timestamp::current().as_millis() + ahead_ms);
		}
	}

	#[test]
	fn goes_on_from_the_last_block() {
		let clock = |ahead_ms, last_ms| Clock::at(ahead_ms, last_ms, 1_000).ahead_ms();
		assert_eq!(clock(0, 0), 0);
		assert_eq!(clock(0, 1_000), 0);
		assert_eq!(clock(0, 1_001), 1);
		assert_eq!(clock(500, 1_001), 500);
		assert_eq!(clock(500, 2_000), 1_000);
	}

	#[test]
	fn steps_are_even_and_add_up() {
		let steps = |ms, blocks| Advance::new(ms, blocks).unwrap().steps().collect::<Vec<_>>();
		assert_eq!(steps(10, 1), [10]);
		assert_eq!(steps(10, 3), [3, 3, 4]);
		assert_eq!(steps(2, 4), [0, 1, 0, 1]);
		assert_eq!(steps(0, 2), [0, 0]);
		assert_eq!(steps(MAX_AHEAD_MS, MAX_BLOCKS).iter().sum::<u64>(), MAX_AHEAD_MS);
		assert_eq!(steps(u64::MAX, 7).iter().sum::<u64>(), u64::MAX);
	}

	#[test]
	fn refuses_by_name() {
		let refused = |ms, blocks| Advance::new(ms, blocks).unwrap_err().name();
		assert_eq!(refused(1, 0), "NoBlocks");
		assert!(Advance::new(1, MAX_BLOCKS).is_ok());
		assert_eq!(refused(1, MAX_BLOCKS + 1), "TooManyBlocks");

		let mut clock = Clock::at(0, 0, 0);
		let room = |clock: &Clock, ms| clock.ensure_room(Advance::new(ms, 1).unwrap());
		assert_eq!(room(&clock, MAX_AHEAD_MS), Ok(()));
		assert_eq!(room(&clock, MAX_AHEAD_MS + 1), Err(Refusal::TooFar));
		clock.forward(1);
		assert_eq!(clock.ahead_ms(), 1);
		assert_eq!(room(&clock, MAX_AHEAD_MS - 1), Ok(()));
		assert_eq!(room(&clock, MAX_AHEAD_MS), Err(Refusal::TooFar));
		assert_eq!(room(&clock, u64::MAX), Err(Refusal::TooFar));
	}

	#[test]
	fn reads_spans_of_time() {
		assert_eq!(parse_span("0"), Ok(0));
		assert_eq!(parse_span("1500"), Ok(1_500));
		assert_eq!(parse_span("1500ms"), Ok(1_500));
		assert_eq!(parse_span("20s"), Ok(20_000));
		assert_eq!(parse_span("90m"), Ok(5_400_000));
		assert_eq!(parse_span("2h"), Ok(7_200_000));
		assert_eq!(parse_span("30d"), Ok(2_592_000_000));
		assert_eq!(parse_span("36525d"), Ok(MAX_AHEAD_MS));
		for wrong in ["", "d", "-1", "-1d", "1.5h", "1w", "1 d", "1D", "36526d", "99999999999999d"]
		{
			assert!(parse_span(wrong).is_err(), "{wrong} was taken");
		}
	}
}
