//! A payment and the changes that it goes through: pure, without storage.

use crate::types::{admits, Locks, PartId, ReleaseReason, Size, MAX_HOPS, MAX_PARTS};
pub use bloc_primitives::instant::Instant;
use bloc_primitives::{
	channel::Purpose,
	invoice::{Feature, Invoice},
	payment::Tie,
	Balance, Moment, PaymentHash,
};

bloc_primitives::faults! {
	/// Why a change is refused. Each becomes the [`Error`](crate::Error) of the same name.
	pub enum Fault {
		PaymentComplete,
		PaymentIncomplete,
		Expired,
		PartNotFound,
		TooManyParts,
		ExceedsTotal,
		FeeTooHigh,
		HoldFeeTooHigh,
		ExceedsSize,
		Overflow,
		Binding,
	}
}

/// What has to be done with a payment by itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
	/// Nothing, yet.
	Wait,
	/// Settle it: the money is the payee's.
	Settle,
	/// Release it: the money is the payer's again.
	Release(ReleaseReason),
}

/// The amounts of one part or several.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Carried {
	/// The amount that leaves the payer.
	pub sent: Balance,
	/// The amount that arrives at the payee.
	pub received: Balance,
	/// The number of locks.
	pub hops: u32,
}

impl Carried {
	/// The amounts of a part with these locks. They fall along a route, so the fee is the
	/// difference.
	pub fn by(locks: &Locks) -> Self {
		Self {
			sent: locks.first().map_or(0, |lock| lock.amount),
			received: locks.last().map_or(0, |lock| lock.amount),
			hops: u32::try_from(locks.len()).unwrap_or(MAX_HOPS),
		}
	}

	/// The sum that the parties in between keep.
	pub const fn fee(&self) -> Balance {
		self.sent.saturating_sub(self.received)
	}
}

/// The set of the places that a payment's parts take.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Places(u16);

impl Places {
	/// The places that are taken, in order.
	pub fn iter(self) -> impl Iterator<Item = PartId> {
		(0..u16::BITS)
			.filter(move |place| self.0.checked_shr(*place).is_some_and(|bits| bits & 1 == 1))
			.filter_map(|place| u8::try_from(place).ok().map(PartId))
	}

	/// Whether this place is taken.
	pub fn has(self, part: PartId) -> bool {
		self.0 & Self::bit(part) != 0
	}

	/// Takes the first free place.
	pub fn take(&mut self) -> Option<PartId> {
		let part = PartId(u8::try_from(self.0.trailing_ones()).ok()?);
		if u32::from(part.0) >= MAX_PARTS {
			return None;
		}
		self.0 |= Self::bit(part);
		Some(part)
	}

	/// Frees a place.
	pub fn free(&mut self, part: PartId) {
		self.0 &= !Self::bit(part);
	}

	/// The number of places that are taken.
	pub const fn len(self) -> u32 {
		self.0.count_ones()
	}

	/// Whether no place is taken.
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
#[frame_support::stored]
pub struct Payment<AccountId, AssetId> {
	/// The payer.
	pub payer: AccountId,
	/// The payee.
	pub payee: AccountId,
	/// The asset.
	pub asset: AssetId,
	/// Its preimage opens the payment.
	pub payment_hash: PaymentHash,
	/// Whether the invoice is registered on chain.
	pub registered: bool,
	/// The amount that the payee gets in all.
	pub total: Balance,
	/// The most that the parties in between may keep in all: of what is paid, or for having waited
	/// for what is not.
	pub max_fee: Balance,
	/// The amount that arrives over the parts that are locked. With the total it is complete.
	pub received: Balance,
	/// The sum that the parties in between keep of them.
	pub fees: Balance,
	/// The most that they get for having waited: of the parts that are locked, if all of them wait
	/// to the end, and what they have got already.
	pub hold_fees: Balance,
	/// The parts that are locked.
	pub parts: Places,
	/// The number of locks of all parts.
	pub hops: u32,
	/// From this instant on it is released if it is not complete.
	pub complete_by_ms: Moment,
	/// From this instant on it is released if its preimage was not revealed before. If the chain
	/// stood still while it was under way, from as much later on, and no more than
	/// [`extension_ms`](Self::extension_ms).
	pub deadline_ms: Moment,
	/// The most by which its end is later than its deadline.
	pub extension_ms: Moment,
	/// When it was opened.
	pub made: Instant,
	/// What it is tied to, if another pallet had it made for something of its own, which ends with
	/// it and as it does.
	pub tie: Option<Tie<AccountId>>,
}

/// A payment with the ticket of its storage deposit, which the payer paid.
#[frame_support::stored]
pub struct PaymentRecord<AccountId, AssetId, Ticket> {
	/// The payment.
	pub payment: Payment<AccountId, AssetId>,
	/// The deposit, returned when the payment ends.
	pub ticket: Ticket,
}

/// What is to be paid.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Asked<AccountId, AssetId> {
	/// Who is paid.
	pub payee: AccountId,
	/// In which asset.
	pub asset: AssetId,
	/// Its preimage opens the payment.
	pub payment_hash: PaymentHash,
	/// Whether an invoice is registered on chain.
	pub registered: bool,
	/// Whether it can be paid in parts.
	pub in_parts: bool,
	/// The latest instant at which a payment of it may end.
	pub deadline_ms: Moment,
}

