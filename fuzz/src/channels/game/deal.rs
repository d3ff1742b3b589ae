//! What there is when a party closes alone: a channel with a history that both parties signed by
//! the written rules, and what is public.

use super::super::{
	off_chain::{Ends, Instant, SignedState},
	runtime::*,
};
use super::{
	dice::Dice,
	pallet::{call, jump},
	reference::Known,
	script::{Act, Player, Step},
};
use bloc_primitives::{
	off_chain::{ChainEvent, Change},
	state::{payload, Close, CoSigned, Htlc, Message, NetTransfer, Withdrawal},
	ChannelId, Moment, Pair, PaymentHash, Preimage, Side,
};
use pallet_bloc_channels::{Call, ChannelOf, Channels as ChannelMap, NextChannelId, Preimages};
use std::collections::BTreeMap;

/// Of what is committed, a party that once had so much beside HTLCs keeps it.
const RESERVE_PERCENT: Balance = 2;

/// So much of what is committed.
pub fn reserve_of(whole: Balance) -> Balance {
	(whole * RESERVE_PERCENT).div_ceil(100)
}

/// When somebody who watches is away: from then on and for so long, in every other period.
#[derive(Clone, Copy, Debug, Default)]
pub struct Away {
	pub from: Moment,
	pub long: Moment,
}

/// A channel as it is when one of its parties closes alone.
pub struct Deal {
	pub id: ChannelId,
	pub of: ChannelOf<Test>,
	/// The side of the one that may cheat.
	pub cheat: Side,
	/// The states that both signed, of versions counting up.
	pub states: Vec<SignedState>,
	/// How many of them each side holds.
	pub held: Pair<usize>,
	/// Closes that both signed on the way and never carried out.
	pub endings: Vec<CoSigned<Close, Seal>>,
	/// Withdrawals that both signed on the way and never carried out.
	pub withdrawals: Vec<CoSigned<Withdrawal, Seal>>,
	/// How many of the states each tower has.
	pub kept: [usize; 2],
	/// When the other party and the towers are away.
	pub away: [Away; 3],
	/// From when on, and for how long, the cheat fills the blocks.
	pub crowd: (Moment, Moment),
	/// What is public when the closing begins.
	pub public: BTreeMap<PaymentHash, Known>,
	/// When it begins.
	pub begins: Instant,
	/// What becomes public later, whoever does what, except for what is the cheat's to reveal.
	pub later: Vec<Step>,
	/// From when on, and for how long, the chain stands still.
	pub halt: (Moment, Moment),
	/// Whether the one that may cheat has ever had the reserve beside HTLCs.
	pub had_reserve: bool,
	/// A side that has no key: it has approved on chain what it consents to.
	pub keyless: Option<Side>,
}

/// A history that is being made.
struct Making<'d> {
	dice: &'d mut Dice,
	id: ChannelId,
	of: ChannelOf<Test>,
	ends: Ends,
	endings: Vec<CoSigned<Close, Seal>>,
	withdrawals: Vec<CoSigned<Withdrawal, Seal>>,
	had: Pair<bool>,
	reserve: Balance,
}

fn record(id: ChannelId) -> ChannelOf<Test> {
	ChannelMap::<Test>::get(id).expect("it was opened").channel
}

/// A channel of others, which always has some of the asset: whoever comes first lends the pot its
/// minimum balance, and that is not part of any game.
pub fn open_for_others() {
	let (counterparty, amount) = (person(2), 1_000);
	let open = Call::open { counterparty, asset: TOKEN, amount, challenge_period_ms: MIN_PERIOD };
	assert!(call(issuer(), open));
	for side in Side::BOTH {
		set_balance(&TOKEN, &purse_of(side), 1_000);
	}
}

/// Where a party has its money go when the channel ends, if not to its own account.
pub fn purse_of(side: Side) -> AccountId {
	AccountId::new([if side == Side::Opener { 201 } else { 202 }; 32])
}

/// Opens a channel of the first two people, with something committed.
fn open(dice: &mut Dice) -> ChannelId {
	let channel = NextChannelId::<Test>::get();
	let most = [20, 200, 2_000, 100_000][dice.index(4)];
	let amount = 10 + dice.amount(most);
	let period = [MIN_PERIOD, 10 * MINUTE, MAX_PERIOD][dice.index(3)];
	let counterparty = person(1);
	let open = Call::open { counterparty, asset: TOKEN, amount, challenge_period_ms: period };
	assert!(call(person(0), open));
	assert!(call(person(0), Call::commit { channel, amount }));
	if dice.one_in(2) {
		let amount = 10 + dice.amount(most);
		assert!(call(person(1), Call::deposit { channel, amount }));
		assert!(call(person(1), Call::commit { channel, amount }));
	}
	channel
}

