//! What whoever closes alone puts down, and who gets it.

use super::{dispute_kit::*, *};
use bloc_primitives::Balance;
use frame_support::traits::fungible::InspectHold;
use sp_runtime::{DispatchError, TokenError};

/// What is put down in these tests.
const DEPOSIT: Balance = 77;

/// What is held of `who` for closings.
fn put_down(who: &AccountId) -> Balance {
	Balances::balance_on_hold(&crate::HoldReason::ClosingDeposit.into(), who)
}

/// Runs `test` where closing alone takes a deposit.
fn with_a_deposit(test: impl FnOnce()) {
	ExtBuilder.run(|| {
		ClosingDeposit::set(DEPOSIT);
		test();
	});
}

/// What is told if `challenger` gets it.
fn lost(id: ChannelId, challenger: AccountId) -> Event<Test> {
	Event::ClosingDepositLost { channel: id, closer: alice(), challenger, amount: DEPOSIT }
}

/// Settles, and says what was told of the deposit.
fn settled(id: ChannelId) -> Vec<Event<Test>> {
	events();
	let_pass(id);
	assert_ok!(settle(id));
	let is_it = |event: &Event<Test>| {
		matches!(event, Event::ClosingDepositLost { .. } | Event::DepositKept { .. })
	};
	events().into_iter().filter(is_it).collect()
}

#[test]
fn is_held_of_whoever_closes_and_comes_back() {
	with_a_deposit(|| {
		for who in [alice(), bob()] {
			let id = committed_channel(TOKEN, Pair::new(500, 300));
			events();
			assert_ok!(Channels::force_close(origin(who.clone()), id, None));
			assert!(matches!(event(), Event::ForceClosed { deposit: DEPOSIT, .. }));
			assert_eq!((put_down(&who), dispute(id).deposit), (DEPOSIT, DEPOSIT));
			assert_eq!(settled(id), vec![]);
			assert_nothing_is_left();
		}
		let id = committed_channel(TOKEN, Pair::new(500, 300));
		assert_ok!(Channels::close_after_loss(origin(bob()), id, 300));
		assert_eq!(put_down(&bob()), DEPOSIT);
		assert_eq!(settled(id), vec![]);
		assert_nothing_is_left();
	});
}

#[test]
fn is_held_for_each_channel() {
	with_a_deposit(|| {
		let ids =
			[(); 3].map(|()| closing_channel(TOKEN, Pair::new(9, 9), state(1, Side::Opener, 0)));
		assert_eq!(put_down(&alice()), 3 * DEPOSIT);
		for (n, id) in ids.into_iter().enumerate() {
			assert_eq!(settled(id), vec![]);
			assert_eq!(put_down(&alice()), (2 - n as Balance) * DEPOSIT);
		}
	});
}

#[test]
fn is_not_held_where_nothing_is_committed() {
	with_a_deposit(|| {
		let id = open_channel(TOKEN, Pair::new(500, 300));
		events();
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		assert!(matches!(events()[0], Event::ForceClosed { deposit: 0, .. }));
		assert_nothing_is_left();
	});
}

#[test]
fn who_cannot_put_it_down_does_not_close() {
	with_a_deposit(|| {
		ClosingDeposit::set(WEALTH + 1);
		let id = committed_channel(TOKEN, Pair::new(500, 300));
		let too_poor = TokenError::FundsUnavailable;
		assert_noop!(Channels::force_close(origin(alice()), id, None), too_poor);
		assert_noop!(Channels::close_after_loss(origin(alice()), id, 0), too_poor);
	});
}

#[test]
fn goes_to_who_presented_the_state_that_counts_if_the_closer_claimed_too_much() {
	for who in [bob(), charlie()] {
		with_a_deposit(|| {
			let id = closing_channel(TOKEN, Pair::new(500, 300), state(1, Side::Opener, 0));
			assert_ok!(challenge(charlie(), id, state(2, Side::Opener, 7)));
			assert_ok!(challenge(who.clone(), id, state(3, Side::Opener, 1)));
			let had = balance(&NATIVE, &who);
			assert_eq!(settled(id), vec![lost(id, who.clone())]);
			assert_eq!(balance(&NATIVE, &who), had + DEPOSIT);
			assert_eq!(balance(&NATIVE, &alice()), WEALTH - DEPOSIT);
			assert_eq!((put_down(&alice()), put_down(&who)), (0, 0));
		});
	}
}

