//! Offers on shelves: put there, taken off, found.

use crate::{
	menu::{lowest_fee, Item},
	provider::{Limits, Listing, Provider},
	shelf::{self, Directory, Entry, Offer, Pages, Place, Region, Shelf},
	types::{DelistReason, Due},
	AssetIdOf, Config, Directories, Error, Event, Menus, PageOf, Pallet, ShelfPages,
};
use bloc_primitives::{instant::Instant, Balance, Moment};
use bloc_timetable::Owner;
use core::marker::PhantomData;
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

/// The pages of a shelf, in storage.
pub(crate) struct ShelfOf<'a, T: Config> {
	asset: &'a AssetIdOf<T>,
	shelf: Shelf,
	of: PhantomData<T>,
}

impl<'a, T: Config> ShelfOf<'a, T> {
	/// This shelf.
	pub(crate) const fn new(asset: &'a AssetIdOf<T>, shelf: Shelf) -> Self {
		Self { asset, shelf, of: PhantomData }
	}
}

impl<T: Config> Pages<T::AccountId> for ShelfOf<'_, T> {
	fn directory(&self) -> Directory {
		Directories::<T>::get(self.asset, self.shelf).unwrap_or_default()
	}

	fn put_directory(&mut self, directory: Directory) {
		match directory.spines.is_empty() {
			true => Directories::<T>::remove(self.asset, self.shelf),
			false => Directories::<T>::insert(self.asset, self.shelf, directory),
		}
	}

	fn page(&self, number: u32) -> PageOf<T> {
		ShelfPages::<T>::get(self.asset, (self.shelf, number)).unwrap_or_default()
	}

	fn put_page(&mut self, number: u32, page: PageOf<T>) {
		ShelfPages::<T>::insert(self.asset, (self.shelf, number), page);
	}

	fn remove_page(&mut self, number: u32) {
		ShelfPages::<T>::remove(self.asset, (self.shelf, number));
	}
}

impl<T: Config> Pallet<T> {
	/// See [`Call::list`](crate::Call::list).
	pub(crate) fn do_list(
		who: T::AccountId,
		asset: AssetIdOf<T>,
		item: u8,
		place: Place,
	) -> DispatchResult {
		let now = Self::instant();
		let menu = Menus::<T>::get(&asset, &who);
		let item = menu.get(usize::from(item)).copied();
		let mut listed = None;
		Self::change_provider(&asset, &who, |provider| {
			let item = item.ok_or(Error::<T>::NoSuchItem)?;
			if provider.listing(place).is_some() {
				Self::take_off(&asset, &who, provider, place, DelistReason::Withdrawn)?;
			}
			listed = Some(Self::shelve(&asset, &who, provider, &item, place, &now)?);
			Ok(())
		})?;
		if let Some(listing) = listed {
			let due = Due::Listing(asset.clone(), who.clone(), place);
			Self::push(listing.valid_until_ms, due);
			Self::deposit_event(Event::Listed { asset, provider: who, listing });
		}
		Ok(())
	}

	/// Puts an item of a provider's on the shelf for a place.
	fn shelve(
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		provider: &mut Provider,
		item: &Item,
		place: Place,
		now: &Instant,
	) -> Result<Listing, DispatchError> {
		ensure!(item.runs(now.ms), Error::<T>::MenuExpired);
		let (shelf, price) = place.shelve(item).map_err(Error::<T>::from)?;
		provider.terms.ensure_useful_at(place).map_err(Error::<T>::from)?;
		provider.ensure_backs(&shelf, price).map_err(Error::<T>::from)?;
		let rank = provider.rank(price, now, T::BeatMs::get(), T::BlockMs::get());
		let listing = Listing { shelf, rank, valid_until_ms: item.valid_until_ms };
		Self::enter(asset, who, provider, listing)?;
		Ok(listing)
	}

	/// Puts an entry on its shelf.
	fn enter(
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		provider: &mut Provider,
		listing: Listing,
	) -> DispatchResult {
		provider.note_listing(listing).map_err(Error::<T>::from)?;
		let Listing { shelf, rank, valid_until_ms } = listing;
		let entry = Entry { rank, who: who.clone(), terms: provider.terms, valid_until_ms };
		shelf::insert(&mut ShelfOf::<T>::new(asset, shelf), entry).map_err(Error::<T>::from)?;
		Ok(())
	}

