//! Two agents on two chains, or three on three, all of it real but the chains: what becomes of each
//! when one of them is killed at any point, when the other does not keep to its part, when a chain or a store stands still.

mod cases;
mod crashes;
mod figures;
mod world;

use crate::{
	core::{
		clock::Clock,
		crash::Plan,
		follower::{Follower, Link, Session},
		keys::{Account, Key, Keys},
		metrics::Metrics,
		role::Role,
		run::Core,
		sender::{by_account, Bell, Sender},
		stop::Stop,
		store::{Database, Store},
		testing::key,
	},
	roles::swap::{
		driver::Looks,
		machine::State,
		rows::{self, id_of, Swap},
		terms::{payment_hash, Asset, Bond, Leg, Party, Terms},
		testing::claims,
		Swapper, MIGRATIONS,
	},
};
use std::sync::{Arc, OnceLock};
use world::{World, EXTENSION_MS};

/// The names of the chains: that on which leg 1 is, which the leader receives, that of leg 2, …
const CHAINS: [&str; 3] = ["one", "two", "three"];
const SECRET: [u8; 32] = [5; 32];
/// What the legs are of.
const AMOUNTS: [u128; 3] = [9_000, 600, 350];
/// What their receivers put up.
const BONDS: [u128; 3] = [56, 4, 1];
/// What the accounts have on each chain.
const OWN: u128 = 1_000_000;
const CLAIMERS: u128 = 10_000;
const START_MS: u64 = 1_000_000;
/// No swap takes longer.
const MOST_TICKS: u32 = 400;

/// Who is who: the leader, the other, and a third one.
const ALICE: usize = 0;
const BOB: usize = 1;
const NAMES: [&str; 3] = ["leader", "follower", "third"];

/// The names of so many chains.
fn chains(count: usize) -> Vec<String> {
	CHAINS[..count].iter().map(|name| (*name).to_owned()).collect()
}

/// The own key of a party, and that which claims. Each is derived once: that takes long.
fn keys(party: usize) -> [Arc<Key>; 2] {
	static ALL: OnceLock<[[Arc<Key>; 2]; 3]> = OnceLock::new();
	let both = |name| [key(name), key(&claims(name))];
	let all = || ["//Alice", "//Bob", "//Charlie"].map(both);
	ALL.get_or_init(all)[party].clone()
}

fn accounts(party: usize) -> [Account; 2] {
	keys(party).map(|key| key.account())
}

/// A folder without a disk below it, if there is one: thousands of transactions are waited for.
fn folder() -> tempfile::TempDir {
	let quick = std::path::Path::new("/dev/shm");
	match quick.is_dir() {
		true => tempfile::tempdir_in(quick).unwrap(),
		false => tempfile::tempdir().unwrap(),
	}
}

/// An agent, as a process.
struct Process {
	core: Core,
	swapper: Arc<Swapper>,
	followers: Vec<(Follower, Option<Session>)>,
	senders: Vec<Sender>,
	looks: Looks,
}

impl Process {
	async fn start(folder: &std::path::Path, party: usize, world: &World) -> Self {
		let database = Database::parse("sqlite", folder).unwrap();
		let store = Store::open(&database, folder, MIGRATIONS).await.unwrap();
		let [own, claims] = keys(party);
		let names = chains(world.chains.len());
		let keys: Keys = [("own".into(), own), ("claims".into(), claims)].into();
		let core = Core {
			store: store.clone(),
			keys: keys.clone(),
			links: names.iter().map(|name| (name.clone(), Link::new(name))).collect(),
			metrics: Metrics::default(),
			clock: Clock::of(&world.now),
			alerts: Default::default(),
			bell: Bell::default(),
			stop: Stop::default(),
		};
		let config = toml::from_str("key = \"own\"\nclaimer = \"claims\"\n").unwrap();
		let swapper = Swapper::new(&core, config).unwrap();
		let roles: Vec<Arc<dyn Role>> = vec![swapper.clone()];
		let follower = |(name, sim): (&String, &world::Sim)| {
			let follower = Follower {
				link: core.links[name].clone(),
				genesis: None,
				connector: Arc::new(sim.chain.clone()),
				store: store.clone(),
				roles: roles.clone(),
				metrics: core.metrics.clone(),
				clock: core.clock.clone(),
				stop: core.stop.clone(),
			};
			(follower, None)
		};
		let sender = |name: &String| Sender {
			link: core.links[name].clone(),
			store: store.clone(),
			roles: roles.clone(),
			keys: by_account(&keys),
			metrics: core.metrics.clone(),
			bell: core.bell.clone(),
			stop: core.stop.clone(),
		};
		let followers = names.iter().zip(&world.chains).map(follower).collect();
		let senders = names.iter().map(sender).collect();
		Self { core, swapper, followers, senders, looks: Looks::default() }
	}

