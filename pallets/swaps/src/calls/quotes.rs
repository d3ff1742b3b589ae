//! Quotes of providers: set, paused, closed; and their stock.

use crate::{
	custody::Money,
	leg::{Ending, Leg},
	quote::{Direction, Quote, QuoteRecord, QuoteTerms},
	AssetIdOf, Config, Error, Event, LegOf, Pallet, QuoteRecordOf, Quotes, QuotesOf,
};
use bloc_primitives::Balance;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{fungibles::Inspect, Consideration, Footprint},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Returns what a provider pays a storage deposit for: the quote, and its entry in the index.
	pub fn quote_footprint() -> Footprint {
		let key = <(T::AccountId, AssetIdOf<T>, Direction)>::max_encoded_len();
		let size = QuoteRecordOf::<T>::max_encoded_len().saturating_add(key.saturating_mul(2));
		Footprint::from_parts(2, size)
	}

	/// Returns a quote that is there.
	pub(crate) fn quote_record(
		provider: &T::AccountId,
		asset: &AssetIdOf<T>,
		direction: Direction,
	) -> Result<QuoteRecordOf<T>, Error<T>> {
		Quotes::<T>::get((asset, direction), provider).ok_or(Error::<T>::QuoteNotFound)
	}

	/// Changes a quote that is there.
	pub(crate) fn change_quote(
		provider: &T::AccountId,
		asset: &AssetIdOf<T>,
		direction: Direction,
		change: impl FnOnce(&mut Quote) -> Result<(), crate::quote::Fault>,
	) -> Result<Quote, DispatchError> {
		let mut record = Self::quote_record(provider, asset, direction)?;
		change(&mut record.quote).map_err(Error::<T>::from)?;
		let quote = record.quote;
		Quotes::<T>::insert((asset, direction), provider, record);
		Ok(quote)
	}

	/// See [`Call::set_quote`](crate::Call::set_quote).
	pub(crate) fn do_set_quote(
		provider: T::AccountId,
		asset: AssetIdOf<T>,
		direction: Direction,
		terms: QuoteTerms,
	) -> DispatchResult {
		let now = Self::instant();
		terms.ensure_sound(direction, now.ms).map_err(Error::<T>::from)?;
		let key = (asset.clone(), direction);
		let record = match Quotes::<T>::get(&key, &provider) {
			Some(mut record) => {
				record.quote.change(terms, &now).map_err(Error::<T>::from)?;
				record
			},
			None => {
				ensure!(T::Assets::asset_exists(asset.clone()), Error::<T>::UnknownAsset);
				QuotesOf::<T>::insert(&provider, &key, ());
				let ticket = T::Consideration::new(&provider, Self::quote_footprint())?;
				QuoteRecord { quote: Quote::new(terms), ticket }
			},
		};
		Quotes::<T>::insert(&key, &provider, record);
		Self::deposit_event(Event::QuoteSet { provider, asset, direction, terms });
		Ok(())
	}

	/// See [`Call::pause_quote`](crate::Call::pause_quote).
	pub(crate) fn do_pause_quote(
		provider: T::AccountId,
		asset: AssetIdOf<T>,
		direction: Direction,
		paused: bool,
	) -> DispatchResult {
		let now = Self::instant();
		Self::change_quote(&provider, &asset, direction, |quote| {
			quote.pause(paused, &now);
			Ok(())
		})?;
		Self::deposit_event(Event::QuotePaused { provider, asset, direction, paused });
		Ok(())
	}

	/// See [`Call::close_quote`](crate::Call::close_quote).
	pub(crate) fn do_close_quote(
		provider: T::AccountId,
		asset: AssetIdOf<T>,
		direction: Direction,
	) -> DispatchResult {
		let QuoteRecord { quote, ticket } = Self::quote_record(&provider, &asset, direction)?;
		quote.ensure_closable(&Self::instant()).map_err(Error::<T>::from)?;
		let key = (asset.clone(), direction);
		Quotes::<T>::remove(&key, &provider);
		QuotesOf::<T>::remove(&provider, &key);
		Self::give_back(&provider, ticket);
		Money::<T>::pay_or_credit(&asset, &provider, quote.stock);
		let stock = quote.stock;
		Self::deposit_event(Event::QuoteClosed { provider, asset, direction, stock });
		Ok(())
	}

	/// See [`Call::add_stock`](crate::Call::add_stock).
	pub(crate) fn do_add_stock(
		provider: T::AccountId,
		asset: AssetIdOf<T>,
		amount: Balance,
	) -> DispatchResult {
		let add = |quote: &mut Quote| quote.add_stock(amount);
		let Quote { stock, .. } = Self::change_quote(&provider, &asset, Direction::Out, add)?;
		Money::<T>::ensure_worthwhile(&asset, amount)?;
		Self::ensure_not_pot(&asset, &provider)?;
		Money::<T>::take(&asset, &provider, amount)?;
		Self::deposit_event(Event::StockChanged { provider, asset, stock });
		Ok(())
	}

	/// See [`Call::take_stock`](crate::Call::take_stock).
	pub(crate) fn do_take_stock(
		provider: T::AccountId,
		asset: AssetIdOf<T>,
		amount: Balance,
	) -> DispatchResult {
		let now = Self::instant();
		let take = |quote: &mut Quote| {
			quote.ensure_free(&now)?;
			quote.take_stock(amount)
		};
		let Quote { stock, .. } = Self::change_quote(&provider, &asset, Direction::Out, take)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		Money::<T>::pay_out(&asset, &provider, amount)?;
		Self::deposit_event(Event::StockChanged { provider, asset, stock });
		Ok(())
	}

	/// The leg of a quote is over: what goes back to its provider is stock again.
	pub(crate) fn free_quote(leg: &LegOf<T>, how: Ending) -> DispatchResult {
		let Some((provider, direction)) = leg.quote_of() else { return Ok(()) };
		let Leg { asset, amount, .. } = leg;
		let back = amount.saturating_sub(how.to_receiver(*amount));
		Self::change_quote(provider, asset, direction, |quote| {
			quote.release(*amount)?;
			match direction {
				Direction::In => Ok(()),
				Direction::Out => quote.add_stock(back),
			}
		})?;
		Ok(())
	}
}
