//! The runtime that the model runs on, and what leases are like there.

pub use crate::seal::Seal;

use crate::common::{self, DAY, HOUR, MINUTE};
use bloc_primitives::{Moment, Policy};
use frame_support::{
	parameter_types,
	traits::{
		fungible::HoldConsideration, ConstU128, ConstU32, ConstU64, Hooks as _, LinearStoragePrice,
	},
	PalletId,
};
use pallet_bloc_lsp::{menu::Item, provider::Terms, shelf::Region};
use sp_runtime::{traits::Convert, Permill};

bloc_testing::test_runtime! {
	Lsp: pallet_bloc_lsp,
	with_assets: true,
	beside: Channels: pallet_bloc_channels,
	start_ms: 1_700_000_000_000,
	genesis: genesis(),
	set_up: || (),
	check: || Lsp::do_try_state().unwrap(),
}

impl common::Runtime for Test {}

/// The chain before its first block.
pub fn genesis() -> RuntimeGenesisConfig {
	RuntimeGenesisConfig {
		balances: common::balances(WEALTH),
		assets: common::assets(WEALTH),
		..Default::default()
	}
}

/// What each person has of each asset at first.
const WEALTH: Balance = 10_000_000;
/// The least bond.
pub const MIN_BOND: Balance = 100;
/// The shortest lease.
pub const MIN_LEASE: Moment = HOUR;
/// The longest.
pub const MAX_LEASE: Moment = 90 * DAY;
/// How far ahead a menu can bind.
pub const MAX_MENU: Moment = 30 * DAY;
/// The longest reservation.
pub const MAX_RESERVE: Moment = 5 * HOUR;
/// For how long a lease goes on when it is dry.
pub const GRACE: Moment = 20 * MINUTE;
/// Until when a first payment has to come.
const FIRST_PAYMENT: Moment = 30 * MINUTE;
/// How often a provider has to beat.
const BEAT: Moment = 10 * MINUTE;

parameter_types! {
	pub const LspPalletId: PalletId = PalletId(*b"bloc/lsp");
	pub const ChannelsPalletId: PalletId = PalletId(*b"bloc/chn");
	pub const Half: Permill = Permill::from_percent(50);
	pub const Quarter: Permill = Permill::from_percent(25);
	pub const Reserve: Permill = Permill::from_percent(2);
	pub const ChannelsReason: RuntimeHoldReason =
		RuntimeHoldReason::Channels(pallet_bloc_channels::HoldReason::StorageDeposit);
}

/// The same smallest bond in each asset.
pub struct MinBond;

impl Convert<Asset, Balance> for MinBond {
	fn convert(_: Asset) -> Balance {
		MIN_BOND
	}
}

impl pallet_bloc_lsp::Config for Test {
	type Assets = AllAssets;
	type BeatBlocks = ConstU32<100>;
	type BeatMs = ConstU64<BEAT>;
	type BlockMs = ConstU64<BLOCK_MS>;
	type BreachShare = Half;
	type Channels = Channels;
	type Clock = Timestamp;
	type Consideration = Ticket;
	type FirstPaymentMs = ConstU64<FIRST_PAYMENT>;
	type GraceMs = ConstU64<GRACE>;
	type HookShare = HookShare;
	type LeaseHooks = ();
	type MaxLeaseMs = ConstU64<MAX_LEASE>;
	type MaxMenuMs = ConstU64<MAX_MENU>;
	type MaxReserveMs = ConstU64<MAX_RESERVE>;
	type MinBond = MinBond;
	type MinLeaseMs = ConstU64<MIN_LEASE>;
	type PalletId = LspPalletId;
	type SlotMs = ConstU64<SLOT_MS>;
	type WeightInfo = ();
}

impl pallet_bloc_channels::Config for Test {
	type Assets = AllAssets;
	type ChallengerShare = Quarter;
	type Clock = Timestamp;
	type ClosingDeposit = ConstU128<0>;
	type ClosingsAtOnce = ConstU32<100>;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		ChannelsReason,
		LinearStoragePrice<ConstU128<10>, ConstU128<0>, Balance>,
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
	type Signature = Seal;
	type SlotMs = ConstU64<SLOT_MS>;
	type SlowestBlockMs = ConstU64<{ 2 * BLOCK_MS }>;
	type WeightInfo = ();
	type WithdrawalReserve = Reserve;
}

/// What the hooks of the channels do in a block.
pub fn serve_channels() {
	let number = System::block_number();
	let _ = Channels::on_initialize(number);
	let _ = Channels::on_idle(number, <Channels as bloc_timetable::Owner>::hook_budget());
}

/// How providers forward.
pub const POLICY: Policy = Policy { base_fee: 1, fee_ppm: 100, ..Policy::FREE };

/// The terms of a provider in this region.
pub fn terms(region: u16) -> Terms {
	Terms {
		region: Region(region),
		uptime: Permill::from_percent(99),
		policy: POLICY,
		hold_ppm: 10,
		challenge_period_ms: MINUTE,
	}
}

/// An item that asks so much, good for ten days.
pub fn item(min_fee: Balance, ppm: u32, now_ms: Moment) -> Item {
	Item {
		min_fee,
		ppm,
		min_size: 1,
		max_size: 1 << 30,
		lifetime_ms: 30 * DAY,
		valid_until_ms: now_ms + 10 * DAY,
	}
}
