//! Requests to withdraw in a channel that a party closes alone: they are judged by the state that counts
//! in the end, so that nobody can undo one that is not true.

use super::{dispute_kit::*, request_withdrawal::*, *};
use crate::Call;
use bloc_primitives::state::State;
use frame_support::dispatch::GetDispatchInfo;
use sp_runtime::{traits::Dispatchable, DispatchResult, Permill};
use Side::{Counterparty, Opener};

/// The state in which Alice, who had 450 by the first, has 100.
fn truth() -> State {
	state(3, Opener, 400)
}

/// Alice requests what she had by the first.
fn lie(id: ChannelId) {
	assert_ok!(request(alice(), id, 450, Some(state(1, Opener, 50))));
}

/// What the opener requested is judged.
fn is_false(id: ChannelId) -> bool {
	contested_claim(id).unwrap().0
}

#[test]
fn who_closes_when_its_lie_is_seen_through_answers_for_it() {
	with_a_channel(|id| {
		lie(id);
		// By the truth: so that Bob has nothing to contest any more.
		assert_ok!(force_close(alice(), id, truth()));
		assert_eq!((requested(id, Opener), is_false(id)), (None, true));
		// What she put down for the request is what she puts down as the closer.
		assert_eq!((put_down(&alice()), dispute(id).deposit), (DEPOSIT, DEPOSIT));
		// Half of the 100 that are left to her.
		assert_eq!((outcome_of(id), put_down(&alice())), (Pair::new(50, 750), 0));
	});
}

#[test]
fn when_the_other_party_closes_it_is_answered_for_too() {
	with_a_channel(|id| {
		lie(id);
		assert_ok!(force_close(bob(), id, truth()));
		assert_eq!((put_down(&alice()), put_down(&bob())), (0, DEPOSIT));
		assert_eq!(outcome_of(id), Pair::new(50, 750));
		assert_eq!(put_down(&bob()), 0);
	});
}

#[test]
fn whoever_presents_the_truth_has_the_deposit() {
	with_a_channel(|id| {
		lie(id);
		assert_ok!(force_close(alice(), id, state(1, Opener, 50)));
		assert!(!is_false(id));
		assert_ok!(challenge(charlie(), id, truth()));
		let had = balance(&NATIVE, &charlie());
		let asset = Channels::channel(id).unwrap().asset;
		assert_eq!(outcome_of(id), Pair::new(50, 738));
		let reward = if asset == NATIVE { 12 } else { 0 };
		assert_eq!(balance(&NATIVE, &charlie()), had + DEPOSIT + reward);
	});
}

#[test]
fn what_the_state_that_counts_says_nothing_against_is_no_claim() {
	// The one that was shown, and a later one by which she has as much.
	for closes in [state(3, Opener, 50), state(9, Opener, 100)] {
		for who in [alice(), bob()] {
			with_a_channel(|id| {
				assert_ok!(request(alice(), id, 400, Some(state(3, Opener, 50))));
				assert_ok!(force_close(who.clone(), id, closes.clone()));
				assert!(!is_false(id));
				let has_paid = closes.net.amount;
				assert_eq!(outcome_of(id), Pair::new(500 - has_paid, 300 + has_paid));
				assert_eq!((put_down(&alice()), put_down(&bob())), (0, 0));
			});
		}
	}
}

#[test]
fn what_she_wins_beside_it_makes_the_gain_no_less() {
	with_a_channel(|id| {
		// By the state that counts she has 400 for sure, and 50 more for a preimage.
		assert_ok!(request(alice(), id, 420, Some(state(1, Opener, 50))));
		let won = htlc(Counterparty, 50, 1, START + 20 * MINUTE);
		assert_ok!(force_close(bob(), id, state_with(3, Opener, 100, vec![won])));
		assert_ok!(reveal(charlie(), 1));
		assert!(is_false(id));
		// Else she would have had 420 and 50, and not 400 and 50; she answers for 450 and 50.
		assert_eq!(outcome_of(id), Pair::new(400, 400));
	});
}

#[test]
fn a_claim_of_who_has_lost_its_states_does_not_undo_it() {
	with_a_channel(|id| {
		lie(id);
		assert_ok!(Channels::close_after_loss(origin(alice()), id, 0));
		assert!(!is_false(id));
		assert_ok!(challenge(bob(), id, truth()));
		// What the truth gives her, and she did not begin with, she has since Bob presents it.
		assert_eq!((outcome_of(id), put_down(&alice())), (Pair::new(50, 750), 0));
	});
}

#[test]
fn both_together_end_the_dispute_and_pay_who_has_presented_the_truth() {
	with_a_channel(|id| {
		lie(id);
		assert_ok!(force_close(alice(), id, state(2, Opener, 300)));
		assert_ok!(challenge(charlie(), id, truth()));
		let asset = Channels::channel(id).unwrap().asset;
		let had = balance(&asset, &charlie());
		assert_ok!(close_together(id, 4, 400));
		// A quarter of half of 100.
		let deposit = if asset == NATIVE { DEPOSIT } else { 0 };
		assert_eq!(balance(&asset, &charlie()), had + 12 + deposit);
		assert_eq!((put_down(&alice()), is_gone(id)), (0, true));
	});
}

