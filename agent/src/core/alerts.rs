//! What the owner has to know at once: in the log, and to an address that the owner names, signed as
//! [Standard Webhooks](https://www.standardwebhooks.com) has it. An alert is written together with what
//! it is about, and sent at least once: whoever gets it knows it again by its id.

use crate::{
	core::{
		backoff::after_failures,
		clock::Clock,
		keys::KeySource,
		peer::Peer,
		stop::Stop,
		store::{loaded, stored, Store, Tx},
	},
	error::{Error, Result},
};
use base64::{engine::general_purpose::STANDARD, Engine};
use futures::future::join_all;
use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretBox};
use serde::Deserialize;
use serde_json::{json, Value as Json};
use sha2::Sha256;
use sqlx::Row;
use std::{sync::Arc, time::Duration};
use toml::Spanned;
use tracing::{error, warn};

/// How often what waits is looked at.
const PACE: Duration = Duration::from_millis(500);
/// So many are sent at a time.
const AT_ONCE: i64 = 16;
/// What secrets begin with.
const PREFIX: &str = "whsec_";
/// The first wait after one that did not arrive, and the longest.
const WAITS_MS: [u64; 2] = [5_000, 86_400_000];
/// So often it is tried: for some two weeks.
const TRIES: u32 = 30;

/// `[alerts]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlertsConfig {
	/// Where alerts are sent: `https://`, or `http://` on this machine.
	pub webhook: Spanned<String>,
	/// What they are signed with: `whsec_` and at least 24 bytes in base64.
	pub secret: Spanned<KeySource>,
}

impl AlertsConfig {
	/// Whether the address is one.
	pub fn check(&self) -> Result<()> {
		Peer::new(self.webhook.get_ref()).map(drop)
	}
}

/// Something that the owner has to know.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
	/// Its name: the same if it is told again.
	pub id: String,
	/// What kind it is of, as `watchtower.closing`.
	pub kind: &'static str,
	/// What there is to know.
	pub data: Json,
}

struct Hook {
	peer: Peer,
	secret: SecretBox<Vec<u8>>,
}

/// Tells the owner.
#[derive(Clone, Default)]
pub struct Alerts(Option<Arc<Hook>>);

impl Alerts {
	/// By the configuration.
	pub fn new(config: Option<&AlertsConfig>) -> Result<Self> {
		let Some(config) = config else { return Ok(Self(None)) };
		let text = config.secret.get_ref().text("alerts.secret")?;
		let secret = secret(text.expose_secret()).ok_or_else(|| {
			Error::usage(
				"alerts.secret is no secret of a webhook",
				format_args!("write {PREFIX} and 24 to 64 random bytes in base64"),
			)
		})?;
		let peer = Peer::new(config.webhook.get_ref())?;
		Ok(Self(Some(Arc::new(Hook { peer, secret: SecretBox::new(Box::new(secret)) }))))
	}

	/// Tells of it: now in the log, and to who listens as soon as `tx` is committed.
	pub async fn raise(&self, tx: &mut Tx, alert: &Alert, now_ms: u64) -> Result<()> {
		warn!(id = alert.id, kind = alert.kind, data = %alert.data, "an alert");
		if self.0.is_none() {
			return Ok(());
		}
		let body = json!({ "type": alert.kind, "timestamp": iso8601(now_ms), "data": alert.data });
		let insert = "INSERT INTO alerts (id, body, due_ms, attempts, made_ms) \
			VALUES ($1, $2, $3, 0, $3) ON CONFLICT (id) DO NOTHING";
		sqlx::query(insert)
			.bind(&alert.id)
			.bind(body.to_string())
			.bind(stored(now_ms))
			.execute(&mut **tx)
			.await?;
		Ok(())
	}

	/// Sends until the end.
	pub async fn serve(self, store: Store, clock: Clock, stop: Stop) {
		let Some(hook) = self.0 else { return stop.stopped().await };
		while !stop.is_stopped() {
			match hook.send_due(&store, clock.now_ms()).await {
				Ok(0) => drop(stop.sleep(PACE).await),
				Ok(_) => {},
				Err(error) => {
					error!(%error, "alerts wait");
					stop.sleep(PACE).await;
				},
			}
		}
	}
}