impl Making<'_> {
	fn balances(&self) -> Pair<Balance> {
		let last = self.ends.states.last();
		let of = |signed: &SignedState| signed.body.balances(&self.of.committed).unwrap();
		last.map_or(self.of.committed, of)
	}

	/// A step of the history.
	fn step(&mut self) {
		match self.dice.below(16) {
			0..4 => self.pay(),
			4..8 => self.add(),
			8..10 => self.take_out(true),
			10..12 => self.take_out(false),
			12 => self.reveal(),
			13 => {
				let minutes = self.dice.below(20);
				self.pass(minutes * MINUTE);
			},
			14 => self.pass_long(),
			_ if self.dice.fork().one_in(2) => self.withdraw_and_let_it_be(),
			_ => self.end_and_let_it_be(),
		}
		for side in Side::BOTH {
			*self.had.of_mut(side) |= *self.balances().of(side) >= self.reserve;
		}
	}

	/// What `payer` may spend: the other side signs nothing that leaves it less than the reserve.
	fn spendable(&self, payer: Side) -> Balance {
		let kept = if *self.had.of(payer) { self.reserve } else { 0 };
		self.balances().of(payer).saturating_sub(kept)
	}

	fn payer(&mut self) -> Option<(Side, Balance)> {
		let payer = Side::BOTH[self.dice.index(2)];
		let most = self.spendable(payer);
		let amount = match self.dice.below(4) {
			0 => most,
			_ if most > 0 => self.dice.amount(most),
			_ => 0,
		};
		(amount > 0).then_some((payer, amount))
	}

	fn change(&mut self, side: Side, change: Change) {
		if self.ends.start(side, change).is_ok() {
			self.ends.talk(usize::MAX);
		}
		assert!(self.ends.in_step() || self.ends.of(side).wanted().is_some());
	}

	fn pay(&mut self) {
		if let Some((payer, amount)) = self.payer() {
			self.change(payer, Change::Pay { payer, amount });
		}
	}

	fn add(&mut self) {
		let Some((payer, amount)) = self.payer() else { return };
		let payment_hash = self.secret().payment_hash();
		let minutes = 1 + self.dice.below(59);
		let deadline_ms = now() + minutes * MINUTE;
		let htlc = Htlc { payer, amount, payment_hash, deadline_ms };
		self.change(payer, Change::Add(htlc));
		if self.dice.one_in(6) && self.spendable(payer) >= amount {
			self.change(payer, Change::Add(htlc));
		}
	}

	/// An HTLC is settled by its payee, or given up by it, or taken out by its payer.
	fn take_out(&mut self, settles: bool) {
		let waiting = self.ends.of(Side::Opener).state().htlcs;
		let Some(htlc) = self.dice.pick(&waiting) else { return };
		if settles {
			let preimage = preimage_of(&htlc.payment_hash);
			return self.change(htlc.payer.other(), Change::Settle { htlc, preimage });
		}
		let side = Side::BOTH[self.dice.index(2)];
		self.change(side, Change::Fail(htlc));
	}

	fn secret(&mut self) -> Preimage {
		Preimage([u8::try_from(self.dice.below(SECRETS.into())).unwrap(); 32])
	}

	fn reveal(&mut self) {
		let preimage = self.secret();
		if call(person(3), Call::reveal_preimage { preimage }) {
			let (payment_hash, revealed_ms) = (preimage.payment_hash(), now());
			self.ends.on_chain(ChainEvent::Revealed { payment_hash, revealed_ms });
		}
	}

	fn pass(&mut self, ms: Moment) {
		let now = Instant::now();
		jump(Instant { at_ms: now.at_ms + ms, block: now.block + ms.div_ceil(BLOCK_MS) });
	}

	/// Up to shortly before some preimage can be forgotten, or for an hour.
	fn pass_long(&mut self) {
		let until = Preimages::<Test>::iter_values().map(|known| known.retained_until_ms).min();
		let before = (3 + self.dice.below(50)) * MINUTE;
		let ms = until.map_or(HOUR, |until| until.saturating_sub(now() + before));
		self.pass(ms);
	}

	/// Both sign that it ends now, and wait in vain until that has expired; or they are careless, and
	/// go on.
	fn end_and_let_it_be(&mut self) {
		let last = self.ends.of(Side::Opener).state();
		if !last.htlcs.is_empty() || self.endings.len() == 2 {
			return;
		}
		let (waits, valid_until_ms) = self.for_so_long();
		let body = Close { version: last.version + 1, net: last.net, valid_until_ms };
		self.endings.push(co_signed(self.id, &self.of, body, Message::Close));
		if waits {
			self.pass(MINUTE + BLOCK_MS);
		}
	}

	/// Whether they wait until it has expired, and when that is.
	fn for_so_long(&mut self) -> (bool, Moment) {
		let waits = !self.dice.one_in(3);
		(waits, now() + if waits { MINUTE } else { MAX_ENDING })
	}

	/// The same with a withdrawal.
	fn withdraw_and_let_it_be(&mut self) {
		let last = self.ends.of(Side::Opener).state();
		if !last.htlcs.is_empty() || self.withdrawals.len() == 2 {
			return;
		}
		let balances = self.balances();
		let mut amounts = Pair::default();
		for side in Side::BOTH {
			let most = u64::try_from(*balances.of(side)).unwrap();
			*amounts.of_mut(side) = Balance::from(self.dice.below(most + 1));
		}
		if amounts.is_zero() {
			return;
		}
		let (waits, valid_until_ms) = self.for_so_long();
		let body = Withdrawal { version: last.version + 1, net: last.net, amounts, valid_until_ms };
		self.withdrawals.push(co_signed(self.id, &self.of, body, Message::Withdrawal));
		if waits {
			self.pass(MINUTE + BLOCK_MS);
		}
	}

	/// The last message may be lost.
	fn lose_the_last(&mut self) {
		if let Some((payer, amount)) = self.payer() {
			if self.ends.start(payer, Change::Pay { payer, amount }).is_ok() {
				self.ends.talk(self.dice.index(4));
			}
		}
	}
}

