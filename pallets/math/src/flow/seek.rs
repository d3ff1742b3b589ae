//! Splits found by searching for one cheap route after another.

use super::{
	exact, fee_of,
	proof::{Proof, Prover},
	residual, Lot, Request, Route, EXACT_AMOUNT, MAX_ROUTES,
};
use crate::{
	graph::Graph,
	paths::{Searcher, Steps, Task, Used},
	routes::MAX_HOPS,
};
use alloc::{vec, vec::Vec};

/// The most arcs that the list of all routes may take to look at.
const MAX_LOOKS: u32 = 8_192;
/// Shares of the amount for the exact search where it is too large for that in units: many whole
/// parts of it are whole numbers of these.
const SHARES: usize = 48;
/// The most steps for which a plan is improved.
const MAX_WORK: u64 = 2_000_000;
/// How often all pairs of parts are gone through for a shift that saves.
const ROUNDS: u32 = 3;

/// All routes from the payer to the payee, if they are few. Of arcs that nothing can pass there is
/// none.
pub(super) fn all_routes(graph: &Graph, request: &Request, used: &Used) -> Option<Vec<Route>> {
	let max_hops = usize::try_from(request.max_hops).unwrap_or(MAX_HOPS).min(MAX_HOPS);
	let mut all = Vec::new();
	if request.exclude.nodes.contains(&request.from) || request.exclude.nodes.contains(&request.to)
	{
		return Some(all);
	}
	let mut looks = 0u32;
	// For each hop that is taken the place, among the arcs that leave its node, of the next to try.
	let mut nodes = vec![request.from];
	let mut arcs: Vec<u32> = Vec::new();
	let mut next = vec![0usize];
	while let (Some(node), Some(at)) = (nodes.last().copied(), next.last_mut()) {
		let Some(number) = graph.leaving(node).get(*at).copied() else {
			nodes.pop();
			next.pop();
			arcs.pop();
			continue;
		};
		*at = at.saturating_add(1);
		looks = looks.saturating_add(1);
		if looks > MAX_LOOKS {
			return None;
		}
		let Some(arc) = graph.arc(number) else { continue };
		let left = if arcs.is_empty() { arc.free } else { arc.spare() };
		if left.saturating_sub(used.of(number)) == 0 || nodes.contains(&arc.head) {
			continue;
		}
		if arc.head == request.to {
			if all.len() >= MAX_ROUTES {
				return None;
			}
			let mut route = arcs.clone();
			route.push(number);
			all.push(Route::new(graph, route));
		} else if nodes.len() < max_hops && !request.exclude.nodes.contains(&arc.head) {
			nodes.push(arc.head);
			arcs.push(number);
			next.push(0);
		}
	}
	Some(all)
}

/// Lets the lots, which `used` counts in, carry the rest of the amount, too, if they can.
pub(super) fn topped_up(
	graph: &Graph,
	mut used: Used,
	mut lots: Vec<Lot>,
	mut rest: u128,
	steps: &mut Steps,
) -> Option<Vec<Lot>> {
	for lot in &mut lots {
		if rest == 0 {
			break;
		}
		lot.give_back(&mut used);
		let wanted = lot.amount.saturating_add(rest);
		let more = lot.route.room(graph, &used, wanted, steps).max(lot.amount);
		rest = wanted.saturating_sub(more);
		lot.amount = more;
		lot.take(&mut used);
	}
	(rest == 0 && !lots.is_empty()).then_some(lots)
}

/// How large a path the next part looks for.
#[derive(Clone, Copy, PartialEq)]
enum Size {
	/// One that the parts still allowed need on average, at the least.
	Even,
	/// The largest that there is, by halving.
	Wide,
}

pub(super) struct Seeker<'a, 's> {
	graph: &'a Graph,
	request: &'a Request<'a>,
	/// All routes, if these are known.
	all: Option<&'a [Route]>,
	used: Used,
	searcher: Searcher<'a, 's>,
}

impl<'a, 's> Seeker<'a, 's> {
	pub fn new(
		graph: &'a Graph,
		request: &'a Request<'a>,
		all: Option<&'a [Route]>,
		used: Used,
		steps: &'s mut Steps,
	) -> Self {
		Self { graph, request, all, used, searcher: Searcher::new(graph, steps) }
	}

