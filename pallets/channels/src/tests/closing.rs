//! The dispute and the verdict on HTLCs, without a chain.

use super::*;
use crate::closing::{verdict, Claim, Closing, Payout, Penalty, Places, Tally, Terms, Verdict};
use bloc_primitives::{channel::Fault, state::State, Balance, Moment};
use sp_runtime::Permill;

type TestClosing = Closing<AccountId, u64>;

#[test]
fn an_htlc_is_won_by_the_payee_before_its_deadline_and_by_the_payer_after() {
	const DEADLINE: Moment = 1_000;
	for payer in Side::BOTH {
		let pending = htlc(payer, 10, 1, DEADLINE);
		let payee = Verdict::Won(payer.other());
		for (revealed_ms, now_ms, expected) in [
			(None, 0, Verdict::Open),
			(None, DEADLINE - 1, Verdict::Open),
			(None, DEADLINE, Verdict::Won(payer)),
			(None, Moment::MAX, Verdict::Won(payer)),
			(Some(0), 0, payee),
			(Some(0), Moment::MAX, payee),
			(Some(DEADLINE - 1), DEADLINE - 1, payee),
			(Some(DEADLINE - 1), DEADLINE, payee),
			(Some(DEADLINE - 1), Moment::MAX, payee),
			(Some(DEADLINE), DEADLINE, Verdict::Won(payer)),
			(Some(DEADLINE + 1), DEADLINE + 1, Verdict::Won(payer)),
		] {
			assert_eq!(
				verdict(&pending, revealed_ms, now_ms),
				expected,
				"{revealed_ms:?} {now_ms}"
			);
		}
	}
	// A deadline that is never reached, and one that always is.
	let never = htlc(Side::Opener, 10, 1, Moment::MAX);
	assert_eq!(verdict(&never, None, Moment::MAX - 1), Verdict::Open);
	let always = htlc(Side::Opener, 10, 1, 0);
	assert_eq!(verdict(&always, Some(0), 0), Verdict::Won(Side::Opener));
}

/// What it costs in these tests to claim too much: at most half, of which a stranger has a quarter.
const TERMS: Terms =
	Terms { max_penalty: Permill::from_percent(50), challenger_share: Permill::from_percent(25) };

/// What both have committed in these tests.
const COMMITTED: Pair<Balance> = Pair::new(600, 400);

/// A registry that knows nothing.
fn silent(_: &bloc_primitives::PaymentHash) -> Option<Moment> {
	None
}

/// A dispute that `closer` begins with `state`.
fn begun_by(closer: Side, state: State) -> TestClosing {
	TestClosing::begin(closer, state, &COMMITTED, 10, 20, silent).unwrap()
}

/// A dispute that the opener begins with a state of this version in which nobody has paid anything.
fn begun(version: u64) -> TestClosing {
	begun_by(Side::Opener, state(version, Side::Opener, 0))
}

/// `who` presents a later state.
fn present(closing: &mut TestClosing, who: AccountId, state: State) -> Pair<Balance> {
	closing.challenge(&who, &parties(), state, &COMMITTED, silent).unwrap()
}

/// The claim of who has `sure` and the HTLCs in `mask`.
const fn claim(sure: Balance, mask: u32) -> Claim {
	Claim { sure, mask }
}

#[test]
fn a_dispute_begins_with_what_the_closer_presents() {
	for closer in Side::BOTH {
		let pending = htlc(Side::Opener, 50, 1, 1_000);
		let presented = state_with(5, Side::Opener, 1, vec![pending]);
		let closing = begun_by(closer, presented.clone());
		// By the state itself nobody has claimed too much.
		assert_eq!(closing.claims, Pair::default());
		let has = presented.balances(&COMMITTED).unwrap();
		assert_eq!((closing.closer, closing.first), (closer, claim(*has.of(closer), 1)));
		assert_eq!((closing.scheduled_ms, closing.settles_at), (10, 20));
		assert_eq!((closing.presenter.clone(), closing.deposit, closing.won), (None, 0, 0));
		assert_eq!((closing.is_answered(), closing.held()), (false, NOTHING));
		assert_eq!(closing.state, presented);
	}
	let too_much = state(5, Side::Opener, 601);
	let begun = TestClosing::begin(Side::Opener, too_much, &COMMITTED, 0, 0, silent);
	assert_eq!(begun, Err(Fault::ExceedsCommitted));
}

