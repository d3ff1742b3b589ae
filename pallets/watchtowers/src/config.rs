//! The configuration. A section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod config {
	/// Configuration of the watchtowers pallet. Durations are in milliseconds.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Benchmarked weights.
		type WeightInfo: WeightInfo;

		/// The assets that towers are bonded and paid in: those of the channels.
		type Assets: fungibles::Mutate<Self::AccountId, Balance = Balance>
			+ fungibles::Balanced<Self::AccountId>;

		/// The native coin, in which clients put down [`Config::DemandDeposit`].
		type Native: fungible::MutateHold<
			Self::AccountId,
			Balance = Balance,
			Reason: From<HoldReason>,
		>;

		/// The channels that are watched.
		type Channels: Inspect<Self::AccountId, AssetId = AssetIdOf<Self>>;

		/// The registry of preimages.
		type Preimages: Registry<Self::AccountId>;

		/// The storage deposits, in the native coin.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// What parties sign states with, and towers receipts: that of the channels.
		type Signature: Parameter
			+ MaxEncodedLen
			+ Verify<Signer: IdentifyAccount<AccountId = Self::AccountId>>;

		/// The chain's clock, in Unix milliseconds: `pallet-timestamp`.
		type Clock: Time<Moment = Moment>;

		/// Pallets that are told of misses; `()` for none.
		type Misses: Misses<Self::AccountId, AssetIdOf<Self>>;

		/// Names the accounts that hold the money, one for each asset.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// The smallest bond in each asset. It makes a tower dear enough that nobody registers a
		/// thousand, and is the unit of [capacity](reputation::capacity).
		type MinBond: Convert<AssetIdOf<Self>, Balance>;

		/// How often a tower has to show that it is there. Ten minutes are sane: of beats each hour
		/// 99.9 % of a month would allow to miss none.
		#[pallet::constant]
		type BeatMs: Get<Moment>;

		/// How many blocks old the block can be that a beat names: so a tower cannot sign its beats
		/// ahead. Less than the system remembers (`BlockHashCount`).
		#[pallet::constant]
		type MaxBeatAge: Get<u32>;

		/// Time counts as passed for a tower only as far as blocks came at least this often: the
		/// `SlowestBlockMs` of the channels.
		#[pallet::constant]
		type SlowestBlockMs: Get<Moment>;

		/// How long before it leaves a tower has to say so. No shorter than the longest challenge
		/// period.
		#[pallet::constant]
		type NoticeMs: Get<Moment>;

		/// The longest challenge period that there can be: the `MaxChallengePeriodMs` of the channels.
		#[pallet::constant]
		type MaxChallengePeriodMs: Get<Moment>;

		/// For how long a client pays a tower at least, unless that is silent: a day is sane.
		/// Without it a tower's capacity could be filled for nothing. It is also the time in which a
		/// tower has to publish what is demanded of it: longer than an outage that can happen.
		#[pallet::constant]
		type MinHireMs: Get<Moment>;

		/// How long after a channel is settled, its HTLCs included, or something is taken out of it
		/// alone, a miss can be proved. Two weeks are sane.
		#[pallet::constant]
		type ClaimWindowMs: Get<Moment>;

		/// How far in the future the deadline of an HTLC may be when its state is presented: the
		/// `MaxHtlcHorizonMs` of the channels.
		#[pallet::constant]
		type MaxHtlcHorizonMs: Get<Moment>;

		/// In how many blocks, ever, an urgent call found no room. A tower is excused if less than
		/// [`ENOUGH_ROOM`](crate::dispute::ENOUGH_ROOM) of those that it had were others. `ConstU64<0>` where
		/// nobody counts.
		type Crowding: Get<u64>;

		/// What a client puts down for what it demands of a tower, in the native coin: the tower's, if
		/// it answers. About twice the fee of the longest answer is sane, that for its length
		/// included.
		#[pallet::constant]
		type DemandDeposit: Get<Balance>;

		/// What a tower pays of a reward, so that a win counts for its score.
		#[pallet::constant]
		type LevyShare: Get<Permill>;

		/// And how much that has to be at least, as a share of the tower's own bond: what ten points
		/// cost, which make the bond good for so many more channels.
		#[pallet::constant]
		type LeastLevy: Get<Permill>;

		/// Who gets it: a treasury. Not somebody who could be a tower's friend.
		type LevyTo: Get<Self::AccountId>;

		/// The time slot of the pallet's timetable: what is due is served up to this late.
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
