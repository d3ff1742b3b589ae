//! Policies of accounts and of their channels, and which channels are tracked.

use crate::{
	types::{
		Band, ChannelPolicy, Mode, PolicyRecord, RebalancePolicy, Spending, Standing, MAX_TRACKED,
	},
	ChannelOf, ChannelPolicies, ChannelRecordOf, Config, DueOf, Error, Event, Operated, Pallet,
	Policies, PolicyRecordOf,
};
use bloc_primitives::{
	channel::{Inspect, Phase, Subscribe},
	deposit, ChannelId, Moment, Pair, Side,
};
use bloc_timetable::Entry;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, ConstU32, Footprint, Get, Time},
	BoundedVec,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The storage that an account pays a deposit for: a policy, an entry on the timetable, and one
	/// with its operator.
	pub fn policy_footprint() -> Footprint {
		let key = <(T::AccountId, T::AssetId)>::max_encoded_len();
		let entry = Entry::<DueOf<T>>::max_encoded_len();
		let operated = key.saturating_add(T::AccountId::max_encoded_len());
		let sizes = [PolicyRecordOf::<T>::max_encoded_len(), key, entry, operated];
		Footprint::from_parts(3, sizes.into_iter().fold(0, usize::saturating_add))
	}

	/// The storage that a party pays a deposit for: a policy of its own for a channel.
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
				let record = old.ok_or(Error::<T>::PolicyNotFound)?;
				ensure!(record.channel_policies == 0, Error::<T>::ChannelPoliciesRemain);
				Policies::<T>::remove(&account, &asset);
				Self::dismiss(&account, &asset, record.operator);
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

	/// Inserts a policy for a channel, or another one in its place. Looks at the channel: what was
	/// within may be out of its thresholds by it.
	fn insert_channel_policy(
		account: &T::AccountId,
		id: ChannelId,
		policy: ChannelPolicy,
	) -> DispatchResult {
		let (channel, side) = Self::channel_of_party(account, id)?;
		ensure!(channel.phase == Phase::Open, Error::<T>::NotOpen);
		ensure!(policy.band.as_ref().is_none_or(Band::is_sound), Error::<T>::UnsoundBand);
		let asset = channel.asset.clone();
		let mut record = Policies::<T>::get(account, &asset).ok_or(Error::<T>::PolicyNotFound)?;
		let automatic = record.policy.automatic && policy.mode == Mode::Automatic;
		let mut both = ChannelPolicies::<T>::get(id).unwrap_or(Pair::new(None, None));
		let own = both.of_mut(side);
		let known = own.take();
		let news = known.is_none();
		*own = Some(match known {
			Some(old) => ChannelRecordOf::<T> { policy, ..old },
			None => {
				let ticket = T::Consideration::new(account, Self::channel_policy_footprint())?;
				record.channel_policies = record.channel_policies.saturating_add(1);
				let (owner, asset) = (account.clone(), asset.clone());
				ChannelRecordOf::<T> { owner, asset, policy, ticket }
			},
		});
		ChannelPolicies::<T>::insert(id, both);
		if Self::note(&mut record, id, &channel, side, &policy) || news {
			Self::put(account, &asset, record);
		}
		T::Channels::subscribe(id, account, automatic)
	}

	/// Has a channel treated as the others of its owner, and looks at it.
	fn remove_channel_policy(account: &T::AccountId, id: ChannelId) -> DispatchResult {
		let mut both = ChannelPolicies::<T>::get(id).ok_or(Error::<T>::PolicyNotFound)?;
		let is_own =
			|side: &Side| both.of(*side).as_ref().is_some_and(|record| record.owner == *account);
		let side = Side::BOTH.into_iter().find(is_own).ok_or(Error::<T>::PolicyNotFound)?;
		let own = both.of_mut(side).take();
		if both.of(side.other()).is_some() {
			ChannelPolicies::<T>::insert(id, both);
		} else {
			ChannelPolicies::<T>::remove(id);
		}
		own.into_iter().for_each(Self::let_go);
		let (channel, side) = Self::channel_of_party(account, id)?;
		let automatic = Self::automatic_policy(account, &channel.asset);
		T::Channels::subscribe(id, account, automatic.is_some())?;
		if let Some(record) = automatic.filter(|_| channel.phase == Phase::Open) {
			Self::look_at(id, &channel, side, record);
		}
		Ok(())
	}

	/// See [`Call::track`](crate::Call::track).
	pub(crate) fn do_track(
		account: T::AccountId,
		channels: BoundedVec<ChannelId, ConstU32<MAX_TRACKED>>,
		on: bool,
	) -> DispatchResult {
		// The policy in the asset of the first channel, which is that of all.
		let mut known = None;
		let mut news = false;
		for id in &channels {
			let (channel, side) = Self::channel_of_party(&account, *id)?;
			if on {
				let (asset, mut record) = match known.take() {
					Some(known) => known,
					None => {
						let record = Policies::<T>::get(&account, &channel.asset);
						(channel.asset.clone(), record.ok_or(Error::<T>::PolicyNotFound)?)
					},
				};
				ensure!(asset == channel.asset, Error::<T>::WrongAsset);
				ensure!(record.policy.automatic, Error::<T>::NotAutomatic);
				let own = Self::channel_policy_at(Some(&record), *id, side);
				ensure!(own.mode != Mode::Manual, Error::<T>::ManualOnly);
				ensure!(own.mode != Mode::Excluded, Error::<T>::ChannelExcluded);
				let open = channel.phase == Phase::Open;
				news |= open && Self::note(&mut record, *id, &channel, side, &own);
				known = Some((asset, record));
			}
			T::Channels::subscribe(*id, &account, on)?;
		}
		if let Some((asset, record)) = known.filter(|_| news) {
			Self::put(&account, &asset, record);
		}
		Self::deposit_event(Event::ChannelsTracked { account, channels, tracked: on });
		Ok(())
	}

	/// See [`Call::set_operator`](crate::Call::set_operator).
	pub(crate) fn do_set_operator(
		account: T::AccountId,
		asset: T::AssetId,
		operator: Option<T::AccountId>,
	) -> DispatchResult {
		let mut record = Policies::<T>::get(&account, &asset).ok_or(Error::<T>::PolicyNotFound)?;
		let old = core::mem::replace(&mut record.operator, operator.clone());
		Policies::<T>::insert(&account, &asset, record);
		if old != operator {
			Self::dismiss(&account, &asset, old);
		}
		Self::deposit_event(Event::OperatorSet { account, asset, operator });
		Ok(())
	}

	/// See [`Call::operate`](crate::Call::operate).
	pub(crate) fn do_operate(
		operator: T::AccountId,
		account: T::AccountId,
		asset: T::AssetId,
		on: bool,
	) -> DispatchResult {
		let record = Policies::<T>::get(&account, &asset).ok_or(Error::<T>::PolicyNotFound)?;
		ensure!(record.operator.as_ref() == Some(&operator), Error::<T>::NotOperator);
		let of = (account.clone(), asset.clone());
		match on {
			true => Operated::<T>::insert(&operator, of, ()),
			false => Operated::<T>::remove(&operator, of),
		}
		Self::deposit_event(Event::Operates { operator, account, asset, on });
		Ok(())
	}

	/// An operator has nothing to do with an account's channels any more.
	fn dismiss(account: &T::AccountId, asset: &T::AssetId, operator: Option<T::AccountId>) {
		if let Some(operator) = operator {
			Operated::<T>::remove(operator, (account, asset));
		}
	}

	/// Settles that a channel's policy is gone from storage: its account has one less, and its
	/// deposit back.
	fn let_go(own: ChannelRecordOf<T>) {
		let ChannelRecordOf::<T> { owner, asset, ticket, .. } = own;
		if let Some(mut record) = Policies::<T>::get(&owner, &asset) {
			record.channel_policies = record.channel_policies.saturating_sub(1);
			Policies::<T>::insert(&owner, &asset, record);
		}
		Self::give_back(&owner, ticket);
	}

	/// A policy with nothing spent yet, paid for.
	fn fresh(
		account: &T::AccountId,
		policy: RebalancePolicy,
		now_ms: Moment,
	) -> Result<PolicyRecordOf<T>, DispatchError> {
		Ok(PolicyRecord {
			policy,
			operator: None,
			standing: Standing::Quiet,
			entry_ms: None,
			spending: Spending { since_ms: now_ms, spent: 0 },
			last_look_ms: None,
			failures: 0,
			failed_ms: None,
			hopeless: BoundedVec::new(),
			channel_policies: 0,
			ticket: T::Consideration::new(account, Self::policy_footprint())?,
		})
	}

	/// Checks that an account's channels can be treated like this.
	fn ensure_sound(policy: &RebalancePolicy) -> DispatchResult {
		ensure!(policy.band.is_sound(), Error::<T>::UnsoundBand);
		let shortest_ms = T::MinIntervalMs::get();
		ensure!(policy.min_interval_ms >= shortest_ms, Error::<T>::IntervalTooShort);
		ensure!(policy.budget_period_ms >= shortest_ms, Error::<T>::BudgetPeriodTooShort);
		Ok(())
	}

	/// Writes a policy, and puts it on the timetable in time.
	pub(crate) fn put(account: &T::AccountId, asset: &T::AssetId, mut record: PolicyRecordOf<T>) {
		Self::schedule(account, asset, &mut record);
		Policies::<T>::insert(account, asset, record);
	}

	/// Removes the policies for a channel that is gone. Whether there were any.
	pub(crate) fn forget_channel(id: ChannelId) -> bool {
		let Some(both) = ChannelPolicies::<T>::take(id) else { return false };
		for own in [both.opener, both.counterparty].into_iter().flatten() {
			let account = own.owner.clone();
			Self::let_go(own);
			let policy = None;
			Self::deposit_event(Event::ChannelPolicySet { account, channel: id, policy });
		}
		true
	}

	/// Returns a deposit. If that cannot be it stays held: no reason to keep what it was for.
	pub(crate) fn give_back(who: &T::AccountId, ticket: T::Consideration) {
		deposit::give_back(who, ticket, |who, error| {
			Self::deposit_event(Event::DepositKept { who, error });
		});
	}

	/// Returns a channel and the side that `who` has in it.
	pub(crate) fn channel_of_party(
		who: &T::AccountId,
		id: ChannelId,
	) -> Result<(ChannelOf<T>, Side), DispatchError> {
		let channel = T::Channels::channel(id).ok_or(Error::<T>::ChannelNotFound)?;
		let side = channel.side_of(who).ok_or(Error::<T>::NotParty)?;
		Ok((channel, side))
	}

	/// Returns the policy of the party on `side` for a channel. One read, and only if the party has
	/// one for any channel.
	pub(crate) fn channel_policy_at(
		record: Option<&PolicyRecordOf<T>>,
		id: ChannelId,
		side: Side,
	) -> ChannelPolicy {
		let has_some = record.is_some_and(|record| record.channel_policies > 0);
		let both = has_some.then(|| ChannelPolicies::<T>::get(id)).flatten();
		let own = both.as_ref().and_then(|both| both.of(side).as_ref());
		own.map(|own| own.policy).unwrap_or_default()
	}
}
