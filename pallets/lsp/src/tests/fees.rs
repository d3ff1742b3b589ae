//! `pay_fee`, `renew`, `collect`; fees paid up front, streamed, and out of what is first received.

use super::*;
use crate::types::Collected;
use bloc_primitives::channel::{Lock, Purpose, Transfer};
use frame_support::storage::with_storage_layer;

const STREAMED: Payment = Payment::Streamed(500);

fn pay(id: ChannelId, amount: Balance) -> DispatchResult {
	Lsp::pay_fee(origin(alice()), id, amount)
}

fn renew(who: AccountId, id: ChannelId, lifetime_ms: Moment, max_fee: Balance) -> DispatchResult {
	outcome(Lsp::renew(origin(who), id, lifetime_ms, max_fee))
}

fn collect(who: AccountId, channels: &[ChannelId]) -> DispatchResult {
	Lsp::collect(origin(who), TOKEN, Collected::truncate_from(channels.to_vec()))
}

fn settle(id: ChannelId) -> DispatchResult {
	Lsp::settle(origin(dave()), id)
}

/// Somebody else's payment passes through Bob to Alice.
fn receives(id: ChannelId, amount: Balance) {
	let forward = || Channels::forward(id, &bob(), &TOKEN, amount, Purpose::Forward);
	with_storage_layer(forward).unwrap();
}

fn lien(id: ChannelId) -> Balance {
	channel(id).guard.unwrap().lien
}

#[test]
fn a_fee_paid_up_front_is_collected_as_it_is_earned() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::UpFront);
		let before = fortunes(&TOKEN);
		assert_noop!(collect(bob(), &[id]), Error::<Test>::NothingOwed);
		set_time(START + LIFETIME / 4);
		events();
		assert_ok!(collect(bob(), &[id]));
		assert_eq!(event(), Event::Collected { asset: TOKEN, provider: bob(), amount: FEE / 4 });
		assert_noop!(collect(bob(), &[id, id]), Error::<Test>::NothingOwed);
		assert_noop!(collect(charlie(), &[id]), Error::<Test>::NotParty);
		assert_noop!(collect(bob(), &[ChannelId(99)]), Error::<Test>::NotFound);
		assert_noop!(collect(dave(), &[]), Error::<Test>::NotProvider);
		set_time(START + LIFETIME);
		assert_ok!(settle(id));
		assert_ok!(collect(bob(), &[]));
		assert_eq!(changes(&TOKEN, before), [0, FEE as i128, 0, 0]);
		assert_eq!(provider(&TOKEN).fees, FEE);
	});
}

#[test]
fn of_another_asset_nothing_is_collected() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		provide(&NATIVE);
		let id = leased(&NATIVE, Payment::UpFront);
		assert_noop!(collect(bob(), &[id]), Error::<Test>::NotParty);
	});
}

#[test]
fn a_streamed_fee_keeps_the_lease_going() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, STREAMED);
		let over_ms = || channel(id).guard.unwrap().until_ms;
		let quarter = LIFETIME / 4;
		assert_eq!(over_ms(), START + quarter + GRACE);
		events();
		assert_ok!(pay(id, 500));
		let (amount, paid) = (500, 1_000);
		let over = START + 2 * quarter + GRACE;
		assert_eq!(event(), Event::FeePaid { channel: id, amount, paid, over_ms: over });
		assert_eq!(over_ms(), over);
		assert_noop!(pay(id, 0), Error::<Test>::ZeroAmount);
		assert_noop!(pay(id, 1_001), Error::<Test>::ExceedsFee);
		assert_noop!(pay(ChannelId(99), 1), Error::<Test>::NotFound);
		set_time(over - 1);
		// Anybody may pay for it.
		assert_ok!(Lsp::pay_fee(origin(dave()), id, 500));
		set_time(START + 3 * quarter + GRACE);
		assert_noop!(pay(id, 1), Error::<Test>::Expired);
		// The provider is free already, before anybody has come.
		assert_ok!(outcome(Channels::withdraw(origin(bob()), id, SIZE)));
		events();
		assert_ok!(settle(id));
		let ended = Event::LeaseEnded {
			channel: id,
			reason: Ending::RanDry,
			refund: 0,
			earned: 1_500,
			compensation: 0,
		};
		assert_eq!(event(), ended);
		// It has kept what it promised, for as long as it was paid for.
		let facts = provider(&TOKEN).facts;
		assert_eq!((facts.honoured, facts.failed, facts.broken), (0, 0, 0));
	});
}

#[test]
fn what_is_paid_first_is_enough_and_not_too_much() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let ask = |first| {
			let wanted = request(Payment::Streamed(first));
			try_request(&alice(), &TOKEN, wanted, Selection::Provider(bob()))
		};
		// Two hours of thirty days are 5.5 of 2,000.
		assert_noop!(ask(5), Error::<Test>::FirstTooSmall);
		assert_noop!(ask(FEE + 1), Error::<Test>::ExceedsFee);
		assert_ok!(ask(6));
		assert_ok!(ask(FEE));
	});
}

