//! Comes to terms with those who ask: by the offers of the configuration, and within their limits.
//!
//! The leader asks each maker for a quote, writes one document, and sends it to all of them. A maker
//! looks at the whole of it, since what others lock, and when, is what its own leg waits for.

use crate::{
	core::{amount::parse, chain::Hash, keys::is_signed},
	error::{Error, Result},
	roles::swap::{
		config::{part_up, Offer, Place, Price, MILLION},
		funds::ensure_float,
		known::Known,
		machine::State,
		peer::{signed_bytes, withdrawn_bytes, Agreed, Ask, Named, Quoted, Spot, Withdrawn},
		quotes::Quote,
		rows::{self, id_of, Swap},
		signatures,
		terms::{ensure, Bond, Leg, Party, Terms},
		Swapper,
	},
};
use futures::future::try_join_all;
use primitive_types::U256;
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;

/// Nothing new is begun on a chain whose newest block is older.
const ALIVE_MS: u64 = 30_000;
/// How long it may take until the next block shows that a chain goes on.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest that money waits: no terms are agreed to that let it wait longer.
const LONGEST_MS: u64 = 86_400_000;
/// How long all have to sign.
pub(super) const SIGNING_MS: u64 = 30_000;
/// By how much the clock of the leader's machine may be ahead.
const SKEW_MS: u64 = 30_000;
/// Each party may want so much more for its waiting than this agent does.
pub(super) const BONDS: u32 = 2;

/// An offer, read.
pub struct Offering {
	/// What is given.
	pub gives: Place,
	/// What is paid for it.
	pub gets: Place,
	/// For how much.
	pub price: Price,
	/// As it stands in the file.
	pub text: Offer,
}

fn refuse(what: impl std::fmt::Display, advice: impl std::fmt::Display) -> Error {
	Error::usage(what, advice)
}

/// What a party of a ring gets at least if it waits in vain, and puts up at most so that others do not,
/// both of legs in millionths: the one has to be more than the other by what its own waiting is worth.
fn ensure_bonds(paid: &Leg, received: &Leg, own_ppm: u32, parties: u32, least: u128) -> Result<()> {
	let its_own = |leg: &Leg| leg.bond.is_none_or(|bond| bond.asset == leg.asset);
	ensure(its_own(paid) && its_own(received), "a bond is of another asset than its leg")?;
	let amount = |leg: &Leg| leg.bond.map_or(0, |bond| bond.amount);
	let most = part_up(received.amount, own_ppm.saturating_mul(BONDS).saturating_mul(parties));
	ensure(
		amount(received) <= most.max(least),
		"they ask for a larger bond than [roles.swap] bond_ppm lets expect",
	)?;
	// Neither the least balance of an account nor rounding up says anything about shares.
	let posted = match amount(received) {
		bond if bond <= least => 0,
		bond => bond.saturating_sub(1),
	};
	let millionths = |bond: u128, leg: &Leg| {
		let whole = U256::from(bond).saturating_mul(MILLION.into());
		whole.checked_div(leg.amount.into()).unwrap_or(U256::MAX)
	};
	let has = millionths(amount(paid), paid);
	let wants = millionths(posted, received).saturating_add(own_ppm.into());
	ensure(own_ppm == 0 || has >= wants, "the bond in this agent's favour is too small")
}

impl Swapper {
	/// The offers.
	pub fn offers(&self) -> Result<Vec<Offering>> {
		let read = |offer: &toml::Spanned<Offer>| {
			let text = offer.get_ref().clone();
			Ok(Offering {
				gives: Place::parse(text.give.get_ref())?,
				gets: Place::parse(text.get.get_ref())?,
				price: Price::parse(text.price.get_ref())?,
				text,
			})
		};
		self.config.offers.iter().map(read).collect()
	}

	/// The asset, by its name here.
	pub(super) fn place(&self, spot: &Spot) -> Result<Place> {
		Ok(Place { chain: self.chain_of(&spot.genesis)?, asset: spot.asset() })
	}

	fn place_of(&self, leg: &Leg) -> Result<Place> {
		Ok(Place { chain: self.chain_of(&leg.chain.genesis)?, asset: leg.asset })
	}

