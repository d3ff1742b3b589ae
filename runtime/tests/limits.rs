//! What each chain allows at least, at both sides of each bound: hours and minutes on each of the
//! fourteen, seconds where it is for development. Each row of the operators' table, by a call that is
//! refused and one that is not.

#![allow(
	clippy::arithmetic_side_effects,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::unwrap_used
)]

use bloc_primitives::{
	invoice::{Feature, Features, Invoice, PaymentSecret},
	ChannelId, Policy, Preimage,
};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::DispatchResultWithPostInfo,
	storage::{with_transaction, TransactionOutcome},
	traits::fungible::NativeOrWithId,
	BoundedVec,
};
use lightning_bloc_runtime::{
	audit,
	configs::{lsp::MinBond as LeaseBond, watchtowers::MinBond},
	genesis_config_presets::storage,
	pbc, AccountId, AssetId, Balance, Channels, Lsp, Moment, Mpp, Rebalancing, Recurring, Runtime,
	RuntimeOrigin, Streaming, Swaps, System, Watchtowers,
};
use pallet_bloc_lsp::{
	lease::Payment,
	menu::{Item, Menu},
	provider::{Limits as Asked, Terms as Lending},
	shelf::Region,
	types::{Request, Selection},
};
use pallet_bloc_mpp::types::{Hop, InvoiceRef, PaymentId, Routes, Size};
use pallet_bloc_rebalancing::types::{Band, RebalancePolicy};
use pallet_bloc_recurring::types::{CatchUp, Frequency, Limits, Terms as Price};
use pallet_bloc_streaming::types::{Flow, Rate, StreamSpec, Terms};
use pallet_bloc_swaps::{
	ring::{RingLeg, RingTerms},
	types::{LegSpec, Source},
};
use pallet_bloc_watchtowers::types::{Profile, Rate as TowerRate, Terms as TowerTerms, TowerId};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::{traits::Convert, DispatchError, Permill};

const START_MS: Moment = 1_800_000_000_000;
const SECOND: Moment = 1_000;
const MINUTE: Moment = 60 * SECOND;
const HOUR: Moment = 60 * MINUTE;

const ASSET: NativeOrWithId<AssetId> = NativeOrWithId::Native;
const AMOUNT: Balance = 10_000;

fn on(preset: &str, test: impl FnOnce()) {
	sp_io::TestExternalities::new(storage(preset).unwrap()).execute_with(|| {
		System::set_block_number(1);
		pallet_timestamp::Now::<Runtime>::put(START_MS);
		test();
		assert_ok!(audit());
	});
}

fn alice() -> RuntimeOrigin {
	RuntimeOrigin::signed(Alice.to_account_id())
}

fn bob() -> RuntimeOrigin {
	RuntimeOrigin::signed(Bob.to_account_id())
}

fn challenge_period(least: Moment) {
	let open = |period| Channels::open(alice(), Bob.to_account_id(), ASSET, AMOUNT, period);
	type Error = pallet_bloc_channels::Error<Runtime>;
	assert_noop!(open(least - 1), Error::ChallengePeriodTooShort);
	assert_ok!(open(least));
	let propose = |period| {
		let deadline_ms = START_MS + HOUR;
		Channels::propose(alice(), Bob.to_account_id(), ASSET, AMOUNT, AMOUNT, period, deadline_ms)
	};
	assert_noop!(propose(least - 1), Error::ChallengePeriodTooShort);
	assert_ok!(propose(least));
}

/// Opens the payment that Bob has been told of.
const PREIMAGE: Preimage = Preimage([7; 32]);

fn time_to_claim(least: Moment) {
	let (payee, payment_secret) = (Bob.to_account_id(), PaymentSecret([9; 32]));
	let payment_hash = PREIMAGE.payment_hash();
	assert_ok!(Mpp::register_invoice(
		bob(),
		Invoice {
			payee: payee.clone(),
			asset: ASSET,
			amount: Some(AMOUNT / 2),
			payment_hash,
			payment_secret,
			deadline_ms: START_MS + HOUR,
			memo_hash: [0; 32],
			features: Features::NONE.allowing(Feature::Mpp),
			hints: Default::default(),
		},
	));
	// The first channel, that of the challenge period: Alice's money, and Bob at its other end.
	let hop = Hop { channel: ChannelId(0), amount: AMOUNT / 2 };
	let route = BoundedVec::truncate_from(vec![hop]);
	let pay = |left| {
		let invoice = InvoiceRef::Registered { payee: payee.clone(), payment_hash, payment_secret };
		let routes: Routes = BoundedVec::truncate_from(vec![route.clone()]);
		Mpp::pay(alice(), invoice, AMOUNT / 2, routes, 0, START_MS + left)
	};
	type Error = pallet_bloc_mpp::Error<Runtime>;
	assert_noop!(pay(least - 1), Error::DeadlineTooSoon);
	assert_ok!(pay(least));
}

