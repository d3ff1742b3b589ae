//! A transfer of an asset that moves the amount, or fails.

use crate::Balance;
use frame_support::traits::{
	fungibles::Balanced,
	tokens::{Fortitude::Polite, Precision::Exact, Preservation, Preservation::Expendable},
};
use sp_runtime::DispatchResult;

/// Moves exactly `amount` from one account to another: a withdrawal and a deposit, each with the
/// asset's own event. To be called inside a storage transaction: on an error the caller returns it,
/// and nothing has changed.
///
/// `fungibles::Mutate::transfer` answers `Ok` also when it could take the amount and then not give
/// it, which is gone: `pallet-assets` gives nothing that does not fit in one number together with
/// all that there is. It also looks at both accounts twice, which is a quarter of what it costs.
///
/// # Errors
/// The asset's reason.
pub fn transfer<Assets, AccountId: Eq>(
	asset: &Assets::AssetId,
	from: &AccountId,
	to: &AccountId,
	amount: Balance,
	preservation: Preservation,
) -> DispatchResult
where
	Assets: Balanced<AccountId, Balance = Balance>,
{
	if amount == 0 || from == to {
		return Ok(());
	}
	let taken = Assets::withdraw(asset.clone(), from, amount, Exact, preservation, Polite);
	let credit = taken.map_err(|error| {
		// In the words that all assets share, if they have one for it.
		let consequence = Assets::can_withdraw(asset.clone(), from, amount);
		consequence.into_result(preservation != Expendable).err().unwrap_or(error)
	})?;
	let debt = Assets::deposit(asset.clone(), to, amount, Exact)?;
	// They cancel out. Dust that went along is what is left, and leaves the issuance.
	drop(credit.offset(debt));
	Ok(())
}
