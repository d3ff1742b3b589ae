//! What each call and each piece of the hook's work declares, beside what it does at its worst. The
//! tables are part of `counts.md`.

use super::{
	quotes::{quote, signed, stocked},
	*,
};
use crate::{
	custody::Money, provider::MAX_LISTINGS, types::Collected, weights::SubstrateWeight, Call,
	Credits, Pots, TimetableHead, TimetablePages, WeightInfo,
};
use bloc_testing::{counts::Drawers, declared::AtWorst};
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{GetCallName, UnfilteredDispatchable},
};

type Weights = SubstrateWeight<Test>;

/// A call that works.
fn call(who: AccountId, call: Call<Test>) -> AtWorst {
	let (name, again) = (call.get_call_name(), call.clone());
	let (done, touched) = Drawers::of("Lsp").count(|| call.dispatch_bypass_filter(origin(who)));
	assert!(done.is_ok(), "{name}: {done:?}");
	AtWorst::new(name, || again.get_dispatch_info().call_weight, touched.all)
}

/// The timetable is empty: whatever is pushed is the first.
fn forget() {
	let _ = TimetablePages::<Test>::clear(u32::MAX, None);
	TimetableHead::<Test>::kill();
}

/// Nothing is held of the asset but a credit, as it seems, and Eve, who has nothing of it, has lent
/// the seed: whoever brings it next lends another, and hers goes back.
fn credited(asset: &Asset) {
	if Pots::<Test>::get(asset).is_none() {
		assert_ok!(Money::<Test>::take(asset, &charlie(), 100));
	}
	Pots::<Test>::mutate_extant(asset, |pot| (pot.credits, pot.seeder) = (pot.held, eve()));
}

/// On as many shelves as a provider can be, each beside others.
fn listed(asset: &Asset) {
	provide(asset);
	provide_with(&charlie(), asset, &[item()]);
	for class in 8..8 + MAX_LISTINGS as u8 {
		for who in [bob(), charlie()] {
			let place = Place { class, term: 2 };
			assert_ok!(Lsp::list(origin(who), asset.clone(), 0, place));
		}
	}
}

/// A shelf whose page is full: whatever comes splits it.
fn full(asset: &Asset) {
	use crate::shelf::{insert, Entry, Rank};
	let shelf = place().shelve(&item()).unwrap().0;
	let mut pages = crate::calls::ShelfOf::<Test>::new(asset, shelf);
	for number in 0..64 {
		let price = if number < 32 { 1 } else { u128::MAX };
		let rank = Rank { price, standing: 0, region: Region(7), away: 0, provider: 9 + number };
		let who = AccountId::new([number as u8; 32]);
		let entry = Entry { rank, who, terms: terms(), valid_until_ms: START + DAY };
		insert(&mut pages, entry).unwrap();
	}
}

fn of_provider(name: &'static str, asset: &Asset) -> Option<AtWorst> {
	let on = || asset.clone();
	Some(match name {
		"register" => {
			credited(asset);
			call(bob(), Call::register { asset: on(), bond: BOND, terms: terms() })
		},
		"set_terms" => {
			provide_with(&bob(), asset, &[]);
			call(bob(), Call::set_terms { asset: on(), terms: terms() })
		},
		"set_menu" => {
			provide(asset);
			call(bob(), Call::set_menu { asset: on(), menu: menu(&[item()]) })
		},
		"stock" => {
			provide(asset);
			credited(asset);
			call(bob(), Call::stock { asset: on(), amount: 100 })
		},
		"unstock" => {
			listed(asset);
			call(bob(), Call::unstock { asset: on(), amount: STOCK - 100 })
		},
		"add_bond" => {
			provide(asset);
			credited(asset);
			call(bob(), Call::add_bond { asset: on(), amount: 100 })
		},
		"withdraw_bond" => {
			provide(asset);
			call(bob(), Call::withdraw_bond { asset: on(), amount: 100 })
		},
		"leave" => {
			listed(asset);
			call(bob(), Call::leave { asset: on() })
		},
		"beat" => {
			provide(asset);
			System::set_block_number(9);
			let hash = sp_core::H256::repeat_byte(7);
			frame_system::BlockHash::<Test>::insert(8, hash);
			call(bob(), Call::beat { asset: on(), number: 8, hash })
		},
		"list" => {
			provide(asset);
			assert_ok!(Lsp::list(origin(bob()), on(), 0, place()));
			full(asset);
			forget();
			call(bob(), Call::list { asset: on(), item: 0, place: place() })
		},
		"delist" => {
			listed(asset);
			let (provider, place) = (bob(), Place { class: 12, term: 2 });
			call(bob(), Call::delist { asset: on(), provider, place })
		},
		"reindex" => {
			provide(asset);
			assert_ok!(Lsp::list(origin(bob()), on(), 0, place()));
			full(asset);
			pass(DAY);
			call(dave(), Call::reindex { asset: on(), provider: bob(), place: place() })
		},
		_ => return None,
	})
}

