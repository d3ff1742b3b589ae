//! Registering a tower, and what its owner says of it.

use super::*;

#[test]
fn makes_a_tower_and_tells_of_it() {
	in_each_asset(|asset| {
		let before = wealth(&asset, &charlie());
		let id = tower_of(charlie(), &asset, TERMS);
		let seed = minimum(&asset);
		assert_eq!(wealth(&asset, &charlie()), before - BOND - seed);
		let made = tower(id);
		assert_eq!((made.bond, made.covered, made.watches, made.hires), (BOND, 0, 0, 0));
		assert_eq!(made.reputation.points, 100);
		assert_eq!(made.presence.last.ms, now());
		assert_eq!(
			event(),
			Event::Registered {
				tower: id,
				owner: charlie(),
				asset: asset.clone(),
				bond: BOND,
				terms: TERMS,
				region: 7,
			}
		);
		assert_eq!(Watchtowers::tower_of(charlie(), asset), Some(id));
		let footprint = Watchtowers::tower_footprint();
		assert_eq!(held(&charlie()), PER_ITEM + u128::from(footprint.count * footprint.size));
	});
}

#[test]
fn is_refused_what_no_client_could_rely_on() {
	ExtBuilder.run(|| {
		let register = |bond, terms, profile| {
			Watchtowers::register(origin(charlie()), NATIVE, bond, ferdie(), terms, profile)
		};
		let no = |bond, terms, profile, error: Error<Test>| {
			assert_noop!(register(bond, terms, profile), error);
		};
		no(MIN_BOND - 1, TERMS, profile(), Error::BondTooSmall);
		no(0, TERMS, profile(), Error::ZeroAmount);
		no(ED - 1, TERMS, profile(), Error::BelowMinimum);
		no(BOND, Terms { cover: 0, ..TERMS }, profile(), Error::UnsoundTerms);
		no(BOND, Terms { response_ms: 0, ..TERMS }, profile(), Error::UnsoundTerms);
		let uptime_ppm = 1_000_001;
		no(BOND, TERMS, Profile { uptime_ppm, ..profile() }, Error::UnsoundTerms);
		let unknown = Asset::WithId(99);
		assert_noop!(
			Watchtowers::register(origin(charlie()), unknown, BOND, ferdie(), TERMS, profile()),
			Error::<Test>::UnknownAsset
		);
		assert_ok!(register(MIN_BOND, TERMS, profile()));
		no(BOND, TERMS, profile(), Error::AlreadyRegistered);
		// One in each asset.
		tower_of(charlie(), &TOKEN, TERMS);
	});
}

#[test]
fn terms_and_profile_are_the_owners() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, TERMS);
		events();
		let terms = Terms { cover: 5, ..TERMS };
		assert_ok!(Watchtowers::set_terms(origin(charlie()), id, terms));
		assert_eq!(event(), Event::TermsSet { tower: id, terms });
		assert_eq!(tower(id).terms, terms);
		let elsewhere = Profile { region: 8, ..profile() };
		assert_ok!(Watchtowers::set_profile(origin(charlie()), id, elsewhere.clone()));
		assert_eq!(event(), Event::ProfileSet { tower: id });
		assert_eq!(tower(id).profile, elsewhere);

		let unsound = Terms { cover: 0, ..TERMS };
		assert_noop!(
			Watchtowers::set_terms(origin(charlie()), id, unsound),
			Error::<Test>::UnsoundTerms
		);
		let unsound = Profile { uptime_ppm: u32::MAX, ..profile() };
		assert_noop!(
			Watchtowers::set_profile(origin(charlie()), id, unsound),
			Error::<Test>::UnsoundTerms
		);
		let not_his = refusal(Error::NotOwner);
		assert_noop!(Watchtowers::set_terms(origin(dave()), id, TERMS), not_his);
		assert_noop!(Watchtowers::set_profile(origin(dave()), id, profile()), not_his);
		let none = TowerId(9);
		assert_noop!(
			Watchtowers::set_terms(origin(charlie()), none, TERMS),
			Error::<Test>::NotFound
		);
	});
}

#[test]
fn keys_are_never_forgotten() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, TERMS);
		events();
		let first = now();
		for n in 1..MAX_KEYS {
			next_block();
			let key = AccountId::new([n as u8; 32]);
			let since_ms = now() + BEAT;
			assert_ok!(Watchtowers::set_key(origin(charlie()), id, key.clone()));
			let set = Event::KeySet { tower: id, key: key.clone(), since_ms };
			assert_eq!(events().pop(), Some(set));
			// It counts later than any receipt that a client has accepted; one at a time.
			let again = || Watchtowers::set_key(origin(charlie()), id, dave());
			set_time(since_ms - 1);
			assert_noop!(again(), Error::<Test>::KeyPending);
			// Both are good for a beat.
			let keys = tower(id).keys;
			assert!(keys.signs(&key, now()) && keys.signs(keys.of(now()).unwrap(), now()));
			assert_ne!(keys.of(now()), Some(&key));
			set_time(since_ms);
			assert_eq!(tower(id).keys.of(now()), Some(&key));
		}
		let keys = tower(id).keys;
		assert_eq!(keys.of(first - 1), None);
		assert_eq!(keys.of(first), Some(&ferdie()));
		let second = first + BLOCK_MS + BEAT;
		assert_eq!(keys.of(second - 1), Some(&ferdie()));
		assert_eq!(keys.of(second), Some(&AccountId::new([1; 32])));
		assert_eq!(keys.of(now()), Some(&AccountId::new([7; 32])));
		assert_noop!(
			Watchtowers::set_key(origin(charlie()), id, dave()),
			Error::<Test>::TooManyKeys
		);
		assert_noop!(Watchtowers::set_key(origin(dave()), id, dave()), Error::<Test>::NotOwner);
	});
}
