//! Ids, routes, invoices, and what the timetable and clients are given.

use alloc::vec::Vec;
use bloc_math::fees::hold_fee;
use bloc_primitives::{
	channel::Locked,
	invoice::{Invoice, PaymentSecret},
	Balance, ChannelId, Moment, PaymentHash,
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// The most parts of a payment at a time.
pub const MAX_PARTS: u32 = 16;

/// The most channels of a part.
pub const MAX_HOPS: u32 = 8;

/// The most locks of a payment.
pub const MAX_LOCKS: u32 = MAX_PARTS * MAX_HOPS;

bloc_primitives::id_type! {
	/// The id of a payment.
	pub struct PaymentId
}

/// The id of a part within its payment, while it is locked: a place among the [`MAX_PARTS`]. The
/// part that replaces another may get the same.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub struct PartId(pub u8);

bloc_primitives::id_type! {
	/// The id of a registered invoice within the pallet: short, for the timetable.
	pub struct InvoiceId
}

/// A step of a route.
#[frame_support::stored]
#[derive(Copy)]
pub struct Hop {
	/// The channel.
	pub channel: ChannelId,
	/// The amount that leaves the one side of it and arrives at the other.
	pub amount: Balance,
}

/// The hops from the payer to the payee. The amounts fall from hop to hop by what the party in
/// between keeps; the payee gets the amount of the last one.
pub type Route = BoundedVec<Hop, ConstU32<MAX_HOPS>>;

/// The routes of several parts.
pub type Routes = BoundedVec<Route, ConstU32<MAX_PARTS>>;

/// The locks of a part, from the payer to the payee.
pub type Locks = BoundedVec<Locked, ConstU32<MAX_HOPS>>;

/// How large a payment is: what it costs to end it. Whoever ends one says so, and so pays for no
/// more.
#[frame_support::stored]
#[derive(Copy)]
pub struct Size {
	/// The number of parts.
	#[codec(compact)]
	pub parts: u32,
	/// The number of hops of all parts.
	#[codec(compact)]
	pub hops: u32,
}

impl Size {
	/// The largest that there is.
	pub const MOST: Self = Self { parts: MAX_PARTS, hops: MAX_LOCKS };
	/// Of no payment at all.
	pub const NONE: Self = Self { parts: 0, hops: 0 };

	/// Whether a payment of this size is one of `size` at the most.
	pub const fn fits(&self, size: &Self) -> bool {
		self.parts <= size.parts && self.hops <= size.hops
	}
}

/// A part of a payment, while it is locked.
#[frame_support::stored]
#[derive(Default)]
pub struct Part {
	/// The locks, from the payer to the payee.
	pub locks: Locks,
	/// What whoever pays over each channel asks for waiting, in millionths for each minute: as its
	/// policy had it. The payer itself asks for nothing.
	pub hold_ppm: BoundedVec<u32, ConstU32<MAX_HOPS>>,
	/// When it was locked.
	pub since_ms: Moment,
}

impl Part {
	/// What goes over each channel for having waited until `until_ms`, if the part is not made: all
	/// that those behind it are owed, so that nobody in between pays anything. At most what is
	/// locked there. The first is what the payer pays.
	pub fn hold_fees(&self, until_ms: Moment) -> Vec<Balance> {
		let held_ms = until_ms.saturating_sub(self.since_ms);
		let mut owed: Balance = 0;
		let mut fees: Vec<Balance> = Vec::with_capacity(self.locks.len());
		for (lock, ppm) in self.locks.iter().zip(&self.hold_ppm).rev() {
			let paid = owed.min(lock.amount);
			fees.push(paid);
			owed = paid.saturating_add(hold_fee(lock.amount, *ppm, held_ms));
		}
		fees.reverse();
		fees
	}

	/// What the payer pays for that.
	pub fn hold_fee(&self, until_ms: Moment) -> Balance {
		self.hold_fees(until_ms).first().copied().unwrap_or(0)
	}
}

/// Whether `total` pays an invoice for `asked`, or for any amount. As BOLT-4 has it: no less, and
/// no more than twice that.
pub fn admits(asked: Option<Balance>, total: Balance) -> bool {
	let Some(asked) = asked else { return total > 0 };
	(asked..=asked.saturating_mul(2)).contains(&total)
}

/// The status of a registered invoice.
#[frame_support::stored]
#[derive(Copy)]
pub enum InvoiceStatus {
	/// It can be paid, unless a payment of it waits for the preimage.
	Open,
	/// It has been paid. The record stays until the deadline, so that it is not paid again.
	Paid,
}

/// An invoice that is stored on chain.
#[frame_support::stored]
pub struct RegisteredInvoice<AccountId, AssetId> {
	/// The short name.
	pub id: InvoiceId,
	/// The invoice as its payee wrote it.
	pub document: Invoice<AccountId, AssetId>,
	/// Whether it is paid.
	pub status: InvoiceStatus,
}

/// A registered invoice with the ticket of its storage deposit.
#[frame_support::stored]
pub struct InvoiceRecord<AccountId, AssetId, Ticket> {
	/// The invoice.
	pub invoice: RegisteredInvoice<AccountId, AssetId>,
	/// The owner of the deposit: the payee who registered the invoice, or the payer of a signed one
	/// that is remembered as paid.
	pub depositor: AccountId,
	/// The deposit, returned when the invoice goes.
	pub ticket: Ticket,
}

/// The invoice that a payer means.
#[frame_support::stored]
pub enum InvoiceRef<AccountId, Signed> {
	/// One that the payee registered.
	Registered {
		/// The payee.
		payee: AccountId,
		/// Its preimage opens the payment.
		payment_hash: PaymentHash,
		/// As the payer read it: if the payee registered another invoice under the same hash
		/// meanwhile, the payment is refused.
		payment_secret: PaymentSecret,
	},
	/// One that the payee signed off chain.
	Signed(Signed),
}

/// Why all parts of a payment went back.
#[frame_support::stored]
#[derive(Copy)]
pub enum ReleaseReason {
	/// The payee cancelled it, or its invoice.
	Cancelled,
	/// The payer cancelled it before it was complete.
	Withdrawn,
	/// It did not become complete in time.
	Incomplete,
	/// The preimage was not revealed in time.
	Expired,
	/// Whoever was to get what it is tied to has handed that back.
	HandedBack,
}

/// Why a registered invoice is gone.
#[frame_support::stored]
#[derive(Copy)]
pub enum InvoiceEnd {
	/// The payee cancelled it.
	Cancelled,
	/// Its deadline has come and nobody has paid it.
	Expired,
	/// It was paid, and its deadline has come.
	Settled,
}

/// An entry of the timetable.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub enum Due {
	/// A payment that may have to be settled or released.
	Payment(PaymentId),
	/// An invoice that may have to be removed.
	Invoice(InvoiceId),
}

