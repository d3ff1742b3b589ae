//! Taking a part of the committed balance out without the other: requests, what can be said against
//! them, and what a party does that cares for nothing but its money. What becomes of them in a dispute
//! is in `requests_in_disputes`, what they weigh in `request_weights`.

use super::{dispute_kit::*, *};
use crate::{
	request::Request,
	types::{Due, Kind},
	ClosingOf, HoldReason, RecordOf, WithdrawalEnd,
};
use bloc_primitives::{
	channel::Lock,
	state::{CoSigned, Message, NetTransfer, State, Withdrawal},
};
use bloc_timetable::Timetable;
use frame_support::{
	storage::with_storage_layer,
	traits::{fungible::InspectHold, Hooks},
	weights::Weight,
};
use sp_runtime::{DispatchError, DispatchResult, Permill, TokenError};
use Side::{Counterparty, Opener};

/// What is put down in these tests.
pub const DEPOSIT: Balance = 77;

/// What is held of `who` for requests and closings.
pub fn put_down(who: &AccountId) -> Balance {
	Balances::balance_on_hold(&HoldReason::ClosingDeposit.into(), who)
}

/// Runs `test` with a channel in which 500 of Alice's and 300 of Bob's are committed, and where no
/// reserve has to be left.
pub fn with_a_channel(test: impl Fn(ChannelId)) {
	in_each_asset(|asset| {
		ClosingDeposit::set(DEPOSIT);
		WithdrawalReserve::set(Permill::zero());
		let id = committed_channel(asset, Pair::new(500, 300));
		events();
		test(id);
	});
}

/// `who` requests `amount` by a state that both signed, or by the base.
pub fn request(
	who: AccountId,
	id: ChannelId,
	amount: Balance,
	by: Option<State>,
) -> DispatchResult {
	let state = by.map(|state| signed(id, state));
	outcome(Channels::request_withdrawal(origin(who), id, amount, state))
}

pub fn contest(who: AccountId, id: ChannelId, side: Side, state: State) -> DispatchResult {
	outcome(Channels::contest_withdrawal(origin(who), id, side, signed(id, state)))
}

pub fn finish(id: ChannelId, side: Side) -> DispatchResult {
	outcome(Channels::finish_withdrawal(origin(charlie()), id, side))
}

pub fn requested(id: ChannelId, side: Side) -> Option<Request<u64>> {
	*Channels::withdrawal_requests(id).unwrap().of(side)
}

pub fn record(id: ChannelId) -> RecordOf<Test> {
	crate::Channels::<Test>::get(id).unwrap()
}

/// Both sign a new base, by which Alice takes `amount` into her ledger.
pub fn new_base(id: ChannelId, version: u64, amount: Balance) -> DispatchResult {
	let (net, amounts) = (NetTransfer::ZERO, Pair::new(amount, 0));
	let body = Withdrawal { version, net, amounts, valid_until_ms: VALID_UNTIL };
	let withdrawal = signed_withdrawal(id, body);
	outcome(Channels::withdraw_committed(origin(charlie()), id, withdrawal))
}

/// Time and blocks of a request pass, without a hook.
pub fn let_it_pass(id: ChannelId, side: Side) {
	let Request { finishes_ms, finishes_at, .. } = requested(id, side).unwrap();
	set_time(finishes_ms);
	System::set_block_number(finishes_at);
}

/// What the opener has requested, in a dispute: whether it has less by the standing state, and what it
/// answers for then, HTLCs aside.
pub fn contested_claim(id: ChannelId) -> Option<(bool, Balance)> {
	dispute(id).asked.opener.map(|asked| (asked.is_false, asked.claim.sure))
}

/// Lets the period of a closing pass and settles: what both got, without what was in the ledger.
pub fn outcome_of(id: ChannelId) -> Pair<Balance> {
	let ledger = ledger(id);
	events();
	let_pass(id);
	assert_ok!(settle(id));
	let paid = events().into_iter().find_map(|event| match event {
		Event::Settled { paid, .. } => Some(paid),
		_ => None,
	});
	paid.unwrap().checked_sub(&ledger).unwrap()
}

/// Nothing was requested.
const NONE: Pair<Option<crate::closing::Asked>> = Pair::new(None, None);

pub fn committed(id: ChannelId) -> Pair<Balance> {
	Channels::channel(id).unwrap().committed
}

pub fn ledger(id: ChannelId) -> Pair<Balance> {
	Channels::channel(id).unwrap().ledger.map(|side| side.free)
}

/// The hook does what is due.
pub fn hook() {
	Channels::on_idle(System::block_number(), Weight::MAX / 2);
}

