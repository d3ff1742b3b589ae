//! One file for each call or hook; the invariants last.
#![allow(clippy::arithmetic_side_effects)]

use crate::{mock::*, payment::*, types::*, Error, Event};
use bloc_primitives::{
	channel::{Locked, Phase},
	invoice::{Feature, Features, Invoice, PaymentSecret},
	Balance, ChannelId, Pair, Policy, Preimage, Side,
};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::DispatchResultWithPostInfo,
	traits::Get,
	weights::{RuntimeDbWeight, Weight},
};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

mod add_parts;
mod cancel;
mod claim;
mod counts;
mod declared;
mod drop_part;
mod hold;
mod hooks;
mod invariants;
mod invoices;
mod origins;
mod pay;
mod pay_instant;
mod payment;
mod planning;
mod tied;
mod views;

/// What came of a call that says what it weighed.
fn outcome(result: DispatchResultWithPostInfo) -> DispatchResult {
	result.map(|_| ()).map_err(|error| error.error)
}

/// A payment, which is there.
fn it(id: PaymentId) -> Payment<AccountId, Asset> {
	Mpp::payment(id).unwrap()
}

fn is_gone(id: PaymentId) -> bool {
	Mpp::payment(id).is_none()
}

/// The refusal of this name by the mock of the channels.
fn refused(name: &'static str) -> DispatchError {
	DispatchError::Other(name)
}

/// What asking the registry weighs.
fn asked() -> Weight {
	<<Test as frame_system::Config>::DbWeight as Get<RuntimeDbWeight>>::get().reads(1)
}

/// Nothing is locked anywhere, nobody has paid, and Alice has her deposit back.
fn all_is_as_before() -> bool {
	free() == [[CHANNEL; 4]; 3] && held(&alice()) == 0
}

/// The names of the events since they were asked for last, as short as can be.
fn happened() -> Vec<&'static str> {
	let name = |event: &Event<Test>| match event {
		Event::InvoiceRegistered { .. } => "registered",
		Event::InvoiceEnded { .. } => "ended",
		Event::PaymentOpened { .. } => "opened",
		Event::PartLocked { .. } => "locked",
		Event::PartDropped { .. } => "dropped",
		Event::PaymentCompleted { .. } => "completed",
		Event::PaymentSettled { .. } => "settled",
		Event::PaymentReleased { .. } => "released",
		Event::PaidInstantly { .. } => "paid",
		Event::ServiceFailed { .. } => "failed",
		Event::DepositKept { .. } => "kept",
		_ => "something else",
	};
	events().iter().map(name).collect()
}
