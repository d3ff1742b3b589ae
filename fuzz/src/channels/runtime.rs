//! A runtime to throw bytes at: the SDK's balances and assets, neighbours that may refuse what they
//! are told, and a signature that costs nothing.

pub use crate::seal::Seal;

use bloc_primitives::{
	channel::{Channel, Drawn, Hooks as ChannelHooks, Subscribe, Told, ToldResult},
	preimage::PreimageSink,
	ChannelId, Moment, PaymentHash, Preimage, Side,
};
use frame_support::{
	parameter_types,
	storage::unhashed,
	traits::{ConstU128, ConstU32, ConstU64},
	weights::{constants::RocksDbWeight, Weight},
	PalletId,
};
use pallet_bloc_channels::Pallet;
use sp_runtime::{BuildStorage, DispatchResult, Permill, Storage};
use std::sync::LazyLock;

bloc_testing::test_runtime! {
	Channels: pallet_bloc_channels,
	with_assets: true,
	start_ms: 1_700_000_000_000,
	genesis: genesis_config(),
	set_up: set_genesis,
	check: || Channels::do_try_state().unwrap(),
}

pub const SECOND: Moment = 1_000;
pub const MINUTE: Moment = 60 * SECOND;
pub const HOUR: Moment = 60 * MINUTE;
pub const DAY: Moment = 24 * HOUR;
/// The bounds of what parties choose.
pub const MIN_PERIOD: Moment = MINUTE;
pub const MAX_PERIOD: Moment = HOUR;
pub const MAX_PROPOSAL: Moment = HOUR;
/// How far ahead an HTLC's deadline can be.
pub const HORIZON: Moment = HOUR;
/// How long a preimage is kept.
pub const RETENTION: Moment = HORIZON + MAX_PERIOD + 10 * MINUTE;
/// How far ahead an ending can expire.
pub const MAX_ENDING: Moment = DAY;
/// What whoever closes alone puts down, in the native coin.
pub const CLOSING_DEPOSIT: Balance = 77;

parameter_types! {
	pub const ChannelsPalletId: PalletId = PalletId(*b"bloc/chn");
	pub const MaxPenalty: Permill = Permill::from_percent(50);
	pub const ChallengerShare: Permill = Permill::from_percent(25);
	pub const WithdrawalReserve: Permill = Permill::from_percent(2);
}

impl pallet_bloc_channels::Config for Test {
	type Assets = AllAssets;
	type ChallengerShare = ChallengerShare;
	type Clock = Timestamp;
	type ClosingDeposit = ConstU128<CLOSING_DEPOSIT>;
	type ClosingsAtOnce = ConstU32<100>;
	type Consideration = Ticket;
	type HookShare = HookShare;
	type Hooks = Neighbours;
	type MaxChallengePeriodMs = ConstU64<MAX_PERIOD>;
	type MaxEndingMs = ConstU64<MAX_ENDING>;
	type MaxHtlcHorizonMs = ConstU64<HORIZON>;
	type MaxPenalty = MaxPenalty;
	type MaxProposalMs = ConstU64<MAX_PROPOSAL>;
	type MinChallengePeriodMs = ConstU64<MIN_PERIOD>;
	type Native = Balances;
	type PalletId = ChannelsPalletId;
	type PreimageRetentionMs = ConstU64<RETENTION>;
	type PreimageSink = Neighbours;
	type Signature = Seal;
	type SlotMs = ConstU64<SLOT_MS>;
	type SlowestBlockMs = ConstU64<{ 2 * BLOCK_MS }>;
	type WeightInfo = ();
	type WithdrawalReserve = WithdrawalReserve;
}

