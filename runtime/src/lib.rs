//! The runtime of the PBC chains: the Lightning-Bloc pallets and what they stand on, wired
//! together once.
//!
//! One Wasm blob runs all fourteen chains and every development network. What differs from chain
//! to chain (name, token, address prefix, the unit in which fees are counted) is data: one row of
//! [`pbc::PBCS`], picked by the `chainIdentity.id` of the genesis. See [`chain_identity`].
//!
//! - [`configs`]: the configuration of each pallet, one file for a pallet or a small group.
//! - [`apis`]: the runtime APIs, which are what a node and a client can ask.
//! - [`genesis_config_presets`]: the genesis of each chain for development and local networks.
//! - [`audit`]: the invariants of the whole state as a plain function.

#![cfg_attr(not(feature = "std"), no_std)]
// The SDK's macros write deep types, and items without docs into this module and into `apis`. The
// other modules are held to the workspace's rule.
#![recursion_limit = "256"]
#![allow(missing_docs)]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

extern crate alloc;

#[cfg(test)]
mod abi;
pub mod apis;
mod audit;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod chain_identity;
pub mod configs;
pub mod constants;
pub mod full_blocks;
pub mod genesis_config_presets;
pub mod pbc;
mod urgent;
pub mod weights;

pub use audit::audit;
pub use configs::assets::{NativeAndAssets, RewardAssetId};

use alloc::{borrow::Cow, vec::Vec};
use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

/// What a node needs to know of the runtime's types: enough to hold and pass blocks on, no more.
///
/// Nothing in it changes with a runtime upgrade, so that a node outlives many of them.
pub mod opaque {
	use super::*;
	use sp_runtime::traits::Hash as HashT;

	pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

	/// A block header.
	pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
	/// A block whose extrinsics are bytes.
	pub type Block = generic::Block<Header, UncheckedExtrinsic>;
	/// What identifies a block.
	pub type BlockId = generic::BlockId<Block>;
	/// The hash of a block.
	pub type Hash = <BlakeTwo256 as HashT>::Output;
}

impl_opaque_keys! {
	/// The keys that an authority signs with: Aura to author, GRANDPA to finalise.
	pub struct SessionKeys {
		/// Authors blocks.
		pub aura: Aura,
		/// Votes on finality.
		pub grandpa: Grandpa,
	}
}

/// The version of this runtime.
///
/// `spec_version` rises with every change of behaviour, `transaction_version` only when a call
/// changes its encoding.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("lightning-bloc"),
	impl_name: Cow::Borrowed("lightning-bloc"),
	authoring_version: 1,
	spec_version: 100,
	impl_version: 1,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// A signature of any of the three schemes.
pub type Signature = MultiSignature;
/// An account: the public key, or the hash of it.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// An amount in the smallest unit of its asset.
pub type Balance = u128;
/// How many transactions an account has sent.
pub type Nonce = u32;
/// A block hash.
pub type Hash = sp_core::H256;
/// The height of a block.
pub type BlockNumber = u32;
/// An instant: milliseconds since 1970 in UTC.
pub type Moment = u64;
/// The id of an asset other than the chain's own token.
pub type AssetId = u32;
/// How an account is named in a call.
pub type Address = MultiAddress<AccountId, ()>;
/// A block header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// A block with its justification.
pub type SignedBlock = generic::SignedBlock<Block>;
/// What identifies a block.
pub type BlockId = generic::BlockId<Block>;

/// What a transaction carries beside its call, checked in this order.
///
/// `CheckMetadataHash` is left out on purpose: that hash covers the token's symbol and decimals,
/// and is fixed when the Wasm is compiled, while fourteen chains with their own symbols and
/// decimals share this one Wasm. An offline signer must be given the metadata by the user.
pub type TxExtension = (
	frame_system::AuthorizeCall<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	frame_system::CheckNonce<Runtime>,
	bloc_primitives::urgent::CheckUrgent<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);

/// What an ordinary transaction carries, which tips nothing.
pub fn tx_extension(era: generic::Era, nonce: Nonce) -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(era),
		frame_system::CheckNonce::from(nonce),
		bloc_primitives::urgent::CheckUrgent::new(),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(0),
		frame_system::WeightReclaim::new(),
	)
}

/// A transaction as it travels.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// What the sender of a transaction signs.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;
/// Runs blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

/// The pallets and their indices.
///
/// An index is part of every encoded call, event and error: it is never changed and never used
/// again. They are spaced so that a neighbour can join its group later.
#[frame_support::runtime]
mod runtime {
	/// The runtime.
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

	// 0–9: the chain and its consensus. Timestamp stands before whatever reads the time.
	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type ChainIdentity = chain_identity;
	#[runtime::pallet_index(3)]
	pub type FullBlocks = full_blocks;
	#[runtime::pallet_index(5)]
	pub type Aura = pallet_aura;
	#[runtime::pallet_index(6)]
	pub type Grandpa = pallet_grandpa;

	// 10–19: the chain's own token and the power over the chain.
	#[runtime::pallet_index(10)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(11)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(15)]
	pub type Sudo = pallet_sudo;

	// 20–29: tools for every account.
	#[runtime::pallet_index(20)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(21)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(22)]
	pub type Proxy = pallet_proxy;
	#[runtime::pallet_index(23)]
	pub type Preimage = pallet_preimage;
	#[runtime::pallet_index(24)]
	pub type Scheduler = pallet_scheduler;

	// 30–39: assets, pools and their rewards.
	#[runtime::pallet_index(30)]
	pub type Assets = pallet_assets<Instance1>;
	#[runtime::pallet_index(31)]
	pub type PoolAssets = pallet_assets<Instance2>;
	#[runtime::pallet_index(32)]
	pub type AssetsFreezer = pallet_assets_freezer<Instance1>;
	#[runtime::pallet_index(33)]
	pub type PoolAssetsFreezer = pallet_assets_freezer<Instance2>;
	#[runtime::pallet_index(34)]
	pub type AssetConversion = pallet_asset_conversion;
	#[runtime::pallet_index(35)]
	pub type AssetRewards = pallet_asset_rewards;

	// 40–59: the Lightning-Bloc suite.
	#[runtime::pallet_index(40)]
	pub type Channels = pallet_bloc_channels;
	#[runtime::pallet_index(41)]
	pub type Mpp = pallet_bloc_mpp;
	#[runtime::pallet_index(42)]
	pub type Rebalancing = pallet_bloc_rebalancing;
	#[runtime::pallet_index(43)]
	pub type Lsp = pallet_bloc_lsp;
	#[runtime::pallet_index(44)]
	pub type Watchtowers = pallet_bloc_watchtowers;
	#[runtime::pallet_index(45)]
	pub type Swaps = pallet_bloc_swaps;
	#[runtime::pallet_index(46)]
	pub type Streaming = pallet_bloc_streaming;
	#[runtime::pallet_index(47)]
	pub type Recurring = pallet_bloc_recurring;
	#[runtime::pallet_index(48)]
	pub type Dex = pallet_bloc_dex;
}

#[cfg(test)]
mod tests {
	use super::*;
	use frame_support::traits::{PalletInfo, PalletInfoAccess};

	#[test]
	fn timestamp_is_set_before_anything_reads_it() {
		let index = <Runtime as frame_system::Config>::PalletInfo::index::<Timestamp>();
		assert_eq!(index, Some(1));
		assert!(Timestamp::index() < Aura::index());
	}

	#[test]
	fn an_account_is_a_public_key_of_32_bytes() {
		let alice = sp_keyring::Sr25519Keyring::Alice;
		assert_eq!(alice.to_account_id(), AccountId::new(alice.public().0));
	}
}
