//! A node over its WebSocket.
//!
//! Types of calls and events come from the metadata that the node has for each block, not from code
//! that was generated from a committed file: one agent so serves chains whose runtimes were upgraded
//! at different times, and a call whose form has changed is refused here, by name, before it is signed.

use crate::{
	core::{
		chain::{
			Block, Call, Connector, Decoder, Event, Hash, Head, Heads, Later, Node, Signed,
			Submitted,
		},
		keys::{Account, Key},
	},
	error::{Error, Result},
};
use futures::{
	stream::{select, BoxStream},
	StreamExt,
};
use serde_json::Value as Json;
use std::{fmt::Display, sync::Arc};
use subxt::{
	backend::LegacyBackend,
	client::OnlineClientAtBlockImpl,
	config::{polkadot::H256, DefaultExtrinsicParamsBuilder, RpcConfigFor},
	dynamic,
	rpcs::{LegacyRpcMethods, RpcClient},
	OnlineClient, PolkadotConfig,
};
use tokio::sync::Mutex;

/// For how many blocks a transaction is good: finality may be some thirty behind.
const MORTAL: u64 = 64;

type Chain = PolkadotConfig;
type Header = <Chain as subxt::Config>::Header;
type AtBlock = subxt::client::ClientAtBlock<Chain, OnlineClientAtBlockImpl<Chain>>;

/// Where a node is, and what is read of its blocks.
pub struct NodeAt {
	/// Its address.
	pub url: String,
	/// Those who read events.
	pub decoders: Vec<Decoder>,
}

/// A node that was reached.
struct Reached {
	client: OnlineClient<Chain>,
	methods: LegacyRpcMethods<RpcConfigFor<Chain>>,
	/// New best and new final blocks: only that there are some counts.
	news: Mutex<BoxStream<'static, Result<(), subxt::rpcs::Error>>>,
	decoders: Vec<Decoder>,
}

fn failed(error: impl Display) -> Error {
	Error::chain(
		format_args!("the node failed ({error})"),
		"see that it runs, and that it and the agent are of versions that fit each other",
	)
}

fn lacks(what: &str) -> Error {
	Error::chain(
		format_args!("the node has no {what}"),
		"give it time, or let it keep the state of more blocks (--state-pruning)",
	)
}

impl Connector for NodeAt {
	fn connect(&self) -> Later<'_, Arc<dyn Node>> {
		Box::pin(async {
			let rpc = RpcClient::from_insecure_url(&self.url).await.map_err(failed)?;
			let methods = LegacyRpcMethods::new(rpc.clone());
			let best = methods.chain_subscribe_new_heads().await.map_err(failed)?;
			let last = methods.chain_subscribe_finalized_heads().await.map_err(failed)?;
			let news =
				select(best.map(|head| head.map(drop)), last.map(|head| head.map(drop))).boxed();
			let backend = Arc::new(LegacyBackend::<Chain>::builder().build(rpc));
			let config = Chain::builder().use_historic_types(false).build();
			let client =
				OnlineClient::from_backend_with_config(config, backend).await.map_err(failed)?;
			let decoders = self.decoders.clone();
			let reached = Reached { client, methods, news: Mutex::new(news), decoders };
			Ok(Arc::new(reached) as Arc<dyn Node>)
		})
	}
}

impl Reached {
	async fn header(&self, hash: H256) -> Result<Header> {
		let header = self.methods.chain_get_header(Some(hash)).await.map_err(failed)?;
		header.ok_or_else(|| lacks("such block"))
	}

	async fn head(&self, hash: H256) -> Result<Head> {
		Ok(Head { number: self.header(hash).await?.number, hash: hash.0 })
	}

	async fn last_hash(&self) -> Result<H256> {
		self.methods.chain_get_finalized_head().await.map_err(failed)
	}

	/// The last final block, for what is asked of its state.
	async fn at_last(&self) -> Result<AtBlock> {
		self.client.at_block(self.last_hash().await?).await.map_err(failed)
	}

	/// A block whose number is known: the node is not asked for it.
	async fn at(&self, Head { number, hash }: Head) -> Result<AtBlock> {
		self.client.at_block_hash_and_number(H256(hash), number).await.map_err(failed)
	}

	async fn read(&self, hash: H256) -> Result<Block> {
		let header = self.header(hash).await?;
		let head = Head { number: header.number, hash: hash.0 };
		let at = self.at(head).await?;
		let now = dynamic::storage::<(), u64>("Timestamp", "Now");
		let time_ms =
			at.storage().fetch(now, ()).await.map_err(failed)?.decode().map_err(failed)?;
		let mut events = Vec::new();
		for event in at.events().fetch().await.map_err(failed)?.iter() {
			let event = event.map_err(failed)?;
			let own = self.decoders.iter().filter(|decoder| decoder.pallet == event.pallet_name());
			for decoder in own {
				if let Some(told) = (decoder.read)(&event)? {
					let (role, index) = (decoder.role, event.index());
					events.push(Event { role, index, told });
				}
			}
		}
		Ok(Block { head, parent: header.parent_hash.0, time_ms, events })
	}
}

