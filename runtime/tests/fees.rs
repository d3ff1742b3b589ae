//! What payments in channels are charged beside a transfer: for weight and for length. What every
//! transaction pays beside that (its base, its signature) is the same for all.
//!
//! The weights of the SDK's pallets in the template are those of other, faster hardware, so that this is
//! the harder comparison. `scripts/weights balances` weighs a transfer where ours were weighed.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use bloc_primitives::{
	channel::Subscribe,
	invoice::{Feature, Features, Invoice, PaymentSecret},
	state::{CoSigned, Htlc, NetTransfer, State, MAX_HTLCS},
	urgent::Urgent,
	ChannelId, Pair, Policy, Preimage, Side,
};
use codec::Encode;
use common::{account, Chain};
use frame_support::{
	dispatch::{extract_actual_weight, GetDispatchInfo},
	traits::{fungible::NativeOrWithId::Native, Get, UnfilteredDispatchable},
	weights::{constants::ExtrinsicBaseWeight, Weight, WeightToFee},
};
use lightning_bloc_runtime::{
	constants::{FeeOfLength, FeeOfWeight},
	AccountId, Channels, Runtime, RuntimeCall, RuntimeOrigin, Timestamp,
};
use pallet_bloc_channels::Call as ChannelsCall;
use pallet_bloc_mpp::{
	types::{Hop, InvoiceRef},
	Call as MppCall,
};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use sp_runtime::MultiSignature;

const HOUR: u64 = 3_600_000;

/// Alice to Bob to Charlie to Dave: three channels, in which those in between forward for nothing.
fn chain_of_three() -> Chain {
	let mut chain = Chain::of("development");
	chain.block(6_000, vec![]);
	chain.look(|| {
		for (opener, counterparty) in [(Alice, Bob), (Bob, Charlie), (Charlie, Dave)] {
			let (counterparty, amount) = (account(counterparty), 1_000_000_000);
			let of = RuntimeOrigin::signed(account(opener));
			Channels::open(of, counterparty, Native, amount, HOUR).unwrap();
		}
		for (who, channel) in [(Bob, 1), (Charlie, 2)] {
			let policy = Policy { min_amount: 1, ..Policy::FREE };
			let of = RuntimeOrigin::signed(account(who));
			Channels::set_policy(of, ChannelId(channel), Some(policy)).unwrap();
		}
	});
	chain
}

