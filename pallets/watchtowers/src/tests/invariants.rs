//! What is broken in the pallet's storage is found by its invariant's number. That nothing breaks
//! by itself is for the model in `fuzz/` to try.

use super::*;
use crate::{
	demand::Demand,
	dispute::{Dispute, Presented, Settled, Span},
	drawing::Drawing,
	types::{Due, MAX_AHEAD_MS},
	Credits, NextTowerId, Postings, Pots, TowerIds, Towers, Watches,
};
use bloc_primitives::{channel::Drawn, instant::Instant};
use bloc_timetable::Owner;
use frame_support::traits::{fungibles::Mutate, tokens::Preservation};
use sp_core::H256;

/// Breaks something of a channel in which Alice has hired two towers, and Bob one of them; in a
/// dispute.
fn finds(number: &str, break_it: impl Fn(ChannelId, [TowerId; 2])) {
	ExtBuilder.build().execute_with(|| {
		let quick = Terms { response_ms: 10 * MINUTE, ..TERMS };
		let towers = [charlie(), dave()].map(|owner| tower_of(owner, &TOKEN, quick));
		let id = channel(&TOKEN, Pair::new(1_000, 1_000));
		hire(alice(), id, towers[0], 5_000);
		hire(alice(), id, towers[1], 6_000);
		hire(bob(), id, towers[0], 7_000);
		live_to(START + MINUTE);
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		Watchtowers::do_try_state().unwrap();
		break_it(id, towers);
		let found = Watchtowers::do_try_state().unwrap_err();
		let sp_runtime::DispatchError::Other(found) = found else { panic!("{found:?}") };
		assert!(found.starts_with(number), "{found} is found for {number}");
	});
}

fn tower_is(id: TowerId, change: impl Fn(&mut crate::TowerOf<Test>)) {
	Towers::<Test>::mutate_extant(id, |record| change(&mut record.tower));
}

fn watched_is(id: ChannelId, change: impl Fn(&mut crate::WatchedOf<Test>)) {
	Watches::<Test>::mutate_extant(id, change);
}

fn hire_is(id: ChannelId, change: impl Fn(&mut crate::watch::Hire)) {
	watched_is(id, |watched| change(&mut watched.watch_mut(Side::Opener).unwrap().hires[0]));
}

fn dispute_is(id: ChannelId, change: impl Fn(&mut Dispute<AccountId>)) {
	watched_is(id, |watched| change(watched.dispute.as_mut().unwrap()));
}

#[test]
fn what_is_held_and_owed() {
	finds("C1", |_, _| Pots::<Test>::mutate(TOKEN, |pot| pot.as_mut().unwrap().held += 1));
	finds("C1", |_, _| Credits::<Test>::insert(bob(), TOKEN, 1));
	finds("C1", |_, [tower, _]| tower_is(tower, |tower| tower.bond += 1));
	finds("C1", |id, _| hire_is(id, |hire| hire.deposit += 1));
	finds("C2", |_, _| {
		let pot = Watchtowers::pot_account(TOKEN);
		AllAssets::transfer(TOKEN, &pot, &bob(), 1, Preservation::Preserve).unwrap();
	});
}

#[test]
fn indices() {
	finds("W1", |_, _| TowerIds::<Test>::remove(charlie(), TOKEN));
	finds("W1", |_, [tower, _]| TowerIds::<Test>::insert(charlie(), NATIVE, tower));
	finds("W1", |_, _| NextTowerId::<Test>::put(TowerId(1)));
	finds("W1", |_, [tower, _]| Towers::<Test>::remove(tower));
	finds("W1", |id, _| {
		watched_is(id, |watched| watched.watch_mut(Side::Opener).unwrap().hires.truncate(0));
	});
	finds("W1", |id, _| watched_is(id, |watched| watched.watches = Pair::new(None, None)));
	let posting = |id, side| {
		assert_ok!(Watchtowers::post(
			origin(alice()),
			ChannelId(0),
			1,
			Record::Whole(Default::default())
		));
		let posting = Postings::<Test>::take(ChannelId(0), Side::Opener).unwrap();
		Postings::<Test>::insert(id, side, posting);
	};
	finds("W1", move |_, _| posting(ChannelId(7), Side::Opener));
}

#[test]
fn covers_rates_and_sums() {
	finds("W2", |_, [tower, _]| tower_is(tower, |tower| tower.covered += 1));
	finds("W2", |_, [tower, _]| tower_is(tower, |tower| tower.bond = tower.covered - 1));
	finds("W2", |_, [tower, _]| tower_is(tower, |tower| tower.watches += 1));
	finds("W2", |id, _| hire_is(id, |hire| hire.cover = 0));
	finds("W3", |_, [tower, _]| tower_is(tower, |tower| tower.income.rate.0 += 1));
	finds("W4", |_, [tower, _]| tower_is(tower, |tower| tower.income.earned.parts += 1));
	finds("W4", |_, [tower, _]| tower_is(tower, |tower| tower.income.clock_ms += 1_000));
	finds("W4", |_, [tower, _]| tower_is(tower, |tower| tower.income.clock_ms = 1 << 60));
	finds("W4", |id, [tower, _]| {
		let rate = self::tower(tower).terms.rate.0;
		hire_is(id, |hire| hire.stopped_ms = Some(now()));
		tower_is(tower, |tower| tower.income.rate.0 -= rate);
	});
}

