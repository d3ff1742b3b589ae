//! What must hold after each step.

use super::{
	model::{channels, Model},
	moves,
	runtime::*,
};
use bloc_primitives::{ChannelId, Moment};
use bloc_testing::people::AccountId;
use bloc_timetable::Timetable;
use pallet_bloc_rebalancing::{
	types::{Band, Holding, RebalancePolicy, Trigger},
	ChannelOf, Event,
};
use std::collections::BTreeMap;

/// What each person has of each asset, in channels and out of them.
pub type Wealth = BTreeMap<(AccountId, Asset), Balance>;

/// Where each channel of somebody lies, by which band.
#[derive(Default)]
pub struct Places(BTreeMap<ChannelId, (Band, Holding)>);

/// What an account's automatic runs in an asset came to, since it has a policy there.
pub struct Past {
	/// When it was set first.
	began_ms: Moment,
	/// The length of the budget's periods, while it has always been the same.
	period_ms: Option<Moment>,
	runs: Vec<(Moment, Balance)>,
	last_look_ms: Option<Moment>,
}

/// The invariants, and that nothing waits for too long.
pub fn check() {
	Rebalancing::do_try_state().unwrap();
	let latest_ms = now() + DAY;
	let late = Timetable::<Rebalancing>::iter().find(|entry| entry.due_ms > latest_ms);
	assert!(late.is_none(), "{late:?}");
}

/// What everybody has now.
pub fn wealth() -> Wealth {
	let mut all = Wealth::new();
	for who in moves::people() {
		for asset in [GOLD, TIN] {
			all.insert((who.clone(), asset), Channels::balance(&who, &asset));
		}
	}
	for (_, channel) in channels() {
		for who in [&channel.parties.opener, &channel.parties.counterparty] {
			let ledger = channel.ledger.of(channel.side_of(who).unwrap());
			*all.get_mut(&(who.clone(), channel.asset)).unwrap() += ledger.free + ledger.locked;
		}
	}
	all
}

impl Places {
	/// Those of the channels of `who`.
	pub fn of(who: &AccountId) -> Self {
		let place = |(id, channel): (ChannelId, ChannelOf<Test>)| {
			let side = channel.side_of(who)?;
			let general = Rebalancing::status(who.clone(), channel.asset);
			let own = Rebalancing::channel_policy(who.clone(), id).and_then(|policy| policy.band);
			let band = own.or(general.map(|status| status.policy.band)).unwrap_or_default();
			Some((id, (band, Holding::of(&channel.ledger, side))))
		};
		Self(channels().into_iter().filter_map(place).collect())
	}

	/// Checks that each channel may come from here to where it is `after`.
	fn ensure_may_become(&self, after: &Places) {
		for (id, (band, holding)) in &after.0 {
			let (_, before) = &self.0[id];
			let (was, is) = (band.place(before), band.place(holding));
			assert!(was.may_become(is), "{id:?}: {was:?} to {is:?} by {band:?}");
			// By the definition, not by the code.
			let (was, is) = (distance(band, before), distance(band, holding));
			let better = is == 0 || is.signum() == was.signum() && is.abs() <= was.abs();
			assert!(better, "{id:?} from {was} to {is} by {band:?}");
		}
	}
}

/// How far outside of its thresholds a channel lies, above or below (negative), in millionths of a
/// unit.
fn distance(band: &Band, holding: &Holding) -> i128 {
	let number = |amount: Balance| i128::try_from(amount).unwrap();
	let total = number(holding.local + holding.remote);
	let local = number(holding.local) * 1_000_000;
	let (low, high) = (band.low.deconstruct(), band.high.deconstruct());
	let (low, high) = (i128::from(low) * total, i128::from(high) * total);
	if local < low {
		local - low
	} else {
		(local - high).max(0)
	}
}

impl Model<'_> {
	/// Something happened to channels: it is not for this pallet to judge. From now on everybody
	/// has what it has.
	pub fn settle_up(&mut self) {
		self.wealth = wealth();
		self.look_back(&Places::default());
	}

	/// Checks the events since this was asked last. `before` is where the channels of the
	/// account that the call acted for lay.
	pub fn look_back(&mut self, before: &Places) {
		let mut paid = Wealth::new();
		for event in events() {
			self.note(&event);
			match event {
				Event::Rebalanced { account, asset, trigger, fee, spent, .. } => {
					*paid.entry((account.clone(), asset)).or_default() += fee;
					before.ensure_may_become(&Places::of(&account));
					assert_eq!(spent.is_some(), trigger == Trigger::Automatic);
					if let Some(spent) = spent {
						self.ran(account, asset, fee, spent);
					}
				},
				Event::FoundBalanced { account, asset, .. } => self.looked(account, asset),
				Event::PolicySet { account, asset, policy } => {
					self.replaced(account, asset, policy)
				},
				_ => (),
			}
		}
		let was = std::mem::replace(&mut self.wealth, wealth());
		for (key, now) in &self.wealth {
			match paid.get(key) {
				// A peer that is in the own cycle twice gives nothing back: it is paid to the unit.
				Some(fee) => assert_eq!(now + fee, was[key], "{key:?} has paid something else"),
				None => assert!(*now >= was[key], "{key:?} has lost"),
			}
		}
		// Nor does anybody get more than others pay.
		let sum = |all: &Wealth| all.values().sum::<Balance>();
		assert_eq!(sum(&self.wealth), sum(&was), "units were made or lost");
	}

	/// Another policy, or none.
	fn replaced(&mut self, account: AccountId, asset: Asset, policy: Option<RebalancePolicy>) {
		let key = (account, asset);
		let Some(policy) = policy else {
			self.past.remove(&key);
			return;
		};
		let period_ms = Some(policy.budget_period_ms);
		let fresh = || Past { began_ms: now(), period_ms, runs: Vec::new(), last_look_ms: None };
		let past = self.past.entry(key).or_insert_with(fresh);
		past.period_ms = past.period_ms.filter(|same| Some(*same) == period_ms);
	}

	/// An automatic run, which is a look, too.
	fn ran(&mut self, account: AccountId, asset: Asset, fee: Balance, spent: Balance) {
		self.looked(account.clone(), asset);
		let status = Rebalancing::status(account.clone(), asset).unwrap();
		let past = self.past.get_mut(&(account, asset)).unwrap();
		past.runs.push((now(), fee));
		assert!(spent <= status.policy.fee_budget, "over the budget");
		assert_eq!(spent, status.spending.spent);
		let since_ms = status.spending.since_ms;
		let sum: Balance =
			past.runs.iter().filter(|(at_ms, _)| *at_ms >= since_ms).map(|(_, fee)| fee).sum();
		assert!(sum <= spent, "{sum} spent, and {spent} known");
		if let Some(period_ms) = past.period_ms {
			// Periods follow each other from the first policy on, and each begins with nothing
			// spent.
			let periods = (now() - past.began_ms) / period_ms;
			assert_eq!(since_ms, past.began_ms + periods * period_ms);
			assert_eq!(sum, spent);
		}
	}

	/// A run or a look, an interval after the last one.
	fn looked(&mut self, account: AccountId, asset: Asset) {
		let status = Rebalancing::status(account.clone(), asset).unwrap();
		let past = self.past.get_mut(&(account, asset)).unwrap();
		if let Some(last_ms) = past.last_look_ms {
			let next_ms = last_ms.saturating_add(status.policy.min_interval_ms);
			assert!(now() >= next_ms, "one at {last_ms}, the next at {}", now());
		}
		past.last_look_ms = Some(now());
	}
}
