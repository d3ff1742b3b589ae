//! What channels tell.

use crate::{
	dispute::Dispute, drawing::Drawings, AssetIdOf, Config, Event, Pallet, Watches, WeightInfo,
};
use bloc_primitives::{
	channel::{Drawn, Hooks, Settlement, Told, ToldResult},
	ChannelId, Side,
};
use frame_support::{
	traits::{Get, Time},
	weights::Weight,
};

impl<T: Config> Pallet<T> {
	/// What it costs to find that nobody watches a channel.
	fn unwatched() -> Weight {
		T::DbWeight::get().reads(1)
	}
}

impl<T: Config> Hooks<T::AccountId, AssetIdOf<T>> for Pallet<T> {
	fn closing(id: ChannelId, closer: &T::AccountId, version: u64) -> ToldResult {
		let Some(mut watched) = Watches::<T>::get(id) else { return Ok(Self::unwatched()) };
		let now = Self::instant();
		match &mut watched.dispute {
			None => {
				// Only a party can.
				let Some(side) = watched.parties.side_of(closer) else {
					return Ok(Self::unwatched());
				};
				watched.drawings.close();
				for side in Side::BOTH {
					if let Some(watch) = watched.watches.of_mut(side) {
						watch.note_turns();
					}
				}
				watched.dispute = Some(Dispute::begin(side, now, version, T::Crowding::get()));
				Self::deposit_event(Event::Alarmed { channel: id, version });
			},
			Some(dispute) => {
				let response_ms = now.ms.saturating_sub(dispute.since.ms);
				dispute.present(closer.clone(), version, now.ms);
				let by = closer.clone();
				Self::deposit_event(Event::Answered { channel: id, by, version, response_ms });
			},
		}
		Watches::<T>::insert(id, watched);
		Ok(T::WeightInfo::note_closing())
	}

	fn settled(id: ChannelId, settlement: &Settlement) -> ToldResult {
		let Some(mut watched) = Watches::<T>::get(id) else { return Ok(Self::unwatched()) };
		// What waits in the ledger after that is no news.
		let Some(dispute) = watched.dispute.as_mut().filter(|_| watched.over_ms.is_none()) else {
			return Ok(Self::unwatched());
		};
		let now = Self::instant();
		let is_first = dispute.settled.is_none();
		let is_decided = dispute.settle(settlement, now, T::Crowding::get());
		if is_first && settlement.committed.is_zero() {
			// No state says anything of nothing.
			watched.dispute = None;
		}
		if is_first {
			watched.drawings.rebase(settlement.base_version);
		}
		if is_decided {
			watched.over_ms = Some(now.ms);
		}
		// With the first step towers have nothing to do any more; with the last it is known who won.
		if is_first || is_decided {
			Self::look_at_both(id, &mut watched, now.ms);
		}
		Watches::<T>::insert(id, watched);
		Ok(T::WeightInfo::note_settled())
	}

	fn settled_weight() -> Weight {
		T::WeightInfo::note_settled().max(Self::unwatched())
	}

	fn closed(id: ChannelId) -> ToldResult {
		let Some(mut watched) = Watches::<T>::get(id) else { return Ok(Self::unwatched()) };
		if watched.over_ms.is_some() {
			return Ok(Self::unwatched());
		}
		// The parties have closed it together, also where one had begun alone: they agree.
		watched.dispute = None;
		watched.drawings = Drawings::default();
		let now_ms = T::Clock::now();
		watched.over_ms = Some(now_ms);
		Self::look_at_both(id, &mut watched, now_ms);
		Watches::<T>::insert(id, watched);
		Ok(T::WeightInfo::note_settled())
	}

	fn requested(id: ChannelId, side: Side) -> ToldResult {
		let Some(mut watched) = Watches::<T>::get(id) else { return Ok(Self::unwatched()) };
		watched.drawings.ask(side, Self::instant(), T::Crowding::get());
		Watches::<T>::insert(id, watched);
		Ok(T::WeightInfo::note_requested())
	}

	fn withdrawn(id: ChannelId, drawn: &Drawn) -> ToldResult {
		let Some(mut watched) = Watches::<T>::get(id) else { return Ok(Self::unwatched()) };
		if !watched.drawings.draw(drawn, Self::instant(), T::Crowding::get()) {
			return Ok(Self::unwatched());
		}
		Watches::<T>::insert(id, watched);
		Ok(T::WeightInfo::note_withdrawn())
	}

	fn withdrawn_weight() -> Weight {
		T::WeightInfo::note_withdrawn().max(Self::unwatched())
	}

	fn weight(told: Told) -> Weight {
		match told {
			Told::Closing | Told::Challenged => {
				T::WeightInfo::note_closing().max(Self::unwatched())
			},
			Told::Closed => Self::settled_weight_of_all(),
			Told::Requested => T::WeightInfo::note_requested().max(Self::unwatched()),
			Told::Opened | Told::LedgerChanged => Weight::zero(),
		}
	}
}

impl<T: Config> Pallet<T> {
	/// What it weighs at most to be told that a channel is gone.
	fn settled_weight_of_all() -> Weight {
		<Self as Hooks<T::AccountId, AssetIdOf<T>>>::settled_weight()
	}
}
