//! What clients ask.

use super::*;

#[test]
fn depth_comes_in_pages() {
	run(|| {
		for nth in 0..20_u32 {
			place(alice(), limit(nth.into(), Side::Sell, 1_000 + 37 * nth, 10));
			if nth < 10 {
				place(bob(), limit(nth.into(), Side::Buy, 999 - 37 * nth, 10));
			}
		}
		let whole = depth(Side::Sell);
		assert_eq!(whole.len(), 20);
		assert!(whole.is_sorted());
		let buys = depth(Side::Buy);
		assert!(buys.is_sorted_by(|a, b| a.0 > b.0) && buys.len() == 10);
		for side in [Side::Sell, Side::Buy] {
			let (mut found, mut behind) = (Vec::new(), None);
			loop {
				let page = Dex::depth(PAIR, side, behind, 3);
				assert!(page.len() <= 3);
				let Some(last) = page.last() else { break };
				behind = Some(last.tick);
				found.extend(page.iter().map(|level| (level.tick.0, level.lots)));
			}
			assert_eq!(found, depth(side));
		}
		assert_eq!(Dex::depth(PairId(9), Side::Buy, None, 9), []);
		assert_eq!(Dex::price_of(PAIR, Tick(1_000)), Some(3_000));
		assert_eq!(Dex::price_of(PAIR, Tick(0)), None);
	});
}

#[test]
fn a_quote_is_what_happens() {
	run(|| {
		for nth in 0..8_u32 {
			place(alice(), limit(nth.into(), Side::Sell, 1_000 + 29 * nth, 7));
			place(alice(), limit(100 + u64::from(nth), Side::Buy, 900 - 29 * nth, 7));
		}
		let amounts = [Amount::Lots(3), Amount::Lots(30), Amount::Quote(123_456)];
		let asked = [(Side::Buy, 1_150), (Side::Sell, 750)];
		let mut id = 0;
		for (amount, (side, tick)) in amounts.into_iter().flat_map(|it| asked.map(|to| (it, to))) {
			for max_steps in [1, 2, 8] {
				let quote = Dex::quote(PAIR, side, amount, Tick(tick), max_steps).unwrap();
				events();
				id += 1;
				let kind = Kind::ImmediateOrCancel;
				let spec = OrderSpec { amount, kind, max_steps, ..limit(id, side, tick, 2) };
				frame_support::storage::with_transaction(|| {
					place(bob(), spec);
					let told = taken();
					assert_eq!(told, [(quote.lots, quote.quote, quote.fee, quote.end)]);
					let back: Result<(), DispatchError> = Ok(());
					frame_support::storage::TransactionOutcome::Rollback(back)
				})
				.unwrap();
			}
		}
		assert_eq!(Dex::quote(PairId(9), Side::Buy, amounts[0], Tick(1), 1), None);
	});
}

#[test]
fn a_day_has_twenty_four_hours() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 1_000));
		let start = now() / HOUR * HOUR;
		for hour in 1..=30 {
			set_time(start + hour * HOUR);
			place(bob(), OrderSpec { deadline_ms: u64::MAX, ..limit(hour, Side::Buy, 1_000, 2) });
			assert_ok!(Dex::settle(origin(bob()), alice(), pairs::names(&[1])));
		}
		let day = Dex::day(PAIR).unwrap();
		assert_eq!((day.base, day.quote), (24 * 20, 24 * 6_000));
		assert_eq!((day.before, day.last), (Some(Tick(1_000)), Some(Tick(1_000))));
		set_time(start + 31 * HOUR);
		assert_eq!(Dex::day(PAIR).unwrap().base, 23 * 20);
		set_time(start + 100 * HOUR);
		assert_eq!(Dex::day(PAIR).unwrap().base, 0);
		assert_eq!(Dex::day(PairId(9)), None);
	});
}

#[test]
fn prices_are_summed_over_time() {
	run(|| {
		assert_eq!(Dex::price_sum(PAIR), Some((0, now())));
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(alice(), limit(2, Side::Sell, 1_200, 10));
		place(bob(), limit(1, Side::Buy, 1_000, 2));
		set_time(now() + 500);
		assert_eq!(Dex::price_sum(PAIR), Some((500_000, now())));
		// It goes after the last of the block, by a hundredth in six seconds.
		place(bob(), limit(2, Side::Buy, 1_200, 12));
		set_time(now() + 6_000);
		assert_eq!(Dex::price_sum(PAIR), Some((500_000 + 1_005 * 6_000, now())));
		let before = Dex::price_sum(PAIR).unwrap().0;
		// Somebody sells for less: the last price is not to be had any more.
		place(alice(), limit(3, Side::Sell, 1_010, 10));
		set_time(now() + 6_000);
		assert_eq!(Dex::price_sum(PAIR), Some((before + 1_010 * 6_000, now())));
		assert_eq!(Dex::price_sum(PairId(9)), None);
	});
}

#[test]
fn a_balance_has_three_parts() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(bob(), limit(1, Side::Buy, 1_000, 4));
		let has = |asset| Dex::balance(alice(), asset);
		let net = 12_000 - up(12_000, 700);
		assert_eq!(has(TOKEN), Holding { free: STAKE - 100, locked: 60, unsettled: 0 });
		assert_eq!(has(NATIVE), Holding { free: STAKE, locked: 0, unsettled: net });
		assert_eq!(Dex::balance(charlie(), TOKEN), Holding::default());
		let view = &Dex::orders(alice())[0];
		assert_eq!((view.order.id, view.filled, view.open), (OrderId(1), 4, 6));
		assert!(Dex::book(PAIR).is_some() && Dex::book(PairId(9)).is_none());
	});
}

#[test]
fn what_would_not_be_done_now_is_not_quoted() {
	run(|| {
		let end = now() + HOUR;
		place(alice(), until(end, limit(1, Side::Sell, 1_000, 10)));
		let quote = |tick| Dex::quote(PAIR, Side::Buy, Amount::Lots(3), Tick(tick), 8);
		let status = |status| Dex::set_status(RuntimeOrigin::root(), PAIR, status);
		assert_eq!(quote(1_000).map(|quote| quote.lots), Some(3));
		assert_ok!(status(Status::CancelOnly));
		assert_eq!((quote(1_000), quote(999)), (None, None));
		assert_ok!(status(Status::Trading));
		let slot = bloc_timetable::Timetable::<Dex>::next_due_ms().unwrap();
		set_time(slot + LATE);
		assert_eq!(quote(1_000).map(|quote| quote.lots), Some(3));
		set_time(slot + LATE + 1);
		assert_eq!(quote(1_000), None);
		// What takes nothing could come.
		assert_eq!(quote(999).map(|quote| quote.lots), Some(0));
	});
}
