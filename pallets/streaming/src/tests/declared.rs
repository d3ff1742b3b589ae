//! What each call and each piece of the hook's work declares, beside what it does at its worst. The
//! tables are part of `counts.md`.

use super::*;
use crate::{
	custody::{Money, PayoutsOf},
	weights::SubstrateWeight,
	Call, Credits, Pots, Streams, TimetableHead, TimetablePages, Vaults, WeightInfo,
};
use bloc_primitives::Balance;
use bloc_testing::{counts::Drawers, declared::AtWorst};
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{GetCallName, UnfilteredDispatchable},
	weights::Weight,
};

type Weights = SubstrateWeight<Test>;

/// A call that works.
fn call(who: AccountId, call: Call<Test>) -> AtWorst {
	let (name, weight) = (call.get_call_name(), call.get_dispatch_info().call_weight);
	let again = call.clone();
	let (done, touched) =
		Drawers::of("Streaming").count(|| call.dispatch_bypass_filter(origin(who)));
	assert!(done.is_ok(), "{name}: {done:?}");
	let declared = || again.get_dispatch_info().call_weight;
	assert_eq!(declared(), weight);
	AtWorst::new(name, declared, touched.all)
}

/// Work of the hook.
fn hook(name: &'static str, weight: fn() -> Weight, work: impl FnOnce()) -> AtWorst {
	let ((), touched) = Drawers::of("Streaming").count(work);
	AtWorst::new(name, weight, touched.all)
}

/// The timetable is empty, and these will be looked at late if at all: whatever can be due sooner is
/// pushed, as the first.
fn forget(streams: bool, vaults: bool) {
	let _ = TimetablePages::<Test>::clear(u32::MAX, None);
	TimetableHead::<Test>::kill();
	for id in Streams::<Test>::iter_keys().filter(|_| streams) {
		Streams::<Test>::mutate_extant(id, |record| record.stream.due_ms = None);
	}
	for id in Vaults::<Test>::iter_keys().filter(|_| vaults) {
		Vaults::<Test>::mutate_extant(id, |record| record.vault.due_ms = None);
	}
}

/// Makes something in a pot that Charlie was the first to use: whoever takes the last of it out sends
/// the seed back to him.
fn seeded<R>(asset: &Asset, make: impl FnOnce() -> R) -> R {
	assert_ok!(Money::<Test>::take(asset, &charlie(), 100));
	let made = make();
	assert_ok!(Money::<Test>::pay_out(asset, &charlie(), 100));
	made
}

/// A stream of Alice's to Bob, out of her vault, which is dry after three milliseconds.
fn short(asset: &Asset, amount: Balance) -> (StreamId, VaultId) {
	let vault = open_vault(asset, amount);
	(from_vault(asset, bob(), per_second(300_000)), vault)
}

/// What Alice has proposed.
fn proposed(stream: StreamId, change: Change) {
	assert_ok!(Streaming::propose(origin(alice()), stream, Some(change)));
}

/// Streams with a deposit of their own.
fn of_own(name: &str, asset: &Asset) -> Option<AtWorst> {
	let whole = spec(per_second(1));
	Some(match name {
		"create" => {
			let (payee, asset, deposit) = (bob(), asset.clone(), 600);
			call(alice(), Call::create { payee, asset, deposit, spec: whole })
		},
		"top_up" => {
			// It has run dry and paid all: it goes on, and the pot is made anew.
			let stream = seeded(asset, || open(asset, 600, whole));
			set_time(START + 601_000);
			assert_ok!(Streaming::claim(origin(charlie()), stream));
			forget(true, true);
			call(charlie(), Call::top_up { stream, amount: 600 })
		},
		"refund" => {
			let later = StreamSpec { start_ms: Some(START + DAY), ..whole };
			let stream = seeded(asset, || open(asset, 600, later));
			forget(true, true);
			call(alice(), Call::refund { stream, amount: 600 })
		},
		"cancel" => {
			let stream = seeded(asset, || open(asset, 600, whole));
			proposed(stream, Change::Pause);
			set_time(START + 100_000);
			call(bob(), Call::cancel { stream, accepts: None })
		},
		"accept" => {
			let stream = seeded(asset, || open(asset, 600, whole));
			let change = Change::Cancel { report: None };
			proposed(stream, change);
			set_time(START + 100_000);
			call(bob(), Call::accept { stream, change })
		},
		"report" => {
			let stream = open(asset, 600, metered(PRICE));
			forget(true, true);
			call(bob(), Call::report { stream, units: 10 })
		},
		"dispute" => {
			// When the stream only waits for the report: it is over then.
			let end_ms = Some(START + MINUTE);
			let stream = open(asset, 600, StreamSpec { end_ms, ..metered(PRICE) });
			assert_ok!(Streaming::report(origin(bob()), stream, 10));
			set_time(START + 2 * MINUTE);
			forget(true, true);
			call(alice(), Call::dispute { stream })
		},
		_ => return None,
	})
}