#[test]
fn comes_back_if_the_closer_gained_nothing_or_corrected_itself() {
	with_a_deposit(|| {
		// Two versions old, and less than what is hers.
		let id = closing_channel(TOKEN, Pair::new(500, 300), state(1, Side::Opener, 9));
		assert_ok!(challenge(charlie(), id, state(3, Side::Opener, 8)));
		assert_eq!(settled(id), vec![]);
		assert_eq!((put_down(&alice()), balance(&NATIVE, &alice())), (0, WEALTH));
		// Her own state counts: there is nobody else to have it. The penalty is Bob's.
		let id = closing_channel(TOKEN, Pair::new(500, 300), state(1, Side::Opener, 0));
		assert_ok!(challenge(charlie(), id, state(2, Side::Opener, 9)));
		assert_ok!(challenge(alice(), id, state(3, Side::Opener, 10)));
		assert_eq!(settled(id), vec![]);
		assert_eq!((put_down(&alice()), balance(&NATIVE, &alice())), (0, WEALTH));
	});
}

#[test]
fn of_the_other_party_nothing_is_taken_that_it_has_not_put_down() {
	with_a_deposit(|| {
		// Bob presents an old state; it is Alice who closed, and who claimed nothing too much.
		let id = closing_channel(TOKEN, Pair::new(500, 300), state(1, Side::Opener, 100));
		assert_ok!(challenge(bob(), id, state(2, Side::Opener, 300)));
		assert_ok!(challenge(charlie(), id, state(3, Side::Opener, 100)));
		// She answers for what he presented in her favour alone: it was not.
		assert_eq!(settled(id), vec![]);
		assert_eq!(balance(&NATIVE, &alice()), WEALTH);
	});
}

#[test]
fn waits_until_the_last_htlc_is_decided_and_not_for_locks() {
	with_a_deposit(|| {
		let id = committed_channel(TOKEN, Pair::new(500, 300));
		assert_ok!(Channels::deposit(origin(alice()), id, 50));
		let locked = lock(id, &alice(), 50);
		assert_ok!(force_close(alice(), id, state(1, Side::Opener, 0)));
		let deadline = START + 30 * MINUTE;
		let pending = htlc(Side::Counterparty, 40, 1, deadline);
		assert_ok!(challenge(charlie(), id, state_with(2, Side::Opener, 30, vec![pending])));
		// Whether Alice gained depends on the HTLC, which she had not claimed.
		assert_eq!(settled(id), vec![]);
		assert_eq!(put_down(&alice()), DEPOSIT);
		assert_ok!(reveal(charlie(), 1));
		assert_ok!(settle(id));
		assert_eq!((put_down(&alice()), dispute(id).deposit), (0, 0));
		assert!(!is_gone(id));
		assert_ok!(<Channels as bloc_primitives::channel::Lock<AccountId>>::release(locked));
		next_block();
		assert!(is_gone(id));
		assert_eq!(balance(&NATIVE, &alice()), WEALTH);
	});
}

#[test]
fn a_cooperative_close_returns_it_unless_the_closer_is_surely_caught() {
	for (last, caught) in [(0, false), (1, true)] {
		with_a_deposit(|| {
			let id = closing_channel(TOKEN, Pair::new(500, 300), state(1, Side::Opener, 0));
			assert_ok!(challenge(charlie(), id, state(2, Side::Opener, last)));
			let charlies = balance(&NATIVE, &charlie());
			events();
			close_together(id, 3, 0).unwrap();
			let to_charlie = if caught { DEPOSIT } else { 0 };
			assert_eq!(events().contains(&lost(id, charlie())), caught);
			assert_eq!(balance(&NATIVE, &charlie()), charlies + to_charlie);
			assert_eq!(put_down(&alice()), 0);
			assert_eq!(balance(&NATIVE, &alice()), WEALTH - to_charlie);
		});
	}
}

#[test]
fn what_cannot_be_moved_is_released_and_stops_nobody() {
	with_a_deposit(|| {
		// Less than an account needs, and Dave has none.
		ClosingDeposit::set(ED - 1);
		let id = closing_channel(TOKEN, Pair::new(500, 300), state(1, Side::Opener, 0));
		assert_ok!(challenge(dave(), id, state(2, Side::Opener, 100)));
		assert_eq!(settled(id), vec![]);
		assert!(is_gone(id));
		assert_eq!((put_down(&alice()), balance(&NATIVE, &alice())), (0, WEALTH));
		assert_eq!(balance(&NATIVE, &dave()), 0);
	});
	with_a_deposit(|| {
		let id = closing_channel(TOKEN, Pair::new(500, 300), state(1, Side::Opener, 100));
		// No room in Alice's balance for it to come back to.
		frame_system::Account::<Test>::mutate(alice(), |account| account.data.free = u128::MAX);
		bloc_testing::DepositsStick::set(true);
		let told = settled(id);
		assert!(is_gone(id));
		let error = DispatchError::Token(TokenError::CannotCreate);
		let kept = Event::DepositKept { who: alice(), error };
		assert!(told.contains(&kept), "{told:?}");
		assert_eq!(balance(&TOKEN, &bob()), WEALTH + 100);
	});
}
