//! The rules of a dispute as they are written, read once more: plain sums, no chain, no storage.

use super::super::{off_chain::Instant, runtime::*};
use super::{
	deal::Deal,
	rules::{Rule, Rules},
	script::{Act, Outcome, Player, Purse},
	Court,
};
use bloc_primitives::{
	state::{Htlc, NetTransfer},
	Moment, PaymentHash, Preimage, Side,
};
use sp_runtime::Permill;
use std::collections::BTreeMap;

/// What a side answers for: what it would have had by earlier states, seen from the standing one.
#[derive(Clone, Debug, Default)]
struct Claim {
	sure: i128,
	/// The HTLCs of the standing state whose outcome it would have had, too: all of them, one by
	/// one.
	bits: Vec<bool>,
}

/// A preimage that is public.
#[derive(Clone, Copy, Debug)]
pub struct Known {
	pub revealed_ms: Moment,
	pub until: Instant,
}

/// A channel that a party closes alone.
#[derive(Debug)]
struct Dispute {
	closer: Side,
	version: u64,
	balances: [i128; 2],
	htlcs: Vec<Htlc>,
	/// Who wins each of them, as far as that is decided.
	winners: Vec<Option<Side>>,
	claims: [Claim; 2],
	/// What the closer began with, seen from the standing state.
	first: Claim,
	/// The HTLCs of that which the standing state has no more, and who wins each of them.
	gone: Vec<(Htlc, Option<Side>)>,
	/// Who presented the standing state, unless the closer began with it.
	shown_by: Option<Player>,
	/// Who has the reward.
	presenter: Option<Player>,
	over: Instant,
}

/// A dispute, and what it brings.
pub struct Reference<'a> {
	rules: Rules,
	deal: &'a Deal,
	now: Instant,
	public: BTreeMap<PaymentHash, Known>,
	dispute: Option<Dispute>,
	gone: bool,
	outcome: Outcome,
}

const fn place(side: Side) -> usize {
	match side {
		Side::Opener => 0,
		Side::Counterparty => 1,
	}
}

/// So much of an amount, rounded up or down.
fn share(of: Permill, amount: i128, up: bool) -> i128 {
	let product = amount * i128::from(of.deconstruct());
	(product + if up { 999_999 } else { 0 }) / 1_000_000
}

impl<'a> Reference<'a> {
	/// Where the parties of a deal are when one closes.
	pub fn new(deal: &'a Deal, rules: Rules) -> Self {
		let (public, now) = (deal.public.clone(), deal.begins);
		let outcome = Outcome::default();
		Self { rules, deal, now, public, dispute: None, gone: false, outcome }
	}

	fn has(&self, rule: Rule) -> bool {
		self.rules.has(rule)
	}

	fn whole(&self) -> i128 {
		self.deal.committed().iter().sum()
	}

	fn give(&mut self, who: Player, asset: i128, native: i128) {
		let purse = &mut self.outcome.purses[who as usize];
		*purse = Purse { asset: purse.asset + asset, native: purse.native + native };
	}

	/// Whether a later state can still be presented.
	fn is_open(&self, dispute: &Dispute) -> bool {
		self.now.at_ms < dispute.over.at_ms || self.now.block < dispute.over.block
	}

	fn wins_by_preimage(&self, htlc: &Htlc) -> bool {
		let known = self.public.get(&htlc.payment_hash);
		known.is_some_and(|known| known.revealed_ms < htlc.deadline_ms)
	}

	/// The HTLCs of a state that is presented: whose preimage is public in time is decided.
	fn pinned(&self, htlcs: &[Htlc]) -> Vec<Option<Side>> {
		let pins = self.has(Rule::Pinned);
		let won = |htlc: &Htlc| (pins && self.wins_by_preimage(htlc)).then(|| htlc.payer.other());
		htlcs.iter().map(won).collect()
	}

