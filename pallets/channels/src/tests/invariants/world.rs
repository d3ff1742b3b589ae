//! Three people, their channels, and what they do.

use super::{
	super::dispute_kit::{now, waiting},
	books::{people, wealth, Books, BOTH},
	off_chain::{due_by, index, Instant, Notebook},
	steps::{Offered, Pass, Step, SECRETS},
	*,
};
use crate::{Call, ChannelsOf, Closings, Credits, Pots, Preimages};
use bloc_primitives::{
	channel::{Channel, Lock, Locked, Purpose},
	sign::Signer,
	state::{Close, CoSigned, Htlc, Message, NetTransfer, State, Withdrawal},
	Balance, Moment,
};
use frame_support::{
	storage::with_storage_layer,
	traits::{Hooks, OriginTrait},
	weights::Weight,
};
use sp_keyring::Sr25519Keyring;
use sp_runtime::traits::Dispatchable;
use std::collections::BTreeMap;

/// What a party is due of the ledger of a channel that is closing.
type LedgerDue = [Balance; 2];

pub struct World {
	/// Who always presents its latest state, and watches the chain.
	honest: [bool; 3],
	books: Books,
	notebooks: BTreeMap<ChannelId, Notebook>,
	ledger_dues: BTreeMap<ChannelId, LedgerDue>,
	/// What was committed when a channel began to close.
	committed: BTreeMap<ChannelId, Pair<Balance>>,
	locks: Vec<Locked>,
	reveals: Vec<(u8, Instant)>,
}

fn side_of(opener: bool) -> Side {
	match opener {
		true => Side::Opener,
		false => Side::Counterparty,
	}
}

fn asset_of(token: bool) -> Asset {
	match token {
		true => TOKEN,
		false => NATIVE,
	}
}

impl World {
	pub fn new(honest: [bool; 3]) -> Self {
		Self {
			honest,
			books: Books::new(),
			notebooks: BTreeMap::new(),
			ledger_dues: BTreeMap::new(),
			committed: BTreeMap::new(),
			locks: vec![],
			reveals: vec![],
		}
	}

	/// A channel of Alice with Bob with this much committed.
	pub fn open_committed(&mut self, asset: Asset, (opener, counterparty): (Balance, Balance)) {
		committed_channel(asset, Pair::new(opener, counterparty));
		self.take_note();
	}

	pub fn live(&mut self, steps: impl IntoIterator<Item = Step>) {
		for step in steps {
			self.step(step);
			self.take_note();
		}
		self.wind_up();
	}

	/// Reads the events and checks that all is as it should be.
	fn take_note(&mut self) {
		Diary::read();
		let gone = self.books.enter(events());
		self.books.check();
		Channels::do_try_state().unwrap();
		for id in self.books.accounts.keys() {
			let base = Channels::channel(*id).map_or(0, |channel| channel.base_version);
			self.notebooks.entry(*id).or_insert_with(|| Notebook::after(base));
		}
		for id in gone {
			self.check_dues(id);
		}
		self.nobody_honest_is_exposed();
	}

	fn call(&mut self, who: &AccountId, call: Call<Test>) -> bool {
		let origin = RuntimeOrigin::signed(who.clone());
		debug_assert!(origin.as_signer().is_some());
		RuntimeCall::Channels(call).dispatch(origin).is_ok()
	}

	/// A channel that is or was there.
	fn pick(&self, number: u8) -> Option<(ChannelId, Option<Channel<AccountId, Asset>>)> {
		let ids: Vec<_> = self.books.accounts.keys().copied().collect();
		let there: Vec<_> =
			ids.iter().copied().filter(|id| Channels::channel(*id).is_some()).collect();
		// Mostly one that is there.
		let from = if number == 5 || there.is_empty() { &ids } else { &there };
		let id = *from.get(usize::from(number) % from.len().max(1))?;
		Some((id, Channels::channel(id)))
	}

	fn is_honest(&self, who: &AccountId) -> bool {
		people().iter().position(|person| person == who).is_some_and(|index| self.honest[index])
	}

