use super::{dispute_kit::*, *};
use crate::{
	types::{Due, KnownPreimage, RevealedPreimage},
	Preimages,
};
use bloc_primitives::{
	preimage::{Registry, Revealed},
	Moment, PaymentHash, Preimage,
};
use bloc_timetable::Timetable;
use frame_support::traits::Hooks;
use sp_runtime::{DispatchError, TokenError};

/// [`RETENTION`] in blocks at their usual pace.
const RETENTION_BLOCKS: u64 = RETENTION / BLOCK_MS;

/// What revealing costs until it is forgotten.
fn deposit() -> u128 {
	let footprint = Channels::preimage_footprint();
	PER_ITEM + u128::from(footprint.count * footprint.size)
}

fn forget(secret: u8) -> sp_runtime::DispatchResult {
	Channels::forget_preimage(origin(charlie()), hash(secret))
}

fn told(secret: u8, revealed_ms: Moment, at: u64) -> Event<Test> {
	Event::PreimageRevealed {
		payment_hash: hash(secret),
		preimage: preimage(secret),
		revealed_ms,
		retained_until_ms: revealed_ms + RETENTION,
		retained_until: at + RETENTION_BLOCKS,
	}
}

/// What the view says of the first secret, if it was revealed at the beginning.
fn known_from_start() -> KnownPreimage {
	let retained_until_ms = START + RETENTION;
	KnownPreimage { preimage: preimage(1), revealed_ms: START, retained_until_ms }
}

/// The instants at which the timetable will look at a preimage.
fn looks_at(hash: PaymentHash) -> Vec<Moment> {
	let entries = Timetable::<Channels>::iter();
	entries.filter(|entry| entry.payload == Due::Preimage(hash)).map(|entry| entry.due_ms).collect()
}

/// Makes all that was revealed at the beginning old enough to be forgotten, without a hook.
fn grow_old() {
	set_time(START + RETENTION);
	System::set_block_number(1 + RETENTION_BLOCKS);
}

#[test]
fn a_preimage_becomes_public() {
	ExtBuilder.run(|| {
		assert_ok!(reveal(alice(), 1));
		assert_eq!(event(), told(1, START, 1));
		let known = Preimages::<Test>::get(hash(1)).unwrap();
		let RevealedPreimage { preimage: secret, revealed_ms, retained_until_ms, .. } = known;
		assert_eq!((secret, revealed_ms), (preimage(1), START));
		assert_eq!(
			(retained_until_ms, known.retained_until),
			(START + RETENTION, 1 + RETENTION_BLOCKS)
		);
		assert_eq!(known.revealer, alice());
		assert_eq!(held(&alice()), deposit());
		assert_eq!(balance(&NATIVE, &alice()), WEALTH - deposit());
		assert_eq!(looks_at(hash(1)), vec![START + RETENTION]);

		assert_eq!(Channels::preimage(hash(1)), Some(known_from_start()));
		let revealed = Revealed { preimage: preimage(1), revealed_ms: START };
		assert_eq!(<Channels as Registry<AccountId>>::revealed(&hash(1)), Some(revealed));
		assert_eq!(Channels::preimage(hash(2)), None);
		assert_eq!(<Channels as Registry<AccountId>>::revealed(&hash(2)), None);
	});
}

#[test]
fn it_is_filed_under_its_sha_256() {
	ExtBuilder.run(|| {
		// Of 32 zero bytes, as every tool computes it.
		let zeros = "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925";
		assert_ok!(Channels::reveal_preimage(origin(bob()), Preimage([0; 32])));
		let key = hex::decode(zeros).unwrap().try_into().map(PaymentHash).unwrap();
		assert!(Preimages::<Test>::contains_key(key));
	});
}

#[test]
fn the_first_time_counts() {
	ExtBuilder.run(|| {
		assert_ok!(reveal(alice(), 1));
		set_time(START + 5);
		for who in [alice(), bob()] {
			assert_noop!(reveal(who, 1), Error::<Test>::AlreadyRevealed);
		}
		assert_eq!(Channels::preimage(hash(1)), Some(known_from_start()));
		assert_ok!(reveal(bob(), 2));
		assert_eq!(held(&bob()), deposit());
	});
}

