//! The HTTP interface for the agent's owner: on this machine alone, behind a token. Without it one
//! can see whether the agent is well, and what is measured.

use crate::{
	core::{
		clock::Clock, follower::Link, keys::read_private, metrics::Metrics, role::Role, stop::Stop,
		store::Store,
	},
	error::{Error, Result},
};
use axum::{
	extract::{Request, State},
	http::{header::AUTHORIZATION, StatusCode},
	middleware::{from_fn_with_state, Next},
	response::{IntoResponse, Response},
	routing::get,
	Json, Router,
};
use blake2::{digest::consts::U32, Blake2b, Digest};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::{
	fs::OpenOptions, io::Write, net::SocketAddr, os::unix::fs::OpenOptionsExt, path::Path,
	sync::Arc,
};
use tokio::net::TcpListener;
use utoipa::{
	openapi::{
		security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
		OpenApi as Described,
	},
	OpenApi, ToSchema,
};

/// A chain whose newest block is older than that is not well.
const FRESH_MS: u64 = 60_000;

/// What the interface shows.
#[derive(Clone)]
pub struct Shown {
	/// The chains.
	pub links: Vec<Link>,
	/// The store.
	pub store: Store,
	/// What is measured.
	pub metrics: Metrics,
	/// The machine's clock.
	pub clock: Clock,
	/// The roles that are on.
	pub roles: Vec<Arc<dyn Role>>,
}

/// A chain.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChainState {
	/// Its name in the configuration.
	pub name: String,
	/// The hash of its first block.
	pub genesis: Option<String>,
	/// The last final block that was read.
	pub last: Option<u64>,
	/// The best block.
	pub best: Option<u64>,
	/// Final blocks that are still to be read.
	pub behind: u64,
	/// Whether it is reached, read, and its newest block is new.
	pub ready: bool,
	/// What is wrong.
	pub trouble: Option<String>,
}

/// The agent.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgentState {
	/// Its version.
	pub version: &'static str,
	/// The roles that are on.
	pub roles: Vec<&'static str>,
	/// Its chains.
	pub chains: Vec<ChainState>,
	/// Jobs that wait.
	pub jobs: u64,
}

/// Something went wrong.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub struct Problem {
	/// What.
	pub error: String,
	/// What to do about it.
	pub advice: String,
}

impl IntoResponse for Error {
	fn into_response(self) -> Response {
		use crate::error::Kind;
		let status = match self.kind {
			Kind::Usage => StatusCode::BAD_REQUEST,
			Kind::Store | Kind::Taken => StatusCode::INTERNAL_SERVER_ERROR,
			Kind::Chain => StatusCode::SERVICE_UNAVAILABLE,
			Kind::Peer => StatusCode::BAD_GATEWAY,
			Kind::Outcome => StatusCode::CONFLICT,
		};
		(status, Json(Problem { error: self.what, advice: self.advice })).into_response()
	}
}

#[derive(OpenApi)]
#[openapi(
	info(title = "bloc-agent", description = "What the agent does for its owner."),
	paths(health, ready, metrics, status),
	components(schemas(Problem))
)]
struct Core;

/// All that the interface has, described.
pub fn with_roles(roles: impl IntoIterator<Item = Described>) -> Described {
	let mut all = Core::openapi();
	for role in roles {
		all = all.nest("/v1", role);
	}
	let token = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
	all.components.get_or_insert_with(Default::default).add_security_scheme("token", token);
	all
}

/// The interface.
pub fn routes(shown: Shown, token: &SecretString) -> Router {
	let described = with_roles(shown.roles.iter().map(|role| role.described()));
	let described = Arc::new(described);
	let mut guarded = Router::new().route("/status", get(status)).with_state(shown.clone());
	for role in &shown.roles {
		guarded = guarded.merge(role.clone().routes());
	}
	let guarded = guarded.layer(from_fn_with_state(digest(token.expose_secret()), guard));
	Router::new()
		.route("/health", get(health))
		.route("/ready", get(ready))
		.route("/metrics", get(metrics))
		.with_state(shown)
		.route("/openapi.json", get(move || async move { Json((*described).clone()) }))
		.nest("/v1", guarded)
}

/// Answers until the end.
pub async fn serve(listener: TcpListener, routes: Router, stop: Stop) -> Result<()> {
	let ended = async move { stop.stopped().await };
	let served = axum::serve(listener, routes).with_graceful_shutdown(ended).await;
	served.map_err(|error| Error::usage(error, "see that the address can be listened on"))
}

/// Listens on an address.
pub async fn listen(address: SocketAddr, key: &str) -> Result<TcpListener> {
	TcpListener::bind(address).await.map_err(|error| {
		Error::usage(
			format_args!("{address} cannot be listened on ({error})"),
			format_args!("name another address by {key}, or end what has this one"),
		)
	})
}

/// The token: what the file has, or a new one.
pub fn token(data: &Path) -> Result<SecretString> {
	let file = data.join("token");
	if file.exists() {
		let text = read_private(&file)?;
		return Ok(SecretString::from(text.expose_secret().trim().to_owned()));
	}
	let failed = |error: String| {
		Error::store(
			format_args!("no token can be made ({error})"),
			"see that agent.data can be written",
		)
	};
	let mut bytes = [0; 32];
	getrandom::fill(&mut bytes).map_err(|error| failed(error.to_string()))?;
	let text = SecretString::from(hex::encode(bytes));
	OpenOptions::new()
		.write(true)
		.create_new(true)
		.mode(0o600)
		.open(&file)
		.and_then(|mut file| writeln!(file, "{}", text.expose_secret()))
		.map_err(|error| failed(error.to_string()))?;
	Ok(text)
}

