//! A payment in parts: which routes, and how much over each, so that all fees together are least.
//!
//! It is a min-cost flow over the channels, as [Pickhardt and Richter] put it, but with what chains
//! charge for: base fees, fees that are rounded, smallest and largest amounts, and bounds on parts and
//! hops. That makes the problem combinatorial, so there are three ways through it.
//!
//! **Exact**, where there are at most [`MAX_ROUTES`] routes in all and at most [`EXACT_AMOUNT`] units
//! to pay, or within reach of the payer and the payee: every split is tried, by branch and bound. The
//! bound is the cheapest split when each part had the channels to itself. If that takes more than
//! [`MAX_STEPS`] steps it gives up, and goes the other way.
//!
//! **By one search**, where there is to be one part: the cheapest route for any amount, proven unless
//! the search is given up.
//!
//! **By flow**, everywhere else: cheapest paths one after another in what the paths before have left,
//! each filled as far as it goes, once in even parts and once in as large ones as there are; where
//! these get stuck, a maximum flow that takes back what stands in the way ([Ford and Fulkerson]),
//! cut into routes; and where all routes are known, the exact search over shares of the amount. The
//! cheapest of these is then improved: parts are moved to cheaper routes and amounts shifted between
//! parts, while either saves. What comes out need not be the cheapest plan.
//!
//! **With a proof**, where all routes are known and, by the amounts from which on a hop's fee grows
//! otherwise, fall into at most [`MAX_STRETCHES`] stretches: what came out is the incumbent of a branch
//! and bound over which routes have parts, with a linear programme for how much, in any number of
//! units. It ends with a plan that is the cheapest but for what roundings can make of a fee, and says
//! how low a fee can be at all, which is mostly that fee. What remains cannot be had in general: the
//! cheapest of all roundings is a question of remainders, not of more or less.
//!
//! All ways end in the same check of the plan by [`crate::routes::forwards`], the arithmetic of the
//! chain: each part pays each forwarder and is within the bounds of each hop, and all parts together
//! leave every reserve. They share [`STEPS`]; when these run out, the best so far is the answer.
//! [`Plan::least`] and [`NoPlan::exact`] say what is proven of it.
//!
//! [Pickhardt and Richter]: https://arxiv.org/abs/2107.05322
//! [Ford and Fulkerson]: https://doi.org/10.4153/CJM-1956-045-5

mod exact;
mod fixed;
mod linear;
mod proof;
mod residual;
mod seek;

use crate::{
	graph::{Exclude, Graph},
	paths::{Steps, Used},
	routes::{self, amounts_of, Amounts, Hop, MAX_HOPS},
};
use alloc::{collections::BTreeMap, vec::Vec};

/// The most parts of a payment.
pub const MAX_PARTS: u32 = 16;
/// The most routes that are searched exactly.
pub const MAX_ROUTES: usize = 256;
/// The largest amount, in units, that is split exactly.
pub const EXACT_AMOUNT: u128 = 64;
/// The most parts that an exact search tries to place.
pub const MAX_STEPS: u32 = 2_000_000;
/// The most stretches of all routes with which a proof is looked for.
pub const MAX_STRETCHES: usize = proof::MAX_STRETCHES;
/// The most steps that one plan takes, all its searches together.
pub const STEPS: u64 = 32_000_000;

/// What is to be paid, and within which bounds.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
	/// The payer.
	pub from: u32,
	/// The payee.
	pub to: u32,
	/// What must arrive in all.
	pub amount: u128,
	/// The most parts; more than [`MAX_PARTS`] are not used.
	pub max_parts: u32,
	/// The most edges of each part; more than [`crate::routes::MAX_HOPS`] are not used.
	pub max_hops: u32,
	/// The most that all forwarders of all parts may keep.
	pub max_fee: u128,
	/// What may not be passed.
	pub exclude: Exclude<'a>,
}

/// One part of a payment.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Part {
	/// The ids of the edges of its route, from the payer's end.
	pub edges: Vec<u64>,
	/// What each carries.
	pub amounts: Vec<u128>,
}

