//! What takes nobody's place: calls of the operational class that would do nothing.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use bloc_primitives::{
	state::{CoSigned, Message, NetTransfer, State},
	urgent::code,
	ChannelId, Pair, Preimage, Side,
};
use common::{account, by_both, invoice, leg, registered, route, Chain};
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::fungible::NativeOrWithId::Native,
	BoundedVec,
};
use lightning_bloc_runtime::{
	configs::proxy::ProxyType, AccountId, Balances, Channels, Mpp, Multisig, Proxy, Runtime,
	RuntimeCall, RuntimeOrigin, Signature, Swaps,
};
use pallet_bloc_channels::{Call as ChannelsCall, Error as ChannelsError};
use pallet_bloc_mpp::{
	types::{PaymentId, Size},
	Call as MppCall, Error as MppError,
};
use pallet_bloc_swaps::types::Source;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, One};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError,
};

const MINUTE: u64 = 60_000;

/// A challenge in a channel that is not there, signed by nobody.
fn challenge() -> RuntimeCall {
	let body = State { version: 1, net: NetTransfer::ZERO, htlcs: Default::default() };
	let signature = || Signature::Sr25519(Bob.sign(b"anything"));
	let signatures = Pair::new(signature(), signature());
	let state = CoSigned::by_both(body, signatures);
	ChannelsCall::<Runtime>::challenge { channel: ChannelId(9), state }.into()
}

fn claim() -> RuntimeCall {
	let (payment, preimage, size) = (PaymentId(9), Preimage([1; 32]), Size::MOST);
	MppCall::<Runtime>::claim { payment, preimage, size }.into()
}

#[test]
fn what_would_be_refused_is_not_included_however_it_is_wrapped() {
	let no_channel: DispatchError = ChannelsError::<Runtime>::NotFound.into();
	let no_payment: DispatchError = MppError::<Runtime>::NotFound.into();
	let no_deputy: DispatchError = pallet_proxy::Error::<Runtime>::NotProxy.into();
	let deputy = for_alice(challenge());
	let batch = |calls| RuntimeCall::from(pallet_utility::Call::<Runtime>::force_batch { calls });
	let pages = frame_system::Call::<Runtime>::set_heap_pages { pages: 9 };
	for (call, refusal) in [
		(challenge(), no_channel),
		(claim(), no_payment),
		(batch(vec![claim(), challenge()]), no_payment),
		(batch(vec![batch(vec![challenge()])]), no_channel),
		(deputy, no_deputy),
		(joint(vec![account(Alice)], challenge()), no_channel),
		(pages.into(), DispatchError::BadOrigin),
	] {
		assert_eq!(call.get_dispatch_info().class, DispatchClass::Operational, "{call:?}");
		let mut chain = Chain::of("development");
		let tx = chain.signed(Bob, call.clone());
		let invalid = InvalidTransaction::Custom(code(&refusal));
		let refused = Err(TransactionValidityError::Invalid(invalid));
		assert_eq!(chain.block(6_000, vec![tx]), [refused], "{call:?}");
	}
}

#[test]
fn other_calls_are_not_asked() {
	let mut chain = Chain::of("development");
	let reveal = ChannelsCall::<Runtime>::reveal_preimage { preimage: Preimage([1; 32]) };
	let tx = chain.signed(Bob, reveal);
	assert_eq!(chain.block(6_000, vec![tx]), [Ok(Ok(()))]);
}

/// A deputy of Alice's makes a call in her name.
fn for_alice(call: RuntimeCall) -> RuntimeCall {
	let (real, call) = (account(Alice).into(), Box::new(call));
	pallet_proxy::Call::<Runtime>::proxy { real, force_proxy_type: None, call }.into()
}

/// An account that its sender has together with these makes a call.
fn joint(other_signatories: Vec<AccountId>, call: RuntimeCall) -> RuntimeCall {
	let call = Box::new(call);
	pallet_multisig::Call::<Runtime>::as_multi_threshold_1 { other_signatories, call }.into()
}

