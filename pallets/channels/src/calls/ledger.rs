//! Moves of the balances of an open channel: read, change, write, tell.

use crate::{
	custody::Money, types::Due, AssetIdOf, Channels, CoSignedOf, Config, Error, Event, Pallet,
	RecordOf,
};
use bloc_primitives::{
	channel::{Hooks, HopTerms, Locked, Phase, Purpose, ToldResult},
	state::{Message, Withdrawal},
	Balance, ChannelId, Policy, Side,
};
use bloc_timetable::Owner;
use frame_support::{ensure, traits::Time, weights::Weight};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The record of a channel, without a guard whose time is over.
	pub(crate) fn record(id: ChannelId) -> Result<RecordOf<T>, Error<T>> {
		let mut record = Channels::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		record.channel.lapse(T::Clock::now);
		Ok(record)
	}

	/// The record of a channel and the side that `who` has in it.
	pub(crate) fn record_of_party(
		who: &T::AccountId,
		id: ChannelId,
	) -> Result<(RecordOf<T>, Side), Error<T>> {
		let record = Self::record(id)?;
		let side = record.channel.side_of(who).ok_or(Error::<T>::NotParty)?;
		Ok((record, side))
	}

	/// The same, for a payment of `who` in `asset`.
	fn record_of_payer(
		who: &T::AccountId,
		id: ChannelId,
		asset: &AssetIdOf<T>,
	) -> Result<(RecordOf<T>, Side), Error<T>> {
		let (record, payer) = Self::record_of_party(who, id)?;
		ensure!(*asset == record.channel.asset, Error::<T>::WrongAsset);
		Ok((record, payer))
	}

	/// The hash of this chain's first block, which names the chain in all that is signed.
	pub(crate) fn genesis() -> T::Hash {
		frame_system::Pallet::<T>::block_hash(
			frame_system::pallet_prelude::BlockNumberFor::<T>::default(),
		)
	}

	/// Writes a channel whose ledger changed, and tells of it if a party has asked for that.
	/// Returns what telling weighed.
	pub(crate) fn put_ledger(id: ChannelId, record: &RecordOf<T>) -> ToldResult {
		Channels::<T>::insert(id, record);
		match record.channel.is_subscribed() {
			true => T::Hooks::ledger_changed(id, &record.channel),
			false => Ok(Weight::zero()),
		}
	}

	/// See [`Subscribe::subscribe`](bloc_primitives::channel::Subscribe::subscribe).
	pub(crate) fn do_subscribe(who: &T::AccountId, id: ChannelId, on: bool) -> DispatchResult {
		let (mut record, side) = Self::record_of_party(who, id)?;
		let subscribed = record.channel.subscribed.of_mut(side);
		if *subscribed != on {
			*subscribed = on;
			Channels::<T>::insert(id, &record);
		}
		Ok(())
	}

	/// See [`Call::deposit`](crate::Call::deposit).
	pub(crate) fn do_deposit(who: &T::AccountId, id: ChannelId, amount: Balance) -> ToldResult {
		let (record, side) = Self::record_of_party(who, id)?;
		Self::put_in(id, record, side, amount, |asset| Money::<T>::take(asset, who, amount))
	}

	/// See [`Fund::fund`](bloc_primitives::channel::Fund::fund).
	pub(crate) fn do_fund(
		id: ChannelId,
		from: &T::AccountId,
		party: &T::AccountId,
		asset: &AssetIdOf<T>,
		amount: Balance,
	) -> ToldResult {
		let (record, side) = Self::record_of_payer(party, id, asset)?;
		Self::put_in(id, record, side, amount, |asset| Money::<T>::add(asset, from, amount))
	}

	/// More is in a ledger balance, once `take` has brought it.
	fn put_in(
		id: ChannelId,
		mut record: RecordOf<T>,
		side: Side,
		amount: Balance,
		take: impl FnOnce(&AssetIdOf<T>) -> DispatchResult,
	) -> ToldResult {
		let channel = &mut record.channel;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		channel.ensure_open().map_err(Error::<T>::from)?;
		channel.credit(side, amount).map_err(Error::<T>::from)?;
		let ledger = channel.ledger;
		take(&channel.asset)?;
		let told = Self::put_ledger(id, &record)?;
		Self::deposit_event(Event::Deposited { channel: id, side, amount, ledger });
		Ok(told)
	}

	/// See [`Call::withdraw`](crate::Call::withdraw).
	pub(crate) fn do_withdraw(who: &T::AccountId, id: ChannelId, amount: Balance) -> ToldResult {
		let (mut record, side) = Self::record_of_party(who, id)?;
		let channel = &mut record.channel;
		ensure!(!matches!(channel.phase, Phase::Proposed { .. }), Error::<T>::NotOpen);
		channel.withdraw(side, amount).map_err(Error::<T>::from)?;
		let ledger = channel.ledger;
		Money::<T>::pay_out(&channel.asset, who, amount)?;
		let told = Self::put_ledger(id, &record)?;
		Self::deposit_event(Event::Withdrawn { channel: id, side, amount, ledger });
		Ok(told)
	}

	/// See [`Call::pay`](crate::Call::pay).
	pub(crate) fn do_pay(who: &T::AccountId, id: ChannelId, amount: Balance) -> ToldResult {
		let (mut record, payer) = Self::record_of_party(who, id)?;
		record.channel.pay(payer, amount, Purpose::Own).map_err(Error::<T>::from)?;
		Self::put_paid(id, &record, payer, amount)
	}

	/// See [`Transfer::transfer`](bloc_primitives::channel::Transfer::transfer).
	pub(crate) fn do_transfer(
		who: &T::AccountId,
		id: ChannelId,
		asset: &AssetIdOf<T>,
		amount: Balance,
	) -> ToldResult {
		let (mut record, payer) = Self::record_of_payer(who, id, asset)?;
		record.channel.transfer(payer, amount, Purpose::Own).map_err(Error::<T>::from)?;
		Self::put_paid(id, &record, payer, amount)
	}

	/// Writes a channel in which a side has paid the other, and tells of it.
	fn put_paid(id: ChannelId, record: &RecordOf<T>, payer: Side, amount: Balance) -> ToldResult {
		let ledger = record.channel.ledger;
		let told = Self::put_ledger(id, record)?;
		Self::deposit_event(Event::Paid { channel: id, payer, amount, ledger });
		Ok(told)
	}

	/// See [`Call::set_policy`](crate::Call::set_policy).
	pub(crate) fn do_set_policy(
		who: &T::AccountId,
		id: ChannelId,
		policy: Option<Policy>,
	) -> DispatchResult {
		let (mut record, side) = Self::record_of_party(who, id)?;
		record.channel.ensure_open().map_err(Error::<T>::from)?;
		ensure!(policy.as_ref().is_none_or(Policy::is_sound), Error::<T>::UnsoundPolicy);
		record.channel.ensure_policy(side, policy.as_ref()).map_err(Error::<T>::from)?;
		*record.channel.policies.of_mut(side) = policy;
		Channels::<T>::insert(id, &record);
		Self::deposit_event(Event::PolicySet { channel: id, side, policy });
		Ok(())
	}

	/// See [`Call::commit`](crate::Call::commit).
	pub(crate) fn do_commit(who: &T::AccountId, id: ChannelId, amount: Balance) -> ToldResult {
		let (mut record, side) = Self::record_of_party(who, id)?;
		record.channel.commit(side, amount).map_err(Error::<T>::from)?;
		let committed = record.channel.committed;
		let told = Self::put_ledger(id, &record)?;
		Self::deposit_event(Event::Committed { channel: id, side, amount, committed });
		Ok(told)
	}

	/// See [`Call::top_up`](crate::Call::top_up).
	pub(crate) fn do_top_up(who: &T::AccountId, id: ChannelId, amount: Balance) -> DispatchResult {
		let (mut record, side) = Self::record_of_party(who, id)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		record.channel.top_up(side, amount).map_err(Error::<T>::from)?;
		let committed = record.channel.committed;
		Money::<T>::take(&record.channel.asset, who, amount)?;
		Channels::<T>::insert(id, &record);
		Self::deposit_event(Event::Committed { channel: id, side, amount, committed });
		Ok(())
	}

	/// See [`Call::withdraw_committed`](crate::Call::withdraw_committed).
	pub(crate) fn do_withdraw_committed(
		who: &T::AccountId,
		id: ChannelId,
		signed: CoSignedOf<T, Withdrawal>,
	) -> ToldResult {
		let mut record = Self::record(id)?;
		let channel = &mut record.channel;
		let withdrawal = signed.body;
		// Both signed for the base that the withdrawal replaces.
		let base_version = channel.base_version;
		channel.withdraw_committed(&withdrawal).map_err(Error::<T>::from)?;
		ensure!(withdrawal.version > record.least, Error::<T>::OlderThanShown);
		Self::ensure_not_expired(withdrawal.valid_until_ms)?;
		let (message, signatures) = (Message::Withdrawal(withdrawal), &signed.signatures);
		let parties = &record.channel.parties;
		Self::ensure_consented(who, id, parties, base_version, &message, signatures)?;
		let committed = record.channel.committed;
		// What was requested was so by states that count no more.
		let voided = Self::void_requests(id, &mut record);
		record.is_drawn = false;
		let told = Self::put_ledger(id, &record)?.saturating_add(voided);
		Self::deposit_event(Event::CommittedWithdrawn {
			channel: id,
			base_version: withdrawal.version,
			amounts: withdrawal.amounts,
			committed,
		});
		Ok(told)
	}

	/// See [`Lock::lock`](bloc_primitives::channel::Lock::lock).
	pub(crate) fn do_lock(
		who: &T::AccountId,
		id: ChannelId,
		asset: &AssetIdOf<T>,
		amount: Balance,
		purpose: Purpose,
	) -> Result<(Locked, HopTerms<T::AccountId>), DispatchError> {
		let (mut record, payer) = Self::record_of_payer(who, id, asset)?;
		record.channel.lock(payer, amount, purpose).map_err(Error::<T>::from)?;
		let told = Self::put_ledger(id, &record)?;
		Ok((Locked { channel: id, payer, amount }, record.channel.hop_terms(payer, told)))
	}

	/// See [`Transfer::forward`](bloc_primitives::channel::Transfer::forward). Whoever forwards the
	/// payment tells of it.
	pub(crate) fn do_forward(
		who: &T::AccountId,
		id: ChannelId,
		asset: &AssetIdOf<T>,
		amount: Balance,
		purpose: Purpose,
	) -> Result<HopTerms<T::AccountId>, DispatchError> {
		let (mut record, payer) = Self::record_of_payer(who, id, asset)?;
		record.channel.transfer(payer, amount, purpose).map_err(Error::<T>::from)?;
		let told = Self::put_ledger(id, &record)?;
		Ok(record.channel.hop_terms(payer, told))
	}

	/// Ends a lock: `paid` of it becomes the other party's, the rest its payer's again.
	pub(crate) fn do_unlock(lock: Locked, paid: Balance) -> ToldResult {
		let Locked { channel: id, payer, amount } = lock;
		let mut record = Self::record(id)?;
		let channel = &mut record.channel;
		let nothing_free = channel.ledger.map(|side| side.free).is_zero();
		channel.release(payer, amount, paid).map_err(Error::<T>::from)?;
		// A resolving channel pays out by itself. Whatever was free before waits for that already.
		if channel.phase == Phase::Resolving && nothing_free {
			Self::push(T::Clock::now(), Due::Settlement(id));
		}
		Self::put_ledger(id, &record)
	}
}
