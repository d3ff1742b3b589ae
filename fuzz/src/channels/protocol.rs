//! Runs by the protocol: some of the people are honest. They sign together, state after state, and
//! keep what they hold; whoever is not honest presents any of it, or what nobody signed.

use super::{
	checks::{has_deposit, index_of, Moves},
	model::Model,
	off_chain::{chain_event, due_by, Ends, Instant, SignedState},
	runtime::*,
	withdrawals::least_state,
};
use bloc_primitives::{
	channel::{Channel, Dispute, Locked, Phase},
	off_chain::{ChainEvent, Change, Ending},
	state::{payload, CoSigned, Htlc, Htlcs, Message, NetTransfer, State},
	ChannelId, Moment, Pair, Preimage, Side,
};
use bloc_testing::Reader;
use frame_support::weights::Weight;
use pallet_bloc_channels::{Call, ChannelOf, Channels as ChannelMap, Closings, Event, Pallet};
use std::collections::BTreeMap;

/// What a run by the protocol begins with, as its first byte. The second says where it sets out
/// from, and who is honest.
pub const MARK: u8 = 0xfe;

/// The kinds of steps by the protocol, by their first byte.
pub mod steps {
	/// How many numbers there are. Below 32 they are those of all runs.
	pub const KINDS: u8 = 48;

	pub const OPEN: u8 = 1;
	pub const PROPOSE: u8 = 3;
	pub const ANSWER: u8 = 4;
	pub const DEPOSIT: u8 = 5;
	pub const WITHDRAW: u8 = 6;
	pub const PAY: u8 = 7;
	pub const SET_POLICY: u8 = 8;
	pub const COMMIT: u8 = 9;
	pub const TOP_UP: u8 = 11;
	pub const WITHDRAW_COMMITTED: u8 = 12;
	pub const CLOSE: u8 = 13;
	pub const FORCE_CLOSE: u8 = 14;
	pub const CHALLENGE: u8 = 16;
	pub const SETTLE: u8 = 19;
	pub const REVEAL: u8 = 20;
	pub const FORGET: u8 = 21;
	pub const CLAIM_CREDIT: u8 = 22;
	pub const LOCK: u8 = 23;
	pub const UNLOCK: u8 = 25;
	pub const TIME: u8 = 26;
	pub const ISSUER: u8 = 29;
	/// The wire works again: what was lost is sent once more.
	pub const DELIVER: u8 = 32;
	/// A state that one of them alone signed, or that is for something else.
	pub const FORGE: u8 = 33;
	/// The preimage of an HTLC that waits, and then a call to have it paid out.
	pub const CLAIM: u8 = 34;
	/// The neighbours refuse to be told anything for a block.
	pub const REFUSE: u8 = 35;
	/// Some changes are made off chain. From here on all numbers below [`KINDS`] mean this.
	pub const SIGN: u8 = 36;
	/// Somebody who is not honest says that it lost its states. The whole byte is this.
	pub const LOSS: u8 = 255;
	/// A party wants a part of what it has committed back, or somebody says something against it. The
	/// whole byte is this.
	pub const REQUEST: u8 = 254;
}

/// What each had free in the ledger, and was committed, when a channel began to close; then what
/// each wins of locks.
struct Dues {
	ledger: Pair<Balance>,
	committed: Pair<Balance>,
}

/// Who is honest, and what is known off chain.
pub struct Protocol {
	/// Who always presents its latest state, and looks at the chain.
	honest: [bool; PEOPLE],
	ends: BTreeMap<ChannelId, Ends>,
	dues: BTreeMap<ChannelId, Dues>,
	/// What honest closers began with. They can have learned of a later state since then, but not
	/// counted on it.
	began_with: BTreeMap<ChannelId, (Side, State)>,
}

impl Protocol {
	fn new(honest: u8) -> Self {
		let honest = core::array::from_fn(|index| honest & (1 << index) != 0);
		Self { honest, ends: BTreeMap::new(), dues: BTreeMap::new(), began_with: BTreeMap::new() }
	}

	/// Before an open channel is perhaps closed alone.
	pub fn begin_closing(&mut self, id: ChannelId, channel: &ChannelOf<Test>) {
		let ledger = channel.ledger.map(|side| side.free);
		self.dues.insert(id, Dues { ledger, committed: channel.committed });
	}

