//! The timetable's invariants.

use crate::{Head, Page, PageKey, Store, Timetable, PAGE_SIZE};
use frame_support::{
	ensure,
	storage::{IterableStorageMap, StorageMap, StorageValue},
};
use sp_runtime::TryRuntimeError;

impl<S: Store> Timetable<S> {
	/// Check the invariants T1 to T6 (the crate's documentation lists them) over all pages. Writes
	/// nothing. An owner calls it from its own `try_state`, between calls of the timetable.
	pub fn try_state() -> Result<(), TryRuntimeError> {
		let head = S::Head::get();
		let mut previous: Option<PageKey> = None;

		for key in <S::Pages as IterableStorageMap<PageKey, Page<S::Payload>>>::iter_keys() {
			let page = S::Pages::get(key).ok_or("T1: a page cannot be decoded")?;
			check_page(key, &page)?;

			match previous {
				None => check_first(&head, key, &page)?,
				Some(before) => {
					let same_slot = before.slot_ms() == key.slot_ms();
					ensure!(
						same_slot != (before == PageKey::open(before.slot_ms())),
						"T3: a slot does not end with its open page"
					);
					// A slot that is not the first one still has all its pages.
					let before_it = if same_slot { before.number() } else { 0 };
					ensure!(
						before_it.checked_add(1) == Some(page.number),
						"T3: a page of a slot is missing"
					);
					let full = page.entries.len() == PAGE_SIZE as usize;
					let open = key == PageKey::open(key.slot_ms());
					ensure!(open || full, "T3: a page that is not its slot's last has room");
				},
			}
			previous = Some(key);
		}

		match previous {
			None => ensure!(
				head.next_ms.is_none() && head.served == 0,
				"T2: the head names a slot in an empty timetable"
			),
			Some(last) => ensure!(
				last == PageKey::open(last.slot_ms()),
				"T3: a slot does not end with its open page"
			),
		}
		Ok(())
	}
}

/// T1, T4 and T6, which each page keeps for itself.
fn check_page<Payload>(key: PageKey, page: &Page<Payload>) -> Result<(), TryRuntimeError> {
	ensure!(!page.entries.is_empty(), "T1: a page is empty");
	ensure!(
		page.entries.iter().all(|entry| entry.due_ms <= key.slot_ms()),
		"T4: an entry would be served before it is due"
	);
	ensure!(
		page.number > 0
			&& (key == PageKey::open(key.slot_ms())
				|| key == PageKey::new(key.slot_ms(), page.number)),
		"T6: a page is not filed under its number"
	);
	Ok(())
}

/// T2 and T5: the head against the first page.
fn check_first<Payload>(
	head: &Head,
	first: PageKey,
	page: &Page<Payload>,
) -> Result<(), TryRuntimeError> {
	// Where service has not stopped half-way, the slot still has its first page.
	let at = if head.served == 0 { page.number } else { first.number() };
	ensure!(
		head.next_ms == Some(first.slot_ms()) && head.served.checked_add(1) == Some(at),
		"T2: the head does not name the first page"
	);
	ensure!(
		head.served == 0 || first.slot_ms() < head.open_ms,
		"T5: a slot that still takes entries is partly served"
	);
	Ok(())
}
