//! Benchmarks: each call and each thing that the hook does, in its worst case, in assets that the
//! runtime's helper makes.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::unwrap_used
)]

use crate::{
	level::CHUNK,
	price::Tick,
	terms::{MakerFee, Terms},
	types::{
		Amount, Filled, Kind, OrderId, OrderSpec, PairId, Purse, Rest, SelfTrade, Side, Status,
	},
	AssetIdOf, Books, Call, Config, Owners, Pairs, Pallet, Traders, OWNERS,
};
use bloc_primitives::{Balance, Moment};
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{
		fungibles::{Balanced, Inspect},
		tokens::Precision::Exact,
		Consideration, EnsureOrigin, Get,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_runtime::DispatchError;

/// Assets and a clock of the runtime, for benchmarks.
pub trait BenchmarkHelper<T: Config> {
	/// Makes two assets of the costliest kind.
	fn assets() -> [AssetIdOf<T>; 2];

	/// Sets the clock.
	fn set_time(now_ms: Moment);
}

/// The wealth of everybody at first.
const WEALTH: Balance = 1 << 100;
/// The time: 31 January 2024.
const NOW: Moment = 1_706_702_400_000;
/// The pair of all benchmarks.
const PAIR: PairId = PairId(0);
/// The most levels of a page.
const LEVELS: u32 = 64;
/// The price at which most rests.
const TICK: u32 = 64 * 200;

/// Who acts.
fn alice<T: Config>() -> T::AccountId {
	account("alice", 0, 0)
}

fn origin<T: Config>() -> RawOrigin<T::AccountId> {
	RawOrigin::Signed(alice::<T>())
}

/// Somebody of many.
fn other<T: Config>(number: u32) -> T::AccountId {
	account("other", number, 0)
}

fn terms<T: Config>() -> Terms {
	Terms {
		lot: 1 << 20,
		tick_value: 3,
		min_lots: 1,
		min_quote: 0,
		maker: MakerFee::Gets(T::MaxFee::get()),
		taker: T::MaxFee::get(),
	}
}

/// Somebody has money, and pays deposits.
fn fund<T: Config>(who: &T::AccountId, assets: &[AssetIdOf<T>; 2]) {
	// Whatever deposits are: who does not exist cannot have an asset that is not sufficient.
	frame_system::Pallet::<T>::inc_providers(who);
	T::Consideration::ensure_successful(who, Pallet::<T>::pair_footprint());
	T::Consideration::ensure_successful(who, Pallet::<T>::trader_footprint(T::MaxOrders::get()));
	for asset in assets {
		assert_ok!(T::Assets::deposit(asset.clone(), who, WEALTH, Exact));
	}
}

/// Somebody trades.
fn join<T: Config>(who: &T::AccountId, assets: &[AssetIdOf<T>; 2]) {
	fund::<T>(who, assets);
	for asset in assets {
		assert_ok!(Pallet::<T>::do_deposit(who.clone(), asset.clone(), WEALTH / 2));
	}
	assert_ok!(Pallet::<T>::do_set_slots(who.clone(), T::MaxOrders::get()));
}

/// A pair, at a time that is not the first block's.
fn market<T: Config>() -> [AssetIdOf<T>; 2] {
	T::BenchmarkHelper::set_time(NOW);
	frame_system::Pallet::<T>::set_block_number(1u32.into());
	let assets = T::BenchmarkHelper::assets();
	let [base, quote] = assets.clone();
	fund::<T>(&alice::<T>(), &assets);
	assert_ok!(Pallet::<T>::do_open_pair(alice::<T>(), base, quote, terms::<T>()));
	assets
}

fn spec(id: u64, side: Side, tick: u32, lots: u64) -> OrderSpec {
	OrderSpec {
		id: OrderId(id),
		side,
		amount: Amount::Lots(lots),
		tick: Tick(tick),
		kind: Kind::Limit(Rest { until_ms: Some(NOW + 1_000_000 + id), settled: true }),
		purse: Purse::Balance,
		deadline_ms: Moment::MAX,
		self_trade: SelfTrade::CancelOldest,
		max_steps: OTHER_STEPS,
	}
}

/// Steps of those orders that are not measured.
const OTHER_STEPS: u32 = 8;

fn rest<T: Config>(who: T::AccountId, spec: OrderSpec) {
	assert!(Pallet::<T>::do_place(who, PAIR, &spec).is_ok());
}

/// So many others sell, at these ticks, two lots each: as many orders each as there can be.
fn crowd<T: Config>(assets: &[AssetIdOf<T>; 2], kind: Kind, ticks: impl Iterator<Item = u32>) {
	for (at, tick) in ticks.enumerate() {
		let at = at as u32;
		let who = other::<T>(at / T::MaxOrders::get());
		if at % T::MaxOrders::get() == 0 {
			join::<T>(&who, assets);
		}
		let order = spec((at % T::MaxOrders::get()).into(), Side::Sell, tick, 2);
		rest::<T>(who, OrderSpec { kind, ..order });
	}
}

/// Alice has as many orders as she can, all but one, far away from where things happen.
fn busy<T: Config>(assets: &[AssetIdOf<T>; 2]) {
	join::<T>(&alice::<T>(), assets);
	for id in 2..T::MaxOrders::get() {
		rest::<T>(alice::<T>(), spec((id + 100).into(), Side::Buy, 64 * id, 1));
	}
}

/// An order of Alice's, behind those of a full chunk but one, all of which were cut; its first part
/// is filled.
fn in_a_crowd<T: Config>() {
	let assets = market::<T>();
	busy::<T>(&assets);
	let count = u32::from(CHUNK) - 1;
	crowd::<T>(&assets, spec(0, Side::Sell, TICK, 2).kind, (0..count).map(|_| TICK));
	for at in 0..count {
		let who = other::<T>(at / T::MaxOrders::get());
		let id = OrderId((at % T::MaxOrders::get()).into());
		assert_ok!(Pallet::<T>::do_cancel(who, id));
	}
	rest::<T>(alice::<T>(), spec(1, Side::Sell, TICK, 50));
	let taker = other::<T>(1_000);
	join::<T>(&taker, &assets);
	rest::<T>(taker, spec(1, Side::Buy, TICK, 10));
}

/// A pair with fees, and nothing else of its quote: when they go, the pot does, and its seed goes back
/// to another account.
fn only_fees_are_left<T: Config>() -> [AssetIdOf<T>; 2] {
	let assets = market::<T>();
	let who = other::<T>(0);
	join::<T>(&who, &assets);
	let quote = assets[1].clone();
	// As if it had paid them.
	let fees = WEALTH / 4;
	Traders::<T>::mutate_extant(&who, |it| assert!(it.debit(&quote, fees).is_ok()));
	Books::<T>::mutate_extant(PAIR, |book| book.fees = fees);
	assert_ok!(Pallet::<T>::do_withdraw(who, quote, WEALTH / 2 - fees));
	assets
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn open_pair() -> Result<(), BenchmarkError> {
		T::BenchmarkHelper::set_time(NOW);
		let assets = T::BenchmarkHelper::assets();
		let origin = T::OpenOrigin::try_successful_origin().map_err(|()| "no origin")?;
		let owner = T::OpenOrigin::ensure_origin(origin.clone()).map_err(DispatchError::from)?;
		fund::<T>(&owner, &assets);
		let [base, quote] = assets;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, base, quote, terms::<T>());
		assert!(Pairs::<T>::contains_key(PAIR));
		Ok(())
	}

	/// With fees that are all that is left of the asset.
	#[benchmark]
	fn close_pair() {
		let [_, quote] = only_fees_are_left::<T>();
		#[extrinsic_call]
		_(origin::<T>(), PAIR);
		assert!(!Pairs::<T>::contains_key(PAIR));
		assert!(!crate::Pots::<T>::contains_key(quote));
	}

	#[benchmark]
	fn set_status() -> Result<(), BenchmarkError> {
		market::<T>();
		let origin = T::ManageOrigin::try_successful_origin().map_err(|()| "no origin")?;
		let status = Status::Stopped { until_ms: NOW + T::MaxStopMs::get() };
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, PAIR, status);
		assert_eq!(Books::<T>::get(PAIR).map(|book| book.status), Some(status));
		Ok(())
	}

	/// Fees that are all that is left of the asset.
	#[benchmark]
	fn collect_fees() {
		let [_, quote] = only_fees_are_left::<T>();
		#[extrinsic_call]
		_(origin::<T>(), PAIR);
		assert_eq!(Books::<T>::get(PAIR).map(|book| book.fees), Some(0));
		assert!(!crate::Pots::<T>::contains_key(quote));
	}

	#[benchmark]
	fn deposit() {
		let [base, quote] = market::<T>();
		let who = other::<T>(0);
		fund::<T>(&who, &[base.clone(), quote]);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), base, WEALTH / 2);
		assert!(Traders::<T>::contains_key(who));
	}

	/// The last of all: the deposit comes back.
	#[benchmark]
	fn withdraw() {
		let [base, quote] = market::<T>();
		let who = other::<T>(0);
		fund::<T>(&who, &[base.clone(), quote]);
		assert_ok!(Pallet::<T>::do_deposit(who.clone(), base.clone(), WEALTH / 2));
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), base, WEALTH / 2);
		assert!(!Traders::<T>::contains_key(who));
	}

	#[benchmark]
	fn set_slots() {
		let assets = market::<T>();
		busy::<T>(&assets);
		#[extrinsic_call]
		_(origin::<T>(), T::MaxOrders::get() - 1);
		assert_eq!(
			Traders::<T>::get(alice::<T>()).map(|it| it.slots),
			Some(T::MaxOrders::get() - 1)
		);
	}

	/// All of `s` pages is taken, each of one level, and the remainder rests at a price of its own, for
	/// a time, to be settled.
	#[benchmark]
	fn place(s: Linear<0, 16>) {
		let assets = market::<T>();
		busy::<T>(&assets);
		// Nothing of these is left to the hook: that would be a step for each.
		let kind = Kind::Limit(Rest::default());
		crowd::<T>(&assets, kind, (0..s).map(|page| TICK + LEVELS * page));
		let lots = u64::from(s * 2) + 10;
		let order = OrderSpec { max_steps: s + 1, ..spec(1, Side::Buy, TICK + 64 * 20, lots) };
		#[extrinsic_call]
		_(origin::<T>(), PAIR, order);
		let trader = Traders::<T>::get(alice::<T>()).unwrap();
		assert_eq!(trader.orders.first().map(|order| order.lots), Some(10));
	}

	/// `l` levels of one page are taken, each of which is told of.
	#[benchmark]
	fn take(l: Linear<1, LEVELS>) {
		let assets = market::<T>();
		busy::<T>(&assets);
		let kind = Kind::Limit(Rest::default());
		crowd::<T>(&assets, kind, (0..l).map(|at| TICK + at));
		let order = spec(1, Side::Buy, TICK + LEVELS, u64::from(l * 2));
		#[block]
		{
			assert!(Pallet::<T>::do_place(alice::<T>(), PAIR, &order).is_ok());
		}
		assert_eq!(Books::<T>::get(PAIR).and_then(|book| book.sells.best), None);
	}

	#[benchmark]
	fn cancel() {
		in_a_crowd::<T>();
		#[extrinsic_call]
		_(origin::<T>(), OrderId(1));
		assert!(Traders::<T>::get(alice::<T>()).unwrap().find(OrderId(1)).is_err());
	}

	#[benchmark]
	fn settle() {
		in_a_crowd::<T>();
		let orders = BoundedVec::truncate_from(alloc::vec![OrderId(1)]);
		#[extrinsic_call]
		_(RawOrigin::Signed(other::<T>(0)), alice::<T>(), orders);
		assert_eq!(Traders::<T>::get(alice::<T>()).unwrap().orders[0].paid, 10);
	}

	/// One order of several that expire.
	#[benchmark]
	fn expire() {
		in_a_crowd::<T>();
		T::BenchmarkHelper::set_time(NOW + 1_000_001);
		#[extrinsic_call]
		_(RawOrigin::Signed(other::<T>(0)), alice::<T>());
		assert!(Traders::<T>::get(alice::<T>()).unwrap().find(OrderId(1)).is_err());
	}

	/// A page of owners of a chunk that is filled: each of another account.
	#[benchmark]
	fn settle_owners(o: Linear<1, OWNERS>) {
		let assets = market::<T>();
		for number in 0..o {
			let who = other::<T>(number);
			join::<T>(&who, &assets);
			rest::<T>(who, spec(1, Side::Sell, TICK, 2));
		}
		join::<T>(&alice::<T>(), &assets);
		rest::<T>(alice::<T>(), spec(1, Side::Buy, TICK, u64::from(o) * 2));
		let (_, name, owners) = Owners::<T>::iter().next().unwrap();
		assert_eq!(owners.len(), o as usize);
		let job = Filled { chunk: name.chunk, last: name.chunk.number, page: 0 };
		#[block]
		{
			assert!(Pallet::<T>::serve_filled(PAIR, job, NOW).is_ok());
		}
		assert!(Traders::<T>::get(other::<T>(0)).unwrap().orders.is_empty());
	}

	/// One of several chunks.
	#[benchmark]
	fn forget_chunk() {
		in_a_crowd::<T>();
		let chunk = Traders::<T>::get(alice::<T>()).unwrap().orders[0].chunk;
		let job = Filled { chunk, last: chunk.number + 1, page: u8::MAX };
		#[block]
		{
			assert!(Pallet::<T>::serve_filled(PAIR, job, NOW).is_ok());
		}
		assert!(!crate::Chunks::<T>::contains_key(PAIR, chunk));
	}

	#[benchmark]
	fn claim_credit() {
		let [base, quote] = market::<T>();
		let who = other::<T>(0);
		join::<T>(&who, &[base.clone(), quote]);
		// As if it had been refused.
		let amount = WEALTH / 4;
		Traders::<T>::mutate_extant(&who, |it| assert!(it.debit(&base, amount).is_ok()));
		crate::Credits::<T>::insert(&who, &base, amount);
		crate::Pots::<T>::mutate_extant(&base, |pot| pot.credits = amount);
		let before = T::Assets::balance(base.clone(), &alice::<T>());
		#[extrinsic_call]
		_(RawOrigin::Signed(who), base.clone(), alice::<T>());
		assert_eq!(T::Assets::balance(base, &alice::<T>()), before + amount);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
