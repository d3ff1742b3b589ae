//! Who has what of a lease's fee, at every instant.

use super::*;
use crate::lease::{Division, Ending, Fault, Lease, Party, Payment};
use proptest::prelude::*;
use sp_runtime::Permill;

const HALF: Permill = Permill::from_percent(50);

/// A lease of 1,000 ms for 500, paid up front, with an uptime of 99 %.
fn up_front() -> Lease<u8, u8> {
	Lease {
		provider: 1,
		client: 2,
		asset: 0,
		size: 10_000,
		fee: 500,
		paid: 500,
		collected: 0,
		received: 0,
		deposit: 0,
		owed_until_ms: None,
		cover: 500,
		start_ms: 100,
		end_ms: 1_100,
		grace_ms: 50,
		uptime: Permill::from_percent(99),
		watched_ms: 100,
		away_ms: 7,
		proposal: None,
	}
}

fn streamed(first: Balance) -> Lease<u8, u8> {
	Lease { paid: first, ..up_front() }
}

fn owing() -> Lease<u8, u8> {
	Lease { paid: 0, deposit: 500, owed_until_ms: Some(300), cover: 1_000, ..up_front() }
}

fn ends(lease: &Lease<u8, u8>, ending: Ending, now_ms: Moment, lien: Balance) -> Division {
	lease.divide(ending, now_ms, lien, 7, HALF)
}

#[test]
fn a_fee_is_earned_with_the_time() {
	let lease = up_front();
	for (now_ms, earned) in [(0, 0), (100, 0), (101, 0), (102, 1), (600, 250), (1_099, 499)] {
		assert_eq!(lease.earned(now_ms), earned, "{now_ms}");
	}
	assert_eq!((lease.earned(1_100), lease.earned(9_999)), (500, 500));
	assert_eq!((lease.dry_ms(), lease.over_ms()), (1_100, 1_100));
	assert_eq!(lease.ended(1_099), None);
	assert_eq!(lease.ended(1_100), Some(Ending::Completed));
}

#[test]
fn a_streamed_fee_lasts_as_long_as_what_was_paid() {
	let mut lease = streamed(100);
	assert_eq!((lease.dry_ms(), lease.over_ms()), (300, 350));
	assert_eq!(lease.earned(300), 100);
	assert_eq!(lease.earned(349), 100);
	assert_eq!(lease.ended(349), None);
	assert_eq!(lease.ended(350), Some(Ending::RanDry));
	// The time of grace is paid for when more comes.
	assert_eq!(lease.pay(None, 100, 349), Ok(()));
	assert_eq!(lease.earned(349), 124);
	assert_eq!((lease.dry_ms(), lease.over_ms()), (500, 550));
	assert_eq!(lease.pay(None, 301, 349), Err(Fault::ExceedsFee));
	assert_eq!(lease.pay(None, 300, 349), Ok(()));
	assert_eq!(lease.over_ms(), 1_100);
	assert_eq!(lease.pay(None, 1, 349), Err(Fault::ExceedsFee));
	assert_eq!(streamed(100).pay(None, 1, 350), Err(Fault::Expired));
	// Near its end the grace ends with it.
	assert_eq!(streamed(490).over_ms(), 1_100);
	assert_eq!(streamed(490).ended(1_100), Some(Ending::Completed));
}

#[test]
fn what_is_paid_first_outlasts_the_grace() {
	assert_eq!(streamed(25).ensure_begun(), Ok(()));
	assert_eq!(streamed(24).ensure_begun(), Err(Fault::FirstTooSmall));
	assert_eq!(streamed(501).ensure_begun(), Err(Fault::ExceedsFee));
	assert_eq!(up_front().ensure_begun(), Ok(()));
	assert_eq!(owing().ensure_begun(), Ok(()));
	let short = Lease { end_ms: 140, ..up_front() };
	assert_eq!(short.ensure_begun(), Ok(()));
	let free = Lease { fee: 0, ..streamed(0) };
	assert_eq!(free.ensure_begun(), Ok(()));
	assert_eq!(free.over_ms(), 1_100);
}

