//! The registry of revealed preimages.

use crate::{
	types::{Due, RevealedPreimage},
	Closings, Config, Error, Event, Pallet, Preimages,
};
use bloc_primitives::{preimage::PreimageSink, ChannelId, Moment, PaymentHash, Preimage};
use bloc_timetable::Owner;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Get, Time},
};
use sp_runtime::{traits::Zero, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// What the revealer of a preimage pays a storage deposit for.
	pub fn preimage_footprint() -> Footprint {
		let size = PaymentHash::max_encoded_len()
			.saturating_add(crate::RevealedOf::<T>::max_encoded_len());
		Footprint::from_parts(1, size)
	}

	/// When the preimage of this hash became public. One read.
	pub(crate) fn revealed_ms(payment_hash: &PaymentHash) -> Option<Moment> {
		Preimages::<T>::get(payment_hash).map(|known| known.revealed_ms)
	}

	/// Makes `preimage` public, now. Returns whether that was new.
	pub(crate) fn do_reveal(who: &T::AccountId, preimage: Preimage) -> Result<bool, DispatchError> {
		let payment_hash = preimage.payment_hash();
		if Preimages::<T>::contains_key(payment_hash) {
			return Ok(false);
		}
		let revealed_ms = T::Clock::now();
		let retained_until_ms = revealed_ms.saturating_add(T::PreimageRetentionMs::get());
		let ticket = T::Consideration::new(who, Self::preimage_footprint())?;
		let revealer = who.clone();
		// Counted at the usual pace of blocks, twice that of the slowest: so nobody can have a
		// preimage forgotten in the first block after a halt, before the hook has settled what
		// waits for it.
		let blocks_ms = T::PreimageRetentionMs::get().saturating_mul(2);
		let retained_until = Self::block_after(blocks_ms);
		let known = RevealedPreimage {
			preimage,
			revealed_ms,
			retained_until_ms,
			retained_until,
			revealer,
			ticket,
		};
		Preimages::<T>::insert(payment_hash, known);
		Self::push(retained_until_ms, Due::Preimage(payment_hash));
		Self::deposit_event(Event::PreimageRevealed {
			payment_hash,
			preimage,
			revealed_ms,
			retained_until_ms,
			retained_until,
		});
		T::PreimageSink::revealed(&payment_hash, &preimage, revealed_ms)?;
		Ok(true)
	}

	/// See [`Call::reveal_for`](crate::Call::reveal_for).
	pub(crate) fn do_reveal_for(
		who: &T::AccountId,
		id: ChannelId,
		preimage: Preimage,
	) -> DispatchResult {
		let closing = Closings::<T>::get(id).ok_or(Error::<T>::NotClosing)?;
		let (payment_hash, now_ms) = (preimage.payment_hash(), T::Clock::now());
		ensure!(closing.waits_for(&payment_hash, now_ms), Error::<T>::NothingWaits);
		ensure!(Self::do_reveal(who, preimage)?, Error::<T>::AlreadyRevealed);
		Ok(())
	}

	/// See [`Call::forget_preimage`](crate::Call::forget_preimage).
	pub(crate) fn do_forget(payment_hash: &PaymentHash) -> DispatchResult {
		let known = Preimages::<T>::take(payment_hash).ok_or(Error::<T>::NotRevealed)?;
		ensure!(T::Clock::now() >= known.retained_until_ms, Error::<T>::NotExpired);
		let blocks_left = Self::blocks_until(known.retained_until);
		ensure!(blocks_left.is_zero(), Error::<T>::NotExpired);
		Self::give_back(&known.revealer, known.ticket);
		Self::deposit_event(Event::PreimageForgotten { payment_hash: *payment_hash });
		Ok(())
	}
}
