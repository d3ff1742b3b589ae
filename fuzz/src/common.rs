//! What the models of several pallets share: people, assets, the chain that runs set out from,
//! blocks, accidents, and what is checked after each step. What is the pallet's own comes by
//! [`Subject`].

mod accidents;

use bloc_primitives::{Balance, Moment};
use bloc_testing::{
	exports::{pallet_assets, pallet_balances, pallet_timestamp},
	people::{issuer, AccountId},
	HookPrice, Reader,
};
use bloc_timetable::{Owner, PageKey, Store};
use codec::{Decode, DecodeLimit, Encode};
use core::fmt::Debug;
use frame_support::{
	dispatch::{GetDispatchInfo, PostDispatchInfo},
	storage::{with_transaction, IterableStorageMap, TransactionOutcome},
	traits::{
		fungible::{hold::Inspect as Held, NativeOrWithId},
		fungibles::Inspect,
		Get, Hooks, PalletInfoAccess, Time,
	},
	weights::Weight,
};
use frame_system::{limits, mocking::MockBlock, RawOrigin};
use sp_io::hashing::twox_128;
use sp_runtime::{
	traits::{Dispatchable, StaticLookup},
	DispatchResult, Storage,
};
use sp_state_machine::BasicExternalities;
use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
	hash::{DefaultHasher, Hasher},
};

/// An asset.
pub type Asset = NativeOrWithId<u32>;
/// The events that there were, by the index of the variant, if anybody asks.
pub type Trace = Option<BTreeSet<u8>>;

/// A second.
pub const SECOND: Moment = 1_000;
/// A minute.
pub const MINUTE: Moment = 60 * SECOND;
/// An hour.
pub const HOUR: Moment = 60 * MINUTE;
/// A day.
pub const DAY: Moment = 24 * HOUR;
/// The time from one block to the next.
const BLOCK_MS: Moment = 6_000;
/// What each piece of the hook's work costs.
pub const HOOK_PRICE: Balance = 3;
/// The minimum balance of the native coin.
const ED: Balance = 10;

/// How many steps a run has at most: longer ones find no more, and take longer.
const MAX_STEPS: usize = 64;
/// How deep a call may be nested, as for transactions.
const MAX_DEPTH: u32 = 256;
/// The longest time from one block to the next.
const LONGEST_HALT: Moment = 800 * DAY;

/// The number of people who call.
pub const PEOPLE: usize = 5;
/// The last of the people has next to nothing.
const POOR: usize = 4;
/// The native coin.
pub const NATIVE: Asset = NativeOrWithId::Native;
/// An asset on which accounts can live.
pub const TOKEN: Asset = NativeOrWithId::WithId(TOKEN_ID);
/// Its id.
pub const TOKEN_ID: u32 = 7;
/// The minimum balance of all assets but the native coin.
pub const TOKEN_MIN: Balance = 5;
/// An asset of which there is so much that hardly any more can be, on which accounts cannot live.
pub const WIDE: u32 = 8;
/// An asset that does not exist.
const UNKNOWN: u32 = 10;
/// The assets that exist beside the native coin.
const IDS: [u32; 2] = [TOKEN_ID, WIDE];
/// The assets that exist.
pub const ASSETS: [Asset; 3] = [NATIVE, TOKEN, NativeOrWithId::WithId(WIDE)];

/// A runtime with a clock, the native coin and other assets.
pub trait Runtime:
	frame_system::Config<
		AccountId = AccountId,
		Block = MockBlock<Self>,
		Lookup: StaticLookup<Source = AccountId>,
		RuntimeCall: GetDispatchInfo
		                 + Dispatchable<
			RuntimeOrigin = <Self as frame_system::Config>::RuntimeOrigin,
			PostInfo = PostDispatchInfo,
		> + From<pallet_assets::Call<Self>>
		                 + From<pallet_balances::Call<Self>>,
		RuntimeOrigin: From<RawOrigin<AccountId>>,
	> + pallet_assets::Config<AssetId = u32, AssetIdParameter = u32, Balance = Balance>
	+ pallet_balances::Config<Balance = Balance>
	+ pallet_timestamp::Config<Moment = Moment>
{
}

