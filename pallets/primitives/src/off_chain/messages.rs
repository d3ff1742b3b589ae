//! What the two machines of a channel tell each other, and what each tells its owner.

use super::Change;
use crate::{
	state::{Close, CoSigned, Message, State, Withdrawal},
	Moment, Pair,
};

/// A message with what it belongs to.
#[frame_support::stored]
pub struct Envelope<Signature> {
	/// The sender's session: see [`Snapshot::restore`](super::Snapshot::restore).
	pub session: u64,
	/// The receiver's session, as far as the sender knows it. Only to a question it does not
	/// matter.
	pub peer_session: u64,
	/// The base version that it is about.
	pub base: u64,
	/// What it says.
	pub message: PeerMessage<Signature>,
}

/// What one machine tells the other.
#[frame_support::stored]
pub enum PeerMessage<Signature> {
	/// The sender wants this change, and the receiver is to sign it first.
	Request {
		/// The version that the change would have.
		version: u64,
		/// What is wanted.
		change: Change,
	},
	/// The sender has signed this change, and the receiver is to sign it last.
	Propose {
		/// The version that the change makes.
		version: u64,
		/// What is proposed.
		change: Change,
		/// The sender's signature over what comes of it.
		signature: Signature,
	},
	/// What the sender holds with both signatures.
	Held {
		/// Whether the sender is sure that it has lost nothing.
		sure: bool,
		/// The newest state since the base, if any.
		state: Option<CoSigned<State, Signature>>,
		/// What ends the base, if it is signed.
		ending: Option<Ending<Signature>>,
	},
	/// The sender does not sign this.
	Refuse {
		/// The version of the request or proposal.
		version: u64,
		/// What was requested or proposed.
		change: Change,
		/// Why not.
		refusal: Refusal,
	},
	/// The sender asks what the receiver holds.
	Reestablish,
}

/// A message that ends a base, with both signatures: to be taken to the chain.
#[frame_support::stored]
pub enum Ending<Signature> {
	/// For `withdraw_committed`.
	Withdrawal(CoSigned<Withdrawal, Signature>),
	/// For `close`.
	Close(CoSigned<Close, Signature>),
}

impl<Signature> Ending<Signature> {
	/// What both signed.
	pub fn message(&self) -> Message {
		match self {
			Self::Withdrawal(signed) => Message::Withdrawal(signed.body),
			Self::Close(signed) => Message::Close(signed.body),
		}
	}

	/// The version that it has.
	pub const fn version(&self) -> u64 {
		match self {
			Self::Withdrawal(signed) => signed.body.version,
			Self::Close(signed) => signed.body.version,
		}
	}

	/// Until when it can be carried out.
	pub const fn valid_until_ms(&self) -> Moment {
		match self {
			Self::Withdrawal(signed) => signed.body.valid_until_ms,
			Self::Close(signed) => signed.body.valid_until_ms,
		}
	}

	/// Each side's signature.
	pub const fn signatures(&self) -> &Pair<Option<Signature>> {
		match self {
			Self::Withdrawal(signed) => &signed.signatures,
			Self::Close(signed) => &signed.signatures,
		}
	}
}

/// Why something is not signed, or not considered.
#[frame_support::stored]
#[derive(Copy)]
pub enum Refusal {
	/// Restored from a backup, and the newest state is not known yet.
	Unsure,
	/// A withdrawal or a close is signed, and can still be carried out.
	EndingSigned,
	/// The channel is closing or gone.
	NotOpen,
	/// A later state than the newest that is held was presented on chain: it has to be learned
	/// first.
	Behind,
	/// Something else is under way for this version.
	Busy,
	/// Sent before one of both was restored.
	FormerSession,
	/// About another base than the one that is known from the chain.
	WrongBase,
	/// Not about the version that is next.
	WrongVersion,
	/// Refused before, or given up after it was refused: it does not come back.
	GivenUp,
	/// The other side is the gainer, and has to sign first; or this one, and not the other.
	WrongSide,
	/// An amount is zero.
	ZeroAmount,
	/// It moves more than a side has committed.
	ExceedsCommitted,
	/// There are as many HTLCs as are admitted.
	TooManyHtlcs,
	/// No such HTLC waits.
	NoSuchHtlc,
	/// HTLCs wait: only without them a base can end.
	HtlcsPending,
	/// The deadline of an HTLC, or the end of what can be carried out, leaves too little time.
	DeadlineTooSoon,
	/// The deadline of an HTLC, or the end of what can be carried out, is further ahead than is
	/// admitted.
	DeadlineTooFar,
	/// The preimage of the HTLC is on chain already.
	AlreadyRevealed,
	/// It would leave the other side less than the reserve; or this side, by a request, less than the
	/// chain's.
	BelowReserve,
	/// It would leave a side less than what it has requested to withdraw, and the chain's reserve.
	BelowRequested,
	/// The deadline has passed without the preimage.
	Expired,
	/// The HTLC can still be settled by its preimage, or is won on chain.
	NotExpired,
	/// Not the preimage of the HTLC.
	WrongPreimage,
	/// It takes from this side what it has not agreed to give.
	NotRequested,
	/// Not the other side's signature over this.
	BadSignature,
	/// No higher version is left.
	VersionsExhausted,
}

/// What a machine does with a message that it received.
#[must_use = "the reply has to be sent"]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reaction<Signature> {
	/// To be sent at once, after the machine has been stored. If it is lost, no harm is done.
	pub reply: Option<Envelope<Signature>>,
	/// For the machine's owner.
	pub event: Option<Event>,
}

/// What happened to a channel, for the machine's owner.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Event {
	/// A new state is held with both signatures.
	Agreed {
		/// Its version.
		version: u64,
		/// What it changed, if the machine took part. A settled HTLC's preimage is in it.
		change: Option<Change>,
		/// This side's own proposal that it is instead of: see rule 6 of the [module](super).
		dropped: Option<Change>,
	},
	/// What ends the base is held with both signatures: take it to the chain.
	EndingAgreed,
	/// The other side does not sign what this one wanted.
	Refused {
		/// What was wanted.
		change: Change,
		/// Why not.
		refusal: Refusal,
	},
	/// This side does not sign what the other one wanted.
	Declined {
		/// What was wanted.
		change: Change,
		/// Why not.
		refusal: Refusal,
	},
	/// The newest state is known again: see rule 9 of the [module](super).
	Reestablished,
	/// The other side has taken out what was not its own, and nobody has contested that in time: no
	/// state can follow the newest any more. See [`Machine::remedy`](super::Machine::remedy).
	Overtaken,
	/// The time of what was to end the base is over: it is dropped, whether it was held, proposed
	/// or only wanted. [`Machine::bound_until_ms`](super::Machine::bound_until_ms) says whether
	/// another one can still be carried out.
	Lapsed,
	/// The message says nothing that is not known, or nothing that counts now.
	Ignored(Refusal),
}
