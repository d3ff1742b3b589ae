//! A provider in one asset, and how it changes. Pure, without storage.

use crate::{
	lease::Payment,
	shelf::{Place, Rank, Region, Shelf},
};
use bloc_primitives::{instant::Instant, policy::MAX_HOLD_PPM, Balance, Moment, Policy};
use frame_support::{traits::ConstU32, BoundedVec};
use sp_runtime::Permill;

/// What forwarding may cost at the most by what is listed: a tenth, in millionths.
pub const MAX_LISTED_PPM: u32 = 100_000;
/// The same of a least fee: such a part of the least size of the class, rounded up.
const LISTED_PART: Balance = 10;
/// On how many shelves a provider can be, in an asset.
pub const MAX_LISTINGS: u32 = 8;
/// The best standing.
pub const BEST: u16 = 1_000;
/// The standing of a newcomer.
pub const FIRST: u16 = 100;
/// How much of the standing is one band in the order.
const BAND: u16 = 50;
/// What a lease that failed, and one that its provider broke, cost of the standing.
const FAILED: u16 = 10;
const BROKEN: u16 = 50;
/// The standing rises by no more than one in this time, however many leases end: a day.
const RISE_MS: Moment = 86_400_000;

bloc_primitives::faults! {
	/// Why a change is refused. Each becomes the [`Error`](crate::Error) of the same name.
	pub enum Fault {
		StockShort,
		BondExhausted,
		StillLeased,
		TooManyListings,
		NotListed,
		UnsoundTerms,
		Overflow,
	}
}

/// The conditions of all channels of a provider.
#[frame_support::stored]
#[derive(Copy)]
pub struct Terms {
	/// Where it is.
	pub region: Region,
	/// The share of the time in which it promises to be there.
	pub uptime: Permill,
	/// How it forwards in channels that it opens: no worse while they are leased.
	pub policy: Policy,
	/// What it asks for keeping stock ready for somebody: in millionths of that for each minute.
	pub hold_ppm: u32,
	/// The challenge period of its channels.
	pub challenge_period_ms: Moment,
}

/// The worst terms that a client takes.
#[frame_support::stored]
#[derive(Copy)]
pub struct Limits {
	/// It is promised to be there for no smaller share of the time.
	pub uptime: Permill,
	/// It forwards on no worse terms, in nothing.
	pub policy: Policy,
	/// The challenge period is no shorter: who has to look after a channel needs time.
	pub min_challenge_ms: Moment,
	/// Nor longer: who closes alone waits for so long.
	pub max_challenge_ms: Moment,
}

impl Limits {
	/// Whatever there is.
	pub const NONE: Self = Self {
		uptime: Permill::from_percent(0),
		policy: Policy {
			base_fee: Balance::MAX,
			fee_ppm: u32::MAX,
			inbound_base_fee: i128::MAX,
			inbound_fee_ppm: i32::MAX,
			min_amount: Balance::MAX,
			max_amount: 0,
			reserve: Balance::MAX,
			max_locked: Some(0),
			hold_ppm: u32::MAX,
			enabled: false,
		},
		min_challenge_ms: 0,
		max_challenge_ms: Moment::MAX,
	};

	/// Whether a client takes these terms.
	pub fn admit(&self, terms: &Terms) -> bool {
		let period_ms = terms.challenge_period_ms;
		terms.uptime >= self.uptime
			&& terms.policy.is_no_worse_than(&self.policy)
			&& (self.min_challenge_ms..=self.max_challenge_ms).contains(&period_ms)
	}
}

impl Terms {
	/// They can be computed with, and somebody can be paid by them.
	pub fn ensure_sound(&self) -> Result<(), Fault> {
		match self.policy.is_sound() && self.policy.enabled && self.hold_ppm <= MAX_HOLD_PPM {
			true => Ok(()),
			false => Err(Fault::UnsoundTerms),
		}
	}

