//! Orders whose time is over.

use super::*;
use crate::TimetablePages;
use bloc_timetable::Timetable;

fn entries() -> usize {
	Timetable::<Dex>::iter().count()
}

#[test]
fn the_hook_takes_it_out() {
	run(|| {
		let end = now() + HOUR;
		place(alice(), until(end, limit(1, Side::Sell, 1_000, 10)));
		place(bob(), limit(1, Side::Buy, 1_000, 4));
		run_block_at(end - 1);
		assert_eq!(open(&alice()), [(1, 6)]);
		events();
		run_block_at(end);
		run_block_at(end + SLOT_MS);
		let told = events();
		let (pair, who, id, lots) = (PAIR, alice(), OrderId(1), 6);
		assert_eq!(told[0], Event::Cut { pair, who, id, lots, reason: Reason::Expired });
		assert_eq!((open(&alice()), depth(Side::Sell)), (vec![], vec![]));
		assert_eq!(TimetablePages::<Test>::iter().count(), 0);
	});
}

#[test]
fn anybody_can_do_it() {
	run(|| {
		let end = now() + HOUR;
		place(alice(), until(end, limit(1, Side::Sell, 1_000, 10)));
		let expire = || Dex::expire(origin(dave()), alice());
		set_time(end - 1);
		assert_noop!(expire(), Error::<Test>::NotDue);
		set_time(end);
		assert_ok!(expire());
		assert_eq!(open(&alice()), []);
		assert_noop!(expire(), Error::<Test>::NotDue);
		assert_noop!(Dex::expire(origin(dave()), charlie()), Error::<Test>::NotDue);
	});
}

#[test]
fn one_entry_for_one_instant() {
	run(|| {
		let end = now() + HOUR;
		for id in 0..9 {
			place(alice(), until(end, limit(id, Side::Sell, 1_000, 10)));
		}
		assert_eq!(entries(), 1);
		place(alice(), until(end + 1, limit(9, Side::Sell, 1_000, 10)));
		place(bob(), until(end, limit(9, Side::Sell, 1_000, 10)));
		assert_eq!(entries(), 3);
		run_block_at(end);
		// Four, and others have their turn.
		assert_eq!(open(&alice()).len(), 6);
		assert_eq!(open(&bob()), []);
		run_block_at(end + SLOT_MS);
		run_block_at(end + 2 * SLOT_MS);
		run_block_at(end + 3 * SLOT_MS);
		assert_eq!((open(&alice()), entries()), (vec![], 0));
	});
}

#[test]
fn one_that_went_before_is_stale() {
	run(|| {
		let end = now() + HOUR;
		place(alice(), until(end, limit(1, Side::Sell, 1_000, 10)));
		assert_ok!(Dex::cancel(origin(alice()), OrderId(1)));
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		jump_to(end);
		assert_eq!((open(&alice()), entries()), (vec![(1, 10)], 0));
	});
}

#[test]
fn nothing_is_taken_while_the_hook_is_late() {
	run(|| {
		let end = now() + HOUR;
		place(alice(), until(end, limit(1, Side::Sell, 1_000, 10)));
		let slot = Timetable::<Dex>::next_due_ms().unwrap();
		let buy = |id| outcome(Dex::place(origin(bob()), PAIR, limit(id, Side::Buy, 1_000, 2)));
		// The chain stands still.
		set_time(slot + LATE);
		assert_ok!(buy(1));
		set_time(slot + LATE + 1);
		assert_noop!(buy(2), Error::<Test>::CatchingUp);
		// What takes nothing goes on.
		place(bob(), limit(2, Side::Buy, 999, 10));
		assert_ok!(Dex::cancel(origin(bob()), OrderId(2)));
		next_block();
		assert_eq!(open(&alice()), []);
		assert_ok!(buy(3));
	});
}

#[test]
fn what_fails_is_tried_again() {
	run(|| {
		let end = now() + HOUR;
		place(alice(), until(end, limit(1, Side::Sell, 1_000, 10)));
		let pages: Vec<_> = crate::Pages::<Test>::iter_prefix(PAIR).collect();
		// A page that says it has no such lots.
		let mut page = pages[0].1.clone();
		page.levels.iter_mut().for_each(|level| level.live = 3);
		crate::Pages::<Test>::insert(PAIR, pages[0].0, page);
		set_time(end + SLOT_MS);
		events();
		<Dex as bloc_timetable::Owner>::serve(frame_support::weights::Weight::MAX / 2);
		let error = Error::<Test>::Inconsistent.into();
		let told = Event::ServiceFailed { due: Due::Trader(alice()), error };
		assert!(events().contains(&told));
		// Nothing has changed by it; mended, it is done.
		crate::Pages::<Test>::insert(PAIR, pages[0].0, pages[0].1.clone());
		jump_to(now() + bloc_timetable::RETRY_MS);
		assert_eq!(open(&alice()), []);
	});
}
