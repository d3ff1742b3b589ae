//! Providers: who they are, what they bring and take back, and that they are there.

use crate::{
	custody::Money,
	menu::{ensure_follows, Menu},
	provider::{Provider, ProviderRecord, Terms, Totals},
	shelf::Region,
	types::{DelistReason, Pool},
	AssetIdOf, Config, Error, Event, Menus, NextProvider, Pallet, PastFees, Pools,
	ProviderRecordOf, Providers,
};
use bloc_primitives::{deposit, guard::Bind, instant::Instant, Balance, Moment};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{fungibles::Inspect, Consideration, Footprint, Get, Time},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Convert, DispatchError, DispatchResult, SaturatedConversion};

impl<T: Config> Pallet<T> {
	/// Returns what a provider pays a storage deposit for: its item, its menu, and an entry on each
	/// shelf that it can be on.
	pub fn provider_footprint() -> Footprint {
		let key = <(AssetIdOf<T>, T::AccountId)>::max_encoded_len();
		let entries = crate::EntryOf::<T>::max_encoded_len().saturating_mul(8);
		let size = ProviderRecordOf::<T>::max_encoded_len()
			.saturating_add(Menu::max_encoded_len())
			.saturating_add(key.saturating_mul(2))
			.saturating_add(entries);
		Footprint::from_parts(2, size)
	}

	/// This instant.
	pub(crate) fn instant() -> Instant {
		let block = frame_system::Pallet::<T>::block_number();
		Instant { ms: T::Clock::now(), block: block.saturated_into() }
	}

	/// A provider that is there.
	pub(crate) fn record_of(
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
	) -> Result<ProviderRecordOf<T>, Error<T>> {
		Providers::<T>::get(asset, who).ok_or(Error::<T>::NotProvider)
	}

	/// Writes a provider whose sums were these before, and the sums of its region, if they changed.
	pub(crate) fn put_provider(
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		before: Totals,
		record: ProviderRecordOf<T>,
	) -> DispatchResult {
		let (region, after) = (record.provider.terms.region, record.provider.totals());
		Providers::<T>::insert(asset, who, record);
		if before == after {
			return Ok(());
		}
		let mut pool = Pools::<T>::get(asset, region);
		pool.change(&before, &after).ok_or(Error::<T>::Overflow)?;
		Pools::<T>::insert(asset, region, pool);
		Ok(())
	}

	/// Changes a provider that is there, and returns what it is then.
	pub(crate) fn change_provider(
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		change: impl FnOnce(&mut Provider) -> DispatchResult,
	) -> Result<Provider, DispatchError> {
		let mut record = Self::record_of(asset, who)?;
		let before = record.provider.totals();
		change(&mut record.provider)?;
		let provider = record.provider.clone();
		Self::put_provider(asset, who, before, record)?;
		Ok(provider)
	}

	/// See [`Call::register`](crate::Call::register).
	pub(crate) fn do_register(
		who: T::AccountId,
		asset: AssetIdOf<T>,
		bond: Balance,
		terms: Terms,
	) -> DispatchResult {
		ensure!(T::Assets::asset_exists(asset.clone()), Error::<T>::UnknownAsset);
		ensure!(bond >= T::MinBond::convert(asset.clone()), Error::<T>::BondTooSmall);
		Self::ensure_sound(&terms)?;
		ensure!(!Providers::<T>::contains_key(&asset, &who), Error::<T>::AlreadyProvider);
		let number = NextProvider::<T>::get();
		NextProvider::<T>::put(number.checked_add(1).ok_or(Error::<T>::Overflow)?);
		Self::bring(&asset, &who, bond)?;
		let ticket = T::Consideration::new(&who, Self::provider_footprint())?;
		let provider = Provider::new(number, terms, bond, Self::instant());
		Providers::<T>::insert(&asset, &who, ProviderRecord { provider, ticket });
		Self::enter_region(&asset, terms.region)?;
		Self::deposit_event(Event::Registered { asset, provider: who, number, bond, terms });
		Ok(())
	}

	/// Channels can be opened by these terms, and be of use.
	pub(crate) fn ensure_sound(terms: &Terms) -> Result<(), Error<T>> {
		ensure!(T::Channels::is_period(terms.challenge_period_ms), Error::<T>::UnsoundTerms);
		Ok(terms.ensure_sound()?)
	}

	/// One more provider in a region.
	fn enter_region(asset: &AssetIdOf<T>, region: Region) -> DispatchResult {
		Pools::<T>::try_mutate(asset, region, |pool| {
			pool.providers = pool.providers.checked_add(1).ok_or(Error::<T>::Overflow)?;
			Ok(())
		})
	}

