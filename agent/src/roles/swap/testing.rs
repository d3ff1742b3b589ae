//! Chains that answer what an agent asks before it agrees, and agents on them that speak over HTTP.

use super::{
	api,
	peer::Peer,
	port,
	terms::{wrapped, Asset, ChainId, Terms},
	Swapper, MIGRATIONS,
};
use crate::{
	core::{
		chain::{Block, Call, Hash, Head, Heads, Later, Node, Signed, Submitted},
		clock::Clock,
		config::Config,
		follower::{Mark, Status},
		keys::{Account, Key, Keys},
		run::Core,
		stop::Stop,
	},
	error::{Error, Result},
	roles::Roles,
};
use codec::Encode;
use secrecy::SecretString;
use std::{
	fmt::Write,
	sync::{Arc, Mutex},
};
use subxt::dynamic::Value;
use tokio::net::TcpListener;

/// A token of these chains.
pub const TOKEN: u128 = 1_000_000_000_000;
/// What fees and deposits are multiples of there.
pub const FEE_UNIT: u128 = 1_000;

#[derive(Default)]
struct Model {
	/// Balances that are not as all others.
	balances: Vec<(Value, u128)>,
	revealed: Vec<Value>,
}

/// A chain, with the limits of development. Everybody has a thousand tokens, and as many units of asset
/// 7, which has two decimals.
#[derive(Clone)]
pub struct TestChain {
	index: u8,
	model: Arc<Mutex<Model>>,
}

impl TestChain {
	/// That many chains: `c1`, `c2`, …
	pub fn some(count: u8) -> Vec<Self> {
		(1..=count).map(|index| Self { index, model: Arc::default() }).collect()
	}

	/// What an agent calls it.
	pub fn name(&self) -> String {
		format!("c{}", self.index)
	}

	/// Its name among the chains.
	pub fn id(&self) -> ChainId {
		ChainId { index: self.index, genesis: [self.index; 32] }
	}

	/// From now on an account has so much of its token.
	pub fn set_balance(&self, account: Account, balance: u128) {
		let who = Value::from_bytes(account);
		self.model.lock().unwrap().balances.insert(0, (who, balance));
	}

	/// From now on the secret of that hash is public.
	pub fn reveal(&self, hash: &Hash) {
		self.model.lock().unwrap().revealed.push(wrapped(hash));
	}

	fn status(&self) -> Status {
		let head = Head { number: 1, hash: [1; 32] };
		let mark = Mark { head, time_ms: Clock::default().now_ms() };
		Status {
			node: Some(Arc::new(self.clone())),
			genesis: Some(self.id().genesis),
			last: Some(mark),
			best: Some(mark),
			..Status::default()
		}
	}
}

fn later<'a, T: Send + 'a>(value: Option<T>) -> Later<'a, T> {
	Box::pin(async { value.ok_or_else(|| Error::chain("not of this test", "ask less")) })
}

impl Node for TestChain {
	fn genesis(&self) -> Hash {
		self.id().genesis
	}

	fn heads(&self) -> Later<'_, Heads> {
		later(None)
	}

	fn final_hash(&self, _: u64) -> Later<'_, Hash> {
		later(None)
	}

	fn final_block(&self, _: u64) -> Later<'_, Block> {
		later(None)
	}

	fn block(&self, _: Hash) -> Later<'_, Block> {
		later(None)
	}

	fn bell(&self) -> Later<'_, ()> {
		later(None)
	}

	fn nonce(&self, _: Account, _: Head) -> Later<'_, u64> {
		later(None)
	}

	fn sign<'a>(&'a self, _: &'a Key, _: &'a Call, _: u64, _: u128, _: Head) -> Later<'a, Signed> {
		later(None)
	}

	fn submit(&self, _: Vec<u8>) -> Later<'_, Submitted> {
		later(None)
	}

	fn ask(&self, method: &'static str, args: Vec<u8>) -> Later<'_, Vec<u8>> {
		later(match method {
			"SwapsApi_this_chain" => Some(Some(self.id()).encode()),
			"SwapsApi_terms_hash" => Terms::read(&args).ok().map(|terms| terms.hash().to_vec()),
			"TransactionPaymentApi_query_length_to_fee" => Some(FEE_UNIT.encode()),
			_ => None,
		})
	}

	fn stored(
		&self,
		pallet: &'static str,
		item: &'static str,
		keys: Vec<Value>,
	) -> Later<'_, Option<Vec<u8>>> {
		let model = self.model.lock().unwrap();
		let of = |who: &Value| {
			let own = model.balances.iter().find(|(account, _)| account == who);
			own.map_or(1_000 * TOKEN, |(_, balance)| *balance)
		};
		later(match (pallet, item, keys.as_slice()) {
			("System", "Account", [who]) => {
				Some(Some(([0_u32; 4], of(who) + 1, 0_u128, 0_u128).encode()))
			},
			("Assets", "Metadata", _) => Some(Some((0_u128, "asset", "A", 2_u8).encode())),
			("Assets", "Account", [_, who]) => Some(Some(of(who).encode())),
			("Channels", "Preimages", [hash]) => {
				Some(model.revealed.contains(hash).then(|| vec![1]))
			},
			_ => None,
		})
	}

	fn constant(&self, _: &'static str, name: &'static str) -> Later<'_, Vec<u8>> {
		later(match name {
			"MinGapMs" => Some(48_000_u64.encode()),
			"MaxExtensionMs" => Some(0_u64.encode()),
			"MaxLegMs" => Some(604_800_000_u64.encode()),
			"ExistentialDeposit" => Some(1_u128.encode()),
			_ => None,
		})
	}

	fn token(&self) -> Later<'_, (u8, String)> {
		later(Some((12, "TEST".into())))
	}
}

