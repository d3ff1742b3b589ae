//! What each call and each piece of the hook's work declares, beside what it does at its worst. The
//! tables are part of `counts.md`.

use super::*;
use crate::{
	custody::{Money, PayoutsOf},
	quote::Direction,
	weights::SubstrateWeight,
	Call, Credits, Legs, Pots, TimetableHead, TimetablePages, WeightInfo,
};
use bloc_primitives::payment::{End, Ties};
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
fn hook(name: &'static str, weight: impl Fn() -> Weight, work: impl FnOnce()) -> AtWorst {
	let ((), touched) = Drawers::of("Swaps").count(work);
	AtWorst::new(name, weight, touched.all)
}

/// The timetable is empty: whatever is pushed is the first.
fn forget() {
	let _ = TimetablePages::<Test>::clear(u32::MAX, None);
	TimetableHead::<Test>::kill();
}

/// Makes something in a pot that Charlie was the first to use: whoever takes the last of it out
/// sends the seed back to him.
fn seeded<R>(asset: &Asset, make: impl FnOnce() -> R) -> R {
	assert_ok!(Money::<Test>::take(asset, &charlie(), 100));
	let made = make();
	assert_ok!(Money::<Test>::pay_out(asset, &charlie(), 100));
	made
}

/// Nothing is held of the asset but a credit, as it seems, and Eve, who has nothing of it, has lent
/// the seed: whoever brings it next lends another, and hers goes back.
fn credited(asset: &Asset) {
	assert_ok!(Money::<Test>::take(asset, &charlie(), 100));
	Pots::<Test>::mutate_extant(asset, |pot| (pot.credits, pot.seeder) = (pot.held, eve()));
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
fn of_call(name: &'static str, asset: &Asset) -> Option<AtWorst> {
	Some(match name {
		"lock" => {
			credited(asset);
			call(alice(), Call::lock { spec: spec(asset), source: Source::Account })
		},
		"lock_ring" => {
			let terms = terms(asset);
			assert_ok!(try_bond(&terms, 14));
			credited(asset);
			forget();
			let source = Source::Account;
			call(alice(), Call::lock_ring { terms, position: 14, source })
		},
		"post_bond" => {
			let mut terms = terms(asset);
			terms.legs[13].bond = Some(BondAmount { asset: asset.clone(), amount: BOND });
			credited(asset);
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
		_ => return of_quote(name, asset).or_else(|| of_end(name, asset)),
	})
}

/// Calls of providers and of those who take their quotes: the payment that swaps make is declared
/// by whoever makes it, and so left out.
fn of_quote(name: &'static str, asset: &Asset) -> Option<AtWorst> {
	let (asset, direction) = (asset.clone(), Direction::Out);
	Some(match name {
		"set_quote" => call(bob(), Call::set_quote { asset, direction, terms: quote_terms() }),
		"pause_quote" => {
			quoted(&asset, direction);
			call(bob(), Call::pause_quote { asset, direction, paused: true })
		},
		"close_quote" => {
			seeded(&asset, || quoted(&asset, direction));
			set_time(quote_terms().valid_until_ms);
			call(bob(), Call::close_quote { asset, direction })
		},
		"add_stock" => {
			assert_ok!(try_quote(&asset, direction, quote_terms()));
			credited(&asset);
			call(bob(), Call::add_stock { asset, amount: 100 })
		},
		"take_stock" => {
			seeded(&asset, || quoted(&asset, direction));
			set_time(quote_terms().valid_until_ms);
			call(bob(), Call::take_stock { asset, amount: STOCK })
		},
		"swap_in" => {
			credited(&asset);
			swap_in(name, &asset, Source::Account)
		},
		"swap_out" => {
			quoted(&asset, direction);
			hook(name, Weights::swap_out, || {
				let taken = taken(&asset);
				let (record, cost) = Swaps::ensure_taken(&alice(), &taken, direction).unwrap();
				assert_ok!(Swaps::lock_out(alice(), taken, record, cost, hash(), charlie()));
			})
		},
		"cancel_swap" => {
			quoted(&asset, direction);
			let id = network(&asset)[0];
			assert_ok!(try_out(taken(&asset), id, 607));
			forget();
			let (owner, payment_hash, size) = (alice(), hash(), ONE_HOP);
			let consent = Some(signed(&charlie(), Agreement::HandBack));
			call(dave(), Call::cancel_swap { owner, payment_hash, size, consent })
		},
		_ => return None,
	})
}

/// Of a payment of one hop.
const ONE_HOP: pallet_bloc_mpp::types::Size = pallet_bloc_mpp::types::Size { parts: 1, hops: 1 };

/// A swap into channels beside its payment: one that is not tied, and so on the timetable, whose
/// taker pays for opening it all the same.
fn swap_in(name: &'static str, asset: &Asset, source: Source) -> AtWorst {
	quoted(asset, Direction::In);
	forget();
	let weight = move || Swaps::in_weight(&source);
	hook(name, weight, || {
		let taken = taken(asset);
		let (record, cost) = Swaps::ensure_taken(&alice(), &taken, Direction::In).unwrap();
		let paid = Swaps::external_leg(&alice(), &taken, &record.quote, hash()).unwrap();
		let paid = crate::calls::submarine::Paid { open_fee: cost.open_fee, ..paid };
		assert_ok!(Swaps::reserve(&taken, Direction::In, record, cost.to_send));
		assert_ok!(Swaps::lock_in(alice(), taken, cost.to_send, paid, source));
	})
}

/// The end of a leg that is tied, as whoever makes payments tells of it.
fn end_of_tied(name: &'static str, make: impl FnOnce()) -> AtWorst {
	make();
	forget();
	hook(name, <Swaps as Ties<AccountId>>::weight, || {
		assert_ok!(Swaps::ended(&alice(), hash(), End::Settled(PREIMAGE)));
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
		"a claim into a channel" => {
			// Its pot is made by Charlie, and its last comes out.
			let id = channel(asset);
			let spec = LegSpec { into: Some(id), ..spec(asset) };
			seeded(asset, || try_lock(spec, Source::Account)).unwrap();
			let owners = Owners::truncate_from(vec![alice()]);
			let it = call(charlie(), Call::claim { owners, preimage: PREIMAGE });
			AtWorst { name, ..it }
		},
		"swap_in, out of a channel" => {
			let source = Source::Channel(channel(asset));
			swap_in(name, asset, source)
		},
		"the end of a tied leg" => end_of_tied(name, || {
			quoted(asset, Direction::Out);
			assert_ok!(try_out(taken(asset), network(asset)[0], 607));
		}),
		"the end of a tied leg, the last of its pot" => end_of_tied(name, || {
			quoted(asset, Direction::In);
			let way = way(asset, network(asset));
			seeded(asset, || try_in(taken(asset), way)).unwrap();
			// The native coin he has for his deposit.
			if *asset == TOKEN {
				set_balance(asset, &bob(), 0);
			}
		}),
		"the end of a tied leg, in a channel" => end_of_tied(name, || {
			quoted(asset, Direction::In);
			let way = way(asset, network(asset));
			let source = Source::Channel(ChannelId(0));
			assert_ok!(outcome(Swaps::swap_in(origin(alice()), taken(asset), way, source)));
		}),
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
	let pieces = [
		"lock, in a channel",
		"a claim into a channel",
		"swap_in, out of a channel",
		"the end of a tied leg",
		"the end of a tied leg, the last of its pot",
		"the end of a tied leg, in a channel",
		"end_leg",
		"unlock",
		"look",
		"pay",
		"the hook, for a leg",
	];
	let one = |name: &'static str| {
		ExtBuilder.build().execute_with(|| {
			let posts = ["post_bond", "return_bond"].contains(&name);
			let provides = Call::<Test>::get_call_names()[10..].contains(&name)
				|| name.contains("tied")
				|| name.contains("swap");
			// In the native coin Bob pays deposits for bonds; and as a provider he has a stock.
			if !posts && !provides && (*asset == TOKEN || !BONDED.contains(&name)) {
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
		"settle" => "its receiver may have it in a channel",
		"cancel_swap" => "whoever makes payments declares what real channels and pots can take",
		"a claim into a channel" => "it may have a bond in another asset",
		"the end of a tied leg" | "the end of a tied leg, in a channel" => {
			"the last of its pot takes more"
		},
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
