//! A tower: its bond, what it earns, and whether it is there. Pure, without storage.

use crate::{
	reputation::{capacity, Reputation},
	types::{Fault, Keys, Mark, Profile, Rate, Terms, HOUR_MS},
	watch::Hire,
};
use bloc_math::accrual::Exact;
use bloc_primitives::{instant::Instant, Balance, Moment};

/// What the chain asks of towers and clients.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
	/// The smallest bond in the tower's asset.
	pub min_bond: Balance,
	/// How often a tower has to show that it is there.
	pub beat_ms: Moment,
	/// How slowly blocks can come before the chain stands still.
	pub block_ms: Moment,
	/// How long before a tower leaves it says so.
	pub notice_ms: Moment,
	/// For how long a tower is paid at least, and within which time it answers a demand.
	pub min_hire_ms: Moment,
}

/// What a tower earns. Its clock runs while the tower is there; what a hire has cost is its rate
/// times what the clock has run. So whatever happens to the tower happens to all of its hires at
/// once, without touching any.
#[frame_support::stored]
#[derive(Copy)]
pub struct Income {
	/// The rates of all that pay.
	pub rate: Rate,
	/// What was earned up to `from_ms`, less what was paid out. Until a hire that is dry is ended,
	/// it counts on.
	pub earned: Exact,
	/// For how long the tower was there.
	pub clock_ms: Moment,
	/// The instant up to which that counts.
	pub from_ms: Moment,
}

/// Whether a tower is there.
#[frame_support::stored]
#[derive(Copy)]
pub struct Presence {
	/// Since when it is registered.
	pub since_ms: Moment,
	/// When it showed that it is there.
	pub last: Instant,
	/// For how long it was silent, up to `last`.
	pub silent_ms: Moment,
	/// Whether it has been told that the tower is silent.
	pub is_told: bool,
}

/// A tower.
#[frame_support::stored]
pub struct Tower<AccountId, AssetId> {
	/// Whose it is: presents states, and is paid.
	pub owner: AccountId,
	/// In which asset it watches, is paid, and is bonded. There is no other price between the two.
	pub asset: AssetId,
	/// Where it is.
	pub profile: Profile,
	/// Whose signature counts.
	pub keys: Keys<AccountId>,
	/// For whoever hires it next.
	pub terms: Terms,
	/// What it has put down.
	pub bond: Balance,
	/// The part of it that hires count on. Never more than the bond.
	pub covered: Balance,
	/// How many hires it is paid for.
	pub watches: u32,
	/// How many more are over, but can be claimed for.
	pub kept: u32,
	/// How often it was hired, ever: numbers hires.
	pub hires: u64,
	/// What it earns.
	pub income: Income,
	/// Whether it is there.
	pub presence: Presence,
	/// How it has done.
	pub reputation: Reputation,
	/// From when on it is no tower any more, if it has said so.
	pub leaves_ms: Option<Moment>,
	/// When the hook looks at it next.
	pub due_ms: Option<Moment>,
}

/// A tower and the ticket of the storage deposit that its owner paid.
#[frame_support::stored]
pub struct TowerRecord<AccountId, AssetId, Ticket> {
	/// The tower.
	pub tower: Tower<AccountId, AssetId>,
	/// Handed back when it goes.
	pub ticket: Ticket,
}

impl<AccountId: Clone + PartialEq, AssetId> Tower<AccountId, AssetId> {
	/// A new tower, which is there now.
	pub fn new(
		(owner, key): (AccountId, AccountId),
		asset: AssetId,
		(profile, terms): (Profile, Terms),
		bond: Balance,
		now: Instant,
		rules: &Rules,
	) -> Result<Self, Fault> {
		if bond < rules.min_bond {
			return Err(Fault::BondTooSmall);
		}
		ensure_sound(&terms, &profile)?;
		let income = Income { rate: Rate(0), earned: Exact::ZERO, clock_ms: 0, from_ms: now.ms };
		let presence = Presence { since_ms: now.ms, last: now, silent_ms: 0, is_told: false };
		Ok(Self {
			owner,
			asset,
			profile,
			keys: Keys::new(key, now.ms),
			terms,
			bond,
			covered: 0,
			watches: 0,
			kept: 0,
			hires: 0,
			income,
			presence,
			reputation: Reputation::new(now.ms),
			leaves_ms: None,
			due_ms: None,
		})
	}

