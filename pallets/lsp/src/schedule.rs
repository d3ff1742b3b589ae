//! The pallet's timetable: leases and reservations end, and offers go, by themselves.

use crate::{
	types::{DelistReason, Due},
	AssetIdOf, Config, DueOf, Error, Event, Leases, Pallet, Providers, Reservations, TimetableHead,
	TimetablePages,
};
use bloc_primitives::{ChannelId, Moment};
use bloc_timetable::{Entry, Handler, Outcome, Owner, Store};
use core::marker::PhantomData;
use frame_support::{pallet_macros::pallet_section, traits::Get, weights::Weight};
use sp_runtime::DispatchError;

/// The hooks. A section of the pallet module.
#[pallet_section]
mod hooks {
	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Serves what became due up to the last block (this one's time is not known yet), for at
		/// most [`Config::HookShare`] of the block.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::serve_share()
		}

		/// Goes on with what the block has left, now up to its own time.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::serve_left(remaining)
		}

		fn integrity_test() {
			Self::check_config();
			Self::assert_fits();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}

impl<T: Config> Store for Pallet<T> {
	type Payload = DueOf<T>;
	type SlotMs = T::SlotMs;
	type DbWeight = T::DbWeight;
	type Head = TimetableHead<T>;
	type Pages = TimetablePages<T>;
}

impl<T: Config> Owner for Pallet<T> {
	type HookShare = T::HookShare;
	type Clock = T::Clock;
	type Handler = DueHandler<T>;

	fn max_block() -> Weight {
		T::BlockWeights::get().max_block
	}

	fn heaviest() -> Weight {
		Self::heaviest_due()
	}

	fn service_failed(due: DueOf<T>, error: DispatchError) {
		Self::deposit_event(Event::ServiceFailed { due, error });
	}
}

/// Does what is due.
pub struct DueHandler<T>(PhantomData<T>);

impl<T> Default for DueHandler<T> {
	fn default() -> Self {
		Self(PhantomData)
	}
}

impl<T: Config> Handler<DueOf<T>> for DueHandler<T> {
	fn weight(&self, entry: &Entry<DueOf<T>>) -> Weight {
		Pallet::<T>::weight_of(&entry.payload)
	}

	fn handle(
		&mut self,
		entry: &Entry<DueOf<T>>,
		now_ms: Moment,
	) -> Result<Outcome, DispatchError> {
		match &entry.payload {
			Due::Lease(id) => Pallet::<T>::look_at_lease(*id, now_ms),
			Due::Reservation(asset, provider, client) => {
				Pallet::<T>::look_at_reservation(asset, provider, client, now_ms)
			},
			Due::Listing(asset, provider, _) => {
				Pallet::<T>::look_at_listing(asset, provider, &entry.payload, now_ms)
			},
			Due::Quote(id) => Ok(match Pallet::<T>::forget_quote(*id, now_ms) {
				true => Outcome::Done(None),
				false => Pallet::<T>::stale(1),
			}),
		}
	}

	fn failed(&mut self, entry: &Entry<DueOf<T>>, now_ms: Moment, error: DispatchError) {
		Pallet::<T>::retry(entry.payload.clone(), now_ms, error);
	}
}

impl<T: Config> Pallet<T> {
	fn stale(reads: u64) -> Outcome {
		Outcome::Stale(Some(T::DbWeight::get().reads(reads)))
	}

	/// Ends a lease whose time is over, or takes its fee out of what was put down; looks again later,
	/// if it goes on. So
	/// each lease is on the timetable once, and whoever pays more for one has not to touch that.
	fn look_at_lease(id: ChannelId, now_ms: Moment) -> Result<Outcome, DispatchError> {
		if !Leases::<T>::contains_key(id) {
			return Ok(Self::stale(1));
		}
		match Self::do_settle(id) {
			Ok(()) => {},
			Err(error) if error == Error::<T>::NotExpired.into() => {},
			Err(error) => return Err(error),
		}
		// It may go on for longer than it was to, or its fee may be settled.
		if let Some(record) = Leases::<T>::get(id) {
			Self::push(record.lease.next_look_ms().max(now_ms), Due::Lease(id));
		}
		Ok(Outcome::Done(None))
	}

	/// Ends a reservation whose time is over.
	fn look_at_reservation(
		asset: &AssetIdOf<T>,
		provider: &T::AccountId,
		client: &T::AccountId,
		now_ms: Moment,
	) -> Result<Outcome, DispatchError> {
		let record = Reservations::<T>::get((asset, provider, client));
		if record.is_none_or(|record| now_ms < record.reservation.until_ms) {
			// An entry of an earlier one.
			return Ok(Self::stale(1));
		}
		Self::do_end_reservation(None, asset, provider, client)?;
		Ok(Outcome::Done(None))
	}

	/// Takes an offer off that has expired.
	fn look_at_listing(
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		due: &DueOf<T>,
		now_ms: Moment,
	) -> Result<Outcome, DispatchError> {
		let Due::Listing(_, _, place) = due else { return Ok(Self::stale(0)) };
		let listing = Providers::<T>::get(asset, who)
			.and_then(|record| record.provider.listing(*place))
			.filter(|listing| listing.valid_until_ms <= now_ms);
		if listing.is_none() {
			return Ok(Self::stale(1));
		}
		Self::change_provider(asset, who, |provider| {
			Self::take_off(asset, who, provider, *place, DelistReason::Expired)
		})?;
		Ok(Outcome::Done(None))
	}

	/// Panics if the runtime's configuration contradicts itself. Run by tests, never by the chain.
	pub(crate) fn check_config() {
		let (shortest, longest) = (T::MinLeaseMs::get(), T::MaxLeaseMs::get());
		assert!(shortest > 0 && shortest <= longest, "there is no lifetime to choose");
		assert!(T::BlockMs::get() > 0, "BlockMs is zero: the chain would always stand still");
		assert!(
			T::BeatMs::get() >= T::BlockMs::get(),
			"nobody can beat more often than in each block"
		);
		assert!(T::BeatBlocks::get() > 0, "a sign of life could name no block");
		assert!(T::GraceMs::get() <= shortest, "the grace is longer than the shortest lease");
		assert!(T::FirstPaymentMs::get() <= shortest, "the first payment may come after the lease");
	}
}
