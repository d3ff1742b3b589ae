//! What the agent tells: as text for people, or a JSON object a line for programs; on standard error.

use crate::error::{Error, Result};
use serde::Deserialize;
use std::io::{stderr, IsTerminal};
use tracing_subscriber::{
	filter::{LevelFilter, Targets},
	fmt::layer,
	layer::SubscriberExt,
	util::SubscriberInitExt,
	Layer,
};

/// The form of what is told.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Format {
	/// Lines for people.
	#[default]
	Text,
	/// A JSON object a line.
	Json,
}

/// How much is told, such as `info` or `info,sqlx=warn`.
pub fn filter(text: &str) -> Result<Targets> {
	let refused = || {
		Error::usage(
			format_args!("'{text}' says not how much to tell"),
			"write error, warn, info, debug or trace, or several with their part: info,sqlx=warn",
		)
	};
	let mut targets = Targets::new();
	for part in text.split(',') {
		let (target, level) = part.split_once('=').unwrap_or(("", part));
		let level: LevelFilter = level.trim().parse().map_err(|_| refused())?;
		targets = match target.trim() {
			"" => targets.with_default(level),
			target => targets.with_target(target, level),
		};
	}
	Ok(targets)
}

/// Begins to tell. Once in the life of the process.
pub fn begin(text: &str, format: Format) -> Result<()> {
	let filter = filter(text)?;
	let told = match format {
		Format::Text => layer().with_writer(stderr).with_ansi(stderr().is_terminal()).boxed(),
		Format::Json => layer().json().flatten_event(true).with_writer(stderr).boxed(),
	};
	tracing_subscriber::registry()
		.with(told.with_filter(filter))
		.try_init()
		.map_err(|error| Error::usage(error, "begin to tell only once"))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_says_not_how_much_is_refused() {
		assert!(filter("info,sqlx=warn").is_ok());
		assert!(filter("loud").unwrap_err().advice.contains("debug"));
	}
}
