//! The events: all that a client needs, so that nobody has to decode calls. A section of the pallet
//! module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A pair can be traded.
		PairOpened {
			pair: PairId,
			owner: T::AccountId,
			base: AssetIdOf<T>,
			quote: AssetIdOf<T>,
			terms: Terms,
		},
		/// A pair is gone, and its deposit returned.
		PairClosed { pair: PairId },
		/// Whether a pair trades has changed.
		StatusSet { pair: PairId, status: Status },
		/// The fees of a pair were paid to its owner.
		FeesCollected { pair: PairId, owner: T::AccountId, amount: Balance },
		/// Money came in: by `deposit`, with orders that are paid from the account, or with a swap,
		/// on its way also from a pool.
		Deposited { who: T::AccountId, asset: AssetIdOf<T>, amount: Balance },
		/// Money went out: by `withdraw`, of orders that were paid from the account, or with a swap,
		/// on its way also to a pool.
		Withdrawn { who: T::AccountId, asset: AssetIdOf<T>, amount: Balance },
		/// An account can have so many orders.
		SlotsSet { who: T::AccountId, slots: u32 },
		/// Something was taken at one price. Whose it was follows from the chunk and `trade.from`, by
		/// [`Event::Placed`] and [`Event::Cut`], and is told by [`Event::Settled`].
		Traded { pair: PairId, taker: T::AccountId, id: OrderId, side: Side, trade: Trade },
		/// What an order took in all.
		Taken {
			pair: PairId,
			who: T::AccountId,
			id: OrderId,
			side: Side,
			lots: u64,
			/// The price of all.
			quote: Balance,
			/// In quote: beside the price for who buys, out of it for who sells.
			fee: Balance,
			/// Why no more.
			end: End,
		},
		/// An order rests.
		Placed {
			pair: PairId,
			who: T::AccountId,
			id: OrderId,
			side: Side,
			tick: Tick,
			lots: u64,
			/// Where it stands.
			chunk: ChunkName,
			index: u8,
			/// Lots that had come to the chunk before it.
			start: u128,
			rest: Rest,
			/// Who paid for it, and gets what it brings.
			purse: Purse,
		},
		/// An order, or a part of it, was taken out of the book.
		Cut { pair: PairId, who: T::AccountId, id: OrderId, lots: u64, reason: Reason },
		/// What others filled of an order is its owner's: in the balance here, or, of an order that
		/// was paid from the account, there.
		Settled {
			pair: PairId,
			who: T::AccountId,
			id: OrderId,
			lots: u64,
			/// Of base.
			base: Balance,
			/// Of quote, after the fee, or with the rebate.
			quote: Balance,
			/// In quote.
			fee: Balance,
		},
		/// One of several things that a call was to do was refused, and the others were not.
		ActionFailed { pair: PairId, who: T::AccountId, index: u32, error: DispatchError },
		/// An account paid for what the hook will do.
		HookFeePaid { who: T::AccountId, amount: Balance },
		/// The hook failed. It tries again after a while.
		ServiceFailed { due: DueOf<T>, error: DispatchError },
		/// An asset refused a payout: it is kept for its owner.
		Credited {
			owner: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			reason: DispatchError,
		},
		/// A credit was paid out.
		CreditClaimed {
			owner: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			to: T::AccountId,
		},
		/// A deposit could not be returned, and stays held.
		DepositKept { who: T::AccountId, error: DispatchError },
		/// A hop of a swap was made. What was traded of it in the book is told before, under the same
		/// name.
		Hopped {
			who: T::AccountId,
			id: OrderId,
			from: AssetIdOf<T>,
			to: AssetIdOf<T>,
			/// In whose book, if anything was traded there.
			pair: Option<PairId>,
			/// What it cost, fees included.
			spent: Balance,
			/// What it brought, after fees.
			got: Balance,
			/// Lots that were traded in the book.
			lots: u64,
			/// What of it went to the pool.
			pool_in: Balance,
			/// What came from the pool.
			pool_out: Balance,
		},
		/// An account swapped: so much came out of it, and so much went to it.
		Swapped {
			who: T::AccountId,
			id: OrderId,
			from: AssetIdOf<T>,
			to: AssetIdOf<T>,
			spent: Balance,
			got: Balance,
		},
	}
}
