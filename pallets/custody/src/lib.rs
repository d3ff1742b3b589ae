//! # Custody
//!
//! Where a pallet keeps the money of others: one account for each asset.
//!
//! ## API
//!
//! A pallet names two storage items in an implementation of [`Store`]. Then
//!
//! - [`Custody::ensure_worthwhile`] refuses what is not worth keeping;
//! - [`Custody::take`] brings money in; [`Custody::pay_out`] lets it out, or fails;
//! - [`Custody::pay_or_credit`] lets it out and never fails: what the asset refuses becomes a credit,
//!   which its owner takes out with [`Custody::claim`];
//! - [`Payouts`] gathers what is to be paid in one go, and pays each payee once;
//! - [`Custody::account`] names the account; [`Custody::try_state`] checks.
//!
//! Everything else that happens to money inside of a pallet is arithmetic on the pallet's own records.
//!
//! ## Goals
//!
//! 1. **To the unit.** What the pallet owes by its records is what it holds, for each asset.
//! 2. **Nobody stands in another's way.** A payout that the asset refuses (below the minimum balance,
//!    account blocked, asset being destroyed) harms its payee alone, and only until it can be claimed.
//! 3. **Nobody pays another's debts.** Nothing is taken into a pot that has less than it should, as after
//!    its issuer has burnt some of it, or destroyed the asset and made another under its name: what
//!    came in now would go to those to whom the former is owed.
//! 4. **All of it can leave.** No payout leaves the account below the asset's minimum balance, where
//!    the rest would be lost as dust.
//! 5. **Few transfers.** One where money enters, one for each payee where it leaves.
//!
//! ## Design
//!
//! **Pot.** What is held of an asset lies in an account of its own: an account with many assets would
//! run out of consumer references, and one asset's fate is no other's. Its balance says nothing, since
//! anybody can give to it; how much is held is counted in [`Store::Pots`].
//!
//! **Seed.** The first to bring an asset also lends the pot the asset's minimum balance, in the same
//! transfer, and has it back with the last payout (Goal 4). If it cannot go back then, it serves
//! whoever brings the asset next.
//!
//! **Credit.** A payout that is refused is rolled back, and its amount stays held, for its owner
//! (Goal 2).
//!
//! ## Costs
//!
//! In items of the pallet, beside the transfer.
//!
//! | operation | reads | writes |
//! |---|---|---|
//! | take, pay out | 1 | 1 |
//! | a payout that is refused | 2 | 1 |
//! | claim | 2 | 2 |
//! | [`Payouts`] of *n* to *k* payees of *a* assets | *a* | *a*, and *k* transfers |
//!
//! ## Invariants
//!
//! - **C1** For each asset: what the pallet's records owe and all credits = what the pot holds.
//! - **C2** The pot's account has at least what is held and the seed.
//!
//! ## Limits
//!
//! - What the issuer of an asset freezes, burns or destroys is frozen or gone here, too, and C2 does not
//!   hold then until somebody gives the pot the difference.
//! - Names of assets had better not be used again ([`Custody::owes`] says whether one may be): claims
//!   on the former asset are claims on the next.
//! - An asset whose minimum balance is raised may keep back the last payout until somebody gives the
//!   pot the difference.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod payouts;
#[cfg(test)]
mod tests;

pub use payouts::Payouts;

use alloc::{collections::BTreeMap, vec::Vec};
use bloc_primitives::{transfer, Balance};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::marker::PhantomData;
use frame_support::{
	ensure,
	storage::{
		with_storage_layer, IterableStorageDoubleMap, IterableStorageMap, StorageDoubleMap,
		StorageMap,
	},
	traits::{
		fungibles::{self, Balanced, Inspect, Mutate},
		tokens::Preservation,
		Get,
	},
	PalletId,
};
use scale_info::TypeInfo;
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

/// The accounts of a pallet's runtime.
pub type AccountIdOf<S> = <<S as Store>::Runtime as frame_system::Config>::AccountId;
/// What a pallet's runtime names assets with.
pub type AssetIdOf<S> = <<S as Store>::Assets as fungibles::Inspect<AccountIdOf<S>>>::AssetId;

/// What a pallet holds of an asset.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Pot<AccountId> {
	/// Owed by the pallet's records and credits.
	pub held: Balance,
	/// The asset's minimum balance, lent by the first to bring this asset, so that no payout can
	/// leave the account below it and lose the rest as dust.
	pub seed: Balance,
	/// Who gets the seed back when nothing is held any more.
	pub seeder: AccountId,
}

/// Why money does not move. Anything else is the asset's own reason.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
	/// A sum does not fit, or the pot does not hold as much.
	Overflow,
	/// There is no credit to claim.
	NoCredit,
	/// There is no such asset.
	UnknownAsset,
	/// Nothing is no deposit.
	ZeroAmount,
	/// A deposit is below the minimum balance of its asset.
	BelowMinimum,
	/// The pot has less than it should.
	PotShort,
}

