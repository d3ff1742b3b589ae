//! Parties without a key: they consent by presenting, or by approving on chain.

use super::{dispute_kit::*, *};
use crate::{types::ApprovalKey, Approvals, Call};
use bloc_primitives::{
	channel::Dispute,
	state::{payload, Close, CoSigned, Message, NetTransfer, State, Withdrawal},
	urgent::CheckUrgent,
	Moment,
};
use frame_support::dispatch::GetDispatchInfo;
use sp_core::H256;
use sp_runtime::{
	traits::{DispatchTransaction, TransactionExtension},
	transaction_validity::{InvalidTransaction, TransactionSource::External},
	DispatchError, DispatchResult, MultiSignature, TokenError,
};

/// `state` with the signature of one side alone.
fn signed_by(side: Side, id: ChannelId, state: State) -> CoSignedState {
	let both = signed(id, state);
	let signature = both.signatures.of(side).clone();
	CoSigned::by(side, both.body, signature.unwrap())
}

/// A message with no signature at all.
fn unsigned<Body>(body: Body) -> CoSigned<Body, MultiSignature> {
	CoSigned { body, signatures: Pair::new(None, None) }
}

fn approve(who: AccountId, id: ChannelId, message: Message) -> DispatchResult {
	Channels::approve(origin(who), id, message)
}

fn forget(id: ChannelId, side: Side, message: &Message, base: u64) -> DispatchResult {
	Channels::forget_approval(origin(charlie()), id, side, hash_of(id, message, base))
}

/// What an approval of `message` is filed under.
fn hash_of(id: ChannelId, message: &Message, base: u64) -> H256 {
	sp_io::hashing::blake2_256(&payload(&genesis(), id, base, message)).into()
}

fn close_of(version: u64) -> Close {
	Close { version, net: NetTransfer::ZERO, valid_until_ms: VALID_UNTIL }
}

fn withdrawal_of(version: u64) -> Withdrawal {
	let (net, amounts) = (NetTransfer::ZERO, Pair::new(1, 1));
	Withdrawal { version, net, amounts, valid_until_ms: VALID_UNTIL }
}

/// What is held for an approval.
fn approval_deposit() -> Balance {
	let footprint = Channels::approval_footprint();
	PER_ITEM + u128::from(footprint.count * footprint.size)
}

/// How a call with a body that both consent to answers.
type CallWith<Body> = fn(AccountId, ChannelId, CoSigned<Body, MultiSignature>) -> DispatchResult;

/// Has `call` take a message of Alice's and Bob's from each of them with the other's signature, from
/// anybody with approvals, and from nobody with less.
fn takes_consent<Body: Clone>(
	channel: impl Fn() -> ChannelId,
	body: Body,
	message: impl Fn(Body) -> Message + Copy,
	call: CallWith<Body>,
	strangers_may: bool,
) {
	let one = |id, side: Side| {
		let both: CoSigned<Body, MultiSignature> =
			signer(id).co_sign(&keys(), body.clone(), message);
		CoSigned::by(side, body.clone(), both.signatures.of(side).clone().unwrap())
	};
	let missing = |side| match side {
		Side::Opener => Error::<Test>::NoOpenerConsent,
		Side::Counterparty => Error::<Test>::NoCounterpartyConsent,
	};
	for side in Side::BOTH {
		let (who, other) = (parties().of(side).clone(), parties().of(side.other()).clone());
		// Presenting is consenting.
		ExtBuilder.run(|| {
			let id = channel();
			if strangers_may {
				assert_noop!(call(charlie(), id, one(id, side.other())), missing(side));
				assert_noop!(call(other.clone(), id, one(id, side.other())), missing(side));
			}
			assert_noop!(call(who.clone(), id, one(id, side)), missing(side.other()));
			assert_noop!(call(who.clone(), id, unsigned(body.clone())), missing(side.other()));
			assert_ok!(call(who.clone(), id, one(id, side.other())));
		});
		// So is approving, whoever presents it then.
		ExtBuilder.run(|| {
			let id = channel();
			assert_ok!(approve(who.clone(), id, message(body.clone())));
			assert_noop!(call(who.clone(), id, unsigned(body.clone())), missing(side.other()));
			let by = if strangers_may { charlie() } else { other.clone() };
			assert_ok!(call(by, id, one(id, side.other())));
		});
		// A signature that is there has to be good.
		ExtBuilder.run(|| {
			let id = channel();
			assert_ok!(approve(who.clone(), id, message(body.clone())));
			let mut bad: CoSigned<_, MultiSignature> =
				signer(id).co_sign(&keys(), body.clone(), message);
			*bad.signatures.of_mut(side) = bad.signatures.of(side.other()).clone();
			let refusal = match side {
				Side::Opener => Error::<Test>::BadOpenerSignature,
				Side::Counterparty => Error::<Test>::BadCounterpartySignature,
			};
			assert_noop!(call(who.clone(), id, bad), refusal);
		});
	}
	ExtBuilder.run(|| {
		let id = channel();
		for who in [alice(), bob()] {
			assert_ok!(approve(who, id, message(body.clone())));
		}
		let by = if strangers_may { charlie() } else { bob() };
		assert_ok!(call(by, id, unsigned(body.clone())));
	});
}