#[test]
fn a_fee_comes_out_of_what_is_first_received() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let before = fortunes(&TOKEN);
		let id = leased(&TOKEN, Payment::FirstReceived);
		assert_eq!((lien(id), provider(&TOKEN).covered), (FEE, 2 * FEE));
		assert_eq!(changes(&TOKEN, before)[0], -((FEE + TOKEN_MIN) as i128));
		assert_noop!(settle(id), Error::<Test>::NotExpired);
		assert_noop!(pay(id, 1), Error::<Test>::FeeUnpaid);
		assert_noop!(renew(alice(), id, DAY, FEE), Error::<Test>::FeeUnpaid);
		receives(id, 500);
		assert_eq!((free(id), lien(id)), ([0, SIZE], FEE - 500));
		assert_noop!(settle(id), Error::<Test>::NotExpired);
		// A payment that has waited, too.
		let lock = || Channels::lock(id, &bob(), &TOKEN, 5_000, Purpose::Forward);
		let (lock, _) = with_storage_layer(lock).unwrap();
		with_storage_layer(|| <Channels as Lock<AccountId>>::settle(lock)).unwrap();
		assert_eq!((free(id), lien(id)), ([3_500, SIZE - 3_500], 0));
		events();
		assert_ok!(settle(id));
		assert_eq!(event(), Event::FeeReceived { channel: id, fee: FEE, deposit: FEE });
		assert_eq!(changes(&TOKEN, before)[0], -(TOKEN_MIN as i128));
		assert_noop!(settle(id), Error::<Test>::NotExpired);
		// And it goes on to its end.
		set_time(START + FIRST_PAYMENT);
		assert_noop!(settle(id), Error::<Test>::NotExpired);
		set_time(START + LIFETIME);
		assert_ok!(settle(id));
		let it = provider(&TOKEN);
		assert_eq!((it.earned, it.fees, it.facts.honoured), (0, FEE, 1));
	});
}

#[test]
fn a_fee_that_does_not_come_is_taken_out_of_what_was_put_down() {
	in_each_asset(|asset| {
		provide(&asset);
		let id = leased(&asset, Payment::FirstReceived);
		let forward = || Channels::forward(id, &bob(), &asset, 500, Purpose::Forward);
		with_storage_layer(forward).unwrap();
		let before = fortunes(&asset);
		set_time(START + FIRST_PAYMENT - 1);
		assert_noop!(settle(id), Error::<Test>::NotExpired);
		set_time(START + FIRST_PAYMENT);
		events();
		assert_ok!(settle(id));
		// What has come comes back, and the lease goes on.
		assert_eq!(event(), Event::FeeReceived { channel: id, fee: 500, deposit: 500 });
		assert_eq!(changes(&asset, before), [500, 0, 0, 0]);
		let it = lease(id);
		assert_eq!((it.paid, it.received, it.deposit), (FEE - 500, 500, 0));
		assert_eq!(it.owed_until_ms, None);
		let guard = channel(id).guard.unwrap();
		assert_eq!((guard.lien, guard.until_ms), (0, START + LIFETIME));
		assert_noop!(settle(id), Error::<Test>::NotExpired);
		let floor = pallet_bloc_channels::Error::<Test>::BelowFloor;
		assert_noop!(outcome(Channels::withdraw(origin(bob()), id, 1)), floor);
		// What comes from then on is the client's.
		let forward = || Channels::forward(id, &bob(), &asset, 700, Purpose::Forward);
		with_storage_layer(forward).unwrap();
		assert_eq!(free(id), [700, SIZE - 700]);
		set_time(START + LIFETIME);
		events();
		assert_ok!(settle(id));
		let ended = Event::LeaseEnded {
			channel: id,
			reason: Ending::Completed,
			refund: 0,
			earned: FEE - 500,
			compensation: 0,
		};
		assert_eq!(event(), ended);
		let its = provider(&asset);
		assert_eq!((its.earned, its.fees, its.facts.honoured), (FEE - 500, FEE, 1));
	});
}

/// A provider that keeps payments away from its client, or has nobody pay it, has no more of the fee
/// at any time than it has earned.
#[test]
fn a_provider_earns_with_the_time_whether_or_not_anything_arrives() {
	for arrives in [0, 1, 500, 501, FEE - 1, FEE] {
		ExtBuilder.run(|| {
			provide(&TOKEN);
			let id = leased(&TOKEN, Payment::FirstReceived);
			if arrives > 0 {
				receives(id, arrives);
			}
			let mut had = arrives;
			for part in [0, 1, 2, 3, 4] {
				set_time((START + LIFETIME * part / 4).max(START + FIRST_PAYMENT));
				let _ = settle(id);
				let before = fortunes(&TOKEN);
				let running: &[ChannelId] = if part < 4 { &[id] } else { &[] };
				let _ = collect(bob(), running);
				had += u128::try_from(changes(&TOKEN, before)[1]).unwrap();
				let hour = u128::from(part == 0) * FEE * u128::from(FIRST_PAYMENT);
				let earned = FEE * u128::from(part) / 4 + hour / u128::from(LIFETIME);
				assert_eq!(had, earned.max(arrives), "{arrives} at {part} quarters");
			}
		});
	}
}

