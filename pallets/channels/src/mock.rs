//! A runtime with what channels need, and people with money in it.
#![allow(clippy::arithmetic_side_effects)]

use crate as pallet_bloc_channels;
use bloc_primitives::{
	channel::{Channel, Hooks as ChannelHooks, Watch},
	sign::Signer,
	state::{Close, CoSigned, Htlc, Message, NetTransfer, State, Withdrawal},
	Balance, ChannelId, Moment, Pair, PaymentHash, Preimage, Side,
};
use codec::{Decode, Encode};
use frame_support::{
	derive_impl, parameter_types,
	storage::unhashed,
	traits::{
		fungible::{self, HoldConsideration, NativeFromLeft, NativeOrWithId},
		AsEnsureOriginWithArg, ConstU128, ConstU64, Hooks, LinearStoragePrice, Time,
		VariantCountOf,
	},
	weights::{constants::RocksDbWeight, Weight},
	PalletId,
};
use frame_system::{EnsureRoot, EnsureSigned};
use sp_core::{sr25519, ConstU16};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	traits::{BlakeTwo256, IdentityLookup},
	AccountId32, BuildStorage, DispatchError, DispatchResult, MultiSignature, Perbill, Permill,
};

pub type AccountId = AccountId32;
pub type Asset = NativeOrWithId<u32>;
pub type CoSignedState = CoSigned<State, MultiSignature>;

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
	pub type Channels = pallet_bloc_channels;
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

parameter_types! {
	pub const ChannelsPalletId: PalletId = PalletId(*b"bloc/chn");
	pub const StalePenalty: Permill = Permill::from_percent(20);
	pub const ChallengerShare: Permill = Permill::from_percent(25);
	pub const HookShare: Perbill = Perbill::from_percent(20);
	pub const StorageReason: RuntimeHoldReason = RuntimeHoldReason::Channels(
		pallet_bloc_channels::HoldReason::StorageDeposit,
	);
}

/// A minute.
pub const MINUTE: Moment = 60_000;
/// The challenge period that most tests use.
pub const PERIOD: Moment = 10 * MINUTE;
/// How long a preimage is kept.
pub const RETENTION: Moment = 100 * MINUTE;
/// How far ahead an HTLC's deadline can be.
pub const HORIZON: Moment = 60 * MINUTE;
/// The time from one block to the next.
pub const BLOCK_MS: Moment = 6_000;
/// The slot of the timetable.
pub const SLOT_MS: Moment = 1_000;

impl pallet_bloc_channels::Config for Test {
	type Assets =
		fungible::UnionOf<Balances, Assets, NativeFromLeft, NativeOrWithId<u32>, AccountId>;
	type ChallengerShare = ChallengerShare;
	type Clock = Timestamp;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		StorageReason,
		LinearStoragePrice<ConstU128<100>, ConstU128<1>, Balance>,
	>;
	type HookShare = HookShare;
	type Hooks = Diary;
	type MaxChallengePeriodMs = ConstU64<{ 30 * MINUTE }>;
	type MaxHtlcHorizonMs = ConstU64<HORIZON>;
	type MaxOfferMs = ConstU64<{ 60 * MINUTE }>;
	type MinChallengePeriodMs = ConstU64<MINUTE>;
	type PalletId = ChannelsPalletId;
	type PreimageRetentionMs = ConstU64<RETENTION>;
	type PreimageSink = ();
	type Signature = MultiSignature;
	type SlotMs = ConstU64<SLOT_MS>;
	type SlowestBlockMs = ConstU64<{ 2 * BLOCK_MS }>;
	type StalePenalty = StalePenalty;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// What a neighbour is told of channels.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Told {
	Opened(ChannelId),
	LedgerChanged(ChannelId, Box<Channel<AccountId, Asset>>),
	Closing(ChannelId, AccountId, u64),
	Closed(ChannelId),
}

/// A neighbour that notes what it is told, in storage, so that its notes roll back with the rest.
pub struct Diary;

impl Diary {
	const NOTES: &'static [u8] = b"diary";
	const SHUT: &'static [u8] = b"diary is shut";
	/// What it says once it is shut.
	pub const REFUSAL: DispatchError = DispatchError::Other("the diary is shut");

	/// From now on it refuses whatever it is told.
	pub fn shut() {
		unhashed::put(Self::SHUT, &true);
	}

	/// From now on it takes everything again.
	pub fn reopen() {
		unhashed::kill(Self::SHUT);
	}

	/// What it was told since it was read last.
	pub fn read() -> Vec<Told> {
		unhashed::take_or_default(Self::NOTES)
	}

	fn note(told: Told) -> DispatchResult {
		let mut notes: Vec<Told> = unhashed::get_or_default(Self::NOTES);
		notes.push(told);
		unhashed::put(Self::NOTES, &notes);
		// Only after the write: whoever is refused has to take that back, too.
		match unhashed::get_or_default(Self::SHUT) {
			true => Err(Self::REFUSAL),
			false => Ok(()),
		}
	}
}

impl ChannelHooks<AccountId, Asset> for Diary {
	fn opened(id: ChannelId) -> DispatchResult {
		Self::note(Told::Opened(id))
	}

	fn ledger_changed(id: ChannelId, channel: &Channel<AccountId, Asset>) -> DispatchResult {
		Self::note(Told::LedgerChanged(id, Box::new(channel.clone())))
	}

