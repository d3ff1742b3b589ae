//! What each call does, by subject, and what the hook does of the same.

mod claims;
mod control;
mod streams;
mod vaults;

pub(crate) use vaults::LoadedVault;
