//! Declining an offer, and taking one back.

use super::*;
use crate::{Credits, OfferEnd};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn the_opener_gets_all_back_when_the_counterparty_declines() {
	in_each_asset(|asset| {
		let id = new_offer(asset, 500, 300);
		events();
		assert_ok!(Channels::decline(origin(bob()), id));
		assert_eq!(event(), Event::OfferEnded { channel: id, reason: OfferEnd::Declined });
		assert_nothing_is_left();
	});
}

#[test]
fn the_opener_gets_all_back_when_it_cancels() {
	in_each_asset(|asset| {
		let id = new_offer(asset, 500, 300);
		events();
		assert_ok!(Channels::cancel_offer(origin(alice()), id));
		assert_eq!(event(), Event::OfferEnded { channel: id, reason: OfferEnd::Cancelled });
		assert_nothing_is_left();
	});
}

#[test]
fn each_is_one_partys_to_do() {
	ExtBuilder.run(|| {
		let id = new_offer(NATIVE, 500, 300);
		assert_noop!(Channels::decline(origin(alice()), id), Error::<Test>::NotCounterparty);
		assert_noop!(Channels::cancel_offer(origin(bob()), id), Error::<Test>::NotOpener);
		assert_noop!(Channels::decline(origin(charlie()), id), Error::<Test>::NotParty);
		assert_noop!(Channels::cancel_offer(origin(charlie()), id), Error::<Test>::NotParty);
		for nobody in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Channels::decline(nobody.clone(), id), DispatchError::BadOrigin);
			assert_noop!(Channels::cancel_offer(nobody, id), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn there_must_be_an_unanswered_offer() {
	in_each_asset(|asset| {
		let accepted = new_offer(asset.clone(), 500, 300);
		assert_ok!(Channels::accept(origin(bob()), accepted));
		let closing = committed_channel(asset.clone(), Pair::new(500, 0));
		assert_ok!(Channels::force_close(origin(alice()), closing, None));
		let (resolving, _) = resolving_channel(asset, 100);
		for id in [accepted, closing, resolving] {
			assert_noop!(Channels::decline(origin(bob()), id), Error::<Test>::NotOffered);
			assert_noop!(Channels::cancel_offer(origin(alice()), id), Error::<Test>::NotOffered);
		}
		assert_noop!(Channels::decline(origin(bob()), NO_CHANNEL), Error::<Test>::NotFound);
		assert_noop!(Channels::cancel_offer(origin(alice()), NO_CHANNEL), Error::<Test>::NotFound);
	});
}

#[test]
fn an_offer_ends_only_once() {
	in_each_asset(|asset| {
		let id = new_offer(asset.clone(), 500, 300);
		assert_ok!(Channels::decline(origin(bob()), id));
		assert_noop!(Channels::decline(origin(bob()), id), Error::<Test>::NotFound);
		assert_noop!(Channels::cancel_offer(origin(alice()), id), Error::<Test>::NotFound);
		// A new offer has a new name: what was due for the old one does not touch it.
		let expires_ms = START + 40 * MINUTE;
		let alice = origin(alice());
		assert_ok!(Channels::offer(alice, bob(), asset, 500, 300, PERIOD, expires_ms));
		run_to(EXPIRY + MINUTE);
		assert!(Channels::channel(ChannelId(id.0 + 1)).is_some());
	});
}

#[test]
fn works_after_expiry_as_long_as_the_offer_is_there() {
	in_each_asset(|asset| {
		let declined = new_offer(asset.clone(), 500, 300);
		let cancelled = new_offer(asset, 500, 300);
		set_time(EXPIRY + 1);
		assert_ok!(Channels::decline(origin(bob()), declined));
		assert_ok!(Channels::cancel_offer(origin(alice()), cancelled));
		assert_nothing_is_left();
	});
}

#[test]
fn an_opener_that_can_get_nothing_is_no_obstacle() {
	type End = fn(ChannelId);
	let ends: [(OfferEnd, End); 3] = [
		(OfferEnd::Declined, |id| Channels::decline(origin(bob()), id).unwrap()),
		(OfferEnd::Cancelled, |id| Channels::cancel_offer(origin(alice()), id).unwrap()),
		(OfferEnd::Expired, |_| run_block_at(EXPIRY)),
	];
	for (reason, end) in ends {
		ExtBuilder.run(|| {
			let id = new_offer(TOKEN, 500, 300);
			block(alice());
			events();
			end(id);

			let credited = Event::Credited {
				owner: alice(),
				asset: TOKEN,
				amount: 500,
				reason: TokenError::Blocked.into(),
			};
			assert_eq!(events(), vec![credited, Event::OfferEnded { channel: id, reason }]);
			assert_eq!(Credits::<Test>::get(alice(), TOKEN), 500);
			assert_eq!(Channels::channel(id), None);
			assert_eq!((purse(&NATIVE, &alice()), held(&alice())), (WEALTH, 0));

			unblock(alice());
			assert_ok!(Channels::claim_credit(origin(alice()), TOKEN, alice()));
			assert_nothing_is_left();
		});
	}
}
