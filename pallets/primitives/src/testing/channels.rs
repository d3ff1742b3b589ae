//! Channels without a pallet: a storage-backed mock of the channel traits, so that the pallets that
//! use channels are tested without the one that keeps them.
//!
//! [`Channels`] offers [`Inspect`], [`Graph`], [`Open`], [`Transfer`], [`Lock`], [`Watch`] and
//! [`Registry`], as their contracts have it; [`conformance`](super::conformance) holds it and the pallet to the same
//! tests. All it knows is in storage, so that it rolls back with the caller's transaction, and what
//! it does to a channel costs the one read and the one write that the traits promise. It refuses
//! with `DispatchError::Other` and the name of the pallet's error.
//!
//! What it leaves out: deposits, minimum balances, bounds on challenge periods, committed balances
//! and disputes. What people have outside of channels it keeps itself: see [`Channels::endow`].
//!
//! ```
//! use bloc_primitives::{channel::*, testing::channels, Pair};
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

use crate::{
	channel::{
		Channel, Graph, Hooks, Inspect, Ledger, Lock, Locked, Open, Passage, Phase, Purpose,
		Transfer, Watch,
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
type Purses<T: Config> = StorageMap<
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
		Purses::<T>::mutate((who, asset), |purse| *purse += amount);
	}

	/// What `who` has of `asset` outside of channels.
	pub fn purse(who: &AccountIdOf<T>, asset: &AssetIdOf<T>) -> Balance {
		Purses::<T>::get((who, asset))
	}

	/// What is in all channels and purses of `asset`: the same whatever is done, but for
	/// [`endow`](Self::endow) and [`establish`](Self::establish).
	pub fn total(asset: &AssetIdOf<T>) -> Balance {
		let purses = Purses::<T>::iter().filter(|((_, of), _)| of == asset);
		let channels = Self::walk().filter(|(_, channel)| channel.asset == *asset);
		purses.map(|(_, purse)| purse).sum::<Balance>()
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
		let policy = policy.into();
		assert!(policy.as_ref().is_none_or(Policy::is_sound), "the policy is unsound");
		Self::mutate(id, |channel| {
			let side = channel.side_of(who).unwrap();
			*channel.policies.of_mut(side) = policy;
		});
	}

	/// Puts a channel somewhere else in its life. See also [`force_close`](Self::force_close).
	pub fn set_phase(id: ChannelId, phase: Phase) {
		Self::mutate(id, |channel| channel.phase = phase);
	}

	/// `closer` closes an open channel alone. It goes on with [`pay_out`](Self::pay_out).
	pub fn force_close(id: ChannelId, closer: &AccountIdOf<T>) -> DispatchResult {
		let mut channel = Self::record(id)?;
		channel.side_of(closer).ok_or(refuse("NotParty"))?;
		ensure!(channel.phase == Phase::Open, refuse("NotOpen"));
		let settles_ms = T::Clock::now().saturating_add(channel.challenge_period_ms);
		channel.phase = Phase::Closing { settles_ms };
		let version = channel.base_version;
		Records::<T>::insert(id, channel);
		T::Hooks::closing(id, closer, version)
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
		T::Hooks::closed(id)
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
		Records::<T>::get(id).ok_or(refuse("NotFound"))
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

	fn put(id: ChannelId, channel: ChannelOf<T>) -> DispatchResult {
		Records::<T>::insert(id, &channel);
		if !channel.is_watched() {
			return Ok(());
		}
		T::Hooks::ledger_changed(id, &channel)
	}

	fn unlock(lock: Locked, winner: Side) -> DispatchResult {
		let mut channel = Self::record(lock.channel)?;
		let payer = channel.ledger.of_mut(lock.payer);
		payer.locked = payer.locked.checked_sub(lock.amount).ok_or(refuse("InsufficientLedger"))?;
		credit(&mut channel.ledger, winner, lock.amount)?;
		Self::put(lock.channel, channel)
	}
}

/// Takes `amount` off what a side has free.
fn debit(ledger: &mut Pair<Ledger>, side: Side, amount: Balance) -> DispatchResult {
	ensure!(amount > 0, refuse("ZeroAmount"));
	let free = &mut ledger.of_mut(side).free;
	*free = free.checked_sub(amount).ok_or(refuse("InsufficientLedger"))?;
	Ok(())
}

/// Adds `amount` to what a side has free.
fn credit(ledger: &mut Pair<Ledger>, side: Side, amount: Balance) -> DispatchResult {
	let free = &mut ledger.of_mut(side).free;
	*free = free.checked_add(amount).ok_or(refuse("Overflow"))?;
	Ok(())
}

/// Does the policy of `payer` let somebody else's payment leave?
fn ensure_admits<AccountId, AssetId>(
	channel: &Channel<AccountId, AssetId>,
	payer: Side,
	amount: Balance,
	purpose: Purpose,
) -> DispatchResult {
	let free = channel.ledger.of(payer).free;
	let admits = |policy: &Policy| policy.admits(amount, free);
	let admitted = channel.policies.of(payer).as_ref().is_some_and(admits);
	ensure!(purpose == Purpose::Own || admitted, refuse("PolicyRefuses"));
	Ok(())
}

/// What a hop out of the balance of `payer` tells.
fn passage<AccountId: Clone, AssetId>(
	channel: &Channel<AccountId, AssetId>,
	payer: Side,
) -> Passage<AccountId> {
	let payee = channel.parties.of(payer.other()).clone();
	Passage { payer, payee, policies: channel.policies }
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
		let sum = amounts.checked_sum().ok_or(refuse("Overflow"))?;
		ensure!(sum > 0, refuse("ZeroAmount"));
		ensure!(parties.opener != parties.counterparty, refuse("SameParty"));
		for side in Side::BOTH {
			Purses::<T>::try_mutate((parties.of(side), &asset), |purse| {
				*purse = purse.checked_sub(*amounts.of(side)).ok_or(refuse("FundsUnavailable"))?;
				DispatchResult::Ok(())
			})?;
		}
		let id = ChannelId(Next::mutate(|next| {
			*next += 1;
			*next - 1
		}));
		let channel = Channel {
			parties: parties.clone(),
			asset,
			phase: Phase::Open,
			ledger: amounts.map(|free| Ledger { free: *free, locked: 0 }),
			committed: Pair::new(0, 0),
			base_version: 0,
			challenge_period_ms,
			policies: Pair::new(None, None),
			watched: Pair::new(false, false),
		};
		Records::<T>::insert(id, channel);
		T::Hooks::opened(id)?;
		Ok(id)
	}

	fn close(id: ChannelId) -> DispatchResult {
		let channel = Self::record(id)?;
		ensure!(channel.phase == Phase::Open, refuse("NotOpen"));
		let locked = channel.ledger.map(|ledger| ledger.locked);
		ensure!(locked.is_zero(), refuse("HasLocks"));
		ensure!(channel.committed.is_zero(), refuse("HasCommitted"));
		for side in Side::BOTH {
			let free = channel.ledger.of(side).free;
			Self::endow(channel.parties.of(side), &channel.asset, free);
		}
		Records::<T>::remove(id);
		T::Hooks::closed(id)
	}
}

