//! Steps that move legs, bonds and rings through their lives.

use super::{runtime::*, submarine, Model, OfSwaps};
use crate::common::{self, person, DAY, HOUR, MINUTE, PEOPLE};
use bloc_primitives::{
	channel::Phase, preimage::Registry, ChannelId, Moment, PaymentHash, Preimage,
};
use bloc_testing::people::AccountId;
use frame_support::storage::with_storage_layer;
use pallet_bloc_mpp::types::Size;
use pallet_bloc_swaps::{
	consent::{payload, Agreement, Consent, LegName},
	ring::{RingLeg, RingTerms, Schedule},
	types::{BondAmount, ChainId, Consents, LegSpec, Owners, Source},
	Bonds, Call, ConsentOf, LegOf, Legs, RingTermsOf,
};
use sp_runtime::{DispatchError, DispatchResult};

fn now() -> Moment {
	common::now::<OfSwaps>()
}

/// How many kinds of starts there are.
pub const START_KINDS: usize = 6;

/// The most legs of a ring that steps write.
const LEGS: usize = 4;

/// What there is at a start already: channels of the first person with the second, and of the
/// second with the third; and what the start adds: quotes and a swap by one of them, legs, or a
/// ring.
pub fn set_up(start: usize, model: &mut Model) {
	let asset = if start % 2 == 0 { TOKEN } else { NATIVE };
	channel(person(0), person(1), asset.clone());
	channel(person(1), person(2), asset.clone());
	model.after_accident();
	let spec = |number, receiver| LegSpec {
		payment_hash: secret(number).payment_hash(),
		receiver: person(receiver),
		asset: asset.clone(),
		amount: 500,
		deadline_ms: now() + HOUR,
		extension_ms: MAX_EXTENSION,
		into: None,
		counterpart: None,
	};
	match start {
		0 | 1 => submarine::set_up(model, &asset),
		2 | 3 => {
			let mut lock =
				|who, spec, source| assert!(model.call(person(who), Call::lock { spec, source }));
			lock(0, spec(0, 1), Source::Account);
			lock(0, spec(1, 1), Source::Channel(ChannelId(0)));
			lock(2, spec(0, 1), Source::Account);
		},
		_ => {
			let terms = ring(0, 3, &asset, 0b111, 1, now());
			let post = Call::post_bond { terms: terms.clone(), position: 3 };
			assert!(model.call(terms.legs[2].receiver.clone(), post));
			let source = Source::Account;
			let call = Call::lock_ring { terms: terms.clone(), position: 3, source };
			assert!(model.call(terms.legs[2].owner.clone(), call));
		},
	}
}

/// A ring of people from `first` on; `here` has a bit for each leg on this chain.
fn ring(
	first: usize,
	legs: usize,
	asset: &Asset,
	here: u8,
	secret_of: u8,
	from_ms: Moment,
) -> RingTermsOf<Test> {
	let gap_ms = MIN_GAP + MAX_EXTENSION;
	let schedule = Schedule::nearest(legs as u8, gap_ms, MIN_GAP, from_ms).unwrap();
	let leg = |position: usize| RingLeg {
		chain: match here >> (position - 1) & 1 {
			1 => Swaps::this_chain().unwrap(),
			_ => ChainId { index: position as u8 + 3, genesis: [position as u8; 32] },
		},
		owner: person(first + position % legs),
		receiver: person(first + position - 1),
		asset: asset.clone(),
		amount: 100 + position as Balance,
		into: None,
		bond: Some(BondAmount { asset: asset.clone(), amount: 10 * position as Balance }),
	};
	RingTerms {
		payment_hash: secret(secret_of).payment_hash(),
		base_ms: schedule.base_ms,
		gap_ms,
		step_ms: schedule.step_ms,
		reveal_ms: schedule.reveal_ms,
		extension_ms: MAX_EXTENSION,
		legs: (1..=legs).map(leg).collect::<Vec<_>>().try_into().unwrap(),
	}
}

