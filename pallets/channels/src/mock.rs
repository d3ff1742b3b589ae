//! A runtime with channels, and people with money on it.
#![allow(clippy::arithmetic_side_effects)]

use crate as pallet_bloc_channels;
use bloc_primitives::{
	channel::{Channel, Drawn, Hooks as ChannelHooks, Settlement, Subscribe, Told, ToldResult},
	sign::Signer,
	state::{Close, CoSigned, Htlc, Message, NetTransfer, State, Withdrawal},
	urgent::{Answer, Urgent},
	ChannelId, Moment, Pair, PaymentHash, Preimage, Side,
};
use codec::{Decode, Encode};
use frame_support::{
	parameter_types,
	storage::unhashed,
	traits::{fungible::InspectHold, ConstU64},
	weights::{constants::RocksDbWeight, Weight},
	PalletId,
};
use sp_core::sr25519;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{DispatchError, MultiSignature, Permill};

use std::collections::BTreeMap;

pub use bloc_testing::people::*;
pub use bloc_timetable::Owner;

pub type CoSignedState = CoSigned<State, MultiSignature>;

bloc_testing::test_runtime! {
	Channels: pallet_bloc_channels,
	with_assets: true,
	start_ms: 1_700_000_000_000,
	genesis: with_money(&[alice(), bob(), charlie()], WEALTH),
	set_up: || {
		frame_system::BlockHash::<Test>::insert(0, genesis());
		ClosingDeposit::set(0);
		ClosingsAtOnce::set(100);
		WithdrawalReserve::set(Permill::from_percent(2));
		TellingWeighs::set(true);
	},
	check: || {
		Channels::do_try_state().unwrap();
		check_tickets();
	},
}

/// What each person has of each asset at first.
pub const WEALTH: Balance = 2_000_000;
/// A minute.
pub const MINUTE: Moment = 60_000;
/// The challenge period that most tests use.
pub const PERIOD: Moment = 10 * MINUTE;
/// How long a preimage is kept.
pub const RETENTION: Moment = 100 * MINUTE;
/// How far ahead an HTLC's deadline can be.
pub const HORIZON: Moment = 60 * MINUTE;

/// How far ahead an ending can expire.
pub const MAX_ENDING: Moment = 40 * MINUTE;
/// An instant until which an ending can be carried out, from [`START`] on.
pub const VALID_UNTIL: Moment = START + MAX_ENDING;

parameter_types! {
	pub const ChannelsPalletId: PalletId = PalletId(*b"bloc/chn");
	pub const MaxPenalty: Permill = Permill::from_percent(50);
	pub const ChallengerShare: Permill = Permill::from_percent(25);
	/// What whoever closes alone puts down: nothing, unless a test is about that.
	pub static ClosingDeposit: Balance = 0;
	/// How many closings can be answered at once: few, since blocks are slow here.
	pub static ClosingsAtOnce: u32 = 100;
	/// What a request to withdraw has to leave.
	pub static WithdrawalReserve: Permill = Permill::from_percent(2);
	/// Whether telling the hooks weighs anything.
	pub static TellingWeighs: bool = true;
}

impl pallet_bloc_channels::Config for Test {
	type Assets = AllAssets;
	type ChallengerShare = ChallengerShare;
	type Clock = Timestamp;
	type Consideration = Ticket;
	type HookShare = HookShare;
	type Hooks = EventLog;
	type ClosingDeposit = ClosingDeposit;
	type ClosingsAtOnce = ClosingsAtOnce;
	type MaxChallengePeriodMs = ConstU64<{ 30 * MINUTE }>;
	type MaxEndingMs = ConstU64<MAX_ENDING>;
	type MaxHtlcHorizonMs = ConstU64<HORIZON>;
	type MaxPenalty = MaxPenalty;
	type MaxProposalMs = ConstU64<{ 60 * MINUTE }>;
	type MinChallengePeriodMs = ConstU64<MINUTE>;
	type Native = Balances;
	type PalletId = ChannelsPalletId;
	type PreimageRetentionMs = ConstU64<RETENTION>;
	type PreimageSink = ();
	type Signature = MultiSignature;
	type SlotMs = ConstU64<SLOT_MS>;
	type SlowestBlockMs = ConstU64<{ 2 * BLOCK_MS }>;
	type WeightInfo = crate::weights::SubstrateWeight<Test>;
	type WithdrawalReserve = WithdrawalReserve;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// What the hooks are told of channels.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum HookEvent {
	Opened(ChannelId),
	LedgerChanged(ChannelId, Box<Channel<AccountId, Asset>>),
	Closing(ChannelId, AccountId, u64),
	Settled(ChannelId, Settlement),
	Closed(ChannelId),
	Requested(ChannelId, Side),
	Withdrawn(ChannelId, Drawn),
}

