//! What is to be done later, or again: a queue in the store. A job is done at least once. It is gone
//! in the same transaction in which the role writes what came of it, so that only what goes out of
//! the store can happen twice; and that has a name by which whoever gets it knows it again.

use crate::{
	core::{
		backoff::after_failures,
		clock::Clock,
		role::Role,
		sender::Bell,
		stop::Stop,
		store::{loaded, stored, Store, Tx},
	},
	error::{Error, Result},
};
use sqlx::Row;
use std::{sync::Arc, time::Duration};
use tracing::{error, warn};

/// How long a job is nobody else's.
const LEASE_MS: u64 = 60_000;
/// How often the queue is looked at.
const PACE: Duration = Duration::from_millis(500);

/// A job.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Job {
	/// Its name. There is one of a name at a time.
	pub key: String,
	/// The role that does it.
	pub role: String,
	/// What the role needs to know.
	pub payload: String,
	/// How often it was begun, this time included.
	pub attempts: u32,
}

/// Puts a job into the queue. One that is there already stays as it is.
pub async fn put(tx: &mut Tx, role: &str, key: &str, payload: &str, due_ms: u64) -> Result<()> {
	let insert = "INSERT INTO jobs (key, role, payload, due_ms, lease_ms, attempts) \
		VALUES ($1, $2, $3, $4, 0, 0) ON CONFLICT (key) DO NOTHING";
	sqlx::query(insert)
		.bind(key)
		.bind(role)
		.bind(payload)
		.bind(stored(due_ms))
		.execute(&mut **tx)
		.await?;
	Ok(())
}

impl Store {
	/// Takes a job that is due and that nobody does, if there is one.
	pub async fn take_job(&self, now_ms: u64) -> Result<Option<Job>> {
		let update = "UPDATE jobs SET lease_ms = $1, attempts = attempts + 1 WHERE key = (\
				SELECT key FROM jobs WHERE due_ms <= $2 AND lease_ms <= $2 ORDER BY due_ms, key LIMIT 1\
			) RETURNING key, role, payload, attempts";
		let row = sqlx::query(update)
			.bind(stored(now_ms.saturating_add(LEASE_MS)))
			.bind(stored(now_ms))
			.fetch_optional(self.pool())
			.await?;
		let Some(row) = row else { return Ok(None) };
		Ok(Some(Job {
			key: row.try_get("key")?,
			role: row.try_get("role")?,
			payload: row.try_get("payload")?,
			attempts: u32::try_from(row.try_get::<i64, _>("attempts")?).unwrap_or(u32::MAX),
		}))
	}

	/// Puts a job that failed back, until later.
	async fn put_back(&self, job: &Job, why: &Error, now_ms: u64) -> Result<()> {
		let due_ms = now_ms.saturating_add(after_failures(job.attempts, 1_000, 3_600_000));
		sqlx::query("UPDATE jobs SET due_ms = $1, lease_ms = 0, error = $2 WHERE key = $3")
			.bind(stored(due_ms))
			.bind(why.to_string())
			.bind(&job.key)
			.execute(self.pool())
			.await?;
		Ok(())
	}

	/// How many jobs wait.
	pub async fn waiting_jobs(&self) -> Result<u64> {
		Ok(loaded(sqlx::query_scalar("SELECT count(*) FROM jobs").fetch_one(self.pool()).await?))
	}
}

/// Does one job that is due. Whether there was one.
pub async fn do_one(store: &Store, roles: &[Arc<dyn Role>], now_ms: u64) -> Result<bool> {
	let Some(job) = store.take_job(now_ms).await? else { return Ok(false) };
	let Some(role) = roles.iter().find(|role| role.name() == job.role) else {
		// Its role is off: the job waits, and is there when it is on again.
		let off = Error::usage(format_args!("role {} is off", job.role), "switch it on");
		store.put_back(&job, &off, now_ms).await?;
		return Ok(true);
	};
	let mut tx = store.begin().await?;
	let done = match role.job(&mut tx, &job).await {
		Ok(()) => {
			sqlx::query("DELETE FROM jobs WHERE key = $1").bind(&job.key).execute(&mut *tx).await?;
			tx.commit().await.map_err(Error::from)
		},
		Err(error) => {
			tx.rollback().await?;
			Err(error)
		},
	};
	if let Err(error) = done {
		warn!(job = job.key, attempts = job.attempts, %error, "a job failed and is tried again later");
		store.put_back(&job, &error, now_ms).await?;
	}
	Ok(true)
}