/// The pallet that a model is of, and what its model adds.
pub trait Subject: Sized + 'static {
	type Runtime: Runtime<RuntimeCall: From<Self::Call>>;
	/// All assets under one name.
	type Assets: Inspect<AccountId, AssetId = Asset, Balance = Balance>;
	type Pallet: Hooks<u64> + Owner + PalletInfoAccess;
	type Call: Decode + Encode + PartialEq + Clone + Debug;
	type Event: Encode + Debug;
	/// What the checks have to know of the steps before.
	type Memory;

	/// The number of kinds of starts.
	const STARTS: usize;

	/// The chain before its first block, with [`balances`] and [`assets`].
	fn genesis() -> Storage;
	/// Makes what there is at a start already.
	fn set_up(start: usize, model: &mut Model<Self>);
	/// What is remembered, as it is in storage now.
	fn memory() -> Self::Memory;
	/// The account of the pallet that holds an asset, if any.
	fn pot(asset: &Asset) -> Option<AccountId>;
	/// The pallet's events since this was asked last.
	fn events() -> Vec<Self::Event>;
	/// Whether the event says that the hook failed, which never happens.
	fn is_failure(event: &Self::Event) -> bool;
	/// The pallet's invariants.
	fn try_state() -> DispatchResult;
	/// The instants at which something changes, or could.
	fn edges() -> Vec<Moment>;
	/// Follows what happened beside the pallet: time passed, or an accident.
	fn time_passed(_: &mut Model<Self>) {}
	/// Runs the hooks of a pallet that the subject is nothing without.
	fn hooks_beside() {}
	/// Follows what is about to be called, by whom if by anybody.
	fn will_call(_: &mut Model<Self>, _: Option<&AccountId>, _: &Self::Call) {}
	/// Takes a step.
	fn step(model: &mut Model<Self>);
	/// Checks what the pallet has done: who called, whose wealth changed, the events.
	fn check(
		model: &mut Model<Self>,
		caller: Option<AccountId>,
		changes: &[Change],
		events: &[Self::Event],
	);
	/// Everybody leaves, whatever has happened.
	fn wind_up(model: &mut Model<Self>);
}

/// A person's wealth before and after a step.
#[derive(Clone, Debug)]
pub struct Change {
	pub who: AccountId,
	pub asset: Asset,
	pub before: Balance,
	pub after: Balance,
}

type System<S> = frame_system::Pallet<<S as Subject>::Runtime>;
type RuntimeCall<S> = <<S as Subject>::Runtime as frame_system::Config>::RuntimeCall;
type RuntimeOrigin<S> = <<S as Subject>::Runtime as frame_system::Config>::RuntimeOrigin;

/// One of the people.
pub fn person(index: usize) -> AccountId {
	AccountId::new([u8::try_from(index % PEOPLE).unwrap() + 1; 32])
}

/// The native coin of all at the genesis: most have so much.
pub fn balances<R: Runtime>(wealth: Balance) -> pallet_balances::GenesisConfig<R> {
	let native = |index| if index == POOR { 3 * ED } else { wealth };
	let mut balances: Vec<_> = (0..PEOPLE).map(|index| (person(index), native(index))).collect();
	balances.push((issuer(), wealth));
	pallet_balances::GenesisConfig { balances, ..Default::default() }
}

/// The assets at the genesis, and who has how much of them: most have so much of [`TOKEN`].
pub fn assets<R: Runtime>(wealth: Balance) -> pallet_assets::GenesisConfig<R> {
	let holders = (0..PEOPLE).filter(|index| *index != POOR).map(person).chain([issuer()]);
	let of = |id, wealth: Balance| holders.clone().map(move |who| (id, who, wealth));
	let each = Balance::MAX / 2 / PEOPLE as Balance;
	pallet_assets::GenesisConfig {
		assets: IDS.map(|id| (id, issuer(), id != WIDE, TOKEN_MIN)).to_vec(),
		accounts: of(TOKEN_ID, wealth).chain(of(WIDE, each)).collect(),
		..Default::default()
	}
}

/// What each of the people has of each asset, deposits included.
type Wealth = [[Balance; ASSETS.len()]; PEOPLE];

fn wealth<S: Subject>() -> Wealth {
	let of = |index| ASSETS.map(|asset| S::Assets::total_balance(asset, &person(index)));
	core::array::from_fn(of)
}

/// How much there is of each asset.
type Issuance = [Balance; ASSETS.len()];

fn issuance<S: Subject>() -> Issuance {
	ASSETS.map(S::Assets::total_issuance)
}

