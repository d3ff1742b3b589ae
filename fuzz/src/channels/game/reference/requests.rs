//! Requests to withdraw alone, and what becomes of them in a dispute.

use super::{place, Claim, Dispute, Reference, DEPOSIT};
use crate::channels::{
	game::{rules::Rule, script::Player},
	off_chain::Instant,
	runtime::*,
};
use bloc_primitives::{state::Htlc, Side};

/// What a side had requested to withdraw when the channel began to close.
#[derive(Clone, Debug)]
pub struct Asked {
	pub version: u64,
	/// What it has to have by a later state.
	pub kept: i128,
	/// What it answers for if it has less, seen from the standing state.
	pub claim: Claim,
	/// Whether it has less by the standing one.
	pub is_false: bool,
}

/// What a side has requested to withdraw.
#[derive(Clone, Copy, Debug)]
pub struct Request {
	amount: i128,
	/// What it keeps beside that.
	reserve: i128,
	/// The state that it shows.
	rank: usize,
	until: Instant,
}

impl Reference<'_> {
	/// What is requested goes into the dispute. Whoever does not close has its deposit back.
	pub(super) fn take_requests(
		&mut self,
		closer: Side,
		rank: usize,
		(version, htlcs): (u64, &[Htlc]),
		after_loss: bool,
	) -> [Option<Asked>; 2] {
		let whole = self.whole();
		let mut asked = [None, None];
		for side in Side::BOTH {
			let at = place(side);
			let Some(request) = self.requests[at].take() else { continue };
			let (shown, balances, of_shown) = self.division(request.rank).unwrap();
			let reserve = if self.has(Rule::ReserveCounts) { request.reserve } else { 0 };
			let sure = (balances[at] + reserve).min(whole);
			let claim = Claim { sure, bits: vec![true; of_shown.len()] };
			let claim = self.folded(&claim, &of_shown, htlcs);
			let kept = request.amount + request.reserve;
			let is_false = !after_loss && version > shown && self.sure(rank, at) < kept;
			asked[at] = Some(Asked { version: shown, kept, claim, is_false });
			if side != closer {
				self.give(self.deal.player(side), 0, DEPOSIT);
			}
		}
		self.shown = 0;
		asked
	}

	/// A party wants a part of what it has committed, and shows that it has it by a state.
	pub(super) fn request(&mut self, who: Player, amount: Balance, rank: usize) -> bool {
		let Some(side) = self.deal.side_of(who) else { return false };
		let (at, amount) = (place(side), i128::try_from(amount).unwrap());
		let (rank, reserve) = (self.named(rank), self.reserve());
		let is_open = self.dispute.is_none() && !self.gone;
		let Some((_, balances, _)) = self.division(rank) else { return false };
		let has = amount <= self.committed[at] && balances[at] >= amount + reserve;
		let is_late = self.is_late(rank);
		if !is_open || !is_late || !has || amount == 0 || self.requests[at].is_some() {
			return false;
		}
		let until = self.in_a(self.deal.period_ms(false));
		self.requests[at] = Some(Request { amount, reserve, rank, until });
		self.shown = self.shown.max(rank);
		self.give(who, 0, -DEPOSIT);
		true
	}

	/// Somebody has a later state that does not give a party what it has requested: as if that closed
	/// with what it has shown, and were contradicted.
	pub(super) fn contest(&mut self, who: Player, of: Player, rank: usize) -> bool {
		let Some(at) = self.deal.side_of(of).map(place) else { return false };
		let (Some(request), None) = (self.requests[at], &self.dispute) else { return false };
		let Some((version, ..)) = self.division(rank) else { return false };
		let (shown, ..) = self.division(request.rank).unwrap();
		let covers = self.sure(rank, at) >= request.amount + request.reserve;
		if version <= shown || covers || !self.is_late(rank) || self.is_over(request.until) {
			return false;
		}
		// It is not later than what the other has shown, perhaps.
		self.shown = 0;
		let worked = self.close_with(of, Some(request.rank), None, true);
		worked && self.present(who, rank)
	}

	pub(super) fn cancel(&mut self, who: Player) -> bool {
		let Some(side) = self.deal.side_of(who) else { return false };
		let free = !self.has(Rule::NoCancelling) && self.dispute.is_none();
		let is_there = free && self.requests[place(side)].take().is_some();
		self.give(who, 0, if is_there { DEPOSIT } else { 0 });
		is_there
	}

	/// What was requested and nobody has contested is done, once its period is over.
	pub(super) fn finish_requests(&mut self) {
		if self.dispute.is_some() || self.gone {
			return;
		}
		for side in Side::BOTH {
			let at = place(side);
			let Some(request) = self.requests[at].filter(|of| self.is_over(of.until)) else {
				continue;
			};
			self.requests[at] = None;
			self.is_drawn = true;
			self.committed[at] -= request.amount;
			self.ledger[at] += request.amount;
			self.give(self.deal.player(side), 0, DEPOSIT);
		}
	}

	/// What was requested says nothing any more.
	pub(super) fn void_requests(&mut self) {
		for side in Side::BOTH {
			if self.requests[place(side)].take().is_some() {
				self.give(self.deal.player(side), 0, DEPOSIT);
			}
		}
	}

	/// What was requested is judged by the state that counts.
	pub(super) fn judge_requests(dispute: &mut Dispute) {
		for at in 0..2 {
			let asked = dispute.asked[at].take().filter(|asked| asked.is_false);
			let Some(Asked { claim: asked, .. }) = asked else { continue };
			let claim = &mut dispute.claims[at];
			// It would have had what comes of HTLCs beside that.
			let bits = vec![true; claim.bits.len()];
			*claim = Claim { sure: claim.sure.max(asked.sure), bits };
		}
	}
}
