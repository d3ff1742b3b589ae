//! The parties, the wire and the chain, and what each step does.

use super::*;

pub struct Model {
	pub flaw: Flaw,
	/// What has happened, each kind once.
	pub happened: BTreeSet<String>,
	pub parties: Pair<Party>,
	pub wire: Vec<(Side, Letter)>,
	pub now_ms: Moment,
	/// The chain's clock.
	pub chain_ms: Moment,
	/// The preimages in the chain's registry.
	pub registry: BTreeSet<PaymentHash>,
	/// What happened on chain, and how much of it each party has seen.
	pub chain: Vec<ChainEvent>,
	pub seen: Pair<usize>,
	/// What is committed for each base.
	pub committed: BTreeMap<u64, Pair<Balance>>,
	pub over: bool,
	/// What each side has requested on chain to withdraw, and how much of the chain there was then.
	pub requests: Pair<Option<(Balance, usize)>>,
	/// What ends a base, with the base, of all that anybody had with both signatures.
	pub endings: Vec<(u64, Ending<Seal>)>,
	/// The highest reserve that the other side has had since the base, as each party sees it.
	pub reserved: Pair<(u64, Balance)>,
	/// What each party has started.
	pub started: Pair<Vec<Change>>,
	/// The preimages that each party has been told of while they counted for it.
	pub told: Pair<Vec<(PaymentHash, Moment)>>,
	/// What each party has signed, with the base.
	pub signed: Pair<RefCell<Vec<(u64, Message)>>>,
	/// The highest version that anybody has held for each base.
	pub highest: BTreeMap<u64, u64>,
	pub backups: Pair<Vec<Backup>>,
	pub restored: Pair<bool>,
	pub sessions: u64,
}

/// What a party makes of a payload: its signature, and a note.
pub fn signs<'a>(
	side: Side,
	notes: &'a Pair<RefCell<Vec<(u64, Message)>>>,
) -> impl FnOnce(&[u8]) -> Seal + 'a {
	move |payload| {
		type Payload = ([u8; 26], H256, ChannelId, u64, Message);
		let (_, genesis, channel, base, message) = Payload::decode(&mut &payload[..]).unwrap();
		assert_eq!((genesis, channel), (GENESIS, CHANNEL));
		notes.of(side).borrow_mut().push((base, message));
		Seal::of(*PARTIES.of(side), payload)
	}
}

pub const fn version_of(message: &Message) -> u64 {
	message.version()
}

/// The party's end, out of the base version and the newest state.
pub fn base_of(party: &Party) -> u64 {
	party.reestablish().base
}

/// What kind of event it is.
pub fn kind_of(event: &Event) -> String {
	match event {
		Event::Agreed { dropped: Some(_), .. } => "Dropped".into(),
		Event::Agreed { change: None, .. } => "Told".into(),
		Event::Agreed { change: Some(change), .. } => word(change),
		Event::Declined { refusal, .. } | Event::Ignored(refusal) => word(refusal),
		Event::Refused { .. } => "Refused".into(),
		Event::EndingAgreed | Event::Reestablished | Event::Lapsed | Event::Overtaken => {
			word(event)
		},
	}
}

/// The name of a variant.
pub fn word(variant: &impl core::fmt::Debug) -> String {
	let text = format!("{variant:?}");
	text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap().into()
}

impl Model {
	pub fn new() -> Self {
		let committed = Pair::new(100, 60);
		let party = |side| {
			let identity = Identity {
				genesis: GENESIS,
				channel: CHANNEL,
				parties: PARTIES,
				side,
				limits: LIMITS,
			};
			Machine::new(identity, 0, committed)
		};
		Self {
			flaw: Flaw::None,
			happened: BTreeSet::new(),
			parties: Pair::new(party(Side::Opener), party(Side::Counterparty)),
			wire: Vec::new(),
			now_ms: 1_000,
			chain_ms: 1_000,
			registry: BTreeSet::new(),
			chain: Vec::new(),
			seen: Pair::new(0, 0),
			committed: BTreeMap::from([(0, committed)]),
			over: false,
			requests: Pair::new(None, None),
			endings: Vec::new(),
			reserved: Pair::default(),
			started: Pair::new(Vec::new(), Vec::new()),
			told: Pair::new(Vec::new(), Vec::new()),
			signed: Pair::new(RefCell::default(), RefCell::default()),
			highest: BTreeMap::new(),
			backups: Pair::new(Vec::new(), Vec::new()),
			restored: Pair::new(false, false),
			sessions: 0,
		}
	}

