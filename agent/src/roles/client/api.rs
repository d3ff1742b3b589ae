//! The role's HTTP interface: for whoever makes payments with the party's channels, behind the token.

use crate::{
	channels::{
		speech::{Party, Record},
		state::{CoSigned, Place},
	},
	core::http::Problem,
	error::{Error, Result},
	roles::client::{rows, Client},
};
use axum::{
	extract::{DefaultBodyLimit, Path, State},
	routing::{get, post},
	Json, Router,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{OpenApi, ToSchema};

/// The most that somebody may say.
const MOST_BYTES: usize = 65_536;

/// A new state of a channel.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct Newest {
	/// The chain, by its name in the configuration.
	pub chain: String,
	/// The channel.
	pub channel: u64,
	/// The base on which it was signed.
	pub base_version: u64,
	/// The state with both signatures, as the chain takes it, in hex.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub state: Vec<u8>,
	/// Preimages of HTLCs that the party is to be paid for by, in hex.
	#[serde(default)]
	pub preimages: Vec<String>,
}

/// A tower of a channel.
#[derive(Debug, Serialize, ToSchema)]
struct TowerShown {
	/// Its number.
	tower: u64,
	/// The number of the hire.
	hire: u64,
	/// The version that it has signed for last; 0, if for none.
	version: u64,
	/// That receipt, as the chain takes it, in hex.
	receipt: Option<String>,
	/// Why it has not signed for the newest.
	error: Option<String>,
}

/// A channel.
#[derive(Debug, Serialize, ToSchema)]
struct ChannelShown {
	/// The chain.
	chain: String,
	/// Its number.
	channel: u64,
	/// Which side the party is.
	side: Party,
	/// Its base.
	base_version: u64,
	/// The newest version that is held; 0, if none.
	version: u64,
	/// Whether that came back from a tower: the other party may hold a newer one.
	is_restored: bool,
	/// Those who are hired, in their order.
	towers: Vec<TowerShown>,
}

/// It was done.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
struct Done {}

#[derive(OpenApi)]
#[openapi(paths(channels, newest, close), components(schemas(Problem)))]
struct Owner;

/// For the owner, below `/v1`.
pub fn described() -> utoipa::openapi::OpenApi {
	Owner::openapi()
}

/// For the owner.
pub fn routes(client: Arc<Client>) -> Router {
	Router::new()
		.route("/client/channels", get(channels))
		.route("/client/states", post(newest))
		.route("/client/channels/{chain}/{channel}/close", post(close))
		.layer(DefaultBodyLimit::max(MOST_BYTES))
		.with_state(client)
}

impl Client {
	/// Keeps a new state, and has it given to the towers. It is on the disk when this returns.
	pub async fn take(&self, newest: &Newest) -> Result<()> {
		let Newest { chain, channel: id, base_version, .. } = newest;
		let unfit = |what: &str| {
			Error::outcome(
				what,
				"give the newest state that both have signed, on the channel's base",
			)
		};
		let preimage = |text: &String| crate::core::config::hash(text);
		let record = Record {
			base_version: *base_version,
			state: CoSigned::read(&newest.state).ok_or_else(|| unfit("this is no state"))?,
			preimages: newest.preimages.iter().map(preimage).collect::<Result<_>>()?,
		};
		let mut known = self.core.store.client_channel(chain, *id).await?;
		if known.as_ref().is_none_or(|known| known.base_version < *base_version) {
			self.look_at(chain, *id).await?;
			known = self.core.store.client_channel(chain, *id).await?;
		}
		let channel = known.ok_or_else(|| unfit("this is no channel of the party's"))?;
		let place =
			Place { genesis: self.genesis(chain)?, channel: *id, base_version: *base_version };
		if channel.base_version != *base_version {
			return Err(unfit("the state is on another base than the channel"));
		}
		if !record.state.is_signed_by(&channel.parties, &place) {
			return Err(unfit("not both parties have signed the state"));
		}
		let mut tx = self.core.store.begin().await?;
		let is_new = self.keep(&mut tx, &channel, &record, false).await?;
		tx.commit().await?;
		self.newer.notify_one();
		match is_new {
			true => Ok(()),
			// The same again is no fault.
			false if self.is_held(chain, *id, &record).await? => Ok(()),
			false => Err(unfit("a newer state is held already, or another of this version")),
		}
	}

	async fn is_held(&self, chain: &str, id: u64, record: &Record) -> Result<bool> {
		match self.core.store.client_channel(chain, id).await? {
			Some(channel) => Ok(self.record(&channel)?.as_ref() == Some(record)),
			None => Ok(false),
		}
	}
}

/// The party's channels, and what their towers have signed.
#[utoipa::path(get, path = "/client/channels", security(("token" = [])), responses(
	(status = 200, description = "All of them.", body = Vec<ChannelShown>),
))]
async fn channels(State(client): State<Arc<Client>>) -> Result<Json<Vec<ChannelShown>>> {
	let mut all = Vec::new();
	for channel in client.core.store.client_channels().await? {
		let mut tx = client.core.store.begin().await?;
		let towers = rows::towers_of(&mut tx, &channel.chain, channel.channel).await?;
		tx.rollback().await?;
		let towers = towers.into_iter().map(|it| TowerShown {
			tower: it.tower,
			hire: it.hire,
			version: it.version,
			receipt: it.receipt.map(|receipt| format!("0x{}", hex::encode(receipt))),
			error: it.error,
		});
		all.push(ChannelShown {
			chain: channel.chain,
			channel: channel.channel,
			side: channel.side.into(),
			base_version: channel.base_version,
			version: channel.version,
			is_restored: channel.is_restored,
			towers: towers.collect(),
		});
	}
	Ok(Json(all))
}

/// Keeps a new state of a channel, and gives it to the towers.
#[utoipa::path(post, path = "/client/states", security(("token" = [])), request_body = Newest,
	responses(
		(status = 200, description = "It is on the disk.", body = Done),
		(status = 409, description = "It is not the newest, or not good.", body = Problem),
	)
)]
async fn newest(
	State(client): State<Arc<Client>>,
	Json(newest): Json<Newest>,
) -> Result<Json<Done>> {
	client.take(&newest).await.map(|()| Json(Done {}))
}

/// Closes a channel with the newest state that is held.
#[utoipa::path(post, path = "/client/channels/{chain}/{channel}/close", security(("token" = [])),
	params(
		("chain" = String, Path, description = "The chain."),
		("channel" = u64, Path, description = "The channel."),
	),
	responses((status = 200, description = "It is on its way.", body = Done))
)]
async fn close(
	State(client): State<Arc<Client>>,
	Path((chain, channel)): Path<(String, u64)>,
) -> Result<Json<Done>> {
	client.close(&chain, channel).await.map(|()| Json(Done {}))
}
