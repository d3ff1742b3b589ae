//! The cheapest split of an amount over known routes, by branch and bound.

use super::{numbered, Lot, Route, MAX_STEPS};
use crate::{
	graph::Graph,
	paths::Used,
	routes::{amounts_of, Amounts},
};
use alloc::{collections::BTreeSet, vec, vec::Vec};

/// Out of reach.
const NEVER: u128 = u128::MAX;

/// What one route carries to deliver some units.
#[derive(Clone, Copy)]
struct Load {
	fee: u128,
	route: usize,
	amounts: Amounts,
}

/// A split in which every part delivers a whole number of units. A unit is a share of the amount; with
/// as many units as the amount is large, every split is one.
pub(super) struct Search<'a> {
	routes: &'a [Route],
	amount: u128,
	units: usize,
	/// For each number of units the routes that can deliver it, the cheapest first.
	loads: Vec<Vec<Load>>,
	/// For each number of parts, for each number of units: what it costs at the least.
	bounds: Vec<Vec<u128>>,
	/// The places in `left` of each route's arcs.
	places: Vec<Vec<usize>>,
	/// What each arc can still carry.
	left: Vec<u128>,
	/// What all first arcs, and all last ones, can still carry together.
	first_left: u128,
	last_left: u128,
	steps: u32,
	chosen: Vec<(usize, usize)>,
	/// The cheapest split and its fee.
	best: Option<(u128, Vec<(usize, usize)>)>,
	/// Is the first split that works enough?
	any: bool,
}

impl<'a> Search<'a> {
	/// For splits of `amount` in `units` over `routes`, in at most `max_parts` parts.
	pub fn new(
		graph: &Graph,
		routes: &'a [Route],
		used: &Used,
		amount: u128,
		units: usize,
		max_parts: u32,
	) -> Self {
		let (places, left) = numbered(graph, used, routes);
		let together = |end: fn(&[usize]) -> Option<&usize>| {
			let ends: BTreeSet<&usize> = places.iter().filter_map(|arcs| end(arcs)).collect();
			let left = ends.into_iter().filter_map(|place| left.get(*place));
			left.fold(0u128, |sum, left| sum.saturating_add(*left))
		};
		let [first_left, last_left] = [together(<[usize]>::first), together(<[usize]>::last)];
		let mut search = Self {
			routes,
			amount,
			units,
			loads: Vec::new(),
			bounds: Vec::new(),
			places,
			left,
			first_left,
			last_left,
			steps: 0,
			chosen: Vec::new(),
			best: None,
			any: false,
		};
		search.weigh();
		search.bound(max_parts);
		search
	}

	/// How many steps all its runs have taken, and what each route carries for each number of units.
	pub fn steps(&self) -> u64 {
		let hops = self.places.iter().map(Vec::len).fold(0, usize::saturating_add);
		let weighed = u64::try_from(hops.saturating_mul(self.loads.len())).unwrap_or(u64::MAX);
		weighed.saturating_add(self.steps.into())
	}

	/// What `units` units are worth.
	fn value(&self, units: usize) -> u128 {
		let (Ok(units), Ok(all)) = (u128::try_from(units), u128::try_from(self.units)) else {
			return 0;
		};
		// In two steps, so that it fits.
		let (Some(whole), Some(rest)) =
			(self.amount.checked_div(all), self.amount.checked_rem(all))
		else {
			return 0;
		};
		let rest = rest.saturating_mul(units).checked_div(all).unwrap_or_default();
		whole.saturating_mul(units).saturating_add(rest)
	}

	fn weigh(&mut self) {
		for units in 0..=self.units {
			let value = self.value(units);
			let mut loads = Vec::new();
			for (route, (terms, places)) in self.routes.iter().zip(&self.places).enumerate() {
				let Ok(amounts) = amounts_of(&terms.hops, value) else { continue };
				if self.fits(places, &amounts) {
					let sent = amounts.first().copied().unwrap_or(NEVER);
					loads.push(Load { fee: sent.saturating_sub(value), route, amounts });
				}
			}
			loads.sort_by_key(|load| (load.fee, load.route));
			self.loads.push(loads);
		}
	}

	fn bound(&mut self, max_parts: u32) {
		let mut row = vec![NEVER; self.units.saturating_add(1)];
		if let Some(nothing) = row.first_mut() {
			*nothing = 0;
		}
		self.bounds.push(row.clone());
		for _ in 0..max_parts {
			let mut next = row.clone();
			for (units, least) in next.iter_mut().enumerate() {
				for (part, loads) in self.loads.iter().enumerate().take(units.saturating_add(1)) {
					let Some(load) = loads.first() else { continue };
					let rest = units.checked_sub(part).and_then(|rest| row.get(rest));
					let rest = rest.copied().unwrap_or(NEVER);
					*least = (*least).min(rest.saturating_add(load.fee));
				}
			}
			self.bounds.push(next.clone());
			row = next;
		}
	}

