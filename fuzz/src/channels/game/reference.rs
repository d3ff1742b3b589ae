//! The rules of a dispute as they are written, read once more: plain sums, no chain, no storage.

use super::super::{off_chain::Instant, runtime::*};
use super::{
	deal::{reserve_of, Deal},
	rules::{Rule, Rules},
	script::{Act, Outcome, Player, Purse},
	Court,
};
use bloc_primitives::{
	state::{Htlc, NetTransfer, Withdrawal},
	Moment, PaymentHash, Preimage, Side,
};
use sp_runtime::Permill;
use std::collections::BTreeMap;

/// What whoever closes, or requests to withdraw, puts down in the native coin.
const DEPOSIT: i128 = CLOSING_DEPOSIT as i128;

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
	/// What the closer has put down.
	deposit: i128,
	/// What each side had requested when it began.
	asked: [Option<Asked>; 2],
}

/// What a side had requested to withdraw when the channel began to close.
#[derive(Clone, Debug)]
struct Asked {
	version: u64,
	/// What it has to have by a later state.
	kept: i128,
	/// What it answers for if it has less, seen from the standing state.
	claim: Claim,
	/// Whether it has less by the standing one.
	is_false: bool,
}

/// What a side has requested to withdraw.
#[derive(Clone, Copy, Debug)]
struct Request {
	amount: i128,
	/// What it keeps beside that.
	reserve: i128,
	/// The state that it shows.
	rank: usize,
	until: Instant,
}

