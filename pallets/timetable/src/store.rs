//! What a timetable keeps in storage, and where.

use crate::{Costs, PAGE_SIZE};
use codec::{FullCodec, MaxEncodedLen};
use frame_support::{
	storage::{generator, StorageValue},
	traits::{ConstU32, Get},
	BoundedVec, Identity,
};
use scale_info::TypeInfo;

/// Where a timetable lives: a pallet names its two storage items here, once for each timetable that
/// it keeps.
pub trait Store {
	/// What is due: small, such as the id of the object that the owner has to look at.
	type Payload: FullCodec + MaxEncodedLen + TypeInfo + Clone;

	/// Length of a time slot in milliseconds (zero counts as one). Entries of one slot share pages:
	/// longer slots make serving cheaper, shorter ones make it more punctual, because a due time is
	/// rounded up to the end of its slot. May be changed by an upgrade: slots are stored as
	/// instants, so that no entry has to move.
	type SlotMs: Get<u64>;

	/// What a read and a write of the database weigh.
	type DbWeight: Get<frame_support::weights::RuntimeDbWeight>;

	/// `StorageValue<_, Head, ValueQuery>`.
	type Head: StorageValue<Head, Query = Head>;

	/// `StorageMap<_, Identity, PageKey, Page<Payload>>`. The hasher must leave the keys in order,
	/// and the bound sees to it. Whoever chooses a due time chooses a key, but cannot make the
	/// storage trie deeper than the 16 bytes of a key.
	type Pages: generator::StorageMap<
		PageKey,
		Page<Self::Payload>,
		Hasher = Identity,
		Query = Option<Page<Self::Payload>>,
	>;

	/// What the timetable's own work weighs. Override it with benchmarked values.
	fn costs() -> Costs {
		Costs::estimated::<Self>()
	}
}

/// One thing that is due.
#[frame_support::stored(no_skip_type_params)]
pub struct Entry<Payload> {
	/// The instant that its owner asked for, not rounded, in Unix milliseconds.
	pub due_ms: u64,
	/// What is due.
	pub payload: Payload,
}

/// Where the timetable stands: the only item that an idle block reads.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Head {
	/// The earliest slot in which an entry waits.
	pub next_ms: Option<u64>,
	/// The pages of that slot up to this number are served and gone.
	pub served: u64,
	/// The earliest slot that still takes entries: all before it are closed.
	pub open_ms: u64,
}

/// The key of a page: slot, then number, both big-endian, so that the order of keys is the order of
/// service.
#[frame_support::stored]
#[derive(Copy)]
pub struct PageKey {
	slot: [u8; 8],
	number: [u8; 8],
}

impl PageKey {
	/// The page `number` of a slot. Full pages are numbered from 1; no page has the number 0.
	pub fn new(slot_ms: u64, number: u64) -> Self {
		Self { slot: slot_ms.to_be_bytes(), number: number.to_be_bytes() }
	}

	/// The page of a slot that takes new entries: the last one.
	pub fn open(slot_ms: u64) -> Self {
		Self::new(slot_ms, u64::MAX)
	}

	/// The slot: the instant from which its entries are served, in Unix milliseconds.
	pub fn slot_ms(&self) -> u64 {
		u64::from_be_bytes(self.slot)
	}

	/// The page's number within its slot.
	pub fn number(&self) -> u64 {
		u64::from_be_bytes(self.number)
	}
}

/// Up to [`PAGE_SIZE`] entries of one slot, in the order in which they came.
#[frame_support::stored(no_skip_type_params)]
pub struct Page<Payload> {
	/// The number under which the page is filed once it is full.
	pub number: u64,
	/// The entries.
	pub entries: BoundedVec<Entry<Payload>, ConstU32<PAGE_SIZE>>,
}

impl<Payload> Page<Payload> {
	/// The first page of a slot, without an entry yet.
	pub(crate) fn first() -> Self {
		Self { number: 1, entries: BoundedVec::new() }
	}

	/// The page after this one, with its first entry.
	pub(crate) fn next_with(&self, entry: Entry<Payload>) -> Self {
		// The number of a page cannot be reached by counting: the sum never saturates.
		let number = self.number.saturating_add(1);
		Self { number, entries: BoundedVec::truncate_from(alloc::vec![entry]) }
	}
}
