use super::*;
use bloc_primitives::{
	state::{Close, CoSigned, Message, NetTransfer, Withdrawal},
	Balance,
};
use sp_runtime::DispatchError;

/// A withdrawal in which `payer` has paid `net` before.
fn withdrawal(version: u64, payer: Side, net: Balance, amounts: Pair<Balance>) -> Withdrawal {
	Withdrawal {
		version,
		net: NetTransfer { payer, amount: net },
		amounts,
		valid_until_ms: VALID_UNTIL,
	}
}

/// Presents a withdrawal that both signed. Anyone may: Charlie does.
fn present(id: ChannelId, body: Withdrawal) -> sp_runtime::DispatchResult {
	outcome(Channels::withdraw_committed(origin(charlie()), id, signed_withdrawal(id, body)))
}

#[test]
fn moves_what_both_signed_for_into_the_ledger() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(500, 300));
		assert_ok!(Channels::deposit(origin(bob()), id, 40));
		let balances = parties().map(|who| balance(&asset, who));
		let deposits = parties().map(held);
		events();

		// Alice has paid 200 since the channel opened; of 300 and 500 they take 100 and 450.
		assert_ok!(present(id, withdrawal(7, Side::Opener, 200, Pair::new(100, 450))));
		let withdrawn = Event::CommittedWithdrawn {
			channel: id,
			base_version: 7,
			amounts: Pair::new(100, 450),
			committed: Pair::new(200, 50),
		};
		assert_eq!(event(), withdrawn);
		let mut channel = new_channel(asset.clone(), Phase::Open, 0);
		channel.ledger = free(100, 490);
		channel.committed = Pair::new(200, 50);
		channel.base_version = 7;
		assert_eq!(Channels::channel(id), Some(channel));

		// Nothing left the channel: the parties take it out when they like.
		assert_eq!(parties().map(|who| balance(&asset, who)), balances);
		assert_eq!(parties().map(held), deposits);
		assert_eq!((balance(&asset, &charlie()), held(&charlie())), (WEALTH, 0));
		assert_ok!(Channels::withdraw(origin(alice()), id, 100));
		assert_eq!(balance(&asset, &alice()), balances.opener + 100);
	});
}

#[test]
fn states_up_to_its_version_count_no_more() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		assert_ok!(present(id, withdrawal(7, Side::Opener, 200, Pair::new(0, 500))));
		let close = |version| {
			let state = signed(id, state(version, Side::Opener, 0));
			Channels::force_close(origin(alice()), id, Some(state))
		};
		assert_noop!(close(1), Error::<Test>::StaleVersion);
		assert_noop!(close(7), Error::<Test>::StaleVersion);
		assert_ok!(close(8));
	});
}

#[test]
fn what_was_signed_before_it_says_nothing_after_it() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		// A later version than the withdrawal's, but relative to the base before.
		let old_state = signed(id, state(9, Side::Opener, 0));
		let old_close = signed_close(
			id,
			Close { version: 9, net: NetTransfer::ZERO, valid_until_ms: VALID_UNTIL },
		);
		let body = withdrawal(9, Side::Opener, 0, Pair::new(1, 0));
		let old_withdrawal = signed_withdrawal(id, body);
		assert_ok!(present(id, withdrawal(7, Side::Opener, 200, Pair::new(0, 500))));
		let bad = Error::<Test>::BadOpenerSignature;
		assert_noop!(
			Channels::withdraw_committed(origin(bob()), id, old_withdrawal),
			Error::<Test>::BadOpenerSignature
		);
		assert_noop!(
			Channels::close(origin(bob()), id, old_close),
			Error::<Test>::BadOpenerSignature
		);
		assert_noop!(Channels::force_close(origin(alice()), id, Some(old_state)), bad);
		assert_ok!(present(id, body));
	});
}

#[test]
fn each_version_is_above_the_last() {
	ExtBuilder.run(|| {
		let id = committed_channel(TOKEN, Pair::new(500, 0));
		let take_one = |version| present(id, withdrawal(version, Side::Opener, 0, Pair::new(1, 0)));
		assert_noop!(take_one(0), Error::<Test>::StaleVersion);
		assert_ok!(take_one(1));
		assert_noop!(take_one(1), Error::<Test>::StaleVersion);
		assert_ok!(take_one(2));
		assert_ok!(take_one(u64::MAX));
		assert_noop!(take_one(u64::MAX), Error::<Test>::StaleVersion);
		let committed = Channels::channel(id).unwrap().committed;
		assert_eq!(committed, Pair::new(497, 0));
	});
}

#[test]
fn takes_the_last_unit_and_not_more() {
	in_each_asset(|asset| {
		let id = committed_channel(asset, Pair::new(500, 300));
		let take = |net, opener, counterparty| {
			present(id, withdrawal(1, Side::Counterparty, net, Pair::new(opener, counterparty)))
		};
		// Bob cannot have paid more than he had.
		assert_noop!(take(301, 1, 0), Error::<Test>::ExceedsCommitted);
		assert_noop!(take(u128::MAX, 1, 0), Error::<Test>::ExceedsCommitted);
		// Nor can either take more than it has then.
		assert_noop!(take(100, 601, 0), Error::<Test>::ExceedsCommitted);
		assert_noop!(take(100, 0, 201), Error::<Test>::ExceedsCommitted);
		assert_noop!(take(100, u128::MAX, u128::MAX), Error::<Test>::ExceedsCommitted);
		assert_ok!(take(100, 600, 200));
		let channel = Channels::channel(id).unwrap();
		assert_eq!((channel.ledger, channel.committed), (free(600, 200), Pair::new(0, 0)));
	});
}

