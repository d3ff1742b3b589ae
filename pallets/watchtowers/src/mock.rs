//! A runtime with watchtowers and the channels that they watch, and people with money on it: Alice
//! and Bob have channels, Charlie, Dave and Eve have towers.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use crate::{
	self as pallet_bloc_watchtowers,
	receipt::{hash_of, Evidence, Named, Receipt, SignedReceipt},
	types::{Profile, Rate, Terms, TowerId},
};
use bloc_math::accrual::RATE_SCALE;
use bloc_primitives::{
	channel::ToldResult,
	sign::Signer,
	state::{CoSigned, Htlc, Message, NetTransfer, State},
	watch::{Missed, Misses},
	ChannelId, Moment, Pair, PaymentHash, Preimage, Side,
};
use bloc_testing::Sticky;
use frame_support::{
	dispatch::DispatchResultWithPostInfo,
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU128, ConstU32, ConstU64, LinearStoragePrice},
	weights::Weight,
	PalletId,
};
use sp_core::{sr25519, Pair as _, H256};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{traits::Convert, DispatchError, DispatchResult, MultiSignature, Permill};

pub use bloc_testing::people::*;

bloc_testing::test_runtime! {
	Watchtowers: pallet_bloc_watchtowers,
	with_assets: true,
	beside: Channels: pallet_bloc_channels,
	start_ms: 1_700_000_000_000,
	genesis: with_money(&people(), WEALTH),
	set_up: set_up,
	check: || {
		Watchtowers::do_try_state().unwrap();
		Channels::do_try_state().unwrap();
	},
}

/// Those who have something.
pub fn people() -> [AccountId; 5] {
	[alice(), bob(), charlie(), dave(), eve()]
}

/// What each person has of each asset at first.
pub const WEALTH: Balance = 10_000_000;
/// A second.
pub const SECOND: Moment = 1_000;
/// A minute.
pub const MINUTE: Moment = 60_000;
/// An hour.
pub const HOUR: Moment = 60 * MINUTE;
/// A day.
pub const DAY: Moment = 24 * HOUR;
/// The challenge period of most channels.
pub const PERIOD: Moment = 60 * MINUTE;
/// How often a tower has to show that it is there.
pub const BEAT: Moment = 10 * MINUTE;
/// How long before a tower leaves it says so.
pub const NOTICE: Moment = 2 * DAY;
/// For how long a tower is paid at least.
pub const MIN_HIRE: Moment = HOUR;
/// How long something can be proved.
pub const WINDOW: Moment = 6 * HOUR;
/// How far ahead an HTLC's deadline can be.
pub const HORIZON: Moment = 4 * HOUR;
/// The smallest bond.
pub const MIN_BOND: Balance = 10_000;
/// What most towers have.
pub const BOND: Balance = 100_000;

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
	pub Treasury: AccountId = ferdie();
	/// How many blocks had no room for an urgent call, ever.
	pub static Crowding: u64 = 0;
	/// What a client puts down for a demand.
	pub static DemandDeposit: Balance = 20;
	/// What a party that closes alone puts down.
	pub static ClosingDeposit: Balance = 0;
	/// The misses that were told.
	pub static MissesTold: Vec<Missed<AccountId, Asset>> = vec![];
	/// Whether the listener refuses what it is told.
	pub static Refuses: bool = false;
}

/// The same smallest bond in each asset.
pub struct MinBond;

impl Convert<Asset, Balance> for MinBond {
	fn convert(_: Asset) -> Balance {
		MIN_BOND
	}
}

/// Is told of misses.
pub struct Listener;

/// What it weighs to tell it.
pub const TOLD: Weight = Weight::from_parts(1_000_000, 0);

impl Misses<AccountId, Asset> for Listener {
	fn missed(missed: &Missed<AccountId, Asset>) -> ToldResult {
		if Refuses::get() {
			return Err(DispatchError::Unavailable);
		}
		MissesTold::mutate(|all| all.push(missed.clone()));
		Ok(TOLD)
	}

	fn weight() -> Weight {
		TOLD
	}
}

