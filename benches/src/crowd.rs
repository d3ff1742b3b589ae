//! A crowd on a clock: how streams and subscriptions fare where very many others wait, in one state
//! with a trie, and what happens when very many fall due together.

use crate::{
	clock::{call, genesis, price, set_time, spec},
	nanos_each, Spread,
};
use bloc_primitives::Moment;
use frame_support::{
	traits::{fungible::NativeOrWithId::Native, Hooks},
	weights::Weight,
};
use lightning_bloc_runtime::{
	AccountId, Recurring, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, Streaming, System,
};
use pallet_bloc_recurring::types::Limits;
use sp_core::Blake2Hasher;
use sp_externalities::set_and_run_with_externalities;
use sp_io::TestExternalities;
use sp_runtime::StateVersion;
use sp_state_machine::{Ext, OverlayedChanges, TrieBackendBuilder};
use sp_trie::cache::{CacheSize, SharedTrieCache};

const START_MS: Moment = 1_700_000_000_000;
const DAY_MS: Moment = 24 * 3_600_000;
/// How often those come due that are measured.
const INTERVAL_MS: Moment = 60_000;
/// How many streams, and how many subscriptions, are measured together.
pub const MEASURED: u32 = 1_000;
/// How many accounts are read before anything is measured.
const OTHERS: u32 = 500;
/// How many are made between two commits of the state.
const BATCH: u32 = 100_000;
/// The bytes that a node has for its cache of the trie, unless it is told otherwise.
const CACHE: usize = 1 << 30;

/// What is on a clock.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
	/// Streams.
	Stream,
	/// Subscriptions.
	Subscription,
}

/// All of them.
pub const KINDS: [Kind; 2] = [Kind::Stream, Kind::Subscription];

impl Kind {
	/// One that comes due at the interval, from `payer` to somebody of its own.
	fn make(self, payer: &RuntimeOrigin, payee: AccountId, interval_ms: Moment) {
		let made: RuntimeCall = match self {
			Self::Stream => pallet_bloc_streaming::Call::create {
				payee,
				asset: Native,
				deposit: 1_000_000_000_000_000,
				spec: spec(interval_ms),
			}
			.into(),
			Self::Subscription => pallet_bloc_recurring::Call::authorise {
				payee,
				asset: Native,
				terms: price(interval_ms),
				limits: Limits::default(),
				start_ms: None,
			}
			.into(),
		};
		call(payer, made);
	}

	/// A block's hooks of this kind: what they weighed, with `limit` for the second of them.
	fn hooks(self, limit: Weight) -> Weight {
		let first = match self {
			Self::Stream => Streaming::on_initialize(0),
			Self::Subscription => Recurring::on_initialize(0),
		};
		let left = limit.saturating_sub(first);
		let second = match self {
			Self::Stream => Streaming::on_idle(0, left),
			Self::Subscription => Recurring::on_idle(0, left),
		};
		first.saturating_add(second)
	}

	/// The names of those that the events say were paid, in order.
	fn paid(self) -> Vec<u64> {
		System::read_events_no_consensus()
			.filter_map(|record| match &record.event {
				RuntimeEvent::Streaming(pallet_bloc_streaming::Event::Paid { stream, .. }) => {
					(self == Self::Stream).then_some(stream.0)
				},
				RuntimeEvent::Recurring(pallet_bloc_recurring::Event::Paid {
					subscription,
					..
				}) => (self == Self::Subscription).then_some(subscription.0),
				_ => None,
			})
			.collect()
	}
}

/// The account with this number.
fn person(n: u32) -> AccountId {
	AccountId::new(sp_io::hashing::blake2_256(&n.to_le_bytes()))
}

/// The state of a chain with many streams and subscriptions.
pub struct Crowd {
	ext: TestExternalities,
	cache: SharedTrieCache<Blake2Hasher>,
	waiting: u32,
	now_ms: Moment,
}

impl Crowd {
	/// A chain on which `waiting` of each kind come due in months, each with a payee of its own.
	pub fn new(waiting: u32) -> Self {
		let people: Vec<AccountId> = (0..waiting.saturating_add(MEASURED)).map(person).collect();
		let ext = TestExternalities::new(genesis(&people));
		let cache = SharedTrieCache::new(CacheSize::new(CACHE), None);
		let mut crowd = Self { ext, cache, waiting, now_ms: START_MS };
		for kind in KINDS {
			crowd.add(kind, 0, waiting, 300 * DAY_MS);
			crowd.prune();
		}
		crowd
	}

	/// Adds `count` that come due at `interval_ms`, to the people from `first` on.
	fn add(&mut self, kind: Kind, first: u32, count: u32, interval_ms: Moment) {
		let now_ms = self.now_ms;
		let last = first.saturating_add(count);
		let mut next = first;
		while next < last {
			let end = next.saturating_add(BATCH).min(last);
			self.ext.execute_with(|| {
				System::set_block_number(1);
				set_time(now_ms);
				for n in next..end {
					// One payer for all would be one account that is read from a cache.
					let payer =
						RuntimeOrigin::signed(person(n.saturating_add(1).rem_euclid(last.max(2))));
					kind.make(&payer, person(n), interval_ms);
				}
				System::reset_events();
			});
			let _ = self.ext.commit_all();
			next = end;
		}
	}

	/// Lets go of the nodes of the trie that are no longer in it, as a node's database does.
	fn prune(&mut self) {
		let (nodes, root) = std::mem::take(&mut self.ext).into_raw_snapshot();
		self.ext = TestExternalities::from_raw_snapshot(nodes, root, StateVersion::V1);
	}

