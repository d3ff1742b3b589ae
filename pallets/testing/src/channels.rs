//! Channels without a pallet: a storage-backed mock of the channel traits, so that the pallets that
//! use channels are tested without the one that keeps them.
//!
//! [`Channels`] offers [`Inspect`], [`Graph`], [`Open`], `Bind`, [`Transfer`], [`Lock`], [`Subscribe`]
//! and [`Registry`], as their contracts have it; [`conformance`](crate::conformance) holds it and the pallet to the same
//! tests. All it knows is in storage, so that it rolls back with the caller's transaction, and what
//! it does to a channel costs the one read and the one write that the traits promise. It refuses
//! with `DispatchError::Other` and the name of the pallet's error.
//!
//! What it leaves out: deposits, minimum balances, bounds on challenge periods, committed balances
//! and disputes. What people have outside of channels it keeps itself: see [`Channels::endow`].
//!
//! ```
//! use bloc_primitives::{channel::*, Pair};
//! use bloc_testing::channels;
//!
//! struct Test;
//! impl channels::Config for Test {
//!     type AccountId = u64;
//!     type AssetId = u32;
//!     type Clock = channels::Clock;
//!     type Hooks = ();
//!     type PreimageSink = ();
//! }
//! type Channels = channels::Channels<Test>;
//!
//! sp_io::TestExternalities::default().execute_with(|| {
//!     let (alice, bob, asset) = (1, 2, 0);
//!     let id = Channels::establish(alice, bob, asset, [500, 300]);
//!     let (lock, _) = Channels::lock(id, &alice, &asset, 200, Purpose::Own).unwrap();
//!     assert_eq!(Channels::free(id), Pair::new(300, 300));
//!     Channels::settle(lock).unwrap();
//!     assert_eq!(Channels::free(id), Pair::new(300, 500));
//!     assert_eq!(Channels::total(&asset), 800);
//! });
//! ```
#![allow(clippy::unwrap_used)]

mod guards;

use bloc_primitives::{
	channel::{
		Channel, Fault, Graph, Hooks, HopTerms, Inspect, Ledger, Lock, Locked, Open, Phase,
		Purpose, Subscribe, Told, ToldResult, Transfer,
	},
	paging::{page_of_map, MAX_PAGE},
	preimage::{PreimageSink, Registry, Revealed},
	Balance, ChannelId, Moment, Pair, PaymentHash, Policy, Preimage, Side,
};
use codec::FullCodec;
use core::marker::PhantomData;
use frame_support::{
	ensure,
	storage::with_storage_layer,
	storage_alias,
	traits::Time,
	weights::{constants::RocksDbWeight, Weight},
	Blake2_128Concat, StoragePrefixedMap, Twox64Concat,
};
use sp_runtime::{DispatchError, DispatchResult};

/// What the mock is told of the test's runtime.
pub trait Config: 'static {
	/// Names an account.
	type AccountId: FullCodec + Clone + PartialEq + 'static;
	/// Names an asset.
	type AssetId: FullCodec + Clone + PartialEq + 'static;
	/// When preimages are revealed.
	type Clock: Time<Moment = Moment>;
	/// Is told what happens to channels.
	type Hooks: Hooks<Self::AccountId, Self::AssetId>;
	/// Is told of preimages.
	type PreimageSink: PreimageSink;
}

/// The mock. Only functions: what it knows is in storage.
pub struct Channels<T>(PhantomData<T>);

/// A clock that stands where it was [`set`](Self::set), for runtimes without one.
pub struct Clock;

type AccountIdOf<T> = <T as Config>::AccountId;
type AssetIdOf<T> = <T as Config>::AssetId;
type ChannelOf<T> = Channel<AccountIdOf<T>, AssetIdOf<T>>;

#[storage_alias(verbatim)]
type Next = StorageValue<MockChannels, u64, frame_support::pallet_prelude::ValueQuery>;

#[storage_alias(verbatim)]
type Records<T: Config> = StorageMap<MockChannels, Twox64Concat, ChannelId, ChannelOf<T>>;

#[storage_alias(verbatim)]
type Balances<T: Config> = StorageMap<
	MockChannels,
	Blake2_128Concat,
	(AccountIdOf<T>, AssetIdOf<T>),
	Balance,
	frame_support::pallet_prelude::ValueQuery,
>;

#[storage_alias(verbatim)]
type Preimages = StorageMap<MockChannels, Twox64Concat, PaymentHash, (Preimage, Moment)>;

