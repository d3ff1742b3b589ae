//! The role's HTTP interfaces: for clients, and for its owner behind the token.

use crate::{
	channels::{
		seal,
		speech::{Ask, Backup, Party, Said, SaidAll, Uploads, MOST_UPLOADS},
	},
	core::{
		config::hash,
		http::{self, Problem},
		port,
	},
	error::{Error, Result},
	roles::watchtower::{
		keep::{problem, side},
		rows::Name,
		Watchtower,
	},
};
use axum::{
	extract::{DefaultBodyLimit, Path, Query, State},
	routing::{get, post},
	Json, Router,
};
use codec::Encode;
use futures::future::join_all;
use serde::Serialize;
use std::sync::Arc;
use tokio::net::TcpListener;
use utoipa::{OpenApi, ToSchema};

/// The most that somebody may say: what is sealed twice for each of the most uploads, in hex.
const MOST_BYTES: usize = 1_048_576;

/// A tower.
#[derive(Debug, Serialize, ToSchema)]
struct TowerShown {
	/// The chain, by its name in the configuration.
	chain: String,
	/// The hash of its first block, in hex.
	genesis: Option<String>,
	/// The number of its asset; nothing for the chain's own token.
	asset: Option<u32>,
	/// Its number on the chain.
	tower: u64,
	/// When it has shown last that it is there, in Unix milliseconds.
	beaten_ms: u64,
}

/// What clients have to know.
#[derive(Debug, Serialize, ToSchema)]
struct Contact {
	/// To what states are sealed, in hex.
	sealing_key: String,
	/// How many states it takes for a channel each second.
	updates_per_s: u32,
	/// And at once.
	burst: u32,
	/// Its towers.
	towers: Vec<TowerShown>,
}

/// A channel that is watched.
#[derive(Debug, Serialize, ToSchema)]
struct WatchShown {
	/// The chain.
	chain: String,
	/// The channel.
	channel: u64,
	/// For which party.
	side: Party,
	/// The tower.
	tower: u64,
	/// The number of the hire.
	hire: u64,
	/// Whether it is paid.
	is_paid: bool,
	/// The newest version that is held; 0, if none.
	version: u64,
}

/// A dispute.
#[derive(Debug, Serialize, ToSchema)]
struct DisputeShown {
	/// The chain.
	chain: String,
	/// The channel.
	channel: u64,
	/// `closing`, or whose request to withdraw it is.
	kind: String,
	/// The version that stands by final blocks.
	version: u64,
	/// Until when it can be answered, in Unix milliseconds.
	ends_ms: u64,
	/// Whether it is too late.
	is_settled: bool,
}

#[derive(OpenApi)]
#[openapi(paths(towers, watches, disputes), components(schemas(Problem)))]
struct Owner;

/// What clients may ask, on `roles.watchtower.listen`.
#[derive(OpenApi)]
#[openapi(paths(contact, keep, restore), components(schemas(Problem)))]
struct Clients;

/// For the owner, below `/v1`.
pub fn described() -> utoipa::openapi::OpenApi {
	Owner::openapi()
}

/// For clients.
pub fn described_for_all() -> utoipa::openapi::OpenApi {
	Clients::openapi()
}

/// For the owner.
pub fn routes(tower: Arc<Watchtower>) -> Router {
	Router::new()
		.route("/watchtower/towers", get(towers))
		.route("/watchtower/watches", get(watches))
		.route("/watchtower/disputes", get(disputes))
		.with_state(tower)
}

/// For clients.
pub(super) fn public(tower: Arc<Watchtower>) -> Router {
	Router::new()
		.route("/watchtower/v1/contact", get(contact))
		.route("/watchtower/v1/states", post(keep))
		.route("/watchtower/v1/states/{genesis}/{channel}/{side}", get(restore))
		.route("/openapi.json", get(|| async { Json(described_for_all()) }))
		.layer(DefaultBodyLimit::max(MOST_BYTES))
		.with_state(tower)
}

impl Watchtower {
	/// Listens to clients.
	pub async fn listen(&self) -> Result<TcpListener> {
		let address = crate::core::config::address(self.config.listen.get_ref())?;
		http::listen(address, "roles.watchtower.listen").await
	}

	/// Answers them until the end.
	pub async fn answer(self: Arc<Self>, listener: TcpListener) -> Result<()> {
		let stop = self.core.stop.clone();
		port::serve(listener, public(self), stop).await
	}

