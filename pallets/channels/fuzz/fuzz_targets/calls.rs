//! Any bytes, read as calls, states and blocks: nothing panics and no invariant breaks.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| pallet_bloc_channels::fuzzing::run(data));
