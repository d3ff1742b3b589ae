//! Tests of the pallet: a file for each subject of calls, for the hook, and for each noun.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::unwrap_used
)]

mod absence;
mod closings;
mod counts;
mod declared;
mod ends;
mod fees;
mod hooks;
mod invariants;
mod lease;
mod listing;
mod menu;
mod menus;
mod origins;
mod provider;
mod quotes;
mod rational;
mod registering;
mod request;
mod reserve;
mod shelf;
mod views;
mod ways_out;

use crate::{
	lease::{Ending, Payment},
	menu::Item,
	mock::*,
	shelf::{Place, Region},
	types::{DelistReason, Request, ReservationEnd, Selection},
	Error, Event,
};
use bloc_primitives::{ChannelId, Moment, Policy};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult, MultiSignature, TokenError};

/// What people have of an asset, deposits included.
fn fortunes(asset: &Asset) -> [i128; 4] {
	people().map(|who| wealth(asset, &who) as i128)
}

/// How they have changed.
fn changes(asset: &Asset, before: [i128; 4]) -> [i128; 4] {
	let now = fortunes(asset);
	core::array::from_fn(|person| now[person] - before[person])
}
