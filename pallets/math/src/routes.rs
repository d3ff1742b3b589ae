//! What each hop of a route must carry, to the unit.
//!
//! A route is a row of channels from the payer to the payee. The payer's own hop costs nothing; at
//! each node between, the forwarder keeps at least [`forward_fee`] of what it lets leave. Amounts are
//! computed backwards from what must arrive, as [BOLT-7] does it, and checked forwards, as a chain
//! does it when it moves them.
//!
//! [BOLT-7]: https://github.com/lightning/bolts/blob/master/07-routing-gossip.md#htlc-fees

use crate::{
	fees::{forward_fee, FeeRate, InboundFeeRate},
	paths::Steps,
};
use alloc::vec::Vec;

/// The most channels in a route.
pub const MAX_HOPS: usize = 8;

/// The terms of one channel of a route, in the direction of the payment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Hop {
	/// What the node at its start asks for what leaves over it. Of no account in the first hop.
	pub outbound: FeeRate,
	/// What the node at its end adds for what arrives over it. Of no account in the last hop.
	pub inbound: InboundFeeRate,
	/// The least that it carries in one payment.
	pub min: u128,
	/// The most that it carries in one payment.
	pub max: u128,
}

impl Hop {
	/// The payer's own channel: it asks nothing of itself. `inbound` is the first forwarder's.
	pub const fn own(inbound: InboundFeeRate) -> Self {
		Self { outbound: FeeRate { base: 0, ppm: 0 }, inbound, min: 0, max: u128::MAX }
	}
}

/// Why a route cannot carry an amount. Hops count from the payer's, which is 0.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RouteError {
	/// No hop, more than [`MAX_HOPS`], or not one amount for each.
	Length,
	/// A hop would carry nothing.
	Nothing {
		/// The hop.
		hop: u32,
	},
	/// Less than the hop's smallest amount.
	BelowMin {
		/// The hop.
		hop: u32,
	},
	/// More than the hop's largest amount.
	AboveMax {
		/// The hop.
		hop: u32,
	},
	/// The forwarder at the end of the hop would keep less than it asks.
	FeeTooLow {
		/// The hop that should carry more.
		hop: u32,
		/// The forwarder's fee.
		asked: u128,
	},
	/// An amount does not fit in 128 bits.
	Overflow,
}

/// The amounts of up to [`MAX_HOPS`] hops; those beyond the route are zero.
pub(crate) type Amounts = [u128; MAX_HOPS];

/// A hop's number, for an error.
fn number(hop: usize) -> u32 {
	u32::try_from(hop).unwrap_or(u32::MAX)
}

fn within(hop: usize, terms: &Hop, amount: u128) -> Result<(), RouteError> {
	let hop = number(hop);
	if amount == 0 {
		return Err(RouteError::Nothing { hop });
	}
	if amount < terms.min {
		return Err(RouteError::BelowMin { hop });
	}
	if amount > terms.max {
		return Err(RouteError::AboveMax { hop });
	}
	Ok(())
}

/// [`backwards`] without a heap.
pub(crate) fn amounts_of(hops: &[Hop], arrives: u128) -> Result<Amounts, RouteError> {
	if hops.is_empty() || hops.len() > MAX_HOPS {
		return Err(RouteError::Length);
	}
	#[cfg(test)]
	crate::testing::add_work(hops.len());
	let mut amounts = Amounts::default();
	let mut after: Option<(&Hop, u128)> = None;
	for (at, hop) in hops.iter().enumerate().rev() {
		let amount = match after {
			None => arrives,
			Some((next, amount)) => forward_fee(&next.outbound, &hop.inbound, amount)
				.and_then(|fee| amount.checked_add(fee))
				.ok_or(RouteError::Overflow)?
				// A forwarder gets more than it asks where a hop before it carries no less.
				.max(hop.min),
		};
		within(at, hop, amount)?;
		if let Some(slot) = amounts.get_mut(at) {
			*slot = amount;
		}
		after = Some((hop, amount));
	}
	Ok(amounts)
}

/// The least that each hop must carry so that exactly `arrives` reaches the payee, first hop first.
/// No hop can carry a unit less. Where a hop's smallest amount is above what is needed, it carries
/// that amount and the forwarder behind it keeps the difference; only the last hop, whose amount is
/// the payee's, is refused instead.
///
/// # Errors
/// All but [`RouteError::FeeTooLow`].
pub fn backwards(hops: &[Hop], arrives: u128) -> Result<Vec<u128>, RouteError> {
	let amounts = amounts_of(hops, arrives)?;
	Ok(amounts.into_iter().take(hops.len()).collect())
}

