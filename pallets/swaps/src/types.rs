//! Names, arguments and small values that calls, events and storage share.

use crate::{
	consent::Consent,
	leg::{Leg, LegRecord},
	quote::{QuoteRecord, Rates},
	ring::{Bond, BondRecord, RingTerms},
	Config,
};
use bloc_primitives::{payment::Pay, Balance, ChannelId, Moment, PaymentHash};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
	pallet_macros::pallet_section,
	traits::{fungibles::Inspect, ConstU32},
	BoundedVec,
};
use scale_info::TypeInfo;

/// How many legs one call can claim.
pub const MAX_CLAIMS: u32 = 8;

/// The owners of the legs that one call claims: all of them have the same payment hash.
pub type Owners<AccountId> = BoundedVec<AccountId, ConstU32<MAX_CLAIMS>>;

/// Names a chain: its number among its sisters, and what no sister has, and no other launch of it.
#[frame_support::stored]
#[derive(Copy)]
pub struct ChainId {
	/// The number by which the chains know each other.
	pub index: u8,
	/// The hash of its first block.
	pub genesis: [u8; 32],
}

/// Where the money of a leg comes from.
#[frame_support::stored]
#[derive(Copy)]
pub enum Source {
	/// The owner's account: the pallet holds it, and pays it into an account.
	Account,
	/// The owner's free ledger balance in a channel with the receiver: it stays in the channel, and
	/// becomes the receiver's there.
	Channel(ChannelId),
}

/// What a free-standing leg is to be.
#[frame_support::stored]
pub struct LegSpec<AccountId, AssetId> {
	/// SHA-256 of the preimage that pays the receiver.
	pub payment_hash: PaymentHash,
	/// Who gets the amount for the preimage.
	pub receiver: AccountId,
	/// The asset.
	pub asset: AssetId,
	/// How much.
	pub amount: Balance,
	/// From this instant on the leg goes back to its owner.
	pub deadline_ms: Moment,
	/// The most by which that is later, if the chain stands still meanwhile.
	pub extension_ms: Moment,
	/// The channel of the receiver's in which it arrives, if it is out of an account: into the
	/// receiver's free ledger balance. Into its account if none, or if that is not open then.
	pub into: Option<ChannelId>,
	/// The chain on which the owner gets something for it. Nothing depends on it here: it is for
	/// those who carry the swap across.
	pub counterpart: Option<ChainId>,
}

/// An amount of an asset that a receiver puts up, so that the owner of a leg loses nothing by
/// locking it in vain.
#[frame_support::stored]
pub struct BondAmount<AssetId> {
	/// The asset: mostly that of the leg.
	pub asset: AssetId,
	/// How much.
	pub amount: Balance,
}

/// What a taker takes of a provider's quote.
#[frame_support::stored]
pub struct Taken<AccountId, AssetId> {
	/// Whose quote.
	pub provider: AccountId,
	/// In which asset.
	pub asset: AssetId,
	/// As the taker has read them: if they are others now, nothing happens.
	pub rates: Rates,
	/// How much arrives.
	pub amount: Balance,
	/// Both halves go back at this instant if the preimage is not revealed before.
	pub deadline_ms: Moment,
}

/// Where a provider is to pay.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub enum Way<Invoice, Routes> {
	/// In channels of this chain, at once.
	Invoice {
		/// What is paid.
		invoice: Invoice,
		/// Over which of the provider's channels, and on.
		routes: Routes,
		/// The most that those in between may keep. The taker pays it beforehand, and all of it.
		#[codec(compact)]
		max_fee: Balance,
	},
	/// In another network, such as Lightning: an invoice with this payment hash, of which the
	/// provider is told by other means.
	External(PaymentHash),
}

/// The signatures under a division of a leg. Whoever makes the call needs none.
#[frame_support::stored]
pub struct Consents<Signature> {
	/// The owner's.
	pub by_owner: Option<Consent<Signature>>,
	/// The receiver's.
	pub by_receiver: Option<Consent<Signature>>,
}

impl<Signature> Consents<Signature> {
	/// How many there are.
	pub fn count(&self) -> u32 {
		u32::from(self.by_owner.is_some()).saturating_add(self.by_receiver.is_some().into())
	}
}