#[test]
fn what_is_earned_can_be_collected_once() {
	let mut lease = up_front();
	assert_eq!(lease.collect(600), Ok(250));
	assert_eq!(lease.collect(600), Ok(0));
	assert_eq!(lease.collect(602), Ok(1));
	assert_eq!(lease.in_pot(), 249);
	assert_eq!(lease.collect(5_000), Ok(249));
	assert_eq!(owing().collect(600), Ok(0));
	// What was received is earned first.
	let mut lease = Lease { paid: 300, received: 200, ..up_front() };
	assert_eq!(lease.collect(500), Ok(0));
	assert_eq!(lease.collect(520), Ok(10));
}

#[test]
fn a_fee_out_of_what_is_received() {
	let mut lease = owing();
	assert_eq!((lease.ended(299), lease.ended(300)), (None, None));
	assert_eq!(lease.next_look_ms(), 300);
	assert_eq!(lease.pay(None, 1, 200), Err(Fault::FeeUnpaid));
	assert_eq!(lease.clone().renew(100, 1, 200), Err(Fault::FeeUnpaid));
	assert_eq!(lease.note_lien(1, 299), None);
	assert_eq!(lease.note_lien(0, 299), Some(500));
	assert_eq!((lease.received, lease.deposit, lease.in_pot()), (500, 0, 0));
	assert_eq!(lease.note_lien(0, 299), None);
	assert_eq!(lease.ended(300), None);
	assert_eq!(lease.next_look_ms(), 1_100);
}

#[test]
fn what_has_not_come_in_time_is_paid_ahead_out_of_what_was_put_down() {
	let of = |refund, earned| Division { refund, earned, ..Division::default() };
	let mut lease = owing();
	assert_eq!(lease.note_lien(380, 300), Some(120));
	assert_eq!((lease.paid, lease.received, lease.deposit), (380, 120, 0));
	assert_eq!((lease.owed_until_ms, lease.next_look_ms()), (None, 1_100));
	assert_eq!(lease.note_lien(380, 300), None);
	assert_eq!(lease.cover_needed(), Ok(620));
	// A fifth of the time: 100 are earned, and it has more than that in the channel.
	assert_eq!((lease.earned(300), lease.collect(300)), (100, Ok(0)));
	assert_eq!(lease.collect(600), Ok(130));
	assert_eq!(ends(&lease, Ending::GivenUp, 600, 0), of(0, 250));
	assert_eq!(ends(&lease, Ending::ClosedTogether, 600, 0), of(250, 0));
	let breached = Division { lost: 250, for_breach: 125, ..of(250, 0) };
	assert_eq!(ends(&lease, Ending::Breached, 600, 0), breached);
	assert_eq!(ends(&lease, Ending::Completed, 1_100, 0), of(0, 250));
	// Nothing has come: as if paid up front.
	let mut lease = owing();
	assert_eq!(lease.note_lien(500, 300), Some(0));
	let paid = Lease { cover: 1_000, ..up_front() };
	assert_eq!(lease, paid);
}

#[test]
fn ends_of_a_lease_paid_up_front() {
	let lease = up_front();
	let of = |refund, earned| Division { refund, earned, ..Division::default() };
	assert_eq!(ends(&lease, Ending::Completed, 1_100, 0), of(0, 500));
	assert_eq!(ends(&lease, Ending::GivenUp, 600, 0), of(0, 500));
	assert_eq!(ends(&lease, Ending::Agreed(123), 600, 0), of(123, 377));
	assert_eq!(ends(&lease, Ending::ClosedTogether, 600, 0), of(250, 250));
	let breached = Division { lost: 250, for_breach: 125, ..of(250, 250) };
	assert_eq!(ends(&lease, Ending::Breached, 600, 0), breached);
	// Rounded up against the provider.
	let breached = Division { lost: 251, for_breach: 126, ..of(251, 249) };
	assert_eq!(ends(&lease, Ending::Breached, 599, 0), breached);
	// What was collected is its own.
	let mut lease = up_front();
	lease.collect(600).unwrap();
	assert_eq!(ends(&lease, Ending::Completed, 1_100, 0), of(0, 250));
	assert_eq!(ends(&lease, Ending::ClosedTogether, 600, 0), of(250, 0));
}

