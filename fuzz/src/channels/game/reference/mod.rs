//! The rules of a dispute as they are written, read once more: plain sums, no chain, no storage.

mod requests;
mod together;

use super::super::{off_chain::Instant, runtime::*};
use super::{
	deal::{reserve_of, Deal},
	rules::{Rule, Rules},
	script::{Act, Outcome, Player, Purse},
	Court,
};
use bloc_primitives::{state::Htlc, Moment, PaymentHash, Preimage, Side};
use requests::{Asked, Request};
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
	fn is_late(&self, rank: usize) -> bool {
		rank >= self.shown || !self.has(Rule::NothingOlder)
	}

	/// The state that is meant where none is named: what was shown last.
	fn named(&self, rank: usize) -> usize {
		if rank == 0 && self.has(Rule::NothingOlder) {
			self.shown
		} else {
			rank
		}
	}

	/// What a period from now on ends with.
	fn in_a(&self, period_ms: Moment) -> Instant {
		let blocks = period_ms.div_ceil(2 * BLOCK_MS);
		Instant {
			at_ms: self.now.at_ms + period_ms,
			block: self.now.block + if self.has(Rule::BlocksCount) { blocks } else { 0 },
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

	/// What a closer that has lost its states claims, and what that leaves to the other; none if that
	/// is too much. What was shown, of this rank, can be presented, and nothing above it be claimed.
	fn division_after_loss(
		&self,
		closer: Side,
		rank: usize,
		claimed: Balance,
	) -> Option<(u64, [i128; 2], Vec<Htlc>)> {
		let claimed = i128::try_from(claimed).unwrap();
		let rest = self.whole() - claimed;
		let both = if closer == Side::Opener { [claimed, rest] } else { [rest, claimed] };
		let (version, of, _) = self.division(rank)?;
		let most = self.committed[place(closer)].min(of[place(closer)]);
		let below = u64::from(version > self.base);
		(claimed <= most).then(|| (version - below, both, Vec::new()))
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
			Some(claimed) => self.division_after_loss(closer, rank, claimed),
		};
		let division = division.filter(|_| self.is_late(rank));
		let Some((version, balances, htlcs)) = division else { return false };
		let is_disputable = self.whole() > 0;
		let over = self.in_a(self.deal.period_ms(claimed.is_some()));
		let (over, deposit) = if is_disputable { (over, DEPOSIT) } else { (self.now, 0) };
		if !self.has(Rule::RequestsCount) && !is_contested {
			self.void_requests();
		}
		let first = Claim { sure: balances[place(closer)], bits: vec![true; htlcs.len()] };
		let claims = [0; 2].map(|sure| Claim { sure, bits: vec![false; htlcs.len()] });
		let asked = self.take_requests(closer, rank, (version, &htlcs), claimed.is_some());
		if asked[place(closer)].is_none() {
			self.give(who, 0, -deposit);
		}
		self.dispute = Some(Dispute {
			closer,
			version,
			balances,
			winners: self.pinned(&htlcs),
			htlcs,
			claims,
			first,
			gone: Vec::new(),
			shown_by: None,
			presenter: None,
			over,
			deposit,
			asked,
		});
		if !is_disputable {
			self.look();
		}
		true
	}

	/// A party commits more, out of its account.
	fn top_up(&mut self, who: Player, amount: Balance) -> bool {
		let Some(side) = self.deal.side_of(who) else { return false };
		if self.dispute.is_some() || self.gone {
			return false;
		}
		let amount = i128::try_from(amount).unwrap();
		self.committed[place(side)] += amount;
		self.give(who, -amount, 0);
		true
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
			Act::TopUp(amount) => self.top_up(who, amount),
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

	fn finish(self) -> Result<Outcome, String> {
		match self.gone {
			true => Ok(self.outcome),
			false => Err(format!("still going on: {:?}, {:?}", self.dispute, self.requests)),
		}
	}
}
