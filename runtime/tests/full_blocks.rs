//! A block that others have filled with transfers, to the brim: what cannot wait is included all the
//! same, and nothing else is.

#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used)]

mod common;

use bloc_primitives::{
	state::{CoSigned, Htlc, Message, NetTransfer, State},
	ChannelId, Pair, Preimage, Side,
};
use bloc_timetable::Owner;
use common::{account, by_both, invoice, leg, registered, route, Chain};
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::{fungible::NativeOrWithId::Native, Get},
	weights::Weight,
	BoundedVec,
};
use lightning_bloc_runtime::{
	configs::{hooks::HooksShare, system::AnswerWeight},
	Channels, Mpp, Runtime, RuntimeCall, RuntimeOrigin, Signature, Swaps, System, Timestamp,
	UncheckedExtrinsic,
};
use pallet_bloc_channels::Call as ChannelsCall;
use pallet_bloc_mpp::{
	types::{PaymentId, Size},
	Call as MppCall,
};
use pallet_bloc_swaps::{types::Source, Call as SwapsCall};
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	ApplyExtrinsicResult,
};

const AMOUNT: u128 = 1_000_000;
const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;

/// Transfers in one batch: so that a block does not take as many signatures.
const BATCH: usize = 100;
/// More batches than a block has room for, and more transfers than fit in the rest of it.
const BATCHES: u32 = 200;
const SINGLES: u32 = 150;

/// What waits on this chain, by the channel or by what it is about.
const DISPUTED: ChannelId = ChannelId(0);
const WITH_HTLC: ChannelId = ChannelId(1);
const REQUESTED: ChannelId = ChannelId(2);
const PAID_OVER: ChannelId = ChannelId(3);
const TO_BE_CLOSED: ChannelId = ChannelId(4);

const OF_HTLC: Preimage = Preimage([1; 32]);
const OF_PAYMENT: Preimage = Preimage([2; 32]);
const OF_SWAP: Preimage = Preimage([3; 32]);

fn alice() -> RuntimeOrigin {
	RuntimeOrigin::signed(account(Alice))
}

/// A later state than any, by which Alice has less than she had, and maybe some waits for Bob.
fn state(chain: &Chain, channel: ChannelId, htlc: bool) -> CoSigned<State, Signature> {
	let net = NetTransfer { payer: Side::Opener, amount: AMOUNT / 10 * 9 };
	let htlc = htlc.then_some(Htlc {
		payer: Side::Opener,
		amount: 1_000,
		payment_hash: OF_HTLC.payment_hash(),
		deadline_ms: chain.now_ms + HOUR,
	});
	let htlcs = BoundedVec::truncate_from(htlc.into_iter().collect());
	let state = State { version: 1, net, htlcs };
	let message = Message::State(state.clone());
	by_both(chain.genesis, channel, state, &message, Pair::new(Alice, Bob))
}

/// Bob has an invoice and a leg of a swap for which Alice has locked.
fn pay_bob() {
	let (amount, deadline_ms) = (AMOUNT / 2, Timestamp::get() + HOUR);
	let invoice = invoice(account(Bob), amount, OF_PAYMENT.payment_hash(), deadline_ms);
	let (invoice, routes) = (registered(invoice), route([PAID_OVER], amount));
	Mpp::pay(alice(), invoice, amount, routes, 0, Timestamp::get() + HOUR / 2).unwrap();

	let spec = leg(account(Bob), AMOUNT, OF_SWAP.payment_hash(), deadline_ms);
	Swaps::lock(alice(), spec, Source::Account).unwrap();
}

/// A chain on which something waits for each kind of call that cannot.
fn chain() -> Chain {
	let mut chain = Chain::of("development");
	chain.block(6_000, vec![]);
	let with_htlc = state(&chain, WITH_HTLC, true);
	chain.look(|| {
		for _ in 0..5 {
			Channels::open(alice(), account(Bob), Native, AMOUNT, HOUR).unwrap();
		}
		for channel in [DISPUTED, WITH_HTLC, REQUESTED, TO_BE_CLOSED] {
			Channels::commit(alice(), channel, AMOUNT).unwrap();
		}
		Channels::force_close(alice(), DISPUTED, None).unwrap();
		Channels::force_close(alice(), WITH_HTLC, Some(with_htlc)).unwrap();
		Channels::request_withdrawal(alice(), REQUESTED, AMOUNT / 2, None).unwrap();
		pay_bob();
	});
	chain
}

/// All of them, each with who sends it: a party where only a party may.
fn urgent(chain: &Chain) -> Vec<(Sr25519Keyring, RuntimeCall)> {
	let state = |channel, htlc| state(chain, channel, htlc);
	let challenge = ChannelsCall::challenge { channel: DISPUTED, state: state(DISPUTED, false) };
	let reveal = ChannelsCall::reveal_for { channel: WITH_HTLC, preimage: OF_HTLC };
	let (channel, side) = (REQUESTED, Side::Opener);
	let contest =
		ChannelsCall::contest_withdrawal { channel, side, state: state(REQUESTED, false) };
	let channel = TO_BE_CLOSED;
	let close = ChannelsCall::force_close { channel, state: Some(state(channel, true)) };
	let size = Size { parts: 1, hops: 1 };
	let claim = MppCall::<Runtime>::claim { payment: PaymentId(0), preimage: OF_PAYMENT, size };
	let owners = BoundedVec::truncate_from(vec![account(Alice)]);
	let swap = SwapsCall::<Runtime>::claim { owners, preimage: OF_SWAP };
	vec![
		(Eve, RuntimeCall::Channels(challenge)),
		(Eve, RuntimeCall::Channels(reveal)),
		(Eve, RuntimeCall::Channels(contest)),
		(Bob, RuntimeCall::Channels(close)),
		(Eve, claim.into()),
		(Eve, swap.into()),
	]
}

