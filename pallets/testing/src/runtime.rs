//! The runtime of a pallet's tests.

/// Makes the runtime `Test` round the pallet that is tested.
///
/// ```ignore
/// use crate as pallet_bloc_streaming;
/// pub use bloc_testing::people::*;
///
/// bloc_testing::test_runtime! {
///     Streaming: pallet_bloc_streaming,
///     with_assets: true,
///     start_ms: 1_700_000_000_000,
///     genesis: with_money(&[alice(), bob(), charlie()], WEALTH),
///     set_up: || (),
///     check: || Streaming::do_try_state().unwrap(),
/// }
///
/// impl pallet_bloc_streaming::Config for Test {
///     type Assets = AllAssets;
///     type Clock = Timestamp;
///     type Consideration = Ticket;
///     type HookShare = HookShare;
///     type SlotMs = ConstU64<SLOT_MS>;
///     // and what is the pallet's own
/// }
/// ```
///
/// It has `System`, `Timestamp` (the clock), `Balances` (minimum balance [`ED`]), with `with_assets:
/// true` also `Assets` and all assets behind one name (`AllAssets`, of `Asset`), and the pallet, whose
/// `Config` the caller implements. `genesis` is what the chain begins with, `set_up` happens in the
/// first block, and `check` after each block and test.
///
/// `beside: Mpp: pallet_bloc_mpp,` after `with_assets: true` puts another pallet of the suite beside,
/// for one that is nothing without it: its hooks run after the pallet's own.
///
/// The pallet has to be a `bloc_timetable::Owner`, and its hold reason to be
/// `HoldReason::StorageDeposit`. What comes with it, beside people ([`people`](crate::people)):
///
/// - `ExtBuilder.run(test)`, the way into each test, and `.build()`;
/// - for the pallet's `Config`: `HookShare` (a fifth), `SLOT_MS` (a second), `StorageReason`, and
///   `Ticket`, the storage deposits: [`Sticky`](crate::Sticky), `PER_ITEM` and one for each byte;
/// - `START` (the instant of the first block) and `BLOCK_MS` (six seconds);
/// - `now()`, `set_time(ms)` (without hooks), `next_block()`, `run_block_at(ms)`, `run_to(ms)` (block
///   by block) and `jump_to(ms)` (two blocks: all that is due by then is done);
/// - `origin(who)`, `held(who)` (deposits), `event()`, `events()` (of the pallet, since asked last);
/// - `with_money(&people, amount)`, a genesis in which they have so much of each asset;
/// - with assets `NATIVE` and `TOKEN`, `in_each_asset(test)`, `balance(&asset, who)`,
///   `wealth(&asset, who)`, `set_balance(&asset, who, amount)`, `minimum(&asset)`, `block(who)` and
///   `unblock(who)` (to receive `TOKEN`), and `transfers()` (that were told of since events were
///   asked for last).
///
/// [`ED`]: crate::test_runtime
#[macro_export]
macro_rules! test_runtime {
	(
		$Pallet:ident: $pallet:ident,
		with_assets: true,
		$(beside: $Beside:ident: $beside:ident,)?
		start_ms: $($settings:tt)*
	) => {
		use $crate::exports::pallet_assets;

		$crate::test_runtime! {
			@runtime $Pallet: $pallet,
			{
				#[runtime::pallet_index(3)]
				pub type Assets = pallet_assets;
				$(
					#[runtime::pallet_index(5)]
					pub type $Beside = $beside;
				)?
			}
		}
		$crate::test_runtime_common! {
			$Pallet: $pallet,
			$(beside: $Beside,)?
			start_ms: $($settings)*
		}
		$crate::test_runtime_assets! {}
	};
	(
		$Pallet:ident: $pallet:ident,
		with_assets: false,
		$($settings:tt)*
	) => {
		$crate::test_runtime! { @runtime $Pallet: $pallet, {} }
		$crate::test_runtime_common! { $Pallet: $pallet, $($settings)* }

		/// A chain on which these people have so much of the native coin.
		#[allow(dead_code)]
		pub fn with_money(people: &[AccountId], wealth: Balance) -> RuntimeGenesisConfig {
			let balances = people.iter().map(|who| (who.clone(), wealth)).collect();
			RuntimeGenesisConfig {
				balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
				..Default::default()
			}
		}
	};
	// With these pallets beside.
	(@runtime $Pallet:ident: $pallet:ident, { $($beside:tt)* }) => {
		#[frame_support::runtime]
		mod runtime {
			#[runtime::runtime]
			#[runtime::derive(
				RuntimeCall,
				RuntimeEvent,
				RuntimeError,
				RuntimeOrigin,
				RuntimeFreezeReason,
				RuntimeHoldReason,
				RuntimeSlashReason,
				RuntimeLockId,
				RuntimeTask,
				RuntimeViewFunction
			)]
			pub struct Test;

			#[runtime::pallet_index(0)]
			pub type System = frame_system;
			#[runtime::pallet_index(1)]
			pub type Timestamp = pallet_timestamp;
			#[runtime::pallet_index(2)]
			pub type Balances = pallet_balances;
			$($beside)*
			#[runtime::pallet_index(4)]
			pub type $Pallet = $pallet;
		}
	};
}

