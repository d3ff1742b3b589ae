//! Where runs take place: people, assets, blocks and issuers on the runtime of the tests, and what is
//! checked after each step. Compiled into the harness of `pallet-bloc-recurring`, too: here is only
//! what is the same for both.

use super::{account_of, reader::Reader, set_up, Memory, START_KINDS};
use crate::{mock::*, Call, Event};
use bloc_primitives::{Balance, Moment};
use codec::{DecodeLimit, Encode};
use frame_support::{
	dispatch::GetDispatchInfo,
	storage::{with_transaction, TransactionOutcome},
	traits::{fungible::NativeOrWithId, fungibles::Inspect, Get, Hooks, PalletInfoAccess},
	weights::Weight,
};
use frame_system::limits;
use sp_io::hashing::twox_128;
use sp_runtime::{traits::Dispatchable, BuildStorage, DispatchResult, Storage};
use sp_state_machine::BasicExternalities;
use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
	hash::{DefaultHasher, Hasher},
	sync::LazyLock,
};

/// The pallet under test.
pub type Ours = crate::Pallet<Test>;
/// All assets.
pub type All = <Test as crate::Config>::Assets;
/// The events that there were, by the index of the variant, if anybody asks.
pub type Notes = Option<BTreeSet<u8>>;

type BlockWeights = <Test as frame_system::Config>::BlockWeights;

/// How many steps a run has at most: longer ones find no more, and take longer.
const MAX_STEPS: usize = 64;
/// How deep a call may be nested, as for transactions.
const MAX_DEPTH: u32 = 256;
/// The longest time from one block to the next.
const LONGEST_HALT: Moment = 800 * DAY;

/// How many people there are who call.
pub const PEOPLE: usize = 5;
/// The last of the people has next to nothing.
const POOR: usize = 4;
/// An asset of which there is so much that hardly any more can be, on which accounts cannot live.
pub const WIDE: u32 = 8;
/// An asset that does not exist.
const UNKNOWN: u32 = 10;
/// The assets that exist beside the native coin.
const IDS: [u32; 2] = [TOKEN_ID, WIDE];
/// The assets that exist.
pub const ASSETS: [Asset; 3] = [NATIVE, TOKEN, NativeOrWithId::WithId(WIDE)];

/// One of the people.
pub fn person(index: usize) -> AccountId {
	AccountId::new([u8::try_from(index % PEOPLE).unwrap() + 1; 32])
}

/// What each of the people has of each asset, deposits included.
type Purses = [[Balance; ASSETS.len()]; PEOPLE];

fn purses() -> Purses {
	let of = |index| ASSETS.map(|asset| All::total_balance(asset, &person(index)));
	core::array::from_fn(of)
}

/// How much there is of each asset.
type Issuance = [Balance; ASSETS.len()];

fn issuance() -> Issuance {
	ASSETS.map(All::total_issuance)
}

/// Tells one state of the pallet's storage from another.
fn fingerprint() -> u64 {
	let prefix = twox_128(Ours::name().as_bytes());
	let mut hasher = DefaultHasher::new();
	let mut key = prefix.to_vec();
	while let Some(next) = sp_io::storage::next_key(&key).filter(|key| key.starts_with(&prefix)) {
		hasher.write(&next);
		hasher.write(&sp_io::storage::get(&next).unwrap_or_default());
		key = next;
	}
	hasher.finish()
}

/// The chain at its first block, made once.
fn first_block() -> Storage {
	static STORAGE: LazyLock<Storage> = LazyLock::new(|| {
		let rich = |index: &usize| *index != POOR;
		let account = |index| if index == PEOPLE { issuer() } else { person(index) };
		let of = |id, wealth: Balance| {
			let holders = (0..=PEOPLE).filter(rich);
			holders.map(move |index| (id, account(index), wealth))
		};
		let native = |index| if rich(&index) { WEALTH } else { 3 * ED };
		let holders = PEOPLE as Balance;
		let accounts = of(TOKEN_ID, WEALTH).chain(of(WIDE, Balance::MAX / 2 / holders));
		let mut storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: (0..=PEOPLE).map(|index| (account(index), native(index))).collect(),
				..Default::default()
			},
			assets: pallet_assets::GenesisConfig {
				assets: IDS.map(|id| (id, issuer(), id != WIDE, TOKEN_MIN)).to_vec(),
				accounts: accounts.collect(),
				..Default::default()
			},
			..Default::default()
		}
		.build_storage()
		.unwrap();
		BasicExternalities::execute_with_storage(&mut storage, || {
			System::set_block_number(1);
			Timestamp::set_timestamp(START);
		});
		storage
	});
	STORAGE.clone()
}

