//! One file for each call or hook; the invariants last.
#![allow(clippy::arithmetic_side_effects)]

use crate::{mock::*, plan::*, subscription::*, types::*, Error, Event};
use bloc_primitives::{Balance, Moment};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_runtime::DispatchError;

mod authorise;
mod cancel;
mod catch_up;
mod change_plan;
mod charge;
mod counts;
mod declared;
mod failures;
mod hooks;
mod invariants;
mod origins;
mod pause;
mod plans;
mod price;
mod prune_history;
mod set_limits;
mod settle;
mod subscribe;
mod subscription;
mod views;

/// No limits.
fn free() -> Limits {
	Limits::default()
}

fn at(text: &str) -> Moment {
	let instant: chrono::DateTime<chrono::Utc> = text.parse().unwrap();
	instant.timestamp_millis().try_into().unwrap()
}

/// Noon of a day.
fn noon(day: &str) -> Moment {
	at(&format!("{day}T12:00:00Z"))
}

fn it(id: SubscriptionId) -> Subscription<AccountId, Asset> {
	Recurring::subscription(id).unwrap()
}

fn is_gone(id: SubscriptionId) -> bool {
	Recurring::subscription(id).is_none()
}

/// When each period was paid and how much was transferred for it, since events were read last.
fn paid() -> Vec<(Moment, Balance)> {
	let payment = |event| match event {
		Event::Paid { due_ms, amount, .. } => Some((due_ms, amount)),
		_ => None,
	};
	events().into_iter().filter_map(payment).collect()
}

/// Why it ended, if it did since events were read last.
fn ended() -> Option<EndReason> {
	let end = |event| match event {
		Event::Ended { reason, .. } => Some(reason),
		_ => None,
	};
	events().into_iter().find_map(end)
}