#[storage_alias(verbatim)]
type Now = StorageValue<MockChannels, Moment, frame_support::pallet_prelude::ValueQuery>;

/// The refusal of this name.
const fn refuse(name: &'static str) -> DispatchError {
	DispatchError::Other(name)
}

/// The refusal of the name of a fault.
const fn refused(fault: Fault) -> DispatchError {
	refuse(fault.name())
}

impl Clock {
	/// From now on it is `now_ms`.
	pub fn set(now_ms: Moment) {
		Now::put(now_ms);
	}
}

impl Time for Clock {
	type Moment = Moment;

	fn now() -> Moment {
		Now::get()
	}
}

/// What tests do to channels and ask of them. Whatever is asked of a channel that is not there ends
/// the test.
impl<T: Config> Channels<T> {
	/// A new open channel of these two, with what they have in it: they are given it first.
	pub fn establish(
		opener: AccountIdOf<T>,
		counterparty: AccountIdOf<T>,
		asset: AssetIdOf<T>,
		[of_opener, of_counterparty]: [Balance; 2],
	) -> ChannelId {
		Self::endow(&opener, &asset, of_opener);
		Self::endow(&counterparty, &asset, of_counterparty);
		let parties = Pair::new(opener, counterparty);
		let amounts = Pair::new(of_opener, of_counterparty);
		with_storage_layer(|| Self::open(&parties, asset, &amounts, 0)).unwrap()
	}

	/// Gives `who` more of `asset`, outside of channels.
	pub fn endow(who: &AccountIdOf<T>, asset: &AssetIdOf<T>, amount: Balance) {
		Balances::<T>::mutate((who, asset), |balance| *balance += amount);
	}

	/// What `who` has of `asset` outside of channels.
	pub fn balance(who: &AccountIdOf<T>, asset: &AssetIdOf<T>) -> Balance {
		Balances::<T>::get((who, asset))
	}

	/// What is in all channels and balances of `asset`: the same whatever is done, but for
	/// [`endow`](Self::endow) and [`establish`](Self::establish).
	pub fn total(asset: &AssetIdOf<T>) -> Balance {
		let balances = Balances::<T>::iter().filter(|((_, of), _)| of == asset);
		let channels = Self::walk().filter(|(_, channel)| channel.asset == *asset);
		balances.map(|(_, balance)| balance).sum::<Balance>()
			+ channels.map(|(_, channel)| channel.capacity()).sum::<Balance>()
	}

	/// A channel.
	pub fn get(id: ChannelId) -> ChannelOf<T> {
		Records::<T>::get(id).unwrap()
	}

	/// The ledger balances of a channel.
	pub fn ledger(id: ChannelId) -> Pair<Ledger> {
		Self::get(id).ledger
	}

	/// What is free of them.
	pub fn free(id: ChannelId) -> Pair<Balance> {
		Self::ledger(id).map(|ledger| ledger.free)
	}

	/// What is locked of them.
	pub fn locked(id: ChannelId) -> Pair<Balance> {
		Self::ledger(id).map(|ledger| ledger.locked)
	}

	/// Changes a channel as no caller of the traits can, and tells nobody.
	pub fn mutate(id: ChannelId, change: impl FnOnce(&mut ChannelOf<T>)) {
		let mut channel = Self::get(id);
		change(&mut channel);
		Records::<T>::insert(id, channel);
	}

	/// Sets the terms on which `who` forwards over a channel.
	pub fn set_policy(id: ChannelId, who: &AccountIdOf<T>, policy: impl Into<Option<Policy>>) {
		Self::try_set_policy(id, who, policy.into()).unwrap();
	}

	/// Puts a channel somewhere else in its life. See also [`force_close`](Self::force_close).
	pub fn set_phase(id: ChannelId, phase: Phase) {
		Self::mutate(id, |channel| channel.phase = phase);
	}

	/// `closer` closes an open channel alone. It goes on with [`pay_out`](Self::pay_out).
	pub fn force_close(id: ChannelId, closer: &AccountIdOf<T>) -> DispatchResult {
		let mut channel = Self::record(id)?;
		let side = channel.side_of(closer).ok_or(refuse("NotParty"))?;
		channel.ensure_open().map_err(refused)?;
		channel.ensure_unbound(side).map_err(refused)?;
		let settles_ms = T::Clock::now().saturating_add(channel.challenge_period_ms);
		channel.phase = Phase::Closing { settles_ms };
		let version = channel.base_version;
		Records::<T>::insert(id, channel);
		T::Hooks::closing(id, closer, version).map(|_| ())
	}

