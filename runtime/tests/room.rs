//! What cannot wait has room, by this runtime's weights: in the part of each block that is kept for
//! it, while all else is full; each kind by itself, and all kinds together, in the shortest time that
//! a live chain leaves for it.
//!
//! `cargo nextest run --workspace -E 'binary(room)' --no-capture` prints the table of the book.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use bloc_primitives::{
	state::{CoSigned, Htlc, NetTransfer, State, MAX_HTLCS},
	urgent::{Urgent, SURCHARGE},
	ChannelId, Pair, Preimage, Side,
};
use codec::Encode;
use common::Chain;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::Get,
	weights::Weight,
	BoundedVec,
};
use lightning_bloc_runtime::{
	configs::limits::{ClaimsAtOnce, LargestClaimsAtOnce},
	constants::SLOT_DURATION_MS,
	pbc, AccountId, Runtime, RuntimeCall, Signature,
};
use pallet_bloc_channels::Call as ChannelsCall;
use pallet_bloc_mpp::{
	types::{PaymentId, Size},
	Call as MppCall,
};
use pallet_bloc_swaps::Call as SwapsCall;
use sp_keyring::Sr25519Keyring::Alice;

/// A call that cannot wait, in its largest form or a usual one.
struct Kind {
	name: &'static str,
	call: RuntimeCall,
	/// The shortest time in which it has to find room.
	within_ms: u64,
}

/// The largest state, that nobody has signed: both have approved it.
fn state() -> CoSigned<State, Signature> {
	let htlc = |n: u8| Htlc {
		payer: Side::Opener,
		amount: u128::MAX,
		payment_hash: Preimage([n; 32]).payment_hash(),
		deadline_ms: u64::MAX,
	};
	let htlcs = BoundedVec::truncate_from((0..MAX_HTLCS as u8).map(htlc).collect());
	let net = NetTransfer { payer: Side::Opener, amount: u128::MAX };
	let body = State { version: u64::MAX, net, htlcs };
	CoSigned { body, signatures: Pair::new(None, None) }
}

fn claim(size: Size) -> RuntimeCall {
	let (payment, preimage) = (PaymentId(u64::MAX), Preimage([1; 32]));
	MppCall::<Runtime>::claim { payment, preimage, size }.into()
}

fn claim_legs(legs: u8) -> RuntimeCall {
	let owners = (0..legs).map(|n| AccountId::new([n; 32])).collect();
	let (owners, preimage) = (BoundedVec::truncate_from(owners), Preimage([1; 32]));
	SwapsCall::<Runtime>::claim { owners, preimage }.into()
}

/// All kinds, on the chain that runs.
fn kinds() -> Vec<Kind> {
	let period = <<Runtime as pallet_bloc_channels::Config>::MinChallengePeriodMs>::get();
	let to_claim = <<Runtime as pallet_bloc_mpp::Config>::MinClaimMs>::get();
	let leg = <<Runtime as pallet_bloc_swaps::Config>::MinLegMs>::get();
	let (channel, side, preimage) = (ChannelId(u64::MAX), Side::Opener, Preimage([1; 32]));
	let challenge = ChannelsCall::<Runtime>::challenge { channel, state: state() };
	let reveal = ChannelsCall::<Runtime>::reveal_for { channel, preimage };
	let contest = ChannelsCall::<Runtime>::contest_withdrawal { channel, side, state: state() };
	let close = ChannelsCall::<Runtime>::force_close { channel, state: Some(state()) };
	let usual = Size { parts: 1, hops: 3 };
	let kind = |name, call, within_ms| Kind { name, call, within_ms };
	vec![
		kind("channels.challenge, 32 HTLCs", challenge.into(), period),
		kind("channels.contestWithdrawal, 32 HTLCs", contest.into(), period),
		kind("channels.forceClose, 32 HTLCs", close.into(), period),
		// An HTLC has what its parties have agreed on: no less than a claim, if they are sane.
		kind("channels.revealFor", reveal.into(), to_claim),
		kind("mpp.claim, 1 part over 3 channels", claim(usual), to_claim),
		kind("mpp.claim, 16 parts over 8 each", claim(Size::MOST), to_claim),
		kind("swaps.claim, 1 leg", claim_legs(1), leg),
		kind("swaps.claim, 8 legs", claim_legs(8), leg),
	]
}

/// What one takes of a block: when it is let in, and once it has been done.
struct Taken {
	before: Weight,
	after: Weight,
}

