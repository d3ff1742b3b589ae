//! What calls say that they weigh, beside what they do to storage: exactly, and the same on every
//! machine.

use crate::{counts::Counts, DbWeight};
use frame_support::weights::{RuntimeDbWeight, Weight};
use std::fmt::Write;

/// The reads and writes that are part of `weight`, whatever it is made of. The weights have to ask
/// the runtime for its [`DbWeight`].
pub fn reads_and_writes(weight: impl Fn() -> Weight) -> (usize, usize) {
	let usual = DbWeight::get();
	let with = |db| {
		DbWeight::set(db);
		weight().ref_time() as usize
	};
	// A little more for each: so that of several weights the heaviest stays that.
	let all = with(usual);
	let reads = with(RuntimeDbWeight { read: usual.read + 1, ..usual }) - all;
	let writes = with(RuntimeDbWeight { write: usual.write + 1, ..usual }) - all;
	DbWeight::set(usual);
	(reads, writes)
}

/// An operation in its worst case: what it declares, and what it does.
#[derive(Clone, Debug)]
pub struct AtWorst {
	/// The operation.
	pub name: &'static str,
	/// Reads and writes, as declared.
	pub declared: (usize, usize),
	/// Keys read and written, each counted once.
	pub counted: (usize, usize),
	/// Why more is declared than half as much again, if it is.
	pub why: &'static str,
}

impl AtWorst {
	/// An operation that declares `weight`, and does what was counted.
	pub fn new(name: &'static str, weight: impl Fn() -> Weight, counted: Counts) -> Self {
		Self { name, declared: reads_and_writes(weight), counted: counted.keys(), why: "" }
	}

	/// The same, with the reason why so much is declared.
	pub const fn because(self, why: &'static str) -> Self {
		Self { why, ..self }
	}

	/// What is wrong, if anything is: less is declared than done, or, without a reason, more than
	/// half as much again.
	pub fn fault(&self) -> Option<String> {
		let pairs = [(self.declared.0, self.counted.0), (self.declared.1, self.counted.1)];
		let too_little = pairs.iter().any(|(declared, counted)| declared < counted);
		let too_much = pairs.iter().any(|(declared, counted)| 2 * declared > 3 * counted);
		let fault = match (too_little, too_much, self.why) {
			(true, ..) => "declares too little",
			(_, true, "") => "declares too much, and says not why",
			(_, false, why) if !why.is_empty() => "says why it declares so much, and does not",
			_ => return None,
		};
		Some(format!("{fault}: {self:?}"))
	}
}

/// The table of these operations.
///
/// # Panics
/// If one of them is at [fault](AtWorst::fault). All are told.
pub fn table(operations: &[AtWorst]) -> String {
	let mut table = String::from("| operation | does | declares | |\n|---|---|---|---|\n");
	for AtWorst { name, declared, counted, why } in operations {
		let (does, says) = (counted, declared);
		writeln!(table, "| {name} | {} / {} | {} / {} | {why} |", does.0, does.1, says.0, says.1)
			.unwrap();
	}
	let faults: Vec<_> = operations.iter().filter_map(AtWorst::fault).collect();
	assert!(faults.is_empty(), "{table}\n{}", faults.join("\n"));
	table
}

/// The same as a section of a pallet's tables, of operations in an asset of `pallet-assets`.
///
/// # Panics
/// As [`table`].
pub fn section(operations: &[AtWorst]) -> String {
	format!(
		"\n## At worst, in an asset of `pallet-assets`\n\nWhat each call does to storage at its \
		 worst, and what its weight declares: read / written.\n\n{}",
		table(operations)
	)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn weight() -> Weight {
		let db = DbWeight::get();
		let sum = Weight::from_parts(1_000, 10).saturating_add(db.reads_writes(3, 2));
		// Lighter, though it computes for longer.
		sum.saturating_mul(2).max(Weight::from_parts(1_000_000, 0))
	}

	#[test]
	fn tells_reads_and_writes_from_all_else() {
		let before = weight();
		assert_eq!(reads_and_writes(weight), (6, 4));
		assert_eq!(weight(), before);
	}

	#[test]
	fn finds_what_is_too_little_and_too_much() {
		let fault = |reads, writes, why| {
			let counted = Counts { reads, writes, ..Counts::default() };
			AtWorst::new("it", weight, counted).because(why).fault().is_some()
		};
		// Six reads and four writes are declared.
		assert!(!fault(6, 4, "") && !fault(4, 3, ""));
		assert!(fault(7, 4, "") && fault(6, 5, "") && fault(7, 1, "a reason"));
		assert!(fault(3, 4, "") && fault(6, 2, "") && fault(0, 0, ""));
		assert!(!fault(3, 4, "a reason") && fault(6, 4, "a reason"));
	}
}
