//! What the runtime's neighbours are told, and that they can say no.

use super::*;
use crate::Call;
use bloc_primitives::{
	channel::{Channel, Hooks, Lock, Open, Purpose, Settlement, Subscribe, Told, Transfer},
	state::{Close, Htlc, NetTransfer, State, Withdrawal},
	Preimage,
};
use frame_support::{dispatch::GetDispatchInfo, storage::with_storage_layer, weights::Weight};
use sp_runtime::{traits::Dispatchable, DispatchResult};

/// What was told since it was read last, the only thing.
fn one() -> HookEvent {
	let mut told = EventLog::read();
	assert_eq!(told.len(), 1, "{told:?}");
	told.remove(0)
}

#[test]
fn of_each_open_channel() {
	ExtBuilder.run(|| {
		assert_ok!(Channels::open(origin(alice()), bob(), NATIVE, 500, PERIOD));
		assert_eq!(one(), HookEvent::Opened(ChannelId(0)));
		assert_ok!(<Channels as Open<AccountId>>::open(
			&parties(),
			TOKEN,
			&Pair::new(500, 300),
			PERIOD
		));
		assert_eq!(one(), HookEvent::Opened(ChannelId(1)));
		let id = new_proposal(NATIVE, 500, 300);
		assert_eq!(EventLog::read(), vec![]);
		assert_ok!(Channels::accept(origin(bob()), id));
		assert_eq!(one(), HookEvent::Opened(id));
	});
}

#[test]
fn of_no_proposal_that_ends() {
	ExtBuilder.run(|| {
		let declined = new_proposal(NATIVE, 500, 300);
		assert_ok!(Channels::decline(origin(bob()), declined));
		new_proposal(NATIVE, 500, 300);
		run_block_at(EXPIRY);
		assert_nothing_is_left();
		assert_eq!(EventLog::read(), vec![]);
	});
}

#[test]
fn of_each_change_of_a_subscribed_ledger() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 0));
		subscribe(id);
		// Nor is it news who wants to be told.
		assert_eq!(EventLog::read(), vec![HookEvent::Opened(id)]);
		let of = |opener: (u128, u128), counterparty: (u128, u128)| {
			let ledger = Pair::new(opener, counterparty);
			let ledger = ledger.map(|(free, locked)| Ledger { free: *free, locked: *locked });
			let channel = Channel { ledger, ..Channels::channel(id).unwrap() };
			HookEvent::LedgerChanged(id, Box::new(channel))
		};

		assert_ok!(Channels::deposit(origin(bob()), id, 300));
		assert_eq!(one(), of((500, 0), (300, 0)));
		assert_ok!(Channels::withdraw(origin(bob()), id, 100));
		assert_eq!(one(), of((500, 0), (200, 0)));
		assert_ok!(Channels::pay(origin(alice()), id, 50));
		assert_eq!(one(), of((450, 0), (250, 0)));
		assert_ok!(<Channels as Transfer<AccountId>>::transfer(id, &bob(), &NATIVE, 50));
		assert_eq!(one(), of((500, 0), (200, 0)));
		assert_ok!(Channels::commit(origin(alice()), id, 100));
		assert_eq!(one(), of((400, 0), (200, 0)));
		let (net, amounts) = (NetTransfer::ZERO, Pair::new(10, 0));
		let signed = signed_withdrawal(
			id,
			Withdrawal { version: 1, net, amounts, valid_until_ms: VALID_UNTIL },
		);
		assert_ok!(Channels::withdraw_committed(origin(bob()), id, signed));
		assert_eq!(one(), of((410, 0), (200, 0)));
		let [won, lost] = [20, 5].map(|amount| lock(id, &alice(), amount));
		assert_eq!(EventLog::read(), vec![of((390, 20), (200, 0)), of((385, 25), (200, 0))]);
		assert_ok!(<Channels as Lock<AccountId>>::settle(won));
		assert_eq!(one(), of((385, 5), (220, 0)));
		assert_ok!(<Channels as Lock<AccountId>>::release(lost));
		assert_eq!(one(), of((390, 0), (220, 0)));

		// Neither terms nor what goes by the ledger is news.
		assert_ok!(Channels::set_policy(origin(alice()), id, Some(set_policy::POLICY)));
		assert_ok!(Channels::top_up(origin(alice()), id, 100));
		assert_eq!(EventLog::read(), vec![]);
	});
}