impl Hook {
	/// Sends what is due. How many were.
	async fn send_due(&self, store: &Store, now_ms: u64) -> Result<usize> {
		let select = "SELECT id, body, attempts FROM alerts WHERE due_ms <= $1 \
			ORDER BY due_ms, id LIMIT $2";
		let rows =
			sqlx::query(select).bind(stored(now_ms)).bind(AT_ONCE).fetch_all(store.pool()).await?;
		let mut due = Vec::with_capacity(rows.len());
		for row in &rows {
			let tries = loaded(row.try_get("attempts")?).saturating_add(1);
			let tries = u32::try_from(tries).unwrap_or(u32::MAX);
			due.push((row.try_get::<String, _>("id")?, row.try_get::<String, _>("body")?, tries));
		}
		let sent = join_all(due.iter().map(|(id, body, _)| self.send(id, body, now_ms))).await;
		for ((id, _, tries), sent) in due.iter().zip(sent) {
			self.note(store, id, *tries, sent, now_ms).await?;
		}
		Ok(due.len())
	}

	async fn send(&self, id: &str, body: &str, now_ms: u64) -> Result<()> {
		let seconds = now_ms.checked_div(1_000).unwrap_or(0);
		let headers = [
			("content-type", "application/json".to_owned()),
			("webhook-id", id.to_owned()),
			("webhook-timestamp", seconds.to_string()),
			("webhook-signature", sign(self.secret.expose_secret(), id, seconds, body)?),
		];
		self.peer.tell(&headers, body.to_owned().into()).await
	}

	async fn note(
		&self,
		store: &Store,
		id: &str,
		tries: u32,
		sent: Result<()>,
		now_ms: u64,
	) -> Result<()> {
		let error = match sent {
			Ok(()) => None,
			Err(error) if tries < TRIES => Some(error),
			Err(error) => {
				error!(id, %error, "an alert is given up: nobody has taken it for weeks");
				None
			},
		};
		let Some(error) = error else {
			sqlx::query("DELETE FROM alerts WHERE id = $1").bind(id).execute(store.pool()).await?;
			return Ok(());
		};
		warn!(id, tries, %error, "an alert is sent again later");
		let [first_ms, longest_ms] = WAITS_MS;
		let due_ms = now_ms.saturating_add(after_failures(tries, first_ms, longest_ms));
		sqlx::query("UPDATE alerts SET due_ms = $1, attempts = $2, error = $3 WHERE id = $4")
			.bind(stored(due_ms))
			.bind(i64::from(tries))
			.bind(error.to_string())
			.bind(id)
			.execute(store.pool())
			.await?;
		Ok(())
	}
}

fn secret(text: &str) -> Option<Vec<u8>> {
	let bytes = STANDARD.decode(text.strip_prefix(PREFIX)?).ok()?;
	(24..=64).contains(&bytes.len()).then_some(bytes)
}

