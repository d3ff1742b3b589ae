//! What calls do, by subject.

mod demands;
mod posts;
mod proofs;
mod towers;
mod watches;