/// Where a pallet keeps what it holds: it names its items and accounts here.
pub trait Store {
	/// The runtime.
	type Runtime: frame_system::Config;

	/// The assets.
	type Assets: Mutate<AccountIdOf<Self>, Balance = Balance> + Balanced<AccountIdOf<Self>>;

	/// Names the pallet's accounts.
	type PalletId: Get<PalletId>;

	/// `StorageMap<_, Blake2_128Concat, AssetId, Pot<AccountId>>`: what is held of each asset, while
	/// anything is.
	type Pots: IterableStorageMap<
		AssetIdOf<Self>,
		Pot<AccountIdOf<Self>>,
		Query = Option<Pot<AccountIdOf<Self>>>,
	>;

	/// `StorageDoubleMap<_, Blake2_128Concat, AccountId, Blake2_128Concat, AssetId, Balance,
	/// ValueQuery>`: payouts that an asset refused.
	type Credits: IterableStorageDoubleMap<
		AccountIdOf<Self>,
		AssetIdOf<Self>,
		Balance,
		Query = Balance,
	>;

	/// The pallet's own error for `fault`.
	fn error(fault: Fault) -> DispatchError;

	/// A payout became a credit: to be told in an event.
	fn credited(
		owner: AccountIdOf<Self>,
		asset: AssetIdOf<Self>,
		amount: Balance,
		reason: DispatchError,
	);
}

/// The money in the items of `S`. All that can fail has to be called in a storage transaction.
pub struct Custody<S>(PhantomData<S>);

impl<S: Store> Custody<S> {
	/// The account that holds the money in `asset`.
	pub fn account(asset: &AssetIdOf<S>) -> AccountIdOf<S> {
		let name = sp_io::hashing::blake2_128(&asset.encode());
		S::PalletId::get().into_sub_account_truncating(name)
	}

	/// Is a deposit of `amount` worth keeping?
	///
	/// # Errors
	/// [`Fault::UnknownAsset`], [`Fault::ZeroAmount`] or [`Fault::BelowMinimum`], in this order.
	pub fn ensure_worthwhile(asset: &AssetIdOf<S>, amount: Balance) -> DispatchResult {
		ensure!(S::Assets::asset_exists(asset.clone()), S::error(Fault::UnknownAsset));
		ensure!(amount > 0, S::error(Fault::ZeroAmount));
		let minimum = S::Assets::minimum_balance(asset.clone());
		ensure!(amount >= minimum, S::error(Fault::BelowMinimum));
		Ok(())
	}

	/// Is anything of this asset owed to anybody?
	pub fn owes(asset: &AssetIdOf<S>) -> bool {
		S::Pots::get(asset).is_some_and(|pot| pot.held > 0)
	}

	/// Has the pot less than it should? Not by anything that is done here.
	fn is_short(asset: &AssetIdOf<S>, pot: &Pot<AccountIdOf<S>>) -> bool {
		S::Assets::balance(asset.clone(), &Self::account(asset)) < pot.held.saturating_add(pot.seed)
	}

	/// Brings `amount` from `who` into the pot. The first to bring an asset also lends the pot the
	/// asset's minimum balance, in the same transfer.
	///
	/// # Errors
	/// [`Fault::PotShort`], the asset's reason, or [`Fault::Overflow`].
	pub fn take(asset: &AssetIdOf<S>, who: &AccountIdOf<S>, amount: Balance) -> DispatchResult {
		let overflow = || S::error(Fault::Overflow);
		let account = Self::account(asset);
		let found = S::Pots::get(asset);
		let short = found.as_ref().is_some_and(|pot| Self::is_short(asset, pot));
		let (pot, incoming) = match found {
			Some(pot) if short && pot.held > 0 => return Err(S::error(Fault::PotShort)),
			Some(mut pot) if !short => {
				pot.held = pot.held.checked_add(amount).ok_or_else(overflow)?;
				(pot, amount)
			},
			// Nobody has brought this asset yet, or the seed of who did is gone.
			_ => {
				// An account of the pallet lives whatever it holds.
				if frame_system::Pallet::<S::Runtime>::providers(&account) == 0 {
					frame_system::Pallet::<S::Runtime>::inc_providers(&account);
				}
				let seed = S::Assets::minimum_balance(asset.clone());
				let incoming = amount.checked_add(seed).ok_or_else(overflow)?;
				(Pot { held: amount, seed, seeder: who.clone() }, incoming)
			},
		};
		// `pallet-assets` gives nothing that does not fit in one number together with all that there
		// is: so what comes in can leave, all of it.
		let most = Balance::MAX.saturating_sub(S::Assets::total_issuance(asset.clone()));
		let kept = pot.held.checked_add(pot.seed).ok_or_else(overflow)?;
		ensure!(kept <= most, overflow());
		S::Assets::transfer(asset.clone(), who, &account, incoming, Preservation::Preserve)?;
		S::Pots::insert(asset, pot);
		Ok(())
	}