	fn step(&mut self, step: Step) {
		match step {
			Step::Open { who, with, token, amount, period } => {
				let [who, counterparty] = [who, with].map(|n| people()[usize::from(n)].clone());
				let challenge_period_ms = self.period(period);
				let (asset, amount) = (asset_of(token), amount.into());
				self.call(&who, Call::open { counterparty, asset, amount, challenge_period_ms });
			},
			Step::Offer { who, with, token, amounts, minutes } => {
				let [who, counterparty] = [who, with].map(|n| people()[usize::from(n)].clone());
				let (amount, requested) = (amounts.0.into(), amounts.1.into());
				let expires_ms = now() + Moment::from(minutes) * MINUTE;
				let (asset, challenge_period_ms) = (asset_of(token), MINUTE);
				let offer = Call::offer {
					counterparty,
					asset,
					amount,
					requested,
					challenge_period_ms,
					expires_ms,
				};
				self.call(&who, offer);
			},
			Step::Answer { channel, who, how } => {
				let Some((channel, _)) = self.pick(channel) else { return };
				let call = match how % 4 {
					0 => Call::decline { channel },
					1 => Call::cancel_offer { channel },
					_ => Call::accept { channel },
				};
				self.call(&people()[usize::from(who)], call);
			},
			Step::Time(pass) => self.pass(pass),
			Step::Issuer { who, how } => self.issuer(&people()[usize::from(who)], how),
			Step::Refusal => self.refuse(),
			Step::Reveal { who, secret } => self.reveal(&people()[usize::from(who)], secret),
			Step::Claim { channel, which } => {
				let Some((channel, _)) = self.pick(channel) else { return };
				let waiting = Closings::<Test>::get(channel).map(|closing| closing.state.htlcs);
				let waiting = waiting.unwrap_or_default();
				let htlc = waiting.get(usize::from(which) % waiting.len().max(1));
				let secret =
					(0..SECRETS).find(|n| Some(hash(*n)) == htlc.map(|of| of.payment_hash));
				if let Some(secret) = secret {
					self.reveal(&charlie(), secret);
				}
				self.call(&charlie(), Call::settle { channel });
			},
			Step::Forget { secret } => {
				self.call(&charlie(), Call::forget_preimage { payment_hash: hash(secret) });
			},
			Step::ClaimCredit { who, token, to } => {
				let [who, to] = [who, to].map(|n| people()[usize::from(n)].clone());
				self.call(&who, Call::claim_credit { asset: asset_of(token), to });
			},
			Step::Unlock { lock, won } => self.unlock(lock, won),
			Step::Settle { channel, who } => {
				let Some((channel, _)) = self.pick(channel) else { return };
				self.call(&people()[usize::from(who)], Call::settle { channel });
			},
			other => self.step_of_parties(other),
		}
	}

	fn reveal(&mut self, who: &AccountId, secret: u8) {
		if self.call(who, Call::reveal_preimage { preimage: preimage(secret) }) {
			let revealed = Instant { at_ms: now(), block: System::block_number() };
			self.reveals.push((secret, revealed));
		}
	}

	fn period(&self, number: u8) -> Moment {
		[MINUTE, MINUTE, PERIOD, 30 * MINUTE][usize::from(number % 4)]
	}