/// Does what is due, until the end. What a job wants sent is in the store when the bell is rung.
pub async fn serve(store: Store, roles: Vec<Arc<dyn Role>>, clock: Clock, bell: Bell, stop: Stop) {
	while !stop.is_stopped() {
		match do_one(&store, &roles, clock.now_ms()).await {
			Ok(true) => {
				bell.ring();
				continue;
			},
			Ok(false) => {},
			Err(error) => error!(%error, "the queue of jobs stands"),
		}
		stop.sleep(PACE).await;
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::core::{store::testing::on_both, testing::Recorder};

	async fn put_now(store: &Store, key: &str, due_ms: u64) {
		let mut tx = store.begin().await.unwrap();
		put(&mut tx, "recorder", key, "what", due_ms).await.unwrap();
		tx.commit().await.unwrap();
	}

	#[tokio::test]
	async fn a_job_is_done_when_it_is_due_and_once_if_all_goes_well() {
		on_both(&[], |store| async move {
			let recorder = Arc::new(Recorder::default());
			let roles: Vec<Arc<dyn Role>> = vec![recorder.clone()];
			put_now(&store, "b", 200).await;
			put_now(&store, "a", 100).await;
			put_now(&store, "a", 0).await; // it is there
			assert!(!do_one(&store, &roles, 99).await.unwrap());
			assert!(do_one(&store, &roles, 200).await.unwrap());
			assert!(do_one(&store, &roles, 200).await.unwrap());
			assert!(!do_one(&store, &roles, 10_000).await.unwrap());
			assert_eq!(recorder.jobs(), ["a 1", "b 1"]);
			assert_eq!(store.waiting_jobs().await.unwrap(), 0);
		})
		.await;
	}

	#[tokio::test]
	async fn one_that_fails_is_undone_and_tried_again_later() {
		on_both(&[], |store| async move {
			let recorder = Arc::new(Recorder::default());
			let roles: Vec<Arc<dyn Role>> = vec![recorder.clone()];
			recorder.fail_jobs(2);
			put_now(&store, "a", 0).await;
			for now_ms in [0, 999, 1_000, 2_999, 3_000] {
				do_one(&store, &roles, now_ms).await.unwrap();
			}
			assert_eq!(recorder.jobs(), ["a 1", "a 2", "a 3"]);
			// What the failures wrote is gone: they all put the same job.
			assert_eq!(store.waiting_jobs().await.unwrap(), 1);
		})
		.await;
	}

	#[tokio::test]
	async fn one_whose_process_was_killed_is_another_s_later() {
		on_both(&[], |store| async move {
			put_now(&store, "a", 0).await;
			assert!(store.take_job(5).await.unwrap().is_some());
			assert_eq!(store.take_job(LEASE_MS).await.unwrap(), None);
			let again = store.take_job(LEASE_MS + 5).await.unwrap().unwrap();
			assert_eq!(again.attempts, 2);
		})
		.await;
	}

	#[tokio::test]
	async fn the_bell_is_rung_when_a_job_is_in_the_store() {
		on_both(&[], |store| async move {
			put_now(&store, "a", 0).await;
			let (bell, stop) = (Bell::default(), Stop::default());
			let mut rung = bell.listen();
			let roles: Vec<Arc<dyn Role>> = vec![Arc::new(Recorder::default())];
			let serves = serve(store.clone(), roles, Clock::default(), bell, stop.clone());
			let serves = tokio::spawn(serves);
			let heard = tokio::time::timeout(Duration::from_secs(10), rung.changed()).await;
			heard.expect("it is rung").unwrap();
			assert_eq!(store.waiting_jobs().await.unwrap(), 0);
			stop.stop();
			serves.await.unwrap();
		})
		.await;
	}

	#[tokio::test]
	async fn a_job_of_a_role_that_is_off_waits() {
		on_both(&[], |store| async move {
			put_now(&store, "a", 0).await;
			assert!(do_one(&store, &[], 0).await.unwrap());
			assert!(!do_one(&store, &[], 500).await.unwrap());
			let recorder = Arc::new(Recorder::default());
			let roles: [Arc<dyn Role>; 1] = [recorder.clone()];
			assert!(do_one(&store, &roles, 5_000).await.unwrap());
			assert_eq!(recorder.jobs(), ["a 2"]);
		})
		.await;
	}
}
