//! What the other party takes out of an open channel by an old state, while towers sleep.

use super::*;
use crate::{demand::Answer, receipt::Receipt, watch::Hire};
use bloc_primitives::{
	sign::Signer,
	state::{Close, Message, NetTransfer, State, Withdrawal},
};
use sp_io::hashing::blake2_256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::DispatchResult;

/// By the newest state Alice has 90 of Bob's 100.
fn newest() -> State {
	state(9, Side::Counterparty, 90)
}

/// What Bob has by the first.
fn first() -> State {
	state(1, Side::Opener, 0)
}

/// A channel in which Bob has committed 100, and Alice has hired towers on these terms.
struct Case {
	id: ChannelId,
	asset: Asset,
	towers: Vec<TowerId>,
}

impl Case {
	fn begin(asset: &Asset, terms: &[Terms]) -> Self {
		let owners = [charlie(), dave()].into_iter().zip(terms);
		let towers: Vec<_> = owners.map(|(owner, terms)| tower_of(owner, asset, *terms)).collect();
		let id = channel(asset, Pair::new(0, 100));
		for tower in &towers {
			hire(alice(), id, *tower, 5_000);
		}
		live_to(START + MINUTE);
		events();
		Self { id, asset: asset.clone(), towers }
	}

	fn plain() -> Self {
		Self::begin(&NATIVE, &[TERMS])
	}

	fn request(&self, amount: Balance, by: State) -> DispatchResult {
		let by = Some(signed(self.id, by));
		outcome(Channels::request_withdrawal(origin(bob()), self.id, amount, by))
	}

	/// Bob takes out `amount` by what he has by the first state, and nobody says a word.
	fn draw(&self, amount: Balance) {
		assert_ok!(self.request(amount, first()));
		self.pass();
	}

	fn pass(&self) {
		live_to(now() + PERIOD + 2 * MINUTE);
	}

	fn receipt_of(&self, tower: usize, state: &State) -> Receipt {
		receipt(self.id, self.towers[tower], state, START + 30 * SECOND)
	}

	fn prove_by(&self, receipt: Receipt, state: State) -> DispatchResult {
		let (proof, state) = (evidence(receipt, &[]), signed(self.id, state));
		outcome(Watchtowers::prove_miss(origin(eve()), self.id, Side::Opener, proof, state))
	}

	fn prove(&self) -> DispatchResult {
		self.prove_by(self.receipt_of(0, &newest()), newest())
	}

	fn hire(&self) -> Hire {
		Watchtowers::watched(self.id).unwrap().watch(Side::Opener).unwrap().hires[0]
	}

	fn refuses(&self, error: Error<Test>) {
		let proof = || self.prove();
		assert_noop!(proof(), error);
	}
}

/// What was lost by the last miss that was told.
fn loss() -> Balance {
	MissesTold::take().last().unwrap().loss
}

fn both_keys() -> Pair<sp_core::sr25519::Pair> {
	Pair::new(Sr25519Keyring::Alice.pair(), Sr25519Keyring::Bob.pair())
}

#[test]
fn what_is_drawn_by_an_old_state_is_missed_too() {
	in_each_asset(|asset| {
		let case = Case::begin(&asset, &[TERMS]);
		case.draw(88);
		assert_eq!(Channels::channel(case.id).unwrap().committed, Pair::new(0, 12));
		events();
		let before = balance(&asset, &alice());
		assert_ok!(case.prove());
		assert_eq!(balance(&case.asset, &alice()), before + 78);
		let (channel, side, tower) = (case.id, Side::Opener, case.towers[0]);
		let marked = Event::Marked { tower, mark: Mark::Miss, points: 50, levy: 0 };
		let (loss, compensation, compensated, bond) = (78, 78, 78, BOND - 78);
		let missed = Event::Missed { channel, side, tower, loss, compensation, compensated, bond };
		assert_eq!(events(), vec![marked, missed]);
		case.refuses(Error::NoLoss);
		// With what the newest state brings now she has the 90.
		let proof = signed(case.id, newest());
		assert_ok!(Channels::force_close(origin(alice()), case.id, Some(proof)));
		case.pass();
		case.refuses(Error::NotMissed);
		assert_eq!(self::tower(tower).bond, BOND - 78);
		live_to(now() + WINDOW + HOUR);
		assert_only_towers_are_left(1);
	});
}