#[test]
fn ends_of_a_streamed_lease() {
	let lease = streamed(200);
	let of = |refund, earned| Division { refund, earned, ..Division::default() };
	assert_eq!(ends(&lease, Ending::RanDry, 550, 0), of(0, 200));
	assert_eq!(ends(&lease, Ending::GivenUp, 200, 0), of(0, 200));
	assert_eq!(ends(&lease, Ending::ClosedTogether, 200, 0), of(150, 50));
	// What is lost is all of the time, whatever was paid ahead.
	let breached = Division { lost: 450, for_breach: 225, ..of(150, 50) };
	assert_eq!(ends(&lease, Ending::Breached, 200, 0), breached);
}

#[test]
fn ends_of_a_lease_that_owes() {
	let lease = owing();
	let of = |refund, earned| Division { refund, earned, ..Division::default() };
	// 120 have come, 380 have not.
	assert_eq!(ends(&lease, Ending::GivenUp, 200, 380), of(120, 380));
	assert_eq!(ends(&lease, Ending::GivenUp, 200, 0), of(500, 0));
	assert_eq!(ends(&lease, Ending::ClosedTogether, 200, 380), of(500, 0));
	// The provider has received 120, and earned 50 of that.
	let breached = Division { lost: 450, for_breach: 70 + 225, ..of(500, 0) };
	assert_eq!(ends(&lease, Ending::Breached, 200, 380), breached);
	// All of it has come: that goes back, too.
	let mut lease = owing();
	lease.note_lien(0, 200).unwrap();
	let breached = Division { lost: 450, for_breach: 450 + 225, ..of(0, 0) };
	assert_eq!(ends(&lease, Ending::Breached, 200, 0), breached);
	assert_eq!(ends(&lease, Ending::GivenUp, 200, 0), of(0, 0));
}

#[test]
fn absence_beyond_what_was_promised_is_paid_for() {
	let lease = up_front();
	let at = |away_ms, now_ms| {
		let it = lease.divide(Ending::Completed, now_ms, 0, away_ms, HALF);
		(it.excess_ms, it.for_absence)
	};
	// One in a hundred is promised away, and 7 were before.
	assert_eq!(at(7, 1_100), (0, 0));
	assert_eq!(at(17, 1_100), (0, 0));
	assert_eq!(at(18, 1_100), (1, 1));
	assert_eq!(at(27, 1_100), (10, 10));
	assert_eq!(at(117, 1_100), (100, 100));
	// No more than stands for it, and no more than the time of the lease.
	assert_eq!(at(607, 1_100), (590, 500));
	assert_eq!(at(9_999, 1_100), (990, 500));
	assert_eq!(at(9_999, 9_999), (990, 500));
	// Both together are no more than stands for the lease.
	let it = lease.divide(Ending::Breached, 200, 0, 9_999, HALF);
	assert_eq!((it.for_breach, it.excess_ms, it.for_absence), (225, 99, 99));
	let dear = lease.divide(Ending::Breached, 200, 0, 9_999, Permill::one());
	assert_eq!((dear.for_breach, dear.for_absence), (450, 50));
}

