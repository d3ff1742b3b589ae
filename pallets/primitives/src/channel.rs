//! The seam between the pallet that keeps channels and those that use them, split as
//! `frame_support::traits::fungible` is: each user bounds on the least it needs.
//!
//! All functions that change something are to be called inside a storage transaction, which every
//! call of a pallet is: on an error the caller returns it, and nothing has changed.

#[cfg(test)]
mod tests;
mod transitions;

pub use transitions::Fault;

use crate::{
	guard::Guard,
	paging::MAX_PAGE,
	state::{CoSigned, State},
	Balance, ChannelId, Moment, Pair, Policy, Side,
};
use alloc::vec::Vec;
use bloc_math::fees::{forward_fee, FeeRate, InboundFeeRate};
use core::iter;
use frame_support::weights::Weight;
use sp_runtime::{DispatchError, DispatchResult};

/// What telling [`Hooks`] weighed, or why they refuse.
pub type ToldResult = Result<Weight, DispatchError>;

/// A party's ledger balance: the part of a channel that is moved on chain.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Ledger {
	/// The party's own, to pay with or withdraw.
	pub free: Balance,
	/// Locked for payments under way; settles to the other party or is released to this one.
	pub locked: Balance,
}

/// Where a channel is in its life.
#[frame_support::stored]
#[derive(Copy)]
pub enum Phase {
	/// The opener has paid in and asks the counterparty to pay in too. Ends by its answer or, from
	/// `deadline_ms` on, by itself.
	Proposed {
		/// What the counterparty is asked to put into its ledger balance.
		requested: Balance,
		/// The first instant at which the proposal can no longer be accepted.
		deadline_ms: Moment,
	},
	/// Everything works.
	Open,
	/// A party closes it alone: until `settles_ms` anybody may present a later state.
	Closing {
		/// The first instant at which it can be settled.
		settles_ms: Moment,
	},
	/// Paid out, but for the HTLCs and locks that still wait for a preimage or their deadline.
	Resolving,
}

/// A channel, as its pallet stores it and as other pallets and clients see it.
#[frame_support::stored]
pub struct Channel<AccountId, AssetId> {
	/// Who the parties are.
	pub parties: Pair<AccountId>,
	/// What is held.
	pub asset: AssetId,
	/// Where it is in its life.
	pub phase: Phase,
	/// The balances that are moved on chain.
	pub ledger: Pair<Ledger>,
	/// The balances that only signed states divide.
	pub committed: Pair<Balance>,
	/// The version that states must be above.
	pub base_version: u64,
	/// How long anybody may contradict a party that closes alone.
	pub challenge_period_ms: Moment,
	/// On what terms each party forwards.
	pub policies: Pair<Option<Policy>>,
	/// Whether [`Hooks::ledger_changed`] is told, for this party. See [`Subscribe`].
	pub subscribed: Pair<bool>,
	/// What binds one side, until its time is over.
	pub guard: Option<Guard>,
}

impl<AccountId: PartialEq, AssetId> Channel<AccountId, AssetId> {
	/// The side of `who`, if a party.
	pub fn side_of(&self, who: &AccountId) -> Option<Side> {
		self.parties.side_of(who)
	}
}

impl<AccountId, AssetId> Channel<AccountId, AssetId> {
	/// Whether [`Hooks::ledger_changed`] is told, for either party.
	pub const fn is_subscribed(&self) -> bool {
		self.subscribed.opener || self.subscribed.counterparty
	}

	/// All that the channel holds.
	pub fn capacity(&self) -> Balance {
		let ledger = self.ledger.map(|side| side.free.saturating_add(side.locked));
		[ledger.opener, ledger.counterparty, self.committed.opener, self.committed.counterparty]
			.into_iter()
			.fold(0, Balance::saturating_add)
	}
}

/// Looks at channels.
pub trait Inspect<AccountId> {
	/// What names an asset.
	type AssetId;

	/// The channel, while it exists. One read.
	fn channel(id: ChannelId) -> Option<Channel<AccountId, Self::AssetId>>;

	/// Up to `limit` channels of `who`, proposed ones included, in no meaningful order, after the
	/// one named. One read each: for use off chain.
	fn channels_of(who: &AccountId, after: Option<ChannelId>, limit: u32) -> Vec<ChannelId>;

	/// The most that [`Hooks::ledger_changed`] weighs, for each change that a user of the traits
	/// makes in the ledger of a channel. What it weighed is in the answer to each change: nothing,
	/// while nobody has [subscribed](Subscribe).
	fn told_weight() -> Weight;
}