/// Tokens are compared by their hashes, so that how long it takes tells nothing of them.
fn digest(token: &str) -> [u8; 32] {
	Blake2b::<U32>::digest(token.as_bytes()).into()
}

async fn guard(State(expected): State<[u8; 32]>, request: Request, next: Next) -> Response {
	let given = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
	let given = given.and_then(|value| value.strip_prefix("Bearer "));
	match given {
		Some(given) if digest(given) == expected => next.run(request).await,
		_ => {
			let problem = Problem {
				error: "the token is missing or wrong".into(),
				advice:
					"send 'Authorization: Bearer TOKEN' with what is in the file 'token' of the \
					agent's data folder"
						.into(),
			};
			(StatusCode::UNAUTHORIZED, Json(problem)).into_response()
		},
	}
}

impl Shown {
	fn chains(&self) -> Vec<ChainState> {
		let now_ms = self.clock.now_ms();
		let state = |link: &Link| {
			let status = link.status();
			ChainState {
				name: link.name().to_owned(),
				genesis: status.genesis.map(|hash| format!("0x{}", hex::encode(hash))),
				last: status.last.map(|mark| mark.head.number),
				best: status.best.map(|mark| mark.head.number),
				behind: status.behind,
				ready: status.is_fresh(now_ms, FRESH_MS),
				trouble: status.trouble,
			}
		};
		self.links.iter().map(state).collect()
	}
}

/// Whether the process answers.
#[utoipa::path(get, path = "/health", responses((status = 200, description = "It does.")))]
async fn health() -> &'static str {
	"ok\n"
}

/// Whether all chains are reached and read, and the store can be written.
#[utoipa::path(get, path = "/ready", responses(
	(status = 200, description = "All is well.", body = Vec<ChainState>),
	(status = 503, description = "Something is not.", body = Vec<ChainState>),
))]
async fn ready(State(shown): State<Shown>) -> Response {
	let chains = shown.chains();
	let well =
		chains.iter().all(|chain| chain.ready) && shown.store.ensure_writable().await.is_ok();
	let status = if well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
	(status, Json(chains)).into_response()
}

/// What is measured, for Prometheus.
#[utoipa::path(get, path = "/metrics", responses((status = 200, description = "As text.")))]
async fn metrics(State(shown): State<Shown>) -> Result<String> {
	shown.metrics.text()
}

/// The agent: its roles, its chains, what waits.
#[utoipa::path(get, path = "/v1/status", security(("token" = [])), responses(
	(status = 200, description = "The agent.", body = AgentState),
	(status = 401, description = "The token is missing or wrong.", body = Problem),
))]
async fn status(State(shown): State<Shown>) -> Result<Json<AgentState>> {
	Ok(Json(AgentState {
		version: env!("CARGO_PKG_VERSION"),
		roles: shown.roles.iter().map(|role| role.name()).collect(),
		chains: shown.chains(),
		jobs: shown.store.waiting_jobs().await?,
	}))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::core::{store::testing::small, testing::Recorder};
	use tokio::io::{AsyncReadExt, AsyncWriteExt};

	async fn ask(address: SocketAddr, path: &str, token: Option<&str>) -> (u16, String) {
		let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
		let token =
			token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
		let request = format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{token}\r\n");
		stream.write_all(request.as_bytes()).await.unwrap();
		let mut answer = String::new();
		stream.read_to_string(&mut answer).await.unwrap();
		let (head, body) = answer.split_once("\r\n\r\n").unwrap();
		(head[9..12].parse().unwrap(), body.to_owned())
	}

	#[tokio::test]
	async fn the_owner_s_part_needs_the_token() {
		let (store, folder) = small(&[]).await;
		let token = token(folder.path()).unwrap();
		assert_eq!(super::token(folder.path()).unwrap().expose_secret(), token.expose_secret());
		let shown = Shown {
			links: vec![Link::new("eth-pbc")],
			store,
			metrics: Metrics::default(),
			clock: Clock::default(),
			roles: vec![Arc::new(Recorder::default())],
		};
		let stop = Stop::default();
		let listener = listen("127.0.0.1:0".parse().unwrap(), "http.listen").await.unwrap();
		let address = listener.local_addr().unwrap();
		let task = tokio::spawn(serve(listener, routes(shown, &token), stop.clone()));

		assert_eq!(ask(address, "/health", None).await, (200, "ok\n".into()));
		let (code, body) = ask(address, "/ready", None).await;
		assert!(code == 503 && body.contains("\"ready\":false"), "{body}");
		assert_eq!(ask(address, "/metrics", None).await.0, 200);
		let (code, body) = ask(address, "/openapi.json", None).await;
		assert!(code == 200 && body.contains("/v1/status") && body.contains("bearer"), "{body}");
		for wrong in [None, Some(""), Some("0000")] {
			let (code, body) = ask(address, "/v1/status", wrong).await;
			assert!(code == 401 && body.contains("Bearer TOKEN"), "{body}");
		}
		let (code, body) = ask(address, "/v1/status", Some(token.expose_secret())).await;
		assert!(code == 200 && body.contains("\"roles\":[\"recorder\"]"), "{body}");
		stop.stop();
		task.await.unwrap().unwrap();
	}

	#[tokio::test]
	async fn an_address_that_is_taken_is_told() {
		let first = listen("127.0.0.1:0".parse().unwrap(), "http.listen").await.unwrap();
		let second = listen(first.local_addr().unwrap(), "http.listen").await.unwrap_err();
		assert!(second.advice.contains("http.listen"), "{second}");
	}
}
