//! `request_channel`, by each way to choose.

use super::*;
use crate::{lease::Lease, Leases};
use bloc_primitives::{channel::Phase, guard::Guard, Side};

fn ask(request: Request) -> DispatchResult {
	try_request(&alice(), &TOKEN, request, Selection::Provider(bob()))
}

#[test]
fn a_channel_is_open_with_the_liquidity_in_it() {
	in_each_asset(|asset| {
		provide(&asset);
		let before = fortunes(&asset);
		events();
		let id = next_channel();
		let wanted = Request { own: 300, ..request(Payment::UpFront) };
		assert_ok!(try_request(&alice(), &asset, wanted, Selection::Provider(bob())));
		let end_ms = START + LIFETIME;
		let leased = Event::Leased {
			channel: id,
			asset: asset.clone(),
			provider: bob(),
			client: alice(),
			size: SIZE,
			fee: FEE,
			payment: Payment::UpFront,
			cover: FEE,
			end_ms,
			over_ms: end_ms,
		};
		assert_eq!(event(), leased);
		let opened = channel(id);
		assert_eq!(opened.phase, Phase::Open);
		assert_eq!((&opened.parties.opener, &opened.parties.counterparty), (&alice(), &bob()));
		assert_eq!((free(id), opened.challenge_period_ms), ([300, SIZE], PERIOD));
		assert_eq!(opened.policies.counterparty, Some(POLICY));
		let guard = Guard {
			side: Side::Counterparty,
			floor: SIZE,
			until_ms: end_ms,
			worst: POLICY,
			lien: 0,
		};
		assert_eq!(opened.guard, Some(guard));
		let it = provider(&asset);
		assert_eq!((it.free, it.reserved, it.leased), (STOCK - SIZE, 0, SIZE));
		assert_eq!((it.covered, it.bond, it.obligations), (FEE, BOND, 1));
		let Lease { provider, client, size, fee, paid, .. } = lease(id);
		assert_eq!((provider, client, size, fee, paid), (bob(), alice(), SIZE, FEE, FEE));
		// The channels' account is new to the asset: Alice lends it what it needs to exist.
		let paid = 300 + FEE + minimum(&asset);
		assert_eq!(changes(&asset, before), [-(paid as i128), 0, 0, 0]);
		// The inbound liquidity is there at once.
		assert_ok!(outcome(Channels::pay(origin(bob()), id, 500)));
		assert_eq!(free(id), [800, SIZE - 500]);
	});
}

#[test]
fn the_best_is_taken_of_those_listed() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let cheap = Item { ppm: 9_000, ..item() };
		provide_with(&charlie(), &TOKEN, &[cheap]);
		let best = Selection::Best(None);
		let ask = |who: &AccountId, selection| {
			try_request(who, &TOKEN, request(Payment::UpFront), selection)
		};
		assert_noop!(ask(&alice(), best.clone()), Error::<Test>::NoOffer);
		assert_ok!(Lsp::list(origin(bob()), TOKEN, 0, place()));
		assert_ok!(Lsp::list(origin(charlie()), TOKEN, 0, place()));
		let id = next_channel();
		assert_ok!(ask(&alice(), best.clone()));
		assert_eq!((lease(id).provider, lease(id).fee), (charlie(), 1_800));
		// Not of oneself.
		let id = next_channel();
		assert_ok!(ask(&charlie(), best));
		assert_eq!(lease(id).provider, bob());
		let far = Selection::Best(Some(Region(9)));
		assert_noop!(ask(&alice(), far), Error::<Test>::NoOffer);
		let long = Request { lifetime_ms: MAX_LEASE, ..request(Payment::UpFront) };
		let none = try_request(&alice(), &TOKEN, long, Selection::Best(None));
		assert_noop!(none, Error::<Test>::NoOffer);
		let huge = Request { size: 1 << 101, ..request(Payment::UpFront) };
		let none = try_request(&alice(), &TOKEN, huge, Selection::Best(None));
		assert_noop!(none, Error::<Test>::NoSuchShelf);
	});
}

