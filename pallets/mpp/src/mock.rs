//! A runtime with what payments need, people, and channels between them.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use crate::{
	self as pallet_bloc_mpp,
	types::{Hop, InvoiceRef, PaymentId, Route, Routes},
	InvoiceOf, InvoiceRefOf, SignedInvoiceOf,
};
use bloc_primitives::{
	invoice::{Feature, Features, Invoice, PaymentSecret, SignedInvoice},
	preimage::PreimageSink,
	testing::channels,
	Balance, ChannelId, Moment, PaymentHash, Policy, Preimage,
};
use frame_support::{
	derive_impl, parameter_types,
	traits::{
		fungible::{self, HoldConsideration},
		ConstU128, ConstU16, ConstU64, Footprint, Hooks, Time, VariantCountOf,
	},
	weights::{constants::RocksDbWeight, Weight},
};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	traits::{BlakeTwo256, Convert, IdentityLookup},
	AccountId32, BuildStorage, DispatchError, DispatchResult, MultiSignature, Perbill,
};

pub type AccountId = AccountId32;
pub type Asset = u32;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type Mpp = pallet_bloc_mpp;
}

pub type Block = frame_system::mocking::MockBlock<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountData = pallet_balances::AccountData<Balance>;
	type AccountId = AccountId;
	type Block = Block;
	type BlockHashCount = ConstU64<250>;
	type DbWeight = RocksDbWeight;
	type Hashing = BlakeTwo256;
	type Lookup = IdentityLookup<AccountId>;
	type SS58Prefix = ConstU16<42>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {
	type Moment = Moment;
}

/// The native coin's minimum balance.
pub const ED: Balance = 10;

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RuntimeHoldReason = RuntimeHoldReason;
}

/// A second.
pub const SECOND: Moment = 1_000;
/// A minute.
pub const MINUTE: Moment = 60 * SECOND;
/// An hour.
pub const HOUR: Moment = 60 * MINUTE;
/// A day.
pub const DAY: Moment = 24 * HOUR;
/// The time from one block to the next.
pub const BLOCK_MS: Moment = 6_000;
/// The slot of the timetable.
pub const SLOT_MS: Moment = 1_000;
/// How far ahead an invoice's deadline can be.
pub const MAX_INVOICE: Moment = DAY;
/// For how long a payment can be locked.
pub const MAX_HOLD: Moment = HOUR;
/// How long it can gather its parts.
pub const MAX_GATHER: Moment = 2 * MINUTE;
/// How long its payee has to claim it.
pub const MIN_CLAIM: Moment = 30 * SECOND;
/// What a storage item costs in deposits, beside a unit for each byte.
pub const PER_ITEM: Balance = 100;

parameter_types! {
	pub const HookShare: Perbill = Perbill::from_percent(20);
	pub const StorageReason: RuntimeHoldReason = RuntimeHoldReason::Mpp(
		pallet_bloc_mpp::HoldReason::StorageDeposit,
	);
	/// What was brought into channels after the test began.
	pub static Brought: Balance = 0;
	pub const ChannelHookWeight: Weight = Weight::from_parts(1_000_000, 0);
}

