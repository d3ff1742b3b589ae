//! Benchmarks: each call and each thing that the hook does, in its worst case, in an asset that the
//! runtime's helper makes.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::panic)]

use crate::{
	plan::PlanDetails,
	types::{CatchUp, Frequency, Happening, Limits, Note, PlanId, Status, SubscriptionId, Terms},
	AssetIdOf, Call, Config, HistoryOf, Pallet, Plans, Subscriptions, TimetableHead,
	TimetablePages, HORIZON_MS,
};
use bloc_primitives::{Balance, Moment};
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{
		fungibles::{Balanced, Inspect},
		tokens::{Fortitude::Force, Precision::Exact, Preservation::Expendable},
		Consideration, Get,
	},
};
use frame_system::RawOrigin;
use sp_core::H256;

/// An asset and a clock of the runtime, for benchmarks.
pub trait BenchmarkHelper<T: Config> {
	/// Makes an asset of the costliest kind.
	fn asset() -> AssetIdOf<T>;

	/// Sets the clock.
	fn set_time(now_ms: Moment);
}

/// The wealth of everybody at first.
const WEALTH: Balance = 1 << 100;
/// The price of a period.
const PRICE: Balance = 1 << 80;
/// The time: 31 January 2024.
const NOW: Moment = 1_706_702_400_000;
/// Later than the first due instants of all that is made here, by some months.
const LATER: Moment = NOW + 100 * 86_400_000;

/// The payer.
fn alice<T: Config>() -> T::AccountId {
	account("alice", 0, 0)
}

/// The payee.
fn bob<T: Config>() -> T::AccountId {
	account("bob", 0, 0)
}

/// A payer with money in the asset and a payee who has none of it yet, so that the first payment
/// makes an account; at a time that is not the first block's.
fn set_up<T: Config>() -> AssetIdOf<T> {
	T::BenchmarkHelper::set_time(NOW);
	frame_system::Pallet::<T>::set_block_number(1u32.into());
	let asset = T::BenchmarkHelper::asset();
	for who in [alice::<T>(), bob::<T>()] {
		// Whatever deposits are: who does not exist cannot have an asset that is not sufficient.
		frame_system::Pallet::<T>::inc_providers(&who);
		for _ in 0..3 {
			T::Consideration::ensure_successful(&who, Pallet::<T>::subscription_footprint());
			T::Consideration::ensure_successful(&who, Pallet::<T>::plan_footprint());
		}
	}
	assert_ok!(T::Assets::deposit(asset.clone(), &alice::<T>(), WEALTH, Exact));
	asset
}

/// Leaves `rest` of what somebody has in the asset.
fn leave<T: Config>(asset: AssetIdOf<T>, who: &T::AccountId, rest: Balance) {
	let spent = T::Assets::balance(asset.clone(), who) - rest;
	assert_ok!(T::Assets::withdraw(asset, who, spent, Exact, Expendable, Force));
}

/// Monthly, and only the latest of missed periods is paid: the costliest to work out.
fn terms() -> Terms {
	Terms { price: PRICE, frequency: Frequency::Monthly(1), catch_up: CatchUp::Latest }
}

fn details<T: Config>(asset: AssetIdOf<T>, trial_ms: Moment) -> PlanDetails<AssetIdOf<T>> {
	PlanDetails {
		asset,
		terms: terms(),
		trial_ms,
		max_subscribers: Some(1_000),
		max_payments: Some(1_000),
		terms_hash: H256::repeat_byte(1),
	}
}

/// Allows nearly everything.
fn limits() -> Limits {
	Limits {
		total: Some(Balance::MAX),
		payments: Some(u32::MAX),
		end_ms: Some(Moment::MAX),
		charges: WEALTH,
	}
}

/// A plan of Bob's.
fn new_plan<T: Config>(asset: AssetIdOf<T>, trial_ms: Moment) -> PlanId {
	let id = crate::NextPlanId::<T>::get();
	assert_ok!(Pallet::<T>::do_create_plan(bob::<T>(), details::<T>(asset, trial_ms)));
	id
}

/// A subscription of Alice's to a plan of Bob's that has a trial, with a full history.
fn subscribed<T: Config>() -> SubscriptionId {
	let asset = set_up::<T>();
	let plan = new_plan::<T>(asset, 1_000);
	let id = crate::NextSubscriptionId::<T>::get();
	assert_ok!(Pallet::<T>::do_subscribe(alice::<T>(), plan, 0, limits()));
	Subscriptions::<T>::mutate_extant(id, |record| {
		let what = Happening::Paid { period: u64::MAX, amount: Balance::MAX };
		let full = (0..T::MaxHistory::get()).map(|_| Note { at_ms: NOW, what });
		record.history = HistoryOf::<T>::truncate_from(full.collect());
	});
	id
}

