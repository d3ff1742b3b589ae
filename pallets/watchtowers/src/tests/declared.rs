//! What each call and each piece of the hook's work declares, beside what it does at its worst.

use super::*;
use crate::{
	custody::Money, weights::SubstrateWeight, Call, TimetableHead, TimetablePages, Towers, Watches,
	WeightInfo,
};
use bloc_primitives::{
	channel::{Drawn, Hooks as ChannelHooks, Settlement},
	state::MAX_HTLCS,
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
	let (name, weight) = (call.get_call_name(), call.get_dispatch_info().call_weight);
	let again = call.clone();
	let (done, touched) =
		Drawers::of("Watchtowers").count(|| call.dispatch_bypass_filter(origin(who)));
	assert!(done.is_ok(), "{name}: {done:?}");
	let declared = || again.get_dispatch_info().call_weight;
	assert_eq!(declared(), weight);
	let worst = AtWorst::new(name, declared, touched.all);
	match name {
		"beat" | "hire" | "top_up" | "demand" => worst.because("what the hook does for it later"),
		_ => worst,
	}
}

/// Work of the hook, or of what channels tell.
fn work(name: &'static str, weight: fn() -> Weight, work: impl FnOnce()) -> AtWorst {
	let ((), touched) = Drawers::of("Watchtowers").count(work);
	AtWorst::new(name, weight, touched.all)
}

/// The timetable is empty: whatever can be due is pushed, as the first.
fn forget() {
	let _ = TimetablePages::<Test>::clear(u32::MAX, None);
	TimetableHead::<Test>::kill();
}

/// Makes something in a pot that Eve was the first to use: whoever takes the last of it out sends
/// the seed back to her.
fn seeded<R>(asset: &Asset, make: impl FnOnce() -> R) -> R {
	assert_ok!(Money::<Test>::take(asset, &eve(), 100));
	let made = make();
	assert_ok!(Money::<Test>::pay_out(asset, &eve(), 100));
	made
}

/// A tower, and a channel that it watches for Alice.
fn hired(asset: &Asset) -> (TowerId, ChannelId) {
	let tower = tower_of(charlie(), asset, TERMS);
	let id = channel(asset, Pair::new(1_000, 1_000));
	hire(alice(), id, tower, 5_000);
	(tower, id)
}

/// The state that Alice has with Bob, with as many HTLCs as there can be.
fn newest() -> bloc_primitives::state::State {
	let htlcs = (0..MAX_HTLCS).map(|n| htlc(Side::Counterparty, 1, n as u8, START + HOUR));
	state_with(9, Side::Counterparty, 400, htlcs.collect())
}

/// A decided dispute in which all that tower had signed for was missed.
fn missed(asset: &Asset) -> (TowerId, ChannelId) {
	let (tower, id) = seeded(asset, || hired(asset));
	live_to(START + MINUTE);
	assert_ok!(Channels::force_close(
		origin(bob()),
		id,
		Some(signed(id, state(1, Side::Opener, 0)))
	));
	live_to(now() + PERIOD + 2 * MINUTE);
	(tower, id)
}

fn of_towers(name: &str, asset: &Asset) -> Option<AtWorst> {
	let tower = || seeded(asset, || tower_of(charlie(), asset, TERMS));
	Some(match name {
		"register" => {
			let (asset, bond, key) = (asset.clone(), BOND, ferdie());
			call(charlie(), Call::register { asset, bond, key, terms: TERMS, profile: profile() })
		},
		"set_terms" => call(charlie(), Call::set_terms { tower: tower(), terms: TERMS }),
		"set_profile" => call(charlie(), Call::set_profile { tower: tower(), profile: profile() }),
		"set_key" => call(charlie(), Call::set_key { tower: tower(), key: bob() }),
		"add_bond" => call(charlie(), Call::add_bond { tower: tower(), amount: 500 }),
		"withdraw_bond" => {
			call(charlie(), Call::withdraw_bond { tower: tower(), amount: BOND - MIN_BOND })
		},
		"beat" => {
			let tower = tower();
			run_to(START + 2 * BEAT);
			let (number, hash) = (System::block_number() - 1, Default::default());
			forget();
			call(charlie(), Call::beat { tower, number, hash })
		},
		"leave" => call(charlie(), Call::leave { tower: tower() }),
		"retire" => {
			let tower = tower();
			assert_ok!(Watchtowers::leave(origin(charlie()), tower));
			set_time(START + NOTICE);
			call(charlie(), Call::retire { tower })
		},
		"collect" => {
			let (tower, _) = seeded(asset, || hired(asset));
			live_to(START + 3 * HOUR);
			call(bob(), Call::collect { tower })
		},
		_ => return None,
	})
}

