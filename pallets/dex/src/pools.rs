//! The seam to pools in which the assets of a book are swapped, too.

use bloc_primitives::Balance;
use frame_support::{
	traits::fungibles::{Balanced, Credit, Inspect},
	weights::Weight,
};
use sp_runtime::DispatchError;

/// How a pallet names assets.
type IdOf<AccountId, Assets> = <Assets as Inspect<AccountId>>::AssetId;

/// Pools of two assets each, whose price follows from what they have.
///
/// Whoever implements it says the same in a quote and in a swap, as long as nothing else happens to
/// the pool between them. All of it is called in a storage transaction, which is rolled back when
/// anything fails.
pub trait Pools<AccountId, Assets: Balanced<AccountId>> {
	/// A pool as it is now: whatever is asked of it later reads nothing.
	type Pool;

	/// The pool in which `from` is swapped for `to`, if there is one.
	fn pool(from: &IdOf<AccountId, Assets>, to: &IdOf<AccountId, Assets>) -> Option<Self::Pool>;

	/// What comes out for exactly so much that goes in: no less for more. None if that is nothing, or
	/// the pool refuses.
	fn out_of(pool: &Self::Pool, amount: Balance) -> Option<Balance>;

	/// What has to go in so that at least so much comes out: no less for more. None if the pool has
	/// not as much, or refuses.
	fn needed_for(pool: &Self::Pool, amount: Balance) -> Option<Balance>;

	/// Swaps all that is given for at least `least`: for what [`out_of`](Self::out_of) says. No
	/// account has it meanwhile, so that none needs to be able to.
	///
	/// # Errors
	/// Those of the pool, and of the assets.
	fn swap(
		given: Credit<AccountId, Assets>,
		to: &IdOf<AccountId, Assets>,
		least: Balance,
	) -> Result<Credit<AccountId, Assets>, DispatchError>;

	/// The most that it weighs to read a pool, to ask it a few hundred times, and to swap once.
	fn weight() -> Weight;
}

/// No pools.
impl<AccountId, Assets: Balanced<AccountId>> Pools<AccountId, Assets> for () {
	type Pool = core::convert::Infallible;

	fn pool(_: &IdOf<AccountId, Assets>, _: &IdOf<AccountId, Assets>) -> Option<Self::Pool> {
		None
	}

	fn out_of(pool: &Self::Pool, _: Balance) -> Option<Balance> {
		match *pool {}
	}

	fn needed_for(pool: &Self::Pool, _: Balance) -> Option<Balance> {
		match *pool {}
	}

	fn swap(
		_: Credit<AccountId, Assets>,
		_: &IdOf<AccountId, Assets>,
		_: Balance,
	) -> Result<Credit<AccountId, Assets>, DispatchError> {
		Err(DispatchError::Unavailable)
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}
