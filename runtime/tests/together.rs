//! All pallets of the suite on one chain, in random order, with payers that go broke, accounts that
//! die, assets that freeze and a chain that stands still: whatever happens, the books balance, no
//! money comes or goes, and in the end everybody gets what is left.

#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used)]

mod common;

use bloc_primitives::{
	invoice::{Feature, Features, Invoice, PaymentSecret},
	PaymentHash, Policy, Preimage, Side,
};
use common::Chain;
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Inspect, NativeOrWithId},
		Time,
	},
	BoundedVec,
};
use lightning_bloc_runtime::{
	audit, genesis_config_presets::TEST_DOLLAR, AccountId, Assets, Balance, Balances, Channels,
	Moment, Mpp, Rebalancing, Runtime, RuntimeCall, RuntimeEvent, RuntimeHoldReason, RuntimeOrigin,
	Swaps, System,
};
use pallet_bloc_channels::Call as ChannelsCall;
use pallet_bloc_mpp::{
	types::{InvoiceRef, PaymentId, Size},
	Call as MppCall,
};
use pallet_bloc_rebalancing::{
	types::{Band, RebalancePolicy},
	Call as RebalancingCall,
};
use pallet_bloc_recurring::types::{CatchUp, Frequency, Limits, SubscriptionId, Terms as Price};
use pallet_bloc_streaming::types::{
	Change, Consent, Flow, Rate, StreamId, StreamSpec, Terms, VaultId,
};
use pallet_bloc_swaps::{
	leg::{Ending, LegState},
	quote::{Direction, QuoteTerms, Rates},
	types::{Source, Taken, Way},
	Call as SwapsCall,
};
use proptest::prelude::*;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use sp_runtime::{traits::Dispatchable, Permill};

type Asset = NativeOrWithId<u32>;

const DOLLAR: Balance = 1_000_000;
const PEOPLE: u8 = 4;

fn person(n: u8) -> AccountId {
	[Alice, Bob, Charlie, Dave][usize::from(n % PEOPLE)].to_account_id()
}

fn asset(native: bool) -> Asset {
	if native {
		Asset::Native
	} else {
		Asset::WithId(TEST_DOLLAR)
	}
}

/// What can happen. Who, which and how much are numbers that are made to fit.
#[derive(Clone, Debug)]
enum Step {
	Stream {
		from: u8,
		to: u8,
		native: bool,
		deposit: Balance,
		lasts_ms: Moment,
		bound: bool,
	},
	OfStream {
		which: u8,
		who: u8,
		what: u8,
		amount: Balance,
	},
	Vault {
		who: u8,
		native: bool,
		what: u8,
		amount: Balance,
	},
	FromVault {
		from: u8,
		to: u8,
		native: bool,
		rate: u64,
	},
	Subscribe {
		from: u8,
		to: u8,
		native: bool,
		price: Balance,
		period_ms: Moment,
		each: bool,
	},
	OfSubscription {
		which: u8,
		who: u8,
		what: u8,
		amount: Balance,
	},
	Channel {
		from: u8,
		to: u8,
		native: bool,
		amount: Balance,
	},
	OfChannel {
		which: u8,
		who: u8,
		what: u8,
		amount: Balance,
	},
	/// An invoice, and a payment of it over whatever routes there are.
	Invoice {
		from: u8,
		to: u8,
		native: bool,
		amount: Balance,
		instant: bool,
	},
	OfPayment {
		which: u8,
		who: u8,
		what: u8,
	},
	Rebalance {
		who: u8,
		native: bool,
		what: u8,
		amount: Balance,
	},
	/// A provider's quote, for swaps between the chain and channels.
	Quote {
		who: u8,
		native: bool,
		what: u8,
		amount: Balance,
	},
	/// Such a swap, by whatever routes there are.
	Swap {
		from: u8,
		provider: u8,
		native: bool,
		amount: Balance,
		out: bool,
	},
	/// Somebody gives all of it away.
	Ruin {
		who: u8,
		to: u8,
		native: bool,
	},
	Gift {
		who: u8,
		to: u8,
		native: bool,
		amount: Balance,
	},
	Freeze {
		who: u8,
		thaw: bool,
	},
	Blocks {
		count: u8,
		after_ms: Moment,
	},
}