/// Walks all channels of the chain. It costs a read for each: for use off chain only, by whoever
/// plans routes.
pub trait Graph<AccountId>: Inspect<AccountId> {
	/// Up to `limit` (at most [`MAX_PAGE`]) channels, proposed and closing ones included, in an order
	/// that means nothing and stays the same while none is opened or closed, after the one named.
	/// That one may be gone meanwhile.
	fn channels(
		after: Option<ChannelId>,
		limit: u32,
	) -> Vec<(ChannelId, Channel<AccountId, Self::AssetId>)>;

	/// All channels, page by page.
	fn walk() -> impl Iterator<Item = (ChannelId, Channel<AccountId, Self::AssetId>)> {
		let mut page = Vec::new().into_iter();
		let mut last = None;
		iter::from_fn(move || {
			let next = page.next().or_else(|| {
				page = Self::channels(last, MAX_PAGE).into_iter();
				page.next()
			})?;
			last = Some(next.0);
			Some(next)
		})
	}
}

/// Opens and closes channels on behalf of a pallet.
pub trait Open<AccountId>: Inspect<AccountId> {
	/// Opens a channel with `amounts` taken from both parties' accounts into their ledger
	/// balances. The caller vouches for both parties' consent. The opener pays the storage deposit.
	fn open(
		parties: &Pair<AccountId>,
		asset: Self::AssetId,
		amounts: &Pair<Balance>,
		challenge_period_ms: Moment,
	) -> Result<ChannelId, DispatchError>;

	/// Closes an open channel at once and pays both parties their ledger balance. Fails while
	/// anything in it is locked or committed. The caller vouches for both parties' consent.
	fn close(id: ChannelId) -> DispatchResult;
}

/// Moves ledger balance inside a channel.
pub trait Transfer<AccountId>: Inspect<AccountId> {
	/// Moves `amount` of the free ledger balance of `payer` to the other party. The caller vouches
	/// for the payer's consent. One read and one write of the channel. Answers with what telling of
	/// it weighed.
	fn transfer(
		id: ChannelId,
		payer: &AccountId,
		asset: &Self::AssetId,
		amount: Balance,
	) -> ToldResult;

	/// Moves `amount` as one hop of a payment that is made at once: like a [`Lock::lock`] that is
	/// settled in the same breath, for one read and one write of the channel together.
	fn forward(
		id: ChannelId,
		payer: &AccountId,
		asset: &Self::AssetId,
		amount: Balance,
		purpose: Purpose,
	) -> Result<HopTerms<AccountId>, DispatchError>;
}

/// Brings what another pallet holds into channels.
pub trait Fund<AccountId, AssetId> {
	/// Takes `amount` out of the account `from`, and adds it to the free ledger balance of `party` in
	/// an open channel. The caller vouches for whoever has the account; that there is more in a channel
	/// of its own nobody has to consent to. One read and one write of the channel, and a transfer.
	/// Takes nothing beside the amount: where the account of the channels would need more, as for its
	/// minimum balance, this fails. Answers with what telling of it weighed.
	fn fund(
		id: ChannelId,
		from: &AccountId,
		party: &AccountId,
		asset: &AssetId,
		amount: Balance,
	) -> ToldResult;

	/// The most that it weighs, with telling of it.
	fn weight() -> Weight;
}

/// Whose money a lock moves, and so on whose terms.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Purpose {
	/// The payer's own payment: it needs no more than the balance.
	Own,
	/// Somebody else's payment passes through: the payer's [`Policy`] must admit it.
	Forward,
}

/// The terms of a hop of a payment: what whoever forwards it has to know, without reading the
/// channel again.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HopTerms<AccountId> {
	/// Out of whose balance it goes.
	pub payer: Side,
	/// Who gets it: the other party.
	pub payee: AccountId,
	/// On what terms both forward.
	pub policies: Pair<Option<Policy>>,
	/// Whether the payer has let what it pays out of: a [guard](crate::guard) binds it here.
	pub bound: bool,
	/// What telling of the hop weighed.
	pub told: Weight,
}

impl<AccountId> HopTerms<AccountId> {
	/// What the payer asks for letting a payment leave here; nothing without a policy.
	pub fn outbound(&self) -> FeeRate {
		self.policies.of(self.payer).as_ref().map(Policy::outbound).unwrap_or_default()
	}

	/// What the payer asks for letting `amount` leave here that has arrived elsewhere, on the terms
	/// `inbound`. Where it is bound it has let just that: it adds nothing for where it comes from, and
	/// takes off what it does for everybody. `None` if it does not fit.
	pub fn asked(&self, inbound: &InboundFeeRate, amount: Balance) -> Option<Balance> {
		let inbound = if self.bound { inbound.discount() } else { *inbound };
		forward_fee(&self.outbound(), &inbound, amount)
	}

	/// What the payer asks for what was locked and is not made; nothing without a policy.
	pub fn hold_ppm(&self) -> u32 {
		self.policies.of(self.payer).as_ref().map_or(0, |policy| policy.hold_ppm)
	}

