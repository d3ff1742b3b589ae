//! The proof of a miss: what it pays, and each excuse.

use super::*;
use crate::receipt::{Evidence, Receipt};
use bloc_primitives::state::{CoSigned, State};
use sp_runtime::MultiSignature;

/// By the newest state Alice has 400 of Bob's.
fn newest() -> State {
	state(9, Side::Counterparty, 400)
}

/// What is proved.
struct Case {
	id: ChannelId,
	asset: Asset,
	towers: Vec<TowerId>,
	since: Moment,
}

impl Case {
	/// Alice has hired towers on these terms. Bob closes with an old state a minute later, and
	/// nobody answers.
	fn begin(asset: &Asset, terms: &[Terms]) -> Self {
		let owners = [charlie(), dave(), eve()];
		let towers: Vec<_> = owners
			.into_iter()
			.zip(terms)
			.map(|(owner, terms)| tower_of(owner, asset, *terms))
			.collect();
		let id = channel(asset, Pair::new(1_000, 1_000));
		for tower in &towers {
			hire(alice(), id, *tower, 5_000);
		}
		live_to(START + MINUTE);
		Self { id, asset: asset.clone(), towers, since: now() }
	}

	fn close(mut self, old: State) -> Self {
		assert_ok!(Channels::force_close(origin(bob()), self.id, Some(signed(self.id, old))));
		self.since = now();
		self
	}

	/// The old state settles.
	fn settle(self) -> Self {
		live_to(self.since + PERIOD + 2 * MINUTE);
		events();
		self
	}

	/// What the first tower has signed, before the channel was closed.
	fn receipt(&self) -> Receipt {
		receipt(self.id, self.towers[0], &newest(), START + 30 * SECOND)
	}

	fn prove_with(
		&self,
		evidence: Evidence<MultiSignature>,
		state: CoSigned<State, MultiSignature>,
	) -> sp_runtime::DispatchResult {
		let proof = Watchtowers::prove_miss(origin(bob()), self.id, Side::Opener, evidence, state);
		outcome(proof)
	}

	fn prove(&self, receipt: Receipt) -> sp_runtime::DispatchResult {
		self.prove_with(evidence(receipt, &[]), signed(self.id, newest()))
	}

	fn refuses(&self, receipt: Receipt, error: Error<Test>) {
		let state = signed(self.id, newest());
		assert_noop!(self.prove_with(evidence(receipt, &[]), state), error);
	}
}

fn plain(asset: &Asset) -> Case {
	Case::begin(asset, &[TERMS]).close(state(1, Side::Opener, 0)).settle()
}

#[test]
fn pays_the_loss_out_of_the_bond() {
	in_each_asset(|asset| {
		let case = plain(&asset);
		let before = balance(&asset, &alice());
		assert_ok!(case.prove(case.receipt()));
		assert_eq!(balance(&case.asset, &alice()), before + 400);
		let (channel, side, tower) = (case.id, Side::Opener, case.towers[0]);
		let marked = Event::Marked { tower, mark: Mark::Miss, points: 50, levy: 0 };
		let missed = Event::Missed {
			channel,
			side,
			tower,
			loss: 400,
			compensation: 400,
			compensated: 400,
			bond: BOND - 400,
		};
		assert_eq!(events(), vec![marked, missed]);
		let paid = self::tower(tower);
		assert_eq!((paid.bond, paid.covered), (BOND - 400, 600));
		assert_eq!((paid.reputation.misses, paid.reputation.points), (1, 50));
		let told = MissesTold::take();
		assert_eq!(told.len(), 1);
		assert_eq!((told[0].client.clone(), told[0].owner.clone()), (alice(), charlie()));
		assert_eq!((told[0].loss, told[0].compensation), (400, 400));
		// Once.
		case.refuses(case.receipt(), Error::NoLoss);
		live_to(case.since + PERIOD + WINDOW + HOUR);
		assert_only_towers_are_left(1);
		assert_eq!(self::tower(tower).covered, 0);
	});
}

