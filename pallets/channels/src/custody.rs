//! Where money enters and leaves. Everything else is arithmetic on records.

use crate::{AssetIdOf, Config, Credits, Error, Event, Pallet, Pots};
use bloc_custody::{Custody, Fault, Store};
use bloc_primitives::Balance;
use core::marker::PhantomData;
use frame_support::{ensure, traits::fungibles::Inspect};
use sp_runtime::{DispatchError, DispatchResult};

/// The pallet's pots and credits.
pub struct Safe<T>(PhantomData<T>);

impl<T: Config> Store for Safe<T> {
	type Runtime = T;
	type Assets = T::Assets;
	type PalletId = T::PalletId;
	type Pots = Pots<T>;
	type Credits = Credits<T>;

	fn error(fault: Fault) -> DispatchError {
		match fault {
			Fault::Overflow => Error::<T>::Overflow.into(),
			Fault::NoCredit => Error::<T>::NoCredit.into(),
		}
	}

	fn credited(owner: T::AccountId, asset: AssetIdOf<T>, amount: Balance, reason: DispatchError) {
		Pallet::<T>::deposit_event(Event::Credited { owner, asset, amount, reason });
	}
}

impl<T: Config> Pallet<T> {
	/// The account that holds what channels have in `asset`.
	pub(crate) fn pot_of(asset: &AssetIdOf<T>) -> T::AccountId {
		Custody::<Safe<T>>::account(asset)
	}

	/// Brings `amount` from `who` into the pot.
	pub(crate) fn take(
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		Custody::<Safe<T>>::take(asset, who, amount)
	}

	/// Pays `amount` out of the pot to `who`.
	pub(crate) fn pay_out(
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		Custody::<Safe<T>>::pay_out(asset, who, amount)
	}

	/// Pays `amount` out to `who` or, if the asset refuses, keeps it as credit.
	pub(crate) fn pay_or_credit(asset: &AssetIdOf<T>, who: &T::AccountId, amount: Balance) {
		Custody::<Safe<T>>::pay_or_credit(asset, who, amount);
	}

	/// See [`Call::claim_credit`](crate::Call::claim_credit).
	pub(crate) fn do_claim_credit(
		owner: &T::AccountId,
		asset: AssetIdOf<T>,
		to: &T::AccountId,
	) -> DispatchResult {
		let amount = Custody::<Safe<T>>::claim(owner, &asset, to)?;
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
