//! The policies of accounts and of their channels.

use crate::{
	types::{
		Band, ChannelPolicy, Mode, RebalancePolicy, Record, Spending, Standing, Status, MAX_WATCHED,
	},
	ChannelOf, ChannelPolicies, ChannelRecordOf, Config, DueOf, Error, Event, Pallet, Policies,
	RecordOf,
};
use bloc_primitives::{
	channel::{Inspect, Phase, Watch},
	ChannelId, Moment, Pair, Side,
};
use bloc_timetable::Entry;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{Consideration, ConstU32, Footprint, Get, Time},
	BoundedVec,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// What an account pays a storage deposit for: a policy and an entry on the timetable.
	pub fn policy_footprint() -> Footprint {
		let key = <(T::AccountId, T::AssetId)>::max_encoded_len();
		let entry = Entry::<DueOf<T>>::max_encoded_len();
		let size = RecordOf::<T>::max_encoded_len().saturating_add(key).saturating_add(entry);
		Footprint::from_parts(2, size)
	}

	/// What a party pays a storage deposit for: a policy of its own for a channel.
	pub fn channel_policy_footprint() -> Footprint {
		let key = ChannelId::max_encoded_len();
		Footprint::from_parts(1, ChannelRecordOf::<T>::max_encoded_len().saturating_add(key))
	}

	/// See [`Call::set_policy`](crate::Call::set_policy).
	pub(crate) fn do_set_policy(
		account: T::AccountId,
		asset: T::AssetId,
		policy: Option<RebalancePolicy>,
	) -> DispatchResult {
		let old = Policies::<T>::get(&account, &asset);
		match policy {
			Some(policy) => {
				Self::ensure_sound(&policy)?;
				let now_ms = T::Clock::now();
				let mut record = match old {
					Some(record) => record,
					None => Self::fresh(&account, policy, now_ms)?,
				};
				record.replace(policy, now_ms);
				Self::put(&account, &asset, record);
			},
			None => {
				let record = old.ok_or(Error::<T>::NotFound)?;
				ensure!(record.overrides == 0, Error::<T>::OverridesLeft);
				Policies::<T>::remove(&account, &asset);
				Self::give_back(&account, record.ticket);
			},
		}
		Self::deposit_event(Event::PolicySet { account, asset, policy });
		Ok(())
	}

	/// See [`Call::set_channel_policy`](crate::Call::set_channel_policy).
	pub(crate) fn do_set_channel_policy(
		account: T::AccountId,
		id: ChannelId,
		policy: Option<ChannelPolicy>,
	) -> DispatchResult {
		match policy {
			Some(policy) => Self::insert_channel_policy(&account, id, policy)?,
			None => Self::remove_channel_policy(&account, id)?,
		}
		Self::deposit_event(Event::ChannelPolicySet { account, channel: id, policy });
		Ok(())
	}

	/// One more policy for a channel, or another one in its place. Looks at the channel: what was
	/// within may be out of its thresholds by it.
	fn insert_channel_policy(
		account: &T::AccountId,
		id: ChannelId,
		policy: ChannelPolicy,
	) -> DispatchResult {
		let (channel, side) = Self::channel_of_party(id, account)?;
		ensure!(channel.phase == Phase::Open, Error::<T>::NotOpen);
		ensure!(policy.band.as_ref().is_none_or(Band::is_sound), Error::<T>::UnsoundBand);
		let asset = channel.asset.clone();
		let mut record = Policies::<T>::get(account, &asset).ok_or(Error::<T>::NotFound)?;
		let automatic = record.policy.automatic && policy.mode == Mode::Automatic;
		let mut both = ChannelPolicies::<T>::get(id).unwrap_or(Pair::new(None, None));
		let own = both.of_mut(side);
		let known = own.take();
		let news = known.is_none();
		*own = Some(match known {
			Some(old) => ChannelRecordOf::<T> { policy, ..old },
			None => {
				let ticket = T::Consideration::new(account, Self::channel_policy_footprint())?;
				record.overrides = record.overrides.saturating_add(1);
				let (owner, asset) = (account.clone(), asset.clone());
				ChannelRecordOf::<T> { owner, asset, policy, ticket }
			},
		});
		ChannelPolicies::<T>::insert(id, both);
		if Self::note(&mut record, id, &channel, side, &policy) || news {
			Self::put(account, &asset, record);
		}
		T::Channels::watch(id, account, automatic)
	}

	/// A channel is treated as the others of its owner, and looked at.
	fn remove_channel_policy(account: &T::AccountId, id: ChannelId) -> DispatchResult {
		let mut both = ChannelPolicies::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		let is_own =
			|side: &Side| both.of(*side).as_ref().is_some_and(|record| record.owner == *account);
		let side = Side::BOTH.into_iter().find(is_own).ok_or(Error::<T>::NotFound)?;
		let own = both.of_mut(side).take();
		if both.of(side.other()).is_some() {
			ChannelPolicies::<T>::insert(id, both);
		} else {
			ChannelPolicies::<T>::remove(id);
		}
		own.into_iter().for_each(Self::let_go);
		let (channel, side) = Self::channel_of_party(id, account)?;
		let automatic = Self::automatic_policy(account, &channel.asset);
		T::Channels::watch(id, account, automatic.is_some())?;
		if let Some(record) = automatic.filter(|_| channel.phase == Phase::Open) {
			Self::look_at(id, &channel, side, record);
		}
		Ok(())
	}

	/// See [`Call::watch`](crate::Call::watch).
	pub(crate) fn do_watch(
		account: T::AccountId,
		channels: BoundedVec<ChannelId, ConstU32<MAX_WATCHED>>,
		on: bool,
	) -> DispatchResult {
		// The policy in the asset of the first channel, which is that of all.
		let mut known = None;
		let mut news = false;
		for id in &channels {
			let (channel, side) = Self::channel_of_party(*id, &account)?;
			if on {
				let (asset, mut record) = match known.take() {
					Some(known) => known,
					None => {
						let record = Policies::<T>::get(&account, &channel.asset);
						(channel.asset.clone(), record.ok_or(Error::<T>::NotFound)?)
					},
				};
				ensure!(asset == channel.asset, Error::<T>::WrongAsset);
				ensure!(record.policy.automatic, Error::<T>::NotAutomatic);
				let own = Self::channel_policy_at(Some(&record), *id, side);
				ensure!(own.mode != Mode::Manual, Error::<T>::ManualOnly);
				ensure!(own.mode != Mode::Excluded, Error::<T>::Excluded);
				let open = channel.phase == Phase::Open;
				news |= open && Self::note(&mut record, *id, &channel, side, &own);
				known = Some((asset, record));
			}
			T::Channels::watch(*id, &account, on)?;
		}
		if let Some((asset, record)) = known.filter(|_| news) {
			Self::put(&account, &asset, record);
		}
		Self::deposit_event(Event::ChannelsWatched { account, channels, on });
		Ok(())
	}

	/// A channel's policy is gone from storage: its account has one less, and its deposit back.
	fn let_go(own: ChannelRecordOf<T>) {
		let ChannelRecordOf::<T> { owner, asset, ticket, .. } = own;
		if let Some(mut record) = Policies::<T>::get(&owner, &asset) {
			record.overrides = record.overrides.saturating_sub(1);
			Policies::<T>::insert(&owner, &asset, record);
		}
		Self::give_back(&owner, ticket);
	}

	/// A policy with nothing spent yet, paid for.
	fn fresh(
		account: &T::AccountId,
		policy: RebalancePolicy,
		now_ms: Moment,
	) -> Result<RecordOf<T>, DispatchError> {
		Ok(Record {
			policy,
			standing: Standing::Quiet,
			entry_ms: None,
			spending: Spending { since_ms: now_ms, spent: 0 },
			last_look_ms: None,
			failures: 0,
			overrides: 0,
			ticket: T::Consideration::new(account, Self::policy_footprint())?,
		})
	}

	/// Can an account's channels be treated like this?
	fn ensure_sound(policy: &RebalancePolicy) -> DispatchResult {
		ensure!(policy.band.is_sound(), Error::<T>::UnsoundBand);
		let shortest_ms = T::MinIntervalMs::get();
		ensure!(policy.min_interval_ms >= shortest_ms, Error::<T>::IntervalTooShort);
		ensure!(policy.budget_period_ms >= shortest_ms, Error::<T>::PeriodTooShort);
		Ok(())
	}

	/// Writes a policy, and sees to it that the timetable brings it up in time.
	pub(crate) fn put(account: &T::AccountId, asset: &T::AssetId, mut record: RecordOf<T>) {
		Self::schedule(account, asset, &mut record);
		Policies::<T>::insert(account, asset, record);
	}

	/// A channel is gone: so are the policies for it.
	pub(crate) fn forget_channel(id: ChannelId) {
		let Some(both) = ChannelPolicies::<T>::take(id) else { return };
		for own in [both.opener, both.counterparty].into_iter().flatten() {
			let account = own.owner.clone();
			Self::let_go(own);
			let policy = None;
			Self::deposit_event(Event::ChannelPolicySet { account, channel: id, policy });
		}
	}

	/// Returns a deposit. If that cannot be it stays held: no reason to keep what it was for.
	pub(crate) fn give_back(who: &T::AccountId, ticket: T::Consideration) {
		if let Err(error) = with_storage_layer(|| ticket.drop(who)) {
			Self::deposit_event(Event::DepositKept { who: who.clone(), error });
		}
	}

	/// A channel and the side that `who` has in it.
	pub(crate) fn channel_of_party(
		id: ChannelId,
		who: &T::AccountId,
	) -> Result<(ChannelOf<T>, Side), DispatchError> {
		let channel = T::Channels::channel(id).ok_or(Error::<T>::ChannelNotFound)?;
		let side = channel.side_of(who).ok_or(Error::<T>::NotParty)?;
		Ok((channel, side))
	}

	/// What the party on `side` wants of a channel, if it has said so for this one. Read only if the
	/// party has said so for any.
	pub(crate) fn channel_policy_at(
		record: Option<&RecordOf<T>>,
		id: ChannelId,
		side: Side,
	) -> ChannelPolicy {
		let has_some = record.is_some_and(|record| record.overrides > 0);
		let both = has_some.then(|| ChannelPolicies::<T>::get(id)).flatten();
		let own = both.as_ref().and_then(|both| both.of(side).as_ref());
		own.map(|own| own.policy).unwrap_or_default()
	}

	/// See [`Pallet::status`].
	pub(crate) fn status_of(account: &T::AccountId, asset: &T::AssetId) -> Option<Status> {
		Policies::<T>::get(account, asset).map(|record| record.status(T::Clock::now()))
	}

	/// See [`Pallet::channel_policy`].
	pub(crate) fn channel_policy_of(
		account: &T::AccountId,
		id: ChannelId,
	) -> Option<ChannelPolicy> {
		let both = ChannelPolicies::<T>::get(id)?;
		let own = [both.opener, both.counterparty].into_iter().flatten();
		own.into_iter().find(|own| own.owner == *account).map(|own| own.policy)
	}
}