#[test]
fn who_lost_its_states_begins_with_what_it_claims() {
	for (closer, most) in [(Side::Opener, 600), (Side::Counterparty, 400)] {
		let begin = |claim| TestClosing::begin_after_loss(closer, claim, 7, &COMMITTED, 10, 20);
		for amount in [0, 1, most] {
			let closing = begin(amount).unwrap();
			assert_eq!(closing.first, claim(amount, 0));
			assert_eq!(closing.claims, Pair::default());
			assert_eq!(closing.state, state(7, closer, most - amount));
			let balances = closing.state.balances(&COMMITTED).unwrap();
			assert_eq!(balances, Pair::with(closer, amount, 1_000 - amount));
		}
		for too_much in [most + 1, Balance::MAX] {
			assert_eq!(begin(too_much), Err(Fault::ExceedsCommitted));
		}
	}
}

#[test]
fn only_a_later_state_is_one() {
	for (has, presented) in [(5, 5), (5, 4), (5, 0), (0, 0), (u64::MAX, u64::MAX)] {
		let mut closing = begun(has);
		let before = closing.clone();
		let later = state(presented, Side::Opener, 9);
		let result = closing.challenge(&bob(), &parties(), later, &COMMITTED, silent);
		assert_eq!((result, closing), (Err(Fault::StaleVersion), before));
	}
	for (has, presented) in [(0, 1), (5, 6), (5, u64::MAX)] {
		present(&mut begun(has), bob(), state(presented, Side::Opener, 9));
	}
	let too_much = state(2, Side::Opener, 601);
	let result = begun(1).challenge(&bob(), &parties(), too_much, &COMMITTED, silent);
	assert_eq!(result, Err(Fault::ExceedsCommitted));
}

#[test]
fn each_party_answers_for_what_it_presents_itself() {
	let mut closing = begun_by(Side::Opener, state(1, Side::Opener, 500));
	// A friend raises the state in which the closer has little to one in which it has much.
	assert_eq!(present(&mut closing, charlie(), state(2, Side::Counterparty, 300)), NOTHING);
	assert_eq!(closing.claims, Pair::new(claim(100, 0), Claim::default()));
	// Bob with a state that is old, too.
	assert_eq!(present(&mut closing, bob(), state(3, Side::Opener, 600)), Pair::new(100, 0));
	assert_eq!(closing.claims, Pair::new(claim(100, 0), Claim::default()));
	assert_eq!(present(&mut closing, dave(), state(4, Side::Opener, 200)), Pair::new(0, 400));
	assert_eq!(closing.claims, Pair::new(claim(100, 0), claim(1_000, 0)));
	// Who presented last is whose state it is, party or not.
	assert_eq!(closing.presenter, Some(dave()));
	assert_eq!(closing.bystander(&parties()), Some(&dave()));
	present(&mut closing, alice(), state(5, Side::Opener, 100));
	assert_eq!((closing.presenter.clone(), closing.bystander(&parties())), (Some(alice()), None));
	assert!(closing.is_answered());
	// What the closer presents later it answers for as well.
	present(&mut closing, bob(), state(6, Side::Opener, 600));
	assert_eq!(closing.claims, Pair::new(claim(500, 0), claim(1_000, 0)));
	// What it began with is not changed by any of that.
	assert_eq!(closing.first, claim(100, 0));
}

#[test]
fn a_closer_gets_no_more_than_what_it_began_with_unless_the_other_party_says_so() {
	let much = || state(2, Side::Counterparty, 300);
	let paid = |presenter: Option<AccountId>| {
		let mut closing = begun_by(Side::Opener, state(1, Side::Opener, 500));
		if let Some(who) = presenter {
			present(&mut closing, who, much());
		}
		assert_eq!(closing.begin_settlement(&parties(), &COMMITTED), Ok(()));
		let payout = settle_at(&mut closing, 0, None);
		assert_eq!(payout.penalties, Pair::default());
		payout.paid
	};
	assert_eq!(paid(None), Pair::new(100, 900));
	assert_eq!(paid(Some(alice())), Pair::new(100, 900));
	assert_eq!(paid(Some(charlie())), Pair::new(100, 900));
	assert_eq!(paid(Some(bob())), Pair::new(900, 100));
}

