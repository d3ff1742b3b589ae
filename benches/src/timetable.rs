//! A timetable in which few and very many entries wait, in a state with a trie: what an idle block
//! costs, and what it costs to serve an entry that is due.

use crate::{nanos_each, Spread};
use bloc_timetable::{Entry, Handler, Head, Outcome, Page, PageKey, Store, Timetable};
use frame_support::{
	parameter_types, storage_alias,
	weights::{constants::ParityDbWeight, Weight, WeightMeter},
	Identity,
};
use sp_io::TestExternalities;
use sp_runtime::DispatchError;

#[storage_alias]
type BenchHead = StorageValue<Bench, Head, frame_support::pallet_prelude::ValueQuery>;
#[storage_alias]
type BenchPages = StorageMap<Bench, Identity, PageKey, Page<u64>>;

parameter_types! {
	/// A slot of a second.
	pub const SlotMs: u64 = 1_000;
}

/// The timetable that is measured.
struct Waiting;

impl Store for Waiting {
	type Payload = u64;
	type SlotMs = SlotMs;
	type DbWeight = ParityDbWeight;
	type Head = BenchHead;
	type Pages = BenchPages;
}

/// Counts what it is given.
#[derive(Default)]
struct Count(u64);

impl Handler<u64> for Count {
	fn weight(&self, _: &Entry<u64>) -> Weight {
		Weight::zero()
	}

	fn handle(&mut self, _: &Entry<u64>, _: u64) -> Result<Outcome, DispatchError> {
		self.0 = self.0.saturating_add(1);
		Ok(Outcome::Done(None))
	}

	fn failed(&mut self, _: &Entry<u64>, _: u64, _: DispatchError) {}
}

/// How many entries are due together.
const DUE: u64 = 640;
/// When the first are.
const FIRST_MS: u64 = 1_700_000_000_000;
/// When the others start to be: later than anything here.
const FAR_MS: u64 = 2_000_000_000_000;

/// What a timetable takes.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
	/// A block in which nothing is due.
	pub idle: Spread,
	/// An entry that is due, of 640 in one slot, served from a state just loaded.
	pub entry: Spread,
}

fn serve(now_ms: u64) -> u64 {
	let mut count = Count::default();
	Timetable::<Waiting>::service(now_ms, &mut WeightMeter::new(), &mut count);
	count.0
}

/// A state in which entries wait.
struct Bench {
	ext: TestExternalities,
	now_ms: u64,
}

impl Bench {
	/// With `waiting` entries, ten to a slot, beside those that will be served.
	fn new(waiting: u64) -> Self {
		let mut ext = TestExternalities::default();
		ext.execute_with(|| {
			for n in 0..waiting {
				let slot_ms = n.div_euclid(10).saturating_mul(1_000);
				Timetable::<Waiting>::push(FAR_MS.saturating_add(slot_ms), n);
			}
		});
		let _ = ext.commit_all();
		Self { ext, now_ms: FIRST_MS }
	}

	/// An idle block and then an entry that is due, in nanoseconds.
	fn round(&mut self) -> (u64, u64) {
		self.now_ms = self.now_ms.saturating_add(10_000);
		let now_ms = self.now_ms;
		self.ext.execute_with(|| {
			for n in 0..DUE {
				Timetable::<Waiting>::push(now_ms, n);
			}
		});
		let _ = self.ext.commit_all();
		let measured = self.ext.execute_with(|| {
			let idle = nanos_each(1, || assert_eq!(serve(now_ms.saturating_sub(1)), 0));
			let all = nanos_each(1, || assert_eq!(serve(now_ms), DUE));
			(idle, all.div_euclid(DUE))
		});
		let _ = self.ext.commit_all();
		measured
	}
}

/// Measures each of these crowds, taking turns.
pub fn measure<const N: usize>(waiting: [u64; N], rounds: u32) -> [Measured; N] {
	let mut all = waiting.map(|waiting| (Bench::new(waiting), Vec::new()));
	for _ in 0..rounds {
		for (bench, turns) in &mut all {
			turns.push(bench.round());
		}
	}
	all.map(|(_, turns)| {
		let (idle, entry) = Spread::of_turns(turns);
		Measured { idle, entry }
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_waits_does_not_slow_down_what_is_due() {
		let [few, many] = measure([1_000, 1_000_000], 31);
		let ratio = many.entry.least_per_mille_of(&few.entry);
		assert!((800..=1_200).contains(&ratio), "{few:?} and {many:?}");
		// One read of one key, a few steps deeper in the trie at most.
		let ratio = many.idle.least_per_mille_of(&few.idle);
		assert!(ratio <= 1_600, "{few:?} and {many:?}");
	}
}
