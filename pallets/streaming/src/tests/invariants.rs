//! What is broken in the pallet's storage is found by its invariant's number. That nothing breaks
//! by itself is for the model in `fuzz/` to try.

use super::*;
use crate::{
	stream::Source,
	types::{Due, Proposal, MAX_AHEAD_MS},
	Credits, NextStreamId, NextVaultId, Pots, Proposals, Streams, StreamsOf, VaultIds, Vaults,
};
use bloc_timetable::Owner;
use frame_support::traits::{fungibles::Mutate, tokens::Preservation};

/// What `spoil` does is found under this number.
fn finds(number: &str, spoil: impl FnOnce(StreamId, VaultId)) {
	ExtBuilder.build().execute_with(|| {
		let id = open(&TOKEN, 600, StreamSpec { max_total: Some(500), ..spec(per_second(1)) });
		let vault = open_vault(&TOKEN, 600);
		from_vault(&TOKEN, bob(), per_second(1));
		set_time(START + 5_500);
		Streaming::do_try_state().unwrap();
		spoil(id, vault);
		let error: &'static str = Streaming::do_try_state().unwrap_err().into();
		assert!(error.starts_with(number), "{error}");
	});
}

#[test]
fn what_is_broken_is_found() {
	finds("C1", |_, _| Credits::<Test>::insert(bob(), TOKEN, 1));
	finds("C2", |_, _| {
		let pot = Streaming::pot_account(TOKEN);
		AllAssets::transfer(TOKEN, &pot, &bob(), 1, Preservation::Preserve).unwrap();
	});
	finds("S1", |id, _| StreamsOf::<Test>::remove(bob(), id));
	finds("S1", |id, _| StreamsOf::<Test>::insert(charlie(), id, ()));
	finds("S1", |_, _| StreamsOf::<Test>::insert(charlie(), StreamId(9), ()));
	finds("S1", |_, _| VaultIds::<Test>::remove(alice(), TOKEN));
	finds("S1", |_, id| VaultIds::<Test>::insert(alice(), NATIVE, id));
	finds("S1", |_, _| {
		let (by, change) = (Party::Payer, Change::Pause);
		let proposal = Proposal { by, change, rate: None, paused_ms: None };
		Proposals::<Test>::insert(StreamId(9), proposal);
	});
	let stream = |id, change: fn(&mut crate::StreamOf<Test>)| {
		Streams::<Test>::mutate(id, |record| change(&mut record.as_mut().unwrap().stream));
	};
	finds("S2", |id, _| stream(id, |stream| stream.accrued.units = 601));
	finds("S2", |id, _| stream(id, |stream| stream.paid = 501));
	let meter = |change: fn(&mut crate::stream::Meter)| {
		let id = open(&TOKEN, 600, metered(PRICE));
		assert_ok!(Streaming::report(origin(bob()), id, 10));
		Streaming::do_try_state().unwrap();
		Streams::<Test>::mutate(id, |record| match &mut record.as_mut().unwrap().stream.source {
			Source::Metered(meter) => change(meter),
			Source::Rate(_) => panic!("metered above"),
		});
	};
	finds("S2", |_, _| meter(|meter| meter.used_units = PRICE.cap_units + 1));
	finds("S2", |_, _| meter(|meter| meter.used_units = 9));
	finds("S2", |_, _| meter(|meter| meter.reports = 2));
	finds("S2", |_, _| meter(|meter| meter.pending.as_mut().unwrap().amount = 19));
	finds("S5", |id, _| stream(id, |stream| stream.payee = alice()));
	finds("S5", |_, _| NextStreamId::<Test>::put(StreamId(0)));
	finds("S5", |_, _| NextVaultId::<Test>::put(VaultId(0)));
	finds("S6", |id, _| stream(id, |stream| stream.due_ms = None));
	finds("S6", |id, _| stream(id, |stream| stream.due_ms = Some(1)));
	finds("S6", |id, _| Streaming::push(now() + MAX_AHEAD_MS + 1, Due::Stream(id)));
	let vault = |id, change: fn(&mut crate::VaultOf<Test>)| {
		Vaults::<Test>::mutate(id, |record| change(&mut record.as_mut().unwrap().vault));
	};
	finds("S3", |_, id| vault(id, |vault| vault.rate.0 += 1));
	finds("S3", |_, id| vault(id, |vault| vault.streams += 1));
	finds("S3", |_, id| Vaults::<Test>::remove(id));
	finds("S3", |_, _| stream(StreamId(1), |stream| stream.payer = charlie()));
	finds("S3", |_, _| stream(StreamId(1), |stream| stream.asset = NATIVE));
	finds("S4", |_, id| vault(id, |vault| vault.funds.parts += 1));
	finds("S6", |_, id| vault(id, |vault| vault.due_ms = None));
	finds("S6", |_, id| vault(id, |vault| vault.due_ms = Some(1)));
}

/// So many streams like one.
fn crowd(count: u64) {
	let id = open(&TOKEN, 600, spec(per_second(1)));
	let record = Streams::<Test>::get(id).unwrap();
	for n in 1..count {
		let id = StreamId(n);
		StreamsOf::<Test>::insert(alice(), id, ());
		StreamsOf::<Test>::insert(bob(), id, ());
		Streaming::push(record.stream.due_ms.unwrap(), Due::Stream(id));
		Streams::<Test>::insert(id, record.clone());
	}
	NextStreamId::<Test>::put(StreamId(count));
	let more = 600 * u128::from(count - 1);
	Pots::<Test>::mutate(TOKEN, |pot| pot.as_mut().unwrap().held += more);
	AllAssets::mint_into(TOKEN, &Streaming::pot_account(TOKEN), more).unwrap();
}

#[test]
fn each_stream_is_read_once() {
	let costs = |count| {
		ExtBuilder.build().execute_with(|| {
			crowd(count);
			let (result, counts) = bloc_testing::count(Streaming::do_try_state);
			assert_ok!(result);
			counts
		})
	};
	let more = costs(600) - costs(100);
	// A page of the timetable for each 64, twice.
	assert!(more.total_reads <= 500 + 2 * 8, "{more:?}");
	// Its own key and those of its indices.
	assert!(more.steps <= 3 * 500 + 2 * 8, "{more:?}");
}

/// The time that this thread has computed for.
fn computed() -> std::time::Duration {
	let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
	let nanos = text.split_whitespace().next().unwrap().parse().unwrap();
	std::time::Duration::from_nanos(nanos)
}

/// A million streams are to be checked within a minute.
#[test]
#[ignore = "measures for a minute"]
fn many_streams_are_checked_in_little_time() {
	ExtBuilder.build().execute_with(|| {
		crowd(100_000);
		let began = computed();
		Streaming::do_try_state().unwrap();
		let took = computed() - began;
		println!("{took:?}");
		assert!(took.as_secs() < 6, "{took:?}");
	});
}
