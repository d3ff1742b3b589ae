//! The smallest pallet with a timetable and a deposit, in the runtime of the kit.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, missing_docs)]

use bloc_testing::{people::*, DepositsStick};
use frame_support::{assert_ok, traits::fungible::hold::Inspect as _};
use sp_runtime::DispatchError;

#[frame_support::pallet]
pub mod alarms {
	use bloc_timetable::{Entry, Handler, Head, Outcome, Owner, Page, PageKey, Store};
	use frame_support::{
		pallet_prelude::*,
		traits::{Consideration, Footprint, Time},
	};
	use frame_system::pallet_prelude::*;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::composite_enum]
	pub enum HoldReason {
		StorageDeposit,
	}

	#[pallet::config]
	pub trait Config: frame_system::Config {
		type Clock: Time<Moment = u64>;
		type Consideration: Consideration<Self::AccountId, Footprint>;
		type HookShare: bloc_timetable::Share;
		type SlotMs: Get<u64>;
	}

	#[pallet::storage]
	pub type Deposits<T: Config> = StorageMap<_, Twox64Concat, T::AccountId, T::Consideration>;
	#[pallet::storage]
	pub type TimetableHead<T> = StorageValue<_, Head, ValueQuery>;
	#[pallet::storage]
	pub type TimetablePages<T> = StorageMap<_, Identity, PageKey, Page<u32>>;

	#[pallet::event]
	#[pallet::generate_deposit(fn deposit_event)]
	pub enum Event<T: Config> {
		Rung { alarm: u32 },
		ServiceFailed { due: u32, error: DispatchError },
		DepositKept { who: T::AccountId, error: DispatchError },
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		#[pallet::call_index(0)]
		#[pallet::weight(Weight::zero())]
		pub fn set(origin: OriginFor<T>, alarm: u32, due_ms: u64) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let ticket = T::Consideration::new(&who, Footprint::from_parts(1, 4))?;
			Deposits::<T>::insert(who, ticket);
			Self::push(due_ms, alarm);
			Ok(())
		}

		#[pallet::call_index(1)]
		#[pallet::weight(Weight::zero())]
		pub fn leave(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let ticket = Deposits::<T>::take(&who).ok_or("none")?;
			bloc_primitives::deposit::give_back(&who, ticket, |who, error| {
				Self::deposit_event(Event::DepositKept { who, error });
			});
			Ok(())
		}
	}

	impl<T: Config> Store for Pallet<T> {
		type Payload = u32;
		type SlotMs = T::SlotMs;
		type DbWeight = T::DbWeight;
		type Head = TimetableHead<T>;
		type Pages = TimetablePages<T>;
	}

	impl<T: Config> Owner for Pallet<T> {
		type HookShare = T::HookShare;
		type Clock = T::Clock;
		type Handler = DueHandler<T>;

		fn max_block() -> Weight {
			T::BlockWeights::get().max_block
		}

		fn heaviest() -> Weight {
			Weight::from_parts(1_000, 0)
		}

		fn service_failed(due: u32, error: DispatchError) {
			Self::deposit_event(Event::ServiceFailed { due, error });
		}
	}

	pub struct DueHandler<T>(PhantomData<T>);

	impl<T> Default for DueHandler<T> {
		fn default() -> Self {
			Self(PhantomData)
		}
	}

	impl<T: Config> Handler<u32> for DueHandler<T> {
		fn weight(&self, _: &Entry<u32>) -> Weight {
			Pallet::<T>::heaviest()
		}

		/// Alarm 13 cannot ring.
		fn handle(&mut self, entry: &Entry<u32>, _: u64) -> Result<Outcome, DispatchError> {
			ensure!(entry.payload != 13, DispatchError::Unavailable);
			Pallet::<T>::deposit_event(Event::Rung { alarm: entry.payload });
			Ok(Outcome::Done(None))
		}

		fn failed(&mut self, entry: &Entry<u32>, now_ms: u64, error: DispatchError) {
			Pallet::<T>::retry(entry.payload, now_ms, error);
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::serve_share()
		}

		fn on_idle(_: BlockNumberFor<T>, left: Weight) -> Weight {
			Self::serve_left(left)
		}

		fn integrity_test() {
			Self::assert_fits();
		}
	}
}

use alarms as pallet_alarms;
use pallet_alarms::Event;

const WEALTH: Balance = 1_000_000;

bloc_testing::test_runtime! {
	Alarms: pallet_alarms,
	with_assets: true,
	start_ms: 1_700_000_000_000,
	genesis: with_money(&[alice(), bob()], WEALTH),
	set_up: || assert_eq!(System::block_number(), 1),
	check: || bloc_timetable::Timetable::<Alarms>::try_state().unwrap(),
}

impl pallet_alarms::Config for Test {
	type Clock = Timestamp;
	type Consideration = Ticket;
	type HookShare = HookShare;
	type SlotMs = frame_support::traits::ConstU64<SLOT_MS>;
}

#[test]
fn a_chain_has_people_money_and_a_clock() {
	in_each_asset(|asset| {
		assert_eq!((balance(&asset, &alice()), balance(&asset, &charlie())), (WEALTH, 0));
		assert_eq!((now(), minimum(&NATIVE), minimum(&TOKEN)), (START, ED, TOKEN_MIN));
		run_to(START + 1);
		assert_eq!((now(), System::block_number()), (START + BLOCK_MS, 2));
		block(bob());
		let pay = || Assets::transfer(origin(alice()), TOKEN_ID, bob(), 10);
		assert!(pay().is_err());
		unblock(bob());
		assert_ok!(pay());
		assert_eq!(transfers(), 1);
	});
}

#[test]
fn what_fails_is_told_and_tried_again() {
	ExtBuilder.run(|| {
		assert_ok!(Alarms::set(origin(alice()), 1, START + 1));
		assert_ok!(Alarms::set(origin(bob()), 13, START + 2));
		jump_to(START + 2);
		let failed = Event::ServiceFailed { due: 13, error: DispatchError::Unavailable };
		assert_eq!(events(), [Event::Rung { alarm: 1 }, failed.clone()]);
		jump_to(START + 2 + bloc_timetable::RETRY_MS - SLOT_MS);
		assert_eq!(events(), []);
		jump_to(now() + 2 * SLOT_MS);
		assert_eq!(event(), failed);
	});
}

#[test]
fn a_deposit_comes_back_or_is_told_to_stay() {
	ExtBuilder.run(|| {
		assert_ok!(Alarms::set(origin(alice()), 1, START + 1));
		assert_eq!(held(&alice()), PER_ITEM + 4);
		assert_ok!(Alarms::leave(origin(alice())));
		assert_eq!((held(&alice()), wealth(&NATIVE, &alice())), (0, WEALTH));

		assert_ok!(Alarms::set(origin(alice()), 1, START + 1));
		events();
		DepositsStick::set(true);
		assert_ok!(Alarms::leave(origin(alice())));
		assert_eq!(event(), Event::DepositKept { who: alice(), error: DispatchError::Unavailable });
		assert_eq!(Balances::total_balance_on_hold(&alice()), PER_ITEM + 4);
	});
}