impl pallet_bloc_mpp::Config for Test {
	type AssetId = Asset;
	type ChannelHookWeight = ChannelHookWeight;
	type Channels = Channels;
	type Clock = Timestamp;
	type Consideration = HoldConsideration<AccountId, Balances, StorageReason, StoragePrice>;
	type HookShare = HookShare;
	type MaxGatherMs = ConstU64<MAX_GATHER>;
	type MaxHoldMs = ConstU64<MAX_HOLD>;
	type MaxInvoiceMs = ConstU64<MAX_INVOICE>;
	type MinClaimMs = ConstU64<MIN_CLAIM>;
	type Preimages = Channels;
	type Signature = MultiSignature;
	type SlotMs = ConstU64<SLOT_MS>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// [`PER_ITEM`], and a unit for each byte.
pub struct StoragePrice;

impl Convert<Footprint, Balance> for StoragePrice {
	fn convert(of: Footprint) -> Balance {
		Balance::from(of.count) * PER_ITEM + Balance::from(of.size)
	}
}

/// The channels of the tests.
pub type Channels = channels::Channels<Mock>;

/// Puts the channels into this runtime.
pub struct Mock;

impl channels::Config for Mock {
	type AccountId = AccountId;
	type AssetId = Asset;
	type Clock = Timestamp;
	type Hooks = ();
	type PreimageSink = (Mpp, Neighbour);
}

/// Is told of preimages, too.
pub struct Neighbour;

impl PreimageSink for Neighbour {
	fn revealed(_: &PaymentHash, _: &Preimage, _: Moment) -> DispatchResult {
		Ok(())
	}

	fn weight() -> Weight {
		Weight::from_parts(7_000_000, 0)
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

	fn set_time(now_ms: Moment) {
		Timestamp::set_timestamp(now_ms);
	}

	fn channel(
		opener: AccountId,
		counterparty: AccountId,
		asset: Asset,
		amount: Balance,
		policy: Policy,
	) -> ChannelId {
		let id = Channels::establish(opener.clone(), counterparty.clone(), asset, [amount; 2]);
		Channels::set_policy(id, &opener, policy);
		Channels::set_policy(id, &counterparty, policy);
		id
	}

	fn force_close(id: ChannelId, closer: AccountId) {
		Channels::force_close(id, &closer).unwrap();
		Channels::pay_out(id).unwrap();
	}

	fn signer() -> AccountId {
		dave()
	}

	fn sign(payload: &[u8]) -> MultiSignature {
		Sr25519Keyring::Dave.sign(payload).into()
	}
}

/// What people have in channels.
pub const TOKEN: Asset = 7;
/// Another asset.
pub const OTHER: Asset = 8;
/// What each person has of the native coin at first.
pub const WEALTH: Balance = 1_000_000;
/// What each party has in each channel at first.
pub const CHANNEL: Balance = 1_000;
/// When the first block is.
pub const START: Moment = 1_706_702_400_000;
/// What opens most payments.
pub const PREIMAGE: Preimage = Preimage([7; 32]);
/// What most invoices ask to be named.
pub const SECRET: PaymentSecret = PaymentSecret([9; 32]);

/// Pays.
pub fn alice() -> AccountId {
	Sr25519Keyring::Alice.to_account_id()
}
/// Is in between.
pub fn bob() -> AccountId {
	Sr25519Keyring::Bob.to_account_id()
}
/// Is in between.
pub fn charlie() -> AccountId {
	Sr25519Keyring::Charlie.to_account_id()
}
/// Is paid.
pub fn dave() -> AccountId {
	Sr25519Keyring::Dave.to_account_id()
}
/// Is in between.
pub fn eve() -> AccountId {
	Sr25519Keyring::Eve.to_account_id()
}
/// Has no channel.
pub fn ferdie() -> AccountId {
	Sr25519Keyring::Ferdie.to_account_id()
}
/// Everybody.
pub fn people() -> [AccountId; 6] {
	[alice(), bob(), charlie(), dave(), eve(), ferdie()]
}

/// What parties in between ask for.
pub const POLICY: Policy = Policy {
	base_fee: 5,
	fee_ppm: 10_000,
	inbound_base_fee: 0,
	inbound_fee_ppm: 0,
	min_amount: 10,
	max_amount: 900,
	reserve: 0,
	enabled: true,
};

/// What [`POLICY`] asks for `amount`.
pub const fn fee(amount: Balance) -> Balance {
	5 + amount / 100
}

/// A chain with people and money on it, at block 1 and [`START`], and three ways from Alice to Dave:
/// over Bob (channels 0 and 1), Charlie (2 and 3) and Eve (4 and 5), who forward by [`POLICY`].
#[derive(Default)]
pub struct ExtBuilder;

impl ExtBuilder {
	pub fn build(self) -> sp_io::TestExternalities {
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: people().into_iter().map(|who| (who, WEALTH)).collect(),
				..Default::default()
			},
			..Default::default()
		}
		.build_storage()
		.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			Timestamp::set_timestamp(START);
			for between in [bob(), charlie(), eve()] {
				let _ = channel(&alice(), &between);
				let onwards = channel(&between, &dave());
				Channels::set_policy(onwards, &between, POLICY);
			}
		});
		ext
	}

	/// Runs `test`, and then checks that the invariants hold, that no unit was made or lost, and that
	/// nobody else's lock was touched. The only way into a test.
	pub fn run(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			let before = Channels::total(&TOKEN);
			Brought::set(0);
			let issuance = Balances::total_issuance();
			test();
			check();
			assert_eq!(Channels::total(&TOKEN), before + Brought::get());
			assert_eq!(Balances::total_issuance(), issuance);
		});
	}
}

