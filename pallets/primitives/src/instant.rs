//! Instants of a chain that may stand still.

use crate::Moment;

/// An instant of the chain, and how many blocks it had then.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Instant {
	/// The time.
	pub ms: Moment,
	/// The number of the block.
	pub block: u64,
}

impl Instant {
	/// How long the chain stood still from `self` to `now`, if a block comes each `block_ms`. It is
	/// never longer than the time that has passed, so that what is put off by it comes all the same.
	pub const fn standstill_ms(&self, now: &Self, block_ms: Moment) -> Moment {
		let passed_ms = now.ms.saturating_sub(self.ms);
		passed_ms.saturating_sub(now.block.saturating_sub(self.block).saturating_mul(block_ms))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_passes_without_blocks_is_a_standstill() {
		let made = Instant { ms: 1_000, block: 7 };
		let later = |ms, block| made.standstill_ms(&Instant { ms, block }, 6);
		assert_eq!(later(1_060, 17), 0);
		assert_eq!(later(1_061, 17), 1);
		assert_eq!(later(1_060, 7), 60);
		// More blocks than there is time for, and a clock that goes back.
		assert_eq!(later(1_060, 99), 0);
		assert_eq!(later(999, 6), 0);
	}
}
