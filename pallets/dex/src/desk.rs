//! The book of one pair while something is done to it: what is needed of it is read once, changed
//! in memory, and written at the end, or not at all.
//!
//! # Why it is exact
//!
//! Orders of a chunk stand one behind the other: order *i* begins at the lots that had come before
//! it, less what was cut of those orders since. So the intervals of all orders tile the chunk, and
//! a cut moves those behind it forward without opening a gap. Filling lengthens one number,
//! `filled`, into this tiling; an order has of it what lies in its own interval. Only what is not
//! filled can be cut: then all that is behind it is unfilled, too, and stays so.

use crate::{
	book::Book,
	chunk::Chunk,
	level::{ChunkName, Level, CHUNK},
	order::Order,
	page::{Page, PageName},
	price::Tick,
	terms::MAX_VALUE,
	types::{Fault, Filled, PairId, Side},
};
use alloc::{collections::BTreeMap, vec::Vec};
use bloc_primitives::Balance;

#[cfg(test)]
mod tests;

/// Where pages and chunks lie.
pub trait Shelf {
	/// Reads a page.
	fn page(&self, pair: PairId, name: PageName) -> Option<Page>;
	/// Reads a chunk.
	fn chunk(&self, pair: PairId, name: ChunkName) -> Option<Chunk>;
}

/// How much a book was worked on.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Work {
	/// See [`Desk::steps`].
	pub steps: u32,
	/// See [`Desk::fills`].
	pub fills: u32,
}

impl Work {
	/// Both together.
	pub const fn plus(self, more: Self) -> Self {
		let steps = self.steps.saturating_add(more.steps);
		Self { steps, fills: self.fills.saturating_add(more.fills) }
	}

	/// What came to it since it was `before`.
	pub const fn since(self, before: Self) -> Self {
		let steps = self.steps.saturating_sub(before.steps);
		Self { steps, fills: self.fills.saturating_sub(before.fills) }
	}
}

/// An item on the desk.
#[derive(Clone, Debug)]
struct Sheet<Item> {
	item: Option<Item>,
	changed: bool,
}

/// How a book was before something was tried: of pages and chunks only those that were read or
/// changed since.
#[derive(Clone)]
struct Mark<AssetId> {
	book: Book<AssetId>,
	book_changed: bool,
	/// None: it was not read.
	pages: BTreeMap<PageName, Option<Sheet<Page>>>,
	chunks: BTreeMap<ChunkName, Option<Sheet<Chunk>>>,
	jobs: usize,
}

/// Where an order stands that has come to the book.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Place {
	/// Its chunk.
	pub chunk: ChunkName,
	/// Its place there.
	pub index: u8,
	/// Lots that had come to the chunk before it.
	pub start: u128,
	/// Its place among those of its chunk that the hook is to settle, if it is to.
	pub owner: Option<u16>,
	/// Whether the chunk is a further one of its queue: that leaves work for the hook.
	pub opens: bool,
}

/// What has changed.
pub struct Changes<AssetId> {
	/// The book, if it has.
	pub book: Option<Book<AssetId>>,
	/// Pages: none if it goes.
	pub pages: Vec<(PageName, Option<Page>)>,
	/// Chunks: none if it goes.
	pub chunks: Vec<(ChunkName, Option<Chunk>)>,
	/// What the hook is to do.
	pub jobs: Vec<Filled>,
}

/// A book that is being worked on.
#[derive(Clone)]
pub struct Desk<S, AssetId> {
	shelf: S,
	/// Whose book it is.
	pub pair: PairId,
	book: Book<AssetId>,
	book_changed: bool,
	pages: BTreeMap<PageName, Sheet<Page>>,
	chunks: BTreeMap<ChunkName, Sheet<Chunk>>,
	jobs: Vec<Filled>,
	mark: Option<Mark<AssetId>>,
	/// Pages and chunks that were read, chunks that went, own orders that were met, and what was
	/// left to the hook.
	pub steps: u32,
	/// How often something was taken: at each price once, and once more for each chunk and each own
	/// order there.
	pub fills: u32,
}

