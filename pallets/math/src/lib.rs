//! # The arithmetic of Lightning-Bloc
//!
//! Every formula of the suite: pure, total, without floats. It knows no pallet and no storage.
//! A function that cannot answer (the result does not fit) says so with `None`; each names the
//! direction in which it rounds.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod accrual;
pub mod balance;
pub mod calendar;
pub mod cycles;
pub mod fees;
pub mod flow;
pub mod graph;
pub mod paths;
pub mod prices;
pub mod routes;
pub mod shares;

#[cfg(test)]
mod testing;