	/// Goes on until nothing more can be done before the next block.
	async fn go(&mut self) {
		for (follower, session) in &mut self.followers {
			follower.tick(session).await;
		}
		self.swapper.look_at_chains().await;
		let _ = self.swapper.drive_all(&mut self.looks).await;
		while crate::core::jobs::do_one(
			&self.core.store,
			&[self.swapper.clone() as Arc<dyn Role>],
			self.core.clock.now_ms(),
		)
		.await
		.unwrap_or(false)
		{}
		for sender in &self.senders {
			let _ = sender.round(&sender.link.status()).await;
		}
	}

	async fn state(&self, terms: &Terms) -> State {
		let mut tx = self.core.store.begin().await.unwrap();
		rows::load(&mut tx, &id_of(terms)).await.unwrap().unwrap().state
	}

	async fn set_read_only(&self, is: bool) {
		let pragma = if is { "PRAGMA query_only = 1" } else { "PRAGMA query_only = 0" };
		sqlx::query(pragma).execute(self.core.store.pool()).await.unwrap();
	}
}

/// One of them, with its folder, which outlives its process.
struct Agent {
	party: usize,
	folder: tempfile::TempDir,
	process: Option<Process>,
	plan: Arc<Plan>,
	state: State,
	/// Whether it is started again when it is not there, and after how many ticks.
	returns: bool,
	off_for: u32,
}

/// All of them, and the world.
struct Play {
	world: World,
	agents: Vec<Agent>,
	terms: Terms,
	/// What each has on each chain before anything has happened.
	before: Vec<Vec<i128>>,
}

/// What became of one of them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Outcome {
	state: State,
	/// On the chain on which it pays; less than 0 is less than before. Fees are left out.
	paid: i128,
	/// On the chain on which it is paid.
	received: i128,
}

impl Play {
	/// Two have agreed on the terms.
	async fn begin() -> Self {
		Self::of(2).await
	}

	/// So many have, on as many chains.
	async fn of(parties: usize) -> Self {
		let all: Vec<_> = (0..parties)
			.flat_map(|party| accounts(party).into_iter().zip([OWN, CLAIMERS]))
			.collect();
		let world = World::new(parties as u8, START_MS, &all);
		let leg = |position: usize| {
			let chain = world.chains[position - 1].state.lock().unwrap().id;
			Leg {
				chain,
				owner: accounts(position % parties)[0],
				receiver: accounts(position - 1)[0],
				asset: Asset::Native,
				amount: AMOUNTS[position - 1],
				into: None,
				bond: Some(Bond { asset: Asset::Native, amount: BONDS[position - 1] }),
			}
		};
		let terms = Terms {
			payment_hash: payment_hash(&SECRET),
			base_ms: START_MS + (2 * parties as u64 + 2) * 60_000,
			gap_ms: 75_000,
			step_ms: 60_000,
			reveal_ms: 60_000,
			extension_ms: EXTENSION_MS,
			legs: (1..=parties).map(leg).collect(),
		};
		world.tell(&terms);
		let mut agents = vec![];
		for party in 0..parties {
			let folder = folder();
			let process = Process::start(folder.path(), party, &world).await;
			let place = party as u8;
			let swap = Swap::new(&terms, Party { place, of: parties as u8 }, "", START_MS);
			let mut tx = process.core.store.begin().await.unwrap();
			if party == ALICE {
				let sealed = keys(ALICE)[0].seal(&terms.payment_hash, &SECRET).unwrap();
				rows::keep_secret(&mut tx, &terms.payment_hash, sealed).await.unwrap();
			}
			assert!(rows::insert(&mut tx, &swap, &chains(parties)).await.unwrap());
			tx.commit().await.unwrap();
			let (plan, state) = (Arc::new(Plan::default()), State::Agreed);
			agents.push(Agent {
				party,
				folder,
				process: Some(process),
				plan,
				state,
				returns: false,
				off_for: 0,
			});
		}
		let mut play = Self { world, agents, terms, before: vec![] };
		play.before = play.worth();
		play
	}

