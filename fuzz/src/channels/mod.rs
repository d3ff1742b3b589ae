//! The model of pallet-bloc-channels: reads any bytes as calls, signed states, and blocks, runs
//! them on a small runtime, and checks after each step that nothing broke.
//!
//! What is checked, beside that nothing panics:
//!
//! - the invariants C1 to C12, that no call or hook makes or burns units of any asset, and that no
//!   pot keeps more than is owed;
//! - no call takes from anybody but its caller, and most not even from the caller: money only moves
//!   between its account and its compartments (signed messages and settlements aside);
//! - books that are kept by the events alone are true: what is in each channel, nothing when it is
//!   gone, and what everybody has outside of channels;
//! - what lacks a signature is taken only from that party itself, or if it has approved it;
//! - a request to withdraw leaves the reserve, is contested only by a later state that gives its side
//!   less, finished only after its time, and made no more after one that was contested; while the
//!   channel closes it stands;
//! - a lock can always be ended, and the hooks keep to their budgets and fail for no reason of
//!   their own;
//! - in the end of one run in four (it takes most of a run's time), whatever happened: all channels
//!   close by themselves, and every unit and deposit gets back to somebody's account.
//!
//! In runs [by the protocol](protocol), some of the people are honest: they sign only what an
//! honest protocol off chain has them sign, always present the latest state that they hold, and
//! look at the chain in time. Then beside that:
//!
//! - an honest party that can put the deposit down can always close, and never claims more than is
//!   its own, so that nothing of it is held or taken; it gets at least what the states that it holds
//!   give it, with the HTLCs whose preimages came in time, however long before they were made;
//! - what an honest party requests to withdraw nobody can contest; what another one requests that is
//!   not true, an honest party can;
//! - a state is taken in exactly while its channel is closing and if it is later; what nobody
//!   signed for this channel, base and body does nothing;
//! - all of these runs go on to the end.

mod books;
mod checks;
mod consent;
pub mod game;
mod messages;
mod model;
mod moves;
mod off_chain;
pub mod protocol;
mod runtime;
mod surroundings;
mod withdrawals;

pub use runtime::Test;

use bloc_primitives::ChannelId;
use books::Books;
use checks::{claims, issuance, Claims, Issuance};
use frame_support::storage::{with_transaction, TransactionOutcome};
use model::{Model, Trace};
use pallet_bloc_channels::NextChannelId;
use runtime::*;
use sp_runtime::DispatchResult;
use sp_state_machine::BasicExternalities;
use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
};

/// Where runs set out from: the id that is next, and the assets of channels that are open already.
const STARTS: [(u64, &[usize]); 8] = [
	(0, &[]),
	(0, &[0]),
	(0, &[1]),
	(0, &[2]),
	(0, &[3]),
	(0, &[0, 1]),
	(0, &[1, 1]),
	(u64::MAX - 2, &[0]),
];

/// What there is at a start: by the checks and by the books.
#[derive(Clone)]
pub struct Known {
	begun: bool,
	claims: Claims,
	issuance: Issuance,
	books: Books,
}

impl Known {
	/// What there is now, if nothing has happened yet.
	fn now() -> Self {
		let mut books = Books::default();
		books.remember();
		Self { begun: false, claims: claims(), issuance: issuance(), books }
	}
}

/// The chain at a start, and what there is on it: made once for a thread, since that takes longer
/// than most runs.
struct Chain {
	state: BasicExternalities,
	known: Known,
}

impl Chain {
	fn new(start: usize) -> Self {
		let mut state = BasicExternalities::new(first_block());
		let (next, channels) = STARTS[start];
		let known = state.execute_with(|| {
			NextChannelId::<Test>::put(ChannelId(next));
			let mut model = Model::new(&[], Known::now());
			for asset in channels {
				model.open_to_start_with(ASSETS[*asset].clone());
			}
			Known { begun: !channels.is_empty(), books: model.books, ..Known::now() }
		});
		Self { state, known }
	}

	/// Has a model live by `life`, and takes it all back.
	fn run<'a>(&mut self, trace: Trace, life: impl FnOnce(&mut Model<'a>)) -> Trace {
		let mut model = Model::new(&[], self.known.clone());
		model.trace = trace;
		let outcome = self.state.execute_with(|| {
			with_transaction(|| {
				life(&mut model);
				TransactionOutcome::Rollback(DispatchResult::Ok(()))
			})
		});
		outcome.unwrap();
		model.trace
	}
}

/// Has a model live by `life` from a start.
fn run_from<'a>(start: u8, trace: Trace, life: impl FnOnce(&mut Model<'a>)) -> Trace {
	thread_local! {
		static CHAINS: RefCell<BTreeMap<usize, Chain>> = const { RefCell::new(BTreeMap::new()) };
	}
	let start = usize::from(start) % STARTS.len();
	// A run that fails leaves a chain that nothing can be told from: it does not come back.
	let kept = CHAINS.with_borrow_mut(|chains| chains.remove(&start));
	let mut chain = kept.unwrap_or_else(|| Chain::new(start));
	let trace = chain.run(trace, life);
	CHAINS.with_borrow_mut(|chains| chains.insert(start, chain));
	trace
}

fn run_and_trace(data: &[u8], trace: Trace) -> Trace {
	let (first, data) = data.split_first()?;
	if *first == protocol::MARK {
		let (start, data) = data.split_first()?;
		return run_from(*start, trace, |model| model.live_by_the_protocol(*start, [data], true));
	}
	let to_the_end = usize::from(*first) / STARTS.len() % 4 == 0;
	run_from(*first, trace, |model| {
		model.live(data);
		if to_the_end && model.begun {
			model.wind_up();
		}
	})
}

/// Does what `data` says. Panics if that breaks something.
pub fn run(data: &[u8]) {
	run_and_trace(data, None);
}

/// Does what `data` says. Returns the events that came of it, by the index of the variant.
pub fn events_of(data: &[u8]) -> BTreeSet<u8> {
	run_and_trace(data, Some(BTreeSet::new())).unwrap_or_default()
}

/// Does `steps` by the protocol, each told by bytes of its own: the first says what, as
/// [`protocol::steps`] names it, the others how. `start` says who is honest, as well.
pub fn run_by_the_protocol(start: u8, steps: &[Vec<u8>]) {
	run_from(start, None, |model| {
		model.live_by_the_protocol(start, steps.iter().map(Vec::as_slice), false);
	});
}