#[test]
fn becomes_ledger_balance_when_nobody_contests() {
	with_a_channel(|id| {
		let latest = state(3, Opener, 100);
		assert_ok!(request(alice(), id, 400, Some(latest.clone())));
		let finishes_ms = START + PERIOD;
		let finishes_at = System::block_number() + PERIOD_BLOCKS;
		let expected = Request {
			amount: 400,
			version: 3,
			reserve: 0,
			finishes_ms,
			finishes_at,
			deposit: DEPOSIT,
		};
		assert_eq!(requested(id, Opener), Some(expected));
		assert_eq!(requested(id, Counterparty), None);
		assert_eq!(put_down(&alice()), DEPOSIT);
		let told = Event::WithdrawalRequested {
			channel: id,
			side: Opener,
			amount: 400,
			version: 3,
			reserve: 0,
			deposit: DEPOSIT,
			finishes_ms,
			finishes_at,
		};
		assert_eq!(events(), [told]);
		assert_noop!(finish(id, Opener), Error::<Test>::NotExpired);
		let_it_pass(id, Opener);
		assert_noop!(finish(id, Counterparty), Error::<Test>::NotRequested);
		assert_ok!(finish(id, Opener));
		let told = Event::WithdrawalFinished {
			channel: id,
			side: Opener,
			amount: 400,
			ledger: free(400, 0),
			committed: Pair::new(100, 300),
		};
		assert_eq!(events(), [told]);
		assert_eq!((requested(id, Opener), put_down(&alice())), (None, 0));
		assert_noop!(finish(id, Opener), Error::<Test>::NotRequested);
		// What both signed is as good as before, and gives Alice that much less.
		assert_ok!(Channels::withdraw(origin(alice()), id, 400));
		assert_ok!(force_close(bob(), id, latest));
		let_pass(id);
		assert_ok!(settle(id));
		assert!(is_gone(id));
		assert_eq!(Channels::channel(id), None);
	});
}

#[test]
fn gives_each_what_the_newest_state_gives() {
	// Whatever is taken out before: together it is as by the state.
	for (side, amount) in [(Opener, 400), (Opener, 1), (Counterparty, 300)] {
		with_a_channel(|id| {
			let asset = Channels::channel(id).unwrap().asset;
			// So that the pot stays.
			assert_ok!(Channels::open(origin(charlie()), bob(), asset.clone(), 500, PERIOD));
			let latest = state(3, Opener, 100);
			let who = parties().of(side).clone();
			assert_ok!(request(who.clone(), id, amount, Some(latest.clone())));
			let_it_pass(id, side);
			assert_ok!(finish(id, side));
			let paid = paid_by(&asset, || {
				assert_ok!(Channels::withdraw(origin(who), id, amount));
				assert_ok!(close_together(id, 4, 100));
			});
			let back = storage_deposit_in(&asset);
			assert_eq!(paid, Pair::new(400 + back, 400));
		});
	}
}

#[test]
fn the_hook_finishes_it_by_itself() {
	with_a_channel(|id| {
		assert_ok!(request(alice(), id, 400, None));
		assert_ok!(request(bob(), id, 300, None));
		set_time(START + PERIOD);
		hook();
		// The chain stood still: blocks have to come, too.
		assert!(requested(id, Opener).is_some());
		let finishes_at = requested(id, Opener).unwrap().finishes_at;
		System::set_block_number(finishes_at - 1);
		assert_noop!(finish(id, Opener), Error::<Test>::NotExpired);
		System::set_block_number(finishes_at);
		set_time(START + 2 * PERIOD);
		hook();
		assert_eq!((committed(id), ledger(id)), (Pair::new(100, 0), Pair::new(400, 300)));
		assert_eq!((put_down(&alice()), put_down(&bob())), (0, 0));
		assert_eq!(waiting(), 0);
	});
}

#[test]
fn what_the_hook_meets_too_late_is_skipped() {
	with_a_channel(|id| {
		assert_ok!(request(alice(), id, 400, None));
		assert_ok!(new_base(id, 1, 1));
		set_time(START + MINUTE);
		assert_ok!(request(alice(), id, 300, None));
		System::set_block_number(1_000);
		// The first is due, and is no more.
		set_time(START + PERIOD + SLOT_MS);
		hook();
		assert_eq!(ledger(id), Pair::new(1, 0));
		let due = Due::Withdrawal(id, Opener);
		assert_eq!(Timetable::<Channels>::iter().filter(|entry| entry.payload == due).count(), 1);
		set_time(START + PERIOD + MINUTE + SLOT_MS);
		hook();
		assert_eq!(ledger(id), Pair::new(301, 0));
	});
}