fn of_lease(name: &'static str, asset: &Asset) -> Option<AtWorst> {
	let on = || asset.clone();
	let channel = ChannelId(0);
	Some(match name {
		"reserve" => {
			listed(asset);
			credited(asset);
			forget();
			let (size, until_ms, max_price) = (STOCK - 100, now() + HOUR, STOCK);
			let (asset, provider, lifetime_ms) = (on(), bob(), DAY);
			let reserve = Call::reserve { asset, provider, size, lifetime_ms, until_ms, max_price };
			call(alice(), reserve)
		},
		"end_reservation" => {
			provide(asset);
			let call_ = Lsp::reserve(origin(alice()), on(), bob(), SIZE, DAY, now() + HOUR, STOCK);
			assert_ok!(outcome(call_));
			let (provider, client) = (bob(), alice());
			call(alice(), Call::end_reservation { asset: on(), provider, client })
		},
		"request_channel" => {
			listed(asset);
			credited(asset);
			forget();
			let request = Request {
				size: STOCK - 100,
				own: 100,
				max_fee: STOCK,
				..request(Payment::FirstReceived)
			};
			let selection = Selection::Provider(bob());
			call(alice(), Call::request_channel { asset: on(), request, selection })
		},
		"pay_fee" => {
			provide(asset);
			leased(asset, Payment::Streamed(500));
			credited(asset);
			call(alice(), Call::pay_fee { channel, amount: 100 })
		},
		"renew" => {
			provide(asset);
			leased(asset, Payment::UpFront);
			set_time(now() + DAY);
			credited(asset);
			call(alice(), Call::renew { channel, lifetime_ms: DAY, max_fee: STOCK })
		},
		"propose_end" => {
			provide(asset);
			leased(asset, Payment::UpFront);
			call(alice(), Call::propose_end { channel, refund: Some(1), until_ms: Moment::MAX })
		},
		"accept_end" => {
			provide(asset);
			leased(asset, Payment::UpFront);
			pass(DAY);
			assert_ok!(Lsp::propose_end(origin(bob()), channel, Some(100), Moment::MAX));
			call(alice(), Call::accept_end { channel, refund: 100 })
		},
		"give_up" => {
			provide(asset);
			leased(asset, Payment::UpFront);
			pass(DAY);
			call(alice(), Call::give_up { channel })
		},
		"settle" => {
			provide(asset);
			leased(asset, Payment::FirstReceived);
			assert_ok!(outcome(Channels::pay(origin(bob()), channel, FEE)));
			pass(LIFETIME);
			call(dave(), Call::settle { channel })
		},
		"collect" => {
			provide(asset);
			let wanted = Request { size: 110_000, ..request(Payment::UpFront) };
			let mut channels = vec![];
			for _ in 0..8 {
				channels.push(next_channel());
				let selection = Selection::Provider(bob());
				assert_ok!(try_request(&alice(), asset, wanted, selection));
			}
			set_time(now() + DAY);
			let channels = Collected::truncate_from(channels);
			call(bob(), Call::collect { asset: on(), channels })
		},
		"claim_credit" => {
			assert_ok!(Money::<Test>::take(asset, &charlie(), 100));
			Credits::<Test>::insert(bob(), asset, 100);
			Pots::<Test>::mutate_extant(asset, |pot| pot.credits = 100);
			call(bob(), Call::claim_credit { asset: on(), to: bob() })
		},
		_ => return None,
	})
}

/// The pieces of which weights are made.
fn pieces(asset: &Asset) -> Vec<AtWorst> {
	let mut all = vec![];
	on_a_chain(|| {
		provide(asset);
		full(asset);
		assert_ok!(Lsp::list(origin(bob()), asset.clone(), 0, place()));
		let find = || Lsp::best(asset.clone(), SIZE, LIFETIME, Some(Region(9)));
		let (_, touched) = Drawers::of("Lsp").count(find);
		all.push(AtWorst::new("to find the best", Weights::find_best, touched.all));
	});
	on_a_chain(|| {
		stocked(asset);
		let quote = quote();
		let payload = Lsp::payload_of(asset, &bob(), &quote);
		let signed = signed(asset, quote);
		let use_it = || Lsp::use_quote(&alice(), asset, &bob(), &signed);
		let (done, touched) = Drawers::of("Lsp").count(use_it);
		assert_ok!(done);
		all.push(AtWorst::new("to use a quote", Weights::use_quote, touched.all));
		let forget = || Lsp::forget_quote(crate::quote::name(&payload), Moment::MAX);
		let (done, touched) = Drawers::of("Lsp").count(forget);
		assert!(done);
		all.push(AtWorst::new("to forget one", Weights::forget_quote, touched.all));
	});
	on_a_chain(|| {
		provide(asset);
		let id = leased(asset, Payment::FirstReceived);
		forget();
		let note = || <Lsp as bloc_primitives::channel::Hooks<_, _>>::closing(id, &bob(), 1);
		let (done, touched) = Drawers::of("Lsp").count(note);
		assert_ok!(done);
		all.push(AtWorst::new("to note an end", Weights::note_end, touched.all));
	});
	all
}

fn on_a_chain(test: impl FnOnce()) {
	ExtBuilder.build().execute_with(test);
}

/// Each call and piece at its worst.
pub fn at_worst(asset: &Asset) -> Vec<AtWorst> {
	let mut all = vec![];
	for name in Call::<Test>::get_call_names() {
		on_a_chain(|| {
			let it = of_provider(name, asset).or_else(|| of_lease(name, asset));
			all.push(explained(it.unwrap_or_else(|| panic!("{name} is not here"))));
		});
	}
	all.extend(pieces(asset).into_iter().map(explained));
	all
}

/// Why more is declared than is done here.
fn explained(it: AtWorst) -> AtWorst {
	let why = match it.name {
		"unstock" | "withdraw_bond" | "leave" | "reserve" | "renew" => {
			"eight offers may go, and pages be joined at each"
		},
		"list" | "reindex" => "what was there is taken off, and pages joined, now or by the hook",
		"delist" => "pages may be joined",
		"request_channel" => "eight offers may go; and what the hook does in the end",
		"pay_fee" => "one more look of the hook",
		"to find the best" => "three pages of each shelf",
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
