//! The invariants of the whole state, for tools and tests.

use crate::{
	Assets, Balance, Balances, Channels, Dex, Lsp, Mpp, PoolAssets, Rebalancing, Recurring,
	Runtime, Streaming, Swaps, Watchtowers,
};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	instances::{Instance1, Instance2},
	traits::fungibles::Inspect,
};
use sp_runtime::{ArithmeticError, DispatchError};

/// Checks the invariants of every pallet of the suite, and that no token or asset has come from
/// nowhere: what each says to have issued is what its accounts hold together.
///
/// It walks through the whole state: for a test, or for a node that is asked about its database;
/// never for a block.
///
/// # Errors
/// All that is wrong, in each pallet the first thing.
pub fn audit() -> Result<(), Vec<DispatchError>> {
	let checks = [
		issued(),
		locks(),
		ties(),
		Channels::do_try_state(),
		Mpp::do_try_state(),
		Rebalancing::do_try_state(),
		Lsp::do_try_state(),
		Watchtowers::do_try_state(),
		Swaps::do_try_state(),
		Streaming::do_try_state(),
		Recurring::do_try_state(),
		Dex::do_try_state(),
	];
	let wrong: Vec<_> = checks.into_iter().filter_map(Result::err).collect();
	if wrong.is_empty() {
		Ok(())
	} else {
		Err(wrong)
	}
}

/// What was issued is what the accounts hold.
fn issued() -> Result<(), DispatchError> {
	let held = sum(frame_system::Account::<Runtime>::iter_values()
		.map(|account| account.data.free.checked_add(account.data.reserved)))?;
	ensure!(
		held == Balances::total_issuance(),
		DispatchError::Other("balances: the accounts do not hold what was issued")
	);

	for id in pallet_assets::Asset::<Runtime, Instance1>::iter_keys() {
		let accounts = pallet_assets::Account::<Runtime, Instance1>::iter_key_prefix(id);
		let held = sum(accounts.map(|who| Some(Assets::balance(id, &who))))?;
		ensure!(
			held == Assets::total_issuance(id),
			DispatchError::Other("assets: the accounts do not hold what was issued")
		);
	}
	for id in pallet_assets::Asset::<Runtime, Instance2>::iter_keys() {
		let accounts = pallet_assets::Account::<Runtime, Instance2>::iter_key_prefix(id);
		let held = sum(accounts.map(|who| Some(PoolAssets::balance(id, &who))))?;
		ensure!(
			held == PoolAssets::total_issuance(id),
			DispatchError::Other("pool assets: the accounts do not hold what was issued")
		);
	}
	Ok(())
}

/// What channels have locked, on each side, is what payments and swaps have locked there.
fn locks() -> Result<(), DispatchError> {
	let (mut payments, mut swaps) = (Mpp::locked_in_channels(), Swaps::locked_in_channels());
	for (id, record) in pallet_bloc_channels::Channels::<Runtime>::iter() {
		let sums = [payments.remove(&id), swaps.remove(&id)].map(Option::unwrap_or_default);
		let [payments, swaps] = sums;
		let locked = record.channel.ledger.map(|side| side.locked);
		ensure!(
			payments.checked_add(&swaps) == Some(locked),
			DispatchError::Other("channels: a lock that nobody has, or one that is not there")
		);
	}
	ensure!(
		payments.is_empty() && swaps.is_empty(),
		DispatchError::Other("channels: a lock in no channel")
	);
	Ok(())
}

/// Each payment that is tied has the leg of a swap that waits with it. (That each such leg has its
/// payment, swaps check themselves.)
fn ties() -> Result<(), DispatchError> {
	for record in pallet_bloc_mpp::Payments::<Runtime>::iter_values() {
		let payment = record.payment;
		let Some(tie) = payment.tie else { continue };
		let leg = Swaps::swap(tie.owner, payment.payment_hash);
		let waits = leg.is_some_and(|leg| {
			leg.is_open() && leg.is_tied() && leg.deadline_ms == payment.deadline_ms
		});
		ensure!(waits, DispatchError::Other("swaps: a payment that is tied to nothing"));
	}
	Ok(())
}