#[test]
fn is_a_partys_of_an_open_channel_once_and_within_what_it_has() {
	with_a_channel(|id| {
		let by = || state(3, Opener, 100);
		let none = outcome(Channels::request_withdrawal(RuntimeOrigin::none(), id, 1, None));
		assert_noop!(none, DispatchError::BadOrigin);
		assert_noop!(request(alice(), NO_CHANNEL, 1, None), Error::<Test>::NotFound);
		assert_noop!(request(charlie(), id, 1, None), Error::<Test>::NotParty);
		assert_noop!(request(alice(), id, 0, None), Error::<Test>::ZeroAmount);
		assert_noop!(request(alice(), id, 501, None), Error::<Test>::ExceedsCommitted);
		assert_noop!(request(alice(), id, 401, Some(by())), Error::<Test>::ExceedsBalance);
		// What Bob got of Alice is still what she has committed.
		assert_noop!(request(bob(), id, 301, Some(by())), Error::<Test>::ExceedsCommitted);
		// HTLCs that she offers are not hers any more, those that she is offered not yet.
		let with = |payer| state_with(3, Opener, 100, vec![htlc(payer, 50, 1, START + MINUTE)]);
		let less = request(alice(), id, 351, Some(with(Opener)));
		assert_noop!(less, Error::<Test>::ExceedsBalance);
		let hoped = request(alice(), id, 401, Some(with(Counterparty)));
		assert_noop!(hoped, Error::<Test>::ExceedsBalance);
		// What is signed for something else is no state here.
		let other = CoSigned { body: state(9, Opener, 0), ..signed(id, by()) };
		let forged = outcome(Channels::request_withdrawal(origin(alice()), id, 1, Some(other)));
		assert_noop!(forged, Error::<Test>::BadOpenerSignature);
		assert_noop!(
			request(alice(), id, 1, Some(state(0, Opener, 0))),
			Error::<Test>::StaleVersion
		);
		let far = state_with(3, Opener, 0, vec![htlc(Opener, 1, 1, START + HORIZON + 1)]);
		assert_noop!(request(alice(), id, 1, Some(far)), Error::<Test>::DeadlineTooFar);
		assert_ok!(request(alice(), id, 350, Some(with(Opener))));
		assert_noop!(request(alice(), id, 1, None), Error::<Test>::AlreadyRequested);
		ClosingDeposit::set(2 * WEALTH);
		let poor = request(bob(), id, 300, None);
		assert_noop!(poor, DispatchError::Token(TokenError::FundsUnavailable));
		ClosingDeposit::set(DEPOSIT);
		assert_ok!(request(bob(), id, 300, Some(by())));
	});
	ExtBuilder.run(|| {
		let proposed = new_proposal(NATIVE, 500, 300);
		assert_noop!(request(alice(), proposed, 1, None), Error::<Test>::NotOpen);
		let closing = closing_channel(TOKEN, Pair::new(9, 9), state(1, Opener, 0));
		assert_noop!(request(alice(), closing, 1, None), Error::<Test>::NotOpen);
		// Nothing is committed.
		let idle = open_channel(TOKEN, Pair::new(500, 300));
		assert_noop!(request(alice(), idle, 1, None), Error::<Test>::ExceedsCommitted);
	});
}

#[test]
fn to_contest_is_to_contradict_a_requester_that_closes_with_what_it_has_shown() {
	for contester in [bob(), charlie()] {
		with_a_channel(|id| {
			// By the third state she has 100, by the first 450.
			let shown = state(1, Opener, 50);
			assert_ok!(request(alice(), id, 400, Some(shown.clone())));
			set_time(START + MINUTE);
			EventLog::read();
			events();
			assert_ok!(contest(contester.clone(), id, Opener, state(3, Opener, 400)));
			let settles_ms = START + MINUTE + PERIOD;
			let ended = Event::WithdrawalEnded {
				channel: id,
				side: Opener,
				reason: WithdrawalEnd::Closing,
			};
			let closed = Event::ForceClosed {
				channel: id,
				closer: Opener,
				kind: Kind::Contested,
				version: 1,
				deposit: DEPOSIT,
				settles_ms,
				settles_at: System::block_number() + PERIOD_BLOCKS,
			};
			let challenged = Event::Challenged {
				channel: id,
				challenger: contester.clone(),
				version: 3,
				excess: Pair::new(350, 0),
			};
			assert_eq!(events(), [ended, closed, challenged]);
			let told =
				[HookEvent::Closing(id, alice(), 1), HookEvent::Closing(id, contester.clone(), 3)];
			assert_eq!(EventLog::read(), told);
			// The same as if she had closed, with another deposit.
			let contested = dispute(id);
			let other = committed_channel(TOKEN, Pair::new(500, 300));
			assert_ok!(force_close(alice(), other, shown));
			assert_ok!(challenge(contester.clone(), other, state(3, Opener, 400)));
			assert_eq!(dispute(other), ClosingOf::<Test> { asked: NONE, ..contested });
			assert_eq!(contested_claim(id), Some((true, 450)));
			assert_eq!((requested(id, Opener), put_down(&alice())), (None, 2 * DEPOSIT));
			assert!(crate::Shown::<Test>::iter().next().is_none());
			let had = balance(&NATIVE, &contester);
			assert_eq!(outcome_of(id), Pair::new(50, if contester == bob() { 750 } else { 738 }));
			assert!(balance(&NATIVE, &contester) >= had + DEPOSIT);
		});
	}
}

