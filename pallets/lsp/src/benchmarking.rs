//! Benchmarks: each call, and each piece of which the weights of others are made, in its worst
//! case, in assets that the runtime's helper makes and channels that it opens.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::panic)]

use crate::{
	calls::ShelfOf,
	custody::Money,
	lease::Payment,
	menu::{Item, Menu, MAX_ITEMS},
	provider::{Limits, Terms, MAX_LISTINGS},
	quote::Quote,
	shelf::{
		insert, Directory, Entry, Kind, Pages, Place, Rank, Region, Shelf, Spine, PAGE_SIZE, REACH,
	},
	types::{Collected, DelistReason, Request, Selection, SignedQuote, MAX_COLLECTED},
	AssetIdOf, Call, Config, Credits, Leases, PageOf, Pallet, Pots, Providers, Reservations,
	SignatureOf, SignedQuoteOf, TimetableHead, TimetablePages, UsedQuotes,
};
use alloc::vec::Vec;
use bloc_primitives::{
	channel::{Hooks, Inspect},
	guard::{Bind, Guard},
	Balance, ChannelId, Moment, Policy,
};
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{fungibles::Mutate, Consideration, Get},
};
use frame_system::RawOrigin;
use sp_runtime::{traits::Hash, Permill, SaturatedConversion};

/// What the benchmarks need of a runtime: assets, and a clock to set.
pub trait BenchmarkHelper<T: Config> {
	/// Makes an asset of the costliest kind.
	fn asset() -> AssetIdOf<T>;

	/// Sets the clock.
	fn set_time(now_ms: Moment);

	/// Returns the owner of the key of [`sign`](Self::sign), if the runtime has one to sign with:
	/// otherwise what a quote weighs is not measured.
	fn signer() -> Option<T::AccountId> {
		None
	}

	/// Returns the signature of that key over `payload`: of the costliest kind.
	fn sign(_payload: &[u8]) -> Option<SignatureOf<T>> {
		None
	}
}

/// What everybody has at first.
const WEALTH: Balance = 1 << 100;
/// What a provider has of stock, and of bond.
const STOCK: Balance = 1 << 90;
/// What is leased.
const SIZE: Balance = (1 << 80) + 1;
/// When it is.
const NOW: Moment = 1_700_000_000_000;

/// Bob provides, Alice is a client, Charlie is a third.
fn bob<T: Config>() -> T::AccountId {
	account("bob", 0, 0)
}

fn alice<T: Config>() -> T::AccountId {
	account("alice", 0, 0)
}

/// Was the first to bring the asset.
fn charlie<T: Config>() -> T::AccountId {
	account("charlie", 0, 0)
}

fn by<T: Config>(who: T::AccountId) -> RawOrigin<T::AccountId> {
	RawOrigin::Signed(who)
}

/// People with money in the asset, at a time that is not the first block's.
fn set_up<T: Config>() -> AssetIdOf<T> {
	T::BenchmarkHelper::set_time(NOW);
	frame_system::Pallet::<T>::set_block_number(1u32.into());
	let asset = T::BenchmarkHelper::asset();
	for who in [alice::<T>(), bob::<T>(), charlie::<T>()] {
		for _ in 0..64 {
			T::Consideration::ensure_successful(&who, Pallet::<T>::provider_footprint());
		}
		assert_ok!(T::Assets::mint_into(asset.clone(), &who, WEALTH));
	}
	assert_ok!(Money::<T>::take(&asset, &charlie::<T>(), STOCK));
	asset
}

/// The timetable is empty: whatever is pushed is the first.
fn forget<T: Config>() {
	TimetableHead::<T>::kill();
	let _ = TimetablePages::<T>::clear(u32::MAX, None);
}

fn terms<T: Config>() -> Terms {
	Terms {
		region: Region(1),
		uptime: Permill::from_parts(999_000),
		policy: Policy::FREE,
		hold_ppm: 1,
		// The shortest that any runtime has is no longer than a day.
		challenge_period_ms: 86_400_000,
	}
}

/// The longest lease that can be asked for by the menu.
fn lifetime<T: Config>() -> Moment {
	T::MinLeaseMs::get()
}

