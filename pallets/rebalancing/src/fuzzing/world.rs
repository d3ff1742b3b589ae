//! The chain that is fuzzed, and what must hold on it after each step.

use super::{moves, reader::Reader};
use crate::{
	mock::*,
	schedule::Schedule,
	types::{Band, Holding, Place, ProposalId, Trigger},
	Call, ChannelOf, ChannelPolicies, Event, Policies, Proposals,
};
use bloc_primitives::{
	channel::{Graph, Open},
	testing::dispatch,
	Balance, ChannelId, Moment,
};
use bloc_timetable::Timetable;
use codec::Encode;
use frame_support::{storage::with_storage_layer, traits::Hooks, weights::Weight};
use std::collections::{BTreeMap, BTreeSet};

/// What each person has of each asset, in channels and out of them.
type Wealth = BTreeMap<(AccountId, Asset), Balance>;
/// Where each channel of somebody lies, by which band.
type Places = BTreeMap<ChannelId, (Band, Place)>;

/// Of so many calls, one is watched to change nothing when it is refused.
const LOOKS: usize = 8;

/// What came of a run.
#[derive(Default)]
pub struct Notes {
	/// The events, by the index of the variant.
	pub events: BTreeSet<u8>,
	/// The calls, by the index of the variant, and the names of what was wrong with them, if something
	/// was.
	pub answers: BTreeSet<(u8, Option<&'static str>)>,
}

/// What an account's automatic runs in an asset came to, as far as its policy knows of them.
#[derive(Default)]
struct Past {
	runs: Vec<(Moment, Balance)>,
	last_look_ms: Option<Moment>,
}

/// A run.
pub struct World<'a> {
	pub reader: Reader<'a>,
	notes: Notes,
	wealth: Wealth,
	past: BTreeMap<(AccountId, Asset), Past>,
	calls: usize,
}

/// Does what `data` says, and notes what came of it.
pub fn run_and_note(data: &[u8]) -> Notes {
	ExtBuilder.build().execute_with(|| {
		let mut reader = Reader::new(data);
		moves::set_up(&mut reader);
		let totals = || [GOLD, TIN].map(|asset| Channels::total(&asset));
		let before = totals();
		let (notes, past) = (Notes::default(), BTreeMap::new());
		let mut world = World { reader, notes, wealth: wealth(), past, calls: 0 };
		while !world.reader.is_empty() {
			world.step();
			assert_eq!(totals(), before, "units were made or lost");
			check();
		}
		world.wind_up();
		assert_eq!(totals(), before, "units were made or lost");
		world.notes
	})
}

/// The invariants, and that nothing waits for too long.
fn check() {
	Rebalancing::do_try_state().unwrap();
	let latest_ms = now() + DAY;
	let late = Timetable::<Schedule<Test>>::iter().find(|entry| entry.due_ms > latest_ms);
	assert!(late.is_none(), "{late:?}");
}

/// All channels.
pub fn channels() -> Vec<(ChannelId, ChannelOf<Test>)> {
	<Channels as Graph<AccountId>>::walk().collect()
}

/// What everybody has now.
fn wealth() -> Wealth {
	let mut all = Wealth::new();
	for who in moves::people() {
		for asset in [GOLD, TIN] {
			all.insert((who.clone(), asset), Channels::purse(&who, &asset));
		}
	}
	for (_, channel) in channels() {
		for who in [&channel.parties.opener, &channel.parties.counterparty] {
			let ledger = channel.ledger.of(channel.side_of(who).unwrap());
			*all.get_mut(&(who.clone(), channel.asset)).unwrap() += ledger.free + ledger.locked;
		}
	}
	all
}

/// Where the channels of `who` lie.
fn places(who: &AccountId) -> Places {
	let place = |(id, channel): (ChannelId, ChannelOf<Test>)| {
		let side = channel.side_of(who)?;
		let general = Rebalancing::status(who.clone(), channel.asset);
		let own = Rebalancing::channel_policy(who.clone(), id).and_then(|policy| policy.band);
		let band = own.or(general.map(|status| status.policy.band)).unwrap_or_default();
		Some((id, (band, band.place(&Holding::of(&channel.ledger, side)))))
	};
	channels().into_iter().filter_map(place).collect()
}