/// The same on a retired plan, which goes with it.
fn last_of_retired<T: Config>() -> SubscriptionId {
	let id = subscribed::<T>();
	assert_ok!(Pallet::<T>::do_retire_plan(&bob::<T>(), PlanId(0)));
	id
}

/// The timetable is empty, and nothing waits in it: whatever a call has to do is pushed, as the
/// first.
fn forget<T: Config>(id: SubscriptionId) {
	TimetableHead::<T>::kill();
	let _ = TimetablePages::<T>::clear(u32::MAX, None);
	Subscriptions::<T>::mutate_extant(id, |record| record.subscription.look_ms = None);
}

/// Alice has nothing left in the asset.
fn ruin<T: Config>(id: SubscriptionId) {
	let asset = Pallet::<T>::subscription(id).expect("made above").asset;
	let least = T::Assets::minimum_balance(asset.clone());
	leave::<T>(asset, &alice::<T>(), least);
}

/// It has been tried as often as can be.
fn wear_out<T: Config>(id: SubscriptionId) {
	let lacks = u8::try_from(T::RetryDelaysMs::get().len()).expect("few");
	Subscriptions::<T>::mutate_extant(id, |record| {
		record.subscription.status =
			Status::PastDue { since_ms: NOW, lacks, faults: 0, retry_ms: LATER };
	});
}

/// The instant at which the hook looks at it.
fn look_ms<T: Config>(id: SubscriptionId) -> Moment {
	Pallet::<T>::subscription(id).and_then(|it| it.look_ms).expect("has something due")
}