	/// What parties do with a channel that is there.
	fn step_of_parties(&mut self, step: Step) {
		let number = match &step {
			Step::Deposit { channel, .. }
			| Step::Withdraw { channel, .. }
			| Step::Pay { channel, .. }
			| Step::Commit { channel, .. }
			| Step::TopUp { channel, .. }
			| Step::SetPolicy { channel, .. }
			| Step::Lock { channel, .. }
			| Step::Sign { channel, .. }
			| Step::Deliver { channel }
			| Step::WithdrawCommitted { channel, .. }
			| Step::Close { channel }
			| Step::ForceClose { channel, .. }
			| Step::Challenge { channel, .. }
			| Step::Forge { channel, .. } => *channel,
			_ => return,
		};
		let Some((id, Some(record))) = self.pick(number) else { return };
		let party = |opener| record.parties.of(side_of(opener)).clone();
		match step {
			Step::Deposit { side, amount, .. } => {
				self.call(&party(side), Call::deposit { channel: id, amount: amount.into() });
			},
			Step::Withdraw { side, amount, .. } => {
				self.call(&party(side), Call::withdraw { channel: id, amount: amount.into() });
			},
			Step::Pay { side, amount, .. } => {
				self.call(&party(side), Call::pay { channel: id, amount: amount.into() });
			},
			Step::Commit { side, amount, .. } => {
				self.call(&party(side), Call::commit { channel: id, amount: amount.into() });
			},
			Step::TopUp { side, amount, .. } => {
				self.books.topping_up = true;
				self.call(&party(side), Call::top_up { channel: id, amount: amount.into() });
				self.take_note();
				self.books.topping_up = false;
			},
			Step::SetPolicy { side, some, .. } => {
				let policy = some.then_some(set_policy::POLICY);
				self.call(&party(side), Call::set_policy { channel: id, policy });
			},
			Step::Lock { side, amount, forward, .. } => {
				let purpose = if forward { Purpose::Forward } else { Purpose::Own };
				let locked = with_storage_layer(|| {
					let (payer, asset) = (party(side), &record.asset);
					<Channels as Lock<_>>::lock(id, &payer, asset, amount.into(), purpose)
				});
				self.locks.extend(locked.ok().map(|(locked, _)| locked));
			},
			Step::Sign { payer, amount, htlcs, holder, .. } => {
				self.sign(id, &record, (side_of(payer), amount), htlcs, holder);
			},
			Step::Deliver { .. } => {
				if record.phase == Phase::Open {
					self.notebooks.get_mut(&id).unwrap().deliver();
				}
			},
			Step::WithdrawCommitted { amounts, .. } => {
				self.withdraw_committed(id, &record, Pair::new(amounts.0.into(), amounts.1.into()));
			},
			Step::Close { .. } => self.close(id, &record),
			Step::ForceClose { side, which, .. } => {
				self.force_close(id, &record, side_of(side), which)
			},
			Step::Challenge { who, which, .. } => {
				self.challenge(id, &record, &people()[usize::from(who)], which);
			},
			Step::Forge { side, how, .. } => self.forge(id, &record, side_of(side), how),
			_ => {},
		}
	}

	/// `body` with the signatures of the parties of a channel.
	fn signed<Body: Clone>(
		&self,
		id: ChannelId,
		record: &Channel<AccountId, Asset>,
		body: Body,
		message: impl Fn(Body) -> Message,
	) -> CoSigned<Body, sp_runtime::MultiSignature> {
		let keys = record.parties.map(|who| Sr25519Keyring::from_account_id(who).unwrap().pair());
		Signer::new(genesis(), id).after(record.base_version).co_sign(&keys, body, message)
	}

	/// Both sign the next state, if it is one that they can sign.
	fn sign(
		&mut self,
		id: ChannelId,
		record: &Channel<AccountId, Asset>,
		(payer, amount): (Side, u8),
		offered: Vec<Offered>,
		holder: u8,
	) {
		let next = self.notebooks[&id].next_version();
		let (Phase::Open, Some(version)) = (record.phase, next) else { return };
		let share = |amount: u8, whole: Balance| whole * Balance::from(amount) / 255;
		let net = NetTransfer { payer, amount: share(amount, *record.committed.of(payer)) };
		let mut left = net.apply(&record.committed).unwrap();
		let mut htlcs = vec![];
		for Offered { payer, amount, secret, minutes } in offered {
			let payer = side_of(payer);
			let amount = share(amount, *left.of(payer));
			*left.of_mut(payer) -= amount;
			let deadline_ms = now() + Moment::from(minutes) * MINUTE;
			if amount > 0 {
				htlcs.push(htlc(payer, amount, secret, deadline_ms));
			}
		}
		let next = State { net, ..state_with(version, payer, 0, htlcs) };
		let signed = self.signed(id, record, next, Message::State);
		// Mostly both get it.
		self.notebooks.get_mut(&id).unwrap().add(signed, [holder != 0, holder != 1]);
	}

	/// Both take something out, where all is settled between them.
	fn withdraw_committed(
		&mut self,
		id: ChannelId,
		record: &Channel<AccountId, Asset>,
		amounts: Pair<Balance>,
	) {
		let last = self.notebooks[&id].last();
		let Some(version) = self.notebooks[&id].next_version() else { return };
		if !last.htlcs.is_empty() {
			return;
		}
		let body = Withdrawal { version, net: last.net, amounts };
		let withdrawal = self.signed(id, record, body, Message::Withdrawal);
		if self.call(&charlie(), Call::withdraw_committed { channel: id, withdrawal }) {
			self.notebooks.insert(id, Notebook::after(version));
		}
	}

