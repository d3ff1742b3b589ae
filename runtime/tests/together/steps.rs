//! What can happen, at random, and the calls that it comes to.

use super::{
	clocks::{recurring, streaming},
	leases::{leasing, of_lease, providing},
	money::money,
	payments::{channels, invoice_and_payment, of_payment, quoting, rebalancing, swap},
	people::{person, Calls, DOLLAR},
	towers::{keeping, watching},
	trades::{of_market, ordering},
};
use lightning_bloc_runtime::{AccountId, Balance, Moment, RuntimeCall};
use proptest::prelude::*;

/// What can happen. Who, which and how much are numbers that are made to fit.
#[derive(Clone, Debug)]
pub enum Step {
	/// A stream.
	Stream { from: u8, to: u8, native: bool, deposit: Balance, lasts_ms: Moment, bound: bool },
	/// Something with one of them.
	OfStream { which: u8, who: u8, what: u8, amount: Balance },
	/// Something with a vault.
	Vault { who: u8, native: bool, what: u8, amount: Balance },
	/// A stream out of one.
	FromVault { from: u8, to: u8, native: bool, rate: u64 },
	/// A subscription.
	Subscribe { from: u8, to: u8, native: bool, price: Balance, period_ms: Moment, each: bool },
	/// Something with one of them.
	OfSubscription { which: u8, who: u8, what: u8, amount: Balance },
	/// A channel.
	Channel { from: u8, to: u8, native: bool, amount: Balance },
	/// Something with one of them.
	OfChannel { which: u8, who: u8, what: u8, amount: Balance },
	/// An invoice, and a payment of it over whatever routes there are.
	Invoice { from: u8, to: u8, native: bool, amount: Balance, instant: bool },
	/// Something with a payment that waits.
	OfPayment { which: u8, who: u8, what: u8 },
	/// Something about the balance of channels.
	Rebalance { who: u8, native: bool, what: u8, amount: Balance },
	/// A provider's quote, for swaps between the chain and channels.
	Quote { who: u8, native: bool, what: u8, amount: Balance },
	/// Such a swap, by whatever routes there are.
	Swap { from: u8, provider: u8, native: bool, amount: Balance, out: bool },
	/// What a provider of liquidity does.
	Provide { who: u8, native: bool, what: u8, amount: Balance },
	/// A channel of such a provider's, or a reservation.
	Lease { from: u8, provider: u8, native: bool, what: u8, amount: Balance },
	/// Something with a lease that goes on.
	OfLease { which: u8, who: u8, what: u8, amount: Balance },
	/// What the owner of a watchtower does.
	Tower { who: u8, native: bool, what: u8, amount: Balance },
	/// What the parties of a channel have watched, and what is to be seen there.
	Watch { which: u8, who: u8, what: u8, amount: Balance },
	/// An order, or several, and what that takes before.
	Order { who: u8, which: u8, what: u8, how: u8, lots: u8 },
	/// What else traders and owners of pairs do.
	Market { who: u8, which: u8, what: u8, amount: Balance },
	/// Somebody gives all of it away.
	Ruin { who: u8, to: u8, native: bool },
	/// Somebody gives something away.
	Gift { who: u8, to: u8, native: bool, amount: Balance },
	/// Somebody's dollars are frozen, or no longer.
	Freeze { who: u8, thaw: bool },
	/// Time passes.
	Blocks { count: u8, after_ms: Moment },
}

/// Any of them.
pub fn steps() -> impl Strategy<Value = Step> {
	prop_oneof![
		21 => on_clocks(),
		22 => in_channels(),
		22 => on_trust(),
		10 => in_markets(),
		12 => beside(),
	]
}

/// How much.
fn amounts() -> std::ops::Range<Balance> {
	10_000..5 * DOLLAR
}

fn on_clocks() -> impl Strategy<Value = Step> {
	let (n, amount) = (any::<u8>(), amounts());
	let lasts = prop_oneof![1_000..60_000u64, 60_000..3_600_000u64];
	let period = prop_oneof![12_000..60_000u64, 60_000..86_400_000u64];
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
		3 => (n, n, any::<bool>(), amount.clone(), period, any::<bool>()).prop_map(
			|(from, to, native, price, period_ms, each)|
			Step::Subscribe { from, to, native, price, period_ms, each }),
		5 => (n, n, any::<u8>(), amount).prop_map(
			|(which, who, what, amount)| Step::OfSubscription { which, who, what, amount }),
	]
}

