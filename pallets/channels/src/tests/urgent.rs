//! Calls that cannot wait, and what is let in before others.

use super::{dispute_kit::*, *};
use crate::Call;
use bloc_primitives::urgent::{CheckUrgent, Urgent};
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	weights::Weight,
};
use sp_runtime::{
	traits::{DispatchTransaction, Dispatchable, TransactionExtension},
	transaction_validity::{
		InvalidTransaction, TransactionSource::External, TransactionValidityError,
	},
	DispatchError,
};

/// Whether `who` gets a call into the pool, or with what refusal it does not.
fn admitted(who: AccountId, call: &RuntimeCall) -> Result<(), TransactionValidityError> {
	let (before, info) = (all_of_storage(), call.get_dispatch_info());
	let check = CheckUrgent::<Test>::new();
	let valid = check.validate_only(origin(who), call, &info, 0, External, 0).map(|_| ());
	assert_eq!(before, all_of_storage(), "to ask leaves something");
	valid
}

fn all_of_storage() -> Vec<u8> {
	sp_io::storage::root(sp_runtime::StateVersion::V1)
}

/// The refusal that a call is not included for.
fn refusal(error: Error<Test>) -> Result<(), TransactionValidityError> {
	let code = bloc_primitives::urgent::code(&error.into());
	Err(InvalidTransaction::Custom(code).into())
}

fn class(call: &RuntimeCall) -> DispatchClass {
	call.get_dispatch_info().class
}

fn challenge_of(id: ChannelId, version: u64) -> RuntimeCall {
	let state = signed(id, state(version, Side::Opener, 100));
	RuntimeCall::Channels(Call::challenge { channel: id, state })
}

/// A channel of which Alice presents version 10, with an HTLC for secret 1.
fn disputed() -> ChannelId {
	let id = committed_channel(NATIVE, Pair::new(500, 300));
	let htlcs = vec![htlc(Side::Opener, 50, 1, START + 30 * MINUTE)];
	force_close(alice(), id, state_with(10, Side::Opener, 0, htlcs)).unwrap();
	id
}

#[test]
fn a_challenge_is_let_in_if_it_would_be_accepted() {
	ExtBuilder.run(|| {
		let id = disputed();
		assert_eq!(class(&challenge_of(id, 11)), DispatchClass::Operational);
		assert_eq!(admitted(charlie(), &challenge_of(id, 11)), Ok(()));
		assert_eq!(admitted(charlie(), &challenge_of(id, 10)), refusal(Error::StaleVersion));
		// Of a channel that is open, or of none.
		let open = committed_channel(NATIVE, Pair::new(500, 300));
		assert_eq!(admitted(charlie(), &challenge_of(open, 11)), refusal(Error::NotClosing));
		let RuntimeCall::Channels(Call::challenge { state, .. }) = challenge_of(id, 11) else {
			panic!()
		};
		let nowhere = Call::challenge { channel: NO_CHANNEL, state: state.clone() };
		assert_eq!(admitted(charlie(), &nowhere.into()), refusal(Error::NotFound));
		// What a stranger signs for one of the parties.
		let mut forged = state;
		forged.signatures.opener = forged.signatures.counterparty.clone();
		let forged = Call::challenge { channel: id, state: forged };
		assert_eq!(admitted(charlie(), &forged.into()), refusal(Error::BadOpenerSignature));
		// Too late.
		let call = challenge_of(id, 11);
		let_pass(id);
		assert_eq!(admitted(charlie(), &call), refusal(Error::Expired));
	});
}

/// What `who` is charged for being asked, of what it is asked for first.
fn asked(who: AccountId, call: &RuntimeCall) -> (Weight, Weight) {
	let mut info = call.get_dispatch_info();
	info.extension_weight = CheckUrgent::<Test>::new().weight(call);
	let check = CheckUrgent::<Test>::new();
	let done = check.dispatch_transaction(origin(who), call.clone(), &info, 0, 0).unwrap();
	let charged = match done {
		Ok(post) => post.calc_actual_weight(&info),
		Err(failed) => failed.post_info.calc_actual_weight(&info),
	};
	(charged.saturating_sub(info.call_weight), info.extension_weight)
}

#[test]
fn whoever_answers_first_pays_less_than_who_fills_the_place() {
	ExtBuilder.run(|| {
		let id = disputed();
		let weight = challenge_of(id, 20).urgent_weight();
		// The answer, by a stranger or a party, is charged for being looked at once.
		assert_eq!(asked(charlie(), &challenge_of(id, 20)), (weight, weight * 5));
		// What follows it in the same dispute is not what room is kept for.
		assert_eq!(asked(charlie(), &challenge_of(id, 21)), (weight * 5, weight * 5));
		assert_eq!(asked(alice(), &challenge_of(id, 22)), (weight * 5, weight * 5));
		// A preimage is revealed once.
		let other = disputed();
		let call =
			RuntimeCall::Channels(Call::reveal_for { channel: other, preimage: preimage(1) });
		let weight = call.urgent_weight();
		assert_eq!(asked(bob(), &call), (weight, weight * 5));
	});
}

