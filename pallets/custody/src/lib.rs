//! # Custody
//!
//! Where a pallet keeps the money of others: one account for each asset.
//!
//! ## API
//!
//! A pallet names two storage items in an implementation of [`Store`]. Then
//!
//! - [`Custody::ensure_worthwhile`] refuses what is not worth keeping;
//! - [`Custody::ensure_whole`] refuses to promise what is not there;
//! - [`Custody::take`] brings money in; [`Custody::pay_out`] lets it out, or fails;
//!   [`Custody::add`], [`Custody::add_by`] and [`Custody::pay_by`] do so between two pots, and with
//!   what nobody has just then;
//! - [`Custody::pay_or_credit`] lets it out and never fails: what the asset refuses becomes a
//!   credit, which its owner takes out with [`Custody::claim`];
//! - [`Payouts`] gathers what is to be paid in one go, and pays each payee once;
//! - [`Custody::account`] names the account; [`Custody::try_state`] checks.
//!
//! Everything else that happens to money inside of a pallet is arithmetic on the pallet's own
//! records.
//!
//! ## Goals
//!
//! 1. **To the unit.** What the pallet owes by its records is what it holds, for each asset.
//! 2. **Nobody stands in another's way.** A payout that the asset refuses (below the minimum
//!    balance, account blocked, asset being destroyed) harms its payee alone, and only until it can
//!    be claimed.
//! 3. **Nobody pays another's debts.** Nothing is taken into a pot that has less than it should, as
//!    after its issuer has burnt some of it, or destroyed the asset and made another under its
//!    name: what came in now would go to those to whom the former is owed.
//! 4. **All of it can leave.** No payout leaves the account below the asset's minimum balance,
//!    where the rest would be lost as dust.
//! 5. **Few transfers.** One where money enters, one for each payee where it leaves.
//!
//! ## Design
//!
//! **Pot.** What is held of an asset lies in an account of its own: an account with many assets
//! would run out of consumer references, and one asset's fate is no other's. Its balance says
//! nothing, since anybody can give to it; how much is held is counted in [`Store::Pots`].
//!
//! **Seed.** The first to bring an asset also lends the pot the asset's minimum balance, in the
//! same transfer, and has it back with the last payout (Goal 4). If it cannot go back then, it
//! serves whoever brings the asset next. Credits that nobody claims do not keep it: where nothing
//! else is held, whoever else brings the asset next lends the seed instead, and the former has its
//! own back.
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
//! | a payout that is refused | 2 | 2 |
//! | claim | 2 | 2 |
//! | the pot is made, or goes | 1 | 1, and the references of its account |
//! | [`Payouts`] of *n* to *k* payees of *a* assets | *a* | *a*, and *k* transfers |
//!
//! ## Invariants
//!
//! - **C1** For each asset: what the pallet's records owe and all credits = what the pot holds, and
//!   all credits = what it counts of them.
//! - **C2** The pot's account has at least what is held and the seed.
//!
//! ## Limits
//!
//! - What the issuer of an asset freezes, burns or destroys is frozen or gone here, too, and C2
//!   does not hold then until somebody gives the pot the difference.
//! - Names of assets had better not be used again ([`Custody::owes`] says whether one may be):
//!   claims on the former asset are claims on the next.
//! - An asset whose minimum balance is raised may keep back the last payout until somebody gives
//!   the pot the difference.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod payouts;
#[cfg(test)]
mod tests;

pub use payouts::Payouts;

use alloc::{collections::BTreeMap, vec::Vec};
use bloc_primitives::{transfer, Balance};
use codec::Encode;
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
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

/// The accounts of a pallet's runtime.
pub type AccountIdOf<S> = <<S as Store>::Runtime as frame_system::Config>::AccountId;
/// What a pallet's runtime names assets with.
pub type AssetIdOf<S> = <<S as Store>::Assets as fungibles::Inspect<AccountIdOf<S>>>::AssetId;

/// What a pallet holds of an asset.
#[frame_support::stored]
pub struct Pot<AccountId> {
	/// Owed by the pallet's records and credits.
	pub held: Balance,
	/// The part of it that is owed by credits.
	pub credits: Balance,
	/// The asset's minimum balance, lent by the first to bring this asset, so that no payout can
	/// leave the account below it and lose the rest as dust.
	pub seed: Balance,
	/// Who gets the seed back when nothing is held any more, or when nothing but credits is and
	/// somebody else lends one.
	pub seeder: AccountId,
}

impl<AccountId: PartialEq> Pot<AccountId> {
	/// Whether nothing is held but credits, while somebody other than `who` lends the seed: those
	/// may wait for ever, and it shall not.
	fn has_only_credits_beside(&self, who: &AccountId) -> bool {
		self.held > 0 && self.held == self.credits && self.seeder != *who
	}
}

