//! Benchmarks of each call and of each thing that the hook does, in its worst case, over channels
//! that the runtime's helper makes. Those of whole payments have parts of one hop, and as many as
//! the component says; those of hops measure what each further one takes.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::panic)]

use crate::{
	types::{
		Hop, InvoiceRef, InvoiceStatus, PartId, PaymentId, Route, Routes, Size, MAX_HOPS, MAX_PARTS,
	},
	AssetIdOf, Call, Config, InvoiceOf, InvoiceRefOf, Invoices, Pallet, Parts, Payments,
	TimetableHead, TimetablePages,
};
use bloc_primitives::{
	channel::{Inspect, Locked, Purpose, Transfer},
	invoice::{Feature, Features, Invoice, PaymentSecret, RouteHint, SignedInvoice, MAX_HINTS},
	preimage::{PreimageSink, Registry},
	Balance, ChannelId, Moment, PaymentHash, Policy, Preimage,
};
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{Consideration, Footprint, Get},
};
use frame_system::RawOrigin;

/// The needs of the benchmarks: channels, a clock to set, and a key.
pub trait BenchmarkHelper<T: Config> {
	/// Returns an asset of the costliest kind.
	fn asset() -> AssetIdOf<T>;

	/// Sets the clock.
	fn set_time(now_ms: Moment);

	/// Makes an open channel of these two in which each has `amount`, and forwards by `policy`.
	fn channel(
		opener: T::AccountId,
		counterparty: T::AccountId,
		asset: AssetIdOf<T>,
		amount: Balance,
		policy: Policy,
	) -> ChannelId;

	/// Closes it for the party alone, and pays out what is free in it: only locks are left.
	fn force_close(id: ChannelId, closer: T::AccountId);

	/// Returns the owner of the key of [`sign`](Self::sign).
	fn signer() -> T::AccountId;

	/// Returns the signature of that key over `payload`: of the costliest kind.
	fn sign(payload: &[u8]) -> T::Signature;
}

/// The balance of each party in each channel.
const CAPACITY: Balance = 1 << 80;
/// The amount of a part.
const AMOUNT: Balance = 1 << 40;
/// The time.
const NOW: Moment = 1_706_702_400_000;
/// The preimage of all payments.
const PREIMAGE: Preimage = Preimage([7; 32]);
/// The terms of everybody: the costliest to work out.
const POLICY: Policy = Policy {
	base_fee: 5,
	fee_ppm: 100,
	inbound_base_fee: -3,
	inbound_fee_ppm: -50,
	min_amount: 1,
	max_amount: Balance::MAX,
	reserve: 1,
	max_locked: Some(Balance::MAX),
	hold_ppm: 1_000,
	enabled: true,
};

/// The payer.
fn alice<T: Config>() -> T::AccountId {
	account("alice", 0, 0)
}

/// The payee. Asked for before anything is timed: its key takes milliseconds to make.
fn bob<T: Config>() -> T::AccountId {
	T::BenchmarkHelper::signer()
}

/// Somebody in between.
fn between<T: Config>(number: u32) -> T::AccountId {
	account("between", number, 0)
}

/// People who can pay for their deposits, at a time that is not the first block's.
fn set_up<T: Config>() {
	T::BenchmarkHelper::set_time(NOW);
	frame_system::Pallet::<T>::set_block_number(1u32.into());
	for who in [alice::<T>(), bob::<T>()] {
		frame_system::Pallet::<T>::inc_providers(&who);
		for _ in 0..MAX_PARTS {
			T::Consideration::ensure_successful(&who, Pallet::<T>::invoice_footprint());
			T::Consideration::ensure_successful(&who, largest_footprint::<T>());
		}
	}
}

/// More than the largest payment takes.
fn largest_footprint<T: Config>() -> Footprint {
	let size = Pallet::<T>::invoice_footprint().size * 20;
	Footprint { count: 200, size }
}

/// The hash of [`PREIMAGE`].
fn hash() -> PaymentHash {
	PREIMAGE.payment_hash()
}

