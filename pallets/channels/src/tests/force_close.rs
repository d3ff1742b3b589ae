use super::{dispute_kit::*, *};
use crate::{
	closing::{Claim, Closing},
	types::Kind,
	weighing::MAX_WAITING,
	Call, Closings, WeightInfo,
};
use bloc_primitives::{
	channel::{Hooks, Lock, Told},
	state::{CoSigned, Message, State, Withdrawal, MAX_HTLCS},
	Moment,
};
use frame_support::dispatch::GetDispatchInfo;
use sp_runtime::DispatchError;

/// What is told of a closing channel whose period begins now.
fn told(id: ChannelId, closer: Side, version: u64) -> Event<Test> {
	Event::ForceClosed {
		channel: id,
		closer,
		kind: Kind::Latest,
		version,
		deposit: 0,
		settles_ms: START + PERIOD,
		settles_at: 1 + PERIOD_BLOCKS,
	}
}

#[test]
fn begins_the_challenge_period_with_the_state() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(500, 300));
		assert_ok!(Channels::deposit(origin(bob()), id, 50));
		let before = Channels::channel(id).unwrap();
		let had = balances(&asset);
		events();
		let pending = htlc(Side::Counterparty, 70, 1, START + HORIZON);
		let latest = state_with(3, Side::Opener, 200, vec![pending]);
		assert_ok!(force_close(alice(), id, latest.clone()));

		assert_eq!(event(), told(id, Side::Opener, 3));
		let mut channel = before;
		channel.phase = Phase::Closing { settles_ms: START + PERIOD };
		assert_eq!(Channels::channel(id), Some(channel));
		let closing = Closing {
			state: latest,
			scheduled_ms: START + PERIOD,
			settles_at: 1 + PERIOD_BLOCKS,
			closer: Side::Opener,
			first: Claim { sure: 300, mask: 1 },
			gone: Default::default(),
			claims: Pair::default(),
			won: 0,
			asked: Pair::default(),
			presenter: None,
			deposit: 0,
			tallies: Pair::default(),
		};
		assert_eq!(dispute(id), closing);
		assert_eq!(Channels::closing(id), Some(closing));
		assert_eq!(looks(id), vec![START + PERIOD]);
		// No money moves yet.
		assert_eq!(balances(&asset), had);
		assert_eq!(held(&alice()), storage_deposit());
	});
}

#[test]
fn works_for_the_counterparty_too() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		events();
		assert_ok!(force_close(bob(), id, state(1, Side::Counterparty, 300)));
		assert_eq!(event(), told(id, Side::Counterparty, 1));
		assert_eq!(dispute(id).closer, Side::Counterparty);
	});
}

#[test]
fn without_a_state_says_that_none_was_signed_since_the_base() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let net = state(0, Side::Opener, 100).net;
		let body =
			Withdrawal { version: 7, net, amounts: Pair::new(100, 0), valid_until_ms: VALID_UNTIL };
		let withdrawal = signed_withdrawal(id, body);
		assert_ok!(Channels::withdraw_committed(origin(bob()), id, withdrawal));
		events();
		assert_ok!(Channels::force_close(origin(alice()), id, None));

		assert_eq!(event(), told(id, Side::Opener, 7));
		assert_eq!(dispute(id).state, state(7, Side::Opener, 0));
		// Relative to what the withdrawal left: 300 and 400.
		let_pass(id);
		let paid = paid_by(&NATIVE, || settle(id).unwrap());
		assert_eq!(paid, Pair::new(300 + 100 + ED + storage_deposit(), 400));
	});
}

#[test]
fn settles_at_once_where_nothing_is_committed() {
	in_each_asset(|asset| {
		for (who, closer) in [(alice(), Side::Opener), (bob(), Side::Counterparty)] {
			let id = open_channel(asset.clone(), Pair::new(500, 300));
			events();
			assert_ok!(Channels::force_close(origin(who), id, None));
			let force_closed = Event::ForceClosed {
				channel: id,
				closer,
				kind: Kind::Latest,
				version: 0,
				deposit: 0,
				settles_ms: START,
				settles_at: 1,
			};
			let (paid, pending) = (Pair::new(500, 300), Pair::new(0, 0));
			let settled = Event::Settled { channel: id, version: 0, paid, pending, held: NOTHING };
			assert_eq!(events(), vec![force_closed, settled, Event::Closed { channel: id }]);
			assert_nothing_is_left();
			assert_eq!(waiting(), 0);
		}
	});
}

