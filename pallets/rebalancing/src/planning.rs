//! Planning: looks for the cycles that bring channels back into balance. Reads the whole graph of
//! channels, for use off chain only.

use crate::{
	advice::Direction,
	types::{Band, Cycle, Holding, Hop, Mode, Place, Trigger, MAX_HOPS},
	Config, Pallet, PolicyRecordOf,
};
use alloc::{collections::BTreeMap, vec::Vec};
use bloc_math::{
	cycles::{plan_rebalance, Prefer, Quota, Request, STEPS},
	flow::Part,
	graph::{Exclude, GraphError},
	paths::Steps,
};
use bloc_primitives::{
	channel::{Channel, Graph, Phase},
	network::{direction_of, edge_of, Network},
	Balance, ChannelId, Moment, Side,
};
use frame_support::traits::Time;

/// One of the account's channels that may be moved.
pub(crate) struct Own<AccountId> {
	pub(crate) id: ChannelId,
	side: Side,
	peer: AccountId,
	pub(crate) band: Band,
	pub(crate) mode: Mode,
	pub(crate) holding: Holding,
}

impl<AccountId> Own<AccountId> {
	pub(crate) fn place(&self) -> Place {
		self.band.place(&self.holding)
	}

	/// The low threshold, the target and the high threshold, in units. Rounding may take the target
	/// below the low one; and where no unit lies within, the low one is above the high one: then
	/// what gives stays above both, and what takes below.
	fn marks(&self) -> (Balance, Balance, Balance) {
		let total = self.holding.total();
		(self.band.least(total), self.band.aimed(total), self.band.most(total))
	}

	/// What may leave until `least` is left.
	const fn down_to(&self, least: Balance) -> Balance {
		self.holding.local.saturating_sub(least)
	}

	/// What may come in until there is `most`.
	const fn up_to(&self, most: Balance) -> Balance {
		most.saturating_sub(self.holding.local)
	}

	/// How far it may give: to its target.
	fn give_to_target(&self) -> Balance {
		let (low, target, _) = self.marks();
		self.down_to(target.max(low))
	}

	/// How far it may take: to its target.
	fn take_to_target(&self) -> Balance {
		let (low, target, high) = self.marks();
		self.up_to(target.max(low).min(high))
	}

	/// How far it may give without coming out of its thresholds.
	fn give_to_low(&self) -> Balance {
		let (low, ..) = self.marks();
		self.down_to(low)
	}

	/// How far it may take without coming out of its thresholds.
	fn take_to_high(&self) -> Balance {
		let (.., high) = self.marks();
		self.up_to(high)
	}

	/// Just what lies above the high threshold.
	fn give_to_high(&self) -> Balance {
		let (low, _, high) = self.marks();
		self.down_to(high.max(low))
	}

	/// Just what is missing to the low threshold.
	fn take_to_low(&self) -> Balance {
		let (low, _, high) = self.marks();
		self.up_to(low.min(high))
	}
}

/// How much each of some channels may give, or take.
type Moves<'o, AccountId> = Vec<(&'o Own<AccountId>, Balance)>;

/// The sum for each peer.
fn by_peer<'o, AccountId: Ord>(moves: &Moves<'o, AccountId>) -> BTreeMap<&'o AccountId, Balance> {
	let mut peers = BTreeMap::<&AccountId, Balance>::new();
	for (own, amount) in moves {
		let sum = peers.entry(&own.peer).or_default();
		*sum = sum.saturating_add(*amount);
	}
	peers
}

/// Drops the channels with whose peer there is no more to move than against it.
fn drop_balanced<'o, AccountId: Ord>(
	moves: &mut Moves<'o, AccountId>,
	[with, against]: [&Moves<'o, AccountId>; 2],
) {
	let (with, against) = (by_peer(with), by_peer(against));
	moves.retain(|(own, _)| with.get(&own.peer) > against.get(&own.peer));
}

/// What is left of `moves` when channels with one peer count together: what one has too much of and
/// another too little need not move.
fn net<'o, AccountId: Ord>(
	moves: &Moves<'o, AccountId>,
	against: &Moves<'o, AccountId>,
) -> Moves<'o, AccountId> {
	let mut off = by_peer(against);
	let less = |(own, amount): &(&'o Own<AccountId>, Balance)| {
		let off = off.get_mut(&own.peer);
		let less = off.as_ref().map_or(0, |off| (**off).min(*amount));
		if let Some(off) = off {
			*off = off.saturating_sub(less);
		}
		(*own, amount.saturating_sub(less))
	};
	moves.iter().map(less).collect()
}

