//! Swaps by book and pool, over one hop or several.

use super::*;
use crate::{pools::Pools, Call};
use frame_support::{
	storage::{with_transaction, TransactionOutcome},
	traits::UnfilteredDispatchable,
	BoundedVec,
};
use proptest::prelude::*;

/// A third asset.
const OTHER: Asset = Asset::WithId(50);

/// What is swapped: from which asset, over which hops, and how much.
pub type Swap = (Asset, crate::HopsOf<Test>, SwapSpec);

/// A path.
pub fn over(hops: &[(Asset, Option<PairId>)]) -> crate::HopsOf<Test> {
	let hops = hops.iter().map(|(to, pair)| Hop { to: to.clone(), pair: *pair });
	BoundedVec::truncate_from(hops.collect())
}

/// For exactly so much.
pub fn exactly(amount: Balance) -> SwapSpec {
	SwapSpec {
		id: OrderId(77),
		want: Want::ExactIn(amount),
		limit: 0,
		deadline_ms: u64::MAX,
		max_steps: 16,
	}
}

/// Sells exactly so much of the token.
pub fn sell(amount: Balance) -> Swap {
	(TOKEN, over(&[(NATIVE, Some(PAIR))]), exactly(amount))
}

/// Buys tokens for exactly so much.
fn buy(amount: Balance) -> Swap {
	(NATIVE, over(&[(TOKEN, Some(PAIR))]), exactly(amount))
}

/// The same, but for exactly so much of what is to come.
fn out((from, hops, spec): Swap, amount: Balance) -> Swap {
	(from, hops, SwapSpec { want: Want::ExactOut(amount), limit: Balance::MAX, ..spec })
}

/// The same with other terms.
fn with((from, hops, spec): Swap, change: impl FnOnce(&mut SwapSpec)) -> Swap {
	let mut spec = spec;
	change(&mut spec);
	(from, hops, spec)
}

/// As a call.
pub fn call((from, hops, swap): Swap) -> Call<Test> {
	Call::swap { from, hops, swap }
}

fn quoted((from, hops, spec): Swap) -> Option<SwapQuote> {
	Dex::quote_swap(from, hops, spec)
}

fn swap_by(who: &AccountId, swap: Swap) -> Result<(), DispatchError> {
	outcome(call(swap).dispatch_bypass_filter(origin(who.clone())))
}

/// Charlie, who has nothing here, swaps. What he lost of what he gave, and gained of the other.
fn swap(swap: Swap) -> Result<[Balance; 2], DispatchError> {
	let ends = [swap.0.clone(), swap.1.last().map_or(NATIVE, |hop| hop.to.clone())];
	let has = || ends.clone().map(|asset| balance(&asset, &charlie()));
	let before = has();
	swap_by(&charlie(), swap)?;
	let after = has();
	Ok([before[0] - after[0], after[1] - before[1]])
}

/// The same, as if it had not been.
fn tried(what: Swap) -> Result<[Balance; 2], DispatchError> {
	let mut found = Err(DispatchError::Unavailable);
	let _ = with_transaction(|| {
		found = swap(what);
		TransactionOutcome::Rollback(Ok::<(), DispatchError>(()))
	});
	found
}

#[track_caller]
fn refused_swap(what: Swap, error: Error<Test>) {
	assert_eq!(swap(what), Err(error.into()));
}

/// A book about a price of 3,000 for a lot of 10, and a pool at about the same.
fn both(levels: u32) {
	for nth in 0..levels {
		let (id, away) = (u64::from(nth), nth * 3);
		place(alice(), limit(id, Side::Sell, 1_001 + away, 20));
		place(bob(), limit(id, Side::Buy, 999 - away, 20));
	}
	ProductPools::fill(100_000, 30_000_000);
	events();
}

/// A lot is a unit of the token, and a step of its price one of the native coin.
fn single() -> Terms {
	Terms { lot: 1, tick_value: 1, min_lots: 1, min_quote: 0, ..terms() }
}

