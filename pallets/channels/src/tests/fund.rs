//! Another pallet brings money into a channel.

use super::*;
use crate::Pots;
use bloc_primitives::channel::Fund;
use frame_support::storage::with_storage_layer;
use sp_runtime::DispatchResult;

/// Charlie's account stands for that of another pallet.
fn fund(id: ChannelId, party: AccountId, asset: &Asset, amount: Balance) -> DispatchResult {
	let fund = || <Channels as Fund<_, _>>::fund(id, &charlie(), &party, asset, amount);
	with_storage_layer(fund).map(|_| ())
}

#[test]
fn a_party_gets_more_and_nobody_gives_more_than_that() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 0));
		let before = balance(&asset, &charlie());
		let pot = Pots::<Test>::get(&asset).unwrap();
		events();
		assert_ok!(fund(id, bob(), &asset, 300));
		let (side, ledger) = (Side::Counterparty, free(500, 300));
		assert_eq!(event(), Event::Deposited { channel: id, side, amount: 300, ledger });
		assert_eq!(balance(&asset, &charlie()), before - 300);
		let more = Pots::<Test>::get(&asset).unwrap();
		assert_eq!((more.held, more.seed, &more.seeder), (pot.held + 300, pot.seed, &pot.seeder));
		assert_ok!(Channels::withdraw(origin(bob()), id, 300));
	});
}

#[test]
fn refuses_what_is_not_a_channel_of_the_party_in_that_asset() {
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(500, 0));
		let refused = |result: DispatchResult, error: Error<Test>| {
			assert_eq!(result, Err(error.into()));
		};
		refused(fund(id, bob(), &TOKEN, 0), Error::ZeroAmount);
		refused(fund(id, charlie(), &TOKEN, 1), Error::NotParty);
		refused(fund(NO_CHANNEL, bob(), &TOKEN, 1), Error::NotFound);
		refused(fund(id, bob(), &NATIVE, 1), Error::WrongAsset);
		assert!(fund(id, bob(), &TOKEN, WEALTH + 1).is_err());
		let closing = committed_channel(TOKEN, Pair::new(500, 0));
		assert_ok!(Channels::force_close(origin(alice()), closing, None));
		refused(fund(closing, bob(), &TOKEN, 1), Error::NotOpen);
		// There is no pot that it could come into without a seed.
		assert_ok!(Channels::withdraw(origin(alice()), id, 500));
		let pots = Pots::<Test>::take(TOKEN);
		refused(fund(id, bob(), &TOKEN, 10), Error::PotShort);
		Pots::<Test>::set(TOKEN, pots);
	});
}
