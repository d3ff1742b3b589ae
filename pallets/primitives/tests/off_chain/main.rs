//! Two machines of the off-chain half of a channel, on a wire that loses, repeats and reorders,
//! with a chain that each sees late, and parties that are restored from old backups.
//!
//! What has to hold after each step is in `Model::check`; that both agree in the end in
//! `Model::heal`. Whatever ends a base and was once signed by both may be taken to the chain at any
//! time, by whoever had it, and is carried out until its time is over.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
#![allow(clippy::panic, clippy::unwrap_used)]

mod checks;
mod model;

use bloc_primitives::{
	off_chain::{
		ChainEvent, Change, Ending, Envelope, Event, Identity, Limits, Machine, PeerMessage,
		Reaction, Refusal, Snapshot,
	},
	state::{Close, Htlc, Message, NetTransfer, State, Withdrawal},
	Balance, ChannelId, Moment, Pair, PaymentHash, Preimage, Side,
};
use codec::{Decode, Encode};
use model::*;
use proptest::{
	prelude::*,
	test_runner::{RngAlgorithm, TestRng, TestRunner},
};
use sp_core::H256;
use sp_runtime::{
	traits::{IdentifyAccount, Lazy, Verify},
	Permill,
};
use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet, VecDeque},
};

/// A cheap stand-in for a signature.
#[frame_support::stored]
struct Seal([u8; 16]);

impl Seal {
	fn of(signer: u64, payload: &[u8]) -> Self {
		Self(sp_io::hashing::twox_128(&(signer, payload).encode()))
	}
}

impl Verify for Seal {
	type Signer = SealKey;

	fn verify<L: Lazy<[u8]>>(&self, mut payload: L, signer: &u64) -> bool {
		*self == Self::of(*signer, payload.get())
	}
}

struct SealKey(u64);

impl IdentifyAccount for SealKey {
	type AccountId = u64;

	fn into_account(self) -> u64 {
		self.0
	}
}

type Party = Machine<u64, Seal>;
type Letter = Envelope<Seal>;

const GENESIS: H256 = H256([1; 32]);
const CHANNEL: ChannelId = ChannelId(9);
const LIMITS: Limits = Limits {
	min_htlc_ms: 10,
	max_htlc_ms: 1_000,
	max_htlcs: 4,
	min_ending_ms: 5,
	max_ending_ms: 100,
	reserve: Permill::from_percent(5),
	withdrawal_reserve: Permill::from_percent(5),
};
/// The most that the chain's clock may be ahead of or behind that of the parties.
const SKEW_MS: Moment = 30;
const PARTIES: Pair<u64> = Pair::new(11, 22);
const SECRETS: u8 = 4;

fn secret(number: u8) -> Preimage {
	Preimage([number % SECRETS; 32])
}

/// One step of a run; the numbers choose among what is there.
#[derive(Clone, Debug)]
enum Step {
	Pay { by: Side, amount: Balance, to_self: bool },
	Add { by: Side, amount: Balance, number: u8, after_ms: Moment },
	Settle { by: Side, choice: usize },
	Fail { by: Side, choice: usize },
	Withdraw { by: Side, amount: Balance, for_ms: Moment },
	Close { by: Side, for_ms: Moment },
	Cancel { by: Side },
	Request { by: Side, amount: Balance },
	TakeBack { by: Side },
	Finish { by: Side },
	Send { by: Side },
	Ask { by: Side },
	Deliver { choice: usize, again: bool },
	Lose { choice: usize },
	Wait { ms: Moment },
	TopUp { by: Side, amount: Balance },
	Reveal { number: u8 },
	Forget { number: u8 },
	Block { behind_ms: Moment },
	Submit { choice: usize },
	See { by: Side },
	Backup { by: Side },
	Restart { by: Side },
	Restore { by: Side, choice: usize },
}

fn side() -> impl Strategy<Value = Side> {
	prop_oneof![Just(Side::Opener), Just(Side::Counterparty)]
}

/// For how long an ending is to be good: a little too short and too long, too.
fn for_ms() -> impl Strategy<Value = Moment> {
	prop_oneof![
		10 => 15..40u64,
		1 => 0..LIMITS.min_ending_ms,
		2 => 40..LIMITS.max_ending_ms + 5,
	]
}

