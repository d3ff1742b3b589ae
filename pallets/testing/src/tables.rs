//! Tables of what operations do to storage, as a pallet states them in a file beside its tests.

use crate::counts::Counts;

/// What stands above tables of drawers.
pub const ABOVE: &str =
	"Keys of storage that each operation reads and writes (read / written), each key counted \
	 once;\nin the timetable, after a +, steps from a key to the next one. What FRAME keeps in \
	 memory for a\nblock is left out: the events, the number of the block. A test compares this \
	 table with what it\ncounts.\n";

/// The keys that were read and written, each counted once.
pub fn keys(counts: &Counts) -> String {
	let (reads, writes) = counts.keys();
	format!("{reads} / {writes}")
}

/// The same of a timetable, and the steps in it.
pub fn due(counts: &Counts) -> String {
	match counts.steps {
		0 => keys(counts),
		steps => format!("{} + {steps}", keys(counts)),
	}
}

/// A table under its title, with a row for each operation.
pub fn table<const N: usize>(
	title: &str,
	columns: [&str; N],
	rows: impl IntoIterator<Item = [String; N]>,
) -> String {
	let mut table = format!("\n## {title}\n\n| {} |\n|{}\n", columns.join(" | "), "---|".repeat(N));
	for row in rows {
		table += &format!("| {} |\n", row.join(" | "));
	}
	table
}

/// Prints what was counted, and holds it against what is stated.
///
/// # Panics
/// At the first line that is another.
pub fn assert_stated(counted: &str, stated: &str) {
	println!("{counted}");
	for (counted, stated) in counted.lines().zip(stated.lines()) {
		assert_eq!(
			counted, stated,
			"if that is as it should be, write what is printed to counts.md"
		);
	}
	assert_eq!(counted.len(), stated.len());
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_row_is_a_line() {
		let counts = Counts { reads: 2, writes: 1, ..Default::default() };
		let steps = Counts { steps: 3, ..counts };
		let rows = [
			["open".into(), keys(&counts), due(&counts)],
			["pay".into(), keys(&steps), due(&steps)],
		];
		assert_eq!(
			table("Calls", ["operation", "records", "timetable"], rows),
			"\n## Calls\n\n| operation | records | timetable |\n|---|---|---|\n| open | 2 / 1 | 2 / 1 |\n\
			 | pay | 2 / 1 | 2 / 1 + 3 |\n",
		);
	}

	#[test]
	fn what_is_stated_is_what_was_counted() {
		assert_stated("a\nb\n", "a\nb\n");
	}

	#[test]
	#[should_panic(expected = "write what is printed")]
	fn another_line_is_found() {
		assert_stated("a\nb\n", "a\nc\n");
	}

	#[test]
	#[should_panic(expected = "left: 4")]
	fn a_line_too_many_is_found() {
		assert_stated("a\nb\n", "a\n");
	}
}
