//! Names, arguments and small values that calls, events and storage share.

use crate::{
	lease::{Lease, LeaseRecord, Payment},
	provider::{Limits, ProviderRecord},
	quote::{Quote, QuoteId},
	shelf::{Entry, Page, Place, Region},
	Config,
};
use alloc::boxed::Box;
use bloc_primitives::{channel::Dispute, Balance, ChannelId, Moment};
use frame_support::{
	pallet_macros::pallet_section,
	traits::{fungibles::Inspect, ConstU32},
	BoundedVec,
};

/// Of how many leases one call can collect.
pub const MAX_COLLECTED: u32 = 8;

/// The channels whose leases one call collects from.
pub type Collected = BoundedVec<ChannelId, ConstU32<MAX_COLLECTED>>;

/// What a client asks for.
#[frame_support::stored]
#[derive(Copy)]
pub struct Request {
	/// What the provider is to bring: so much the client can be paid at once.
	pub size: Balance,
	/// What the client brings itself.
	pub own: Balance,
	/// For how long the provider leaves it there.
	pub lifetime_ms: Moment,
	/// How the client pays for that.
	pub payment: Payment,
	/// The most that it pays.
	pub max_fee: Balance,
	/// The worst terms that it takes: what it has read may be another's by then.
	pub limits: Limits,
}

/// Whose offer a client takes.
#[frame_support::stored(no_skip_type_params)]
pub enum Selection<AccountId, Signature> {
	/// The best for this provider's menu.
	Provider(AccountId),
	/// What this provider has reserved for the client.
	Reserved(AccountId),
	/// The best of all, or of all in a region: by the fee, then standing, region, absence and
	/// number.
	Best(Option<Region>),
	/// What this provider has signed for the client, or for whoever brings it.
	Quoted(AccountId, Box<SignedQuote<AccountId, Signature>>),
}

/// A quote with the signature of its provider.
#[frame_support::stored(no_skip_type_params)]
pub struct SignedQuote<AccountId, Signature> {
	/// What is signed.
	pub quote: Quote<AccountId>,
	/// The provider's, over the [payload](Quote::payload).
	pub signature: Signature,
}

/// How often a quote was used.
#[frame_support::stored]
pub struct QuoteRecord<AccountId, Ticket> {
	/// For so many channels.
	pub used: u32,
	/// From this instant on the quote is worth nothing, and this is forgotten.
	pub until_ms: Moment,
	/// Who was the first.
	pub first: AccountId,
	/// Its ticket, handed back then.
	pub ticket: Ticket,
}

/// Stock that is kept for a client, at a price that holds.
#[frame_support::stored]
#[derive(Copy)]
pub struct Reservation {
	/// How much.
	pub size: Balance,
	/// For a lease of up to this time.
	pub lifetime_ms: Moment,
	/// What that costs then.
	pub fee: Balance,
	/// What of the bond stands for it.
	pub cover: Balance,
	/// From this instant on it is kept no longer.
	pub until_ms: Moment,
}

/// A reservation with the ticket of its storage deposit.
#[frame_support::stored]
pub struct ReservationRecord<Ticket> {
	/// The reservation.
	pub reservation: Reservation,
	/// The client's, handed back when it is taken or over.
	pub ticket: Ticket,
}

/// What all providers of a region have, in an asset.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Pool {
	/// How many they are.
	pub providers: u32,
	/// Stock that anybody can have.
	pub free: Balance,
	/// Stock that is kept for somebody.
	pub reserved: Balance,
	/// What is in channels, by their leases.
	pub leased: Balance,
	/// Fees earned, in all: also of providers that have left.
	pub fees: Balance,
}

/// An entry of the timetable.
#[frame_support::stored]
#[derive(Ord, PartialOrd)]
pub enum Due<AccountId, AssetId> {
	/// A lease that may be over, or whose fee has to be there.
	Lease(ChannelId),
	/// A reservation that may be over: of which asset, provider and client.
	Reservation(AssetId, AccountId, AccountId),
	/// An offer that may have expired: in which asset, whose, for what place.
	Listing(AssetId, AccountId, Place),
	/// A quote that was used, and may have expired.
	Quote(QuoteId),
}

/// Why something is on a shelf no longer.
#[frame_support::stored]
#[derive(Copy)]
pub enum DelistReason {
	/// Its provider took it off, or listed another for that place.
	Withdrawn,
	/// It has expired.
	Expired,
	/// Its provider has no longer enough for the largest size of its class.
	Unbacked,
	/// Its provider has left.
	Left,
}

/// How a reservation ended.
#[frame_support::stored]
#[derive(Copy)]
pub enum ReservationEnd {
	/// The client took it, for a channel.
	Taken,
	/// The client gave it up.
	GivenUp,
	/// Its time is over.
	Expired,
}

