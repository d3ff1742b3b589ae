//! Whether a tower is there: beats, silence, and what it costs.

use super::*;
use sp_core::H256;

#[test]
fn a_beat_names_a_recent_block() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, TERMS);
		let at = |number, hash| Watchtowers::beat(origin(charlie()), id, number, hash);
		run_to(START + MINUTE);
		events();
		let here = System::block_number();
		let stale = refusal(Error::StaleBeat);
		assert_noop!(at(here - 1, H256::repeat_byte(7)), stale);
		// Its own block has no hash yet, and the next is not there.
		assert_noop!(at(here, System::block_hash(here)), stale);
		assert_noop!(at(here + 1, H256::zero()), stale);
		frame_system::BlockHash::<Test>::insert(here - 1, H256::repeat_byte(7));
		assert_ok!(at(here - 1, H256::repeat_byte(7)));
		assert_eq!(event(), Event::Beaten { tower: id });
		assert_eq!(tower(id).presence.last.ms, now());
		// Not one that could have been signed long ago.
		run_to(START + 5 * MINUTE);
		frame_system::BlockHash::<Test>::insert(1, H256::repeat_byte(8));
		assert_ok!(at(1, H256::repeat_byte(8)));
		run_to(START + 101 * BLOCK_MS);
		assert_eq!(System::block_number(), 102);
		assert_noop!(at(1, H256::repeat_byte(8)), stale);
		// By the owner, or by the machine that has the key.
		assert_ok!(beat(ferdie(), id));
		assert_noop!(beat(dave(), id), Error::<Test>::NotOperator);
		assert_noop!(beat(charlie(), TowerId(9)), Error::<Test>::NotFound);
	});
}

#[test]
fn silence_is_told_once_and_hands_all_watches_over() {
	ExtBuilder.run(|| {
		let [first, second] = [charlie(), dave()].map(|who| tower_of(who, &NATIVE, TERMS));
		let watched = channel(&NATIVE, Pair::new(500, 0));
		hire(alice(), watched, first, 5_000);
		hire(alice(), watched, second, 5_000);
		let turns = || {
			let turns = Watchtowers::turns(watched, Side::Opener);
			turns
				.into_iter()
				.map(|turn| (turn.tower, turn.after_ms, turn.is_silent))
				.collect::<Vec<_>>()
		};
		let both: Vec<_> = vec![(first, 0, false), (second, TERMS.response_ms, false)];
		assert_eq!(turns(), both);
		run_to(START + BEAT / 2);
		assert_ok!(beat(dave(), second));
		events();

		run_block_at(START + BEAT - 1);
		assert_eq!(turns(), both);
		assert_eq!(events(), vec![]);
		run_block_at(START + BEAT);
		// At that instant it is the next one's turn, though nobody has looked.
		assert_eq!(turns(), vec![(first, 0, true), (second, 0, false)]);
		run_block_at(START + BEAT + SLOT_MS);
		let silent = Event::Silent { tower: first, since_ms: START + BEAT, watches: 1 };
		assert_eq!(event(), silent);
		run_to(START + BEAT + 4 * MINUTE);
		assert_eq!(events(), vec![]);

		assert_ok!(beat(charlie(), first));
		let silent_ms = now() - START - BEAT;
		let returned = Event::Returned { tower: first, silent_ms };
		assert_eq!(events(), vec![Event::Beaten { tower: first }, returned]);
		assert_eq!(turns(), both);
		assert_eq!(tower(first).presence.silent_ms, silent_ms);
		// And it is looked at again.
		run_to(now() + BEAT + MINUTE);
		assert!(events()
			.iter()
			.any(|event| matches!(event, Event::Silent { tower, .. } if *tower == first)));
	});
}

#[test]
fn a_standstill_of_the_chain_is_nobodys_silence() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, TERMS);
		run_to(START + MINUTE);
		assert_ok!(beat(charlie(), id));
		events();
		// For five hours there is no block.
		run_block_at(now() + 5 * HOUR);
		next_block();
		assert!(!Watchtowers::tower(id).unwrap().is_silent);
		assert_eq!(events(), vec![]);
		assert_ok!(beat(charlie(), id));
		assert_eq!(event(), Event::Beaten { tower: id });
		let state = Watchtowers::tower(id).unwrap();
		assert_eq!((state.tower.presence.silent_ms, state.uptime_ppm), (0, 1_000_000));
	});
}

#[test]
fn uptime_and_score_are_counted_to_the_millisecond() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, TERMS);
		run_to(START + BEAT + 90 * MINUTE);
		let state = Watchtowers::tower(id).unwrap();
		assert!(state.is_silent && !state.keeps_uptime);
		assert_eq!(state.uptime_ppm, 100_000);
		assert_ok!(beat(charlie(), id));
		// An hour and a half is one hour of silence; together with another one it is three.
		assert_eq!(Watchtowers::tower(id).unwrap().points, 99);
		run_to(now() + BEAT + 90 * MINUTE);
		assert_ok!(beat(charlie(), id));
		let state = Watchtowers::tower(id).unwrap();
		assert_eq!((state.points, state.uptime_ppm), (97, 100_000));
		assert_eq!(state.tower.presence.silent_ms, 180 * MINUTE);

		let other = tower_of(dave(), &NATIVE, TERMS);
		let since = now();
		while now() < since + 3 * HOUR {
			run_to(now() + BEAT - BLOCK_MS);
			assert_ok!(beat(dave(), other));
		}
		let state = Watchtowers::tower(other).unwrap();
		assert!(state.keeps_uptime);
		assert_eq!((state.points, state.uptime_ppm), (100, 1_000_000));
	});
}