impl Part {
	/// What the payer spends for it.
	pub fn sends(&self) -> u128 {
		self.amounts.first().copied().unwrap_or_default()
	}

	/// What arrives of it.
	pub fn delivers(&self) -> u128 {
		self.amounts.last().copied().unwrap_or_default()
	}

	/// What its forwarders keep.
	pub fn fee(&self) -> u128 {
		self.sends().saturating_sub(self.delivers())
	}
}

/// How to pay.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Plan {
	/// The parts, the largest first.
	pub parts: Vec<Part>,
	/// What all forwarders keep together.
	pub fee: u128,
	/// No plan costs less: that is proven.
	pub least: u128,
}

impl Plan {
	/// Is it proven that no plan costs less?
	pub const fn exact(&self) -> bool {
		self.fee == self.least
	}
}

/// Why there is no plan.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shortfall {
	/// Nothing to pay, to oneself, in no parts, or over no hops.
	Request,
	/// No route carries any amount.
	NoRoute,
	/// Not so much can be carried at once.
	Amount {
		/// The most, below what was asked, for which there is a plan in so many parts.
		most: u128,
	},
	/// It takes more parts than allowed, though not more than [`MAX_PARTS`].
	Parts {
		/// So many.
		needed: u32,
	},
	/// It costs more than allowed.
	Fee {
		/// The fee of the cheapest plan.
		cheapest: u128,
	},
}

/// No plan, and why.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NoPlan {
	/// What is missing.
	pub reason: Shortfall,
	/// Is it proven that there is no plan, and that the numbers in the reason are right? Otherwise
	/// a plan may exist that was not found.
	pub exact: bool,
}

/// Plans a payment. The same question has always the same answer.
///
/// # Errors
/// [`NoPlan`], with the first reason of: the request itself, too many parts needed, too little
/// carried, too dear.
pub fn plan_payment(graph: &Graph, request: &Request) -> Result<Plan, NoPlan> {
	plan_within(graph, request, &mut Steps::new(STEPS))
}

/// [`plan_payment`] in so many steps.
fn plan_within(graph: &Graph, request: &Request, steps: &mut Steps) -> Result<Plan, NoPlan> {
	let proven = |reason| NoPlan { reason, exact: true };
	let parts = request.max_parts.min(MAX_PARTS);
	if request.from == request.to || request.amount == 0 || parts == 0 || request.max_hops == 0 {
		return Err(proven(Shortfall::Request));
	}
	let used = Used::new(graph, request.exclude.edges);
	let all = seek::all_routes(graph, request, &used);
	// As much as there is at both ends, however it is carried between them.
	let reach = reach(graph, request, &used).min(request.amount);
	if reach == 0 || all.as_ref().is_some_and(Vec::is_empty) {
		return Err(proven(Shortfall::NoRoute));
	}
	let within = Request { amount: reach, ..*request };
	let asked = request.amount;
	if let Some(routes) = all.as_ref().filter(|_| reach <= EXACT_AMOUNT) {
		if let Some(answer) = exactly(graph, &within, asked, routes, parts) {
			return answer;
		}
	}
	by_flow(graph, &within, asked, (all.as_deref(), parts), &used, steps)
}

/// What can leave the payer, or arrive at the payee, if that is less.
fn reach(graph: &Graph, request: &Request, used: &Used) -> u128 {
	let left = |number: u32| {
		let arc = graph.arc(number);
		let left =
			arc.map_or(0, |arc| if arc.tail == request.from { arc.free } else { arc.spare() });
		left.saturating_sub(used.of(number))
	};
	let sum = |arcs: &mut dyn Iterator<Item = u32>| arcs.map(left).fold(0, u128::saturating_add);
	let leaves = sum(&mut graph.leaving(request.from).iter().copied());
	leaves.min(sum(&mut graph.arriving(request.to).map(|(arc, _)| arc)))
}

/// A route as it is planned with.
#[derive(Clone, Debug)]
struct Route {
	arcs: Vec<u32>,
	hops: Vec<Hop>,
}