/// What ends a base, with both signatures.
fn co_signed<Body: Copy>(
	id: ChannelId,
	of: &ChannelOf<Test>,
	body: Body,
	message: impl Fn(Body) -> Message,
) -> CoSigned<Body, Seal> {
	let bytes = payload(&genesis(), id, of.base_version, &message(body));
	CoSigned::by_both(body, of.parties.map(|who| Seal::of(who, &bytes)))
}

/// There are only so many secrets, and everybody can find them out.
pub fn preimage_of(hash: &PaymentHash) -> Preimage {
	let mut secrets = (0..SECRETS).map(|secret| Preimage([secret; 32]));
	secrets.find(|secret| secret.payment_hash() == *hash).expect("there are no other hashes")
}

impl Deal {
	/// Makes one on the chain.
	pub fn draw(dice: &mut Dice) -> Self {
		let id = open(dice);
		let of = record(id);
		let whole = of.committed.checked_sum().unwrap();
		let reserve = reserve_of(whole);
		let had = of.committed.map(|amount| *amount >= reserve);
		let ends = Ends::new(id, &of);
		let steps = 2 + dice.below(12);
		let cheat = Side::BOTH[dice.index(2)];
		let (endings, withdrawals) = (Vec::new(), Vec::new());
		let mut making = Making { dice, id, of, ends, endings, withdrawals, had, reserve };
		(0..steps).for_each(|_| making.step());
		if making.dice.one_in(3) {
			making.lose_the_last();
		}
		let deal = making.dealt(cheat);
		deal.approve();
		deal
	}

	/// A party without a key approves what it has agreed to. What is over already it need not; two
	/// endings may be alike.
	fn approve(&self) {
		let Some(side) = self.keyless else { return };
		let approve = |message| {
			let approve = Call::approve { channel: self.id, message };
			call(self.of.parties.of(side).clone(), approve)
		};
		for signed in &self.states {
			assert!(approve(Message::State(signed.body.clone())));
		}
		let now_ms = self.begins.at_ms;
		for close in self.endings.iter().filter(|of| of.body.valid_until_ms > now_ms) {
			approve(Message::Close(close.body));
		}
		for withdrawal in self.withdrawals.iter().filter(|of| of.body.valid_until_ms > now_ms) {
			approve(Message::Withdrawal(withdrawal.body));
		}
	}

	/// What is presented: without the signature of a party that has no key.
	pub fn presented<Body: Clone>(&self, of: &CoSigned<Body, Seal>) -> CoSigned<Body, Seal> {
		let mut of = of.clone();
		if let Some(side) = self.keyless {
			*of.signatures.of_mut(side) = None;
		}
		of
	}

	/// Which side a player is on, if a party.
	pub fn side_of(&self, who: Player) -> Option<Side> {
		match who {
			Player::Cheat => Some(self.cheat),
			Player::Other => Some(self.cheat.other()),
			Player::Friend | Player::Tower | Player::Second => None,
		}
	}

