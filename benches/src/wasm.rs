//! Planning as clients ask for it: through the runtime's Wasm, with the heap that a node gives it, on a
//! state with very many channels. Each question reads them all.

use crate::{
	clock::{genesis, set_time},
	nanos_each,
	routes::open_line,
};
use bloc_primitives::{channel::Ledger, Balance, ChannelId, Pair, Policy};
use codec::{Decode, Encode};
use frame_support::traits::fungible::NativeOrWithId::{self, Native};
use lightning_bloc_runtime::{AccountId, Runtime, System};
use pallet_bloc_channels::Channels;
use pallet_bloc_mpp::types::{NoPlan, PaymentPlan};
use pallet_bloc_rebalancing::advice::{NoAdvice, RebalancePlan, Recommendation};
use sc_executor::{HeapAllocStrategy, WasmExecutor};
use sp_core::traits::{CallContext, CodeExecutor, RuntimeCode, WrappedRuntimeCode};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_state_machine::BasicExternalities;
use std::borrow::Cow;

/// The pages of 64 KiB that a node gives a runtime beside what it is linked with: 128 MiB.
pub const NODE_PAGES: u32 = 2_048;
/// How many accounts have channels.
const ACCOUNTS: u64 = 10_000;
/// How many channels the first account has.
const OWN: u64 = 1_000;
/// A coin.
const COIN: Balance = 1_000_000_000_000_000_000;
/// The time of the state.
const START_MS: u64 = 1_700_000_000_000;

/// The account with this number.
fn account(n: u64) -> AccountId {
	AccountId::new(sp_io::hashing::blake2_256(&n.to_le_bytes()))
}

/// A chain with many channels, and the runtime that plans on it.
pub struct Chain {
	code: Vec<u8>,
	state: BasicExternalities,
}

/// An answer, the CPU time that it took, and the least of some heaps in which it is given.
#[derive(Clone, Debug)]
pub struct Asked<Answer> {
	/// The answer.
	pub answer: Answer,
	/// In nanoseconds, with the heap of a node.
	pub nanos: u64,
	/// In pages of 64 KiB.
	pub pages: u32,
}

impl Chain {
	/// `channels` of them in the native coin, made by writing what a call wrote for the first.
	pub fn new(code: Vec<u8>, channels: u64) -> Self {
		let people = [Alice, Bob].map(|who| who.to_account_id());
		let mut state = BasicExternalities::new(genesis(&people));
		state.execute_with(|| {
			System::set_block_number(1);
			set_time(START_MS);
			open_line(&people);
			let first = Channels::<Runtime>::get(ChannelId(0));
			let Some(first) = first else { unreachable!("opened above") };
			let Some(terms) = first.channel.policies.opener else { unreachable!("set above") };
			let mut seed = 7u64;
			let mut below = |most: u64| {
				seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
				let z = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
				let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
				(z ^ (z >> 31)).checked_rem(most).unwrap_or_default()
			};
			for id in 0..channels {
				let one = if id < OWN { 0 } else { below(ACCOUNTS) };
				let step = below(ACCOUNTS.saturating_sub(1)).saturating_add(1);
				let other = one.wrapping_add(step).checked_rem(ACCOUNTS).unwrap_or_default();
				let mut record = first.clone();
				record.channel.parties = Pair::new(account(one), account(other));
				let mut policy = || {
					Some(Policy {
						base_fee: below(11).into(),
						fee_ppm: u32::try_from(below(1_001)).unwrap_or_default(),
						..terms
					})
				};
				record.channel.policies = Pair::new(policy(), policy());
				let mut side = || {
					let thousandths = Balance::from(below(10_000).saturating_add(100));
					Ledger { free: thousandths.saturating_mul(COIN.div_euclid(1_000)), locked: 0 }
				};
				record.channel.ledger = Pair::new(side(), side());
				Channels::<Runtime>::insert(ChannelId(id), record);
			}
		});
		Self { code, state }
	}