	/// Takes what a provider has on the shelf for a place off.
	pub(crate) fn take_off(
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		provider: &mut Provider,
		place: Place,
		reason: DelistReason,
	) -> DispatchResult {
		let listing = provider.drop_listing(place).map_err(Error::<T>::from)?;
		let mut pages = ShelfOf::<T>::new(asset, listing.shelf);
		shelf::remove(&mut pages, &listing.rank).map_err(Error::<T>::from)?;
		let (asset, provider) = (asset.clone(), who.clone());
		Self::deposit_event(Event::Delisted { asset, provider, place, reason });
		Ok(())
	}

	/// Takes off what a provider has too little stock or bond for. So neither is ever a reason to
	/// look further. Returns how many.
	pub(crate) fn delist_unbacked(
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		provider: &mut Provider,
	) -> Result<u32, DispatchError> {
		let mut gone = 0u32;
		while let Some(listing) = provider.unbacked() {
			let place = listing.shelf.place;
			Self::take_off(asset, who, provider, place, DelistReason::Unbacked)?;
			gone = gone.saturating_add(1);
		}
		Ok(gone)
	}

	/// See [`Call::delist`](crate::Call::delist).
	pub(crate) fn do_delist(
		who: &T::AccountId,
		asset: AssetIdOf<T>,
		provider: T::AccountId,
		place: Place,
	) -> DispatchResult {
		let now_ms = T::Clock::now();
		let own = *who == provider;
		Self::change_provider(&asset, &provider, |record| {
			let listing = record.listing(place).ok_or(Error::<T>::NotListed)?;
			let expired = listing.valid_until_ms <= now_ms;
			ensure!(own || expired, Error::<T>::NotExpired);
			let reason = if expired { DelistReason::Expired } else { DelistReason::Withdrawn };
			Self::take_off(&asset, &provider, record, place, reason)
		})?;
		Ok(())
	}

	/// See [`Call::reindex`](crate::Call::reindex).
	pub(crate) fn do_reindex(
		asset: AssetIdOf<T>,
		who: T::AccountId,
		place: Place,
	) -> DispatchResult {
		let now = Self::instant();
		let mut listed = None;
		Self::change_provider(&asset, &who, |provider| {
			let old = provider.listing(place).ok_or(Error::<T>::NotListed)?;
			let (beat_ms, block_ms) = (T::BeatMs::get(), T::BlockMs::get());
			let rank = provider.rank(old.rank.price, &now, beat_ms, block_ms);
			ensure!(rank != old.rank, Error::<T>::UpToDate);
			provider.drop_listing(place).map_err(Error::<T>::from)?;
			let mut pages = ShelfOf::<T>::new(&asset, old.shelf);
			shelf::remove(&mut pages, &old.rank).map_err(Error::<T>::from)?;
			let listing = Listing { rank, ..old };
			Self::enter(&asset, &who, provider, listing)?;
			listed = Some(listing);
			Ok(())
		})?;
		if let Some(listing) = listed {
			Self::deposit_event(Event::Listed { asset, provider: who, listing });
		}
		Ok(())
	}

	/// The best offer for a request that is not the client's own, and on terms that it takes.
	pub(crate) fn best_offer(
		client: Option<&T::AccountId>,
		limits: Option<&Limits>,
		asset: &AssetIdOf<T>,
		size: Balance,
		lifetime_ms: Moment,
		region: Option<Region>,
	) -> Result<Offer<T::AccountId>, Error<T>> {
		let place = Place::of(size, lifetime_ms).map_err(Error::<T>::from)?;
		let now_ms = T::Clock::now();
		let fits = |entry: &Entry<T::AccountId>| {
			now_ms < entry.valid_until_ms
				&& region.is_none_or(|region| region == entry.rank.region)
				&& client.is_none_or(|client| *client != entry.who)
				&& limits.is_none_or(|limits| limits.admit(&entry.terms))
		};
		let found = shelf::best(size, |kind| ShelfOf::<T>::new(asset, Shelf { place, kind }), fits);
		found.map_err(Error::<T>::from)?.ok_or(Error::<T>::NoOffer)
	}

	/// The least that a provider's menu asks.
	pub(crate) fn menu_fee(
		asset: &AssetIdOf<T>,
		provider: &T::AccountId,
		size: Balance,
		lifetime_ms: Moment,
	) -> Result<Balance, Error<T>> {
		let menu = Menus::<T>::get(asset, provider);
		Ok(lowest_fee(&menu, size, lifetime_ms, T::Clock::now())?)
	}
}