#[test]
fn what_a_closer_began_with_has_its_htlcs_in_it() {
	// It begins with 100 for sure and an HTLC of 50 that it may win, another of which is gone later.
	let [stays, gone] = [1, 2].map(|secret| htlc(Side::Counterparty, 50, secret, 1_000));
	let new = htlc(Side::Counterparty, 70, 3, 2_000);
	let begin = || {
		let first = state_with(1, Side::Opener, 500, vec![stays, gone]);
		let mut closing = begun_by(Side::Opener, first);
		present(&mut closing, charlie(), state_with(2, Side::Opener, 480, vec![new, stays]));
		assert_eq!((closing.first, &closing.gone[..]), (claim(100, 0b10), &[gone][..]));
		assert_eq!(closing.begin_settlement(&parties(), &COMMITTED), Ok(()));
		closing
	};
	// 120 for sure. It may win 30 more besides the one that it began with, since it would have won the
	// other, too.
	let mut closing = begin();
	let payout = settle_at(&mut closing, 1_500, Some(999));
	assert_eq!(payout.paid.opener, 120 + 50 + 30);
	assert_eq!(payout.paid.checked_sum(), Some(1_000));
	// What is above that is the other's, and waits until all is decided.
	let mut closing = begin();
	let known = |hash: &_| (*hash == new.payment_hash).then_some(0);
	let payout = closing.settle(&parties(), &TERMS, 0, known);
	assert_eq!((payout.paid.opener, closing.held()), (100, Pair::new(90, 0)));
	let payout = settle_at(&mut closing, 1_000, None);
	assert_eq!((payout.paid, closing.held()), (Pair::new(0, 90 + 50), NOTHING));
}

#[test]
fn a_claim_after_a_loss_is_raised_by_the_other_party_alone() {
	let raised = |who: AccountId| {
		let begun = TestClosing::begin_after_loss(Side::Opener, 250, 0, &COMMITTED, 0, 0);
		let mut closing = begun.unwrap();
		present(&mut closing, who, state(3, Side::Counterparty, 400));
		assert_eq!(closing.begin_settlement(&parties(), &COMMITTED), Ok(()));
		settle_at(&mut closing, 0, None).paid.opener
	};
	assert_eq!([alice(), charlie(), bob()].map(raised), [250, 250, 1_000]);
}

/// Where each HTLC of the first is in the second.
fn moved(old: &[bloc_primitives::state::Htlc], new: &[bloc_primitives::state::Htlc]) -> Vec<u32> {
	let places = Places::of(old, new);
	(0..old.len()).map(|place| places.moved(1 << place)).collect()
}

#[test]
fn htlcs_are_found_again_if_all_of_them_is_the_same() {
	let one = htlc(Side::Opener, 50, 1, 1_000);
	let others = [
		htlc(Side::Counterparty, 50, 1, 1_000),
		htlc(Side::Opener, 51, 1, 1_000),
		htlc(Side::Opener, 50, 2, 1_000),
		htlc(Side::Opener, 50, 1, 1_001),
	];
	assert_eq!(moved(&[one], &others), vec![0]);
	assert_eq!(moved(&[one], &[others[0], others[1], one]), vec![0b100]);
	assert_eq!(moved(&others, &[others[3], one, others[0]]), vec![0b100, 0, 0, 0b001]);
	// Several that are alike: each once, in their order.
	assert_eq!(moved(&[one, one, one], &[one, others[0], one]), vec![0b001, 0b100, 0]);
	assert_eq!(moved(&[one], &[one, one]), vec![0b001]);
	assert_eq!(moved(&[], &[one]), Vec::<u32>::new());
	// As many as can be.
	let full = vec![one; 32];
	assert_eq!(moved(&full, &full)[31], 1 << 31);
}

#[test]
fn of_an_htlc_that_is_gone_all_of_it_counts_and_of_one_that_is_left_what_comes_of_it() {
	let [gone, stays, others] = [10, 20, 40].map(|amount| htlc(Side::Opener, amount, 1, 1_000));
	let (old, new) = ([gone, stays, others], [htlc(Side::Opener, 1, 2, 9), others, stays]);
	let places = Places::of(&old, &new);
	// The first two are claimed.
	assert_eq!(claim(100, 0b011).folded(&old, &places, 1_000), claim(110, 0b100));
	assert_eq!(Claim::default().folded(&old, &places, 1_000), Claim::default());
	// Nobody claims more than there is.
	assert_eq!(claim(100, 0b011).folded(&old, &places, 105), claim(105, 0b100));
	assert_eq!(claim(Balance::MAX, 1).folded(&old, &places, Balance::MAX).sure, Balance::MAX);
}

#[test]
fn several_claims_are_the_larger_and_all_htlcs() {
	assert_eq!(claim(5, 0b01).merged(&claim(7, 0b10)), claim(7, 0b11));
	assert_eq!(claim(7, 0b01).merged(&Claim::default()), claim(7, 0b01));
	assert_eq!(claim(7, 0).excess(7), 0);
	assert_eq!(claim(7, 0).excess(6), 1);
}

