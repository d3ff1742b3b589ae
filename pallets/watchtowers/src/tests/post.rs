//! What clients put on the chain.

use super::*;
use crate::receipt::hash_of;
use sp_core::H256;

#[test]
fn only_the_newest_is_kept_and_paid_for() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, TERMS);
		let open = channel(&NATIVE, Pair::new(500, 300));
		hire(alice(), open, id, 600);
		let deposit = held(&alice());
		let post = |version, record| Watchtowers::post(origin(alice()), open, version, record);
		let whole = |size: usize| Record::Whole(vec![7; size].try_into().unwrap());
		events();
		assert_ok!(post(5, whole(2_048)));
		assert_eq!(event(), Event::Posted { channel: open, side: Side::Opener, version: 5 });
		let large = held(&alice()) - deposit;
		assert!(large > 2_048);
		let stale = refusal(Error::StaleVersion);
		assert_noop!(post(5, whole(1)), stale);
		assert_noop!(post(4, whole(1)), stale);
		// A larger one lies elsewhere.
		assert_ok!(post(6, Record::Hash(H256::repeat_byte(1), 1 << 20)));
		assert!(held(&alice()) - deposit < large - 1_900);
		let posting = Watchtowers::posting(open, Side::Opener).unwrap();
		assert_eq!((posting.version, posting.at_ms), (6, now()));
		for version in 7..100 {
			assert_ok!(post(version, whole(8)));
		}
		assert_eq!(crate::Postings::<Test>::iter().count(), 1);
		// Both parties have their own.
		assert_noop!(Watchtowers::post(origin(bob()), open, 1, whole(1)), Error::<Test>::NotHired);
		assert_noop!(Watchtowers::post(origin(dave()), open, 1, whole(1)), Error::<Test>::NotParty);
		hire(bob(), open, id, 600);
		assert_ok!(Watchtowers::post(origin(bob()), open, 1, whole(1)));

		assert_ok!(Watchtowers::dismiss(origin(alice()), open, id));
		assert!(held(&alice()) < deposit);
		assert!(Watchtowers::posting(open, Side::Opener).is_none());
		assert!(Watchtowers::posting(open, Side::Counterparty).is_some());
	});
}

#[test]
fn a_state_in_clear_has_to_be_good() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, TERMS);
		let open = channel(&NATIVE, Pair::new(500, 300));
		hire(alice(), open, id, 600);
		let post = |state| Watchtowers::post_state(origin(alice()), open, state);
		let newest = state(4, Side::Opener, 100);
		let mut forged = signed(open, newest.clone());
		forged.body.version = 5;
		assert_noop!(post(forged.clone()), Error::<Test>::BadSignature);
		forged.signatures.opener = None;
		assert_noop!(post(forged), Error::<Test>::BadSignature);
		let too_much = signed(open, state(4, Side::Opener, 501));
		assert_noop!(post(too_much), Error::<Test>::NotServable);
		let base = signed(open, state(0, Side::Opener, 0));
		assert_noop!(post(base), Error::<Test>::NotServable);
		assert_ok!(post(signed(open, newest.clone())));
		let posting = Watchtowers::posting(open, Side::Opener).unwrap();
		let hash = hash_of(&newest);
		assert_eq!(posting.content, Content::Clear { hash, base_version: 0 });
		assert_noop!(post(signed(open, newest)), Error::<Test>::StaleVersion);

		assert_ok!(Channels::force_close(origin(bob()), open, None));
		// As long as it can still be presented.
		assert_ok!(post(signed(open, state(5, Side::Opener, 100))));
		run_to(now() + PERIOD + MINUTE);
		assert_noop!(post(signed(open, state(6, Side::Opener, 100))), Error::<Test>::NotFound);
	});
}
