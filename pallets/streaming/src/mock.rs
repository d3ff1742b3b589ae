//! A runtime with what streams need, and people with money in it.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use crate as pallet_bloc_streaming;
use crate::types::{Consent, Flow, Price, Rate, StreamId, StreamSpec, Terms, VaultId};
use bloc_math::accrual::RATE_SCALE;
use bloc_primitives::Moment;
use frame_support::{parameter_types, traits::ConstU64, PalletId};

pub use bloc_testing::{people::*, DepositsStick, HookPrice};

bloc_testing::test_runtime! {
	Streaming: pallet_bloc_streaming,
	with_assets: true,
	start_ms: 1_700_000_000_000,
	genesis: with_money(&[alice(), bob(), charlie()], WEALTH),
	set_up: || (),
	check: || Streaming::do_try_state().unwrap(),
}

/// What each person has of each asset at first. Dave has nothing, not even an account.
pub const WEALTH: Balance = 10_000_000;
/// A second.
pub const SECOND: Moment = 1_000;
/// A minute.
pub const MINUTE: Moment = 60_000;
/// An hour.
pub const HOUR: Moment = 60 * MINUTE;
/// A day.
pub const DAY: Moment = 86_400_000;
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
	type WeightInfo = crate::weights::SubstrateWeight<Test>;
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

/// So many units a second.
pub const fn per_second(units: u128) -> Rate {
	Rate(units * RATE_SCALE)
}

/// What takes the payee's consent for everything.
pub const FIRM: Terms = Terms { cancel: Consent::Both, pause: Consent::Both, lower: Consent::Both };

/// The grace period that most tests use.
pub const GRACE: Moment = 10 * MINUTE;

/// A stream that starts now, without any end, and pays each minute.
pub fn spec(rate: Rate) -> StreamSpec {
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
pub const PRICE: Price = Price { per_unit: 2, cap_units: 100, period_ms: DAY, window_ms: HOUR };

/// A metered stream.
pub fn metered(price: Price) -> StreamSpec {
	StreamSpec { flow: Flow::Metered(price), ..spec(per_second(1)) }
}

/// A stream of Alice to Bob.
pub fn open(asset: &Asset, deposit: Balance, spec: StreamSpec) -> StreamId {
	let id = crate::NextStreamId::<Test>::get();
	Streaming::create(origin(alice()), bob(), asset.clone(), deposit, spec).unwrap();
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
