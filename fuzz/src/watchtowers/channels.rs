//! Steps of the channels that are watched: requests to withdraw, new bases, and how they close.

use super::{
	moves::{now, Signed},
	runtime::*,
	Model,
};
use crate::common::{person, MINUTE};
use bloc_primitives::{
	state::{Close, CoSigned, Message, NetTransfer, State, Withdrawal},
	ChannelId, Moment, Pair,
};
use bloc_testing::people::AccountId;
use pallet_bloc_channels::Call as ChannelCall;
use pallet_bloc_watchtowers::receipt::Evidence;

impl Model<'_> {
	/// The base on which a state of this version is signed.
	pub fn base_of(&self, id: ChannelId, version: u64) -> u64 {
		let bases = self.memory.bases.get(&id).into_iter().flatten();
		bases.copied().filter(|base| *base < version).max().unwrap_or(0)
	}

	/// A state that both parties have signed, when there was its base.
	pub fn signed(&self, id: ChannelId, parties: &Pair<AccountId>, state: State) -> CoSignedState {
		let base = self.base_of(id, state.version);
		by_both((id, base), parties, state, Message::State)
	}

	/// A party requests to withdraw something, by a state or the base.
	pub fn request(&mut self) {
		let (mut channel, side, mut who) = self.channel();
		let mut state = None;
		if self.reader.one_in(2) {
			let Some((id, known)) = self.known_state() else { return };
			let Some(parties) = Self::parties(id) else { return };
			who = parties.of(side).clone();
			state = Some(self.signed(id, &parties, known));
			channel = id;
		}
		let committed = Channels::channel(channel).map_or(0, |it| *it.committed.of(side));
		let amount = self.reader.amount(committed);
		self.channels(&who, ChannelCall::request_withdrawal { channel, amount, state });
	}

	/// Somebody contests that.
	pub fn contest(&mut self) {
		let (who, side) = (self.who(), self.reader.side());
		let Some((channel, state)) = self.known_state() else { return };
		let Some(parties) = Self::parties(channel) else { return };
		let state = self.signed(channel, &parties, state);
		self.channels(&who, ChannelCall::contest_withdrawal { channel, side, state });
	}

	/// What was requested is done, by a call.
	pub fn finish(&mut self) {
		let ((channel, side, _), who) = (self.channel(), self.who());
		self.channels(&who, ChannelCall::finish_withdrawal { channel, side });
	}

	/// A channel closes without a state: by a party that has lost its own, or by both; or both take
	/// something out, which is a new base.
	pub fn close_otherwise(&mut self) {
		let (channel, side, who) = self.channel();
		let Some(known) = Channels::channel(channel) else { return };
		let most = *known.committed.of(side);
		let (parties, base) = (&known.parties, known.base_version);
		let last = self.memory.versions.get(&channel).copied().unwrap_or(0);
		let (version, valid_until_ms) = (last.max(base) + 1, now() + MINUTE);
		let amount = self.reader.amount(most);
		match self.reader.below(4) {
			0 | 1 => {
				self.channels(&who, ChannelCall::close_after_loss { channel, claim: amount });
			},
			2 => {
				let net = NetTransfer { payer: side, amount };
				let close = Close { version, net, valid_until_ms };
				let close = by_both((channel, base), parties, close, Message::Close);
				self.channels(&who, ChannelCall::close { channel, close });
			},
			_ => {
				let amounts = Pair::with(side, amount, 0);
				let net = NetTransfer::ZERO;
				let body = Withdrawal { version, net, amounts, valid_until_ms };
				let withdrawal = by_both((channel, base), parties, body, Message::Withdrawal);
				let rebases = ChannelCall::withdraw_committed { channel, withdrawal };
				if self.channels(&who, rebases) {
					self.memory.versions.insert(channel, version);
					self.memory.bases.entry(channel).or_default().push(version);
				}
			},
		}
	}

	/// Blocks have had no room.
	pub fn crowd(&mut self) {
		Crowding::add(u64::from(self.reader.byte()) * 8);
	}

	/// From a new state to a settled old one, in one step; and the claim of each who has a receipt.
	pub fn a_cheat(&mut self) {
		self.agree();
		self.agree();
		let Some((channel, _)) = self.memory.states.last().cloned() else { return };
		let Some(parties) = Self::parties(channel) else { return };
		let closer = parties.of(self.reader.side()).clone();
		let back = self.reader.below(3) + 1;
		let old =
			self.memory.states.iter().rev().filter(|(id, _)| *id == channel).nth(back).cloned();
		let state = old.map(|(_, state)| self.signed(channel, &parties, state));
		if !self.channels(&closer, ChannelCall::force_close { channel, state }) {
			return;
		}
		let budget = <Watchtowers as bloc_timetable::Owner>::hook_budget();
		for step in 0..3 {
			System::set_block_number(System::block_number() + 700);
			self.next_block(now() + PERIOD / 2 + MINUTE, budget);
			if step == 0 && self.reader.one_in(4) {
				self.challenge();
			}
		}
		self.claim_all_misses();
	}

	/// From a new state to what is taken out by an old one, in one step; and the claim of each who has a
	/// receipt.
	pub fn a_drawing(&mut self) {
		self.agree();
		self.agree();
		let Some((channel, _)) = self.memory.states.last().cloned() else { return };
		let Some(parties) = Self::parties(channel) else { return };
		let side = self.reader.side();
		let back = self.reader.below(3) + 1;
		let old =
			self.memory.states.iter().rev().filter(|(id, _)| *id == channel).nth(back).cloned();
		let state = old.map(|(_, state)| self.signed(channel, &parties, state));
		let committed = Channels::channel(channel).map_or(0, |it| *it.committed.of(side));
		let amount = committed / 256 * u128::from(self.reader.byte());
		let request = ChannelCall::request_withdrawal { channel, amount, state };
		if !self.channels(parties.of(side), request) {
			return;
		}
		self.pass();
		self.claim_all_misses();
		// Some of it comes back, and may be lost again.
		if self.reader.one_in(2) {
			let amount = amount / 256 * u128::from(self.reader.byte());
			self.channels(parties.of(side), ChannelCall::commit { channel, amount });
		}
	}

	/// A challenge period passes, with as many blocks as there should be.
	pub fn pass(&mut self) {
		let budget = <Watchtowers as bloc_timetable::Owner>::hook_budget();
		for _ in 0..3 {
			System::set_block_number(System::block_number() + 700);
			self.next_block(now() + PERIOD / 2 + MINUTE, budget);
		}
	}

	/// The newest receipts are proofs, if anything was missed: twice, since both kinds may have been.
	pub fn claim_all_misses(&mut self) {
		let receipts: Vec<_> = self.memory.signed.iter().rev().take(4).cloned().collect();
		for known in receipts.iter().chain(&receipts).cloned() {
			let Signed { receipt, named, state, .. } = known;
			let of = receipt.receipt;
			let Some(parties) = Self::parties(of.channel) else { continue };
			let state = self.signed(of.channel, &parties, state);
			let evidence = Evidence::Receipt { signed: receipt, named };
			self.prove(person(4), of, evidence, state);
		}
	}

	/// When a tower says that it has accepted something.
	pub fn accepted_ms(&mut self) -> Moment {
		match self.reader.byte() {
			byte @ 0..32 => now() - Moment::from(byte) * MINUTE,
			byte @ 32..64 => now() + Moment::from(byte),
			_ => now(),
		}
	}
}

/// A state with both signatures.
pub type CoSignedState = CoSigned<State, Seal>;
