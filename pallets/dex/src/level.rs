//! The orders at one price: a queue of which only sums are stored.
//!
//! Orders of one level stand in *chunks* of up to [`CHUNK`]. All that a level knows is how many
//! lots came, were filled and are left; what an order has of it follows from where it stands.

/// How many orders stand in one chunk.
pub const CHUNK: u16 = 256;

/// Names a chunk of a pair: a queue begins when an order comes to an empty price, and its number is
/// never given again.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub struct ChunkName {
	/// The queue.
	#[codec(compact)]
	pub queue: u64,
	/// The number of the chunk in its queue, from 0.
	#[codec(compact)]
	pub number: u32,
}

/// What is stored of one price.
#[frame_support::stored]
#[derive(Copy)]
pub struct Level {
	/// The queue of its orders.
	#[codec(compact)]
	pub queue: u64,
	/// The chunk that is filled next.
	#[codec(compact)]
	pub head: u32,
	/// The chunk that takes orders.
	#[codec(compact)]
	pub tail: u32,
	/// Orders that ever came to the tail.
	#[codec(compact)]
	pub count: u16,
	/// Lots that ever came to the tail. What was cut is still counted: it may be more than any order.
	#[codec(compact)]
	pub placed: u128,
	/// Lots of the head that were filled.
	#[codec(compact)]
	pub filled: u128,
	/// Lots that are left in the head, while that is not the tail.
	#[codec(compact)]
	pub left: u64,
	/// Lots that are left at this price: never none.
	#[codec(compact)]
	pub live: u64,
	/// Orders of the tail that the hook is to settle.
	#[codec(compact)]
	pub owners: u16,
	/// Whether any of its chunks has an item in storage.
	pub items: bool,
	/// Whether the hook is to settle any order of the queue.
	pub pays: bool,
}

impl Level {
	/// A level without orders.
	pub const fn new(queue: u64) -> Self {
		Self {
			queue,
			head: 0,
			tail: 0,
			count: 0,
			placed: 0,
			filled: 0,
			left: 0,
			live: 0,
			owners: 0,
			items: false,
			pays: false,
		}
	}

	/// Lots that are left in the head.
	pub const fn left_in_head(&self) -> u64 {
		if self.head == self.tail {
			self.live
		} else {
			self.left
		}
	}

	/// The head, by its name.
	pub const fn head_name(&self) -> ChunkName {
		ChunkName { queue: self.queue, number: self.head }
	}

	/// Lots are filled, out of the head. None if it has not as many.
	pub fn fill(&mut self, lots: u64) -> Option<()> {
		if self.head != self.tail {
			self.left = self.left.checked_sub(lots)?;
		}
		self.live = self.live.checked_sub(lots)?;
		self.filled = self.filled.checked_add(lots.into())?;
		Some(())
	}
}
