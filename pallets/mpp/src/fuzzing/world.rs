//! The chain that is fuzzed, and what must hold on it after each step.

use super::{moves, reader::Reader};
use crate::{
	mock::*, ByPayee, ByPayer, Call, Complete, Event, InvoiceNames, Invoices, Parts, Payments,
};
use bloc_primitives::{
	channel::{Graph, Phase},
	testing::dispatch,
	Balance, ChannelId, Moment, Side,
};
use codec::Encode;
use frame_support::{traits::Hooks, weights::Weight};
use std::collections::{BTreeMap, BTreeSet};

/// What each person has in channels and out of them.
type Wealth = BTreeMap<AccountId, Balance>;

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

/// A run.
pub struct World<'a> {
	pub reader: Reader<'a>,
	notes: Notes,
	wealth: Wealth,
	calls: usize,
}

/// Does what `data` says, and notes what came of it.
pub fn run_and_note(data: &[u8]) -> Notes {
	ExtBuilder.build().execute_with(|| {
		let mut reader = Reader::new(data);
		moves::set_up(&mut reader);
		let total = Channels::total(&TOKEN);
		let mut world = World { reader, notes: Notes::default(), wealth: wealth(), calls: 0 };
		while !world.reader.is_empty() {
			world.step();
			assert_eq!(Channels::total(&TOKEN), total, "units were made or lost");
			check();
		}
		world.wind_up();
		assert_eq!(Channels::total(&TOKEN), total, "units were made or lost");
		world.notes
	})
}

/// What everybody has now.
fn wealth() -> Wealth {
	let mut all: Wealth = people()
		.into_iter()
		.map(|who| {
			let purse = Channels::purse(&who, &TOKEN);
			(who, purse)
		})
		.collect();
	for (_, channel) in <Channels as Graph<AccountId>>::walk() {
		for side in Side::BOTH {
			let ledger = channel.ledger.of(side);
			*all.entry(channel.parties.of(side).clone()).or_default() +=
				ledger.free + ledger.locked;
		}
	}
	all
}

impl World<'_> {
	/// `who` calls. Did it work?
	pub fn call(&mut self, who: AccountId, call: Call<Test>) -> bool {
		let index = call.encode()[0];
		let call = RuntimeCall::Mpp(call);
		self.calls += 1;
		let result = dispatch(call, RuntimeOrigin::signed(who), self.calls % LOOKS == 0);
		let works = result.is_ok();
		self.notes.answers.insert((index, result.err().map(|refused| refused.error.into())));
		self.check_wealth();
		works
	}

	/// A block.
	pub fn block(&mut self, instant: Moment) {
		System::set_block_number(System::block_number() + 1);
		let spent = Mpp::on_initialize(System::block_number());
		assert!(spent.all_lte(Mpp::hook_budget()), "the hook spent {spent:?}");
		set_time(instant.max(now()));
		let budget = Weight::from_parts(u64::MAX / 2, u64::MAX / 2);
		let spent = Mpp::on_idle(System::block_number(), budget);
		assert!(spent.all_lte(budget));
		self.check_wealth();
	}

	/// Nobody has less but by the payments that the events tell of, and whoever is paid has more.
	pub fn check_wealth(&mut self) {
		let before = std::mem::replace(&mut self.wealth, wealth());
		let (mut spent, mut got) = (Wealth::new(), Wealth::new());
		let mut fees_in_all = 0;
		for event in events() {
			self.notes.events.insert(event.encode()[0]);
			match event {
				Event::PaymentSettled { payer, payee, total, fees, .. }
				| Event::PaidInstantly { payer, payee, total, fees, .. } => {
					*spent.entry(payer).or_default() += total + fees;
					*got.entry(payee).or_default() += total;
					fees_in_all += fees;
				},
				Event::PaymentCompleted { deadline_ms, .. } => {
					assert!(deadline_ms >= now() + MIN_CLAIM, "too little time to claim");
				},
				Event::ServiceFailed { due, error } => panic!("{due:?} failed with {error:?}"),
				_ => (),
			}
		}
		let mut gained = 0;
		for (who, now) in &self.wealth {
			let of = |all: &Wealth| all.get(who).copied().unwrap_or_default();
			let least = of(&before) + of(&got);
			assert!(now + of(&spent) >= least, "{who:?} has lost");
			gained += now + of(&spent) - least;
		}
		assert_eq!(gained, fees_in_all, "fees went elsewhere");
	}

	/// Time passes, and nobody does anything any more.
	fn wind_up(&mut self) {
		self.block(now() + MAX_INVOICE);
		for _ in 0..3 {
			self.block(now() + SLOT_MS);
			check();
		}
		assert_eq!(Payments::<Test>::iter_keys().count(), 0, "a payment stays");
		assert_eq!(Parts::<Test>::iter_keys().count(), 0);
		assert_eq!(ByPayer::<Test>::iter_keys().count(), 0);
		assert_eq!(ByPayee::<Test>::iter_keys().count(), 0);
		assert_eq!(Complete::<Test>::iter_keys().count(), 0);
		assert_eq!(Invoices::<Test>::iter_keys().count(), 0, "an invoice stays");
		assert_eq!(InvoiceNames::<Test>::iter_keys().count(), 0);
		for who in people() {
			assert_eq!(held(&who), 0, "{who:?} has a deposit left");
		}
		let ids: Vec<(ChannelId, Phase)> = <Channels as Graph<AccountId>>::walk()
			.map(|(id, channel)| {
				assert!(channel.ledger.map(|side| side.locked).is_zero(), "a lock stays");
				(id, channel.phase)
			})
			.collect();
		for (id, phase) in ids {
			if matches!(phase, Phase::Closing { .. } | Phase::Resolving) {
				Channels::pay_out(id).unwrap();
			}
		}
	}
}
