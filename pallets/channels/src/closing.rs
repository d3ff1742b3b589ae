//! The dispute about a channel that is closing, and how it is divided: pure, without storage.
//!
//! What a side answers for is a [`Claim`]: the balance and the HTLCs that it would have had by the
//! states that it presented. What it would have gained by them against the state that counts in the
//! end is what it pays a penalty for. And a closer gets no more than by what it began with, whoever
//! but the other party presents more for it: so there is nothing to be gained by waiting whether
//! anybody answers. The README has the rules, and why an honest side never has a claim above what is
//! its own.

mod claim;

pub use claim::{Claim, Places};

use bloc_primitives::{
	channel::Fault,
	state::{Htlc, Htlcs, NetTransfer, State},
	Balance, Moment, Pair, PaymentHash, Side,
};
use claim::{bit, has};
use core::mem;
use sp_runtime::Permill;

/// How an HTLC stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
	/// The amount is this side's.
	Won(Side),
	/// Not decided yet.
	Open,
}

/// Decides an HTLC: its preimage counts if it was revealed while `now < deadline`; from the
/// deadline on, without one, the amount is its payer's again. So each instant belongs to one side.
pub fn verdict(htlc: &Htlc, revealed_ms: Option<Moment>, now_ms: Moment) -> Verdict {
	if is_in_time(htlc, revealed_ms) {
		Verdict::Won(htlc.payer.other())
	} else if now_ms >= htlc.deadline_ms {
		Verdict::Won(htlc.payer)
	} else {
		Verdict::Open
	}
}

/// Whether the preimage was public before the deadline.
fn is_in_time(htlc: &Htlc, revealed_ms: Option<Moment>) -> bool {
	revealed_ms.is_some_and(|revealed_ms| revealed_ms < htlc.deadline_ms)
}

/// What becomes of one side's part, from the settlement on.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Tally {
	/// What the side has by the state: its balance, and what HTLCs brought so far.
	pub due: Balance,
	/// What it claimed above that. What it wins without having claimed it is no gain, so this only
	/// shrinks.
	pub excess: Balance,
	/// What of `due` is the other side's, being above what this one began with.
	pub surplus: Balance,
	/// How much more the side may win until there is a surplus.
	pub room: Balance,
	/// The part of `due` that is not paid out.
	pub held: Balance,
}

impl Tally {
	/// The tally of a side that has `balance`, HTLCs aside, and gets no more than by its `limit`, if
	/// it has one.
	pub fn begin(claim: &Claim, limit: Option<&Claim>, balance: Balance) -> Self {
		let most = limit.map_or(Balance::MAX, |limit| limit.sure);
		Self {
			due: balance,
			excess: claim.excess(balance),
			surplus: balance.saturating_sub(most),
			room: most.saturating_sub(balance),
			held: balance,
		}
	}

	/// The side has won an HTLC, which it had `claimed`, or not; and which is `within` its limit, or
	/// counts towards it.
	pub fn win(&mut self, amount: Balance, claimed: bool, within: bool) {
		// All of it is part of what is committed: the sums fit.
		self.due = self.due.saturating_add(amount);
		self.held = self.held.saturating_add(amount);
		if !claimed {
			self.excess = self.excess.saturating_sub(amount);
		}
		if !within {
			let above = amount.saturating_sub(self.room);
			self.surplus = self.surplus.saturating_add(above);
			self.room = self.room.saturating_sub(amount);
		}
	}

	/// So much more would have come of what the side began with.
	pub fn allow(&mut self, amount: Balance) {
		let used = self.surplus.min(amount);
		self.surplus = self.surplus.saturating_sub(used);
		self.room = self.room.saturating_add(amount.saturating_sub(used));
	}

	/// Takes out what cannot be needed any more, for a penalty or for the other side.
	pub fn pay_out(&mut self) -> Balance {
		let kept = self.excess.saturating_add(self.surplus);
		let paid = self.held.saturating_sub(kept);
		self.held = self.held.saturating_sub(paid);
		paid
	}

