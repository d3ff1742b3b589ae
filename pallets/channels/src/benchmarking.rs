//! Benchmarks: each call in its worst case, in an asset that the runtime's helper makes.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::panic)]

use crate::{
	closing::Closing, custody::Money, AssetIdOf, Call, Channels, Closings, Config, NextChannelId,
	Pallet,
};
use alloc::vec::Vec;
use bloc_primitives::{
	channel::{Lock, Phase, Purpose},
	state::{
		is_signed_by, payload, Close, CoSigned, Htlc, Htlcs, Message, NetTransfer, State,
		Withdrawal, MAX_HTLCS,
	},
	Balance, ChannelId, Moment, Pair, Policy, Preimage, Side,
};
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{
		fungibles::{Inspect, Mutate},
		tokens::{Fortitude, Precision, Preservation},
		Consideration, Get,
	},
};
use frame_system::RawOrigin;

/// What the benchmarks need of a runtime: an asset, people who can sign, and a clock to set.
pub trait BenchmarkHelper<T: Config> {
	/// Makes an asset of the costliest kind.
	fn asset() -> AssetIdOf<T>;

	/// The account number `n`, whose key the keystore has.
	fn account(n: u32) -> T::AccountId;

	/// The signature of that account.
	fn sign(n: u32, payload: &[u8]) -> T::Signature;

	/// Sets the clock.
	fn set_time(now_ms: Moment);
}

/// What everybody has at first.
const WEALTH: Balance = 1 << 100;
/// What a channel has on each side.
const AMOUNT: Balance = 1 << 80;
/// When it is.
const NOW: Moment = 1_700_000_000_000;

/// Alice opens, Bob is the counterparty, Charlie a third.
const ALICE: u32 = 0;
const BOB: u32 = 1;
const CHARLIE: u32 = 2;

fn person<T: Config>(n: u32) -> T::AccountId {
	T::BenchmarkHelper::account(n)
}

/// People with money in the asset, at a time that is not the first block's.
fn set_up<T: Config>() -> AssetIdOf<T> {
	set_up_for::<T>(&[ALICE, BOB, CHARLIE])
}

/// The same, for these people alone.
fn set_up_for<T: Config>(people: &[u32]) -> AssetIdOf<T> {
	T::BenchmarkHelper::set_time(NOW);
	frame_system::Pallet::<T>::set_block_number(1u32.into());
	let asset = T::BenchmarkHelper::asset();
	for n in people {
		let who = person::<T>(*n);
		// More than enough for the deposit of closing, too.
		for _ in 0..3 {
			T::Consideration::ensure_successful(&who, Pallet::<T>::channel_footprint());
		}
		assert_ok!(T::Assets::mint_into(asset.clone(), &who, WEALTH));
	}
	asset
}

/// An open channel with `AMOUNT` in each ledger, in an asset that the pot has already.
fn open<T: Config>() -> ChannelId {
	let asset = set_up::<T>();
	let id = NextChannelId::<T>::get();
	let period_ms = T::MinChallengePeriodMs::get();
	let parties = Pair::new(person::<T>(ALICE), person::<T>(BOB));
	assert_ok!(Pallet::<T>::do_open(parties, asset, Pair::new(AMOUNT, AMOUNT), period_ms));
	id
}

/// The same with half of it committed.
fn committed<T: Config>() -> ChannelId {
	let id = open::<T>();
	for n in [ALICE, BOB] {
		assert_ok!(Pallet::<T>::do_commit(&person::<T>(n), id, AMOUNT / 2));
	}
	id
}

/// Lets people have nothing of the asset, not even an account, which whoever pays them then makes.
fn leave<T: Config>(asset: &AssetIdOf<T>, people: &[u32]) {
	for who in people.iter().map(|n| person::<T>(*n)) {
		let all = T::Assets::balance(asset.clone(), &who);
		let (expendable, exact, force) =
			(Preservation::Expendable, Precision::Exact, Fortitude::Force);
		assert_ok!(T::Assets::burn_from(asset.clone(), &who, all, expendable, exact, force));
	}
}

fn asset_of<T: Config>(id: ChannelId) -> AssetIdOf<T> {
	Channels::<T>::get(id).expect("opened before").channel.asset
}

