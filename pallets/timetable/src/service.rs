//! Serving what is due.

use crate::{Costs, Entry, Head, Page, PageKey, Store, Timetable};
use frame_support::{
	defensive,
	storage::{with_storage_layer, IterableStorageMap, StorageMap, StorageValue},
	traits::Get,
	weights::{Weight, WeightMeter},
};
use sp_runtime::DispatchError;

/// Does what is due. An owner implements it on a type of its own.
pub trait Handler<Payload> {
	/// The most that [`handle`](Self::handle) and then [`failed`](Self::failed) may weigh for this
	/// entry, known without looking at storage. Must fit the smallest budget that the owner gives
	/// to its hook: see [`Timetable::assert_fits`].
	fn weight(&self, entry: &Entry<Payload>) -> Weight;

	/// Do what is due, in a storage transaction of its own: an error rolls back all of it. May push
	/// entries; they are served by a later call. What the handler keeps in `self` is not rolled
	/// back.
	fn handle(&mut self, entry: &Entry<Payload>, now_ms: u64) -> Result<Outcome, DispatchError>;

	/// The entry failed: all that its handling wrote is undone, and the entry will not come back by
	/// itself. Here its owner says what becomes of it: retry (push it again), pause or end, and
	/// always an event.
	fn failed(&mut self, entry: &Entry<Payload>, now_ms: u64, error: DispatchError);

	/// After the last entry of a call of [`Owner::serve`](crate::Owner::serve): do what was gathered
	/// for the end. It must not fail, and the entries have weighed it already.
	fn finish(self)
	where
		Self: Sized,
	{
	}
}

/// How an entry was handled. Carries what that weighed, if less than the handler's bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
	/// What was due is done.
	Done(Option<Weight>),
	/// The entry no longer matches its owner's state: there was nothing to do.
	Stale(Option<Weight>),
}

/// What one call of [`Timetable::service`] did.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Report {
	/// Entries that were handled.
	pub done: u32,
	/// Entries that no longer matched their owner's state.
	pub stale: u32,
	/// Entries that failed and were handed to [`Handler::failed`].
	pub failed: u32,
	/// Entries that are due are left for the next call, because the budget is spent. (A budget that
	/// does not allow to look leaves it false.)
	pub more: bool,
}

impl Report {
	/// All entries that this call served.
	pub fn served(&self) -> u32 {
		self.done.saturating_add(self.stale).saturating_add(self.failed)
	}
}

impl<S: Store> Timetable<S> {
	/// As [`service`](Self::service), for a hook: at what `clock` says, one read, and within `limit`.
	/// Answers with what it weighed. A limit that does not allow to look at the clock does nothing.
	pub fn serve(
		limit: Weight,
		clock: impl FnOnce() -> u64,
		handler: &mut impl Handler<S::Payload>,
	) -> Weight {
		let mut meter = WeightMeter::with_limit(limit);
		if meter.try_consume(S::DbWeight::get().reads(1)).is_ok() {
			Self::service(clock(), &mut meter, handler);
		}
		meter.consumed()
	}

