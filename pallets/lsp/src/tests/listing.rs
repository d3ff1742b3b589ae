//! `list`, `delist`, `reindex`.

use super::*;
use crate::{provider::MAX_LISTINGS, shelf::Kind, Directories, ShelfPages};

fn list(who: AccountId, place: Place) -> DispatchResult {
	Lsp::list(origin(who), TOKEN, 0, place)
}

fn delist(who: AccountId, place: Place) -> DispatchResult {
	Lsp::delist(origin(who), TOKEN, bob(), place)
}

#[test]
fn an_offer_is_listed_found_and_taken_off() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		events();
		assert_eq!(Lsp::best(TOKEN, SIZE, LIFETIME, None), None);
		assert_ok!(list(bob(), place()));
		let listing = provider(&TOKEN).listings[0];
		assert_eq!((listing.shelf.kind, listing.rank.price), (Kind::Proportional, 10_000));
		assert_eq!(event(), Event::Listed { asset: TOKEN, provider: bob(), listing });
		let best = Lsp::best(TOKEN, SIZE, LIFETIME, None).unwrap();
		assert_eq!((best.provider, best.fee), (bob(), FEE));
		// Listed again it takes the place of what was there.
		assert_ok!(list(bob(), place()));
		assert_eq!(provider(&TOKEN).listings.len(), 1);
		events();
		assert_noop!(delist(dave(), place()), Error::<Test>::NotExpired);
		assert_ok!(delist(bob(), place()));
		let reason = DelistReason::Withdrawn;
		let gone = Event::Delisted { asset: TOKEN, provider: bob(), place: place(), reason };
		assert_eq!(event(), gone);
		assert_noop!(delist(bob(), place()), Error::<Test>::NotListed);
		assert_eq!(Lsp::best(TOKEN, SIZE, LIFETIME, None), None);
		assert_eq!(Directories::<Test>::iter().count() + ShelfPages::<Test>::iter().count(), 0);
	});
}

#[test]
fn what_has_expired_anybody_takes_off() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		assert_ok!(list(bob(), place()));
		set_time(item().valid_until_ms - 1);
		assert!(Lsp::best(TOKEN, SIZE, LIFETIME, None).is_some());
		assert_noop!(delist(dave(), place()), Error::<Test>::NotExpired);
		set_time(item().valid_until_ms);
		assert_eq!(Lsp::best(TOKEN, SIZE, LIFETIME, None), None);
		assert_noop!(list(bob(), place()), Error::<Test>::MenuExpired);
		events();
		assert_ok!(delist(dave(), place()));
		let reason = DelistReason::Expired;
		let gone = Event::Delisted { asset: TOKEN, provider: bob(), place: place(), reason };
		assert_eq!(event(), gone);
	});
}

#[test]
fn only_what_fits_is_listed() {
	ExtBuilder.run(|| {
		assert_noop!(list(bob(), place()), Error::<Test>::NotProvider);
		let mixed = Item { min_fee: 2_000, max_size: 1 << 18, lifetime_ms: 30 * DAY, ..item() };
		provide_with(&bob(), &TOKEN, &[mixed]);
		let at = |class, term| list(bob(), Place { class, term });
		assert_noop!(at(101, 0), Error::<Test>::NoSuchShelf);
		assert_noop!(at(18, 0), Error::<Test>::ClassNotCovered);
		assert_noop!(at(17, 3), Error::<Test>::TermNotCovered);
		// 1 % of 131,072 to 262,143 crosses 2,000.
		assert_noop!(at(17, 2), Error::<Test>::MixesInClass);
		assert_ok!(at(16, 2));
		assert_noop!(Lsp::list(origin(bob()), TOKEN, 1, place()), Error::<Test>::NoSuchItem);
		let unstock = outcome(Lsp::unstock(origin(bob()), TOKEN, STOCK - 16_383));
		assert_ok!(unstock);
		assert_noop!(at(14, 2), Error::<Test>::StockShort);
		assert_ok!(at(13, 2));
		assert_noop!(delist(bob(), Place { class: 99, term: 9 }), Error::<Test>::NotListed);
		for class in 2..1 + MAX_LISTINGS as u8 {
			assert_ok!(at(class, 2));
		}
		assert_noop!(at(12, 2), Error::<Test>::TooManyListings);
	});
}

