use super::*;
use bloc_primitives::{
	channel::Lock,
	state::{Close, CoSigned, Message, NetTransfer, Withdrawal},
	Balance,
};
use frame_support::traits::{fungibles::Mutate, tokens::Preservation};
use sp_runtime::{DispatchError, DispatchResult};

fn close(version: u64, payer: Side, amount: Balance) -> Close {
	Close { version, net: NetTransfer { payer, amount }, valid_until_ms: VALID_UNTIL }
}

/// Presents a close that both signed. Anyone may: Charlie does.
fn present(id: ChannelId, body: Close) -> DispatchResult {
	outcome(Channels::close(origin(charlie()), id, signed_close(id, body)))
}

/// What a cooperative close tells.
fn told(id: ChannelId, version: u64, paid: Pair<Balance>) -> Vec<Event<Test>> {
	let pending = Pair::new(0, 0);
	vec![
		Event::Settled { channel: id, version, paid, pending, held: NOTHING },
		Event::Closed { channel: id },
	]
}

#[test]
fn pays_both_at_once_what_they_have_in_all() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(500, 300));
		assert_ok!(Channels::deposit(origin(alice()), id, 40));
		assert_ok!(Channels::deposit(origin(bob()), id, 70));
		events();

		assert_ok!(present(id, close(1, Side::Opener, 200)));
		assert_eq!(events(), told(id, 1, Pair::new(340, 570)));
		assert_eq!(Channels::channel(id), None);
		assert_eq!((balance(&asset, &alice()), held(&alice())), (WEALTH - 200, 0));
		assert_eq!((balance(&asset, &bob()), held(&bob())), (WEALTH + 200, 0));
		assert_eq!((balance(&asset, &charlie()), held(&charlie())), (WEALTH, 0));
		// What moved is moved back outside, and then nothing is left of it.
		assert_ok!(AllAssets::transfer(asset, &bob(), &alice(), 200, Preservation::Preserve));
		assert_nothing_is_left();
	});
}

#[test]
fn the_counterparty_can_have_paid_too() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(500, 300));
		events();
		assert_ok!(present(id, close(9, Side::Counterparty, 300)));
		assert_eq!(events(), told(id, 9, Pair::new(800, 0)));
		assert_eq!(balance(&asset, &alice()), WEALTH + 300);
		assert_eq!(balance(&asset, &bob()), WEALTH - 300);
	});
}

#[test]
fn closes_a_channel_that_was_never_used() {
	in_each_asset(|asset| {
		let id = open_channel(asset, Pair::new(500, 0));
		events();
		assert_ok!(present(id, close(1, Side::Opener, 0)));
		assert_eq!(events(), told(id, 1, Pair::new(500, 0)));
		assert_nothing_is_left();
	});
}

#[test]
fn closes_an_empty_channel() {
	in_each_asset(|asset| {
		let id = open_channel(asset, Pair::new(500, 0));
		assert_ok!(Channels::withdraw(origin(alice()), id, 500));
		events();
		assert_ok!(present(id, close(1, Side::Opener, 0)));
		assert_eq!(events(), told(id, 1, Pair::new(0, 0)));
		assert_nothing_is_left();
	});
}

#[test]
fn ends_a_dispute_without_a_penalty() {
	in_each_asset(|asset| {
		let id = committed_channel(asset, Pair::new(500, 300));
		// Alice presents a stale state, and Bob shows a later one.
		let stale = signed(id, state(1, Side::Counterparty, 300));
		assert_ok!(Channels::force_close(origin(alice()), id, Some(stale)));
		let latest = signed(id, state(5, Side::Opener, 0));
		assert_ok!(Channels::challenge(origin(bob()), id, latest));
		events();

		// They make up.
		assert_ok!(present(id, close(6, Side::Opener, 0)));
		assert_eq!(events(), told(id, 6, Pair::new(500, 300)));
		assert_nothing_is_left();
		// What was due for the dispute is nobody's any more.
		run_to(START + PERIOD + MINUTE);
		assert_eq!(events(), vec![]);
		assert_nothing_is_left();
	});
}

#[test]
fn in_a_dispute_it_has_to_be_later_than_what_was_presented() {
	in_each_asset(|asset| {
		// Signed before, and kept back by the one that it favours.
		let id = committed_channel(asset, Pair::new(1_000, 0));
		let old = |version| close(version, Side::Opener, 100);
		let latest = signed(id, state(50, Side::Opener, 900));
		assert_ok!(Channels::force_close(origin(bob()), id, Some(latest)));
		for version in [11, 49, 50] {
			assert_noop!(present(id, old(version)), Error::<Test>::StaleVersion);
		}
		let later = signed(id, state(60, Side::Opener, 900));
		assert_ok!(Channels::challenge(origin(charlie()), id, later));
		assert_noop!(present(id, old(60)), Error::<Test>::StaleVersion);
		assert_ok!(present(id, old(61)));
	});
}

