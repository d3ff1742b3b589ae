//! A runtime with what recurring payments need, and people with money in it.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use crate::{
	self as pallet_bloc_recurring,
	types::{CatchUp, Frequency, Limits, PlanId, PlanTerms, SubscriptionId, Terms},
};
use bloc_primitives::{Balance, Moment};
use frame_support::{
	derive_impl, parameter_types,
	traits::{
		fungible::{self, HoldConsideration, NativeFromLeft, NativeOrWithId},
		AsEnsureOriginWithArg, ConstU128, ConstU32, ConstU64, Hooks, LinearStoragePrice, Time,
		VariantCountOf,
	},
	weights::{constants::RocksDbWeight, Weight},
	BoundedVec,
};
use frame_system::{EnsureRoot, EnsureSigned};
use sp_core::{ConstU16, H256};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	traits::{BlakeTwo256, IdentityLookup},
	AccountId32, BuildStorage, Perbill,
};

pub type AccountId = AccountId32;
pub type Asset = NativeOrWithId<u32>;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type Assets = pallet_assets;
	#[runtime::pallet_index(4)]
	pub type Recurring = pallet_bloc_recurring;
}

pub type Block = frame_system::mocking::MockBlock<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountData = pallet_balances::AccountData<Balance>;
	type AccountId = AccountId;
	type Block = Block;
	type BlockHashCount = ConstU64<250>;
	type DbWeight = RocksDbWeight;
	type Hashing = BlakeTwo256;
	type Lookup = IdentityLookup<AccountId>;
	type SS58Prefix = ConstU16<42>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {
	type Moment = Moment;
}

/// The native coin's minimum balance.
pub const ED: Balance = 10;

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RuntimeHoldReason = RuntimeHoldReason;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type Balance = Balance;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type Currency = Balances;
	type ForceOrigin = EnsureRoot<AccountId>;
	type Freezer = ();
	type Holder = ();
}

/// A second.
pub const SECOND: Moment = 1_000;
/// A minute.
pub const MINUTE: Moment = 60 * SECOND;
/// An hour.
pub const HOUR: Moment = 60 * MINUTE;
/// A day.
pub const DAY: Moment = 24 * HOUR;
/// The time from one block to the next.
pub const BLOCK_MS: Moment = 6_000;
/// The slot of the timetable.
pub const SLOT_MS: Moment = 1_000;
/// How long is waited after each failure.
pub const DELAYS: [Moment; 4] = [HOUR, 6 * HOUR, DAY, 3 * DAY];
/// How many notes a history has.
pub const NOTES: u32 = 6;

parameter_types! {
	pub const HookShare: Perbill = Perbill::from_percent(20);
	pub const StorageReason: RuntimeHoldReason = RuntimeHoldReason::Recurring(
		pallet_bloc_recurring::HoldReason::StorageDeposit,
	);
	pub RetryDelaysMs: BoundedVec<Moment, ConstU32<{ crate::MAX_RETRIES }>> =
		BoundedVec::truncate_from(DELAYS.to_vec());
}

impl pallet_bloc_recurring::Config for Test {
	type Assets =
		fungible::UnionOf<Balances, Assets, NativeFromLeft, NativeOrWithId<u32>, AccountId>;
	type Clock = Timestamp;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		StorageReason,
		LinearStoragePrice<ConstU128<100>, ConstU128<1>, Balance>,
	>;
	type HookShare = HookShare;
	type MaxHistory = ConstU32<NOTES>;
	type MinPeriodMs = ConstU64<MINUTE>;
	type RetryDelaysMs = RetryDelaysMs;
	type SlotMs = ConstU64<SLOT_MS>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

#[cfg(feature = "runtime-benchmarks")]
/// Makes what the benchmarks need of this runtime.
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<Test> for Helper {
	fn asset() -> Asset {
		TOKEN
	}

	fn set_time(now_ms: Moment) {
		Timestamp::set_timestamp(now_ms);
	}
}

/// An asset with a minimum balance of 5, owned by [`issuer`], in which everybody has money.
pub const TOKEN: Asset = NativeOrWithId::WithId(7);
/// The same, where the pallet knows it by its own name.
pub const TOKEN_ID: u32 = 7;
/// The minimum balance of [`TOKEN`].
pub const TOKEN_MIN: Balance = 5;
/// The native coin.
pub const NATIVE: Asset = NativeOrWithId::Native;
/// What each person has of each asset at first.
pub const WEALTH: Balance = 1_000_000;
/// When the first block is: 31 January 2024, noon.
pub const START: Moment = 1_706_702_400_000;

/// Pays.
pub fn alice() -> AccountId {
	Sr25519Keyring::Alice.to_account_id()
}
/// Is paid.
pub fn bob() -> AccountId {
	Sr25519Keyring::Bob.to_account_id()
}
/// Somebody else.
pub fn charlie() -> AccountId {
	Sr25519Keyring::Charlie.to_account_id()
}
/// Has nothing at all.
pub fn dave() -> AccountId {
	Sr25519Keyring::Dave.to_account_id()
}
/// Owns [`TOKEN`].
pub fn issuer() -> AccountId {
	Sr25519Keyring::Ferdie.to_account_id()
}

/// A chain with people and money on it, at block 1 and [`START`].
#[derive(Default)]
pub struct ExtBuilder;

impl ExtBuilder {
	pub fn build(self) -> sp_io::TestExternalities {
		let people = [alice(), bob(), charlie()];
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: people
					.iter()
					.chain([&issuer()])
					.map(|who| (who.clone(), WEALTH))
					.collect(),
				..Default::default()
			},
			assets: pallet_assets::GenesisConfig {
				assets: vec![(TOKEN_ID, issuer(), true, TOKEN_MIN)],
				accounts: people.iter().map(|who| (TOKEN_ID, who.clone(), WEALTH)).collect(),
				..Default::default()
			},
			..Default::default()
		}
		.build_storage()
		.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			Timestamp::set_timestamp(START);
		});
		ext
	}

	/// Runs `test`, and then checks that the invariants hold. The only way into a test.
	pub fn run(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Recurring::do_try_state().unwrap();
		});
	}
}