#[test]
fn what_was_paid_back_since_is_no_gain() {
	with_a_channel(|id| {
		assert_ok!(request(alice(), id, 450, Some(state(1, Opener, 50))));
		assert_ok!(contest(charlie(), id, Opener, state(3, Opener, 400)));
		// Since then she was paid.
		assert_ok!(challenge(alice(), id, state(9, Opener, 50)));
		assert_eq!(contested_claim(id), Some((false, 450)));
		assert_eq!((outcome_of(id), put_down(&alice())), (Pair::new(450, 350), 0));
	});
}

#[test]
fn nothing_older_than_what_was_shown_counts() {
	with_a_channel(|id| {
		assert_ok!(request(alice(), id, 100, Some(state(5, Opener, 100))));
		let old = || state(4, Opener, 0);
		let check = || {
			let older = || Error::<Test>::OlderThanShown;
			for who in [alice(), bob()] {
				assert_noop!(force_close(who.clone(), id, old()), older());
				let approved = Channels::approve(origin(who), id, Message::State(old()));
				assert_noop!(approved, older());
			}
			assert_noop!(request(bob(), id, 100, Some(old())), older());
			// What ends the base has its place among the versions, too.
			assert_noop!(close_together(id, 5, 0), older());
			assert_noop!(new_base(id, 5, 1), older());
			assert_eq!(record(id).least, 5);
		};
		check();
		let_it_pass(id, Opener);
		assert_ok!(finish(id, Opener));
		check();
		// Without a state it is the one that was shown.
		for who in [alice(), bob()] {
			let close = || {
				assert_ok!(Channels::force_close(origin(who), id, None));
				assert_eq!(dispute(id).state, state(5, Opener, 100));
				assert!(crate::Shown::<Test>::get(id).is_none());
				Err::<(), _>(DispatchError::Other("back"))
			};
			assert!(with_storage_layer(close).is_err());
		}
		assert_ok!(request(bob(), id, 100, None));
		assert_eq!(requested(id, Counterparty).unwrap().version, 5);
		assert_ok!(request(alice(), id, 100, Some(state(7, Opener, 150))));
		assert_eq!(record(id).least, 7);
		// Until there is a new base.
		assert_ok!(new_base(id, 8, 1));
		assert_eq!((record(id).least, crate::Shown::<Test>::get(id)), (0, None));
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		assert_eq!(dispute(id).state.version, 8);
	});
}

#[test]
fn what_was_approved_before_can_be_forgotten_once_something_later_was_shown() {
	with_a_channel(|id| {
		let approve = |version| {
			Channels::approve(origin(bob()), id, Message::State(state(version, Opener, 0)))
		};
		assert_ok!(approve(4));
		assert_ok!(approve(5));
		let forget = |version| {
			let payload = Channels::payload_of(id, &Message::State(state(version, Opener, 0)));
			let hash = sp_core::H256(sp_io::hashing::blake2_256(&payload));
			Channels::forget_approval(origin(charlie()), id, Counterparty, hash)
		};
		assert_noop!(forget(4), Error::<Test>::NotExpired);
		assert_ok!(request(alice(), id, 100, Some(state(5, Opener, 0))));
		assert_noop!(forget(5), Error::<Test>::NotExpired);
		assert_ok!(forget(4));
	});
}

#[test]
fn the_htlcs_of_what_was_shown_are_decided_as_any_others() {
	with_a_channel(|id| {
		let htlcs = vec![htlc(Opener, 50, 1, START + MINUTE), htlc(Opener, 20, 2, START + MINUTE)];
		assert_ok!(request(alice(), id, 100, Some(state_with(3, Opener, 100, htlcs))));
		assert_ok!(reveal(bob(), 1));
		let_it_pass(id, Opener);
		assert_ok!(finish(id, Opener));
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		// Of the 400 that are left she has paid 100 and 50; 20 are hers again.
		assert_eq!(outcome_of(id), Pair::new(250, 450));
	});
}