fn steps() -> impl Strategy<Value = Step> {
	let (n, amount) = (any::<u8>(), 10_000..5 * DOLLAR);
	let lasts = prop_oneof![1_000..60_000u64, 60_000..3_600_000u64];
	let period = prop_oneof![12_000..60_000u64, 60_000..86_400_000u64];
	let pass = prop_oneof![6 => 1_000..30_000u64, 2 => 30_000..600_000u64, 1 => 0..400_000_000u64];
	let c = amount.clone();
	prop_oneof![
		3 => (n, n, any::<bool>(), amount.clone(), lasts, any::<bool>()).prop_map(
			|(from, to, native, deposit, lasts_ms, bound)|
			Step::Stream { from, to, native, deposit, lasts_ms, bound }),
		6 => (n, n, any::<u8>(), amount.clone())
			.prop_map(|(which, who, what, amount)| Step::OfStream { which, who, what, amount }),
		2 => (n, any::<bool>(), any::<u8>(), amount.clone())
			.prop_map(|(who, native, what, amount)| Step::Vault { who, native, what, amount }),
		2 => (n, n, any::<bool>(), 1..200_000u64)
			.prop_map(|(from, to, native, rate)| Step::FromVault { from, to, native, rate }),
		3 => (n, n, any::<bool>(), c.clone(), period, any::<bool>()).prop_map(
			|(from, to, native, price, period_ms, each)|
			Step::Subscribe { from, to, native, price, period_ms, each }),
		5 => (n, n, any::<u8>(), c.clone()).prop_map(
			|(which, who, what, amount)| Step::OfSubscription { which, who, what, amount }),
		3 => (n, n, any::<bool>(), c.clone())
			.prop_map(|(from, to, native, amount)| Step::Channel { from, to, native, amount }),
		4 => (n, n, any::<u8>(), c.clone())
			.prop_map(|(which, who, what, amount)| Step::OfChannel { which, who, what, amount }),
		4 => (n, n, any::<bool>(), c.clone(), any::<bool>()).prop_map(
			|(from, to, native, amount, instant)| Step::Invoice { from, to, native, amount, instant }),
		3 => (n, n, any::<u8>())
			.prop_map(|(which, who, what)| Step::OfPayment { which, who, what }),
		2 => (n, any::<bool>(), any::<u8>(), c.clone())
			.prop_map(|(who, native, what, amount)| Step::Rebalance { who, native, what, amount }),
		3 => (n, any::<bool>(), any::<u8>(), c.clone())
			.prop_map(|(who, native, what, amount)| Step::Quote { who, native, what, amount }),
		3 => (n, n, any::<bool>(), c.clone(), any::<bool>()).prop_map(
			|(from, provider, native, amount, out)|
			Step::Swap { from, provider, native, amount, out }),
		1 => (n, n, any::<bool>())
			.prop_map(|(who, to, native)| Step::Ruin { who, to, native }),
		1 => (n, n, any::<bool>(), c)
			.prop_map(|(who, to, native, amount)| Step::Gift { who, to, native, amount }),
		1 => (n, any::<bool>()).prop_map(|(who, thaw)| Step::Freeze { who, thaw }),
		6 => (1..4u8, pass).prop_map(|(count, after_ms)| Step::Blocks { count, after_ms }),
	]
}

/// Forwards for a little, or takes something off for what arrives.
fn forwarding(n: u8) -> Policy {
	Policy {
		base_fee: u128::from(n % 3),
		fee_ppm: u32::from(n) * 10,
		inbound_fee_ppm: -i32::from(n % 50),
		min_amount: 1,
		reserve: u128::from(n % 11),
		..Policy::FREE
	}
}

