//! Benchmarks: each call in its worst case, in an asset that the runtime's helper makes.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::panic)]

use crate::{
	custody::{Money, PayoutsOf},
	types::{Change, Flow, Price, Rate, StreamId, StreamSpec, Terms, VaultId},
	AssetIdOf, Call, Config, NextStreamId, NextVaultId, Pallet, Pots, Proposals, Streams,
	TimetableHead, TimetablePages, Vaults,
};
use alloc::vec::Vec;
use bloc_math::accrual::RATE_SCALE;
use bloc_primitives::{Balance, Moment};
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{
		fungibles::{Inspect, Mutate},
		Consideration, Get,
	},
};
use frame_system::RawOrigin;

/// What the benchmarks need of a runtime: an asset, and a clock to set.
pub trait BenchmarkHelper<T: Config> {
	/// Makes an asset of the costliest kind.
	fn asset() -> AssetIdOf<T>;

	/// Sets the clock.
	fn set_time(now_ms: Moment);
}

/// What everybody has at first.
const WEALTH: Balance = 1 << 100;
/// What a stream or vault has.
const AMOUNT: Balance = 1 << 80;
/// When it is.
const NOW: Moment = 1_700_000_000_000;
/// For how long the deposit lasts, in seconds.
const LASTS: u64 = 1_000_000;

/// Spends [`AMOUNT`] in the time that it is to last, with a fraction of a unit.
const RATE: Rate = Rate(AMOUNT / LASTS as u128 * RATE_SCALE + 1);

/// Alice pays, Bob is paid, Charlie is a third.
fn person<T: Config>(name: &'static str) -> T::AccountId {
	account(name, 0, 0)
}

fn alice<T: Config>() -> T::AccountId {
	person::<T>("alice")
}
fn bob<T: Config>() -> T::AccountId {
	person::<T>("bob")
}
fn charlie<T: Config>() -> T::AccountId {
	person::<T>("charlie")
}
/// Was the first to bring the asset: the last payout gives the seed back, in a transfer of its own.
fn dave<T: Config>() -> T::AccountId {
	person::<T>("dave")
}

/// People with money in the asset, at a time that is not the first block's. Bob has no account of
/// it: what he is paid makes one.
fn set_up<T: Config>() -> AssetIdOf<T> {
	T::BenchmarkHelper::set_time(NOW);
	frame_system::Pallet::<T>::set_block_number(1u32.into());
	let asset = T::BenchmarkHelper::asset();
	for who in [alice::<T>(), bob::<T>(), charlie::<T>(), dave::<T>()] {
		for _ in 0..3 {
			T::Consideration::ensure_successful(&who, Pallet::<T>::stream_footprint());
			T::Consideration::ensure_successful(&who, Pallet::<T>::vault_footprint());
		}
		if who != bob::<T>() {
			assert_ok!(T::Assets::mint_into(asset.clone(), &who, WEALTH));
		}
	}
	asset
}

/// The same, where Dave has brought the asset first.
fn set_up_with_pot<T: Config>() -> AssetIdOf<T> {
	let asset = set_up::<T>();
	assert_ok!(Money::<T>::take(&asset, &dave::<T>(), AMOUNT));
	asset
}

/// Leaves `amount` in the pot: whoever takes that out is the last.
fn leave<T: Config>(amount: Balance) {
	let (asset, pot) = Pots::<T>::iter().next().expect("somebody has brought something");
	assert_ok!(Money::<T>::pay_out(&asset, &dave::<T>(), pot.held - amount));
}

fn assert_pot_is_gone<T: Config>() {
	assert_eq!(Pots::<T>::iter().count(), 0);
}

/// The timetable is empty, and nothing waits in it: whatever a call makes due is pushed, as the
/// first. A vault that flows is looked at when it is to run dry, if not sooner: `vaults` says
/// whether the call can make that sooner.
fn forget<T: Config>(vaults: bool) {
	TimetableHead::<T>::kill();
	let _ = TimetablePages::<T>::clear(u32::MAX, None);
	let streams: Vec<_> = Streams::<T>::iter_keys().collect();
	for id in streams {
		Streams::<T>::mutate_extant(id, |record| record.stream.due_ms = None);
	}
	let vaults: Vec<_> = Vaults::<T>::iter_keys().filter(|_| vaults).collect();
	for id in vaults {
		Vaults::<T>::mutate_extant(id, |record| record.vault.due_ms = None);
	}
}