	/// What the hooks of an idle block take, and of one in which [`MEASURED`] come due, for each.
	fn round(&mut self, kind: Kind) -> (u64, u64) {
		self.now_ms = self.now_ms.saturating_add(INTERVAL_MS);
		let now_ms = self.now_ms;
		self.block(|| {
			System::reset_events();
			set_time(now_ms.saturating_sub(INTERVAL_MS.div_euclid(2)));
			// Meanwhile the allocator tidies up after the last block, and the cache makes its tables.
			for n in 0..OTHERS {
				System::account_nonce(person(n));
			}
			let idle = nanos_each(1, || {
				kind.hooks(Weight::MAX);
			});
			assert!(kind.paid().is_empty());
			// The slot in which they are due ends within a second.
			set_time(now_ms.saturating_add(1_000));
			let all = nanos_each(1, || {
				kind.hooks(Weight::MAX);
			});
			assert_eq!(kind.paid().len(), usize::try_from(MEASURED).unwrap_or_default());
			System::reset_events();
			(idle, all.div_euclid(MEASURED.into()))
		})
	}

	/// Does `work` as a node does a block: it reads through a cache of the trie, and what it has
	/// changed is committed. Without one, all storage is slower the larger a state is, by a node of
	/// the trie for each sixteenfold.
	fn block<R>(&mut self, work: impl FnOnce() -> R) -> R {
		let cache = self.cache.local_cache_trusted();
		let backend = TrieBackendBuilder::wrap(&self.ext.backend).with_cache(cache).build();
		let mut overlay = OverlayedChanges::default();
		let done =
			set_and_run_with_externalities(&mut Ext::new(&mut overlay, &backend, None), work);
		let changes = overlay
			.drain_storage_changes(&backend, StateVersion::V1)
			.unwrap_or_else(|error| unreachable!("the state is all there: {error}"));
		drop(backend);
		self.ext.backend.apply_transaction(changes.transaction_storage_root, changes.transaction);
		done
	}

	/// Has `count` more come due in one block, and lets blocks pass until all are paid: in order, each
	/// once, and never more in a block than it has room for. Answers with how many blocks that took.
	pub fn rush(&mut self, kind: Kind, count: u32) -> u32 {
		let before = self.ext.execute_with(|| match kind {
			Kind::Stream => pallet_bloc_streaming::NextStreamId::<Runtime>::get().0,
			Kind::Subscription => pallet_bloc_recurring::NextSubscriptionId::<Runtime>::get().0,
		});
		self.add(kind, 0, count, 20 * DAY_MS);
		self.now_ms = self.now_ms.saturating_add(20 * DAY_MS).saturating_add(1_000);
		let now_ms = self.now_ms;
		let room = <Runtime as frame_system::Config>::BlockWeights::get().max_block;
		let mut paid = Vec::new();
		let mut blocks = 0u32;
		while paid.len() < usize::try_from(count).unwrap_or(usize::MAX) {
			blocks = blocks.saturating_add(1);
			let done = self.block(|| {
				System::reset_events();
				set_time(now_ms.saturating_add(Moment::from(blocks).saturating_mul(6_000)));
				let weight = kind.hooks(room);
				assert!(weight.all_lte(room), "{weight:?} in a block of {room:?}");
				let done: Vec<u64> = kind.paid().into_iter().filter(|id| *id >= before).collect();
				System::reset_events();
				done
			});
			assert!(!done.is_empty(), "block {blocks} paid nothing");
			paid.extend(done);
		}
		let expected: Vec<u64> = (before..before.saturating_add(count.into())).collect();
		assert_eq!(paid, expected, "each once, in order");
		blocks
	}
}

/// What the hooks take in each of these crowds, by turns: of an idle block, and of one in which
/// [`MEASURED`] more come due every minute, for each of them.
pub fn measure(kind: Kind, crowds: &mut [Crowd], rounds: u32) -> Vec<(Spread, Spread)> {
	for crowd in crowds.iter_mut() {
		crowd.add(kind, crowd.waiting, MEASURED, INTERVAL_MS);
	}
	let mut taken = vec![Vec::new(); crowds.len()];
	for _ in 0..rounds {
		for (crowd, turns) in crowds.iter_mut().zip(&mut taken) {
			turns.push(crowd.round(kind));
		}
	}
	taken.into_iter().map(Spread::of_turns).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_crowd_slows_nobody_down() {
		let mut crowds = [1_000, 30_000].map(Crowd::new);
		for kind in KINDS {
			let measured = measure(kind, &mut crowds, 9);
			let [(few_idle, few_due), (many_idle, many_due)] = measured[..] else {
				unreachable!("there are two");
			};
			let ratio = many_due.least_per_mille_of(&few_due);
			// A fifth more than is promised, since others use the machine's caches.
			assert!(ratio <= 1_380, "{kind:?}: {few_due} and {many_due}");
			let ratio = many_idle.least_per_mille_of(&few_idle);
			assert!(ratio <= 2_000, "{kind:?}: {few_idle} and {many_idle}");
		}
	}

	#[test]
	fn all_that_come_due_together_are_paid_block_by_block() {
		let mut crowd = Crowd::new(20_000);
		for kind in KINDS {
			let blocks = crowd.rush(kind, 20_000);
			assert!(blocks > 1, "{kind:?}: one block was enough, so that this shows nothing");
		}
	}
}
