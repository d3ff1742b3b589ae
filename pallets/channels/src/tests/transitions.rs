//! The pure functions of `types`, without a chain.

use super::*;
use crate::types::{check_state, ledger, verdict, Closing, Fault, Transitions, Verdict};
use bloc_primitives::{
	channel::{Channel, Purpose},
	state::{Close, NetTransfer, Withdrawal},
	Balance, Moment,
};

type TestChannel = Channel<AccountId, Asset>;
type TestClosing = Closing<AccountId, u64>;

/// A channel with 100 and 50 in the ledger and 500 and 300 committed, after the base 7.
fn channel() -> TestChannel {
	Channel {
		ledger: Pair::new(ledger(100), ledger(50)),
		committed: Pair::new(500, 300),
		base_version: 7,
		..new_channel(NATIVE, Phase::Open, 0)
	}
}

/// The sum of all that a channel has.
fn sum(channel: &TestChannel) -> Balance {
	channel.capacity()
}

const PHASES: [Phase; 3] = [
	Phase::Offered { requested: 1, expires_ms: 9 },
	Phase::Closing { settles_ms: 9 },
	Phase::Resolving,
];

#[test]
fn an_htlc_is_won_by_the_payee_before_its_deadline_and_by_the_payer_after() {
	const DEADLINE: Moment = 1_000;
	for payer in Side::BOTH {
		let offered = htlc(payer, 10, 1, DEADLINE);
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
				verdict(&offered, revealed_ms, now_ms),
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

#[test]
fn a_dispute_begins_with_what_the_closer_presents() {
	for closer in Side::BOTH {
		let closing = TestClosing::begin(closer, state(5, Side::Opener, 1), 10, 20);
		assert_eq!(*closing.presented.of(closer), Some(5));
		assert_eq!(*closing.presented.of(closer.other()), None);
		assert_eq!(closing.exposed_by, Pair::new(None, None));
		assert_eq!((closing.scheduled_ms, closing.settles_at), (10, 20));
		assert_eq!(closing.state, state(5, Side::Opener, 1));
	}
}

/// A dispute that the opener begins with `version`.
fn begun(version: u64) -> TestClosing {
	TestClosing::begin(Side::Opener, state(version, Side::Opener, 0), 0, 0)
}

#[test]
fn only_a_later_state_is_one() {
	for (has, presented) in [(5, 5), (5, 4), (5, 0), (0, 0), (u64::MAX, u64::MAX)] {
		let mut closing = begun(has);
		let before = closing.clone();
		let result = closing.challenge(&bob(), None, state(presented, Side::Opener, 9));
		assert_eq!((result, closing), (Err(Fault::Stale), before));
	}
}

#[test]
fn one_version_behind_is_good_faith_and_two_are_not() {
	for (side, challenger) in
		[(Some(Side::Opener), alice()), (Some(Side::Counterparty), bob()), (None, charlie())]
	{
		for (first, later, stale) in [
			(0, 1, false),
			(0, 2, true),
			(5, 6, false),
			(5, 7, true),
			(5, 8, true),
			(u64::MAX - 1, u64::MAX, false),
			(u64::MAX - 2, u64::MAX, true),
		] {
			let mut closing = begun(first);
			assert_eq!(closing.challenge(&challenger, side, state(later, Side::Opener, 0)), Ok(()));
			let exposed_by = stale.then(|| challenger.clone());
			assert_eq!(closing.exposed_by, Pair::new(exposed_by, None), "{first} {later}");
			assert_eq!(closing.state.version, later);
		}
	}
}

#[test]
fn the_first_state_that_a_party_presents_is_its_word() {
	let mut closing = begun(5);
	let mut present = |who: AccountId, side, version| {
		closing.challenge(&who, side, state(version, Side::Opener, 0)).unwrap();
		(closing.presented, closing.exposed_by.clone())
	};
	let nobody = Pair::new(None, None);
	let (opener, counterparty) = (Some(Side::Opener), Some(Side::Counterparty));
	assert_eq!(present(alice(), opener, 6), (Pair::new(Some(5), None), nobody));
	let by_bob = Pair::new(Some(bob()), None);
	assert_eq!(present(bob(), counterparty, 7), (Pair::new(Some(5), Some(7)), by_bob.clone()));
	// A third party presents nothing of its own.
	assert_eq!(present(charlie(), None, 8), (Pair::new(Some(5), Some(7)), by_bob));
	// The first to show it is the one, for each party.
	let both = Pair::new(Some(bob()), Some(alice()));
	assert_eq!(present(alice(), opener, 9), (Pair::new(Some(5), Some(7)), both.clone()));
	assert_eq!(present(charlie(), None, 90), (Pair::new(Some(5), Some(7)), both));
}

#[test]
fn a_state_is_checked_against_the_channel() {
	let check = |state| check_state(&channel(), &state, 1_000);
	assert_eq!(check(state(7, Side::Opener, 0)), Err(Fault::Stale));
	assert_eq!(check(state(8, Side::Opener, 0)), Ok(()));
	assert_eq!(check(state(8, Side::Opener, 500)), Ok(()));
	assert_eq!(check(state(8, Side::Opener, 501)), Err(Fault::OverSum));
	assert_eq!(check(state(8, Side::Counterparty, 300)), Ok(()));
	assert_eq!(check(state(8, Side::Counterparty, 301)), Err(Fault::OverSum));

	let with = |amount, deadline| {
		let htlcs = vec![htlc(Side::Opener, 1, 1, 0), htlc(Side::Opener, amount, 1, deadline)];
		check(state_with(8, Side::Opener, 100, htlcs))
	};
	assert_eq!(with(0, 0), Err(Fault::ZeroAmount));
	assert_eq!(with(1, 1_000), Ok(()));
	assert_eq!(with(1, 1_001), Err(Fault::DeadlineTooFar));
	assert_eq!(with(399, 0), Ok(()));
	assert_eq!(with(400, 0), Err(Fault::OverSum));
	assert_eq!(with(Balance::MAX, 0), Err(Fault::OverSum));

	// What a side receives must fit, too.
	let mut full = channel();
	full.committed.counterparty = Balance::MAX;
	assert_eq!(check_state(&full, &state(8, Side::Opener, 1), 0), Err(Fault::OverSum));
}

#[test]
fn only_an_open_channel_moves() {
	for phase in PHASES {
		let mut shut = TestChannel { phase, ..channel() };
		let before = shut.clone();
		assert_eq!(shut.ensure_open(), Err(Fault::NotOpen));
		assert_eq!(shut.top_up(Side::Opener, 1), Err(Fault::NotOpen));
		// Nor does it say what its parties would forward.
		for purpose in [Purpose::Own, Purpose::Forward] {
			assert_eq!(shut.pay(Side::Opener, 1, purpose), Err(Fault::NotOpen));
			assert_eq!(shut.lock(Side::Opener, 1, purpose), Err(Fault::NotOpen));
		}
		let body = Withdrawal { version: 8, net: NetTransfer::ZERO, amounts: Pair::new(1, 1) };
		assert_eq!(shut.withdraw_committed(&body), Err(Fault::NotOpen));
		assert_eq!(shut, before);
		assert_eq!(shut.commit(Side::Opener, 1), Err(Fault::NotOpen));
	}
	assert_eq!(channel().ensure_open(), Ok(()));
}

#[test]
fn moves_keep_the_sum() {
	for side in Side::BOTH {
		let whole = sum(&channel());
		let mut moved = channel();
		moved.pay(side, 50, Purpose::Own).unwrap();
		assert_eq!(sum(&moved), whole);
		moved.commit(side.other(), 100).unwrap();
		assert_eq!(sum(&moved), whole);
		moved.credit(side, 30).unwrap();
		moved.lock(side, 20, Purpose::Own).unwrap();
		moved.unlock(side, side.other(), 15).unwrap();
		assert_eq!(sum(&moved), whole + 30);
		moved.debit(side, 10).unwrap();
		assert_eq!(sum(&moved), whole + 20);
		moved.debit(side.other(), 15).unwrap();
		moved.unlock(side, side, 5).unwrap();
		moved.debit(side, 5).unwrap();
		assert_eq!(sum(&moved), whole);
		moved.credit(side, 9).unwrap();
		assert_eq!(sum(&moved), whole + 9);
		moved.debit(side, 9).unwrap();
		moved.top_up(side, 4).unwrap();
		assert_eq!(sum(&moved), whole + 4);
	}
}

#[test]
fn nothing_is_spent_that_is_not_there() {
	for (side, has) in [(Side::Opener, 100), (Side::Counterparty, 50)] {
		for amount in [has + 1, Balance::MAX] {
			let mut poor = channel();
			assert_eq!(poor.debit(side, amount), Err(Fault::InsufficientLedger));
			assert_eq!(poor.pay(side, amount, Purpose::Own), Err(Fault::InsufficientLedger));
			assert_eq!(poor.commit(side, amount), Err(Fault::InsufficientLedger));
			assert_eq!(poor.lock(side, amount, Purpose::Own), Err(Fault::InsufficientLedger));
			assert_eq!(poor, channel());
		}
		let mut all = channel();
		assert_eq!(all.lock(side, has, Purpose::Own), Ok(()));
		assert_eq!(*all.ledger.of(side), Ledger { free: 0, locked: has });
		assert_eq!(all.pay(side, 1, Purpose::Own), Err(Fault::InsufficientLedger));
	}
	for move_nothing in [
		channel().debit(Side::Opener, 0),
		channel().pay(Side::Opener, 0, Purpose::Own),
		channel().commit(Side::Opener, 0),
		channel().lock(Side::Opener, 0, Purpose::Own),
	] {
		assert_eq!(move_nothing, Err(Fault::ZeroAmount));
	}
}

#[test]
fn a_lock_goes_to_its_winner() {
	for payer in Side::BOTH {
		for winner in Side::BOTH {
			let mut locked = channel();
			locked.lock(payer, 40, Purpose::Own).unwrap();
			assert!(locked.has_locks());
			assert_eq!(locked.unlock(payer.other(), winner, 1), Err(Fault::InsufficientLedger));
			assert_eq!(locked.unlock(payer, winner, 41), Err(Fault::InsufficientLedger));
			for amount in [15, 25] {
				locked.unlock(payer, winner, amount).unwrap();
			}
			assert!(!locked.has_locks());
			let mut expected = channel();
			expected.debit(payer, 40).unwrap();
			expected.credit(winner, 40).unwrap();
			assert_eq!(locked, expected);
		}
	}
}

#[test]
fn a_forward_is_locked_only_by_the_policy_of_its_payer() {
	let mut policies = channel();
	policies.policies.counterparty = Some(set_policy::POLICY);
	// 100 in the ledger, a reserve of 50, and at least 10 at a time.
	policies.ledger = free(100, 100);
	let lock = |side, amount, purpose| policies.clone().lock(side, amount, purpose);
	assert_eq!(lock(Side::Counterparty, 50, Purpose::Forward), Ok(()));
	assert_eq!(lock(Side::Counterparty, 51, Purpose::Forward), Err(Fault::PolicyRefuses));
	assert_eq!(lock(Side::Counterparty, 10, Purpose::Forward), Ok(()));
	assert_eq!(lock(Side::Counterparty, 9, Purpose::Forward), Err(Fault::PolicyRefuses));
	assert_eq!(lock(Side::Counterparty, 100, Purpose::Own), Ok(()));
	assert_eq!(lock(Side::Opener, 10, Purpose::Forward), Err(Fault::PolicyRefuses));
	assert_eq!(lock(Side::Opener, 10, Purpose::Own), Ok(()));
}

#[test]
fn sums_that_do_not_fit_are_refused() {
	let full = || {
		let mut full = channel();
		full.ledger.counterparty.free = Balance::MAX;
		full.committed.counterparty = Balance::MAX;
		full
	};
	let side = Side::Counterparty;
	assert_eq!(full().credit(side, 1), Err(Fault::Overflow));
	assert_eq!(full().top_up(side, 1), Err(Fault::Overflow));
	assert_eq!(full().commit(side, 1), Err(Fault::Overflow));
	assert_eq!(full().pay(Side::Opener, 1, Purpose::Own), Err(Fault::Overflow));
	let mut locked = full();
	locked.lock(Side::Opener, 1, Purpose::Own).unwrap();
	assert_eq!(locked.unlock(Side::Opener, side, 1), Err(Fault::Overflow));
	locked.ledger.counterparty.locked = Balance::MAX;
	assert_eq!(locked.lock(side, 1, Purpose::Own), Err(Fault::Overflow));
	let close = Close { version: 8, net: NetTransfer::ZERO };
	assert_eq!(full().outcome(&close), Err(Fault::Overflow));
	let body = Withdrawal { version: 8, net: NetTransfer::ZERO, amounts: Pair::new(0, 1) };
	assert_eq!(full().withdraw_committed(&body), Err(Fault::Overflow));
}

#[test]
fn an_outcome_is_the_committed_balance_and_the_free_ledger() {
	let outcome = |version, payer, amount| {
		channel().outcome(&Close { version, net: NetTransfer { payer, amount } })
	};
	assert_eq!(outcome(8, Side::Opener, 0), Ok(Pair::new(600, 350)));
	assert_eq!(outcome(u64::MAX, Side::Opener, 500), Ok(Pair::new(100, 850)));
	assert_eq!(outcome(8, Side::Counterparty, 300), Ok(Pair::new(900, 50)));
	assert_eq!(outcome(8, Side::Opener, 501), Err(Fault::OverSum));
	assert_eq!(outcome(8, Side::Counterparty, 301), Err(Fault::OverSum));
	assert_eq!(outcome(7, Side::Opener, 0), Err(Fault::Stale));
}

#[test]
fn a_withdrawal_becomes_the_new_base() {
	let withdraw = |version, payer, amount, opener, counterparty| {
		let mut channel = channel();
		let amounts = Pair::new(opener, counterparty);
		let net = NetTransfer { payer, amount };
		let result = channel.withdraw_committed(&Withdrawal { version, net, amounts });
		result.map(|()| channel)
	};
	let expected = Channel {
		committed: Pair::new(300, 390),
		base_version: 8,
		ledger: free(200, 60),
		..channel()
	};
	assert_eq!(withdraw(8, Side::Opener, 100, 100, 10), Ok(expected));
	assert_eq!(withdraw(7, Side::Opener, 100, 100, 10), Err(Fault::Stale));
	assert_eq!(withdraw(8, Side::Opener, 0, 0, 0), Err(Fault::ZeroAmount));
	assert_eq!(withdraw(8, Side::Opener, 501, 0, 1), Err(Fault::OverSum));
	assert_eq!(withdraw(8, Side::Opener, 500, 1, 0), Err(Fault::OverSum));
	assert_eq!(withdraw(8, Side::Opener, 500, 0, 801), Err(Fault::OverSum));
	assert!(withdraw(8, Side::Opener, 500, 0, 800).is_ok());
}

#[test]
fn every_fault_is_the_error_of_its_name() {
	use Fault::*;
	for fault in [
		NotOpen,
		ZeroAmount,
		InsufficientLedger,
		OverSum,
		Stale,
		DeadlineTooFar,
		PolicyRefuses,
		Overflow,
	] {
		assert_eq!(format!("{:?}", Error::<Test>::from(fault)), format!("{fault:?}"));
	}
}
