//! Any bytes, read as calls and blocks: nothing panics and no invariant breaks.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pallet_bloc_recurring::fuzzing::run;

fuzz_target!(
	// What runs set out from is made before, so that no run is taken for one that did it.
	init: (0..=u8::MAX).for_each(|start| run(&[start])),
	|data: &[u8]| run(data)
);
