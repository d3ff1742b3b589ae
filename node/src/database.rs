//! ParityDb whose commits outlive the process.
//!
//! ParityDb itself answers a commit as soon as the changes are queued in memory, and writes them to
//! its log in a thread of its own: a process that is killed loses what is queued, and with it
//! blocks that clients were told are final, or votes that other validators have seen. [`open`] gives
//! the same database, in the same format, but a commit returns only when its changes are in the log,
//! which the next start replays. How it knows that: each commit puts its number into a column that
//! nothing else uses, and walking through a column shows what is in the log, not what is queued. A
//! power cut can still lose what the operating system has not yet
//! put on the disk.

use parity_db::{CompressionType, Db, Operation, Options};
use sc_client_db::DatabaseSource;
use sp_core::H256;
use sp_database::{
	error::{DatabaseError, Result},
	Change, ColumnId, Database, Transaction,
};
use std::{
	path::Path,
	sync::{Arc, Mutex, PoisonError},
	thread,
	time::{Duration, Instant},
};

// The columns of `sc-client-db`, by its numbers.
const STATE: u8 = 1;
const STATE_META: u8 = 2;
const HEADER: u8 = 4;
const BODY: u8 = 5;
const JUSTIFICATIONS: u8 = 6;
const TRANSACTION: u8 = 11;
const BODY_INDEX: u8 = 12;
/// Which it does not use: here is the number of the last commit, and nothing else.
const NOTES: u8 = 10;
const COLUMNS: u8 = 13;

const COMPRESSED: [u8; 6] = [STATE, HEADER, BODY, JUSTIFICATIONS, TRANSACTION, BODY_INDEX];
const REFERENCE_COUNTED: [u8; 2] = [STATE, TRANSACTION];

/// The first that is written into a new database, by its key in [`STATE_META`].
const PRUNING_MODE: &[u8] = b"mode";

/// The key of the number of the last commit in [`NOTES`].
const LAST_COMMIT: &[u8] = b"lightning-bloc:last-commit";

/// How long a commit waits before it looks again whether it is in the log, at first and at most.
const FIRST_WAIT: Duration = Duration::from_micros(20);
const LONGEST_WAIT: Duration = Duration::from_millis(2);
/// After how long it asks the database whether that has failed.
const DOUBT: Duration = Duration::from_millis(250);

/// Opens what `source` names, with commits that last if it is a ParityDb.
pub fn open(source: DatabaseSource) -> parity_db::Result<DatabaseSource> {
	match source {
		DatabaseSource::ParityDb { path } => logged(&path),
		// What is there, or a ParityDb.
		DatabaseSource::Auto { paritydb_path, rocksdb_path, .. } if !rocksdb_path.exists() => {
			logged(&paritydb_path)
		},
		other => Ok(other),
	}
}

fn logged(path: &Path) -> parity_db::Result<DatabaseSource> {
	let db = LoggedDb::open(path)?;
	// One that has not got so far is initialised as if it had just been made.
	let require_create_flag = db.db.get(STATE_META, PRUNING_MODE)?.is_none();
	Ok(DatabaseSource::Custom { db: Arc::new(db), require_create_flag })
}

/// A change in a column, as ParityDb takes it.
type Step = (u8, Operation<Vec<u8>, Vec<u8>>);

struct LoggedDb {
	db: Db,
	/// The number of the last commit that was queued. Locked while one is, so that the numbers are
	/// in the order of the queue.
	last: Mutex<u64>,
}

impl LoggedDb {
	fn open(path: &Path) -> parity_db::Result<Self> {
		let options = options(path);
		let db = Db::open_or_create(&options)?;
		let last = db.get(NOTES, LAST_COMMIT)?.as_deref().and_then(number);
		let db = if last.is_some() {
			db
		} else {
			// Walking through a column passes over entries that have no place in its table yet.
			// Closing gives this one its place, which it keeps: it never changes its size.
			db.commit_changes([note(0)])?;
			drop(db);
			Db::open(&options)?
		};
		Ok(Self { db, last: Mutex::new(last.unwrap_or_default()) })
	}

	/// Queues the changes, and answers with the commit's number.
	fn queue(&self, changes: Vec<Step>) -> parity_db::Result<u64> {
		let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
		let number = last.wrapping_add(1);
		self.db.commit_changes(changes.into_iter().chain([note(number)]))?;
		*last = number;
		Ok(number)
	}