/// Nor is a chain that stood still a reason for a lease to end.
#[test]
fn a_standstill_does_not_end_a_lease_that_owes() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::FirstReceived);
		set_time(now() + 2 * HOUR);
		run_block_at(now() + BLOCK_MS);
		run_block_at(now() + BLOCK_MS);
		let it = lease(id);
		assert_eq!((it.paid, it.deposit, it.owed_until_ms), (FEE, 0, None));
		assert_eq!(channel(id).guard.unwrap().until_ms, START + LIFETIME);
	});
}

#[test]
fn what_has_come_in_time_counts_when_somebody_looks_late() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::FirstReceived);
		receives(id, FEE);
		set_time(START + FIRST_PAYMENT + HOUR);
		events();
		assert_ok!(settle(id));
		assert_eq!(event(), Event::FeeReceived { channel: id, fee: FEE, deposit: FEE });
		assert!(crate::Leases::<Test>::contains_key(id));
	});
}

#[test]
fn a_lease_for_nothing_owes_nothing() {
	ExtBuilder.run(|| {
		provide_with(&bob(), &TOKEN, &[Item { min_fee: 0, ppm: 0, ..item() }]);
		for payment in [Payment::UpFront, Payment::Streamed(0), Payment::FirstReceived] {
			let id = leased(&TOKEN, payment);
			assert_eq!((lease(id).fee, lease(id).deposit, lien(id)), (0, 0, 0));
			assert_eq!(lease(id).over_ms(), START + LIFETIME);
		}
	});
}

#[test]
fn a_lease_that_is_dry_is_paid_before_it_is_renewed() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, STREAMED);
		set_time(START + LIFETIME / 4);
		assert_noop!(renew(alice(), id, LIFETIME, FEE), Error::<Test>::FeeUnpaid);
		assert_ok!(pay(id, 10));
		assert_ok!(renew(alice(), id, LIFETIME, FEE));
	});
}

#[test]
fn a_lease_is_renewed_at_what_the_menu_asks_then() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::UpFront);
		set_time(START + LIFETIME / 2);
		assert_noop!(renew(dave(), id, DAY, FEE), Error::<Test>::NotClient);
		assert_noop!(renew(alice(), ChannelId(99), DAY, FEE), Error::<Test>::NotFound);
		assert_noop!(renew(alice(), id, DAY - 1, FEE), Error::<Test>::LifetimeTooShort);
		assert_noop!(renew(alice(), id, LIFETIME, FEE - 1), Error::<Test>::FeeTooHigh);
		assert_noop!(renew(alice(), id, 91 * DAY, FEE), Error::<Test>::LifetimeTooLong);
		events();
		assert_ok!(renew(alice(), id, LIFETIME, FEE));
		let renewed = Event::Renewed {
			channel: id,
			added: FEE,
			fee: FEE + FEE / 2,
			cover: FEE + FEE / 2,
			end_ms: START + 2 * LIFETIME,
		};
		assert_eq!(event(), renewed);
		let it = provider(&TOKEN);
		assert_eq!((it.earned, it.covered, it.obligations), (FEE / 2, FEE + FEE / 2, 1));
		assert_eq!(channel(id).guard.unwrap().until_ms, START + 2 * LIFETIME);
		assert_ok!(renew(alice(), id, 90 * DAY, FEE));
		assert_ok!(renew(alice(), id, 90 * DAY, FEE));
		assert_ok!(renew(alice(), id, 90 * DAY, FEE));
		// 315 days are left.
		assert_noop!(renew(alice(), id, 51 * DAY, FEE), Error::<Test>::LifetimeTooLong);
		set_time(item().valid_until_ms);
		assert_noop!(renew(alice(), id, DAY, FEE), Error::<Test>::MenuExpired);
	});
}

#[test]
fn a_renewal_needs_bond_and_a_lease_that_runs() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::UpFront);
		assert_ok!(outcome(Lsp::withdraw_bond(origin(bob()), TOKEN, BOND - 2 * FEE + 1)));
		assert_noop!(renew(alice(), id, LIFETIME, FEE), Error::<Test>::BondExhausted);
		assert_ok!(Lsp::add_bond(origin(bob()), TOKEN, 1));
		assert_ok!(renew(alice(), id, LIFETIME, FEE));
		crate::Menus::<Test>::insert(
			TOKEN,
			bob(),
			menu(&[Item { valid_until_ms: Moment::MAX, ..item() }]),
		);
		set_time(START + 2 * LIFETIME);
		assert_noop!(renew(alice(), id, LIFETIME, FEE), Error::<Test>::Expired);
	});
}
