//! Pairs: opened, stopped, closed.

use crate::{
	book::Book,
	custody::Money,
	terms::Terms,
	types::{PairId, PairRecord, Status},
	AssetIdOf, BookOf, Books, Config, Error, Event, NextPairId, PairCounts, PairRecordOf, Pairs,
	PairsOf, Pallet, Statistics, HORIZON_MS, NOTICE_MS, STEADY_MS,
};
use bloc_primitives::{id::next_id, Moment};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{fungibles::Inspect, Consideration, Footprint, Get, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The footprint that the owner of a pair pays a deposit for: the book, its statistics, the
	/// record, the index, and the counts of both assets, which may have no other pair.
	pub fn pair_footprint() -> Footprint {
		let index = <(AssetIdOf<T>, AssetIdOf<T>, PairId)>::max_encoded_len();
		let counts = <[(AssetIdOf<T>, u64); 2]>::max_encoded_len();
		let items = BookOf::<T>::max_encoded_len()
			.saturating_add(PairRecordOf::<T>::max_encoded_len())
			.saturating_add(crate::HoursOf::max_encoded_len());
		Footprint::from_parts(6, items.saturating_add(index).saturating_add(counts))
	}

	/// One pair more names the asset.
	fn count_pair(asset: &AssetIdOf<T>) -> DispatchResult {
		PairCounts::<T>::try_mutate(asset, |count| {
			*count = count.checked_add(1).ok_or(Error::<T>::Overflow)?;
			Ok(())
		})
	}

	/// One pair less names the asset.
	fn uncount_pair(asset: &AssetIdOf<T>) {
		PairCounts::<T>::mutate_exists(asset, |count| {
			let less = count.and_then(|count| count.checked_sub(1));
			*count = less.filter(|less| *less > 0);
		});
	}

	pub(crate) fn book_of(pair: PairId) -> Result<BookOf<T>, DispatchError> {
		Ok(Books::<T>::get(pair).ok_or(Error::<T>::PairNotFound)?)
	}

	/// See [`Call::open_pair`](crate::Call::open_pair).
	pub(crate) fn do_open_pair(
		owner: T::AccountId,
		base: AssetIdOf<T>,
		quote: AssetIdOf<T>,
		terms: Terms,
	) -> DispatchResult {
		ensure!(base != quote, Error::<T>::SameAsset);
		for asset in [&base, &quote] {
			ensure!(T::Assets::asset_exists(asset.clone()), Error::<T>::UnknownAsset);
		}
		terms.check(T::MaxFee::get()).map_err(Error::<T>::from)?;
		let pair = next_id::<NextPairId<T>, _>().ok_or(Error::<T>::Overflow)?;
		let ticket = T::Consideration::new(&owner, Self::pair_footprint())?;
		let (restless_until_ms, steady_until_ms) = (0, 0);
		let record =
			PairRecord { owner: owner.clone(), ticket, restless_until_ms, steady_until_ms };
		Pairs::<T>::insert(pair, record);
		PairsOf::<T>::insert((&base, &quote), pair, ());
		Self::count_pair(&base)?;
		Self::count_pair(&quote)?;
		Books::<T>::insert(pair, Book::new(base.clone(), quote.clone(), terms));
		Self::deposit_event(Event::PairOpened { pair, owner, base, quote, terms });
		Ok(())
	}

	/// See [`Call::close_pair`](crate::Call::close_pair).
	pub(crate) fn do_close_pair(who: Option<T::AccountId>, pair: PairId) -> DispatchResult {
		let record = Self::managed(who.as_ref(), pair)?;
		let book = Self::book_of(pair)?;
		ensure!(book.is_empty(), Error::<T>::PairInUse);
		// Nothing rests and nothing is to be settled: what is put aside is for nobody any more.
		let fees = book.fees.checked_add(book.aside).ok_or(Error::<T>::Overflow)?;
		Pairs::<T>::remove(pair);
		PairsOf::<T>::remove((&book.base, &book.quote), pair);
		Self::uncount_pair(&book.base);
		Self::uncount_pair(&book.quote);
		Books::<T>::remove(pair);
		Statistics::<T>::remove(pair);
		Money::<T>::pay_or_credit(&book.quote, &record.owner, fees);
		if fees > 0 {
			let owner = record.owner.clone();
			Self::deposit_event(Event::FeesCollected { pair, owner, amount: fees });
		}
		Self::give_back(&record.owner, record.ticket);
		Self::deposit_event(Event::PairClosed { pair });
		Ok(())
	}

	/// The record of a pair, for its owner or, without a name, for who manages pairs.
	fn managed(who: Option<&T::AccountId>, pair: PairId) -> Result<PairRecordOf<T>, DispatchError> {
		let record = Pairs::<T>::get(pair).ok_or(Error::<T>::PairNotFound)?;
		ensure!(who.is_none_or(|who| *who == record.owner), Error::<T>::NotOwner);
		Ok(record)
	}

	/// See [`Call::set_status`](crate::Call::set_status).
	pub(crate) fn do_set_status(
		who: Option<T::AccountId>,
		pair: PairId,
		status: Status,
	) -> DispatchResult {
		let mut record = Self::managed(who.as_ref(), pair)?;
		let mut book = Self::book_of(pair)?;
		let now_ms = T::Clock::now();
		if let Status::Stopped { until_ms } = status {
			// An owner could hold up what is not his.
			ensure!(who.is_none(), Error::<T>::NotOwner);
			Self::stop(&mut record, until_ms, now_ms)?;
		} else if let Status::Stopped { until_ms } = book.status {
			// Nor can he end a stop that is not his.
			let ends = who.is_none() || until_ms <= now_ms;
			ensure!(ends, Error::<T>::PairStopped);
		}
		if let Status::Closing { from_ms } = status {
			let least_ms = now_ms.saturating_add(NOTICE_MS);
			ensure!(from_ms >= least_ms, Error::<T>::NoticeTooShort);
			let most_ms = now_ms.saturating_add(HORIZON_MS);
			ensure!(from_ms <= most_ms, Error::<T>::DeadlineTooFar);
		}
		if let Status::Closing { .. } = book.status {
			// Traders have been told.
			ensure!(who.is_none(), Error::<T>::PairClosing);
		}
		let turns = matches!(status, Status::Trading | Status::CancelOnly);
		if who.is_some() && turns && status != book.status {
			// He could open the pair for himself alone, and close it behind him.
			ensure!(record.steady_until_ms <= now_ms, Error::<T>::NoticeTooShort);
			record.steady_until_ms = now_ms.saturating_add(STEADY_MS);
		}
		Pairs::<T>::insert(pair, record);
		book.status = status;
		Books::<T>::insert(pair, book);
		Self::deposit_event(Event::StatusSet { pair, status });
		Ok(())
	}

	/// A pair is stopped, for no longer than it may be.
	fn stop(record: &mut PairRecordOf<T>, until_ms: Moment, now_ms: Moment) -> DispatchResult {
		let most: Moment = T::MaxStopMs::get();
		let sound = now_ms < until_ms
			&& until_ms <= now_ms.saturating_add(most)
			&& record.restless_until_ms <= now_ms;
		ensure!(sound, Error::<T>::StopTooLong);
		// Between two stops there is as much time to leave.
		record.restless_until_ms = until_ms.saturating_add(most);
		Ok(())
	}

	/// See [`Call::collect_fees`](crate::Call::collect_fees).
	pub(crate) fn do_collect_fees(pair: PairId) -> DispatchResult {
		let record = Pairs::<T>::get(pair).ok_or(Error::<T>::PairNotFound)?;
		let mut book = Self::book_of(pair)?;
		let amount = core::mem::take(&mut book.fees);
		ensure!(amount > 0, Error::<T>::NoFees);
		Money::<T>::pay_or_credit(&book.quote, &record.owner, amount);
		Books::<T>::insert(pair, book);
		Self::deposit_event(Event::FeesCollected { pair, owner: record.owner, amount });
		Ok(())
	}
}