	/// Pays out what is free in a closing or resolving channel, which is gone once nothing is locked
	/// any more. The pallet does this by itself, in its hook.
	pub fn pay_out(id: ChannelId) -> DispatchResult {
		let mut channel = Self::record(id)?;
		let over = matches!(channel.phase, Phase::Closing { .. } | Phase::Resolving);
		ensure!(over, refuse("NotClosing"));
		for side in Side::BOTH {
			let ledger = channel.ledger.of_mut(side);
			Self::endow(channel.parties.of(side), &channel.asset, ledger.free);
			ledger.free = 0;
		}
		if channel.capacity() > 0 {
			channel.phase = Phase::Resolving;
			Records::<T>::insert(id, channel);
			return Ok(());
		}
		Records::<T>::remove(id);
		T::Hooks::closed(id).map(|_| ())
	}

	/// Where a channel is stored: to count reads and writes of it.
	pub fn key(id: ChannelId) -> Vec<u8> {
		Records::<T>::hashed_key_for(id)
	}

	/// Where channels are stored: to count reads and writes of all.
	pub fn prefix() -> Vec<u8> {
		Records::<T>::final_prefix().to_vec()
	}
}

/// What the traits have in common.
impl<T: Config> Channels<T> {
	fn record(id: ChannelId) -> Result<ChannelOf<T>, DispatchError> {
		let mut channel = Records::<T>::get(id).ok_or(refuse("NotFound"))?;
		channel.lapse(T::Clock::now);
		Ok(channel)
	}

	/// Takes what is in a channel out of an account.
	fn take(who: &AccountIdOf<T>, asset: &AssetIdOf<T>, amount: Balance) -> DispatchResult {
		Balances::<T>::try_mutate((who, asset), |balance| {
			*balance = balance.checked_sub(amount).ok_or(refuse("FundsUnavailable"))?;
			Ok(())
		})
	}

	/// Whether these two can have a channel with these amounts.
	fn ensure_sense(parties: &Pair<AccountIdOf<T>>, amounts: &Pair<Balance>) -> DispatchResult {
		let sum = amounts.checked_sum().ok_or(refuse("Overflow"))?;
		ensure!(sum > 0, refuse("ZeroAmount"));
		ensure!(parties.opener != parties.counterparty, refuse("SameParty"));
		Ok(())
	}

	/// Stores a new channel, and tells of it.
	fn create(channel: ChannelOf<T>) -> Result<(ChannelId, Weight), DispatchError> {
		let id = ChannelId(Next::mutate(|next| {
			*next += 1;
			*next - 1
		}));
		Records::<T>::insert(id, channel);
		Ok((id, T::Hooks::opened(id)?))
	}

	/// A channel as it begins.
	fn fresh(
		parties: Pair<AccountIdOf<T>>,
		asset: AssetIdOf<T>,
		amounts: &Pair<Balance>,
		challenge_period_ms: Moment,
	) -> ChannelOf<T> {
		Channel {
			parties,
			asset,
			phase: Phase::Open,
			ledger: amounts.map(|free| Ledger::of(*free)),
			committed: Pair::new(0, 0),
			base_version: 0,
			challenge_period_ms,
			policies: Pair::new(None, None),
			subscribed: Pair::new(false, false),
			guard: None,
		}
	}

	fn record_of_party(
		id: ChannelId,
		who: &AccountIdOf<T>,
		asset: &AssetIdOf<T>,
	) -> Result<(ChannelOf<T>, Side), DispatchError> {
		let channel = Self::record(id)?;
		let side = channel.side_of(who).ok_or(refuse("NotParty"))?;
		ensure!(channel.asset == *asset, refuse("WrongAsset"));
		Ok((channel, side))
	}

	fn put(id: ChannelId, channel: &ChannelOf<T>) -> ToldResult {
		Records::<T>::insert(id, channel);
		match channel.is_subscribed() {
			true => T::Hooks::ledger_changed(id, channel),
			false => Ok(Weight::zero()),
		}
	}
}

impl<T: Config> Inspect<AccountIdOf<T>> for Channels<T> {
	type AssetId = AssetIdOf<T>;

	fn channel(id: ChannelId) -> Option<ChannelOf<T>> {
		Records::<T>::get(id)
	}

