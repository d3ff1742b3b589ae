//! What one account does in one pair.

use super::orders::Session;
use crate::{
	types::{Action, OrderId, OrderSpec, PairId, Reason},
	ActionsOf, Config, Error, Event, Pallet,
};
use frame_support::{
	dispatch::DispatchResultWithPostInfo,
	ensure,
	traits::{Get, Time},
	weights::Weight,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// See [`Call::place`](crate::Call::place).
	pub(crate) fn do_place(
		who: T::AccountId,
		pair: PairId,
		spec: &OrderSpec,
	) -> DispatchResultWithPostInfo {
		let mut session = Session::<T>::open(who, pair)?;
		session.place(spec)?;
		let work = session.desk.work();
		let moved = session.close()?;
		Ok(Some(Self::placed_weight(spec, work).saturating_add(moved)).into())
	}

	/// The session in which an account changes an order of its own.
	fn session_of(who: T::AccountId, id: OrderId) -> Result<Session<T>, DispatchError> {
		let trader = Self::trader_of(&who)?;
		let at = trader.find(id).map_err(Error::<T>::from)?;
		let pair = trader.orders.get(at).map(|order| order.pair);
		let desk = Self::desk(pair.ok_or(Error::<T>::Inconsistent)?)?;
		Self::ensure_lets_go(&desk)?;
		Ok(Session::begin(who, trader, desk))
	}

	fn ensure_lets_go(desk: &crate::DeskOf<T>) -> DispatchResult {
		ensure!(desk.book().status.lets_go(T::Clock::now()), Error::<T>::PairStopped);
		Ok(())
	}

	/// See [`Call::cancel`](crate::Call::cancel).
	pub(crate) fn do_cancel(who: T::AccountId, id: OrderId) -> DispatchResultWithPostInfo {
		let mut session = Self::session_of(who, id)?;
		session.cut(id, 0, Reason::Cancelled)?;
		let moved = session.close()?;
		Ok(Some(Self::cancel_weight().saturating_add(moved)).into())
	}

	/// See [`Call::reduce`](crate::Call::reduce).
	pub(crate) fn do_reduce(
		who: T::AccountId,
		id: OrderId,
		keep: u64,
	) -> DispatchResultWithPostInfo {
		let mut session = Self::session_of(who, id)?;
		session.reduce(id, keep)?;
		let moved = session.close()?;
		Ok(Some(Self::cancel_weight().saturating_add(moved)).into())
	}

	/// See [`Call::replace`](crate::Call::replace).
	pub(crate) fn do_replace(
		who: T::AccountId,
		id: OrderId,
		spec: &OrderSpec,
	) -> DispatchResultWithPostInfo {
		let mut session = Self::session_of(who, id)?;
		session.make_way(id)?;
		session.place(spec)?;
		let work = session.desk.work();
		let moved = session.close()?;
		let weight = Self::placed_weight(spec, work).saturating_add(Self::cancel_weight());
		Ok(Some(weight.saturating_add(moved)).into())
	}

	/// See [`Call::cancel_all`](crate::Call::cancel_all).
	pub(crate) fn do_cancel_all(
		who: T::AccountId,
		pair: PairId,
		limit: u32,
	) -> DispatchResultWithPostInfo {
		let mut session = Session::<T>::open(who, pair)?;
		Self::ensure_lets_go(&session.desk)?;
		let limit = limit.min(T::MaxActions::get());
		let of_pair = session.trader.orders.iter().filter(|order| order.pair == pair);
		let most = usize::try_from(limit).unwrap_or(usize::MAX);
		let names: alloc::vec::Vec<_> = of_pair.map(|order| order.id).take(most).collect();
		ensure!(!names.is_empty(), Error::<T>::OrderNotFound);
		let count = u32::try_from(names.len()).unwrap_or(limit);
		for id in names {
			session.cut(id, 0, Reason::Cancelled)?;
		}
		let moved = session.close()?;
		Ok(Some(Self::cancel_all_weight(count).saturating_add(moved)).into())
	}

	/// See [`Call::act`](crate::Call::act).
	pub(crate) fn do_act(
		who: T::AccountId,
		pair: PairId,
		actions: &ActionsOf<T>,
	) -> DispatchResultWithPostInfo {
		let mut session = Session::<T>::open(who, pair)?;
		let mut weight = Weight::zero();
		for (index, action) in actions.iter().enumerate() {
			let (work, before) = (session.desk.work(), session.try_out());
			let done = session.act(action);
			let work = session.desk.work().since(work);
			weight = weight.saturating_add(Self::acted_weight(action, work));
			if let Err(error) = done {
				session.undo(before);
				let index = u32::try_from(index).unwrap_or(u32::MAX);
				let who = session.who.clone();
				session.events.push(Event::ActionFailed { pair, who, index, error });
			}
		}
		let moved = session.close()?;
		// Who does nothing has read and written as much as for one.
		let weight = weight.max(Self::cancel_weight());
		Ok(Some(weight.saturating_add(moved)).into())
	}
}

impl<T: Config> Session<T> {
	fn act(&mut self, action: &Action) -> DispatchResult {
		match action {
			Action::Place(spec) => self.place(spec),
			Action::Cancel(id) => {
				Pallet::<T>::ensure_lets_go(&self.desk)?;
				self.cut(*id, 0, Reason::Cancelled)
			},
			Action::Reduce(id, keep) => {
				Pallet::<T>::ensure_lets_go(&self.desk)?;
				self.reduce(*id, *keep)
			},
		}
	}

	fn reduce(&mut self, id: OrderId, keep: u64) -> DispatchResult {
		// What stays in the book is worth its place there.
		let terms = self.desk.book().terms;
		ensure!(keep >= terms.min_lots, Error::<T>::BelowMinimum);
		let (_, order) = self.own(id)?;
		let quote = terms.quote_of(keep, order.tick).map_err(Error::<T>::from)?;
		ensure!(quote >= terms.min_quote, Error::<T>::BelowMinimum);
		self.cut(id, keep, Reason::Reduced)
	}
}
