//! What is planned over a chain's channels, the chain takes.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use bloc_math::{
	fees::forward_fee,
	graph::Exclude,
	paths::{cheapest_path, Path, Query},
};
use bloc_primitives::{
	channel::{Purpose, Transfer},
	network::{direction_of, Network},
	Policy,
};
use bloc_testing::channels::{self, Clock};
use proptest::prelude::*;

const ASSET: u32 = 7;

struct Test;

impl channels::Config for Test {
	type AccountId = u64;
	type AssetId = u32;
	type Clock = Clock;
	type Hooks = ();
	type PreimageSink = ();
}

type Channels = channels::Channels<Test>;

/// Pays along a path as a pallet does: each hop on its payer's terms, each fee by them.
fn pay(network: &Network<u64>, from: u64, to: u64, amount: u128, path: &Path) {
	let (mut payer, mut purpose) = (from, Purpose::Own);
	let mut inbound = None;
	let mut arrived = 0;
	for (edge, sent) in path.edges.iter().zip(&path.amounts) {
		let (id, side) = direction_of(*edge);
		assert_eq!(Channels::get(id).parties.of(side), &payer);
		let terms = Channels::forward(id, &payer, &ASSET, *sent, purpose).unwrap();
		if let Some(inbound) = inbound {
			let fee = forward_fee(&terms.outbound(), &inbound, *sent).unwrap();
			assert!(arrived >= sent + fee, "{arrived} for {sent} and {fee}");
		}
		inbound = Some(terms.inbound());
		(payer, purpose, arrived) = (terms.payee, Purpose::Forward, *sent);
	}
	assert_eq!((payer, arrived), (to, amount));
	assert!(network.node(&to).is_some());
}

fn policy() -> impl Strategy<Value = Policy> {
	let fees = (0u128..5, 0u32..20_000, -5i128..5, -20_000i32..20_000);
	(fees, 0u128..20, 0u128..1_000, 0u128..100, any::<bool>()).prop_map(
		|((base_fee, fee_ppm, inbound_base_fee, inbound_fee_ppm), min, more, reserve, enabled)| {
			let (min_amount, max_amount) = (min, min + more);
			Policy {
				base_fee,
				fee_ppm,
				inbound_base_fee,
				inbound_fee_ppm,
				min_amount,
				max_amount,
				reserve,
				max_locked: reserve.is_multiple_of(3).then_some(max_amount),
				enabled,
				..Policy::FREE
			}
		},
	)
}

type Given = (u64, u64, [u128; 2], [Option<Policy>; 2]);

fn given() -> impl Strategy<Value = Given> {
	let side = || prop::option::weighted(0.9, policy());
	(0u64..6, 0u64..6, [0u128..1_000, 1u128..1_000], [side(), side()])
		.prop_filter("two parties", |(opener, counterparty, ..)| opener != counterparty)
}

proptest! {
	#[test]
	fn every_path_that_is_found_can_be_paid(
		channels in prop::collection::vec(given(), 1..20),
		payments in prop::collection::vec((0u64..6, 0u64..6, 1u128..500), 1..10),
	) {
		sp_io::TestExternalities::default().execute_with(|| {
			for (opener, counterparty, free, policies) in channels {
				let id = Channels::establish(opener, counterparty, ASSET, free);
				Channels::set_policy(id, &opener, policies[0]);
				Channels::set_policy(id, &counterparty, policies[1]);
			}
			Channels::establish(0, 1, ASSET + 1, [1_000, 1_000]);
			let total = Channels::total(&ASSET);
			for (from, to, amount) in payments.into_iter().filter(|(from, to, _)| from != to) {
				let network = Network::of_chain::<Channels>(&ASSET, 0).unwrap();
				let (Some(tail), Some(head)) = (network.node(&from), network.node(&to)) else {
					continue;
				};
				let exclude = Exclude::default();
				let query = Query {
					from: tail,
					to: head,
					amount,
					max_hops: 8,
					max_fee: u128::MAX,
					exclude,
				};
				if let Some(path) = cheapest_path(network.graph(), &query) {
					pay(&network, from, to, amount, &path);
				}
			}
			assert_eq!(Channels::total(&ASSET), total);
		});
	}
}
