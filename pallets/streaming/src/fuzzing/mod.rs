//! Reads any bytes as calls and blocks, runs them on the runtime of the tests, and checks after each
//! step that nothing broke. `fuzz/` feeds it; the tests replay what `fuzz/` found.
//!
//! What is checked, beside that nothing panics:
//!
//! - the invariants C1 to S6, that no call or hook makes or burns units of any asset, and that no pot
//!   keeps more than is owed;
//! - no call takes from anybody but its caller (reports aside), wherever it lies, and the hooks move
//!   what people have, but change nothing about how much that is; a refused call leaves the pallet's
//!   storage as it was;
//! - the hooks keep to their budgets, and nothing that they do fails;
//! - what a stream has paid and what it has left is what was deposited; what it owes, as clients see
//!   it, only grows with time;
//! - in the end of one run in four (it takes most of a run's time), whatever happened: everybody leaves
//!   without the help of anybody else, and every unit and deposit gets back to somebody's account.
// A tool that is there to fail loudly.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::indexing_slicing,
	clippy::manual_is_multiple_of,
	clippy::panic,
	clippy::unwrap_used
)]

mod checks;
mod moves;
// The same for all pallets; not each needs all of it.
#[allow(dead_code)]
#[path = "../../../channels/src/fuzzing/reader.rs"]
mod reader;
mod world;

use checks::{account_of, Memory};
use moves::{set_up, START_KINDS};
#[cfg(test)]
use std::collections::BTreeSet;

/// Does what `data` says. Panics if that breaks something.
pub fn run(data: &[u8]) {
	world::run_and_note(data, None);
}

/// Does what `data` says and answers with the events that came of it, by the index of the variant.
#[cfg(test)]
pub(crate) fn events_of(data: &[u8]) -> BTreeSet<u8> {
	world::run_and_note(data, Some(BTreeSet::new())).unwrap_or_default()
}