fn stream_spec(deposit: Balance, lasts_ms: Moment, bound: bool, now_ms: Moment) -> StreamSpec {
	let rate = deposit * 1_000_000_000_000_000 / Balance::from(lasts_ms);
	let (terms, end_ms) = if bound {
		let both = Consent::Both;
		(Terms { cancel: both, pause: both, lower: both }, Some(now_ms + lasts_ms / 2 + 1))
	} else {
		(Terms::FREE, None)
	};
	StreamSpec {
		flow: Flow::Rate(Rate(rate.max(1))),
		start_ms: None,
		end_ms,
		cliff_ms: lasts_ms.is_multiple_of(3).then_some(now_ms + lasts_ms / 4),
		max_total: lasts_ms.is_multiple_of(5).then_some(deposit / 2 + 1),
		interval_ms: 12_000 + lasts_ms / 7,
		grace_ms: lasts_ms / 2,
		terms,
	}
}

/// The secret behind the `n`-th invoice.
fn preimage(n: u64) -> Preimage {
	Preimage([[n.to_le_bytes(); 2], [[7; 8]; 2]].concat().concat().try_into().unwrap())
}

fn secret() -> PaymentSecret {
	PaymentSecret([9; 32])
}

/// An invoice of `to`, and how `from` would pay it now.
fn invoice_and_payment(step: &Step, now_ms: Moment) -> Vec<(AccountId, RuntimeCall)> {
	let Step::Invoice { from, to, native, amount, instant } = *step else { return vec![] };
	let (payer, payee, asset) = (person(from), person(to), asset(native));
	let features = Features::NONE.allowing(Feature::Mpp);
	let payment_hash = preimage(pallet_bloc_mpp::NextInvoiceId::<Runtime>::get().0).payment_hash();
	let invoice = Invoice {
		payee: payee.clone(),
		asset: asset.clone(),
		amount: Some(amount / 4),
		payment_hash,
		payment_secret: secret(),
		deadline_ms: now_ms + 120_000,
		memo_hash: [0; 32],
		features: if instant { features.allowing(Feature::Instant) } else { features },
		hints: Default::default(),
	};
	let register = (payee.clone(), MppCall::register_invoice { invoice }.into());
	let total = amount / 4;
	let plan =
		Mpp::plan_payment(payer.clone(), payee.clone(), asset, total, 4, Balance::MAX, vec![]);
	let Ok(plan) = plan else { return vec![register] };
	let (routes, max_fee) = (plan.routes, plan.fee);
	let invoice = InvoiceRef::Registered { payee, payment_hash, payment_secret: secret() };
	let deadline_ms = now_ms + 60_000;
	let pay: MppCall<Runtime> = if instant {
		MppCall::pay_instant { invoice, total, routes, max_fee }
	} else {
		MppCall::pay { invoice, total, routes, max_fee, deadline_ms }
	};
	vec![register, (payer, pay.into())]
}

/// The first number of the secrets of swaps out of channels.
const OUT: u64 = 1 << 32;

/// What a provider does with its quote.
fn quoting(who: u8, native: bool, what: u8, amount: Balance) -> RuntimeCall {
	let (asset, me) = (asset(native), person(who));
	let direction = if what.is_multiple_of(2) { Direction::In } else { Direction::Out };
	let valid_until_ms = <Runtime as pallet_bloc_swaps::Config>::Clock::now() + 600_000;
	let terms = QuoteTerms {
		rates: Rates { base: 3, ppm: 2_500, open_base: 2, hold_ppm: 100 },
		min_amount: 1,
		max_amount: Balance::MAX,
		most_ms: 600_000,
		limit: Balance::MAX,
		valid_until_ms,
		external_ms: (direction == Direction::In).then_some(60_000),
	};
	let there = Swaps::quote(me, asset.clone(), direction).is_some();
	let call: SwapsCall<Runtime> = match what / 2 % 6 {
		_ if !there => SwapsCall::set_quote { asset, direction, terms },
		0 | 1 => SwapsCall::set_quote { asset, direction, terms },
		2 => SwapsCall::pause_quote { asset, direction, paused: what < 128 },
		3 => SwapsCall::add_stock { asset, amount },
		4 => SwapsCall::take_stock { asset, amount: amount / 2 },
		_ => SwapsCall::close_quote { asset, direction },
	};
	call.into()
}