impl Node for Reached {
	fn genesis(&self) -> Hash {
		self.client.genesis_hash().0
	}

	fn heads(&self) -> Later<'_, Heads> {
		Box::pin(async {
			let last = self.last_hash().await?;
			let best = self.methods.chain_get_block_hash(None).await.map_err(failed)?;
			let best = best.ok_or_else(|| lacks("best block"))?;
			let (last, best) = tokio::try_join!(self.head(last), self.head(best))?;
			Ok(Heads { last, best })
		})
	}

	fn final_hash(&self, number: u64) -> Later<'_, Hash> {
		Box::pin(async move {
			let hash = self.methods.chain_get_block_hash(Some(number.into())).await;
			let hash = hash.map_err(failed)?.ok_or_else(|| lacks("block of that number"))?;
			Ok(hash.0)
		})
	}

	fn block(&self, hash: Hash) -> Later<'_, Block> {
		Box::pin(self.read(H256(hash)))
	}

	fn bell(&self) -> Later<'_, ()> {
		Box::pin(async {
			let mut news = self.news.lock().await;
			match news.next().await {
				Some(rung) => rung.map_err(failed),
				None => Err(failed("it has closed the connection")),
			}
		})
	}

	fn nonce(&self, account: Account, at: Head) -> Later<'_, u64> {
		Box::pin(async move {
			let at = self.at(at).await?;
			at.transactions().account_nonce(&account.into()).await.map_err(failed)
		})
	}

	fn sign<'a>(
		&'a self,
		key: &'a Key,
		call: &'a Call,
		nonce: u64,
		tip: u128,
		at: Head,
	) -> Later<'a, Signed> {
		Box::pin(async move {
			let changed = |error: subxt::error::ExtrinsicError| {
				Error::chain(
					format_args!("{}.{} cannot be made ({error})", call.pallet, call.name),
					"the chain's runtime is of another version: run the agent that fits it",
				)
			};
			let client = self.at(at).await?;
			let payload = dynamic::transaction(call.pallet, call.name, call.args.clone());
			let params = DefaultExtrinsicParamsBuilder::<Chain>::new()
				.nonce(nonce)
				.tip(tip)
				.mortal_from_unchecked(MORTAL, at.number, H256(at.hash))
				.build();
			let transactions = client.transactions();
			let mut signable =
				transactions.create_signable_offline(&payload, params).map_err(changed)?;
			let bytes = signable.sign(key.pair()).map_err(changed)?.into_encoded();
			Ok(Signed { bytes, era_end: at.number.saturating_add(MORTAL) })
		})
	}

	fn submit(&self, bytes: Vec<u8>) -> Later<'_, Submitted> {
		Box::pin(async move {
			use subxt::rpcs::Error::User;
			match self.methods.author_submit_extrinsic(&bytes).await {
				Ok(_) => Ok(Submitted::Taken),
				// It is there already; or one of this nonce is, which is ours, too.
				Err(User(error)) if matches!(error.code, 1013 | 1014) => Ok(Submitted::Taken),
				Err(User(error)) => {
					let data = error.data.map(|data| data.to_string()).unwrap_or_default();
					Ok(Submitted::Refused(format!("{}: {} {data}", error.code, error.message)))
				},
				Err(error) => Err(failed(error)),
			}
		})
	}

	fn ask(&self, method: &'static str, args: Vec<u8>) -> Later<'_, Vec<u8>> {
		Box::pin(async move {
			let last = self.last_hash().await?;
			self.methods.state_call(method, Some(&args), Some(last)).await.map_err(failed)
		})
	}

	fn stored(
		&self,
		pallet: &'static str,
		item: &'static str,
		keys: Vec<dynamic::Value>,
	) -> Later<'_, Option<Vec<u8>>> {
		Box::pin(async move {
			let at = self.at_last().await?;
			let value = at.storage().try_fetch((pallet, item), keys).await.map_err(failed)?;
			Ok(value.map(|value| value.into_bytes()))
		})
	}

	fn value(
		&self,
		pallet: &'static str,
		item: &'static str,
		keys: Vec<dynamic::Value>,
	) -> Later<'_, Option<dynamic::Value>> {
		Box::pin(async move {
			let at = self.at_last().await?;
			let value = at.storage().try_fetch((pallet, item), keys).await.map_err(failed)?;
			value.map(|value| value.decode_as::<dynamic::Value>().map_err(failed)).transpose()
		})
	}

	fn constant(&self, pallet: &'static str, name: &'static str) -> Later<'_, Vec<u8>> {
		Box::pin(async move {
			let at = self.at_last().await?;
			at.constants().entry_bytes((pallet, name)).map_err(failed)
		})
	}

	fn decimals(&self) -> Later<'_, u8> {
		Box::pin(async {
			let properties = self.methods.system_properties().await.map_err(failed)?;
			// Some chains have a list of them, of which the first is their own.
			let decimals = match properties.get("tokenDecimals") {
				Some(Json::Array(list)) => list.first(),
				other => other,
			};
			let decimals = decimals.and_then(Json::as_u64).unwrap_or(0);
			u8::try_from(decimals).map_err(|_| lacks("sane number of decimals"))
		})
	}
}
