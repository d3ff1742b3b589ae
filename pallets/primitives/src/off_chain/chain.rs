//! What the chain tells a machine, and what it presents there.

use super::{Change, Ending, Event, Machine, Refusal};
use crate::{
	state::{CoSigned, Htlc, State},
	Balance, Moment, Pair, PaymentHash, Side,
};
use sp_runtime::traits::{IdentifyAccount, Verify};

/// Where the channel is in its life, as last seen on chain.
#[frame_support::stored]
#[derive(Copy)]
pub enum Stage {
	/// States are signed.
	Open,
	/// A party closes it alone.
	Closing {
		/// The highest version presented so far.
		version: u64,
	},
	/// Settled or closed: nothing that is signed counts any more.
	Over,
}

/// What a side has requested to withdraw without the other's consent.
#[frame_support::stored]
#[derive(Copy)]
pub struct Requested {
	/// How much of what it has committed.
	pub amount: Balance,
	/// The version of the state that it has shown.
	pub version: u64,
	/// What it has to keep beside that. All that it has, while the chain has not told.
	pub reserve: Balance,
}

impl Requested {
	/// What the side has to have for sure: whoever can show a later state in which it has less contests
	/// the request.
	pub const fn kept(&self) -> Balance {
		self.amount.saturating_add(self.reserve)
	}
}

/// What there is to be done about what the other side takes out of a channel alone.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Remedy {
	/// It has requested more than it has: [`Machine::contest`] has the state to present, before the
	/// request can be finished.
	Contest,
	/// It has got it, and no state can follow the newest any more: close, with that
	/// ([`Machine::close_alone_with`]). By it all that is left is this side's, as far as it goes.
	Close,
}

/// What happened to the channel on chain. Told in order, and once it is final.
#[frame_support::stored]
#[derive(Copy)]
pub enum ChainEvent {
	/// A party committed more.
	Committed {
		/// What both have committed, after the change.
		committed: Pair<Balance>,
	},
	/// Committed balance was withdrawn: what was signed before says nothing any more.
	CommittedWithdrawn {
		/// The version of the withdrawal.
		base_version: u64,
		/// What both have committed, after the change.
		committed: Pair<Balance>,
	},
	/// A side wants to take a part of what it has committed out, without the other.
	WithdrawalRequested {
		/// Whose it is.
		side: Side,
		/// How much.
		amount: Balance,
		/// The version of the state that it has shown: nothing older counts any more.
		version: u64,
		/// What it has to keep beside that.
		reserve: Balance,
	},
	/// It came to nothing; or it was never sent. (When the channel has a new base or closes, as when the
	/// request is contested, the machine knows.)
	WithdrawalEnded {
		/// Whose it was.
		side: Side,
	},
	/// It was done: what was committed is less, and the base is the same.
	WithdrawalFinished {
		/// Whose it was.
		side: Side,
		/// What both have committed, after the change.
		committed: Pair<Balance>,
	},
	/// A party closes alone, or somebody presented a later state.
	Closing {
		/// The version presented; the base version if the party has none.
		version: u64,
	},
	/// The channel is settled or closed.
	Over,
	/// A preimage is in the registry.
	Revealed {
		/// Its hash. Only those of HTLCs that wait are kept.
		payment_hash: PaymentHash,
		/// When it was revealed.
		revealed_ms: Moment,
	},
	/// The clock of a block that is final, told after all that happened up to and in it. Nothing
	/// else says when something that both signed can no longer be carried out.
	Time {
		/// What the clock said, in Unix milliseconds.
		now_ms: Moment,
	},
}