	/// What the side pays once all HTLCs are decided. It is held: either nothing has been paid out
	/// of what is due, or all that was claimed above it is still there.
	pub fn penalty(&self, terms: &Terms) -> Balance {
		terms.penalty(self.excess, self.due).min(self.held)
	}
}

/// What it costs to have claimed too much, and who has a share of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Terms {
	/// The most that a penalty takes of what is due to the side.
	pub max_penalty: Permill,
	/// The part of a penalty that goes to whoever presented the state that counts, if no party.
	pub challenger_share: Permill,
}

impl Terms {
	/// The penalty for a gain: as much as that, and at most a share of what is `due`, rounded up
	/// (against the one who pays it).
	pub fn penalty(&self, gain: Balance, due: Balance) -> Balance {
		bloc_math::shares::penalty(self.max_penalty, due, gain)
	}

	/// The part of a penalty that is a reward, rounded down.
	pub fn reward(&self, penalty: Balance) -> Balance {
		bloc_math::shares::split(self.challenger_share, penalty).0
	}
}

/// What a side pays for what it claimed above what is due to it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Penalty {
	/// All that it pays.
	pub amount: Balance,
	/// The part that goes to the presenter; the rest is the other party's.
	pub reward: Balance,
}

/// The dispute about a channel that a party closes alone, and then what still waits.
#[frame_support::stored]
pub struct Closing<AccountId, BlockNumber> {
	/// The state with the highest version presented so far. Once the channel is
	/// [`Resolving`](bloc_primitives::channel::Phase::Resolving), of its HTLCs only those not yet
	/// decided are left.
	pub state: State,
	/// When the timetable looks at the channel next.
	pub scheduled_ms: Moment,
	/// The first block in which it can be settled, however much time has passed: a chain that
	/// stands still gives nobody a chance to contradict.
	pub settles_at: BlockNumber,
	/// Who closes.
	pub closer: Side,
	/// What the closer began with, seen from the standing state.
	pub first: Claim,
	/// The HTLCs that the closer began with and the standing state has no more. What comes of them is
	/// paid to nobody; but it says how much the closer would have had by what it began with.
	pub gone: Htlcs,
	/// What each side answers for. By the standing state nobody has claimed too much yet: it is added
	/// when a later one takes its place.
	pub claims: Pair<Claim>,
	/// A bit for each HTLC of the state, by its place: its preimage was known to be public in time
	/// when a state with it was presented. That counts, even if it is forgotten meanwhile.
	pub won: u32,
	/// What each side had requested when the channel began to close, until that is judged.
	pub asked: Pair<Option<Asked>>,
	/// Who presented the state, unless that is the one that the closer began with.
	pub presenter: Option<AccountId>,
	/// What the closer has put down, in the native coin.
	pub deposit: Balance,
	/// What each side has and what is held of it, from the settlement on.
	pub tallies: Pair<Tally>,
}

/// What a side had requested to withdraw when the channel began to close.
#[frame_support::stored]
#[derive(Copy)]
pub struct Asked {
	/// The version of the state that it had shown: only a later one says something against it.
	pub version: u64,
	/// What the side has to have for sure by that.
	pub kept: Balance,
	/// What it answers for if it has less, seen from the standing state.
	pub claim: Claim,
	/// Whether it has less by the standing state.
	pub is_false: bool,
}

/// What a settlement pays out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Payout {
	/// To each party, with what it gets of the other's penalty.
	pub paid: Pair<Balance>,
	/// What is still in HTLCs, for each payer.
	pub pending: Pair<Balance>,
	/// What each side pays, once nothing is pending.
	pub penalties: Pair<Penalty>,
	/// Whether the closer has claimed more than what is due to it, which then is certain.
	pub is_closer_caught: bool,
}

