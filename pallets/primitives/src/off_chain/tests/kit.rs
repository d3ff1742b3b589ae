//! Two machines with real keys, and the changes that the tests make.

use super::super::*;
use crate::{state::Htlc, Balance, ChannelId, Moment, Pair, PaymentHash, Preimage, Side};
use sp_core::{sr25519, Pair as _, H256};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{AccountId32, MultiSignature, Permill};
use std::collections::VecDeque;

pub type TestMachine = Machine<AccountId32, MultiSignature>;
pub type TestMessage = PeerMessage<MultiSignature>;
pub type TestReaction = Reaction<MultiSignature>;
pub type TestEnvelope = Envelope<MultiSignature>;

pub const GENESIS: H256 = H256([7; 32]);
pub const CHANNEL: ChannelId = ChannelId(3);
pub const NOW: Moment = 1_000_000;
/// The least and the most time that an HTLC may have.
pub const SPAN: (Moment, Moment) = (100, 1_000);
/// The least and the most time for which an ending may be good.
pub const GOOD_FOR: (Moment, Moment) = (50, 500);
/// Until when the endings of these tests are good, unless they say something else.
pub const END: Moment = NOW + 200;

pub fn key(side: Side) -> sr25519::Pair {
	match side {
		Side::Opener => Sr25519Keyring::Alice.pair(),
		Side::Counterparty => Sr25519Keyring::Bob.pair(),
	}
}

pub fn account(side: Side) -> AccountId32 {
	key(side).public().into()
}

pub fn signs(side: Side) -> impl Fn(&[u8]) -> MultiSignature {
	move |payload| key(side).sign(payload).into()
}

pub fn secret(number: u8) -> Preimage {
	Preimage([number; 32])
}

pub fn pay(payer: Side, amount: Balance) -> Change {
	Change::Pay { payer, amount }
}

pub fn htlc(payer: Side, amount: Balance, number: u8, deadline_ms: Moment) -> Htlc {
	Htlc { payer, amount, payment_hash: secret(number).payment_hash(), deadline_ms }
}

pub fn close() -> Change {
	Change::Close { valid_until_ms: END }
}

pub fn withdraw(amounts: Pair<Balance>) -> Change {
	Change::Withdraw { amounts, valid_until_ms: END }
}

/// A machine that asks for no reserve.
pub fn machine(side: Side) -> TestMachine {
	machine_with(side, Permill::zero())
}

pub fn machine_with(side: Side, reserve: Permill) -> TestMachine {
	let parties = Pair::new(account(Side::Opener), account(Side::Counterparty));
	let limits = Limits {
		min_htlc_ms: SPAN.0,
		max_htlc_ms: SPAN.1,
		max_htlcs: 3,
		min_ending_ms: GOOD_FOR.0,
		max_ending_ms: GOOD_FOR.1,
		reserve,
		withdrawal_reserve: reserve,
	};
	let identity = Identity { genesis: GENESIS, channel: CHANNEL, parties, side, limits };
	Machine::new(identity, 0, Pair::new(100, 100))
}

/// Both ends of a channel in which each has committed 100.
pub struct Duo {
	pub machines: Pair<TestMachine>,
	pub now_ms: Moment,
	/// The registry of the chain.
	pub revealed: Vec<PaymentHash>,
}

impl Duo {
	pub fn new() -> Self {
		Self::with_reserve(Permill::zero())
	}

	pub fn with_reserve(reserve: Permill) -> Self {
		let machine = |side| machine_with(side, reserve);
		Self {
			machines: Pair::new(machine(Side::Opener), machine(Side::Counterparty)),
			now_ms: NOW,
			revealed: Vec::new(),
		}
	}

	pub fn of(&self, side: Side) -> &TestMachine {
		self.machines.of(side)
	}

	pub fn of_mut(&mut self, side: Side) -> &mut TestMachine {
		self.machines.of_mut(side)
	}

	pub fn start(&mut self, side: Side, change: Change) -> Result<(), Refusal> {
		let revealed = self.revealed.clone();
		let outside = (self.now_ms, |hash: &PaymentHash| revealed.contains(hash));
		self.of_mut(side).start(change, &outside, signs(side))
	}

	/// `to` receives this.
	pub fn send(&mut self, to: Side, envelope: TestEnvelope) -> TestReaction {
		let revealed = self.revealed.clone();
		let outside = (self.now_ms, |hash: &PaymentHash| revealed.contains(hash));
		self.of_mut(to).receive(envelope, &outside, signs(to))
	}

	/// `side` is told what happened on chain.
	pub fn tell(&mut self, side: Side, event: ChainEvent) -> Option<Event> {
		self.of_mut(side).on_chain(event, signs(side))
	}

	/// Both are told.
	pub fn tell_both(&mut self, event: ChainEvent) {
		for side in Side::BOTH {
			let _ = self.tell(side, event);
		}
	}

	/// A block of this time is final, and so late it is.
	pub fn reach(&mut self, now_ms: Moment) {
		self.now_ms = now_ms;
		self.tell_both(ChainEvent::Time { now_ms });
	}

	/// The other side receives what `from` says, as if the machine did.
	pub fn send_as(&mut self, from: Side, message: TestMessage) -> TestReaction {
		let envelope = Envelope { message, ..self.of(from).reestablish() };
		self.send(from.other(), envelope)
	}

	/// The other side receives what waits at `from`.
	pub fn send_pending(&mut self, from: Side) -> TestReaction {
		let envelope = self.of(from).pending().unwrap();
		self.send(from.other(), envelope)
	}

	/// Delivers until nothing waits. Returns what happened.
	pub fn talk(&mut self) -> Vec<(Side, Event)> {
		let mut events = Vec::new();
		for _ in 0..20 {
			let pending = |side| Some((Side::other(side), self.of(side).pending()?));
			let mut queue: VecDeque<_> = Side::BOTH.into_iter().filter_map(pending).collect();
			if queue.is_empty() {
				return events;
			}
			while let Some((to, envelope)) = queue.pop_front() {
				let reaction = self.send(to, envelope);
				events.extend(reaction.event.map(|event| (to, event)));
				queue.extend(reaction.reply.map(|reply| (to.other(), reply)));
			}
		}
		panic!("they talk for ever: {events:?}");
	}

	/// Makes a change that both agree to.
	pub fn change(&mut self, side: Side, change: Change) -> Vec<(Side, Event)> {
		self.start(side, change).unwrap();
		self.talk()
	}

	pub fn assert_agreed(&self, version: u64, balances: Pair<Balance>) {
		for side in Side::BOTH {
			assert_eq!(self.of(side).state().version, version, "{side:?}");
			assert_eq!(self.of(side).balances(), Some(balances), "{side:?}");
		}
		assert_eq!(self.of(Side::Opener).state(), self.of(Side::Counterparty).state());
	}
}
