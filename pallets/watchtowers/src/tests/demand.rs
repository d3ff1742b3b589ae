//! What clients demand back of towers, and what a tower pays that does not give it.

use super::*;
use crate::{
	demand::Answer,
	receipt::{Receipt, SignedReceipt},
	watch::Hire,
};
use bloc_primitives::{
	channel::Open,
	sign::Signer,
	state::{Close, Message, State},
};
use frame_support::traits::fungible::InspectHold;
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{DispatchResult, MultiSignature};

/// What the client puts down, in the native coin.
const DEPOSIT: Balance = 20;
/// Within which time a tower answers.
const ANSWER: Moment = MIN_HIRE;

/// What the tower keeps sealed.
fn sealed() -> Vec<u8> {
	vec![5; 600]
}

fn newest() -> State {
	state(9, Side::Counterparty, 400)
}

/// A channel that a tower watches for Alice, which has signed for a backup.
struct Case {
	id: ChannelId,
	tower: TowerId,
}

impl Case {
	fn begin(asset: &Asset, terms: Terms) -> Self {
		let tower = tower_of(charlie(), asset, terms);
		let id = channel(asset, Pair::new(1_000, 1_000));
		hire(alice(), id, tower, 5_000);
		live_to(START + MINUTE);
		events();
		Self { id, tower }
	}

	fn receipt(&self) -> Receipt {
		let receipt = receipt(self.id, self.tower, &newest(), START + 30 * SECOND);
		Receipt { backup: blake2_256(&sealed()).into(), ..receipt }
	}

	fn demand(&self) -> DispatchResult {
		demand_by(alice(), by_tower(self.receipt()))
	}

	fn answer_with(&self, answer: Answer<MultiSignature>) -> DispatchResult {
		Watchtowers::answer(origin(eve()), self.id, Side::Opener, self.tower, answer)
	}

	fn answer(&self) -> DispatchResult {
		self.answer_with(Answer::Backup(sealed().try_into().unwrap()))
	}

	fn hire(&self) -> Hire {
		Watchtowers::watched(self.id).unwrap().watch(Side::Opener).unwrap().hires[0]
	}
}

fn demand_by(who: AccountId, signed: SignedReceipt<MultiSignature>) -> DispatchResult {
	Watchtowers::demand(origin(who), signed)
}

/// Alice demands by this receipt in vain.
fn refuses(receipt: Receipt, error: Error<Test>) {
	assert_noop!(demand_by(alice(), by_tower(receipt)), error);
}

/// The events but for those of beats.
fn told() -> Vec<Event<Test>> {
	events().into_iter().filter(|event| !matches!(event, Event::Beaten { .. })).collect()
}

#[test]
fn an_answer_earns_the_deposit() {
	in_each_asset(|asset| {
		let case = Case::begin(&asset, TERMS);
		let (channel, side, tower) = (case.id, Side::Opener, case.tower);
		let (before, owner) = (balance(&NATIVE, &alice()), balance(&NATIVE, &charlie()));
		assert_ok!(case.demand());
		assert_eq!(balance(&NATIVE, &alice()), before - DEPOSIT);
		let (version, backup, deposit) = (9, blake2_256(&sealed()).into(), DEPOSIT);
		let due_ms = now() + ANSWER;
		let demanded = Event::Demanded { channel, side, tower, version, backup, due_ms, deposit };
		assert_eq!(told(), vec![demanded]);
		// One at a time.
		refuses(case.receipt(), Error::AlreadyDemanded);
		live_to(now() + 10 * MINUTE);
		told();
		assert_ok!(case.answer());
		assert_eq!(told(), vec![Event::Delivered { channel, side, tower, version, deposit }]);
		// Whatever the tower's asset is: it pays for the answer.
		assert_eq!(balance(&NATIVE, &charlie()), owner + DEPOSIT);
		assert_eq!((self::tower(tower).bond, case.hire().demand), (BOND, None));
		assert_noop!(case.answer(), Error::<Test>::NotDemanded);
		// Nothing comes of it later, and whoever asks again pays again.
		live_to(now() + 2 * ANSWER);
		assert_eq!((told(), self::tower(tower).reputation.points), (vec![], 100));
		assert_ok!(case.demand());
		assert_ok!(case.answer());
		assert_ok!(Watchtowers::dismiss(origin(alice()), case.id, tower));
		assert_only_towers_are_left(1);
	});
}

