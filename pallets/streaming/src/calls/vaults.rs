//! Opening, funding and closing vaults.

use crate::{
	custody::{Money, PayoutsOf},
	types::{Due, Rate, VaultId},
	vault::{Vault, VaultRecord},
	AssetIdOf, Config, Error, Event, NextVaultId, Pallet, VaultIds, VaultRecordOf, Vaults,
	WeightInfo,
};
use bloc_math::accrual::Exact;
use bloc_primitives::{id::next_id, Balance, Moment};
use bloc_timetable::{Outcome, Owner};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Get, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

/// A vault that was read to be changed, brought up to now.
pub(crate) struct LoadedVault<T: Config> {
	pub id: VaultId,
	pub record: VaultRecordOf<T>,
	/// Whether it had run dry when it was written last.
	was_dry: bool,
}

impl<T: Config> Pallet<T> {
	/// What the owner of a vault pays a storage deposit for: the vault, its index entry, and an
	/// entry of the timetable.
	pub fn vault_footprint() -> Footprint {
		let index = <(T::AccountId, AssetIdOf<T>, VaultId)>::max_encoded_len();
		let size = VaultRecordOf::<T>::max_encoded_len()
			.saturating_add(<(Moment, Due)>::max_encoded_len())
			.saturating_add(index);
		Footprint::from_parts(3, size)
	}

	/// Reads a vault and brings it up to `now_ms`.
	pub(crate) fn load_vault(id: VaultId, now_ms: Moment) -> Result<LoadedVault<T>, DispatchError> {
		let record = Vaults::<T>::get(id).ok_or(Error::<T>::VaultNotFound)?;
		Self::bring_up_vault(id, record, now_ms)
	}

	fn bring_up_vault(
		id: VaultId,
		mut record: VaultRecordOf<T>,
		now_ms: Moment,
	) -> Result<LoadedVault<T>, DispatchError> {
		let was_dry = record.vault.dry_ms.is_some();
		record.vault.advance(now_ms).map_err(Error::<T>::from)?;
		Ok(LoadedVault { id, record, was_dry })
	}

	/// Reads a vault to change it: one whose time is over can only be closed.
	pub(crate) fn load_live_vault(
		id: VaultId,
		now_ms: Moment,
	) -> Result<LoadedVault<T>, DispatchError> {
		let loaded = Self::load_vault(id, now_ms)?;
		ensure!(!loaded.record.vault.has_ended(now_ms), Error::<T>::VaultEnded);
		Ok(loaded)
	}

	/// Writes a vault that stays, tells if it ran dry, and sees to it that the hook looks at it in
	/// time.
	pub(crate) fn put_vault(loaded: LoadedVault<T>, now_ms: Moment) {
		let LoadedVault { id, mut record, was_dry } = loaded;
		let vault = &mut record.vault;
		if let Some(stopped_ms) = vault.dry_ms.filter(|_| !was_dry) {
			let over_ms = stopped_ms.saturating_add(vault.grace_ms);
			Self::deposit_event(Event::VaultRanDry { vault: id, stopped_ms, over_ms });
		}
		let due_ms = vault.next_due_ms(now_ms);
		if Self::is_sooner(due_ms, vault.due_ms) {
			vault.due_ms = due_ms;
			due_ms.into_iter().for_each(|at_ms| Self::push(at_ms, Due::Vault(id)));
		}
		Vaults::<T>::insert(id, record);
	}

	/// See [`Call::open_vault`](crate::Call::open_vault).
	pub(crate) fn do_open_vault(
		owner: T::AccountId,
		asset: AssetIdOf<T>,
		amount: Balance,
		grace_ms: Moment,
	) -> DispatchResult {
		ensure!(grace_ms <= T::MaxGraceMs::get(), Error::<T>::GraceTooLong);
		ensure!(!VaultIds::<T>::contains_key(&owner, &asset), Error::<T>::VaultExists);
		Money::<T>::ensure_worthwhile(&asset, amount)?;
		Money::<T>::take(&asset, &owner, amount)?;
		let id = next_id::<NextVaultId<T>, _>().ok_or(Error::<T>::Overflow)?;
		let ticket = T::Consideration::new(&owner, Self::vault_footprint())?;
		VaultIds::<T>::insert(&owner, &asset, id);
		let vault = Vault {
			owner: owner.clone(),
			asset: asset.clone(),
			funds: Exact::whole(amount),
			rate: Rate(0),
			streams: 0,
			clock_ms: 0,
			from_ms: T::Clock::now(),
			dry_ms: None,
			grace_ms,
			due_ms: None,
		};
		Vaults::<T>::insert(id, VaultRecord { vault, ticket });
		Self::deposit_event(Event::VaultOpened { vault: id, owner, asset, amount, grace_ms });
		Ok(())
	}

