//! Any bytes, read by the model of pallet-bloc-mpp.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bloc_fuzz::mpp::run(data));
