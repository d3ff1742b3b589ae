//! What is stored, and what calls are given.

use bloc_primitives::{
	channel::Locked,
	invoice::{Invoice, PaymentSecret},
	Balance, ChannelId, Moment, PaymentHash,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// The most parts that a payment has at a time.
pub const MAX_PARTS: u32 = 16;

/// The most channels that a part leads through.
pub const MAX_HOPS: u32 = 8;

/// The most channels that a payment is locked in, each counted as often as it is.
pub const MAX_LOCKS: u32 = MAX_PARTS * MAX_HOPS;

/// Names one payment. Never used twice.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub struct PaymentId(pub u64);

/// Names one part of a payment, while it is locked: a place among the [`MAX_PARTS`]. The part that
/// replaces another may be given the same.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub struct PartId(pub u8);

/// Names a registered invoice within the pallet: short, for the timetable.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub struct InvoiceId(pub u64);

/// One step of a route.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct Hop {
	/// Over which channel.
	pub channel: ChannelId,
	/// How much goes over it: what leaves the one side and arrives at the other.
	pub amount: Balance,
}

/// From the payer to the payee, channel by channel. The amounts fall from hop to hop by what the
/// party in between keeps; what goes over the last one is what the payee gets.
pub type Route = BoundedVec<Hop, ConstU32<MAX_HOPS>>;

/// The routes of several parts.
pub type Routes = BoundedVec<Route, ConstU32<MAX_PARTS>>;

/// What a part has locked, from the payer to the payee.
pub type Locks = BoundedVec<Locked, ConstU32<MAX_HOPS>>;

/// What leaves the payer and what arrives at the payee over one part or several.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Carried {
	/// What leaves the payer.
	pub sent: Balance,
	/// What arrives.
	pub received: Balance,
	/// In how many channels something is locked for it.
	pub hops: u32,
}

impl Carried {
	/// What a part that has locked this carries. Amounts fall along a route, so its fee is the
	/// difference.
	pub fn by(locks: &Locks) -> Self {
		Self {
			sent: locks.first().map_or(0, |lock| lock.amount),
			received: locks.last().map_or(0, |lock| lock.amount),
			hops: u32::try_from(locks.len()).unwrap_or(MAX_HOPS),
		}
	}

	/// What the parties in between keep.
	pub const fn fee(&self) -> Balance {
		self.sent.saturating_sub(self.received)
	}
}

/// Can `total` be paid where `asked` is asked for, or any amount? As BOLT-4 has it: no less, and no
/// more than twice that.
pub fn admits(asked: Option<Balance>, total: Balance) -> bool {
	let Some(asked) = asked else { return total > 0 };
	(asked..=asked.saturating_mul(2)).contains(&total)
}

/// What has become of a registered invoice.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum InvoiceStatus {
	/// It can be paid, if nobody waits for its preimage.
	Open,
	/// It has been paid and cannot be again. The record stays until the deadline.
	Paid,
}

/// An invoice that the chain knows of.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct RegisteredInvoice<AccountId, AssetId> {
	/// Its short name.
	pub id: InvoiceId,
	/// What it says.
	pub document: Invoice<AccountId, AssetId>,
	/// What has become of it.
	pub status: InvoiceStatus,
}

/// A registered invoice with the ticket of its storage deposit.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct InvoiceRecord<AccountId, AssetId, Ticket> {
	/// The invoice.
	pub invoice: RegisteredInvoice<AccountId, AssetId>,
	/// Who paid the deposit: the payee who registered it, or the payer of one that was signed and is
	/// remembered as paid.
	pub depositor: AccountId,
	/// Handed back when the invoice goes.
	pub ticket: Ticket,
}

/// Which invoice is paid.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum InvoiceRef<AccountId, Signed> {
	/// One that the payee registered.
	Registered {
		/// Whose it is.
		payee: AccountId,
		/// What opens the payment.
		payment_hash: PaymentHash,
		/// As the payer read it: if the payee registered another under the same hash meanwhile, the
		/// payment is refused.
		payment_secret: PaymentSecret,
	},
	/// One that the payee signed off chain.
	Signed(Signed),
}

/// The places of a payment's parts that are taken.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct Places(u16);

