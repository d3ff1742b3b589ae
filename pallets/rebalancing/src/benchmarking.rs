//! Benchmarks: each call, each hook and each note in its worst case, over channels that the
//! runtime's helper makes. Whoever is in a channel has a policy, and one for each of its channels,
//! and notes what happens: so a hop costs as much as it can.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::panic)]

use crate::{
	types::{
		Band, ChannelPolicy, Cycle, Hop, Mode, ProposalId, RebalancePolicy, Report, Standing,
		MAX_HOPS, MAX_TRACKED,
	},
	Call, ChannelPolicies, Config, CyclesOf, NextProposalId, Operated, Pallet, Policies, Proposals,
	TimetableHead, TimetablePages, WeightInfo,
};
use alloc::vec::Vec;
use bloc_primitives::{
	channel::{Hooks, Inspect, Subscribe},
	Balance, ChannelId, Moment, Pair, Policy,
};
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{Consideration, ConstU32, Get},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_runtime::Permill;

/// Makes what the benchmarks need of a runtime: a clock to set, and channels.
pub trait BenchmarkHelper<T: Config> {
	/// Makes an asset of the costliest kind.
	fn asset() -> T::AssetId;

	/// Sets the clock.
	fn set_time(now_ms: Moment);

	/// Opens a channel with these amounts in the ledger, which the parties are given first.
	fn open(parties: &Pair<T::AccountId>, asset: T::AssetId, amounts: &Pair<Balance>) -> ChannelId;

	/// Sets the terms on which `who` forwards over a channel.
	fn set_policy(id: ChannelId, who: &T::AccountId, policy: Policy);
}

/// A hundredth of what is in each channel.
const UNIT: Balance = 1 << 60;
/// When it is: 31 January 2024.
const NOW: Moment = 1_706_702_400_000;

/// Whose channels are to be balanced.
fn owner<T: Config>() -> T::AccountId {
	account("owner", 0, 0)
}

/// Who forwards.
fn node<T: Config>(n: u32) -> T::AccountId {
	account("node", n, 0)
}

fn percent(n: u32) -> Permill {
	Permill::from_percent(n)
}

fn policy(band: Band) -> RebalancePolicy {
	RebalancePolicy {
		band,
		fee_limit: percent(100),
		fee_budget: Balance::MAX,
		budget_period_ms: Moment::MAX,
		min_interval_ms: Moment::MAX >> 20,
		min_amount: 1,
		automatic: true,
	}
}

/// Whatever moves is out of it.
fn narrow() -> Band {
	Band { low: percent(49), target: percent(50), high: percent(51) }
}

/// Whatever it takes to pay deposits.
fn fund<T: Config>(who: &T::AccountId) {
	frame_system::Pallet::<T>::inc_providers(who);
	for _ in 0..20 {
		T::Consideration::ensure_successful(who, Pallet::<T>::policy_footprint());
		T::Consideration::ensure_successful(who, Pallet::<T>::channel_policy_footprint());
		T::Consideration::ensure_successful(who, Pallet::<T>::proposal_footprint());
	}
}

/// Has `who` listen: the next channel that comes out of its thresholds is noted.
fn listen<T: Config>(who: &T::AccountId, asset: &T::AssetId, band: Band) {
	if !Policies::<T>::contains_key(who, asset) {
		fund::<T>(who);
		assert_ok!(Pallet::<T>::do_set_policy(who.clone(), asset.clone(), Some(policy(band))));
	}
	hush::<T>(who, asset);
}

/// As if nothing had been noted, and nothing waited on the timetable.
fn hush<T: Config>(who: &T::AccountId, asset: &T::AssetId) {
	let _ = TimetablePages::<T>::clear(u32::MAX, None);
	TimetableHead::<T>::kill();
	Policies::<T>::mutate(who, asset, |record| {
		let record = record.as_mut().expect("set above");
		record.standing = Standing::Quiet;
		record.entry_ms = None;
	});
}

/// Tracks these channels for `who` no longer.
fn untrack<T: Config>(ids: &[ChannelId], who: &T::AccountId) {
	for id in ids {
		assert_ok!(T::Channels::subscribe(*id, who, false));
	}
}

