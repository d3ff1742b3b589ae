//! Who waits, who orders what it does as it likes, and who forgets nothing: none of them gains.

use super::*;
use crate::provider::{Limits, Terms};
use bloc_primitives::channel::{Purpose, Transfer};
use frame_support::storage::with_storage_layer;
use sp_runtime::Permill;

/// A lease of the shortest kind whose fee is to come out of what is first received.
fn owing() -> ChannelId {
	provide(&TOKEN);
	let id = next_channel();
	let wanted = Request { lifetime_ms: MIN_LEASE, ..request(Payment::FirstReceived) };
	assert_ok!(try_request(&alice(), &TOKEN, wanted, Selection::Provider(bob())));
	id
}

/// Whoever moves something in the channel after the end of the lease, which nobody has looked at
/// till then, does not undo what is owed.
#[test]
fn a_fee_that_did_not_come_is_paid_however_late_somebody_looks() {
	ExtBuilder.run(|| {
		let id = owing();
		set_time(START + MIN_LEASE + HOUR);
		assert_ok!(outcome(Channels::deposit(origin(alice()), id, 100)));
		events();
		assert_ok!(Lsp::settle(origin(alice()), id));
		let none = Event::FeeReceived { channel: id, fee: 0, deposit: 0 };
		let ended = Event::LeaseEnded {
			channel: id,
			reason: Ending::Completed,
			refund: 0,
			earned: FEE,
			compensation: 0,
		};
		assert_eq!(events(), [none, ended]);
		assert_eq!(channel(id).guard, None);
		assert_ok!(outcome(Channels::withdraw(origin(bob()), id, SIZE)));
	});
}

/// The same of a fee that has come: neither can make it undone by waiting.
#[test]
fn a_fee_that_came_is_paid_however_late_somebody_looks() {
	ExtBuilder.run(|| {
		let id = owing();
		let forward = || Channels::forward(id, &bob(), &TOKEN, FEE, Purpose::Forward);
		assert_ok!(with_storage_layer(forward));
		set_time(START + MIN_LEASE + HOUR);
		assert_ok!(outcome(Channels::deposit(origin(bob()), id, 100)));
		events();
		assert_ok!(Lsp::settle(origin(bob()), id));
		let of = |event: &Event<Test>| matches!(event, Event::FeeReceived { deposit: FEE, .. });
		assert!(events().iter().any(of));
		assert!(!crate::Leases::<Test>::contains_key(id));
		assert_eq!(channel(id).guard, None);
	});
}

/// Who has paid for a reservation gets what it has read, for as long as that holds.
#[test]
fn terms_do_not_change_under_a_reservation() {
	ExtBuilder.run(|| {
		let soon = Item { valid_until_ms: START + MINUTE, ..item() };
		provide_with(&bob(), &TOKEN, &[soon]);
		let until_ms = START + HOUR;
		let call = Lsp::reserve(origin(alice()), TOKEN, bob(), SIZE, DAY, until_ms, 9_000);
		assert_ok!(outcome(call));
		set_time(START + MINUTE);
		let worse = Terms {
			policy: Policy { fee_ppm: 1_000_000, ..POLICY },
			uptime: Default::default(),
			..terms()
		};
		let set = || Lsp::set_terms(origin(bob()), TOKEN, worse);
		assert_noop!(set(), Error::<Test>::MenuBinds);
		assert_ok!(Lsp::end_reservation(origin(alice()), TOKEN, bob(), alice()));
		assert_ok!(set());
	});
}

/// Nobody pays for having something kept that cannot be taken.
#[test]
fn what_cannot_be_leased_is_not_reserved() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let reserve = |size| {
			let call = Lsp::reserve(origin(alice()), TOKEN, bob(), size, DAY, START + HOUR, 9_000);
			outcome(call)
		};
		assert_noop!(reserve(1_000), Error::<Test>::FeeNotBelowSize);
		assert_ok!(reserve(1_001));
		let wanted = Request { size: 1_001, lifetime_ms: DAY, ..request(Payment::UpFront) };
		assert_ok!(try_request(&alice(), &TOKEN, wanted, Selection::Reserved(bob())));
	});
}

/// Whoever changes its terms before the client's call comes gains nothing: not by leaving and
/// coming back either, which no menu hinders.
#[test]
fn worse_terms_than_a_client_takes_are_refused() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let limits = Limits {
			uptime: terms().uptime,
			policy: POLICY,
			min_challenge_ms: PERIOD,
			max_challenge_ms: PERIOD,
		};
		let wanted = Request { limits, ..request(Payment::UpFront) };
		let ask = || try_request(&alice(), &TOKEN, wanted, Selection::Provider(bob()));
		let comes_back = |terms| {
			assert_ok!(outcome(Lsp::leave(origin(bob()), TOKEN)));
			assert_ok!(Lsp::register(origin(bob()), TOKEN, BOND, terms));
			assert_ok!(Lsp::stock(origin(bob()), TOKEN, STOCK));
			assert_ok!(Lsp::set_menu(origin(bob()), TOKEN, menu(&[item()])));
		};
		for worse in [
			Terms { uptime: Permill::from_parts(998_999), ..terms() },
			Terms { policy: Policy { fee_ppm: 101, ..POLICY }, ..terms() },
			Terms { challenge_period_ms: PERIOD - 1, ..terms() },
			Terms { challenge_period_ms: PERIOD + 1, ..terms() },
		] {
			comes_back(worse);
			assert_noop!(ask(), Error::<Test>::TermsTooPoor);
		}
		comes_back(Terms { uptime: Permill::from_parts(999_001), ..terms() });
		assert_ok!(ask());
	});
}

