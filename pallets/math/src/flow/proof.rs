//! What a payment costs at the least, over known routes, for amounts of any size: by branch and bound.
//!
//! What the hops of a route carry grows with what arrives, and ever faster: each forwarder asks a
//! share, or the least that its channel carries, or nothing because of a discount, whichever is most.
//! So the amounts that a route may deliver fall into a few *stretches* on each of which all that its
//! hops carry grows evenly. Which stretches the parts of a payment are on is searched; how much over
//! each is a linear programme ([`super::linear`]), with a row for each channel that several parts can
//! fill. A part that is not chosen yet costs, for each unit, what the cheapest part on its stretch does.
//!
//! A branch is given up when it is proven to cost as much as the best plan, but for what roundings can
//! make of that: forwarders round their fees down, each for itself, and which amounts that favours
//! is no question of more or less. So the best plan is the cheapest to within the roundings of its
//! own parts, some units for each forwarder; and the least that any plan can cost is told
//! ([`super::Plan::least`]).

use super::{
	fee_of,
	fixed::{ratio, signed, times, BITS, ONE},
	linear::{Answer, Column, Programme, PARTS},
	numbered,
	seek::topped_up,
	Lot, Request, Route,
};
use crate::{
	fees::{millionths, MILLION},
	graph::Graph,
	paths::{Steps, Used},
	routes::{amounts_of, last_for_which, Amounts, Hop, MAX_HOPS},
};
use alloc::{collections::BTreeMap, vec::Vec};

/// The most stretches of all routes.
pub(super) const MAX_STRETCHES: usize = 64;
/// The largest amount, base fee and smallest amount that is looked at: some 10^30.
const LARGEST: u128 = 1 << 100;
/// The most branches.
const MAX_BRANCHES: u32 = 2_048;
/// What it takes to see how fast grows what a hop carries: some more divisions.
const LINE: u64 = 8;
/// What it takes to look at a branch beside its programme and the room of its parts: for each stretch,
/// and for each part that there may be.
const LOOK: u64 = 64;
/// Nothing is taken to grow faster: a part of a unit can cost a base fee.
const FASTEST: i128 = ONE << 20;

/// What is known of the fees of all plans.
pub(super) struct Proof {
	/// The best plan that was found, or given.
	pub lots: Option<Vec<Lot>>,
	/// No plan costs less.
	pub least: u128,
}

/// What a route's hops carry for some amount, and how fast that grows.
struct Line {
	amounts: Amounts,
	/// Rounded down.
	grows: [i128; MAX_HOPS],
	/// By how much roundings can put each amount off.
	off: Amounts,
	/// Which of the three bounds holds at each hop, in two bits.
	bounds: u32,
}

/// A part in a million, rounded up or down.
fn share(of: i128, ppm: u32, up: bool) -> Option<i128> {
	let whole = of.checked_mul(ppm.into())?;
	let million = i128::from(MILLION);
	let part = whole.checked_div(million)?;
	Some(if up && whole.checked_rem(million)? > 0 { part.saturating_add(1) } else { part })
}

/// How far off roundings put what was `off` before a rate is added.
fn farther(off: u128, ppm: u32) -> Option<u128> {
	if ppm == 0 {
		return Some(off);
	}
	let grown = if off == 0 { 0 } else { millionths(off, ppm)?.checked_add(1)? };
	off.checked_add(grown)?.checked_add(1)
}