#[test]
fn who_has_lost_its_states_claims_no_more_than_was_shown() {
	with_a_channel(|id| {
		let shown = || state(5, Opener, 300);
		assert_ok!(request(bob(), id, 100, Some(shown())));
		let close = |who, claim| outcome(Channels::close_after_loss(origin(who), id, claim));
		assert_noop!(close(alice(), 201), Error::<Test>::ExceedsBalance);
		// He has 600, of which he has committed 300.
		assert_noop!(close(bob(), 301), Error::<Test>::ExceedsCommitted);
		assert_ok!(close(alice(), 200));
		// What was shown can be presented, and nothing older.
		assert_noop!(challenge(charlie(), id, state(4, Opener, 0)), Error::<Test>::StaleVersion);
		assert_ok!(challenge(charlie(), id, shown()));
		assert_eq!(outcome_of(id), Pair::new(200, 600));
	});
}

#[test]
fn only_a_later_state_that_gives_less_says_something_against_it() {
	with_a_channel(|id| {
		assert_ok!(request(alice(), id, 400, Some(state(3, Opener, 100))));
		let none = Channels::contest_withdrawal(
			RuntimeOrigin::none(),
			id,
			Opener,
			signed(id, state(4, Opener, 200)),
		);
		assert_noop!(none, DispatchError::BadOrigin);
		let contest = |side, state| contest(bob(), id, side, state);
		// An old state, in which she had less, and the one that she named.
		for version in [1, 3] {
			let old = contest(Opener, state(version, Opener, 300));
			assert_noop!(old, Error::<Test>::StaleVersion);
		}
		// Later ones in which she has as much.
		for paid in [0, 100] {
			let more = contest(Opener, state(4, Opener, paid));
			assert_noop!(more, Error::<Test>::RequestCovered);
		}
		let other = contest(Counterparty, state(4, Opener, 101));
		assert_noop!(other, Error::<Test>::NotRequested);
		// What nobody signed, or for another base.
		let forged = CoSigned { body: state(9, Opener, 500), ..signed(id, state(4, Opener, 101)) };
		let forged = Channels::contest_withdrawal(origin(bob()), id, Opener, forged);
		assert_noop!(forged, Error::<Test>::BadOpenerSignature);
		let too_much = contest(Opener, state(4, Opener, 501));
		assert_noop!(too_much, Error::<Test>::ExceedsCommitted);
		// A coin less will do, also where an HTLC of hers makes it.
		let htlcs = vec![htlc(Opener, 1, 1, START + MINUTE)];
		assert_ok!(contest(Opener, state_with(4, Opener, 100, htlcs)));
		assert_noop!(contest(Opener, state(5, Opener, 200)), Error::<Test>::NotOpen);
		let nowhere = Channels::contest_withdrawal(
			origin(bob()),
			NO_CHANNEL,
			Opener,
			signed(id, state(4, Opener, 101)),
		);
		assert_noop!(nowhere, Error::<Test>::NotFound);
	});
}

#[test]
fn is_contested_to_the_last_instant_and_finished_from_then_on() {
	for (late, blocks) in [(1, 0), (0, 1), (0, 0)] {
		with_a_channel(|id| {
			assert_ok!(request(alice(), id, 400, None));
			let_it_pass(id, Opener);
			set_time(now() - late);
			System::set_block_number(System::block_number() - blocks);
			let contested = contest(bob(), id, Opener, state(1, Opener, 101));
			if (late, blocks) == (0, 0) {
				assert_eq!(contested, Err(Error::<Test>::Expired.into()));
				assert_ok!(finish(id, Opener));
			} else {
				assert_ok!(contested);
				assert_noop!(finish(id, Opener), Error::<Test>::NotOpen);
			}
		});
	}
}

#[test]
fn who_pays_below_it_off_chain_is_contested_by_that() {
	with_a_channel(|id| {
		assert_ok!(request(alice(), id, 400, Some(state(3, Opener, 100))));
		// Bob should not have signed that, but has, and looks in time.
		assert_ok!(contest(bob(), id, Opener, state(4, Opener, 250)));
		assert_eq!(committed(id), Pair::new(500, 300));
	});
	with_a_channel(|id| {
		assert_ok!(request(alice(), id, 400, Some(state(3, Opener, 100))));
		let_it_pass(id, Opener);
		assert_ok!(finish(id, Opener));
		// He has not: then he has by that state what is left, and no more.
		assert_ok!(force_close(bob(), id, state(4, Opener, 250)));
		let balances = dispute(id).state.balances(&committed(id));
		assert_eq!(balances, Some(Pair::new(0, 400)));
	});
}