/// Orders that rest at a tick, of accounts from the `first` of a crowd on: a queue of chunks that have
/// so many lots each.
fn queue(first: u32, side: Side, tick: u32, chunks: &[u64]) {
	for (at, lots) in (0..).zip(chunks.iter().copied()) {
		// A chunk is full before the next begins.
		let count = if at + 1 == chunks.len() as u32 { 1 } else { 256 };
		let owner = |nth: u32| queues::nth(first + at * 8 + nth / ORDERS);
		let id = |nth: u32| u64::from(nth % ORDERS);
		for nth in 0..count {
			if nth % ORDERS == 0 {
				for asset in [NATIVE, TOKEN] {
					set_balance(&asset, &owner(nth), WEALTH);
				}
				join(owner(nth));
			}
			let large = lots.saturating_sub(u64::from(count) - 1).max(1);
			place(owner(nth), limit(id(nth), side, tick, if nth == 0 { large } else { 1 }));
		}
		for nth in 0..count {
			if u64::from(nth) >= lots {
				assert_ok!(Dex::cancel(origin(owner(nth)), OrderId(id(nth))));
			}
		}
	}
	System::reset_events();
}

/// A third asset, of which Alice and Bob have some here, in a pair with the token: one of it costs
/// about six tokens. It has no pool.
fn with_other() -> PairId {
	assert_ok!(Assets::force_create(RuntimeOrigin::root(), 50, issuer(), true, 7));
	for who in [alice(), bob()] {
		set_balance(&OTHER, &who, WEALTH);
		assert_ok!(Dex::deposit(origin(who), OTHER, STAKE));
	}
	assert_ok!(Dex::open_pair(origin(charlie()), OTHER, TOKEN, terms()));
	let pair = PairId(1);
	for nth in 0..6_u32 {
		let (id, away) = (u64::from(nth) + 100, nth * 3);
		let sell = limit(id, Side::Sell, 21 + away, 200);
		let buy = limit(id, Side::Buy, 19 - away, 200);
		assert_ok!(Dex::place(origin(alice()), pair, sell));
		assert_ok!(Dex::place(origin(bob()), pair, buy));
	}
	events();
	pair
}

#[test]
fn the_book_does_it_where_there_is_no_pool() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 20));
		events();
		let quote = quoted(buy(31_000)).unwrap();
		// Ten lots and what they cost; the rest stays where it is.
		let price = 30_000 + up(30_000, 2_500);
		assert_eq!(swap(buy(31_000)), Ok([price, 100]));
		let told = events();
		let (who, id) = (charlie(), OrderId(77));
		let hopped = Event::Hopped {
			who: who.clone(),
			id,
			from: NATIVE,
			to: TOKEN,
			pair: Some(PAIR),
			spent: price,
			got: 100,
			lots: 10,
			pool_in: 0,
			pool_out: 0,
		};
		let (from, to) = (NATIVE, TOKEN);
		let swapped = Event::Swapped { who: who.clone(), id, from, to, spent: price, got: 100 };
		assert!(told.contains(&hopped), "{told:?}");
		assert_eq!(told.last(), Some(&swapped));
		let (quote_of, fee, end) = (30_000, up(30_000, 2_500), End::Done);
		let (pair, side) = (PAIR, Side::Buy);
		let taken = Event::Taken { pair, who, id, side, lots: 10, quote: quote_of, fee, end };
		assert!(told.contains(&taken), "{told:?}");
		assert_eq!((quote.spent, quote.got, quote.hops.len()), (price, 100, 1));
		assert_eq!(open(&alice()), [(1, 10)]);
	});
}

#[test]
fn the_pool_does_it_where_there_is_no_book() {
	run(|| {
		let pool_only = || (TOKEN, over(&[(NATIVE, None)]), exactly(1_005));
		refused_swap(pool_only(), Error::NotFilled);
		for path in [sell(1_005), pool_only()] {
			ProductPools::fill(100_000, 30_000_000);
			let pool = ProductPools::pool(&TOKEN, &NATIVE).unwrap();
			let brings = ProductPools::out_of(&pool, 1_005).unwrap();
			assert_eq!(swap(path), Ok([1_005, brings]));
		}
		let pool = ProductPools::pool(&TOKEN, &NATIVE).unwrap();
		let costs = ProductPools::needed_for(&pool, 50_000).unwrap();
		let brings = ProductPools::out_of(&pool, costs).unwrap();
		assert!(brings >= 50_000);
		assert_eq!(swap(out(sell(0), 50_000)), Ok([costs, brings]));
	});
}