/// How somebody pays it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Means<AccountId> {
	/// The payer.
	pub payer: AccountId,
	/// The amount that the payee gets in all.
	pub total: Balance,
	/// The most that the parties in between may keep in all.
	pub max_fee: Balance,
	/// From this instant on it is released if its preimage was not revealed before.
	pub deadline_ms: Moment,
	/// The most by which its end is later than its deadline.
	pub extension_ms: Moment,
	/// What it is tied to.
	pub tie: Option<Tie<AccountId>>,
	/// Whether the payer itself has chosen to pay so: if not, its policies have to admit it.
	pub purpose: Purpose,
}

impl<AccountId, AssetId> Payment<AccountId, AssetId> {
	/// A payment without parts, which has to be complete by that instant.
	pub fn new(
		asked: Asked<AccountId, AssetId>,
		means: Means<AccountId>,
		complete_by_ms: Moment,
		made: Instant,
	) -> Self {
		let Asked { payee, asset, payment_hash, registered, .. } = asked;
		let Means { payer, total, max_fee, deadline_ms, extension_ms, tie, .. } = means;
		Self {
			payer,
			payee,
			asset,
			payment_hash,
			registered,
			total,
			max_fee,
			received: 0,
			fees: 0,
			hold_fees: 0,
			parts: Places::default(),
			hops: 0,
			complete_by_ms,
			deadline_ms,
			extension_ms,
			made,
			tie,
		}
	}

	/// Who pays the storage deposit, and gets it back.
	pub fn depositor(&self) -> &AccountId {
		self.tie.as_ref().map_or(&self.payer, |tie| &tie.owner)
	}

	/// Whether its payee has locked something of its own for it: then it pays for that, and for no
	/// invoice.
	pub fn is_bound(&self) -> bool {
		self.tie.as_ref().is_some_and(|tie| tie.binding)
	}

	/// Its payee can give it up or claim it, unless it is bound.
	pub fn ensure_unbound(&self) -> Result<(), Fault> {
		match self.is_bound() {
			true => Err(Fault::Binding),
			false => Ok(()),
		}
	}

	/// Whether its parts bring the total.
	pub fn is_complete(&self) -> bool {
		self.received == self.total
	}

	/// How large it is.
	pub const fn size(&self) -> Size {
		Size { parts: self.parts.len(), hops: self.hops }
	}

	/// Whoever ends it has paid for as large a one.
	pub const fn ensure_fits(&self, size: &Size) -> Result<(), Fault> {
		match self.size().fits(size) {
			true => Ok(()),
			false => Err(Fault::ExceedsSize),
		}
	}

	/// Whether `invoice` asks for such a payment, in several parts.
	pub fn fits(&self, invoice: &Invoice<AccountId, AssetId>) -> bool
	where
		AssetId: PartialEq,
	{
		invoice.asset == self.asset
			&& admits(invoice.amount, self.total)
			&& self.deadline_ms <= invoice.deadline_ms
			&& invoice.features.has(Feature::Mpp)
	}

	/// Only an incomplete payment can be changed by its payer.
	pub fn ensure_incomplete(&self) -> Result<(), Fault> {
		if self.is_complete() {
			return Err(Fault::PaymentComplete);
		}
		Ok(())
	}

