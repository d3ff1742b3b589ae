//! The run of a model: its calls and blocks, and what came of them.

use super::{
	checks::{check, wealth, Past, Places, Wealth},
	moves,
	runtime::*,
};
use bloc_primitives::{
	channel::{Graph, Open},
	ChannelId, Moment,
};
use bloc_testing::{corpus::Answers, dispatch, people::AccountId, Reader};
use bloc_timetable::Timetable;
use codec::Encode;
use frame_support::storage::with_storage_layer;
use pallet_bloc_rebalancing::{
	types::{ProposalId, Trigger},
	Call, ChannelOf, ChannelPolicies, Event, Policies, Proposals,
};
use std::collections::{BTreeMap, BTreeSet};

/// Of so many calls, one is looked at whether it changes nothing when it is refused.
const LOOKS: usize = 8;

/// What came of a run.
#[derive(Default)]
pub struct Trace {
	/// The events, by the index of the variant.
	pub events: BTreeSet<u8>,
	/// What became of the calls.
	pub answers: Answers,
	/// How many manual runs, automatic runs, refused runs and executed cycles there were.
	pub runs: [usize; 4],
}

/// A run.
pub struct Model<'a> {
	pub reader: Reader<'a>,
	pub(super) trace: Trace,
	pub(super) wealth: Wealth,
	pub(super) past: BTreeMap<(AccountId, Asset), Past>,
	calls: usize,
}

/// Does what `data` says. Returns what came of it.
pub fn trace_of(data: &[u8]) -> Trace {
	ExtBuilder.build().execute_with(|| {
		let mut reader = Reader::new(data);
		moves::set_up(&mut reader);
		let totals = || [GOLD, TIN].map(|asset| Channels::total(&asset));
		let before = totals();
		let (trace, past) = (Trace::default(), BTreeMap::new());
		let mut model = Model { reader, trace, wealth: wealth(), past, calls: 0 };
		while !model.reader.is_empty() {
			model.step();
			assert_eq!(totals(), before, "units were made or lost");
			check();
		}
		model.wind_up();
		assert_eq!(totals(), before, "units were made or lost");
		model.trace
	})
}

/// All channels.
pub fn channels() -> Vec<(ChannelId, ChannelOf<Test>)> {
	<Channels as Graph<AccountId>>::walk().collect()
}

impl Model<'_> {
	/// `who` calls. Returns whether it worked.
	pub fn call(&mut self, who: AccountId, call: Call<Test>) -> bool {
		let index = call.encode()[0];
		// An operator runs the channels of another.
		let before = Places::of(match &call {
			Call::run { account, .. } => account,
			_ => &who,
		});
		let call = RuntimeCall::Rebalancing(call);
		self.calls += 1;
		let result = dispatch(call, RuntimeOrigin::signed(who), self.calls % LOOKS == 0);
		let works = result.is_ok();
		self.trace.answers.insert((index, result.err().map(|refused| refused.error.into())));
		self.look_back(&before);
		works
	}

	/// A block.
	pub fn block(&mut self, instant: Moment) {
		run_block_at(instant.max(now()));
		self.look_back(&Places::default());
	}

	/// Notes an event.
	pub(super) fn note(&mut self, event: &Event<Test>) {
		self.trace.events.insert(event.encode()[0]);
		let kind = match event {
			Event::Rebalanced { trigger: Trigger::Manual, .. } => 0,
			Event::Rebalanced { trigger: Trigger::Automatic, .. } => 1,
			Event::RunRefused { .. } => 2,
			Event::CycleExecuted { .. } => 3,
			_ => return,
		};
		self.trace.runs[kind] += 1;
	}

	/// Everybody leaves, and time passes.
	fn wind_up(&mut self) {
		for (id, _) in channels() {
			with_storage_layer(|| <Channels as Open<AccountId>>::close(id)).unwrap();
		}
		assert_eq!(ChannelPolicies::<Test>::iter_keys().count(), 0);
		let all: Vec<_> = Policies::<Test>::iter_keys().collect();
		for (who, asset) in all {
			assert!(self.call(who, Call::set_policy { asset, policy: None }), "a policy stays");
		}
		for _ in 0..3 {
			self.block(now() + DAY + SLOT_MS);
			check();
		}
		assert_eq!(Proposals::<Test>::iter_keys().next(), None::<ProposalId>, "a proposal stays");
		assert_eq!(Timetable::<Rebalancing>::iter().count(), 0, "an entry stays");
		for who in moves::people() {
			assert_eq!(held(&who), 0, "{who:?} has a deposit left");
		}
	}
}