#[test]
fn settles_at_once_even_with_a_state_about_nothing() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 300));
		assert_noop!(
			force_close(alice(), id, state(1, Side::Opener, 1)),
			Error::<Test>::ExceedsCommitted
		);
		assert_ok!(force_close(alice(), id, state(1, Side::Opener, 0)));
		assert_nothing_is_left();
	});
}

#[test]
fn pays_what_is_free_at_once_and_what_is_locked_when_that_ends() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		let locked = lock(id, &alice(), 200);
		events();
		let force_close = || {
			assert_ok!(Channels::force_close(origin(bob()), id, None));
		};
		assert_eq!(paid_by(&asset, force_close), Pair::new(300, 300));
		let (paid, pending) = (Pair::new(300, 300), Pair::new(200, 0));
		let settled = Event::Settled { channel: id, version: 0, paid, pending, held: NOTHING };
		assert_eq!(events()[1], settled);
		assert_eq!(Channels::channel(id).unwrap().phase, Phase::Resolving);

		assert_ok!(<Channels as Lock<AccountId>>::settle(locked));
		let paid = paid_by(&asset, next_block);
		assert_eq!(paid.counterparty, 200);
		assert!(is_gone(id));
	});
}

#[test]
fn stops_all_that_an_open_channel_can_do_but_withdraw() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(500, 300));
		assert_ok!(Channels::deposit(origin(alice()), id, 100));
		assert_ok!(Channels::deposit(origin(bob()), id, 100));
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		let not_open: DispatchError = Error::<Test>::NotOpen.into();
		for who in [alice(), bob()] {
			let by = || origin(who.clone());
			assert_noop!(Channels::deposit(by(), id, 1), not_open);
			assert_noop!(Channels::pay(by(), id, 1), not_open);
			assert_noop!(Channels::commit(by(), id, 1), not_open);
			assert_noop!(Channels::top_up(by(), id, 1), not_open);
			assert_noop!(Channels::set_policy(by(), id, None), not_open);
			assert_noop!(Channels::force_close(by(), id, None), not_open);
		}
		let net = state(0, Side::Opener, 0).net;
		let body =
			Withdrawal { version: 1, net, amounts: Pair::new(1, 1), valid_until_ms: VALID_UNTIL };
		let withdrawal = signed_withdrawal(id, body);
		assert_noop!(Channels::withdraw_committed(origin(bob()), id, withdrawal), not_open);
		let own = bloc_primitives::channel::Purpose::Own;
		let locked = <Channels as Lock<AccountId>>::lock(id, &alice(), &asset, 1, own);
		assert_eq!(locked.map(|_| ()), Err(not_open));

		assert_ok!(Channels::withdraw(origin(alice()), id, 60));
		let_pass(id);
		assert_ok!(settle(id));
		assert_nothing_is_left();
	});
}

#[test]
fn needs_an_open_channel_of_the_caller() {
	in_each_asset(|asset| {
		let close = |who, id| Channels::force_close(origin(who), id, None);
		assert_noop!(close(alice(), NO_CHANNEL), Error::<Test>::NotFound);
		let proposed = new_proposal(asset.clone(), 500, 300);
		assert_noop!(close(alice(), proposed), Error::<Test>::NotOpen);
		assert_noop!(close(bob(), proposed), Error::<Test>::NotOpen);
		let (resolving, _) = resolving_channel(asset.clone(), 100);
		assert_noop!(close(alice(), resolving), Error::<Test>::NotOpen);
		let id = committed_channel(asset, Pair::new(500, 300));
		assert_noop!(close(charlie(), id), Error::<Test>::NotParty);
		for nobody in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Channels::force_close(nobody, id, None), DispatchError::BadOrigin);
		}
		assert_ok!(close(bob(), id));
		assert_noop!(close(bob(), id), Error::<Test>::NotOpen);
	});
}

#[test]
fn the_state_is_above_the_base_version() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let close = |version| force_close(alice(), id, state(version, Side::Opener, 0));
		assert_noop!(close(0), Error::<Test>::StaleVersion);
		let net = state(0, Side::Opener, 0).net;
		let body =
			Withdrawal { version: 7, net, amounts: Pair::new(1, 1), valid_until_ms: VALID_UNTIL };
		let withdrawal = signed_withdrawal(id, body);
		assert_ok!(Channels::withdraw_committed(origin(bob()), id, withdrawal));
		for version in [0, 1, 6, 7] {
			assert_noop!(close(version), Error::<Test>::StaleVersion);
		}
		assert_ok!(close(8));
	});
}