	/// Calls the runtime with a heap of so many pages; `None` if it traps.
	fn call(&mut self, pages: u32, function: &str, data: &[u8]) -> Option<(Vec<u8>, u64)> {
		let strategy = HeapAllocStrategy::Static { extra_pages: pages };
		let executor = WasmExecutor::<sp_io::SubstrateHostFunctions>::builder()
			.with_offchain_heap_alloc_strategy(strategy)
			.build();
		let fetched = WrappedRuntimeCode(Cow::Borrowed(&self.code));
		let code = RuntimeCode {
			code_fetcher: &fetched,
			hash: sp_io::hashing::blake2_256(&self.code).to_vec(),
			heap_pages: None,
		};
		// Compiles it.
		let context = CallContext::Offchain;
		executor.call(&mut self.state, &code, "Core_version", &[], context).0.ok()?;
		let mut answer = None;
		let nanos = nanos_each(1, || {
			answer = executor.call(&mut self.state, &code, function, data, context).0.ok();
		});
		answer.map(|answer| (answer, nanos))
	}

	/// Asks, and finds out how much heap that takes. `None` if a node's does not suffice.
	fn ask<Answer: Decode>(&mut self, function: &str, data: &[u8]) -> Option<Asked<Answer>> {
		let (answer, nanos) = self.call(NODE_PAGES, function, data)?;
		let answer = Answer::decode(&mut answer.as_slice()).ok()?;
		let mut fewer = [256, 512, 768, 1_024, 1_536].into_iter();
		let pages = fewer.find(|pages| self.call(*pages, function, data).is_some());
		Some(Asked { answer, nanos, pages: pages.unwrap_or(NODE_PAGES) })
	}

	/// How the first account can pay 20 coins to another.
	pub fn payment(&mut self) -> Option<Asked<Result<PaymentPlan, NoPlan>>> {
		let asset: NativeOrWithId<lightning_bloc_runtime::AssetId> = Native;
		let amount = COIN.saturating_mul(20);
		let exclude = Vec::<ChannelId>::new();
		let (from, to) = (account(0), account(77));
		let data = (from, to, asset, amount, 16u32, Balance::MAX, exclude).encode();
		self.ask("MppApi_plan_payment", &data)
	}

	/// How the first account's channels come back into balance.
	pub fn rebalance(&mut self) -> Option<Asked<RebalancePlan>> {
		let asset: NativeOrWithId<lightning_bloc_runtime::AssetId> = Native;
		self.ask("RebalancingApi_plan_rebalance", &(account(0), asset, Balance::MAX).encode())
	}

	/// What would set them right, one by one.
	pub fn recommendations(&mut self) -> Option<Asked<Result<Vec<Recommendation>, NoAdvice>>> {
		let asset: NativeOrWithId<lightning_bloc_runtime::AssetId> = Native;
		self.ask("RebalancingApi_recommendations", &(account(0), asset, 32u32).encode())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use lightning_bloc_runtime::WASM_BINARY;
	use pallet_bloc_mpp::types::Shortfall;
	use pallet_bloc_rebalancing::types::Report;

	#[test]
	fn fifty_thousand_channels_are_planned_with_in_a_nodes_heap() {
		let Some(code) = WASM_BINARY else { return };
		let mut chain = Chain::new(code.to_vec(), 50_000);
		let payment = chain.payment().unwrap();
		assert!(payment.answer.is_ok(), "{payment:?}");
		// 2 and 4 s are asked; half as much again, since a test does not choose its machine.
		assert!(payment.nanos <= 3_000_000_000, "{payment:?}");
		let plan = chain.rebalance().unwrap();
		assert!(!plan.answer.cycles.is_empty() && plan.answer.complete, "{plan:?}");
		assert!(plan.nanos <= 6_000_000_000, "{plan:?}");
		assert_eq!(chain.recommendations().unwrap().answer.unwrap().len(), 32);
	}

	#[test]
	fn more_channels_than_can_be_searched_are_refused_by_name() {
		let Some(code) = WASM_BINARY else { return };
		let mut chain = Chain::new(code.to_vec(), 100_001);
		let shortfall = chain.payment().unwrap().answer.unwrap_err().shortfall;
		assert_eq!(shortfall, Shortfall::TooLarge);
		assert_eq!(chain.rebalance().unwrap().answer.report, Some(Report::TooLarge));
		assert_eq!(chain.recommendations().unwrap().answer, Err(NoAdvice::TooLarge));
	}
}
