//! Prints what a timetable takes with a thousand, a hundred thousand and a million entries.

use bloc_benches::{decimal, timetable::measure};

fn main() {
	println!("CPU time, median of 31 rounds (smallest to largest)");
	let few = measure(1_000, 31); // and the machine is warm
	for waiting in [1_000, 100_000, 1_000_000] {
		let measured = measure(waiting, 31);
		let ratio = decimal(measured.entry.per_mille_of(&few.entry));
		println!("{waiting:>9} waiting: idle block {}", measured.idle);
		println!("{waiting:>9} waiting: due entry  {}  {ratio} of the first", measured.entry);
	}
}