impl<AccountId, Signature> Machine<AccountId, Signature>
where
	AccountId: Clone,
	Signature: Clone + Verify<Signer: IdentifyAccount<AccountId = AccountId>>,
{
	/// Takes note of what happened on chain. At most [`Nothing`](Change::Nothing) is signed: by the
	/// time an ending has lapsed, to use its version up.
	pub fn on_chain(
		&mut self,
		event: ChainEvent,
		sign: impl FnOnce(&[u8]) -> Signature,
	) -> Option<Event> {
		match event {
			ChainEvent::Committed { committed } => {
				self.committed = committed;
				// With more it may fit again.
				self.overtaken &= self.balances().is_none();
				self.note_reserve();
			},
			ChainEvent::CommittedWithdrawn { base_version, committed } => {
				self.begin_base(base_version, committed);
			},
			ChainEvent::WithdrawalRequested { side, amount, version, reserve } => {
				*self.requests.of_mut(side) = Some(Requested { amount, version, reserve });
				self.least = self.least.max(version);
			},
			ChainEvent::WithdrawalEnded { side } => *self.requests.of_mut(side) = None,
			ChainEvent::WithdrawalFinished { side, committed } => {
				*self.requests.of_mut(side) = None;
				self.committed = committed;
				// The reserve is a share of what is committed.
				let reserve = self.identity.limits.reserve_of(&committed);
				self.reserved = self.reserved.min(reserve);
				self.note_reserve();
				let fitted = !self.overtaken;
				self.overtaken = self.balances().is_none();
				return (fitted && self.overtaken).then_some(Event::Overtaken);
			},
			ChainEvent::Closing { version } => self.begin_closing(version),
			ChainEvent::Over => self.stage = Stage::Over,
			ChainEvent::Revealed { payment_hash, revealed_ms } => {
				self.note_revealed(payment_hash, revealed_ms);
			},
			ChainEvent::Time { now_ms } => return self.on_time(now_ms, sign),
		}
		None
	}

	/// Lets go of what can no longer be carried out, and uses its version up.
	fn on_time(&mut self, now_ms: Moment, sign: impl FnOnce(&[u8]) -> Signature) -> Option<Event> {
		let was_bound = self.is_bound();
		self.chain_ms = self.chain_ms.max(now_ms);
		let chain_ms = self.chain_ms;
		let lapsed = |change: &Change| change.valid_until_ms().is_some_and(|end| end <= chain_ms);
		let ending = self.ending.take_if(|ending| ending.valid_until_ms() <= chain_ms).is_some();
		let proposed = self.proposed.take_if(|own| lapsed(&own.change)).is_some();
		let wanted = self.wanted.take_if(|change| lapsed(change)).is_some();
		let freed = was_bound && !self.is_bound();
		if !self.unsure && !self.is_bound() && self.proposed.is_none() && self.is_next_spent() {
			self.propose_nothing(sign);
		}
		(ending || proposed || wanted || freed).then_some(Event::Lapsed)
	}
}

impl<AccountId, Signature> Machine<AccountId, Signature> {
	/// Nothing that was signed before counts any more, nor binds.
	fn begin_base(&mut self, base_version: u64, committed: Pair<Balance>) {
		self.base = base_version;
		self.committed = committed;
		self.latest = None;
		self.proposed = None;
		self.ending = None;
		self.wanted.take_if(|change| change.is_ending());
		self.revealed = Default::default();
		self.bound_until_ms = 0;
		self.spent = base_version;
		self.refused = base_version;
		self.reserved = 0;
		self.requests = Pair::default();
		self.least = base_version;
		self.overtaken = false;
		self.note_reserve();
	}

	/// From now on only a close counts, if its version is above the one presented.
	fn begin_closing(&mut self, version: u64) {
		self.stage = Stage::Closing { version };
		// What is requested then is judged when the channel is settled.
		self.requests = Pair::default();
		let closes = |change: &Change| matches!(change, Change::Close { .. });
		self.proposed.take_if(|own| !closes(&own.change) || own.version <= version);
		self.wanted.take_if(|change| !closes(change));
		self.ending.take_if(|ending| {
			matches!(ending, Ending::Withdrawal(_)) || ending.version() <= version
		});
	}

	fn note_revealed(&mut self, payment_hash: PaymentHash, revealed_ms: Moment) {
		if !self.was_told_of(&payment_hash) && self.waits_for(&payment_hash) {
			self.forget_revealed();
			// There is room for each HTLC of a state, and those that are about to be added.
			let _ = self.revealed.try_push((payment_hash, revealed_ms));
		}
	}