fn in_channels() -> impl Strategy<Value = Step> {
	let (n, amount) = (any::<u8>(), amounts());
	prop_oneof![
		3 => (n, n, any::<bool>(), amount.clone())
			.prop_map(|(from, to, native, amount)| Step::Channel { from, to, native, amount }),
		4 => (n, n, any::<u8>(), amount.clone())
			.prop_map(|(which, who, what, amount)| Step::OfChannel { which, who, what, amount }),
		4 => (n, n, any::<bool>(), amount.clone(), any::<bool>()).prop_map(
			|(from, to, native, amount, instant)| Step::Invoice { from, to, native, amount, instant }),
		3 => (n, n, any::<u8>())
			.prop_map(|(which, who, what)| Step::OfPayment { which, who, what }),
		2 => (n, any::<bool>(), any::<u8>(), amount.clone())
			.prop_map(|(who, native, what, amount)| Step::Rebalance { who, native, what, amount }),
		3 => (n, any::<bool>(), any::<u8>(), amount.clone())
			.prop_map(|(who, native, what, amount)| Step::Quote { who, native, what, amount }),
		3 => (n, n, any::<bool>(), amount, any::<bool>()).prop_map(
			|(from, provider, native, amount, out)|
			Step::Swap { from, provider, native, amount, out }),
	]
}

fn on_trust() -> impl Strategy<Value = Step> {
	let (n, amount) = (any::<u8>(), amounts());
	prop_oneof![
		4 => (n, any::<bool>(), n, amount.clone())
			.prop_map(|(who, native, what, amount)| Step::Provide { who, native, what, amount }),
		4 => (n, n, any::<bool>(), n, amount.clone()).prop_map(
			|(from, provider, native, what, amount)|
			Step::Lease { from, provider, native, what, amount }),
		5 => (n, n, n, amount.clone())
			.prop_map(|(which, who, what, amount)| Step::OfLease { which, who, what, amount }),
		3 => (n, any::<bool>(), n, amount.clone())
			.prop_map(|(who, native, what, amount)| Step::Tower { who, native, what, amount }),
		6 => (n, n, n, amount)
			.prop_map(|(which, who, what, amount)| Step::Watch { which, who, what, amount }),
	]
}

fn in_markets() -> impl Strategy<Value = Step> {
	let n = any::<u8>();
	prop_oneof![
		6 => (n, n, n, n, n)
			.prop_map(|(who, which, what, how, lots)| Step::Order { who, which, what, how, lots }),
		4 => (n, n, n, amounts())
			.prop_map(|(who, which, what, amount)| Step::Market { who, which, what, amount }),
	]
}

fn beside() -> impl Strategy<Value = Step> {
	let n = any::<u8>();
	let pass = prop_oneof![6 => 1_000..30_000u64, 2 => 30_000..600_000u64, 1 => 0..400_000_000u64];
	prop_oneof![
		1 => (n, n, any::<bool>())
			.prop_map(|(who, to, native)| Step::Ruin { who, to, native }),
		1 => (n, n, any::<bool>(), amounts())
			.prop_map(|(who, to, native, amount)| Step::Gift { who, to, native, amount }),
		1 => (n, any::<bool>()).prop_map(|(who, thaw)| Step::Freeze { who, thaw }),
		9 => (1..4u8, pass).prop_map(|(count, after_ms)| Step::Blocks { count, after_ms }),
	]
}

/// The calls that a step comes to, each with who sends it.
pub fn calls(step: &Step, now_ms: Moment) -> Calls {
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
		Step::Provide { .. } => providing(step, now_ms),
		Step::Lease { .. } => leasing(step, now_ms),
		Step::OfLease { .. } => of_lease(step, now_ms).into_iter().collect(),
		Step::Tower { .. } => keeping(step),
		Step::Watch { .. } => watching(step).into_iter().collect(),
		Step::Order { .. } => ordering(step, now_ms),
		Step::Market { .. } => of_market(step, now_ms).into_iter().collect(),
		_ => call(step, now_ms).into_iter().collect(),
	}
}

/// The one call that any other step is, but for time that passes.
fn call(step: &Step, now_ms: Moment) -> Option<(AccountId, RuntimeCall)> {
	let found = streaming(step, now_ms).or_else(|| recurring(step)).or_else(|| channels(step));
	let (who, call) = found.or_else(|| money(step))?;
	Some((person(who), call))
}
