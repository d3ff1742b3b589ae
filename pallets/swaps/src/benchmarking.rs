//! Benchmarks: each call, and each piece of which the weights of others are made, in its worst
//! case, in assets and channels that the runtime's helper makes.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::panic)]

use crate::{
	consent::{payload, Agreement, Consent, LegName},
	custody::{Money, PayoutsOf},
	quote::{Direction, QuoteTerms, Rates},
	ring::{RingLeg, RingTerms, Schedule, MAX_LEGS},
	types::{BondAmount, ChainId, LegSpec, Source, Taken},
	AssetIdOf, Bonds, Call, Config, Credits, Legs, Pallet, Pots, Quotes, RingTermsOf, TakenOf,
	TimetableHead, TimetablePages,
};
use bloc_primitives::{Balance, ChannelId, Moment, PaymentHash, Preimage};
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{
		fungibles::{Inspect, Mutate},
		Consideration, Get,
	},
};
use frame_system::RawOrigin;

/// What the benchmarks need of a runtime: assets, channels, a clock to set, and a key.
pub trait BenchmarkHelper<T: Config> {
	/// Makes an asset of the costliest kind.
	fn asset() -> AssetIdOf<T>;

	/// Sets the clock.
	fn set_time(now_ms: Moment);

	/// Makes an open channel of these two in which each has `amount`.
	fn channel(
		opener: T::AccountId,
		counterparty: T::AccountId,
		asset: AssetIdOf<T>,
		amount: Balance,
	) -> ChannelId;

	/// Returns the owner of the key of [`sign`](Self::sign).
	fn signer() -> T::AccountId;

	/// Returns the signature of that key over `payload`: of the costliest kind.
	fn sign(payload: &[u8]) -> T::Signature;
}

/// What everybody has at first.
const WEALTH: Balance = 1 << 100;
/// What a leg has.
const AMOUNT: Balance = 1 << 80;
/// When it is.
const NOW: Moment = 1_700_000_000_000;
/// The secret of all legs.
const PREIMAGE: Preimage = Preimage([7; 32]);

/// Alice locks, Charlie is a third.
fn alice<T: Config>() -> T::AccountId {
	account("alice", 0, 0)
}

fn charlie<T: Config>() -> T::AccountId {
	account("charlie", 0, 0)
}

/// Was the first to bring the asset: the last payout gives the seed back, in a transfer of its own.
fn dave<T: Config>() -> T::AccountId {
	account("dave", 0, 0)
}

/// Gets what Alice locks. Asked for before anything is timed: its key takes milliseconds to make.
fn bob<T: Config>() -> T::AccountId {
	T::BenchmarkHelper::signer()
}

/// Has nothing of the asset yet, and can have it: it exists.
fn newcomer<T: Config>() -> T::AccountId {
	let who = account("new", 0, 0);
	T::Consideration::ensure_successful(&who, Pallet::<T>::leg_footprint());
	who
}

fn hash() -> PaymentHash {
	PREIMAGE.payment_hash()
}

/// People with money in the asset, at a time that is not the first block's.
fn set_up<T: Config>() -> AssetIdOf<T> {
	T::BenchmarkHelper::set_time(NOW);
	frame_system::Pallet::<T>::set_block_number(1u32.into());
	let asset = T::BenchmarkHelper::asset();
	for who in [alice::<T>(), bob::<T>(), charlie::<T>(), dave::<T>()] {
		for _ in 0..3 {
			T::Consideration::ensure_successful(&who, Pallet::<T>::leg_footprint());
			T::Consideration::ensure_successful(&who, Pallet::<T>::bond_footprint());
			T::Consideration::ensure_successful(&who, Pallet::<T>::quote_footprint());
		}
		assert_ok!(T::Assets::mint_into(asset.clone(), &who, WEALTH));
	}
	asset
}