fn of_watches(name: &str, asset: &Asset) -> Option<AtWorst> {
	let side = Side::Opener;
	Some(match name {
		"hire" => {
			let tower = seeded(asset, || tower_of(charlie(), asset, TERMS));
			let channel = channel(asset, Pair::new(1_000, 1_000));
			forget();
			call(alice(), Call::hire { channel, tower, deposit: 5_000, accepts: ANY })
		},
		"top_up" => {
			let (tower, channel) = hired(asset);
			call(eve(), Call::top_up { channel, side, tower, amount: 600 })
		},
		"reorder" => {
			let (tower, channel) = hired(asset);
			let order = vec![tower].try_into().unwrap();
			call(alice(), Call::reorder { channel, order })
		},
		"dismiss" => {
			let (tower, channel) = seeded(asset, || hired(asset));
			let record = Record::Whole(Default::default());
			assert_ok!(Watchtowers::post(origin(alice()), channel, 1, record));
			call(alice(), Call::dismiss { channel, tower })
		},
		"end" => {
			let id = four_of(asset);
			forget();
			Watches::<Test>::mutate_extant(id, |watched| watched.over_ms = Some(now()));
			call(bob(), Call::end { channel: id, side })
		},
		"post" => {
			let (_, channel) = hired(asset);
			let record = Record::Whole(vec![7; 2_048].try_into().unwrap());
			call(alice(), Call::post { channel, version: 1, record })
		},
		"post_state" => {
			let (_, channel) = hired(asset);
			let state = signed(channel, state(9, Side::Counterparty, 400));
			call(alice(), Call::post_state { channel, state })
		},
		_ => return None,
	})
}

fn of_proofs(name: &str, asset: &Asset) -> Option<AtWorst> {
	let accepted_ms = START + 30 * SECOND;
	Some(match name {
		"prove_miss" => {
			let (tower, channel) = missed(asset);
			let evidence = evidence(receipt(channel, tower, &newest(), accepted_ms), &[]);
			let (side, state) = (Side::Opener, signed(channel, newest()));
			call(bob(), Call::prove_miss { channel, side, evidence, state })
		},
		"prove_late" => {
			let (tower, channel) = hired(asset);
			live_to(START + MINUTE);
			let old = signed(channel, state(1, Side::Opener, 0));
			assert_ok!(Channels::force_close(origin(bob()), channel, Some(old)));
			live_to(now() + 20 * MINUTE);
			let newest = state(9, Side::Counterparty, 400);
			let later = signed(channel, newest.clone());
			assert_ok!(Channels::challenge(origin(dave()), channel, later));
			live_to(now() + PERIOD);
			let signed = by_tower(receipt(channel, tower, &newest, accepted_ms));
			call(bob(), Call::prove_late { signed })
		},
		"prove_false" => {
			let (tower, channel) = hired(asset);
			live_to(START + MINUTE);
			assert_ok!(Channels::force_close(origin(bob()), channel, None));
			live_to(now() + 20 * MINUTE);
			let middle = signed(channel, state(5, Side::Counterparty, 100));
			assert_ok!(Channels::challenge(origin(charlie()), channel, middle));
			let newest = state(9, Side::Counterparty, 400);
			let signed = by_tower(receipt(channel, tower, &newest, accepted_ms));
			call(bob(), Call::prove_false { signed })
		},
		"demand" => {
			let (tower, channel) = hired(asset);
			live_to(START + MINUTE);
			forget();
			let receipt = receipt(channel, tower, &newest(), accepted_ms);
			let backup = sp_core::H256::repeat_byte(1);
			let signed = by_tower(crate::receipt::Receipt { backup, ..receipt });
			call(alice(), Call::demand { signed })
		},
		"answer" => {
			let (tower, channel) = hired(asset);
			live_to(START + MINUTE);
			let receipt = receipt(channel, tower, &state(8, Side::Opener, 0), accepted_ms);
			let backup = sp_core::H256::repeat_byte(1);
			let demanded = by_tower(crate::receipt::Receipt { backup, ..receipt });
			assert_ok!(Watchtowers::demand(origin(alice()), demanded));
			let state = signed(channel, newest());
			let answer = crate::demand::Answer::Later { state, base_version: 0 };
			call(dave(), Call::answer { channel, side: Side::Opener, tower, answer })
		},
		"claim_credit" => {
			let asset = asset.clone();
			seeded(&asset, || {
				assert_ok!(Money::<Test>::take(&asset, &bob(), 500));
			});
			crate::Credits::<Test>::insert(bob(), &asset, 500);
			crate::Pots::<Test>::mutate(&asset, |pot| pot.as_mut().unwrap().credits = 500);
			call(bob(), Call::claim_credit { asset, to: bob() })
		},
		_ => return None,
	})
}