#[test]
fn a_state_is_cut_to_what_is_left_with_its_htlcs() {
	with_a_channel(|id| {
		assert_ok!(request(alice(), id, 400, None));
		let_it_pass(id, Opener);
		assert_ok!(finish(id, Opener));
		// Of the 350 that she has paid and offered since 100 are left.
		let htlcs = vec![
			htlc(Opener, 60, 1, now() + MINUTE),
			htlc(Counterparty, 20, 2, now() + MINUTE),
			htlc(Opener, 250, 3, now() + MINUTE),
		];
		assert_ok!(force_close(bob(), id, state_with(9, Opener, 70, htlcs)));
		let standing = dispute(id).state;
		assert_eq!(standing.net.amount, 70);
		let amounts: Vec<_> = standing.htlcs.iter().map(|htlc| htlc.amount).collect();
		assert_eq!(amounts, [30, 20]);
		assert_eq!(standing.balances(&committed(id)), Some(Pair::new(0, 350)));
	});
	// Not where nothing was withdrawn, nor on a new base.
	with_a_channel(|id| {
		let too_much = || state(9, Opener, 501);
		assert_noop!(force_close(bob(), id, too_much()), Error::<Test>::ExceedsCommitted);
		assert_ok!(request(alice(), id, 400, None));
		let_it_pass(id, Opener);
		assert_ok!(finish(id, Opener));
		assert_ok!(new_base(id, 4, 1));
		assert_noop!(force_close(bob(), id, too_much()), Error::<Test>::ExceedsCommitted);
	});
}

#[test]
fn a_lie_that_nobody_contests_brings_what_was_requested_too_much_and_no_more() {
	with_a_channel(|id| {
		// She has 50, and requests 51 by the base, by which she has 500.
		assert_ok!(request(alice(), id, 51, None));
		let_it_pass(id, Opener);
		assert_ok!(finish(id, Opener));
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		assert_ok!(challenge(bob(), id, state(3, Opener, 450)));
		let_pass(id);
		events();
		assert_ok!(settle(id));
		let paid = events().into_iter().find_map(|event| match event {
			Event::Settled { paid, .. } => Some(paid),
			_ => None,
		});
		assert_eq!(paid, Some(Pair::new(51, 749)));
	});
}

#[test]
fn both_may_request_at_once_and_neither_is_in_the_others_way() {
	with_a_channel(|id| {
		let latest = || Some(state(3, Opener, 100));
		assert_ok!(request(alice(), id, 400, latest()));
		assert_ok!(request(bob(), id, 300, latest()));
		assert_eq!((put_down(&alice()), put_down(&bob())), (DEPOSIT, DEPOSIT));
		let_it_pass(id, Opener);
		assert_ok!(finish(id, Counterparty));
		assert_ok!(finish(id, Opener));
		assert_eq!((committed(id), ledger(id)), (Pair::new(100, 0), Pair::new(400, 300)));
		// The newest state still says that Alice's last 100 are Bob's.
		assert_ok!(force_close(bob(), id, state(3, Opener, 100)));
		let balances = dispute(id).state.balances(&committed(id));
		assert_eq!(balances, Some(Pair::new(0, 100)));
	});
	// One is contested, and not the other.
	with_a_channel(|id| {
		assert_ok!(request(alice(), id, 500, None));
		assert_ok!(request(bob(), id, 300, None));
		assert_ok!(contest(bob(), id, Opener, state(1, Opener, 1)));
		// Then the channel closes. What Bob had requested is judged there, too: he has it.
		assert_eq!((put_down(&alice()), put_down(&bob())), (DEPOSIT, 0));
		assert_eq!(dispute(id).asked.counterparty.map(|asked| asked.is_false), Some(false));
		assert_eq!(outcome_of(id), Pair::new(498, 302));
	});
}

#[test]
fn a_top_up_between_leaves_all_as_it_is() {
	with_a_channel(|id| {
		// By the third state she has 100, and requests what she had by the first.
		assert_ok!(request(alice(), id, 450, Some(state(1, Opener, 50))));
		// With 350 more she has as much, and nobody loses anything.
		assert_ok!(Channels::top_up(origin(alice()), id, 350));
		let now_covered = contest(bob(), id, Opener, state(3, Opener, 400));
		assert_noop!(now_covered, Error::<Test>::RequestCovered);
		let_it_pass(id, Opener);
		assert_ok!(finish(id, Opener));
		assert_eq!((committed(id), ledger(id)), (Pair::new(400, 300), Pair::new(450, 0)));
		assert_ok!(force_close(bob(), id, state(3, Opener, 400)));
	});
	// The other's makes no difference.
	with_a_channel(|id| {
		assert_ok!(request(alice(), id, 450, Some(state(1, Opener, 50))));
		assert_ok!(Channels::top_up(origin(bob()), id, 350));
		assert_ok!(contest(bob(), id, Opener, state(3, Opener, 400)));
	});
}