fn a_channel() -> ChannelId {
	committed_channel(TOKEN, Pair::new(500, 300))
}

#[test]
fn closes_a_channel_alone() {
	let close: CallWith<State> =
		|who, id, state| outcome(Channels::force_close(origin(who), id, Some(state)));
	takes_consent(a_channel, state(1, Side::Opener, 10), Message::State, close, false);
}

#[test]
fn contradicts() {
	let closing = || closing_channel(TOKEN, Pair::new(500, 300), state(1, Side::Opener, 0));
	let call: CallWith<State> =
		|who, id, state| outcome(Channels::challenge(origin(who), id, state));
	takes_consent(closing, state(2, Side::Opener, 10), Message::State, call, true);
	let seam: CallWith<State> =
		|who, id, state| <Channels as Dispute<AccountId>>::challenge(id, &who, state);
	takes_consent(closing, state(2, Side::Opener, 10), Message::State, seam, true);
}

#[test]
fn closes_a_channel_together() {
	let call: CallWith<Close> = |who, id, close| outcome(Channels::close(origin(who), id, close));
	takes_consent(a_channel, close_of(1), Message::Close, call, true);
}

#[test]
fn withdraws_committed_balance() {
	let call: CallWith<Withdrawal> =
		|who, id, it| outcome(Channels::withdraw_committed(origin(who), id, it));
	takes_consent(a_channel, withdrawal_of(1), Message::Withdrawal, call, true);
}

#[test]
fn an_approval_is_told_and_paid_for() {
	ExtBuilder.run(|| {
		let id = a_channel();
		let message = Message::State(state(1, Side::Opener, 10));
		let (before, paid) = (held(&bob()), approval_deposit());
		events();
		assert_ok!(approve(bob(), id, message.clone()));
		let payload_hash = hash_of(id, &message, 0);
		let side = Side::Counterparty;
		assert_eq!(
			events(),
			[Event::Approved { channel: id, side, payload_hash, message: message.clone() }]
		);
		assert_eq!(held(&bob()), before + paid);
		let key: ApprovalKey = (side, payload_hash);
		let approval = Approvals::<Test>::get(id, key).unwrap();
		assert_eq!((approval.approver, approval.version, approval.base_version), (bob(), 1, 0));
		assert_eq!(approval.valid_until_ms, None);
		assert!(Channels::is_approved(id, side, message.clone()));
		assert!(!Channels::is_approved(id, Side::Opener, message.clone()));
		assert_noop!(approve(bob(), id, message.clone()), Error::<Test>::AlreadyApproved);
		// The other side's is another, and so is each message's.
		assert_ok!(approve(alice(), id, message));
		assert_ok!(approve(bob(), id, Message::State(state(2, Side::Opener, 10))));
		assert_ok!(approve(bob(), id, Message::State(state(2, Side::Opener, 11))));
		assert_eq!(held(&bob()), before + 3 * paid);
		assert_eq!(Approvals::<Test>::iter_prefix(id).count(), 4);
	});
}

#[test]
fn only_a_party_approves_and_only_what_can_count() {
	ExtBuilder.run(|| {
		let proposed = new_proposal(NATIVE, 500, 300);
		let id = a_channel();
		let message = || Message::State(state(1, Side::Opener, 10));
		let none = Channels::approve(RuntimeOrigin::none(), id, message());
		assert_noop!(none, DispatchError::BadOrigin);
		assert_noop!(approve(alice(), NO_CHANNEL, message()), Error::<Test>::NotFound);
		assert_noop!(approve(charlie(), id, message()), Error::<Test>::NotParty);
		assert_noop!(approve(alice(), proposed, message()), Error::<Test>::NotOpen);
		let zero = Message::State(state(0, Side::Opener, 10));
		assert_noop!(approve(alice(), id, zero), Error::<Test>::StaleVersion);
		let late = Message::Close(Close { valid_until_ms: START, ..close_of(1) });
		assert_noop!(approve(alice(), id, late), Error::<Test>::Expired);
		let soon = Message::Close(Close { valid_until_ms: START + 1, ..close_of(1) });
		assert_ok!(approve(alice(), id, soon));
		set_balance(&NATIVE, &bob(), ED);
		let poor = approve(bob(), id, message());
		assert_noop!(poor, DispatchError::Token(TokenError::FundsUnavailable));
		let (resolving, _stays_locked) = resolving_channel(TOKEN, 100);
		assert_noop!(approve(alice(), resolving, message()), Error::<Test>::AlreadySettled);
	});
}

