//! The model of pallet-bloc-recurring: reads any bytes as calls, blocks and accidents, runs them,
//! and checks after each step that nothing broke.
//!
//! What is checked, beside that nothing panics:
//!
//! - the invariants R1 to R7, and that no call or hook makes or burns units of any asset;
//! - everybody has exactly as much of each asset as before, but for what the events say was paid,
//!   the fee for a run by the hook included, which no call takes; a refused call leaves the pallet's
//!   storage as it was;
//! - the books that are kept by the events alone say of each subscription what is in storage. By
//!   them each period is paid or forgiven once, in order, never before it is due, and forgiven only
//!   after a break or where only the latest is to be paid; no id is given twice;
//! - the hooks keep to their budgets, and nothing that they do fails in a way that nobody expects;
//! - what clients are told will be due is in order, and nobody but the hook's own schedule uses up
//!   retries;
//! - in the end of one run in four (it takes most of a run's time), whatever happened: once
//!   everybody has money, all that is owed and can be paid is paid when somebody settles it;
//!   everybody can leave without the help of anybody else; every deposit comes back, nothing is
//!   left in storage, and nothing happens any more.

mod checks;
mod moves;
mod runtime;

use crate::common::{self, Change, Starts, Subject, Trace};
use bloc_primitives::Moment;
use bloc_testing::people::AccountId;
use checks::Books;
use pallet_bloc_recurring::{Call, Event};
use runtime::{AllAssets, Asset, Recurring, Test, START};
use sp_runtime::{BuildStorage, DispatchResult, Storage};
use std::collections::BTreeSet;

/// Recurring payments, as the subject of a model.
pub struct OfRecurring;

/// A run.
type Model<'a> = crate::common::Model<'a, OfRecurring>;

impl Subject for OfRecurring {
	type Runtime = Test;
	type Assets = AllAssets;
	type Pallet = Recurring;
	type Call = Call<Test>;
	type Event = Event<Test>;
	type Memory = Books;

	const STARTS: usize = moves::START_KINDS;

	fn genesis() -> Storage {
		runtime::genesis().build_storage().unwrap()
	}

	fn set_up(start: usize, model: &mut Model) {
		moves::set_up(start, model);
	}

	fn memory() -> Books {
		Books::of_now()
	}

	/// The pallet holds no money.
	fn pot(_: &Asset) -> Option<AccountId> {
		None
	}

	fn events() -> Vec<Event<Test>> {
		runtime::events()
	}

	fn is_failure(event: &Event<Test>) -> bool {
		matches!(event, Event::ServiceFailed { .. })
	}

	fn try_state() -> DispatchResult {
		Recurring::do_try_state()
	}

	fn edges() -> Vec<Moment> {
		Model::edges()
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
		model.check_books(caller.is_some(), changes, events);
	}

	fn wind_up(model: &mut Model) {
		model.wind_up();
	}
}

common::ways_in!(OfRecurring);
