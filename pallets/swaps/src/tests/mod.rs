//! One file for each subject; the invariants last.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use crate::{consent::Agreement, leg::*, mock::*, types::*, Error, Event};
use bloc_primitives::{instant::Instant, Balance, ChannelId, Moment, Preimage};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult};

mod agreements;
mod bonds;
mod boundary;
mod claim;
mod counts;
mod custody;
mod declared;
mod halves;
mod hooks;
mod into;
mod invariants;
mod large_supply;
mod leg;
mod lock;
mod origins;
mod quote;
mod quotes;
mod ring;
mod ring_model;
mod rings;
mod settle;
mod swap_in;
mod swap_out;
mod urgent;
mod vectors;
mod views;

/// The refusal of this name by the mock of the channels.
fn refused(name: &'static str) -> DispatchError {
	DispatchError::Other(name)
}

/// The names of the events since they were asked for last, as short as can be.
fn happened() -> Vec<&'static str> {
	let name = |event: &Event<Test>| match event {
		Event::LegLocked { .. } => "locked",
		Event::LegClaimed { .. } => "claimed",
		Event::LegRefunded { .. } => "refunded",
		Event::LegHandedBack { .. } => "handed back",
		Event::LegDivided { .. } => "divided",
		Event::LegPruned { .. } => "pruned",
		Event::BondPosted { .. } => "posted",
		Event::BondReturned { .. } => "returned",
		Event::Credited { .. } => "credited",
		Event::CreditClaimed { .. } => "credit claimed",
		Event::ServiceFailed { .. } => "failed",
		Event::DepositKept { .. } => "kept",
		Event::QuoteSet { .. } => "set",
		Event::QuotePaused { .. } => "paused",
		Event::QuoteClosed { .. } => "closed",
		Event::StockChanged { .. } => "stocked",
		Event::SwappedIn { .. } => "in",
		Event::SwappedOut { .. } => "out",
		_ => "something else",
	};
	events().iter().map(name).collect()
}

/// The deposit of a leg, and that of a bond.
fn deposits() -> [Balance; 2] {
	[Swaps::leg_footprint(), Swaps::bond_footprint()]
		.map(|of| PER_ITEM + Balance::from(of.count) * Balance::from(of.size))
}

/// A leg that has ended so, now.
fn ended(how: Ending) -> LegState {
	LegState::Ended { how, at_ms: now() }
}

/// A leg of `owner` for Bob, out of its account.
fn lock_for(owner: &AccountId, asset: &Asset) {
	assert_ok!(Swaps::lock(origin(owner.clone()), spec(asset), Source::Account));
}
