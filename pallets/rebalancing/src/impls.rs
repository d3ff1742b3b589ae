//! The seam traits that the pallet implements: it is told what happens to channels, and notes which
//! come out of balance.

use crate::{
	types::{ChannelPolicy, Holding, Mode},
	ChannelOf, Config, Event, Pallet, Policies, PolicyRecordOf, WeightInfo,
};
use bloc_primitives::{
	channel::{Hooks, Inspect, Phase, Subscribe, Told, ToldResult},
	ChannelId, Side,
};
use frame_support::{traits::Time, weights::Weight};

impl<T: Config> Pallet<T> {
	/// Returns an account's policy in an asset, if it is an automatic one.
	pub(crate) fn automatic_policy(
		account: &T::AccountId,
		asset: &T::AssetId,
	) -> Option<PolicyRecordOf<T>> {
		Policies::<T>::get(account, asset).filter(|record| record.policy.automatic)
	}

	/// Notes whether a channel is out of balance for the party on `side`, whose policy `record` is.
	/// One read if it has policies for single channels; a write and a push only if that is news.
	/// Whether it is.
	pub(crate) fn look_at(
		id: ChannelId,
		channel: &ChannelOf<T>,
		side: Side,
		mut record: PolicyRecordOf<T>,
	) -> bool {
		// The usual case, which is not to cost a read.
		if !record.listens(id, T::Clock::now()) {
			return false;
		}
		let own = Self::channel_policy_at(Some(&record), id, side);
		let news = Self::note(&mut record, id, channel, side, &own);
		if news {
			Self::put(channel.parties.of(side), &channel.asset, record);
		}
		news
	}

	/// The weight of having looked at a channel, with something to note in it or without.
	fn looked(news: bool) -> ToldResult {
		Ok(if news { T::WeightInfo::note() } else { T::WeightInfo::look() })
	}

	/// Notes in `record` whether a channel is out of balance for the party on `side`, who has `own`
	/// for it. True if that is news: then the record is to be stored.
	pub(crate) fn note(
		record: &mut PolicyRecordOf<T>,
		id: ChannelId,
		channel: &ChannelOf<T>,
		side: Side,
		own: &ChannelPolicy,
	) -> bool {
		let band = own.band.unwrap_or(record.policy.band);
		let holding = Holding::of(&channel.ledger, side);
		let distance = band.place(&holding).distance();
		let far = distance >= record.policy.min_amount.max(1);
		let now_ms = T::Clock::now();
		if !record.listens(id, now_ms) || own.mode != Mode::Automatic || !far {
			return false;
		}
		if let Some(due_ms) = record.note(id, now_ms) {
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

/// Whatever is noted here, a channel's own calls do not fail for it: to the channel that the hooks
/// are told of, its parties can always be subscribed.
impl<T: Config> Hooks<T::AccountId, T::AssetId> for Pallet<T> {
	/// Tracks the channel for each party with an automatic policy, and looks at it for them.
	fn opened(id: ChannelId) -> ToldResult {
		let mut news = false;
		let Some(channel) = T::Channels::channel(id) else { return Self::looked(news) };
		for side in Side::BOTH {
			let account = channel.parties.of(side);
			if let Some(record) = Self::automatic_policy(account, &channel.asset) {
				T::Channels::subscribe(id, account, true)?;
				Self::look_at(id, &channel, side, record);
				news = true;
			}
		}
		Self::looked(news)
	}

	/// Looks at the channel for each party that it is tracked for. Where the policy that asked for
	/// it is gone, or leaves all to manual runs now, it is not tracked any more.
	fn ledger_changed(id: ChannelId, channel: &ChannelOf<T>) -> ToldResult {
		if channel.phase != Phase::Open {
			return Ok(Weight::zero());
		}
		let mut news = false;
		for side in Side::BOTH.into_iter().filter(|side| *channel.subscribed.of(*side)) {
			let account = channel.parties.of(side);
			match Self::automatic_policy(account, &channel.asset) {
				Some(record) => news |= Self::look_at(id, channel, side, record),
				None => {
					T::Channels::subscribe(id, account, false)?;
					news = true;
				},
			}
		}
		Self::looked(news)
	}

	fn closed(id: ChannelId) -> ToldResult {
		Ok(match Self::forget_channel(id) {
			true => T::WeightInfo::forget_channel(),
			false => T::WeightInfo::look(),
		})
	}

	fn weight(told: Told) -> Weight {
		match told {
			Told::Opened | Told::LedgerChanged => T::WeightInfo::note(),
			Told::Closing | Told::Challenged | Told::Requested => Weight::zero(),
			Told::Closed => T::WeightInfo::forget_channel(),
		}
	}
}
