//! What is wrong in a configuration, and where.

use std::{fmt, ops::Range};
use toml::Spanned;

/// Something wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
	/// The line, from 1; 0 if it is in none.
	pub line: usize,
	/// What it is, and what to write instead.
	pub message: String,
}

impl Problem {
	/// What the reader of TOML has to say.
	pub fn of_toml(text: &str, error: &toml::de::Error) -> Self {
		let line = error.span().map_or(0, |span| line_of(text, &span));
		Self { line, message: error.message().replace('\n', " ") }
	}
}

impl fmt::Display for Problem {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self.line {
			0 => f.write_str(&self.message),
			line => write!(f, "line {line}: {}", self.message),
		}
	}
}

/// The line in which a span begins, from 1.
pub(super) fn line_of(text: &str, span: &Range<usize>) -> usize {
	let before = text.get(..span.start).unwrap_or(text);
	before.matches('\n').count().saturating_add(1)
}

/// Gathers what is wrong.
pub struct Checker<'text> {
	text: &'text str,
	chains: Vec<String>,
	keys: Vec<String>,
	problems: Vec<Problem>,
}

impl<'text> Checker<'text> {
	/// For that text, which names those chains and keys.
	pub fn new<'a>(
		text: &'text str,
		chains: impl Iterator<Item = &'a String>,
		keys: impl Iterator<Item = &'a String>,
	) -> Self {
		Self {
			text,
			chains: chains.cloned().collect(),
			keys: keys.cloned().collect(),
			problems: vec![],
		}
	}

	/// Something is wrong with a value.
	pub fn tell<T>(&mut self, at: &Spanned<T>, message: impl fmt::Display) {
		let span = at.span();
		// What stands in no line is a default.
		let line = if span.is_empty() { 0 } else { line_of(self.text, &span) };
		self.tell_at(line, message);
	}

	/// Something is wrong in a line.
	pub fn tell_at(&mut self, line: usize, message: impl fmt::Display) {
		self.problems.push(Problem { line, message: message.to_string() });
	}

	/// The chain has to be in the file.
	pub fn ensure_chain(&mut self, at: &Spanned<String>, chain: &str) {
		if !self.chains.iter().any(|known| known == chain) {
			let known = self.chains.join(", ");
			self.tell(
				at,
				format_args!("there is no chain '{chain}': add it, or take one of {known}"),
			);
		}
	}

	/// The key has to be in the file.
	pub fn ensure_key(&mut self, at: &Spanned<String>) {
		if !self.keys.iter().any(|known| known == at.get_ref()) {
			let (name, known) = (at.get_ref(), self.keys.join(", "));
			self.tell(
				at,
				format_args!("there is no key '{name}': add [keys.{name}]; there are: {known}"),
			);
		}
	}

	/// Nothing, or all that is wrong, in the order of lines.
	pub fn done(mut self) -> Result<(), Vec<Problem>> {
		self.problems.sort_by_key(|problem| problem.line);
		match self.problems.is_empty() {
			true => Ok(()),
			false => Err(self.problems),
		}
	}
}
