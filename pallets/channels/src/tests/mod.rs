//! One file for each call or hook; the invariants last.
#![allow(clippy::arithmetic_side_effects)]

use crate::{mock::*, Error, Event};
use bloc_primitives::{
	channel::{Ledger, Phase},
	ChannelId, Pair, Side,
};
use frame_support::{assert_noop, assert_ok};

mod pay;

/// A ledger with nothing locked.
fn free(opener: u128, counterparty: u128) -> Pair<Ledger> {
	Pair::new(opener, counterparty).map(|free| Ledger { free: *free, locked: 0 })
}
