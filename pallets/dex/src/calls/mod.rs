//! What calls and the hook do to storage.

mod actions;
mod flow;
mod funds;
mod orders;
mod pairs;
mod settling;
mod swapping;
mod wallet;

pub(crate) use swapping::Leg;