	/// The whole amount over the cheapest route, and whether it is proven that none is cheaper.
	pub fn one(&mut self) -> Option<(Lot, bool)> {
		let used = self.used.clone();
		let amount = self.request.amount;
		let route = self.path(amount, u128::MAX, &used)?;
		let proven = !self.searcher.gave_up && !self.searcher.steps.cut();
		Some((Lot { route, amount }, proven))
	}

	/// A part of the amount that some route carries alone, looked for from large to small; 0 if none
	/// is found.
	pub fn some(&mut self) -> u128 {
		let used = self.used.clone();
		let mut amount = self.request.amount;
		while amount > 0 {
			if let Some(route) = self.path(amount, u128::MAX, &used) {
				return route.room(self.graph, &used, self.request.amount, self.searcher.steps);
			}
			amount /= 4;
		}
		0
	}

	/// The best split of the amount in so many parts, or the most that one was found for.
	pub fn best(&mut self, parts: u32) -> Result<Vec<Lot>, u128> {
		let amount = self.request.amount;
		let mut splits = Vec::new();
		let mut most = 0u128;
		for size in [Size::Even, Size::Wide] {
			let (lots, rest) = self.one_by_one(parts, size);
			most = most.max(amount.saturating_sub(rest));
			if rest == 0 {
				splits.push(lots);
			}
		}
		if let Some(routes) = self.all {
			let units = usize::try_from(amount.min(EXACT_AMOUNT)).unwrap_or(SHARES).min(SHARES);
			let mut search =
				exact::Search::new(self.graph, routes, &self.used, amount, units, parts);
			let lots = search.good(units, parts).unwrap_or_default();
			self.searcher.steps.take(search.steps());
			let arrives = lots.iter().fold(0u128, |sum, lot| sum.saturating_add(lot.amount));
			let (used, rest) = (self.used_with(&lots), amount.saturating_sub(arrives));
			splits.extend(topped_up(self.graph, used, lots, rest, self.searcher.steps));
		}
		if splits.is_empty() {
			let routes = match self.all {
				Some(routes) => routes.to_vec(),
				None => residual::routes(self.graph, self.request, &self.used, self.searcher.steps),
			};
			match self.over(routes, parts) {
				Ok(lots) => splits.push(lots),
				Err(carried) => most = most.max(carried),
			}
		}
		splits.sort_by_key(|lots| fee_of(lots));
		let improved = splits.into_iter().take(2).map(|lots| self.improved(lots));
		improved.min_by_key(|lots| fee_of(lots)).ok_or(most)
	}

	/// Looks for a cheaper split in so many parts than that which is given, if one is; and how far
	/// down it is proven that there is none. A share of the steps is for that.
	pub fn prove(&mut self, parts: u32, lots: Option<Vec<Lot>>) -> Proof {
		let free = lots.as_ref().is_some_and(|lots| fee_of(lots) == 0);
		let Some(routes) = self.all.filter(|_| !free) else { return Proof { lots, least: 0 } };
		self.searcher.steps.share(2, |steps| {
			match Prover::new(self.graph, self.request, &self.used, routes, parts, steps) {
				Some(prover) => prover.run(lots, steps),
				None => Proof { lots, least: 0 },
			}
		})
	}

	/// What is used once these lots are.
	fn used_with(&self, lots: &[Lot]) -> Used {
		let mut used = self.used.clone();
		lots.iter().for_each(|lot| lot.take(&mut used));
		used
	}

	/// Cheapest paths one after another, each filled; and what is not carried.
	fn one_by_one(&mut self, parts: u32, size: Size) -> (Vec<Lot>, u128) {
		let mut used = self.used.clone();
		let mut lots: Vec<Lot> = Vec::new();
		let mut rest = self.request.amount;
		let mut wanted = u128::MAX;
		for count in (1..=parts).rev() {
			if rest == 0 {
				break;
			}
			let share = rest.div_ceil(count.into());
			// What was too much for one path is too much for the next.
			wanted = if size == Size::Even { share } else { wanted.min(rest).max(share) };
			let found = loop {
				let found = self.path(wanted, u128::MAX, &used);
				if found.is_some() || wanted <= share {
					break found;
				}
				wanted = (wanted / 2).max(share);
			};
			let Some(route) = found else { break };
			let amount = route.room(self.graph, &used, rest, self.searcher.steps);
			let lot = Lot { route, amount };
			lot.take(&mut used);
			lots.push(lot);
			rest = rest.saturating_sub(amount);
		}
		(lots, rest)
	}

