//! What the suite's hooks may spend of a block, and what the scheduler may beside them.

use crate::{
	Channels, Dex, Lsp, Mpp, Rebalancing, Recurring, Runtime, Streaming, Swaps, Watchtowers,
};
use bloc_timetable::Shared;
use frame_support::parameter_types;
use sp_runtime::{Perbill, Saturating};

// ANCHOR: share
parameter_types! {
	/// Three tenths of a block are for what falls due, of all nine pallets together: the rest of it, and
	/// what they leave, is for transactions. What does not fit waits its turn. See
	/// [`RuntimeBlockWeights`](crate::configs::system::RuntimeBlockWeights).
	pub const HooksShare: Perbill = Perbill::from_percent(30);
}

/// The share of each of them: an even part at the least, and what the others leave.
pub type HookShare = Shared<
	Runtime,
	HooksShare,
	(Channels, Mpp, Rebalancing, Lsp, Watchtowers, Swaps, Streaming, Recurring, Dex),
>;
// ANCHOR_END: share

parameter_types! {
	/// Scheduled calls may take a tenth: one upgrade of the runtime, which weighs most of that, and
	/// little else. Only root schedules, so that chains mostly allow four fifths; here it comes on top
	/// of [`HooksShare`], and what falls due is somebody's money.
	pub const SchedulerShare: Perbill = Perbill::from_percent(10);
	/// All that a block spends at the most before its first transaction.
	pub BeforeTransactions: Perbill = HooksShare::get().saturating_add(SchedulerShare::get());
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use crate::{
		configs::governance::MaximumSchedulerWeight, constants::NORMAL_DISPATCH_RATIO, AccountId,
		AllPalletsWithSystem, BlockNumber, RuntimeCall, Scheduler, System,
	};
	use alloc::{boxed::Box, vec};
	use bloc_primitives::{ChannelId, PaymentHash};
	use bloc_timetable::{Owner, Timetable};
	use frame_support::{
		assert_ok,
		dispatch::{DispatchClass, GetDispatchInfo, RawOrigin},
		traits::OnInitialize,
		weights::Weight,
	};

	type Blocks = <Runtime as frame_system::Config>::BlockWeights;

	/// A time at which anything may be due.
	const NOW: u64 = 1_800_000_000_000;
	/// More than a block can look at, of entries that turn out to be stale.
	const MANY: u64 = 40_000;

	fn on_a_chain(test: impl FnOnce()) {
		sp_io::TestExternalities::default().execute_with(|| {
			// Without Aura looking at it.
			pallet_timestamp::Now::<Runtime>::put(NOW);
			test();
		});
	}

	/// What the hooks of the next block weigh.
	fn block() -> Weight {
		let number: BlockNumber = System::block_number() + 1;
		System::set_block_number(number);
		AllPalletsWithSystem::on_initialize(number)
	}

	fn crowd_channels() {
		for n in 0..MANY {
			Channels::push(NOW, pallet_bloc_channels::types::Due::Settlement(ChannelId(n)));
		}
	}

	fn crowd_mpp() {
		for n in 0..MANY {
			let id = pallet_bloc_mpp::types::PaymentId(n);
			Mpp::push(NOW, pallet_bloc_mpp::types::Due::Payment(id));
		}
	}

	fn crowd_rebalancing() {
		for n in 0..MANY {
			let id = pallet_bloc_rebalancing::types::ProposalId(n);
			Rebalancing::push(NOW, pallet_bloc_rebalancing::types::Due::Proposal(id));
		}
	}

	fn crowd_swaps() {
		for n in 0..MANY {
			let hash = PaymentHash(sp_io::hashing::blake2_256(&n.to_le_bytes()));
			let leg = pallet_bloc_swaps::types::Due::Leg(AccountId::new([1; 32]), hash);
			Swaps::push(NOW, leg);
		}
	}

	fn crowd_streaming() {
		for n in 0..MANY {
			let id = pallet_bloc_streaming::types::StreamId(n);
			Streaming::push(NOW, pallet_bloc_streaming::types::Due::Stream(id));
		}
	}

	fn crowd_recurring() {
		for n in 0..MANY {
			let id = pallet_bloc_recurring::types::SubscriptionId(n);
			Recurring::push(NOW, pallet_bloc_recurring::types::Due::Subscription(id));
		}
	}

	fn crowd_lsp() {
		for n in 0..MANY {
			Lsp::push(NOW, pallet_bloc_lsp::types::Due::Lease(ChannelId(n)));
		}
	}

	fn crowd_watchtowers() {
		for n in 0..MANY {
			Watchtowers::push(NOW, pallet_bloc_watchtowers::types::Due::Watch(ChannelId(n), 0));
		}
	}

	fn crowd_dex() {
		for n in 0..MANY {
			let trader = AccountId::new(sp_io::hashing::blake2_256(&n.to_le_bytes()));
			Dex::push(NOW, pallet_bloc_dex::types::Due::Trader(trader));
		}
	}

	/// With each pallet, who crowds it.
	const CROWDS: [fn(); 9] = [
		crowd_channels,
		crowd_mpp,
		crowd_rebalancing,
		crowd_lsp,
		crowd_watchtowers,
		crowd_swaps,
		crowd_streaming,
		crowd_recurring,
		crowd_dex,
	];

	fn waiting<O: Owner>() -> usize {
		Timetable::<O>::iter().count()
	}

	/// What waits with each of the nine.
	fn all_waiting() -> [usize; 9] {
		[
			waiting::<Channels>(),
			waiting::<Mpp>(),
			waiting::<Rebalancing>(),
			waiting::<Lsp>(),
			waiting::<Watchtowers>(),
			waiting::<Swaps>(),
			waiting::<Streaming>(),
			waiting::<Recurring>(),
			waiting::<Dex>(),
		]
	}

	fn share() -> u64 {
		HooksShare::get() * Blocks::get().max_block.ref_time()
	}

	/// The scheduler has as much to do as it may: root's calls, each of a third of its share.
	fn crowd_scheduler(at: BlockNumber) {
		let third = MaximumSchedulerWeight::get() / 3;
		for _ in 0..10 {
			let remark = RuntimeCall::System(frame_system::Call::remark { remark: vec![] });
			let call = pallet_utility::Call::with_weight { call: Box::new(remark), weight: third };
			let root = RawOrigin::Root.into();
			assert_ok!(Scheduler::schedule(root, at, None, 0, Box::new(call.into())));
		}
	}

	#[test]
	fn each_crowd_takes_the_share_of_all() {
		for (index, crowd) in CROWDS.into_iter().enumerate() {
			on_a_chain(|| {
				let idle = block();
				crowd();
				let spent = block();
				assert!(spent.ref_time() <= share() + idle.ref_time(), "{index}: {spent:?}");
				assert!(spent.ref_time() > share() / 10 * 8, "{index}: {spent:?}");
			});
		}
	}

	/// However many wait with how many pallets, block after block.
	#[test]
	fn all_crowds_together_take_their_share_of_a_block() {
		on_a_chain(|| {
			let idle = block();
			for crowd in CROWDS {
				crowd();
			}
			for _ in 0..3 {
				let before = all_waiting();
				let spent = block();
				assert!(spent.ref_time() <= share() + idle.ref_time(), "{spent:?}");
				assert!(spent.ref_time() > share() / 10 * 8, "{spent:?}");
				// None of them waits for the others.
				let after = all_waiting();
				let all_served =
					before.into_iter().zip(after).all(|(before, after)| after < before);
				assert!(all_served, "{before:?} waited, and {after:?} wait");
			}
			assert!(all_waiting().into_iter().all(|left| left > 0), "{:?}", all_waiting());
		});
	}

	/// The scheduler's part is its own, and on top: together no more than is told to transactions.
	#[test]
	fn hooks_and_scheduled_calls_take_no_more_than_their_parts_together() {
		on_a_chain(|| {
			let idle = block();
			for crowd in CROWDS {
				crowd();
			}
			crowd_scheduler(System::block_number() + 1);
			let spent = block();
			let most = BeforeTransactions::get() * Blocks::get().max_block.ref_time();
			assert!(spent.ref_time() <= most + idle.ref_time(), "{spent:?}");
			assert!(spent.ref_time() > most / 10 * 8, "{spent:?}");
			assert_eq!(BeforeTransactions::get(), Perbill::from_percent(40));
			// Three quarters are the most for ordinary transactions, and this at the least.
			let left = Perbill::one().saturating_sub(BeforeTransactions::get());
			assert!(left < NORMAL_DISPATCH_RATIO && left >= Perbill::from_percent(60));
		});
	}

	#[test]
	fn an_upgrade_of_the_runtime_can_be_scheduled() {
		let upgrade = frame_system::Call::<Runtime>::set_code { code: vec![] };
		let upgrade = upgrade.get_dispatch_info().call_weight;
		// A tenth for the scheduler's own work, the reading of the code included.
		let most = MaximumSchedulerWeight::get() / 10 * 9;
		assert!(upgrade.all_lte(most), "{upgrade:?} of {most:?}");
	}

	#[test]
	fn what_is_left_for_transactions_is_told_to_them() {
		let weights = Blocks::get();
		for class in DispatchClass::all() {
			let Some(most) = weights.get(*class).max_total else { continue };
			let largest = weights.get(*class).max_extrinsic.unwrap();
			let before = BeforeTransactions::get() * weights.max_block.ref_time();
			assert!(largest.ref_time() <= most.ref_time() - before, "{class:?}");
		}
	}

	#[test]
	fn a_crowd_with_one_pallet_keeps_none_of_the_others_waiting() {
		on_a_chain(|| {
			crowd_channels();
			for n in 0..50 {
				let id = pallet_bloc_mpp::types::PaymentId(n);
				Mpp::push(NOW, pallet_bloc_mpp::types::Due::Payment(id));
				let id = pallet_bloc_rebalancing::types::ProposalId(n);
				Rebalancing::push(NOW, pallet_bloc_rebalancing::types::Due::Proposal(id));
			}
			block();
			assert!(waiting::<Channels>() > 0);
			assert_eq!((waiting::<Mpp>(), waiting::<Rebalancing>()), (0, 0));
		});
	}
}
