//! Channels in which one side is bound, and what parties do themselves that is refused by that.

use super::{refuse, refused, AccountIdOf, AssetIdOf, Channels, Config, Records};
use bloc_primitives::{
	channel::{Hooks, Purpose, Told},
	guard::{Bind, Guard, Opening},
	Balance, ChannelId, Moment, Policy, Side,
};
use frame_support::{
	ensure,
	weights::{constants::RocksDbWeight, Weight},
};
use sp_runtime::{DispatchError, DispatchResult};

/// What parties try.
impl<T: Config> Channels<T> {
	/// A party sets its terms.
	pub fn try_set_policy(
		id: ChannelId,
		who: &AccountIdOf<T>,
		policy: Option<Policy>,
	) -> DispatchResult {
		assert!(policy.as_ref().is_none_or(Policy::is_sound), "the policy is unsound");
		let mut channel = Self::record(id)?;
		let side = channel.side_of(who).ok_or(refuse("NotParty"))?;
		channel.ensure_policy(side, policy.as_ref()).map_err(refused)?;
		*channel.policies.of_mut(side) = policy;
		Records::<T>::insert(id, channel);
		Ok(())
	}

	/// A party takes something out of its ledger balance.
	pub fn withdraw(id: ChannelId, who: &AccountIdOf<T>, amount: Balance) -> DispatchResult {
		let mut channel = Self::record(id)?;
		let side = channel.side_of(who).ok_or(refuse("NotParty"))?;
		channel.withdraw(side, amount).map_err(refused)?;
		Self::endow(who, &channel.asset, amount);
		Self::put(id, &channel).map(|_| ())
	}

	/// A party commits something.
	pub fn commit(id: ChannelId, who: &AccountIdOf<T>, amount: Balance) -> DispatchResult {
		let mut channel = Self::record(id)?;
		let side = channel.side_of(who).ok_or(refuse("NotParty"))?;
		channel.commit(side, amount).map_err(refused)?;
		Self::put(id, &channel).map(|_| ())
	}

	/// A party pays the other.
	pub fn pay(id: ChannelId, who: &AccountIdOf<T>, amount: Balance) -> DispatchResult {
		let mut channel = Self::record(id)?;
		let side = channel.side_of(who).ok_or(refuse("NotParty"))?;
		channel.pay(side, amount, Purpose::Own).map_err(refused)?;
		Self::put(id, &channel).map(|_| ())
	}

	/// The terms can be computed with, and are no worse than the guard lets them be.
	fn ensure_sound_guard(guard: &Guard, policy: Option<&Policy>) -> DispatchResult {
		let sound = guard.worst.is_sound() && policy.is_none_or(Policy::is_sound);
		ensure!(sound, refuse("UnsoundPolicy"));
		ensure!(guard.allows(policy), refuse("PolicyBelowGuard"));
		Ok(())
	}
}

impl<T: Config> Bind<AccountIdOf<T>> for Channels<T> {
	fn open_bound(
		opening: Opening<AccountIdOf<T>, AssetIdOf<T>>,
	) -> Result<(ChannelId, Weight), DispatchError> {
		let Opening { parties, asset, amounts, from, challenge_period_ms, policy, guard } = opening;
		let bound = guard.side;
		Self::ensure_sense(&parties, &amounts)?;
		for side in Side::BOTH {
			let who = if side == bound { &from } else { parties.of(side) };
			Self::take(who, &asset, *amounts.of(side))?;
		}
		let mut channel = Self::fresh(parties, asset, &amounts, challenge_period_ms);
		Self::ensure_sound_guard(&guard, Some(&policy))?;
		*channel.policies.of_mut(bound) = Some(policy);
		channel.guard = Some(guard);
		Self::create(channel)
	}

	fn rebind(id: ChannelId, guard: Option<Guard>) -> DispatchResult {
		let mut channel = Self::record(id)?;
		channel.ensure_open().map_err(refused)?;
		if let Some(guard) = &guard {
			Self::ensure_sound_guard(guard, channel.policies.of(guard.side).as_ref())?;
		}
		channel.guard = guard;
		Records::<T>::insert(id, channel);
		Ok(())
	}

	fn is_period(_: Moment) -> bool {
		true
	}

	/// Its own item, both balances, the next id, and the hooks.
	fn open_weight() -> Weight {
		RocksDbWeight::get().reads_writes(3, 4).saturating_add(T::Hooks::weight(Told::Opened))
	}

	fn rebind_weight() -> Weight {
		RocksDbWeight::get().reads_writes(1, 1)
	}
}
