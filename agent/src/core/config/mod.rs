//! The configuration: one TOML file. What is wrong in it is told by line, as far as possible all at
//! once.

mod check;

pub use check::{Checker, Problem};

use crate::{
	core::{
		alerts::AlertsConfig,
		keys::{KeySource, Keys},
		log::{filter, Format},
		store::Database,
	},
	error::{Error, Result},
};
use axum::http::Uri;
use serde::{de::DeserializeOwned, Deserialize};
use std::{
	collections::BTreeMap,
	net::{IpAddr, SocketAddr},
	path::{Path, PathBuf},
	sync::Arc,
};
use toml::Spanned;

/// The whole file. `Roles` is the part that says which roles are on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config<Roles> {
	/// The agent itself.
	pub agent: Agent,
	/// Its HTTP interface.
	#[serde(default)]
	pub http: Http,
	/// Who is told of what the owner has to know.
	pub alerts: Option<AlertsConfig>,
	/// The chains, by name.
	pub chains: BTreeMap<String, Spanned<Chain>>,
	/// The keys, by name.
	#[serde(default)]
	pub keys: BTreeMap<String, Spanned<KeySource>>,
	/// The roles that are on.
	#[serde(default)]
	pub roles: Roles,
	/// The lines of the keys.
	#[serde(skip)]
	key_lines: BTreeMap<String, usize>,
}

/// The agent itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
	/// The folder of its data. Relative to that of the file.
	pub data: PathBuf,
	/// `sqlite`, in that folder, or the URL of a PostgreSQL database.
	#[serde(default = "sqlite")]
	pub database: Spanned<String>,
	/// How much is told.
	#[serde(default = "info")]
	pub log: Spanned<String>,
	/// In which form.
	#[serde(default)]
	pub log_format: Format,
}

/// The HTTP interface.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
	/// Where it listens: an address of this machine's own.
	pub listen: Spanned<String>,
}

impl Default for Http {
	fn default() -> Self {
		Self { listen: Spanned::new(0..0, "127.0.0.1:9650".into()) }
	}
}

/// A chain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chain {
	/// Where its node listens: `wss://`, or `ws://` on this machine.
	pub url: Spanned<String>,
	/// `ws://` is right for another machine, too: nobody else is on the way to it.
	#[serde(default)]
	pub insecure: bool,
	/// The hash of its first block. If it is not here, that of the node at the first start counts.
	pub genesis: Option<Spanned<String>>,
}

fn sqlite() -> Spanned<String> {
	Spanned::new(0..0, "sqlite".into())
}

fn info() -> Spanned<String> {
	Spanned::new(0..0, "info,sqlx=warn,jsonrpsee=warn".into())
}

/// What a part of the configuration sees to itself.
pub trait Check {
	/// Tells `checker` of what is wrong, given the names of chains and keys.
	fn check(&self, checker: &mut Checker<'_>);
}

impl<Roles: DeserializeOwned + Default + Check> Config<Roles> {
	/// Reads a file, and sees that what it says can be done.
	pub fn read(file: &Path) -> Result<Self, Vec<Problem>> {
		let alone = |message: String| vec![Problem { line: 0, message }];
		let text = std::fs::read_to_string(file).map_err(|error| {
			alone(format!("{} cannot be read ({error}): name the file by --config", file.display()))
		})?;
		let folder = file.parent().unwrap_or(Path::new(""));
		Self::parse(&text, folder)
	}

	/// The same of the text of a file in `folder`.
	pub fn parse(text: &str, folder: &Path) -> Result<Self, Vec<Problem>> {
		let mut config: Self =
			toml::from_str(text).map_err(|error| vec![Problem::of_toml(text, &error)])?;
		config.agent.data = folder.join(&config.agent.data);
		if let Some(alerts) = &mut config.alerts {
			let source = alerts.secret.get_mut();
			source.file = source.file.take().map(|file| folder.join(file));
		}
		for source in config.keys.values_mut() {
			let source = source.get_mut();
			source.file = source.file.take().map(|file| folder.join(file));
		}
		let line = |(name, at): (&String, &Spanned<KeySource>)| {
			(name.clone(), check::line_of(text, &at.span()))
		};
		config.key_lines = config.keys.iter().map(line).collect();
		let mut checker = Checker::new(text, config.chains.keys(), config.keys.keys());
		config.check_core(&mut checker);
		config.roles.check(&mut checker);
		checker.done().map(|()| config)
	}

