//! Payment channels. Durations are in milliseconds.

use crate::{
	configs::assets::NativeAndAssets, constants::StorageDeposit, AccountId, Balances, Moment, Mpp,
	Rebalancing, Runtime, RuntimeHoldReason, Signature, Timestamp,
};
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU64},
	PalletId,
};
use sp_runtime::{Perbill, Permill};

const SECOND: Moment = 1_000;
const MINUTE: Moment = 60 * SECOND;
const DAY: Moment = 24 * 60 * MINUTE;

parameter_types! {
	/// Names the accounts that hold the channels' money.
	pub const ChannelsId: PalletId = PalletId(*b"bloc/chn");
	/// The reason for which the deposit is held.
	pub const StorageDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Channels(pallet_bloc_channels::HoldReason::StorageDeposit);
	/// Presenting a stale state costs a fifth of all that the channel has committed: it hurts whoever
	/// tries, and does not ruin whoever restored an old backup.
	pub const StalePenalty: Permill = Permill::from_percent(20);
	/// Whoever exposes it gets a quarter of that.
	pub const ChallengerShare: Permill = Permill::from_percent(25);
	/// Closings and expired offers may take a fifth of a block as they fall due, and what is left.
	pub const HookShare: Perbill = Perbill::from_percent(20);
}

impl pallet_bloc_channels::Config for Runtime {
	type WeightInfo = pallet_bloc_channels::weights::SubstrateWeight<Runtime>;
	type Assets = NativeAndAssets;
	type Consideration =
		HoldConsideration<AccountId, Balances, StorageDepositReason, StorageDeposit>;
	type Signature = Signature;
	type Clock = Timestamp;
	type Hooks = Rebalancing;
	type PreimageSink = Mpp;
	type PalletId = ChannelsId;
	// Short, so that a development chain shows a dispute while one watches. It is for the parties to
	// choose as long as they sleep.
	type MinChallengePeriodMs = ConstU64<{ 20 * SECOND }>;
	type MaxChallengePeriodMs = ConstU64<{ 14 * DAY }>;
	type SlowestBlockMs = ConstU64<{ 12 * SECOND }>;
	type MaxOfferMs = ConstU64<{ 7 * DAY }>;
	// Lightning nodes look at most two weeks ahead.
	type MaxHtlcHorizonMs = ConstU64<{ 14 * DAY }>;
	type PreimageRetentionMs = ConstU64<{ 30 * DAY }>;
	type StalePenalty = StalePenalty;
	type ChallengerShare = ChallengerShare;
	type SlotMs = ConstU64<SECOND>;
	type HookShare = HookShare;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::ChannelsHelper;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{constants::fee_unit, Assets, Balance, Channels, RuntimeOrigin, System};
	use frame_support::{
		assert_noop, assert_ok,
		traits::{
			fungible::NativeOrWithId::Native,
			fungible::{InspectHold, Mutate, NativeOrWithId::WithId},
		},
	};
	use pallet_bloc_channels::Error;
	use sp_runtime::traits::Convert;

	const ALICE: AccountId = AccountId::new([1; 32]);
	const BOB: AccountId = AccountId::new([2; 32]);
	const RICH: Balance = 10_u128.pow(18);

	fn alice() -> RuntimeOrigin {
		RuntimeOrigin::signed(ALICE)
	}

	fn with_a_rich_alice(test: impl FnOnce()) {
		sp_io::TestExternalities::default().execute_with(|| {
			System::set_block_number(1);
			assert_ok!(Balances::mint_into(&ALICE, RICH));
			test();
			assert_ok!(Channels::do_try_state());
		});
	}

	#[test]
	fn balances_is_used_for_deposits() {
		with_a_rich_alice(|| {
			assert_ok!(Channels::open(alice(), BOB, Native, 1_000, MINUTE));
			let held = Balances::balance_on_hold(&StorageDepositReason::get(), &ALICE);
			assert_eq!(held, StorageDeposit::convert(Channels::channel_footprint()));
			// Well below a token, of which a hundred fee units are about one here.
			assert!(held < 100 * fee_unit(), "{held}");
		});
	}

	#[test]
	fn a_channel_is_in_the_token_or_in_any_asset() {
		with_a_rich_alice(|| {
			assert_ok!(Assets::create(alice(), 7.into(), ALICE.into(), 10));
			assert_ok!(Assets::mint(alice(), 7.into(), ALICE.into(), 5_000));
			assert_ok!(Channels::open(alice(), BOB, WithId(7), 1_000, MINUTE));
			assert_ok!(Channels::open(alice(), BOB, Native, 1_000, MINUTE));
			// The first channel in an asset also lends its minimum balance.
			assert_eq!(Assets::balance(7, &ALICE), 5_000 - 1_000 - 10);
			assert_eq!(Assets::balance(7, Channels::pot_account(WithId(7))), 1_010);
		});
	}

	#[test]
	fn a_challenge_period_is_twenty_seconds_to_a_fortnight() {
		with_a_rich_alice(|| {
			let open = |period| Channels::open(alice(), BOB, Native, 1_000, period);
			assert_noop!(open(19_999), Error::<Runtime>::ChallengePeriodTooShort);
			assert_ok!(open(20_000));
			assert_ok!(open(14 * DAY));
			assert_noop!(open(14 * DAY + 1), Error::<Runtime>::ChallengePeriodTooLong);
		});
	}
}