#[test]
fn of_no_change_of_a_ledger_without_subscriber() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 300));
		let [won, lost] = [20, 5].map(|amount| lock(id, &alice(), amount));
		assert_ok!(Channels::pay(origin(alice()), id, 50));
		assert_ok!(Channels::withdraw(origin(bob()), id, 100));
		assert_ok!(Channels::commit(origin(alice()), id, 100));
		assert_ok!(<Channels as Lock<AccountId>>::settle(won));
		assert_ok!(<Channels as Lock<AccountId>>::release(lost));
		assert_eq!(EventLog::read(), vec![HookEvent::Opened(id)]);

		// Whoever of the two asks for it.
		let ask = |on| <Channels as Subscribe<AccountId>>::subscribe(id, &bob(), on);
		assert_ok!(ask(true));
		assert_ok!(Channels::pay(origin(alice()), id, 1));
		assert!(matches!(one(), HookEvent::LedgerChanged(of, _) if of == id));
		assert_ok!(ask(false));
		assert_ok!(Channels::pay(origin(alice()), id, 1));
		assert_eq!(EventLog::read(), vec![]);
	});
}

#[test]
fn weighs_nothing_where_nobody_is_told() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		assert_ok!(Channels::deposit(origin(alice()), id, 100));
		for (version, subscribed) in [(1, false), (2, true)] {
			if subscribed {
				subscribe(id);
			}
			let (net, amounts) = (NetTransfer::ZERO, Pair::new(10, 0));
			let withdrawal = signed_withdrawal(
				id,
				Withdrawal { version, net, amounts, valid_until_ms: VALID_UNTIL },
			);
			for call in [
				Call::deposit { channel: id, amount: 1 },
				Call::withdraw { channel: id, amount: 1 },
				Call::pay { channel: id, amount: 1 },
				Call::commit { channel: id, amount: 1 },
				Call::withdraw_committed { channel: id, withdrawal },
			] {
				let call = RuntimeCall::Channels(call);
				let declared = call.get_dispatch_info().call_weight;
				let used = call.clone().dispatch(origin(alice())).unwrap().actual_weight.unwrap();
				let told = <EventLog as Hooks<AccountId, Asset>>::weight(Told::LedgerChanged);
				let saved = if subscribed { Weight::zero() } else { told };
				// Nor had requests to withdraw to be ended.
				let ends = matches!(call, RuntimeCall::Channels(Call::withdraw_committed { .. }));
				let saved = saved + Channels::voiding(if ends { 2 } else { 0 });
				assert_eq!(used.saturating_add(saved), declared, "{call:?}");
			}
		}
	});
}

#[test]
fn of_a_channel_that_was_subscribed_before_it_was_open() {
	ExtBuilder.run(|| {
		let id = new_proposal(NATIVE, 500, 300);
		subscribe(id);
		assert_ok!(Channels::accept(origin(bob()), id));
		assert_eq!(one(), HookEvent::Opened(id));
		assert_ok!(Channels::pay(origin(alice()), id, 1));
		assert!(matches!(one(), HookEvent::LedgerChanged(of, _) if of == id));
	});
}

#[test]
fn of_each_step_of_a_dispute() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		EventLog::read();
		let present = |version| signed(id, state(version, Side::Opener, 100));
		assert_ok!(Channels::force_close(origin(alice()), id, Some(present(2))));
		assert_eq!(one(), HookEvent::Closing(id, alice(), 2));
		assert_ok!(Channels::challenge(origin(charlie()), id, present(3)));
		assert_eq!(one(), HookEvent::Closing(id, charlie(), 3));
		run_to(START + PERIOD + MINUTE);
		let settlement = Settlement {
			version: 3,
			base_version: 0,
			committed: Pair::new(500, 300),
			is_drawn: false,
			paid: Pair::new(400, 400),
			penalties: Pair::new(0, 0),
			reward: 0,
			is_decided: true,
		};
		let told = vec![HookEvent::Settled(id, settlement), HookEvent::Closed(id)];
		assert_eq!(EventLog::read(), told);
	});
}

/// What was told of settlements since it was read last, and nothing else.
fn settlements() -> Vec<Settlement> {
	let of = |told| match told {
		HookEvent::Settled(_, settlement) => settlement,
		other => panic!("{other:?}"),
	};
	EventLog::read().into_iter().map(of).collect()
}