/// A channel, what is done in it, and what that brings.
pub struct Reference<'a> {
	rules: Rules,
	deal: &'a Deal,
	now: Instant,
	public: BTreeMap<PaymentHash, Known>,
	/// What each side has committed by now, and has in its ledger.
	committed: [i128; 2],
	ledger: [i128; 2],
	base: u64,
	/// Whether the base is another one than that of the states.
	is_renewed: bool,
	requests: [Option<Request>; 2],
	/// The newest state that was shown with a request.
	shown: usize,
	/// Whether anything was withdrawn alone on this base.
	is_drawn: bool,
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
		Self {
			rules,
			deal,
			now,
			public,
			committed: deal.committed(),
			ledger: [0; 2],
			base: deal.base_version(),
			is_renewed: false,
			requests: [None; 2],
			shown: 0,
			is_drawn: false,
			dispute: None,
			gone: false,
			outcome: Outcome::default(),
		}
	}

	fn has(&self, rule: Rule) -> bool {
		self.rules.has(rule)
	}

	fn whole(&self) -> i128 {
		self.committed.iter().sum()
	}

	/// What a side keeps when it withdraws alone.
	fn reserve(&self) -> i128 {
		let whole = Balance::try_from(self.whole()).unwrap();
		let reserve = if self.has(Rule::RequestsLeaveReserve) { reserve_of(whole) } else { 0 };
		i128::try_from(reserve).unwrap()
	}

	/// What the state of this rank says of what is committed by now: its version, balances, HTLCs. None
	/// if it counts no more. Where too much was withdrawn alone, it is cut to what is left.
	fn division(&self, rank: usize) -> Option<(u64, [i128; 2], Vec<Htlc>)> {
		let Some(at) = rank.checked_sub(1) else {
			return Some((self.base, self.committed, Vec::new()));
		};
		let body = &self.deal.states[at].body;
		let (cuts, mut left) = (self.is_drawn && self.has(Rule::CutToWhatIsLeft), self.committed);
		let moves = |amount: Balance, has: i128| {
			let amount = i128::try_from(amount).unwrap();
			if cuts {
				amount.min(has)
			} else {
				amount
			}
		};
		let payer = place(body.net.payer);
		let net = moves(body.net.amount, left[payer]);
		left[payer] -= net;
		left[1 - payer] += net;
		let mut htlcs = Vec::new();
		for htlc in &body.htlcs {
			let has = &mut left[place(htlc.payer)];
			let amount = moves(htlc.amount, *has);
			*has -= amount;
			if amount > 0 {
				htlcs.push(Htlc { amount: Balance::try_from(amount).unwrap(), ..*htlc });
			}
		}
		let counts = !self.is_renewed && left.iter().all(|left| *left >= 0);
		counts.then_some((body.version, left, htlcs))
	}

	/// What a side has for sure by the state of this rank, whatever the other has withdrawn.
	fn sure(&self, rank: usize, at: usize) -> i128 {
		let (_, balances, _) = self.deal.division(rank);
		if rank == 0 {
			self.committed[at]
		} else {
			balances[at] - (self.deal.committed()[at] - self.committed[at])
		}
	}

	/// Whether a state of this rank still counts, beside what was shown.
	const fn is_late(&self, rank: usize) -> bool {
		rank >= self.shown
	}

	/// The state that is meant where none is named: what was shown last.
	const fn named(&self, rank: usize) -> usize {
		if rank == 0 {
			self.shown
		} else {
			rank
		}
	}

	/// What a period from now on ends with.
	fn in_a(&self, period_ms: Moment) -> Instant {
		Instant {
			at_ms: self.now.at_ms + period_ms,
			block: self.now.block + period_ms.div_ceil(2 * BLOCK_MS),
		}
	}

	fn is_over(&self, until: Instant) -> bool {
		self.now.at_ms >= until.at_ms && self.now.block >= until.block
	}

	fn give(&mut self, who: Player, asset: i128, native: i128) {
		let purse = &mut self.outcome.purses[who as usize];
		*purse = Purse { asset: purse.asset + asset, native: purse.native + native };
	}

	/// Whether a later state can still be presented.
	fn is_open(&self, dispute: &Dispute) -> bool {
		!self.is_over(dispute.over)
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

	/// What is requested goes into the dispute. Whoever does not close has its deposit back.
	fn take_requests(
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
			let sure = (balances[at] + request.reserve).min(whole);
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

	fn close(&mut self, who: Player, rank: Option<usize>, claimed: Option<Balance>) -> bool {
		self.close_with(who, rank, claimed, false)
	}

	fn close_with(
		&mut self,
		who: Player,
		rank: Option<usize>,
		claimed: Option<Balance>,
		is_contested: bool,
	) -> bool {
		let Some(closer) = self.deal.side_of(who) else { return false };
		if self.dispute.is_some() || self.gone {
			return false;
		}
		let rank = self.named(rank.unwrap_or(0));
		let division = match claimed {
			None => self.division(rank),
			Some(claimed) => {
				let claimed = i128::try_from(claimed).unwrap();
				let rest = self.whole() - claimed;
				let both = if closer == Side::Opener { [claimed, rest] } else { [rest, claimed] };
				// What was shown can be presented, and nothing above it be claimed.
				let Some((version, of, _)) = self.division(rank) else { return false };
				let most = self.committed[place(closer)].min(of[place(closer)]);
				let below = u64::from(version > self.base);
				(claimed <= most).then(|| (version - below, both, Vec::new()))
			},
		};
		let Some((version, balances, htlcs)) = division else { return false };
		if !self.is_late(rank) {
			return false;
		}
		let is_disputable = self.whole() > 0;
		let period_ms = self.deal.period_ms(claimed.is_some());
		let over = if is_disputable { self.in_a(period_ms) } else { self.now };
		if !self.has(Rule::RequestsCount) && !is_contested {
			self.void_requests();
		}
		let first = Claim { sure: balances[place(closer)], bits: vec![true; htlcs.len()] };
		let claims = [0; 2].map(|sure| Claim { sure, bits: vec![false; htlcs.len()] });
		let asked = self.take_requests(closer, rank, (version, &htlcs), claimed.is_some());
		let (winners, presenter) = (self.pinned(&htlcs), None);
		let deposit = if is_disputable { DEPOSIT } else { 0 };
		if asked[place(closer)].is_none() {
			self.give(who, 0, -deposit);
		}
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
			deposit,
			asked,
		});
		if !is_disputable {
			self.look();
		}
		true
	}

	/// A party wants a part of what it has committed, and shows that it has it by a state.
	fn request(&mut self, who: Player, amount: Balance, rank: usize) -> bool {
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
	fn contest(&mut self, who: Player, of: Player, rank: usize) -> bool {
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

	fn cancel(&mut self, who: Player) -> bool {
		let Some(side) = self.deal.side_of(who) else { return false };
		let free = !self.has(Rule::NoCancelling) && self.dispute.is_none();
		let is_there = free && self.requests[place(side)].take().is_some();
		self.give(who, 0, if is_there { DEPOSIT } else { 0 });
		is_there
	}

	/// What was requested and nobody has contested is done, once its period is over.
	fn finish_requests(&mut self) {
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
	fn void_requests(&mut self) {
		for side in Side::BOTH {
			if self.requests[place(side)].take().is_some() {
				self.give(self.deal.player(side), 0, DEPOSIT);
			}
		}
	}

	/// Both have signed that this is taken out.
	fn withdraw(&mut self, withdrawal: &Withdrawal) -> bool {
		let above = withdrawal.version > self.least_ending();
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

	fn present(&mut self, who: Player, rank: usize) -> bool {
		let Some((version, balances, htlcs)) = self.division(rank) else { return false };
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
		for at in 0..2 {
			let Some(asked) = dispute.asked[at].clone() else { continue };
			let claim = self.folded(&asked.claim, &dispute.htlcs, &htlcs);
			let is_false = version > asked.version && self.sure(rank, at) < asked.kept;
			dispute.asked[at] = Some(Asked { claim, is_false, ..asked });
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
		self.give(owner, 0, dispute.deposit);
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
		Self::judge_requests(&mut dispute);
		self.pay(&dispute);
	}

	/// What was requested is judged by the state that counts.
	fn judge_requests(dispute: &mut Dispute) {
		for at in 0..2 {
			let asked = dispute.asked[at].take().filter(|asked| asked.is_false);
			let Some(Asked { claim: asked, .. }) = asked else { continue };
			let claim = &mut dispute.claims[at];
			// It would have had what comes of HTLCs beside that.
			let bits = vec![true; claim.bits.len()];
			*claim = Claim { sure: claim.sure.max(asked.sure), bits };
		}
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
			let ledger = self.ledger[place(side)];
			self.give(self.deal.player(side), due - penalty + ledger, 0);
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
		let bystander = dispute.presenter.filter(|who| !who.is_party());
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
		let lasts = self.lasts(valid_until_ms);
		let standing = self.dispute.as_ref().map_or(self.least_ending(), |of| of.version);
		let over = self.dispute.as_ref().is_some_and(|of| !self.is_open(of));
		let above = version > if expires { standing } else { self.base };
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
		self.finish_requests();
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
			Act::Request { amount, rank } => self.request(who, amount, rank),
			Act::Contest(of, rank) => rank > 0 && self.contest(who, of, rank),
			Act::Cancel => self.cancel(who),
			Act::Withdraw(at) => self.withdraw(&self.deal.withdrawals[at].body.clone()),
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
