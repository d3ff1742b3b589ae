//! One file for each call or hook; the invariants last.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::collapsible_match,
	clippy::large_enum_variant,
	clippy::manual_is_multiple_of
)]

use crate::{mock::*, Error, Event};
use bloc_primitives::{
	channel::{Ledger, Phase},
	ChannelId, Pair, Side,
};
use frame_support::{assert_noop, assert_ok};

mod accept;
mod boundary;
mod challenge;
mod claim_credit;
mod close;
mod close_after_loss;
mod closing;
mod closing_deposit;
mod closing_laws;
mod commit;
mod conformance;
mod consent;
mod counts;
mod custody;
mod declared;
mod decline;
mod deposit;
mod dispute_kit;
mod force_close;
mod fund;
mod hook_events;
mod hooks;
mod invariants;
mod kit;
mod large_supply;
mod lock;
mod open;
mod pay;
mod penalties;
mod preimages;
mod propose;
mod request_weights;
mod request_withdrawal;
mod requests_in_disputes;
mod seams;
mod set_payout;
mod set_policy;
mod settle;
mod signatures;
mod top_up;
mod urgent;
mod withdraw;
mod withdraw_committed;

use kit::*;

/// A ledger with nothing locked.
fn free(opener: u128, counterparty: u128) -> Pair<Ledger> {
	Pair::new(opener, counterparty).map(|free| Ledger { free: *free, locked: 0 })
}
