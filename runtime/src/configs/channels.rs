//! Payment channels. Durations are in milliseconds.

use crate::{
	configs::{assets::NativeAndAssets, hooks::HookShare, limits::MinChallengePeriodMs},
	constants::{
		time::{DAY, SECOND},
		FeeOfLength, FeeOfWeight, StorageDeposit,
	},
	AccountId, Balance, Balances, ChainIdentity, Channels, Lsp, Mpp, Rebalancing, Runtime,
	RuntimeHoldReason, Signature, Timestamp, Watchtowers,
};
use bloc_primitives::state::{CoSigned, State};
use codec::MaxEncodedLen;
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU64, Get},
	weights::{constants::ExtrinsicBaseWeight, Weight, WeightToFee},
	PalletId,
};
use sp_runtime::Permill;

parameter_types! {
	/// Names the accounts that hold the channels' money.
	pub const ChannelsId: PalletId = PalletId(*b"bloc/chn");
	/// The reason for which the deposit is held.
	pub const StorageDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Channels(pallet_bloc_channels::HoldReason::StorageDeposit);
	/// Who claims too much pays as much as that, and half of what is left to it at most: it does not
	/// ruin whoever restored an old backup.
	pub const MaxPenalty: Permill = Permill::from_percent(50);
	/// Whoever presents the state that counts gets a quarter of that.
	pub const ChallengerShare: Permill = Permill::from_percent(25);
	/// Whoever takes a part out alone leaves a fiftieth of all that is committed: so there is something
	/// to lose by an old state.
	pub const WithdrawalReserve: Permill = Permill::from_percent(2);
}

/// What surrounds a challenge in a transaction: its channel, its sender, nonce and signature.
const AROUND_CHALLENGE: usize = 200;

/// What a party that closes alone puts down: twice the fee of the largest challenge, most of which is
/// for its length. The fees' factor of the moment is not in it, so that it is the same for all.
pub struct ClosingDeposit;

impl Get<Balance> for ClosingDeposit {
	fn get() -> Balance {
		let work = Channels::answer_weight();
		let signed = CoSigned::<State, Signature>::max_encoded_len();
		let length = signed.saturating_add(AROUND_CHALLENGE);
		let length = Weight::from_parts(u64::try_from(length).unwrap_or(u64::MAX), 0);
		FeeOfWeight::weight_to_fee(&work.saturating_add(ExtrinsicBaseWeight::get()))
			.saturating_add(FeeOfLength::weight_to_fee(&length))
			.saturating_mul(2)
	}
}

/// How many channels can be closed at once in the shortest challenge period: a thousand where there is
/// money, and what twenty seconds have room for on a development chain.
pub struct ClosingsAtOnce;

impl Get<u32> for ClosingsAtOnce {
	fn get() -> u32 {
		match ChainIdentity::is_development() {
			true => 60,
			false => 1_000,
		}
	}
}

impl pallet_bloc_channels::Config for Runtime {
	type WeightInfo = pallet_bloc_channels::weights::SubstrateWeight<Runtime>;
	type Assets = NativeAndAssets;
	type Consideration =
		HoldConsideration<AccountId, Balances, StorageDepositReason, StorageDeposit>;
	type Native = Balances;
	type Signature = Signature;
	type Clock = Timestamp;
	type Hooks = (Rebalancing, Lsp, Watchtowers);
	type PreimageSink = Mpp;
	type PalletId = ChannelsId;
	type MinChallengePeriodMs = MinChallengePeriodMs;
	type MaxChallengePeriodMs = ConstU64<{ 14 * DAY }>;
	type SlowestBlockMs = ConstU64<{ 12 * SECOND }>;
	type MaxProposalMs = ConstU64<{ 7 * DAY }>;
	// Lightning nodes look at most two weeks ahead.
	type MaxHtlcHorizonMs = ConstU64<{ 14 * DAY }>;
	type PreimageRetentionMs = ConstU64<{ 30 * DAY }>;
	type MaxEndingMs = ConstU64<DAY>;
	type MaxPenalty = MaxPenalty;
	type ChallengerShare = ChallengerShare;
	type ClosingDeposit = ClosingDeposit;
	type ClosingsAtOnce = ClosingsAtOnce;
	type WithdrawalReserve = WithdrawalReserve;
	type SlotMs = ConstU64<SECOND>;
	type HookShare = HookShare;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::ChannelsHelper;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		constants::{fee_unit, time::MINUTE},
		Assets, RuntimeOrigin, System,
	};
	use bloc_primitives::ChannelId;
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
	fn who_closes_alone_puts_down_a_few_fees() {
		with_a_rich_alice(|| {
			assert_ok!(Channels::open(alice(), BOB, Native, 1_000, MINUTE));
			assert_ok!(Channels::commit(alice(), ChannelId(0), 1_000));
			assert_ok!(Channels::force_close(alice(), ChannelId(0), None));
			let reason =
				RuntimeHoldReason::Channels(pallet_bloc_channels::HoldReason::ClosingDeposit);
			let held = Balances::balance_on_hold(&reason, &ALICE);
			assert_eq!(held, ClosingDeposit::get());
			// It pays for more than one challenge, and is less than a channel's storage deposit.
			assert!(held > fee_unit() && held < 25 * fee_unit(), "{held}");
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
	fn a_challenge_period_on_a_development_chain_is_twenty_seconds_to_a_fortnight() {
		with_a_rich_alice(|| {
			let open = |period| Channels::open(alice(), BOB, Native, 1_000, period);
			assert_noop!(open(19_999), Error::<Runtime>::ChallengePeriodTooShort);
			assert_ok!(open(20_000));
			assert_ok!(open(14 * DAY));
			assert_noop!(open(14 * DAY + 1), Error::<Runtime>::ChallengePeriodTooLong);
		});
	}
}