/// Whoever is found can be used: an offer by which nobody could be paid stands in nobody's way.
#[test]
fn only_what_is_of_use_is_listed() {
	ExtBuilder.run(|| {
		let (least, most) = place().sizes().unwrap();
		let tenth = least.div_ceil(10);
		provide(&TOKEN);
		let with = |policy: Policy| {
			crate::Providers::<Test>::mutate(TOKEN, bob(), |record| {
				record.as_mut().unwrap().provider.terms.policy = policy;
			});
		};
		let good = Policy {
			base_fee: tenth,
			fee_ppm: 100_000,
			inbound_base_fee: tenth as i128,
			inbound_fee_ppm: 100_000,
			min_amount: least,
			max_amount: most,
			max_locked: Some(most),
			..POLICY
		};
		for bad in [
			Policy { base_fee: tenth + 1, ..good },
			Policy { fee_ppm: 100_001, ..good },
			Policy { inbound_base_fee: tenth as i128 + 1, ..good },
			Policy { inbound_base_fee: i128::MAX, ..good },
			Policy { inbound_fee_ppm: 100_001, ..good },
			Policy { min_amount: least + 1, ..good },
			Policy { max_amount: most - 1, ..good },
			Policy { max_locked: Some(most - 1), ..good },
			Policy { reserve: 1, ..good },
		] {
			with(bad);
			assert_noop!(list(bob(), place()), Error::<Test>::UnsoundTerms);
		}
		with(Policy { inbound_base_fee: i128::MIN, ..good });
		assert_ok!(list(bob(), place()));
		with(good);
		assert_ok!(list(bob(), place()));
	});
}

#[test]
fn what_is_listed_stays_of_use() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		assert_ok!(list(bob(), place()));
		let useless = crate::provider::Terms { policy: Policy { reserve: 1, ..POLICY }, ..terms() };
		let set = || Lsp::set_terms(origin(bob()), TOKEN, useless);
		assert_noop!(set(), Error::<Test>::MenuBinds);
		set_time(item().valid_until_ms);
		assert_noop!(set(), Error::<Test>::UnsoundTerms);
		assert_ok!(delist(bob(), place()));
		assert_ok!(set());
		let late = Item { valid_until_ms: now() + DAY, ..item() };
		assert_ok!(Lsp::set_menu(origin(bob()), TOKEN, menu(&[late])));
		assert_noop!(list(bob(), place()), Error::<Test>::UnsoundTerms);
		// By name it can be had.
		leased(&TOKEN, Payment::UpFront);
	});
}

#[test]
fn a_shelf_that_is_full_takes_no_more() {
	ExtBuilder.build().execute_with(|| {
		provide(&TOKEN);
		assert_ok!(list(bob(), place()));
		// As many pages as there can be, each of them full.
		let shelf = provider(&TOKEN).listings[0].shelf;
		let page = ShelfPages::<Test>::get(TOKEN, (shelf, 0)).unwrap();
		let mut directory = Directories::<Test>::get(TOKEN, shelf).unwrap();
		let entry = page[0].clone();
		let full: Vec<_> = (0..64)
			.map(|n| {
				let mut entry = entry.clone();
				entry.rank.price = n;
				entry
			})
			.collect();
		let mut spine = directory.spines[0];
		(spine.len, spine.first) = (64, full[0].rank);
		directory.spines = vec![spine; 64].try_into().unwrap();
		Directories::<Test>::insert(TOKEN, shelf, directory);
		ShelfPages::<Test>::insert(TOKEN, (shelf, 0), crate::PageOf::<Test>::truncate_from(full));
		provide_with(&charlie(), &TOKEN, &[item()]);
		assert_noop!(list(charlie(), place()), Error::<Test>::ShelfFull);
		// A fee that cannot be compared is not listed either.
		let huge = Item { min_fee: u128::MAX / 2, ..item() };
		assert_ok!(Lsp::set_menu(origin(charlie()), TOKEN, menu(&[item(), huge])));
		let call = Lsp::list(origin(charlie()), TOKEN, 1, place());
		assert_noop!(call, Error::<Test>::FeeOverflow);
	});
}

