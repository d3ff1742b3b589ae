//! What others filled is paid, what has expired goes, and what is over is forgotten.

use super::orders::Session;
use crate::{
	desk::{Changes, Desk},
	level::ChunkName,
	types::{Due, Filled, OwnersName, PairId, Reason},
	AccountOwners, Books, Chunks, Config, DeskOf, Error, Event, NamesOf, Owners, Pages, Pallet,
	Shelves, Traders, LOOKS,
};
use bloc_primitives::Moment;
use bloc_timetable::{Outcome, Owner};
use frame_support::{
	dispatch::DispatchResultWithPostInfo,
	ensure,
	traits::{Get, Time},
	weights::Weight,
};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// The book of a pair, to be worked on.
	pub(crate) fn desk(pair: PairId) -> Result<DeskOf<T>, DispatchError> {
		Ok(Desk::new(Shelves::default(), pair, Self::book_of(pair)?))
	}

	/// Writes what was changed of a book.
	pub(crate) fn put_desk(desk: DeskOf<T>) {
		let pair = desk.pair;
		let Changes { book, pages, chunks, jobs } = desk.changes();
		if let Some(mut book) = book {
			book.look(T::Clock::now());
			Books::<T>::insert(pair, book);
		}
		for (name, page) in pages {
			Pages::<T>::set(pair, name, page);
		}
		for (name, chunk) in chunks {
			Chunks::<T>::set(pair, name, chunk);
		}
		for job in jobs {
			Self::push(T::Clock::now(), Due::Filled(pair, job));
		}
	}

	/// See [`Call::settle`](crate::Call::settle).
	pub(crate) fn do_settle(who: T::AccountId, names: NamesOf<T>) -> DispatchResultWithPostInfo {
		let mut weight = Self::settle_weight(names.len());
		for id in names {
			let trader = Self::trader_of(&who)?;
			let at = trader.find(id).map_err(Error::<T>::from)?;
			let pair = trader.orders.get(at).map(|order| order.pair);
			let mut session =
				Session::<T>::open(who.clone(), pair.ok_or(Error::<T>::Inconsistent)?)?;
			session.settle(at)?;
			weight = weight.saturating_add(session.close()?);
		}
		Ok(Some(weight).into())
	}

	/// See [`Call::clear`](crate::Call::clear).
	pub(crate) fn do_clear(
		pair: PairId,
		who: T::AccountId,
		names: NamesOf<T>,
	) -> DispatchResultWithPostInfo {
		let mut session = Session::<T>::open(who, pair)?;
		let clears = session.desk.book().status.lets_clear(T::Clock::now());
		ensure!(clears, Error::<T>::NotClosing);
		let mut count = 0_u32;
		for id in names {
			// Its owner may have been faster.
			if session.trader.orders.iter().any(|it| it.id == id && it.pair == pair) {
				session.cut(id, 0, Reason::PairClosing)?;
				count = count.saturating_add(1);
			}
		}
		ensure!(count > 0, Error::<T>::OrderNotFound);
		let weight = Self::cancel_all_weight(count).saturating_add(session.close()?);
		Ok(Some(weight).into())
	}

	/// See [`Call::expire`](crate::Call::expire).
	pub(crate) fn do_expire(who: &T::AccountId) -> DispatchResultWithPostInfo {
		let (count, moved) = Self::expire_some(who, T::Clock::now())?;
		ensure!(count > 0, Error::<T>::NotDue);
		Ok(Some(Self::looked_weight(count).saturating_add(moved)).into())
	}

	/// Takes up to [`LOOKS`] orders whose time is over out of the book. How many, and what the
	/// transfers weigh.
	fn expire_some(who: &T::AccountId, now_ms: Moment) -> Result<(u32, Weight), DispatchError> {
		let mut moved = Weight::zero();
		for count in 0..LOOKS {
			let Some(trader) = Traders::<T>::get(who) else { return Ok((count, moved)) };
			let over = trader.orders.iter().find(|order| order.is_over(now_ms));
			let Some((id, pair)) = over.map(|order| (order.id, order.pair)) else {
				return Ok((count, moved));
			};
			let mut session = Session::<T>::open(who.clone(), pair)?;
			session.cut(id, 0, Reason::Expired)?;
			moved = moved.saturating_add(session.close()?);
		}
		Ok((LOOKS, moved))
	}

	/// The hook looks at a trader whose orders may have expired.
	pub(crate) fn serve_trader(
		who: T::AccountId,
		now_ms: Moment,
	) -> Result<Outcome, DispatchError> {
		let (count, moved) = Self::expire_some(&who, now_ms)?;
		if count == LOOKS {
			// There may be more of them: behind the others that are due.
			Self::push(now_ms, Due::Trader(who));
		}
		Ok(match count {
			0 => Outcome::Stale(Some(T::DbWeight::get().reads(1))),
			_ => Outcome::Done(Some(Self::looked_weight(count).saturating_add(moved))),
		})
	}

	/// The hook settles a page of orders of a chunk that is filled, or forgets the chunk.
	pub(crate) fn serve_filled(
		pair: PairId,
		job: Filled,
		now_ms: Moment,
	) -> Result<Outcome, DispatchError> {
		let name = OwnersName { chunk: job.chunk, page: job.page };
		if let Some(owners) = Owners::<T>::take(pair, name) {
			let count = u32::try_from(owners.len()).unwrap_or(u32::MAX);
			let moved = Self::settle_owners(pair, job.chunk, owners)?;
			let page = job.page.saturating_add(1);
			Self::push(now_ms, Due::Filled(pair, Filled { page, ..job }));
			return Ok(Outcome::Done(Some(Self::settled_weight(count).saturating_add(moved))));
		}
		Chunks::<T>::remove(pair, job.chunk);
		if job.chunk.number < job.last {
			let number = job.chunk.number.saturating_add(1);
			let chunk = ChunkName { number, ..job.chunk };
			Self::push(now_ms, Due::Filled(pair, Filled { chunk, page: 0, ..job }));
		}
		Ok(Outcome::Done(Some(Self::forgetting_weight())))
	}

	/// What the transfers weigh.
	fn settle_owners(
		pair: PairId,
		chunk: ChunkName,
		owners: AccountOwners<T>,
	) -> Result<Weight, DispatchError> {
		let mut moved = Weight::zero();
		// A pair whose orders are all settled may be gone.
		let Some(book) = Books::<T>::get(pair) else { return Ok(moved) };
		let mut desk = Desk::new(Shelves::default(), pair, book);
		for owner in owners {
			let Some(trader) = Traders::<T>::get(&owner.who) else { continue };
			let Ok(at) = trader.find(owner.id) else { continue };
			// The name may be another order's by now.
			let stands = |order: &crate::order::Order| order.pair == pair && order.chunk == chunk;
			if !trader.orders.get(at).is_some_and(stands) {
				continue;
			}
			let mut session = Session::begin(owner.who, trader, desk);
			session.settle(at)?;
			let (left, weight) = session.leave()?;
			desk = left;
			moved = moved.saturating_add(weight);
		}
		Self::put_desk(desk);
		Ok(moved)
	}

	/// Tells of what the hook could not do, and has it tried again.
	pub(crate) fn try_again(due: crate::DueOf<T>, now_ms: Moment, error: DispatchError) {
		Self::retry(due, now_ms, error);
	}

	/// Tells that the hook failed.
	pub(crate) fn tell_failed(due: crate::DueOf<T>, error: DispatchError) {
		Self::deposit_event(Event::ServiceFailed { due, error });
	}
}
