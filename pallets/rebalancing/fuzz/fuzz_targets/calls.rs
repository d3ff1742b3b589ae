//! Any bytes, read as calls and blocks: nothing panics and no invariant breaks.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pallet_bloc_rebalancing::fuzzing::run;

fuzz_target!(|data: &[u8]| run(data));
