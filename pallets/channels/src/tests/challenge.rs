use super::{dispute_kit::*, *};
use crate::{closing::Claim, WeightInfo};
use bloc_primitives::{
	channel::{Dispute, Hooks, Told},
	state::{Message, Withdrawal},
};
use frame_support::dispatch::{DispatchClass, GetDispatchInfo, Pays};
use sp_runtime::DispatchError;

/// A channel that Alice closes with version `version`, all of it hers.
fn closed_with(asset: Asset, version: u64) -> ChannelId {
	closing_channel(asset, Pair::new(500, 300), state(version, Side::Counterparty, 300))
}

/// A later version, in which nobody has paid anything.
fn latest(version: u64) -> bloc_primitives::state::State {
	state(version, Side::Opener, 0)
}

fn told(id: ChannelId, challenger: AccountId, version: u64, excess: (u128, u128)) -> Event<Test> {
	let excess = Pair::new(excess.0, excess.1);
	Event::Challenged { channel: id, challenger, version, excess }
}

#[test]
fn a_later_state_takes_the_place_of_an_earlier_one() {
	in_each_asset(|asset| {
		let id = closed_with(asset.clone(), 5);
		let before = (Channels::channel(id), balances(&asset), dispute(id));
		events();
		assert_ok!(challenge(bob(), id, latest(6)));

		// By what she presented, Alice has 300 more than by this.
		assert_eq!(event(), told(id, bob(), 6, (300, 0)));
		let mut closing = before.2;
		closing.state = latest(6);
		closing.presenter = Some(bob());
		closing.claims.opener = Claim { sure: 800, mask: 0 };
		assert_eq!(dispute(id), closing);
		// It neither moves money nor grants more time.
		assert_eq!((Channels::channel(id), balances(&asset)), (before.0, before.1));
		assert_eq!(looks(id), vec![START + PERIOD]);

		run_to(START + PERIOD);
		assert!(is_gone(id));
		assert_eq!(waiting(), 0);
	});
}

#[test]
fn anyone_can_present_a_state_also_for_others() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		events();
		assert_ok!(challenge(charlie(), id, latest(6)));
		assert_eq!(event(), told(id, charlie(), 6, (300, 0)));
		assert_eq!(dispute(id).presenter, Some(charlie()));
		assert_ok!(challenge(dave(), id, latest(u64::MAX)));
		assert_eq!(event(), told(id, dave(), u64::MAX, (300, 0)));
		// Nobody else's word: Bob answers for nothing that others present.
		assert_eq!(dispute(id).claims.counterparty, Claim::default());
	});
}

#[test]
fn works_as_often_as_versions_go_up() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		for version in 6..30 {
			assert_noop!(
				challenge(charlie(), id, latest(version - 1)),
				Error::<Test>::StaleVersion
			);
			assert_ok!(challenge(charlie(), id, latest(version)));
		}
		assert_noop!(challenge(charlie(), id, latest(29)), Error::<Test>::StaleVersion);
		assert_noop!(challenge(charlie(), id, latest(1)), Error::<Test>::StaleVersion);
	});
}

#[test]
fn works_until_the_channel_can_be_settled() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		// Too few blocks, however much time has passed.
		set_time(START + PERIOD + 1_000 * MINUTE);
		assert_ok!(challenge(bob(), id, latest(6)));
		System::set_block_number(1 + PERIOD_BLOCKS);
		assert_noop!(challenge(bob(), id, latest(7)), Error::<Test>::Expired);
		// And too little time, however many blocks.
		set_time(START + PERIOD - 1);
		assert_ok!(challenge(bob(), id, latest(7)));
		set_time(START + PERIOD);
		assert_noop!(challenge(bob(), id, latest(8)), Error::<Test>::Expired);
	});
}

