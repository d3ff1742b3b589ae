//! Blocks and transactions, from the genesis on.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use common::{account, Chain};
use frame_support::{
	assert_ok,
	traits::{fungible::Inspect, GetStorageVersion, StorageVersion},
};
use lightning_bloc_runtime::{
	audit, genesis_config_presets::ENDOWMENT, pbc, Balances, Runtime, RuntimeCall, System,
	Timestamp,
};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

fn pay_bob(value: u128) -> RuntimeCall {
	let dest = account(Bob).into();
	RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { dest, value })
}

#[test]
fn a_transfer_arrives_on_every_chain_for_less_than_a_fee_unit() {
	for pbc in &pbc::PBCS {
		let mut chain = Chain::of(&format!("{}-dev", pbc.id));
		let tx = chain.signed(Alice, pay_bob(pbc.token()));
		assert_eq!(chain.block(6_000, vec![tx]), [Ok(Ok(()))], "{}", pbc.id);
		chain.look(|| {
			let wealth = ENDOWMENT * pbc.token();
			assert_eq!(Balances::balance(&account(Bob)), wealth + pbc.token());
			let fee = wealth - pbc.token() - Balances::balance(&account(Alice));
			assert!(fee > 0 && fee <= pbc.fee_unit, "{}: {fee}", pbc.id);
			// The fee was burnt.
			assert_eq!(Balances::total_issuance(), 12 * wealth - fee);
			assert_ok!(audit());
		});
	}
}

#[test]
fn a_transaction_of_one_chain_is_void_on_its_sisters() {
	let mut bitcoin = Chain::of("btc-pbc-dev");
	let mut ether = Chain::of("eth-pbc-dev");
	let tx = bitcoin.signed(Alice, pay_bob(10_000));
	let void = TransactionValidityError::Invalid(InvalidTransaction::BadProof);
	assert_eq!(ether.block(6_000, vec![tx.clone()]), [Err(void)]);
	assert_eq!(bitcoin.block(6_000, vec![tx]), [Ok(Ok(()))]);
}

#[test]
fn a_development_chain_seals_many_blocks_in_a_slot() {
	let mut chain = Chain::of("development");
	for _ in 0..20 {
		let tx = chain.signed(Alice, pay_bob(10_000));
		assert_eq!(chain.block(1, vec![tx]), [Ok(Ok(()))]);
	}
	let now = chain.now_ms;
	chain.look(|| {
		assert_eq!(System::block_number(), 20);
		assert_eq!(Timestamp::get(), now);
	});
}

#[test]
#[should_panic(expected = "Slot must increase")]
fn a_network_has_one_block_in_a_slot() {
	let mut chain = Chain::of("local_testnet");
	chain.block(6_000, vec![]);
	chain.block(1, vec![]);
}

#[test]
fn the_state_outlives_an_upgrade() {
	let mut chain = Chain::of("development");
	let tx = chain.signed(Alice, pay_bob(10_000));
	assert_eq!(chain.block(6_000, vec![tx]), [Ok(Ok(()))]);
	let before = chain.look(|| Balances::balance(&account(Bob)));
	chain.look(|| {
		// What the chain ran before was an older version.
		frame_system::LastRuntimeUpgrade::<Runtime>::put(frame_system::LastRuntimeUpgradeInfo {
			spec_version: 1.into(),
			spec_name: "lightning-bloc".into(),
		});
	});
	chain.block(6_000, vec![]);
	chain.look(|| {
		let ran = frame_system::LastRuntimeUpgrade::<Runtime>::get().unwrap();
		assert_eq!(ran.spec_version.0, lightning_bloc_runtime::VERSION.spec_version);
		assert_eq!(Balances::balance(&account(Bob)), before);
		assert_ok!(audit());
	});
}

#[test]
fn a_fresh_chain_needs_no_migration() {
	fn newest<P: GetStorageVersion<InCodeStorageVersion = StorageVersion>>() {
		assert_eq!(P::on_chain_storage_version(), P::in_code_storage_version());
	}
	Chain::of("development").look(|| {
		newest::<lightning_bloc_runtime::Balances>();
		newest::<lightning_bloc_runtime::Grandpa>();
		newest::<lightning_bloc_runtime::Assets>();
		newest::<lightning_bloc_runtime::PoolAssets>();
		newest::<lightning_bloc_runtime::Preimage>();
		newest::<lightning_bloc_runtime::Scheduler>();
	});
}
