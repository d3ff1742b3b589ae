//! The invariants, under the numbers that the pallet's documentation gives them.

use crate::{
	schedule::Schedule,
	types::{Due, Mode, Standing},
	ChannelPolicies, Config, DueOf, NextProposalId, Pallet, Policies, Proposals, RecordOf,
};
use alloc::{collections::BTreeSet, vec::Vec};
use bloc_primitives::{channel::Inspect, Side};
use bloc_timetable::{Entry, Timetable};
use codec::Encode;
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage: for tests and tools, not for blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number.
	pub fn do_try_state() -> Result<(), DispatchError> {
		// Accounts and assets need not be in any order; what encodes them is.
		let waiting: BTreeSet<Vec<u8>> =
			Timetable::<Schedule<T>>::iter().map(|entry| entry.encode()).collect();
		let waits =
			|due_ms, payload: DueOf<T>| waiting.contains(&Entry { due_ms, payload }.encode());
		for (account, asset, record) in Policies::<T>::iter() {
			Self::check_record(&record)?;
			if let Some(entry_ms) = record.entry_ms {
				let there = waits(entry_ms, Due::Run(account.clone(), asset.clone()));
				ensure!(there, "B4: an entry that is not on the timetable");
			}
			let own = ChannelPolicies::<T>::iter_values()
				.flat_map(|both| [both.opener, both.counterparty]);
			let own = own.flatten().filter(|own| own.owner == account && own.asset == asset);
			let own = own.count();
			ensure!(usize::try_from(record.overrides) == Ok(own), "B5: a wrong count of channels");
		}
		Self::check_channel_policies()?;
		for (id, record) in Proposals::<T>::iter() {
			ensure!(id < NextProposalId::<T>::get(), "B6: an id that was not given yet");
			ensure!(Self::is_sound(&record.proposal), "B6: an unsound proposal");
			let there = waits(record.proposal.deadline_ms, Due::Proposal(id));
			ensure!(there, "B6: a proposal that nothing ends");
		}
		Timetable::<Schedule<T>>::try_state()
	}

	/// B1 to B4, for one policy.
	fn check_record(record: &RecordOf<T>) -> DispatchResult {
		let policy = &record.policy;
		ensure!(policy.band.is_sound(), "B1: thresholds out of order");
		let now_ms = T::Clock::now();
		ensure!(record.spending.since_ms <= now_ms, "B2: a period that is still to come");
		let looked = record.last_look_ms.is_none_or(|last_ms| last_ms <= now_ms);
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

	/// B5: the policies for channels are their parties'; B7: and what they leave alone is not watched.
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
				ensure!(!by_hand || !channel.watched.of(side), "B7: watched for nothing");
			}
		}
		Ok(())
	}
}