/// Does what `data` says: its first byte says where the run sets out from, and whether all has to
/// come to an end. All is taken back.
pub fn run_and_note(data: &[u8], notes: Notes) -> Notes {
	thread_local! {
		// Made once for a thread, since that takes longer than most runs.
		static STARTS: RefCell<BTreeMap<usize, BasicExternalities>> =
			const { RefCell::new(BTreeMap::new()) };
	}
	let (first, data) = data.split_first()?;
	let first = usize::from(*first);
	let (start, to_the_end) = (first % START_KINDS, first / START_KINDS % 4 == 0);
	STARTS.with_borrow_mut(|starts| {
		let chain = starts.entry(start).or_insert_with(|| {
			let mut chain = BasicExternalities::new(first_block());
			chain.execute_with(|| set_up(start, &mut World::new(&[], None)));
			chain
		});
		chain.execute_with(|| {
			let mut seen = None;
			let run = || {
				let mut world = World::new(data, notes);
				world.live();
				if to_the_end {
					world.thaw_all();
					world.wind_up();
				}
				seen = world.notes;
				TransactionOutcome::Rollback(DispatchResult::Ok(()))
			};
			with_transaction(run).unwrap();
			seen
		})
	})
}

/// A run: what is left to do, and how things were after the last step.
pub struct World<'a> {
	pub reader: Reader<'a>,
	/// Somebody gave to an account of the pallet: its last payout can leave dust.
	pub gifts: bool,
	/// [`TOKEN`] is being destroyed: what is in it stays where it is.
	pub destroyed: bool,
	/// What the pallet's own checks have to know of the steps before.
	pub memory: Memory,
	notes: Notes,
	issuance: Issuance,
	purses: Purses,
	/// The pallet's storage, if it was looked at since it changed.
	known: Option<u64>,
}

impl<'a> World<'a> {
	fn new(data: &'a [u8], notes: Notes) -> Self {
		Self {
			reader: Reader::new(data),
			gifts: false,
			destroyed: false,
			memory: Memory::of_now(),
			notes,
			issuance: issuance(),
			purses: purses(),
			known: None,
		}
	}

