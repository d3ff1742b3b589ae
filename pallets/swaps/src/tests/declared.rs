//! What each call and each piece of the hook's work declares, beside what it does at its worst. The
//! tables are part of `counts.md`.

use super::*;
use crate::{
	custody::{Money, PayoutsOf},
	weights::SubstrateWeight,
	Call, Credits, Legs, Pots, TimetableHead, TimetablePages, WeightInfo,
};
use bloc_testing::{counts::Drawers, declared::AtWorst};
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{GetCallName, UnfilteredDispatchable},
	weights::Weight,
};

type Weights = SubstrateWeight<Test>;

/// A call that works.
fn call(who: AccountId, call: Call<Test>) -> AtWorst {
	let (name, again) = (call.get_call_name(), call.clone());
	let (done, touched) = Drawers::of("Swaps").count(|| call.dispatch_bypass_filter(origin(who)));
	assert!(done.is_ok(), "{name}: {done:?}");
	AtWorst::new(name, || again.get_dispatch_info().call_weight, touched.all)
}

/// Work of the hook.
fn hook(name: &'static str, weight: fn() -> Weight, work: impl FnOnce()) -> AtWorst {
	let ((), touched) = Drawers::of("Swaps").count(work);
	AtWorst::new(name, weight, touched.all)
}

/// The timetable is empty: whatever is pushed is the first.
fn forget() {
	let _ = TimetablePages::<Test>::clear(u32::MAX, None);
	TimetableHead::<Test>::kill();
}

/// Makes something in a pot that Charlie was the first to use: whoever takes the last of it out sends
/// the seed back to him.
fn seeded<R>(asset: &Asset, make: impl FnOnce() -> R) -> R {
	assert_ok!(Money::<Test>::take(asset, &charlie(), 100));
	let made = make();
	assert_ok!(Money::<Test>::pay_out(asset, &charlie(), 100));
	made
}

/// The terms of a ring of fourteen, with a bond in the other asset.
fn terms(asset: &Asset) -> crate::RingTermsOf<Test> {
	let mut terms = ring(14, 14, asset);
	let other = if *asset == NATIVE { TOKEN } else { NATIVE };
	terms.legs.iter_mut().for_each(|leg| {
		leg.bond = Some(BondAmount { asset: other.clone(), amount: BOND });
	});
	terms
}

/// A leg with a bond in another asset, both the last of their pots.
fn bonded(asset: &Asset) -> crate::RingTermsOf<Test> {
	let terms = terms(asset);
	let other = terms.legs[13].bond.clone().unwrap().asset;
	seeded(asset, || {
		seeded(&other, || {
			assert_ok!(try_bond(&terms, 14));
			assert_ok!(try_ring(&terms, 14));
		});
	});
	terms
}

/// Calls that make legs and bonds, or forget them.
fn of_call(name: &str, asset: &Asset) -> Option<AtWorst> {
	Some(match name {
		"lock" => call(alice(), Call::lock { spec: spec(asset), source: Source::Account }),
		"lock_ring" => {
			let terms = terms(asset);
			assert_ok!(try_bond(&terms, 14));
			forget();
			let source = Source::Account;
			call(alice(), Call::lock_ring { terms, position: 14, source })
		},
		"post_bond" => {
			let mut terms = terms(asset);
			terms.legs[13].bond = Some(BondAmount { asset: asset.clone(), amount: BOND });
			call(bob(), Call::post_bond { terms, position: 14 })
		},
		"return_bond" => {
			let mut terms = terms(asset);
			terms.legs[13].bond = Some(BondAmount { asset: asset.clone(), amount: BOND });
			seeded(asset, || try_bond(&terms, 14)).unwrap();
			set_time(terms.leg(14).unwrap().1.lock_by_ms);
			call(charlie(), Call::return_bond { poster: bob(), payment_hash: hash() })
		},
		"prune" => {
			locked(asset);
			assert_ok!(claim());
			set_time(START + 2 * KEEP);
			call(charlie(), Call::prune { owner: alice(), payment_hash: hash() })
		},
		"claim_credit" => {
			assert_ok!(seeded(asset, || Money::<Test>::take(asset, &alice(), 100)));
			Credits::<Test>::insert(bob(), asset, 100);
			Pots::<Test>::mutate_extant(asset, |pot| pot.credits = 100);
			call(bob(), Call::claim_credit { asset: asset.clone(), to: bob() })
		},
		_ => return of_end(name, asset),
	})
}

