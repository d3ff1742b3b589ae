//! A leg and how it ends: pure, without storage.

use crate::{
	quote::Direction,
	types::{BondAmount, ChainId},
};
use bloc_primitives::{channel::Locked, instant::Instant, Balance, ChannelId, Moment, Side};

bloc_primitives::faults! {
	/// Why a change is refused. Each becomes the [`Error`](crate::Error) of the same name.
	pub enum Fault { AlreadyEnded, NotEnded, Expired, NotExpired, ExceedsLeg, EndsWithPayment }
}

/// Where a leg's money lies.
#[frame_support::stored]
#[derive(Copy)]
pub enum Funds {
	/// In the pallet's pot.
	Pot,
	/// In the ledger of a channel, locked.
	Channel {
		/// Which.
		channel: ChannelId,
		/// The side of the leg's owner.
		payer: Side,
	},
}

impl Funds {
	/// The lock of so much, if it is in a channel.
	pub const fn lock(&self, amount: Balance) -> Option<Locked> {
		match *self {
			Self::Pot => None,
			Self::Channel { channel, payer } => Some(Locked { channel, payer, amount }),
		}
	}
}

/// The place of a leg in a ring.
#[frame_support::stored]
#[derive(Copy)]
pub struct Place {
	/// The hash of the terms that all parties agreed on.
	pub terms: [u8; 32],
	/// Its position, counted from 1: the first is claimed first.
	pub position: u8,
	/// The number of legs in all.
	pub legs: u8,
}

/// A leg that was made by taking a provider's quote, by its owner: its other half is a payment in
/// channels.
#[frame_support::stored]
pub struct Submarine<AccountId> {
	/// Which way the taker's money goes: a leg in is out of its own, for the provider; one out is
	/// out of the provider's stock, for whomever the taker names.
	pub direction: Direction,
	/// Whose quote it is.
	pub provider: AccountId,
	/// Who is paid in channels of this chain: the leg ends with that payment, and as it does. None
	/// if the provider pays somewhere else: then it ends as any other.
	pub payee: Option<AccountId>,
}

/// How a leg ended.
#[frame_support::stored]
#[derive(Copy)]
pub enum Ending {
	/// For the preimage, to the receiver.
	Claimed,
	/// To the owner, since the time was over.
	Refunded,
	/// To the owner, since the receiver wanted it so.
	HandedBack,
	/// As both agreed.
	Divided {
		/// So much went to the receiver, and the rest to the owner.
		to_receiver: Balance,
	},
}

impl Ending {
	/// How much of a leg of `amount` its receiver gets.
	pub const fn to_receiver(&self, amount: Balance) -> Balance {
		match self {
			Self::Claimed => amount,
			Self::Refunded | Self::HandedBack => 0,
			Self::Divided { to_receiver } => *to_receiver,
		}
	}

	/// Whether the bond goes back to the receiver, who put it up: unless the owner has waited in
	/// vain.
	pub const fn returns_bond(&self) -> bool {
		!matches!(self, Self::Refunded)
	}
}

/// Where a leg is in its life.
#[frame_support::stored]
#[derive(Copy)]
pub enum LegState {
	/// It waits for the preimage, or for its deadline.
	Open,
	/// It owes nothing any more, and is kept for a while for those who ask.
	Ended {
		/// How.
		how: Ending,
		/// When.
		at_ms: Moment,
	},
}

/// What has to be done with an open leg.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
	/// Nothing, yet.
	Wait,
	/// It is the receiver's.
	Claim,
	/// It is the owner's again.
	Refund,
}

/// Money of an owner for whoever the receiver is, for a preimage, until a deadline. Owner and
/// payment hash are its name.
#[frame_support::stored]
pub struct Leg<AccountId, AssetId> {
	/// Who gets the amount for the preimage.
	pub receiver: AccountId,
	/// The asset.
	pub asset: AssetId,
	/// How much.
	pub amount: Balance,
	/// From this instant on it goes back to its owner. If the chain stood still since it was made,
	/// from as much later on, and no more than [`extension_ms`](Self::extension_ms).
	pub deadline_ms: Moment,
	/// The most by which its end is later than its deadline.
	pub extension_ms: Moment,
	/// When it was made.
	pub made: Instant,
	/// Where its money lies.
	pub funds: Funds,
	/// The channel of the receiver's in which it arrives, if its money lies in the pot.
	pub into: Option<ChannelId>,
	/// What the receiver put up for it.
	pub bond: Option<BondAmount<AssetId>>,
	/// The chain on which the owner gets something for it.
	pub counterpart: Option<ChainId>,
	/// Its place in a ring, if it has one.
	pub ring: Option<Place>,
	/// The quote that it was made by, if it was.
	pub submarine: Option<Submarine<AccountId>>,
	/// Where it is in its life.
	pub state: LegState,
}

/// A leg with the ticket of its storage deposit, which its owner paid.
#[frame_support::stored]
pub struct LegRecord<AccountId, AssetId, Ticket> {
	/// The leg.
	pub leg: Leg<AccountId, AssetId>,
	/// The deposit, returned when the leg is forgotten.
	pub ticket: Ticket,
}

