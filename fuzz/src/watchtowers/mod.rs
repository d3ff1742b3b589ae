//! The model of pallet-bloc-watchtowers: reads any bytes as calls, blocks and accidents, runs them,
//! and checks after each step that nothing broke. The channels are the real ones.
//!
//! What is checked, beside that nothing panics:
//!
//! - the invariants W1 to W8, C1 and C2, those of the channels, and that no call or hook makes or
//!   burns units of any asset; a refused call leaves the pallet's storage as it was;
//! - the books that are kept by the events alone say of each tower and hire what is in storage:
//!   bonds, covers, deposits; each hire ends once, and no number is given twice;
//! - nobody is paid more for misses than was lost, nor more by a tower than its cover; a miss is
//!   only ever proved of a version that the tower had signed for, by the key of that time, where an
//!   older one settled, or the other party took something out by one;
//! - nobody loses a cover for what was demanded before its time is over, nor pays it twice; each
//!   demand ends once, before its hire is forgotten;
//! - what towers were paid and clients got back is what clients put down, to the unit;
//! - a score is never above its bound, and is told as it is;
//! - the hooks keep to their budgets, and nothing that they do fails;
//! - in the end of one run in four (it takes most of a run's time), whatever happened: all channels
//!   close, all towers leave with their bonds without the help of their clients, all deposits come
//!   back, nothing is left in storage, and nothing happens any more.

mod channels;
mod checks;
mod moves;
mod runtime;

use crate::common::{self, Change, Starts, Subject, Trace};
use bloc_primitives::Moment;
use bloc_testing::people::AccountId;
use checks::Memory;
use pallet_bloc_watchtowers::{Call, Event};
use runtime::{AllAssets, Asset, Channels, Test, Watchtowers, START};
use sp_runtime::{BuildStorage, DispatchResult, Storage};
use std::collections::BTreeSet;

/// Watchtowers, as the subject of a model.
pub struct OfWatchtowers;

/// A run.
type Model<'a> = crate::common::Model<'a, OfWatchtowers>;

impl Subject for OfWatchtowers {
	type Runtime = Test;
	type Assets = AllAssets;
	type Pallet = Watchtowers;
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
		Some(Watchtowers::pot_account(asset.clone()))
	}

	fn events() -> Vec<Event<Test>> {
		runtime::events()
	}

	fn is_failure(event: &Event<Test>) -> bool {
		matches!(event, Event::ServiceFailed { .. })
	}

	fn try_state() -> DispatchResult {
		Channels::do_try_state()?;
		Watchtowers::do_try_state()
	}

	fn edges() -> Vec<Moment> {
		Model::edges()
	}

	fn hooks_beside() {
		runtime::serve_channels();
	}

	fn step(model: &mut Model) {
		model.step();
	}

	fn check(model: &mut Model, _: Option<AccountId>, _: &[Change], events: &[Event<Test>]) {
		model.check_books(events);
	}

	fn wind_up(model: &mut Model) {
		model.wind_up();
	}
}

common::ways_in!(OfWatchtowers);