	fn worth(&self) -> Vec<Vec<i128>> {
		let chains = 0..self.world.chains.len();
		let of = |party| chains.clone().map(|at| self.world.worth(at, &accounts(party))).collect();
		(0..self.agents.len()).map(of).collect()
	}

	/// A block on each chain, and what all do then. A process that is killed is there again one tick
	/// later.
	async fn tick(&mut self) {
		self.world.tick();
		for agent in &mut self.agents {
			agent.tick(&self.world, &self.terms).await;
		}
	}

	/// Goes on to the end. `meanwhile` is asked before each tick, with its number.
	async fn finish(mut self, mut meanwhile: impl AsyncFnMut(&mut Self, u32)) -> Vec<Outcome> {
		for number in 0..MOST_TICKS {
			meanwhile(&mut self, number).await;
			self.tick().await;
			let is_over = |agent: &Agent| agent.state.is_over() || agent.is_gone();
			let ended = self.agents.iter().all(is_over);
			// What chains do by themselves after that.
			if ended && self.world.chains.iter().all(|sim| sim.is_still()) {
				break;
			}
		}
		let (after, parties) = (self.worth(), self.agents.len());
		let outcome = |party: usize| {
			let own = |chain: usize| after[party][chain] - self.before[party][chain];
			let (paid, received) = (own((party + parties - 1) % parties), own(party));
			Outcome { state: self.agents[party].state, paid, received }
		};
		(0..parties).map(outcome).collect()
	}
}

impl Agent {
	async fn tick(&mut self, world: &World, terms: &Terms) {
		if self.off_for > 0 {
			self.off_for -= 1;
			return;
		}
		if self.process.is_none() && self.returns {
			self.process = Some(Process::start(self.folder.path(), self.party, world).await);
		}
		let Some(mut process) = self.process.take() else { return };
		if self.plan.clone().run(process.go()).await.is_none() {
			return; // all that it had in memory is gone
		}
		self.state = process.state(terms).await;
		self.process = Some(process);
	}

	/// Whether it does not come back.
	fn is_gone(&self) -> bool {
		self.process.is_none() && !self.returns
	}

	/// It ends, and does not come back.
	fn vanish(&mut self) {
		self.process = None;
		self.returns = false;
	}
}

impl Outcome {
	/// It has what it gave, or what it was to get; `party` says which that is.
	fn is_fair(&self, party: usize) -> bool {
		self.paid >= 0 || self.received >= AMOUNTS[party] as i128
	}
}

fn show_head() {
	println!("{:<72} | {:<9} | {:<8} | {:>7} | {:>8}", "case", "party", "end", "gave", "got");
}

fn show(case: &str, outcomes: &[Outcome]) {
	for (name, it) in NAMES.iter().zip(outcomes) {
		let state = it.state;
		println!("{case:<72} | {name:<9} | {state:<8} | {:>7} | {:>8}", -it.paid, it.received);
	}
}