/// How `from` would swap now by a quote of `provider`, and what that takes before.
fn swap(step: &Step, now_ms: Moment) -> Vec<(AccountId, RuntimeCall)> {
	let Step::Swap { from, provider, native, amount, out } = *step else { return vec![] };
	let direction = if out { Direction::Out } else { Direction::In };
	let (taker, who, asset) = (person(from), person(provider), asset(native));
	let Some(quote) = Swaps::quote(who.clone(), asset.clone(), direction) else { return vec![] };
	let (rates, amount) = (quote.terms.rates, amount / 8);
	let taken = Taken {
		provider: who.clone(),
		asset: asset.clone(),
		rates,
		amount,
		deadline_ms: now_ms + 60_000,
	};
	let plan = |from: &AccountId, to: &AccountId, amount| {
		let (from, to) = (from.clone(), to.clone());
		Mpp::plan_payment(from, to, asset.clone(), amount, 4, Balance::MAX, vec![])
	};
	if out {
		let hash = preimage(OUT + pallet_bloc_mpp::NextPaymentId::<Runtime>::get().0);
		let to_send = rates.cost(amount, 0).unwrap().to_send;
		let Ok(plan) = plan(&taker, &who, to_send) else { return vec![] };
		let (payment_hash, to) = (hash.payment_hash(), person(from / PEOPLE));
		let (routes, max_fee) = (plan.routes, plan.fee + plan.hold_fee);
		let swap = SwapsCall::swap_out { taken, payment_hash, to, routes, max_fee };
		return vec![(taker, swap.into())];
	}
	// The payee is somebody else, or the taker.
	let to = from.wrapping_add(provider);
	let invoice = Step::Invoice { from, to, native, amount: 4 * amount, instant: false };
	let mut calls = invoice_and_payment(&invoice, now_ms);
	calls.truncate(1);
	let Ok(plan) = plan(&who, &person(to), amount) else { return vec![] };
	let payment_hash = preimage(pallet_bloc_mpp::NextInvoiceId::<Runtime>::get().0).payment_hash();
	let invoice =
		InvoiceRef::Registered { payee: person(to), payment_hash, payment_secret: secret() };
	let (routes, max_fee) = (plan.routes, plan.fee + plan.hold_fee);
	// What a provider does once: others may have its channels forward.
	for route in &routes {
		let (channel, policy) = (route[0].channel, Some(forwarding(0)));
		calls.push((who.clone(), ChannelsCall::set_policy { channel, policy }.into()));
	}
	let way = Way::Invoice { invoice, routes, max_fee };
	calls.push((taker, SwapsCall::swap_in { taken, way, source: Source::Account }.into()));
	calls
}

/// What becomes of a payment that waits.
fn of_payment(which: u8, what: u8) -> Option<RuntimeCall> {
	let next = pallet_bloc_mpp::NextPaymentId::<Runtime>::get().0;
	let payment = PaymentId(u64::from(which).checked_rem(next)?);
	let known = Mpp::payment(payment);
	let size = known.as_ref().map_or(Size::NONE, |payment| payment.size());
	let hash = known.map(|payment| payment.payment_hash);
	let invoices = pallet_bloc_mpp::NextInvoiceId::<Runtime>::get().0;
	let known = (0..invoices)
		.chain(OUT..OUT + next)
		.map(preimage)
		.find(|preimage| Some(preimage.payment_hash()) == hash);
	Some(match what % 4 {
		0 => MppCall::cancel { payment, size }.into(),
		1 => MppCall::settle { payment, size }.into(),
		2 => MppCall::claim { payment, preimage: known?, size }.into(),
		_ => pallet_bloc_channels::Call::reveal_preimage { preimage: known? }.into(),
	})
}

