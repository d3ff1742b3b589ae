//! The index out of which the best offer is chosen. Pure: what is stored comes by [`Pages`].
//!
//! Which of two items is cheaper depends on the size, so that one sorted list would be wrong. So
//! sizes fall in *classes*, each up to twice as large as the one before, and in a class an item is
//! either *flat* (the least fee counts for all sizes of it) or *proportional* (the share does); one
//! that is neither cannot be listed there. Among the flat ones the order does not depend on the
//! size, nor among the proportional ones: the best is the better of two heads. An item is on a
//! [`Shelf`] only if it is good for every size of the class and every lifetime of the
//! [term](TERMS_MS), and only while its provider has so much: so the first that runs is the one.
//!
//! A shelf is a sorted list in pages, under a directory that says where each page begins. No two
//! neighbours would fit in one page, so that a shelf holds at least [`MAX_PAGES`] · [`PAGE_SIZE`] /
//! 2.

use crate::{menu::Item, provider::Terms};
use bloc_math::fees::MILLION;
use bloc_primitives::{Balance, Moment};
use core::cmp::Ordering;
use frame_support::{traits::ConstU32, BoundedVec};

/// How many entries a page has at most.
pub const PAGE_SIZE: u32 = 64;
/// How many pages a shelf has at most.
pub const MAX_PAGES: u32 = 64;
/// How many pages of a shelf a search looks at.
pub const REACH: usize = 3;
/// The last class of sizes.
pub const MAX_CLASS: u8 = 100;

const DAY_MS: Moment = 86_400_000;
/// Lifetimes up to which items are listed: a day, a week, 30, 90, 180 and 365 days.
pub const TERMS_MS: [Moment; 6] =
	[DAY_MS, 7 * DAY_MS, 30 * DAY_MS, 90 * DAY_MS, 180 * DAY_MS, 365 * DAY_MS];

bloc_primitives::faults! {
	/// Why something is not listed, or nothing is found. Each becomes the [`Error`](crate::Error)
	/// of the same name.
	pub enum Fault {
		NoSuchShelf,
		ClassNotCovered,
		TermNotCovered,
		MixesInClass,
		FeeOverflow,
		ShelfFull,
		NotListed,
		NoneInReach,
	}
}

/// A part of the world, as the runtime numbers them.
#[frame_support::stored]
#[derive(Copy, Default, Ord, PartialOrd)]
pub struct Region(pub u16);

/// What decides the fee of an item in a class.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub enum Kind {
	/// The least fee: it is the same for all sizes of the class.
	Flat,
	/// The share.
	Proportional,
}

impl Kind {
	/// Both.
	pub const BOTH: [Self; 2] = [Self::Flat, Self::Proportional];
}

/// Sizes from `2^class` to twice that less one, and lifetimes up to that of the term.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub struct Place {
	/// The class of sizes.
	pub class: u8,
	/// The position in [`TERMS_MS`].
	pub term: u8,
}

/// Where offers of one kind for a place stand in order.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub struct Shelf {
	/// For what.
	pub place: Place,
	/// What decides their fees.
	pub kind: Kind,
}

impl Place {
	/// Where a channel of this size and lifetime is looked for.
	pub fn of(size: Balance, lifetime_ms: Moment) -> Result<Self, Fault> {
		let class = size.checked_ilog2().and_then(|class| u8::try_from(class).ok());
		let term = TERMS_MS.iter().position(|term_ms| lifetime_ms <= *term_ms);
		let place = class.zip(term.and_then(|term| u8::try_from(term).ok()));
		let place = place.map(|(class, term)| Self { class, term });
		place.filter(|place| place.class <= MAX_CLASS).ok_or(Fault::NoSuchShelf)
	}

	/// The smallest and the largest size.
	pub fn sizes(&self) -> Result<(Balance, Balance), Fault> {
		let exists = self.class <= MAX_CLASS && usize::from(self.term) < TERMS_MS.len();
		let least = 1u128.checked_shl(self.class.into()).filter(|_| exists);
		let least = least.ok_or(Fault::NoSuchShelf)?;
		Ok((least, least.saturating_sub(1).saturating_add(least)))
	}

	/// The longest lifetime.
	fn term_ms(&self) -> Result<Moment, Fault> {
		TERMS_MS.get(usize::from(self.term)).copied().ok_or(Fault::NoSuchShelf)
	}

	/// On which shelf for this place an item stands, and with what price.
	pub fn shelve(self, item: &Item) -> Result<(Shelf, Balance), Fault> {
		let (least, most) = self.sizes()?;
		if item.min_size > least || item.max_size < most {
			return Err(Fault::ClassNotCovered);
		}
		if item.lifetime_ms < self.term_ms()? {
			return Err(Fault::TermNotCovered);
		}
		let base = item.min_fee.checked_mul(MILLION.into()).ok_or(Fault::FeeOverflow)?;
		let share = |size: Balance| size.checked_mul(item.ppm.into()).ok_or(Fault::FeeOverflow);
		let (kind, price) = match (base >= share(most)?, base <= share(least)?) {
			(true, _) => (Kind::Flat, item.min_fee),
			(false, true) => (Kind::Proportional, item.ppm.into()),
			(false, false) => return Err(Fault::MixesInClass),
		};
		Ok((Shelf { place: self, kind }, price))
	}
}