	pub fn base(&self) -> u64 {
		*self.committed.keys().last().unwrap()
	}

	pub fn step(&mut self, step: &Step) {
		match *step {
			Step::Pay { by, amount, to_self } => {
				let payer = if to_self { by.other() } else { by };
				self.start(by, Change::Pay { payer, amount });
			},
			Step::Add { by, amount, number, after_ms } => {
				let payment_hash = secret(number).payment_hash();
				let deadline_ms = self.now_ms + after_ms;
				self.start(by, Change::Add(Htlc { payer: by, amount, payment_hash, deadline_ms }));
			},
			Step::Settle { by, choice } => {
				let Some(htlc) = self.htlc_of(by, choice) else { return };
				let known = (0..SECRETS).map(secret);
				let preimage =
					known.into_iter().find(|known| known.payment_hash() == htlc.payment_hash);
				self.start(by, Change::Settle { htlc, preimage: preimage.unwrap() });
			},
			Step::Fail { by, choice } => {
				let Some(htlc) = self.htlc_of(by, choice) else { return };
				self.start(by, Change::Fail(htlc));
			},
			Step::Withdraw { by, amount, for_ms } => {
				let amounts = Pair::with(by, amount, 0);
				let valid_until_ms = self.now_ms + for_ms;
				self.start(by, Change::Withdraw { amounts, valid_until_ms });
			},
			Step::Close { by, for_ms } => {
				self.start(by, Change::Close { valid_until_ms: self.now_ms + for_ms });
			},
			Step::Cancel { by } => {
				self.parties.of_mut(by).cancel_wanted();
			},
			Step::Send { by } => {
				let pending = self.parties.of(by).pending();
				self.wire.extend(pending.map(|letter| (by.other(), letter)));
			},
			Step::Ask { by } => {
				let letter = self.parties.of(by).reestablish();
				self.wire.push((by.other(), letter));
			},
			_ => self.step_outside(step),
		}
	}

	/// The wire, the chain and the stores.
	pub fn step_outside(&mut self, step: &Step) {
		match *step {
			Step::Deliver { choice, again } if !self.wire.is_empty() => {
				let place = choice % self.wire.len();
				let (to, letter) = match again {
					true => self.wire[place].clone(),
					false => self.wire.remove(place),
				};
				let reply = self.receive(to, letter).reply;
				self.wire.extend(reply.map(|letter| (to.other(), letter)));
			},
			Step::Lose { choice } if !self.wire.is_empty() => {
				self.wire.remove(choice % self.wire.len());
			},
			Step::Wait { ms } => self.now_ms += ms,
			Step::TopUp { by, amount } if !self.over => {
				let mut committed = self.committed[&self.base()];
				*committed.of_mut(by) += amount;
				self.committed.insert(self.base(), committed);
				self.chain.push(ChainEvent::Committed { committed });
			},
			Step::Reveal { number } => {
				let payment_hash = secret(number).payment_hash();
				let is_known = |event: &ChainEvent| match event {
					ChainEvent::Revealed { payment_hash: known, .. } => *known == payment_hash,
					_ => false,
				};
				if !self.chain.iter().any(is_known) {
					let revealed_ms = self.chain_ms;
					self.registry.insert(payment_hash);
					self.chain.push(ChainEvent::Revealed { payment_hash, revealed_ms });
				}
			},
			Step::Forget { number } => {
				self.registry.remove(&secret(number).payment_hash());
			},
			Step::Request { by, amount } => self.request(by, amount),
			Step::TakeBack { by } => self.end_request(by),
			Step::Finish { by } => self.finish(by),
			Step::Block { behind_ms } => self.block(self.now_ms + SKEW_MS - behind_ms),
			Step::Submit { choice } => self.submit(choice),
			Step::See { by } => self.see(by),
			Step::Backup { by } => {
				let backup = self.stored(by);
				self.backups.of_mut(by).push(backup);
			},
			Step::Restart { by } => {
				let bytes = self.stored(by).bytes;
				let snapshot = Snapshot::<u64, Seal>::decode(&mut bytes.as_slice()).unwrap();
				*self.parties.of_mut(by) = snapshot.resume();
			},
			Step::Restore { by, choice } => self.restore(by, choice),
			_ => {},
		}
	}