fn rebalancing(who: u8, native: bool, what: u8, amount: Balance) -> Option<RuntimeCall> {
	let (me, asset) = (person(who), asset(native));
	let call: RebalancingCall<Runtime> = match what % 5 {
		0 | 1 => {
			let policy = RebalancePolicy {
				band: Band::default(),
				fee_limit: Permill::from_percent(2),
				fee_budget: amount / 100,
				budget_period_ms: 60_000,
				min_interval_ms: 12_000,
				min_amount: 1,
				automatic: true,
			};
			let policy = what.is_multiple_of(5).then_some(policy);
			RebalancingCall::set_policy { asset, policy }
		},
		2 => {
			let plan = Rebalancing::plan_rebalance(me, asset.clone(), amount);
			let cycles = BoundedVec::truncate_from(plan.cycles);
			RebalancingCall::rebalance { asset, cycles, max_fee: amount }
		},
		3 => {
			let plan = Rebalancing::plan_rebalance(me, asset.clone(), amount);
			let cycles = BoundedVec::truncate_from(plan.cycles);
			RebalancingCall::run { account: person(who), asset, cycles }
		},
		_ => {
			let mine = Channels::channels_of(me, None, 64);
			RebalancingCall::track {
				channels: BoundedVec::truncate_from(mine),
				on: what.is_multiple_of(2),
			}
		},
	};
	Some(call.into())
}

/// The calls that a step comes to, each with who sends it.
fn calls(step: &Step, now_ms: Moment) -> Vec<(AccountId, RuntimeCall)> {
	match *step {
		Step::Invoice { .. } => invoice_and_payment(step, now_ms),
		Step::Quote { who, native, what, amount } => {
			vec![(person(who), quoting(who, native, what, amount))]
		},
		Step::Swap { .. } => swap(step, now_ms),
		Step::OfPayment { which, who, what } => {
			of_payment(which, what).map(|call| (person(who), call)).into_iter().collect()
		},
		Step::Rebalance { who, native, what, amount } => {
			let call = rebalancing(who, native, what, amount);
			call.map(|call| (person(who), call)).into_iter().collect()
		},
		_ => call(step, now_ms).into_iter().collect(),
	}
}

/// The one of the first `next` things that a number means, if there is one.
fn nth(which: u8, next: u64) -> Option<u64> {
	u64::from(which).checked_rem(next)
}

/// The one call that any other step is.
fn call(step: &Step, now_ms: Moment) -> Option<(AccountId, RuntimeCall)> {
	let (who, call) = match step {
		Step::Stream { .. }
		| Step::OfStream { .. }
		| Step::Vault { .. }
		| Step::FromVault { .. } => streaming(step, now_ms)?,
		Step::Subscribe { .. } | Step::OfSubscription { .. } => recurring(step)?,
		Step::Channel { .. } | Step::OfChannel { .. } => channels(step)?,
		Step::Ruin { .. } | Step::Gift { .. } | Step::Freeze { .. } => money(step)?,
		Step::Invoice { .. }
		| Step::OfPayment { .. }
		| Step::Quote { .. }
		| Step::Swap { .. }
		| Step::Rebalance { .. }
		| Step::Blocks { .. } => return None,
	};
	Some((person(who), call))
}

fn streaming(step: &Step, now_ms: Moment) -> Option<(u8, RuntimeCall)> {
	use pallet_bloc_streaming::Call;
	let (who, call): (u8, Call<Runtime>) = match *step {
		Step::Stream { from, to, native, deposit, lasts_ms, bound } => {
			let spec = stream_spec(deposit, lasts_ms, bound, now_ms);
			let (payee, asset) = (person(to), asset(native));
			(from, Call::create { payee, asset, deposit, spec })
		},
		Step::OfStream { which, who, what, amount } => {
			let next = pallet_bloc_streaming::NextStreamId::<Runtime>::get().0;
			let stream = StreamId(nth(which, next)?);
			let rate = Rate(amount * 1_000_000_000);
			let call = match what % 10 {
				0 => Call::top_up { stream, amount },
				1 => Call::refund { stream, amount: amount / 10 },
				2 => Call::pause { stream },
				3 => Call::resume { stream },
				4 => Call::set_rate { stream, rate },
				5 => Call::withdraw { stream, to: person(which) },
				6 => Call::cancel { stream, accepts: None },
				7 => Call::transfer { stream, new: person(what / 10) },
				8 => Call::accept { stream, change: Change::Pause },
				_ => Call::claim { stream },
			};
			(who, call)
		},
		Step::Vault { who, native, what, amount } => {
			let asset = asset(native);
			let vault = pallet_bloc_streaming::VaultIds::<Runtime>::get(person(who), &asset);
			let vault = vault.unwrap_or(VaultId(0));
			let call = match what % 5 {
				0 | 1 => Call::open_vault { asset, amount, grace_ms: amount as Moment / 100 },
				2 => Call::fund_vault { vault, amount },
				3 => Call::withdraw_vault { vault, amount: amount / 3 },
				_ => Call::close_vault { vault },
			};
			(who, call)
		},
		Step::FromVault { from, to, native, rate } => {
			let rate = Rate(Balance::from(rate) * 1_000_000_000_007);
			let (payee, asset) = (person(to), asset(native));
			(from, Call::create_from_vault { payee, asset, rate, interval_ms: 12_000 })
		},
		_ => return None,
	};
	Some((who, call.into()))
}