	fn close(&mut self, who: Player, rank: Option<usize>, claimed: Option<Balance>) -> bool {
		let Some(closer) = self.deal.side_of(who) else { return false };
		if self.dispute.is_some() || self.gone {
			return false;
		}
		let (version, balances, htlcs) = match claimed {
			None => self.deal.division(rank.unwrap_or(0)),
			Some(claimed) => {
				let claimed = i128::try_from(claimed).unwrap();
				if claimed > self.deal.committed()[place(closer)] {
					return false;
				}
				let rest = self.whole() - claimed;
				let both = if closer == Side::Opener { [claimed, rest] } else { [rest, claimed] };
				(self.deal.base_version(), both, Vec::new())
			},
		};
		let period_ms = self.deal.period_ms(claimed.is_some());
		let nothing = Claim { sure: 0, bits: vec![false; htlcs.len()] };
		let first = Claim { sure: balances[place(closer)], bits: vec![true; htlcs.len()] };
		let claims = [nothing.clone(), nothing];
		let over = Instant {
			at_ms: self.now.at_ms + period_ms,
			block: self.now.block + period_ms.div_ceil(2 * BLOCK_MS),
		};
		let (winners, presenter) = (self.pinned(&htlcs), None);
		self.give(who, 0, -i128::try_from(CLOSING_DEPOSIT).unwrap());
		self.dispute = Some(Dispute {
			closer,
			version,
			balances,
			htlcs,
			winners,
			claims,
			first,
			gone: Vec::new(),
			shown_by: None,
			presenter,
			over,
		});
		true
	}

	fn present(&mut self, who: Player, rank: usize) -> bool {
		let (version, balances, htlcs) = self.deal.division(rank);
		let Some(mut dispute) = self.dispute.take() else { return false };
		if !self.is_open(&dispute) || version <= dispute.version {
			self.dispute = Some(dispute);
			return false;
		}
		let mut winners = self.pinned(&htlcs);
		let same = pair_up(&dispute.htlcs, &htlcs, &vec![true; dispute.htlcs.len()]);
		for (old, new) in same.iter().enumerate() {
			if let Some(new) = new {
				winners[*new] = winners[*new].or(dispute.winners[old]);
			}
		}
		let mut bits = vec![false; htlcs.len()];
		for (old, new) in same.iter().enumerate().filter(|(old, _)| dispute.first.bits[*old]) {
			match new {
				Some(new) => bits[*new] = true,
				None => dispute.gone.push((dispute.htlcs[old], dispute.winners[old])),
			}
		}
		dispute.first.bits = bits;
		for party in Side::BOTH {
			let claim = self.claim_once_replaced(&dispute, party);
			dispute.claims[place(party)] = self.folded(&claim, &dispute.htlcs, &htlcs);
		}
		dispute.shown_by = Some(who);
		if self.has(Rule::LastPresenterPaid) || dispute.presenter.is_none() {
			dispute.presenter = Some(who);
		}
		self.dispute = Some(Dispute { version, balances, htlcs, winners, ..dispute });
		true
	}

	/// What a side answers for once the standing state is no longer the latest: that one too, if it
	/// has presented it.
	fn claim_once_replaced(&self, dispute: &Dispute, party: Side) -> Claim {
		let claim = &dispute.claims[place(party)];
		let own = match dispute.shown_by {
			None => party == dispute.closer,
			Some(who) => self.deal.side_of(who) == Some(party),
		};
		if !own {
			return claim.clone();
		}
		let sure = claim.sure.max(dispute.balances[place(party)]);
		Claim { sure, bits: vec![true; claim.bits.len()] }
	}

	/// A claim once a later state stands.
	fn folded(&self, claim: &Claim, old: &[Htlc], new: &[Htlc]) -> Claim {
		let all = claim.bits.iter().zip(old).filter(|(has, _)| **has).map(|(_, htlc)| htlc.amount);
		let sum = |amounts: &mut dyn Iterator<Item = Balance>| -> i128 {
			i128::try_from(amounts.sum::<Balance>()).unwrap()
		};
		if !self.has(Rule::PendingIsPending) {
			let sure = claim.sure + sum(&mut all.clone());
			return Claim { sure, bits: vec![false; new.len()] };
		}
		let places = pair_up(old, new, &claim.bits);
		let mut bits = vec![false; new.len()];
		let mut gone = Vec::new();
		for (at, has) in claim.bits.iter().enumerate().filter(|(_, has)| **has) {
			match places[at] {
				Some(place) => bits[place] = *has,
				None => gone.push(old[at].amount),
			}
		}
		let gone = if self.has(Rule::Folding) { sum(&mut gone.into_iter()) } else { 0 };
		Claim { sure: (claim.sure + gone).min(self.whole()), bits }
	}

	/// What a side pays of `due`, which it has of its `balance` and of HTLCs.
	fn penalty(&self, dispute: &Dispute, side: Side, due: i128, gain: i128) -> i128 {
		let balance = dispute.balances[place(side)];
		if !self.has(Rule::ByGain) {
			let stale = dispute.claims[place(side)].sure > 0 && dispute.presenter.is_some();
			return if stale { (self.whole() / 5).min(due) } else { 0 };
		}
		let most = match self.has(Rule::HalfAtMost) {
			true => share(MaxPenalty::get(), due, true),
			false => due,
		};
		let most = if self.has(Rule::RefundsPay) { most } else { most.min(balance) };
		gain.min(most)
	}