/// Does it where Dave has brought the asset first, and has taken all of it out again but the seed.
fn seeded<T: Config>(asset: &AssetIdOf<T>, make: impl FnOnce()) {
	assert_ok!(Money::<T>::take(asset, &dave::<T>(), AMOUNT));
	make();
	assert_ok!(Money::<T>::pay_out(asset, &dave::<T>(), AMOUNT));
}

/// The timetable is empty: whatever is pushed is the first.
fn forget<T: Config>() {
	TimetableHead::<T>::kill();
	let _ = TimetablePages::<T>::clear(u32::MAX, None);
}

fn spec<T: Config>(asset: AssetIdOf<T>) -> crate::LegSpecOf<T> {
	LegSpec {
		payment_hash: hash(),
		receiver: bob::<T>(),
		asset,
		amount: AMOUNT,
		deadline_ms: NOW + T::MaxLegMs::get(),
		extension_ms: T::MaxExtensionMs::get(),
		into: None,
		counterpart: Some(ChainId { index: 1, genesis: [1; 32] }),
	}
}

fn locked<T: Config>(asset: &AssetIdOf<T>) {
	assert_ok!(Pallet::<T>::do_lock(alice::<T>(), spec::<T>(asset.clone()), Source::Account));
}

fn locked_in_channel<T: Config>(asset: &AssetIdOf<T>) {
	let id = T::BenchmarkHelper::channel(alice::<T>(), bob::<T>(), asset.clone(), 2 * AMOUNT);
	let source = Source::Channel(id);
	assert_ok!(Pallet::<T>::do_lock(alice::<T>(), spec::<T>(asset.clone()), source));
}

/// The terms of a ring of so many, all on this chain, of which Alice pays the last leg to Bob.
fn terms<T: Config>(legs: u32, asset: &AssetIdOf<T>) -> RingTermsOf<T> {
	let legs = u8::try_from(legs).expect("no more than fourteen");
	let (gap_ms, extension_ms) = (T::MinGapMs::get(), T::MaxExtensionMs::get());
	let schedule =
		Schedule::nearest(legs, gap_ms + extension_ms, gap_ms, NOW).expect("instants fit");
	let chain = Pallet::<T>::own_chain().expect("a hash of 32 bytes");
	let bond = Some(BondAmount { asset: asset.clone(), amount: AMOUNT });
	let leg = |position: u8| {
		let last = position == legs;
		let person = |name| account(name, position.into(), 0);
		RingLeg {
			chain,
			owner: if last { alice::<T>() } else { person("owner") },
			receiver: if last { bob::<T>() } else { person("receiver") },
			asset: asset.clone(),
			amount: AMOUNT,
			into: None,
			bond: bond.clone(),
		}
	};
	let legs: alloc::vec::Vec<_> = (1..=legs).map(leg).collect();
	RingTerms {
		payment_hash: hash(),
		base_ms: schedule.base_ms,
		gap_ms: schedule.gap_ms,
		step_ms: schedule.step_ms,
		reveal_ms: schedule.reveal_ms,
		extension_ms,
		legs: legs.try_into().expect("no more than fourteen"),
	}
}

/// Long after all deadlines.
fn later<T: Config>() {
	let ms = NOW + T::MaxLegMs::get() + T::MaxExtensionMs::get() + T::KeepMs::get();
	T::BenchmarkHelper::set_time(ms);
}

/// Refunds Alice's leg, but for the transfer.
fn refund<T: Config>() {
	let record = Legs::<T>::get(alice::<T>(), hash()).expect("locked above");
	let now_ms = Pallet::<T>::instant().ms;
	let mut payouts = PayoutsOf::<T>::default();
	assert_ok!(Pallet::<T>::conclude(&alice::<T>(), hash(), record, now_ms, &mut payouts));
}

/// Whether Alice's leg is over.
fn is_over<T: Config>() -> bool {
	Legs::<T>::get(alice::<T>(), hash()).is_some_and(|record| !record.leg.is_open())
}

