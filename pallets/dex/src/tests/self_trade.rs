//! Nobody trades with himself.

use super::*;

/// Orders and what is open of each.
type Resting = Vec<(u64, u64)>;

/// Alice sells 10, Bob 10, Alice 10, Bob 10 at one price; then Bob buys 25. What is open of each.
fn after(self_trade: SelfTrade) -> (Resting, Resting, (u64, End)) {
	let mut result = None;
	run(|| {
		for id in [1, 2] {
			place(alice(), limit(id, Side::Sell, 1_000, 10));
			place(bob(), limit(id, Side::Sell, 1_000, 10));
		}
		events();
		place(bob(), OrderSpec { self_trade, ..limit(9, Side::Buy, 1_000, 25) });
		let told = taken();
		result = Some((open(&alice()), open(&bob()), (told[0].0, told[0].3)));
	});
	result.unwrap()
}

#[test]
fn the_newest_goes() {
	let (of_alice, of_bob, told) = after(SelfTrade::CancelNewest);
	assert_eq!(of_alice, [(1, 0), (2, 10)]);
	assert_eq!(of_bob, [(1, 10), (2, 10)]);
	assert_eq!(told, (10, End::SelfTrade));
}

#[test]
fn the_oldest_goes() {
	let (of_alice, of_bob, told) = after(SelfTrade::CancelOldest);
	assert_eq!(of_alice, [(1, 0), (2, 0)]);
	// Both of his were in the way: what he wants further rests.
	assert_eq!(of_bob, [(9, 5)]);
	assert_eq!(told, (20, End::NothingLeft));
}

#[test]
fn both_go() {
	let (of_alice, of_bob, told) = after(SelfTrade::CancelBoth);
	assert_eq!(of_alice, [(1, 0), (2, 10)]);
	assert_eq!(of_bob, [(2, 10)]);
	assert_eq!(told, (10, End::SelfTrade));
}

#[test]
fn both_become_smaller() {
	let (of_alice, of_bob, told) = after(SelfTrade::Decrement);
	assert_eq!(of_alice, [(1, 0), (2, 5)]);
	assert_eq!(of_bob, [(2, 10)]);
	assert_eq!(told, (15, End::Done));
}

#[test]
fn what_is_cut_comes_back_and_is_told() {
	run(|| {
		place(bob(), limit(1, Side::Sell, 1_000, 10));
		place(dave(), limit(1, Side::Buy, 1_000, 4));
		events();
		let self_trade = SelfTrade::Decrement;
		place(bob(), OrderSpec { self_trade, ..limit(2, Side::Buy, 1_000, 4) });
		let told = events();
		let (pair, who, id, lots) = (PAIR, bob(), OrderId(1), 4);
		let cut = Event::Cut { pair, who: who.clone(), id, lots, reason: Reason::SelfTrade };
		assert_eq!(told[0], cut);
		// What Dave had taken is settled with it.
		let fee = up(12_000, 700);
		let quote = 12_000 - fee;
		let settled = Event::Settled { pair, who, id, lots: 4, base: 0, quote, fee };
		assert_eq!(told[1], settled);
		assert_eq!(free(&bob()), [STAKE - 60, STAKE + quote]);
		assert_eq!(open(&bob()), [(1, 2)]);
	});
}

#[test]
fn it_is_refused_if_all_was_to_be_taken() {
	run(|| {
		place(bob(), limit(1, Side::Sell, 1_000, 10));
		place(alice(), limit(1, Side::Sell, 1_001, 10));
		let self_trade = SelfTrade::CancelOldest;
		let spec = |lots| OrderSpec {
			kind: Kind::FillOrKill,
			self_trade,
			..limit(2, Side::Buy, 1_001, lots)
		};
		let buy = |lots| outcome(Dex::place(origin(bob()), PAIR, spec(lots)));
		assert_noop!(buy(11), Error::<Test>::NotFilled);
		assert_ok!(buy(10));
		assert_eq!(open(&bob()), []);
	});
}
