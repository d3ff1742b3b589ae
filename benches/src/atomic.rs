//! `pallet-atomic-swap`, on a runtime of its own with accounts as long as ours.

// The SDK's macros write items without docs.
#![allow(missing_docs)]

use crate::nanos_each;
use frame_support::{
	derive_impl,
	traits::{ConstU128, ConstU32, UnfilteredDispatchable, VariantCountOf},
};
use sp_core::crypto::AccountId32;
use sp_io::hashing::blake2_256;
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::{traits::IdentityLookup, BuildStorage};
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
	pub type AtomicSwap = pallet_atomic_swap;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Rival {
	type AccountId = AccountId32;
	type Lookup = IdentityLookup<AccountId32>;
	type Block = frame_system::mocking::MockBlock<Rival>;
	type AccountData = pallet_balances::AccountData<u128>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Rival {
	type Balance = u128;
	type ExistentialDeposit = ConstU128<1>;
	type AccountStore = System;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
}

/// What a swap moves.
type Action = pallet_atomic_swap::BalanceSwapAction<AccountId32, Balances>;

impl pallet_atomic_swap::Config for Rival {
	type RuntimeEvent = RuntimeEvent;
	type SwapAction = Action;
	type ProofLimit = ConstU32<1_024>;
}

/// Makes and claims swaps on that runtime.
pub struct Chain {
	externalities: BasicExternalities,
	/// How many swaps there have been.
	made: u64,
}

impl Default for Chain {
	fn default() -> Self {
		Self::new()
	}
}

impl Chain {
	/// A chain on which both have something.
	pub fn new() -> Self {
		const WEALTH: u128 = 1 << 80;
		let balances = [Alice, Bob].map(|who| (who.to_account_id(), WEALTH)).to_vec();
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
			..Default::default()
		};
		let externalities = BasicExternalities::new(storage.build_storage().unwrap_or_default());
		Self { externalities, made: 0 }
	}

	/// What making a swap and claiming it takes: one of `times`.
	pub fn swap(&mut self, times: u32) -> u64 {
		let first = self.made;
		self.made = first.saturating_add(times.into());
		let proof = |number: u64| [number.to_le_bytes(); 4].concat();
		let secrets: Vec<_> =
			(first..self.made).map(|number| (proof(number), blake2_256(&proof(number)))).collect();
		self.externalities.execute_with(|| {
			System::set_block_number(1);
			System::reset_events();
			let [alice, bob] = [Alice, Bob].map(|who| RuntimeOrigin::signed(who.to_account_id()));
			let mut secrets = secrets.into_iter();
			nanos_each(times, || {
				let Some((proof, hashed_proof)) = secrets.next() else { return };
				let action = Action::new(7);
				let create = pallet_atomic_swap::Call::<Rival>::create_swap {
					target: Bob.to_account_id(),
					hashed_proof,
					action: action.clone(),
					duration: 1_000,
				};
				let claim = pallet_atomic_swap::Call::<Rival>::claim_swap { proof, action };
				for (origin, call) in [(&alice, create), (&bob, claim)] {
					let call = RuntimeCall::AtomicSwap(call);
					let result = call.dispatch_bypass_filter(origin.clone());
					assert!(result.is_ok(), "{result:?}");
				}
			})
		})
	}
}
