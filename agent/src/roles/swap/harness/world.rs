//! Chains with the rules of the pallet, as far as two agents meet them, and the money on them. A block
//! comes each tick and is final two ticks later; what is sent is in the next one.

use crate::{
	core::{
		chain::{Call, Event, Hash, Head, Node, Submitted},
		keys::{Account, Key},
		testing::{FakeChain, FakeTx, Oracle},
	},
	roles::swap::{
		survey::{Ending, Funds, Life, Place, Record, Waiting},
		terms::{payment_hash, Asset, ChainId, Terms},
		told::Told,
	},
};
use codec::{Decode, Encode};
use serde_json::to_value;
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc, Mutex,
	},
};
use subxt::{
	dynamic::Value,
	ext::scale_value::{Composite, Primitive, ValueDef},
};

/// One step of the world.
pub const TICK_MS: u64 = 6_000;
/// A block is final after so many more.
const FINAL: usize = 2;
/// What a transaction costs, beside its tip.
const FEE: u128 = 1;
/// The longest standstill that a deadline is put off for.
pub const EXTENSION_MS: u64 = 12_000;

/// All bytes of a value, in order.
fn flat(value: &Value) -> Vec<u8> {
	match &value.value {
		ValueDef::Composite(all) => all.values().flat_map(flat).collect(),
		ValueDef::Primitive(Primitive::U128(number)) => vec![*number as u8],
		_ => vec![],
	}
}

fn arg<'a>(call: &'a Call, name: &str) -> &'a Value {
	let Composite::Named(args) = &call.args else { panic!("arguments have names") };
	&args.iter().find(|(its, _)| its == name).unwrap().1
}

fn arg32(call: &Call, name: &str) -> [u8; 32] {
	flat(arg(call, name)).try_into().unwrap()
}

/// What a chain has.
pub struct State {
	pub id: ChainId,
	terms: Vec<Terms>,
	pub balances: BTreeMap<Account, u128>,
	/// What each has paid for its transactions.
	pub fees: BTreeMap<Account, u128>,
	pub legs: BTreeMap<(Account, Hash), Record>,
	pub bonds: BTreeMap<(Account, Hash), Waiting>,
	/// With the time at which they were revealed.
	pub preimages: BTreeMap<Hash, ([u8; 32], u64)>,
	/// Payouts that were refused.
	pub credits: BTreeMap<Account, u128>,
	/// To whom nothing is paid.
	pub refused: BTreeSet<Account>,
	time_ms: u64,
	blocks: u64,
	told: Vec<Told>,
}

impl State {
	fn pay(&mut self, account: Account, amount: u128) {
		*self.balances.entry(account).or_default() += amount;
	}

	/// The same out of the pot: what is refused waits.
	fn pay_out(&mut self, account: Account, amount: u128) {
		if !self.refused.contains(&account) {
			return self.pay(account, amount);
		}
		*self.credits.entry(account).or_default() += amount;
		self.told.push(Told::Credited { owner: account, asset: Asset::Native });
	}

	fn take(&mut self, account: Account, amount: u128) -> Option<()> {
		let balance = self.balances.entry(account).or_default();
		*balance = balance.checked_sub(amount)?;
		Some(())
	}

	fn is_closed(&self, leg: &Record) -> bool {
		let (made_ms, made_block) = leg.made;
		let passed_ms = self.time_ms - made_ms;
		let stood_ms = passed_ms.saturating_sub((self.blocks - made_block) * TICK_MS);
		let place = leg.ring.unwrap();
		let most_ms = if place.position == place.legs { u64::MAX } else { leg.extension_ms };
		self.time_ms >= leg.deadline_ms + stood_ms.min(most_ms)
	}

	fn is_in_time(&self, hash: &Hash, leg: &Record) -> bool {
		self.preimages.get(hash).is_some_and(|(_, at_ms)| *at_ms < leg.deadline_ms)
	}

	fn end(&mut self, owner: Account, hash: Hash, how: Ending) {
		let leg = self.legs.get_mut(&(owner, hash)).unwrap();
		leg.life = Life::Ended(how, self.time_ms);
		let bond = leg.bond.map_or(0, |bond| bond.amount);
		let to = if how == Ending::Claimed { leg.receiver } else { owner };
		let amount = leg.amount + bond;
		self.pay_out(to, amount);
		self.told.push(match how {
			Ending::Claimed => Told::Claimed { owner, hash, preimage: self.preimages[&hash].0 },
			_ => Told::Ended { owner, hash, how: "refunded".into() },
		});
	}