	/// Nothing new is begun on a chain that does not go on. A block that was not read yet is waited for.
	pub(super) async fn ensure_alive(&self, chain: &str) -> Result<()> {
		let mut changes = self.link(chain)?.changes();
		let clock = self.core.clock.clone();
		let alive = changes.wait_for(|status| status.is_fresh(clock.now_ms(), ALIVE_MS));
		match timeout(PATIENCE, alive).await.is_ok_and(|alive| alive.is_ok()) {
			true => Ok(()),
			false => Err(Error::chain(
				format_args!(
					"{chain} does not go on now, or its clock is not that of this machine"
				),
				"try again when it makes blocks, and see that the machine's clock is right",
			)),
		}
	}

	/// A secret that is public already would give the money away.
	pub(super) async fn ensure_secret(&self, chain: &str, hash: &Hash) -> Result<()> {
		match self.is_revealed(chain, hash).await? {
			false => Ok(()),
			true => Err(refuse(
				format_args!("the secret of that hash is public on {chain}"),
				"draw a new one for each swap",
			)),
		}
	}

	/// Says for how much it gives what is asked for. It promises that price for a while, and nothing
	/// else: what there is goes to who agrees first.
	pub async fn quote(&self, ask: &Ask) -> Result<Quoted> {
		if !is_signed(&ask.account, &ask.signed_bytes(), &ask.signature) {
			return Err(refuse(
				"the question is not signed by the account that it names",
				"sign with the key of that account",
			));
		}
		let (gets, gives) = (self.place(&ask.pays)?, self.place(&ask.wants)?);
		let offering = self.offering(&gives, &gets)?;
		let own = self.key.account();
		if ask.account == own {
			return Err(refuse("the accounts are the same", "ask with another key"));
		}
		for chain in [&gets.chain, &gives.chain] {
			self.ensure_alive(chain).await?;
			self.ensure_secret(chain, &ask.payment_hash).await?;
		}
		let in_decimals = self.decimals(&gets.chain, gets.asset).await?;
		let out_decimals = self.decimals(&gives.chain, gives.asset).await?;
		let (price, fee_ppm) = (offering.price, offering.text.fee_ppm);
		let (paid, given) = match ask.named {
			Named::Paid => {
				let given = price.given_for(ask.amount, in_decimals, out_decimals, fee_ppm);
				(Some(ask.amount), given)
			},
			Named::Given => {
				let paid = price.paid_for(ask.amount, in_decimals, out_decimals, fee_ppm);
				(paid, ask.amount)
			},
		};
		let paid = paid.filter(|paid| *paid > 0).ok_or_else(|| {
			refuse("that is an amount that does not fit", "ask for another amount")
		})?;
		ensure_within(&offering, given, out_decimals)?;
		// Of a ring only its own two legs are known: as if it were one of two.
		let draft = self.draft(ask, paid, given).await?;
		let party = Party { place: 1, of: 2 };
		let asked = self.ask_funds(&draft, party, false).await?;
		let float = parse(offering.text.float.get_ref(), out_decimals)?;
		let open = self.core.store.all_open().await?;
		ensure_float(&open, &offering, given, float)?;
		self.ensure_funds(&open, &asked)?;
		let now_ms = self.core.clock.now_ms();
		let until_ms = now_ms.saturating_add(self.config.hold_s.saturating_mul(1_000));
		let (pays, wants) = (ask.pays.clone(), ask.wants.clone());
		let quote = Quote { pays, paid, wants, given, until_ms };
		let mut quotes = self.quotes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
		quotes.hold(ask.account, ask.payment_hash, quote, now_ms)?;
		Ok(Quoted { account: own, paid, given, bond_ppm: self.config.bond_ppm, until_ms })
	}

