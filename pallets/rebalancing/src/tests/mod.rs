//! One file for each call or hook. Random calls of everybody are in `fuzz/`.
#![allow(clippy::arithmetic_side_effects)]

use crate::{mock::*, types::*, Error, Event};
use bloc_primitives::{
	channel::{Inspect, Phase},
	Balance, ChannelId, Moment, Policy,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, Permill};

mod accept;
mod channel_policy;
mod counts;
mod declared;
mod decline;
mod hooks;
mod invariants;
mod notes;
mod operator;
mod origins;
mod planning;
mod propose;
mod rebalance;
mod report;
mod run;
mod set_policy;
mod track;
mod transitions;
mod worker;

/// How Alice's channels in [`GOLD`] stand.
fn status() -> Status {
	Rebalancing::status(alice(), GOLD).unwrap()
}

fn standing() -> Standing {
	status().standing
}

/// A ring with fees of 1 and 1,000 ppm at each forwarder, and the cycle that brings 400 round it
/// for a fee of 2.
fn paid_ring() -> ([ChannelId; 3], Cycle) {
	let ring = ring_of(terms(1, 1_000));
	let cycle = cycle(&[(ring[0], 402), (ring[1], 401), (ring[2], 400)]);
	(ring, cycle)
}

/// The time of a run that is due has come, and the hook has said so.
fn come_due() {
	let Standing::Noted { due_ms } = standing() else { panic!("no run to come: {:?}", standing()) };
	jump_to(due_ms);
	assert!(matches!(standing(), Standing::Due { .. }));
}

/// Tracks all channels of `who` in [`GOLD`].
fn track_all(who: AccountId) {
	let mut all = Channels::channels_of(&who, None, 100);
	all.retain(|id| Channels::get(*id).asset == GOLD);
	assert_ok!(Rebalancing::track(origin(who), all.try_into().unwrap(), true));
}

/// For whom a channel is tracked: the opener, the counterparty.
fn tracked(id: ChannelId) -> (bool, bool) {
	let subscribed = Channels::get(id).subscribed;
	(subscribed.opener, subscribed.counterparty)
}

/// The only refusal of a run since events were read last.
fn refusal() -> (Refusal, u8, Moment) {
	match event() {
		Event::RunRefused { account, asset, reason, failures, due_ms } => {
			assert_eq!((account, asset), (alice(), GOLD));
			(reason, failures, due_ms)
		},
		other => panic!("{other:?}"),
	}
}
