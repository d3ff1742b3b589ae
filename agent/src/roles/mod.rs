//! The roles. Each has a folder, and a field here: nothing else knows it.

pub mod client;
pub mod swap;
#[cfg(test)]
mod watching;
pub mod watchtower;

use crate::{
	core::{
		config::{Check, Checker},
		role::Role,
		run::Core,
		stop::Tasks,
		store::Migration,
	},
	error::Result,
};
use client::{config::ClientConfig, Client};
use serde::Deserialize;
use std::sync::{Arc, LazyLock};
use swap::{config::SwapConfig, Swapper};
use tracing::warn;
use watchtower::{config::WatchtowerConfig, Watchtower};

/// `[roles]`: a role is on if its part is there.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Roles {
	/// Money of one chain for money of another.
	pub swap: Option<SwapConfig>,
	/// Keeps states for others, and presents them.
	pub watchtower: Option<WatchtowerConfig>,
	/// Keeps the states of one's own channels.
	pub client: Option<ClientConfig>,
}

impl Check for Roles {
	fn check(&self, checker: &mut Checker<'_>) {
		if let Some(swap) = &self.swap {
			swap.check(checker);
		}
		if let Some(watchtower) = &self.watchtower {
			watchtower.check(checker);
		}
		if let Some(client) = &self.client {
			client.check(checker);
		}
	}
}

/// The tables of all roles: also of those that are off, so that switching one on changes no table.
pub static MIGRATIONS: LazyLock<Vec<Migration>> = LazyLock::new(|| {
	let all =
		[crate::channels::MIGRATIONS, swap::MIGRATIONS, watchtower::MIGRATIONS, client::MIGRATIONS];
	all.concat()
});

/// The roles that are on.
pub struct Running {
	/// For the core.
	pub all: Vec<Arc<dyn Role>>,
	/// Swaps.
	pub swap: Option<Arc<Swapper>>,
	/// Watches for others.
	pub watchtower: Option<Arc<Watchtower>>,
	/// Watches for oneself.
	pub client: Option<Arc<Client>>,
}

/// Switches roles on.
pub fn switch_on(core: &Core, config: &Roles) -> Result<Running> {
	let swap = config.swap.clone().map(|config| Swapper::new(core, config)).transpose()?;
	let watchtower =
		config.watchtower.clone().map(|config| Watchtower::new(core, config)).transpose()?;
	let client = config.client.clone().map(|config| Client::new(core, config)).transpose()?;
	let mut all: Vec<Arc<dyn Role>> = Vec::new();
	all.extend(swap.iter().map(|role| role.clone() as Arc<dyn Role>));
	all.extend(watchtower.iter().map(|role| role.clone() as Arc<dyn Role>));
	all.extend(client.iter().map(|role| role.clone() as Arc<dyn Role>));
	Ok(Running { all, swap, watchtower, client })
}

impl Running {
	/// Begins what roles do by themselves. With `answers`, also what they do for others.
	pub async fn start(&self, answers: bool, tasks: &mut Tasks) -> Result<()> {
		if let Some(client) = &self.client {
			tasks.spawn(client.clone().drive());
		}
		if let Some(watchtower) = &self.watchtower {
			tasks.spawn(watchtower.clone().drive());
			if answers {
				let listener = watchtower.listen().await?;
				let watchtower = watchtower.clone();
				tasks.spawn(async move {
					if let Err(error) = watchtower.answer(listener).await {
						warn!(%error, "clients get no answer any more");
					}
				});
			}
		}
		self.start_swaps(answers, tasks).await
	}

	async fn start_swaps(&self, answers: bool, tasks: &mut Tasks) -> Result<()> {
		let Some(swap) = &self.swap else { return Ok(()) };
		let driver = swap.clone();
		tasks.spawn(async move { driver.drive().await });
		let listener = if answers { swap.listen().await? } else { None };
		if let Some(listener) = listener {
			let swap = swap.clone();
			tasks.spawn(async move {
				if let Err(error) = swap.answer(listener).await {
					warn!(%error, "those who ask for terms get no answer any more");
				}
			});
		}
		Ok(())
	}
}