#[test]
fn what_is_proposed_is_accepted_by_the_other() {
	let mut lease = up_front();
	assert_eq!(lease.accept(Party::Provider, 100, 150), Err(Fault::NotProposed));
	assert_eq!(lease.propose(Party::Client, 501, 200, 150), Err(Fault::ExceedsPaid));
	assert_eq!(lease.propose(Party::Client, 500, 200, 150), Ok(()));
	assert_eq!(lease.accept(Party::Client, 500, 150), Err(Fault::NotProposed));
	assert_eq!(lease.accept(Party::Provider, 499, 150), Err(Fault::NotProposed));
	assert_eq!(lease.accept(Party::Provider, 500, 150), Ok(()));
	// Up to its own instant.
	assert_eq!(lease.accept(Party::Provider, 500, 199), Ok(()));
	assert_eq!(lease.accept(Party::Provider, 500, 200), Err(Fault::Expired));
	assert_eq!(lease.clone().propose(Party::Client, 1, 150, 150), Err(Fault::Expired));
	// The client that pays more has proposed nothing of that; nobody else ends a proposal so.
	let mut more = streamed(100);
	more.propose(Party::Client, 90, 200, 150).unwrap();
	more.pay(None, 1, 200).unwrap();
	more.pay(Some(Party::Provider), 1, 200).unwrap();
	assert_eq!(more.accept(Party::Provider, 90, 199), Ok(()));
	more.pay(Some(Party::Client), 98, 200).unwrap();
	assert_eq!(more.proposal, None);
	more.propose(Party::Client, 90, 200, 150).unwrap();
	more.renew(1_000, 10, 200).unwrap();
	assert_eq!(more.proposal, None);
	// What was collected since cannot go back.
	lease.collect(600).unwrap();
	assert_eq!(lease.accept(Party::Provider, 500, 150), Err(Fault::ExceedsPaid));
}

#[test]
fn what_stands_for_a_lease() {
	assert_eq!(Payment::UpFront.cover(7), Some(7));
	assert_eq!(Payment::Streamed(3).cover(7), Some(7));
	assert_eq!(Payment::FirstReceived.cover(7), Some(14));
	assert_eq!(Payment::FirstReceived.cover(u128::MAX), None);
}

#[test]
fn a_lease_is_renewed_for_what_is_left_and_more() {
	let mut lease = up_front();
	assert_eq!(lease.renew(1_500, 250, 600), Ok(250));
	assert_eq!((lease.fee, lease.paid, lease.collected), (500, 500, 0));
	assert_eq!((lease.start_ms, lease.end_ms, lease.watched_ms), (600, 2_600, 100));
	assert_eq!(lease.cover_needed(), Ok(500));
	assert_eq!((lease.earned(600), lease.earned(1_600), lease.earned(2_600)), (0, 250, 500));
	assert_eq!(lease.renew(1, 1, 2_600), Err(Fault::Expired));
	// What was received counts first.
	let mut lease = Lease { paid: 100, received: 400, ..up_front() };
	assert_eq!(lease.renew(1_000, 50, 700), Ok(0));
	assert_eq!((lease.fee, lease.paid, lease.received), (250, 150, 100));
	assert_eq!(lease.cover_needed(), Ok(350));
	let mut lease = Lease { paid: 100, received: 400, ..up_front() };
	assert_eq!(lease.renew(1_000, 50, 1_000), Ok(50));
	assert_eq!((lease.fee, lease.paid, lease.received), (100, 100, 0));
	// What is streamed stays streamed.
	let mut lease = streamed(200);
	assert_eq!(lease.renew(1_000, 100, 200), Ok(50));
	assert_eq!((lease.fee, lease.paid, lease.end_ms), (550, 250, 2_100));
}

#[test]
fn what_is_used_up_is_paid_before_a_renewal() {
	let (fee, paid, start_ms, end_ms, grace_ms) = (1_000, 100, 0, 1_000, 60);
	let lease = Lease { fee, paid, start_ms, end_ms, grace_ms, ..up_front() };
	assert_eq!((lease.dry_ms(), lease.over_ms()), (100, 160));
	let renew = |lease: &Lease<u8, u8>, now_ms| lease.clone().renew(1_000, 1_000, now_ms);
	assert_eq!(renew(&lease, 99), Ok(99));
	for now_ms in [100, 150, 159] {
		assert_eq!(renew(&lease, now_ms), Err(Fault::FeeUnpaid), "{now_ms}");
	}
	assert_eq!(renew(&lease, 160), Err(Fault::Expired));
	// What is paid then is paid for the time since, too.
	let mut lease = lease;
	lease.pay(None, 51, 150).unwrap();
	assert_eq!(renew(&lease, 150), Ok(150));
	// For nothing all of the time that is left would be one of grace.
	assert_eq!(lease.renew(1_000, 0, 150), Err(Fault::FirstTooSmall));
	// What is all paid is never dry.
	assert_eq!(up_front().renew(1_000, 0, 1_099), Ok(499));
}

