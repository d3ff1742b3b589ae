//! A provider tries every way out of a lease, and fails each by name; the one that is left costs it
//! a part of its bond.

use super::*;
use bloc_primitives::{
	channel::{Lock, Open, Purpose, Transfer},
	sign::Signer,
	state::{CoSigned, Htlc, Message, NetTransfer, State},
	Pair, Preimage, Side,
};
use frame_support::storage::with_storage_layer;
use pallet_bloc_channels::Error as Refusal;
use sp_keyring::Sr25519Keyring;

pub(super) fn signed(id: ChannelId, state: State) -> CoSigned<State, MultiSignature> {
	let keys = Pair::new(Sr25519Keyring::Alice.pair(), Sr25519Keyring::Bob.pair());
	Signer::new(genesis(), id).after(0).co_sign(&keys, state, Message::State)
}

pub(super) fn state(htlcs: Vec<Htlc>) -> State {
	let net = NetTransfer { payer: Side::Opener, amount: 10 };
	State { version: 1, net, htlcs: htlcs.try_into().unwrap() }
}

/// Alice's payment to Bob, which waits.
pub(super) fn htlc() -> Htlc {
	let payment_hash = Preimage([1; 32]).payment_hash();
	Htlc { payer: Side::Opener, amount: 50, payment_hash, deadline_ms: now() + HOUR }
}

/// A lease in a channel in which Alice has committed something.
pub(super) fn committed(asset: &Asset) -> ChannelId {
	provide(asset);
	let id = next_channel();
	let wanted = Request { own: 1_000, ..request(Payment::UpFront) };
	try_request(&alice(), asset, wanted, Selection::Provider(bob())).unwrap();
	outcome(Channels::commit(origin(alice()), id, 1_000)).unwrap();
	id
}

/// All of them fail, and are all refused by name.
fn fails_each_way(asset: &Asset, id: ChannelId) {
	let by = || origin(bob());
	let floor = Refusal::<Test>::BelowFloor;
	assert_noop!(outcome(Channels::withdraw(by(), id, 1)), floor);
	let floor = || DispatchError::from(Refusal::<Test>::BelowFloor);
	assert_noop!(Channels::transfer(id, &bob(), asset, 1), floor());
	assert_noop!(Channels::forward(id, &bob(), asset, 1, Purpose::Own), floor());
	assert_noop!(Channels::lock(id, &bob(), asset, 1, Purpose::Own), floor());
	let guarded = || DispatchError::from(Refusal::<Test>::Guarded);
	assert_noop!(outcome(Channels::commit(by(), id, 1)), guarded());
	assert_noop!(outcome(Channels::request_withdrawal(by(), id, 1, None)), guarded());
	assert_noop!(outcome(Channels::force_close(by(), id, None)), guarded());
	assert_noop!(outcome(Channels::close_after_loss(by(), id, 0)), guarded());
	assert_noop!(<Channels as Open<AccountId>>::close(id), guarded());
	for policy in [
		None,
		Some(Policy { enabled: false, ..POLICY }),
		Some(Policy { base_fee: 2, ..POLICY }),
		Some(Policy { fee_ppm: 101, ..POLICY }),
		Some(Policy { inbound_base_fee: 1, ..POLICY }),
		Some(Policy { inbound_fee_ppm: 1, ..POLICY }),
		Some(Policy { min_amount: 1, ..POLICY }),
		Some(Policy { max_amount: 1, ..POLICY }),
		Some(Policy { reserve: 1, ..POLICY }),
		Some(Policy { max_locked: Some(1), ..POLICY }),
		Some(Policy { hold_ppm: 1, ..POLICY }),
	] {
		let refusal = Refusal::<Test>::PolicyBelowGuard;
		assert_noop!(Channels::set_policy(by(), id, policy), refusal);
	}
	// Nor by its own pallet.
	assert_noop!(outcome(Lsp::leave(by(), asset.clone())), Error::<Test>::StillLeased);
	assert_noop!(Lsp::give_up(by(), id), Error::<Test>::NotClient);
	assert_noop!(Lsp::settle(by(), id), Error::<Test>::NotExpired);
	assert_noop!(Lsp::accept_end(by(), id, 0), Error::<Test>::NotProposed);
	let it = provider(asset);
	let most = it.bond - it.covered;
	let covered = outcome(Lsp::withdraw_bond(by(), asset.clone(), most + 1));
	assert_noop!(covered, Error::<Test>::BondExhausted);
	let leased = outcome(Lsp::unstock(by(), asset.clone(), it.free + 1));
	assert_noop!(leased, Error::<Test>::StockShort);
}

#[test]
fn every_way_out_is_refused_until_the_lease_ends() {
	in_each_asset(|asset| {
		let id = committed(&asset);
		fails_each_way(&asset, id);
		let sealed = signed(id, state(vec![]));
		let close = Channels::force_close(origin(bob()), id, Some(sealed));
		assert_noop!(outcome(close), Refusal::<Test>::Guarded);
		set_time(START + LIFETIME - 1);
		fails_each_way(&asset, id);
		// Its stock and its bond cannot be used for another lease either.
		set_time(START + LIFETIME);
		assert_ok!(outcome(Channels::withdraw(origin(bob()), id, 1)));
		assert_ok!(Channels::set_policy(origin(bob()), id, None));
		assert_ok!(outcome(Channels::force_close(origin(bob()), id, None)));
		jump_to(now());
		// Nobody has settled it before: it has gone on to its end, all the same.
		let honoured = provider(&asset).facts;
		assert_eq!((honoured.honoured, honoured.broken), (1, 0));
	});
}