/// The HTTP interfaces with all roles on, described: the owner's, and what a role has for everybody.
pub fn described() -> utoipa::openapi::OpenApi {
	let mut all = crate::core::http::with_roles([
		swap::described(),
		watchtower::described(),
		client::described(),
	]);
	all.merge(swap::described_for_all());
	all.merge(watchtower::described_for_all());
	all
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::core::config::{Config, Problem};
	use std::path::Path;

	/// `UPDATE_SNAPSHOTS=1 cargo test` writes it anew.
	#[test]
	fn the_interface_is_the_one_that_is_described() {
		let file = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
		let now = described().to_pretty_json().unwrap() + "\n";
		if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
			std::fs::write(file, &now).unwrap();
		}
		let known = std::fs::read_to_string(file).unwrap_or_default();
		assert!(known == now, "openapi.json differs: UPDATE_SNAPSHOTS=1 writes it anew");
		for path in [
			"/v1/status",
			"/v1/swap/offers",
			"/v1/swap/swaps/{id}/history",
			"/swap/v1/quote",
			"/swap/v1/agree",
			"/v1/client/states",
			"/v1/watchtower/watches",
			"/watchtower/v1/states",
		] {
			assert!(now.contains(&format!("\"{path}\"")), "{path}");
		}
	}

	const CORE: &str = "[agent]\ndata = \"data\"\n[chains.a]\nurl = \"ws://127.0.0.1:1\"\n\
		[chains.b]\nurl = \"ws://127.0.0.1:2\"\n[keys.own]\nenv = \"K\"\n[keys.claims]\nenv = \"C\"\n\
		[roles.swap]\n";
	const OFFER: &str = "claimer = \"claims\"\nlisten = \"127.0.0.1:1\"\n\
		[[roles.swap.offers]]\ngive = \"a\"\nget = \"b\"\n\
		price = \"1.5\"\nleast = \"1\"\nmost = \"2\"\nfloat = \"3\"\n";

	fn problems(text: &str) -> Vec<String> {
		let parsed = Config::<Roles>::parse(text, Path::new(""));
		parsed.err().unwrap_or_default().iter().map(Problem::to_string).collect()
	}

	#[test]
	fn offers_are_checked_by_line() {
		let right = format!("{CORE}key = \"own\"\n{OFFER}");
		assert_eq!(problems(&right), Vec::<String>::new());
		for (was, is, tells) in [
			("key = \"own\"", "key = \"other\"", "line 12: there is no key 'other'"),
			("\"claims\"\nlisten", "\"other\"\nlisten", "line 13: there is no key 'other'"),
			(
				"\"claims\"\nlisten",
				"\"own\"\nlisten",
				"line 13: the key that claims is the one that locks",
			),
			("claimer = \"claims\"", "hold_s = 30", "line 15: offers need a key that claims"),
			("listen = \"127.0.0.1:1\"", "hold_s = 4", "line 14: 4 is not what it can be"),
			("listen = \"127.0.0.1:1\"", "bond_ppm = 100001", "line 14: 100001 is not"),
			("listen = \"127.0.0.1:1\"", "tip_ppm = 1000001", "line 14: 1000001 is not"),
			("price = \"1.5\"", "price = \"1.5\"\nfee_ppm = 1000001", "line 19: 1000001 is not"),
			("get = \"b\"", "get = \"c\"", "line 17: there is no chain 'c'"),
			("get = \"b\"", "get = \"a\"", "line 17: what it gives is what it gets"),
			("\"1.5\"", "\"0\"", "line 18: a price of zero"),
			("\"1.5\"", "\"-1\"", "line 18: '-1' is no amount"),
			("least = \"1\"", "least = \"9\"", "line 20: the most is less"),
			("float = \"3\"", "float = \"1\"", "line 21: the float is less"),
			("listen = \"127.0.0.1:1\"", "bond_ppm = 1", "nobody can ask"),
			("listen = \"127.0.0.1:1\"", "listen = \"x\"", "line 14: 'x' is no address"),
		] {
			let wrong = right.replacen(was, is, 1);
			let told = problems(&wrong).join("\n");
			assert!(told.contains(tells), "{told}, not {tells}");
		}
		let (_, offer) = OFFER.split_once("[[").unwrap();
		let told = problems(&format!("{right}[[{offer}")).join("\n");
		assert!(told.contains("line 23: this is offered above already"), "{told}");
	}

	const TOWER: &str = "[roles.watchtower]\nkey = \"own\"\nlisten = \"127.0.0.1:1\"\n\
		[[roles.watchtower.towers]]\nchain = \"a\"\nbond = \"1\"\ncover = \"1\"\n\
		price_a_day = \"1\"\nresponse_s = 1\ncontact = \"https://x\"\nmost_tip = \"1\"\n\
		[roles.client]\nkey = \"own\"\nchains = [\"a\"]\n";

	#[test]
	fn towers_and_clients_are_checked_by_line() {
		let right = CORE.replace("[roles.swap]\n", TOWER);
		assert_eq!(problems(&right), Vec::<String>::new());
		for (was, is, tells) in [
			(
				"[roles.watchtower]\nkey = \"own\"",
				"[roles.watchtower]\nkey = \"x\"",
				"line 12: there is",
			),
			("listen = \"127.0.0.1:1\"", "listen = \"x\"", "line 13: 'x' is no address"),
			("chain = \"a\"", "chain = \"z\"", "line 15: there is no chain 'z'"),
			("bond = \"1\"", "bond = \"-1\"", "line 16: '-1' is no amount"),
			("response_s = 1", "response_s = 0", "line 19: nobody answers in no time"),
			("https://x", "", "line 20: a contact has"),
			("chains = [\"a\"]", "chains = [\"z\"]", "line 24: there is no chain 'z'"),
			("chains = [\"a\"]", "chains = []", "line 23: there is no chain"),
		] {
			let told = problems(&right.replacen(was, is, 1)).join("\n");
			assert!(told.contains(tells), "{told}, not {tells}");
		}
	}

	#[test]
	fn the_configurations_that_operators_are_given_are_right() {
		macro_rules! deployed {
			($name:literal) => {
				include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../node/deploy/", $name))
			};
		}
		for text in [deployed!("systemd/bloc-agent.toml"), deployed!("compose.agent.toml")] {
			assert_eq!(problems(text), Vec::<String>::new());
		}
	}

	#[test]
	fn a_role_is_off_unless_it_is_named() {
		let text = CORE.replace("[roles.swap]\n", "");
		assert!(Config::<Roles>::parse(&text, Path::new("")).unwrap().roles.swap.is_none());
		assert!(problems(&format!("{text}[roles.other]\n"))[0].contains("unknown field `other`"));
	}
}