/// An open channel with nothing in it, in an asset that the pot has no longer.
fn emptied<T: Config>() -> ChannelId {
	let id = open::<T>();
	for n in [ALICE, BOB] {
		assert_ok!(Pallet::<T>::do_withdraw(&person::<T>(n), id, AMOUNT));
	}
	id
}

fn sign<T: Config, Body: Clone>(
	id: ChannelId,
	body: Body,
	message: impl Fn(Body) -> Message,
) -> CoSigned<Body, T::Signature> {
	let bytes = payload(&Pallet::<T>::genesis(), id, 0, &message(body.clone()));
	// Signed as browser wallets do: the costlier kind to check.
	let bytes = bloc_primitives::state::wrapped(&bytes);
	let signature = |n| T::BenchmarkHelper::sign(n, &bytes);
	CoSigned::by_both(body, Pair::new(signature(ALICE), signature(BOB)))
}

fn preimage(n: u32) -> Preimage {
	let mut bytes = [0; 32];
	bytes[..4].copy_from_slice(&n.to_le_bytes());
	Preimage(bytes)
}

/// A state in which `payer` has paid this much, with `h` HTLCs of `each` that wait for different
/// preimages.
fn state<T: Config>(
	version: u64,
	(payer, amount): (Side, Balance),
	h: u32,
	each: Balance,
) -> State {
	let htlcs: Vec<Htlc> = (0..h)
		.map(|n| Htlc {
			payer: if n % 2 == 0 { Side::Opener } else { Side::Counterparty },
			amount: each,
			payment_hash: preimage(n).payment_hash(),
			deadline_ms: NOW + T::MaxHtlcHorizonMs::get(),
		})
		.collect();
	let net = NetTransfer { payer, amount };
	State { version, net, htlcs: Htlcs::truncate_from(htlcs) }
}

/// The first `h` preimages are public.
fn reveal_all<T: Config>(h: u32) {
	for n in 0..h {
		let charlie = person::<T>(CHARLIE);
		T::Consideration::ensure_successful(&charlie, Pallet::<T>::preimage_footprint());
		assert_ok!(Pallet::<T>::do_reveal(&charlie, preimage(n)));
	}
}

/// A channel that Alice closes with a state in which she has much, against which Bob presents one in
/// which he has, so that both have claimed too much by the last, which is Charlie's and has `h` HTLCs.
fn disputed<T: Config>(h: u32) -> ChannelId {
	let id = committed::<T>();
	let alices = state::<T>(1, (Side::Counterparty, AMOUNT / 4), MAX_HTLCS, 1);
	let bobs = state::<T>(2, (Side::Opener, AMOUNT / 4), MAX_HTLCS, 2);
	let last = state::<T>(3, (Side::Opener, 1), h, 3);
	let first = sign::<T, _>(id, alices, Message::State);
	assert_ok!(Pallet::<T>::do_force_close(&person::<T>(ALICE), id, Some(first)));
	for (n, state) in [(BOB, bobs), (CHARLIE, last)] {
		let signed = sign::<T, _>(id, state, Message::State);
		assert_ok!(Pallet::<T>::do_challenge(&person::<T>(n), id, signed));
	}
	id
}

