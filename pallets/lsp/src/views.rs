//! Answers of view functions and of the runtime API that take more than one line.

use crate::{
	provider::Provider, shelf::Region, types::Pool, AssetIdOf, Config, LeaseOf, Pallet, PastFees,
	Pools, Providers,
};
use alloc::vec::Vec;
use bloc_primitives::{paging::page_of_prefix, Balance, ChannelId, Moment};
use sp_runtime::Permill;

/// What clients are told of a lease.
#[frame_support::stored]
pub struct LeaseState<AccountId, AssetId> {
	/// The lease.
	pub lease: crate::lease::Lease<AccountId, AssetId>,
	/// What of its fee is earned by now.
	pub earned: Balance,
	/// When what was paid is used up.
	pub dry_ms: Moment,
	/// The first instant at which it is over, as things stand.
	pub over_ms: Moment,
	/// For how long the provider was away by now, beyond what it promised.
	pub excess_ms: Moment,
}

/// The sums of some providers.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Sums {
	/// What they have.
	pub pool: Pool,
	/// The share of their stock that is leased, rounded down.
	pub utilisation: Permill,
}

/// The sums of all providers in an asset.
#[derive(
	Clone,
	Debug,
	Default,
	Eq,
	PartialEq,
	codec::Decode,
	codec::DecodeWithMemTracking,
	codec::Encode,
	scale_info::TypeInfo,
)]
pub struct Statistics {
	/// Of all together, with what was earned in regions in which nobody is any more.
	pub all: Sums,
	/// Of each region, by its number.
	pub regions: Vec<(Region, Sums)>,
}

impl Sums {
	/// Of these.
	fn of(pool: Pool) -> Self {
		let stock = pool.free.saturating_add(pool.reserved).saturating_add(pool.leased);
		let utilisation = match stock {
			0 => Permill::zero(),
			_ => Permill::from_rational(pool.leased, stock),
		};
		Self { pool, utilisation }
	}
}

impl<T: Config> Pallet<T> {
	/// Up to `limit` providers in an asset, after the one named.
	pub(crate) fn page_of_providers(
		asset: &AssetIdOf<T>,
		after: Option<T::AccountId>,
		limit: u32,
	) -> Vec<(T::AccountId, Provider)> {
		let page = page_of_prefix_of::<T>(asset, after, limit);
		page.into_iter().map(|(who, record)| (who, record.provider)).collect()
	}

	/// See [`Pallet::lease`].
	pub(crate) fn lease_state(id: ChannelId) -> Option<LeaseState<T::AccountId, AssetIdOf<T>>> {
		let (lease, now): (LeaseOf<T>, _) = Self::lease_now(id)?;
		let record = Providers::<T>::get(&lease.asset, &lease.provider)?;
		let away_ms = Self::away_ms(&record.provider, &now);
		Some(LeaseState {
			earned: lease.earned(now.ms),
			dry_ms: lease.dry_ms(),
			over_ms: lease.over_ms(),
			excess_ms: lease.excess_ms(away_ms, now.ms),
			lease,
		})
	}

	/// See [`Pallet::statistics`]. Reads an item for each region: for use off chain.
	pub(crate) fn all_statistics(asset: &AssetIdOf<T>) -> Statistics {
		let mut all = Pool { fees: PastFees::<T>::get(asset), ..Pool::default() };
		let mut regions: Vec<_> = Pools::<T>::iter_prefix(asset).collect();
		regions.sort_unstable_by_key(|(region, _)| *region);
		for (_, pool) in &regions {
			all.providers = all.providers.saturating_add(pool.providers);
			all.free = all.free.saturating_add(pool.free);
			all.reserved = all.reserved.saturating_add(pool.reserved);
			all.leased = all.leased.saturating_add(pool.leased);
			all.fees = all.fees.saturating_add(pool.fees);
		}
		let regions = regions.into_iter().map(|(region, pool)| (region, Sums::of(pool)));
		Statistics { all: Sums::of(all), regions: regions.collect() }
	}
}

/// A page of the providers in an asset.
fn page_of_prefix_of<T: Config>(
	asset: &AssetIdOf<T>,
	after: Option<T::AccountId>,
	limit: u32,
) -> Vec<(T::AccountId, crate::ProviderRecordOf<T>)> {
	page_of_prefix::<Providers<T>, _, _, _>(asset, after, limit)
}
