//! Inputs for the model of pallet-bloc-channels: kept ones, random ones, and steps by the protocol.
#![allow(clippy::arithmetic_side_effects)]

use bloc_fuzz::{
	channels::{events_of, protocol::steps, run, run_by_the_protocol, Test},
	corpus,
};
use bloc_primitives::ChannelId;
use bloc_testing::corpus::{inputs, random_inputs, reaches_every_event};
use codec::Encode;
use pallet_bloc_channels::{types::Due, Event};
use proptest::{prelude::*, test_runner::Config as ProptestConfig};
use sp_runtime::DispatchError;

#[test]
fn the_kept_inputs_break_nothing_and_reach_every_event() {
	reaches_every_event::<Event<Test>>(corpus("channels"), 100, events_of);
}

#[test]
fn the_kept_inputs_have_hooks_fail() {
	let due = Due::Proposal(ChannelId(0));
	let failed = Event::<Test>::ServiceFailed { due, error: DispatchError::BadOrigin }.encode()[0];
	let mut kept = inputs(corpus("channels")).into_iter();
	assert!(kept.any(|(_, input)| events_of(&input).contains(&failed)));
}

#[test]
fn random_inputs_break_nothing() {
	random_inputs(20_000, 32).for_each(|input| run(&input));
}

/// As many cases as `PROPTEST_CASES` says, or enough for each run of the tests.
fn config() -> ProptestConfig {
	let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
	let cases = wanted.unwrap_or(100);
	ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A step of one of these kinds, of which each comes as often as it says, done anyhow.
fn step_of(kinds: &[(u32, u8)]) -> impl Strategy<Value = Vec<u8>> {
	let kinds: Vec<_> = kinds.iter().map(|(times, kind)| (*times, Just(*kind))).collect();
	let kind = proptest::strategy::Union::new_weighted(kinds);
	(kind, prop::collection::vec(any::<u8>(), 32))
		.prop_map(|(kind, how)| [vec![kind], how].concat())
}

/// What happens to a channel before it is closed.
const LIFE: [(u32, u8); 13] = [
	(12, steps::SIGN),
	(1, steps::DELIVER),
	(1, steps::WITHDRAW_COMMITTED),
	(1, steps::TOP_UP),
	(2, steps::DEPOSIT),
	(1, steps::PAY),
	(1, steps::SET_POLICY),
	(1, steps::COMMIT),
	(3, steps::LOCK),
	(1, steps::UNLOCK),
	(1, steps::REVEAL),
	(2, steps::REQUEST),
	(1, steps::TIME),
];

/// What happens to channels that are closing.
const DISPUTES: [(u32, u8); 11] = [
	(8, steps::CHALLENGE),
	(1, steps::FORGE),
	(3, steps::SETTLE),
	(4, steps::REVEAL),
	(4, steps::CLAIM),
	(1, steps::FORGET),
	(1, steps::WITHDRAW),
	(2, steps::UNLOCK),
	(1, steps::ISSUER),
	(1, steps::CLOSE),
	(10, steps::TIME),
];

/// What else there is.
const OTHERS: [(u32, u8); 7] = [
	(4, steps::OPEN),
	(2, steps::PROPOSE),
	(2, steps::ANSWER),
	(4, steps::COMMIT),
	(1, steps::CLAIM_CREDIT),
	(1, steps::REFUSE),
	(2, steps::FORCE_CLOSE),
];

/// Where a run sets out from, and who is honest: each of the people with this probability.
fn start(of: core::ops::Range<u8>, honest: f64) -> impl Strategy<Value = u8> {
	let bits = prop::array::uniform5(prop::bool::weighted(honest));
	(of, bits).prop_map(|(start, bits)| {
		let honest = bits.iter().rev().fold(0, |mask, bit| mask * 2 + u8::from(*bit));
		start + 8 * honest
	})
}

proptest! {
	#![proptest_config(config())]

	/// Whatever people do, honest or not, and however time passes.
	#[test]
	fn by_the_protocol_all_holds_and_ends_well(
		start in start(0..8, 0.7),
		steps in prop::collection::vec(
			prop_oneof![
				16 => step_of(&OTHERS),
				20 => step_of(&LIFE),
				16 => step_of(&DISPUTES),
			],
			1..80,
		),
	) {
		run_by_the_protocol(start, &steps);
	}

	/// As above, but with nothing but few channels and what ends them, so that disputes go deep.
	#[test]
	fn by_the_protocol_all_holds_in_every_dispute(
		start in start(1..8, 0.5),
		before in prop::collection::vec(step_of(&LIFE), 1..16),
		close in step_of(&[(1, steps::FORCE_CLOSE)]),
		after in prop::collection::vec(step_of(&DISPUTES), 1..40),
	) {
		let steps: Vec<_> = before.into_iter().chain([close]).chain(after).collect();
		run_by_the_protocol(start, &steps);
	}

	/// The same, read from bytes that nobody has made steps of.
	#[test]
	fn by_the_protocol_any_bytes_break_nothing(
		data in prop::collection::vec(any::<u8>(), 0..400),
	) {
		run(&[vec![bloc_fuzz::channels::protocol::MARK], data].concat());
	}
}