/// A menu of as many items as there can be.
fn menu<T: Config>() -> Menu {
	let item = |n: u32| Item {
		min_fee: 1_000 + Balance::from(n),
		ppm: 0,
		min_size: 1,
		max_size: 1 << 99,
		lifetime_ms: T::MaxLeaseMs::get(),
		valid_until_ms: NOW + T::MaxMenuMs::get(),
	};
	(0..MAX_ITEMS).map(item).collect::<Vec<_>>().try_into().expect("as many as fit")
}

fn provide<T: Config>(asset: &AssetIdOf<T>) {
	let who = bob::<T>();
	assert_ok!(Pallet::<T>::do_register(who.clone(), asset.clone(), STOCK, terms::<T>()));
	assert_ok!(Pallet::<T>::do_stock(who.clone(), asset.clone(), STOCK));
	assert_ok!(Pallet::<T>::do_set_menu(who, asset.clone(), menu::<T>()));
}

/// Where what is leased is looked for.
fn place() -> Place {
	Place { class: 80, term: 0 }
}

/// A shelf whose page is full: whatever comes splits it.
fn full<T: Config>(asset: &AssetIdOf<T>) -> Shelf {
	let (shelf, price) = place().shelve(&menu::<T>()[0]).expect("the item covers the class");
	let mut pages = ShelfOf::<T>::new(asset, shelf);
	for number in 0..PAGE_SIZE {
		let price = if number < PAGE_SIZE / 2 { 1 } else { price + 1_000 };
		let rank = Rank { price, standing: 0, region: Region(7), away: 0, provider: 9 + number };
		let who = account("other", number, 0);
		let entry = Entry { rank, who, terms: terms::<T>(), valid_until_ms: NOW + 1 };
		assert!(insert(&mut pages, entry).is_ok());
	}
	shelf
}

/// The challenge period of offers that nobody takes.
const TOO_LONG: Moment = 86_400_001;

/// A shelf of as many pages as a search looks at, all full, of which only the last entry is for
/// whoever takes no period like that.
fn long<T: Config>(asset: &AssetIdOf<T>, kind: Kind) {
	let mut pages = ShelfOf::<T>::new(asset, Shelf { place: place(), kind });
	let mut directory = Directory::default();
	let reach = u32::try_from(REACH).expect("they are few");
	let last = PAGE_SIZE * reach - 1;
	for number in 0..reach {
		let entry = |n: u32| {
			let provider = number * PAGE_SIZE + n;
			let rank = Rank { price: 5, standing: 0, region: Region(7), away: 0, provider };
			let period_ms = if provider == last { TOO_LONG - 1 } else { TOO_LONG };
			let terms = Terms { challenge_period_ms: period_ms, ..terms::<T>() };
			let who = account("more", provider, 0);
			Entry { rank, who, terms, valid_until_ms: NOW + 1 }
		};
		let page = PageOf::<T>::truncate_from((0..PAGE_SIZE).map(entry).collect::<Vec<_>>());
		let spine = Spine { first: page[0].rank, number, len: PAGE_SIZE };
		assert!(directory.spines.try_push(spine).is_ok());
		pages.put_page(number, page);
	}
	directory.next = reach;
	pages.put_directory(directory);
}

/// All of a fee has come out of what was first received, and since the lease began so much time has
/// passed, in which its provider was away.
fn received<T: Config>(channel: ChannelId, passed_ms: Moment) {
	let guard = T::Channels::channel(channel).and_then(|it| it.guard).expect("it is leased");
	assert_ok!(T::Channels::rebind(channel, Some(Guard { lien: 0, ..guard })));
	T::BenchmarkHelper::set_time(NOW + passed_ms);
	let blocks = passed_ms / T::BlockMs::get() + 1;
	frame_system::Pallet::<T>::set_block_number(blocks.saturated_into());
}

fn offer<T: Config>(asset: &AssetIdOf<T>) {
	assert_ok!(Pallet::<T>::do_list(bob::<T>(), asset.clone(), 0, place()));
}

fn request<T: Config>(payment: Payment) -> Request {
	Request {
		size: SIZE,
		own: 0,
		lifetime_ms: lifetime::<T>(),
		payment,
		max_fee: STOCK,
		limits: Limits::NONE,
	}
}

/// What a provider has signed, for whoever brings it; and who has.
fn quoted<T: Config>(asset: &AssetIdOf<T>) -> Option<(T::AccountId, SignedQuoteOf<T>)> {
	let who = T::BenchmarkHelper::signer()?;
	let [item, ..] = menu::<T>()[..] else { return None };
	let quote = Quote { client: None, item, terms: terms::<T>(), uses: 1, number: 0 };
	let signature = T::BenchmarkHelper::sign(&Pallet::<T>::payload_of(asset, &who, &quote))?;
	Some((who, SignedQuote { quote, signature }))
}