/// By what offers are ordered, the first first: the price, how little is known for their provider,
/// the region, how much of its time it was away, and how late it came.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub struct Rank {
	/// The least fee, or the share in millionths: as its shelf is.
	pub price: Balance,
	/// The band of its standing, from the best.
	pub standing: u8,
	/// Where it is.
	pub region: Region,
	/// The time that it was away, in thousandths.
	pub away: u16,
	/// The number of the provider.
	pub provider: u32,
}

/// An offer on a shelf.
#[frame_support::stored]
pub struct Entry<AccountId> {
	/// Its place in the order.
	pub rank: Rank,
	/// Whose it is.
	pub who: AccountId,
	/// On what terms: so that who does not take these is not stopped by it.
	pub terms: Terms,
	/// It is good until this instant.
	pub valid_until_ms: Moment,
}

/// What a search finds.
#[frame_support::stored]
pub struct Offer<AccountId> {
	/// Whose it is.
	pub provider: AccountId,
	/// What it asks.
	pub fee: Balance,
	/// On what terms.
	pub terms: Terms,
}

impl Kind {
	/// A millionth part of what is asked for `size` at `price`, not rounded: rounding would make
	/// equals of what is not, and have them ordered by what is less.
	fn unrounded(self, price: Balance, size: Balance) -> Option<Balance> {
		match self {
			Self::Flat => price.checked_mul(MILLION.into()),
			Self::Proportional => price.checked_mul(size),
		}
	}

	/// What is asked for `size` at `price`: rounded up.
	pub fn fee(self, price: Balance, size: Balance) -> Option<Balance> {
		Some(self.unrounded(price, size)?.div_ceil(MILLION.into()))
	}
}

/// Which of two offers for `size` comes first.
fn compare<A>(size: Balance, one: (Kind, &Entry<A>), other: (Kind, &Entry<A>)) -> Ordering {
	let key = |(kind, entry): (Kind, &Entry<A>)| {
		// What does not fit is not listed.
		let asked = kind.unrounded(entry.rank.price, size).unwrap_or(Balance::MAX);
		(asked, Rank { price: 0, ..entry.rank })
	};
	key(one).cmp(&key(other))
}

/// Where a page begins, and how many entries it has.
#[frame_support::stored]
#[derive(Copy)]
pub struct Spine {
	/// Its first entry.
	pub first: Rank,
	/// Under which number it is stored.
	pub number: u32,
	/// How many entries it has.
	pub len: u32,
}

/// The pages of a shelf, in order.
#[frame_support::stored]
#[derive(Default)]
pub struct Directory {
	/// Where they begin.
	pub spines: BoundedVec<Spine, ConstU32<MAX_PAGES>>,
	/// The number of the next page.
	pub next: u32,
}

/// A page, sorted.
pub type Page<AccountId> = BoundedVec<Entry<AccountId>, ConstU32<PAGE_SIZE>>;

/// Where a shelf is stored. One read or write for each.
pub trait Pages<AccountId> {
	/// The directory; an empty one if there is none.
	fn directory(&self) -> Directory;
	/// Stores the directory; or forgets it, if nothing is in it.
	fn put_directory(&mut self, directory: Directory);
	/// A page.
	fn page(&self, number: u32) -> Page<AccountId>;
	/// Stores a page.
	fn put_page(&mut self, number: u32, page: Page<AccountId>);
	/// Forgets a page.
	fn remove_page(&mut self, number: u32);
}

const fn page_size() -> usize {
	PAGE_SIZE as usize
}

fn length<A>(page: &Page<A>) -> u32 {
	u32::try_from(page.len()).unwrap_or(PAGE_SIZE)
}

impl Directory {
	/// The page in which a rank is, or would be.
	fn position(&self, rank: &Rank) -> usize {
		self.spines.partition_point(|spine| spine.first <= *rank).saturating_sub(1)
	}

	/// A new page is stored as this one, at this position.
	fn add<A>(&mut self, at: usize, page: &Page<A>) -> Result<u32, Fault> {
		let first = page.first().map(|entry| entry.rank).ok_or(Fault::NotListed)?;
		let number = self.next;
		self.next = number.checked_add(1).ok_or(Fault::ShelfFull)?;
		let spine = Spine { first, number, len: length(page) };
		self.spines.try_insert(at, spine).map_err(|_| Fault::ShelfFull)?;
		Ok(number)
	}

	/// The page at this position is this one now.
	fn note<A>(&mut self, at: usize, page: &Page<A>) {
		if let (Some(spine), Some(entry)) = (self.spines.get_mut(at), page.first()) {
			(spine.first, spine.len) = (entry.rank, length(page));
		}
	}