bloc_primitives::faults! {
	/// Why money does not move. Anything else is the asset's own reason.
	///
	/// - `Overflow`: a sum does not fit, or the pot does not hold as much.
	/// - `NoCredit`: there is no credit to claim.
	/// - `UnknownAsset`: there is no such asset.
	/// - `ZeroAmount`: the amount is zero.
	/// - `BelowMinimum`: a deposit is below the minimum balance of its asset.
	/// - `PotShort`: the pot has less than it should.
	/// - `PotAccount`: the account is the pot's own: what is paid to it is lost.
	pub enum Fault {
		Overflow,
		NoCredit,
		UnknownAsset,
		ZeroAmount,
		BelowMinimum,
		PotShort,
		PotAccount,
	}
}

/// Where a pallet keeps what it holds: it names its items and accounts here.
pub trait Store {
	/// The runtime.
	type Runtime: frame_system::Config;

	/// The assets.
	type Assets: Mutate<AccountIdOf<Self>, Balance = Balance> + Balanced<AccountIdOf<Self>>;

	/// Names the pallet's accounts.
	type PalletId: Get<PalletId>;

	/// `StorageMap<_, Blake2_128Concat, AssetId, Pot<AccountId>>`: what is held of each asset,
	/// while anything is.
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

	/// The pallet's errors: one for each fault, by the same name
	/// ([`errors_from!`](bloc_primitives::errors_from)).
	type Error: From<Fault> + Into<DispatchError>;

	/// A payout became a credit: to be told in an event.
	fn credited(
		owner: AccountIdOf<Self>,
		asset: AssetIdOf<Self>,
		amount: Balance,
		reason: DispatchError,
	);

	/// A credit was paid out to `to`: to be told in an event.
	fn claimed(
		owner: AccountIdOf<Self>,
		asset: AssetIdOf<Self>,
		amount: Balance,
		to: AccountIdOf<Self>,
	);
}

/// The money in the items of `S`. All that can fail has to be called in a storage transaction.
pub struct Custody<S>(PhantomData<S>);

impl<S: Store> Custody<S> {
	/// The pallet's error for a fault.
	fn error(fault: Fault) -> DispatchError {
		S::Error::from(fault).into()
	}

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
		ensure!(S::Assets::asset_exists(asset.clone()), Self::error(Fault::UnknownAsset));
		ensure!(amount > 0, Self::error(Fault::ZeroAmount));
		let minimum = S::Assets::minimum_balance(asset.clone());
		ensure!(amount >= minimum, Self::error(Fault::BelowMinimum));
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

	/// What is promised out of the pot is there. For what moves inside of it from one to another,
	/// as nothing is taken then. Two reads.
	///
	/// # Errors
	/// [`Fault::PotShort`].
	pub fn ensure_whole(asset: &AssetIdOf<S>) -> DispatchResult {
		let short = S::Pots::get(asset).is_some_and(|pot| Self::is_short(asset, &pot));
		ensure!(!short, Self::error(Fault::PotShort));
		Ok(())
	}

	/// Brings `amount` from `who` into the pot. The first to bring an asset also lends the pot the
	/// asset's minimum balance, in the same transfer.
	///
	/// # Errors
	/// [`Fault::PotShort`], the asset's reason, or [`Fault::Overflow`].
	pub fn take(asset: &AssetIdOf<S>, who: &AccountIdOf<S>, amount: Balance) -> DispatchResult {
		let overflow = || Self::error(Fault::Overflow);
		let account = Self::account(asset);
		let found = S::Pots::get(asset);
		let short = found.as_ref().is_some_and(|pot| Self::is_short(asset, pot));
		if found.is_none() {
			// The account lives as long as the pot, whatever it holds.
			frame_system::Pallet::<S::Runtime>::inc_providers(&account);
		}
		let mut former = None;
		let (mut pot, incoming) = match found {
			Some(pot) if short && pot.held > 0 => return Err(Self::error(Fault::PotShort)),
			Some(pot) if !short && !pot.has_only_credits_beside(who) => (pot, amount),
			// Nobody has brought this asset yet, or the seed of who did is gone, or goes back.
			found => {
				let seed = S::Assets::minimum_balance(asset.clone());
				let incoming = amount.checked_add(seed).ok_or_else(overflow)?;
				let credits = found.as_ref().map_or(0, |pot| pot.credits);
				let (held, seeder) = (credits, who.clone());
				former = found.filter(|_| !short);
				(Pot { held, credits, seed, seeder }, incoming)
			},
		};
		Self::hold(asset, &mut pot, amount)?;
		S::Assets::transfer(asset.clone(), who, &account, incoming, Preservation::Preserve)?;
		S::Pots::insert(asset, pot);
		if let Some(Pot { seed, seeder, .. }) = former {
			Self::give_back_seed(asset, &seeder, seed);
		}
		Ok(())
	}

