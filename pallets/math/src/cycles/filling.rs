//! How much a known cycle moves: the most, or the least, that its fee limit lets through.

use super::{Cycle, Prefer, Request, MAX_AMOUNTS};
use crate::{
	paths::Steps,
	routes::{self, amounts_of, last_for_which, Amounts},
};
use alloc::vec::Vec;
use core::cmp::Ordering;

/// A cycle that is to be filled.
pub(super) struct Filling<'a, 's> {
	pub cycle: &'a Cycle,
	/// What each hop may still carry.
	pub limits: Vec<u128>,
	pub request: &'a Request<'a>,
	/// What other cycles cost.
	pub spent: u128,
	pub steps: &'s mut Steps,
}

impl Filling<'_, '_> {
	fn wants_little(&self) -> bool {
		self.request.prefer != Prefer::Much
	}

	/// How many steps one amount takes.
	fn looks(&self) -> u64 {
		u64::try_from(self.cycle.hops.len()).unwrap_or(u64::MAX)
	}

	/// What the hops carry, and what that costs, whether or not it is too much.
	fn price(&self, amount: u128) -> Option<(Amounts, u128)> {
		let amounts = amounts_of(&self.cycle.hops, amount).ok()?;
		let fee = amounts.first()?.checked_sub(amount)?;
		Some((amounts, fee))
	}

	/// What it costs, if it fits.
	pub fn fee(&self, amount: u128) -> Option<u128> {
		let (amounts, fee) = self.price(amount)?;
		amounts.iter().zip(&self.limits).all(|(amount, limit)| amount <= limit).then_some(fee)
	}

	fn allowed(&self, amount: u128) -> u128 {
		self.request.allowed(amount, self.spent)
	}

	/// What it costs, if it fits and that is not too dear.
	fn allowed_fee(&self, amount: u128) -> Option<u128> {
		self.fee(amount).filter(|fee| *fee <= self.allowed(amount))
	}

	/// The cycle with this amount, if it fits and is not too dear.
	pub fn of(&self, amount: u128) -> Option<Cycle> {
		let fee = self.allowed_fee(amount)?;
		Some(Cycle { amount, fee, ..self.cycle.clone() })
	}

	/// The most that it can carry, whatever it costs.
	fn most(&mut self) -> u128 {
		routes::deliverable(&self.cycle.hops, &self.limits, u128::MAX, self.steps)
	}

	/// With as much as it can carry, or with its own amount if that is too dear.
	pub fn filled(&mut self) -> Option<Cycle> {
		let own = self.of(self.cycle.amount)?;
		let most = self.most();
		let more = if most > own.amount { self.of(most) } else { None };
		more.or(Some(own))
	}

	/// With the largest amount that works, or the smallest, as is preferred.
	pub fn fitted(&mut self) -> Option<Cycle> {
		let least = self.request.min_amount.max(self.cycle.hops.last()?.min).max(1);
		let most = self.most();
		let range = most.checked_sub(least)?;
		let (start, end) = if self.wants_little() { (least, most) } else { (most, least) };
		if let Some(found) = self.nearest(start, range) {
			return Some(found);
		}
		if range < MAX_AMOUNTS {
			return None;
		}
		// What a cycle costs beyond what is allowed for it falls first, or never, and then grows. Where
		// it is least it works, or nowhere; from there to the start, up to where it still does.
		let cheapest = self.cheapest_amount(least, most)?;
		if self.allowed_fee(cheapest).is_none() {
			let near = (MAX_AMOUNTS / 2).min(cheapest.abs_diff(start));
			let range = near.saturating_add(cheapest.abs_diff(end));
			return self.nearest(self.towards_start(cheapest, near), range);
		}
		let looks = self.looks();
		let good = last_for_which(cheapest, start, |amount| {
			self.steps.take(looks) && self.allowed_fee(amount).is_some()
		});
		// Roundings: a little nearer to the start it may work again.
		let near = MAX_AMOUNTS.saturating_sub(1).min(good.abs_diff(start));
		self.nearest(self.towards_start(good, near), near)
	}

	/// The amount so much nearer to the best that can be wanted.
	fn towards_start(&self, amount: u128, near: u128) -> u128 {
		if self.wants_little() {
			amount.saturating_sub(near)
		} else {
			amount.saturating_add(near)
		}
	}

	/// With the first amount that works of up to [`MAX_AMOUNTS`] from `start` on, within `range`.
	fn nearest(&mut self, start: u128, range: u128) -> Option<Cycle> {
		for step in 0..MAX_AMOUNTS.min(range.saturating_add(1)) {
			if !self.steps.take(self.looks()) {
				return None;
			}
			let amount = if self.wants_little() {
				start.saturating_add(step)
			} else {
				start.saturating_sub(step)
			};
			if let Some(cycle) = self.of(amount) {
				return Some(cycle);
			}
		}
		None
	}

	/// The amount for which it costs the least beyond what is allowed.
	fn cheapest_amount(&mut self, mut low: u128, mut high: u128) -> Option<u128> {
		while high.saturating_sub(low) > 2 {
			let third = high.saturating_sub(low) / 3;
			let (one, two) = (low.saturating_add(third), high.saturating_sub(third));
			if !self.steps.take(self.looks().saturating_mul(2)) {
				return None;
			}
			let [first, second] = [self.price(one)?.1, self.price(two)?.1];
			let first = first.saturating_add(self.allowed(two));
			let second = second.saturating_add(self.allowed(one));
			match first.cmp(&second) {
				Ordering::Less => high = two,
				Ordering::Greater => low = one,
				Ordering::Equal => (low, high) = (one, two),
			}
		}
		Some(low.midpoint(high))
	}
}
