//! What the runtime API answers, asked by name and in SCALE, as a node asks it: how a payment of real
//! amounts can be made, or how much can be carried.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use bloc_primitives::{Balance, ChannelId, Policy};
use codec::{Decode, Encode};
use common::{account, Chain};
use frame_support::traits::fungible::{
	Mutate,
	NativeOrWithId::{self, Native},
};
use lightning_bloc_runtime::{apis, AssetId, Balances, Channels, RuntimeOrigin};
use pallet_bloc_mpp::types::{NoPlan, PaymentPlan, Shortfall};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};

const HOUR: u64 = 3_600_000;
/// A coin of 18 decimals.
const COIN: Balance = 1_000_000_000_000_000_000;

/// Channels in which their openers have so much, and policies for those who forward.
fn chain(channels: &[(Sr25519Keyring, Sr25519Keyring, Balance)], policy: Policy) -> Chain {
	let mut chain = Chain::of("development");
	chain.block(6_000, vec![]);
	chain.look(|| {
		for (id, (opener, counterparty, amount)) in (0..).map(ChannelId).zip(channels) {
			Balances::mint_into(&account(*opener), 2 * amount).unwrap();
			let of = RuntimeOrigin::signed(account(*opener));
			Channels::open(of.clone(), account(*counterparty), Native, *amount, HOUR).unwrap();
			Channels::set_policy(of, id, Some(policy)).unwrap();
		}
	});
	chain
}

/// Asks how Alice can pay Dave so much.
fn plan(chain: &mut Chain, amount: Balance, max_parts: u32) -> Result<PaymentPlan, NoPlan> {
	let asset: NativeOrWithId<AssetId> = Native;
	let exclude = Vec::<ChannelId>::new();
	let data = (account(Alice), account(Dave), asset, amount, max_parts, Balance::MAX, exclude);
	let answer = chain.look(|| apis::api::dispatch("MppApi_plan_payment", &data.encode())).unwrap();
	Decode::decode(&mut &*answer).unwrap()
}

#[test]
fn how_much_can_be_carried_is_told_however_much_is_asked() {
	let free = Policy { min_amount: 1, ..Policy::FREE };
	let tenths = |tenths: Balance| tenths * COIN / 10;
	// 1.6 coins reach Dave, over two ways. Alice has ten more where there is no way on.
	let channels = [
		(Alice, Bob, tenths(9)),
		(Bob, Dave, tenths(20)),
		(Alice, Charlie, tenths(30)),
		(Charlie, Dave, tenths(7)),
		(Alice, Eve, tenths(100)),
	];
	let mut chain = chain(&channels, free);
	for asked in [2, 10, 1_000, 1_000_000_000] {
		let no_plan = plan(&mut chain, asked * COIN, 16).unwrap_err();
		assert_eq!(no_plan.shortfall, Shortfall::Amount { most: tenths(16) }, "{asked}");
	}
	let all = plan(&mut chain, tenths(16), 16).unwrap();
	assert_eq!((all.routes.len(), all.fee, all.least_fee), (2, 0, 0));
	assert_eq!(
		plan(&mut chain, tenths(16), 1).unwrap_err().shortfall,
		Shortfall::Parts { needed: 2 }
	);
	// In one part it is what one way carries.
	let one = plan(&mut chain, 10 * COIN, 1).unwrap_err().shortfall;
	assert_eq!(one, Shortfall::Amount { most: tenths(9) });
	// Where nothing leads, it says so, whatever is asked.
	chain.look(|| {
		for (who, id) in [(Bob, 1), (Charlie, 3)] {
			let of = RuntimeOrigin::signed(account(who));
			Channels::set_policy(of, ChannelId(id), None).unwrap();
		}
	});
	for asked in [1, 2 * COIN, 10 * COIN] {
		assert_eq!(plan(&mut chain, asked, 16).unwrap_err().shortfall, Shortfall::NoRoute);
	}
}

#[test]
fn several_parts_of_real_amounts_are_proven_cheapest_but_for_roundings() {
	let policy = Policy { min_amount: 1, base_fee: COIN / 1_000 + 1, fee_ppm: 777, ..Policy::FREE };
	let channels = [
		(Alice, Bob, 5 * COIN + 3),
		(Bob, Dave, 4 * COIN + 1),
		(Alice, Charlie, 6 * COIN + 7),
		(Charlie, Dave, 3 * COIN + 1),
		(Alice, Eve, 9 * COIN),
		(Eve, Ferdie, 8 * COIN),
		(Ferdie, Dave, 8 * COIN),
	];
	let mut chain = chain(&channels, policy);
	let found = plan(&mut chain, 10 * COIN + 123_456_789, 16).unwrap();
	assert_eq!(found.routes.len(), 3);
	// Four forwarders, each of which rounds down.
	assert!(found.least_fee <= found.fee && found.fee - found.least_fee <= 16, "{found:?}");
	// Eve and Ferdie ask twice: as little as goes is sent over them.
	let dear = found.routes.iter().find(|route| route.len() == 3).unwrap();
	let rest = 10 * COIN + 123_456_789 - (7 * COIN + 2);
	assert!(dear.last().unwrap().amount - rest <= 4, "{dear:?}");
}