#[test]
fn several_towers_pay_no_more_than_the_loss() {
	ExtBuilder.run(|| {
		let terms = [150, 200, 900].map(|cover| Terms { cover, response_ms: MINUTE, ..TERMS });
		let case = Case::begin(&NATIVE, &terms).close(state(1, Side::Opener, 0)).settle();
		let before = balance(&NATIVE, &alice());
		let of = |n: usize| receipt(case.id, case.towers[n], &newest(), START + 30 * SECOND);
		for (n, sum) in [(0, 150), (1, 350), (2, 400)] {
			assert_ok!(case.prove(of(n)));
			assert_eq!(balance(&NATIVE, &alice()), before + sum);
			case.refuses(of(n), Error::NoLoss);
		}
		assert_eq!(case.towers.iter().map(|id| tower(*id).bond).sum::<Balance>(), 3 * BOND - 400);
		assert_eq!(tower(case.towers[2]).covered, 850);
	});
}

#[test]
fn until_its_window_ends() {
	ExtBuilder.run(|| {
		let case = plain(&NATIVE);
		let over = Watchtowers::watched(case.id).unwrap().over_ms.unwrap();
		set_time(over + WINDOW - 1);
		assert_ok!(case.prove(case.receipt()));
	});
	ExtBuilder.run(|| {
		let case = plain(&NATIVE);
		let over = Watchtowers::watched(case.id).unwrap().over_ms.unwrap();
		set_time(over + WINDOW);
		case.refuses(case.receipt(), Error::WindowClosed);
	});
}

#[test]
fn nothing_before_it_is_settled_nor_where_the_newest_counts() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, &[TERMS]);
		case.refuses(case.receipt(), Error::NotSettled);
		let case = case.close(state(1, Side::Opener, 0));
		case.refuses(case.receipt(), Error::NotSettled);
		// Whoever presents it.
		let presented = signed(case.id, newest());
		assert_ok!(Channels::challenge(origin(dave()), case.id, presented));
		let case = case.settle();
		case.refuses(case.receipt(), Error::NotMissed);
	});
}

#[test]
fn a_state_in_between_is_no_excuse() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, &[TERMS]).close(state(1, Side::Opener, 0));
		let middle = signed(case.id, state(5, Side::Counterparty, 100));
		assert_ok!(Channels::challenge(origin(dave()), case.id, middle));
		let case = case.settle();
		// Bob's penalty of 100 is in what Alice was paid, but for Dave's part.
		assert_ok!(case.prove(case.receipt()));
		assert_eq!(MissesTold::take()[0].loss, 400 - 100 - 75);
	});
}

#[test]
fn nothing_where_the_client_lost_nothing() {
	ExtBuilder.run(|| {
		// By the old state she has as much, or more.
		let case = Case::begin(&NATIVE, &[TERMS]).close(state(1, Side::Counterparty, 400)).settle();
		case.refuses(case.receipt(), Error::NoLoss);
	});
}

#[test]
fn a_receipt_says_nothing_but_what_it_says() {
	ExtBuilder.run(|| {
		let case = plain(&NATIVE);
		let good = case.receipt();
		let bad = Error::BadReceipt;
		case.refuses(Receipt { channel: ChannelId(7), ..good }, bad);
		case.refuses(Receipt { side: Side::Counterparty, ..good }, Error::BadReceipt);
		case.refuses(Receipt { hire: good.hire + 1, ..good }, Error::BadReceipt);
		case.refuses(Receipt { version: 10, ..good }, Error::BadReceipt);
		case.refuses(Receipt { state: Default::default(), ..good }, Error::BadReceipt);
		case.refuses(Receipt { accepted_ms: START - 1, ..good }, Error::BadReceipt);
		case.refuses(Receipt { tower: TowerId(9), ..good }, Error::NotFound);
		case.refuses(Receipt { base_version: 2, ..good }, Error::NotServable);
		let state = || signed(case.id, newest());
		let Evidence::Receipt { signed: by, .. } = evidence(good, &[]) else { panic!() };
		let named = vec![hash(1)].try_into().unwrap();
		let other = Evidence::Receipt { signed: by.clone(), named };
		assert_noop!(case.prove_with(other, state()), Error::<Test>::BadReceipt);
		let mut forged = by;
		forged.receipt.backup = sp_core::H256::repeat_byte(1);
		let forged = Evidence::Receipt { signed: forged, named: Default::default() };
		assert_noop!(case.prove_with(forged, state()), Error::<Test>::BadSignature);
		let mut unsigned = state();
		unsigned.signatures.counterparty = None;
		assert_noop!(case.prove_with(evidence(good, &[]), unsigned), Error::<Test>::BadSignature);
		let posted = Evidence::Posted { tower: case.towers[0] };
		assert_noop!(case.prove_with(posted, state()), Error::<Test>::NotPosted);
		let other = tower_of(dave(), &NATIVE, TERMS);
		case.refuses(Receipt { tower: other, accepted_ms: now(), ..good }, Error::NotHired);
		let nowhere = Watchtowers::prove_miss(
			origin(bob()),
			ChannelId(7),
			Side::Opener,
			evidence(good, &[]),
			state(),
		);
		assert_noop!(outcome(nowhere), Error::<Test>::NotHired);
		assert_ok!(case.prove(good));
	});
}

