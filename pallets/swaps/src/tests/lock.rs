//! Legs are locked.

use super::*;
use bloc_primitives::{channel::Phase, Side};

#[test]
fn an_amount_is_locked_out_of_an_account() {
	in_each_asset(|asset| {
		locked(&asset);
		let expected = Leg {
			receiver: bob(),
			asset: asset.clone(),
			amount: AMOUNT,
			deadline_ms: START + HOUR,
			extension_ms: 0,
			made: Instant { ms: START, block: 1 },
			funds: Funds::Pot,
			into: None,
			bond: None,
			counterpart: Some(sister(1)),
			ring: None,
			submarine: None,
			state: LegState::Open,
		};
		assert_eq!(leg(), expected);
		let told = Event::LegLocked {
			owner: alice(),
			payment_hash: hash(),
			receiver: bob(),
			asset: asset.clone(),
			amount: AMOUNT,
			deadline_ms: START + HOUR,
			extension_ms: 0,
			funds: Funds::Pot,
			into: None,
			bond: None,
			counterpart: Some(sister(1)),
			ring: None,
			submarine: None,
		};
		assert_eq!(event(), told);
		assert_eq!(gains(&asset), [-600, 0]);
		assert_eq!(held(&alice()), deposits()[0]);
		assert!(Swaps::owes(&asset));
	});
}

#[test]
fn an_amount_is_locked_in_a_channel_without_a_transfer() {
	in_each_asset(|asset| {
		System::reset_events();
		let id = locked_in_channel(&asset);
		assert_eq!(transfers(), 0);
		assert_eq!(leg().funds, Funds::Channel { channel: id, payer: Side::Opener });
		assert_eq!((free(id), Channels::locked(id).opener), ([CHANNEL - AMOUNT, CHANNEL], AMOUNT));
		assert_eq!(gains(&asset), [0, 0]);
		assert!(!Swaps::owes(&asset));
		assert_eq!(held(&alice()), deposits()[0]);
	});
}

#[test]
fn the_counterparty_locks_as_well_as_the_opener() {
	ExtBuilder.run(|| {
		let id = channel(&TOKEN);
		let spec = LegSpec { receiver: alice(), ..spec(&TOKEN) };
		assert_ok!(Swaps::lock(origin(bob()), spec, Source::Channel(id)));
		assert_eq!(Channels::locked(id).counterparty, AMOUNT);
		assert_ok!(try_claim(&[bob()], PREIMAGE));
		assert_eq!(free(id), [CHANNEL + AMOUNT, CHANNEL - AMOUNT]);
	});
}

/// Alice's lock with this change is refused.
fn is_refused(change: impl Fn(&mut crate::LegSpecOf<Test>), error: impl Into<DispatchError>) {
	let mut spec = spec(&TOKEN);
	change(&mut spec);
	let error = error.into();
	assert_noop!(try_lock(spec, Source::Account), error);
}

#[test]
fn deadlines_are_neither_too_near_nor_too_far() {
	ExtBuilder.run(|| {
		is_refused(|it| it.deadline_ms = START + MIN_LEG - 1, Error::<Test>::DeadlineTooSoon);
		is_refused(|it| it.deadline_ms = START - HOUR, Error::<Test>::DeadlineTooSoon);
		is_refused(|it| it.deadline_ms = START + MAX_LEG + 1, Error::<Test>::DeadlineTooFar);
		is_refused(|it| it.deadline_ms = Moment::MAX, Error::<Test>::DeadlineTooFar);
		for (number, deadline_ms) in [(1, START + MIN_LEG), (2, START + MAX_LEG)] {
			let payment_hash = secret(number).1;
			let spec = LegSpec { deadline_ms, payment_hash, ..spec(&TOKEN) };
			assert_ok!(try_lock(spec, Source::Account));
		}
	});
}

#[test]
fn extensions_have_a_bound() {
	ExtBuilder.run(|| {
		MaxExtension::set(MINUTE);
		is_refused(|it| it.extension_ms = MINUTE + 1, Error::<Test>::ExtensionTooLong);
		assert_ok!(try_lock(spec(&TOKEN), Source::Account));
		assert_eq!(leg().extension_ms, MINUTE);
	});
}

