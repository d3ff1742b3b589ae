//! One party's end of a channel: what it knows, and how it begins something.

use super::{Change, Ending, Envelope, Limits, Outside, PeerMessage, Refusal, Requested, Stage};
use crate::{
	state::{is_signed_by, payload, CoSigned, Htlcs, Message, NetTransfer, State, MAX_HTLCS},
	Balance, ChannelId, Moment, Pair, PaymentHash, Preimage, Side,
};
use alloc::vec::Vec;
use frame_support::{traits::ConstU32, BoundedVec};
use sp_core::H256;
use sp_runtime::traits::{IdentifyAccount, Verify};

/// The preimages that were revealed on chain for HTLCs that wait or are about to.
type Revealed = BoundedVec<(PaymentHash, Moment), ConstU32<{ MAX_HTLCS + 2 }>>;

/// Which channel it is, and whose end.
#[frame_support::stored]
pub struct Identity<AccountId> {
	/// The hash of the chain's first block.
	pub genesis: H256,
	/// The channel on that chain.
	pub channel: ChannelId,
	/// Both parties.
	pub parties: Pair<AccountId>,
	/// The side of the machine's owner.
	pub side: Side,
	/// What the owner takes part in.
	pub limits: Limits,
}

/// A change that this side has signed first, and the other has not answered.
#[frame_support::stored]
pub struct Proposal<Signature> {
	/// The version that it makes.
	pub version: u64,
	/// What it changes.
	pub change: Change,
	/// This side's signature.
	pub signature: Signature,
}

/// One party's end of a channel. See the [module](super).
#[frame_support::stored]
pub struct Machine<AccountId, Signature> {
	pub(super) identity: Identity<AccountId>,
	/// Above which versions count, as last seen on chain.
	pub(super) base: u64,
	/// What both have committed, as last seen on chain.
	pub(super) committed: Pair<Balance>,
	pub(super) stage: Stage,
	pub(super) revealed: Revealed,
	/// The newest state held with both signatures, since the base.
	pub(super) latest: Option<CoSigned<State, Signature>>,
	/// What this side has signed first for the next version.
	pub(super) proposed: Option<Proposal<Signature>>,
	/// The last version for which it has signed something first, or what ends the base.
	pub(super) spent: u64,
	/// The last version for which it has refused the other side's proposal, or signed what ends
	/// the base instead.
	pub(super) refused: u64,
	/// What it has requested of the other side, or will.
	pub(super) wanted: Option<Change>,
	/// What ends the base, with both signatures.
	pub(super) ending: Option<Ending<Signature>>,
	/// The latest end of all that this side has signed to end the base.
	pub(super) bound_until_ms: Moment,
	/// The clock of the newest block that was told of.
	pub(super) chain_ms: Moment,
	/// The highest reserve that the other side has had since the base.
	pub(super) reserved: Balance,
	/// What each side wants to take out of what it has committed.
	pub(super) requests: Pair<Option<Requested>>,
	/// The version of the newest state that was shown on chain with a request since the base: nothing
	/// older counts any more.
	pub(super) least: u64,
	/// Whether the newest state gives somebody more than what is left, since a request that was not
	/// true was finished. The chain still takes it, cut to that; but nothing follows from it.
	pub(super) overtaken: bool,
	pub(super) session: u64,
	/// The other side's newest session.
	pub(super) peer_session: u64,
	/// Whether newer states than those held may exist.
	pub(super) unsure: bool,
}

/// A machine as it is stored and backed up.
#[frame_support::stored]
pub struct Snapshot<AccountId, Signature>(Machine<AccountId, Signature>);

impl<AccountId, Signature> Snapshot<AccountId, Signature> {
	/// The machine, after a restart: this is what was stored last, before anything was sent.
	pub fn resume(self) -> Machine<AccountId, Signature> {
		self.0
	}

	/// The machine out of a backup, which may be older than what was signed last. It signs
	/// nothing until the other side has told the newest state. `session` is above zero and that
	/// of any machine that this side has restored for the channel: the time in milliseconds is.
	pub fn restore(self, session: u64) -> Machine<AccountId, Signature> {
		Machine { session, unsure: true, wanted: None, ..self.0 }
	}
}

impl<AccountId, Signature> Machine<AccountId, Signature> {
	/// The machine of a channel that nothing has been signed for since its base.
	pub fn new(identity: Identity<AccountId>, base: u64, committed: Pair<Balance>) -> Self {
		let mut machine = Self {
			identity,
			base,
			committed,
			stage: Stage::Open,
			revealed: Revealed::new(),
			latest: None,
			proposed: None,
			spent: base,
			refused: base,
			wanted: None,
			ending: None,
			bound_until_ms: 0,
			chain_ms: 0,
			reserved: 0,
			requests: Pair::new(None, None),
			least: base,
			overtaken: false,
			session: 0,
			peer_session: 0,
			unsure: false,
		};
		machine.note_reserve();
		machine
	}