	/// Both agree to end it.
	fn close(&mut self, id: ChannelId, record: &Channel<AccountId, Asset>) {
		let last = self.notebooks[&id].last();
		if !last.htlcs.is_empty() {
			return;
		}
		let body = Close { version: last.version + 1, net: last.net };
		let close = self.signed(id, record, body, Message::Close);
		self.books.accounts.get_mut(&id).unwrap().agreed = true;
		if !self.call(&charlie(), Call::close { channel: id, close }) {
			self.books.accounts.get_mut(&id).unwrap().agreed = false;
		}
	}

	fn force_close(
		&mut self,
		id: ChannelId,
		record: &Channel<AccountId, Asset>,
		side: Side,
		which: u8,
	) {
		let who = record.parties.of(side).clone();
		let notebook = &self.notebooks[&id];
		let mut state = notebook.latest(side).cloned();
		if !self.is_honest(&who) && which % 2 == 0 {
			let held = notebook.held[index(side)];
			state = (0..held).nth(usize::from(which / 2)).map(|at| notebook.states[at].clone());
		}
		let before = record.clone();
		if self.call(&who, Call::force_close { channel: id, state }) {
			let free = before.ledger.map(|ledger| ledger.free);
			self.ledger_dues.insert(id, [free.opener, free.counterparty]);
			self.committed.insert(id, before.committed);
		} else {
			// An honest party can always get out of an open channel.
			let open = before.phase == Phase::Open;
			assert!(!open || !self.is_honest(&who), "{who:?} cannot close");
		}
	}

	/// Anybody presents any state that it can have; who is honest, its latest.
	fn challenge(
		&mut self,
		id: ChannelId,
		record: &Channel<AccountId, Asset>,
		who: &AccountId,
		which: u8,
	) {
		let notebook = &self.notebooks[&id];
		let states = match record.side_of(who) {
			Some(side) => &notebook.states[..notebook.held[index(side)]],
			None => &notebook.states[..],
		};
		if states.is_empty() {
			return;
		}
		let at = match self.is_honest(who) && record.side_of(who).is_some() {
			true => states.len() - 1,
			false => usize::from(which) % states.len(),
		};
		let state = states[at].clone();
		let version = Closings::<Test>::get(id).map(|closing| closing.state.version);
		let later = version.is_some_and(|version| version < state.body.version);
		let open = self.can_be_challenged(id);
		let worked = self.call(who, Call::challenge { channel: id, state });
		assert_eq!(worked, open && later);
	}

	fn can_be_challenged(&self, id: ChannelId) -> bool {
		let phase = Channels::channel(id).map(|channel| channel.phase);
		let Some(Phase::Closing { settles_ms }) = phase else { return false };
		let settles_at = Closings::<Test>::get(id).unwrap().settles_at;
		now() < settles_ms || System::block_number() < settles_at
	}

	/// What nobody signed does nothing.
	fn forge(&mut self, id: ChannelId, record: &Channel<AccountId, Asset>, side: Side, how: u8) {
		let all = record.committed.of(side.other());
		let body = state(u64::MAX, side.other(), *all);
		let mut forged = match how % 3 {
			// For the next channel, on another base, or altered after it was signed.
			0 => self.signed(ChannelId(id.0 + 1), record, body.clone(), Message::State),
			1 => {
				let other = Channel { base_version: record.base_version + 1, ..record.clone() };
				self.signed(id, &other, body.clone(), Message::State)
			},
			_ => {
				let small = State { version: 1, ..body.clone() };
				let signed = self.signed(id, record, small, Message::State);
				CoSigned { body: body.clone(), ..signed }
			},
		};
		// The forger's own signature is good.
		let good = self.signed(id, record, body, Message::State);
		*forged.signatures.of_mut(side) = good.signatures.of(side).clone();
		let who = record.parties.of(side).clone();
		let close = Call::force_close { channel: id, state: Some(forged.clone()) };
		assert!(!self.call(&who, close));
		assert!(!self.call(&who, Call::challenge { channel: id, state: forged }));
	}

