//! Counts what a closure does to storage: exactly, and the same on every machine.
//!
//! [`count`] and [`watch`], called inside of any externalities, put a counter round them while the
//! closure runs.

use sp_externalities::{
	set_and_run_with_externalities, with_externalities, Error, Extension, ExtensionStore,
	Externalities, MultiRemovalResults,
};
use sp_io::hashing::twox_128;
use sp_storage::{ChildInfo, StateVersion, TrackedStorageKey};
use std::{
	any::{Any, TypeId},
	collections::BTreeMap,
	ops::{Add, Sub},
};

/// FRAME's count of nested storage transactions: gone when the last one ends, so never in the state.
const TRANSACTION_LEVEL: &[u8] = b":transaction_level:";

/// How much a closure did to storage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
	/// Keys that were read, each counted once.
	pub reads: usize,
	/// Keys that were written or removed, each counted once.
	pub writes: usize,
	/// All reads.
	pub total_reads: usize,
	/// All writes and removals.
	pub total_writes: usize,
	/// Steps from a key to the next one.
	pub steps: usize,
	/// Storage transactions.
	pub layers: usize,
}

/// What a closure did to storage, key by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
	/// How often each key was read.
	pub reads: BTreeMap<Vec<u8>, usize>,
	/// How often each key was written or removed.
	pub writes: BTreeMap<Vec<u8>, usize>,
	/// From which key the next one was asked for, and how often.
	pub steps: BTreeMap<Vec<u8>, usize>,
	/// Storage transactions.
	pub layers: usize,
}

impl Touched {
	/// The sums of all.
	pub fn counts(&self) -> Counts {
		Counts { layers: self.layers, ..self.under(&[]) }
	}

	/// The sums of what was done to keys that begin with `prefix`, which storage transactions are
	/// not.
	pub fn under(&self, prefix: &[u8]) -> Counts {
		let of = |keys: &BTreeMap<Vec<u8>, usize>| {
			let times = keys.iter().filter(|(key, _)| key.starts_with(prefix));
			times.fold((0, 0), |(unique, total), (_, times)| (unique + 1, total + times))
		};
		let (reads, total_reads) = of(&self.reads);
		let (writes, total_writes) = of(&self.writes);
		let (_, steps) = of(&self.steps);
		Counts { reads, writes, total_reads, total_writes, steps, layers: 0 }
	}
}

impl Add for Counts {
	type Output = Self;

	fn add(self, more: Self) -> Self {
		Self {
			reads: self.reads + more.reads,
			writes: self.writes + more.writes,
			total_reads: self.total_reads + more.total_reads,
			total_writes: self.total_writes + more.total_writes,
			steps: self.steps + more.steps,
			layers: self.layers + more.layers,
		}
	}
}

impl Sub for Counts {
	type Output = Self;

	fn sub(self, part: Self) -> Self {
		Self {
			reads: self.reads - part.reads,
			writes: self.writes - part.writes,
			total_reads: self.total_reads - part.total_reads,
			total_writes: self.total_writes - part.total_writes,
			steps: self.steps - part.steps,
			layers: self.layers - part.layers,
		}
	}
}

impl Counts {
	/// Keys read and keys written, each counted once.
	pub const fn keys(self) -> (usize, usize) {
		(self.reads, self.writes)
	}
}

/// What one operation did to storage, drawer by drawer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
	/// The pallet's own items, but for the two drawers that follow.
	pub records: Counts,
	/// What money enters and leaves through: pots and credits.
	pub custody: Counts,
	/// What waits to be done by the hook.
	pub timetable: Counts,
	/// Everything else: accounts, deposits, the clock.
	pub others: Counts,
	/// All of it, each time that it is done.
	pub all: Counts,
}

/// Where the items of a pallet lie.
pub struct Drawers {
	pallet: &'static str,
	aside: Vec<Vec<u8>>,
}

