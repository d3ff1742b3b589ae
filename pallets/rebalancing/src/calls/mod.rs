//! The calls, by subject.

mod policies;
mod proposals;
mod runs;