#[test]
fn needs_a_closing_channel() {
	in_each_asset(|asset| {
		let present = |id| challenge(bob(), id, latest(9));
		assert_noop!(present(NO_CHANNEL), Error::<Test>::NotFound);
		let proposed = new_proposal(asset.clone(), 500, 300);
		assert_noop!(present(proposed), Error::<Test>::NotClosing);
		let open = committed_channel(asset.clone(), Pair::new(500, 300));
		assert_noop!(present(open), Error::<Test>::NotClosing);
		let (resolving, _) = resolving_channel(asset.clone(), 100);
		assert_noop!(present(resolving), Error::<Test>::AlreadySettled);

		let id = closed_with(asset, 5);
		let presented = signed(id, latest(9));
		for nobody in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = Channels::challenge(nobody, id, presented.clone());
			assert_noop!(call, DispatchError::BadOrigin);
		}
		assert_ok!(present(id));
	});
}

#[test]
fn the_state_is_one_that_the_channel_can_be_settled_by() {
	in_each_asset(|asset| {
		let id = closed_with(asset, 5);
		let present = |payer, amount, pending: &[(u128, u64)]| {
			let htlcs = pending.iter().map(|(amount, deadline)| htlc(payer, *amount, 1, *deadline));
			challenge(bob(), id, state_with(9, payer, amount, htlcs.collect()))
		};
		let opener = Side::Opener;
		assert_noop!(present(opener, 501, &[]), Error::<Test>::ExceedsCommitted);
		assert_noop!(present(Side::Counterparty, 301, &[]), Error::<Test>::ExceedsCommitted);
		assert_noop!(present(opener, 499, &[(2, START)]), Error::<Test>::ExceedsCommitted);
		assert_noop!(present(opener, 0, &[(0, START)]), Error::<Test>::ZeroAmount);
		let far = START + HORIZON + 1;
		assert_noop!(present(opener, 0, &[(1, far)]), Error::<Test>::DeadlineTooFar);
		// The horizon is seen from when the state is presented.
		set_time(START + 1);
		assert_ok!(present(opener, 499, &[(1, far)]));
	});
}

#[test]
fn each_signature_is_over_just_this() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		let body = state(9, Side::Opener, 100);
		let others = [
			Message::State(state(10, Side::Opener, 100)),
			Message::State(state(9, Side::Opener, 99)),
			Message::Close(bloc_primitives::state::Close {
				version: 9,
				net: body.net,
				valid_until_ms: VALID_UNTIL,
			}),
			Message::Withdrawal(Withdrawal {
				version: 9,
				net: body.net,
				amounts: Pair::new(1, 0),
				valid_until_ms: VALID_UNTIL,
			}),
		];
		refuses_bad_signatures(id, body.clone(), Message::State(body), &others, |signed| {
			outcome(Channels::challenge(origin(charlie()), id, signed))
		});
	});
}

#[test]
fn whoever_presents_last_is_the_one_whose_state_it_is() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		for (who, version) in
			[(charlie(), 7), (bob(), 8), (dave(), 20), (alice(), 21), (charlie(), 22)]
		{
			assert_ok!(challenge(who.clone(), id, latest(version)));
			assert_eq!(dispute(id).presenter, Some(who));
		}
	});
}

#[test]
fn works_through_the_seam_as_well() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		let presented = signed(id, latest(7));
		let seam = <Channels as Dispute<AccountId>>::challenge;
		assert_noop!(seam(NO_CHANNEL, &charlie(), presented.clone()), Error::<Test>::NotFound);
		events();
		assert_ok!(seam(id, &charlie(), presented));
		assert_eq!(event(), told(id, charlie(), 7, (300, 0)));
	});
}

#[test]
fn a_neighbour_that_refuses_to_be_told_takes_all_back() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		EventLog::shut();
		assert_noop!(challenge(bob(), id, latest(7)), EventLog::REFUSAL);
	});
}

#[test]
fn finds_room_in_a_full_block_and_is_paid_for() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		let call = crate::Call::<Test>::challenge { channel: id, state: signed(id, latest(7)) };
		let info = call.get_dispatch_info();
		assert_eq!((info.class, info.pays_fee), (DispatchClass::Operational, Pays::Yes));
		// What the hook does for it later is paid for by who closed.
		let own = <Test as crate::Config>::WeightInfo::challenge(0);
		let told = <EventLog as Hooks<AccountId, Asset>>::weight(Told::Challenged);
		assert_eq!(info.call_weight, own + told);
		let done = Channels::challenge(origin(bob()), id, signed(id, latest(7))).unwrap();
		assert_eq!(done.actual_weight, Some(own + told));
	});
}