fn interval_of_a_stream(least: Moment) {
	let create = |interval_ms| {
		let spec = StreamSpec {
			flow: Flow::Rate(Rate(1_000_000_000_000)),
			start_ms: None,
			end_ms: None,
			cliff_ms: None,
			max_total: None,
			interval_ms,
			grace_ms: 0,
			terms: Terms::FREE,
		};
		Streaming::create(alice(), Bob.to_account_id(), ASSET, 1_000_000, spec)
	};
	assert_noop!(create(least - 1), pallet_bloc_streaming::Error::<Runtime>::IntervalTooShort);
	assert_ok!(create(least));
}

fn interval_of_a_subscription(least: Moment) {
	let authorise = |period| {
		let frequency = Frequency::Custom(period);
		let terms = Price { price: AMOUNT, frequency, catch_up: CatchUp::Each };
		let limits = Limits::default();
		Recurring::authorise(alice(), Bob.to_account_id(), ASSET, terms, limits, None)
	};
	assert_noop!(authorise(least - 1), pallet_bloc_recurring::Error::<Runtime>::IntervalTooShort);
	assert_ok!(authorise(least));
}

fn interval_of_runs(least: Moment) {
	let set = |min_interval_ms, budget_period_ms| {
		let policy = RebalancePolicy {
			band: Band::default(),
			fee_limit: Permill::from_percent(2),
			fee_budget: 1,
			budget_period_ms,
			min_interval_ms,
			min_amount: 1,
			automatic: true,
		};
		Rebalancing::set_policy(alice(), ASSET, Some(policy))
	};
	type Error = pallet_bloc_rebalancing::Error<Runtime>;
	assert_noop!(set(least - 1, least), Error::IntervalTooShort);
	assert_noop!(set(least, least - 1), Error::BudgetPeriodTooShort);
	assert_ok!(set(least, least));
}

/// The chain has made no block since the payment.
fn standstill(most: Moment) {
	let payment = PaymentId(0);
	let closes_ms = Mpp::payment(payment).unwrap().deadline_ms + most;
	let claim = || Mpp::claim(bob(), payment, PREIMAGE, Size { parts: 1, hops: 1 });
	pallet_timestamp::Now::<Runtime>::put(closes_ms);
	assert_noop!(claim(), pallet_bloc_mpp::Error::<Runtime>::Expired);
	pallet_timestamp::Now::<Runtime>::put(closes_ms - 1);
	assert_ok!(claim());
	pallet_timestamp::Now::<Runtime>::put(START_MS);

	// Legs of swaps are put off by no more, on any chain.
	let lock = |extension_ms| {
		let spec = LegSpec { extension_ms, ..leg(1, HOUR) };
		Swaps::lock(alice(), spec, Source::Account)
	};
	assert_noop!(lock(most + 1), pallet_bloc_swaps::Error::<Runtime>::ExtensionTooLong);
	assert_ok!(lock(most));
}

/// A leg for Bob that lasts for so long.
fn leg(number: u8, lasts_ms: Moment) -> LegSpec<AccountId, NativeOrWithId<AssetId>> {
	LegSpec {
		payment_hash: Preimage([number; 32]).payment_hash(),
		receiver: Bob.to_account_id(),
		asset: ASSET,
		amount: AMOUNT,
		deadline_ms: START_MS + lasts_ms,
		extension_ms: 0,
		into: None,
		counterpart: None,
	}
}

fn time_of_a_leg(least: Moment) {
	let lock = |lasts_ms| Swaps::lock(alice(), leg(2, lasts_ms), Source::Account);
	assert_noop!(lock(least - 1), pallet_bloc_swaps::Error::<Runtime>::DeadlineTooSoon);
	assert_ok!(lock(least));
}