/// The invariants, and that channels have locked what parts say and nothing else.
pub fn check() {
	use bloc_primitives::channel::Graph;
	Mpp::do_try_state().unwrap();
	let in_channels: Balance = <Channels as Graph<AccountId>>::walk()
		.map(|(_, channel)| channel.ledger.opener.locked + channel.ledger.counterparty.locked)
		.sum();
	let in_parts: Balance =
		crate::Parts::<Test>::iter_values().flatten().map(|lock| lock.amount).sum();
	assert_eq!(in_channels, in_parts);
}

/// A channel of these two, with [`CHANNEL`] on each side.
pub fn channel(opener: &AccountId, counterparty: &AccountId) -> ChannelId {
	Brought::mutate(|brought| *brought += 2 * CHANNEL);
	Channels::establish(opener.clone(), counterparty.clone(), TOKEN, [CHANNEL; 2])
}

/// What is free on Alice's side in channels 0, 2 and 4; the parties' in between, to her; theirs to
/// Dave in 1, 3 and 5; and Dave's.
pub fn free() -> [[Balance; 4]; 3] {
	[0, 2, 4].map(|first| {
		let [first, second] = [first, first + 1].map(|id| Channels::free(ChannelId(id)));
		[first.opener, first.counterparty, second.opener, second.counterparty]
	})
}

/// A route over these channels with these amounts.
pub fn route(hops: &[(u64, Balance)]) -> Route {
	let hop =
		|(channel, amount): &(u64, Balance)| Hop { channel: ChannelId(*channel), amount: *amount };
	hops.iter().map(hop).collect::<Vec<_>>().try_into().unwrap()
}

/// The way from Alice over the party in between of this number, with the fee that it asks for.
pub fn via(between: u64, arrives: Balance) -> Route {
	route(&[(2 * between, arrives + fee(arrives)), (2 * between + 1, arrives)])
}

/// The routes of several parts.
pub fn routes(routes: &[Route]) -> Routes {
	routes.to_vec().try_into().unwrap()
}

/// An invoice of Dave's.
pub fn invoice(amount: impl Into<Option<Balance>>) -> InvoiceOf<Test> {
	Invoice {
		payee: dave(),
		asset: TOKEN,
		amount: amount.into(),
		payment_hash: hash(),
		payment_secret: SECRET,
		deadline_ms: START + 2 * HOUR,
		memo_hash: [3; 32],
		features: Features::NONE.allowing(Feature::Mpp),
		hints: Default::default(),
	}
}

/// The same, which allows to be paid at once.
pub fn instant_invoice(amount: impl Into<Option<Balance>>) -> InvoiceOf<Test> {
	let invoice = invoice(amount);
	Invoice { features: invoice.features.allowing(Feature::Instant), ..invoice }
}

/// What [`PREIMAGE`] opens.
pub fn hash() -> PaymentHash {
	PREIMAGE.payment_hash()
}