/// A pallet that keeps what it is told of channels, in storage: so it rolls back with the rest.
pub struct EventLog;

impl EventLog {
	/// Where it keeps that.
	pub const KEY: &'static [u8] = b"event log";
	const SHUT: &'static [u8] = b"event log is shut";
	/// What it says once it is shut.
	pub const REFUSAL: DispatchError = DispatchError::Other("the event log is shut");

	/// From now on it refuses whatever it is told.
	pub fn shut() {
		unhashed::put(Self::SHUT, &true);
	}

	/// From now on it takes everything again.
	pub fn reopen() {
		unhashed::kill(Self::SHUT);
	}

	/// What it was told since it was read last.
	pub fn read() -> Vec<HookEvent> {
		unhashed::take_or_default(Self::KEY)
	}

	/// What telling it of an event weighs that takes so many writes.
	fn weighs(writes: u64) -> Weight {
		match TellingWeighs::get() {
			true => RocksDbWeight::get().reads_writes(2, writes),
			false => Weight::zero(),
		}
	}

	fn add(event: HookEvent, told: Told) -> ToldResult {
		Self::add_for(event, <Self as ChannelHooks<AccountId, Asset>>::weight(told))
	}

	fn add_for(event: HookEvent, weight: Weight) -> ToldResult {
		let mut all: Vec<HookEvent> = unhashed::get_or_default(Self::KEY);
		all.push(event);
		unhashed::put(Self::KEY, &all);
		// Only after the write: whoever is refused has to take that back, too.
		match unhashed::get_or_default(Self::SHUT) {
			true => Err(Self::REFUSAL),
			false => Ok(weight),
		}
	}
}

impl ChannelHooks<AccountId, Asset> for EventLog {
	fn opened(id: ChannelId) -> ToldResult {
		Self::add(HookEvent::Opened(id), Told::Opened)
	}

	fn ledger_changed(id: ChannelId, channel: &Channel<AccountId, Asset>) -> ToldResult {
		let event = HookEvent::LedgerChanged(id, Box::new(channel.clone()));
		Self::add(event, Told::LedgerChanged)
	}

	fn closing(id: ChannelId, closer: &AccountId, version: u64) -> ToldResult {
		Self::add(HookEvent::Closing(id, closer.clone(), version), Told::Closing)
	}

	fn settled(id: ChannelId, settlement: &Settlement) -> ToldResult {
		let weight = <Self as ChannelHooks<AccountId, Asset>>::settled_weight();
		Self::add_for(HookEvent::Settled(id, *settlement), weight)
	}

	fn settled_weight() -> Weight {
		EventLog::weighs(6)
	}

	fn closed(id: ChannelId) -> ToldResult {
		Self::add(HookEvent::Closed(id), Told::Closed)
	}

	fn requested(id: ChannelId, side: Side) -> ToldResult {
		Self::add(HookEvent::Requested(id, side), Told::Requested)
	}

	fn withdrawn(id: ChannelId, drawn: &Drawn) -> ToldResult {
		let weight = <Self as ChannelHooks<AccountId, Asset>>::withdrawn_weight();
		Self::add_for(HookEvent::Withdrawn(id, *drawn), weight)
	}

	fn withdrawn_weight() -> Weight {
		EventLog::weighs(7)
	}

	/// Another one for each event.
	fn weight(told: Told) -> Weight {
		let writes = match told {
			Told::Opened => 1,
			Told::LedgerChanged => 2,
			Told::Closing | Told::Challenged => 3,
			Told::Closed => 4,
			Told::Requested => 5,
		};
		EventLog::weighs(writes)
	}
}

/// Of this runtime's calls those of the channels alone are urgent.
impl Urgent<AccountId> for RuntimeCall {
	fn ensure_urgent(&self, who: &AccountId) -> Result<Answer, DispatchError> {
		match self {
			Self::Channels(call) => call.ensure_urgent(who),
			_ => Err(DispatchError::BadOrigin),
		}
	}

