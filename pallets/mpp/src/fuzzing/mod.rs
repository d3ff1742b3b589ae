//! Reads any bytes as calls, blocks and what happens to channels, runs them on the runtime of the
//! tests, and checks after each step that nothing broke. `fuzz/` feeds it; the tests replay what
//! `fuzz/` found.
//!
//! What is checked, beside that nothing panics:
//!
//! - the invariants M1 to M7, and that channels have locked what parts have, and nothing else;
//! - no unit of any asset is made or lost; nobody has less than before but by payments of its own, to
//!   the unit as the events say; whoever is paid has the total more, and whoever is in between no less;
//! - a payment that gets complete can be claimed for at least `MinClaimMs`;
//! - a refused call changes nothing at all; no call weighs more than it said;
//! - the hooks keep to their budgets, and nothing that they do fails;
//! - in the end, whatever happened: time alone releases every lock, ends every payment and returns
//!   every deposit.
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

/// Does what `data` says and answers with the events that came of it, by the index of the variant.
#[cfg(test)]
pub(crate) fn events_of(data: &[u8]) -> BTreeSet<u8> {
	world::run_and_note(data).events
}

/// Does what `data` says and answers with the calls that came of it, by the index of the variant, and
/// the name of what was wrong with them, if something was.
#[cfg(test)]
pub(crate) fn answers_of(data: &[u8]) -> BTreeSet<(u8, Option<&'static str>)> {
	world::run_and_note(data).answers
}
