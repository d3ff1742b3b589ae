//! What comes out of accounts with orders, and goes back to them.

use crate::{
	custody::Money,
	terms::Amounts,
	types::{Fault, Purse},
	AssetIdOf, Config, Event, Pallet, TraderOf,
};
use bloc_primitives::Balance;
use frame_support::weights::Weight;
use sp_runtime::DispatchError;

/// What the orders of an account are paid with out of it, and bring it, in one session: one
/// transfer of each asset in the end, of the difference.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wallet {
	comes: Amounts,
	goes: Amounts,
}

impl Wallet {
	/// What an order brings goes to its purse.
	pub(crate) fn gain<T: Config>(
		&mut self,
		trader: &mut TraderOf<T>,
		assets: [&AssetIdOf<T>; 2],
		purse: Purse,
		amounts: Amounts,
	) -> Result<(), Fault> {
		match purse {
			Purse::Wallet => self.goes = self.goes.plus(amounts)?,
			Purse::Balance => {
				let [base, quote] = assets;
				trader.credit(base, amounts.base)?;
				trader.credit(quote, amounts.quote)?;
			},
		}
		Ok(())
	}

	/// What an order costs comes out of its purse.
	pub(crate) fn spend<T: Config>(
		&mut self,
		trader: &mut TraderOf<T>,
		assets: [&AssetIdOf<T>; 2],
		purse: Purse,
		amounts: Amounts,
	) -> Result<(), Fault> {
		match purse {
			Purse::Wallet => self.comes = self.comes.plus(amounts)?,
			Purse::Balance => {
				let [base, quote] = assets;
				trader.debit(base, amounts.base)?;
				trader.debit(quote, amounts.quote)?;
			},
		}
		Ok(())
	}

	/// Moves it, and tells of it. What it weighs.
	pub(crate) fn settle<T: Config>(
		&self,
		who: &T::AccountId,
		assets: [&AssetIdOf<T>; 2],
	) -> Result<Weight, DispatchError> {
		let [base, quote] = assets;
		let of_base = Self::move_one::<T>(who, base, self.comes.base, self.goes.base)?;
		let of_quote = Self::move_one::<T>(who, quote, self.comes.quote, self.goes.quote)?;
		Ok(of_base.saturating_add(of_quote))
	}

	fn move_one<T: Config>(
		who: &T::AccountId,
		asset: &AssetIdOf<T>,
		comes: Balance,
		goes: Balance,
	) -> Result<Weight, DispatchError> {
		let (who, asset) = (who.clone(), asset.clone());
		if comes > goes {
			let amount = comes.saturating_sub(goes);
			Money::<T>::take(&asset, &who, amount)?;
			Pallet::<T>::deposit_event(Event::Deposited { who, asset, amount });
		} else if goes > comes {
			let amount = goes.saturating_sub(comes);
			Money::<T>::pay_or_credit(&asset, &who, amount);
			Pallet::<T>::deposit_event(Event::Withdrawn { who, asset, amount });
		} else {
			return Ok(Weight::zero());
		}
		Ok(Pallet::<T>::moving_weight())
	}
}