#[test]
fn a_hire_answers_for_itself_alone() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, &[TERMS]);
		let [tower] = case.towers[..] else { panic!() };
		let former = case.receipt();
		assert_ok!(Watchtowers::dismiss(origin(alice()), case.id, tower));
		hire(alice(), case.id, tower, 5_000);
		let accepted_ms = now();
		let case = case.close(state(1, Side::Opener, 0)).settle();
		case.refuses(Receipt { accepted_ms, ..former }, Error::BadReceipt);
		let latter = receipt(case.id, tower, &newest(), accepted_ms);
		case.refuses(Receipt { accepted_ms: accepted_ms - 1, ..latter }, Error::BadReceipt);
		assert_ok!(case.prove(latter));
	});
}

#[test]
fn what_could_not_be_presented_was_not_missed() {
	ExtBuilder.run(|| {
		let case = plain(&NATIVE);
		let accepted_ms = START + 30 * SECOND;
		let refuses = |state: State| {
			let receipt = receipt(case.id, case.towers[0], &state, accepted_ms);
			let proof = case.prove_with(evidence(receipt, &[]), signed(case.id, state));
			assert_noop!(proof, Error::<Test>::NotServable);
		};
		refuses(state(9, Side::Counterparty, 1_001));
		let far = case.since + HORIZON + 1;
		refuses(state_with(9, Side::Counterparty, 400, vec![htlc(Side::Opener, 1, 1, far)]));
		refuses(state_with(9, Side::Counterparty, 400, vec![htlc(Side::Opener, 0, 1, START)]));
	});
}

#[test]
fn who_got_it_too_late_had_no_time() {
	let at = |late: Moment| {
		let mut result = Ok(());
		ExtBuilder.run(|| {
			let case = plain(&NATIVE);
			let accepted_ms = case.since + late;
			result = case.prove(Receipt { accepted_ms, ..case.receipt() });
		});
		result
	};
	assert_ok!(at(PERIOD - TERMS.response_ms));
	assert_eq!(at(PERIOD - TERMS.response_ms + 1), Err(Error::<Test>::NotMissed.into()));
}

#[test]
fn it_is_no_excuse_that_it_was_the_turn_of_another() {
	ExtBuilder.run(|| {
		let terms = [20, 20].map(|minutes| Terms { response_ms: minutes * MINUTE, ..TERMS });
		let case = Case::begin(&NATIVE, &terms).close(state(1, Side::Opener, 0)).settle();
		let second = receipt(case.id, case.towers[1], &newest(), case.since + 40 * MINUTE);
		assert_ok!(case.prove(second));
		let later = receipt(case.id, case.towers[1], &newest(), case.since + 40 * MINUTE + 1);
		case.refuses(later, Error::NotMissed);
	});
}

