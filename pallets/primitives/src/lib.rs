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
//! - [`channel`], [`preimage`]: the seam traits; [`network`]: all channels as the graph in which routes
//!   are planned.
//! - [`transfer`](mod@transfer): a transfer that moves the amount, or fails.
//! - `testing`: counts what code does to storage, and has channels without a pallet (feature
//!   `testing`).
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "bolt11")]
pub mod bolt11;
pub mod channel;
pub mod hash;
pub mod invoice;
pub mod network;
pub mod paging;
pub mod policy;
pub mod preimage;
pub mod side;
#[cfg(feature = "std")]
pub mod sign;
pub mod state;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transfer;

pub use hash::{PaymentHash, Preimage};
pub use policy::Policy;
pub use side::{Pair, Side};
pub use transfer::transfer;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// An amount, in the smallest unit of its asset.
pub type Balance = u128;

/// An instant, in milliseconds since the Unix epoch, as `pallet-timestamp` gives it.
pub type Moment = u64;

/// Names one channel of one chain. Never used twice, not even after the channel is gone.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Deserialize,
	Encode,
	Eq,
	Hash,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	Serialize,
	TypeInfo,
)]
#[serde(transparent)]
pub struct ChannelId(pub u64);
