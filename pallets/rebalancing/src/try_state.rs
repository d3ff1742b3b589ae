//! The invariants, under the numbers that the pallet's documentation gives them.

use crate::{
	types::{Due, Mode, Standing},
	ChannelPolicies, Config, DueOf, NextProposalId, Operated, Pallet, Policies, PolicyRecordOf,
	Proposals,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use bloc_primitives::{channel::Inspect, Side};
use bloc_timetable::{Entry, Timetable};
use codec::Encode;
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage: for tests and tools, not for
	/// blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number.
	pub fn do_try_state() -> Result<(), DispatchError> {
		// Accounts and assets need not be in any order; what encodes them is.
		let waiting: BTreeSet<Vec<u8>> =
			Timetable::<Self>::iter().map(|entry| entry.encode()).collect();
		let waits =
			|due_ms, payload: DueOf<T>| waiting.contains(&Entry { due_ms, payload }.encode());
		let counted = Self::channel_policies_counted();
		for (account, asset, record) in Policies::<T>::iter() {
			Self::check_record(&record)?;
			if let Some(entry_ms) = record.entry_ms {
				let there = waits(entry_ms, Due::Run(account.clone(), asset.clone()));
				ensure!(there, "B4: an entry that is not on the timetable");
			}
			let own = counted.get(&(account, asset).encode()).copied().unwrap_or_default();
			ensure!(record.channel_policies == own, "B5: a wrong count of channels");
		}
		for (operator, (account, asset), ()) in Operated::<T>::iter() {
			let record = Policies::<T>::get(account, asset);
			let named = record.and_then(|record| record.operator) == Some(operator);
			ensure!(named, "B8: somebody acts whom the account has not named");
		}
		Self::check_channel_policies()?;
		for (id, record) in Proposals::<T>::iter() {
			ensure!(id < NextProposalId::<T>::get(), "B6: an id that was not given yet");
			ensure!(record.proposal.is_sound(), "B6: an unsound proposal");
			let there = waits(record.proposal.deadline_ms, Due::Proposal(id));
			ensure!(there, "B6: a proposal that nothing ends");
		}
		Timetable::<Self>::try_state()
	}

	/// How many policies for channels there are of an account and asset, by their encoding.
	fn channel_policies_counted() -> BTreeMap<Vec<u8>, u32> {
		let mut counted = BTreeMap::new();
		let all =
			ChannelPolicies::<T>::iter_values().flat_map(|both| [both.opener, both.counterparty]);
		for own in all.flatten() {
			let count: &mut u32 = counted.entry((own.owner, own.asset).encode()).or_default();
			*count = count.saturating_add(1);
		}
		counted
	}

	/// B1 to B4, for one policy.
	fn check_record(record: &PolicyRecordOf<T>) -> DispatchResult {
		let policy = &record.policy;
		ensure!(policy.band.is_sound(), "B1: thresholds out of order");
		let now_ms = T::Clock::now();
		ensure!(record.spending.since_ms <= now_ms, "B2: a period that is still to come");
		let last_ms = record.last_look_ms.max(record.failed_ms);
		let looked = last_ms.is_none_or(|last_ms| last_ms <= now_ms);
		ensure!(looked, "B2: a look that is still to come");
		let quiet = record.standing == Standing::Quiet;
		ensure!(policy.automatic || quiet, "B3: a run due for who wants none");
		if let Standing::Noted { due_ms } = record.standing {
			let in_time = record.entry_ms.is_some_and(|entry_ms| entry_ms <= due_ms);
			ensure!(in_time, "B4: a run that nothing announces");
			let longest_ms = T::MaxBackoffMs::get().max(policy.min_interval_ms);
			let latest_ms = now_ms.saturating_add(longest_ms);
			ensure!(due_ms <= latest_ms, "B4: a run that is put off too far");
		}
		Ok(())
	}

	/// B5: the policies for channels are their parties'; B7: what they leave alone is not tracked.
	fn check_channel_policies() -> DispatchResult {
		for (id, both) in ChannelPolicies::<T>::iter() {
			let channel = T::Channels::channel(id).ok_or("B5: a policy for no channel")?;
			let some = both.opener.is_some() || both.counterparty.is_some();
			ensure!(some, "B5: an empty item");
			for side in Side::BOTH {
				let Some(own) = both.of(side) else { continue };
				ensure!(own.owner == *channel.parties.of(side), "B5: a policy of no party");
				ensure!(own.asset == channel.asset, "B5: a policy in another asset");
				let known = Policies::<T>::contains_key(&own.owner, &own.asset);
				ensure!(known, "B5: a channel's policy without its account's");
				let by_hand = own.policy.mode != Mode::Automatic;
				ensure!(!by_hand || !channel.subscribed.of(side), "B7: tracked for nothing");
			}
		}
		Ok(())
	}
}