	/// It was not.
	pub fn stay_open(&mut self, id: ChannelId) {
		self.dues.remove(&id);
	}

	/// The ends of a channel that has been there; made when they are first needed.
	fn ends(&mut self, id: ChannelId, channel: &ChannelOf<Test>) -> &mut Ends {
		self.ends.entry(id).or_insert_with(|| Ends::new(id, channel))
	}

	/// Tells the ends of channels what happened on chain.
	pub fn tell(&mut self, event: &Event<Test>) {
		if let Event::PreimageRevealed { payment_hash, revealed_ms, .. } = event {
			let (payment_hash, revealed_ms) = (*payment_hash, *revealed_ms);
			for ends in self.ends.values_mut() {
				ends.on_chain(ChainEvent::Revealed { payment_hash, revealed_ms });
			}
		}
		let told = chain_event(event);
		if let Some((ends, event)) =
			told.and_then(|(id, event)| Some((self.ends.get_mut(&id)?, event)))
		{
			ends.on_chain(event);
		}
	}
}

/// `body` with the signatures of the parties of a channel, on this base.
fn signed<Body: Clone>(
	id: ChannelId,
	channel: &ChannelOf<Test>,
	body: Body,
	message: impl Fn(Body) -> Message,
) -> CoSigned<Body, Seal> {
	let bytes = payload(&genesis(), id, channel.base_version, &message(body.clone()));
	CoSigned::by_both(body, channel.parties.map(|who| Seal::of(who, &bytes)))
}

/// What everybody has before anything is signed.
fn nothing_moved() -> State {
	State { version: 0, net: NetTransfer::ZERO, htlcs: Htlcs::new() }
}

/// So many 255ths.
pub fn share(amount: u8, whole: Balance) -> Balance {
	let amount = Balance::from(amount);
	whole.checked_mul(amount).map_or_else(|| whole / 255 * amount, |product| product / 255)
}

impl<'a> Model<'a> {
	/// Does what `parts` say: each a step, or, `whole`, as many as there are. Then all is wound up.
	pub fn live_by_the_protocol(
		&mut self,
		start: u8,
		parts: impl IntoIterator<Item = &'a [u8]>,
		whole: bool,
	) {
		self.protocol = Some(Protocol::new(start / 8));
		for part in parts {
			if whole {
				self.live(part);
			} else {
				self.reader = Reader::new(part);
				self.step_by_the_protocol();
			}
		}
		self.wind_up_by_the_protocol();
	}

	pub fn step_by_the_protocol(&mut self) {
		let kind = self.reader.byte();
		match kind {
			steps::LOSS => return self.close_after_loss_by_the_protocol(),
			steps::REQUEST => return self.request_by_the_protocol(),
			_ => {},
		}
		match kind % steps::KINDS {
			steps::WITHDRAW_COMMITTED => self.withdraw_together(),
			steps::CLOSE => self.close_together(),
			14 | 15 => self.force_close_by_the_protocol(),
			16..=18 => self.challenge_by_the_protocol(),
			26..=28 => self.pass_time(),
			31 => self.look(),
			steps::DELIVER => self.deliver(),
			steps::FORGE => self.forge(),
			steps::CLAIM => self.claim(),
			steps::REFUSE => self.refuse(),
			kind if kind >= steps::SIGN => self.sign(),
			kind => self.step(kind),
		}
	}

	pub fn is_honest(&self, who: &AccountId) -> bool {
		let protocol = self.protocol.as_ref();
		index_of(who).is_some_and(|index| protocol.is_some_and(|of| of.honest[index]))
	}

	pub fn ends(&mut self, id: ChannelId, channel: &ChannelOf<Test>) -> &mut Ends {
		self.protocol.as_mut().expect("only by the protocol").ends(id, channel)
	}

	/// A channel: mostly one that is there.
	pub fn channel_of_the_protocol(&mut self) -> (ChannelId, Option<ChannelOf<Test>>) {
		let accounts = self.books.accounts.iter();
		let there: Vec<_> = accounts.filter(|(_, of)| !of.gone).map(|(id, _)| *id).collect();
		let all: Vec<_> = self.books.accounts.keys().copied().collect();
		let from = if there.is_empty() || self.reader.one_in(8) { all } else { there };
		let id = self.reader.pick(&from).unwrap_or_default();
		(id, Pallet::<Test>::channel(id))
	}

