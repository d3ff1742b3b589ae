//! Planning as clients ask for it: through the runtime's Wasm, with the heap that a node gives it, on a
//! state with very many channels. Each question reads them all. The answers are followed through the
//! same state channel by channel, and carried out in it.

use crate::{
	clock::{call, genesis, set_time},
	nanos_each,
	routes::open_line,
};
use bloc_primitives::{
	channel::{Ledger, Phase},
	invoice::{Feature, Features, Invoice, PaymentSecret},
	network::edge_of,
	Balance, ChannelId, Pair, Policy, Preimage,
};
use codec::{Decode, Encode};
use frame_support::{
	traits::fungible::{
		Mutate,
		NativeOrWithId::{self, Native, WithId},
	},
	BoundedVec,
};
use lightning_bloc_runtime::{AccountId, AssetId, Balances, Runtime, RuntimeOrigin, System};
use pallet_bloc_channels::Channels;
use pallet_bloc_mpp::types::{InvoiceRef, NoPlan, PaymentPlan};
use pallet_bloc_rebalancing::{
	advice::{NoAdvice, RebalancePlan, Recommendation},
	types::Cycle,
};
use sc_executor::{HeapAllocStrategy, WasmExecutor};
use sp_core::traits::{CallContext, CodeExecutor, RuntimeCode, WrappedRuntimeCode};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_state_machine::BasicExternalities;
use std::{borrow::Cow, collections::BTreeMap};