fn transfer() -> RuntimeCall {
	let dest = account(Bob).into();
	pallet_balances::Call::transfer_keep_alive { dest, value: 10_000 }.into()
}

/// So many of a call, one after the other.
fn many(
	chain: &mut Chain,
	who: Sr25519Keyring,
	call: &RuntimeCall,
	count: u32,
) -> Vec<UncheckedExtrinsic> {
	let genesis = chain.genesis;
	(0..count).map(|nonce| chain.signed_with(who, call.clone(), nonce, genesis)).collect()
}

const NO_ROOM: TransactionValidityError =
	TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources);

/// How many of these were included, before the first for which there was no room.
fn included(results: &[ApplyExtrinsicResult]) -> usize {
	let count = results.iter().take_while(|result| **result == Ok(Ok(()))).count();
	assert_eq!(results[count], Err(NO_ROOM), "after {count}");
	assert!(results[count..].iter().all(Result::is_err));
	count
}

/// Fills a block: as full as can be of transfers, and then what cannot wait.
fn fill_and_answer(chain: &mut Chain) {
	let urgent_calls = urgent(chain);
	let calls = vec![transfer(); BATCH];
	let batch = pallet_utility::Call::<Runtime>::batch_all { calls }.into();
	let mut txs = many(chain, Charlie, &batch, BATCHES);
	txs.extend(many(chain, Dave, &transfer(), SINGLES));
	txs.push(chain.signed(Ferdie, transfer()));
	let genesis = chain.genesis;
	let mut nonce = 0;
	for (who, call) in urgent_calls.clone() {
		let of = if who == Eve { nonce } else { 0 };
		nonce += u32::from(who == Eve);
		txs.push(chain.signed_with(who, call, of, genesis));
	}
	txs.push(chain.signed(AliceStash, transfer()));
	let results = chain.block(6_000, txs);

	let (batches, results) = results.split_at(usize::try_from(BATCHES).unwrap());
	let (singles, results) = results.split_at(usize::try_from(SINGLES).unwrap());
	assert!(included(batches) > 50 && included(singles) > 0);
	let (last, results) = results.split_first().unwrap();
	assert_eq!(*last, Err(NO_ROOM));
	let (last, answers) = results.split_last().unwrap();
	for (answer, (_, call)) in answers.iter().zip(urgent_calls) {
		assert_eq!(*answer, Ok(Ok(())), "{call:?}");
	}
	assert_eq!(answers.len(), 6);
	assert_eq!(*last, Err(NO_ROOM), "there was room all the same");
}

#[test]
fn what_cannot_wait_gets_into_a_block_that_transfers_have_filled() {
	fill_and_answer(&mut chain());
}

/// A state of as many HTLCs as there can be, as both sign it, or without what they have signed.
fn longest(chain: &Chain, channel: ChannelId) -> [CoSigned<State, Signature>; 2] {
	let mut signed = state(chain, channel, true);
	let htlc = signed.body.htlcs[0];
	signed.body.htlcs = BoundedVec::truncate_from(vec![htlc; 32]);
	let mut approved = signed.clone();
	approved.signatures = Pair::new(None, None);
	[signed, approved]
}

/// A block counts as full if one more of the longest answers would be kept out: not later, and not
/// much sooner.
#[test]
fn no_answer_needs_more_room_than_a_block_that_is_not_full_has() {
	let mut chain = chain();
	let mut most = Weight::zero();
	for state in longest(&chain, DISPUTED) {
		let challenge = ChannelsCall::challenge { channel: DISPUTED, state: state.clone() };
		let (channel, side) = (REQUESTED, Side::Opener);
		let contest = ChannelsCall::contest_withdrawal { channel, side, state };
		for call in [challenge, contest] {
			let needs = chain.signed(Eve, call).get_dispatch_info().total_weight();
			most = most.max(needs);
		}
	}
	let left = chain.look(AnswerWeight::get);
	assert!(most.all_lte(left), "{most:?} of {left:?}");
	assert!(most.ref_time() > left.ref_time() / 10 * 8, "{most:?} of {left:?}");
}

/// The hooks have spent all that they may, too: then the block as a whole is full.
#[test]
fn and_where_the_hooks_have_filled_their_part() {
	let mut chain = chain();
	let now_ms = chain.now_ms;
	chain.look(|| {
		// What turns out to be stale: more than a block can look at.
		for n in 0..60_000 {
			let none = ChannelId(1_000 + n);
			Channels::push(now_ms, pallet_bloc_channels::types::Due::Settlement(none));
		}
	});
	fill_and_answer(&mut chain);
	let hooks = chain.look(|| *System::block_weight().get(DispatchClass::Mandatory));
	let block = <<Runtime as frame_system::Config>::BlockWeights>::get().max_block;
	assert!(hooks.ref_time() > HooksShare::get() * block.ref_time() / 10 * 9, "{hooks:?}");
}
