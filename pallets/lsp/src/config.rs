//! The configuration. A section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod config {
	/// Configuration of the pallet of liquidity providers. Durations are in milliseconds.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Benchmarked weights.
		type WeightInfo: WeightInfo;

		/// The assets in which there are providers: the native coin and all others under one name,
		/// for example `fungible::UnionOf<Balances, Assets, …>`.
		type Assets: fungibles::Mutate<Self::AccountId, Balance = Balance>
			+ fungibles::Balanced<Self::AccountId>;

		/// Opens the channels that are leased, and binds the providers in them. Whoever it is tells
		/// this pallet of what becomes of them ([`Hooks`](bloc_primitives::channel::Hooks)). What
		/// parties sign states with, providers sign quotes with.
		type Channels: Bind<Self::AccountId, AssetId = AssetIdOf<Self>>
			+ Dispute<
				Self::AccountId,
				Signature: Parameter + Verify<Signer: IdentifyAccount<AccountId = Self::AccountId>>,
			>;

		/// Pallets that are told of leases that were not kept; `()` for none.
		type LeaseHooks: LeaseHooks<Self::AccountId, AssetIdOf<Self>>;

		/// The storage deposits, in the native coin.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// The chain's clock, in Unix milliseconds: `pallet-timestamp`.
		type Clock: Time<Moment = Moment>;

		/// Names the accounts that hold the money, one for each asset.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// The smallest bond in each asset. It makes a provider dear enough that nobody registers a
		/// thousand to fill the shelves.
		type MinBond: Convert<AssetIdOf<Self>, Balance>;

		/// The shortest lease.
		#[pallet::constant]
		type MinLeaseMs: Get<Moment>;

		/// The longest lease, that it is renewed for included.
		#[pallet::constant]
		type MaxLeaseMs: Get<Moment>;

		/// How far ahead an item of a menu may bind. A month is sane: it cannot be taken back.
		#[pallet::constant]
		type MaxMenuMs: Get<Moment>;

		/// The longest reservation.
		#[pallet::constant]
		type MaxReserveMs: Get<Moment>;

		/// For how long a lease goes on when what was paid is used up: as long as a client needs to
		/// pay more.
		#[pallet::constant]
		type GraceMs: Get<Moment>;

		/// For how long a fee can come out of what is first received.
		#[pallet::constant]
		type FirstPaymentMs: Get<Moment>;

		/// What a breach costs beside what comes back: a share of the fee of the time that the
		/// client does not have, rounded up. Half is sane.
		#[pallet::constant]
		type BreachShare: Get<Permill>;

		/// The time in which a provider has to give a sign of life. Ten minutes are sane: in 30
		/// days it can miss four and still be there for 99.9 %.
		#[pallet::constant]
		type BeatMs: Get<Moment>;

		/// How old the block may be that a sign of life names, in blocks: so that it was not signed
		/// long before.
		#[pallet::constant]
		type BeatBlocks: Get<u32>;

		/// The usual time between two blocks. A chain that makes fewer is taken to have stood
		/// still.
		#[pallet::constant]
		type BlockMs: Get<Moment>;

		/// The time slot of the pallet's timetable: what is due is done up to this late.
		#[pallet::constant]
		type SlotMs: Get<Moment>;

		/// The share of a block that `on_initialize` spends at most on what is due; `on_idle` goes
		/// on with what a block has left. A `Get<Perbill>` is this pallet's own;
		/// `bloc_timetable::Shared` is one that it has together with others.
		type HookShare: bloc_timetable::Share;

		/// Makes assets and channels for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}
}
