//! Whether a pair trades.

use super::*;

fn by_root(status: Status) -> Result<(), DispatchError> {
	Dex::set_status(RuntimeOrigin::root(), PAIR, status)
}

fn by_owner(status: Status) -> Result<(), DispatchError> {
	Dex::set_status(origin(charlie()), PAIR, status)
}

#[test]
fn orders_only_go() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		events();
		let status = Status::CancelOnly;
		assert_ok!(by_owner(status));
		assert_eq!(event(), Event::StatusSet { pair: PAIR, status });
		refused(limit(2, Side::Sell, 1_000, 10), Error::NotTrading);
		assert_ok!(Dex::reduce(origin(alice()), OrderId(1), 5));
		assert_ok!(Dex::cancel(origin(alice()), OrderId(1)));
		assert_ok!(by_root(Status::Trading));
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		let of = |who| Dex::set_status(origin(who), PAIR, status);
		assert_noop!(of(alice()), Error::<Test>::NotOwner);
		let none = Dex::set_status(origin(charlie()), PairId(9), status);
		assert_noop!(none, Error::<Test>::PairNotFound);
	});
}

#[test]
fn a_stop_ends_by_itself() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(alice(), until(now() + MINUTE, limit(2, Side::Sell, 1_000, 10)));
		place(bob(), limit(1, Side::Buy, 1_000, 4));
		let until_ms = now() + STOP;
		let stop = Status::Stopped { until_ms };
		assert_noop!(by_owner(stop), Error::<Test>::NotOwner);
		let too_long = |until_ms| {
			let status = Status::Stopped { until_ms };
			assert_noop!(by_root(status), Error::<Test>::StopTooLong);
		};
		too_long(until_ms + 1);
		too_long(now());
		assert_ok!(by_root(stop));
		refused(limit(3, Side::Sell, 1_000, 10), Error::NotTrading);
		let cancel = || Dex::cancel(origin(alice()), OrderId(1));
		let all = || outcome(Dex::cancel_all(origin(alice()), PAIR, 9));
		assert_noop!(cancel(), Error::<Test>::PairStopped);
		assert_noop!(all(), Error::<Test>::PairStopped);
		let reduce = Dex::reduce(origin(alice()), OrderId(1), 2);
		assert_noop!(reduce, Error::<Test>::PairStopped);
		assert_noop!(by_owner(Status::Trading), Error::<Test>::PairStopped);
		// What was filled is paid, and what is over goes.
		assert_ok!(Dex::settle(origin(alice()), alice(), pairs::names(&[1])));
		jump_to(now() + MINUTE);
		assert_eq!(open(&alice()), [(1, 6)]);
		set_time(until_ms - 1);
		assert_noop!(cancel(), Error::<Test>::PairStopped);
		set_time(until_ms);
		assert_ok!(cancel());
		refused(limit(3, Side::Sell, 1_000, 10), Error::NotTrading);
		too_long(until_ms + 1);
		set_time(until_ms + STOP - 1);
		too_long(until_ms + STOP);
		set_time(until_ms + STOP);
		assert_ok!(by_root(Status::Stopped { until_ms: now() + 1 }));
		set_time(now() + 1);
		assert_ok!(by_owner(Status::Trading));
	});
}

#[test]
fn an_owner_does_not_trade_alone() {
	run(|| {
		assert_ok!(by_owner(Status::CancelOnly));
		assert_noop!(by_owner(Status::Trading), Error::<Test>::NoticeTooShort);
		set_time(now() + HOUR - 1);
		// The same again puts nothing off.
		assert_ok!(by_owner(Status::CancelOnly));
		assert_noop!(by_owner(Status::Trading), Error::<Test>::NoticeTooShort);
		set_time(now() + 1);
		assert_ok!(by_owner(Status::Trading));
		// Nor does the pair close behind him.
		assert_noop!(by_owner(Status::CancelOnly), Error::<Test>::NoticeTooShort);
		assert_ok!(by_root(Status::CancelOnly));
		assert_ok!(by_root(Status::Trading));
		set_time(now() + HOUR);
		assert_ok!(by_owner(Status::CancelOnly));
		assert_ok!(by_root(Status::Trading));
		// That is told long before.
		assert_ok!(by_owner(Status::Closing { from_ms: now() + crate::HORIZON_MS }));
	});
}
