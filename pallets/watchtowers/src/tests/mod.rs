//! One file for each group of calls and each hook; the invariants last.
#![allow(clippy::arithmetic_side_effects)]

use crate::{mock::*, types::*, Error, Event};
use bloc_primitives::{Balance, ChannelId, Moment, Pair, Side};
use frame_support::{assert_noop, assert_ok};

mod beat;
mod bonds;
mod closing;
mod coalitions;
mod counts;
mod declared;
mod demand;
mod drawing;
mod economy;
mod hire;
mod invariants;
mod late;
mod leave;
mod miss;
mod origins;
mod pay;
mod post;
mod register;
mod reputation;

/// An error, to compare with as often as one likes.
fn refusal(error: Error<Test>) -> sp_runtime::DispatchError {
	error.into()
}
