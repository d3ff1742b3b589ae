//! Chains that answer what an agent asks before it agrees, and agents on them that speak over HTTP.

use super::{
	api,
	terms::{wrapped, Asset, ChainId, Terms},
	Swapper, MIGRATIONS,
};
use crate::{
	core::{
		chain::{Hash, Node},
		clock::Clock,
		config::Config,
		follower::{Mark, Status},
		keys::{Account, Key, Keys},
		peer::Peer,
		port,
		run::Core,
		stop::Stop,
		testing::{key, FakeChain, Oracle},
	},
	error::Result,
	roles::Roles,
};
use codec::Encode;
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

/// What these chains have.
struct Model {
	id: ChainId,
	/// Balances that are not as all others.
	balances: Vec<(Value, u128)>,
	revealed: Vec<Value>,
}

/// A chain, with the limits of development. Everybody has a thousand tokens, and as many units of asset
/// 7, which has two decimals.
#[derive(Clone)]
pub struct TestChain {
	chain: FakeChain,
	model: Arc<Mutex<Model>>,
}

impl TestChain {
	/// That many chains: `c1`, `c2`, …
	pub fn some(count: u8) -> Vec<Self> {
		(1..=count).map(Self::new).collect()
	}

	fn new(index: u8) -> Self {
		let chain = FakeChain::new(index);
		let id = ChainId { index, genesis: chain.genesis() };
		let model = Model { id, balances: vec![], revealed: vec![] };
		let model = Arc::new(Mutex::new(model));
		chain.set_oracle(model.clone());
		Self { chain, model }
	}

	/// What an agent calls it.
	pub fn name(&self) -> String {
		format!("c{}", self.id().index)
	}

	/// Its name among the chains.
	pub fn id(&self) -> ChainId {
		self.model.lock().unwrap().id
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
		let mark = Mark { head: self.chain.best(), time_ms: Clock::default().now_ms() };
		Status {
			node: Some(Arc::new(self.chain.clone())),
			genesis: Some(self.id().genesis),
			last: Some(mark),
			best: Some(mark),
			..Status::default()
		}
	}
}

impl Oracle for Mutex<Model> {
	fn ask(&self, method: &str, args: &[u8]) -> Option<Vec<u8>> {
		match method {
			"SwapsApi_this_chain" => Some(Some(self.lock().unwrap().id).encode()),
			"SwapsApi_terms_hash" => Terms::read(args).ok().map(|terms| terms.hash().to_vec()),
			"TransactionPaymentApi_query_length_to_fee" => Some(FEE_UNIT.encode()),
			_ => None,
		}
	}

	fn stored(&self, pallet: &str, item: &str, keys: &[Value]) -> Option<Vec<u8>> {
		let model = self.lock().unwrap();
		let of = |who: &Value| {
			let own = model.balances.iter().find(|(account, _)| account == who);
			own.map_or(1_000 * TOKEN, |(_, balance)| *balance)
		};
		match (pallet, item, keys) {
			("System", "Account", [who]) => {
				Some(([0_u32; 4], of(who) + 1, 0_u128, 0_u128).encode())
			},
			("Assets", "Metadata", _) => Some((0_u128, "asset", "A", 2_u8).encode()),
			("Assets", "Account", [_, who]) => Some(of(who).encode()),
			("Channels", "Preimages", [hash]) => model.revealed.contains(hash).then(|| vec![1]),
			_ => panic!("nobody knows {pallet}.{item}"),
		}
	}

	fn constant(&self, _: &str, name: &str) -> Option<Vec<u8>> {
		match name {
			"MinGapMs" => Some(48_000_u64.encode()),
			"MaxExtensionMs" => Some(0_u64.encode()),
			"MaxLegMs" => Some(604_800_000_u64.encode()),
			"ExistentialDeposit" => Some(1_u128.encode()),
			_ => None,
		}
	}
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
				if give.id() == get.id() {
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