/// The largest invoice that there can be.
fn invoice<T: Config>(payee: T::AccountId, total: Balance) -> InvoiceOf<T> {
	let hint: RouteHint = vec_of(ChannelId(u64::MAX), 4).try_into().expect("as many as fit");
	let hints = vec_of(hint, MAX_HINTS as usize).try_into().expect("as many as fit");
	Invoice {
		payee,
		asset: T::BenchmarkHelper::asset(),
		amount: Some(total),
		payment_hash: hash(),
		payment_secret: PaymentSecret([9; 32]),
		deadline_ms: NOW + T::MaxInvoiceMs::get(),
		memo_hash: [3; 32],
		features: Features::NONE.allowing(Feature::Mpp).allowing(Feature::Instant),
		hints,
	}
}

fn vec_of<V: Clone>(value: V, count: usize) -> alloc::vec::Vec<V> {
	core::iter::repeat_n(value, count).collect()
}

/// Registers an invoice, as its payee.
fn registered<T: Config>(invoice: InvoiceOf<T>) -> InvoiceRefOf<T> {
	let InvoiceOf::<T> { payee, payment_hash, payment_secret, .. } = invoice.clone();
	assert_ok!(Pallet::<T>::do_register(&payee, invoice));
	InvoiceRef::Registered { payee, payment_hash, payment_secret }
}

/// A way of so many new channels from one to the other.
fn route<T: Config>(from: T::AccountId, to: T::AccountId, hops: u32) -> Route {
	let mut channels = alloc::vec::Vec::new();
	let mut at = from;
	for hop in 1..=hops {
		let next = if hop == hops { to.clone() } else { between::<T>(hop) };
		let asset = T::BenchmarkHelper::asset();
		channels.push(T::BenchmarkHelper::channel(at, next.clone(), asset, CAPACITY, POLICY));
		at = next;
	}
	// Each in between keeps more than it asks for.
	let amount = |before_last: u32| AMOUNT + Balance::from(before_last) * (AMOUNT / 1_000);
	let hops = (0..hops).rev().zip(channels);
	let hops = hops.map(|(left, channel)| Hop { channel, amount: amount(left) });
	hops.collect::<alloc::vec::Vec<_>>().try_into().expect("as many as fit")
}

/// So many parts of one hop.
fn routes<T: Config>(parts: u32) -> Routes {
	let all = (0..parts).map(|_| route::<T>(alice::<T>(), bob::<T>(), 1));
	all.collect::<alloc::vec::Vec<_>>().try_into().expect("as many as fit")
}

/// A payment of so many parts of one hop, which lacks as much as it has if it is not `complete`.
fn paid<T: Config>(parts: u32, complete: bool) -> PaymentId {
	set_up::<T>();
	let brought = AMOUNT * Balance::from(parts);
	let total = if complete { brought } else { 2 * brought };
	let reference = registered::<T>(invoice::<T>(bob::<T>(), total));
	let (routes, deadline_ms) = (routes::<T>(parts), NOW + T::MaxHoldMs::get());
	let id = crate::NextPaymentId::<T>::get();
	let max_fee = Balance::MAX;
	assert_ok!(Pallet::<T>::do_pay(alice::<T>(), reference, total, routes, max_fee, deadline_ms));
	id
}

/// Every channel of a payment has closed meanwhile: its locks are all that is left.
fn close_all<T: Config>(id: PaymentId) {
	let locks: alloc::vec::Vec<Locked> =
		Parts::<T>::iter_prefix_values(id).flat_map(|part| part.locks.into_inner()).collect();
	for lock in locks {
		T::BenchmarkHelper::force_close(lock.channel, alice::<T>());
	}
}

