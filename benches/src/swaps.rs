//! A leg that is locked and claimed, out of an account and out of a channel, beside what the SDK has for
//! that: `pallet-atomic-swap`. Ours on the template runtime, that on one of its own; in the
//! externalities without a trie: what is compared is computing.

use crate::{
	atomic,
	clock::{call, genesis, set_time},
	nanos_each, Spread,
};
use bloc_primitives::{Balance, ChannelId, Moment, PaymentHash, Preimage};
use frame_support::traits::{fungible::NativeOrWithId::Native, UnfilteredDispatchable};
use lightning_bloc_runtime::{Runtime, RuntimeCall, RuntimeOrigin, System};
use pallet_bloc_swaps::{
	types::{LegSpec, Owners, Source},
	LegSpecOf,
};
use sp_core::crypto::AccountId32;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use sp_state_machine::BasicExternalities;

/// When it is.
const NOW_MS: Moment = 1_700_000_000_000;
/// What a leg has: worth an account.
const AMOUNT: Balance = 1_000_000_000_000_000;
/// What the channel is opened with.
const CHANNEL: Balance = 100_000_000_000_000_000_000_000;

/// What making one and claiming it takes.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
	/// `swaps.lock` out of an account, and `swaps.claim`.
	pub leg: Spread,
	/// The same in a channel.
	pub in_channel: Spread,
	/// `atomicSwap.create_swap` and `atomicSwap.claim_swap`.
	pub rival: Spread,
}

fn spec(payment_hash: PaymentHash, receiver: AccountId32) -> LegSpecOf<Runtime> {
	LegSpec {
		payment_hash,
		receiver,
		asset: Native,
		amount: AMOUNT,
		deadline_ms: NOW_MS.saturating_add(3_600_000),
		extension_ms: 0,
		into: None,
		counterpart: None,
	}
}

/// The secret of this number.
fn secret(number: u64) -> (Preimage, PaymentHash) {
	let [a, b, c, d] = [number; 4].map(u64::to_le_bytes);
	let mut bytes = [0; 32];
	bytes.copy_from_slice(&[a, b, c, d].concat());
	let preimage = Preimage(bytes);
	(preimage, preimage.payment_hash())
}

/// Makes and claims legs of Alice's for Bob, `times` of them.
fn legs(made: &mut u64, times: u32, source: Source) -> u64 {
	let (alice, bob) = (Alice.to_account_id(), Bob.to_account_id());
	let first = *made;
	*made = first.saturating_add(times.into());
	let mut secrets = (first..*made).map(secret).collect::<Vec<_>>().into_iter();
	let origins = [&alice, &bob].map(|who| RuntimeOrigin::signed(who.clone()));
	// Events of many calls in one block are one growing list: not what is measured.
	System::reset_events();
	nanos_each(times, || {
		let Some((preimage, payment_hash)) = secrets.next() else { return };
		let spec = spec(payment_hash, bob.clone());
		let lock = pallet_bloc_swaps::Call::<Runtime>::lock { spec, source };
		let owners = Owners::truncate_from(vec![alice.clone()]);
		let claim = pallet_bloc_swaps::Call::<Runtime>::claim { owners, preimage };
		for (origin, it) in origins.iter().zip([lock, claim]) {
			let result = RuntimeCall::Swaps(it).dispatch_bypass_filter(origin.clone());
			assert!(result.is_ok(), "{result:?}");
		}
	})
}

/// Takes turns, as [`crate::payments::compare`] does.
pub fn compare(rounds: u32, times: u32) -> Measured {
	let people = [Alice, Bob, Charlie].map(|who| who.to_account_id());
	let mut ours = BasicExternalities::new(genesis(&people));
	let mut rival = atomic::Chain::new();
	let [alice, _, charlie] = people.map(RuntimeOrigin::signed);
	ours.execute_with(|| {
		System::set_block_number(1);
		set_time(NOW_MS);
		let open = pallet_bloc_channels::Call::<Runtime>::open {
			counterparty: Bob.to_account_id(),
			asset: Native,
			amount: CHANNEL,
			challenge_period_ms: 24 * 60 * 60 * 1_000,
		};
		call(&alice, open);
		// Somebody else's waits, so that the pot is there all the time.
		let (spec, source) = (spec(PaymentHash([0; 32]), Bob.to_account_id()), Source::Account);
		call(&charlie, pallet_bloc_swaps::Call::<Runtime>::lock { spec, source });
	});
	let mut made = 0;
	let turns: Vec<[u64; 3]> = (0..=rounds)
		.map(|_| {
			let (leg, in_channel) = ours.execute_with(|| {
				let leg = legs(&mut made, times, Source::Account);
				(leg, legs(&mut made, times, Source::Channel(ChannelId(0))))
			});
			[leg, in_channel, rival.swap(times)]
		})
		.skip(1)
		.collect();
	let spread = |index: usize| {
		Spread::of(turns.iter().map(|turn| turn.get(index).copied().unwrap_or_default()).collect())
	};
	Measured { leg: spread(0), in_channel: spread(1), rival: spread(2) }
}

#[cfg(test)]
mod tests {
	use super::*;

	/// The aim was 1.0 out of an account and 0.5 in a channel. It is missed by far: that pallet reserves
	/// and moves reserves of one account, while a leg has a deposit, a pot, a timetable and the registry
	/// of preimages, or the ledger of a channel. These limits only see that it does not get worse.
	#[test]
	fn a_swap_takes_a_few_times_what_the_sdks_does() {
		let measured = compare(15, 200);
		for (what, spread, most) in [
			("out of an account", measured.leg, 6_500),
			("in a channel", measured.in_channel, 4_500),
		] {
			let ratio = spread.least_per_mille_of(&measured.rival);
			assert!(ratio <= most, "{what}: {} in {measured:#?}", crate::decimal(ratio));
		}
	}
}
