//! # What the tests of the pallets share
//!
//! For tests, benchmarks and fuzzing of pallets: only ever a dev-dependency, never of a chain.
//!
//! - [`test_runtime!`]: a runtime round the pallet that is tested, with accounts, assets and a clock,
//!   and with it the functions that each test needs: blocks with their hooks, balances, events.
//! - [`people`]: who lives on that chain; [`Sticky`]: a storage deposit that can get stuck;
//!   [`TestHookFee`]: what a hook's work costs.
//! - [`channels`]: channels without a pallet, behind the traits of `bloc_primitives::channel`;
//!   [`conformance`]: what every implementation of those traits has to do.
//! - [`counts`]: what code does to storage, exactly; [`declared`]: whether that is what it says that
//!   it weighs; [`tables`]: how a pallet states the one and the other.
//! - [`Reader`] reads bytes as amounts, instants and choices; [`corpus`] replays kept inputs, and
//!   looks for what they miss; [`dispatch()`] makes a call as a fuzzer does. The models in `fuzz/`
//!   are made of these.
// A tool that is there to fail loudly.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::indexing_slicing,
	clippy::manual_is_multiple_of,
	clippy::panic,
	clippy::unwrap_used
)]

pub mod channels;
pub mod conformance;
pub mod corpus;
pub mod counts;
pub mod declared;
mod deposits;
mod dispatch;
pub mod people;
mod prices;
mod reader;
mod runtime;
pub mod tables;

pub use counts::{count, watch, Counts, Touched};
pub use deposits::{DepositsStick, Sticky};
pub use dispatch::dispatch;
pub use prices::{DbWeight, HookPrice, TestHookFee};
pub use reader::Reader;

/// What [`test_runtime!`] names in the crate that calls it.
#[doc(hidden)]
pub mod exports {
	pub use bloc_timetable::Owner;
	pub use frame_support;
	pub use frame_system;
	pub use pallet_assets;
	pub use pallet_balances;
	pub use pallet_timestamp;
	pub use sp_core;
	pub use sp_io;
	pub use sp_runtime;
}