/// Whoever closes by that state afterwards, and whatever settles: it is paid for once.
#[test]
fn a_miss_of_the_closing_is_paid_for_beside_it() {
	ExtBuilder.run(|| {
		let case = Case::plain();
		case.draw(88);
		assert_ok!(Channels::force_close(origin(bob()), case.id, Some(signed(case.id, first()))));
		case.pass();
		let before = balance(&NATIVE, &alice());
		assert_ok!(case.prove());
		assert_eq!(loss(), 78);
		assert_ok!(case.prove());
		assert_eq!(loss(), 12);
		case.refuses(Error::NoLoss);
		assert_eq!(balance(&NATIVE, &alice()), before + 90);
		assert_eq!(tower(case.towers[0]).reputation.misses, 1);
	});
}

#[test]
fn what_the_newest_state_covers_is_not_missed() {
	ExtBuilder.run(|| {
		let case = Case::plain();
		// By it Bob has 90: what he takes, and the reserve.
		case.draw(88);
		let covers = state(9, Side::Counterparty, 10);
		let by = case.receipt_of(0, &covers);
		assert_eq!(case.prove_by(by, covers), Err(refusal(Error::NoLoss)));
		let one_more = state(9, Side::Counterparty, 13);
		assert_ok!(case.prove_by(case.receipt_of(0, &one_more), one_more));
		assert_eq!(loss(), 1);
	});
}

/// A tower pays only for what it could have contested, and for what it was there for.
#[test]
fn what_could_not_be_contested_is_no_chance() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, &[Terms { rate: per_second(1), ..TERMS }]);
		// By it Bob has 60.
		let covers = state(9, Side::Counterparty, 40);
		case.draw(40);
		// The tower's money ends before it has had its time for the second.
		live_to(START + 4_500 * SECOND);
		case.draw(40);
		let by = case.receipt_of(0, &covers);
		assert_eq!(case.prove_by(by, covers), Err(refusal(Error::NotMissed)));
	});
}

#[test]
fn what_is_contested_is_not_missed() {
	ExtBuilder.run(|| {
		let case = Case::plain();
		assert_ok!(case.request(88, first()));
		live_to(now() + 10 * MINUTE);
		case.refuses(Error::NotSettled);
		let contest = Channels::contest_withdrawal(
			origin(charlie()),
			case.id,
			Side::Counterparty,
			signed(case.id, newest()),
		);
		assert_ok!(outcome(contest));
		case.refuses(Error::NotSettled);
		case.pass();
		case.refuses(Error::NotMissed);
		assert_eq!(tower(case.towers[0]).reputation.wins, 1);
	});
}

#[test]
fn nothing_is_missed_of_what_is_as_new() {
	ExtBuilder.run(|| {
		let case = Case::plain();
		// Bob shows the ninth, by which he has 10.
		assert_ok!(case.request(5, newest()));
		case.pass();
		case.refuses(Error::NotMissed);
	});
	ExtBuilder.run(|| {
		let case = Case::plain();
		assert_ok!(Channels::commit(origin(alice()), case.id, 10));
		assert_ok!(case.request(88, first()));
		// Alice shows a later one herself: by the ninth nobody could contest any more.
		let later = signed(case.id, state(10, Side::Counterparty, 90));
		assert_ok!(outcome(Channels::request_withdrawal(origin(alice()), case.id, 1, Some(later))));
		case.pass();
		case.refuses(Error::NotMissed);
	});
}

#[test]
fn who_got_it_too_late_had_no_time() {
	for (late, answer) in [(0, Ok(())), (1, Err(refusal(Error::NotMissed)))] {
		ExtBuilder.run(|| {
			let case = Case::plain();
			let since = now();
			case.draw(88);
			let accepted_ms = since + PERIOD - TERMS.response_ms + late;
			let receipt = Receipt { accepted_ms, ..case.receipt_of(0, &newest()) };
			assert_eq!(case.prove_by(receipt, newest()), answer);
		});
	}
}

/// While the channel is open a client can change the order: each tower counts as the last.
#[test]
fn a_tower_is_held_to_two_thirds_of_the_time_whatever_its_place() {
	for (early, answer) in [(0, Err(refusal(Error::NotHired))), (2, Ok(()))] {
		ExtBuilder.run(|| {
			let terms = Terms { rate: per_second(1), ..TERMS };
			let case = Case::begin(&NATIVE, &[terms, terms]);
			// The money ends after 5,000 seconds.
			live_to(START + 5_000 * SECOND - 39 * MINUTE - early * MINUTE);
			let receipt = case.receipt_of(0, &newest());
			case.draw(88);
			if early == 0 {
				assert_eq!(case.prove_by(receipt, newest()), answer);
				return case_is_gone(&case);
			}
			let towers = case.towers.iter().rev().copied().collect::<Vec<_>>();
			let order = towers.try_into().unwrap();
			assert_ok!(Watchtowers::reorder(origin(alice()), case.id, order));
			assert_eq!(case.prove(), answer);
		});
	}
}

