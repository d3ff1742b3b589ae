//! What the node answers beside the SDK's own methods (`chain_*`, `state_*`, `author_*`,
//! `chainHead_v1_*`, `transactionWatch_v1_*`, …), which the service adds.

use crate::{
	client::{FullBackend, FullClient, FullPool, GrandpaLink},
	sealer::{Commander, Forward, Forwarded},
};
use futures::{
	channel::{mpsc, oneshot},
	SinkExt,
};
use jsonrpsee::{
	types::{ErrorObjectOwned, Params},
	RpcModule,
};
use lightning_bloc_node::clock::{parse_span, Advance, Refusal};
use lightning_bloc_runtime::opaque::Block;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_consensus_manual_seal::rpc::{ManualSeal, ManualSealApiServer};
use sc_rpc::{DenyUnsafe, SubscriptionTaskExecutor};
use serde_json::{json, Value};
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
	/// A development chain: `engine_*` and `dev_*`.
	Sealed(Commander),
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
	let clock = match &consensus {
		Consensus::Sealed(commander) => Some(commander.clock.clone()),
		Consensus::Voted(_) => None,
	};
	module.merge(clock_module(clock)?)?;
	match consensus {
		Consensus::Sealed(commander) => {
			module.merge(ManualSeal::new(commander.engine).into_rpc())?
		},
		Consensus::Voted(Finality { authority_set, voter_state, justifications, proofs }) => module
			.merge(
				Grandpa::new(executor, authority_set, voter_state, justifications, proofs)
					.into_rpc(),
			)?,
	}
	Ok(module)
}

/// The code of a refusal. Its message is the name of the reason.
const REFUSED: i32 = 4_500;
const ADVANCE_TIME: &str = "dev_advanceTime";

/// The test clock: `dev_advanceTime(time, blocks?)`, which puts the chain's clock forward by a time
/// (milliseconds, or a text as `30d`), evenly over so many blocks, one if none is named. A network
/// refuses it.
fn clock_module(
	clock: Option<mpsc::Sender<Forward>>,
) -> Result<RpcModule<Option<mpsc::Sender<Forward>>>, jsonrpsee::core::RegisterMethodError> {
	let mut module = RpcModule::new(clock);
	module.register_async_method(ADVANCE_TIME, |params, clock, extensions| async move {
		if let Some(deny) = extensions.get::<DenyUnsafe>() {
			deny.check_if_safe()?;
		}
		let Some(clock) = (*clock).clone() else { return Err(refused(Refusal::NotDevelopment)) };
		let (ms, blocks) = read_advance(&params)?;
		forward(clock, ms, blocks).await.map_err(refused)
	})?;
	Ok(module)
}

fn read_advance(params: &Params) -> Result<(u64, u32), ErrorObjectOwned> {
	let mut sequence = params.sequence();
	let time: Value = sequence.next()?;
	let blocks: Option<u32> = sequence.optional_next()?;
	let ms = match &time {
		Value::String(text) => parse_span(text).map_err(wrong)?,
		_ => time.as_u64().ok_or_else(|| wrong(format!("{time} is no time")))?,
	};
	Ok((ms, blocks.unwrap_or(1)))
}

async fn forward(mut clock: mpsc::Sender<Forward>, ms: u64, blocks: u32) -> Result<Value, Refusal> {
	let gone = || Refusal::NotSealed("the node is about to stop".into());
	let (answer, answered) = oneshot::channel();
	let command = Forward { advance: Advance::new(ms, blocks)?, answer };
	clock.send(command).await.map_err(|_| gone())?;
	let Forwarded { hash, time_ms, ahead_ms } = answered.await.map_err(|_| gone())??;
	Ok(json!({ "hash": hash, "timeMs": time_ms, "aheadMs": ahead_ms }))
}

fn refused(refusal: Refusal) -> ErrorObjectOwned {
	ErrorObjectOwned::owned(REFUSED, refusal.name(), Some(format!("{ADVANCE_TIME}: {refusal}")))
}

fn wrong(what: String) -> ErrorObjectOwned {
	let code = jsonrpsee::types::error::INVALID_PARAMS_CODE;
	ErrorObjectOwned::owned(code, "Invalid params", Some(what))
}
