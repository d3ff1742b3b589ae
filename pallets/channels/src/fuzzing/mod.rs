//! Reads any bytes as calls, signed states, and blocks, runs them on a small runtime, and checks
//! after each step that nothing broke. `fuzz/` feeds it; the tests replay what `fuzz/` found.
//!
//! What is checked, beside that nothing panics:
//!
//! - the invariants C1 to C8, and that no call or hook makes or burns units of any asset;
//! - no call takes from anybody but its caller, and most not even from the caller: money only moves
//!   between its account and its compartments (signed messages and settlements aside);
//! - a lock can always be ended, and the hooks keep to their budgets and fail for no reason of their
//!   own;
//! - in the end, whatever happened: all channels close by themselves, and every unit and deposit
//!   gets back to somebody's account.
// A tool that is there to fail loudly.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::indexing_slicing,
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
	Balance, ChannelId,
};
use checks::{claims, issuance, Claims, Moves};
use codec::{DecodeLimit, Encode};
use frame_support::{dispatch::GetDispatchInfo, traits::Get};
use frame_system::limits;
use reader::Reader;
use runtime::*;
use sp_runtime::traits::Dispatchable;
use sp_state_machine::BasicExternalities;
use std::collections::BTreeSet;

type BlockWeights = <Fuzzed as frame_system::Config>::BlockWeights;

/// How many steps a run has at most: longer ones find no more, and take longer.
const MAX_STEPS: usize = 64;
/// How deep a call may be nested, as for transactions.
const MAX_DEPTH: u32 = 256;

/// Does what `data` says. Panics if that breaks something.
pub fn run(data: &[u8]) {
	BasicExternalities::new(first_block()).execute_with(|| World::new(data).live());
}

/// Does what `data` says and answers with the names of the events that came of it.
#[cfg(test)]
pub(crate) fn reached(data: &[u8]) -> BTreeSet<String> {
	BasicExternalities::new(first_block()).execute_with(|| {
		let mut world = World::new(data);
		world.reached = Some(BTreeSet::new());
		world.live();
		world.reached.unwrap_or_default()
	})
}

/// A run: what is left to do, and what somebody off chain remembers.
struct World<'a> {
	reader: Reader<'a>,
	/// States that were signed for some channel, to be presented (again).
	states: Vec<(ChannelId, CoSigned<State, Seal>)>,
	/// Locks that wait for their end, as `mpp` keeps them.
	locks: Vec<Locked>,
	/// What the people had after the last step.
	claims: Claims,
	/// How much there was of each asset after the last step.
	issuance: [Balance; ASSETS.len()],
	/// Somebody gave to a pot: then payouts can come with more than is owed.
	gifts: bool,
	/// Is [`TOKEN`] being destroyed? What is in it stays where it is.
	destroyed: bool,
	/// The names of the events that there were, if anybody asks.
	reached: Option<BTreeSet<String>>,
}

impl<'a> World<'a> {
	fn new(data: &'a [u8]) -> Self {
		Self {
			reader: Reader::new(data),
			states: Vec::new(),
			locks: Vec::new(),
			claims: claims(),
			issuance: issuance(),
			gifts: false,
			destroyed: false,
			reached: None,
		}
	}

	fn live(&mut self) {
		if self.reader.one_in(16) {
			// A chain that runs out of names for channels.
			NextChannelId::<Fuzzed>::put(ChannelId(u64::MAX - 2));
		}
		for _ in 0..MAX_STEPS {
			if self.reader.is_empty() {
				break;
			}
			self.step();
		}
		self.wind_up();
		self.note_events();
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
		if std::env::var("TRACE").is_ok() { eprintln!("{call:?} by {:?}", origin.caller); }
		let worked = call.dispatch(origin).is_ok();
		if std::env::var("TRACE").is_ok() { eprintln!("  {worked}"); }
		if worked {
			self.check(moves);
		}
		worked
	}
}
/// tmp
pub fn dbg() {
	BasicExternalities::new(first_block()).execute_with(|| {
		use frame_support::traits::fungibles::Inspect;
		type All = <Fuzzed as crate::Config>::Assets;
		for a in ASSETS { for i in 0..5 { eprintln!("{a:?} {i} {:?}", All::balance(a.clone(), &person(i))); } }
		let r = Channels::open(RuntimeOrigin::signed(person(3)), person(0), ASSETS[2].clone(), 209, MAX_PERIOD);
		eprintln!("{r:?}");
		for (a, p) in crate::Pots::<Fuzzed>::iter() { eprintln!("{a:?} {p:?} {:?} {:?}", All::balance(a.clone(), &pot(&a)), pot(&a)); }
		for (a, p) in crate::Channels::<Fuzzed>::iter() { eprintln!("{a:?} {p:?}"); }
		for a in ASSETS { for i in 0..5 { eprintln!("{a:?} {i} {:?}", All::balance(a.clone(), &person(i))); } }
	})
}