	/// The newest state held, if its version is above `standing`: the one presented in a closing,
	/// or the base version. A party that is not [sure](Machine::is_sure) should present it through
	/// somebody else, since it may be stale.
	pub fn to_present(&self, standing: u64) -> Option<&CoSigned<State, Signature>> {
		self.latest.as_ref().filter(|signed| signed.body.version > standing)
	}

	/// The answer to a closing that is going on: the state to challenge with, if a later one is
	/// held.
	pub fn answer(&self) -> Option<&CoSigned<State, Signature>> {
		match self.stage {
			Stage::Closing { version } => self.to_present(version),
			Stage::Open | Stage::Over => None,
		}
	}

	/// The objection to what the other side has requested to withdraw: the newest state, if it is
	/// later than the one that the other has shown and gives it less than that and the reserve. To be
	/// presented before the request can be finished. The channel closes by that.
	///
	/// Where there is none, the request takes nothing that is not the other's, and leaves it the chain's
	/// reserve.
	pub fn contest(&self) -> Option<&CoSigned<State, Signature>> {
		let other = self.identity.side.other();
		let requested = self.requests.of(other).as_ref()?;
		let sure = *self.state().sure(&self.committed).of(other);
		let has_it = sure.is_some_and(|sure| sure >= requested.kept());
		self.to_present(requested.version).filter(|_| !has_it)
	}

	/// What is to be done on chain about what the other side takes out, at once.
	pub fn remedy(&self) -> Option<Remedy> {
		match self.stage {
			Stage::Open if self.contest().is_some() => Some(Remedy::Contest),
			Stage::Open if self.overtaken => Some(Remedy::Close),
			_ => None,
		}
	}

	/// What a side has requested to withdraw, as last seen on chain; of the own side from when it was
	/// [about to](Machine::request_withdrawal).
	pub const fn requested(&self, side: Side) -> Option<&Requested> {
		self.requests.of(side).as_ref()
	}

	/// What to close alone with: the newest state, or none if none was signed since the base, or if a
	/// later one was shown on chain.
	/// Refused while the newest state is not known: whatever it gives this side above the newest
	/// would be penalised. What is left then is [`claim_after_loss`](Machine::claim_after_loss).
	pub fn close_alone_with(&self) -> Result<Option<&CoSigned<State, Signature>>, Refusal> {
		match (self.stage, self.is_sure()) {
			(Stage::Closing { .. } | Stage::Over, _) => Err(Refusal::NotOpen),
			(Stage::Open, false) => Err(Refusal::Unsure),
			// Where the other has shown a later one, the chain goes by that.
			(Stage::Open, true) => Ok(self.to_present(self.base).filter(|_| !self.is_behind())),
		}
	}

	/// This side is about to request the withdrawal of `amount`: the newest state that it holds, to be
	/// named with the request; none if none was signed since the base. From now on it signs nothing
	/// that leaves it less than that and the reserve, and until the chain has told of the request nothing
	/// that leaves it less than now, until the chain says that the request has ended
	/// ([`ChainEvent::WithdrawalEnded`], also to be told if it was never sent). A request cannot be
	/// taken back: only both together end it, by a new base or a close.
	pub fn request_withdrawal(
		&mut self,
		amount: Balance,
	) -> Result<Option<&CoSigned<State, Signature>>, Refusal> {
		let side = self.identity.side;
		if self.stage != Stage::Open {
			return Err(Refusal::NotOpen);
		}
		if self.unsure {
			return Err(Refusal::Unsure);
		}
		if self.is_behind() {
			return Err(Refusal::Behind);
		}
		// Something that the other side can take to the chain would end it anyway.
		if self.has_ending() || self.is_bound() {
			return Err(Refusal::EndingSigned);
		}
		if amount == 0 {
			return Err(Refusal::ZeroAmount);
		}
		if self.requests.of(side).is_some() {
			return Err(Refusal::Busy);
		}
		let has = self.balances().map_or(0, |balances| *balances.of(side));
		if amount > has.min(*self.committed.of(side)) {
			return Err(Refusal::ExceedsCommitted);
		}
		if has < self.identity.limits.needed_for(amount, &self.committed) {
			return Err(Refusal::BelowReserve);
		}
		let version = self.state().version;
		// How much it is, with what both have committed by then, only the chain can tell.
		let reserve = Balance::MAX;
		*self.requests.of_mut(side) = Some(Requested { amount, version, reserve });
		Ok(self.to_present(self.base))
	}