	fn channels_of(who: &AccountIdOf<T>, after: Option<ChannelId>, limit: u32) -> Vec<ChannelId> {
		let all = Records::<T>::iter().filter(|(_, channel)| channel.side_of(who).is_some());
		let mut ids: Vec<_> = all.map(|(id, _)| id).filter(|id| after < Some(*id)).collect();
		ids.sort_unstable();
		ids.truncate(limit.min(MAX_PAGE) as usize);
		ids
	}

	fn told_weight() -> Weight {
		T::Hooks::weight(Told::LedgerChanged)
	}
}

impl<T: Config> Graph<AccountIdOf<T>> for Channels<T> {
	fn channels(after: Option<ChannelId>, limit: u32) -> Vec<(ChannelId, ChannelOf<T>)> {
		page_of_map::<Records<T>, _, _>(after, limit)
	}
}

impl<T: Config> Open<AccountIdOf<T>> for Channels<T> {
	fn open(
		parties: &Pair<AccountIdOf<T>>,
		asset: AssetIdOf<T>,
		amounts: &Pair<Balance>,
		challenge_period_ms: Moment,
	) -> Result<ChannelId, DispatchError> {
		Self::ensure_sense(parties, amounts)?;
		for side in Side::BOTH {
			Self::take(parties.of(side), &asset, *amounts.of(side))?;
		}
		let channel = Self::fresh(parties.clone(), asset, amounts, challenge_period_ms);
		Self::create(channel).map(|(id, _)| id)
	}

	fn close(id: ChannelId) -> DispatchResult {
		let channel = Self::record(id)?;
		channel.ensure_open().map_err(refused)?;
		for side in Side::BOTH {
			channel.ensure_unbound(side).map_err(refused)?;
		}
		ensure!(!channel.has_locks(), refuse("HasLocks"));
		ensure!(channel.committed.is_zero(), refuse("HasCommitted"));
		for side in Side::BOTH {
			let free = channel.ledger.of(side).free;
			Self::endow(channel.parties.of(side), &channel.asset, free);
		}
		Records::<T>::remove(id);
		T::Hooks::closed(id).map(|_| ())
	}
}

impl<T: Config> Transfer<AccountIdOf<T>> for Channels<T> {
	fn transfer(
		id: ChannelId,
		payer: &AccountIdOf<T>,
		asset: &AssetIdOf<T>,
		amount: Balance,
	) -> ToldResult {
		let (mut channel, side) = Self::record_of_party(id, payer, asset)?;
		channel.transfer(side, amount, Purpose::Own).map_err(refused)?;
		Self::put(id, &channel)
	}

	fn forward(
		id: ChannelId,
		payer: &AccountIdOf<T>,
		asset: &AssetIdOf<T>,
		amount: Balance,
		purpose: Purpose,
	) -> Result<HopTerms<AccountIdOf<T>>, DispatchError> {
		let (mut channel, side) = Self::record_of_party(id, payer, asset)?;
		channel.transfer(side, amount, purpose).map_err(refused)?;
		let told = Self::put(id, &channel)?;
		Ok(channel.hop_terms(side, told))
	}
}

impl<T: Config> Lock<AccountIdOf<T>> for Channels<T> {
	fn lock(
		id: ChannelId,
		payer: &AccountIdOf<T>,
		asset: &AssetIdOf<T>,
		amount: Balance,
		purpose: Purpose,
	) -> Result<(Locked, HopTerms<AccountIdOf<T>>), DispatchError> {
		let (mut channel, payer) = Self::record_of_party(id, payer, asset)?;
		channel.lock(payer, amount, purpose).map_err(refused)?;
		let told = Self::put(id, &channel)?;
		Ok((Locked { channel: id, payer, amount }, channel.hop_terms(payer, told)))
	}

	fn settle(lock: Locked) -> ToldResult {
		let amount = lock.amount;
		Self::release_for(lock, amount)
	}

	fn release_for(lock: Locked, fee: Balance) -> ToldResult {
		let mut channel = Self::record(lock.channel)?;
		channel.release(lock.payer, lock.amount, fee).map_err(refused)?;
		Self::put(lock.channel, &channel)
	}
}

impl<T: Config> Subscribe<AccountIdOf<T>> for Channels<T> {
	fn subscribe(id: ChannelId, who: &AccountIdOf<T>, on: bool) -> DispatchResult {
		let mut channel = Self::record(id)?;
		let side = channel.side_of(who).ok_or(refuse("NotParty"))?;
		if *channel.subscribed.of(side) != on {
			*channel.subscribed.of_mut(side) = on;
			Records::<T>::insert(id, channel);
		}
		Ok(())
	}
}