	/// Whoever leases for a place by these can be paid by them: as little as the least size of the
	/// class and as much as its largest, all of that at once, and for no more than a tenth. So no
	/// offer that is found is one that is of no use.
	pub fn ensure_useful_at(&self, place: Place) -> Result<(), Fault> {
		let (least, most) = place.sizes().map_err(|_| Fault::UnsoundTerms)?;
		let it = &self.policy;
		let bounds = it.min_amount <= least && it.max_amount >= most && it.reserve == 0;
		let base = least.div_ceil(LISTED_PART);
		let discount = Balance::try_from(it.inbound_base_fee).is_err();
		let inbound = discount || it.inbound_base_fee.unsigned_abs() <= base;
		let rates = it.fee_ppm <= MAX_LISTED_PPM
			&& i64::from(it.inbound_fee_ppm) <= i64::from(MAX_LISTED_PPM);
		match bounds && it.admits_locked(most) && rates && it.base_fee <= base && inbound {
			true => Ok(()),
			false => Err(Fault::UnsoundTerms),
		}
	}
}

/// When a provider was there: by its beats.
#[frame_support::stored]
#[derive(Copy)]
pub struct Presence {
	/// Since when that counts.
	pub since: Instant,
	/// The last beat.
	pub last: Instant,
	/// For how long it was away up to that, in all.
	pub away_ms: Moment,
}

impl Presence {
	/// From now on.
	pub const fn new(now: Instant) -> Self {
		Self { since: now, last: now, away_ms: 0 }
	}

	/// For how long it was away up to now, in all: what passed after the time of a beat without
	/// another, while the chain made blocks.
	pub const fn away_ms(&self, now: &Instant, beat_ms: Moment, block_ms: Moment) -> Moment {
		let passed_ms = now.ms.saturating_sub(self.last.ms);
		let passed_ms = passed_ms.saturating_sub(self.last.standstill_ms(now, block_ms));
		self.away_ms.saturating_add(passed_ms.saturating_sub(beat_ms))
	}

	/// It is there.
	pub const fn beat(&mut self, now: Instant, beat_ms: Moment, block_ms: Moment) {
		self.away_ms = self.away_ms(&now, beat_ms, block_ms);
		self.last = now;
	}

	/// The share of all that time, in thousandths: rounded up.
	fn away_share(&self, now: &Instant, beat_ms: Moment, block_ms: Moment) -> u16 {
		let all_ms = u128::from(now.ms.saturating_sub(self.since.ms)).max(1);
		let away_ms = u128::from(self.away_ms(now, beat_ms, block_ms));
		let share = away_ms.saturating_mul(1_000).div_ceil(all_ms);
		u16::try_from(share.min(1_000)).unwrap_or(1_000)
	}
}

/// What is on record of a provider's leases, and nothing else: nobody is asked.
#[frame_support::stored]
#[derive(Copy)]
pub struct Facts {
	/// Leases that went on to their end, all as promised.
	pub honoured: u32,
	/// Leases in which it was away for longer than promised.
	pub failed: u32,
	/// Leases that it broke.
	pub broken: u32,
	/// What follows from these: up to [`BEST`].
	pub standing: u16,
	/// When that rose last.
	pub rose_ms: Moment,
}

impl Facts {
	/// Of a newcomer.
	pub const NONE: Self = Self { honoured: 0, failed: 0, broken: 0, standing: FIRST, rose_ms: 0 };

	/// A lease went on to its end.
	pub fn honour(&mut self, now_ms: Moment) {
		self.honoured = self.honoured.saturating_add(1);
		if now_ms >= self.rose_ms.saturating_add(RISE_MS) {
			self.standing = self.standing.saturating_add(1).min(BEST);
			self.rose_ms = now_ms;
		}
	}

	/// It was away for too long.
	pub fn fail(&mut self) {
		self.failed = self.failed.saturating_add(1);
		self.standing = self.standing.saturating_sub(FAILED);
	}

	/// It broke a lease.
	pub fn breach(&mut self) {
		self.broken = self.broken.saturating_add(1);
		self.standing = self.standing.saturating_sub(BROKEN);
	}

	/// How many bands it is below the best.
	fn band(&self) -> u8 {
		let below = BEST.saturating_sub(self.standing) / BAND;
		u8::try_from(below).unwrap_or(u8::MAX)
	}
}

/// An entry of a provider's on a shelf.
#[frame_support::stored]
#[derive(Copy)]
pub struct Listing {
	/// Which shelf.
	pub shelf: Shelf,
	/// Its place there.
	pub rank: Rank,
	/// How long it is good for.
	pub valid_until_ms: Moment,
}

