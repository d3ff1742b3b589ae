//! What the owner of a machine takes part in, and what a machine asks it.

use super::{Change, Envelope, PeerMessage, Refusal};
use crate::{
	state::{Htlc, Htlcs, MAX_HTLCS},
	Balance, Moment, Pair, PaymentHash,
};
use sp_runtime::Permill;

/// What the owner takes part in.
///
/// The default fits a chain whose challenge periods and `MaxEndingMs` are a day or more.
#[frame_support::stored]
#[derive(Copy)]
pub struct Limits {
	/// The least time to the deadline when an HTLC is added: enough to reveal a preimage on chain.
	pub min_htlc_ms: Moment,
	/// The most time to the deadline: no more than the chain's `MaxHtlcHorizonMs`.
	pub max_htlc_ms: Moment,
	/// The most HTLCs that may wait at once. There are never more than [`MAX_HTLCS`].
	pub max_htlcs: u32,
	/// The least time for which a withdrawal or a close that is signed can be carried out: enough
	/// for the other side's signature and for a call.
	pub min_ending_ms: Moment,
	/// The most. It is how long this side signs no state if the other keeps what it was sent to
	/// itself. No more than the chain's `MaxEndingMs`, less what its clock may be behind.
	pub max_ending_ms: Moment,
	/// What the other side has to keep, of all that is committed, rounded up, once it has had as
	/// much since the base: whoever has nothing left has nothing to lose by a stale closing. Zero
	/// asks for none. (What it withdraws with both signatures it may withdraw whole, since the
	/// states from before are worth nothing then.)
	pub reserve: Permill,
	/// What a side has to keep when it takes something out without the other, of all that is
	/// committed, rounded up: the chain's `WithdrawalReserve`.
	pub withdrawal_reserve: Permill,
}

impl Default for Limits {
	fn default() -> Self {
		const MINUTE: Moment = 60_000;
		Self {
			min_htlc_ms: 60 * MINUTE,
			max_htlc_ms: 7 * 24 * 60 * MINUTE,
			max_htlcs: MAX_HTLCS,
			min_ending_ms: 5 * MINUTE,
			max_ending_ms: 12 * 60 * MINUTE,
			reserve: Permill::from_percent(2),
			withdrawal_reserve: Permill::from_percent(2),
		}
	}
}

impl Limits {
	/// Whether `htlc` may be added to `waiting` now.
	pub fn check(&self, htlc: &Htlc, waiting: &Htlcs, now_ms: Moment) -> Result<(), Refusal> {
		let admitted = usize::try_from(self.max_htlcs).unwrap_or(usize::MAX);
		if waiting.len() >= admitted {
			return Err(Refusal::TooManyHtlcs);
		}
		ensure_within(htlc.deadline_ms, now_ms, self.min_htlc_ms, self.max_htlc_ms)
	}

	/// Whether an ending that can be carried out until then may be signed now.
	pub fn check_ending(&self, valid_until_ms: Moment, now_ms: Moment) -> Result<(), Refusal> {
		ensure_within(valid_until_ms, now_ms, self.min_ending_ms, self.max_ending_ms)
	}

	/// What the other side has to keep of what is committed, once it has had as much.
	pub fn reserve_of(&self, committed: &Pair<Balance>) -> Balance {
		self.reserve_beside(0, committed)
	}

	/// The same, once `requested` of that is taken out.
	pub(super) fn reserve_beside(&self, requested: Balance, committed: &Pair<Balance>) -> Balance {
		self.reserve.mul_ceil(all(committed).saturating_sub(requested))
	}

	/// What a side has to have by the newest state when it requests the withdrawal of `amount`: that,
	/// and the chain's reserve.
	pub fn needed_for(&self, amount: Balance, committed: &Pair<Balance>) -> Balance {
		amount.saturating_add(self.withdrawal_reserve.mul_ceil(all(committed)))
	}
}

/// All that is committed.
const fn all(committed: &Pair<Balance>) -> Balance {
	committed.opener.saturating_add(committed.counterparty)
}

/// Both bounds are admitted.
fn ensure_within(
	deadline_ms: Moment,
	now_ms: Moment,
	least_ms: Moment,
	most_ms: Moment,
) -> Result<(), Refusal> {
	if deadline_ms < now_ms.saturating_add(least_ms) {
		return Err(Refusal::DeadlineTooSoon);
	}
	if deadline_ms > now_ms.saturating_add(most_ms) {
		return Err(Refusal::DeadlineTooFar);
	}
	Ok(())
}

/// What a machine asks its owner while it decides. A pair of the time and a closure will do.
pub trait Outside {
	/// The time, in Unix milliseconds.
	fn now_ms(&self) -> Moment;

	/// Whether the chain's registry has the preimage with this hash, by the newest block: then an
	/// HTLC would not wait for anything, but be the payee's at once. Asked only about one that is
	/// about to be signed. An owner that cannot look while it is asked looks before: a call of
	/// [`Machine::start`](super::Machine::start) is its own wish, and of a message it learns the
	/// hash by [`Envelope::adds`].
	fn is_revealed(&self, payment_hash: &PaymentHash) -> bool;
}

impl<IsRevealed: Fn(&PaymentHash) -> bool> Outside for (Moment, IsRevealed) {
	fn now_ms(&self) -> Moment {
		self.0
	}

	fn is_revealed(&self, payment_hash: &PaymentHash) -> bool {
		self.1(payment_hash)
	}
}

impl<Signature> Envelope<Signature> {
	/// The hash of the HTLC that is to be signed, if this is about one.
	pub const fn adds(&self) -> Option<PaymentHash> {
		match &self.message {
			PeerMessage::Request { change: Change::Add(htlc), .. }
			| PeerMessage::Propose { change: Change::Add(htlc), .. } => Some(htlc.payment_hash),
			_ => None,
		}
	}
}