	fn urgent_weight(&self) -> Weight {
		match self {
			Self::Channels(call) => call.urgent_weight(),
			_ => Weight::zero(),
		}
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

/// What is held as storage deposits is what the tickets in storage are for, unless some are stuck.
fn check_tickets() {
	let mut sums = BTreeMap::<AccountId, Balance>::new();
	let mut add = |who: &AccountId, ticket: &Ticket| {
		*sums.entry(who.clone()).or_default() +=
			Balance::decode(&mut &ticket.encode()[..]).unwrap();
	};
	for record in crate::Channels::<Test>::iter_values() {
		add(&record.channel.parties.opener, &record.ticket);
	}
	for known in crate::Preimages::<Test>::iter_values() {
		add(&known.revealer, &known.ticket);
	}
	for (_, _, approval) in crate::Approvals::<Test>::iter() {
		add(&approval.approver, &approval.ticket);
	}
	let holders: Vec<_> = pallet_balances::Holds::<Test>::iter_keys().collect();
	for who in holders.iter().chain(sums.keys()) {
		let held = Balances::balance_on_hold(&StorageReason::get(), who);
		let owed = sums.get(who).copied().unwrap_or_default();
		let stuck = bloc_testing::DepositsStick::get();
		assert!(held == owed || (stuck && held > owed), "{held} of {who:?} are held for {owed}");
	}
}

/// What names the chain in signed messages.
pub fn genesis() -> sp_core::H256 {
	sp_core::H256::repeat_byte(0xb1)
}

/// Opens a channel of Alice with Bob, with these ledger balances, both in one asset.
pub fn open_channel(asset: Asset, amounts: Pair<Balance>) -> ChannelId {
	let id = crate::NextChannelId::<Test>::get();
	Channels::open(origin(alice()), bob(), asset, amounts.opener, PERIOD).unwrap();
	if amounts.counterparty > 0 {
		Channels::deposit(origin(bob()), id, amounts.counterparty).unwrap();
	}
	id
}

/// Has the hooks told of what happens in the ledger of a channel of Alice's.
pub fn subscribe(id: ChannelId) {
	<Channels as Subscribe<AccountId>>::subscribe(id, &alice(), true).unwrap();
}

/// The same as [`open_channel`], with all of it committed.
pub fn committed_channel(asset: Asset, amounts: Pair<Balance>) -> ChannelId {
	let id = open_channel(asset, amounts);
	Channels::commit(origin(alice()), id, amounts.opener).unwrap();
	if amounts.counterparty > 0 {
		Channels::commit(origin(bob()), id, amounts.counterparty).unwrap();
	}
	id
}

/// Alice's and Bob's keys, as opener and counterparty.
pub fn keys() -> Pair<sr25519::Pair> {
	Pair::new(Sr25519Keyring::Alice.pair(), Sr25519Keyring::Bob.pair())
}

/// The base version of a channel.
pub fn base(id: ChannelId) -> u64 {
	Channels::channel(id).map_or(0, |channel| channel.base_version)
}

pub fn signer(id: ChannelId) -> Signer<sp_core::H256> {
	Signer::new(genesis(), id).after(base(id))
}

/// A state in which `payer` has paid `amount` in all.
pub fn state(version: u64, payer: Side, amount: Balance) -> State {
	State { version, net: NetTransfer { payer, amount }, htlcs: Default::default() }
}

/// The same with HTLCs.
pub fn state_with(version: u64, payer: Side, amount: Balance, htlcs: Vec<Htlc>) -> State {
	State { htlcs: htlcs.try_into().unwrap(), ..state(version, payer, amount) }
}

/// An HTLC that waits for [`preimage`]`(secret)`.
pub fn htlc(payer: Side, amount: Balance, secret: u8, deadline_ms: Moment) -> Htlc {
	Htlc { payer, amount, payment_hash: hash(secret), deadline_ms }
}

pub fn preimage(secret: u8) -> Preimage {
	Preimage([secret; 32])
}

pub fn hash(secret: u8) -> PaymentHash {
	preimage(secret).payment_hash()
}

/// `state` with both signatures.
pub fn signed(id: ChannelId, state: State) -> CoSignedState {
	signer(id).co_sign(&keys(), state, Message::State)
}

pub fn signed_close(id: ChannelId, close: Close) -> CoSigned<Close, MultiSignature> {
	signer(id).co_sign(&keys(), close, Message::Close)
}

pub fn signed_withdrawal(
	id: ChannelId,
	withdrawal: Withdrawal,
) -> CoSigned<Withdrawal, MultiSignature> {
	signer(id).co_sign(&keys(), withdrawal, Message::Withdrawal)
}
