use super::*;
use crate::{channel::Ledger, guard::Guard};
use bloc_math::{
	fees::{FeeRate, InboundFeeRate},
	paths::{cheapest_path, Path, Query},
};

const ASSET: u32 = 7;
const NOW: u64 = 1_000;

const POLICY: Policy = Policy {
	base_fee: 1,
	fee_ppm: 10_000,
	inbound_base_fee: -2,
	inbound_fee_ppm: 500,
	min_amount: 10,
	max_amount: 400,
	reserve: 50,
	..Policy::FREE
};

type Listed = (ChannelId, Channel<&'static str, u32>);

fn listed(id: u64, parties: [&'static str; 2], free: [u128; 2]) -> Listed {
	let pair = |[opener, counterparty]: [_; 2]| Pair::new(opener, counterparty);
	let channel = Channel {
		parties: Pair::new(parties[0], parties[1]),
		asset: ASSET,
		phase: Phase::Open,
		ledger: pair(free).map(|free| Ledger { free: *free, locked: 1_000 }),
		committed: Pair::new(1_000, 1_000),
		base_version: 0,
		challenge_period_ms: 0,
		policies: Pair::new(Some(POLICY), Some(POLICY)),
		subscribed: Pair::new(false, false),
		guard: None,
	};
	(ChannelId(id), channel)
}

fn changed(mut listed: Listed, change: impl FnOnce(&mut Channel<&'static str, u32>)) -> Listed {
	change(&mut listed.1);
	listed
}

fn network(channels: impl IntoIterator<Item = Listed>) -> Network<&'static str> {
	Network::new(&ASSET, NOW, channels).unwrap()
}

fn path(
	network: &Network<&'static str>,
	from: &'static str,
	to: &'static str,
	amount: u128,
	excluded: &Excluded,
) -> Option<Path> {
	let (from, to) = (network.node(&from)?, network.node(&to)?);
	let exclude = excluded.as_ref();
	let query = Query { from, to, amount, max_hops: 8, max_fee: u128::MAX, exclude };
	cheapest_path(network.graph(), &query)
}

/// The channels of a path, with who pays in each.
fn route(path: Option<Path>) -> Option<Vec<(u64, Side)>> {
	let direction = |edge: &u64| {
		let (id, side) = direction_of(*edge);
		(id.0, side)
	};
	Some(path?.edges.iter().map(direction).collect())
}

const OPENER: Side = Side::Opener;
const COUNTERPARTY: Side = Side::Counterparty;

#[test]
fn edges_name_channels_and_sides() {
	for id in [0, 1, 77, u64::MAX / 2] {
		let [one, other] = Side::BOTH.map(|side| edge_of(ChannelId(id), side).unwrap());
		assert_ne!(one, other);
		assert_eq!(direction_of(one), (ChannelId(id), OPENER));
		assert_eq!(direction_of(other), (ChannelId(id), COUNTERPARTY));
	}
	assert_eq!(edge_of(ChannelId(u64::MAX / 2 + 1), OPENER), None);
}

#[test]
fn accounts_have_numbers() {
	let network = network([listed(3, ["a", "b"], [500, 300]), listed(9, ["c", "b"], [500, 300])]);
	assert_eq!((network.graph().nodes(), network.graph().edges()), (3, 4));
	let mut nodes = ["a", "b", "c"].map(|who| network.node(&who).unwrap());
	nodes.sort();
	assert_eq!(nodes, [0, 1, 2]);
	assert_eq!(network.node(&"d"), None);
}

#[test]
fn both_directions_can_be_taken() {
	let network = network([listed(3, ["a", "b"], [500, 300]), listed(9, ["c", "b"], [500, 300])]);
	let route = |from, to| route(path(&network, from, to, 100, &Excluded::default()));
	assert_eq!(route("a", "c"), Some(vec![(3, OPENER), (9, COUNTERPARTY)]));
	assert_eq!(route("c", "a"), Some(vec![(9, OPENER), (3, COUNTERPARTY)]));
	assert_eq!(route("b", "c"), Some(vec![(9, COUNTERPARTY)]));
}

/// From a over b to c, who has leased of b: whatever b asks for what arrives from a.
#[test]
fn who_has_let_its_balance_adds_nothing_for_where_it_comes_from() {
	let fee = |until_ms: Option<u64>, inbound_base_fee| {
		let asks = |listed| {
			changed(listed, |channel: &mut Channel<_, _>| {
				let inbound = Policy { inbound_base_fee, inbound_fee_ppm: 0, ..POLICY };
				channel.policies.counterparty = Some(inbound);
			})
		};
		let first = asks(listed(3, ["a", "b"], [500, 300]));
		let let_ = changed(listed(4, ["c", "b"], [0, 500]), |channel| {
			channel.guard = until_ms.map(|until_ms| Guard {
				side: COUNTERPARTY,
				floor: 0,
				until_ms,
				worst: POLICY,
				lien: 0,
			});
		});
		let network = network([first, let_]);
		let path = path(&network, "a", "c", 100, &Excluded::default()).unwrap();
		path.amounts[0] - 100
	};
	// One, and a hundredth.
	let usual = 1 + 1;
	assert_eq!(fee(None, 0), usual);
	assert_eq!(fee(None, 90), usual + 90);
	assert_eq!(fee(Some(NOW + 1), 90), usual);
	// A discount is given as ever.
	assert_eq!(fee(Some(NOW + 1), -1), usual - 1);
	// By then it is over, whether or not anybody has come to take it off.
	assert_eq!(fee(Some(NOW), 90), usual + 90);
}

#[test]
fn an_edge_says_what_the_channel_says() {
	let nodes = Pair::new(4, 2);
	let (id, channel) = changed(listed(3, ["a", "b"], [500, 300]), |channel| {
		channel.policies.counterparty = Some(Policy { inbound_base_fee: 9, ..POLICY });
	});
	let outbound = FeeRate { base: 1, ppm: 10_000 };
	let terms = Terms { outbound, min: 10, max: 400, reserve: 50, bound: false };
	let from_opener = Edge {
		id: 6,
		tail: 4,
		head: 2,
		free: 500,
		forward: Some(terms),
		inbound: InboundFeeRate { base: 9, ppm: 500 },
	};
	assert_eq!(edge(id, &channel, &nodes, OPENER), Some(from_opener));
	let inbound = InboundFeeRate { base: -2, ppm: 500 };
	let back = Edge { id: 7, tail: 2, head: 4, free: 300, inbound, ..from_opener };
	assert_eq!(edge(id, &channel, &nodes, COUNTERPARTY), Some(back));

	// Without terms, and with ones that are switched off, nothing is forwarded; what is asked for
	// arrivals is asked as long as there are terms.
	let (_, off) = changed((id, channel.clone()), |channel| {
		channel.policies = Pair::new(Some(Policy { enabled: false, ..POLICY }), None);
	});
	let own = Edge { forward: None, inbound: InboundFeeRate::default(), ..from_opener };
	assert_eq!(edge(id, &off, &nodes, OPENER), Some(own));
	assert_eq!(edge(id, &off, &nodes, COUNTERPARTY), Some(Edge { forward: None, ..back }));
}

#[test]
fn what_cannot_pay_is_left_out() {
	let good = || listed(1, ["a", "b"], [500, 300]);
	let phases = [
		Phase::Proposed { requested: 1, deadline_ms: 1 },
		Phase::Closing { settles_ms: 1 },
		Phase::Resolving,
	];
	let closed = phases.map(|phase| changed(good(), |channel| channel.phase = phase));
	let other = changed(good(), |channel| channel.asset = ASSET + 1);
	let empty = listed(1, ["a", "b"], [0, 0]);
	for listed in closed.into_iter().chain([other, empty]) {
		let network = network([listed]);
		assert_eq!((network.graph().nodes(), network.graph().edges()), (0, 0));
	}
	let one_way = network([listed(1, ["a", "b"], [0, 1])]);
	// What has come to the other side can come back.
	assert_eq!((one_way.graph().nodes(), one_way.graph().edges()), (2, 2));
	assert_eq!(network([good()]).graph().edges(), 2);
	// A chain whose channels were numbered by somebody else.
	assert_eq!(network([(ChannelId(u64::MAX), good().1)]).graph().edges(), 0);
	assert_eq!(network([]).graph().nodes(), 0);
}

#[test]
fn unsound_terms_do_not_spoil_the_graph() {
	let unsound = Policy { fee_ppm: 1_000_001, ..POLICY };
	let bad = changed(listed(1, ["b", "c"], [500, 500]), |channel| {
		channel.policies = Pair::new(Some(unsound), Some(unsound));
	});
	let network = network([listed(0, ["a", "b"], [500, 500]), bad]);
	let found = |from, to| path(&network, from, to, 100, &Excluded::default()).is_some();
	assert!(!found("a", "c"));
	assert!(found("b", "c"));
}

#[test]
fn only_forwarders_keep_a_reserve() {
	let network = network([listed(0, ["a", "b"], [500, 0]), listed(1, ["b", "c"], [450, 0])]);
	let found = |from, to, amount| path(&network, from, to, amount, &Excluded::default()).is_some();
	assert!(found("b", "c", 450));
	assert!(found("a", "c", 400));
	assert!(!found("a", "c", 401));
}

#[test]
fn channels_and_accounts_can_be_left_out() {
	let network = network([
		listed(0, ["a", "b"], [500, 500]),
		listed(1, ["b", "d"], [500, 500]),
		listed(2, ["a", "c"], [500, 500]),
		listed(3, ["c", "d"], [500, 500]),
	]);
	let over_b = Some(vec![(0, OPENER), (1, OPENER)]);
	let over_c = Some(vec![(2, OPENER), (3, OPENER)]);
	let found = |accounts: &[&'static str], channels: &[u64]| {
		let channels = channels.iter().copied().map(ChannelId);
		route(path(&network, "a", "d", 100, &network.excluding(accounts, channels)))
	};
	assert_eq!(found(&["c"], &[]), over_b);
	assert_eq!(found(&["b"], &[]), over_c);
	assert_eq!(found(&[], &[3]), over_b);
	assert_eq!(found(&["nobody"], &[0, u64::MAX]), over_c);
	assert_eq!(found(&["b"], &[2]), None);
}

#[test]
fn what_was_moved_is_on_the_other_side() {
	let mut network = network([listed(0, ["a", "b"], [500, 0]), listed(1, ["b", "c"], [450, 0])]);
	let [a, c] = ["a", "c"].map(|who| network.node(&who).unwrap());
	let found = path(&network, "a", "c", 100, &Excluded::default()).unwrap();
	let part = Part { edges: found.edges, amounts: found.amounts };
	assert!(path(&network, "c", "a", 1, &Excluded::default()).is_none());
	assert!(!network.carry(c, &part));
	assert!(network.carry(a, &part));
	assert!(path(&network, "c", "b", 100, &Excluded::default()).is_some());
	assert!(path(&network, "c", "b", 101, &Excluded::default()).is_none());
	assert!(path(&network, "a", "b", 401, &Excluded::default()).is_none());
}

#[test]
fn no_more_is_read_than_the_planner_takes() {
	let mut read = 0u64;
	let many = (0..).map(|id| listed(id, ["a", "b"], [500, 300])).inspect(|_| read += 1);
	assert_eq!(Network::new(&ASSET, NOW, many).unwrap_err(), GraphError::TooManyEdges);
	assert_eq!(read, 100_001);
	let names: Vec<&'static str> = (0..100_002).map(|n| &*format!("{n}").leak()).collect();
	let star = (0..100_001).map(|n| listed(n as u64, [names[0], names[n + 1]], [500, 300]));
	assert_eq!(Network::new(&ASSET, NOW, star).unwrap_err(), GraphError::TooManyNodes);
}

#[test]
fn more_than_the_planner_takes_is_refused() {
	let many = |count: u64| {
		Network::new(&ASSET, NOW, (0..count).map(|id| listed(id, ["a", "b"], [500, 300])))
	};
	let most = u64::try_from(bloc_math::graph::MAX_EDGES).unwrap() / 2;
	assert_eq!(many(most).unwrap().graph().edges(), bloc_math::graph::MAX_EDGES);
	assert_eq!(many(most + 1).unwrap_err(), GraphError::TooManyEdges);
}
