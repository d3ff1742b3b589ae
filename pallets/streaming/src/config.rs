//! The configuration. A section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod config {
	/// Configuration of the streaming pallet. Durations are in milliseconds.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Benchmarked weights.
		type WeightInfo: WeightInfo;

		/// The assets that can stream: the native coin and all others under one name, for example
		/// `fungible::UnionOf<Balances, Assets, …>`.
		type Assets: fungibles::Mutate<Self::AccountId, Balance = Balance>
			+ fungibles::Balanced<Self::AccountId>;

		/// The storage deposits, in the native coin.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// The chain's clock, in Unix milliseconds: `pallet-timestamp`.
		type Clock: Time<Moment = Moment>;

		/// Names the accounts that hold the money, one for each asset.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// What each look of the hook at a stream costs its payer, and who gets that: see
		/// [`Charge`](bloc_primitives::hook_fee::Charge). `()` is for chains on which nobody has to
		/// be kept from filling the hook.
		type HookFee: HookFee<Self::AccountId>;

		/// The shortest interval at which a stream pays out by itself: a block or longer. The
		/// hook is shared by all, so that a minute is sane where many are to stream.
		#[pallet::constant]
		type MinIntervalMs: Get<Moment>;

		/// The longest one: a year is sane.
		#[pallet::constant]
		type MaxIntervalMs: Get<Moment>;

		/// For how long a stream or vault that has run dry can wait for money, at most.
		#[pallet::constant]
		type MaxGraceMs: Get<Moment>;

		/// For how long a deposit can be bound that the payer cannot take back alone.
		#[pallet::constant]
		type MaxBoundMs: Get<Moment>;

		/// How long the dispute window of a metered stream can be.
		#[pallet::constant]
		type MaxWindowMs: Get<Moment>;

		/// The time slot of the pallet's timetable: what is due is served up to this late.
		#[pallet::constant]
		type SlotMs: Get<Moment>;

		/// The share of a block that `on_initialize` spends at most on what is due; `on_idle` goes on
		/// with what a block has left. A `Get<Perbill>` is this pallet's own; `bloc_timetable::Shared`
		/// is one that it has together with others.
		type HookShare: bloc_timetable::Share;

		/// Makes assets for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}
}
