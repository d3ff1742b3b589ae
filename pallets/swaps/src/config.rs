//! The configuration. A section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod config {
	/// Configuration of the swaps pallet. Durations are in milliseconds.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Benchmarked weights.
		type WeightInfo: WeightInfo;

		/// The assets that can be swapped: the native coin and all others under one name, for
		/// example `fungible::UnionOf<Balances, Assets, …>`.
		type Assets: fungibles::Mutate<Self::AccountId, Balance = Balance>
			+ fungibles::Balanced<Self::AccountId>;

		/// The channels that legs can be locked in.
		type Channels: Inspect<Self::AccountId, AssetId = AssetIdOf<Self>> + Lock<Self::AccountId>;

		/// Brings what legs have into channels of their receivers.
		type Funding: Fund<Self::AccountId, AssetIdOf<Self>>;

		/// Makes the payments that legs of quotes are tied to. Whoever it is tells this pallet of
		/// their end ([`Ties`](bloc_primitives::payment::Ties)).
		type Payments: Pay<Self::AccountId, AssetId = AssetIdOf<Self>>;

		/// The registry of revealed preimages. It has to remember each for longer than any leg can
		/// wait.
		type Preimages: Registry<Self::AccountId>;

		/// The storage deposits, in the native coin.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// What parties sign agreements with: `sp_runtime::MultiSignature` in nearly all runtimes.
		type Signature: Parameter
			+ MaxEncodedLen
			+ Verify<Signer: IdentifyAccount<AccountId = Self::AccountId>>;

		/// The chain's clock, in Unix milliseconds: `pallet-timestamp`.
		type Clock: Time<Moment = Moment>;

		/// Names the accounts that hold the money, one for each asset.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// The number of this chain among its sisters. Its genesis hash the chain knows itself.
		#[pallet::constant]
		type ChainIndex: Get<u8>;

		/// The shortest time from a lock to its deadline: as long as a receiver needs to see it and
		/// to get a claim into a block.
		#[pallet::constant]
		type MinLegMs: Get<Moment>;

		/// The longest one.
		#[pallet::constant]
		type MaxLegMs: Get<Moment>;

		/// The least time between two steps of a ring of which one answers the other, beside what a
		/// standstill may add: until a block is final on both chains, an agent has reacted, and a
		/// claim has got into a block that others want to fill, with what their clocks may differ
		/// by.
		#[pallet::constant]
		type MinGapMs: Get<Moment>;

		/// The usual time between two blocks. A chain that makes fewer is taken to have stood
		/// still.
		#[pallet::constant]
		type BlockMs: Get<Moment>;

		/// How much later than its deadline a leg ends at most, if the chain stood still meanwhile:
		/// on another chain, whoever waits for it has to reckon with so much. The last leg of a
		/// ring has no such bound. Zero where blocks come at will, and then for that, too.
		#[pallet::constant]
		type MaxExtensionMs: Get<Moment>;

		/// How long a leg is kept after its end, for those who ask what became of it: a day is
		/// sane.
		#[pallet::constant]
		type KeepMs: Get<Moment>;

		/// The time slot of the pallet's timetable: what is due is done up to this late.
		#[pallet::constant]
		type SlotMs: Get<Moment>;

		/// The share of a block that `on_initialize` spends at most on what is due; `on_idle` goes
		/// on with what a block has left. A `Get<Perbill>` is this pallet's own;
		/// `bloc_timetable::Shared` is one that it has together with others.
		type HookShare: bloc_timetable::Share;

		/// Makes assets, channels and signatures for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}
}
