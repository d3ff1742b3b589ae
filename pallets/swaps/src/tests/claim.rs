//! Legs are claimed.

use super::*;
use bloc_primitives::{channel::Phase, preimage::Registry};

#[test]
fn the_preimage_pays_the_receiver_whoever_brings_it() {
	in_each_asset(|asset| {
		locked(&asset);
		events();
		assert_ok!(claim());
		let told = Event::LegClaimed {
			owner: alice(),
			payment_hash: hash(),
			preimage: PREIMAGE,
			receiver: bob(),
			asset: asset.clone(),
			amount: AMOUNT,
			bond: None,
		};
		assert_eq!(event(), told);
		assert_eq!(gains(&asset), [-600, 600]);
		assert_eq!(leg().state, ended(Ending::Claimed));
		let known = Preimages::revealed(&hash()).unwrap();
		assert_eq!((known.preimage, known.revealed_ms), (PREIMAGE, START));
		// It is kept, with its deposit, until nobody needs to ask.
		assert_eq!(held(&alice()), deposits()[0]);
		assert_noop!(claim(), Error::<Test>::AlreadyEnded);
		assert_noop!(settle(), Error::<Test>::AlreadyEnded);
		assert_ok!(Swaps::prune(origin(alice()), alice(), hash()));
		assert_nothing_is_left();
	});
}

#[test]
fn a_leg_in_a_channel_becomes_the_receivers_there() {
	in_each_asset(|asset| {
		let id = locked_in_channel(&asset);
		System::reset_events();
		assert_ok!(claim());
		assert_eq!(transfers(), 0);
		assert_eq!(free(id), [CHANNEL - AMOUNT, CHANNEL + AMOUNT]);
		assert_eq!(gains(&asset), [0, 0]);
	});
}

#[test]
fn a_channel_that_closes_meanwhile_changes_nothing() {
	ExtBuilder.run(|| {
		let id = locked_in_channel(&TOKEN);
		assert_ok!(Channels::force_close(id, &alice()));
		assert!(matches!(Channels::get(id).phase, Phase::Closing { .. }));
		assert_ok!(Channels::pay_out(id));
		assert_eq!(Channels::get(id).phase, Phase::Resolving);
		assert_ok!(claim());
		assert_ok!(Channels::pay_out(id));
		assert_eq!(Channels::balance(&bob(), &TOKEN), CHANNEL + AMOUNT);
		assert_eq!(Channels::balance(&alice(), &TOKEN), CHANNEL - AMOUNT);
	});
}

#[test]
fn another_preimage_finds_nothing() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		assert_noop!(try_claim(&[alice()], secret(8).0), Error::<Test>::NotFound);
		assert_noop!(try_claim(&[bob()], PREIMAGE), Error::<Test>::NotFound);
		assert_noop!(try_claim(&[], PREIMAGE), Error::<Test>::NoLegs);
		assert_eq!(Preimages::revealed(&secret(8).1), None);
	});
}

#[test]
fn the_deadline_is_the_first_instant_that_is_too_late() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		set_time(START + HOUR);
		// What is refused shows nothing to the registry.
		assert_noop!(claim(), Error::<Test>::Expired);
		assert_eq!(Preimages::revealed(&hash()), None);
		set_time(START + HOUR - 1);
		assert_ok!(claim());
	});
}

#[test]
fn what_was_revealed_in_time_counts_however_late() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		set_time(START + HOUR - 1);
		assert_ok!(reveal(PREIMAGE));
		set_time(START + DAY);
		assert_ok!(claim());
		assert_eq!(gains(&TOKEN), [-600, 600]);
	});
	ExtBuilder.run(|| {
		locked(&TOKEN);
		set_time(START + HOUR);
		assert_ok!(reveal(PREIMAGE));
		assert_noop!(claim(), Error::<Test>::Expired);
	});
}

#[test]
fn many_legs_of_one_secret_are_one_transfer_for_each_receiver() {
	in_each_asset(|asset| {
		let owners = [alice(), charlie(), dave()];
		owners.iter().for_each(|owner| lock_for(owner, &asset));
		System::reset_events();
		assert_ok!(try_claim(&owners, PREIMAGE));
		// And the seed, to Alice.
		assert_eq!(transfers(), 2);
		assert_eq!(happened(), ["claimed"; 3]);
		assert_eq!(gains(&asset), [-600, 1_800]);
	});
}

#[test]
fn what_is_gone_already_keeps_nobody_from_the_rest() {
	ExtBuilder.run(|| {
		lock_for(&alice(), &TOKEN);
		lock_for(&charlie(), &TOKEN);
		lock_for(&dave(), &NATIVE);
		assert_ok!(claim());
		// Claimed, of nobody, named twice, and good.
		let owners = [alice(), eve(), charlie(), charlie(), dave()];
		events();
		assert_ok!(try_claim(&owners, PREIMAGE));
		assert_eq!(happened(), ["claimed"; 2]);
		assert_eq!((gains(&TOKEN)[1], gains(&NATIVE)[1]), (1_200, 600));
		// Of none that is left: the first says why.
		assert_noop!(try_claim(&owners, PREIMAGE), Error::<Test>::AlreadyEnded);
		assert_noop!(try_claim(&[eve(), alice()], PREIMAGE), Error::<Test>::NotFound);
	});
}

#[test]
fn a_channel_whose_neighbours_refuse_keeps_nobody_from_the_rest() {
	ExtBuilder.run(|| {
		locked_in_channel(&TOKEN);
		lock_for(&charlie(), &TOKEN);
		Refuses::set(true);
		assert_noop!(claim(), DispatchError::Unavailable);
		assert_ok!(try_claim(&[alice(), charlie()], PREIMAGE));
		assert!(leg().is_open());
		assert_eq!(gains(&TOKEN)[1], 600);
		// It counts that it was revealed.
		Refuses::set(false);
		set_time(START + DAY);
		assert_ok!(settle());
		assert_eq!(leg().state, ended(Ending::Claimed));
	});
}

#[test]
fn only_what_it_takes_is_weighed() {
	ExtBuilder.run(|| {
		let most = Swaps::claim_weight(2);
		let used = |owners: &[AccountId], number| {
			let owners: Owners<_> = owners.to_vec().try_into().unwrap();
			let done = Swaps::claim(origin(charlie()), owners, secret(number).0).unwrap();
			done.actual_weight.unwrap()
		};
		use crate::WeightInfo;
		type Weights = crate::weights::SubstrateWeight<Test>;
		lock_for(&alice(), &TOKEN);
		lock_for(&dave(), &TOKEN);
		let both = used(&[alice(), dave()], 7);
		// Both go to one receiver.
		let expected = Weights::end_leg()
			.saturating_mul(2)
			.saturating_add(Weights::pay())
			.saturating_add(<Preimages as Registry<AccountId>>::weight());
		assert_eq!(both, expected);
		assert!(both.all_lte(most));

		let id = channel(&NATIVE);
		let spec = LegSpec { payment_hash: secret(8).1, ..spec(&NATIVE) };
		assert_ok!(try_lock(spec, Source::Channel(id)));
		assert_ok!(reveal(secret(8).0));
		let known = used(&[alice(), eve()], 8);
		let expected = Weights::unlock().saturating_add(TOLD).saturating_add(Weights::look());
		assert_eq!(known, expected);
	});
}
