//! The changes that a channel goes through.

use super::*;
use crate::{
	state::{Close, Htlc, NetTransfer, Withdrawal},
	Moment, PaymentHash,
};

type TestChannel = Channel<u8, u8>;

/// A channel with 100 and 50 in the ledger and 500 and 300 committed, after the base 7.
fn channel() -> TestChannel {
	Channel {
		parties: Pair::new(1, 2),
		asset: 0,
		phase: Phase::Open,
		ledger: free(100, 50),
		committed: Pair::new(500, 300),
		base_version: 7,
		challenge_period_ms: 600_000,
		policies: Pair::new(None, None),
		subscribed: Pair::new(false, false),
		guard: None,
	}
}

/// A ledger with nothing locked.
fn free(opener: Balance, counterparty: Balance) -> Pair<Ledger> {
	Pair::new(Ledger::of(opener), Ledger::of(counterparty))
}

/// A state in which `payer` has paid `amount` in all.
fn state(version: u64, payer: Side, amount: Balance) -> State {
	State { version, net: NetTransfer { payer, amount }, htlcs: Default::default() }
}

fn htlc(payer: Side, amount: Balance, deadline_ms: Moment) -> Htlc {
	Htlc { payer, amount, payment_hash: PaymentHash([1; 32]), deadline_ms }
}

/// The sum of all that a channel has.
fn sum(channel: &TestChannel) -> Balance {
	channel.capacity()
}

const PHASES: [Phase; 3] = [
	Phase::Proposed { requested: 1, deadline_ms: 9 },
	Phase::Closing { settles_ms: 9 },
	Phase::Resolving,
];

const POLICY: Policy = Policy {
	base_fee: 7,
	fee_ppm: 1_000,
	inbound_base_fee: -3,
	inbound_fee_ppm: -500,
	min_amount: 10,
	max_amount: 400,
	reserve: 50,
	..Policy::FREE
};

#[test]
fn a_state_is_checked_against_the_channel() {
	let check = |state| channel().ensure_settles_by(&state, 1_000);
	assert_eq!(check(state(7, Side::Opener, 0)), Err(Fault::StaleVersion));
	assert_eq!(check(state(8, Side::Opener, 0)), Ok(()));
	assert_eq!(check(state(8, Side::Opener, 500)), Ok(()));
	assert_eq!(check(state(8, Side::Opener, 501)), Err(Fault::ExceedsCommitted));
	assert_eq!(check(state(8, Side::Counterparty, 300)), Ok(()));
	assert_eq!(check(state(8, Side::Counterparty, 301)), Err(Fault::ExceedsCommitted));

	let with = |amount, deadline| {
		let htlcs = vec![htlc(Side::Opener, 1, 0), htlc(Side::Opener, amount, deadline)];
		check(State { htlcs: htlcs.try_into().unwrap(), ..state(8, Side::Opener, 100) })
	};
	assert_eq!(with(0, 0), Err(Fault::ZeroAmount));
	assert_eq!(with(1, 1_000), Ok(()));
	assert_eq!(with(1, 1_001), Err(Fault::DeadlineTooFar));
	assert_eq!(with(399, 0), Ok(()));
	assert_eq!(with(400, 0), Err(Fault::ExceedsCommitted));
	assert_eq!(with(Balance::MAX, 0), Err(Fault::ExceedsCommitted));

	// What a side receives must fit, too.
	let mut full = channel();
	full.committed.counterparty = Balance::MAX;
	assert_eq!(full.ensure_settles_by(&state(8, Side::Opener, 1), 0), Err(Fault::ExceedsCommitted));
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
		let body = Withdrawal {
			version: 8,
			net: NetTransfer::ZERO,
			amounts: Pair::new(1, 1),
			valid_until_ms: 1,
		};
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
	policies.policies.counterparty = Some(POLICY);
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
	let close = Close { version: 8, net: NetTransfer::ZERO, valid_until_ms: 1 };
	assert_eq!(full().outcome(&close), Err(Fault::Overflow));
	let body = Withdrawal {
		version: 8,
		net: NetTransfer::ZERO,
		amounts: Pair::new(0, 1),
		valid_until_ms: 1,
	};
	assert_eq!(full().withdraw_committed(&body), Err(Fault::Overflow));
}

