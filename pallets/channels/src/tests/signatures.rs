//! States are worth something for one channel, on one base, on one chain.

use super::{dispute_kit::*, *};
use bloc_primitives::{
	sign::Signer,
	state::{Close, CoSigned, Message, NetTransfer, State, Withdrawal},
};
use frame_support::traits::Hooks;
use sp_core::H256;
use sp_runtime::{DispatchError, MultiSignature};

/// What a call says to a state that is signed for something else.
const REFUSED: Error<Test> = Error::BadOpenerSignature;

/// `state` signed by Alice and Bob for a channel of the chain `genesis`, after the base `base`.
fn signed_for(genesis: H256, id: ChannelId, base: u64, state: State) -> CoSignedState {
	Signer::new(genesis, id).after(base).co_sign(&keys(), state, Message::State)
}

/// Nobody can make anything of `state` in a channel: neither close with it nor, once it is closing,
/// contradict.
fn is_worthless(id: ChannelId, state: &CoSignedState, error: Error<Test>) {
	let error = DispatchError::from(error);
	for who in [alice(), bob()] {
		assert_noop!(Channels::force_close(origin(who), id, Some(state.clone())), error);
	}
	assert_ok!(Channels::force_close(origin(alice()), id, None));
	for who in [alice(), bob(), charlie()] {
		assert_noop!(Channels::challenge(origin(who), id, state.clone()), error);
	}
}

#[test]
fn every_kind_of_key_signs_states_raw_or_wrapped() {
	with_each_kind_of_key(|accounts, sign| {
		let Pair { opener, counterparty } = accounts;
		let open = Channels::open(origin(opener.clone()), counterparty.clone(), TOKEN, 500, PERIOD);
		assert_ok!(open);
		let id = ChannelId(0);
		assert_ok!(Channels::commit(origin(opener.clone()), id, 500));
		let signed = |version| {
			let body = state(version, Side::Opener, 10);
			let signatures = sign(id, Message::State(body.clone()));
			CoSigned::by_both(body, signatures)
		};
		assert_ok!(Channels::force_close(origin(opener.clone()), id, Some(signed(1))));
		assert_ok!(Channels::challenge(origin(counterparty.clone()), id, signed(2)));
		let_pass(id);
		assert_ok!(settle(id));
		assert_eq!(balance(&TOKEN, &opener), WEALTH - 10);
		assert_eq!(balance(&TOKEN, &counterparty), WEALTH + 10);
	});
}

#[test]
fn the_signature_is_of_the_kind_of_key_that_the_account_is_of() {
	ExtBuilder.run(|| {
		for key in Key::of_each_kind(1) {
			let account = key.account();
			enrich(&account);
			let id = crate::NextChannelId::<Test>::get();
			assert_ok!(Channels::open(origin(account.clone()), bob(), NATIVE, 500, PERIOD));
			assert_ok!(Channels::commit(origin(account.clone()), id, 500));
			let body = state(1, Side::Opener, 10);
			let message = Message::State(body.clone());
			let counterparty: MultiSignature = signer(id).sign(&keys().counterparty, &message);
			let close = |opener| {
				let signatures = Pair::new(opener, counterparty.clone());
				let signed = CoSigned::by_both(body.clone(), signatures);
				Channels::force_close(origin(bob()), id, Some(signed))
			};
			// The same seed as another kind of key is somebody else.
			for other in Key::of_each_kind(1) {
				if other.account() != account {
					let signature = other.sign(&signer(id).payload(&message));
					assert_noop!(close(signature), REFUSED);
				}
			}
			assert_ok!(close(key.sign(&signer(id).payload(&message))));
		}
	});
}

#[test]
fn the_view_says_what_to_sign() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let withdrawal = Withdrawal {
			version: 4,
			net: NetTransfer::ZERO,
			amounts: Pair::new(1, 1),
			valid_until_ms: VALID_UNTIL,
		};
		let withdrawal = signed_withdrawal(id, withdrawal);
		assert_ok!(Channels::withdraw_committed(origin(bob()), id, withdrawal));
		let body = state(5, Side::Opener, 10);
		let bytes = Channels::payload(id, Message::State(body.clone()));
		let signatures = keys().map(|key| sp_core::Pair::sign(key, &bytes).into());
		let signed = CoSigned::by_both(body, signatures);
		assert_ok!(Channels::force_close(origin(alice()), id, Some(signed)));
	});
}

#[test]
fn a_state_is_nothing_to_a_sister_chain() {
	// The same parties, amounts and channel: all but the first block is alike.
	let sister = H256::repeat_byte(0xb2);
	let everywhere = |genesis| signed_for(genesis, ChannelId(0), 0, state(3, Side::Opener, 10));
	for (here, there) in [(genesis(), sister), (sister, genesis())] {
		in_each_asset(|asset| {
			frame_system::BlockHash::<Test>::insert(0, here);
			let id = committed_channel(asset.clone(), Pair::new(500, 300));
			assert_eq!(id, ChannelId(0));
			is_worthless(id, &everywhere(there), REFUSED);
			assert_ok!(Channels::challenge(origin(bob()), id, everywhere(here)));
		});
	}
}

