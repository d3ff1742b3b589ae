//! tmp
#![allow(clippy::all)]
use std::time::Instant;
#[test]
fn go() {
	let n: usize = std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(20000);
	let mut seed: u64 = std::env::var("SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(1);
	let mut random = move || {
		seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		mixed ^ (mixed >> 31)
	};
	let t = Instant::now();
	for i in 0..n {
		let words = random() as usize % 64;
		let input: Vec<u8> = (0..words).flat_map(|_| random().to_le_bytes()).collect();
		let r = std::panic::catch_unwind(|| pallet_bloc_channels::fuzzing::run(&input));
		if r.is_err() { std::fs::write("/tmp/crash.bin", &input).unwrap(); panic!("input {i}"); }
	}
	println!("{} runs in {:?}: {:?} each", n, t.elapsed(), t.elapsed() / n as u32);
}
