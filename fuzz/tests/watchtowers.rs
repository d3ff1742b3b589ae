//! Inputs for the model of pallet-bloc-watchtowers.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use bloc_fuzz::watchtowers::{events_of, run, run_steps, Events};
use bloc_testing::corpus::{random_inputs, reaches_every_event};
use proptest::{collection::vec, prelude::*, test_runner::Config};

/// As many cases as `PROPTEST_CASES` says, or enough for each run of the tests.
fn config() -> Config {
	let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
	Config { cases: wanted.unwrap_or(150), failure_persistence: None, ..Config::default() }
}

#[test]
fn the_kept_inputs_break_nothing_and_reach_every_event() {
	reaches_every_event::<Events>(bloc_fuzz::corpus("watchtowers"), 20, events_of);
}

#[test]
fn random_inputs_break_nothing() {
	random_inputs(3_000, 32).for_each(|input| run(&input));
}

/// Steps of any kind, those that cheat and prove most of all.
fn steps() -> impl Strategy<Value = Vec<Vec<u8>>> {
	let kind = prop_oneof![
		2 => 0..32_u8,
		2 => 247..255_u8,
		1 => prop_oneof![Just(4_u8), Just(8), Just(16), Just(18), Just(21), Just(25)],
	];
	let step = (kind, vec(any::<u8>(), 0..24)).prop_map(|(kind, rest)| [vec![kind], rest].concat());
	vec(step, 1..60)
}

proptest! {
	#![proptest_config(config())]

	/// Each of these runs ends with everybody leaving: see the first byte in the model.
	#[test]
	fn whatever_people_do_all_ends_well(start in 0..8_u8, steps in steps()) {
		run_steps(start, &steps);
	}

	/// The same, of bytes that nobody has chosen.
	#[test]
	fn whatever_the_bytes_are_all_ends_well(
		start in 0..8_u8,
		bytes in vec(any::<u8>(), 1..600),
	) {
		run(&[&[start], &bytes[..]].concat());
	}
}
