//! The configuration. A section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod config {
	/// Configuration of the exchange. Durations are in milliseconds.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Benchmarked weights.
		type WeightInfo: WeightInfo;

		/// The assets that can be traded: the native coin and all others under one name, for example
		/// `fungible::UnionOf<Balances, Assets, …>`.
		type Assets: fungibles::Mutate<Self::AccountId, Balance = Balance>
			+ fungibles::Balanced<Self::AccountId>;

		/// The accounts that hold what traders brought.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Pools in which swaps are made beside the books: `pallet-asset-conversion`. `()` is none.
		type Pools: pools::Pools<Self::AccountId, Self::Assets>;

		/// The storage deposits, in the native coin.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// The chain's clock, in Unix milliseconds: `pallet-timestamp`.
		type Clock: Time<Moment = Moment>;

		/// What the hook's work for an order costs, and who gets that: see
		/// [`Charge`](bloc_primitives::hook_fee::Charge). `()` is for chains on which nobody has to
		/// be kept from filling the hook.
		type HookFee: HookFee<Self::AccountId>;

		/// Who opens pairs: the account that pays the deposit, and gets the fees. `EnsureSigned` is
		/// everybody.
		type OpenOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Self::AccountId>;

		/// Who says whether a pair trades, beside its owner.
		type ManageOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The highest fee that a pair can have.
		#[pallet::constant]
		type MaxFee: Get<Permill>;

		/// The most orders that a trader has at a time. They are part of its one storage item, so no
		/// more than 64.
		#[pallet::constant]
		type MaxOrders: Get<u32>;

		/// The most assets that a trader has something of at a time: no more than 32.
		#[pallet::constant]
		type MaxAssets: Get<u32>;

		/// The most things that one call does, and orders that one call names.
		#[pallet::constant]
		type MaxActions: Get<u32>;

		/// The most steps that an order may take in the book.
		#[pallet::constant]
		type MaxSteps: Get<u32>;

		/// The most hops of a swap: no more than 8.
		#[pallet::constant]
		type MaxHops: Get<u32>;

		/// The longest time for which a pair can be stopped, so that owners cannot get at their
		/// orders.
		#[pallet::constant]
		type MaxStopMs: Get<Moment>;

		/// How late the hook may be before no order takes any more, so that none that has expired
		/// meanwhile is taken. After a standstill of the chain the hook has to catch up first.
		#[pallet::constant]
		type MaxLateMs: Get<Moment>;

		/// The time slot of the pallet's timetable: orders expire up to this late.
		#[pallet::constant]
		type SlotMs: Get<Moment>;

		/// The share of a block that `on_initialize` spends at most on what is due; `on_idle` goes on
		/// with what a block has left.
		type HookShare: bloc_timetable::Share;

		/// Makes assets for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}
}
