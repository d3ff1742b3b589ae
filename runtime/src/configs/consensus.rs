//! Time, Aura and GRANDPA.

use crate::{constants::SLOT_DURATION_MS, Aura, Moment, Runtime, RuntimeEvent};
use frame_support::traits::{ConstU32, ConstU64, Get};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;

/// The most authorities that a chain can have.
pub type MaxAuthorities = ConstU32<100>;

/// Whether an authority may author several blocks in one slot: only where it is the only one.
///
/// A development chain seals a block as soon as there is a transaction, several in a second, all in
/// one slot. On a network the rule would let one authority write as many blocks as it likes in its
/// turn; a chain with a single author loses nothing by it.
pub struct OnlyAuthority;

impl Get<bool> for OnlyAuthority {
	fn get() -> bool {
		pallet_aura::Authorities::<Runtime>::decode_len() == Some(1)
	}
}

impl pallet_timestamp::Config for Runtime {
	type Moment = Moment;
	type OnTimestampSet = Aura;
	// One millisecond: time moves forward, and that is all that is asked. A network needs no more,
	// since Aura wants each block's time to lie in its slot. A development chain that seals at once
	// could not follow the wall clock with the usual half slot: three seconds would pass on the
	// chain with each transaction.
	type MinimumPeriod = ConstU64<1>;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

impl pallet_aura::Config for Runtime {
	type AuthorityId = AuraId;
	type MaxAuthorities = MaxAuthorities;
	type DisabledValidators = ();
	type AllowMultipleBlocksPerSlot = OnlyAuthority;
	type SlotDuration = ConstU64<SLOT_DURATION_MS>;
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = ConstU32<0>;
	// Without sessions there is nobody to report an equivocation to: the operators of a live chain
	// replace an authority by `sudo`.
	type MaxSetIdSessionEntries = ConstU64<0>;
	type KeyOwnerProof = sp_core::Void;
	type EquivocationReportSystem = ();
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::Timestamp;
	use frame_support::traits::Time;
	use sp_keyring::Sr25519Keyring::{Alice, Bob};
	use sp_runtime::BoundedVec;

	fn with_authorities(keys: &[sp_keyring::Sr25519Keyring], test: impl FnOnce()) {
		sp_io::TestExternalities::default().execute_with(|| {
			let ids = keys.iter().map(|key| key.public().into()).collect::<alloc::vec::Vec<_>>();
			pallet_aura::Authorities::<Runtime>::put(BoundedVec::truncate_from(ids));
			test();
		});
	}

	#[test]
	fn a_slot_is_six_seconds() {
		assert_eq!(Aura::slot_duration(), 6_000);
	}

	#[test]
	fn only_a_single_authority_may_fill_a_slot_with_blocks() {
		with_authorities(&[Alice], || assert!(OnlyAuthority::get()));
		with_authorities(&[Alice, Bob], || assert!(!OnlyAuthority::get()));
		with_authorities(&[], || assert!(!OnlyAuthority::get()));
	}

	#[test]
	fn time_may_move_by_a_millisecond() {
		type Period = <Runtime as pallet_timestamp::Config>::MinimumPeriod;
		assert_eq!(<Period as Get<Moment>>::get(), 1);
		with_authorities(&[Alice], || {
			pallet_timestamp::Now::<Runtime>::put(1_700_000_000_001);
			assert_eq!(<Timestamp as Time>::now(), 1_700_000_000_001);
		});
	}
}
