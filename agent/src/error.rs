//! What goes wrong, and what to do about it.

use std::fmt;

/// The result of anything that can go wrong.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Whose matter it is: what becomes the exit code, and whether trying again can help.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
	/// What the user wrote: a file, an argument.
	Usage,
	/// The database.
	Store,
	/// Another agent of this owner has the folder.
	Taken,
	/// A chain, or the way to it.
	Chain,
	/// Another agent.
	Peer,
	/// The outcome of what was begun.
	Outcome,
}

/// Something that went wrong, with advice.
#[derive(Debug)]
pub struct Error {
	/// Whose matter it is.
	pub kind: Kind,
	/// What happened.
	pub what: String,
	/// What to do about it.
	pub advice: String,
}

impl Error {
	/// What the user wrote is wrong.
	pub fn usage(what: impl fmt::Display, advice: impl fmt::Display) -> Self {
		Self::new(Kind::Usage, what, advice)
	}

	/// A chain, or the way to it, failed.
	pub fn chain(what: impl fmt::Display, advice: impl fmt::Display) -> Self {
		Self::new(Kind::Chain, what, advice)
	}

	/// Another agent failed, or refused.
	pub fn peer(what: impl fmt::Display, advice: impl fmt::Display) -> Self {
		Self::new(Kind::Peer, what, advice)
	}

	/// What was begun did not end as wished.
	pub fn outcome(what: impl fmt::Display, advice: impl fmt::Display) -> Self {
		Self::new(Kind::Outcome, what, advice)
	}

	/// The database failed, or has in it what does not belong there.
	pub fn store(what: impl fmt::Display, advice: impl fmt::Display) -> Self {
		Self::new(Kind::Store, what, advice)
	}

	/// Another agent has the folder.
	pub fn taken(what: impl fmt::Display, advice: impl fmt::Display) -> Self {
		Self::new(Kind::Taken, what, advice)
	}

	fn new(kind: Kind, what: impl fmt::Display, advice: impl fmt::Display) -> Self {
		Self { kind, what: what.to_string(), advice: advice.to_string() }
	}

	/// The exit code of a command that ends with it.
	pub const fn exit_code(&self) -> u8 {
		match self.kind {
			Kind::Usage => 2,
			Kind::Store | Kind::Taken => 3,
			Kind::Chain => 4,
			Kind::Peer => 5,
			Kind::Outcome => 6,
		}
	}
}

impl fmt::Display for Error {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{}: {}", self.what, self.advice)
	}
}

impl std::error::Error for Error {}

impl From<sqlx::Error> for Error {
	fn from(error: sqlx::Error) -> Self {
		Self::store(
			format_args!("the database failed ({error})"),
			"see that its disk has room and that it can be written; what was begun goes on then",
		)
	}
}

impl From<serde_json::Error> for Error {
	fn from(error: serde_json::Error) -> Self {
		Self::store(
			format_args!("what is stored cannot be read ({error})"),
			"run the version of the agent that wrote it, or a newer one",
		)
	}
}