	/// Which channel, and whose end.
	pub const fn identity(&self) -> &Identity<AccountId> {
		&self.identity
	}

	/// The newest state held with both signatures; the base itself if there is none.
	pub fn state(&self) -> State {
		self.latest.as_ref().map_or_else(
			|| State { version: self.base, net: NetTransfer::ZERO, htlcs: Htlcs::new() },
			|signed| signed.body.clone(),
		)
	}

	/// What each side has for sure by the newest state. None if the chain's newest top-up is not
	/// known here.
	pub fn balances(&self) -> Option<Pair<Balance>> {
		self.state().balances(&self.committed)
	}

	/// What this side has signed first, and the other has not answered.
	pub const fn proposed(&self) -> Option<&Proposal<Signature>> {
		self.proposed.as_ref()
	}

	/// What this side has requested of the other.
	pub const fn wanted(&self) -> Option<&Change> {
		self.wanted.as_ref()
	}

	/// No longer wants what it has requested. If the other side has signed that by now, it is
	/// refused.
	pub fn cancel_wanted(&mut self) -> Option<Change> {
		self.wanted.take()
	}

	/// What ends the base, with both signatures, to be taken to the chain.
	pub const fn ending(&self) -> Option<&Ending<Signature>> {
		self.ending.as_ref()
	}

	/// Where the channel is in its life, as last seen on chain.
	pub const fn stage(&self) -> Stage {
		self.stage
	}

	/// Whether the newest state is known here.
	pub const fn is_sure(&self) -> bool {
		!self.unsure
	}

	/// The bytes to sign for `message` in this channel.
	pub fn payload(&self, message: &Message) -> Vec<u8> {
		payload(&self.identity.genesis, self.identity.channel, self.base, message)
	}

	/// The version of `last`'s successor.
	pub(super) fn is_next(&self, version: u64) -> bool {
		self.state().version.checked_add(1) == Some(version)
	}

	/// Whether the next version is taken, by what was signed first for it or by what ends the base.
	pub(super) fn is_next_spent(&self) -> bool {
		self.state().version < self.spent
	}

	/// Notes that this side signs what ends the base. That takes the version, too: nothing but
	/// [`Nothing`](Change::Nothing) is signed for it when it has lapsed, since the other side may
	/// have dropped something else for it.
	pub(super) fn bind(&mut self, version: u64, valid_until_ms: Moment) {
		self.bound_until_ms = self.bound_until_ms.max(valid_until_ms);
		self.spent = self.spent.max(version);
		self.refused = self.refused.max(version);
	}

	/// Whether something ends the base that is held or proposed: no second one is begun, then.
	pub(super) fn has_ending(&self) -> bool {
		self.ending.is_some()
			|| self.proposed.as_ref().is_some_and(|proposal| proposal.change.is_ending())
	}

	/// Whether `change` may be begun beside what ends the base.
	pub(super) fn ensure_free(&self, change: &Change) -> Result<(), Refusal> {
		if self.has_ending() || (self.is_bound() && !change.is_ending()) {
			return Err(Refusal::EndingSigned);
		}
		Ok(())
	}

	/// Whether `change` may be signed at all now.
	pub(super) fn ensure_signable(&self, change: &Change) -> Result<(), Refusal> {
		match (self.stage, change) {
			(Stage::Open, change) => {
				// The chain takes it only above what was shown.
				if change.is_ending() && self.is_behind() {
					return Err(Refusal::Behind);
				}
			},
			// The chain wants a version above the one presented; and what is held instead may give
			// this side less.
			(Stage::Closing { version }, Change::Close { .. }) => {
				if self.state().version < version {
					return Err(Refusal::Behind);
				}
			},
			(Stage::Closing { .. } | Stage::Over, _) => return Err(Refusal::NotOpen),
		}
		if self.is_bound() && !change.is_ending() {
			return Err(Refusal::EndingSigned);
		}
		Ok(())
	}

	/// Whether the preimage of an HTLC is right, and in time.
	pub(super) fn ensure_settles(&self, change: &Change, now_ms: Moment) -> Result<(), Refusal> {
		let Change::Settle { htlc, preimage } = change else { return Ok(()) };
		if Preimage::payment_hash(preimage) != htlc.payment_hash {
			return Err(Refusal::WrongPreimage);
		}
		if !self.can_settle(htlc, now_ms) {
			return Err(Refusal::Expired);
		}
		Ok(())
	}