	/// What the payee adds for a payment that arrived here; nothing without a policy.
	pub fn inbound(&self) -> InboundFeeRate {
		let policy = self.policies.of(self.payer.other());
		policy.as_ref().map(Policy::inbound).unwrap_or_default()
	}
}

/// Ledger balance set aside for a payment under way. Whoever makes one keeps it and hands it back
/// exactly once, to [`Lock::settle`] or [`Lock::release`], within a bounded time.
#[frame_support::stored]
#[must_use = "locked money that nobody settles or releases is stuck"]
pub struct Locked {
	/// In which channel.
	pub channel: ChannelId,
	/// Out of whose balance.
	pub payer: Side,
	/// How much.
	pub amount: Balance,
}

/// Locks ledger balance for payments that are decided later. One read and one write of the channel
/// for each function.
pub trait Lock<AccountId>: Inspect<AccountId> {
	/// Locks `amount` of the free ledger balance of `payer` in an open channel. Tells who is at the
	/// other end and on what terms both forward, so that a route and its fees are checked without
	/// another read.
	fn lock(
		id: ChannelId,
		payer: &AccountId,
		asset: &Self::AssetId,
		amount: Balance,
		purpose: Purpose,
	) -> Result<(Locked, HopTerms<AccountId>), DispatchError>;

	/// The locked amount becomes the other party's. Works in every phase; if the channel has been
	/// settled meanwhile, the amount is paid out. Answers with what telling of it weighed.
	fn settle(lock: Locked) -> ToldResult;

	/// The locked amount becomes its payer's again. Works in every phase, like
	/// [`settle`](Self::settle), and answers as that does.
	fn release(lock: Locked) -> ToldResult {
		Self::release_for(lock, 0)
	}

	/// The same, but for `fee` of it, which becomes the other party's: for having waited.
	fn release_for(lock: Locked, fee: Balance) -> ToldResult;
}

/// Contradicts parties that close with an old state, or request to withdraw what is not theirs.
pub trait Dispute<AccountId>: Inspect<AccountId> {
	/// The signature of a party.
	type Signature;

	/// Presents a later state of a closing channel. If the channel is settled by it and a side had
	/// claimed more than that gives it, `challenger` gets its share of the penalty, unless a party.
	/// The caller vouches for it that `challenger` presents it: a party consents to the state by that.
	fn challenge(
		id: ChannelId,
		challenger: &AccountId,
		state: CoSigned<State, Self::Signature>,
	) -> DispatchResult;

	/// Contests what `side` of an open channel has requested to withdraw alone, by a state of a later
	/// version than it has shown, in which it has less than that and the reserve. The channel closes by
	/// that, as if `side` had closed it with what it has shown, and `contester` presented this state.
	/// The caller vouches for it that it does, as with [`challenge`](Self::challenge).
	fn contest(
		id: ChannelId,
		contester: &AccountId,
		side: Side,
		state: CoSigned<State, Self::Signature>,
	) -> DispatchResult;
}

/// Has [`Hooks`] told of what happens in the ledger of a channel. Nobody is told unasked, so that
/// who needs no such thing does not pay for it.
///
/// There is one bit for each party of a channel, not one for each hook: in a runtime it is for one
/// pallet, which sets and clears it as the party wants. Hooks may do so while they are told something.
pub trait Subscribe<AccountId>: Inspect<AccountId> {
	/// From now on [`Hooks::ledger_changed`] is told for `who`, or no longer. Works in every phase,
	/// and lasts until it is said otherwise or the channel is gone. The caller vouches for the
	/// party's consent: each change of the ledger costs what the hooks do then, also for the other
	/// party. Fails if there is no such channel, and if `who` is not a party of it; saying what is so
	/// already is none of these. One read of the channel, and one write if that changes it.
	fn subscribe(id: ChannelId, who: &AccountId, on: bool) -> DispatchResult;
}

/// What [`Hooks`] are told of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Told {
	/// [`Hooks::opened`].
	Opened,
	/// [`Hooks::ledger_changed`].
	LedgerChanged,
	/// [`Hooks::closing`], for the first time.
	Closing,
	/// [`Hooks::closing`] again, of a later state: what an answer tells.
	Challenged,
	/// [`Hooks::closed`].
	Closed,
	/// [`Hooks::requested`].
	Requested,
}

/// A step of settling a channel that a party closed alone: what [`Hooks::settled`] is told.
#[frame_support::stored]
#[derive(Copy)]
pub struct Settlement {
	/// The version of the state that counts.
	pub version: u64,
	/// The base version on which it counts.
	pub base_version: u64,
	/// What this step found to divide: in the first one all that was committed, later on what waited.
	pub committed: Pair<Balance>,
	/// Whether a party has withdrawn alone on this base: states are [cut](State::cut_to) then.
	pub is_drawn: bool,
	/// What of that this step paid to each party, with what it got of the other's penalty.
	pub paid: Pair<Balance>,
	/// The penalty of each side. Nothing before the last step.
	pub penalties: Pair<Balance>,
	/// The part of them that went to whoever presented the state that counts, if no party.
	pub reward: Balance,
	/// Whether this was the last step: nothing that was committed waits any more.
	pub is_decided: bool,
}