/// Calls that end legs.
fn of_end(name: &str, asset: &Asset) -> Option<AtWorst> {
	let (owner, payment_hash) = (alice(), hash());
	Some(match name {
		"claim" => {
			bonded(asset);
			let owners = Owners::truncate_from(vec![owner]);
			call(charlie(), Call::claim { owners, preimage: PREIMAGE })
		},
		"settle" => {
			bonded(asset);
			set_time(leg().deadline_ms);
			call(charlie(), Call::settle { owner, payment_hash })
		},
		"hand_back" => {
			bonded(asset);
			let consent = Some(signed(&bob(), Agreement::HandBack));
			call(charlie(), Call::hand_back { owner, payment_hash, consent })
		},
		"divide" => {
			bonded(asset);
			let agreement = Agreement::Divide { to_receiver: 100 };
			let (by_owner, by_receiver) =
				(Some(signed(&alice(), agreement)), Some(signed(&bob(), agreement)));
			let consents = Consents { by_owner, by_receiver };
			call(charlie(), Call::divide { owner, payment_hash, to_receiver: 100, consents })
		},
		_ => return None,
	})
}

/// A lock out of a channel, and the pieces of which the hook's work is made.
fn of_piece(name: &'static str, asset: &Asset) -> AtWorst {
	let mut payouts = PayoutsOf::<Test>::default();
	match name {
		"lock, in a channel" => {
			let source = Source::Channel(channel(asset));
			let it = call(alice(), Call::lock { spec: spec(asset), source });
			AtWorst { name, ..it }
		},
		"end_leg" => {
			locked(asset);
			set_time(START + HOUR);
			hook(name, Weights::end_leg, || {
				let record = Legs::<Test>::get(alice(), hash()).unwrap();
				assert_ok!(Swaps::conclude(&alice(), hash(), record, now(), &mut payouts));
			})
		},
		"unlock" => {
			locked_in_channel(asset);
			set_time(START + HOUR);
			hook(name, Weights::unlock, || {
				let record = Legs::<Test>::get(alice(), hash()).unwrap();
				assert_ok!(Swaps::conclude(&alice(), hash(), record, now(), &mut payouts));
			})
		},
		"look" => {
			locked(asset);
			hook(name, Weights::look, || {
				let record = Legs::<Test>::get(alice(), hash()).unwrap();
				let ended = Swaps::conclude(&alice(), hash(), record, now(), &mut payouts);
				assert_eq!(ended, Ok(None));
			})
		},
		"pay" => {
			assert_ok!(seeded(asset, || Money::<Test>::take(asset, &alice(), 600)));
			payouts.add(asset, &bob(), 600);
			hook(name, Weights::pay, || payouts.pay())
		},
		_ => of_hook(name, asset),
	}
}

/// All that the hook does for a leg.
fn of_hook(name: &'static str, asset: &Asset) -> AtWorst {
	bonded(asset);
	set_time(leg().deadline_ms + SLOT_MS);
	forget();
	let weight = || Swaps::weight_of(&Due::Leg(alice(), hash()));
	hook(name, weight, || {
		let (now_ms, mut payouts) = (now(), PayoutsOf::<Test>::default());
		assert_ok!(Swaps::look_at_leg(&alice(), hash(), now_ms, &mut payouts));
		payouts.pay();
	})
}

/// Those whose legs have bonds.
const BONDED: [&str; 6] =
	["lock_ring", "claim", "settle", "hand_back", "divide", "the hook, for a leg"];

/// Each operation at its worst, on a chain of its own on which Bob has nothing of the asset.
pub fn at_worst(asset: &Asset) -> Vec<AtWorst> {
	let calls = Call::<Test>::get_call_names().iter().copied();
	let pieces = ["lock, in a channel", "end_leg", "unlock", "look", "pay", "the hook, for a leg"];
	let one = |name: &'static str| {
		ExtBuilder.build().execute_with(|| {
			let posts = ["post_bond", "return_bond"].contains(&name);
			// In the native coin Bob pays deposits for bonds.
			if !posts && (*asset == TOKEN || !BONDED.contains(&name)) {
				set_balance(asset, &bob(), 0);
			}
			of_call(name, asset).unwrap_or_else(|| of_piece(name, asset))
		})
	};
	calls.chain(pieces).map(one).map(reasoned).collect()
}

/// Why some declare more than half as much again.
fn reasoned(it: AtWorst) -> AtWorst {
	let why = match it.name {
		"claim" | "divide" => "each payout declares pots and accounts that others share",
		"the hook, for a leg" => "the same, and the push that a failure takes",
		_ => "",
	};
	it.because(why)
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