	/// A channel that is there, with its name.
	pub fn channel_there(&mut self) -> Option<(ChannelId, ChannelOf<Test>)> {
		let (id, channel) = self.channel_of_the_protocol();
		channel.map(|channel| (id, channel))
	}

	/// Some changes are made, until the wire breaks or one is refused.
	fn sign(&mut self) {
		let Some((id, channel)) = self.channel_there() else { return };
		for _ in 0..=self.reader.below(4) {
			if !self.ends(id, &channel).in_step() && !self.reader.one_in(4) {
				return;
			}
			let (side, change) = self.change(id, &channel);
			// Mostly all arrives: a request, a proposal, and what is held then.
			let arrive = self.reader.below(16);
			let ends = self.ends(id, &channel);
			let started = ends.start(side, change);
			ends.talk(if arrive < 3 { arrive } else { usize::MAX });
			if started.is_err() {
				return;
			}
		}
	}

	/// A change that makes sense, and who wants it.
	fn change(&mut self, id: ChannelId, channel: &ChannelOf<Test>) -> (Side, Change) {
		let side = self.reader.side();
		let last = self.ends(id, channel).of(side).state();
		let balance = *last.balances(&channel.committed).unwrap_or_default().of(side);
		let waits = self.reader.pick(&last.htlcs);
		let kind = self.reader.below(8);
		match (kind, waits) {
			(6, Some(htlc)) => {
				let mut secrets = (0..SECRETS).map(|secret| Preimage([secret; 32]));
				let preimage = secrets.find(|secret| secret.payment_hash() == htlc.payment_hash);
				let preimage = preimage.expect("there are no other hashes");
				(htlc.payer.other(), Change::Settle { htlc, preimage })
			},
			(7, Some(htlc)) => (side, Change::Fail(htlc)),
			(0..3, _) => {
				(side, Change::Pay { payer: side, amount: share(self.reader.byte(), balance) })
			},
			_ => {
				let amount = share(self.reader.byte(), balance);
				let payment_hash = self.secret().payment_hash();
				let minutes = Moment::try_from(self.reader.below(61)).unwrap();
				let deadline_ms = now() + minutes * MINUTE;
				(side, Change::Add(Htlc { payer: side, amount, payment_hash, deadline_ms }))
			},
		}
	}

	fn deliver(&mut self) {
		let Some((id, channel)) = self.channel_there() else { return };
		self.ends(id, &channel).talk(usize::MAX);
	}

	/// Both take something out, where all is settled between them.
	fn withdraw_together(&mut self) {
		let Some((id, channel)) = self.channel_there() else { return };
		let last = self.ends(id, &channel).of(Side::Opener).state();
		// Of a channel that is settled already nothing is left to say.
		let left = last.net.apply(&channel.committed).unwrap_or(channel.committed);
		let opener = self.reader.amount(left.opener);
		let amounts = Pair::new(opener, self.reader.amount(left.counterparty));
		let valid_until_ms = now() + MAX_ENDING;
		self.end_together(id, &channel, Change::Withdraw { amounts, valid_until_ms });
		let who = self.who();
		if let Some(Ending::Withdrawal(withdrawal)) = self.ending(id, &channel) {
			self.call(who, Call::withdraw_committed { channel: id, withdrawal });
		}
	}

	/// Both agree to end it.
	fn close_together(&mut self) {
		let Some((id, channel)) = self.channel_there() else { return };
		self.end_together(id, &channel, Change::Close { valid_until_ms: now() + MAX_ENDING });
		let who = self.who();
		if let Some(Ending::Close(close)) = self.ending(id, &channel) {
			self.call(who, Call::close { channel: id, close });
		}
	}

	/// Both sign what ends the base, if nothing stands in the way.
	fn end_together(&mut self, id: ChannelId, channel: &ChannelOf<Test>, change: Change) {
		let ends = self.ends(id, channel);
		// Either may want it first.
		for side in Side::BOTH {
			let _ = ends.start(side, change);
		}
		ends.talk(usize::MAX);
	}

