//! What the calls do, by subject.

mod agreements;
mod claims;
mod legs;
mod quotes;
mod rings;
pub(crate) mod submarine;
