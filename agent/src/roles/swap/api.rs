//! The role's HTTP interfaces: for its owner behind the token, and for those who ask for terms.

use crate::{
	core::{
		http::{self, Problem},
		peer::Peer,
		port,
	},
	error::{Error, Result},
	roles::swap::{
		agree::Offering,
		config::Place,
		machine::LegSeen,
		peer::{Agreed, Ask, OfferShown, Quoted, Spot, Withdrawn},
		route::Wanted,
		rows::{self, Swap},
		take::Wish,
		terms::Leg,
		Swapper,
	},
};
use axum::{
	extract::{DefaultBodyLimit, Path, Query, State},
	routing::{get, post},
	Json, Router,
};
use serde::{Deserialize, Serialize};
use std::{sync::Arc, time::Duration};
use tokio::net::TcpListener;
use tracing::error;
use utoipa::{IntoParams, OpenApi, ToSchema};

/// The most that somebody may say.
const MOST_BYTES: usize = 16_384;
/// How long chains may take to be reached.
const PATIENCE: Duration = Duration::from_secs(60);
/// The most swaps in an answer.
const MOST_SWAPS: u32 = 1_000;

/// A leg.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct LegShown {
	/// From 1: the first is claimed first, the last is locked first.
	pub position: u8,
	/// Its chain.
	pub chain: String,
	/// Who pays, in hex.
	pub owner: String,
	/// Who receives, in hex.
	pub receiver: String,
	/// How much, in the smallest unit.
	pub amount: String,
	/// Before then it is locked, in Unix milliseconds.
	pub lock_by_ms: u64,
	/// Before then it is claimed.
	pub deadline_ms: u64,
	/// Where it is: `absent`, `open`, `ended`.
	pub state: String,
	/// Whether this agent pays it.
	pub is_paid: bool,
	/// Whether this agent receives it.
	pub is_received: bool,
}

/// A swap.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct SwapShown {
	/// Its name.
	pub id: String,
	/// Where it is.
	pub state: String,
	/// Whether it is over.
	pub is_over: bool,
	/// The hash of its secret, in hex.
	pub payment_hash: String,
	/// The other agents, if they were asked, in the order in which the money goes.
	pub peers: Vec<String>,
	/// When it was agreed on, in Unix milliseconds.
	pub made_ms: u64,
	/// When it changed last.
	pub changed_ms: u64,
	/// Its legs.
	pub legs: Vec<LegShown>,
	/// What the parties have signed, as far as it is known here.
	pub signatures: Vec<SignatureShown>,
}

/// A signature over the hash of the terms: `bloc-agent/ring/v1` and that.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct SignatureShown {
	/// Whose, in hex.
	pub account: String,
	/// The signature, in hex.
	pub signature: String,
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct HappenedShown {
	/// Its name, the same in every rescan.
	id: String,
	/// The chain.
	chain: String,
	/// The block.
	number: u64,
	/// Its time.
	time_ms: u64,
	/// The leg.
	position: u8,
	/// What.
	kind: String,
}

/// Which swaps.
#[derive(Debug, Deserialize, IntoParams)]
struct Page {
	/// Those behind this one, by its name: the last of the page before.
	behind: Option<String>,
	/// Only those that are open.
	#[serde(default)]
	open: bool,
	/// How many: 100, and no more than 1,000.
	limit: Option<u32>,
}

/// Begins a swap.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct Begin {
	/// What is given: `1.5@eth-pbc`; or `@eth-pbc`, for as much as it takes.
	pub give: String,
	/// What is wanted: `@btc-pbc` for any, `0.1@btc-pbc` for that at the least; just that, if `give` has
	/// no amount.
	pub get: String,
	/// The most that is given, if `give` has no amount.
	pub most: Option<String>,
	/// The addresses of the agents that are asked, in the order in which the money goes.
	pub from: Vec<String>,
}

/// A swap that has begun.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub struct Begun {
	/// Its name.
	pub id: String,
}

/// It was heard.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
struct Heard {}

#[derive(OpenApi)]
#[openapi(paths(offers, list, one, history, begin), components(schemas(Problem)))]
struct Owner;

/// What everybody may ask, on `roles.swap.listen`.
#[derive(OpenApi)]
#[openapi(paths(offers_for_all, quote, agree, withdraw), components(schemas(Problem)))]
struct Everybody;