/// What a provider has, and where it is: the sums that are kept for all.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Totals {
	/// Stock that anybody can have.
	pub free: Balance,
	/// Stock kept for those who have reserved it.
	pub reserved: Balance,
	/// What is in channels, by their leases.
	pub leased: Balance,
	/// Fees earned, in all.
	pub fees: Balance,
}

/// A provider, in one asset.
#[frame_support::stored]
pub struct Provider {
	/// Its number, by which it came.
	pub number: u32,
	/// Its conditions.
	pub terms: Terms,
	/// What it answers with.
	pub bond: Balance,
	/// The part of that which leases and reservations have: each unit stands for one of them.
	pub covered: Balance,
	/// Stock that anybody can have.
	pub free: Balance,
	/// Stock kept for those who have reserved it.
	pub reserved: Balance,
	/// What it has brought into channels whose leases go on.
	pub leased: Balance,
	/// Fees that it has earned and not collected.
	pub earned: Balance,
	/// All that it ever earned.
	pub fees: Balance,
	/// How many leases and reservations go on.
	pub obligations: u32,
	/// When it was there.
	pub presence: Presence,
	/// What is known of it.
	pub facts: Facts,
	/// Where it is listed.
	pub listings: BoundedVec<Listing, ConstU32<MAX_LISTINGS>>,
}

/// A provider with the ticket of its storage deposit.
#[frame_support::stored]
pub struct ProviderRecord<Ticket> {
	/// The provider.
	pub provider: Provider,
	/// Handed back when it leaves.
	pub ticket: Ticket,
}

fn add(sum: &mut Balance, amount: Balance) -> Result<(), Fault> {
	*sum = sum.checked_add(amount).ok_or(Fault::Overflow)?;
	Ok(())
}

fn take(sum: &mut Balance, amount: Balance) -> Result<(), Fault> {
	*sum = sum.checked_sub(amount).ok_or(Fault::Overflow)?;
	Ok(())
}

impl Provider {
	/// A new one.
	pub fn new(number: u32, terms: Terms, bond: Balance, now: Instant) -> Self {
		Self {
			number,
			terms,
			bond,
			covered: 0,
			free: 0,
			reserved: 0,
			leased: 0,
			earned: 0,
			fees: 0,
			obligations: 0,
			presence: Presence::new(now),
			facts: Facts::NONE,
			listings: BoundedVec::new(),
		}
	}

	/// What is kept of it for all.
	pub const fn totals(&self) -> Totals {
		let Self { free, reserved, leased, fees, .. } = *self;
		Totals { free, reserved, leased, fees }
	}

	/// What the pot has for it.
	pub fn owed(&self) -> Option<Balance> {
		let stock = self.free.checked_add(self.reserved)?;
		self.bond.checked_add(stock)?.checked_add(self.earned)
	}

	/// Brings stock.
	pub fn stock(&mut self, amount: Balance) -> Result<(), Fault> {
		add(&mut self.free, amount)
	}

	/// Takes stock back that nobody has.
	pub fn unstock(&mut self, amount: Balance) -> Result<(), Fault> {
		self.free = self.free.checked_sub(amount).ok_or(Fault::StockShort)?;
		Ok(())
	}

	/// Brings more bond.
	pub fn add_bond(&mut self, amount: Balance) -> Result<(), Fault> {
		add(&mut self.bond, amount)
	}

	/// Takes bond back that answers for nothing, down to `least`.
	pub fn withdraw_bond(&mut self, amount: Balance, least: Balance) -> Result<(), Fault> {
		let kept = self.covered.max(least);
		let bond = self.bond.checked_sub(amount).filter(|bond| *bond >= kept);
		self.bond = bond.ok_or(Fault::BondExhausted)?;
		Ok(())
	}

	/// Sets aside bond for an obligation: a unit that stands for one stands for no other.
	fn cover(&mut self, amount: Balance) -> Result<(), Fault> {
		let covered = self.covered.checked_add(amount).ok_or(Fault::Overflow)?;
		if covered > self.bond {
			return Err(Fault::BondExhausted);
		}
		self.covered = covered;
		self.obligations = self.obligations.checked_add(1).ok_or(Fault::Overflow)?;
		Ok(())
	}

