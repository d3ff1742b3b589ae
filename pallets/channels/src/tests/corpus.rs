//! The inputs that the fuzzer has found, again, and others that nobody has chosen. See `fuzz/`.

use super::*;
use crate::fuzzing::{events_of, run};
use scale_info::{TypeDef, TypeInfo};
use std::{collections::BTreeSet, fs, path::PathBuf};

/// How many inputs that nobody has chosen.
const RANDOM_RUNS: usize = 20_000;

/// The kept inputs with their names.
fn corpus() -> Vec<(PathBuf, Vec<u8>)> {
	let folder = "fuzz/corpus/calls";
	let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
	files.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// All events: their indices and names.
fn all_events() -> Vec<(u8, String)> {
	let TypeDef::Variant(events) = Event::<Test>::type_info().type_def else { return Vec::new() };
	events.variants.iter().map(|event| (event.index, event.name.to_string())).collect()
}

#[test]
fn the_kept_inputs_break_nothing_and_reach_every_event() {
	let corpus = corpus();
	assert!(corpus.len() >= 100, "only {} inputs are kept", corpus.len());
	let mut seen = BTreeSet::new();
	for (path, input) in corpus {
		// Tells which one it was, if it panics.
		println!("{}", path.display());
		seen.extend(events_of(&input));
	}
	let mut missed = all_events();
	assert!(!missed.is_empty());
	// To be reached, the last needs an account that no call can make.
	missed.retain(|(index, name)| !seen.contains(index) && name != "DepositKept");
	assert!(missed.is_empty(), "no kept input reaches {missed:?}: is the corpus out of date?");
}

#[test]
fn random_inputs_break_nothing() {
	// Splitmix64: the same inputs in each run of the tests.
	let mut seed = 0x6c69_6768_746e_696eu64;
	let mut random = move || {
		seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		mixed ^ (mixed >> 31)
	};
	for _ in 0..RANDOM_RUNS {
		let words = random() as usize % 32;
		let input: Vec<u8> = (0..words).flat_map(|_| random().to_le_bytes()).collect();
		run(&input);
	}
}