/// The bounds of a search.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
	pub(crate) max_cycles: u32,
	pub(crate) min_amount: Balance,
	pub(crate) fee_ppm: u32,
	pub(crate) max_fee: Balance,
}

/// The steps of a plan, each for what those before have left.
#[derive(Clone, Copy)]
enum Step {
	/// What is above its thresholds goes where it brings both ends nearer to their targets.
	GiveToTarget,
	/// What is below is filled likewise.
	TakeToTarget,
	/// What is above still fills what is within.
	GiveToHigh,
	/// What is below still is filled from what is within.
	TakeToLow,
	/// The same with more than there is too much, or too little: where less does not get through.
	GiveMore,
	TakeMore,
}

impl Step {
	const ALL: [Self; 6] = [
		Self::GiveToTarget,
		Self::TakeToTarget,
		Self::GiveToHigh,
		Self::TakeToLow,
		Self::GiveMore,
		Self::TakeMore,
	];

	/// Is it only for where no cycle was found yet, and for one?
	const fn is_last_resort(self) -> bool {
		matches!(self, Self::GiveMore | Self::TakeMore)
	}
}

/// Channels to give from, channels to take into, and which amounts are best.
struct Search<'o, AccountId> {
	gives: Moves<'o, AccountId>,
	takes: Moves<'o, AccountId>,
	prefer: Prefer,
}

/// The open channels in an asset, as a graph, and those of them that are an account's and may be
/// moved.
pub(crate) struct Planner<AccountId> {
	account: AccountId,
	/// Ordered by id.
	pub(crate) own: Vec<Own<AccountId>>,
	network: Network<AccountId>,
	/// For the whole question.
	pub(crate) steps: Steps,
}

impl<AccountId: Clone + Ord> Planner<AccountId> {
	/// Reads all channels of the chain, once, and no more than can be searched.
	pub(crate) fn of_chain<T: Config<AccountId = AccountId>>(
		account: &AccountId,
		asset: &T::AssetId,
		record: Option<&PolicyRecordOf<T>>,
		trigger: Trigger,
	) -> Result<Self, GraphError> {
		let general = record.map(|record| record.policy.band).unwrap_or_default();
		let treated = |id, side| {
			let policy = Pallet::<T>::channel_policy_at(record, id, side);
			let moves = match policy.mode {
				Mode::Automatic => true,
				Mode::Manual => trigger == Trigger::Manual,
				Mode::Excluded => false,
			};
			moves.then(|| (policy.band.unwrap_or(general), policy.mode))
		};
		Self::new(account, asset, T::Clock::now(), T::Channels::walk(), treated)
	}

	/// Of these channels. `treated` tells the band and the mode of the account's own, if they may be
	/// moved.
	pub(crate) fn new<AssetId: PartialEq>(
		account: &AccountId,
		asset: &AssetId,
		now_ms: Moment,
		channels: impl Iterator<Item = (ChannelId, Channel<AccountId, AssetId>)>,
		treated: impl Fn(ChannelId, Side) -> Option<(Band, Mode)>,
	) -> Result<Self, GraphError> {
		let mut own = Vec::new();
		let network = {
			let note = |(id, channel): &(ChannelId, Channel<AccountId, AssetId>)| {
				let open = channel.asset == *asset && channel.phase == Phase::Open;
				let Some(side) = channel.side_of(account).filter(|_| open) else { return };
				let Some((band, mode)) = treated(*id, side) else { return };
				let peer = channel.parties.of(side.other()).clone();
				let holding = Holding::of(&channel.ledger, side);
				own.push(Own { id: *id, side, peer, band, mode, holding });
			};
			Network::new(asset, now_ms, channels.inspect(note))?
		};
		own.sort_unstable_by_key(|own| own.id);
		Ok(Self { account: account.clone(), own, network, steps: Steps::new(STEPS) })
	}

