//! The calls that move balances of an open channel: read, change, write, tell.

use crate::{
	types::{Due, Transitions},
	AssetIdOf, ChannelOf, Channels, CoSignedOf, Config, Error, Event, Pallet, RecordOf,
};
use bloc_primitives::{
	channel::{Hooks, Locked, Phase, Purpose},
	state::{is_signed_by, payload, Message, Withdrawal},
	Balance, ChannelId, Pair, Policy, Side,
};
use frame_support::{ensure, traits::Time};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The record of a channel.
	pub(crate) fn record(id: ChannelId) -> Result<RecordOf<T>, Error<T>> {
		Channels::<T>::get(id).ok_or(Error::<T>::NotFound)
	}

	/// The record of a channel and the side that `who` has in it.
	pub(crate) fn record_of_party(
		id: ChannelId,
		who: &T::AccountId,
	) -> Result<(RecordOf<T>, Side), Error<T>> {
		let record = Self::record(id)?;
		let side = record.channel.side_of(who).ok_or(Error::<T>::NotParty)?;
		Ok((record, side))
	}

	/// The hash of this chain's first block, which names the chain in all that is signed.
	pub(crate) fn genesis() -> T::Hash {
		frame_system::Pallet::<T>::block_hash(
			frame_system::pallet_prelude::BlockNumberFor::<T>::default(),
		)
	}

	/// Have both parties signed `message` for this channel, at its base, on this chain?
	pub(crate) fn ensure_signed_by_both(
		id: ChannelId,
		channel: &ChannelOf<T>,
		message: &Message,
		signatures: &Pair<T::Signature>,
	) -> Result<(), Error<T>> {
		let payload = payload(&Self::genesis(), id, channel.base_version, message);
		let signed = |side| is_signed_by(signatures.of(side), channel.parties.of(side), &payload);
		ensure!(signed(Side::Opener), Error::<T>::BadOpenerSignature);
		ensure!(signed(Side::Counterparty), Error::<T>::BadCounterpartySignature);
		Ok(())
	}

	/// Writes a channel whose ledger changed.
	fn put_ledger(id: ChannelId, record: &RecordOf<T>) -> DispatchResult {
		Channels::<T>::insert(id, record);
		T::Hooks::ledger_changed(id, &record.channel.ledger)
	}

	/// See [`Call::deposit`](crate::Call::deposit).
	pub(crate) fn do_deposit(who: &T::AccountId, id: ChannelId, amount: Balance) -> DispatchResult {
		let (mut record, side) = Self::record_of_party(id, who)?;
		let channel = &mut record.channel;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		channel.ensure_open().map_err(Error::<T>::from)?;
		channel.credit(side, amount).map_err(Error::<T>::from)?;
		let ledger = channel.ledger;
		Self::take(&channel.asset, who, amount)?;
		Self::put_ledger(id, &record)?;
		Self::deposit_event(Event::Deposited { channel: id, side, amount, ledger });
		Ok(())
	}

	/// See [`Call::withdraw`](crate::Call::withdraw).
	pub(crate) fn do_withdraw(
		who: &T::AccountId,
		id: ChannelId,
		amount: Balance,
	) -> DispatchResult {
		let (mut record, side) = Self::record_of_party(id, who)?;
		let channel = &mut record.channel;
		ensure!(!matches!(channel.phase, Phase::Offered { .. }), Error::<T>::NotOpen);
		channel.debit(side, amount).map_err(Error::<T>::from)?;
		let ledger = channel.ledger;
		Self::pay_out(&channel.asset, who, amount)?;
		Self::put_ledger(id, &record)?;
		Self::deposit_event(Event::Withdrawn { channel: id, side, amount, ledger });
		Ok(())
	}

	/// See [`Call::pay`](crate::Call::pay) and
	/// [`Transfer::transfer`](bloc_primitives::channel::Transfer::transfer).
	pub(crate) fn do_pay(
		id: ChannelId,
		who: &T::AccountId,
		asset: Option<&AssetIdOf<T>>,
		amount: Balance,
	) -> DispatchResult {
		let (mut record, payer) = Self::record_of_party(id, who)?;
		let channel = &mut record.channel;
		ensure!(asset.is_none_or(|asset| *asset == channel.asset), Error::<T>::WrongAsset);
		channel.pay(payer, amount).map_err(Error::<T>::from)?;
		let ledger = channel.ledger;
		Self::put_ledger(id, &record)?;
		Self::deposit_event(Event::Paid { channel: id, payer, amount, ledger });
		Ok(())
	}

	/// See [`Call::set_policy`](crate::Call::set_policy).
	pub(crate) fn do_set_policy(
		who: &T::AccountId,
		id: ChannelId,
		policy: Option<Policy>,
	) -> DispatchResult {
		let (mut record, side) = Self::record_of_party(id, who)?;
		record.channel.ensure_open().map_err(Error::<T>::from)?;
		ensure!(policy.as_ref().is_none_or(Policy::is_sound), Error::<T>::UnsoundPolicy);
		*record.channel.policies.of_mut(side) = policy;
		Channels::<T>::insert(id, &record);
		Self::deposit_event(Event::PolicySet { channel: id, side, policy });
		Ok(())
	}

	/// See [`Call::commit`](crate::Call::commit).
	pub(crate) fn do_commit(who: &T::AccountId, id: ChannelId, amount: Balance) -> DispatchResult {
		let (mut record, side) = Self::record_of_party(id, who)?;
		record.channel.commit(side, amount).map_err(Error::<T>::from)?;
		let committed = record.channel.committed;
		Self::put_ledger(id, &record)?;
		Self::deposit_event(Event::Committed { channel: id, side, amount, committed });
		Ok(())
	}

	/// See [`Call::top_up`](crate::Call::top_up).
	pub(crate) fn do_top_up(who: &T::AccountId, id: ChannelId, amount: Balance) -> DispatchResult {
		let (mut record, side) = Self::record_of_party(id, who)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		record.channel.top_up(side, amount).map_err(Error::<T>::from)?;
		let committed = record.channel.committed;
		Self::take(&record.channel.asset, who, amount)?;
		Channels::<T>::insert(id, &record);
		Self::deposit_event(Event::Committed { channel: id, side, amount, committed });
		Ok(())
	}

	/// See [`Call::withdraw_committed`](crate::Call::withdraw_committed).
	pub(crate) fn do_withdraw_committed(
		id: ChannelId,
		signed: CoSignedOf<T, Withdrawal>,
	) -> DispatchResult {
		let mut record = Self::record(id)?;
		let withdrawal = signed.body;
		let before = record.channel.clone();
		record.channel.withdraw_committed(&withdrawal).map_err(Error::<T>::from)?;
		let message = Message::Withdrawal(withdrawal);
		Self::ensure_signed_by_both(id, &before, &message, &signed.signatures)?;
		let committed = record.channel.committed;
		Self::put_ledger(id, &record)?;
		Self::deposit_event(Event::CommittedWithdrawn {
			channel: id,
			base_version: withdrawal.version,
			amounts: withdrawal.amounts,
			committed,
		});
		Ok(())
	}

	/// See [`Lock::lock`](bloc_primitives::channel::Lock::lock).
	pub(crate) fn do_lock(
		id: ChannelId,
		who: &T::AccountId,
		asset: &AssetIdOf<T>,
		amount: Balance,
		purpose: Purpose,
	) -> Result<(Locked, Pair<Option<Policy>>), DispatchError> {
		let (mut record, payer) = Self::record_of_party(id, who)?;
		ensure!(*asset == record.channel.asset, Error::<T>::WrongAsset);
		record.channel.lock(payer, amount, purpose).map_err(Error::<T>::from)?;
		let policies = record.channel.policies;
		Self::put_ledger(id, &record)?;
		Ok((Locked { channel: id, payer, amount }, policies))
	}

	/// Ends a lock in favour of `winner`, one of the two sides.
	pub(crate) fn do_unlock(lock: Locked, winner: Side) -> DispatchResult {
		let Locked { channel: id, payer, amount } = lock;
		let mut record = Self::record(id)?;
		let channel = &mut record.channel;
		let nothing_free = channel.ledger.map(|side| side.free).is_zero();
		channel.unlock(payer, winner, amount).map_err(Error::<T>::from)?;
		// A resolving channel pays out by itself. Whatever was free before waits for that already.
		if channel.phase == Phase::Resolving && nothing_free {
			Self::push(T::Clock::now(), Due::Settlement(id));
		}
		Self::put_ledger(id, &record)
	}

	/// What `node` asks for forwarding `amount` between two of its channels.
	pub(crate) fn quote_forward(
		node: &T::AccountId,
		incoming: ChannelId,
		outgoing: ChannelId,
		amount: Balance,
	) -> Option<Balance> {
		let policy = |id| {
			let (record, side) = Self::record_of_party(id, node).ok()?;
			Some(*record.channel.policies.of(side))
		};
		let outbound = policy(outgoing)??.outbound();
		let inbound = policy(incoming)?.map(|policy| policy.inbound()).unwrap_or_default();
		bloc_math::fees::forward_fee(&outbound, &inbound, amount)
	}
}