	/// More or less bond for one that goes on.
	pub fn cover_anew(&mut self, old: Balance, new: Balance) -> Result<(), Fault> {
		self.uncover(old)?;
		self.cover(new)
	}

	fn uncover(&mut self, amount: Balance) -> Result<(), Fault> {
		take(&mut self.covered, amount)?;
		self.obligations = self.obligations.checked_sub(1).ok_or(Fault::Overflow)?;
		Ok(())
	}

	/// Lets free stock out into a channel.
	pub fn lease(&mut self, size: Balance, cover: Balance) -> Result<(), Fault> {
		self.unstock(size)?;
		add(&mut self.leased, size)?;
		self.cover(cover)
	}

	/// Keeps free stock for somebody.
	pub fn reserve(&mut self, size: Balance, cover: Balance) -> Result<(), Fault> {
		self.unstock(size)?;
		add(&mut self.reserved, size)?;
		self.cover(cover)
	}

	/// Keeps it no longer.
	pub fn unreserve(&mut self, size: Balance, cover: Balance) -> Result<(), Fault> {
		take(&mut self.reserved, size)?;
		add(&mut self.free, size)?;
		self.uncover(cover)
	}

	/// A lease is over: its cover is free, less what of it compensates the client.
	pub fn end_lease(
		&mut self,
		size: Balance,
		cover: Balance,
		compensation: Balance,
	) -> Result<(), Fault> {
		take(&mut self.leased, size)?;
		self.uncover(cover)?;
		take(&mut self.bond, compensation)
	}

	/// Has earned something.
	pub fn earn(&mut self, amount: Balance) -> Result<(), Fault> {
		add(&mut self.earned, amount)?;
		// It only tells.
		self.fees = self.fees.saturating_add(amount);
		Ok(())
	}

	/// Nothing binds it.
	pub const fn ensure_free(&self) -> Result<(), Fault> {
		match self.obligations {
			0 => Ok(()),
			_ => Err(Fault::StillLeased),
		}
	}

	/// Its place in the order, at this price.
	pub fn rank(&self, price: Balance, now: &Instant, beat_ms: Moment, block_ms: Moment) -> Rank {
		Rank {
			price,
			standing: self.facts.band(),
			region: self.terms.region,
			away: self.presence.away_share(now, beat_ms, block_ms),
			provider: self.number,
		}
	}

	/// Its entry for a place, on either shelf.
	pub fn listing(&self, place: Place) -> Option<Listing> {
		self.listings.iter().find(|listing| listing.shelf.place == place).copied()
	}

	/// It is listed there.
	pub fn note_listing(&mut self, listing: Listing) -> Result<(), Fault> {
		self.listings.try_push(listing).map_err(|_| Fault::TooManyListings)
	}

	/// It is no longer listed for that place.
	pub fn drop_listing(&mut self, place: Place) -> Result<Listing, Fault> {
		let at = self.listings.iter().position(|listing| listing.shelf.place == place);
		at.map(|at| self.listings.remove(at)).ok_or(Fault::NotListed)
	}

	/// Whether it has stock for the largest size of a shelf, and bond for that at this price,
	/// however the fee is paid: so that no offer that is found is one that cannot be taken.
	pub fn ensure_backs(&self, shelf: &Shelf, price: Balance) -> Result<(), Fault> {
		let (_, most) = shelf.place.sizes().map_err(|_| Fault::StockShort)?;
		if most > self.free {
			return Err(Fault::StockShort);
		}
		let fee = shelf.kind.fee(price, most);
		let cover = fee.and_then(|fee| Payment::FirstReceived.cover(fee));
		let left = self.bond.saturating_sub(self.covered);
		match cover.is_some_and(|cover| cover <= left) {
			true => Ok(()),
			false => Err(Fault::BondExhausted),
		}
	}

	/// By these terms all that it has on shelves can be used.
	pub fn ensure_useful(&self, terms: &Terms) -> Result<(), Fault> {
		self.listings.iter().try_for_each(|listing| terms.ensure_useful_at(listing.shelf.place))
	}

	/// The first of its entries for which it has too little now.
	pub fn unbacked(&self) -> Option<Listing> {
		let unbacked = |it: &&Listing| self.ensure_backs(&it.shelf, it.rank.price).is_err();
		self.listings.iter().find(unbacked).copied()
	}
}