	fn fits(&self, places: &[usize], amounts: &Amounts) -> bool {
		places
			.iter()
			.zip(amounts)
			.all(|(place, amount)| self.left.get(*place).is_some_and(|left| amount <= left))
	}

	/// The cheapest split of so many units in at most `parts` parts; `Some(None)` if there is none,
	/// `None` if that is not known after [`MAX_STEPS`].
	pub fn cheapest(&mut self, units: usize, parts: u32) -> Option<Option<Vec<Lot>>> {
		let done = self.run(units, parts, false);
		let best = self.best.take();
		if !done {
			return None;
		}
		Some(best.map(|(_, split)| self.lots(&split)))
	}

	/// The cheapest split that was met, whether or not the search came to its end.
	pub fn good(&mut self, units: usize, parts: u32) -> Option<Vec<Lot>> {
		self.run(units, parts, false);
		self.best.take().map(|(_, split)| self.lots(&split))
	}

	/// Is there a split? `None` if that is not known after [`MAX_STEPS`].
	pub fn any(&mut self, units: usize, parts: u32) -> Option<bool> {
		let done = self.run(units, parts, true);
		let found = self.best.take().is_some();
		(done || found).then_some(found)
	}

	fn lots(&self, split: &[(usize, usize)]) -> Vec<Lot> {
		let lot = |(route, units): &(usize, usize)| {
			let route = self.routes.get(*route)?.clone();
			Some(Lot { route, amount: self.value(*units) })
		};
		split.iter().filter_map(lot).collect()
	}

	/// Runs to the end, or as far as the steps last.
	fn run(&mut self, units: usize, parts: u32, any: bool) -> bool {
		self.best = None;
		self.any = any;
		self.chosen.clear();
		self.descend(units, parts, units, 0, 0);
		self.steps < MAX_STEPS
	}

	/// Splits what remains into parts that are not larger than the last, and of equal ones not
	/// earlier in the order of the loads: each split is met once.
	fn descend(&mut self, units: usize, parts: u32, last: usize, from: usize, fee: u128) {
		if units == 0 {
			self.best = Some((fee, self.chosen.clone()));
			return;
		}
		let value = self.value(units);
		let (Some(fewer), Ok(count)) = (parts.checked_sub(1), usize::try_from(parts)) else {
			return;
		};
		if value > self.first_left || value > self.last_left {
			return;
		}
		let smallest = units.div_ceil(count.max(1));
		for part in (smallest..=last.min(units)).rev() {
			let rest = units.saturating_sub(part);
			let row = usize::try_from(fewer).ok().and_then(|parts| self.bounds.get(parts));
			let bound = row.and_then(|row| row.get(rest)).copied().unwrap_or(NEVER);
			if bound == NEVER {
				continue;
			}
			let start = if part == last { from } else { 0 };
			let mut at = start;
			while let Some(load) = self.loads.get(part).and_then(|loads| loads.get(at)).copied() {
				if self.steps >= MAX_STEPS {
					return;
				}
				self.steps = self.steps.saturating_add(1);
				let total = fee.saturating_add(load.fee);
				if let Some((best, _)) = self.best {
					if self.any || total.saturating_add(bound) >= best {
						break;
					}
				}
				if self.put(&load) {
					self.chosen.push((load.route, part));
					self.descend(rest, fewer, part, at, total);
					self.chosen.pop();
					self.put_back(&load);
				}
				at = at.saturating_add(1);
			}
		}
	}

	/// Takes a load off what is left, if it fits.
	fn put(&mut self, load: &Load) -> bool {
		let Some(places) = self.places.get(load.route) else { return false };
		if !self.fits(places, &load.amounts) {
			return false;
		}
		for (place, amount) in places.iter().zip(load.amounts) {
			if let Some(left) = self.left.get_mut(*place) {
				*left = left.saturating_sub(amount);
			}
		}
		self.first_left = self.first_left.saturating_sub(first(load));
		self.last_left = self.last_left.saturating_sub(last(places, load));
		true
	}

	fn put_back(&mut self, load: &Load) {
		let Some(places) = self.places.get(load.route) else { return };
		for (place, amount) in places.iter().zip(load.amounts) {
			if let Some(left) = self.left.get_mut(*place) {
				*left = left.saturating_add(amount);
			}
		}
		self.first_left = self.first_left.saturating_add(first(load));
		self.last_left = self.last_left.saturating_add(last(places, load));
	}
}

fn first(load: &Load) -> u128 {
	load.amounts.first().copied().unwrap_or_default()
}

fn last(places: &[usize], load: &Load) -> u128 {
	places.len().checked_sub(1).and_then(|at| load.amounts.get(at)).copied().unwrap_or_default()
}
