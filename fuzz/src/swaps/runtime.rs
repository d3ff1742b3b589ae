//! The runtime that the model runs on, and what swaps are like there.

use crate::common::{self, DAY, HOUR, MINUTE};
use bloc_primitives::{
	channel::{Graph, Hooks, Told},
	Balance as Amount, ChannelId, Moment, Pair, Preimage,
};
use bloc_testing::{channels, people::AccountId as Account};
use frame_support::{
	parameter_types,
	traits::{ConstU64, ConstU8},
	weights::Weight,
	PalletId,
};
use sp_io::hashing::twox_128;
use sp_runtime::traits::{IdentifyAccount, Lazy, Verify};

bloc_testing::test_runtime! {
	Swaps: pallet_bloc_swaps,
	with_assets: true,
	start_ms: 1_700_000_000_000,
	genesis: genesis(),
	set_up: || (),
	check: || Swaps::do_try_state().unwrap(),
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
const WEALTH: Balance = 1_000_000;
/// What each party has in each channel at first.
pub const CHANNEL: Balance = 2_000;
/// The shortest time to a deadline.
pub const MIN_LEG: Moment = MINUTE;
/// The longest.
pub const MAX_LEG: Moment = 3 * DAY;
/// The least time between two steps of a ring.
pub const MIN_GAP: Moment = 5 * MINUTE;
/// How much a standstill prolongs a leg at most.
pub const MAX_EXTENSION: Moment = 7 * MINUTE;
/// How long what has ended is kept.
pub const KEEP: Moment = HOUR;
/// The number of this chain.
pub const INDEX: u8 = 2;
/// How many secrets everybody uses.
pub const SECRETS: u8 = 6;

parameter_types! {
	pub const SwapsPalletId: PalletId = PalletId(*b"bloc/swp");
}

impl pallet_bloc_swaps::Config for Test {
	type Assets = AllAssets;
	type BlockMs = ConstU64<BLOCK_MS>;
	type ChainIndex = ConstU8<INDEX>;
	type Channels = Channels;
	type Clock = Timestamp;
	type Consideration = Ticket;
	type HookShare = HookShare;
	type KeepMs = ConstU64<KEEP>;
	type MaxExtensionMs = ConstU64<MAX_EXTENSION>;
	type MaxLegMs = ConstU64<MAX_LEG>;
	type MinGapMs = ConstU64<MIN_GAP>;
	type MinLegMs = ConstU64<MIN_LEG>;
	type PalletId = SwapsPalletId;
	type Preimages = Channels;
	type Signature = Seal;
	type SlotMs = ConstU64<SLOT_MS>;
	type WeightInfo = ();
}

/// The channels.
pub type Channels = channels::Channels<Test>;

impl channels::Config for Test {
	type AccountId = Account;
	type AssetId = Asset;
	type Clock = Timestamp;
	type Hooks = Listener;
	type PreimageSink = ();
}

/// Is told of channels, which weighs something.
pub struct Listener;

impl Hooks<Account, Asset> for Listener {
	fn weight(_: Told) -> Weight {
		Weight::from_parts(1_000_000, 0)
	}
}

/// A signature for which nobody has to compute: who signed, mixed with what.
#[frame_support::stored]
pub struct Seal(pub [u8; 16]);

impl Seal {
	pub fn of(who: &Account, payload: &[u8]) -> Self {
		let signer: &[u8] = who.as_ref();
		Self(twox_128(&[signer, payload].concat()))
	}
}

impl Verify for Seal {
	type Signer = SealKey;

	fn verify<L: Lazy<[u8]>>(&self, mut payload: L, signer: &Account) -> bool {
		*self == Self::of(signer, payload.get())
	}
}

/// The key that goes with a [`Seal`]: an account.
pub struct SealKey(Account);

impl IdentifyAccount for SealKey {
	type AccountId = Account;

	fn into_account(self) -> Account {
		self.0
	}
}

/// The secret of this number.
pub fn secret(number: u8) -> Preimage {
	Preimage([number % SECRETS; 32])
}

/// A channel of these two, with [`CHANNEL`] on each side.
pub fn channel(opener: Account, counterparty: Account, asset: Asset) -> ChannelId {
	Channels::establish(opener, counterparty, asset, [CHANNEL; 2])
}

/// All channels.
pub fn all_channels() -> Vec<(ChannelId, bloc_primitives::channel::Channel<Account, Asset>)> {
	<Channels as Graph<Account>>::walk().collect()
}

/// Channels have locked what legs have, and nothing else.
pub fn check_channels() {
	let mut sums = Swaps::locked_in_channels();
	for (id, channel) in all_channels() {
		let sum: Pair<Amount> = sums.remove(&id).unwrap_or_default();
		assert_eq!(channel.ledger.map(|side| side.locked), sum, "{id:?}");
	}
	assert!(sums.is_empty(), "{sums:?}");
}
