//! The off-chain half of a channel: what a party signs, in which order, and what it presents.
//!
//! [`Machine`] is one party's end of one channel. It does no I/O, has no clock and keeps no key:
//! what arrives, the time, a look at the chain's preimages ([`Outside`]) and a closure that signs
//! come in, what is to be sent comes out. Whoever runs it tells it what the chain says
//! ([`Machine::on_chain`]), sends [`pending`](Machine::pending) after each change and again on a
//! timer, and what [`receive`](Machine::receive) replies. The wire may lose, repeat and reorder; it
//! should say truly who sent something, but no balance depends on that.
//!
//! # One change
//!
//! A state follows from the one before it by one [`Change`], which makes one side only better off:
//! the *gainer*. The gainer signs first, the other side last.
//!
//! ```text
//! loser                                     gainer
//!   │ Request(version, change)                 │  not signed: the loser wants it
//!   ├─────────────────────────────────────────►│
//!   │    Propose(version, change, signature)   │  or without a request: an HTLC settled by
//!   │◄─────────────────────────────────────────┤  its preimage, a dead one taken out
//!   │ Held(the state, both signatures)         │  the loser has it complete, then the gainer
//!   ├─────────────────────────────────────────►│
//! ```
//!
//! A withdrawal and a close, the *endings* of a base, go the same way; the side that was asked
//! signs first. The chain carries them out only until the instant that they name. `Refuse` answers
//! a request or a proposal by a named [`Refusal`]. `Reestablish` asks what the other side holds,
//! and `Held` answers: on a new connection, after data loss, and whenever a message shows that
//! somebody is behind.
//!
//! # The contract
//!
//! 1. *Versions count up by one.* A party signs version n+1 only while it holds version n with both
//!    signatures, n being the base if there is none. So no party is ever two behind.
//! 2. *The gainer signs first.* Whoever signs last holds the state at once. So only the gainer of
//!    the newest state can lack it, and the one that it holds instead gives it less: what a party
//!    presents never gives it more than the newest does, which is what the chain punishes.
//! 3. *Nobody signs last for nothing*: only what it has requested, the settling of an HTLC by its
//!    preimage in time, the removal of one that is dead (deadline passed, preimage not revealed on
//!    chain before it), and what takes nothing from it.
//! 4. *For each version a party signs first at most one change of the state*, and besides that the
//!    change [`Nothing`](Change::Nothing). It never signs last two states of one version.
//! 5. *A refused proposal is not forgotten*, since its signature is out. Whoever refused it never
//!    signs it later. Its signer proposes `Nothing` for the same version, accepts nothing else
//!    for it, and the next change has the next version. Completed in secret it gives its holder
//!    less than `Nothing` does.
//! 6. *If both propose for one version, the opener's counts.* The opener ignores the other
//!    proposal, the counterparty answers the opener's. Its own is dropped ([`Event::Agreed`] says
//!    so), and may be started again with the next version. Completed in secret it gives the
//!    opener less than the one that counts: the other side was its gainer.
//! 7. *Endings go before states, until they lapse.* Whoever has signed one signs no state for that
//!    base while it can be carried out; whoever never sees it on chain waits for that instant, and
//!    goes on. All endings that can be carried out at one time say the same net transfer, so that
//!    any of them may be. There are none while HTLCs wait. One is signed, first or last, only if
//!    its time is within the [`Limits`]. It takes its version: afterwards `Nothing` uses that up,
//!    and what changes anything has a higher one.
//! 8. *What is sent is sent again until it is answered*, by whoever waits. Nothing is sent before
//!    the machine as it is then is [stored](Machine::snapshot).
//! 9. *A party that may have lost states signs nothing* until the other has told the newest one in
//!    answer to its own question ([`Snapshot::restore`]), and then uses up the next version with
//!    `Nothing`: it may have signed another. Messages of its former sessions count no more.
//! 10. *Nothing is signed once the channel closes*, but a cooperative close, above the version that
//!     was presented: whoever does not hold that state has to [learn](Machine::learn) it first. A
//!     stale closing is answered with the newest state held ([`Machine::answer`]).
//! 11. *The other side keeps a reserve* ([`Limits::reserve`]), once it has had it: no state is
//!     signed that takes it below. Otherwise it could try an old state with nothing to lose.
//! 12. *Whoever has requested a withdrawal keeps as much* ([`ChainEvent::WithdrawalRequested`]): no
//!     state is signed that takes it below, by either side, until the chain says that it has ended.
//!     Else it would be the other's, and no state could say so any more. Beside that it keeps the
//!     reserve that the chain tells ([`Limits::withdrawal_reserve`]). A request that is not true is
//!     answered with the newest state held ([`Machine::remedy`]), which has to be with whoever
//!     watches before the time of the request is over. It cannot be taken back: a machine out of a
//!     backup is told what stands on chain before anything else.
//! 13. *No HTLC is signed whose preimage is on chain.* It would be paid before anybody knows it.
//!
//! By 2, 4, 5 and 6 two fully signed states of one version can come into the world only if one
//! side breaks the rules, and the one that it holds in secret gives it less than the one that
//! counts. The state that counts is the one that the machine holds.
//!
//! # When an ending has lapsed
//!
//! The chain carries an ending out while its clock is before `valid_until_ms`. The machine takes it
//! for lapsed from that same instant on, by the chain's clock alone, as [`ChainEvent::Time`] told
//! it: never by the time that comes with a message, which may be ahead of the chain's. That clock
//! never goes back, so a block that is final and shows the instant rules out every later one; and
//! what happened up to that block was told before, so an ending that was carried out is known. No
//! margin is needed. A chain that is behind or stands still only keeps the machine waiting, and one
//! that tells no time binds it for ever.
//!
//! The time that comes with a message decides only what is signed at all, if the chain's is not
//! later. The chain refuses what ends too far ahead of its own clock, so
//! [`Limits::max_ending_ms`] leaves room for that.
//!
//! The two sides may learn of the instant at different times. Whoever is first proposes `Nothing`,
//! and the other completes it when it has learned, too.
//!
//! # What no rule mends
//!
//! A party that lost its states has to believe the other's word on the newest, and on endings:
//! the other could keep one to itself that this side no longer knows of. It has lapsed, like
//! everything signed before, when [`Limits::max_ending_ms`] have passed since the loss. Copies with
//! watchtowers ([`Machine::learn`]) make a lie harder; without any answer there is
//! [`Machine::claim_after_loss`]. A preimage whose HTLC the other side does not settle has to be
//! revealed on chain before the deadline.

mod chain;
mod change;
mod limits;
mod machine;
mod messages;
mod receive;
#[cfg(test)]
mod tests;

pub use chain::{ChainEvent, Remedy, Requested, Stage};
pub use change::Change;
pub use limits::{Limits, Outside};
pub use machine::{Identity, Machine, Proposal, Snapshot};
pub use messages::{Ending, Envelope, Event, PeerMessage, Reaction, Refusal};