	/// The legs that a quote is about, as if the asker paid and received them.
	async fn draft(&self, ask: &Ask, paid: u128, given: u128) -> Result<Terms> {
		let (gets, gives) = (self.place(&ask.pays)?, self.place(&ask.wants)?);
		let (known_in, known_out) =
			(self.learn(&gets.chain).await?, self.learn(&gives.chain).await?);
		let (own, asker) = (self.key.account(), ask.account);
		let bond = part_up(paid, self.config.bond_ppm).max(1);
		let legs = vec![
			Leg {
				chain: known_out.id,
				owner: own,
				receiver: asker,
				asset: gives.asset,
				amount: given,
				into: None,
				bond: None,
			},
			Leg {
				chain: known_in.id,
				owner: asker,
				receiver: own,
				asset: gets.asset,
				amount: paid,
				into: None,
				bond: (self.config.bond_ppm > 0)
					.then_some(Bond { asset: gets.asset, amount: bond }),
			},
		];
		let from_ms = self.core.clock.now_ms();
		Ok(Schedule::nearest(&[known_out, known_in], from_ms).terms(ask.payment_hash, legs))
	}

	fn offering(&self, gives: &Place, gets: &Place) -> Result<Offering> {
		let its = |it: &Offering| it.gives == *gives && it.gets == *gets;
		self.offers()?.into_iter().find(its).ok_or_else(|| {
			refuse(
				format_args!("{gives} for {gets} is not offered"),
				"ask for the offers, and take one of them",
			)
		})
	}

	/// Looks at all that does not depend on who looks: chains, clocks, instants, accounts, the secret.
	/// What the chains are, by position.
	pub(super) async fn ensure_document(&self, terms: &Terms) -> Result<Vec<Arc<Known>>> {
		let chains = self.chains_of(terms)?;
		let mut looks = Vec::new();
		for (chain, leg) in chains.iter().zip(&terms.legs) {
			looks.push(self.look_at(chain, leg, &terms.payment_hash));
		}
		let known = try_join_all(looks).await?;
		terms.ensure_sound(least_gap_ms(&known), most_extension_ms(&known))?;
		let into_accounts = terms.legs.iter().all(|leg| leg.into.is_none());
		ensure(into_accounts, "a leg arrives in a channel, and not in an account")?;
		let now_ms = self.core.clock.now_ms();
		let times = terms.times(1).zip(terms.times(terms.len()));
		let (first, last) = times.ok_or_else(|| refuse("their instants do not fit", "ask anew"))?;
		ensure(first.bond_by_ms > now_ms, "they leave no time to begin")?;
		let longest_ms = known.iter().map(|known| known.most_leg_ms).min().unwrap_or(0);
		ensure(
			last.deadline_ms <= now_ms.saturating_add(longest_ms.min(LONGEST_MS)),
			"they let money wait for longer than a day",
		)?;
		Ok(known)
	}

	async fn look_at(&self, chain: &str, leg: &Leg, hash: &Hash) -> Result<Arc<Known>> {
		self.ensure_alive(chain).await?;
		let known = self.learn(chain).await?;
		ensure(known.id == leg.chain, "a chain has another number in them")?;
		self.ensure_secret(chain, hash).await?;
		Ok(known)
	}

	/// A chain has the same hash for these terms: what this agent reads is what the chain reads.
	pub(super) async fn ensure_same_hash(&self, terms: &Terms, chain: &str) -> Result<()> {
		let node = self.link(chain)?.node()?;
		let hash = node.ask("SwapsApi_terms_hash", codec::Encode::encode(terms)).await?;
		match hash == terms.hash() {
			true => Ok(()),
			false => Err(Error::chain(
				format_args!("{chain} reads these terms otherwise than this agent"),
				"the chain's runtime is of another version: run the agent that fits it",
			)),
		}
	}