/// What a payer names to pay a registered invoice.
pub fn named(invoice: &InvoiceOf<Test>) -> InvoiceRefOf<Test> {
	InvoiceRef::Registered {
		payee: invoice.payee.clone(),
		payment_hash: invoice.payment_hash,
		payment_secret: invoice.payment_secret,
	}
}

/// Registers an invoice, as its payee.
pub fn registered(invoice: InvoiceOf<Test>) -> InvoiceRefOf<Test> {
	Mpp::register_invoice(origin(invoice.payee.clone()), invoice.clone()).unwrap();
	named(&invoice)
}

/// Signs an invoice, as its payee.
pub fn signed(invoice: InvoiceOf<Test>) -> SignedInvoiceOf<Test> {
	let key = Sr25519Keyring::from_account_id(&invoice.payee).unwrap();
	let genesis = System::block_hash(0);
	let signature = key.sign(&invoice.payload(&genesis)).into();
	SignedInvoice { invoice, signature }
}

/// Alice pays, with no limit to the fee and the latest deadline.
pub fn try_pay(
	invoice: InvoiceRefOf<Test>,
	total: Balance,
	parts: &[Route],
) -> Result<PaymentId, DispatchError> {
	let id = crate::NextPaymentId::<Test>::get();
	let deadline_ms = now() + MAX_HOLD;
	let pay = Mpp::pay(origin(alice()), invoice, total, routes(parts), Balance::MAX, deadline_ms);
	pay.map(|()| id)
}

/// Pays, as [`try_pay`].
pub fn paid(invoice: InvoiceRefOf<Test>, total: Balance, parts: &[Route]) -> PaymentId {
	try_pay(invoice, total, parts).unwrap()
}

/// A complete payment of 1,500 by two parts, over Bob and over Charlie.
pub fn complete() -> PaymentId {
	paid(registered(invoice(1_500)), 1_500, &[via(0, 800), via(1, 700)])
}

/// The first part of the same.
pub fn incomplete() -> PaymentId {
	paid(registered(invoice(1_500)), 1_500, &[via(0, 800)])
}

/// Somebody reveals the preimage, not by claiming.
pub fn reveal(preimage: Preimage) -> DispatchResult {
	use bloc_primitives::preimage::Registry;
	<Channels as Registry<AccountId>>::reveal(&ferdie(), preimage)
}

/// What time it is.
pub fn now() -> Moment {
	Timestamp::now()
}

/// The next block, at `instant`: the hooks run around its time being set, as on a chain.
pub fn run_block_at(instant: Moment) {
	Mpp::on_finalize(System::block_number());
	System::set_block_number(System::block_number() + 1);
	let spent = Mpp::on_initialize(System::block_number());
	assert!(spent.all_lte(Mpp::hook_budget()), "the hook spent {spent:?}");
	Timestamp::set_timestamp(instant);
	let spent = Mpp::on_idle(System::block_number(), Weight::MAX / 2);
	assert!(spent.all_lte(Weight::MAX / 2));
	check();
}

/// Two blocks, at `instant` and right after it: whatever is due at `instant` is done.
pub fn run_to(instant: Moment) {
	run_block_at(instant);
	run_block_at(instant + SLOT_MS);
}

/// Sets the clock within a block, without hooks: for the edges of calls.
pub fn set_time(instant: Moment) {
	Timestamp::set_timestamp(instant);
}

pub fn origin(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// What `who` has in deposits.
pub fn held(who: &AccountId) -> Balance {
	use fungible::hold::Inspect;
	Balances::total_balance_on_hold(who)
}

/// The pallet's events since this was asked last.
pub fn events() -> Vec<crate::Event<Test>> {
	let events = System::read_events_for_pallet::<crate::Event<Test>>();
	System::reset_events();
	events
}

/// The only event since this was asked last.
pub fn event() -> crate::Event<Test> {
	let mut events = events();
	assert_eq!(events.len(), 1, "{events:?}");
	events.remove(0)
}
