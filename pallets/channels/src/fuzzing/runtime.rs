//! A runtime to throw bytes at: the SDK's balances and assets, neighbours that may refuse what they
//! are told, and a signature that costs nothing.

use crate as pallet_bloc_channels;
use bloc_primitives::{
	channel::{Channel, Hooks as ChannelHooks, Watch},
	preimage::PreimageSink,
	Balance, ChannelId, Moment, PaymentHash, Preimage,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	derive_impl, parameter_types,
	storage::unhashed,
	traits::{
		fungible::{HoldConsideration, NativeFromLeft, NativeOrWithId, UnionOf},
		AsEnsureOriginWithArg, ConstU128, ConstU64, LinearStoragePrice, Time, VariantCountOf,
	},
	weights::{constants::RocksDbWeight, Weight},
	PalletId,
};
use frame_system::{EnsureRoot, EnsureSigned};
use scale_info::TypeInfo;
use sp_io::hashing::twox_128;
use sp_runtime::{
	traits::{BlakeTwo256, IdentifyAccount, IdentityLookup, Lazy, Verify},
	AccountId32, BuildStorage, DispatchResult, Perbill, Permill, Storage,
};
use std::sync::LazyLock;

pub type AccountId = AccountId32;
pub type Asset = NativeOrWithId<u32>;
pub type Block = frame_system::mocking::MockBlock<Fuzzed>;

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
	pub struct Fuzzed;

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

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Fuzzed {
	type AccountData = pallet_balances::AccountData<Balance>;
	type AccountId = AccountId;
	type Block = Block;
	type DbWeight = RocksDbWeight;
	type Hashing = BlakeTwo256;
	type Lookup = IdentityLookup<AccountId>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Fuzzed {
	type Moment = Moment;
}

/// The native coin's minimum balance.
pub const ED: Balance = 10;

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Fuzzed {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RuntimeHoldReason = RuntimeHoldReason;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Fuzzed {
	type Balance = Balance;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type Currency = Balances;
	type ForceOrigin = EnsureRoot<AccountId>;
	type Freezer = ();
	type Holder = ();
}

pub const SECOND: Moment = 1_000;
pub const MINUTE: Moment = 60 * SECOND;
pub const HOUR: Moment = 60 * MINUTE;
pub const DAY: Moment = 24 * HOUR;
/// The bounds of what parties choose.
pub const MIN_PERIOD: Moment = MINUTE;
pub const MAX_PERIOD: Moment = HOUR;
pub const MAX_OFFER: Moment = HOUR;
/// How far ahead an HTLC's deadline can be.
pub const HORIZON: Moment = HOUR;

parameter_types! {
	pub const ChannelsPalletId: PalletId = PalletId(*b"bloc/chn");
	pub const StalePenalty: Permill = Permill::from_parts(333_333);
	pub const ChallengerShare: Permill = Permill::from_parts(666_667);
	pub const HookShare: Perbill = Perbill::from_percent(20);
	pub const StorageReason: RuntimeHoldReason = RuntimeHoldReason::Channels(
		pallet_bloc_channels::HoldReason::StorageDeposit,
	);
}

impl pallet_bloc_channels::Config for Fuzzed {
	type Assets = UnionOf<Balances, Assets, NativeFromLeft, Asset, AccountId>;
	type ChallengerShare = ChallengerShare;
	type Clock = Timestamp;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		StorageReason,
		LinearStoragePrice<ConstU128<100>, ConstU128<1>, Balance>,
	>;
	type HookShare = HookShare;
	type Hooks = Neighbours;
	type MaxChallengePeriodMs = ConstU64<MAX_PERIOD>;
	type MaxHtlcHorizonMs = ConstU64<HORIZON>;
	type MaxOfferMs = ConstU64<MAX_OFFER>;
	type MinChallengePeriodMs = ConstU64<MIN_PERIOD>;
	type PalletId = ChannelsPalletId;
	type PreimageRetentionMs = ConstU64<{ HORIZON + MAX_PERIOD }>;
	type PreimageSink = Neighbours;
	type Signature = Seal;
	type SlotMs = ConstU64<SECOND>;
	type SlowestBlockMs = ConstU64<{ 12 * SECOND }>;
	type StalePenalty = StalePenalty;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// Not used by anybody: the benchmarks run elsewhere.
#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<Fuzzed> for Helper {
	fn asset() -> Asset {
		ASSETS[1].clone()
	}

	fn account(n: u32) -> AccountId {
		person(n as usize)
	}

	fn sign(n: u32, payload: &[u8]) -> Seal {
		Seal::of(&Self::account(n), payload)
	}

	fn set_time(now_ms: Moment) {
		Timestamp::set_timestamp(now_ms);
	}
}

/// Other pallets. They refuse what [`Refusals`] names, and the pallet has to take back what it did.
/// They have every other channel watched, for its opener.
pub struct Neighbours;

/// What the neighbours refuse: a bit for each thing that they are told.
pub struct Refusals;

impl Refusals {
	const KEY: &'static [u8] = b"refusals";

	pub fn set(bits: u8) {
		unhashed::put(Self::KEY, &bits);
	}

	pub fn get() -> u8 {
		unhashed::get_or_default(Self::KEY)
	}

	fn check(bit: u8) -> DispatchResult {
		let refused = Self::get() & (1 << bit) != 0;
		(!refused).then_some(()).ok_or("a neighbour refuses".into())
	}
}

impl ChannelHooks<AccountId, Asset> for Neighbours {
	fn opened(id: ChannelId) -> DispatchResult {
		if let Some(channel) = Channels::channel(id).filter(|_| id.0 & 1 == 0) {
			<Channels as Watch<AccountId>>::watch(id, &channel.parties.opener, true)?;
		}
		Refusals::check(0)
	}

	fn ledger_changed(id: ChannelId, channel: &Channel<AccountId, Asset>) -> DispatchResult {
		assert_eq!(Channels::channel(id).as_ref(), Some(channel), "told of what is not stored");
		assert!(id.0 & 1 == 0, "told unasked");
		Refusals::check(1)
	}

	fn closing(_: ChannelId, _: &AccountId, _: u64) -> DispatchResult {
		Refusals::check(2)
	}

	fn closed(_: ChannelId) -> DispatchResult {
		Refusals::check(3)
	}

	fn weight() -> Weight {
		RocksDbWeight::get().reads(1)
	}
}

impl PreimageSink for Neighbours {
	fn revealed(_: &PaymentHash, _: &Preimage, _: Moment) -> DispatchResult {
		Refusals::check(4)
	}

	fn weight() -> Weight {
		RocksDbWeight::get().reads(1)
	}
}

/// A signature for which nobody has to compute: who signed, mixed with what. Signing and checking
/// real ones would take nearly all of the time of a run, and the pallet treats them alike.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Seal(pub [u8; 16]);

impl Seal {
	pub fn of(who: &AccountId, payload: &[u8]) -> Self {
		let signer: &[u8] = who.as_ref();
		Self(twox_128(&[signer, payload].concat()))
	}
}

impl Verify for Seal {
	type Signer = SealKey;

	fn verify<L: Lazy<[u8]>>(&self, mut payload: L, signer: &AccountId) -> bool {
		*self == Self::of(signer, payload.get())
	}
}

/// The key that goes with a [`Seal`]: an account.
pub struct SealKey(AccountId);

impl IdentifyAccount for SealKey {
	type AccountId = AccountId;

	fn into_account(self) -> AccountId {
		self.0
	}
}

/// How many people there are who call.
pub const PEOPLE: usize = 5;
/// The last of the people has next to nothing.
pub const POOR: usize = 4;

/// One of the people.
pub fn person(index: usize) -> AccountId {
	AccountId::new([u8::try_from(index % PEOPLE).unwrap() + 1; 32])
}

/// Owns the assets, and has some of each. Nobody else speaks for it.
pub fn issuer() -> AccountId {
	AccountId::new([99; 32])
}

/// The account that holds what channels have in `asset`.
pub fn pot(asset: &Asset) -> AccountId {
	crate::custody::Money::<Fuzzed>::account(asset)
}

/// An asset with a minimum balance of 5 that accounts can live on.
pub const TOKEN: u32 = 7;
/// An asset of which there is as much as channels can take all of, on which accounts cannot live.
pub const WIDE: u32 = 8;
/// An asset of which there is so much that hardly any more can be.
pub const FULL: u32 = 9;
/// An asset that does not exist.
pub const UNKNOWN: u32 = 10;
/// The assets that exist beside the native coin.
pub const IDS: [u32; 3] = [TOKEN, WIDE, FULL];
/// The assets that exist.
pub const ASSETS: [Asset; 4] = [
	NativeOrWithId::Native,
	NativeOrWithId::WithId(TOKEN),
	NativeOrWithId::WithId(WIDE),
	NativeOrWithId::WithId(FULL),
];

/// When the first block is.
pub const START: Moment = 1_700_000_000_000;

/// The chain's time.
pub fn now() -> Moment {
	Timestamp::now()
}

/// What names the chain in signed messages.
pub fn genesis() -> sp_core::H256 {
	sp_core::H256::repeat_byte(0xb1)
}

/// The chain at its first block, made once.
pub fn first_block() -> Storage {
	static STORAGE: LazyLock<Storage> = LazyLock::new(|| {
		let rich = |index: usize| index != POOR;
		let wealth = |index| if rich(index) { 1_000_000_000_000 } else { 3 * ED };
		let people = || (0..PEOPLE).chain([PEOPLE]);
		let account = |index| if index == PEOPLE { issuer() } else { person(index) };
		let of = |id, wealth: Balance| {
			let holders = people().filter(move |index| rich(*index));
			holders.map(move |index| (id, account(index), wealth))
		};
		let holders = people().filter(|index| rich(*index)).count() as Balance;
		let tokens = of(TOKEN, 1_000_000);
		let wide = of(WIDE, Balance::MAX / 2 / holders);
		let full = of(FULL, (Balance::MAX - 1_000) / holders);
		let mut storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: people().map(|index| (account(index), wealth(index))).collect(),
				..Default::default()
			},
			assets: pallet_assets::GenesisConfig {
				assets: IDS.map(|id| (id, issuer(), id != WIDE, 5)).to_vec(),
				accounts: tokens.chain(wide).chain(full).collect(),
				..Default::default()
			},
			..Default::default()
		}
		.build_storage()
		.unwrap();
		sp_state_machine::BasicExternalities::execute_with_storage(&mut storage, || {
			frame_system::BlockHash::<Fuzzed>::insert(0, genesis());
			System::set_block_number(1);
			Timestamp::set_timestamp(START);
		});
		storage
	});
	STORAGE.clone()
}