	/// Whether an HTLC to be added, or the time of what ends the base, is within the limits.
	pub(super) fn ensure_limits(
		&self,
		change: &Change,
		outside: &impl Outside,
	) -> Result<(), Refusal> {
		let limits = &self.identity.limits;
		match change {
			Change::Add(htlc) => {
				limits.check(htlc, &self.state().htlcs, outside.now_ms())?;
				self.ensure_unrevealed(change, outside)
			},
			_ => self.ensure_ends_in_time(change, outside),
		}
	}

	/// Whether the time of what ends the base is within the limits, by the later of both clocks:
	/// something that has lapsed by what the chain told would not bind this side any more.
	pub(super) fn ensure_ends_in_time(
		&self,
		change: &Change,
		outside: &impl Outside,
	) -> Result<(), Refusal> {
		let Some(valid_until_ms) = change.valid_until_ms() else { return Ok(()) };
		let now_ms = outside.now_ms().max(self.chain_ms);
		self.identity.limits.check_ending(valid_until_ms, now_ms)
	}

	/// Whether the preimage of an HTLC to be added is still a secret, as far as the chain goes.
	pub(super) fn ensure_unrevealed(
		&self,
		change: &Change,
		outside: &impl Outside,
	) -> Result<(), Refusal> {
		let Change::Add(htlc) = change else { return Ok(()) };
		if self.was_told_of(&htlc.payment_hash) || outside.is_revealed(&htlc.payment_hash) {
			return Err(Refusal::AlreadyRevealed);
		}
		Ok(())
	}

	/// Whether the other side keeps the reserve, if it has had it, beside what it has requested to
	/// withdraw. What gives it more is good in any case.
	fn ensure_reserve(&self, outcome: &Message) -> Result<(), Refusal> {
		let Message::State(state) = outcome else { return Ok(()) };
		let other = self.identity.side.other();
		let of_other = |balances: Option<Pair<Balance>>| balances.map(|of| *of.of(other));
		let (has, left) = (of_other(self.balances()), of_other(state.balances(&self.committed)));
		// Of what is left when that is withdrawn it is a smaller share.
		let requested = self.requests.of(other).map_or(0, |requested| requested.amount);
		let reserve = self.identity.limits.reserve_beside(requested, &self.committed);
		let kept = requested.saturating_add(self.reserved.min(reserve));
		if left < has && left < Some(kept) {
			return Err(Refusal::BelowReserve);
		}
		Ok(())
	}

	/// Whether each side keeps what it has requested to withdraw, and the chain's reserve beside that.
	/// Whoever has less than the first when the request is finished has taken what is the other's, and
	/// the state that says so counts no more; whoever has less than both has too little at stake. What
	/// gives it more is good in any case.
	pub(super) fn ensure_requested(&self, outcome: &Message) -> Result<(), Refusal> {
		let Message::State(state) = outcome else { return Ok(()) };
		let (before, after) = (self.balances(), state.balances(&self.committed));
		for side in Side::BOTH {
			let Some(requested) = self.requests.of(side) else { continue };
			let of = |balances: &Option<Pair<Balance>>| balances.map(|of| *of.of(side));
			let (has, left) = (of(&before), of(&after));
			if left < has && left < Some(requested.kept()) {
				return Err(Refusal::BelowRequested);
			}
		}
		Ok(())
	}

	/// Notes the reserve if the other side has it now. A top-up of this side makes it larger, but
	/// does not release the other from what it had to keep before.
	pub(super) fn note_reserve(&mut self) {
		let Some(balances) = self.balances() else { return };
		let reserve = self.identity.limits.reserve_of(&self.committed);
		if *balances.of(self.identity.side.other()) >= reserve {
			self.reserved = self.reserved.max(reserve);
		}
	}

	/// At the other side's request, a withdrawal takes out what is the other side's; this side's
	/// own only by its own wish.
	pub(super) fn ensure_keeps(&self, change: &Change) -> Result<(), Refusal> {
		let Change::Withdraw { amounts, .. } = change else { return Ok(()) };
		if *amounts.of(self.identity.side) > 0 && self.wanted != Some(*change) {
			return Err(Refusal::NotRequested);
		}
		Ok(())
	}

	pub(super) const fn envelope(&self, message: PeerMessage<Signature>) -> Envelope<Signature> {
		let Self { session, peer_session, base, .. } = *self;
		Envelope { session, peer_session, base, message }
	}
}

