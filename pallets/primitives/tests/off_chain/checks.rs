//! What has to hold after each step, and in the end.

use super::*;

/// What `side` has by `net` alone, beside what it committed.
pub fn position(net: NetTransfer, side: Side) -> i128 {
	let amount = i128::try_from(net.amount).unwrap();
	if net.payer == side {
		-amount
	} else {
		amount
	}
}

/// What `side` has by `state`, beside what it committed, when the preimages of `won` are revealed.
pub fn value(state: &State, side: Side, won: &impl Fn(&PaymentHash) -> bool) -> i128 {
	let htlcs = state.htlcs.iter().map(|htlc| {
		let amount = i128::try_from(htlc.amount).unwrap();
		match (won(&htlc.payment_hash), htlc.payer == side) {
			(true, true) => -amount,
			(true, false) => amount,
			(false, _) => 0,
		}
	});
	position(state.net, side) + htlcs.sum::<i128>()
}

/// The HTLCs of `these` that are not in `those`.
pub fn missing(these: &State, those: &State) -> Vec<Htlc> {
	let mut left = those.htlcs.to_vec();
	let is_missing = |htlc: &&Htlc| match left.iter().position(|other| other == *htlc) {
		Some(place) => {
			left.remove(place);
			false
		},
		None => true,
	};
	these.htlcs.iter().filter(is_missing).copied().collect()
}

impl Model {
	/// Nobody signs last for nothing.
	pub fn check_consent(&self, side: Side, before: &State, after: &State, change: Option<Change>) {
		let started = |change: &Change| self.started.of(side).contains(change);
		let (gone, new) = (missing(before, after), missing(after, before));
		let moved = position(after.net, side) - position(before.net, side);
		assert!(gone.len() + new.len() <= 1);
		match (gone.first(), new.first()) {
			(None, None) if moved != 0 => {
				let paid = Change::Pay { payer: side, amount: moved.unsigned_abs() };
				assert!(moved < 0 && started(&paid));
			},
			(Some(htlc), None) if htlc.payer == side => {
				let Some(Change::Settle { htlc: settled, preimage }) = change else {
					panic!("taken back what was its own: {change:?}")
				};
				assert_eq!((settled, preimage.payment_hash()), (*htlc, htlc.payment_hash));
				assert_eq!(moved, -i128::try_from(htlc.amount).unwrap());
			},
			(Some(htlc), None) => {
				let in_time = |(hash, revealed_ms): &(PaymentHash, Moment)| {
					*hash == htlc.payment_hash && *revealed_ms < htlc.deadline_ms
				};
				let won = self.told.of(side).iter().any(in_time) && !*self.restored.of(side);
				let dead = self.now_ms >= htlc.deadline_ms && !won;
				assert!(moved == 0 && (dead || started(&Change::Fail(*htlc))));
			},
			(None, Some(htlc)) => {
				assert!(moved == 0 && htlc.payer == side && started(&Change::Add(*htlc)));
			},
			_ => assert_eq!(moved, 0),
		}
	}

	/// What holds after each step.
	pub fn check(&mut self) {
		let (opener, counterparty) = (&self.parties.opener, &self.parties.counterparty);
		let (ours, theirs) = (opener.state(), counterparty.state());
		let sure = opener.is_sure() && counterparty.is_sure();
		if sure && base_of(opener) == base_of(counterparty) && ours.version == theirs.version {
			assert_eq!(ours, theirs, "two states of one version");
		}
		for side in Side::BOTH {
			let party = self.parties.of(side);
			let (base, state) = (base_of(party), party.state());
			let committed = self.committed[&base];
			let balances = state.balances(&committed).unwrap();
			let waiting = state.htlcs.iter().map(|htlc| htlc.amount).sum::<Balance>();
			assert_eq!(balances.checked_sum().unwrap() + waiting, committed.checked_sum().unwrap());
			if !*self.restored.of(side) {
				self.check_settling(side);
				self.check_reserve(side);
			}
			self.note_ending(side);
			let highest = self.highest.entry(base).or_insert(base);
			*highest = state.version.max(*highest);
		}
	}