impl<AccountId: Clone + PartialEq, BlockNumber> Closing<AccountId, BlockNumber> {
	/// `closer` closes with `state`. `revealed_ms` is when a preimage became public: it is asked once
	/// for each HTLC.
	pub fn begin(
		closer: Side,
		state: State,
		committed: &Pair<Balance>,
		scheduled_ms: Moment,
		settles_at: BlockNumber,
		revealed_ms: impl Fn(&PaymentHash) -> Option<Moment>,
	) -> Result<Self, Fault> {
		let balances = state.balances(committed).ok_or(Fault::ExceedsCommitted)?;
		let first = Claim::of(*balances.of(closer), &state.htlcs);
		let won = pinned(&state.htlcs, 0, revealed_ms);
		Ok(Self {
			state,
			scheduled_ms,
			settles_at,
			closer,
			first,
			gone: Htlcs::new(),
			claims: Pair::default(),
			won,
			asked: Pair::new(None, None),
			presenter: None,
			deposit: 0,
			tallies: Pair::default(),
		})
	}

	/// `closer` has lost its states and closes with `claim` of what is committed. A state above
	/// `version` can be presented.
	pub fn begin_after_loss(
		closer: Side,
		claim: Balance,
		version: u64,
		committed: &Pair<Balance>,
		scheduled_ms: Moment,
		settles_at: BlockNumber,
	) -> Result<Self, Fault> {
		let given = committed.of(closer).checked_sub(claim).ok_or(Fault::ExceedsCommitted)?;
		let net = NetTransfer { payer: closer, amount: given };
		let state = State { version, net, htlcs: Htlcs::new() };
		Self::begin(closer, state, committed, scheduled_ms, settles_at, |_| None)
	}

	/// Whether somebody has presented a later state.
	pub const fn is_answered(&self) -> bool {
		self.presenter.is_some()
	}

	/// Whether a state of this version can be presented.
	pub const fn ensure_later(&self, version: u64) -> Result<(), Fault> {
		if version <= self.state.version {
			return Err(Fault::StaleVersion);
		}
		Ok(())
	}

	/// `challenger` presents a later `state`. Returns what each side has claimed for sure above its
	/// balance by that.
	pub fn challenge(
		&mut self,
		challenger: &AccountId,
		parties: &Pair<AccountId>,
		state: State,
		committed: &Pair<Balance>,
		revealed_ms: impl Fn(&PaymentHash) -> Option<Moment>,
	) -> Result<Pair<Balance>, Fault> {
		self.ensure_later(state.version)?;
		let old = self.state.balances(committed).ok_or(Fault::ExceedsCommitted)?;
		let new = state.balances(committed).ok_or(Fault::ExceedsCommitted)?;
		let whole = committed.checked_sum().ok_or(Fault::Overflow)?;
		let places = Places::of(&self.state.htlcs, &state.htlcs);
		let mut excess = Pair::new(0, 0);
		for side in Side::BOTH {
			let mut claim = *self.claims.of(side);
			if self.answers(side, parties) {
				claim = claim.merged(&Claim::of(*old.of(side), &self.state.htlcs));
			}
			claim = claim.folded(&self.state.htlcs, &places, whole);
			*excess.of_mut(side) = claim.excess(*new.of(side));
			*self.claims.of_mut(side) = claim;
			if let Some(asked) = self.asked.of_mut(side) {
				asked.claim = asked.claim.folded(&self.state.htlcs, &places, whole);
			}
		}
		self.keep_gone(&places);
		self.won = pinned(&state.htlcs, places.moved(self.won), revealed_ms);
		self.presenter = Some(challenger.clone());
		self.state = state;
		Ok(excess)
	}

	/// Keeps the HTLCs that the closer began with and a later state has no more. Whether one is won was
	/// known at once if its preimage was.
	fn keep_gone(&mut self, places: &Places) {
		for (place, htlc) in self.state.htlcs.iter().enumerate() {
			let is_first = has(self.first.mask, bit(place));
			if !is_first || places.keeps(place) {
				continue;
			}
			if !has(self.won, bit(place)) {
				// It began with as many as a state can have, at most.
				let _ = self.gone.try_push(*htlc);
			} else if htlc.payer != self.closer {
				self.first.sure = self.first.sure.saturating_add(htlc.amount);
			}
		}
		self.first = self.first.moved(places);
	}