	/// What a side's claim is above what it has, if it wins these HTLCs.
	fn gain(dispute: &Dispute, side: Side, wins: impl Fn(usize) -> bool) -> i128 {
		let claim = &dispute.claims[place(side)];
		let excess = (claim.sure - dispute.balances[place(side)]).max(0);
		let unclaimed = dispute.htlcs.iter().enumerate();
		let unclaimed = unclaimed.filter(|(at, _)| wins(*at) && !claim.bits[*at]);
		let unclaimed: Balance = unclaimed.map(|(_, htlc)| htlc.amount).sum();
		(excess - i128::try_from(unclaimed).unwrap()).max(0)
	}

	/// Pays the deposit back, or to whoever caught the closer.
	fn return_deposit(&mut self, dispute: &Dispute, caught: bool) {
		let closer = self.deal.player(dispute.closer);
		let owner = if caught { dispute.presenter.unwrap_or(closer) } else { closer };
		self.give(owner, 0, i128::try_from(CLOSING_DEPOSIT).unwrap());
	}

	/// Whose an HTLC is by now.
	fn winner(&self, htlc: &Htlc) -> Option<Side> {
		let by_preimage = self.wins_by_preimage(htlc).then(|| htlc.payer.other());
		by_preimage.or((self.now.at_ms >= htlc.deadline_ms).then_some(htlc.payer))
	}

	/// The challenge period is over, or a deadline is: decides what can be decided, and pays once
	/// that is all.
	fn look(&mut self) {
		let Some(mut dispute) = self.dispute.take() else { return };
		if self.is_open(&dispute) {
			self.dispute = Some(dispute);
			return;
		}
		for (at, htlc) in dispute.htlcs.iter().enumerate() {
			dispute.winners[at] = dispute.winners[at].or(self.winner(htlc));
		}
		for (htlc, winner) in &mut dispute.gone {
			*winner = winner.or(self.winner(htlc));
		}
		let gone = dispute.gone.iter().filter(|_| self.is_capped(&dispute));
		let all = dispute.winners.iter().chain(gone.map(|(_, winner)| winner));
		if all.into_iter().any(Option::is_none) {
			self.dispute = Some(dispute);
			return;
		}
		self.pay(&dispute);
	}

	fn pay(&mut self, dispute: &Dispute) {
		let mut caught = false;
		let surplus = self.surplus(dispute);
		for side in Side::BOTH {
			let wins = |at: usize| dispute.winners[at] == Some(side);
			let won = dispute.htlcs.iter().enumerate().filter(|(at, _)| wins(*at));
			let won: Balance = won.map(|(_, htlc)| htlc.amount).sum();
			let due = dispute.balances[place(side)] + i128::try_from(won).unwrap();
			let due = due + if side == dispute.closer { -surplus } else { surplus };
			let gain = Self::gain(dispute, side, wins);
			caught |= side == dispute.closer && gain > 0;
			let penalty = self.penalty(dispute, side, due, gain);
			self.give(self.deal.player(side), due - penalty, 0);
			self.split(dispute, side, penalty);
		}
		self.return_deposit(dispute, caught);
		self.gone = true;
	}

	/// Whether the closer gets no more than by what it began with.
	fn is_capped(&self, dispute: &Dispute) -> bool {
		let other = self.deal.player(dispute.closer.other());
		self.has(Rule::Capped) && dispute.shown_by.is_some_and(|who| who != other)
	}

	/// What the closer has above what it began with, if that is not for it.
	fn surplus(&self, dispute: &Dispute) -> i128 {
		if !self.is_capped(dispute) {
			return 0;
		}
		let wins = dispute.htlcs.iter().enumerate();
		let wins = wins.filter(|(at, _)| dispute.winners[*at] == Some(dispute.closer));
		let more = wins.filter(|(at, _)| !dispute.first.bits[*at]);
		let more: Balance = more.map(|(_, htlc)| htlc.amount).sum();
		let balance = dispute.balances[place(dispute.closer)];
		let gone = dispute.gone.iter().filter(|(_, winner)| *winner == Some(dispute.closer));
		let gone: Balance = gone.map(|(htlc, _)| htlc.amount).sum();
		let first = dispute.first.sure + i128::try_from(gone).unwrap();
		(balance - first + i128::try_from(more).unwrap()).max(0)
	}

