//! Any bytes, read by the model of pallet-bloc-rebalancing.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bloc_fuzz::rebalancing::run(data));