#[test]
fn a_deposit_that_cannot_go_to_the_contester_stops_nothing() {
	ExtBuilder.run(|| {
		ClosingDeposit::set(ED - 1);
		let id = committed_channel(TOKEN, Pair::new(500, 300));
		assert_ok!(request(alice(), id, 480, None));
		// Whoever contests has no account that could take so little.
		let nobody = sp_keyring::Sr25519Keyring::Eve.to_account_id();
		assert_ok!(contest(nobody.clone(), id, Opener, state(1, Opener, 10)));
		let_pass(id);
		assert_ok!(settle(id));
		assert_eq!((balance(&NATIVE, &nobody), put_down(&alice())), (0, 0));
	});
}

#[test]
fn locks_and_payments_on_chain_go_on() {
	with_a_channel(|id| {
		assert_ok!(Channels::deposit(origin(alice()), id, 50));
		let asset = Channels::channel(id).unwrap().asset;
		let locked = lock(id, &alice(), 20);
		assert_ok!(request(alice(), id, 500, None));
		assert_ok!(Channels::pay(origin(alice()), id, 10));
		let_it_pass(id, Opener);
		assert_ok!(finish(id, Opener));
		assert_eq!(ledger(id), Pair::new(520, 10));
		assert_ok!(<Channels as Lock<AccountId>>::settle(locked));
		assert_eq!(ledger(id), Pair::new(520, 30));
		assert_eq!(Channels::channel(id).unwrap().asset, asset);
	});
}

#[test]
fn consent_without_a_key_counts_here_too() {
	with_a_channel(|id| {
		let half = |version, paid| {
			let both = signed(id, state(version, Opener, paid));
			CoSigned::by(Counterparty, both.body, both.signatures.counterparty.unwrap())
		};
		let by =
			|who, state| outcome(Channels::request_withdrawal(origin(who), id, 300, Some(state)));
		assert_noop!(by(bob(), half(1, 0)), Error::<Test>::NoOpenerConsent);
		assert_ok!(by(alice(), half(1, 0)));
		let contest = || Channels::contest_withdrawal(origin(bob()), id, Opener, half(2, 400));
		assert_noop!(contest(), Error::<Test>::NoOpenerConsent);
		let message = Message::State(state(2, Opener, 400));
		assert_ok!(Channels::approve(origin(alice()), id, message));
		assert_ok!(contest());
	});
}

#[test]
fn the_requester_keeps_a_share_of_all_that_is_committed() {
	ExtBuilder.run(|| {
		// A fiftieth of 803, rounded up, is 17.
		let id = committed_channel(TOKEN, Pair::new(500, 303));
		assert_noop!(request(alice(), id, 484, None), Error::<Test>::BelowReserve);
		assert_noop!(request(alice(), id, 500, None), Error::<Test>::BelowReserve);
		// By the state that she shows, and not by what she has committed.
		let by = || Some(state(3, Opener, 100));
		assert_noop!(request(alice(), id, 384, by()), Error::<Test>::BelowReserve);
		assert_noop!(request(alice(), id, 401, by()), Error::<Test>::ExceedsBalance);
		assert_ok!(request(alice(), id, 383, by()));
		// Bob has 403: all that he has committed himself, and more than the reserve stays.
		assert_ok!(request(bob(), id, 303, by()));
		let_it_pass(id, Opener);
		assert_ok!(finish(id, Opener));
		// A fiftieth of what is left, too.
		assert_ok!(new_base(id, 4, 1));
		assert_noop!(request(alice(), id, 108, None), Error::<Test>::BelowReserve);
		assert_ok!(request(alice(), id, 107, None));
	});
	ExtBuilder.run(|| {
		WithdrawalReserve::set(Permill::zero());
		let id = committed_channel(TOKEN, Pair::new(500, 300));
		assert_ok!(request(alice(), id, 500, None));
	});
}

#[test]
fn who_shows_an_old_state_to_get_at_the_reserve_pays_for_that_too() {
	ExtBuilder.run(|| {
		let id = committed_channel(TOKEN, Pair::new(500, 300));
		// By the newest state she has 384, and no reserve beside that; by the first 400.
		assert_ok!(request(alice(), id, 384, Some(state(1, Opener, 100))));
		assert_ok!(contest(bob(), id, Opener, state(3, Opener, 116)));
		// She would have gained 16, and had 16 less at stake for what comes next.
		assert_eq!(contested_claim(id), Some((true, 416)));
		assert_eq!(outcome_of(id), Pair::new(384 - 32, 416 + 32));
	});
}