#[test]
fn an_offer_goes_when_its_stock_does() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		for class in [17, 18] {
			assert_ok!(list(bob(), Place { class, term: 2 }));
		}
		// 524,287 are needed for the larger class, 262,143 for the other.
		assert_ok!(outcome(Lsp::unstock(origin(bob()), TOKEN, STOCK - 524_287)));
		assert_eq!(provider(&TOKEN).listings.len(), 2);
		events();
		leased(&TOKEN, Payment::UpFront);
		let reason = DelistReason::Unbacked;
		let (provider, place) = (bob(), Place { class: 18, term: 2 });
		assert_eq!(events()[0], Event::Delisted { asset: TOKEN, provider, place, reason });
		assert!(Lsp::best(TOKEN, SIZE, LIFETIME, None).is_some());
		let until = now() + HOUR;
		let reserve = Lsp::reserve(origin(dave()), TOKEN, bob(), 100_000, DAY, until, 10_000);
		assert_ok!(outcome(reserve));
		assert_eq!(Lsp::best(TOKEN, SIZE, LIFETIME, None), None);
	});
}

#[test]
fn an_offer_goes_when_its_bond_does() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		// 1 % of 262,143 is 2,622, and twice that can be lost.
		let least = 2 * 2_622;
		let withdraw = |amount| outcome(Lsp::withdraw_bond(origin(bob()), TOKEN, amount));
		assert_ok!(withdraw(BOND - least + 1));
		assert_noop!(list(bob(), place()), Error::<Test>::BondExhausted);
		assert_ok!(Lsp::add_bond(origin(bob()), TOKEN, FEE + 1));
		assert_ok!(list(bob(), place()));
		// A lease sets bond aside.
		let id = leased(&TOKEN, Payment::UpFront);
		assert_eq!(provider(&TOKEN).listings.len(), 1);
		events();
		assert_ok!(outcome(Lsp::renew(origin(alice()), id, LIFETIME, FEE)));
		let reason = DelistReason::Unbacked;
		let gone = Event::Delisted { asset: TOKEN, provider: bob(), place: place(), reason };
		assert_eq!(events()[0], gone);
		assert_ok!(Lsp::give_up(origin(alice()), id));
		assert_ok!(list(bob(), place()));
		events();
		assert_ok!(withdraw(FEE + 1));
		assert_eq!(events()[0], gone);
		assert_eq!(Lsp::best(TOKEN, SIZE, LIFETIME, None), None);
	});
}

#[test]
fn anybody_puts_an_offer_where_it_belongs_now() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		provide_with(&charlie(), &TOKEN, &[item()]);
		let reindex = |who| Lsp::reindex(origin(dave()), TOKEN, who, place());
		assert_noop!(reindex(bob()), Error::<Test>::NotListed);
		assert_noop!(reindex(dave()), Error::<Test>::NotProvider);
		assert_ok!(list(bob(), place()));
		assert_ok!(list(charlie(), place()));
		assert_noop!(reindex(bob()), Error::<Test>::UpToDate);
		// Among equals the first to come.
		let best = || Lsp::best(TOKEN, SIZE, LIFETIME, None).unwrap().provider;
		assert_eq!(best(), bob());
		crate::Providers::<Test>::mutate(TOKEN, bob(), |record| {
			record.as_mut().unwrap().provider.facts.fail();
		});
		crate::Providers::<Test>::mutate(TOKEN, bob(), |record| {
			for _ in 0..5 {
				record.as_mut().unwrap().provider.facts.fail();
			}
		});
		assert_eq!(best(), bob());
		assert_ok!(reindex(bob()));
		assert!(matches!(events().pop(), Some(Event::Listed { .. })));
		assert_eq!(best(), charlie());
		// Two days without a sign of life: both, but Bob gives one.
		pass(HOUR);
		assert_ok!(reindex(charlie()));
		assert_eq!(best(), charlie());
	});
}

#[test]
fn a_region_can_be_asked_for() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let far = crate::provider::Terms { region: Region(2), ..terms() };
		assert_ok!(Lsp::register(origin(charlie()), TOKEN, BOND, far));
		assert_ok!(Lsp::stock(origin(charlie()), TOKEN, STOCK));
		let dear = Item { ppm: 20_000, ..item() };
		assert_ok!(Lsp::set_menu(origin(charlie()), TOKEN, menu(&[dear])));
		assert_ok!(list(bob(), place()));
		assert_ok!(list(charlie(), place()));
		let best = |region: u16| {
			Lsp::best(TOKEN, SIZE, LIFETIME, Some(Region(region))).map(|it| (it.provider, it.fee))
		};
		assert_eq!(best(1), Some((bob(), FEE)));
		assert_eq!(best(2), Some((charlie(), 2 * FEE)));
		assert_eq!(best(3), None);
	});
}
