//! Random calls of everybody: whatever happens, the invariants hold, no unit is made or lost, nobody
//! pays but who wanted a run, nobody's channels are worse for it, and no budget is passed.

use super::*;
use crate::fuzzing::{run as fuzz, seen};
use bloc_primitives::channel::{Graph, Inspect, Open, Transfer};
use frame_support::BoundedVec;
use proptest::{prelude::*, strategy::ValueTree};
use std::{
	collections::{BTreeMap, BTreeSet},
	fs,
};

/// What automatic runs of each may cost in an hour.
const BUDGET: Balance = 20;

/// What somebody does.
#[derive(Clone, Debug)]
enum Step {
	/// Sets a policy, of which nothing is left open but these.
	Policy {
		who: u8,
		low: u8,
		automatic: bool,
		interval: u8,
	},
	NoPolicy {
		who: u8,
	},
	ChannelPolicy {
		who: u8,
		channel: u8,
		kind: u8,
	},
	/// Forwards on these terms.
	Terms {
		who: u8,
		channel: u8,
		base: u8,
		enabled: bool,
	},
	Pay {
		who: u8,
		channel: u8,
		amount: u16,
	},
	/// Any channels at all, with any amounts: forged, mostly.
	Forged {
		who: u8,
		hops: Vec<(u8, u16)>,
		automatic: bool,
	},
	/// A real walk round, with what each forwarder gets.
	Walk {
		who: u8,
		turns: Vec<u8>,
		amount: u16,
		fee: u8,
		automatic: bool,
	},
	/// What is planned.
	Planned {
		who: u8,
		automatic: bool,
	},
	Report {
		who: u8,
		kind: u8,
	},
	Propose {
		who: u8,
		turns: Vec<u8>,
		amount: u16,
		minutes: u8,
	},
	Agree {
		who: u8,
		proposal: u8,
	},
	Decline {
		who: u8,
		proposal: u8,
	},
	Close {
		channel: u8,
	},
	Watch {
		who: u8,
		channels: Vec<u8>,
		on: bool,
	},
	/// Time passes, with a block at its end.
	Wait {
		minutes: u8,
	},
}

fn step() -> impl Strategy<Value = Step> {
	let who = || 0u8..4;
	let amount = || 1u16..1_200;
	let turns = || prop::collection::vec(any::<u8>(), 1..7);
	prop_oneof![
		3 => (who(), 0u8..45, any::<bool>(), 1u8..4).prop_map(|(who, low, automatic, interval)| {
			Step::Policy { who, low, automatic: automatic || low % 2 == 0, interval }
		}),
		1 => who().prop_map(|who| Step::NoPolicy { who }),
		1 => (who(), any::<u8>(), 0u8..5)
			.prop_map(|(who, channel, kind)| Step::ChannelPolicy { who, channel, kind }),
		1 => (who(), any::<u8>(), 0u8..6, any::<bool>()).prop_map(|(who, channel, base, enabled)| {
			Step::Terms { who, channel, base, enabled }
		}),
		4 => (who(), any::<u8>(), amount())
			.prop_map(|(who, channel, amount)| Step::Pay { who, channel, amount }),
		2 => (who(), prop::collection::vec((any::<u8>(), amount()), 0..9), any::<bool>())
			.prop_map(|(who, hops, automatic)| Step::Forged { who, hops, automatic }),
		6 => (who(), turns(), amount(), 0u8..8, any::<bool>()).prop_map(
			|(who, turns, amount, fee, automatic)| Step::Walk { who, turns, amount, fee, automatic }
		),
		6 => (who(), any::<bool>()).prop_map(|(who, automatic)| Step::Planned { who, automatic }),
		1 => (who(), 0u8..3).prop_map(|(who, kind)| Step::Report { who, kind }),
		2 => (who(), turns(), amount(), 1u8..99).prop_map(|(who, turns, amount, minutes)| {
			Step::Propose { who, turns, amount, minutes }
		}),
		4 => (who(), 0u8..6).prop_map(|(who, proposal)| Step::Agree { who, proposal }),
		1 => (who(), 0u8..6).prop_map(|(who, proposal)| Step::Decline { who, proposal }),
		1 => any::<u8>().prop_map(|channel| Step::Close { channel }),
		2 => (who(), prop::collection::vec(any::<u8>(), 0..4), any::<bool>())
			.prop_map(|(who, channels, on)| Step::Watch { who, channels, on }),
		4 => (0u8..40).prop_map(|minutes| Step::Wait { minutes }),
	]
}

fn person(n: u8) -> AccountId {
	[alice(), bob(), charlie(), dave()][usize::from(n % 4)].clone()
}

/// A channel that is there, as far as there is any.
fn pick(n: u8) -> ChannelId {
	let all: Vec<_> = Channels::walk().map(|(id, _)| id).collect();
	*all.get(usize::from(n) % all.len().max(1)).unwrap_or(&ChannelId(99))
}

