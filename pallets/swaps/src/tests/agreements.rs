//! Legs whose parties do not wait for the clock.

use super::*;
use crate::consent::{Consent, MAX_VALID_MS};

fn hand_back(who: AccountId, consent: Option<crate::ConsentOf<Test>>) -> DispatchResult {
	outcome(Swaps::hand_back(origin(who), alice(), hash(), consent))
}

/// The receiver's word.
fn word() -> Option<crate::ConsentOf<Test>> {
	Some(signed(&bob(), Agreement::HandBack))
}

#[test]
fn the_receiver_hands_a_leg_back() {
	in_each_asset(|asset| {
		locked(&asset);
		events();
		assert_ok!(hand_back(bob(), None));
		let told = Event::LegHandedBack {
			owner: alice(),
			payment_hash: hash(),
			receiver: bob(),
			asset: asset.clone(),
			amount: AMOUNT,
			bond: None,
		};
		assert_eq!(event(), told);
		assert_eq!((gains(&asset), leg().state), ([0, 0], ended(Ending::HandedBack)));
		// It is over: a preimage that comes later opens nothing.
		assert_noop!(claim(), Error::<Test>::AlreadyEnded);
		assert_noop!(hand_back(bob(), None), Error::<Test>::AlreadyEnded);
	});
}

#[test]
fn anybody_brings_the_receivers_signature() {
	in_each_asset(|asset| {
		let id = locked_in_channel(&asset);
		assert_noop!(hand_back(alice(), None), Error::<Test>::NotReceiver);
		assert_ok!(hand_back(charlie(), word()));
		assert_eq!(free(id), [CHANNEL; 2]);
	});
}

#[test]
fn a_signature_is_for_one_leg_chain_agreement_and_time() {
	ExtBuilder.run(|| {
		assert_noop!(hand_back(bob(), None), Error::<Test>::NotFound);
		locked(&TOKEN);
		let bad = DispatchError::from(Error::<Test>::BadSignature);
		assert_noop!(hand_back(alice(), Some(signed(&alice(), Agreement::HandBack))), bad);
		let other = Agreement::Divide { to_receiver: 0 };
		assert_noop!(hand_back(alice(), Some(signed(&bob(), other))), bad);
		// The same word, said to be good for longer.
		let word_ = word().unwrap();
		let longer = Consent { valid_until_ms: word_.valid_until_ms + 1, ..word_.clone() };
		assert_noop!(hand_back(alice(), Some(longer)), bad);
		// On a sister chain.
		let here = System::block_hash(0);
		frame_system::BlockHash::<Test>::insert(0, sp_core_hash(9));
		assert_noop!(hand_back(alice(), Some(word_.clone())), bad);
		frame_system::BlockHash::<Test>::insert(0, here);
		// Of an earlier leg of the same name.
		assert_ok!(hand_back(bob(), None));
		assert_ok!(Swaps::prune(origin(alice()), alice(), hash()));
		set_time(START + 1);
		locked(&TOKEN);
		assert_noop!(hand_back(alice(), Some(word_)), bad);
		assert_ok!(hand_back(alice(), word()));
	});
}

fn sp_core_hash(byte: u8) -> <Test as frame_system::Config>::Hash {
	[byte; 32].into()
}

#[test]
fn a_signature_is_good_for_a_day_at_most() {
	ExtBuilder.run(|| {
		let long = LegSpec { deadline_ms: START + 3 * DAY, ..spec(&TOKEN) };
		assert_ok!(try_lock(long, Source::Account));
		let until = |ms| Some(signed_until(&bob(), Agreement::HandBack, ms));
		let far = until(START + MAX_VALID_MS + 1);
		assert_noop!(hand_back(alice(), far.clone()), Error::<Test>::DeadlineTooFar);
		assert_noop!(hand_back(alice(), until(START)), Error::<Test>::Expired);
		set_time(START + 1);
		assert_ok!(hand_back(alice(), far));
	});
	ExtBuilder.run(|| {
		locked(&TOKEN);
		let word = Some(signed_until(&bob(), Agreement::HandBack, START + 1));
		set_time(START + 1);
		assert_noop!(hand_back(alice(), word.clone()), Error::<Test>::Expired);
		set_time(START);
		assert_ok!(hand_back(alice(), word));
	});
}

