//! Each invariant finds what breaks it.

use super::*;
use sp_runtime::{StateVersion, TryRuntimeError};

/// 150 entries at 1 s, of which 10 are served, and one at 3 s; then `harm`.
fn harmed(harm: impl FnOnce()) -> Result<(), TryRuntimeError> {
	let mut result = Ok(());
	sp_io::TestExternalities::default().execute_with(|| {
		for payload in 0..150 {
			Table::push(1_000, payload);
		}
		Table::push(3_000, 150);
		let mut handler = Recorder::done();
		serve_within(2_000, budget_for(1, 10, handler.bound), &mut handler);
		assert_eq!(
			QueuePages::iter_keys().map(|key| (key.slot_ms(), key.number())).collect::<Vec<_>>(),
			[(1_000, 1), (1_000, 2), (1_000, u64::MAX), (3_000, u64::MAX)]
		);
		harm();
		let root = || sp_io::storage::root(StateVersion::V1);
		let before = root();
		result = Table::try_state();
		assert_eq!(root(), before, "it writes nothing");
	});
	result
}

/// Change the page `number` of the slot at 1 s.
fn change(number: u64, change: impl FnOnce(&mut Page<u32>)) {
	QueuePages::mutate(PageKey::new(1_000, number), |page| change(page.as_mut().unwrap()));
}

fn fault(message: &'static str) -> Result<(), TryRuntimeError> {
	Err(TryRuntimeError::Other(message))
}

#[test]
fn all_is_well() {
	assert_eq!(harmed(|| ()), Ok(()));
	sp_io::TestExternalities::default().execute_with(|| assert_eq!(Table::try_state(), Ok(())));
}

#[test]
fn t1_pages_hold_entries() {
	assert_eq!(
		harmed(|| change(2, |page| {
			page.entries.drain(..);
		})),
		fault("T1: a page is empty")
	);
	assert_eq!(
		harmed(|| {
			let key = QueuePages::hashed_key_for(PageKey::new(1_000, 2));
			sp_io::storage::set(&key, b"no page");
		}),
		fault("T1: a page cannot be decoded")
	);
}

#[test]
fn t2_the_head_names_the_first_page() {
	let head = |change: fn(&mut Head)| harmed(|| QueueHead::mutate(change));
	let wrong = fault("T2: the head does not name the first page");
	assert_eq!(head(|head| head.next_ms = None), wrong);
	assert_eq!(head(|head| head.next_ms = Some(3_000)), wrong);
	assert_eq!(head(|head| head.next_ms = Some(500)), wrong);
	assert_eq!(head(|head| head.served = 1), wrong);
	assert_eq!(harmed(|| QueuePages::remove(PageKey::new(1_000, 1))), wrong);

	let empty = |head: Head| {
		sp_io::TestExternalities::default().execute_with(|| {
			QueueHead::put(head);
			Table::try_state()
		})
	};
	let wrong = fault("T2: the head names a slot in an empty timetable");
	assert_eq!(empty(Head { next_ms: Some(1_000), ..Default::default() }), wrong);
	assert_eq!(empty(Head { served: 1, ..Default::default() }), wrong);
	assert_eq!(empty(Head { open_ms: 1_000, ..Default::default() }), Ok(()));
}

#[test]
fn t3_the_pages_of_a_slot_are_complete() {
	let remove = |slot_ms, number| harmed(|| QueuePages::remove(PageKey::new(slot_ms, number)));
	assert_eq!(remove(1_000, 2), fault("T3: a page of a slot is missing"));
	let ends = fault("T3: a slot does not end with its open page");
	assert_eq!(remove(1_000, u64::MAX), ends);
	assert_eq!(
		harmed(|| {
			for payload in 0..63 {
				Table::push(3_000, payload);
			}
			let page = QueuePages::take(PageKey::open(3_000)).unwrap();
			QueuePages::insert(PageKey::new(3_000, 1), page);
		}),
		ends
	);
	// A later slot that lost its first page.
	assert_eq!(
		harmed(
			|| QueuePages::mutate(PageKey::open(3_000), |page| page.as_mut().unwrap().number = 2)
		),
		fault("T3: a page of a slot is missing")
	);
	assert_eq!(
		harmed(|| change(2, |page| {
			page.entries.pop();
		})),
		fault("T3: a page that is not its slot's last has room")
	);
}

#[test]
fn t4_no_entry_is_early() {
	assert_eq!(
		harmed(|| change(2, |page| page.entries[7].due_ms = 1_001)),
		fault("T4: an entry would be served before it is due")
	);
}

#[test]
fn t5_only_a_closed_slot_is_partly_served() {
	let reopened = fault("T5: a slot that still takes entries is partly served");
	assert_eq!(
		harmed(|| {
			QueuePages::remove(PageKey::new(1_000, 1));
			QueueHead::mutate(|head| (head.served, head.open_ms) = (1, 1_000));
		}),
		reopened
	);
}

#[test]
fn t6_pages_are_filed_under_their_numbers() {
	let misfiled = fault("T6: a page is not filed under its number");
	assert_eq!(harmed(|| change(1, |page| page.number = 2)), misfiled);
	assert_eq!(harmed(|| change(u64::MAX, |page| page.number = 0)), misfiled);
}
