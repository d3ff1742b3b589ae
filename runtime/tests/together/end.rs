//! The end: everybody leaves, and takes along what is its own.

use super::{
	people::{asset, dispatch, person, DAY, PEOPLE, PERIOD},
	trades::by_root,
};
use crate::common::Chain;
use bloc_primitives::Side;
use frame_support::assert_ok;
use lightning_bloc_runtime::{
	audit, genesis_config_presets::TEST_DOLLAR, Balance, Runtime, RuntimeCall, RuntimeHoldReason,
	System,
};
use pallet_bloc_dex::{types::Status, Call as DexCall, Pairs, Traders};
use pallet_bloc_lsp::{Call as LspCall, Leases, Providers, Reservations};
use pallet_bloc_swaps::Call as SwapsCall;
use pallet_bloc_watchtowers::{Call as WatchtowersCall, Towers};
use sp_keyring::Sr25519Keyring::Eve;

/// Everybody ends all that they have.
fn end_all() {
	for n in 0..PEOPLE {
		let (id, who) = (TEST_DOLLAR.into(), person(n).into());
		dispatch(person(0), RuntimeCall::Assets(pallet_assets::Call::thaw { id, who }));
	}
	let streams: Vec<_> = pallet_bloc_streaming::Streams::<Runtime>::iter().collect();
	for (stream, record) in streams {
		let cancel = pallet_bloc_streaming::Call::cancel { stream, accepts: None };
		dispatch(record.stream.payee, cancel.into());
	}
	let vaults: Vec<_> = pallet_bloc_streaming::Vaults::<Runtime>::iter().collect();
	for (vault, record) in vaults {
		dispatch(record.vault.owner, pallet_bloc_streaming::Call::close_vault { vault }.into());
	}
	let subscriptions: Vec<_> = pallet_bloc_recurring::Subscriptions::<Runtime>::iter().collect();
	for (subscription, record) in subscriptions {
		let cancel = pallet_bloc_recurring::Call::cancel { subscription };
		dispatch(record.subscription.payee, cancel.into());
	}
	let quotes: Vec<_> = pallet_bloc_swaps::QuotesOf::<Runtime>::iter_keys().collect();
	for (who, (asset, direction)) in quotes {
		let paused = true;
		dispatch(who, SwapsCall::pause_quote { asset, direction, paused }.into());
	}
	end_leases();
	end_orders();
	let towers: Vec<_> = Towers::<Runtime>::iter().collect();
	for (tower, record) in towers {
		dispatch(record.tower.owner, WatchtowersCall::leave { tower }.into());
	}
	let channels: Vec<_> = pallet_bloc_channels::Channels::<Runtime>::iter().collect();
	for (channel, record) in channels {
		// One of them may not have the closing deposit.
		for side in Side::BOTH {
			let close = pallet_bloc_channels::Call::force_close { channel, state: None };
			dispatch(record.channel.parties.of(side).clone(), close.into());
		}
	}
}

/// Clients give their leases up, and what they have reserved. They are the providers' only way out
/// before the time is over.
fn end_leases() {
	let leases: Vec<_> = Leases::<Runtime>::iter().collect();
	for (channel, record) in leases {
		dispatch(record.lease.client, LspCall::give_up { channel }.into());
	}
	let reservations: Vec<_> = Reservations::<Runtime>::iter_keys().collect();
	for (asset, provider, client) in reservations {
		let end = LspCall::end_reservation { asset, provider, client: client.clone() };
		dispatch(client, end.into());
	}
}