#[test]
fn a_chain_that_stands_still_takes_no_time_away() {
	let stands = |still: Moment| {
		let mut result = Ok(());
		ExtBuilder.run(|| {
			let case = Case::begin(&NATIVE, &[TERMS]).close(state(1, Side::Opener, 0));
			run_block_at(now() + still);
			// The blocks that are missing come later: the channel waits for them.
			live_to(case.since + 2 * PERIOD);
			result = case.prove(case.receipt());
		});
		result
	};
	assert_ok!(stands(10 * MINUTE));
	assert_ok!(stands(40 * MINUTE));
}

#[test]
fn a_crowd_in_nearly_all_blocks_is_an_excuse() {
	let crowded = |share: u64| {
		let mut result = Ok(());
		ExtBuilder.run(|| {
			Crowding::set(1_000);
			let case = Case::begin(&NATIVE, &[TERMS]).close(state(1, Side::Opener, 0));
			let first = System::block_number();
			run_to(case.since + PERIOD - BLOCK_MS);
			let blocks = System::block_number() + 1 - first;
			Crowding::set(1_000 + blocks * share / 100);
			all_beat();
			let case = case.settle();
			result = case.prove(case.receipt());
		});
		result
	};
	assert_ok!(crowded(90));
	// And in those that come until it counts.
	assert_eq!(crowded(104), Err(Error::<Test>::RoomWasMissing.into()));
}

#[test]
fn who_was_not_paid_or_had_left_did_not_miss_it() {
	ExtBuilder.run(|| {
		let dear = Terms { rate: per_second(1), ..TERMS };
		let case = Case::begin(&NATIVE, &[dear]);
		// 5,000 seconds are over ten minutes after Bob closes.
		live_to(START + 4_400 * SECOND);
		let receipt = case.receipt();
		let case = case.close(state(1, Side::Opener, 0)).settle();
		case.refuses(receipt, Error::NotHired);
	});
	ExtBuilder.run(|| {
		let dear = Terms { rate: per_second(1), ..TERMS };
		let case = Case::begin(&NATIVE, &[dear, dear]);
		// Nor has the second its time, after the first.
		live_to(START + 4_000 * SECOND);
		let case = case.close(state(1, Side::Opener, 0)).settle();
		let second = receipt(case.id, case.towers[1], &newest(), START + 30 * SECOND);
		case.refuses(second, Error::NotMissed);
		assert_ok!(case.prove(case.receipt()));
	});
	ExtBuilder.run(|| {
		let dear = Terms { rate: per_second(1), ..TERMS };
		let case = Case::begin(&NATIVE, &[dear]);
		live_to(START + 4_000 * SECOND);
		// Long enough to have answered.
		let case = case.close(state(1, Side::Opener, 0)).settle();
		assert_ok!(case.prove(case.receipt()));
	});
	for (early, answer) in [(20 * MINUTE, Ok(())), (10 * MINUTE, Err(Error::<Test>::NotHired))] {
		ExtBuilder.run(|| {
			let case = Case::begin(&NATIVE, &[TERMS]);
			assert_ok!(Watchtowers::top_up(
				origin(alice()),
				case.id,
				Side::Opener,
				case.towers[0],
				100_000
			));
			assert_ok!(Watchtowers::leave(origin(charlie()), case.towers[0]));
			let leaves = now() + NOTICE;
			while now() < leaves - early {
				run_block_at((now() + BEAT / 2).min(leaves - early));
				all_beat();
			}
			let receipt = case.receipt();
			let case = case.close(state(1, Side::Opener, 0));
			run_to(leaves - BLOCK_MS);
			run_to(case.since + PERIOD + 2 * MINUTE);
			let result = case.prove(receipt);
			assert_eq!(result, answer.map_err(Into::into));
		});
	}
}