	/// What is due by itself.
	fn hook(&mut self) {
		let open = |leg: &Record| leg.life == Life::Open;
		let legs: Vec<_> = self.legs.iter().filter(|(_, leg)| open(leg)).map(|it| *it.0).collect();
		for (owner, hash) in legs {
			let leg = &self.legs[&(owner, hash)];
			if self.is_closed(leg) {
				let in_time = self.is_in_time(&hash, leg);
				self.end(owner, hash, if in_time { Ending::Claimed } else { Ending::Refunded });
			}
		}
		let due = |bond: &Waiting| self.time_ms >= bond.lock_by_ms;
		let bonds: Vec<_> = self.bonds.iter().filter(|(_, it)| due(it)).map(|it| *it.0).collect();
		for (poster, hash) in bonds {
			let bond = self.bonds.remove(&(poster, hash)).unwrap();
			self.pay_out(poster, bond.bond.amount);
			self.told.push(Told::BondReturned { poster, hash });
		}
	}

	/// Whether it has an effect. What has none has changed nothing.
	fn apply(&mut self, signer: Account, call: &Call) -> Option<()> {
		match call.name {
			"post_bond" | "lock_ring" => {
				let terms = self.terms.iter().find(|terms| terms.value() == *arg(call, "terms"))?;
				let (terms, hash) = (terms.clone(), terms.payment_hash);
				let position = flat(arg(call, "position"))[0];
				let (leg, times) = (*terms.leg(position)?, terms.times(position)?);
				let is_new = !self.legs.contains_key(&(leg.owner, hash))
					&& !self.preimages.contains_key(&hash);
				if leg.chain != self.id || !is_new {
					return None;
				}
				if call.name == "post_bond" {
					let (bond, key) = (leg.bond?, (leg.receiver, hash));
					let fits = signer == leg.receiver && self.time_ms < times.bond_by_ms;
					if !fits || self.bonds.contains_key(&key) {
						return None;
					}
					self.take(signer, bond.amount)?;
					let lock_by_ms = times.lock_by_ms;
					let (owner, terms) = (leg.owner, terms.hash());
					self.bonds.insert(key, Waiting { owner, bond, terms, position, lock_by_ms });
					self.told.push(Told::BondPosted { poster: signer, hash, terms, position });
					return Some(());
				}
				if signer != leg.owner || self.time_ms >= times.lock_by_ms {
					return None;
				}
				if leg.bond.is_some() && !self.bonds.contains_key(&(leg.receiver, hash)) {
					return None;
				}
				self.take(signer, leg.amount)?;
				self.bonds.remove(&(leg.receiver, hash));
				let legs = terms.len();
				let record = Record {
					receiver: leg.receiver,
					asset: leg.asset,
					amount: leg.amount,
					deadline_ms: times.deadline_ms,
					extension_ms: terms.extension_ms,
					made: (self.time_ms, self.blocks),
					funds: Funds::Pot,
					into: None,
					bond: leg.bond,
					counterpart: None,
					ring: Some(Place { terms: terms.hash(), position, legs }),
					submarine: None,
					life: Life::Open,
				};
				self.legs.insert((signer, hash), record);
				let terms = terms.hash();
				self.told.push(Told::Locked { owner: signer, hash, terms, position });
			},
			"claim" => {
				let preimage = arg32(call, "preimage");
				let hash = payment_hash(&preimage);
				let owners = flat(arg(call, "owners"));
				let owners: Vec<Account> =
					owners.chunks(32).map(|owner| owner.try_into().unwrap()).collect();
				let open = |owner: &Account| {
					let leg = self.legs.get(&(*owner, hash));
					leg.is_some_and(|leg| leg.life == Life::Open && !self.is_closed(leg))
				};
				let owners: Vec<_> = owners.into_iter().filter(open).collect();
				if owners.is_empty() {
					return None;
				}
				if !self.preimages.contains_key(&hash) {
					self.preimages.insert(hash, (preimage, self.time_ms));
					self.told.push(Told::Revealed { preimage });
				}
				for owner in owners {
					self.end(owner, hash, Ending::Claimed);
				}
			},
			"prune" => {
				let key = (arg32(call, "owner"), arg32(call, "payment_hash"));
				self.legs.get(&key).filter(|leg| leg.life != Life::Open)?;
				self.legs.remove(&key);
			},
			"claim_credit" if self.refused.contains(&signer) => return None,
			"claim_credit" => {
				let amount = self.credits.remove(&signer)?;
				self.pay(arg32(call, "to"), amount);
				self.told.push(Told::CreditClaimed { owner: signer, asset: Asset::Native });
			},
			"remark" => {},
			// The hook has done it.
			"settle" | "return_bond" => return None,
			other => panic!("nobody knows {other}"),
		}
		Some(())
	}
}

