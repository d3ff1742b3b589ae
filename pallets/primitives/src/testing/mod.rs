//! For tests and benchmarks of pallets, never for a chain (feature `testing`).
//!
//! - [`counts`]: what code does to storage, exactly.
//! - [`channels`]: channels without a pallet, behind the same traits.
//! - [`conformance`]: what every implementation of those traits has to do.
//! - [`dispatch`]: a call as a fuzzer makes it.

#![allow(clippy::arithmetic_side_effects)]

pub mod channels;
pub mod conformance;
pub mod counts;
mod dispatch;

pub use counts::{count, watch, Counts, Touched};
pub use dispatch::dispatch;
