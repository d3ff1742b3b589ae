//! What the role knows of a chain: asked once, since it does not change while the chain runs.

use crate::{
	core::{
		chain::{Hash, Node},
		follower::Link,
		keys::Account,
	},
	error::{Error, Result},
	roles::swap::{
		funds::CLAIM,
		terms::{wrapped, Asset, ChainId},
		Swapper,
	},
};
use codec::{Decode, Encode};
use futures::future::join_all;
use std::{
	collections::{BTreeMap, BTreeSet},
	future::Future,
	sync::{Arc, Mutex},
	time::Duration,
};
use subxt::dynamic::Value;
use tokio::time::timeout;
use tracing::warn;

/// The least gap of live chains. A chain that allows less is for development.
const LIVE_GAP_MS: u64 = 480_000;

/// How long a chain may take to say what it is, or what an account has.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often the accounts that claim are looked at: once a block.
const PACE: Duration = Duration::from_secs(6);

/// A chain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Known {
	/// Its name among its sisters.
	pub id: ChainId,
	/// The least time between two steps.
	pub least_gap_ms: u64,
	/// By how much a standstill puts a deadline off at most.
	pub most_extension_ms: u64,
	/// The longest that a leg waits.
	pub most_leg_ms: u64,
	/// The least balance of its own token.
	pub least_balance: u128,
	/// What fees and deposits are multiples of: the fee for a thousand bytes.
	pub fee_unit: u128,
	/// The decimals of its own token.
	pub decimals: u8,
}

impl Known {
	/// What an account has to have for a claim: the fee, and the deposit of the secret.
	pub const fn claim_cost(&self) -> u128 {
		self.fee_unit.saturating_mul(CLAIM)
	}

	/// Whether its limits are those of development.
	pub const fn is_development(&self) -> bool {
		self.least_gap_ms < LIVE_GAP_MS
	}
}

fn other(what: &str) -> Error {
	Error::chain(
		format_args!("the chain's {what} is not as this agent knows it"),
		"the chain's runtime is of another version: run the agent that fits it",
	)
}

fn read<T: Decode>(what: &str, bytes: &[u8]) -> Result<T> {
	T::decode(&mut &*bytes).map_err(|_| other(what))
}

async fn soon<T>(chain: &str, asked: impl Future<Output = Result<T>>) -> Result<T> {
	timeout(PATIENCE, asked).await.unwrap_or_else(|_| {
		Err(Error::chain(
			format_args!("{chain} does not answer in time"),
			"see that its node runs and is not overloaded",
		))
	})
}

/// What the accounts that claim can spend of the chains' own tokens, as it was last looked at.
#[derive(Default)]
pub struct Purses(Mutex<BTreeMap<(String, Account), u128>>);

impl Purses {
	fn put(&self, chain: &str, account: Account, balance: u128) {
		if let Ok(mut all) = self.0.lock() {
			all.insert((chain.to_owned(), account), balance);
		}
	}

	/// Nothing, if it was not looked at.
	fn of(&self, chain: &str, account: Account) -> Option<u128> {
		self.0.lock().ok()?.get(&(chain.to_owned(), account)).copied()
	}
}

async fn ask(node: &dyn Node) -> Result<Known> {
	let id = node.ask("SwapsApi_this_chain", vec![]).await?;
	let id: Option<ChainId> = read("name", &id)?;
	let constant = |pallet, name| async move {
		let bytes = node.constant(pallet, name).await?;
		read::<u64>(name, &bytes)
	};
	let fee = node.ask("TransactionPaymentApi_query_length_to_fee", 1_000_u32.encode()).await?;
	Ok(Known {
		id: id.ok_or_else(|| other("name"))?,
		least_gap_ms: constant("Swaps", "MinGapMs").await?,
		most_extension_ms: constant("Swaps", "MaxExtensionMs").await?,
		most_leg_ms: constant("Swaps", "MaxLegMs").await?,
		least_balance: read(
			"least balance",
			&node.constant("Balances", "ExistentialDeposit").await?,
		)?,
		fee_unit: read("fee", &fee)?,
		decimals: node.decimals().await?,
	})
}

impl Swapper {
	/// The accounts of this agent.
	pub(super) fn accounts(&self) -> BTreeSet<Account> {
		[self.claimer.account(), self.key.account()].into()
	}

	/// What is known of a chain by now.
	pub fn known(&self, chain: &str) -> Option<Arc<Known>> {
		self.known.read().ok()?.get(chain).cloned()
	}

	/// The way to a chain of the configuration.
	pub fn link(&self, chain: &str) -> Result<&Link> {
		self.core.links.get(chain).ok_or_else(|| {
			let known: Vec<_> = self.core.links.keys().map(String::as_str).collect();
			Error::usage(
				format_args!("there is no chain '{chain}' in the configuration"),
				format_args!("add [chains.{chain}], or take one of {}", known.join(", ")),
			)
		})
	}