#[test]
fn nobody_makes_the_reserve_of_a_request_larger() {
	ExtBuilder.run(|| {
		let id = committed_channel(TOKEN, Pair::new(500, 300));
		assert_ok!(request(alice(), id, 384, Some(state(3, Opener, 100))));
		assert_ok!(Channels::top_up(origin(bob()), id, 100_000));
		let covered = contest(bob(), id, Opener, state(4, Opener, 100));
		assert_noop!(covered, Error::<Test>::RequestCovered);
		assert_ok!(contest(bob(), id, Opener, state(4, Opener, 101)));
	});
}

#[test]
fn a_lie_of_the_other_is_no_lie_of_ones_own() {
	with_a_channel(|id| {
		// Bob has nothing by the newest state, and requests what he has committed.
		let newest = || state(3, Counterparty, 300);
		assert_ok!(request(bob(), id, 300, Some(state(1, Opener, 0))));
		set_time(START + MINUTE);
		assert_ok!(request(alice(), id, 400, Some(newest())));
		// Nobody has contested that. So the newest state gives her 500 of her 800.
		let requests = Channels::withdrawal_requests(id).unwrap();
		set_time(requests.counterparty.unwrap().finishes_ms);
		System::set_block_number(requests.counterparty.unwrap().finishes_at);
		crate::Channels::<Test>::mutate(id, |record| {
			let requests = &mut record.as_mut().unwrap().requests;
			requests.opener.as_mut().unwrap().finishes_at += 9;
		});
		assert_ok!(finish(id, Counterparty));
		// He contests hers, by which she has less than she had when she requested.
		let less = contest(bob(), id, Opener, state(4, Counterparty, 200));
		assert_noop!(less, Error::<Test>::RequestCovered);
		assert_ok!(force_close(bob(), id, state(4, Counterparty, 200)));
		assert_eq!(contested_claim(id), Some((false, 500)));
		assert_eq!(outcome_of(id), Pair::new(500, 0));
	});
}

#[test]
fn a_close_that_both_signed_is_no_way_out_of_what_was_signed_later() {
	with_a_channel(|id| {
		// Both signed a close, and went on all the same: it still can be carried out.
		assert_ok!(request(alice(), id, 450, Some(state(1, Opener, 50))));
		assert_ok!(contest(charlie(), id, Opener, state(3, Opener, 400)));
		for version in [2, 3] {
			assert_noop!(close_together(id, version, 0), Error::<Test>::StaleVersion);
		}
		// One that they sign now pays Charlie what he would surely get, out of what is Alice's by it.
		let asset = Channels::channel(id).unwrap().asset;
		let had = [balance(&asset, &charlie()), balance(&NATIVE, &charlie())];
		assert_ok!(close_together(id, 4, 400));
		let has = [balance(&asset, &charlie()), balance(&NATIVE, &charlie())];
		assert_eq!(has[0] - had[0], if asset == NATIVE { 12 + DEPOSIT } else { 12 });
		assert!(has[1] - had[1] >= DEPOSIT);
	});
}

#[test]
fn who_contests_its_own_request_saves_nothing() {
	with_a_channel(|id| {
		assert_ok!(request(alice(), id, 450, Some(state(1, Opener, 50))));
		// By a state that gives her hardly less.
		assert_ok!(contest(alice(), id, Opener, state(2, Opener, 60)));
		assert_eq!(put_down(&alice()), DEPOSIT);
		let had = balance(&NATIVE, &bob());
		assert_ok!(challenge(bob(), id, state(3, Opener, 400)));
		assert_eq!((outcome_of(id), put_down(&alice())), (Pair::new(50, 750), 0));
		assert!(balance(&NATIVE, &bob()) >= had + DEPOSIT);
	});
}

#[test]
fn what_both_sign_makes_it_void_and_returns_the_deposit() {
	for closes in [true, false] {
		with_a_channel(|id| {
			assert_ok!(request(alice(), id, 500, None));
			assert_ok!(request(bob(), id, 300, None));
			events();
			assert_ok!(if closes { close_together(id, 1, 0) } else { new_base(id, 9, 1) });
			let reason = WithdrawalEnd::Void;
			let told = events();
			for side in Side::BOTH {
				let void = Event::WithdrawalEnded { channel: id, side, reason };
				assert!(told.contains(&void), "{told:?}");
			}
			assert_eq!((put_down(&alice()), put_down(&bob())), (0, 0));
			if !closes {
				assert_eq!(Channels::withdrawal_requests(id), Some(Pair::new(None, None)));
				assert_noop!(finish(id, Opener), Error::<Test>::NotRequested);
				// The hook skips what was due for them.
				set_time(START + PERIOD + MINUTE);
				System::set_block_number(10_000);
				hook();
				assert_eq!(ledger(id), Pair::new(1, 0));
			}
		});
	}
}
