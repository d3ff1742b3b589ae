//! The store: SQLite in the data folder, or a PostgreSQL database. The statements are the same for
//! both; only what makes the tables is written twice.
//!
//! What belongs together is written in one transaction: the state of what a role does, how far a
//! chain was read, and what is to be sent. So a process that is killed anywhere has either all of a
//! step or nothing.

pub mod chains;
#[cfg(test)]
pub mod testing;

use crate::error::{Error, Result};
use futures::future::BoxFuture;
use sqlx::{
	any::{install_default_drivers, AnyPoolOptions},
	error::BoxDynError,
	migrate::{Migration as Step, MigrationSource, MigrationType, Migrator},
	Any, AnyPool, SqlSafeStr, Transaction,
};
use std::{
	fs::{self, DirBuilder, File, OpenOptions, Permissions},
	os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
	path::{Path, PathBuf},
	sync::Arc,
	time::Duration,
};
use tokio::sync::watch;

/// A transaction of the store.
pub type Tx = Transaction<'static, Any>;

/// The number that agents take in a PostgreSQL database, so that there is only one: "bloc".
const AGENT_LOCK: i64 = 0x626c_6f63;
/// How often the connection that holds it is looked at, and how long that may take.
const LOCK_PACE: Duration = Duration::from_secs(5);

/// Makes tables: its text for each of the databases. Never changed once it was released.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
	/// Its number: the core's are below 100, those of each role in a hundred of its own.
	pub version: i64,
	/// What it is for.
	pub name: &'static str,
	/// For SQLite.
	pub sqlite: &'static str,
	/// For PostgreSQL.
	pub postgres: &'static str,
}

/// Takes the text of a migration out of both folders.
#[macro_export]
macro_rules! migration {
	($version:literal, $name:literal) => {
		$crate::core::store::Migration {
			version: $version,
			name: $name,
			sqlite: include_str!(concat!(
				env!("CARGO_MANIFEST_DIR"),
				"/migrations/sqlite/",
				$name,
				".sql"
			)),
			postgres: include_str!(concat!(
				env!("CARGO_MANIFEST_DIR"),
				"/migrations/postgres/",
				$name,
				".sql"
			)),
		}
	};
}

/// The core's own.
pub const MIGRATIONS: &[Migration] = &[migration!(1, "0001_core"), migration!(2, "0002_alerts")];

/// Which database.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Database {
	/// A file.
	Sqlite(PathBuf),
	/// A server, by its URL.
	Postgres(String),
}

impl Database {
	/// As the configuration has it.
	pub fn parse(text: &str, data: &Path) -> Result<Self> {
		match text {
			"sqlite" => Ok(Self::Sqlite(data.join("agent.db"))),
			url if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
				Ok(Self::Postgres(url.to_owned()))
			},
			_ => Err(Error::usage(
				"this is no database that the agent knows",
				"write \"sqlite\", or a URL as postgres://user:password@host/database",
			)),
		}
	}

	fn url(&self) -> String {
		match self {
			Self::Sqlite(file) => {
				let path = file.display().to_string();
				let path = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
				format!("sqlite://{path}?mode=rwc")
			},
			Self::Postgres(url) => url.clone(),
		}
	}

	const fn is_sqlite(&self) -> bool {
		matches!(self, Self::Sqlite(_))
	}
}

/// The store. Whoever has it is the only agent on it.
#[derive(Clone, Debug)]
pub struct Store {
	pool: AnyPool,
	sqlite: bool,
	/// Whether nobody else can have taken it.
	alone: watch::Sender<bool>,
	_lock: Arc<File>,
}

#[derive(Debug)]
struct Steps(Vec<Step>);

impl MigrationSource<'static> for Steps {
	fn resolve(self) -> BoxFuture<'static, Result<Vec<Step>, BoxDynError>> {
		Box::pin(async { Ok(self.0) })
	}
}

impl Store {
	/// Opens it, and brings its tables up to date.
	pub async fn open(database: &Database, data: &Path, migrations: &[Migration]) -> Result<Self> {
		let lock = lock(data)?;
		if let Database::Sqlite(file) = database {
			make_private(file)?;
		}
		install_default_drivers();
		let sqlite = database.is_sqlite();
		// One connection writes to a file at a time anyway: with one there is nothing to wait for.
		let options = AnyPoolOptions::new()
			.max_connections(if sqlite { 1 } else { 8 })
			.acquire_timeout(Duration::from_secs(30))
			.after_connect(move |connection, _| {
				Box::pin(async move {
					if sqlite {
						for pragma in [
							"PRAGMA journal_mode = WAL",
							"PRAGMA synchronous = FULL",
							"PRAGMA foreign_keys = ON",
							"PRAGMA busy_timeout = 10000",
						] {
							sqlx::query(pragma).execute(&mut *connection).await?;
						}
					}
					Ok(())
				})
			});
		let pool = options.connect(&database.url()).await?;
		let store = Self { pool, sqlite, alone: watch::Sender::new(true), _lock: Arc::new(lock) };
		store.be_alone().await?;
		store.migrate(migrations).await?;
		Ok(store)
	}