/// Other pallets. They refuse what [`Refusals`] names, and the pallet has to take back what it did.
/// They have every other channel subscribed, for its opener.
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
	fn opened(id: ChannelId) -> ToldResult {
		if let Some(channel) = Channels::channel(id).filter(|_| id.0 & 1 == 0) {
			<Channels as Subscribe<AccountId>>::subscribe(id, &channel.parties.opener, true)?;
		}
		told(0, Told::Opened)
	}

	fn ledger_changed(id: ChannelId, channel: &Channel<AccountId, Asset>) -> ToldResult {
		assert_eq!(Channels::channel(id).as_ref(), Some(channel), "told of what is not stored");
		assert!(id.0 & 1 == 0, "told unasked");
		told(1, Told::LedgerChanged)
	}

	fn closing(_: ChannelId, _: &AccountId, _: u64) -> ToldResult {
		told(2, Told::Closing)
	}

	fn closed(_: ChannelId) -> ToldResult {
		told(3, Told::Closed)
	}

	fn requested(id: ChannelId, side: Side) -> ToldResult {
		let requests = Channels::withdrawal_requests(id);
		assert!(requests.is_some_and(|of| of.of(side).is_some()), "told of what is not requested");
		told(5, Told::Requested)
	}

	fn withdrawn(id: ChannelId, drawn: &Drawn) -> ToldResult {
		let channel = Channels::channel(id).expect("told of what is not there");
		assert_eq!(channel.base_version, drawn.base_version);
		assert!(drawn.amount <= channel.ledger.of(drawn.side).free, "told of what is not drawn");
		Ok(Self::withdrawn_weight())
	}

	fn withdrawn_weight() -> Weight {
		RocksDbWeight::get().reads(6)
	}

	/// Another one for each event.
	fn weight(told: Told) -> Weight {
		RocksDbWeight::get().reads(match told {
			Told::Opened => 1,
			Told::LedgerChanged => 2,
			Told::Closing | Told::Challenged => 3,
			Told::Closed => 4,
			Told::Requested => 5,
		})
	}
}

/// The answer to what the neighbours were told, unless they refuse it by this bit.
fn told(bit: u8, told: Told) -> ToldResult {
	Refusals::check(bit)?;
	Ok(<Neighbours as ChannelHooks<AccountId, Asset>>::weight(told))
}

impl PreimageSink for Neighbours {
	fn revealed(_: &PaymentHash, _: &Preimage, _: Moment) -> DispatchResult {
		Refusals::check(4)
	}

	fn weight() -> Weight {
		RocksDbWeight::get().reads(1)
	}
}

/// How many people there are who call.
pub const PEOPLE: usize = 5;
/// How many secrets everybody uses.
pub const SECRETS: u8 = 8;
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
	Pallet::<Test>::pot_account(asset.clone())
}

/// An asset of which there is as much as channels can take all of, on which accounts cannot live.
pub const WIDE: u32 = 8;
/// An asset of which there is so much that hardly any more can be.
pub const FULL: u32 = 9;
/// An asset that does not exist.
pub const UNKNOWN: u32 = 10;
/// The assets that exist beside the native coin.
pub const IDS: [u32; 3] = [TOKEN_ID, WIDE, FULL];
/// The assets that exist.
pub const ASSETS: [Asset; 4] = [NATIVE, TOKEN, Asset::WithId(WIDE), Asset::WithId(FULL)];

/// What names the chain in signed messages.
pub fn genesis() -> sp_core::H256 {
	sp_core::H256::repeat_byte(0xb1)
}

/// What there is at first.
fn genesis_config() -> RuntimeGenesisConfig {
	let rich = |index: usize| index != POOR;
	let wealth = |index| if rich(index) { 1_000_000_000_000 } else { 3 * ED };
	let people = || (0..PEOPLE).chain([PEOPLE]);
	let account = |index| if index == PEOPLE { issuer() } else { person(index) };
	let of = |id, wealth: Balance| {
		let holders = people().filter(move |index| rich(*index));
		holders.map(move |index| (id, account(index), wealth))
	};
	let holders = people().filter(|index| rich(*index)).count() as Balance;
	let tokens = of(TOKEN_ID, 1_000_000);
	let wide = of(WIDE, Balance::MAX / 2 / holders);
	let full = of(FULL, (Balance::MAX - 1_000) / holders);
	RuntimeGenesisConfig {
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
}

fn set_genesis() {
	frame_system::BlockHash::<Test>::insert(0, genesis());
}

/// The chain at its first block, made once.
pub fn first_block() -> Storage {
	static STORAGE: LazyLock<Storage> = LazyLock::new(|| {
		let mut storage = genesis_config().build_storage().unwrap();
		sp_state_machine::BasicExternalities::execute_with_storage(&mut storage, || {
			set_genesis();
			System::set_block_number(1);
			set_time(START);
		});
		storage
	});
	STORAGE.clone()
}
