//! Several things in one call, each with its own outcome.

use super::*;
use crate::desk::Work;
use frame_support::BoundedVec;

fn act(who: AccountId, actions: Vec<Action>) {
	Dex::act(origin(who), PAIR, BoundedVec::truncate_from(actions)).unwrap();
}

#[test]
fn one_that_fails_leaves_the_others() {
	run(|| {
		place(bob(), limit(1, Side::Buy, 990, 10));
		place(alice(), limit(1, Side::Sell, 1_010, 10));
		events();
		act(
			alice(),
			vec![
				Action::Cancel(OrderId(1)),
				Action::Place(limit(2, Side::Sell, 1_000, 10)),
				// It would take ten of Bob's, and there are no more.
				Action::Place(OrderSpec {
					kind: Kind::FillOrKill,
					..limit(3, Side::Sell, 980, 20)
				}),
				Action::Cancel(OrderId(9)),
				Action::Place(limit(4, Side::Sell, 990, 4)),
				Action::Reduce(OrderId(2), 5),
				Action::Reduce(OrderId(2), 6),
			],
		);
		let failed = |event| match event {
			Event::ActionFailed { index, error, pair, who } => {
				assert_eq!((pair, who), (PAIR, alice()));
				Some((index, error))
			},
			_ => None,
		};
		let failed: Vec<_> = events().into_iter().filter_map(failed).collect();
		let told = [
			(2, Error::<Test>::NotFilled.into()),
			(3, Error::<Test>::OrderNotFound.into()),
			(6, Error::<Test>::NothingOpen.into()),
		];
		assert_eq!(failed, told);
		assert_eq!(open(&alice()), [(2, 5)]);
		assert_eq!((depth(Side::Buy), depth(Side::Sell)), (vec![(990, 6)], vec![(1_000, 5)]));
		assert_eq!(free(&alice())[0], STAKE - 50 - 40);
	});
}

#[test]
fn twenty_prices_in_two_pages_are_four_items() {
	run(|| {
		place(bob(), limit(1, Side::Buy, 500, 10));
		let quotes = (0..20_u32).map(|nth| match nth % 2 {
			0 => Action::Place(limit(nth.into(), Side::Buy, 980 - nth, 10)),
			_ => Action::Place(limit(nth.into(), Side::Sell, 1_001 + nth, 10)),
		});
		let drawers = bloc_testing::counts::Drawers::of("Dex");
		let ((), row) = drawers.count(|| act(alice(), quotes.collect()));
		// The trader, the book, and two pages.
		assert_eq!(row.records.keys(), (4, 4));
		assert_eq!((row.records.total_reads, row.records.total_writes), (4, 4));
		assert_eq!(depth(Side::Sell).len(), 10);
	});
}

#[test]
fn an_account_without_anything_cannot() {
	run(|| {
		let none = BoundedVec::truncate_from(vec![]);
		let done = outcome(Dex::act(origin(charlie()), PAIR, none));
		assert_noop!(done, Error::<Test>::TraderNotFound);
	});
}

/// Who has no money closes no price for others: what comes and goes in one call takes no room.
#[test]
fn what_comes_and_goes_leaves_the_price_open() {
	run(|| {
		set_balance(&TOKEN, &charlie(), 0);
		assert_ok!(Dex::set_slots(origin(charlie()), 1));
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		let flood = |times| {
			let huge = from_wallet(limit(1, Side::Sell, 1_000, u64::MAX - 10));
			events();
			act(charlie(), [Action::Place(huge), Action::Cancel(OrderId(1))].repeat(times));
			let told = events();
			// Taken, placed and cut.
			assert_eq!(told.len(), 3 * times, "{told:?}");
			assert_eq!(open(&charlie()), []);
			Dex::do_try_state().unwrap();
		};
		flood(1);
		flood(10);
		place(dave(), limit(1, Side::Sell, 1_000, 2));
		place(bob(), limit(1, Side::Buy, 1_000, 7));
		flood(10);
		place(dave(), limit(2, Side::Sell, 1_000, 6));
		assert_eq!(depth(Side::Sell), [(1_000, 11)]);
		place(bob(), limit(2, Side::Buy, 1_000, 4));
		assert_eq!((open(&alice()), open(&dave())), (vec![(1, 0)], vec![(1, 1), (2, 6)]));
		place(bob(), limit(3, Side::Buy, 1_000, 7));
		assert_eq!((open(&alice()), open(&dave())), (vec![(1, 0)], vec![(1, 0), (2, 0)]));
		let net = |lots: Balance| (lots * 3_000 - up(lots * 3_000, 700)) as i128;
		assert_eq!(gains(&alice()), [-100, net(10)]);
		assert_eq!(gains(&dave()), [-80, net(2) + net(6)]);
		assert_eq!(gains(&bob())[0], 180);
	});
}

#[test]
fn to_do_nothing_weighs_something() {
	run(|| {
		let none = BoundedVec::truncate_from(vec![]);
		let done = Dex::act(origin(alice()), PAIR, none).unwrap();
		assert_eq!(done.actual_weight, Some(Dex::cancel_weight()));
	});
}

/// Each price at which it takes is work of its own, though all are in one page: also if it is refused.
#[test]
fn what_is_taken_weighs_something() {
	run(|| {
		for nth in 0..20_u32 {
			place(bob(), limit(nth.into(), Side::Sell, 1_030 + nth, 2));
		}
		let weight = |actions: Vec<OrderSpec>| {
			let actions = actions.into_iter().map(Action::Place).collect();
			let done = Dex::act(origin(alice()), PAIR, BoundedVec::truncate_from(actions));
			done.unwrap().actual_weight.unwrap()
		};
		let all_of =
			|lots| OrderSpec { kind: Kind::FillOrKill, ..limit(1, Side::Buy, 1_060, lots) };
		let slope = |fills| Dex::work_weight(Work { steps: 1, fills });
		// More than there is: refused, twice.
		assert_eq!(weight(vec![all_of(50)]), slope(20));
		assert_eq!(weight(vec![all_of(50); 2]), slope(20).saturating_mul(2));
		assert_eq!(weight(vec![all_of(2)]), slope(1));
		assert_eq!(weight(vec![all_of(20)]), slope(10));
		assert!(slope(20).ref_time() > slope(10).ref_time());
		assert_eq!(depth(Side::Sell).len(), 9);
	});
}
