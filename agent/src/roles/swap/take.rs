//! Leads a swap: finds the way through the agents that are asked, has each say what it gives, writes
//! one document, and has all of them agree to it.

use crate::{
	core::{amount::parse, chain::Hash, keys::is_signed, peer::Peer},
	error::{Error, Result},
	roles::swap::{
		agree::{Schedule, BONDS, SIGNING_MS},
		config::{part_up, Place, Price},
		known::Known,
		peer::{
			signed_bytes, withdrawn_bytes, Agreed, Ask, Named, OfferShown, Quoted, Spot, Withdrawn,
		},
		route::{find, Step, Wanted},
		rows::{self, Swap},
		signatures,
		terms::{ensure, payment_hash, Asset, Bond, Leg, Party, Terms, MOST_LEGS},
		Swapper,
	},
};
use codec::Encode;
use futures::future::join_all;
use secrecy::{ExposeSecret, SecretBox};
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::Arc,
	time::Duration,
};
use tracing::debug;

/// How long chains may take to be reached.
const PATIENCE: Duration = Duration::from_secs(60);
/// The same of chains that may not be needed.
const LESS_PATIENCE: Duration = Duration::from_secs(10);

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Wish {
	/// What is given.
	pub give: Place,
	/// What is wanted for it.
	pub get: Place,
	/// How much of which.
	pub wanted: Wanted,
}

/// What a maker has answered, and where.
pub(super) struct Answer {
	quoted: Quoted,
	/// What is paid to it, and where.
	gets: Place,
}

impl Swapper {
	/// Swaps with those agents, in the order in which the money goes: the first is paid what is given,
	/// the last pays what is wanted. The name of the swap, which goes on by itself from here.
	pub async fn take(&self, wish: &Wish, peers: &[Peer]) -> Result<String> {
		if peers.is_empty() || peers.len() >= MOST_LEGS {
			return Err(Error::usage(
				format_args!("{} agents are asked", peers.len()),
				format_args!("ask one agent, or up to {} of them", MOST_LEGS.saturating_sub(1)),
			));
		}
		for place in [&wish.give, &wish.get] {
			self.link(&place.chain)?.reached(PATIENCE).await?;
			self.ensure_alive(&place.chain).await?;
		}
		let way = self.find_way(wish, peers).await?;
		let secret = draw()?;
		let hash = payment_hash(secret.expose_secret());
		let mut tx = self.core.store.begin().await?;
		// Sealed on disk before the hash leaves the process.
		let sealed = self.key.seal(&hash, secret.expose_secret())?;
		rows::keep_secret(&mut tx, &hash, sealed).await?;
		tx.commit().await?;

		let answers = self.ask_all(&way, wish.wanted, peers, &hash).await?;
		let terms = self.write(&way, &answers, hash).await?;
		let party = terms.place_of(&self.key.account())?;
		self.ensure_document(&terms).await?;
		for place in [&wish.give, &wish.get] {
			self.ensure_same_hash(&terms, &place.chain).await?;
		}
		let asked = self.ask_funds(&terms, party, false).await?;
		self.ensure_funds(&self.core.store.all_open().await?, &asked)?;

		let begun = self.begin(&terms, party, peers).await;
		if begun.is_err() {
			self.withdraw_from(&terms, peers).await;
		}
		begun
	}

	/// Has all agree, and keeps what they say.
	async fn begin(&self, terms: &Terms, party: Party, peers: &[Peer]) -> Result<String> {
		let signed = signed_bytes(&terms.hash());
		let said = Agreed { terms: terms.encode(), signature: self.key.sign(&signed) };
		let mut asked = Vec::new();
		for peer in peers {
			asked.push(peer.say::<Agreed>("/swap/v1/agree", &said));
		}
		let mut kept = vec![(self.key.account(), said.signature)];
		// The last of them pays the first leg.
		for (leg, (answer, peer)) in
			terms.legs.iter().rev().skip(1).zip(join_all(asked).await.into_iter().zip(peers))
		{
			let answer = answer?;
			if !is_signed(&leg.owner, &signed, &answer.signature) {
				return Err(Error::peer(
					format_args!("{} has not signed by the account that is to pay", peer.url()),
					"nothing was begun; ask another agent",
				));
			}
			kept.push((leg.owner, answer.signature));
		}
		let urls: Vec<_> = peers.iter().map(Peer::url).collect();
		let swap = Swap::new(terms, party, &urls.join(" "), self.core.clock.now_ms());
		let mut tx = self.core.store.begin().await?;
		rows::insert(&mut tx, &swap, &self.chains_of(terms)?).await?;
		for (account, signature) in &kept {
			signatures::keep(&mut tx, &swap.id, account, signature).await?;
		}
		tx.commit().await?;
		self.moved.notify_one();
		Ok(swap.id)
	}