#[test]
fn what_a_side_takes_out_of_its_own_leaves_states_good_that_cover_it() {
	let mut channel = channel();
	channel.committed = Pair::new(100, 50);
	let htlcs = vec![htlc(Side::Opener, 10, 1)];
	let with = State { htlcs: htlcs.try_into().unwrap(), ..state(1, Side::Opener, 30) };
	let before = channel.clone();
	assert_eq!(with.balances(&channel.committed), Some(Pair::new(60, 80)));
	assert_eq!(channel.withdraw_own(Side::Opener, 101), Err(Fault::ExceedsCommitted));
	assert_eq!(channel, before);
	channel.withdraw_own(Side::Opener, 60).unwrap();
	assert_eq!(channel.committed, Pair::new(40, 50));
	assert_eq!(channel.base_version, before.base_version);
	assert_eq!(sum(&channel), sum(&before));
	assert_eq!(with.balances(&channel.committed), Some(Pair::new(0, 80)));
	channel.withdraw_own(Side::Opener, 1).unwrap();
	assert_eq!(with.balances(&channel.committed), None);
	channel.phase = Phase::Resolving;
	assert_eq!(channel.withdraw_own(Side::Opener, 1), Err(Fault::NotOpen));
}

#[test]
fn an_outcome_is_the_committed_balance_and_the_free_ledger() {
	let outcome = |version, payer, amount| {
		channel().outcome(&Close { version, net: NetTransfer { payer, amount }, valid_until_ms: 1 })
	};
	assert_eq!(outcome(8, Side::Opener, 0), Ok(Pair::new(600, 350)));
	assert_eq!(outcome(u64::MAX, Side::Opener, 500), Ok(Pair::new(100, 850)));
	assert_eq!(outcome(8, Side::Counterparty, 300), Ok(Pair::new(900, 50)));
	assert_eq!(outcome(8, Side::Opener, 501), Err(Fault::ExceedsCommitted));
	assert_eq!(outcome(8, Side::Counterparty, 301), Err(Fault::ExceedsCommitted));
	assert_eq!(outcome(7, Side::Opener, 0), Err(Fault::StaleVersion));
}

#[test]
fn a_withdrawal_becomes_the_new_base() {
	let withdraw = |version, payer, amount, opener, counterparty| {
		let mut channel = channel();
		let amounts = Pair::new(opener, counterparty);
		let net = NetTransfer { payer, amount };
		let result =
			channel.withdraw_committed(&Withdrawal { version, net, amounts, valid_until_ms: 1 });
		result.map(|()| channel)
	};
	let expected = Channel {
		committed: Pair::new(300, 390),
		base_version: 8,
		ledger: free(200, 60),
		..channel()
	};
	assert_eq!(withdraw(8, Side::Opener, 100, 100, 10), Ok(expected));
	assert_eq!(withdraw(7, Side::Opener, 100, 100, 10), Err(Fault::StaleVersion));
	assert_eq!(withdraw(8, Side::Opener, 0, 0, 0), Err(Fault::ZeroAmount));
	assert_eq!(withdraw(8, Side::Opener, 501, 0, 1), Err(Fault::ExceedsCommitted));
	assert_eq!(withdraw(8, Side::Opener, 500, 1, 0), Err(Fault::ExceedsCommitted));
	assert_eq!(withdraw(8, Side::Opener, 500, 0, 801), Err(Fault::ExceedsCommitted));
	assert!(withdraw(8, Side::Opener, 500, 0, 800).is_ok());
}

#[test]
fn the_terms_of_a_hop_are_those_of_the_channel() {
	for payer in Side::BOTH {
		let mut channel = channel();
		*channel.policies.of_mut(payer) = Some(POLICY);
		let terms = channel.hop_terms(payer, Weight::zero());
		assert_eq!((terms.payer, terms.payee), (payer, *channel.parties.of(payer.other())));
		assert_eq!(terms.policies, channel.policies);
	}
}
