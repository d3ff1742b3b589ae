//! System: types, block limits and the chain's address prefix.

use crate::{
	configs::hooks::BeforeTransactions,
	constants::{MAXIMUM_BLOCK_LENGTH, MAXIMUM_BLOCK_WEIGHT, NORMAL_DISPATCH_RATIO},
	tx_extension, AccountId, Balance, Block, ChainIdentity, Channels, FullBlocks, Hash, Nonce,
	PalletInfo, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, RuntimeTask, VERSION,
};
use alloc::vec;
use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	parameter_types,
	traits::{ConstU32, Get},
	weights::{
		constants::{BlockExecutionWeight, ExtrinsicBaseWeight, ParityDbWeight},
		Weight,
	},
};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::{
	generic::Era,
	traits::{AccountIdLookup, TransactionExtension},
};
use sp_version::RuntimeVersion;

parameter_types! {
	/// Four hours of block hashes: as long as a transaction that was signed offline may stay valid.
	pub const BlockHashCount: crate::BlockNumber = 2_400;
	/// See [`VERSION`].
	pub const Version: RuntimeVersion = VERSION;
	/// What a block may hold, by time: the SDK's defaults, but that what comes before transactions may
	/// take as much of it as [`BeforeTransactions`] says.
	pub RuntimeBlockWeights: BlockWeights = block_weights();
	/// What a block may hold, by bytes.
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(MAXIMUM_BLOCK_LENGTH)
		.modify_max_length_for_class(DispatchClass::Normal, |max| {
			*max = NORMAL_DISPATCH_RATIO.mul_floor(*max);
		})
		.build();
}

fn block_weights() -> BlockWeights {
	#[allow(clippy::arithmetic_side_effects, reason = "a ratio of a weight fits")]
	let normal = NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT;
	BlockWeights::builder()
		.base_block(BlockExecutionWeight::get())
		.for_class(DispatchClass::all(), |weights| {
			weights.base_extrinsic = ExtrinsicBaseWeight::get();
		})
		.for_class(DispatchClass::Normal, |weights| weights.max_total = Some(normal))
		.for_class(DispatchClass::Operational, |weights| {
			weights.max_total = Some(MAXIMUM_BLOCK_WEIGHT);
			weights.reserved = Some(MAXIMUM_BLOCK_WEIGHT.saturating_sub(normal));
		})
		.avg_block_initialization(BeforeTransactions::get())
		.build_or_panic()
}

/// The prefix of this chain's addresses, from its identity.
///
/// Clients read it as a constant of the metadata, and a node makes the metadata on the chain's
/// state: so each chain shows its own. Metadata taken from the bare Wasm, where there is no state,
/// shows the development chain's 42.
pub struct ChainPrefix;

impl Get<u16> for ChainPrefix {
	fn get() -> u16 {
		ChainIdentity::current().ss58_prefix
	}
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = AccountIdLookup<AccountId, ()>;
	type Nonce = Nonce;
	type Hash = Hash;
	type AccountData = pallet_balances::AccountData<Balance>;
	type BlockHashCount = BlockHashCount;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	// The node keeps its state in ParityDb.
	type DbWeight = ParityDbWeight;
	type Version = Version;
	type SS58Prefix = ChainPrefix;
	type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
	type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
	type MaxConsumers = ConstU32<128>;
	type PostTransactions = FullBlocks;
}

impl crate::chain_identity::Config for Runtime {}

/// What a block must have left so that any answer to a closing is let in, or to a request to withdraw.
pub struct AnswerWeight;

impl Get<Weight> for AnswerWeight {
	fn get() -> Weight {
		let none = frame_system::Call::<Runtime>::remark { remark: vec![] }.into();
		let extension = tx_extension(Era::Immortal, 0).weight(&none);
		Channels::admission_weight().saturating_add(extension)
	}
}

impl crate::full_blocks::Config for Runtime {
	type Answer = AnswerWeight;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{chain_identity::GenesisConfig, pbc, Address};
	use frame_support::weights::constants::WEIGHT_REF_TIME_PER_SECOND;
	use sp_runtime::{traits::StaticLookup, BuildStorage};

	type Config = <Runtime as frame_system::Config>::BlockWeights;

	#[test]
	fn a_block_computes_two_seconds_and_leaves_a_quarter_of_them_to_operations() {
		let weights = Config::get();
		assert_eq!(weights.max_block.ref_time(), 2 * WEIGHT_REF_TIME_PER_SECOND);
		let normal = weights.get(DispatchClass::Normal).max_total.unwrap();
		assert_eq!(normal.ref_time(), 3 * WEIGHT_REF_TIME_PER_SECOND / 2);
		let operational = weights.get(DispatchClass::Operational);
		assert_eq!(operational.max_total.unwrap(), weights.max_block);
		assert!(operational.reserved.is_some());
		assert!(weights.validate().is_ok());
	}

	#[test]
	fn a_block_is_five_mebibytes_of_which_three_quarters_are_for_all() {
		let length = RuntimeBlockLength::get();
		assert_eq!(*length.max.get(DispatchClass::Operational), 5_242_880);
		assert_eq!(*length.max.get(DispatchClass::Normal), 3_932_160);
	}

	#[test]
	fn the_prefix_is_the_chains_own() {
		let prefix = <<Runtime as frame_system::Config>::SS58Prefix as Get<u16>>::get;
		sp_io::TestExternalities::default().execute_with(|| assert_eq!(prefix(), 42));
		for pbc in &pbc::PBCS {
			let genesis = GenesisConfig::<Runtime> { id: pbc.id.into(), ..Default::default() };
			let mut ext: sp_io::TestExternalities = genesis.build_storage().unwrap().into();
			ext.execute_with(|| assert_eq!(prefix(), pbc.ss58_prefix));
		}
	}

	#[test]
	fn an_address_is_looked_up_without_an_index() {
		let who = AccountId::new([7; 32]);
		let found = <Runtime as frame_system::Config>::Lookup::lookup(Address::Id(who.clone()));
		assert_eq!(found.unwrap(), who);
	}
}