#[test]
fn a_preimage_that_the_tower_had_counts_and_one_that_it_had_not_does_not() {
	let deadline_ms = START + 3 * HOUR;
	let offered = || htlc(Side::Counterparty, 300, 1, deadline_ms);
	let with_htlc = || state_with(9, Side::Counterparty, 400, vec![offered()]);
	let loss = |named: &[bloc_primitives::PaymentHash], revealed: bool| {
		let mut loss = 0;
		ExtBuilder.run(|| {
			let case = Case::begin(&NATIVE, &[TERMS]).close(state(1, Side::Opener, 0));
			if revealed {
				let secret = bloc_primitives::Preimage([1; 32]);
				assert_ok!(Channels::reveal_preimage(origin(dave()), secret));
			}
			let case = case.settle();
			let signed_for = receipt(case.id, case.towers[0], &with_htlc(), START + 30 * SECOND);
			let proof = evidence(signed_for, named);
			assert_ok!(case.prove_with(proof, signed(case.id, with_htlc())));
			loss = MissesTold::take()[0].loss;
		});
		loss
	};
	assert_eq!(loss(&[], false), 400);
	assert_eq!(loss(&[hash(2)], false), 400);
	assert_eq!(loss(&[hash(1)], false), 700);
	assert_eq!(loss(&[], true), 700);
}

#[test]
fn what_the_client_had_offered_is_its_own_once_the_deadline_is_over() {
	ExtBuilder.run(|| {
		let deadline_ms = START + 3 * HOUR;
		let offered = htlc(Side::Opener, 300, 1, deadline_ms);
		let with_htlc = state_with(9, Side::Counterparty, 400, vec![offered]);
		let case = Case::begin(&NATIVE, &[TERMS]).close(state(1, Side::Opener, 0)).settle();
		let signed_for = receipt(case.id, case.towers[0], &with_htlc, START + 30 * SECOND);
		let prove =
			|| case.prove_with(evidence(signed_for, &[]), signed(case.id, with_htlc.clone()));
		assert_ok!(prove());
		assert_eq!(MissesTold::take()[0].loss, 100);
		assert_noop!(prove(), Error::<Test>::NoLoss);
		set_time(deadline_ms);
		assert_ok!(prove());
		let told = MissesTold::take();
		assert_eq!((told[0].loss, told[0].compensation, told[0].compensated), (400, 300, 400));
		// It counts as one miss.
		assert_eq!(tower(case.towers[0]).reputation.misses, 1);
	});
}

/// Whatever its tower had presented, it would have had no more than by what it began with.
#[test]
fn who_closes_itself_has_lost_nothing_by_its_tower() {
	// Nothing is kept for it, either.
	for (closer, answer) in [(alice(), Err(refusal(Error::NotHired))), (bob(), Ok(()))] {
		ExtBuilder.run(|| {
			let case = Case::begin(&NATIVE, &[TERMS]);
			let receipt = case.receipt();
			let old = signed(case.id, state(1, Side::Opener, 0));
			assert_ok!(Channels::force_close(origin(closer), case.id, Some(old)));
			live_to(now() + PERIOD + 2 * MINUTE);
			assert_eq!(case.prove(receipt), answer);
		});
	}
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, &[TERMS]);
		// Its hire is kept for what Bob has taken out, which the newest state covers.
		assert_ok!(outcome(Channels::request_withdrawal(origin(bob()), case.id, 100, None)));
		live_to(now() + PERIOD + MINUTE);
		let old = signed(case.id, state(1, Side::Opener, 0));
		assert_ok!(Channels::force_close(origin(alice()), case.id, Some(old)));
		live_to(now() + PERIOD + 2 * MINUTE);
		case.refuses(case.receipt(), Error::NoLoss);
	});
}

/// A preimage is revealed by whoever presents the state: that has to be before the deadline.
#[test]
fn what_a_tower_could_not_have_revealed_in_time_is_no_loss() {
	for (early, loss) in [(0, 400), (1, 700)] {
		ExtBuilder.run(|| {
			let case = Case::begin(&NATIVE, &[TERMS]).close(state(1, Side::Opener, 0));
			let deadline_ms = case.since + TERMS.response_ms + early;
			let offered = htlc(Side::Counterparty, 300, 1, deadline_ms);
			let newest = state_with(9, Side::Counterparty, 400, vec![offered]);
			let case = case.settle();
			let signed_for = receipt(case.id, case.towers[0], &newest, START + 30 * SECOND);
			let proof = evidence(signed_for, &[hash(1)]);
			assert_ok!(case.prove_with(proof, signed(case.id, newest)));
			assert_eq!(MissesTold::take()[0].loss, loss);
		});
	}
}

