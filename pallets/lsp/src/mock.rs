//! A runtime with providers and the channels that they open. Bob and Charlie provide, Alice and
//! Dave are clients.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use crate::{
	self as pallet_bloc_lsp,
	lease::{Lease, Payment},
	menu::{Item, Menu},
	provider::{Limits, Provider, Terms},
	shelf::{Place, Region},
	types::{Request, Selection},
};
use bloc_primitives::{
	channel::{Channel, Phase, ToldResult},
	liquidity::{LeaseHooks, LeaseName},
	ChannelId, Moment, Policy,
};
use bloc_testing::Sticky;
use codec::{Decode, Encode};
use frame_support::{
	dispatch::DispatchResultWithPostInfo,
	parameter_types,
	storage::unhashed,
	traits::{fungible::HoldConsideration, ConstU128, ConstU32, ConstU64, LinearStoragePrice},
	weights::Weight,
	PalletId,
};
use sp_runtime::{traits::Convert, DispatchError, DispatchResult, MultiSignature, Permill};

pub use bloc_testing::{people::*, DepositsStick};

bloc_testing::test_runtime! {
	Lsp: pallet_bloc_lsp,
	with_assets: true,
	beside: Channels: pallet_bloc_channels,
	start_ms: 1_700_000_000_000,
	genesis: with_money(&people(), WEALTH),
	set_up: set_up,
	check: check,
}

/// What each person has of each asset at first. Eve has nothing, not even an account.
pub const WEALTH: Balance = 10_000_000;
/// A minute.
pub const MINUTE: Moment = 60_000;
/// An hour.
pub const HOUR: Moment = 60 * MINUTE;
/// A day.
pub const DAY: Moment = 24 * HOUR;
/// The least bond; of the native coin, half of that.
pub const MIN_BOND: Balance = 1_000;
/// The shortest lease.
pub const MIN_LEASE: Moment = DAY;
/// The longest.
pub const MAX_LEASE: Moment = 365 * DAY;
/// How far ahead a menu can bind.
pub const MAX_MENU: Moment = 60 * DAY;
/// The longest reservation.
pub const MAX_RESERVE: Moment = DAY;
/// For how long a lease goes on when it is dry.
pub const GRACE: Moment = 2 * HOUR;
/// Until when a first payment has to come.
pub const FIRST_PAYMENT: Moment = HOUR;
/// How often a provider has to beat.
pub const BEAT: Moment = 10 * MINUTE;
/// How old a block may be that a beat names.
pub const BEAT_BLOCKS: u32 = 100;
/// The challenge period of channels.
pub const PERIOD: Moment = HOUR;

/// Those who have something.
pub fn people() -> [AccountId; 4] {
	[alice(), bob(), charlie(), dave()]
}

parameter_types! {
	pub const LspPalletId: PalletId = PalletId(*b"bloc/lsp");
	pub const ChannelsPalletId: PalletId = PalletId(*b"bloc/chn");
	pub const Half: Permill = Permill::from_percent(50);
	pub const Quarter: Permill = Permill::from_percent(25);
	pub const Reserve: Permill = Permill::from_percent(2);
	pub const ChannelsReason: RuntimeHoldReason =
		RuntimeHoldReason::Channels(pallet_bloc_channels::HoldReason::StorageDeposit);
	/// Whether the neighbour refuses what it is told.
	pub static Refuses: bool = false;
}

/// Another smallest bond in each asset.
pub struct MinBond;

impl Convert<Asset, Balance> for MinBond {
	fn convert(asset: Asset) -> Balance {
		match asset {
			Asset::Native => MIN_BOND / 2,
			Asset::WithId(_) => MIN_BOND,
		}
	}
}

