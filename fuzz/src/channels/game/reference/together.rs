//! What both parties sign and carry out: that something is taken out, or that the channel ends.

use super::{place, share, Reference};
use crate::channels::{game::rules::Rule, runtime::*};
use bloc_primitives::{
	state::{NetTransfer, Withdrawal},
	Moment, Side,
};

impl Reference<'_> {
	/// Both have signed that this is taken out.
	pub(super) fn withdraw(&mut self, withdrawal: &Withdrawal) -> bool {
		let least = self.least_ending();
		let above =
			withdrawal.version > if self.has(Rule::EndingsInOrder) { least } else { self.base };
		let good = !self.has(Rule::WithdrawalsExpire) || self.lasts(withdrawal.valid_until_ms);
		let is_open = self.dispute.is_none() && !self.gone;
		let Some(left) = self.after_net(&withdrawal.net) else { return false };
		let amounts = [withdrawal.amounts.opener, withdrawal.amounts.counterparty];
		let amounts = amounts.map(|amount| i128::try_from(amount).unwrap());
		let left = [left[0] - amounts[0], left[1] - amounts[1]];
		if !is_open || !above || !good || left.iter().any(|left| *left < 0) {
			return false;
		}
		self.void_requests();
		(self.shown, self.is_drawn) = (0, false);
		self.committed = left;
		self.ledger = [self.ledger[0] + amounts[0], self.ledger[1] + amounts[1]];
		(self.base, self.is_renewed) = (withdrawal.version, true);
		true
	}

	/// Above which version both can end the base.
	fn least_ending(&self) -> u64 {
		let shown = self.shown.checked_sub(1);
		let shown = shown.map_or(0, |at| self.deal.states[at].body.version);
		self.base.max(shown)
	}

	/// Whether what both have signed can be carried out by now.
	fn lasts(&self, valid_until_ms: Moment) -> bool {
		let now_ms = self.now.at_ms;
		now_ms < valid_until_ms && valid_until_ms <= now_ms + MAX_ENDING
	}

	/// What is committed after a payment, if that fits.
	fn after_net(&self, net: &NetTransfer) -> Option<[i128; 2]> {
		let amount = i128::try_from(net.amount).unwrap();
		let mut left = self.committed;
		left[place(net.payer)] -= amount;
		left[1 - place(net.payer)] += amount;
		left.iter().all(|left| *left >= 0).then_some(left)
	}

	/// Both close: a bystander has the reward that is sure by the standing state.
	pub(super) fn end(&mut self, version: u64, net: NetTransfer, valid_until_ms: Moment) -> bool {
		let expires = self.has(Rule::EndingsExpire);
		let lasts = self.lasts(valid_until_ms);
		let standing = self.dispute.as_ref().map_or(self.least_ending(), |of| of.version);
		let over = self.dispute.as_ref().is_some_and(|of| !self.is_open(of));
		let above = version > if self.has(Rule::EndingsInOrder) { standing } else { self.base };
		if self.gone || (expires && !lasts) || !above || over {
			return false;
		}
		let Some(left) = self.after_net(&net) else { return false };
		let mut paid = [left[0] + self.ledger[0], left[1] + self.ledger[1]];
		if let Some(mut dispute) = self.dispute.take().filter(|_| self.has(Rule::EndingsPay)) {
			Self::judge_requests(&mut dispute);
			let bystander = dispute.presenter.filter(|who| !who.is_party());
			for side in Side::BOTH {
				let gain = Self::gain(&dispute, side, |_| true);
				let mut sure = dispute.balances[place(side)];
				if side == dispute.closer && self.is_capped(&dispute) {
					// With what has come of HTLCs of that which are gone.
					let gone = dispute.gone.iter().filter(|(_, winner)| *winner == Some(side));
					let gone: Balance = gone.map(|(htlc, _)| htlc.amount).sum();
					sure = sure.min(dispute.first.sure + i128::try_from(gone).unwrap());
				}
				let penalty = self.penalty(&dispute, side, sure, gain);
				let reward = share(ChallengerShare::get(), penalty, false);
				if let Some(bystander) = bystander {
					let reward = reward.min(paid[place(side)]);
					paid[place(side)] -= reward;
					self.give(bystander, reward, 0);
				}
			}
			let caught = Self::gain(&dispute, dispute.closer, |_| true) > 0;
			self.return_deposit(&dispute, caught);
		}
		self.void_requests();
		for side in Side::BOTH {
			self.give(self.deal.player(side), paid[place(side)], 0);
		}
		self.gone = true;
		true
	}
}