	/// Whether `who` can show that the tower is there: its owner, or the machine that signs for it.
	pub fn is_operator(&self, who: &AccountId, now_ms: Moment) -> bool {
		self.owner == *who || self.keys.signs(who, now_ms)
	}

	/// Whether a client that ends a hire of it, or whose channel is gone, is not held to the shortest
	/// hire: who gets nothing for its money.
	pub fn is_gone(&self, now: &Instant, rules: &Rules) -> bool {
		self.is_silent(now, rules) || self.leaves_ms.is_some()
	}

	/// The instant from which the tower counts as silent, as seen `now`: one beat after the last
	/// one. What passes while the chain stands still does not count.
	pub fn silent_from_ms(&self, now: &Instant, rules: &Rules) -> Moment {
		let last = &self.presence.last;
		let waits_ms = rules.beat_ms.saturating_add(last.standstill_ms(now, rules.block_ms));
		last.ms.saturating_add(waits_ms)
	}

	/// Whether nobody has heard of it for too long.
	pub fn is_silent(&self, now: &Instant, rules: &Rules) -> bool {
		now.ms >= self.silent_from_ms(now, rules)
	}

	/// Whether it is no tower any more.
	pub fn has_left(&self, now_ms: Moment) -> bool {
		self.leaves_ms.is_some_and(|leaves_ms| leaves_ms <= now_ms)
	}

	/// Runs its clock up to `now`, or to where it fell silent or left.
	pub fn advance(&mut self, now: &Instant, rules: &Rules) -> Result<(), Fault> {
		let leaves_ms = self.leaves_ms.unwrap_or(Moment::MAX);
		let until_ms = now.ms.min(self.silent_from_ms(now, rules)).min(leaves_ms);
		let income = &mut self.income;
		let Some(ran_ms) = until_ms.checked_sub(income.from_ms) else { return Ok(()) };
		let more = Exact::accrued(income.rate.0, ran_ms).ok_or(Fault::Overflow)?;
		income.earned = income.earned.checked_add(more).ok_or(Fault::Overflow)?;
		income.clock_ms = income.clock_ms.checked_add(ran_ms).ok_or(Fault::Overflow)?;
		income.from_ms = until_ms;
		Ok(())
	}

	/// The tower shows that it is there. Returns for how long it was silent before. To be
	/// [advanced](Self::advance) first.
	pub fn beat(&mut self, now: Instant) -> Result<Moment, Fault> {
		if self.has_left(now.ms) {
			return Err(Fault::TowerLeaves);
		}
		let silent_ms = now.ms.saturating_sub(self.income.from_ms);
		let presence = &mut self.presence;
		let hours = |silent_ms: Moment| silent_ms.checked_div(HOUR_MS).unwrap_or(0);
		let before = hours(presence.silent_ms);
		presence.silent_ms = presence.silent_ms.saturating_add(silent_ms);
		let lost = hours(presence.silent_ms).saturating_sub(before);
		presence.last = now;
		presence.is_told = false;
		self.income.from_ms = now.ms;
		if lost > 0 {
			let lost = u32::try_from(lost).unwrap_or(u32::MAX);
			self.reputation.mark(Mark::Silence(lost), true, now.ms);
		}
		Ok(silent_ms)
	}

	/// The share of the time since it was registered in which it was there, in parts of a million,
	/// rounded down.
	pub fn uptime_ppm(&self, now: &Instant, rules: &Rules) -> u32 {
		let all_ms = now.ms.saturating_sub(self.presence.since_ms);
		let going_on_ms = now.ms.saturating_sub(self.silent_from_ms(now, rules));
		let silent_ms = self.presence.silent_ms.saturating_add(going_on_ms).min(all_ms);
		let there_ms = u128::from(all_ms.saturating_sub(silent_ms));
		let share = there_ms.saturating_mul(1_000_000).checked_div(all_ms.into());
		share.and_then(|share| u32::try_from(share).ok()).unwrap_or(1_000_000)
	}