/// Alice leases of Bob.
fn leased<T: Config>(asset: &AssetIdOf<T>, payment: Payment) -> ChannelId {
	let selection = Selection::Provider(bob::<T>());
	let before: Vec<_> = Leases::<T>::iter_keys().collect();
	let request = request::<T>(payment);
	assert_ok!(Pallet::<T>::do_request(alice::<T>(), asset.clone(), request, selection));
	Leases::<T>::iter_keys().find(|id| !before.contains(id)).expect("there is one more")
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register() {
		let asset = set_up::<T>();
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset.clone(), STOCK, terms::<T>());
		assert!(Providers::<T>::contains_key(asset, bob::<T>()));
	}

	#[benchmark]
	fn set_terms() {
		let asset = set_up::<T>();
		let who = bob::<T>();
		assert_ok!(Pallet::<T>::do_register(who.clone(), asset.clone(), STOCK, terms::<T>()));
		#[extrinsic_call]
		_(by::<T>(who), asset, terms::<T>());
	}

	#[benchmark]
	fn set_menu() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset, menu::<T>());
	}

	#[benchmark]
	fn stock() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset, STOCK);
	}

	#[benchmark]
	fn unstock() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset, STOCK);
	}

	#[benchmark]
	fn add_bond() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset, STOCK);
	}

	#[benchmark]
	fn withdraw_bond() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset, 1u128 << 80);
	}

	#[benchmark]
	fn leave() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset.clone());
		assert!(!Providers::<T>::contains_key(asset, bob::<T>()));
	}

	#[benchmark]
	fn beat() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		frame_system::Pallet::<T>::set_block_number(3u32.into());
		let hash = T::Hashing::hash(b"a block");
		let number = frame_system::pallet_prelude::BlockNumberFor::<T>::from(2u32);
		frame_system::BlockHash::<T>::insert(number, hash);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset, number, hash);
	}

	#[benchmark]
	fn list() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		full::<T>(&asset);
		forget::<T>();
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset, 0, place());
	}

	#[benchmark]
	fn delist() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		full::<T>(&asset);
		offer::<T>(&asset);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset, bob::<T>(), place());
	}

	/// An offer that goes with its stock.
	#[benchmark]
	fn drop_offer() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		full::<T>(&asset);
		offer::<T>(&asset);
		let mut record = Providers::<T>::get(&asset, bob::<T>()).expect("provided above");
		let reason = DelistReason::Unbacked;
		#[block]
		{
			let provider = &mut record.provider;
			assert_ok!(Pallet::<T>::take_off(&asset, &bob::<T>(), provider, place(), reason));
		}
	}

	/// Two directories, and as many pages of each as a search looks at: the only offers that fit are
	/// at the end of both.
	#[benchmark]
	fn find_best() {
		let asset = set_up::<T>();
		Kind::BOTH.into_iter().for_each(|kind| long::<T>(&asset, kind));
		let (client, lifetime_ms, region) = (alice::<T>(), lifetime::<T>(), Some(Region(7)));
		let limits = Limits { max_challenge_ms: TOO_LONG - 1, ..Limits::NONE };
		let (client, limits) = (Some(&client), Some(&limits));
		let found;
		#[block]
		{
			found = Pallet::<T>::best_offer(client, limits, &asset, SIZE, lifetime_ms, region);
		}
		assert!(found.is_ok());
	}

	#[benchmark]
	fn reserve() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		forget::<T>();
		let (provider, lifetime_ms) = (bob::<T>(), lifetime::<T>());
		let until_ms = NOW + T::MaxReserveMs::get();
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), asset, provider, SIZE, lifetime_ms, until_ms, STOCK);
		assert_eq!(Reservations::<T>::iter().count(), 1);
	}

	#[benchmark]
	fn end_reservation() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		let (client, provider) = (alice::<T>(), bob::<T>());
		let until_ms = NOW + T::MaxReserveMs::get();
		assert_ok!(Pallet::<T>::do_reserve(
			client.clone(),
			asset.clone(),
			provider.clone(),
			SIZE,
			lifetime::<T>(),
			until_ms,
			STOCK,
		));
		#[extrinsic_call]
		_(by::<T>(client.clone()), asset, provider, client.clone());
		assert_eq!(Reservations::<T>::iter().count(), 0);
	}

	/// By name: what the best takes more is [`find_best`].
	#[benchmark]
	fn request_channel() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		forget::<T>();
		let request = request::<T>(Payment::UpFront);
		let selection = Selection::Provider(bob::<T>());
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), asset, request, selection);
		assert_eq!(Leases::<T>::iter().count(), 1);
	}

	/// What using a quote takes beside: with the check of its signature.
	#[benchmark]
	fn use_quote() -> Result<(), BenchmarkError> {
		let asset = set_up::<T>();
		let (who, signed) = quoted::<T>(&asset).ok_or(BenchmarkError::Skip)?;
		forget::<T>();
		#[block]
		{
			assert_ok!(Pallet::<T>::use_quote(&alice::<T>(), &asset, &who, &signed));
		}
		assert_eq!(UsedQuotes::<T>::iter().count(), 1);
		Ok(())
	}

	#[benchmark]
	fn forget_quote() -> Result<(), BenchmarkError> {
		let asset = set_up::<T>();
		let (who, signed) = quoted::<T>(&asset).ok_or(BenchmarkError::Skip)?;
		assert_ok!(Pallet::<T>::use_quote(&alice::<T>(), &asset, &who, &signed));
		let id = UsedQuotes::<T>::iter_keys().next().ok_or(BenchmarkError::Skip)?;
		#[block]
		{
			assert!(Pallet::<T>::forget_quote(id, Moment::MAX));
		}
		assert_eq!(UsedQuotes::<T>::iter().count(), 0);
		Ok(())
	}

	#[benchmark]
	fn pay_fee() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		let channel = leased::<T>(&asset, Payment::Streamed(900));
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), channel, 100);
	}

	#[benchmark]
	fn renew() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		let channel = leased::<T>(&asset, Payment::FirstReceived);
		received::<T>(channel, lifetime::<T>() / 2);
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), channel, lifetime::<T>(), STOCK);
	}

	#[benchmark]
	fn propose_end() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		let channel = leased::<T>(&asset, Payment::UpFront);
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), channel, Some(1), NOW + 1);
	}

	/// The end of a lease whose fee has come, which nobody has noted, with two payouts to the client:
	/// of what it has put down, and for the time that the provider was away.
	#[benchmark]
	fn end_lease() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		let channel = leased::<T>(&asset, Payment::FirstReceived);
		received::<T>(channel, lifetime::<T>());
		let bond = || Providers::<T>::get(&asset, bob::<T>()).map(|it| it.provider.bond);
		#[block]
		{
			assert_ok!(Pallet::<T>::do_settle(channel));
		}
		assert_eq!(Leases::<T>::iter().count(), 0);
		assert!(bond() < Some(STOCK));
	}

	/// The provider of a lease closes its channel, while the fee is to come out of what is first
	/// received: the channel is asked how much has.
	#[benchmark]
	fn note_end() {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		let channel = leased::<T>(&asset, Payment::FirstReceived);
		forget::<T>();
		#[block]
		{
			assert_ok!(<Pallet<T> as Hooks<_, _>>::closing(channel, &bob::<T>(), 1));
		}
		assert!(Leases::<T>::get(channel).is_some_and(|record| record.end.is_some()));
	}

	#[benchmark]
	fn collect(n: Linear<0, MAX_COLLECTED>) {
		let asset = set_up::<T>();
		provide::<T>(&asset);
		let channels: Vec<_> = (0..n).map(|_| leased::<T>(&asset, Payment::UpFront)).collect();
		T::BenchmarkHelper::set_time(NOW + lifetime::<T>() / 2);
		assert_ok!(Pallet::<T>::change_provider(&asset, &bob::<T>(), |provider| {
			// Of a lease that has ended.
			provider.earned += 1_000;
			provider.free -= 1_000;
			Ok(())
		}));
		let channels = Collected::truncate_from(channels);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset, channels);
	}

	#[benchmark]
	fn claim_credit() {
		let asset = set_up::<T>();
		Credits::<T>::insert(bob::<T>(), &asset, STOCK);
		Pots::<T>::mutate(&asset, |pot| {
			if let Some(pot) = pot {
				pot.credits = STOCK;
			}
		});
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset, bob::<T>());
		let _ = MAX_LISTINGS;
	}

	#[cfg(test)]
	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
