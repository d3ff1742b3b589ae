//! What work costs in tests: of a hook, and who gets that; of the database.

use crate::people::{issuer, AccountId};
use bloc_primitives::hook_fee::Charge;
use core::marker::PhantomData;
use frame_support::{
	parameter_types,
	traits::{
		fungible::{Balanced, Credit},
		OnUnbalanced,
	},
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight, WeightToFee},
};

parameter_types! {
	/// What each piece of a hook's work costs, whatever it weighs.
	pub static HookPrice: u128 = 0;
	/// What the database weighs. A pallet's `WeightInfo` has to ask for it: `SubstrateWeight<Test>`,
	/// not `()`.
	pub static DbWeight: RuntimeDbWeight = RocksDbWeight::get();
}

/// The fee of [`HookPrice`], for the issuer: so that no unit of the coin is lost.
pub type TestHookFee<Currency> = Charge<Currency, Stated, ToIssuer<Currency>>;

/// The price that a test has stated.
pub struct Stated;

impl WeightToFee for Stated {
	type Balance = u128;

	fn weight_to_fee(_: &Weight) -> u128 {
		HookPrice::get()
	}
}

/// Gives what it gets to the issuer.
pub struct ToIssuer<Currency>(PhantomData<Currency>);

impl<Currency: Balanced<AccountId>> OnUnbalanced<Credit<AccountId, Currency>>
	for ToIssuer<Currency>
{
	fn on_nonzero_unbalanced(credit: Credit<AccountId, Currency>) {
		assert!(Currency::resolve(&issuer(), credit).is_ok(), "the issuer has an account");
	}
}