/// For the owner, below `/v1`.
pub fn described() -> utoipa::openapi::OpenApi {
	Owner::openapi()
}

/// For everybody.
pub fn described_for_all() -> utoipa::openapi::OpenApi {
	Everybody::openapi()
}

/// For the owner.
pub fn routes(swapper: Arc<Swapper>) -> Router {
	Router::new()
		.route("/swap/offers", get(offers))
		.route("/swap/swaps", get(list).post(begin))
		.route("/swap/swaps/{id}", get(one))
		.route("/swap/swaps/{id}/history", get(history))
		.with_state(swapper)
}

/// For everybody.
pub(super) fn public(swapper: Arc<Swapper>) -> Router {
	Router::new()
		.route("/swap/v1/offers", get(offers_for_all))
		.route("/swap/v1/quote", post(quote))
		.route("/swap/v1/agree", post(agree))
		.route("/swap/v1/withdraw", post(withdraw))
		.route("/openapi.json", get(|| async { Json(described_for_all()) }))
		.layer(DefaultBodyLimit::max(MOST_BYTES))
		.with_state(swapper)
}

impl Swapper {
	/// Listens to those who ask for terms, if it is told where.
	pub async fn listen(&self) -> Result<Option<TcpListener>> {
		let Some(at) = &self.config.listen else { return Ok(None) };
		let address = crate::core::config::address(at.get_ref())?;
		http::listen(address, "roles.swap.listen").await.map(Some)
	}

	/// Answers them until the end.
	pub async fn answer(self: Arc<Self>, listener: TcpListener) -> Result<()> {
		let stop = self.core.stop.clone();
		let checks = self.clone();
		tokio::select! {
			served = port::serve(listener, public(self), stop) => served,
			never = checks.check_offers() => match never {},
		}
	}

	/// Tells of offers whose amounts have more decimals than the asset, which only its chain knows.
	async fn check_offers(&self) -> std::convert::Infallible {
		for offering in self.offers().unwrap_or_default() {
			let place = &offering.gives;
			let decimals = loop {
				let reached = match self.link(&place.chain) {
					Ok(link) => link.reached(PATIENCE).await.is_ok(),
					Err(_) => break None,
				};
				match self.decimals(&place.chain, place.asset).await {
					Ok(decimals) if reached => break Some(decimals),
					_ => tokio::time::sleep(PATIENCE).await,
				}
			};
			let Some(decimals) = decimals else { continue };
			for at in [&offering.text.least, &offering.text.most, &offering.text.float] {
				if let Err(error) = crate::core::amount::parse(at.get_ref(), decimals) {
					error!(offer = %place, %error, "an offer cannot be taken");
				}
			}
		}
		std::future::pending().await
	}

	/// A swap as it is shown.
	pub async fn shown(&self, swap: &Swap) -> Result<SwapShown> {
		let mut tx = self.core.store.begin().await?;
		let rows = rows::legs(&mut tx, &swap.id).await?;
		tx.rollback().await?;
		let leg = |((position, leg), row): ((u8, &Leg), &rows::LegRow)| {
			let times = swap.terms.times(position);
			LegShown {
				position,
				chain: row.chain.clone(),
				owner: hex::encode(leg.owner),
				receiver: hex::encode(leg.receiver),
				amount: leg.amount.to_string(),
				lock_by_ms: times.map_or(0, |times| times.lock_by_ms),
				deadline_ms: times.map_or(0, |times| times.deadline_ms),
				state: match row.leg {
					LegSeen::Absent => "absent",
					LegSeen::Open => "open",
					LegSeen::Ended(_) => "ended",
				}
				.to_owned(),
				is_paid: position == swap.party.pays(),
				is_received: position == swap.party.receives(),
			}
		};
		let signed = self.core.store.signatures(&swap.id).await?;
		let signature = |(account, signature): ([u8; 32], [u8; 64])| SignatureShown {
			account: hex::encode(account),
			signature: hex::encode(signature),
		};
		Ok(SwapShown {
			id: swap.id.clone(),
			state: swap.state.name().to_owned(),
			is_over: swap.state.is_over(),
			payment_hash: hex::encode(swap.terms.payment_hash),
			peers: swap.peer.split_whitespace().map(ToOwned::to_owned).collect(),
			made_ms: swap.made_ms,
			changed_ms: swap.changed_ms,
			legs: (1..).zip(&swap.terms.legs).zip(&rows).map(leg).collect(),
			signatures: signed.into_iter().map(signature).collect(),
		})
	}