/// What time it is.
pub fn now() -> Moment {
	Timestamp::now()
}

/// The next block, at `instant`: the hooks run around its time being set, as on a chain.
pub fn run_block_at(instant: Moment) {
	Recurring::on_finalize(System::block_number());
	System::set_block_number(System::block_number() + 1);
	let spent = Recurring::on_initialize(System::block_number());
	assert!(spent.all_lte(Recurring::hook_budget()), "the hook spent {spent:?}");
	Timestamp::set_timestamp(instant);
	let spent = Recurring::on_idle(System::block_number(), Weight::MAX / 2);
	assert!(spent.all_lte(Weight::MAX / 2));
	Recurring::do_try_state().unwrap();
}

/// Two blocks, at `instant` and right after it: whatever is due at `instant` is done.
pub fn run_to(instant: Moment) {
	run_block_at(instant);
	run_block_at(instant + SLOT_MS);
}

/// Sets the clock within a block, without hooks: for the edges of calls.
pub fn set_time(instant: Moment) {
	Timestamp::set_timestamp(instant);
}

pub fn origin(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// What `who` has in `asset`, to spend.
pub fn balance(asset: Asset, who: &AccountId) -> Balance {
	use frame_support::traits::fungibles::Inspect;
	<Test as crate::Config>::Assets::balance(asset, who)
}

/// What `who` has in deposits.
pub fn held(who: &AccountId) -> Balance {
	use fungible::hold::Inspect;
	Balances::total_balance_on_hold(who)
}

/// Sets what `who` has in `asset`.
pub fn set_balance(asset: Asset, who: &AccountId, amount: Balance) {
	use frame_support::traits::fungibles::Mutate;
	<Test as crate::Config>::Assets::set_balance(asset, who, amount);
}

/// What [`plan_terms`] costs for each month.
pub const PRICE: Balance = 100;

/// Monthly, each period paid.
pub fn monthly() -> Terms {
	Terms { price: PRICE, frequency: Frequency::Monthly(1), catch_up: CatchUp::Each }
}

/// The same, in `asset`, without a trial.
pub fn plan_terms(asset: Asset) -> PlanTerms<Asset> {
	PlanTerms {
		asset,
		terms: monthly(),
		trial_ms: 0,
		max_subscribers: None,
		max_payments: None,
		terms_hash: H256::repeat_byte(7),
	}
}

/// A plan of Bob's.
pub fn new_plan(offered: PlanTerms<Asset>) -> PlanId {
	let id = crate::NextPlanId::<Test>::get();
	Recurring::create_plan(origin(bob()), offered).unwrap();
	id
}

/// Alice subscribes to a new plan of Bob's.
pub fn subscribed(offered: PlanTerms<Asset>) -> SubscriptionId {
	let id = crate::NextSubscriptionId::<Test>::get();
	let plan = new_plan(offered);
	Recurring::subscribe(origin(alice()), plan, 0, Limits::default()).unwrap();
	id
}

/// Alice authorises Bob, from now on.
pub fn authorised(asset: Asset, terms: Terms, limits: Limits) -> SubscriptionId {
	let id = crate::NextSubscriptionId::<Test>::get();
	Recurring::authorise(origin(alice()), bob(), asset, terms, limits, None).unwrap();
	id
}

/// The pallet's events since this was asked last.
pub fn events() -> Vec<crate::Event<Test>> {
	let events = System::read_events_for_pallet::<crate::Event<Test>>();
	System::reset_events();
	events
}

/// The only event since this was asked last.
pub fn event() -> crate::Event<Test> {
	let mut events = events();
	assert_eq!(events.len(), 1, "{events:?}");
	events.remove(0)
}
