//! The runtime that the model runs on, and what streams are like there.

use crate::common::{self, DAY, MINUTE};
use bloc_math::accrual::RATE_SCALE;
use bloc_primitives::Moment;
use frame_support::{parameter_types, traits::ConstU64, PalletId};
use pallet_bloc_streaming::types::{Consent, Flow, Price, Rate, StreamSpec, Terms};

bloc_testing::test_runtime! {
	Streaming: pallet_bloc_streaming,
	with_assets: true,
	start_ms: 1_700_000_000_000,
	genesis: genesis(),
	set_up: || (),
	check: || Streaming::do_try_state().unwrap(),
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
/// The grace period of most.
pub const GRACE: Moment = 10 * MINUTE;

parameter_types! {
	pub const StreamingPalletId: PalletId = PalletId(*b"bloc/str");
}

impl pallet_bloc_streaming::Config for Test {
	type Assets = AllAssets;
	type Clock = Timestamp;
	type Consideration = Ticket;
	type HookFee = bloc_testing::TestHookFee<Balances>;
	type HookShare = HookShare;
	type MaxBoundMs = ConstU64<MAX_BOUND>;
	type MaxGraceMs = ConstU64<MAX_GRACE>;
	type MaxIntervalMs = ConstU64<MAX_INTERVAL>;
	type MaxWindowMs = ConstU64<MAX_WINDOW>;
	type MinIntervalMs = ConstU64<MIN_INTERVAL>;
	type PalletId = StreamingPalletId;
	type SlotMs = ConstU64<SLOT_MS>;
	type WeightInfo = ();
}

/// So many units a second.
pub const fn per_second(units: u128) -> Rate {
	Rate(units * RATE_SCALE)
}

/// What takes the payee's consent for everything.
pub const FIRM: Terms = Terms { cancel: Consent::Both, pause: Consent::Both, lower: Consent::Both };

/// A stream that starts now, without any end, and pays each minute.
pub fn flowing(rate: Rate) -> StreamSpec {
	StreamSpec {
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

/// A metered stream.
pub fn metered(price: Price) -> StreamSpec {
	StreamSpec { flow: Flow::Metered(price), ..flowing(per_second(1)) }
}
