//! Channels that keep themselves in balance. Durations are in milliseconds.

use crate::{
	configs::{hooks::HookShare, limits::MinRunIntervalMs},
	constants::{
		time::{DAY, SECOND},
		StorageDeposit,
	},
	tx_extension, AccountId, Balances, Channels, Nonce, Runtime, RuntimeCall, RuntimeHoldReason,
	Signature, SignedPayload, System, Timestamp, UncheckedExtrinsic,
};
use codec::Encode;
use frame_support::{
	parameter_types,
	traits::{
		fungible::{HoldConsideration, NativeOrWithId},
		ConstU32, ConstU64,
	},
};
use frame_system::offchain::{
	AppCrypto, CreateSignedTransaction, CreateTransactionBase, SigningTypes,
};
use sp_runtime::{
	generic::Era,
	traits::{StaticLookup, Verify},
	SaturatedConversion,
};

/// For how many blocks a transaction of the offchain worker is valid.
const VALID_BLOCKS: u64 = 64;

// ANCHOR: config
parameter_types! {
	/// The reason for which the deposit is held.
	pub const StorageDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Rebalancing(pallet_bloc_rebalancing::HoldReason::StorageDeposit);
}

impl pallet_bloc_rebalancing::Config for Runtime {
	type WeightInfo = pallet_bloc_rebalancing::weights::SubstrateWeight<Runtime>;
	type AssetId = NativeOrWithId<crate::AssetId>;
	type Channels = Channels;
	type Consideration =
		HoldConsideration<AccountId, Balances, StorageDepositReason, StorageDeposit>;
	type Clock = Timestamp;
	type AuthorityId = pallet_bloc_rebalancing::crypto::Key;
	type MaxCycles = ConstU32<8>;
	type MinIntervalMs = MinRunIntervalMs;
	type MaxBackoffMs = ConstU64<DAY>;
	type MaxProposalMs = ConstU64<{ 7 * DAY }>;
	type SlotMs = ConstU64<SECOND>;
	type HookShare = HookShare;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::ChannelsHelper;
}
// ANCHOR_END: config

// ANCHOR: worker
impl SigningTypes for Runtime {
	type Public = <Signature as Verify>::Signer;
	type Signature = Signature;
}

impl<Call> CreateTransactionBase<Call> for Runtime
where
	RuntimeCall: From<Call>,
{
	type Extrinsic = UncheckedExtrinsic;
	type RuntimeCall = RuntimeCall;
}

/// How the offchain worker signs a transaction with a key of the node's.
impl<Call> CreateSignedTransaction<Call> for Runtime
where
	RuntimeCall: From<Call>,
{
	fn create_signed_transaction<Crypto: AppCrypto<Self::Public, Self::Signature>>(
		call: RuntimeCall,
		public: Self::Public,
		account: AccountId,
		nonce: Nonce,
	) -> Option<UncheckedExtrinsic> {
		let current = System::block_number().saturated_into::<u64>().saturating_sub(1);
		let extension = tx_extension(Era::mortal(VALID_BLOCKS, current), nonce);
		let payload = SignedPayload::new(call, extension).ok()?;
		let signature = payload.using_encoded(|bytes| Crypto::sign(bytes, public))?;
		let (call, extension, _) = payload.deconstruct();
		let address = <Runtime as frame_system::Config>::Lookup::unlookup(account);
		Some(UncheckedExtrinsic::new_signed(call, address, signature, extension))
	}
}
// ANCHOR_END: worker
