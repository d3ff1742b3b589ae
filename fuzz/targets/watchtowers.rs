//! Any bytes, read by the model of pallet-bloc-watchtowers.
#![no_main]

use bloc_fuzz::watchtowers::run;

libfuzzer_sys::fuzz_target!(
	// What runs set out from is made before, so that no run is taken for one that did it.
	init: (0..=u8::MAX).for_each(|start| run(&[start])),
	|data: &[u8]| run(data)
);