#[test]
fn who_does_not_answer_loses_the_cover_to_the_client() {
	in_each_asset(|asset| {
		let case = Case::begin(&asset, TERMS);
		let before = balance(&asset, &alice());
		assert_ok!(case.demand());
		told();
		let due_ms = now() + ANSWER;
		live_to(due_ms - BLOCK_MS);
		assert_eq!(told(), vec![]);
		live_to(due_ms + 2 * SLOT_MS + BLOCK_MS);
		assert_eq!(balance(&asset, &alice()), before + 1_000);
		let (channel, side, tower) = (case.id, Side::Opener, case.tower);
		let (mark, version) = (Mark::Withheld, 9);
		let marked = Event::Marked { tower, mark, points: 50, levy: 0 };
		let (compensation, bond) = (1_000, BOND - 1_000);
		let withheld = Event::Withheld { channel, side, tower, version, compensation, bond };
		assert_eq!(told(), vec![marked, withheld]);
		let paid = self::tower(tower);
		assert_eq!((paid.bond, paid.covered, paid.reputation.withheld), (BOND - 1_000, 0, 1));
		// Once. It goes on to watch, for nothing that it could lose.
		assert!(case.hire().is_withheld && case.hire().stopped_ms.is_none());
		assert_noop!(case.answer(), Error::<Test>::NotDemanded);
		refuses(case.receipt(), Error::CoverSpent);
		assert_ok!(Watchtowers::dismiss(origin(alice()), case.id, tower));
		assert_only_towers_are_left(1);
	});
}

#[test]
fn an_answer_has_its_time_and_no_more() {
	let at = |late: Moment| {
		let mut result = Ok(());
		ExtBuilder.run(|| {
			let case = Case::begin(&NATIVE, TERMS);
			assert_ok!(case.demand());
			// As many blocks as there should be.
			System::set_block_number(System::block_number() + 1_000);
			set_time(now() + late);
			result = case.answer();
			let ended = Watchtowers::end(origin(eve()), case.id, Side::Opener);
			match result {
				Ok(()) => assert_eq!(ended, Err(Error::<Test>::NotOver.into())),
				// Anybody can see to it, where the hook does not.
				Err(_) => assert_eq!(ended, Ok(())),
			}
			assert_eq!(self::tower(case.tower).bond < BOND, result.is_err());
		});
		result
	};
	assert_ok!(at(ANSWER - 1));
	assert_eq!(at(ANSWER), Err(Error::<Test>::TooLate.into()));
}

#[test]
fn what_the_chain_stands_still_is_added() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, TERMS);
		assert_ok!(case.demand());
		let since = now();
		run_block_at(since + 3 * ANSWER);
		assert_ok!(beat(charlie(), case.tower));
		// The blocks that were missing come now.
		run_to(now() + ANSWER / 4);
		assert!(case.hire().demand.is_some());
		assert_ok!(case.answer());
	});
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, TERMS);
		assert_ok!(case.demand());
		run_block_at(now() + 3 * ANSWER);
		assert_ok!(beat(charlie(), case.tower));
		live_to(now() + ANSWER + MINUTE);
		assert!(case.hire().is_withheld);
	});
}

#[test]
fn a_crowd_in_nearly_all_blocks_is_an_excuse() {
	let pays = |share: u64| {
		let mut pays = false;
		ExtBuilder.run(|| {
			Crowding::set(1_000);
			let case = Case::begin(&NATIVE, TERMS);
			let before = balance(&NATIVE, &alice());
			assert_ok!(case.demand());
			told();
			let first = System::block_number();
			let due_ms = now() + ANSWER;
			live_to(due_ms - BLOCK_MS);
			let blocks = System::block_number() + 2 - first;
			Crowding::set(1_000 + blocks * share / 100);
			live_to(due_ms + 2 * SLOT_MS + BLOCK_MS);
			pays = case.hire().is_withheld;
			if !pays {
				let (channel, side, tower) = (case.id, Side::Opener, case.tower);
				let (reason, deposit) = (DemandEnd::Lapsed, DEPOSIT);
				let ended = Event::DemandEnded { channel, side, tower, reason, deposit };
				assert_eq!(told(), vec![ended]);
				assert_eq!((balance(&NATIVE, &alice()), case.hire().demand), (before, None));
				assert_eq!(self::tower(tower).reputation.points, 100);
			}
		});
		pays
	};
	assert!(pays(90));
	// And in those that come until the hook looks.
	assert!(!pays(104));
}

