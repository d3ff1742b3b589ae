//! Plans: pure, no storage.

use crate::types::Terms;
use bloc_primitives::Moment;
use sp_core::H256;

/// The details of a plan: what a new subscriber gets.
#[frame_support::stored]
pub struct PlanDetails<AssetId> {
	/// The asset of all payments.
	pub asset: AssetId,
	/// Price, frequency and catching up.
	pub terms: Terms,
	/// The length of the free trial; zero for none.
	pub trial_ms: Moment,
	/// The most subscriptions at a time.
	pub max_subscribers: Option<u32>,
	/// After so many payments a subscription is paid up, and ends with the period.
	pub max_payments: Option<u32>,
	/// The hash of what the payee promises, as it is written elsewhere.
	pub terms_hash: H256,
}

/// Whether a plan takes subscribers.
#[frame_support::stored]
#[derive(Copy)]
pub enum PlanStatus {
	/// It takes subscribers.
	Open,
	/// It takes no more; the plan goes with its last subscription.
	Retired,
}

/// A plan of a payee, open to everybody.
#[frame_support::stored]
pub struct Plan<AccountId, AssetId> {
	/// The one who is paid.
	pub payee: AccountId,
	/// What new subscribers get.
	pub details: PlanDetails<AssetId>,
	/// The number of edits: whoever subscribes names the edition that was read.
	pub edition: u32,
	/// The number of subscriptions.
	pub subscribers: u32,
	/// Whether it takes subscribers.
	pub status: PlanStatus,
}

impl<AccountId, AssetId> Plan<AccountId, AssetId> {
	/// Whether it takes subscribers.
	pub fn is_open(&self) -> bool {
		self.status == PlanStatus::Open
	}

	/// Adds a subscription, unless there are as many as there may be.
	#[must_use]
	pub fn join(&mut self) -> bool {
		let most = self.details.max_subscribers.unwrap_or(u32::MAX);
		let fits = self.subscribers < most;
		if fits {
			self.subscribers = self.subscribers.saturating_add(1);
		}
		fits
	}

	/// Takes a subscription away.
	pub fn leave(&mut self) {
		self.subscribers = self.subscribers.saturating_sub(1);
	}

	/// Whether anybody has a use for it: it is open, or has subscriptions.
	pub fn is_in_use(&self) -> bool {
		self.is_open() || self.subscribers > 0
	}
}

/// A plan with the ticket of its storage deposit.
#[frame_support::stored]
pub struct PlanRecord<AccountId, AssetId, Ticket> {
	/// The plan.
	pub plan: Plan<AccountId, AssetId>,
	/// The payee's deposit.
	pub ticket: Ticket,
}