#[test]
fn none_in_reach_is_no_answer() {
	ExtBuilder.build().execute_with(|| {
		// Offers of another region on more pages than a search looks at.
		provide(&TOKEN);
		let shelf = place().shelve(&item()).unwrap().0;
		use crate::shelf::{insert, Entry, Rank};
		let mut pages = crate::calls::ShelfOf::<Test>::new(&TOKEN, shelf);
		for number in 0..300 {
			let rank = Rank { price: 1, standing: 0, region: Region(7), away: 0, provider: number };
			let who = AccountId::new([(number % 256) as u8; 32]);
			let entry = Entry { rank, who, terms: terms(), valid_until_ms: START + DAY };
			insert(&mut pages, entry).unwrap();
		}
		let far = Selection::Best(Some(Region(9)));
		let call = try_request(&alice(), &TOKEN, request(Payment::UpFront), far);
		assert_noop!(call, Error::<Test>::NoneInReach);
	});
}

#[test]
fn what_cannot_be_served_fails_whole() {
	ExtBuilder.run(|| {
		let usual = request(Payment::UpFront);
		assert_noop!(ask(usual), Error::<Test>::NoOffer);
		provide_with(&bob(), &TOKEN, &[]);
		assert_noop!(ask(usual), Error::<Test>::NoOffer);
		let on_it = Item { min_size: 1_000, max_size: 500_000, ..item() };
		assert_ok!(Lsp::set_menu(origin(bob()), TOKEN, menu(&[on_it])));
		assert_noop!(ask(Request { size: 0, ..usual }), Error::<Test>::ZeroAmount);
		assert_noop!(ask(Request { size: 999, ..usual }), Error::<Test>::SizeTooSmall);
		assert_noop!(ask(Request { size: 500_001, ..usual }), Error::<Test>::SizeTooLarge);
		let lasts = |lifetime_ms| ask(Request { lifetime_ms, ..usual });
		assert_noop!(lasts(MIN_LEASE - 1), Error::<Test>::LifetimeTooShort);
		assert_noop!(lasts(90 * DAY + 1), Error::<Test>::LifetimeTooLong);
		assert_noop!(lasts(MAX_LEASE + 1), Error::<Test>::LifetimeTooLong);
		assert_noop!(ask(Request { max_fee: FEE - 1, ..usual }), Error::<Test>::FeeTooHigh);
		// 1,000 at least, for 1,000.
		assert_noop!(ask(Request { size: 1_000, ..usual }), Error::<Test>::FeeNotBelowSize);
		let own = try_request(&bob(), &TOKEN, usual, Selection::Provider(bob()));
		assert_noop!(own, Error::<Test>::SameParty);
		let poor = try_request(&eve(), &TOKEN, usual, Selection::Provider(bob()));
		assert!(poor.is_err());
		assert_ok!(outcome(Lsp::unstock(origin(bob()), TOKEN, STOCK - SIZE + 1)));
		assert_noop!(ask(usual), Error::<Test>::StockShort);
		assert_ok!(Lsp::stock(origin(bob()), TOKEN, 1));
		assert_ok!(outcome(Lsp::withdraw_bond(origin(bob()), TOKEN, BOND - FEE + 1)));
		assert_noop!(ask(usual), Error::<Test>::BondExhausted);
		assert_ok!(Lsp::add_bond(origin(bob()), TOKEN, 1));
		set_time(on_it.valid_until_ms);
		assert_noop!(ask(usual), Error::<Test>::MenuExpired);
		set_time(on_it.valid_until_ms - 1);
		// The channels refuse for reasons of their own.
		assert!(ask(Request { own: WEALTH, ..usual }).is_err());
		assert_eq!(Leases::<Test>::iter().count(), 0);
		assert_ok!(ask(usual));
	});
}

#[test]
fn a_fee_that_does_not_fit_is_refused() {
	ExtBuilder.run(|| {
		let endless = Item { max_size: u128::MAX, ..item() };
		provide_with(&bob(), &TOKEN, &[endless]);
		let huge = Request { size: 1 << 120, ..request(Payment::UpFront) };
		assert_noop!(ask(huge), Error::<Test>::FeeOverflow);
	});
}

#[test]
fn many_clients_have_one_provider() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		for who in [alice(), charlie(), dave()] {
			let wanted = request(Payment::UpFront);
			assert_ok!(try_request(&who, &TOKEN, wanted, Selection::Provider(bob())));
		}
		let it = provider(&TOKEN);
		assert_eq!((it.leased, it.covered, it.obligations), (3 * SIZE, 3 * FEE, 3));
		assert_eq!(it.free + it.reserved + it.leased, STOCK);
	});
}
