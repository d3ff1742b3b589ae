//! Assets of which there is so much that a transfer's amount and the supply do not fit in one
//! number: `pallet-assets` takes the amount from the payer then, credits nobody, and answers `Ok`.

use super::*;
use frame_support::traits::fungibles::Inspect;

/// Mints [`TOKEN`] until only `room` is left.
fn mint_until(room: u128) {
	let supply = Assets::total_issuance(TOKEN_ID);
	let amount = u128::MAX - supply - room;
	assert_ok!(Assets::mint(origin(issuer()), TOKEN_ID, issuer(), amount));
}

#[test]
fn takes_only_what_can_leave_again() {
	ExtBuilder.run(|| {
		mint_until(600 + TOKEN_MIN);
		let lock = |amount| try_lock(LegSpec { amount, ..spec(&TOKEN) }, Source::Account);
		assert_noop!(lock(601), Error::<Test>::Overflow);
		assert_noop!(lock(Balance::MAX), Error::<Test>::Overflow);
		assert_ok!(lock(600));
		assert_ok!(claim());
		assert_eq!(gains(&TOKEN), [-600, 600]);
	});
}

#[test]
fn a_payout_that_would_be_lost_becomes_credit() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		mint_until(AMOUNT - 1);
		assert_ok!(claim());
		assert_eq!(Swaps::credit(bob(), TOKEN), AMOUNT);
		let take = || Swaps::claim_credit(origin(bob()), TOKEN, bob());
		assert_noop!(take(), DispatchError::Arithmetic(sp_runtime::ArithmeticError::Overflow));
		assert_ok!(Assets::burn(origin(issuer()), TOKEN_ID, issuer(), 1 + TOKEN_MIN));
		assert_ok!(take());
		assert_eq!(gains(&TOKEN), [-600, 600]);
	});
}

#[test]
fn legs_in_channels_add_up_to_no_more_than_fits() {
	ExtBuilder.run(|| {
		let id = channel(&TOKEN);
		Channels::mutate(id, |channel| channel.ledger.opener.free = Balance::MAX);
		Brought::set(0);
		let lock = |number, amount| {
			let payment_hash = secret(number).1;
			let spec = LegSpec { amount, payment_hash, ..spec(&TOKEN) };
			try_lock(spec, Source::Channel(id))
		};
		assert_ok!(lock(1, Balance::MAX));
		assert_eq!(lock(2, 1), Err(refused("InsufficientLedger")));
		let back = Swaps::hand_back(origin(bob()), alice(), secret(1).1, None);
		assert_ok!(outcome(back));
		Channels::mutate(id, |channel| channel.ledger.opener.free = 0);
		Channels::mutate(id, |channel| channel.ledger.counterparty.free = 0);
	});
}
