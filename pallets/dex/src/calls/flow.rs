//! The money of a swap, on its way: it comes out of an account once, and goes to it once. What it is
//! meanwhile no account has, so that nobody needs an account of an asset that he only passes.

use crate::{custody::Money, pools::Pools, router::Plan, AssetIdOf, Config, Error, Event, Pallet};
use bloc_primitives::Balance;
use frame_support::{
	ensure,
	traits::{
		fungibles::{Balanced, Credit, Inspect},
		tokens::{Fortitude::Polite, Precision::Exact, Preservation::Preserve, Provenance::Extant},
	},
	weights::Weight,
};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

type CreditOf<T> = Credit<<T as frame_system::Config>::AccountId, <T as Config>::Assets>;

/// What a swap has, on its way.
pub(crate) struct Flow<T: Config> {
	who: T::AccountId,
	asset: AssetIdOf<T>,
	/// Whether nothing has come out of the account yet.
	begins: bool,
	/// What a book has brought: the pot holds it.
	owed: Balance,
	/// What a pool has brought.
	credit: CreditOf<T>,
	/// How often money was moved.
	moves: u64,
}

impl<T: Config> Flow<T> {
	/// The swap of an account begins.
	pub(crate) fn begin(who: T::AccountId, asset: AssetIdOf<T>) -> Self {
		let credit = CreditOf::<T>::zero(asset.clone());
		Self { who, asset, begins: true, owed: 0, credit, moves: 0 }
	}

	/// Whose swap it is.
	pub(crate) const fn who(&self) -> &T::AccountId {
		&self.who
	}

	/// The asset that it has come to.
	pub(crate) const fn asset(&self) -> &AssetIdOf<T> {
		&self.asset
	}

	/// What the book gets of a hop is in the pot then, and what the pool gets is at hand. What no hop
	/// takes is the account's.
	pub(crate) fn pay(&mut self, plan: &Plan) -> DispatchResult {
		if core::mem::take(&mut self.begins) {
			return self.take(plan);
		}
		let has = self.owed.checked_add(self.credit.peek()).ok_or(Error::<T>::Overflow)?;
		let left = has.checked_sub(plan.spent).ok_or(Error::<T>::Inconsistent)?;
		let left = self.hand_over(left, plan.pool_in)?;
		// Nothing is left but of what the pot has, or with a hop that pays into it.
		let stays = plan.costs().checked_add(left).ok_or(Error::<T>::Overflow)?;
		self.share(stays)?;
		ensure!(self.credit.peek() == plan.pool_in, Error::<T>::Inconsistent);
		if left > 0 {
			Money::<T>::pay_or_credit(&self.asset, &self.who, left);
			self.tell_out(left);
		}
		Ok(())
	}

	/// What is at hand of what is left, beyond what the pool gets, goes to the account, if it can have
	/// that. What is left then.
	fn hand_over(&mut self, left: Balance, pool_in: Balance) -> Result<Balance, DispatchError> {
		let spare = left.min(self.credit.peek().saturating_sub(pool_in));
		let asset = self.asset.clone();
		let can = spare > 0 && {
			T::Assets::can_deposit(asset, &self.who, spare, Extant).into_result().is_ok()
		};
		if !can {
			return Ok(left);
		}
		put_on::<T>(&self.who, self.credit.extract(spare))?;
		self.moves = self.moves.saturating_add(1);
		Ok(left.saturating_sub(spare))
	}

	/// The first of it comes out of the account.
	fn take(&mut self, plan: &Plan) -> DispatchResult {
		let (asset, who, costs) = (&self.asset, &self.who, plan.costs());
		if plan.pool_in > 0 {
			let (asset, amount) = (asset.clone(), plan.pool_in);
			self.credit = T::Assets::withdraw(asset, who, amount, Exact, Preserve, Polite)?;
			self.moves = self.moves.saturating_add(1);
		}
		if costs > 0 {
			Money::<T>::take(asset, who, costs)?;
			self.tell_in(costs);
		}
		Ok(())
	}

	/// The pot has so much of it, and the rest is at hand: one transfer of the difference.
	fn share(&mut self, stays: Balance) -> DispatchResult {
		if self.owed > stays {
			self.gather(self.owed.saturating_sub(stays))?;
		} else if stays > self.owed {
			let more = stays.saturating_sub(self.owed);
			let given = self.credit.extract(more);
			ensure!(given.peek() == more, Error::<T>::Inconsistent);
			let put = |pot: &T::AccountId| put_on::<T>(pot, given);
			Money::<T>::add_by(&self.asset, more, put)?;
			self.tell_in(more);
		}
		self.owed = 0;
		Ok(())
	}

	/// So much comes out of the pot, to be at hand.
	fn gather(&mut self, amount: Balance) -> DispatchResult {
		let asset = &self.asset;
		let take = |pot: &T::AccountId| {
			T::Assets::withdraw(asset.clone(), pot, amount, Exact, Preserve, Polite)
		};
		let more = Money::<T>::pay_by(asset, amount, take)?;
		self.credit.subsume(more).map_err(|_| Error::<T>::Inconsistent)?;
		self.tell_out(amount);
		Ok(())
	}

	/// Tells what came to the pot.
	fn tell_in(&mut self, amount: Balance) {
		self.moves = self.moves.saturating_add(1);
		let (who, asset) = (self.who.clone(), self.asset.clone());
		Pallet::<T>::deposit_event(Event::Deposited { who, asset, amount });
	}

	/// Tells what went out of the pot.
	fn tell_out(&mut self, amount: Balance) {
		self.moves = self.moves.saturating_add(1);
		let (who, asset) = (self.who.clone(), self.asset.clone());
		Pallet::<T>::deposit_event(Event::Withdrawn { who, asset, amount });
	}

	/// What the pool gets becomes the other asset; what the book brings the pot has already.
	pub(crate) fn become_other(&mut self, to: AssetIdOf<T>, plan: &Plan) -> DispatchResult {
		let given = core::mem::replace(&mut self.credit, CreditOf::<T>::zero(to.clone()));
		if plan.pool_in > 0 {
			let got = T::Pools::swap(given, &to, plan.pool_out)?;
			ensure!(got.peek() == plan.pool_out, Error::<T>::Inconsistent);
			self.credit = got;
		}
		self.owed = plan.brings();
		self.asset = to;
		Ok(())
	}

	/// All of it goes to the account. What the transfers weighed.
	///
	/// # Errors
	/// Why the asset refuses it: nobody swaps for something that he cannot have.
	pub(crate) fn end(mut self) -> Result<Weight, DispatchError> {
		if self.owed > 0 {
			self.gather(self.owed)?;
		}
		let amount = self.credit.peek();
		T::Assets::can_deposit(self.asset.clone(), &self.who, amount, Extant).into_result()?;
		put_on::<T>(&self.who, self.credit)?;
		let moves = self.moves.saturating_add(1);
		Ok(Pallet::<T>::moving_weight().saturating_mul(moves))
	}
}

/// What is at hand goes to an account.
fn put_on<T: Config>(who: &T::AccountId, credit: CreditOf<T>) -> DispatchResult {
	// Whoever calls is rolled back: so is what becomes of the credit then.
	T::Assets::resolve(who, credit).map_err(|_| TokenError::CannotCreate.into())
}