	/// `side` has requested to withdraw, and `shown` a state by which it keeps `reserve` beside that. If
	/// it has less than it has to keep, it answers for that state as if it had presented it; and for
	/// the reserve, without which it would have had nothing to lose by what it could do next.
	pub fn ask(
		&mut self,
		side: Side,
		shown: &State,
		kept: Balance,
		reserve: Balance,
		committed: &Pair<Balance>,
	) -> Result<(), Fault> {
		let balances = shown.balances(committed).ok_or(Fault::ExceedsCommitted)?;
		let whole = committed.checked_sum().ok_or(Fault::Overflow)?;
		let sure = balances.of(side).saturating_add(reserve).min(whole);
		let places = Places::of(&shown.htlcs, &self.state.htlcs);
		let claim = Claim::of(sure, &shown.htlcs).folded(&shown.htlcs, &places, whole);
		let asked = Asked { version: shown.version, kept, claim, is_false: false };
		*self.asked.of_mut(side) = Some(asked);
		Ok(())
	}

	/// Compares what was requested with the standing state, by which each side has so much for `sure`,
	/// whatever the other has taken out.
	pub fn compare_requests(&mut self, sure: &Pair<Option<Balance>>) {
		let version = self.state.version;
		for side in Side::BOTH {
			if let Some(asked) = self.asked.of_mut(side) {
				let has_it = sure.of(side).is_some_and(|sure| sure >= asked.kept);
				asked.is_false = version > asked.version && !has_it;
			}
		}
	}

	/// The standing state counts: who has requested what it does not have by that answers for it. What
	/// comes of HTLCs that wait by then it would have had beside that, so it makes the gain no less.
	pub fn judge_requests(&mut self) {
		let all = Claim::of(0, &self.state.htlcs);
		for side in Side::BOTH {
			let asked = self.asked.of_mut(side).take();
			if let Some(asked) = asked.filter(|asked| asked.is_false) {
				let claim = self.claims.of_mut(side);
				*claim = claim.merged(&asked.claim).merged(&all);
			}
		}
	}

	/// Whether `side` answers for the standing state: who presented it does, and nobody else. So
	/// nobody is charged for what others say.
	fn answers(&self, side: Side, parties: &Pair<AccountId>) -> bool {
		match &self.presenter {
			Some(presenter) => parties.side_of(presenter) == Some(side),
			None => side == self.closer,
		}
	}

	/// What `side` gets at most, beside what HTLCs in it bring: a closer no more than by what it
	/// began with, unless the other party presented the state that counts. Else it could begin with
	/// little, see whether anybody answers that, and if not, present the state in which it had most,
	/// or have a friend do so, when nobody has time to answer any more.
	fn limit(&self, side: Side, parties: &Pair<AccountId>) -> Option<&Claim> {
		let presenter = self.presenter.as_ref()?;
		let others = *presenter == *parties.of(side.other());
		(side == self.closer && !others).then_some(&self.first)
	}

	/// Whether an HTLC with this hash can still be won by its preimage, and is not won already.
	pub fn waits_for(&self, payment_hash: &PaymentHash, now_ms: Moment) -> bool {
		let is_it = |htlc: &Htlc| htlc.payment_hash == *payment_hash && now_ms < htlc.deadline_ms;
		let mut htlcs = self.state.htlcs.iter().enumerate();
		htlcs.any(|(place, htlc)| is_it(htlc) && !has(self.won, bit(place)))
			|| self.gone.iter().any(is_it)
	}

	/// How many HTLCs are not decided, those that are gone with them.
	pub fn waiting(&self) -> usize {
		self.state.htlcs.len().saturating_add(self.gone.len())
	}

	/// When the last of them is.
	pub fn last_deadline_ms(&self) -> Option<Moment> {
		self.state.htlcs.iter().chain(&self.gone).map(|htlc| htlc.deadline_ms).max()
	}

	/// What is held of each side.
	pub fn held(&self) -> Pair<Balance> {
		self.tallies.map(|tally| tally.held)
	}

