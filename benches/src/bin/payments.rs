//! Prints what a payment takes beside a transfer.

fn main() {
	let compared = bloc_benches::payments::compare(31, 2_000);
	let ratio = compared.payment.per_mille_of(&compared.transfer);
	println!("CPU time of one call, median of 31 rounds of 2000 (smallest to largest)");
	println!("channels.pay                  {}", compared.payment);
	println!("balances.transfer_keep_alive  {}", compared.transfer);
	println!("ratio                         {}", bloc_benches::decimal(ratio));
}
