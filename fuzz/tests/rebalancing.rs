//! Feeds the model of pallet-bloc-rebalancing: with what is kept, and with what nobody has chosen.
#![cfg(feature = "rebalancing")]

use bloc_fuzz::{
	corpus,
	rebalancing::{events_of, run, trace_of, Test},
};
use bloc_testing::corpus::{random_inputs, reaches_every_event, tries_every_call};
use pallet_bloc_rebalancing::{Call, Event};
use proptest::prelude::*;

#[test]
fn the_kept_inputs_reach_every_event() {
	reaches_every_event::<Event<Test>>(corpus("rebalancing"), 20, events_of);
}

#[test]
fn the_kept_inputs_try_every_call_both_ways() {
	// To name an operator, an account needs no more than a policy.
	let answers =
		tries_every_call::<Call<Test>>(corpus("rebalancing"), &["set_operator"], |input| {
			trace_of(input).answers
		});
	assert!(answers.len() >= 50, "only {} different answers", answers.len());
}

#[test]
fn whatever_happens_nothing_is_lost_and_no_budget_is_passed() {
	let mut seen = [0; 4];
	for input in random_inputs(60, 160) {
		let runs = trace_of(&input).runs;
		seen.iter_mut().zip(runs).for_each(|(all, new)| *all += new);
	}
	// Manual and automatic runs, refusals, executed cycles: it was about all of them.
	assert!(seen.iter().all(|times| *times > 10), "{seen:?}");
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

	/// About as many steps as there are words.
	#[test]
	fn so_it_is_with_steps_that_nobody_chose(
		words in prop::collection::vec(any::<[u8; 16]>(), 1..60),
	) {
		run(&words.concat());
	}
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

	/// Any network, any calls, any times.
	#[test]
	fn no_bytes_break_anything(data in prop::collection::vec(any::<u8>(), 0..400)) {
		run(&data);
	}
}
