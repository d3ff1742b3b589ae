//! Settling often or seldom comes to the same, to the unit.

use super::*;
use frame_support::storage::with_storage_layer;
use proptest::prelude::*;

/// A stream of Alice to Bob, the first on its chain.
fn begin(asset: &Asset, rate: Rate, interval_ms: u64, in_vault: bool) -> StreamId {
	if !in_vault {
		return open(asset, 5_000, StreamSpec { interval_ms, ..spec(rate) });
	}
	open_vault(asset, 5_000);
	let (payer, asset) = (origin(alice()), asset.clone());
	assert_ok!(Streaming::create_from_vault(payer, bob(), asset, rate, interval_ms));
	StreamId(0)
}

/// One life of a stream, claimed at `claims` besides what the hook pays. What everybody has after
/// it.
fn life(
	asset: &Asset,
	rate: Rate,
	interval_ms: u64,
	claims: &[u32],
	changes: &[(u32, u8)],
	in_vault: bool,
) -> [u128; 3] {
	let mut result = [0; 3];
	ExtBuilder.run(|| {
		let id = begin(asset, rate, interval_ms, in_vault);
		let mut at: Vec<(u32, Option<u8>)> = claims.iter().map(|at| (*at, None)).collect();
		at.extend(changes.iter().map(|(at, kind)| (*at, Some(*kind))));
		at.sort();
		for (at, change) in at {
			set_time(now().max(START + u64::from(at)));
			let _ = with_storage_layer(|| match change {
				None => Streaming::claim(origin(charlie()), id),
				Some(0) => Streaming::pause(origin(alice()), id),
				Some(1) => Streaming::resume(origin(alice()), id),
				Some(2) => Streaming::set_rate(origin(alice()), id, Rate(rate.0 / 3 + 7)),
				Some(_) => Streaming::set_rate(origin(alice()), id, rate),
			});
			if interval_ms == MIN_INTERVAL {
				run_block_at(now());
			}
		}
		set_time(now().max(START + 1_000_000));
		// Pays the last, and ends what is over.
		let _ = with_storage_layer(|| Streaming::claim(origin(charlie()), id));
		if Streaming::stream(id).is_some() {
			assert_ok!(Streaming::cancel(origin(bob()), id, None));
		}
		if let Some(vault) = Streaming::vault_of(alice(), asset.clone()) {
			assert_ok!(Streaming::close_vault(origin(alice()), vault));
		}
		result = [alice(), bob(), charlie()].map(|who| wealth(asset, &who));
	});
	result
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn settling_often_or_seldom_comes_to_the_same(
		rate in 1u128..20_000_000_000_000,
		claims in prop::collection::vec(0u32..1_000_000, 0..30),
		changes in prop::collection::vec((0u32..1_000_000, 0u8..4), 0..6),
		in_vault: bool,
	) {
		let rate = Rate(rate);
		let seldom = life(&TOKEN, rate, MAX_INTERVAL, &[], &changes, in_vault);
		let often = life(&TOKEN, rate, MIN_INTERVAL, &claims, &changes, in_vault);
		prop_assert_eq!(seldom, often);
	}
}