fn recurring(step: &Step) -> Option<(u8, RuntimeCall)> {
	use pallet_bloc_recurring::Call;
	let (who, call): (u8, Call<Runtime>) = match *step {
		Step::Subscribe { from, to, native, price, period_ms, each } => {
			let catch_up = if each { CatchUp::Each } else { CatchUp::Latest };
			let terms = Price { price, frequency: Frequency::Custom(period_ms), catch_up };
			let limits = Limits { charges: price, ..Default::default() };
			let (payee, asset) = (person(to), asset(native));
			(from, Call::authorise { payee, asset, terms, limits, start_ms: None })
		},
		Step::OfSubscription { which, who, what, amount } => {
			let next = pallet_bloc_recurring::NextSubscriptionId::<Runtime>::get().0;
			let subscription = SubscriptionId(nth(which, next)?);
			let call = match what % 7 {
				0 => Call::pause { subscription },
				1 => Call::resume { subscription },
				2 => Call::cancel { subscription },
				3 => Call::propose_price { subscription, price: Some(amount) },
				4 => Call::accept_price { subscription, price: amount },
				5 => Call::charge { subscription, amount, reference: Default::default() },
				_ => Call::settle { subscription },
			};
			(who, call)
		},
		_ => return None,
	};
	Some((who, call.into()))
}

fn channels(step: &Step) -> Option<(u8, RuntimeCall)> {
	use pallet_bloc_channels::Call;
	let (who, call): (u8, Call<Runtime>) = match *step {
		Step::Channel { from, to, native, amount } => {
			let (counterparty, asset) = (person(to), asset(native));
			let challenge_period_ms = 20_000;
			(from, Call::open { counterparty, asset, amount, challenge_period_ms })
		},
		Step::OfChannel { which, who, what, amount } => {
			let next = pallet_bloc_channels::NextChannelId::<Runtime>::get().0;
			let channel = bloc_primitives::ChannelId(nth(which, next)?);
			let call = match what % 7 {
				5 | 6 => Call::set_policy { channel, policy: Some(forwarding(what)) },
				0 => Call::deposit { channel, amount },
				1 => Call::withdraw { channel, amount },
				2 => Call::commit { channel, amount },
				3 => Call::force_close { channel, state: None },
				_ => Call::pay { channel, amount },
			};
			(who, call)
		},
		_ => return None,
	};
	Some((who, call.into()))
}

/// What happens to accounts beside the suite.
fn money(step: &Step) -> Option<(u8, RuntimeCall)> {
	let id = TEST_DOLLAR.into();
	Some(match *step {
		Step::Ruin { who, to, native } => {
			let (dest, keep_alive) = (person(to).into(), false);
			let call = if native {
				pallet_balances::Call::transfer_all { dest, keep_alive }.into()
			} else {
				RuntimeCall::Assets(pallet_assets::Call::transfer_all { id, dest, keep_alive })
			};
			(who, call)
		},
		Step::Gift { who, to, native, amount } => {
			let dest = person(to).into();
			let call = if native {
				pallet_balances::Call::transfer_allow_death { dest, value: amount }.into()
			} else {
				RuntimeCall::Assets(pallet_assets::Call::transfer { id, target: dest, amount })
			};
			(who, call)
		},
		Step::Freeze { who, thaw } => {
			let whom = person(who).into();
			let call = if thaw {
				pallet_assets::Call::thaw { id, who: whom }
			} else {
				pallet_assets::Call::freeze { id, who: whom }
			};
			(0, RuntimeCall::Assets(call))
		},
		_ => return None,
	})
}