struct Asked(Arc<Mutex<State>>);

impl Oracle for Asked {
	fn ask(&self, method: &str, args: &[u8]) -> Option<Vec<u8>> {
		let state = self.0.lock().unwrap();
		let key = || <(Account, Hash)>::decode(&mut &*args).unwrap();
		match method {
			"SwapsApi_this_chain" => Some(Some(state.id).encode()),
			"TransactionPaymentApi_query_length_to_fee" => Some(FEE.encode()),
			"SwapsApi_swap" => Some(state.legs.get(&key()).encode()),
			"SwapsApi_bond" => Some(state.bonds.get(&key()).encode()),
			_ => None,
		}
	}

	fn stored(&self, pallet: &str, _: &str, keys: &[Value]) -> Option<Vec<u8>> {
		let state = self.0.lock().unwrap();
		let key: [u8; 32] = flat(&keys[0]).try_into().unwrap();
		match pallet {
			"System" => {
				let free = state.balances.get(&key).copied().unwrap_or(0);
				Some(([0_u32; 4], free, 0_u128, 0_u128).encode())
			},
			"Swaps" => state.credits.get(&key).map(|amount| amount.encode()),
			_ => state.preimages.get(&key).map(|(preimage, at_ms)| (preimage, at_ms).encode()),
		}
	}

	fn constant(&self, _: &str, name: &str) -> Option<Vec<u8>> {
		match name {
			"MinGapMs" => Some(48_000_u64.encode()),
			"MaxExtensionMs" => Some(EXTENSION_MS.encode()),
			"MaxLegMs" => Some(604_800_000_u64.encode()),
			"ExistentialDeposit" => Some(0_u128.encode()),
			_ => None,
		}
	}
}

/// A chain.
pub struct Sim {
	pub chain: FakeChain,
	pub state: Arc<Mutex<State>>,
	heads: Vec<Head>,
	pool: Vec<FakeTx>,
	/// It makes no blocks for so many ticks.
	pub stands_for: u64,
}

impl Sim {
	/// Whether nothing waits on it any more.
	pub fn is_still(&self) -> bool {
		let state = self.state.lock().unwrap();
		let is_open = |leg: &Record| leg.life == Life::Open;
		state.bonds.is_empty() && state.credits.is_empty() && !state.legs.values().any(is_open)
	}

	/// Takes all that an account has. It counts as what it has paid.
	pub fn empty(&self, account: Account) {
		let mut state = self.state.lock().unwrap();
		let all = state.balances.insert(account, 0).unwrap_or(0);
		*state.fees.entry(account).or_default() += all;
	}

	/// Lets the next block tell something more.
	pub fn tell(&self, told: Told) {
		self.state.lock().unwrap().told.push(told);
	}

	/// The bytes of what waits to be included.
	pub fn waiting(&self) -> Vec<Vec<u8>> {
		self.chain.peek().iter().map(FakeTx::bytes).collect()
	}

	/// Has somebody sign and send a call.
	pub async fn send(&self, key: &Key, call: &Call) -> Submitted {
		let nonce = self.chain.nonce_of(key.account());
		let signed = self.chain.sign(key, call, nonce, 0, self.chain.best()).await.unwrap();
		self.chain.submit(signed.bytes).await.unwrap()
	}