fn spec<T: Config>(flow: Flow) -> StreamSpec {
	StreamSpec {
		flow,
		start_ms: Some(NOW),
		end_ms: Some(NOW + 2 * LASTS * 1_000),
		cliff_ms: Some(NOW + 1),
		max_total: Some(AMOUNT * 2),
		interval_ms: T::MinIntervalMs::get(),
		grace_ms: T::MaxGraceMs::get(),
		terms: Terms::FREE,
	}
}

/// A stream of Alice to Bob with a deposit of its own.
fn stream_of<T: Config>(flow: Flow) -> StreamId {
	let asset = set_up_with_pot::<T>();
	let id = NextStreamId::<T>::get();
	assert_ok!(Pallet::<T>::do_create(alice::<T>(), bob::<T>(), asset, AMOUNT, spec::<T>(flow)));
	id
}

fn stream<T: Config>() -> StreamId {
	stream_of::<T>(Flow::Rate(RATE))
}

fn metered<T: Config>() -> StreamId {
	let window_ms = T::MaxWindowMs::get();
	stream_of::<T>(Flow::Metered(Price { per_unit: 7, cap_units: 1_000, period_ms: 1, window_ms }))
}

fn vault<T: Config>() -> VaultId {
	let asset = set_up_with_pot::<T>();
	let id = NextVaultId::<T>::get();
	let grace_ms = T::MaxGraceMs::get();
	assert_ok!(Pallet::<T>::do_open_vault(alice::<T>(), asset, AMOUNT, grace_ms));
	id
}

/// A stream of Alice to Bob out of her vault.
fn from_vault<T: Config>() -> (StreamId, VaultId) {
	let vault = vault::<T>();
	let asset = Vaults::<T>::get(vault).expect("opened above").vault.asset;
	let id = NextStreamId::<T>::get();
	let interval_ms = T::MinIntervalMs::get();
	let created =
		Pallet::<T>::do_create_from_vault(alice::<T>(), bob::<T>(), asset, RATE, interval_ms);
	assert_ok!(created);
	(id, vault)
}

/// Half of the time later.
fn later<T: Config>() {
	T::BenchmarkHelper::set_time(NOW + LASTS * 500);
}

/// When everything has run dry, not long ago.
fn dry<T: Config>() {
	T::BenchmarkHelper::set_time(NOW + LASTS * 1_000 + 1_000);
}

/// When everything is dry, and nobody brought more.
fn at_last<T: Config>() {
	T::BenchmarkHelper::set_time(NOW + LASTS * 2_000 + T::MaxGraceMs::get());
}