	/// Whether the pages at this position and after it fit in one.
	fn fit_together(&self, at: usize) -> Option<(u32, u32)> {
		let (one, next) = (self.spines.get(at)?, self.spines.get(at.checked_add(1)?)?);
		(one.len.saturating_add(next.len) <= PAGE_SIZE).then_some((one.number, next.number))
	}
}

/// Puts an entry in its place. Reads and writes the directory and a page; where that was full,
/// another page, and up to two that are joined.
pub fn insert<A: Clone>(pages: &mut impl Pages<A>, entry: Entry<A>) -> Result<(), Fault> {
	let mut directory = pages.directory();
	let at = directory.position(&entry.rank);
	let Some(spine) = directory.spines.get(at).copied() else {
		let page = Page::truncate_from(alloc::vec![entry]);
		let number = directory.add(0, &page)?;
		pages.put_page(number, page);
		pages.put_directory(directory);
		return Ok(());
	};
	let mut entries = pages.page(spine.number).into_inner();
	let place = entries.partition_point(|other| other.rank < entry.rank);
	entries.insert(place, entry);
	if entries.len() > page_size() {
		let rest = entries.split_off(entries.len() / 2);
		let rest = Page::truncate_from(rest);
		let number = directory.add(at.saturating_add(1), &rest)?;
		pages.put_page(number, rest);
	}
	let page = Page::truncate_from(entries);
	directory.note(at, &page);
	pages.put_page(spine.number, page);
	// Halves may fit together with what was no neighbour of theirs.
	tidy(pages, &mut directory, [at.saturating_add(1), at.saturating_sub(1)]);
	pages.put_directory(directory);
	Ok(())
}

/// Makes one page of each of these and the next, if they fit in one.
fn tidy<A: Clone>(pages: &mut impl Pages<A>, directory: &mut Directory, lefts: [usize; 2]) {
	for left in lefts {
		let Some((one, next)) = directory.fit_together(left) else { continue };
		let mut merged = pages.page(one).into_inner();
		merged.extend(pages.page(next).into_inner());
		let merged = Page::truncate_from(merged);
		directory.spines.remove(left.saturating_add(1));
		directory.note(left, &merged);
		pages.remove_page(next);
		pages.put_page(one, merged);
	}
}

/// Takes an entry out. Reads and writes the directory and a page, and up to two that are joined.
pub fn remove<A: Clone>(pages: &mut impl Pages<A>, rank: &Rank) -> Result<Entry<A>, Fault> {
	let mut directory = pages.directory();
	let at = directory.position(rank);
	let spine = directory.spines.get(at).copied().ok_or(Fault::NotListed)?;
	let mut entries = pages.page(spine.number).into_inner();
	let found = entries.binary_search_by(|entry| entry.rank.cmp(rank));
	let entry = entries.remove(found.map_err(|_| Fault::NotListed)?);
	let page = Page::truncate_from(entries);
	if page.is_empty() {
		directory.spines.remove(at);
		pages.remove_page(spine.number);
	} else {
		directory.note(at, &page);
		pages.put_page(spine.number, page);
	}
	// A page that is gone leaves two neighbours that were none before.
	tidy(pages, &mut directory, [at, at.saturating_sub(1)]);
	pages.put_directory(directory);
	Ok(entry)
}

/// The first entry that fits. Reads the directory and up to [`REACH`] pages.
///
/// # Errors
/// [`Fault::NoneInReach`], where none of those does and there are more.
pub fn first<A: Clone>(
	pages: &impl Pages<A>,
	fits: impl Fn(&Entry<A>) -> bool,
) -> Result<Option<Entry<A>>, Fault> {
	let directory = pages.directory();
	for spine in directory.spines.iter().take(REACH) {
		let page = pages.page(spine.number);
		if let Some(entry) = page.iter().find(|entry| fits(entry)) {
			return Ok(Some(entry.clone()));
		}
	}
	match directory.spines.len() > REACH {
		true => Err(Fault::NoneInReach),
		false => Ok(None),
	}
}

/// The best offer for `size` out of both shelves of a place, of those that fit.
///
/// # Errors
/// [`Fault::NoneInReach`], as [`first`] has it of either; [`Fault::FeeOverflow`].
pub fn best<A: Clone, P: Pages<A>>(
	size: Balance,
	shelf: impl Fn(Kind) -> P,
	fits: impl Fn(&Entry<A>) -> bool,
) -> Result<Option<Offer<A>>, Fault> {
	let mut best: Option<(Kind, Entry<A>)> = None;
	for kind in Kind::BOTH {
		let Some(entry) = first(&shelf(kind), &fits)? else { continue };
		let is_better = best.as_ref().is_none_or(|(its, other)| {
			compare(size, (kind, &entry), (*its, other)) == Ordering::Less
		});
		if is_better {
			best = Some((kind, entry));
		}
	}
	let Some((kind, entry)) = best else { return Ok(None) };
	let fee = kind.fee(entry.rank.price, size).ok_or(Fault::FeeOverflow)?;
	Ok(Some(Offer { provider: entry.who, fee, terms: entry.terms }))
}
