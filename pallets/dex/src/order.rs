//! Orders that rest, and the balance beside them: all that a trader has.

use crate::{
	level::ChunkName,
	price::Tick,
	types::{Fault, OrderId, PairId, Purse, Side},
};
use bloc_primitives::{Balance, Moment};
use frame_support::{traits::Get, BoundedVec};

/// An order that rests, or that was filled and is not settled yet.
#[frame_support::stored]
pub struct Order {
	/// Its name.
	pub id: OrderId,
	/// The pair.
	pub pair: PairId,
	/// Buy or sell.
	pub side: Side,
	/// The price.
	pub tick: Tick,
	/// The chunk that it stands in.
	pub chunk: ChunkName,
	/// Its place there.
	pub index: u8,
	/// Lots that had come to the chunk before it.
	#[codec(compact)]
	pub start: u128,
	/// How many lots it is for: those filled, and those that are open.
	#[codec(compact)]
	pub lots: u64,
	/// Lots that are settled.
	#[codec(compact)]
	pub paid: u64,
	/// When its time is over.
	pub until_ms: Option<Moment>,
	/// Who paid for it, and gets what it brings.
	pub purse: Purse,
}

impl Order {
	/// Whether it stands at this tick of this side of the pair.
	pub fn is_at(&self, pair: PairId, side: Side, tick: Tick) -> bool {
		self.pair == pair && self.side == side && self.tick == tick
	}

	/// Whether its time is over.
	pub fn is_over(&self, now_ms: Moment) -> bool {
		self.until_ms.is_some_and(|until_ms| until_ms <= now_ms)
	}
}

/// What a trader has of an asset, beside orders.
#[frame_support::stored]
pub struct Fund<AssetId> {
	/// The asset.
	pub asset: AssetId,
	/// The amount that is free.
	#[codec(compact)]
	pub free: Balance,
	/// How many orders are in a pair of this asset that bring what they bring here.
	#[codec(compact)]
	pub orders: u32,
}

/// A trader: everything that it has here.
#[frame_support::stored]
pub struct Trader<Funds, Orders, Ticket> {
	/// What is free.
	pub funds: Funds,
	/// The orders, by their names.
	pub orders: Orders,
	/// How many orders the deposit is for.
	pub slots: u32,
	/// The deposit.
	pub ticket: Ticket,
}

impl<AssetId, Ticket, MaxFunds, MaxOrders>
	Trader<BoundedVec<Fund<AssetId>, MaxFunds>, BoundedVec<Order, MaxOrders>, Ticket>
where
	AssetId: Clone + PartialEq,
	MaxFunds: Get<u32>,
	MaxOrders: Get<u32>,
{
	/// A trader with nothing, whose deposit is paid.
	pub fn new(slots: u32, ticket: Ticket) -> Self {
		Self { funds: BoundedVec::new(), orders: BoundedVec::new(), slots, ticket }
	}

	/// Whether it has neither money, nor orders, nor room for any.
	pub fn is_empty(&self) -> bool {
		self.slots == 0 && self.orders.is_empty() && self.funds.iter().all(|it| it.free == 0)
	}

	/// What is free of an asset.
	pub fn free(&self, asset: &AssetId) -> Balance {
		self.funds.iter().find(|fund| fund.asset == *asset).map_or(0, |fund| fund.free)
	}

	fn fund(&mut self, asset: &AssetId) -> Result<&mut Fund<AssetId>, Fault> {
		let at = self.funds.iter().position(|fund| fund.asset == *asset);
		let at = match at {
			Some(at) => at,
			None => {
				// What has neither money nor orders makes room.
				self.funds.retain(|fund| fund.free > 0 || fund.orders > 0);
				let fund = Fund { asset: asset.clone(), free: 0, orders: 0 };
				self.funds.try_push(fund).map_err(|_| Fault::TooManyAssets)?;
				self.funds.len().saturating_sub(1)
			},
		};
		self.funds.get_mut(at).ok_or(Fault::Inconsistent)
	}

	/// Adds to what is free.
	///
	/// # Errors
	/// [`Fault::TooManyAssets`], [`Fault::Overflow`].
	pub fn credit(&mut self, asset: &AssetId, amount: Balance) -> Result<(), Fault> {
		if amount > 0 {
			let fund = self.fund(asset)?;
			fund.free = fund.free.checked_add(amount).ok_or(Fault::Overflow)?;
		}
		Ok(())
	}

	/// Takes out of what is free.
	///
	/// # Errors
	/// [`Fault::InsufficientBalance`].
	pub fn debit(&mut self, asset: &AssetId, amount: Balance) -> Result<(), Fault> {
		if amount > 0 {
			let found = self.funds.iter_mut().find(|fund| fund.asset == *asset);
			let fund = found.ok_or(Fault::InsufficientBalance)?;
			fund.free = fund.free.checked_sub(amount).ok_or(Fault::InsufficientBalance)?;
		}
		Ok(())
	}

	/// Where the order of this name is, or would be.
	fn place_of(&self, id: OrderId) -> Result<usize, usize> {
		self.orders.binary_search_by_key(&id, |order| order.id)
	}

	/// Where the order of this name is.
	///
	/// # Errors
	/// [`Fault::OrderNotFound`].
	pub fn find(&self, id: OrderId) -> Result<usize, Fault> {
		self.place_of(id).map_err(|_| Fault::OrderNotFound)
	}

	/// Whether an order of this name could come.
	///
	/// # Errors
	/// [`Fault::IdInUse`].
	pub fn ensure_new(&self, id: OrderId) -> Result<(), Fault> {
		self.place_of(id).map_or(Ok(()), |_| Err(Fault::IdInUse))
	}

	/// Adds an order in a pair of these two assets. What it will bring has a place, too.
	///
	/// # Errors
	/// [`Fault::IdInUse`], [`Fault::TooManyOrders`], [`Fault::TooManyAssets`].
	pub fn add(&mut self, order: Order, assets: [&AssetId; 2]) -> Result<(), Fault> {
		let Err(at) = self.place_of(order.id) else { return Err(Fault::IdInUse) };
		let slots = usize::try_from(self.slots).unwrap_or(usize::MAX);
		if self.orders.len() >= slots {
			return Err(Fault::TooManyOrders);
		}
		let here = order.purse == Purse::Balance;
		for asset in assets.into_iter().filter(|_| here) {
			let fund = self.fund(asset)?;
			fund.orders = fund.orders.checked_add(1).ok_or(Fault::Overflow)?;
		}
		self.orders.try_insert(at, order).map_err(|_| Fault::TooManyOrders)
	}

	/// Takes out the order at a place of the list, in a pair of these two assets.
	pub fn remove(&mut self, at: usize, assets: [&AssetId; 2]) {
		if at >= self.orders.len() {
			return;
		}
		let here = self.orders.remove(at).purse == Purse::Balance;
		for asset in assets.into_iter().filter(|_| here) {
			if let Some(fund) = self.funds.iter_mut().find(|fund| fund.asset == *asset) {
				fund.orders = fund.orders.saturating_sub(1);
			}
		}
	}
}