/// The registry remembers a preimage for so long: what it does not know later may have been paid.
#[test]
fn what_may_have_been_forgotten_is_no_loss() {
	for (late, loss) in [(1, 400), (0, 100)] {
		ExtBuilder.run(|| {
			let case = Case::begin(&NATIVE, &[TERMS]);
			let offered = htlc(Side::Opener, 300, 1, START + 3 * HOUR);
			let newest = state_with(9, Side::Counterparty, 400, vec![offered]);
			let signed_for = receipt(case.id, case.towers[0], &newest, START + 30 * SECOND);
			let forgets_ms = signed_for.accepted_ms + 3 * DAY;
			System::set_block_number(System::block_number() + 3 * DAY / BLOCK_MS);
			set_time(forgets_ms - PERIOD - HOUR);
			all_beat();
			let case = case.close(state(1, Side::Opener, 0)).settle();
			set_time(forgets_ms - late);
			let proof = evidence(signed_for, &[]);
			assert_ok!(case.prove_with(proof, signed(case.id, newest)));
			assert_eq!(MissesTold::take()[0].loss, loss);
		});
	}
}

/// A tower that is the second to miss it has nothing to pay, and is marked all the same.
#[test]
fn all_that_missed_it_are_marked() {
	ExtBuilder.run(|| {
		let terms = [TERMS, Terms { response_ms: MINUTE, ..TERMS }];
		let case = Case::begin(&NATIVE, &terms).close(state(1, Side::Opener, 0)).settle();
		assert_ok!(case.prove(case.receipt()));
		let second = receipt(case.id, case.towers[1], &newest(), START + 30 * SECOND);
		assert_ok!(case.prove(second));
		case.refuses(second, Error::NoLoss);
		let told = MissesTold::take();
		assert_eq!((told[1].loss, told[1].compensation, told[1].compensated), (400, 0, 400));
		let of = case.towers.iter().map(|id| (tower(*id).bond, tower(*id).reputation.misses));
		assert_eq!(of.collect::<Vec<_>>(), [(BOND - 400, 1), (BOND, 1)]);
	});
}

#[test]
fn what_is_posted_in_clear_binds_without_a_receipt() {
	ExtBuilder.run(|| {
		let case = Case::begin(&NATIVE, &[TERMS]);
		let posted = signed(case.id, newest());
		assert_ok!(Watchtowers::post_state(origin(alice()), case.id, posted.clone()));
		let case = case.close(state(1, Side::Opener, 0)).settle();
		let evidence = Evidence::Posted { tower: case.towers[0] };
		let other = signed(case.id, state(9, Side::Counterparty, 401));
		assert_noop!(case.prove_with(evidence.clone(), other), Error::<Test>::BadReceipt);
		assert_ok!(case.prove_with(evidence, posted));
		assert_eq!(MissesTold::take()[0].compensation, 400);
	});
}

#[test]
fn a_listener_can_refuse() {
	ExtBuilder.run(|| {
		let case = plain(&NATIVE);
		Refuses::set(true);
		let proof = case.prove_with(evidence(case.receipt(), &[]), signed(case.id, newest()));
		assert_eq!(proof, Err(sp_runtime::DispatchError::Unavailable));
		Refuses::set(false);
		assert_ok!(case.prove(case.receipt()));
	});
}

#[test]
fn what_waits_in_htlcs_is_decided_first() {
	ExtBuilder.run(|| {
		let deadline_ms = START + 3 * HOUR;
		let old =
			state_with(1, Side::Opener, 0, vec![htlc(Side::Counterparty, 200, 1, deadline_ms)]);
		let case = Case::begin(&NATIVE, &[TERMS]).close(old).settle();
		case.refuses(case.receipt(), Error::NotSettled);
		live_to(deadline_ms + MINUTE);
		assert_ok!(case.prove(case.receipt()));
		assert_eq!(MissesTold::take()[0].loss, 400);
	});
}
