//! Reads any bytes as calls, blocks and what happens to channels, runs them on the runtime of the
//! tests, and checks after each step that nothing broke. `fuzz/` feeds it; the tests replay what is
//! kept there.
//!
//! What is checked, beside that nothing panics:
//!
//! - the invariants B1 to B7;
//! - no unit of any asset is made or lost; who wants a run pays the fee that the event names, to the
//!   unit, and nobody else has less for it; an agreed cycle costs nobody anything;
//! - none of the caller's channels comes out of its thresholds by its run, or farther out;
//! - automatic runs cost no more than the budget in a period, and runs and looks of an account are an
//!   interval apart;
//! - what is planned can be done, and so can what is recommended for a channel;
//! - a refused call changes nothing at all; no call weighs more than it said; the hooks keep to their
//!   budgets;
//! - in the end, whatever happened: all channels and policies can go, every deposit comes back, and
//!   time alone empties the timetable.
// A tool that is there to fail loudly.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::indexing_slicing,
	clippy::manual_is_multiple_of,
	clippy::panic,
	clippy::unwrap_used
)]

mod moves;
// The same for all pallets; not each needs all of it.
#[allow(dead_code)]
#[path = "../../../channels/src/fuzzing/reader.rs"]
mod reader;
mod world;

#[cfg(test)]
use std::collections::BTreeSet;

/// Does what `data` says. Panics if that breaks something.
pub fn run(data: &[u8]) {
	world::run_and_note(data);
}

/// Does what `data` says and answers with what came of it: the events, by the index of the variant;
/// and the calls, by the index of the variant, with the name of what was wrong with them, if something
/// was.
#[cfg(test)]
pub(crate) fn seen(data: &[u8]) -> (BTreeSet<u8>, BTreeSet<(u8, Option<&'static str>)>) {
	let notes = world::run_and_note(data);
	(notes.events, notes.answers)
}