#[test]
fn both_together_are_better_than_either() {
	run(|| {
		both(8);
		for what in [sell(1_500), buy(450_000), out(sell(0), 400_000), out(buy(0), 1_500)] {
			let quote = quoted(what.clone()).unwrap();
			assert!(quote.hops[0].lots > 0 && quote.hops[0].pool_in > 0, "{quote:?}");
			assert_eq!(tried(what.clone()), Ok([quote.spent, quote.got]));
			// Without the book, and without the pool.
			let alone = |by: fn()| {
				with_transaction(|| {
					by();
					let found = quoted(what.clone());
					TransactionOutcome::Rollback(Ok::<_, DispatchError>(found))
				})
				.unwrap()
			};
			let pool = alone(|| {
				crate::Books::<Test>::mutate_extant(PAIR, |book| {
					(book.buys.best, book.sells.best) = (None, None);
				});
			});
			let book = alone(|| ProductPools::fill(0, 0));
			for alone in [pool, book].into_iter().flatten() {
				match what.2.want {
					Want::ExactIn(_) => assert!(quote.got > alone.got, "{quote:?} {alone:?}"),
					Want::ExactOut(_) => assert!(quote.spent < alone.spent, "{quote:?} {alone:?}"),
				}
			}
		}
	});
}

/// What the first pool gives too much goes into the second one.
#[test]
fn what_a_pool_rounds_up_needs_no_pot() {
	ExtBuilder.run(|| {
		assert_ok!(Assets::force_create(RuntimeOrigin::root(), 50, issuer(), true, 7));
		ProductPools::fill(1_000_000, 1_000);
		ProductPools::fill_with((TOKEN, 1_000_000), (OTHER, 1_000_000));
		let what = out((NATIVE, over(&[(TOKEN, None), (OTHER, None)]), exactly(0)), 100);
		for tokens in [WEALTH, 0] {
			set_balance(&TOKEN, &charlie(), tokens);
			let quote = quoted(what.clone()).unwrap();
			assert!(quote.spent == 1 && quote.got >= 100, "{quote:?}");
			assert_eq!(quote.hops[0].got, quote.hops[1].spent);
			assert_eq!(tried(what.clone()), Ok([quote.spent, quote.got]));
		}
		assert_eq!(crate::Pots::<Test>::iter().count(), 0);
	});
}

/// What is at hand on the way and no hop takes goes to the account without a pot's part in it, if it
/// can have that.
#[test]
fn what_a_pool_brings_too_much_is_the_accounts() {
	run(|| {
		let other = with_other();
		ProductPools::fill(1_000_000, 1_000_000);
		let what = (NATIVE, over(&[(TOKEN, None), (OTHER, Some(other))]), exactly(900));
		let quote = quoted(what.clone()).unwrap();
		let left = quote.hops[0].got - quote.hops[1].spent;
		assert!(left > 0 && quote.hops[1].pool_in == 0, "{quote:?}");
		let before = balance(&TOKEN, &charlie());
		events();
		assert_eq!(swap(what), Ok([quote.spent, quote.got]));
		assert_eq!(balance(&TOKEN, &charlie()), before + left);
		let of_token = |event: &Event<Test>| matches!(event, Event::Withdrawn { asset, .. } if *asset == TOKEN);
		assert!(!events().iter().any(of_token));
		assert_eq!(Dex::credit(charlie(), TOKEN), 0);
	});
}

