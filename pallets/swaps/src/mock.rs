//! A runtime with swaps, people with money in it, and channels between them: Alice locks, Bob is
//! to get it, Charlie is a third.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use crate::{
	self as pallet_bloc_swaps,
	consent::{payload, Agreement, Consent, LegName},
	quote::{Direction, Quote, QuoteTerms, Rates},
	ring::{RingLeg, RingTerms},
	types::{BondAmount, ChainId, LegSpec, Owners, Source, Taken, Way},
	ConsentOf, LegOf, LegSpecOf, RingTermsOf, TakenOf, WayOf,
};
use bloc_primitives::{
	channel::{Channel, Fund, Hooks, Inspect, Phase, Told, ToldResult},
	invoice::{Feature, Features, Invoice, PaymentSecret},
	preimage::{PreimageSink, Registry},
	transfer, ChannelId, Moment, PaymentHash, Policy, Preimage,
};
use bloc_testing::{channels, Sticky};
use frame_support::{
	dispatch::DispatchResultWithPostInfo,
	ensure, parameter_types,
	traits::{
		fungible::HoldConsideration, tokens::Preservation, ConstU128, ConstU64, ConstU8, Footprint,
		LinearStoragePrice,
	},
	weights::Weight,
	PalletId,
};
use pallet_bloc_mpp::types::{Hop, InvoiceRef, Routes};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{DispatchError, DispatchResult, MultiSignature};

pub use bloc_testing::{people::*, DepositsStick};

bloc_testing::test_runtime! {
	Swaps: pallet_bloc_swaps,
	with_assets: true,
	beside: Mpp: pallet_bloc_mpp,
	start_ms: 1_700_000_000_000,
	genesis: with_money(&people(), WEALTH),
	set_up: set_up,
	check: check,
}

/// What each person has of each asset at first. Eve has nothing, not even an account.
pub const WEALTH: Balance = 10_000_000;
/// A minute.
pub const MINUTE: Moment = 60_000;
/// An hour.
pub const HOUR: Moment = 60 * MINUTE;
/// A day.
pub const DAY: Moment = 24 * HOUR;
/// The shortest time to a deadline.
pub const MIN_LEG: Moment = MINUTE;
/// The longest.
pub const MAX_LEG: Moment = 7 * DAY;
/// The least time between two steps of a ring.
pub const MIN_GAP: Moment = 2 * MINUTE;
/// How long what has ended is kept.
pub const KEEP: Moment = DAY;
/// The number of this chain.
pub const INDEX: u8 = 3;
/// What a leg has in most tests.
pub const AMOUNT: Balance = 600;
/// What each party has in each channel at first.
pub const CHANNEL: Balance = 1_000;
/// The secret of most legs.
pub const PREIMAGE: Preimage = Preimage([7; 32]);

/// Those who have something.
pub fn people() -> [AccountId; 4] {
	[alice(), bob(), charlie(), dave()]
}