impl<S: Shelf, AssetId> Desk<S, AssetId> {
	/// Begins to work on a book.
	pub fn new(shelf: S, pair: PairId, book: Book<AssetId>) -> Self {
		Self {
			shelf,
			pair,
			book,
			book_changed: false,
			pages: BTreeMap::new(),
			chunks: BTreeMap::new(),
			jobs: Vec::new(),
			mark: None,
			steps: 0,
			fills: 0,
		}
	}

	/// The book.
	pub const fn book(&self) -> &Book<AssetId> {
		&self.book
	}

	/// How much it was worked on.
	pub const fn work(&self) -> Work {
		Work { steps: self.steps, fills: self.fills }
	}

	/// The book, to be changed.
	pub fn book_mut(&mut self) -> &mut Book<AssetId> {
		self.book_changed = true;
		&mut self.book
	}

	/// What is to be written.
	pub fn changes(self) -> Changes<AssetId> {
		let pages = self.pages.into_iter().filter(|(_, sheet)| sheet.changed);
		let chunks = self.chunks.into_iter().filter(|(_, sheet)| sheet.changed);
		Changes {
			book: Some(self.book).filter(|_| self.book_changed),
			pages: pages.map(|(name, sheet)| (name, sheet.item)).collect(),
			chunks: chunks.map(|(name, sheet)| (name, sheet.item)).collect(),
			jobs: self.jobs,
		}
	}

	/// Notes how a page is, if it is to be known.
	fn keep_page(&mut self, name: PageName) {
		if let Some(mark) = &mut self.mark {
			mark.pages.entry(name).or_insert_with(|| self.pages.get(&name).cloned());
		}
	}

	/// Notes how a chunk is, if it is to be known.
	fn keep_chunk(&mut self, name: ChunkName) {
		if let Some(mark) = &mut self.mark {
			mark.chunks.entry(name).or_insert_with(|| self.chunks.get(&name).cloned());
		}
	}

	fn sheet(&mut self, name: PageName) -> &mut Sheet<Page> {
		if !self.pages.contains_key(&name) {
			self.keep_page(name);
		}
		let (shelf, pair, steps) = (&self.shelf, self.pair, &mut self.steps);
		self.pages.entry(name).or_insert_with(|| {
			*steps = steps.saturating_add(1);
			Sheet { item: shelf.page(pair, name), changed: false }
		})
	}

	/// A page, to be changed.
	fn sheet_mut(&mut self, name: PageName) -> &mut Sheet<Page> {
		self.keep_page(name);
		let sheet = self.sheet(name);
		sheet.changed = true;
		sheet
	}

	fn chunk(&mut self, name: ChunkName) -> &mut Sheet<Chunk> {
		if !self.chunks.contains_key(&name) {
			self.keep_chunk(name);
		}
		let (shelf, pair, steps) = (&self.shelf, self.pair, &mut self.steps);
		self.chunks.entry(name).or_insert_with(|| {
			*steps = steps.saturating_add(1);
			Sheet { item: shelf.chunk(pair, name), changed: false }
		})
	}

	fn chunk_mut(&mut self, name: ChunkName) -> &mut Chunk {
		self.keep_chunk(name);
		let sheet = self.chunk(name);
		sheet.changed = true;
		sheet.item.get_or_insert_default()
	}

	/// The hook has something to do.
	fn leave_to_hook(&mut self, chunk: ChunkName, last: u32) {
		self.steps = self.steps.saturating_add(1);
		self.jobs.push(Filled { chunk, last, page: 0 });
	}

	/// A chunk that is there goes. It need not be read for that, but it is a step: there may be one
	/// at each price.
	fn drop_chunk(&mut self, name: ChunkName) {
		self.steps = self.steps.saturating_add(1);
		self.keep_chunk(name);
		self.chunks.insert(name, Sheet { item: None, changed: true });
	}

