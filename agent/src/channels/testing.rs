//! A chain with a channel and towers, as tests have it.

use crate::{
	channels::{
		speech::Record,
		state::{CoSigned, Htlc, NetTransfer, Pair, Place, Side, Signature, State},
	},
	core::{
		chain::{Hash, Node},
		clock::Clock,
		follower::{Link, Mark, Status},
		keys::{Account, Key},
		run::Core,
		stop::Stop,
		store::Store,
		testing::{key, FakeChain, Oracle},
	},
};
use codec::Encode;
use std::{
	collections::BTreeMap,
	sync::{atomic::AtomicU64, Arc, LazyLock, Mutex},
};
use subxt::dynamic::Value;

/// What the chain is called.
pub const CHAIN: &str = "c";
/// The channel.
pub const CHANNEL: u64 = 4;
/// The time when a test begins.
pub const NOW_MS: u64 = 1_700_000_000_000;

/// A tower, as the chain has it.
#[derive(Clone)]
pub struct TowerModel {
	/// Whose it is; its key, too.
	pub owner: Account,
	/// To what is sealed what it is given.
	pub sealing_key: [u8; 32],
	/// Where it is asked.
	pub contact: String,
}

/// What is stored.
#[derive(Clone, Default)]
pub struct Model {
	/// The parties of each channel.
	pub parties: Pair<Account>,
	/// How many channels there are, from the first one on: all alike.
	pub channels: u64,
	/// What they have committed.
	pub committed: Pair<u128>,
	/// The base.
	pub base_version: u64,
	/// The version that stands, and who closes.
	pub closing: Option<(u64, Side)>,
	/// Who is hired by the opener: the tower and the number of the hire.
	pub hires: Vec<(u64, u64)>,
	/// Towers by their numbers.
	pub towers: BTreeMap<u64, TowerModel>,
}

fn id(number: u64) -> Value {
	Value::unnamed_composite([number_of(number)])
}

fn number_of(number: u64) -> Value {
	Value::u128(number.into())
}

fn account(account: &Account) -> Value {
	Value::unnamed_composite([Value::from_bytes(account)])
}

fn option(value: Option<Value>) -> Value {
	match value {
		Some(value) => Value::unnamed_variant("Some", [value]),
		None => Value::unnamed_variant("None", []),
	}
}

fn pair(opener: Value, counterparty: Value) -> Value {
	Value::named_composite([("opener", opener), ("counterparty", counterparty)])
}

fn list(all: impl IntoIterator<Item = Value>) -> Value {
	Value::unnamed_composite([Value::unnamed_composite(all)])
}

impl Model {
	fn channel(&self) -> Value {
		let settles = [("settles_ms", number_of(NOW_MS + 600_000))];
		let phase = match self.closing {
			Some(_) => Value::named_variant("Closing", settles),
			None => Value::unnamed_variant("Open", []),
		};
		let channel = Value::named_composite([
			("parties", pair(account(&self.parties.opener), account(&self.parties.counterparty))),
			("phase", phase),
			(
				"committed",
				pair(Value::u128(self.committed.opener), Value::u128(self.committed.counterparty)),
			),
			("base_version", number_of(self.base_version)),
			("challenge_period_ms", number_of(600_000)),
		]);
		Value::named_composite([
			("channel", channel),
			("requests", pair(option(None), option(None))),
		])
	}

	fn watches(&self) -> Value {
		let hire = |(tower, number): &(u64, u64)| {
			Value::named_composite([
				("tower", id(*tower)),
				("number", number_of(*number)),
				("from_ms", number_of(NOW_MS)),
				("stopped_ms", option(None)),
				("demand", option(None)),
			])
		};
		let watch = Value::named_composite([("hires", list(self.hires.iter().map(hire)))]);
		Value::named_composite([("watches", pair(option(Some(watch)), option(None)))])
	}

	fn tower(&self, number: u64) -> Option<Value> {
		let tower = self.towers.get(&number)?;
		let key = Value::named_composite([
			("signer", account(&tower.owner)),
			("since_ms", number_of(NOW_MS)),
		]);
		let contact = Value::unnamed_composite([Value::from_bytes(tower.contact.as_bytes())]);
		let profile = Value::named_composite([
			("sealing_key", Value::from_bytes(tower.sealing_key)),
			("contact", contact),
		]);
		let last = Value::named_composite([("ms", number_of(NOW_MS))]);
		let tower = Value::named_composite([
			("owner", account(&tower.owner)),
			("keys", list([key])),
			("profile", profile),
			("presence", Value::named_composite([("last", last)])),
		]);
		Some(Value::named_composite([("tower", tower)]))
	}
}

impl Oracle for Mutex<Model> {
	fn ask(&self, method: &str, _: &[u8]) -> Option<Vec<u8>> {
		let model = self.lock().unwrap();
		match method {
			"TransactionPaymentApi_query_length_to_fee" => Some(1_000_u128.encode()),
			"ChannelsApi_channels_of" => {
				Some((CHANNEL..CHANNEL + model.channels).collect::<Vec<_>>().encode())
			},
			_ => None,
		}
	}