#[test]
fn an_exact_output_is_no_more_than_a_lot_too_much() {
	ExtBuilder.run(|| {
		market(single());
		queue(0, Side::Buy, 10, &[300, 300, 300, 300]);
		let with_steps = |steps| with(out(sell(0), 5_000), |spec| spec.max_steps = steps);
		// All 1,200 lots are as few steps as the first 300; but 502 are what is wanted.
		let quote = quoted(with_steps(20)).unwrap();
		assert_eq!((quote.spent, quote.hops[0].lots), (502, 502));
		assert!((5_000..5_010).contains(&quote.got), "{quote:?}");
		refused_swap(with_steps(2), Error::NotFilled);
		assert_eq!(quoted(with_steps(2)), None);
		refused_swap(out(sell(0), 0), Error::NotFilled);
		refused_swap(out(buy(0), 0), Error::NotFilled);
		ProductPools::fill(100_000, 1_000_000);
		refused_swap(out(sell(0), 0), Error::NotFilled);
		// Part of the first chunk, and what the pool gives.
		let quote = quoted(with_steps(2)).unwrap();
		assert!(quote.got >= 5_000 && quote.hops[0].lots <= 300, "{quote:?}");
		assert_eq!(tried(with_steps(2)), Ok([quote.spent, quote.got]));
	});
}

#[test]
fn an_exact_input_is_spent_but_for_less_than_a_lot() {
	run(|| {
		both(2);
		ProductPools::fill(0, 0);
		// Forty lots are there.
		assert_eq!(tried(sell(409)).unwrap()[0], 400);
		refused_swap(sell(410), Error::NotFilled);
		assert_eq!(quoted(sell(410)), None);
		let price = 20 * 3_003 + 20 * 3_012;
		let costs = price + up(price, 2_500);
		let another = up(price + 3_012, 2_500) - up(price, 2_500) + 3_012;
		assert_eq!(tried(buy(costs + another - 1)), Ok([costs, 400]));
		refused_swap(buy(costs + another), Error::NotFilled);
		// Nor is money left on the way.
		let other = with_other();
		let hops = || over(&[(TOKEN, Some(other)), (NATIVE, Some(PAIR))]);
		set_balance(&OTHER, &charlie(), WEALTH);
		refused_swap((OTHER, hops(), exactly(100)), Error::NotFilled);
		// A pool takes the rest.
		ProductPools::fill(100_000, 30_000_000);
		assert_eq!(tried(sell(410)).unwrap()[0], 410);
		let quote = quoted((OTHER, hops(), exactly(100))).unwrap();
		assert_eq!(quote.hops[0].got, quote.hops[1].spent);
	});
}

/// Where a part of what is best is not to be had with these steps.
#[test]
fn a_retry_ends_in_no_part_of_an_earlier_queue() {
	ExtBuilder.run(|| {
		market(single());
		queue(0, Side::Sell, 2, &[2, 452]);
		queue(100, Side::Sell, 6, &[1, 540, 582, 379, 292, 323]);
		queue(200, Side::Sell, 7, &[1, 465, 459]);
		ProductPools::fill(1_109, 2_009);
		PoolFee::set(4);
		let what = with(buy(15_893), |spec| spec.max_steps = 2);
		let quote = quoted(what.clone()).unwrap();
		assert_eq!(tried(what), Ok([quote.spent, quote.got]));
		PoolFee::set(3);
	});
}

#[test]
fn limits_hold() {
	run(|| {
		both(8);
		let quote = quoted(sell(1_500)).unwrap();
		let at_least = |limit| tried(with(sell(1_500), |spec| spec.limit = limit));
		assert!(at_least(quote.got).is_ok());
		assert_eq!(at_least(quote.got + 1), Err(Error::<Test>::LimitNotMet.into()));
		let what = out(buy(0), 1_500);
		let quote = quoted(what.clone()).unwrap();
		let at_most = |limit| tried(with(what.clone(), |spec| spec.limit = limit));
		assert!(at_most(quote.spent).is_ok());
		assert_eq!(at_most(quote.spent - 1), Err(Error::<Test>::LimitNotMet.into()));
		refused_swap(with(sell(1_500), |spec| spec.deadline_ms = now()), Error::Expired);
		refused_swap(with(sell(1_500), |spec| spec.max_steps = STEPS + 1), Error::TooManySteps);
		refused_swap(sell(0), Error::NotFilled);
		refused_swap(out(buy(0), Balance::MAX), Error::NotFilled);
		assert_ok!(Dex::set_status(origin(charlie()), PAIR, Status::CancelOnly));
		refused_swap(sell(1_500), Error::NotTrading);
		assert_eq!(quoted(sell(1_500)), None);
	});
}

