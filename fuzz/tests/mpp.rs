//! Feeds the model of pallet-bloc-mpp: with what is kept, and with what nobody has chosen.
#![cfg(feature = "mpp")]

use bloc_fuzz::{
	corpus,
	mpp::{events_of, run, trace_of, Test},
};
use bloc_testing::corpus::{random_inputs, reaches_every_event, tries_every_call};
use pallet_bloc_mpp::{Call, Event};
use proptest::prelude::*;

#[test]
fn the_kept_inputs_break_nothing_and_reach_every_event() {
	reaches_every_event::<Event<Test>>(corpus("mpp"), 50, events_of);
}

#[test]
fn the_kept_inputs_try_every_call_both_ways() {
	let answers =
		tries_every_call::<Call<Test>>(corpus("mpp"), &[], |input| trace_of(input).answers);
	assert!(answers.len() >= 100, "only {} different answers", answers.len());
}

#[test]
fn random_inputs_break_nothing() {
	random_inputs(5_000, 32).for_each(|input| run(&input));
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

	/// Any network, any calls, any preimages, any times.
	#[test]
	fn no_sequence_breaks_anything_or_leaves_a_lock(
		data in prop::collection::vec(any::<u8>(), 0..800),
	) {
		run(&data);
	}
}