	/// A swap by its name.
	pub async fn find(&self, id: &str) -> Result<Swap> {
		let mut tx = self.core.store.begin().await?;
		let found = rows::load(&mut tx, id).await?;
		tx.rollback().await?;
		found.ok_or_else(|| Error::usage(format_args!("there is no swap {id}"), "list them"))
	}

	/// The swaps that are open, the oldest first.
	pub async fn open(&self) -> Result<Vec<String>> {
		self.core.store.open_swaps().await
	}

	/// Begins a swap. Its name.
	pub async fn swap(&self, wanted: &Begin) -> Result<String> {
		let wish = self.wish(wanted).await?;
		let peers = wanted.from.iter().map(|url| Peer::new(url)).collect::<Result<Vec<_>>>()?;
		self.take(&wish, &peers).await
	}

	/// Reads what is wanted: see [`Begin`].
	async fn wish(&self, wanted: &Begin) -> Result<Wish> {
		let (give, give_place) = amount_and_place(&wanted.give)?;
		let (get, get_place) = amount_and_place(&wanted.get)?;
		for place in [&give_place, &get_place] {
			self.link(&place.chain)?.reached(PATIENCE).await?;
		}
		let of_give = self.decimals(&give_place.chain, give_place.asset).await?;
		let of_get = self.decimals(&get_place.chain, get_place.asset).await?;
		let most = wanted.most.as_deref();
		let wanted = how_much(give, get, most, of_give, of_get)?;
		Ok(Wish { give: give_place, get: get_place, wanted })
	}
}

/// Splits `1.5@eth-pbc`.
fn amount_and_place(text: &str) -> Result<(&str, Place)> {
	let (amount, place) = text.split_once('@').ok_or_else(|| {
		Error::usage(
			format_args!("'{text}' names no amount of an asset"),
			"write the amount, @ and the chain: 1.5@eth-pbc, or @btc-pbc for any",
		)
	})?;
	Ok((amount, Place::parse(place)?))
}

fn how_much(give: &str, get: &str, most: Option<&str>, of_give: u8, of_get: u8) -> Result<Wanted> {
	let read = |text: &str, decimals: u8| match crate::core::amount::parse(text, decimals)? {
		0 => Err(Error::usage("nothing is no amount", "name more than zero")),
		amount => Ok(amount),
	};
	match (give, get, most) {
		("", "", _) => Err(Error::usage(
			"neither what is given nor what is wanted has an amount",
			"write --give 1.5@eth-pbc, or --get 0.1@btc-pbc for just that",
		)),
		("", get, most) => Ok(Wanted::Get {
			amount: read(get, of_get)?,
			most: most.map_or(Ok(u128::MAX), |most| read(most, of_give))?,
		}),
		(_, _, Some(_)) => Err(Error::usage(
			"what is given has an amount, and the most of it another one",
			"name the most only where what is given has no amount: --give @eth-pbc --get 0.1@btc-pbc",
		)),
		(give, get, None) => Ok(Wanted::Give {
			amount: read(give, of_give)?,
			least: if get.is_empty() { 1 } else { read(get, of_get)? },
		}),
	}
}

/// What this agent offers.
#[utoipa::path(get, path = "/swap/offers", security(("token" = [])), responses(
	(status = 200, description = "The offers.", body = Vec<OfferShown>),
))]
async fn offers(State(swapper): State<Arc<Swapper>>) -> Result<Json<Vec<OfferShown>>> {
	let spot = |place: &Place| {
		let genesis = swapper.link(&place.chain).ok()?.status().genesis?;
		Some(Spot::new(genesis, place.asset))
	};
	let shown = |offer: Offering| OfferShown {
		gives: offer.gives.to_string(),
		gives_spot: spot(&offer.gives),
		gets: offer.gets.to_string(),
		gets_spot: spot(&offer.gets),
		price: offer.text.price.into_inner(),
		fee_ppm: offer.text.fee_ppm,
		least: offer.text.least.into_inner(),
		most: offer.text.most.into_inner(),
	};
	Ok(Json(swapper.offers()?.into_iter().map(shown).collect()))
}