#[test]
fn a_path_makes_sense() {
	run(|| {
		let other = with_other();
		let by = |hops: &[(Asset, Option<PairId>)]| (TOKEN, over(hops), exactly(1_000));
		refused_swap(by(&[]), Error::EmptyPath);
		refused_swap(by(&[(TOKEN, None)]), Error::AssetTwice);
		let there = (OTHER, Some(other));
		refused_swap(by(&[there.clone(), (TOKEN, Some(other))]), Error::AssetTwice);
		refused_swap(by(&[there, (NATIVE, None), (OTHER, None)]), Error::AssetTwice);
		refused_swap(by(&[(NATIVE, Some(other))]), Error::OtherAssets);
		refused_swap(by(&[(OTHER, Some(PAIR))]), Error::OtherAssets);
		refused_swap(by(&[(NATIVE, Some(PairId(9)))]), Error::PairNotFound);
		assert_eq!(quoted(by(&[])), None);
	});
}

/// Of three assets, in two books: what is between comes to no account, and no pot is touched twice.
#[test]
fn two_books_are_one_swap() {
	run(|| {
		both(8);
		ProductPools::fill(0, 0);
		let other = with_other();
		let path = || over(&[(TOKEN, Some(PAIR)), (OTHER, Some(other))]);
		let tokens = balance(&TOKEN, &charlie());
		let what = (NATIVE, path(), exactly(100_000));
		let quote = quoted(what.clone()).unwrap();
		let [first, second] = quote.hops[..] else { panic!("{quote:?}") };
		assert!(first.lots > 0 && second.lots > 0 && first.got >= second.spent);
		events();
		assert_eq!(swap(what), Ok([quote.spent, quote.got]));
		// What is less than a lot of the second stays.
		assert_eq!(balance(&TOKEN, &charlie()), tokens + first.got - second.spent);
		let told = events();
		let hops = told.iter().filter(|event| matches!(event, Event::Hopped { .. }));
		assert_eq!(hops.count(), 2);
		let swapped = |event: &Event<Test>| match event {
			Event::Swapped { from, to, spent, got, .. } => {
				(from, to, *spent, *got) == (&NATIVE, &OTHER, quote.spent, quote.got)
			},
			_ => false,
		};
		assert!(told.last().is_some_and(swapped), "{told:?}");
		Dex::do_try_state().unwrap();
		// The other way round: so much of the other.
		let what = out((NATIVE, path(), exactly(0)), 100);
		let quote = quoted(what.clone()).unwrap();
		assert!(quote.got >= 100);
		assert_eq!(tried(what.clone()), Ok([quote.spent, quote.got]));
		let less = with(what, |spec| spec.limit = quote.spent - 1);
		refused_swap(less, Error::LimitNotMet);
	});
}