	/// Two agents on one database would send everything twice.
	async fn be_alone(&self) -> Result<()> {
		if self.sqlite {
			return Ok(()); // its folder is locked
		}
		// The lock lasts as long as its connection, which so belongs to the process.
		let mut connection = self.pool.acquire().await?.detach();
		let got: bool = sqlx::query_scalar("SELECT pg_try_advisory_lock($1)")
			.bind(AGENT_LOCK)
			.fetch_one(&mut connection)
			.await?;
		if !got {
			return Err(Error::store(
				"another agent works on this database",
				"end that one, or give this one a database of its own",
			));
		}
		let alone = self.alone.clone();
		tokio::spawn(async move {
			loop {
				tokio::time::sleep(LOCK_PACE).await;
				let is_there = sqlx::query("SELECT 1").execute(&mut connection);
				if !matches!(tokio::time::timeout(LOCK_PACE, is_there).await, Ok(Ok(_))) {
					alone.send_replace(false);
					return;
				}
			}
		});
		Ok(())
	}

	/// Returns once another agent may have taken the database.
	pub async fn is_not_alone(&self) {
		let mut alone = self.alone.subscribe();
		let _ = alone.wait_for(|alone| !alone).await;
	}

	async fn migrate(&self, migrations: &[Migration]) -> Result<()> {
		let step = |it: &Migration| {
			let sql = if self.sqlite { it.sqlite } else { it.postgres };
			Step::new(it.version, it.name.into(), MigrationType::Simple, sql.into_sql_str(), false)
		};
		let steps = MIGRATIONS.iter().chain(migrations).map(step).collect();
		let failed = |error| {
			Error::store(
				format_args!(
					"the tables of the database cannot be made or brought up to date ({error})"
				),
				"run the version of the agent that wrote it last, or a newer one",
			)
		};
		let migrator = Migrator::new(Steps(steps)).await.map_err(failed)?;
		migrator.run(&self.pool).await.map_err(failed)
	}

	/// Begins a transaction. What it has done is undone unless it is committed.
	pub async fn begin(&self) -> Result<Tx> {
		Ok(self.pool.begin().await?)
	}

	/// What reads alone.
	pub const fn pool(&self) -> &AnyPool {
		&self.pool
	}

	/// Whether it can be written.
	pub async fn ensure_writable(&self) -> Result<()> {
		let mut tx = self.begin().await?;
		sqlx::query("DELETE FROM jobs WHERE key = ''").execute(&mut *tx).await?;
		Ok(tx.rollback().await?)
	}

	/// Closes it, with all that was committed on disk.
	pub async fn close(&self) {
		self.pool.close().await;
	}
}

/// Makes the data folder, which is nobody else's business, and takes it for this process.
fn lock(data: &Path) -> Result<File> {
	let failed = |error: std::io::Error| {
		Error::store(
			format_args!("{} cannot be used ({error})", data.display()),
			"name a folder by agent.data in which the agent can write",
		)
	};
	DirBuilder::new().recursive(true).mode(0o700).create(data).map_err(failed)?;
	// Also one that was there before.
	fs::set_permissions(data, Permissions::from_mode(0o700)).map_err(failed)?;
	let file = File::create(data.join("lock")).map_err(failed)?;
	file.try_lock().map_err(|_| {
		Error::taken(
			format_args!("another agent works on {}", data.display()),
			"end that one, or give this one a folder of its own",
		)
	})?;
	Ok(file)
}

/// Makes the file of the database, which nobody else is to read. What SQLite puts beside it gets the
/// same mode.
fn make_private(file: &Path) -> Result<()> {
	let made = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(file);
	let private = made.and_then(|file| file.set_permissions(Permissions::from_mode(0o600)));
	private.map_err(|error| {
		Error::store(
			format_args!("{} cannot be used ({error})", file.display()),
			"see that the agent's user owns it",
		)
	})
}

/// A number as the databases have it, which know no unsigned ones.
pub fn stored(number: u64) -> i64 {
	i64::try_from(number).unwrap_or(i64::MAX)
}

/// And back.
pub fn loaded(number: i64) -> u64 {
	u64::try_from(number).unwrap_or(0)
}