	/// What ends the base of a channel, as either party has it.
	fn ending(&mut self, id: ChannelId, channel: &ChannelOf<Test>) -> Option<Ending<Seal>> {
		let ends = self.ends(id, channel);
		Side::BOTH.into_iter().find_map(|side| ends.of(side).ending().cloned())
	}

	fn force_close_by_the_protocol(&mut self) {
		let Some((id, channel)) = self.channel_there() else { return };
		let (side, which) = (self.reader.side(), self.reader.byte());
		self.force_close_channel(id, &channel, side, which);
	}

	/// Whoever is not honest takes any state that it has.
	fn force_close_channel(
		&mut self,
		id: ChannelId,
		channel: &ChannelOf<Test>,
		side: Side,
		which: u8,
	) {
		let who = channel.parties.of(side).clone();
		let honest = self.is_honest(&who);
		let ends = self.ends(id, channel);
		let state = match honest || which % 2 == 1 {
			true => ends.latest(side).cloned(),
			false => ends.held_by(side).get(usize::from(which / 2)).cloned(),
		};
		// Where a later one was shown, that counts.
		let least = least_state(id);
		let state = state.filter(|state| state.body.version >= least.version);
		let body = state.as_ref().map_or(least, |state| state.body.clone());
		if self.call(who.clone(), Call::force_close { channel: id, state }) {
			let protocol = self.protocol.as_mut().expect("only by the protocol");
			protocol.began_with.insert(id, (side, body));
		} else {
			// An honest party can always get out of an open channel.
			let able = channel.phase == Phase::Open && has_deposit(&who);
			assert!(!able || !honest, "{who:?} cannot close");
		}
	}

	/// An honest party has its states.
	fn close_after_loss_by_the_protocol(&mut self) {
		let Some((id, channel)) = self.channel_there() else { return };
		let side = self.reader.side();
		let who = channel.parties.of(side).clone();
		if !self.is_honest(&who) {
			let claim = share(self.reader.byte(), *channel.committed.of(side));
			self.call(who, Call::close_after_loss { channel: id, claim });
		}
	}

	/// Anybody presents any state that it can have; who is honest, its latest.
	fn challenge_by_the_protocol(&mut self) {
		let Some((id, channel)) = self.channel_there() else { return };
		let party = (!self.reader.one_in(3)).then(|| self.reader.side());
		let who = match party {
			Some(side) => channel.parties.of(side).clone(),
			None => self.who(),
		};
		let which = usize::from(self.reader.byte());
		let side = channel.side_of(&who);
		let honest = self.is_honest(&who);
		let ends = self.ends(id, &channel);
		let states = side.map_or(&ends.states[..], |side| ends.held_by(side));
		let Some(last) = states.len().checked_sub(1) else { return };
		let at = if honest && side.is_some() { last } else { which % states.len() };
		let state = states[at].clone();
		let closing = Closings::<Test>::get(id);
		let later = closing.as_ref().is_some_and(|of| of.state.version < state.body.version);
		let open = can_be_challenged(id);
		let through_the_seam = self.reader.one_in(4);
		let worked = self.present(who, id, state, through_the_seam);
		assert_eq!(worked, open && later);
	}

	fn present(
		&mut self,
		who: AccountId,
		id: ChannelId,
		state: SignedState,
		through_the_seam: bool,
	) -> bool {
		if through_the_seam {
			let challenge = || <Pallet<Test> as Dispute<_>>::challenge(id, &who, state);
			return self.act(Moves::Nothing, challenge).is_ok();
		}
		self.call(who, Call::challenge { channel: id, state })
	}

