//! Steps with messages that the parties sign, or that somebody pretends they signed.

use super::{checks::Moves, model::Model, runtime::*};
use bloc_primitives::{
	channel::Dispute,
	state::{
		payload, wrapped, Close, CoSigned, Htlc, Htlcs, Message, NetTransfer, State, Withdrawal,
		MAX_HTLCS,
	},
	ChannelId, Moment, Pair,
};
use pallet_bloc_channels::{Call, ChannelOf, Closings, Pallet};

impl Model<'_> {
	/// What is wrong with a message: mostly nothing.
	pub fn flaw(&mut self) -> usize {
		self.reader.below(16)
	}

	/// Signatures for `message`: nearly always those of both parties.
	pub fn signatures(
		&mut self,
		id: ChannelId,
		channel: &Option<ChannelOf<Test>>,
		message: &Message,
		flaw: usize,
	) -> Pair<Seal> {
		let parties = channel.as_ref().map(|channel| channel.parties.clone());
		let parties = parties.unwrap_or(Pair::new(person(0), person(1)));
		let base = channel.as_ref().map_or(0, |channel| channel.base_version);
		let raw = payload(&genesis(), id, base, message);
		let seal = |bytes: &[u8]| parties.map(|who| Seal::of(who, bytes));
		let Pair { opener, counterparty } = seal(&raw);
		match flaw {
			0 => seal(&wrapped(&raw)),
			1 => seal(&payload(&genesis(), ChannelId(id.0.wrapping_add(1)), base, message)),
			2 => seal(&payload(&[0u8; 32], id, base, message)),
			6 => seal(&payload(&genesis(), id, base.wrapping_sub(1), message)),
			3 => Pair::new(counterparty, opener),
			4 => Pair::new(Seal(self.reader.array()), counterparty),
			5 => Pair::new(opener, Seal(self.reader.array())),
			_ => Pair::new(opener, counterparty),
		}
	}

	pub fn net(&mut self, committed: &Pair<Balance>) -> NetTransfer {
		let payer = self.reader.side();
		NetTransfer { payer, amount: self.reader.amount(*committed.of(payer)) }
	}

	/// A state for a channel that has this much committed.
	pub fn state(&mut self, committed: &Pair<Balance>, version: u64) -> State {
		let version = self.reader.version(version);
		let net = self.net(committed);
		let mut left = net.apply(committed).unwrap_or(*committed);
		let count = match self.reader.below(8) {
			0..=3 => 0,
			7 => self.reader.below(MAX_HTLCS as usize + 1),
			few => few - 3,
		};
		let edges = if count == 0 { Vec::new() } else { self.edges() };
		let mut htlcs = Htlcs::new();
		for _ in 0..count {
			let payer = self.reader.side();
			let amount = self.reader.amount(*left.of(payer));
			*left.of_mut(payer) = left.of(payer).saturating_sub(amount);
			let payment_hash = self.secret().payment_hash();
			let deadline_ms = self.reader.moment(&edges);
			htlcs.try_push(Htlc { payer, amount, payment_hash, deadline_ms }).unwrap();
		}
		State { version, net, htlcs }
	}

	/// A state with signatures: a new one, or one that was signed before.
	pub fn signed_state(&mut self) -> (ChannelId, CoSigned<State, Seal>) {
		if self.reader.one_in(4) {
			if let Some((id, state)) = self.reader.pick(&self.states) {
				return if self.reader.one_in(8) { (self.channel().0, state) } else { (id, state) };
			}
		}
		let (id, channel) = self.channel();
		let committed = channel.as_ref().map_or(Pair::new(0, 0), |channel| channel.committed);
		let base = channel.as_ref().map_or(0, |channel| channel.base_version);
		let version = Closings::<Test>::get(id).map_or(base, |closing| closing.state.version);
		let state = self.state(&committed, version);
		let flaw = self.flaw();
		let signatures = self.signatures(id, &channel, &Message::State(state.clone()), flaw);
		let signed = CoSigned::by_both(state, signatures);
		self.states.push((id, signed.clone()));
		(id, signed)
	}

	pub fn force_close(&mut self) {
		let by_opener = self.reader.one_in(2);
		let (channel, state) = if self.reader.one_in(4) {
			(self.channel().0, None)
		} else {
			let (channel, state) = self.signed_state();
			(channel, Some(state))
		};
		let parties = Pallet::<Test>::channel(channel).map(|channel| channel.parties);
		let parties = parties.unwrap_or(Pair::new(person(0), person(1)));
		let who = if by_opener { parties.opener } else { parties.counterparty };
		self.call(who, Call::force_close { channel, state });
	}

	pub fn close_after_loss(&mut self) {
		let (channel, of) = self.channel();
		let side = self.reader.side();
		let parties = of.as_ref().map(|of| of.parties.clone());
		let who = parties.unwrap_or(Pair::new(person(0), person(1))).of(side).clone();
		let claim = self.reader.amount(of.map_or(0, |of| *of.committed.of(side)));
		self.call(who, Call::close_after_loss { channel, claim });
	}

	pub fn challenge(&mut self) {
		let (who, through_the_seam) = (self.who(), self.reader.one_in(4));
		let (channel, state) = self.signed_state();
		if through_the_seam {
			let challenge = || <Pallet<Test> as Dispute<_>>::challenge(channel, &who, state);
			let _ = self.act(Moves::Nothing, challenge);
		} else {
			self.call(who, Call::challenge { channel, state });
		}
	}

	pub fn withdraw_committed(&mut self) {
		let (who, (id, channel)) = (self.who(), self.channel());
		let base = channel.as_ref().map_or(0, |channel| channel.base_version);
		let committed = channel.as_ref().map_or(Pair::new(0, 0), |channel| channel.committed);
		let version = self.reader.version(base);
		let net = self.net(&committed);
		let left = net.apply(&committed).unwrap_or(committed);
		let opener = self.reader.amount(left.opener);
		let amounts = Pair::new(opener, self.reader.amount(left.counterparty));
		let flaw = self.flaw();
		let body = Withdrawal { version, net, amounts, valid_until_ms: valid_until_ms(flaw) };
		let signatures = self.signatures(id, &channel, &Message::Withdrawal(body), flaw);
		let withdrawal = CoSigned::by_both(body, signatures);
		self.call(who, Call::withdraw_committed { channel: id, withdrawal });
	}

	pub fn close(&mut self) {
		let (who, (id, channel)) = (self.who(), self.channel());
		let base = channel.as_ref().map_or(0, |channel| channel.base_version);
		let committed = channel.as_ref().map_or(Pair::new(0, 0), |channel| channel.committed);
		let (version, net) = (self.reader.version(base), self.net(&committed));
		let flaw = self.flaw();
		let body = Close { version, net, valid_until_ms: valid_until_ms(flaw) };
		let signatures = self.signatures(id, &channel, &Message::Close(body), flaw);
		self.call(who, Call::close { channel: id, close: CoSigned::by_both(body, signatures) });
	}
}

/// When what is signed expires: in time, mostly.
fn valid_until_ms(flaw: usize) -> Moment {
	match flaw {
		7 => now(),
		8 => now() + MAX_ENDING + 1,
		9 => now() + 1,
		_ => now() + MAX_ENDING,
	}
}