/// Somebody without an account of what is between swaps all the same.
#[test]
fn what_is_between_needs_no_account() {
	run(|| {
		both(8);
		let other = with_other();
		ProductPools::fill_with((TOKEN, 100_000), (OTHER, 200_000));
		for hops in [
			over(&[(TOKEN, Some(PAIR)), (OTHER, None)]),
			over(&[(TOKEN, None), (OTHER, Some(other))]),
			over(&[(TOKEN, None), (OTHER, None)]),
			over(&[(TOKEN, Some(PAIR)), (OTHER, Some(other))]),
		] {
			let what = (NATIVE, hops, exactly(90_000));
			let quote = quoted(what.clone()).unwrap();
			set_balance(&TOKEN, &charlie(), 0);
			let exact = quote.hops[0].got == quote.hops[1].spent;
			let done = tried(what);
			assert_eq!(done, Ok([quote.spent, quote.got]), "{exact}");
		}
		// Three hops, there and further: the third by its pool alone.
		ProductPools::fill_with((OTHER, 100_000), (Asset::WithId(51), 100_000));
		assert_ok!(Assets::force_create(RuntimeOrigin::root(), 51, issuer(), true, 1));
		ProductPools::fill_with((OTHER, 100_000), (Asset::WithId(51), 100_000));
		let last = Asset::WithId(51);
		let hops = over(&[(TOKEN, Some(PAIR)), (OTHER, Some(other)), (last.clone(), None)]);
		let what = (NATIVE, hops.clone(), exactly(90_000));
		let quote = quoted(what.clone()).unwrap();
		assert_eq!(swap(what), Ok([quote.spent, quote.got]));
		let back = out((NATIVE, hops, exactly(0)), 100);
		let quote = quoted(back.clone()).unwrap();
		assert_eq!(swap(back), Ok([quote.spent, quote.got]));
		Dex::do_try_state().unwrap();
	});
}

#[test]
fn all_of_it_or_nothing() {
	run(|| {
		both(8);
		let other = with_other();
		let hops = over(&[(TOKEN, Some(PAIR)), (OTHER, Some(other))]);
		let what = (NATIVE, hops, exactly(90_000));
		let before = (depth(Side::Sell), Dex::do_try_state());
		// The account cannot have what comes.
		assert_ok!(Assets::mint(origin(issuer()), 50, charlie(), 100));
		assert_ok!(Assets::block(origin(issuer()), 50, charlie()));
		assert!(swap(what.clone()).is_err());
		assert_ok!(Assets::thaw(origin(issuer()), 50, charlie()));
		assert_eq!((depth(Side::Sell), Dex::do_try_state()), before);
		// The last hop has nothing.
		let hops = over(&[(TOKEN, Some(PAIR)), (OTHER, None)]);
		refused_swap((NATIVE, hops, exactly(90_000)), Error::NotFilled);
		// Nor without money.
		assert!(swap_by(&eve(), what.clone()).is_err());
		assert_eq!((depth(Side::Sell), Dex::do_try_state()), before);
		assert!(swap(what).is_ok());
	});
}

#[test]
fn nobody_swaps_with_himself() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 5));
		place(bob(), limit(1, Side::Sell, 1_001, 5));
		// Her own is the best: she stops there.
		let stopped = swap_by(&alice(), buy(100_000));
		assert_eq!(stopped, Err(Error::<Test>::NotFilled.into()));
		// Five lots, and less than what another costs.
		assert_ok!(swap_by(&bob(), buy(18_000)));
		assert_eq!((open(&alice()), open(&bob())), (vec![(1, 0)], vec![(1, 5)]));
	});
}

#[test]
fn a_part_of_a_long_queue_needs_steps() {
	ExtBuilder.build().execute_with(|| {
		market(terms());
		queues::crowd(0, 1_000, 1_000);
		let with_steps = |amount, steps| with(buy(amount), |spec| spec.max_steps = steps);
		let few = || with_steps(5_000_000, 2);
		// Two thousand lots are there, 1,662 are paid for: three chunks and a quarter.
		let many = quoted(with_steps(5_000_000, 20)).unwrap();
		assert_eq!(many.hops[0].lots, 1_662);
		assert_eq!(tried(with_steps(5_000_000, 20)), Ok([many.spent, many.got]));
		// With few steps most of it would not be spent.
		refused_swap(few(), Error::NotFilled);
		assert_eq!(quoted(few()), None);
		// With a pool it does the rest.
		ProductPools::fill(1_000_000, 297_000_000);
		let with_pool = quoted(few()).unwrap();
		assert!(with_pool.hops[0].pool_in > 0 && with_pool.hops[0].lots < 1_662);
		assert_eq!(tried(few()), Ok([with_pool.spent, with_pool.got]));
		// All of it could be had with as many, but a part would be better.
		let quotes = [2, 20].map(|steps| quoted(with_steps(6_100_000, steps)).unwrap());
		let lots = quotes.clone().map(|quote| quote.hops[0].lots);
		assert!(lots[0] < 600 || lots[0] == 2_000, "{quotes:?}");
		assert!((1_000..2_000).contains(&lots[1]), "{quotes:?}");
		assert!(quotes[0].got <= quotes[1].got);
		assert_eq!(tried(with_steps(6_100_000, 2)).unwrap()[1], quotes[0].got);
	});
}

