//! The configuration. A section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod config {
	/// Configuration of the rebalancing pallet. Durations are in milliseconds.
	#[pallet::config]
	pub trait Config: frame_system::Config + CreateSignedTransaction<Call<Self>> {
		/// Benchmarked weights.
		type WeightInfo: WeightInfo;

		/// Names an asset, as channels do.
		type AssetId: Parameter + MaxEncodedLen;

		/// The channels. [`Graph`] is used off chain only. They have to tell this pallet what
		/// happens to them: it is one of their hooks, and the one that subscribes to them.
		type Channels: Graph<Self::AccountId, AssetId = Self::AssetId>
			+ Transfer<Self::AccountId>
			+ Subscribe<Self::AccountId>;

		/// The storage deposits, in the native coin.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// The chain's clock, in Unix milliseconds: `pallet-timestamp`.
		type Clock: Time<Moment = Moment>;

		/// The keys that the worker signs with: [`crypto::Key`] in nearly all runtimes.
		type AuthorityId: AppCrypto<Self::Public, Self::Signature>;

		/// The most cycles of one run.
		#[pallet::constant]
		type MaxCycles: Get<u32>;

		/// The shortest interval between automatic runs that an account can have, and the shortest
		/// period of a budget. Nobody pays a fee for looking at what is due: a minute or more on a
		/// live chain.
		#[pallet::constant]
		type MinIntervalMs: Get<Moment>;

		/// The longest time for which no run is due after many that failed, and for which anything
		/// of a policy waits on the timetable.
		#[pallet::constant]
		type MaxBackoffMs: Get<Moment>;

		/// How long a proposed cycle can wait at most.
		#[pallet::constant]
		type MaxProposalMs: Get<Moment>;

		/// The time slot of the pallet's timetable: what is due is served up to this late.
		#[pallet::constant]
		type SlotMs: Get<Moment>;

		/// The share of a block that `on_initialize` spends at most on what is due; `on_idle` goes on
		/// with what a block has left. A `Get<Perbill>` is this pallet's own; `bloc_timetable::Shared`
		/// is one that it has together with others.
		type HookShare: bloc_timetable::Share;

		/// Makes channels for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}
}