impl Line {
	fn new(hops: &[Hop], arrives: u128) -> Option<Self> {
		let amounts = amounts_of(hops, arrives).ok()?;
		#[cfg(test)]
		crate::testing::add_work(hops.len());
		let mut line = Self { amounts, grows: [ONE; MAX_HOPS], off: Amounts::default(), bounds: 0 };
		let mut after: Option<(&Hop, u128)> = None;
		let (mut grows, mut off) = (ONE, 0u128);
		for (at, hop) in hops.iter().enumerate().rev() {
			let amount = *amounts.get(at)?;
			if let Some((next, leaves)) = after {
				let fee = next.outbound.fee(leaves)?;
				let (plus, minus) = hop.inbound.sides(leaves.checked_add(fee)?, fee)?;
				// With fees never below nothing, and never less than the hop carries.
				let with_fee = leaves.checked_add(plus.saturating_sub(minus))?;
				let bound: usize = match (amount > with_fee, plus < minus) {
					(true, _) => 2,
					(false, true) => 1,
					(false, false) => 0,
				};
				let mut evenly = grows.checked_add(share(grows, next.outbound.ppm, false)?)?;
				let (rate, negative) = (hop.inbound.ppm.unsigned_abs(), hop.inbound.ppm < 0);
				let by_rate = share(evenly, rate, negative)?;
				evenly = if negative {
					evenly.checked_sub(by_rate)?
				} else {
					evenly.checked_add(by_rate)?
				};
				grows = [evenly, grows, 0].get(bound).copied().unwrap_or_default();
				off = farther(farther(off, next.outbound.ppm)?, rate)?;
				let bits = u32::try_from(bound << at.saturating_mul(2)).ok()?;
				line.bounds |= bits;
			}
			*line.grows.get_mut(at)? = grows;
			*line.off.get_mut(at)? = off;
			after = Some((hop, amount));
		}
		Some(line)
	}
}

/// Amounts that a route may deliver, on which what its hops carry grows evenly.
struct Stretch {
	route: usize,
	from: u128,
	to: u128,
	/// What each hop carries at the least for `from`, whatever is rounded.
	carries: Amounts,
	/// How much more for each unit more, at the least.
	grows: [i128; MAX_HOPS],
	/// What it carries for each unit of a whole part, at the least.
	each: [i128; MAX_HOPS],
	/// What a part costs at the least that delivers `from`, and `to`.
	fees: [u128; 2],
	/// What any part costs at the least.
	fixed: u128,
}

impl Stretch {
	fn new(
		route: usize,
		hops: usize,
		[from, to]: [u128; 2],
		line: &Line,
		off: u128,
	) -> Option<Self> {
		let mut stretch = Self {
			route,
			from,
			to,
			carries: Amounts::default(),
			grows: line.grows,
			each: [ONE; MAX_HOPS],
			fees: [0; 2],
			fixed: 0,
		};
		let length = signed(to.checked_sub(from)?)?;
		for at in 0..hops {
			let grows = *line.grows.get(at)?;
			let carries = line.amounts.get(at)?.saturating_sub(line.off.get(at)?.checked_mul(off)?);
			let more = units(times(grows, length, BITS, false)?);
			let at_end = carries.checked_add(more)?;
			// What grows evenly is least, for each unit, at one of the ends.
			let fast = |carries, units| ratio(carries, units).unwrap_or(FASTEST).min(FASTEST);
			*stretch.carries.get_mut(at)? = carries;
			*stretch.each.get_mut(at)? = fast(carries, from).min(fast(at_end, to)).max(ONE);
			if at == 0 {
				stretch.fees = [carries.saturating_sub(from), at_end.saturating_sub(to)];
				// Where fees grow, what would be asked for nothing at all.
				let nothing =
					carries.saturating_sub(units(times(grows, signed(from)?, BITS, true)?));
				stretch.fixed = stretch.fees.into_iter().fold(nothing, u128::min);
			}
		}
		Some(stretch)
	}

	/// What a unit of a part costs at the least beyond what is `fixed`.
	fn cost(&self, fixed: u128) -> i128 {
		let [from, to] = self.fees.map(|fee| fee.saturating_sub(fixed));
		let each = |fee, amount| ratio(fee, amount).unwrap_or(FASTEST).min(FASTEST);
		each(from, self.from).min(each(to, self.to))
	}
}

fn units(signed: i128) -> u128 {
	u128::try_from(signed).unwrap_or_default()
}

/// Parts that are chosen, and from which more may be.
#[derive(Clone)]
struct Branch {
	/// Stretches, one for each part.
	chosen: Vec<usize>,
	/// A bit for each stretch on which there may be more parts.
	open: u64,
	/// How many more parts there are: just so many, and each costs what it costs at the least.
	more: u32,
}

impl Branch {
	fn may(&self, stretch: usize) -> bool {
		self.more > 0 && self.open >> stretch & 1 == 1
	}
}