	/// The channels that `which` lets through, but for those that would move nothing.
	fn moves(
		&self,
		which: impl Fn(Place) -> bool,
		amount: impl Fn(&Own<AccountId>) -> Balance,
	) -> Moves<'_, AccountId> {
		let all = self.own.iter().filter(|own| which(own.place()));
		all.map(|own| (own, amount(own))).filter(|(_, amount)| *amount > 0).collect()
	}

	/// What lies above its thresholds, and what below.
	fn outside(&self) -> [Moves<'_, AccountId>; 2] {
		let above = |place| matches!(place, Place::Above(_));
		let below = |place| matches!(place, Place::Below(_));
		let distance = |own: &Own<AccountId>| own.place().distance();
		[self.moves(above, distance), self.moves(below, distance)]
	}

	/// Whether anything is to be done. Channels with one peer count together: what one has too much
	/// of and another too little moves nothing.
	pub(crate) fn presses(&self, min_amount: Balance) -> bool {
		let [above, below] = self.outside().map(|moves| by_peer(&moves));
		let of = |peers: &BTreeMap<_, Balance>, peer| peers.get(peer).copied().unwrap_or_default();
		let peers = above.keys().chain(below.keys());
		let mut apart = peers.map(|peer| of(&above, *peer).abs_diff(of(&below, *peer)));
		apart.any(|apart| apart >= min_amount.max(1))
	}

	/// What a step looks for.
	fn search_of(&self, step: Step) -> Search<'_, AccountId> {
		let is_above = |place| matches!(place, Place::Above(_));
		let is_below = |place| matches!(place, Place::Below(_));
		let [above, below] = self.outside();
		let (gives, takes) = match step {
			Step::GiveToTarget | Step::TakeToTarget => {
				let all = matches!(step, Step::TakeToTarget);
				let gives = self.moves(|it| all || is_above(it), Own::give_to_target);
				let takes = self.moves(|it| !all || is_below(it), Own::take_to_target);
				(net(&gives, &takes), net(&takes, &gives))
			},
			Step::GiveToHigh => {
				let gives = self.moves(is_above, Own::give_to_high);
				let takes = self.moves(|it| it == Place::Inside, Own::take_to_high);
				(net(&gives, &below), takes)
			},
			Step::TakeToLow => {
				let takes = self.moves(is_below, Own::take_to_low);
				let gives = self.moves(|it| it == Place::Inside, Own::give_to_low);
				(gives, net(&takes, &above))
			},
			Step::GiveMore => {
				let mut gives = self.moves(is_above, Own::give_to_low);
				drop_balanced(&mut gives, [&above, &below]);
				(gives, self.moves(|it| !is_above(it), Own::take_to_high))
			},
			Step::TakeMore => {
				let mut takes = self.moves(is_below, Own::take_to_high);
				drop_balanced(&mut takes, [&below, &above]);
				(self.moves(|it| !is_below(it), Own::give_to_low), takes)
			},
		};
		let outside = if matches!(step, Step::GiveMore) { &above } else { &below };
		let wanted = outside.iter().map(|(_, units)| *units).min().unwrap_or_default();
		let prefer = if step.is_last_resort() { Prefer::Little { wanted } } else { Prefer::Much };
		Search { gives, takes, prefer }
	}

	/// Looks for cycles, in one of `of` shares of the steps that are left.
	fn search(
		&self,
		steps: &mut Steps,
		search: &Search<'_, AccountId>,
		limits: &Limits,
	) -> Vec<Part> {
		let Some(owner) = self.network.node(&self.account) else { return Vec::new() };
		let quotas = |moves: &Moves<'_, AccountId>, gives: bool| -> Vec<Quota> {
			let quota = |(own, amount): &(&Own<AccountId>, Balance)| {
				let side = if gives { own.side } else { own.side.other() };
				edge_of(own.id, side).map(|edge| Quota { edge, amount: *amount })
			};
			moves.iter().filter(|(_, amount)| *amount > 0).filter_map(quota).collect()
		};
		let (gives, takes) = (quotas(&search.gives, true), quotas(&search.takes, false));
		if gives.is_empty() || takes.is_empty() || limits.max_cycles == 0 {
			return Vec::new();
		}
		let request = Request {
			owner,
			gives: &gives,
			takes: &takes,
			max_cycles: limits.max_cycles,
			max_hops: MAX_HOPS,
			min_amount: limits.min_amount.max(1),
			max_fee_ppm: limits.fee_ppm,
			max_fee: limits.max_fee,
			prefer: search.prefer,
			exclude: Exclude::default(),
		};
		plan_rebalance(self.network.graph(), &request, steps).cycles
	}

	/// Moves what a cycle moves, so that the next search finds it moved.
	fn apply(&mut self, part: &Part) {
		if let Some(owner) = self.network.node(&self.account) {
			self.network.carry(owner, part);
		}
		for (edge, amount) in part.edges.iter().zip(&part.amounts) {
			let (id, side) = direction_of(*edge);
			let Ok(at) = self.own.binary_search_by_key(&id, |own| own.id) else { continue };
			let Some(own) = self.own.get_mut(at) else { continue };
			let Holding { local, remote } = &mut own.holding;
			let (from, to) = if own.side == side { (local, remote) } else { (remote, local) };
			*from = from.saturating_sub(*amount);
			*to = to.saturating_add(*amount);
		}
	}

	/// The cycles of a run: what lies outside of its thresholds comes within, and nearer to its
	/// target as far as that brings another channel nearer to its own.
	pub(crate) fn plan(&mut self, mut limits: Limits) -> Vec<Part> {
		let mut all = Vec::new();
		let mut steps = core::mem::replace(&mut self.steps, Steps::new(0));
		for (step, left) in Step::ALL.into_iter().zip((1..=6).rev()) {
			if step.is_last_resort() {
				if !all.is_empty() {
					break;
				}
				limits.max_cycles = limits.max_cycles.min(1);
			}
			let search = self.search_of(step);
			// None of them uses up what the others need.
			let found = steps.share(left, |steps| self.search(steps, &search, &limits));
			for part in found {
				limits.max_cycles = limits.max_cycles.saturating_sub(1);
				limits.max_fee = limits.max_fee.saturating_sub(part.fee());
				self.apply(&part);
				all.push(part);
			}
		}
		self.steps = steps;
		all
	}

	/// The best cycle for one channel.
	pub(crate) fn best_for(
		&self,
		steps: &mut Steps,
		own: &Own<AccountId>,
		direction: Direction,
		limits: &Limits,
	) -> Option<Part> {
		let others = |which: &dyn Fn(Place) -> bool, amount: fn(&Own<AccountId>) -> Balance| {
			let mut moves = self.moves(which, amount);
			moves.retain(|(it, _)| it.id != own.id);
			moves
		};
		let search = |own_amount: Balance, others, prefer| {
			let own = Vec::from([(own, own_amount)]);
			match direction {
				Direction::Give => Search { gives: own, takes: others, prefer },
				Direction::Take => Search { gives: others, takes: own, prefer },
			}
		};
		let inside = |it: Place| it == Place::Inside;
		let not_above = |it: Place| !matches!(it, Place::Above(_));
		let not_below = |it: Place| !matches!(it, Place::Below(_));
		let wanted = own.place().distance();
		let (much, little) = (Prefer::Much, Prefer::Little { wanted });
		let searches = match direction {
			Direction::Give => [
				search(own.give_to_target(), others(&|_| true, Own::take_to_target), much),
				search(own.give_to_high(), others(&inside, Own::take_to_high), much),
				search(own.give_to_low(), others(&not_above, Own::take_to_high), little),
			],
			Direction::Take => [
				search(own.take_to_target(), others(&|_| true, Own::give_to_target), much),
				search(own.take_to_low(), others(&inside, Own::give_to_low), much),
				search(own.take_to_high(), others(&not_below, Own::give_to_low), little),
			],
		};
		// What is within only goes to its target.
		let tried = if wanted == 0 { 1 } else { 3 };
		let mut searches = searches.iter().zip((1..=tried).rev());
		searches.find_map(|(search, left)| {
			steps.share(left, |steps| self.search(steps, search, limits)).pop()
		})
	}
}

/// Makes a cycle as a call has it. `None` if it is too long.
pub(crate) fn cycle_of(part: &Part) -> Option<Cycle> {
	let hops = part.edges.iter().zip(&part.amounts);
	let hops = hops.map(|(edge, amount)| Hop { channel: direction_of(*edge).0, amount: *amount });
	Cycle::try_from(hops.collect::<Vec<_>>()).ok()
}

#[cfg(test)]
mod memory;
#[cfg(test)]
mod tests;