#[test]
fn hires() {
	finds("W5", |_, [tower, _]| tower_is(tower, |tower| tower.hires = 1));
	finds("W5", |id, _| hire_is(id, |hire| hire.number = 2));
	finds("W5", |id, [_, tower]| hire_is(id, |hire| hire.tower = tower));
	finds("W5", |id, _| hire_is(id, |hire| hire.response_ms = 40 * MINUTE));
	finds("W5", |id, _| watched_is(id, |watched| watched.asset = NATIVE));
	finds("W5", |id, _| {
		watched_is(id, |watched| watched.dispute = None);
		hire_is(id, |hire| hire.stopped_ms = Some(now()));
	});
}

#[test]
fn disputes() {
	let shown = |version| Presented { who: bob(), version, at_ms: now() };
	finds("W6", move |id, _| {
		dispute_is(id, |dispute| dispute.presented.try_push(shown(0)).unwrap());
	});
	finds("W6", |id, _| dispute_is(id, |dispute| dispute.compensated = Pair::new(1, 0)));
	let settled = Settled {
		version: 0,
		base_version: 0,
		committed: Pair::new(1_000, 1_000),
		is_drawn: false,
		at: Instant::default(),
		crowded: 0,
		paid: Pair::new(1_000, 1_000),
		penalties: Pair::new(0, 0),
		reward: 0,
	};
	let becomes = move |id, settled: Settled| {
		dispute_is(id, |dispute| dispute.settled = Some(settled));
	};
	finds("W6", move |id, _| becomes(id, Settled { version: 1, ..settled }));
	finds("W6", move |id, _| becomes(id, Settled { reward: 1, ..settled }));
	finds("W6", move |id, _| {
		becomes(id, settled);
		dispute_is(id, |dispute| dispute.compensated = Pair::new(1_001, 0));
	});
}

#[test]
fn demands() {
	let demand = Demand {
		backup: H256::repeat_byte(1),
		version: 9,
		since: Instant::default(),
		crowded: 0,
		deposit: 0,
	};
	finds("W8", move |id, _| {
		hire_is(id, |hire| hire.demand = Some(Demand { deposit: 1, ..demand }));
	});
	finds("W8", move |id, _| {
		hire_is(id, |hire| hire.demand = Some(Demand { backup: H256::zero(), ..demand }));
	});
}

#[test]
fn channels() {
	finds("W9", |id, _| watched_is(id, |watched| watched.parties.opener = dave()));
	finds("W9", |id, _| watched_is(id, |watched| watched.period_ms += 1));
	finds("W9", |id, _| watched_is(id, |watched| watched.dispute = None));
	finds("W9", |id, _| watched_is(id, |watched| watched.over_ms = Some(now())));
	finds("W9", |id, _| {
		let watched = Watches::<Test>::take(id).unwrap();
		Watches::<Test>::insert(ChannelId(7), watched);
		for side in Side::BOTH {
			let due_ms = Watches::<Test>::get(ChannelId(7)).unwrap().watch(side).unwrap().due_ms;
			Watchtowers::push(due_ms.unwrap(), Due::watch(ChannelId(7), side));
		}
	});
}

#[test]
fn drawings() {
	let drawn = Drawn { side: Side::Counterparty, amount: 10, version: 1, base_version: 0 };
	let span = |since_ms, until_ms| Span {
		since: Instant { ms: since_ms, block: 1 },
		until: Instant { ms: until_ms, block: 2 },
		crowded: 0,
	};
	let becomes = |id, done: Vec<Drawing>| {
		watched_is(id, |watched| watched.drawings.done = done.clone().try_into().unwrap());
	};
	let good = Drawing { drawn, span: span(START, START + 1), compensated: 0 };
	finds("W6", move |id, _| {
		let other = Drawing { drawn: Drawn { base_version: 1, ..drawn }, ..good };
		becomes(id, vec![good, other]);
	});
	finds("W6", move |id, _| {
		becomes(id, vec![Drawing { span: span(START + 2, START + 1), ..good }]);
	});
	finds("W6", move |id, _| becomes(id, vec![Drawing { span: span(START, now() + 1), ..good }]));
	finds("W6", move |id, _| {
		becomes(id, vec![Drawing { compensated: 11, ..good }]);
	});
	finds("W6", move |id, _| {
		let since = Instant { ms: now() + 1, block: 1 };
		watched_is(id, |watched| watched.drawings.ask(Side::Opener, since, 0));
	});
}

#[test]
fn clocks_and_keys() {
	finds("W1", |_, [tower, _]| {
		let keys = crate::types::Keys::new(ferdie(), now());
		tower_is(tower, |tower| {
			tower.keys = keys.clone();
			tower.keys.replace(ferdie(), now(), now()).unwrap();
		});
	});
	finds("W3", |_, [tower, _]| tower_is(tower, |tower| tower.income.from_ms = now() + 1));
	finds("W3", |_, [tower, _]| tower_is(tower, |tower| tower.presence.last.ms = now() + 1));
	finds("W3", |id, _| hire_is(id, |hire| hire.from_clock_ms = 1 << 60));
	finds("W5", |id, _| hire_is(id, |hire| hire.from_ms = now() + 1));
	finds("W5", |id, _| hire_is(id, |hire| hire.stopped_ms = Some(now() + 1)));
}

#[test]
fn what_is_due() {
	finds("W7", |_, [tower, _]| tower_is(tower, |tower| tower.due_ms = None));
	finds("W7", |_, [tower, _]| tower_is(tower, |tower| tower.due_ms = Some(1)));
	finds("W7", |id, _| {
		watched_is(id, |watched| watched.watch_mut(Side::Opener).unwrap().due_ms = None);
	});
	finds("W7", |id, _| {
		watched_is(id, |watched| watched.watch_mut(Side::Opener).unwrap().due_ms = Some(1));
	});
	finds("W7", |id, _| {
		let late = now() + MAX_AHEAD_MS + 1;
		Watchtowers::push(late, Due::watch(id, Side::Opener));
	});
}