/// A channel of two who have a policy for it, and forward.
fn channel<T: Config>(
	parties: [&T::AccountId; 2],
	asset: &T::AssetId,
	first: Balance,
) -> ChannelId {
	let pair = Pair::new(parties[0].clone(), parties[1].clone());
	let amounts = Pair::new(first * UNIT, (100 - first) * UNIT);
	let id = T::BenchmarkHelper::open(&pair, asset.clone(), &amounts);
	for who in parties {
		let terms = Policy {
			base_fee: 1,
			fee_ppm: 1,
			inbound_base_fee: 1,
			inbound_fee_ppm: 1,
			..Policy::FREE
		};
		T::BenchmarkHelper::set_policy(id, who, terms);
		let own = Some(ChannelPolicy { band: None, mode: Mode::Automatic });
		assert_ok!(Pallet::<T>::do_set_channel_policy(who.clone(), id, own));
		hush::<T>(who, asset);
	}
	id
}

/// A ring of `hops` channels round the owner, through nodes of its own: it has 90 hundredths in the
/// first and 10 in the last.
fn ring<T: Config>(asset: &T::AssetId, hops: u32, from: u32) -> Vec<ChannelId> {
	let all: Vec<_> = (1..hops).map(|n| node::<T>(from + n)).collect();
	for who in &all {
		listen::<T>(who, asset, narrow());
	}
	let owner = owner::<T>();
	let ends = |n: usize| all.get(n).unwrap_or(&owner);
	let last = all.len();
	let mut ids = Vec::from([channel::<T>([&owner, ends(0)], asset, 90)]);
	for n in 1..last {
		ids.push(channel::<T>([ends(n - 1), ends(n)], asset, 50));
	}
	ids.push(channel::<T>([ends(last - 1), &owner], asset, 90));
	ids
}

/// What goes round a ring: each forwarder gets more than it asks for.
fn round(ids: &[ChannelId]) -> Cycle {
	let mut hops = Cycle::default();
	for (n, channel) in ids.iter().enumerate() {
		let fee = (UNIT >> 4) * Balance::try_from(n).expect("small");
		hops.try_push(Hop { channel: *channel, amount: 20 * UNIT - fee }).expect("few");
	}
	hops
}

fn set_up<T: Config>() -> T::AssetId {
	T::BenchmarkHelper::set_time(NOW);
	frame_system::Pallet::<T>::set_block_number(1u32.into());
	let asset = T::BenchmarkHelper::asset();
	listen::<T>(&owner::<T>(), &asset, Band::default());
	asset
}

/// Cycles of `hops` channels in all, each as long as can be.
fn cycles<T: Config>(asset: &T::AssetId, hops: u32) -> CyclesOf<T> {
	let mut left = hops;
	let mut all = CyclesOf::<T>::default();
	while left > 0 {
		// None is left with one hop.
		let take = if left == MAX_HOPS + 1 { MAX_HOPS - 1 } else { left.min(MAX_HOPS) };
		let cycle = round(&ring::<T>(asset, take, left * 100));
		all.try_push(cycle).expect("within the bound");
		left -= take;
	}
	hush::<T>(&owner::<T>(), asset);
	all
}

/// A run is due.
fn come_due<T: Config>(asset: &T::AssetId) {
	Policies::<T>::mutate(owner::<T>(), asset, |record| {
		let record = record.as_mut().expect("set above");
		record.standing = Standing::Due { since_ms: NOW, again: true };
	});
}

