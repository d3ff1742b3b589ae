//! Prints what planning routes takes beside Dijkstra's algorithm, and what an instant payment over three
//! channels takes beside a transfer.

use bloc_benches::{
	decimal,
	routes::{instant, planning, CHANNELS, NODES},
};

fn main() {
	let compared = instant(31, 500);
	println!("CPU time of one call, median of 31 rounds of 500 (smallest to largest)");
	println!("mpp.pay_instant over 3 channels {}", compared.payment);
	println!("balances.transfer_keep_alive    {}", compared.transfer);
	println!(
		"ratio                           {}",
		decimal(compared.payment.per_mille_of(&compared.transfer))
	);

	println!("CPU time of planning, {NODES} nodes and {CHANNELS} channels");
	let planned = planning(400, 100, 100);
	println!("one path                        {}", planned.path);
	println!("petgraph's dijkstra             {}", planned.dijkstra);
	println!(
		"ratio                           {}",
		decimal(planned.path.per_mille_of(&planned.dijkstra))
	);
	println!("a split in up to 16 parts       {}", planned.split);
	println!(
		"{} parts in {} plans, {} without",
		planned.parts,
		100u32.saturating_sub(planned.without),
		planned.without
	);
	println!("rebalancing 1,000 own channels  {}", planned.rebalance);
}
