//! What requests to withdraw weigh, who is told of them, and how contesting one finds room.

use super::{dispute_kit::*, request_withdrawal::*, *};
use crate::{types::Due, weights::SubstrateWeight, Call, WeightInfo};
use bloc_primitives::{
	channel::{Dispute, Drawn, Hooks, Told},
	state::{CoSigned, State, MAX_HTLCS},
	urgent::{CheckUrgent, Urgent},
};
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	storage::with_storage_layer,
	weights::Weight,
};
use sp_runtime::{
	traits::{DispatchTransaction, Dispatchable},
	transaction_validity::{InvalidTransaction, TransactionSource::External},
	MultiSignature,
};
use Side::Opener;

type Weights = SubstrateWeight<Test>;

fn weight(call: Call<Test>) -> Weight {
	call.get_dispatch_info().call_weight
}

/// `state` with both signatures, one or none.
fn with_signatures(id: ChannelId, left: usize) -> CoSigned<State, MultiSignature> {
	let mut state = signed(id, state(3, Opener, 100));
	if left < 2 {
		state.signatures.opener = None;
	}
	if left < 1 {
		state.signatures.counterparty = None;
	}
	state
}

#[test]
fn signatures_that_are_not_there_are_not_charged() {
	ExtBuilder.run(|| {
		let id = committed_channel(TOKEN, Pair::new(500, 300));
		let read = <Test as frame_system::Config>::DbWeight::get().reads(1);
		let one = Weights::check_signature();
		assert!(one.ref_time() > read.ref_time());
		let request = |state| weight(Call::request_withdrawal { channel: id, amount: 1, state });
		let close = |state| weight(Call::force_close { channel: id, state });
		type Weigh<'a> = &'a dyn Fn(Option<CoSigned<State, MultiSignature>>) -> Weight;
		let calls: [Weigh<'_>; 2] = [&request, &close];
		for call in calls {
			let both = call(Some(with_signatures(id, 2)));
			assert_eq!(call(Some(with_signatures(id, 1))), both - one + read);
			assert_eq!(call(Some(with_signatures(id, 0))), both - one * 2 + read * 2);
			// Nor is anything looked for where there is no state.
			assert_eq!(call(None), both - one * 2);
		}
		// And what is used is no more than that.
		for call in [
			Call::request_withdrawal { channel: id, amount: 1, state: None },
			Call::force_close { channel: id, state: None },
		] {
			let declared = weight(call.clone());
			let used = RuntimeCall::Channels(call).dispatch(origin(alice())).unwrap();
			assert!(used.actual_weight.unwrap().all_lte(declared));
		}
	});
}

#[test]
fn the_requester_pays_for_what_the_hook_does() {
	ExtBuilder.run(|| {
		let id = ChannelId(0);
		let request = weight(Call::request_withdrawal { channel: id, amount: 1, state: None });
		let finish = weight(Call::finish_withdrawal { channel: id, side: Opener });
		assert!(request.all_gte(finish));
		let due = Channels::weight_of(&Due::Withdrawal(id, Opener));
		assert!(due.all_gte(finish));
	});
}

#[test]
fn a_place_among_urgent_calls_is_no_cheaper_by_a_request_than_by_a_closing() {
	ExtBuilder.run(|| {
		let id = ChannelId(0);
		let closing = weight(Call::force_close { channel: id, state: None });
		let request = weight(Call::request_withdrawal { channel: id, amount: 1, state: None });
		let state = signed(id, state_with(1, Opener, 0, full()));
		let challenge = Call::<Test>::challenge { channel: id, state: state.clone() };
		let contest = Call::<Test>::contest_withdrawal { channel: id, side: Opener, state };
		// Doing it, and asking before.
		let place = |call: Call<Test>| {
			let asking = call.urgent_weight();
			u128::from((weight(call) + asking).ref_time())
		};
		let (challenge, contest) = (place(challenge), place(contest));
		// To contest is to close for the requester, too: one channel, one place.
		assert!(request.all_gte(Channels::later_looks()));
		let (request, closing) = (u128::from(request.ref_time()), u128::from(closing.ref_time()));
		assert!(100 * request >= 95 * closing, "{request} for {closing}");
		// Room is kept for the heavier of both.
		let answer = Channels::answer_weight().ref_time();
		assert!(u128::from(answer) >= challenge.max(contest));
	});
}

/// As many HTLCs as can be.
fn full() -> Vec<bloc_primitives::state::Htlc> {
	(0..MAX_HTLCS).map(|n| htlc(Opener, 1, n as u8, START + MINUTE)).collect()
}

#[test]
fn an_objection_is_let_in_before_others_if_it_counts() {
	with_a_channel(|id| {
		assert_ok!(request(alice(), id, 400, Some(state(3, Opener, 100))));
		let call = |version, paid| {
			let state = signed(id, state(version, Opener, paid));
			RuntimeCall::Channels(Call::contest_withdrawal { channel: id, side: Opener, state })
		};
		let admitted = |call: &RuntimeCall| {
			let (info, check) = (call.get_dispatch_info(), CheckUrgent::<Test>::new());
			assert_eq!(info.class, DispatchClass::Operational);
			check.validate_only(origin(charlie()), call, &info, 0, External, 0).map(|_| ())
		};
		let refusal = |error: Error<Test>| {
			let code = bloc_primitives::urgent::code(&error.into());
			Err(InvalidTransaction::Custom(code).into())
		};
		assert_eq!(admitted(&call(4, 101)), Ok(()));
		assert_eq!(admitted(&call(4, 100)), refusal(Error::RequestCovered));
		assert_eq!(admitted(&call(3, 101)), refusal(Error::StaleVersion));
		assert!(call(4, 101).urgent_weight().any_gt(Weight::zero()));
		assert_ok!(contest(bob(), id, Opener, state(4, Opener, 101)));
		assert_eq!(admitted(&call(5, 101)), refusal(Error::NotOpen));
	});
}

#[test]
fn neighbours_are_told_of_each() {
	with_a_channel(|id| {
		EventLog::read();
		assert_ok!(request(bob(), id, 100, None));
		let told = HookEvent::Requested(id, Side::Counterparty);
		assert_eq!(EventLog::read(), vec![told]);
		let declared = |state| weight(Call::request_withdrawal { channel: id, amount: 1, state });
		let told = <EventLog as Hooks<AccountId, Asset>>::weight(Told::Requested);
		let with = declared(None);
		TellingWeighs::set(false);
		assert!(with.all_gte(declared(None) + told));
		TellingWeighs::set(true);
		// And one that refuses takes it back.
		EventLog::shut();
		let refused = with_storage_layer(|| request(alice(), id, 100, None));
		assert_noop!(refused, EventLog::REFUSAL);
	});
}

#[test]
fn who_asked_for_it_is_told_of_the_ledger() {
	with_a_channel(|id| {
		subscribe(id);
		assert_ok!(request(alice(), id, 500, None));
		let_it_pass(id, Opener);
		EventLog::read();
		assert_ok!(finish(id, Opener));
		assert!(matches!(
			EventLog::read()[..],
			[HookEvent::LedgerChanged(told, _), HookEvent::Withdrawn(..)] if told == id
		));
	});
}

#[test]
fn neighbours_are_told_of_what_is_taken_out() {
	with_a_channel(|id| {
		let shown = |version| Some(state(version, Opener, 100));
		assert_ok!(request(alice(), id, 200, shown(3)));
		let_it_pass(id, Opener);
		EventLog::read();
		let call = Call::finish_withdrawal { channel: id, side: Opener };
		let declared = weight(call.clone());
		let told = <EventLog as Hooks<AccountId, Asset>>::withdrawn_weight();
		assert!(
			declared.all_gte(Weights::finish_withdrawal() + told) && told.any_gt(Weight::zero())
		);
		// And one that refuses takes it back.
		EventLog::shut();
		assert_noop!(with_storage_layer(|| finish(id, Opener)), EventLog::REFUSAL);
		EventLog::reopen();
		let used = RuntimeCall::Channels(call).dispatch(origin(charlie())).unwrap();
		// Nobody had asked for news of the ledger.
		assert_eq!(used.actual_weight, Some(Weights::finish_withdrawal() + told));
		let drawn = |side, amount, version| {
			let base_version = 0;
			vec![HookEvent::Withdrawn(id, Drawn { side, amount, version, base_version })]
		};
		assert_eq!(EventLog::read(), drawn(Opener, 200, 3));

		// The other side has shown a later state meanwhile: nothing older than that could object.
		assert_ok!(request(alice(), id, 50, shown(3)));
		assert_ok!(request(bob(), id, 10, shown(5)));
		let_it_pass(id, Opener);
		EventLog::read();
		assert_ok!(finish(id, Opener));
		assert_eq!(EventLog::read(), drawn(Opener, 50, 4));
	});
}

#[test]
fn what_a_closing_finds_is_told_before_it() {
	with_a_channel(|id| {
		assert_ok!(request(alice(), id, 200, None));
		let_it_pass(id, Opener);
		EventLog::read();
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		assert!(matches!(EventLog::read()[..], [HookEvent::Withdrawn(..), HookEvent::Closing(..)]));
	});
}

#[test]
fn a_pallet_contests_for_somebody() {
	with_a_channel(|id| {
		let by = |paid| {
			let state = signed(id, state(4, Opener, paid));
			let contest =
				|| <Channels as Dispute<AccountId>>::contest(id, &charlie(), Opener, state);
			with_storage_layer(contest)
		};
		assert_noop!(by(101), Error::<Test>::NotRequested);
		assert_ok!(request(alice(), id, 400, Some(state(3, Opener, 100))));
		assert_noop!(by(100), Error::<Test>::RequestCovered);
		assert_ok!(by(101));
		assert_eq!(dispute(id).presenter, Some(charlie()));
	});
}