/// What all runtimes of [`test_runtime!`](crate::test_runtime) have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! test_runtime_common {
	(
		$Pallet:ident: $pallet:ident,
		$(beside: $Beside:ident,)?
		start_ms: $start_ms:expr,
		genesis: $genesis:expr,
		set_up: $set_up:expr,
		check: $check:expr $(,)?
	) => {
		use $crate::exports::{pallet_balances, pallet_timestamp};
		// The attribute goes on under its bare name.
		use frame_support::derive_impl;

		/// Names an account.
		pub type AccountId = $crate::people::AccountId;
		/// An amount.
		pub type Balance = u128;
		pub type Block = frame_system::mocking::MockBlock<Test>;

		#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
		impl frame_system::Config for Test {
			type AccountData = pallet_balances::AccountData<Balance>;
			type AccountId = AccountId;
			type Block = Block;
			type BlockHashCount = frame_support::traits::ConstU64<250>;
			type DbWeight = $crate::DbWeight;
			type Hashing = $crate::exports::sp_runtime::traits::BlakeTwo256;
			type Lookup = $crate::exports::sp_runtime::traits::IdentityLookup<AccountId>;
			type SS58Prefix = frame_support::traits::ConstU16<42>;
		}

		#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
		impl pallet_timestamp::Config for Test {
			type Moment = u64;
		}

		/// The minimum balance of the native coin.
		pub const ED: Balance = 10;
		/// What a storage item costs in deposits, beside a unit for each byte.
		pub const PER_ITEM: Balance = 100;
		/// When the first block is.
		pub const START: u64 = $start_ms;
		/// The time from one block to the next.
		pub const BLOCK_MS: u64 = 6_000;
		/// The slot of the timetable.
		pub const SLOT_MS: u64 = 1_000;

		#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
		impl pallet_balances::Config for Test {
			type AccountStore = System;
			type Balance = Balance;
			type ExistentialDeposit = frame_support::traits::ConstU128<ED>;
			type MaxFreezes = frame_support::traits::VariantCountOf<RuntimeFreezeReason>;
			type RuntimeFreezeReason = RuntimeFreezeReason;
			type RuntimeHoldReason = RuntimeHoldReason;
		}

		frame_support::parameter_types! {
			pub const HookShare: $crate::exports::sp_runtime::Perbill =
				$crate::exports::sp_runtime::Perbill::from_percent(20);
			pub const StorageReason: RuntimeHoldReason =
				RuntimeHoldReason::$Pallet($pallet::HoldReason::StorageDeposit);
		}

		/// The pallet's storage deposits: they get stuck if a test wants that.
		pub type Ticket = $crate::Sticky<
			frame_support::traits::fungible::HoldConsideration<
				AccountId,
				Balances,
				StorageReason,
				frame_support::traits::LinearStoragePrice<
					frame_support::traits::ConstU128<PER_ITEM>,
					frame_support::traits::ConstU128<1>,
					Balance,
				>,
			>,
		>;

		/// The chain at block 1 and [`START`].
		#[derive(Default)]
		pub struct ExtBuilder;

		impl ExtBuilder {
			pub fn build(self) -> $crate::exports::sp_io::TestExternalities {
				use $crate::exports::sp_runtime::BuildStorage;
				let genesis: RuntimeGenesisConfig = $genesis;
				$crate::DepositsStick::set(false);
				$crate::HookPrice::set(0);
				let storage = genesis.build_storage().expect("the genesis is sound");
				let mut ext = $crate::exports::sp_io::TestExternalities::new(storage);
				ext.execute_with(|| {
					System::set_block_number(1);
					set_time(START);
					$set_up();
				});
				ext
			}

			/// Runs `test`, and then checks that the invariants hold. The only way into a test.
			#[allow(dead_code)]
			pub fn run(self, test: impl FnOnce()) {
				self.build().execute_with(|| {
					test();
					$check();
				});
			}
		}

		/// The chain's time.
		#[allow(dead_code)]
		pub fn now() -> u64 {
			<Timestamp as frame_support::traits::Time>::now()
		}

		/// Sets the clock within a block, without hooks: for the edges of calls.
		pub fn set_time(instant: u64) {
			Timestamp::set_timestamp(instant);
		}

		/// The next block, at `instant`: the hooks run around its time being set, as on a chain.
		#[allow(dead_code)]
		pub fn run_block_at(instant: u64) {
			use frame_support::{traits::Hooks, weights::Weight};
			$Pallet::on_finalize(System::block_number());
			System::set_block_number(System::block_number() + 1);
			let spent = $Pallet::on_initialize(System::block_number());
			let budget = <$Pallet as $crate::exports::Owner>::hook_budget();
			assert!(spent.all_lte(budget), "the hook spent {spent:?} of {budget:?}");
			$( $Beside::on_initialize(System::block_number()); )?
			set_time(instant);
			let spent = $Pallet::on_idle(System::block_number(), Weight::MAX / 2);
			assert!(spent.all_lte(Weight::MAX / 2));
			$( $Beside::on_idle(System::block_number(), Weight::MAX / 2); )?
			$check();
		}

		/// The next block, [`BLOCK_MS`] later.
		#[allow(dead_code)]
		pub fn next_block() {
			run_block_at(now() + BLOCK_MS);
		}

		/// Blocks at the usual pace, up to the first at `instant` or later.
		#[allow(dead_code)]
		pub fn run_to(instant: u64) {
			while now() < instant {
				next_block();
			}
		}

		/// Two blocks, at `instant` and right after it: whatever is due at `instant` is done.
		#[allow(dead_code)]
		pub fn jump_to(instant: u64) {
			run_block_at(instant);
			run_block_at(instant + SLOT_MS);
		}

		#[allow(dead_code)]
		pub fn origin(who: AccountId) -> RuntimeOrigin {
			RuntimeOrigin::signed(who)
		}

		/// What `who` has in deposits.
		#[allow(dead_code)]
		pub fn held(who: &AccountId) -> Balance {
			<Balances as frame_support::traits::fungible::hold::Inspect<_>>::total_balance_on_hold(
				who,
			)
		}

		/// The pallet's events since this was asked last.
		#[allow(dead_code)]
		pub fn events() -> Vec<$pallet::Event<Test>> {
			let events = System::read_events_for_pallet::<$pallet::Event<Test>>();
			System::reset_events();
			events
		}

		/// The only event since this was asked last.
		#[allow(dead_code)]
		pub fn event() -> $pallet::Event<Test> {
			let mut events = events();
			assert_eq!(events.len(), 1, "{events:?}");
			events.remove(0)
		}
	};
}