/// The key of that text.
pub fn key(text: &str) -> Arc<Key> {
	Arc::new(Key::from_secret(&SecretString::from(text.to_owned())).unwrap())
}

/// An agent.
pub struct Party {
	/// Its role.
	pub swapper: Arc<Swapper>,
	/// Its key; that which claims is `KEY//claims`.
	pub key: Arc<Key>,
	/// Where others ask it.
	pub url: String,
	stop: Stop,
	_folder: tempfile::TempDir,
}

impl Drop for Party {
	fn drop(&mut self) {
		self.stop.stop();
	}
}

impl Party {
	/// An agent on these chains that offers everything for everything, one for one, with ten tokens for
	/// each; and `asset 7` of the first for its token.
	pub async fn new(name: &str, chains: &[TestChain]) -> Self {
		let folder = tempfile::tempdir().unwrap();
		let mut text = format!("[agent]\ndata = \"{}\"\n", folder.path().display());
		for chain in chains {
			let name = chain.name();
			writeln!(text, "[chains.{name}]\nurl = \"ws://127.0.0.1:1\"").unwrap();
		}
		text += "[keys.own]\nenv = \"OWN\"\n[keys.claims]\nenv = \"CLAIMS\"\n[roles.swap]\n\
			key = \"own\"\nclaimer = \"claims\"\nlisten = \"127.0.0.1:1\"\n";
		for give in chains {
			for get in chains {
				if give.index == get.index {
					continue;
				}
				writeln!(
					text,
					"[[roles.swap.offers]]\ngive = \"{}\"\nget = \"{}\"\nprice = \"1\"\n\
					least = \"0.1\"\nmost = \"5\"\nfloat = \"10\"",
					give.name(),
					get.name()
				)
				.unwrap();
			}
		}
		let parsed = Config::<Roles>::parse(&text, folder.path());
		let config = parsed.unwrap_or_else(|problems| panic!("{problems:?}"));
		let own = key(name);
		let keys = [("own".to_owned(), own.clone()), ("claims".into(), key(&claims(name)))];
		let core = Core::open(&config, Keys::from(keys), MIGRATIONS).await.unwrap();
		for chain in chains {
			core.links[&chain.name()].show(chain.status());
		}
		let swapper = Swapper::new(&core, config.roles.swap.clone().unwrap()).unwrap();
		let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
		let url = format!("http://{}", listener.local_addr().unwrap());
		let stop = Stop::default();
		tokio::spawn(port::serve(listener, api::public(swapper.clone()), stop.clone()));
		Self { swapper, key: own, url, stop, _folder: folder }
	}

	/// As others ask it.
	pub fn peer(&self) -> Peer {
		Peer::new(&self.url).unwrap()
	}

	/// Its only swap.
	pub async fn swap(&self) -> Result<super::rows::Swap> {
		let [id]: [String; 1] = self.swapper.open().await?.try_into().unwrap();
		self.swapper.find(&id).await
	}
}

/// The key that claims for another.
pub fn claims(name: &str) -> String {
	format!("{name}//claims")
}

/// An asset of a chain.
pub fn place(chain: &TestChain) -> super::config::Place {
	super::config::Place { chain: chain.name(), asset: Asset::Native }
}
