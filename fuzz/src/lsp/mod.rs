//! The model of pallet-bloc-lsp: reads any bytes as calls, blocks and accidents, runs them, and
//! checks after each step that nothing broke. Providers come and go, bring stock and bond, set
//! menus, list offers, beat or stay away; clients reserve, lease by name, of the best and by quotes,
//! pay, renew, agree, give up. The channels are the real pallet's, and the parties do in them
//! whatever they like: pay, forward, withdraw, commit, set terms, close.
//!
//! What is checked, beside that nothing panics:
//!
//! - the invariants L1 to L10, and those of the channels;
//! - no call or hook makes or burns units of any asset; nobody's wealth falls but the caller's; a
//!   refused call leaves the pallet's storage as it was;
//! - while a lease runs, by the books that are kept of events, nothing leaves the provider's side of
//!   its channel below what it has let but to the client; and the channel does not go unless the
//!   client closes it, both do, or the provider pays for a breach;
//! - a lease ends once, never before its time but by whom may end it; what was in the pot for it is
//!   refunded or earned, to the unit, and where its channel has closed by what was so then, however
//!   late the hook is; what is paid out of a bond is no more than what stands for
//!   that lease, and what stands for all is no more than the bond;
//! - a lease goes on without being paid for no longer than for one time of grace, all its life;
//!   what is put down for a fee is the client's or becomes the fee, and ends no lease;
//! - what a provider has signed is used no more often than that says, forgotten or not;
//! - the best that is found is the best of all that are listed, by a search through all;
//! - the hooks keep to their budgets, and nothing that they do fails;
//! - in the end of one run in four, whatever happened: time alone ends every lease and reservation,
//!   every provider can leave with what is its own, every deposit comes back, nothing is left.

mod checks;
mod moves;
mod runtime;

use crate::common::{self, Change, Starts, Subject, Trace};
use bloc_primitives::Moment;
use bloc_testing::people::AccountId;
use checks::Books;
use pallet_bloc_lsp::{Call, Event};
use runtime::{AllAssets, Asset, Channels, Lsp, Test, START};
use sp_runtime::{BuildStorage, DispatchResult, Storage};
use std::collections::BTreeSet;

/// Leases, as the subject of a model.
pub struct OfLsp;

/// A run.
type Model<'a> = crate::common::Model<'a, OfLsp>;

impl Subject for OfLsp {
	type Runtime = Test;
	type Assets = AllAssets;
	type Pallet = Lsp;
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

	fn pot(asset: &Asset) -> Option<AccountId> {
		Some(Lsp::pot_account(asset.clone()))
	}

	fn events() -> Vec<Event<Test>> {
		runtime::events()
	}

	fn is_failure(event: &Event<Test>) -> bool {
		matches!(event, Event::ServiceFailed { .. })
	}

	fn try_state() -> DispatchResult {
		Channels::do_try_state()?;
		Lsp::do_try_state()
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

	fn check(
		model: &mut Model,
		caller: Option<AccountId>,
		changes: &[Change],
		events: &[Event<Test>],
	) {
		model.check_books(caller, changes, events);
	}

	fn wind_up(model: &mut Model) {
		model.wind_up();
	}
}

common::ways_in!(OfLsp);