/// A provider that is the cheapest on terms that nobody takes stands in nobody's way.
#[test]
fn the_best_is_the_best_of_those_whose_terms_the_client_takes() {
	ExtBuilder.run(|| {
		let dear = Terms { policy: Policy { fee_ppm: 100_000, ..POLICY }, ..terms() };
		assert_ok!(Lsp::register(origin(charlie()), TOKEN, BOND, dear));
		assert_ok!(Lsp::stock(origin(charlie()), TOKEN, STOCK));
		let cheap = Item { min_fee: 1, ppm: 0, ..item() };
		assert_ok!(Lsp::set_menu(origin(charlie()), TOKEN, menu(&[cheap])));
		provide(&TOKEN);
		for who in [bob(), charlie()] {
			assert_ok!(Lsp::list(origin(who), TOKEN, 0, place()));
		}
		let best = Lsp::best(TOKEN, SIZE, LIFETIME, None).unwrap();
		assert_eq!((best.provider, best.fee, best.terms), (charlie(), 1, dear));
		let limits = Limits { policy: POLICY, ..Limits::NONE };
		let wanted = Request { limits, ..request(Payment::UpFront) };
		let id = next_channel();
		assert_ok!(try_request(&alice(), &TOKEN, wanted, Selection::Best(None)));
		assert_eq!(lease(id).provider, bob());
	});
}

/// Nobody has a price of today for terms of yesterday: not who was served well, and waits until the
/// provider serves others for less.
#[test]
fn a_renewal_does_not_buy_better_terms_than_are_sold() {
	ExtBuilder.run(|| {
		let soon = Item { valid_until_ms: START + MINUTE, ..item() };
		provide_with(&bob(), &TOKEN, &[soon]);
		let id = leased(&TOKEN, Payment::UpFront);
		let renew = || outcome(Lsp::renew(origin(alice()), id, DAY, FEE));
		let mut now_ms = START;
		let mut sells = |terms| {
			now_ms += MINUTE;
			set_time(now_ms);
			assert_ok!(Lsp::set_terms(origin(bob()), TOKEN, terms));
			let less = Item { min_fee: 10, ppm: 100, valid_until_ms: now_ms + MINUTE, ..item() };
			assert_ok!(Lsp::set_menu(origin(bob()), TOKEN, menu(&[less])));
		};
		sells(Terms { policy: Policy { fee_ppm: 101, ..POLICY }, ..terms() });
		assert_noop!(renew(), Error::<Test>::OtherTerms);
		sells(Terms { uptime: Permill::from_parts(998_999), ..terms() });
		assert_noop!(renew(), Error::<Test>::OtherTerms);
		// No worse in what it is bound to.
		sells(Terms { uptime: Permill::one(), hold_ppm: 11, ..terms() });
		assert_ok!(renew());
		assert_eq!(lease(id).uptime, terms().uptime);
	});
}

/// A proposal is not ended by whoever pays a unit of the fee.
#[test]
fn nobody_but_the_client_ends_a_proposal_by_paying() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::Streamed(500));
		let propose = || Lsp::propose_end(origin(bob()), id, Some(400), START + HOUR);
		assert_ok!(propose());
		for who in [bob(), dave()] {
			assert_ok!(Lsp::pay_fee(origin(who), id, 1));
			assert_eq!(lease(id).proposal.map(|it| it.refund), Some(400));
		}
		assert_ok!(Lsp::pay_fee(origin(alice()), id, 1));
		assert_noop!(Lsp::accept_end(origin(alice()), id, 400), Error::<Test>::NotProposed);
		assert_ok!(propose());
		assert_ok!(Lsp::pay_fee(origin(dave()), id, 1));
		assert_ok!(Lsp::accept_end(origin(alice()), id, 400));
	});
}

/// Who is offered a refund cannot have the channel for all of its time first.
#[test]
fn a_proposal_is_not_accepted_later_than_it_says() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::UpFront);
		let propose = |until_ms| Lsp::propose_end(origin(bob()), id, Some(FEE - 100), until_ms);
		assert_noop!(propose(START), Error::<Test>::Expired);
		assert_ok!(propose(START + HOUR));
		set_time(START + LIFETIME - 1);
		let accept = || Lsp::accept_end(origin(alice()), id, FEE - 100);
		assert_noop!(accept(), Error::<Test>::Expired);
		set_time(START + HOUR);
		assert_noop!(accept(), Error::<Test>::Expired);
		set_time(START + HOUR - 1);
		assert_ok!(accept());
	});
}
