//! The index, beside a search that looks at everything.

use super::*;
use crate::{
	menu::{opening_fee, Item},
	provider::{Limits, Terms},
	shelf::{
		best, first, insert, remove, Directory, Entry, Fault, Kind, Offer, Page, Pages, Rank,
		Shelf, MAX_CLASS, MAX_PAGES, PAGE_SIZE, REACH, TERMS_MS,
	},
};
use proptest::prelude::*;
use std::{
	cell::Cell,
	collections::{BTreeMap, BTreeSet},
	rc::Rc,
};

/// A shelf in memory, that counts.
#[derive(Clone, Default)]
struct Memory {
	directory: Directory,
	pages: BTreeMap<u32, Page<u64>>,
	/// Clones count together.
	reads: Rc<Cell<usize>>,
}

impl Pages<u64> for Memory {
	fn directory(&self) -> Directory {
		self.reads.set(self.reads.get() + 1);
		self.directory.clone()
	}

	fn put_directory(&mut self, directory: Directory) {
		self.directory = directory;
	}

	fn page(&self, number: u32) -> Page<u64> {
		self.reads.set(self.reads.get() + 1);
		self.pages.get(&number).cloned().unwrap_or_default()
	}

	fn put_page(&mut self, number: u32, page: Page<u64>) {
		self.pages.insert(number, page);
	}

	fn remove_page(&mut self, number: u32) {
		self.pages.remove(&number);
	}
}

impl Memory {
	fn all(&self) -> Vec<Entry<u64>> {
		let spines = self.directory.spines.iter();
		spines.flat_map(|spine| self.pages[&spine.number].clone().into_inner()).collect()
	}

	/// What the invariants say of a shelf.
	fn check(&self) {
		let spines = &self.directory.spines;
		assert_eq!(spines.len(), self.pages.len());
		for spine in spines {
			let page = &self.pages[&spine.number];
			assert!(!page.is_empty() && page.len() <= PAGE_SIZE as usize);
			assert_eq!((page[0].rank, page.len()), (spine.first, spine.len as usize));
		}
		for pair in spines.windows(2) {
			assert!(pair[0].len + pair[1].len > PAGE_SIZE, "{pair:?} would be one");
		}
		let all = self.all();
		assert!(all.windows(2).all(|pair| pair[0].rank < pair[1].rank), "out of order");
	}
}

fn rank(price: u128, provider: u32) -> Rank {
	Rank { price, standing: 0, region: Region(0), away: 0, provider }
}

fn entry(rank: Rank) -> Entry<u64> {
	Entry { rank, who: rank.provider.into(), terms: terms(), valid_until_ms: 10 }
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(200))]

	/// Whatever is put there and taken away, it is as a sorted list.
	#[test]
	fn a_shelf_is_a_sorted_list(
		steps in prop::collection::vec((any::<bool>(), 0..40u128, 0..60u32), 0..900),
	) {
		let (mut shelf, mut list) = (Memory::default(), BTreeSet::new());
		for (add, price, provider) in steps {
			let rank = rank(price, provider);
			match (add, list.contains(&rank)) {
				(true, false) => {
					prop_assert_eq!(insert(&mut shelf, entry(rank)), Ok(()));
					list.insert(rank);
				},
				(false, true) => {
					prop_assert_eq!(remove(&mut shelf, &rank), Ok(entry(rank)));
					list.remove(&rank);
				},
				(false, false) => {
					prop_assert_eq!(remove(&mut shelf, &rank), Err(Fault::NotListed));
				},
				(true, true) => {},
			}
			shelf.check();
		}
		let ranks: Vec<_> = shelf.all().into_iter().map(|entry| entry.rank).collect();
		prop_assert_eq!(ranks, list.into_iter().collect::<Vec<_>>());
	}
}