parameter_types! {
	pub const SwapsPalletId: PalletId = PalletId(*b"bloc/swp");
	/// How much a standstill prolongs a leg at most. Most tests let the time pass without blocks.
	pub static MaxExtension: Moment = 0;
	/// For how long the registry remembers.
	pub static Retention: Moment = 30 * DAY;
	/// The sum that was brought into channels, of each asset.
	pub static Brought: Balance = 0;
	/// Whether the neighbour refuses what it is told.
	pub static Refuses: bool = false;
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
	type MaxExtensionMs = MaxExtension;
	type MaxLegMs = ConstU64<MAX_LEG>;
	type MinGapMs = ConstU64<MIN_GAP>;
	type MinLegMs = ConstU64<MIN_LEG>;
	type PalletId = SwapsPalletId;
	type Payments = Mpp;
	type Preimages = Preimages;
	type Signature = MultiSignature;
	type SlotMs = ConstU64<SLOT_MS>;
	type WeightInfo = crate::weights::SubstrateWeight<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
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
	type Consideration = Sticky<
		HoldConsideration<
			AccountId,
			Balances,
			MppReason,
			LinearStoragePrice<ConstU128<PER_ITEM>, ConstU128<1>, Balance>,
		>,
	>;
	type HookShare = HookShare;
	type MaxExtensionMs = MaxExtension;
	type MaxGatherMs = ConstU64<MINUTE>;
	type MaxHoldMs = ConstU64<HOUR>;
	type MaxInvoiceMs = ConstU64<DAY>;
	type MinClaimMs = ConstU64<MIN_LEG>;
	type Preimages = Preimages;
	type Signature = MultiSignature;
	type SlotMs = ConstU64<SLOT_MS>;
	type Ties = Swaps;
	type WeightInfo = pallet_bloc_mpp::weights::SubstrateWeight<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
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

/// Brings real assets into the channels of the tests: they are [`VAULT`]'s from then on.
pub struct Funding;

/// Has what was brought into channels.
pub const VAULT: AccountId = AccountId::new([99; 32]);

impl Fund<AccountId, Asset> for Funding {
	fn fund(
		id: ChannelId,
		from: &AccountId,
		party: &AccountId,
		asset: &Asset,
		amount: Balance,
	) -> ToldResult {
		let refused = DispatchError::Unavailable;
		let channel = <Channels as Inspect<AccountId>>::channel(id).ok_or(refused)?;
		let side = channel.side_of(party).ok_or(refused)?;
		ensure!(channel.asset == *asset && channel.phase == Phase::Open, refused);
		transfer::<AllAssets, _>(asset, from, &VAULT, amount, Preservation::Preserve)?;
		Neighbour::answer()?;
		Channels::mutate(id, |channel| channel.ledger.of_mut(side).free += amount);
		Brought::mutate(|brought| *brought += amount);
		Ok(TOLD)
	}

	fn weight() -> Weight {
		<Test as frame_system::Config>::DbWeight::get().reads_writes(4, 4).saturating_add(TOLD)
	}
}

/// The registry of the channels, with a memory as long as a test wants it.
pub struct Preimages;

impl Registry<AccountId> for Preimages {
	fn revealed(hash: &PaymentHash) -> Option<bloc_primitives::preimage::Revealed> {
		<Channels as Registry<AccountId>>::revealed(hash)
	}

	fn reveal(who: &AccountId, preimage: Preimage) -> DispatchResult {
		<Channels as Registry<AccountId>>::reveal(who, preimage)
	}

	fn weight() -> Weight {
		<Test as frame_system::Config>::DbWeight::get()
			.reads_writes(2, 1)
			.saturating_add(TOLD)
			.saturating_add(<Mpp as PreimageSink>::weight())
	}

	fn retention_ms() -> Moment {
		Retention::get()
	}
}

/// Another pallet, which is told of channels and preimages.
pub struct Neighbour;

/// What it weighs to tell the neighbour of something.
pub const TOLD: Weight = Weight::from_parts(1_000_000, 0);

impl Neighbour {
	fn answer() -> DispatchResult {
		match Refuses::get() {
			true => Err(DispatchError::Unavailable),
			false => Ok(()),
		}
	}
}

impl Hooks<AccountId, Asset> for Neighbour {
	fn ledger_changed(_: ChannelId, _: &Channel<AccountId, Asset>) -> ToldResult {
		Self::answer().map(|()| TOLD)
	}

	fn weight(_: Told) -> Weight {
		TOLD
	}
}

impl PreimageSink for Neighbour {
	fn revealed(_: &PaymentHash, _: &Preimage, _: Moment) -> DispatchResult {
		Ok(())
	}

	fn weight() -> Weight {
		TOLD
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
	) -> ChannelId {
		Channels::establish(opener, counterparty, asset, [amount; 2])
	}

	fn signer() -> AccountId {
		bob()
	}

	fn sign(payload: &[u8]) -> MultiSignature {
		Sr25519Keyring::Bob.sign(payload).into()
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_bloc_mpp::BenchmarkHelper<Test> for Helper {
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
		bob()
	}

	fn sign(payload: &[u8]) -> MultiSignature {
		Sr25519Keyring::Bob.sign(payload).into()
	}
}

fn set_up() {
	Brought::set(0);
	MaxExtension::set(0);
	Retention::set(30 * DAY);
	Refuses::set(false);
}

/// Checks that the invariants hold, that channels have locked what legs have and nothing else, and
/// that no unit was made or lost there.
pub fn check() {
	Swaps::do_try_state().unwrap();
	Mpp::do_try_state().unwrap();
	let in_legs: Balance = Swaps::locked_in_channels()
		.into_values()
		.map(|sides| sides.opener + sides.counterparty)
		.sum();
	let walk = || <Channels as bloc_primitives::channel::Graph<AccountId>>::walk();
	let in_channels: Balance = walk()
		.map(|(_, channel)| channel.ledger.opener.locked + channel.ledger.counterparty.locked)
		.sum();
	let in_payments: Balance = Mpp::locked_in_channels()
		.into_values()
		.map(|sides| sides.opener + sides.counterparty)
		.sum();
	assert_eq!(in_legs + in_payments, in_channels);
	check_ties();
	check_deposits();
	assert_eq!(Channels::total(&NATIVE) + Channels::total(&TOKEN), Brought::get());
}

/// Each payment that is tied has its leg, which waits as it does. (That each such leg has its
/// payment, the invariants say.)
fn check_ties() {
	for record in pallet_bloc_mpp::Payments::<Test>::iter_values() {
		let payment = record.payment;
		let Some(tie) = payment.tie else { continue };
		let leg = Swaps::swap(tie.owner, payment.payment_hash).unwrap();
		assert!(leg.is_open() && leg.is_tied());
		assert_eq!(leg.deadline_ms, payment.deadline_ms);
	}
}

/// Everybody has just the deposits for what there is of them, or, where one could not be returned,
/// more.
fn check_deposits() {
	let price = |of: Footprint| PER_ITEM + Balance::from(of.count) * Balance::from(of.size);
	let [leg, bond, quote, invoice] = [
		Swaps::leg_footprint(),
		Swaps::bond_footprint(),
		Swaps::quote_footprint(),
		Mpp::invoice_footprint(),
	]
	.map(price);
	let legs = crate::Legs::<Test>::iter_keys().map(|(owner, _)| (owner, leg));
	let bonds = crate::Bonds::<Test>::iter_keys().map(|(poster, _)| (poster, bond));
	let quotes = crate::Quotes::<Test>::iter_keys().map(|(_, provider)| (provider, quote));
	let invoices = pallet_bloc_mpp::Invoices::<Test>::iter_values();
	let payments = pallet_bloc_mpp::Payments::<Test>::iter_values().map(|record| {
		let payment = record.payment;
		(payment.depositor().clone(), price(Mpp::payment_footprint(&payment)))
	});
	let all: Vec<(AccountId, Balance)> = legs
		.chain(bonds)
		.chain(quotes)
		.chain(invoices.map(|record| (record.depositor, invoice)))
		.chain(payments)
		.collect();
	for who in people() {
		let its = all.iter().filter(|(of, _)| *of == who).map(|(_, deposit)| deposit);
		let its: Balance = its.sum();
		let has = held(&who);
		assert!(
			has == its || (DepositsStick::get() && has > its),
			"{who:?} has {has} and not {its}"
		);
	}
}

/// A channel of Alice and Bob, with [`CHANNEL`] on each side, of which the neighbour is told.
pub fn channel(asset: &Asset) -> ChannelId {
	Brought::mutate(|brought| *brought += 2 * CHANNEL);
	let id = Channels::establish(alice(), bob(), asset.clone(), [CHANNEL; 2]);
	Channels::mutate(id, |channel| channel.subscribed.opener = true);
	id
}

/// What is free in a channel, of Alice and of Bob.
pub fn free(id: ChannelId) -> [Balance; 2] {
	let free = Channels::free(id);
	[free.opener, free.counterparty]
}

/// The hash of [`PREIMAGE`].
pub fn hash() -> PaymentHash {
	PREIMAGE.payment_hash()
}

/// The secret of this number, and its hash.
pub fn secret(number: u8) -> (Preimage, PaymentHash) {
	let preimage = Preimage([number; 32]);
	(preimage, preimage.payment_hash())
}

/// [`AMOUNT`] of Alice's for Bob, for an hour.
pub fn spec(asset: &Asset) -> LegSpecOf<Test> {
	LegSpec {
		payment_hash: hash(),
		receiver: bob(),
		asset: asset.clone(),
		amount: AMOUNT,
		deadline_ms: now() + HOUR,
		extension_ms: MaxExtension::get(),
		into: None,
		counterpart: Some(sister(1)),
	}
}

/// Another chain.
pub fn sister(index: u8) -> ChainId {
	ChainId { index, genesis: [index; 32] }
}

/// This one.
pub fn home() -> ChainId {
	Swaps::this_chain().unwrap()
}

/// What came of a call that says what it weighed.
pub fn outcome(result: DispatchResultWithPostInfo) -> DispatchResult {
	result.map(|_| ()).map_err(|error| error.error)
}

/// Alice tries to lock.
pub fn try_lock(spec: LegSpecOf<Test>, source: Source) -> DispatchResult {
	outcome(Swaps::lock(origin(alice()), spec, source))
}

/// A leg of Alice's, out of her account.
pub fn locked(asset: &Asset) {
	try_lock(spec(asset), Source::Account).unwrap();
}

/// A leg of Alice's, out of her channel with Bob.
pub fn locked_in_channel(asset: &Asset) -> ChannelId {
	let id = channel(asset);
	try_lock(spec(asset), Source::Channel(id)).unwrap();
	id
}

/// A leg of Alice's with [`PREIMAGE`].
pub fn leg() -> LegOf<Test> {
	Swaps::swap(alice(), hash()).unwrap()
}

/// Charlie claims the legs of these owners.
pub fn try_claim(owners: &[AccountId], preimage: Preimage) -> DispatchResult {
	let owners: Owners<_> = owners.to_vec().try_into().unwrap();
	outcome(Swaps::claim(origin(charlie()), owners, preimage))
}

/// Charlie claims Alice's leg.
pub fn claim() -> DispatchResult {
	try_claim(&[alice()], PREIMAGE)
}

/// Charlie has Alice's leg settled.
pub fn settle() -> DispatchResult {
	outcome(Swaps::settle(origin(charlie()), alice(), hash()))
}

/// Somebody reveals the preimage, not by claiming.
pub fn reveal(preimage: Preimage) -> DispatchResult {
	Preimages::reveal(&charlie(), preimage)
}

/// The signature of `who` under an agreement over Alice's leg, good until then.
pub fn signed_until(
	who: &AccountId,
	agreement: Agreement,
	valid_until_ms: Moment,
) -> ConsentOf<Test> {
	let key = Sr25519Keyring::from_account_id(who).unwrap();
	let name = LegName { owner: alice(), payment_hash: hash(), made: leg().made };
	let payload = payload(&System::block_hash(0), &name, &agreement, valid_until_ms);
	Consent { valid_until_ms, signature: key.sign(&payload).into() }
}

/// The same, for an hour.
pub fn signed(who: &AccountId, agreement: Agreement) -> ConsentOf<Test> {
	signed_until(who, agreement, now() + HOUR)
}

/// What Bob asks as a provider.
pub const RATES: Rates = Rates { base: 5, ppm: 2_500, open_base: 2, hold_ppm: 100 };
/// What Bob has ready to pay out.
pub const STOCK: Balance = 5_000;

/// Bob's terms.
pub fn quote_terms() -> QuoteTerms {
	QuoteTerms {
		rates: RATES,
		min_amount: 10,
		max_amount: 1_000,
		most_ms: HOUR,
		limit: 2_000,
		valid_until_ms: START + DAY,
		external_ms: None,
	}
}

/// The same, of a quote for swaps into channels: he also pays in another network.
pub fn external_terms() -> QuoteTerms {
	QuoteTerms { external_ms: Some(10 * MINUTE), ..quote_terms() }
}

/// Bob sets them.
pub fn try_quote(asset: &Asset, direction: Direction, terms: QuoteTerms) -> DispatchResult {
	Swaps::set_quote(origin(bob()), asset.clone(), direction, terms)
}

/// Bob's quote, with a stock if it is one for swaps out.
pub fn quoted(asset: &Asset, direction: Direction) {
	let terms = if direction == Direction::In { external_terms() } else { quote_terms() };
	try_quote(asset, direction, terms).unwrap();
	if direction == Direction::Out {
		Swaps::add_stock(origin(bob()), asset.clone(), STOCK).unwrap();
	}
}

/// The quote as it is.
pub fn quote(asset: &Asset, direction: Direction) -> Quote {
	Swaps::quote(bob(), asset.clone(), direction).unwrap()
}

/// What Alice takes of it: [`AMOUNT`], for half an hour.
pub fn taken(asset: &Asset) -> TakenOf<Test> {
	Taken {
		provider: bob(),
		asset: asset.clone(),
		rates: RATES,
		amount: AMOUNT,
		deadline_ms: now() + 30 * MINUTE,
	}
}

/// Channels of Alice and Bob, Bob and Charlie, and Charlie and Dave, over which Charlie forwards
/// for [`FORWARDING`], and Bob lets others' payments leave.
pub fn network(asset: &Asset) -> [ChannelId; 3] {
	let first = channel(asset);
	let further = [(bob(), charlie()), (charlie(), dave())].map(|(opener, counterparty)| {
		Brought::mutate(|brought| *brought += 2 * CHANNEL);
		Channels::establish(opener, counterparty, asset.clone(), [CHANNEL; 2])
	});
	Channels::set_policy(further[0], &bob(), Policy::FREE);
	Channels::set_policy(further[1], &charlie(), FORWARDING);
	[first, further[0], further[1]]
}

/// What Charlie asks: 3 for a payment, and for one of [`AMOUNT`] that waits for half an hour, 2.
pub const FORWARDING: Policy = Policy { base_fee: 3, hold_ppm: 100, ..Policy::FREE };

/// A route over these channels with these amounts.
pub fn routes(hops: &[(ChannelId, Balance)]) -> Routes {
	let hops = hops.iter().map(|(channel, amount)| Hop { channel: *channel, amount: *amount });
	let route = hops.collect::<Vec<_>>().try_into().unwrap();
	vec![route].try_into().unwrap()
}

/// Somebody asks for so much, or for any amount.
pub fn invoice(
	payee: AccountId,
	asset: &Asset,
	amount: Option<Balance>,
) -> Invoice<AccountId, Asset> {
	Invoice {
		payee,
		asset: asset.clone(),
		amount,
		payment_hash: hash(),
		payment_secret: PaymentSecret([9; 32]),
		deadline_ms: now() + 2 * HOUR,
		memo_hash: [3; 32],
		features: Features::NONE.allowing(Feature::Mpp),
		hints: Default::default(),
	}
}

/// Dave asks for [`AMOUNT`] by an invoice that is registered.
pub fn dave_asks(asset: &Asset) -> crate::InvoiceOf<Test> {
	let invoice = invoice(dave(), asset, Some(AMOUNT));
	let Invoice { payee, payment_hash, payment_secret, .. } = invoice.clone();
	Mpp::register_invoice(origin(dave()), invoice).unwrap();
	InvoiceRef::Registered { payee, payment_hash, payment_secret }
}

/// Bob pays Dave over Charlie, for which Alice allows 3.
pub fn way(asset: &Asset, [_, second, third]: [ChannelId; 3]) -> WayOf<Test> {
	let routes = routes(&[(second, AMOUNT + 3), (third, AMOUNT)]);
	Way::Invoice { invoice: dave_asks(asset), routes, max_fee: 3 }
}

/// Alice swaps in.
pub fn try_in(taken: TakenOf<Test>, way: WayOf<Test>) -> DispatchResult {
	outcome(Swaps::swap_in(origin(alice()), taken, way, Source::Account))
}

/// Alice swaps out, over her channel with Bob, for Charlie.
pub fn try_out(taken: TakenOf<Test>, id: ChannelId, to_send: Balance) -> DispatchResult {
	let routes = routes(&[(id, to_send)]);
	outcome(Swaps::swap_out(origin(alice()), taken, hash(), charlie(), routes, 0))
}

/// What all four have, on the chain, lent, and in channels.
pub fn fortunes(asset: &Asset) -> [i128; 4] {
	people().map(|who| {
		let seed = crate::Pots::<Test>::get(asset).filter(|pot| pot.seeder == who);
		let in_channels = <Channels as bloc_primitives::channel::Graph<AccountId>>::walk()
			.filter(|(_, channel)| channel.asset == *asset)
			.filter_map(|(_, channel)| Some(*channel.ledger.of(channel.side_of(&who)?)))
			.map(|ledger| ledger.free + ledger.locked)
			.sum::<Balance>();
		let outside = wealth(asset, &who) + Channels::balance(&who, asset);
		(outside + in_channels + seed.map_or(0, |pot| pot.seed)) as i128
	})
}

/// The bond for each leg.
pub const BOND: Balance = 50;

/// A swap of two: Alice, the leader, pays Bob on a sister chain, and Bob pays Alice here; or, at
/// the other end, Alice pays here. `place` is that of the leg here.
pub fn ring(place: u8, legs: u8, asset: &Asset) -> RingTermsOf<Test> {
	let step_ms = MIN_GAP;
	let base_ms = now() + (2 * Moment::from(legs) + 1) * step_ms;
	let gap_ms = MIN_GAP + MaxExtension::get();
	let leg = |position: u8| RingLeg {
		chain: if position == place { home() } else { sister(100 + position) },
		owner: alice(),
		receiver: bob(),
		asset: asset.clone(),
		amount: AMOUNT,
		into: None,
		bond: Some(BondAmount { asset: asset.clone(), amount: BOND }),
	};
	RingTerms {
		payment_hash: hash(),
		base_ms,
		gap_ms,
		step_ms,
		reveal_ms: step_ms,
		extension_ms: MaxExtension::get(),
		legs: (1..=legs).map(leg).collect::<Vec<_>>().try_into().unwrap(),
	}
}

/// Bob posts the bond for the leg at `place`.
pub fn try_bond(terms: &RingTermsOf<Test>, place: u8) -> DispatchResult {
	Swaps::post_bond(origin(bob()), terms.clone(), place)
}

/// Alice locks the leg at `place`.
pub fn try_ring(terms: &RingTermsOf<Test>, place: u8) -> DispatchResult {
	outcome(Swaps::lock_ring(origin(alice()), terms.clone(), place, Source::Account))
}

/// Nothing of the pallet is left, and everybody has what they had.
pub fn assert_nothing_is_left() {
	assert_eq!(crate::Legs::<Test>::iter().count(), 0);
	assert_eq!(crate::Bonds::<Test>::iter().count(), 0);
	assert_eq!(crate::Credits::<Test>::iter().count(), 0);
	assert_eq!(crate::Pots::<Test>::iter().count(), 0);
	assert_eq!(crate::Quotes::<Test>::iter().count(), 0);
	for who in people() {
		assert_eq!(held(&who), 0);
	}
}

/// What Alice and Bob have gained, deposits and seeds aside.
pub fn gains(asset: &Asset) -> [i128; 2] {
	[alice(), bob()].map(|who| {
		let seed = crate::Pots::<Test>::get(asset).filter(|pot| pot.seeder == who);
		let lent = seed.map_or(0, |pot| pot.seed);
		(wealth(asset, &who) + lent) as i128 - WEALTH as i128
	})
}
