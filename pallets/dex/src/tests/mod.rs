//! One file for each call or hook; the invariants last.
#![allow(clippy::arithmetic_side_effects)]

use crate::{mock::*, price::*, terms::*, types::*, views::*, Error, Event};
use bloc_primitives::Balance;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, Permill};

mod act;
mod cancel;
mod closing;
mod counts;
mod custody;
mod declared;
mod expiry;
mod funds;
mod invariants;
mod kinds;
mod model;
mod origins;
mod pairs;
mod place;
mod queues;
mod replace;
mod self_trade;
mod settle;
mod status;
mod swap;
mod take;
mod views;
mod wallet;

/// A market at the usual terms.
fn run(test: impl FnOnce()) {
	ExtBuilder.run(|| {
		market(terms());
		test();
	});
}

/// The error of an order of Alice's.
#[track_caller]
fn refused(spec: OrderSpec, error: Error<Test>) {
	assert_eq!(outcome(Dex::place(origin(alice()), PAIR, spec)), Err(error.into()));
}

/// What came of a call, whatever it weighed.
fn outcome(
	result: frame_support::dispatch::DispatchResultWithPostInfo,
) -> Result<(), DispatchError> {
	result.map(|_| ()).map_err(|error| error.error)
}

/// What rests on a side: ticks and lots, the best first.
fn depth(side: Side) -> Vec<(u32, u64)> {
	let levels = Dex::depth(PAIR, side, None, 1_000);
	levels.into_iter().map(|level| (level.tick.0, level.lots)).collect()
}

/// What is open of somebody's orders, by their names.
fn open(who: &AccountId) -> Vec<(u64, u64)> {
	let orders = Dex::orders(who.clone()).into_iter();
	orders.map(|view| (view.order.id.0, view.open)).collect()
}

/// What was taken in all, since events were read last.
fn taken() -> Vec<(u64, Balance, Balance, End)> {
	let taken = |event| match event {
		Event::Taken { lots, quote, fee, end, .. } => Some((lots, quote, fee, end)),
		_ => None,
	};
	events().into_iter().filter_map(taken).collect()
}

/// A part, rounded up.
fn up(quote: Balance, ppm: Balance) -> Balance {
	(quote * ppm).div_ceil(1_000_000)
}
