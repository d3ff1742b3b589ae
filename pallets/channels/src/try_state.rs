//! The invariants: what always holds between two calls. The numbers are those of the README and
//! the tests.

use crate::{
	closing::Asked, custody::Money, types::Due, Approvals, ChannelOf, Channels, ChannelsOf,
	ClosingOf, Closings, Config, HoldReason, NextChannelId, Pallet, Preimages, RecordOf, Shown,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use bloc_primitives::{channel::Phase, Balance, ChannelId, Moment, Pair, Side};
use bloc_timetable::{Timetable, RETRY_MS};
use codec::Encode;
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Get, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

/// What waits in the timetable, and when.
struct Waiting(BTreeMap<Vec<u8>, BTreeSet<Moment>>);

impl Waiting {
	fn of<T: Config>() -> Self {
		let mut waiting = BTreeMap::<_, BTreeSet<_>>::new();
		for entry in Timetable::<Pallet<T>>::iter() {
			waiting.entry(entry.payload.encode()).or_default().insert(entry.due_ms);
		}
		Self(waiting)
	}

	/// Whether `due` comes up at `at_ms`; or, if that is past, soon: it may have failed, or waited for
	/// blocks, for which it is put off by no more than half of its `period_ms`.
	fn has(&self, due: Due, at_ms: Moment, now_ms: Moment, period_ms: Moment) -> bool {
		let latest_ms = match at_ms > now_ms {
			true => at_ms,
			false => now_ms.saturating_add(period_ms.max(RETRY_MS)),
		};
		let times = self.0.get(&due.encode());
		times.is_some_and(|times| times.range(at_ms..=latest_ms).next().is_some())
	}
}

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage: for tests and tools, not for
	/// blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number. That of the money comes last, since the
	/// issuer of an asset can break it: that hides nothing else.
	pub fn do_try_state() -> Result<(), DispatchError> {
		let waiting = Waiting::of::<T>();
		for (id, record) in Channels::<T>::iter() {
			Self::check_channel(id, &record.channel, &waiting)?;
			Self::check_requests(id, &record, &waiting)?;
			let pot = Money::<T>::account(&record.channel.asset);
			let to_pot =
				Side::BOTH.iter().any(|side| record.payouts.of(*side).as_ref() == Some(&pot));
			ensure!(!to_pot, "C12: money that goes to the pot when the channel ends");
		}
		Self::check_indices()?;
		Self::check_deposits()?;
		Self::check_approvals()?;
		let (now_ms, kept_ms) = (T::Clock::now(), T::PreimageRetentionMs::get());
		for (hash, known) in Preimages::<T>::iter() {
			ensure!(known.preimage.payment_hash() == hash, "C7: a preimage under another hash");
			let (due, at_ms) = (Due::Preimage(hash), known.retained_until_ms);
			let waits = waiting.has(due, at_ms, now_ms, kept_ms);
			ensure!(waits, "C8: a preimage that is kept for ever");
		}
		Timetable::<Self>::try_state()?;
		Self::check_money()
	}

	/// C4 to C6 and C8, for one channel.
	fn check_channel(id: ChannelId, channel: &ChannelOf<T>, waiting: &Waiting) -> DispatchResult {
		let now_ms = T::Clock::now();
		let is_due = |due, at_ms| waiting.has(due, at_ms, now_ms, T::MaxChallengePeriodMs::get());
		ensure!(id < NextChannelId::<T>::get(), "C5: an id that was not given yet");
		ensure!(channel.parties.opener != channel.parties.counterparty, "C5: a party with itself");
		let free = channel.ledger.map(|ledger| ledger.free);
		let closing = Closings::<T>::get(id);
		match channel.phase {
			Phase::Proposed { deadline_ms, .. } => {
				let locked = channel.ledger.map(|ledger| ledger.locked);
				let only_the_proposal =
					free.counterparty == 0 && locked.is_zero() && channel.committed.is_zero();
				ensure!(
					only_the_proposal,
					"C6: a proposal holds more than what the opener paid in"
				);
				ensure!(is_due(Due::Proposal(id), deadline_ms), "C8: a proposal that never ends");
			},
			Phase::Open => {},
			Phase::Closing { settles_ms } => {
				let closing = closing.as_ref().ok_or("C4: a closing channel without a dispute")?;
				Self::check_closing(channel, closing, settles_ms)?;
				let waits = is_due(Due::Settlement(id), closing.scheduled_ms);
				ensure!(waits, "C8: a closing that never ends");
			},
			Phase::Resolving => {
				let closing = closing.as_ref().ok_or("C4: a resolving channel without a record")?;
				Self::check_resolving(channel, closing)?;
				let locked = channel.ledger.map(|ledger| ledger.locked);
				// Only a lock is for others to end.
				let locks = closing.waiting() == 0 && free.is_zero() && !locked.is_zero();
				// What a lock has left is paid out at once, or after a failure; HTLCs have their time.
				let at_ms = if closing.waiting() > 0 { closing.scheduled_ms } else { 0 };
				let waits = locks || is_due(Due::Settlement(id), at_ms);
				ensure!(waits, "C8: a resolving channel that never ends");
			},
		}
		let open = matches!(channel.phase, Phase::Open | Phase::Proposed { .. });
		ensure!(open == closing.is_none(), "C4: a dispute about a channel that is not closing");
		Ok(())
	}

	/// C4 and C8, for a channel that closes.
	fn check_closing(
		channel: &ChannelOf<T>,
		closing: &ClosingOf<T>,
		settles_ms: Moment,
	) -> DispatchResult {
		let balances = closing.state.balances(&channel.committed);
		ensure!(balances.is_some(), "C4: a dispute about more than is committed");
		let counts = closing.state.version >= channel.base_version;
		ensure!(counts, "C4: a dispute about a state that counts no more");
		ensure!(closing.tallies == Pair::default(), "C4: paid out before it is settled");
		let whole = channel.committed.checked_sum();
		let asks = |asked: &Asked| asked.kept > 0 && Some(asked.claim.sure) <= whole;
		let sound = Side::BOTH.iter().all(|side| closing.asked.of(*side).as_ref().is_none_or(asks));
		ensure!(sound, "C4: a dispute about a request of more than is committed");
		let at_ms = closing.scheduled_ms;
		ensure!(at_ms >= settles_ms, "C8: a closing that is looked at too early");
		let put_off = at_ms > settles_ms;
		ensure!(!put_off || settles_ms <= T::Clock::now(), "C8: a closing put off");
		Ok(())
	}

	/// C4, for a channel that resolves.
	fn check_resolving(channel: &ChannelOf<T>, closing: &ClosingOf<T>) -> DispatchResult {
		for side in Side::BOTH {
			let pending = closing.state.htlcs.iter().filter(|htlc| htlc.payer == side);
			let sum = pending.map(|htlc| htlc.amount).fold(0, Balance::saturating_add);
			ensure!(sum == *channel.committed.of(side), "C4: pending HTLCs do not sum up");
		}
		ensure!(closing.asked == Pair::new(None, None), "C4: a request that was not judged");
		let held = closing.held();
		ensure!(
			held.is_zero() || closing.waiting() > 0,
			"C4: money is held though nothing is left to decide"
		);
		for side in Side::BOTH {
			let (tally, held) = (closing.tallies.of(side), *held.of(side));
			let fits = held <= tally.due.min(tally.excess.saturating_add(tally.surplus));
			ensure!(fits, "C4: more is held than what was claimed too much");
		}
		Ok(())
	}

	/// C8 and C11, for one channel.
	fn check_requests(id: ChannelId, record: &RecordOf<T>, waiting: &Waiting) -> DispatchResult {
		let channel = &record.channel;
		let (is_open, now_ms) = (channel.phase == Phase::Open, T::Clock::now());
		let shown = Shown::<T>::get(id);
		ensure!(shown.is_some() == (record.least > 0), "C11: what was shown is not what counts");
		let shown = shown.unwrap_or_default();
		let versions = Side::BOTH.map(|side| shown.of(side).as_ref().map(|state| state.version));
		let newest = versions.into_iter().flatten().max().unwrap_or(0);
		ensure!(newest == record.least, "C11: what was shown is not what counts");
		ensure!(is_open || newest == 0, "C11: what was shown of a channel that is not open");
		ensure!(
			versions.into_iter().flatten().all(|version| version > channel.base_version),
			"C11: what was shown counts no more"
		);
		for side in Side::BOTH {
			let Some(request) = record.requests.of(side) else { continue };
			ensure!(is_open, "C11: a request in a channel that is not open");
			let base = Self::base_state(channel);
			let state = shown.of(side).as_ref().unwrap_or(&base);
			ensure!(request.version == state.version, "C11: a request by what was not shown");
			let sure = *state.sure(&channel.committed).of(side);
			let has_it = request.amount > 0 && sure.is_some_and(|sure| sure >= request.kept());
			ensure!(has_it, "C11: a request of what the side does not have by what it has shown");
			let (due, at_ms) = (Due::Withdrawal(id, side), request.finishes_ms);
			let waits = waiting.has(due, at_ms, now_ms, channel.challenge_period_ms);
			ensure!(waits, "C8: a request that never ends");
		}
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
		for id in Shown::<T>::iter_keys() {
			ensure!(Channels::<T>::contains_key(id), "C11: what was shown of no channel");
		}
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

	/// C10: what is approved in a channel is approved by the party that it is filed under, above the
	/// base of then.
	fn check_approvals() -> DispatchResult {
		for (id, (side, _), approval) in Approvals::<T>::iter() {
			let base_version = approval.base_version;
			ensure!(id < NextChannelId::<T>::get(), "C10: an approval in no channel yet");
			ensure!(approval.version > base_version, "C10: an approval of what never counted");
			let Some(record) = Channels::<T>::get(id) else { continue };
			let channel = record.channel;
			let is_of_party = *channel.parties.of(side) == approval.approver;
			ensure!(is_of_party, "C10: an approval of somebody else");
			ensure!(base_version <= channel.base_version, "C10: an approval of what is to come");
		}
		Ok(())
	}

	/// C9: each closing deposit is held of its closer, and that of each request of its requester.
	fn check_deposits() -> DispatchResult {
		let mut deposits = BTreeMap::<T::AccountId, Balance>::new();
		for (id, closing) in Closings::<T>::iter() {
			let record = Channels::<T>::get(id).ok_or("C4: a dispute about no channel")?;
			let closer = record.channel.parties.of(closing.closer).clone();
			let sum = deposits.entry(closer).or_default();
			*sum = sum.saturating_add(closing.deposit);
		}
		for record in Channels::<T>::iter_values() {
			for side in Side::BOTH {
				if let Some(request) = record.requests.of(side) {
					let requester = record.channel.parties.of(side).clone();
					let sum = deposits.entry(requester).or_default();
					*sum = sum.saturating_add(request.deposit);
				}
			}
		}
		for (closer, deposit) in deposits {
			let held = T::Native::balance_on_hold(&HoldReason::ClosingDeposit.into(), &closer);
			ensure!(held >= deposit, "C9: a closing deposit that nobody holds");
		}
		Ok(())
	}
}
