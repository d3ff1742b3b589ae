//! What each call and each piece of the hook's work declares, beside what it does at its worst. The
//! table is `declared.md`.

use super::{
	pairs::names,
	queues::{crowd, nth},
	*,
};
use crate::{
	weights::SubstrateWeight, Call, Owners, TimetableHead, TimetablePages, WeightInfo, NOTICE_MS,
};
use bloc_testing::{
	counts::Drawers,
	declared::{table, AtWorst},
};
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{GetCallName, UnfilteredDispatchable},
	BoundedVec,
};

type Weights = SubstrateWeight<Test>;

/// A call that works.
fn call_by(origin: RuntimeOrigin, call: Call<Test>) -> AtWorst {
	let (name, again) = (call.get_call_name(), call.clone());
	let (done, touched) = Drawers::of("Dex").count(|| call.dispatch_bypass_filter(origin));
	assert!(done.is_ok(), "{name}: {done:?}");
	AtWorst::new(name, || again.get_dispatch_info().call_weight, touched.all)
}

fn call(who: AccountId, call: Call<Test>) -> AtWorst {
	call_by(origin(who), call)
}

/// The timetable is empty: whatever is to be done is pushed, as the first.
fn forget() {
	let _ = TimetablePages::<Test>::clear(u32::MAX, None);
	TimetableHead::<Test>::kill();
}

/// An order of Alice's, filled in part: the last of the best level, which had others, of which the
/// hook knows.
fn in_a_crowd() {
	place(dave(), limit(1, Side::Sell, 2_000, 50));
	crowd(0, 2, 1_000);
	let rest = Rest { until_ms: Some(now() + HOUR), settled: true };
	let order = OrderSpec { kind: Kind::Limit(rest), ..limit(1, Side::Sell, 1_000, 50) };
	place(alice(), from_wallet(order));
	for id in 0..2 {
		assert_ok!(Dex::cancel(origin(nth(0)), OrderId(id)));
	}
	place(bob(), limit(1, Side::Buy, 1_000, 10));
	forget();
}

/// Of all tokens that were here, only the fees of a pair are left: with them the pot goes, and its seed
/// back to who lent it.
fn only_fees_are_left() {
	assert_ok!(Dex::open_pair(origin(charlie()), NATIVE, TOKEN, terms()));
	let pair = PairId(1);
	assert_ok!(Dex::place(origin(alice()), pair, limit(1, Side::Sell, 1_000, 10)));
	assert_ok!(Dex::place(origin(bob()), pair, limit(1, Side::Buy, 1_000, 10)));
	assert_ok!(Dex::settle(origin(bob()), alice(), names(&[1])));
	for who in [alice(), bob(), dave()] {
		let free = Dex::balance(who.clone(), TOKEN).free;
		assert_ok!(Dex::withdraw(origin(who), TOKEN, free));
	}
}

fn of_pairs(name: &str) -> Option<AtWorst> {
	Some(match name {
		"open_pair" => {
			call(charlie(), Call::open_pair { base: TOKEN, quote: NATIVE, terms: terms() })
		},
		"close_pair" => {
			only_fees_are_left();
			call(charlie(), Call::close_pair { pair: PairId(1) })
		},
		"set_status" => {
			let status = Status::Stopped { until_ms: now() + 1 };
			call_by(RuntimeOrigin::root(), Call::set_status { pair: PAIR, status })
		},
		"collect_fees" => {
			only_fees_are_left();
			call(dave(), Call::collect_fees { pair: PairId(1) })
		},
		"deposit" => call(charlie(), Call::deposit { asset: TOKEN, amount: 1_000 }),
		"withdraw" => {
			assert_ok!(Dex::deposit(origin(charlie()), TOKEN, 1_000));
			// It becomes a credit.
			block(charlie());
			call(charlie(), Call::withdraw { asset: TOKEN, amount: 1_000 })
		},
		"set_slots" => call(alice(), Call::set_slots { slots: 3 }),
		"clear" => {
			in_a_crowd();
			let from_ms = now() + NOTICE_MS;
			let closing = Status::Closing { from_ms };
			assert_ok!(Dex::set_status(origin(charlie()), PAIR, closing));
			set_time(from_ms);
			call(bob(), Call::clear { pair: PAIR, who: alice(), orders: names(&[1]) })
		},
		"claim_credit" => {
			crate::Credits::<Test>::insert(charlie(), TOKEN, 50);
			crate::Pots::<Test>::mutate_extant(TOKEN, |pot| {
				(pot.held, pot.credits) = (pot.held + 50, 50);
			});
			set_balance(&TOKEN, &Dex::pot_account(TOKEN), 4 * STAKE);
			call(charlie(), Call::claim_credit { asset: TOKEN, to: eve() })
		},
		_ => return None,
	})
}

/// The worst order: it takes what many pages have, of which the hook knows, rests at a price of its
/// own, for a time and to be settled.
fn worst(id: u64, max_steps: u32) -> OrderSpec {
	let rest = Rest { until_ms: Some(now() + 1), settled: true };
	let spec = limit(id, Side::Buy, 1_900, 10_000);
	from_wallet(OrderSpec { kind: Kind::Limit(rest), max_steps, ..spec })
}

