//! Steps that take a part of what is committed out without the other party.

use super::{checks::has_deposit, model::Model, protocol::share, runtime::*};
use bloc_primitives::{
	channel::Phase,
	off_chain::ChainEvent,
	state::{CoSigned, Message, NetTransfer, State},
	ChannelId, Pair, Side,
};
use pallet_bloc_channels::{
	Call, ChannelOf, Channels as ChannelMap, Pallet, RecordOf, RequestOf, Shown,
};

/// What a side of a channel has requested.
fn requested(id: ChannelId, side: Side) -> Option<RequestOf<Test>> {
	Pallet::<Test>::withdrawal_requests(id).and_then(|of| *of.of(side))
}

/// What counts in a channel where nobody presents anything.
pub fn least_state(id: ChannelId) -> State {
	let shown = Shown::<Test>::get(id).unwrap_or_default();
	let newest = shown.opener.into_iter().chain(shown.counterparty);
	let version = ChannelMap::<Test>::get(id).map_or(0, |record| record.channel.base_version);
	newest.max_by_key(|state| state.version).unwrap_or_else(|| State {
		version,
		net: NetTransfer::ZERO,
		htlcs: Default::default(),
	})
}

/// Whether a channel is open.
fn is_open(id: ChannelId) -> bool {
	Pallet::<Test>::channel(id).is_some_and(|of| of.phase == Phase::Open)
}

/// The reserve that a request has to leave.
fn reserve_of(committed: &Pair<Balance>) -> Balance {
	WithdrawalReserve::get().mul_ceil(committed.opener.saturating_add(committed.counterparty))
}

/// Whether a request can still be contested.
fn is_contestable(request: &RequestOf<Test>) -> bool {
	now() < request.finishes_ms || System::block_number() < request.finishes_at
}

