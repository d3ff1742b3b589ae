//! Prints what planning takes in the runtime's Wasm, time and heap, with 50,000 and 100,000 channels, and
//! with as many in thirteen other assets beside; and that more are refused. Each answer is followed
//! through the state, and carried out in it.

use bloc_benches::wasm::{Asked, Chain, NODE_PAGES};
use lightning_bloc_runtime::WASM_BINARY;

/// How many channels there are in the asset asked for, and how many in others.
const CHAINS: [(u64, u64); 5] =
	[(50_000, 0), (50_000, 50_000), (50_000, 650_000), (100_000, 0), (100_001, 0)];

fn print<Answer>(what: &str, asked: &Option<Asked<Answer>>, told: impl FnOnce(&Answer) -> String) {
	match asked {
		Some(Asked { answer, nanos, pages }) => println!(
			"{what:<16} {:>6} ms, heap of {:>3} MiB suffices: {}",
			nanos.div_euclid(1_000_000),
			pages.div_euclid(16),
			told(answer)
		),
		None => println!("{what:<16} traps with {} MiB", NODE_PAGES.div_euclid(16)),
	}
}

fn main() {
	let Some(code) = WASM_BINARY else {
		println!("The runtime was built without its Wasm.");
		return;
	};
	for (channels, others) in CHAINS {
		println!("{channels} channels, {others} in other assets");
		let mut chain = Chain::new(code.to_vec(), channels, others);
		let payment = chain.payment();
		print("plan_payment", &payment, |answer| match answer {
			Ok(plan) => {
				chain.pay(plan);
				format!("{} parts, paid", plan.routes.len())
			},
			Err(no_plan) => format!("{no_plan:?}"),
		});
		let advice = chain.recommendations();
		print("recommendations", &advice, |answer| match answer {
			Ok(all) => {
				chain.follow_each(all);
				format!("{} of them, followed", all.len())
			},
			Err(refused) => format!("{refused:?}"),
		});
		let run = chain.rebalance();
		print("plan_rebalance", &run, |plan| match plan.report {
			None => {
				chain.run(plan);
				format!("{} cycles, run", plan.cycles.len())
			},
			Some(report) => format!("{report:?}"),
		});
	}
}