#[test]
fn what_it_brings_beside_is_its_own() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::UpFront);
		assert_ok!(outcome(Channels::deposit(origin(bob()), id, 300)));
		assert_ok!(Channels::top_up(origin(bob()), id, 200));
		assert_ok!(outcome(Channels::withdraw(origin(bob()), id, 100)));
		let forward = || Channels::forward(id, &bob(), &TOKEN, 200, Purpose::Own);
		assert_ok!(with_storage_layer(forward));
		fails_each_way(&TOKEN, id);
		assert_eq!(free(id), [200, SIZE]);
		// It asks for no more than before, or for less.
		let cheap = Policy { base_fee: 0, fee_ppm: 0, ..POLICY };
		assert_ok!(Channels::set_policy(origin(bob()), id, Some(cheap)));
	});
}

#[test]
fn closing_with_an_htlc_costs_a_part_of_the_bond() {
	ExtBuilder.run(|| {
		let id = committed(&TOKEN);
		set_time(START + LIFETIME / 2);
		let sealed = signed(id, state(vec![htlc()]));
		let before = fortunes(&TOKEN);
		events();
		assert_ok!(outcome(Channels::force_close(origin(bob()), id, Some(sealed))));
		assert_eq!((events(), Neighbour::read()), (vec![], vec![]));
		jump_to(now());
		let half = FEE / 2;
		let compensation = half / 2;
		let ended = Event::LeaseEnded {
			channel: id,
			reason: Ending::Breached,
			refund: half,
			earned: half,
			compensation,
		};
		let (provider, client, lost) = (bob(), alice(), half);
		let breached = Event::Breached { channel: id, provider, client, lost, compensation };
		assert_eq!(events(), [ended, breached]);
		assert_eq!(Neighbour::read(), [ToldOf::Breached { channel: id, lost, compensation }]);
		assert_eq!(changes(&TOKEN, before), [(half + compensation) as i128, 0, 0, 0]);
		let it = super::provider(&TOKEN);
		assert_eq!((it.bond, it.covered, it.leased), (BOND - compensation, 0, 0));
		assert_eq!((it.facts.broken, it.facts.standing), (1, 50));
		assert_eq!(crate::Leases::<Test>::iter().count(), 0);
	});
}

#[test]
fn who_is_told_of_a_breach_cannot_stop_it() {
	ExtBuilder.run(|| {
		let id = committed(&TOKEN);
		Refuses::set(true);
		let sealed = signed(id, state(vec![htlc()]));
		assert_ok!(outcome(Channels::force_close(origin(bob()), id, Some(sealed))));
		jump_to(now());
		assert_eq!(Neighbour::read(), []);
		assert_eq!(provider(&TOKEN).facts.broken, 1);
	});
}

#[test]
fn a_breach_gives_back_what_was_received() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = next_channel();
		let wanted = Request { own: 1_000, ..request(Payment::FirstReceived) };
		assert_ok!(try_request(&alice(), &TOKEN, wanted, Selection::Provider(bob())));
		assert_ok!(outcome(Channels::commit(origin(alice()), id, 1_000)));
		let forward = || Channels::forward(id, &bob(), &TOKEN, FEE, Purpose::Forward);
		assert_ok!(with_storage_layer(forward));
		let before = fortunes(&TOKEN);
		let sealed = signed(id, state(vec![htlc()]));
		assert_ok!(outcome(Channels::force_close(origin(bob()), id, Some(sealed))));
		jump_to(now());
		// What was put down, what was received, and half of that.
		assert_eq!(changes(&TOKEN, before)[0], (FEE + FEE + FEE / 2) as i128);
		assert_eq!(provider(&TOKEN).bond, BOND - FEE - FEE / 2);
	});
}

/// Its second account would contest what it requests, and the channel would close.
#[test]
fn a_request_to_withdraw_is_no_way_out() {
	ExtBuilder.run(|| {
		let id = committed(&TOKEN);
		assert_ok!(Channels::top_up(origin(bob()), id, 500));
		let request = |who| outcome(Channels::request_withdrawal(origin(who), id, 100, None));
		assert_noop!(request(bob()), Refusal::<Test>::Guarded);
		assert_ok!(request(alice()));
		set_time(START + LIFETIME - 1);
		assert_noop!(request(bob()), Refusal::<Test>::Guarded);
		set_time(START + LIFETIME);
		assert_ok!(request(bob()));
	});
}

/// What was put down and became the fee goes back like any other that is paid ahead.
#[test]
fn a_breach_gives_back_what_was_put_down() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = next_channel();
		let wanted = Request { own: 1_000, ..request(Payment::FirstReceived) };
		assert_ok!(try_request(&alice(), &TOKEN, wanted, Selection::Provider(bob())));
		assert_ok!(outcome(Channels::commit(origin(alice()), id, 1_000)));
		let before = fortunes(&TOKEN);
		set_time(START + FIRST_PAYMENT);
		let sealed = signed(id, state(vec![htlc()]));
		assert_ok!(outcome(Channels::force_close(origin(bob()), id, Some(sealed))));
		jump_to(now());
		// An hour of thirty days is 2 of 2,000.
		let left = FEE - 2;
		assert_eq!(changes(&TOKEN, before)[0], (left + left / 2) as i128);
		assert_eq!(provider(&TOKEN).bond, BOND - left / 2);
	});
}
