//! A lease: what a provider has let to a client, for how long, and who has what of the fee. Pure,
//! without storage.

use bloc_primitives::{Balance, Moment};
use sp_runtime::{helpers_128bit::multiply_by_rational_with_rounding as ratio, Permill, Rounding};

/// How much more than the fee for that time a provider pays that was away: as much again.
const AWAY_FACTOR: u128 = 2;

bloc_primitives::faults! {
	/// Why a change is refused. Each becomes the [`Error`](crate::Error) of the same name.
	pub enum Fault {
		Expired,
		FeeUnpaid,
		ExceedsFee,
		ExceedsPaid,
		FirstTooSmall,
		NotProposed,
		Overflow,
	}
}

/// How a client pays the fee.
#[frame_support::stored]
#[derive(Copy)]
pub enum Payment {
	/// All of it at once.
	UpFront,
	/// So much at once; more before that is used up.
	Streamed(Balance),
	/// Out of what is first received in the channel, for a time; as much is put down until then,
	/// and what has not come by then is taken out of that.
	FirstReceived,
}

/// One of the two.
#[frame_support::stored]
#[derive(Copy)]
pub enum Party {
	/// Who has leased.
	Client,
	/// Who has let.
	Provider,
}

/// Why a lease ended.
#[frame_support::stored]
#[derive(Copy)]
pub enum Ending {
	/// Its time is over.
	Completed,
	/// The client gave it up, or closed the channel.
	GivenUp,
	/// Both agreed: so much goes back to the client.
	Agreed(Balance),
	/// Both closed the channel.
	ClosedTogether,
	/// What the client had paid is used up.
	RanDry,
	/// The provider closed the channel.
	Breached,
}

/// What one party asks the other to agree on.
#[frame_support::stored]
#[derive(Copy)]
pub struct Proposal {
	/// Who asks.
	pub by: Party,
	/// What goes back to the client of what it has paid.
	pub refund: Balance,
	/// From this instant on it is worth nothing.
	pub until_ms: Moment,
}

/// A lease.
#[frame_support::stored]
pub struct Lease<AccountId, AssetId> {
	/// Who has let.
	pub provider: AccountId,
	/// Who has leased.
	pub client: AccountId,
	/// In which asset.
	pub asset: AssetId,
	/// What the provider has brought, and keeps there.
	pub size: Balance,
	/// What all of its time costs, from `start_ms` to `end_ms`.
	pub fee: Balance,
	/// What the client has paid of that, ahead: it is in the pot until it is earned.
	pub paid: Balance,
	/// What of that the provider has got.
	pub collected: Balance,
	/// What the provider has got in the channel, beside that.
	pub received: Balance,
	/// What the client has put down, as long as the fee can come out of what is first received.
	pub deposit: Balance,
	/// Until when it can.
	pub owed_until_ms: Option<Moment>,
	/// The part of the provider's bond that stands for this lease alone.
	pub cover: Balance,
	/// Since when its time counts.
	pub start_ms: Moment,
	/// The first instant at which it is over.
	pub end_ms: Moment,
	/// For how long it goes on when what was paid is used up.
	pub grace_ms: Moment,
	/// The share of the time in which the provider promised to be there.
	pub uptime: Permill,
	/// Since when that counts.
	pub watched_ms: Moment,
	/// For how long the provider had been away by then, in all.
	pub away_ms: Moment,
	/// What one party has proposed.
	pub proposal: Option<Proposal>,
}

/// That a lease has ended, with all that who gets what depends on.
#[frame_support::stored]
#[derive(Copy)]
pub struct End {
	/// Why.
	pub reason: Ending,
	/// When.
	pub at_ms: Moment,
	/// What of the fee had not come out of what was first received by then.
	pub lien: Balance,
	/// For how long the provider had been away by then, ever.
	pub away_ms: Moment,
}

/// A lease with the ticket of its storage deposit.
#[frame_support::stored]
pub struct LeaseRecord<AccountId, AssetId, Ticket> {
	/// The lease.
	pub lease: Lease<AccountId, AssetId>,
	/// The client's, handed back when it ends.
	pub ticket: Ticket,
	/// It has ended since its channel closes: what is left to do the hook does.
	pub end: Option<End>,
}

