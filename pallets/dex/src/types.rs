//! Names, arguments and small values that calls, events and storage share.

use crate::{level::ChunkName, price::Tick};
use bloc_primitives::{Balance, Moment};

bloc_primitives::id_type! {
	/// Names a pair. Never given twice.
	pub struct PairId
}

/// The name of an order, chosen by its owner: no two that an owner has at a time are the same.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub struct OrderId(pub u64);

/// What an order does with the pair's base asset.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub enum Side {
	/// It buys base for quote.
	Buy,
	/// It sells base for quote.
	Sell,
}

impl Side {
	/// The side that it trades with.
	pub const fn other(self) -> Self {
		match self {
			Self::Buy => Self::Sell,
			Self::Sell => Self::Buy,
		}
	}

	/// Whether an order of this side that is good up to `limit` takes one that rests at `tick`.
	pub const fn takes(self, limit: Tick, tick: Tick) -> bool {
		match self {
			Self::Buy => tick.0 <= limit.0,
			Self::Sell => tick.0 >= limit.0,
		}
	}

	/// Whether, of orders of this side that rest, those at `tick` come before those at `other`.
	pub const fn is_better(self, tick: Tick, other: Tick) -> bool {
		match self {
			Self::Buy => tick.0 > other.0,
			Self::Sell => tick.0 < other.0,
		}
	}
}

/// How much.
#[frame_support::stored]
#[derive(Copy)]
pub enum Amount {
	/// So many lots of base.
	Lots(u64),
	/// As many lots as so much of quote pays for: a buyer spends no more, its fee included; a
	/// seller sells for no more, before its fee. Only of orders that do not rest.
	Quote(Balance),
}

/// How long an order is there.
#[frame_support::stored]
#[derive(Copy)]
pub enum Kind {
	/// It takes what it can and rests with the remainder: until cancelled.
	Limit(Rest),
	/// It only rests, and is refused if it would take; or, to `slide`, rests at the first tick at
	/// which it does not.
	PostOnly {
		/// How it rests.
		rest: Rest,
		/// Whether the tick may be changed.
		slide: bool,
	},
	/// It takes what it can at once. With the worst price as its limit it is a market order.
	ImmediateOrCancel,
	/// It takes all at once, or is refused.
	FillOrKill,
}

/// How an order rests.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Rest {
	/// From this instant on the hook takes it out of the book. None: it stays until cancelled.
	pub until_ms: Option<Moment>,
	/// Whether the hook settles it when its chunk of the queue is filled, for a fee. What others
	/// have filled is the owner's in any case, from [`settle`](crate::Call::settle) on.
	pub settled: bool,
}

/// Where the money of an order comes from, and where what it brings goes to.
#[frame_support::stored]
#[derive(Copy, Default)]
pub enum Purse {
	/// The owner's balance here.
	#[default]
	Balance,
	/// The owner's account: money comes with the order, and goes when it does, or is settled.
	Wallet,
}

/// What happens when an order would trade with one of the same owner.
#[frame_support::stored]
#[derive(Copy)]
pub enum SelfTrade {
	/// The one that comes is cancelled from there on.
	CancelNewest,
	/// The one that rests is cancelled.
	CancelOldest,
	/// Both are cancelled.
	CancelBoth,
	/// Both become smaller by the smaller one.
	Decrement,
}

/// An order that is to come.
#[frame_support::stored]
#[derive(Copy)]
pub struct OrderSpec {
	/// Its name.
	pub id: OrderId,
	/// Buy or sell.
	pub side: Side,
	/// How much.
	pub amount: Amount,
	/// The worst price. It trades at no other than this or better ones.
	pub tick: Tick,
	/// How long it is there.
	pub kind: Kind,
	/// Who pays for it, and gets what it brings.
	pub purse: Purse,
	/// The instant from which on the order is refused.
	pub deadline_ms: Moment,
	/// What happens when it would trade with the owner's own.
	pub self_trade: SelfTrade,
	/// How many steps it may take in the book: pages and chunks that are opened, chunks that go
	/// with a level, own orders that are met, and whatever is left to the hook. With one it takes
	/// what is in the page of the best price. What is not used is paid back.
	pub max_steps: u32,
}

/// What a swap is for.
#[frame_support::stored]
#[derive(Copy)]
pub enum Want {
	/// As much as can be had for this. What is less than a lot and no pool takes is not spent.
	ExactIn(Balance),
	/// At least this, for as little as can be: more only by what is less than a lot, or rounded.
	ExactOut(Balance),
}

/// One of the steps from one asset to another.
#[frame_support::stored]
pub struct Hop<AssetId> {
	/// What it comes to.
	pub to: AssetId,
	/// The pair in whose book it may trade, beside the pool of the two assets. None: only the pool.
	pub pair: Option<PairId>,
}

/// A swap that is to be made.
#[frame_support::stored]
#[derive(Copy)]
pub struct SwapSpec {
	/// Its name, for who reads events.
	pub id: OrderId,
	/// How much.
	pub want: Want,
	/// Of an exact input the least that it may bring; of an exact output the most that it may cost.
	pub limit: Balance,
	/// The instant from which on the swap is refused.
	pub deadline_ms: Moment,
	/// How many steps it may take in each book: see [`OrderSpec::max_steps`].
	pub max_steps: u32,
}