	/// Says that it leaves. Whoever has hired it has its notice to hire another.
	pub fn leave(&mut self, now_ms: Moment, rules: &Rules) -> Result<Moment, Fault> {
		if self.leaves_ms.is_some() {
			return Err(Fault::TowerLeaves);
		}
		let leaves_ms = now_ms.saturating_add(rules.notice_ms);
		self.leaves_ms = Some(leaves_ms);
		Ok(leaves_ms)
	}

	/// How many channels it can watch.
	pub fn capacity(&self, now_ms: Moment, rules: &Rules) -> u32 {
		capacity(self.bond, self.reputation.points_at(now_ms), rules.min_bond)
	}

	/// Puts more down.
	pub fn add_bond(&mut self, amount: Balance) -> Result<(), Fault> {
		self.bond = self.bond.checked_add(amount).ok_or(Fault::Overflow)?;
		Ok(())
	}

	/// Takes out what no hire counts on. A tower that stays keeps the smallest bond, and enough for
	/// as many channels as it watches.
	pub fn take_bond(
		&mut self,
		amount: Balance,
		now_ms: Moment,
		rules: &Rules,
	) -> Result<(), Fault> {
		let left = self.bond.checked_sub(amount).ok_or(Fault::BondTooSmall)?;
		if left < self.covered {
			return Err(Fault::BondExhausted);
		}
		self.bond = left;
		if left < rules.min_bond {
			return Err(Fault::BondTooSmall);
		}
		if self.watches > self.capacity(now_ms, rules) {
			return Err(Fault::CapacityReached);
		}
		Ok(())
	}

	/// Hires it, from now on. To be [advanced](Self::advance) first.
	pub fn take_on(
		&mut self,
		id: crate::types::TowerId,
		deposit: Balance,
		now: &Instant,
		rules: &Rules,
	) -> Result<Hire, Fault> {
		if self.leaves_ms.is_some() {
			return Err(Fault::TowerLeaves);
		}
		if self.is_silent(now, rules) {
			return Err(Fault::TowerSilent);
		}
		if self.bond < rules.min_bond {
			return Err(Fault::BondTooSmall);
		}
		if self.watches >= self.capacity(now.ms, rules) {
			return Err(Fault::CapacityReached);
		}
		let Terms { rate, cover, response_ms } = self.terms;
		let covered = self.covered.checked_add(cover).ok_or(Fault::Overflow)?;
		if covered > self.bond {
			return Err(Fault::BondExhausted);
		}
		let least = Exact::accrued(rate.0, rules.min_hire_ms).ok_or(Fault::Overflow)?.ceil();
		if deposit < least.max(1) {
			return Err(Fault::DepositTooSmall);
		}
		self.covered = covered;
		self.watches = self.watches.saturating_add(1);
		self.hires = self.hires.checked_add(1).ok_or(Fault::Overflow)?;
		let sum = self.income.rate.0.checked_add(rate.0).ok_or(Fault::Overflow)?;
		self.income.rate = Rate(sum);
		Ok(Hire {
			tower: id,
			number: self.hires,
			rate,
			cover,
			response_ms,
			turn_ms: 0,
			deposit,
			from_ms: now.ms,
			from_clock_ms: self.income.clock_ms,
			stopped_ms: None,
			is_missed: false,
			is_late: false,
			is_false: false,
			is_withheld: false,
			has_won: false,
			demand: None,
		})
	}