/// A hash or an account out of the store.
pub fn bytes32(bytes: &[u8]) -> Result<[u8; 32]> {
	bytes.try_into().map_err(|_| {
		Error::store("a hash in the store has not 32 bytes", "restore the database from a backup")
	})
}

#[cfg(test)]
mod tests {
	use super::{testing::on_both, *};

	#[test]
	fn a_database_is_known_by_its_word() {
		let parse = |text| Database::parse(text, Path::new("/data"));
		assert_eq!(parse("sqlite").unwrap(), Database::Sqlite("/data/agent.db".into()));
		assert!(matches!(parse("postgres://h/d").unwrap(), Database::Postgres(_)));
		assert!(parse("mysql://h/d").unwrap_err().advice.contains("postgres://"));
		assert_eq!(Database::Sqlite("/a?b".into()).url(), "sqlite:///a%3fb?mode=rwc");
	}

	#[tokio::test]
	async fn what_is_not_committed_is_undone() {
		on_both(&[], |store| async move {
			let insert = "INSERT INTO jobs (key, role, payload, due_ms, lease_ms, attempts) \
				VALUES ($1, 'r', '', 0, 0, 0)";
			for commits in [false, true] {
				let mut tx = store.begin().await.unwrap();
				sqlx::query(insert).bind("a").execute(&mut *tx).await.unwrap();
				match commits {
					true => tx.commit().await.unwrap(),
					false => drop(tx),
				}
				let count: i64 = sqlx::query_scalar("SELECT count(*) FROM jobs")
					.fetch_one(store.pool())
					.await
					.unwrap();
				assert_eq!(count, i64::from(commits));
			}
			store.ensure_writable().await.unwrap();
		})
		.await;
	}

	#[tokio::test]
	async fn one_agent_works_on_a_folder() {
		let folder = tempfile::tempdir().unwrap();
		let database = Database::parse("sqlite", folder.path()).unwrap();
		let store = Store::open(&database, folder.path(), &[]).await.unwrap();
		let second = Store::open(&database, folder.path(), &[]).await.err().unwrap();
		assert!(second.what.contains("another agent"), "{second}");
		store.close().await;
		drop(store);
		Store::open(&database, folder.path(), &[]).await.unwrap();
	}

	#[tokio::test]
	async fn one_agent_works_on_a_server() {
		let cluster = testing::cluster();
		let database = cluster.database();
		let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
		let _store = Store::open(&database, one.path(), &[]).await.unwrap();
		let second = Store::open(&database, two.path(), &[]).await.err().unwrap();
		assert!(second.what.contains("another agent"), "{second}");
	}

	#[tokio::test]
	async fn a_lock_on_a_server_that_is_lost_is_told() {
		let database = testing::cluster().database();
		let folder = tempfile::tempdir().unwrap();
		let store = Store::open(&database, folder.path(), &[]).await.unwrap();
		let ends = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' \
			AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
		sqlx::query(ends).execute(store.pool()).await.unwrap();
		let told = tokio::time::timeout(LOCK_PACE * 3, store.is_not_alone()).await;
		told.expect("it is told");
	}

	#[tokio::test]
	async fn what_is_stored_is_nobody_else_s_business() {
		let folder = tempfile::tempdir().unwrap();
		let data = folder.path().join("data");
		fs::create_dir(&data).unwrap();
		fs::write(data.join("agent.db"), "").unwrap();
		for file in [data.clone(), data.join("agent.db")] {
			fs::set_permissions(&file, Permissions::from_mode(0o755)).unwrap();
		}
		let database = Database::parse("sqlite", &data).unwrap();
		let store = Store::open(&database, &data, &[]).await.unwrap();
		store.ensure_writable().await.unwrap();
		let mode = |file: &Path| fs::metadata(file).unwrap().permissions().mode() & 0o777;
		assert_eq!(mode(&data), 0o700);
		for name in ["agent.db", "agent.db-wal", "agent.db-shm"] {
			assert_eq!(mode(&data.join(name)), 0o600, "{name}");
		}
	}

	#[tokio::test]
	async fn a_newer_database_is_refused() {
		const NEWER: Migration =
			Migration { version: 99, name: "newer", sqlite: "SELECT 1", postgres: "SELECT 1" };
		let folder = tempfile::tempdir().unwrap();
		let database = Database::parse("sqlite", folder.path()).unwrap();
		drop(Store::open(&database, folder.path(), &[NEWER]).await.unwrap());
		let refused = Store::open(&database, folder.path(), &[]).await.err().unwrap();
		assert!(refused.advice.contains("newer"), "{refused}");
	}
}
