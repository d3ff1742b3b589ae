//! A runtime with what streams need, and people with money in it.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use crate as pallet_bloc_streaming;
use crate::types::{Consent, Flow, Plan, Price, Rate, StreamId, Terms, VaultId};
use bloc_math::accrual::RATE_SCALE;
use bloc_primitives::{Balance, Moment};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{
	derive_impl, parameter_types,
	traits::{
		fungible::{self, HoldConsideration, NativeFromLeft, NativeOrWithId},
		AsEnsureOriginWithArg, Consideration, ConstU128, ConstU16, ConstU64, Footprint, Hooks,
		LinearStoragePrice, Time, VariantCountOf,
	},
	weights::{constants::RocksDbWeight, Weight},
	PalletId,
};
use frame_system::{EnsureRoot, EnsureSigned};
use scale_info::TypeInfo;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	traits::{BlakeTwo256, IdentityLookup},
	AccountId32, BuildStorage, DispatchError, DispatchResult, Perbill,
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
	pub type Streaming = pallet_bloc_streaming;
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
pub const MINUTE: Moment = 60_000;
/// A day.
pub const DAY: Moment = 86_400_000;
/// The time from one block to the next.
pub const BLOCK_MS: Moment = 6_000;
/// The slot of the timetable.
pub const SLOT_MS: Moment = 1_000;
/// The shortest interval.
pub const MIN_INTERVAL: Moment = BLOCK_MS;
/// The longest interval.
pub const MAX_INTERVAL: Moment = 366 * DAY;
/// The longest grace period.
pub const MAX_GRACE: Moment = 30 * DAY;
/// The longest time for which a deposit can be bound.
pub const MAX_BOUND: Moment = 1_000 * DAY;
/// The longest dispute window.
pub const MAX_WINDOW: Moment = 7 * DAY;

parameter_types! {
	pub const StreamingPalletId: PalletId = PalletId(*b"bloc/str");
	pub const HookShare: Perbill = Perbill::from_percent(20);
	pub const StorageReason: RuntimeHoldReason = RuntimeHoldReason::Streaming(
		pallet_bloc_streaming::HoldReason::StorageDeposit,
	);
}

parameter_types! {
	/// Do storage deposits stay where they are? See [`Ticket`].
	pub static DepositsStick: bool = false;
}

type Hold = HoldConsideration<
	AccountId,
	Balances,
	StorageReason,
	LinearStoragePrice<ConstU128<100>, ConstU128<1>, Balance>,
>;

/// A hold, which is not released while [`DepositsStick`].
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Ticket(Hold);

impl Consideration<AccountId, Footprint> for Ticket {
	fn new(who: &AccountId, new: Footprint) -> Result<Self, DispatchError> {
		Hold::new(who, new).map(Self)
	}

	fn update(self, who: &AccountId, new: Footprint) -> Result<Self, DispatchError> {
		self.0.update(who, new).map(Self)
	}

	fn drop(self, who: &AccountId) -> DispatchResult {
		self.0.drop(who)?;
		if DepositsStick::get() {
			return Err(DispatchError::Other("stuck"));
		}
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_successful(who: &AccountId, new: Footprint) {
		Hold::ensure_successful(who, new);
	}
}

impl pallet_bloc_streaming::Config for Test {
	type Assets =
		fungible::UnionOf<Balances, Assets, NativeFromLeft, NativeOrWithId<u32>, AccountId>;
	type Clock = Timestamp;
	type Consideration = Ticket;
	type HookShare = HookShare;
	type MaxBoundMs = ConstU64<MAX_BOUND>;
	type MaxGraceMs = ConstU64<MAX_GRACE>;
	type MaxIntervalMs = ConstU64<MAX_INTERVAL>;
	type MaxWindowMs = ConstU64<MAX_WINDOW>;
	type MinIntervalMs = ConstU64<MIN_INTERVAL>;
	type PalletId = StreamingPalletId;
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
pub const WEALTH: Balance = 10_000_000;
/// When the first block is.
pub const START: Moment = 1_700_000_000_000;

pub fn alice() -> AccountId {
	Sr25519Keyring::Alice.to_account_id()
}
pub fn bob() -> AccountId {
	Sr25519Keyring::Bob.to_account_id()
}
pub fn charlie() -> AccountId {
	Sr25519Keyring::Charlie.to_account_id()
}
/// Has nothing, not even an account.
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
		DepositsStick::set(false);
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
			Streaming::do_try_state().unwrap();
		});
	}
}

/// Runs `test` in the native coin and in [`TOKEN`], each on a chain of its own.
pub fn in_each_asset(test: impl Fn(Asset)) {
	for asset in [NATIVE, TOKEN] {
		ExtBuilder.run(|| test(asset.clone()));
	}
}

/// When it is.
pub fn now() -> Moment {
	Timestamp::now()
}

/// The next block, [`BLOCK_MS`] later, with its hooks.
pub fn next_block() {
	run_block_at(now() + BLOCK_MS);
}