#[test]
fn a_party_that_answers_with_what_comes_next_has_answered() {
	ExtBuilder.run(|| {
		let id = disputed();
		let weight = challenge_of(id, 11).urgent_weight();
		assert_eq!(asked(bob(), &challenge_of(id, 11)).0, weight);
		assert_eq!(asked(charlie(), &challenge_of(id, 12)).0, weight * 5);
	});
}

#[test]
fn a_preimage_is_let_in_if_an_htlc_waits_for_it() {
	ExtBuilder.run(|| {
		let id = disputed();
		let reveal = |secret| {
			let preimage = preimage(secret);
			RuntimeCall::Channels(Call::reveal_for { channel: id, preimage })
		};
		assert_eq!(class(&reveal(1)), DispatchClass::Operational);
		assert_eq!(admitted(bob(), &reveal(1)), Ok(()));
		assert_eq!(admitted(bob(), &reveal(2)), refusal(Error::NothingWaits));
		assert_ok!(Channels::reveal_for(origin(bob()), id, preimage(1)));
		assert!(Channels::preimage(hash(1)).is_some());
		assert_eq!(admitted(bob(), &reveal(1)), refusal(Error::AlreadyRevealed));
		let again = || Channels::reveal_for(origin(bob()), id, preimage(1));
		assert_noop!(again(), Error::<Test>::AlreadyRevealed);
		assert_noop!(
			Channels::reveal_for(origin(bob()), id, preimage(2)),
			Error::<Test>::NothingWaits
		);
		let open = committed_channel(NATIVE, Pair::new(500, 300));
		let none = Channels::reveal_for(origin(bob()), open, preimage(1));
		assert_noop!(none, Error::<Test>::NotClosing);
		assert_noop!(
			Channels::reveal_for(RuntimeOrigin::none(), id, preimage(1)),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn a_preimage_counts_to_the_last_instant_before_the_deadline() {
	for (late, expected) in [(1, Ok(())), (0, Err(Error::<Test>::NothingWaits.into()))] {
		ExtBuilder.run(|| {
			let id = disputed();
			set_time(START + 30 * MINUTE - late);
			assert_eq!(Channels::reveal_for(origin(bob()), id, preimage(1)), expected);
		});
	}
}

#[test]
fn what_has_htlcs_closes_before_others() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let deadline = START + 30 * MINUTE;
		let with = |count: u8| {
			let htlcs = (0..count).map(|secret| htlc(Side::Opener, 1, secret, deadline)).collect();
			let state = Some(signed(id, state_with(10, Side::Opener, 0, htlcs)));
			RuntimeCall::Channels(Call::force_close { channel: id, state })
		};
		assert_eq!(class(&with(0)), DispatchClass::Normal);
		assert_eq!(class(&with(1)), DispatchClass::Operational);
		let nothing = Call::force_close { channel: id, state: None };
		assert_eq!(class(&nothing.into()), DispatchClass::Normal);
		assert_eq!(admitted(bob(), &with(1)), Ok(()));
		assert_eq!(admitted(charlie(), &with(1)), refusal(Error::NotParty));
		let RuntimeCall::Channels(call) = with(1) else { panic!() };
		assert_ok!(RuntimeCall::Channels(call).dispatch(origin(bob())));
		assert_eq!(admitted(alice(), &with(1)), refusal(Error::NotOpen));
	});
}

#[test]
fn asking_weighs_something_only_for_what_is_urgent() {
	ExtBuilder.run(|| {
		let id = disputed();
		let weight = |call: RuntimeCall| CheckUrgent::<Test>::new().weight(&call);
		let nothing = Weight::zero();
		assert!(weight(challenge_of(id, 11)).any_gt(nothing));
		let reveal = Call::reveal_for { channel: id, preimage: preimage(1) };
		assert!(weight(reveal.into()).any_gt(nothing));
		assert_eq!(weight(Call::pay { channel: id, amount: 1 }.into()), nothing);
		assert_eq!(weight(Call::force_close { channel: id, state: None }.into()), nothing);
		// And nothing else is asked about.
		let pay = Call::pay { channel: NO_CHANNEL, amount: 1 };
		assert_eq!(admitted(charlie(), &pay.into()), Ok(()));
		// What is operational and nobody's business is refused.
		let call = frame_system::Call::set_heap_pages { pages: 1 };
		let call = RuntimeCall::System(call);
		assert_eq!(class(&call), DispatchClass::Operational);
		assert_eq!(admitted(charlie(), &call), Err(InvalidTransaction::Custom(255).into()));
	});
}
