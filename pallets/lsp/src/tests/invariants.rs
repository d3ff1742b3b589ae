//! An invariant that does not hold is found. That all of them hold, the model in `fuzz/` shows.

use super::*;
use crate::{
	lease::{End, Lease},
	provider::Provider,
	types::Pool,
	Credits, Directories, Leases, Menus, NextProvider, Pools, Pots, Providers, Reservations,
	ShelfPages, TimetablePages,
};
use frame_support::traits::{fungibles::Mutate, tokens::Preservation};

/// What `spoil` does to a provider with a lease that was paid for and one that owes, a reservation,
/// and two offers, beside another with an offer, is found under this number.
fn finds(number: &str, spoil: impl FnOnce()) {
	ExtBuilder.build().execute_with(|| {
		provide(&TOKEN);
		provide_with(&charlie(), &TOKEN, &[item()]);
		for class in [17, 18] {
			assert_ok!(Lsp::list(origin(bob()), TOKEN, 0, Place { class, term: 2 }));
		}
		assert_ok!(Lsp::list(origin(charlie()), TOKEN, 0, place()));
		leased(&TOKEN, Payment::UpFront);
		leased(&TOKEN, Payment::FirstReceived);
		let until_ms = START + HOUR;
		let reserve = Lsp::reserve(origin(dave()), TOKEN, bob(), 1_100, DAY, until_ms, 100);
		assert_ok!(outcome(reserve));
		check();
		spoil();
		let error: &'static str = Lsp::do_try_state().unwrap_err().into();
		assert!(error.starts_with(number), "{error}");
	});
}

fn change(by: impl FnOnce(&mut Provider)) {
	Providers::<Test>::mutate(TOKEN, bob(), |record| by(&mut record.as_mut().unwrap().provider));
}

fn change_lease(id: u64, by: impl FnOnce(&mut Lease<AccountId, Asset>)) {
	Leases::<Test>::mutate(ChannelId(id), |record| by(&mut record.as_mut().unwrap().lease));
}

fn note_end() {
	let end = End { reason: Ending::GivenUp, at_ms: START, lien: 0, away_ms: 0 };
	Leases::<Test>::mutate(ChannelId(0), |record| record.as_mut().unwrap().end = Some(end));
}

fn change_pool(by: impl FnOnce(&mut Pool)) {
	Pools::<Test>::mutate(TOKEN, Region(1), by);
}

#[test]
fn money_that_is_not_there_is_found() {
	finds("C1", || Credits::<Test>::insert(bob(), TOKEN, 1));
	finds("C1", || Pots::<Test>::mutate(TOKEN, |pot| pot.as_mut().unwrap().held += 1));
	finds("C1", || change(|it| it.earned += 1));
	finds("C1", || change(|it| it.bond += 1));
	finds("C1", || change_lease(0, |it| it.collected = 1));
	finds("C1", || change_lease(1, |it| it.deposit += 1));
	finds("C2", || {
		let pot = Lsp::pot_account(TOKEN);
		AllAssets::transfer(TOKEN, &pot, &bob(), 1, Preservation::Preserve).unwrap();
	});
}

#[test]
fn stock_that_is_counted_wrongly_is_found() {
	finds("L1", || change(|it| it.leased += 1));
	finds("L1", || change(|it| it.reserved -= 1));
	finds("L1", || change(|it| it.obligations += 1));
	finds("L1", || {
		Leases::<Test>::remove(ChannelId(0));
	});
	finds("L1", || {
		Reservations::<Test>::remove((TOKEN, bob(), dave()));
	});
	finds("L1", || {
		Providers::<Test>::remove(TOKEN, bob());
	});
	// That of the lease binds in the channel, too.
	finds("L5", || change_lease(0, |it| it.size += 1));
}

#[test]
fn a_bond_that_is_used_twice_is_found() {
	finds("L2", || change(|it| it.covered -= 1));
	finds("L2", || change_lease(0, |it| it.cover += 1));
	finds("L2", || change(|it| it.bond = it.covered - 1));
}

