use super::*;
use crate::{types::Pot, ChannelsOf, NextChannelId, Pots, ProposalEnd};
use bloc_primitives::{
	state::{Close, NetTransfer, Withdrawal},
	Balance, Moment,
};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

const MAX_PROPOSAL: Moment = 60 * MINUTE;

/// Alice's proposal to Bob, with what a test varies.
fn call(
	asset: &Asset,
	amount: Balance,
	requested: Balance,
	period_ms: Moment,
	deadline_ms: Moment,
) -> DispatchResult {
	let alice = origin(alice());
	Channels::propose(alice, bob(), asset.clone(), amount, requested, period_ms, deadline_ms)
}

#[test]
fn takes_the_openers_money_and_asks_for_the_others() {
	in_each_asset(|asset| {
		assert_ok!(call(&asset, 500, 300, PERIOD, EXPIRY));

		let id = ChannelId(0);
		let proposed = Event::Proposed {
			channel: id,
			parties: parties(),
			asset: asset.clone(),
			amount: 500,
			requested: 300,
			deadline_ms: EXPIRY,
		};
		assert_eq!(event(), proposed);
		let phase = Phase::Proposed { requested: 300, deadline_ms: EXPIRY };
		assert_eq!(Channels::channel(id), Some(new_channel(asset.clone(), phase, 500)));
		assert_eq!(NextChannelId::<Test>::get(), ChannelId(1));
		assert!(ChannelsOf::<Test>::contains_key(alice(), id));
		assert!(ChannelsOf::<Test>::contains_key(bob(), id));

		let seed = minimum(&asset);
		let pot = Pot { held: 500, credits: 0, seed, seeder: alice() };
		assert_eq!(Pots::<Test>::get(&asset), Some(pot));
		assert_eq!(balance(&asset, &alice()), WEALTH - 500 - seed - storage_deposit_in(&asset));
		assert_eq!(held(&alice()), storage_deposit());
		assert_eq!((balance(&asset, &bob()), held(&bob())), (WEALTH, 0));
	});
}

#[test]
fn is_answered_between_the_next_instant_and_the_longest_time() {
	in_each_asset(|asset| {
		let until = |deadline_ms| call(&asset, 500, 300, PERIOD, deadline_ms);
		assert_noop!(until(0), Error::<Test>::DeadlineTooSoon);
		assert_noop!(until(START - 1), Error::<Test>::DeadlineTooSoon);
		assert_noop!(until(START), Error::<Test>::DeadlineTooSoon);
		assert_noop!(until(START + MAX_PROPOSAL + 1), Error::<Test>::DeadlineTooFar);
		assert_noop!(until(u64::MAX), Error::<Test>::DeadlineTooFar);
		assert_ok!(until(START + 1));
		assert_ok!(until(START + MAX_PROPOSAL));
	});
}

#[test]
fn both_amounts_are_worth_their_while() {
	in_each_asset(|asset| {
		let propose = |amount, requested| call(&asset, amount, requested, PERIOD, EXPIRY);
		assert_noop!(propose(500, 0), Error::<Test>::ZeroAmount);
		assert_noop!(propose(0, 500), Error::<Test>::ZeroAmount);
		assert_noop!(propose(minimum(&asset) - 1, 500), Error::<Test>::BelowMinimum);
		// Together they are above the minimum anyhow.
		assert_ok!(propose(minimum(&asset), 1));
	});
}

#[test]
fn the_challenge_period_is_within_its_bounds() {
	ExtBuilder.run(|| {
		let propose = |period_ms| call(&TOKEN, 500, 300, period_ms, EXPIRY);
		assert_noop!(propose(MINUTE - 1), Error::<Test>::ChallengePeriodTooShort);
		assert_noop!(propose(30 * MINUTE + 1), Error::<Test>::ChallengePeriodTooLong);
		assert_ok!(propose(MINUTE));
		assert_ok!(propose(30 * MINUTE));
	});
}

#[test]
fn refuses_oneself_unknown_assets_and_other_origins() {
	ExtBuilder.run(|| {
		let propose = |who, counterparty, asset| {
			Channels::propose(who, counterparty, asset, 500, 300, PERIOD, EXPIRY)
		};
		assert_noop!(propose(origin(alice()), alice(), NATIVE), Error::<Test>::SameParty);
		let unknown = Asset::WithId(TOKEN_ID + 1);
		assert_noop!(propose(origin(alice()), bob(), unknown), Error::<Test>::UnknownAsset);
		assert_noop!(propose(RuntimeOrigin::root(), bob(), NATIVE), DispatchError::BadOrigin);
		assert_noop!(propose(RuntimeOrigin::none(), bob(), NATIVE), DispatchError::BadOrigin);
	});
}

#[test]
fn sums_that_do_not_fit_are_refused() {
	in_each_asset(|asset| {
		let propose = |amount, requested| call(&asset, amount, requested, PERIOD, EXPIRY);
		assert_noop!(propose(u128::MAX, 1), Error::<Test>::Overflow);
		assert_noop!(propose(500, u128::MAX), Error::<Test>::Overflow);
		assert_noop!(propose(500, u128::MAX - 499), Error::<Test>::Overflow);
		// It fits: whether anybody has it shows when it is accepted.
		assert_ok!(propose(500, u128::MAX - 500));
		// And with what the pot has.
		let most = room(&asset) - minimum(&asset) - 500;
		assert_noop!(propose(most + 1, 1), Error::<Test>::Overflow);
		assert_noop!(propose(most, 1), NO_SUCH_SUM);
	});
}