	pub fn stored(&self, by: Side) -> Backup {
		Backup { bytes: self.parties.of(by).snapshot().encode(), seen: *self.seen.of(by) }
	}

	/// Restores any earlier backup, unless the other party has lost its states, too.
	pub fn restore(&mut self, by: Side, choice: usize) {
		let backups = self.backups.of(by);
		if backups.is_empty() || !self.parties.of(by.other()).is_sure() {
			return;
		}
		let Backup { bytes, seen } = backups[choice % backups.len()].clone();
		let snapshot = Snapshot::<u64, Seal>::decode(&mut bytes.as_slice()).unwrap();
		self.sessions += 1;
		*self.parties.of_mut(by) = match self.flaw {
			Flaw::Forgetful => snapshot.resume(),
			_ => snapshot.restore(self.sessions),
		};
		*self.seen.of_mut(by) = seen;
		*self.restored.of_mut(by) = true;
		// What it has requested cannot be taken back: it looks at the chain before anything else.
		while *self.seen.of(by) < self.chain.len() {
			self.see(by);
		}
	}

	/// A party requests a withdrawal, if the chain would take that.
	pub fn request(&mut self, by: Side, amount: Balance) {
		let knows = base_of(self.parties.of(by)) == self.base();
		if self.over || !knows || self.requests.of(by).is_some() {
			return;
		}
		// A top-up that it does not know of would make the reserve larger: the chain refuses it then.
		if self.parties.of(by).balances().is_none() || *self.seen.of(by) < self.chain.len() {
			return;
		}
		let party = self.parties.of_mut(by);
		let version = party.state().version;
		match party.request_withdrawal(amount) {
			Ok(_) => {
				*self.requests.of_mut(by) = Some((amount, self.chain.len()));
				let committed = self.committed[&self.base()];
				let reserve = LIMITS.needed_for(amount, &committed) - amount;
				self.chain.push(ChainEvent::WithdrawalRequested {
					side: by,
					amount,
					version,
					reserve,
				});
			},
			Err(refusal) => {
				self.happened.insert(word(&refusal));
			},
		}
	}

	/// A request comes to nothing. Who has made it is told, whoever else has seen it.
	pub fn end_request(&mut self, by: Side) {
		if self.requests.of_mut(by).take().is_some() {
			self.chain.push(ChainEvent::WithdrawalEnded { side: by });
		}
	}

	/// The time of a request is over, within which the other side has looked at the chain. Nobody
	/// honest has anything to say against what somebody honest has requested.
	pub fn finish(&mut self, by: Side) {
		let Some((amount, at)) = *self.requests.of(by) else { return };
		let other = self.parties.of(by.other());
		if *self.seen.of(by.other()) <= at || *self.seen.of(by) <= at {
			return;
		}
		assert!(other.contest().is_none() || *self.restored.of(by), "a false request");
		if other.contest().is_some() {
			// It would close the channel. Here both go on.
			return self.end_request(by);
		}
		self.happened.insert("Finished".into());
		*self.requests.of_mut(by) = None;
		let mut committed = self.committed[&self.base()];
		*committed.of_mut(by) -= amount;
		self.committed.insert(self.base(), committed);
		self.chain.push(ChainEvent::WithdrawalFinished { side: by, committed });
	}

	pub fn start(&mut self, by: Side, change: Change) {
		let sign = signs(by, &self.signed);
		let outside = (self.now_ms, |hash: &PaymentHash| self.registry.contains(hash));
		match self.parties.of_mut(by).start(change, &outside, sign) {
			Ok(()) => self.started.of_mut(by).push(change),
			Err(refusal) => {
				self.happened.insert(word(&refusal));
			},
		}
	}

