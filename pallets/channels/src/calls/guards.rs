//! Channels in which one side is bound, for other pallets.

use crate::{custody::Money, AssetIdOf, Channels, Config, Error, Event, Pallet};
use bloc_primitives::{
	channel::Phase,
	guard::{Guard, Opening},
	ChannelId, Policy, Side,
};
use frame_support::{ensure, weights::Weight};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// See [`Bind::open_bound`](bloc_primitives::guard::Bind::open_bound).
	pub(crate) fn do_open_bound(
		opening: Opening<T::AccountId, AssetIdOf<T>>,
	) -> Result<(ChannelId, Weight), DispatchError> {
		let Opening { parties, asset, amounts, from, challenge_period_ms, policy, guard } = opening;
		let bound = guard.side;
		let amount = amounts.checked_sum().ok_or(Error::<T>::Overflow)?;
		Money::<T>::ensure_worthwhile(&asset, amount)?;
		let brings = *amounts.of(bound.other());
		// Who opens the first channel in an asset lends the pot its seed: not the account that
		// another pallet holds money in, of which nothing but the amount may be taken.
		let opener_brings = bound == Side::Counterparty && brings > 0;
		if !opener_brings && !Money::<T>::owes(&asset) {
			Money::<T>::take(&asset, &parties.opener, 0)?;
		}
		if brings > 0 {
			Money::<T>::take(&asset, parties.of(bound.other()), brings)?;
		}
		if *amounts.of(bound) > 0 {
			Money::<T>::add(&asset, &from, *amounts.of(bound))?;
		}
		let mut channel = Self::fresh(parties, asset, Phase::Open, amounts, challenge_period_ms);
		Self::ensure_sound_guard(&guard, Some(&policy))?;
		*channel.policies.of_mut(bound) = Some(policy);
		channel.guard = Some(guard);
		let (id, record) = Self::create(channel)?;
		let told = Self::announce(id, record.channel)?;
		Self::deposit_event(Event::PolicySet { channel: id, side: bound, policy: Some(policy) });
		Self::deposit_event(Event::GuardSet { channel: id, guard: Some(guard) });
		Ok((id, told))
	}

	/// See [`Bind::rebind`](bloc_primitives::guard::Bind::rebind).
	pub(crate) fn do_rebind(id: ChannelId, guard: Option<Guard>) -> DispatchResult {
		let mut record = Self::record(id)?;
		record.channel.ensure_open().map_err(Error::<T>::from)?;
		if let Some(guard) = &guard {
			let policy = record.channel.policies.of(guard.side).as_ref();
			Self::ensure_sound_guard(guard, policy)?;
		}
		record.channel.guard = guard;
		Channels::<T>::insert(id, &record);
		Self::deposit_event(Event::GuardSet { channel: id, guard });
		Ok(())
	}

	/// The terms can be computed with, and are no worse than the guard lets them be.
	fn ensure_sound_guard(guard: &Guard, policy: Option<&Policy>) -> DispatchResult {
		let sound = guard.worst.is_sound() && policy.is_none_or(Policy::is_sound);
		ensure!(sound, Error::<T>::UnsoundPolicy);
		ensure!(guard.allows(policy), Error::<T>::PolicyBelowGuard);
		Ok(())
	}
}
