//! The invariants, under the numbers that the pallet's documentation gives them.

use crate::{
	calls::BOUND,
	custody::Money,
	provider::Provider,
	shelf::{Entry, PAGE_SIZE},
	types::{Due, Pool},
	AssetIdOf, Config, Directories, DueOf, LeaseOf, Leases, Menus, NextProvider, Pallet, Pools,
	Providers, Reservations, ShelfPages, UsedQuotes,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use bloc_primitives::{
	channel::{Channel, Inspect, Phase},
	guard::Guard,
	paging::MAX_PAGE,
	Balance, ChannelId, Moment,
};
use bloc_timetable::{Entry as Waiting, Timetable, RETRY_MS};
use codec::Encode;
use frame_support::{ensure, traits::Time};
use sp_runtime::{DispatchError, DispatchResult};

/// What leases and reservations take of a provider.
#[derive(Default)]
struct Taken {
	leased: Balance,
	reserved: Balance,
	covered: Balance,
	obligations: u32,
}

/// That of each provider, by the encoding of its key.
type AllTaken = BTreeMap<Vec<u8>, Taken>;
/// What is owed of each asset.
type Owed<T> = Vec<(AssetIdOf<T>, Balance)>;
/// All that is on the timetable, by its encoding.
type Looks = BTreeSet<(Vec<u8>, Moment)>;

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage, and each channel that is leased:
	/// for tests and tools, not for blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number. That of the money comes last, since
	/// the issuer of an asset can break it: that hides nothing else.
	pub fn do_try_state() -> Result<(), DispatchError> {
		let looks: Looks = Timetable::<Self>::iter()
			.map(|Waiting { due_ms, payload }| (payload.encode(), due_ms))
			.collect();
		let (mut owed, mut taken): (Owed<T>, _) = (Vec::new(), AllTaken::new());
		for id in Leases::<T>::iter_keys() {
			let record = Leases::<T>::get(id).ok_or("L7: a lease that cannot be read")?;
			let (lease, end) = (record.lease, record.end);
			Self::check_lease(id, &lease, end.map(|end| end.at_ms), &looks)?;
			let its = taken.entry((&lease.asset, &lease.provider).encode()).or_default();
			its.add(lease.size, 0, lease.cover)?;
			owed.push((lease.asset.clone(), lease.in_pot()));
		}
		for ((asset, who, client), record) in Reservations::<T>::iter() {
			let it = record.reservation;
			ensure!(who != client && it.size > 0, "L7: a reservation that makes no sense");
			taken.entry((&asset, &who).encode()).or_default().add(0, it.size, it.cover)?;
			let due = Due::Reservation(asset, who, client);
			ensure!(Self::is_due(&looks, &due, it.until_ms), "L6: a reservation that never ends");
		}
		Self::check_quotes(&looks)?;
		Self::check_providers(&mut taken, &mut owed, &looks)?;
		Self::check_shelves()?;
		Timetable::<Self>::try_state()?;
		Money::<T>::try_state(owed)
	}

	/// Whether it comes up at that time at the latest; or, if that is past, soon.
	fn is_due(looks: &Looks, due: &DueOf<T>, at_ms: Moment) -> bool {
		let latest_ms = at_ms.max(T::Clock::now().saturating_add(RETRY_MS));
		let due = due.encode();
		looks.range((due.clone(), 0)..=(due, latest_ms)).next().is_some()
	}

	/// L6 and L10.
	fn check_quotes(looks: &Looks) -> DispatchResult {
		for id in UsedQuotes::<T>::iter_keys() {
			let record = UsedQuotes::<T>::get(id).ok_or("L10: a quote that cannot be read")?;
			ensure!(record.used > 0, "L10: a quote that nobody has used");
			let is_due = Self::is_due(looks, &Due::Quote(id), record.until_ms);
			ensure!(is_due, "L6: a quote that is never forgotten");
		}
		Ok(())
	}

	/// L5 to L7, for one lease, which may have ended when its channel closed.
	fn check_lease(
		id: ChannelId,
		lease: &LeaseOf<T>,
		ended_ms: Option<Moment>,
		looks: &Looks,
	) -> DispatchResult {
		ensure!(lease.provider != lease.client && lease.size > 0, "L7: a lease of nobody");
		ensure!(lease.start_ms < lease.end_ms, "L7: a lease without time");
		let provided = lease.paid.checked_add(lease.received);
		ensure!(provided.is_some_and(|sum| sum <= lease.fee), "L7: more is paid than the fee");
		ensure!(lease.collected <= lease.paid, "L7: more is collected than was paid");
		let owes = lease.owed_until_ms.is_some();
		ensure!(owes == (lease.deposit > 0), "L7: something is put down for nothing");
		ensure!(!owes || lease.paid == 0, "L7: paid ahead, and owed");
		let needed = lease.cover_needed().map_err(|_| "L7: a fee that does not fit")?;
		ensure!(lease.cover >= needed, "L7: a lease for which too little stands");
		let look_ms = ended_ms.unwrap_or(lease.next_look_ms());
		ensure!(Self::is_due(looks, &Due::Lease(id), look_ms), "L6: a lease that never ends");
		if ended_ms.is_some() {
			let is_open = |channel: Channel<_, _>| channel.phase == Phase::Open;
			let open = T::Channels::channel(id).is_some_and(is_open);
			ensure!(!open, "L5: a lease that has ended in an open channel");
			return Ok(());
		}
		if lease.over_ms() <= T::Clock::now() {
			// Nobody is bound any more, though nobody has come yet.
			return Ok(());
		}
		let channel = T::Channels::channel(id).ok_or("L5: a lease without a channel")?;
		let parties = &channel.parties;
		let fit = parties.opener == lease.client && parties.counterparty == lease.provider;
		ensure!(fit && channel.asset == lease.asset, "L5: a lease of another channel");
		let guard: Option<&Guard> = channel.binding(BOUND);
		let guard = guard.ok_or("L5: a provider that is not bound")?;
		let binds = guard.floor == lease.size && guard.until_ms == lease.bound_until_ms();
		ensure!(binds, "L5: a provider that is bound otherwise than by its lease");
		ensure!(guard.lien == 0 || (owes && guard.lien <= lease.fee), "L5: a lien for nothing");
		Ok(())
	}

	/// L1, L2, L4, L6, L8 and L9.
	fn check_providers(taken: &mut AllTaken, owed: &mut Owed<T>, looks: &Looks) -> DispatchResult {
		let mut pools = BTreeMap::<Vec<u8>, Pool>::new();
		let mut numbers = BTreeSet::new();
		for (asset, who) in Providers::<T>::iter_keys() {
			let record = Providers::<T>::get(&asset, &who);
			let provider = record.ok_or("L1: a provider that cannot be read")?.provider;
			let its = taken.remove(&(&asset, &who).encode()).unwrap_or_default();
			Self::check_sums(&provider, &its)?;
			ensure!(numbers.insert(provider.number), "L9: a number that was given twice");
			ensure!(provider.number < NextProvider::<T>::get(), "L9: a number that is to come");
			Self::check_listings(&asset, &who, &provider, looks)?;
			Self::check_bound(&asset, &who)?;
			let pool = pools.entry((&asset, provider.terms.region).encode()).or_default();
			pool.providers = pool.providers.saturating_add(1);
			let none = Default::default();
			pool.change(&none, &provider.totals()).ok_or("L8: a sum that does not fit")?;
			owed.push((asset, provider.owed().ok_or("L1: a sum that does not fit")?));
		}
		ensure!(taken.is_empty(), "L1: a lease or a reservation of no provider");
		for (asset, who) in Menus::<T>::iter_keys() {
			ensure!(Providers::<T>::contains_key(asset, who), "L9: a menu of no provider");
		}
		for (asset, region, pool) in Pools::<T>::iter() {
			let sum = pools.remove(&(asset, region).encode()).unwrap_or_default();
			ensure!(pool.providers > 0, "L8: a region in which nobody is");
			let fees = pool.fees.max(sum.fees);
			ensure!(pool == Pool { fees, ..sum }, "L8: a region with other sums");
		}
		ensure!(pools.is_empty(), "L8: a region without sums");
		Ok(())
	}

	/// L5 the other way round, for one provider: it is bound by its leases, and by nothing else.
	fn check_bound(asset: &AssetIdOf<T>, who: &T::AccountId) -> DispatchResult {
		let now_ms = T::Clock::now();
		let mut last = None;
		loop {
			let ids = T::Channels::channels_of(who, last, MAX_PAGE);
			for id in &ids {
				let Some(channel) = T::Channels::channel(*id) else { continue };
				let its = channel.asset == *asset && channel.parties.counterparty == *who;
				let binds = |guard: &Guard| guard.until_ms > now_ms;
				if its && channel.binding(BOUND).is_some_and(binds) {
					ensure!(Leases::<T>::contains_key(id), "L5: bound without a lease");
				}
			}
			last = ids.last().copied();
			if last.is_none() {
				return Ok(());
			}
		}
	}

	/// L1 and L2, for one provider.
	fn check_sums(provider: &Provider, its: &Taken) -> DispatchResult {
		ensure!(provider.leased == its.leased, "L1: leased is not what leases have");
		ensure!(provider.reserved == its.reserved, "L1: reserved is not what is kept");
		ensure!(provider.obligations == its.obligations, "L1: other obligations than it counts");
		ensure!(provider.covered == its.covered, "L2: covered is not what stands for leases");
		ensure!(provider.covered <= provider.bond, "L2: a bond that is used twice");
		Ok(())
	}

	/// L4 and L6, for one provider.
	fn check_listings(
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		provider: &Provider,
		looks: &Looks,
	) -> DispatchResult {
		let mut places = BTreeSet::new();
		for listing in &provider.listings {
			let place = listing.shelf.place;
			ensure!(places.insert(place), "L4: listed twice for one place");
			ensure!(listing.rank.provider == provider.number, "L4: listed by another number");
			let due = Due::Listing(asset.clone(), who.clone(), place);
			let is_due = Self::is_due(looks, &due, listing.valid_until_ms);
			ensure!(is_due, "L6: an offer that never goes");
		}
		ensure!(provider.unbacked().is_none(), "L4: an offer of more than there is");
		Ok(())
	}

	/// L3 and L4: shelves are sorted and whole, and have what providers say, and nothing else.
	fn check_shelves() -> DispatchResult {
		let (mut pages, mut entries) = (0_usize, 0_usize);
		for (asset, shelf, directory) in Directories::<T>::iter() {
			ensure!(!directory.spines.is_empty(), "L3: an empty shelf");
			let mut all: Vec<Entry<T::AccountId>> = Vec::new();
			let mut before = None;
			for spine in &directory.spines {
				let page = ShelfPages::<T>::get(&asset, (shelf, spine.number));
				let page = page.ok_or("L3: a page that is not there")?;
				let first = page.first().map(|entry| entry.rank);
				ensure!(first == Some(spine.first), "L3: a page that begins elsewhere");
				let len = u32::try_from(page.len()).unwrap_or(u32::MAX);
				ensure!(len == spine.len, "L3: a page of another length");
				ensure!(spine.number < directory.next, "L3: a page that is to come");
				let apart = before.is_none_or(|other: u32| other.saturating_add(len) > PAGE_SIZE);
				ensure!(apart, "L3: two pages that would be one");
				before = Some(len);
				all.extend(page);
				pages = pages.saturating_add(1);
			}
			let sorted = all.windows(2).all(|pair| match pair {
				[one, next] => one.rank < next.rank,
				_ => true,
			});
			ensure!(sorted, "L3: a shelf out of order");
			entries = entries.saturating_add(all.len());
			let now_ms = T::Clock::now();
			for Entry { rank, who, terms, valid_until_ms } in all {
				let record = Providers::<T>::get(&asset, who).ok_or("L4: an offer of nobody")?;
				let listing = record.provider.listing(shelf.place);
				let listing = listing.ok_or("L4: an offer that its provider does not know")?;
				let same = (listing.shelf, listing.rank) == (shelf, rank);
				let same = same && listing.valid_until_ms == valid_until_ms;
				ensure!(same, "L4: an offer that its provider has elsewhere");
				let holds = valid_until_ms <= now_ms || terms == record.provider.terms;
				ensure!(holds, "L4: an offer on other terms");
				let serves = terms.ensure_useful_at(shelf.place).is_ok();
				ensure!(serves, "L4: an offer that is of no use");
			}
		}
		ensure!(ShelfPages::<T>::iter_keys().count() == pages, "L3: a page of no shelf");
		let listings = Providers::<T>::iter_values().map(|it| it.provider.listings.len());
		ensure!(listings.sum::<usize>() == entries, "L4: an offer that is on no shelf");
		Ok(())
	}
}

impl Taken {
	/// One more.
	fn add(&mut self, leased: Balance, reserved: Balance, cover: Balance) -> DispatchResult {
		let sum = |one: Balance, more| one.checked_add(more).ok_or("L1: a sum that does not fit");
		self.leased = sum(self.leased, leased)?;
		self.reserved = sum(self.reserved, reserved)?;
		self.covered = sum(self.covered, cover)?;
		self.obligations = self.obligations.saturating_add(1);
		Ok(())
	}
}
