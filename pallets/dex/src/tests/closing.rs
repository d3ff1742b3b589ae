//! A pair goes although others have orders in it.

use super::{pairs::names, *};
use crate::NOTICE_MS;

fn close(from_ms: u64) -> Result<(), DispatchError> {
	Dex::set_status(origin(charlie()), PAIR, Status::Closing { from_ms })
}

fn clear(who: AccountId, ids: &[u64]) -> Result<(), DispatchError> {
	outcome(Dex::clear(origin(dave()), PAIR, who, names(ids)))
}

#[test]
fn whoever_does_not_go_is_taken_out() {
	run(|| {
		for id in 0..30 {
			place(alice(), limit(id, Side::Sell, 1_000 + id as u32, 10));
		}
		place(bob(), from_wallet(limit(1, Side::Buy, 900, 10)));
		place(bob(), limit(2, Side::Buy, 1_000, 14));
		let from_ms = now() + NOTICE_MS;
		assert_noop!(close(from_ms - 1), Error::<Test>::NoticeTooShort);
		let far = now() + crate::HORIZON_MS + 1;
		assert_noop!(close(far), Error::<Test>::DeadlineTooFar);
		assert_noop!(close(u64::MAX), Error::<Test>::DeadlineTooFar);
		events();
		assert_ok!(close(from_ms));
		let status = Status::Closing { from_ms };
		assert_eq!(event(), Event::StatusSet { pair: PAIR, status });
		refused(limit(40, Side::Sell, 1_000, 10), Error::NotTrading);
		// There is time to go.
		assert_noop!(clear(alice(), &[1]), Error::<Test>::NotClosing);
		assert_ok!(Dex::cancel(origin(alice()), OrderId(1)));
		set_time(from_ms - 1);
		assert_noop!(clear(alice(), &[2]), Error::<Test>::NotClosing);
		set_time(from_ms);
		events();
		// What is gone already is passed over.
		assert_ok!(clear(alice(), &[0, 1, 2]));
		let (pair, reason) = (PAIR, Reason::PairClosing);
		let cut = Event::Cut { pair, who: alice(), id: OrderId(2), lots: 10, reason };
		let told = events();
		assert!(matches!(told[0], Event::Settled { lots: 10, .. }), "{told:?}");
		assert_eq!(told[1..], [cut]);
		assert_noop!(clear(alice(), &[0, 1, 2]), Error::<Test>::OrderNotFound);
		let all: Vec<_> = (3..23).collect();
		assert_ok!(clear(alice(), &all));
		let last: Vec<_> = (23..30).collect();
		assert_ok!(clear(alice(), &last));
		let before = balance(&NATIVE, &bob());
		assert_ok!(clear(bob(), &[1, 2]));
		assert_eq!(balance(&NATIVE, &bob()), before + 27_000 + up(27_000, 700));
		assert_eq!(free(&alice())[0], STAKE - 100);
		assert_ok!(Dex::close_pair(origin(charlie()), PAIR));
		assert_eq!(held(&charlie()), 0);
		assert_eq!(crate::Pages::<Test>::iter().count(), 0);
	});
}

#[test]
fn who_was_told_can_rely_on_it() {
	run(|| {
		let status = |who, status| Dex::set_status(origin(who), PAIR, status);
		let from_ms = now() + NOTICE_MS;
		assert_ok!(close(from_ms));
		for other in [Status::Trading, Status::CancelOnly, Status::Closing { from_ms }] {
			assert_noop!(status(charlie(), other), Error::<Test>::PairClosing);
		}
		let root = |status| Dex::set_status(RuntimeOrigin::root(), PAIR, status);
		assert_ok!(root(Status::Trading));
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		set_time(from_ms);
		assert_noop!(clear(alice(), &[1]), Error::<Test>::NotClosing);
		assert_noop!(root(Status::Closing { from_ms }), Error::<Test>::NoticeTooShort);
		assert_noop!(status(alice(), Status::Closing { from_ms }), Error::<Test>::NotOwner);
	});
}

#[test]
fn orders_of_other_pairs_stay() {
	run(|| {
		assert_ok!(Dex::open_pair(origin(charlie()), TOKEN, NATIVE, terms()));
		assert_ok!(Dex::place(origin(alice()), PairId(1), limit(1, Side::Sell, 1_000, 10)));
		assert_ok!(close(now() + NOTICE_MS));
		set_time(now() + NOTICE_MS);
		assert_noop!(clear(alice(), &[1]), Error::<Test>::OrderNotFound);
		let other = Dex::clear(origin(dave()), PairId(1), alice(), names(&[1]));
		assert_noop!(outcome(other), Error::<Test>::NotClosing);
		assert_noop!(clear(charlie(), &[1]), Error::<Test>::TraderNotFound);
		assert_eq!(open(&alice()), [(1, 10)]);
	});
}
