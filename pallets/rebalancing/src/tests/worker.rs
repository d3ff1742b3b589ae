//! The offchain worker.

use super::*;
use crate::{worker::RESUBMIT_MS, Call};
use codec::{Decode, Encode};
use frame_support::traits::{Hooks, UnfilteredDispatchable};
use sp_core::offchain::{testing, OffchainDbExt, OffchainWorkerExt, TransactionPoolExt};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob};
use sp_runtime::{generic::Preamble, traits::Verify, MultiSignature};

/// A node with the keys of `people`, that has what `test` needs. It is told what the node submitted
/// since it asked last.
fn on_a_node(people: &[Sr25519Keyring], test: impl FnOnce(&dyn Fn() -> Vec<Call<Test>>)) {
	on_a_node_of(people, |submitted| {
		test(&|| {
			let of_alice = |(signer, call)| {
				assert_eq!(signer, alice());
				call
			};
			submitted().into_iter().map(of_alice).collect()
		});
	});
}

/// The same, with who signed what.
fn on_a_node_of(
	people: &[Sr25519Keyring],
	test: impl FnOnce(&dyn Fn() -> Vec<(AccountId, Call<Test>)>),
) {
	keys::set(people);
	let (offchain, _) = testing::TestOffchainExt::new();
	let (pool, pooled) = testing::TestTransactionPoolExt::new();
	let mut ext = ExtBuilder.build();
	ext.register_extension(OffchainDbExt::new(offchain.clone()));
	ext.register_extension(OffchainWorkerExt::new(offchain));
	ext.register_extension(TransactionPoolExt::new(pool));
	ext.execute_with(|| {
		test(&|| pooled.write().transactions.drain(..).rev().map(opened).collect());
		Rebalancing::do_try_state().unwrap();
	});
}

/// The call of a transaction that somebody signed for the next nonce.
fn opened(bytes: Vec<u8>) -> (AccountId, Call<Test>) {
	let transaction = Extrinsic::decode(&mut &bytes[..]).unwrap();
	let Preamble::Signed(account, signature, ()) = transaction.preamble else { panic!("unsigned") };
	let signed = |nonce: u32| {
		let payload = (&transaction.function, nonce).encode();
		MultiSignature::verify(&signature, &payload[..], &account)
	};
	assert!((0..20).any(signed), "the signature is somebody else's");
	match transaction.function {
		RuntimeCall::Rebalancing(call) => (account, call),
		other => panic!("{other:?}"),
	}
}

fn work() {
	Rebalancing::offchain_worker(System::block_number());
}

/// What the node submits has come into a block.
fn included(call: Call<Test>) {
	assert_ok!(call.dispatch_bypass_filter(origin(alice())));
}

#[test]
fn a_run_that_is_due_is_planned_submitted_and_done() {
	on_a_node(&[Bob, Alice], |submitted| {
		let (ids, _) = paid_ring();
		let cycle = cycle(&[(ids[0], 400), (ids[1], 399), (ids[2], 398)]);
		set_policy(policy());
		// Noted, and not due yet.
		work();
		assert_eq!(submitted(), []);
		jump_to(START);
		work();
		let calls = submitted();
		assert_eq!(calls, [Call::run { account: alice(), asset: GOLD, cycles: cycles(&[cycle]) }]);
		events();
		included(calls[0].clone());
		assert!(matches!(event(), Event::Rebalanced { trigger: Trigger::Automatic, fee: 2, .. }));
		assert_eq!(local(ids[2], &alice()), 498);

		// After an interval it looks again, and says that all is well.
		work();
		assert_eq!(submitted(), []);
		come_due();
		work();
		let calls = submitted();
		assert_eq!(
			calls,
			[Call::report { account: alice(), asset: GOLD, report: Report::Balanced }]
		);
		included(calls[0].clone());
		assert_eq!(standing(), Standing::Quiet);
		work();
		assert_eq!(submitted(), []);
	});
}

#[test]
fn it_acts_only_for_whose_keys_it_has() {
	on_a_node(&[Bob], |submitted| {
		ring();
		set_policy(policy());
		jump_to(START);
		work();
		assert_eq!(submitted(), []);
		keys::set(&[Alice]);
		work();
		assert_eq!(submitted().len(), 1);
	});
}