#[test]
fn the_state_divides_no_more_than_is_committed() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(500, 300));
		// Ledger balance does not count.
		assert_ok!(Channels::deposit(origin(alice()), id, 1_000));
		assert_ok!(Channels::deposit(origin(bob()), id, 1_000));
		let close = |payer, amount, pending: &[(Side, u128)]| {
			let htlcs = pending.iter().map(|(by, amount)| htlc(*by, *amount, 1, START + 1));
			force_close(alice(), id, state_with(1, payer, amount, htlcs.collect()))
		};
		use Side::{Counterparty, Opener};
		for (payer, amount, pending) in [
			(Opener, 501, &[][..]),
			(Counterparty, 301, &[]),
			(Opener, u128::MAX, &[]),
			(Counterparty, u128::MAX, &[]),
			(Opener, 0, &[(Opener, 501)]),
			(Opener, 500, &[(Opener, 1)]),
			(Opener, 500, &[(Counterparty, 801)]),
			(Opener, 400, &[(Opener, 50), (Opener, 51)]),
			(Opener, 0, &[(Opener, u128::MAX), (Opener, u128::MAX)]),
			// What an HTLC may bring is not there for another HTLC.
			(Opener, 0, &[(Opener, 500), (Counterparty, 301)]),
		] {
			assert_noop!(close(payer, amount, pending), Error::<Test>::ExceedsCommitted);
		}
		assert_ok!(close(Opener, 500, &[(Counterparty, 799), (Counterparty, 1)]));
	});
}

#[test]
fn an_htlc_is_about_something() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let htlcs = vec![htlc(Side::Opener, 1, 1, START + 1), htlc(Side::Opener, 0, 2, START + 1)];
		let empty = state_with(1, Side::Opener, 0, htlcs);
		assert_noop!(force_close(alice(), id, empty), Error::<Test>::ZeroAmount);
	});
}

#[test]
fn a_deadline_is_within_the_horizon_or_past() {
	let close = |deadline_ms: Moment| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let htlcs = vec![htlc(Side::Opener, 1, 1, START), htlc(Side::Opener, 1, 2, deadline_ms)];
		(id, state_with(1, Side::Opener, 0, htlcs))
	};
	ExtBuilder.run(|| {
		for too_far in [START + HORIZON + 1, u64::MAX] {
			let (id, state) = close(too_far);
			assert_noop!(force_close(alice(), id, state), Error::<Test>::DeadlineTooFar);
		}
		for near_enough in [0, START - 1, START, START + HORIZON] {
			let (id, state) = close(near_enough);
			assert_ok!(force_close(alice(), id, state));
		}
		// It counts from now on.
		let (id, state) = close(START + HORIZON + 1);
		set_time(START + 1);
		assert_ok!(force_close(alice(), id, state));
	});
}

#[test]
fn a_state_has_as_many_htlcs_as_can_be() {
	in_each_asset(|asset| {
		let htlcs = |count: u32| -> Vec<_> {
			let payer = |n| if n % 2 == 0 { Side::Opener } else { Side::Counterparty };
			(0..count).map(|n| htlc(payer(n), 3, n as u8, START + 1)).collect()
		};
		let id = committed_channel(asset, Pair::new(48, 48));
		assert_ok!(force_close(bob(), id, state_with(1, Side::Opener, 0, htlcs(MAX_HTLCS))));
		assert_eq!(dispute(id).state.htlcs.len() as u32, MAX_HTLCS);
		assert!(bloc_primitives::state::Htlcs::try_from(htlcs(MAX_HTLCS + 1)).is_err());
		run_to(START + PERIOD);
		assert_nothing_is_left();
	});
}

