//! Inputs for the model of pallet-bloc-dex.
#![cfg(feature = "dex")]

use bloc_fuzz::dex::{events_of, run, Events};
use bloc_testing::corpus::{random_inputs, reaches_every_event};
use proptest::prelude::*;

#[test]
fn the_kept_inputs_break_nothing_and_reach_every_event() {
	reaches_every_event::<Events>(bloc_fuzz::corpus("dex"), 1, events_of);
}

#[test]
fn random_inputs_break_nothing() {
	random_inputs(5_000, 32).for_each(|input| run(&input));
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

	/// Any calls, times and accidents; one in four of these runs ends with everybody leaving: see
	/// the first byte in the model.
	#[test]
	fn whatever_the_bytes_are_all_ends_well(
		start in 0..8_u8,
		bytes in prop::collection::vec(any::<u8>(), 1..900),
	) {
		run(&[&[start], &bytes[..]].concat());
	}
}
