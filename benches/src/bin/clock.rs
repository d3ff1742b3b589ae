//! Prints what money on a clock takes, beside a transfer and beside what one would otherwise use.

use bloc_benches::{
	clock::{compare, owed_picos},
	decimal,
};

fn main() {
	let measured = compare(31, 2_000);
	let ratio = |of: &bloc_benches::Spread| decimal(of.per_mille_of(&measured.transfer));
	println!("CPU time of one, median of 31 rounds (smallest to largest); ratio to the transfer");
	for (what, spread) in [
		("balances.transfer_keep_alive      ", &measured.transfer),
		("streaming.set_rate (no transfer)  ", &measured.record),
		("streaming.claim (one payout)      ", &measured.payout),
		("recurring payment by the hook     ", &measured.recurring),
		("scheduler: a transfer that repeats", &measured.scheduled),
	] {
		println!("{what} {spread}  {}", ratio(spread));
	}
	let vesting = &measured.vesting;
	println!(
		"vesting.vest, on its own runtime   {}  {}",
		vesting.vest,
		decimal(vesting.vest.per_mille_of(&vesting.transfer))
	);
	let owed = owed_picos(31);
	println!("what is owed: {} ps ({} to {})", owed.median, owed.min, owed.max);
}
