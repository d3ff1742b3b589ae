//! Putting entries in.

use super::*;

#[test]
fn keeps_what_was_asked_for() {
	run(|| {
		Table::push(1_234, 7);
		assert_eq!(Table::iter().collect::<Vec<_>>(), [Entry { due_ms: 1_234, payload: 7 }]);
	});
}

#[test]
fn rounds_a_due_time_up_to_the_end_of_its_slot() {
	run(|| {
		for (due_ms, from_ms) in [(0, 0), (1, 1_000), (999, 1_000), (1_000, 1_000), (1_001, 2_000)]
		{
			assert_eq!(Table::served_from_ms(due_ms), from_ms);
			Table::push(due_ms, 1);
			let page = QueuePages::get(PageKey::open(from_ms)).unwrap();
			assert_eq!(page.entries.last(), Some(&Entry { due_ms, payload: 1 }));
		}
		// Three of them met in the slot that ends at 1 s.
		assert_eq!(QueuePages::get(PageKey::open(1_000)).unwrap().entries.len(), 3);
	});
}

#[test]
fn orders_by_slot_and_then_by_push() {
	run(|| {
		for (due_ms, payload) in [(5_000, 1), (1_999, 2), (9_000, 3), (1_001, 4), (4_500, 5)] {
			Table::push(due_ms, payload);
		}
		assert_eq!(waiting(), [2, 4, 1, 5, 3]);
	});
}

#[test]
fn keeps_the_earliest_slot_at_hand() {
	run(|| {
		assert_eq!(Table::next_due_ms(), None);
		Table::push(8_000, 1);
		assert_eq!(Table::next_due_ms(), Some(8_000));
		Table::push(9_000, 2);
		assert_eq!(Table::next_due_ms(), Some(8_000));
		Table::push(7_500, 3);
		assert_eq!(Table::next_due_ms(), Some(8_000));
		Table::push(3, 4);
		assert_eq!(Table::next_due_ms(), Some(1_000));
	});
}

#[test]
fn the_same_thing_may_be_due_twice() {
	run(|| {
		Table::push(1_000, 1);
		Table::push(1_000, 1);
		assert_eq!(serve(1_000), [1, 1]);
	});
}

#[test]
fn files_a_page_once_it_is_full() {
	run(|| {
		let pages = || QueuePages::iter_keys().map(|key| key.number()).collect::<Vec<_>>();
		for payload in 0..PAGE_SIZE {
			Table::push(1_000, payload);
		}
		assert_eq!(pages(), [u64::MAX]);

		Table::push(1_000, PAGE_SIZE);
		assert_eq!(pages(), [1, u64::MAX]);
		for payload in PAGE_SIZE + 1..3 * PAGE_SIZE {
			Table::push(1_000, payload);
		}
		assert_eq!(pages(), [1, 2, u64::MAX]);
		assert_eq!(waiting(), (0..3 * PAGE_SIZE).collect::<Vec<_>>());
	});
}

#[test]
fn puts_what_comes_late_into_the_next_slot() {
	run(|| {
		Table::push(2_000, 1);
		assert_eq!(serve(5_500), [1]);
		// The slot that ends at 5 s is closed, though nothing was ever in it.
		Table::push(4_000, 2);
		Table::push(5_500, 3);
		Table::push(0, 4);
		assert_eq!(Table::next_due_ms(), Some(6_000));
		assert_eq!(Table::served_from_ms(0), 6_000);
		assert_eq!(serve(5_999), NOTHING);
		assert_eq!(serve(6_000), [2, 3, 4]);
	});
}

#[test]
fn takes_what_comes_late_at_its_own_time_while_nothing_was_due() {
	run(|| {
		// Idle calls close nothing: they write nothing.
		assert_eq!(serve(50_000), NOTHING);
		Table::push(60_000, 1);
		assert_eq!(serve(50_000), NOTHING);
		Table::push(20_000, 2);
		assert_eq!(Table::next_due_ms(), Some(20_000));
		assert_eq!(serve(60_000), [2, 1]);
	});
}

#[test]
fn the_end_of_time_never_comes_and_harms_nobody() {
	run(|| {
		Table::push(u64::MAX, 1);
		Table::push(u64::MAX - 1, 2);
		Table::push(u64::MAX / 1_000 * 1_000, 3);
		assert_eq!(Table::next_due_ms(), Some(u64::MAX / 1_000 * 1_000));
		Table::push(1_000, 4);
		assert_eq!(serve(u64::MAX - 1_000), [4]);
		assert_eq!(serve(u64::MAX), [3]);
		assert_eq!(serve(u64::MAX), NOTHING);
		// All slots but the last are closed now, and it still takes what comes.
		Table::push(1, 5);
		assert_eq!(serve(u64::MAX), NOTHING);
		assert_eq!(waiting(), [1, 2, 5]);
	});
}

#[test]
fn a_slot_can_be_a_millisecond() {
	for slot_ms in [0, 1] {
		SlotMs::set(slot_ms);
		run(|| {
			for due_ms in [3, 1, 2, u64::MAX] {
				Table::push(due_ms, due_ms as u32);
			}
			assert_eq!(serve(0), NOTHING);
			assert_eq!(serve(1), [1]);
			assert_eq!(serve(2), [2]);
			assert_eq!(serve(3), [3]);
			Table::push(3, 4);
			assert_eq!(serve(3), NOTHING);
			assert_eq!(serve(4), [4]);
			assert_eq!(serve(u64::MAX), NOTHING);
			// The slot of the end is the only one that this leaves open.
			Table::push(u64::MAX - 1, 8);
			assert_eq!(serve(u64::MAX), [8]);
			Table::push(9, 9);
			assert_eq!(serve(u64::MAX), NOTHING);
			assert_eq!(waiting(), [u32::MAX, 9]);
		});
	}
}

#[test]
fn the_length_of_a_slot_can_change_while_entries_wait() {
	run(|| {
		for due_ms in [1_000, 6_500, 13_000] {
			Table::push(due_ms, due_ms as u32);
		}
		SlotMs::set(6_000);
		for due_ms in [1_001, 6_501, 12_500] {
			Table::push(due_ms, due_ms as u32);
		}
		Table::try_state().unwrap();
		assert_eq!(serve(6_000), [1_000, 1_001]);
		SlotMs::set(7);
		Table::push(0, 1);
		assert_eq!(Table::next_due_ms(), Some(7_000));
		assert_eq!(serve(20_000), [6_500, 6_501, 1, 13_000, 12_500]);
	});
}
