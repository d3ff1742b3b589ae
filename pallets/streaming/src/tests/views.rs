use super::*;

#[test]
fn pages_through_the_streams_of_an_account() {
	ExtBuilder.run(|| {
		let mut ids: Vec<_> = (0..5).map(|_| open(&TOKEN, 100, spec(per_second(1)))).collect();
		let mut found = vec![];
		let mut after = None;
		loop {
			let page = Streaming::streams_of(bob(), after, 2);
			assert!(page.len() <= 2);
			let Some(last) = page.last() else { break };
			after = Some(*last);
			found.extend(page);
		}
		found.sort();
		ids.sort();
		assert_eq!(found, ids);
		assert_eq!(Streaming::streams_of(alice(), None, u32::MAX).len(), 5);
		assert_eq!(Streaming::streams_of(charlie(), None, 9), vec![]);
	});
}

#[test]
fn say_nothing_of_what_is_not_there() {
	ExtBuilder.run(|| {
		assert_eq!(Streaming::stream(StreamId(0)), None);
		assert_eq!(Streaming::owed(StreamId(0)), None);
		assert_eq!(Streaming::owed_at(StreamId(0), START), None);
		assert_eq!(Streaming::runs_out_at(StreamId(0)), None);
		assert_eq!(Streaming::vault(VaultId(0)), None);
		assert_eq!(Streaming::vault_of(alice(), TOKEN), None);
		assert_eq!(Streaming::vault_runs_out_at(VaultId(0)), None);
		assert_eq!(Streaming::credit(alice(), TOKEN), 0);
	});
}

#[test]
fn tell_when_money_is_used_up() {
	ExtBuilder.run(|| {
		let runs_out = |spec| Streaming::runs_out_at(open(&TOKEN, 600, spec));
		let base = spec(per_second(1));
		let dry = START + 10 * MINUTE;
		assert_eq!(runs_out(base), Some(dry));
		// It ends before, or just then.
		assert_eq!(runs_out(StreamSpec { end_ms: Some(dry), ..base }), None);
		assert_eq!(runs_out(StreamSpec { end_ms: Some(dry + 1), ..base }), Some(dry));
		assert_eq!(runs_out(StreamSpec { max_total: Some(600), ..base }), None);
		assert_eq!(runs_out(StreamSpec { max_total: Some(601), ..base }), Some(dry));
		assert_eq!(runs_out(metered(PRICE)), None);
		let id = open(&TOKEN, 600, base);
		set_time(dry + 5);
		assert_eq!(Streaming::runs_out_at(id), Some(dry));
	});
}

#[test]
fn what_is_owed_then_is_what_is_paid_then() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 600, spec(Rate(per_second(7).0 / 3)));
		for elapsed in [1, 999, 1_000, 12_345, 200_000, 257_142, 257_143, 10_000_000] {
			let then = START + elapsed;
			let promised = Streaming::owed_at(id, then).unwrap();
			set_time(then);
			assert_eq!(Streaming::owed(id), Some(promised));
			set_time(START);
		}
	});
}
