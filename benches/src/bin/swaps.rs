//! Prints what a leg takes to be locked and claimed, beside `pallet-atomic-swap`.

use bloc_benches::{decimal, swaps::compare};

fn main() {
	let measured = compare(31, 1_000);
	println!("CPU time of making one and claiming it, median of 31 rounds (smallest to largest)");
	for (what, spread) in [
		("swaps.lock and claim, accounts  ", &measured.leg),
		("swaps.lock and claim, a channel ", &measured.in_channel),
		("atomicSwap.create_ and claim_swap", &measured.rival),
	] {
		println!("{what} {spread}  {}", decimal(spread.per_mille_of(&measured.rival)));
	}
}
