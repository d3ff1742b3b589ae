//! Whatever three people do, honest or not, and however time passes: the invariants hold after each
//! step, the books are what the events say, honest parties get what their latest state gives them,
//! and in the end everybody has all that is theirs.

mod books;
mod off_chain;
mod steps;
mod world;

use super::*;
use proptest::{prelude::*, test_runner::Config as ProptestConfig};
use world::World;

/// As many cases as `PROPTEST_CASES` says, or enough for each run of the tests.
fn config() -> ProptestConfig {
	let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
	let cases = wanted.unwrap_or(100);
	ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
	#![proptest_config(config())]

	#[test]
	fn hold_after_each_step_and_all_ends_well(
		honest in prop::array::uniform3(prop::bool::weighted(0.7)),
		steps in prop::collection::vec(steps::step(), 1..80),
	) {
		ExtBuilder.run(|| World::new(honest).live(steps));
	}

	/// As above, but with nothing but one channel and what ends it, so that disputes go deep.
	#[test]
	fn hold_in_every_dispute(
		honest in prop::array::uniform3(prop::bool::weighted(0.5)),
		token: bool,
		amounts in (10..1_000_u128, 0..1_000_u128),
		before in prop::collection::vec(steps::of_life(), 1..16),
		close in steps::force_close(),
		after in prop::collection::vec(steps::of_disputes(), 1..40),
	) {
		ExtBuilder.run(|| {
			let mut world = World::new(honest);
			world.open_committed(if token { TOKEN } else { NATIVE }, amounts);
			world.live(before.into_iter().chain([close]).chain(after));
		});
	}
}
