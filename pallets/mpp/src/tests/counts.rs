//! Exactly what calls and hooks do to storage.

use super::*;
use bloc_testing::{counts::Drawers, watch, Touched};
use frame_support::{traits::Hooks, weights::Weight};

/// What one operation does to storage, in keys read and written, each counted once.
#[derive(Debug, PartialEq)]
struct Row {
	/// The pallet's own items.
	records: (usize, usize),
	/// The timetable.
	timetable: (usize, usize),
	/// The channels.
	channels: (usize, usize),
}

fn counted(touched: &Touched) -> Row {
	let drawers = Drawers::of("Mpp").sort(touched);
	let channels = touched.under(&Channels::prefix());
	// Not once more than once for each.
	assert_eq!(channels.total_reads, channels.reads);
	assert_eq!(channels.total_writes, channels.writes);
	Row {
		records: drawers.records.keys(),
		timetable: drawers.timetable.keys(),
		channels: channels.keys(),
	}
}

/// A call that works.
fn call<R, E: std::fmt::Debug>(operation: impl FnOnce() -> Result<R, E>) -> Row {
	let (result, touched) = watch(operation);
	result.unwrap();
	counted(&touched)
}

fn row(records: (usize, usize), timetable: (usize, usize), channels: (usize, usize)) -> Row {
	Row { records, timetable, channels }
}

/// A line of channels from Alice to Dave of this length. The first of its ids.
fn line(hops: u64) -> u64 {
	let people = [alice(), bob(), charlie(), eve(), ferdie()];
	let at = |n: u64| if n == hops { dave() } else { people[(n % 5) as usize].clone() };
	let mut first = None;
	for hop in 0..hops {
		let id = channel(&at(hop), &at(hop + 1));
		Channels::set_policy(id, &at(hop), Policy { base_fee: 0, fee_ppm: 0, ..POLICY });
		first.get_or_insert(id.0);
	}
	first.unwrap()
}

fn along(first: u64, hops: u64, amount: Balance) -> Route {
	route(&(first..first + hops).map(|id| (id, amount)).collect::<Vec<_>>())
}

#[test]
fn a_hop_is_one_read_and_one_write() {
	for hops in [1u64, 3, 8] {
		ExtBuilder.run(|| {
			let parts = [along(line(hops), hops, 100), along(line(hops), hops, 100)];
			let channels = (2 * hops as usize, 2 * hops as usize);
			let reference = registered(invoice(200));
			let mut id = PaymentId(0);
			let pay = || try_pay(reference.clone(), 200, &parts).map(|of| id = of);
			let (records, timetable) = (call(pay).records, 0);
			// Read: the invoice, whether one waits, the next name. Written: the name, the payment,
			// its parts, three indices.
			assert_eq!(records, (3, 7), "{timetable}");
			assert_ok!(Mpp::cancel(origin(dave()), id, Size::MOST));
			let again = call(|| try_pay(reference.clone(), 200, &parts).map(|of| id = of));
			assert_eq!(again.channels, channels);
			// Read: the payment, its parts, the invoice. Written: those, and three indices.
			let claim = call(|| Mpp::claim(origin(dave()), id, PREIMAGE, Size::MOST));
			assert_eq!(claim, row((4, 7), (0, 0), channels));
		});
	}
}

