//! One file for each group of calls and each hook; the invariants last.
#![allow(clippy::arithmetic_side_effects, clippy::manual_is_multiple_of)]

use crate::{
	mock::*,
	types::{
		Change, Consent, EndReason, Flow, Funding, Party, ProposalEnd, Rate, Status, StreamId,
		StreamSpec, Terms, VaultId,
	},
	Error, Event,
};
use frame_support::{assert_noop, assert_ok};

mod cancel;
mod claim;
mod counts;
mod create;
mod declared;
mod hooks;
mod invariants;
mod meter;
mod origins;
mod pause;
mod propose;
mod rate;
mod refund;
mod settling;
mod status;
mod top_up;
mod transfer;
mod vaults;
mod views;