	/// What ends a base is kept, whoever had it.
	pub fn note_ending(&mut self, side: Side) {
		let party = self.parties.of(side);
		let Some(ending) = party.ending() else { return };
		let held = (base_of(party), ending.clone());
		if !self.endings.contains(&held) {
			self.endings.push(held);
		}
	}

	/// The other side never has less than the reserve that it has had since the base.
	pub fn check_reserve(&mut self, side: Side) {
		let party = self.parties.of(side);
		let base = base_of(party);
		// By what this side has seen of the chain.
		let Some(balances) = party.balances() else { return };
		let waiting = party.state().htlcs.iter().map(|htlc| htlc.amount).sum::<Balance>();
		let all = balances.checked_sum().unwrap() + waiting;
		let (of, reserved) = *self.reserved.of(side);
		let reserved = if of == base { reserved } else { 0 };
		let has = *balances.of(side.other());
		assert!(has >= reserved, "{side:?} let the other side go below the reserve");
		let reserve = LIMITS.reserve_of(&Pair::new(all, 0));
		// What is proposed already does not know of a top-up.
		let reached = has >= reserve && party.proposed().is_none();
		let reserved = if reached { reserved.max(reserve) } else { reserved };
		*self.reserved.of_mut(side) = (base, reserved);
	}

	/// Whatever the other party presents of what `side` has signed, `side` has no less in the end
	/// than by the newest state it holds, and is never two behind.
	pub fn check_settling(&self, side: Side) {
		let party = self.parties.of(side);
		let (base, latest) = (base_of(party), party.state());
		let none = State { version: base, net: NetTransfer::ZERO, htlcs: Default::default() };
		let signed = self.signed.of(side).borrow();
		for (_, message) in signed.iter().filter(|(of, _)| *of == base) {
			let (Message::Withdrawal(Withdrawal { net, valid_until_ms, .. })
			| Message::Close(Close { net, valid_until_ms, .. })) = message
			else {
				continue;
			};
			if *valid_until_ms <= self.chain_ms {
				continue;
			}
			assert!(position(*net, side) >= value(&latest, side, &|_| false));
			assert!(latest.htlcs.is_empty());
		}
		let states = signed.iter().filter_map(|(of, message)| match message {
			Message::State(state) if *of == base => Some(state),
			_ => None,
		});
		for presented in states.chain([&none]) {
			assert!(presented.version <= latest.version + 1, "two behind");
			let answer = party.to_present(presented.version).filter(|_| self.flaw != Flaw::Silent);
			let answer = answer.map(|signed| &signed.body);
			let settled = answer.unwrap_or(presented);
			for mask in 0..1u8 << SECRETS {
				let won = |hash: &PaymentHash| {
					(0..SECRETS).any(|number| {
						mask >> number & 1 == 1 && secret(number).payment_hash() == *hash
					})
				};
				assert!(value(settled, side, &won) >= value(&latest, side, &won));
			}
		}
	}

	/// Nothing older is signed than what somebody has held; and after what ends the base no state
	/// until that has lapsed, and then only a higher version, or the same state once more.
	pub fn check_versions(&self, signed_before: &Pair<usize>) {
		for side in Side::BOTH {
			let signed = self.signed.of(side).borrow();
			let (before, new) = signed.split_at(*signed_before.of(side));
			for (base, message) in new {
				let highest = self.highest.get(base).copied().unwrap_or(*base);
				assert!(version_of(message) >= highest, "{side:?} signed an older version");
				if *self.restored.of(side) || self.flaw == Flaw::Hasty {
					continue;
				}
				for (of, earlier) in before {
					if of == base {
						self.check_after(earlier, message);
					}
				}
			}
		}
	}