/// Swaps, the newest first.
#[utoipa::path(get, path = "/swap/swaps", params(Page), security(("token" = [])), responses(
	(status = 200, description = "The swaps.", body = Vec<SwapShown>),
))]
async fn list(
	State(swapper): State<Arc<Swapper>>,
	Query(page): Query<Page>,
) -> Result<Json<Vec<SwapShown>>> {
	let limit = page.limit.unwrap_or(100).min(MOST_SWAPS);
	let behind = match &page.behind {
		Some(id) => (swapper.find(id).await?.made_ms, id.as_str()),
		None => (u64::MAX, ""),
	};
	let mut all = Vec::new();
	for swap in swapper.core.store.swaps(behind, page.open, limit).await? {
		all.push(swapper.shown(&swap).await?);
	}
	Ok(Json(all))
}

/// A swap.
#[utoipa::path(get, path = "/swap/swaps/{id}", security(("token" = [])),
	params(("id" = String, Path, description = "Its name.")),
	responses(
		(status = 200, description = "The swap.", body = SwapShown),
		(status = 400, description = "There is none of that name.", body = Problem),
	))]
async fn one(
	State(swapper): State<Arc<Swapper>>,
	Path(id): Path<String>,
) -> Result<Json<SwapShown>> {
	let swap = swapper.find(&id).await?;
	Ok(Json(swapper.shown(&swap).await?))
}

/// What happened in a swap, in final blocks.
#[utoipa::path(get, path = "/swap/swaps/{id}/history", security(("token" = [])),
	params(("id" = String, Path, description = "Its name.")),
	responses((status = 200, description = "What happened.", body = Vec<HappenedShown>)))]
async fn history(
	State(swapper): State<Arc<Swapper>>,
	Path(id): Path<String>,
) -> Result<Json<Vec<HappenedShown>>> {
	let shown = |it: rows::Happened| HappenedShown {
		id: it.id,
		chain: it.chain,
		number: it.number,
		time_ms: it.time_ms,
		position: it.position,
		kind: it.kind,
	};
	Ok(Json(swapper.core.store.swap_history(&id).await?.into_iter().map(shown).collect()))
}

/// Begins a swap with another agent.
#[utoipa::path(post, path = "/swap/swaps", security(("token" = [])), request_body = Begin, responses(
	(status = 200, description = "It has begun.", body = Begun),
	(status = 502, description = "The other agent refuses, or does not answer.", body = Problem),
))]
async fn begin(
	State(swapper): State<Arc<Swapper>>,
	Json(wanted): Json<Begin>,
) -> Result<Json<Begun>> {
	Ok(Json(Begun { id: swapper.swap(&wanted).await? }))
}

/// What this agent offers.
#[utoipa::path(get, path = "/swap/v1/offers", responses(
	(status = 200, description = "The offers.", body = Vec<OfferShown>),
))]
async fn offers_for_all(swapper: State<Arc<Swapper>>) -> Result<Json<Vec<OfferShown>>> {
	offers(swapper).await
}

/// Asks what this agent gives for an amount, or for how much it gives one. What it says holds for a
/// while.
#[utoipa::path(post, path = "/swap/v1/quote", request_body = Ask, responses(
	(status = 200, description = "A quote.", body = Quoted),
	(status = 400, description = "It is not offered, or not now.", body = Problem),
))]
async fn quote(State(swapper): State<Arc<Swapper>>, Json(ask): Json<Ask>) -> Result<Json<Quoted>> {
	swapper.quote(&ask).await.map(Json)
}

/// Agrees to terms in which this agent's two legs are those of its quote.
#[utoipa::path(post, path = "/swap/v1/agree", request_body = Agreed, responses(
	(status = 200, description = "It agrees, too.", body = Agreed),
	(status = 400, description = "It does not, or there is not enough any more.", body = Problem),
	(status = 502, description = "The terms are not acceptable.", body = Problem),
))]
async fn agree(
	State(swapper): State<Arc<Swapper>>,
	Json(said): Json<Agreed>,
) -> Result<Json<Agreed>> {
	swapper.agree(&said).await.map(Json)
}

