//! What is stored, asked for and told beside towers and watches themselves.

pub use bloc_custody::Pot;

use bloc_primitives::{faults, id_type, Balance, ChannelId, Moment, Side};
use frame_support::{traits::ConstU32, BoundedVec};
use sp_core::H256;

faults! {
	/// Why a change to a tower, a watch or a dispute is refused.
	pub enum Fault {
		AlreadyDemanded,
		AlreadyHired,
		BadReceipt,
		BondExhausted,
		BondTooSmall,
		CapacityReached,
		CoverSpent,
		DepositTooSmall,
		HireTooShort,
		KeyPending,
		NoLoss,
		NotFalse,
		NotHired,
		NotLate,
		NotMissed,
		NotServable,
		Overflow,
		PeriodTooShort,
		RanDry,
		RoomWasMissing,
		TooManyKeys,
		TooManyTowers,
		TowerLeaves,
		TowerSilent,
		UnsoundTerms,
		WindowClosed,
		WrongOrder,
	}
}

id_type! {
	/// Names one tower. Never used twice.
	pub struct TowerId
}

/// How many towers a party can hire for a channel.
pub const MAX_HIRES: u32 = 4;
/// The longest contact, in bytes.
pub const MAX_CONTACT: u32 = 256;
/// The longest record that is kept whole, in bytes.
pub const MAX_INLINE: u32 = 2_048;
/// The longest sealed backup that a tower can be made to publish, in bytes. It signs for none that
/// is longer.
pub const MAX_BACKUP: u32 = 4_096;
/// How many payment hashes a receipt can name.
pub const MAX_NAMED: u32 = bloc_primitives::state::MAX_HTLCS;
/// How many keys a tower can have had: with the last it is registered anew.
pub const MAX_KEYS: u32 = 8;
/// How far ahead the hook's next look can be: about a year. An entry of the timetable cannot be
/// taken out, so none must stay for ever; a look that comes too early does no harm.
pub const MAX_AHEAD_MS: Moment = 366 * DAY_MS;
/// A day.
pub(crate) const DAY_MS: Moment = 86_400_000;
/// An hour.
pub(crate) const HOUR_MS: Moment = 3_600_000;

/// How fast a tower is paid: in 10^-12 units of the asset a second
/// ([`RATE_SCALE`](bloc_math::accrual::RATE_SCALE)).
#[frame_support::stored]
#[derive(Copy, Default, Ord, PartialOrd)]
pub struct Rate(pub u128);

/// On what terms a tower can be hired for a channel. Whoever has hired it keeps those of then.
#[frame_support::stored]
#[derive(Copy)]
pub struct Terms {
	/// What it costs.
	pub rate: Rate,
	/// Up to how much of its bond the tower answers for each channel.
	pub cover: Balance,
	/// Within which time it answers, once it is its turn.
	pub response_ms: Moment,
}

impl Terms {
	/// Whether these cost a client no more than `others`, and promise no less.
	pub const fn is_as_good_as(&self, others: &Self) -> bool {
		self.rate.0 <= others.rate.0
			&& self.cover >= others.cover
			&& self.response_ms <= others.response_ms
	}
}

/// Where a tower is and how to reach it. The pallet only keeps that.
#[frame_support::stored]
pub struct Profile {
	/// A number for a region of the world, as the towers' lists have it.
	pub region: u16,
	/// To which X25519 key a client seals what it sends.
	pub sealing_key: [u8; 32],
	/// An address, in UTF-8.
	pub contact: BoundedVec<u8, ConstU32<MAX_CONTACT>>,
	/// The share of the time that the tower promises to be there, in parts of a million. 999,000
	/// (99.9 %) is usual.
	pub uptime_ppm: u32,
}

/// A key, and since when it signs.
#[frame_support::stored]
pub struct Key<AccountId> {
	/// Whose signature counts.
	pub signer: AccountId,
	/// From when on.
	pub since_ms: Moment,
}

/// Whose signature on a receipt counts: keys that the tower's machine has, not that of its money. A
/// receipt may be as old as a hire, so none is forgotten.
#[frame_support::stored]
pub struct Keys<AccountId>(BoundedVec<Key<AccountId>, ConstU32<MAX_KEYS>>);

impl<AccountId: PartialEq> Keys<AccountId> {
	/// The first key.
	pub fn new(signer: AccountId, since_ms: Moment) -> Self {
		Self(BoundedVec::truncate_from(alloc::vec![Key { signer, since_ms }]))
	}

