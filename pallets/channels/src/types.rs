//! What is stored for channels and preimages, and what the timetable brings up; and where, which is a
//! section of the pallet module.

pub use bloc_custody::Pot;

use crate::request::Request;
use bloc_primitives::{
	channel::Channel, state::State, ChannelId, Moment, Pair, PaymentHash, Preimage, Side,
};
use frame_support::pallet_macros::pallet_section;
use sp_core::H256;

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

	/// The newest state that each party of an open channel has shown with a request to withdraw, since
	/// the base: nothing older counts any more. Once the channel closes there is an item of
	/// [`Closings`] instead, which is no smaller.
	#[pallet::storage]
	pub type Shown<T: Config> = StorageMap<_, Twox64Concat, ChannelId, Pair<Option<State>>>;

	/// The disputes about channels that are closing, and what still waits in resolving ones.
	#[pallet::storage]
	pub type Closings<T: Config> = StorageMap<_, Twox64Concat, ChannelId, ClosingOf<T>>;

	/// The registry of revealed preimages. The revealer pays a deposit that comes back when the
	/// preimage is forgotten.
	#[pallet::storage]
	pub type Preimages<T: Config> = StorageMap<_, Blake2_128Concat, PaymentHash, RevealedOf<T>>;

	/// What parties have approved on chain instead of signing it: under the channel, the side, and
	/// the BLAKE2-256 hash of what would be signed. Whoever approves pays a deposit for each, that
	/// comes back when it counts no more.
	#[pallet::storage]
	pub type Approvals<T: Config> =
		StorageDoubleMap<_, Twox64Concat, ChannelId, Blake2_128Concat, ApprovalKey, ApprovalOf<T>>;

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

/// A channel, what its parties have settled beside it, and the ticket of the storage deposit that its
/// opener paid: for the largest record that there can be.
#[frame_support::stored]
pub struct Record<AccountId, AssetId, BlockNumber, Ticket> {
	/// The channel.
	pub channel: Channel<AccountId, AssetId>,
	/// Where each party's money goes when the channel ends, if not to its own account.
	pub payouts: Pair<Option<AccountId>>,
	/// What each party wants to take out of what it has committed, without the other.
	pub requests: Pair<Option<Request<BlockNumber>>>,
	/// The version of the newest state in [`Shown`](crate::Shown); nothing if there is none. What is
	/// older counts no more.
	pub least: u64,
	/// Whether anything was withdrawn alone on this base. A state in which the side had less then is cut
	/// to what is left.
	pub is_drawn: bool,
	/// Handed back when the channel goes.
	pub ticket: Ticket,
}

impl<AccountId, AssetId, BlockNumber, Ticket> Record<AccountId, AssetId, BlockNumber, Ticket> {
	/// The record of a new channel.
	pub const fn new(channel: Channel<AccountId, AssetId>, ticket: Ticket) -> Self {
		Self {
			channel,
			payouts: Pair::new(None, None),
			requests: Pair::new(None, None),
			least: 0,
			is_drawn: false,
			ticket,
		}
	}

	/// Whether something of this version counts no more, since a later state was shown.
	pub const fn is_overtaken(&self, version: u64) -> bool {
		version < self.least
	}

	/// A state that both signed, as it counts by now.
	pub fn counting(&self, state: State) -> State {
		match self.is_drawn {
			true => state.cut_to(&self.channel.committed),
			false => state,
		}
	}

	/// Where the money of a side goes when the channel ends.
	pub fn payout_of(&self, side: Side) -> &AccountId {
		self.payouts.of(side).as_ref().unwrap_or(self.channel.parties.of(side))
	}
}

/// What an approval is filed under, in its channel: whose it is, and the BLAKE2-256 hash of what a
/// party with a key would have signed.
pub type ApprovalKey = (Side, H256);

/// A party's consent to a message, given on chain.
#[frame_support::stored]
pub struct Approval<AccountId, Ticket> {
	/// Who approved: the party, whose channel may be gone.
	pub approver: AccountId,
	/// The version of the message.
	pub version: u64,
	/// The channel's base version then. The message says nothing on another base.
	pub base_version: u64,
	/// From when on the message cannot be carried out any more, if it is one that ends the base.
	pub valid_until_ms: Option<Moment>,
	/// Handed back when it counts no more.
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
	/// With the state that it has shown when it requested a withdrawal, which was contested.
	Contested,
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
	/// What a side has requested may have to become ledger balance.
	Withdrawal(ChannelId, Side),
}