	/// What is signed after something that ends the base.
	pub fn check_after(&self, earlier: &Message, message: &Message) {
		let (net, valid_until_ms) = match earlier {
			Message::State(_) => return,
			Message::Withdrawal(Withdrawal { net, valid_until_ms, .. })
			| Message::Close(Close { net, valid_until_ms, .. }) => (net, *valid_until_ms),
		};
		let Message::State(state) = message else { return };
		assert!(valid_until_ms <= self.chain_ms, "signed beside what ends the base");
		let repeats = state.net == *net && state.htlcs.is_empty();
		let (version, ended) = (state.version, version_of(earlier));
		assert!(version > ended || (version == ended && repeats), "in the version of an ending");
	}

	pub fn run(&mut self, steps: &[Step]) {
		for step in steps {
			let signed = self.signed.map(|notes| notes.borrow().len());
			self.step(step);
			self.check_versions(&signed);
			self.check();
		}
	}

	/// The wire works again, and both see the chain. What was on its way still arrives. What ends
	/// the base and is not agreed on by then lapses.
	pub fn heal(&mut self) {
		let mut queue = VecDeque::from(core::mem::take(&mut self.wire));
		for round in 0..30 {
			if round == 10 {
				self.now_ms += LIMITS.max_ending_ms + SKEW_MS;
				self.block(self.now_ms);
			}
			self.see_all();
			while let Some((to, letter)) = queue.pop_front() {
				let signed = self.signed.map(|notes| notes.borrow().len());
				let reply = self.receive(to, letter).reply;
				queue.extend(reply.map(|letter| (to.other(), letter)));
				self.check_versions(&signed);
				self.check();
			}
			let pending = |side: Side| Some((side.other(), self.parties.of(side).pending()?));
			queue.extend(Side::BOTH.into_iter().filter_map(pending));
			if queue.is_empty() {
				return self.check_agreed();
			}
		}
		let (opener, counterparty) = (&self.parties.opener, &self.parties.counterparty);
		panic!("they do not agree: {opener:#?} {counterparty:#?}");
	}

	pub fn see_all(&mut self) {
		for side in Side::BOTH {
			while *self.seen.of(side) < self.chain.len() {
				let signed = self.signed.map(|notes| notes.borrow().len());
				self.see(side);
				self.check_versions(&signed);
				self.check();
			}
		}
	}

	pub fn check_agreed(&self) {
		if self.over {
			return;
		}
		let (opener, counterparty) = (&self.parties.opener, &self.parties.counterparty);
		assert!(opener.is_sure() && counterparty.is_sure());
		assert_eq!(opener.state(), counterparty.state());
	}

	/// Both can go on: a payment is made, after what ends the base is on chain or has lapsed.
	pub fn check_goes_on(&mut self, lapses: bool) {
		if !lapses {
			let held = self.parties.opener.ending().cloned();
			let is_it = |(_, ending): &(u64, Ending<Seal>)| Some(ending) == held.as_ref();
			let base = self.base();
			let mut of_base = self.endings.iter().filter(|(of, _)| *of == base);
			if let Some(place) = of_base.position(is_it) {
				self.submit(place);
				self.heal();
			}
		}
		if self.over {
			return;
		}
		Side::BOTH.into_iter().for_each(|side| self.end_request(side));
		self.now_ms = self.now_ms.max(self.chain_ms) + LIMITS.max_ending_ms + SKEW_MS;
		self.block(self.now_ms);
		self.heal();
		for side in Side::BOTH {
			let party = self.parties.of(side);
			assert!(party.bound_until_ms().is_none() && party.ending().is_none());
		}
		self.check_pays();
	}

	pub fn check_pays(&mut self) {
		let balances = self.parties.opener.balances().unwrap();
		let reserve = LIMITS.reserve_of(&self.committed[&self.base()]);
		let payer = Side::BOTH.into_iter().find(|side| *balances.of(*side) > reserve);
		let Some(payer) = payer else { return };
		let version = self.parties.opener.state().version;
		self.start(payer, Change::Pay { payer, amount: 1 });
		self.heal();
		assert_eq!(self.parties.opener.state().version, version + 1);
		assert_eq!(*self.parties.opener.balances().unwrap().of(payer), balances.of(payer) - 1);
	}
}