#[test]
fn a_stranger_keeps_the_reward_that_is_sure_when_the_parties_make_up() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(1_000, 0));
		assert_ok!(Channels::deposit(origin(bob()), id, 7));
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		let last = signed(id, state(5, Side::Opener, 101));
		assert_ok!(Channels::challenge(origin(charlie()), id, last));
		events();
		assert_ok!(present(id, close(6, Side::Opener, 500)));
		// A quarter of the 101 that she would have to pay, rounded down. Bob loses nothing by it.
		let rewarded = Event::Penalised {
			channel: id,
			side: Side::Opener,
			amount: 25,
			challenger: charlie(),
			reward: 25,
		};
		let settled = told(id, 6, Pair::new(475, 507));
		assert_eq!(events(), [vec![rewarded], settled].concat());
		assert_eq!(balance(&asset, &charlie()), WEALTH + 25);
		assert_eq!(balance(&asset, &bob()), WEALTH + 500);
	});
}

#[test]
fn the_reward_is_no_more_than_what_the_close_leaves_to_who_owes_it() {
	for (left, reward) in [(0, 0), (24, 24), (25, 25), (26, 25)] {
		ExtBuilder.run(|| {
			let id = committed_channel(TOKEN, Pair::new(1_000, 0));
			assert_ok!(Channels::force_close(origin(alice()), id, None));
			let last = signed(id, state(5, Side::Opener, 101));
			assert_ok!(Channels::challenge(origin(charlie()), id, last));
			assert_ok!(present(id, close(6, Side::Opener, 1_000 - left)));
			assert_eq!(balance(&TOKEN, &charlie()), WEALTH + reward);
			assert_eq!(balance(&TOKEN, &alice()), WEALTH - 1_000 + left - reward);
			assert_eq!(balance(&TOKEN, &bob()), WEALTH + 1_000 - left);
		});
	}
}

#[test]
fn a_stranger_has_no_reward_that_an_htlc_could_undo() {
	for (committed_to, reward) in [(Side::Counterparty, 0), (Side::Opener, 25)] {
		ExtBuilder.run(|| {
			let id = committed_channel(TOKEN, Pair::new(1_000, 200));
			assert_ok!(Channels::force_close(origin(alice()), id, None));
			// 101 of a gain, of which an HTLC of 101 that she had not claimed leaves nothing; one of
			// nearly nothing leaves nearly all.
			let amount = if committed_to == Side::Counterparty { 101 } else { 1 };
			let pending = vec![htlc(committed_to, amount, 1, START + HORIZON)];
			let paid = 101 + if committed_to == Side::Opener { 1 } else { 0 };
			let body = state_with(5, Side::Opener, paid, pending);
			assert_ok!(Channels::challenge(origin(charlie()), id, signed(id, body)));
			assert_ok!(present(id, close(6, Side::Opener, 101)));
			assert_eq!(balance(&TOKEN, &charlie()), WEALTH + reward);
		});
	}
}

#[test]
fn is_good_until_its_time_and_for_no_longer_than_that_may_be() {
	in_each_asset(|asset| {
		let id = open_channel(asset, Pair::new(500, 0));
		let until =
			|valid_until_ms| present(id, Close { valid_until_ms, ..close(1, Side::Opener, 0) });
		for over in [0, START - 1, START] {
			assert_noop!(until(over), Error::<Test>::Expired);
		}
		for too_far in [START + MAX_ENDING + 1, u64::MAX] {
			assert_noop!(until(too_far), Error::<Test>::DeadlineTooFar);
		}
		// What was too far comes nearer, and what was good is over.
		set_time(START + 1);
		assert_noop!(until(START + 1), Error::<Test>::Expired);
		assert_ok!(until(START + MAX_ENDING + 1));
	});
	for valid_until_ms in [START + 1, START + MAX_ENDING] {
		ExtBuilder.run(|| {
			let id = open_channel(NATIVE, Pair::new(500, 0));
			assert_ok!(present(id, Close { valid_until_ms, ..close(1, Side::Opener, 0) }));
		});
	}
}

#[test]
fn works_even_after_the_challenge_period_until_it_is_settled() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 0));
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		set_time(START + PERIOD + 1);
		assert_ok!(present(id, close(1, Side::Opener, 200)));
		assert_eq!(balance(&NATIVE, &bob()), WEALTH + 200);
	});
}

