use super::*;
use crate::{types::Pot, Pots};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn pays_what_was_requested_and_opens_the_channel() {
	in_each_asset(|asset| {
		let id = new_proposal(asset.clone(), 500, 300);
		let alices = balance(&asset, &alice());
		events();
		assert_ok!(Channels::accept(origin(bob()), id));

		let opened = Event::Opened {
			channel: id,
			parties: parties(),
			asset: asset.clone(),
			ledger: free(500, 300),
			challenge_period_ms: PERIOD,
		};
		assert_eq!(event(), opened);
		let mut channel = new_channel(asset.clone(), Phase::Open, 500);
		channel.ledger = free(500, 300);
		assert_eq!(Channels::channel(id), Some(channel));

		let pot = Pot { held: 800, credits: 0, seed: minimum(&asset), seeder: alice() };
		assert_eq!(Pots::<Test>::get(&asset), Some(pot));
		// The deposit stays the opener's to pay.
		assert_eq!((balance(&asset, &alice()), held(&alice())), (alices, storage_deposit()));
		assert_eq!((balance(&asset, &bob()), held(&bob())), (WEALTH - 300, 0));
	});
}

#[test]
fn works_until_the_instant_before_expiry() {
	in_each_asset(|asset| {
		let id = new_proposal(asset, 500, 300);
		set_time(EXPIRY - 1);
		assert_ok!(Channels::accept(origin(bob()), id));
		assert_eq!(Channels::channel(id).unwrap().phase, Phase::Open);
	});
}

#[test]
fn is_too_late_from_the_instant_of_expiry_on() {
	in_each_asset(|asset| {
		let id = new_proposal(asset, 500, 300);
		set_time(EXPIRY);
		assert_noop!(Channels::accept(origin(bob()), id), Error::<Test>::Expired);
		set_time(EXPIRY + 1);
		assert_noop!(Channels::accept(origin(bob()), id), Error::<Test>::Expired);
		run_block_at(EXPIRY + 2);
		assert_noop!(Channels::accept(origin(bob()), id), Error::<Test>::NotFound);
		assert_nothing_is_left();
	});
}

#[test]
fn only_the_counterparty_accepts() {
	in_each_asset(|asset| {
		let id = new_proposal(asset, 500, 300);
		assert_noop!(Channels::accept(origin(alice()), id), Error::<Test>::NotCounterparty);
		assert_noop!(Channels::accept(origin(charlie()), id), Error::<Test>::NotParty);
		assert_noop!(Channels::accept(origin(bob()), NO_CHANNEL), Error::<Test>::NotFound);
		assert_noop!(Channels::accept(RuntimeOrigin::root(), id), DispatchError::BadOrigin);
		assert_noop!(Channels::accept(RuntimeOrigin::none(), id), DispatchError::BadOrigin);
		assert_ok!(Channels::accept(origin(bob()), id));
	});
}

#[test]
fn there_must_be_a_proposal_to_accept() {
	in_each_asset(|asset| {
		let accept = |id| Channels::accept(origin(bob()), id);
		let proposed = new_proposal(asset.clone(), 500, 300);
		assert_ok!(accept(proposed));
		assert_noop!(accept(proposed), Error::<Test>::NotProposed);

		let open = open_channel(asset.clone(), Pair::new(500, 0));
		assert_noop!(accept(open), Error::<Test>::NotProposed);
		let closing = committed_channel(asset.clone(), Pair::new(500, 0));
		assert_ok!(Channels::force_close(origin(alice()), closing, None));
		assert_noop!(accept(closing), Error::<Test>::NotProposed);
		let (resolving, _) = resolving_channel(asset, 100);
		assert_noop!(accept(resolving), Error::<Test>::NotProposed);
	});
}

#[test]
fn spends_down_to_the_minimum_balance_and_not_beyond() {
	in_each_asset(|asset| {
		let most = WEALTH - minimum(&asset);
		let id = new_proposal(asset.clone(), 500, most + 1);
		assert_noop!(Channels::accept(origin(bob()), id), TokenError::NotExpendable);
		let id = new_proposal(asset.clone(), 500, WEALTH + 1);
		assert_noop!(Channels::accept(origin(bob()), id), TokenError::FundsUnavailable);
		let id = new_proposal(asset.clone(), 500, most);
		assert_ok!(Channels::accept(origin(bob()), id));
		assert_eq!(balance(&asset, &bob()), minimum(&asset));
	});
}

#[test]
fn what_the_pot_holds_has_to_fit() {
	in_each_asset(|asset| {
		let accept = |id| Channels::accept(origin(bob()), id);
		let most = room(&asset) - minimum(&asset) - 3 * 500;
		let proposed =
			[u128::MAX - 500, most + 1, most].map(|sum| new_proposal(asset.clone(), 500, sum));
		assert_noop!(accept(proposed[0]), Error::<Test>::Overflow);
		assert_noop!(accept(proposed[1]), Error::<Test>::Overflow);
		assert_noop!(accept(proposed[2]), NO_SUCH_SUM);
	});
}
