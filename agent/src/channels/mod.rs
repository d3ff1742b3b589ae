//! What roles share that have to do with channels: states and their signatures, receipts of towers,
//! what is sealed, what chains tell of channels and towers, and disputes. It knows no role.

pub mod deed;
pub mod disputes;
pub mod means;
pub mod receipt;
pub mod seal;
pub mod speech;
pub mod state;
#[cfg(test)]
pub mod testing;
pub mod told;
pub mod view;

use crate::{core::store::Migration, migration};

/// The tables that roles share.
pub const MIGRATIONS: &[Migration] = &[migration!(51, "0051_channels")];
