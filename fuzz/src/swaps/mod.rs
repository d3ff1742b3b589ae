//! The model of pallet-bloc-swaps: reads any bytes as calls, blocks and accidents, runs them, and
//! checks after each step that nothing broke. There are legs in accounts and in channels, rings of
//! two to four on this chain and others, bonds, agreements that are signed and that are not,
//! secrets that others reveal, channels that close and are paid out; and providers with quotes, and
//! takers who swap between the chain and channels, with payments of the real pallet.
//!
//! What is checked, beside that nothing panics:
//!
//! - the invariants S1 to S8 and those of payments; that channels have locked what legs and
//!   payments have, and nothing else; that a payment and the leg that is tied to it wait together,
//!   or neither;
//! - no call or hook makes or burns units of any asset; everybody could call as much of each asset
//!   its own as before, in accounts, channels, legs, bonds, credits and seeds, but for what the
//!   events say went over, to the unit; a refused call leaves the pallet's storage as it was;
//! - the books that are kept by the events alone, with a clock of their own: a leg ends once; it is
//!   claimed only for a preimage that was revealed in its time, and refunded only after that, and
//!   never for one; nobody locks for a preimage that is public; a bond goes to the owner of its leg
//!   if that was refunded, and to its poster in all other cases; what has ended is kept, unless its
//!   owner wants it forgotten;
//! - a leg ends by consent only if each who has to agree made the call, or signed just that; a leg
//!   of a ring is locked only by terms that leave everybody time, on this chain, in its time, with
//!   the bond that they ask for;
//! - a payment that is settled has its leg claimed, and one that is released has it back, in the
//!   same step; a provider has never less by a swap into channels, whether it was made or let go,
//!   with those in between who are paid for forwarding and for having waited; nobody gives up what
//!   is decided, and no provider claims the payment for what it sells;
//! - the hooks keep to their budgets, and nothing that they do fails;
//! - in the end of one run in four, whatever happened: time alone ends every leg, returns every
//!   bond and every deposit, and nothing is left in storage.

mod books;
mod checks;
mod moves;
mod runtime;
mod submarine;

use crate::common::{self, Change, Starts, Subject, Trace};
use bloc_primitives::Moment;
use bloc_testing::people::AccountId;
use checks::Memory;
use pallet_bloc_swaps::{Call, Event};
use runtime::{AllAssets, Asset, Mpp, Swaps, Test, START};
use sp_runtime::{BuildStorage, DispatchResult, Storage};
use std::collections::BTreeSet;

/// Swaps, as the subject of a model.
pub struct OfSwaps;

/// A run.
type Model<'a> = crate::common::Model<'a, OfSwaps>;

impl Subject for OfSwaps {
	type Runtime = Test;
	type Assets = AllAssets;
	type Pallet = Swaps;
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
		Some(Swaps::pot_account(asset.clone()))
	}

	fn events() -> Vec<Event<Test>> {
		runtime::all_events()
	}

	fn is_failure(event: &Event<Test>) -> bool {
		matches!(event, Event::ServiceFailed { .. })
	}

	fn try_state() -> DispatchResult {
		runtime::check_channels();
		Mpp::do_try_state()?;
		Swaps::do_try_state()
	}

	fn edges() -> Vec<Moment> {
		Model::edges()
	}

	fn time_passed(model: &mut Model) {
		model.memory.time_passed();
	}

	fn hooks_beside() {
		runtime::serve_payments();
	}

	fn step(model: &mut Model) {
		model.step();
	}

	fn check(model: &mut Model, caller: Option<AccountId>, _: &[Change], events: &[Event<Test>]) {
		model.check_step(caller.as_ref(), events);
	}

	fn wind_up(model: &mut Model) {
		model.wind_up();
	}
}

common::ways_in!(OfSwaps);
