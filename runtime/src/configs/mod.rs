//! The configuration of every pallet, one file for a pallet or a small group. Each ends in tests
//! that pin what an integrator or a user relies on.

#![deny(missing_docs)]

pub mod assets;
pub mod balances;
pub mod channels;
pub mod consensus;
pub mod governance;
pub mod mpp;
pub mod rebalancing;
pub mod recurring;
pub mod streaming;
pub mod system;