	/// What nobody signed does nothing.
	fn forge(&mut self) {
		let Some((id, channel)) = self.channel_there() else { return };
		let side = self.reader.side();
		let net = NetTransfer { payer: side.other(), amount: *channel.committed.of(side.other()) };
		let body = State { version: u64::MAX, net, htlcs: Htlcs::new() };
		let mut forged = match self.reader.below(3) {
			// For the next channel, on another base, or altered after it was signed.
			0 => {
				let next = ChannelId(id.0.wrapping_add(1));
				signed(next, &channel, body.clone(), Message::State)
			},
			1 => {
				let other = Channel { base_version: channel.base_version + 1, ..channel.clone() };
				signed(id, &other, body.clone(), Message::State)
			},
			_ => {
				let small = State { version: 1, ..body.clone() };
				CoSigned { body: body.clone(), ..signed(id, &channel, small, Message::State) }
			},
		};
		// The forger's own signature is good.
		let good = signed(id, &channel, body, Message::State);
		*forged.signatures.of_mut(side) = good.signatures.of(side).clone();
		let who = channel.parties.of(side).clone();
		let close = Call::force_close { channel: id, state: Some(forged.clone()) };
		assert!(!self.call(who.clone(), close));
		assert!(!self.call(who, Call::challenge { channel: id, state: forged }));
	}

	fn claim(&mut self) {
		let Some((id, _)) = self.channel_there() else { return };
		let waiting = Closings::<Test>::get(id).map(|closing| closing.state.htlcs);
		let htlc = self.reader.pick(&waiting.unwrap_or_default());
		let secrets = (0..SECRETS).map(|secret| Preimage([secret; 32]));
		let mut of_it =
			secrets.filter(|secret| Some(secret.payment_hash()) == htlc.map(|of| of.payment_hash));
		if let Some(preimage) = of_it.next() {
			self.call(person(2), Call::reveal_preimage { preimage });
		}
		self.call(person(2), Call::settle { channel: id });
	}

	/// Not while HTLCs wait: what is not settled in time may be settled too late for a preimage.
	fn refuse(&mut self) {
		if Closings::<Test>::iter_values().any(|closing| !closing.state.htlcs.is_empty()) {
			return;
		}
		self.defend();
		Refusals::set(u8::MAX);
		self.next_block(now() + BLOCK_MS, 1, Weight::MAX / 2);
		Refusals::set(0);
	}

	fn pass_time(&mut self) {
		let any = Weight::MAX / 2;
		match self.reader.byte() % 18 {
			// At the usual pace; the hook may have no time on top of `on_initialize`.
			0..=3 => {
				let idle = if self.reader.one_in(5) { Weight::zero() } else { any };
				self.advance(now() + BLOCK_MS, idle);
			},
			4..=7 => {
				for _ in 0..=self.reader.below(59) {
					self.advance(now() + BLOCK_MS, any);
				}
			},
			8 => self.advance(now() + 1, any),
			// The chain stands still.
			9 => {
				let minutes = Moment::from(u16::from_le_bytes(self.reader.array()) % 5_000) + 1;
				self.advance(now() + minutes * MINUTE, any);
			},
			// To just before, at or just after something is due.
			_ => {
				let mut edges = self.edges();
				edges.retain(|edge| *edge + 1 >= now());
				let edge = self.reader.pick(&edges).unwrap_or_else(now);
				let at_ms = [edge - 1, edge, edge + 1][self.reader.below(3)];
				self.advance(at_ms.max(now() + 1), any);
			},
		}
	}

	/// Honest parties see the chain before time goes on.
	fn advance(&mut self, at_ms: Moment, idle: Weight) {
		self.defend();
		self.next_block(at_ms, 1, idle);
	}

	/// Whoever is honest presents its latest state where an older one was presented, or an old one
	/// stands behind a request.
	fn defend(&mut self) {
		self.object();
		let closings: Vec<_> = Closings::<Test>::iter_keys().collect();
		for id in closings.into_iter().filter(|id| can_be_challenged(*id)) {
			let channel = ChannelMap::<Test>::get(id).unwrap().channel;
			for side in Side::BOTH {
				let who = channel.parties.of(side).clone();
				let latest = self.ends(id, &channel).latest(side).cloned();
				let presented = Closings::<Test>::get(id).unwrap().state.version;
				let state = latest.filter(|state| state.body.version > presented);
				if let (true, Some(state)) = (self.is_honest(&who), state) {
					assert!(self.call(who, Call::challenge { channel: id, state }));
				}
			}
		}
	}

