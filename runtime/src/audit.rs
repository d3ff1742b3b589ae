//! The invariants of the whole state, for tools and tests.

use crate::{
	Assets, Balance, Balances, Channels, Mpp, PoolAssets, Rebalancing, Recurring, Runtime,
	Streaming, Swaps,
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
		Channels::do_try_state(),
		Mpp::do_try_state(),
		Rebalancing::do_try_state(),
		Swaps::do_try_state(),
		Streaming::do_try_state(),
		Recurring::do_try_state(),
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

/// The sum of the amounts; an error if it, or one of them, is too great to be one.
fn sum(amounts: impl Iterator<Item = Option<Balance>>) -> Result<Balance, DispatchError> {
	let total = amounts.into_iter().try_fold(0, |sum: Balance, amount| sum.checked_add(amount?));
	total.ok_or(ArithmeticError::Overflow.into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{genesis_config_presets::storage, AccountId};
	use frame_support::{
		assert_ok,
		traits::{fungible::NativeOrWithId, fungibles::Mutate},
	};

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
			let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
			pallet_assets::Account::<Runtime, Instance1>::remove(1, alice);
			assert_eq!(audit(), said("assets: the accounts do not hold what was issued"));
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