	/// One less, which had so much. What was earned stays earned: in the sums of the region, and
	/// once nobody is there any more, in those of the asset alone.
	fn leave_region(asset: &AssetIdOf<T>, region: Region, before: &Totals) -> DispatchResult {
		Pools::<T>::try_mutate_exists(asset, region, |there| {
			let mut pool = there.take().ok_or(Error::<T>::Overflow)?;
			let after = Totals { fees: before.fees, ..Totals::default() };
			pool.change(before, &after).ok_or(Error::<T>::Overflow)?;
			pool.providers = pool.providers.checked_sub(1).ok_or(Error::<T>::Overflow)?;
			match pool.providers {
				0 => PastFees::<T>::mutate(asset, |sum| *sum = sum.saturating_add(pool.fees)),
				_ => *there = Some(pool),
			}
			Ok(())
		})
	}

	/// Takes something of a provider's account into the pot.
	fn bring(asset: &AssetIdOf<T>, who: &T::AccountId, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		// What it has there it could not get out of the pot again.
		ensure!(*who != Money::<T>::account(asset), Error::<T>::PotAccount);
		Money::<T>::take(asset, who, amount)
	}

	/// See [`Call::set_terms`](crate::Call::set_terms).
	pub(crate) fn do_set_terms(
		who: T::AccountId,
		asset: AssetIdOf<T>,
		terms: Terms,
	) -> DispatchResult {
		Self::ensure_sound(&terms)?;
		let now_ms = T::Clock::now();
		let binds = Menus::<T>::get(&asset, &who).iter().any(|item| item.runs(now_ms));
		Self::change_provider(&asset, &who, |provider| {
			// The region is in the order of offers, and in the sums.
			let elsewhere = provider.terms.region != terms.region;
			// Who has reserved has paid for what it has read.
			let binds = binds || provider.reserved > 0;
			ensure!(!binds && !elsewhere, Error::<T>::MenuBinds);
			provider.ensure_useful(&terms).map_err(Error::<T>::from)?;
			provider.terms = terms;
			Ok(())
		})?;
		Self::deposit_event(Event::TermsSet { asset, provider: who, terms });
		Ok(())
	}

	/// See [`Call::set_menu`](crate::Call::set_menu).
	pub(crate) fn do_set_menu(
		who: T::AccountId,
		asset: AssetIdOf<T>,
		menu: Menu,
	) -> DispatchResult {
		ensure!(Providers::<T>::contains_key(&asset, &who), Error::<T>::NotProvider);
		let now_ms = T::Clock::now();
		let latest_ms = now_ms.saturating_add(T::MaxMenuMs::get());
		let old = Menus::<T>::get(&asset, &who);
		ensure_follows(&menu, &old, now_ms, latest_ms).map_err(Error::<T>::from)?;
		Menus::<T>::insert(&asset, &who, &menu);
		Self::deposit_event(Event::MenuSet { asset, provider: who, menu });
		Ok(())
	}

	/// See [`Call::stock`](crate::Call::stock).
	pub(crate) fn do_stock(
		who: T::AccountId,
		asset: AssetIdOf<T>,
		amount: Balance,
	) -> DispatchResult {
		let Provider { free, .. } = Self::change_provider(&asset, &who, |provider| {
			provider.stock(amount).map_err(Error::<T>::from)?;
			Ok(())
		})?;
		Self::bring(&asset, &who, amount)?;
		Self::deposit_event(Event::StockChanged { asset, provider: who, free });
		Ok(())
	}

	/// See [`Call::unstock`](crate::Call::unstock). Returns how many offers went.
	pub(crate) fn do_unstock(
		who: T::AccountId,
		asset: AssetIdOf<T>,
		amount: Balance,
	) -> Result<u32, DispatchError> {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut gone = 0;
		let Provider { free, .. } = Self::change_provider(&asset, &who, |provider| {
			provider.unstock(amount).map_err(Error::<T>::from)?;
			gone = Self::delist_unbacked(&asset, &who, provider)?;
			Ok(())
		})?;
		Money::<T>::pay_out(&asset, &who, amount)?;
		Self::deposit_event(Event::StockChanged { asset, provider: who, free });
		Ok(gone)
	}