	/// See [`Call::fund_vault`](crate::Call::fund_vault).
	pub(crate) fn do_fund_vault(by: T::AccountId, id: VaultId, amount: Balance) -> DispatchResult {
		let now_ms = T::Clock::now();
		let mut loaded = Self::load_live_vault(id, now_ms)?;
		let vault = &mut loaded.record.vault;
		vault.fund(amount, now_ms).map_err(Error::<T>::from)?;
		Money::<T>::take(&vault.asset, &by, amount)?;
		let (funds, runs_out_ms) = (vault.funds.units, vault.runs_out_ms());
		Self::deposit_event(Event::VaultFunded { vault: id, by, amount, funds, runs_out_ms });
		Self::put_vault(loaded, now_ms);
		Ok(())
	}

	/// See [`Call::withdraw_vault`](crate::Call::withdraw_vault).
	pub(crate) fn do_withdraw_vault(
		who: &T::AccountId,
		id: VaultId,
		amount: Balance,
	) -> DispatchResult {
		let now_ms = T::Clock::now();
		let mut loaded = Self::load_live_vault(id, now_ms)?;
		let vault = &mut loaded.record.vault;
		ensure!(vault.owner == *who, Error::<T>::NotOwner);
		vault.withdraw(amount).map_err(Error::<T>::from)?;
		Money::<T>::pay_out(&vault.asset, who, amount)?;
		let (funds, runs_out_ms) = (vault.funds.units, vault.runs_out_ms());
		Self::deposit_event(Event::VaultWithdrawn { vault: id, amount, funds, runs_out_ms });
		Self::put_vault(loaded, now_ms);
		Ok(())
	}

	/// See [`Call::close_vault`](crate::Call::close_vault).
	pub(crate) fn do_close_vault(who: &T::AccountId, id: VaultId) -> DispatchResult {
		let record = Vaults::<T>::get(id).ok_or(Error::<T>::VaultNotFound)?;
		ensure!(record.vault.owner == *who, Error::<T>::NotOwner);
		ensure!(record.vault.streams == 0, Error::<T>::VaultInUse);
		let asset = record.vault.asset.clone();
		let refunded = Self::end_vault(id, record);
		Money::<T>::pay_or_credit(&asset, who, refunded);
		Ok(())
	}

	/// The hook's look at a vault: notices that it has run dry, and closes it when its time is over
	/// and it has no streams. Those that it has close it when the last of them ends.
	pub(crate) fn serve_vault(
		id: VaultId,
		due_ms: Moment,
		now_ms: Moment,
		payouts: &mut PayoutsOf<T>,
	) -> Result<Outcome, DispatchError> {
		let record = Vaults::<T>::get(id);
		let Some(record) = record.filter(|record| record.vault.due_ms == Some(due_ms)) else {
			return Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		};
		let mut loaded = Self::bring_up_vault(id, record, now_ms)?;
		let vault = &mut loaded.record.vault;
		vault.due_ms = None;
		let mut transfers = 0;
		if vault.streams == 0 && vault.has_ended(now_ms) {
			let (asset, owner) = (vault.asset.clone(), vault.owner.clone());
			let refunded = Self::end_vault(id, loaded.record);
			transfers = payouts.add(&asset, &owner, refunded).into();
		} else {
			Self::put_vault(loaded, now_ms);
		}
		let weight = T::WeightInfo::serve_vault().saturating_add(Self::transfers(transfers));
		Ok(Outcome::Done(Some(weight)))
	}

	/// Removes a vault without streams. Never fails, and returns what its owner has to get.
	pub(crate) fn end_vault(id: VaultId, record: VaultRecordOf<T>) -> Balance {
		let VaultRecord { vault, ticket } = record;
		// Its streams have left it their parts of units: what is left is whole.
		let refunded = vault.funds.units;
		VaultIds::<T>::remove(&vault.owner, &vault.asset);
		Vaults::<T>::remove(id);
		Self::deposit_event(Event::VaultClosed { vault: id, refunded });
		Self::give_back(&vault.owner, ticket);
		refunded
	}
}
