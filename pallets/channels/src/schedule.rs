//! What the pallet does by itself: ends offers, settles channels, forgets preimages.

use crate::{
	types::Due, Channels, Closings, Config, Error, Event, OfferEnd, Pallet, Preimages,
	TimetableHead, TimetablePages, WeightInfo,
};
use bloc_primitives::{
	channel::{Hooks, Phase},
	state::MAX_HTLCS,
	ChannelId, Moment, PaymentHash,
};
use bloc_timetable::{share_of_block, Entry, Handler, Outcome, Store, Timetable};
use core::marker::PhantomData;
use frame_support::{
	traits::{Get, Time},
	weights::Weight,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Saturating, DispatchError, SaturatedConversion};

/// After which time something that failed is tried again.
const RETRY_MS: Moment = 3_600_000;

/// The storage of the pallet's timetable.
pub struct Schedule<T>(PhantomData<T>);

impl<T: Config> Store for Schedule<T> {
	type Payload = Due;
	type SlotMs = T::SlotMs;
	type DbWeight = T::DbWeight;
	type Head = TimetableHead<T>;
	type Pages = TimetablePages<T>;
}

/// Does what is due.
struct Server<T>(PhantomData<T>);

impl<T: Config> Handler<Due> for Server<T> {
	fn weight(&self, entry: &Entry<Due>) -> Weight {
		Pallet::<T>::weight_of(&entry.payload)
	}

	fn handle(&mut self, entry: &Entry<Due>, now_ms: Moment) -> Result<Outcome, DispatchError> {
		match entry.payload {
			Due::Offer(id) => Pallet::<T>::expire(id, now_ms),
			Due::Settlement(id) => Pallet::<T>::settle_due(id, now_ms),
			Due::Preimage(hash) => Pallet::<T>::forget_due(&hash, now_ms),
		}
	}

	fn failed(&mut self, entry: &Entry<Due>, now_ms: Moment, error: DispatchError) {
		// Nothing that is owed is given up: it is tried again, and anybody can do it by a call.
		Pallet::<T>::push(now_ms.saturating_add(RETRY_MS), entry.payload);
		Pallet::<T>::deposit_event(Event::ServiceFailed { due: entry.payload, error });
	}
}

impl<T: Config> Pallet<T> {
	/// Notes that `due` is to be looked at from `at_ms` on. Two reads, at most two writes.
	pub(crate) fn push(at_ms: Moment, due: Due) {
		Timetable::<Schedule<T>>::push(at_ms, due);
	}

	/// Serves what is due for as long as `limit` allows; answers with what that weighed.
	pub(crate) fn serve(limit: Weight) -> Weight {
		Timetable::<Schedule<T>>::serve(limit, T::Clock::now, &mut Server::<T>(PhantomData))
	}

	/// What `on_initialize` may spend.
	pub(crate) fn hook_budget() -> Weight {
		share_of_block(T::HookShare::get(), T::BlockWeights::get().max_block)
	}

	/// The most that the hook does by itself for a state with `htlcs`, after the first settlement: each
	/// may be decided in a block of its own. Whoever presents the state pays for it.
	pub(crate) fn later_looks(htlcs: u32) -> Weight {
		Self::look_weight(htlcs).saturating_mul(htlcs.into())
	}

	/// The most that settling a channel with `htlcs` weighs.
	pub(crate) fn look_weight(htlcs: u32) -> Weight {
		T::WeightInfo::settle(htlcs).saturating_add(T::Hooks::weight())
	}

	/// The most that doing `due` weighs, with the push that a failure or a wait takes.
	fn weight_of(due: &Due) -> Weight {
		let work = match due {
			Due::Offer(_) => T::WeightInfo::decline(),
			Due::Settlement(_) => Self::look_weight(MAX_HTLCS),
			Due::Preimage(_) => T::WeightInfo::forget_preimage(),
		};
		work.saturating_add(Timetable::<Schedule<T>>::push_weight())
			.saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}