	/// Those who agreed need not keep anything free for it. Whoever does not hear it waits for a while.
	async fn withdraw_from(&self, terms: &Terms, peers: &[Peer]) {
		let terms_hash = terms.hash();
		let signature = self.key.sign(&withdrawn_bytes(&terms_hash));
		let said = Withdrawn { terms_hash, signature };
		let mut told = Vec::new();
		for peer in peers {
			told.push(peer.say::<serde_json::Value>("/swap/v1/withdraw", &said));
		}
		for error in join_all(told).await.into_iter().filter_map(Result::err) {
			debug!(%error, "an agent was not told that nothing comes of terms");
		}
	}

	/// The places through which the money goes, by what all offer.
	pub(super) async fn find_way(&self, wish: &Wish, peers: &[Peer]) -> Result<Vec<Place>> {
		let mut asked = Vec::new();
		for peer in peers {
			asked.push(peer.look::<Vec<OfferShown>>("/swap/v1/offers"));
		}
		let mut decimals = BTreeMap::new();
		let mut makers = Vec::new();
		for offers in join_all(asked).await {
			let mut steps = Vec::new();
			for offer in offers? {
				steps.extend(self.step(&offer, &mut decimals).await);
			}
			makers.push(steps);
		}
		find(&makers, &wish.give, &wish.get, wish.wanted).ok_or_else(|| {
			let (order, how) = match peers.len() {
				1 => ("", "ask for less, for more, or another agent"),
				_ => (
					" one after the other",
					"name the agents in the order in which the money goes, or other ones; see what each \
					 offers by GET /swap/v1/offers",
				),
			};
			Error::peer(
				format_args!(
					"what is offered{order} gives less than was asked for, or nothing of {} for {}",
					wish.get, wish.give
				),
				how,
			)
		})
	}

	/// An offer of somebody else's in the terms of this agent; nothing, if it does not know the chains
	/// or cannot make it out.
	async fn step(
		&self,
		offer: &OfferShown,
		decimals: &mut BTreeMap<Place, Option<u8>>,
	) -> Option<Step> {
		let gets = self.place(offer.gets_spot.as_ref()?).ok()?;
		let gives = self.place(offer.gives_spot.as_ref()?).ok()?;
		let gets_decimals = self.decimals_soon(&gets, decimals).await?;
		let gives_decimals = self.decimals_soon(&gives, decimals).await?;
		Some(Step {
			gets,
			gets_decimals,
			gives_decimals,
			price: Price::parse(&offer.price).ok()?,
			fee_ppm: offer.fee_ppm,
			least: parse(&offer.least, gives_decimals).ok()?,
			most: parse(&offer.most, gives_decimals).ok()?,
			gives,
		})
	}

	/// The decimals of an asset, if its chain can be asked soon. It is asked once.
	async fn decimals_soon(
		&self,
		place: &Place,
		known: &mut BTreeMap<Place, Option<u8>>,
	) -> Option<u8> {
		if let Some(found) = known.get(place) {
			return *found;
		}
		let asked = async {
			self.link(&place.chain)?.reached(LESS_PATIENCE).await?;
			self.decimals(&place.chain, place.asset).await
		};
		let found = asked.await.ok();
		known.insert(place.clone(), found);
		found
	}

	/// Asks one after the other: what one gives is what the next is paid; or the other way round.
	pub(super) async fn ask_all(
		&self,
		way: &[Place],
		wanted: Wanted,
		peers: &[Peer],
		hash: &Hash,
	) -> Result<Vec<Answer>> {
		let sides = peers.iter().zip(way).zip(way.iter().skip(1));
		let mut steps: Vec<_> = sides.map(|((peer, gets), gives)| (peer, gets, gives)).collect();
		let (named, mut amount) = match wanted {
			Wanted::Give { amount, .. } => (Named::Paid, amount),
			Wanted::Get { amount, .. } => {
				steps.reverse();
				(Named::Given, amount)
			},
		};
		let mut answers = Vec::new();
		for (peer, gets, gives) in steps {
			let quoted = self.ask(peer, gets, gives, (named, amount), hash).await?;
			let (said, next) = match named {
				Named::Paid => (quoted.paid, quoted.given),
				Named::Given => (quoted.given, quoted.paid),
			};
			ensure(said == amount, "they are for another amount than was asked for")?;
			amount = next;
			answers.push(Answer { quoted, gets: gets.clone() });
		}
		match wanted {
			Wanted::Give { least, .. } => {
				ensure(amount >= least, "they give less than was asked for at the least")?;
			},
			Wanted::Get { most, .. } => {
				ensure(amount <= most, "they want more than was to be given at the most")?;
				answers.reverse();
			},
		}
		Ok(answers)
	}