/// Checks `amounts`, one for each hop, as the chain does: each within its hop's bounds, and each
/// forwarder keeps at least its fee. Gives what all forwarders keep together: the first amount is
/// what the payer spends, the last what the payee gets, and this is their difference.
///
/// # Errors
/// The first fault from the payer's end.
pub fn forwards(hops: &[Hop], amounts: &[u128]) -> Result<u128, RouteError> {
	if hops.is_empty() || hops.len() > MAX_HOPS || hops.len() != amounts.len() {
		return Err(RouteError::Length);
	}
	let mut total = 0u128;
	let mut before: Option<(&Hop, u128)> = None;
	for (at, (hop, &amount)) in hops.iter().zip(amounts).enumerate() {
		within(at, hop, amount)?;
		if let Some((last, carried)) = before {
			let asked =
				forward_fee(&hop.outbound, &last.inbound, amount).ok_or(RouteError::Overflow)?;
			let kept = carried.checked_sub(amount).filter(|kept| *kept >= asked);
			let kept =
				kept.ok_or(RouteError::FeeTooLow { hop: number(at.saturating_sub(1)), asked })?;
			total = total.checked_add(kept).ok_or(RouteError::Overflow)?;
		}
		before = Some((hop, amount));
	}
	Ok(total)
}

/// The last number from `good` towards `bad` for which something holds that holds up to some and then
/// no more: for `good` it does, for `bad` it does not.
pub(crate) fn last_for_which(
	mut good: u128,
	mut bad: u128,
	mut holds: impl FnMut(u128) -> bool,
) -> u128 {
	while good.abs_diff(bad) > 1 {
		let middle = good.midpoint(bad);
		*(if holds(middle) { &mut good } else { &mut bad }) = middle;
	}
	good
}

