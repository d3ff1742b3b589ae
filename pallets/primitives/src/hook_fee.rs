//! What it costs to have a hook do something again and again.
//!
//! A call pays its fee once. What it asks for may be done by a hook, block after block, for as long
//! as it stands: that is paid for each time.

use crate::Balance;
use core::marker::PhantomData;
use frame_support::{
	traits::{
		fungible::{Balanced, Credit},
		tokens::{Fortitude::Polite, Precision::Exact, Preservation::Preserve},
		OnUnbalanced,
	},
	weights::{Weight, WeightToFee},
};
use sp_runtime::DispatchResult;

/// Takes a fee for what a hook does for an account.
pub trait HookFee<AccountId> {
	/// The fee for work of this weight.
	fn of(weight: Weight) -> Balance;

	/// Takes `fee` from `who`, all of it or nothing, and leaves the account alive. One account read
	/// and written, and what the fee's destination takes.
	///
	/// # Errors
	/// `who` has not as much to spend.
	fn charge(who: &AccountId, fee: Balance) -> DispatchResult;

	/// Whether `who` has as much, locked or not, beside what keeps the account alive.
	fn has(who: &AccountId, fee: Balance) -> bool;
}

/// Nothing costs anything: only for a chain on which strangers cannot ask for work.
impl<AccountId> HookFee<AccountId> for () {
	fn of(_: Weight) -> Balance {
		0
	}

	fn charge(_: &AccountId, _: Balance) -> DispatchResult {
		Ok(())
	}

	fn has(_: &AccountId, _: Balance) -> bool {
		true
	}
}

/// A fee in `Currency`, of what `Price` asks for the weight, that goes to `Destination`: `()` burns
/// it.
pub struct Charge<Currency, Price, Destination>(PhantomData<(Currency, Price, Destination)>);

impl<AccountId, Currency, Price, Destination> HookFee<AccountId>
	for Charge<Currency, Price, Destination>
where
	Currency: Balanced<AccountId, Balance = Balance>,
	Price: WeightToFee<Balance = Balance>,
	Destination: OnUnbalanced<Credit<AccountId, Currency>>,
{
	fn of(weight: Weight) -> Balance {
		Price::weight_to_fee(&weight)
	}

	fn charge(who: &AccountId, fee: Balance) -> DispatchResult {
		if fee > 0 {
			Destination::on_unbalanced(Currency::withdraw(who, fee, Exact, Preserve, Polite)?);
		}
		Ok(())
	}

	fn has(who: &AccountId, fee: Balance) -> bool {
		Currency::balance(who) >= fee.saturating_add(Currency::minimum_balance())
	}
}