#[test]
fn what_a_side_wins_without_having_claimed_it_makes_its_gain_less() {
	let mut tally = Tally::begin(&claim(500, 0b1), None, 200);
	let unbounded = Tally { room: Balance::MAX - 200, ..Tally::default() };
	assert_eq!(tally, Tally { due: 200, excess: 300, held: 200, ..unbounded });
	// All that there is for it is less than what it claimed too much.
	assert_eq!(tally.pay_out(), 0);
	tally.win(50, true, true);
	assert_eq!(tally, Tally { due: 250, excess: 300, held: 250, ..unbounded });
	tally.win(200, false, true);
	assert_eq!(tally, Tally { due: 450, excess: 100, held: 450, ..unbounded });
	assert_eq!(tally.pay_out(), 350);
	assert_eq!(tally.penalty(&TERMS), 100);
	tally.win(1_000, false, true);
	assert_eq!((tally.excess, tally.pay_out(), tally.held), (0, 1_100, 0));
	assert_eq!(tally.penalty(&TERMS), 0);
}

#[test]
fn a_penalty_is_the_gain_and_at_most_half_of_what_is_due_rounded_up() {
	for (gain, due, penalty, reward) in [
		(0, 100, 0, 0),
		(1, 100, 1, 0),
		(50, 100, 50, 12),
		(51, 100, 50, 12),
		(900, 101, 51, 12),
		(900, 1, 1, 0),
		(900, 0, 0, 0),
		(Balance::MAX, Balance::MAX, Balance::MAX / 2 + 1, Balance::MAX / 8 + 1),
	] {
		assert_eq!(TERMS.penalty(gain, due), penalty, "{gain} {due}");
		assert_eq!(TERMS.reward(penalty), reward, "{penalty}");
	}
}

/// Settles for Alice and Bob.
fn settle_at(closing: &mut TestClosing, now_ms: Moment, revealed_ms: Option<Moment>) -> Payout {
	closing.settle(&parties(), &TERMS, now_ms, |_| revealed_ms)
}

#[test]
fn what_may_have_to_be_paid_is_held_until_all_is_decided() {
	// Alice closes with all of it hers; in truth 300 are Bob's, and 200 of hers are in an HTLC.
	let mut closing = begun_by(Side::Opener, state(1, Side::Counterparty, 400));
	let pending = htlc(Side::Opener, 200, 1, 1_000);
	present(&mut closing, charlie(), state_with(3, Side::Counterparty, 100, vec![pending]));
	assert_eq!(closing.begin_settlement(&parties(), &COMMITTED), Ok(()));
	let payout = settle_at(&mut closing, 999, None);
	// She claimed 1,000 and has 500: all of that waits.
	let (pending, penalties) = (Pair::new(200, 0), Pair::default());
	let paid = Pair::new(0, 300);
	assert_eq!(payout, Payout { paid, pending, penalties, is_closer_caught: false });
	assert_eq!(closing.held(), Pair::new(500, 0));
	// The HTLC comes back to her. She had not claimed it beside the rest, so her gain is 300.
	let payout = settle_at(&mut closing, 1_000, None);
	let penalty = Penalty { amount: 300, reward: 75 };
	let penalties = Pair::new(penalty, Penalty::default());
	let paid = Pair::new(400, 225);
	assert_eq!(payout, Payout { paid, pending: NOTHING, penalties, is_closer_caught: true });
	assert_eq!(closing.held(), NOTHING);
	// And it is asked once.
	let (paid, penalties) = (NOTHING, Pair::default());
	let payout = settle_at(&mut closing, 1_000, None);
	assert_eq!(payout, Payout { paid, pending: NOTHING, penalties, is_closer_caught: false });
}

#[test]
fn what_is_left_to_decide_keeps_its_place_in_the_claims() {
	let all = [10, 20, 30, 40].map(|amount| htlc(Side::Opener, amount, 1, 1_000 + amount as u64));
	let mut closing = begun_by(Side::Opener, state_with(1, Side::Opener, 0, vec![all[1], all[3]]));
	present(&mut closing, bob(), state_with(2, Side::Opener, 0, vec![all[2], all[0], all[3]]));
	present(&mut closing, bob(), state_with(3, Side::Opener, 0, all.to_vec()));
	let masks =
		|closing: &TestClosing| (closing.claims.map(|claim| claim.mask), closing.first.mask);
	assert_eq!(masks(&closing), (Pair::new(0b1000, 0b1101), 0b1000));
	assert_eq!(closing.begin_settlement(&parties(), &COMMITTED), Ok(()));
	assert_eq!(settle_at(&mut closing, 1_010, None).pending, Pair::new(90, 0));
	assert_eq!(masks(&closing), (Pair::new(0b100, 0b110), 0b100));
	assert_eq!(settle_at(&mut closing, 1_030, None).pending, Pair::new(40, 0));
	assert_eq!(masks(&closing), (Pair::new(0b1, 0b1), 0b1));
	assert_eq!(closing.state.htlcs.to_vec(), vec![all[3]]);
}

