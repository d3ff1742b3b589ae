//! The calls that move balances of an open channel: read, change, write, tell.

use crate::{
	custody::Money,
	types::{Due, Transitions},
	AssetIdOf, ChannelOf, Channels, CoSignedOf, Config, Error, Event, Pallet, RecordOf,
};
use bloc_primitives::{
	channel::{Channel, Hooks, Locked, Passage, Phase, Purpose},
	state::{is_signed_by, payload, Message, Withdrawal},
	Balance, ChannelId, Pair, Policy, Side,
};
use frame_support::{ensure, traits::Time, weights::Weight};
use sp_runtime::{DispatchError, DispatchResult};

/// What a hop out of the balance of `payer` tells.
fn passage<AccountId, AssetId>(
	channel: Channel<AccountId, AssetId>,
	payer: Side,
) -> Passage<AccountId> {
	let Pair { opener, counterparty } = channel.parties;
	let payee = match payer {
		Side::Opener => counterparty,
		Side::Counterparty => opener,
	};
	Passage { payer, payee, policies: channel.policies }
}

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

	/// Writes a channel whose ledger changed, and tells of it if a party has asked for that. Answers
	/// with what telling weighs at most.
	fn put_ledger(id: ChannelId, record: &RecordOf<T>) -> Result<Weight, DispatchError> {
		Channels::<T>::insert(id, record);
		if !record.channel.is_watched() {
			return Ok(Weight::zero());
		}
		T::Hooks::ledger_changed(id, &record.channel)?;
		Ok(T::Hooks::weight())
	}

	/// See [`Watch::watch`](bloc_primitives::channel::Watch::watch).
	pub(crate) fn do_watch(id: ChannelId, who: &T::AccountId, on: bool) -> DispatchResult {
		let (mut record, side) = Self::record_of_party(id, who)?;
		let watched = record.channel.watched.of_mut(side);
		if *watched != on {
			*watched = on;
			Channels::<T>::insert(id, &record);
		}
		Ok(())
	}

	/// See [`Call::deposit`](crate::Call::deposit).
	pub(crate) fn do_deposit(
		who: &T::AccountId,
		id: ChannelId,
		amount: Balance,
	) -> Result<Weight, DispatchError> {
		let (mut record, side) = Self::record_of_party(id, who)?;
		let channel = &mut record.channel;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		channel.ensure_open().map_err(Error::<T>::from)?;
		channel.credit(side, amount).map_err(Error::<T>::from)?;
		let ledger = channel.ledger;
		Money::<T>::take(&channel.asset, who, amount)?;
		let told = Self::put_ledger(id, &record)?;
		Self::deposit_event(Event::Deposited { channel: id, side, amount, ledger });
		Ok(told)
	}

	/// See [`Call::withdraw`](crate::Call::withdraw).
	pub(crate) fn do_withdraw(
		who: &T::AccountId,
		id: ChannelId,
		amount: Balance,
	) -> Result<Weight, DispatchError> {
		let (mut record, side) = Self::record_of_party(id, who)?;
		let channel = &mut record.channel;
		ensure!(!matches!(channel.phase, Phase::Offered { .. }), Error::<T>::NotOpen);
		channel.debit(side, amount).map_err(Error::<T>::from)?;
		let ledger = channel.ledger;
		Money::<T>::pay_out(&channel.asset, who, amount)?;
		let told = Self::put_ledger(id, &record)?;
		Self::deposit_event(Event::Withdrawn { channel: id, side, amount, ledger });
		Ok(told)
	}

	/// See [`Call::pay`](crate::Call::pay) and
	/// [`Transfer::transfer`](bloc_primitives::channel::Transfer::transfer).
	pub(crate) fn do_pay(
		id: ChannelId,
		who: &T::AccountId,
		asset: Option<&AssetIdOf<T>>,
		amount: Balance,
	) -> Result<Weight, DispatchError> {
		let (mut record, payer) = Self::record_of_party(id, who)?;
		let channel = &mut record.channel;
		ensure!(asset.is_none_or(|asset| *asset == channel.asset), Error::<T>::WrongAsset);
		channel.pay(payer, amount, Purpose::Own).map_err(Error::<T>::from)?;
		let ledger = channel.ledger;
		let told = Self::put_ledger(id, &record)?;
		Self::deposit_event(Event::Paid { channel: id, payer, amount, ledger });
		Ok(told)
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
	pub(crate) fn do_commit(
		who: &T::AccountId,
		id: ChannelId,
		amount: Balance,
	) -> Result<Weight, DispatchError> {
		let (mut record, side) = Self::record_of_party(id, who)?;
		record.channel.commit(side, amount).map_err(Error::<T>::from)?;
		let committed = record.channel.committed;
		let told = Self::put_ledger(id, &record)?;
		Self::deposit_event(Event::Committed { channel: id, side, amount, committed });
		Ok(told)
	}

	/// See [`Call::top_up`](crate::Call::top_up).
	pub(crate) fn do_top_up(who: &T::AccountId, id: ChannelId, amount: Balance) -> DispatchResult {
		let (mut record, side) = Self::record_of_party(id, who)?;
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
		id: ChannelId,
		signed: CoSignedOf<T, Withdrawal>,
	) -> Result<Weight, DispatchError> {
		let mut record = Self::record(id)?;
		let withdrawal = signed.body;
		let before = record.channel.clone();
		record.channel.withdraw_committed(&withdrawal).map_err(Error::<T>::from)?;
		let message = Message::Withdrawal(withdrawal);
		Self::ensure_signed_by_both(id, &before, &message, &signed.signatures)?;
		let committed = record.channel.committed;
		let told = Self::put_ledger(id, &record)?;
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
		id: ChannelId,
		who: &T::AccountId,
		asset: &AssetIdOf<T>,
		amount: Balance,
		purpose: Purpose,
	) -> Result<(Locked, Passage<T::AccountId>), DispatchError> {
		let (mut record, payer) = Self::record_of_party(id, who)?;
		ensure!(*asset == record.channel.asset, Error::<T>::WrongAsset);
		record.channel.lock(payer, amount, purpose).map_err(Error::<T>::from)?;
		Self::put_ledger(id, &record)?;
		Ok((Locked { channel: id, payer, amount }, passage(record.channel, payer)))
	}

	/// See [`Transfer::forward`](bloc_primitives::channel::Transfer::forward). Who leads the payment
	/// on tells of it.
	pub(crate) fn do_forward(
		id: ChannelId,
		who: &T::AccountId,
		asset: &AssetIdOf<T>,
		amount: Balance,
		purpose: Purpose,
	) -> Result<Passage<T::AccountId>, DispatchError> {
		let (mut record, payer) = Self::record_of_party(id, who)?;
		ensure!(*asset == record.channel.asset, Error::<T>::WrongAsset);
		record.channel.pay(payer, amount, purpose).map_err(Error::<T>::from)?;
		Self::put_ledger(id, &record)?;
		Ok(passage(record.channel, payer))
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
		Self::put_ledger(id, &record).map(|_| ())
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