	/// The last commit that is in the log. The note is alone in its column, so that this takes as
	/// long however high the chain is.
	fn logged(&self) -> parity_db::Result<Option<u64>> {
		let mut logged = None;
		self.db.iter_column_while(NOTES, |entry| {
			logged = number(&entry.value);
			true
		})?;
		Ok(logged)
	}

	fn wait_for(&self, number: u64) -> parity_db::Result<()> {
		let (mut wait, mut certain) = (FIRST_WAIT, Instant::now());
		while self.logged()? < Some(number) {
			if certain.elapsed() > DOUBT {
				// Fails if the thread that writes the log has.
				self.db.commit_changes([])?;
				certain = Instant::now();
			}
			thread::sleep(wait);
			wait = wait.saturating_mul(2).min(LONGEST_WAIT);
		}
		Ok(())
	}
}

/// As `sc-client-db` has them: it and its tools open the same files.
fn options(path: &Path) -> Options {
	let mut options = Options::with_columns(path, COLUMNS);
	for (index, column) in (0u8..).zip(&mut options.columns) {
		if COMPRESSED.contains(&index) {
			column.compression = CompressionType::Lz4;
		}
		if REFERENCE_COUNTED.contains(&index) {
			column.ref_counted = true;
			column.preimage = true;
			column.uniform = true;
		}
	}
	options
}

/// The change that notes a commit's number.
fn note(number: u64) -> Step {
	(NOTES, Operation::Set(LAST_COMMIT.to_vec(), number.to_le_bytes().to_vec()))
}

fn number(value: &[u8]) -> Option<u64> {
	value.try_into().map(u64::from_le_bytes).ok()
}

fn failed(error: parity_db::Error) -> DatabaseError {
	DatabaseError(Box::new(error))
}

/// A database that cannot be read any more leaves nothing to go on with.
#[allow(clippy::panic)]
fn read<T>(result: parity_db::Result<T>) -> T {
	result.unwrap_or_else(|error| panic!("The database cannot be read: {error}"))
}

fn column(id: ColumnId) -> Result<u8> {
	u8::try_from(id).map_err(|error| DatabaseError(Box::new(error)))
}

fn counted(id: ColumnId) -> Result<u8> {
	column(id).ok().filter(|column| REFERENCE_COUNTED.contains(column)).ok_or_else(|| {
		let reason = format!("column {id} does not count references");
		failed(parity_db::Error::InvalidInput(reason))
	})
}

impl Database<H256> for LoggedDb {
	fn commit(&self, Transaction(changes): Transaction<H256>) -> Result<()> {
		let changes = changes
			.into_iter()
			.map(|change| {
				Ok(match change {
					Change::Set(col, key, value) => (column(col)?, Operation::Set(key, value)),
					Change::Remove(col, key) => (column(col)?, Operation::Dereference(key)),
					Change::Store(col, hash, value) => {
						(counted(col)?, Operation::Set(hash.as_bytes().to_vec(), value))
					},
					Change::Reference(col, hash) => {
						(counted(col)?, Operation::Reference(hash.as_bytes().to_vec()))
					},
					Change::Release(col, hash) => {
						(counted(col)?, Operation::Dereference(hash.as_bytes().to_vec()))
					},
				})
			})
			.collect::<Result<Vec<_>>>()?;
		self.queue(changes).and_then(|number| self.wait_for(number)).map_err(failed)
	}

	fn get(&self, id: ColumnId, key: &[u8]) -> Option<Vec<u8>> {
		read(self.db.get(column(id).ok()?, key))
	}

	fn contains(&self, id: ColumnId, key: &[u8]) -> bool {
		self.value_size(id, key).is_some()
	}

	fn value_size(&self, id: ColumnId, key: &[u8]) -> Option<usize> {
		let size = read(self.db.get_size(column(id).ok()?, key))?;
		usize::try_from(size).ok()
	}

	fn supports_ref_counting(&self) -> bool {
		true
	}

