//! Where money enters and leaves. Everything else is arithmetic on records.

use crate::{AssetIdOf, Config, Credits, Error, Event, Pallet, Pots};
use bloc_custody::{Custody, Store};
use bloc_primitives::Balance;
use core::marker::PhantomData;
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

/// The pallet's pots and credits.
pub struct CustodyStore<T>(PhantomData<T>);

/// The money of the pallet.
pub(crate) type Money<T> = Custody<CustodyStore<T>>;

impl<T: Config> Store for CustodyStore<T> {
	type Runtime = T;
	type Assets = T::Assets;
	type PalletId = T::PalletId;
	type Pots = Pots<T>;
	type Credits = Credits<T>;
	type Error = Error<T>;

	fn credited(owner: T::AccountId, asset: AssetIdOf<T>, amount: Balance, reason: DispatchError) {
		Pallet::<T>::deposit_event(Event::Credited { owner, asset, amount, reason });
	}

	fn claimed(owner: T::AccountId, asset: AssetIdOf<T>, amount: Balance, to: T::AccountId) {
		Pallet::<T>::deposit_event(Event::CreditClaimed { owner, asset, amount, to });
	}
}

impl<T: Config> Pallet<T> {
	/// Whether anything of this asset is owed to anybody here.
	pub fn owes(asset: &AssetIdOf<T>) -> bool {
		Money::<T>::owes(asset)
	}

	/// Returns a storage deposit. If that fails, it stays where it is: what others have to get does
	/// not depend on it.
	pub(crate) fn give_back(who: &T::AccountId, ticket: T::Consideration) {
		bloc_primitives::deposit::give_back(who, ticket, |who, error| {
			Self::deposit_event(Event::DepositKept { who, error });
		});
	}

	/// Money that is paid to the pot's own account would be there for nobody.
	pub(crate) fn ensure_not_pot(asset: &AssetIdOf<T>, who: &T::AccountId) -> DispatchResult {
		ensure!(*who != Money::<T>::account(asset), Error::<T>::PotAccount);
		Ok(())
	}
}