#[test]
fn waits_until_nothing_is_locked() {
	in_each_asset(|asset| {
		let id = open_channel(asset, Pair::new(500, 300));
		for who in [alice(), bob()] {
			let locked = lock(id, &who, 1);
			assert_noop!(present(id, close(1, Side::Opener, 0)), Error::<Test>::HasLocks);
			assert_ok!(<Channels as Lock<AccountId>>::release(locked));
		}
		assert_ok!(present(id, close(1, Side::Opener, 0)));
		assert_nothing_is_left();
	});
}

#[test]
fn the_version_is_above_the_base() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 0));
		assert_noop!(present(id, close(0, Side::Opener, 0)), Error::<Test>::StaleVersion);
		let net = NetTransfer::ZERO;
		let body =
			Withdrawal { version: 7, net, amounts: Pair::new(1, 0), valid_until_ms: VALID_UNTIL };
		let signed = signed_withdrawal(id, body);
		assert_ok!(Channels::withdraw_committed(origin(alice()), id, signed));
		assert_noop!(present(id, close(7, Side::Opener, 0)), Error::<Test>::StaleVersion);
		assert_ok!(present(id, close(8, Side::Opener, 0)));
	});
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 0));
		assert_ok!(present(id, close(u64::MAX, Side::Opener, 0)));
	});
}

#[test]
fn moves_no_more_than_is_committed() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(500, 300));
		// Ledger balance is not for signatures to divide.
		assert_ok!(Channels::deposit(origin(alice()), id, 100));
		for (payer, most) in [(Side::Opener, 500), (Side::Counterparty, 300)] {
			assert_noop!(present(id, close(1, payer, most + 1)), Error::<Test>::ExceedsCommitted);
			assert_noop!(present(id, close(1, payer, u128::MAX)), Error::<Test>::ExceedsCommitted);
		}
		assert_ok!(present(id, close(1, Side::Opener, 500)));
		assert_eq!(balance(&asset, &alice()), WEALTH - 500);
		assert_eq!(balance(&asset, &bob()), WEALTH + 500);
	});
}

#[test]
fn needs_a_channel_that_is_not_paid_out() {
	in_each_asset(|asset| {
		let body = close(1, Side::Opener, 0);
		let proposed = new_proposal(asset.clone(), 500, 300);
		assert_noop!(present(proposed, body), Error::<Test>::NotOpen);
		let (resolving, _) = resolving_channel(asset.clone(), 100);
		assert_noop!(present(resolving, body), Error::<Test>::AlreadySettled);
		assert_noop!(present(NO_CHANNEL, body), Error::<Test>::NotFound);

		let id = open_channel(asset, Pair::new(500, 0));
		assert_ok!(present(id, body));
		assert_noop!(present(id, body), Error::<Test>::NotFound);
	});
}

#[test]
fn only_accounts_present_it() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 0));
		let signed = signed_close(id, close(1, Side::Opener, 0));
		for nobody in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Channels::close(nobody, id, signed.clone()), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn every_kind_of_key_signs_raw_or_wrapped() {
	with_each_kind_of_key(|accounts, sign| {
		let Pair { opener, counterparty } = accounts;
		let open = Channels::open(origin(opener.clone()), counterparty.clone(), TOKEN, 500, PERIOD);
		assert_ok!(open);
		let id = ChannelId(0);
		assert_ok!(Channels::commit(origin(opener), id, 500));
		let body = close(1, Side::Opener, 100);
		let signatures = sign(id, Message::Close(body));
		assert_ok!(Channels::close(origin(charlie()), id, CoSigned::by_both(body, signatures)));
		assert_eq!(balance(&TOKEN, &counterparty), WEALTH + 100);
	});
}

#[test]
fn each_signature_is_over_just_this() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let body = close(1, Side::Opener, 100);
		let others = [
			Message::State(state(1, Side::Opener, 100)),
			Message::Withdrawal(Withdrawal {
				version: 1,
				net: body.net,
				amounts: Pair::new(1, 0),
				valid_until_ms: VALID_UNTIL,
			}),
			Message::Close(close(2, Side::Opener, 100)),
			Message::Close(close(1, Side::Counterparty, 100)),
			Message::Close(close(1, Side::Opener, 101)),
			Message::Close(Close { valid_until_ms: VALID_UNTIL - 1, ..body }),
		];
		refuses_bad_signatures(id, body, Message::Close(body), &others, |signed| {
			outcome(Channels::close(origin(charlie()), id, signed))
		});
	});
}

#[test]
fn a_close_for_one_channel_is_nothing_to_its_twin() {
	ExtBuilder.run(|| {
		let [one, other] = [(); 2].map(|()| committed_channel(NATIVE, Pair::new(500, 300)));
		let signed = signed_close(one, close(1, Side::Opener, 100));
		assert_noop!(
			Channels::close(origin(bob()), other, signed.clone()),
			Error::<Test>::BadOpenerSignature
		);
		assert_ok!(Channels::close(origin(bob()), one, signed));
	});
}