/// Traders take out their orders, what others have filled of them, and all of their money.
fn end_orders() {
	let pairs: Vec<_> = Pairs::<Runtime>::iter_keys().collect();
	for pair in &pairs {
		let status = Status::CancelOnly;
		dispatch(person(0), by_root(DexCall::set_status { pair: *pair, status }));
	}
	let traders: Vec<_> = Traders::<Runtime>::iter_keys().collect();
	for who in traders {
		for pair in &pairs {
			// There may be more of them than one call takes.
			for _ in 0..2 {
				dispatch(who.clone(), DexCall::cancel_all { pair: *pair, limit: 20 }.into());
			}
		}
		dispatch(who.clone(), DexCall::set_slots { slots: 0 }.into());
		let funds = Traders::<Runtime>::get(&who).map(|trader| trader.funds).unwrap_or_default();
		for fund in funds {
			let withdraw = DexCall::withdraw { asset: fund.asset, amount: fund.free };
			dispatch(who.clone(), withdraw.into());
		}
	}
}

/// Everybody takes back what is still held.
fn take_back() {
	for n in 0..PEOPLE {
		for native in [true, false] {
			let (asset, policy) = (asset(native), None);
			let call = pallet_bloc_rebalancing::Call::set_policy { asset, policy };
			dispatch(person(n), call.into());
		}
	}
	let quotes: Vec<_> = pallet_bloc_swaps::QuotesOf::<Runtime>::iter_keys().collect();
	for (who, (asset, direction)) in quotes {
		dispatch(who, SwapsCall::close_quote { asset, direction }.into());
	}
	let preimages: Vec<_> = pallet_bloc_channels::Preimages::<Runtime>::iter().collect();
	for (payment_hash, known) in preimages {
		// They are kept for so many blocks, too: more than are sealed here.
		System::set_block_number(System::block_number().max(known.retained_until));
		let forget = pallet_bloc_channels::Call::forget_preimage { payment_hash };
		dispatch(person(0), forget.into());
	}
	let providers: Vec<_> = Providers::<Runtime>::iter_keys().collect();
	for (asset, who) in providers {
		dispatch(who, LspCall::leave { asset }.into());
	}
	let towers: Vec<_> = Towers::<Runtime>::iter().collect();
	for (tower, record) in towers {
		dispatch(record.tower.owner, WatchtowersCall::retire { tower }.into());
	}
	let pairs: Vec<_> = Pairs::<Runtime>::iter().collect();
	for (pair, record) in pairs {
		dispatch(record.owner, DexCall::close_pair { pair }.into());
	}
	claim_credits();
}

/// What an asset has refused to pay to somebody goes to an account that it can be paid to.
fn claim_credits() {
	let to = Eve.to_account_id();
	let credits: Vec<_> = pallet_bloc_lsp::Credits::<Runtime>::iter_keys().collect();
	for (owner, asset) in credits {
		dispatch(owner, LspCall::claim_credit { asset, to: to.clone() }.into());
	}
	let credits: Vec<_> = pallet_bloc_watchtowers::Credits::<Runtime>::iter_keys().collect();
	for (owner, asset) in credits {
		dispatch(owner, WatchtowersCall::claim_credit { asset, to: to.clone() }.into());
	}
	let credits: Vec<_> = pallet_bloc_dex::Credits::<Runtime>::iter_keys().collect();
	for (owner, asset) in credits {
		dispatch(owner, DexCall::claim_credit { asset, to: to.clone() }.into());
	}
}

