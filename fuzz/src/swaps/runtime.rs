//! The runtime that the model runs on, and what swaps are like there.

pub use crate::seal::Seal;

use crate::common::{self, DAY, HOUR, MINUTE};
use bloc_primitives::{
	channel::{Fund, Graph, Hooks, Inspect, Phase, Told, ToldResult},
	transfer, Balance as Amount, ChannelId, Moment, Pair, Policy, Preimage,
};
use bloc_testing::{channels, people::AccountId as Account};
use frame_support::{
	ensure, parameter_types,
	traits::{
		fungible::HoldConsideration, tokens::Preservation, ConstU128, ConstU64, ConstU8,
		Hooks as _, LinearStoragePrice,
	},
	weights::Weight,
	PalletId,
};
use sp_runtime::DispatchError;
use std::cell::RefCell;

bloc_testing::test_runtime! {
	Swaps: pallet_bloc_swaps,
	with_assets: true,
	beside: Mpp: pallet_bloc_mpp,
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
	type Funding = Funding;
	type HookShare = HookShare;
	type KeepMs = ConstU64<KEEP>;
	type MaxExtensionMs = ConstU64<MAX_EXTENSION>;
	type MaxLegMs = ConstU64<MAX_LEG>;
	type MinGapMs = ConstU64<MIN_GAP>;
	type MinLegMs = ConstU64<MIN_LEG>;
	type PalletId = SwapsPalletId;
	type Payments = Mpp;
	type Preimages = Channels;
	type Signature = Seal;
	type SlotMs = ConstU64<SLOT_MS>;
	type WeightInfo = ();
}

parameter_types! {
	pub const MppReason: RuntimeHoldReason =
		RuntimeHoldReason::Mpp(pallet_bloc_mpp::HoldReason::StorageDeposit);
}

impl pallet_bloc_mpp::Config for Test {
	type AssetId = Asset;
	type BlockMs = ConstU64<BLOCK_MS>;
	type Channels = Channels;
	type Clock = Timestamp;
	type Consideration = HoldConsideration<
		Account,
		Balances,
		MppReason,
		LinearStoragePrice<ConstU128<1>, ConstU128<0>, Balance>,
	>;
	type HookShare = HookShare;
	type MaxExtensionMs = ConstU64<MAX_EXTENSION>;
	type MaxGatherMs = ConstU64<MINUTE>;
	type MaxHoldMs = ConstU64<HOUR>;
	type MaxInvoiceMs = ConstU64<DAY>;
	type MinClaimMs = ConstU64<MIN_LEG>;
	type Preimages = Channels;
	type Signature = Seal;
	type SlotMs = ConstU64<SLOT_MS>;
	type Ties = Swaps;
	type WeightInfo = ();
}

thread_local! {
	/// What happened to payments since it was asked for last: the events of one pallet are read
	/// before those of the other.
	static PAYMENTS: RefCell<Vec<pallet_bloc_mpp::Event<Test>>> = const { RefCell::new(Vec::new()) };
}

/// The pallet's events since this was asked last; those of payments are kept.
pub fn all_events() -> Vec<pallet_bloc_swaps::Event<Test>> {
	let payments = System::read_events_for_pallet::<pallet_bloc_mpp::Event<Test>>();
	PAYMENTS.with_borrow_mut(|kept| kept.extend(payments));
	events()
}

/// What happened to payments since this was asked last.
pub fn payments() -> Vec<pallet_bloc_mpp::Event<Test>> {
	PAYMENTS.take()
}

/// What the hooks of payments do in a block.
pub fn serve_payments() {
	let number = System::block_number();
	let _ = Mpp::on_initialize(number);
	let _ = Mpp::on_idle(number, <Mpp as bloc_timetable::Owner>::hook_budget());
}

/// The channels.
pub type Channels = channels::Channels<Test>;

impl channels::Config for Test {
	type AccountId = Account;
	type AssetId = Asset;
	type Clock = Timestamp;
	type Hooks = Listener;
	type PreimageSink = Mpp;
}

/// Brings real assets into the channels of the model: they are the vault's from then on.
pub struct Funding;

impl Fund<Account, Asset> for Funding {
	fn fund(
		id: ChannelId,
		from: &Account,
		party: &Account,
		asset: &Asset,
		amount: Amount,
	) -> ToldResult {
		let refused = DispatchError::Unavailable;
		let channel = <Channels as Inspect<Account>>::channel(id).ok_or(refused)?;
		let side = channel.side_of(party).ok_or(refused)?;
		ensure!(channel.asset == *asset && channel.phase == Phase::Open, refused);
		let vault = Account::new([99; 32]);
		transfer::<AllAssets, _>(asset, from, &vault, amount, Preservation::Preserve)?;
		Channels::mutate(id, |channel| channel.ledger.of_mut(side).free += amount);
		Ok(Weight::zero())
	}

	fn weight() -> Weight {
		Weight::from_parts(1_000_000, 0)
	}
}

/// Is told of channels, which weighs something.
pub struct Listener;

impl Hooks<Account, Asset> for Listener {
	fn weight(_: Told) -> Weight {
		Weight::from_parts(1_000_000, 0)
	}
}

/// The secret of this number.
pub fn secret(number: u8) -> Preimage {
	Preimage([number % SECRETS; 32])
}

/// What everybody asks for forwarding.
pub const POLICY: Policy = Policy { base_fee: 2, hold_ppm: 400, ..Policy::FREE };

/// A channel of these two, with [`CHANNEL`] on each side, over which both forward.
pub fn channel(opener: Account, counterparty: Account, asset: Asset) -> ChannelId {
	let parties = [opener.clone(), counterparty.clone()];
	let id = Channels::establish(opener, counterparty, asset, [CHANNEL; 2]);
	parties.iter().for_each(|who| Channels::set_policy(id, who, POLICY));
	id
}

/// All channels.
pub fn all_channels() -> Vec<(ChannelId, bloc_primitives::channel::Channel<Account, Asset>)> {
	<Channels as Graph<Account>>::walk().collect()
}

/// Channels have locked what legs and payments have, and nothing else; and each payment that is
/// tied has its leg, which waits as it does.
pub fn check_channels() {
	let (mut sums, mut payments) = (Swaps::locked_in_channels(), Mpp::locked_in_channels());
	for record in pallet_bloc_mpp::Payments::<Test>::iter_values() {
		let tie = record.payment.tie.expect("nobody pays for anything else");
		let leg = Swaps::swap(tie.owner, record.payment.payment_hash).unwrap();
		assert!(leg.is_open() && leg.is_tied() && leg.deadline_ms == record.payment.deadline_ms);
	}
	for (id, channel) in all_channels() {
		let sum: Pair<Amount> = sums.remove(&id).unwrap_or_default();
		let paid: Pair<Amount> = payments.remove(&id).unwrap_or_default();
		let sum = sum.checked_add(&paid).unwrap();
		assert_eq!(channel.ledger.map(|side| side.locked), sum, "{id:?}");
	}
	assert!(sums.is_empty() && payments.is_empty(), "{sums:?}");
}
