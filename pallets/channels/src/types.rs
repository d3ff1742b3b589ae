//! What is stored for channels and preimages, and what the timetable brings up; and where, which is a
//! section of the pallet module.

pub use bloc_custody::Pot;

use bloc_primitives::{channel::Channel, ChannelId, Moment, PaymentHash, Preimage};
use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod storage {
	/// The id of the next channel.
	#[pallet::storage]
	pub type NextChannelId<T> = StorageValue<_, ChannelId, ValueQuery>;

	/// The channels. The opener pays for the item, and for those in [`ChannelsOf`] and
	/// [`Closings`], with a deposit that comes back when the channel goes.
	// Ids count up, so a cheap hasher will do.
	#[pallet::storage]
	pub type Channels<T: Config> = StorageMap<_, Twox64Concat, ChannelId, RecordOf<T>>;

	/// The channels of each account: an entry for each party of each channel.
	#[pallet::storage]
	pub type ChannelsOf<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, ChannelId, ()>;

	/// The disputes about channels that are closing, and what still waits in resolving ones.
	#[pallet::storage]
	pub type Closings<T: Config> = StorageMap<_, Twox64Concat, ChannelId, ClosingOf<T>>;

	/// The registry of revealed preimages. The revealer pays a deposit that comes back when the
	/// preimage is forgotten.
	#[pallet::storage]
	pub type Preimages<T: Config> = StorageMap<_, Blake2_128Concat, PaymentHash, RevealedOf<T>>;

	/// Payouts that an asset refused (account below the minimum balance, frozen, …): their owners
	/// claim them when they can.
	#[pallet::storage]
	pub type Credits<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		AssetIdOf<T>,
		Balance,
		ValueQuery,
	>;

	/// What the pallet holds of each asset, while it holds anything.
	#[pallet::storage]
	pub type Pots<T: Config> = StorageMap<_, Blake2_128Concat, AssetIdOf<T>, Pot<T::AccountId>>;

	/// The timetable's head.
	#[pallet::storage]
	pub type TimetableHead<T> = StorageValue<_, Head, ValueQuery>;

	/// The timetable's pages: what is due when.
	#[pallet::storage]
	pub type TimetablePages<T> = StorageMap<_, Identity, PageKey, Page<Due>>;
}

/// A channel and the ticket of the storage deposit that its opener paid.
#[frame_support::stored]
pub struct Record<AccountId, AssetId, Ticket> {
	/// The channel.
	pub channel: Channel<AccountId, AssetId>,
	/// Handed back when the channel goes.
	pub ticket: Ticket,
}

/// A preimage in the registry.
#[frame_support::stored]
pub struct RevealedPreimage<AccountId, BlockNumber, Ticket> {
	/// The secret.
	pub preimage: Preimage,
	/// When it was first revealed.
	pub revealed_ms: Moment,
	/// From when it can be forgotten.
	pub retained_until_ms: Moment,
	/// The first block in which it can be forgotten, however much time has passed: channels that
	/// wait for it have their blocks to wait for, too.
	pub retained_until: BlockNumber,
	/// Who revealed it.
	pub revealer: AccountId,
	/// Handed back to the revealer when the preimage is forgotten.
	pub ticket: Ticket,
}

/// What clients are told of a preimage in the registry.
#[frame_support::stored]
#[derive(Copy)]
pub struct KnownPreimage {
	/// The secret.
	pub preimage: Preimage,
	/// When it was first revealed.
	pub revealed_ms: Moment,
	/// It is not forgotten before that: who waits for it in a channel has to be settled by then, or
	/// have presented its state.
	pub retained_until_ms: Moment,
}

impl KnownPreimage {
	/// What is told of `known`.
	pub const fn of<AccountId, BlockNumber, Ticket>(
		known: &RevealedPreimage<AccountId, BlockNumber, Ticket>,
	) -> Self {
		let RevealedPreimage { preimage, revealed_ms, retained_until_ms, .. } = known;
		Self {
			preimage: *preimage,
			revealed_ms: *revealed_ms,
			retained_until_ms: *retained_until_ms,
		}
	}
}

/// How a party closes alone.
#[frame_support::stored]
#[derive(Copy)]
pub enum Kind {
	/// With the latest state that it holds.
	Latest,
	/// With what it claims, having lost its states.
	AfterLoss,
}

/// What the timetable brings up.
#[frame_support::stored]
#[derive(Copy)]
pub enum Due {
	/// A proposal may have expired.
	Proposal(ChannelId),
	/// A channel may have to be settled.
	Settlement(ChannelId),
	/// A preimage may have to be forgotten.
	Preimage(PaymentHash),
}