/// An entry of the timetable.
#[frame_support::stored]
#[derive(Ord, PartialOrd)]
pub enum Due<AccountId> {
	/// A leg that may have to be settled or forgotten, by owner and payment hash.
	Leg(AccountId, PaymentHash),
	/// A bond that may have to go back, by poster and payment hash.
	Bond(AccountId, PaymentHash),
}

/// Names an asset, as `T::Assets` does.
pub type AssetIdOf<T> =
	<<T as Config>::Assets as Inspect<<T as frame_system::Config>::AccountId>>::AssetId;
/// A leg of this runtime.
pub type LegOf<T> = Leg<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// A leg with the ticket of its storage deposit.
pub type LegRecordOf<T> =
	LegRecord<<T as frame_system::Config>::AccountId, AssetIdOf<T>, <T as Config>::Consideration>;
/// What a leg is to be.
pub type LegSpecOf<T> = LegSpec<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// What a receiver puts up for a leg.
pub type BondOf<T> = BondAmount<AssetIdOf<T>>;
/// A bond with the ticket of its storage deposit.
pub type BondRecordOf<T> =
	BondRecord<<T as frame_system::Config>::AccountId, AssetIdOf<T>, <T as Config>::Consideration>;
/// A bond that waits for its leg.
pub type WaitingBondOf<T> = Bond<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// The terms of a ring.
pub type RingTermsOf<T> = RingTerms<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// A quote with the ticket of its storage deposit.
pub type QuoteRecordOf<T> = QuoteRecord<<T as Config>::Consideration>;
/// An invoice, as the payments name it.
pub type InvoiceOf<T> =
	<<T as Config>::Payments as Pay<<T as frame_system::Config>::AccountId>>::Invoice;
/// The ways that a payment takes.
pub type RoutesOf<T> =
	<<T as Config>::Payments as Pay<<T as frame_system::Config>::AccountId>>::Routes;
/// How large a payment is.
pub type SizeOf<T> = <<T as Config>::Payments as Pay<<T as frame_system::Config>::AccountId>>::Size;
/// What a taker takes of a quote.
pub type TakenOf<T> = Taken<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// Where a provider is to pay.
pub type WayOf<T> = Way<InvoiceOf<T>, RoutesOf<T>>;
/// A signature under an agreement.
pub type ConsentOf<T> = Consent<<T as Config>::Signature>;
/// An entry of the timetable.
pub type DueOf<T> = Due<<T as frame_system::Config>::AccountId>;

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

	/// The legs, by owner and payment hash. An account names its own legs alone, so that nobody can
	/// take the name that another needs: of a leg out of a provider's stock, too, the owner is the
	/// taker. It pays for the item and its entry on the timetable with a deposit that comes back
	/// when the leg is forgotten: [`Config::KeepMs`] after its end, or as soon as it wants it after
	/// that.
	#[pallet::storage]
	pub type Legs<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		PaymentHash,
		LegRecordOf<T>,
	>;

	/// The bonds that wait for the leg of a ring, by poster and payment hash. The poster pays for
	/// the item and its entry on the timetable with a deposit that comes back with the bond, or
	/// when the leg takes it.
	#[pallet::storage]
	pub type Bonds<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		PaymentHash,
		BondRecordOf<T>,
	>;

	/// The quotes, by what they are for and their provider. The provider pays for the item and its
	/// entry in [`QuotesOf`] with a deposit that comes back when it closes the quote.
	#[pallet::storage]
	pub type Quotes<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		(AssetIdOf<T>, Direction),
		Blake2_128Concat,
		T::AccountId,
		QuoteRecordOf<T>,
	>;

	/// The quotes of each provider.
	#[pallet::storage]
	pub type QuotesOf<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		(AssetIdOf<T>, Direction),
		(),
	>;

	/// What is held of each asset.
	#[pallet::storage]
	pub type Pots<T: Config> =
		StorageMap<_, Blake2_128Concat, AssetIdOf<T>, Pot<T::AccountId>, OptionQuery>;

	/// Payouts that an asset refused, for their owners to claim.
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

	/// The position of the timetable.
	#[pallet::storage]
	pub type TimetableHead<T> = StorageValue<_, Head, ValueQuery>;

	/// The pages of the timetable.
	#[pallet::storage]
	pub type TimetablePages<T: Config> = StorageMap<_, Identity, PageKey, Page<DueOf<T>>>;
}