/// Tells one state of the pallet's storage from another.
fn fingerprint<S: Subject>() -> u64 {
	let prefix = twox_128(S::Pallet::name().as_bytes());
	let mut hasher = DefaultHasher::new();
	let mut key = prefix.to_vec();
	while let Some(next) = sp_io::storage::next_key(&key).filter(|key| key.starts_with(&prefix)) {
		hasher.write(&next);
		hasher.write(&sp_io::storage::get(&next).unwrap_or_default());
		key = next;
	}
	hasher.finish()
}

/// The chain's time.
pub fn now<S: Subject>() -> Moment {
	<pallet_timestamp::Pallet<S::Runtime> as Time>::now()
}

/// The deposits of `who`.
pub fn held<S: Subject>(who: &AccountId) -> Balance {
	<pallet_balances::Pallet<S::Runtime> as Held<_>>::total_balance_on_hold(who)
}

/// The chain at its first block, at `start_ms`.
fn first_block<S: Subject>(start_ms: Moment) -> BasicExternalities {
	let mut storage = S::genesis();
	BasicExternalities::execute_with_storage(&mut storage, || {
		System::<S>::set_block_number(1);
		pallet_timestamp::Pallet::<S::Runtime>::set_timestamp(start_ms);
	});
	BasicExternalities::new(storage)
}

/// Chains to set out from, by their number.
pub type Starts = RefCell<BTreeMap<usize, BasicExternalities>>;

/// The ways into the model of `$Subject`, whose chain begins at `START`.
macro_rules! ways_in {
	($Subject:ident) => {
		thread_local! {
			static STARTS: Starts = Starts::default();
		}

		fn trace(data: &[u8], trace: Trace) -> Trace {
			STARTS.with(|starts| common::run_and_trace::<$Subject>(starts, START, data, trace))
		}

		/// Does what `data` says. Panics if that breaks something.
		pub fn run(data: &[u8]) {
			trace(data, None);
		}

		/// Does what `data` says. Returns the events that came of it, by the index of the variant.
		pub fn events_of(data: &[u8]) -> BTreeSet<u8> {
			trace(data, Some(BTreeSet::new())).unwrap_or_default()
		}

		/// Does these steps, each with bytes of its own. `first` is what else is the first byte.
		/// Returns the events that came of it, by the index of the variant.
		pub fn run_steps(first: u8, steps: &[Vec<u8>]) -> BTreeSet<u8> {
			let trace = Some(BTreeSet::new());
			STARTS
				.with(|starts| common::run_steps::<$Subject>(starts, START, first, steps, trace))
				.unwrap_or_default()
		}

		/// The events of the pallet on the model's runtime.
		pub type Events = Event<Test>;
	};
}
pub(crate) use ways_in;

/// Does what `data` says: its first byte says where the run sets out from, and whether all has to
/// come to an end; the others are steps. All is taken back. `starts` is made once for a thread,
/// since that takes longer than most runs.
pub fn run_and_trace<S: Subject>(
	starts: &Starts,
	start_ms: Moment,
	data: &[u8],
	trace: Trace,
) -> Trace {
	let (first, data) = data.split_first()?;
	set_out::<S>(starts, start_ms, *first, trace, |model| model.live(data))
}

/// The same, where each step has bytes of its own: what one does not read is not the next one's,
/// and beyond their end all is zero.
pub fn run_steps<S: Subject>(
	starts: &Starts,
	start_ms: Moment,
	first: u8,
	steps: &[Vec<u8>],
	trace: Trace,
) -> Trace {
	set_out::<S>(starts, start_ms, first, trace, |model| {
		for step in steps {
			model.reader = Reader::new(step);
			S::step(model);
		}
	})
}

fn set_out<'a, S: Subject>(
	starts: &Starts,
	start_ms: Moment,
	first: u8,
	trace: Trace,
	live: impl FnOnce(&mut Model<'a, S>),
) -> Trace {
	HookPrice::set(HOOK_PRICE);
	let first = usize::from(first);
	let (start, to_the_end) = (first % S::STARTS, first / S::STARTS % 4 == 0);
	let mut starts = starts.borrow_mut();
	let chain = starts.entry(start).or_insert_with(|| {
		let mut chain = first_block::<S>(start_ms);
		chain.execute_with(|| S::set_up(start, &mut Model::new(None)));
		chain
	});
	chain.execute_with(|| {
		let mut seen = None;
		let run = || {
			let mut model = Model::new(trace);
			live(&mut model);
			if to_the_end {
				model.thaw_all();
				S::wind_up(&mut model);
			}
			seen = model.trace;
			TransactionOutcome::Rollback(DispatchResult::Ok(()))
		};
		with_transaction(run).unwrap();
		seen
	})
}