#[test]
fn every_asset_of_an_account_is_looked_after() {
	on_a_node(&[Alice], |submitted| {
		ring();
		set_policy(policy());
		assert_ok!(Rebalancing::set_policy(origin(alice()), TIN, Some(policy())));
		jump_to(START);
		work();
		let mut calls = submitted();
		calls.sort_by_key(|call| matches!(call, Call::report { .. }));
		assert!(matches!(calls[0], Call::run { asset: GOLD, .. }));
		assert_eq!(
			calls[1],
			Call::report { account: alice(), asset: TIN, report: Report::Balanced }
		);
		assert_eq!(calls.len(), 2);
	});
}

#[test]
fn it_says_so_if_there_is_no_way() {
	on_a_node(&[Alice], |submitted| {
		let [_, bc, _] = ring_of(terms(1, 0));
		set_policy(RebalancePolicy { fee_budget: 1, ..policy() });
		jump_to(START);
		work();
		let calls = submitted();
		assert_eq!(
			calls,
			[Call::report { account: alice(), asset: GOLD, report: Report::ExceedsFeeBudget }]
		);
		included(calls[0].clone());
		Channels::set_phase(bc, Phase::Closing { settles_ms: now() });
		come_due();
		work();
		let calls = submitted();
		assert_eq!(calls, [Call::report { account: alice(), asset: GOLD, report: Report::NoPlan }]);
		included(calls[0].clone());
		assert_eq!(status().failures, 2);
	});
}

#[test]
fn what_does_not_come_into_a_block_is_submitted_again_less_and_less_often() {
	on_a_node(&[Alice], |submitted| {
		ring();
		set_policy(policy());
		jump_to(START);
		let mut at_ms = now();
		for doubled in 0..4 {
			set_time(at_ms);
			work();
			assert_eq!(submitted().len(), 1);
			at_ms += RESUBMIT_MS << doubled;
			set_time(at_ms - 1);
			work();
			assert_eq!(submitted(), []);
		}
		// Another run that is due is another matter.
		set_policy(policy());
		jump_to(now());
		work();
		assert_eq!(submitted().len(), 1);
	});
}

#[test]
fn what_is_left_to_the_owner_is_not_touched() {
	on_a_node(&[Alice], |submitted| {
		let ids = ring();
		set_policy(policy());
		let policy = Some(ChannelPolicy { band: None, mode: Mode::Manual });
		assert_ok!(Rebalancing::set_channel_policy(origin(alice()), ids[2], policy));
		jump_to(START);
		work();
		assert_eq!(
			submitted(),
			[Call::report { account: alice(), asset: GOLD, report: Report::NoPlan }]
		);
		set_policy(manual());
		work();
		assert_eq!(submitted(), []);
	});
}

#[test]
fn a_run_that_became_impossible_is_refused_and_put_off() {
	on_a_node(&[Alice], |submitted| {
		let ids = ring();
		set_policy(policy());
		jump_to(START);
		work();
		let calls = submitted();
		// Meanwhile Bob wants a fee.
		Channels::set_policy(ids[1], &bob(), terms(100, 0));
		events();
		included(calls[0].clone());
		assert_eq!(refusal().0, Refusal::Failed(Error::<Test>::FeeTooLow.into()));
	});
}

#[test]
fn the_key_of_a_runtime_is_the_one_in_the_keystore() {
	use frame_system::offchain::AppCrypto;
	use sp_runtime::{app_crypto::RuntimeAppPublic, MultiSigner};
	type Key = <crate::crypto::Key as AppCrypto<MultiSigner, MultiSignature>>::RuntimeAppPublic;
	assert_eq!(Key::ID.0, *b"rbal");
}

/// Bob acts for Alice.
fn bob_operates() {
	assert_ok!(Rebalancing::set_operator(origin(alice()), GOLD, Some(bob())));
	assert_ok!(Rebalancing::operate(origin(bob()), alice(), GOLD, true));
}

