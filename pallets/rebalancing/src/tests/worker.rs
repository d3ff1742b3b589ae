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

/// The call of a transaction that Alice signed for her next nonce.
fn opened(bytes: Vec<u8>) -> Call<Test> {
	let transaction = Extrinsic::decode(&mut &bytes[..]).unwrap();
	let Preamble::Signed(account, signature, ()) = transaction.preamble else { panic!("unsigned") };
	assert_eq!(account, alice());
	let signed = |nonce: u32| {
		let payload = (&transaction.function, nonce).encode();
		MultiSignature::verify(&signature, &payload[..], &account)
	};
	assert!((0..10).any(signed), "the signature is not Alice's");
	match transaction.function {
		RuntimeCall::Rebalancing(call) => call,
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
		run_to(START);
		work();
		let calls = submitted();
		assert_eq!(calls, [Call::run { asset: GOLD, cycles: cycles(&[cycle]) }]);
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
		assert_eq!(calls, [Call::report { asset: GOLD, report: Report::Balanced }]);
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
		run_to(START);
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
		run_to(START);
		work();
		let mut calls = submitted();
		calls.sort_by_key(|call| matches!(call, Call::report { .. }));
		assert!(matches!(calls[0], Call::run { asset: GOLD, .. }));
		assert_eq!(calls[1], Call::report { asset: TIN, report: Report::Balanced });
		assert_eq!(calls.len(), 2);
	});
}

#[test]
fn it_says_so_if_there_is_no_way() {
	on_a_node(&[Alice], |submitted| {
		let [_, bc, _] = ring_of(terms(1, 0));
		set_policy(RebalancePolicy { fee_budget: 1, ..policy() });
		run_to(START);
		work();
		let calls = submitted();
		assert_eq!(calls, [Call::report { asset: GOLD, report: Report::OverBudget }]);
		included(calls[0].clone());
		Channels::set_phase(bc, Phase::Closing { settles_ms: now() });
		come_due();
		work();
		let calls = submitted();
		assert_eq!(calls, [Call::report { asset: GOLD, report: Report::NoPlan }]);
		included(calls[0].clone());
		assert_eq!(status().failures, 2);
	});
}

#[test]
fn what_does_not_come_into_a_block_is_submitted_again_less_and_less_often() {
	on_a_node(&[Alice], |submitted| {
		ring();
		set_policy(policy());
		run_to(START);
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
		run_to(now());
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
		run_to(START);
		work();
		assert_eq!(submitted(), [Call::report { asset: GOLD, report: Report::NoPlan }]);
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
		run_to(START);
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