#[test]
fn a_shelf_has_room_for_half_of_all_pages_at_the_least() {
	// In order, against it, and by turns: however they come.
	let orders: [fn(u32) -> u32; 3] =
		[|n| n, |n| u32::MAX - n, |n| if n % 2 == 0 { n } else { u32::MAX - n }];
	for order in orders {
		let mut shelf = Memory::default();
		let mut count = 0;
		while insert(&mut shelf, entry(rank(1, order(count)))).is_ok() {
			count += 1;
			assert!(count <= MAX_PAGES * PAGE_SIZE);
		}
		assert!(count >= MAX_PAGES * PAGE_SIZE / 2, "only {count}");
		shelf.check();
		// What is refused has changed nothing, and there is room again.
		assert_eq!(shelf.all().len(), count as usize);
		assert_eq!(insert(&mut shelf, entry(rank(1, order(count)))), Err(Fault::ShelfFull));
		while let Some(entry) = shelf.all().pop() {
			remove(&mut shelf, &entry.rank).unwrap();
			if shelf.all().len() % 64 == 0 {
				shelf.check();
			}
		}
		assert_eq!(shelf.pages.len(), 0);
	}
}

#[test]
fn a_search_reads_no_more_however_many_there_are() {
	let mut shelf = Memory::default();
	for provider in 0..2_000 {
		insert(&mut shelf, entry(rank(5, provider))).unwrap();
		if provider % 100 == 10 {
			shelf.reads.set(0);
			assert_eq!(first(&shelf, |_| true).unwrap().unwrap().who, 0);
			assert_eq!(shelf.reads.get(), 2);
			shelf.reads.set(0);
			let none = first(&shelf, |_| false);
			let pages = shelf.pages.len();
			assert_eq!(shelf.reads.get(), 1 + pages.min(REACH));
			// Never a wrong answer: there may be others.
			assert_eq!(none, if pages > REACH { Err(Fault::NoneInReach) } else { Ok(None) });
		}
	}
}

/// A provider with an item, by all that the order looks at.
#[derive(Clone, Debug)]
struct Candidate {
	item: Item,
	standing: u8,
	region: Region,
	away: u16,
	number: u32,
	period_ms: Moment,
}

impl Candidate {
	fn terms(&self) -> Terms {
		Terms { challenge_period_ms: self.period_ms, ..terms() }
	}

	/// The order as it is written: the fee before rounding, then standing, region, absence, number.
	fn key(&self, size: u128) -> (u128, u8, Region, u16, u32) {
		let unrounded = (self.item.min_fee * 1_000_000).max(size * u128::from(self.item.ppm));
		(unrounded, self.standing, self.region, self.away, self.number)
	}
}

fn candidates(few: u128, most: usize) -> impl Strategy<Value = Vec<Candidate>> {
	// Few values each, so that most are ties of some kind.
	let prices = (0..few, 0..few as u32, any::<bool>());
	let marks = (0..3u8, 0..3u16, 0..3u16, any::<bool>(), 1..4u64);
	let one = (prices, marks).prop_map(
		move |((min_fee, ppm, mixed), (standing, region, away, runs, period_ms))| {
			let item = Item {
				// One of the two counts, mostly.
				min_fee: if mixed { min_fee } else { min_fee * 1_000 },
				ppm: if min_fee % 2 == 0 { ppm * 500 } else { ppm },
				min_size: 1,
				max_size: u128::MAX >> 20,
				lifetime_ms: 400 * DAY,
				valid_until_ms: if runs { 100 } else { 10 },
			};
			Candidate { item, standing, region: Region(region), away, number: 0, period_ms }
		},
	);
	prop::collection::vec(one, 0..most).prop_map(|mut all| {
		for (number, candidate) in all.iter_mut().enumerate() {
			candidate.number = number as u32;
		}
		all
	})
}

/// Puts all that can be listed for a place on its shelves.
fn shelves(all: &[Candidate], place: Place) -> (BTreeMap<Kind, Memory>, Vec<Candidate>) {
	let mut shelves = BTreeMap::new();
	let mut listed = vec![];
	for it in all {
		let Ok((shelf, price)) = place.shelve(&it.item) else { continue };
		let Candidate { standing, region, away, number, .. } = *it;
		let terms = it.terms();
		let rank = Rank { price, standing, region, away, provider: number };
		let who = number.into();
		let entry = Entry { rank, who, terms, valid_until_ms: it.item.valid_until_ms };
		insert(shelves.entry(shelf.kind).or_insert_with(Memory::default), entry).unwrap();
		listed.push(it.clone());
	}
	(shelves, listed)
}