/// Who gets what when a lease ends.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Division {
	/// Out of the pot, to the client: not earned, or put down.
	pub refund: Balance,
	/// Out of the pot, to the provider.
	pub earned: Balance,
	/// What the client loses by a breach: the fee of the time that it does not have.
	pub lost: Balance,
	/// Out of the bond, for that.
	pub for_breach: Balance,
	/// What the provider was away for, beyond what it promised.
	pub excess_ms: Moment,
	/// Out of the bond, for that.
	pub for_absence: Balance,
}

/// `amount · part / whole`, at most `amount`; all of it, where there is no whole.
fn share(amount: Balance, part: u128, whole: u128, rounding: Rounding) -> Balance {
	if part >= whole {
		return amount;
	}
	ratio(amount, part, whole, rounding).unwrap_or(amount).min(amount)
}

/// The fee of a part of the time of a lease: rounded up.
pub fn fee_of(fee: Balance, part_ms: Moment, length_ms: Moment) -> Balance {
	share(fee, part_ms.into(), length_ms.into(), Rounding::Up)
}

impl Payment {
	/// What stands for a lease with such a fee: what can be lost by the provider's breach at the
	/// most, and has to come out of its bond.
	pub fn cover(&self, fee: Balance) -> Option<Balance> {
		match self {
			Self::UpFront | Self::Streamed(_) => Some(fee),
			// What the provider has received it has to pay back, too.
			Self::FirstReceived => fee.checked_mul(2),
		}
	}
}

impl<AccountId, AssetId> Lease<AccountId, AssetId> {
	/// How long its time is.
	pub const fn length_ms(&self) -> Moment {
		self.end_ms.saturating_sub(self.start_ms)
	}

	/// What the provider has been, or is to be, given of the fee.
	fn provided(&self) -> Balance {
		match self.owed_until_ms {
			Some(_) => self.fee,
			None => self.paid.saturating_add(self.received),
		}
	}

	/// What is earned by now: the share of the fee that the time has of the lease, rounded down,
	/// and no more than there is.
	pub fn earned(&self, now_ms: Moment) -> Balance {
		let elapsed = now_ms.saturating_sub(self.start_ms);
		let length = self.length_ms().into();
		share(self.fee, elapsed.into(), length, Rounding::Down).min(self.provided())
	}

	/// When what was provided is used up: rounded down; its end, if that is all.
	pub fn dry_ms(&self) -> Moment {
		let length = self.length_ms();
		let lasts = share(length.into(), self.provided(), self.fee, Rounding::Down);
		self.start_ms.saturating_add(Moment::try_from(lasts).unwrap_or(length))
	}

	/// The first instant at which it is over, as things stand.
	pub fn over_ms(&self) -> Moment {
		match self.dry_ms() {
			dry_ms if dry_ms < self.end_ms => dry_ms.saturating_add(self.grace_ms).min(self.end_ms),
			_ => self.end_ms,
		}
	}

	/// Until when the provider is bound, if nobody comes: for as long as it is owed something that
	/// is, too, since what has come of that is on record in the channel only while it is bound there.
	pub fn bound_until_ms(&self) -> Moment {
		match self.owed_until_ms {
			Some(_) => Moment::MAX,
			None => self.over_ms(),
		}
	}

	/// When somebody has to look at it: it is over then, or what was put down becomes the fee.
	pub fn next_look_ms(&self) -> Moment {
		let over_ms = self.over_ms();
		self.owed_until_ms.map_or(over_ms, |until_ms| until_ms.min(over_ms))
	}

	/// Why it is over by itself, if it is.
	pub fn ended(&self, now_ms: Moment) -> Option<Ending> {
		match self.over_ms() {
			over_ms if now_ms < over_ms => None,
			over_ms if over_ms < self.end_ms => Some(Ending::RanDry),
			_ => Some(Ending::Completed),
		}
	}

