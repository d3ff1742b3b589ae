//! A runtime to throw bytes at: payments over channels without a pallet.

use bloc_primitives::{
	channel::{Hooks, Told},
	invoice::{Feature, Features, Invoice, PaymentSecret, SignedInvoice},
	ChannelId, Moment, Policy, Preimage,
};
use bloc_testing::{channels, people::*};
use frame_support::{traits::ConstU64, weights::Weight};
use pallet_bloc_mpp::{types::InvoiceRef, InvoiceOf, InvoiceRefOf, SignedInvoiceOf};
use sp_keyring::Sr25519Keyring;
use sp_runtime::MultiSignature;

bloc_testing::test_runtime! {
	Mpp: pallet_bloc_mpp,
	with_assets: false,
	// 31 January 2024, noon.
	start_ms: 1_706_702_400_000,
	genesis: with_money(&people(), WEALTH),
	set_up: make_channels,
	check: super::checks::check,
}

/// What each person has in native coins.
const WEALTH: Balance = 1_000_000_000;
/// What each party has in each channel at first.
const CHANNEL: Balance = 1_000;
pub const MINUTE: Moment = 60_000;
pub const HOUR: Moment = 60 * MINUTE;
pub const DAY: Moment = 24 * HOUR;
/// The farthest that an invoice's deadline can be ahead.
pub const MAX_INVOICE: Moment = DAY;
/// The longest that a payment can be locked.
pub const MAX_HOLD: Moment = HOUR;
/// The time in which it has to be complete.
pub const MAX_GATHER: Moment = 2 * MINUTE;
/// The least time that its payee has to claim it.
pub const MIN_CLAIM: Moment = 30_000;

/// How much a standstill prolongs it at most.
pub const MAX_EXTENSION: Moment = 90_000;

/// Names an asset.
pub type Asset = u32;
/// The one that all is about.
pub const TOKEN: Asset = 7;

impl channels::Config for Test {
	type AccountId = AccountId;
	type AssetId = Asset;
	type Clock = Timestamp;
	type Hooks = Listener;
	type PreimageSink = Mpp;
}

/// The channels.
pub type Channels = channels::Channels<Test>;

/// Is told of channels, which weighs something.
pub struct Listener;

impl Hooks<AccountId, Asset> for Listener {
	fn weight(_: Told) -> Weight {
		Weight::from_parts(1_000_000, 0)
	}
}

impl pallet_bloc_mpp::Config for Test {
	type AssetId = Asset;
	type Channels = Channels;
	type Clock = Timestamp;
	type Consideration = Ticket;
	type HookShare = HookShare;
	type MaxGatherMs = ConstU64<MAX_GATHER>;
	type MaxHoldMs = ConstU64<MAX_HOLD>;
	type MaxInvoiceMs = ConstU64<MAX_INVOICE>;
	type MinClaimMs = ConstU64<MIN_CLAIM>;
	type BlockMs = ConstU64<BLOCK_MS>;
	type MaxExtensionMs = ConstU64<MAX_EXTENSION>;
	type Preimages = Channels;
	type Signature = MultiSignature;
	type SlotMs = ConstU64<SLOT_MS>;
	type Ties = ();
	type WeightInfo = ();
}

/// Everybody.
pub fn people() -> [AccountId; 6] {
	[alice(), bob(), charlie(), dave(), eve(), ferdie()]
}

/// The terms of those in between.
pub const POLICY: Policy =
	Policy { base_fee: 5, fee_ppm: 10_000, min_amount: 10, max_amount: 900, ..Policy::FREE };

/// Three ways from Alice to Dave: over Bob, Charlie and Eve.
fn make_channels() {
	for between in [bob(), charlie(), eve()] {
		let _ = channel(&alice(), &between);
		let onwards = channel(&between, &dave());
		Channels::set_policy(onwards, &between, POLICY);
	}
}

/// A channel of these two, with [`CHANNEL`] on each side.
pub fn channel(opener: &AccountId, counterparty: &AccountId) -> ChannelId {
	Channels::establish(opener.clone(), counterparty.clone(), TOKEN, [CHANNEL; 2])
}

/// An invoice of Dave's, with a preimage that nobody has.
pub fn invoice(amount: Option<Balance>) -> InvoiceOf<Test> {
	Invoice {
		payee: dave(),
		asset: TOKEN,
		amount,
		payment_hash: Preimage([7; 32]).payment_hash(),
		payment_secret: PaymentSecret([9; 32]),
		deadline_ms: START + 2 * HOUR,
		memo_hash: [3; 32],
		features: Features::NONE.allowing(Feature::Mpp),
		hints: Default::default(),
	}
}

/// What a payer names to pay a registered invoice.
pub fn named(invoice: &InvoiceOf<Test>) -> InvoiceRefOf<Test> {
	InvoiceRef::Registered {
		payee: invoice.payee.clone(),
		payment_hash: invoice.payment_hash,
		payment_secret: invoice.payment_secret,
	}
}

/// Signs an invoice, as its payee.
pub fn signed(invoice: InvoiceOf<Test>) -> SignedInvoiceOf<Test> {
	let key = Sr25519Keyring::from_account_id(&invoice.payee).unwrap();
	let genesis = System::block_hash(0);
	let signature = key.sign(&invoice.payload(&genesis)).into();
	SignedInvoice { invoice, signature }
}
