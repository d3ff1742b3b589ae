//! A runtime with multi-path payments, and channels between its people: Alice pays, Dave is paid,
//! Bob, Charlie and Eve are in between, Ferdie has no channel.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use crate::{
	self as pallet_bloc_mpp,
	types::{Hop, InvoiceRef, PaymentId, Route, Routes},
	InvoiceOf, InvoiceRefOf, SignedInvoiceOf,
};
use bloc_primitives::{
	channel::{Channel, Graph, Hooks, Told, ToldResult},
	invoice::{Feature, Features, Invoice, PaymentSecret, SignedInvoice},
	payment::{End, Ties},
	preimage::{PreimageSink, Registry},
	ChannelId, Moment, PaymentHash, Policy, Preimage,
};
use bloc_testing::{channels, Sticky};
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU64, Footprint},
	weights::Weight,
};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{traits::Convert, DispatchError, DispatchResult, MultiSignature};

pub use bloc_testing::people::*;

/// A second.
pub const SECOND: Moment = 1_000;
/// A minute.
pub const MINUTE: Moment = 60 * SECOND;
/// An hour.
pub const HOUR: Moment = 60 * MINUTE;
/// A day.
pub const DAY: Moment = 24 * HOUR;
/// The farthest that an invoice's deadline can be ahead.
pub const MAX_INVOICE: Moment = DAY;
/// The longest that a payment can be locked.
pub const MAX_HOLD: Moment = HOUR;
/// The time in which it has to be complete.
pub const MAX_GATHER: Moment = 2 * MINUTE;
/// The least time that its payee has to claim it.
pub const MIN_CLAIM: Moment = 30 * SECOND;
/// What each person has of the native coin at first.
pub const WEALTH: Balance = 1_000_000;

bloc_testing::test_runtime! {
	Mpp: pallet_bloc_mpp,
	with_assets: false,
	// 31 January 2024, noon.
	start_ms: 1_706_702_400_000,
	genesis: with_money(&people(), WEALTH),
	set_up: make_channels,
	check: check,
}

parameter_types! {
	/// The sum that was brought into channels.
	pub static Brought: Balance = 0;
	/// The least time that a payee has to claim, which may change.
	pub static LeastClaim: Moment = MIN_CLAIM;
	/// What the neighbour was told of tied payments.
	pub static ToldOf: Vec<Ended> = Vec::new();
	/// Whether it refuses that.
	pub static RefusesTies: bool = false;
	/// How much a standstill prolongs a payment at most. Most tests let the time pass without
	/// blocks.
	pub static MaxExtension: Moment = 0;
}

impl pallet_bloc_mpp::Config for Test {
	type AssetId = Asset;
	type Channels = Channels;
	type Clock = Timestamp;
	type Consideration =
		Sticky<HoldConsideration<AccountId, Balances, StorageReason, StoragePrice>>;
	type HookShare = HookShare;
	type MaxGatherMs = ConstU64<MAX_GATHER>;
	type MaxHoldMs = ConstU64<MAX_HOLD>;
	type MaxInvoiceMs = ConstU64<MAX_INVOICE>;
	type MinClaimMs = LeastClaim;
	type BlockMs = ConstU64<BLOCK_MS>;
	type MaxExtensionMs = MaxExtension;
	type Preimages = Channels;
	type Signature = MultiSignature;
	type SlotMs = ConstU64<SLOT_MS>;
	type Ties = Neighbour;
	type WeightInfo = crate::weights::SubstrateWeight<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// [`PER_ITEM`] for each item, of which hops are some, and a unit for each byte.
pub struct StoragePrice;

impl Convert<Footprint, Balance> for StoragePrice {
	fn convert(of: Footprint) -> Balance {
		Balance::from(of.count) * PER_ITEM + Balance::from(of.size)
	}
}

/// The channels of the tests.
pub type Channels = channels::Channels<Test>;

impl channels::Config for Test {
	type AccountId = AccountId;
	type AssetId = Asset;
	type Clock = Timestamp;
	type Hooks = Neighbour;
	type PreimageSink = (Mpp, Neighbour);
}

/// Another pallet, which is told of channels and preimages, too.
pub struct Neighbour;

impl Hooks<AccountId, Asset> for Neighbour {
	fn ledger_changed(_: ChannelId, _: &Channel<AccountId, Asset>) -> ToldResult {
		Ok(TOLD)
	}