fn gap_of_a_ring(least: Moment) {
	let chain = Swaps::this_chain().unwrap();
	let (alice_id, bob_id) = (Alice.to_account_id(), Bob.to_account_id());
	let leg = |owner: &AccountId, receiver: &AccountId| RingLeg {
		chain,
		owner: owner.clone(),
		receiver: receiver.clone(),
		asset: ASSET,
		amount: AMOUNT,
		into: None,
		bond: None,
	};
	let lock = |[gap_ms, step_ms, reveal_ms]: [Moment; 3]| {
		let terms = RingTerms {
			payment_hash: Preimage([3; 32]).payment_hash(),
			base_ms: START_MS + 10 * least,
			gap_ms,
			step_ms,
			reveal_ms,
			extension_ms: 0,
			legs: BoundedVec::truncate_from(vec![leg(&alice_id, &bob_id), leg(&bob_id, &alice_id)]),
		};
		Swaps::lock_ring(alice(), terms, 1, Source::Account)
	};
	for short in 0..3 {
		let mut steps = [least; 3];
		steps[short] -= 1;
		assert_noop!(lock(steps), pallet_bloc_swaps::Error::<Runtime>::GapTooShort);
	}
	assert_ok!(lock([least; 3]));
}

/// Time passes, and the chain makes its blocks.
fn pass_to(now_ms: Moment) {
	let blocks = (now_ms - START_MS) / (6 * SECOND);
	System::set_block_number(1 + u32::try_from(blocks).unwrap());
	pallet_timestamp::Now::<Runtime>::put(now_ms);
}

const BOND: Balance = 1_000_000;
const FEE: Balance = 1_000;

/// Bob provides, if he does not yet: any channel for a thousand, for up to a year.
fn provide() {
	if Lsp::provider(ASSET, Bob.to_account_id()).is_some() {
		return;
	}
	let terms = Lending {
		region: Region(0),
		uptime: Permill::zero(),
		policy: Policy::FREE,
		hold_ppm: 0,
		challenge_period_ms: HOUR,
	};
	let item = Item {
		min_fee: FEE,
		ppm: 0,
		min_size: 1,
		max_size: BOND,
		lifetime_ms: 365 * 24 * HOUR,
		valid_until_ms: START_MS + HOUR,
	};
	assert_ok!(Lsp::register(bob(), ASSET, LeaseBond::convert(ASSET).max(BOND), terms));
	assert_ok!(Lsp::stock(bob(), ASSET, BOND));
	assert_ok!(Lsp::set_menu(bob(), ASSET, Menu::truncate_from(vec![item])));
}

/// Alice leases of Bob.
fn lease(lifetime_ms: Moment, payment: Payment) -> DispatchResultWithPostInfo {
	let (own, max_fee, limits) = (0, FEE, Asked::NONE);
	let request = Request { size: 10 * AMOUNT, own, lifetime_ms, payment, max_fee, limits };
	Lsp::request_channel(alice(), ASSET, request, Selection::Provider(Bob.to_account_id()))
}

fn time_of_a_lease(least: Moment) {
	provide();
	let short = pallet_bloc_lsp::Error::<Runtime>::LifetimeTooShort;
	assert_noop!(lease(least - 1, Payment::UpFront), short);
	assert_ok!(lease(least, Payment::UpFront));
}

/// One of which half is paid goes on for half of its time, and so much longer.
fn grace_of_a_lease(grace: Moment) {
	provide();
	let channel = pallet_bloc_channels::NextChannelId::<Runtime>::get();
	assert_ok!(lease(100 * grace, Payment::Streamed(FEE / 2)));
	let over_ms = START_MS + 50 * grace + grace;
	pass_to(over_ms - 1);
	assert_noop!(Lsp::settle(alice(), channel), pallet_bloc_lsp::Error::<Runtime>::NotExpired);
	pass_to(over_ms);
	assert_ok!(Lsp::settle(alice(), channel));
}

/// Nobody is refused anything for it: what is longer is time in which the provider was away.
fn beat_of_a_provider(most: Moment) {
	provide();
	let away_ms = || Lsp::provider(ASSET, Bob.to_account_id()).unwrap().presence.away_ms;
	let beat = || {
		let (number, hash) = (System::block_number() - 1, sp_core::H256::repeat_byte(7));
		frame_system::BlockHash::<Runtime>::insert(number, hash);
		Lsp::beat(bob(), ASSET, number, hash)
	};
	pass_to(START_MS + most);
	assert_ok!(beat());
	assert_eq!(away_ms(), 0);
	pass_to(START_MS + 2 * most + 6 * SECOND);
	assert_ok!(beat());
	assert_eq!(away_ms(), 6 * SECOND);
}

/// For a unit a second.
const TOWER_TERMS: TowerTerms =
	TowerTerms { rate: TowerRate(1_000_000_000_000), cover: 1, response_ms: 1 };