impl Route {
	fn new(graph: &Graph, arcs: Vec<u32>) -> Self {
		let hops = graph.hops(&arcs);
		Self { arcs, hops }
	}

	/// What its hops can still carry.
	fn limits(&self, graph: &Graph, used: &Used) -> Amounts {
		let mut limits = [0; MAX_HOPS];
		for (at, (limit, number)) in limits.iter_mut().zip(&self.arcs).enumerate() {
			let left =
				graph.arc(*number).map_or(0, |arc| if at == 0 { arc.free } else { arc.spare() });
			*limit = left.saturating_sub(used.of(*number));
		}
		limits
	}

	/// The most of `most` that it can still deliver, as far as the steps suffice.
	fn room(&self, graph: &Graph, used: &Used, most: u128, steps: &mut Steps) -> u128 {
		let limits = self.limits(graph, used);
		let limits = limits.get(..self.hops.len()).unwrap_or_default();
		routes::deliverable(&self.hops, limits, most, steps)
	}
}

/// The arcs of all routes by numbers: those of each route, and what each arc can still carry.
fn numbered(graph: &Graph, used: &Used, routes: &[Route]) -> (Vec<Vec<usize>>, Vec<u128>) {
	let mut numbers = BTreeMap::new();
	let mut room = Vec::new();
	let mut of = |route: &Route| {
		let arcs = route.arcs.iter().zip(route.limits(graph, used));
		let number = |(arc, limit): (&u32, u128)| {
			*numbers.entry(*arc).or_insert_with(|| {
				room.push(limit);
				room.len().saturating_sub(1)
			})
		};
		arcs.map(number).collect()
	};
	let places = routes.iter().map(&mut of).collect();
	(places, room)
}

/// A route with what arrives over it.
#[derive(Clone, Debug)]
struct Lot {
	route: Route,
	amount: u128,
}

impl Lot {
	/// What its forwarders keep; out of reach if it cannot be carried.
	fn fee(&self) -> u128 {
		amounts_of(&self.route.hops, self.amount).map_or(u128::MAX, |amounts| {
			amounts.first().map_or(u128::MAX, |sent| sent.saturating_sub(self.amount))
		})
	}

	/// Does it fit into what is left?
	fn fits(&self, graph: &Graph, used: &Used) -> bool {
		let limits = self.route.limits(graph, used);
		amounts_of(&self.route.hops, self.amount)
			.is_ok_and(|amounts| amounts.iter().zip(&limits).all(|(amount, limit)| amount <= limit))
	}

	fn take(&self, used: &mut Used) {
		for (arc, amount) in self.hops() {
			used.add(arc, amount);
		}
	}

	fn give_back(&self, used: &mut Used) {
		for (arc, amount) in self.hops() {
			used.sub(arc, amount);
		}
	}

	/// What each arc carries.
	fn hops(&self) -> impl Iterator<Item = (u32, u128)> + '_ {
		let amounts = amounts_of(&self.route.hops, self.amount).unwrap_or_default();
		self.route.arcs.iter().copied().zip(amounts)
	}
}

fn fee_of(lots: &[Lot]) -> u128 {
	lots.iter().fold(0, |sum, lot| sum.saturating_add(lot.fee()))
}

/// The parts of `lots` and their fee, if the chain would take them all for `amount`.
fn checked(graph: &Graph, used: &Used, lots: &[Lot], amount: u128) -> Option<(Vec<Part>, u128)> {
	let mut used = used.clone();
	let (mut fee, mut arrives) = (0u128, 0u128);
	let mut parts = Vec::with_capacity(lots.len());
	for lot in lots {
		let amounts = routes::backwards(&lot.route.hops, lot.amount).ok()?;
		fee = fee.checked_add(routes::forwards(&lot.route.hops, &amounts).ok()?)?;
		if !lot.fits(graph, &used) {
			return None;
		}
		lot.take(&mut used);
		arrives = arrives.checked_add(lot.amount)?;
		let ids = lot.route.arcs.iter().filter_map(|arc| graph.arc(*arc).map(|arc| arc.id));
		parts.push(Part { edges: ids.collect(), amounts });
	}
	parts.sort_by(|one, two| {
		two.delivers().cmp(&one.delivers()).then_with(|| one.edges.cmp(&two.edges))
	});
	(arrives == amount).then_some((parts, fee))
}