/// The most that can arrive when no hop may carry more than its limit in `limits` and at most `most`
/// is wanted; 0 if nothing can. Needs rates of at most a whole amount ([`crate::graph`] admits no
/// other): then each hop's amount grows with what arrives, and halving finds the edge. Takes a step
/// for each hop that it looks at; where these do not suffice, less may be found, which can arrive.
pub fn deliverable(hops: &[Hop], limits: &[u128], most: u128, steps: &mut Steps) -> u128 {
	let looks = u64::try_from(hops.len()).unwrap_or(u64::MAX);
	let fits = |arrives: u128| {
		amounts_of(hops, arrives)
			.is_ok_and(|amounts| amounts.iter().zip(limits).all(|(amount, limit)| amount <= limit))
	};
	if hops.len() != limits.len() {
		return 0;
	}
	let last = hops.last().map_or(0, |hop| hop.max);
	let high = limits.iter().copied().fold(most.min(last), u128::min);
	steps.take(looks.saturating_mul(2));
	if fits(high) {
		return high;
	}
	let low = hops.last().map_or(1, |hop| hop.min).max(1);
	if low > high || !fits(low) {
		return 0;
	}
	last_for_which(low, high, |amount| steps.take(looks) && fits(amount))
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use crate::fees::MILLION;
	use alloc::vec;
	use proptest::prelude::*;

	const FREE: InboundFeeRate = InboundFeeRate { base: 0, ppm: 0 };

	fn hop(base: u128, ppm: u32) -> Hop {
		Hop { outbound: FeeRate { base, ppm }, inbound: FREE, min: 0, max: u128::MAX }
	}

	fn most_of(hops: &[Hop], limits: &[u128], most: u128) -> u128 {
		deliverable(hops, limits, most, &mut Steps::new(u64::MAX))
	}

	#[test]
	fn two_forwarders_by_hand() {
		// The second lets 4,999,999 leave at 300 and 3,000 ppm: 300 + 14,999. The first lets
		// 5,015,298 leave at 200 and 2,000 ppm: 200 + 10,030.
		let hops = [Hop::own(FREE), hop(200, 2_000), hop(300, 3_000)];
		let amounts = backwards(&hops, 4_999_999).unwrap();
		assert_eq!(amounts, vec![5_025_528, 5_015_298, 4_999_999]);
		assert_eq!(forwards(&hops, &amounts), Ok(10_230 + 15_299));
	}

	#[test]
	fn a_route_of_one_hop_costs_nothing() {
		let hops = [Hop::own(InboundFeeRate { base: 7, ppm: 7 })];
		assert_eq!(backwards(&hops, 10), Ok(vec![10]));
		assert_eq!(forwards(&hops, &[10]), Ok(0));
		assert_eq!(most_of(&hops, &[9], 10), 9);
	}

	#[test]
	fn lengths_are_bounded() {
		let hops = [hop(0, 0); MAX_HOPS + 1];
		assert_eq!(backwards(&[], 1), Err(RouteError::Length));
		assert_eq!(backwards(&hops, 1), Err(RouteError::Length));
		assert_eq!(backwards(&hops[1..], 1), Ok(vec![1; 8]));
		assert_eq!(forwards(&hops, &[1; 9]), Err(RouteError::Length));
		assert_eq!(forwards(&hops[..2], &[1]), Err(RouteError::Length));
		assert_eq!(most_of(&hops[..2], &[1], 1), 0);
	}

	#[test]
	fn the_bounds_of_each_hop_hold_on_both_sides() {
		let hops = [Hop::own(FREE), Hop { min: 5, max: 9, ..hop(1, 0) }];
		assert_eq!(backwards(&hops, 4), Err(RouteError::BelowMin { hop: 1 }));
		assert_eq!(backwards(&hops, 5), Ok(vec![6, 5]));
		assert_eq!(backwards(&hops, 9), Ok(vec![10, 9]));
		assert_eq!(backwards(&hops, 10), Err(RouteError::AboveMax { hop: 1 }));
		assert_eq!(backwards(&hops, 0), Err(RouteError::Nothing { hop: 1 }));
		assert_eq!(forwards(&hops, &[11, 10]), Err(RouteError::AboveMax { hop: 1 }));
		assert_eq!(forwards(&hops, &[5, 4]), Err(RouteError::BelowMin { hop: 1 }));
		assert_eq!(forwards(&hops, &[5, 5]), Err(RouteError::FeeTooLow { hop: 0, asked: 1 }));
		assert_eq!(forwards(&hops, &[0, 5]), Err(RouteError::Nothing { hop: 0 }));
		assert_eq!(forwards(&hops, &[8, 5]), Ok(3));
	}

	#[test]
	fn a_hop_in_between_carries_its_smallest_amount() {
		let hops = [Hop::own(FREE), Hop { min: 20, ..hop(1, 0) }, hop(2, 0)];
		assert_eq!(backwards(&hops, 5), Ok(vec![21, 20, 5]));
		assert_eq!(forwards(&hops, &[21, 20, 5]), Ok(16));
	}

	#[test]
	fn a_discount_never_pays_the_payer() {
		let hops = [Hop::own(InboundFeeRate { base: -50, ppm: 0 }), hop(20, 0)];
		assert_eq!(backwards(&hops, 100), Ok(vec![100, 100]));
		let hops = [Hop::own(InboundFeeRate { base: -15, ppm: 0 }), hop(20, 0)];
		assert_eq!(backwards(&hops, 100), Ok(vec![105, 100]));
	}

	#[test]
	fn what_does_not_fit_is_refused() {
		let hops = [Hop::own(FREE), hop(1, 0)];
		assert_eq!(backwards(&hops, u128::MAX), Err(RouteError::Overflow));
		assert_eq!(forwards(&hops, &[u128::MAX; 2]), Err(RouteError::Overflow));
		assert_eq!(most_of(&hops, &[u128::MAX; 2], u128::MAX), u128::MAX - 1);
	}

	fn hops() -> impl Strategy<Value = Vec<Hop>> {
		let whole = MILLION as i32;
		let hop = (0u64..100_000, 0..=MILLION, -100_000i64..100_000, -whole..=whole, 0u64..5_000);
		let hop = hop.prop_map(|(base, ppm, inbound, inbound_ppm, min)| Hop {
			outbound: FeeRate { base: base.into(), ppm },
			inbound: InboundFeeRate { base: inbound.into(), ppm: inbound_ppm },
			min: min.into(),
			max: u128::MAX,
		});
		proptest::collection::vec(hop, 1..=MAX_HOPS)
	}

	proptest! {
		#[test]
		fn forwards_confirms_backwards_and_not_a_unit_less(hops in hops(), arrives in 5_000u64..) {
			let arrives = u128::from(arrives);
			let amounts = backwards(&hops, arrives).unwrap();
			prop_assert_eq!(forwards(&hops, &amounts), Ok(amounts[0] - arrives));
			for at in 0..hops.len() - 1 {
				let mut less = amounts.clone();
				less[at] -= 1;
				prop_assert!(forwards(&hops, &less).is_err(), "hop {} carries too much", at);
			}
		}

		#[test]
		fn amounts_grow_with_what_arrives(hops in hops(), arrives in 5_000u64.., more in 0u64..9) {
			let less = backwards(&hops, arrives.into()).unwrap();
			let more = backwards(&hops, u128::from(arrives) + u128::from(more)).unwrap();
			prop_assert!(less.iter().zip(&more).all(|(less, more)| less <= more));
		}

		#[test]
		fn the_deliverable_amount_is_the_largest(
			hops in hops(), arrives in 5_000u64.., slack in 0u128..3,
		) {
			let limits = backwards(&hops, arrives.into()).unwrap();
			let limits: Vec<_> = limits.into_iter().map(|limit| limit + slack).collect();
			let most = most_of(&hops, &limits, u128::MAX);
			let fits = |arrives| backwards(&hops, arrives).unwrap().iter().zip(&limits)
				.all(|(amount, limit)| amount <= limit);
			prop_assert!(most >= arrives.into() && fits(most) && !fits(most + 1));
			prop_assert_eq!(most_of(&hops, &limits, 5_000), 5_000);
		}

		#[test]
		fn never_panics(
			arrives: u128, base: u128, ppm: u32, inbound: i128, inbound_ppm: i32, min: u128,
			max: u128, amounts in proptest::collection::vec(any::<u128>(), 3),
		) {
			let hop = Hop {
				outbound: FeeRate { base, ppm },
				inbound: InboundFeeRate { base: inbound, ppm: inbound_ppm },
				min, max,
			};
			let _ = backwards(&[hop; 3], arrives);
			let _ = forwards(&[hop; 3], &amounts);
			let _ = most_of(&[hop; 3], &amounts, arrives);
		}
	}
}