/// One of several things that a call does.
#[frame_support::stored]
#[derive(Copy)]
pub enum Action {
	/// An order comes.
	Place(OrderSpec),
	/// One of the caller's orders goes.
	Cancel(OrderId),
	/// One of the caller's orders becomes smaller, down to so many lots that are still open.
	Reduce(OrderId, u64),
}

/// Whether a pair trades.
#[frame_support::stored]
#[derive(Copy, Default)]
pub enum Status {
	/// Orders come and go.
	#[default]
	Trading,
	/// Orders only go.
	CancelOnly,
	/// Nothing happens until an instant; then orders only go.
	Stopped {
		/// The instant.
		until_ms: Moment,
	},
	/// The pair is to be closed: orders only go, and from an instant on anybody can take them out.
	Closing {
		/// The instant.
		from_ms: Moment,
	},
}

impl Status {
	/// Whether orders can come.
	pub fn takes_orders(self) -> bool {
		self == Self::Trading
	}

	/// Whether orders can be changed and taken out by their owners.
	pub const fn lets_go(self, now_ms: Moment) -> bool {
		match self {
			Self::Trading | Self::CancelOnly | Self::Closing { .. } => true,
			Self::Stopped { until_ms } => now_ms >= until_ms,
		}
	}

	/// Whether anybody can take orders out.
	pub const fn lets_clear(self, now_ms: Moment) -> bool {
		match self {
			Self::Closing { from_ms } => now_ms >= from_ms,
			_ => false,
		}
	}
}

/// Why an order, or a part of it, was taken out of the book.
#[frame_support::stored]
#[derive(Copy)]
pub enum Reason {
	/// Its owner cancelled it.
	Cancelled,
	/// Its owner made it smaller.
	Reduced,
	/// Its time was over.
	Expired,
	/// It would have traded with one of the same owner.
	SelfTrade,
	/// Another took its place, in the same call.
	Replaced,
	/// The pair is to be closed.
	PairClosing,
}

/// Why an order took no more.
#[frame_support::stored]
#[derive(Copy)]
pub enum End {
	/// It took all that it was for, or what is left pays for no further lot.
	Done,
	/// There is nothing at its price or a better one.
	NothingLeft,
	/// It met an order of the same owner.
	SelfTrade,
	/// It was not allowed more steps.
	Steps,
}

/// What was taken at one price, out of one queue.
#[frame_support::stored]
#[derive(Copy)]
pub struct Trade {
	/// The price.
	pub tick: Tick,
	/// How many lots.
	pub lots: u64,
	/// Their price, in quote.
	pub quote: Balance,
	/// The chunk whose orders were filled first. They stand in the order of their places.
	pub chunk: ChunkName,
	/// Lots of the chunk that were filled before. The order that starts here, cuts before it
	/// counted, is the first of these.
	pub from: u128,
}

/// Chunks of a queue that are filled.
#[frame_support::stored]
#[derive(Copy)]
pub struct Filled {
	/// The first of them.
	pub chunk: ChunkName,
	/// The number of the last.
	pub last: u32,
	/// The next page of owners.
	pub page: u8,
}

/// What the hook is to do.
#[frame_support::stored]
pub enum Due<AccountId> {
	/// To look at an account whose orders may have expired.
	Trader(AccountId),
	/// To settle the orders of chunks that are filled, and to forget the chunks.
	Filled(PairId, Filled),
}

/// What an order took.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Taken {
	/// How many lots.
	pub lots: u64,
	/// Their price, in quote, fees aside.
	pub quote: Balance,
	/// Why no more.
	pub end: End,
}

bloc_primitives::faults! {
	/// Why something is refused.
	pub enum Fault {
		Overflow,
		Inconsistent,
		UnknownTick,
		BelowMinimum,
		NotResting,
		UnsoundTerms,
		NothingOpen,
		WouldTake,
		NotFilled,
		InsufficientBalance,
		TooManyAssets,
		TooManyOrders,
		OrderNotFound,
		IdInUse,
	}
}

/// A page of those whose orders the hook is to settle.
#[frame_support::stored]
#[derive(Copy)]
pub struct OwnersName {
	/// The chunk of the orders.
	pub chunk: ChunkName,
	/// The number of the page, from 0.
	pub page: u8,
}

/// An order that the hook is to settle.
#[frame_support::stored]
pub struct Owner<AccountId> {
	/// Whose it is.
	pub who: AccountId,
	/// Its name.
	pub id: OrderId,
}

/// Who opened a pair.
#[frame_support::stored]
pub struct PairRecord<AccountId, Ticket> {
	/// Who gets the fees.
	pub owner: AccountId,
	/// The deposit.
	pub ticket: Ticket,
	/// Before this instant the pair cannot be stopped again.
	pub restless_until_ms: Moment,
	/// Before this instant the owner can neither have it trade nor end that.
	pub steady_until_ms: Moment,
}