/// Names an asset, as `T::Assets` does.
pub type AssetIdOf<T> =
	<<T as Config>::Assets as Inspect<<T as frame_system::Config>::AccountId>>::AssetId;
/// A provider with the ticket of its storage deposit.
pub type ProviderRecordOf<T> = ProviderRecord<<T as Config>::Consideration>;
/// A lease of this runtime.
pub type LeaseOf<T> = Lease<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// A lease with the ticket of its storage deposit.
pub type LeaseRecordOf<T> =
	LeaseRecord<<T as frame_system::Config>::AccountId, AssetIdOf<T>, <T as Config>::Consideration>;
/// A reservation with the ticket of its storage deposit.
pub type ReservationRecordOf<T> = ReservationRecord<<T as Config>::Consideration>;
/// Whose offer a client takes.
pub type SelectionOf<T> = Selection<<T as frame_system::Config>::AccountId, SignatureOf<T>>;
/// What a provider signs quotes with: as it does states of its channels.
pub type SignatureOf<T> =
	<<T as Config>::Channels as Dispute<<T as frame_system::Config>::AccountId>>::Signature;
/// A quote with the signature of its provider.
pub type SignedQuoteOf<T> = SignedQuote<<T as frame_system::Config>::AccountId, SignatureOf<T>>;
/// How often a quote was used.
pub type QuoteRecordOf<T> =
	QuoteRecord<<T as frame_system::Config>::AccountId, <T as Config>::Consideration>;
/// An offer on a shelf.
pub type EntryOf<T> = Entry<<T as frame_system::Config>::AccountId>;
/// A page of a shelf.
pub type PageOf<T> = Page<<T as frame_system::Config>::AccountId>;
/// An entry of the timetable.
pub type DueOf<T> = Due<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;

/// What is stored. A section of the pallet module.
#[pallet_section]
mod storage {
	/// The reason why the pallet holds native coins of an account.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A refundable deposit for what the account causes to be stored.
		#[codec(index = 0)]
		StorageDeposit,
	}

	/// The number of the next provider.
	#[pallet::storage]
	pub type NextProvider<T> = StorageValue<_, u32, ValueQuery>;

	/// The providers, by asset and account. Each pays for its item, its menu and its entries on
	/// shelves with a deposit that comes back when it leaves.
	#[pallet::storage]
	pub type Providers<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		AssetIdOf<T>,
		Blake2_128Concat,
		T::AccountId,
		ProviderRecordOf<T>,
	>;

	/// The menus, by asset and provider: apart, since who has found an offer on a shelf need not
	/// read them. The provider's deposit is for them, too.
	#[pallet::storage]
	pub type Menus<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		AssetIdOf<T>,
		Blake2_128Concat,
		T::AccountId,
		Menu,
		ValueQuery,
	>;

	/// Where the pages of each shelf begin, by asset.
	#[pallet::storage]
	pub type Directories<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, AssetIdOf<T>, Twox64Concat, Shelf, Directory>;

	/// The pages of each shelf, by asset and number.
	#[pallet::storage]
	pub type ShelfPages<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		AssetIdOf<T>,
		Twox64Concat,
		(Shelf, u32),
		PageOf<T>,
		OptionQuery,
	>;

	/// The leases, by channel. The client pays for the item and its entry on the timetable with a
	/// deposit that comes back when the lease ends.
	#[pallet::storage]
	pub type Leases<T: Config> = StorageMap<_, Twox64Concat, ChannelId, LeaseRecordOf<T>>;

	/// The reservations, by asset, provider and client: one for these at a time. The client pays
	/// for the item and its entry on the timetable with a deposit that comes back with its end.
	#[pallet::storage]
	pub type Reservations<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Blake2_128Concat, AssetIdOf<T>>,
			NMapKey<Blake2_128Concat, T::AccountId>,
			NMapKey<Blake2_128Concat, T::AccountId>,
		),
		ReservationRecordOf<T>,
	>;

	/// How often the quotes were used that were, by their names; until they expire. The first who
	/// uses one pays for the item and its entry on the timetable with a deposit that comes back then.
	#[pallet::storage]
	pub type UsedQuotes<T: Config> = StorageMap<_, Identity, QuoteId, QuoteRecordOf<T>>;

	/// The sums of all providers of a region, by asset. As many items as regions in which somebody
	/// is.
	#[pallet::storage]
	pub type Pools<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, AssetIdOf<T>, Twox64Concat, Region, Pool, ValueQuery>;

	/// What was ever earned in regions in which nobody is any more, by asset.
	#[pallet::storage]
	pub type PastFees<T: Config> =
		StorageMap<_, Blake2_128Concat, AssetIdOf<T>, Balance, ValueQuery>;

	/// Payouts that an asset refused: their owners claim them when they can.
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
	pub type TimetablePages<T: Config> =
		StorageMap<_, Identity, PageKey, bloc_timetable::Page<DueOf<T>>>;
}
