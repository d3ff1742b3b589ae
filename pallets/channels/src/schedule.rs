//! What the pallet does by itself: ends proposals, settles channels, forgets preimages.

use crate::{
	types::Due, Channels, Closings, Config, Error, Event, Pallet, Preimages, ProposalEnd,
	TimetableHead, TimetablePages, WeightInfo,
};
use bloc_primitives::{channel::Phase, ChannelId, Moment, PaymentHash, Side};
use bloc_timetable::{Entry, Handler, Outcome, Owner, Store};
use core::marker::PhantomData;
use frame_support::{
	dispatch::DispatchClass,
	traits::{Get, Time},
	weights::Weight,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Saturating, DispatchError, Permill, SaturatedConversion};

impl<T: Config> Store for Pallet<T> {
	type Payload = Due;
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

	fn service_failed(due: Due, error: DispatchError) {
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

impl<T: Config> Handler<Due> for DueHandler<T> {
	fn weight(&self, entry: &Entry<Due>) -> Weight {
		Pallet::<T>::weight_of(&entry.payload)
	}

	fn handle(&mut self, entry: &Entry<Due>, now_ms: Moment) -> Result<Outcome, DispatchError> {
		match entry.payload {
			Due::Proposal(id) => Pallet::<T>::expire(id, now_ms),
			Due::Settlement(id) => Pallet::<T>::settle_due(id, now_ms),
			Due::Preimage(hash) => Pallet::<T>::forget_due(&hash, now_ms),
			Due::Withdrawal(id, side) => Pallet::<T>::finish_due(id, side, now_ms),
		}
	}

	fn failed(&mut self, entry: &Entry<Due>, now_ms: Moment, error: DispatchError) {
		Pallet::<T>::retry(entry.payload, now_ms, error);
	}
}

impl<T: Config> Pallet<T> {
	/// Ends a proposal that nobody answered.
	fn expire(id: ChannelId, now_ms: Moment) -> Result<Outcome, DispatchError> {
		let phase = Channels::<T>::get(id).map(|record| record.channel.phase);
		match phase {
			Some(Phase::Proposed { deadline_ms, .. }) if deadline_ms <= now_ms => {
				Self::do_end_proposal(None, id, ProposalEnd::Expired).map(|()| Outcome::Done(None))
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
			let at_ms = Self::put_off(closing.settles_at, now_ms).unwrap_or(now_ms);
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
			other => other.map(|weight| Outcome::Done(Some(Self::looked(weight)))),
		}
	}

	/// Forgets a preimage that nothing on this chain can wait for any more.
	fn forget_due(hash: &PaymentHash, now_ms: Moment) -> Result<Outcome, DispatchError> {
		let known = Preimages::<T>::get(hash);
		let Some(known) = known.filter(|known| known.retained_until_ms <= now_ms) else {
			return Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		};
		if let Some(at_ms) = Self::put_off(known.retained_until, now_ms) {
			Self::push(at_ms, Due::Preimage(*hash));
			return Ok(Outcome::Done(None));
		}
		Self::do_forget(hash).map(|()| Outcome::Done(None))
	}

	/// Does what a side has requested and nobody has contested.
	fn finish_due(id: ChannelId, side: Side, now_ms: Moment) -> Result<Outcome, DispatchError> {
		let record = Channels::<T>::get(id).filter(|record| record.channel.phase == Phase::Open);
		let request = record.and_then(|record| *record.requests.of(side));
		let Some(request) = request.filter(|request| request.finishes_ms <= now_ms) else {
			return Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		};
		if let Some(at_ms) = Self::put_off(request.finishes_at, now_ms) {
			Self::push(at_ms, Due::Withdrawal(id, side));
			return Ok(Outcome::Done(None));
		}
		let told = Self::do_finish_withdrawal(id, side)?;
		let work = T::WeightInfo::finish_withdrawal().saturating_add(told);
		Ok(Outcome::Done(Some(Self::looked(work))))
	}

	/// The first block after `period_ms` if blocks come as slowly as can be: what may not pass
	/// while the chain stands still does not end before it.
	pub(crate) fn block_after(period_ms: Moment) -> BlockNumberFor<T> {
		let blocks = period_ms.div_ceil(T::SlowestBlockMs::get().max(1));
		frame_system::Pallet::<T>::block_number().saturating_add(blocks.saturated_into())
	}

	/// When a period that begins now is over: the instant, and the block. Both have to have come.
	pub(crate) fn end_of(period_ms: Moment) -> (Moment, BlockNumberFor<T>) {
		(T::Clock::now().saturating_add(period_ms), Self::block_after(period_ms))
	}

	/// The number of blocks that have to come before `block` does.
	pub(crate) fn blocks_until(block: BlockNumberFor<T>) -> BlockNumberFor<T> {
		block.saturating_sub(frame_system::Pallet::<T>::block_number())
	}

	/// When to look again for what waits for its time and for `block`, if only the time has come: the
	/// chain stood still.
	fn put_off(block: BlockNumberFor<T>, now_ms: Moment) -> Option<Moment> {
		let waits = Self::blocks_until(block) > 0u32.into();
		waits.then(|| now_ms.saturating_add(Self::wait_ms(block)))
	}

	/// How long to wait before looking whether `block` has come: if blocks come twice as fast as
	/// the slowest, it has then. If they are slower, a few looks do, since each is nearer than the
	/// one before.
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
		let whole = T::WithdrawalReserve::get() < Permill::one();
		assert!(whole, "nothing could ever be requested to be withdrawn");
		let waits = T::MaxHtlcHorizonMs::get().saturating_add(longest);
		assert!(
			T::PreimageRetentionMs::get() >= waits,
			"a preimage could be forgotten before the channel that waits for it is settled",
		);
		assert!(T::MaxEndingMs::get() > 0, "no ending could ever be carried out");
		Self::check_mass_exit();
	}

	/// Panics if honest parties cannot answer all in time when many channels are closed at once with
	/// old states, or as much is requested that is not true, while all else that blocks have room for is taken.
	fn check_mass_exit() {
		let weights = T::BlockWeights::get();
		let class = weights.get(DispatchClass::Operational);
		let reserve = class.reserved.unwrap_or(weights.max_block);
		// At the usual pace, twice that of the slowest; all but the block of the closing itself.
		let period_ms = T::MinChallengePeriodMs::get().saturating_mul(2);
		let blocks = period_ms.checked_div(T::SlowestBlockMs::get()).unwrap_or(0).saturating_sub(1);
		let answers = Self::answer_weight().saturating_add(class.base_extrinsic);
		let needed = answers.saturating_mul(T::ClosingsAtOnce::get().into());
		assert!(
			needed.all_lte(reserve.saturating_mul(blocks)),
			"{needed:?} of answers do not fit into {blocks} blocks with {reserve:?} for them each",
		);
	}
}