/// A walk from `who` along its channels, and theirs, as the turns say, until it is back.
fn walk(who: &AccountId, turns: &[u8]) -> Vec<ChannelId> {
	let (mut node, mut way) = (who.clone(), Vec::new());
	for turn in turns {
		let next = Channels::channels_of(&node, None, 100);
		let Some(id) = next.get(usize::from(*turn) % next.len().max(1)) else { break };
		let channel = Channels::get(*id);
		let side = channel.side_of(&node).unwrap();
		node = channel.parties.of(side.other()).clone();
		way.push(*id);
		if node == *who {
			break;
		}
	}
	way
}

/// All that somebody has.
fn wealth(who: &AccountId) -> Balance {
	let mine = |(_, channel): (ChannelId, crate::ChannelOf<Test>)| {
		let side = channel.side_of(who)?;
		let ledger = channel.ledger.of(side);
		Some(ledger.free + ledger.locked)
	};
	Channels::walk().filter_map(mine).sum::<Balance>() + Channels::purse(who, &GOLD)
}

/// How far outside of its thresholds each channel of `who` lies, above or below, in millionths of a
/// unit: by the definition, not by the code.
fn distances(who: &AccountId) -> BTreeMap<ChannelId, i128> {
	let general = Rebalancing::status(who.clone(), GOLD).map(|status| status.policy.band);
	let mut all = BTreeMap::new();
	for (id, channel) in Channels::walk() {
		let Some(side) = channel.side_of(who) else { continue };
		let own = Rebalancing::channel_policy(who.clone(), id).and_then(|policy| policy.band);
		let band = own.or(general).unwrap_or_default();
		let holding = Holding::of(&channel.ledger, side);
		let parts = |ratio: Permill| i128::from(ratio.deconstruct()) * holding.total() as i128;
		let local = holding.local as i128 * 1_000_000;
		let distance = if local < parts(band.low) {
			local - parts(band.low)
		} else {
			(local - parts(band.high)).max(0)
		};
		all.insert(id, distance);
	}
	all
}

/// The automatic runs of each, and what they cost.
type Ghost = BTreeMap<AccountId, Vec<(Moment, Balance)>>;

fn run(who: &AccountId, all: &[Cycle], automatic: bool) -> sp_runtime::DispatchResult {
	let Ok(cycles) = CyclesOf::try_from(all.to_vec()) else { return Ok(()) };
	if automatic {
		Rebalancing::run(origin(who.clone()), GOLD, cycles)
	} else {
		Rebalancing::rebalance(origin(who.clone()), GOLD, cycles, 50)
	}
}

type CyclesOf = crate::CyclesOf<Test>;