	/// More is held.
	fn hold(
		asset: &AssetIdOf<S>,
		pot: &mut Pot<AccountIdOf<S>>,
		amount: Balance,
	) -> DispatchResult {
		let overflow = || Self::error(Fault::Overflow);
		pot.held = pot.held.checked_add(amount).ok_or_else(overflow)?;
		// `pallet-assets` gives nothing that does not fit in one number together with all that
		// there is: so what comes in can leave, all of it.
		let most = Balance::MAX.saturating_sub(S::Assets::total_issuance(asset.clone()));
		let kept = pot.held.checked_add(pot.seed).ok_or_else(overflow)?;
		ensure!(kept <= most, overflow());
		Ok(())
	}

	/// Brings exactly `amount` from `who` into a pot that is there: nobody lends a seed for that.
	///
	/// # Errors
	/// [`Fault::PotShort`], also if there is no pot; the asset's reason, or [`Fault::Overflow`].
	pub fn add(asset: &AssetIdOf<S>, who: &AccountIdOf<S>, amount: Balance) -> DispatchResult {
		Self::add_by(asset, amount, |account| {
			S::Assets::transfer(asset.clone(), who, account, amount, Preservation::Preserve)?;
			Ok(())
		})
	}

	/// Brings `amount` into a pot that is there by `bring`, which is told its account and puts just
	/// that on it.
	///
	/// # Errors
	/// Those of `bring`; [`Fault::PotShort`], also if there is no pot, or [`Fault::Overflow`].
	pub fn add_by<R>(
		asset: &AssetIdOf<S>,
		amount: Balance,
		bring: impl FnOnce(&AccountIdOf<S>) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		let found = S::Pots::get(asset).filter(|pot| !Self::is_short(asset, pot));
		let mut pot = found.ok_or_else(|| Self::error(Fault::PotShort))?;
		Self::hold(asset, &mut pot, amount)?;
		let brought = bring(&Self::account(asset))?;
		S::Pots::insert(asset, pot);
		Ok(brought)
	}

	/// Lets `amount` out of the pot by `pay`, which is told its account and takes just that out of
	/// it. The last to leave sets the seed free.
	///
	/// # Errors
	/// Those of `pay`, or [`Fault::Overflow`].
	pub fn pay_by<R>(
		asset: &AssetIdOf<S>,
		amount: Balance,
		pay: impl FnOnce(&AccountIdOf<S>) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		let overflow = || Self::error(Fault::Overflow);
		let account = Self::account(asset);
		let mut pot = S::Pots::get(asset).ok_or_else(overflow)?;
		pot.held = pot.held.checked_sub(amount).ok_or_else(overflow)?;
		let paid = pay(&account)?;
		Self::leave(asset, &account, pot);
		Ok(paid)
	}

	/// Something has been paid out of the pot: if nothing is held any more, the seed goes back. If
	/// it cannot go back now, it serves the next who brings this asset.
	fn leave(asset: &AssetIdOf<S>, account: &AccountIdOf<S>, pot: Pot<AccountIdOf<S>>) {
		let back = || {
			let (to, seed) = (&pot.seeder, pot.seed);
			transfer::<S::Assets, _>(asset, account, to, seed, Preservation::Expendable)
		};
		match pot.held == 0 && with_storage_layer(back).is_ok() {
			true => Self::remove_pot(asset, account),
			false => S::Pots::insert(asset, pot),
		}
	}

	/// Gives the seed back to whoever lent the former one: in the worst case as credit.
	fn give_back_seed(asset: &AssetIdOf<S>, seeder: &AccountIdOf<S>, seed: Balance) {
		// Held for the seeder for a moment: so it goes the way of all payouts. What the account has
		// fits in one number, so the sum does.
		S::Pots::mutate(asset, |pot| {
			if let Some(pot) = pot {
				pot.held = pot.held.saturating_add(seed);
			}
		});
		Self::pay_or_credit(asset, seeder, seed);
	}

	/// Pays `amount` out of the pot to `who`. The last to leave sets the seed free.
	///
	/// # Errors
	/// The asset's reason, or [`Fault::Overflow`].
	pub fn pay_out(asset: &AssetIdOf<S>, who: &AccountIdOf<S>, amount: Balance) -> DispatchResult {
		Self::pay_out_of(asset, who, amount, 0)
	}

