//! What a runtime has to say. A section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod config {
	/// What a runtime has to say to have channels. Durations are in milliseconds.
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

		/// What parties sign states with: `sp_runtime::MultiSignature` in nearly all runtimes.
		type Signature: Parameter
			+ MaxEncodedLen
			+ Verify<Signer: IdentifyAccount<AccountId = Self::AccountId>>;

		/// The chain's clock, in Unix milliseconds: `pallet-timestamp`.
		type Clock: Time<Moment = Moment>;

		/// Who is told what happens to channels; `()` for nobody. Of what happens in a ledger it is
		/// told where a party has the channel [watched](bloc_primitives::channel::Watch); where none
		/// has, calls give back what telling would have weighed.
		type Hooks: ChannelHooks<Self::AccountId, AssetIdOf<Self>>;

		/// Who is told of revealed preimages; `()` for nobody.
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

		/// How long an offer can stay unanswered at most.
		#[pallet::constant]
		type MaxOfferMs: Get<Moment>;

		/// How far in the future the deadline of an HTLC may be when its state is presented. Parties
		/// must not sign a state with a later one.
		#[pallet::constant]
		type MaxHtlcHorizonMs: Get<Moment>;

		/// How long a revealed preimage is remembered. At least the two longest waits of a channel
		/// together: [`Config::MaxHtlcHorizonMs`] and [`Config::MaxChallengePeriodMs`].
		#[pallet::constant]
		type PreimageRetentionMs: Get<Moment>;

		/// What presenting a stale state costs: a share of all that the channel has committed, out
		/// of the final committed balance of the party that presented it.
		#[pallet::constant]
		type StalePenalty: Get<Permill>;

		/// The share of that penalty that goes to whoever exposed it, if not a party.
		#[pallet::constant]
		type ChallengerShare: Get<Permill>;

		/// The time slot of the pallet's timetable: what is due is served up to this late.
		#[pallet::constant]
		type SlotMs: Get<Moment>;

		/// The share of a block that `on_initialize` spends at most on what is due; `on_idle` goes
		/// on with what a block has left.
		#[pallet::constant]
		type HookShare: Get<Perbill>;

		/// Makes assets and signatures for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}
}