	/// The challenge period is over: each side has what the state gives it of what is committed.
	pub fn begin_settlement(
		&mut self,
		parties: &Pair<AccountId>,
		committed: &Pair<Balance>,
	) -> Result<(), Fault> {
		let balances = self.state.balances(committed).ok_or(Fault::ExceedsCommitted)?;
		for side in Side::BOTH {
			let (claim, limit) = (self.claims.of(side), self.limit(side, parties));
			*self.tallies.of_mut(side) = Tally::begin(claim, limit, *balances.of(side));
		}
		if self.limit(self.closer, parties).is_none() {
			self.gone = Htlcs::new();
		}
		Ok(())
	}

	/// Pays out what can be by now. After [`begin_settlement`](Self::begin_settlement), as often as
	/// HTLCs are decided.
	pub fn settle(
		&mut self,
		parties: &Pair<AccountId>,
		terms: &Terms,
		now_ms: Moment,
		revealed_ms: impl Fn(&PaymentHash) -> Option<Moment>,
	) -> Payout {
		let pending = self.decide(now_ms, &revealed_ms);
		self.decide_gone(now_ms, revealed_ms);
		if self.waiting() > 0 {
			let paid =
				Pair::new(self.tallies.opener.pay_out(), self.tallies.counterparty.pay_out());
			let penalties = Pair::default();
			return Payout { paid, pending, penalties, is_closer_caught: false };
		}
		self.hand_over_surplus();
		let penalties =
			self.tallies.map(|tally| self.penalty(parties, terms, tally.penalty(terms)));
		let is_closer_caught = self.tallies.of(self.closer).excess > 0;
		let paid = after(self.held(), &penalties);
		self.tallies = Pair::default();
		Payout { paid, pending, penalties, is_closer_caught }
	}

	/// What the closer has above what it began with becomes the other's. It is part of what is held.
	fn hand_over_surplus(&mut self) {
		let from = self.tallies.of_mut(self.closer);
		let surplus = mem::take(&mut from.surplus);
		from.due = from.due.saturating_sub(surplus);
		from.held = from.held.saturating_sub(surplus);
		let to = self.tallies.of_mut(self.closer.other());
		to.due = to.due.saturating_add(surplus);
		to.held = to.held.saturating_add(surplus);
	}

	/// Decides those that are gone, which matters only once the closer has more than it began with.
	fn decide_gone(
		&mut self,
		now_ms: Moment,
		revealed_ms: impl Fn(&PaymentHash) -> Option<Moment>,
	) {
		let tally = self.tallies.of_mut(self.closer);
		let asked = if tally.surplus > 0 { mem::take(&mut self.gone) } else { Htlcs::new() };
		for htlc in asked {
			match verdict(&htlc, revealed_ms(&htlc.payment_hash), now_ms) {
				Verdict::Won(side) if side == self.closer => tally.allow(htlc.amount),
				Verdict::Won(_) => {},
				// As many as there were, at most.
				Verdict::Open => drop(self.gone.try_push(htlc)),
			}
		}
		if self.state.htlcs.is_empty() && tally.surplus == 0 {
			self.gone = Htlcs::new();
		}
	}

	/// Decides the HTLCs that can be decided, and leaves the others. Returns the sum of those for
	/// each payer.
	fn decide(
		&mut self,
		now_ms: Moment,
		revealed_ms: &impl Fn(&PaymentHash) -> Option<Moment>,
	) -> Pair<Balance> {
		let mut pending = Pair::new(0, 0);
		let (claims, first) = (self.claims, self.first.mask);
		let (mut left, mut masks) = (Htlcs::new(), Pair::new(0, 0));
		self.first.mask = 0;
		for (place, htlc) in mem::take(&mut self.state.htlcs).into_iter().enumerate() {
			let verdict = match has(self.won, bit(place)) {
				true => Verdict::Won(htlc.payer.other()),
				false => verdict(&htlc, revealed_ms(&htlc.payment_hash), now_ms),
			};
			let claimed = claims.map(|claim| has(claim.mask, bit(place)));
			if let Verdict::Won(side) = verdict {
				let within = has(first, bit(place));
				self.tallies.of_mut(side).win(htlc.amount, *claimed.of(side), within);
				continue;
			}
			if has(first, bit(place)) {
				self.first.mask |= bit(left.len());
			}
			for side in Side::BOTH.into_iter().filter(|side| *claimed.of(*side)) {
				*masks.of_mut(side) |= bit(left.len());
			}
			let sum: &mut Balance = pending.of_mut(htlc.payer);
			*sum = sum.saturating_add(htlc.amount);
			// As many as there were, at most.
			let _ = left.try_push(htlc);
		}
		self.state.htlcs = left;
		self.won = 0;
		for side in Side::BOTH {
			self.claims.of_mut(side).mask = *masks.of(side);
		}
		pending
	}

