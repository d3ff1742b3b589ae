//! Prints what a timetable takes with a thousand, a hundred thousand and a million entries.

use bloc_benches::{decimal, timetable::measure};

fn main() {
	println!("CPU time, median of 31 rounds (smallest to largest)");
	let crowds = [1_000, 100_000, 1_000_000];
	let measured = measure(crowds, 31);
	for (waiting, now) in crowds.iter().zip(&measured) {
		let ratio = measured.first().map_or(0, |few| now.entry.per_mille_of(&few.entry));
		println!("{waiting:>9} waiting: idle block {}", now.idle);
		println!("{waiting:>9} waiting: due entry  {}  {} of the first", now.entry, decimal(ratio));
	}
}