#[test]
fn only_what_was_demanded_or_a_later_state_is_an_answer() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, TERMS);
		assert_noop!(case.answer(), Error::<Test>::NotDemanded);
		assert_ok!(case.demand());
		told();
		let refuses = |answer, error: Error<Test>| {
			assert_noop!(case.answer_with(answer), error);
		};
		refuses(Answer::Backup(Default::default()), Error::WrongAnswer);
		refuses(Answer::Backup(vec![5; 601].try_into().unwrap()), Error::WrongAnswer);
		let later = |state: State, base_version| Answer::Later {
			state: signed(case.id, state),
			base_version,
		};
		refuses(later(newest(), 0), Error::WrongAnswer);
		let tenth = state(10, Side::Counterparty, 500);
		refuses(later(tenth.clone(), 1), Error::BadSignature);
		let mut half = signed(case.id, tenth.clone());
		half.signatures.opener = None;
		refuses(Answer::Later { state: half, base_version: 0 }, Error::BadSignature);
		let elsewhere = |side, tower| {
			let answer = later(tenth.clone(), 0);
			Watchtowers::answer(origin(eve()), case.id, side, tower, answer)
		};
		assert_noop!(elsewhere(Side::Counterparty, case.tower), Error::<Test>::NotHired);
		assert_noop!(elsewhere(Side::Opener, TowerId(7)), Error::<Test>::NotHired);
		// The tower has what took the place of the other.
		assert_ok!(case.answer_with(later(tenth.clone(), 0)));
		let (channel, side, tower) = (case.id, Side::Opener, case.tower);
		let (version, deposit) = (10, DEPOSIT);
		assert_eq!(told(), vec![Event::Delivered { channel, side, tower, version, deposit }]);
	});
}

#[test]
fn only_the_client_demands_and_only_what_was_signed_for() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, TERMS);
		let good = case.receipt();
		let by = |who| demand_by(who, by_tower(good));
		assert_noop!(by(dave()), Error::<Test>::NotParty);
		assert_noop!(by(bob()), Error::<Test>::BadReceipt);
		refuses(Receipt { channel: ChannelId(7), ..good }, Error::NotHired);
		refuses(Receipt { backup: H256::zero(), ..good }, Error::NoBackup);
		refuses(Receipt { hire: good.hire + 1, ..good }, Error::BadReceipt);
		refuses(Receipt { accepted_ms: START - 1, ..good }, Error::BadReceipt);
		refuses(Receipt { tower: TowerId(9), ..good }, Error::NotFound);
		let other = tower_of(dave(), &NATIVE, TERMS);
		refuses(Receipt { tower: other, accepted_ms: now(), ..good }, Error::NotHired);
		let mut forged = by_tower(good);
		forged.receipt.backup = H256::repeat_byte(1);
		assert_noop!(demand_by(alice(), forged), Error::<Test>::BadSignature);
		assert_ok!(by(alice()));
	});
}

#[test]
fn the_hire_lasts_for_as_long_as_an_answer_may_take() {
	let dear = Terms { rate: per_second(1), ..TERMS };
	let at = |instant: Moment| {
		let mut result = Ok(());
		ExtBuilder.run(|| {
			let case = Case::begin(&NATIVE, dear);
			set_time(instant);
			result = case.demand();
			// More money makes it longer.
			let (id, side, tower) = (case.id, Side::Opener, case.tower);
			assert_ok!(Watchtowers::top_up(origin(eve()), id, side, tower, 1));
			assert_eq!(case.demand().is_ok(), result.is_err());
		});
		result
	};
	assert_ok!(at(START + 5_000 * SECOND - ANSWER));
	assert_eq!(at(START + 5_000 * SECOND - ANSWER + 1), Err(refusal(Error::HireTooShort)));
	for (late, answer) in [(0, Ok(())), (1, Err(refusal(Error::HireTooShort)))] {
		ExtBuilder.run(|| {
			let case = Case::begin(&NATIVE, TERMS);
			assert_ok!(Watchtowers::leave(origin(charlie()), case.tower));
			set_time(now() + NOTICE - ANSWER + late);
			assert_eq!(case.demand(), answer);
		});
	}
}