	/// Nothing of an honest party is held or taken: it claims nothing that is not its own.
	pub fn nobody_honest_is_exposed(&self) {
		for (id, closing) in Closings::<Test>::iter() {
			let channel = ChannelMap::<Test>::get(id).unwrap().channel;
			for side in Side::BOTH {
				let excess = match channel.phase {
					Phase::Resolving => closing.tallies.of(side).excess,
					_ => {
						let balances = closing.state.balances(&channel.committed).unwrap();
						closing.claims.of(side).excess(*balances.of(side))
					},
				};
				let honest = self.is_honest(channel.parties.of(side));
				assert!(excess == 0 || !honest, "{side:?} of {id:?} claims {excess} too much");
			}
		}
	}

	/// A lock ended in favour of `winner`.
	pub fn unlocked(&mut self, lock: &Locked, winner: Side) {
		let protocol = self.protocol.as_mut();
		if let Some(dues) = protocol.and_then(|protocol| protocol.dues.get_mut(&lock.channel)) {
			*dues.ledger.of_mut(winner) += lock.amount;
		}
	}

	/// A channel is gone: honest parties got at least what they are due.
	pub fn check_dues(&self, id: ChannelId) {
		let Some(protocol) = &self.protocol else { return };
		let account = &self.books.accounts[&id];
		let Some(begun) = account.closing.filter(|_| !account.agreed) else { return };
		let dues = &protocol.dues[&id];
		let reveals = |htlc: &Htlc| -> Vec<Instant> {
			let all = self.books.reveals.iter();
			all.filter(|(hash, _)| *hash == htlc.payment_hash).map(|(_, at)| *at).collect()
		};
		for side in Side::BOTH {
			if !self.is_honest(account.parties.of(side)) {
				continue;
			}
			let by = |state: &State| due_by(state, side, &dues.committed, begun, reveals);
			let acceptable = match protocol.ends.get(&id) {
				Some(ends) => ends.acceptable(side),
				None => vec![nothing_moved()],
			};
			let began_with = protocol.began_with.get(&id).filter(|(closer, _)| *closer == side);
			let acceptable = acceptable.iter().chain(began_with.map(|(_, state)| state));
			let least = acceptable.map(by).min().unwrap();
			let least = least + dues.ledger.of(side);
			let got = *account.got.of(side);
			assert!(got >= least, "{side:?} of {id:?} got {got} and is due {least}");
		}
	}

	/// Whatever has happened: with one party of each channel acting, and the other silent for ever,
	/// everything ends, and everybody has all that is theirs.
	fn wind_up_by_the_protocol(&mut self) {
		self.release_all();
		let channels: Vec<_> = ChannelMap::<Test>::iter().collect();
		for (id, record) in channels {
			if record.channel.phase == Phase::Open {
				self.give_deposit(&record.channel.parties.opener);
				self.force_close_channel(id, &record.channel, Side::Opener, 1);
				let opener = record.channel.parties.opener.clone();
				let phase = ChannelMap::<Test>::get(id).map(|record| record.channel.phase);
				if phase == Some(Phase::Open) {
					// Where nobody is honest, a request that was not true may have made the latest state
					// worthless.
					assert!(!self.is_honest(&opener), "{opener:?} cannot close");
					self.call(opener, Call::force_close { channel: id, state: None });
				}
				let phase = ChannelMap::<Test>::get(id).map(|record| record.channel.phase);
				assert_ne!(phase, Some(Phase::Open));
			}
		}
		self.defend();
		// Long enough for the longest of each wait, and what failed is tried again. At the usual
		// pace of blocks, of which most do nothing.
		const STEP: Moment = 10 * MINUTE;
		for _ in 0..(HORIZON + 2 * RETENTION) / STEP {
			self.next_block(now() + STEP, STEP / BLOCK_MS, Weight::MAX / 2);
		}
		self.next_block(now() + BLOCK_MS, 1, Weight::MAX / 2);
		// What was refused while a token stood still is there for its owners.
		if self.frozen {
			self.thaw_all();
		}
		self.check_all_is_over();
	}
}

fn can_be_challenged(id: ChannelId) -> bool {
	let phase = ChannelMap::<Test>::get(id).map(|record| record.channel.phase);
	let Some(Phase::Closing { settles_ms }) = phase else { return false };
	let settles_at = Closings::<Test>::get(id).unwrap().settles_at;
	now() < settles_ms || System::block_number() < settles_at
}
