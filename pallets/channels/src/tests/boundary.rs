//! Each instant belongs to one side: of two things that exclude each other exactly one can be done.

use super::{dispute_kit::*, *};
use crate::{Event, Preimages};
use bloc_primitives::{channel::Lock, Moment};
use frame_support::{storage::with_storage_layer, traits::Hooks, weights::Weight};
use sp_runtime::{DispatchError, DispatchResult};

/// Whether `call` would work now. It is taken back.
fn works(call: impl FnOnce() -> DispatchResult) -> bool {
	let mut worked = false;
	let undone: DispatchResult = with_storage_layer(|| {
		worked = call().is_ok();
		Err(DispatchError::Other("only asked"))
	});
	worked && undone.is_err()
}

/// Whether the hook would do something so that `done`. It is taken back.
fn hook_would(done: impl FnOnce() -> bool) -> bool {
	works(|| {
		Channels::on_idle(System::block_number(), Weight::MAX / 2);
		done().then_some(()).ok_or(DispatchError::Other("nothing done"))
	})
}

/// Instants around `at`.
fn around(at: Moment) -> [Moment; 5] {
	[at - 2, at - 1, at, at + 1, at + 2]
}

#[test]
fn a_proposal_is_accepted_before_it_expires_and_ends_from_then_on() {
	in_each_asset(|asset| {
		let id = new_proposal(asset, 500, 300);
		for instant in around(EXPIRY) {
			set_time(instant);
			let accepted = works(|| outcome(Channels::accept(origin(bob()), id)));
			let ended = hook_would(|| is_gone(id));
			assert_eq!((accepted, ended), (instant < EXPIRY, instant >= EXPIRY), "{instant}");
			// The opener can take it back at any time, and the counterparty decline.
			assert!(works(|| Channels::withdraw_proposal(origin(alice()), id)));
			assert!(works(|| Channels::decline(origin(bob()), id)));
		}
	});
}

#[test]
fn a_proposal_that_expires_within_a_slot_is_not_accepted_until_the_slot_ends() {
	ExtBuilder.run(|| {
		let expiry = START + MINUTE + 1;
		let call = Channels::propose(origin(alice()), bob(), NATIVE, 500, 300, PERIOD, expiry);
		assert_ok!(call);
		let id = ChannelId(0);
		for (instant, accepted, ended) in [
			(expiry - 1, true, false),
			(expiry, false, false),
			(START + MINUTE + SLOT_MS - 1, false, false),
			(START + MINUTE + SLOT_MS, false, true),
		] {
			set_time(instant);
			assert_eq!(works(|| outcome(Channels::accept(origin(bob()), id))), accepted);
			assert_eq!(hook_would(|| is_gone(id)), ended);
			assert!(works(|| Channels::withdraw_proposal(origin(alice()), id)));
		}
	});
}

#[test]
fn a_state_is_contradicted_or_settled_and_never_both() {
	in_each_asset(|asset| {
		let id = closing_channel(asset, Pair::new(500, 300), state(1, Side::Opener, 1));
		let (settles_ms, settles_at) = (START + PERIOD, 1 + PERIOD_BLOCKS);
		for instant in around(settles_ms) {
			for block in [settles_at - 1, settles_at, settles_at + 1] {
				set_time(instant);
				System::set_block_number(block);
				let over = instant >= settles_ms && block >= settles_at;
				assert_eq!(works(|| challenge(bob(), id, state(2, Side::Opener, 1))), !over);
				assert_eq!(works(|| settle(id)), over);
				assert_eq!(hook_would(|| is_gone(id)), over);
			}
		}
	});
}

#[test]
fn the_last_block_in_which_a_state_is_contradicted_is_the_one_before_it_settles() {
	ExtBuilder.run(|| {
		let id = closing_channel(NATIVE, Pair::new(500, 300), state(1, Side::Opener, 1));
		run_to(START + PERIOD - BLOCK_MS);
		assert_ok!(challenge(bob(), id, state(2, Side::Opener, 50)));
		next_block();
		assert!(is_gone(id));
		// And 49, which Alice would have gained.
		assert_eq!(balance(&NATIVE, &bob()), WEALTH + 50 + 49);
	});
}

/// A channel that resolves, with 100 proposed by Alice until `deadline_ms`.
fn resolving_until(asset: Asset, deadline_ms: Moment) -> ChannelId {
	let pending = htlc(Side::Opener, 100, 1, deadline_ms);
	let latest = state_with(1, Side::Opener, 0, vec![pending]);
	let id = closing_channel(asset, Pair::new(500, 300), latest);
	let_pass(id);
	assert_ok!(settle(id));
	id
}