	/// Pays `amount` out of the pot to `who`. The last to leave sets the seed free.
	///
	/// # Errors
	/// The asset's reason, or [`Fault::Overflow`].
	pub fn pay_out(asset: &AssetIdOf<S>, who: &AccountIdOf<S>, amount: Balance) -> DispatchResult {
		let overflow = || S::error(Fault::Overflow);
		let account = Self::account(asset);
		let mut pot = S::Pots::get(asset).ok_or_else(overflow)?;
		pot.held = pot.held.checked_sub(amount).ok_or_else(overflow)?;
		let send = |to: &AccountIdOf<S>, amount, preservation| {
			transfer::<S::Assets, _>(asset, &account, to, amount, preservation)
		};
		if pot.held > 0 {
			send(who, amount, Preservation::Preserve)?;
			S::Pots::insert(asset, pot);
			return Ok(());
		}
		// The receiver is usually the one who lent the seed: then one transfer does for both.
		if *who == pot.seeder {
			let whole = amount.checked_add(pot.seed).ok_or_else(overflow)?;
			send(who, whole, Preservation::Expendable)?;
			S::Pots::remove(asset);
			return Ok(());
		}
		send(who, amount, Preservation::Preserve)?;
		// If the seed cannot go back now, it serves the next who brings this asset.
		match with_storage_layer(|| send(&pot.seeder, pot.seed, Preservation::Expendable)) {
			Ok(()) => S::Pots::remove(asset),
			Err(_) => S::Pots::insert(asset, pot),
		}
		Ok(())
	}

	/// Pays `amount` out to `who` or, if the asset refuses, keeps it as credit. Never fails, so that
	/// no payee's account can stand in the way of another's money. At most one transfer, and the
	/// seed's.
	pub fn pay_or_credit(asset: &AssetIdOf<S>, who: &AccountIdOf<S>, amount: Balance) {
		if amount == 0 {
			return;
		}
		if let Err(reason) = with_storage_layer(|| Self::pay_out(asset, who, amount)) {
			// All credit in an asset is part of what the pot holds: the sum fits.
			S::Credits::mutate(who, asset, |credit| *credit = credit.saturating_add(amount));
			S::credited(who.clone(), asset.clone(), amount, reason);
		}
	}

	/// Pays the credit of `owner` in `asset` out to `to`, and answers with how much that was.
	///
	/// # Errors
	/// [`Fault::NoCredit`]; or as [`pay_out`](Self::pay_out), and then the credit is as it was.
	pub fn claim(
		owner: &AccountIdOf<S>,
		asset: &AssetIdOf<S>,
		to: &AccountIdOf<S>,
	) -> Result<Balance, DispatchError> {
		let amount = S::Credits::take(owner, asset);
		ensure!(amount > 0, S::error(Fault::NoCredit));
		Self::pay_out(asset, to, amount)?;
		Ok(amount)
	}

	/// C1 and C2, where the pallet's records owe `owed`. Reads all pots and credits: for tests and
	/// tools, not for blocks. Logs each pot that is short.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number; C2 when all else holds.
	pub fn try_state(owed: impl IntoIterator<Item = (AssetIdOf<S>, Balance)>) -> DispatchResult {
		// Assets need not be in any order; what encodes them is.
		let mut sums: BTreeMap<Vec<u8>, Balance> = BTreeMap::new();
		let mut owe = |asset: AssetIdOf<S>, amount: Balance| -> DispatchResult {
			let sum = sums.entry(asset.encode()).or_default();
			*sum = sum.checked_add(amount).ok_or("C1: what is owed does not fit")?;
			Ok(())
		};
		for (asset, amount) in owed {
			owe(asset, amount)?;
		}
		for (_, asset, credit) in S::Credits::iter() {
			ensure!(credit > 0, "C1: a credit of nothing");
			owe(asset, credit)?;
		}
		let mut short = false;
		for (asset, pot) in S::Pots::iter() {
			let owed = sums.remove(&asset.encode()).unwrap_or_default();
			ensure!(pot.held == owed, "C1: what is owed is not what is held");
			if Self::is_short(&asset, &pot) {
				log::error!(target: "runtime::custody", "C2: the pot of {asset:?} is short: {pot:?}");
				short = true;
			}
		}
		ensure!(
			sums.into_values().all(|owed| owed == 0),
			"C1: something is owed that nothing holds"
		);
		ensure!(!short, "C2: the pot's account has less than it should");
		Ok(())
	}
}