/// A way to make a payment, as calls take it.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct PaymentPlan {
	/// A route for each part, the largest first.
	pub routes: Routes,
	/// The sum that the parties in between keep.
	pub fee: Balance,
	/// What they ask at most for each minute that the payment waits, if it is not made. `max_fee`
	/// has to cover that, too, for all minutes up to the deadline; an instant payment does not
	/// wait.
	pub hold_fee: Balance,
	/// No other plan costs less when it is made: that is proven. As much as `fee` where this one is
	/// proven to be the cheapest, and nothing where nothing is.
	pub least_fee: Balance,
}

/// The reason why there is no plan.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub enum Shortfall {
	/// The request is for no amount, to oneself, or in no parts.
	Request,
	/// No route carries any amount.
	NoRoute,
	/// The amount is more than can be carried at once, however much more.
	Amount {
		/// The most that was found to be carried: for so much there is a plan.
		most: Balance,
	},
	/// It takes more parts than allowed.
	Parts {
		/// The number of parts that it takes.
		needed: u32,
	},
	/// It costs more than allowed.
	Fee {
		/// The fee of the cheapest plan.
		cheapest: Balance,
	},
	/// There are more channels than can be searched.
	TooLarge,
}

/// The answer where there is no plan.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct NoPlan {
	/// The reason.
	pub shortfall: Shortfall,
	/// Whether that is proven. Otherwise a plan may exist that was not found.
	pub exact: bool,
}
