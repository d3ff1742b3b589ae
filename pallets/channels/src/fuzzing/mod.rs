//! Reads any bytes as calls, signed states, and blocks, runs them on a small runtime, and checks
//! after each step that nothing broke. `fuzz/` feeds it; the tests replay what `fuzz/` found.
//!
//! What is checked, beside that nothing panics:
//!
//! - the invariants C1 to C8, that no call or hook makes or burns units of any asset, and that no pot
//!   keeps more than is owed;
//! - no call takes from anybody but its caller, and most not even from the caller: money only moves
//!   between its account and its compartments (signed messages and settlements aside);
//! - a lock can always be ended, and the hooks keep to their budgets and fail for no reason of their
//!   own;
//! - in the end of one run in four (it takes most of a run's time), whatever happened: all channels
//!   close by themselves, and every unit and deposit gets back to somebody's account.
// A tool that is there to fail loudly.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::indexing_slicing,
	clippy::manual_is_multiple_of,
	clippy::panic,
	clippy::unwrap_used
)]

mod checks;
mod messages;
mod moves;
mod reader;
mod runtime;
mod surroundings;

use crate::{Call, NextChannelId};
use bloc_primitives::{
	channel::Locked,
	state::{CoSigned, State},
	ChannelId,
};
use checks::{claims, issuance, Claims, Issuance, Moves};
use codec::{DecodeLimit, Encode};
use frame_support::{
	dispatch::GetDispatchInfo,
	storage::{with_storage_layer, with_transaction, TransactionOutcome},
	traits::Get,
};
use frame_system::limits;
use reader::Reader;
use runtime::*;
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult};
use sp_state_machine::BasicExternalities;
use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
};

type BlockWeights = <Fuzzed as frame_system::Config>::BlockWeights;

/// How many steps a run has at most: longer ones find no more, and take longer.
const MAX_STEPS: usize = 64;
/// How deep a call may be nested, as for transactions.
const MAX_DEPTH: u32 = 256;

/// The events that there were, by the index of the variant, if anybody asks.
type Notes = Option<BTreeSet<u8>>;

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

/// The chain at a start, and what there is on it: made once for a thread, since that takes longer
/// than most runs.
struct Chain {
	state: BasicExternalities,
	begun: bool,
	claims: Claims,
	issuance: Issuance,
}

impl Chain {
	fn new(start: usize) -> Self {
		let mut state = BasicExternalities::new(first_block());
		let (next, channels) = STARTS[start];
		let (claims, issuance) = state.execute_with(|| {
			NextChannelId::<Fuzzed>::put(ChannelId(next));
			let mut world = World::new(&[], false, claims(), issuance());
			for asset in channels {
				world.open_to_start_with(ASSETS[*asset].clone());
			}
			(claims(), issuance())
		});
		Self { state, begun: !channels.is_empty(), claims, issuance }
	}

	/// Does what `data` says, and takes it all back.
	fn run<'a>(&mut self, data: &'a [u8], to_the_end: bool, notes: Notes) -> World<'a> {
		let mut world = World::new(data, self.begun, self.claims, self.issuance);
		world.notes = notes;
		let outcome = self.state.execute_with(|| {
			with_transaction(|| {
				world.live();
				if to_the_end && world.begun {
					world.wind_up();
				}
				world.note_events();
				TransactionOutcome::Rollback(DispatchResult::Ok(()))
			})
		});
		outcome.unwrap();
		world
	}
}

fn run_and_note(data: &[u8], notes: Notes) -> Notes {
	thread_local! {
		static CHAINS: RefCell<BTreeMap<usize, Chain>> = const { RefCell::new(BTreeMap::new()) };
	}
	let (first, data) = data.split_first()?;
	let first = usize::from(*first);
	let (start, to_the_end) = (first % STARTS.len(), first / STARTS.len() % 4 == 0);
	CHAINS.with_borrow_mut(|chains| {
		let chain = chains.entry(start).or_insert_with(|| Chain::new(start));
		chain.run(data, to_the_end, notes).notes
	})
}

/// Does what `data` says. Panics if that breaks something.
pub fn run(data: &[u8]) {
	run_and_note(data, None);
}

/// Does what `data` says and answers with the events that came of it, by the index of the variant.
#[cfg(test)]
pub(crate) fn events_of(data: &[u8]) -> BTreeSet<u8> {
	run_and_note(data, Some(BTreeSet::new())).unwrap_or_default()
}