/// A branch as a linear programme.
struct Model {
	programme: Programme,
	/// What its parts cost before anything is shared out.
	base: i128,
	/// The stretch of each column behind those of the chosen parts.
	others: Vec<usize>,
}

/// The search.
pub(super) struct Prover<'a> {
	graph: &'a Graph,
	request: &'a Request<'a>,
	used: &'a Used,
	routes: &'a [Route],
	stretches: Vec<Stretch>,
	/// What roundings can make of the fee of a part over each route.
	rounding: Vec<u128>,
	/// The rows of each route's arcs.
	places: Vec<Vec<usize>>,
	/// What each arc can carry.
	room: Vec<u128>,
	/// The best plan, and its fee.
	best: Option<(u128, Vec<Lot>)>,
	/// What costs so much at the least is not better, but for what roundings can make of it.
	enough: u128,
	/// Ordered by what their plans cost at the least; with the stretch to choose from or to leave.
	open: BTreeMap<(u128, u32), (Branch, usize)>,
	count: u32,
	/// What plans cost at the least that are looked for no further.
	ended: u128,
	parts: u32,
}

impl<'a> Prover<'a> {
	/// `None` if there is too much to look at.
	pub fn new(
		graph: &'a Graph,
		request: &'a Request<'a>,
		used: &'a Used,
		routes: &'a [Route],
		parts: u32,
		steps: &mut Steps,
	) -> Option<Self> {
		let (places, room) = numbered(graph, used, routes);
		let mut prover = Self {
			graph,
			request,
			used,
			routes,
			stretches: Vec::new(),
			rounding: Vec::new(),
			places,
			room,
			best: None,
			enough: u128::MAX,
			open: BTreeMap::new(),
			count: 0,
			ended: u128::MAX,
			parts,
		};
		for (number, route) in routes.iter().enumerate() {
			prover.stretch(number, route, steps)?;
		}
		// What steps do not suffice for is not known as it has to be.
		(steps.left() > 0).then_some(prover)
	}

	/// The stretches of a route.
	fn stretch(&mut self, number: usize, route: &Route, steps: &mut Steps) -> Option<()> {
		let too_large = |hop: &Hop| {
			let amounts = [hop.outbound.base, hop.inbound.base.unsigned_abs(), hop.min];
			amounts.into_iter().any(|amount| amount > LARGEST)
		};
		if self.request.amount > LARGEST || route.hops.iter().any(too_large) {
			return None;
		}
		let hops = route.hops.len();
		let looks = u64::try_from(hops).unwrap_or(u64::MAX).saturating_mul(LINE);
		let to = route.room(self.graph, self.used, self.request.amount, steps);
		let mut from = route.hops.last().map_or(1, |hop| hop.min).max(1);
		let mut found: Vec<([u128; 2], Line)> = Vec::new();
		let last = if to == 0 { None } else { Some(Line::new(&route.hops, to)?) };
		while let Some(last) = last.as_ref().filter(|_| from <= to) {
			if self.stretches.len().saturating_add(found.len()) >= MAX_STRETCHES {
				return None;
			}
			steps.take(looks.saturating_mul(2));
			let first = Line::new(&route.hops, from)?;
			let same = |amount| {
				let is_same = |line: Line| line.bounds == first.bounds;
				steps.take(looks) && Line::new(&route.hops, amount).is_some_and(is_same)
			};
			// The largest amount to which what holds here holds.
			let end = if first.bounds == last.bounds { to } else { last_for_which(from, to, same) };
			found.push(([from, end], first));
			from = end.saturating_add(1);
		}
		// Where nothing is taken off and only one bound holds, amounts are rounded to one side.
		let bends = found.len() > 1 || found.iter().any(|(_, line)| line.bounds != 0);
		let off = if bends || route.hops.iter().any(|hop| hop.inbound.ppm < 0) { 4 } else { 1 };
		let mut rounding = 0u128;
		for (ends, line) in &found {
			rounding = rounding.max(line.off.first()?.checked_mul(off)?);
			self.stretches.push(Stretch::new(number, hops, *ends, line, off)?);
		}
		self.rounding.push(rounding);
		Some(())
	}

