//! All pallets of the suite on one chain, in random order, with payers that go broke, accounts that
//! die, assets that freeze and a chain that stands still: whatever happens, the books balance, no
//! money comes or goes, and in the end everybody gets what is left.
//!
//! What can happen is in `together/`, a file for each subject.

#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used)]

mod common;
mod together {
	pub mod clocks;
	pub mod end;
	pub mod leases;
	pub mod money;
	pub mod payments;
	pub mod people;
	pub mod steps;
	pub mod towers;
	pub mod trades;
}

use bloc_primitives::{state::NetTransfer, ChannelId, PaymentHash, Side};
use common::Chain;
use frame_support::{assert_ok, traits::fungible::Inspect};
use lightning_bloc_runtime::{
	audit, configs::watchtowers::Treasury, genesis_config_presets::TEST_DOLLAR, AccountId, Assets,
	Balance, Balances, Dex, Lsp, Runtime, RuntimeCall, RuntimeOrigin, Swaps, System,
};
use pallet_bloc_channels::{Call as ChannelsCall, Channels};
use pallet_bloc_lsp::{types::Collected, Call as LspCall, Leases};
use pallet_bloc_swaps::leg::{Ending, LegState};
use pallet_bloc_watchtowers::{types::TowerId, Towers};
use proptest::prelude::*;
use sp_runtime::traits::Dispatchable;
use together::{
	end::leave,
	money::{hook_fees, issued},
	payments::OUT,
	people::{asset, dispatch, person, preimage, DAY, DOLLAR},
	steps::{calls, steps, Step},
	towers::signed,
	trades::{open_pairs, STAKE},
};

/// A chain with a block, on which somebody has opened pairs.
fn started() -> Chain {
	let mut chain = Chain::of("development");
	chain.block(6_000, vec![]);
	chain.look(open_pairs);
	chain
}

/// Somebody makes a call, which works.
fn done(chain: &mut Chain, who: u8, call: impl Into<RuntimeCall>) {
	let call = call.into();
	chain.look(|| {
		assert_ok!(call.dispatch(RuntimeOrigin::signed(person(who))));
		assert_ok!(audit());
	});
}

/// All calls of a step work.
fn works(chain: &mut Chain, step: &Step) {
	let now_ms = chain.now_ms;
	chain.look(|| {
		let calls = calls(step, now_ms);
		assert!(!calls.is_empty(), "{step:?}");
		for (who, call) in calls {
			let done = call.clone().dispatch(RuntimeOrigin::signed(who));
			assert!(done.is_ok(), "{call:?}: {done:?}");
		}
		assert_ok!(audit());
	});
}

/// What each side has free in a channel.
fn free(channel: ChannelId) -> [Balance; 2] {
	let ledger = Channels::<Runtime>::get(channel).unwrap().channel.ledger;
	[ledger.opener.free, ledger.counterparty.free]
}

/// Whatever else happens, swaps can be made: both ways, by calls of the same kinds as below.
#[test]
fn a_swap_each_way_is_settled() {
	let mut chain = started();
	let (native, amount) = (true, 4 * DOLLAR);
	let of_payment = |which| Step::OfPayment { which, who: 2, what: 2 };
	let steps = [
		Step::Channel { from: 0, to: 1, native, amount },
		// Alice pays Bob, who is the taker, too.
		Step::Quote { who: 0, native, what: 0, amount },
		Step::Swap { from: 1, provider: 0, native, amount, out: false },
		of_payment(0),
		// Alice pays Bob for what he has put up, and has it herself.
		Step::Quote { who: 1, native, what: 1, amount },
		Step::Quote { who: 1, native, what: 7, amount },
		Step::Swap { from: 0, provider: 1, native, amount, out: true },
		of_payment(1),
	];
	for step in &steps {
		works(&mut chain, step);
	}
	chain.look(|| {
		let claimed = |hash: PaymentHash, taker| {
			let leg = Swaps::swap(person(taker), hash).unwrap();
			assert!(matches!(leg.state, LegState::Ended { how: Ending::Claimed, .. }), "{leg:?}");
		};
		claimed(preimage(0).payment_hash(), 1);
		claimed(preimage(OUT + 1).payment_hash(), 0);
	});
	leave(&mut chain);
}

/// A channel is bought of the cheaper of two providers, and somebody else pays over it.
#[test]
fn a_channel_bought_of_the_better_of_two_is_paid_over() {
	let mut chain = started();
	let (native, amount, channel) = (true, 4 * DOLLAR, ChannelId(0));
	// Bob asks for more than Charlie.
	works(&mut chain, &Step::Provide { who: 1, native, what: 2, amount });
	works(&mut chain, &Step::Provide { who: 2, native, what: 0, amount });
	works(&mut chain, &Step::Lease { from: 0, provider: 1, native, what: 0, amount });
	chain.look(|| {
		let lease = Leases::<Runtime>::get(channel).unwrap().lease;
		assert_eq!((lease.provider, lease.size, lease.fee), (person(2), DOLLAR, 1_000));
		assert_eq!(free(channel), [amount / 16, DOLLAR]);
	});
	// Dave pays Alice over Charlie, by whose money she is paid.
	works(&mut chain, &Step::Channel { from: 3, to: 2, native, amount });
	works(&mut chain, &Step::Invoice { from: 3, to: 0, native, amount: 400_000, instant: true });
	chain.look(|| assert_eq!(free(channel), [amount / 16 + 100_000, DOLLAR - 100_000]));

	// Charlie is there, and the lease ends when its time is over.
	works(&mut chain, &Step::Provide { who: 2, native, what: 14, amount });
	chain.block(DAY, vec![]);
	chain.block(6_000, vec![]);
	chain.look(|| {
		assert!(Leases::<Runtime>::get(channel).is_none());
		let charlie = Lsp::provider(asset(native), person(2)).unwrap();
		assert_eq!((charlie.earned, charlie.facts.honoured), (1_000, 1));
	});
	let collect =
		LspCall::<Runtime>::collect { asset: asset(native), channels: Collected::default() };
	done(&mut chain, 2, collect);
	leave(&mut chain);
}