	async fn ask(
		&self,
		peer: &Peer,
		gets: &Place,
		gives: &Place,
		(named, amount): (Named, u128),
		hash: &Hash,
	) -> Result<Quoted> {
		let (known_in, known_out) =
			(self.learn(&gets.chain).await?, self.learn(&gives.chain).await?);
		let mut ask = Ask {
			pays: Spot::new(known_in.id.genesis, gets.asset),
			wants: Spot::new(known_out.id.genesis, gives.asset),
			named,
			amount,
			payment_hash: *hash,
			account: self.key.account(),
			signature: [0; 64],
		};
		ask.signature = self.key.sign(&ask.signed_bytes());
		peer.say("/swap/v1/quote", &ask).await
	}

	/// The document: the legs from the one that is claimed first to that of this agent.
	pub(super) async fn write(
		&self,
		way: &[Place],
		answers: &[Answer],
		hash: Hash,
	) -> Result<Terms> {
		let mut known = Vec::new();
		for place in way {
			known.push(self.learn(&place.chain).await?);
		}
		let own = self.key.account();
		let bond_ppm = self.config.bond_ppm;
		let mut legs = Vec::new();
		// Each wants to be paid for its own waiting, and puts up what those behind it want.
		let (mut payer, mut ppm) = (own, bond_ppm);
		for (answer, its) in answers.iter().zip(&known) {
			let Quoted { account, paid, bond_ppm, .. } = answer.quoted;
			legs.push(leg(its, answer.gets.asset, payer, account, paid, ppm));
			ppm = ppm.saturating_add(bond_ppm);
			payer = account;
		}
		let last = answers.last().zip(known.last()).zip(way.last());
		if let Some(((answer, its), place)) = last {
			legs.push(leg(its, place.asset, payer, own, answer.quoted.given, ppm));
		}
		legs.reverse();
		let parties = u32::try_from(legs.len()).unwrap_or(u32::MAX);
		ensure(
			ppm <= bond_ppm.saturating_mul(BONDS).saturating_mul(parties),
			"they ask for a larger bond than [roles.swap] bond_ppm lets expect",
		)?;
		let accounts: BTreeSet<_> = legs.iter().map(|leg| leg.owner).collect();
		ensure(accounts.len() == legs.len(), "two of those who were asked are one")?;
		let from_ms = self.core.clock.now_ms().saturating_add(SIGNING_MS);
		Ok(Schedule::nearest(&known, from_ms).terms(hash, legs))
	}

	/// Returns when a swap has changed.
	pub fn changes(self: &Arc<Self>) -> tokio::sync::watch::Receiver<u64> {
		self.changed.subscribe()
	}
}

/// A leg on a chain, with a bond of so many millionths.
fn leg(
	known: &Known,
	asset: Asset,
	owner: crate::core::keys::Account,
	receiver: crate::core::keys::Account,
	amount: u128,
	bond_ppm: u32,
) -> Leg {
	let least = if asset == Asset::Native { known.least_balance } else { 1 };
	let bond = || Bond { asset, amount: part_up(amount, bond_ppm).max(least) };
	let bond = (bond_ppm > 0).then(bond);
	Leg { chain: known.id, owner, receiver, asset, amount, into: None, bond }
}

/// A secret that nobody has.
fn draw() -> Result<SecretBox<[u8; 32]>> {
	let mut secret = SecretBox::new(Box::new([0; 32]));
	getrandom::fill(secrecy::ExposeSecretMut::expose_secret_mut(&mut secret)).map_err(|error| {
		Error::usage(
			format_args!("no secret can be drawn ({error})"),
			"see that the system has random numbers (/dev/urandom)",
		)
	})?;
	Ok(secret)
}
