//! What each chain allows at least, at both sides of each bound: hours and minutes on each of the
//! fourteen, seconds where it is for development.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use bloc_primitives::{
	invoice::{Feature, Features, Invoice, PaymentSecret},
	Preimage,
};
use frame_support::{assert_noop, assert_ok, traits::fungible::NativeOrWithId, BoundedVec};
use lightning_bloc_runtime::{
	audit, genesis_config_presets::storage, pbc, AssetId, Balance, Channels, Moment, Mpp,
	Rebalancing, Recurring, Runtime, RuntimeOrigin, Streaming, System,
};
use pallet_bloc_mpp::types::{Hop, InvoiceRef, Routes};
use pallet_bloc_rebalancing::types::{Band, RebalancePolicy};
use pallet_bloc_recurring::types::{CatchUp, Frequency, Limits, Terms as Price};
use pallet_bloc_streaming::types::{Flow, Rate, StreamSpec, Terms};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::Permill;

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

fn time_to_claim(least: Moment) {
	let (payee, payment_secret) = (Bob.to_account_id(), PaymentSecret([9; 32]));
	let payment_hash = Preimage([7; 32]).payment_hash();
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
	let hop = Hop { channel: bloc_primitives::ChannelId(0), amount: AMOUNT / 2 };
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

/// Each limit, one after the other: the payment goes over the channel opened first.
fn limits(period: Moment, others: Moment) {
	challenge_period(period);
	time_to_claim(others);
	interval_of_a_stream(others);
	interval_of_a_subscription(others);
	interval_of_runs(others);
}

#[test]
fn each_of_the_fourteen_has_the_limits_of_a_live_chain() {
	for pbc in &pbc::PBCS {
		for preset in [pbc.id.into(), format!("{}-local", pbc.id)] {
			on(&preset, || limits(HOUR, MINUTE));
		}
	}
}

#[test]
fn each_of_the_fourteen_has_a_development_chain_with_short_ones() {
	for pbc in &pbc::PBCS {
		on(&format!("{}-dev", pbc.id), || limits(20 * SECOND, 12 * SECOND));
	}
}

#[test]
fn the_chain_of_no_pbc_has_short_ones() {
	for preset in ["development", "local_testnet"] {
		on(preset, || limits(20 * SECOND, 12 * SECOND));
	}
}
