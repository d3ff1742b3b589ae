//! What two machines of a channel say to each other and store, byte for byte, for those who have
//! the machine in other languages.
//!
//! `vectors/machines.json` has what happened to two machines, step by step: what each was asked,
//! received and was told by the chain, and what it answered, sends and stores. Another
//! implementation that is told the same has to answer the same. This test computes all of it anew.
//! Where the format is meant to change, `UPDATE_VECTORS=1 cargo test -p bloc-primitives --test
//! machines` writes it.
#![allow(clippy::arithmetic_side_effects)]
#![allow(clippy::indexing_slicing)] // of JSON, which takes what is new
#![allow(clippy::unwrap_used)]

mod kit;

use bloc_primitives::{
	off_chain::{
		ChainEvent, Change, Envelope, Event, Identity, Limits, Machine, PeerMessage, Refusal,
	},
	state::Htlc,
	Balance, ChannelId, Moment, Pair, PaymentHash, Preimage, Side,
};
use codec::{Decode, Encode};
use kit::{account, check_file, hex, number};
use serde_json::{json, Value};
use sp_core::{ed25519, Pair as _, H256};
use sp_runtime::{AccountId32, MultiSignature, Permill};
use std::collections::VecDeque;

const PATH: &str = "vectors/machines.json";
const START_MS: Moment = 1_000_000;
const OPENER: Side = Side::Opener;
const COUNTERPARTY: Side = Side::Counterparty;

type Party = Machine<AccountId32, MultiSignature>;
type Letter = Envelope<MultiSignature>;

/// Ed25519 signs the same bytes in one way only.
fn key(side: Side) -> ed25519::Pair {
	let name = match side {
		Side::Opener => "//Alice",
		Side::Counterparty => "//Bob",
	};
	ed25519::Pair::from_string(name, None).unwrap()
}

fn signs(side: Side) -> impl Fn(&[u8]) -> MultiSignature {
	move |payload| key(side).sign(payload).into()
}

fn identity(side: Side) -> Identity<AccountId32> {
	let of = |side| account(key(side).public());
	let limits = Limits {
		min_htlc_ms: 100,
		max_htlc_ms: 1_000,
		max_htlcs: 3,
		min_ending_ms: 50,
		max_ending_ms: 500,
		reserve: Permill::from_percent(2),
		withdrawal_reserve: Permill::from_percent(3),
	};
	let parties = Pair::new(of(OPENER), of(COUNTERPARTY));
	Identity { genesis: H256([7; 32]), channel: ChannelId(3), parties, side, limits }
}

fn secret(number: u8) -> Preimage {
	Preimage([number; 32])
}

fn pay(payer: Side, amount: Balance) -> Change {
	Change::Pay { payer, amount }
}

fn htlc(payer: Side, amount: Balance, number: u8, deadline_ms: Moment) -> Htlc {
	Htlc { payer, amount, payment_hash: secret(number).payment_hash(), deadline_ms }
}

/// The name of a variant.
fn named(value: impl std::fmt::Debug) -> String {
	format!("{value:?}")
}

fn pair(pair: &Pair<Balance>) -> Value {
	json!({ "opener": number(pair.opener), "counterparty": number(pair.counterparty) })
}

fn described_htlc(htlc: &Htlc) -> Value {
	json!({
		"payer": named(htlc.payer),
		"amount": number(htlc.amount),
		"paymentHash": hex(htlc.payment_hash.0),
		"deadlineMs": number(htlc.deadline_ms),
	})
}

/// A change in the names of JavaScript.
fn described(change: &Change) -> Value {
	match change {
		Change::Nothing => json!({ "type": "Nothing" }),
		Change::Pay { payer, amount } => {
			json!({ "type": "Pay", "payer": named(payer), "amount": number(amount) })
		},
		Change::Add(htlc) => json!({ "type": "Add", "htlc": described_htlc(htlc) }),
		Change::Settle { htlc, preimage } => json!({
			"type": "Settle", "htlc": described_htlc(htlc), "preimage": hex(preimage.0),
		}),
		Change::Fail(htlc) => json!({ "type": "Fail", "htlc": described_htlc(htlc) }),
		Change::Withdraw { amounts, valid_until_ms } => json!({
			"type": "Withdraw", "amounts": pair(amounts), "validUntilMs": number(valid_until_ms),
		}),
		Change::Close { valid_until_ms } => {
			json!({ "type": "Close", "validUntilMs": number(valid_until_ms) })
		},
	}
}

