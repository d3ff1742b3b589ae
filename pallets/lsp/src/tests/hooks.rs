//! What the pallet does by itself.

use super::*;
use crate::{Leases, Reservations, TimetableHead};
use bloc_timetable::Owner;

#[test]
fn leases_end_by_themselves() {
	in_each_asset(|asset| {
		provide(&asset);
		let (id, other) =
			(leased(&asset, Payment::UpFront), leased(&asset, Payment::Streamed(500)));
		jump_to(START + LIFETIME / 4 + GRACE);
		assert!(Leases::<Test>::contains_key(id) && !Leases::<Test>::contains_key(other));
		run_block_at(START + LIFETIME - 1);
		assert!(Leases::<Test>::contains_key(id));
		events();
		jump_to(START + LIFETIME);
		assert!(!Leases::<Test>::contains_key(id));
		let ended = Event::LeaseEnded {
			channel: id,
			reason: Ending::Completed,
			refund: 0,
			earned: FEE,
			compensation: 0,
		};
		assert_eq!(event(), ended);
		// All that it has earned can be collected, and it can leave.
		assert_ok!(outcome(Lsp::leave(origin(bob()), asset.clone())));
		assert_eq!(TimetableHead::<Test>::get().next_ms, None);
	});
}

#[test]
fn a_lease_that_is_paid_for_goes_on() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::Streamed(500));
		assert_ok!(Lsp::pay_fee(origin(alice()), id, 500));
		jump_to(START + LIFETIME / 4 + GRACE);
		assert!(Leases::<Test>::contains_key(id));
		jump_to(START + LIFETIME / 2 + GRACE);
		assert!(!Leases::<Test>::contains_key(id));
	});
}

#[test]
fn a_lease_that_is_renewed_goes_on() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::UpFront);
		assert_ok!(outcome(Lsp::renew(origin(alice()), id, DAY, FEE)));
		jump_to(START + LIFETIME);
		assert!(Leases::<Test>::contains_key(id));
		jump_to(START + LIFETIME + DAY);
		assert!(!Leases::<Test>::contains_key(id));
	});
}

#[test]
fn what_was_put_down_becomes_the_fee() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::FirstReceived);
		let paid = leased(&TOKEN, Payment::FirstReceived);
		assert_ok!(outcome(Channels::pay(origin(bob()), paid, FEE)));
		jump_to(START + FIRST_PAYMENT);
		let of = |id| (lease(id).owed_until_ms, lease(id).paid, lease(id).received);
		assert_eq!((of(id), of(paid)), ((None, FEE, 0), (None, 0, FEE)));
		jump_to(START + LIFETIME);
		assert_eq!(Leases::<Test>::iter().count(), 0);
	});
}

#[test]
fn reservations_and_offers_go_by_themselves() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let until_ms = START + HOUR;
		let reserve = Lsp::reserve(origin(alice()), TOKEN, bob(), SIZE, DAY, until_ms, 1_000);
		assert_ok!(outcome(reserve));
		assert_ok!(Lsp::list(origin(bob()), TOKEN, 0, place()));
		run_block_at(until_ms - 1);
		assert_eq!(Reservations::<Test>::iter().count(), 1);
		jump_to(until_ms);
		assert_eq!(Reservations::<Test>::iter().count(), 0);
		assert_eq!(provider(&TOKEN).listings.len(), 1);
		events();
		jump_to(item().valid_until_ms);
		let reason = DelistReason::Expired;
		let gone = Event::Delisted { asset: TOKEN, provider: bob(), place: place(), reason };
		assert_eq!(event(), gone);
		assert_eq!(held(&alice()), 0);
	});
}

#[test]
fn entries_of_what_is_gone_do_nothing() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::UpFront);
		assert_ok!(Lsp::give_up(origin(alice()), id));
		let reserve = |until_ms| {
			let call = Lsp::reserve(origin(alice()), TOKEN, bob(), SIZE, DAY, until_ms, 9_000);
			assert_ok!(outcome(call));
		};
		reserve(START + HOUR);
		assert_ok!(Lsp::end_reservation(origin(alice()), TOKEN, bob(), alice()));
		reserve(START + 2 * HOUR);
		assert_ok!(Lsp::list(origin(bob()), TOKEN, 0, place()));
		assert_ok!(Lsp::delist(origin(bob()), TOKEN, bob(), place()));
		jump_to(START + HOUR);
		assert_eq!(Reservations::<Test>::iter().count(), 1);
		jump_to(START + LIFETIME);
		assert_eq!(Reservations::<Test>::iter().count(), 0);
		jump_to(item().valid_until_ms);
	});
}

#[test]
fn what_fails_is_tried_again() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::UpFront);
		let record = crate::Providers::<Test>::take(TOKEN, bob()).unwrap();
		events();
		set_time(START + LIFETIME + SLOT_MS);
		use frame_support::{traits::Hooks, weights::Weight};
		Lsp::on_idle(System::block_number(), Weight::MAX / 2);
		assert!(matches!(event(), Event::ServiceFailed { .. }));
		crate::Providers::<Test>::insert(TOKEN, bob(), record);
		jump_to(START + LIFETIME + 2 * HOUR);
		assert!(!Leases::<Test>::contains_key(id));
	});
}

#[test]
fn the_configuration_is_sound() {
	use frame_support::traits::Hooks;
	ExtBuilder.run(|| {
		Lsp::integrity_test();
		Channels::integrity_test();
		assert!(Lsp::hook_budget().all_gt(Default::default()));
	});
}