	/// Parts can be added while it is incomplete and its time has not come.
	pub fn ensure_takes_parts(&self, now_ms: Moment) -> Result<(), Fault> {
		self.ensure_incomplete()?;
		if now_ms >= self.complete_by_ms {
			return Err(Fault::Expired);
		}
		Ok(())
	}

	/// From when on a complete one can no longer be claimed, as it looks `now`: its deadline counts
	/// the time in which the chain made blocks. Once that has come it does not go away again, since
	/// a standstill is never longer than the time that has passed with it.
	pub fn closes_ms(&self, now: &Instant, block_ms: Moment) -> Moment {
		let standstill_ms = self.made.standstill_ms(now, block_ms);
		self.deadline_ms.saturating_add(standstill_ms.min(self.extension_ms))
	}

	/// Only a complete payment can be claimed, before it closes.
	pub fn ensure_claimable(&self, now: &Instant, block_ms: Moment) -> Result<(), Fault> {
		if !self.is_complete() {
			return Err(Fault::PaymentIncomplete);
		}
		if now.ms >= self.closes_ms(now, block_ms) {
			return Err(Fault::Expired);
		}
		Ok(())
	}

	/// The latest instant at which it ends, whatever happens: nobody is paid for waiting longer.
	pub const fn latest_ms(&self) -> Moment {
		self.deadline_ms.saturating_add(self.extension_ms)
	}

	/// Adds a part, for which the payer pays `hold_fee` at the most. On a fault nothing may be
	/// written.
	pub fn add(&mut self, carried: &Carried, hold_fee: Balance) -> Result<PartId, Fault> {
		self.ensure_incomplete()?;
		let part = self.parts.take().ok_or(Fault::TooManyParts)?;
		let received = self.received.checked_add(carried.received).ok_or(Fault::Overflow)?;
		if received > self.total {
			return Err(Fault::ExceedsTotal);
		}
		let fees = self.fees.checked_add(carried.fee()).ok_or(Fault::Overflow)?;
		if fees > self.max_fee {
			return Err(Fault::FeeTooHigh);
		}
		let hold_fees = self.hold_fees.checked_add(hold_fee).ok_or(Fault::Overflow)?;
		if hold_fees > self.max_fee {
			return Err(Fault::HoldFeeTooHigh);
		}
		self.hold_fees = hold_fees;
		self.received = received;
		self.fees = fees;
		self.hops = self.hops.checked_add(carried.hops).ok_or(Fault::Overflow)?;
		Ok(part)
	}

	/// Removes a part, for whose waiting the payer pays so much less than it could have been.
	pub fn remove(&mut self, part: PartId, carried: &Carried, saved: Balance) -> Result<(), Fault> {
		self.ensure_incomplete()?;
		if !self.parts.has(part) {
			return Err(Fault::PartNotFound);
		}
		self.parts.free(part);
		self.received = self.received.checked_sub(carried.received).ok_or(Fault::Overflow)?;
		self.fees = self.fees.checked_sub(carried.fee()).ok_or(Fault::Overflow)?;
		self.hops = self.hops.checked_sub(carried.hops).ok_or(Fault::Overflow)?;
		self.hold_fees = self.hold_fees.checked_sub(saved).ok_or(Fault::Overflow)?;
		Ok(())
	}

	/// What has to be done `now` if the preimage was revealed at `revealed_ms`, or was not. A
	/// preimage that was revealed before the deadline counts, however late anybody looks; one that
	/// was revealed after it, if somebody looks before the payment closes.
	///
	/// A complete payment was complete before its preimage was known: no part is locked for a
	/// preimage that is public.
	pub fn verdict(&self, revealed_ms: Option<Moment>, now: &Instant, block_ms: Moment) -> Verdict {
		if !self.is_complete() {
			return match now.ms >= self.complete_by_ms {
				true => Verdict::Release(ReleaseReason::Incomplete),
				false => Verdict::Wait,
			};
		}
		let closed = now.ms >= self.closes_ms(now, block_ms);
		match revealed_ms {
			Some(revealed_ms) if revealed_ms < self.deadline_ms || !closed => Verdict::Settle,
			_ if closed => Verdict::Release(ReleaseReason::Expired),
			_ => Verdict::Wait,
		}
	}

	/// The instant at which the hook has to look at it.
	pub fn look_ms(&self) -> Moment {
		match self.is_complete() {
			true => self.deadline_ms,
			false => self.complete_by_ms,
		}
	}
}