	/// The cheapest path for an amount.
	fn path(&mut self, amount: u128, most: u128, used: &Used) -> Option<Route> {
		let task = Task {
			from: self.request.from,
			to: self.request.to,
			amount,
			max_hops: self.request.max_hops,
			most,
			closed: self.request.exclude.nodes,
			ends: None,
		};
		let found = self.searcher.search(&task, used)?;
		Some(Route::new(self.graph, found.arcs))
	}

	/// The amount over given routes: in even shares, and the largest first.
	fn over(&mut self, routes: Vec<Route>, parts: u32) -> Result<Vec<Lot>, u128> {
		let mut most = 0;
		for even in [false, true] {
			let mut used = self.used.clone();
			let mut rest = self.request.amount;
			let mut lots: Vec<Lot> = Vec::new();
			for count in (1..=parts).rev() {
				let share = if even { rest.div_ceil(count.into()) } else { rest };
				let lot = |route: &Route| {
					let amount = route.room(self.graph, &used, share, self.searcher.steps);
					Lot { route: route.clone(), amount }
				};
				// The last of equals is taken, so that the first route goes before its equals.
				let best = routes.iter().rev().map(lot).max_by_key(|lot| lot.amount);
				let Some(lot) = best.filter(|lot| lot.amount > 0) else { break };
				lot.take(&mut used);
				rest = rest.saturating_sub(lot.amount);
				lots.push(lot);
			}
			most = most.max(self.request.amount.saturating_sub(rest));
			if let Some(lots) = topped_up(self.graph, used, lots, rest, self.searcher.steps) {
				return Ok(lots);
			}
		}
		Err(most)
	}

	/// The same amount for less, if parts can be moved to cheaper routes or shifted between them.
	fn improved(&mut self, mut lots: Vec<Lot>) -> Vec<Lot> {
		let mut used = self.used_with(&lots);
		let least_left = self.searcher.steps.left().saturating_sub(MAX_WORK);
		for _ in 0..ROUNDS {
			let before = fee_of(&lots);
			for at in 0..lots.len() {
				if self.searcher.steps.left() <= least_left {
					break;
				}
				let Some(lot) = lots.get(at).cloned().filter(|lot| lot.fee() > 0) else { continue };
				lot.give_back(&mut used);
				let most = lot.amount.saturating_add(lot.fee()).saturating_sub(1);
				let route = self.path(lot.amount, most, &used);
				let moved = route.map_or(lot.clone(), |route| Lot { route, ..lot });
				moved.take(&mut used);
				if let Some(lot) = lots.get_mut(at) {
					*lot = moved;
				}
			}
			self.shift(&mut lots, &mut used);
			if fee_of(&lots) >= before {
				break;
			}
		}
		lots
	}

	/// Shifts as much as goes from one part to another where that saves.
	fn shift(&mut self, lots: &mut Vec<Lot>, used: &mut Used) {
		for giver in 0..lots.len() {
			for taker in 0..lots.len() {
				let (Some(from), Some(to)) = (lots.get(giver).cloned(), lots.get(taker).cloned())
				else {
					continue;
				};
				if giver == taker || from.amount == 0 {
					continue;
				}
				from.give_back(used);
				to.give_back(used);
				let both = from.amount.saturating_add(to.amount);
				let more = to.route.room(self.graph, used, both, self.searcher.steps);
				let more = Lot { route: to.route.clone(), amount: more };
				let less = Lot { amount: both.saturating_sub(more.amount), ..from.clone() };
				more.take(used);
				let fits = less.amount == 0 || less.fits(self.graph, used);
				more.give_back(used);
				let fee = |lot: &Lot| if lot.amount == 0 { 0 } else { lot.fee() };
				let saves =
					fee(&more).saturating_add(fee(&less)) < fee(&from).saturating_add(fee(&to));
				let (from, to) = if fits && saves { (less, more) } else { (from, to) };
				from.take(used);
				to.take(used);
				if let Some(lot) = lots.get_mut(giver) {
					*lot = from;
				}
				if let Some(lot) = lots.get_mut(taker) {
					*lot = to;
				}
			}
		}
		lots.retain(|lot| lot.amount > 0);
	}
}