/// The leader's word that nothing comes of terms that were agreed on.
#[utoipa::path(post, path = "/swap/v1/withdraw", request_body = Withdrawn, responses(
	(status = 200, description = "It was heard.", body = Heard),
	(status = 400, description = "It is not the leader's word.", body = Problem),
))]
async fn withdraw(
	State(swapper): State<Arc<Swapper>>,
	Json(said): Json<Withdrawn>,
) -> Result<Json<Heard>> {
	swapper.withdraw(&said).await.map(|()| Json(Heard {}))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn an_amount_is_given_or_one_arrives() {
		let read = |give, get, most| how_much(give, get, most, 18, 8).map_err(|error| error.what);
		let unit = 1_000_000_000_000_000_000;
		assert_eq!(read("1.5", "", None), Ok(Wanted::Give { amount: unit * 3 / 2, least: 1 }));
		assert_eq!(
			read("1.5", "0.1", None),
			Ok(Wanted::Give { amount: unit * 3 / 2, least: 10_000_000 })
		);
		assert_eq!(read("", "0.1", None), Ok(Wanted::Get { amount: 10_000_000, most: u128::MAX }));
		assert_eq!(
			read("", "0.1", Some("2")),
			Ok(Wanted::Get { amount: 10_000_000, most: 2 * unit })
		);
		for (give, get, most) in [
			("", "", None),
			("0", "", None),
			("1", "0", None),
			("", "0.000000001", None),
			("1", "0.1", Some("2")),
			("", "1", Some("x")),
		] {
			assert!(read(give, get, most).is_err(), "{give} {get} {most:?}");
		}
	}

	/// What `bloc-agent swap` does while `run` has the folder.
	#[tokio::test]
	async fn a_swap_is_begun_and_looked_at_from_elsewhere() {
		use crate::{
			core::stop::Stop,
			roles::swap::testing::{Party, TestChain},
		};
		let chains = TestChain::some(3);
		let makers = [Party::new("//Bob", &chains).await, Party::new("//Dave", &chains).await];
		let alice = Party::new("//Alice", &chains).await;
		let (listener, stop) = (TcpListener::bind("127.0.0.1:0").await.unwrap(), Stop::default());
		let url = format!("http://{}", listener.local_addr().unwrap());
		let routes = Router::new().nest("/v1", routes(alice.swapper.clone()));
		tokio::spawn(http::serve(listener, routes, stop.clone()));
		let own = Peer::own(&url, String::from("token").into()).unwrap();

		let wanted = |get: &str| Begin {
			give: "@c1".into(),
			get: get.into(),
			most: Some("1.1".into()),
			from: makers.iter().map(|maker| maker.url.clone()).collect(),
		};
		let begun: Begun = own.say("/v1/swap/swaps", &wanted("1@c3")).await.unwrap();
		let swap: SwapShown = own.look(&format!("/v1/swap/swaps/{}", begun.id)).await.unwrap();
		assert_eq!((swap.state.as_str(), swap.is_over, swap.legs.len()), ("agreed", false, 3));
		assert_eq!((swap.peers.len(), swap.signatures.len()), (2, 3));
		assert!(swap.legs[2].is_paid && swap.legs[0].is_received);
		let refused = own.say::<Begun>("/v1/swap/swaps", &wanted("2@c3")).await.err().unwrap();
		assert!(refused.what.contains("less than was asked for"), "{refused}");

		let second: Begun = own.say("/v1/swap/swaps", &wanted("0.5@c3")).await.unwrap();
		let page = async |query: &str| {
			let path = format!("/v1/swap/swaps?open=true&limit=1{query}");
			own.look::<Vec<SwapShown>>(&path).await.unwrap()
		};
		let mut all = page("").await;
		all.extend(page(&format!("&behind={}", all[0].id)).await);
		assert!(page(&format!("&behind={}", all[1].id)).await.is_empty());
		let names: std::collections::BTreeSet<_> = all.into_iter().map(|swap| swap.id).collect();
		assert_eq!(names, [begun.id, second.id].into());
		stop.stop();
	}

	#[test]
	fn a_wish_names_chains() {
		let (amount, place) = amount_and_place("1.5@eth-pbc/7").unwrap();
		assert_eq!((amount, place.to_string().as_str()), ("1.5", "eth-pbc/7"));
		assert_eq!(amount_and_place("@btc-pbc").unwrap().0, "");
		for wrong in ["eth-pbc", "1@", "1@/7"] {
			assert!(amount_and_place(wrong).is_err(), "{wrong}");
		}
	}
}