	/// Serve what is due at `now_ms`, in order, for as long as `meter` allows; the rest waits for
	/// the next call. `now_ms` must not go back from call to call.
	///
	/// Whatever is done is consumed from the meter before it is done; what a handler did not use of
	/// its bound is given back. A budget of [`Costs::least_budget`] serves one entry at least.
	pub fn service<H: Handler<S::Payload>>(
		now_ms: u64,
		meter: &mut WeightMeter,
		handler: &mut H,
	) -> Report {
		let mut report = Report::default();
		let costs = S::costs();
		if meter.try_consume(costs.check).is_err() {
			return report;
		}
		// The last slot of all never comes: there is none after it to put what comes late.
		let now_ms = now_ms.min(u64::MAX.saturating_sub(1));
		let head = S::Head::get();
		let Some(next_ms) = head.next_ms.filter(|next_ms| *next_ms <= now_ms) else {
			return report;
		};
		report.more = true;
		if meter.try_consume(costs.begin).is_err() {
			return report;
		}

		// All slots that are due close now: what is pushed from here on goes to a slot that is not
		// due yet. So no page that is being served changes behind our back, and no entry can hold
		// up those that were due before it came. Until the head is put right at the end it says
		// that nothing is due, so that a handler that leads back here finds nothing to serve.
		let open_ms = Self::round_up(now_ms.saturating_add(1)).max(head.open_ms);
		S::Head::put(Head { next_ms: Some(open_ms), served: 0, open_ms });

		let mut at = Self::page_after(PageKey::new(next_ms, head.served));
		while let Some(key) = at.filter(|key| key.slot_ms() <= now_ms) {
			if meter.try_consume(costs.page).is_err()
				|| !Self::serve_page(key, now_ms, meter, handler, &costs, &mut report)
			{
				break;
			}
			at = Self::page_after(key);
		}

		report.more = at.is_some_and(|key| key.slot_ms() <= now_ms);
		S::Head::put(match at {
			// A closed slot: its pages do not change any more, so go on where this call stopped.
			Some(key) if report.more => Head {
				next_ms: Some(key.slot_ms()),
				served: key.number().saturating_sub(1),
				open_ms,
			},
			Some(key) => Head { next_ms: Some(key.slot_ms()), served: 0, open_ms },
			None => Head { next_ms: None, served: 0, open_ms },
		});
		report
	}

	/// Serve a page for as long as the meter allows, and take what was served out of it: one read
	/// and one write, however many entries. Whether all of it was served.
	fn serve_page<H: Handler<S::Payload>>(
		key: PageKey,
		now_ms: u64,
		meter: &mut WeightMeter,
		handler: &mut H,
		costs: &Costs,
		report: &mut Report,
	) -> bool {
		let Some(mut page) = S::Pages::get(key) else {
			defensive!("a page whose key exists can be decoded");
			return true;
		};
		let mut served = 0_usize;
		for entry in page.entries.iter() {
			let bound = handler.weight(entry);
			if meter.try_consume(costs.entry.saturating_add(bound)).is_err() {
				break;
			}
			let actual = Self::serve_entry(entry, now_ms, handler, report).unwrap_or(bound);
			give_back(meter, bound.saturating_sub(actual));
			served = served.saturating_add(1);
		}
		if served == page.entries.len() {
			S::Pages::remove(key);
			return true;
		}
		if served > 0 {
			page.entries.drain(..served);
			S::Pages::insert(key, page);
		}
		false
	}

	/// Serve one entry in its own storage transaction. What it weighed, if the handler says so.
	fn serve_entry<H: Handler<S::Payload>>(
		entry: &Entry<S::Payload>,
		now_ms: u64,
		handler: &mut H,
		report: &mut Report,
	) -> Option<Weight> {
		match with_storage_layer(|| handler.handle(entry, now_ms)) {
			Ok(Outcome::Done(actual)) => {
				report.done = report.done.saturating_add(1);
				actual
			},
			Ok(Outcome::Stale(actual)) => {
				report.stale = report.stale.saturating_add(1);
				actual
			},
			Err(error) => {
				report.failed = report.failed.saturating_add(1);
				handler.failed(entry, now_ms, error);
				None
			},
		}
	}

	/// The first page after `key`: one step in the storage trie, over however long a gap of time.
	fn page_after(key: PageKey) -> Option<PageKey> {
		<S::Pages as IterableStorageMap<PageKey, Page<S::Payload>>>::iter_keys_from(
			S::Pages::hashed_key_for(key),
		)
		.next()
	}
}

/// Return weight that was consumed and not used.
fn give_back(meter: &mut WeightMeter, unused: Weight) {
	*meter = WeightMeter::with_consumed_and_limit(
		meter.consumed().saturating_sub(unused),
		meter.limit(),
	);
}