impl pallet_bloc_lsp::Config for Test {
	type Assets = AllAssets;
	type BeatBlocks = ConstU32<BEAT_BLOCKS>;
	type BeatMs = ConstU64<BEAT>;
	type BlockMs = ConstU64<BLOCK_MS>;
	type BreachShare = Half;
	type Channels = Channels;
	type Clock = Timestamp;
	type Consideration = Ticket;
	type FirstPaymentMs = ConstU64<FIRST_PAYMENT>;
	type GraceMs = ConstU64<GRACE>;
	type HookShare = HookShare;
	type LeaseHooks = Neighbour;
	type MaxLeaseMs = ConstU64<MAX_LEASE>;
	type MaxMenuMs = ConstU64<MAX_MENU>;
	type MaxReserveMs = ConstU64<MAX_RESERVE>;
	type MinBond = MinBond;
	type MinLeaseMs = ConstU64<MIN_LEASE>;
	type PalletId = LspPalletId;
	type SlotMs = ConstU64<SLOT_MS>;
	type WeightInfo = crate::weights::SubstrateWeight<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

impl pallet_bloc_channels::Config for Test {
	type Assets = AllAssets;
	type ChallengerShare = Quarter;
	type Clock = Timestamp;
	type ClosingDeposit = ConstU128<0>;
	type ClosingsAtOnce = ConstU32<100>;
	type Consideration = Sticky<
		HoldConsideration<
			AccountId,
			Balances,
			ChannelsReason,
			LinearStoragePrice<ConstU128<PER_ITEM>, ConstU128<1>, Balance>,
		>,
	>;
	type HookShare = HookShare;
	type Hooks = Lsp;
	type MaxChallengePeriodMs = ConstU64<DAY>;
	type MaxEndingMs = ConstU64<HOUR>;
	type MaxHtlcHorizonMs = ConstU64<DAY>;
	type MaxPenalty = Half;
	type MaxProposalMs = ConstU64<DAY>;
	type MinChallengePeriodMs = ConstU64<MINUTE>;
	type Native = Balances;
	type PalletId = ChannelsPalletId;
	type PreimageRetentionMs = ConstU64<{ 3 * DAY }>;
	type PreimageSink = ();
	type Signature = MultiSignature;
	type SlotMs = ConstU64<SLOT_MS>;
	type SlowestBlockMs = ConstU64<{ 2 * BLOCK_MS }>;
	type WeightInfo = pallet_bloc_channels::weights::SubstrateWeight<Test>;
	type WithdrawalReserve = Reserve;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// Another pallet, which is told of leases that were not kept.
pub struct Neighbour;

/// What it is told.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ToldOf {
	Breached { channel: ChannelId, lost: Balance, compensation: Balance },
	Missed { channel: ChannelId, excess_ms: Moment, lost: Balance, compensation: Balance },
}

impl Neighbour {
	const KEY: &'static [u8] = b"neighbour";

	/// What it was told since this was asked last.
	pub fn read() -> Vec<ToldOf> {
		unhashed::take_or_default(Self::KEY)
	}

	fn note(it: ToldOf) -> ToldResult {
		let mut all: Vec<ToldOf> = unhashed::get_or_default(Self::KEY);
		all.push(it);
		unhashed::put(Self::KEY, &all);
		match Refuses::get() {
			true => Err(DispatchError::Unavailable),
			false => Ok(<Self as LeaseHooks<AccountId, Asset>>::weight()),
		}
	}
}

impl LeaseHooks<AccountId, Asset> for Neighbour {
	fn breached(
		lease: &LeaseName<AccountId, Asset>,
		lost: Balance,
		compensation: Balance,
	) -> ToldResult {
		Self::note(ToldOf::Breached { channel: lease.channel, lost, compensation })
	}

	fn missed(
		lease: &LeaseName<AccountId, Asset>,
		excess_ms: Moment,
		lost: Balance,
		compensation: Balance,
	) -> ToldResult {
		let channel = lease.channel;
		Self::note(ToldOf::Missed { channel, excess_ms, lost, compensation })
	}

