//! The runtime that the model runs on, and what towers and channels are like there.

pub use crate::seal::Seal;

use crate::common::{self, DAY, HOUR, MINUTE};
use bloc_math::accrual::RATE_SCALE;
use bloc_primitives::{
	state::{payload, CoSigned, Message},
	ChannelId, Moment, Pair, Preimage,
};
use bloc_testing::people::AccountId as Account;
use frame_support::{
	parameter_types,
	storage::unhashed,
	traits::{fungible::HoldConsideration, ConstU128, ConstU32, ConstU64, Get, LinearStoragePrice},
	PalletId,
};
use pallet_bloc_watchtowers::types::{Profile, Rate, Terms};
use sp_core::H256;
use sp_runtime::{traits::Convert, Permill};

bloc_testing::test_runtime! {
	Watchtowers: pallet_bloc_watchtowers,
	with_assets: true,
	beside: Channels: pallet_bloc_channels,
	start_ms: 1_700_000_000_000,
	genesis: genesis(),
	set_up: || (),
	check: || Watchtowers::do_try_state().unwrap(),
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
/// The challenge period of all channels.
pub const PERIOD: Moment = 2 * HOUR;
/// How far ahead an HTLC's deadline can be.
pub const HORIZON: Moment = 4 * HOUR;
/// For how long a tower is paid at least, and within which time it gives back what is demanded.
pub const ANSWER: Moment = HOUR;
/// The smallest bond.
pub const MIN_BOND: Balance = 1_000;
/// How many secrets everybody uses.
pub const SECRETS: u8 = 4;

parameter_types! {
	pub const WatchtowersPalletId: PalletId = PalletId(*b"bloc/wtt");
	pub const ChannelsPalletId: PalletId = PalletId(*b"bloc/chn");
	pub const ChannelsReason: RuntimeHoldReason =
		RuntimeHoldReason::Channels(pallet_bloc_channels::HoldReason::StorageDeposit);
	pub const MaxPenalty: Permill = Permill::from_percent(50);
	pub const ChallengerShare: Permill = Permill::from_percent(25);
	pub const WithdrawalReserve: Permill = Permill::from_percent(2);
	pub const LevyShare: Permill = Permill::from_percent(10);
	pub const LeastLevy: Permill = Permill::from_percent(1);
	/// Somebody who is none of the people.
	pub Treasury: Account = Account::new([77; 32]);
}

/// In how many blocks an urgent call found no room: in storage, so that a run takes it back.
pub struct Crowding;

impl Crowding {
	const KEY: &'static [u8] = b"crowding";

	/// So many more.
	pub fn add(blocks: u64) {
		unhashed::put(Self::KEY, &Self::get().saturating_add(blocks));
	}
}

impl Get<u64> for Crowding {
	fn get() -> u64 {
		unhashed::get_or_default(Self::KEY)
	}
}

/// The same smallest bond in each asset.
pub struct MinBond;

impl Convert<Asset, Balance> for MinBond {
	fn convert(_: Asset) -> Balance {
		MIN_BOND
	}
}

impl pallet_bloc_watchtowers::Config for Test {
	type Assets = AllAssets;
	type BeatMs = ConstU64<{ 10 * MINUTE }>;
	type Channels = Channels;
	type ClaimWindowMs = ConstU64<{ 5 * HOUR }>;
	type Clock = Timestamp;
	type Consideration = Ticket;
	type Crowding = Crowding;
	type DemandDeposit = ConstU128<20>;
	type HookShare = HookShare;
	type LeastLevy = LeastLevy;
	type LevyShare = LevyShare;
	type LevyTo = Treasury;
	type MaxBeatAge = ConstU32<100>;
	type MaxChallengePeriodMs = ConstU64<DAY>;
	type MaxHtlcHorizonMs = ConstU64<HORIZON>;
	type MinBond = MinBond;
	type MinHireMs = ConstU64<ANSWER>;
	type Misses = ();
	type Native = Balances;
	type NoticeMs = ConstU64<DAY>;
	type PalletId = WatchtowersPalletId;
	type Preimages = Channels;
	type Signature = Seal;
	type SlotMs = ConstU64<SLOT_MS>;
	type SlowestBlockMs = ConstU64<{ 2 * BLOCK_MS }>;
	type WeightInfo = ();
}

impl pallet_bloc_channels::Config for Test {
	type Assets = AllAssets;
	type ChallengerShare = ChallengerShare;
	type Clock = Timestamp;
	type ClosingDeposit = ConstU128<0>;
	type ClosingsAtOnce = ConstU32<10>;
	type Consideration = HoldConsideration<
		Account,
		Balances,
		ChannelsReason,
		LinearStoragePrice<ConstU128<1>, ConstU128<0>, Balance>,
	>;
	type HookShare = HookShare;
	type Hooks = Watchtowers;
	type MaxChallengePeriodMs = ConstU64<DAY>;
	type MaxEndingMs = ConstU64<DAY>;
	type MaxHtlcHorizonMs = ConstU64<HORIZON>;
	type MaxPenalty = MaxPenalty;
	type MaxProposalMs = ConstU64<DAY>;
	type MinChallengePeriodMs = ConstU64<MINUTE>;
	type Native = Balances;
	type PalletId = ChannelsPalletId;
	type PreimageRetentionMs = ConstU64<{ 3 * DAY }>;
	type PreimageSink = ();
	type Signature = Seal;
	type SlotMs = ConstU64<SLOT_MS>;
	type SlowestBlockMs = ConstU64<{ 2 * BLOCK_MS }>;
	type WeightInfo = pallet_bloc_channels::weights::SubstrateWeight<Test>;
	type WithdrawalReserve = WithdrawalReserve;
}

/// What the hooks of channels do in a block.
pub fn serve_channels() {
	use frame_support::traits::Hooks;
	let number = System::block_number();
	let _ = Channels::on_initialize(number);
	let _ = Channels::on_idle(number, <Channels as bloc_timetable::Owner>::hook_budget());
}

/// What names the chain in signed messages.
pub fn genesis_hash() -> H256 {
	System::block_hash(0)
}

/// The secret of this number.
pub fn secret(number: u8) -> Preimage {
	Preimage([number % SECRETS; 32])
}

/// A message that both parties have signed, on this base.
pub fn by_both<Body: Clone>(
	(id, base): (ChannelId, u64),
	parties: &Pair<Account>,
	body: Body,
	message: fn(Body) -> Message,
) -> CoSigned<Body, Seal> {
	let bytes = payload(&genesis_hash(), id, base, &message(body.clone()));
	CoSigned::by_both(body, parties.map(|who| Seal::of(who, &bytes)))
}

/// About a unit a minute.
pub const TERMS: Terms =
	Terms { rate: Rate(RATE_SCALE / 60 + 1), cover: 300, response_ms: 20 * MINUTE };

/// Whatever a tower asks.
pub const ANY: Terms = Terms { rate: Rate(u128::MAX), cover: 0, response_ms: Moment::MAX };

/// Somewhere.
pub fn profile() -> Profile {
	let contact = Default::default();
	Profile { region: 1, sealing_key: [9; 32], contact, uptime_ppm: 999_000 }
}