#[test]
fn wallets_wrap_what_they_sign() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		let valid_until_ms = START + HOUR;
		let payload =
			Swaps::consent_payload(alice(), hash(), Agreement::HandBack, valid_until_ms).unwrap();
		let wrapped = bloc_primitives::state::wrapped(&payload);
		let signature = sp_keyring::Sr25519Keyring::Bob.sign(&wrapped).into();
		assert_ok!(hand_back(alice(), Some(Consent { valid_until_ms, signature })));
	});
}

fn divide(who: AccountId, to_receiver: Balance, by: [bool; 2]) -> DispatchResult {
	let agreement = Agreement::Divide { to_receiver };
	let [by_owner, by_receiver] = by;
	let consents = Consents {
		by_owner: by_owner.then(|| signed(&alice(), agreement)),
		by_receiver: by_receiver.then(|| signed(&bob(), agreement)),
	};
	outcome(Swaps::divide(origin(who), alice(), hash(), to_receiver, consents))
}

#[test]
fn both_divide_a_leg() {
	in_each_asset(|asset| {
		locked(&asset);
		events();
		assert_ok!(divide(alice(), 250, [false, true]));
		let told = Event::LegDivided {
			owner: alice(),
			payment_hash: hash(),
			receiver: bob(),
			asset: asset.clone(),
			to_owner: 350,
			to_receiver: 250,
			bond: None,
		};
		assert_eq!(event(), told);
		assert_eq!(gains(&asset), [-250, 250]);
		assert_eq!(leg().state, ended(Ending::Divided { to_receiver: 250 }));
		assert_noop!(divide(alice(), 250, [false, true]), Error::<Test>::AlreadyEnded);
	});
	in_each_asset(|asset| {
		let id = locked_in_channel(&asset);
		assert_ok!(divide(bob(), 250, [true, false]));
		assert_eq!(free(id), [CHANNEL - 250, CHANNEL + 250]);
	});
}

#[test]
fn a_division_takes_both_and_no_more_than_there_is() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		assert_noop!(divide(alice(), 250, [false, false]), Error::<Test>::NotReceiver);
		assert_noop!(divide(bob(), 250, [false, false]), Error::<Test>::NotOwner);
		assert_noop!(divide(charlie(), 250, [false, true]), Error::<Test>::NotOwner);
		assert_noop!(divide(charlie(), 250, [true, false]), Error::<Test>::NotReceiver);
		assert_noop!(divide(charlie(), AMOUNT + 1, [true; 2]), Error::<Test>::ExceedsLeg);
		// Signed for another division.
		let agreement = Agreement::Divide { to_receiver: 249 };
		let consents = Consents { by_owner: Some(signed(&alice(), agreement)), by_receiver: None };
		let other = Swaps::divide(origin(bob()), alice(), hash(), 250, consents);
		assert_noop!(outcome(other), Error::<Test>::BadSignature);
		assert_ok!(divide(charlie(), AMOUNT, [true; 2]));
		assert_eq!(gains(&TOKEN), [-600, 600]);
	});
	ExtBuilder.run(|| {
		locked(&TOKEN);
		assert_ok!(divide(charlie(), 0, [true; 2]));
		assert_eq!(gains(&TOKEN), [0, 0]);
	});
}

#[test]
fn agreements_end_with_the_time_of_the_leg() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		set_time(START + HOUR);
		assert_noop!(hand_back(bob(), None), Error::<Test>::Expired);
		assert_noop!(divide(alice(), 250, [false, true]), Error::<Test>::Expired);
		set_time(START + HOUR - 1);
		assert_ok!(divide(alice(), 250, [false, true]));
	});
}

#[test]
fn only_signatures_that_are_there_are_weighed() {
	ExtBuilder.run(|| {
		use crate::WeightInfo;
		type Weights = crate::weights::SubstrateWeight<Test>;
		locked(&TOKEN);
		let done = Swaps::hand_back(origin(charlie()), alice(), hash(), word()).unwrap();
		let used = Weights::end_leg()
			.saturating_add(Weights::pay())
			.saturating_add(Weights::verify_consent());
		assert_eq!(done.actual_weight, Some(used));
	});
}
