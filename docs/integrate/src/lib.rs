//! A runtime that has channels, and nothing that they do not need. The page
//! `docs/src/integrate.md` shows its parts.
#![allow(missing_docs)] // The runtime macro writes items without docs.

#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;

use bloc_primitives::{Balance, Moment};
use frame_support::{
	derive_impl, parameter_types,
	traits::{
		fungible::{HoldConsideration, NativeFromLeft, NativeOrWithId, UnionOf},
		AsEnsureOriginWithArg, ConstU128, ConstU32, ConstU64, Footprint, VariantCountOf,
	},
	PalletId,
};
use sp_runtime::{
	traits::{Convert, IdentityLookup},
	AccountId32, MultiSignature, Perbill, Permill,
};

#[frame_support::runtime]
mod runtime {
	// ANCHOR: runtime
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
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type Assets = pallet_assets;
	#[runtime::pallet_index(40)]
	pub type Channels = pallet_bloc_channels;
	// ANCHOR_END: runtime
}

/// A block of the example.
pub type Block = frame_system::mocking::MockBlock<Runtime>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Runtime {
	type AccountData = pallet_balances::AccountData<Balance>;
	type AccountId = AccountId32;
	type Block = Block;
	type Lookup = IdentityLookup<AccountId32>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Runtime {
	type Moment = Moment;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Runtime {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<1_000>;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RuntimeHoldReason = RuntimeHoldReason;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Runtime {
	type Balance = Balance;
	type CreateOrigin = AsEnsureOriginWithArg<frame_system::EnsureSigned<AccountId32>>;
	type Currency = Balances;
	type ForceOrigin = frame_system::EnsureRoot<AccountId32>;
	type Freezer = ();
	type Holder = ();
}

// ANCHOR: config
/// One minute, in the unit of all durations here: milliseconds.
const MINUTE: Moment = 60_000;
/// One day.
const DAY: Moment = 24 * 60 * MINUTE;

parameter_types! {
	pub const ChannelsPalletId: PalletId = PalletId(*b"bloc/chn");
	// Who claims too much in a dispute pays what it would have gained, and at most this share of
	// what is left to it. Of that, a watchtower that presented the state that counts gets the second.
	pub const MaxPenalty: Permill = Permill::from_percent(50);
	pub const WithdrawalReserve: Permill = Permill::from_percent(2);
	pub const ChallengerShare: Permill = Permill::from_percent(25);
	// What `on_initialize` may take of a block; `on_idle` goes on with what is left.
	pub const HookShare: Perbill = Perbill::from_percent(10);
	pub const StorageDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Channels(pallet_bloc_channels::HoldReason::StorageDeposit);
}

/// What an account is asked to hold for what it has stored: so much for each item, so much for each
/// byte. Not the SDK's `LinearStoragePrice`, which takes all bytes once more for each further item.
pub struct StorageDeposit;

impl Convert<Footprint, Balance> for StorageDeposit {
	fn convert(stored: Footprint) -> Balance {
		let of_items = Balance::from(stored.count).saturating_mul(1_000);
		Balance::from(stored.size).saturating_mul(10).saturating_add(of_items)
	}
}

impl pallet_bloc_channels::Config for Runtime {
	// Benchmarked weights; a runtime of your own should benchmark them again.
	type WeightInfo = pallet_bloc_channels::weights::SubstrateWeight<Runtime>;
	// The native coin and every asset of `pallet-assets`, under one kind of name.
	type Assets = UnionOf<Balances, Assets, NativeFromLeft, NativeOrWithId<u32>, AccountId32>;
	// Storage deposits in the native coin.
	type Consideration =
		HoldConsideration<AccountId32, Balances, StorageDepositReason, StorageDeposit>;
	// The coin in which who closes alone puts something down.
	type Native = Balances;
	type Signature = MultiSignature;
	type Clock = Timestamp;
	// Nobody else is told of channels and preimages here.
	type Hooks = ();
	type PreimageSink = ();
	type PalletId = ChannelsPalletId;
	// What parties may choose as the time in which a lonely close can be contradicted.
	type MinChallengePeriodMs = ConstU64<{ 60 * MINUTE }>;
	type MaxChallengePeriodMs = ConstU64<{ 14 * DAY }>;
	// Twice the usual time of a block.
	type SlowestBlockMs = ConstU64<12_000>;
	type MaxProposalMs = ConstU64<{ 7 * DAY }>;
	type MaxHtlcHorizonMs = ConstU64<{ 14 * DAY }>;
	// At least MaxHtlcHorizonMs and MaxChallengePeriodMs together: `integrity_test` insists.
	type PreimageRetentionMs = ConstU64<{ 30 * DAY }>;
	// How late the hook may be.
	type SlotMs = ConstU64<6_000>;
	// For how long a cooperative close or withdrawal is good at most.
	type MaxEndingMs = ConstU64<DAY>;
	type MaxPenalty = MaxPenalty;
	type ChallengerShare = ChallengerShare;
	// What who closes alone puts down, until it is sure that it claimed no more than its own: about
	// twice the fee of a challenge.
	type ClosingDeposit = ConstU128<10_000>;
	// What who takes a part out alone leaves of all that is committed.
	type WithdrawalReserve = WithdrawalReserve;
	// How many honest answers fit into the shortest challenge period, in blocks that others have
	// filled: `integrity_test` insists.
	type ClosingsAtOnce = ConstU32<1_000>;
	type HookShare = HookShare;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = benchmarks::Helper;
}
// ANCHOR_END: config

#[cfg(test)]
mod tests {
	use super::*;
	use frame_support::{assert_ok, traits::Hooks};
	use sp_keyring::Sr25519Keyring::{Alice, Bob};
	use sp_runtime::BuildStorage;

	#[test]
	fn two_people_open_a_channel_and_pay() {
		let mut storage = RuntimeGenesisConfig::default().build_storage().unwrap();
		pallet_balances::GenesisConfig::<Runtime> {
			balances: [Alice, Bob].map(|who| (who.to_account_id(), 1_000_000)).to_vec(),
			..Default::default()
		}
		.assimilate_storage(&mut storage)
		.unwrap();
		sp_io::TestExternalities::new(storage).execute_with(|| {
			<Channels as Hooks<_>>::integrity_test();
			let alice = RuntimeOrigin::signed(Alice.to_account_id());
			let (bob, asset) = (Bob.to_account_id(), NativeOrWithId::Native);
			// ANCHOR: use
			assert_ok!(Channels::open(alice.clone(), bob.clone(), asset, 50_000, 60 * MINUTE));
			let channel = bloc_primitives::ChannelId(0);
			assert_ok!(Channels::pay(alice, channel, 20_000));
			assert_ok!(Channels::withdraw(RuntimeOrigin::signed(bob), channel, 15_000));
			// ANCHOR_END: use
			assert_ok!(Channels::do_try_state());
		});
	}
}