fn told(event: &ChainEvent) -> Value {
	match event {
		ChainEvent::Committed { committed } => {
			json!({ "type": "Committed", "committed": pair(committed) })
		},
		ChainEvent::CommittedWithdrawn { base_version, committed } => json!({
			"type": "CommittedWithdrawn",
			"baseVersion": number(base_version),
			"committed": pair(committed),
		}),
		ChainEvent::WithdrawalRequested { side, amount, version, reserve } => json!({
			"type": "WithdrawalRequested",
			"side": named(side),
			"amount": number(amount),
			"version": number(version),
			"reserve": number(reserve),
		}),
		ChainEvent::WithdrawalEnded { side } => {
			json!({ "type": "WithdrawalEnded", "side": named(side) })
		},
		ChainEvent::WithdrawalFinished { side, committed } => json!({
			"type": "WithdrawalFinished", "side": named(side), "committed": pair(committed),
		}),
		ChainEvent::Closing { version } => {
			json!({ "type": "Closing", "version": number(version) })
		},
		ChainEvent::Over => json!({ "type": "Over" }),
		ChainEvent::Revealed { payment_hash, revealed_ms } => json!({
			"type": "Revealed",
			"paymentHash": hex(payment_hash.0),
			"revealedMs": number(revealed_ms),
		}),
		ChainEvent::Time { now_ms } => json!({ "type": "Time", "nowMs": number(now_ms) }),
	}
}

fn happened(event: &Event) -> Value {
	match event {
		Event::Agreed { version, change, dropped } => json!({
			"type": "Agreed",
			"version": number(version),
			"change": change.as_ref().map(described),
			"dropped": dropped.as_ref().map(described),
		}),
		Event::Refused { change, refusal } => json!({
			"type": "Refused", "change": described(change), "refusal": named(refusal),
		}),
		Event::Declined { change, refusal } => json!({
			"type": "Declined", "change": described(change), "refusal": named(refusal),
		}),
		Event::Ignored(refusal) => json!({ "type": "Ignored", "refusal": named(refusal) }),
		Event::EndingAgreed | Event::Reestablished | Event::Overtaken | Event::Lapsed => {
			json!({ "type": named(event) })
		},
	}
}

/// Two machines, and what has happened to them.
struct Play {
	machines: Pair<Party>,
	now_ms: Moment,
	steps: Vec<Value>,
}

impl Play {
	fn new() -> Self {
		let machine = |side| Machine::new(identity(side), 0, Pair::new(1_000, 1_000));
		let machines = Pair::new(machine(OPENER), machine(COUNTERPARTY));
		Self { machines, now_ms: START_MS, steps: Vec::new() }
	}

	/// Notes a step of one machine, and what it sends then.
	fn note(&mut self, side: Side, mut step: Value) {
		let pending = self.machines.of(side).pending().map(|letter| hex(letter.encode()));
		step["side"] = named(side).into();
		step["pending"] = json!(pending);
		self.steps.push(step);
	}

	fn start(&mut self, side: Side, change: Change) {
		let outside = (self.now_ms, |_: &PaymentHash| false);
		let done = self.machines.of_mut(side).start(change, &outside, signs(side));
		let refused = done.err().map(named);
		let now = number(self.now_ms);
		let step = json!({ "start": described(&change), "nowMs": now, "refused": refused });
		self.note(side, step);
	}

	/// `to` receives this; returns its reply.
	fn send(&mut self, to: Side, letter: Letter) -> Option<Letter> {
		let outside = (self.now_ms, |_: &PaymentHash| false);
		let bytes = hex(letter.encode());
		let reaction = self.machines.of_mut(to).receive(letter, &outside, signs(to));
		let step = json!({
			"receive": bytes,
			"nowMs": number(self.now_ms),
			"reply": reaction.reply.as_ref().map(|reply| hex(reply.encode())),
			"event": reaction.event.as_ref().map(happened),
		});
		self.note(to, step);
		reaction.reply
	}

