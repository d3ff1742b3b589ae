//! What a client demands back of a tower, and how that ends. Pure, without storage.
//!
//! A receipt names a sealed backup by its hash. A client that has lost it asks the tower off chain;
//! where that does not answer, it demands it on the chain, and the tower publishes it in a block.

use crate::{
	dispute::had_no_room,
	tower::Rules,
	types::{Fault, MAX_BACKUP},
	watch::Hire,
};
use bloc_primitives::{
	instant::Instant,
	state::{CoSigned, State},
	Balance, Moment,
};
use frame_support::{traits::ConstU32, BoundedVec};
use sp_core::H256;

/// A client wants back what a tower has signed for.
#[frame_support::stored]
#[derive(Copy)]
pub struct Demand {
	/// BLAKE2-256 of the sealed backup.
	pub backup: H256,
	/// The version of the state that it came with.
	pub version: u64,
	/// Since when.
	pub since: Instant,
	/// In how many blocks an urgent call had found no room by then.
	pub crowded: u64,
	/// What the client has put down, in the native coin: the tower's, once it answers.
	pub deposit: Balance,
}

impl Demand {
	/// When the time for an answer is over, as seen `now`: as long as the shortest hire, and what
	/// the chain stood still since.
	pub fn due_ms(&self, now: &Instant, rules: &Rules) -> Moment {
		let waits_ms =
			rules.min_hire_ms.saturating_add(self.since.standstill_ms(now, rules.block_ms));
		self.since.ms.saturating_add(waits_ms)
	}

	/// Whether it is over.
	pub fn is_over(&self, now: &Instant, rules: &Rules) -> bool {
		now.ms >= self.due_ms(now, rules)
	}

	/// Whether nobody could count on room in the blocks since; `crowded` had none, ever.
	pub fn had_no_room(&self, now: &Instant, crowded: u64) -> bool {
		let blocks = now.block.saturating_sub(self.since.block);
		had_no_room(crowded.saturating_sub(self.crowded), blocks)
	}
}

impl Hire {
	/// The client demands something, to be answered by `due_ms`. The hire has to last for as long, and
	/// the tower must not leave before: nobody is saved by an end that comes first. Where a miss can be
	/// proved until `kept_ms` the tower answers as long as that, paid or not: the client may need what
	/// it demands for the proof.
	pub fn ask(
		&mut self,
		demand: Demand,
		due_ms: Moment,
		kept_ms: Option<Moment>,
		leaves_ms: Option<Moment>,
	) -> Result<(), Fault> {
		if self.demand.is_some() {
			return Err(Fault::AlreadyDemanded);
		}
		if self.cover == 0 {
			return Err(Fault::CoverSpent);
		}
		let is_kept = kept_ms.is_some_and(|kept_ms| due_ms <= kept_ms);
		if !is_kept && self.stopped_ms.is_some() {
			return Err(Fault::WindowClosed);
		}
		let lasts_ms = self.runs_out_clock_ms().saturating_sub(self.from_clock_ms);
		let ends_ms = self.from_ms.saturating_add(lasts_ms).min(leaves_ms.unwrap_or(Moment::MAX));
		if !is_kept && ends_ms < due_ms {
			return Err(Fault::HireTooShort);
		}
		self.demand = Some(demand);
		Ok(())
	}
}

/// What a tower publishes.
#[frame_support::stored(no_skip_type_params)]
pub enum Answer<Signature> {
	/// The sealed backup that was demanded.
	Backup(BoundedVec<u8, ConstU32<MAX_BACKUP>>),
	/// A later state that both parties have signed, in clear: a tower keeps only the newest record,
	/// and cannot publish what was replaced.
	Later {
		/// It.
		state: CoSigned<State, Signature>,
		/// The base version on which it was signed.
		base_version: u64,
	},
}
