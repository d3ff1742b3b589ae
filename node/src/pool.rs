//! The transaction pool of a development chain.

use clap::Parser;
use sc_cli::{RunCmd, TransactionPoolType};

/// Gives a development chain a pool that takes whatever a script sends at once.
///
/// Transactions sent at once reach the pool in any order, and those that come before their turn
/// must be kept. The fork-aware pool drops them when the fork that it met them on is dropped, which
/// here is at every block, and a chain that seals alone has no forks. Room for early transactions
/// is a tenth of all, so there is more of it than usual, unless the limits were chosen.
pub fn choose(run: &mut RunCmd) {
	let default = RunCmd::parse_from([""]).pool_config;
	let pool = &mut run.pool_config;
	let widen = |limit: &mut usize, default: usize| {
		if *limit == default {
			*limit = default.saturating_mul(10);
		}
	};
	widen(&mut pool.pool_limit, default.pool_limit);
	widen(&mut pool.pool_kbytes, default.pool_kbytes);
	pool.pool_type = TransactionPoolType::SingleState;
	// What was refused once may be sent again, as with `--dev`.
	pool.tx_ban_seconds.get_or_insert(0);
}

#[cfg(test)]
mod tests {
	use super::*;

	fn limits(args: &[&str]) -> (usize, usize) {
		let mut run = RunCmd::parse_from([""].iter().chain(args));
		choose(&mut run);
		assert!(matches!(run.pool_config.pool_type, TransactionPoolType::SingleState));
		assert_eq!(run.pool_config.tx_ban_seconds, Some(0));
		(run.pool_config.pool_limit, run.pool_config.pool_kbytes)
	}

	#[test]
	fn widens_the_pool_unless_its_limits_were_chosen() {
		assert_eq!(limits(&[]), (81_920, 204_800));
		assert_eq!(limits(&["--pool-limit", "7"]), (7, 204_800));
		assert_eq!(limits(&["--pool-kbytes", "9"]), (81_920, 9));
	}
}