	/// Agrees to terms in which its two legs are what it has quoted. Said twice, it is agreed once, and
	/// answered alike.
	pub async fn agree(&self, said: &Agreed) -> Result<Agreed> {
		let terms = Terms::read(&said.terms)?;
		let (hash, leader) = (terms.hash(), terms.leader()?);
		if !is_signed(&leader, &signed_bytes(&hash), &said.signature) {
			return Err(refuse(
				"the signature is not that of who pays the last leg",
				"sign with the key of that account",
			));
		}
		let answer =
			|| Agreed { terms: said.terms.clone(), signature: self.key.sign(&signed_bytes(&hash)) };
		if self.has(&terms).await? {
			return Ok(answer());
		}
		let party = terms.place_of(&self.key.account())?;
		ensure(
			!party.leads(),
			"this agent would draw the secret of a swap that it did not ask for",
		)?;
		let (paid, received) = terms
			.leg(party.pays())
			.zip(terms.leg(party.receives()))
			.ok_or_else(|| refuse("there is no such leg", "ask anew"))?;
		self.ensure_quoted(&terms, &leader, paid, received)?;
		// All that chains are asked, before anything is held.
		let known = self.ensure_document(&terms).await?;
		self.ensure_brisk(&terms, party, &known)?;
		let in_chain = known.get(usize::from(party.receives()).saturating_sub(1));
		let least = in_chain.map_or(1, |known| known.least_balance);
		let parties = u32::from(terms.len()).saturating_sub(u32::from(party.pays()));
		ensure_bonds(paid, received, self.config.bond_ppm, parties, least)?;
		let (gives, gets) = (self.place_of(paid)?, self.place_of(received)?);
		self.ensure_same_hash(&terms, &gives.chain).await?;
		let asked = self.ask_funds(&terms, party, true).await?;
		let offering = self.offering(&gives, &gets)?;
		let decimals = self.decimals(&gives.chain, gives.asset).await?;
		let float = parse(offering.text.float.get_ref(), decimals)?;

		let _one = self.agreeing.lock().await;
		if self.has(&terms).await? {
			return Ok(answer());
		}
		let now_ms = self.core.clock.now_ms();
		let swap = Swap::new(&terms, party, "", now_ms);
		let mut tx = self.core.store.begin().await?;
		let open = rows::open(&mut tx).await?;
		ensure_float(&open, &offering, paid.amount, float)?;
		self.ensure_funds(&open, &asked)?;
		if !rows::insert(&mut tx, &swap, &self.chains_of(&terms)?).await? {
			return Err(refuse(
				"there is a swap with this hash",
				"draw a new secret for each swap",
			));
		}
		signatures::keep(&mut tx, &swap.id, &leader, &said.signature).await?;
		let answer = answer();
		signatures::keep(&mut tx, &swap.id, &self.key.account(), &answer.signature).await?;
		tx.commit().await?;
		self.forget_quote(&leader, &terms.payment_hash);
		self.moved.notify_one();
		Ok(answer)
	}

	async fn has(&self, terms: &Terms) -> Result<bool> {
		let mut tx = self.core.store.begin().await?;
		let found = rows::load(&mut tx, &id_of(terms)).await?;
		tx.rollback().await?;
		Ok(found.is_some())
	}

	/// Its legs are those of its quote, to the unit.
	fn ensure_quoted(
		&self,
		terms: &Terms,
		leader: &crate::core::keys::Account,
		paid: &Leg,
		received: &Leg,
	) -> Result<()> {
		let spot = |leg: &Leg| Spot::new(leg.chain.genesis, leg.asset);
		let now_ms = self.core.clock.now_ms();
		let quotes = self.quotes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
		let quote = quotes.find(leader, &terms.payment_hash, now_ms).ok_or_else(|| {
			refuse("there is no quote for this, or it does not hold any more", "ask anew")
		})?;
		ensure(
			spot(paid) == quote.wants && spot(received) == quote.pays,
			"the legs are of other assets than the quote",
		)?;
		ensure(
			paid.amount == quote.given && received.amount == quote.paid,
			"the legs are of other amounts than the quote",
		)
	}

	fn forget_quote(&self, leader: &crate::core::keys::Account, hash: &Hash) {
		let mut quotes = self.quotes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
		quotes.forget(leader, hash);
	}

	/// Its money waits for no more than half as long again as it would by its own schedule.
	fn ensure_brisk(&self, terms: &Terms, party: Party, known: &[Arc<Known>]) -> Result<()> {
		let now_ms = self.core.clock.now_ms();
		let from_ms = now_ms.saturating_add(SIGNING_MS).saturating_add(SKEW_MS);
		let own = Schedule::nearest(known, from_ms).terms(terms.payment_hash, terms.legs.clone());
		let waits_ms = |terms: &Terms| {
			let times = terms.times(party.pays());
			times.map_or(u64::MAX, |times| times.deadline_ms.saturating_sub(now_ms))
		};
		let usual_ms = waits_ms(&own);
		let half_ms = usual_ms.checked_div(2).unwrap_or(0);
		ensure(
			waits_ms(terms) <= usual_ms.saturating_add(half_ms),
			"they let money wait for longer than they need",
		)
	}

