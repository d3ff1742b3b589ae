//! Channels that close: what is noted of their leases in the same call, and what the hook makes of it.

use super::{
	ways_out::{committed, htlc, signed, state},
	*,
};
use crate::{types::Collected, Leases};
use bloc_primitives::{
	channel::{Hooks, Told},
	sign::Signer,
	state::{CoSigned, Message, NetTransfer, State},
	urgent::Urgent,
	Pair, Side,
};
use frame_support::{dispatch::GetDispatchInfo, weights::Weight};
use pallet_bloc_channels::WeightInfo;
use sp_keyring::Sr25519Keyring;

fn told(told: Told) -> Weight {
	<Lsp as Hooks<AccountId, Asset>>::weight(told)
}

fn reads(count: u64) -> Weight {
	<Test as frame_system::Config>::DbWeight::get().reads(count)
}

/// Bob closes, with an HTLC.
fn breach(id: ChannelId) {
	let sealed = signed(id, state(vec![htlc()]));
	assert_ok!(outcome(Channels::force_close(origin(bob()), id, Some(sealed))));
}

/// A later state, in which nothing waits.
fn later(id: ChannelId) -> CoSigned<State, MultiSignature> {
	let net = NetTransfer { payer: Side::Opener, amount: 10 };
	let keys = Pair::new(Sr25519Keyring::Alice.pair(), Sr25519Keyring::Bob.pair());
	let state = State { version: 2, net, htlcs: vec![].try_into().unwrap() };
	Signer::new(genesis(), id).after(0).co_sign(&keys, state, Message::State)
}

#[test]
fn what_counts_is_what_was_so_when_the_channel_closed() {
	let ended = |wait: fn()| {
		let mut found = None;
		ExtBuilder.run(|| {
			let id = committed(&TOKEN);
			set_time(START + LIFETIME / 2);
			let before = fortunes(&TOKEN);
			breach(id);
			wait();
			events();
			assert_ok!(Lsp::settle(origin(dave()), id));
			let it = provider(&TOKEN);
			assert_eq!((it.bond, it.covered, it.obligations), (BOND - FEE / 4, 0, 0));
			found = Some((events(), changes(&TOKEN, before), it.facts, it.earned));
			assert_noop!(Lsp::settle(origin(dave()), id), Error::<Test>::NotFound);
		});
		found.unwrap()
	};
	let at_once = ended(|| ());
	// However long nobody looks, and whether or not the provider is there meanwhile.
	assert_eq!(ended(|| pass(3 * DAY)), at_once);
	assert_eq!(ended(|| pass(LIFETIME)), at_once);
}

#[test]
fn what_had_come_of_the_fee_counts_as_it_was() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		// Somebody else has brought the asset already.
		assert_ok!(Channels::open(origin(charlie()), dave(), TOKEN, 500, PERIOD));
		let id = leased(&TOKEN, Payment::FirstReceived);
		assert_ok!(outcome(Channels::pay(origin(bob()), id, 500)));
		let before = fortunes(&TOKEN);
		let all = free(id)[0];
		// With nothing committed the channel is gone in the same call: the note alone knows.
		assert_ok!(outcome(Channels::force_close(origin(alice()), id, None)));
		assert_eq!(Channels::channel(id), None);
		set_time(START + FIRST_PAYMENT);
		events();
		jump_to(now());
		let (refund, earned) = (500, FEE - 500);
		let reason = Ending::GivenUp;
		let ended = Event::LeaseEnded { channel: id, reason, refund, earned, compensation: 0 };
		assert_eq!(event(), ended);
		assert_eq!(changes(&TOKEN, before)[0], (all + refund) as i128);
	});
}

#[test]
fn a_lease_that_has_ended_is_nobodys() {
	ExtBuilder.run(|| {
		let id = committed(&TOKEN);
		breach(id);
		let none = || Error::<Test>::NotFound;
		assert_noop!(Lsp::give_up(origin(alice()), id), none());
		assert_noop!(Lsp::pay_fee(origin(alice()), id, 1), none());
		assert_noop!(outcome(Lsp::renew(origin(alice()), id, DAY, FEE)), none());
		assert_noop!(Lsp::propose_end(origin(bob()), id, Some(0), Moment::MAX), none());
		assert_noop!(Lsp::accept_end(origin(bob()), id, 0), none());
		let channels = Collected::truncate_from(vec![id]);
		assert_noop!(Lsp::collect(origin(bob()), TOKEN, channels), none());
		assert_eq!(Lsp::lease(id), None);
		// What stands for it does, until it is paid.
		assert_eq!(provider(&TOKEN).covered, FEE);
		let most = BOND - FEE;
		let withdraw = outcome(Lsp::withdraw_bond(origin(bob()), TOKEN, most + 1));
		assert_noop!(withdraw, Error::<Test>::BondExhausted);
		assert_noop!(outcome(Lsp::leave(origin(bob()), TOKEN)), Error::<Test>::StillLeased);
		jump_to(now());
		assert_eq!(Leases::<Test>::iter().count(), 0);
		assert_ok!(outcome(Lsp::leave(origin(bob()), TOKEN)));
	});
}

#[test]
fn an_answer_changes_nothing_and_pays_for_one_read() {
	ExtBuilder.run(|| {
		let id = committed(&TOKEN);
		breach(id);
		let end = Leases::<Test>::get(id).unwrap().end;
		set_time(START + MINUTE);
		let (channel, state) = (id, later(id));
		let call = pallet_bloc_channels::Call::<Test>::challenge { channel, state };
		let own = <Test as pallet_bloc_channels::Config>::WeightInfo::challenge(0);
		assert_eq!(call.get_dispatch_info().call_weight, own + reads(1));
		assert_eq!(call.urgent_weight(), own + reads(1));
		let done = Channels::challenge(origin(alice()), id, later(id)).unwrap();
		assert_eq!(done.actual_weight, Some(own + reads(1)));
		assert_eq!(Leases::<Test>::get(id).unwrap().end, end);
		let again = <Lsp as Hooks<AccountId, Asset>>::closing(id, &alice(), 3);
		assert_eq!(again, Ok(reads(1)));
		assert_eq!(told(Told::Challenged), reads(1));
	});
}

#[test]
fn to_close_is_to_note_and_no_more() {
	ExtBuilder.run(|| {
		let ending = Lsp::ending_weight();
		for closed in [Told::Closing, Told::Closed] {
			assert_eq!(told(closed), Lsp::noting_weight());
			assert!(told(closed).ref_time() * 2 < ending.ref_time(), "{closed:?}");
		}
		assert_eq!(told(Told::Opened), Weight::zero());
		let hooks = <Lsp as Hooks<AccountId, Asset>>::closing;
		assert_eq!(hooks(ChannelId(0), &alice(), 0), Ok(reads(1)));
		let id = committed(&TOKEN);
		assert_eq!(hooks(id, &alice(), 0), Ok(Lsp::noting_weight()));
		assert_eq!(hooks(id, &alice(), 0), Ok(reads(1)));
		// As in a channel that closes.
		assert_ok!(outcome(Channels::force_close(origin(alice()), id, None)));
	});
}