	/// The same, where `credit` of the amount was counted among the credits.
	fn pay_out_of(
		asset: &AssetIdOf<S>,
		who: &AccountIdOf<S>,
		amount: Balance,
		credit: Balance,
	) -> DispatchResult {
		let overflow = || Self::error(Fault::Overflow);
		let account = Self::account(asset);
		let mut pot = S::Pots::get(asset).ok_or_else(overflow)?;
		pot.held = pot.held.checked_sub(amount).ok_or_else(overflow)?;
		pot.credits = pot.credits.checked_sub(credit).ok_or_else(overflow)?;
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
			Self::remove_pot(asset, &account);
			return Ok(());
		}
		send(who, amount, Preservation::Preserve)?;
		Self::leave(asset, &account, pot);
		Ok(())
	}

	/// Removes a pot that is empty, and the reference that kept its account.
	fn remove_pot(asset: &AssetIdOf<S>, account: &AccountIdOf<S>) {
		S::Pots::remove(asset);
		// Refused while the account is needed for something else, such as what somebody gave to it:
		// then it stays, which is no harm.
		let _ = frame_system::Pallet::<S::Runtime>::dec_providers(account);
	}

	/// Pays `amount` out to `who` or, if the asset refuses, keeps it as credit. Never fails, so
	/// that no payee's account can stand in the way of another's money. At most one transfer, and
	/// the seed's.
	pub fn pay_or_credit(asset: &AssetIdOf<S>, who: &AccountIdOf<S>, amount: Balance) {
		Self::pay_for_or_credit(asset, who, who, amount);
	}

	/// Pays `amount`, which is `owner`'s, out to the account `to` that it has named; if the asset
	/// refuses, keeps it as credit.
	///
	/// The credit is of the owner, not of the account: it is the owner's claim, and it can claim it
	/// to any account. The other may be nobody's who knows of it, an exchange's for example, or a
	/// slip of the pen, and then nobody could ever claim it.
	pub fn pay_for_or_credit(
		asset: &AssetIdOf<S>,
		owner: &AccountIdOf<S>,
		to: &AccountIdOf<S>,
		amount: Balance,
	) {
		if amount == 0 {
			return;
		}
		if let Err(reason) = with_storage_layer(|| Self::pay_out(asset, to, amount)) {
			// All credit in an asset is part of what the pot holds: the sums fit.
			S::Credits::mutate(owner, asset, |credit| *credit = credit.saturating_add(amount));
			S::Pots::mutate(asset, |pot| {
				if let Some(pot) = pot {
					pot.credits = pot.credits.saturating_add(amount);
				}
			});
			S::credited(owner.clone(), asset.clone(), amount, reason);
		}
	}

	/// Pays the credit of `owner` in `asset` out to `to`, and tells of it.
	///
	/// # Errors
	/// [`Fault::NoCredit`], [`Fault::PotAccount`]; or as [`pay_out`](Self::pay_out), and then the credit
	/// is as it was.
	pub fn claim(
		owner: &AccountIdOf<S>,
		asset: &AssetIdOf<S>,
		to: &AccountIdOf<S>,
	) -> DispatchResult {
		let amount = S::Credits::take(owner, asset);
		ensure!(amount > 0, Self::error(Fault::NoCredit));
		ensure!(*to != Self::account(asset), Self::error(Fault::PotAccount));
		Self::pay_out_of(asset, to, amount, amount)?;
		S::claimed(owner.clone(), asset.clone(), amount, to.clone());
		Ok(())
	}

	/// C1 and C2, where the pallet's records owe `owed`. Reads all pots and credits: for tests and
	/// tools, not for blocks. Logs each pot that is short.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number; C2 when all else holds.
	pub fn try_state(owed: impl IntoIterator<Item = (AssetIdOf<S>, Balance)>) -> DispatchResult {
		// Assets need not be in any order; what encodes them is.
		let mut sums: BTreeMap<Vec<u8>, (Balance, Balance)> = BTreeMap::new();
		let mut owe = |asset: AssetIdOf<S>, amount: Balance, credit: Balance| -> DispatchResult {
			let (sum, credits) = sums.entry(asset.encode()).or_default();
			*sum = sum.checked_add(amount).ok_or("C1: what is owed does not fit")?;
			*credits = credits.checked_add(credit).ok_or("C1: what is owed does not fit")?;
			Ok(())
		};
		for (asset, amount) in owed {
			owe(asset, amount, 0)?;
		}
		for (_, asset, credit) in S::Credits::iter() {
			ensure!(credit > 0, "C1: a credit of nothing");
			owe(asset, credit, credit)?;
		}
		let mut short = false;
		for (asset, pot) in S::Pots::iter() {
			let (owed, credits) = sums.remove(&asset.encode()).unwrap_or_default();
			ensure!(pot.held == owed, "C1: what is owed is not what is held");
			ensure!(pot.credits == credits, "C1: a wrong sum of credits");
			if Self::is_short(&asset, &pot) {
				log::error!(target: "runtime::custody", "C2: the pot of {asset:?} is short: {pot:?}");
				short = true;
			}
		}
		ensure!(
			sums.into_values().all(|(owed, _)| owed == 0),
			"C1: something is owed that nothing holds"
		);
		ensure!(!short, "C2: the pot's account has less than it should");
		Ok(())
	}
}