fn take(step: &Step) -> sp_runtime::DispatchResult {
	let percent = |n: u8| Permill::from_percent(n.into());
	match step.clone() {
		Step::Policy { who, low, automatic, interval } => {
			let band = Band { low: percent(low), target: percent(50), high: percent(100 - low) };
			let policy = RebalancePolicy {
				band,
				fee_limit: Permill::from_percent(5),
				fee_budget: BUDGET,
				budget_period_ms: HOUR,
				min_interval_ms: u64::from(interval) * MINUTE,
				automatic,
				..policy()
			};
			Rebalancing::set_policy(origin(person(who)), GOLD, Some(policy))
		},
		Step::NoPolicy { who } => Rebalancing::set_policy(origin(person(who)), GOLD, None),
		Step::ChannelPolicy { who, channel, kind } => {
			let band = Band { low: percent(30), target: percent(50), high: percent(60) };
			let policy = match kind {
				0 => None,
				1 => Some(ChannelPolicy { band: None, mode: Mode::Manual }),
				2 => Some(ChannelPolicy { band: None, mode: Mode::Excluded }),
				_ => Some(ChannelPolicy { band: Some(band), mode: Mode::Automatic }),
			};
			Rebalancing::set_channel_policy(origin(person(who)), pick(channel), policy)
		},
		Step::Terms { who, channel, base, enabled } => {
			let id = pick(channel);
			if Channels::channel(id).is_some_and(|it| it.side_of(&person(who)).is_some()) {
				let terms = Policy { enabled, ..terms(base.into(), 1_000) };
				Channels::set_policy(id, &person(who), terms);
			}
			Ok(())
		},
		Step::Pay { who, channel, amount } => {
			let pay = || {
				<Channels as Transfer<_>>::transfer(
					pick(channel),
					&person(who),
					&GOLD,
					amount.into(),
				)
			};
			frame_support::storage::with_storage_layer(pay)
		},
		Step::Forged { who, hops, automatic } => {
			let hops: Vec<_> =
				hops.iter().map(|(id, amount)| (pick(*id), (*amount).into())).collect();
			run(&person(who), &[cycle(&hops)], automatic)
		},
		Step::Walk { who, turns, amount, fee, automatic } => {
			let way = walk(&person(who), &turns);
			let steps = Balance::try_from(way.len()).unwrap();
			let carried = |n: usize| {
				Balance::from(amount)
					+ Balance::from(fee) * (steps - 1 - Balance::try_from(n).unwrap())
			};
			let hops: Vec<_> = way.iter().enumerate().map(|(n, id)| (*id, carried(n))).collect();
			run(&person(who), &[cycle(&hops)], automatic)
		},
		Step::Planned { who, automatic } => {
			let who = person(who);
			let trigger = if automatic { Trigger::Automatic } else { Trigger::Manual };
			let plan = Rebalancing::plan_for(&who, &GOLD, trigger, 50);
			let due = Rebalancing::status(who.clone(), GOLD).is_some_and(|status| status.is_due);
			if plan.report.is_some() || automatic && !due {
				return Ok(());
			}
			// What is planned can be done.
			assert_ok!(run(&who, &plan.cycles, automatic));
			let refused = System::read_events_for_pallet::<Event<Test>>();
			let refused = refused.iter().find(|event| matches!(event, Event::RunRefused { .. }));
			assert_eq!(refused, None, "{plan:?}");
			Ok(())
		},
		Step::Report { who, kind } => {
			let report = [Report::Balanced, Report::NoPlan, Report::OverBudget][usize::from(kind)];
			Rebalancing::report(origin(person(who)), GOLD, report)
		},
		Step::Propose { who, turns, amount, minutes } => {
			let channels = BoundedVec::truncate_from(walk(&person(who), &turns));
			let deadline_ms = now() + u64::from(minutes) * MINUTE;
			let origin = origin(person(who));
			Rebalancing::propose_cycle(origin, GOLD, channels, amount.into(), deadline_ms)
		},
		Step::Agree { who, proposal } => {
			// One of those that wait, and mostly one of its owners.
			let waiting: Vec<_> = crate::Proposals::<Test>::iter().collect();
			let Some((id, record)) = waiting.get(usize::from(proposal) % waiting.len().max(1))
			else {
				return Rebalancing::agree(origin(person(who)), ProposalId(proposal.into()));
			};
			let missing = record.proposal.owners.iter().filter(|owner| !owner.agreed);
			let missing: Vec<_> = missing.map(|owner| owner.who.clone()).collect();
			let owner = missing.get(usize::from(who)).or(missing.first());
			Rebalancing::agree(origin(owner.unwrap().clone()), *id)
		},
		Step::Decline { who, proposal } => {
			Rebalancing::decline(origin(person(who)), ProposalId(proposal.into()))
		},
		Step::Close { channel } => {
			let close = || <Channels as Open<AccountId>>::close(pick(channel));
			frame_support::storage::with_storage_layer(close)
		},
		Step::Watch { who, channels, on } => {
			let mut channels: Vec<_> = channels.into_iter().map(pick).collect();
			if on {
				// All that can be, mostly.
				channels.retain(|id| {
					let channel = Channels::channel(*id);
					channel.is_some_and(|it| it.side_of(&person(who)).is_some())
				});
			}
			let channels = BoundedVec::truncate_from(channels);
			Rebalancing::watch(origin(person(who)), channels, on)
		},
		Step::Wait { minutes } => {
			run_block_at(now() + u64::from(minutes) * MINUTE);
			Ok(())
		},
	}
}

/// What a step may have done to whom.
fn check(
	step: &Step,
	before: &[Balance; 4],
	distances_before: &BTreeMap<ChannelId, i128>,
	ghost: &mut Ghost,
) {
	let after = [0, 1, 2, 3].map(|n| wealth(&person(n)));
	let mut paid = [0; 4];
	for event in events() {
		let Event::Rebalanced { account, fee, trigger, spent, cycles, .. } = event else {
			continue;
		};
		let n = (0..4).find(|n| person(*n) == account).unwrap();
		paid[usize::from(n)] += fee;
		for (id, is) in distances(&account) {
			let was = distances_before[&id];
			let better = is == 0 || is.signum() == was.signum() && is.abs() <= was.abs();
			assert!(better, "{id:?} from {was} to {is} by {cycles:?}");
		}
		if trigger == Trigger::Automatic {
			let since_ms = Rebalancing::status(account.clone(), GOLD).unwrap().spending.since_ms;
			let runs = ghost.entry(account).or_default();
			runs.push((now(), fee));
			let sum = runs.iter().filter(|(at_ms, _)| *at_ms >= since_ms).map(|(_, fee)| fee).sum();
			assert!(sum <= BUDGET);
			assert_eq!(spent, Some(sum));
		}
	}
	if matches!(step, Step::Pay { .. }) {
		return;
	}
	for n in 0..4 {
		// Who wanted a run pays its fee to the unit; others lose nothing, and get no more than that.
		if paid[n] > 0 {
			assert_eq!(after[n] + paid[n], before[n], "{step:?}");
		} else {
			assert!(after[n] >= before[n], "{step:?}");
		}
	}
	assert_eq!(after.iter().sum::<Balance>(), before.iter().sum::<Balance>(), "{step:?}");
}

