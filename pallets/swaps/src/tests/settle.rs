//! Legs that are decided are settled by whoever wants to.

use super::*;

#[test]
fn what_nobody_claims_goes_back_from_the_deadline_on() {
	in_each_asset(|asset| {
		locked(&asset);
		set_time(START + HOUR - 1);
		assert_noop!(settle(), Error::<Test>::NotDue);
		set_time(START + HOUR);
		events();
		assert_ok!(settle());
		let told = Event::LegRefunded {
			owner: alice(),
			payment_hash: hash(),
			receiver: bob(),
			asset: asset.clone(),
			amount: AMOUNT,
			bond: None,
		};
		assert_eq!(event(), told);
		assert_eq!((gains(&asset), leg().state), ([0, 0], ended(Ending::Refunded)));
		assert_noop!(settle(), Error::<Test>::AlreadyEnded);
		assert_noop!(claim(), Error::<Test>::AlreadyEnded);
		assert_ok!(Swaps::prune(origin(alice()), alice(), hash()));
		assert_nothing_is_left();
	});
}

#[test]
fn a_leg_in_a_channel_goes_back_there() {
	in_each_asset(|asset| {
		let id = locked_in_channel(&asset);
		set_time(START + HOUR);
		assert_ok!(settle());
		assert_eq!(free(id), [CHANNEL; 2]);
	});
}

#[test]
fn what_was_revealed_in_time_is_the_receivers() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		assert_ok!(reveal(PREIMAGE));
		events();
		assert_ok!(settle());
		assert_eq!(happened(), ["claimed"]);
	});
	ExtBuilder.run(|| {
		locked(&TOKEN);
		set_time(START + HOUR - 1);
		assert_ok!(reveal(PREIMAGE));
		set_time(START + DAY);
		assert_ok!(settle());
		assert_eq!(gains(&TOKEN), [-600, 600]);
	});
	ExtBuilder.run(|| {
		locked(&TOKEN);
		set_time(START + HOUR);
		assert_ok!(reveal(PREIMAGE));
		assert_ok!(settle());
		assert_eq!(gains(&TOKEN), [0, 0]);
	});
}

#[test]
fn what_is_not_there_is_not_found() {
	ExtBuilder.run(|| {
		assert_noop!(settle(), Error::<Test>::NotFound);
	});
}

#[test]
fn what_ended_is_forgotten_by_its_owner_at_once_and_by_others_later() {
	ExtBuilder.run(|| {
		let prune = |who| Swaps::prune(origin(who), alice(), hash());
		assert_noop!(prune(alice()), Error::<Test>::NotFound);
		locked(&TOKEN);
		assert_noop!(prune(alice()), Error::<Test>::NotEnded);
		set_time(START + MINUTE);
		assert_ok!(claim());
		assert_noop!(prune(bob()), Error::<Test>::NotExpired);
		set_time(START + MINUTE + KEEP - 1);
		assert_noop!(prune(bob()), Error::<Test>::NotExpired);
		set_time(START + MINUTE + KEEP);
		events();
		assert_ok!(prune(bob()));
		let told = Event::LegPruned { owner: alice(), payment_hash: hash() };
		assert_eq!((event(), held(&alice())), (told, 0));
		assert_nothing_is_left();
	});
}

#[test]
fn a_deposit_that_is_stuck_stops_nothing() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		assert_ok!(claim());
		DepositsStick::set(true);
		events();
		assert_ok!(Swaps::prune(origin(alice()), alice(), hash()));
		assert_eq!(happened(), ["kept", "pruned"]);
		assert_eq!(held(&alice()), deposits()[0]);
	});
}