#[test]
fn an_operator_acts_with_a_key_of_its_own_if_it_will() {
	on_a_node_of(&[Bob], |submitted| {
		ring();
		set_policy(policy());
		jump_to(START);
		// Whom Alice names pays the transactions: it is asked.
		assert_ok!(Rebalancing::set_operator(origin(alice()), GOLD, Some(bob())));
		work();
		assert_eq!(submitted(), []);
		bob_operates();
		work();
		let calls = submitted();
		assert_eq!(calls.len(), 1);
		let (signer, call) = calls[0].clone();
		assert_eq!(signer, bob());
		assert!(matches!(&call, Call::run { account, .. } if *account == alice()));
		events();
		assert_ok!(call.dispatch_bypass_filter(origin(signer)));
		let told = event();
		assert!(
			matches!(&told, Event::Rebalanced { account, .. } if *account == alice()),
			"{told:?}"
		);
		assert_eq!((held(&bob()), local(ChannelId(0), &alice())), (0, 500));

		// Until one of the two ends it.
		come_due();
		assert_ok!(Rebalancing::operate(origin(bob()), alice(), GOLD, false));
		work();
		assert_eq!(submitted(), []);
		bob_operates();
		assert_ok!(Rebalancing::set_operator(origin(alice()), GOLD, None));
		work();
		assert_eq!(submitted(), []);
	});
}

#[test]
fn a_plan_that_traps_is_reported_and_takes_no_other_account_with_it() {
	on_a_node_of(&[Alice, Bob], |submitted| {
		ring();
		set_policy(policy());
		assert_ok!(Rebalancing::set_policy(origin(bob()), GOLD, Some(policy())));
		jump_to(START);
		let Standing::Due { since_ms, .. } = standing() else { panic!("{:?}", standing()) };
		// Planning for Alice began, and the worker came to no end.
		assert_eq!(Rebalancing::attempt(&alice(), &GOLD, since_ms, now()), Some(false));
		work();
		let calls = submitted();
		assert_eq!(calls.len(), 1);
		assert_eq!(calls[0].0, bob());
		// Nor does it plan the same again.
		set_time(now() + RESUBMIT_MS);
		work();
		let calls = submitted();
		let report = Call::report { account: alice(), asset: GOLD, report: Report::GaveUp };
		assert!(calls.contains(&(alice(), report.clone())), "{calls:?}");
		events();
		assert_ok!(report.dispatch_bypass_filter(origin(alice())));
		assert_eq!(refusal().0, Refusal::GaveUp);
		// The run that is due then is planned.
		come_due();
		work();
		let calls = submitted();
		assert!(calls
			.iter()
			.any(|(who, call)| *who == alice() && matches!(call, Call::run { .. })));
	});
}

#[test]
fn what_an_automatic_run_plans_is_within_what_is_left_of_the_budget() {
	on_a_node(&[Alice], |submitted| {
		let (ids, _) = paid_ring();
		set_policy(RebalancePolicy { fee_budget: 3, fee_limit: Permill::one(), ..policy() });
		let [ab, bc, ca] = ids;
		jump_to(START);
		let small = cycle(&[(ab, 12), (bc, 11), (ca, 10)]);
		assert_ok!(Rebalancing::run(origin(alice()), alice(), GOLD, cycles(&[small])));
		assert_eq!(status().spending.spent, 2);
		come_due();
		work();
		// One unit is left, and any cycle costs two.
		let report = Report::ExceedsFeeBudget;
		assert_eq!(submitted(), [Call::report { account: alice(), asset: GOLD, report }]);
		assert_eq!(Rebalancing::plan_rebalance(alice(), GOLD, 3).fee, 2);
		// With the next period there are three.
		jump_to(START + DAY);
		set_time(now() + RESUBMIT_MS);
		work();
		assert!(matches!(submitted()[..], [Call::run { .. }]));
	});
}

#[test]
fn no_more_runs_are_planned_in_a_block_than_the_worker_is_to() {
	use crate::worker::MOST_PLANS;
	on_a_node(&[Alice], |submitted| {
		let assets = GOLD..GOLD + 12;
		for asset in assets.clone() {
			assert_ok!(Rebalancing::set_policy(origin(alice()), asset, Some(policy())));
		}
		jump_to(START);
		work();
		assert_eq!(submitted().len(), MOST_PLANS);
		work();
		assert_eq!(submitted().len(), assets.count() - MOST_PLANS);
	});
}
