//! Prints what planning takes in the runtime's Wasm, time and heap, with 50,000 and 100,000 channels;
//! and that one more is refused.

use bloc_benches::wasm::{Asked, Chain, NODE_PAGES};
use lightning_bloc_runtime::WASM_BINARY;

fn print<Answer>(what: &str, asked: Option<Asked<Answer>>, told: impl Fn(&Answer) -> String) {
	match asked {
		Some(Asked { answer, nanos, pages }) => println!(
			"{what:<16} {:>6} ms, heap of {:>3} MiB suffices: {}",
			nanos.div_euclid(1_000_000),
			pages.div_euclid(16),
			told(&answer)
		),
		None => println!("{what:<16} traps with {} MiB", NODE_PAGES.div_euclid(16)),
	}
}

fn main() {
	let Some(code) = WASM_BINARY else {
		println!("The runtime was built without its Wasm.");
		return;
	};
	for channels in [50_000, 100_000, 100_001] {
		println!("{channels} channels");
		let mut chain = Chain::new(code.to_vec(), channels);
		print("plan_payment", chain.payment(), |answer| match answer {
			Ok(plan) => format!("{} parts", plan.routes.len()),
			Err(no_plan) => format!("{no_plan:?}"),
		});
		print("plan_rebalance", chain.rebalance(), |plan| {
			format!("{} cycles, {:?}", plan.cycles.len(), plan.report)
		});
		print("recommendations", chain.recommendations(), |answer| match answer {
			Ok(all) => format!("{} of them", all.len()),
			Err(refused) => format!("{refused:?}"),
		});
	}
}