fn play(steps: &[Step]) -> [usize; 4] {
	let mut counts = [0; 4];
	ExtBuilder.run(|| {
		let all = [0, 1, 2, 3].map(person);
		for (n, who) in all.iter().enumerate() {
			for other in &all[n + 1..] {
				channel(who.clone(), other.clone(), [1_000, 200], terms(1, 1_000));
			}
		}
		let total = Channels::total(&GOLD);
		let mut ghost = Ghost::new();
		// Policies that are taken off and set again begin anew: their owners know what they do.
		for step in steps {
			let before = [0, 1, 2, 3].map(|n| wealth(&person(n)));
			let who = match step {
				Step::Forged { who, .. } | Step::Walk { who, .. } | Step::Planned { who, .. } => {
					*who
				},
				_ => 0,
			};
			let distances = distances(&person(who));
			System::reset_events();
			if take(step).is_ok() {
				if let Step::NoPolicy { who } = step {
					ghost.remove(&person(*who));
				}
				let told = System::read_events_for_pallet::<Event<Test>>();
				let told =
					|is: fn(&Event<Test>) -> bool| told.iter().filter(|event| is(event)).count();
				counts[0] += told(|event| {
					matches!(event, Event::Rebalanced { trigger: Trigger::Manual, .. })
				});
				counts[1] += told(|event| {
					matches!(event, Event::Rebalanced { trigger: Trigger::Automatic, .. })
				});
				counts[2] += told(|event| matches!(event, Event::RunRefused { .. }));
				counts[3] += told(|event| matches!(event, Event::CycleDone { .. }));
			}
			check(step, &before, &distances, &mut ghost);
			assert_eq!(Channels::total(&GOLD), total);
			Rebalancing::do_try_state().unwrap();
		}
		everybody_can_leave();
	});
	counts
}

/// Whatever happened, every deposit comes back.
fn everybody_can_leave() {
	for (id, _) in Channels::walk().collect::<Vec<_>>() {
		assert_ok!(<Channels as Open<AccountId>>::close(id));
	}
	for n in 0..4 {
		let _ = Rebalancing::set_policy(origin(person(n)), GOLD, None);
	}
	run_to(now() + 2 * DAY);
	for n in 0..4 {
		assert_eq!(held(&person(n)), 0);
	}
	assert_eq!(crate::Proposals::<Test>::iter().count(), 0);
}

#[test]
fn whatever_happens_nothing_is_lost_and_no_budget_is_passed() {
	let mut runner = proptest::test_runner::TestRunner::deterministic();
	let cases = prop::collection::vec(step(), 60..120);
	let mut seen = [0; 4];
	for _ in 0..60 {
		let steps = cases.new_tree(&mut runner).unwrap().current();
		let counts = play(&steps);
		seen.iter_mut().zip(counts).for_each(|(all, new)| *all += new);
	}
	// Manual and automatic runs, refusals, agreed cycles: it was about all of them.
	assert!(seen.iter().all(|times| *times > 10), "{seen:?}");
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 60, ..Default::default() })]

	#[test]
	fn so_it_is_with_steps_that_nobody_chose(steps in prop::collection::vec(step(), 1..60)) {
		play(&steps);
	}
}

#[test]
fn the_kept_inputs_try_every_call_both_ways_and_reach_every_event() {
	let folder = "fuzz/corpus/calls";
	let (mut events, mut answers) = (BTreeSet::new(), BTreeSet::new());
	for file in fs::read_dir(folder).unwrap() {
		let (told, said) = seen(&fs::read(file.unwrap().path()).unwrap());
		events.extend(told);
		answers.extend(said);
	}
	// All but that of a deposit that cannot be returned.
	assert_eq!(events, (0..=11).collect(), "events");
	for call in 0..=8 {
		assert!(answers.contains(&(call, None)), "call {call} never works");
		let refusals = answers.iter().filter(|(of, error)| *of == call && error.is_some()).count();
		assert!(refusals >= 2, "call {call} is refused for {refusals} reasons");
	}
	assert!(answers.len() >= 50, "only {} different answers", answers.len());
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

	/// Any network, any calls, any times: see [`crate::fuzzing`].
	#[test]
	fn no_bytes_break_anything(data in prop::collection::vec(any::<u8>(), 0..400)) {
		fuzz(&data);
	}
}