	fn tick(&mut self, now_ms: u64) {
		self.pool.extend(self.chain.sent());
		if self.stands_for > 0 {
			self.stands_for -= 1;
			return;
		}
		let before = self.chain.best();
		let number = before.number + 1;
		let told = {
			let state = self.state.clone();
			let mut state = state.lock().unwrap();
			(state.time_ms, state.blocks) = (now_ms, number);
			state.hook();
			self.include(&mut state, number);
			std::mem::take(&mut state.told)
		};
		let event = |(index, told): (u32, Told)| Event {
			role: crate::roles::swap::NAME,
			index,
			told: to_value(told).unwrap(),
		};
		let events = (0..).zip(told).map(event).collect();
		let head = self.chain.put(before, number, now_ms, events, 0);
		self.heads.push(head);
		if let Some(at) = self.heads.len().checked_sub(FINAL + 1) {
			self.chain.finalise(self.heads[at]);
		}
	}

	/// What waits and can be included, each account's in its order.
	fn include(&mut self, state: &mut State, number: u64) {
		loop {
			let fits =
				|tx: &FakeTx| tx.nonce == self.chain.nonce_of(tx.account) && number < tx.era_end;
			// Of those with one nonce that with the highest bid.
			let next = self.pool.iter().filter(|tx| fits(tx)).max_by_key(|tx| tx.tip).cloned();
			let Some(tx) = next else { break };
			self.pool.retain(|other| *other != tx);
			let Some(call) = self.chain.call_of(&tx) else { continue };
			let cost = FEE + tx.tip;
			if state.take(tx.account, cost).is_none() {
				continue;
			}
			let has_effect = state.apply(tx.account, &call).is_some();
			if !has_effect && call.name == "claim" {
				// The runtime does not even include such a one.
				state.pay(tx.account, cost);
				continue;
			}
			*state.fees.entry(tx.account).or_default() += cost;
			self.chain.set_nonce(tx.account, tx.nonce + 1);
		}
		self.pool.retain(|tx| tx.nonce >= self.chain.nonce_of(tx.account) && number < tx.era_end);
	}
}

/// The chains, and the time.
pub struct World {
	pub now: Arc<AtomicU64>,
	pub chains: Vec<Sim>,
}

impl World {
	/// So many chains, with what their accounts have. The terms are told before anything else.
	pub fn new(chains: u8, start_ms: u64, accounts: &[(Account, u128)]) -> Self {
		let sim = |index: u8| {
			let chain = FakeChain::new(index);
			let genesis = chain.genesis();
			let state = State {
				id: ChainId { index, genesis },
				terms: vec![],
				balances: accounts.iter().copied().collect(),
				fees: BTreeMap::new(),
				legs: BTreeMap::new(),
				bonds: BTreeMap::new(),
				preimages: BTreeMap::new(),
				credits: BTreeMap::new(),
				refused: BTreeSet::new(),
				time_ms: start_ms,
				blocks: 0,
				told: vec![],
			};
			let state = Arc::new(Mutex::new(state));
			chain.set_oracle(Arc::new(Asked(state.clone())));
			Sim { chain, state, heads: vec![], pool: vec![], stands_for: 0 }
		};
		let chains = (0..chains).map(sim).collect();
		Self { now: Arc::new(AtomicU64::new(start_ms)), chains }
	}

	/// Tells the chains of terms: what calls carry is compared with them.
	pub fn tell(&self, terms: &Terms) {
		for sim in &self.chains {
			sim.state.lock().unwrap().terms.push(terms.clone());
		}
	}

	pub fn tick(&mut self) {
		let now_ms = self.now.fetch_add(TICK_MS, Ordering::SeqCst) + TICK_MS;
		for sim in &mut self.chains {
			sim.tick(now_ms);
		}
	}

	pub fn now_ms(&self) -> u64 {
		self.now.load(Ordering::SeqCst)
	}

	/// What accounts have on a chain, and have paid for their transactions.
	pub fn worth(&self, chain: usize, accounts: &[Account]) -> i128 {
		let state = self.chains[chain].state.lock().unwrap();
		let of = |all: &BTreeMap<Account, u128>| -> u128 {
			accounts.iter().map(|account| all.get(account).copied().unwrap_or(0)).sum()
		};
		(of(&state.balances) + of(&state.fees)) as i128
	}
}