	/// Where what is a party's stands, in what there is for each side.
	pub fn place(&self, who: Player) -> usize {
		usize::from(self.side_of(who) != Some(Side::Opener))
	}

	/// Who is on a side.
	pub fn player(&self, side: Side) -> Player {
		if side == self.cheat {
			Player::Cheat
		} else {
			Player::Other
		}
	}

	pub fn account(&self, who: Player) -> AccountId {
		match self.side_of(who) {
			Some(side) => self.of.parties.of(side).clone(),
			None if who == Player::Friend => person(2),
			None if who == Player::Tower => person(3),
			None => issuer(),
		}
	}

	/// What each side has committed: the opener's first.
	pub fn committed(&self) -> [i128; 2] {
		let Pair { opener, counterparty } = self.of.committed;
		[opener, counterparty].map(|amount| i128::try_from(amount).unwrap())
	}

	pub const fn base_version(&self) -> u64 {
		self.of.base_version
	}

	/// What the state of this rank says: its version, balances, HTLCs.
	pub fn division(&self, rank: usize) -> (u64, [i128; 2], Vec<Htlc>) {
		let Some(at) = rank.checked_sub(1) else {
			return (self.base_version(), self.committed(), Vec::new());
		};
		let state = &self.states[at].body;
		let balances = state.balances(&self.of.committed).unwrap();
		let balances = [balances.opener, balances.counterparty];
		let balances = balances.map(|amount| i128::try_from(amount).unwrap());
		(state.version, balances, state.htlcs.to_vec())
	}

	/// The rank of the newest state that somebody holds: a tower what it was given.
	pub fn best(&self, who: Player) -> usize {
		match who {
			Player::Tower => self.kept[0],
			Player::Second => self.kept[1],
			_ => self.side_of(who).map_or(0, |side| *self.held.of(side)),
		}
	}

	/// The first instant at or after this one at which somebody who watches is there, and gets into a
	/// block.
	pub fn comes(&self, who: Player, after_ms: Moment) -> Moment {
		let away = match who {
			Player::Other => self.away[0],
			Player::Tower => self.away[1],
			Player::Second => self.away[2],
			Player::Cheat | Player::Friend => return after_ms,
		};
		let cycle = 2 * self.period_ms(false);
		let (crowd, lasts) = self.crowd;
		let mut at_ms = after_ms;
		// Each goes on at the end of the other, at most.
		for _ in 0..3 {
			let since = (at_ms + cycle - away.from) % cycle;
			at_ms += away.long.saturating_sub(since);
			if (crowd..crowd + lasts).contains(&at_ms) {
				at_ms = crowd + lasts;
			}
			at_ms = self.after_halt(at_ms);
		}
		at_ms
	}

	/// The first instant at or after this one at which there are blocks.
	pub const fn after_halt(&self, at_ms: Moment) -> Moment {
		let (from, long) = self.halt;
		if from <= at_ms && at_ms < from + long {
			from + long
		} else {
			at_ms
		}
	}

	/// What a side keeps when it withdraws alone.
	pub fn reserve(&self) -> i128 {
		i128::try_from(reserve_of(self.of.committed.checked_sum().unwrap())).unwrap()
	}

	pub fn period_ms(&self, after_loss: bool) -> Moment {
		let usual = self.of.challenge_period_ms;
		if after_loss {
			(2 * usual).min(MAX_PERIOD)
		} else {
			usual
		}
	}

	/// What both sign at `now_ms` to end it as the state of this rank says, its HTLCs given up.
	pub fn ending_by(&self, rank: usize, now_ms: Moment) -> CoSigned<Close, Seal> {
		let net = match rank.checked_sub(1) {
			Some(at) => self.states[at].body.net,
			None => NetTransfer::ZERO,
		};
		let last = self.states.last().map_or(self.base_version(), |last| last.body.version);
		let body = Close { version: last + 1, net, valid_until_ms: now_ms + MINUTE };
		co_signed(self.id, &self.of, body, Message::Close)
	}

	/// The chain's time so long after the closing began.
	pub fn after(&self, ms: Moment) -> Instant {
		let (from, long) = self.halt;
		let stood = ms.saturating_sub(from).min(long);
		Instant {
			at_ms: self.begins.at_ms + ms,
			block: self.begins.block + (ms - stood).div_ceil(BLOCK_MS),
		}
	}