#[test]
fn the_first_block_names_the_chain_however_old_it_is() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let signed = signed(id, state(1, Side::Opener, 10));
		// The chain forgets the hashes of old blocks.
		for number in 2..600 {
			System::initialize(&number, &H256::repeat_byte(1), &Default::default());
			Channels::on_initialize(number);
			System::finalize();
		}
		assert_eq!(System::block_hash(5), H256::zero());
		assert_eq!(System::block_hash(0), genesis());
		assert_ok!(Channels::force_close(origin(alice()), id, Some(signed)));
	});
}

#[test]
fn a_state_is_nothing_to_another_channel_of_the_same_parties() {
	in_each_asset(|asset| {
		let [one, other] = [(); 2].map(|()| committed_channel(asset.clone(), Pair::new(500, 300)));
		let latest = signed(one, state(3, Side::Opener, 10));
		is_worthless(other, &latest, REFUSED);
		assert_ok!(Channels::force_close(origin(bob()), one, Some(latest)));
	});
}

#[test]
fn a_state_is_nothing_to_a_channel_opened_again() {
	in_each_asset(|asset| {
		let first = committed_channel(asset.clone(), Pair::new(500, 300));
		let old = signed(first, state(3, Side::Opener, 500));
		let close = Close { version: 4, net: NetTransfer::ZERO, valid_until_ms: VALID_UNTIL };
		assert_ok!(Channels::close(origin(bob()), first, signed_close(first, close)));
		let again = committed_channel(asset, Pair::new(500, 300));
		is_worthless(again, &old, REFUSED);
		// And there is no way back to the first.
		for who in [alice(), bob()] {
			let call = Channels::force_close(origin(who.clone()), first, Some(old.clone()));
			assert_noop!(call, Error::<Test>::NotFound);
			let call = Channels::challenge(origin(who), first, old.clone());
			assert_noop!(call, Error::<Test>::NotFound);
		}
	});
}

#[test]
fn a_state_is_nothing_with_the_sides_exchanged() {
	ExtBuilder.run(|| {
		let ours = committed_channel(NATIVE, Pair::new(500, 300));
		let theirs = crate::NextChannelId::<Test>::get();
		assert_ok!(Channels::open(origin(bob()), alice(), NATIVE, 500, PERIOD));
		assert_ok!(Channels::commit(origin(bob()), theirs, 500));
		let body = state(3, Side::Opener, 10);
		let Pair { opener, counterparty } = signed(theirs, body.clone()).signatures;
		// Signed by Alice as opener: but she is the counterparty there.
		let wrong = CoSigned {
			body: body.clone(),
			signatures: Pair::new(opener.clone(), counterparty.clone()),
		};
		let right = CoSigned { body, signatures: Pair::new(counterparty, opener) };
		let close = |id, signed| Channels::force_close(origin(bob()), id, Some(signed));
		assert_noop!(close(theirs, wrong), REFUSED);
		assert_noop!(close(ours, right.clone()), REFUSED);
		assert_ok!(close(theirs, right));
	});
}

#[test]
fn a_state_is_nothing_after_a_withdrawal() {
	in_each_asset(|asset| {
		let id = committed_channel(asset, Pair::new(500, 300));
		let old: Vec<_> =
			[1, 4, 5, 6, 9].map(|version| signed(id, state(version, Side::Opener, 10))).into();
		let net = NetTransfer { payer: Side::Opener, amount: 10 };
		let body =
			Withdrawal { version: 5, net, amounts: Pair::new(90, 10), valid_until_ms: VALID_UNTIL };
		let withdrawal = signed_withdrawal(id, body);
		assert_ok!(Channels::withdraw_committed(origin(bob()), id, withdrawal.clone()));
		assert_eq!(Channels::channel(id).unwrap().committed, Pair::new(400, 300));

		let again = Channels::withdraw_committed(origin(bob()), id, withdrawal);
		assert_noop!(again, Error::<Test>::StaleVersion);
		let close =
			|state: &CoSignedState| Channels::force_close(origin(bob()), id, Some(state.clone()));
		for state in &old[..3] {
			assert_noop!(close(state), Error::<Test>::StaleVersion);
		}
		// Versions above it, but signed as if nothing had been taken out: they would pay twice.
		for state in &old[3..] {
			assert_noop!(close(state), REFUSED);
		}
		let latest = signed_for(genesis(), id, 5, state(6, Side::Opener, 0));
		assert_ok!(close(&latest));
		for state in &old[4..] {
			let late = Channels::challenge(origin(bob()), id, state.clone());
			assert_noop!(late, REFUSED);
		}
	});
}

#[test]
fn a_state_of_version_zero_is_none() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let zero = signed(id, state(0, Side::Opener, 500));
		is_worthless(id, &zero, Error::StaleVersion);
	});
}

#[test]
fn nothing_but_this_chain_channel_and_base_will_do() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		for (genesis, id_signed, base) in
			[(genesis(), id, 1), (genesis(), ChannelId(1), 0), (H256::zero(), id, 0)]
		{
			let bad = signed_for(genesis, id_signed, base, state(1, Side::Opener, 0));
			assert_noop!(Channels::force_close(origin(bob()), id, Some(bad)), REFUSED);
		}
		assert!(crate::Closings::<Test>::get(id).is_none());
	});
}