/// A run: what is left to do, and how things were after the last step.
pub struct Model<'a, S: Subject> {
	pub reader: Reader<'a>,
	/// Somebody gave to an account of the pallet: its last payout can leave dust.
	pub gifts: bool,
	/// [`TOKEN`] is being destroyed: what is in it stays where it is.
	pub destroyed: bool,
	/// What the pallet's own checks have to know of the steps before.
	pub memory: S::Memory,
	trace: Trace,
	issuance: Issuance,
	wealth: Wealth,
	/// The pallet's storage, if it was looked at since it changed.
	known: Option<u64>,
}

impl<'a, S: Subject> Model<'a, S> {
	fn new(trace: Trace) -> Self {
		Self {
			reader: Reader::new(&[]),
			gifts: false,
			destroyed: false,
			memory: S::memory(),
			trace,
			issuance: issuance::<S>(),
			wealth: wealth::<S>(),
			known: None,
		}
	}

	fn live(&mut self, data: &'a [u8]) {
		self.reader = Reader::new(data);
		for _ in 0..MAX_STEPS {
			if self.reader.is_empty() {
				break;
			}
			S::step(self);
		}
	}

	pub fn who(&mut self) -> AccountId {
		person(self.reader.below(PEOPLE))
	}

	pub fn asset(&mut self) -> Asset {
		match self.reader.below(16) {
			15 => NativeOrWithId::WithId(UNKNOWN),
			index => ASSETS[index % ASSETS.len()].clone(),
		}
	}

	/// An amount that `who` may just have, or a small one.
	pub fn own_amount(&mut self, who: &AccountId, asset: &Asset) -> Balance {
		if self.reader.one_in(4) {
			let wealth = S::Assets::balance(asset.clone(), who);
			return self.reader.amount(wealth);
		}
		u16::from_le_bytes(self.reader.array()).into()
	}

	/// A number of something of which there are `next`: nearly always one that there is or was.
	pub fn id(&mut self, next: u64) -> u64 {
		match self.reader.byte() {
			255 => u64::from_le_bytes(self.reader.array()),
			254 => next,
			// From the newest on.
			back => next.wrapping_sub(1).wrapping_sub(u64::from(back % 8)),
		}
	}

	/// Whatever the bytes are as a call, from any origin.
	pub fn any_call(&mut self) {
		let index = usize::from(self.reader.byte() % 8);
		let Ok(call) = S::Call::decode_with_depth_limit(MAX_DEPTH, self.reader.rest()) else {
			return;
		};
		let again = S::Call::decode_with_depth_limit(MAX_DEPTH, &mut &call.encode()[..]);
		assert_eq!(again.as_ref(), Ok(&call), "a call that does not encode to itself");
		if let Some(index) = index.checked_sub(2) {
			self.call(person(index), call);
			return;
		}
		let origin = if index == 0 { RawOrigin::Root } else { RawOrigin::None };
		assert!(!self.dispatch(origin, call, None), "nobody has called");
	}

	/// `who` calls. Whether it worked.
	pub fn call(&mut self, who: AccountId, call: S::Call) -> bool {
		self.dispatch(RawOrigin::Signed(who.clone()), call, Some(who))
	}

	fn dispatch(
		&mut self,
		origin: RawOrigin<AccountId>,
		call: S::Call,
		caller: Option<AccountId>,
	) -> bool {
		S::will_call(self, caller.as_ref(), &call);
		let call = RuntimeCall::<S>::from(call);
		let weight = call.get_dispatch_info().call_weight;
		let most = <<S::Runtime as frame_system::Config>::BlockWeights as Get<
			limits::BlockWeights,
		>>::get()
		.max_block;
		assert!(weight.all_lte(most), "{call:?} weighs {weight:?}");
		let before = *self.known.get_or_insert_with(fingerprint::<S>);
		match call.dispatch(RuntimeOrigin::<S>::from(origin)) {
			Ok(post) => {
				let used = post.actual_weight.unwrap_or(weight);
				assert!(used.all_lte(weight), "weighed {used:?}, more than {weight:?}");
				self.check(caller);
				true
			},
			Err(_) => {
				assert_eq!(fingerprint::<S>(), before, "a refused call changed something");
				false
			},
		}
	}

