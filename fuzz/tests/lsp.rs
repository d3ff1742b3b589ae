//! Inputs for the model of pallet-bloc-lsp.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use bloc_fuzz::lsp::{events_of, run, Events};
use bloc_testing::corpus::{random_inputs, reaches_every_event};
use proptest::{prelude::*, test_runner::Config};

/// As many cases as `PROPTEST_CASES` says, or enough for each run of the tests.
fn config() -> Config {
	let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
	Config { cases: wanted.unwrap_or(200), failure_persistence: None, ..Config::default() }
}

#[test]
fn the_kept_inputs_break_nothing_and_reach_every_event() {
	reaches_every_event::<Events>(bloc_fuzz::corpus("lsp"), 20, events_of);
}

#[test]
fn random_inputs_break_nothing() {
	random_inputs(3_000, 32).for_each(|input| run(&input));
}

proptest! {
	#![proptest_config(config())]

	/// Each of these runs ends with everybody leaving: see the first byte in the model.
	#[test]
	fn whatever_people_do_all_ends_well(
		start in 0..4_u8,
		steps in prop::collection::vec(any::<u8>(), 1..600),
	) {
		run(&[&[start], &steps[..]].concat());
	}
}
