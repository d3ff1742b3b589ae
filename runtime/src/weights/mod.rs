//! What those of the SDK's pallets weigh that payments are compared with, or that wrap urgent calls.
//!
//! Fees are compared fairly only if both sides were weighed on one machine: `scripts/weights balances`
//! writes `balances.rs` as measured where the suite's own weights are, and nothing else changes.
//! Until then a file hands on the SDK's own weights.

pub mod assets;
pub mod balances;
pub mod multisig;
pub mod proxy;
pub mod utility;