#[test]
fn who_sends_the_tower_away_leaves_it_the_deposit() {
	ExtBuilder.run(|| {
		let case = Case::begin(&TOKEN, TERMS);
		live_to(START + 2 * HOUR);
		assert_ok!(case.demand());
		told();
		let (before, owner) = (balance(&TOKEN, &alice()), balance(&NATIVE, &charlie()));
		assert_ok!(Watchtowers::dismiss(origin(alice()), case.id, case.tower));
		let all = told();
		let (channel, side, tower) = (case.id, Side::Opener, case.tower);
		let (reason, deposit) = (DemandEnd::Withdrawn, DEPOSIT);
		assert_eq!(all[0], Event::DemandEnded { channel, side, tower, reason, deposit });
		let Some(Event::HireEnded { back, .. }) = all.last() else { panic!("{all:?}") };
		assert_eq!(balance(&NATIVE, &charlie()), owner + DEPOSIT);
		assert_eq!(balance(&TOKEN, &alice()), before + back);
		assert_eq!(self::tower(tower).bond, BOND);
	});
}

#[test]
fn nobody_gets_away_by_being_sent_away_too_late() {
	ExtBuilder.run(|| {
		let case = Case::begin(&TOKEN, TERMS);
		let native = balance(&NATIVE, &alice());
		assert_ok!(case.demand());
		let before = balance(&TOKEN, &alice());
		System::set_block_number(System::block_number() + 1_000);
		set_time(now() + ANSWER);
		told();
		assert_ok!(Watchtowers::dismiss(origin(alice()), case.id, case.tower));
		let all = told();
		let Some(Event::HireEnded { back, .. }) = all.last() else { panic!("{all:?}") };
		assert_eq!(balance(&TOKEN, &alice()), before + 1_000 + back);
		// With the deposit for what was stored.
		assert!(balance(&NATIVE, &alice()) >= native);
		assert_eq!(self::tower(case.tower).bond, BOND - 1_000);
	});
}

#[test]
fn a_channel_that_is_over_first_frees_both() {
	ExtBuilder.run(|| {
		let tower = tower_of(charlie(), &TOKEN, TERMS);
		let id = channel(&TOKEN, Pair::new(0, 0));
		hire(alice(), id, tower, 5_000);
		live_to(START + MINUTE);
		let case = Case { id, tower };
		let before = balance(&TOKEN, &alice());
		assert_ok!(case.demand());
		assert_ok!(<Channels as Open<AccountId>>::close(id));
		assert_noop!(case.demand(), Error::<Test>::NotOpen);
		told();
		run_to(now() + MINUTE);
		let (channel, side) = (id, Side::Opener);
		let (reason, deposit) = (DemandEnd::Lapsed, DEPOSIT);
		let all = told();
		assert_eq!(all[0], Event::DemandEnded { channel, side, tower, reason, deposit });
		let Event::HireEnded { back, .. } = all[1] else { panic!("{all:?}") };
		// What Alice had in the channel came back, too, and what she had lent its pot.
		assert_eq!(balance(&TOKEN, &alice()), before + back + 1_000 + minimum(&TOKEN));
		assert_eq!(self::tower(tower).bond, BOND);
		assert_only_towers_are_left(1);
	});
}

#[test]
fn in_a_dispute_too() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, TERMS);
		assert_ok!(Channels::force_close(origin(bob()), case.id, None));
		assert_ok!(case.demand());
		assert_noop!(
			Watchtowers::dismiss(origin(alice()), case.id, case.tower),
			Error::<Test>::InDispute
		);
		assert_ok!(case.answer());
		live_to(now() + PERIOD + WINDOW + HOUR);
		assert_only_towers_are_left(1);
	});
}