	fn weight() -> Weight {
		<Test as frame_system::Config>::DbWeight::get().reads_writes(1, 1)
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

	fn set_time(now_ms: Moment) {
		Timestamp::set_timestamp(now_ms);
	}

	fn signer() -> Option<AccountId> {
		Some(charlie())
	}

	fn sign(payload: &[u8]) -> Option<MultiSignature> {
		Some(sp_keyring::Sr25519Keyring::Charlie.sign(payload).into())
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_bloc_channels::BenchmarkHelper<Test> for Helper {
	fn asset() -> Asset {
		TOKEN
	}

	fn account(n: u32) -> AccountId {
		[alice(), bob(), dave()][n as usize].clone()
	}

	fn sign(n: u32, payload: &[u8]) -> MultiSignature {
		use sp_keyring::Sr25519Keyring;
		let key = [Sr25519Keyring::Alice, Sr25519Keyring::Bob, Sr25519Keyring::Dave][n as usize];
		key.sign(payload).into()
	}

	fn set_time(now_ms: Moment) {
		Timestamp::set_timestamp(now_ms);
	}
}

fn set_up() {
	Refuses::set(false);
	frame_system::BlockHash::<Test>::insert(0, genesis());
}

/// What names the chain in signed messages.
pub fn genesis() -> sp_core::H256 {
	sp_core::H256::repeat_byte(0xb1)
}

/// Checks that the invariants hold.
pub fn check() {
	Lsp::do_try_state().unwrap();
	Channels::do_try_state().unwrap();
}

/// How Bob forwards.
pub const POLICY: Policy = Policy { base_fee: 1, fee_ppm: 100, ..Policy::FREE };

/// The terms of most providers.
pub fn terms() -> Terms {
	Terms {
		region: Region(1),
		uptime: Permill::from_parts(999_000),
		policy: POLICY,
		hold_ppm: 10,
		challenge_period_ms: PERIOD,
	}
}

/// What a provider has in bond and stock in most tests.
pub const BOND: Balance = 100_000;
/// See above.
pub const STOCK: Balance = 1_000_000;

/// 1,000 at least, or 1 %; for 90 days, good for 30.
pub fn item() -> Item {
	Item {
		min_fee: 1_000,
		ppm: 10_000,
		min_size: 1,
		max_size: 1 << 40,
		lifetime_ms: 90 * DAY,
		valid_until_ms: START + 30 * DAY,
	}
}

/// A menu of these.
pub fn menu(items: &[Item]) -> Menu {
	items.to_vec().try_into().unwrap()
}

/// Somebody provides, with the usual bond and stock, and this menu.
pub fn provide_with(who: &AccountId, asset: &Asset, items: &[Item]) {
	let by = || origin(who.clone());
	Lsp::register(by(), asset.clone(), BOND, terms()).unwrap();
	Lsp::stock(by(), asset.clone(), STOCK).unwrap();
	if !items.is_empty() {
		Lsp::set_menu(by(), asset.clone(), menu(items)).unwrap();
	}
}

/// Bob provides.
pub fn provide(asset: &Asset) {
	provide_with(&bob(), asset, &[item()]);
}

/// Where sizes of the usual request are looked for.
pub fn place() -> Place {
	Place::of(SIZE, LIFETIME).unwrap()
}

/// What Alice leases in most tests: at 1 % that is 2,000.
pub const SIZE: Balance = 200_000;
/// The fee for that.
pub const FEE: Balance = 2_000;
/// For how long.
pub const LIFETIME: Moment = 30 * DAY;

/// Alice's request.
pub const fn request(payment: Payment) -> Request {
	Request {
		size: SIZE,
		own: 0,
		lifetime_ms: LIFETIME,
		payment,
		max_fee: 10_000,
		limits: Limits::NONE,
	}
}

/// Somebody tries to lease.
pub fn try_request(
	who: &AccountId,
	asset: &Asset,
	request: Request,
	selection: Selection<AccountId, MultiSignature>,
) -> DispatchResult {
	outcome(Lsp::request_channel(origin(who.clone()), asset.clone(), request, selection))
}

/// The channel that is opened next.
pub fn next_channel() -> ChannelId {
	pallet_bloc_channels::NextChannelId::<Test>::get()
}

/// Alice leases of Bob.
pub fn leased(asset: &Asset, payment: Payment) -> ChannelId {
	let id = next_channel();
	try_request(&alice(), asset, request(payment), Selection::Provider(bob())).unwrap();
	id
}

/// A lease.
pub fn lease(id: ChannelId) -> Lease<AccountId, Asset> {
	crate::Leases::<Test>::get(id).unwrap().lease
}

/// Bob, as a provider.
pub fn provider(asset: &Asset) -> Provider {
	provider_of(&bob(), asset)
}

/// Somebody, as a provider.
pub fn provider_of(who: &AccountId, asset: &Asset) -> Provider {
	Lsp::provider(asset.clone(), who.clone()).unwrap()
}

/// A channel.
pub fn channel(id: ChannelId) -> Channel<AccountId, Asset> {
	Channels::channel(id).unwrap()
}

/// What is free in a channel, of Alice and of Bob.
pub fn free(id: ChannelId) -> [Balance; 2] {
	let ledger = channel(id).ledger;
	[ledger.opener.free, ledger.counterparty.free]
}

/// Whether a channel is open.
pub fn is_open(id: ChannelId) -> bool {
	Channels::channel(id).is_some_and(|channel| channel.phase == Phase::Open)
}

/// What came of a call that says what it weighed.
pub fn outcome(result: DispatchResultWithPostInfo) -> DispatchResult {
	result.map(|_| ()).map_err(|error| error.error)
}

/// Bob beats.
pub fn beat(asset: &Asset) -> DispatchResult {
	let number = System::block_number() - 1;
	let hash = sp_core::H256::repeat_byte(7);
	frame_system::BlockHash::<Test>::insert(number, hash);
	Lsp::beat(origin(bob()), asset.clone(), number, hash)
}

/// Time passes without a block being missed: none of it is a standstill.
pub fn pass(ms: Moment) {
	System::set_block_number(System::block_number() + ms / BLOCK_MS + 1);
	set_time(now() + ms);
}

/// Nothing of the pallet is left.
pub fn assert_nothing_is_left() {
	assert_eq!(crate::Providers::<Test>::iter().count(), 0);
	assert_eq!(crate::Menus::<Test>::iter().count(), 0);
	assert_eq!(crate::Pools::<Test>::iter().count(), 0);
	assert_eq!(crate::Directories::<Test>::iter().count(), 0);
	assert_eq!(crate::ShelfPages::<Test>::iter().count(), 0);
	assert_eq!(crate::Leases::<Test>::iter().count(), 0);
	assert_eq!(crate::Reservations::<Test>::iter().count(), 0);
	assert_eq!(crate::UsedQuotes::<Test>::iter().count(), 0);
	assert_eq!(crate::Credits::<Test>::iter().count(), 0);
	assert_eq!(crate::Pots::<Test>::iter().count(), 0);
}