fn endings() -> impl Strategy<Value = Ending> {
	prop_oneof![
		Just(Ending::Completed),
		Just(Ending::GivenUp),
		Just(Ending::ClosedTogether),
		Just(Ending::RanDry),
		Just(Ending::Breached),
	]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(4_096))]

	/// The pot is divided to the unit, and the bond pays no more than what stands for the lease.
	#[test]
	fn nothing_is_made_or_lost(
		fee in 0..1u128 << 90, parts in (0..=100u8, 0..=100u8, 0..=100u8), kind in 0..3u8,
		length in 1..1u64 << 40, at in 0..=120u64, collected_at in 0..=100u64,
		ending in endings(), away in any::<u64>(),
	) {
		let part = |of: u128, share: u8| of / 100 * u128::from(share);
		let mut lease = Lease { fee, end_ms: 100 + length, cover: fee, ..up_front() };
		match kind {
			0 => lease.paid = fee,
			1 => lease.paid = part(fee, parts.0),
			_ => (lease.paid, lease.deposit, lease.cover) = (0, fee, 2 * fee),
		}
		lease.owed_until_ms = (kind == 2 && fee > 0).then_some(300);
		let at_ms = |share: u64| 100 + (u128::from(length) * u128::from(share) / 100) as u64;
		let now_ms = at_ms(at);
		let lien = part(fee, parts.1);
		let put_down = lease.deposit;
		if let Some(back) = lease.note_lien(lien, now_ms) {
			prop_assert_eq!(back + lease.in_pot(), put_down);
			prop_assert_eq!((lease.paid, lease.paid + lease.received), (lien, fee));
			prop_assert!(lien == 0 || now_ms >= 300);
		}
		lease.collect(at_ms(collected_at).min(now_ms)).unwrap();
		prop_assert!(lease.collected <= lease.earned(now_ms));
		prop_assert!(lease.cover_needed().unwrap() <= lease.cover);
		let pot = lease.in_pot();
		let it = lease.divide(ending, now_ms, lien, away, HALF);
		prop_assert_eq!(it.refund + it.earned, pot);
		prop_assert!(it.for_breach + it.for_absence <= lease.cover);
		prop_assert!(lease.over_ms() <= lease.end_ms && lease.dry_ms() <= lease.end_ms);
		// The client gets back no more than it has paid, and the provider what was earned.
		if ending == Ending::Breached && kind != 2 {
			prop_assert_eq!(it.refund, lease.paid - lease.earned(now_ms).max(lease.collected));
		}
	}

	/// A renewal leaves each its own: what is earned, and what is paid.
	#[test]
	fn a_renewal_is_right_to_the_unit(
		fee in 0..1u128 << 90, paid in 0..=100u128, received in 0..=100u128,
		added in 0..1u128 << 90,
		length in 2..1u64 << 40, at in 0..100u64, more in 1..1u64 << 40,
	) {
		let received = fee / 100 * received;
		let paid = (fee - received) / 100 * paid;
		let mut lease = Lease { fee, paid, received, end_ms: 100 + length, ..up_front() };
		let now_ms = 100 + (u128::from(length) * u128::from(at) / 100) as u64;
		if lease.ended(now_ms).is_some() {
			return Ok(());
		}
		let before = lease.in_pot();
		let earned = lease.earned(now_ms);
		let dry = lease.dry_ms() <= now_ms && lease.dry_ms() < lease.end_ms;
		let collected = match lease.renew(more, added, now_ms) {
			Ok(collected) => collected,
			Err(fault) => {
				prop_assert_eq!(fault, if dry { Fault::FeeUnpaid } else { Fault::FirstTooSmall });
				return Ok(());
			},
		};
		prop_assert!(!dry);
		prop_assert_eq!(lease.in_pot() + collected, before + added);
		prop_assert_eq!(lease.fee, fee - earned + added);
		prop_assert!(lease.paid + lease.received <= lease.fee);
		prop_assert_eq!(lease.paid + lease.received, paid + received - earned + added);
	}
}
