//! The configuration. A section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod config {
	/// Configuration of the channels pallet. Durations are in milliseconds.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Benchmarked weights.
		type WeightInfo: WeightInfo;

		/// The assets that channels can be in: the native coin and all others under one name, for
		/// example `fungible::UnionOf<Balances, Assets, …>`.
		type Assets: fungibles::Mutate<Self::AccountId, Balance = Balance>
			+ fungibles::Balanced<Self::AccountId>;

		/// The storage deposits, in the native coin.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// The native coin, in which closers put down [`Config::ClosingDeposit`].
		type Native: fungible::MutateHold<
			Self::AccountId,
			Balance = Balance,
			Reason: From<HoldReason>,
		>;

		/// What parties sign states with: `sp_runtime::MultiSignature` in nearly all runtimes.
		type Signature: Parameter
			+ MaxEncodedLen
			+ Verify<Signer: IdentifyAccount<AccountId = Self::AccountId>>;

		/// The chain's clock, in Unix milliseconds: `pallet-timestamp`.
		type Clock: Time<Moment = Moment>;

		/// Pallets that are told what happens to channels; `()` for none. Of a ledger's changes
		/// they are told only while a party has [subscribed](bloc_primitives::channel::Subscribe)
		/// to the channel; otherwise calls give back what telling would have weighed.
		type Hooks: ChannelHooks<Self::AccountId, AssetIdOf<Self>>;

		/// Pallets that are told of revealed preimages; `()` for none.
		type PreimageSink: PreimageSink;

		/// Names the accounts that hold the money, one for each asset.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// The shortest challenge period that a channel can have. Parties choose theirs: a day is a
		/// sane one where people are asleep at times and towers watch.
		#[pallet::constant]
		type MinChallengePeriodMs: Get<Moment>;

		/// The longest one.
		#[pallet::constant]
		type MaxChallengePeriodMs: Get<Moment>;

		/// A challenge period lasts for at least its length divided by this many blocks, so that it
		/// does not pass while the chain stands still; preimages are remembered for twice as many
		/// blocks as their time makes. Twice the usual block time is sane.
		#[pallet::constant]
		type SlowestBlockMs: Get<Moment>;

		/// How long a proposal can stay unanswered at most.
		#[pallet::constant]
		type MaxProposalMs: Get<Moment>;

		/// How far in the future the deadline of an HTLC may be when its state is presented.
		/// Parties must not sign a state with a later one.
		#[pallet::constant]
		type MaxHtlcHorizonMs: Get<Moment>;

		/// How long a revealed preimage is remembered. At least the two longest waits of a channel
		/// together: [`Config::MaxHtlcHorizonMs`] and [`Config::MaxChallengePeriodMs`].
		#[pallet::constant]
		type PreimageRetentionMs: Get<Moment>;

		/// How far in the future a cooperative close or withdrawal may expire when it is carried
		/// out. Parties must not sign one that is good for longer: a day is sane.
		#[pallet::constant]
		type MaxEndingMs: Get<Moment>;

		/// The most that claiming too much in a dispute costs: a share of what is due to the side in
		/// the end. Within it, the penalty is as much as the claim would have gained. Half is sane.
		#[pallet::constant]
		type MaxPenalty: Get<Permill>;

		/// The share of a penalty that goes to who presented the state that counts, if not a party.
		#[pallet::constant]
		type ChallengerShare: Get<Permill>;

		/// What a party that closes alone puts down, in the native coin, until all HTLCs are decided;
		/// and what one does that requests a withdrawal, until that has ended: who shows that it claimed
		/// too much gets it, of a request a half, with the other party. About twice the fee of a challenge with
		/// [`MAX_HTLCS`](bloc_primitives::state::MAX_HTLCS) is sane, that for its length included.
		#[pallet::constant]
		type ClosingDeposit: Get<Balance>;

		/// What a party that requests a withdrawal has to keep, of all that is committed, rounded up
		/// against it: who has nothing left has nothing to lose by an old state. A fiftieth is sane.
		#[pallet::constant]
		type WithdrawalReserve: Get<Permill>;

		/// How many channels can be closed at once in the shortest challenge period, each with a
		/// state of [`MAX_HTLCS`](bloc_primitives::state::MAX_HTLCS) to be presented against it, so
		/// that all of these find room in the part of blocks that is kept for operational calls. The
		/// integrity test refuses a runtime of which that is not so. A thousand are sane.
		#[pallet::constant]
		type ClosingsAtOnce: Get<u32>;

		/// The time slot of the pallet's timetable: what is due is served up to this late.
		#[pallet::constant]
		type SlotMs: Get<Moment>;

		/// The share of a block that `on_initialize` spends at most on what is due; `on_idle` goes on
		/// with what a block has left. A `Get<Perbill>` is this pallet's own; `bloc_timetable::Shared`
		/// is one that it has together with others.
		type HookShare: bloc_timetable::Share;

		/// Makes assets and signatures for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}
}