#[test]
fn each_signature_is_over_just_this() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let pending = htlc(Side::Opener, 10, 1, START + HORIZON);
		let body = state_with(2, Side::Opener, 100, vec![pending]);
		let other = |change: &dyn Fn(&mut State)| {
			let mut state = body.clone();
			change(&mut state);
			Message::State(state)
		};
		let net = body.net;
		let others = [
			Message::Close(bloc_primitives::state::Close {
				version: 2,
				net,
				valid_until_ms: VALID_UNTIL,
			}),
			Message::Withdrawal(Withdrawal {
				version: 2,
				net,
				amounts: Pair::new(1, 0),
				valid_until_ms: VALID_UNTIL,
			}),
			other(&|state| state.version = 3),
			other(&|state| state.net.amount = 99),
			other(&|state| state.net.payer = Side::Counterparty),
			other(&|state| state.htlcs.clear()),
			other(&|state| state.htlcs[0].amount = 11),
			other(&|state| state.htlcs[0].payer = Side::Counterparty),
			other(&|state| state.htlcs[0].payment_hash = hash(2)),
			other(&|state| state.htlcs[0].deadline_ms -= 1),
			other(&|state| state.htlcs.try_push(pending).unwrap()),
		];
		refuses_bad_signatures(id, body.clone(), Message::State(body), &others, |signed| {
			outcome(Channels::force_close(origin(bob()), id, Some(signed)))
		});
	});
}

#[test]
fn one_signature_is_not_enough() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let good = signed(id, state(1, Side::Opener, 0)).signatures;
		let close = |opener: usize, counterparty: usize| {
			let all = [good.opener.clone(), good.counterparty.clone()];
			let signatures = Pair::new(all[opener].clone(), all[counterparty].clone());
			let state = CoSigned { body: state(1, Side::Opener, 0), signatures };
			Channels::force_close(origin(alice()), id, Some(state))
		};
		assert_noop!(close(0, 0), Error::<Test>::BadCounterpartySignature);
		assert_noop!(close(1, 1), Error::<Test>::BadOpenerSignature);
		assert_noop!(close(1, 0), Error::<Test>::BadOpenerSignature);
		assert_ok!(close(0, 1));
	});
}

#[test]
fn a_neighbour_that_refuses_to_be_told_takes_all_back() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let resolved = open_channel(NATIVE, Pair::new(500, 0));
		EventLog::shut();
		assert_noop!(Channels::force_close(origin(alice()), id, None), EventLog::REFUSAL);
		assert_noop!(Channels::force_close(origin(alice()), resolved, None), EventLog::REFUSAL);
		assert!(Closings::<Test>::get(id).is_none());
	});
}

#[test]
fn is_paid_for_with_the_two_looks_that_follow_whatever_is_presented() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let own = |htlcs| <Test as crate::Config>::WeightInfo::force_close(htlcs);
		let told = |what| <EventLog as Hooks<AccountId, Asset>>::weight(what);
		let looks = Channels::look_weight(MAX_WAITING) * 2;
		let pending = htlc(Side::Opener, 10, 1, START + HORIZON);
		let state = signed(id, state_with(1, Side::Opener, 0, vec![pending]));
		let call = Call::<Test>::force_close { channel: id, state: Some(state.clone()) };
		let declared = call.get_dispatch_info().call_weight;
		let voiding = Channels::ending_requests();
		assert_eq!(declared, own(1) + told(Told::Closing) + looks + voiding);
		let done = Channels::force_close(origin(alice()), id, Some(state)).unwrap();
		// No request to withdraw had to be ended.
		assert_eq!(done.actual_weight, Some(declared - voiding));
		// Nothing follows where it settles at once: that is given back.
		let id = open_channel(NATIVE, Pair::new(500, 300));
		let done = Channels::force_close(origin(alice()), id, None).unwrap();
		let settled = <EventLog as Hooks<AccountId, Asset>>::settled_weight() + told(Told::Closed);
		let settling = <Test as crate::Config>::WeightInfo::settle(0) + settled;
		// Nor are there signatures.
		let unsigned = own(0) - <Test as crate::Config>::WeightInfo::check_signature() * 2;
		assert_eq!(done.actual_weight, Some(unsigned + told(Told::Closing) + settling));
	});
}

#[test]
fn the_period_is_counted_in_slow_blocks_as_well() {
	ExtBuilder.run(|| {
		for (period, blocks) in [(MINUTE, 5), (MINUTE + 1, 6), (30 * MINUTE, 150)] {
			let id = crate::NextChannelId::<Test>::get();
			assert_ok!(Channels::open(origin(alice()), bob(), NATIVE, 500, period));
			assert_ok!(Channels::commit(origin(alice()), id, 500));
			System::set_block_number(77);
			assert_ok!(Channels::force_close(origin(alice()), id, None));
			assert_eq!(dispute(id).settles_at, 77 + blocks);
		}
	});
}
