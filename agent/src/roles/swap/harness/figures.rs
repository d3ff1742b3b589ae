//! Figures for the book.

use super::*;
use std::time::{Duration, Instant};

/// What the process has in memory now, and had at the most, in MiB.
fn memory() -> [u64; 2] {
	let status = std::fs::read_to_string("/proc/self/status").unwrap();
	["VmRSS:", "VmHWM:"].map(|name| {
		let line = status.lines().find(|line| line.starts_with(name)).unwrap();
		line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1_024
	})
}

/// Prints what an agent with 10,000 open swaps takes: `cargo test -- --ignored --nocapture open_swaps`.
#[tokio::test]
#[ignore = "a figure for the book"]
async fn ten_thousand_open_swaps() {
	const SWAPS: u32 = 10_000;
	let mut play = Play::begin().await;
	let mut process = play.agents[BOB].process.take().unwrap();
	let mut tx = process.core.store.begin().await.unwrap();
	for number in 0..SWAPS {
		let mut secret = [0; 32];
		secret[..4].copy_from_slice(&number.to_be_bytes());
		let mut terms = play.terms.clone();
		terms.payment_hash = payment_hash(&secret);
		terms.base_ms += 86_400_000;
		let party = Party { place: 1, of: 2 };
		let swap = Swap::new(&terms, party, "https://agent.example", START_MS);
		rows::insert(&mut tx, &swap, &chains(2)).await.unwrap();
	}
	for update in
		["UPDATE swaps SET state = 'locked'", "UPDATE swap_legs SET leg = 'open', bond = 'posted'"]
	{
		sqlx::query(update).execute(&mut *tx).await.unwrap();
	}
	tx.commit().await.unwrap();
	// All of them are new to a process that has just been started.
	let (since, mut longest) = (Instant::now(), Duration::ZERO);
	play.world.tick();
	process.go().await;
	while !process.swapper.drive_all(&mut process.looks).await.unwrap() {}
	let first = since.elapsed();
	for _ in 0..30 {
		play.world.tick();
		let since = Instant::now();
		process.go().await;
		longest = longest.max(since.elapsed());
	}
	let [now, most] = memory();
	println!(
		"{SWAPS} open swaps: {now} MiB, {most} MiB at the most; all of them are looked at in {first:?}, a \
		 round takes {longest:?} at the most"
	);
	assert!(most <= 300);
}
