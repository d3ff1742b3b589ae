//! What costs a tower its score alone: to be late, and to report what is false.

use super::*;
use crate::receipt::{Receipt, SignedReceipt};
use bloc_primitives::state::State;
use sp_runtime::MultiSignature;

fn newest() -> State {
	state(9, Side::Counterparty, 400)
}

/// Alice has hired Charlie's tower and then Dave's, with twenty minutes each. Bob has closed with
/// an old state.
fn closing() -> (ChannelId, [TowerId; 2], Moment) {
	let terms = Terms { response_ms: 20 * MINUTE, ..TERMS };
	let towers = [charlie(), dave()].map(|owner| tower_of(owner, &NATIVE, terms));
	let id = channel(&NATIVE, Pair::new(1_000, 1_000));
	for tower in towers {
		hire(alice(), id, tower, 5_000);
	}
	live_to(START + MINUTE);
	assert_ok!(Channels::force_close(
		origin(bob()),
		id,
		Some(signed(id, state(1, Side::Opener, 0)))
	));
	(id, towers, now())
}

fn signed_by(id: ChannelId, tower: TowerId, state: &State) -> SignedReceipt<MultiSignature> {
	by_tower(receipt(id, tower, state, START + 30 * SECOND))
}

/// Dave presents the newest state so long after the closing.
fn answered_after(after: Moment) -> (ChannelId, [TowerId; 2]) {
	let (id, towers, since) = closing();
	live_to(since + after - after % BLOCK_MS);
	set_time(since + after);
	assert_ok!(Channels::challenge(origin(dave()), id, signed(id, newest())));
	live_to(since + PERIOD + 2 * MINUTE);
	events();
	(id, towers)
}

#[test]
fn whose_time_was_over_when_another_answered_is_late() {
	ExtBuilder.run(|| {
		let (id, [first, second]) = answered_after(20 * MINUTE);
		let prove = |tower| Watchtowers::prove_late(origin(bob()), signed_by(id, tower, &newest()));
		assert_noop!(prove(second), Error::<Test>::NotLate);
		assert_ok!(prove(first));
		let mark = Mark::Late;
		assert_eq!(event(), Event::Marked { tower: first, mark, points: 90, levy: 0 });
		assert_eq!((tower(first).bond, tower(first).reputation.lates), (BOND, 1));
		// Once.
		assert_noop!(prove(first), Error::<Test>::NotLate);
		// Who has won has won.
		assert_eq!(tower(second).reputation.wins, 1);
	});
}

#[test]
fn who_had_time_left_was_not_late() {
	ExtBuilder.run(|| {
		let (id, [first, _]) = answered_after(20 * MINUTE - 1);
		let proof = signed_by(id, first, &newest());
		assert_noop!(Watchtowers::prove_late(origin(bob()), proof), Error::<Test>::NotLate);
	});
}

#[test]
fn nobody_is_late_who_had_signed_for_nothing_newer_or_where_nobody_cheated() {
	ExtBuilder.run(|| {
		let (id, [first, _]) = answered_after(30 * MINUTE);
		let proof = |receipt| Watchtowers::prove_late(origin(bob()), by_tower(receipt));
		let good = receipt(id, first, &newest(), START + 30 * SECOND);
		let refuses = |receipt, error: Error<Test>| {
			assert_noop!(proof(receipt), error);
		};
		refuses(Receipt { version: 1, ..good }, Error::NotLate);
		refuses(Receipt { version: 10, ..good }, Error::NotLate);
		refuses(Receipt { base_version: 1, ..good }, Error::NotServable);
		refuses(Receipt { hire: 9, ..good }, Error::BadReceipt);
		refuses(Receipt { tower: TowerId(9), ..good }, Error::NotFound);
		refuses(Receipt { accepted_ms: 0, ..good }, Error::BadReceipt);
		let mut forged = by_tower(good);
		forged.receipt.version = 8;
		assert_noop!(Watchtowers::prove_late(origin(bob()), forged), Error::<Test>::BadSignature);
	});
	ExtBuilder.run(|| {
		let (id, [first, _], since) = closing();
		let proof = || Watchtowers::prove_late(origin(bob()), signed_by(id, first, &newest()));
		assert_noop!(proof(), Error::<Test>::NotSettled);
		// The state that is presented gives Alice less.
		let gives = state(9, Side::Opener, 400);
		live_to(since + 30 * MINUTE);
		assert_ok!(Channels::challenge(origin(dave()), id, signed(id, gives)));
		live_to(since + PERIOD + 2 * MINUTE);
		assert_noop!(proof(), Error::<Test>::NotLate);
	});
}

#[test]
fn who_presents_less_than_it_has_signed_for_reports_what_is_false() {
	ExtBuilder.run(|| {
		let (id, [first, second], since) = closing();
		live_to(since + 21 * MINUTE);
		let middle = state(5, Side::Counterparty, 100);
		let present = |who, state| Channels::challenge(origin(who), id, signed(id, state));
		assert_ok!(present(charlie(), middle.clone()));
		events();
		let prove = |tower, state: &State| {
			Watchtowers::prove_false(origin(bob()), signed_by(id, tower, state))
		};
		assert_noop!(prove(first, &middle), Error::<Test>::NotFalse);
		assert_noop!(prove(second, &newest()), Error::<Test>::NotFalse);
		// What it got later is no fault, nor what it had no time to turn to.
		let at = |accepted_ms| {
			let later = by_tower(receipt(id, first, &newest(), accepted_ms));
			Watchtowers::prove_false(origin(bob()), later)
		};
		assert_noop!(at(now()), Error::<Test>::NotFalse);
		assert_noop!(at(now() - 20 * MINUTE), Error::<Test>::NotFalse);
		assert_ok!(at(now() - 20 * MINUTE - 1));
		let mark = Mark::FalseReport;
		assert_eq!(event(), Event::Marked { tower: first, mark, points: 50, levy: 0 });
		assert_noop!(prove(first, &newest()), Error::<Test>::NotFalse);
		assert_eq!(tower(first).reputation.false_reports, 1);
	});
	ExtBuilder.run(|| {
		let id = channel(&NATIVE, Pair::new(1_000, 1_000));
		let tower = tower_of(charlie(), &NATIVE, TERMS);
		hire(alice(), id, tower, 5_000);
		let proof = Watchtowers::prove_false(origin(bob()), signed_by(id, tower, &newest()));
		assert_noop!(proof, Error::<Test>::NotFalse);
	});
}

#[test]
fn a_crowd_of_presentations_makes_nobody_late() {
	ExtBuilder.run(|| {
		let (id, [first, _], since) = closing();
		live_to(since + 21 * MINUTE);
		for version in 9..15 {
			let newer = signed(id, state(version, Side::Counterparty, 400));
			assert_ok!(Channels::challenge(origin(dave()), id, newer));
		}
		let watched = Watchtowers::watched(id).unwrap();
		let dispute = watched.dispute.unwrap();
		assert!(dispute.is_cut);
		assert_eq!(
			dispute.presented.iter().map(|it| it.version).collect::<Vec<_>>(),
			[11, 12, 13, 14]
		);
		live_to(since + PERIOD + 2 * MINUTE);
		let proof = Watchtowers::prove_late(origin(bob()), signed_by(id, first, &newest()));
		assert_noop!(proof, Error::<Test>::NotLate);
	});
}