	/// One of the HTLCs in the newest state that the party holds.
	pub fn htlc_of(&self, by: Side, choice: usize) -> Option<Htlc> {
		let htlcs = self.parties.of(by).state().htlcs;
		(!htlcs.is_empty()).then(|| htlcs[choice % htlcs.len()])
	}

	/// A block with its clock. That never goes back.
	pub fn block(&mut self, now_ms: Moment) {
		self.chain_ms = self.chain_ms.max(now_ms);
		self.chain.push(ChainEvent::Time { now_ms: self.chain_ms });
	}

	/// Somebody takes what ends the base to the chain: any of it that anybody ever had.
	pub fn submit(&mut self, choice: usize) {
		let base = self.base();
		let of_base: Vec<_> = self.endings.iter().filter(|(of, _)| *of == base).collect();
		if self.over || of_base.is_empty() {
			return;
		}
		let (_, ending) = of_base[choice % of_base.len()].clone();
		if self.chain_ms >= ending.valid_until_ms() {
			self.happened.insert("TooLate".into());
			return;
		}
		self.happened.insert("CarriedOut".into());
		let committed = self.committed[&base];
		match ending {
			Ending::Withdrawal(signed) => {
				let withdrawal = signed.body;
				// What it takes out may have been taken out by a request meanwhile.
				let Some(committed) = withdrawal.remaining(&committed) else {
					self.happened.insert("TooLate".into());
					return;
				};
				self.requests = Pair::new(None, None);
				let base_version = withdrawal.version;
				assert!(base_version > base);
				self.committed.insert(base_version, committed);
				self.chain.push(ChainEvent::CommittedWithdrawn { base_version, committed });
			},
			Ending::Close(signed) => {
				signed.body.net.apply(&committed).unwrap();
				self.over = true;
				self.chain.push(ChainEvent::Over);
			},
		}
	}

	/// A party sees the next thing that happened on chain.
	pub fn see(&mut self, by: Side) {
		let Some(event) = self.chain.get(*self.seen.of(by)).copied() else { return };
		*self.seen.of_mut(by) += 1;
		let party = self.parties.of_mut(by);
		if let ChainEvent::Revealed { payment_hash, revealed_ms } = event {
			if party.state().htlcs.iter().any(|htlc| htlc.payment_hash == payment_hash) {
				self.told.of_mut(by).push((payment_hash, revealed_ms));
			}
		}
		let event = match event {
			ChainEvent::Time { .. } if self.flaw == Flaw::Hasty => {
				ChainEvent::Time { now_ms: self.now_ms + SKEW_MS }
			},
			event => event,
		};
		let told = party.on_chain(event, signs(by, &self.signed));
		self.happened.extend(told.as_ref().map(kind_of));
		if let ChainEvent::WithdrawalFinished { committed, .. } = event {
			// The reserve is a share of what is committed, of which the other may have taken it.
			let has = party.balances().map_or(0, |balances| *balances.of(by.other()));
			let (_, reserved) = self.reserved.of_mut(by);
			*reserved = (*reserved).min(LIMITS.reserve_of(&committed)).min(has);
		}
	}

	pub fn receive(&mut self, to: Side, letter: Letter) -> Reaction<Seal> {
		let before = self.parties.of(to).state();
		let has_signed = self.signed.of(to).borrow().len();
		let sign = signs(to, &self.signed);
		let outside = (self.now_ms, |hash: &PaymentHash| self.registry.contains(hash));
		let reaction = self.parties.of_mut(to).receive(letter, &outside, sign);
		let after = self.parties.of(to).state();
		let waits = |hash| after.htlcs.iter().any(|htlc| htlc.payment_hash == hash);
		self.happened.extend(reaction.event.as_ref().map(kind_of));
		if let Some(Event::Agreed { version, change, .. }) = reaction.event {
			let last = self.signed.of(to).borrow()[has_signed..].last().cloned();
			if let Some((_, Message::State(state))) = last {
				assert_eq!((state.version, &state), (version, &after));
				self.check_consent(to, &before, &after, change);
			}
		}
		self.told.of_mut(to).retain(|(hash, _)| waits(*hash));
		reaction
	}
}