fn sign(secret: &[u8], id: &str, seconds: u64, body: &str) -> Result<String> {
	let failed = |_| Error::usage("an alert cannot be signed", "take another alerts.secret");
	let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(secret).map_err(failed)?;
	mac.update(format!("{id}.{seconds}.{body}").as_bytes());
	Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

/// An instant as ISO 8601 writes it, in UTC.
fn iso8601(ms: u64) -> String {
	let part = |whole: u64, by: u64| whole.checked_rem(by).unwrap_or(0);
	let of = |whole: u64, by: u64| whole.checked_div(by).unwrap_or(0);
	let (seconds, millis) = (of(ms, 1_000), part(ms, 1_000));
	let (days, second) = (of(seconds, 86_400), part(seconds, 86_400));
	// Years begin in March, so that the odd day is the last one of a year; 400 of them are alike.
	let days = days.saturating_add(719_468);
	let (era, day) = (of(days, 146_097), part(days, 146_097));
	let odd = of(day, 1_460).saturating_add(of(day, 146_096));
	let year = of(day.saturating_add(of(day, 36_524)).saturating_sub(odd), 365);
	let before = year.saturating_mul(365).saturating_add(of(year, 4)).saturating_sub(of(year, 100));
	let day = day.saturating_sub(before);
	let month = of(day.saturating_mul(5).saturating_add(2), 153);
	let first = of(month.saturating_mul(153).saturating_add(2), 5);
	let date = day.saturating_sub(first).saturating_add(1);
	let year = era.saturating_mul(400).saturating_add(year);
	let (year, month) = match month {
		0..=9 => (year, month.saturating_add(3)),
		_ => (year.saturating_add(1), month.saturating_sub(9)),
	};
	let (hour, minute, second) = (of(second, 3_600), part(of(second, 60), 60), part(second, 60));
	format!("{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::core::store::testing::on_both;
	use axum::{
		extract::State,
		http::{HeaderMap, StatusCode},
		routing::post,
		Router,
	};
	use std::sync::Mutex;

	/// The example that the standard's libraries are tested with.
	#[test]
	fn the_signature_is_the_standard_s() {
		let secret = secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
		let body = "{\"test\": 2432232314}";
		let signed = sign(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body).unwrap();
		assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
		for wrong in ["MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAAA", "whsec_?"] {
			assert!(super::secret(wrong).is_none(), "{wrong}");
		}
	}

	#[test]
	fn instants_are_written_for_people() {
		for (ms, text) in [
			(0, "1970-01-01T00:00:00.000Z"),
			(951_782_399_999, "2000-02-28T23:59:59.999Z"),
			(951_782_400_000, "2000-02-29T00:00:00.000Z"),
			(1_614_265_330_007, "2021-02-25T15:02:10.007Z"),
			(4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
			(1_735_689_599_000, "2024-12-31T23:59:59.000Z"),
		] {
			assert_eq!(iso8601(ms), text);
		}
	}

	type Got = Arc<Mutex<(u32, Vec<(HeaderMap, String)>)>>;

	async fn take(State(got): State<Got>, headers: HeaderMap, body: String) -> StatusCode {
		let mut got = got.lock().unwrap();
		got.1.push((headers, body));
		match got.0.checked_sub(1) {
			Some(left) => {
				got.0 = left;
				StatusCode::SERVICE_UNAVAILABLE
			},
			None => StatusCode::NO_CONTENT,
		}
	}

	#[tokio::test]
	async fn an_alert_is_sent_until_it_is_taken() {
		let got = Got::default();
		got.lock().unwrap().0 = 2;
		let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
		let url = format!("http://{}/alerts", listener.local_addr().unwrap());
		let routes = Router::new().route("/alerts", post(take)).with_state(got.clone());
		tokio::spawn(async move { axum::serve(listener, routes).await });
		let secret = vec![7; 32];
		let peer = Peer::new(&url).unwrap();
		let hook = Arc::new(Hook { peer, secret: SecretBox::new(Box::new(secret.clone())) });
		let alerts = Alerts(Some(hook.clone()));
		on_both(&[], |store| {
			let (alerts, hook) = (alerts.clone(), hook.clone());
			async move {
				let alert = Alert { id: "evt_1".into(), kind: "test.it", data: json!({ "a": 1 }) };
				for _ in 0..2 {
					let mut tx = store.begin().await.unwrap();
					alerts.raise(&mut tx, &alert, 1_000).await.unwrap();
					tx.commit().await.unwrap();
				}
				// It fails twice, on the first store, and waits longer each time.
				for now_ms in [1_000, 5_999, 6_000, 15_999, 16_000, 99_000] {
					hook.send_due(&store, now_ms).await.unwrap();
				}
			}
		})
		.await;
		let got = got.lock().unwrap();
		assert_eq!(got.1.len(), 4);
		for (headers, body) in &got.1 {
			let header = |name: &str| headers[name].to_str().unwrap();
			let seconds = header("webhook-timestamp").parse().unwrap();
			assert_eq!(header("webhook-id"), "evt_1");
			assert_eq!(header("webhook-signature"), sign(&secret, "evt_1", seconds, body).unwrap());
			let body: Json = serde_json::from_str(body).unwrap();
			assert_eq!(body["type"], "test.it");
			assert_eq!(body["timestamp"], "1970-01-01T00:00:01.000Z");
		}
	}
}
