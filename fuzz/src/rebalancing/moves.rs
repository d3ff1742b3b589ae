//! Steps: calls that make sense, and nearly do; and what happens to channels meanwhile.

use super::{
	model::{channels, Model},
	runtime::*,
};
use bloc_math::fees::forward_fee;
use bloc_primitives::{
	channel::{Open, Transfer},
	ChannelId, Moment, Pair, Policy,
};
use bloc_testing::{
	people::{alice, bob, charlie, dave, eve},
	Reader,
};
use codec::DecodeLimit;
use frame_support::{
	storage::{with_storage_layer, with_transaction},
	BoundedVec,
};
use pallet_bloc_rebalancing::{
	types::{
		Band, ChannelPolicy, Cycle, Hop, Mode, ProposalId, RebalancePolicy, Report, Standing,
		Trigger, MAX_HOPS,
	},
	Call, NextProposalId, Policies, PolicyRecordOf, Proposals,
};
use sp_runtime::{DispatchResult, Permill, TransactionOutcome};

/// How deep a call that is decoded may be nested.
const DEPTH: u32 = 64;
/// The most channels: a search costs more than all else.
const MOST_CHANNELS: usize = 16;

/// All there are. The last one cannot pay for a deposit.
pub fn people() -> [AccountId; 5] {
	[alice(), bob(), charlie(), dave(), eve()]
}

fn person(number: u8) -> AccountId {
	people()[usize::from(number) % 5].clone()
}

fn forwarding(reader: &mut Reader) -> Policy {
	Policy {
		base_fee: Balance::from(reader.byte() % 4),
		fee_ppm: u32::from(reader.byte()) * 100,
		inbound_base_fee: i128::from(reader.byte() % 4) - 2,
		inbound_fee_ppm: (i32::from(reader.byte()) - 128) * 50,
		min_amount: Balance::from(reader.byte() % 4),
		max_amount: 400 + Balance::from(reader.byte()) * 8,
		reserve: Balance::from(reader.byte() % 64),
		enabled: !reader.one_in(16),
		..Policy::FREE
	}
}

/// A channel that is new, if there is room for it.
fn open(reader: &mut Reader) {
	if channels().len() >= MOST_CHANNELS {
		return;
	}
	let (opener, step, terms) = (reader.byte() % 5, reader.byte() % 4, reader.byte());
	let counterparty = (opener + 1 + step) % 5;
	let asset = if terms % 8 == 0 { TIN } else { GOLD };
	let amounts = [reader.byte(), reader.byte()].map(|byte| Balance::from(byte) * 4 + 1);
	let (opener, counterparty) = (person(opener), person(counterparty));
	let id = Channels::establish(opener.clone(), counterparty.clone(), asset, amounts);
	for who in [opener, counterparty] {
		Channels::set_policy(id, &who, forwarding(reader));
	}
}

/// A mesh of four, with plenty on one side of each channel, and some channels more.
pub fn set_up(reader: &mut Reader) {
	for (n, who) in (0..4).map(person).enumerate() {
		for other in (0..4).map(person).skip(n + 1) {
			channel(who.clone(), other, [1_000, 200]);
		}
	}
	for who in people() {
		Channels::endow(&who, &GOLD, 2_000);
		Channels::endow(&who, &TIN, 2_000);
	}
	for _ in 0..reader.below(8) {
		open(reader);
	}
	if reader.one_in(16) {
		NextProposalId::<Test>::put(ProposalId(u64::MAX - 2));
	}
}

