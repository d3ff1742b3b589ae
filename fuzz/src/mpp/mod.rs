//! The model of pallet-bloc-mpp: reads bytes as a network (three ways from Alice to Dave, and more
//! channels between any of six people), and then as steps: raw calls decoded from the bytes;
//! invoices, registered and signed; payments whose routes pay what is asked, and that nearly do;
//! parts that are added, dropped and replaced; claims with any preimage; blocks with their hooks at
//! and around every instant at which something changes; preimages that others reveal, channels that
//! close and are paid out, terms that change; and what clients ask.
//!
//! What is checked, beside that nothing panics:
//!
//! - the invariants M1 to M7, and that channels have locked what parts have, and nothing else;
//! - no unit of any asset is made or lost; nobody has less than before but by payments of its own,
//!   to the unit as the events say; whoever is paid has the total more, and whoever is in between
//!   no less;
//! - a payment that gets complete can be claimed for at least `MinClaimMs`;
//! - a refused call changes nothing at all; no call weighs more than it said;
//! - the hooks keep to their budgets, and nothing that they do fails;
//! - in the end, whatever happened: time alone releases every lock, ends every payment and returns
//!   every deposit.

mod checks;
mod model;
mod moves;
mod runtime;

pub use model::{trace_of, Trace};
pub use runtime::Test;

use std::collections::BTreeSet;

/// Does what `data` says. Panics if that breaks something.
pub fn run(data: &[u8]) {
	trace_of(data);
}

/// Does what `data` says. Returns the events that came of it, by the index of the variant.
pub fn events_of(data: &[u8]) -> BTreeSet<u8> {
	trace_of(data).events
}
