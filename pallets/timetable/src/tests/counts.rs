//! Exactly what each operation does to storage.

use super::*;
use bloc_testing::{count, Counts};
use codec::MaxEncodedLen;

/// Counts of a push that writes so many keys.
fn push_of(writes: usize) -> Counts {
	Counts { reads: 2, writes, total_reads: 2, total_writes: writes, ..Default::default() }
}

/// Counts of a call that serves `entries` out of so many pages.
fn service_of(pages: usize, entries: usize) -> Counts {
	Counts {
		reads: 1 + pages,
		writes: 1 + pages,
		total_reads: 1 + pages,
		// The head is written at the beginning and at the end.
		total_writes: 2 + pages,
		steps: 1 + pages,
		layers: entries,
	}
}

/// Serve all with a handler that does nothing.
fn counted(now_ms: u64) -> Counts {
	count(|| serve_quietly(now_ms, Weight::MAX)).1
}

/// As [`serve_within`], but without the invariants, which read all.
fn serve_quietly(now_ms: u64, budget: Weight) -> (Report, Weight) {
	let mut handler = Recorder::done();
	handler.bound = Weight::zero();
	let mut meter = WeightMeter::with_limit(budget);
	let report = Table::service(now_ms, &mut meter, &mut handler);
	(report, meter.consumed())
}

#[test]
fn a_push_reads_two_keys_and_writes_one_or_two() {
	run(|| {
		let push = |due_ms| count(|| Table::push(due_ms, 1)).1;
		// The first, into a slot that has entries, into a later slot, into an earlier one.
		assert_eq!(push(9_000), push_of(2));
		assert_eq!(push(9_000), push_of(1));
		assert_eq!(push(u64::MAX), push_of(1));
		assert_eq!(push(50_000), push_of(1));
		assert_eq!(push(1_000), push_of(2));
		// Every 64th files a full page.
		for n in 2..=1_000 {
			let writes = if n % PAGE_SIZE == 1 { 2 } else { 1 };
			assert_eq!(push(1_000), push_of(writes), "push {n}");
		}
		assert_eq!(push_of(2).reads as u64, PUSH_READS);
		assert_eq!(push_of(2).writes as u64, PUSH_WRITES);
		assert_eq!(Table::push_weight(), RocksDbWeight::get().reads_writes(2, 2));
	});
}

#[test]
fn a_push_while_serving_costs_no_more() {
	run(|| {
		for payload in 0..200 {
			Table::push(1_000, payload);
		}
		let mut handler = Recorder::new(|entry, _| {
			let (_, counts) = count(|| Table::push(1_000, 1_000));
			assert_eq!(
				counts,
				push_of(if [64, 128, 192].contains(&entry.payload) { 2 } else { 1 })
			);
			Ok(Outcome::Done(None))
		});
		serve_within(1_000, Weight::MAX, &mut handler);
	});
}

#[test]
fn a_crowded_slot_costs_an_honest_push_nothing() {
	run(|| {
		for payload in 0..100_000 {
			Table::push(1_000, payload);
		}
		assert_eq!(count(|| Table::push(1_000, 1)).1, push_of(1));
		assert_eq!(count(|| Table::push(2_000, 1)).1, push_of(1));
		assert_eq!(count(|| Table::push(0, 1)).1, push_of(2));
	});
}

#[test]
fn an_idle_block_reads_one_key_whatever_waits() {
	let idle = Counts { reads: 1, total_reads: 1, ..Default::default() };
	run(|| {
		assert_eq!(counted(999_999), idle);
		for (slots, entries) in [(1, 1), (10, 1_000), (1_000, 50_000)] {
			for n in 0..entries {
				Table::push(1_000_000 + n % slots * 1_000, 1);
			}
			assert_eq!(counted(999_999), idle);
		}
		assert_eq!(count(Table::next_due_ms).1, idle);
	});
}

#[test]
fn a_page_is_read_once_and_written_once() {
	run(|| {
		for (entries, pages) in [(1, 1), (2, 1), (64, 1), (65, 2), (640, 10)] {
			let now_ms = Table::served_from_ms(0);
			for payload in 0..entries {
				Table::push(0, payload);
			}
			assert_eq!(counted(now_ms), service_of(pages, entries as usize));
		}
	});
}