/// Whoever cheats cannot have a demand end by closing the channel: the client may need what it
/// demands for the proof.
#[test]
fn a_closing_by_the_other_does_not_free_the_tower() {
	let begin = || {
		let case = Case::begin(&NATIVE, TERMS);
		assert_ok!(Watchtowers::top_up(origin(eve()), case.id, Side::Opener, case.tower, 5_000));
		case
	};
	let cheat = |case: &Case| {
		let old = signed(case.id, state(1, Side::Opener, 0));
		assert_ok!(Channels::force_close(origin(bob()), case.id, Some(old)));
	};
	// What is demanded before it settles, is due after that.
	ExtBuilder.run(|| {
		let case = begin();
		cheat(&case);
		live_to(now() + PERIOD / 2);
		assert_ok!(case.demand());
		let before = balance(&NATIVE, &alice());
		live_to(now() + PERIOD / 2 + 3 * MINUTE);
		assert!(case.hire().stopped_ms.is_some() && case.hire().demand.is_some());
		live_to(now() + ANSWER);
		assert!(case.hire().is_withheld);
		assert!(balance(&NATIVE, &alice()) >= before + DEPOSIT + 1_000);
		assert_eq!(tower(case.tower).bond, BOND - 1_000);
		live_to(now() + WINDOW + HOUR);
		assert_only_towers_are_left(1);
	});
	// What is demanded after that, and answered, is good for the proof.
	ExtBuilder.run(|| {
		let case = begin();
		cheat(&case);
		live_to(now() + PERIOD + 2 * MINUTE);
		assert!(case.hire().stopped_ms.is_some());
		let owner = balance(&NATIVE, &charlie());
		assert_ok!(case.demand());
		assert_ok!(case.answer());
		assert_eq!(balance(&NATIVE, &charlie()), owner + DEPOSIT);
		let proof = evidence(case.receipt(), &[]);
		let state = signed(case.id, newest());
		let proof = Watchtowers::prove_miss(origin(bob()), case.id, Side::Opener, proof, state);
		assert_ok!(outcome(proof));
		assert_eq!(MissesTold::take()[0].compensation, 400);
	});
	// For as long as there is time for an answer.
	for (late, answer) in [(0, Ok(())), (1, Err(refusal(Error::WindowClosed)))] {
		ExtBuilder.run(|| {
			let case = begin();
			cheat(&case);
			live_to(now() + PERIOD + 2 * MINUTE);
			let over_ms = Watchtowers::watched(case.id).unwrap().over_ms.unwrap();
			set_time(over_ms + WINDOW - ANSWER + late);
			assert_eq!(case.demand(), answer);
			// It is not let go before it has answered, or paid.
			live_to(over_ms + WINDOW + MINUTE);
			assert_eq!(tower(case.tower).bond < BOND, answer.is_ok());
			assert_only_towers_are_left(1);
		});
	}
}

/// Who closes itself brings its states.
#[test]
fn a_closing_by_the_client_frees_the_tower() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, TERMS);
		assert_ok!(Channels::force_close(origin(alice()), case.id, None));
		live_to(now() + PERIOD / 2);
		assert_ok!(case.demand());
		live_to(now() + PERIOD / 2 + 3 * MINUTE);
		let reason = DemandEnd::Lapsed;
		let ended = |event: &Event<Test>| {
			matches!(event, Event::DemandEnded { reason: why, .. } if *why == reason)
		};
		assert!(told().iter().any(ended));
		assert_eq!(tower(case.tower).bond, BOND);
		assert_only_towers_are_left(1);
	});
}

/// Also where HTLCs wait.
#[test]
fn a_closing_by_the_client_with_what_waits_frees_the_tower() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, TERMS);
		let waits = htlc(Side::Counterparty, 200, 1, now() + HORIZON);
		let state = signed(case.id, state_with(9, Side::Counterparty, 400, vec![waits]));
		assert_ok!(Channels::force_close(origin(alice()), case.id, Some(state)));
		live_to(now() + PERIOD / 2);
		assert_ok!(case.demand());
		live_to(now() + PERIOD / 2 + 3 * MINUTE);
		assert_lapsed();
		live_to(now() + HORIZON);
		assert_eq!(tower(case.tower).bond, BOND);
		assert_only_towers_are_left(1);
	});
}

/// It is the client's again, and the tower pays nothing.
fn assert_lapsed() {
	let lapsed = |event: &Event<Test>| {
		matches!(event, Event::DemandEnded { reason: DemandEnd::Lapsed, deposit: DEPOSIT, .. })
	};
	assert!(told().iter().any(lapsed));
}

/// What both agree to leaves nothing to prove, whether the tower was paid to the end or not.
#[test]
fn closing_together_ends_it_though_the_hire_is_dry() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, Terms { rate: per_second(1), ..TERMS });
		live_to(START + 4_000 * SECOND);
		assert_ok!(Channels::force_close(origin(bob()), case.id, None));
		live_to(START + 5_100 * SECOND);
		assert!(case.hire().stopped_ms.is_some());
		assert_ok!(case.demand());
		let net = bloc_primitives::state::NetTransfer::ZERO;
		let close = Close { version: 12, net, valid_until_ms: now() + HOUR };
		let keys = Pair::new(Sr25519Keyring::Alice.pair(), Sr25519Keyring::Bob.pair());
		let signed = Signer::new(genesis(), case.id).co_sign(&keys, close, Message::Close);
		assert_ok!(Channels::close(origin(dave()), case.id, signed));
		run_to(now() + MINUTE);
		assert_lapsed();
		assert_eq!(tower(case.tower).bond, BOND);
		assert_only_towers_are_left(1);
	});
}