/// What a side has taken out of what it has committed alone: what [`Hooks::withdrawn`] is told.
#[frame_support::stored]
#[derive(Copy)]
pub struct Drawn {
	/// Which side.
	pub side: Side,
	/// How much of what it had committed is ledger balance now.
	pub amount: Balance,
	/// Nobody could object by a state of this version, nor by an older one: the side has requested by
	/// this one, or the other has shown the next on the chain.
	pub version: u64,
	/// The base version on which it counts.
	pub base_version: u64,
}

/// Is told what happens to channels. Fires after the write; an error takes the whole call back, so
/// that implementations that only take notes never refuse. Each answers with what it weighed, at
/// most [`Hooks::weight`].
pub trait Hooks<AccountId, AssetId> {
	/// The channel is open for payments.
	fn opened(_id: ChannelId) -> ToldResult {
		Ok(Weight::zero())
	}

	/// The ledger of `channel` changed, by whatever move: it is as it is stored now. Told only while
	/// at least one party has it [subscribed](Subscribe).
	fn ledger_changed(_id: ChannelId, _channel: &Channel<AccountId, AssetId>) -> ToldResult {
		Ok(Weight::zero())
	}

	/// `closer` closes alone, with a state of `version`. Told again for each later state.
	fn closing(_id: ChannelId, _closer: &AccountId, _version: u64) -> ToldResult {
		Ok(Weight::zero())
	}

	/// The dispute is over, and a state counts: what was committed is paid out by it, all at once or,
	/// where HTLCs wait, step by step. Told of each step; before [`closed`](Self::closed) where that
	/// is the last of the channel. Not told where the parties end a dispute together.
	fn settled(_id: ChannelId, _settlement: &Settlement) -> ToldResult {
		Ok(Weight::zero())
	}

	/// The most that it weighs to be told of a step of a settlement.
	fn settled_weight() -> Weight {
		Weight::zero()
	}

	/// The channel is gone.
	fn closed(_id: ChannelId) -> ToldResult {
		Ok(Weight::zero())
	}

	/// A side wants to take a part of what it has committed out alone. Whoever holds a later state that
	/// gives it less has the channel's challenge period to [contest](Dispute::contest) that.
	fn requested(_id: ChannelId, _side: Side) -> ToldResult {
		Ok(Weight::zero())
	}

	/// A side has taken out what it had [requested](Self::requested), since nobody has contested that
	/// in time. What the other side has by a later state may not be there any more.
	fn withdrawn(_id: ChannelId, _drawn: &Drawn) -> ToldResult {
		Ok(Weight::zero())
	}

	/// The most that it weighs to be told that a side has taken something out.
	fn withdrawn_weight() -> Weight {
		Weight::zero()
	}

	/// The most that it weighs to be told of such a thing: what a call that tells declares.
	fn weight(told: Told) -> Weight;
}

#[impl_trait_for_tuples::impl_for_tuples(8)]
impl<AccountId, AssetId> Hooks<AccountId, AssetId> for Tuple {
	fn opened(id: ChannelId) -> ToldResult {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::opened(id)?); )* );
		Ok(weight)
	}

	fn ledger_changed(id: ChannelId, channel: &Channel<AccountId, AssetId>) -> ToldResult {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::ledger_changed(id, channel)?); )* );
		Ok(weight)
	}

	fn closing(id: ChannelId, closer: &AccountId, version: u64) -> ToldResult {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::closing(id, closer, version)?); )* );
		Ok(weight)
	}

	fn settled(id: ChannelId, settlement: &Settlement) -> ToldResult {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::settled(id, settlement)?); )* );
		Ok(weight)
	}

	fn settled_weight() -> Weight {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::settled_weight()); )* );
		weight
	}

	fn closed(id: ChannelId) -> ToldResult {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::closed(id)?); )* );
		Ok(weight)
	}

	fn requested(id: ChannelId, side: Side) -> ToldResult {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::requested(id, side)?); )* );
		Ok(weight)
	}

	fn withdrawn(id: ChannelId, drawn: &Drawn) -> ToldResult {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::withdrawn(id, drawn)?); )* );
		Ok(weight)
	}

	fn withdrawn_weight() -> Weight {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::withdrawn_weight()); )* );
		weight
	}

	fn weight(told: Told) -> Weight {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::weight(told)); )* );
		weight
	}
}