#[test]
fn only_accounts_that_can_pay_the_deposit_reveal() {
	ExtBuilder.run(|| {
		for nobody in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = Channels::reveal_preimage(nobody, preimage(1));
			assert_noop!(call, DispatchError::BadOrigin);
		}
		assert_noop!(reveal(dave(), 1), TokenError::FundsUnavailable);
		let rest = WEALTH - ED - deposit();
		assert_ok!(Balances::transfer_keep_alive(origin(alice()), bob(), rest + 1));
		assert_noop!(reveal(alice(), 1), TokenError::FundsUnavailable);
		assert_ok!(Balances::transfer_keep_alive(origin(bob()), alice(), 1));
		assert_ok!(reveal(alice(), 1));
		assert_noop!(
			<Channels as Registry<AccountId>>::reveal(&alice(), preimage(2)),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn the_deposit_covers_all_that_is_stored() {
	ExtBuilder.run(|| {
		assert_ok!(reveal(alice(), 1));
		let stored = codec::Encode::encoded_size(&(hash(1), Preimages::<Test>::get(hash(1))));
		let footprint = Channels::preimage_footprint();
		assert_eq!(footprint.count, 1);
		// The option around it is not stored.
		assert_eq!(footprint.size, stored as u64 - 1);
	});
}

#[test]
fn it_is_forgotten_when_time_and_blocks_have_passed() {
	ExtBuilder.run(|| {
		assert_ok!(reveal(alice(), 1));
		assert_noop!(forget(1), Error::<Test>::NotExpired);
		set_time(START + RETENTION - 1);
		System::set_block_number(1_000_000);
		assert_noop!(forget(1), Error::<Test>::NotExpired);
		set_time(START + 1_000 * RETENTION);
		System::set_block_number(RETENTION_BLOCKS);
		assert_noop!(forget(1), Error::<Test>::NotExpired);

		grow_old();
		for nobody in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = Channels::forget_preimage(nobody, hash(1));
			assert_noop!(call, DispatchError::BadOrigin);
		}
		events();
		assert_ok!(forget(1));
		assert_eq!(event(), Event::PreimageForgotten { payment_hash: hash(1) });
		assert_eq!(Channels::preimage(hash(1)), None);
		assert_nothing_is_left();
		assert_noop!(forget(1), Error::<Test>::NotRevealed);
		assert_noop!(forget(2), Error::<Test>::NotRevealed);
	});
}

#[test]
fn it_is_forgotten_by_itself() {
	ExtBuilder.run(|| {
		assert_ok!(reveal(alice(), 1));
		run_to(START + RETENTION - BLOCK_MS);
		assert!(Channels::preimage(hash(1)).is_some());
		events();
		next_block();
		assert_eq!(event(), Event::PreimageForgotten { payment_hash: hash(1) });
		assert_nothing_is_left();
		assert_eq!(waiting(), 0);
	});
}

#[test]
fn what_was_forgotten_can_be_revealed_anew() {
	ExtBuilder.run(|| {
		assert_ok!(reveal(alice(), 1));
		grow_old();
		assert_ok!(forget(1));
		events();
		assert_ok!(reveal(bob(), 1));
		assert_eq!(event(), told(1, START + RETENTION, 1 + RETENTION_BLOCKS));
		// What is left of the first time is not about this time.
		assert_eq!(looks_at(hash(1)), vec![START + RETENTION, START + 2 * RETENTION]);
		run_block_at(START + RETENTION + SLOT_MS);
		assert_eq!(looks_at(hash(1)), vec![START + 2 * RETENTION]);
		assert!(Channels::preimage(hash(1)).is_some());
		run_to(START + 2 * RETENTION);
		assert_nothing_is_left();
	});
}

#[test]
fn it_outlasts_every_channel_that_waits_for_it() {
	ExtBuilder.run(|| {
		// The longest challenge period, and a deadline as far ahead as can be.
		let id = crate::NextChannelId::<Test>::get();
		assert_ok!(Channels::open(origin(alice()), bob(), NATIVE, 500, 30 * MINUTE));
		assert_ok!(Channels::commit(origin(alice()), id, 500));
		let pending = htlc(Side::Opener, 100, 1, START + HORIZON);
		assert_ok!(reveal(bob(), 1));
		// Bob has all that time to go on chain.
		run_to(START + HORIZON - BLOCK_MS);
		assert_ok!(force_close(bob(), id, state_with(1, Side::Opener, 0, vec![pending])));
		run_to(START + HORIZON + 30 * MINUTE);
		assert!(is_gone(id));
		assert!(Channels::preimage(hash(1)).is_some());
		assert_eq!(balance(&NATIVE, &alice()), WEALTH - 100);
	});
}

#[test]
fn a_chain_that_stands_still_does_not_forget() {
	const DAY: Moment = 24 * 60 * MINUTE;
	for (before_ms, halts) in [(MINUTE, 1), (MINUTE, 5), (4 * MINUTE, 1), (10 * MINUTE, 3)] {
		ExtBuilder.run(|| {
			let pending = htlc(Side::Opener, 100, 1, START + 50 * MINUTE);
			let latest = state_with(1, Side::Opener, 0, vec![pending]);
			let id = closing_channel(NATIVE, Pair::new(500, 300), latest);
			next_block();
			// In time, and from then on Bob relies on the chain.
			assert_ok!(reveal(bob(), 1));
			run_to(START + before_ms);
			for _ in 0..halts {
				run_block_at(now() + DAY);
				next_block();
			}
			run_to(now() + 2 * PERIOD);
			assert!(is_gone(id));
			assert_eq!(balance(&NATIVE, &alice()), WEALTH - 100);
			run_to(now() + 2 * RETENTION);
			assert_eq!(Channels::preimage(hash(1)), None);
			assert_eq!(held(&bob()), 0);
		});
	}
}

#[test]
fn nobody_has_it_forgotten_in_the_first_block_after_a_halt() {
	ExtBuilder.run(|| {
		let deadline = START + HORIZON;
		let pending = htlc(Side::Opener, 100, 1, deadline);
		let latest = state_with(1, Side::Opener, 0, vec![pending]);
		let id = closing_channel(NATIVE, Pair::new(500, 300), latest);
		assert_ok!(reveal(bob(), 1));
		// Blocks up to shortly before the deadline, and then none for days.
		run_to(deadline - 5 * MINUTE);
		System::set_block_number(System::block_number() + 1);
		set_time(START + 100 * RETENTION);
		// Calls come before the hook that settles.
		assert_noop!(forget(1), Error::<Test>::NotExpired);
		Channels::on_idle(System::block_number(), frame_support::weights::Weight::MAX / 2);
		assert!(is_gone(id));
		assert_eq!(balance(&NATIVE, &alice()), WEALTH - 100);
	});
}

/// A channel of Alice with Bob with the longest challenge period, all of it hers and committed.
fn slow_channel() -> ChannelId {
	let id = crate::NextChannelId::<Test>::get();
	assert_ok!(Channels::open(origin(alice()), bob(), NATIVE, 500, 30 * MINUTE));
	assert_ok!(Channels::commit(origin(alice()), id, 500));
	id
}

#[test]
fn one_that_was_public_before_the_htlc_was_made_counts_though_it_is_forgotten_by_then() {
	for challenged in [false, true] {
		ExtBuilder.run(|| {
			let id = slow_channel();
			// Mallory reveals it long before anybody has an HTLC with it.
			assert_ok!(reveal(charlie(), 1));
			run_to(START + RETENTION - 10 * MINUTE);
			let pending = htlc(Side::Opener, 100, 1, now() + 15 * MINUTE);
			let latest = state_with(2, Side::Opener, 0, vec![pending]);
			// Bob goes on chain at the first instant at which he can: as closer, or against one.
			if challenged {
				assert_ok!(Channels::force_close(origin(alice()), id, None));
				assert_ok!(challenge(bob(), id, latest));
			} else {
				assert_ok!(force_close(bob(), id, latest));
			}
			assert_eq!(dispute(id).won, 1);
			run_to(START + RETENTION);
			assert_eq!(Channels::preimage(hash(1)), None);
			run_to(now() + 30 * MINUTE);
			assert!(is_gone(id));
			// And as much again from whoever closed as if there was no such HTLC.
			let penalty = if challenged { 100 } else { 0 };
			assert_eq!(balance(&NATIVE, &bob()), WEALTH + 100 + penalty);
		});
	}
}

#[test]
fn what_was_found_public_stays_so_in_each_later_state_with_the_htlc() {
	ExtBuilder.run(|| {
		let id = slow_channel();
		assert_ok!(reveal(charlie(), 1));
		run_to(START + RETENTION - 10 * MINUTE);
		let deadline = now() + 15 * MINUTE;
		let pending = htlc(Side::Opener, 100, 1, deadline);
		assert_ok!(force_close(bob(), id, state_with(2, Side::Opener, 0, vec![pending])));
		run_to(START + RETENTION);
		assert_eq!(Channels::preimage(hash(1)), None);
		// The same HTLC in another place; one that is not the same is looked up by itself.
		let other = htlc(Side::Opener, 101, 1, deadline);
		let later = state_with(3, Side::Opener, 0, vec![other, pending]);
		assert_ok!(challenge(charlie(), id, later));
		assert_eq!(dispute(id).won, 0b10);
		run_to(now() + 30 * MINUTE);
		assert!(is_gone(id));
		assert_eq!(balance(&NATIVE, &bob()), WEALTH + 100);
	});
}

#[test]
fn one_that_came_after_the_deadline_is_not_pinned() {
	ExtBuilder.run(|| {
		let id = slow_channel();
		assert_ok!(reveal(charlie(), 1));
		let late = htlc(Side::Opener, 100, 1, START);
		let in_time = htlc(Side::Opener, 10, 1, START + 1);
		assert_ok!(force_close(bob(), id, state_with(2, Side::Opener, 0, vec![late, in_time])));
		assert_eq!(dispute(id).won, 0b10);
		run_to(START + 30 * MINUTE);
		assert_eq!(balance(&NATIVE, &bob()), WEALTH + 10);
	});
}
