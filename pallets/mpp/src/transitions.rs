//! How a payment changes: pure, without storage.

use crate::types::{admits, Carried, PartId, Payment, ReleaseReason};
use bloc_primitives::{
	invoice::{Feature, Invoice},
	Moment,
};

/// Why a change is refused. Each has the [`Error`](crate::Error) of the same name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
	/// See [`Error::Complete`](crate::Error::Complete).
	Complete,
	/// See [`Error::Incomplete`](crate::Error::Incomplete).
	Incomplete,
	/// See [`Error::Expired`](crate::Error::Expired).
	Expired,
	/// See [`Error::PartNotFound`](crate::Error::PartNotFound).
	PartNotFound,
	/// See [`Error::TooManyParts`](crate::Error::TooManyParts).
	TooManyParts,
	/// See [`Error::OverTotal`](crate::Error::OverTotal).
	OverTotal,
	/// See [`Error::FeeTooHigh`](crate::Error::FeeTooHigh).
	FeeTooHigh,
	/// See [`Error::Overflow`](crate::Error::Overflow).
	Overflow,
}

/// What is to be done with a payment by itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
	/// Nothing yet.
	Wait,
	/// It is the payee's.
	Settle,
	/// It is the payer's again.
	Release(ReleaseReason),
}

impl<AccountId, AssetId> Payment<AccountId, AssetId> {
	/// Does all of it lie ready?
	pub fn is_complete(&self) -> bool {
		self.received == self.total
	}

	/// Is it one of those that `invoice` asks for, in several parts?
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
			return Err(Fault::Complete);
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

	/// Only a complete payment can be claimed, before its deadline.
	pub fn ensure_claimable(&self, now_ms: Moment) -> Result<(), Fault> {
		if !self.is_complete() {
			return Err(Fault::Incomplete);
		}
		if now_ms >= self.deadline_ms {
			return Err(Fault::Expired);
		}
		Ok(())
	}

	/// Takes a part in. On a fault nothing may be written.
	pub fn add(&mut self, carried: &Carried) -> Result<PartId, Fault> {
		self.ensure_incomplete()?;
		let part = self.parts.take().ok_or(Fault::TooManyParts)?;
		let received = self.received.checked_add(carried.received).ok_or(Fault::Overflow)?;
		if received > self.total {
			return Err(Fault::OverTotal);
		}
		let fees = self.fees.checked_add(carried.fee()).ok_or(Fault::Overflow)?;
		if fees > self.max_fee {
			return Err(Fault::FeeTooHigh);
		}
		self.received = received;
		self.fees = fees;
		self.hops = self.hops.checked_add(carried.hops).ok_or(Fault::Overflow)?;
		Ok(part)
	}

	/// Takes a part out.
	pub fn remove(&mut self, part: PartId, carried: &Carried) -> Result<(), Fault> {
		self.ensure_incomplete()?;
		if !self.parts.has(part) {
			return Err(Fault::PartNotFound);
		}
		self.parts.free(part);
		self.received = self.received.checked_sub(carried.received).ok_or(Fault::Overflow)?;
		self.fees = self.fees.checked_sub(carried.fee()).ok_or(Fault::Overflow)?;
		self.hops = self.hops.checked_sub(carried.hops).ok_or(Fault::Overflow)?;
		Ok(())
	}

	/// What is to be done at `now_ms` if the preimage was revealed at `revealed_ms`, or was not.
	/// That it was revealed before the deadline counts, however late anybody looks.
	///
	/// A complete payment was complete before its preimage was known: no part is locked for a
	/// preimage that is public.
	pub fn verdict(&self, revealed_ms: Option<Moment>, now_ms: Moment) -> Verdict {
		if !self.is_complete() {
			return match now_ms >= self.complete_by_ms {
				true => Verdict::Release(ReleaseReason::Incomplete),
				false => Verdict::Wait,
			};
		}
		match revealed_ms {
			Some(revealed_ms) if revealed_ms < self.deadline_ms => Verdict::Settle,
			_ if now_ms >= self.deadline_ms => Verdict::Release(ReleaseReason::Expired),
			_ => Verdict::Wait,
		}
	}

	/// When the hook is to look at it.
	pub fn look_ms(&self) -> Moment {
		match self.is_complete() {
			true => self.deadline_ms,
			false => self.complete_by_ms,
		}
	}
}