/// The prefix of an item in storage.
pub fn prefix(pallet: &str, item: &str) -> Vec<u8> {
	[twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat()
}

impl Drawers {
	/// The items of the pallet of this name. What FRAME keeps in memory for a block (events, the
	/// number of the block) is left out.
	pub fn of(pallet: &'static str) -> Self {
		let system = ["Number", "ExecutionPhase", "EventCount", "Events", "EventTopics"];
		Self { pallet, aside: system.map(|item| prefix("System", item)).into() }
	}

	/// Leaves out what lies under `prefix`, too: what only the tests note.
	pub fn without(mut self, prefix: &[u8]) -> Self {
		self.aside.push(prefix.to_vec());
		self
	}

	/// Sorts what was touched.
	pub fn sort(&self, touched: &Touched) -> Row {
		let under = |prefixes: &[Vec<u8>]| {
			prefixes.iter().fold(Counts::default(), |sum, prefix| sum + touched.under(prefix))
		};
		let items = |names: [&str; 2]| under(&names.map(|item| prefix(self.pallet, item)));
		let all = touched.under(&[]) - under(&self.aside);
		let pallet = under(&[twox_128(self.pallet.as_bytes()).to_vec()]);
		let (timetable, custody) =
			(items(["TimetableHead", "TimetablePages"]), items(["Pots", "Credits"]));
		let records = pallet - timetable - custody;
		Row { records, custody, timetable, others: all - pallet, all }
	}

	/// Does `operation`, and sorts what it touches.
	pub fn count<R>(&self, operation: impl FnOnce() -> R) -> (R, Row) {
		let (result, touched) = watch(operation);
		(result, self.sort(&touched))
	}
}

/// Runs `f` in the present externalities and counts what it does to them.
///
/// # Panics
/// Where there are no externalities, and if `f` does what is not counted: child storage, and
/// removal by prefix.
pub fn count<R>(f: impl FnOnce() -> R) -> (R, Counts) {
	let (result, touched) = watch(f);
	(result, touched.counts())
}

/// As [`count`], but tells each key.
///
/// # Panics
/// As [`count`].
pub fn watch<R>(f: impl FnOnce() -> R) -> (R, Touched) {
	with_externalities(|inner| {
		let mut counter = Counter { inner, touched: Touched::default() };
		let result = set_and_run_with_externalities(&mut counter, f);
		(result, counter.touched)
	})
	.expect("called where there are externalities")
}

struct Counter<'a> {
	inner: &'a mut dyn Externalities,
	touched: Touched,
}

/// Once more for `key`.
fn add(keys: &mut BTreeMap<Vec<u8>, usize>, key: &[u8]) {
	if key != TRANSACTION_LEVEL {
		*keys.entry(key.to_vec()).or_default() += 1;
	}
}

impl Counter<'_> {
	fn read(&mut self, key: &[u8]) {
		add(&mut self.touched.reads, key);
	}

	fn write(&mut self, key: &[u8]) {
		add(&mut self.touched.writes, key);
	}
}

impl Externalities for Counter<'_> {
	fn storage(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.read(key);
		self.inner.storage(key)
	}

	fn storage_hash(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.read(key);
		self.inner.storage_hash(key)
	}

	fn exists_storage(&mut self, key: &[u8]) -> bool {
		self.read(key);
		self.inner.exists_storage(key)
	}

	fn place_storage(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) {
		self.write(&key);
		self.inner.place_storage(key, value)
	}

	fn storage_append(&mut self, key: Vec<u8>, value: Vec<u8>) {
		self.read(&key);
		self.write(&key);
		self.inner.storage_append(key, value)
	}

	fn next_storage_key(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		add(&mut self.touched.steps, key);
		self.inner.next_storage_key(key)
	}

	fn storage_start_transaction(&mut self) {
		self.touched.layers += 1;
		self.inner.storage_start_transaction()
	}

	fn storage_rollback_transaction(&mut self) -> Result<(), ()> {
		self.inner.storage_rollback_transaction()
	}

	fn storage_commit_transaction(&mut self) -> Result<(), ()> {
		self.inner.storage_commit_transaction()
	}

	// What is not counted, because nothing that is measured here does it, does not go unseen.

	fn clear_prefix(&mut self, _: &[u8], _: Option<u32>, _: Option<&[u8]>) -> MultiRemovalResults {
		unimplemented!("removal by prefix is not counted")
	}

	fn child_storage_hash(&mut self, _: &ChildInfo, _: &[u8]) -> Option<Vec<u8>> {
		unimplemented!("child storage is not counted")
	}

	fn child_storage(&mut self, _: &ChildInfo, _: &[u8]) -> Option<Vec<u8>> {
		unimplemented!("child storage is not counted")
	}

	fn next_child_storage_key(&mut self, _: &ChildInfo, _: &[u8]) -> Option<Vec<u8>> {
		unimplemented!("child storage is not counted")
	}

	fn kill_child_storage(
		&mut self,
		_: &ChildInfo,
		_: Option<u32>,
		_: Option<&[u8]>,
	) -> MultiRemovalResults {
		unimplemented!("child storage is not counted")
	}

	fn clear_child_prefix(
		&mut self,
		_: &ChildInfo,
		_: &[u8],
		_: Option<u32>,
		_: Option<&[u8]>,
	) -> MultiRemovalResults {
		unimplemented!("child storage is not counted")
	}

	fn place_child_storage(&mut self, _: &ChildInfo, _: Vec<u8>, _: Option<Vec<u8>>) {
		unimplemented!("child storage is not counted")
	}

	// No access to state.

	fn set_offchain_storage(&mut self, key: &[u8], value: Option<&[u8]>) {
		self.inner.set_offchain_storage(key, value)
	}

	fn storage_root(&mut self, version: StateVersion) -> Vec<u8> {
		self.inner.storage_root(version)
	}

	fn child_storage_root(&mut self, child: &ChildInfo, version: StateVersion) -> Vec<u8> {
		self.inner.child_storage_root(child, version)
	}

	fn wipe(&mut self) {
		self.inner.wipe()
	}

	fn commit(&mut self) {
		self.inner.commit()
	}

	fn read_write_count(&self) -> (u32, u32, u32, u32) {
		self.inner.read_write_count()
	}

	fn reset_read_write_count(&mut self) {
		self.inner.reset_read_write_count()
	}

	fn get_whitelist(&self) -> Vec<TrackedStorageKey> {
		self.inner.get_whitelist()
	}

	fn set_whitelist(&mut self, new: Vec<TrackedStorageKey>) {
		self.inner.set_whitelist(new)
	}

	fn get_read_and_written_keys(&self) -> Vec<(Vec<u8>, u32, u32, bool)> {
		self.inner.get_read_and_written_keys()
	}
}

