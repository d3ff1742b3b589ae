//! Benchmarks the pallets of a Wasm runtime and writes their weights: `scripts/weights` compiles the
//! runtime with its benchmarks and calls this. It does for this project what `frame-omni-bencher`
//! does for all (which works on the same Wasm), with what the node is built from anyway.

mod runtime;
mod template;

use clap::Parser;
use frame_benchmarking::{
	Analysis, BenchmarkMetadata, BenchmarkParameter, BenchmarkResult, BenchmarkSelector,
};
use std::{error::Error, path::PathBuf};

/// What to benchmark, and how thoroughly.
#[derive(Debug, Parser)]
struct Options {
	/// The runtime, compiled with the feature `runtime-benchmarks`.
	#[arg(long)]
	runtime: PathBuf,
	/// The pallet, as the runtime's list of benchmarks has it, for example pallet_bloc_channels.
	#[arg(long)]
	pallet: String,
	/// Where the weights go.
	#[arg(long)]
	output: PathBuf,
	/// Values tried between the least and the most of each component.
	#[arg(long, default_value_t = 16)]
	steps: u32,
	/// Measurements at each value.
	#[arg(long, default_value_t = 20)]
	repeat: u32,
}

/// What a benchmark came to.
#[derive(Debug)]
pub struct Measured {
	/// The function in `WeightInfo`.
	pub name: String,
	/// Its arguments.
	pub components: Vec<String>,
	/// Time in picoseconds, for no component and for one more of each.
	pub time: Line,
	/// Reads of the database.
	pub reads: Line,
	/// Writes.
	pub writes: Line,
	/// Size of the proof in bytes, of a state that is large.
	pub proof: Line,
}

/// What a key that is read adds to the proof where its map has a million keys, beside what it adds
/// on the small state that is measured: five nodes of the trie, as the SDK's benchmarks have it.
const PROOF_PER_KEY: u32 = 2_475;

/// A base and a slope for each component.
#[derive(Debug)]
pub struct Line {
	/// Without any component.
	pub base: u128,
	/// More for each.
	pub slopes: Vec<u128>,
}

fn main() -> Result<(), Box<dyn Error>> {
	let options = Options::parse();
	let runtime = runtime::Runtime::load(&options.runtime)?;
	let mut measured = Vec::new();
	let list = runtime.benchmarks(&options.pallet)?;
	let longest = list.benchmarks.iter().map(|benchmark| benchmark.name.len()).max();
	let width = longest.unwrap_or_default().saturating_add(1);
	for benchmark in &list.benchmarks {
		let name = String::from_utf8_lossy(&benchmark.name).into_owned();
		let mut results = Vec::new();
		for components in values(benchmark, options.steps) {
			results.extend(runtime.run(&list, &name, components, options.repeat)?);
		}
		for result in &mut results {
			let keys = result.reads.saturating_mul(PROOF_PER_KEY);
			result.proof_size = result.proof_size.saturating_add(keys);
		}
		let line = |selector| -> Result<Line, Box<dyn Error>> {
			let Analysis { base, slopes, .. } = Analysis::min_squares_iqr(&results, selector)?;
			Ok(Line { base, slopes })
		};
		let benchmarked = Measured {
			// Nanoseconds come out in thousandths.
			time: line(BenchmarkSelector::ExtrinsicTime)?,
			reads: line(BenchmarkSelector::Reads)?,
			writes: line(BenchmarkSelector::Writes)?,
			proof: line(BenchmarkSelector::ProofSize)?,
			components: benchmark.components.iter().map(|(of, ..)| of.to_string()).collect(),
			name,
		};
		println!("{}", template::summary(&benchmarked, width));
		measured.push(benchmarked);
	}
	std::fs::write(&options.output, template::render(&options.pallet, &measured))?;
	println!("written to {}", options.output.display());
	Ok(())
}

/// The values of the components to measure at: each from its least to its most in so many steps, the
/// others at their most.
fn values(benchmark: &BenchmarkMetadata, steps: u32) -> Vec<Vec<(BenchmarkParameter, u32)>> {
	let most: Vec<_> = benchmark.components.iter().map(|(of, _, high)| (*of, *high)).collect();
	if most.is_empty() {
		return vec![most];
	}
	let mut all = Vec::new();
	for (of, low, high) in &benchmark.components {
		let span = high.saturating_sub(*low);
		let count = steps.clamp(2, span.saturating_add(1).max(2));
		for step in 0..count {
			let part = u64::from(span).saturating_mul(step.into());
			let part = part.checked_div(u64::from(count).saturating_sub(1)).unwrap_or_default();
			let value = low.saturating_add(u32::try_from(part).unwrap_or(u32::MAX));
			let at = most.iter().map(|(is, most)| (*is, if is == of { value } else { *most }));
			all.push(at.collect());
		}
	}
	all
}

/// The results of one run.
pub type Results = Vec<BenchmarkResult>;