/// Somebody's tower.
fn tower_of(owner: RuntimeOrigin) -> TowerId {
	let tower = pallet_bloc_watchtowers::NextTowerId::<Runtime>::get();
	let profile =
		Profile { region: 0, sealing_key: [0; 32], contact: BoundedVec::default(), uptime_ppm: 0 };
	let (bond, key) = (MinBond::convert(ASSET), Bob.to_account_id());
	assert_ok!(Watchtowers::register(owner, ASSET, bond, key, TOWER_TERMS, profile));
	tower
}

/// For the channel that was opened first, in which Alice is one party and Bob the other.
fn beat_of_a_watchtower(most: Moment) {
	let tower = tower_of(bob());
	let hire = || Watchtowers::hire(alice(), ChannelId(0), tower, BOND, TOWER_TERMS);
	pass_to(START_MS + most);
	assert_noop!(hire(), pallet_bloc_watchtowers::Error::<Runtime>::TowerSilent);
	pass_to(START_MS + most - 1);
	assert_ok!(hire());
}

fn time_of_a_hire(least: Moment) {
	let tower = tower_of(alice());
	let deposit = Balance::from(least / SECOND);
	let hire = |deposit| Watchtowers::hire(bob(), ChannelId(0), tower, deposit, TOWER_TERMS);
	assert_noop!(hire(deposit - 1), pallet_bloc_watchtowers::Error::<Runtime>::DepositTooSmall);
	assert_ok!(hire(deposit));
}

/// Of what is tried here nothing stays, so that the next begins at the same time.
fn undone(test: impl FnOnce()) {
	assert_ok!(with_transaction(|| {
		test();
		assert_ok!(audit());
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(()))
	}));
}

/// The call that a row of the table is about.
fn row(constant: &str, limit_ms: Moment) {
	match constant {
		"channels.minChallengePeriodMs" => challenge_period(limit_ms),
		// It goes over the channel that was opened first.
		"mpp.minClaimMs" => time_to_claim(limit_ms),
		"mpp.maxExtensionMs" => standstill(limit_ms),
		"rebalancing.minIntervalMs" => interval_of_runs(limit_ms),
		"lsp.minLeaseMs" => time_of_a_lease(limit_ms),
		"lsp.graceMs" => undone(|| grace_of_a_lease(limit_ms)),
		"lsp.beatMs" => undone(|| beat_of_a_provider(limit_ms)),
		"watchtowers.beatMs" => undone(|| beat_of_a_watchtower(limit_ms)),
		"watchtowers.minHireMs" => time_of_a_hire(limit_ms),
		"swaps.minLegMs" => time_of_a_leg(limit_ms),
		"swaps.minGapMs" => gap_of_a_ring(limit_ms),
		"streaming.minIntervalMs" => interval_of_a_stream(limit_ms),
		"recurring.minIntervalMs" => interval_of_a_subscription(limit_ms),
		_ => panic!("no call tries {constant}"),
	}
}

/// What a chain for development allows, or a live one.
#[derive(Clone, Copy)]
enum Column {
	Development,
	Live,
}

/// All rows, one after the other.
fn table(column: Column) {
	let page = std::fs::read_to_string("../docs/src/operate.md").unwrap();
	let (_, rows) = page.split_once("<!-- limits -->").unwrap();
	let (rows, _) = rows.split_once("<!-- /limits -->").unwrap();
	let mut tried = 0;
	for line in rows.lines().filter(|line| line.contains('`')) {
		let cells: Vec<_> = line.split('|').map(str::trim).collect();
		let limit = match column {
			Column::Development => cells[3],
			Column::Live => cells[4],
		};
		let limit: Moment = limit.strip_suffix(" s").unwrap().parse().unwrap();
		row(cells[2].trim_matches('`'), limit * SECOND);
		tried += 1;
	}
	assert_eq!(tried, 13);
}

#[test]
fn each_of_the_fourteen_has_the_limits_of_a_live_chain() {
	for pbc in &pbc::PBCS {
		for preset in [pbc.id.into(), format!("{}-local", pbc.id)] {
			on(&preset, || table(Column::Live));
		}
	}
}

#[test]
fn each_of_the_fourteen_has_a_development_chain_with_short_ones() {
	for pbc in &pbc::PBCS {
		on(&format!("{}-dev", pbc.id), || table(Column::Development));
	}
}

#[test]
fn the_chain_of_no_pbc_has_short_ones() {
	for preset in ["development", "local_testnet"] {
		on(preset, || table(Column::Development));
	}
}