	fn live(&mut self) {
		for _ in 0..MAX_STEPS {
			if self.reader.is_empty() {
				break;
			}
			self.step();
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
			let wealth = All::balance(asset.clone(), who);
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
		let Ok(call) = Call::<Test>::decode_with_depth_limit(MAX_DEPTH, self.reader.rest()) else {
			return;
		};
		let again = Call::<Test>::decode_with_depth_limit(MAX_DEPTH, &mut &call.encode()[..]);
		assert_eq!(again.as_ref(), Ok(&call), "a call that does not encode to itself");
		if let Some(index) = index.checked_sub(2) {
			self.call(person(index), call);
			return;
		}
		let origin = if index == 0 { RuntimeOrigin::root() } else { RuntimeOrigin::none() };
		assert!(!self.dispatch(origin, call, None), "nobody has called");
	}

	/// `who` calls. Did it work?
	pub fn call(&mut self, who: AccountId, call: Call<Test>) -> bool {
		self.dispatch(RuntimeOrigin::signed(who.clone()), call, Some(who))
	}

	fn dispatch(
		&mut self,
		origin: RuntimeOrigin,
		call: Call<Test>,
		caller: Option<AccountId>,
	) -> bool {
		let call = RuntimeCall::from(call);
		let weight = call.get_dispatch_info().call_weight;
		let most = <BlockWeights as Get<limits::BlockWeights>>::get().max_block;
		assert!(weight.all_lte(most), "{call:?} weighs {weight:?}");
		let before = *self.known.get_or_insert_with(fingerprint);
		match call.dispatch(origin) {
			Ok(post) => {
				let used = post.actual_weight.unwrap_or(weight);
				assert!(used.all_lte(weight), "weighed {used:?}, more than {weight:?}");
				self.check(caller);
				true
			},
			Err(_) => {
				assert_eq!(fingerprint(), before, "a refused call changed something");
				false
			},
		}
	}

	/// After something that the pallet did: everything is in order, and nobody has lost what the
	/// caller's step could not take.
	fn check(&mut self, caller: Option<AccountId>) {
		self.known = None;
		Ours::do_try_state().unwrap();
		let there_was = core::mem::replace(&mut self.issuance, issuance());
		for (before, after) in there_was.into_iter().zip(self.issuance) {
			// What somebody gave to an account of the pallet can be dust when that is emptied.
			let dust = if self.gifts { ED } else { 0 };
			assert!(after <= before, "{} units were made", after - before);
			assert!(before - after <= dust, "{} units were burnt", before - after);
		}
		let events = System::read_events_for_pallet::<Event<Test>>();
		System::reset_events();
		for event in &events {
			assert!(!matches!(event, Event::ServiceFailed { .. }), "{event:?}");
			if let Some(notes) = &mut self.notes {
				// The variant comes first.
				notes.insert(event.encode()[0]);
			}
		}
		let had = core::mem::replace(&mut self.purses, purses());
		let mut losses = Vec::new();
		for (index, (before, after)) in had.iter().zip(&self.purses).enumerate() {
			for (asset, (before, after)) in before.iter().zip(after).enumerate() {
				if after < before {
					losses.push((person(index), ASSETS[asset].clone(), before - after));
				}
			}
		}
		self.check_step(caller, &losses, &events);
	}

	pub fn block(&mut self) {
		let now_ms = now();
		let at_ms = match self.reader.byte() % 8 {
			0 => now_ms + BLOCK_MS,
			1 => now_ms + 1,
			2 => now_ms + Moment::from(self.reader.byte()) * MINUTE,
			3 => now_ms + Moment::from(self.reader.byte()) * 3 * DAY,
			kind => {
				let edges = Self::edges();
				let edge = self.reader.pick(&edges).unwrap_or(now_ms);
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
			_ => Ours::hook_budget(),
		};
		self.next_block(at_ms, idle);
	}

	/// The next block, at `at_ms`, that leaves `idle` unused.
	pub fn next_block(&mut self, at_ms: Moment, idle: Weight) {
		let number = System::block_number() + 1;
		System::set_block_number(number);
		let budget = Ours::hook_budget();
		let spent = Ours::on_initialize(number);
		assert!(spent.all_lte(budget), "on_initialize spent {spent:?} of {budget:?}");
		self.check(None);
		Timestamp::set_timestamp(at_ms);
		self.memory = Memory::of_now();
		let spent = Ours::on_idle(number, idle);
		assert!(spent.all_lte(idle), "on_idle spent {spent:?} of {idle:?}");
		self.check(None);
	}

	/// What issuers and owners of accounts do beside the pallet.
	pub fn neighbours(&mut self) {
		let id = IDS[self.reader.below(IDS.len())];
		let kind = self.reader.below(10);
		let pot = account_of(&NativeOrWithId::WithId(id));
		let target = match self.reader.below(PEOPLE + 1) {
			PEOPLE => pot.clone().unwrap_or(issuer()),
			index => person(index),
		};
		if kind < 6 {
			self.issuer_acts(kind, id, target);
		} else {
			self.gifts |= pot == Some(target.clone());
			let from = self.who();
			let amount = self.reader.amount(ED);
			// Who goes broke leaves all to the issuer.
			let call = match kind {
				6 => RuntimeCall::Assets(pallet_assets::Call::transfer { id, target, amount }),
				7 => RuntimeCall::Assets(pallet_assets::Call::transfer_all {
					id,
					dest: issuer(),
					keep_alive: false,
				}),
				8 => RuntimeCall::Balances(pallet_balances::Call::transfer_allow_death {
					dest: target,
					value: amount,
				}),
				_ => RuntimeCall::Balances(pallet_balances::Call::transfer_all {
					dest: issuer(),
					keep_alive: false,
				}),
			};
			// It may well not work.
			let _ = call.dispatch(RuntimeOrigin::signed(from));
		}
		System::reset_events();
		Ours::do_try_state().unwrap();
		(self.issuance, self.purses) = (issuance(), purses());
		self.memory = Memory::of_now();
	}

	fn issuer_acts(&mut self, kind: usize, id: u32, who: AccountId) {
		let calls = match kind {
			0 => vec![pallet_assets::Call::freeze { id, who }],
			1 => vec![pallet_assets::Call::thaw { id, who }],
			2 => vec![pallet_assets::Call::freeze_asset { id }],
			3 => vec![pallet_assets::Call::thaw_asset { id }],
			4 => vec![pallet_assets::Call::block { id, who }],
			_ if self.reader.one_in(4) => {
				self.destroyed = true;
				let id = TOKEN_ID;
				let mut calls = vec![pallet_assets::Call::start_destroy { id }];
				// What the pallet holds would be gone, and it could not but miss it.
				if account_of(&TOKEN).is_none() {
					// A few accounts at a time.
					calls.push(pallet_assets::Call::destroy_accounts { id });
					calls.push(pallet_assets::Call::destroy_accounts { id });
					calls.push(pallet_assets::Call::finish_destroy { id });
				}
				calls
			},
			_ => return,
		};
		for call in calls {
			let _ = RuntimeCall::Assets(call).dispatch(RuntimeOrigin::signed(issuer()));
		}
	}

	/// Nothing stays frozen or blocked.
	fn thaw_all(&mut self) {
		for id in IDS {
			let pot = account_of(&NativeOrWithId::WithId(id));
			let accounts = (0..PEOPLE).map(person).chain(pot);
			let mut calls = vec![pallet_assets::Call::thaw_asset { id }];
			calls.extend(accounts.map(|who| pallet_assets::Call::thaw { id, who }));
			for call in calls {
				// Fails where there is no such account.
				let _ = RuntimeCall::Assets(call).dispatch(RuntimeOrigin::signed(issuer()));
			}
		}
	}

	/// When all is gone: the timetable forgets, and all deposits are back.
	pub fn check_that_all_is_gone(&mut self) {
		for _ in 0..8 {
			self.next_block(Moment::MAX - 1, Ours::hook_budget());
		}
		// What is due at the end of time is never looked at.
		let late =
			crate::TimetablePages::<Test>::iter_keys().find(|key| key.slot_ms() < Moment::MAX);
		assert_eq!(late, None, "entries that are never served");
		for who in (0..PEOPLE).map(person) {
			assert_eq!(held(&who), 0, "a deposit that never comes back");
		}
	}
}