	/// Whether the page of a price was read.
	pub(crate) fn is_open(&self, side: Side, tick: Tick) -> bool {
		self.pages.contains_key(&PageName::of(side, tick))
	}

	/// The level at a price.
	pub fn level(&mut self, side: Side, tick: Tick) -> Option<Level> {
		let page = self.sheet(PageName::of(side, tick)).item.as_ref();
		page.and_then(|page| page.level(tick)).copied()
	}

	fn put_level(&mut self, side: Side, tick: Tick, level: Level) -> Result<(), Fault> {
		let sheet = self.sheet_mut(PageName::of(side, tick));
		let page = sheet.item.as_mut().ok_or(Fault::Inconsistent)?;
		*page.level_mut(tick).ok_or(Fault::Inconsistent)? = level;
		Ok(())
	}

	/// A new level, at a price that has none.
	fn open_level(&mut self, side: Side, tick: Tick) -> Result<Level, Fault> {
		let book = self.book_mut();
		let level = Level::new(book.next_queue);
		book.next_queue = book.next_queue.checked_add(1).ok_or(Fault::Overflow)?;
		let half = book.half_mut(side);
		half.index.set(tick.page(), true);
		if half.best.is_none_or(|best| side.is_better(tick, best)) {
			half.best = Some(tick);
		}
		let page = self.sheet_mut(PageName::of(side, tick)).item.get_or_insert_default();
		page.insert(tick, level).ok_or(Fault::Inconsistent)?;
		Ok(level)
	}

	/// A level has no lots any more. What is left of its chunks goes, too: at once if that is little,
	/// else by the hook.
	fn close_level(&mut self, side: Side, tick: Tick, level: &Level) -> Result<(), Fault> {
		let sheet = self.sheet_mut(PageName::of(side, tick));
		let page = sheet.item.as_mut().ok_or(Fault::Inconsistent)?;
		page.remove(tick).ok_or(Fault::Inconsistent)?;
		let next = page.best(side);
		if page.is_empty() {
			sheet.item = None;
			self.book_mut().half_mut(side).index.set(tick.page(), false);
		}
		if self.book.half(side).best == Some(tick) {
			let best = match next {
				Some(place) => Some(Tick::of(tick.page(), place)),
				None => self.best_of_next_page(side)?,
			};
			self.book_mut().half_mut(side).best = best;
		}
		let chunks = level.tail.saturating_sub(level.head);
		if level.pays || chunks > 1 {
			self.leave_to_hook(level.head_name(), level.tail);
		} else if level.items {
			for number in level.head..=level.tail {
				self.drop_chunk(ChunkName { number, ..level.head_name() });
			}
		}
		Ok(())
	}

	fn best_of_next_page(&mut self, side: Side) -> Result<Option<Tick>, Fault> {
		let Some(number) = self.book.half(side).index.best(side) else { return Ok(None) };
		let page = self.sheet(PageName::new(side, number)).item.as_ref();
		let place = page.and_then(|page| page.best(side)).ok_or(Fault::Inconsistent)?;
		Ok(Some(Tick::of(number, place)))
	}

	/// Lots come to the end of a level, without taking.
	///
	/// # Errors
	/// [`Fault::Overflow`]: the level would be worth too much.
	pub fn rest(
		&mut self,
		side: Side,
		tick: Tick,
		lots: u64,
		settled: bool,
	) -> Result<Place, Fault> {
		let found = self.level(side, tick);
		let more = found.map_or(Some(lots), |level| level.live.checked_add(lots));
		let more = more.ok_or(Fault::Overflow)?;
		self.book.terms.lock(side, tick, more)?;
		self.book.terms.quote_of(more, tick)?;
		let mut level = match found {
			Some(level) => level,
			None => self.open_level(side, tick)?,
		};
		let opens = level.count >= CHUNK;
		if opens {
			self.next_chunk(&mut level)?;
		}
		let chunk = ChunkName { queue: level.queue, number: level.tail };
		let index = u8::try_from(level.count).map_err(|_| Fault::Inconsistent)?;
		let owner = settled.then_some(level.owners);
		let place = Place { chunk, index, start: level.placed, owner, opens };
		level.count = level.count.saturating_add(1);
		level.placed = level.placed.checked_add(lots.into()).ok_or(Fault::Overflow)?;
		level.live = more;
		if settled {
			level.owners = level.owners.saturating_add(1);
			level.pays = true;
		}
		self.put_level(side, tick, level)?;
		Ok(place)
	}