/// Blocks at the usual pace, up to the first at `instant` or later.
pub fn run_to(instant: Moment) {
	while now() < instant {
		next_block();
	}
}

/// The next block, at `instant`: the hooks run around its time being set, as on a chain.
pub fn run_block_at(instant: Moment) {
	Streaming::on_finalize(System::block_number());
	System::set_block_number(System::block_number() + 1);
	let spent = Streaming::on_initialize(System::block_number());
	assert!(spent.all_lte(Streaming::hook_budget()), "the hook spent {spent:?}");
	Timestamp::set_timestamp(instant);
	let spent = Streaming::on_idle(System::block_number(), Weight::MAX / 2);
	assert!(spent.all_lte(Weight::MAX / 2));
	Streaming::do_try_state().unwrap();
}

/// Sets the clock within a block, without hooks: for the edges of calls.
pub fn set_time(instant: Moment) {
	Timestamp::set_timestamp(instant);
}

pub fn origin(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// What `who` has in `asset`, to spend.
pub fn balance(asset: &Asset, who: &AccountId) -> Balance {
	use frame_support::traits::fungibles::Inspect;
	<Test as crate::Config>::Assets::balance(asset.clone(), who)
}

/// What `who` has of `asset`, deposits included.
pub fn wealth(asset: &Asset, who: &AccountId) -> Balance {
	use frame_support::traits::fungibles::Inspect;
	<Test as crate::Config>::Assets::total_balance(asset.clone(), who)
}

/// What `who` has in deposits.
pub fn held(who: &AccountId) -> Balance {
	use fungible::hold::Inspect;
	Balances::total_balance_on_hold(who)
}

/// The minimum balance of an asset.
pub fn minimum(asset: &Asset) -> Balance {
	if *asset == NATIVE {
		ED
	} else {
		TOKEN_MIN
	}
}

/// No longer lets `who` receive [`TOKEN`].
pub fn block(who: AccountId) {
	Assets::block(origin(issuer()), TOKEN_ID, who).unwrap();
}

/// Lets `who` receive [`TOKEN`] again.
pub fn unblock(who: AccountId) {
	Assets::thaw(origin(issuer()), TOKEN_ID, who).unwrap();
}

/// So many units a second.
pub const fn per_second(units: u128) -> Rate {
	Rate(units * RATE_SCALE)
}

/// What takes the payee's consent for everything.
pub const FIRM: Terms = Terms { cancel: Consent::Both, pause: Consent::Both, lower: Consent::Both };

/// The grace period that most tests use.
pub const GRACE: Moment = 10 * MINUTE;

/// A plan that starts now, without any end, and pays each minute.
pub fn plan(rate: Rate) -> Plan {
	Plan {
		flow: Flow::Rate(rate),
		start_ms: None,
		end_ms: None,
		cliff_ms: None,
		max_total: None,
		interval_ms: MINUTE,
		grace_ms: GRACE,
		terms: Terms::FREE,
	}
}

/// Two units of the asset a metered unit, at most 100 a day, disputable for an hour.
pub const PRICE: Price =
	Price { per_unit: 2, cap_units: 100, period_ms: DAY, window_ms: 60 * MINUTE };

/// A metered plan.
pub fn metered(price: Price) -> Plan {
	Plan { flow: Flow::Metered(price), ..plan(per_second(1)) }
}

/// A stream of Alice to Bob.
pub fn open(asset: &Asset, deposit: Balance, plan: Plan) -> StreamId {
	let id = crate::NextStreamId::<Test>::get();
	Streaming::create(origin(alice()), bob(), asset.clone(), deposit, plan).unwrap();
	id
}

/// A vault of Alice.
pub fn open_vault(asset: &Asset, amount: Balance) -> VaultId {
	let id = crate::NextVaultId::<Test>::get();
	Streaming::open_vault(origin(alice()), asset.clone(), amount, GRACE).unwrap();
	id
}

/// A stream of Alice to `payee` out of her vault.
pub fn from_vault(asset: &Asset, payee: AccountId, rate: Rate) -> StreamId {
	let id = crate::NextStreamId::<Test>::get();
	Streaming::create_from_vault(origin(alice()), payee, asset.clone(), rate, MINUTE).unwrap();
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

/// Nothing of the pallet is left, and everybody has what they had.
pub fn assert_nothing_is_left() {
	assert_eq!(crate::Streams::<Test>::iter().count(), 0);
	assert_eq!(crate::StreamsOf::<Test>::iter().count(), 0);
	assert_eq!(crate::Proposals::<Test>::iter().count(), 0);
	assert_eq!(crate::Vaults::<Test>::iter().count(), 0);
	assert_eq!(crate::VaultIds::<Test>::iter().count(), 0);
	assert_eq!(crate::Credits::<Test>::iter().count(), 0);
	assert_eq!(crate::Pots::<Test>::iter().count(), 0);
	for who in [alice(), bob(), charlie()] {
		assert_eq!(held(&who), 0);
	}
}
