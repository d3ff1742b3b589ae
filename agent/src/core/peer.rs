//! Asks another agent over HTTP; or tells somebody something.

use crate::{
	core::http::Problem,
	error::{Error, Result},
};
use axum::{
	body::Bytes,
	http::{
		header::{AUTHORIZATION, CONTENT_TYPE},
		Method, Request, Uri,
	},
};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
	client::legacy::{connect::HttpConnector, Client},
	rt::TokioExecutor,
};
use secrecy::{ExposeSecret, SecretString};
use serde::{de::DeserializeOwned, Serialize};
use std::time::Duration;
use tokio::time::timeout;

/// The most that an answer has.
const MOST_BYTES: usize = 1_048_576;
/// How long the other agent may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long the owner's own may take, which asks others meanwhile.
const OWN_PATIENCE: Duration = Duration::from_secs(300);

/// Another agent; or the owner's own, which runs elsewhere on this machine.
pub struct Peer {
	url: String,
	client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
	token: Option<SecretString>,
	patience: Duration,
}

impl Peer {
	/// The agent at that address.
	pub fn new(url: &str) -> Result<Self> {
		let refused = |why: String| {
			Error::usage(
				format_args!("'{url}' is no address of an agent{why}"),
				"write it as https://agent.example, or http://127.0.0.1:9651",
			)
		};
		let uri: Uri = url.parse().map_err(|_| refused(String::new()))?;
		if !matches!(uri.scheme_str(), Some("http" | "https")) {
			return Err(refused(String::new()));
		}
		let connector = HttpsConnectorBuilder::new()
			.with_native_roots()
			.map_err(|error| refused(format!(" that can be reached from here ({error})")))?
			.https_or_http()
			.enable_http1()
			.build();
		// A connection for each question: the other side keeps none for long.
		let client =
			Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build(connector);
		let url = url.trim_end_matches('/').to_owned();
		Ok(Self { url, client, token: None, patience: PATIENCE })
	}

	/// The owner's own agent, which asks others before it answers.
	pub fn own(url: &str, token: SecretString) -> Result<Self> {
		Ok(Self { token: Some(token), patience: OWN_PATIENCE, ..Self::new(url)? })
	}

	/// Its address.
	pub fn url(&self) -> &str {
		&self.url
	}

	/// Asks for what there is at a path.
	pub async fn look<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
		self.request(Method::GET, path, Bytes::new()).await
	}

	/// Says something, and returns the answer.
	pub async fn say<T: DeserializeOwned>(&self, path: &str, what: &impl Serialize) -> Result<T> {
		self.request(Method::POST, path, serde_json::to_vec(what)?.into()).await
	}

	fn failed(&self, why: impl std::fmt::Display) -> Error {
		Error::peer(
			format_args!("{} does not answer ({why})", self.url),
			"see that it runs, and that its address is right",
		)
	}

	/// Tells something that nobody has to answer, with these headers.
	pub async fn tell(&self, headers: &[(&str, String)], body: Bytes) -> Result<()> {
		let mut request = Request::builder().method(Method::POST).uri(&self.url);
		for (name, value) in headers {
			request = request.header(*name, value);
		}
		let request = request.body(Full::from(body)).map_err(|error| self.failed(error))?;
		let answered = timeout(self.patience, self.client.request(request)).await;
		let answered = answered.map_err(|_| self.failed("it takes too long"))?;
		let status = answered.map_err(|error| self.failed(error))?.status();
		// Whoever sends elsewhere is not followed: it was this address that was meant.
		match status.is_success() {
			true => Ok(()),
			false => Err(self.failed(status)),
		}
	}

	async fn request<T: DeserializeOwned>(
		&self,
		method: Method,
		path: &str,
		body: Bytes,
	) -> Result<T> {
		let mut request = Request::builder()
			.method(method)
			.uri(format!("{}{path}", self.url))
			.header(CONTENT_TYPE, "application/json");
		if let Some(token) = &self.token {
			request = request.header(AUTHORIZATION, format!("Bearer {}", token.expose_secret()));
		}
		let request = request.body(Full::from(body)).map_err(|error| self.failed(error))?;
		let answered = async {
			let answer = self.client.request(request).await.map_err(|error| self.failed(error))?;
			let status = answer.status();
			let body = Limited::new(answer.into_body(), MOST_BYTES).collect().await;
			Ok::<_, Error>((status, body.map_err(|error| self.failed(error))?.to_bytes()))
		};
		let answered =
			timeout(self.patience, answered).await.map_err(|_| self.failed("it takes too long"))?;
		let (status, body) = answered?;
		if !status.is_success() {
			return Err(match serde_json::from_slice::<Problem>(&body) {
				Ok(trouble) if status.is_server_error() => Error::peer(
					format_args!("{} cannot answer now: {}", self.url, trouble.error),
					trouble.advice,
				),
				Ok(refusal) => Error::peer(
					format_args!("{} refuses: {}", self.url, refusal.error),
					refusal.advice,
				),
				Err(_) => self.failed(status),
			});
		}
		serde_json::from_slice(&body).map_err(|error| self.failed(error))
	}
}
