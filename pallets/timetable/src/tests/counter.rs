//! Counts what a closure does to storage: exactly, and the same on every machine.
//!
//! `count(|| ..)` inside of any externalities puts a [`Counter`] round them while the closure runs.
//! Needs nothing of the crate it is in.

#![allow(clippy::arithmetic_side_effects)]

use sp_externalities::{
	set_and_run_with_externalities, with_externalities, Error, Extension, ExtensionStore,
	Externalities, MultiRemovalResults,
};
use sp_storage::{ChildInfo, StateVersion, TrackedStorageKey};
use std::{
	any::{Any, TypeId},
	collections::BTreeSet,
};

/// FRAME's count of nested storage transactions: gone when the last one ends, so never in the state.
const TRANSACTION_LEVEL: &[u8] = b":transaction_level:";

/// What a closure did to storage.
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

/// Run `f` in the present externalities and count what it does to them.
pub fn count<R>(f: impl FnOnce() -> R) -> (R, Counts) {
	with_externalities(|inner| {
		let mut counter = Counter {
			inner,
			reads: BTreeSet::new(),
			writes: BTreeSet::new(),
			counts: Counts::default(),
		};
		let result = set_and_run_with_externalities(&mut counter, f);
		let counts =
			Counts { reads: counter.reads.len(), writes: counter.writes.len(), ..counter.counts };
		(result, counts)
	})
	.expect("count is called where there are externalities")
}

struct Counter<'a> {
	inner: &'a mut dyn Externalities,
	reads: BTreeSet<Vec<u8>>,
	writes: BTreeSet<Vec<u8>>,
	counts: Counts,
}

impl Counter<'_> {
	fn read(&mut self, key: &[u8]) {
		if key != TRANSACTION_LEVEL {
			self.reads.insert(key.to_vec());
			self.counts.total_reads += 1;
		}
	}

	fn write(&mut self, key: &[u8]) {
		if key != TRANSACTION_LEVEL {
			self.writes.insert(key.to_vec());
			self.counts.total_writes += 1;
		}
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
		self.counts.steps += 1;
		self.inner.next_storage_key(key)
	}

	fn storage_start_transaction(&mut self) {
		self.counts.layers += 1;
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
