//! The timetable over real FRAME storage, in slots of a second unless a test says otherwise.

#![allow(clippy::arithmetic_side_effects)]

mod counts;
mod properties;
mod push;
mod service;
mod share;
mod try_state;

use crate::*;
use frame_support::{
	pallet_prelude::ValueQuery,
	parameter_types, storage_alias,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, WeightMeter},
	Identity,
};
use sp_runtime::DispatchError;

/// The timetable under test: its payloads are numbers.
pub struct Queue;

#[storage_alias]
pub type QueueHead = StorageValue<Queue, Head, ValueQuery>;
#[storage_alias]
pub type QueuePages = StorageMap<Queue, Identity, PageKey, Page<u32>>;

/// What handlers write to, to see what is rolled back.
#[storage_alias]
pub type Ledger = StorageValue<Owner, u32, ValueQuery>;

/// What an empty list of payloads is compared with.
pub const NOTHING: [u32; 0] = [];

parameter_types! {
	pub static SlotMs: u64 = 1_000;
	pub static Db: RuntimeDbWeight = RocksDbWeight::get();
}

impl Store for Queue {
	type Payload = u32;
	type SlotMs = SlotMs;
	type DbWeight = Db;
	type Head = QueueHead;
	type Pages = QueuePages;
}

pub type Table = Timetable<Queue>;

/// What a test does with an entry.
type Act = Box<dyn FnMut(&Entry<u32>, u64) -> Result<Outcome, DispatchError>>;

/// Does as it is told, and remembers what it was asked.
pub struct Recorder {
	/// What an entry may weigh.
	pub bound: Weight,
	/// The payloads that were handled, in order, and those that failed too.
	pub handled: Vec<u32>,
	/// The payloads that failed, in order.
	pub failed: Vec<u32>,
	act: Act,
	retry_ms: Option<u64>,
}

impl Recorder {
	/// A handler that does `act`.
	pub fn new(
		act: impl FnMut(&Entry<u32>, u64) -> Result<Outcome, DispatchError> + 'static,
	) -> Self {
		let bound = Weight::from_parts(1_000_000_000, 1_000);
		Self { bound, handled: vec![], failed: vec![], act: Box::new(act), retry_ms: None }
	}

	/// A handler to whom all is well.
	pub fn done() -> Self {
		Self::new(|_, _| Ok(Outcome::Done(None)))
	}

	/// Push what failed again, to be due after so long.
	pub fn retrying(self, after_ms: u64) -> Self {
		Self { retry_ms: Some(after_ms), ..self }
	}
}

impl Handler<u32> for Recorder {
	fn weight(&self, _: &Entry<u32>) -> Weight {
		self.bound
	}

	fn handle(&mut self, entry: &Entry<u32>, now_ms: u64) -> Result<Outcome, DispatchError> {
		self.handled.push(entry.payload);
		(self.act)(entry, now_ms)
	}

	fn failed(&mut self, entry: &Entry<u32>, now_ms: u64, _: DispatchError) {
		self.failed.push(entry.payload);
		if let Some(after_ms) = self.retry_ms {
			Table::push(now_ms + after_ms, entry.payload);
		}
	}
}

/// The only way into storage: it ends in the invariants.
pub fn run(test: impl FnOnce()) {
	sp_io::TestExternalities::default().execute_with(|| {
		test();
		Table::try_state().unwrap();
	});
}

/// Serve with `handler` within `budget`, which must hold.
pub fn serve_within(now_ms: u64, budget: Weight, handler: &mut Recorder) -> Report {
	let before = handler.handled.len();
	let mut meter = WeightMeter::with_limit(budget);
	let report = Table::service(now_ms, &mut meter, handler);
	assert!(meter.consumed().all_lte(budget), "{:?} of {budget:?}", meter.consumed());
	assert_eq!(report.served() as usize, handler.handled.len() - before);
	Table::try_state().unwrap();
	report
}

/// Serve all that is due, and say what that was.
pub fn serve(now_ms: u64) -> Vec<u32> {
	let mut handler = Recorder::done();
	let report = serve_within(now_ms, Weight::MAX, &mut handler);
	assert!(!report.more);
	handler.handled
}

/// The budget that serves `entries` of `bound` each, out of so many pages, and no more.
pub fn budget_for(pages: u64, entries: u64, bound: Weight) -> Weight {
	let Costs { check, begin, page, entry } = Queue::costs();
	check + begin + page * pages + (entry + bound) * entries
}

/// What waits, in order.
pub fn waiting() -> Vec<u32> {
	Table::iter().map(|entry| entry.payload).collect()
}
