//! What the chain tells a machine, and what it presents there.

use super::{Change, Ending, Event, Machine, Refusal};
use crate::{
	state::{CoSigned, Htlc, State},
	Balance, Moment, Pair, PaymentHash,
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
				self.note_reserve();
			},
			ChainEvent::CommittedWithdrawn { base_version, committed } => {
				self.begin_base(base_version, committed);
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
		self.note_reserve();
	}

	/// From now on only a close counts, if its version is above the one presented.
	fn begin_closing(&mut self, version: u64) {
		self.stage = Stage::Closing { version };
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

	/// What to close alone with: the newest state, or none if none was signed since the base.
	/// Refused while the newest state is not known: whatever it gives this side above the newest
	/// would be penalised. What is left then is [`claim_after_loss`](Machine::claim_after_loss).
	pub fn close_alone_with(&self) -> Result<Option<&CoSigned<State, Signature>>, Refusal> {
		match (self.stage, self.is_sure()) {
			(Stage::Closing { .. } | Stage::Over, _) => Err(Refusal::NotOpen),
			(Stage::Open, false) => Err(Refusal::Unsure),
			(Stage::Open, true) => Ok(self.to_present(self.base)),
		}
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