#[test]
fn a_shelf_that_is_not_sound_is_found() {
	let shelf = || place().shelve(&item()).unwrap().0;
	let page = |by: fn(&mut crate::PageOf<Test>)| {
		ShelfPages::<Test>::mutate(TOKEN, (shelf(), 0), |page| by(page.as_mut().unwrap()));
	};
	let directory = |by: fn(&mut crate::shelf::Directory)| {
		Directories::<Test>::mutate(TOKEN, shelf(), |it| by(it.as_mut().unwrap()));
	};
	finds("L3", || ShelfPages::<Test>::remove(TOKEN, (shelf(), 0)));
	finds("L3", || Directories::<Test>::remove(TOKEN, shelf()));
	finds("L3", || {
		Directories::<Test>::insert(
			TOKEN,
			Place { class: 1, term: 0 }.on(),
			crate::shelf::Directory::default(),
		)
	});
	finds("L3", || directory(|it| it.spines[0].len = 1));
	finds("L3", || directory(|it| it.spines[0].first.price = 0));
	finds("L3", || directory(|it| it.next = 0));
	finds("L3", || {
		directory(|it| {
			let second = crate::shelf::Spine { number: 1, ..it.spines[0] };
			it.spines.try_push(second).unwrap();
			it.next = 2;
		});
		let first = ShelfPages::<Test>::get(TOKEN, (shelf(), 0)).unwrap();
		ShelfPages::<Test>::insert(TOKEN, (shelf(), 1), first);
	});
	finds("L3", || {
		page(|it| it.reverse_for_tests());
		directory(|it| it.spines[0].first.provider = 1);
	});
	finds("L4", || page(|it| it.last_mut_for_tests().valid_until_ms += 1));
	finds("L4", || page(|it| it.last_mut_for_tests().terms.hold_ppm += 1));
	finds("L4", || {
		// By its own terms as by its provider's.
		Providers::<Test>::mutate(TOKEN, charlie(), |record| {
			record.as_mut().unwrap().provider.terms.policy.reserve = 1;
		});
		page(|it| it.last_mut_for_tests().terms.policy.reserve = 1);
	});
}

/// What only these tests do to a page and a place.
trait Spoil {
	fn reverse_for_tests(&mut self);
	fn last_mut_for_tests(&mut self) -> &mut crate::EntryOf<Test>;
}

impl Spoil for crate::PageOf<Test> {
	fn reverse_for_tests(&mut self) {
		let mut all = self.to_vec();
		all.reverse();
		*self = crate::PageOf::<Test>::truncate_from(all);
	}

	fn last_mut_for_tests(&mut self) -> &mut crate::EntryOf<Test> {
		self.iter_mut().last().unwrap()
	}
}

trait On {
	fn on(self) -> crate::shelf::Shelf;
}

impl On for Place {
	fn on(self) -> crate::shelf::Shelf {
		crate::shelf::Shelf { place: self, kind: crate::shelf::Kind::Flat }
	}
}

#[test]
fn an_offer_that_is_elsewhere_is_found() {
	finds("L4", || change(|it| it.listings[0].rank.price += 1));
	finds("L4", || change(|it| it.listings[0].rank.provider += 7));
	finds("L4", || change(|it| it.listings[0].shelf.kind = crate::shelf::Kind::Flat));
	finds("L4", || change(|it| it.listings[0].shelf.place = it.listings[1].shelf.place));
	finds("L4", || {
		change(|it| {
			it.listings.remove(0);
		});
	});
	finds("L4", || {
		let listing = crate::provider::Listing {
			shelf: Place { class: 3, term: 0 }.on(),
			..provider(&TOKEN).listings[0]
		};
		let due = crate::types::Due::Listing(TOKEN, bob(), listing.shelf.place);
		bloc_timetable::Timetable::<Lsp>::push(listing.valid_until_ms, due);
		change(|it| it.listings.try_push(listing).unwrap());
	});
	finds("L4", || {
		// More than is there, wherever the rest went.
		change(|it| {
			it.earned += it.free - 1_000;
			it.free = 1_000;
		});
	});
}

