//! What takes nobody's place: calls of the operational class that would do nothing.

#![allow(clippy::unwrap_used)]

mod common;

use bloc_primitives::{
	state::{CoSigned, NetTransfer, State},
	urgent::code,
	ChannelId, Pair, Preimage,
};
use common::{account, Chain};
use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
use lightning_bloc_runtime::{Runtime, RuntimeCall, Signature};
use pallet_bloc_channels::{Call as ChannelsCall, Error as ChannelsError};
use pallet_bloc_mpp::{
	types::{PaymentId, Size},
	Call as MppCall, Error as MppError,
};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError,
};

/// A challenge in a channel that is not there, signed by nobody.
fn challenge() -> RuntimeCall {
	let body = State { version: 1, net: NetTransfer::ZERO, htlcs: Default::default() };
	let signature = || Signature::Sr25519(Bob.sign(b"anything"));
	let signatures = Pair::new(signature(), signature());
	let state = CoSigned { body, signatures };
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
	let deputy = pallet_proxy::Call::<Runtime>::proxy {
		real: account(Alice).into(),
		force_proxy_type: None,
		call: Box::new(challenge()),
	};
	let batch = |calls| RuntimeCall::from(pallet_utility::Call::<Runtime>::force_batch { calls });
	let pages = frame_system::Call::<Runtime>::set_heap_pages { pages: 9 };
	for (call, refusal) in [
		(challenge(), no_channel),
		(claim(), no_payment),
		(batch(vec![claim(), challenge()]), no_payment),
		(batch(vec![batch(vec![challenge()])]), no_channel),
		(deputy.into(), no_deputy),
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
