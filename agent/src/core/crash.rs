//! Where a process can be killed between two things that it does and that others can see, or that
//! its store keeps. A test kills it at each of them; so does a development build by
//! `BLOC_AGENT_DIE_AT`, at the n-th time that it comes by: `sent:2`.

/// The points, in the order in which a call comes by.
#[cfg(test)]
pub const POINTS: [&str; 7] = ["looked", "stored", "signed", "marked", "sent", "seen", "final"];

/// Those of what roles keep for others: not on the way of a call.
#[cfg(test)]
pub const MORE: [&str; 2] = ["kept", "receipted"];

/// The process comes by a point. `at` says what it is at, for tests.
#[cfg(not(test))]
pub async fn point(name: &'static str, _: String) {
	use std::sync::{
		atomic::{AtomicU32, Ordering},
		OnceLock,
	};
	static DIES: OnceLock<Option<(String, AtomicU32)>> = OnceLock::new();
	if !cfg!(debug_assertions) {
		return;
	}
	let dies = DIES.get_or_init(|| {
		let text = std::env::var("BLOC_AGENT_DIE_AT").ok()?;
		let (name, times) = text.split_once(':').unwrap_or((&text, "1"));
		Some((name.to_owned(), AtomicU32::new(times.parse().unwrap_or(1))))
	});
	let Some((_, left)) = dies.as_ref().filter(|(at, _)| at == name) else { return };
	if left.fetch_sub(1, Ordering::SeqCst) == 1 {
		let me = std::process::id().to_string();
		let _ = std::process::Command::new("kill").args(["-KILL", &me]).status();
	}
}

#[cfg(test)]
pub use tests::{point, Plan};

#[cfg(test)]
mod tests {
	use super::*;
	use std::{
		future::Future,
		sync::{Arc, Mutex},
	};
	use tokio::sync::Notify;

	/// When a test has the process killed.
	#[derive(Default)]
	pub struct Plan {
		/// At which of the labels, a point and what it was at; at none, if it is empty.
		pub dies_at: String,
		/// Those that it has come by, each once.
		pub labels: Mutex<Vec<String>>,
		died: Notify,
	}

	tokio::task_local! {
		static PLAN: Arc<Plan>;
	}

	impl Plan {
		pub fn dying_at(label: &str) -> Arc<Self> {
			Arc::new(Self { dies_at: label.into(), ..Self::default() })
		}

		/// Lets a process go on. Nothing, if it was killed.
		pub async fn run<T>(self: &Arc<Self>, process: impl Future<Output = T>) -> Option<T> {
			tokio::select! {
				biased;
				() = self.died.notified() => None,
				ended = PLAN.scope(self.clone(), process) => Some(ended),
			}
		}
	}

	pub async fn point(name: &'static str, at: String) {
		assert!(POINTS.contains(&name) || MORE.contains(&name));
		let label = format!("{name} {at}");
		let dies = PLAN.try_with(|plan| {
			let mut labels = plan.labels.lock().unwrap();
			if labels.contains(&label) {
				return false;
			}
			labels.push(label.clone());
			let dies = plan.dies_at == label;
			if dies {
				plan.died.notify_one();
			}
			dies
		});
		if dies == Ok(true) {
			std::future::pending::<()>().await;
		}
	}

	#[tokio::test]
	async fn a_process_is_killed_once_where_the_plan_says() {
		let plan = Plan::dying_at("sent b");
		let process = || async {
			point("sent", "a".into()).await;
			point("sent", "b".into()).await;
		};
		assert_eq!(plan.run(process()).await, None);
		assert_eq!(plan.run(process()).await, Some(()));
		assert_eq!(*plan.labels.lock().unwrap(), ["sent a", "sent b"]);
	}
}