/// Streams out of a vault.
fn of_vault(name: &str, asset: &Asset) -> Option<AtWorst> {
	// Dry vaults can wait for a while; then they are over.
	let (dry_ms, over_ms) = (START + 1_000, START + DAY);
	Some(match name {
		"create_from_vault" => {
			open_vault(asset, 600);
			let (payee, asset, rate) = (bob(), asset.clone(), per_second(1));
			let interval_ms = MINUTE;
			call(alice(), Call::create_from_vault { payee, asset, rate, interval_ms })
		},
		"pause" => {
			let (stream, _) = short(asset, 900);
			// A vault that flows is looked at when it is to run dry, if not sooner.
			forget(true, false);
			call(alice(), Call::pause { stream })
		},
		"resume" => {
			let (stream, _) = short(asset, 900);
			assert_ok!(Streaming::pause(origin(alice()), stream));
			forget(true, true);
			call(alice(), Call::resume { stream })
		},
		"set_rate" => {
			let (stream, _) = short(asset, 900);
			forget(true, true);
			call(alice(), Call::set_rate { stream, rate: per_second(600_000) })
		},
		"propose" => {
			let (stream, _) = short(asset, 900);
			call(bob(), Call::propose { stream, change: Some(Change::Pause) })
		},
		"transfer" => {
			// The vault is dry, and all of it is owed.
			let (stream, _) = seeded(asset, || short(asset, 900));
			proposed(stream, Change::Pause);
			set_time(dry_ms);
			forget(true, false);
			call(bob(), Call::transfer { stream, new: dave() })
		},
		// The last stream of a vault that is over, with a rest: all three are paid.
		"claim" => {
			let (stream, _) = seeded(asset, || short(asset, 1_000));
			proposed(stream, Change::Pause);
			set_time(over_ms);
			call(charlie(), Call::claim { stream })
		},
		"withdraw" => {
			let (stream, _) = seeded(asset, || short(asset, 1_000));
			proposed(stream, Change::Pause);
			set_time(over_ms);
			call(bob(), Call::withdraw { stream, to: bob() })
		},
		_ => return None,
	})
}

/// Vaults and credits.
fn beside(name: &str, asset: &Asset) -> Option<AtWorst> {
	Some(match name {
		"open_vault" => {
			let asset = asset.clone();
			call(alice(), Call::open_vault { asset, amount: 600, grace_ms: 1 })
		},
		"fund_vault" => {
			// It has run dry and paid all: it goes on, and the pot is made anew.
			let (stream, vault) = seeded(asset, || short(asset, 900));
			set_time(START + 1_000);
			assert_ok!(Streaming::claim(origin(charlie()), stream));
			forget(false, true);
			call(charlie(), Call::fund_vault { vault, amount: 900 })
		},
		"withdraw_vault" => {
			let (_, vault) = seeded(asset, || short(asset, 900));
			forget(false, true);
			call(alice(), Call::withdraw_vault { vault, amount: 900 })
		},
		"close_vault" => {
			let vault = seeded(asset, || open_vault(asset, 900));
			call(alice(), Call::close_vault { vault })
		},
		"claim_credit" => {
			let credit = || Money::<Test>::take(asset, &alice(), 100);
			assert_ok!(seeded(asset, credit));
			Credits::<Test>::insert(bob(), asset, 100);
			Pots::<Test>::mutate_extant(asset, |pot| pot.credits = 100);
			call(bob(), Call::claim_credit { asset: asset.clone(), to: bob() })
		},
		_ => return None,
	})
}

/// What the hook does for one entry, and one of its transfers.
fn of_hook(name: &str, asset: &Asset) -> AtWorst {
	HookPrice::set(1);
	let mut payouts = PayoutsOf::<Test>::default();
	let due = |id| Streams::<Test>::get(id).and_then(|record| record.stream.due_ms).unwrap();
	match name {
		"serve_stream" => {
			open_vault(asset, 6_000);
			let id = from_vault(asset, bob(), per_second(1));
			let due_ms = due(id);
			set_time(due_ms);
			forget(false, false);
			hook("serve_stream", Weights::serve_stream, || {
				assert_ok!(Streaming::serve_stream(id, due_ms, due_ms, &mut payouts));
			})
		},
		"serve_end" => {
			let (id, _) = short(asset, 1_000);
			proposed(id, Change::Pause);
			let due_ms = due(id);
			set_time(START + DAY);
			let now_ms = now();
			hook("serve_end", Weights::serve_end, || {
				assert_ok!(Streaming::serve_stream(id, due_ms, now_ms, &mut payouts));
			})
		},
		"serve_vault" => {
			// Without streams, and over.
			let id = open_vault(asset, 600);
			Vaults::<Test>::mutate_extant(id, |record| {
				(record.vault.dry_ms, record.vault.due_ms) = (Some(START), Some(START));
			});
			set_time(START + DAY);
			let now_ms = now();
			hook("serve_vault", Weights::serve_vault, || {
				assert_ok!(Streaming::serve_vault(id, START, now_ms, &mut payouts));
			})
		},
		_ => {
			assert_ok!(seeded(asset, || Money::<Test>::take(asset, &alice(), 600)));
			payouts.add(asset, &bob(), 600);
			hook("pay", Weights::pay, || payouts.pay())
		},
	}
}

/// Each operation at its worst, on a chain of its own on which Bob has nothing of the asset.
pub fn at_worst(asset: &Asset) -> Vec<AtWorst> {
	let calls = Call::<Test>::get_call_names().iter().copied();
	let hooks = ["serve_stream", "serve_end", "serve_vault", "pay"];
	let one = |name: &'static str| {
		ExtBuilder.build().execute_with(|| {
			set_balance(asset, &bob(), 0);
			let found = of_own(name, asset)
				.or_else(|| of_vault(name, asset))
				.or_else(|| beside(name, asset))
				.unwrap_or_else(|| of_hook(name, asset));
			assert_eq!(found.name, name, "a call without a worst case");
			found
		})
	};
	calls.chain(hooks).map(one).collect()
}

#[test]
fn nothing_does_more_than_it_declares() {
	for asset in [NATIVE, TOKEN] {
		for it in at_worst(&asset) {
			let covered = it.counted.0 <= it.declared.0 && it.counted.1 <= it.declared.1;
			assert!(covered, "{asset:?}: {it:?}");
		}
	}
}
