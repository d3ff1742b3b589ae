//! The runtime that the model runs on, and what pairs are like there.

use crate::common;
use bloc_primitives::Moment;
use frame_support::{
	ord_parameter_types, parameter_types,
	traits::{ConstU32, ConstU64},
	PalletId,
};
use frame_system::{EnsureSigned, EnsureSignedBy};
use pallet_bloc_dex::terms::{MakerFee, Terms};
use sp_runtime::Permill;

bloc_testing::test_runtime! {
	Dex: pallet_bloc_dex,
	with_assets: true,
	start_ms: 1_700_000_000_000,
	genesis: genesis(),
	set_up: || (),
	check: || Dex::do_try_state().unwrap(),
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
pub const WEALTH: Balance = 1_000_000_000;
/// The most orders of a trader.
pub const ORDERS: u32 = 12;
/// The most steps of an order.
pub const STEPS: u32 = 24;
/// The longest stop.
pub const STOP: Moment = common::HOUR;
/// Part of each maker's and taker's price, in millionths.
pub const MAKER: u32 = 700;
/// The rebate in every other pair.
pub const REBATE: u32 = 1_300;
/// The fee of who takes.
pub const TAKER: u32 = 2_500;

parameter_types! {
	pub const DexPalletId: PalletId = PalletId(*b"bloc/dex");
	pub const MaxFee: Permill = Permill::from_percent(1);
}

ord_parameter_types! {
	pub const Manager: AccountId = bloc_testing::people::issuer();
}

impl pallet_bloc_dex::Config for Test {
	type Assets = AllAssets;
	type Clock = Timestamp;
	type Consideration = Ticket;
	type HookFee = bloc_testing::TestHookFee<Balances>;
	type HookShare = HookShare;
	type ManageOrigin = EnsureSignedBy<Manager, AccountId>;
	type MaxActions = ConstU32<6>;
	type MaxAssets = ConstU32<3>;
	type MaxFee = MaxFee;
	type MaxHops = ConstU32<2>;
	type MaxLateMs = ConstU64<{ 60 * common::MINUTE }>;
	type MaxOrders = ConstU32<ORDERS>;
	type MaxSteps = ConstU32<STEPS>;
	type MaxStopMs = ConstU64<STOP>;
	type OpenOrigin = EnsureSigned<AccountId>;
	type PalletId = DexPalletId;
	type Pools = ();
	type SlotMs = ConstU64<SLOT_MS>;
	type WeightInfo = ();
}

/// The terms of the pairs of starts: fees that leave a rest.
pub fn terms(gives: bool) -> Terms {
	let maker = match gives {
		false => MakerFee::Pays(Permill::from_parts(MAKER)),
		true => MakerFee::Gets(Permill::from_parts(REBATE)),
	};
	let taker = Permill::from_parts(TAKER);
	Terms { lot: 10, tick_value: 3, min_lots: 2, min_quote: 100, maker, taker }
}