	/// The tail is full: another chunk takes orders.
	fn next_chunk(&mut self, level: &mut Level) -> Result<(), Fault> {
		if level.head == level.tail {
			level.left = level.live;
		} else {
			let placed = level.placed;
			let name = ChunkName { queue: level.queue, number: level.tail };
			let chunk = self.chunk_mut(name);
			let cut = chunk.cut_in_all().ok_or(Fault::Overflow)?;
			let left = placed.checked_sub(cut).and_then(|left| u64::try_from(left).ok());
			chunk.left = left.ok_or(Fault::Inconsistent)?;
			level.items = true;
		}
		level.tail = level.tail.checked_add(1).ok_or(Fault::Overflow)?;
		(level.count, level.placed, level.owners) = (0, 0, 0);
		Ok(())
	}

	/// How many lots of an order are filled.
	///
	/// # Errors
	/// [`Fault::Inconsistent`].
	pub fn filled(&mut self, order: &Order) -> Result<u64, Fault> {
		let level = self.level(order.side, order.tick);
		let Some(level) = level.filter(|level| level.queue == order.chunk.queue) else {
			return Ok(order.lots);
		};
		Ok(match order.chunk.number {
			number if number < level.head => order.lots,
			number if number > level.head => 0,
			_ => {
				let begins = self.begins(order, &level)?;
				let filled = level.filled.saturating_sub(begins);
				u64::try_from(filled).unwrap_or(order.lots).min(order.lots)
			},
		})
	}

	/// Where an order of the head begins.
	fn begins(&mut self, order: &Order, level: &Level) -> Result<u128, Fault> {
		let chunk = match level.items {
			true => self.chunk(order.chunk).item.as_ref(),
			false => None,
		};
		let cut = chunk.map_or(Some(0), |chunk| chunk.cut_before(order.index));
		let begins = cut.and_then(|cut| order.start.checked_sub(cut));
		begins.ok_or(Fault::Inconsistent)
	}

	/// How many lots of the head come before what is open of an order that stands there; none if
	/// nothing of it is open, or it stands elsewhere.
	pub(crate) fn ahead(&mut self, order: &Order, level: &Level) -> Result<Option<u64>, Fault> {
		if order.chunk != level.head_name() {
			return Ok(None);
		}
		let begins = self.begins(order, level)?;
		let filled = level.filled.saturating_sub(begins);
		if filled >= order.lots.into() {
			return Ok(None);
		}
		// What is before it and not filled is a part of what is left.
		let ahead = u64::try_from(begins.saturating_sub(level.filled));
		ahead.map(Some).map_err(|_| Fault::Inconsistent)
	}

	/// Takes `lots` that are not filled out of an order. The order itself is the caller's to change.
	///
	/// # Errors
	/// [`Fault::Inconsistent`]: it has not as many.
	pub fn cut(&mut self, order: &Order, lots: u64) -> Result<(), Fault> {
		let (side, tick) = (order.side, order.tick);
		let level = self.level(side, tick).filter(|level| level.queue == order.chunk.queue);
		let mut level = level.ok_or(Fault::Inconsistent)?;
		let number = order.chunk.number;
		if level.live == lots {
			return self.close_level(side, tick, &level);
		}
		level.live = level.live.checked_sub(lots).ok_or(Fault::Inconsistent)?;
		if number == level.head && number != level.tail {
			level.left = level.left.checked_sub(lots).ok_or(Fault::Inconsistent)?;
		}
		let chunk = self.chunk_mut(order.chunk);
		chunk.cut(order.index, lots).ok_or(Fault::Inconsistent)?;
		if number > level.head && number < level.tail {
			chunk.left = chunk.left.checked_sub(lots).ok_or(Fault::Inconsistent)?;
		}
		level.items = true;
		self.put_level(side, tick, level)
	}