#[test]
fn an_approval_is_for_one_base() {
	ExtBuilder.run(|| {
		let id = a_channel();
		let later = Message::State(state(9, Side::Opener, 10));
		assert_ok!(approve(alice(), id, later.clone()));
		let withdrawal = signed_withdrawal(id, withdrawal_of(5));
		assert_ok!(Channels::withdraw_committed(origin(charlie()), id, withdrawal));
		let close = || {
			let state = signed_by(Side::Counterparty, id, state(9, Side::Opener, 10));
			Channels::force_close(origin(bob()), id, Some(state))
		};
		assert_noop!(close(), Error::<Test>::NoOpenerConsent);
		// It says nothing any more, though its version is above the base.
		assert_ok!(forget(id, Side::Opener, &later, 0));
		assert_ok!(approve(alice(), id, later));
		assert_ok!(close());
	});
}

#[test]
fn a_deposit_comes_back_when_the_approval_counts_no_more() {
	ExtBuilder.run(|| {
		let id = a_channel();
		let side = Side::Opener;
		let [first, second] = [1, 2].map(|version| Message::State(state(version, side, 10)));
		let before = held(&alice());
		assert_ok!(approve(alice(), id, first.clone()));
		assert_ok!(approve(alice(), id, second.clone()));
		let unknown = forget(id, Side::Counterparty, &first, 0);
		assert_noop!(unknown, Error::<Test>::NotApproved);
		let none =
			Channels::forget_approval(RuntimeOrigin::none(), id, side, hash_of(id, &first, 0));
		assert_noop!(none, DispatchError::BadOrigin);
		// Whether a later one is approved is nothing to the other party, which may hold this one.
		assert_noop!(forget(id, side, &first, 0), Error::<Test>::NotExpired);
		let_pass_by(id, 3);
		assert_ok!(settle(id));
		assert!(is_gone(id));
		events();
		assert_ok!(forget(id, side, &first, 0));
		let payload_hash = hash_of(id, &first, 0);
		assert_eq!(events(), [Event::ApprovalForgotten { channel: id, side, payload_hash }]);
		assert_noop!(forget(id, side, &first, 0), Error::<Test>::NotApproved);
		assert_ok!(forget(id, side, &second, 0));
		assert_eq!(held(&alice()), before - storage_deposit());
		assert_eq!(Approvals::<Test>::iter().count(), 0);
	});
}

/// Bob closes with a state of this version, and its period passes.
fn let_pass_by(id: ChannelId, version: u64) {
	assert_ok!(force_close(bob(), id, state(version, Side::Opener, 10)));
	let_pass(id);
}

#[test]
fn in_a_dispute_no_approval_counts_of_what_is_no_later_than_the_state_that_stands() {
	ExtBuilder.run(|| {
		let id = a_channel();
		let side = Side::Opener;
		let states = [1, 2, 3, 4].map(|version| Message::State(state(version, side, 10)));
		let [first, second, third, fourth] = &states;
		for message in &states {
			assert_ok!(approve(alice(), id, message.clone()));
		}
		let before = held(&alice());
		assert_ok!(force_close(bob(), id, state(2, side, 10)));
		for old in [first, second] {
			assert_ok!(forget(id, side, old, 0));
		}
		assert!(held(&alice()) < before);
		assert_noop!(forget(id, side, third, 0), Error::<Test>::NotExpired);
		// Nor can as early a one be approved now.
		let stale = approve(bob(), id, second.clone());
		assert_noop!(stale, Error::<Test>::StaleVersion);
		assert_ok!(approve(bob(), id, third.clone()));
		assert_ok!(challenge(bob(), id, state(3, side, 10)));
		assert_ok!(forget(id, side, third, 0));
		assert_ok!(forget(id, Side::Counterparty, third, 0));
		// By a later close both can still make up.
		assert_noop!(forget(id, side, fourth, 0), Error::<Test>::NotExpired);
	});
}

#[test]
fn of_a_settled_channel_no_approval_counts() {
	ExtBuilder.run(|| {
		let id = a_channel();
		let message = Message::State(state(1, Side::Opener, 10));
		assert_ok!(approve(alice(), id, message.clone()));
		let _stays_locked = {
			assert_ok!(Channels::deposit(origin(alice()), id, 5));
			lock(id, &alice(), 5)
		};
		assert_ok!(force_close(bob(), id, state(2, Side::Opener, 10)));
		let_pass(id);
		assert_ok!(settle(id));
		assert_eq!(Channels::channel(id).unwrap().phase, Phase::Resolving);
		assert_ok!(forget(id, Side::Opener, &message, 0));
	});
}