	/// The pallet's events since they were taken last. The hook has not failed.
	pub fn take_events(&mut self) -> Vec<S::Event> {
		let events = S::events();
		for event in &events {
			assert!(!S::is_failure(event), "{event:?}");
			if let Some(trace) = &mut self.trace {
				// The variant comes first.
				trace.insert(event.encode()[0]);
			}
		}
		events
	}

	/// After something that the pallet did: everything is in order, and no money was made or lost.
	fn check(&mut self, caller: Option<AccountId>) {
		self.known = None;
		S::try_state().unwrap();
		let there_was = core::mem::replace(&mut self.issuance, issuance::<S>());
		for (before, after) in there_was.into_iter().zip(self.issuance) {
			// What somebody gave to an account of the pallet can be dust when that is emptied.
			let dust = if self.gifts { ED } else { 0 };
			assert!(after <= before, "{} units were made", after - before);
			assert!(before - after <= dust, "{} units were burnt", before - after);
		}
		let events = self.take_events();
		let had = core::mem::replace(&mut self.wealth, wealth::<S>());
		let mut changes = Vec::new();
		for (index, (before, after)) in had.iter().zip(&self.wealth).enumerate() {
			for (asset, (before, after)) in before.iter().zip(after).enumerate() {
				if after != before {
					let (who, asset) = (person(index), ASSETS[asset].clone());
					changes.push(Change { who, asset, before: *before, after: *after });
				}
			}
		}
		S::check(self, caller, &changes, &events);
	}

	/// After something that another pallet did of which this one was told.
	#[cfg(any(feature = "lsp", feature = "swaps", feature = "watchtowers"))]
	pub fn after_neighbour(&mut self) {
		self.check(None);
	}

	/// The next block, at an instant of any kind.
	pub fn block(&mut self) {
		let now_ms = now::<S>();
		let at_ms = match self.reader.byte() % 8 {
			0 => now_ms + BLOCK_MS,
			1 => now_ms + 1,
			2 => now_ms + Moment::from(self.reader.byte()) * MINUTE,
			3 => now_ms + Moment::from(self.reader.byte()) * 3 * DAY,
			kind => {
				let edge = self.reader.pick(&S::edges()).unwrap_or(now_ms);
				let edge = [edge.saturating_sub(1), edge, edge, edge.saturating_add(1)];
				edge[usize::from(kind) - 4].clamp(now_ms, now_ms + LONGEST_HALT)
			},
		};
		let idle = match self.reader.byte() % 4 {
			0 => Weight::zero(),
			1 => {
				let parts = u16::from_le_bytes(self.reader.array());
				Weight::from_parts(u64::from(parts) * 100_000, u64::from(parts) * 16)
			},
			_ => S::Pallet::hook_budget(),
		};
		self.next_block(at_ms, idle);
	}

	/// The next block, at `at_ms`, that leaves `idle` unused.
	pub fn next_block(&mut self, at_ms: Moment, idle: Weight) {
		let number = System::<S>::block_number() + 1;
		System::<S>::set_block_number(number);
		let budget = S::Pallet::hook_budget();
		let spent = S::Pallet::on_initialize(number);
		assert!(spent.all_lte(budget), "on_initialize spent {spent:?} of {budget:?}");
		self.check(None);
		pallet_timestamp::Pallet::<S::Runtime>::set_timestamp(at_ms);
		S::time_passed(self);
		S::hooks_beside();
		let spent = S::Pallet::on_idle(number, idle);
		assert!(spent.all_lte(idle), "on_idle spent {spent:?} of {idle:?}");
		self.check(None);
	}

	/// When all is gone: the timetable forgets, and all deposits are back.
	pub fn check_that_all_is_gone(&mut self) {
		for _ in 0..8 {
			self.next_block(Moment::MAX - 1, S::Pallet::hook_budget());
		}
		// What is due at the end of time is never looked at.
		let mut keys = <<S::Pallet as Store>::Pages as IterableStorageMap<PageKey, _>>::iter_keys();
		let late = keys.find(|key| key.slot_ms() < Moment::MAX);
		assert_eq!(late, None, "entries that are never served");
		for who in (0..PEOPLE).map(person) {
			assert_eq!(held::<S>(&who), 0, "a deposit that never comes back");
		}
	}
}