/// What a client asks for.
#[derive(Clone, Copy, Debug)]
struct Wish {
	size: u128,
	now_ms: u64,
	region: Option<Region>,
	own: u64,
	limits: Limits,
}

fn wishes() -> impl Strategy<Value = Wish> {
	let of = (1..1u128 << 24, 0..120u64, prop::option::of(0..3u16), 0..40u64, 1..5u64);
	of.prop_map(|(size, now_ms, region, own, max_challenge_ms)| {
		let limits = Limits { max_challenge_ms, ..Limits::NONE };
		Wish { size, now_ms, region: region.map(Region), own, limits }
	})
}

/// What is found, how much is read for that, and what a search through all of them finds.
#[allow(clippy::type_complexity)]
fn both(
	all: &[Candidate],
	wish: &Wish,
) -> (Result<Option<Offer<u64>>, Fault>, usize, Option<Offer<u64>>) {
	let Wish { size, now_ms, region, own, limits } = *wish;
	let (shelves, listed) = shelves(all, Place::of(size, 30 * DAY).unwrap());
	let reads = Rc::new(Cell::new(0));
	let shelf =
		|kind| Memory { reads: reads.clone(), ..shelves.get(&kind).cloned().unwrap_or_default() };
	let fits = |entry: &Entry<u64>| {
		now_ms < entry.valid_until_ms
			&& region.is_none_or(|region| region == entry.rank.region)
			&& entry.who != own
			&& limits.admit(&entry.terms)
	};
	let found = best(size, shelf, fits);
	let able = listed.iter().filter(|it| {
		now_ms < it.item.valid_until_ms
			&& region.is_none_or(|region| region == it.region)
			&& u64::from(it.number) != own
			&& it.period_ms <= limits.max_challenge_ms
	});
	let expected = able.min_by_key(|it| it.key(size)).map(|it| Offer {
		provider: u64::from(it.number),
		fee: opening_fee(size, it.item.min_fee, it.item.ppm).unwrap(),
		terms: it.terms(),
	});
	(found, reads.get(), expected)
}

proptest! {
	// 10,000 sets.
	#![proptest_config(ProptestConfig::with_cases(10_000))]

	#[test]
	fn the_best_is_the_best_of_all(
		all in prop_oneof![candidates(4, 40), candidates(40, 40)],
		wish in wishes(),
	) {
		let (found, reads, expected) = both(&all, &wish);
		prop_assert_eq!(found, Ok(expected));
		// Two directories, and the one page of each shelf that is not empty.
		let (shelves, _) = shelves(&all, Place::of(wish.size, 30 * DAY).unwrap());
		prop_assert_eq!(reads, 2 + shelves.len());
	}

	/// What an item is listed as says what it asks for each size of the class.
	#[test]
	fn a_kind_is_right_for_its_whole_class(
		min_fee in 0..3_000u128, ppm in 0..=1_000_000u32, class in 0..20u8, at in any::<u64>(),
	) {
		let item = Item { min_fee, ppm, min_size: 1, max_size: u128::MAX >> 20,
			lifetime_ms: DAY, valid_until_ms: 9 };
		let place = Place { class, term: 0 };
		let (least, most) = place.sizes().unwrap();
		prop_assert_eq!(Place::of(least, DAY), Ok(place));
		prop_assert_eq!(Place::of(most, DAY), Ok(place));
		let size = least + u128::from(at) % (most - least + 1);
		let shares = |size| size * u128::from(ppm);
		match place.shelve(&item) {
			Ok((shelf, price)) => {
				let fee = match shelf.kind {
					Kind::Flat => price,
					Kind::Proportional => (price * size).div_ceil(1_000_000),
				};
				prop_assert_eq!(Some(fee), opening_fee(size, min_fee, ppm));
			},
			Err(fault) => {
				prop_assert_eq!(fault, Fault::MixesInClass);
				// It really crosses.
				let base = min_fee * 1_000_000;
				prop_assert!(shares(least) < base && base < shares(most));
			},
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(500))]

	/// Of more than a search looks at it is the best of all, or nothing is said; and no more is
	/// read than that.
	#[test]
	fn the_best_of_many_is_the_best_of_all_or_not_in_reach(
		all in candidates(40, 900), wish in wishes(),
	) {
		let (found, reads, expected) = both(&all, &wish);
		prop_assert!(found == Ok(expected) || found == Err(Fault::NoneInReach), "{:?}", found);
		prop_assert!(reads <= 2 * (1 + REACH));
	}
}

