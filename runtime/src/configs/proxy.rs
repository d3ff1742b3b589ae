//! Deputies: who may do what in an account's name.
//!
//! A deputy is a hot key on a machine that can be broken into. So each type but [`ProxyType::Any`]
//! has one job, and no call of it moves money to an account that whoever holds the key could choose:
//! what a stolen deputy can do is told, type by type, in the book (`docs/src/deputies.md`). That is
//! why some calls one might look for are in no type:
//!
//! - `pay` of the channels pays the other party, and a thief can open a channel with itself;
//! - whoever presents what is signed consents to it, even where it has signed nothing itself. So no
//!   deputy presents: `close` and `withdraw_committed` could give all to the other party, which is
//!   the thief; a state by `force_close`, `challenge`, `request_withdrawal` or `contest_withdrawal`
//!   costs a penalty if it was never agreed on. What both have signed a deputy presents in its own
//!   name. `approve` is the same consent, given beforehand;
//! - `close_after_loss` can leave all to the other party, and `set_payout` names who gets the money;
//! - `rebalance` takes its limit of fees from the caller, and forwarders set fees; `run` has the
//!   owner's budget. `set_operator` would outlast the deputy;
//! - what a provider of liquidity offers at what price, what a trader orders, and whom a party hires
//!   to watch: a thief could be the one that it is offered to, sold to or paid;
//! - `top_up` and `fund_vault` of the streams pay into anybody's; `withdraw`, `transfer` and
//!   `claim_credit` name who gets the money;
//! - calls in the name of yet another account (a joint account, an account whose deputy this one is)
//!   pass no filter, since that account is another's.

use crate::{constants::deposit, Balance, Balances, Runtime, RuntimeCall, RuntimeEvent, System};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	parameter_types,
	traits::{ConstU32, InstanceFilter},
};
use scale_info::TypeInfo;
use sp_runtime::traits::BlakeTwo256;

parameter_types! {
	/// One item of at least 8 bytes.
	pub ProxyDepositBase: Balance = deposit(1, 8);
	/// An account id and a type for each deputy.
	pub ProxyDepositFactor: Balance = deposit(0, 33);
	/// One item of at least 8 bytes.
	pub AnnouncementDepositBase: Balance = deposit(1, 8);
	/// Two hashes and a block number for each announcement.
	pub AnnouncementDepositFactor: Balance = deposit(0, 66);
}

/// What a deputy may do in an account's name. New types are added at the end; none changes its
/// number.
#[derive(
	Copy,
	Clone,
	Debug,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ProxyType {
	/// Everything.
	#[default]
	#[codec(index = 0)]
	Any,
	/// What moves no money: remarks, preimages of calls, and deputies of this type.
	#[codec(index = 1)]
	NonTransfer,
	/// Opens and funds channels, takes ledger balance back, and sets the terms of forwarding.
	#[codec(index = 2)]
	Channels,
	/// Stops, resumes and ends what flows by the clock: streams, vaults and subscriptions.
	#[codec(index = 3)]
	Streams,
	/// Keeps channels in balance within the owner's policy, and by agreement at no fee.
	#[codec(index = 4)]
	Rebalance,
	/// Takes money in: invoices, claims, plans, charges, reports of use.
	#[codec(index = 5)]
	Receive,
	/// Does what anybody may do, at the owner's deposit: settles what is due, reveals preimages, and
	/// forgets these and approvals.
	#[codec(index = 6)]
	Keep,
	/// Keeps a provider of liquidity there: signs of life, and what leases have earned.
	#[codec(index = 7)]
	Provide,
}

// Lists of what is allowed, so that a call that joins later is not allowed by oversight.
impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		// What a batch holds passes through this filter again.
		let allowed = match self {
			Self::Any => return true,
			Self::NonTransfer => moves_nothing(call),
			Self::Channels => runs_channels(call),
			Self::Streams => stops_streams(call),
			Self::Rebalance => rebalances(call),
			Self::Receive => receives(call),
			Self::Keep => keeps(call),
			Self::Provide => provides(call),
		};
		allowed || is_batch(call)
	}

	fn is_superset(&self, other: &Self) -> bool {
		self == other || *self == Self::Any
	}
}

fn is_batch(call: &RuntimeCall) -> bool {
	use pallet_utility::Call::{batch, batch_all, force_batch};
	matches!(call, RuntimeCall::Utility(batch { .. } | batch_all { .. } | force_batch { .. }))
}

fn moves_nothing(call: &RuntimeCall) -> bool {
	use frame_system::Call as System;
	use pallet_proxy::Call as Proxy;
	match call {
		RuntimeCall::System(call) => {
			matches!(call, System::remark { .. } | System::remark_with_event { .. })
		},
		// Not `announce` and `proxy`, which act for accounts whose deputy this one is.
		RuntimeCall::Proxy(call) => matches!(
			call,
			Proxy::add_proxy { .. }
				| Proxy::remove_proxy { .. }
				| Proxy::remove_announcement { .. }
				| Proxy::reject_announcement { .. }
				| Proxy::poke_deposit { .. }
		),
		RuntimeCall::Preimage(..) => true,
		_ => false,
	}
}

