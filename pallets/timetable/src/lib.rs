//! # Timetable
//!
//! What is due when: a bounded, metered queue in storage, for every pallet that has a hook.
//!
//! ## API
//!
//! A pallet names two storage items in an implementation of [`Store`], and says in a [`Handler`]
//! what to do with what is due. Then
//!
//! - a pallet that has one timetable and serves it in its hooks implements [`Owner`] as well, which
//!   adds what is the same for all of them; in a runtime with several of them, [`Shared`] is one share
//!   of a block for all;
//! - [`Timetable::push`] puts a payload in, to be due at an instant; it never fails;
//! - [`Timetable::service`] serves what is due, for as long as a [`WeightMeter`] allows, and
//!   [`Timetable::serve`] does it for a hook whose budget is a [`share_of_block`];
//! - [`Timetable::next_due_ms`], [`served_from_ms`](Timetable::served_from_ms) and
//!   [`iter`](Timetable::iter) look; [`try_state`](Timetable::try_state) checks;
//! - [`Timetable::assert_fits`] proves in `integrity_test` that the hook's budget is large enough.
//!
//! ### Example
//!
//! A pallet of alarms. Setting one anew leaves the old entry where it is: it is stale when it is
//! met, because the alarm no longer says that it rings then.
//!
//! ```
//! #[frame_support::pallet]
//! pub mod pallet {
//!     use bloc_timetable::{Entry, Handler, Head, Outcome, Page, PageKey, Store, Timetable};
//!     use frame_support::pallet_prelude::*;
//!     use frame_support::traits::{ConstU64, Time};
//!     use frame_support::weights::WeightMeter;
//!     use frame_system::pallet_prelude::*;
//!
//!     #[pallet::pallet]
//!     pub struct Pallet<T>(_);
//!
//!     #[pallet::config]
//!     pub trait Config: frame_system::Config {
//!         type Time: Time<Moment = u64>;
//!         #[pallet::constant]
//!         type HookBudget: Get<Weight>;
//!     }
//!
//!     /// When each alarm rings.
//!     #[pallet::storage]
//!     pub type Alarms<T> = StorageMap<_, Blake2_128Concat, u32, u64>;
//!
//!     /// Where the timetable stands.
//!     #[pallet::storage]
//!     pub type DueHead<T> = StorageValue<_, Head, ValueQuery>;
//!
//!     /// The alarms by when they are due.
//!     // Identity: the order of keys is the order of service.
//!     #[pallet::storage]
//!     pub type DuePages<T> = StorageMap<_, Identity, PageKey, Page<u32>>;
//!
//!     impl<T: Config> Store for Pallet<T> {
//!         type Payload = u32;
//!         type SlotMs = ConstU64<1_000>;
//!         type DbWeight = T::DbWeight;
//!         type Head = DueHead<T>;
//!         type Pages = DuePages<T>;
//!     }
//!
//!     #[pallet::event]
//!     #[pallet::generate_deposit(fn deposit_event)]
//!     pub enum Event<T: Config> {
//!         Rung { alarm: u32 },
//!         Failed { alarm: u32, error: DispatchError },
//!     }
//!
//!     impl<T: Config> Pallet<T> {
//!         pub fn set(alarm: u32, due_ms: u64) {
//!             Alarms::<T>::insert(alarm, due_ms);
//!             Timetable::<Self>::push(due_ms, alarm);
//!         }
//!
//!         fn ring_what_is_due(budget: Weight) -> Weight {
//!             let mut meter = WeightMeter::with_limit(budget);
//!             Timetable::<Self>::service(T::Time::now(), &mut meter, &mut Ring::<T>(PhantomData));
//!             meter.consumed()
//!         }
//!     }
//!
//!     struct Ring<T>(PhantomData<T>);
//!
//!     impl<T: Config> Handler<u32> for Ring<T> {
//!         fn weight(&self, _: &Entry<u32>) -> Weight {
//!             T::DbWeight::get().reads_writes(3, 3)
//!         }
//!
//!         fn handle(&mut self, entry: &Entry<u32>, _: u64) -> Result<Outcome, DispatchError> {
//!             if Alarms::<T>::get(entry.payload) != Some(entry.due_ms) {
//!                 return Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
//!             }
//!             Alarms::<T>::remove(entry.payload);
//!             Pallet::<T>::deposit_event(Event::Rung { alarm: entry.payload });
//!             Ok(Outcome::Done(None))
//!         }
//!
//!         fn failed(&mut self, entry: &Entry<u32>, _: u64, error: DispatchError) {
//!             Pallet::<T>::deposit_event(Event::Failed { alarm: entry.payload, error });
//!         }
//!     }
//!
//!     #[pallet::hooks]
//!     impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
//!         fn on_initialize(_: BlockNumberFor<T>) -> Weight {
//!             Self::ring_what_is_due(T::HookBudget::get())
//!         }
//!
//!         fn on_idle(_: BlockNumberFor<T>, left: Weight) -> Weight {
//!             Self::ring_what_is_due(left)
//!         }
//!
//!         fn integrity_test() {
//!             let heaviest = T::DbWeight::get().reads_writes(3, 3);
//!             Timetable::<Self>::assert_fits(T::HookBudget::get(), heaviest);
//!         }
//!
//!         #[cfg(feature = "try-runtime")]
//!         fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
//!             Timetable::<Self>::try_state()
//!         }
//!     }
//! }
//! #
//! # use frame_support::{derive_impl, parameter_types, traits::{Hooks, Time}, weights::Weight};
//! # parameter_types! {
//! #     pub static Now: u64 = 0;
//! #     pub HookBudget: Weight = Weight::from_parts(10_000_000_000, 100_000);
//! # }
//! # pub struct Clock;
//! # impl Time for Clock {
//! #     type Moment = u64;
//! #     fn now() -> u64 { Now::get() }
//! # }
//! # frame_support::construct_runtime!(pub enum Test { System: frame_system, Alarm: pallet });
//! # #[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
//! # impl frame_system::Config for Test {
//! #     type Block = frame_system::mocking::MockBlock<Test>;
//! #     type DbWeight = frame_support::weights::constants::RocksDbWeight;
//! # }
//! # impl pallet::Config for Test {
//! #     type Time = Clock;
//! #     type HookBudget = HookBudget;
//! # }
//! # fn main() {
//! #     sp_io::TestExternalities::default().execute_with(|| {
//! #         System::set_block_number(1);
//! #         Alarm::integrity_test();
//! #         Alarm::set(7, 5_000);
//! #         Alarm::set(7, 9_000);
//! #         for (now_ms, rung) in [(4_999, 0), (5_000, 0), (8_999, 0), (9_000, 1), (20_000, 1)] {
//! #             Now::set(now_ms);
//! #             assert!(Alarm::on_initialize(1).all_lte(HookBudget::get()));
//! #             Alarm::on_idle(1, Weight::MAX);
//! #             assert_eq!(System::events().len(), rung);
//! #         }
//! #         bloc_timetable::Timetable::<Alarm>::try_state().unwrap();
//! #     });
//! # }
//! ```
//!
//! ## Goals
//!
//! 1. **Never lost, never twice.** Whatever was pushed is handled once, when it is due. A budget
//!    that is spent, an entry that fails, a crowd in one slot, a halt of a year: none drops it.
//! 2. **Never early, in order.** No entry is served before the instant that it was pushed for.
//!    Entries are served by the order of their slots, and within a slot by the order of pushes.
//! 3. **Never beyond the budget.** All work is consumed from a meter before it is done.
//! 4. **Flat.** A push costs the same whatever waits; an idle block reads one key, however many
//!    entries wait; a gap of time is one step, however long.
//! 5. **Fair.** No entry holds up one that was due before it came, not even one that is pushed again
//!    each time that it is served.
//! 6. **No owner starves another.** What all timetables of a runtime take is bounded together, and
//!    each has an equal part of it, however much waits with the others ([`Shared`]).
//! 7. **One fault harms one entry.** Each has its own storage transaction; nothing panics.
//!
//! ## Design
//!
//! **Slots.** Time is cut in slots of [`Store::SlotMs`]. The due time of an entry is rounded up to
//! the end of its slot, and that instant names the slot: its entries are served in the first block
//! at or after it, so never early, and late by less than a slot (Goal 2). The handler still sees the
//! due time as it was asked for. Slots are stored as instants and not counted, so that their length
//! may change while entries wait.
//!
//! **Pages.** A slot is a chain of pages of up to [`PAGE_SIZE`] entries. The last one, the *open*
//! page, has a key that follows from the slot alone: a push needs to know nothing else. When it is
//! full, the next push files it under the next number and opens a new one. Keys are the slot and the
//! number in big-endian bytes behind no hash, so that all pages lie in the storage trie in the order
//! in which they are to be served: the next page is found by one step from key to key, and no index
//! has to be kept (Goal 4). Whoever chooses due times chooses keys; but a key is 16 bytes, and so
//! are the detours that anybody can build into the path to it.
//!
//! **Head.** The earliest slot in which something waits is kept in one value: all that an idle block
//! reads. A push writes it only if the new entry is the earliest of all.
//!
//! **Closing.** When service finds something due, all slots up to now close, and a push that is due
//! in one of them goes to the first slot that is open. So the entries that are due are a list that
//! only gets shorter, and each is reached after a bounded number of others (Goal 5). Calls that find
//! nothing due close nothing, since they write nothing.
//!
//! **Reentrancy.** A handler may push whatever it likes: since the slots that are being served are
//! closed, no page changes while it is being served, and what a handler pushes to be due at once is
//! served from the next slot on. A handler that leads back to [`Timetable::service`] finds nothing
//! due there.
//!
//! **Sharing.** The owners of a runtime are asked one after the other in each block. The first that has
//! something due counts how many have; each of them gets what is left, divided by those who have not
//! been served, and what it does not use is left to the others (Goal 6). What is left in a block is one
//! value in storage.
//!
//! **Metering.** Looking, beginning, each page and each entry is consumed before it is done; of an
//! entry's bound, what its handler did not use is given back. Where the budget ends within a page,
//! the page is written back once without the entries that were served, and the next call goes on
//! there (Goals 1 and 3).
//!
//! **Stale entries.** Nothing is ever searched or removed. An owner stores when its object is due
//! next; an entry that says otherwise is stale, and is skipped for the price of a look.
//!
//! **Faults.** An entry that fails is rolled back, counts as handled, and is given to
//! [`Handler::failed`], where its owner pushes it again, pauses it or ends it, and says so in an
//! event. That is the owner's to decide, so it has no default (Goals 1 and 7).
//!
//! ## Properties
//!
//! - **Safety.** Between calls, the entries that wait are those that were pushed less those that
//!   were handled, whatever handlers and budgets do.
//! - **Progress.** A call with a budget of [`Costs::least_budget`] for the heaviest entry serves at
//!   least one, if any is due. `integrity_test` proves that the hook has it
//!   ([`Timetable::assert_fits`]). An entry heavier than the budget of a call waits for a call that
//!   has more, and those behind it wait too: it is not dropped.
//! - **Liveness.** Let an entry be due, and a call find it so. From then on only the entries before
//!   it are served before it, and their number only falls.
//! - **Termination.** A call serves no more than what waited when it began, even if nothing weighs
//!   anything.
//!
//! ## Costs
//!
//! In keys read and written, each counted once per operation; a step to the next key is as good as a
//! read.
//!
//! | operation | reads | writes | steps |
//! |---|---|---|---|
//! | push | 2 | 1 | 0 |
//! | push of the earliest entry, or of one that finds its page full | 2 | 2 | 0 |
//! | service, nothing due | 1 | 0 | 0 |
//! | service, *p* pages with any number of entries | 1 + *p* | 1 + *p* | 1 + *p* |
//! | [`next_due_ms`](Timetable::next_due_ms) | 1 | 0 | 0 |
//! | an owner that [`Shared`] asks, nothing due | 2 | 0 | 0 |
//! | the same with something due, of *n* owners | 3 + *n* | 1 | 0 |
//!
//! ## Invariants
//!
//! - **T1** Every page can be decoded and holds at least one entry.
//! - **T2** The head names the first page: its slot, and where service stopped within it; in an
//!   empty timetable, none.
//! - **T3** The pages of a slot are complete: numbered without a gap, all full but the open one,
//!   which is the last. Only pages and entries at the front of the first slot may be gone.
//! - **T4** No entry lies in a slot that ends before the entry is due.
//! - **T5** A slot that is partly served is closed.
//! - **T6** A page is filed under its own number, or is the open one.
//!
//! ## Limits
//!
//! - `now_ms` must not go back from call to call.
//! - What is due beyond the last whole slot of the 64 bits (584 million years) is kept, and never
//!   served.
//! - There is no count of what waits: keeping one would cost each push a write.
//! - A push reads and writes a page of up to 64 entries, so keep payloads small.
//! - Who pays for an entry is its owner's business: an entry is storage until it is served.
//!
//! ## Terminology
//!
//! - **due**: what `due_ms` says, in Unix milliseconds. **Served from**: the end of its slot, or the
//!   first open slot if that is later.
//! - **slot**: a span of time, named by the instant at which it ends. **Open**: takes entries;
//!   **closed**: takes none any more.
//! - **page**: up to 64 entries of a slot. **Filed**: full, under its number. **Open**: the last one.
//! - **stale**: no longer matching its owner's state.
//!
//! [`WeightMeter`]: frame_support::weights::WeightMeter

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod costs;
mod owner;
mod service;
mod share;
mod store;
#[cfg(test)]
mod tests;
mod try_state;

