//! tmp
#![allow(clippy::all)]
#[test]
fn go() { pallet_bloc_channels::fuzzing::dbg(); }