#[test]
fn a_provider_that_is_not_bound_is_found() {
	use bloc_primitives::guard::{Bind, Guard};
	let rebind = |id, by: fn(Guard) -> Option<Guard>| {
		let guard = channel(ChannelId(id)).guard.unwrap();
		<Channels as Bind<AccountId>>::rebind(ChannelId(id), by(guard)).unwrap();
	};
	finds("L5", || rebind(0, |_| None));
	finds("L5", || rebind(0, |guard| Some(Guard { floor: guard.floor - 1, ..guard })));
	finds("L5", || rebind(0, |guard| Some(Guard { until_ms: guard.until_ms - 1, ..guard })));
	finds("L5", || rebind(0, |guard| Some(Guard { lien: 1, ..guard })));
	finds("L5", || rebind(1, |guard| Some(Guard { lien: FEE + 1, ..guard })));
	// Nor is one bound without a lease.
	finds("L5", || {
		let id = next_channel();
		leased(&TOKEN, Payment::UpFront);
		let guard = channel(id).guard;
		assert_ok!(Lsp::give_up(origin(alice()), id));
		check();
		<Channels as Bind<AccountId>>::rebind(id, guard).unwrap();
	});
	finds("L5", || change_lease(0, |it| it.client = dave()));
	finds("L5", || change_lease(0, |it| it.asset = NATIVE));
	// Nor has one ended that is.
	finds("L5", || {
		bloc_timetable::Timetable::<Lsp>::push(START, crate::types::Due::Lease(ChannelId(0)));
		note_end();
	});
	finds("L5", || {
		let record = Leases::<Test>::get(ChannelId(0)).unwrap();
		bloc_timetable::Timetable::<Lsp>::push(START, crate::types::Due::Lease(ChannelId(9)));
		Leases::<Test>::insert(ChannelId(9), record);
	});
}

#[test]
fn what_nobody_looks_at_is_found() {
	finds("L6", || {
		let keys: Vec<_> = TimetablePages::<Test>::iter_keys().collect();
		keys.into_iter().for_each(TimetablePages::<Test>::remove);
	});
	finds("L6", note_end);
	finds("L6", || {
		let record = Reservations::<Test>::take((TOKEN, bob(), dave())).unwrap();
		Reservations::<Test>::insert((TOKEN, bob(), charlie()), record);
	});
}

#[test]
fn a_quote_that_is_wrong_is_found() {
	use crate::{quote::QuoteId, types::QuoteRecord, UsedQuotes};
	let id = QuoteId([1; 32]);
	let used = move |used| {
		let ticket = Leases::<Test>::get(ChannelId(0)).unwrap().ticket;
		let record = QuoteRecord { used, until_ms: START, first: alice(), ticket };
		UsedQuotes::<Test>::insert(id, record);
	};
	finds("L6", move || used(1));
	finds("L10", move || {
		bloc_timetable::Timetable::<Lsp>::push(START, crate::types::Due::Quote(id));
		used(0);
	});
}

#[test]
fn a_lease_that_makes_no_sense_is_found() {
	finds("L7", || change_lease(0, |it| it.client = bob()));
	finds("L7", || change_lease(0, |it| it.size = 0));
	finds("L7", || change_lease(0, |it| it.end_ms = it.start_ms));
	finds("L7", || change_lease(0, |it| it.paid += 1));
	finds("L7", || change_lease(0, |it| it.collected = it.paid + 1));
	finds("L7", || change_lease(0, |it| it.deposit = 1));
	finds("L7", || change_lease(1, |it| it.owed_until_ms = None));
	finds("L7", || change_lease(1, |it| it.paid = 1));
	finds("L7", || change_lease(0, |it| it.cover -= 1));
	finds("L7", || {
		let record = Reservations::<Test>::take((TOKEN, bob(), dave())).unwrap();
		Reservations::<Test>::insert((TOKEN, bob(), bob()), record);
	});
}

#[test]
fn sums_that_are_wrong_are_found() {
	finds("L8", || change_pool(|it| it.free += 1));
	finds("L8", || change_pool(|it| it.reserved += 1));
	finds("L8", || change_pool(|it| it.leased -= 1));
	finds("L8", || change_pool(|it| it.providers += 1));
	finds("L8", || change_pool(|it| it.fees = 0));
	finds("L8", || Pools::<Test>::remove(TOKEN, Region(1)));
	finds("L8", || Pools::<Test>::insert(TOKEN, Region(9), Pool { fees: 1, ..Pool::default() }));
	finds("L8", || change(|it| it.terms.region = Region(2)));
}

#[test]
fn numbers_and_menus_of_nobody_are_found() {
	finds("L9", || {
		change(|it| {
			it.number = 1;
			it.listings.iter_mut().for_each(|listing| listing.rank.provider = 1);
		});
	});
	finds("L9", || NextProvider::<Test>::put(0));
	finds("L9", || Menus::<Test>::insert(TOKEN, dave(), menu(&[item()])));
}