impl<T: Config> Transfer<AccountIdOf<T>> for Channels<T> {
	fn transfer(
		id: ChannelId,
		payer: &AccountIdOf<T>,
		asset: &AssetIdOf<T>,
		amount: Balance,
	) -> DispatchResult {
		let (mut channel, side) = Self::record_of_party(id, payer, asset)?;
		ensure!(channel.phase == Phase::Open, refuse("NotOpen"));
		debit(&mut channel.ledger, side, amount)?;
		credit(&mut channel.ledger, side.other(), amount)?;
		Self::put(id, channel)
	}

	fn forward(
		id: ChannelId,
		payer: &AccountIdOf<T>,
		asset: &AssetIdOf<T>,
		amount: Balance,
		purpose: Purpose,
	) -> Result<Passage<AccountIdOf<T>>, DispatchError> {
		let (mut channel, side) = Self::record_of_party(id, payer, asset)?;
		ensure!(channel.phase == Phase::Open, refuse("NotOpen"));
		ensure_admits(&channel, side, amount, purpose)?;
		debit(&mut channel.ledger, side, amount)?;
		credit(&mut channel.ledger, side.other(), amount)?;
		let passage = passage(&channel, side);
		Self::put(id, channel)?;
		Ok(passage)
	}
}

impl<T: Config> Lock<AccountIdOf<T>> for Channels<T> {
	fn lock(
		id: ChannelId,
		payer: &AccountIdOf<T>,
		asset: &AssetIdOf<T>,
		amount: Balance,
		purpose: Purpose,
	) -> Result<(Locked, Passage<AccountIdOf<T>>), DispatchError> {
		let (mut channel, payer) = Self::record_of_party(id, payer, asset)?;
		ensure!(channel.phase == Phase::Open, refuse("NotOpen"));
		ensure_admits(&channel, payer, amount, purpose)?;
		debit(&mut channel.ledger, payer, amount)?;
		let locked = &mut channel.ledger.of_mut(payer).locked;
		*locked = locked.checked_add(amount).ok_or(refuse("Overflow"))?;
		let passage = passage(&channel, payer);
		Self::put(id, channel)?;
		Ok((Locked { channel: id, payer, amount }, passage))
	}

	fn settle(lock: Locked) -> DispatchResult {
		let winner = lock.payer.other();
		Self::unlock(lock, winner)
	}

	fn release(lock: Locked) -> DispatchResult {
		let winner = lock.payer;
		Self::unlock(lock, winner)
	}
}

impl<T: Config> Watch<AccountIdOf<T>> for Channels<T> {
	fn watch(id: ChannelId, who: &AccountIdOf<T>, on: bool) -> DispatchResult {
		let mut channel = Self::record(id)?;
		let side = channel.side_of(who).ok_or(refuse("NotParty"))?;
		if *channel.watched.of(side) != on {
			*channel.watched.of_mut(side) = on;
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
	use crate::testing::conformance::Subject;
	use frame_support::storage::unhashed;

	/// Notes the changes of ledgers that it is told.
	struct Diary;

	type Note = (ChannelId, Channel<u64, u32>);

	impl Hooks<u64, u32> for Diary {
		fn ledger_changed(id: ChannelId, channel: &Channel<u64, u32>) -> DispatchResult {
			let mut notes: Vec<Note> = unhashed::get_or_default(b"diary");
			notes.push((id, channel.clone()));
			unhashed::put(b"diary", &notes);
			Ok(())
		}

		fn weight() -> Weight {
			Weight::zero()
		}
	}

	struct Mock;

	impl Config for Mock {
		type AccountId = u64;
		type AssetId = u32;
		type Clock = Clock;
		type Hooks = Diary;
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

		fn pay_out(id: ChannelId) {
			Channels::<Mock>::pay_out(id).unwrap();
		}

		fn purse(who: &u64, asset: &u32) -> Balance {
			Channels::<Mock>::purse(who, asset)
		}

		fn told() -> Vec<Note> {
			unhashed::take_or_default(b"diary")
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
