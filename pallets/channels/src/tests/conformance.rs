//! The pallet does what every implementation of the channel traits has to do.

use super::*;
use crate::Channels as Records;
use bloc_primitives::{channel::Channel, Moment, Policy};
use bloc_testing::{channel_conformance, conformance::Subject};
use sp_runtime::DispatchResult;

impl Subject for Test {
	type AccountId = AccountId;
	type AssetId = Asset;
	type Channels = Channels;

	fn run(test: impl FnOnce()) {
		ExtBuilder.run(test);
	}

	fn people() -> [AccountId; 3] {
		[alice(), bob(), charlie()]
	}

	fn assets() -> [Asset; 2] {
		[TOKEN, NATIVE]
	}

	fn period_ms() -> Moment {
		PERIOD
	}

	fn set_policy(id: ChannelId, who: &AccountId, policy: Option<Policy>) {
		Channels::set_policy(origin(who.clone()), id, policy).unwrap();
	}

	fn force_close(id: ChannelId, closer: &AccountId) {
		Channels::force_close(origin(closer.clone()), id, None).unwrap();
	}

	fn close_alone(id: ChannelId, closer: &AccountId) -> DispatchResult {
		outcome(Channels::force_close(origin(closer.clone()), id, None))
	}

	fn try_policy(id: ChannelId, who: &AccountId, policy: Option<Policy>) -> DispatchResult {
		Channels::set_policy(origin(who.clone()), id, policy)
	}

	fn withdraw(id: ChannelId, who: &AccountId, amount: Balance) -> DispatchResult {
		outcome(Channels::withdraw(origin(who.clone()), id, amount))
	}

	fn commit(id: ChannelId, who: &AccountId, amount: Balance) -> DispatchResult {
		outcome(Channels::commit(origin(who.clone()), id, amount))
	}

	fn pay(id: ChannelId, who: &AccountId, amount: Balance) -> DispatchResult {
		outcome(Channels::pay(origin(who.clone()), id, amount))
	}

	fn set_now(now_ms: Moment) {
		set_time(now_ms);
	}

	fn pay_out(id: ChannelId) {
		let settled = |channel: &Channel<_, _>| {
			channel.phase == Phase::Resolving
				&& channel.ledger.map(|ledger| ledger.free) == Pair::new(0, 0)
		};
		// A channel in which nothing is committed settles at once; the rest is for the hook.
		next_block();
		assert!(Channels::channel(id).as_ref().is_none_or(settled));
	}

	fn balance(who: &AccountId, asset: &Asset) -> Balance {
		balance(asset, who)
	}

	fn told() -> Vec<(ChannelId, Channel<AccountId, Asset>)> {
		let change = |told| match told {
			HookEvent::LedgerChanged(id, channel) => Some((id, *channel)),
			_ => None,
		};
		EventLog::read().into_iter().filter_map(change).collect()
	}

	fn key(id: ChannelId) -> Vec<u8> {
		Records::<Test>::hashed_key_for(id)
	}

	fn now_ms() -> Moment {
		Timestamp::get()
	}
}

channel_conformance!(Test);
