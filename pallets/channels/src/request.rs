//! A party's request to take a part of what it has committed out of it without the other's consent:
//! pure, without storage. The README says why that harms nobody who looks at the chain.

use bloc_primitives::{Balance, Moment};

/// A request that waits for objections.
#[frame_support::stored]
#[derive(Copy)]
pub struct Request<BlockNumber> {
	/// How much of what the side has committed becomes ledger balance.
	pub amount: Balance,
	/// The version of the state that the requester has shown, the newest that it holds complete by its
	/// word: only a later one says something against it.
	pub version: u64,
	/// What the requester has to keep beside that, as it was when it requested: nobody makes it larger
	/// by committing more.
	pub reserve: Balance,
	/// The first instant at which it cannot be contested any more, but be finished.
	pub finishes_ms: Moment,
	/// The first block of which that is so: the chain may stand still meanwhile.
	pub finishes_at: BlockNumber,
	/// What the requester has put down, in the native coin.
	pub deposit: Balance,
}

impl<BlockNumber> Request<BlockNumber> {
	/// What the requester has to have for sure: a later state in which it has less contests the request.
	pub const fn kept(&self) -> Balance {
		self.amount.saturating_add(self.reserve)
	}
}
