//! Any bytes, read by the model of pallet-bloc-dex.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bloc_fuzz::dex::run(data));