impl<AccountId, Signature> Machine<AccountId, Signature>
where
	AccountId: Clone,
	Signature: Clone + Verify<Signer: IdentifyAccount<AccountId = AccountId>>,
{
	/// What to store before anything is sent, and to keep copies of elsewhere.
	pub fn snapshot(&self) -> Snapshot<AccountId, Signature> {
		Snapshot(self.clone())
	}

	/// Begins a change. Signs it if this side is the gainer; otherwise the other side will be asked
	/// to. Then [`pending`](Self::pending) is to be sent.
	pub fn start(
		&mut self,
		change: Change,
		outside: &impl Outside,
		sign: impl FnOnce(&[u8]) -> Signature,
	) -> Result<(), Refusal> {
		if self.unsure {
			return Err(Refusal::Unsure);
		}
		self.ensure_free(&change)?;
		self.ensure_signable(&change)?;
		let outcome = change.outcome(&self.state(), &self.committed)?;
		if change.gainer() == Some(self.identity.side) {
			if let Change::Fail(htlc) = &change {
				// Before that, only the other side may give it up.
				if self.can_settle(htlc, outside.now_ms()) {
					return Err(Refusal::NotExpired);
				}
			}
			return self.propose(change, &outcome, outside, sign);
		}
		if change == Change::Nothing {
			return Err(Refusal::ZeroAmount);
		}
		if matches!(change, Change::Settle { .. }) {
			return Err(Refusal::WrongSide);
		}
		self.ensure_limits(&change, outside)?;
		self.ensure_requested(&outcome)?;
		if self.wanted.is_some() {
			return Err(Refusal::Busy);
		}
		self.wanted = Some(change);
		Ok(())
	}

	/// Signs `change` first, if nothing else was for this version.
	pub(super) fn propose(
		&mut self,
		change: Change,
		outcome: &Message,
		outside: &impl Outside,
		sign: impl FnOnce(&[u8]) -> Signature,
	) -> Result<(), Refusal> {
		self.ensure_limits(&change, outside)?;
		self.ensure_settles(&change, outside.now_ms())?;
		self.ensure_requested(outcome)?;
		self.ensure_reserve(outcome)?;
		if self.proposed.is_some() || (self.is_next_spent() && !change.is_ending()) {
			return Err(Refusal::Busy);
		}
		self.sign_first(change, outcome, sign);
		Ok(())
	}

	/// Uses up the next version, for which something else may have been signed.
	pub(super) fn propose_nothing(&mut self, sign: impl FnOnce(&[u8]) -> Signature) {
		let outcome = Change::Nothing.outcome(&self.state(), &self.committed);
		if let (Ok(()), Ok(outcome)) = (self.ensure_signable(&Change::Nothing), outcome) {
			self.sign_first(Change::Nothing, &outcome, sign);
		}
	}

	/// What waits for an answer: to be sent after each change, and again until there is one.
	pub fn pending(&self) -> Option<Envelope<Signature>> {
		if self.stage == Stage::Over {
			return None;
		}
		if self.unsure {
			return Some(self.reestablish());
		}
		if let Some(Proposal { version, change, signature }) = self.proposed.clone() {
			let proposal = PeerMessage::Propose { version, change, signature };
			// Once the channel closes, the other side can only be asked to close together.
			return self.still_counts(&change).then(|| self.envelope(proposal));
		}
		let change = self.wanted.filter(|change| self.ensure_free(change).is_ok())?;
		let version = self.state().version.checked_add(1)?;
		let request = PeerMessage::Request { version, change };
		self.still_counts(&change).then(|| self.envelope(request))
	}

	/// Asks the other side what it holds: to be sent on a new connection. After a restart nothing
	/// is at risk without it; it is only faster.
	pub const fn reestablish(&self) -> Envelope<Signature> {
		self.envelope(PeerMessage::Reestablish)
	}

	fn sign_first(
		&mut self,
		change: Change,
		outcome: &Message,
		sign: impl FnOnce(&[u8]) -> Signature,
	) {
		let version = outcome.version();
		let signature = sign(&self.payload(outcome));
		self.spent = version;
		if let Some(valid_until_ms) = change.valid_until_ms() {
			self.bind(version, valid_until_ms);
		}
		self.proposed = Some(Proposal { version, change, signature });
	}

	fn still_counts(&self, change: &Change) -> bool {
		match self.stage {
			Stage::Open => true,
			Stage::Closing { .. } => matches!(change, Change::Close { .. }),
			Stage::Over => false,
		}
	}

	/// Whether `signature` is the one of `side` over `message`.
	pub(super) fn is_signed(&self, side: Side, message: &Message, signature: &Signature) -> bool {
		is_signed_by(signature, self.identity.parties.of(side), &self.payload(message))
	}
}