#[test]
fn a_netted_withdrawal_may_leave_a_side_nothing() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 0));
		assert_noop!(
			present(id, withdrawal(1, Side::Opener, 501, Pair::new(0, 1))),
			Error::<Test>::ExceedsCommitted
		);
		assert_ok!(present(id, withdrawal(1, Side::Opener, 500, Pair::new(0, 500))));
		assert_eq!(Channels::channel(id).unwrap().ledger, free(0, 500));
	});
}

#[test]
fn takes_something_from_a_channel_that_is_there() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 0));
		assert_noop!(
			present(id, withdrawal(1, Side::Opener, 10, Pair::new(0, 0))),
			Error::<Test>::ZeroAmount
		);
		let body = withdrawal(1, Side::Opener, 0, Pair::new(1, 0));
		assert_noop!(present(NO_CHANNEL, body), Error::<Test>::NotFound);
		for nobody in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Channels::withdraw_committed(nobody, id, signed_withdrawal(id, body)),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn needs_an_open_channel() {
	in_each_asset(|asset| {
		let body = withdrawal(1, Side::Opener, 0, Pair::new(1, 0));
		let proposed = new_proposal(asset.clone(), 500, 300);
		assert_noop!(present(proposed, body), Error::<Test>::NotOpen);
		let closing = committed_channel(asset.clone(), Pair::new(500, 0));
		assert_ok!(Channels::force_close(origin(alice()), closing, None));
		assert_noop!(present(closing, body), Error::<Test>::NotOpen);
		let (resolving, _) = resolving_channel(asset, 100);
		assert_noop!(present(resolving, body), Error::<Test>::NotOpen);
	});
}

#[test]
fn every_kind_of_key_signs_raw_or_wrapped() {
	with_each_kind_of_key(|accounts, sign| {
		let Pair { opener, counterparty } = accounts;
		assert_ok!(Channels::open(origin(opener.clone()), counterparty, TOKEN, 500, PERIOD));
		let id = ChannelId(0);
		assert_ok!(Channels::commit(origin(opener), id, 500));
		let body = withdrawal(1, Side::Opener, 100, Pair::new(0, 100));
		let signatures = sign(id, Message::Withdrawal(body));
		let signed = CoSigned::by_both(body, signatures);
		assert_ok!(Channels::withdraw_committed(origin(charlie()), id, signed));
		assert_eq!(Channels::channel(id).unwrap().ledger, free(0, 100));
	});
}

#[test]
fn each_signature_is_over_just_this() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let body = withdrawal(1, Side::Opener, 100, Pair::new(0, 100));
		let others = [
			Message::State(state(1, Side::Opener, 100)),
			Message::Close(Close { version: 1, net: body.net, valid_until_ms: VALID_UNTIL }),
			Message::Withdrawal(Withdrawal { version: 2, ..body }),
			Message::Withdrawal(Withdrawal { net: NetTransfer::ZERO, ..body }),
			Message::Withdrawal(Withdrawal { amounts: Pair::new(100, 0), ..body }),
			Message::Withdrawal(Withdrawal { valid_until_ms: VALID_UNTIL - 1, ..body }),
		];
		refuses_bad_signatures(id, body, Message::Withdrawal(body), &others, |signed| {
			outcome(Channels::withdraw_committed(origin(charlie()), id, signed))
		});
	});
}

#[test]
fn one_that_was_kept_back_is_worth_nothing_once_its_time_is_over() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let until = |valid_until_ms| {
			let body = withdrawal(1, Side::Opener, 0, Pair::new(1, 0));
			present(id, Withdrawal { valid_until_ms, ..body })
		};
		for over in [0, START - 1, START] {
			assert_noop!(until(over), Error::<Test>::Expired);
		}
		for too_far in [START + MAX_ENDING + 1, u64::MAX] {
			assert_noop!(until(too_far), Error::<Test>::DeadlineTooFar);
		}
		set_time(START + 5);
		assert_noop!(until(START + 5), Error::<Test>::Expired);
		assert_ok!(until(START + 6));
		set_time(START + 6);
		assert_noop!(until(START + 6), Error::<Test>::StaleVersion);
	});
}

#[test]
fn all_comes_back_to_the_unit() {
	in_each_asset(|asset| {
		let id = committed_channel(asset, Pair::new(500, 300));
		assert_ok!(present(id, withdrawal(1, Side::Opener, 0, Pair::new(500, 300))));
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		assert_nothing_is_left();
	});
}

#[test]
fn what_was_signed_before_says_nothing_on_the_new_base() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 500));
		// Signed relative to the old base, with a version above the new one.
		let before = signed(id, state(9, Side::Opener, 100));
		let withdrawal = Withdrawal {
			version: 5,
			net: NetTransfer { payer: Side::Opener, amount: 100 },
			amounts: Pair::new(0, 600),
			valid_until_ms: VALID_UNTIL,
		};
		assert_ok!(Channels::withdraw_committed(
			origin(charlie()),
			id,
			signed_withdrawal(id, withdrawal)
		));
		assert_noop!(
			Channels::force_close(origin(bob()), id, Some(before)),
			Error::<Test>::BadOpenerSignature
		);
		assert_ok!(Channels::force_close(
			origin(bob()),
			id,
			Some(signed(id, state(9, Side::Opener, 0)))
		));
	});
}
