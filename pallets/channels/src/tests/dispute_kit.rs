//! What the tests of disputes need beside [`kit`](super::kit).

use super::*;
use crate::{types::Due, ClosingOf, Closings};
use bloc_primitives::{
	state::{Close, NetTransfer, State},
	Moment,
};
use bloc_timetable::{Entry, Timetable};
use sp_runtime::DispatchResult;

/// A challenge period in blocks, each as slow as can be.
pub const PERIOD_BLOCKS: u64 = PERIOD / (2 * BLOCK_MS);

/// `who` closes alone with `state`, signed by both.
pub fn force_close(who: AccountId, id: ChannelId, state: State) -> DispatchResult {
	outcome(Channels::force_close(origin(who), id, Some(signed(id, state))))
}

/// `who` presents a later `state`, signed by both.
pub fn challenge(who: AccountId, id: ChannelId, state: State) -> DispatchResult {
	outcome(Channels::challenge(origin(who), id, signed(id, state)))
}

/// Anybody settles.
pub fn settle(id: ChannelId) -> DispatchResult {
	outcome(Channels::settle(origin(charlie()), id))
}

/// Anybody closes it, as both signed: Alice has paid this much in all.
pub fn close_together(id: ChannelId, version: u64, amount: Balance) -> DispatchResult {
	let net = NetTransfer { payer: Side::Opener, amount };
	let close = Close { version, net, valid_until_ms: VALID_UNTIL };
	outcome(Channels::close(origin(charlie()), id, signed_close(id, close)))
}

/// A channel with this much committed that Alice closes with `state`.
pub fn closing_channel(asset: Asset, committed: Pair<Balance>, state: State) -> ChannelId {
	let id = committed_channel(asset, committed);
	force_close(alice(), id, state).unwrap();
	id
}

/// The dispute about a channel.
pub fn dispute(id: ChannelId) -> ClosingOf<Test> {
	Closings::<Test>::get(id).unwrap()
}

/// Whether the channel is gone.
pub fn is_gone(id: ChannelId) -> bool {
	Channels::channel(id).is_none()
}

/// Makes the challenge period of a channel be over, without a hook.
pub fn let_pass(id: ChannelId) {
	let Phase::Closing { settles_ms } = Channels::channel(id).unwrap().phase else {
		panic!("not closing")
	};
	set_time(settles_ms);
	System::set_block_number(dispute(id).settles_at);
}

/// Reveals `secret` now.
pub fn reveal(who: AccountId, secret: u8) -> DispatchResult {
	Channels::reveal_preimage(origin(who), preimage(secret))
}

/// The instants at which the timetable will look at a channel.
pub fn looks(id: ChannelId) -> Vec<Moment> {
	let entries = Timetable::<Channels>::iter();
	let of_it = entries.filter(|Entry { payload, .. }| *payload == Due::Settlement(id));
	of_it.map(|entry| entry.due_ms).collect()
}

/// What [`looks`] at a channel that the timetable does not know.
pub const NEVER: [Moment; 0] = [];

/// How many entries wait in the timetable.
pub fn waiting() -> usize {
	Timetable::<Channels>::iter().count()
}

/// What each party has of an asset to spend.
pub fn balances(asset: &Asset) -> Pair<Balance> {
	parties().map(|who| balance(asset, who))
}

/// Has `call` pay out, and says what each party got.
pub fn paid_by(asset: &Asset, call: impl FnOnce()) -> Pair<Balance> {
	let before = balances(asset);
	call();
	balances(asset).checked_sub(&before).unwrap()
}