/// Lets the challenge period pass.
fn let_pass<T: Config>(id: ChannelId) {
	let record = Channels::<T>::get(id).expect("opened above");
	let Phase::Closing { settles_ms } = record.channel.phase else { panic!("not closing") };
	let settles_at = Closings::<T>::get(id).expect("closed above").settles_at;
	T::BenchmarkHelper::set_time(settles_ms);
	frame_system::Pallet::<T>::set_block_number(settles_at);
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn open() {
		// The first channel in the asset: the pot is made, too.
		let asset = set_up::<T>();
		let period_ms = T::MinChallengePeriodMs::get();
		let alice = RawOrigin::Signed(person::<T>(ALICE));
		#[extrinsic_call]
		_(alice, person::<T>(BOB), asset, AMOUNT, period_ms);
		assert!(Channels::<T>::contains_key(ChannelId(0)));
	}

	#[benchmark]
	fn propose() {
		let asset = set_up::<T>();
		let period_ms = T::MinChallengePeriodMs::get();
		let alice = RawOrigin::Signed(person::<T>(ALICE));
		let deadline_ms = NOW + T::MaxProposalMs::get();
		#[extrinsic_call]
		_(alice, person::<T>(BOB), asset, AMOUNT, AMOUNT, period_ms, deadline_ms);
		assert!(Channels::<T>::contains_key(ChannelId(0)));
	}

	/// A proposal of Alice to Bob.
	fn proposed<T: Config>() -> ChannelId {
		let asset = set_up::<T>();
		let id = NextChannelId::<T>::get();
		let parties = Pair::new(person::<T>(ALICE), person::<T>(BOB));
		let period_ms = T::MinChallengePeriodMs::get();
		let deadline_ms = NOW + T::MaxProposalMs::get();
		let amounts = Pair::new(AMOUNT, AMOUNT);
		assert_ok!(Pallet::<T>::do_propose(parties, asset, amounts, period_ms, deadline_ms));
		id
	}

	#[benchmark]
	fn accept() {
		let id = proposed::<T>();
		let origin = RawOrigin::Signed(person::<T>(BOB));
		#[extrinsic_call]
		_(origin, id);
		assert_eq!(Channels::<T>::get(id).map(|record| record.channel.phase), Some(Phase::Open));
	}

	#[benchmark]
	fn decline() {
		let id = proposed::<T>();
		leave::<T>(&asset_of::<T>(id), &[ALICE]);
		let origin = RawOrigin::Signed(person::<T>(BOB));
		#[extrinsic_call]
		_(origin, id);
		assert!(!Channels::<T>::contains_key(id));
	}

	#[benchmark]
	fn deposit() {
		let id = emptied::<T>();
		let origin = RawOrigin::Signed(person::<T>(ALICE));
		#[extrinsic_call]
		_(origin, id, AMOUNT);
		let record = Channels::<T>::get(id).expect("opened above");
		assert_eq!(record.channel.ledger.opener.free, AMOUNT);
	}

	#[benchmark]
	fn withdraw() {
		// The last of all that the pot has, by another than the one who lent it its seed.
		let id = super::open::<T>();
		assert_ok!(Pallet::<T>::do_withdraw(&person::<T>(ALICE), id, AMOUNT));
		leave::<T>(&asset_of::<T>(id), &[ALICE, BOB]);
		let origin = RawOrigin::Signed(person::<T>(BOB));
		#[extrinsic_call]
		_(origin, id, AMOUNT);
		assert!(!crate::Pots::<T>::contains_key(asset_of::<T>(id)));
	}

	#[benchmark]
	fn pay() {
		let id = super::open::<T>();
		let origin = RawOrigin::Signed(person::<T>(BOB));
		#[extrinsic_call]
		_(origin, id, AMOUNT);
		let record = Channels::<T>::get(id).expect("opened above");
		assert_eq!(record.channel.ledger.opener.free, 2 * AMOUNT);
	}

	#[benchmark]
	fn set_policy() {
		let id = super::open::<T>();
		let policy = Policy {
			base_fee: 1,
			fee_ppm: 1,
			inbound_base_fee: -1,
			inbound_fee_ppm: -1,
			min_amount: 1,
			max_amount: AMOUNT,
			reserve: 1,
			..Policy::FREE
		};
		let origin = RawOrigin::Signed(person::<T>(BOB));
		#[extrinsic_call]
		_(origin, id, Some(policy));
		let record = Channels::<T>::get(id).expect("opened above");
		assert_eq!(record.channel.policies.counterparty, Some(policy));
	}

	#[benchmark]
	fn commit() {
		let id = super::open::<T>();
		let origin = RawOrigin::Signed(person::<T>(BOB));
		#[extrinsic_call]
		_(origin, id, AMOUNT);
		let record = Channels::<T>::get(id).expect("opened above");
		assert_eq!(record.channel.committed.counterparty, AMOUNT);
	}

	#[benchmark]
	fn top_up() {
		let id = emptied::<T>();
		let origin = RawOrigin::Signed(person::<T>(BOB));
		#[extrinsic_call]
		_(origin, id, AMOUNT);
		let record = Channels::<T>::get(id).expect("opened above");
		assert_eq!(record.channel.committed.counterparty, AMOUNT);
	}

	#[benchmark]
	fn withdraw_committed() {
		let id = committed::<T>();
		let net = NetTransfer { payer: Side::Opener, amount: 1 };
		let withdrawal = Withdrawal {
			version: 1,
			net,
			amounts: Pair::new(1, 1),
			valid_until_ms: NOW + T::MaxEndingMs::get(),
		};
		let signed = sign::<T, _>(id, withdrawal, Message::Withdrawal);
		let origin = RawOrigin::Signed(person::<T>(CHARLIE));
		#[extrinsic_call]
		_(origin, id, signed);
		assert_eq!(Channels::<T>::get(id).map(|record| record.channel.base_version), Some(1));
	}

	#[benchmark]
	fn close() {
		let id = disputed::<T>(MAX_HTLCS);
		leave::<T>(&asset_of::<T>(id), &[ALICE, BOB, CHARLIE]);
		let body = Close {
			version: 4,
			net: NetTransfer { payer: Side::Opener, amount: 1 },
			valid_until_ms: NOW + T::MaxEndingMs::get(),
		};
		let signed = sign::<T, _>(id, body, Message::Close);
		let origin = RawOrigin::Signed(person::<T>(CHARLIE));
		#[extrinsic_call]
		_(origin, id, signed);
		assert!(!Channels::<T>::contains_key(id));
	}

	#[benchmark]
	fn force_close(h: Linear<0, MAX_HTLCS>) {
		let id = committed::<T>();
		reveal_all::<T>(h);
		let signed = sign::<T, _>(id, state::<T>(1, (Side::Opener, 1), h, 1), Message::State);
		let origin = RawOrigin::Signed(person::<T>(ALICE));
		#[extrinsic_call]
		_(origin, id, Some(signed));
		assert!(Closings::<T>::contains_key(id));
	}

	#[benchmark]
	fn close_after_loss() {
		let id = committed::<T>();
		let origin = RawOrigin::Signed(person::<T>(ALICE));
		#[extrinsic_call]
		_(origin, id, AMOUNT / 4);
		assert!(Closings::<T>::contains_key(id));
	}

	// Against as many HTLCs as can be, none of which is in the new state, of which the registry
	// knows all.
	#[benchmark]
	fn challenge(h: Linear<0, MAX_HTLCS>) {
		let id = committed::<T>();
		let first = state::<T>(1, (Side::Opener, 1), MAX_HTLCS, 1);
		let first = sign::<T, _>(id, first, Message::State);
		assert_ok!(Pallet::<T>::do_force_close(&person::<T>(ALICE), id, Some(first)));
		reveal_all::<T>(h);
		let signed = sign::<T, _>(id, state::<T>(3, (Side::Opener, 1), h, 2), Message::State);
		let origin = RawOrigin::Signed(person::<T>(CHARLIE));
		#[extrinsic_call]
		_(origin, id, signed);
		let closing = Closings::<T>::get(id).expect("closed above");
		assert_eq!((closing.state.version, closing.won.count_ones()), (3, h));
	}

	// All HTLCs are decided by their preimages, both parties pay a penalty, they and the challenger
	// are paid, the closer's deposit goes to the challenger, and nothing is left, not even the pot.
	#[benchmark]
	fn settle(h: Linear<0, MAX_HTLCS>) {
		let id = disputed::<T>(h);
		reveal_all::<T>(h);
		let_pass::<T>(id);
		let asset = asset_of::<T>(id);
		leave::<T>(&asset, &[ALICE, BOB, CHARLIE]);
		let origin = RawOrigin::Signed(person::<T>(CHARLIE));
		#[extrinsic_call]
		_(origin, id);
		assert!(!Channels::<T>::contains_key(id) && !crate::Pots::<T>::contains_key(asset));
	}

	#[benchmark]
	fn reveal_preimage() {
		set_up::<T>();
		let origin = RawOrigin::Signed(person::<T>(ALICE));
		#[extrinsic_call]
		_(origin, preimage(1));
		assert!(crate::Preimages::<T>::contains_key(preimage(1).payment_hash()));
	}

	#[benchmark]
	fn forget_preimage() {
		set_up::<T>();
		assert_ok!(Pallet::<T>::do_reveal(&person::<T>(ALICE), preimage(1)));
		let known = crate::Preimages::<T>::get(preimage(1).payment_hash()).expect("revealed above");
		T::BenchmarkHelper::set_time(known.retained_until_ms);
		frame_system::Pallet::<T>::set_block_number(known.retained_until);
		let origin = RawOrigin::Signed(person::<T>(BOB));
		#[extrinsic_call]
		_(origin, preimage(1).payment_hash());
		assert!(!crate::Preimages::<T>::contains_key(preimage(1).payment_hash()));
	}

	#[benchmark]
	fn claim_credit() {
		let asset = set_up::<T>();
		let (alice, charlie) = (person::<T>(ALICE), person::<T>(CHARLIE));
		assert_ok!(Money::<T>::take(&asset, &alice, AMOUNT));
		crate::Credits::<T>::insert(person::<T>(BOB), &asset, AMOUNT);
		crate::Pots::<T>::mutate(&asset, |pot| pot.as_mut().expect("made above").credits = AMOUNT);
		leave::<T>(&asset, &[ALICE, CHARLIE]);
		let origin = RawOrigin::Signed(person::<T>(BOB));
		#[extrinsic_call]
		_(origin, asset.clone(), charlie.clone());
		assert_eq!(T::Assets::balance(asset, &charlie), AMOUNT);
	}

	#[benchmark]
	fn set_payout() {
		let id = super::open::<T>();
		let to = Some(person::<T>(CHARLIE));
		let origin = RawOrigin::Signed(person::<T>(BOB));
		#[extrinsic_call]
		_(origin, id, to.clone());
		assert_eq!(Channels::<T>::get(id).map(|record| record.payouts), Some(Pair::new(None, to)));
	}

	/// Alice, by the newest state, wants to have half of what she has committed back.
	fn requested<T: Config>(id: ChannelId) {
		let newest = state::<T>(1, (Side::Opener, 100), MAX_HTLCS, 1);
		let signed = sign::<T, _>(id, newest, Message::State);
		let alice = person::<T>(ALICE);
		assert_ok!(Pallet::<T>::do_request_withdrawal(&alice, id, AMOUNT / 4, Some(signed)));
	}

	#[benchmark]
	fn request_withdrawal() {
		let id = committed::<T>();
		let newest = state::<T>(1, (Side::Opener, 1), MAX_HTLCS, 1);
		let signed = sign::<T, _>(id, newest, Message::State);
		let origin = RawOrigin::Signed(person::<T>(ALICE));
		#[extrinsic_call]
		_(origin, id, AMOUNT / 4, Some(signed));
		assert!(Channels::<T>::get(id).is_some_and(|record| record.requests.opener.is_some()));
	}

	// Alice closes with as many HTLCs as can be, of which the later state has none.
	#[benchmark]
	fn contest_withdrawal() {
		let id = committed::<T>();
		requested::<T>(id);
		let later = state::<T>(2, (Side::Opener, AMOUNT / 2 - 100), MAX_HTLCS, 1);
		let signed = sign::<T, _>(id, later, Message::State);
		let origin = RawOrigin::Signed(person::<T>(CHARLIE));
		#[extrinsic_call]
		_(origin, id, Side::Opener, signed);
		let closing = Closings::<T>::get(id).expect("contested");
		assert!(closing.asked.opener.is_some_and(|asked| asked.is_false));
	}

	#[benchmark]
	fn finish_withdrawal() {
		let id = committed::<T>();
		requested::<T>(id);
		let requests = Channels::<T>::get(id).expect("opened above").requests;
		let request = requests.opener.expect("requested above");
		T::BenchmarkHelper::set_time(request.finishes_ms);
		frame_system::Pallet::<T>::set_block_number(request.finishes_at);
		let origin = RawOrigin::Signed(person::<T>(BOB));
		#[extrinsic_call]
		_(origin, id, Side::Opener);
		let committed = Channels::<T>::get(id).map(|record| record.channel.committed.opener);
		assert_eq!(committed, Some(AMOUNT / 4));
	}

	// What Alice has requested goes into the dispute that Bob begins, with HTLCs that it has in common
	// with none of her state.
	#[benchmark]
	fn judge_request() {
		let id = committed::<T>();
		requested::<T>(id);
		let mut record = Channels::<T>::get(id).expect("opened above");
		let later = state::<T>(2, (Side::Opener, AMOUNT / 2 - 100), MAX_HTLCS, 1);
		let committed = &record.channel.committed;
		let closing =
			Closing::begin(Side::Counterparty, later, committed, NOW, 9u32.into(), |_| None);
		let mut closing = closing.expect("it fits");
		#[block]
		{
			assert!(Pallet::<T>::dispute_requests(id, &mut record, &mut closing).is_ok());
		}
		assert!(closing.asked.opener.is_some());
	}

	// One signature, in the costlier kind, over as little as can be.
	#[benchmark]
	fn check_signature() {
		let id = committed::<T>();
		let body = state::<T>(1, (Side::Opener, 1), 0, 1);
		let bytes = payload(&Pallet::<T>::genesis(), id, 0, &Message::State(body.clone()));
		let signed = sign::<T, _>(id, body, Message::State);
		let (signature, alice) = (signed.signatures.opener.expect("signed"), person::<T>(ALICE));
		let is_hers;
		#[block]
		{
			is_hers = is_signed_by(&signature, &alice, &bytes);
		}
		assert!(is_hers);
	}

	// A state as large as can be, in a dispute.
	#[benchmark]
	fn approve() {
		let id = committed::<T>();
		let alice = person::<T>(ALICE);
		assert_ok!(Pallet::<T>::do_force_close(&alice, id, None));
		T::Consideration::ensure_successful(&alice, Pallet::<T>::approval_footprint());
		let message = Message::State(state::<T>(1, (Side::Opener, 1), MAX_HTLCS, 1));
		let payload = Pallet::<T>::payload_of(id, &message);
		let origin = RawOrigin::Signed(alice);
		#[extrinsic_call]
		_(origin, id, message);
		assert!(Pallet::<T>::has_approved(id, Side::Opener, &payload));
	}

	#[benchmark]
	fn forget_approval() {
		let id = committed::<T>();
		let alice = person::<T>(ALICE);
		T::Consideration::ensure_successful(&alice, Pallet::<T>::approval_footprint());
		let valid_until_ms = NOW + T::MaxEndingMs::get();
		let message = Message::Close(Close { version: 1, net: NetTransfer::ZERO, valid_until_ms });
		assert_ok!(Pallet::<T>::do_approve(&alice, id, message));
		assert_ok!(Pallet::<T>::do_force_close(&alice, id, None));
		let (_, (side, hash)) = crate::Approvals::<T>::iter_keys().next().expect("approved above");
		T::BenchmarkHelper::set_time(valid_until_ms);
		let origin = RawOrigin::Signed(person::<T>(BOB));
		#[extrinsic_call]
		_(origin, id, side, hash);
		assert!(crate::Approvals::<T>::iter_keys().next().is_none());
	}

	#[benchmark]
	fn lock() {
		let id = super::open::<T>();
		let asset = Channels::<T>::get(id).expect("opened above").channel.asset;
		let alice = person::<T>(ALICE);
		#[block]
		{
			let locked = Pallet::<T>::lock(id, &alice, &asset, AMOUNT, Purpose::Own);
			assert!(locked.is_ok());
		}
		assert!(Channels::<T>::get(id).is_some_and(|record| record.channel.has_locks()));
	}

	#[benchmark]
	fn unlock() {
		let id = super::open::<T>();
		let asset = Channels::<T>::get(id).expect("opened above").channel.asset;
		let alice = person::<T>(ALICE);
		let (locked, _) = Pallet::<T>::lock(id, &alice, &asset, AMOUNT, Purpose::Own)
			.expect("the ledger covers it");
		// Nothing is committed: the channel resolves at once.
		assert_ok!(Pallet::<T>::do_force_close(&alice, id, None));
		T::BenchmarkHelper::set_time(NOW + 1);
		#[block]
		{
			assert_ok!(<Pallet<T> as Lock<T::AccountId>>::settle(locked));
		}
		assert!(Channels::<T>::get(id).is_some_and(|record| !record.channel.has_locks()));
	}

	#[cfg(test)]
	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