	/// Takes the leader's word that nothing comes of terms: what was kept free for them is free again.
	/// Once anything was sent the machine goes on as it does.
	pub async fn withdraw(&self, said: &Withdrawn) -> Result<()> {
		let mut tx = self.core.store.begin().await?;
		let Some(swap) = rows::load(&mut tx, &rows::id_of_hash(&said.terms_hash)).await? else {
			return Ok(());
		};
		let leader = swap.terms.leader()?;
		let is_said = swap.terms.hash() == said.terms_hash
			&& is_signed(&leader, &withdrawn_bytes(&said.terms_hash), &said.signature);
		if !is_said {
			return Err(refuse(
				"the signature is not that of the leader",
				"only who leads a swap withdraws it",
			));
		}
		if swap.state == State::Agreed && !swap.party.leads() {
			rows::set_state(&mut tx, &swap, State::Aborted, self.core.clock.now_ms()).await?;
			tx.commit().await?;
			self.metrics.ended(State::Aborted);
			self.changed.send_modify(|count| *count = count.wrapping_add(1));
		}
		Ok(())
	}

	/// The chains of the legs, by their names here.
	pub(super) fn chains_of(&self, terms: &Terms) -> Result<Vec<String>> {
		terms.legs.iter().map(|leg| self.chain_of(&leg.chain.genesis)).collect()
	}
}

fn ensure_within(offering: &Offering, amount: u128, decimals: u8) -> Result<()> {
	let limit = |at: &toml::Spanned<String>| parse(at.get_ref(), decimals);
	let (least, most) = (limit(&offering.text.least)?, limit(&offering.text.most)?);
	if amount < least || amount > most {
		return Err(refuse(
			format_args!(
				"that would be {} of {}",
				crate::core::amount::format(amount, decimals),
				offering.gives
			),
			format_args!(
				"ask for {} to {} at a time",
				offering.text.least.get_ref(),
				offering.text.most.get_ref()
			),
		));
	}
	Ok(())
}

fn least_gap_ms(known: &[Arc<Known>]) -> u64 {
	known.iter().map(|known| known.least_gap_ms).max().unwrap_or(u64::MAX)
}

fn most_extension_ms(known: &[Arc<Known>]) -> u64 {
	known.iter().map(|known| known.most_extension_ms).min().unwrap_or(0)
}

/// The instants of a ring, as far as they do not depend on the number of its legs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Schedule {
	from_ms: u64,
	gap_ms: u64,
	step_ms: u64,
	extension_ms: u64,
}

impl Schedule {
	/// The nearest one that all chains accept, from then on.
	pub fn nearest(known: &[Arc<Known>], from_ms: u64) -> Self {
		let least_ms = least_gap_ms(known);
		// A little more than the least: the margins before a lock or a reveal are of the step, too.
		let step_ms = least_ms.saturating_add(least_ms.checked_div(4).unwrap_or(0));
		let extension_ms = most_extension_ms(known);
		Self { from_ms, gap_ms: step_ms.saturating_add(extension_ms), step_ms, extension_ms }
	}

	/// The terms with these legs.
	pub fn terms(&self, payment_hash: Hash, legs: Vec<Leg>) -> Terms {
		let steps =
			u64::try_from(legs.len()).unwrap_or(u64::MAX).saturating_mul(2).saturating_add(1);
		Terms {
			payment_hash,
			base_ms: self.from_ms.saturating_add(steps.saturating_mul(self.step_ms)),
			gap_ms: self.gap_ms,
			step_ms: self.step_ms,
			reveal_ms: self.step_ms,
			extension_ms: self.extension_ms,
			legs,
		}
	}
}

#[cfg(test)]
mod tests;