fn by<T: Config>(who: T::AccountId) -> RawOrigin<T::AccountId> {
	RawOrigin::Signed(who)
}

/// What a provider asks for any amount and time.
fn quote_terms<T: Config>() -> QuoteTerms {
	QuoteTerms {
		rates: Rates { base: 5, ppm: 2_500, open_base: 2, hold_ppm: 1_000 },
		min_amount: 1,
		max_amount: Balance::MAX,
		most_ms: T::MaxLegMs::get(),
		limit: Balance::MAX,
		valid_until_ms: NOW + 1,
		external_ms: None,
	}
}

/// Nothing is held of the asset but credits, as it seems, and whoever lent the seed has nothing of
/// it any more: whoever brings it next lends another seed, and the former goes back.
fn credited<T: Config>(asset: &AssetIdOf<T>) {
	assert_ok!(Money::<T>::take(asset, &dave::<T>(), AMOUNT));
	let seeder = newcomer::<T>();
	Pots::<T>::mutate_extant(asset, |pot| (pot.credits, pot.seeder) = (pot.held, seeder));
}

/// That has happened.
fn assert_seed_went_back<T: Config>(asset: &AssetIdOf<T>, to: &T::AccountId) {
	assert!(T::Assets::balance(asset.clone(), to) > 0);
}

/// Bob's quote for swaps out, with a stock.
fn quoted<T: Config>(asset: &AssetIdOf<T>) {
	let (provider, terms) = (bob::<T>(), quote_terms::<T>());
	let direction = Direction::Out;
	assert_ok!(Pallet::<T>::do_set_quote(provider.clone(), asset.clone(), direction, terms));
	assert_ok!(Pallet::<T>::do_add_stock(provider, asset.clone(), AMOUNT));
}