fn step() -> impl Strategy<Value = Step> {
	let amount = || 1..60u128;
	prop_oneof![
		6 => (side(), amount(), prop::bool::weighted(0.2))
			.prop_map(|(by, amount, to_self)| Step::Pay { by, amount, to_self }),
		4 => (side(), amount(), 0..SECRETS, 5..60u64)
			.prop_map(|(by, amount, number, after_ms)| Step::Add { by, amount, number, after_ms }),
		4 => (side(), any::<usize>()).prop_map(|(by, choice)| Step::Settle { by, choice }),
		3 => (side(), any::<usize>()).prop_map(|(by, choice)| Step::Fail { by, choice }),
		2 => (side(), amount(), for_ms())
			.prop_map(|(by, amount, for_ms)| Step::Withdraw { by, amount, for_ms }),
		1 => (side(), for_ms(), prop::bool::weighted(0.3)).prop_map(|(by, for_ms, closes)| match closes
		{
			true => Step::Close { by, for_ms },
			false => Step::Send { by },
		}),
		1 => side().prop_map(|by| Step::Cancel { by }),
		1 => (side(), amount()).prop_map(|(by, amount)| Step::Request { by, amount }),
		1 => prop_oneof![
			side().prop_map(|by| Step::TakeBack { by }),
			side().prop_map(|by| Step::Finish { by }),
		],
		14 => side().prop_map(|by| Step::Send { by }),
		1 => side().prop_map(|by| Step::Ask { by }),
		24 => (any::<usize>(), prop::bool::weighted(0.2))
			.prop_map(|(choice, again)| Step::Deliver { choice, again }),
		4 => any::<usize>().prop_map(|choice| Step::Lose { choice }),
		6 => (1..20u64).prop_map(|ms| Step::Wait { ms }),
		1 => (side(), amount()).prop_map(|(by, amount)| Step::TopUp { by, amount }),
		1 => (0..SECRETS).prop_map(|number| Step::Reveal { number }),
		2 => (0..SECRETS).prop_map(|number| Step::Forget { number }),
		4 => (0..2 * SKEW_MS).prop_map(|behind_ms| Step::Block { behind_ms }),
		1 => any::<usize>().prop_map(|choice| Step::Submit { choice }),
		8 => side().prop_map(|by| Step::See { by }),
		2 => side().prop_map(|by| Step::Backup { by }),
		1 => side().prop_map(|by| Step::Restart { by }),
		1 => (side(), any::<usize>()).prop_map(|(by, choice)| Step::Restore { by, choice }),
	]
}

/// A machine as it was stored, and how much of the chain it had seen.
#[derive(Clone)]
struct Backup {
	bytes: Vec<u8>,
	seen: usize,
}

/// A rule that is broken on purpose, to see that it is noticed.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Flaw {
	None,
	/// An old backup is taken for what was stored last.
	Forgetful,
	/// A stale closing is not answered.
	Silent,
	/// The own clock is taken for the chain's.
	Hasty,
}

fn cases() -> ProptestConfig {
	ProptestConfig { max_shrink_iters: 20_000, ..Default::default() }
}

/// Any run, with or without parties that lose states.
fn runs(restore: bool) -> impl Strategy<Value = Vec<Step>> {
	let fits = move |step: &Step| restore || !matches!(step, Step::Restore { .. });
	prop::collection::vec(step().prop_filter("nothing is lost", fits), 0..300)
}

proptest! {
	#![proptest_config(cases())]

	#[test]
	fn off_chain_parties_agree_in_the_end(steps in runs(false), lapses in any::<bool>()) {
		let mut model = Model::new();
		model.run(&steps);
		model.heal();
		model.check_goes_on(lapses);
	}

	#[test]
	fn off_chain_parties_agree_although_states_are_lost(
		steps in runs(true), lapses in any::<bool>(),
	) {
		let mut model = Model::new();
		model.run(&steps);
		model.heal();
		model.check_goes_on(lapses);
	}
}

/// Messages of a party that keeps no rule: any change for any version near the next one, signed or
/// with a signature that is worth nothing, and refusals and answers at will.
fn lie() -> impl Strategy<Value = (u8, u64, Change, bool)> {
	let change = prop_oneof![
		Just(Change::Nothing),
		(side(), 0..80u128).prop_map(|(payer, amount)| Change::Pay { payer, amount }),
		(side(), 0..80u128, 0..SECRETS, 0..80u64).prop_map(|(payer, amount, number, after_ms)| {
			let payment_hash = secret(number).payment_hash();
			Change::Add(Htlc { payer, amount, payment_hash, deadline_ms: 1_000 + after_ms })
		}),
		(0..60u128, 0..60u128, 0..80u64).prop_map(|(ours, theirs, after_ms)| {
			let amounts = Pair::new(ours, theirs);
			Change::Withdraw { amounts, valid_until_ms: 1_000 + after_ms }
		}),
		(0..80u64).prop_map(|after_ms| Change::Close { valid_until_ms: 1_000 + after_ms }),
	];
	(0..4u8, 0..3u64, change, any::<bool>())
}