	/// A penalty of `amount`, of which a presenter has a share that is no party.
	fn penalty(&self, parties: &Pair<AccountId>, terms: &Terms, amount: Balance) -> Penalty {
		let reward = match self.bystander(parties) {
			Some(_) => terms.reward(amount),
			None => 0,
		};
		Penalty { amount, reward }
	}

	/// Who presented the state, if no party.
	pub fn bystander(&self, parties: &Pair<AccountId>) -> Option<&AccountId> {
		self.presenter.as_ref().filter(|who| parties.side_of(who).is_none())
	}

	/// What each side surely has to pay by the standing state, however its HTLCs are decided: as if
	/// it won all that it has not claimed, and only its balance were due to it, within its limit. It is what the
	/// presenter can count on while the parties can still end the dispute together.
	pub fn least_penalties(
		&self,
		parties: &Pair<AccountId>,
		terms: &Terms,
		committed: &Pair<Balance>,
	) -> Result<Pair<Penalty>, Fault> {
		let balances = self.state.balances(committed).ok_or(Fault::ExceedsCommitted)?;
		let least = |side: Side| {
			let balance = *balances.of(side);
			let own = self.limit(side, parties).map_or(balance, |limit| balance.min(limit.sure));
			let amount = terms.penalty(self.least_gain(side, balance), own);
			self.penalty(parties, terms, amount)
		};
		Ok(Pair::new(least(Side::Opener), least(Side::Counterparty)))
	}

	/// Whether the closer has surely claimed more than what is due to it, by the standing state.
	pub fn is_closer_surely_caught(&self, committed: &Pair<Balance>) -> bool {
		let balances = self.state.balances(committed);
		balances.is_some_and(|has| self.least_gain(self.closer, *has.of(self.closer)) > 0)
	}

	/// The least that `side` would have gained, if it has `balance` by the standing state.
	fn least_gain(&self, side: Side, balance: Balance) -> Balance {
		let claim = self.claims.of(side);
		claim.excess(balance).saturating_sub(claim.without(&self.state.htlcs))
	}
}

/// The HTLCs whose preimages are known to have been public in time: those `already`, and those for
/// which the registry says so now.
fn pinned(
	htlcs: &[Htlc],
	already: u32,
	revealed_ms: impl Fn(&PaymentHash) -> Option<Moment>,
) -> u32 {
	htlcs.iter().enumerate().fold(already, |won, (place, htlc)| {
		let is_new = !has(won, bit(place)) && is_in_time(htlc, revealed_ms(&htlc.payment_hash));
		won | if is_new { bit(place) } else { 0 }
	})
}

/// What each party gets of what is held: less its own penalty, and with what of the other's is no
/// reward.
fn after(held: Pair<Balance>, penalties: &Pair<Penalty>) -> Pair<Balance> {
	let of = |side: Side| {
		let (own, others) = (penalties.of(side), penalties.of(side.other()));
		// A penalty is at most what is held, and all sums are part of what is committed.
		let left = held.of(side).saturating_sub(own.amount);
		left.saturating_add(others.amount.saturating_sub(others.reward))
	};
	Pair::new(of(Side::Opener), of(Side::Counterparty))
}