impl Places {
	/// Those that are taken, in order.
	pub fn iter(self) -> impl Iterator<Item = PartId> {
		(0..u16::BITS)
			.filter(move |place| self.0.checked_shr(*place).is_some_and(|bits| bits & 1 == 1))
			.filter_map(|place| u8::try_from(place).ok().map(PartId))
	}

	/// Is this one taken?
	pub fn has(self, part: PartId) -> bool {
		self.0 & Self::bit(part) != 0
	}

	/// Takes the first that is free.
	pub fn take(&mut self) -> Option<PartId> {
		let part = PartId(u8::try_from(self.0.trailing_ones()).ok()?);
		if u32::from(part.0) >= MAX_PARTS {
			return None;
		}
		self.0 |= Self::bit(part);
		Some(part)
	}

	/// Frees one.
	pub fn free(&mut self, part: PartId) {
		self.0 &= !Self::bit(part);
	}

	/// How many are taken.
	pub const fn len(self) -> u32 {
		self.0.count_ones()
	}

	/// Is none taken?
	pub const fn is_empty(self) -> bool {
		self.0 == 0
	}

	/// Zero for what is no place.
	fn bit(part: PartId) -> u16 {
		1u16.checked_shl(part.0.into()).unwrap_or(0)
	}
}

/// A payment under way: the set of parts that are claimed together or not at all.
///
/// All parts have the same hash, secret and total because they belong to the same set.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Payment<AccountId, AssetId> {
	/// Who pays.
	pub payer: AccountId,
	/// Who is paid.
	pub payee: AccountId,
	/// In which asset.
	pub asset: AssetId,
	/// Its preimage opens the payment.
	pub payment_hash: PaymentHash,
	/// Was the invoice registered on chain?
	pub registered: bool,
	/// What the payee gets in all.
	pub total: Balance,
	/// The most that the parties in between may keep in all.
	pub max_fee: Balance,
	/// What arrives over the parts that are locked. Complete when it is the total.
	pub received: Balance,
	/// What the parties in between keep of them.
	pub fees: Balance,
	/// The parts that are locked.
	pub parts: Places,
	/// In how many channels they are locked.
	pub hops: u32,
	/// From this instant on it is released if it is not complete.
	pub complete_by_ms: Moment,
	/// From this instant on it is released if its preimage was not revealed before.
	pub deadline_ms: Moment,
}

/// A payment with the ticket of its storage deposit, which the payer paid.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct PaymentRecord<AccountId, AssetId, Ticket> {
	/// The payment.
	pub payment: Payment<AccountId, AssetId>,
	/// Handed back when the payment ends.
	pub ticket: Ticket,
}

/// Why all parts of a payment went back.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum ReleaseReason {
	/// The payee does not want it.
	Cancelled,
	/// The payer took it back before it was complete.
	Withdrawn,
	/// It did not become complete in time.
	Incomplete,
	/// Nobody revealed the preimage in time.
	Expired,
}

/// Why a registered invoice is gone.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum InvoiceEnd {
	/// The payee withdrew it.
	Cancelled,
	/// Its deadline has come and nobody has paid it.
	Expired,
	/// It was paid, and its deadline has come.
	Settled,
}

/// What the timetable brings up.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub enum Due {
	/// A payment may have to be settled or released.
	Payment(PaymentId),
	/// An invoice may have to go.
	Invoice(InvoiceId),
}

/// How a payment can be made: what calls take.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct PaymentPlan {
	/// A route for each part, the largest first.
	pub routes: Routes,
	/// What the parties in between keep in all.
	pub fee: Balance,
	/// Is it proven that no other plan costs less?
	pub exact: bool,
}

/// What a payment lacks.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub enum Shortfall {
	/// Nothing is to be paid, to oneself, or in no parts.
	Request,
	/// No route carries any amount.
	NoRoute,
	/// Not so much can be carried at once.
	Amount {
		/// The most that can.
		most: Balance,
	},
	/// It takes more parts than allowed.
	Parts {
		/// So many.
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

/// Why there is no plan.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct NoPlan {
	/// What is missing.
	pub shortfall: Shortfall,
	/// Is that proven? Otherwise a plan may exist that was not found.
	pub exact: bool,
}
