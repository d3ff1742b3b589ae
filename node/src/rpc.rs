//! What the node answers beside the SDK's own methods (`chain_*`, `state_*`, `author_*`,
//! `chainHead_v1_*`, `transactionWatch_v1_*`, …), which the service adds.

use crate::service::{FullBackend, FullClient, FullPool, GrandpaLink};
use futures::channel::mpsc;
use jsonrpsee::RpcModule;
use lightning_bloc_runtime::opaque::Block;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_consensus_manual_seal::{
	rpc::{ManualSeal, ManualSealApiServer},
	EngineCommand,
};
use sc_rpc::SubscriptionTaskExecutor;
use sp_runtime::traits::{Block as BlockT, NumberFor};
use std::sync::Arc;
use substrate_frame_rpc_system::{System, SystemApiServer};

type BlockHash = <Block as BlockT>::Hash;

/// What `grandpa_*` needs.
#[derive(Clone)]
pub struct Finality {
	/// The authorities that vote.
	authority_set: SharedAuthoritySet<BlockHash, NumberFor<Block>>,
	/// How the vote stands.
	voter_state: SharedVoterState,
	/// Proofs as they are made.
	justifications: GrandpaJustificationStream<Block>,
	/// Proofs that were made before.
	proofs: Arc<FinalityProofProvider<FullBackend, Block>>,
}

impl Finality {
	/// Of the GRANDPA that `link` leads to.
	pub fn new(backend: &Arc<FullBackend>, link: &GrandpaLink, voter: SharedVoterState) -> Self {
		let authority_set = link.shared_authority_set().clone();
		Self {
			proofs: FinalityProofProvider::new_for_service(
				backend.clone(),
				Some(authority_set.clone()),
			),
			authority_set,
			voter_state: voter,
			justifications: link.justification_stream(),
		}
	}
}

/// What only one kind of chain offers.
#[derive(Clone)]
pub enum Consensus {
	/// A development chain: `engine_*`.
	Sealed(mpsc::Sender<EngineCommand<BlockHash>>),
	/// A network: `grandpa_*`.
	Voted(Finality),
}

/// The node's methods.
pub fn module(
	client: Arc<FullClient>,
	pool: Arc<FullPool>,
	consensus: Consensus,
	executor: SubscriptionTaskExecutor,
) -> Result<RpcModule<()>, jsonrpsee::core::RegisterMethodError> {
	let mut module = RpcModule::new(());
	module.merge(System::new(client.clone(), pool).into_rpc())?;
	module.merge(TransactionPayment::new(client).into_rpc())?;
	match consensus {
		Consensus::Sealed(commands) => module.merge(ManualSeal::new(commands).into_rpc())?,
		Consensus::Voted(Finality { authority_set, voter_state, justifications, proofs }) => module
			.merge(
				Grandpa::new(executor, authority_set, voter_state, justifications, proofs)
					.into_rpc(),
			)?,
	}
	Ok(module)
}