/// The account out of whose balance it is.
fn payer_of<T: Config>(lock: &Locked) -> T::AccountId {
	let channel = T::Channels::channel(lock.channel).expect("made above");
	channel.parties.of(lock.payer).clone()
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn register_invoice() {
		// It is being paid already, as it was signed; and what is pushed is the first.
		paid::<T>(1, true);
		let payee = bob::<T>();
		Invoices::<T>::remove(&payee, hash());
		TimetableHead::<T>::kill();
		let _ = TimetablePages::<T>::clear(u32::MAX, None);
		let invoice = invoice::<T>(payee.clone(), AMOUNT);
		#[extrinsic_call]
		_(RawOrigin::Signed(payee.clone()), invoice);
		assert!(Invoices::<T>::contains_key(payee, hash()));
	}

	// No payment waits: releasing one is weighed with those.
	#[benchmark]
	fn cancel_invoice() {
		set_up::<T>();
		let payee = bob::<T>();
		registered::<T>(invoice::<T>(payee.clone(), AMOUNT));
		#[extrinsic_call]
		_(RawOrigin::Signed(payee.clone()), hash(), Size::NONE);
		assert!(!Invoices::<T>::contains_key(payee, hash()));
	}

	#[benchmark]
	fn verify_invoice() {
		set_up::<T>();
		let invoice = invoice::<T>(bob::<T>(), AMOUNT);
		let payload = invoice.payload(&Pallet::<T>::genesis());
		// As browser wallets sign it: the other form is tried first.
		let wrapped = bloc_primitives::state::wrapped(&payload);
		let signature = T::BenchmarkHelper::sign(&wrapped);
		let signed = InvoiceRef::Signed(SignedInvoice { invoice, signature });
		let payable;
		#[block]
		{
			payable = Pallet::<T>::payable(&alice::<T>(), signed, AMOUNT, NOW);
		}
		assert!(payable.is_ok());
	}

	#[benchmark]
	fn pay(p: Linear<1, MAX_PARTS>) {
		set_up::<T>();
		let total = AMOUNT * Balance::from(p);
		let reference = registered::<T>(invoice::<T>(bob::<T>(), total));
		let (routes, deadline_ms) = (routes::<T>(p), NOW + T::MaxHoldMs::get());
		#[extrinsic_call]
		_(RawOrigin::Signed(alice::<T>()), reference, total, routes, 0, deadline_ms);
		let payment = Pallet::<T>::payment(PaymentId(0)).expect("paid above");
		assert!(payment.is_complete());
	}

	// All of it is dropped and comes anew, so that it becomes complete.
	#[benchmark]
	fn add_parts(p: Linear<1, MAX_PARTS>) {
		set_up::<T>();
		let total = AMOUNT * Balance::from(p);
		let reference = registered::<T>(invoice::<T>(bob::<T>(), total));
		let mut first = routes::<T>(1);
		first[0][0].amount /= 2;
		let hold = NOW + T::MaxHoldMs::get();
		assert_ok!(Pallet::<T>::do_pay(alice::<T>(), reference, total, first, 0, hold));
		let id = PaymentId(0);
		assert_ok!(Pallet::<T>::do_drop_part(&alice::<T>(), id, PartId(0), 1));
		// What is pushed is the first on the timetable.
		let _ = TimetablePages::<T>::clear(u32::MAX, None);
		TimetableHead::<T>::kill();
		let routes = routes::<T>(p);
		#[extrinsic_call]
		_(RawOrigin::Signed(alice::<T>()), id, routes);
		assert!(Pallet::<T>::payment(id).expect("paid above").is_complete());
	}

	#[benchmark]
	fn drop_part() {
		set_up::<T>();
		let reference = registered::<T>(invoice::<T>(bob::<T>(), 2 * AMOUNT));
		let routes = routes::<T>(1);
		let (hold, total) = (NOW + T::MaxHoldMs::get(), 2 * AMOUNT);
		let who = alice::<T>();
		assert_ok!(Pallet::<T>::do_pay(who, reference, total, routes, Balance::MAX, hold));
		let id = PaymentId(0);
		for lock in Parts::<T>::get(id, PartId(0)).expect("paid above").locks {
			let closer = payer_of::<T>(&lock);
			T::BenchmarkHelper::force_close(lock.channel, closer);
		}
		#[extrinsic_call]
		_(RawOrigin::Signed(alice::<T>()), id, PartId(0), 1);
		assert!(Pallet::<T>::payment(id).expect("paid above").parts.is_empty());
	}

	// What revealing the preimage takes is the registry's to say.
	#[benchmark]
	fn settle(p: Linear<1, MAX_PARTS>) {
		let id = paid::<T>(p, true);
		close_all::<T>(id);
		assert_ok!(T::Preimages::reveal(&bob::<T>(), PREIMAGE));
		#[block]
		{
			assert_ok!(Pallet::<T>::look_at_payment(id, NOW));
		}
		assert!(!Payments::<T>::contains_key(id));
		let paid = Pallet::<T>::invoice(bob::<T>(), hash()).expect("registered above");
		assert_eq!(paid.status, InvoiceStatus::Paid);
	}

	#[benchmark]
	fn release(p: Linear<1, MAX_PARTS>) {
		let id = paid::<T>(p, true);
		close_all::<T>(id);
		let late_ms = NOW + T::MaxHoldMs::get();
		T::BenchmarkHelper::set_time(late_ms);
		#[block]
		{
			assert_ok!(Pallet::<T>::look_at_payment(id, late_ms));
		}
		assert!(!Payments::<T>::contains_key(id));
	}

	#[benchmark]
	fn lock_hops(h: Linear<1, MAX_HOPS>) {
		set_up::<T>();
		let (payer, payee) = (alice::<T>(), bob::<T>());
		let route = route::<T>(payer.clone(), payee.clone(), h);
		let asset = T::BenchmarkHelper::asset();
		let locked;
		#[block]
		{
			locked = Pallet::<T>::lock_route(&payer, &payee, &asset, &route, Purpose::Own);
		}
		assert_eq!(locked.expect("they are open").1.hops, h);
	}

	#[benchmark]
	fn unlock_hops(h: Linear<1, MAX_HOPS>) {
		set_up::<T>();
		let asset = T::BenchmarkHelper::asset();
		let way = route::<T>(alice::<T>(), bob::<T>(), h);
		let (part, ..) =
			Pallet::<T>::lock_route(&alice::<T>(), &bob::<T>(), &asset, &way, Purpose::Own)
				.expect("they are open");
		for lock in &part.locks {
			T::BenchmarkHelper::force_close(lock.channel, payer_of::<T>(lock));
		}
		#[block]
		{
			// For what waiting costs: both parties of each channel get something.
			assert_ok!(Pallet::<T>::release_part(part, NOW + T::MaxHoldMs::get()));
		}
	}

	#[benchmark]
	fn pay_instant(p: Linear<1, MAX_PARTS>) {
		set_up::<T>();
		let total = AMOUNT * Balance::from(p);
		let reference = registered::<T>(invoice::<T>(bob::<T>(), total));
		let routes = routes::<T>(p);
		#[extrinsic_call]
		_(RawOrigin::Signed(alice::<T>()), reference, total, routes, 0);
		let paid = Pallet::<T>::invoice(bob::<T>(), hash()).expect("registered above");
		assert_eq!(paid.status, InvoiceStatus::Paid);
	}

	#[benchmark]
	fn forward_hops(h: Linear<1, MAX_HOPS>) {
		set_up::<T>();
		let asset = T::BenchmarkHelper::asset();
		let (payer, payee) = (alice::<T>(), bob::<T>());
		let way = route::<T>(payer.clone(), payee.clone(), h);
		let moved;
		#[block]
		{
			moved = Pallet::<T>::forward_along(&payer, &payee, &way, |id, from, of, purpose| {
				T::Channels::forward(id, from, &asset, of, purpose)
			});
		}
		assert_eq!(moved.expect("they are open").0.hops, h);
	}

	// A complete payment at an instant at which nothing is to be done.
	#[benchmark]
	fn look() {
		let id = paid::<T>(1, true);
		#[block]
		{
			assert_ok!(Pallet::<T>::look_at_payment(id, NOW));
		}
		assert!(Payments::<T>::contains_key(id));
	}

	// As many payments wait for the preimage as are settled soon, and one more.
	#[benchmark]
	fn revealed() {
		set_up::<T>();
		for number in 0..=crate::impls::PROMPT as u32 {
			let payee = between::<T>(100 + number);
			frame_system::Pallet::<T>::inc_providers(&payee);
			crate::Complete::<T>::insert(hash(), payee, PaymentId(number.into()));
		}
		#[block]
		{
			assert_ok!(Pallet::<T>::revealed(&hash(), &PREIMAGE, NOW));
		}
		assert!(TimetableHead::<T>::get().next_ms.is_some());
	}

	#[cfg(test)]
	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
