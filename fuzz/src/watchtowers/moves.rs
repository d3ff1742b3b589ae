//! Steps that move a tower, a hire or a channel through its life.

use super::{runtime::*, Model};
use crate::common::{self, person, HOUR, MINUTE};
use bloc_primitives::{
	state::{CoSigned, Htlc, NetTransfer, State},
	Balance, ChannelId, Moment, Pair, Side,
};
use bloc_testing::people::AccountId;
use pallet_bloc_channels::{Call as ChannelCall, NextChannelId};
use pallet_bloc_watchtowers::{
	demand::Answer,
	receipt::{hash_of, Evidence, Named, Receipt, SignedReceipt},
	types::{Profile, Rate, Record, Terms, TowerId},
	watch::Hire,
	Call, Credits, NextTowerId, Towers, Watches,
};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::traits::Dispatchable;

/// A receipt that a tower has given, and what it is for.
#[derive(Clone)]
pub struct Signed {
	pub receipt: SignedReceipt<Seal>,
	pub named: Named,
	pub state: State,
	/// Whose key it was.
	pub signer: AccountId,
}

/// The chain's time.
pub fn now() -> Moment {
	common::now::<super::OfWatchtowers>()
}

/// How many kinds of starts there are.
pub const START_KINDS: usize = 8;

/// Everybody's machine has this key at first.
fn key() -> AccountId {
	key_of(0)
}

/// One of the keys that machines have.
fn key_of(number: u8) -> AccountId {
	AccountId::new([88 + number % 3; 32])
}

/// What a client has sealed for itself together with the state of this version.
fn sealed(version: u64) -> [u8; 8] {
	version.to_le_bytes()
}

/// What there is at a start already: the first person has channels with the second, the third and
/// fourth have towers.
pub fn set_up(start: usize, model: &mut Model) {
	let asset = if start % 2 == 0 { TOKEN } else { NATIVE };
	let register = |bond| {
		let (asset, key, terms, profile) = (asset.clone(), key(), TERMS, profile());
		Call::register { asset, bond, key, terms, profile }
	};
	if start == 0 {
		return;
	}
	for who in [2, 3] {
		assert!(model.call(person(who), register(20_000)));
	}
	for _ in 0..2 {
		let id = NextChannelId::<Test>::get();
		let (counterparty, challenge_period_ms) = (person(1), PERIOD);
		let asset = asset.clone();
		let open = ChannelCall::open { counterparty, asset, amount: 3_000, challenge_period_ms };
		assert!(model.channels(&person(0), open));
		assert!(model.channels(&person(1), ChannelCall::deposit { channel: id, amount: 3_000 }));
		for who in [0, 1] {
			let commit = ChannelCall::commit { channel: id, amount: 2_000 };
			assert!(model.channels(&person(who), commit));
		}
	}
	let hire = |channel, tower| Call::hire {
		channel: ChannelId(channel),
		tower: TowerId(tower),
		deposit: 600,
		accepts: ANY,
	};
	let hires: &[(usize, u64, u64)] = match start {
		1 => &[],
		2 | 3 => &[(0, 0, 0)],
		4 | 5 => &[(0, 0, 0), (0, 0, 1), (1, 0, 1)],
		_ => &[(0, 0, 0), (1, 0, 1), (0, 1, 1), (0, 1, 0)],
	};
	for (who, channel, tower) in hires {
		assert!(model.call(person(*who), hire(*channel, *tower)));
	}
	if start == 7 {
		NextTowerId::<Test>::put(TowerId(u64::MAX - 2));
	}
}