#[test]
fn a_page_that_is_left_half_served_is_written_once() {
	run(|| {
		for payload in 0..64 {
			Table::push(1_000, payload);
		}
		let budget = budget_for(1, 40, Weight::zero());
		let ((report, _), counts) = count(|| serve_quietly(1_000, budget));
		assert_eq!((report.done, report.more), (40, true));
		// No step to a next page.
		assert_eq!(counts, Counts { steps: 1, ..service_of(1, 40) });
		// The rest costs what a whole page does.
		assert_eq!(counted(1_000), service_of(1, 24));
	});
}

#[test]
fn a_page_of_which_nothing_could_be_served_is_not_written() {
	run(|| {
		Table::push(1_000, 1);
		let budget = budget_for(1, 0, Weight::zero());
		let ((report, _), counts) = count(|| serve_quietly(1_000, budget));
		assert_eq!(report, Report { more: true, ..Default::default() });
		// The head only.
		assert_eq!(
			counts,
			Counts { reads: 2, writes: 1, total_reads: 2, total_writes: 2, steps: 1, layers: 0 }
		);
	});
}

#[test]
fn a_gap_of_time_is_one_step_however_long() {
	const YEAR: u64 = 365 * 86_400_000;
	run(|| {
		for gap_ms in [1_000, 1_000_000, YEAR, 1_000 * YEAR] {
			let from_ms = Table::served_from_ms(0);
			Table::push(from_ms, 1);
			Table::push(from_ms + gap_ms, 2);
			Table::push(from_ms + 2 * gap_ms, 3);
			assert_eq!(counted(from_ms + 2 * gap_ms), service_of(3, 3));
		}
	});
}

#[test]
fn serving_costs_the_same_however_much_waits_behind() {
	run(|| {
		for waiting in [0, 1_000, 20_000] {
			for n in 0..waiting {
				Table::push(1_000_000_000 + n * 1_000, 1);
			}
			let now_ms = Table::served_from_ms(0);
			for payload in 0..100 {
				Table::push(0, payload);
			}
			assert_eq!(counted(now_ms), service_of(2, 100));
		}
	});
}

#[test]
fn a_failing_entry_costs_what_any_does() {
	run(|| {
		Table::push(1_000, 1);
		let mut handler = Recorder::new(|_, _| Err(DispatchError::Unavailable));
		let (_, counts) = count(|| Table::service(1_000, &mut WeightMeter::new(), &mut handler));
		assert_eq!(counts, service_of(1, 1));
		assert_eq!(handler.failed, [1]);
	});
}

#[test]
fn the_meter_is_charged_for_all_that_is_touched() {
	// So dear that no allowance for anything else can stand in for a key that is forgotten.
	Db::set(RuntimeDbWeight { read: 1_000_000_000, write: 1_000_000_000_000 });
	// A page's proof has room for the page beside the ways to two keys.
	let Costs { check, page, .. } = Queue::costs();
	let page_len = Page::<u32>::max_encoded_len() as u64;
	assert_eq!(page.proof_size(), 2 * check.proof_size() + page_len);
	run(|| {
		for (slots, entries) in [(1, 0), (1, 1), (1, 64), (1, 65), (5, 400), (70, 70)] {
			let from_ms = Table::served_from_ms(0);
			for n in 0..entries {
				Table::push(from_ms + n % slots * 1_000, 1);
			}
			let ((report, consumed), counts) =
				count(|| serve_quietly(from_ms + slots * 1_000, Weight::MAX));
			assert_eq!(u64::from(report.done), entries);
			// A step counts as a read.
			let touched =
				Db::get().reads_writes((counts.reads + counts.steps) as u64, counts.writes as u64);
			assert!(consumed.ref_time() >= touched.ref_time());
			let pages = counts.reads as u64 - 1;
			let begun = entries > 0;
			assert_eq!(
				consumed,
				if begun {
					budget_for(pages, entries, Weight::zero())
				} else {
					Queue::costs().check
				}
			);
		}
	});
}

#[test]
fn filing_a_page_and_moving_the_head_never_meet() {
	run(|| {
		// A full open page in a slot that is the earliest, and one in a slot that is not.
		for due_ms in [5_000, 3_000, 9_000] {
			for payload in 0..64 {
				Table::push(due_ms, payload);
			}
		}
		for due_ms in [3_000, 5_000, 9_000] {
			assert_eq!(count(|| Table::push(due_ms, 64)).1, push_of(2));
		}
		// And one into a slot that service left behind as the earliest.
		assert_eq!(serve(3_000).len(), 65);
		for payload in 65..128 {
			Table::push(5_000, payload);
		}
		assert_eq!(count(|| Table::push(5_000, 128)).1, push_of(2));
	});
}