	/// Both say all that they have to say.
	fn talk(&mut self) {
		for _ in 0..20 {
			let pending = |side: Side| Some((side.other(), self.machines.of(side).pending()?));
			let mut queue: VecDeque<_> = Side::BOTH.into_iter().filter_map(pending).collect();
			if queue.is_empty() {
				return;
			}
			while let Some((to, letter)) = queue.pop_front() {
				queue.extend(self.send(to, letter).map(|reply| (to.other(), reply)));
			}
		}
	}

	fn change(&mut self, side: Side, change: Change) {
		self.start(side, change);
		self.talk();
	}

	fn tell_both(&mut self, event: ChainEvent) {
		for side in Side::BOTH {
			let event_seen = self.machines.of_mut(side).on_chain(event, signs(side));
			let event_seen = event_seen.as_ref().map(happened);
			self.note(side, json!({ "chain": told(&event), "event": event_seen }));
		}
	}

	/// A block of this time is final, and so late it is.
	fn reach(&mut self, now_ms: Moment) {
		self.now_ms = now_ms;
		self.tell_both(ChainEvent::Time { now_ms });
	}

	/// Notes what both store, under a name.
	fn stored(&mut self, name: &str) {
		for side in Side::BOTH {
			let snapshot = hex(self.machines.of(side).snapshot().encode());
			self.note(side, json!({ "stored": snapshot, "name": name }));
		}
	}

	/// A machine out of a backup.
	fn restore(&mut self, side: Side, backup: &Party, session: u64) {
		let snapshot = backup.snapshot();
		let bytes = hex(snapshot.encode());
		*self.machines.of_mut(side) = snapshot.restore(session);
		self.note(side, json!({ "restore": bytes, "session": number(session) }));
	}
}

fn payments(play: &mut Play) {
	play.stored("nothing is signed");
	play.change(OPENER, pay(OPENER, 300));
	play.change(COUNTERPARTY, pay(COUNTERPARTY, 25));
	play.start(OPENER, pay(OPENER, 5_000));
	play.start(OPENER, pay(OPENER, 0));
	play.start(OPENER, pay(OPENER, 7));
	play.stored("one is wanted");
	// Both want something at the same time.
	play.start(COUNTERPARTY, pay(COUNTERPARTY, 11));
	play.talk();
	play.change(OPENER, pay(OPENER, 715));
	play.stored("paid");
}

fn htlcs(play: &mut Play) {
	let deadline_ms = play.now_ms + 500;
	let [one, two, three] = [(OPENER, 40, 1), (COUNTERPARTY, 50, 2), (COUNTERPARTY, 60, 3)]
		.map(|(payer, amount, number)| htlc(payer, amount, number, deadline_ms));
	play.start(OPENER, Change::Add(Htlc { deadline_ms: deadline_ms + 501, ..one }));
	play.change(OPENER, Change::Add(one));
	play.change(COUNTERPARTY, Change::Add(two));
	play.change(COUNTERPARTY, Change::Add(three));
	play.start(OPENER, Change::Settle { htlc: two, preimage: secret(1) });
	play.stored("three wait");
	play.change(OPENER, Change::Settle { htlc: two, preimage: secret(2) });
	let payment_hash = secret(3).payment_hash();
	play.tell_both(ChainEvent::Revealed { payment_hash, revealed_ms: deadline_ms - 1 });
	play.stored("one is revealed");
	play.reach(deadline_ms);
	play.change(COUNTERPARTY, Change::Fail(three));
	play.change(OPENER, Change::Settle { htlc: three, preimage: secret(3) });
	play.change(OPENER, Change::Fail(one));
}