impl<T: Config> Registry<AccountIdOf<T>> for Channels<T> {
	fn revealed(hash: &PaymentHash) -> Option<Revealed> {
		Preimages::get(hash).map(|(preimage, revealed_ms)| Revealed { preimage, revealed_ms })
	}

	fn reveal(_who: &AccountIdOf<T>, preimage: Preimage) -> DispatchResult {
		let hash = preimage.payment_hash();
		if Preimages::contains_key(hash) {
			return Ok(());
		}
		let now_ms = T::Clock::now();
		Preimages::insert(hash, (preimage, now_ms));
		T::PreimageSink::revealed(&hash, &preimage, now_ms)
	}

	/// Its own item, and the sinks.
	fn weight() -> Weight {
		RocksDbWeight::get().reads_writes(1, 1).saturating_add(T::PreimageSink::weight())
	}

	/// It forgets nothing.
	fn retention_ms() -> Moment {
		Moment::MAX
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::conformance::Subject;
	use frame_support::storage::unhashed;

	/// Notes the changes of ledgers that it is told.
	struct EventLog;

	type Note = (ChannelId, Channel<u64, u32>);

	impl Hooks<u64, u32> for EventLog {
		fn ledger_changed(id: ChannelId, channel: &Channel<u64, u32>) -> ToldResult {
			let mut notes: Vec<Note> = unhashed::get_or_default(b"event log");
			notes.push((id, channel.clone()));
			unhashed::put(b"event log", &notes);
			Ok(<Self as Hooks<u64, u32>>::weight(Told::LedgerChanged))
		}

		fn weight(_: Told) -> Weight {
			Weight::from_parts(7, 0)
		}
	}

	struct Mock;

	impl Config for Mock {
		type AccountId = u64;
		type AssetId = u32;
		type Clock = Clock;
		type Hooks = EventLog;
		type PreimageSink = ();
	}

	impl Subject for Mock {
		type AccountId = u64;
		type AssetId = u32;
		type Channels = Channels<Mock>;

		fn run(test: impl FnOnce()) {
			sp_io::TestExternalities::default().execute_with(|| {
				Clock::set(1_000);
				for asset in Self::assets() {
					for who in Self::people() {
						Channels::<Mock>::endow(&who, &asset, 100_000);
					}
				}
				let total = || Self::assets().map(|asset| Channels::<Mock>::total(&asset));
				assert_eq!(total(), [300_000; 2]);
				test();
				assert_eq!(total(), [300_000; 2]);
			});
		}

		fn people() -> [u64; 3] {
			[1, 2, 3]
		}

		fn assets() -> [u32; 2] {
			[10, 20]
		}

		fn period_ms() -> Moment {
			60_000
		}

		fn set_policy(id: ChannelId, who: &u64, policy: Option<Policy>) {
			Channels::<Mock>::set_policy(id, who, policy);
		}

		fn force_close(id: ChannelId, closer: &u64) {
			Channels::<Mock>::force_close(id, closer).unwrap();
		}

		fn close_alone(id: ChannelId, closer: &u64) -> DispatchResult {
			Channels::<Mock>::force_close(id, closer)
		}

		fn try_policy(id: ChannelId, who: &u64, policy: Option<Policy>) -> DispatchResult {
			Channels::<Mock>::try_set_policy(id, who, policy)
		}

		fn withdraw(id: ChannelId, who: &u64, amount: Balance) -> DispatchResult {
			Channels::<Mock>::withdraw(id, who, amount)
		}

		fn commit(id: ChannelId, who: &u64, amount: Balance) -> DispatchResult {
			Channels::<Mock>::commit(id, who, amount)
		}

		fn pay(id: ChannelId, who: &u64, amount: Balance) -> DispatchResult {
			Channels::<Mock>::pay(id, who, amount)
		}

		fn set_now(now_ms: Moment) {
			Clock::set(now_ms);
		}

		fn pay_out(id: ChannelId) {
			Channels::<Mock>::pay_out(id).unwrap();
		}

		fn balance(who: &u64, asset: &u32) -> Balance {
			Channels::<Mock>::balance(who, asset)
		}

		fn told() -> Vec<Note> {
			unhashed::take_or_default(b"event log")
		}

		fn key(id: ChannelId) -> Vec<u8> {
			Channels::<Mock>::key(id)
		}

		fn now_ms() -> Moment {
			Clock::now()
		}
	}

	crate::channel_conformance!(Mock);
}