/// As a signed transaction, with all of its extensions. Whoever answers first has most of what asking
/// is charged back; what the call does is taken as declared.
fn taken(chain: &mut Chain, call: &RuntimeCall) -> Taken {
	let tx = chain.signed(Alice, call.clone());
	let length = tx.encoded_size() as u64;
	chain.look(|| {
		let info = tx.get_dispatch_info();
		assert_eq!(info.class, DispatchClass::Operational, "{call:?}");
		let weights = <Runtime as frame_system::Config>::BlockWeights::get();
		let base = weights.get(info.class).base_extrinsic;
		// A transaction's bytes count as proof.
		let before = info.total_weight() + base + Weight::from_parts(0, length);
		let after = before - call.urgent_weight() * (SURCHARGE - 1);
		Taken { before, after }
	})
}

/// What a configuration says.
fn number<Stated: Get<u32>>() -> u64 {
	Stated::get().into()
}

/// The part of a block that is kept for what is operational.
fn reserve() -> Weight {
	let weights = <Runtime as frame_system::Config>::BlockWeights::get();
	weights.get(DispatchClass::Operational).reserved.unwrap()
}

/// How many times these fit in one block, one after the other.
fn per_block(all: &[Taken]) -> u64 {
	let after = all.iter().fold(Weight::zero(), |sum, one| sum + one.after);
	let most_more = all.iter().map(|one| one.before - one.after).max_by_key(|more| more.ref_time());
	let room = reserve().saturating_sub(most_more.unwrap());
	room.checked_div_per_component(&after).unwrap()
}

/// The blocks in which there is room: all within the time but the one in which it begins.
fn blocks(within_ms: u64) -> u64 {
	within_ms / SLOT_DURATION_MS - 1
}

fn on_live_chains(mut check: impl FnMut(&mut Chain)) {
	for pbc in &pbc::PBCS {
		let mut chain = Chain::of(pbc.id);
		chain.block(6_000, vec![]);
		check(&mut chain);
	}
}

/// How many of each kind fit into a block, and into the time that they have at least.
fn counted(chain: &mut Chain) -> Vec<(Kind, u64, u64)> {
	let all = chain.look(kinds);
	let count = |kind: Kind| {
		let per_block = per_block(&[taken(chain, &kind.call)]);
		let in_time = per_block * blocks(kind.within_ms);
		(kind, per_block, in_time)
	};
	all.into_iter().map(count).collect()
}

/// The law that binds the least time for a claim: whoever has a preimage gets in with it before the
/// refund opens, even if so many have to at once, and all else is full.
#[test]
fn every_honest_claim_fits_before_its_refund_opens() {
	on_live_chains(|chain| {
		for (Kind { name, within_ms, .. }, per_block, in_time) in counted(chain) {
			let least = match name {
				"mpp.claim, 16 parts over 8 each" => number::<LargestClaimsAtOnce>(),
				// So many owners' legs by so few calls.
				"swaps.claim, 8 legs" => number::<ClaimsAtOnce>() / 8,
				_ => number::<ClaimsAtOnce>(),
			};
			println!("{name}: {per_block} a block, {in_time} in {} s", within_ms / 1_000);
			assert!(in_time >= least, "{name}: {in_time} of {least}");
		}
	});
}

/// They have one room together. One of each kind, again and again, in the shortest time that any has.
#[test]
fn all_of_them_fit_together() {
	on_live_chains(|chain| {
		let all = chain.look(kinds);
		let shortest = all.iter().map(|kind| kind.within_ms).min().unwrap();
		let usual = |kind: &&Kind| !kind.name.contains("16 parts");
		let usual: Vec<_> = all.iter().filter(usual).map(|kind| taken(chain, &kind.call)).collect();
		let (kinds, sets) = (usual.len() as u64, per_block(&usual));
		let in_time = kinds * sets * blocks(shortest);
		println!("{sets} of each of {kinds} a block, {in_time} in {} s", shortest / 1_000);
		assert!(in_time >= number::<ClaimsAtOnce>() / 2, "{in_time}");
		// One of the largest beside them, in each block.
		let every: Vec<_> = all.iter().map(|kind| taken(chain, &kind.call)).collect();
		assert!(per_block(&every) >= 1);
	});
}

/// What the law is worth: with a claim time of a third it would not hold.
#[test]
fn a_shorter_time_to_claim_would_break_the_law() {
	on_live_chains(|chain| {
		let fewest = counted(chain).into_iter().map(|(_, per_block, _)| per_block).min().unwrap();
		let to_claim = chain.look(<<Runtime as pallet_bloc_mpp::Config>::MinClaimMs>::get);
		assert!(fewest * blocks(to_claim / 3) < number::<LargestClaimsAtOnce>());
	});
}