/// The plan of `lots`, if they are one and cheap enough. It is proven that none costs less than
/// `least`.
fn answer(
	graph: &Graph,
	request: &Request,
	used: &Used,
	lots: &[Lot],
	least: u128,
) -> Option<Result<Plan, NoPlan>> {
	let (parts, fee) = checked(graph, used, lots, request.amount)?;
	let least = least.min(fee);
	if fee > request.max_fee {
		let exact = fee == least;
		return Some(Err(NoPlan { reason: Shortfall::Fee { cheapest: fee }, exact }));
	}
	Some(Ok(Plan { parts, fee, least }))
}

/// The proven answer; `None` if that takes too many steps. `asked` is more than the request's amount
/// where no more is within reach.
fn exactly(
	graph: &Graph,
	request: &Request,
	asked: u128,
	routes: &[Route],
	parts: u32,
) -> Option<Result<Plan, NoPlan>> {
	let unused = Used::new(graph, request.exclude.edges);
	let units = usize::try_from(request.amount).ok()?;
	let mut search = exact::Search::new(graph, routes, &unused, request.amount, units, MAX_PARTS);
	let no_plan = |reason| Some(Err(NoPlan { reason, exact: true }));
	if asked == request.amount {
		if let Some(lots) = search.cheapest(units, parts)? {
			return answer(graph, request, &unused, &lots, fee_of(&lots));
		}
		// With each part more allowed the first that works is the number needed.
		for needed in parts.saturating_add(1)..=MAX_PARTS {
			if search.any(units, needed)? {
				return no_plan(Shortfall::Parts { needed });
			}
		}
	}
	for less in (1..=units).rev() {
		if search.any(less, parts)? {
			return no_plan(Shortfall::Amount { most: u128::try_from(less).ok()? });
		}
	}
	no_plan(Shortfall::NoRoute)
}

/// The best answer that the heuristics find. `asked` as above.
fn by_flow(
	graph: &Graph,
	request: &Request,
	asked: u128,
	(all, parts): (Option<&[Route]>, u32),
	used: &Used,
	steps: &mut Steps,
) -> Result<Plan, NoPlan> {
	let no_plan = |reason| NoPlan { reason, exact: false };
	let mut seeker = seek::Seeker::new(graph, request, all, used.clone(), steps);
	if parts == 1 && asked == request.amount {
		if let Some((lot, exact)) = seeker.one() {
			let least = if exact { lot.fee() } else { 0 };
			if let Some(answer) = answer(graph, request, used, &[lot], least) {
				return answer;
			}
		}
	}
	let (found, mut most) = match seeker.best(parts) {
		Ok(lots) => (Some(lots), 0),
		Err(carried) => (None, carried),
	};
	if asked > request.amount {
		// All that is within reach: more cannot be.
		if found.is_some() {
			let reason = Shortfall::Amount { most: request.amount };
			return Err(NoPlan { reason, exact: true });
		}
	} else {
		let proof = seeker.prove(parts, found);
		if let Some(lots) = proof.lots {
			match answer(graph, request, used, &lots, proof.least) {
				Some(answer) => return answer,
				None => most = 0,
			}
		}
	}
	if parts < MAX_PARTS && asked == request.amount {
		if let Ok(lots) = seeker.best(MAX_PARTS) {
			let needed = u32::try_from(lots.len()).unwrap_or(MAX_PARTS);
			return Err(no_plan(Shortfall::Parts { needed: needed.max(parts.saturating_add(1)) }));
		}
	}
	let most = if most == 0 { seeker.some() } else { most };
	Err(no_plan(if most == 0 { Shortfall::NoRoute } else { Shortfall::Amount { most } }))
}

#[cfg(test)]
mod tests;
