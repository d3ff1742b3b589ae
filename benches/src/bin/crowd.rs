//! Prints what streams and subscriptions take where a thousand, ten thousand and a million others
//! wait, and how 100,000 that fall due together are paid. `cargo run -p bloc-benches --bin crowd`
//! takes a quarter of an hour and nine gigabytes.

use bloc_benches::{
	crowd::{measure, Crowd, KINDS},
	decimal,
};
use std::time::Instant;

/// The memory of this process, in MiB.
fn memory() -> u64 {
	let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
	let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
	let kib = line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
	kib.unwrap_or_default().div_euclid(1_024)
}

/// How many wait.
const WAITING: [u32; 3] = [1_000, 10_000, 1_000_000];

fn main() {
	let mut crowds = WAITING.map(|waiting| {
		let began = Instant::now();
		let crowd = Crowd::new(waiting);
		let made = began.elapsed().as_secs();
		println!("{waiting:>9} of each made in {made} s, {} MiB at most", memory());
		crowd
	});
	for kind in KINDS {
		let measured = measure(kind, &mut crowds, 31);
		for (waiting, (idle, due)) in WAITING.iter().zip(&measured) {
			let ratios = measured.get(1).map(|(_, some)| decimal(due.per_mille_of(some)));
			let ratio = ratios.unwrap_or_default();
			println!("{kind:?}, {waiting:>7} waiting: idle block {idle}");
			println!("{kind:?}, {waiting:>7} waiting: due, each  {due}  {ratio} of that at 10,000");
		}
		if let Some(many) = crowds.last_mut() {
			let blocks = many.rush(kind, 100_000);
			println!("{kind:?}, 100,000 due together: paid in order, once, in {blocks} blocks");
		}
	}
	println!("{} MiB at most", memory());
}
