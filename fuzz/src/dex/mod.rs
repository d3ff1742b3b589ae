//! The model of pallet-bloc-dex: reads any bytes as calls, blocks and accidents, runs them, and checks
//! after each step that nothing broke.
//!
//! What is checked, beside that nothing panics:
//!
//! - the invariants D1 to D12, and that no call or hook makes or burns units of any asset;
//! - a plain list of orders, which is kept by the events alone and knows nothing of levels, chunks
//!   and settling: whatever is taken is taken of the list one order at a time, the better price
//!   first and at one price whoever came first, and of nobody's own orders. By it each price that
//!   was told of, what is open and filled of each order, and what rests at each price, is what the
//!   pallet says;
//! - everybody has in the pallet what was brought, less what was taken out, and what his trades
//!   brought by that list, to the unit: fees rounded up and rebates down, of all that was filled of
//!   an order, however often it was settled;
//! - everybody has outside of it what the events say that came and went, also with orders that are
//!   paid from the account, the seeds of pots and the
//!   hook's fee aside; a refused call leaves the pallet's storage as it was;
//! - an order that rests is not refused as too much, unless its price would be worth too much: also
//!   where others came and went with what they could not pay; and one that is filled is not replaced;
//! - a swap does what was quoted for it, to the unit, and what it names;
//! - an order that goes by its time goes after it; the hooks keep to their budgets, and nothing that
//!   they do fails;
//! - in the end of one run in four, whatever happened: everybody cancels, and takes out all that is
//!   his; every pair can be closed, every deposit comes back, nothing is left in storage.

mod checks;
mod list;
mod moves;
mod runtime;

use crate::common::{self, Change, Starts, Subject, Trace};
use bloc_primitives::Moment;
use bloc_testing::people::AccountId;
use checks::Memory;
use pallet_bloc_dex::{Call, Event};
use runtime::{AllAssets, Asset, Dex, Test, START};
use sp_runtime::{BuildStorage, DispatchResult, Storage};
use std::collections::BTreeSet;

/// The exchange, as the subject of a model.
pub struct OfDex;

/// A run.
type Model<'a> = crate::common::Model<'a, OfDex>;

impl Subject for OfDex {
	type Runtime = Test;
	type Assets = AllAssets;
	type Pallet = Dex;
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
		Some(Dex::pot_account(asset.clone()))
	}

	fn events() -> Vec<Event<Test>> {
		runtime::events()
	}

	fn is_failure(event: &Event<Test>) -> bool {
		matches!(event, Event::ServiceFailed { .. })
	}

	fn try_state() -> DispatchResult {
		Dex::do_try_state()
	}

	fn edges() -> Vec<Moment> {
		Model::edges()
	}

	fn time_passed(model: &mut Model) {
		model.memory.time_passed();
	}

	fn step(model: &mut Model) {
		model.step();
	}

	fn check(model: &mut Model, _: Option<AccountId>, changes: &[Change], events: &[Event<Test>]) {
		model.check_books(changes, events);
	}

	fn wind_up(model: &mut Model) {
		model.wind_up();
	}
}

common::ways_in!(OfDex);
