//! What each call and each piece of the hook's work declares, beside what it does at its worst. The
//! table is `declared.md`.

use super::*;
use crate::{
	weights::SubstrateWeight, Call, CyclesOf, Operated, Policies, TimetableHead, TimetablePages,
	WeightInfo,
};
use bloc_primitives::channel::{Hooks, Subscribe};
use bloc_testing::{
	counts::{prefix, Drawers},
	declared::{table, AtWorst},
};
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{GetCallName, UnfilteredDispatchable},
	weights::Weight,
	BoundedVec,
};

type Weights = SubstrateWeight<Test>;

/// The clock aside: each block reads it before its transactions, so that weights leave it out.
fn drawers() -> Drawers {
	Drawers::of("Rebalancing").without(&prefix("Timestamp", "Now"))
}

/// A call that works.
fn call(who: AccountId, call: Call<Test>) -> AtWorst {
	let (name, again) = (call.get_call_name(), call.clone());
	let (done, touched) = drawers().count(|| call.dispatch_bypass_filter(origin(who)));
	assert!(done.is_ok(), "{name}: {done:?}");
	AtWorst::new(name, || again.get_dispatch_info().call_weight, touched.all)
}

/// Work of the hook, or of who tells of a channel.
fn hook(name: &'static str, weight: fn() -> Weight, work: impl FnOnce()) -> AtWorst {
	let ((), touched) = drawers().count(work);
	AtWorst::new(name, weight, touched.all)
}

/// Whatever moves is out of balance.
fn narrow() -> RebalancePolicy {
	let percent = Permill::from_percent;
	RebalancePolicy {
		band: Band { low: percent(49), target: percent(50), high: percent(51) },
		fee_limit: percent(100),
		..policy()
	}
}

/// Changes the record of somebody who has a policy.
fn change(who: AccountId, change: impl FnOnce(&mut crate::PolicyRecordOf<Test>)) {
	Policies::<Test>::mutate(who, GOLD, |record| record.as_mut().map(change));
}

/// As if nothing had been noted, and nothing waited on the timetable.
fn hush() {
	for who in [alice(), bob(), charlie()] {
		change(who, |record| {
			record.standing = Standing::Quiet;
			record.entry_ms = None;
		});
	}
	let _ = TimetablePages::<Test>::clear(u32::MAX, None);
	TimetableHead::<Test>::kill();
}

/// A ring in which everybody has a policy for each channel, and tracks it.
fn watched() -> [ChannelId; 3] {
	let ids = ring_of(terms(1, 0));
	let automatic = Some(ChannelPolicy { band: None, mode: Mode::Automatic });
	for (place, who) in [alice(), bob(), charlie()].into_iter().enumerate() {
		assert_ok!(Rebalancing::set_policy(origin(who.clone()), GOLD, Some(narrow())));
		for id in [ids[place], ids[(place + 2) % 3]] {
			assert_ok!(Rebalancing::set_channel_policy(origin(who.clone()), id, automatic));
		}
	}
	hush();
	ids
}

/// A cycle round such a ring in which each forwarder gets what it asks for.
fn over(ids: &[ChannelId; 3]) -> CyclesOf<Test> {
	cycles(&[cycle(&[(ids[0], 302), (ids[1], 301), (ids[2], 300)])])
}

/// A run is due.
fn run_is_due() {
	change(alice(), |record| {
		record.standing = Standing::Due { since_ms: START, again: true };
	});
}

/// Calls that set what an account wants.
fn of_policies(name: &str) -> Option<AtWorst> {
	let (account, asset) = (alice(), GOLD);
	Some(match name {
		"set_policy" => call(alice(), Call::set_policy { asset, policy: Some(policy()) }),
		"set_channel_policy" => {
			let ids = ring();
			set_policy(narrow());
			hush();
			let policy = Some(ChannelPolicy { band: None, mode: Mode::Automatic });
			call(alice(), Call::set_channel_policy { channel: ids[0], policy })
		},
		"track" => {
			let ids = watched();
			for id in [ids[0], ids[2]] {
				assert_ok!(Channels::subscribe(id, &alice(), false));
			}
			hush();
			let channels = BoundedVec::truncate_from(vec![ids[0], ids[2]]);
			call(alice(), Call::track { channels, on: true })
		},
		"set_operator" => {
			set_policy(policy());
			assert_ok!(Rebalancing::set_operator(origin(alice()), GOLD, Some(bob())));
			assert_ok!(Rebalancing::operate(origin(bob()), alice(), GOLD, true));
			let it = call(alice(), Call::set_operator { asset, operator: Some(charlie()) });
			assert!(!Operated::<Test>::contains_key(bob(), (alice(), GOLD)));
			it
		},
		"operate" => {
			set_policy(policy());
			assert_ok!(Rebalancing::set_operator(origin(alice()), GOLD, Some(bob())));
			call(bob(), Call::operate { account, asset, on: true })
		},
		"report" => {
			set_policy(policy());
			hush();
			run_is_due();
			call(alice(), Call::report { account, asset, report: Report::NoPlan })
		},
		_ => return None,
	})
}