/// The pages of 64 KiB that a node gives a runtime beside what it is linked with: 128 MiB.
pub const NODE_PAGES: u32 = 2_048;
/// How many accounts have channels.
const ACCOUNTS: u64 = 10_000;
/// How many channels the first account has.
const OWN: u64 = 1_000;
/// The number of the account that is paid.
const PAYEE: u64 = 77;
/// What it is paid.
const PRICE: Balance = 20 * COIN;
/// How many assets there are besides the native coin, where there are any.
const OTHERS: u64 = 13;
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
	/// `channels` of them in the native coin and as many as `others` in thirteen more assets, one
	/// after the other, made by writing what a call wrote for the first.
	pub fn new(code: Vec<u8>, channels: u64, others: u64) -> Self {
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
			for id in 0..channels.saturating_add(others) {
				let native = id < channels;
				let one = if id < OWN { 0 } else { below(ACCOUNTS) };
				let step = below(ACCOUNTS.saturating_sub(1)).saturating_add(1);
				let other = one.wrapping_add(step).checked_rem(ACCOUNTS).unwrap_or_default();
				let mut record = first.clone();
				if !native {
					let asset = id.checked_rem(OTHERS).unwrap_or_default();
					record.channel.asset = WithId(AssetId::try_from(asset).unwrap_or_default());
				}
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
		let asset: NativeOrWithId<AssetId> = Native;
		let exclude = Vec::<ChannelId>::new();
		let (from, to) = (account(0), account(PAYEE));
		let data = (from, to, asset, PRICE, 16u32, Balance::MAX, exclude).encode();
		self.ask("MppApi_plan_payment", &data)
	}

	/// How the first account's channels come back into balance.
	pub fn rebalance(&mut self) -> Option<Asked<RebalancePlan>> {
		let asset: NativeOrWithId<AssetId> = Native;
		self.ask("RebalancingApi_plan_rebalance", &(account(0), asset, Balance::MAX).encode())
	}

	/// What would set them right, one by one.
	pub fn recommendations(&mut self) -> Option<Asked<Result<Vec<Recommendation>, NoAdvice>>> {
		let asset: NativeOrWithId<AssetId> = Native;
		self.ask("RebalancingApi_recommendations", &(account(0), asset, 32u32).encode())
	}

	/// Follows the routes of a plan through the state, and pays by them.
	pub fn pay(&mut self, plan: &PaymentPlan) {
		let routes: Vec<Ways> = plan
			.routes
			.iter()
			.map(|route| route.iter().map(|hop| (hop.channel, hop.amount)).collect())
			.collect();
		self.state.execute_with(|| {
			let arrives = follow(&routes, PAYEE, plan.fee);
			assert_eq!(arrives, PRICE, "all of it arrives");
			assert!(routes.len() <= 16 && plan.least_fee <= plan.fee);
			let (payer, payee) = (account(0), account(PAYEE));
			for who in [&payer, &payee] {
				assert!(Balances::mint_into(who, COIN).is_ok(), "for the invoice's deposit");
			}
			let payment_hash = Preimage([7; 32]).payment_hash();
			let payment_secret = PaymentSecret([9; 32]);
			let invoice = Invoice {
				payee: payee.clone(),
				asset: Native,
				amount: Some(PRICE),
				payment_hash,
				payment_secret,
				deadline_ms: START_MS.saturating_add(24 * 60 * 60 * 1_000),
				memo_hash: [0; 32],
				features: Features::NONE.allowing(Feature::Instant).allowing(Feature::Mpp),
				hints: Default::default(),
			};
			let register = pallet_bloc_mpp::Call::<Runtime>::register_invoice { invoice };
			call(&RuntimeOrigin::signed(payee.clone()), register);
			let before = [has(&payer), has(&payee)];
			let pay = pallet_bloc_mpp::Call::<Runtime>::pay_instant {
				invoice: InvoiceRef::Registered {
					payee: payee.clone(),
					payment_hash,
					payment_secret,
				},
				total: PRICE,
				routes: plan.routes.clone(),
				max_fee: plan.fee,
			};
			call(&RuntimeOrigin::signed(payer.clone()), pay);
			let spent = before[0].saturating_sub(has(&payer));
			assert_eq!(spent, PRICE.saturating_add(plan.fee), "what the payer has spent");
			assert_eq!(has(&payee).saturating_sub(before[1]), PRICE, "what the payee has got");
		});
	}

	/// Follows the cycles of a plan through the state, and runs them.
	pub fn run(&mut self, plan: &RebalancePlan) {
		let cycles: Vec<Ways> = plan.cycles.iter().map(ways).collect();
		self.state.execute_with(|| {
			assert_eq!(follow(&cycles, 0, plan.fee), plan.amount, "all of it comes back");
			let owner = account(0);
			let before = (has(&owner), outside(&owner));
			let run = pallet_bloc_rebalancing::Call::<Runtime>::rebalance {
				asset: Native,
				cycles: BoundedVec::truncate_from(plan.cycles.clone()),
				max_fee: plan.fee,
			};
			call(&RuntimeOrigin::signed(owner.clone()), run);
			assert_eq!(before.0.saturating_sub(has(&owner)), plan.fee, "what the owner has spent");
			assert!(outside(&owner) < before.1, "its channels are nearer to their thresholds");
		});
	}

	/// Follows the cycle of each recommendation, each by itself.
	pub fn follow_each(&mut self, advice: &[Recommendation]) {
		self.state.execute_with(|| {
			for one in advice {
				let (Some(cycle), Some(fee)) = (&one.cycle, one.fee) else { continue };
				assert!(cycle.iter().any(|hop| hop.channel == one.channel), "{one:?}");
				follow(&[ways(cycle)], 0, fee);
			}
		});
	}
}

/// Channels one after the other, with what each carries.
type Ways = Vec<(ChannelId, Balance)>;

fn ways(cycle: &Cycle) -> Ways {
	cycle.iter().map(|hop| (hop.channel, hop.amount)).collect()
}

