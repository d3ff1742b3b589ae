//! The channels of a chain as the graph in which routes are planned: accounts become numbers,
//! channels become edges, and what the planner finds is told in channels and sides again.

use crate::{
	channel::{self, Channel, Phase},
	ChannelId, Moment, Pair, Policy, Side,
};
use alloc::{collections::BTreeMap, vec::Vec};
use bloc_math::{
	flow::Part,
	graph::{Builder, Edge, Exclude, Graph, GraphError, Terms, MAX_NODES},
};

/// The open channels in one asset.
#[derive(Clone, Debug)]
pub struct Network<AccountId> {
	numbers: BTreeMap<AccountId, u32>,
	graph: Graph,
}

/// What a search is to leave out, in the planner's numbers.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Excluded {
	nodes: Vec<u32>,
	edges: Vec<u64>,
}

impl Excluded {
	/// The same as the planner takes it.
	pub fn as_ref(&self) -> Exclude<'_> {
		Exclude { nodes: &self.nodes, edges: &self.edges }
	}
}

/// The planner's name for the balance that `side` has in a channel: the edge that leaves it.
/// `None` for channels whose number is too large, which no chain comes to.
pub fn edge_of(id: ChannelId, side: Side) -> Option<u64> {
	let side = match side {
		Side::Opener => 0,
		Side::Counterparty => 1,
	};
	id.0.checked_mul(2)?.checked_add(side)
}

/// The channel of an edge, and the side that it leaves: the payer's.
pub const fn direction_of(edge: u64) -> (ChannelId, Side) {
	let side = if edge & 1 == 0 { Side::Opener } else { Side::Counterparty };
	(ChannelId(edge >> 1), side)
}

impl<AccountId: Clone + Ord> Network<AccountId> {
	/// All open channels of the chain in `asset`, as they are now. It costs a read for each channel of the chain: for
	/// use off chain only.
	///
	/// # Errors
	/// If there are more than the planner takes.
	pub fn of_chain<Channels>(asset: &Channels::AssetId, now_ms: Moment) -> Result<Self, GraphError>
	where
		Channels: channel::Graph<AccountId, AssetId: PartialEq>,
	{
		Self::new(asset, now_ms, Channels::walk())
	}

	/// The open ones among `channels` that are in `asset`: read once, and no farther than the planner
	/// can go with them.
	///
	/// # Errors
	/// If there are more than the planner takes.
	pub fn new<AssetId: PartialEq>(
		asset: &AssetId,
		now_ms: Moment,
		channels: impl IntoIterator<Item = (ChannelId, Channel<AccountId, AssetId>)>,
	) -> Result<Self, GraphError> {
		let mut numbers = BTreeMap::<AccountId, u32>::new();
		let mut builder = Builder::default();
		let usable = |channel: &Channel<_, _>| {
			channel.phase == Phase::Open
				&& channel.asset == *asset
				&& !channel.ledger.map(|side| side.free).is_zero()
		};
		for (id, mut channel) in channels.into_iter().filter(|(_, channel)| usable(channel)) {
			channel.lapse(|| now_ms);
			let mut number = |who: &AccountId| -> Result<u32, GraphError> {
				if let Some(node) = numbers.get(who) {
					return Ok(*node);
				}
				let node = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
				if node >= MAX_NODES {
					return Err(GraphError::TooManyNodes);
				}
				numbers.insert(who.clone(), node);
				Ok(node)
			};
			let Pair { opener, counterparty } = &channel.parties;
			let nodes = Pair::new(number(opener)?, number(counterparty)?);
			for edge in Side::BOTH.into_iter().filter_map(|side| edge(id, &channel, &nodes, side)) {
				builder.push(&edge)?;
			}
		}
		Ok(Self { numbers, graph: builder.build() })
	}

	/// Moves what a payment or cycle from node `from` moves. Nothing is, if it cannot be.
	pub fn carry(&mut self, from: u32, part: &Part) -> bool {
		self.graph.carry(from, &part.edges, &part.amounts, |edge| edge ^ 1)
	}

	/// What the planner searches.
	pub const fn graph(&self) -> &Graph {
		&self.graph
	}

	/// The number of an account, if it has a channel.
	pub fn node(&self, who: &AccountId) -> Option<u32> {
		self.numbers.get(who).copied()
	}

	/// These accounts and both directions of these channels, for a search to leave out.
	pub fn excluding<'a>(
		&self,
		accounts: impl IntoIterator<Item = &'a AccountId>,
		channels: impl IntoIterator<Item = ChannelId>,
	) -> Excluded
	where
		AccountId: 'a,
	{
		let nodes = accounts.into_iter().filter_map(|who| self.node(who)).collect();
		let both = |id| Side::BOTH.into_iter().filter_map(move |side| edge_of(id, side));
		Excluded { nodes, edges: channels.into_iter().flat_map(both).collect() }
	}
}

/// What can leave over `side` of a channel, be it nothing yet. The payer's own payments can use all that is free,
/// others what the policy lets them, as the chain has it.
fn edge<AccountId, AssetId>(
	id: ChannelId,
	channel: &Channel<AccountId, AssetId>,
	nodes: &Pair<u32>,
	side: Side,
) -> Option<Edge> {
	let free = channel.ledger.of(side).free;
	// Policies on chain are sound: the planner takes no others.
	let policy = |side| (*channel.policies.of(side)).filter(Policy::is_sound);
	let locked = channel.ledger.of(side).locked;
	let terms = |policy: Policy| {
		// What may still be locked, where that is bounded: the rest stays as a reserve does.
		let room = policy.max_locked.map_or(free, |most| most.saturating_sub(locked));
		Terms {
			outbound: policy.outbound(),
			min: policy.min_amount,
			max: policy.max_amount,
			reserve: policy.reserve.max(free.saturating_sub(room)),
			bound: channel.binding(side).is_some(),
		}
	};
	Some(Edge {
		id: edge_of(id, side)?,
		tail: *nodes.of(side),
		head: *nodes.of(side.other()),
		free,
		forward: policy(side).filter(|policy| policy.enabled).map(terms),
		inbound: policy(side.other()).map(|policy| policy.inbound()).unwrap_or_default(),
	})
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests;