#[test]
fn an_approved_ending_counts_until_its_time_is_over() {
	for (message, by) in
		[(Message::Close(close_of(1)), alice()), (Message::Withdrawal(withdrawal_of(1)), bob())]
	{
		ExtBuilder.run(|| {
			let id = a_channel();
			let side = parties().side_of(&by).unwrap();
			assert_ok!(approve(by.clone(), id, message.clone()));
			set_time(VALID_UNTIL - 1);
			assert_noop!(forget(id, side, &message, 0), Error::<Test>::NotExpired);
			set_time(VALID_UNTIL);
			assert_ok!(forget(id, side, &message, 0));
		});
	}
}

#[test]
fn a_deposit_that_sticks_stops_nothing() {
	ExtBuilder.run(|| {
		let id = a_channel();
		let message = Message::Close(close_of(1));
		assert_ok!(approve(alice(), id, message.clone()));
		set_time(VALID_UNTIL as Moment);
		bloc_testing::DepositsStick::set(true);
		events();
		assert_ok!(forget(id, Side::Opener, &message, 0));
		assert!(matches!(events()[0], Event::DepositKept { .. }));
		assert_eq!(Approvals::<Test>::iter().count(), 0);
	});
}

#[test]
fn who_signs_by_presenting_holds_the_state_complete() {
	// Bob gains by the second state and has signed it first; Alice, who has no key, signs last by
	// presenting it: she has by it what the true last one gives her, and owes nothing.
	ExtBuilder.run(|| {
		// So that the pot stays.
		assert_ok!(Channels::open(origin(charlie()), bob(), TOKEN, 500, PERIOD));
		let id = a_channel();
		let latest = signed_by(Side::Counterparty, id, state(2, Side::Opener, 100));
		assert_ok!(Channels::force_close(origin(alice()), id, Some(latest)));
		// Bob lacks her signature and cannot present it himself, but need not.
		let paid = paid_by(&TOKEN, || {
			let_pass(id);
			assert_ok!(settle(id));
		});
		assert_eq!(paid, Pair::new(400, 400));
	});
	// What Bob, who gains, approves first can be presented by anybody for Alice.
	ExtBuilder.run(|| {
		let id = a_channel();
		let body = state(2, Side::Opener, 100);
		assert_ok!(approve(bob(), id, Message::State(body.clone())));
		assert_ok!(force_close(bob(), id, state(1, Side::Opener, 0)));
		let latest = signed_by(Side::Opener, id, body);
		assert_ok!(Channels::challenge(origin(charlie()), id, latest));
	});
}

#[test]
fn before_the_pool_it_is_asked_who_presents_it() {
	ExtBuilder.run(|| {
		let id = closing_channel(TOKEN, Pair::new(500, 300), state(1, Side::Opener, 0));
		let state = state(2, Side::Opener, 10);
		let call =
			Call::challenge { channel: id, state: signed_by(Side::Opener, id, state.clone()) };
		let call = RuntimeCall::Channels(call);
		let admitted = |who: AccountId| {
			let (info, check) = (call.get_dispatch_info(), CheckUrgent::<Test>::new());
			check.validate_only(origin(who), &call, &info, 0, External, 0).map(|_| ())
		};
		let code = bloc_primitives::urgent::code(&Error::<Test>::NoCounterpartyConsent.into());
		let refusal = Err(InvalidTransaction::Custom(code).into());
		assert_eq!(admitted(charlie()), refusal);
		assert_eq!(admitted(alice()), refusal);
		assert_eq!(admitted(bob()), Ok(()));
		assert_ok!(approve(bob(), id, Message::State(state)));
		assert_eq!(admitted(charlie()), Ok(()));
		assert!(CheckUrgent::<Test>::new().weight(&call).any_gt(Default::default()));
	});
}

#[test]
fn a_missing_signature_weighs_a_read_and_no_signature() {
	ExtBuilder.run(|| {
		let id = a_channel();
		let body = state(1, Side::Opener, 10);
		let weight = |state: CoSignedState| {
			let call = Call::<Test>::challenge { channel: id, state };
			call.get_dispatch_info().call_weight
		};
		let read = <Test as frame_system::Config>::DbWeight::get().reads(1);
		let check = <<Test as crate::Config>::WeightInfo as crate::WeightInfo>::check_signature();
		let both = weight(signed(id, body.clone()));
		assert_eq!(weight(signed_by(Side::Opener, id, body.clone())), both - check + read);
		assert_eq!(weight(unsigned(body)), both - check * 2 + read * 2);
	});
}