/// What the liar says, out of what the opener holds. Instants are seen from now.
fn lied(
	opener: &Party,
	now_ms: Moment,
	(kind, ahead, change, signed): (u8, u64, Change, bool),
) -> PeerMessage<Seal> {
	let state = opener.state();
	let version = state.version + ahead;
	let later = |at_ms: Moment| at_ms - 1_000 + now_ms;
	let change = match (state.htlcs.first(), change) {
		(Some(htlc), Change::Nothing) if signed => Change::Fail(*htlc),
		(Some(htlc), Change::Close { .. }) if ahead == 1 => {
			Change::Settle { htlc: *htlc, preimage: secret(0) }
		},
		(_, Change::Add(htlc)) => {
			Change::Add(Htlc { deadline_ms: later(htlc.deadline_ms), ..htlc })
		},
		(_, Change::Withdraw { amounts, valid_until_ms }) => {
			Change::Withdraw { amounts, valid_until_ms: later(valid_until_ms) }
		},
		(_, Change::Close { valid_until_ms }) => {
			Change::Close { valid_until_ms: later(valid_until_ms) }
		},
		_ => change,
	};
	let outcome = change.outcome(&state, &Pair::new(1_000, 1_000));
	let payload = outcome.map(|outcome| opener.payload(&outcome)).unwrap_or_default();
	let signer = if signed { PARTIES.counterparty } else { 77 };
	match kind {
		0 => PeerMessage::Request { version, change },
		1 => PeerMessage::Propose { version, change, signature: Seal::of(signer, &payload) },
		2 => PeerMessage::Refuse { version, change, refusal: Refusal::NotRequested },
		_ => PeerMessage::Reestablish,
	}
}

proptest! {
	#![proptest_config(cases())]

	/// The opener is honest, and the counterparty signs and says what it likes.
	#[test]
	fn off_chain_a_liar_gains_nothing(
		moves in prop::collection::vec((step(), lie(), any::<bool>()), 0..150),
	) {
		let mut model = Model::new();
		for (step, lie, lies) in moves {
			let signed = model.signed.map(|notes| notes.borrow().len());
			if lies {
				let envelope = model.parties.counterparty.reestablish();
				let base = base_of(&model.parties.opener);
				let message = lied(&model.parties.opener, model.now_ms, lie);
				let _ = model.receive(Side::Opener, Envelope { base, message, ..envelope });
			} else if !matches!(step, Step::Restore { .. } | Step::Submit { .. } | Step::Finish { .. })
			{
				model.step(&step);
			}
			model.check_versions(&signed);
			model.check_settling(Side::Opener);
			model.check_reserve(Side::Opener);
		}
	}
}

/// Many runs, the same each time.
fn many_runs(mut run: impl FnMut(Vec<Step>)) -> bool {
	let config = ProptestConfig { cases: 512, failure_persistence: None, ..Default::default() };
	let config = ProptestConfig { max_shrink_iters: 0, ..config };
	let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
	let mut runner = TestRunner::new_with_rng(config, rng);
	let run = RefCell::new(&mut run);
	let done = runner.run(&runs(true), |steps| {
		(run.borrow_mut())(steps);
		Ok(())
	});
	done.is_ok()
}

#[test]
fn off_chain_runs_reach_what_they_are_for() {
	let (mut happened, mut deepest) = (BTreeSet::new(), 0);
	assert!(many_runs(|steps| {
		let mut model = Model::new();
		model.run(&steps);
		model.heal();
		happened.append(&mut model.happened);
		deepest = deepest.max(model.parties.opener.state().version);
	}));
	for kind in [
		"Pay",
		"Add",
		"Settle",
		"Fail",
		"Nothing",
		"Dropped",
		"Refused",
		"EndingAgreed",
		"Reestablished",
		"Busy",
		"GivenUp",
		"FormerSession",
		"WrongBase",
		"WrongVersion",
		"Unsure",
		"EndingSigned",
		"Expired",
		"NotRequested",
		"ExceedsCommitted",
		"DeadlineTooSoon",
		"DeadlineTooFar",
		"HtlcsPending",
		"AlreadyRevealed",
		"BelowReserve",
		"BelowRequested",
		"Finished",
		"Lapsed",
		"TooLate",
		"CarriedOut",
	] {
		assert!(happened.contains(kind), "no run has {kind}: {happened:?}");
	}
	assert!(deepest >= 10, "versions up to {deepest}");
}

#[test]
fn off_chain_runs_notice_a_broken_rule() {
	for flaw in [Flaw::Forgetful, Flaw::Silent, Flaw::Hasty] {
		assert!(!many_runs(|steps| {
			let mut model = Model { flaw, ..Model::new() };
			model.run(&steps);
		}));
	}
}