impl Model<'_> {
	pub fn step(&mut self) {
		// All numbers are taken: these are the last of 256.
		let step = match self.reader.byte() {
			u8::MAX => {
				let gives = self.reader.one_in(2);
				return self.fortune(gives);
			},
			254 => return self.a_cheat(),
			253 => return self.demand_or_answer(),
			252 => return self.request(),
			251 => return self.contest(),
			250 => return self.finish(),
			249 => return self.close_otherwise(),
			248 => return self.a_drawing(),
			247 => return self.crowd(),
			step => step % 32,
		};
		match step {
			0 => self.any_call(),
			1 => self.register(),
			2 => self.set(),
			3 => self.change_bond(),
			4 | 5 => self.beat(),
			6 => self.leave(),
			7 => self.collect(),
			8 | 9 => self.hire(),
			10 => self.top_up(),
			11 => self.reorder(),
			12 => self.dismiss(),
			13 => self.end(),
			14 => self.post(),
			15 => self.open(),
			16 | 17 => self.agree(),
			18 => self.close(),
			19 => self.challenge(),
			20 => self.reveal(),
			21 | 22 => self.prove_miss(),
			23 => self.prove_other(),
			24 => self.claim_credit(),
			25..=29 => self.block(),
			30 => self.neighbours(),
			_ => self.look(),
		}
	}

	/// Somebody makes a call of the channels. Whether it worked.
	pub fn channels(&mut self, who: &AccountId, call: ChannelCall<Test>) -> bool {
		let call = RuntimeCall::Channels(call);
		let works = call.dispatch(RuntimeOrigin::signed(who.clone())).is_ok();
		self.after_neighbour();
		works
	}

	/// A tower: nearly always one that there is or was; and who may act for it.
	fn tower(&mut self) -> (TowerId, AccountId) {
		let id = TowerId(self.id(NextTowerId::<Test>::get().0));
		let known = Towers::<Test>::get(id).map(|record| record.tower.owner);
		let who = match known {
			Some(owner) if !self.reader.one_in(8) => owner,
			_ => self.who(),
		};
		(id, who)
	}

	/// A channel, and one of its parties.
	pub fn channel(&mut self) -> (ChannelId, Side, AccountId) {
		let id = ChannelId(self.id(NextChannelId::<Test>::get().0));
		let side = self.reader.side();
		let parties = Watchtowers::watched(id)
			.map(|watched| watched.parties)
			.or_else(|| Channels::channel(id).map(|channel| channel.parties));
		let who = match parties {
			Some(parties) if !self.reader.one_in(8) => parties.of(side).clone(),
			_ => self.who(),
		};
		(id, side, who)
	}

	fn terms(&mut self) -> Terms {
		if self.reader.one_in(3) {
			return TERMS;
		}
		let rate = Rate(self.reader.amount(TERMS.rate.0));
		let cover = self.reader.amount(TERMS.cover);
		let response_ms = Moment::from(self.reader.byte()) * MINUTE;
		Terms { rate, cover, response_ms }
	}

	fn register(&mut self) {
		let (who, asset, terms) = (self.who(), self.asset(), self.terms());
		let bond = self.reader.amount(MIN_BOND);
		let key = if self.reader.one_in(8) { person(3) } else { key() };
		let profile = profile();
		self.call(who, Call::register { asset, bond, key, terms, profile });
	}

	fn set(&mut self) {
		let (tower, who) = self.tower();
		let call = match self.reader.below(3) {
			0 => Call::set_terms { tower, terms: self.terms() },
			1 => {
				let uptime_ppm = u32::from_le_bytes(self.reader.array());
				Call::set_profile { tower, profile: Profile { uptime_ppm, ..profile() } }
			},
			_ => Call::set_key { tower, key: key_of(self.reader.byte()) },
		};
		self.call(who, call);
	}

	fn change_bond(&mut self) {
		let (tower, who) = self.tower();
		let free = Towers::<Test>::get(tower).map_or(0, |record| {
			record.tower.bond - record.tower.covered.max(MIN_BOND).min(record.tower.bond)
		});
		let call = match self.reader.one_in(2) {
			true => Call::add_bond { tower, amount: self.reader.amount(500) },
			false => Call::withdraw_bond { tower, amount: self.reader.amount(free) },
		};
		self.call(who, call);
	}

	/// One tower, or all of them, show that they are there.
	fn beat(&mut self) {
		let number = System::block_number().saturating_sub(u64::from(self.reader.byte() % 2));
		let hash = System::block_hash(number);
		if self.reader.one_in(4) {
			let (tower, who) = self.tower();
			self.call(who, Call::beat { tower, number, hash });
			return;
		}
		let towers: Vec<_> = Towers::<Test>::iter().collect();
		for (tower, record) in towers {
			let by = record.tower.keys.of(now()).cloned().unwrap_or(record.tower.owner);
			self.call(by, Call::beat { tower, number, hash });
		}
	}

	fn leave(&mut self) {
		let (tower, who) = self.tower();
		let call = match self.reader.one_in(2) {
			true => Call::leave { tower },
			false => Call::retire { tower },
		};
		self.call(who, call);
	}

	fn collect(&mut self) {
		let (tower, who) = self.tower();
		let collectable = Watchtowers::tower(tower).map_or(0, |state| state.collectable);
		let works = self.call(who, Call::collect { tower });
		assert_eq!(works, collectable > 0, "what is told is not so");
	}

	fn hire(&mut self) {
		let ((channel, _, who), (tower, _)) = (self.channel(), self.tower());
		let least =
			Towers::<Test>::get(tower).map_or(0, |record| record.tower.terms.rate.0 / 277_000_000);
		let deposit = match self.reader.one_in(2) {
			true => self.reader.amount(least),
			false => u16::from_le_bytes(self.reader.array()).into(),
		};
		let accepts = if self.reader.one_in(8) { TERMS } else { ANY };
		self.call(who, Call::hire { channel, tower, deposit, accepts });
	}

	fn top_up(&mut self) {
		let ((channel, side, who), (tower, _)) = (self.channel(), self.tower());
		let amount = u16::from_le_bytes(self.reader.array()).into();
		self.call(who, Call::top_up { channel, side, tower, amount });
	}

	fn reorder(&mut self) {
		let (channel, side, who) = self.channel();
		let watched = Watchtowers::watched(channel);
		let hires = watched.and_then(|mut it| it.watches.of_mut(side).take());
		let mut order: Vec<_> =
			hires.iter().flat_map(|watch| &watch.hires).map(|hire| hire.tower).collect();
		match self.reader.below(4) {
			0 => order.push(TowerId(0)),
			1 => drop(order.pop()),
			_ => order.reverse(),
		}
		order.truncate(4);
		let order = order.try_into().unwrap();
		self.call(who, Call::reorder { channel, order });
	}

	fn dismiss(&mut self) {
		let ((channel, _, who), (tower, _)) = (self.channel(), self.tower());
		self.call(who, Call::dismiss { channel, tower });
	}

	fn end(&mut self) {
		let ((channel, side, _), who) = (self.channel(), self.who());
		self.call(who, Call::end { channel, side });
	}

	fn post(&mut self) {
		let (channel, side, who) = self.channel();
		let last = Watchtowers::posting(channel, side).map_or(0, |posting| posting.version);
		if self.reader.one_in(3) {
			let Some((id, state)) = self.known_state() else { return };
			if let Some(parties) = Self::parties(id) {
				let state = self.signed(id, &parties, state);
				let who = parties.of(side).clone();
				self.call(who, Call::post_state { channel: id, state });
			}
			return;
		}
		let version = self.reader.version(last);
		let record = match self.reader.one_in(2) {
			true => Record::Hash(H256::zero(), u32::from(self.reader.byte())),
			false => {
				let size = usize::from(self.reader.byte()) * 8;
				Record::Whole(vec![7; size].try_into().unwrap())
			},
		};
		self.call(who, Call::post { channel, version, record });
	}

	fn open(&mut self) {
		let (who, asset) = (self.who(), self.asset());
		let (counterparty, amount) = (self.who(), self.own_amount(&who, &asset));
		let id = NextChannelId::<Test>::get();
		let challenge_period_ms = PERIOD;
		let open = ChannelCall::open { counterparty, asset, amount, challenge_period_ms };
		if self.channels(&who, open) {
			let amount = self.reader.amount(amount);
			self.channels(&who, ChannelCall::commit { channel: id, amount });
		}
	}

	pub fn parties(id: ChannelId) -> Option<Pair<AccountId>> {
		Watchtowers::watched(id)
			.map(|watched| watched.parties)
			.or_else(|| Channels::channel(id).map(|channel| channel.parties))
	}

	/// A state of the next version, of what may be committed.
	fn new_state(&mut self, id: ChannelId, committed: &Pair<Balance>) -> State {
		let version = self.memory.versions.get(&id).copied().unwrap_or(0) + 1;
		let payer = self.reader.side();
		let amount = committed.of(payer) / 256 * Balance::from(self.reader.byte());
		let mut htlcs = Vec::new();
		for _ in 0..self.reader.below(3) {
			let deadline_ms = now() + Moment::from(self.reader.byte() % 5) * HOUR;
			let payment_hash = secret(self.reader.byte()).payment_hash();
			let (payer, amount) = (self.reader.side(), u128::from(self.reader.byte()) + 1);
			htlcs.push(Htlc { payer, amount, payment_hash, deadline_ms });
		}
		let net = NetTransfer { payer, amount };
		let state = State { version, net, htlcs: htlcs.try_into().unwrap() };
		match state.balances(committed) {
			Some(_) => state,
			None => State { htlcs: Default::default(), ..state },
		}
	}

	/// Parties sign a new state, and the towers of both, or some of them, sign for it.
	pub fn agree(&mut self) {
		let (id, ..) = self.channel();
		let Some(channel) = Channels::channel(id) else { return };
		let state = self.new_state(id, &channel.committed);
		self.memory.versions.insert(id, state.version);
		self.memory.states.push((id, state.clone()));
		let named = match self.reader.one_in(2) {
			true => {
				let mut hashes: Vec<_> = state.htlcs.iter().map(|htlc| htlc.payment_hash).collect();
				hashes.sort();
				hashes.dedup();
				Named::try_from(hashes).unwrap()
			},
			false => Named::new(),
		};
		let Some(watched) = Watchtowers::watched(id) else { return };
		for side in Side::BOTH {
			let hires: Vec<_> =
				watched.watches.of(side).iter().flat_map(|watch| &watch.hires).copied().collect();
			for hire in hires {
				if self.reader.one_in(3) {
					continue;
				}
				let receipt = Receipt {
					channel: id,
					side,
					tower: hire.tower,
					hire: hire.number,
					base_version: channel.base_version,
					version: state.version,
					state: hash_of(&state),
					preimages: hash_of(&named),
					backup: H256(blake2_256(&sealed(state.version))),
					accepted_ms: self.accepted_ms(),
				};
				let keys = Towers::<Test>::get(hire.tower).map(|record| record.tower.keys);
				let of_then = keys.and_then(|keys| keys.of(receipt.accepted_ms).cloned());
				let signer = match of_then {
					Some(signer) if !self.reader.one_in(16) => signer,
					_ => key_of(self.reader.byte()),
				};
				let signature = Seal::of(&signer, &receipt.payload(&genesis_hash()));
				let receipt = SignedReceipt { receipt, signature };
				let (named, state) = (named.clone(), state.clone());
				self.memory.signed.push(Signed { receipt, named, state, signer });
			}
		}
	}

	/// A state that some parties have signed.
	pub fn known_state(&mut self) -> Option<(ChannelId, State)> {
		let back = self.reader.below(6);
		let states = &self.memory.states;
		let place = states.len().checked_sub(back + 1)?;
		states.get(place).cloned()
	}

	fn close(&mut self) {
		let (mut channel, side, who) = self.channel();
		let mut state = None;
		let mut closer = who;
		if self.reader.one_in(2) {
			if let Some((id, known)) = self.known_state() {
				if let Some(parties) = Self::parties(id) {
					closer = parties.of(side).clone();
					state = Some(self.signed(id, &parties, known));
					channel = id;
				}
			}
		}
		self.channels(&closer, ChannelCall::force_close { channel, state });
	}

	pub fn challenge(&mut self) {
		let who = self.who();
		let Some((channel, state)) = self.known_state() else { return };
		let Some(parties) = Self::parties(channel) else { return };
		let state = self.signed(channel, &parties, state);
		self.channels(&who, ChannelCall::challenge { channel, state });
	}

	fn reveal(&mut self) {
		let (who, preimage) = (self.who(), secret(self.reader.byte()));
		self.channels(&who, ChannelCall::reveal_preimage { preimage });
	}

	/// A receipt that a tower has given.
	fn known_receipt(&mut self) -> Option<Signed> {
		let back = self.reader.below(8);
		let signed = &self.memory.signed;
		signed.get(signed.len().checked_sub(back + 1)?).cloned()
	}

	fn prove_miss(&mut self) {
		let who = self.who();
		let Some(known) = self.known_receipt() else { return };
		let mut receipt = known.receipt.receipt;
		let Some(parties) = Self::parties(receipt.channel) else { return };
		let mut state = self.signed(receipt.channel, &parties, known.state);
		let mut proof = known.receipt;
		match self.reader.byte() % 16 {
			0 => proof.receipt.version += 1,
			1 => state.body.version += 1,
			2 => state.signatures.opener = None,
			3 => receipt.side = receipt.side.other(),
			_ => {},
		}
		let evidence = match self.reader.one_in(6) {
			true => Evidence::Posted { tower: receipt.tower },
			false => Evidence::Receipt { signed: proof, named: known.named },
		};
		self.prove(who, receipt, evidence, state);
	}

	pub fn prove(
		&mut self,
		who: AccountId,
		receipt: Receipt,
		evidence: Evidence<Seal>,
		state: CoSigned<State, Seal>,
	) {
		let Receipt { channel, side, tower, .. } = receipt;
		let by = match &evidence {
			Evidence::Receipt { signed, .. } => {
				let is_it = |known: &&Signed| known.receipt == *signed;
				let known = self.memory.signed.iter().find(is_it);
				known.map(|known| (known.signer.clone(), signed.receipt.accepted_ms))
			},
			Evidence::Posted { .. } => None,
		};
		self.memory.proving = Some((tower, state.body.version, by));
		self.call(who, Call::prove_miss { channel, side, evidence, state });
		self.memory.proving = None;
	}

	fn prove_other(&mut self) {
		let who = self.who();
		let Some(known) = self.known_receipt() else { return };
		let signed = known.receipt;
		let call = match self.reader.one_in(2) {
			true => Call::prove_late { signed },
			false => Call::prove_false { signed },
		};
		self.call(who, call);
	}

	/// A client demands back what a tower has signed for, or somebody publishes it.
	fn demand_or_answer(&mut self) {
		match self.reader.below(4) {
			0 => self.answer(),
			_ => self.demand(),
		}
	}

	fn demand(&mut self) {
		let Some(known) = self.known_receipt() else { return };
		let mut signed = known.receipt;
		let Some(parties) = Self::parties(signed.receipt.channel) else { return };
		let who = match self.reader.one_in(8) {
			true => self.who(),
			false => parties.of(signed.receipt.side).clone(),
		};
		if self.reader.one_in(16) {
			signed.receipt.backup = H256::zero();
		}
		self.call(who, Call::demand { signed });
	}

	/// Somebody answers for a tower: with what was demanded, or a state that may be later.
	fn answer(&mut self) {
		let mut open = Vec::new();
		for (channel, watched) in Watches::<Test>::iter() {
			for side in Side::BOTH {
				let hires = watched.watches.of(side).iter().flat_map(|watch| &watch.hires);
				let asked = |hire: &Hire| Some((channel, side, hire.tower, hire.demand?.version));
				open.extend(hires.filter_map(asked));
			}
		}
		let Some((channel, side, tower, version)) = self.reader.pick(&open) else { return };
		let answer = match self.reader.one_in(2) {
			true => Answer::Backup(sealed(version).to_vec().try_into().unwrap()),
			false => {
				let Some((id, state)) = self.known_state() else { return };
				let Some(parties) = Self::parties(id) else { return };
				let base_version = self.base_of(id, state.version);
				Answer::Later { state: self.signed(id, &parties, state), base_version }
			},
		};
		let who = self.who();
		self.call(who, Call::answer { channel, side, tower, answer });
	}

	fn claim_credit(&mut self) {
		let credits: Vec<_> = Credits::<Test>::iter_keys().collect();
		let (who, asset) = match self.reader.pick(&credits) {
			Some(credit) => credit,
			None => (self.who(), self.asset()),
		};
		let to = self.who();
		self.call(who, Call::claim_credit { asset, to });
	}

	/// What clients are told is told without a panic.
	fn look(&mut self) {
		for id in Towers::<Test>::iter_keys() {
			let state = Watchtowers::tower(id).unwrap();
			assert!(state.uptime_ppm <= 1_000_000 && state.capacity >= 10);
		}
		for (id, watched) in Watches::<Test>::iter() {
			for side in Side::BOTH {
				let turns = Watchtowers::turns(id, side);
				let hires = watched.watches.of(side).as_ref().map_or(0, |watch| watch.hires.len());
				assert!(turns.len() <= hires);
				assert!(turns.windows(2).all(|pair| pair[0].after_ms <= pair[1].after_ms));
			}
		}
		assert!(Watchtowers::towers(None, 1_000).len() == Towers::<Test>::iter().count());
	}
}
