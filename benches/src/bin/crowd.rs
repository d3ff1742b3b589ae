//! Prints what streams and subscriptions take where a thousand, ten thousand and a million others
//! wait, and how 100,000 that fall due together are paid. `cargo run -p bloc-benches --bin crowd`
//! takes minutes and some gigabytes.

use bloc_benches::{
	crowd::{Crowd, Kind},
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

fn main() {
	for kind in [Kind::Stream, Kind::Subscription] {
		let mut first = None;
		for waiting in [1_000, 10_000, 1_000_000] {
			let began = Instant::now();
			let mut crowd = Crowd::new(kind, waiting);
			let made = began.elapsed().as_secs();
			let (idle, due) = crowd.measure(waiting, 15);
			let of_first = first.get_or_insert(due);
			let ratio = decimal(due.per_mille_of(of_first));
			println!("{kind:?}, {waiting:>9} waiting (made in {made} s, {} MiB)", memory());
			println!("  idle block {idle}");
			println!("  due, each  {due}  {ratio} of the first");
			if waiting >= 1_000_000 {
				let blocks = crowd.rush(0, 100_000);
				println!("  100,000 due together: paid in order, once, in {blocks} blocks");
			}
		}
	}
}