#[test]
fn what_is_pinned_needs_nobody_to_know_it_later() {
	let pending = |deadline| htlc(Side::Opener, 50, 1, deadline);
	let presented = state_with(1, Side::Opener, 0, vec![pending(1_000), pending(999)]);
	let begin = |revealed_ms| {
		let known = move |_: &_| revealed_ms;
		TestClosing::begin(Side::Opener, presented.clone(), &COMMITTED, 0, 0, known).unwrap()
	};
	for (revealed_ms, won) in [(None, 0), (Some(998), 0b11), (Some(999), 0b01), (Some(1_000), 0b00)]
	{
		assert_eq!(begin(revealed_ms).won, won);
	}
	let mut closing = begin(Some(999));
	let wanted = hash(1);
	// One is won already, of the other the deadline is near.
	assert!(closing.waits_for(&wanted, 998));
	assert!(!closing.waits_for(&wanted, 999));
	assert!(!closing.waits_for(&hash(2), 0));
	assert_eq!(closing.begin_settlement(&parties(), &COMMITTED), Ok(()));
	let payout = settle_at(&mut closing, Moment::MAX, None);
	assert_eq!(payout.paid, Pair::new(550, 450));
	assert_eq!(closing.won, 0);
}

#[test]
fn while_the_dispute_lasts_a_presenter_counts_on_what_no_verdict_can_change() {
	let pending = [htlc(Side::Opener, 200, 1, 1_000), htlc(Side::Counterparty, 30, 2, 1_000)];
	let mut closing = begun_by(Side::Opener, state(1, Side::Counterparty, 400));
	let later = state_with(3, Side::Counterparty, 100, pending.to_vec());
	let least = |closing: &TestClosing| {
		let of = closing.least_penalties(&parties(), &TERMS, &COMMITTED).unwrap();
		(of, closing.is_closer_surely_caught(&COMMITTED))
	};
	assert_eq!(least(&closing), (Pair::default(), false));
	// 1,000 were claimed; 500 are due, and up to 230 more.
	present(&mut closing, charlie(), later.clone());
	let penalty = Penalty { amount: 250, reward: 62 };
	assert_eq!(least(&closing), (Pair::new(penalty, Penalty::default()), true));
	// A party has no reward.
	present(&mut closing, bob(), State { version: 4, ..later.clone() });
	let penalty = Penalty { amount: 250, reward: 0 };
	assert_eq!(least(&closing).0.opener, penalty);
	// Had both HTLCs been in the claim, no verdict could make it less.
	let excess = |closing: &mut TestClosing, sure, mask| {
		closing.claims.opener = claim(sure, mask);
		least(closing).0.opener.amount
	};
	assert_eq!(excess(&mut closing, 501, 0b11), 1);
	assert_eq!(excess(&mut closing, 501 + 30, 0b01), 1);
	assert_eq!(excess(&mut closing, 500 + 30, 0b01), 0);
	closing.claims.opener = claim(500 + 230, 0);
	assert_eq!(least(&closing), (Pair::default(), false));
	closing.claims.opener.sure += 1;
	assert_eq!(least(&closing).0.opener.amount, 1);
	assert!(least(&closing).1);
}

#[test]
fn every_fault_is_the_error_of_its_name() {
	use bloc_custody::Fault as MoneyFault;
	use Fault::*;
	for fault in [
		NotOpen,
		ZeroAmount,
		InsufficientLedger,
		ExceedsCommitted,
		StaleVersion,
		DeadlineTooFar,
		PolicyRefuses,
		Overflow,
	] {
		assert_eq!(format!("{:?}", Error::<Test>::from(fault)), fault.name());
	}
	for fault in [
		MoneyFault::Overflow,
		MoneyFault::NoCredit,
		MoneyFault::UnknownAsset,
		MoneyFault::ZeroAmount,
		MoneyFault::BelowMinimum,
		MoneyFault::PotShort,
		MoneyFault::PotAccount,
	] {
		assert_eq!(format!("{:?}", Error::<Test>::from(fault)), fault.name());
	}
}
