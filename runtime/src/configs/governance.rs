//! The power over the chain (a sudo key) and the tools that every account has: batches, joint
//! accounts, scheduled calls. [Deputies](super::proxy) have a file of their own.

use crate::{
	configs::hooks::SchedulerShare,
	constants::{deposit, StorageDeposit, MAXIMUM_BLOCK_WEIGHT},
	AccountId, Balance, Balances, OriginCaller, Preimage, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeHoldReason, RuntimeOrigin, System,
};
use bloc_timetable::share_of_block;
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU32, EqualPrivilegeOnly},
	weights::Weight,
};
use frame_system::EnsureRoot;

impl pallet_sudo::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WeightInfo = pallet_sudo::weights::SubstrateWeight<Runtime>;
}

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = crate::weights::utility::Weights<Runtime>;
}

parameter_types! {
	/// One item; its key and fixed fields are 88 bytes.
	pub MultisigDepositBase: Balance = deposit(1, 88);
	/// An account id for each signatory.
	pub MultisigDepositFactor: Balance = deposit(0, 32);
	/// The reason for which a preimage's deposit is held.
	pub const PreimageHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
	/// What scheduled calls may take of a block. See [`SchedulerShare`].
	pub MaximumSchedulerWeight: Weight = share_of_block(SchedulerShare::get(), MAXIMUM_BLOCK_WEIGHT);
}

impl pallet_multisig::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type DepositBase = MultisigDepositBase;
	type DepositFactor = MultisigDepositFactor;
	type MaxSignatories = ConstU32<100>;
	type WeightInfo = crate::weights::multisig::Weights<Runtime>;
	type BlockNumberProvider = System;
}

impl pallet_preimage::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type ManagerOrigin = EnsureRoot<AccountId>;
	type Consideration = HoldConsideration<AccountId, Balances, PreimageHoldReason, StorageDeposit>;
	type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
}

impl pallet_scheduler::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type MaximumWeight = MaximumSchedulerWeight;
	type ScheduleOrigin = EnsureRoot<AccountId>;
	type OriginPrivilegeCmp = EqualPrivilegeOnly;
	// The benchmarks fill an agenda with far more than a chain would.
	#[cfg(feature = "runtime-benchmarks")]
	type MaxScheduledPerBlock = ConstU32<512>;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type MaxScheduledPerBlock = ConstU32<50>;
	type Preimages = Preimage;
	type WeightInfo = pallet_scheduler::weights::SubstrateWeight<Runtime>;
	type BlockNumberProvider = System;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{Multisig, Scheduler};
	use alloc::{boxed::Box, vec};
	use frame_support::{
		assert_noop, assert_ok,
		dispatch::RawOrigin,
		traits::fungible::{InspectHold, Mutate},
	};
	use sp_runtime::DispatchError;

	const ALICE: AccountId = AccountId::new([1; 32]);
	const BOB: AccountId = AccountId::new([2; 32]);

	fn with_a_rich_alice(test: impl FnOnce()) {
		sp_io::TestExternalities::default().execute_with(|| {
			assert_ok!(Balances::mint_into(&ALICE, 10_u128.pow(18)));
			test();
		});
	}

	fn remark() -> RuntimeCall {
		RuntimeCall::System(frame_system::Call::remark { remark: vec![1] })
	}

	#[test]
	fn balances_is_used_for_deposits() {
		with_a_rich_alice(|| {
			let alice = RawOrigin::Signed(ALICE);
			assert_ok!(Preimage::note_preimage(alice.clone().into(), vec![0; 100]));
			let held = Balances::balance_on_hold(&PreimageHoldReason::get(), &ALICE);
			assert_eq!(held, deposit(1, 100));

			let call = Box::new(remark());
			assert_ok!(Multisig::as_multi(
				alice.into(),
				2,
				vec![BOB],
				None,
				call,
				Weight::from_parts(1_000_000_000, 0)
			));
			assert_eq!(
				Balances::reserved_balance(&ALICE),
				held + deposit(1, 88) + 2 * deposit(0, 32)
			);
		});
	}

	#[test]
	fn only_root_schedules() {
		with_a_rich_alice(|| {
			let schedule = |origin: RawOrigin<AccountId>| {
				Scheduler::schedule(origin.into(), 10, None, 0, Box::new(remark()))
			};
			assert_noop!(schedule(RawOrigin::Signed(ALICE)), DispatchError::BadOrigin);
			assert_ok!(schedule(RawOrigin::Root));
		});
	}

	#[test]
	fn scheduled_calls_leave_most_of_a_block_to_payments() {
		let most = MaximumSchedulerWeight::get().ref_time();
		assert_eq!(most, MAXIMUM_BLOCK_WEIGHT.ref_time() / 10);
	}
}
