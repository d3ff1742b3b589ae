//! Many orders at one price: chunks of 256.

use super::{pairs::names, *};
use crate::{Chunks, Pages};
use bloc_timetable::Timetable;

/// Somebody of a crowd.
pub fn nth(number: u32) -> AccountId {
	let mut name = [0xAB; 32];
	name[..4].copy_from_slice(&number.to_be_bytes());
	AccountId::new(name)
}

/// So many orders of two lots each, that sell at a tick, of as many accounts as that takes.
pub fn crowd(from: u32, count: u32, tick: u32) {
	for at in 0..count {
		let who = nth(from + at / ORDERS);
		if at % ORDERS == 0 {
			for asset in [NATIVE, TOKEN] {
				set_balance(&asset, &who, 1 << 40);
			}
			Dex::deposit(origin(who.clone()), TOKEN, 1 << 30).unwrap();
			Dex::set_slots(origin(who.clone()), ORDERS).unwrap();
		}
		place(who, limit((at % ORDERS).into(), Side::Sell, tick, 2));
	}
	System::reset_events();
}

/// Lots that are open of the `at`th order of a crowd.
fn open_of(at: u32) -> Option<u64> {
	let orders = Dex::orders(nth(at / ORDERS)).into_iter();
	let mut of = orders.filter(|view| view.order.id.0 == u64::from(at % ORDERS));
	of.next().map(|view| view.open)
}

fn buy(id: u64, lots: u64) {
	place(bob(), OrderSpec { max_steps: STEPS, ..limit(id, Side::Buy, 1_000, lots) });
}

fn cancel(at: u32) {
	Dex::cancel(origin(nth(at / ORDERS)), OrderId((at % ORDERS).into())).unwrap();
}

#[test]
fn they_are_filled_in_their_order_over_the_borders() {
	run(|| {
		crowd(0, 700, 1_000);
		// One of each chunk goes, and the last of the first two.
		for at in [3, 255, 300, 511, 600] {
			cancel(at);
		}
		assert_eq!(depth(Side::Sell), [(1_000, 2 * 695)]);
		buy(1, 2 * 200 + 1);
		assert_eq!((open_of(200), open_of(201)), (Some(0), Some(1)));
		assert_eq!(open_of(202), Some(2));
		// To the end of the first chunk, exactly: 254 were there.
		buy(2, 2 * 254 - 401);
		assert_eq!((open_of(254), open_of(256)), (Some(0), Some(2)));
		cancel(257);
		buy(3, 2 * 3);
		let seen = [256, 258, 259, 260].map(open_of);
		assert_eq!(seen, [Some(0), Some(0), Some(0), Some(2)]);
		// Over the second border: 511 was cut, and 300.
		buy(4, 2 * (510 - 259 - 1) + 1);
		assert_eq!([510, 512, 513].map(open_of), [Some(0), Some(1), Some(2)]);
		Dex::do_try_state().unwrap();
		buy(5, 1 + 2 * (700 - 512 - 2));
		assert_eq!([699, 599, 601].map(open_of), [Some(0); 3]);
		assert_eq!(depth(Side::Sell), []);
		assert_eq!(Chunks::<Test>::iter().count() + Pages::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_queue_of_many_chunks_is_forgotten_by_the_hook() {
	run(|| {
		crowd(0, 900, 1_000);
		[0, 300, 600, 899].into_iter().for_each(cancel);
		events();
		buy(1, 2 * 896);
		assert_eq!(taken().len(), 1);
		assert_eq!(depth(Side::Sell), []);
		// A chunk that waits says what it has left.
		assert!(Chunks::<Test>::iter().count() > 2);
		assert_eq!(Timetable::<Dex>::iter().count(), 1);
		for _ in 0..5 {
			next_block();
		}
		assert_eq!(Chunks::<Test>::iter().count(), 0);
		assert_eq!(Timetable::<Dex>::iter().count(), 0);
		assert_ok!(Dex::settle(origin(bob()), nth(9), names(&[5])));
	});
}

#[test]
fn a_queue_that_its_owners_empty_is_forgotten_too() {
	run(|| {
		crowd(0, 600, 1_000);
		(0..600).for_each(cancel);
		assert_eq!((depth(Side::Sell), Pages::<Test>::iter().count()), (vec![], 0));
		for _ in 0..4 {
			next_block();
		}
		assert_eq!(Chunks::<Test>::iter().count(), 0);
	});
}

#[test]
fn chunks_that_were_emptied_are_passed_over() {
	run(|| {
		crowd(0, 800, 1_000);
		(0..600).for_each(cancel);
		buy(1, 3);
		assert_eq!([600, 601, 602].map(open_of), [Some(0), Some(1), Some(2)]);
		// With an own order behind, it goes chunk by chunk.
		crowd(100, 300, 1_000);
		place(bob(), limit(7, Side::Sell, 1_000, 2));
		buy(2, 100_000);
		assert_eq!(depth(Side::Sell), [(1_000, 2)]);
		assert_eq!(open(&bob()), [(7, 2)]);
	});
}

#[test]
fn whoever_opens_a_chunk_pays_for_forgetting_it() {
	run(|| {
		crowd(0, 256, 1_000);
		HookPrice::set(700);
		let before = balance(&NATIVE, &alice());
		place(alice(), limit(1, Side::Sell, 1_000, 2));
		assert_eq!(balance(&NATIVE, &alice()), before - 700);
		place(alice(), limit(2, Side::Sell, 1_000, 2));
		assert_eq!(balance(&NATIVE, &alice()), before - 700);
	});
}
