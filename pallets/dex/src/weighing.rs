//! Weights that are sums of measured ones.

use crate::{
	bits::WORD,
	desk::Work,
	pools::Pools,
	types::{Action, Due, Kind, OrderSpec, Purse, SelfTrade, SwapSpec},
	ActionsOf, Config, DueOf, Pallet, WeightInfo, LOOKS, OWNERS,
};
use frame_support::{traits::Get, weights::Weight};

/// What an order can do beyond its steps: with the last of them it may meet an own order in a chunk
/// that is opened for that, drop two chunks, and open the next page.
const BEYOND: u32 = 6;

impl<T: Config> Pallet<T> {
	/// What a transfer to an account, or out of it, weighs, with the pot's part of it.
	pub(crate) fn moving_weight() -> Weight {
		T::WeightInfo::claim_credit()
	}

	/// What those weigh in which a session ends at most: one of each asset.
	pub(crate) fn moves_weight() -> Weight {
		Self::moving_weight().saturating_mul(2)
	}

	/// The most that an order weighs, with what it may move.
	pub(crate) fn placing_weight(spec: &OrderSpec) -> Weight {
		let cuts = match spec.kind {
			Kind::PostOnly { .. } => false,
			_ => spec.self_trade != SelfTrade::CancelNewest,
		};
		match cuts || spec.purse == Purse::Wallet {
			true => Self::place_weight(spec).saturating_add(Self::moves_weight()),
			false => Self::place_weight(spec),
		}
	}

	/// The most that a call weighs that takes so many orders of one pair out.
	pub(crate) fn cancelling_weight(count: u32) -> Weight {
		Self::cancel_all_weight(count).saturating_add(Self::moves_weight())
	}

	/// The most that an order weighs, but for what it moves.
	pub(crate) fn place_weight(spec: &OrderSpec) -> Weight {
		match spec.kind {
			Kind::PostOnly { .. } => T::WeightInfo::place(0),
			_ => Self::work_weight(Self::most_work(spec.max_steps)),
		}
	}

	/// The most that an order of so many steps does: it takes all of each page that it opens, and of
	/// one that was open before.
	pub(crate) fn most_work(max_steps: u32) -> Work {
		// More are refused.
		let most = max_steps.min(T::MaxSteps::get());
		let steps = most.saturating_add(BEYOND);
		Work { steps, fills: most.saturating_add(1).saturating_mul(WORD).saturating_add(steps) }
	}

	/// What an order weighs that does so much in a book.
	pub(crate) fn work_weight(Work { steps, fills }: Work) -> Weight {
		// What it takes at a price, beside the rest of an order.
		let filled = T::WeightInfo::take(fills).saturating_sub(T::WeightInfo::take(0));
		T::WeightInfo::place(steps).saturating_add(filled)
	}

	/// The most that a swap of so many hops weighs: in each book it looks, tries, and takes; money is
	/// moved twice at each hop, and twice in the end.
	pub(crate) fn swap_weight(hops: usize, spec: &SwapSpec) -> Weight {
		let hops = u64::try_from(hops).unwrap_or(u64::MAX).max(1);
		let most = Self::most_work(spec.max_steps);
		let hop = Self::hopped_weight(most.plus(most), most, true);
		let moves = Self::moving_weight().saturating_mul(hops.saturating_add(1).saturating_mul(2));
		hop.saturating_mul(hops).saturating_add(moves)
	}

	/// What a hop weighed, by what looking at the book took, and taking of it.
	pub(crate) fn hopped_weight(looked: Work, took: Work, pooled: bool) -> Weight {
		let books = Self::work_weight(looked).saturating_add(Self::work_weight(took));
		match pooled {
			true => books.saturating_add(<T::Pools as Pools<T::AccountId, T::Assets>>::weight()),
			false => books,
		}
	}

	/// What an order weighed that did so much.
	pub(crate) fn placed_weight(spec: &OrderSpec, work: Work) -> Weight {
		Self::work_weight(work).min(Self::place_weight(spec))
	}

	/// What it weighs to take an order out, or to make it smaller.
	pub(crate) fn cancel_weight() -> Weight {
		T::WeightInfo::cancel()
	}

	/// The same, for so many of one pair.
	pub(crate) fn cancel_all_weight(count: u32) -> Weight {
		Self::cancel_weight().saturating_mul(count.max(1).into())
	}

	/// The most that several things weigh.
	pub(crate) fn act_weight(actions: &ActionsOf<T>) -> Weight {
		let weigh = |action: &Action| match action {
			Action::Place(spec) => Self::place_weight(spec),
			_ => Self::cancel_weight(),
		};
		let all = actions.iter().map(weigh).fold(Weight::zero(), Weight::saturating_add);
		all.saturating_add(Self::cancel_weight()).saturating_add(Self::moves_weight())
	}

	/// What one of several things weighed.
	pub(crate) fn acted_weight(action: &Action, work: Work) -> Weight {
		match action {
			Action::Place(spec) => Self::placed_weight(spec, work),
			_ => Self::cancel_weight(),
		}
	}

	/// What it weighs to settle so many orders.
	pub(crate) fn settle_weight(count: usize) -> Weight {
		let count = u64::try_from(count).unwrap_or(u64::MAX);
		T::WeightInfo::settle().saturating_mul(count.max(1))
	}

	/// The same, with what it moves at most.
	pub(crate) fn settling_call_weight(count: usize) -> Weight {
		let orders = u64::try_from(count).unwrap_or(u64::MAX).max(1);
		Self::settle_weight(count).saturating_add(Self::moves_weight().saturating_mul(orders))
	}

	/// What the hook's work weighs for an order that expires.
	pub(crate) fn expiry_weight() -> Weight {
		T::WeightInfo::expire()
	}

	/// What the hook weighs that took out so many orders.
	pub(crate) fn looked_weight(count: u32) -> Weight {
		Self::expiry_weight().saturating_mul(count.into())
	}

	/// The most that a look weighs.
	pub(crate) fn look_weight() -> Weight {
		let each = Self::expiry_weight().saturating_add(Self::moves_weight());
		each.saturating_mul(LOOKS.into())
	}

	/// The most that it weighs to do something about a chunk that is filled.
	fn filled_weight() -> Weight {
		let moves = Self::moves_weight().saturating_mul(OWNERS.into());
		Self::settled_weight(OWNERS).saturating_add(moves).max(Self::forgetting_weight())
	}

	/// What the hook's work weighs for an order that it settles: at worst all to itself, and its chunk
	/// is forgotten then.
	pub(crate) fn settling_weight() -> Weight {
		Self::settled_weight(1).saturating_add(Self::forgetting_weight())
	}

	/// What it weighs to settle so many orders of a page.
	pub(crate) fn settled_weight(count: u32) -> Weight {
		T::WeightInfo::settle_owners(count)
	}

	/// What it weighs to forget a chunk.
	pub(crate) fn forgetting_weight() -> Weight {
		T::WeightInfo::forget_chunk()
	}

	/// The most that doing `due` weighs, with what it takes to try again.
	pub(crate) fn weight_of(due: &DueOf<T>) -> Weight {
		let push = bloc_timetable::Timetable::<Self>::push_weight();
		let work = match due {
			Due::Trader(_) => Self::look_weight(),
			Due::Filled(..) => Self::filled_weight(),
		};
		work.saturating_add(push)
	}

	/// The most that any entry of the timetable weighs.
	pub(crate) fn heaviest_due() -> Weight {
		let push = bloc_timetable::Timetable::<Self>::push_weight();
		Self::look_weight().max(Self::filled_weight()).saturating_add(push)
	}
}