/// A proposal to all on a ring of eight.
fn proposed<T: Config>() -> ProposalId {
	let asset = set_up::<T>();
	let ids = ring::<T>(&asset, MAX_HOPS, 0);
	let ids = BoundedVec::<_, ConstU32<MAX_HOPS>>::truncate_from(ids);
	let id = NextProposalId::<T>::get();
	let deadline_ms = NOW + T::MaxProposalMs::get();
	assert_ok!(Pallet::<T>::do_propose(owner::<T>(), asset, ids, 10 * UNIT, deadline_ms));
	id
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn set_policy() {
		T::BenchmarkHelper::set_time(NOW);
		let asset = T::BenchmarkHelper::asset();
		fund::<T>(&owner::<T>());
		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), asset.clone(), Some(policy(narrow())));
		assert!(Policies::<T>::contains_key(owner::<T>(), asset));
	}

	#[benchmark]
	fn set_channel_policy() {
		let asset = set_up::<T>();
		let (owner, other) = (owner::<T>(), node::<T>(1));
		listen::<T>(&other, &asset, narrow());
		let id = channel::<T>([&owner, &other], &asset, 70);
		assert_ok!(Pallet::<T>::do_set_channel_policy(owner.clone(), id, None));
		untrack::<T>(&[id], &owner);
		hush::<T>(&owner, &asset);
		// It comes to be tracked, and is out of its thresholds by that.
		let own = ChannelPolicy { band: Some(narrow()), mode: Mode::Automatic };
		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), id, Some(own));
		assert_eq!(Pallet::<T>::channel_policy_of(&owner, id), Some(own));
		let status = Pallet::<T>::status_of(&owner, &asset).expect("set above");
		assert!(status.standing != Standing::Quiet);
	}

	#[benchmark]
	fn rebalance(h: Linear<2, { T::MaxCycles::get() * MAX_HOPS }>) {
		let asset = set_up::<T>();
		let all = cycles::<T>(&asset, h);
		let first = all[0][0].channel;
		let before = T::Channels::channel(first).expect("made above").ledger;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), asset, all, Balance::MAX);
		assert!(T::Channels::channel(first).expect("made above").ledger != before);
	}

	#[benchmark]
	fn run(h: Linear<2, { T::MaxCycles::get() * MAX_HOPS }>) {
		let asset = set_up::<T>();
		let all = cycles::<T>(&asset, h);
		come_due::<T>(&asset);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), owner::<T>(), asset.clone(), all);
		let status = Pallet::<T>::status_of(&owner::<T>(), &asset).expect("set above");
		assert!(status.last_look_ms.is_some());
	}

	#[benchmark]
	fn report() {
		let asset = set_up::<T>();
		come_due::<T>(&asset);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), owner::<T>(), asset.clone(), Report::NoPlan);
		let status = Pallet::<T>::status_of(&owner::<T>(), &asset).expect("set above");
		assert_eq!(status.failures, 1);
	}

	#[benchmark]
	fn propose() {
		let asset = set_up::<T>();
		let ids = BoundedVec::truncate_from(ring::<T>(&asset, MAX_HOPS, 0));
		let deadline_ms = NOW + T::MaxProposalMs::get();
		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), asset, ids, UNIT, deadline_ms);
		assert!(Proposals::<T>::contains_key(ProposalId(0)));
	}

	#[benchmark]
	fn accept() {
		let id = proposed::<T>();
		for n in 2..MAX_HOPS {
			assert_ok!(Pallet::<T>::do_accept(node::<T>(n), id));
		}
		hush::<T>(&owner::<T>(), &T::BenchmarkHelper::asset());
		#[extrinsic_call]
		_(RawOrigin::Signed(node::<T>(1)), id);
		assert!(!Proposals::<T>::contains_key(id));
	}

	#[benchmark]
	fn decline() {
		let id = proposed::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(node::<T>(MAX_HOPS - 1)), id);
		assert!(!Proposals::<T>::contains_key(id));
	}

	// Each has a policy of its own, and the first is out of its thresholds.
	#[benchmark]
	fn track(n: Linear<1, { MAX_TRACKED }>) {
		let asset = set_up::<T>();
		let (owner, other) = (owner::<T>(), node::<T>(1));
		listen::<T>(&other, &asset, narrow());
		let mut ids = BoundedVec::<_, ConstU32<MAX_TRACKED>>::default();
		for _ in 0..n {
			for who in [&owner, &other] {
				T::Consideration::ensure_successful(who, Pallet::<T>::channel_policy_footprint());
			}
			let id = channel::<T>([&owner, &other], &asset, 90);
			ids.try_push(id).expect("within the bound");
		}
		untrack::<T>(&ids, &owner);
		hush::<T>(&owner, &asset);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), ids.clone(), true);
		let tracked = |id| T::Channels::channel(id).expect("made above").subscribed.opener;
		assert!(ids.into_iter().all(tracked));
		let status = Pallet::<T>::status_of(&owner, &asset).expect("set above");
		assert!(status.standing != Standing::Quiet);
	}

	// The one before acts.
	#[benchmark]
	fn set_operator() {
		let asset = set_up::<T>();
		let (owner, one, other) = (owner::<T>(), node::<T>(1), node::<T>(2));
		assert_ok!(Pallet::<T>::do_set_operator(owner.clone(), asset.clone(), Some(one.clone())));
		assert_ok!(Pallet::<T>::do_operate(one.clone(), owner.clone(), asset.clone(), true));
		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), asset.clone(), Some(other.clone()));
		assert!(!Operated::<T>::contains_key(&one, (&owner, &asset)));
		let operator = Policies::<T>::get(owner, asset).and_then(|record| record.operator);
		assert_eq!(operator, Some(other));
	}

	#[benchmark]
	fn operate() {
		let asset = set_up::<T>();
		let (owner, one) = (owner::<T>(), node::<T>(1));
		assert_ok!(Pallet::<T>::do_set_operator(owner.clone(), asset.clone(), Some(one.clone())));
		#[extrinsic_call]
		_(RawOrigin::Signed(one.clone()), owner.clone(), asset.clone(), true);
		assert!(Operated::<T>::contains_key(one, (owner, asset)));
	}

	// A channel opens: it comes to be tracked, and both parties note it. A change of its ledger
	// does the same but for the first, or has it tracked no more.
	#[benchmark]
	fn note() {
		let asset = set_up::<T>();
		let (one, other) = (node::<T>(1), node::<T>(2));
		for who in [&one, &other] {
			listen::<T>(who, &asset, narrow());
		}
		let id = channel::<T>([&one, &other], &asset, 90);
		for who in [&one, &other] {
			untrack::<T>(&[id], who);
			hush::<T>(who, &asset);
		}
		#[block]
		{
			assert_ok!(<Pallet<T> as Hooks<T::AccountId, T::AssetId>>::opened(id));
		}
		assert!(T::Channels::channel(id).expect("made above").subscribed == Pair::new(true, true));
		let quiet = |who| {
			Pallet::<T>::status_of(who, &asset).map(|status| status.standing)
				== Some(Standing::Quiet)
		};
		assert!(!quiet(&one) && !quiet(&other));
	}

	// The ledger of a channel that both parties track changes, and stays in balance for both.
	#[benchmark]
	fn look() {
		let asset = set_up::<T>();
		let (one, other) = (node::<T>(1), node::<T>(2));
		for who in [&one, &other] {
			listen::<T>(who, &asset, narrow());
		}
		let id = channel::<T>([&one, &other], &asset, 50);
		let channel = T::Channels::channel(id).expect("made above");
		for who in [&one, &other] {
			hush::<T>(who, &asset);
		}
		#[block]
		{
			let told = <Pallet<T> as Hooks<T::AccountId, T::AssetId>>::ledger_changed(id, &channel);
			assert_eq!(told, Ok(T::WeightInfo::look()));
		}
	}

	#[benchmark]
	fn forget_channel() {
		let asset = set_up::<T>();
		let (one, other) = (node::<T>(1), node::<T>(2));
		for who in [&one, &other] {
			listen::<T>(who, &asset, narrow());
		}
		let id = channel::<T>([&one, &other], &asset, 90);
		#[block]
		{
			assert_ok!(<Pallet<T> as Hooks<T::AccountId, T::AssetId>>::closed(id));
		}
		assert!(!ChannelPolicies::<T>::contains_key(id));
	}

	// The run was put off while its entry waited: it is put on the timetable again.
	#[benchmark]
	fn ripen() {
		let asset = set_up::<T>();
		let due_ms = NOW + 1_000;
		Policies::<T>::mutate(owner::<T>(), &asset, |record| {
			let record = record.as_mut().expect("set above");
			record.standing = Standing::Noted { due_ms };
			record.entry_ms = Some(NOW);
		});
		#[block]
		{
			assert!(Pallet::<T>::come_up(&owner::<T>(), &asset, NOW, NOW));
		}
		let entry_ms = Policies::<T>::get(owner::<T>(), &asset).and_then(|record| record.entry_ms);
		assert_eq!(entry_ms, Some(due_ms));
	}

	#[benchmark]
	fn expire() {
		let id = proposed::<T>();
		#[block]
		{
			assert!(Pallet::<T>::expire(id));
		}
		assert!(!Proposals::<T>::contains_key(id));
	}

	#[cfg(test)]
	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
