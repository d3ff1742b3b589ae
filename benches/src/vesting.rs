//! What `pallet-vesting` takes to release what has vested, beside a transfer on the same runtime.

// The SDK's macros write items without docs.
#![allow(missing_docs)]

use crate::{nanos_each, Spread};
use frame_support::{
	derive_impl, parameter_types,
	traits::{UnfilteredDispatchable, VariantCountOf, WithdrawReasons},
};
use sp_runtime::{traits::ConvertInto, BuildStorage};
use sp_state_machine::BasicExternalities;

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
		RuntimeTask
	)]
	pub struct Rival;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(2)]
	pub type Vesting = pallet_vesting;
}

parameter_types! {
	pub UnvestedMay: WithdrawReasons =
		WithdrawReasons::except(WithdrawReasons::TRANSFER | WithdrawReasons::RESERVE);
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Rival {
	type Block = frame_system::mocking::MockBlock<Rival>;
	type AccountData = pallet_balances::AccountData<u128>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Rival {
	type Balance = u128;
	type ExistentialDeposit = frame_support::traits::ConstU128<1>;
	type AccountStore = System;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
}

impl pallet_vesting::Config for Rival {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type BlockNumberToBalance = ConvertInto;
	type MinVestedTransfer = frame_support::traits::ConstU128<1>;
	type WeightInfo = ();
	type UnvestedFundsAllowedWithdrawReasons = UnvestedMay;
	type BlockNumberProvider = System;
	const MAX_VESTING_SCHEDULES: u32 = 28;
}

/// What each takes.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
	/// `vesting.vest`.
	pub vest: Spread,
	/// `balances.transfer_keep_alive`.
	pub transfer: Spread,
}

/// Takes turns, as [`crate::payments::compare`] does.
pub fn compare(rounds: u32, times: u32) -> Measured {
	const WEALTH: u128 = 1 << 80;
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: vec![(1, WEALTH), (2, WEALTH)],
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.unwrap_or_default();
	BasicExternalities::new(storage).execute_with(|| {
		System::set_block_number(1);
		let call = |call: RuntimeCall| {
			let result = call.dispatch_bypass_filter(RuntimeOrigin::signed(1));
			assert!(result.is_ok(), "{result:?}");
		};
		let schedule = pallet_vesting::VestingInfo::new(WEALTH.div_euclid(2), 1, 1);
		let entrust =
			pallet_vesting::Call::force_vested_transfer { source: 2, target: 1, schedule };
		let result = RuntimeCall::Vesting(entrust).dispatch_bypass_filter(RuntimeOrigin::root());
		assert!(result.is_ok(), "{result:?}");
		let transfer = pallet_balances::Call::transfer_keep_alive { dest: 2, value: 1 };
		let mut block = 1u64;
		let mut measure = |of: &RuntimeCall| {
			System::reset_events();
			nanos_each(times, || {
				block = block.saturating_add(1);
				System::set_block_number(block);
				call(of.clone());
			})
		};
		let vest = RuntimeCall::Vesting(pallet_vesting::Call::vest {});
		let transfer = RuntimeCall::Balances(transfer);
		let turns = (0..=rounds).map(|_| (measure(&vest), measure(&transfer))).skip(1).collect();
		let (vest, transfer) = Spread::of_turns(turns);
		Measured { vest, transfer }
	})
}
