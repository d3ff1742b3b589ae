//! The chain's own token and the fees in it.

use crate::{
	constants::{FeeOfLength, FeeOfWeight, EXISTENTIAL_DEPOSIT},
	Balance, Balances, Runtime, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason, System,
};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, ConstU8, VariantCountOf},
};
use pallet_transaction_payment::{FungibleAdapter, Multiplier, TargetedFeeAdjustment};
use sp_runtime::{
	traits::{Bounded, One},
	FixedPointNumber, Perquintill,
};

impl pallet_balances::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type Balance = Balance;
	type DustRemoval = ();
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type AccountStore = System;
	type ReserveIdentifier = [u8; 8];
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type DoneSlashHandler = ();
	type WeightInfo = crate::weights::balances::Weights<Runtime>;
}

parameter_types! {
	/// A block is thought full at this share of what ordinary transactions may take; above it fees
	/// rise, below it they fall.
	pub TargetFullness: Perquintill = Perquintill::from_percent(25);
	/// How fast they do: by about a fifth in a day of full blocks.
	pub FeeVariability: Multiplier = Multiplier::saturating_from_rational(75, 1_000_000);
	/// Fees never fall below the stated ones.
	pub LeastMultiplier: Multiplier = Multiplier::one();
	/// And rise as far as it takes.
	pub GreatestMultiplier: Multiplier = Bounded::max_value();
}

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	// Fees are burnt: without sessions nothing on chain says which account an author's key is of.
	type OnChargeTransaction = FungibleAdapter<Balances, ()>;
	type WeightToFee = FeeOfWeight;
	type LengthToFee = FeeOfLength;
	type FeeMultiplierUpdate = TargetedFeeAdjustment<
		Self,
		TargetFullness,
		FeeVariability,
		LeastMultiplier,
		GreatestMultiplier,
	>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::AccountId;
	use frame_support::{
		assert_ok,
		traits::{
			fungible::{Inspect, InspectFreeze, Mutate},
			Get, VariantCount,
		},
	};
	use pallet_transaction_payment::MultiplierUpdate;

	const WHO: AccountId = AccountId::new([1; 32]);

	#[test]
	fn the_least_balance_is_the_same_on_every_chain() {
		type Least = <Runtime as pallet_balances::Config>::ExistentialDeposit;
		assert_eq!(<Least as Get<Balance>>::get(), 1_000);
		assert_eq!(<Balances as Inspect<AccountId>>::minimum_balance(), EXISTENTIAL_DEPOSIT);
	}

	#[test]
	fn an_account_lives_from_the_least_balance_on() {
		sp_io::TestExternalities::default().execute_with(|| {
			assert!(Balances::mint_into(&WHO, EXISTENTIAL_DEPOSIT - 1).is_err());
			assert_ok!(Balances::mint_into(&WHO, EXISTENTIAL_DEPOSIT));
			assert!(System::account_exists(&WHO));
		});
	}

	#[test]
	fn every_reason_to_freeze_fits_at_once() {
		type Freezes = <Runtime as pallet_balances::Config>::MaxFreezes;
		assert_eq!(<Freezes as Get<u32>>::get(), RuntimeFreezeReason::VARIANT_COUNT);
		sp_io::TestExternalities::default().execute_with(|| {
			let reason =
				RuntimeFreezeReason::AssetRewards(pallet_asset_rewards::FreezeReason::Staked);
			assert_eq!(Balances::balance_frozen(&reason, &WHO), 0);
		});
	}

	#[test]
	fn fees_never_fall_below_the_stated_ones() {
		type Update = <Runtime as pallet_transaction_payment::Config>::FeeMultiplierUpdate;
		assert_eq!(<Update as MultiplierUpdate>::min(), Multiplier::one());
		assert_eq!(<Update as MultiplierUpdate>::target(), Perquintill::from_percent(25));
	}
}