#[test]
fn nobody_is_held_to_what_was_requested_before_somebody_watched() {
	ExtBuilder.run(|| {
		let id = channel(&NATIVE, Pair::new(0, 100));
		let by = Some(signed(id, first()));
		assert_ok!(outcome(Channels::request_withdrawal(origin(bob()), id, 88, by)));
		let tower = tower_of(charlie(), &NATIVE, TERMS);
		hire(alice(), id, tower, 5_000);
		let case = Case { id, asset: NATIVE, towers: vec![tower] };
		case.pass();
		let receipt = receipt(id, tower, &newest(), START);
		assert_eq!(case.prove_by(receipt, newest()), Err(refusal(Error::NotSettled)));
	});
}

#[test]
fn until_its_window_ends() {
	for (early, answer) in [(1, Ok(())), (0, Err(refusal(Error::WindowClosed)))] {
		ExtBuilder.run(|| {
			let case = Case::plain();
			case.draw(88);
			let done = Watchtowers::watched(case.id).unwrap().drawings.done;
			set_time(done[0].span.until.ms + WINDOW - early);
			assert_eq!(case.prove(), answer);
		});
	}
}

/// It counts for what it is on the base of then: what both sign later, they agree to.
#[test]
fn what_both_have_agreed_to_is_no_loss() {
	ExtBuilder.run(|| {
		let case = Case::plain();
		case.draw(88);
		let (net, amounts) = (NetTransfer::ZERO, Pair::new(0, 1));
		let body = Withdrawal { version: 12, net, amounts, valid_until_ms: now() + HOUR };
		let signer = Signer::new(genesis(), case.id);
		let signed = signer.co_sign(&both_keys(), body, Message::Withdrawal);
		assert_ok!(outcome(Channels::withdraw_committed(origin(bob()), case.id, signed)));
		case.refuses(Error::NotServable);
		// What is taken out on the new base begins anew.
		assert_ok!(outcome(Channels::request_withdrawal(origin(bob()), case.id, 1, None)));
		case.pass();
		let drawings = Watchtowers::watched(case.id).unwrap().drawings;
		let versions = drawings.done.iter().map(|it| (it.drawn.version, it.drawn.base_version));
		assert_eq!(versions.collect::<Vec<_>>(), [(12, 12)]);
		assert_eq!(drawings.done[0].compensated, 0);
		case.refuses(Error::NotServable);
	});
	ExtBuilder.run(|| {
		let case = Case::plain();
		case.draw(88);
		let close = Close { version: 12, net: NetTransfer::ZERO, valid_until_ms: now() + HOUR };
		let signed = Signer::new(genesis(), case.id).co_sign(&both_keys(), close, Message::Close);
		assert_ok!(Channels::close(origin(bob()), case.id, signed));
		case.refuses(Error::NotSettled);
		run_to(now() + MINUTE);
		assert_only_towers_are_left(1);
	});
	// Also where one of them closes alone what has nothing committed any more.
	ExtBuilder.run(|| {
		let case = Case::plain();
		case.draw(88);
		let (net, amounts) = (NetTransfer::ZERO, Pair::new(0, 12));
		let body = Withdrawal { version: 12, net, amounts, valid_until_ms: now() + HOUR };
		let signer = Signer::new(genesis(), case.id);
		let signed = signer.co_sign(&both_keys(), body, Message::Withdrawal);
		assert_ok!(outcome(Channels::withdraw_committed(origin(bob()), case.id, signed)));
		let receipt = case.receipt_of(0, &newest());
		assert_ok!(Channels::force_close(origin(bob()), case.id, None));
		assert!(case.prove_by(receipt, newest()).is_err());
		run_to(now() + MINUTE);
		assert_eq!(tower(case.towers[0]).bond, BOND);
		assert_only_towers_are_left(1);
	});
}