fn issued() -> (Balance, Balance) {
	(Balances::total_issuance(), Assets::total_supply(TEST_DOLLAR))
}

/// What the work of the hooks cost in the last block: it is burnt.
fn hook_fees() -> Balance {
	let fee = |event: &RuntimeEvent| match event {
		RuntimeEvent::Streaming(pallet_bloc_streaming::Event::HookFeePaid { fee, .. })
		| RuntimeEvent::Recurring(pallet_bloc_recurring::Event::HookFeePaid { fee, .. }) => *fee,
		_ => 0,
	};
	System::read_events_no_consensus().map(|record| fee(&record.event)).sum()
}

/// `who` calls, whether it works or not.
fn dispatch(who: AccountId, call: RuntimeCall) {
	let _ = call.dispatch(RuntimeOrigin::signed(who));
}

/// Everybody ends all that they have.
fn end_all() {
	for n in 0..PEOPLE {
		let (id, who) = (TEST_DOLLAR.into(), person(n).into());
		dispatch(person(0), RuntimeCall::Assets(pallet_assets::Call::thaw { id, who }));
	}
	let streams: Vec<_> = pallet_bloc_streaming::Streams::<Runtime>::iter().collect();
	for (stream, record) in streams {
		let cancel = pallet_bloc_streaming::Call::cancel { stream, accepts: None };
		dispatch(record.stream.payee, cancel.into());
	}
	let vaults: Vec<_> = pallet_bloc_streaming::Vaults::<Runtime>::iter().collect();
	for (vault, record) in vaults {
		dispatch(record.vault.owner, pallet_bloc_streaming::Call::close_vault { vault }.into());
	}
	let subscriptions: Vec<_> = pallet_bloc_recurring::Subscriptions::<Runtime>::iter().collect();
	for (subscription, record) in subscriptions {
		let cancel = pallet_bloc_recurring::Call::cancel { subscription };
		dispatch(record.subscription.payee, cancel.into());
	}
	let quotes: Vec<_> = pallet_bloc_swaps::QuotesOf::<Runtime>::iter_keys().collect();
	for (who, (asset, direction)) in quotes {
		let paused = true;
		dispatch(who, SwapsCall::pause_quote { asset, direction, paused }.into());
	}
	let channels: Vec<_> = pallet_bloc_channels::Channels::<Runtime>::iter().collect();
	for (channel, record) in channels {
		// One of them may not have the closing deposit.
		for side in Side::BOTH {
			let close = pallet_bloc_channels::Call::force_close { channel, state: None };
			dispatch(record.channel.parties.of(side).clone(), close.into());
		}
	}
}

/// Everybody takes back what is still held.
fn take_back() {
	for n in 0..PEOPLE {
		for native in [true, false] {
			let (asset, policy) = (asset(native), None);
			let call = pallet_bloc_rebalancing::Call::set_policy { asset, policy };
			dispatch(person(n), call.into());
		}
	}
	let quotes: Vec<_> = pallet_bloc_swaps::QuotesOf::<Runtime>::iter_keys().collect();
	for (who, (asset, direction)) in quotes {
		dispatch(who, SwapsCall::close_quote { asset, direction }.into());
	}
	let preimages: Vec<_> = pallet_bloc_channels::Preimages::<Runtime>::iter().collect();
	for (payment_hash, known) in preimages {
		// They are kept for so many blocks, too: more than are sealed here.
		System::set_block_number(System::block_number().max(known.retained_until));
		let forget = pallet_bloc_channels::Call::forget_preimage { payment_hash };
		dispatch(person(0), forget.into());
	}
}