/// Alice takes all of it.
fn taken<T: Config>(asset: &AssetIdOf<T>) -> TakenOf<T> {
	Taken {
		provider: bob::<T>(),
		asset: asset.clone(),
		rates: quote_terms::<T>().rates,
		amount: AMOUNT,
		deadline_ms: NOW + T::MinLegMs::get(),
	}
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn lock() {
		let asset = set_up::<T>();
		credited::<T>(&asset);
		let spec = super::spec::<T>(asset.clone());
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), spec, Source::Account);
		assert!(Legs::<T>::contains_key(alice::<T>(), hash()));
		assert_seed_went_back::<T>(&asset, &account("new", 0, 0));
	}

	#[benchmark]
	fn lock_in_channel() {
		let asset = set_up::<T>();
		let (alice, bob) = (alice::<T>(), bob::<T>());
		let id = T::BenchmarkHelper::channel(alice.clone(), bob, asset.clone(), 2 * AMOUNT);
		let spec = super::spec::<T>(asset);
		#[extrinsic_call]
		lock(by::<T>(alice.clone()), spec, Source::Channel(id));
		assert!(Legs::<T>::contains_key(alice, hash()));
	}

	#[benchmark]
	fn lock_ring(l: Linear<2, MAX_LEGS>) {
		let asset = set_up::<T>();
		let terms = super::terms::<T>(l, &asset);
		let position = terms.len();
		assert_ok!(Pallet::<T>::do_post_bond(bob::<T>(), terms.clone(), position));
		// The bond may be in another asset.
		credited::<T>(&asset);
		forget::<T>();
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), terms, position, Source::Account);
		assert!(Legs::<T>::get(alice::<T>(), hash()).is_some_and(|it| it.leg.bond.is_some()));
	}

	#[benchmark]
	fn post_bond(l: Linear<2, MAX_LEGS>) {
		let asset = set_up::<T>();
		let terms = super::terms::<T>(l, &asset);
		let (poster, position) = (bob::<T>(), terms.len());
		credited::<T>(&asset);
		#[extrinsic_call]
		_(by::<T>(poster.clone()), terms, position);
		assert!(Bonds::<T>::contains_key(poster, hash()));
	}

	/// A leg in the pot, but for the transfers.
	#[benchmark]
	fn end_leg() {
		let asset = set_up::<T>();
		locked::<T>(&asset);
		later::<T>();
		#[block]
		{
			refund::<T>();
		}
		assert!(is_over::<T>());
	}

	/// A leg in a channel that only waits for it.
	#[benchmark]
	fn unlock() {
		let asset = set_up::<T>();
		locked_in_channel::<T>(&asset);
		later::<T>();
		#[block]
		{
			refund::<T>();
		}
		assert!(is_over::<T>());
	}

	/// What is paid in one go, to one account, the last of it.
	#[benchmark]
	fn pay() {
		let asset = set_up::<T>();
		seeded::<T>(&asset, || {
			assert_ok!(Money::<T>::take(&asset, &alice::<T>(), AMOUNT));
		});
		let mut payouts = PayoutsOf::<T>::default();
		payouts.add(&asset, &newcomer::<T>(), AMOUNT);
		#[block]
		{
			payouts.pay();
		}
		assert_eq!(Pots::<T>::iter().count(), 0);
	}

	/// A leg that still waits.
	#[benchmark]
	fn look() {
		let asset = set_up::<T>();
		locked::<T>(&asset);
		#[block]
		{
			refund::<T>();
		}
		assert!(!is_over::<T>());
	}

	#[benchmark]
	fn verify_consent() {
		let asset = set_up::<T>();
		locked::<T>(&asset);
		let made = Legs::<T>::get(alice::<T>(), hash()).expect("locked above").leg.made;
		let (genesis, name) =
			(Pallet::<T>::genesis(), LegName { owner: alice::<T>(), payment_hash: hash(), made });
		let (valid_until_ms, agreement) = (NOW + 1, Agreement::HandBack);
		let message = payload(&genesis, &name, &agreement, valid_until_ms);
		// Wrapped, as browser wallets do: it is tried raw first.
		let message = bloc_primitives::state::wrapped(&message);
		let consent = Consent { valid_until_ms, signature: T::BenchmarkHelper::sign(&message) };
		let bob = bob::<T>();
		let given;
		#[block]
		{
			let genesis = Pallet::<T>::genesis();
			given = consent.ensure_given(&bob, &genesis, &name, &agreement, NOW);
		}
		assert_eq!(given, Ok(()));
	}

	/// But for the transfer.
	#[benchmark]
	fn return_bond() {
		let asset = set_up::<T>();
		let terms = super::terms::<T>(MAX_LEGS, &asset);
		let poster = bob::<T>();
		assert_ok!(Pallet::<T>::do_post_bond(poster.clone(), terms.clone(), terms.len()));
		let record = Bonds::<T>::get(&poster, hash()).expect("posted above");
		let mut payouts = PayoutsOf::<T>::default();
		#[block]
		{
			Pallet::<T>::release_bond(&poster, hash(), record, &mut payouts);
		}
		assert!(!Bonds::<T>::contains_key(&poster, hash()));
	}

	#[benchmark]
	fn prune() {
		let asset = set_up::<T>();
		locked::<T>(&asset);
		later::<T>();
		refund::<T>();
		later::<T>();
		let owner = alice::<T>();
		#[extrinsic_call]
		_(by::<T>(owner.clone()), owner.clone(), hash());
		assert!(!Legs::<T>::contains_key(&owner, hash()));
	}

	#[benchmark]
	fn claim_credit() {
		let asset = set_up::<T>();
		seeded::<T>(&asset, || {
			assert_ok!(Money::<T>::take(&asset, &alice::<T>(), AMOUNT));
		});
		Credits::<T>::insert(bob::<T>(), &asset, AMOUNT);
		Pots::<T>::mutate_extant(&asset, |pot| pot.credits = AMOUNT);
		let to = newcomer::<T>();
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset, to);
		assert_eq!(Pots::<T>::iter().count(), 0);
	}

	#[benchmark]
	fn set_quote() {
		let asset = set_up::<T>();
		let (provider, direction, terms) = (bob::<T>(), Direction::Out, super::quote_terms::<T>());
		#[extrinsic_call]
		_(by::<T>(provider.clone()), asset.clone(), direction, terms);
		assert!(Quotes::<T>::contains_key((asset, direction), provider));
	}

	#[benchmark]
	fn pause_quote() {
		let asset = set_up::<T>();
		super::quoted::<T>(&asset);
		let (provider, direction) = (bob::<T>(), Direction::Out);
		#[extrinsic_call]
		_(by::<T>(provider.clone()), asset.clone(), direction, true);
		let quote = Quotes::<T>::get((asset, direction), provider).expect("set above").quote;
		assert!(quote.paused_in.is_some());
	}

	#[benchmark]
	fn close_quote() {
		let asset = set_up::<T>();
		seeded::<T>(&asset, || super::quoted::<T>(&asset));
		later::<T>();
		let (provider, direction) = (bob::<T>(), Direction::Out);
		#[extrinsic_call]
		_(by::<T>(provider), asset, direction);
		assert_eq!(Pots::<T>::iter().count(), 0);
	}

	#[benchmark]
	fn add_stock() {
		let asset = set_up::<T>();
		credited::<T>(&asset);
		let (provider, terms) = (bob::<T>(), super::quote_terms::<T>());
		assert_ok!(Pallet::<T>::do_set_quote(
			provider.clone(),
			asset.clone(),
			Direction::Out,
			terms
		));
		#[extrinsic_call]
		_(by::<T>(provider), asset.clone(), AMOUNT);
		assert_seed_went_back::<T>(&asset, &account("new", 0, 0));
	}

	#[benchmark]
	fn take_stock() {
		let asset = set_up::<T>();
		seeded::<T>(&asset, || super::quoted::<T>(&asset));
		later::<T>();
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset, AMOUNT);
		assert_eq!(Pots::<T>::iter().count(), 0);
	}

	/// But for the payment, which says itself what it weighs.
	#[benchmark]
	fn swap_in() {
		let asset = set_up::<T>();
		let (taker, provider) = (alice::<T>(), bob::<T>());
		let (direction, terms) = (Direction::In, super::quote_terms::<T>());
		let terms = QuoteTerms { external_ms: Some(1), ..terms };
		assert_ok!(Pallet::<T>::do_set_quote(provider, asset.clone(), direction, terms));
		credited::<T>(&asset);
		forget::<T>();
		let taken = super::taken::<T>(&asset);
		#[block]
		{
			let (record, cost) =
				Pallet::<T>::ensure_taken(&taker, &taken, direction).expect("it stands");
			// One that is not tied is on the timetable, too; for one that is, its taker pays at
			// once.
			let mut paid = Pallet::<T>::external_leg(&taker, &taken, &record.quote, hash())
				.expect("there is time");
			paid.open_fee = cost.open_fee;
			assert_ok!(Pallet::<T>::reserve(&taken, direction, record, cost.to_send));
			let source = Source::Account;
			assert_ok!(Pallet::<T>::lock_in(taker.clone(), taken, cost.to_send, paid, source));
		}
		assert!(Legs::<T>::contains_key(taker, hash()));
	}

	/// But for the payment, which says itself what it weighs.
	#[benchmark]
	fn swap_out() {
		let asset = set_up::<T>();
		super::quoted::<T>(&asset);
		let (taker, taken) = (alice::<T>(), super::taken::<T>(&asset));
		#[block]
		{
			let direction = Direction::Out;
			let (record, cost) =
				Pallet::<T>::ensure_taken(&taker, &taken, direction).expect("it stands");
			let (taker, to) = (taker.clone(), charlie::<T>());
			assert_ok!(Pallet::<T>::lock_out(taker, taken, record, cost, hash(), to));
		}
		assert!(Legs::<T>::contains_key(taker, hash()));
	}

	#[cfg(test)]
	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