/// What a call is charged that is made, by what it weighed, and for its length.
fn charged(chain: &mut Chain, who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> u128 {
	let call = call.into();
	let length = chain.signed(who, call.clone()).encoded_size() as u64;
	chain.look(|| {
		let info = call.get_dispatch_info();
		let done = call.dispatch_bypass_filter(RuntimeOrigin::signed(account(who)));
		assert!(done.is_ok(), "{done:?}");
		let weight = extract_actual_weight(&done, &info);
		FeeOfWeight::weight_to_fee(&weight)
			+ FeeOfLength::weight_to_fee(&Weight::from_parts(length, 0))
	})
}

fn transfer(chain: &mut Chain) -> u128 {
	let dest = account(Bob).into();
	let call = pallet_balances::Call::transfer_keep_alive { dest, value: 1_000_000 };
	charged(chain, Alice, RuntimeCall::Balances(call))
}

/// Dave is paid over all three channels.
fn over_three(number: u8) -> MppCall<Runtime> {
	let (payee, preimage) = (account(Dave), Preimage([number; 32]));
	let (payment_hash, payment_secret) = (preimage.payment_hash(), PaymentSecret([9; 32]));
	let invoice: Invoice<AccountId, _> = Invoice {
		payee: payee.clone(),
		asset: Native,
		amount: Some(1_000_000),
		payment_hash,
		payment_secret,
		deadline_ms: Timestamp::get() + HOUR,
		memo_hash: [0; 32],
		features: Features::NONE.allowing(Feature::Instant),
		hints: Default::default(),
	};
	let of = RuntimeOrigin::signed(payee.clone());
	pallet_bloc_mpp::Pallet::<Runtime>::register_invoice(of, invoice).unwrap();
	let hops = (0..3).map(|id| Hop { channel: ChannelId(id), amount: 1_000_000 });
	let route = hops.collect::<Vec<_>>().try_into().unwrap();
	MppCall::pay_instant {
		invoice: InvoiceRef::Registered { payee, payment_hash, payment_secret },
		total: 1_000_000,
		routes: vec![route].try_into().unwrap(),
		max_fee: 0,
	}
}

#[test]
fn a_payment_is_charged_no_more_than_a_transfer() {
	let mut chain = chain_of_three();
	let transfer = transfer(&mut chain);
	let pay = ChannelsCall::<Runtime>::pay { channel: ChannelId(0), amount: 1_000_000 };
	let pay = charged(&mut chain, Alice, pay);
	assert!(pay <= transfer, "{pay} beside {transfer}");
}

#[test]
fn a_payment_over_three_channels_is_charged_no_more_than_three_transfers() {
	let mut chain = chain_of_three();
	let transfer = transfer(&mut chain);
	let call = chain.look(|| over_three(1));
	let instant = charged(&mut chain, Alice, call);
	assert!(instant <= 3 * transfer, "{instant} beside {transfer}");
}

/// Whoever shows that a closer claimed too much is not out of pocket.
#[test]
fn a_closing_deposit_pays_for_the_largest_answer() {
	let mut chain = chain_of_three();
	let htlc = |n: u8| Htlc {
		payer: Side::Opener,
		amount: u128::MAX,
		payment_hash: Preimage([n; 32]).payment_hash(),
		deadline_ms: u64::MAX,
	};
	let htlcs: Vec<_> = (0..MAX_HTLCS as u8).map(htlc).collect();
	let net = NetTransfer { payer: Side::Opener, amount: u128::MAX };
	let body = State { version: u64::MAX, net, htlcs: htlcs.try_into().unwrap() };
	let signature = |who: Sr25519Keyring| MultiSignature::Sr25519(who.sign(b"anything"));
	let state = CoSigned { body, signatures: Pair::new(signature(Alice), signature(Bob)) };
	let call = ChannelsCall::<Runtime>::challenge { channel: ChannelId(0), state };
	let call = RuntimeCall::from(call);
	let length = chain.signed(Charlie, call.clone()).encoded_size() as u64;
	chain.look(|| {
		// Asked first whether it would work, and what every transaction pays.
		let weight = call.get_dispatch_info().call_weight + call.urgent_weight();
		let fee = FeeOfWeight::weight_to_fee(&(weight + ExtrinsicBaseWeight::get()))
			+ FeeOfLength::weight_to_fee(&Weight::from_parts(length, 0));
		let deposit = <<Runtime as pallet_bloc_channels::Config>::ClosingDeposit>::get();
		assert!((fee..3 * fee).contains(&deposit), "{deposit} for {fee}");
	});
}

#[test]
fn who_listens_makes_it_dearer_and_who_does_not_does_not() {
	let mut chain = chain_of_three();
	let pay = || ChannelsCall::<Runtime>::pay { channel: ChannelId(0), amount: 1_000_000 };
	let alone = charged(&mut chain, Alice, pay());
	let over = chain.look(|| over_three(1));
	let over_alone = charged(&mut chain, Alice, over);
	chain.look(|| {
		for (id, who) in [(0, Bob), (1, Bob), (2, Dave)] {
			<Channels as Subscribe<AccountId>>::subscribe(ChannelId(id), &account(who), true)
				.unwrap();
		}
	});
	// Nobody has a policy: the first to look finds that, and listens no more.
	let watched = charged(&mut chain, Alice, pay());
	assert!(watched > alone);
	let over = chain.look(|| over_three(2));
	assert!(charged(&mut chain, Alice, over) > over_alone);
	assert_eq!(charged(&mut chain, Alice, pay()), alone);
	let over = chain.look(|| over_three(3));
	assert_eq!(charged(&mut chain, Alice, over), over_alone);
}
