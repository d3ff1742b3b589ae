//! What the pallet offers to others: it is told what happens to channels, and notes which come out of
//! balance.

use crate::{
	types::{ChannelPolicy, Holding, Mode},
	ChannelOf, Config, Event, Pallet, Policies, RecordOf, WeightInfo,
};
use bloc_primitives::{
	channel::{Hooks, Inspect, Phase, Watch},
	ChannelId, Side,
};
use frame_support::{traits::Time, weights::Weight};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// An account's policy in an asset, if it has anything done without the account's own asking.
	pub(crate) fn automatic_policy(
		account: &T::AccountId,
		asset: &T::AssetId,
	) -> Option<RecordOf<T>> {
		Policies::<T>::get(account, asset).filter(|record| record.policy.automatic)
	}

	/// Notes whether a channel is out of balance for the party on `side`, whose policy `record` is.
	/// One read if it has policies for single channels; a write and a push only if that is news.
	pub(crate) fn look_at(
		id: ChannelId,
		channel: &ChannelOf<T>,
		side: Side,
		mut record: RecordOf<T>,
	) {
		// The usual case, which is not to cost a read.
		if !record.listens() {
			return;
		}
		let own = Self::channel_policy_at(Some(&record), id, side);
		if Self::note(&mut record, id, channel, side, &own) {
			Self::put(channel.parties.of(side), &channel.asset, record);
		}
	}

	/// Notes in `record` whether a channel is out of balance for the party on `side`, who has `own` for
	/// it. True if that is news: then the record is to be stored.
	pub(crate) fn note(
		record: &mut RecordOf<T>,
		id: ChannelId,
		channel: &ChannelOf<T>,
		side: Side,
		own: &ChannelPolicy,
	) -> bool {
		let band = own.band.unwrap_or(record.policy.band);
		let holding = Holding::of(&channel.ledger, side);
		let distance = band.place(&holding).distance();
		let far = distance >= record.policy.min_amount.max(1);
		if !record.listens() || own.mode != Mode::Automatic || !far {
			return false;
		}
		if let Some(due_ms) = record.note(T::Clock::now()) {
			Self::deposit_event(Event::ImbalanceNoted {
				account: channel.parties.of(side).clone(),
				asset: channel.asset.clone(),
				channel: id,
				holding,
				due_ms,
			});
		}
		true
	}
}

/// Whatever is noted here, a channel's own calls do not fail for it: of the channel that the hooks
/// are told of, its parties can always be watched.
impl<T: Config> Hooks<T::AccountId, T::AssetId> for Pallet<T> {
	/// Has the channel watched for each party with an automatic policy, and looks at it for them.
	fn opened(id: ChannelId) -> DispatchResult {
		let Some(channel) = T::Channels::channel(id) else { return Ok(()) };
		for side in Side::BOTH {
			let account = channel.parties.of(side);
			if let Some(record) = Self::automatic_policy(account, &channel.asset) {
				T::Channels::watch(id, account, true)?;
				Self::look_at(id, &channel, side, record);
			}
		}
		Ok(())
	}

	/// Looks at the channel for each party that has it watched. Where the policy that asked for it is
	/// gone, or leaves all to manual runs now, it is not watched any more.
	fn ledger_changed(id: ChannelId, channel: &ChannelOf<T>) -> DispatchResult {
		if channel.phase != Phase::Open {
			return Ok(());
		}
		for side in Side::BOTH.into_iter().filter(|side| *channel.watched.of(*side)) {
			let account = channel.parties.of(side);
			match Self::automatic_policy(account, &channel.asset) {
				Some(record) => Self::look_at(id, channel, side, record),
				None => T::Channels::watch(id, account, false)?,
			}
		}
		Ok(())
	}

	fn closed(id: ChannelId) -> DispatchResult {
		Self::forget_channel(id);
		Ok(())
	}

	fn weight() -> Weight {
		T::WeightInfo::note().max(T::WeightInfo::forget_channel())
	}
}
