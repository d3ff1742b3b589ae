//! Legs out of accounts that arrive in channels.

use super::*;
use bloc_primitives::channel::Phase;

/// A leg of Alice's for Bob, into this channel.
fn lock_into(asset: &Asset, id: ChannelId) -> DispatchResult {
	try_lock(LegSpec { into: Some(id), ..spec(asset) }, Source::Account)
}

#[test]
fn a_leg_out_of_an_account_arrives_in_a_channel() {
	in_each_asset(|asset| {
		let id = channel(&asset);
		assert_ok!(lock_into(&asset, id));
		assert_eq!(leg().into, Some(id));
		assert_eq!((gains(&asset), free(id)), ([-600, 0], [CHANNEL; 2]));
		System::reset_events();
		assert_ok!(claim());
		// One transfer, between what both pallets hold; the pot is empty, and its seed back.
		assert_eq!((gains(&asset), free(id)), ([-600, 0], [CHANNEL, CHANNEL + AMOUNT]));
		assert!(!Swaps::owes(&asset));
		assert_eq!(crate::Pots::<Test>::iter().count(), 0);
		assert_eq!(balance(&asset, &VAULT), AMOUNT);
	});
}

#[test]
fn the_channel_may_be_one_with_somebody_else() {
	ExtBuilder.run(|| {
		let id = Channels::establish(bob(), charlie(), TOKEN, [CHANNEL; 2]);
		Brought::mutate(|brought| *brought += 2 * CHANNEL);
		// Bob has not even an account for it.
		set_balance(&TOKEN, &bob(), 0);
		assert_ok!(lock_into(&TOKEN, id));
		assert_ok!(reveal(PREIMAGE));
		jump_to(START + HOUR);
		assert_eq!(free(id), [CHANNEL + AMOUNT, CHANNEL]);
		assert_eq!(balance(&TOKEN, &bob()), 0);
	});
}

#[test]
fn what_cannot_arrive_there_arrives_in_the_account() {
	let instead: [fn(ChannelId); 4] = [
		// It closes meanwhile, or is gone.
		|id| Channels::set_phase(id, Phase::Closing { settles_ms: START + DAY }),
		|id| {
			assert_ok!(Channels::force_close(id, &alice()));
			assert_ok!(Channels::pay_out(id));
		},
		// Who is told of it refuses.
		|_| Refuses::set(true),
		// The asset does not let go of it: then not even the account gets it.
		|_| {
			assert_ok!(Assets::freeze(origin(issuer()), TOKEN_ID, Swaps::pot_account(TOKEN)));
		},
	];
	for (number, happens) in instead.into_iter().enumerate() {
		ExtBuilder.run(|| {
			let id = channel(&TOKEN);
			assert_ok!(lock_into(&TOKEN, id));
			happens(id);
			assert_ok!(claim());
			let credit = Swaps::credit(bob(), TOKEN);
			let frozen = number == 3;
			assert_eq!(credit, if frozen { AMOUNT } else { 0 });
			assert_eq!(gains(&TOKEN)[1], if frozen { 0 } else { 600 });
			Refuses::set(false);
		});
	}
	// A channel that is not Bob's, or in another asset, or none.
	for id in [0, 1, 9] {
		ExtBuilder.run(|| {
			Channels::establish(alice(), charlie(), TOKEN, [CHANNEL; 2]);
			Channels::establish(alice(), bob(), NATIVE, [CHANNEL; 2]);
			Brought::mutate(|brought| *brought += 4 * CHANNEL);
			assert_ok!(lock_into(&TOKEN, ChannelId(id)));
			assert_ok!(claim());
			assert_eq!(gains(&TOKEN), [-600, 600]);
		});
	}
}

#[test]
fn what_goes_back_goes_back_to_the_account() {
	ExtBuilder.run(|| {
		let id = channel(&TOKEN);
		assert_ok!(lock_into(&TOKEN, id));
		jump_to(START + HOUR);
		assert_eq!((gains(&TOKEN), free(id)), ([0, 0], [CHANNEL; 2]));
	});
	// What is divided arrives in both.
	ExtBuilder.run(|| {
		let id = channel(&TOKEN);
		assert_ok!(lock_into(&TOKEN, id));
		let agreement = Agreement::Divide { to_receiver: 250 };
		let by_receiver = Some(signed(&bob(), agreement));
		let consents = Consents { by_owner: None, by_receiver };
		let divide = Swaps::divide(origin(alice()), alice(), hash(), 250, consents);
		assert_ok!(outcome(divide));
		assert_eq!((gains(&TOKEN), free(id)), ([-250, 0], [CHANNEL, CHANNEL + 250]));
	});
	ExtBuilder.run(|| {
		let id = channel(&TOKEN);
		assert_ok!(lock_into(&TOKEN, id));
		assert_ok!(outcome(Swaps::hand_back(origin(bob()), alice(), hash(), None)));
		assert_eq!((gains(&TOKEN), free(id)), ([0, 0], [CHANNEL; 2]));
	});
}

#[test]
fn what_lies_in_a_channel_arrives_there() {
	ExtBuilder.run(|| {
		let id = channel(&TOKEN);
		let spec = LegSpec { into: Some(id), ..spec(&TOKEN) };
		let lock = try_lock(spec, Source::Channel(id));
		assert_noop!(lock, Error::<Test>::ArrivesInChannel);
	});
}

#[test]
fn it_is_weighed_only_if_it_is_asked_for() {
	let used = |into: bool| {
		let mut used = None;
		ExtBuilder.run(|| {
			let id = channel(&TOKEN);
			let into = into.then_some(id);
			assert_ok!(try_lock(LegSpec { into, ..spec(&TOKEN) }, Source::Account));
			assert_ok!(reveal(PREIMAGE));
			let owners = Owners::truncate_from(vec![alice()]);
			let done = Swaps::claim(origin(charlie()), owners, PREIMAGE).unwrap();
			used = done.actual_weight;
			assert!(used.unwrap().all_lte(Swaps::claim_weight(1)));
		});
		used.unwrap()
	};
	assert_ne!(used(true), used(false));
}

#[test]
fn a_leg_of_a_ring_arrives_where_the_terms_say() {
	in_each_asset(|asset| {
		let id = channel(&asset);
		let mut terms = ring(2, 2, &asset);
		terms.legs[1].into = Some(id);
		// It is part of what all have agreed on.
		assert_ne!(terms.hash(), ring(2, 2, &asset).hash());
		assert_ok!(try_bond(&terms, 2));
		assert_ok!(try_ring(&terms, 2));
		assert_eq!(leg().into, Some(id));
		assert_ok!(claim());
		// The bond comes back to the account.
		assert_eq!((gains(&asset), free(id)), ([-600, 0], [CHANNEL, CHANNEL + AMOUNT]));
	});
	// What lies in a channel arrives there.
	ExtBuilder.run(|| {
		let id = channel(&TOKEN);
		let mut terms = ring(2, 2, &TOKEN);
		(terms.legs[1].into, terms.legs[1].bond) = (Some(id), None);
		let lock = Swaps::lock_ring(origin(alice()), terms, 2, Source::Channel(id));
		assert_noop!(outcome(lock), Error::<Test>::ArrivesInChannel);
	});
}
