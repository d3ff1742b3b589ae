//! The pallet's accounts: where money enters and leaves. Everything else is arithmetic on records.

use crate::{types::Pot, AssetIdOf, Config, Credits, Error, Event, Pallet, Pots};
use bloc_primitives::Balance;
use codec::Encode;
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{
		fungibles::{Inspect, Mutate},
		tokens::Preservation,
		Get,
	},
};
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The account that holds what channels have in `asset`. One for each asset: an account with
	/// many assets would run out of consumer references, and one asset's fate is no other's.
	pub(crate) fn pot_of(asset: &AssetIdOf<T>) -> T::AccountId {
		let name = sp_io::hashing::blake2_128(&asset.encode());
		T::PalletId::get().into_sub_account_truncating(name)
	}

	/// Brings `amount` from `who` into the pot. The first to bring an asset also lends the pot the
	/// asset's minimum balance, in the same transfer.
	pub(crate) fn take(
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		let pot_account = Self::pot_of(asset);
		let (pot, incoming) = match Pots::<T>::get(asset) {
			Some(mut pot) => {
				pot.held = pot.held.checked_add(amount).ok_or(Error::<T>::Overflow)?;
				(pot, amount)
			},
			None => {
				// An account of the pallet lives whatever it holds.
				if frame_system::Pallet::<T>::providers(&pot_account) == 0 {
					frame_system::Pallet::<T>::inc_providers(&pot_account);
				}
				let seed = T::Assets::minimum_balance(asset.clone());
				let incoming = amount.checked_add(seed).ok_or(Error::<T>::Overflow)?;
				(Pot { held: amount, seed, seeder: who.clone() }, incoming)
			},
		};
		// No transfer of more than this works: see `transfer`. So what comes in can leave, all of it.
		let most = Balance::MAX.saturating_sub(T::Assets::total_issuance(asset.clone()));
		let kept = pot.held.checked_add(pot.seed).ok_or(Error::<T>::Overflow)?;
		ensure!(kept <= most, Error::<T>::Overflow);
		Self::transfer(asset, who, &pot_account, incoming, Preservation::Preserve)?;
		Pots::<T>::insert(asset, pot);
		Ok(())
	}

	/// Pays `amount` out of the pot to `who`. The last to leave sets the seed free.
	pub(crate) fn pay_out(
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		let pot_account = Self::pot_of(asset);
		let mut pot = Pots::<T>::get(asset).ok_or(Error::<T>::Overflow)?;
		pot.held = pot.held.checked_sub(amount).ok_or(Error::<T>::Overflow)?;
		let transfer = |to: &T::AccountId, amount, preservation| {
			Self::transfer(asset, &pot_account, to, amount, preservation)
		};
		if pot.held > 0 {
			transfer(who, amount, Preservation::Preserve)?;
			Pots::<T>::insert(asset, pot);
			return Ok(());
		}
		// The receiver is usually the one who lent the seed: then one transfer does for both.
		if *who == pot.seeder {
			let whole = amount.checked_add(pot.seed).ok_or(Error::<T>::Overflow)?;
			transfer(who, whole, Preservation::Expendable)?;
			Pots::<T>::remove(asset);
			return Ok(());
		}
		transfer(who, amount, Preservation::Preserve)?;
		// If the seed cannot go back now, it serves the next channel in this asset.
		match with_storage_layer(|| transfer(&pot.seeder, pot.seed, Preservation::Expendable)) {
			Ok(_) => Pots::<T>::remove(asset),
			Err(_) => Pots::<T>::insert(asset, pot),
		}
		Ok(())
	}

	/// Transfers `amount`, or fails: to be called inside a storage transaction. `fungibles` answers
	/// `Ok` also when it could take the amount and then not give it, which is gone: `pallet-assets`
	/// gives nothing that does not fit in one number together with all that there is.
	fn transfer(
		asset: &AssetIdOf<T>,
		from: &T::AccountId,
		to: &T::AccountId,
		amount: Balance,
		preservation: Preservation,
	) -> DispatchResult {
		let balance = || T::Assets::balance(asset.clone(), to);
		let before = balance();
		T::Assets::transfer(asset.clone(), from, to, amount, preservation)?;
		// More than that, if dust goes along.
		let arrived = balance().saturating_sub(before) >= amount;
		ensure!(arrived || from == to, Error::<T>::Overflow);
		Ok(())
	}

	/// Pays `amount` out to `who` or, if the asset refuses, keeps it as credit. Never fails, so that
	/// no party's account can stand in the way of another's money. At most one transfer.
	pub(crate) fn pay_or_credit(asset: &AssetIdOf<T>, who: &T::AccountId, amount: Balance) {
		if amount == 0 {
			return;
		}
		if let Err(reason) = with_storage_layer(|| Self::pay_out(asset, who, amount)) {
			// All credit in an asset is part of what the pot holds: the sum fits.
			Credits::<T>::mutate(who, asset, |credit| *credit = credit.saturating_add(amount));
			let (owner, asset) = (who.clone(), asset.clone());
			Self::deposit_event(Event::Credited { owner, asset, amount, reason });
		}
	}

	/// See [`Call::claim_credit`](crate::Call::claim_credit).
	pub(crate) fn do_claim_credit(
		owner: &T::AccountId,
		asset: AssetIdOf<T>,
		to: &T::AccountId,
	) -> DispatchResult {
		let amount = Credits::<T>::take(owner, &asset);
		ensure!(amount > 0, Error::<T>::NoCredit);
		Self::pay_out(&asset, to, amount)?;
		let (owner, to) = (owner.clone(), to.clone());
		Self::deposit_event(Event::CreditClaimed { owner, asset, amount, to });
		Ok(())
	}

	/// Would a channel with `amounts` in `asset` be worth its while?
	pub(crate) fn ensure_worthwhile(
		asset: &AssetIdOf<T>,
		amount: Balance,
	) -> Result<(), DispatchError> {
		ensure!(T::Assets::asset_exists(asset.clone()), Error::<T>::UnknownAsset);
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		ensure!(amount >= T::Assets::minimum_balance(asset.clone()), Error::<T>::BelowMinimum);
		Ok(())
	}
}