#[test]
fn while_the_hook_is_late_only_the_pool_does_it() {
	run(|| {
		both(4);
		place(alice(), until(now() + HOUR, limit(50, Side::Sell, 2_000, 10)));
		set_time(now() + 2 * HOUR);
		let quote = quoted(sell(500)).unwrap();
		assert_eq!(quote.hops[0].lots, 0);
		assert_eq!(tried(sell(500)), Ok([quote.spent, quote.got]));
	});
}

/// As its issuer took some of what is held.
#[test]
fn while_money_is_missing_only_the_pool_does_it() {
	ExtBuilder.build().execute_with(|| {
		market(terms());
		both(4);
		let pot = Dex::pot_account(TOKEN);
		set_balance(&TOKEN, &pot, balance(&TOKEN, &pot) - 1);
		let quote = quoted(sell(500)).unwrap();
		assert_eq!(quote.hops[0].lots, 0);
		assert_eq!(tried(sell(500)), Ok([quote.spent, quote.got]));
		ProductPools::fill(0, 0);
		refused_swap(sell(500), Error::NotFilled);
	});
}

/// What comes to a pot that is frozen cannot leave it; what is paid in can be.
#[test]
fn while_a_pot_is_frozen_only_the_pool_does_it() {
	run(|| {
		both(4);
		let pot = Dex::pot_account(TOKEN);
		assert_ok!(Assets::freeze(origin(issuer()), TOKEN_ID, pot.clone()));
		let quote = quoted(buy(90_000)).unwrap();
		assert_eq!(quote.hops[0].lots, 0);
		assert_eq!(tried(buy(90_000)), Ok([quote.spent, quote.got]));
		let quote = quoted(sell(500)).unwrap();
		assert!(quote.hops[0].lots > 0);
		assert_eq!(tried(sell(500)), Ok([quote.spent, quote.got]));
		ProductPools::fill(0, 0);
		refused_swap(buy(90_000), Error::NotFilled);
		assert_eq!(quoted(buy(90_000)), None);
		assert_ok!(Assets::thaw(origin(issuer()), TOKEN_ID, pot));
		assert!(swap(buy(90_000)).is_ok());
	});
}

/// Who sells is paid in what nobody has here: whoever comes from a pool cannot bring it.
#[test]
fn on_the_way_nobody_lends_a_seed() {
	ExtBuilder.run(|| {
		assert_ok!(Assets::force_create(RuntimeOrigin::root(), 50, issuer(), true, 7));
		assert_ok!(Dex::open_pair(origin(charlie()), TOKEN, OTHER, terms()));
		assert_ok!(Dex::deposit(origin(alice()), TOKEN, STAKE));
		assert_ok!(Dex::set_slots(origin(alice()), 1));
		place(alice(), limit(1, Side::Sell, 1_000, 20));
		ProductPools::fill_with((NATIVE, 1_000_000), (OTHER, 1_000_000));
		let hops = over(&[(OTHER, None), (TOKEN, Some(PAIR))]);
		let what = (NATIVE, hops, exactly(50_000));
		refused_swap(what.clone(), Error::NotFilled);
		// The first hop is paid for by who has it, with its seed.
		set_balance(&OTHER, &dave(), 100_000);
		let first = (OTHER, over(&[(TOKEN, Some(PAIR))]), exactly(7_000));
		assert_ok!(swap_by(&dave(), first));
		let quote = quoted(what.clone()).unwrap();
		assert_eq!(swap(what), Ok([quote.spent, quote.got]));
	});
}

