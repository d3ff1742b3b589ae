//! The configuration. A section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod config {
	/// Configuration of the recurring payments pallet. Durations are in milliseconds.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Benchmarked weights.
		type WeightInfo: WeightInfo;

		/// The assets that can be paid in: the native coin and all others under one name, for example
		/// `fungible::UnionOf<Balances, Assets, …>`.
		type Assets: fungibles::Balanced<Self::AccountId, Balance = Balance>;

		/// The storage deposits, in the native coin.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// The chain's clock, in Unix milliseconds: `pallet-timestamp`.
		type Clock: Time<Moment = Moment>;

		/// What each run of a subscription by the hook costs its payer, and who gets that: see
		/// [`Charge`](bloc_primitives::hook_fee::Charge). `()` is for chains on which nobody has to
		/// be kept from filling the hook.
		type HookFee: HookFee<Self::AccountId>;

		/// The shortest period that a subscription can have: a minute or more on a live chain, a few
		/// seconds will do for development. The hook is shared by all.
		#[pallet::constant]
		type MinIntervalMs: Get<Moment>;

		/// The time to wait after each failure of a payment before it is tried again, growing. After
		/// the last one of them a subscription whose payer lacks money is cancelled.
		#[pallet::constant]
		type RetryDelaysMs: Get<BoundedVec<Moment, ConstU32<MAX_RETRIES>>>;

		/// The most notes in the history of a subscription. They are part of its one storage item, so
		/// no more than 64: 12 are a year of monthly payments.
		#[pallet::constant]
		type MaxHistory: Get<u32>;

		/// The time slot of the pallet's timetable: what is due is paid up to this late.
		#[pallet::constant]
		type SlotMs: Get<Moment>;

		/// The share of a block that `on_initialize` spends at most on what is due; `on_idle` goes on
		/// with what a block has left. A `Get<Perbill>` is this pallet's own; `bloc_timetable::Shared`
		/// is one that it has together with others. It bounds what the hook costs the chain, whatever anybody
		/// does; what does not fit waits its turn.
		type HookShare: bloc_timetable::Share;

		/// Makes assets for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}
}
