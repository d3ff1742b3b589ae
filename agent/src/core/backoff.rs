//! How long to wait before something is tried again.

use std::time::Duration;

/// Waits that double, up to a longest one, each with a random part, so that many agents do not come
/// back at one instant.
#[derive(Clone, Debug)]
pub struct Backoff {
	next_ms: u64,
	first_ms: u64,
	longest_ms: u64,
}

impl Backoff {
	/// From `first_ms` up to `longest_ms`.
	pub const fn new(first_ms: u64, longest_ms: u64) -> Self {
		Self { next_ms: first_ms, first_ms, longest_ms }
	}

	/// It went well: the next wait is the first one again.
	pub fn reset(&mut self) {
		self.next_ms = self.first_ms;
	}

	/// How long to wait now: between a half and the whole of what is next.
	pub fn next(&mut self) -> Duration {
		let whole_ms = self.next_ms;
		self.next_ms = whole_ms.saturating_mul(2).min(self.longest_ms);
		let half_ms = whole_ms.checked_div(2).unwrap_or(0);
		Duration::from_millis(half_ms.saturating_add(random_below(half_ms.saturating_add(1))))
	}
}

/// How long the try after so many failures waits, in milliseconds: for what is stored between them.
pub fn after_failures(failures: u32, first_ms: u64, longest_ms: u64) -> u64 {
	let doubled = 1_u64.checked_shl(failures.saturating_sub(1)).unwrap_or(u64::MAX);
	first_ms.saturating_mul(doubled).min(longest_ms)
}

/// A number below `bound`; 0 if the system has no random numbers, which costs fairness and no more.
fn random_below(bound: u64) -> u64 {
	let mut bytes = [0; 8];
	match getrandom::fill(&mut bytes) {
		Ok(()) => u64::from_le_bytes(bytes).checked_rem(bound).unwrap_or(0),
		Err(_) => 0,
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn waits_double_up_to_the_longest_and_begin_anew() {
		let mut backoff = Backoff::new(100, 1_000);
		for whole in [100, 200, 400, 800, 1_000, 1_000] {
			let wait = backoff.next().as_millis();
			assert!((whole / 2..=whole).contains(&wait), "{wait} of {whole}");
		}
		backoff.reset();
		assert!(backoff.next().as_millis() <= 100);
	}

	#[test]
	fn stored_failures_wait_as_long() {
		let waits = [1, 2, 3, 4, 200].map(|failures| after_failures(failures, 100, 1_000));
		assert_eq!(waits, [100, 200, 400, 800, 1_000]);
	}
}