impl<AccountId, AssetId> Leg<AccountId, AssetId> {
	/// An open one in the pot, that is put off by nothing and is part of nothing else.
	pub fn new(
		receiver: AccountId,
		asset: AssetId,
		amount: Balance,
		deadline_ms: Moment,
		made: Instant,
	) -> Self {
		Self {
			receiver,
			asset,
			amount,
			deadline_ms,
			extension_ms: 0,
			made,
			funds: Funds::Pot,
			into: None,
			bond: None,
			counterpart: None,
			ring: None,
			submarine: None,
			state: LegState::Open,
		}
	}

	/// Whether it still waits.
	pub const fn is_open(&self) -> bool {
		matches!(self.state, LegState::Open)
	}

	/// From when on it can no longer be claimed, as it looks `now`: its deadline counts the time in
	/// which the chain made blocks. Once that has come it does not go away again, since a
	/// standstill is never longer than the time that has passed with it.
	pub fn closes_ms(&self, now: &Instant, block_ms: Moment) -> Moment {
		let standstill_ms = self.made.standstill_ms(now, block_ms);
		self.deadline_ms.saturating_add(standstill_ms.min(self.extension_ms))
	}

	/// Whether its time is over.
	pub fn is_closed(&self, now: &Instant, block_ms: Moment) -> bool {
		now.ms >= self.closes_ms(now, block_ms)
	}

	/// Whether it ends with a payment in channels.
	pub fn is_tied(&self) -> bool {
		self.quote_of().is_some()
	}

	/// What ends with a payment does not end by itself.
	pub fn ensure_untied(&self) -> Result<(), Fault> {
		match self.is_tied() {
			true => Err(Fault::EndsWithPayment),
			false => Ok(()),
		}
	}

	/// The provider that it counts for, and in which direction, while a payment is tied to it.
	pub fn quote_of(&self) -> Option<(&AccountId, Direction)> {
		let submarine = self.submarine.as_ref().filter(|it| it.payee.is_some())?;
		Some((&submarine.provider, submarine.direction))
	}

	/// Whether it is out of the stock of a quote, and what is not paid goes back to that.
	pub fn is_stock(&self) -> bool {
		self.submarine.as_ref().is_some_and(|it| it.direction == Direction::Out)
	}

	/// Only a leg that waits can be ended.
	pub const fn ensure_open(&self) -> Result<(), Fault> {
		match self.state {
			LegState::Open => Ok(()),
			LegState::Ended { .. } => Err(Fault::AlreadyEnded),
		}
	}

	/// People can agree on something else until its time is over.
	pub fn ensure_undecided(&self, now: &Instant, block_ms: Moment) -> Result<(), Fault> {
		self.ensure_open()?;
		match self.is_closed(now, block_ms) {
			true => Err(Fault::Expired),
			false => Ok(()),
		}
	}

	/// What has to be done `now` if the preimage was revealed at `revealed_ms`, or was not. A
	/// preimage that was revealed before the deadline counts, however late anybody looks; one that
	/// was revealed after it, if somebody looks before the leg closes.
	pub fn verdict(&self, revealed_ms: Option<Moment>, now: &Instant, block_ms: Moment) -> Verdict {
		let closed = self.is_closed(now, block_ms);
		match revealed_ms {
			Some(revealed_ms) if revealed_ms < self.deadline_ms || !closed => Verdict::Claim,
			_ if closed => Verdict::Refund,
			_ => Verdict::Wait,
		}
	}

	/// How it ends if both agree that so much goes to the receiver.
	pub const fn divided(&self, to_receiver: Balance) -> Result<Ending, Fault> {
		match to_receiver <= self.amount {
			true => Ok(Ending::Divided { to_receiver }),
			false => Err(Fault::ExceedsLeg),
		}
	}

	/// Ends it: once.
	pub fn end(&mut self, how: Ending, at_ms: Moment) -> Result<(), Fault> {
		self.ensure_open()?;
		self.state = LegState::Ended { how, at_ms };
		Ok(())
	}

	/// When everybody may have it forgotten, if it is kept for `keep_ms` after its end.
	pub fn kept_until_ms(&self, keep_ms: Moment) -> Result<Moment, Fault> {
		match self.state {
			LegState::Open => Err(Fault::NotEnded),
			LegState::Ended { at_ms, .. } => Ok(at_ms.saturating_add(keep_ms)),
		}
	}

	/// Whether it can be forgotten `now_ms`: by its owner, who pays its deposit, at once, by others
	/// when nobody needs to ask any more.
	pub fn ensure_prunable(
		&self,
		by_owner: bool,
		now_ms: Moment,
		keep_ms: Moment,
	) -> Result<(), Fault> {
		let until_ms = self.kept_until_ms(keep_ms)?;
		match by_owner || now_ms >= until_ms {
			true => Ok(()),
			false => Err(Fault::NotExpired),
		}
	}
}