impl Model<'_> {
	pub fn step(&mut self) {
		let kind = self.reader.byte();
		match kind {
			254 | 255 => return self.fortune(kind == 255),
			253 | 249 => return self.provide(),
			252 | 248 | 244 => return self.swap_in(),
			251 | 247 | 243 => return self.swap_out(),
			250 | 246 | 242 => return self.payment(),
			_ => {},
		}
		match kind % 32 {
			0 => self.any_call(),
			1..=4 => self.lock(),
			5..=7 => self.claim(),
			8 | 9 => self.settle(),
			10 | 11 => self.hand_back(),
			12 | 13 => self.divide(),
			14 => self.write_terms(),
			15 | 16 => self.post_bond(),
			17..=19 => self.lock_ring(),
			20 => self.return_bond(),
			21 => self.prune(),
			22 => self.claim_credit(),
			23 => self.reveal(),
			24..=27 => self.block(),
			28 | 29 => self.neighbours(),
			30 => self.channel_accident(),
			_ => self.look(),
		}
	}

	pub fn secret(&mut self) -> Preimage {
		match self.reader.byte() {
			255 => Preimage(self.reader.array()),
			number => secret(number),
		}
	}

	/// A leg: nearly always one that there is.
	fn leg(&mut self) -> (AccountId, PaymentHash, Option<LegOf<Test>>) {
		let there: Vec<_> = Legs::<Test>::iter_keys().collect();
		let (owner, hash) = match self.reader.pick(&there) {
			Some(name) if !self.reader.one_in(8) => name,
			_ => (self.who(), self.secret().payment_hash()),
		};
		let leg = Swaps::swap(owner.clone(), hash);
		(owner, hash, leg)
	}

	fn lock(&mut self) {
		let (who, receiver, options) = (self.who(), self.who(), self.reader.byte());
		let payment_hash = self.secret().payment_hash();
		let deadline_ms = match options & 3 {
			0 => self.reader.moment(&[now() + MIN_LEG, now() + MAX_LEG]),
			1 => now() + MIN_LEG + Moment::from(self.reader.byte()) * 1_000,
			_ => now() + MIN_LEG + Moment::from(self.reader.byte()) * 5 * MINUTE,
		};
		let extension_ms =
			if options & 4 == 0 { MAX_EXTENSION } else { self.reader.moment(&[0, MAX_EXTENSION]) };
		let in_channel = options & 24 == 0;
		if in_channel {
			return self.lock_in_channel(payment_hash, deadline_ms, extension_ms);
		}
		let asset = self.asset();
		let amount = self.own_amount(&who, &asset);
		let spec = LegSpec {
			payment_hash,
			receiver,
			asset,
			amount,
			deadline_ms,
			extension_ms,
			into: (options >= 192).then(|| ChannelId(u64::from(options % 2))),
			counterpart: None,
		};
		self.call(who, Call::lock { spec, source: Source::Account });
	}

	fn lock_in_channel(
		&mut self,
		payment_hash: PaymentHash,
		deadline_ms: Moment,
		extension_ms: Moment,
	) {
		let Some((id, channel)) = self.reader.pick(&all_channels()) else { return };
		let side = self.reader.side();
		let (free, counterpart) = (channel.ledger.of(side).free, None);
		let amount = match self.reader.one_in(4) {
			true => self.reader.amount(free),
			false => self.reader.byte().into(),
		};
		let who = channel.parties.of(side).clone();
		let receiver = match self.reader.one_in(8) {
			true => self.who(),
			false => channel.parties.of(side.other()).clone(),
		};
		let asset = channel.asset;
		let spec = LegSpec {
			payment_hash,
			receiver,
			asset,
			amount,
			deadline_ms,
			extension_ms,
			into: None,
			counterpart,
		};
		self.call(who, Call::lock { spec, source: Source::Channel(id) });
	}

	fn claim(&mut self) {
		let (who, (owner, hash, _)) = (self.who(), self.leg());
		let mut owners = vec![owner];
		for _ in 0..self.reader.byte() % 4 {
			owners.push(self.who());
		}
		let known = (0..SECRETS).map(secret).find(|secret| secret.payment_hash() == hash);
		let preimage = match known {
			Some(preimage) if !self.reader.one_in(8) => preimage,
			_ => self.secret(),
		};
		let owners = Owners::truncate_from(owners);
		self.call(who, Call::claim { owners, preimage });
	}

	fn settle(&mut self) {
		let (who, (owner, payment_hash, _)) = (self.who(), self.leg());
		self.call(who, Call::settle { owner, payment_hash });
	}

	/// The word of `who` under an agreement over a leg, or nearly so; and whether it counts.
	fn consent(
		&mut self,
		who: &AccountId,
		owner: &AccountId,
		payment_hash: PaymentHash,
		leg: &LegOf<Test>,
		agreement: Agreement,
	) -> (ConsentOf<Test>, bool) {
		let valid_until_ms = match self.reader.one_in(4) {
			true => self.reader.moment(&[now(), now() + DAY]),
			false => now() + HOUR,
		};
		let mut name = LegName { owner: owner.clone(), payment_hash, made: leg.made };
		let signer = if self.reader.one_in(8) { self.who() } else { who.clone() };
		let in_time = now() < valid_until_ms && valid_until_ms <= now() + DAY;
		let mut counts = in_time && signer == *who;
		if self.reader.one_in(8) {
			// For an earlier leg of this name.
			name.made.ms -= 1;
			counts = false;
		}
		let payload = payload(&System::block_hash(0), &name, &agreement, valid_until_ms);
		(Consent { valid_until_ms, signature: Seal::of(&signer, &payload) }, counts)
	}

	fn hand_back(&mut self) {
		let ((owner, payment_hash, leg), by) = (self.leg(), self.reader.byte());
		let Some(leg) = leg else { return };
		let receiver = leg.receiver.clone();
		let consent = (by & 1 == 0)
			.then(|| self.consent(&receiver, &owner, payment_hash, &leg, Agreement::HandBack));
		let who = if by & 3 != 0 { self.who() } else { receiver.clone() };
		let (consent, counts) = consent.unzip();
		let agreed = who == receiver || counts == Some(true);
		let call = match leg.is_tied() {
			true => Call::cancel_swap { owner, payment_hash, size: Size::MOST, consent },
			false => Call::hand_back { owner, payment_hash, consent },
		};
		let done = self.call(who, call);
		assert!(agreed || !done, "handed back, and the receiver did not want it");
	}

	fn divide(&mut self) {
		let ((owner, payment_hash, leg), by) = (self.leg(), self.reader.byte());
		let Some(leg) = leg else { return };
		let to_receiver = self.reader.amount(leg.amount);
		let agreement = Agreement::Divide { to_receiver };
		let receiver = leg.receiver.clone();
		let by_owner =
			(by & 1 == 0).then(|| self.consent(&owner, &owner, payment_hash, &leg, agreement));
		let by_receiver =
			(by & 2 == 0).then(|| self.consent(&receiver, &owner, payment_hash, &leg, agreement));
		let who = match by >> 2 & 3 {
			0 => owner.clone(),
			1 => receiver.clone(),
			_ => self.who(),
		};
		let ((by_owner, first), (by_receiver, second)) = (by_owner.unzip(), by_receiver.unzip());
		let agreed =
			(who == owner || first == Some(true)) && (who == receiver || second == Some(true));
		let consents = Consents { by_owner, by_receiver };
		let done = self.call(who, Call::divide { owner, payment_hash, to_receiver, consents });
		assert!(agreed || !done, "divided, and somebody did not want it");
	}

	/// Somebody writes the terms of a ring.
	fn write_terms(&mut self) {
		let legs = 2 + self.reader.below(LEGS - 1);
		let (first, here) = (self.reader.below(PEOPLE), self.reader.byte());
		let (asset, secret_of) = (self.asset(), self.reader.byte());
		let mut terms = ring(first, legs, &asset, here, secret_of, now());
		match self.reader.byte() % 16 {
			0 => terms.gap_ms = self.reader.moment(&[terms.gap_ms]),
			1 => terms.base_ms = self.reader.moment(&[terms.base_ms]),
			2 => terms.step_ms = self.reader.moment(&[MIN_GAP]),
			3 => terms.legs.iter_mut().for_each(|leg| leg.bond = None),
			4 => terms.gap_ms = MIN_GAP,
			5 => {
				let last = terms.legs.len() - 1;
				let (owner, receiver) =
					(terms.legs[0].owner.clone(), terms.legs[0].receiver.clone());
				match self.reader.one_in(2) {
					true => terms.legs.as_mut()[last].owner = owner,
					false => terms.legs.as_mut()[last].receiver = receiver,
				}
			},
			8 => terms.legs.as_mut()[legs - 1].into = Some(ChannelId(self.reader.byte().into())),
			// The newest terms, of which one amount is another.
			6 | 7 => {
				if let Some(newest) = self.memory.terms.last() {
					terms = newest.clone();
					terms.legs.as_mut()[0].amount += 1;
				}
			},
			_ => {},
		}
		self.memory.terms.push(terms);
	}

	/// Terms that somebody has written, mostly the newest, or such as a start has; and a place.
	fn terms(&mut self) -> (RingTermsOf<Test>, u8) {
		if self.memory.terms.is_empty() {
			self.write_terms();
		}
		let last = self.memory.terms.len() - 1;
		let back = if self.reader.one_in(4) { self.reader.below(4) } else { 0 };
		let terms = self.memory.terms[last - back.min(last)].clone();
		let place = self.reader.byte();
		let position = if place == 255 { 0 } else { place % terms.len() + 1 };
		(terms, position)
	}

	fn post_bond(&mut self) {
		let (terms, position) = self.terms();
		let who = match terms.leg(position) {
			Ok((leg, _)) if !self.reader.one_in(8) => leg.receiver.clone(),
			_ => self.who(),
		};
		self.call(who, Call::post_bond { terms, position });
	}

	fn lock_ring(&mut self) {
		let (terms, position) = self.terms();
		let who = match terms.leg(position) {
			Ok((leg, _)) if !self.reader.one_in(8) => leg.owner.clone(),
			_ => self.who(),
		};
		let source = match self.reader.byte() {
			255 => Source::Channel(ChannelId(0)),
			254 => Source::Channel(ChannelId(1)),
			byte if byte % 8 != 0 => Source::Account,
			_ => match self.reader.pick(&all_channels()) {
				Some((id, _)) => Source::Channel(id),
				None => Source::Account,
			},
		};
		let call = Call::lock_ring { terms: terms.clone(), position, source };
		if self.call(who, call) {
			Self::check_ring(&terms, position);
		}
	}

	/// The leg that was just locked is one that these terms allow.
	fn check_ring(terms: &RingTermsOf<Test>, position: u8) {
		let place = usize::from(position) - 1;
		let asked = &terms.legs[place];
		assert!(terms.legs.len() >= 2 && asked.chain == Swaps::this_chain().unwrap());
		assert!(terms.gap_ms >= MIN_GAP + terms.extension_ms, "no time to claim");
		assert!(terms.step_ms >= MIN_GAP && terms.reveal_ms >= MIN_GAP, "no time to answer");
		let before = place as Moment;
		let lock_by_ms = terms.base_ms - terms.reveal_ms - before * terms.step_ms;
		assert!(now() < lock_by_ms, "locked too late");
		let leg = Swaps::swap(asked.owner.clone(), terms.payment_hash).unwrap();
		assert_eq!(leg.deadline_ms, terms.base_ms + before * terms.gap_ms);
		let last = place + 1 == terms.legs.len();
		let extension_ms = if last { Moment::MAX } else { terms.extension_ms };
		assert_eq!((leg.extension_ms, &leg.bond), (extension_ms, &asked.bond));
		assert_eq!(leg.ring.map(|place| place.terms), Some(terms.hash()));
		let others = terms.legs.iter().enumerate().filter(|(other, _)| *other != place);
		let twice = |leg: &RingLeg<AccountId, Asset>| {
			leg.chain == asked.chain && (leg.owner == asked.owner || leg.receiver == asked.receiver)
		};
		assert!(!others.into_iter().any(|(_, leg)| twice(leg)), "twice on one chain");
	}

	fn return_bond(&mut self) {
		let there: Vec<_> = Bonds::<Test>::iter_keys().collect();
		let who = self.who();
		let (poster, payment_hash) = match self.reader.pick(&there) {
			Some(name) => name,
			None => (self.who(), self.secret().payment_hash()),
		};
		self.call(who, Call::return_bond { poster, payment_hash });
	}

	fn prune(&mut self) {
		let (owner, payment_hash, _) = self.leg();
		let who = if self.reader.one_in(2) { self.who() } else { owner.clone() };
		self.call(who, Call::prune { owner, payment_hash });
	}

	fn claim_credit(&mut self) {
		let credits: Vec<_> = pallet_bloc_swaps::Credits::<Test>::iter_keys().collect();
		let (owner, asset) = match self.reader.pick(&credits) {
			Some(credit) => credit,
			None => (self.who(), self.asset()),
		};
		let to = if self.reader.one_in(2) { self.who() } else { owner.clone() };
		self.call(owner, Call::claim_credit { asset, to });
	}

	/// Somebody reveals a preimage by a call of another pallet.
	fn reveal(&mut self) {
		let (who, preimage) = (self.who(), secret(self.reader.byte()));
		<Channels as Registry<AccountId>>::reveal(&who, preimage).unwrap();
		self.after_accident();
	}

	/// A channel closes, or is paid out; or a new one is there.
	fn channel_accident(&mut self) {
		let Some((id, channel_)) = self.reader.pick(&all_channels()) else {
			channel(person(0), person(1), TOKEN);
			return self.after_accident();
		};
		let side = self.reader.side();
		let closer = channel_.parties.of(side).clone();
		let done: DispatchResult = with_storage_layer(|| match channel_.phase {
			Phase::Open => Channels::force_close(id, &closer),
			Phase::Closing { .. } | Phase::Resolving => Channels::pay_out(id),
			Phase::Proposed { .. } => Err(DispatchError::Unavailable),
		});
		assert!(done.is_ok(), "{done:?}");
		self.after_accident();
	}

	/// What clients ask.
	fn look(&mut self) {
		let (owner, hash, leg) = self.leg();
		let page = Swaps::swaps_of(owner.clone(), None, u32::MAX);
		assert_eq!(page.iter().any(|(of, _)| *of == hash), leg.is_some());
		if let Some(leg) = leg {
			let closes_ms = Swaps::closes_ms(owner.clone(), hash);
			assert_eq!(closes_ms.is_some(), leg.is_open());
			let signed = Swaps::consent_payload(owner, hash, Agreement::HandBack, 0).unwrap();
			assert!(!signed.is_empty());
		}
		self.look_at_quotes();
		let legs = self.reader.byte() % 20;
		let gap_ms = self.reader.moment(&[MIN_GAP, MIN_GAP + MAX_EXTENSION]);
		let times = Swaps::safe_deadlines(legs, gap_ms, MAX_EXTENSION);
		assert!(times.is_empty() || times.len() == usize::from(legs));
		for of in &times {
			assert!(now() < of.bond_by_ms && of.bond_by_ms < of.lock_by_ms);
			assert!(of.lock_by_ms < of.deadline_ms);
		}
	}

	/// The instants at which something changes, or could.
	pub fn edges() -> Vec<Moment> {
		let mut edges = Vec::new();
		for (_, _, record) in Legs::<Test>::iter() {
			let leg = record.leg;
			match leg.kept_until_ms(KEEP) {
				Ok(until_ms) => edges.push(until_ms),
				Err(_) => {
					edges.push(leg.deadline_ms);
					edges.push(leg.deadline_ms.saturating_add(MAX_EXTENSION));
				},
			}
		}
		let until =
			|record: pallet_bloc_swaps::QuoteRecordOf<Test>| record.quote.terms.valid_until_ms;
		edges.extend(pallet_bloc_swaps::Quotes::<Test>::iter_values().map(until));
		edges.extend(Bonds::<Test>::iter_values().map(|record| record.bond.lock_by_ms));
		edges
	}
}