/// A tower contradicts who closes with an old state: its client has its own, and the tower is paid.
#[test]
fn a_tower_answers_for_its_client_and_is_paid() {
	let mut chain = started();
	let (native, amount, tower) = (false, DOLLAR, TowerId(0));
	// With so small a bond the reward of a dollar's channel counts.
	works(&mut chain, &Step::Tower { who: 3, native, what: 0, amount: 100_000 });
	works(&mut chain, &Step::Channel { from: 0, to: 1, native, amount });
	works(&mut chain, &Step::OfChannel { which: 0, who: 0, what: 2, amount });
	// Bob hires it for his side.
	works(&mut chain, &Step::Watch { which: 0, who: 1, what: 0, amount: 200_000 });

	// Alice has paid Bob, and closes as if she had not.
	let (channel, paid) = (ChannelId(0), 600_000);
	let net = NetTransfer { payer: Side::Opener, amount: paid };
	let old = chain.look(|| signed(channel, 1, NetTransfer::ZERO));
	let newest = chain.look(|| signed(channel, 2, net)).unwrap();
	let had = chain.look(|| Assets::balance(TEST_DOLLAR, person(1)));
	done(&mut chain, 0, ChannelsCall::<Runtime>::force_close { channel, state: old });
	chain.block(6_000, vec![]);
	done(&mut chain, 3, ChannelsCall::<Runtime>::challenge { channel, state: newest });
	works(&mut chain, &Step::Tower { who: 3, native, what: 12, amount });
	for _ in 0..6 {
		chain.block(6_000, vec![]);
	}
	chain.look(|| {
		assert!(Channels::<Runtime>::get(channel).is_none());
		// Half of the 400,000 that are Alice's: a quarter of that is the tower's, who pays a tenth on.
		let has = Assets::balance(TEST_DOLLAR, person(1));
		assert!(has > had + paid + 150_000 && has < had + paid + 150_000 + 200_000);
		assert_eq!(Assets::balance(TEST_DOLLAR, Treasury::get()), 5_000);
		let known = Towers::<Runtime>::get(tower).unwrap().tower.reputation;
		assert_eq!((known.wins, known.counted_wins), (1, 1));
	});
	works(&mut chain, &Step::Tower { who: 3, native, what: 9, amount });
	leave(&mut chain);
}

/// What a maker offers a taker takes at once; what comes of it is the maker's when it is settled.
#[test]
fn a_makers_order_is_taken_and_settled() {
	let mut chain = started();
	// Ten lots at tick 1,001: Charlie sells, Bob buys all of them or nothing.
	let lots = 149;
	works(&mut chain, &Step::Order { who: 2, which: 0, what: 1, how: 22, lots });
	works(&mut chain, &Step::Order { who: 1, which: 0, what: 14, how: 22, lots });
	let free = |chain: &mut Chain, who, native| {
		chain.look(|| Dex::balance(person(who), asset(native)).free)
	};
	assert_eq!(free(&mut chain, 1, true), STAKE + 100_000);
	assert_eq!(free(&mut chain, 1, false), STAKE - 100_100 - 201);
	assert_eq!(free(&mut chain, 2, true), STAKE - 100_000);
	assert_eq!(free(&mut chain, 2, false), STAKE);
	// Anybody has it settled.
	works(&mut chain, &Step::Market { who: 0, which: 2, what: 8, amount: 1 });
	assert_eq!(free(&mut chain, 2, false), STAKE + 100_100 - 101);
	works(&mut chain, &Step::Market { who: 0, which: 0, what: 10, amount: 1 });
	leave(&mut chain);
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn whatever_happens_the_books_balance(steps in prop::collection::vec(steps(), 1..80)) {
		let mut chain = started();
		let mut before = chain.look(issued);
		for step in &steps {
			if let Step::Blocks { count, after_ms } = step {
				for _ in 0..*count {
					chain.block((*after_ms).max(1), vec![]);
					before.0 -= chain.look(hook_fees);
				}
			}
			let now_ms = chain.now_ms;
			chain.look(|| {
				System::reset_events();
				for (who, call) in calls(step, now_ms) {
					// Many are refused, and then nothing has changed: `audit` sees if not.
					dispatch(who, call);
				}
				assert_ok!(audit());
				// What the hooks will do is paid for, in part, when it is asked for.
				before.0 -= hook_fees();
				// An account that dies may leave dust, which is burnt.
				let now = issued();
				let dust = <Balances as Inspect<AccountId>>::minimum_balance();
				assert!(now.0 <= before.0 && before.0 - now.0 < dust, "money from nowhere, or gone");
				assert_eq!(now.1, before.1, "dollars from nowhere, or gone");
				before = now;
			});
		}
		leave(&mut chain);
		prop_assert_eq!(chain.look(issued), before);
	}
}