	/// The instants at which something is decided by itself if all steps of a script work, seen from the
	/// begin.
	pub fn edges(&self, script: &[Step]) -> Vec<Moment> {
		let htlcs = self.states.iter().flat_map(|signed| signed.body.htlcs.iter());
		let deadlines = htlcs.map(|htlc| htlc.deadline_ms);
		let forgotten = self.public.values().map(|known| known.until.at_ms);
		let since = |at_ms: Moment| at_ms.checked_sub(self.begins.at_ms);
		let mut edges: Vec<_> = deadlines.chain(forgotten).filter_map(since).collect();
		edges.extend(script.iter().filter_map(|step| {
			let after_loss = match step.act {
				Act::Close(_) | Act::Request { .. } => false,
				Act::CloseAfterLoss(_) => true,
				_ => return None,
			};
			Some(step.after_ms + self.period_ms(after_loss))
		}));
		edges
	}
}

impl Making<'_> {
	fn dealt(self, cheat: Side) -> Deal {
		let Self { dice, id, of, ends, endings, withdrawals, had, .. } = self;
		let of_registry = |(hash, known): (PaymentHash, _)| (hash, known_of(&known));
		let public: BTreeMap<_, _> = Preimages::<Test>::iter().map(of_registry).collect();
		let begins = Instant::now();
		let halt = if dice.one_in(4) { (dice.below(HOUR), dice.below(2 * HOUR)) } else { (0, 0) };
		let held = Pair::new(Side::Opener, Side::Counterparty);
		let held = held.map(|side| ends.held_by(*side).len());
		let states = ends.states;
		let mut later = later(dice, &states, cheat, begins.at_ms);
		let had_reserve = *had.of(cheat);
		let most = *held.of(cheat.other());
		let mut dice = dice.fork();
		// One in three towers is behind.
		let kept = [0; 2].map(|_| if dice.one_in(3) { dice.index(most + 1) } else { most });
		let period_ms = of.challenge_period_ms;
		let away = [(); 3].map(|()| Away {
			from: dice.below(2 * period_ms),
			long: if dice.one_in(2) { dice.below(2 * period_ms) } else { 0 },
		});
		let is_crowded = dice.one_in(4);
		let crowd =
			if is_crowded { (dice.below(period_ms), dice.below(period_ms)) } else { (0, 0) };
		let keyless = dice.one_in(4).then(|| Side::BOTH[dice.index(2)]);
		for _ in 0..dice.below(3) {
			let after_ms = dice.below(HOUR + 2 * period_ms);
			later.push(Step::new(after_ms, Player::Tower, Act::Settle));
		}
		set_payouts(&mut dice, id, &of);
		Deal {
			id,
			of,
			cheat,
			states,
			held,
			endings,
			withdrawals,
			kept,
			away,
			crowd,
			public,
			begins,
			later,
			halt,
			had_reserve,
			keyless,
		}
	}
}

/// Some parties have their money go elsewhere in the end.
fn set_payouts(dice: &mut Dice, id: ChannelId, of: &ChannelOf<Test>) {
	for side in Side::BOTH {
		if dice.one_in(4) {
			let payout = Call::set_payout { channel: id, to: Some(purse_of(side)) };
			assert!(call(of.parties.of(side).clone(), payout));
		}
	}
}

fn known_of(
	known: &pallet_bloc_channels::types::RevealedPreimage<AccountId, u64, Ticket>,
) -> Known {
	let until = Instant { at_ms: known.retained_until_ms, block: known.retained_until };
	Known { revealed_ms: known.revealed_ms, until }
}

/// The payees of some HTLCs reveal their preimages once the channel closes: early, or just before
/// the deadline, or at it.
fn later(dice: &mut Dice, states: &[SignedState], cheat: Side, begins_ms: Moment) -> Vec<Step> {
	let mut steps: Vec<Step> = Vec::new();
	let htlcs: Vec<Htlc> =
		states.iter().flat_map(|signed| signed.body.htlcs.iter()).copied().collect();
	for htlc in htlcs {
		let preimage = preimage_of(&htlc.payment_hash);
		let known = steps.iter().any(|step| step.act == Act::Reveal(preimage));
		if known || dice.one_in(2) {
			continue;
		}
		let left = htlc.deadline_ms.saturating_sub(begins_ms);
		let after_ms = match dice.below(4) {
			0 => left,
			1 => left.saturating_sub(1),
			_ => dice.below(left),
		};
		let by_cheat = htlc.payer != cheat;
		let who = if by_cheat { Player::Cheat } else { Player::Other };
		steps.push(Step::new(after_ms, who, Act::Reveal(preimage)));
	}
	steps
}