	fn closing(id: ChannelId, closer: &AccountId, version: u64) -> DispatchResult {
		Self::note(Told::Closing(id, closer.clone(), version))
	}

	fn closed(id: ChannelId) -> DispatchResult {
		Self::note(Told::Closed(id))
	}

	fn weight() -> Weight {
		RocksDbWeight::get().reads_writes(2, 1)
	}
}

#[cfg(feature = "runtime-benchmarks")]
/// Makes what the benchmarks need of this runtime.
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<Test> for Helper {
	fn asset() -> Asset {
		TOKEN
	}

	fn account(n: u32) -> AccountId {
		[Sr25519Keyring::One, Sr25519Keyring::Two, Sr25519Keyring::Dave][n as usize].to_account_id()
	}

	fn sign(n: u32, payload: &[u8]) -> MultiSignature {
		let key = [Sr25519Keyring::One, Sr25519Keyring::Two, Sr25519Keyring::Dave][n as usize];
		key.sign(payload).into()
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
			frame_system::BlockHash::<Test>::insert(0, genesis());
			System::set_block_number(1);
			Timestamp::set_timestamp(START);
		});
		ext
	}

	/// Runs `test`, and then checks that the invariants hold. The only way into a test.
	pub fn run(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Channels::do_try_state().unwrap();
		});
	}
}

/// What names the chain in signed messages.
pub fn genesis() -> sp_core::H256 {
	sp_core::H256::repeat_byte(0xb1)
}

/// The next block, [`BLOCK_MS`] later, with its hooks.
pub fn next_block() {
	run_block_at(Timestamp::now() + BLOCK_MS);
}

/// Blocks at the usual pace, up to the first at `instant` or later.
pub fn run_to(instant: Moment) {
	while Timestamp::now() < instant {
		next_block();
	}
}

/// The next block, at `instant`: the hooks run around its time being set, as on a chain.
pub fn run_block_at(instant: Moment) {
	Channels::on_finalize(System::block_number());
	System::set_block_number(System::block_number() + 1);
	let spent = Channels::on_initialize(System::block_number());
	assert!(spent.all_lte(Channels::hook_budget()), "the hook spent {spent:?}");
	Timestamp::set_timestamp(instant);
	let spent = Channels::on_idle(System::block_number(), Weight::MAX / 2);
	assert!(spent.all_lte(Weight::MAX / 2));
	Channels::do_try_state().unwrap();
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

/// Opens a channel of Alice with Bob, with these ledger balances, both in one asset.
pub fn open_channel(asset: Asset, amounts: Pair<Balance>) -> ChannelId {
	let id = crate::NextChannelId::<Test>::get();
	Channels::open(origin(alice()), bob(), asset, amounts.opener, PERIOD).unwrap();
	if amounts.counterparty > 0 {
		Channels::deposit(origin(bob()), id, amounts.counterparty).unwrap();
	}
	id
}

/// Has the hooks told of what happens in the ledger of a channel of Alice's.
pub fn watch(id: ChannelId) {
	<Channels as Watch<AccountId>>::watch(id, &alice(), true).unwrap();
}

/// The same as [`open_channel`], with all of it committed.
pub fn committed_channel(asset: Asset, amounts: Pair<Balance>) -> ChannelId {
	let id = open_channel(asset, amounts);
	Channels::commit(origin(alice()), id, amounts.opener).unwrap();
	if amounts.counterparty > 0 {
		Channels::commit(origin(bob()), id, amounts.counterparty).unwrap();
	}
	id
}

/// Alice's and Bob's keys, as opener and counterparty.
pub fn keys() -> Pair<sr25519::Pair> {
	Pair::new(Sr25519Keyring::Alice.pair(), Sr25519Keyring::Bob.pair())
}

/// The base version of a channel.
pub fn base(id: ChannelId) -> u64 {
	Channels::channel(id).map_or(0, |channel| channel.base_version)
}

pub fn signer(id: ChannelId) -> Signer<sp_core::H256> {
	Signer::new(genesis(), id).after(base(id))
}

/// A state in which `payer` has paid `amount` in all.
pub fn state(version: u64, payer: Side, amount: Balance) -> State {
	State { version, net: NetTransfer { payer, amount }, htlcs: Default::default() }
}

/// The same with HTLCs.
pub fn state_with(version: u64, payer: Side, amount: Balance, htlcs: Vec<Htlc>) -> State {
	State { htlcs: htlcs.try_into().unwrap(), ..state(version, payer, amount) }
}

/// An HTLC that waits for [`preimage`]`(secret)`.
pub fn htlc(payer: Side, amount: Balance, secret: u8, deadline_ms: Moment) -> Htlc {
	Htlc { payer, amount, payment_hash: hash(secret), deadline_ms }
}

pub fn preimage(secret: u8) -> Preimage {
	Preimage([secret; 32])
}

pub fn hash(secret: u8) -> PaymentHash {
	preimage(secret).payment_hash()
}

/// `state` with both signatures.
pub fn signed(id: ChannelId, state: State) -> CoSignedState {
	signer(id).co_sign(&keys(), state, Message::State)
}

pub fn signed_close(id: ChannelId, close: Close) -> CoSigned<Close, MultiSignature> {
	signer(id).co_sign(&keys(), close, Message::Close)
}

pub fn signed_withdrawal(
	id: ChannelId,
	withdrawal: Withdrawal,
) -> CoSigned<Withdrawal, MultiSignature> {
	signer(id).co_sign(&keys(), withdrawal, Message::Withdrawal)
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
