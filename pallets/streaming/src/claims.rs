//! How the payee comes to its money: claims, and reports of what was used.

use crate::{
	custody::{Money, PayoutsOf},
	types::StreamId,
	Config, Error, Event, Pallet, Proposals, StreamsOf,
};
use frame_support::{ensure, traits::Time};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// See [`Call::claim`](crate::Call::claim) and [`Call::withdraw`](crate::Call::withdraw): the
	/// latter names `by` and `to`.
	pub(crate) fn do_claim(
		id: StreamId,
		withdrawal: Option<(&T::AccountId, &T::AccountId)>,
	) -> DispatchResult {
		let mut loaded = Self::load(id)?;
		if let Some((by, _)) = withdrawal {
			ensure!(loaded.record.stream.payee == *by, Error::<T>::NotPayee);
		}
		let to = withdrawal.map(|(_, to)| to);
		if let Some(to) = to {
			Self::ensure_not_pot(&loaded.record.stream.asset, to)?;
		}
		if let Some(reason) = loaded.over() {
			return Self::end_now(loaded, reason, to);
		}
		let stream = &mut loaded.record.stream;
		let amount = stream.take_owed(loaded.now_ms).map_err(Error::<T>::from)?;
		ensure!(amount > 0, Error::<T>::NothingOwed);
		let (to, total) = (to.unwrap_or(&stream.payee).clone(), stream.paid);
		Money::<T>::pay_out(&stream.asset, &to, amount)?;
		Self::deposit_event(Event::Paid { stream: id, to, amount, total });
		Self::put(loaded);
		Ok(())
	}

	/// See [`Call::transfer`](crate::Call::transfer).
	pub(crate) fn do_transfer(
		who: &T::AccountId,
		id: StreamId,
		new: T::AccountId,
	) -> DispatchResult {
		let mut loaded = Self::load_of_payee(id, who)?;
		let stream = &mut loaded.record.stream;
		ensure!(new != stream.payer && new != *who, Error::<T>::SameParty);
		Self::ensure_not_pot(&stream.asset, &new)?;
		let amount = stream.take_owed(loaded.now_ms).map_err(Error::<T>::from)?;
		if amount > 0 {
			let mut payouts = PayoutsOf::<T>::default();
			payouts.add(&stream.asset, who, amount);
			payouts.pay();
			let total = stream.paid;
			Self::deposit_event(Event::Paid { stream: id, to: who.clone(), amount, total });
		}
		stream.payee = new.clone();
		StreamsOf::<T>::remove(who, id);
		StreamsOf::<T>::insert(&new, id, ());
		// What one payee proposed or was proposed says nothing to another.
		if Proposals::<T>::take(id).is_some() {
			Self::deposit_event(Event::ProposalWithdrawn { stream: id });
		}
		Self::deposit_event(Event::Transferred { stream: id, old: who.clone(), new });
		Self::put(loaded);
		Ok(())
	}

	/// See [`Call::report`](crate::Call::report).
	pub(crate) fn do_report(who: &T::AccountId, id: StreamId, units: u64) -> DispatchResult {
		let mut loaded = Self::load_of_payee(id, who)?;
		let stream = &mut loaded.record.stream;
		let report = stream.report(units, loaded.now_ms).map_err(Error::<T>::from)?;
		Self::deposit_event(Event::Reported {
			stream: id,
			units,
			amount: report.amount,
			counts_ms: report.counts_ms,
		});
		Self::put(loaded);
		Ok(())
	}

	/// See [`Call::dispute`](crate::Call::dispute).
	pub(crate) fn do_dispute(who: &T::AccountId, id: StreamId) -> DispatchResult {
		let mut loaded = Self::load_of_payer(id, who)?;
		let report = loaded.record.stream.strike().map_err(Error::<T>::from)?;
		let (units, amount) = (report.units, report.amount);
		Self::deposit_event(Event::Disputed { stream: id, units, amount });
		Self::put(loaded);
		Ok(())
	}

	/// What is owed at `instant_ms`, or now, as things stand. Nothing is known of what was owed
	/// before the last payment or change.
	pub(crate) fn owed_by(
		id: StreamId,
		instant_ms: Option<bloc_primitives::Moment>,
	) -> Option<bloc_primitives::Balance> {
		let found = Self::find(id)?;
		let at_ms = instant_ms.unwrap_or_else(T::Clock::now);
		let loaded = Self::bring_up(id, found, at_ms).ok()?;
		Some(loaded.record.stream.owed(at_ms))
	}
}