	/// It goes on.
	pub fn ensure_running(&self, now_ms: Moment) -> Result<(), Fault> {
		match self.ended(now_ms) {
			None => Ok(()),
			Some(_) => Err(Fault::Expired),
		}
	}

	/// What is paid ahead is no more than all, and lasts for as long as the grace would.
	pub fn ensure_begun(&self) -> Result<(), Fault> {
		if self.provided() > self.fee {
			return Err(Fault::ExceedsFee);
		}
		let lasts_ms = self.dry_ms().saturating_sub(self.start_ms);
		match lasts_ms >= self.grace_ms.min(self.length_ms()) {
			true => Ok(()),
			false => Err(Fault::FirstTooSmall),
		}
	}

	/// Takes out what is earned of what was paid ahead, for the provider.
	pub fn collect(&mut self, now_ms: Moment) -> Result<Balance, Fault> {
		let of_paid = self.earned(now_ms).saturating_sub(self.received).min(self.paid);
		let amount = match self.owed_until_ms {
			// Nothing was paid ahead.
			Some(_) => 0,
			None => of_paid.saturating_sub(self.collected),
		};
		self.collected = self.collected.checked_add(amount).ok_or(Fault::Overflow)?;
		Ok(amount)
	}

	/// Somebody pays more of the fee ahead.
	pub fn pay(&mut self, by: Option<Party>, amount: Balance, now_ms: Moment) -> Result<(), Fault> {
		self.ensure_running(now_ms)?;
		if self.owed_until_ms.is_some() {
			return Err(Fault::FeeUnpaid);
		}
		let provided = self.provided().checked_add(amount).ok_or(Fault::Overflow)?;
		if provided > self.fee {
			return Err(Fault::ExceedsFee);
		}
		self.paid = self.paid.checked_add(amount).ok_or(Fault::Overflow)?;
		if by == Some(Party::Client) {
			// What was to go back was said of less. Others end no proposal by paying a unit.
			self.proposal = None;
		}
		Ok(())
	}

	/// Of what was to come out of first payments so much is left. Once that is nothing, or its time
	/// is over, what has come goes back of what was put down, and the rest of it is the fee, paid
	/// ahead: the provider has no more of it by keeping payments away. Returns what goes back.
	pub fn note_lien(&mut self, left: Balance, now_ms: Moment) -> Option<Balance> {
		self.owed_until_ms.filter(|until_ms| left == 0 || *until_ms <= now_ms)?;
		self.owed_until_ms = None;
		self.paid = left.min(self.fee);
		self.received = self.fee.saturating_sub(self.paid);
		Some(core::mem::take(&mut self.deposit).saturating_sub(self.paid))
	}

	/// What was paid is used up, and it goes on without being paid for.
	fn is_dry(&self, now_ms: Moment) -> bool {
		let dry_ms = self.dry_ms();
		dry_ms <= now_ms && dry_ms < self.end_ms
	}

	/// Goes on for longer, for a fee that is paid ahead. What is earned is the provider's: so much
	/// of it is in the pot. Of the rest and the new fee all the time that is left costs the same.
	pub fn renew(
		&mut self,
		lifetime_ms: Moment,
		fee: Balance,
		now_ms: Moment,
	) -> Result<Balance, Fault> {
		self.ensure_running(now_ms)?;
		// Else the time of grace would be had anew, and what it costs never be paid.
		if self.owed_until_ms.is_some() || self.is_dry(now_ms) {
			return Err(Fault::FeeUnpaid);
		}
		let collected = self.collect(now_ms)?;
		let earned = self.earned(now_ms);
		let sum = |one: Balance, other: Balance| one.checked_add(other).ok_or(Fault::Overflow);
		let of_paid = earned.saturating_sub(self.received).min(self.paid);
		self.fee = sum(self.fee.saturating_sub(earned), fee)?;
		self.paid = sum(self.paid.saturating_sub(of_paid), fee)?;
		self.received = self.received.saturating_sub(earned);
		self.collected = 0;
		self.proposal = None;
		self.start_ms = now_ms;
		self.end_ms = self.end_ms.checked_add(lifetime_ms).ok_or(Fault::Overflow)?;
		self.ensure_begun()?;
		Ok(collected)
	}

