//! What traders have here: money, and room for orders.

use crate::{
	custody::Money, order::Trader, AssetIdOf, Config, Error, Event, Pallet, TraderOf, Traders,
};
use bloc_primitives::Balance;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Get},
};
use sp_runtime::{DispatchError, DispatchResult};

/// Beside the order itself: its share of a level and of a chunk, and an entry each of owners and of
/// the timetable.
const BESIDE: usize = 180;

impl<T: Config> Pallet<T> {
	/// The footprint that a trader with room for so many orders pays a deposit for.
	pub fn trader_footprint(slots: u32) -> Footprint {
		let order = crate::order::Order::max_encoded_len().saturating_add(BESIDE);
		let funds = crate::FundsOf::<T>::max_encoded_len();
		let slots = usize::try_from(slots).unwrap_or(usize::MAX);
		let all = slots.saturating_mul(order).saturating_add(funds);
		// Each order can have an item to itself, if it stands at a price alone.
		Footprint::from_parts(slots.saturating_add(1), all)
	}

	pub(crate) fn trader_of(who: &T::AccountId) -> Result<TraderOf<T>, DispatchError> {
		Ok(Traders::<T>::get(who).ok_or(Error::<T>::TraderNotFound)?)
	}

	/// Writes what a trader has. With the last of it the deposit goes back.
	pub(crate) fn put_trader(who: &T::AccountId, trader: TraderOf<T>) {
		if trader.is_empty() {
			Traders::<T>::remove(who);
			Self::give_back(who, trader.ticket);
		} else {
			Traders::<T>::insert(who, trader);
		}
	}

	/// See [`Call::deposit`](crate::Call::deposit).
	pub(crate) fn do_deposit(
		who: T::AccountId,
		asset: AssetIdOf<T>,
		amount: Balance,
	) -> DispatchResult {
		Money::<T>::ensure_worthwhile(&asset, amount)?;
		let mut trader = match Traders::<T>::get(&who) {
			Some(trader) => trader,
			None => Trader::new(0, T::Consideration::new(&who, Self::trader_footprint(0))?),
		};
		Money::<T>::take(&asset, &who, amount)?;
		trader.credit(&asset, amount).map_err(Error::<T>::from)?;
		Traders::<T>::insert(&who, trader);
		Self::deposit_event(Event::Deposited { who, asset, amount });
		Ok(())
	}

	/// See [`Call::withdraw`](crate::Call::withdraw).
	pub(crate) fn do_withdraw(
		who: T::AccountId,
		asset: AssetIdOf<T>,
		amount: Balance,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut trader = Self::trader_of(&who)?;
		trader.debit(&asset, amount).map_err(Error::<T>::from)?;
		if trader.free(&asset) == 0 {
			// What the asset refuses would keep the item, and the deposit for it, for ever.
			Money::<T>::pay_or_credit(&asset, &who, amount);
		} else {
			Money::<T>::pay_out(&asset, &who, amount)?;
		}
		Self::put_trader(&who, trader);
		Self::deposit_event(Event::Withdrawn { who, asset, amount });
		Ok(())
	}

	/// See [`Call::set_slots`](crate::Call::set_slots).
	pub(crate) fn do_set_slots(who: T::AccountId, slots: u32) -> DispatchResult {
		ensure!(slots <= T::MaxOrders::get(), Error::<T>::TooManyOrders);
		let footprint = Self::trader_footprint(slots);
		let trader = match Traders::<T>::get(&who) {
			Some(mut trader) => {
				let used = u32::try_from(trader.orders.len()).unwrap_or(u32::MAX);
				ensure!(used <= slots, Error::<T>::SlotsInUse);
				trader.ticket = trader.ticket.update(&who, footprint)?;
				trader.slots = slots;
				trader
			},
			None => {
				ensure!(slots > 0, Error::<T>::TraderNotFound);
				Trader::new(slots, T::Consideration::new(&who, footprint)?)
			},
		};
		Self::put_trader(&who, trader);
		Self::deposit_event(Event::SlotsSet { who, slots });
		Ok(())
	}
}