	/// See [`Call::add_bond`](crate::Call::add_bond).
	pub(crate) fn do_add_bond(
		who: T::AccountId,
		asset: AssetIdOf<T>,
		amount: Balance,
	) -> DispatchResult {
		let Provider { bond, covered, .. } = Self::change_provider(&asset, &who, |provider| {
			provider.add_bond(amount).map_err(Error::<T>::from)?;
			Ok(())
		})?;
		Self::bring(&asset, &who, amount)?;
		Self::deposit_event(Event::BondChanged { asset, provider: who, bond, covered });
		Ok(())
	}

	/// See [`Call::withdraw_bond`](crate::Call::withdraw_bond). Returns how many offers went.
	pub(crate) fn do_withdraw_bond(
		who: T::AccountId,
		asset: AssetIdOf<T>,
		amount: Balance,
	) -> Result<u32, DispatchError> {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut gone = 0;
		let Provider { bond, covered, .. } = Self::change_provider(&asset, &who, |provider| {
			let least = T::MinBond::convert(asset.clone());
			provider.withdraw_bond(amount, least).map_err(Error::<T>::from)?;
			gone = Self::delist_unbacked(&asset, &who, provider)?;
			Ok(())
		})?;
		Money::<T>::pay_out(&asset, &who, amount)?;
		Self::deposit_event(Event::BondChanged { asset, provider: who, bond, covered });
		Ok(gone)
	}

	/// See [`Call::leave`](crate::Call::leave). Returns how many offers went.
	pub(crate) fn do_leave(who: T::AccountId, asset: AssetIdOf<T>) -> Result<u32, DispatchError> {
		let ProviderRecord { mut provider, ticket } = Self::record_of(&asset, &who)?;
		provider.ensure_free().map_err(Error::<T>::from)?;
		let mut gone = 0u32;
		while let Some(listing) = provider.listings.first().copied() {
			Self::take_off(&asset, &who, &mut provider, listing.shelf.place, DelistReason::Left)?;
			gone = gone.saturating_add(1);
		}
		let before = provider.totals();
		let (terms, paid) = (provider.terms, provider.owed().ok_or(Error::<T>::Overflow)?);
		Self::leave_region(&asset, terms.region, &before)?;
		Providers::<T>::remove(&asset, &who);
		Menus::<T>::remove(&asset, &who);
		Self::give_back(&who, ticket);
		Money::<T>::pay_or_credit(&asset, &who, paid);
		Self::deposit_event(Event::Left { asset, provider: who, paid });
		Ok(gone)
	}

	/// See [`Call::beat`](crate::Call::beat).
	pub(crate) fn do_beat(
		who: T::AccountId,
		asset: AssetIdOf<T>,
		number: BlockNumberFor<T>,
		hash: T::Hash,
	) -> DispatchResult {
		let now = Self::instant();
		let oldest = now.block.saturating_sub(T::BeatBlocks::get().into());
		let known = frame_system::Pallet::<T>::block_hash(number) == hash;
		let recent = number.saturated_into::<u64>() >= oldest;
		ensure!(known && recent && hash != T::Hash::default(), Error::<T>::StaleBeat);
		let Provider { presence, .. } = Self::change_provider(&asset, &who, |provider| {
			provider.presence.beat(now, T::BeatMs::get(), T::BlockMs::get());
			Ok(())
		})?;
		let away_ms = presence.away_ms;
		Self::deposit_event(Event::Beaten { asset, provider: who, away_ms });
		Ok(())
	}

	/// For how long a provider was away up to now, in all.
	pub(crate) fn away_ms(provider: &Provider, now: &Instant) -> Moment {
		provider.presence.away_ms(now, T::BeatMs::get(), T::BlockMs::get())
	}

	/// Returns a deposit. If that fails it stays held: nobody's account may stand in the way of
	/// another's money.
	pub(crate) fn give_back(who: &T::AccountId, ticket: T::Consideration) {
		deposit::give_back(who, ticket, |who, error| {
			Self::deposit_event(Event::DepositKept { who, error });
		});
	}
}

impl Pool {
	/// A provider that had this before has that after.
	pub fn change(&mut self, before: &Totals, after: &Totals) -> Option<()> {
		let moved = |sum: Balance, before: Balance, after: Balance| {
			sum.checked_sub(before)?.checked_add(after)
		};
		self.free = moved(self.free, before.free, after.free)?;
		self.reserved = moved(self.reserved, before.reserved, after.reserved)?;
		self.leased = moved(self.leased, before.leased, after.leased)?;
		// It only tells: what providers have earned that are gone is in it, and never taken out.
		let more = after.fees.saturating_sub(before.fees);
		self.fees = self.fees.saturating_add(more);
		Some(())
	}
}
