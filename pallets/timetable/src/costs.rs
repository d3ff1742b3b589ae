//! What the timetable's own work weighs.

use crate::{Page, Store};
use codec::MaxEncodedLen;
use frame_support::{
	traits::Get,
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
};
use sp_runtime::Perbill;

/// Reads of one [`push`](crate::Timetable::push), at most and at least: the head and the open page.
pub const PUSH_READS: u64 = 2;
/// Writes of one [`push`](crate::Timetable::push), at most: the open page, and either the head (the
/// entry is the earliest) or the page that it filled; never both.
pub const PUSH_WRITES: u64 = 2;

/// Proof that a read of a map's key needs beside the value: what the SDK's benchmarks add for a map
/// of a million keys.
const PROOF_PER_KEY: u64 = 2_475;

/// What the timetable's own work weighs, beside what handlers weigh.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Costs {
	/// To look whether anything is due: one read.
	pub check: Weight,
	/// To begin serving, when something is due: one read, one write.
	pub begin: Weight,
	/// To serve a page and to find the next one: two reads, one write.
	pub page: Weight,
	/// To serve an entry, beside its handler: a storage transaction.
	pub entry: Weight,
}

impl Costs {
	/// The costs by the storage that is touched, and for computing about three times what it takes
	/// natively (an entry 1 to 2 µs, a page 8 µs). Good until an owner has benchmarked its own.
	pub fn estimated<S: Store + ?Sized>() -> Self {
		let db = S::DbWeight::get();
		let micros = |n: u64| Weight::from_parts(WEIGHT_REF_TIME_PER_MICROS.saturating_mul(n), 0);
		let proof = |keys: u64| Weight::from_parts(0, PROOF_PER_KEY.saturating_mul(keys));
		let page_len = u64::try_from(Page::<S::Payload>::max_encoded_len()).unwrap_or(u64::MAX);

		Self {
			check: db.reads(1).saturating_add(proof(1)).saturating_add(micros(5)),
			begin: db.reads_writes(1, 1).saturating_add(proof(1)).saturating_add(micros(10)),
			page: db
				.reads_writes(2, 1)
				.saturating_add(proof(2))
				.saturating_add(Weight::from_parts(0, page_len))
				.saturating_add(micros(25)),
			entry: micros(5),
		}
	}

	/// The least budget with which a call of [`service`](crate::Timetable::service) serves at least
	/// one entry of the weight `heaviest`.
	pub fn least_budget(&self, heaviest: Weight) -> Weight {
		self.check
			.saturating_add(self.begin)
			.saturating_add(self.page)
			.saturating_add(self.entry)
			.saturating_add(heaviest)
	}
}

/// What `share` of a block that may weigh `block` is, in time and in size: a hook's budget.
pub fn share_of_block(share: Perbill, block: Weight) -> Weight {
	Weight::from_parts(share.mul_floor(block.ref_time()), share.mul_floor(block.proof_size()))
}