#[test]
fn in_a_dispute_it_is_neither_contested_nor_finished() {
	with_a_channel(|id| {
		lie(id);
		assert_ok!(force_close(alice(), id, state(1, Opener, 50)));
		assert_noop!(contest(bob(), id, Opener, truth()), Error::<Test>::NotOpen);
		let Phase::Closing { settles_ms } = Channels::channel(id).unwrap().phase else { panic!() };
		set_time(settles_ms);
		assert_noop!(finish(id, Opener), Error::<Test>::NotOpen);
		// Time and blocks of the request have passed when the hook comes to both: it settles.
		System::set_block_number(dispute(id).settles_at);
		set_time(settles_ms + SLOT_MS);
		hook();
		assert!(is_gone(id));
		assert_eq!((put_down(&alice()), waiting()), (0, 0));
	});
}

#[test]
fn what_can_no_longer_be_contested_is_finished_before_the_channel_closes() {
	let alone: fn(ChannelId) -> DispatchResult = |id| force_close(bob(), id, state(3, Opener, 100));
	let after_loss: fn(ChannelId) -> DispatchResult =
		|id| outcome(Channels::close_after_loss(origin(bob()), id, 300));
	for closes in [alone, after_loss] {
		with_a_channel(|id| {
			subscribe(id);
			assert_ok!(request(alice(), id, 400, Some(state(3, Opener, 100))));
			assert_ok!(request(bob(), id, 100, Some(state(3, Opener, 100))));
			// Of Bob's an instant is left.
			let_it_pass(id, Opener);
			crate::Channels::<Test>::mutate(id, |record| {
				let requests = &mut record.as_mut().unwrap().requests;
				requests.counterparty.as_mut().unwrap().finishes_ms += 1;
			});
			Channels::push(now() + 1, crate::types::Due::Withdrawal(id, Counterparty));
			EventLog::read();
			events();
			assert_ok!(closes(id));
			let told = events();
			let finished = Event::WithdrawalFinished {
				channel: id,
				side: Opener,
				amount: 400,
				ledger: free(400, 0),
				committed: Pair::new(100, 300),
			};
			assert!(told.contains(&finished), "{told:?}");
			assert!(matches!(
				EventLog::read()[..],
				[HookEvent::LedgerChanged(..), HookEvent::Withdrawn(..), HookEvent::Closing(..)]
			));
			assert_eq!((committed(id), ledger(id)), (Pair::new(100, 300), Pair::new(400, 0)));
			assert_eq!((requested(id, Opener), put_down(&alice())), (None, 0));
			assert_eq!(requested(id, Counterparty), None);
			assert!(dispute(id).asked.counterparty.is_some_and(|asked| asked.kept == 100));
		});
	}
	// Nothing is left to contradict: it settles at once.
	with_a_channel(|id| {
		assert_ok!(request(alice(), id, 500, None));
		assert_ok!(request(bob(), id, 300, None));
		let_it_pass(id, Opener);
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		assert!(is_gone(id));
	});
}

#[test]
fn a_lie_that_nobody_contested_in_time_is_done_before_the_channel_closes() {
	with_a_channel(|id| {
		lie(id);
		let_it_pass(id, Opener);
		// The hook was late, and so is Bob: he has what is left.
		assert_ok!(force_close(bob(), id, truth()));
		assert_eq!(ledger(id), Pair::new(450, 0));
		assert_eq!(dispute(id).state.balances(&committed(id)), Some(Pair::new(0, 350)));
	});
}

#[test]
fn closing_gives_back_what_it_did_not_weigh_and_settling_too() {
	ExtBuilder.run(|| {
		WithdrawalReserve::set(Permill::zero());
		let weight = |call: Call<Test>, who: AccountId| {
			let call = RuntimeCall::Channels(call);
			let declared = call.get_dispatch_info().call_weight;
			(declared, call.dispatch(origin(who)).unwrap().actual_weight.unwrap())
		};
		let id = committed_channel(TOKEN, Pair::new(500, 300));
		let close = Call::force_close { channel: id, state: None };
		let (declared, none) = weight(close.clone(), alice());
		assert!(none.all_lte(declared));
		let id = committed_channel(TOKEN, Pair::new(500, 300));
		subscribe(id);
		assert_ok!(request(alice(), id, 400, None));
		assert_ok!(request(bob(), id, 300, None));
		let_it_pass(id, Opener);
		let close = Call::force_close { channel: id, state: None };
		// Two that nobody has finished, or two that go into the dispute, are all that it can find.
		let (declared, two) = weight(close, bob());
		assert_eq!(two, none + Channels::finishing_weight() * 2);
		assert!(two.all_lte(declared));

		let id = committed_channel(TOKEN, Pair::new(500, 300));
		assert_ok!(request(alice(), id, 400, None));
		assert_ok!(request(bob(), id, 300, None));
		let (declared, two) = weight(Call::force_close { channel: id, state: None }, alice());
		let judged = <<Test as crate::Config>::WeightInfo as crate::WeightInfo>::judge_request();
		assert_eq!(two, none + judged * 2);
		assert!(two.all_lte(declared));
	});
}
