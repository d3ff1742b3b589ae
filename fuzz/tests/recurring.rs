//! Inputs for the model of pallet-bloc-recurring.
#![allow(clippy::arithmetic_side_effects, clippy::panic, clippy::unwrap_used)]

use bloc_fuzz::recurring::{events_of, run, run_steps, Events};
use bloc_testing::corpus::{random_inputs, reaches_every_event, UNREACHED};
use proptest::{
	collection::vec,
	prelude::*,
	strategy::ValueTree,
	test_runner::{Config, TestRunner},
};
use scale_info::{TypeDef, TypeInfo};
use std::collections::BTreeSet;

/// As many cases as `PROPTEST_CASES` says, or enough for each run of the tests.
fn config() -> Config {
	let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
	Config { cases: wanted.unwrap_or(150), failure_persistence: None, ..Config::default() }
}

#[test]
fn the_kept_inputs_break_nothing_and_reach_every_event() {
	reaches_every_event::<Events>(bloc_fuzz::corpus("recurring"), 50, events_of);
}

#[test]
fn random_inputs_break_nothing() {
	random_inputs(5_000, 32).for_each(|input| run(&input));
}

const HOUR: u64 = 3_600_000;
const DAY: u64 = 24 * HOUR;
/// The instant of the model's first block.
const START: u64 = 1_706_702_400_000;

// What follows writes down what the model reads, one piece after the other.

/// An amount below `bound`, up to 65,535.
fn amount(bound: u16) -> impl Strategy<Value = Vec<u8>> {
	(0..bound).prop_map(|amount| [&[2], &amount.to_le_bytes()[..]].concat())
}

/// An instant, or a length of time.
fn moment(of: core::ops::Range<u64>) -> impl Strategy<Value = Vec<u8>> {
	of.prop_map(|moment| [&[1], &moment.to_le_bytes()[..]].concat())
}

/// One of the newest plans, or one of the newest subscriptions and who may act for it.
fn named() -> impl Strategy<Value = Vec<u8>> {
	(0..4_u8).prop_map(|back| vec![back, 0])
}

fn terms() -> impl Strategy<Value = Vec<u8>> {
	let every = |kinds: core::ops::Range<u8>, most: u8| {
		(0..most, kinds).prop_map(|(every, kind)| vec![2, every, kind])
	};
	let custom = moment(4 * HOUR..9 * DAY).prop_map(|ms| [&[2, 0, 4], &ms[..]].concat());
	let frequency =
		prop_oneof![every(5..6, 3), every(0..1, 1), every(1..2, 2), every(3..4, 1), custom];
	(frequency, 0..2_u8, amount(2_000))
		.prop_map(|(frequency, latest, price)| [frequency, vec![latest], price].concat())
}

/// What is there, behind a byte in which each has a bit.
fn options(of: Vec<(u8, Option<Vec<u8>>)>) -> Vec<u8> {
	let bits = of.iter().filter(|(_, it)| it.is_some()).map(|(bit, _)| 1 << bit);
	let bits = bits.fold(0, |all: u8, bit| all | bit);
	let bytes = of.into_iter().flat_map(|(_, it)| it.unwrap_or_default());
	core::iter::once(bits).chain(bytes).collect()
}

fn details() -> impl Strategy<Value = Vec<u8>> {
	let trial = prop::option::weighted(0.25, moment(0..20 * DAY));
	let few = || prop::option::weighted(0.2, (1..4_u8).prop_map(|few| vec![few]));
	(0..2_u8, terms(), trial, few(), few()).prop_map(|(asset, terms, trial, most, payments)| {
		[vec![asset], terms, options(vec![(0, trial), (1, most), (2, payments)])].concat()
	})
}

fn limits() -> impl Strategy<Value = Vec<u8>> {
	let total = prop::option::weighted(0.3, amount(20_000));
	let end_ms = prop::option::weighted(0.3, moment(START..START + 200 * DAY));
	let payments = prop::option::weighted(0.3, (0..4_u8).prop_map(|few| vec![few]));
	let charges = prop::option::weighted(0.5, amount(500));
	(total, end_ms, payments, charges).prop_map(|(total, end_ms, payments, charges)| {
		options(vec![(1, total), (2, end_ms), (3, payments), (4, charges)])
	})
}

