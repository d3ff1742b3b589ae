//! # The arithmetic of Lightning-Bloc
//!
//! Every formula of the suite: pure, total, without floats. It knows no pallet and no storage.
//! A function that cannot answer (the result does not fit) says so with `None`; each names the
//! direction in which it rounds.
#![cfg_attr(not(feature = "std"), no_std)]

pub mod accrual;
pub mod calendar;
pub mod fees;
pub mod shares;