	/// Searches, and tells what it found.
	pub fn run(mut self, lots: Option<Vec<Lot>>, steps: &mut Steps) -> Proof {
		if let Some(lots) = lots {
			self.keep(lots);
		}
		let open = 1u64
			.checked_shl(u32::try_from(self.stretches.len()).unwrap_or(u32::MAX))
			.map_or(u64::MAX, |bit| bit.saturating_sub(1));
		for more in 1..=self.parts {
			self.look(Branch { chosen: Vec::new(), open, more }, 0, steps);
		}
		let mut least = u128::MAX;
		while let Some(((bound, _), (branch, stretch))) = self.open.pop_first() {
			if bound >= self.enough || self.count >= MAX_BRANCHES || steps.left() == 0 {
				least = bound;
				break;
			}
			let mut chosen = branch.clone();
			chosen.chosen.push(stretch);
			chosen.more = chosen.more.saturating_sub(1);
			self.look(chosen, bound, steps);
			let without = Branch { open: branch.open & !(1 << stretch), ..branch };
			self.look(without, bound, steps);
		}
		least = least.min(self.ended);
		if let Some((fee, _)) = &self.best {
			least = least.min(*fee);
		}
		Proof { lots: self.best.map(|(_, lots)| lots), least }
	}

	/// What roundings can make of the fee of a plan.
	fn rounding_of(&self, lots: &[Lot]) -> u128 {
		let number = |lot: &Lot| self.routes.iter().position(|route| route.arcs == lot.route.arcs);
		let of = |lot: &Lot| number(lot).and_then(|number| self.rounding.get(number)).copied();
		let sum = lots.iter().filter_map(of).fold(0, u128::saturating_add);
		// Shares of the amount are rounded to units, too, where units are not for nothing.
		sum.saturating_mul(2)
	}

	/// Bounds a branch, looks for a plan in it, and keeps it if there may be a better one.
	fn look(&mut self, branch: Branch, bound: u128, steps: &mut Steps) {
		self.count = self.count.saturating_add(1);
		let rows = self.stretches.len().saturating_add(self.parts_as_count());
		if !steps.take(u64::try_from(rows).unwrap_or(u64::MAX).saturating_mul(LOOK)) {
			self.ended = self.ended.min(bound);
			return;
		}
		let Some(model) = self.model(&branch) else { return };
		let chosen = branch.chosen.len();
		let (amounts, least) = match model.programme.amount {
			0 => (alloc::vec![0; chosen], 0),
			_ => match model.programme.solve(steps) {
				Answer::Impossible => return,
				Answer::Shared { amounts, least } => (amounts, least),
				Answer::Unknown => {
					self.ended = self.ended.min(bound);
					return;
				},
			},
		};
		// Fees are whole units.
		let parts = (1i128 << PARTS).saturating_sub(1);
		let least = model.base.saturating_add(least.saturating_add(parts) >> PARTS);
		let bound = bound.max(u128::try_from(least).unwrap_or_default());
		self.try_out(&branch, &model, &amounts, steps);
		let (_, others) = amounts.split_at_checked(chosen).unwrap_or_default();
		let others = others.iter().zip(&model.others).filter(|(amount, _)| **amount > 0);
		// The first of equals.
		let next = others.max_by_key(|(amount, stretch)| (**amount, core::cmp::Reverse(**stretch)));
		match next {
			Some((_, stretch)) => {
				self.open.insert((bound, self.count), (branch, *stretch));
			},
			None => self.ended = self.ended.min(bound),
		}
	}