/// Nothing of the three pallets is stored any more, and none of them holds anything.
fn assert_trust_and_trades_are_over() {
	use pallet_bloc_dex as dex;
	use pallet_bloc_lsp as lsp;
	use pallet_bloc_watchtowers as towers;
	assert_eq!(Leases::<Runtime>::iter_keys().count(), 0, "leases");
	assert_eq!(Reservations::<Runtime>::iter_keys().count(), 0, "reservations");
	assert_eq!(Providers::<Runtime>::iter_keys().count(), 0, "providers");
	assert_eq!(lsp::Menus::<Runtime>::iter_keys().count(), 0, "menus");
	assert_eq!(lsp::Directories::<Runtime>::iter_keys().count(), 0, "shelves");
	assert_eq!(lsp::ShelfPages::<Runtime>::iter_keys().count(), 0, "pages of shelves");
	assert_eq!(lsp::UsedQuotes::<Runtime>::iter_keys().count(), 0, "quotes that were used");
	assert_eq!(lsp::Credits::<Runtime>::iter_keys().count(), 0, "credits of leases");
	assert_eq!(towers::Watches::<Runtime>::iter_keys().count(), 0, "watches");
	assert_eq!(towers::Postings::<Runtime>::iter_keys().count(), 0, "postings");
	assert_eq!(Towers::<Runtime>::iter_keys().count(), 0, "towers");
	assert_eq!(towers::TowerIds::<Runtime>::iter_keys().count(), 0, "names of towers");
	assert_eq!(towers::Credits::<Runtime>::iter_keys().count(), 0, "credits of towers");
	assert_eq!(Traders::<Runtime>::iter_keys().count(), 0, "traders");
	assert_eq!(Pairs::<Runtime>::iter_keys().count(), 0, "pairs");
	assert_eq!(dex::PairsOf::<Runtime>::iter_keys().count(), 0, "names of pairs");
	assert_eq!(dex::Books::<Runtime>::iter_keys().count(), 0, "books");
	assert_eq!(dex::Pages::<Runtime>::iter_keys().count(), 0, "pages of books");
	assert_eq!(dex::Chunks::<Runtime>::iter_keys().count(), 0, "chunks");
	assert_eq!(dex::Owners::<Runtime>::iter_keys().count(), 0, "owners of orders");
	assert_eq!(dex::Statistics::<Runtime>::iter_keys().count(), 0, "statistics");
	assert_eq!(dex::Credits::<Runtime>::iter_keys().count(), 0, "credits of traders");
	// A seed may stay that could not go back.
	let held = |pots: Vec<Balance>| pots.iter().all(|held| *held == 0);
	assert!(held(lsp::Pots::<Runtime>::iter_values().map(|pot| pot.held).collect()));
	assert!(held(towers::Pots::<Runtime>::iter_values().map(|pot| pot.held).collect()));
	assert!(held(dex::Pots::<Runtime>::iter_values().map(|pot| pot.held).collect()));
}

fn assert_nothing_is_left() {
	assert_eq!(pallet_bloc_streaming::Streams::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_bloc_streaming::Vaults::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_bloc_recurring::Subscriptions::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_bloc_channels::Channels::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_bloc_swaps::Quotes::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_bloc_swaps::Legs::<Runtime>::iter().count(), 0);
	let payments = pallet_bloc_mpp::Payments::<Runtime>::iter().count();
	assert_eq!(payments, 0, "a lock is left behind");
	assert_eq!(pallet_bloc_mpp::Invoices::<Runtime>::iter().count(), 0);
	assert_trust_and_trades_are_over();
	let ours = |reason: &RuntimeHoldReason| {
		matches!(
			reason,
			RuntimeHoldReason::Streaming(_)
				| RuntimeHoldReason::Recurring(_)
				| RuntimeHoldReason::Channels(_)
				| RuntimeHoldReason::Mpp(_)
				| RuntimeHoldReason::Rebalancing(_)
				| RuntimeHoldReason::Swaps(_)
				| RuntimeHoldReason::Lsp(_)
				| RuntimeHoldReason::Watchtowers(_)
				| RuntimeHoldReason::Dex(_)
		)
	};
	for n in 0..PEOPLE {
		let holds = pallet_balances::Holds::<Runtime>::get(person(n));
		assert!(!holds.iter().any(|hold| ours(&hold.id)), "a deposit is kept: {holds:?}");
	}
	assert_ok!(audit());
}

/// Everybody leaves: nothing may stay behind.
pub fn leave(chain: &mut Chain) {
	chain.look(end_all);
	// The challenge period, in time and in blocks; the deadlines of payments and invoices.
	for _ in 0..8 {
		chain.block(PERIOD, vec![]);
	}
	// Then the notice that towers give, and what is kept of disputes: also of those that were only
	// decided with the last of these deadlines.
	for _ in 0..2 {
		chain.block(31 * DAY, vec![]);
		chain.block(PERIOD, vec![]);
	}
	chain.look(take_back);
	chain.look(assert_nothing_is_left);
}