#[test]
fn spends_down_to_the_minimum_balance_and_not_beyond() {
	in_each_asset(|asset| {
		let most = WEALTH - 2 * minimum(&asset) - storage_deposit_in(&asset);
		let error = match asset == NATIVE {
			true => TokenError::FundsUnavailable,
			false => TokenError::NotExpendable,
		};
		assert_noop!(call(&asset, most + 1, 300, PERIOD, EXPIRY), error);
		assert_ok!(call(&asset, most, 300, PERIOD, EXPIRY));
		assert_eq!(balance(&asset, &alice()), minimum(&asset));
	});
}

#[test]
fn names_can_run_out() {
	ExtBuilder.run(|| {
		NextChannelId::<Test>::put(ChannelId(u64::MAX));
		assert_noop!(call(&NATIVE, 500, 300, PERIOD, EXPIRY), Error::<Test>::Overflow);
	});
}

#[test]
fn nothing_else_works_before_the_answer() {
	in_each_asset(|asset| {
		let id = new_proposal(asset, 500, 300);
		let not_open: DispatchError = Error::<Test>::NotOpen.into();
		let not_closing: DispatchError = Error::<Test>::NotClosing.into();
		let (version, net, amounts) = (1, NetTransfer::ZERO, Pair::new(1, 0));
		let withdrawal = signed_withdrawal(
			id,
			Withdrawal { version, net, amounts, valid_until_ms: VALID_UNTIL },
		);
		let close = signed_close(id, Close { version, net, valid_until_ms: VALID_UNTIL });
		let state = signed(id, state(version, Side::Opener, 0));
		for who in [alice(), bob()] {
			let who = || origin(who.clone());
			assert_noop!(Channels::deposit(who(), id, 1), not_open);
			assert_noop!(Channels::withdraw(who(), id, 1), not_open);
			assert_noop!(Channels::pay(who(), id, 1), not_open);
			assert_noop!(Channels::top_up(who(), id, 1), not_open);
			assert_noop!(Channels::set_policy(who(), id, None), not_open);
			assert_noop!(Channels::withdraw_committed(who(), id, withdrawal.clone()), not_open);
			assert_noop!(Channels::close(who(), id, close.clone()), not_open);
			assert_noop!(Channels::force_close(who(), id, None), not_open);
			assert_noop!(Channels::force_close(who(), id, Some(state.clone())), not_open);
			assert_noop!(Channels::challenge(who(), id, state.clone()), not_closing);
			assert_noop!(Channels::settle(who(), id), not_closing);
		}
		assert_noop!(Channels::commit(origin(alice()), id, 1), not_open);
	});
}

#[test]
fn ends_by_itself_from_the_instant_of_expiry_on() {
	in_each_asset(|asset| {
		let id = new_proposal(asset, 500, 300);
		run_block_at(EXPIRY - 1);
		assert!(Channels::channel(id).is_some());
		events();

		run_block_at(EXPIRY);
		assert_eq!(event(), Event::ProposalEnded { channel: id, reason: ProposalEnd::Expired });
		assert_nothing_is_left();
		assert_noop!(Channels::accept(origin(bob()), id), Error::<Test>::NotFound);
	});
}

#[test]
fn ends_at_most_a_slot_late_and_never_early() {
	ExtBuilder.run(|| {
		let deadline_ms = START + MINUTE + 1;
		assert_ok!(call(&TOKEN, 500, 300, PERIOD, deadline_ms));
		run_block_at(deadline_ms - 1);
		assert!(Channels::channel(ChannelId(0)).is_some());
		run_block_at(deadline_ms + SLOT_MS - 1);
		assert_nothing_is_left();
	});
}

#[test]
fn an_answered_proposal_is_left_alone_at_its_expiry() {
	in_each_asset(|asset| {
		let accepted = new_proposal(asset.clone(), 500, 300);
		assert_ok!(Channels::accept(origin(bob()), accepted));
		let declined = new_proposal(asset.clone(), 500, 300);
		assert_ok!(Channels::decline(origin(bob()), declined));
		let channel = Channels::channel(accepted);
		events();

		run_block_at(EXPIRY);
		run_block_at(EXPIRY + MINUTE);
		assert_eq!(events(), vec![]);
		assert_eq!(Channels::channel(accepted), channel);
	});
}

#[test]
fn many_proposals_end_each_at_its_own_time() {
	ExtBuilder.run(|| {
		for minutes in [30, 10, 20] {
			assert_ok!(call(&NATIVE, 500, 300, PERIOD, START + minutes * MINUTE));
		}
		let left = || -> Vec<u64> {
			(0..3).filter(|id| Channels::channel(ChannelId(*id)).is_some()).collect()
		};
		run_to(START + 10 * MINUTE);
		assert_eq!(left(), vec![0, 2]);
		run_to(START + 20 * MINUTE);
		assert_eq!(left(), vec![0]);
		run_to(START + 30 * MINUTE);
		assert_nothing_is_left();
	});
}