	/// What stands for it at the most, by what it costs now.
	pub fn cover_needed(&self) -> Result<Balance, Fault> {
		self.fee.checked_add(self.received).ok_or(Fault::Overflow)
	}

	/// One party asks for an end by agreement, until an instant: what is fair today is not when the
	/// lease is nearly over.
	pub fn propose(
		&mut self,
		by: Party,
		refund: Balance,
		until_ms: Moment,
		now_ms: Moment,
	) -> Result<(), Fault> {
		if until_ms <= now_ms {
			return Err(Fault::Expired);
		}
		self.ensure_refundable(refund)?;
		self.proposal = Some(Proposal { by, refund, until_ms });
		Ok(())
	}

	/// The other one accepts just that.
	pub fn accept(&self, by: Party, refund: Balance, now_ms: Moment) -> Result<(), Fault> {
		let proposal = self.proposal.filter(|it| it.by != by && it.refund == refund);
		let proposal = proposal.ok_or(Fault::NotProposed)?;
		if proposal.until_ms <= now_ms {
			return Err(Fault::Expired);
		}
		self.ensure_refundable(refund)
	}

	/// Whether so much can go back out of the pot.
	fn ensure_refundable(&self, refund: Balance) -> Result<(), Fault> {
		match refund <= self.in_pot() {
			true => Ok(()),
			false => Err(Fault::ExceedsPaid),
		}
	}

	/// What the pot has for it.
	pub const fn in_pot(&self) -> Balance {
		self.paid.saturating_sub(self.collected).saturating_add(self.deposit)
	}

	/// For how long the provider was away beyond what it promised, while the lease went on.
	pub fn excess_ms(&self, away_ms: Moment, now_ms: Moment) -> Moment {
		let span_ms = now_ms.min(self.end_ms).saturating_sub(self.watched_ms);
		let away_ms = away_ms.saturating_sub(self.away_ms).min(span_ms);
		let promised = Permill::from_parts(1_000_000_u32.saturating_sub(self.uptime.deconstruct()));
		away_ms.saturating_sub(promised.mul_ceil(span_ms))
	}

	/// Who gets what, if it ends so. `lien` is what of the fee has not come out of what was
	/// received; `away_ms` for how long the provider was away up to now, ever; `breach` what of the
	/// fee of the time that is left a breach costs.
	pub fn divide(
		&self,
		ending: Ending,
		now_ms: Moment,
		lien: Balance,
		away_ms: Moment,
		breach: Permill,
	) -> Division {
		let pot = self.in_pot();
		let earned = self.earned(now_ms);
		// Of what was owed out of the first payments, so much has come.
		let received = match self.owed_until_ms {
			Some(_) => self.fee.saturating_sub(lien),
			None => self.received,
		};
		let mut it = Division::default();
		let unearned = self.paid.saturating_add(received).saturating_sub(earned);
		it.refund = match ending {
			Ending::Completed | Ending::RanDry => 0,
			// What has come comes back of what was put down.
			Ending::GivenUp => self.deposit.saturating_sub(lien),
			Ending::Agreed(refund) => refund,
			Ending::ClosedTogether | Ending::Breached => unearned.max(self.deposit).min(pot),
		};
		it.earned = pot.saturating_sub(it.refund);
		if ending == Ending::Breached {
			it.lost = self.fee.saturating_sub(earned);
			let held = unearned.saturating_sub(it.refund);
			let held = if self.deposit > 0 { received.saturating_sub(earned) } else { held };
			it.for_breach = held.saturating_add(breach.mul_ceil(it.lost)).min(self.cover);
		}
		it.excess_ms = self.excess_ms(away_ms, now_ms);
		let (part, whole) = (u128::from(it.excess_ms), u128::from(self.length_ms()));
		let twice = self.fee.saturating_mul(AWAY_FACTOR);
		let left = self.cover.saturating_sub(it.for_breach);
		it.for_absence = share(twice, part, whole, Rounding::Up).min(left);
		it
	}
}
