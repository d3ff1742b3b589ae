//! What always holds between two calls. The numbers are the ones in the docs and the tests.

use crate::{
	custody::Money, schedule::Schedule, types::Due, Channels, ChannelsOf, Closings, Config,
	NextChannelId, Pallet, Preimages,
};
use alloc::{collections::BTreeSet, vec::Vec};
use bloc_primitives::{channel::Phase, Balance, ChannelId, Side};
use bloc_timetable::Timetable;
use codec::Encode;
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage: for tests and tools, not for blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number.
	pub fn do_try_state() -> Result<(), DispatchError> {
		let waiting: BTreeSet<Vec<u8>> =
			Timetable::<Schedule<T>>::iter().map(|entry| entry.payload.encode()).collect();
		let waits = |due: Due| waiting.contains(&due.encode());
		for (id, record) in Channels::<T>::iter() {
			Self::check_channel(id, &record.channel, waits)?;
		}
		Self::check_indices()?;
		Self::check_money()?;
		for (hash, known) in Preimages::<T>::iter() {
			ensure!(known.preimage.payment_hash() == hash, "C7: a preimage under another hash");
			ensure!(waits(Due::Preimage(hash)), "C8: a preimage that is kept for ever");
		}
		Timetable::<Schedule<T>>::try_state()
	}

	/// C4 to C6 and C8, for one channel.
	fn check_channel(
		id: ChannelId,
		channel: &crate::ChannelOf<T>,
		is_due: impl Fn(Due) -> bool,
	) -> DispatchResult {
		ensure!(id < NextChannelId::<T>::get(), "C5: an id that was not given yet");
		ensure!(channel.parties.opener != channel.parties.counterparty, "C5: a party with itself");
		let free = channel.ledger.map(|ledger| ledger.free);
		let closing = Closings::<T>::get(id);
		match channel.phase {
			Phase::Offered { .. } => {
				let locked = channel.ledger.map(|ledger| ledger.locked);
				let only_the_offer =
					free.counterparty == 0 && locked.is_zero() && channel.committed.is_zero();
				ensure!(only_the_offer, "C6: an offer holds more than what the opener paid in");
				ensure!(is_due(Due::Offer(id)), "C8: an offer that never ends");
			},
			Phase::Open => {},
			Phase::Closing { .. } => {
				let closing = closing.as_ref().ok_or("C4: a closing channel without a dispute")?;
				let balances = closing.state.balances(&channel.committed);
				ensure!(balances.is_some(), "C4: a dispute about more than is committed");
				ensure!(is_due(Due::Settlement(id)), "C8: a closing that never ends");
			},
			Phase::Resolving => {
				let closing = closing.as_ref().ok_or("C4: a resolving channel without a record")?;
				for side in Side::BOTH {
					let offered = closing.state.htlcs.iter().filter(|htlc| htlc.payer == side);
					let sum = offered.map(|htlc| htlc.amount).fold(0, Balance::saturating_add);
					ensure!(sum == *channel.committed.of(side), "C4: pending HTLCs do not sum up");
				}
				let locked = channel.ledger.map(|ledger| ledger.locked);
				// Only a lock is for others to end.
				let waits = closing.state.htlcs.is_empty() && free.is_zero() && !locked.is_zero();
				ensure!(
					waits || is_due(Due::Settlement(id)),
					"C8: a resolving channel that never ends"
				);
			},
		}
		let open = matches!(channel.phase, Phase::Open | Phase::Offered { .. });
		ensure!(open == closing.is_none(), "C4: a dispute about a channel that is not closing");
		Ok(())
	}

	/// C3: the indices name each party's channels, and nothing else.
	fn check_indices() -> DispatchResult {
		let mut entries = 0usize;
		for (who, id) in ChannelsOf::<T>::iter_keys() {
			let record = Channels::<T>::get(id).ok_or("C3: an index of no channel")?;
			ensure!(record.channel.side_of(&who).is_some(), "C3: an index of another's channel");
			entries = entries.saturating_add(1);
		}
		let channels = Channels::<T>::iter_keys().count();
		ensure!(entries == channels.saturating_mul(2), "C3: a channel without its indices");
		for id in Closings::<T>::iter_keys() {
			ensure!(Channels::<T>::contains_key(id), "C4: a dispute about no channel");
		}
		Ok(())
	}

	/// C1 and C2: owed = held.
	fn check_money() -> DispatchResult {
		let owed = Channels::<T>::iter_values()
			.map(|record| (record.channel.asset.clone(), record.channel.capacity()));
		Money::<T>::try_state(owed)
	}
}