	/// Keys of the state are hashes: what stands before them says where in the trie they are.
	fn sanitize_key(&self, key: &mut Vec<u8>) {
		let prefix = key.len().saturating_sub(H256::len_bytes());
		key.drain(..prefix);
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use std::fs;

	/// What a killed process leaves: the files as the operating system has them at this instant.
	fn copy_of_files(from: &Path, to: &Path) {
		let _ = fs::remove_dir_all(to);
		fs::create_dir_all(to).unwrap();
		// The log last: what leaves it has been put into the tables before.
		let mut files: Vec<_> = fs::read_dir(from).unwrap().map(|file| file.unwrap()).collect();
		files.sort_by_key(|file| file.file_name().to_string_lossy().starts_with("log"));
		for file in files {
			fs::copy(file.path(), to.join(file.file_name())).unwrap();
		}
	}

	fn directory(name: &str) -> std::path::PathBuf {
		let path = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
		let _ = fs::remove_dir_all(&path);
		fs::create_dir_all(&path).unwrap();
		path
	}

	#[test]
	fn what_is_committed_outlives_the_process() {
		let (path, left) = (directory("bloc-logged"), directory("bloc-left"));
		let db = LoggedDb::open(&path).unwrap();
		for round in 0u8..12 {
			// Large, so that writing takes its time: ParityDb's own commit would long be back.
			let mut transaction = Transaction::new();
			transaction.set(4, &[round], &vec![round; 1 << 21]);
			transaction.store(1, H256::repeat_byte(round), vec![round; 100]);
			db.commit(transaction).unwrap();

			copy_of_files(&path, &left);
			let found = LoggedDb::open(&left).unwrap();
			assert_eq!(found.get(4, &[round]), Some(vec![round; 1 << 21]), "commit {round}");
			assert_eq!(found.get(1, &[round; 32]), Some(vec![round; 100]));
			assert_eq!(found.logged().unwrap(), Some(u64::from(round) + 1));
		}
		drop(db);
		// Numbers go on where they were.
		let db = LoggedDb::open(&path).unwrap();
		assert_eq!(db.queue(vec![]).unwrap(), 13);
		drop(db);
		fs::remove_dir_all(path).unwrap();
		fs::remove_dir_all(left).unwrap();
	}

	#[test]
	fn commits_of_many_threads_all_return() {
		let path = directory("bloc-threads");
		let db = LoggedDb::open(&path).unwrap();
		thread::scope(|scope| {
			for thread in 0u8..4 {
				let db = &db;
				scope.spawn(move || {
					for round in 0u8..50 {
						let mut transaction = Transaction::new();
						transaction.set(8, &[thread, round], &[round]);
						db.commit(transaction).unwrap();
						assert_eq!(db.get(8, &[thread, round]), Some(vec![round]));
					}
				});
			}
		});
		assert_eq!(db.logged().unwrap(), Some(200));
		drop(db);
		fs::remove_dir_all(path).unwrap();
	}

	#[test]
	fn a_commit_takes_no_longer_in_a_long_chain() {
		let path = directory("bloc-long");
		{
			// As many entries as a month of blocks leaves in the column of `sc-client-db`'s own notes.
			let db = LoggedDb::open(&path).unwrap();
			let mut transaction = Transaction::new();
			for n in 0u32..400_000 {
				transaction.set(0, &n.to_le_bytes(), &[7; 40]);
			}
			db.commit(transaction).unwrap();
		}
		let db = LoggedDb::open(&path).unwrap();
		let quickest = (0..50).map(|_| {
			let began = Instant::now();
			db.logged().unwrap();
			began.elapsed()
		});
		assert!(quickest.min() < Some(Duration::from_millis(1)));
		drop(db);
		fs::remove_dir_all(path).unwrap();
	}

	#[test]
	fn automatic_is_the_same_database() {
		let path = directory("bloc-auto");
		let source = || DatabaseSource::Auto {
			paritydb_path: path.join("paritydb"),
			rocksdb_path: path.join("db"),
			cache_size: 1,
		};
		assert!(matches!(open(source()).unwrap(), DatabaseSource::Custom { .. }));
		// One of the other kind that is there already is left to who knows it.
		fs::create_dir(path.join("db")).unwrap();
		assert!(matches!(open(source()).unwrap(), DatabaseSource::Auto { .. }));
		fs::remove_dir_all(path).unwrap();
	}

	#[test]
	fn references_are_counted_in_their_columns_only() {
		let path = directory("bloc-references");
		let db = LoggedDb::open(&path).unwrap();
		let hash = H256::repeat_byte(7);
		let commit = |change| db.commit(Transaction(vec![change]));
		commit(Change::Store(1, hash, vec![1])).unwrap();
		commit(Change::Reference(1, hash)).unwrap();
		commit(Change::Release(1, hash)).unwrap();
		assert!(db.contains(1, hash.as_bytes()));
		commit(Change::Release(1, hash)).unwrap();
		assert!(!db.contains(1, hash.as_bytes()));
		assert!(commit(Change::Store(4, hash, vec![1])).is_err());
		assert!(commit(Change::Set(256, vec![1], vec![1])).is_err());
		assert!(db.get(300, &[1]).is_none());
		drop(db);
		fs::remove_dir_all(path).unwrap();
	}
}