	/// Another key, which counts from `since_ms` on: later than anything that a client has accepted
	/// by now. One at a time waits for that.
	pub fn replace(
		&mut self,
		signer: AccountId,
		now_ms: Moment,
		since_ms: Moment,
	) -> Result<(), Fault> {
		if self.0.last().is_some_and(|last| last.since_ms > now_ms) {
			return Err(Fault::KeyPending);
		}
		self.0.try_push(Key { signer, since_ms }).map_err(|_| Fault::TooManyKeys)
	}

	/// Whose signature a receipt has to have that was accepted then.
	pub fn of(&self, accepted_ms: Moment) -> Option<&AccountId> {
		let known = self.0.iter().rev().find(|key| key.since_ms <= accepted_ms);
		known.map(|key| &key.signer)
	}

	/// Whether `who` signs now, or is about to.
	pub fn signs(&self, who: &AccountId, now_ms: Moment) -> bool {
		let next = self.0.last().map(|key| &key.signer);
		self.of(now_ms).into_iter().chain(next).any(|signer| signer == who)
	}

	/// Whether each came after the one before.
	pub fn rise(&self) -> bool {
		let later = self.0.iter().skip(1);
		!self.0.is_empty()
			&& self.0.iter().zip(later).all(|(one, next)| one.since_ms < next.since_ms)
	}
}

/// The newest that a client has put on the chain for a channel.
#[frame_support::stored]
pub struct Posting<Ticket> {
	/// Its version: only a higher one takes its place.
	pub version: u64,
	/// When it was posted.
	pub at_ms: Moment,
	/// What it is.
	pub content: Content,
	/// Handed back when it goes, or a larger one is paid for.
	pub ticket: Ticket,
}

/// A sealed record, as a client posts it.
#[frame_support::stored]
pub enum Record {
	/// All of it.
	Whole(BoundedVec<u8, ConstU32<MAX_INLINE>>),
	/// What is kept elsewhere: its BLAKE2-256 hash, and its length in bytes.
	Hash(H256, u32),
}

/// What a client has put on the chain. What is sealed the chain cannot look into: it is delivery,
/// and binds the tower once it signs for it. A state in clear binds it without that.
#[frame_support::stored]
pub enum Content {
	/// Sealed.
	Sealed(Record),
	/// A state that both parties signed, which anybody could read in the call: its hash, and its
	/// base.
	Clear {
		/// BLAKE2-256 of the state.
		hash: H256,
		/// The base version on which it was signed.
		base_version: u64,
	},
}

/// Why a tower's hire is over.
#[frame_support::stored]
#[derive(Copy)]
pub enum EndReason {
	/// The client has dismissed it.
	Dismissed,
	/// Its money is used up.
	RanDry,
	/// The tower has left.
	TowerLeft,
	/// The channel is settled, or gone.
	ChannelOver,
}

/// How a demand is over that nobody has answered, nor had to.
#[frame_support::stored]
#[derive(Copy)]
pub enum DemandEnd {
	/// The hire was over first and nothing could be proved any more, or blocks had no room: the deposit
	/// is the client's again.
	Lapsed,
	/// The client has sent the tower away: the deposit is the tower's.
	Withdrawn,
}

/// Why a score has changed.
#[frame_support::stored]
#[derive(Copy)]
pub enum Mark {
	/// It presented the state that counts, against a party that claimed too much.
	Win,
	/// It let a state settle that is older than one it signed for, or something be taken out by one.
	Miss,
	/// Somebody else had to answer when its time was over.
	Late,
	/// It presented an older state than one it had signed for.
	FalseReport,
	/// It did not give back what it had signed for.
	Withheld,
	/// It was silent for so many hours.
	Silence(u32),
}

/// What the timetable brings up.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub enum Due {
	/// A tower may have fallen silent.
	Beat(TowerId),
	/// A hire may be over, or the time in which a miss can be proved.
	Watch(ChannelId, u8),
}

impl Due {
	/// The watch of this side.
	pub const fn watch(channel: ChannelId, side: Side) -> Self {
		let side = match side {
			Side::Opener => 0,
			Side::Counterparty => 1,
		};
		Self::Watch(channel, side)
	}
}

/// The side with this number.
pub(crate) const fn side_of(number: u8) -> Side {
	match number {
		0 => Side::Opener,
		_ => Side::Counterparty,
	}
}

/// `due_ms`, but after `now_ms` and not too far ahead.
pub(crate) fn within_reach(due_ms: Moment, now_ms: Moment) -> Moment {
	due_ms.clamp(now_ms.saturating_add(1), now_ms.saturating_add(MAX_AHEAD_MS))
}