/// What runtimes of [`test_runtime!`](crate::test_runtime) with assets have beside.
#[doc(hidden)]
#[macro_export]
macro_rules! test_runtime_assets {
	() => {
		/// Names an asset.
		pub type Asset = frame_support::traits::fungible::NativeOrWithId<u32>;
		/// All assets, the native coin among them.
		pub type AllAssets = frame_support::traits::fungible::UnionOf<
			Balances,
			Assets,
			frame_support::traits::fungible::NativeFromLeft,
			Asset,
			AccountId,
		>;

		/// The native coin.
		#[allow(dead_code)]
		pub const NATIVE: Asset = Asset::Native;
		/// An asset with a minimum balance of [`TOKEN_MIN`], owned by the issuer.
		#[allow(dead_code)]
		pub const TOKEN: Asset = Asset::WithId(TOKEN_ID);
		/// The same, where its pallet knows it by its own name.
		pub const TOKEN_ID: u32 = 7;
		/// The minimum balance of [`TOKEN`].
		pub const TOKEN_MIN: Balance = 5;

		#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
		impl pallet_assets::Config for Test {
			type Balance = Balance;
			type CreateOrigin =
				frame_support::traits::AsEnsureOriginWithArg<frame_system::EnsureSigned<AccountId>>;
			type Currency = Balances;
			type ForceOrigin = frame_system::EnsureRoot<AccountId>;
			type Freezer = ();
			type Holder = ();
		}

		/// A chain on which these people have so much of the native coin and of [`TOKEN`]; the issuer
		/// has as much of the native coin.
		#[allow(dead_code)]
		pub fn with_money(people: &[AccountId], wealth: Balance) -> RuntimeGenesisConfig {
			let issuer = $crate::people::issuer();
			let balances =
				people.iter().chain([&issuer]).map(|who| (who.clone(), wealth)).collect();
			let accounts = people.iter().map(|who| (TOKEN_ID, who.clone(), wealth)).collect();
			RuntimeGenesisConfig {
				balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
				assets: pallet_assets::GenesisConfig {
					assets: vec![(TOKEN_ID, issuer, true, TOKEN_MIN)],
					accounts,
					..Default::default()
				},
				..Default::default()
			}
		}

		/// What `who` has in `asset`, to spend.
		#[allow(dead_code)]
		pub fn balance(asset: &Asset, who: &AccountId) -> Balance {
			<AllAssets as frame_support::traits::fungibles::Inspect<_>>::balance(asset.clone(), who)
		}

		/// What `who` has of `asset`, deposits included.
		#[allow(dead_code)]
		pub fn wealth(asset: &Asset, who: &AccountId) -> Balance {
			<AllAssets as frame_support::traits::fungibles::Inspect<_>>::total_balance(
				asset.clone(),
				who,
			)
		}

		/// Sets what `who` has in `asset`.
		#[allow(dead_code)]
		pub fn set_balance(asset: &Asset, who: &AccountId, amount: Balance) {
			<AllAssets as frame_support::traits::fungibles::Mutate<_>>::set_balance(
				asset.clone(),
				who,
				amount,
			);
		}

		/// The minimum balance of an asset.
		#[allow(dead_code)]
		pub fn minimum(asset: &Asset) -> Balance {
			<AllAssets as frame_support::traits::fungibles::Inspect<_>>::minimum_balance(
				asset.clone(),
			)
		}

		/// No longer lets `who` receive [`TOKEN`].
		#[allow(dead_code)]
		pub fn block(who: AccountId) {
			Assets::block(origin($crate::people::issuer()), TOKEN_ID, who).expect("the issuer may");
		}

		/// Lets `who` receive [`TOKEN`] again.
		#[allow(dead_code)]
		pub fn unblock(who: AccountId) {
			Assets::thaw(origin($crate::people::issuer()), TOKEN_ID, who).expect("the issuer may");
		}

		/// Runs `test` in the native coin and in [`TOKEN`], each on a chain of its own.
		#[allow(dead_code)]
		pub fn in_each_asset(test: impl Fn(Asset)) {
			for asset in [NATIVE, TOKEN] {
				ExtBuilder.run(|| test(asset.clone()));
			}
		}

		/// The transfers that were told of since events were asked for last: those of whole amounts by
		/// a deposit.
		#[allow(dead_code)]
		pub fn transfers() -> usize {
			let is_transfer = |event: &RuntimeEvent| {
				matches!(
					event,
					RuntimeEvent::Balances(
						pallet_balances::Event::Transfer { .. }
							| pallet_balances::Event::Deposit { .. },
					) | RuntimeEvent::Assets(
						pallet_assets::Event::Transferred { .. }
							| pallet_assets::Event::Deposited { .. }
					)
				)
			};
			System::events().iter().filter(|record| is_transfer(&record.event)).count()
		}
	};
}