impl Model<'_> {
	pub fn step(&mut self) {
		// Kept inputs mean what they meant: new steps have bytes that none of them has for a step.
		let step = self.reader.byte();
		match step {
			201 | 204 | 217 | 219 => return self.forged(),
			194 | 228 | 231 => return self.planned_by_hand(),
			202 | 222 => return self.operate(),
			_ => (),
		}
		match step % 32 {
			0 => self.any_call(),
			1..=4 => self.set_policy(),
			5 | 6 => self.set_channel_policy(),
			7 | 8 => self.track(),
			9..=12 => self.walk(),
			13..=16 => self.planned(),
			17 => self.report(),
			18 | 19 => self.propose(),
			20..=22 => self.accept(),
			23 => self.decline(),
			24..=26 => self.some_block(),
			27..=29 => self.pay(),
			30 => self.change(),
			_ => self.recommended(),
		}
	}

	fn who(&mut self) -> AccountId {
		person(self.reader.byte())
	}

	fn asset(&mut self) -> Asset {
		match self.reader.byte() % 8 {
			0 => TIN,
			_ => GOLD,
		}
	}

	fn any_call(&mut self) {
		let who = self.who();
		// Kept inputs name the pallet like this.
		if self.reader.byte() != 3 {
			return;
		}
		if let Ok(call) = Call::<Test>::decode_with_depth_limit(DEPTH, self.reader.rest()) {
			self.call(who, call);
		}
	}

	fn band(&mut self) -> Band {
		let parts = Permill::from_parts;
		match self.reader.byte() % 8 {
			0 => {
				let [low, target, high] =
					[(); 3].map(|()| parts(u32::from(self.reader.byte()) * 4_000));
				Band { low, target, high }
			},
			// Narrower than a unit.
			1 => Band { low: parts(499_950), target: parts(500_000), high: parts(500_050) },
			2 => Band { low: parts(499_999), target: parts(500_000), high: parts(900_000) },
			few => {
				let half = u32::from(few) * 60_000;
				Band {
					low: parts(500_000 - half),
					target: parts(500_000),
					high: parts(500_000 + half),
				}
			},
		}
	}

	fn set_policy(&mut self) {
		let (who, asset, band) = (self.who(), self.asset(), self.band());
		let edges = [MINUTE, DAY];
		let interval = |reader: &mut Reader| match reader.byte() % 8 {
			0 => reader.moment(&edges),
			few => Moment::from(few) * 10 * MINUTE,
		};
		let policy = RebalancePolicy {
			band,
			fee_limit: Permill::from_parts(u32::from(self.reader.byte()) * 200),
			fee_budget: self.reader.amount(30),
			budget_period_ms: interval(&mut self.reader),
			min_interval_ms: interval(&mut self.reader),
			min_amount: Balance::from(self.reader.byte() % 16),
			automatic: !self.reader.one_in(4),
		};
		let policy = (!self.reader.one_in(8)).then_some(policy);
		self.call(who, Call::set_policy { asset, policy });
	}

	/// A channel, mostly one that there is, and who is mostly a party of it.
	fn channel(&mut self) -> (ChannelId, AccountId) {
		let all = channels();
		match self.reader.pick(&all) {
			Some((id, channel)) if !self.reader.one_in(16) => {
				(id, channel.parties.of(self.reader.side()).clone())
			},
			_ => (ChannelId(self.reader.byte().into()), self.who()),
		}
	}

	fn set_channel_policy(&mut self) {
		let (channel, who) = self.channel();
		let band = (!self.reader.one_in(3)).then(|| self.band());
		let mode = match self.reader.byte() % 4 {
			0 => Mode::Manual,
			1 => Mode::Excluded,
			_ => Mode::Automatic,
		};
		let policy = (!self.reader.one_in(3)).then_some(ChannelPolicy { band, mode });
		self.call(who, Call::set_channel_policy { channel, policy });
	}

	fn track(&mut self) {
		let (who, asset) = self.account();
		let (on, stray) = (!self.reader.one_in(4), self.reader.one_in(8));
		let mine = channels().into_iter().filter(|(_, channel)| {
			stray || channel.asset == asset && channel.side_of(&who).is_some()
		});
		let channels = BoundedVec::truncate_from(mine.map(|(id, _)| id).collect());
		self.call(who, Call::track { channels, on });
	}

	/// A way from `who` along channels until it is back, as far as that comes about.
	fn way(&mut self, who: &AccountId, asset: Asset) -> Vec<(ChannelId, AccountId)> {
		let all = channels();
		let (mut node, mut way) = (who.clone(), Vec::new());
		for _ in 0..MAX_HOPS {
			let next: Vec<_> = all
				.iter()
				.filter(|(_, channel)| channel.asset == asset)
				.filter_map(|(id, channel)| {
					let side = channel.side_of(&node)?;
					Some((*id, channel.parties.of(side.other()).clone()))
				})
				.collect();
			let home = next.iter().find(|(_, other)| !way.is_empty() && other == who);
			let step = match home {
				Some(home) if !self.reader.one_in(4) => Some(home.clone()),
				_ => self.reader.pick(&next),
			};
			let Some((id, other)) = step else { break };
			way.push((id, node));
			node = other;
			if node == *who {
				break;
			}
		}
		way
	}

	/// A cycle that brings `amount` back and pays, mostly, what is asked.
	fn cycle(&mut self, who: &AccountId, asset: Asset) -> Cycle {
		let way = self.way(who, asset);
		let mut amount = self.reader.amount(300);
		let mut hops = Vec::new();
		let mut after: Option<Policy> = None;
		for (id, payer) in way.iter().rev() {
			let channel = Channels::get(*id);
			let side = channel.side_of(payer).unwrap();
			if let Some(outbound) = after.take() {
				let policy = channel.policies.of(side.other());
				let inbound = policy.as_ref().map(Policy::inbound).unwrap_or_default();
				let fee = forward_fee(&outbound.outbound(), &inbound, amount).unwrap_or(0);
				amount = amount.saturating_add(fee);
				match self.reader.byte() {
					255 => amount = amount.saturating_sub(1),
					250..=254 => amount = amount.saturating_add(3),
					_ => (),
				}
			}
			hops.push(Hop { channel: *id, amount });
			after = *channel.policies.of(side);
		}
		hops.reverse();
		Cycle::truncate_from(hops)
	}

	fn max_fee(&mut self) -> Balance {
		match self.reader.byte() % 8 {
			0 => Balance::from(self.reader.byte() % 8),
			_ => Balance::MAX,
		}
	}

	/// An account with a policy, mostly one whose run is due.
	fn account(&mut self) -> (AccountId, Asset) {
		let all: Vec<_> = Policies::<Test>::iter().collect();
		let due = |(_, _, record): &&(_, _, PolicyRecordOf<Test>)| record.is_due(now());
		let ready: Vec<_> = all.iter().filter(due).cloned().collect();
		let of = if ready.is_empty() || self.reader.one_in(8) { &all } else { &ready };
		match self.reader.pick(of) {
			Some((who, asset, _)) => (who, asset),
			None => (self.who(), self.asset()),
		}
	}

	fn walk(&mut self) {
		let (who, asset) = self.account();
		let count = 1 + self.reader.below(6) / 4;
		let cycles = (0..count).map(|_| self.cycle(&who, asset)).collect();
		let cycles = BoundedVec::truncate_from(cycles);
		let call = match self.reader.one_in(2) {
			true => Call::run { account: who.clone(), asset, cycles },
			false => Call::rebalance { asset, cycles, max_fee: self.max_fee() },
		};
		self.call(who, call);
	}

	/// An account names somebody, or nobody, who may act for it, and acts or does not.
	fn operate(&mut self) {
		let (account, asset) = self.account();
		if !self.reader.one_in(4) {
			let operator = (!self.reader.one_in(4)).then(|| self.who());
			self.call(account.clone(), Call::set_operator { asset, operator });
		}
		let named = Policies::<Test>::get(&account, asset).and_then(|record| record.operator);
		let who = named.filter(|_| !self.reader.one_in(8)).unwrap_or_else(|| self.who());
		let on = !self.reader.one_in(4);
		self.call(who.clone(), Call::operate { account: account.clone(), asset, on });
		if self.reader.one_in(2) {
			self.carry_out_by(who, account, asset, Trigger::Automatic);
		}
	}

	/// Any channels at all, with any amounts.
	fn forged(&mut self) {
		let (who, asset) = self.account();
		let hop = |model: &mut Self| {
			let (channel, _) = model.channel();
			Hop { channel, amount: model.reader.amount(300) }
		};
		let hops = (0..self.reader.below(10)).map(|_| hop(self)).collect();
		let cycles = BoundedVec::truncate_from(vec![Cycle::truncate_from(hops)]);
		let call = match self.reader.one_in(2) {
			true => Call::run { account: who.clone(), asset, cycles },
			false => Call::rebalance { asset, cycles, max_fee: self.max_fee() },
		};
		self.call(who, call);
	}

	/// What is planned can be done.
	fn planned(&mut self) {
		let (who, asset) = self.account();
		let status = Rebalancing::status(who.clone(), asset);
		let is_due = status.is_some_and(|status| status.is_due);
		let trigger = if is_due { Trigger::Automatic } else { Trigger::Manual };
		self.carry_out(who, asset, trigger);
	}

	/// The same for a manual run, whether or not an automatic one is due.
	fn planned_by_hand(&mut self) {
		let (who, asset) = self.account();
		self.carry_out(who, asset, Trigger::Manual);
	}

	/// Plans a run, and does it or reports why there is none.
	fn carry_out(&mut self, who: AccountId, asset: Asset, trigger: Trigger) {
		self.carry_out_by(who.clone(), who, asset, trigger);
	}

	/// The same, by whom the account named, perhaps; or nobody, perhaps, when nothing is due.
	fn carry_out_by(&mut self, by: AccountId, who: AccountId, asset: Asset, trigger: Trigger) {
		let record = Policies::<Test>::get(&who, asset);
		let due = record.as_ref().is_some_and(|record| record.is_due(now()));
		let named = record.is_some_and(|record| record.operator == Some(by.clone()));
		let may = by == who || trigger == Trigger::Automatic && named;
		let max_fee = self.max_fee();
		let plan = Rebalancing::plan_for(&who, &asset, trigger, max_fee);
		let Some(report) = plan.report else {
			assert!(plan.fee <= max_fee);
			let cycles = BoundedVec::truncate_from(plan.cycles.clone());
			let before = Rebalancing::status(who.clone(), asset);
			let call = match trigger {
				Trigger::Automatic => Call::run { account: who.clone(), asset, cycles },
				Trigger::Manual => Call::rebalance { asset, cycles, max_fee },
			};
			let done = self.call(by, call);
			if trigger == Trigger::Automatic && !(may && due) {
				assert!(!done, "{plan:?} is done by nobody's leave");
				return;
			}
			assert!(done, "{plan:?} is refused");
			let failures = Rebalancing::status(who, asset).map_or(0, |status| status.failures);
			assert!(before.is_none_or(|it| failures <= it.failures), "{plan:?} is put off");
			return;
		};
		if trigger == Trigger::Automatic {
			let done = self.call(by, Call::report { account: who, asset, report });
			assert_eq!(done, may && due);
		}
	}

	/// What is recommended for a channel can be done.
	fn recommended(&mut self) {
		let (who, asset) = self.account();
		let limit = u32::from(self.reader.byte());
		let all = Rebalancing::recommendations(who.clone(), asset, limit).unwrap();
		assert!(all.iter().all(|it| it.complete));
		assert!(all.len() <= limit as usize);
		assert!(all.windows(2).all(|two| two[0].priority >= two[1].priority));
		for it in all {
			let Some(cycle) = it.cycle.clone() else { continue };
			let cycles = BoundedVec::truncate_from(vec![cycle]);
			let done: DispatchResult = with_transaction(|| {
				let origin = RuntimeOrigin::signed(who.clone());
				let done = Rebalancing::rebalance(origin, asset, cycles, it.fee.unwrap());
				TransactionOutcome::Rollback(done)
			});
			assert!(done.is_ok(), "{it:?} is refused with {done:?}");
		}
	}

	fn report(&mut self) {
		let (who, asset) = self.account();
		let report = match self.reader.byte() {
			254 => Report::TooLarge,
			253 => Report::GaveUp,
			byte => {
				[Report::Balanced, Report::NoPlan, Report::ExceedsFeeBudget][usize::from(byte) % 3]
			},
		};
		self.call(who.clone(), Call::report { account: who, asset, report });
	}

	fn propose(&mut self) {
		let (who, asset) = (self.who(), self.asset());
		let channels: Vec<_> = self.way(&who, asset).into_iter().map(|(id, _)| id).collect();
		let amount = self.reader.amount(200);
		let deadline_ms = match self.reader.byte() % 4 {
			0 => self.reader.moment(&[now(), now() + DAY]),
			few => now() + Moment::from(few) * 20 * MINUTE,
		};
		let channels = BoundedVec::truncate_from(channels);
		self.call(who, Call::propose { asset, channels, amount, deadline_ms });
	}

	/// A proposal that waits, mostly, and one who is asked.
	fn proposal(&mut self) -> (ProposalId, AccountId) {
		let all: Vec<_> = Proposals::<Test>::iter().collect();
		let Some((id, record)) = self.reader.pick(&all) else {
			return (ProposalId(self.reader.byte().into()), self.who());
		};
		let missing = record.proposal.owners.iter().filter(|owner| !owner.accepted);
		let missing: Vec<_> = missing.map(|owner| owner.who.clone()).collect();
		match self.reader.pick(&missing) {
			Some(owner) if !self.reader.one_in(8) => (id, owner),
			_ => (id, self.who()),
		}
	}

	fn accept(&mut self) {
		let (proposal, who) = self.proposal();
		self.call(who, Call::accept { proposal });
	}

	fn decline(&mut self) {
		let (proposal, who) = self.proposal();
		self.call(who, Call::decline { proposal });
	}

	/// The next block, soon or at an instant at which something changes.
	fn some_block(&mut self) {
		let mut edges = vec![now() + SLOT_MS, now() + 10 * MINUTE];
		for record in Policies::<Test>::iter_values() {
			if let Standing::Noted { due_ms } = record.standing {
				edges.push(due_ms);
			}
		}
		edges.extend(Proposals::<Test>::iter_values().map(|it| it.proposal.deadline_ms));
		let instant = match self.reader.byte() % 2 {
			0 => now() + SLOT_MS,
			_ => self.reader.moment(&edges).min(now() + DAY),
		};
		self.block(instant);
	}

	fn pay(&mut self) {
		let (id, who) = self.channel();
		let amount = self.reader.amount(300);
		let asset = self.asset();
		let _ =
			with_storage_layer(|| <Channels as Transfer<_>>::transfer(id, &who, &asset, amount));
		self.settle_up();
	}

	/// Other terms, a channel more, or one less.
	fn change(&mut self) {
		let (id, who) = self.channel();
		let known = channels().into_iter().find(|(known, _)| *known == id);
		let party = known.is_some_and(|(_, channel)| channel.side_of(&who).is_some());
		match self.reader.byte() % 4 {
			0 => {
				let other = self.who();
				let (asset, amounts) = (self.asset(), Pair::new(300, self.reader.byte().into()));
				if channels().len() < MOST_CHANNELS {
					let parties = Pair::new(who, other);
					let _ = with_storage_layer(|| Channels::open(&parties, asset, &amounts, 0));
				}
			},
			1 => {
				let _ = with_storage_layer(|| <Channels as Open<AccountId>>::close(id));
			},
			_ if party => {
				let terms = (!self.reader.one_in(8)).then(|| forwarding(&mut self.reader));
				Channels::set_policy(id, &who, terms);
			},
			_ => (),
		}
		self.settle_up();
	}
}