/// A channel of Alice and Bob that she has closed with less for him than both have signed since; and
/// the challenge that says so.
fn dispute(chain: &mut Chain) -> RuntimeCall {
	chain.block(6_000, vec![]);
	let channel = ChannelId(0);
	chain.look(|| {
		let alice = || RuntimeOrigin::signed(account(Alice));
		Channels::open(alice(), account(Bob), Native, 1_000_000, MINUTE).unwrap();
		Channels::commit(alice(), channel, 1_000_000).unwrap();
		Channels::force_close(alice(), channel, None).unwrap();
	});
	let net = NetTransfer { payer: Side::Opener, amount: 1_000 };
	let state = State { version: 1, net, htlcs: Default::default() };
	let message = Message::State(state.clone());
	let state = by_both(chain.genesis, channel, state, &message, Pair::new(Alice, Bob));
	ChannelsCall::<Runtime>::challenge { channel, state }.into()
}

/// What a deputy may not do fails inside a call that works: it would give back what asking cost, and
/// could be sent again and again.
#[test]
fn no_deputy_fills_the_lane_with_what_it_may_not_do() {
	let mut chain = Chain::of("development");
	let challenge = dispute(&mut chain);
	let deputies = [
		(Bob, ProxyType::NonTransfer, 0),
		(Charlie, ProxyType::Keep, 0),
		(Dave, ProxyType::Any, 5),
	];
	chain.look(|| {
		for (who, kind, delay) in deputies {
			let alice = RuntimeOrigin::signed(account(Alice));
			Proxy::add_proxy(alice, account(who).into(), kind, delay).unwrap();
		}
	});
	let batch =
		|call| RuntimeCall::from(pallet_utility::Call::<Runtime>::batch { calls: vec![call] });
	let filtered: DispatchError = frame_system::Error::<Runtime>::CallFiltered.into();
	let unannounced: DispatchError = pallet_proxy::Error::<Runtime>::Unannounced.into();
	let within = |call: &RuntimeCall| {
		[
			for_alice(call.clone()),
			for_alice(batch(batch(call.clone()))),
			batch(for_alice(call.clone())),
		]
	};
	for (who, kind, delay) in deputies {
		let refusal = if delay == 0 { filtered } else { unannounced };
		for call in within(&challenge) {
			assert_eq!(call.get_dispatch_info().class, DispatchClass::Operational, "{call:?}");
			let tx = chain.signed(who, call.clone());
			let refused =
				TransactionValidityError::Invalid(InvalidTransaction::Custom(code(&refusal)));
			assert_eq!(chain.block(6_000, vec![tx]), [Err(refused)], "{kind:?}: {call:?}");
		}
	}
}

/// A deputy who may is heard, and so is one of the owners of a joint account.
#[test]
fn who_may_answers_by_another_account() {
	for way in 0..3 {
		let mut chain = Chain::of("development");
		let challenge = dispute(&mut chain);
		chain.look(|| {
			let alice = RuntimeOrigin::signed(account(Alice));
			let bob = account(Bob);
			Proxy::add_proxy(alice, bob.clone().into(), ProxyType::Any, 0).unwrap();
			// Deposits and the like are an account's own.
			let mut both = vec![account(Alice), bob.clone()];
			both.sort();
			let joint = Multisig::multi_account_id(&both, 1);
			let value = 1_000_000_000;
			Balances::transfer_keep_alive(RuntimeOrigin::signed(bob), joint.into(), value).unwrap();
		});
		let call = match way {
			0 => for_alice(challenge),
			1 => joint(vec![account(Alice)], challenge),
			_ => joint(vec![account(Alice)], {
				let calls = vec![challenge];
				pallet_utility::Call::<Runtime>::batch_all { calls }.into()
			}),
		};
		let tx = chain.signed(Bob, call);
		assert_eq!(chain.block(6_000, vec![tx]), [Ok(Ok(()))], "{way}");
	}
}