fn runs_channels(call: &RuntimeCall) -> bool {
	use pallet_bloc_channels::Call as Channels;
	let RuntimeCall::Channels(call) = call else { return false };
	matches!(
		call,
		Channels::open { .. }
			| Channels::propose { .. }
			| Channels::accept { .. }
			| Channels::decline { .. }
			| Channels::withdraw_proposal { .. }
			| Channels::deposit { .. }
			| Channels::withdraw { .. }
			| Channels::set_policy { .. }
			| Channels::commit { .. }
			| Channels::top_up { .. }
			| Channels::settle { .. }
	)
}

fn stops_streams(call: &RuntimeCall) -> bool {
	use pallet_bloc_recurring::Call as Recurring;
	use pallet_bloc_streaming::Call as Streaming;
	match call {
		RuntimeCall::Streaming(call) => matches!(
			call,
			Streaming::refund { .. }
				| Streaming::pause { .. }
				| Streaming::resume { .. }
				| Streaming::claim { .. }
				// Not a report with it: a payee could have made that itself.
				| Streaming::cancel { accepts: None, .. }
				| Streaming::dispute { .. }
				| Streaming::withdraw_vault { .. }
				| Streaming::close_vault { .. }
		),
		RuntimeCall::Recurring(call) => matches!(
			call,
			Recurring::cancel { .. }
				| Recurring::pause { .. }
				| Recurring::resume { .. }
				| Recurring::settle { .. }
				| Recurring::prune_history { .. }
		),
		_ => false,
	}
}

fn rebalances(call: &RuntimeCall) -> bool {
	use pallet_bloc_rebalancing::Call as Rebalancing;
	let RuntimeCall::Rebalancing(call) = call else { return false };
	matches!(
		call,
		Rebalancing::run { .. }
			| Rebalancing::report { .. }
			| Rebalancing::propose { .. }
			| Rebalancing::accept { .. }
			| Rebalancing::decline { .. }
			| Rebalancing::track { .. }
	)
}

fn receives(call: &RuntimeCall) -> bool {
	use pallet_bloc_channels::Call as Channels;
	use pallet_bloc_mpp::Call as Mpp;
	use pallet_bloc_recurring::Call as Recurring;
	use pallet_bloc_streaming::Call as Streaming;
	match call {
		RuntimeCall::Channels(call) => {
			matches!(call, Channels::reveal_preimage { .. } | Channels::reveal_for { .. })
		},
		RuntimeCall::Mpp(call) => matches!(
			call,
			Mpp::register_invoice { .. }
				| Mpp::cancel_invoice { .. }
				| Mpp::expire_invoice { .. }
				| Mpp::claim { .. }
				| Mpp::cancel { .. }
				| Mpp::settle { .. }
		),
		RuntimeCall::Swaps(call) => as_anybody(call),
		RuntimeCall::Streaming(call) => {
			matches!(call, Streaming::claim { .. } | Streaming::report { .. })
		},
		RuntimeCall::Recurring(call) => matches!(
			call,
			Recurring::create_plan { .. }
				| Recurring::edit_plan { .. }
				| Recurring::retire_plan { .. }
				| Recurring::propose_price { .. }
				| Recurring::charge { .. }
				| Recurring::settle { .. }
		),
		_ => false,
	}
}

/// What anybody does for the parties of a swap.
fn as_anybody(call: &pallet_bloc_swaps::Call<Runtime>) -> bool {
	use pallet_bloc_swaps::Call as Swaps;
	matches!(
		call,
		Swaps::claim { .. }
			| Swaps::settle { .. }
			| Swaps::return_bond { .. }
			| Swaps::prune { .. }
	)
}

fn keeps(call: &RuntimeCall) -> bool {
	use pallet_bloc_channels::Call as Channels;
	use pallet_bloc_dex::Call as Dex;
	use pallet_bloc_lsp::Call as Lsp;
	use pallet_bloc_mpp::Call as Mpp;
	use pallet_bloc_recurring::Call as Recurring;
	use pallet_bloc_streaming::Call as Streaming;
	use pallet_bloc_watchtowers::Call as Watchtowers;
	match call {
		RuntimeCall::Channels(call) => matches!(
			call,
			Channels::settle { .. }
				| Channels::reveal_preimage { .. }
				| Channels::reveal_for { .. }
				| Channels::forget_preimage { .. }
				| Channels::forget_approval { .. }
				| Channels::finish_withdrawal { .. }
		),
		RuntimeCall::Mpp(call) => {
			matches!(call, Mpp::expire_invoice { .. } | Mpp::claim { .. } | Mpp::settle { .. })
		},
		RuntimeCall::Swaps(call) => as_anybody(call),
		RuntimeCall::Lsp(call) => matches!(call, Lsp::settle { .. } | Lsp::reindex { .. }),
		RuntimeCall::Watchtowers(call) => matches!(
			call,
			Watchtowers::end { .. }
				| Watchtowers::collect { .. }
				| Watchtowers::answer { .. }
				| Watchtowers::prove_miss { .. }
				| Watchtowers::prove_late { .. }
				| Watchtowers::prove_false { .. }
		),
		RuntimeCall::Dex(call) => {
			matches!(call, Dex::settle { .. } | Dex::expire { .. } | Dex::clear { .. })
		},
		RuntimeCall::Streaming(call) => matches!(call, Streaming::claim { .. }),
		RuntimeCall::Recurring(call) => matches!(call, Recurring::settle { .. }),
		_ => false,
	}
}

