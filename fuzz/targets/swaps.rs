//! Any bytes, read by the model of pallet-bloc-swaps.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bloc_fuzz::swaps::run(data));