	/// Each hears of changes alone.
	fn weight(told: Told) -> Weight {
		match told {
			Told::LedgerChanged => TOLD,
			_ => Weight::zero(),
		}
	}
}

/// What an owner and a hash name has ended so.
pub type Ended = (AccountId, PaymentHash, End);

impl Ties<AccountId> for Neighbour {
	fn ended(owner: &AccountId, hash: PaymentHash, end: End) -> Result<Weight, DispatchError> {
		if RefusesTies::get() {
			return Err(DispatchError::Unavailable);
		}
		ToldOf::mutate(|told| told.push((owner.clone(), hash, end)));
		Ok(TIED)
	}

	fn weight() -> Weight {
		TIED
	}
}

/// What it weighs to tell the neighbour that a payment is over.
pub const TIED: Weight = Weight::from_parts(3_000_000, 0);

/// What it weighs to tell the neighbour of a change.
pub const TOLD: Weight = Weight::from_parts(1_000_000, 0);

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

/// Names an asset.
pub type Asset = u32;
/// The asset of most channels.
pub const TOKEN: Asset = 7;
/// Another asset.
pub const OTHER: Asset = 8;
/// What each party has in each channel at first.
pub const CHANNEL: Balance = 1_000;
/// The preimage of most payments.
pub const PREIMAGE: Preimage = Preimage([7; 32]);
/// The payment secret of most invoices.
pub const SECRET: PaymentSecret = PaymentSecret([9; 32]);

/// Everybody.
pub fn people() -> [AccountId; 6] {
	[alice(), bob(), charlie(), dave(), eve(), ferdie()]
}

/// The terms of those in between.
pub const POLICY: Policy =
	Policy { base_fee: 5, fee_ppm: 10_000, min_amount: 10, max_amount: 900, ..Policy::FREE };

/// The fee of [`POLICY`] for `amount`.
pub const fn fee(amount: Balance) -> Balance {
	5 + amount / 100
}

/// Three ways from Alice to Dave: over Bob (channels 0 and 1), Charlie (2 and 3) and Eve (4 and 5),
/// who forward by [`POLICY`].
fn make_channels() {
	Brought::set(0);
	LeastClaim::set(MIN_CLAIM);
	MaxExtension::set(0);
	ToldOf::set(Vec::new());
	RefusesTies::set(false);
	for between in [bob(), charlie(), eve()] {
		let _ = channel(&alice(), &between);
		let onwards = channel(&between, &dave());
		Channels::set_policy(onwards, &between, POLICY);
	}
}

/// Checks that the invariants hold, that channels have locked what parts have and nothing else, and
/// that no unit was made or lost.
pub fn check() {
	Mpp::do_try_state().unwrap();
	let in_channels: Balance = <Channels as Graph<AccountId>>::walk()
		.map(|(_, channel)| channel.ledger.opener.locked + channel.ledger.counterparty.locked)
		.sum();
	let in_parts: Balance = crate::Parts::<Test>::iter_values()
		.flat_map(|part| part.locks)
		.map(|lock| lock.amount)
		.sum();
	assert_eq!(in_channels, in_parts);
	assert_eq!(Channels::total(&TOKEN), Brought::get());
	assert_eq!(Balances::total_issuance(), WEALTH * people().len() as Balance);
}

/// A channel of these two, with [`CHANNEL`] on each side.
pub fn channel(opener: &AccountId, counterparty: &AccountId) -> ChannelId {
	Brought::mutate(|brought| *brought += 2 * CHANNEL);
	Channels::establish(opener.clone(), counterparty.clone(), TOKEN, [CHANNEL; 2])
}

/// The free balances in channels 0, 2 and 4, of Alice and of whoever is in between, and in 1, 3 and
/// 5, of whoever is in between and of Dave.
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

/// The hash of [`PREIMAGE`].
pub fn hash() -> PaymentHash {
	PREIMAGE.payment_hash()
}

/// The reference by which a registered invoice is paid.
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
	pay.map(|_| id).map_err(|error| error.error)
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
	<Channels as Registry<AccountId>>::reveal(&ferdie(), preimage)
}
