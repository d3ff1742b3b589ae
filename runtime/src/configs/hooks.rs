//! What the suite's hooks may spend of a block.

use crate::{Channels, Mpp, Rebalancing, Recurring, Runtime, Streaming, Swaps};
use bloc_timetable::Shared;
use frame_support::parameter_types;
use sp_runtime::Perbill;

// ANCHOR: share
parameter_types! {
	/// A quarter of a block is for what falls due, of all six pallets together: the rest of it, and
	/// what they leave, is for transactions. What does not fit waits its turn. See
	/// [`RuntimeBlockWeights`](crate::configs::system::RuntimeBlockWeights).
	pub const HooksShare: Perbill = Perbill::from_percent(25);
}

/// The share of each of them: an even part at the least, and what the others leave.
pub type HookShare =
	Shared<Runtime, HooksShare, (Channels, Mpp, Rebalancing, Swaps, Streaming, Recurring)>;
// ANCHOR_END: share

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use crate::{AllPalletsWithSystem, BlockNumber, System};
	use bloc_timetable::{Owner, Timetable};
	use frame_support::{traits::OnInitialize, weights::Weight};

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
			Channels::push(
				NOW,
				pallet_bloc_channels::types::Due::Settlement(bloc_primitives::ChannelId(n)),
			);
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

	fn waiting<O: Owner>() -> usize {
		Timetable::<O>::iter().count()
	}

	#[test]
	fn all_hooks_together_take_a_quarter_of_a_block() {
		on_a_chain(|| {
			let quarter = Perbill::from_percent(25) * Blocks::get().max_block.ref_time();
			let idle = block();
			for crowd in [crowd_channels, crowd_mpp, crowd_rebalancing] {
				crowd();
				let spent = block();
				assert!(spent.ref_time() <= quarter + idle.ref_time(), "{spent:?}");
				assert!(spent.ref_time() > quarter / 10 * 8, "{spent:?}");
			}
		});
	}

	#[test]
	fn what_is_left_for_transactions_is_told_to_them() {
		let weights = Blocks::get();
		for class in frame_support::dispatch::DispatchClass::all() {
			let Some(most) = weights.get(*class).max_total else { continue };
			let largest = weights.get(*class).max_extrinsic.unwrap();
			let hooks = HooksShare::get() * weights.max_block.ref_time();
			assert!(largest.ref_time() <= most.ref_time() - hooks, "{class:?}");
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