#[test]
fn it_has_a_price() {
	run(|| {
		both(4);
		let weight = |what: Swap| {
			let info =
				frame_support::dispatch::GetDispatchInfo::get_dispatch_info(&call(what.clone()));
			let (from, hops, spec) = what;
			let done = Dex::swap(origin(charlie()), from, hops, spec).unwrap();
			(info.call_weight, done.actual_weight.unwrap())
		};
		let (most, book) = weight(sell(20));
		assert!(book.all_lte(most));
		// A pool that was asked is paid for, also if the book does it alone.
		ProductPools::fill(0, 0);
		let (_, unasked) = weight(sell(20));
		ProductPools::fill(100_000, 20_000_000);
		let quote = quoted(sell(20)).unwrap();
		assert_eq!((quote.hops[0].lots, quote.hops[0].pool_in), (2, 0));
		let (most, asked) = weight(sell(20));
		assert!(asked.all_lte(most));
		assert!(unasked.saturating_add(ProductPools::weight()).all_lte(asked));
		let (most, pool) = weight((TOKEN, over(&[(NATIVE, None)]), exactly(100)));
		assert!(pool.all_lte(most) && ProductPools::weight().all_lte(pool));
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(150))]

	/// Whatever the book and the pool: what was quoted is what happens.
	#[test]
	fn quotes_are_what_happens(
		levels in 0..6_u32,
		pool in (1_000..200_000_u128, 100_000..60_000_000_u128),
		swaps in prop::collection::vec((any::<bool>(), any::<bool>(), 1..600_000_u128), 1..6),
		max_steps in 0..6_u32,
	) {
		ExtBuilder.run(|| {
			market(terms());
			both(levels);
			ProductPools::fill(pool.0, pool.1);
			for (buys, exact_in, amount) in swaps {
				let scale = if buys == exact_in { 1 } else { 200 };
				let what = if buys { buy(amount / scale) } else { sell(amount / scale) };
				let what = with(what, |spec| spec.max_steps = max_steps);
				let what = if exact_in { what } else { out(what, amount / scale) };
				let quote = quoted(what.clone());
				let told = quote.map(|quote| [quote.spent, quote.got]);
				assert_eq!(swap(what).ok(), told);
			}
		});
	}

	/// The same over two hops, of books and pools of any kind: and the exact part is exact.
	#[test]
	fn quotes_of_paths_are_what_happens(
		pools in [any::<bool>(), any::<bool>()],
		books in [any::<bool>(), any::<bool>()],
		swaps in prop::collection::vec((any::<bool>(), any::<bool>(), 1..300_000_u128), 1..6),
	) {
		ExtBuilder.run(|| {
			market(terms());
			both(6);
			let other = with_other();
			ProductPools::fill(if pools[0] { 100_000 } else { 0 }, 30_000_000);
			if pools[1] {
				ProductPools::fill_with((TOKEN, 50_000), (OTHER, 100_000));
			}
			for (there, exact_in, amount) in swaps {
				let [first, second] = [Some(PAIR).filter(|_| books[0]), Some(other).filter(|_| books[1])];
				let (from, hops) = match there {
					true => (NATIVE, over(&[(TOKEN, first), (OTHER, second)])),
					false => (OTHER, over(&[(TOKEN, second), (NATIVE, first)])),
				};
				let scale = if there == exact_in { 1 } else { 200 };
				let what = (from, hops, exactly(amount / scale));
				let what = if exact_in { what } else { out(what, amount / scale) };
				set_balance(&OTHER, &charlie(), 1_000_000);
				let quote = quoted(what.clone());
				let told = quote.map(|quote| [quote.spent, quote.got]);
				let done = swap(what.clone()).ok();
				assert_eq!(done, told);
				if let Some([spent, got]) = done {
					match what.2.want {
						Want::ExactIn(amount) => assert!(spent <= amount),
						Want::ExactOut(amount) => assert!(got >= amount),
					}
				}
			}
		});
	}
}
