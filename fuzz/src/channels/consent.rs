//! Steps of parties without a key, and of those that have their money go somewhere else.

use super::{model::Model, runtime::*};
use bloc_primitives::{
	state::{payload, Close, CoSigned, Message, Withdrawal},
	ChannelId, Pair, Side,
};
use bloc_testing::exports::sp_core::H256;
use pallet_bloc_channels::{Approvals, Call, ChannelOf, Closings, Pallet};

impl Model<'_> {
	/// A message that could count in a channel.
	fn message(&mut self, id: ChannelId, channel: &Option<ChannelOf<Test>>) -> Message {
		let base = channel.as_ref().map_or(0, |channel| channel.base_version);
		let committed = channel.as_ref().map_or(Pair::new(0, 0), |channel| channel.committed);
		let standing = Closings::<Test>::get(id).map_or(base, |closing| closing.state.version);
		let valid_until_ms = now() + MAX_ENDING;
		match self.reader.below(4) {
			0 => {
				let (version, net) = (self.reader.version(standing), self.net(&committed));
				Message::Close(Close { version, net, valid_until_ms })
			},
			1 => {
				let (version, net) = (self.reader.version(base), self.net(&committed));
				let amounts = net.apply(&committed).unwrap_or_default();
				Message::Withdrawal(Withdrawal { version, net, amounts, valid_until_ms })
			},
			_ => Message::State(self.state(&committed, standing)),
		}
	}

	/// A party consents on chain.
	pub fn approve(&mut self) {
		let (id, channel) = self.channel();
		let side = self.reader.side();
		let message = self.message(id, &channel);
		let who = match channel {
			Some(channel) if !self.reader.one_in(16) => channel.parties.of(side).clone(),
			_ => self.who(),
		};
		if self.call(who, Call::approve { channel: id, message: message.clone() }) {
			self.approved.push((id, message));
		}
	}

	/// What lacks one signature or both is presented: mostly what somebody has approved.
	pub fn present_unsigned(&mut self) {
		let approved = self.approved.clone();
		let (id, channel, message) = match self.reader.pick(&approved) {
			Some((id, message)) if !self.reader.one_in(8) => {
				(id, Pallet::<Test>::channel(id), message)
			},
			_ => {
				let (id, channel) = self.channel();
				let message = self.message(id, &channel);
				(id, channel, message)
			},
		};
		let parties = channel.as_ref().map(|channel| channel.parties.clone());
		let parties = parties.unwrap_or(Pair::new(person(0), person(1)));
		let base = channel.as_ref().map_or(0, |channel| channel.base_version);
		let bytes = payload(&genesis(), id, base, &message);
		let seal = |side| Some(Seal::of(parties.of(side), &bytes));
		let missing = match self.reader.below(4) {
			0 => Pair::new(true, true),
			1 => Pair::new(true, false),
			_ => Pair::new(false, true),
		};
		let of = |side| if *missing.of(side) { None } else { seal(side) };
		let signatures = Pair::new(of(Side::Opener), of(Side::Counterparty));
		let who = match self.reader.below(3) {
			0 => parties.opener.clone(),
			1 => parties.counterparty.clone(),
			_ => self.who(),
		};
		let consents = |side| {
			let key = (side, H256(sp_io::hashing::blake2_256(&bytes)));
			who == *parties.of(side) || Approvals::<Test>::contains_key(id, key)
		};
		let all = Side::BOTH.into_iter().all(|side| !missing.of(side) || consents(side));
		let closing = Closings::<Test>::contains_key(id);
		let call = match message {
			Message::State(body) if closing => {
				Call::challenge { channel: id, state: CoSigned { body, signatures } }
			},
			Message::State(body) => {
				Call::force_close { channel: id, state: Some(CoSigned { body, signatures }) }
			},
			Message::Withdrawal(body) => {
				Call::withdraw_committed { channel: id, withdrawal: CoSigned { body, signatures } }
			},
			Message::Close(body) => {
				Call::close { channel: id, close: CoSigned { body, signatures } }
			},
		};
		assert!(!self.call(who, call) || all, "taken without the consent of both");
	}

	/// Somebody wants the deposit of an approval to go back.
	pub fn forget_approval(&mut self) {
		let who = self.who();
		let all: Vec<_> = Approvals::<Test>::iter_keys().collect();
		if let Some((channel, (side, payload_hash))) = self.reader.pick(&all) {
			self.call(who, Call::forget_approval { channel, side, payload_hash });
		}
	}

	/// A party has its money go to one of the people, or to the issuer, when its channel ends.
	pub fn set_payout(&mut self) {
		let (channel, of) = self.channel();
		let side = self.reader.side();
		let who = of.map_or(person(0), |of| of.parties.of(side).clone());
		let to = match self.reader.below(4) {
			0 => None,
			1 => Some(issuer()),
			_ => Some(self.who()),
		};
		self.call(who, Call::set_payout { channel, to });
	}
}
