//! The types that the parts of the node have in common.

use lightning_bloc_runtime::{apis::RuntimeApi, opaque::Block};
use sc_consensus::LongestChain;
use sc_consensus_grandpa::{GrandpaBlockImport, LinkHalf};
use sc_executor::WasmExecutor;
use sp_runtime::traits::Block as BlockT;

/// Names a block.
pub type BlockHash = <Block as BlockT>::Hash;
/// Runs the runtime's Wasm.
pub type Executor = WasmExecutor<sp_io::SubstrateHostFunctions>;
/// The node's view of its chain.
pub type FullClient = sc_service::TFullClient<Block, RuntimeApi, Executor>;
/// The node's database.
pub type FullBackend = sc_service::TFullBackend<Block>;
/// The node's transaction pool.
pub type FullPool = sc_transaction_pool::TransactionPoolHandle<Block, FullClient>;
/// The node's choice among forks.
pub type FullSelectChain = LongestChain<FullBackend, Block>;
/// Imports blocks and their proofs of finality.
pub type GrandpaImport = GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
/// What GRANDPA's block import tells its voter.
pub type GrandpaLink = LinkHalf<Block, FullClient, FullSelectChain>;