/// What was paid for one belongs to that: it is not taken off others that come after its window.
#[test]
fn what_was_paid_before_is_not_taken_off_what_is_drawn_later() {
	ExtBuilder.run(|| {
		let case = Case::plain();
		case.draw(40);
		assert_ok!(case.prove());
		assert_eq!(loss(), 30);
		live_to(now() + WINDOW);
		case.draw(40);
		let before = balance(&NATIVE, &alice());
		assert_ok!(case.prove());
		assert_eq!(balance(&NATIVE, &alice()), before + 40);
		assert_eq!(tower(case.towers[0]).bond, BOND - 70);
		case.refuses(Error::NoLoss);
	});
	// Nor off those that are kept when it is not any more.
	ExtBuilder.run(|| {
		let case = Case::plain();
		for _ in 0..crate::drawing::MAX_DRAWN + 4 {
			case.draw(4);
			let _ = case.prove();
		}
		// Of the hundred 68 are left.
		assert_eq!(tower(case.towers[0]).bond, BOND - (90 - 68));
	});
	// However many are claimed for together, each is paid for once.
	ExtBuilder.run(|| {
		let case = Case::plain();
		case.draw(40);
		let between = now();
		case.draw(40);
		assert_ok!(case.prove());
		assert_eq!(loss(), 70);
		let done = Watchtowers::watched(case.id).unwrap().drawings.done;
		assert_eq!(done.iter().map(|it| it.compensated).collect::<Vec<_>>(), [30, 40]);
		let later = Receipt { accepted_ms: between, ..case.receipt_of(0, &newest()) };
		assert_eq!(case.prove_by(later, newest()), Err(refusal(Error::NoLoss)));
	});
}

/// What the client shows with a request of its own says nothing against that state.
#[test]
fn what_the_client_shows_itself_can_still_be_contested_by() {
	for contests in [true, false] {
		ExtBuilder.run(|| {
			let case = Case::plain();
			assert_ok!(Channels::commit(origin(alice()), case.id, 10));
			assert_ok!(case.request(88, first()));
			let shown = signed(case.id, newest());
			let request = Channels::request_withdrawal(origin(alice()), case.id, 1, Some(shown));
			assert_ok!(outcome(request));
			if contests {
				let (side, by) = (Side::Counterparty, signed(case.id, newest()));
				let contest = Channels::contest_withdrawal(origin(charlie()), case.id, side, by);
				assert_ok!(outcome(contest));
				return;
			}
			case.pass();
			assert_ok!(case.prove());
			assert_eq!(loss(), 78);
		});
	}
}

/// What was paid for a drawing is not paid for again when that money comes back, and a closing takes
/// it.
#[test]
fn what_is_brought_back_and_lost_again_is_paid_once() {
	ExtBuilder.run(|| {
		let case = Case::plain();
		case.draw(88);
		assert_ok!(case.prove());
		assert_eq!(loss(), 78);
		assert_ok!(Channels::commit(origin(bob()), case.id, 50));
		assert_ok!(Channels::force_close(origin(bob()), case.id, Some(signed(case.id, first()))));
		case.pass();
		let before = balance(&NATIVE, &alice());
		MissesTold::take();
		assert_ok!(case.prove());
		// Of 62 that are lost 50 had been paid for before.
		let told = MissesTold::take();
		assert_eq!((told[0].loss, told[0].compensation, told[0].compensated), (62, 12, 62));
		assert_eq!(balance(&NATIVE, &alice()), before + 12);
		assert_eq!(tower(case.towers[0]).bond, BOND - 90);
		case.refuses(Error::NoLoss);
	});
	// Nor when it is taken out once more.
	ExtBuilder.run(|| {
		let case = Case::plain();
		case.draw(88);
		assert_ok!(case.prove());
		assert_ok!(Channels::commit(origin(bob()), case.id, 50));
		case.draw(60);
		assert_ok!(case.prove());
		assert_eq!(tower(case.towers[0]).bond, BOND - 88);
	});
}

/// What Bob commits again can be had by the newest state again.
#[test]
fn what_is_brought_back_is_not_lost() {
	ExtBuilder.run(|| {
		let case = Case::plain();
		case.draw(88);
		assert_ok!(Channels::commit(origin(bob()), case.id, 50));
		assert_ok!(case.prove());
		assert_eq!(loss(), 28);
		// And lost, once he has taken it out again.
		case.draw(40);
		assert_ok!(case.prove());
		assert_eq!(loss(), 68);
		let done = Watchtowers::watched(case.id).unwrap().drawings.done;
		assert_eq!(done.iter().map(|it| it.compensated).collect::<Vec<_>>(), [28, 40]);
	});
}

