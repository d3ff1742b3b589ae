//! What a machine does with what the other side sends.

use super::{
	Change, Ending, Envelope, Event, Machine, Outside, PeerMessage, Reaction, Refusal, Stage,
};
use crate::{
	state::{CoSigned, Message, State},
	Pair, Side,
};
use sp_runtime::traits::{IdentifyAccount, Verify};

impl<Signature> Reaction<Signature> {
	const fn ignored(refusal: Refusal) -> Self {
		Self { reply: None, event: Some(Event::Ignored(refusal)) }
	}

	fn with_reply(self, reply: Envelope<Signature>) -> Self {
		Self { reply: Some(reply), ..self }
	}
}

impl<AccountId, Signature> Machine<AccountId, Signature>
where
	AccountId: Clone,
	Signature: Clone + Verify<Signer: IdentifyAccount<AccountId = AccountId>>,
{
	/// Takes a message of the other side in. At most one thing is signed.
	pub fn receive(
		&mut self,
		envelope: Envelope<Signature>,
		outside: &impl Outside,
		sign: impl FnOnce(&[u8]) -> Signature,
	) -> Reaction<Signature> {
		let Envelope { session, peer_session, base, message } = envelope;
		if session < self.peer_session {
			return Reaction::ignored(Refusal::FormerSession);
		}
		self.peer_session = session;
		let asks = matches!(message, PeerMessage::Reestablish);
		if peer_session != self.session && !asks {
			return Reaction::ignored(Refusal::FormerSession).with_reply(self.reestablish());
		}
		if base != self.base {
			return Reaction::ignored(Refusal::WrongBase);
		}
		match message {
			PeerMessage::Reestablish => Reaction { reply: Some(self.held()), event: None },
			PeerMessage::Held { sure: false, .. } if self.unsure => {
				Reaction::ignored(Refusal::Unsure)
			},
			PeerMessage::Held { state, ending, .. } => self.on_held(state, ending, sign),
			_ if self.unsure => Reaction::ignored(Refusal::Unsure).with_reply(self.reestablish()),
			PeerMessage::Request { version, change } => {
				self.on_request(version, change, outside, sign)
			},
			PeerMessage::Propose { version, change, signature } => {
				self.on_proposal(version, change, signature, outside, sign)
			},
			PeerMessage::Refuse { version, change, refusal } => {
				self.on_refusal(version, change, refusal, sign)
			},
		}
	}

	/// Takes in a state that somebody else kept, a watchtower for example. The machine stays as
	/// sure as it was.
	pub fn learn(&mut self, signed: CoSigned<State, Signature>) -> Result<(), Refusal> {
		if signed.body.version <= self.state().version {
			return Err(Refusal::WrongVersion);
		}
		let CoSigned { body, signatures } = signed;
		let message = Message::State(body);
		self.ensure_signed_by_both(&message, &signatures)?;
		if let Message::State(body) = message {
			let signed = CoSigned { body, signatures };
			let _ = self.adopt(signed, None);
		}
		Ok(())
	}

	/// Takes the own word for the other side's, where both have been restored from backups or the
	/// owner knows better: what is held here is the newest state.
	pub fn assume_newest(&mut self, sign: impl FnOnce(&[u8]) -> Signature) {
		if self.unsure {
			self.become_sure(sign);
		}
	}

	fn on_request(
		&mut self,
		version: u64,
		change: Change,
		outside: &impl Outside,
		sign: impl FnOnce(&[u8]) -> Signature,
	) -> Reaction<Signature> {
		if !self.is_next(version) {
			return self.on_other_version(version);
		}
		match self.sign_request(change, outside, sign) {
			Ok(()) => Reaction { reply: self.pending(), event: None },
			Err(refusal @ Refusal::Busy) => Reaction::ignored(refusal),
			Err(refusal @ Refusal::EndingSigned) => self.on_ended(refusal),
			Err(refusal) => self.decline(version, change, refusal),
		}
	}

	/// Signs first what the other side requests.
	fn sign_request(
		&mut self,
		change: Change,
		outside: &impl Outside,
		sign: impl FnOnce(&[u8]) -> Signature,
	) -> Result<(), Refusal> {
		if self.ending.is_some() {
			return Err(Refusal::EndingSigned);
		}
		self.ensure_signable(&change)?;
		let ours = change.gainer() == Some(self.identity.side) || change.is_ending();
		// Settling takes the preimage that only the gainer need know.
		if !ours || matches!(change, Change::Settle { .. }) {
			return Err(Refusal::WrongSide);
		}
		let outcome = change.outcome(&self.state(), &self.committed)?;
		self.ensure_keeps(&change)?;
		self.propose(change, &outcome, outside, sign)
	}

	fn on_proposal(
		&mut self,
		version: u64,
		change: Change,
		signature: Signature,
		outside: &impl Outside,
		sign: impl FnOnce(&[u8]) -> Signature,
	) -> Reaction<Signature> {
		if !self.is_next(version) {
			return self.on_other_version(version);
		}
		if self.goes_first() && !change.is_ending() && !self.has_ending() {
			return Reaction::ignored(Refusal::Busy);
		}
		if change.is_ending() && self.ending.is_some() {
			// One is enough: the other side may take this one.
			return self.on_ended(Refusal::EndingSigned);
		}
		match self.completes(&change, &signature, outside) {
			Ok(outcome) => self.complete(change, outcome, signature, sign),
			Err(refusal @ Refusal::EndingSigned) => self.on_ended(refusal),
			Err(refusal) => {
				if !change.is_harmless() {
					self.refused = version;
				}
				if refusal != Refusal::GivenUp {
					// What it wanted itself has become impossible: it would ask for it for ever.
					self.wanted.take_if(|wanted| *wanted == change);
				}
				self.decline(version, change, refusal)
			},
		}
	}

	/// Whether the own proposal counts, and not one that the other side makes for the same version.
	fn goes_first(&self) -> bool {
		self.proposed.is_some() && self.identity.side == Side::Opener
	}

	/// What comes of the other side's proposal, if it is to be signed last.
	fn completes(
		&self,
		change: &Change,
		signature: &Signature,
		outside: &impl Outside,
	) -> Result<Message, Refusal> {
		self.ensure_signable(change)?;
		let us = self.identity.side;
		if change.gainer() == Some(us) {
			return Err(Refusal::WrongSide);
		}
		let outcome = change.outcome(&self.state(), &self.committed)?;
		if !self.is_signed(us.other(), &outcome, signature) {
			return Err(Refusal::BadSignature);
		}
		if !change.is_harmless() && self.state().version < self.refused {
			return Err(Refusal::GivenUp);
		}
		self.ensure_settles(change, outside.now_ms())?;
		self.ensure_requested(&outcome)?;
		self.ensure_unrevealed(change, outside)?;
		self.ensure_ends_in_time(change, outside)?;
		let requested = self.wanted == Some(*change);
		match change {
			Change::Pay { .. } | Change::Add(_) if !requested => Err(Refusal::NotRequested),
			Change::Fail(htlc) if !requested && self.can_settle(htlc, outside.now_ms()) => {
				Err(Refusal::NotExpired)
			},
			_ => Ok(outcome),
		}
	}

	/// Signs last, and so holds it.
	fn complete(
		&mut self,
		change: Change,
		outcome: Message,
		signature: Signature,
		sign: impl FnOnce(&[u8]) -> Signature,
	) -> Reaction<Signature> {
		let own = sign(&self.payload(&outcome));
		let signatures = Pair::with(self.identity.side, own, signature);
		let event = match outcome {
			Message::State(body) => self.adopt(CoSigned::by_both(body, signatures), Some(change)),
			Message::Withdrawal(body) => {
				self.adopt_ending(Ending::Withdrawal(CoSigned::by_both(body, signatures)))
			},
			Message::Close(body) => {
				self.adopt_ending(Ending::Close(CoSigned::by_both(body, signatures)))
			},
		};
		Reaction { reply: Some(self.held()), event: Some(event) }
	}

	fn on_held(
		&mut self,
		state: Option<CoSigned<State, Signature>>,
		ending: Option<Ending<Signature>>,
		sign: impl FnOnce(&[u8]) -> Signature,
	) -> Reaction<Signature> {
		let mut event = Event::Ignored(Refusal::WrongVersion);
		if let Some(CoSigned { body, signatures }) = state {
			let message = Message::State(body);
			if let Err(refusal) = self.ensure_signed_by_both(&message, &signatures) {
				return Reaction::ignored(refusal);
			}
			if let Message::State(body) = message {
				if self.counts_more(&body) {
					let change = self.proposal_of(&body);
					if change.is_none() && !self.unsure && self.has_given_up(body.version) {
						return Reaction::ignored(Refusal::GivenUp);
					}
					event = self.adopt(CoSigned { body, signatures }, change);
				}
			}
		}
		if let Some(ending) = ending {
			let signed = self.ensure_signed_by_both(&ending.message(), ending.signatures());
			if let Err(refusal) = signed {
				return Reaction::ignored(refusal);
			}
			if self.can_be_carried_out(&ending) {
				// This side may have lost that it signed it.
				self.bind(ending.version(), ending.valid_until_ms());
				if self.ending.is_none() {
					event = self.adopt_ending(ending);
				}
			}
		}
		if self.unsure {
			self.become_sure(sign);
			event = Event::Reestablished;
		}
		Reaction { reply: None, event: Some(event) }
	}

	/// Whether a state that the other side holds replaces the own one: a newer one; and another of
	/// that version, if this side may have been restored before from a backup older than its own,
	/// and used the version up for something else.
	fn counts_more(&self, told: &State) -> bool {
		let own = self.state();
		told.version > own.version || (self.unsure && told.version == own.version && *told != own)
	}

	/// Whether this side has signed `Nothing` first for `version`, or what ends the base and has
	/// not lapsed. Then only that counts: the other side may hold it in secret, and it leaves this
	/// side less than what it proposed before.
	fn has_given_up(&self, version: u64) -> bool {
		let own = self.proposed.as_ref().map(|own| (own.version, own.change));
		own == Some((version, Change::Nothing)) || self.is_bound()
	}

	/// Whether the chain would still take what ends the base, as far as this side was told.
	fn can_be_carried_out(&self, ending: &Ending<Signature>) -> bool {
		let counts = match (self.stage, ending) {
			(Stage::Open, _) => true,
			(Stage::Closing { version }, Ending::Close(_)) => ending.version() > version,
			(Stage::Closing { .. } | Stage::Over, _) => false,
		};
		counts && self.chain_ms < ending.valid_until_ms()
	}

	/// The own proposal, if `state` is what comes of it.
	fn proposal_of(&self, state: &State) -> Option<Change> {
		let change = self.proposed.as_ref()?.change;
		let outcome = change.outcome(&self.state(), &self.committed);
		matches!(outcome, Ok(Message::State(outcome)) if outcome == *state).then_some(change)
	}

	fn on_refusal(
		&mut self,
		version: u64,
		change: Change,
		refusal: Refusal,
		sign: impl FnOnce(&[u8]) -> Signature,
	) -> Reaction<Signature> {
		let event = Some(Event::Refused { change, refusal });
		let proposed = self
			.proposed
			.as_ref()
			.is_some_and(|own| (own.version, own.change) == (version, change));
		if proposed && change.is_ending() {
			// It cannot be taken back: the other side may come to agree.
			return Reaction { reply: None, event };
		}
		if proposed && change != Change::Nothing {
			self.propose_nothing(sign);
			return Reaction { reply: self.pending(), event };
		}
		if self.is_next(version) && self.wanted == Some(change) {
			self.wanted = None;
			return Reaction { reply: None, event };
		}
		Reaction::ignored(Refusal::WrongVersion)
	}

	/// Holds a newer state.
	fn adopt(&mut self, signed: CoSigned<State, Signature>, change: Option<Change>) -> Event {
		let version = signed.body.version;
		let own = self.proposed.take();
		let dropped = own.map(|own| own.change).filter(|own| change != Some(*own));
		if change.is_some() && self.wanted == change {
			self.wanted = None;
		}
		self.latest = Some(signed);
		self.note_reserve();
		self.forget_revealed();
		Event::Agreed { version, change, dropped: dropped.filter(|own| *own != Change::Nothing) }
	}

	/// Holds what ends the base.
	fn adopt_ending(&mut self, ending: Ending<Signature>) -> Event {
		self.bind(ending.version(), ending.valid_until_ms());
		self.proposed = None;
		self.wanted = None;
		self.ending.get_or_insert(ending);
		Event::EndingAgreed
	}

	/// The newest state is known now. Something may have been signed for the next version.
	fn become_sure(&mut self, sign: impl FnOnce(&[u8]) -> Signature) {
		self.unsure = false;
		if let Some(next) = self.state().version.checked_add(1) {
			self.spent = self.spent.max(next);
		}
		if self.proposed.is_none() {
			self.propose_nothing(sign);
		}
	}

	/// Answers a message about another version than the next: whoever is behind learns of it.
	fn on_other_version(&self, version: u64) -> Reaction<Signature> {
		let reply = if version > self.state().version { self.reestablish() } else { self.held() };
		Reaction::ignored(Refusal::WrongVersion).with_reply(reply)
	}

	/// Answers a message about what is not signed, since an ending is.
	fn on_ended(&self, refusal: Refusal) -> Reaction<Signature> {
		Reaction {
			reply: self.ending.is_some().then(|| self.held()),
			event: Some(Event::Ignored(refusal)),
		}
	}

	fn decline(&self, version: u64, change: Change, refusal: Refusal) -> Reaction<Signature> {
		let reply = self.envelope(PeerMessage::Refuse { version, change, refusal });
		Reaction { reply: Some(reply), event: Some(Event::Declined { change, refusal }) }
	}

	fn held(&self) -> Envelope<Signature> {
		let (state, ending) = (self.latest.clone(), self.ending.clone());
		self.envelope(PeerMessage::Held { sure: !self.unsure, state, ending })
	}

	fn ensure_signed_by_both(
		&self,
		message: &Message,
		signatures: &Pair<Option<Signature>>,
	) -> Result<(), Refusal> {
		// What the chain would take from a party without a key, nobody can show to others.
		let signed = |side| {
			let signature = signatures.of(side).as_ref();
			signature.is_some_and(|signature| self.is_signed(side, message, signature))
		};
		let counts = message.version() > self.base;
		if !counts || !Side::BOTH.into_iter().all(signed) {
			return Err(Refusal::BadSignature);
		}
		Ok(())
	}
}