	fn check_core(&self, checker: &mut Checker<'_>) {
		let tell = |checker: &mut Checker<'_>, at: &Spanned<String>, found: Result<()>| {
			if let Err(error) = found {
				checker.tell(at, error);
			}
		};
		let database = &self.agent.database;
		tell(checker, database, Database::parse(database.get_ref(), &self.agent.data).map(|_| ()));
		tell(checker, &self.agent.log, filter(self.agent.log.get_ref()).map(|_| ()));
		tell(checker, &self.http.listen, self.listen().map(|_| ()));
		if let Some(alerts) = &self.alerts {
			tell(checker, &alerts.webhook, alerts.check());
			if alerts.secret.get_ref().file.is_some() == alerts.secret.get_ref().env.is_some() {
				checker.tell(&alerts.secret, "the secret takes either 'file' or 'env'");
			}
		}
		if self.chains.is_empty() {
			checker.tell_at(0, "there is no chain: add [chains.NAME] with the url of its node");
		}
		for chain in self.chains.values() {
			let chain = chain.get_ref();
			tell(checker, &chain.url, chain.check_url());
			if let Some(genesis) = &chain.genesis {
				tell(checker, genesis, hash(genesis.get_ref()).map(|_| ()));
			}
		}
		for (name, source) in &self.keys {
			let KeySource { file, env } = source.get_ref();
			if file.is_some() == env.is_some() {
				checker.tell(source, format_args!("the key '{name}' takes either 'file' or 'env'"));
			}
		}
	}
}

impl<Roles> Config<Roles> {
	/// Where the HTTP interface listens.
	pub fn listen(&self) -> Result<SocketAddr> {
		let text = self.http.listen.get_ref();
		let address = address(text)?;
		if !address.ip().is_loopback() {
			return Err(Error::usage(
				format_args!("{text} can be reached from other machines"),
				"listen on 127.0.0.1, and put a server with TLS before it if others need it",
			));
		}
		Ok(address)
	}

	/// Reads the keys, or tells of all that cannot be read, by line. Two names for one account are
	/// refused: what waits for the one would wait for the other.
	pub fn read_keys(&self) -> Result<Keys, Vec<Problem>> {
		let mut keys = Keys::new();
		let mut problems = Vec::new();
		for (name, source) in &self.keys {
			let line = self.key_lines.get(name).copied().unwrap_or(0);
			let mut tell = |message: String| problems.push(Problem { line, message });
			match source.get_ref().read(name) {
				Ok(key) => {
					let twin = keys.iter().find(|(_, other)| other.account() == key.account());
					if let Some((twin, _)) = twin {
						tell(format!("the keys '{twin}' and '{name}' are one: make another one"));
					}
					keys.insert(name.clone(), Arc::new(key));
				},
				Err(error) => tell(error.to_string()),
			}
		}
		problems.sort_by_key(|problem| problem.line);
		match problems.is_empty() {
			true => Ok(keys),
			false => Err(problems),
		}
	}
}

impl Chain {
	fn check_url(&self) -> Result<()> {
		let text = self.url.get_ref();
		let url = text.parse::<Uri>().ok();
		let host = url.as_ref().and_then(Uri::host);
		match (url.as_ref().and_then(Uri::scheme_str), host) {
			(Some("wss"), Some(_)) => Ok(()),
			(Some("ws"), Some(host)) if self.insecure || is_here(host) => Ok(()),
			// Who sits in between would tell of blocks that there are not.
			(Some("ws"), Some(_)) => Err(Error::usage(
				format_args!("'{text}' is another machine, and what it says can be changed on the way"),
				"write wss://, or add 'insecure = true' if nobody else is on the way (a VPN, a network of \
				 containers)",
			)),
			_ => Err(Error::usage(
				format_args!("'{text}' is no address of a node"),
				"write it as ws://127.0.0.1:9944, or with wss:// for one elsewhere",
			)),
		}
	}

	/// The hash of its first block, if it is given.
	pub fn genesis(&self) -> Option<[u8; 32]> {
		self.genesis.as_ref().and_then(|genesis| hash(genesis.get_ref()).ok())
	}
}