/// Four towers watch a channel for Alice, who has posted something; one of them has won.
fn four_of(asset: &Asset) -> ChannelId {
	let quick = Terms { response_ms: MINUTE, ..TERMS };
	let id = channel(asset, Pair::new(20_000, 20_000));
	for who in [charlie(), dave(), eve(), bob()] {
		let tower = tower_of(who, asset, quick);
		hire(alice(), id, tower, 5_000);
	}
	let record = Record::Whole(Default::default());
	assert_ok!(Watchtowers::post(origin(alice()), id, 1, record));
	id
}

/// A tower is looked at, and is there.
fn serve_beat(asset: &Asset) -> Vec<AtWorst> {
	let mut all = vec![];
	let tower = tower_of(charlie(), asset, TERMS);
	next_block();
	assert_ok!(beat(charlie(), tower));
	let due_ms = Towers::<Test>::get(tower).unwrap().tower.due_ms.unwrap();
	forget();
	set_time(due_ms);
	all.push(work("a tower is there", Weights::serve_beat, || {
		assert_ok!(Watchtowers::serve_beat(tower, due_ms));
	}));
	all
}

/// A channel is over: all four towers end, one has won and pays its levy.
fn serve_watch(asset: &Asset) -> Vec<AtWorst> {
	let mut all = vec![];
	let id = four_of(asset);
	let old = signed(id, state(1, Side::Opener, 0));
	assert_ok!(Channels::force_close(origin(bob()), id, Some(old)));
	let newest = signed(id, state(9, Side::Counterparty, 10_000));
	assert_ok!(Channels::challenge(origin(charlie()), id, newest));
	let mut watched = Watches::<Test>::get(id).unwrap();
	let step = Settlement {
		version: 9,
		base_version: 0,
		committed: Pair::new(20_000, 20_000),
		is_drawn: false,
		paid: Pair::new(33_750, 5_000),
		penalties: Pair::new(0, 5_000),
		reward: 1_250,
		is_decided: true,
	};
	let now_is = bloc_primitives::instant::Instant { ms: now(), block: 1 };
	assert!(watched.dispute.as_mut().unwrap().settle(&step, now_is, 0));
	watched.over_ms = Some(now());
	watched.watches.opener.as_mut().unwrap().due_ms = Some(7);
	Watches::<Test>::insert(id, watched);
	forget();
	all.push(work("a watch is over", Weights::serve_watch, || {
		assert_ok!(Watchtowers::serve_watch(id, Side::Opener, 7));
	}));
	all
}

/// What channels tell.
fn told(asset: &Asset) -> Vec<AtWorst> {
	let mut all = vec![];
	let (_, id) = hired(asset);
	all.push(work("a channel closes", Weights::note_closing, || {
		assert_ok!(<Watchtowers as ChannelHooks<_, _>>::closing(id, &bob(), 1));
	}));
	hire(bob(), id, tower_of(dave(), asset, TERMS), 5_000);
	forget();
	all.push(work("a party requests", Weights::note_requested, || {
		assert_ok!(<Watchtowers as ChannelHooks<_, Asset>>::requested(id, Side::Counterparty));
	}));
	all.push(work("it takes that out", Weights::note_withdrawn, || {
		let side = Side::Counterparty;
		let drawn = Drawn { side, amount: 5, version: 1, base_version: 0 };
		assert_ok!(<Watchtowers as ChannelHooks<_, Asset>>::withdrawn(id, &drawn));
	}));
	all.push(work("a channel is gone", Weights::note_settled, || {
		assert_ok!(<Watchtowers as ChannelHooks<AccountId, Asset>>::closed(id));
	}));
	all
}

#[test]
fn is_what_is_done() {
	// Transfers of an asset touch more than those of the native coin.
	for asset in [TOKEN] {
		let mut all = vec![];
		for name in Call::<Test>::get_call_names() {
			ExtBuilder.build().execute_with(|| {
				let done = of_towers(name, &asset)
					.or_else(|| of_watches(name, &asset))
					.or_else(|| of_proofs(name, &asset));
				all.push(done.unwrap_or_else(|| panic!("{name} has no worst case")));
			});
		}
		for work in [serve_beat, serve_watch, told] {
			ExtBuilder.build().execute_with(|| all.extend(work(&asset)));
		}
		println!("{}", bloc_testing::declared::table(&all));
	}
}
