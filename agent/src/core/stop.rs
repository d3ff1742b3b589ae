//! The end: asked for once, and awaited by all; and the tasks that have to come to theirs.

use crate::error::{Error, Result};
use futures::FutureExt;
use std::{
	future::Future,
	panic::AssertUnwindSafe,
	sync::{Arc, OnceLock},
	time::Duration,
};
use tokio::{task::JoinSet, time::timeout};
use tokio_util::sync::CancellationToken;
use tracing::error;

/// Tells everybody that the agent is to end.
#[derive(Clone, Debug, Default)]
pub struct Stop {
	token: CancellationToken,
	/// Why, if that was no wish of anybody's.
	failure: Arc<OnceLock<String>>,
}

impl Stop {
	/// Asks for the end.
	pub fn stop(&self) {
		self.token.cancel();
	}

	/// Asks for the end, since something is wrong: the process then says so.
	pub fn fail(&self, why: impl std::fmt::Display) {
		error!(%why, "the agent has to end");
		let _ = self.failure.set(why.to_string());
		self.stop();
	}

	/// Whether the end was asked for.
	pub fn is_stopped(&self) -> bool {
		self.token.is_cancelled()
	}

	/// Returns when the end is asked for.
	pub async fn stopped(&self) {
		self.token.cancelled().await;
	}

	/// Waits for so long. Whether the end was asked for meanwhile.
	pub async fn sleep(&self, time: Duration) -> bool {
		timeout(time, self.stopped()).await.is_ok()
	}

	/// Nothing, or why the agent had to end.
	pub fn outcome(&self) -> Result<()> {
		match self.failure.get() {
			None => Ok(()),
			Some(why) => Err(Error::outcome(
				format_args!("the agent had to end ({why})"),
				"see its log, and start it again: what was begun goes on",
			)),
		}
	}

	/// Asks for the end when the process is told to: by SIGINT or SIGTERM.
	pub async fn on_signal(self) {
		use tokio::signal::unix::{signal, SignalKind};
		let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
		tokio::select! {
			_ = tokio::signal::ctrl_c() => {},
			_ = terminate.recv() => {},
			() = self.stopped() => {},
		}
		self.stop();
	}
}

/// The parts of the agent, each on its own. One that breaks down ends them all: half an agent would
/// look as if all went well.
pub struct Tasks {
	all: JoinSet<()>,
	stop: Stop,
}

impl Tasks {
	/// None yet.
	pub fn new(stop: &Stop) -> Self {
		Self { all: JoinSet::new(), stop: stop.clone() }
	}

	/// Begins one.
	pub fn spawn(&mut self, task: impl Future<Output = ()> + Send + 'static) {
		let stop = self.stop.clone();
		self.all.spawn(async move {
			if AssertUnwindSafe(task).catch_unwind().await.is_err() {
				stop.fail("a part of it broke down: this is a fault of the agent's");
			}
		});
	}

	/// Waits for all of them, but not for longer than that. Whether they have ended.
	pub async fn end(&mut self, grace: Duration) -> bool {
		let ended = async { while self.all.join_next().await.is_some() {} };
		let is_ended = timeout(grace, ended).await.is_ok();
		self.all.abort_all();
		is_ended
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[tokio::test]
	async fn everybody_learns_of_the_end_also_later() {
		let stop = Stop::default();
		assert!(!stop.sleep(Duration::from_millis(1)).await);
		let other = stop.clone();
		let waits = tokio::spawn(async move { other.stopped().await });
		stop.stop();
		waits.await.unwrap();
		assert!(stop.is_stopped() && stop.sleep(Duration::from_secs(60)).await);
		stop.outcome().unwrap();
	}

	#[tokio::test]
	async fn a_part_that_breaks_down_ends_the_agent_and_is_told() {
		let stop = Stop::default();
		let mut tasks = Tasks::new(&stop);
		let waits = stop.clone();
		tasks.spawn(async move { waits.stopped().await });
		#[allow(clippy::panic)]
		tasks.spawn(async { panic!("for a test") });
		timeout(Duration::from_secs(10), stop.stopped()).await.expect("it ends");
		assert!(tasks.end(Duration::from_secs(10)).await);
		assert_eq!(stop.outcome().unwrap_err().exit_code(), 6);
	}

	#[tokio::test]
	async fn one_that_does_not_end_is_left_behind() {
		let mut tasks = Tasks::new(&Stop::default());
		tasks.spawn(std::future::pending());
		assert!(!tasks.end(Duration::from_millis(10)).await);
	}
}