/// The sum of the amounts; an error if it, or one of them, is too great to be one.
fn sum(amounts: impl Iterator<Item = Option<Balance>>) -> Result<Balance, DispatchError> {
	let total = amounts.into_iter().try_fold(0, |sum: Balance, amount| sum.checked_add(amount?));
	total.ok_or(ArithmeticError::Overflow.into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{constants::time::HOUR, genesis_config_presets::storage, AccountId, RuntimeOrigin};
	use alloc::vec;
	use bloc_primitives::{
		channel::Ledger,
		invoice::{Features, Invoice, PaymentSecret},
		payment::Tie,
		ChannelId, Preimage,
	};
	use frame_support::{
		assert_ok,
		traits::{fungible::NativeOrWithId, fungibles::Mutate},
		BoundedVec,
	};
	use pallet_bloc_mpp::types::{Hop, InvoiceRef, PaymentId};
	use pallet_bloc_swaps::types::{LegSpec, Source};
	use sp_keyring::Sr25519Keyring::{Alice, Bob};

	fn with_development(test: impl FnOnce()) {
		sp_io::TestExternalities::new(storage("development").unwrap()).execute_with(test);
	}

	#[test]
	fn a_fresh_chain_is_in_order() {
		with_development(|| {
			assert_ok!(audit());
		});
	}

	#[test]
	fn money_from_nowhere_is_found() {
		let said = |message| Err(vec![DispatchError::Other(message)]);
		with_development(|| {
			frame_system::Account::<Runtime>::mutate(AccountId::new([9; 32]), |account| {
				account.data.free = 1;
			});
			assert_eq!(audit(), said("balances: the accounts do not hold what was issued"));
		});
		with_development(|| {
			assert_ok!(<Assets as Mutate<_>>::mint_into(1, &AccountId::new([9; 32]), 5));
			assert_ok!(audit());
			let alice = Alice.to_account_id();
			pallet_assets::Account::<Runtime, Instance1>::remove(1, alice);
			assert_eq!(audit(), said("assets: the accounts do not hold what was issued"));
		});
	}

	/// Alice has a channel with Bob, and has paid him over it: he has not claimed that yet.
	fn with_a_payment(test: impl FnOnce()) {
		let (alice, bob) = (Alice.to_account_id(), Bob.to_account_id());
		let origin = |who: &AccountId| RuntimeOrigin::signed(who.clone());
		with_development(|| {
			let asset = NativeOrWithId::Native;
			assert_ok!(Channels::open(origin(&alice), bob.clone(), asset.clone(), 1_000, HOUR));
			let (payment_hash, payment_secret) =
				(Preimage([1; 32]).payment_hash(), PaymentSecret([9; 32]));
			let invoice = Invoice {
				payee: bob.clone(),
				asset,
				amount: Some(400),
				payment_hash,
				payment_secret,
				deadline_ms: HOUR,
				memo_hash: [0; 32],
				features: Features::NONE,
				hints: Default::default(),
			};
			assert_ok!(Mpp::register_invoice(origin(&bob), invoice));
			let invoice = InvoiceRef::Registered { payee: bob, payment_hash, payment_secret };
			let route = BoundedVec::truncate_from(vec![Hop { channel: ChannelId(0), amount: 400 }]);
			let routes = BoundedVec::truncate_from(vec![route]);
			assert_ok!(Mpp::pay(origin(&alice), invoice, 400, routes, 0, HOUR / 2));
			assert_ok!(audit());
			test();
		});
	}

	#[test]
	fn a_lock_left_behind_is_found() {
		let found = "channels: a lock that nobody has, or one that is not there";
		let change_locked = |change: fn(&mut Ledger)| {
			pallet_bloc_channels::Channels::<Runtime>::mutate(ChannelId(0), |record| {
				change(&mut record.as_mut().unwrap().channel.ledger.opener);
			});
		};
		with_a_payment(|| {
			change_locked(|ledger| {
				ledger.free -= 5;
				ledger.locked += 5;
			});
			assert_eq!(audit(), Err(vec![DispatchError::Other(found)]));
		});
		// What is missing the payments find as well.
		with_a_payment(|| {
			change_locked(|ledger| {
				ledger.free += 5;
				ledger.locked -= 5;
			});
			assert!(audit().unwrap_err().contains(&DispatchError::Other(found)));
		});
		with_a_payment(|| {
			pallet_bloc_channels::Channels::<Runtime>::remove(ChannelId(0));
			let found = "channels: a lock in no channel";
			assert!(audit().unwrap_err().contains(&DispatchError::Other(found)));
		});
	}

	#[test]
	fn a_payment_tied_to_nothing_is_found() {
		with_a_payment(|| {
			pallet_bloc_mpp::Payments::<Runtime>::mutate(PaymentId(0), |record| {
				let owner = Alice.to_account_id();
				record.as_mut().unwrap().payment.tie = Some(Tie { owner, binding: false });
			});
			let found = "swaps: a payment that is tied to nothing";
			assert_eq!(audit(), Err(vec![DispatchError::Other(found)]));
			// A leg of that name does not make it one that waits with the payment.
			let spec = LegSpec {
				payment_hash: Preimage([1; 32]).payment_hash(),
				receiver: Bob.to_account_id(),
				asset: NativeOrWithId::Native,
				amount: 1_000,
				deadline_ms: HOUR / 2,
				extension_ms: 0,
				into: None,
				counterpart: None,
			};
			let alice = RuntimeOrigin::signed(Alice.to_account_id());
			assert_ok!(Swaps::lock(alice, spec, Source::Account));
			assert_eq!(audit(), Err(vec![DispatchError::Other(found)]));
		});
	}

	#[test]
	fn one_fault_hides_no_other() {
		with_development(|| {
			let (alice, asset) = (AccountId::new([9; 32]), NativeOrWithId::WithId(1));
			pallet_bloc_channels::Credits::<Runtime>::insert(&alice, &asset, 5);
			pallet_bloc_streaming::Credits::<Runtime>::insert(&alice, &asset, 5);
			assert_eq!(audit().unwrap_err().len(), 2);
		});
	}
}