	/// A penalty of one side: a bystander has its share, and the other party the rest.
	fn split(&mut self, dispute: &Dispute, side: Side, penalty: i128) {
		let bystander = dispute.presenter.filter(|who| self.deal.side_of(*who).is_none());
		let reward = share(ChallengerShare::get(), penalty, false);
		let reward = if bystander.is_some() { reward } else { 0 };
		if let Some(bystander) = bystander {
			self.give(bystander, reward, 0);
		}
		self.give(self.deal.player(side.other()), penalty - reward, 0);
	}

	/// Both close: a bystander has the reward that is sure by the standing state.
	fn end(&mut self, version: u64, net: NetTransfer, valid_until_ms: Moment) -> bool {
		let expires = self.has(Rule::EndingsExpire);
		let now_ms = self.now.at_ms;
		let lasts = now_ms < valid_until_ms && valid_until_ms <= now_ms + MAX_ENDING;
		let standing = self.dispute.as_ref().map_or(self.deal.base_version(), |of| of.version);
		let over = self.dispute.as_ref().is_some_and(|of| !self.is_open(of));
		let above = version > if expires { standing } else { self.deal.base_version() };
		if self.gone || (expires && !lasts) || !above || over {
			return false;
		}
		let mut paid = self.deal.committed();
		let amount = i128::try_from(net.amount).unwrap();
		paid[place(net.payer)] -= amount;
		paid[1 - place(net.payer)] += amount;
		if let Some(dispute) = self.dispute.take().filter(|_| self.has(Rule::EndingsPay)) {
			let bystander = dispute.presenter.filter(|who| self.deal.side_of(*who).is_none());
			for side in Side::BOTH {
				let gain = Self::gain(&dispute, side, |_| true);
				let mut sure = dispute.balances[place(side)];
				if side == dispute.closer && self.is_capped(&dispute) {
					sure = sure.min(dispute.first.sure);
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
		for side in Side::BOTH {
			self.give(self.deal.player(side), paid[place(side)], 0);
		}
		self.gone = true;
		true
	}

	fn reveal(&mut self, preimage: Preimage) -> bool {
		let hash = preimage.payment_hash();
		if self.public.contains_key(&hash) {
			return false;
		}
		let blocks = (2 * RETENTION).div_ceil(2 * BLOCK_MS);
		let until = Instant { at_ms: self.now.at_ms + RETENTION, block: self.now.block + blocks };
		self.public.insert(hash, Known { revealed_ms: self.now.at_ms, until });
		true
	}
}

/// For each of `old` that is `first`, and then for the others, one of `new` that is the same: each
/// once.
fn pair_up(old: &[Htlc], new: &[Htlc], first: &[bool]) -> Vec<Option<usize>> {
	let mut places = vec![None; old.len()];
	let mut taken = vec![false; new.len()];
	for turn in [true, false] {
		for at in (0..old.len()).filter(|at| first[*at] == turn) {
			let found = (0..new.len()).find(|place| !taken[*place] && new[*place] == old[at]);
			if let Some(found) = found {
				taken[found] = true;
				places[at] = Some(found);
			}
		}
	}
	places
}

impl Court for Reference<'_> {
	fn advance(&mut self, to: Instant) {
		self.now = to;
		self.look();
		let now = self.now;
		self.public
			.retain(|_, known| now.at_ms < known.until.at_ms || now.block < known.until.block);
	}

	fn act(&mut self, who: Player, act: &Act) -> bool {
		match *act {
			Act::Close(rank) => self.close(who, Some(rank), None),
			Act::CloseAfterLoss(claim) => self.close(who, None, Some(claim)),
			Act::Present(rank) => rank > 0 && self.present(who, rank),
			Act::EndBy(place) => {
				let close = self.deal.endings[place].body;
				self.end(close.version, close.net, close.valid_until_ms)
			},
			Act::EndTogether(rank) => {
				let close = self.deal.ending_by(rank, self.now.at_ms).body;
				self.end(close.version, close.net, close.valid_until_ms)
			},
			Act::Reveal(preimage) => self.reveal(preimage),
			// What it pays is paid anyway, only later.
			Act::Settle => true,
		}
	}

	fn finish(self) -> Outcome {
		assert!(self.gone, "still going on: {:?}", self.dispute);
		self.outcome
	}
}