fn by<T: Config>(who: T::AccountId) -> RawOrigin<T::AccountId> {
	RawOrigin::Signed(who)
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn create() {
		// The first in the asset: the pot is made, too.
		let asset = set_up::<T>();
		let spec = spec::<T>(Flow::Rate(RATE));
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), bob::<T>(), asset, AMOUNT, spec);
		assert!(Streams::<T>::contains_key(StreamId(0)));
	}

	#[benchmark]
	fn create_from_vault() {
		let vault = vault::<T>();
		let asset = Vaults::<T>::get(vault).expect("opened above").vault.asset;
		let interval_ms = T::MinIntervalMs::get();
		later::<T>();
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), bob::<T>(), asset, RATE, interval_ms);
		assert!(Streams::<T>::contains_key(StreamId(0)));
	}

	#[benchmark]
	fn top_up() {
		// It has run dry and paid all: it goes on, and the pot is made anew.
		let id = super::stream::<T>();
		leave::<T>(AMOUNT);
		dry::<T>();
		assert_ok!(Pallet::<T>::do_claim(None, id));
		assert_pot_is_gone::<T>();
		forget::<T>(true);
		#[extrinsic_call]
		_(by::<T>(charlie::<T>()), id, AMOUNT);
		let stream = Streams::<T>::get(id).expect("created above").stream;
		assert_eq!(stream.dry_ms, None);
	}

	#[benchmark]
	fn refund() {
		let id = super::stream::<T>();
		later::<T>();
		leave::<T>(AMOUNT / 4);
		forget::<T>(true);
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), id, AMOUNT / 4);
		assert!(Streams::<T>::contains_key(id));
		assert_pot_is_gone::<T>();
	}

	#[benchmark]
	fn pause() {
		// The vault runs dry earlier than the stream was told.
		let (id, _) = from_vault::<T>();
		later::<T>();
		forget::<T>(false);
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), id);
		assert!(Streams::<T>::get(id).is_some_and(|record| record.stream.paused_ms.is_some()));
	}

	#[benchmark]
	fn resume() {
		let (id, _) = from_vault::<T>();
		assert_ok!(Pallet::<T>::do_pause(&alice::<T>(), id));
		later::<T>();
		forget::<T>(true);
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), id);
		assert!(Streams::<T>::get(id).is_some_and(|record| record.stream.paused_ms.is_none()));
	}

	#[benchmark]
	fn set_rate() {
		// The vault runs dry earlier, and there is a unit to pay sooner.
		let (id, _) = from_vault::<T>();
		T::BenchmarkHelper::set_time(NOW + LASTS);
		forget::<T>(true);
		let rate = Rate(RATE.0 * 2);
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), id, rate);
		assert_eq!(Streams::<T>::get(id).map(|record| record.stream.rate()), Some(Ok(rate)));
	}

	#[benchmark]
	fn claim() {
		// The last stream of a vault that is over: both go.
		let (id, vault) = from_vault::<T>();
		at_last::<T>();
		leave::<T>(AMOUNT);
		#[extrinsic_call]
		_(by::<T>(charlie::<T>()), id);
		assert!(!Streams::<T>::contains_key(id) && !Vaults::<T>::contains_key(vault));
		assert_pot_is_gone::<T>();
	}

	#[benchmark]
	fn withdraw() {
		let (id, vault) = from_vault::<T>();
		at_last::<T>();
		leave::<T>(AMOUNT);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), id, bob::<T>());
		assert!(!Streams::<T>::contains_key(id) && !Vaults::<T>::contains_key(vault));
		assert_pot_is_gone::<T>();
	}

	#[benchmark]
	fn cancel() {
		// Out of a deposit of its own: both are paid.
		let id = super::stream::<T>();
		assert_ok!(Pallet::<T>::do_propose(&alice::<T>(), id, Some(Change::Pause)));
		later::<T>();
		leave::<T>(AMOUNT);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), id, None);
		assert!(!Streams::<T>::contains_key(id));
		assert_pot_is_gone::<T>();
	}

	#[benchmark]
	fn transfer() {
		let (id, _) = from_vault::<T>();
		assert_ok!(Pallet::<T>::do_propose(&alice::<T>(), id, Some(Change::Pause)));
		later::<T>();
		leave::<T>(Pallet::<T>::owed(id).expect("created above"));
		forget::<T>(false);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), id, charlie::<T>());
		assert!(Streams::<T>::get(id).is_some_and(|record| record.stream.payee == charlie::<T>()));
		assert_pot_is_gone::<T>();
	}

	#[benchmark]
	fn propose() {
		let (id, _) = from_vault::<T>();
		later::<T>();
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), id, Some(Change::Rate(RATE)));
		assert!(Proposals::<T>::contains_key(id));
	}

	#[benchmark]
	fn accept() {
		// To end it: with two payouts that is the costliest of what can be agreed on.
		let id = super::stream::<T>();
		assert_ok!(Pallet::<T>::do_propose(
			&alice::<T>(),
			id,
			Some(Change::Cancel { report: None })
		));
		later::<T>();
		leave::<T>(AMOUNT);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), id, Change::Cancel { report: None });
		assert!(!Streams::<T>::contains_key(id));
		assert_pot_is_gone::<T>();
	}

	#[benchmark]
	fn report() {
		let id = metered::<T>();
		later::<T>();
		forget::<T>(true);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), id, 1_000);
		let stream = Streams::<T>::get(id).expect("created above").stream;
		assert!(stream.meter().is_some_and(|meter| meter.pending.is_some()));
	}

	#[benchmark]
	fn dispute() {
		// When the stream only waits for the report: it is over then.
		let id = metered::<T>();
		T::BenchmarkHelper::set_time(NOW + LASTS * 2_000 - 1);
		assert_ok!(Pallet::<T>::do_report(&bob::<T>(), id, 1_000));
		T::BenchmarkHelper::set_time(NOW + LASTS * 2_000);
		forget::<T>(true);
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), id);
		let stream = Streams::<T>::get(id).expect("created above").stream;
		assert!(stream.meter().is_some_and(|meter| meter.pending.is_none()));
	}

	#[benchmark]
	fn open_vault() {
		let asset = set_up::<T>();
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), asset, AMOUNT, 1);
		assert!(Vaults::<T>::contains_key(VaultId(0)));
	}

	#[benchmark]
	fn fund_vault() {
		// It has run dry and paid all: it goes on, and the pot is made anew.
		let (stream, id) = from_vault::<T>();
		dry::<T>();
		assert_ok!(Pallet::<T>::do_claim(None, stream));
		leave::<T>(0);
		assert_pot_is_gone::<T>();
		forget::<T>(true);
		#[extrinsic_call]
		_(by::<T>(charlie::<T>()), id, AMOUNT);
		assert!(Vaults::<T>::get(id).is_some_and(|record| record.vault.dry_ms.is_none()));
	}

	#[benchmark]
	fn withdraw_vault() {
		// It runs dry earlier: that is put in the timetable.
		let (_, id) = from_vault::<T>();
		later::<T>();
		leave::<T>(AMOUNT / 4);
		forget::<T>(true);
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), id, AMOUNT / 4);
		assert!(Vaults::<T>::contains_key(id));
		assert_pot_is_gone::<T>();
	}

	#[benchmark]
	fn close_vault() {
		let id = vault::<T>();
		later::<T>();
		leave::<T>(AMOUNT);
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), id);
		assert!(!Vaults::<T>::contains_key(id));
		assert_pot_is_gone::<T>();
	}

	#[benchmark]
	fn claim_credit() {
		let asset = set_up::<T>();
		assert_ok!(Money::<T>::take(&asset, &alice::<T>(), AMOUNT));
		crate::Credits::<T>::insert(bob::<T>(), &asset, AMOUNT);
		crate::Pots::<T>::mutate(&asset, |pot| pot.as_mut().expect("made above").credits = AMOUNT);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset.clone(), bob::<T>());
		assert!(T::Assets::balance(asset, &bob::<T>()) >= AMOUNT);
		assert_pot_is_gone::<T>();
	}

	// What the hook does for one entry. Its transfers are weighed by `pay`, one for each payee.

	#[benchmark]
	fn serve_stream() {
		// Out of a vault, which is one more item.
		let (id, _) = from_vault::<T>();
		let due_ms = Streams::<T>::get(id).and_then(|record| record.stream.due_ms);
		later::<T>();
		let mut payouts = PayoutsOf::<T>::default();
		#[block]
		{
			let due_ms = due_ms.expect("it flows");
			let now_ms = NOW + LASTS * 500;
			assert_ok!(Pallet::<T>::serve_stream(id, due_ms, now_ms, &mut payouts));
		}
		let paid = Streams::<T>::get(id).map(|record| record.stream.paid);
		assert!(paid.is_some_and(|paid| paid > 0));
	}

	#[benchmark]
	fn serve_end() {
		let (id, vault) = from_vault::<T>();
		assert_ok!(Pallet::<T>::do_propose(&alice::<T>(), id, Some(Change::Pause)));
		let due_ms = Streams::<T>::get(id).and_then(|record| record.stream.due_ms);
		at_last::<T>();
		let mut payouts = PayoutsOf::<T>::default();
		#[block]
		{
			let due_ms = due_ms.expect("it flows");
			let now_ms = NOW + LASTS * 2_000 + T::MaxGraceMs::get();
			assert_ok!(Pallet::<T>::serve_stream(id, due_ms, now_ms, &mut payouts));
		}
		assert!(!Streams::<T>::contains_key(id) && !Vaults::<T>::contains_key(vault));
	}

	#[benchmark]
	fn serve_vault() {
		// Without streams, and over.
		let id = vault::<T>();
		Vaults::<T>::mutate(id, |record| {
			if let Some(record) = record {
				record.vault.dry_ms = Some(NOW);
				record.vault.due_ms = Some(NOW);
			}
		});
		at_last::<T>();
		let mut payouts = PayoutsOf::<T>::default();
		#[block]
		{
			let now_ms = NOW + LASTS * 2_000 + T::MaxGraceMs::get();
			assert_ok!(Pallet::<T>::serve_vault(id, NOW, now_ms, &mut payouts));
		}
		assert!(!Vaults::<T>::contains_key(id));
	}

	#[benchmark]
	fn pay() {
		// The last: the seed goes back, too, in a transfer of its own.
		let asset = set_up::<T>();
		assert_ok!(Money::<T>::take(&asset, &alice::<T>(), AMOUNT));
		let mut payouts = PayoutsOf::<T>::default();
		payouts.add(&asset, &bob::<T>(), AMOUNT);
		#[block]
		{
			payouts.pay();
		}
		assert!(T::Assets::balance(asset, &bob::<T>()) >= AMOUNT);
		assert_pot_is_gone::<T>();
	}

	#[cfg(test)]
	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
