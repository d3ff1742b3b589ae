//! A payment in a channel beside a transfer of `pallet-balances`, both dispatched as calls on the
//! template runtime, in the externalities without a trie: what is compared is computing.

use crate::{
	clock::{call, genesis},
	nanos_each, Spread,
};
use bloc_primitives::{Balance, ChannelId};
use frame_support::traits::fungible::NativeOrWithId;
use lightning_bloc_runtime::{Runtime, RuntimeCall, RuntimeOrigin, System};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_state_machine::BasicExternalities;

/// What the channel is opened with.
const AMOUNT: Balance = 500_000_000_000_000_000;
/// The channel that payments are made in.
const CHANNEL: ChannelId = ChannelId(0);

/// What a payment and a transfer take.
#[derive(Clone, Copy, Debug)]
pub struct Comparison {
	/// The payment.
	pub payment: Spread,
	/// `balances.transfer_keep_alive`.
	pub transfer: Spread,
}

/// `channels.pay` and a transfer take turns: in each of `rounds`, `times` payments and then `times`
/// transfers, after one round that is not counted.
pub fn compare(rounds: u32, times: u32) -> Comparison {
	let storage = genesis(&[Alice, Bob].map(|who| who.to_account_id()));
	BasicExternalities::new(storage).execute_with(|| {
		System::set_block_number(1);
		let alice = RuntimeOrigin::signed(Alice.to_account_id());
		let open = pallet_bloc_channels::Call::<Runtime>::open {
			counterparty: Bob.to_account_id(),
			asset: NativeOrWithId::Native,
			amount: AMOUNT,
			challenge_period_ms: 24 * 60 * 60 * 1_000,
		};
		call(&alice, open);
		let pay = pallet_bloc_channels::Call::pay { channel: CHANNEL, amount: 7 };
		let pay = RuntimeCall::Channels(pay);
		let transfer = pallet_balances::Call::transfer_keep_alive {
			dest: Bob.to_account_id().into(),
			value: 7,
		};
		let transfer = RuntimeCall::Balances(transfer);

		let measure = |of: &RuntimeCall| {
			// Events of many calls in one block are one growing list: not what is measured.
			System::reset_events();
			nanos_each(times, || call(&alice, of.clone()))
		};
		let turns = (0..=rounds).map(|_| (measure(&pay), measure(&transfer))).skip(1).collect();
		let (payment, transfer) = Spread::of_turns(turns);
		Comparison { payment, transfer }
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_payment_takes_at_most_a_quarter_of_a_transfer() {
		let Comparison { payment, transfer } = compare(15, 200);
		let ratio = payment.least_per_mille_of(&transfer);
		assert!(ratio <= 250, "{payment} against {transfer}: {}", crate::decimal(ratio));
	}
}