	/// `None` if its parts alone are too much.
	fn model(&self, branch: &Branch) -> Option<Model> {
		let mut room = self.room.clone();
		let (mut amount, mut base) = (self.request.amount, 0i128);
		let mut columns = Vec::new();
		for number in &branch.chosen {
			let stretch = self.stretches.get(*number)?;
			amount = amount.checked_sub(stretch.from)?;
			let places = self.places.get(stretch.route)?;
			for (place, carries) in places.iter().zip(stretch.carries) {
				let room = room.get_mut(*place)?;
				*room = room.checked_sub(carries)?;
			}
			let [sends, arrives] = [*stretch.carries.first()?, stretch.from]
				.map(|amount| signed(amount).unwrap_or(i128::MAX));
			base = base.saturating_add(sends.saturating_sub(arrives));
			columns.push(Column {
				cost: stretch.grows.first()?.saturating_sub(ONE),
				most: stretch.to.saturating_sub(stretch.from),
				bounded: true,
				takes: places.iter().copied().zip(stretch.grows).collect(),
			});
		}
		let other =
			|(number, stretch): &(usize, &Stretch)| branch.may(*number) && stretch.from <= amount;
		let others: Vec<(usize, &Stretch)> =
			self.stretches.iter().enumerate().filter(other).collect();
		let fixed = others.iter().map(|(_, stretch)| stretch.fixed).min().unwrap_or_default();
		let all_fixed = signed(fixed.saturating_mul(branch.more.into())).unwrap_or(i128::MAX);
		base = base.saturating_add(all_fixed);
		// Of so many parts each can be full at the most.
		let shortest = others.iter().map(|(_, stretch)| stretch.to).min().unwrap_or_default();
		let row = room.len();
		room.push(shortest.saturating_mul(branch.more.into()));
		for (_, stretch) in &others {
			let places = self.places.get(stretch.route)?;
			let mut takes: Vec<(usize, i128)> = places.iter().copied().zip(stretch.each).collect();
			takes.push((row, ratio(shortest, stretch.to).unwrap_or_default()));
			columns.push(Column {
				cost: stretch.cost(fixed),
				most: stretch.to.saturating_mul(branch.more.into()).min(amount),
				bounded: false,
				takes,
			});
		}
		let others = others.into_iter().map(|(number, _)| number).collect();
		Some(Model { programme: Programme { amount, columns, room }, base, others })
	}

	/// Makes a plan of what a branch shares out, and keeps it if it is the best.
	fn try_out(&mut self, branch: &Branch, model: &Model, amounts: &[u128], steps: &mut Steps) {
		let mut wanted: Vec<(usize, u128)> = Vec::new();
		for (number, more) in branch.chosen.iter().zip(amounts) {
			let from = self.stretches.get(*number).map_or(0, |stretch| stretch.from);
			wanted.push((*number, from.saturating_add(*more)));
		}
		for (number, amount) in model.others.iter().zip(amounts.iter().skip(branch.chosen.len())) {
			let Some(stretch) = self.stretches.get(*number) else { continue };
			let mut rest = *amount;
			while rest > 0 && wanted.len() <= self.parts_as_count() {
				let part = rest.min(stretch.to);
				wanted.push((*number, part.max(stretch.from)));
				rest = rest.saturating_sub(part);
			}
		}
		// The largest first: what is too much for the last is little.
		wanted.sort_by_key(|(_, amount)| core::cmp::Reverse(*amount));
		wanted.truncate(self.parts_as_count());
		let mut used = self.used.clone();
		let mut lots: Vec<Lot> = Vec::new();
		let mut rest = self.request.amount;
		for (number, amount) in wanted {
			let route = self.stretches.get(number).and_then(|it| self.routes.get(it.route));
			let Some(route) = route else { continue };
			let amount = route.room(self.graph, &used, amount.min(rest), steps);
			if amount > 0 {
				let lot = Lot { route: route.clone(), amount };
				lot.take(&mut used);
				lots.push(lot);
				rest = rest.saturating_sub(amount);
			}
		}
		if let Some(lots) = topped_up(self.graph, used, lots, rest, steps) {
			self.keep(lots);
		}
	}

	/// Keeps a plan if it is the best.
	fn keep(&mut self, lots: Vec<Lot>) {
		let fee = fee_of(&lots);
		if self.best.as_ref().is_none_or(|(best, _)| fee < *best) {
			self.enough = fee.saturating_sub(self.rounding_of(&lots));
			self.best = Some((fee, lots));
		}
	}

	fn parts_as_count(&self) -> usize {
		usize::try_from(self.parts).unwrap_or(usize::MAX)
	}
}