#[test]
fn only_what_is_worth_it_is_locked() {
	ExtBuilder.run(|| {
		is_refused(|it| it.amount = 0, Error::<Test>::ZeroAmount);
		is_refused(|it| it.amount = TOKEN_MIN - 1, Error::<Test>::BelowMinimum);
		is_refused(|it| it.asset = Asset::WithId(99), Error::<Test>::UnknownAsset);
		let poor = sp_runtime::TokenError::FundsUnavailable;
		is_refused(|it| it.amount = 2 * WEALTH, DispatchError::Token(poor));
		is_refused(|it| it.receiver = alice(), Error::<Test>::SameParty);
		is_refused(|it| it.receiver = Swaps::pot_account(TOKEN), Error::<Test>::PotAccount);
		assert_ok!(try_lock(LegSpec { amount: TOKEN_MIN, ..spec(&TOKEN) }, Source::Account));
	});
}

#[test]
fn a_name_is_taken_until_its_leg_is_forgotten() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		is_refused(|_| (), Error::<Test>::AlreadyLocked);
		// Nobody else is hindered, nor under another hash.
		lock_for(&charlie(), &TOKEN);
		let other = LegSpec { payment_hash: secret(8).1, ..spec(&NATIVE) };
		assert_ok!(try_lock(other, Source::Account));
		assert_ok!(Swaps::hand_back(origin(bob()), alice(), hash(), None));
		is_refused(|_| (), Error::<Test>::AlreadyLocked);
		assert_ok!(Swaps::prune(origin(alice()), alice(), hash()));
		locked(&TOKEN);
	});
}

#[test]
fn nobody_locks_for_a_preimage_that_is_public() {
	ExtBuilder.run(|| {
		assert_ok!(reveal(PREIMAGE));
		is_refused(|_| (), Error::<Test>::AlreadyRevealed);
	});
}

#[test]
fn a_channel_has_to_be_one_with_the_receiver() {
	ExtBuilder.run(|| {
		let id = channel(&TOKEN);
		let lock = |change: &dyn Fn(&mut crate::LegSpecOf<Test>), id| {
			let mut spec = spec(&TOKEN);
			change(&mut spec);
			try_lock(spec, Source::Channel(id))
		};
		assert_noop!(lock(&|it| it.receiver = dave(), id), Error::<Test>::WrongReceiver);
		assert_noop!(lock(&|it| it.amount = 0, id), Error::<Test>::ZeroAmount);
		assert_noop!(lock(&|it| it.amount = CHANNEL + 1, id), refused("InsufficientLedger"));
		assert_noop!(lock(&|it| it.asset = NATIVE, id), refused("WrongAsset"));
		assert_noop!(lock(&|_| (), ChannelId(9)), refused("NotFound"));
		let stranger = Swaps::lock(origin(charlie()), spec(&TOKEN), Source::Channel(id));
		assert_noop!(outcome(stranger), refused("NotParty"));
		Channels::set_phase(id, Phase::Closing { settles_ms: START + DAY });
		assert_noop!(lock(&|_| (), id), refused("NotOpen"));
		Channels::set_phase(id, Phase::Open);
		Refuses::set(true);
		assert_noop!(lock(&|_| (), id), DispatchError::Unavailable);
		Refuses::set(false);
		// All of it, with no minimum.
		assert_ok!(lock(&|it| it.amount = 1, id));
	});
}

#[test]
fn who_cannot_pay_the_deposit_locks_nothing() {
	ExtBuilder.run(|| {
		set_balance(&NATIVE, &alice(), deposits()[0]);
		let poor = sp_runtime::TokenError::FundsUnavailable;
		assert!(try_lock(spec(&TOKEN), Source::Account).is_err());
		set_balance(&NATIVE, &alice(), 0);
		assert_noop!(
			try_lock(LegSpec { asset: NATIVE, ..spec(&NATIVE) }, Source::Account),
			DispatchError::Token(poor)
		);
	});
}

#[test]
fn telling_of_it_is_weighed_if_anybody_is_told() {
	ExtBuilder.run(|| {
		let id = channel(&TOKEN);
		let source = Source::Channel(id);
		let used = |number| {
			let spec = LegSpec { payment_hash: secret(number).1, amount: 10, ..spec(&TOKEN) };
			let done = Swaps::lock(origin(alice()), spec, source).unwrap();
			done.actual_weight.unwrap()
		};
		assert_eq!(used(1), Swaps::lock_weight(&source));
		Channels::mutate(id, |channel| channel.subscribed.opener = false);
		assert_eq!(used(2), Swaps::lock_weight(&source).saturating_sub(TOLD));
	});
}