	fn unlock(&mut self, number: u8, won: bool) {
		if self.locks.is_empty() {
			return;
		}
		let locked = self.locks.remove(usize::from(number) % self.locks.len());
		let (id, amount) = (locked.channel, locked.amount);
		let winner = if won { locked.payer.other() } else { locked.payer };
		let done = with_storage_layer(|| match won {
			true => <Channels as Lock<AccountId>>::settle(locked),
			false => <Channels as Lock<AccountId>>::release(locked),
		});
		assert_ok!(done);
		if let Some(due) = self.ledger_dues.get_mut(&id) {
			due[index(winner)] += amount;
		}
	}

	fn issuer(&mut self, who: &AccountId, how: u8) {
		// Some of it fails, such as to thaw what is not frozen.
		let _ = match how {
			0 => Assets::freeze(origin(issuer()), TOKEN_ID, who.clone()),
			1 => Assets::block(origin(issuer()), TOKEN_ID, who.clone()),
			2 => Assets::freeze_asset(origin(issuer()), TOKEN_ID),
			3 => Assets::thaw_asset(origin(issuer()), TOKEN_ID),
			_ => Assets::thaw(origin(issuer()), TOKEN_ID, who.clone()),
		};
	}

	/// A neighbour refuses to be told anything for a block. Not while HTLCs wait: what is not settled
	/// in time may be settled too late for a preimage.
	fn refuse(&mut self) {
		if Closings::<Test>::iter_values().any(|closing| !closing.state.htlcs.is_empty()) {
			return;
		}
		self.watch();
		Diary::shut();
		self.block_at(now() + BLOCK_MS, true);
		Diary::reopen();
	}

	fn pass(&mut self, pass: Pass) {
		match pass {
			Pass::Block { idle } => self.advance(now() + BLOCK_MS, idle),
			Pass::Blocks(count) => {
				for _ in 0..count {
					self.advance(now() + BLOCK_MS, true);
				}
			},
			Pass::Instant => self.advance(now() + 1, true),
			Pass::Halt { minutes } => self.advance(now() + Moment::from(minutes) * MINUTE, true),
			Pass::Edge { which, off } => {
				let edges = self.edges();
				let Some(edge) = edges.get(usize::from(which) % edges.len().max(1)) else { return };
				let at = edge.saturating_add_signed(off.into());
				self.advance(at.max(now() + 1), true);
			},
		}
	}

	/// The instants at which something is due.
	fn edges(&self) -> Vec<Moment> {
		let mut edges = vec![];
		for record in crate::Channels::<Test>::iter_values() {
			match record.channel.phase {
				Phase::Offered { expires_ms, .. } => edges.push(expires_ms),
				Phase::Closing { settles_ms } => edges.push(settles_ms),
				Phase::Open | Phase::Resolving => {},
			}
		}
		for closing in Closings::<Test>::iter_values() {
			edges.extend(closing.state.htlcs.iter().map(|htlc| htlc.deadline_ms));
		}
		edges.extend(Preimages::<Test>::iter_values().map(|known| known.retained_until_ms));
		edges.retain(|edge| *edge + 1 >= now());
		edges.sort();
		edges
	}

	/// Honest parties see the chain before time goes on.
	fn advance(&mut self, instant: Moment, idle: bool) {
		self.watch();
		self.block_at(instant, idle);
	}

	/// The end of this block, and the beginning of the next one. What comes after happens in it.
	fn block_at(&mut self, instant: Moment, idle: bool) {
		let limit = if idle { Weight::MAX / 2 } else { Weight::zero() };
		assert!(Channels::on_idle(System::block_number(), limit).all_lte(limit));
		self.take_note();
		System::set_block_number(System::block_number() + 1);
		let spent = Channels::on_initialize(System::block_number());
		assert!(spent.all_lte(Channels::hook_budget()));
		set_time(instant);
		self.take_note();
	}

	/// Whoever is honest presents its latest state where an older one was presented.
	fn watch(&mut self) {
		let closings: Vec<_> = Closings::<Test>::iter().collect();
		for (id, closing) in closings {
			if !self.can_be_challenged(id) {
				continue;
			}
			let parties = Channels::channel(id).unwrap().parties;
			for side in Side::BOTH {
				let who = parties.of(side);
				let latest = self.notebooks[&id].latest(side).cloned();
				let presented = Closings::<Test>::get(id).unwrap().state.version;
				let state = latest.filter(|state| state.body.version > presented);
				if let (true, Some(state)) = (self.is_honest(who), state) {
					assert!(presented < state.body.version && closing.state.version <= presented);
					assert!(self.call(who, Call::challenge { channel: id, state }));
					self.take_note();
				}
			}
		}
	}