/// Follows ways from the first account to another, through channels as they are. Each is open and has
/// what all ways together take from its payer, who keeps the reserve if it is another's payment; each
/// forwarder gets what its policy asks, by the formula of BOLT-7, and no unit more. Returns what
/// arrives in all.
fn follow(ways: &[Ways], to: u64, fee: Balance) -> Balance {
	let mut taken = BTreeMap::<Option<u64>, Balance>::new();
	let (mut sent, mut arrives) = (0, 0);
	for way in ways {
		let mut node = account(0);
		let mut before: Option<Balance> = None;
		for (id, amount) in way {
			let Some(channel) = Channels::<Runtime>::get(id).map(|record| record.channel) else {
				unreachable!("{id:?} is no channel")
			};
			assert!(channel.phase == Phase::Open && channel.asset == Native, "{channel:?}");
			let Some(side) = channel.side_of(&node) else { unreachable!("{id:?} is no way on") };
			let Some(policy) = *channel.policies.of(side) else { unreachable!("set above") };
			let mut kept = 0;
			if let Some(before) = before {
				let rate = Balance::from(policy.fee_ppm);
				let asked = amount.saturating_mul(rate).div_euclid(1_000_000);
				assert_eq!(before, amount.saturating_add(policy.base_fee).saturating_add(asked));
				assert!(policy.enabled && (policy.min_amount..=policy.max_amount).contains(amount));
				kept = policy.reserve;
			} else {
				sent = amount.saturating_add(sent);
			}
			let taken = taken.entry(edge_of(*id, side)).or_default();
			*taken = taken.saturating_add(*amount);
			assert!(taken.saturating_add(kept) <= channel.ledger.of(side).free, "{channel:?}");
			node = channel.parties.of(side.other()).clone();
			before = Some(*amount);
		}
		assert_eq!(node, account(to), "where the way leads");
		arrives = before.unwrap_or_default().saturating_add(arrives);
	}
	assert_eq!(sent.saturating_sub(arrives), fee, "what all forwarders keep");
	arrives
}

/// What an account has in channels in the native coin.
fn has(who: &AccountId) -> Balance {
	sides(who).into_iter().fold(0, |sum, (mine, _)| mine.saturating_add(sum))
}

/// How far its channels lie outside of a fifth and four fifths, all together, in fifths of a unit.
fn outside(who: &AccountId) -> Balance {
	let far = |(mine, other): (Balance, Balance)| {
		let all = mine.saturating_add(other);
		let below = |has: Balance| all.saturating_sub(has.saturating_mul(5));
		below(mine).saturating_add(below(other))
	};
	sides(who).into_iter().map(far).fold(0, Balance::saturating_add)
}

/// What an account and its peer have in each of its channels.
fn sides(who: &AccountId) -> Vec<(Balance, Balance)> {
	let of = |record: pallet_bloc_channels::RecordOf<Runtime>| {
		let side = record.channel.side_of(who).filter(|_| record.channel.asset == Native)?;
		let free = |side| record.channel.ledger.of(side).free;
		Some((free(side), free(side.other())))
	};
	Channels::<Runtime>::iter_values().filter_map(of).collect()
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
		let mut chain = Chain::new(code.to_vec(), 50_000, 0);
		let payment = chain.payment().unwrap();
		// What is promised. Seen are less than half of it: the costs page has the figures.
		assert!(payment.nanos <= 2_000_000_000, "{payment:?}");
		chain.pay(&payment.answer.unwrap());
		let plan = chain.rebalance().unwrap();
		assert!(!plan.answer.cycles.is_empty() && plan.answer.complete, "{plan:?}");
		assert!(plan.nanos <= 4_000_000_000, "{plan:?}");
		let advice = chain.recommendations().unwrap();
		let all = advice.answer.unwrap();
		assert!(all.len() == 32 && all.iter().any(|one| one.cycle.is_some()));
		chain.follow_each(&all);
		chain.run(&plan.answer);
	}

	#[test]
	fn more_channels_than_can_be_searched_are_refused_by_name() {
		let Some(code) = WASM_BINARY else { return };
		let mut chain = Chain::new(code.to_vec(), 100_001, 0);
		let shortfall = chain.payment().unwrap().answer.unwrap_err().shortfall;
		assert_eq!(shortfall, Shortfall::TooLarge);
		assert_eq!(chain.rebalance().unwrap().answer.report, Some(Report::TooLarge));
		assert_eq!(chain.recommendations().unwrap().answer, Err(NoAdvice::TooLarge));
	}

	#[test]
	fn channels_in_other_assets_count_for_nothing_but_being_read() {
		let Some(code) = WASM_BINARY else { return };
		let mut chain = Chain::new(code.to_vec(), 50_000, 120_000);
		let payment = chain.payment().unwrap();
		chain.pay(&payment.answer.unwrap());
		let plan = chain.rebalance().unwrap().answer;
		assert_eq!(plan.report, None);
		chain.run(&plan);
	}
}