	fn stored(&self, _: &str, _: &str, _: &[Value]) -> Option<Vec<u8>> {
		None
	}

	fn value(&self, pallet: &str, item: &str, keys: &[Value]) -> Option<Value> {
		let model = self.lock().unwrap();
		let number = |value: &Value| crate::channels::view::short(value).ok();
		let is_there = |value: &Value| {
			number(value).is_some_and(|it| (CHANNEL..CHANNEL + model.channels).contains(&it))
		};
		match (pallet, item, keys) {
			("Channels", "Channels", [one]) if is_there(one) => Some(model.channel()),
			("Channels", "Closings", [_]) => model.closing.map(|(version, closer)| {
				let state = Value::named_composite([("version", number_of(version))]);
				Value::named_composite([("state", state), ("closer", closer.value())])
			}),
			("Watchtowers", "Watches", [one]) if is_there(one) => Some(model.watches()),
			("Watchtowers", "Towers", [one]) => model.tower(number(one)?),
			("Watchtowers", "TowerIds", [owner, _]) => {
				let mut all = model.towers.iter();
				let own = all.find(|(_, tower)| Value::from_bytes(tower.owner) == *owner);
				own.map(|(number, _)| id(*number))
			},
			_ => None,
		}
	}

	fn constant(&self, _: &str, name: &str) -> Option<Vec<u8>> {
		match name {
			"BeatMs" => Some(60_000_u64.encode()),
			"MaxBeatAge" => Some(100_u32.encode()),
			_ => None,
		}
	}
}

/// The chain.
#[derive(Clone)]
pub struct World {
	/// Its blocks.
	pub chain: FakeChain,
	/// What is stored.
	pub model: Arc<Mutex<Model>>,
	/// The machine's time.
	pub now: Arc<AtomicU64>,
}

/// The parties: the opener has hired towers.
pub fn parties() -> [Arc<Key>; 2] {
	static PARTIES: LazyLock<[Arc<Key>; 2]> = LazyLock::new(|| [key("//Alice"), key("//Bob")]);
	PARTIES.clone()
}

impl World {
	/// With so many channels of Alice's and Bob's.
	pub fn new(channels: u64) -> Self {
		let chain = FakeChain::new(1);
		let [alice, bob] = parties().map(|key| key.account());
		let model = Model {
			parties: Pair { opener: alice, counterparty: bob },
			channels,
			committed: Pair { opener: 100, counterparty: 100 },
			..Model::default()
		};
		let model = Arc::new(Mutex::new(model));
		chain.set_oracle(model.clone());
		Self { chain, model, now: Arc::new(AtomicU64::new(NOW_MS)) }
	}

	/// Its first block.
	pub fn genesis(&self) -> Hash {
		self.chain.genesis()
	}

	/// There is a tower of that number, which the opener has hired.
	pub fn hire(&self, number: u64, tower: TowerModel) {
		let mut model = self.model.lock().unwrap();
		model.towers.insert(number, tower);
		model.hires.push((number, 10 + number));
	}

	/// An agent on it, with that key.
	pub fn core(&self, store: &Store, key: Arc<Key>) -> Core {
		let link = Link::new(CHAIN);
		let mark = Mark { head: self.chain.best(), time_ms: NOW_MS };
		link.show(Status {
			node: Some(Arc::new(self.chain.clone())),
			genesis: Some(self.genesis()),
			last: Some(mark),
			best: Some(mark),
			..Status::default()
		});
		Core {
			store: store.clone(),
			keys: [("own".to_owned(), key)].into(),
			links: [(CHAIN.to_owned(), link)].into(),
			metrics: Default::default(),
			clock: Clock::of(&self.now),
			bell: Default::default(),
			alerts: Default::default(),
			stop: Stop::default(),
		}
	}

	/// A state of a channel, signed by both; Alice is offered HTLCs for these preimages.
	pub fn record(&self, channel: u64, version: u64, preimages: &[[u8; 32]]) -> Record {
		let base_version = self.model.lock().unwrap().base_version;
		let htlc = |payment_hash: Hash| Htlc {
			payer: Side::Counterparty,
			amount: 1,
			payment_hash,
			deadline_ms: NOW_MS + 3_600_000,
		};
		let named = crate::channels::receipt::named(preimages);
		let body = State {
			version,
			net: NetTransfer { payer: Side::Opener, amount: (version % 50).into() },
			htlcs: named.into_iter().map(htlc).collect(),
		};
		let place = Place { genesis: self.genesis(), channel, base_version };
		let bytes = place.payload(&body);
		let [opener, counterparty] =
			parties().map(|key| Some(Signature::Sr25519(key.sign(&bytes))));
		let state = CoSigned { body, signatures: Pair { opener, counterparty } };
		Record { base_version, state, preimages: preimages.to_vec() }
	}
}
