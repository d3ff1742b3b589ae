//! Prints what streams and subscriptions take where a thousand, ten thousand and a million others
//! wait, and how 100,000 that fall due together are paid. `cargo run -p bloc-benches --bin crowd`
//! takes minutes and some gigabytes.

use bloc_benches::{
	crowd::{measure, Crowd, Kind},
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
	for kind in [Kind::Stream, Kind::Subscription] {
		let mut crowds = WAITING.map(|waiting| {
			let began = Instant::now();
			let crowd = Crowd::new(kind, waiting);
			let made = began.elapsed().as_secs();
			println!("{kind:?}: {waiting} made in {made} s, {} MiB", memory());
			crowd
		});
		let measured = measure(&mut crowds, 31);
		for (waiting, (idle, due)) in WAITING.iter().zip(&measured) {
			let ratios = measured.get(1).map(|(_, some)| decimal(due.per_mille_of(some)));
			let ratio = ratios.unwrap_or_default();
			println!("{waiting:>9} waiting: idle block {idle}");
			println!("{waiting:>9} waiting: due, each  {due}  {ratio} of that at 10,000");
		}
		if let Some(many) = crowds.last_mut() {
			let blocks = many.rush(0, 100_000);
			println!("100,000 due together: paid in order, once, in {blocks} blocks");
		}
	}
}