impl pallet_bloc_watchtowers::Config for Test {
	type Assets = AllAssets;
	type BeatMs = ConstU64<BEAT>;
	type Channels = Channels;
	type ClaimWindowMs = ConstU64<WINDOW>;
	type Clock = Timestamp;
	type Consideration = Ticket;
	type Crowding = Crowding;
	type DemandDeposit = DemandDeposit;
	type HookShare = HookShare;
	type LeastLevy = LeastLevy;
	type LevyShare = LevyShare;
	type LevyTo = Treasury;
	type MaxBeatAge = ConstU32<100>;
	type MaxChallengePeriodMs = ConstU64<DAY>;
	type MaxHtlcHorizonMs = ConstU64<HORIZON>;
	type MinBond = MinBond;
	type MinHireMs = ConstU64<MIN_HIRE>;
	type Misses = Listener;
	type Native = Balances;
	type NoticeMs = ConstU64<NOTICE>;
	type PalletId = WatchtowersPalletId;
	type Preimages = Channels;
	type Signature = MultiSignature;
	type SlotMs = ConstU64<SLOT_MS>;
	type SlowestBlockMs = ConstU64<{ 2 * BLOCK_MS }>;
	type WeightInfo = crate::weights::SubstrateWeight<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

impl pallet_bloc_channels::Config for Test {
	type Assets = AllAssets;
	type ChallengerShare = ChallengerShare;
	type Clock = Timestamp;
	type ClosingDeposit = ClosingDeposit;
	type ClosingsAtOnce = ConstU32<10>;
	type Consideration = Sticky<
		HoldConsideration<
			AccountId,
			Balances,
			ChannelsReason,
			LinearStoragePrice<ConstU128<PER_ITEM>, ConstU128<1>, Balance>,
		>,
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
	type Signature = MultiSignature;
	type SlotMs = ConstU64<SLOT_MS>;
	type SlowestBlockMs = ConstU64<{ 2 * BLOCK_MS }>;
	type WeightInfo = pallet_bloc_channels::weights::SubstrateWeight<Test>;
	type WithdrawalReserve = WithdrawalReserve;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

fn set_up() {
	frame_system::BlockHash::<Test>::insert(0, genesis());
	Crowding::set(0);
	DemandDeposit::set(20);
	ClosingDeposit::set(0);
	MissesTold::set(vec![]);
	Refuses::set(false);
}

/// What names the chain in signed messages.
pub fn genesis() -> H256 {
	H256::repeat_byte(0xb1)
}

/// So many units a second.
pub const fn per_second(units: u128) -> Rate {
	Rate(units * RATE_SCALE)
}

/// A unit a minute and a part of one, for 1,000 units of cover, within a quarter of an hour.
pub const TERMS: Terms =
	Terms { rate: Rate(RATE_SCALE / 60 + 1), cover: 1_000, response_ms: 15 * MINUTE };

/// Whatever a tower asks.
pub const ANY: Terms = Terms { rate: Rate(u128::MAX), cover: 0, response_ms: Moment::MAX };

/// Somewhere.
pub fn profile() -> Profile {
	let contact = b"https://tower.example".to_vec().try_into().unwrap();
	Profile { region: 7, sealing_key: [9; 32], contact, uptime_ppm: 999_000 }
}

/// A tower of `owner`, whose key is that of the account `//owner//tower`, so to say: Ferdie's.
pub fn tower_of(owner: AccountId, asset: &Asset, terms: Terms) -> TowerId {
	let id = crate::NextTowerId::<Test>::get();
	let registered =
		Watchtowers::register(origin(owner), asset.clone(), BOND, ferdie(), terms, profile());
	registered.unwrap();
	id
}

/// A channel of Alice with Bob, with so much committed.
pub fn channel(asset: &Asset, committed: Pair<Balance>) -> ChannelId {
	let id = pallet_bloc_channels::NextChannelId::<Test>::get();
	let first = committed.opener.max(1_000);
	Channels::open(origin(alice()), bob(), asset.clone(), first, PERIOD).unwrap();
	if committed.opener > 0 {
		Channels::commit(origin(alice()), id, committed.opener).unwrap();
	}
	if committed.counterparty > 0 {
		Channels::deposit(origin(bob()), id, committed.counterparty).unwrap();
		Channels::commit(origin(bob()), id, committed.counterparty).unwrap();
	}
	id
}

/// `who` hires a tower.
pub fn hire(who: AccountId, id: ChannelId, tower: TowerId, deposit: Balance) {
	Watchtowers::hire(origin(who), id, tower, deposit, ANY).unwrap();
}

/// All towers that there are show that they are there.
pub fn all_beat() {
	for (id, record) in crate::Towers::<Test>::iter() {
		beat(record.tower.owner, id).unwrap();
	}
}

/// `who` shows that a tower is there.
pub fn beat(who: AccountId, id: TowerId) -> DispatchResult {
	let number = System::block_number() - 1;
	Watchtowers::beat(origin(who), id, number, System::block_hash(number))
}

/// Blocks at the usual pace up to `instant`, in which all towers show that they are there.
pub fn live_to(instant: Moment) {
	while now() < instant {
		run_to((now() + BEAT / 2).min(instant));
		all_beat();
	}
}

/// A state in which `payer` has paid `amount` in all.
pub fn state(version: u64, payer: Side, amount: Balance) -> State {
	State { version, net: NetTransfer { payer, amount }, htlcs: Default::default() }
}

/// The same with HTLCs.
pub fn state_with(version: u64, payer: Side, amount: Balance, htlcs: Vec<Htlc>) -> State {
	State { htlcs: htlcs.try_into().unwrap(), ..state(version, payer, amount) }
}

/// An HTLC that waits for a preimage of this byte.
pub fn htlc(payer: Side, amount: Balance, secret: u8, deadline_ms: Moment) -> Htlc {
	Htlc { payer, amount, payment_hash: hash(secret), deadline_ms }
}

/// The payment hash of [`Preimage`]`([secret; 32])`.
pub fn hash(secret: u8) -> PaymentHash {
	Preimage([secret; 32]).payment_hash()
}

/// Alice's and Bob's keys.
fn keys() -> Pair<sr25519::Pair> {
	Pair::new(Sr25519Keyring::Alice.pair(), Sr25519Keyring::Bob.pair())
}

/// A state that both have signed.
pub fn signed(id: ChannelId, state: State) -> CoSigned<State, MultiSignature> {
	Signer::new(genesis(), id).co_sign(&keys(), state, Message::State)
}

/// A receipt for `state`, which a tower gave that Alice has hired, if it has accepted it at
/// `accepted_ms`.
pub fn receipt(id: ChannelId, tower: TowerId, state: &State, accepted_ms: Moment) -> Receipt {
	receipt_for(Side::Opener, id, tower, state, accepted_ms)
}

/// The same for either party.
pub fn receipt_for(
	side: Side,
	channel: ChannelId,
	tower: TowerId,
	state: &State,
	accepted_ms: Moment,
) -> Receipt {
	let watched = crate::Watches::<Test>::get(channel).unwrap();
	Receipt {
		channel,
		side,
		tower,
		hire: watched.watch(side).unwrap().hire_of(tower).unwrap().number,
		base_version: 0,
		version: state.version,
		state: hash_of(state),
		preimages: hash_of(&Named::new()),
		backup: H256::zero(),
		accepted_ms,
	}
}

/// What the towers' key signs.
pub fn by_tower(receipt: Receipt) -> SignedReceipt<MultiSignature> {
	let signature = Sr25519Keyring::Ferdie.pair().sign(&receipt.payload(&genesis())).into();
	SignedReceipt { receipt, signature }
}

/// The same, as evidence, with these preimages named.
pub fn evidence(receipt: Receipt, named: &[PaymentHash]) -> Evidence<MultiSignature> {
	let named: Named = named.to_vec().try_into().unwrap();
	let receipt = Receipt { preimages: hash_of(&named), ..receipt };
	Evidence::Receipt { signed: by_tower(receipt), named }
}

/// What a call answers, whatever it weighed.
pub fn outcome(answer: DispatchResultWithPostInfo) -> DispatchResult {
	answer.map(|_| ()).map_err(|error| error.error)
}

/// A tower, as it is in storage.
pub fn tower(id: TowerId) -> crate::TowerOf<Test> {
	crate::Towers::<Test>::get(id).unwrap().tower
}

/// Nothing of the pallet is left but these towers.
pub fn assert_only_towers_are_left(towers: usize) {
	assert_eq!(crate::Watches::<Test>::iter().count(), 0);
	assert_eq!(crate::Postings::<Test>::iter().count(), 0);
	assert_eq!(crate::Credits::<Test>::iter().count(), 0);
	assert_eq!(crate::Towers::<Test>::iter().count(), towers);
}

#[cfg(feature = "runtime-benchmarks")]
/// Makes what the benchmarks need of this runtime.
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_bloc_channels::BenchmarkHelper<Test> for Helper {
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

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<Test> for Helper {
	fn asset() -> Asset {
		TOKEN
	}

	fn set_time(now_ms: Moment) {
		Timestamp::set_timestamp(now_ms);
	}

	fn account(n: u32) -> AccountId {
		[alice(), bob(), ferdie()][n as usize].clone()
	}

	fn sign(n: u32, payload: &[u8]) -> MultiSignature {
		let keys = [Sr25519Keyring::Alice, Sr25519Keyring::Bob, Sr25519Keyring::Ferdie];
		keys[n as usize].sign(payload).into()
	}

	fn channel(parties: Pair<AccountId>, asset: Asset, committed: Balance) -> ChannelId {
		let id = pallet_bloc_channels::NextChannelId::<Test>::get();
		let opener = origin(parties.opener);
		Channels::open(opener.clone(), parties.counterparty, asset, committed, DAY).unwrap();
		Channels::commit(opener, id, committed).unwrap();
		id
	}
}