	/// Pays for `hire` no longer. The tower keeps what it has earned, and `least` of the deposit;
	/// what of a late look was counted too much is taken off again. Returns what is the client's
	/// again, in whole units: parts of one are the tower's. To be [advanced](Self::advance) first.
	pub fn stop(
		&mut self,
		hire: &mut Hire,
		least: Balance,
		now_ms: Moment,
	) -> Result<Balance, Fault> {
		let income = &mut self.income;
		let ran_ms = income.clock_ms.saturating_sub(hire.from_clock_ms);
		let counted = Exact::accrued(hire.rate.0, ran_ms).ok_or(Fault::Overflow)?;
		let spent = hire.spent(income.clock_ms)?.ceil().max(least).min(hire.deposit);
		let back = hire.deposit.saturating_sub(spent);
		let earned = income.earned.checked_add(Exact::whole(spent)).ok_or(Fault::Overflow)?;
		income.earned = earned.checked_sub(counted).ok_or(Fault::Overflow)?;
		let rate = income.rate.0.checked_sub(hire.rate.0).ok_or(Fault::Overflow)?;
		income.rate = Rate(rate);
		self.watches = self.watches.checked_sub(1).ok_or(Fault::Overflow)?;
		self.kept = self.kept.checked_add(1).ok_or(Fault::Overflow)?;
		hire.stopped_ms = Some(hire.ends_ms(income.clock_ms, now_ms));
		hire.deposit = 0;
		Ok(back)
	}

	/// Nobody can claim more than `most` for `hire` any more: what of its cover is above that is free.
	pub fn cut_cover(&mut self, hire: &mut Hire, most: Balance) -> Result<(), Fault> {
		let free = hire.cover.saturating_sub(most);
		hire.cover = hire.cover.saturating_sub(free);
		self.covered = self.covered.checked_sub(free).ok_or(Fault::Overflow)?;
		Ok(())
	}

	/// Nobody can claim anything for `hire` any more, which is over: its cover is free.
	pub fn let_go(&mut self, hire: &Hire) -> Result<(), Fault> {
		self.covered = self.covered.checked_sub(hire.cover).ok_or(Fault::Overflow)?;
		self.kept = self.kept.checked_sub(1).ok_or(Fault::Overflow)?;
		Ok(())
	}

	/// Pays for what was missed: out of the cover of `hire`, and out of the bond.
	pub fn pay_for(&mut self, hire: &mut Hire, amount: Balance) -> Result<(), Fault> {
		hire.cover = hire.cover.checked_sub(amount).ok_or(Fault::Overflow)?;
		self.covered = self.covered.checked_sub(amount).ok_or(Fault::Overflow)?;
		self.bond = self.bond.checked_sub(amount).ok_or(Fault::Overflow)?;
		Ok(())
	}

	/// Takes `levy` out of what of the bond no hire counts on. Nothing, if that is not there.
	pub fn pay_levy(&mut self, levy: Balance) -> bool {
		let free = self.bond.saturating_sub(self.covered);
		if levy > free {
			return false;
		}
		self.bond = self.bond.saturating_sub(levy);
		true
	}

	/// What can be paid out: what was earned in whole units, but for what may still be taken off
	/// again since a hire was dry and nobody has looked at it, for the last `unseen_ms`. To be
	/// [advanced](Self::advance) first.
	pub fn collectable(&self, unseen_ms: Moment) -> Result<Balance, Fault> {
		let most = Exact::accrued(self.income.rate.0, unseen_ms).ok_or(Fault::Overflow)?;
		Ok(self.income.earned.checked_sub(most).map_or(0, |sure| sure.units))
	}

	/// Pays out what was earned.
	pub fn collect(&mut self, amount: Balance) -> Result<(), Fault> {
		let earned = self.income.earned.checked_sub(Exact::whole(amount));
		self.income.earned = earned.ok_or(Fault::Overflow)?;
		Ok(())
	}
}

/// Whether somebody can be held to these.
pub fn ensure_sound(terms: &Terms, profile: &Profile) -> Result<(), Fault> {
	let sound = terms.cover > 0 && terms.response_ms > 0 && profile.uptime_ppm <= 1_000_000;
	match sound {
		true => Ok(()),
		false => Err(Fault::UnsoundTerms),
	}
}