fn withdrawals(play: &mut Play) {
	play.tell_both(ChainEvent::Committed { committed: Pair::new(1_000, 2_000) });
	let version = play.machines.of(OPENER).state().version;
	let (side, amount, reserve) = (COUNTERPARTY, 400, 60);
	play.tell_both(ChainEvent::WithdrawalRequested { side, amount, version, reserve });
	play.stored("a withdrawal is requested");
	play.change(COUNTERPARTY, pay(COUNTERPARTY, 2_000));
	play.tell_both(ChainEvent::WithdrawalEnded { side });
	play.tell_both(ChainEvent::WithdrawalRequested { side, amount, version, reserve });
	play.tell_both(ChainEvent::WithdrawalFinished { side, committed: Pair::new(1_000, 1_600) });
	let valid_until_ms = play.now_ms + 200;
	let amounts = Pair::new(10, 20);
	play.start(OPENER, Change::Withdraw { amounts: Pair::new(10, 0), valid_until_ms: 0 });
	play.change(OPENER, Change::Withdraw { amounts: Pair::new(10, 0), valid_until_ms });
	play.change(COUNTERPARTY, Change::Withdraw { amounts, valid_until_ms });
	play.stored("a withdrawal is agreed");
	let base_version = play.machines.of(OPENER).ending().map_or(0, |ending| ending.version());
	let committed = Pair::new(990, 1_600);
	play.tell_both(ChainEvent::CommittedWithdrawn { base_version, committed });
	play.change(COUNTERPARTY, pay(COUNTERPARTY, 100));
	play.stored("a new base");
}

fn endings(play: &mut Play) {
	let backup = play.machines.of(OPENER).clone();
	play.change(OPENER, pay(OPENER, 33));
	play.restore(OPENER, &backup, 77);
	play.start(OPENER, pay(OPENER, 1));
	play.stored("restored from a backup");
	play.talk();
	play.stored("reestablished");
	let valid_until_ms = play.now_ms + 100;
	play.start(COUNTERPARTY, Change::Close { valid_until_ms });
	play.stored("a close is wanted");
	play.talk();
	play.start(COUNTERPARTY, pay(COUNTERPARTY, 1));
	play.stored("a close is agreed");
	// It is not carried out: its version is used up for nothing.
	play.reach(valid_until_ms);
	play.talk();
	play.change(OPENER, pay(OPENER, 9));
	play.tell_both(ChainEvent::Closing { version: 2 });
	play.start(OPENER, pay(OPENER, 1));
	play.stored("closing");
	play.tell_both(ChainEvent::Over);
	play.stored("over");
}

fn play() -> Value {
	let mut play = Play::new();
	payments(&mut play);
	htlcs(&mut play);
	withdrawals(&mut play);
	endings(&mut play);
	Value::Array(play.steps)
}

/// An envelope for each reason to refuse, by its number.
fn refusals() -> Value {
	let all = (0..=u8::MAX).map_while(|number| Refusal::decode(&mut &[number][..]).ok());
	let letter = |refusal| {
		let change = Change::Nothing;
		let message = PeerMessage::Refuse { version: u64::MAX, change, refusal };
		Letter { session: 1, peer_session: 2, base: 3, message }
	};
	all.map(
		|refusal| json!({ "refusal": named(refusal), "envelope": hex(letter(refusal).encode()) }),
	)
	.collect()
}

fn described_identity(side: Side) -> Value {
	let Identity { genesis, channel, parties, limits, .. } = identity(side);
	json!({
		"genesis": hex(genesis),
		"channel": number(channel.0),
		"parties": { "opener": hex(parties.opener), "counterparty": hex(parties.counterparty) },
		"limits": {
			"minHtlcMs": number(limits.min_htlc_ms),
			"maxHtlcMs": number(limits.max_htlc_ms),
			"maxHtlcs": limits.max_htlcs,
			"minEndingMs": number(limits.min_ending_ms),
			"maxEndingMs": number(limits.max_ending_ms),
			"reserve": limits.reserve.deconstruct(),
			"withdrawalReserve": limits.withdrawal_reserve.deconstruct(),
		},
	})
}

fn computed(_: &Value) -> Value {
	json!({
		"about": "What two machines of a channel were asked, received and told, and what they \
			answered, send (`pending`) and store. The opener is //Alice, the counterparty //Bob, \
			both in ed25519; each has committed 1,000. Written by \
			pallets/primitives/tests/machines.rs.",
		"identity": described_identity(OPENER),
		"play": play(),
		"refusals": refusals(),
	})
}

#[test]
fn the_file_of_machines_is_what_rust_computes() {
	check_file(PATH, computed);
}
