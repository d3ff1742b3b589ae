//! Channels, payments over them, what keeps them in balance, and swaps with the chain.

use super::{
	people::{asset, nth, person, preimage, Calls, PEOPLE, PERIOD},
	steps::Step,
};
use bloc_primitives::{
	invoice::{Feature, Features, Invoice, PaymentSecret},
	Policy,
};
use frame_support::{traits::Time, BoundedVec};
use lightning_bloc_runtime::{
	AccountId, Balance, Channels, Moment, Mpp, Rebalancing, Runtime, RuntimeCall, Swaps,
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
use pallet_bloc_swaps::{
	quote::{Direction, QuoteTerms, Rates},
	types::{Source, Taken, Way},
	Call as SwapsCall,
};
use sp_runtime::Permill;

/// Forwards for a little, or takes something off for what arrives.
pub fn forwarding(n: u8) -> Policy {
	Policy {
		base_fee: u128::from(n % 3),
		fee_ppm: u32::from(n) * 10,
		inbound_fee_ppm: -i32::from(n % 50),
		min_amount: 1,
		reserve: u128::from(n % 11),
		..Policy::FREE
	}
}

/// What all invoices have in common.
fn secret() -> PaymentSecret {
	PaymentSecret([9; 32])
}

/// An invoice of `to`, and how `from` would pay it now.
pub fn invoice_and_payment(step: &Step, now_ms: Moment) -> Calls {
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
pub const OUT: u64 = 1 << 32;

/// What a provider does with its quote.
pub fn quoting(who: u8, native: bool, what: u8, amount: Balance) -> RuntimeCall {
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
pub fn swap(step: &Step, now_ms: Moment) -> Calls {
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
pub fn of_payment(which: u8, what: u8) -> Option<RuntimeCall> {
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

/// What somebody does about the balance of its channels.
pub fn rebalancing(who: u8, native: bool, what: u8, amount: Balance) -> Option<RuntimeCall> {
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

/// What is done with channels.
pub fn channels(step: &Step) -> Option<(u8, RuntimeCall)> {
	use pallet_bloc_channels::Call;
	let (who, call): (u8, Call<Runtime>) = match *step {
		Step::Channel { from, to, native, amount } => {
			let (counterparty, asset) = (person(to), asset(native));
			let challenge_period_ms = PERIOD;
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