#[test]
fn an_htlc_is_claimed_before_its_deadline_and_goes_back_from_then_on() {
	in_each_asset(|asset| {
		let deadline = START + 30 * MINUTE;
		let id = resolving_until(asset.clone(), deadline);
		for instant in around(deadline) {
			set_time(instant);
			let before = balances(&asset);
			let goes_to = |side: Side| {
				let paid = balances(&asset).checked_sub(&before).unwrap();
				// The deposit, and the loan to the pot, come back to the opener.
				let pending = match side {
					Side::Opener => paid.opener >= 100 && paid.counterparty == 0,
					Side::Counterparty => paid.counterparty == 100,
				};
				pending.then_some(()).ok_or(DispatchError::Other("went elsewhere"))
			};
			let claimed = works(|| {
				reveal(charlie(), 1)?;
				settle(id)?;
				goes_to(Side::Counterparty)
			});
			let returned = works(|| {
				settle(id)?;
				goes_to(Side::Opener)
			});
			let returned_in_spite = works(|| {
				reveal(charlie(), 1)?;
				settle(id)?;
				goes_to(Side::Opener)
			});
			let returned_by_hook = hook_would(|| goes_to(Side::Opener).is_ok());
			let over = instant >= deadline;
			assert_eq!(claimed, !over, "{instant}");
			assert_eq!((returned, returned_in_spite, returned_by_hook), (over, over, over));
		}
	});
}

#[test]
fn what_counts_is_when_it_was_revealed_and_not_when_anybody_looks() {
	let deadline = START + 30 * MINUTE;
	for (revealed_ms, claimed) in
		[(START, true), (deadline - 1, true), (deadline, false), (deadline + 1, false)]
	{
		for settled_ms in [deadline + 1, deadline + MINUTE, deadline + 1_000 * MINUTE] {
			in_each_asset(|asset| {
				// Closed before the deadline, and so late that it settles after it.
				let pending = htlc(Side::Opener, 100, 1, deadline);
				let latest = state_with(1, Side::Opener, 0, vec![pending]);
				let id = closing_channel(asset.clone(), Pair::new(500, 300), latest);
				set_time(revealed_ms);
				assert_ok!(reveal(charlie(), 1));
				set_time(settled_ms);
				System::set_block_number(1 + PERIOD_BLOCKS);
				assert_ok!(settle(id));
				assert!(is_gone(id));
				let won = if claimed { 100 } else { 0 };
				assert_eq!(balance(&asset, &bob()), WEALTH + won);
				assert_eq!(balance(&asset, &alice()), WEALTH - won);
			});
		}
	}
}

#[test]
fn an_htlc_whose_deadline_is_the_end_of_the_challenge_period() {
	let end = START + PERIOD;
	for (deadline, undecided) in [(end - 1, 0), (end, 0), (end + 1, 100)] {
		in_each_asset(|asset| {
			let pending = htlc(Side::Opener, 100, 1, deadline);
			let latest = state_with(1, Side::Opener, 0, vec![pending]);
			let id = closing_channel(asset, Pair::new(500, 300), latest);
			let_pass(id);
			assert_ok!(settle(id));
			let pending = Channels::channel(id).map_or(0, |channel| channel.committed.opener);
			assert_eq!(pending, undecided);
			run_to(end + SLOT_MS);
			assert_nothing_is_left();
		});
	}
}

#[test]
fn each_htlc_has_a_deadline_of_its_own() {
	in_each_asset(|asset| {
		// One preimage, revealed between the deadlines of three HTLCs.
		let middle = START + 30 * MINUTE;
		let deadlines = [middle - 1, middle, middle + 1];
		let htlcs = deadlines.map(|deadline| htlc(Side::Opener, 10, 1, deadline)).to_vec();
		let latest = state_with(1, Side::Opener, 0, htlcs);
		let id = closing_channel(asset.clone(), Pair::new(500, 300), latest);
		let_pass(id);
		assert_ok!(settle(id));
		set_time(middle);
		assert_ok!(reveal(charlie(), 1));
		assert_ok!(settle(id));
		assert!(is_gone(id));
		assert_eq!(balance(&asset, &bob()), WEALTH + 10);
	});
}

#[test]
fn a_preimage_is_known_or_can_be_revealed() {
	ExtBuilder.run(|| {
		assert!(works(|| reveal(alice(), 1)));
		assert_ok!(reveal(alice(), 1));
		let (until_ms, until) = (START + RETENTION, 1 + RETENTION / BLOCK_MS);
		for instant in around(until_ms) {
			for block in [until - 1, until, until + 1] {
				set_time(instant);
				System::set_block_number(block);
				let over = instant >= until_ms && block >= until;
				assert!(!works(|| reveal(bob(), 1)));
				assert_eq!(works(|| Channels::forget_preimage(origin(bob()), hash(1))), over);
				assert_eq!(hook_would(|| !Preimages::<Test>::contains_key(hash(1))), over);
				assert_eq!(
					works(|| {
						Channels::forget_preimage(origin(bob()), hash(1))?;
						reveal(bob(), 1)
					}),
					over
				);
			}
		}
	});
}

#[test]
fn an_open_or_paid_out_channel_is_neither_contradicted_nor_settled() {
	ExtBuilder.run(|| {
		let open = committed_channel(NATIVE, Pair::new(500, 300));
		let (resolving, locked) = resolving_channel(NATIVE, 100);
		for id in [open, resolving] {
			assert!(!works(|| challenge(bob(), id, state(2, Side::Opener, 0))));
			assert!(!works(|| settle(id)));
		}
		assert!(works(|| {
			<Channels as Lock<AccountId>>::settle(locked.clone())?;
			settle(resolving)
		}));
		assert_ok!(<Channels as Lock<AccountId>>::release(locked));
		events();
		next_block();
		let closed = Event::Closed { channel: resolving };
		assert!(events().contains(&closed));
	});
}
