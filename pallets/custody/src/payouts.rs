//! Payouts gathered in one go.

use crate::{AccountIdOf, AssetIdOf, Custody, Store};
use alloc::{collections::BTreeMap, vec::Vec};
use bloc_primitives::Balance;
use codec::Encode;

/// What is to be paid out, summed up for each payee of each asset: one transfer does for all.
///
/// The pallet's records must no longer owe what is added here; until [`pay`](Self::pay) it is held
/// for nobody, so nothing may look in between.
pub struct Payouts<S: Store> {
	/// In the order in which they first came up: whose it is, and where it goes.
	due: Vec<(AssetIdOf<S>, [AccountIdOf<S>; 2], Balance)>,
	/// Where each payee of each asset is in it. Not every asset's name has an order: its encoding
	/// does.
	places: BTreeMap<Vec<u8>, usize>,
}

impl<S: Store> Default for Payouts<S> {
	fn default() -> Self {
		Self { due: Vec::new(), places: BTreeMap::new() }
	}
}

impl<S: Store> Payouts<S> {
	/// Adds `amount` to what `who` gets of `asset`. Does it take one more transfer?
	pub fn add(&mut self, asset: &AssetIdOf<S>, who: &AccountIdOf<S>, amount: Balance) -> bool {
		self.add_for(asset, who, who, amount)
	}

	/// Adds `amount`, which is `owner`'s, to what the account `to` gets of `asset`: if that cannot
	/// be paid there, it is the owner's credit. Does it take one more transfer?
	pub fn add_for(
		&mut self,
		asset: &AssetIdOf<S>,
		owner: &AccountIdOf<S>,
		to: &AccountIdOf<S>,
		amount: Balance,
	) -> bool {
		if amount == 0 {
			return false;
		}
		let next = self.due.len();
		let place = *self.places.entry((owner, to, asset).encode()).or_insert(next);
		match self.due.get_mut(place) {
			Some((_, _, sum)) => {
				// All of it is part of what the pot holds: the sum fits.
				*sum = sum.saturating_add(amount);
				false
			},
			None => {
				self.due.push((asset.clone(), [owner.clone(), to.clone()], amount));
				true
			},
		}
	}

	/// Pays all of it, in the order in which payees first came up. Never fails: what an asset
	/// refuses becomes credit.
	pub fn pay(self) {
		for (asset, [owner, to], amount) in self.due {
			Custody::<S>::pay_for_or_credit(&asset, &owner, &to, amount);
		}
	}
}