/// As the call itself asks: an account that there is not would make nothing of a call that works.
#[test]
fn a_joint_account_is_asked_for_as_by_the_call() {
	use pallet_multisig::Error;
	let many = (0..100).map(|n| AccountId::new([n; 32])).collect();
	let mut unsorted = vec![account(Alice), account(Charlie)];
	unsorted.sort_by(|a, b| b.cmp(a));
	let cases: [(Vec<AccountId>, Error<Runtime>); 4] = [
		(vec![], Error::TooFewSignatories),
		(many, Error::TooManySignatories),
		(unsorted, Error::SignatoriesOutOfOrder),
		(vec![account(Bob)], Error::SenderInSignatories),
	];
	for (others, refusal) in cases {
		let mut chain = Chain::of("development");
		let challenge = dispute(&mut chain);
		let tx = chain.signed(Bob, joint(others, challenge));
		let invalid = InvalidTransaction::Custom(code(&refusal.into()));
		assert_eq!(chain.block(6_000, vec![tx]), [Err(TransactionValidityError::Invalid(invalid))]);
	}
}

/// Bob is paid over a channel of Alice's, and a leg of a swap waits for him: what claims them.
fn claims(chain: &mut Chain) -> [RuntimeCall; 2] {
	chain.block(6_000, vec![]);
	let deadline_ms = chain.now_ms + 30 * MINUTE;
	let [paid, swapped] = [Preimage([1; 32]), Preimage([2; 32])];
	chain.look(|| {
		let alice = || RuntimeOrigin::signed(account(Alice));
		let (payee, amount) = (account(Bob), 1_000_000);
		Channels::open(alice(), payee.clone(), Native, amount, MINUTE).unwrap();
		let invoice = invoice(payee.clone(), amount, paid.payment_hash(), deadline_ms);
		let (invoice, routes) = (registered(invoice), route([ChannelId(0)], amount));
		Mpp::pay(alice(), invoice, amount, routes, 0, deadline_ms).unwrap();
		let spec = leg(payee, amount, swapped.payment_hash(), deadline_ms);
		Swaps::lock(alice(), spec, Source::Account).unwrap();
	});
	let (payment, preimage, size) = (PaymentId(0), paid, Size { parts: 1, hops: 1 });
	let payment = MppCall::<Runtime>::claim { payment, preimage, size };
	let owners = BoundedVec::truncate_from(vec![account(Alice)]);
	let leg = pallet_bloc_swaps::Call::<Runtime>::claim { owners, preimage: swapped };
	[payment.into(), leg.into()]
}

/// Who cannot put the deposit for the preimage down would send one claim again and again.
#[test]
fn who_cannot_pay_for_the_preimage_claims_nothing() {
	for which in 0..2 {
		let mut chain = Chain::of("development");
		let claim = claims(&mut chain)[which].clone();
		chain.look(|| {
			// For fees, and no more.
			let value = 9 * lightning_bloc_runtime::constants::fee_unit();
			let poor = account(One).into();
			let alice = RuntimeOrigin::signed(account(Alice));
			Balances::transfer_keep_alive(alice, poor, value).unwrap();
		});
		let txs = [One, Charlie].map(|who| chain.signed(who, claim.clone()));
		let refused = Err(TransactionValidityError::Invalid(InvalidTransaction::Custom(u8::MAX)));
		assert_eq!(chain.block(6_000, txs.to_vec()), [refused, Ok(Ok(()))], "{claim:?}");
	}
}

/// Where the preimage is public already, there is nothing to pay for.
#[test]
fn who_cannot_pay_claims_with_a_preimage_that_is_public() {
	let mut chain = Chain::of("development");
	let [_, claim] = claims(&mut chain);
	chain.look(|| {
		let alice = || RuntimeOrigin::signed(account(Alice));
		let value = 9 * lightning_bloc_runtime::constants::fee_unit();
		Balances::transfer_keep_alive(alice(), account(One).into(), value).unwrap();
		Channels::reveal_preimage(alice(), Preimage([2; 32])).unwrap();
	});
	let tx = chain.signed(One, claim);
	assert_eq!(chain.block(6_000, vec![tx]), [Ok(Ok(()))]);
}