	/// What to claim by `close_after_loss`, for a party that lost states and is not told the newest:
	/// its balance by the newest state that it holds, without the HTLCs, as far as it committed as
	/// much itself.
	///
	/// It is as good as the backup. If nobody presents a later state, the claim is paid and the
	/// other side gets the rest. If the other side does, a claim up to what is due by that one costs
	/// nothing, and a claim above it is penalised by what it would have gained, as any stale
	/// closing. So whoever may have paid since the backup was made claims less by that; zero is
	/// never penalised, but lets the other side keep all by saying nothing. Ask the watchtowers
	/// first ([`Machine::learn`]).
	pub fn claim_after_loss(&self) -> Result<Balance, Refusal> {
		if self.stage != Stage::Open {
			return Err(Refusal::NotOpen);
		}
		let side = self.identity.side;
		// By a state that needs a top-up which was not seen yet nothing is sure.
		let held = self.balances().map_or(0, |balances| *balances.of(side));
		Ok(held.min(*self.committed.of(side)))
	}

	/// Until when by the chain's clock something can be carried out that this side signed to end
	/// the base, as far as is known: until then no state is signed.
	pub fn bound_until_ms(&self) -> Option<Moment> {
		self.is_bound().then_some(self.bound_until_ms)
	}

	/// Whether a later state was shown on chain than the newest that is held. This side has signed it
	/// first, and it is still to be [learnt](Machine::learn), or received.
	pub(super) fn is_behind(&self) -> bool {
		self.state().version < self.least
	}

	/// Whether something that this side signed to end the base can still be carried out. By the
	/// chain's clock as it was told: nothing later happens at an earlier time, and whatever was
	/// carried out before was told before.
	pub(super) const fn is_bound(&self) -> bool {
		self.chain_ms < self.bound_until_ms
	}

	/// Whether its preimage was revealed on chain, for an HTLC that waits or is about to.
	pub(super) fn was_told_of(&self, payment_hash: &PaymentHash) -> bool {
		self.revealed.iter().any(|(hash, _)| hash == payment_hash)
	}

	/// Whether the preimage of `htlc` counts, if it is shown now.
	pub(super) fn can_settle(&self, htlc: &Htlc, now_ms: Moment) -> bool {
		let won = self.revealed.iter().any(|(hash, revealed_ms)| {
			*hash == htlc.payment_hash && *revealed_ms < htlc.deadline_ms
		});
		won || now_ms < htlc.deadline_ms
	}

	/// Forgets the preimages for which nothing waits any more.
	pub(super) fn forget_revealed(&mut self) {
		let mut revealed = core::mem::take(&mut self.revealed);
		revealed.retain(|(hash, _)| self.waits_for(hash));
		self.revealed = revealed;
	}

	/// Whether an HTLC with this hash waits, or is about to.
	fn waits_for(&self, payment_hash: &PaymentHash) -> bool {
		let is_it = |htlc: &Htlc| htlc.payment_hash == *payment_hash;
		let adds = |change: &Change| matches!(change, Change::Add(htlc) if is_it(htlc));
		let mut waiting = self.latest.iter().flat_map(|signed| signed.body.htlcs.iter());
		waiting.any(is_it)
			|| self.wanted.iter().any(adds)
			|| self.proposed.iter().any(|proposal| adds(&proposal.change))
	}
}
