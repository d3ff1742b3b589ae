//! Runs the benchmarks inside the Wasm runtime, on a database that counts what they touch.

use crate::Results;
use codec::{Decode, Encode};
use frame_benchmarking::{
	benchmarking, BenchmarkBatch, BenchmarkConfig, BenchmarkList, BenchmarkParameter,
};
use sc_chain_spec::GenesisConfigBuilderRuntimeCaller;
use sc_client_db::BenchmarkingState;
use sc_executor::{HeapAllocStrategy, WasmExecutor};
use sp_core::traits::{CallContext, RuntimeCode, WrappedRuntimeCode};
use sp_externalities::Extensions;
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::{OverlayedChanges, StateMachine};
use sp_storage::Storage;
use std::{borrow::Cow, error::Error, path::Path};

type HostFunctions = (sp_io::SubstrateHostFunctions, benchmarking::HostFunctions);

/// A runtime with benchmarks, and the state that they start from.
pub struct Runtime {
	code: Vec<u8>,
	executor: WasmExecutor<HostFunctions>,
	genesis: Storage,
}

impl Runtime {
	/// Loads the Wasm; the state is that of the development chain.
	pub fn load(path: &Path) -> Result<Self, Box<dyn Error>> {
		let code = std::fs::read(path)?;
		let builder = GenesisConfigBuilderRuntimeCaller::<benchmarking::HostFunctions>::new(&code);
		let genesis = builder.get_storage_for_named_preset(Some(&"development".to_string()))?;
		let executor = WasmExecutor::builder()
			.with_onchain_heap_alloc_strategy(HeapAllocStrategy::Dynamic { maximum_pages: None })
			.with_offchain_heap_alloc_strategy(HeapAllocStrategy::Dynamic { maximum_pages: None })
			.build();
		Ok(Self { code, executor, genesis })
	}

	/// The benchmarks of a pallet, and its name in the runtime.
	pub fn benchmarks(&self, pallet: &str) -> Result<BenchmarkList, Box<dyn Error>> {
		type Storages = Vec<frame_benchmarking::__private::traits::StorageInfo>;
		let answer = self.call("Benchmark_benchmark_metadata", &false.encode(), false)?;
		let (lists, _) = <(Vec<BenchmarkList>, Storages)>::decode(&mut answer.as_slice())?;
		lists
			.into_iter()
			.find(|list| list.pallet == pallet.as_bytes())
			.ok_or_else(|| format!("the runtime has no benchmarks of {pallet}").into())
	}

	/// Runs one benchmark, `repeat` times, at these values of its components.
	pub fn run(
		&self,
		of: &BenchmarkList,
		benchmark: &str,
		selected_components: Vec<(BenchmarkParameter, u32)>,
		repeat: u32,
	) -> Result<Results, Box<dyn Error>> {
		let config = |verify, internal_repeats| BenchmarkConfig {
			pallet: of.pallet.clone(),
			instance: of.instance.clone(),
			benchmark: benchmark.into(),
			selected_components: selected_components.clone(),
			verify,
			internal_repeats,
		};
		let results = |config: BenchmarkConfig, tracked| -> Result<Results, Box<dyn Error>> {
			let answer = self.call("Benchmark_dispatch_benchmark", &config.encode(), tracked)?;
			type Answer = Result<Vec<BenchmarkBatch>, String>;
			let batches = Answer::decode(&mut answer.as_slice())?
				.map_err(|error| format!("{benchmark}: {error}"))?;
			Ok(batches.into_iter().flat_map(|batch| batch.results).collect())
		};
		// First whether it does what it says; then time without counting, because counting takes
		// time; then counts.
		results(config(true, 1), false)?;
		let mut timed = results(config(false, repeat), false)?;
		let counted = results(config(false, 1), true)?;
		let counted = counted.first().ok_or("nothing was counted")?;
		for result in &mut timed {
			result.reads = counted.reads;
			result.writes = counted.writes;
			result.proof_size = counted.proof_size;
		}
		Ok(timed)
	}

	/// Calls a function of the runtime on the state that benchmarks start from.
	fn call(&self, function: &str, data: &[u8], tracked: bool) -> Result<Vec<u8>, Box<dyn Error>> {
		let state =
			BenchmarkingState::<BlakeTwo256>::new(self.genesis.clone(), None, tracked, tracked)?;
		let mut changes = OverlayedChanges::default();
		let mut extensions = Extensions::default();
		extensions.register(KeystoreExt::new(MemoryKeystore::new()));
		let code = WrappedRuntimeCode(Cow::Borrowed(&self.code));
		let code = RuntimeCode {
			code_fetcher: &code,
			hash: sp_io::hashing::blake2_256(&self.code).to_vec(),
			heap_pages: None,
		};
		let answer = StateMachine::new(
			&state,
			&mut changes,
			&self.executor,
			function,
			data,
			&mut extensions,
			&code,
			CallContext::Offchain,
		)
		.execute()
		.map_err(|error| error.to_string())?;
		Ok(answer)
	}
}
