//! # Primitives of Lightning-Bloc
//!
//! The words that all pallets share: identifiers, hashes, the two sides of a channel, forwarding
//! policies, the messages that parties sign off chain, and the traits through which the pallets
//! meet. It knows FRAME's storage and dispatch types but no pallet.
//!
//! - [`side`]: [`Side`] and [`Pair`], a value for each of the two parties.
//! - [`hash`]: [`PaymentHash`] and [`Preimage`] (SHA-256, as BOLT has it).
//! - [`policy`]: what a party asks for forwarding over its side of a channel.
//! - [`state`]: the off-chain state of a channel and the other messages both parties sign.
//! - [`invoice`]: what a payee asks for, signed, and as text; `bolt11` reads invoices of the
//!   Lightning Network (feature `bolt11`).
//! - [`sign`]: builds, encodes and signs those messages off chain (feature `std`).
//! - [`off_chain`]: the off-chain half of a channel, a party's end of it as a state machine.
//! - [`channel`], [`preimage`], [`payment`], [`watch`]: the seam traits; [`network`]: all channels as
//!   the graph in which routes are planned.
//! - [`guard`]: what binds one side of a channel for a time; [`liquidity`]: who is told of leases.
//! - [`instant`]: deadlines that count the time in which a chain made blocks.
//! - [`transfer`](mod@transfer): a transfer that moves the amount, or fails; [`deposit`]: storage
//!   deposits; [`hook_fee`]: what a hook's work costs; [`id`]: ids that are counted up; [`paging`]:
//!   pages for views; [`faults`](mod@faults): why pure code refuses.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "bolt11")]
pub mod bolt11;
pub mod channel;
pub mod deposit;
pub mod faults;
pub mod guard;
pub mod hash;
pub mod hook_fee;
pub mod id;
pub mod instant;
pub mod invoice;
pub mod liquidity;
pub mod network;
pub mod off_chain;
pub mod paging;
pub mod payment;
pub mod policy;
pub mod preimage;
pub mod side;
#[cfg(feature = "std")]
pub mod sign;
pub mod state;
pub mod transfer;
pub mod urgent;
pub mod watch;

pub use hash::{PaymentHash, Preimage};
pub use policy::Policy;
pub use side::{Pair, Side};
pub use transfer::transfer;

use serde::{Deserialize, Serialize};

/// An amount, in the smallest unit of its asset.
pub type Balance = u128;

/// An instant, in milliseconds since the Unix epoch, as `pallet-timestamp` gives it.
pub type Moment = u64;

/// Names one channel of one chain. Never used twice, not even after the channel is gone.
#[frame_support::stored]
#[derive(Copy, Default, Deserialize, Hash, Ord, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct ChannelId(pub u64);

impl id::Id for ChannelId {
	fn successor(self) -> Option<Self> {
		self.0.checked_add(1).map(Self)
	}
}
