//! The configuration of every pallet, one file for a pallet or a small group. Each ends in tests
//! that pin what an integrator or a user relies on.

#![deny(missing_docs)]

pub mod assets;
pub mod balances;
pub mod channels;
pub mod consensus;
pub mod dex;
pub mod governance;
pub mod hooks;
pub mod limits;
pub mod lsp;
pub mod mpp;
pub mod proxy;
pub mod rebalancing;
pub mod recurring;
pub mod streaming;
pub mod swaps;
pub mod system;
pub mod watchtowers;