#[test]
fn calls_cost_what_the_documentation_says() {
	ExtBuilder.run(|| {
		let register = || Mpp::register_invoice(origin(dave()), invoice(1_500));
		// Whether it is there, what waits under its name, and the next short one.
		assert_eq!(call(register), row((3, 3), (2, 2), (0, 0)));
		let reference = named(&invoice(1_500));
		let pay = || try_pay(reference.clone(), 1_500, &[via(0, 800)]);
		assert_eq!(call(pay), row((3, 4), (2, 2), (2, 2)));
		let id = PaymentId(0);
		let add = || Mpp::add_parts(origin(alice()), id, routes(&[via(1, 100)]));
		// The payment, the invoice, whether one waits; the part and the payment.
		assert_eq!(call(add), row((3, 2), (0, 0), (2, 2)));
		let drop = || Mpp::drop_part(origin(alice()), id, PartId(1), MAX_HOPS);
		assert_eq!(call(drop), row((2, 2), (0, 0), (2, 2)));
		let replace =
			|| Mpp::replace_part(origin(alice()), id, PartId(0), MAX_HOPS, routes(&[via(1, 700)]));
		assert_eq!(call(replace), row((4, 2), (0, 0), (4, 4)));
		// With the last part come the indices and the deadline.
		let add = || Mpp::add_parts(origin(alice()), id, routes(&[via(0, 800)]));
		assert_eq!(call(add), row((3, 4), (2, 1), (2, 2)));
		let cancel = || Mpp::cancel(origin(dave()), id, Size::MOST);
		assert_eq!(call(cancel), row((3, 6), (0, 0), (4, 4)));
		let cancel = || Mpp::cancel_invoice(origin(dave()), hash(), Size::MOST);
		assert_eq!(call(cancel), row((2, 2), (0, 0), (0, 0)));
	});
}

#[test]
fn an_instant_payment_is_its_hops_and_the_invoice() {
	ExtBuilder.run(|| {
		let first = line(3);
		let reference = registered(instant_invoice(100));
		let pay = || {
			let parts = routes(&[along(first, 3, 100)]);
			Mpp::pay_instant(origin(alice()), reference.clone(), 100, parts, 0)
		};
		let (result, touched) = watch(pay);
		assert_ok!(result);
		assert_eq!(counted(&touched), row((2, 1), (0, 0), (3, 3)));
		// All in all: three channels, the invoice, whether a payment of it waits, the clock, and
		// what one event takes.
		let all = touched.counts();
		assert_eq!((all.reads, all.writes), (3 + 2 + 1 + 4, 3 + 1 + 2));
	});
}

#[test]
fn the_hook_does_as_the_calls_do() {
	ExtBuilder.run(|| {
		complete();
		set_time(START + MAX_HOLD);
		let (_, touched) = watch(|| Mpp::on_idle(1, Weight::MAX / 2));
		let release = counted(&touched);
		assert_eq!((release.records, release.channels), ((3, 6), (4, 4)));
	});
	ExtBuilder.run(|| {
		complete();
		assert_ok!(reveal(PREIMAGE));
		set_time(START + BLOCK_MS);
		let (_, touched) = watch(|| Mpp::on_idle(1, Weight::MAX / 2));
		let settle = counted(&touched);
		assert_eq!((settle.records, settle.channels), ((4, 7), (4, 4)));
	});
}

#[test]
fn an_idle_block_is_one_read_and_the_clock() {
	ExtBuilder.run(|| {
		let reference = registered(invoice(1_500));
		for _ in 0..40 {
			paid(reference.clone(), 1_500, &[via(0, 10)]);
		}
		let (_, touched) = watch(|| Mpp::on_idle(1, Weight::MAX / 2));
		let all = touched.counts();
		assert_eq!((all.total_reads, all.total_writes, all.steps), (2, 0, 0));
	});
}

#[test]
fn costs_do_not_grow_with_what_is_there_already() {
	ExtBuilder.run(|| {
		let reference = registered(invoice(1_500));
		let measure = || {
			let mut id = PaymentId(0);
			let pay = || try_pay(reference.clone(), 1_500, &[via(0, 10)]).map(|of| id = of);
			let paid = call(pay);
			(paid, call(|| Mpp::cancel(origin(alice()), id, Size::MOST)))
		};
		paid(reference.clone(), 1_500, &[via(0, 10)]);
		let few = measure();
		for _ in 0..40 {
			paid(reference.clone(), 1_500, &[via(0, 10)]);
		}
		assert_eq!(measure(), few);
	});
}