fn pages_of_levels() {
	HookPrice::set(1);
	for page in 0..8_u32 {
		let tick = 1_024 + 64 * page;
		place(alice(), settled(limit(page.into(), Side::Sell, tick, 2)));
		place(alice(), limit(100, Side::Sell, tick + 1, 2));
		place(alice(), limit((page + 10).into(), Side::Sell, tick + 1, 2));
		assert_ok!(Dex::cancel(origin(alice()), OrderId(100)));
	}
	forget();
}

fn of_orders(name: &str) -> Option<AtWorst> {
	let id = OrderId(1);
	Some(match name {
		"place" => {
			pages_of_levels();
			call(bob(), Call::place { pair: PAIR, order: worst(1, 24) }).because(
				"any step may be a page or a chunk that is written, or an entry for the hook",
			)
		},
		"replace" => {
			pages_of_levels();
			place(bob(), limit(1, Side::Buy, 900, 10));
			call(bob(), Call::replace { id, order: worst(1, 24) })
				.because("what both do is weighed twice")
		},
		"act" => {
			pages_of_levels();
			place(bob(), limit(1, Side::Buy, 900, 10));
			let actions = vec![Action::Cancel(id), Action::Place(worst(2, 24))];
			let actions = BoundedVec::truncate_from(actions);
			call(bob(), Call::act { pair: PAIR, actions })
				.because("what all do is weighed for each")
		},
		"swap" => {
			pages_of_levels();
			ProductPools::fill(10_000_000_000, 50_000_000_000_000);
			let spec = SwapSpec { max_steps: 24, ..swap::exactly(2_000_000) };
			call(bob(), swap::call((NATIVE, swap::over(&[(TOKEN, Some(PAIR))]), spec)))
				.because("what it looks at it may read again, and any step may be written")
		},
		"cancel" | "reduce" | "expire" => {
			in_a_crowd();
			match name {
				"cancel" => call(alice(), Call::cancel { id }),
				"reduce" => call(alice(), Call::reduce { id, keep: 2 })
					.because("it is weighed as if nothing were left, which is left to the hook"),
				_ => {
					set_time(now() + HOUR);
					call(bob(), Call::expire { who: alice() })
						.because("there may be four orders of as many pairs")
				},
			}
		},
		"cancel_all" => {
			for nth in 0..4_u32 {
				place(alice(), limit(nth.into(), Side::Sell, 1_000 + 64 * nth, 10));
				crowd(nth, 1, 1_000 + 64 * nth);
			}
			call(alice(), Call::cancel_all { pair: PAIR, limit: 4 })
				.because("trader and book are weighed for each")
		},
		"settle" => {
			in_a_crowd();
			call(bob(), Call::settle { who: alice(), orders: names(&[1]) })
				.because("an order may bring both assets")
		},
		_ => return None,
	})
}

/// What the hook does for one entry.
fn of_hook(name: &'static str) -> Option<AtWorst> {
	Some(match name {
		"settle_owners" | "settle_owners, to accounts" => {
			let here = name == "settle_owners";
			for number in 0..16 {
				crowd(number, 1, 2_000);
				let spec = settled(limit(50, Side::Sell, 1_000, 2));
				let spec = if here { spec } else { from_wallet(spec) };
				assert_ok!(Dex::place(origin(nth(number)), PAIR, spec));
			}
			place(bob(), limit(1, Side::Buy, 1_000, 32));
			let (_, owners, _) = Owners::<Test>::iter().next().unwrap();
			let job = Filled { chunk: owners.chunk, last: 0, page: 0 };
			forget();
			let serve = || Dex::serve_filled(PAIR, job, now());
			let (done, touched) = Drawers::of("Dex").count(serve);
			done.unwrap();
			let moves = || Dex::moves_weight().saturating_mul(if here { 0 } else { 16 });
			let weight = || Weights::settle_owners(16).saturating_add(moves());
			let worst = AtWorst::new(name, weight, touched.all);
			match here {
				true => worst,
				false => worst.because("each may get both assets, and share no item with another"),
			}
		},
		"forget_chunk" => {
			let chunk = crate::level::ChunkName { queue: 0, number: 0 };
			let job = Filled { chunk, last: 1, page: 0 };
			let serve = || Dex::serve_filled(PAIR, job, now());
			let (done, touched) = Drawers::of("Dex").count(serve);
			done.unwrap();
			AtWorst::new(name, Weights::forget_chunk, touched.all)
		},
		_ => return None,
	})
}

/// Each operation at its worst, on a chain of its own.
fn at_worst() -> Vec<AtWorst> {
	let calls = Call::<Test>::get_call_names().iter().copied();
	let one = |name: &'static str| {
		ExtBuilder.build().execute_with(|| {
			market(terms());
			let found = of_pairs(name).or_else(|| of_orders(name)).or_else(|| of_hook(name));
			assert_eq!(found.as_ref().map(|it| it.name), Some(name), "a call without a worst case");
			found.unwrap()
		})
	};
	calls.chain(["settle_owners", "settle_owners, to accounts", "forget_chunk"]).map(one).collect()
}

#[test]
fn are_those_of_the_table() {
	let text = String::from(
		"What each call and each piece of the hook's work does to storage at its worst, in an asset \
		 of\n`pallet-assets` and the native coin, and what its weight declares: keys read / written, \
		 each counted\nonce. A test compares this table with what it counts.\n\n",
	) + &table(&at_worst());
	println!("{text}");
	let stated = include_str!("declared.md");
	assert_eq!(text, stated, "if that is as it should be, write what is printed to declared.md");
}
