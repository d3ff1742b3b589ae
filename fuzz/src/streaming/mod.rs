//! The model of pallet-bloc-streaming: reads any bytes as calls, blocks and accidents, runs them,
//! and checks after each step that nothing broke.
//!
//! What is checked, beside that nothing panics:
//!
//! - the invariants C1 to S6, that no call or hook makes or burns units of any asset, and that no
//!   pot keeps more than is owed;
//! - no call takes from anybody but its caller (reports aside), wherever it lies, and the hooks
//!   move what people have, but change nothing about how much that is, their fee aside; a refused
//!   call leaves the pallet's storage as it was;
//! - the hooks keep to their budgets, and nothing that they do fails;
//! - what a stream has paid and what it has left is what was deposited by the events, also when it
//!   ends; it owes no more than it has; what it owes, as clients see it, only grows with time, and
//!   is what a claim pays; a claim ends it exactly if its status says so;
//! - whoever is paid by a report of use, the payer had at least the window's time between report
//!   and payment, or named that report itself; no report is lost that the payer has not disputed
//!   nor the payee given up; a metered stream owes and has paid exactly what was earned so;
//! - settling often or seldom comes to the same, wherever things are;
//! - in the end of one run in four (it takes most of a run's time), whatever happened: everybody
//!   leaves without the help of anybody else, and every unit and deposit gets back to somebody's
//!   account.

mod checks;
mod looks;
mod moves;
mod reports;
mod runtime;

use crate::common::{self, Change, Starts, Subject, Trace};
use bloc_primitives::Moment;
use bloc_testing::people::AccountId;
use checks::Memory;
use pallet_bloc_streaming::{Call, Event};
use runtime::{AllAssets, Asset, Streaming, Test, START};
use sp_runtime::{BuildStorage, DispatchResult, Storage};
use std::collections::BTreeSet;

/// Streams and vaults, as the subject of a model.
pub struct OfStreaming;

/// A run.
type Model<'a> = crate::common::Model<'a, OfStreaming>;

impl Subject for OfStreaming {
	type Runtime = Test;
	type Assets = AllAssets;
	type Pallet = Streaming;
	type Call = Call<Test>;
	type Event = Event<Test>;
	type Memory = Memory;

	const STARTS: usize = moves::START_KINDS;

	fn genesis() -> Storage {
		runtime::genesis().build_storage().unwrap()
	}

	fn set_up(start: usize, model: &mut Model) {
		moves::set_up(start, model);
	}

	fn memory() -> Memory {
		Memory::of_now()
	}

	fn pot(asset: &Asset) -> Option<AccountId> {
		Some(Streaming::pot_account(asset.clone()))
	}

	fn events() -> Vec<Event<Test>> {
		runtime::events()
	}

	fn is_failure(event: &Event<Test>) -> bool {
		matches!(event, Event::ServiceFailed { .. })
	}

	fn try_state() -> DispatchResult {
		Streaming::do_try_state()
	}

	fn edges() -> Vec<Moment> {
		Model::edges()
	}

	fn time_passed(model: &mut Model) {
		model.memory.time_passed();
	}

	fn will_call(model: &mut Model, who: Option<&AccountId>, call: &Call<Test>) {
		model.memory.reports.will_call(who, call);
	}

	fn step(model: &mut Model) {
		model.step();
	}

	fn check(
		model: &mut Model,
		caller: Option<AccountId>,
		changes: &[Change],
		events: &[Event<Test>],
	) {
		model.check_step(caller, changes, events);
	}

	fn wind_up(model: &mut Model) {
		model.wind_up();
	}
}

common::ways_in!(OfStreaming);