	async fn shown(&self) -> Result<Vec<TowerShown>> {
		let genesis = |chain: &str| {
			let link = self.core.links.get(chain)?;
			link.status().genesis.map(|hash| format!("0x{}", hex::encode(hash)))
		};
		let towers = self.core.store.towers().await?.into_iter();
		let shown = towers.map(|it| TowerShown {
			genesis: genesis(&it.chain),
			chain: it.chain,
			asset: it.asset,
			tower: it.tower,
			beaten_ms: it.beaten_ms,
		});
		Ok(shown.collect())
	}
}

/// To what states are sealed, and how many are taken.
#[utoipa::path(get, path = "/watchtower/v1/contact", responses(
	(status = 200, description = "What clients have to know.", body = Contact),
))]
async fn contact(State(tower): State<Arc<Watchtower>>) -> Result<Json<Contact>> {
	Ok(Json(Contact {
		sealing_key: format!("0x{}", hex::encode(seal::public(&tower.key))),
		updates_per_s: tower.config.updates_per_s,
		burst: tower.config.burst,
		towers: tower.shown().await?,
	}))
}

/// Gives the newest states of channels, and takes receipts for them. The same again is answered alike.
#[utoipa::path(post, path = "/watchtower/v1/states", request_body = Uploads, responses(
	(status = 200, description = "To each a receipt, or what is wrong with it.", body = SaidAll),
	(status = 400, description = "These are no uploads.", body = Problem),
))]
async fn keep(
	State(tower): State<Arc<Watchtower>>,
	Json(Uploads { uploads }): Json<Uploads>,
) -> Result<Json<SaidAll>> {
	if uploads.len() > MOST_UPLOADS {
		return Err(Error::usage(
			format_args!("{} uploads are too many", uploads.len()),
			format_args!("give up to {MOST_UPLOADS} at a time"),
		));
	}
	let said = join_all(uploads.into_iter().map(|upload| tower.receive(upload))).await;
	let said = said.into_iter().map(|said| match said {
		Ok(signed) => Said::Kept { receipt: signed.encode() },
		Err(error) => Said::Refused(problem(error)),
	});
	Ok(Json(SaidAll { said: said.collect() }))
}

/// What is kept for a party of a channel, and only for it.
#[utoipa::path(get, path = "/watchtower/v1/states/{genesis}/{channel}/{side}",
	params(
		("genesis" = String, Path, description = "The hash of the chain's first block, in hex."),
		("channel" = u64, Path, description = "The channel."),
		("side" = String, Path, description = "`opener` or `counterparty`."),
		Ask,
	),
	responses(
		(status = 200, description = "The sealed backup, and the receipt.", body = Backup),
		(status = 409, description = "There is none, or not for who asks.", body = Problem),
	)
)]
async fn restore(
	State(tower): State<Arc<Watchtower>>,
	Path((genesis, channel, of)): Path<(String, u64, String)>,
	Query(ask): Query<Ask>,
) -> Result<Json<Backup>> {
	let genesis = hash(&genesis)?;
	let name = Name { chain: tower.chain_of(&genesis)?, channel, side: side(&of)? };
	tower.backup(&name, &genesis, &ask).await.map(Json)
}

/// This agent's towers.
#[utoipa::path(get, path = "/watchtower/towers", security(("token" = [])), responses(
	(status = 200, description = "Them.", body = Vec<TowerShown>),
))]
async fn towers(State(tower): State<Arc<Watchtower>>) -> Result<Json<Vec<TowerShown>>> {
	tower.shown().await.map(Json)
}

/// What they watch.
#[utoipa::path(get, path = "/watchtower/watches", security(("token" = [])), responses(
	(status = 200, description = "All of it.", body = Vec<WatchShown>),
))]
async fn watches(State(tower): State<Arc<Watchtower>>) -> Result<Json<Vec<WatchShown>>> {
	let all = tower.core.store.watches().await?.into_iter().map(|(name, facts)| WatchShown {
		chain: name.chain,
		channel: name.channel,
		side: name.side.into(),
		tower: facts.tower,
		hire: facts.hire,
		is_paid: facts.is_paid,
		version: facts.version,
	});
	Ok(Json(all.collect()))
}

/// The disputes about it.
#[utoipa::path(get, path = "/watchtower/disputes", security(("token" = [])), responses(
	(status = 200, description = "Those that are open.", body = Vec<DisputeShown>),
))]
async fn disputes(State(tower): State<Arc<Watchtower>>) -> Result<Json<Vec<DisputeShown>>> {
	let all = tower.core.store.disputes(super::NAME).await?.into_iter().map(|it| DisputeShown {
		chain: it.chain,
		channel: it.channel,
		kind: it.kind.to_string(),
		version: it.version,
		ends_ms: it.ends_ms,
		is_settled: it.is_settled,
	});
	Ok(Json(all.collect()))
}