/// What the hook does, as the timetable has it done.
fn hook<T: Config>(id: SubscriptionId, look_ms: Moment, now_ms: Moment) {
	use frame_support::storage::with_storage_layer;
	let done = with_storage_layer(|| Pallet::<T>::look_at(id, look_ms, now_ms));
	if let Err(error) = done {
		Pallet::<T>::look_failed(id, now_ms, error);
	}
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn create_plan() {
		let asset = set_up::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(bob::<T>()), details::<T>(asset, 0));
		assert!(Plans::<T>::contains_key(PlanId(0)));
	}

	#[benchmark]
	fn edit_plan() {
		let asset = set_up::<T>();
		let plan = new_plan::<T>(asset.clone(), 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(bob::<T>()), plan, details::<T>(asset, 1));
		assert_eq!(Pallet::<T>::plan(plan).map(|plan| plan.edition), Some(1));
	}

	#[benchmark]
	fn retire_plan() {
		let asset = set_up::<T>();
		let plan = new_plan::<T>(asset, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(bob::<T>()), plan);
		assert!(!Plans::<T>::contains_key(plan));
	}

	#[benchmark]
	fn subscribe() {
		let asset = set_up::<T>();
		let plan = new_plan::<T>(asset, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(alice::<T>()), plan, 0, limits());
		assert_eq!(Pallet::<T>::subscription(SubscriptionId(0)).map(|it| it.payments), Some(1));
	}

	#[benchmark]
	fn authorise() {
		let asset = set_up::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(alice::<T>()), bob::<T>(), asset, terms(), limits(), None);
		assert_eq!(Pallet::<T>::subscription(SubscriptionId(0)).map(|it| it.payments), Some(1));
	}

	#[benchmark]
	fn cancel() {
		let id = last_of_retired::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(alice::<T>()), id);
		assert!(!Subscriptions::<T>::contains_key(id));
		assert!(!Plans::<T>::contains_key(PlanId(0)));
	}

	#[benchmark]
	fn pause() {
		let id = subscribed::<T>();
		forget::<T>(id);
		#[extrinsic_call]
		_(RawOrigin::Signed(alice::<T>()), id);
		let status = Pallet::<T>::subscription(id).expect("made above").status;
		assert!(matches!(status, Status::Paused { .. }));
	}

	#[benchmark]
	fn resume() {
		let id = subscribed::<T>();
		assert_ok!(Pallet::<T>::do_pause(&alice::<T>(), id));
		forget::<T>(id);
		T::BenchmarkHelper::set_time(LATER);
		#[extrinsic_call]
		_(RawOrigin::Signed(alice::<T>()), id);
		let it = Pallet::<T>::subscription(id).expect("made above");
		assert_eq!((it.status, it.next_period), (Status::Active, 4));
	}

	#[benchmark]
	fn set_limits() {
		let id = subscribed::<T>();
		let sooner = Limits { end_ms: Some(NOW + 1), ..limits() };
		forget::<T>(id);
		#[extrinsic_call]
		_(RawOrigin::Signed(alice::<T>()), id, sooner);
		assert_eq!(look_ms::<T>(id), NOW + 1);
	}

	#[benchmark]
	fn propose_price() {
		let id = subscribed::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(bob::<T>()), id, Some(WEALTH));
		let it = Pallet::<T>::subscription(id).expect("made above");
		assert_eq!(it.proposed_price, Some(WEALTH));
	}

	#[benchmark]
	fn accept_price() {
		let id = subscribed::<T>();
		assert_ok!(Pallet::<T>::do_propose_price(&bob::<T>(), id, Some(WEALTH)));
		// As where nothing was paid by itself so far.
		Subscriptions::<T>::mutate_extant(id, |record| record.subscription.terms.price = 0);
		forget::<T>(id);
		T::BenchmarkHelper::set_time(LATER);
		#[extrinsic_call]
		_(RawOrigin::Signed(alice::<T>()), id, WEALTH);
		let it = Pallet::<T>::subscription(id).expect("made above");
		assert_eq!(it.terms.price, WEALTH);
	}

	#[benchmark]
	fn change_plan() {
		let id = last_of_retired::<T>();
		let asset = Pallet::<T>::subscription(id).expect("made above").asset;
		let plan = new_plan::<T>(asset.clone(), 0);
		// In the midst of a paid period.
		T::BenchmarkHelper::set_time(NOW + 1_000);
		assert_ok!(Pallet::<T>::do_settle(id));
		// The payee has spent it all, and gets a new account.
		leave::<T>(asset, &bob::<T>(), 0);
		T::BenchmarkHelper::set_time(NOW + 1_000_000);
		forget::<T>(id);
		#[extrinsic_call]
		_(RawOrigin::Signed(alice::<T>()), id, plan, 0);
		let it = Pallet::<T>::subscription(id).expect("made above");
		assert_eq!((it.plan, it.payments), (Some(plan), 2));
		assert!(!Plans::<T>::contains_key(PlanId(0)));
	}

	#[benchmark]
	fn charge() {
		let id = subscribed::<T>();
		T::BenchmarkHelper::set_time(NOW + 1_000);
		#[extrinsic_call]
		_(RawOrigin::Signed(bob::<T>()), id, PRICE, H256::repeat_byte(2));
		assert_eq!(Pallet::<T>::subscription(id).expect("made above").paid, PRICE);
	}

	#[benchmark]
	fn prune_history() {
		let id = subscribed::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(alice::<T>()), id, 1);
		assert!(Pallet::<T>::history(id).len() <= 1);
	}

	#[benchmark]
	fn pay() {
		let id = subscribed::<T>();
		let first_ms = look_ms::<T>(id);
		T::BenchmarkHelper::set_time(LATER);
		#[block]
		{
			hook::<T>(id, first_ms, LATER);
		}
		let it = Pallet::<T>::subscription(id).expect("made above");
		assert_eq!((it.payments, it.next_period), (1, 4));
	}

	#[benchmark]
	fn fail() {
		let id = subscribed::<T>();
		let first_ms = look_ms::<T>(id);
		ruin::<T>(id);
		T::BenchmarkHelper::set_time(LATER);
		#[block]
		{
			hook::<T>(id, first_ms, LATER);
		}
		let status = Pallet::<T>::subscription(id).expect("made above").status;
		assert!(matches!(status, Status::PastDue { lacks: 1, .. }));
	}

	#[benchmark]
	fn fail_and_end() {
		let id = last_of_retired::<T>();
		let first_ms = look_ms::<T>(id);
		ruin::<T>(id);
		wear_out::<T>(id);
		T::BenchmarkHelper::set_time(LATER);
		#[block]
		{
			hook::<T>(id, first_ms, LATER);
		}
		assert!(!Subscriptions::<T>::contains_key(id));
		assert!(!Plans::<T>::contains_key(PlanId(0)));
	}

	#[benchmark]
	fn end() {
		let id = last_of_retired::<T>();
		let first_ms = look_ms::<T>(id);
		Subscriptions::<T>::mutate_extant(id, |record| {
			record.subscription.limits.end_ms = Some(NOW);
		});
		T::BenchmarkHelper::set_time(LATER);
		#[block]
		{
			hook::<T>(id, first_ms, LATER);
		}
		assert!(!Subscriptions::<T>::contains_key(id));
		assert!(!Plans::<T>::contains_key(PlanId(0)));
	}

	// The end of a paused subscription: the entry of its next payment comes first.
	#[benchmark]
	fn look() {
		let id = subscribed::<T>();
		let first_ms = look_ms::<T>(id);
		assert_ok!(Pallet::<T>::do_pause(&alice::<T>(), id));
		T::BenchmarkHelper::set_time(LATER);
		#[block]
		{
			hook::<T>(id, first_ms, LATER);
		}
		assert_eq!(look_ms::<T>(id), LATER + HORIZON_MS);
	}

	#[cfg(test)]
	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