/// A step of this kind that reads these pieces.
fn step<T: Strategy>(
	kind: u8,
	pieces: T,
	write: impl Fn(T::Value) -> Vec<Vec<u8>>,
) -> impl Strategy<Value = Vec<u8>> {
	pieces.prop_map(move |pieces| [vec![vec![kind]], write(pieces)].concat().concat())
}

/// Calls that create something.
fn beginnings() -> impl Strategy<Value = Vec<u8>> {
	let who = 0..3_u8;
	// At once, or up to a day later.
	let start = prop_oneof![Just(vec![0]), any::<u8>().prop_map(|ago| vec![1, 4, 2, ago])];
	let people = (who.clone(), who.clone(), 0..2_u8);
	let authorise = (people, terms(), limits(), start);
	prop_oneof![
		2 => step(1, (who.clone(), details()), |(who, details)| vec![vec![who], details]),
		5 => step(5, (who, named(), limits()), |(who, plan, limits)| {
			vec![vec![who], plan, vec![0], limits]
		}),
		4 => step(7, authorise, |((payer, payee, asset), terms, limits, start)| {
			vec![vec![payer, payee, asset], terms, limits, vec![0, 0, 0], start]
		}),
	]
}

/// Calls about what there is.
fn changes() -> impl Strategy<Value = Vec<u8>> {
	let party = 0..2_u8;
	let of_party = || (0..2_u8, named());
	prop_oneof![
		1 => step(3, (named(), details()), |(plan, details)| vec![plan, details]),
		1 => step(4, named(), |plan| vec![plan]),
		1 => step(9, of_party(), |(party, it)| vec![vec![party], it]),
		5 => step(10, of_party(), |(party, it)| vec![vec![party], it, vec![0]]),
		2 => step(12, (named(), limits()), |(it, limits)| vec![it, limits]),
		2 => step(13, (named(), amount(2_000)), |(it, price)| vec![vec![0], it, vec![0], price]),
		2 => step(13, named(), |it| vec![vec![1], it]),
		4 => step(15, (named(), named()), |(it, plan)| vec![it, plan, vec![0]]),
		3 => step(17, (named(), amount(300)), |(it, amount)| vec![it, amount]),
		3 => step(19, named(), |it| vec![it]),
		1 => step(21, (named(), 0..4_u8), |(it, keep)| vec![it, vec![keep]]),
		1 => step(31, (named(), named(), party), |(it, plan, after)| {
			vec![it, plan, vec![9, after, after]]
		}),
	]
}

/// Time passes: minutes, days, or up to an instant at which something changes.
fn blocks() -> impl Strategy<Value = Vec<u8>> {
	let full = 2_u8;
	prop_oneof![
		step(22, any::<u8>(), move |minutes| vec![vec![2, minutes, full]]),
		step(22, 0..14_u8, move |days| vec![vec![3, days, full]]),
		step(22, (4..8_u8, any::<u8>()), move |(side, edge)| vec![vec![side, edge, full]]),
	]
}

/// The token is frozen or thawed; fortunes change.
fn accidents() -> impl Strategy<Value = Vec<u8>> {
	let fortune = |kind, most| {
		step(kind, (0..3_u8, 0..2_u8, amount(most)), |(who, asset, amount)| {
			vec![vec![who, asset], amount]
		})
	};
	prop_oneof![
		1 => Just(vec![28, 0, 2, 0]),
		1 => Just(vec![28, 0, 3, 0]),
		2 => fortune(254, 3_000),
		2 => fortune(255, 50_000),
	]
}

fn steps() -> impl Strategy<Value = Vec<Vec<u8>>> {
	let step = prop_oneof![
		11 => beginnings(),
		22 => changes(),
		12 => blocks(),
		6 => accidents(),
		4 => vec(any::<u8>(), 1..24),
	];
	vec(step, 1..100)
}

/// As the kept inputs do: else the steps above no longer write what the model reads.
#[test]
fn chosen_steps_reach_every_event() {
	let TypeDef::Variant(events) = Events::type_info().type_def else { panic!("not an enum") };
	let reachable = events.variants.iter().filter(|event| !UNREACHED.contains(&event.name));
	let mut missed: BTreeSet<_> = reachable.map(|event| event.index).collect();
	let mut runner = TestRunner::deterministic();
	for start in 0..150 {
		let steps = steps().new_tree(&mut runner).unwrap().current();
		let seen = run_steps(start % 8, &steps);
		missed.retain(|event| !seen.contains(event));
	}
	assert!(missed.is_empty(), "{missed:?}");
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
