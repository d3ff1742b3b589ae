//! What the calls do.

mod ends;
mod leases;
mod offers;
mod providers;
mod quotes;
mod reservations;

pub(crate) use leases::BOUND;
#[cfg(any(feature = "runtime-benchmarks", test))]
pub(crate) use offers::ShelfOf;