/// Calls that move money, and what leads to them.
fn of_runs(name: &str) -> Option<AtWorst> {
	let (ids, account, asset) = (watched(), alice(), GOLD);
	let proposal = ProposalId(0);
	let propose = || super::propose::propose(&ids, 100, START + HOUR).unwrap();
	Some(match name {
		"rebalance" => {
			let (cycles, max_fee) = (over(&ids), Balance::MAX);
			call(alice(), Call::rebalance { asset, cycles, max_fee })
		},
		"run" => {
			run_is_due();
			call(alice(), Call::run { account, asset, cycles: over(&ids) })
		},
		"propose" => {
			let channels = BoundedVec::truncate_from(ids.to_vec());
			let deadline_ms = START + HOUR;
			call(alice(), Call::propose { asset, channels, amount: 100, deadline_ms })
		},
		"accept" => {
			propose();
			assert_ok!(Rebalancing::accept(origin(bob()), proposal));
			hush();
			call(charlie(), Call::accept { proposal })
		},
		"decline" => {
			propose();
			call(charlie(), Call::decline { proposal })
		},
		_ => return None,
	})
}

/// What is told of channels, and the hook's work.
fn of_hook(name: &'static str) -> AtWorst {
	let [id, ..] = watched();
	let channel = Channels::get(id);
	match name {
		"note" => {
			for who in [alice(), bob()] {
				assert_ok!(Channels::subscribe(id, &who, false));
			}
			hook(name, Weights::note, || {
				assert_ok!(<Rebalancing as Hooks<_, _>>::opened(id));
			})
		},
		"look" => {
			let mut channel = channel;
			channel.ledger.opener.free = 500;
			channel.ledger.counterparty.free = 500;
			hook(name, Weights::look, || {
				let told = <Rebalancing as Hooks<_, _>>::ledger_changed(id, &channel);
				assert_eq!(told, Ok(Weights::look()));
			})
		},
		"forget_channel" => hook(name, Weights::forget_channel, || {
			assert_ok!(<Rebalancing as Hooks<_, _>>::closed(id));
		}),
		"ripen" => {
			change(alice(), |record| {
				record.standing = Standing::Noted { due_ms: START + HOUR };
				record.entry_ms = Some(START);
			});
			hook(name, Weights::ripen, || {
				assert!(Rebalancing::come_up(&alice(), &GOLD, START, START));
			})
		},
		_ => {
			let channels = [0, 1, 2].map(ChannelId);
			super::propose::propose(&channels, 100, START + HOUR).unwrap();
			hook(name, Weights::expire, || {
				assert!(Rebalancing::expire(ProposalId(0)));
			})
		},
	}
}

/// Each operation at its worst, on a chain of its own.
fn at_worst() -> Vec<AtWorst> {
	let calls = Call::<Test>::get_call_names().iter().copied();
	let hooks = ["note", "look", "forget_channel", "ripen", "expire"];
	let one = |name: &'static str| {
		ExtBuilder.build().execute_with(|| {
			of_policies(name).or_else(|| of_runs(name)).unwrap_or_else(|| of_hook(name))
		})
	};
	calls.chain(hooks).map(one).map(reasoned).collect()
}

/// Why some declare more than half as much again.
fn reasoned(it: AtWorst) -> AtWorst {
	let why = match it.name {
		"propose" | "accept" => "for a cycle of eight hops",
		_ => "",
	};
	it.because(why)
}

#[test]
fn nothing_does_more_than_it_declares() {
	let text = String::from(
		"What each call and each piece of the hook's work does to storage at its worst, and what its \
		 weight\ndeclares: keys read / written, each counted once. Cycles are of three hops. A test \
		 compares this\ntable with what it counts.\n\n",
	) + &table(&at_worst());
	println!("{text}");
	let stated = include_str!("declared.md");
	assert_eq!(text, stated, "if that is as it should be, write what is printed to declared.md");
}