fn provides(call: &RuntimeCall) -> bool {
	use pallet_bloc_lsp::Call as Lsp;
	let RuntimeCall::Lsp(call) = call else { return false };
	matches!(call, Lsp::beat { .. } | Lsp::delist { .. } | Lsp::collect { .. } | Lsp::settle { .. })
}

impl pallet_proxy::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ProxyDepositBase;
	type ProxyDepositFactor = ProxyDepositFactor;
	type MaxProxies = ConstU32<32>;
	type MaxPending = ConstU32<32>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = AnnouncementDepositBase;
	type AnnouncementDepositFactor = AnnouncementDepositFactor;
	type WeightInfo = crate::weights::proxy::Weights<Runtime>;
	type BlockNumberProvider = System;
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use alloc::{format, string::String, vec::Vec};
	use scale_info::TypeDef;
	use sp_runtime::traits::TrailingZeroInput;

	const TYPES: [ProxyType; 8] = [
		ProxyType::Any,
		ProxyType::NonTransfer,
		ProxyType::Channels,
		ProxyType::Streams,
		ProxyType::Rebalance,
		ProxyType::Receive,
		ProxyType::Keep,
		ProxyType::Provide,
	];

	/// A line for each call that the runtime has: the types that may make it, beside `Any`.
	fn listing() -> Vec<String> {
		let ir = sp_io::TestExternalities::default().execute_with(Runtime::metadata_ir);
		let mut lines = Vec::new();
		for pallet in ir.pallets {
			let Some(calls) = pallet.calls else { continue };
			let TypeDef::Variant(calls) = calls.ty.type_info().type_def else { continue };
			for call in calls.variants {
				let name = format!("{}.{}", pallet.name, call.name);
				lines.push(format!("{name}: {}", who_may(&name, [pallet.index, call.index])));
			}
		}
		lines
	}

	/// Which types may make a call, all of whose arguments are zeros, and an `Option` none.
	fn who_may(name: &str, index: [u8; 2]) -> String {
		let Ok(call) = RuntimeCall::decode(&mut TrailingZeroInput::new(&index)) else {
			// Its arguments have no value at all: no chain without sessions can make it.
			assert!(name.starts_with("Grandpa.report_equivocation"), "{name} cannot be made");
			return "-".into();
		};
		assert!(ProxyType::Any.filter(&call), "{name}");
		let allowed = TYPES[1..].iter().filter(|deputy| deputy.filter(&call));
		let allowed: Vec<_> = allowed.map(|deputy| format!("{deputy:?}")).collect();
		if allowed.len() == TYPES.len() - 1 {
			"all".into()
		} else if allowed.is_empty() {
			"-".into()
		} else {
			allowed.join(", ")
		}
	}

	/// A call that is new has to be placed: `UPDATE_SNAPSHOTS=1 cargo test proxy` writes the table
	/// anew, and the page on deputies says why the call is where it is.
	#[test]
	fn every_call_has_its_place() {
		let path = "tests/snapshots/deputies.txt";
		let now = listing().join("\n") + "\n";
		if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
			std::fs::write(path, &now).unwrap();
		}
		let known = std::fs::read_to_string(path).unwrap_or_default();
		let lost: Vec<_> = known.lines().filter(|line| !now.lines().any(|l| l == *line)).collect();
		let new: Vec<_> = now.lines().filter(|line| !known.lines().any(|l| l == *line)).collect();
		assert!(known == now, "{path} differs\nlost: {lost:#?}\nnew: {new:#?}");
	}

	#[test]
	fn a_type_keeps_its_number() {
		for (number, deputy) in (0_u8..).zip(TYPES) {
			assert_eq!(deputy.encode(), [number]);
			assert_eq!(ProxyType::decode(&mut &[number][..]), Ok(deputy));
		}
		assert!(ProxyType::decode(&mut &[8_u8][..]).is_err(), "a type is missing here");
		assert_eq!(ProxyType::default(), ProxyType::Any);
	}

	#[test]
	fn a_deputy_hands_on_no_more_than_it_has() {
		for deputy in TYPES {
			for other in TYPES {
				let expected = deputy == other || deputy == ProxyType::Any;
				assert_eq!(deputy.is_superset(&other), expected, "{deputy:?} {other:?}");
			}
		}
	}
}