impl Model<'_> {
	/// A party wants a part of what it has committed back: mostly by a state that leaves it as much.
	pub fn request_withdrawal(&mut self) {
		let side = self.reader.side();
		let (channel, state) = match self.reader.one_in(2) {
			true => (self.channel().0, None),
			false => {
				let (channel, state) = self.signed_state();
				(channel, Some(state))
			},
		};
		let of = Pallet::<Test>::channel(channel);
		let committed = of.as_ref().map(|of| of.committed).unwrap_or_default();
		let balances = match &state {
			Some(state) => state.body.balances(&committed).unwrap_or(committed),
			None => committed,
		};
		let (has, reserve) = (*balances.of(side), reserve_of(&committed));
		let most = if self.reader.one_in(8) { has } else { has.saturating_sub(reserve) };
		let amount = self.reader.amount(most.min(*committed.of(side)));
		let who = of.map_or(person(0), |of| of.parties.of(side).clone());
		let (before, least) = (ChannelMap::<Test>::get(channel), least_state(channel));
		if self.call(who, Call::request_withdrawal { channel, amount, state: state.clone() }) {
			let before = before.expect("there was one");
			let body = state.map_or_else(|| least, |state| state.body);
			assert!(body.version >= before.least, "an older one counts");
			let left = *body.cut_to(&committed).balances(&committed).unwrap().of(side);
			assert!(left - amount >= reserve, "the reserve is not left");
		}
	}

	/// What is requested, and by whom.
	fn waiting(&self) -> Vec<(ChannelId, Side, AccountId)> {
		let of_channel = |(id, of): (ChannelId, RecordOf<Test>)| {
			let sides = Side::BOTH.into_iter().filter(|side| of.requests.of(*side).is_some());
			let named = sides.map(|side| (id, side, of.channel.parties.of(side).clone()));
			named.collect::<Vec<_>>()
		};
		ChannelMap::<Test>::iter().flat_map(of_channel).collect()
	}

	/// Somebody presents a state against what a side has requested: mostly one by which it has nothing.
	pub fn contest_withdrawal(&mut self) {
		let who = self.who();
		let waiting = self.waiting();
		let (channel, side, state) = match self.reader.pick(&waiting) {
			Some((id, side, _)) if !self.reader.one_in(4) => {
				let of = Pallet::<Test>::channel(id);
				let committed = of.as_ref().map(|of| of.committed).unwrap_or_default();
				let base = requested(id, side).map_or(0, |request| request.version);
				let version = self.reader.version(base.saturating_add(1));
				let net = NetTransfer { payer: side, amount: *committed.of(side) };
				let body = State { version, net, htlcs: Default::default() };
				let flaw = self.flaw();
				let signatures = self.signatures(id, &of, &Message::State(body.clone()), flaw);
				(id, side, CoSigned::by_both(body, signatures))
			},
			_ => {
				let side = self.reader.side();
				let (channel, state) = self.signed_state();
				(channel, side, state)
			},
		};
		let request = requested(channel, side);
		let committed = Pallet::<Test>::channel(channel).map(|of| of.committed);
		let call = Call::contest_withdrawal { channel, side, state: state.clone() };
		if self.call(who, call) {
			let request = request.expect("there was one");
			let (version, committed) = (state.body.version, committed.unwrap());
			let has = state.body.sure(&committed).of(side).unwrap_or(0);
			assert!(version > request.version && has < request.amount + request.reserve);
			assert!(!is_open(channel), "contested, and still open");
		}
	}

	/// A request is finished: not before its time, and only while the channel is open.
	pub fn end_withdrawal(&mut self) {
		let waiting = self.waiting();
		let Some((channel, side, requester)) = self.reader.pick(&waiting) else { return };
		let contestable = requested(channel, side).is_some_and(|request| is_contestable(&request));
		let waits = contestable || !is_open(channel);
		let worked = self.call(requester, Call::finish_withdrawal { channel, side });
		// The neighbours may refuse to be told.
		assert!(!(worked && waits), "finished before its time, or in a dispute");
		assert!(worked || waits || Refusals::get() != 0, "not finished after its time");
	}

	/// Who is honest requests what the newest state that it holds gives it; others by any of theirs.
	pub fn request_by_the_protocol(&mut self) {
		let Some((id, channel)) = self.channel_there() else { return };
		let side = self.reader.side();
		let who = channel.parties.of(side).clone();
		let honest = self.is_honest(&who);
		match self.reader.below(8) {
			0 | 1 => {
				self.call(who, Call::finish_withdrawal { channel: id, side });
				return;
			},
			2 | 3 => return self.contest_by_the_protocol(id, &channel, side, honest),
			_ => {},
		}
		let share_of = self.reader.byte();
		let which = usize::from(self.reader.byte());
		// Where its neighbours refuse to be told of it, nobody can.
		let able = channel.phase == Phase::Open && has_deposit(&who);
		let ends = self.ends(id, &channel);
		let held = ends.held_by(side);
		// Of others any, or none.
		let state = if honest { held.last() } else { held.get(which % (held.len() + 1)) };
		let state = state.cloned();
		let balances = match &state {
			Some(state) => state.body.balances(&channel.committed).unwrap_or_default(),
			None => channel.committed,
		};
		let most = (*balances.of(side)).saturating_sub(reserve_of(&channel.committed));
		let amount = share(share_of, most.min(*channel.committed.of(side)));
		if !honest {
			self.call(who, Call::request_withdrawal { channel: id, amount, state });
			return;
		}
		let Ok(state) = self.ends(id, &channel).request(side, amount) else { return };
		if !self.call(who, Call::request_withdrawal { channel: id, amount, state }) {
			assert!(!able, "an honest party cannot request what is its own");
			self.ends(id, &channel).on_chain(ChainEvent::WithdrawalEnded { side });
		}
	}

	/// Anybody says anything against a request: against an honest one in vain.
	fn contest_by_the_protocol(
		&mut self,
		id: ChannelId,
		channel: &ChannelOf<Test>,
		side: Side,
		honest: bool,
	) {
		let (who, which) = (self.who(), self.reader.byte());
		let states = self.ends(id, channel).states.clone();
		let Some(state) = states.get(usize::from(which) % states.len().max(1)).cloned() else {
			return;
		};
		let contest = Call::contest_withdrawal { channel: id, side, state };
		assert!(!self.call(who, contest) || !honest, "what an honest party requested is contested");
	}

	/// Whoever is honest contests what the other has requested and is not true.
	pub fn object(&mut self) {
		let channels: Vec<_> = ChannelMap::<Test>::iter().collect();
		for (id, record) in channels {
			for side in Side::BOTH {
				let request = *record.requests.of(side);
				let who = record.channel.parties.of(side.other()).clone();
				// In a dispute the state that is presented there says the same.
				let open = record.channel.phase == Phase::Open;
				let contestable = request.is_some_and(|of| is_contestable(&of));
				if !self.is_honest(&who) || !open || !contestable {
					continue;
				}
				let ends = self.ends(id, &record.channel);
				if let Some(state) = ends.of(side.other()).contest().cloned() {
					assert!(self.call(who, Call::contest_withdrawal { channel: id, side, state }));
				}
			}
		}
	}
}