/// Nor is one whose money ends before it could have answered.
#[test]
fn a_tower_that_has_left_is_asked_for_nothing() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, TERMS);
		assert_ok!(Watchtowers::leave(origin(charlie()), case.tower));
		live_to(now() + NOTICE - 10 * MINUTE);
		assert_ok!(Channels::force_close(origin(bob()), case.id, None));
		refuses(case.receipt(), Error::HireTooShort);
		let receipt = case.receipt();
		run_to(now() + 11 * MINUTE);
		assert!(demand_by(alice(), by_tower(receipt)).is_err());
		run_to(now() + PERIOD + WINDOW + HOUR);
		assert_eq!(tower(case.tower).bond, BOND);
		assert_only_towers_are_left(1);
	});
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, Terms { rate: per_second(1), ..TERMS });
		live_to(START + 4_500 * SECOND);
		assert_ok!(Channels::force_close(origin(bob()), case.id, None));
		assert_ok!(case.demand());
		told();
		live_to(START + 5_200 * SECOND);
		assert_lapsed();
		live_to(now() + PERIOD + ANSWER + WINDOW);
		assert_eq!(tower(case.tower).bond, BOND);
		assert_only_towers_are_left(1);
	});
}

/// A deposit that cannot be handed over is its owner's again, and stands in nobody's way.
#[test]
fn whoever_answers_for_itself_has_the_deposit_back() {
	ExtBuilder.run(|| {
		let tower = tower_of(alice(), &NATIVE, TERMS);
		let id = channel(&NATIVE, Pair::new(1_000, 1_000));
		hire(alice(), id, tower, 5_000);
		live_to(START + MINUTE);
		let case = Case { id, tower };
		let before = balance(&NATIVE, &alice());
		assert_ok!(case.demand());
		assert_ok!(case.answer());
		assert_eq!(balance(&NATIVE, &alice()), before);
		assert_eq!(Balances::total_balance_on_hold(&alice()), held_for_storage());
	});
	ExtBuilder.run(|| {
		DemandDeposit::set(0);
		let case = Case::begin(&NATIVE, TERMS);
		let before = balance(&NATIVE, &alice());
		assert_ok!(case.demand());
		assert_eq!(balance(&NATIVE, &alice()), before);
		assert_ok!(case.answer());
	});
	ExtBuilder.run(|| {
		DemandDeposit::set(2 * WEALTH);
		let case = Case::begin(&NATIVE, TERMS);
		assert!(case.demand().is_err());
		assert_eq!(case.hire().demand, None);
	});
}

/// What Alice has on hold but for demands.
fn held_for_storage() -> Balance {
	let reason = crate::HoldReason::DemandDeposit.into();
	let held = |reason| Balances::balance_on_hold(reason, &alice());
	assert_eq!(held(&reason), 0);
	Balances::total_balance_on_hold(&alice())
}

/// What a miss costs and what is not given back, together: never more than the cover.
#[test]
fn a_cover_is_paid_once() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, TERMS);
		assert_ok!(case.demand());
		live_to(now() + ANSWER + MINUTE);
		assert!(case.hire().is_withheld);
		let old = signed(case.id, state(1, Side::Opener, 0));
		assert_ok!(Channels::force_close(origin(bob()), case.id, Some(old)));
		live_to(now() + PERIOD + 2 * MINUTE);
		let evidence = evidence(case.receipt(), &[]);
		let state = signed(case.id, newest());
		let proof = Watchtowers::prove_miss(origin(bob()), case.id, Side::Opener, evidence, state);
		// It is marked for both.
		assert_ok!(outcome(proof));
		let paid = self::tower(case.tower);
		assert_eq!((paid.bond, paid.reputation.misses), (BOND - 1_000, 1));
	});
}

/// Nothing of the fee comes back for what is refused, and nothing happens by it.
#[test]
fn who_proves_what_is_false_pays_for_the_look() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, TERMS);
		let evidence = evidence(case.receipt(), &[]);
		let state = signed(case.id, newest());
		let proof = Watchtowers::prove_miss(origin(bob()), case.id, Side::Opener, evidence, state);
		let refused = proof.unwrap_err();
		assert_eq!(refused.error, refusal(Error::NotSettled));
		assert_eq!(refused.post_info.actual_weight, None);
		assert_eq!(told(), vec![]);
	});
}