	/// What is known of a chain; it is asked if nobody has yet.
	pub async fn learn(&self, chain: &str) -> Result<Arc<Known>> {
		if let Some(known) = self.known(chain) {
			return Ok(known);
		}
		let node = self.link(chain)?.node()?;
		let known = Arc::new(soon(chain, ask(&*node)).await?);
		if let Ok(mut all) = self.known.write() {
			all.insert(chain.to_owned(), known.clone());
		}
		Ok(known)
	}

	/// Learns what chains are, and looks at what the accounts that claim have, until the end.
	pub(super) async fn watch(&self) {
		while !self.core.stop.is_stopped() {
			self.look_at_chains().await;
			if self.core.stop.sleep(PACE).await {
				return;
			}
		}
	}

	/// The same once. A chain that does not answer keeps no other waiting.
	pub(super) async fn look_at_chains(&self) {
		let look = |chain: String| async move {
			if self.link(&chain).is_ok_and(|link| link.status().node.is_none()) {
				return;
			}
			// What is not known is taken for slow, and for poor: claims go on meanwhile.
			let looked = soon(&chain, async {
				self.learn(&chain).await?;
				for account in self.accounts() {
					let balance = self.balance(&chain, Asset::Native, &account).await?;
					self.purses.put(&chain, account, balance);
				}
				Ok(())
			});
			if let Err(error) = looked.await {
				warn!(chain, %error, "a chain was not looked at");
			}
		};
		join_all(self.core.links.keys().cloned().map(look)).await;
	}

	/// Whether an account can pay for so many claims, as far as it is known.
	pub(super) fn can_claim(&self, chain: &str, account: &Account, claims: u64) -> bool {
		let cost = self.known(chain).map(|known| known.claim_cost().saturating_mul(claims.into()));
		let balance = self.purses.of(chain, *account);
		cost.zip(balance).is_some_and(|(cost, balance)| balance >= cost)
	}

	/// The account that claims on a chain: that which is there for it, unless only the own one can pay.
	pub(super) fn claimer_on(&self, chain: &str) -> Account {
		let [claimer, own] = [self.claimer.account(), self.key.account()];
		let poor = !self.can_claim(chain, &claimer, 1);
		if poor && self.can_claim(chain, &own, 1) {
			own
		} else {
			claimer
		}
	}

	/// The chain with that first block.
	pub fn chain_of(&self, genesis: &Hash) -> Result<String> {
		let its = |link: &&Link| link.status().genesis.as_ref() == Some(genesis);
		self.core.links.values().find(its).map(|link| link.name().to_owned()).ok_or_else(|| {
			Error::peer(
				format_args!("the chain 0x{} is not one of this agent's", hex::encode(genesis)),
				"add it to the configuration, or ask an agent that has it",
			)
		})
	}

	/// The decimals of an asset.
	pub async fn decimals(&self, chain: &str, asset: Asset) -> Result<u8> {
		let Asset::WithId(id) = asset else { return Ok(self.learn(chain).await?.decimals) };
		let node = self.link(chain)?.node()?;
		let bytes = node.stored("Assets", "Metadata", vec![Value::u128(id.into())]).await?;
		let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty()) else { return Ok(0) };
		// Deposit, name, symbol, decimals.
		let (_, _, _, decimals): (u128, Vec<u8>, Vec<u8>, u8) = read("metadata of assets", &bytes)?;
		Ok(decimals)
	}

	/// What an account can spend of an asset.
	pub async fn balance(&self, chain: &str, asset: Asset, account: &Account) -> Result<u128> {
		let node = self.link(chain)?.node()?;
		let who = Value::from_bytes(account);
		match asset {
			Asset::Native => {
				let Some(bytes) = node.stored("System", "Account", vec![who]).await? else {
					return Ok(0);
				};
				// Nonce and three counts; free, reserved, frozen.
				let (_, free, reserved, frozen): ([u32; 4], u128, u128, u128) =
					read("balances", &bytes)?;
				let least = self.learn(chain).await?.least_balance;
				Ok(free.saturating_sub(frozen.saturating_sub(reserved).max(least)))
			},
			Asset::WithId(id) => {
				let keys = vec![Value::u128(id.into()), who];
				match node.stored("Assets", "Account", keys).await? {
					Some(bytes) => read("balances of assets", &bytes),
					None => Ok(0),
				}
			},
		}
	}

	/// Whether a secret for that hash is public on a chain: nobody may lock money for it.
	pub async fn is_revealed(&self, chain: &str, hash: &Hash) -> Result<bool> {
		let node = self.link(chain)?.node()?;
		Ok(node.stored("Channels", "Preimages", vec![wrapped(hash)]).await?.is_some())
	}
}