pub use costs::{share_of_block, Costs, PUSH_READS, PUSH_WRITES};
pub use owner::{Owner, RETRY_MS};
pub use service::{Handler, Outcome, Report};
pub use share::{Owners, Share, Shared};
pub use store::{Entry, Head, Page, PageKey, Store};

use core::marker::PhantomData;
use frame_support::{
	storage::{IterableStorageMap, StorageMap, StorageValue},
	traits::Get,
	weights::Weight,
};

/// How many entries a page holds at most.
pub const PAGE_SIZE: u32 = 64;

/// The timetable that lives in the storage items of `S`.
pub struct Timetable<S>(PhantomData<S>);

impl<S: Store> Timetable<S> {
	/// Put `payload` in the timetable, to be served at `due_ms` or as soon after it as its slot
	/// ends. Never fails. Reads twice and writes at most twice, whatever waits already.
	pub fn push(due_ms: u64, payload: S::Payload) {
		let head = S::Head::get();
		let slot_ms = Self::round_up(due_ms).max(head.open_ms);
		if head.next_ms.is_none_or(|next_ms| slot_ms < next_ms) {
			S::Head::put(Head { next_ms: Some(slot_ms), served: 0, ..head });
		}

		let key = PageKey::open(slot_ms);
		S::Pages::mutate(key, |open| {
			let page = open.get_or_insert_with(Page::first);
			if let Err(entry) = page.entries.try_push(Entry { due_ms, payload }) {
				S::Pages::insert(PageKey::new(slot_ms, page.number), &*page);
				*page = page.next_with(entry);
			}
		});
	}