fn assert_nothing_is_left() {
	assert_eq!(pallet_bloc_streaming::Streams::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_bloc_streaming::Vaults::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_bloc_recurring::Subscriptions::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_bloc_channels::Channels::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_bloc_swaps::Quotes::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_bloc_swaps::Legs::<Runtime>::iter().count(), 0);
	let payments = pallet_bloc_mpp::Payments::<Runtime>::iter().count();
	assert_eq!(payments, 0, "a lock is left behind");
	assert_eq!(pallet_bloc_mpp::Invoices::<Runtime>::iter().count(), 0);
	let ours = |reason: &RuntimeHoldReason| {
		matches!(
			reason,
			RuntimeHoldReason::Streaming(_)
				| RuntimeHoldReason::Recurring(_)
				| RuntimeHoldReason::Channels(_)
				| RuntimeHoldReason::Mpp(_)
				| RuntimeHoldReason::Rebalancing(_)
				| RuntimeHoldReason::Swaps(_)
		)
	};
	for n in 0..PEOPLE {
		let holds = pallet_balances::Holds::<Runtime>::get(person(n));
		assert!(!holds.iter().any(|hold| ours(&hold.id)), "a deposit is kept: {holds:?}");
	}
	assert_ok!(audit());
}

/// Everybody leaves: nothing may stay behind.
fn leave(chain: &mut Chain) {
	chain.look(end_all);
	// The challenge period, in time and in blocks; the deadlines of payments and invoices.
	for _ in 0..8 {
		chain.block(20_000, vec![]);
	}
	chain.block(31 * 24 * 3_600_000, vec![]);
	chain.look(take_back);
	chain.look(assert_nothing_is_left);
}

/// Whatever else happens, swaps can be made: both ways, by calls of the same kinds as below.
#[test]
fn a_swap_each_way_is_settled() {
	let mut chain = Chain::of("development");
	chain.block(6_000, vec![]);
	let (native, amount) = (true, 4 * DOLLAR);
	let of_payment = |which| Step::OfPayment { which, who: 2, what: 2 };
	let steps = [
		Step::Channel { from: 0, to: 1, native, amount },
		// Alice pays Bob, who is the taker, too.
		Step::Quote { who: 0, native, what: 0, amount },
		Step::Swap { from: 1, provider: 0, native, amount, out: false },
		of_payment(0),
		// Alice pays Bob for what he has put up, and has it herself.
		Step::Quote { who: 1, native, what: 1, amount },
		Step::Quote { who: 1, native, what: 7, amount },
		Step::Swap { from: 0, provider: 1, native, amount, out: true },
		of_payment(1),
	];
	for step in &steps {
		let now_ms = chain.now_ms;
		chain.look(|| {
			for (who, call) in calls(step, now_ms) {
				assert_ok!(call.dispatch(RuntimeOrigin::signed(who)));
			}
			assert_ok!(audit());
		});
	}
	chain.look(|| {
		let claimed = |hash: PaymentHash, taker| {
			let leg = Swaps::swap(person(taker), hash).unwrap();
			assert!(matches!(leg.state, LegState::Ended { how: Ending::Claimed, .. }), "{leg:?}");
		};
		claimed(preimage(0).payment_hash(), 1);
		claimed(preimage(OUT + 1).payment_hash(), 0);
	});
	leave(&mut chain);
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn whatever_happens_the_books_balance(steps in prop::collection::vec(steps(), 1..80)) {
		let mut chain = Chain::of("development");
		chain.block(6_000, vec![]);
		let mut before = chain.look(issued);
		for step in &steps {
			if let Step::Blocks { count, after_ms } = step {
				for _ in 0..*count {
					chain.block((*after_ms).max(1), vec![]);
					before.0 -= chain.look(hook_fees);
				}
			}
			let now_ms = chain.now_ms;
			chain.look(|| {
				for (who, call) in calls(step, now_ms) {
					// Many are refused, and then nothing has changed: `audit` sees if not.
					dispatch(who, call);
				}
				assert_ok!(audit());
				// An account that dies may leave dust, which is burnt.
				let now = issued();
				let dust = <Balances as Inspect<AccountId>>::minimum_balance();
				assert!(now.0 <= before.0 && before.0 - now.0 < dust, "money from nowhere, or gone");
				assert_eq!(now.1, before.1, "dollars from nowhere, or gone");
				before = now;
			});
		}
		leave(&mut chain);
		prop_assert_eq!(chain.look(issued), before);
	}
}