	/// Ends an offer that nobody answered.
	fn expire(id: ChannelId, now_ms: Moment) -> Result<Outcome, DispatchError> {
		let phase = Channels::<T>::get(id).map(|record| record.channel.phase);
		match phase {
			Some(Phase::Offered { expires_ms, .. }) if expires_ms <= now_ms => {
				Self::do_end_offer(id, OfferEnd::Expired, None).map(|()| Outcome::Done(None))
			},
			_ => Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1)))),
		}
	}

	/// Settles a channel, if it can be settled.
	fn settle_due(id: ChannelId, now_ms: Moment) -> Result<Outcome, DispatchError> {
		let looked = Ok(Outcome::Stale(Some(T::DbWeight::get().reads(2))));
		let (Some(record), Some(mut closing)) = (Channels::<T>::get(id), Closings::<T>::get(id))
		else {
			return looked;
		};
		if Self::challenge_is_open(&record.channel, &closing) {
			// The chain stood still: the time has passed, but not the blocks.
			let at_ms = now_ms.saturating_add(Self::wait_ms(closing.settles_at));
			Self::look_again(id, &mut closing, at_ms, now_ms);
			Closings::<T>::insert(id, closing);
			return Ok(Outcome::Done(None));
		}
		match Self::do_settle(id) {
			// A call has paid out already what this look was for; the rest waits on.
			Err(error) if error == Error::<T>::NotExpired.into() => {
				Self::wait_for_htlcs(id, &mut closing, now_ms);
				Closings::<T>::insert(id, closing);
				Ok(Outcome::Done(None))
			},
			other => other.map(|()| Outcome::Done(None)),
		}
	}

	/// Forgets a preimage that nothing on this chain can wait for any more.
	fn forget_due(hash: &PaymentHash, now_ms: Moment) -> Result<Outcome, DispatchError> {
		let known = Preimages::<T>::get(hash);
		let Some(known) = known.filter(|known| known.retained_until_ms <= now_ms) else {
			return Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		};
		if Self::blocks_until(known.retained_until) > 0u32.into() {
			let at_ms = now_ms.saturating_add(Self::wait_ms(known.retained_until));
			Self::push(at_ms, Due::Preimage(*hash));
			return Ok(Outcome::Done(None));
		}
		Self::do_forget(hash).map(|()| Outcome::Done(None))
	}

	/// The first block after `period_ms` if blocks come as slowly as can be: what may not pass while
	/// the chain stands still does not end before it.
	pub(crate) fn block_after(period_ms: Moment) -> BlockNumberFor<T> {
		let blocks = period_ms.div_ceil(T::SlowestBlockMs::get().max(1));
		frame_system::Pallet::<T>::block_number().saturating_add(blocks.saturated_into())
	}

	/// How many blocks have to come before `block` does.
	pub(crate) fn blocks_until(block: BlockNumberFor<T>) -> BlockNumberFor<T> {
		block.saturating_sub(frame_system::Pallet::<T>::block_number())
	}

	/// When to look whether `block` has come: if blocks come twice as fast as the slowest, it has
	/// then. If they are slower, a few looks do, since each is nearer than the one before.
	fn wait_ms(block: BlockNumberFor<T>) -> Moment {
		let blocks: Moment = Self::blocks_until(block).saturated_into();
		blocks.saturating_mul(T::SlowestBlockMs::get()).div_ceil(2).max(1)
	}

	/// Panics if the runtime's configuration contradicts itself. Run by tests, never by the chain.
	pub(crate) fn check_config() {
		let shortest = T::MinChallengePeriodMs::get();
		let longest = T::MaxChallengePeriodMs::get();
		assert!(shortest > 0 && shortest <= longest, "there is no challenge period to choose");
		let slowest = T::SlowestBlockMs::get();
		assert!(slowest > 0, "SlowestBlockMs is zero");
		assert!(shortest > slowest, "a challenge period could pass before a second block comes");
		let waits = T::MaxHtlcHorizonMs::get().saturating_add(longest);
		assert!(
			T::PreimageRetentionMs::get() >= waits,
			"a preimage could be forgotten before the channel that waits for it is settled",
		);
		let heaviest = [
			Due::Offer(ChannelId(0)),
			Due::Settlement(ChannelId(0)),
			Due::Preimage(PaymentHash([0; 32])),
		]
		.iter()
		.map(Self::weight_of)
		.fold(Weight::zero(), |most, weight| most.max(weight));
		Timetable::<Schedule<T>>::assert_fits(Self::hook_budget(), heaviest);
	}
}