#[test]
fn of_each_step_of_a_settlement_and_of_penalties() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		// A lock keeps the channel from going at once.
		assert_ok!(Channels::deposit(origin(alice()), id, 50));
		let waiting = lock(id, &alice(), 50);
		let secret = Preimage([3; 32]);
		let hash = secret.payment_hash();
		let deadline_ms = START + 2 * PERIOD;
		let htlc = Htlc { payer: Side::Opener, amount: 60, payment_hash: hash, deadline_ms };
		assert_ok!(Channels::force_close(
			origin(alice()),
			id,
			Some(signed(id, state(2, Side::Opener, 100)))
		));
		let later = State { htlcs: vec![htlc].try_into().unwrap(), ..state(3, Side::Opener, 200) };
		assert_ok!(Channels::challenge(origin(charlie()), id, signed(id, later)));
		EventLog::read();

		// By it Alice has 240 and what comes of 60. She had claimed 400.
		run_to(START + PERIOD + MINUTE);
		let first = settlements();
		let [first] = first.as_slice() else { panic!("{first:?}") };
		assert_eq!(first.committed, Pair::new(500, 300));
		assert_eq!((first.paid, first.penalties), (Pair::new(80, 500), Pair::new(0, 0)));
		assert!(!first.is_decided && first.reward == 0 && first.version == 3);

		run_to(deadline_ms + MINUTE);
		let last = settlements();
		let [last] = last.as_slice() else { panic!("{last:?}") };
		assert_eq!(last.committed, Pair::new(60, 0));
		assert!(last.is_decided);
		// As much as was claimed above the 300 that are hers now.
		assert_eq!((last.penalties, last.reward), (Pair::new(100, 0), 25));
		assert_eq!(last.paid, Pair::new(120, 75));
		assert_eq!(first.paid.checked_sum().unwrap() + 120 + 75 + 25, 800);
		assert!(Channels::channel(id).is_some());

		// What is left of the ledger is no news of the dispute.
		assert_ok!(<Channels as Lock<AccountId>>::release(waiting));
		assert_ok!(Channels::settle(origin(bob()), id));
		let told = EventLog::read();
		let [HookEvent::Settled(_, more), HookEvent::Closed(_)] = told.as_slice() else {
			panic!("{told:?}")
		};
		assert!(more.is_decided && more.paid.is_zero() && more.committed.is_zero());
	});
}

#[test]
fn of_each_channel_that_goes() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 300));
		EventLog::read();
		let signed = signed_close(
			id,
			Close { version: 1, net: NetTransfer::ZERO, valid_until_ms: VALID_UNTIL },
		);
		assert_ok!(Channels::close(origin(charlie()), id, signed));
		assert_eq!(one(), HookEvent::Closed(id));

		let id = open_channel(NATIVE, Pair::new(500, 300));
		EventLog::read();
		assert_ok!(<Channels as Open<AccountId>>::close(id));
		assert_eq!(one(), HookEvent::Closed(id));

		let id = open_channel(NATIVE, Pair::new(500, 300));
		EventLog::read();
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		let told = EventLog::read();
		let [HookEvent::Closing(_, closer, 0), HookEvent::Settled(_, step), HookEvent::Closed(_)] =
			told.as_slice()
		else {
			panic!("{told:?}")
		};
		assert_eq!((closer, step.is_decided, step.paid.is_zero()), (&bob(), true, true));
	});
}

#[test]
fn a_no_takes_the_whole_call_back() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		assert_ok!(Channels::deposit(origin(alice()), id, 100));
		subscribe(id);
		let locked = lock(id, &alice(), 10);
		let proposed = new_proposal(TOKEN, 500, 300);
		let empty = open_channel(TOKEN, Pair::new(500, 0));
		let net = NetTransfer::ZERO;
		let amounts = Pair::new(1, 0);
		let withdrawal = signed_withdrawal(
			id,
			Withdrawal { version: 1, net, amounts, valid_until_ms: VALID_UNTIL },
		);
		let close = signed_close(empty, Close { version: 1, net, valid_until_ms: VALID_UNTIL });
		EventLog::shut();

		let no = |call: &dyn Fn() -> DispatchResult| {
			// Other pallets' calls are transactions, too.
			assert_noop!(with_storage_layer(call), EventLog::REFUSAL);
		};
		no(&|| outcome(Channels::open(origin(alice()), bob(), NATIVE, 500, PERIOD)));
		no(&|| outcome(Channels::accept(origin(bob()), proposed)));
		no(&|| outcome(Channels::deposit(origin(alice()), id, 1)));
		no(&|| outcome(Channels::withdraw(origin(alice()), id, 1)));
		no(&|| outcome(Channels::pay(origin(alice()), id, 1)));
		no(&|| outcome(Channels::commit(origin(alice()), id, 1)));
		no(&|| outcome(Channels::withdraw_committed(origin(alice()), id, withdrawal.clone())));
		no(&|| outcome(Channels::close(origin(alice()), empty, close.clone())));
		no(&|| outcome(Channels::force_close(origin(alice()), id, None)));
		no(&|| outcome(Channels::force_close(origin(alice()), empty, None)));
		no(&|| outcome(Channels::close_after_loss(origin(alice()), id, 0)));
		no(&|| outcome(Channels::request_withdrawal(origin(alice()), id, 1, None)));
		no(&|| <Channels as Open<AccountId>>::close(empty));
		no(&|| {
			<Channels as Lock<AccountId>>::lock(id, &alice(), &NATIVE, 1, Purpose::Own).map(|_| ())
		});
		no(&|| <Channels as Lock<AccountId>>::settle(locked.clone()).map(|_| ()));
		no(&|| <Channels as Lock<AccountId>>::release(locked.clone()).map(|_| ()));
		// What nobody is told of, nobody can refuse.
		assert_ok!(Channels::top_up(origin(alice()), id, 1));
		assert_ok!(Channels::withdraw_proposal(origin(alice()), proposed));
	});
}