	/// What [`push`](Self::push) weighs at most in storage. A call whose benchmark pushes has it
	/// already.
	pub fn push_weight() -> Weight {
		S::DbWeight::get().reads_writes(PUSH_READS, PUSH_WRITES)
	}

	/// The earliest instant at which there is something to serve. One read.
	pub fn next_due_ms() -> Option<u64> {
		S::Head::get().next_ms
	}

	/// The instant from which an entry that is due at `due_ms` would be served if it were pushed
	/// now. One read.
	pub fn served_from_ms(due_ms: u64) -> u64 {
		Self::round_up(due_ms).max(S::Head::get().open_ms)
	}

	/// All that waits, in order. Not bounded: for `try_state`, tests and off-chain views only.
	pub fn iter() -> impl Iterator<Item = Entry<S::Payload>> {
		<S::Pages as IterableStorageMap<PageKey, Page<S::Payload>>>::iter()
			.flat_map(|(_, page)| page.entries)
	}

	/// For an owner's `integrity_test`: panics unless `budget`, the least that the owner's hook
	/// gives to [`service`](Self::service), serves an entry of the weight `heaviest`. Then the
	/// queue always moves on.
	pub fn assert_fits(budget: Weight, heaviest: Weight) {
		let least = S::costs().least_budget(heaviest);
		assert!(
			least.all_lte(budget),
			"the hook's budget {budget:?} is too small to serve one entry: it takes {least:?}",
		);
	}

	/// The end of the slot that `instant_ms` falls in. Instants that have no such end in 64 bits
	/// go to the last slot, which never comes.
	pub(crate) fn round_up(instant_ms: u64) -> u64 {
		instant_ms.checked_next_multiple_of(S::SlotMs::get().max(1)).unwrap_or(u64::MAX)
	}
}
