//! The model of pallet-bloc-rebalancing: reads bytes as a network (a mesh of four people, and more
//! channels between any of five), and then as steps: raw calls decoded from the bytes; policies of
//! accounts and channels, with bands narrower than a unit and intervals longer than any clock;
//! cycles that pay what is asked, that nearly do, and that are forged; runs as they are planned,
//! and what is recommended; reports; operators who act for others; proposals that are accepted and declined; payments that bring
//! channels out of balance, terms that change, channels that open and close; blocks with their
//! hooks at and around every instant at which something is due.
//!
//! What is checked, beside that nothing panics:
//!
//! - the invariants B1 to B8; nobody runs or reports for an account but itself and its operator;
//! - no unit of any asset is made or lost; who wants a run pays the fee that the event names, to
//!   the unit, and nobody else has less for it; an executed cycle costs nobody anything;
//! - none of the caller's channels comes out of its thresholds by its run, or farther out: by the
//!   pallet's arithmetic, and by the definition;
//! - automatic runs cost no more than the budget in a period, and what the pallet knows of them is
//!   what they cost; runs and looks of an account are an interval apart;
//! - what is planned can be done, and so can what is recommended for a channel;
//! - a refused call changes nothing at all; no call weighs more than it said; the hooks keep to
//!   their budgets;
//! - nothing waits on the timetable for longer than the longest wait;
//! - in the end, whatever happened: all channels and policies can go, every deposit comes back, and
//!   time alone empties the timetable.

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
