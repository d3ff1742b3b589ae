//! Puts everything together, and lets it run until the end.

use crate::{
	core::{
		alerts::Alerts,
		chain::{node::NodeAt, Decoder},
		clock::Clock,
		config::Config,
		follower::{Follower, Link},
		http, jobs,
		keys::Keys,
		metrics::Metrics,
		role::Role,
		sender::{by_account, Bell, Sender},
		stop::{Stop, Tasks},
		store::{Database, Migration, Store},
	},
	error::Result,
};
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tracing::{info, warn};

/// How long parts have to end by themselves.
const GRACE: Duration = Duration::from_secs(10);

/// What roles are made of.
#[derive(Clone)]
pub struct Core {
	/// The store.
	pub store: Store,
	/// The keys, by name.
	pub keys: Keys,
	/// The chains, by name.
	pub links: BTreeMap<String, Link>,
	/// What is measured.
	pub metrics: Metrics,
	/// The machine's clock.
	pub clock: Clock,
	/// Wakes the senders.
	pub bell: Bell,
	/// Tells the owner what it has to know.
	pub alerts: Alerts,
	/// The end.
	pub stop: Stop,
}

impl Core {
	/// Opens the store and reads the keys.
	pub async fn open<Roles>(
		config: &Config<Roles>,
		keys: Keys,
		tables: &[Migration],
	) -> Result<Self> {
		let data = &config.agent.data;
		let database = Database::parse(config.agent.database.get_ref(), data)?;
		let store = Store::open(&database, data, tables).await?;
		let alerts = Alerts::new(config.alerts.as_ref())?;
		let links = config.chains.keys().map(|name| (name.clone(), Link::new(name))).collect();
		Ok(Self {
			store,
			keys,
			links,
			metrics: Metrics::default(),
			clock: Clock::default(),
			bell: Bell::default(),
			alerts,
			stop: Stop::default(),
		})
	}

	/// Follows the chains that roles look at, sends what they want, and does their jobs.
	pub fn start<Roles>(&self, config: &Config<Roles>, roles: &[Arc<dyn Role>]) -> Tasks {
		let mut tasks = Tasks::new(&self.stop);
		let (store, stop) = (self.store.clone(), self.stop.clone());
		tasks.spawn(async move {
			tokio::select! {
				() = store.is_not_alone() => {
					stop.fail("its lock on the database is gone, and another agent may have it");
				},
				() = stop.stopped() => {},
			}
		});
		for (name, link) in &self.links {
			let looks = |role: &&Arc<dyn Role>| role.chains().contains(name);
			let own: Vec<_> = roles.iter().filter(looks).cloned().collect();
			let Some(chain) = config.chains.get(name).filter(|_| !own.is_empty()) else { continue };
			let chain = chain.get_ref();
			let decoders: Vec<Decoder> = own.iter().flat_map(|role| role.decoders()).collect();
			let follower = Follower {
				link: link.clone(),
				genesis: chain.genesis(),
				connector: Arc::new(NodeAt { url: chain.url.get_ref().clone(), decoders }),
				store: self.store.clone(),
				roles: own.clone(),
				metrics: self.metrics.clone(),
				clock: self.clock.clone(),
				stop: self.stop.clone(),
			};
			let sender = Sender {
				link: link.clone(),
				store: self.store.clone(),
				roles: own,
				keys: by_account(&self.keys),
				metrics: self.metrics.clone(),
				bell: self.bell.clone(),
				stop: self.stop.clone(),
			};
			tasks.spawn(follower.run());
			tasks.spawn(sender.run());
		}
		let (alerts, store) = (self.alerts.clone(), self.store.clone());
		let (clock, stop) = (self.clock.clone(), self.stop.clone());
		tasks.spawn(async move { alerts.serve(store, clock, stop).await });
		let core = self.clone();
		tasks.spawn(jobs::serve(core.store, roles.to_vec(), core.clock, core.bell, core.stop));
		tasks
	}

	/// Serves the owner's HTTP interface.
	pub async fn serve<Roles>(
		&self,
		config: &Config<Roles>,
		roles: &[Arc<dyn Role>],
		tasks: &mut Tasks,
	) -> Result<()> {
		let shown = http::Shown {
			links: self.links.values().cloned().collect(),
			store: self.store.clone(),
			metrics: self.metrics.clone(),
			clock: self.clock.clone(),
			roles: roles.to_vec(),
		};
		let routes = http::routes(shown, &http::token(&config.agent.data)?);
		let address = config.listen()?;
		let listener = http::listen(address, "http.listen").await?;
		info!(%address, "the HTTP interface listens");
		let stop = self.stop.clone();
		tasks.spawn(async move {
			if let Err(error) = http::serve(listener, routes, stop.clone()).await {
				stop.fail(format_args!("the HTTP interface has ended: {error}"));
			}
		});
		Ok(())
	}

	/// Waits for the end, and for all parts to come to theirs. An error, if it was not asked for.
	pub async fn finish(&self, mut tasks: Tasks) -> Result<()> {
		self.stop.stopped().await;
		if !tasks.end(GRACE).await {
			warn!("a part did not end in time: what it was at is done at the next start");
		}
		self.store.close().await;
		info!("the agent has ended");
		self.stop.outcome()
	}
}
