//! Assets of which there is so much that a transfer's amount and the supply do not fit in one
//! number: `pallet-assets` takes the amount from the payer then, credits nobody, and answers `Ok`.

use super::*;
use frame_support::traits::fungibles::Inspect;
use sp_runtime::ArithmeticError;

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
		let open = |amount| Channels::open(origin(alice()), bob(), TOKEN, amount, PERIOD);
		assert_noop!(open(601), Error::<Test>::Overflow);
		assert_ok!(open(600));
		let id = ChannelId(0);
		assert_noop!(Channels::deposit(origin(bob()), id, 1), Error::<Test>::Overflow);
		assert_ok!(Channels::withdraw(origin(alice()), id, 600));
		assert_eq!((balance(&TOKEN, &alice()), balance(&TOKEN, &bob())), (WEALTH, WEALTH));
	});
}

#[test]
fn a_payout_that_would_be_lost_becomes_credit() {
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(500, 0));
		mint_until(499);
		assert_noop!(Channels::withdraw(origin(alice()), id, 500), ArithmeticError::Overflow);
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		assert_eq!(Channels::credit(alice(), TOKEN), 500);

		// It waits until there is room again.
		assert_noop!(
			Channels::claim_credit(origin(alice()), TOKEN, alice()),
			ArithmeticError::Overflow
		);
		assert_ok!(Assets::burn(origin(issuer()), TOKEN_ID, issuer(), 1 + TOKEN_MIN));
		assert_ok!(Channels::claim_credit(origin(alice()), TOKEN, alice()));
		assert_eq!(balance(&TOKEN, &alice()), WEALTH);
	});
}
