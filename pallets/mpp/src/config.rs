//! The configuration. A section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod config {
	/// Configuration of the multi-path payments pallet. Durations are in milliseconds.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Benchmarked weights.
		type WeightInfo: WeightInfo;

		/// The id of an asset.
		type AssetId: Parameter + MaxEncodedLen;

		/// The channels that payments go through.
		type Channels: Graph<Self::AccountId, AssetId = Self::AssetId>
			+ Lock<Self::AccountId>
			+ Transfer<Self::AccountId>;

		/// The registry of revealed preimages. It has to tell this pallet of each
		/// ([`PreimageSink`](bloc_primitives::preimage::PreimageSink)), and to remember each for at
		/// least [`Config::MaxInvoiceMs`], so that no signed invoice can be paid twice.
		type Preimages: Registry<Self::AccountId>;

		/// Whoever has payments made that are tied to something else
		/// ([`Pay`](bloc_primitives::payment::Pay)), and is told of their end, in the same call;
		/// `()` if nobody does.
		type Ties: Ties<Self::AccountId>;

		/// The storage deposits, in the native coin.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// What payees sign invoices with: `sp_runtime::MultiSignature` in nearly all runtimes.
		type Signature: Parameter
			+ MaxEncodedLen
			+ Verify<Signer: IdentifyAccount<AccountId = Self::AccountId>>;

		/// The chain's clock, in Unix milliseconds: `pallet-timestamp`.
		type Clock: Time<Moment = Moment>;

		/// The farthest that the deadline of an invoice can be ahead: 30 days are sane.
		#[pallet::constant]
		type MaxInvoiceMs: Get<Moment>;

		/// The longest that a payment can be locked. All that time it keeps other people's
		/// liquidity from being used, so it should be as short as payees who think it over can
		/// bear: an hour, and more where swaps with other chains have to wait for those.
		#[pallet::constant]
		type MaxHoldMs: Get<Moment>;

		/// The time from its first part in which a payment has to be complete: a minute or two.
		#[pallet::constant]
		type MaxGatherMs: Get<Moment>;

		/// The least time between a payment being complete and its deadline, after Lightning's
		/// `min_final_cltv_expiry`: as long as payees need to see it and have a claim in a block, a
		/// minute or more. May change: what is under way keeps what it has.
		#[pallet::constant]
		type MinClaimMs: Get<Moment>;

		/// The usual time between two blocks. A chain that makes fewer is taken to have stood
		/// still.
		#[pallet::constant]
		type BlockMs: Get<Moment>;

		/// How much later than its deadline a payment ends at most, if the chain stood still while
		/// it was under way. Whoever waits for one before something else has to end, as on another
		/// chain, has to reckon with so much. Zero where blocks come at will.
		#[pallet::constant]
		type MaxExtensionMs: Get<Moment>;

		/// The time slot of the pallet's timetable: what is due is done up to this late.
		#[pallet::constant]
		type SlotMs: Get<Moment>;

		/// The share of a block that `on_initialize` spends at most on what is due; `on_idle` goes
		/// on with what a block has left. A `Get<Perbill>` is this pallet's own;
		/// `bloc_timetable::Shared` is one that it has together with others.
		type HookShare: bloc_timetable::Share;

		/// Makes channels and signatures for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}
}