#[test]
fn only_what_covers_a_place_is_listed_there() {
	let place = Place { class: 10, term: 2 };
	assert_eq!(place.sizes(), Ok((1_024, 2_047)));
	let item = Item {
		min_fee: 1,
		ppm: 0,
		min_size: 1_024,
		max_size: 2_047,
		lifetime_ms: 30 * DAY,
		valid_until_ms: 9,
	};
	let shelf = Shelf { place, kind: Kind::Flat };
	assert_eq!(place.shelve(&item), Ok((shelf, 1)));
	let refuses = |item| place.shelve(&item).unwrap_err();
	assert_eq!(refuses(Item { min_size: 1_025, ..item }), Fault::ClassNotCovered);
	assert_eq!(refuses(Item { max_size: 2_046, ..item }), Fault::ClassNotCovered);
	assert_eq!(refuses(Item { lifetime_ms: 30 * DAY - 1, ..item }), Fault::TermNotCovered);
	assert_eq!(refuses(Item { min_fee: u128::MAX, ..item }), Fault::FeeOverflow);
	// 2 % of 1,500 is 30.
	assert_eq!(refuses(Item { min_fee: 30, ppm: 20_000, ..item }), Fault::MixesInClass);
	for class in [MAX_CLASS + 1, 127, 128, u8::MAX] {
		assert_eq!(Place { class, term: 0 }.sizes(), Err(Fault::NoSuchShelf));
	}
	let term = TERMS_MS.len() as u8;
	assert_eq!(Place { class: 0, term }.sizes(), Err(Fault::NoSuchShelf));
	assert_eq!(Place::of(0, DAY), Err(Fault::NoSuchShelf));
	assert_eq!(Place::of(1 << 101, DAY), Err(Fault::NoSuchShelf));
	assert_eq!(Place::of((1 << 101) - 1, 365 * DAY), Ok(Place { class: 100, term: 5 }));
	assert_eq!(Place::of(1, 365 * DAY + 1), Err(Fault::NoSuchShelf));
	for (lifetime_ms, term) in [(0, 0), (DAY, 0), (DAY + 1, 1), (7 * DAY, 1), (8 * DAY, 2)] {
		assert_eq!(Place::of(1, lifetime_ms), Ok(Place { class: 0, term }));
	}
}

/// By rounding, 3 and 2.1 would both be 3, and the next in the order would decide.
#[test]
fn fees_are_compared_before_they_are_rounded() {
	let place = Place::of(3, DAY).unwrap();
	let known = Candidate {
		item: Item {
			min_fee: 3,
			ppm: 0,
			min_size: 1,
			max_size: 99,
			lifetime_ms: DAY,
			valid_until_ms: 9,
		},
		standing: 0,
		region: Region(0),
		away: 0,
		number: 0,
		period_ms: 1,
	};
	let cheaper = Candidate {
		item: Item { min_fee: 0, ppm: 700_000, ..known.item },
		standing: 9,
		number: 1,
		..known.clone()
	};
	let terms = cheaper.terms();
	let (shelves, _) = shelves(&[known, cheaper], place);
	let found = best(3, |kind| shelves[&kind].clone(), |_| true).unwrap();
	assert_eq!(found, Some(Offer { provider: 1, fee: 3, terms }));
}
