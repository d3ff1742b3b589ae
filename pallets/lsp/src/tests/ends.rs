//! `give_up`, `propose_end`, `accept_end`, `settle`, and channels that close: who gets what.

use super::*;
use crate::lease::Party;
use bloc_primitives::{
	sign::Signer,
	state::{Close, Message, NetTransfer},
	Pair,
};
use sp_keyring::Sr25519Keyring;

fn give_up(who: AccountId, id: ChannelId) -> DispatchResult {
	Lsp::give_up(origin(who), id)
}

fn propose(who: AccountId, id: ChannelId, refund: Option<Balance>) -> DispatchResult {
	Lsp::propose_end(origin(who), id, refund, START + 2 * LIFETIME)
}

fn accept(who: AccountId, id: ChannelId, refund: Balance) -> DispatchResult {
	Lsp::accept_end(origin(who), id, refund)
}

fn ended(id: ChannelId, reason: Ending, refund: Balance, earned: Balance) -> Event<Test> {
	Event::LeaseEnded { channel: id, reason, refund, earned, compensation: 0 }
}

#[test]
fn a_lease_ends_by_its_time() {
	in_each_asset(|asset| {
		provide(&asset);
		let id = leased(&asset, Payment::UpFront);
		let before = fortunes(&asset);
		let settle = || Lsp::settle(origin(dave()), id);
		set_time(START + LIFETIME - 1);
		assert_noop!(settle(), Error::<Test>::NotExpired);
		assert_noop!(
			outcome(Channels::withdraw(origin(bob()), id, 1)),
			pallet_bloc_channels::Error::<Test>::BelowFloor
		);
		set_time(START + LIFETIME);
		// The provider is free at once.
		assert_ok!(outcome(Channels::withdraw(origin(bob()), id, 1)));
		events();
		assert_ok!(settle());
		assert_eq!(event(), ended(id, Ending::Completed, 0, FEE));
		let it = provider(&asset);
		assert_eq!((it.leased, it.covered, it.obligations, it.earned), (0, 0, 0, FEE));
		assert_eq!((it.bond, it.facts.honoured, it.facts.standing), (BOND, 1, 101));
		assert_eq!(changes(&asset, before), [0, 1, 0, 0]);
		assert_noop!(settle(), Error::<Test>::NotFound);
		assert!(is_open(id));
	});
}

#[test]
fn a_client_gives_up_and_gets_nothing_back() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::UpFront);
		for who in [bob(), dave()] {
			assert_noop!(give_up(who, id), Error::<Test>::NotClient);
		}
		set_time(START + LIFETIME / 2);
		events();
		assert_ok!(give_up(alice(), id));
		assert_eq!(event(), ended(id, Ending::GivenUp, 0, FEE));
		assert!(is_open(id) && channel(id).guard.is_none());
		assert_eq!(provider(&TOKEN).facts, crate::provider::Facts::NONE);
		assert_noop!(give_up(alice(), id), Error::<Test>::NotFound);
		assert_eq!(held(&bob()), deposit_of_provider());
	});
}

fn deposit_of_provider() -> Balance {
	let footprint = Lsp::provider_footprint();
	PER_ITEM + Balance::from(footprint.count * footprint.size)
}

#[test]
fn both_agree_on_what_goes_back() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::UpFront);
		assert_noop!(accept(bob(), id, 700), Error::<Test>::NotProposed);
		assert_noop!(propose(dave(), id, Some(1)), Error::<Test>::NotParty);
		assert_noop!(propose(alice(), id, Some(FEE + 1)), Error::<Test>::ExceedsPaid);
		assert_noop!(propose(alice(), id, None), Error::<Test>::NotProposed);
		assert_noop!(propose(alice(), ChannelId(99), None), Error::<Test>::NotFound);
		events();
		assert_ok!(propose(alice(), id, Some(700)));
		let (by, refund, until_ms) = (Party::Client, Some(700), START + 2 * LIFETIME);
		assert_eq!(event(), Event::EndProposed { channel: id, by, refund, until_ms });
		assert_noop!(accept(alice(), id, 700), Error::<Test>::NotProposed);
		assert_noop!(accept(bob(), id, 699), Error::<Test>::NotProposed);
		assert_noop!(accept(dave(), id, 700), Error::<Test>::NotParty);
		// Declined, and proposed the other way round.
		assert_ok!(propose(bob(), id, None));
		assert_noop!(accept(bob(), id, 700), Error::<Test>::NotProposed);
		assert_ok!(propose(bob(), id, Some(600)));
		events();
		assert_ok!(accept(alice(), id, 600));
		assert_eq!(event(), ended(id, Ending::Agreed(600), 600, FEE - 600));
		assert_eq!(channel(id).guard, None);
	});
}

#[test]
fn what_is_over_is_not_agreed_on() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::UpFront);
		assert_ok!(propose(alice(), id, Some(FEE)));
		set_time(START + LIFETIME);
		assert_noop!(accept(bob(), id, FEE), Error::<Test>::Expired);
		assert_noop!(propose(bob(), id, Some(1)), Error::<Test>::Expired);
		events();
		// Nor given up.
		assert_ok!(give_up(alice(), id));
		assert_eq!(event(), ended(id, Ending::Completed, 0, FEE));
	});
}

#[test]
fn a_client_that_closes_gives_up() {
	in_each_asset(|asset| {
		provide(&asset);
		let id = leased(&asset, Payment::UpFront);
		events();
		assert_ok!(outcome(Channels::force_close(origin(alice()), id, None)));
		jump_to(now());
		assert_eq!(event(), ended(id, Ending::GivenUp, 0, FEE));
		assert_eq!(Channels::channel(id), None);
		assert_eq!(provider(&asset).leased, 0);
	});
}

#[test]
fn a_client_that_owes_pays_for_what_it_kept_from_others() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::FirstReceived);
		events();
		assert_ok!(outcome(Channels::force_close(origin(alice()), id, None)));
		jump_to(now());
		assert_eq!(event(), ended(id, Ending::GivenUp, 0, FEE));
	});
}

#[test]
fn a_channel_that_both_close_ends_the_lease_pro_rata() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::UpFront);
		set_time(START + LIFETIME / 4);
		let close = Close { version: 1, net: NetTransfer::ZERO, valid_until_ms: now() + MINUTE };
		let keys = Pair::new(Sr25519Keyring::Alice.pair(), Sr25519Keyring::Bob.pair());
		let signed = Signer::new(genesis(), id).after(0).co_sign(&keys, close, Message::Close);
		events();
		assert_ok!(outcome(Channels::close(origin(dave()), id, signed)));
		jump_to(now());
		let refund = FEE - FEE / 4;
		assert_eq!(event(), ended(id, Ending::ClosedTogether, refund, FEE / 4));
	});
}

#[test]
fn a_payout_that_is_refused_stops_no_end() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::UpFront);
		assert_ok!(propose(bob(), id, Some(FEE)));
		block(alice());
		assert_ok!(accept(alice(), id, FEE));
		assert_eq!(Lsp::credit(alice(), TOKEN), FEE);
		unblock(alice());
		assert_ok!(Lsp::claim_credit(origin(alice()), TOKEN, alice()));
	});
}