	/// Fills all that rests at a price, however much.
	pub(crate) fn fill_level(&mut self, side: Side, tick: Tick) -> Result<Level, Fault> {
		let level = self.level(side, tick).ok_or(Fault::Inconsistent)?;
		self.close_level(side, tick, &level)?;
		Ok(level)
	}

	/// Fills so many lots of the head. What it was before.
	pub(crate) fn fill(&mut self, side: Side, tick: Tick, lots: u64) -> Result<Level, Fault> {
		let before = self.level(side, tick).ok_or(Fault::Inconsistent)?;
		if before.live == lots {
			return self.fill_level(side, tick);
		}
		let mut level = before;
		level.fill(lots).ok_or(Fault::Inconsistent)?;
		if level.left_in_head() == 0 {
			self.leave_head(&mut level)?;
		}
		self.put_level(side, tick, level)?;
		Ok(before)
	}

	/// Nothing is left in the head: on to the next chunk.
	pub(crate) fn advance(&mut self, side: Side, tick: Tick) -> Result<(), Fault> {
		let mut level = self.level(side, tick).ok_or(Fault::Inconsistent)?;
		self.leave_head(&mut level)?;
		self.put_level(side, tick, level)
	}

	fn leave_head(&mut self, level: &mut Level) -> Result<(), Fault> {
		let over = level.head_name();
		if level.pays {
			self.leave_to_hook(over, over.number);
		} else if level.items {
			self.drop_chunk(over);
		}
		level.head = level.head.checked_add(1).ok_or(Fault::Overflow)?;
		level.filled = 0;
		level.left = 0;
		if level.head < level.tail {
			let next = self.chunk(level.head_name()).item.as_ref();
			level.left = next.ok_or(Fault::Inconsistent)?.left;
		}
		if level.head > level.tail {
			return Err(Fault::Inconsistent);
		}
		Ok(())
	}

	/// What so many lots of base cost at a price, within what any order is worth.
	pub(crate) fn value(&self, lots: u64, tick: Tick) -> Result<Balance, Fault> {
		let price = self.book.terms.price_of(tick)?;
		let value = price.checked_mul(lots.into()).filter(|value| *value <= MAX_VALUE);
		value.ok_or(Fault::Overflow)
	}
}

impl<S: Shelf, AssetId: Clone> Desk<S, AssetId> {
	/// Something is tried that may be undone: from here on it is known what was before.
	pub fn begin(&mut self) {
		let (book, book_changed) = (self.book.clone(), self.book_changed);
		let (pages, chunks, jobs) = (BTreeMap::new(), BTreeMap::new(), self.jobs.len());
		self.mark = Some(Mark { book, book_changed, pages, chunks, jobs });
	}

	/// All is again as it was when this began, but for the steps and fills: what was read was read.
	/// It is read again, and is a step again, if it is needed again.
	pub fn undo(&mut self) {
		let Some(mark) = self.mark.take() else { return };
		(self.book, self.book_changed) = (mark.book, mark.book_changed);
		for (name, before) in mark.pages {
			match before {
				Some(sheet) => self.pages.insert(name, sheet),
				None => self.pages.remove(&name),
			};
		}
		for (name, before) in mark.chunks {
			match before {
				Some(sheet) => self.chunks.insert(name, sheet),
				None => self.chunks.remove(&name),
			};
		}
		self.jobs.truncate(mark.jobs);
	}
}
