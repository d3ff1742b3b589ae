//! Inputs for the model of pallet-bloc-streaming.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use bloc_fuzz::streaming::{events_of, run, run_steps, Events};
use bloc_testing::corpus::{random_inputs, reaches_every_event};
use proptest::{prelude::*, test_runner::Config};

/// As many cases as `PROPTEST_CASES` says, or enough for each run of the tests.
fn config() -> Config {
	let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
	Config { cases: wanted.unwrap_or(200), failure_persistence: None, ..Config::default() }
}

#[test]
fn the_kept_inputs_break_nothing_and_reach_every_event() {
	reaches_every_event::<Events>(bloc_fuzz::corpus("streaming"), 50, events_of);
}

#[test]
fn random_inputs_break_nothing() {
	random_inputs(5_000, 32).for_each(|input| run(&input));
}

/// The step of the model that compares two futures of a stream, with all that it reads.
fn look() -> impl Strategy<Value = Vec<u8>> {
	let instant = (2..8_u8, any::<[u8; 2]>());
	(0..2_u8, prop::array::uniform4(instant)).prop_map(|(back, instants)| {
		let mut bytes = vec![u8::MAX, back];
		for (kind, [edge, before]) in instants {
			bytes.extend([kind, edge]);
			bytes.extend((kind == 4).then_some(before));
		}
		bytes
	})
}

/// What the parties of a metered stream do, in any order: the model reads these bytes as steps.
fn metering() -> impl Strategy<Value = Vec<u8>> {
	let party = || 0..2_u8;
	let named = || 0..8_u8;
	let newest = [0, 0];
	let step =
		move |kind: u8, before: &[u8], after: &[u8]| [&[kind], before, &newest, after].concat();
	prop_oneof![
		// A report of a few units, and a dispute.
		6 => any::<u8>().prop_map(move |units| step(22, &[0], &[0, units % 101])),
		1 => Just(step(22, &[1], &[])),
		3 => (party(), named()).prop_map(move |(who, name)| step(18, &[who], &[name])),
		// A pause or the end, proposed or taken back.
		4 => (party(), 0..3_u8, named())
			.prop_map(move |(who, change, name)| step(20, &[who], &[change, name])),
		4 => (party(), named()).prop_map(move |(who, name)| step(21, &[who], &[0, name])),
		2 => Just(step(15, &[], &[0])),
		1 => (0..4_u8).prop_map(move |new| step(19, &[], &[new])),
		1 => (0..3_u8).prop_map(move |kind| step(11, &[], &[0, kind])),
		// A block: soon, some minutes later, or at an instant at which something changes.
		4 => (0..3_u8, 0..70_u8).prop_map(|(kind, minutes)| match kind {
			0 => vec![25, 0, 2],
			1 => vec![25, 2, minutes, 2],
			_ => vec![25, 4 + minutes % 4, minutes, 2],
		}),
	]
}

proptest! {
	#![proptest_config(Config { cases: 4 * config().cases, ..config() })]

	/// In all orders of propose, accept, report, dispute, cancel, pause and transfer: what the model
	/// says of reports.
	#[test]
	fn nobody_pays_for_a_report_that_it_could_not_dispute(
		start in prop_oneof![Just(2_u8), Just(10)],
		steps in prop::collection::vec(metering(), 1..40),
	) {
		run_steps(start, &steps);
	}
}

proptest! {
	#![proptest_config(config())]

	/// Each of these runs ends with everybody leaving: see the first byte in the model.
	#[test]
	fn no_unit_is_made_or_lost(
		start in 0..8_u8,
		steps in prop::collection::vec(any::<u8>(), 1..600),
	) {
		run(&[&[start], &steps[..]].concat());
	}

	/// From each start, whatever has happened: one of the newest streams, at instants at which
	/// something changes or a while before.
	#[test]
	fn settling_often_or_seldom_comes_to_the_same(
		start in 8..16_u8,
		steps in prop::collection::vec(any::<u8>(), 0..60),
		looks in prop::collection::vec(look(), 1..24),
	) {
		run(&[&[start], &steps[..], &looks.concat()[..]].concat());
	}
}