impl ExtensionStore for Counter<'_> {
	fn extension_by_type_id(&mut self, type_id: TypeId) -> Option<&mut dyn Any> {
		self.inner.extension_by_type_id(type_id)
	}

	fn register_extension_with_type_id(
		&mut self,
		type_id: TypeId,
		extension: Box<dyn Extension>,
	) -> Result<(), Error> {
		self.inner.register_extension_with_type_id(type_id, extension)
	}

	fn deregister_extension_by_type_id(&mut self, type_id: TypeId) -> Result<(), Error> {
		self.inner.deregister_extension_by_type_id(type_id)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_io::{storage, TestExternalities};

	#[test]
	fn counts_each_key_once_and_each_time() {
		TestExternalities::default().execute_with(|| {
			storage::set(b"a1", b"before");
			let (read, touched) = watch(|| {
				storage::set(b"a1", b"x");
				storage::set(b"a2", b"x");
				storage::clear(b"a2");
				storage::append(b"b", vec![4]);
				assert_eq!(storage::next_key(b"a2"), Some(b"b".to_vec()));
				assert!(storage::exists(b"a1"));
				storage::start_transaction();
				storage::set(b"c", b"x");
				storage::rollback_transaction();
				storage::get(b"a1")
			});
			// What is done while counting is done.
			assert_eq!(read.as_deref(), Some(b"x".as_slice()));
			assert_eq!(storage::get(b"a1").as_deref(), Some(b"x".as_slice()));
			assert_eq!(storage::get(b"c"), None);

			let all = touched.counts();
			assert_eq!((all.reads, all.total_reads), (2, 3));
			assert_eq!((all.writes, all.total_writes), (4, 5));
			assert_eq!((all.steps, all.layers), (1, 1));
			let some = touched.under(b"a");
			assert_eq!((some.reads, some.total_reads), (1, 2));
			assert_eq!((some.writes, some.total_writes), (2, 3));
			assert_eq!((some.steps, some.layers), (1, 0));
			assert_eq!(touched.under(b"none"), Counts::default());
		});
	}

	#[test]
	fn transactions_of_frame_do_not_count_as_keys() {
		TestExternalities::default().execute_with(|| {
			let set = || {
				frame_support::storage::with_storage_layer(|| {
					storage::set(b"a", b"x");
					sp_runtime::DispatchResult::Ok(())
				})
			};
			let (result, counts) = count(set);
			assert_eq!(result, Ok(()));
			assert_eq!(
				counts,
				Counts { writes: 1, total_writes: 1, layers: 1, ..Default::default() }
			);
		});
	}
}
