//! Where money enters and leaves. Everything else is arithmetic on records.

use crate::{AssetIdOf, Config, Credits, Error, Event, Pallet, Pots};
use bloc_custody::{Custody, Fault, Payouts, Store};
use bloc_primitives::Balance;
use core::marker::PhantomData;
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

/// The pallet's pots and credits.
pub struct Safe<T>(PhantomData<T>);

/// The money of the pallet.
pub(crate) type Money<T> = Custody<Safe<T>>;
/// What is paid in one go.
pub(crate) type PayoutsOf<T> = Payouts<Safe<T>>;

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
			Fault::UnknownAsset => Error::<T>::UnknownAsset.into(),
			Fault::ZeroAmount => Error::<T>::ZeroAmount.into(),
			Fault::BelowMinimum => Error::<T>::BelowMinimum.into(),
			Fault::PotShort => Error::<T>::PotShort.into(),
		}
	}

	fn credited(owner: T::AccountId, asset: AssetIdOf<T>, amount: Balance, reason: DispatchError) {
		Pallet::<T>::deposit_event(Event::Credited { owner, asset, amount, reason });
	}
}

impl<T: Config> Pallet<T> {
	/// Is anything of this asset owed to anybody here?
	pub fn owes(asset: &AssetIdOf<T>) -> bool {
		Money::<T>::owes(asset)
	}

	/// See [`Call::claim_credit`](crate::Call::claim_credit).
	pub(crate) fn do_claim_credit(
		owner: &T::AccountId,
		asset: AssetIdOf<T>,
		to: &T::AccountId,
	) -> DispatchResult {
		Self::ensure_not_pot(&asset, to)?;
		let amount = Money::<T>::claim(owner, &asset, to)?;
		let (owner, to) = (owner.clone(), to.clone());
		Self::deposit_event(Event::CreditClaimed { owner, asset, amount, to });
		Ok(())
	}

	/// Money that is paid to the pot's own account would be there for nobody.
	pub(crate) fn ensure_not_pot(asset: &AssetIdOf<T>, who: &T::AccountId) -> DispatchResult {
		ensure!(*who != Money::<T>::account(asset), Error::<T>::PotAccount);
		Ok(())
	}
}
