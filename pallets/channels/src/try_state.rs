//! The invariants: what always holds between two calls. The numbers are those of the README and
//! the tests.

use crate::{
	custody::Money, types::Due, Channels, ChannelsOf, Closings, Config, HoldReason, NextChannelId,
	Pallet, Preimages,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use bloc_primitives::{channel::Phase, Balance, ChannelId, Pair, Side};
use bloc_timetable::Timetable;
use codec::Encode;
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage: for tests and tools, not for
	/// blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number.
	pub fn do_try_state() -> Result<(), DispatchError> {
		let waiting: BTreeSet<Vec<u8>> =
			Timetable::<Self>::iter().map(|entry| entry.payload.encode()).collect();
		let waits = |due: Due| waiting.contains(&due.encode());
		for (id, record) in Channels::<T>::iter() {
			Self::check_channel(id, &record.channel, waits)?;
		}
		Self::check_indices()?;
		Self::check_money()?;
		Self::check_deposits()?;
		for (hash, known) in Preimages::<T>::iter() {
			ensure!(known.preimage.payment_hash() == hash, "C7: a preimage under another hash");
			ensure!(waits(Due::Preimage(hash)), "C8: a preimage that is kept for ever");
		}
		Timetable::<Self>::try_state()
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
			Phase::Proposed { .. } => {
				let locked = channel.ledger.map(|ledger| ledger.locked);
				let only_the_proposal =
					free.counterparty == 0 && locked.is_zero() && channel.committed.is_zero();
				ensure!(
					only_the_proposal,
					"C6: a proposal holds more than what the opener paid in"
				);
				ensure!(is_due(Due::Proposal(id)), "C8: a proposal that never ends");
			},
			Phase::Open => {},
			Phase::Closing { .. } => {
				let closing = closing.as_ref().ok_or("C4: a closing channel without a dispute")?;
				let balances = closing.state.balances(&channel.committed);
				ensure!(balances.is_some(), "C4: a dispute about more than is committed");
				ensure!(
					closing.state.version >= channel.base_version,
					"C4: a dispute about a state that counts no more"
				);
				ensure!(closing.tallies == Pair::default(), "C4: paid out before it is settled");
				ensure!(is_due(Due::Settlement(id)), "C8: a closing that never ends");
			},
			Phase::Resolving => {
				let closing = closing.as_ref().ok_or("C4: a resolving channel without a record")?;
				for side in Side::BOTH {
					let pending = closing.state.htlcs.iter().filter(|htlc| htlc.payer == side);
					let sum = pending.map(|htlc| htlc.amount).fold(0, Balance::saturating_add);
					ensure!(sum == *channel.committed.of(side), "C4: pending HTLCs do not sum up");
				}
				let held = closing.held();
				ensure!(
					held.is_zero() || closing.waiting() > 0,
					"C4: money is held though nothing is left to decide"
				);
				for (tally, held) in [
					(closing.tallies.opener, held.opener),
					(closing.tallies.counterparty, held.counterparty),
				] {
					let fits = held <= tally.due.min(tally.excess.saturating_add(tally.surplus));
					ensure!(fits, "C4: more is held than what was claimed too much");
				}
				let locked = channel.ledger.map(|ledger| ledger.locked);
				// Only a lock is for others to end.
				let waits = closing.waiting() == 0 && free.is_zero() && !locked.is_zero();
				ensure!(
					waits || is_due(Due::Settlement(id)),
					"C8: a resolving channel that never ends"
				);
			},
		}
		let open = matches!(channel.phase, Phase::Open | Phase::Proposed { .. });
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

	/// C1 and C2: owed = held. What is held back for a penalty is owed, too.
	fn check_money() -> DispatchResult {
		let owed = Channels::<T>::iter().map(|(id, record)| {
			let held = Closings::<T>::get(id).map(|closing| closing.held()).unwrap_or_default();
			let held = held.opener.saturating_add(held.counterparty);
			let all = record.channel.capacity().saturating_add(held);
			(record.channel.asset, all)
		});
		Money::<T>::try_state(owed)
	}

	/// C9: each closing deposit is held of its closer.
	fn check_deposits() -> DispatchResult {
		let mut deposits = BTreeMap::<T::AccountId, Balance>::new();
		for (id, closing) in Closings::<T>::iter() {
			let record = Channels::<T>::get(id).ok_or("C4: a dispute about no channel")?;
			let closer = record.channel.parties.of(closing.closer).clone();
			let sum = deposits.entry(closer).or_default();
			*sum = sum.saturating_add(closing.deposit);
		}
		for (closer, deposit) in deposits {
			let held = T::Native::balance_on_hold(&HoldReason::ClosingDeposit.into(), &closer);
			ensure!(held >= deposit, "C9: a closing deposit that nobody holds");
		}
		Ok(())
	}
}