/// A tower pays for what it could have prevented: what is drawn from its chance on.
#[test]
fn each_drawing_is_a_chance_of_its_own() {
	ExtBuilder.run(|| {
		let case = Case::plain();
		case.draw(40);
		let between = now();
		case.draw(40);
		assert_eq!(Watchtowers::watched(case.id).unwrap().drawings.done.len(), 2);
		let later = Receipt { accepted_ms: between, ..case.receipt_of(0, &newest()) };
		assert_ok!(case.prove_by(later, newest()));
		assert_eq!(loss(), 40);
		assert_ok!(case.prove());
		assert_eq!(loss(), 70);
		assert_eq!(tower(case.towers[0]).bond, BOND - 70);
	});
	// An honest one before does not hide it, nor more after it.
	ExtBuilder.run(|| {
		let case = Case::plain();
		case.draw(1);
		let accepted_ms = now();
		for _ in 0..crate::drawing::MAX_DRAWN {
			case.draw(15);
		}
		let later = Receipt { accepted_ms, ..case.receipt_of(0, &newest()) };
		assert_ok!(case.prove_by(later, newest()));
		// 39 are left of the hundred.
		assert_eq!(loss(), 90 - 39);
	});
}

#[test]
fn all_that_missed_it_are_marked_and_pay_no_more_than_was_lost() {
	ExtBuilder.run(|| {
		let terms = [Terms { cover: 50, ..TERMS }, Terms { response_ms: 20 * MINUTE, ..TERMS }];
		let case = Case::begin(&NATIVE, &terms);
		case.draw(88);
		assert_ok!(case.prove());
		assert_ok!(case.prove_by(case.receipt_of(1, &newest()), newest()));
		let bonds: Vec<_> = case.towers.iter().map(|id| BOND - tower(*id).bond).collect();
		assert_eq!(bonds, [50, 28]);
		assert!(case.towers.iter().all(|id| tower(*id).reputation.misses == 1));
	});
}

#[test]
fn a_crowd_in_nearly_all_blocks_is_an_excuse() {
	for (share, answer) in [(90, Ok(())), (104, Err(refusal(Error::RoomWasMissing)))] {
		ExtBuilder.run(|| {
			Crowding::set(1_000);
			let case = Case::plain();
			assert_ok!(case.request(88, first()));
			let (since, block) = (now(), System::block_number());
			live_to(since + PERIOD - BLOCK_MS);
			let blocks = System::block_number() + 1 - block;
			Crowding::set(1_000 + blocks * share / 100);
			live_to(since + PERIOD + 2 * MINUTE);
			assert_eq!(case.prove(), answer);
		});
	}
}

/// A tower whose money ends meanwhile answers for it until the window is over, and for no longer.
#[test]
fn a_hire_that_ends_is_kept_for_it() {
	ExtBuilder.run(|| {
		let dear = Terms { rate: per_second(1), ..TERMS };
		let case = Case::begin(&NATIVE, &[dear]);
		live_to(START + 40 * MINUTE);
		assert_ok!(case.request(88, first()));
		// The money of 5,000 seconds ends while it can be contested, after two thirds of the time.
		live_to(START + 90 * MINUTE);
		assert!(case.hire().stopped_ms.is_some());
		assert_eq!(tower(case.towers[0]).covered, 1_000);
		live_to(START + 3 * HOUR);
		// What it has signed for it has to give back as long.
		let receipt = Receipt { backup: blake2_256(&[5]).into(), ..case.receipt_of(0, &newest()) };
		assert_ok!(Watchtowers::demand(origin(alice()), by_tower(receipt)));
		let answer = Answer::Backup(vec![5].try_into().unwrap());
		let (id, side) = (case.id, Side::Opener);
		assert_ok!(Watchtowers::answer(origin(eve()), id, side, case.towers[0], answer));
		assert_ok!(case.prove());
		assert_eq!(loss(), 78);
		live_to(now() + WINDOW);
		assert_only_towers_are_left(1);
		assert_eq!(tower(case.towers[0]).covered, 0);
	});
	// It can be sent away before, once: the client gives up what it could prove.
	ExtBuilder.run(|| {
		let dear = Terms { rate: per_second(1), ..TERMS };
		let case = Case::begin(&NATIVE, &[dear]);
		live_to(START + 40 * MINUTE);
		case.draw(88);
		assert!(case.hire().stopped_ms.is_some());
		let earned = tower(case.towers[0]).income.earned;
		assert_ok!(Watchtowers::dismiss(origin(alice()), case.id, case.towers[0]));
		assert_eq!(tower(case.towers[0]).income.earned, earned);
		assert_only_towers_are_left(1);
		case_is_gone(&case);
	});
	// One that ended before had nothing to do with it.
	ExtBuilder.run(|| {
		let dear = Terms { rate: per_second(1), ..TERMS };
		let case = Case::begin(&NATIVE, &[dear]);
		live_to(START + 90 * MINUTE);
		assert_only_towers_are_left(1);
		case.draw(88);
		case_is_gone(&case);
	});
}

/// Nothing can be proved any more: nobody is hired.
fn case_is_gone(case: &Case) {
	assert!(Watchtowers::watched(case.id).is_none());
}
