//! The limits that are short on a development chain and safe on the fourteen.
//!
//! One Wasm runs both. A development chain shows a dispute or a period while one watches; on a chain
//! with money, twenty seconds are too few for anybody to contradict an old state, and hooks that
//! nobody pays a fee for must not be due every twelve. Which of the two a chain is, its
//! [genesis](crate::chain_identity) says once and for all.

use crate::{
	constants::time::{DAY, HOUR, MINUTE, SECOND},
	ChainIdentity, Moment,
};
use frame_support::traits::{ConstU32, Get};

/// A limit in milliseconds: the first on a development chain, the second on any other.
pub struct Limit<const DEVELOPMENT: Moment, const LIVE: Moment>;

impl<const DEVELOPMENT: Moment, const LIVE: Moment> Get<Moment> for Limit<DEVELOPMENT, LIVE> {
	fn get() -> Moment {
		if ChainIdentity::is_development() {
			DEVELOPMENT
		} else {
			LIVE
		}
	}
}

/// The shortest challenge period. It is for the parties to choose as long as they sleep; but one of
/// them chooses alone.
pub type MinChallengePeriodMs = Limit<{ 20 * SECOND }, HOUR>;
/// The least time in which a payee can claim: two blocks of a network, or ten, to see what came and
/// to get a claim into a block.
pub type MinClaimMs = Limit<{ 12 * SECOND }, MINUTE>;
/// How many claims find room in [`MinClaimMs`] on a live chain, and as many of whatever else cannot
/// wait, while all else that blocks have room for is taken: of a payment in one part over three
/// channels, or of swaps. `runtime/tests/room.rs` holds the weights to it.
pub type ClaimsAtOnce = ConstU32<500>;
/// The same for claims of the largest payment that there can be.
pub type LargestClaimsAtOnce = ConstU32<30>;
/// By how much a standstill can put a payee's deadline off at most: a swap with another chain has to
/// leave so much between its two legs. Not at all on a development chain, where blocks come at will.
pub type MaxExtensionMs = Limit<0, { 20 * MINUTE }>;
/// The least time between two steps of a ring of swaps of which one answers the other: until a block
/// is final, a party has reacted, clocks that differ agree, and a claim has got into a block that
/// others want to fill, and is final. On a live chain 60 + 60 + 2 × 30 + 20 × 12 + 60 seconds.
pub type MinRingGapMs = Limit<{ 48 * SECOND }, { 8 * MINUTE }>;
/// The shortest interval between the payouts of a stream.
pub type MinStreamIntervalMs = Limit<{ 12 * SECOND }, MINUTE>;
/// The shortest period of a subscription.
pub type MinSubscriptionIntervalMs = Limit<{ 12 * SECOND }, MINUTE>;
/// The shortest interval between automatic runs, and the shortest period of a budget.
pub type MinRunIntervalMs = Limit<{ 12 * SECOND }, MINUTE>;

/// The shortest lease of a provider's liquidity.
pub type MinLeaseMs = Limit<MINUTE, DAY>;
/// For how long a lease goes on when what was paid for it is used up.
pub type LeaseGraceMs = Limit<MINUTE, { 6 * HOUR }>;
/// Until when a fee has to be there that comes out of what is first received.
pub type FirstPaymentMs = Limit<MINUTE, HOUR>;
/// The time in which providers and watchtowers have to give a sign of life.
pub type BeatMs = Limit<MINUTE, { 10 * MINUTE }>;
/// For how long a watchtower is paid at least.
pub type MinHireMs = Limit<MINUTE, DAY>;

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		genesis_config_presets::{described, preset_names, storage},
		AllPalletsWithSystem, Runtime,
	};
	use alloc::{format, string::String, vec::Vec};
	use frame_support::traits::IntegrityTest;

	/// The limits of the chain that runs, by the names under which clients find them.
	fn limits() -> [(&'static str, Moment); 13] {
		use pallet_bloc_channels::Config as Channels;
		use pallet_bloc_lsp::Config as Lsp;
		use pallet_bloc_mpp::Config as Mpp;
		use pallet_bloc_rebalancing::Config as Rebalancing;
		use pallet_bloc_recurring::Config as Recurring;
		use pallet_bloc_streaming::Config as Streaming;
		use pallet_bloc_swaps::Config as Swaps;
		use pallet_bloc_watchtowers::Config as Watchtowers;
		[
			("channels.minChallengePeriodMs", <Runtime as Channels>::MinChallengePeriodMs::get()),
			("mpp.minClaimMs", <Runtime as Mpp>::MinClaimMs::get()),
			("mpp.maxExtensionMs", <Runtime as Mpp>::MaxExtensionMs::get()),
			("rebalancing.minIntervalMs", <Runtime as Rebalancing>::MinIntervalMs::get()),
			("lsp.minLeaseMs", <Runtime as Lsp>::MinLeaseMs::get()),
			("lsp.graceMs", <Runtime as Lsp>::GraceMs::get()),
			("lsp.beatMs", <Runtime as Lsp>::BeatMs::get()),
			("watchtowers.beatMs", <Runtime as Watchtowers>::BeatMs::get()),
			("watchtowers.minHireMs", <Runtime as Watchtowers>::MinHireMs::get()),
			("swaps.minLegMs", <Runtime as Swaps>::MinLegMs::get()),
			("swaps.minGapMs", <Runtime as Swaps>::MinGapMs::get()),
			("streaming.minIntervalMs", <Runtime as Streaming>::MinIntervalMs::get()),
			("recurring.minIntervalMs", <Runtime as Recurring>::MinIntervalMs::get()),
		]
	}

	fn on<T>(preset: &str, look: impl FnOnce() -> T) -> T {
		sp_io::TestExternalities::new(storage(preset).unwrap()).execute_with(look)
	}

	#[test]
	fn only_a_development_chain_has_limits_under_a_minute() {
		for name in preset_names() {
			let short = limits_of(&name).iter().filter(|limit| limit.1 < MINUTE).count();
			let development = described(&name).unwrap().development;
			assert_eq!(short, if development { 8 } else { 0 }, "{name}");
		}
	}

	fn limits_of(preset: &str) -> [(&'static str, Moment); 13] {
		on(preset, limits)
	}

	/// Every pallet's own check of its configuration, on the chain that it is for.
	#[test]
	fn the_configuration_holds_on_every_chain() {
		for name in preset_names() {
			on(&name, <AllPalletsWithSystem as IntegrityTest>::integrity_test);
		}
	}

	/// The table for operators: a row for each limit, what it is on a development chain, and on each
	/// of the fourteen.
	#[test]
	fn the_book_has_the_limits_as_they_are() {
		let page = std::fs::read_to_string("../docs/src/operate.md").unwrap();
		let (_, table) = page.split_once("<!-- limits -->").unwrap();
		let (table, _) = table.split_once("<!-- /limits -->").unwrap();
		let stated: Vec<String> = table
			.lines()
			.filter(|line| line.contains('`'))
			.map(|line| line.split_once('`').unwrap().1.into())
			.collect();
		for pbc in &crate::pbc::PBCS {
			let development = limits_of(&format!("{}-dev", pbc.id));
			let live = limits_of(pbc.id);
			let rows = development.into_iter().zip(live).map(|((name, short), (_, long))| {
				format!("{name}` | {} s | {} s |", short / SECOND, long / SECOND)
			});
			assert_eq!(stated, rows.collect::<Vec<_>>(), "{}", pbc.id);
		}
	}
}
