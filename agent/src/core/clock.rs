//! The machine's clock. It paces what the agent does and measures how far chains are from it; what
//! a deadline is compared with is always the time of a block.

use std::time::{SystemTime, UNIX_EPOCH};

/// Tells the time.
#[derive(Clone, Debug, Default)]
pub struct Clock {
	#[cfg(test)]
	set: Option<std::sync::Arc<std::sync::atomic::AtomicU64>>,
}

impl Clock {
	/// Now, in Unix milliseconds.
	pub fn now_ms(&self) -> u64 {
		#[cfg(test)]
		if let Some(set) = &self.set {
			return set.load(std::sync::atomic::Ordering::SeqCst);
		}
		let since = SystemTime::now().duration_since(UNIX_EPOCH);
		since.map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
	}

	/// One that a test sets.
	#[cfg(test)]
	pub fn of(set: &std::sync::Arc<std::sync::atomic::AtomicU64>) -> Self {
		Self { set: Some(set.clone()) }
	}
}