	fn nobody_honest_is_exposed(&self) {
		for (id, closing) in Closings::<Test>::iter() {
			let parties = Channels::channel(id).unwrap().parties;
			for side in Side::BOTH {
				let exposed = closing.exposed_by.of(side).is_some();
				assert!(!exposed || !self.is_honest(parties.of(side)), "{side:?} of {id:?}");
			}
		}
	}

	/// A channel is gone: honest parties got at least what they are due.
	fn check_dues(&self, id: ChannelId) {
		let account = &self.books.accounts[&id];
		let Some(begun) = account.closing.filter(|_| !account.agreed) else { return };
		let (Some(ledger), Some(committed)) = (self.ledger_dues.get(&id), self.committed.get(&id))
		else {
			return;
		};
		let reveals = |htlc: &Htlc| -> Vec<Instant> {
			let of_it =
				self.reveals.iter().filter(|(secret, _)| hash(*secret) == htlc.payment_hash);
			of_it.map(|(_, reveal)| *reveal).collect()
		};
		for side in Side::BOTH {
			if !self.is_honest(account.parties.of(side)) {
				continue;
			}
			let by = |state: &State| due_by(state, side, committed, begun, reveals);
			let acceptable = self.notebooks[&id].acceptable(side);
			let least = acceptable.iter().map(by).min().unwrap() + ledger[index(side)];
			let got = account.got[index(side)];
			assert!(got >= least, "{side:?} of {id:?} got {got} and is due {least}");
		}
	}

	/// Whatever has happened: with one party of each channel acting, and the other silent for ever,
	/// everything ends, and everybody has all that is theirs.
	fn wind_up(&mut self) {
		while !self.locks.is_empty() {
			self.unlock(0, false);
			self.take_note();
		}
		let records: Vec<_> = crate::Channels::<Test>::iter().collect();
		for (id, record) in records {
			if record.channel.phase == Phase::Open {
				self.force_close(id, &record.channel, Side::Opener, 1);
				assert_ne!(Channels::channel(id).map(|channel| channel.phase), Some(Phase::Open));
				self.take_note();
			}
		}
		self.watch();
		// Long enough for the longest of each wait, and what failed is tried again. At the usual pace
		// of blocks, of which most do nothing.
		const STEP: Moment = 10 * MINUTE;
		for _ in 0..(HORIZON + 2 * RETENTION) / STEP {
			System::set_block_number(System::block_number() + STEP / BLOCK_MS - 1);
			self.block_at(now() + STEP, true);
		}
		self.block_at(now() + BLOCK_MS, true);
		assert_eq!(crate::Channels::<Test>::iter().count(), 0, "channels that never end");
		assert_eq!(ChannelsOf::<Test>::iter().count(), 0);
		assert_eq!(Closings::<Test>::iter().count(), 0);
		assert_eq!(Preimages::<Test>::iter().count(), 0, "preimages that are kept for ever");
		assert_eq!(waiting(), 0, "entries that are never served");
		for who in people() {
			assert_eq!(held(&who), 0, "a deposit that never comes back");
		}
		self.claim_all();
	}

	/// What was refused while the token stood still is there for its owners.
	fn claim_all(&mut self) {
		let _ = Assets::thaw_asset(origin(issuer()), TOKEN_ID);
		for who in people() {
			let _ = Assets::thaw(origin(issuer()), TOKEN_ID, who);
		}
		for asset in BOTH {
			for who in people() {
				if Credits::<Test>::get(&who, &asset) > 0 {
					let claim = Call::claim_credit { asset: asset.clone(), to: who.clone() };
					assert!(self.call(&who, claim));
					self.take_note();
				}
			}
			let owed = Pots::<Test>::get(&asset).map_or(0, |pot| pot.held);
			assert_eq!(owed, 0, "money that nobody can get");
			let sum: Balance = people().iter().map(|who| wealth(who, &asset)).sum();
			assert_eq!(sum, 3 * WEALTH);
		}
		assert_eq!(Credits::<Test>::iter().count(), 0);
	}
}