/// Whether that host is this machine.
fn is_here(host: &str) -> bool {
	let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
	host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// Reads an address to listen on.
pub fn address(text: &str) -> Result<SocketAddr> {
	text.parse().map_err(|_| {
		Error::usage(
			format_args!("'{text}' is no address to listen on"),
			"write an IP address and a port: 127.0.0.1:9650",
		)
	})
}

/// Reads a hash of 32 bytes.
pub fn hash(text: &str) -> Result<[u8; 32]> {
	let mut hash = [0; 32];
	hex::decode_to_slice(text.strip_prefix("0x").unwrap_or(text), &mut hash).map_err(|_| {
		Error::usage(format_args!("'{text}' is no hash"), "write 0x and 64 digits from 0 to f")
	})?;
	Ok(hash)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[derive(Debug, Default, Deserialize)]
	#[serde(deny_unknown_fields)]
	struct NoRoles {}

	impl Check for NoRoles {
		fn check(&self, _: &mut Checker<'_>) {}
	}

	fn parse(text: &str) -> Result<Config<NoRoles>, Vec<String>> {
		let parsed = Config::parse(text, Path::new("/etc/bloc"));
		parsed.map_err(|problems| problems.iter().map(Problem::to_string).collect())
	}

	const LEAST: &str = "[agent]\ndata = \"data\"\n[chains.eth-pbc]\nurl = \"ws://127.0.0.1:1\"\n";

	#[test]
	fn the_least_file_is_enough() {
		let config = parse(LEAST).unwrap();
		assert_eq!(config.agent.data, Path::new("/etc/bloc/data"));
		assert_eq!(config.listen().unwrap().port(), 9650);
		assert!(config.read_keys().unwrap().is_empty());
	}

	#[test]
	fn the_way_to_another_machine_is_shut_in_or_said_not_to_be() {
		let file = |url: &str, more: &str| {
			format!("[agent]\ndata = \"data\"\n[chains.eth-pbc]\nurl = \"{url}\"\n{more}")
		};
		for right in [
			"ws://127.0.0.1:9944",
			"ws://localhost:9944",
			"ws://[::1]:9944",
			"ws://127.9.9.9:1/path",
			"wss://node.example",
		] {
			assert!(parse(&file(right, "")).is_ok(), "{right}");
		}
		for wrong in ["ws://node.example:9944", "ws://10.0.0.1:1", "ws://127.0.0.1.example:1"] {
			let told = parse(&file(wrong, "")).unwrap_err();
			assert!(
				told[0].starts_with("line 4:") && told[0].contains("insecure = true"),
				"{told:?}"
			);
			assert!(parse(&file(wrong, "insecure = true\n")).is_ok(), "{wrong}");
		}
		for wrong in ["http://127.0.0.1:1", "ws://", "127.0.0.1:9944", "wss://a b"] {
			assert!(parse(&file(wrong, "insecure = true\n")).is_err(), "{wrong}");
		}
	}

	#[test]
	fn keys_that_cannot_be_read_are_told_by_line() {
		let folder = tempfile::tempdir().unwrap();
		let write = |name: &str, text: &str, mode: u32| {
			use std::os::unix::fs::PermissionsExt;
			let file = folder.path().join(name);
			std::fs::write(&file, text).unwrap();
			std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
		};
		write("own", "//Alice", 0o600);
		write("open", "//Bob", 0o644);
		write("twin", "//Alice\n", 0o600);
		write("no-key", "correct horse", 0o600);
		let text = format!(
			"{LEAST}[keys.a]\nfile = \"own\"\n[keys.b]\nfile = \"open\"\n[keys.c]\nfile = \"twin\"\n\
			[keys.d]\nfile = \"no-key\"\n[keys.e]\nfile = \"missing\"\n[keys.f]\nenv = \"BLOC_NO_SUCH_KEY\"\n"
		);
		let config: Config<NoRoles> = Config::parse(&text, folder.path()).unwrap();
		let problems = config.read_keys().err().unwrap();
		let told: Vec<_> = problems.iter().map(Problem::to_string).collect();
		for (told, (line, what)) in told.iter().zip([
			("line 7:", "chmod 600"),
			("line 9:", "'a' and 'c' are one"),
			("line 11:", "'d' cannot be read"),
			("line 13:", "missing"),
			("line 15:", "BLOC_NO_SUCH_KEY"),
		]) {
			assert!(told.starts_with(line) && told.contains(what), "{told}, not {line} {what}");
		}
		assert_eq!(told.len(), 5, "{told:?}");
	}

	#[test]
	fn all_that_is_wrong_is_told_by_line() {
		let text = "[agent]\ndata = \"data\"\ndatabase = \"mysql://x\"\nlog = \"loud\"\n\
			[http]\nlisten = \"0.0.0.0:1\"\n\
			[chains.eth-pbc]\nurl = \"http://x\"\ngenesis = \"0x12\"\n\
			[keys.maker]\nfile = \"a\"\nenv = \"B\"\n";
		let problems = parse(text).unwrap_err();
		let begins = ["line 3:", "line 4:", "line 6:", "line 8:", "line 9:", "line 10:"];
		assert_eq!(problems.len(), begins.len(), "{problems:#?}");
		for (problem, begin) in problems.iter().zip(begins) {
			assert!(problem.starts_with(begin), "{problem}, not {begin}");
		}
	}

	#[test]
	fn a_word_that_is_unknown_is_told_by_line() {
		let problems = parse(&format!("{LEAST}speed = 3\n")).unwrap_err();
		assert!(problems[0].starts_with("line 5: unknown field `speed`"), "{problems:?}");
		assert!(parse("[agent\n").unwrap_err()[0].starts_with("line 1:"));
		assert!(parse("[agent]\ndata = \"x\"\n[chains]\n").unwrap_err()[0].contains("no chain"));
	}
}