impl World<'_> {
	/// `who` calls. Did it work?
	pub fn call(&mut self, who: AccountId, call: Call<Test>) -> bool {
		let index = call.encode()[0];
		let call = RuntimeCall::Rebalancing(call);
		let before = places(&who);
		self.calls += 1;
		let result = dispatch(call, RuntimeOrigin::signed(who), self.calls % LOOKS == 0);
		let works = result.is_ok();
		self.notes.answers.insert((index, result.err().map(|refused| refused.error.into())));
		self.look_back(&before);
		works
	}

	/// Something happened to channels: it is not for this pallet to judge.
	pub fn passed(&mut self) {
		self.look_back(&Places::new());
	}

	/// A block.
	pub fn block(&mut self, instant: Moment) {
		System::set_block_number(System::block_number() + 1);
		let spent = Rebalancing::on_initialize(System::block_number());
		assert!(spent.all_lte(Rebalancing::hook_budget()), "the hook spent {spent:?}");
		set_time(instant.max(now()));
		let budget = Weight::from_parts(u64::MAX / 2, u64::MAX / 2);
		let spent = Rebalancing::on_idle(System::block_number(), budget);
		assert!(spent.all_lte(budget));
		self.look_back(&Places::new());
	}

	/// Were the events since this was asked last such as may be? `before` is where the channels of
	/// whoever called lay.
	fn look_back(&mut self, before: &Places) {
		let mut paid = Wealth::new();
		for event in events() {
			self.notes.events.insert(event.encode()[0]);
			match event {
				Event::Rebalanced { account, asset, trigger, fee, spent, .. } => {
					*paid.entry((account.clone(), asset)).or_default() += fee;
					for (id, (band, after)) in places(&account) {
						let (_, was) = before[&id];
						assert!(was.may_become(after), "{id:?}: {was:?} to {after:?} by {band:?}");
					}
					if trigger == Trigger::Automatic {
						self.ran(account, asset, fee, spent);
					}
				},
				Event::FoundBalanced { account, asset, .. } => self.looked(account, asset),
				Event::PolicySet { account, asset, policy: None } => {
					self.past.remove(&(account, asset));
				},
				_ => (),
			}
		}
		let was = std::mem::replace(&mut self.wealth, wealth());
		for (key, now) in &self.wealth {
			match paid.get(key) {
				// A peer that is in the own cycle twice gives nothing back: it is paid to the unit.
				Some(fee) => assert_eq!(now + fee, was[key], "{key:?} has paid something else"),
				None => assert!(*now >= was[key], "{key:?} has lost"),
			}
		}
	}

	/// An automatic run, which is a look, too.
	fn ran(&mut self, account: AccountId, asset: Asset, fee: Balance, spent: Option<Balance>) {
		self.looked(account.clone(), asset);
		let status = Rebalancing::status(account.clone(), asset).unwrap();
		let past = self.past.entry((account, asset)).or_default();
		past.runs.push((now(), fee));
		assert!(spent.unwrap() <= status.policy.fee_budget, "over the budget");
		let since_ms = status.spending.since_ms;
		let sum: Balance =
			past.runs.iter().filter(|(at_ms, _)| *at_ms >= since_ms).map(|(_, fee)| fee).sum();
		assert!(sum <= spent.unwrap(), "{sum} spent, and {spent:?} known");
	}

	/// A run or a look, an interval after the last one.
	fn looked(&mut self, account: AccountId, asset: Asset) {
		let status = Rebalancing::status(account.clone(), asset).unwrap();
		let past = self.past.entry((account, asset)).or_default();
		if let Some(last_ms) = past.last_look_ms {
			let next_ms = last_ms.saturating_add(status.policy.min_interval_ms);
			assert!(now() >= next_ms, "one at {last_ms}, the next at {}", now());
		}
		past.last_look_ms = Some(now());
	}

	/// Money has been paid: from now on everybody has what it has.
	pub fn settle_up(&mut self) {
		self.wealth = wealth();
		self.passed();
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
		assert_eq!(Timetable::<Schedule<Test>>::iter().count(), 0, "an entry stays");
		for who in moves::people() {
			assert_eq!(held(&who), 0, "{who:?} has a deposit left");
		}
	}
}