/// A run: what is left to do, and what somebody off chain remembers.
struct World<'a> {
	reader: Reader<'a>,
	/// States that were signed for some channel, to be presented (again).
	states: Vec<(ChannelId, CoSigned<State, Seal>)>,
	/// Locks that wait for their end, as `mpp` keeps them.
	locks: Vec<Locked>,
	/// Has anything worked yet?
	begun: bool,
	/// What the people had when something was last moved.
	claims: Claims,
	/// Did anything work since then?
	stirred: bool,
	/// How much there was of each asset after the last step.
	issuance: Issuance,
	/// Somebody gave to a pot: then payouts can come with more than is owed.
	gifts: bool,
	/// Has an issuer frozen or blocked anything?
	frozen: bool,
	/// Is [`TOKEN`] being destroyed? What is in it stays where it is.
	destroyed: bool,
	/// The events, if anybody asks.
	notes: Notes,
}

impl<'a> World<'a> {
	fn new(data: &'a [u8], begun: bool, claims: Claims, issuance: Issuance) -> Self {
		Self {
			reader: Reader::new(data),
			states: Vec::new(),
			locks: Vec::new(),
			begun,
			claims,
			stirred: false,
			issuance,
			gifts: false,
			frozen: false,
			destroyed: false,
			notes: None,
		}
	}

	fn live(&mut self) {
		for _ in 0..MAX_STEPS {
			if self.reader.is_empty() {
				break;
			}
			self.step();
		}
	}

	fn step(&mut self) {
		match self.reader.byte() % 32 {
			0 => self.any_call(),
			1 | 2 => self.open(),
			3 => self.offer(),
			4 => self.answer(),
			5 => self.deposit(),
			6 => self.withdraw(),
			7 => self.pay(),
			8 => self.set_policy(),
			9 | 10 => self.commit(),
			11 => self.top_up(),
			12 => self.withdraw_committed(),
			13 => self.close(),
			14 | 15 => self.force_close(),
			16..=18 => self.challenge(),
			19 => self.settle(),
			20 => self.reveal(),
			21 => self.forget(),
			22 => self.claim_credit(),
			23 | 24 => self.lock(),
			25 => self.unlock(),
			26..=28 => self.block(),
			29 => self.neighbours(),
			30 => self.open_or_close_for_both(),
			_ if self.reader.one_in(2) => self.look(),
			_ => Refusals::set(self.reader.byte()),
		}
	}

	/// Whatever the bytes are as a call, from any origin.
	fn any_call(&mut self) {
		let origin = match self.reader.byte() % 8 {
			0 => RuntimeOrigin::root(),
			1 => RuntimeOrigin::none(),
			index => RuntimeOrigin::signed(person(index.into())),
		};
		let Ok(call) = Call::<Fuzzed>::decode_with_depth_limit(MAX_DEPTH, self.reader.rest())
		else {
			return;
		};
		let again = Call::<Fuzzed>::decode_with_depth_limit(MAX_DEPTH, &mut &call.encode()[..]);
		assert_eq!(again.as_ref(), Ok(&call), "a call that does not encode to itself");
		self.dispatch(origin, call);
	}

	/// `who` calls. Did it work?
	fn call(&mut self, who: AccountId, call: Call<Fuzzed>) -> bool {
		self.dispatch(RuntimeOrigin::signed(who), call)
	}

	fn dispatch(&mut self, origin: RuntimeOrigin, call: Call<Fuzzed>) -> bool {
		let moves = Moves::of(&call, origin.clone());
		let call = RuntimeCall::Channels(call);
		let weight = call.get_dispatch_info().call_weight;
		let most = <BlockWeights as Get<limits::BlockWeights>>::get().max_block;
		assert!(weight.all_lte(most), "{call:?} weighs {weight:?}");
		let dispatched = self.act(moves, || call.dispatch(origin).map_err(|error| error.error));
		dispatched.is_ok()
	}

	/// The pallet does something that may move what `moves` says.
	fn act<R>(
		&mut self,
		moves: Moves,
		action: impl FnOnce() -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		self.prepare(&moves);
		let done = with_storage_layer(action);
		if done.is_ok() {
			self.begun = true;
			self.check(moves);
		}
		done
	}
}
